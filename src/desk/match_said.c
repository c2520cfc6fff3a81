/* match_said.c - see match.h. The search index finds the documents that name the supplier; each sentence with the name is a saying, and stands with
 * the fact that tells of firms before any other. */
#include <stdlib.h>

#include "desk/match.h"
#include "pack/pack.h"

#define DOCUMENTS 12  /* that name a supplier and are looked at, the best hits first */
#define MENTIONS  8   /* of the name in one document */
#define SENTENCE  600 /* bytes of a sentence that is shown, at most */
#define LEAST     6   /* bytes of a name that is looked for: two characters */
#define SHORTEST  12  /* bytes of a name without 有限公司: four characters */

static const uint32_t kinds =
    1u << CEDU_FACT_organisation | 1u << CEDU_FACT_project | 1u << CEDU_FACT_registry | 1u << CEDU_FACT_instrument;

/* 示例智能股份有限公司 -> 示例智能, by the packs' words for firms; the name itself where too little is left. */
static cedu_str shortened(const cedu_image *im, cedu_str name) {
    int32_t first = 0, count = 0;
    size_t cut = 0;
    if (im) cedu__image_class(im, CEDU_CLASS_org_suffix, &first, &count);
    for (int32_t i = first; i < first + count; i++)
        for (size_t k = 0; cedu__eqz(cedu__image_attr(im, i, CEDU_ATTR_level), "company") && k < cedu__image_form_count(im, i);
             k++) {
            cedu_str form = cedu__image_form(im, i, k);
            if (cedu__ends(name, form) && form.n > cut) cut = form.n;
        }
    return name.n >= cut + SHORTEST ? cedu__sub(name, 0, name.n - cut) : name;
}

/* The sentence around clean[start, end): between 。；！？ or line ends; of a very long one what follows the name. */
static void sentence(cedu_str clean, size_t start, size_t end, size_t *from, size_t *to) {
    static const char *const ends[] = {"。", "；", "！", "？", "\n"};
    *from = 0, *to = clean.n;
    for (size_t i = 0; i < CEDU_COUNT(ends); i++) {
        cedu_str stop = cedu__str(ends[i]);
        for (size_t at = start; at > *from; at--)
            if (at >= stop.n && memcmp(clean.p + at - stop.n, stop.p, stop.n) == 0) {
                *from = at;
                break;
            }
        ptrdiff_t next = cedu__find(clean, stop, end);
        if (next >= 0 && (size_t)next < *to) *to = (size_t)next;
    }
    if (*to - *from <= SENTENCE) return;
    *from = start;
    if (*to - *from > SENTENCE)
        for (*to = *from + SENTENCE; *to > end && ((unsigned char)clean.p[*to] & 0xC0) == 0x80;) --*to;
}

/* The fact of clean[from, to): of a telling kind before the others, then the first. */
static const cedu_store_fact *fact_in(const cedu_store_facts *facts, size_t from, size_t to) {
    const cedu_store_fact *best = NULL;
    for (size_t i = 0; i < facts->n; i++) {
        const cedu_store_fact *f = &facts->p[i];
        if (f->fact.place.clean_start >= to || f->fact.place.clean_end <= from || f->fact.denied) continue;
        if (!best || (kinds >> f->fact.kind & 1u) > (kinds >> best->fact.kind & 1u)) best = f;
    }
    return best;
}

static void add_words(const cedu_match *m, cedu_words w, cedu_str in, cedu_arena *a, cedu_strs *to) {
    cedu_str *p = CEDU_NEW_N(a, cedu_str, to->n + w.n + 1);
    size_t n = 0;
    for (; p && n < to->n; n++) p[n] = to->p[n];
    for (size_t i = 0; p && i < w.n; i++)
        if (cedu__find(in, m->words.p[w.p[i]], 0) >= 0) p[n++] = m->words.p[w.p[i]];
    *to = (cedu_strs){p, n};
}

static int more_words(const void *p, const void *q) {
    const cedu_match_saying *a = p, *b = q;
    if (a->words.n != b->words.n) return a->words.n > b->words.n ? -1 : 1;
    if (a->shortened != b->shortened) return a->shortened ? 1 : -1;
    if (!a->fact != !b->fact) return a->fact ? -1 : 1;
    return a->sentence.p < b->sentence.p ? -1 : a->sentence.p > b->sentence.p;
}

typedef struct said {
    const cedu_match *m;
    const cedu_match_row *need;
    cedu_str name, core;
    cedu_arena *a;
    CEDU_VEC(cedu_match_saying) v;
} said;

static cedu_status in_document(cedu_store *s, said *x, const cedu_store_hit *h, cedu_error *err) {
    cedu_store_fact_filter f = {.document = h->document};
    cedu_store_facts facts;
    cedu_str clean;
    cedu_status st = cedu__store_clean(s, h->document, x->a, &clean, err);
    if (st == CEDU_OK) st = cedu__store_list_facts(s, &f, x->a, &facts, err);
    if (st != CEDU_OK) return st;
    size_t at = 0;
    for (int k = 0; k < MENTIONS; k++) {
        size_t from, to;
        ptrdiff_t hit = cedu__find(clean, x->core, at);
        if (hit < 0) break;
        sentence(clean, (size_t)hit, (size_t)hit + x->core.n, &from, &to);
        at = to;
        cedu_match_saying one = {
            .sentence = cedu__trim(cedu__sub(clean, from, to)), .doc = h->doc, .title = h->title, .published = h->published};
        bool twice = false;
        for (size_t i = 0; i < x->v.n && !twice; i++) twice = cedu__eq(x->v.p[i].sentence, one.sentence);
        if (twice) continue;
        const cedu_store_fact *e = fact_in(&facts, from, to);
        if (e) one.fact = e->fact.id, one.stance = e->fact.stance, one.kind = e->fact.kind;
        one.shortened = cedu__find(one.sentence, x->name, 0) < 0;
        const cedu_words asked[] = {x->need->sectors, x->need->tasks, x->need->data, x->need->qualifications};
        for (size_t w = 0; w < CEDU_COUNT(asked); w++) add_words(x->m, asked[w], one.sentence, x->a, &one.words);
        (void)CEDU_PUSH(x->a, &x->v, one);
    }
    return CEDU_OK;
}

cedu_status cedu__match_said(cedu_store *s, const cedu_image *im, const cedu_match *m, size_t need, size_t supplier,
                             size_t limit, cedu_arena *a, cedu_match_sayings *out, cedu_error *err) {
    cedu_str name = m->suppliers[supplier].name;
    said x = {.m = m, .need = &m->needs[need], .name = name, .core = shortened(im, name), .a = a};
    cedu_store_hits hits;
    *out = (cedu_match_sayings){0};
    if (name.n < LEAST || memchr(name.p, '"', name.n)) return CEDU_OK;
    cedu_status st = cedu__store_search(s, cedu__arena_strf(a, "\"%.*s\"", (int)x.core.n, x.core.p), DOCUMENTS, a, &hits, err);
    if (st == CEDU_USAGE) return CEDU_OK; /* nothing that could be searched for */
    for (size_t i = 0; st == CEDU_OK && i < hits.n; i++) st = in_document(s, &x, &hits.p[i], err);
    if (x.v.n) qsort(x.v.p, x.v.n, sizeof *x.v.p, more_words);
    *out = (cedu_match_sayings){x.v.p, x.v.n < limit ? x.v.n : limit};
    return st != CEDU_OK ? st : a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
