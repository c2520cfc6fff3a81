/* overlap.c - who courts the same fields: pairs of regions that name one, with both quotations, corrected for what everybody names.
 *
 * Items come from focus lists (what a text calls an advantage counts too, with its grade; what it denies does not) and from what
 * places want to be (pack group vision). An item is first itself, or the sector of the packs whose form it is; then the family (group
 * kin) of the longest form that stands in it. A field that all regions name weighs nothing; one that a fact about the whole country
 * asks for is marked. Everything here is a hint: method and weights are in the result, users judge.
 */
#include <math.h>
#include <stdlib.h>

#include "reason/internal.h"

typedef struct named {
    cedu_str key, region, item;
    const cedu_store_fact *f;
    int level; /* 0 literal, 1 kin, 2 vision */
    size_t at; /* of the region, in their order */
} named;

typedef struct gather {
    cedu_arena *a;
    const cedu_image *im;
    cedu_wordlist kin, vision;
    CEDU_VEC(named) v;
    CEDU_VEC(cedu_str) mandated;
} gather;

static cedu_str canonical(const cedu_image *im, cedu_str item) {
    int32_t e = im ? cedu__image_by_form(im, CEDU_CLASS_sector, item) : -1;
    return e >= 0 ? cedu__image_entry(im, e)->name : item;
}

static cedu_ledger_grade grade(const cedu_fact *f) {
    if (f->stance == CEDU_STANCE_advised || f->kind == CEDU_FACT_recommendation) return CEDU_LEDGER_wished;
    return f->stance == CEDU_STANCE_planned || f->kind == CEDU_FACT_target ? CEDU_LEDGER_planned : CEDU_LEDGER_stated;
}

static void put(gather *g, cedu_str item, const cedu_store_fact *f) {
    cedu_str key = canonical(g->im, item);
    const cedu_word *family = cedu__reason_word_in(g->kin, item);
    for (size_t r = 0; r < f->fact.region.n; r++) {
        cedu_str region = f->fact.region.p[r];
        int32_t e = cedu__reason_region(g->im, region);
        cedu_str level = e >= 0 ? cedu__image_attr(g->im, e, CEDU_ATTR_level) : (cedu_str){0};
        if (cedu__eqz(level, "country") || cedu__eqz(level, "world")) { /* what is asked of everyone */
            (void)CEDU_PUSH(g->a, &g->mandated, key);
            if (family) (void)CEDU_PUSH(g->a, &g->mandated, family->name);
            continue;
        }
        (void)CEDU_PUSH(g->a, &g->v, ((named){key, region, item, f, 0, 0}));
        if (family) (void)CEDU_PUSH(g->a, &g->v, ((named){family->name, region, item, f, 1, 0}));
    }
}

static void put_vision(gather *g, const cedu_store_fact *f) {
    cedu_str where[] = {f->fact.subject, cedu__reason_field_str(&f->fact, CEDU_FIELD_title),
                        cedu__reason_field_str(&f->fact, CEDU_FIELD_content), f->clean_quote};
    for (size_t i = 0; i < CEDU_COUNT(where); i++) {
        const cedu_word *w = where[i].n ? cedu__reason_word_in(g->vision, where[i]) : NULL;
        if (!w) continue;
        for (size_t r = 0; r < f->fact.region.n; r++)
            (void)CEDU_PUSH(g->a, &g->v, ((named){w->name, f->fact.region.p[r], where[i], f, 2, 0}));
        return;
    }
}

/* Tasks, projects, instruments name families too: each that stands in the text, once. */
static void put_families(gather *g, const cedu_store_fact *f) {
    cedu_str text = f->clean_quote.n ? f->clean_quote : cedu__reason_entry_name(f);
    const cedu_word *seen[8];
    size_t n = 0;
    for (size_t i = 0; i < g->kin.n && n < CEDU_COUNT(seen); i++) {
        const cedu_word *w = &g->kin.p[i];
        if (w->form.n < 6 || cedu__find(text, w->form, 0) < 0) continue; /* a single character says nothing in running text */
        bool again = false;
        for (size_t k = 0; k < n; k++)
            again |= cedu__eq(seen[k]->name, w->name) || cedu__find(seen[k]->form, w->form, 0) >= 0; /* 城市治理 holds 治理 */
        if (again) continue;
        seen[n++] = w;
        for (size_t r = 0; r < f->fact.region.n; r++) {
            int32_t e = cedu__reason_region(g->im, f->fact.region.p[r]);
            cedu_str level = e >= 0 ? cedu__image_attr(g->im, e, CEDU_ATTR_level) : (cedu_str){0};
            if (cedu__eqz(level, "country") || cedu__eqz(level, "world")) (void)CEDU_PUSH(g->a, &g->mandated, w->name);
            else (void)CEDU_PUSH(g->a, &g->v, ((named){w->name, f->fact.region.p[r], w->form, f, 1, 0}));
        }
    }
}

static int by_key(const void *x, const void *y) {
    const named *a = x, *b = y;
    if (a->level != b->level) return a->level < b->level ? -1 : 1;
    int c = cedu__cmp(a->key, b->key);
    if (!c) c = cedu__cmp(a->region, b->region);
    bool fa = a->f->fact.kind == CEDU_FACT_focus, fb = b->f->fact.kind == CEDU_FACT_focus; /* a list says it more plainly */
    if (!c && fa != fb) return fa ? -1 : 1;
    if (!c) c = -cedu__cmp(a->f->published, b->f->published); /* the latest stands for the region */
    return c ? c : a->f->row < b->f->row ? -1 : a->f->row > b->f->row;
}

static int by_weight(const void *x, const void *y) {
    const cedu_overlap *a = x, *b = y;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    int c = strcmp(a->level, b->level);
    if (!c) c = cedu__cmp(a->shared, b->shared);
    if (!c) c = cedu__cmp(a->a.region, b->a.region);
    return c ? c : cedu__cmp(a->b.region, b->b.region);
}

static bool wanted(cedu_strs regions, cedu_str a, cedu_str b) {
    for (size_t i = 0; i < regions.n; i++)
        if (cedu__eq(regions.p[i], a) || cedu__eq(regions.p[i], b)) return true;
    return regions.n == 0;
}

/* A district courts what its city courts: that is no contest. */
static bool rivals(const cedu_image *im, cedu_str a, cedu_str b) {
    cedu_lie lie = cedu__reason_lie(im, a, b);
    return lie != CEDU_LIE_INSIDE && lie != CEDU_LIE_CONTAINS;
}

static cedu_overlap_side side(const named *n) { return (cedu_overlap_side){n->region, n->item, *n->f, grade(&n->f->fact)}; }

/* The same item under one family is a literal overlap already. */
static bool counts_twice(const gather *g, const named *x, const named *y) {
    return x->level == 1 && cedu__eq(canonical(g->im, x->item), canonical(g->im, y->item));
}

/* From i on, what is named alike: where it ends, and into `one` the first of each region, *n of them. */
static size_t alike(const gather *g, size_t i, named **one, size_t *n) {
    size_t j = i;
    for (*n = 0; j < g->v.n && g->v.p[j].level == g->v.p[i].level && cedu__eq(g->v.p[j].key, g->v.p[i].key); j++)
        if (!*n || one[*n - 1]->at != g->v.p[j].at) one[(*n)++] = &g->v.p[j];
    return j;
}

/* The table: regions with most in common first, and for each pair of them how many fields. All are counted, whatever is listed. */
typedef struct ranked {
    size_t at, shared;
} ranked;
static int by_shared(const void *x, const void *y) {
    const ranked *a = x, *b = y;
    if (a->shared != b->shared) return a->shared > b->shared ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}
static void table(const gather *g, cedu_strs regions, const cedu_str *all, named **one, cedu_overlaps *out) {
    cedu_arena *a = g->a;
    ranked *r = CEDU_NEW_N(a, ranked, out->regions);
    size_t *slot = CEDU_NEW_N(a, size_t, out->regions), n; /* place in the table + 1 */
    if (!r || !slot) return;
    for (size_t i = 0; i < out->regions; i++) r[i].at = i;
    for (size_t i = 0; i < g->v.n;) {
        i = alike(g, i, one, &n);
        for (size_t k = 0; k < n; k++) r[one[k]->at].shared += n - 1;
    }
    qsort(r, out->regions, sizeof *r, by_shared);
    size_t top = 0;
    while (top < out->regions && top < CEDU_OVERLAP_TABLE && r[top].shared) top++;
    cedu_str *names = CEDU_NEW_N(a, cedu_str, top + 1);
    out->counts = CEDU_NEW_N(a, cedu_overlap_count, top * top + 1);
    if (!names || !out->counts) return;
    for (size_t k = 0; k < top; k++) names[k] = all[r[k].at], slot[r[k].at] = k + 1;
    out->most = (cedu_strs){names, top};
    for (size_t i = 0; i < g->v.n;) {
        size_t in = 0;
        i = alike(g, i, one, &n);
        for (size_t k = 0; k < n; k++)
            if (slot[one[k]->at]) one[in++] = one[k];
        for (size_t x = 0; x < in; x++)
            for (size_t y = x + 1; y < in; y++) {
                const named *b = one[x], *c = one[y];
                if (!wanted(regions, b->region, c->region) || !rivals(g->im, b->region, c->region) || counts_twice(g, b, c))
                    continue;
                size_t from = slot[b->at] - 1, to = slot[c->at] - 1;
                if (b->level) out->counts[from * top + to].kin++, out->counts[to * top + from].kin++;
                else out->counts[from * top + to].literal++, out->counts[to * top + from].literal++;
            }
    }
}

static int by_str(const void *x, const void *y) { return cedu__cmp(*(const cedu_str *)x, *(const cedu_str *)y); }

typedef struct profile { /* literal keys of one region, sorted, with weights */
    cedu_str region;
    cedu_str *keys;
    double *w;
    size_t n;
} profile;

static int by_likeness(const void *x, const void *y) {
    const cedu_similarity *a = x, *b = y;
    if (a->likeness != b->likeness) return a->likeness > b->likeness ? -1 : 1;
    int c = cedu__cmp(a->a, b->a);
    return c ? c : cedu__cmp(a->b, b->b);
}

static void similarity(cedu_arena *a, const profile *x, const profile *y, cedu_similarity *out) {
    double both = 0, any = 0;
    CEDU_VEC(cedu_str) only[2] = {{0}, {0}};
    *out = (cedu_similarity){.a = x->region, .b = y->region};
    for (size_t i = 0, j = 0; i < x->n || j < y->n;) {
        int c = i == x->n ? 1 : j == y->n ? -1 : cedu__cmp(x->keys[i], y->keys[j]);
        any += c <= 0 ? x->w[i] : y->w[j], out->either++;
        if (c == 0) both += x->w[i], out->shared++, i++, j++;
        else if (c < 0) (void)CEDU_PUSH(a, &only[0], x->keys[i]), i++;
        else (void)CEDU_PUSH(a, &only[1], y->keys[j]), j++;
    }
    out->likeness = any > 0 ? both / any : 0;
    out->only_a = (cedu_strs){only[0].p, only[0].n}, out->only_b = (cedu_strs){only[1].p, only[1].n};
}

cedu_status cedu__reason_overlap(cedu_store *s, cedu_strs regions, const cedu_reason_options *opt, cedu_arena *a,
                                 cedu_overlaps *out, cedu_error *err) {
    *out = (cedu_overlaps){0};
    gather g = {.a = a, .im = opt ? opt->image : NULL};
    g.kin = cedu__reason_wordlist(g.im, "kin", a), g.vision = cedu__reason_wordlist(g.im, "vision", a);
    cedu_store_facts facts;
    cedu_store_fact_filter f = {.kinds = 1u << CEDU_FACT_focus | 1u << CEDU_FACT_target | 1u << CEDU_FACT_task |
                                         1u << CEDU_FACT_recommendation | 1u << CEDU_FACT_policy | 1u << CEDU_FACT_project |
                                         1u << CEDU_FACT_instrument};
    cedu__reason_around(&f, regions, opt, a);
    cedu_status st = CEDU_OK;
    if (opt && opt->facts) facts = *opt->facts;
    else st = cedu__store_list_facts(s, &f, a, &facts, err);
    if (st != CEDU_OK) return st;
    for (size_t i = 0; i < facts.n; i++) {
        if (!(f.kinds >> facts.p[i].fact.kind & 1u)) continue;
        const cedu_store_fact *x = &facts.p[i];
        if (!cedu__reason_usable(x, opt, true) || x->fact.denied || !x->fact.region.n) continue;
        if (x->fact.kind != CEDU_FACT_focus) {
            if (x->fact.kind != CEDU_FACT_project && x->fact.kind != CEDU_FACT_instrument) put_vision(&g, x);
            if (x->fact.kind != CEDU_FACT_policy) put_families(&g, x);
            continue;
        }
        const cedu_field *list = cedu__reason_field(&x->fact, CEDU_FIELD_list);
        for (size_t k = 0; list && k < list->strs.n; k++) put(&g, list->strs.p[k], x);
        if ((!list || !list->strs.n) && x->fact.subject.n) put(&g, x->fact.subject, x);
    }
    if (!g.v.n) return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
    qsort(g.v.p, g.v.n, sizeof *g.v.p, by_key);
    cedu_str *all = CEDU_NEW_N(a, cedu_str, g.v.n);
    if (!all) return cedu__fail_nomem(err);
    for (size_t i = 0; i < g.v.n; i++) all[i] = g.v.p[i].region;
    qsort(all, g.v.n, sizeof *all, by_str);
    for (size_t i = 0; i < g.v.n; i++)
        if (!i || !cedu__eq(all[i], all[i - 1])) all[out->regions++] = all[i];
    for (size_t i = 0; i < g.v.n; i++) {
        const cedu_str *at = bsearch(&g.v.p[i].region, all, out->regions, sizeof *all, by_str);
        g.v.p[i].at = (size_t)(at - all);
    }
    profile *profiles = CEDU_NEW_N(a, profile, out->regions);
    named **one = CEDU_NEW_N(a, named *, out->regions);
    if (!profiles || !one) return cedu__fail_nomem(err);
    for (size_t i = 0; i < out->regions; i++) profiles[i].region = all[i];
    table(&g, regions, all, one, out);
    CEDU_VEC(cedu_overlap) v = {0};
    for (size_t i = 0, j, n; i < g.v.n; i = j) {
        j = alike(&g, i, one, &n);
        double w = out->regions > 1 ? log((double)out->regions / (double)n) : 0;
        bool mandated = false;
        for (size_t k = 0; k < g.mandated.n && !mandated; k++) mandated = cedu__eq(g.mandated.p[k], g.v.p[i].key);
        for (size_t x = 0; x < n; x++) {
            if (g.v.p[i].level == 0) { /* for the likeness of whole regions */
                profile *p = &profiles[one[x]->at];
                if (!p->keys) p->keys = CEDU_NEW_N(a, cedu_str, 1000), p->w = CEDU_NEW_N(a, double, 1000);
                if (p->keys && p->w && p->n < 1000) p->keys[p->n] = g.v.p[i].key, p->w[p->n++] = mandated ? w / 2 : w;
            }
            for (size_t y = x + 1; y < n; y++) {
                if (!wanted(regions, one[x]->region, one[y]->region)) continue;
                if (!rivals(g.im, one[x]->region, one[y]->region) || counts_twice(&g, one[x], one[y])) continue;
                if (v.n >= CEDU_MAX_OVERLAPS) {
                    out->cut = true;
                    break;
                }
                static const char *const levels[] = {"literal", "kin", "vision"};
                cedu_overlap o = {levels[g.v.p[i].level], g.v.p[i].key, side(one[x]), side(one[y]), n, mandated, w};
                (void)CEDU_PUSH(a, &v, o);
            }
        }
    }
    CEDU_VEC(cedu_similarity) pairs = {0};
    for (size_t i = 0; i < out->regions; i++)
        for (size_t k = i + 1; k < out->regions; k++) {
            if (!profiles[i].n || !profiles[k].n || !wanted(regions, profiles[i].region, profiles[k].region)) continue;
            if (pairs.n >= CEDU_MAX_OVERLAPS) {
                out->cut = true;
                break;
            }
            cedu_similarity m;
            similarity(a, &profiles[i], &profiles[k], &m);
            if (m.shared && rivals(g.im, m.a, m.b)) (void)CEDU_PUSH(a, &pairs, m);
        }
    if (v.n) qsort(v.p, v.n, sizeof *v.p, by_weight);
    if (pairs.n) qsort(pairs.p, pairs.n, sizeof *pairs.p, by_likeness);
    out->p = v.p, out->n = v.n, out->pairs = pairs.p, out->pair_count = pairs.n;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
