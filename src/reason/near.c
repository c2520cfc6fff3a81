/* near.c - what depends on a region's facts of a subject: how little must be read to reason about what is new, or about one region.
 *
 * Relations tie a value to values of the same subject in the region, in what contains it (shares, ranks, parts of a whole), in what lies
 * directly in it and beside it (sums), in what a ratio names, and a wide indicator to its narrower ones. A subject of up to
 * CEDU_MAX_SUBJECT_FACTS is read whole; of a larger one only those regions, and only the years that derivation can reach.
 */
#include <stdlib.h>

#include "reason/internal.h"

static cedu_need *need_of(cedu_needs *v, size_t sorted, cedu_str key) {
    size_t lo = 0, hi = sorted;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = cedu__cmp(v->p[mid].key, key);
        if (c == 0) return &v->p[mid];
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    for (size_t i = sorted; i < v->n; i++)
        if (cedu__eq(v->p[i].key, key)) return &v->p[i];
    return NULL;
}

const cedu_need *cedu__reason_need(const cedu_needs *v, cedu_str key) {
    for (size_t i = 0; i < v->n; i++)
        if (cedu__eq(v->p[i].key, key)) return &v->p[i];
    return NULL;
}

static void join(cedu_arena *a, cedu_need *to, const cedu_need *from) {
    cedu_str *p = CEDU_NEW_N(a, cedu_str, to->regions.n + from->regions.n + 1);
    size_t n = 0;
    if (!p) return;
    for (size_t i = 0; i < to->regions.n; i++) p[n++] = to->regions.p[i];
    for (size_t i = 0; i < from->regions.n; i++) {
        bool there = false;
        for (size_t k = 0; k < to->regions.n && !there; k++) there = cedu__eq(p[k], from->regions.p[i]);
        if (!there) p[n++] = from->regions.p[i];
    }
    to->regions = (cedu_strs){p, n};
    if (from->from && (!to->from || from->from < to->from)) to->from = from->from;
    if (from->to > to->to) to->to = from->to;
}

void cedu__reason_add_narrower(const cedu_image *im, cedu_arena *a, cedu_needs *v) {
    int32_t first = 0, count = 0;
    size_t sorted = v->n;
    if (im) cedu__image_class(im, CEDU_CLASS_indicator, &first, &count);
    for (int32_t e = first; e < first + count; e++) {
        cedu_str id = cedu__image_entry(im, e)->id, wider = cedu__reason_wider(im, id);
        const cedu_need *w = wider.n ? need_of(v, sorted, wider) : NULL;
        if (!w) continue;
        cedu_need copy = *w, *there = need_of(v, sorted, id); /* a copy: the list may move */
        copy.key = id;
        if (there) join(a, there, &copy);
        else (void)CEDU_PUSH(a, v, copy);
    }
}

cedu_status cedu__reason_new_needs(cedu_store *s, const cedu_reason_options *opt, cedu_arena *a, cedu_needs *out,
                                   cedu_error *err) {
    cedu_store_news news;
    *out = (cedu_needs){0};
    cedu_status st = cedu__store_new_subjects(s, opt->since, opt->around ? CEDU_MAX_LIST_DOCUMENTS : 0, a, &news, err);
    for (size_t i = 0, j; st == CEDU_OK && i < news.n; i = j) {
        cedu_need need = {.key = news.p[i].subject_key};
        for (j = i; j < news.n && cedu__eq(news.p[j].subject_key, need.key);) j++;
        cedu_str *p = CEDU_NEW_N(a, cedu_str, j - i);
        size_t n = 0;
        for (size_t k = i; p && k < j; k++) {
            const cedu_store_new *x = &news.p[k];
            if (x->region.n) p[n++] = x->region;
            if (x->year_from && (!need.from || x->year_from < need.from)) need.from = x->year_from;
            if (x->year_to > need.to) need.to = x->year_to;
        }
        need.regions = (cedu_strs){p, n};
        if (!CEDU_PUSH(a, out, need)) break;
    }
    if (st == CEDU_OK) cedu__reason_add_narrower(opt->image, a, out);
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}

/* Many subjects are asked about the same regions: what lies around them is looked for once. */
typedef struct around_memo {
    cedu_arena a;
    cedu_strs of, v;
    size_t own; /* the regions in question and what contains them: the first of v */
} around_memo;

static cedu_strs vicinity(around_memo *m, const cedu_image *im, cedu_strs regions, cedu_strs tied, cedu_arena *a) {
    if (!m || tied.n) return cedu__reason_vicinity(im, regions, tied, CEDU_MAX_NEAR, a);
    if (m->of.p == regions.p && m->of.n == regions.n && m->v.n) return m->v;
    m->v = cedu__reason_vicinity(im, m->of = regions, tied, CEDU_MAX_NEAR, &m->a);
    for (m->own = regions.n; regions.n == 1 && m->own < m->v.n;) {
        if (cedu__reason_lie(im, regions.p[0], m->v.p[m->own]) != CEDU_LIE_INSIDE) break;
        m->own++;
    }
    return m->v;
}

static cedu_status bound(cedu_store *s, const cedu_need *need, const cedu_reason_options *opt, around_memo *memo, cedu_arena *a,
                         cedu_store_fact_filter *f, cedu_error *err) {
    size_t size = 0;
    f->subject_key = need->key, f->regions = (cedu_strs){0};
    cedu_status st = cedu__store_subject_size(s, need->key, CEDU_MAX_SUBJECT_FACTS, &size, err);
    if (st != CEDU_OK || size <= CEDU_MAX_SUBJECT_FACTS) return st;
    cedu_strs tied;
    if ((st = cedu__store_referring(s, need->key, need->regions, a, &tied, err)) != CEDU_OK) return st;
    f->regions = vicinity(memo, opt ? opt->image : NULL, need->regions, tied, a);
    if (f->regions.n <= CEDU_MAX_NEAR && !(opt && opt->all)) f->recent = CEDU_MAX_NEAR_FACTS;
    if (opt && opt->around && memo && !tied.n && need->regions.n == 1) f->own = memo->own;
    if (need->from) f->year_from = need->from - CEDU_DERIVE_DEPTH;
    if (need->from && need->to) f->year_to = need->to + CEDU_DERIVE_DEPTH;
    if (need->from && need->to) f->own_from = need->from, f->own_to = need->to;
    if (!f->kinds) f->kinds = CEDU_REASON_NUMBERS;
    return a->failed || (memo && memo->a.failed) ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__reason_bound(cedu_store *s, const cedu_need *need, const cedu_reason_options *opt, cedu_arena *a,
                               cedu_store_fact_filter *f, cedu_error *err) {
    return bound(s, need, opt, NULL, a, f, err);
}

void cedu__reason_around(cedu_store_fact_filter *f, cedu_strs regions, const cedu_reason_options *opt, cedu_arena *a) {
    if (!opt || (!opt->recent && !opt->around)) return;
    f->recent = opt->recent ? opt->recent : opt->around;
    f->regions = regions.n == 1 ? cedu__reason_vicinity(opt->image, regions, (cedu_strs){0}, CEDU_MAX_NEAR, a) : regions;
}

cedu_status cedu__reason_each_need(cedu_store *s, const cedu_store_fact_filter *filter, const cedu_needs *needs, bool numeric,
                                   const cedu_reason_options *opt, cedu_group_fn fn, void *ctx, cedu_error *err) {
    cedu_arena a;
    around_memo memo = {.of = {0}};
    cedu__arena_init(&a, CEDU_MAX_SCRATCH), cedu__arena_init(&memo.a, CEDU_MAX_SCRATCH);
    cedu_status st = CEDU_OK;
    for (size_t i = 0; st == CEDU_OK && i < needs->n; i++, cedu__arena_reset(&a)) {
        cedu_store_fact_filter f = filter ? *filter : (cedu_store_fact_filter){0};
        if ((st = bound(s, &needs->p[i], opt, &memo, &a, &f, err)) != CEDU_OK) break;
        if (filter && filter->regions.n) f.regions = filter->regions;
        st = cedu__reason_each_subject(s, &f, numeric, opt, fn, ctx, err);
    }
    cedu__arena_release(&a), cedu__arena_release(&memo.a);
    return st;
}
