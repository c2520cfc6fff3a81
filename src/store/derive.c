/* derive.c - the prints of one text in order: which is the original, and what became of the others.
 *
 * Evidence, the weightier first: a text that was rewritten, cut short or damaged is no original; then who publishes (its tier); then
 * the day; then what was added first. The kind of a print is what the comparison with the original shows (likeness.c) and what was found
 * on its page. Invariants: a cluster has one original; every other print names the document it was compared with. Only the new print and
 * the original of the moment are compared, so adding costs the same whatever the cluster's size.
 * To add a kind: a row of CEDU_STORE_DERIVATIONS, a line in kind_of().
 */
#include <stdlib.h>

#include "store/internal.h"

static const char *const names[] = {
#define CEDU__X(name, zh, en) #name,
    CEDU_STORE_DERIVATIONS(CEDU__X)
#undef CEDU__X
};
static const char *const labels[][2] = {
#define CEDU__X(name, zh, en) {zh, en},
    CEDU_STORE_DERIVATIONS(CEDU__X)
#undef CEDU__X
};

const char *cedu__store_derivation_name(cedu_store_derivation d) { return (unsigned)d < CEDU_COUNT(names) ? names[d] : "?"; }
const char *cedu__store_derivation_label(cedu_store_derivation d, bool english) {
    return (unsigned)d < CEDU_COUNT(labels) ? labels[d][english] : "?";
}

/* ------------------------------------------------------------------ evidence */
typedef struct evidence {
    int64_t document;
    char published[17]; /* the day; "" = unknown */
    int tier;           /* 0 = the best */
    bool rewritten, damaged, script;
} evidence;

static bool holds(cedu_str list, const char *word) { return list.p && cedu__find(list, cedu__str(word), 0) >= 0; }

static cedu_status evidence_of(cedu_store *s, int64_t document, evidence *out, cedu_error *err) {
    static const char *const tiers[] = {"government", "official_media", "trade_media", "institute", "media"};
    bool row;
    *out = (evidence){.document = document, .tier = (int)CEDU_COUNT(tiers)};
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_evidence_of, err);
    if (st) bind_int(st, 1, document);
    cedu_status rc = cedu__store_step(s, st, &row, err);
    if (rc == CEDU_OK && row) {
        cedu_str day = col_view(st, 0), tier = col_view(st, 1), doubts = col_view(st, 2), found = col_view(st, 3);
        if (day.n >= 10) memcpy(out->published, day.p, 10);
        for (size_t i = 0; i < CEDU_COUNT(tiers); i++)
            if (cedu__eqz(tier, tiers[i])) out->tier = (int)i;
        out->rewritten = holds(doubts, "rewritten_text");
        static const char *const damage[] = {"gbk_shift",     "mojibake",          "pinyin_annotation", "lost_characters",
                                             "wrong_wording", "damaged_container", "inserted_text"};
        for (size_t i = 0; i < CEDU_COUNT(damage); i++) out->damaged |= holds(found, damage[i]);
        out->script = holds(found, "traditional_script");
    }
    if (st) sqlite3_reset(st);
    return rc;
}

/* Words exchanged all over the text while its numbers stay. */
static bool exchanged(const cedu_share *x) { return x->replaced >= 6 && x->replaced * 250 >= x->covered; }

/* Which of the two is a part of the other: -1 the first, 1 the second, 0 neither. What lacks the end is cut short; a text with more
 * before and behind it has been added to. */
static int part_of(const cedu_likeness *l) {
    double a = cedu__share_of(&l->a), b = cedu__share_of(&l->b);
    if (a - b > 0.12 && b < 0.85) return -1;
    if (b - a > 0.12 && a < 0.85) return 1;
    return 0;
}
/* The shorter one breaks off: the longer goes on behind it. One that ends as texts end was not cut for the sake of a few lines. */
static bool cut_short(const cedu_share *shorter, const cedu_share *longer) {
    enum { LINE = 20 };
    size_t rest = longer->letters - longer->covered;
    if (shorter->letters < LINE) return true; /* hardly more than its title */
    if (!shorter->complete && longer->complete && longer->tail * 8 >= shorter->letters) return true;
    if (longer->tail * 10 < rest * 7 || longer->head * 5 > rest) return false;
    return !shorter->complete || longer->tail * 3 >= longer->letters;
}

static cedu_store_derivation kind_of(const evidence *x, const evidence *origin, const cedu_likeness *l, bool equal) {
    if (!equal && (x->rewritten || (exchanged(&l->a) && !x->damaged && !origin->damaged))) return CEDU_DERIVATION_rewritten;
    int part = equal ? 0 : part_of(l);
    if (part < 0) return CEDU_DERIVATION_truncated;
    if (x->damaged) return CEDU_DERIVATION_damaged;
    if (x->script && !origin->script) return CEDU_DERIVATION_translated;
    return part > 0 ? CEDU_DERIVATION_expanded : CEDU_DERIVATION_repost;
}

/* Does the new print (a) push the original (b) from its place? */
static bool is_original(const evidence *a, const evidence *b, const cedu_likeness *l, bool equal) {
    if (a->rewritten != b->rewritten) return b->rewritten;
    int part = equal ? 0 : part_of(l);
    if (part && a->damaged != b->damaged && a->damaged == (part < 0)) return part > 0; /* the longer one, and undamaged */
    if (part) { /* the longer one is the whole, unless it was wrapped in something; a line or two of a site say nothing */
        enum { FEW = 100 };
        const cedu_share *longer = part < 0 ? &l->b : &l->a;
        bool cut = cut_short(part < 0 ? &l->a : &l->b, longer);
        if (cut || longer->letters - longer->covered > FEW) return cut == (part > 0);
    }
    if (a->damaged != b->damaged) return b->damaged;
    if (a->script != b->script) return b->script;
    if (a->tier != b->tier) return a->tier < b->tier;
    return a->published[0] && b->published[0] && strcmp(a->published, b->published) < 0;
}

static cedu_status set(cedu_store *s, int64_t document, cedu_store_derivation d, int64_t near, double share, cedu_error *err) {
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_set_derivation, err);
    if (st) {
        bind_int(st, 1, document), bind_z(st, 2, names[d]);
        if (near) bind_int(st, 3, near), sqlite3_bind_double(st, 4, share);
        else sqlite3_bind_null(st, 3), sqlite3_bind_null(st, 4);
    }
    return cedu__store_run(s, st, err);
}

static cedu_likeness turned(const cedu_likeness *l) { return (cedu_likeness){.a = l->b, .b = l->a, .title = l->title}; }

static double share_of_shorter(const cedu_likeness *l, bool equal) {
    return equal ? 1 : cedu__share_of(l->a.letters <= l->b.letters ? &l->a : &l->b);
}

/* Compares a stored article with the original and writes both places down. */
static cedu_status place(cedu_store *s, int64_t document, int64_t origin, const cedu_likeness *l, bool equal, cedu_error *err) {
    evidence a, b;
    cedu_status rc = evidence_of(s, document, &a, err);
    if (rc == CEDU_OK) rc = evidence_of(s, origin, &b, err);
    if (rc != CEDU_OK) return rc;
    double share = share_of_shorter(l, equal);
    if (!is_original(&a, &b, l, equal)) return set(s, document, kind_of(&a, &b, l, equal), origin, share, err);
    cedu_likeness back = turned(l);
    rc = set(s, document, CEDU_DERIVATION_original, 0, 0, err);
    return rc == CEDU_OK ? set(s, origin, kind_of(&b, &a, &back, equal), document, share, err) : rc;
}

static cedu_status derived_from(cedu_store *s, int64_t document, int64_t origin, const cedu_likeness *l, bool equal,
                                cedu_error *err) {
    evidence a, b;
    cedu_status rc = evidence_of(s, document, &a, err);
    if (rc == CEDU_OK) rc = evidence_of(s, origin, &b, err);
    return rc == CEDU_OK ? set(s, document, kind_of(&a, &b, l, equal), origin, share_of_shorter(l, equal), err) : rc;
}

static cedu_status origin_of(cedu_store *s, int64_t cluster, int64_t but, int64_t *out, cedu_error *err) {
    bool row;
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_origin_of, err);
    if (st) bind_int(st, 1, cluster), bind_int(st, 2, but);
    cedu_status rc = cedu__store_step(s, st, &row, err);
    *out = rc == CEDU_OK && row ? sqlite3_column_int64(st, 0) : 0;
    if (st) sqlite3_reset(st);
    return rc;
}

cedu_status cedu__store_derive(cedu_store *s, int64_t document, const cedu_print *print, const cedu_near *near,
                               cedu_error *err) {
    int64_t origin = 0;
    cedu_status rc = origin_of(s, near->cluster, document, &origin, err);
    if (rc != CEDU_OK || !origin) return rc == CEDU_OK ? set(s, document, CEDU_DERIVATION_original, 0, 0, err) : rc;
    if (origin == near->document) return place(s, document, origin, &near->like, near->equal, err);
    cedu_likeness l;
    if ((rc = cedu__store_print_of(s, origin, &s->print2, err)) != CEDU_OK) return rc;
    if (!cedu__store_compare(print, &s->print2, &l)) return cedu__fail_nomem(err);
    /* Tied by another print only: it derives from that one. */
    if (!cedu__store_same_text(&l) && near->document)
        return derived_from(s, document, near->document, &near->like, near->equal, err);
    return place(s, document, origin, &l, false, err);
}

/* ------------------------------------------------------------------ pages of one article */
static bool same_title(cedu_str a, cedu_str b) {
    uint32_t x[CEDU_TITLE_LETTERS], y[CEDU_TITLE_LETTERS];
    size_t n = cedu__store_letters(a, x, CEDU_TITLE_LETTERS), m = cedu__store_letters(b, y, CEDU_TITLE_LETTERS);
    return n && n == m && memcmp(x, y, n * sizeof *x) == 0;
}

cedu_status cedu__store_sibling(cedu_store *s, const cedu_document *d, int64_t document, cedu_near *near, cedu_error *err) {
    if (!d->series.p || near->document) return CEDU_OK;
    bool row;
    cedu_status rc;
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_siblings, err);
    if (st) bind_str(st, 1, d->series), bind_int(st, 2, document);
    int64_t fresh = near->cluster;
    while ((rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row) {
        if (sqlite3_column_int64(st, 2) == d->part || !same_title(d->title, col_view(st, 4))) continue;
        near->sibling = sqlite3_column_int64(st, 0), near->cluster = sqlite3_column_int64(st, 1);
        near->leads = d->part < sqlite3_column_int64(st, 2) && cedu__eqz(col_view(st, 3), names[CEDU_DERIVATION_original]);
        break;
    }
    if (st) sqlite3_reset(st);
    if (rc != CEDU_OK || near->cluster == fresh) return rc;
    if ((st = cedu__store_use(s, CEDU_SQL_cut_cluster, err))) bind_int(st, 1, fresh); /* made for it alone */
    return cedu__store_run(s, st, err);
}

cedu_status cedu__store_place_part(cedu_store *s, int64_t document, const cedu_near *near, cedu_error *err) {
    int64_t first = near->leads ? document : near->sibling, next = near->leads ? near->sibling : document;
    cedu_status rc = near->leads ? set(s, first, CEDU_DERIVATION_original, 0, 0, err) : CEDU_OK;
    return rc == CEDU_OK ? set(s, next, CEDU_DERIVATION_part, first, 0, err) : rc;
}

/* ------------------------------------------------------------------ parting again */
#define SPLIT_MOST 1000 /* members looked at; a larger cluster stays as it is */
#define TRIED      8    /* members that a print without a tie is compared with */

typedef struct member {
    int64_t id, near;
    size_t group;
} member;

static cedu_status members_of(cedu_store *s, int64_t cluster, member *v, size_t *n, cedu_error *err) {
    sqlite3_stmt *st;
    bool row;
    *n = 0;
    cedu_status rc =
        cedu__store_prepare(s, "SELECT id, near_document FROM documents WHERE cluster_id = ?1 ORDER BY id", &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, cluster);
    while ((rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row && *n <= SPLIT_MOST) {
        if (*n < SPLIT_MOST) v[*n] = (member){sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), *n};
        ++*n;
    }
    sqlite3_finalize(st);
    return rc;
}

static void unite(member *v, size_t n, size_t a, size_t b) {
    size_t from = v[a].group > v[b].group ? v[a].group : v[b].group, into = v[a].group + v[b].group - from;
    for (size_t m = 0; m < n; m++)
        if (v[m].group == from) v[m].group = into;
}

/* Ties that are left: the document each was compared with; for one that has gone, a comparison with those still there. */
static cedu_status tie(cedu_store *s, member *v, size_t n, cedu_error *err) {
    cedu_status rc = CEDU_OK;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (v[k].id == v[i].near && v[k].group != v[i].group) unite(v, n, i, k);
    for (size_t i = 1; rc == CEDU_OK && i < n; i++) {
        if (v[i].group != i) continue;
        if ((rc = cedu__store_print_of(s, v[i].id, &s->print, err)) != CEDU_OK) break;
        for (size_t k = 0, tried = 0; rc == CEDU_OK && k < i && tried < TRIED && v[i].group == i; k++, tried++) {
            cedu_likeness l;
            if ((rc = cedu__store_print_of(s, v[k].id, &s->print2, err)) != CEDU_OK) break;
            if (!cedu__store_compare(&s->print, &s->print2, &l)) return cedu__fail_nomem(err);
            bool equal = s->print.body && cedu__eq(cedu__sub(cedu__buf_view(&s->print.text), 0, s->print.body),
                                                   cedu__sub(cedu__buf_view(&s->print2.text), 0, s->print2.body));
            if (!equal && !cedu__store_same_text(&l)) continue;
            unite(v, n, i, k);
            v[i].near = v[k].id;
            rc = derived_from(s, v[i].id, v[k].id, &l, equal, err);
        }
    }
    return rc;
}

cedu_status cedu__store_split(cedu_store *s, int64_t cluster, const char *now, cedu_error *err) {
    member *v = cedu__malloc(sizeof *v * SPLIT_MOST);
    size_t n;
    if (!v) return cedu__fail_nomem(err);
    cedu_status rc = members_of(s, cluster, v, &n, err);
    if (rc != CEDU_OK || n < 1 || n > SPLIT_MOST) return free(v), rc;
    rc = tie(s, v, n, err);
    sqlite3_stmt *move = NULL;
    for (size_t g = 0; rc == CEDU_OK && g < n; g++) { /* the oldest member's group keeps the cluster */
        if (v[g].group != g) continue;
        int64_t fresh = cluster;
        if (g) {
            sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_cluster, err);
            if (st) bind_z(st, 1, now);
            rc = cedu__store_run(s, st, err);
            fresh = sqlite3_last_insert_rowid(s->db);
        }
        if (rc == CEDU_OK && !move)
            rc = cedu__store_prepare(s, "UPDATE documents SET cluster_id = ?2 WHERE id = ?1", &move, err);
        for (size_t m = g; rc == CEDU_OK && m < n; m++) {
            if (v[m].group != g) continue;
            sqlite3_reset(move);
            bind_int(move, 1, v[m].id), bind_int(move, 2, fresh);
            rc = cedu__store_run(s, move, err);
        }
        if (rc == CEDU_OK && v[g].near) { /* its original has gone, or is in another group: it is the first of what is left */
            bool there = false;
            for (size_t k = 0; k < n; k++) there |= v[k].id == v[g].near && v[k].group == g;
            if (!there) rc = set(s, v[g].id, CEDU_DERIVATION_original, 0, 0, err);
        }
    }
    sqlite3_finalize(move);
    free(v);
    return rc;
}
