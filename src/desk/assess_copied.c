/* assess_copied.c - passages that stand in another place's document, and names of other places that were left over.
 *
 * The longest clauses of a sentence that hold no number, place or office are looked up in the full-text index, word for word; what more than
 * COMMON documents have is phrase everybody uses. A document that has one is then compared with the whole sentence: passages of at least
 * LEAST characters together, of which SHARE stand there, are a point. Documents about the own region or about what contains it may be quoted.
 */
#include "desk/assess_inner.h"
#include "store/sql.h"

#define COMMON        4
#define LEAST         36  /* characters */
#define SHARE         0.6 /* of the sentence's five-character pieces */
#define WINDOW        12  /* characters that are looked up */
#define PIECE         5
#define MAX_DOCUMENTS 64

typedef struct foreign {
    int64_t id;
    cedu_str region, clean;
    bool own; /* of the own region, or of what contains it, or nobody's */
} foreign;
typedef CEDU_VEC(foreign) foreign_vec;

/* The region that most facts of a document are about. */
static cedu_status region_of(assess *x, int64_t document, cedu_str *out, cedu_error *err) {
    sqlite3_stmt *st = NULL;
    bool row = false;
    *out = (cedu_str){0};
    cedu_status rc =
        cedu__store_prepare(x->s,
                            "SELECT r.region FROM facts f JOIN fact_regions r ON r.fact_row = f.id WHERE f.document_id = ?1"
                            " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
                            &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, document);
    if ((rc = cedu__store_step(x->s, st, &row, err)) == CEDU_OK && row) *out = col_str(st, 0, x->a);
    sqlite3_finalize(st);
    return rc;
}

static cedu_status document(assess *x, foreign_vec *v, int64_t id, const foreign **out, cedu_error *err) {
    *out = NULL;
    for (size_t i = 0; i < v->n; i++)
        if (v->p[i].id == id) return *out = &v->p[i], CEDU_OK;
    if (v->n >= MAX_DOCUMENTS) return CEDU_OK;
    foreign f = {.id = id};
    cedu_status st = region_of(x, id, &f.region, err);
    if (st == CEDU_OK) st = cedu__store_clean(x->s, id, x->a, &f.clean, err);
    if (st != CEDU_OK) return st;
    cedu_lie lie = f.region.n && x->region.n ? cedu__reason_lie(x->im, x->region, f.region) : CEDU_LIE_UNKNOWN;
    f.own = lie == CEDU_LIE_SAME || lie == CEDU_LIE_INSIDE || !f.region.n;
    if (CEDU_PUSH(x->a, v, f)) *out = &v->p[v->n - 1];
    return CEDU_OK;
}

static bool mentioned(const assess *x, uint32_t from, uint32_t to) { /* a number, time, place or office stands in it */
    for (size_t i = 0; i < x->d->mentions.n && x->d->mentions.p[i].start < to; i++) {
        const cedu_mention *m = &x->d->mentions.p[i];
        if (m->end > from && (m->type <= CEDU_MENTION_organisation || m->type == CEDU_MENTION_policy_title)) return true;
    }
    return false;
}

/* The longest pieces of a part without such mentions: at most 3, each at least WINDOW characters. */
static size_t windows(const assess *x, const cedu_draft_part *p, cedu_str out[3]) {
    size_t n = 0, len;
    for (size_t i = 0; i < p->text.n;) {
        size_t from = i, chars = 0;
        while (i < p->text.n) {
            uint32_t c = cedu__u8_at(p->text, i, &len);
            uint32_t at = p->place.clean_start + (uint32_t)i;
            if (!cedu__is_han(c) || mentioned(x, at, at + (uint32_t)len)) break;
            i += len, chars++;
        }
        if (chars >= WINDOW) {
            cedu_str w = cedu__sub(p->text, from, i);
            if (n < 3) out[n++] = w;
            else
                for (size_t k = 0; k < 3; k++)
                    if (out[k].n < w.n) {
                        out[k] = w;
                        break;
                    }
        }
        if (i < p->text.n) cedu__u8_at(p->text, i, &len), i += len;
    }
    return n;
}

/* Which part of the sentence's pieces stands in the document; *place: where the first of them does. */
static double share_in(cedu_str s, cedu_str doc, size_t *chars, size_t *place) {
    size_t len, at[512], n = 0, there = 0;
    *place = doc.n;
    for (size_t i = 0; i < s.n && n + 1 < CEDU_COUNT(at); i += len) cedu__u8_at(s, i, &len), at[n++] = i;
    at[n] = s.n;
    *chars = n;
    if (n <= PIECE) return 0;
    for (size_t i = 0; i + PIECE <= n; i++) {
        ptrdiff_t k = cedu__find(doc, cedu__sub(s, at[i], at[i + PIECE]), 0);
        there += k >= 0;
        if (k >= 0 && (size_t)k < *place) *place = (size_t)k;
    }
    return (double)there / (double)(n - PIECE + 1);
}

static cedu_str around(cedu_str s, size_t at) { /* the sentence there, at most 120 characters */
    size_t from = at, to = at, len;
    while (from > 0) {
        size_t p = cedu__u8_prev(s, from);
        uint32_t c = cedu__u8_at(s, p, &len);
        if (c == 0x3002 || c == '\n') break;
        from = p;
    }
    for (int n = 0; to < s.n && n < 120; n++) {
        uint32_t c = cedu__u8_at(s, to, &len);
        if (c == '\n') break;
        to += len;
        if (c == 0x3002) break;
    }
    return cedu__trim(cedu__sub(s, from, to));
}

typedef struct passage { /* parts in a row that one document has */
    int64_t id;
    size_t part, last, chars, place;
    const foreign *doc;
} passage;

static cedu_status look_up(assess *x, size_t part, foreign_vec *docs, const foreign **out, size_t *chars, size_t *place,
                           cedu_error *err) {
    const cedu_draft_part *p = &x->d->parts[part];
    cedu_str w[3];
    size_t n = windows(x, p, w);
    *out = NULL;
    for (size_t i = 0; i < n; i++) {
        cedu_str q = cedu__arena_strf(x->a, "\"%.*s\"", S(w[i]));
        cedu_store_hits hits;
        cedu_status st = cedu__store_search(x->s, q, COMMON + 1, x->a, &hits, err);
        if (st == CEDU_USAGE) continue;
        if (st != CEDU_OK) return st;
        if (hits.total > COMMON) continue;
        double most = SHARE;
        for (size_t k = 0; k < hits.n; k++) {
            const foreign *f;
            if (!strcmp(hits.p[k].doc, x->own_doc)) return CEDU_OK;
            if ((st = document(x, docs, hits.p[k].document, &f, err)) != CEDU_OK) return st;
            if (!f) continue;
            size_t c, at;
            double s = share_in(p->text, f->clean, &c, &at);
            if (s < most) continue;
            if (f->own) return *out = NULL, CEDU_OK; /* its own text, or one that it may quote */
            most = s, *out = f, *chars = c, *place = at;
        }
        if (*out) return CEDU_OK;
    }
    return CEDU_OK;
}

static cedu_status say_passage(assess *x, const passage *g, cedu_error *err) {
    cedu_store_doc doc;
    sqlite3_stmt *st = NULL;
    bool row = false;
    cedu_status rc = cedu__store_prepare(x->s, "SELECT sha256 FROM documents WHERE id = ?1", &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, g->id);
    cedu_str sha = {0};
    if ((rc = cedu__store_step(x->s, st, &row, err)) == CEDU_OK && row) sha = col_str(st, 0, x->a);
    sqlite3_finalize(st);
    if (rc == CEDU_OK) rc = cedu__store_document(x->s, sha, x->a, &doc, err);
    if (rc != CEDU_OK) return rc;
    cedu_str title = doc.title.n ? doc.title : doc.file;
    cedu_point *p = ASSESS_POINT(x, copied, error, g->part, "改写为本地的内容，或注明引自何处",
                                 "rewrite it for this place, or cite it", "约 %zu 字与%.*s的“%.*s”相同",
                                 "some %zu characters stand in %.*s's \"%.*s\"", g->chars, S(g->doc->region), S(title));
    if (!p) return CEDU_OK;
    memcpy(p->doc, doc.sha256, sizeof p->doc);
    p->doc_title = title;
    p->doc_quote = cedu__arena_str(x->a, around(g->doc->clean, g->place));
    for (size_t i = g->part + 1; i <= g->last; i++) assess_also(x, p, i);
    return CEDU_OK;
}

/* ------------------------------------------------------------------ names left over */
static void leftovers(assess *x) {
    for (size_t i = 0; x->region.n && i < x->d->mentions.n; i++) {
        const cedu_mention *m = &x->d->mentions.p[i];
        if (m->type != CEDU_MENTION_region || m->entry < 0) continue;
        const cedu_entry *e = cedu__image_entry(x->im, m->entry);
        cedu_str level = cedu__image_attr(x->im, m->entry, CEDU_ATTR_level);
        if (!cedu__eqz(level, "prefecture") && !cedu__eqz(level, "county") && !cedu__eqz(level, "province") &&
            !cedu__eqz(level, "zone"))
            continue;
        if (cedu__reason_lie(x->im, x->region, e->name) != CEDU_LIE_APART) continue;
        size_t part = assess_part_at(x, m->start);
        const cedu_draft_part *p = &x->d->parts[part];
        if (p->title || assess_in_plain(x, p) || assess_has(x->w.relation, p->text) || assess_has(x->w.beside, p->text) ||
            assess_has(x->w.source, p->text))
            continue;
        bool inside_name = false; /* 《洛阳市…办法》, 重庆大学 are meant */
        for (size_t k = 0; k < x->d->mentions.n && !inside_name; k++) {
            const cedu_mention *o = &x->d->mentions.p[k];
            inside_name =
                (o->type == CEDU_MENTION_policy_title || o->type == CEDU_MENTION_title || o->type == CEDU_MENTION_person) &&
                o->start <= m->start && o->end >= m->end;
        }
        if (inside_name) continue;
        (void)ASSESS_POINT(x, leftover_place, error, part, "改为本地，或写明为何提到那里",
                           "change it to this place, or say why that one is named", "草案属于%.*s，此处写的是%.*s",
                           "the draft is %.*s's, this names %.*s", S(x->region), S(e->name));
    }
}

cedu_status assess_copied(assess *x, cedu_error *err) {
    foreign_vec docs = {0};
    passage now = {0};
    cedu_status st = CEDU_OK;
    if (!x->region.n || !x->plan) return CEDU_OK;
    if (!CEDU_PUSH(x->a, &docs, ((foreign){.id = -1, .own = true}))) return cedu__fail_nomem(err);
    docs.n = 0;
    docs.p = CEDU_NEW_N(x->a, foreign, MAX_DOCUMENTS), docs.cap = MAX_DOCUMENTS; /* passages point into it */
    if (!docs.p) return cedu__fail_nomem(err);
    for (size_t i = 0; st == CEDU_OK && i <= x->d->part_count; i++) {
        const foreign *f = NULL;
        size_t chars = 0, place = 0;
        if (i < x->d->part_count && !x->d->parts[i].title) st = look_up(x, i, &docs, &f, &chars, &place, err);
        if (st != CEDU_OK) break;
        if (f && now.doc == f && i <= now.last + 2) {
            now.last = i, now.chars += chars;
            continue;
        }
        bool gap = !f && now.doc && i < x->d->part_count && i <= now.last + 1; /* one sentence of its own in between */
        if (gap) continue;
        if (now.doc && now.chars >= LEAST) st = say_passage(x, &now, err);
        now = f ? (passage){.id = f->id, .part = i, .last = i, .chars = chars, .place = place, .doc = f} : (passage){0};
    }
    if (st == CEDU_OK) leftovers(x);
    return st;
}
