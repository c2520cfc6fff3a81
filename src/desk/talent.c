/* talent.c - see talent.h. Rows of one region, tier and field are put in the order of their periods; the last one is shown, the one before it gives
 * the trend. What pages say comes from the ledger of talents. */
#include "desk/talent.h"

#include <math.h>
#include <stdlib.h>

#include "reason/world.h"

static const char *const states[][3] = {
#define CEDU__X(name, zh, en) {#name, zh, en},
    CEDU_TALENT_STATES(CEDU__X)
#undef CEDU__X
};
static const char *const trends[][3] = {
#define CEDU__X(name, zh, en) {#name, zh, en},
    CEDU_TALENT_TRENDS(CEDU__X)
#undef CEDU__X
};
const char *cedu__talent_state_name(cedu_talent_state s) { return states[s][0]; }
const char *cedu__talent_state_label(cedu_talent_state s, bool english) { return states[s][english ? 2 : 1]; }
const char *cedu__talent_trend_name(cedu_talent_trend t) { return trends[t][0]; }
const char *cedu__talent_trend_label(cedu_talent_trend t, bool english) { return trends[t][english ? 2 : 1]; }

const char *cedu__talent_evidence(const cedu_talent_row *r) {
    bool user = r->state == CEDU_TALENT_IS_severe || r->state == CEDU_TALENT_IS_scarce;
    return user ? r->lack ? "user+text" : "user" : r->lack ? "text" : "none";
}

typedef struct line {
    cedu_str region, tier, field, period;
    const cedu_desk_cell *demand, *supply;
} line;

static cedu_str text_of(const cedu_desk_row *r, const char *field) {
    const cedu_desk_cell *c = cedu__desk_cell(r, field);
    return c ? c->value : (cedu_str){0};
}

static bool same(const line *a, const line *b) {
    return cedu__eq(a->region, b->region) && cedu__eq(a->tier, b->tier) && cedu__eq(a->field, b->field);
}

static int in_order(const void *p, const void *q) {
    const line *a = p, *b = q;
    int c = cedu__cmp(a->region, b->region);
    if (!c) c = cedu__cmp(a->tier, b->tier);
    if (!c) c = cedu__cmp(a->field, b->field);
    return c ? c : cedu__cmp(a->period, b->period);
}

static bool wanted(cedu_strs regions, cedu_str r) {
    for (size_t i = 0; i < regions.n; i++)
        if (cedu__eq(regions.p[i], r)) return true;
    return regions.n == 0;
}

static double ratio_of(const line *l) {
    return l->demand && l->supply && l->demand->number > 0 ? l->supply->number / l->demand->number : NAN;
}

static cedu_talent_state state_of(double r) {
    if (isnan(r)) return CEDU_TALENT_IS_unknown;
    return r < CEDU_TALENT_SEVERE    ? CEDU_TALENT_IS_severe
           : r < CEDU_TALENT_SHORT   ? CEDU_TALENT_IS_scarce
           : r < CEDU_TALENT_SURPLUS ? CEDU_TALENT_IS_balanced
                                     : CEDU_TALENT_IS_surplus;
}
static cedu_talent_trend trend_of(double before, double now) {
    if (isnan(before) || isnan(now)) return CEDU_TALENT_unknown;
    return now - before >= CEDU_TALENT_TREND   ? CEDU_TALENT_easing
           : before - now >= CEDU_TALENT_TREND ? CEDU_TALENT_worsening
                                               : CEDU_TALENT_steady;
}

/* Does what a page says concern this tier? A sentence that names tiers (packs, talent.tier) only theirs, any other all of them. */
static bool concerns(cedu_wordlist tiers, cedu_str tier, cedu_str quote) {
    const cedu_word *mine = cedu__reason_word_in(tiers, tier);
    bool named = false;
    if (tier.n && cedu__find(quote, tier, 0) >= 0) return true;
    for (size_t i = 0; i < tiers.n; i++) {
        if (cedu__find(quote, tiers.p[i].form, 0) < 0) continue;
        named = true;
        if (mine && cedu__eq(mine->name, tiers.p[i].name)) return true;
    }
    return !named;
}

cedu_status cedu__desk_talent(cedu_store *s, cedu_strs regions, const cedu_reason_options *opt, cedu_arena *a, cedu_talent *out,
                              cedu_error *err) {
    cedu_desk_rows rows;
    cedu_ledger_rows said = {0};
    const cedu_ledger_kind *talents = cedu__ledger_find(CEDU_STR("talents"));
    *out = (cedu_talent){0};
    cedu_status st = cedu__desk_rows(s, CEDU_STR("talents"), a, &rows, err);
    if (st == CEDU_OK && talents) st = cedu__reason_ledger(s, talents, regions, opt, a, &said, err);
    if (st != CEDU_OK) return st;
    line *v = CEDU_NEW_N(a, line, rows.n + 1);
    out->p = CEDU_NEW_N(a, cedu_talent_row, rows.n + 1);
    out->signals = CEDU_NEW_N(a, cedu_talent_signal, said.n + 1);
    if (!v || !out->p || !out->signals) return cedu__fail_nomem(err);
    cedu_wordlist tiers = cedu__reason_wordlist(opt ? opt->image : NULL, "talent.tier", a);
    size_t n = 0;
    for (size_t i = 0; i < rows.n; i++) {
        const cedu_desk_row *r = &rows.p[i];
        line l = {text_of(r, "region"), text_of(r, "tier"),           text_of(r, "field"),
                  text_of(r, "period"), cedu__desk_cell(r, "demand"), cedu__desk_cell(r, "supply")};
        if (wanted(regions, l.region)) v[n++] = l;
    }
    if (n) qsort(v, n, sizeof *v, in_order);
    for (size_t i = 0; i < said.n; i++)
        out->signals[out->signal_count++] =
            (cedu_talent_signal){said.p[i].fact, said.p[i].word, said.p[i].grade == CEDU_LEDGER_lacking};
    for (size_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && same(&v[i], &v[j]);) j++;
        const line *now = &v[j - 1], *before = j - i > 1 ? &v[j - 2] : NULL;
        cedu_talent_row *r = &out->p[out->n++];
        *r = (cedu_talent_row){.region = now->region,
                               .tier = now->tier,
                               .field = now->field,
                               .period = now->period,
                               .demand = now->demand,
                               .supply = now->supply,
                               .gap = now->demand && now->supply ? now->demand->number - now->supply->number : NAN,
                               .ratio = ratio_of(now),
                               .ratio_before = before ? ratio_of(before) : NAN,
                               .period_before = before ? before->period : (cedu_str){0}};
        r->state = state_of(r->ratio), r->trend = trend_of(r->ratio_before, r->ratio);
        for (size_t k = 0; k < out->signal_count; k++)
            for (size_t m = 0; m < out->signals[k].fact.fact.region.n; m++)
                if (cedu__eq(out->signals[k].fact.fact.region.p[m], r->region) &&
                    concerns(tiers, r->tier, out->signals[k].fact.clean_quote))
                    r->text++, r->lack += out->signals[k].lack;
    }
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
