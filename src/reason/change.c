/* change.c - what is new since a moment of knowledge: policies, targets, designations, values that changed.
 *
 * Knowledge time is when a document was added. A claim whose facts are all newer is new; one that was known with a different value is
 * changed (its interval does not meet that of the best older fact, or, for targets, the number differs). What merely repeats is left out.
 */
#include <stdlib.h>

#include "reason/internal.h"

static const struct {
    const char *name, *zh, *en;
} whats[] = {
#define CEDU__X(name, zh, en) {#name, zh, en},
    CEDU_CHANGES(CEDU__X)
#undef CEDU__X
};
const char *cedu__change_name(cedu_change_what w) { return (unsigned)w < CEDU_COUNT(whats) ? whats[w].name : "?"; }
const char *cedu__change_label(cedu_change_what w, bool english) {
    return (unsigned)w >= CEDU_COUNT(whats) ? "?" : english ? whats[w].en : whats[w].zh;
}

typedef struct change_ctx {
    cedu_arena *a;
    cedu_str since;
    cedu_hollow hollow;
    CEDU_VEC(cedu_change) v;
} change_ctx;

static bool is_new(const change_ctx *x, const cedu_item *i) {
    cedu_str at = i->f->added_at;
    return cedu__cmp((cedu_str){at.p, at.n < x->since.n ? at.n : x->since.n}, x->since) >= 0;
}

static void tell(change_ctx *x, cedu_change_what what, const cedu_item *now, const cedu_item *before) {
    if (cedu__reason_hollow(x->hollow, now->f)) return;
    cedu_change c = {.what = what, .has_before = before != NULL};
    cedu__reason_copy_fact(x->a, now->f, &c.now);
    if (before) cedu__reason_copy_fact(x->a, before->f, &c.before);
    (void)CEDU_PUSH(x->a, &x->v, c);
}

static bool named_kind(cedu_fact_kind k) { return k == CEDU_FACT_policy || k == CEDU_FACT_registry; }

/* Policies and designations: by name and region, whatever the period. */
static void names(change_ctx *x, const cedu_group *g) {
    for (size_t i = 0; i < g->n; i++) {
        const cedu_item *n = &g->p[i];
        if (!named_kind(n->f->fact.kind) || !is_new(x, n)) continue;
        const cedu_item *old = NULL;
        bool said = false;
        for (size_t k = 0; k < g->n && !old && !said; k++) {
            const cedu_item *o = &g->p[k];
            if (o->f->fact.kind != n->f->fact.kind ||
                (n->f->fact.kind == CEDU_FACT_registry && !cedu__eq(o->region, n->region)))
                continue;
            if (!is_new(x, o)) old = o;
            else said = k < i;
        }
        if (!old && !said)
            tell(x, n->f->fact.kind == CEDU_FACT_policy ? CEDU_CHANGE_new_policy : CEDU_CHANGE_new_designation, n, NULL);
    }
}

static cedu_status changes_of(void *ctx, const cedu_group *g, cedu_error *err) {
    change_ctx *x = ctx;
    if (!g->n || !cedu__reason_subject_key(&g->p[0].f->fact).n) return CEDU_OK;
    names(x, g);
    for (size_t i = 0, j; i < g->n; i = j) {
        for (j = i + 1; j < g->n && cedu__reason_same_claim(&g->p[i], &g->p[j]);) j++;
        cedu_fact_kind kind = g->p[i].f->fact.kind;
        if (named_kind(kind)) continue;
        bool target = kind == CEDU_FACT_target, number = kind == CEDU_FACT_observation || kind == CEDU_FACT_growth ||
                                                         kind == CEDU_FACT_share || kind == CEDU_FACT_rank ||
                                                         kind == CEDU_FACT_ratio;
        if (!target && !number) continue;
        const cedu_item *now = NULL, *old = NULL;
        for (size_t k = i; k < j; k++) {
            const cedu_item **slot = is_new(x, &g->p[k]) ? &now : &old;
            if (!*slot) *slot = &g->p[k];
        }
        if (!now) continue;
        if (!old) {
            /* A target of the same thing for another year or number: a change, too. */
            for (size_t k = 0; target && k < g->n && !old; k++)
                if (g->p[k].f->fact.kind == CEDU_FACT_target && !is_new(x, &g->p[k]) && cedu__eq(g->p[k].region, now->region) &&
                    cedu__eq(g->p[k].f->fact.unit, now->f->fact.unit))
                    old = &g->p[k];
            tell(x, target ? old ? CEDU_CHANGE_further_target : CEDU_CHANGE_new_target : CEDU_CHANGE_new_value, now, old);
        } else if (now->f->fact.has_value && old->f->fact.has_value) {
            bool differs = target ? now->f->fact.value != old->f->fact.value || now->f->fact.modifier != old->f->fact.modifier
                                  : cedu__reason_disjoint(now->iv, old->iv);
            if (differs) tell(x, target ? CEDU_CHANGE_changed_target : CEDU_CHANGE_changed_value, now, old);
        }
    }
    return x->a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

static int by_what(const void *p, const void *q) {
    const cedu_change *a = p, *b = q;
    if (a->what != b->what) return a->what < b->what ? -1 : 1;
    cedu_str ra = a->now.fact.region.n ? a->now.fact.region.p[0] : (cedu_str){0};
    cedu_str rb = b->now.fact.region.n ? b->now.fact.region.p[0] : (cedu_str){0};
    int c = cedu__cmp(ra, rb);
    return c ? c : a->now.row < b->now.row ? -1 : a->now.row > b->now.row;
}

cedu_status cedu__reason_changes(cedu_store *s, cedu_str since, cedu_strs regions, const cedu_reason_options *opt,
                                 cedu_arena *a, cedu_changes *out, cedu_error *err) {
    change_ctx x = {.a = a, .since = since, .hollow = cedu__reason_hollow_words(opt, a)};
    cedu_store_fact_filter f = {.regions = regions};
    cedu_status st = CEDU_OK;
    if (opt && opt->around && !regions.n) { /* of everything: what the documents added last speak of */
        cedu_reason_options few = *opt;
        cedu_needs needs;
        few.since = since;
        st = cedu__reason_new_needs(s, &few, a, &needs, err);
        few.since = (cedu_str){0};
        if (st == CEDU_OK) st = cedu__reason_each_need(s, &f, &needs, false, &few, changes_of, &x, err);
    } else st = cedu__reason_each_subject(s, &f, false, opt, changes_of, &x, err);
    if (x.v.n) qsort(x.v.p, x.v.n, sizeof *x.v.p, by_what);
    *out = (cedu_changes){x.v.p, x.v.n};
    return st;
}
