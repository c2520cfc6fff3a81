/* profile.c - all that is known about one region, on one page. */
#include <stdlib.h>

#include "reason/internal.h"

typedef struct focus_ref {
    cedu_str name;
    const cedu_store_fact *f;
} focus_ref;

static int by_name(const void *x, const void *y) {
    const focus_ref *a = x, *b = y;
    int c = cedu__cmp(a->name, b->name);
    if (!c) c = cedu__cmp(b->f->published, a->f->published); /* latest first */
    return c ? c : a->f->row < b->f->row ? -1 : a->f->row > b->f->row;
}

static int by_count(const void *x, const void *y) {
    const cedu_focus_count *a = x, *b = y;
    if (a->sources != b->sources) return a->sources > b->sources ? -1 : 1;
    if (a->facts != b->facts) return a->facts > b->facts ? -1 : 1;
    return cedu__cmp(a->name, b->name);
}

static cedu_focus_count count_of(cedu_arena *a, const focus_ref *v, size_t n) {
    cedu_focus_count c = {.name = v[0].name, .facts = n, .evidence = *v[0].f};
    cedu_item *items = CEDU_NEW_N(a, cedu_item, n);
    for (size_t i = 0; items && i < n; i++) {
        items[i] = (cedu_item){.f = v[i].f};
        int from = v[i].f->year_from, to = v[i].f->year_to == 9999 ? v[i].f->year_from : v[i].f->year_to;
        if (from && (!c.year_from || from < c.year_from)) c.year_from = from;
        if (to > c.year_to) c.year_to = to;
    }
    c.sources = items ? cedu__reason_clusters(a, items, n) : 0;
    return c;
}

/* What the region says it concentrates on: the items of its focus lists, else their subject. */
static void focus(cedu_arena *a, const cedu_store_facts *facts, cedu_profile *out) {
    CEDU_VEC(focus_ref) v = {0};
    for (size_t i = 0; i < facts->n; i++) {
        const cedu_store_fact *f = &facts->p[i];
        if (f->fact.kind != CEDU_FACT_focus || f->fact.denied) continue;
        const cedu_field *list = cedu__reason_field(&f->fact, CEDU_FIELD_list);
        for (size_t k = 0; list && k < list->strs.n; k++) (void)CEDU_PUSH(a, &v, ((focus_ref){list->strs.p[k], f}));
        if ((!list || !list->strs.n) && f->fact.subject.n) (void)CEDU_PUSH(a, &v, ((focus_ref){f->fact.subject, f}));
    }
    if (!v.n) return;
    qsort(v.p, v.n, sizeof *v.p, by_name);
    cedu_focus_count *p = CEDU_NEW_N(a, cedu_focus_count, v.n);
    size_t n = 0;
    for (size_t i = 0, j; p && i < v.n; i = j) {
        for (j = i + 1; j < v.n && cedu__eq(v.p[i].name, v.p[j].name);) j++;
        p[n++] = count_of(a, v.p + i, j - i);
    }
    if (p) qsort(p, n, sizeof *p, by_count);
    out->focus = p, out->focus_count = p ? n : 0;
}

static size_t distinct_documents(const cedu_store_facts *facts) { /* facts come document by document */
    size_t n = 0;
    for (size_t i = 0; i < facts->n; i++) n += !i || facts->p[i].document != facts->p[i - 1].document;
    return n;
}

cedu_status cedu__reason_profile(cedu_store *s, cedu_str region, const cedu_reason_options *opt, cedu_arena *a,
                                 cedu_profile *out, cedu_error *err) {
    *out = (cedu_profile){.region = cedu__arena_str(a, region)};
    cedu_strs regions = {&out->region, 1};
    cedu_store_facts facts;
    const cedu_store_fact_filter asked = {.regions = regions, .recent = opt ? opt->recent : 0};
    cedu_status st = cedu__store_list_facts(s, &asked, a, &facts, err);
    if (st != CEDU_OK) return st;
    if (facts.n == 0)
        return cedu__fail(err, CEDU_NOT_FOUND, "知识库里没有关于“%.*s”的事实", "the knowledge base has no fact about \"%.*s\"",
                          (int)region.n, region.p);
    out->facts = facts.n;
    out->documents = distinct_documents(&facts);
    cedu_item *items = CEDU_NEW_N(a, cedu_item, facts.n);
    cedu_store_fact *registries = CEDU_NEW_N(a, cedu_store_fact, facts.n);
    if (!items || !registries) return cedu__fail_nomem(err);
    for (size_t i = 0; i < facts.n; i++) {
        const cedu_fact *f = &facts.p[i].fact;
        items[i].f = &facts.p[i];
        out->facts_by_kind[f->kind]++;
        out->review += f->review;
        if (f->region.n == 1 && f->region_code.n) out->code = f->region_code;
        if (f->kind == CEDU_FACT_registry) registries[out->registries.n++] = facts.p[i];
    }
    out->registries.p = registries;
    out->sources = cedu__reason_clusters(a, items, facts.n);
    focus(a, &facts, out);
    const cedu_store_fact_filter numbers = {.regions = regions,
                                            .kinds = 1u << CEDU_FACT_observation | 1u << CEDU_FACT_growth |
                                                     1u << CEDU_FACT_share | 1u << CEDU_FACT_rank | 1u << CEDU_FACT_ratio |
                                                     1u << CEDU_FACT_forecast};
    const cedu_store_fact_filter all = {.regions = regions};
    cedu_conflict_list conflicts = {0};
    /* Everything below looks at the same facts: they are read once. */
    cedu_reason_options once = opt ? *opt : (cedu_reason_options){0};
    once.facts = &facts, opt = &once;
    st = cedu__reason_claims(s, &numbers, opt, a, &out->indicators, err);
    if (st == CEDU_OK)
        st = asked.recent ? cedu__store_policies(s, region, asked.recent, a, &out->policies, err)
                          : cedu__store_policies_of(&facts, a, &out->policies, err);
    if (st == CEDU_OK) st = cedu__reason_targets(s, regions, 0, opt, a, &out->targets, err);
    if (st == CEDU_OK) st = cedu__reason_stated_conflicts(s, &all, opt, a, &conflicts, err);
    out->conflicts = conflicts.n;
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}
