/* api_impact.c - one fact among the others: the results that rest on it, what contradicts it, who else says it.
 *
 * Looked at is what its regions (without one: its subject, else its document) bring into play, bounded as every view of a region is: `partial`
 * says so. A claim may stand on several facts, one of which represents it: what contradicts a copy of the fact contradicts it, too.
 */
#include "serve/inner.h"

#define MOST_ELSEWHERE 40 /* more are counted, not listed: who wants all asks for the facts of the subject */

static bool same(const cedu_store_fact *a, const cedu_store_fact *b) { return a->row == b->row; }

static bool same_regions(const cedu_fact *a, const cedu_fact *b) {
    bool all = a->region.n == b->region.n;
    for (size_t i = 0; all && i < a->region.n; i++) all = cedu__eq(a->region.p[i], b->region.p[i]);
    return all;
}

/* Whether both speak of one thing: kind, subject, place and time, in one unit. */
static bool about_the_same(const cedu_fact *a, const cedu_fact *b) {
    bool subject =
        a->subject_id.n || b->subject_id.n ? cedu__eq(a->subject_id, b->subject_id) : cedu__eq(a->subject, b->subject);
    return a->kind == b->kind && subject && cedu__eq(a->unit, b->unit) && cedu__eq(a->period, b->period) && same_regions(a, b);
}

/* Whether both say the same of it. */
static bool same_claim(const cedu_fact *a, const cedu_fact *b) {
    return about_the_same(a, b) && a->denied == b->denied && a->has_value == b->has_value && a->has_max == b->has_max &&
           (!a->has_value || (a->value == b->value && a->modifier == b->modifier)) &&
           (!a->has_max || a->value_max == b->value_max);
}

static void put_derived(cedu_json *j, const cedu_derived_list *all, const cedu_store_fact *f) {
    cedu__json_key(j, "derived");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < all->n; i++) {
        const cedu_derived *d = &all->p[i];
        bool rests = d->has_stated && same(&d->stated, f);
        for (size_t k = 0; k < d->input_count; k++) rests |= same(&d->inputs[k], f);
        if (rests) cedu__put_derived(j, d);
    }
    cedu__json_close(j, ']');
    /* What other figures compute to, held against this one. */
    cedu__json_key(j, "computed");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < all->n; i++)
        if (all->p[i].has_stated && same_claim(&all->p[i].stated.fact, &f->fact)) cedu__put_derived(j, &all->p[i]);
    cedu__json_close(j, ']');
}

static void put_targets(cedu_json *j, const cedu_targets *all, const cedu_store_fact *f) {
    cedu__json_key(j, "targets");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < all->n; i++) {
        const cedu_target *g = &all->p[i];
        if (same(&g->fact, f) || (g->has_baseline && same(&g->baseline, f)) || (g->has_latest && same(&g->latest, f)))
            cedu__put_target(j, g);
    }
    cedu__json_close(j, ']');
}

/* With copies: of the fact's claim, whoever states it; else only what names the fact itself. */
static void put_conflicts(cedu_json *j, const char *key, const cedu_conflict_list *all, const cedu_store_fact *f, bool copies) {
    cedu__json_key(j, key);
    cedu__json_open(j, '[');
    for (size_t i = 0; i < all->n; i++) {
        const cedu_conflict *c = &all->p[i];
        bool mine = same(&c->a, f) || same(&c->b, f);
        if (!mine && copies) mine = same_claim(&c->a.fact, &f->fact) || same_claim(&c->b.fact, &f->fact);
        if (mine) cedu__put_conflict(j, c);
    }
    cedu__json_close(j, ']');
}

/* Facts of other documents about the same thing: those that say the same first, as many as the first number put here. */
static cedu_status put_elsewhere(cedu_request *q, cedu_json *j, const cedu_store_fact *f, cedu_error *err) {
    cedu_store_facts all = {0};
    cedu_store_fact_filter by = {.regions = f->fact.region,
                                 .kinds = 1u << f->fact.kind,
                                 .subject_key = f->fact.subject_id.n ? f->fact.subject_id : f->fact.subject,
                                 .limit = CEDU_SERVE_MAX_ROWS};
    cedu_status st = by.subject_key.n ? cedu__store_list_facts(q->desk->store, &by, q->arena, &all, err) : CEDU_OK;
    if (st != CEDU_OK) return st;
    size_t n[2] = {0}, listed = 0;
    cedu__json_key(j, "elsewhere");
    cedu__json_open(j, '[');
    for (int differ = 0; differ < 2; differ++)
        for (size_t i = 0; i < all.n; i++) {
            const cedu_store_fact *x = &all.p[i];
            if (!strcmp(x->doc, f->doc) || !about_the_same(&x->fact, &f->fact) || same_claim(&x->fact, &f->fact) == differ)
                continue;
            n[differ]++;
            if (listed < MOST_ELSEWHERE) cedu__put_fact(j, x), listed++;
        }
    cedu__json_close(j, ']');
    cedu__put_int(j, "agreeing", (int64_t)n[0]);
    cedu__put_int(j, "differing", (int64_t)n[1]);
    q->partial |= all.n == CEDU_SERVE_MAX_ROWS;
    return CEDU_OK;
}

cedu_status cedu__api_impact(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store *s = q->desk->store;
    cedu_store_fact f;
    cedu_targets targets;
    cedu_conflict_list conflicts;
    cedu_derived_list derived;
    cedu_status st = cedu__store_fact(s, q->str[CEDU_PARAM_id], q->arena, &f, err);
    if (st != CEDU_OK) return st;
    q->regions = f.fact.region;
    cedu_reason_options opt = cedu__serve_reason(q);
    opt.review = true;
    cedu_store_fact_filter by = {.regions = f.fact.region};
    if (!by.regions.n) by.subject_key = f.fact.subject_id.n ? f.fact.subject_id : f.fact.subject;
    if (!by.regions.n && !by.subject_key.n) by.document = f.document;
    bool numbers = by.document == 0; /* without place and subject nothing can be compared */
    targets = (cedu_targets){0}, conflicts = (cedu_conflict_list){0}, derived = (cedu_derived_list){0};
    if (f.fact.region.n) st = cedu__reason_targets(s, f.fact.region, 0, &opt, q->arena, &targets, err);
    if (st == CEDU_OK && numbers) st = cedu__reason_conflicts(s, &by, false, &opt, q->arena, &conflicts, err);
    if (st == CEDU_OK && numbers) st = cedu__reason_derive(s, &by, &opt, q->arena, &derived, err);
    if (st != CEDU_OK) return st;
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    put_derived(j, &derived, &f);
    put_targets(j, &targets, &f);
    put_conflicts(j, "conflicts", &conflicts, &f, false);
    put_conflicts(j, "against", &conflicts, &f, true);
    st = put_elsewhere(q, j, &f, err);
    cedu__put_bool(j, "partial", q->partial);
    cedu__json_close(j, '}');
    return st;
}
