/* parts_chart.c - which charts a report has (compose.h): an indicator over the years of one region, or one year over several regions.
 * Only plain claims of one region, one unit and no scope of their own stand in one chart; a joint figure is nobody's alone. */
#include <math.h>

#include "report/compose.h"

#define MAX_CHARTS 6

static cedu_paper_block *chart(composer *c, cedu_str title, bool over_time) {
    cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_chart, 0);
    if (!b) return NULL;
    b->chart.title = cedu__arena_str(c->p->arena, title);
    b->chart.over_time = over_time;
    b->chart.english = c->p->english;
    return b;
}

static void point(composer *c, cedu_paper_block *b, const cedu_store_fact *f, int note, bool disputed, cedu_str series,
                  int year) {
    cedu_paper_cell v = cedu__paper_value(c->p, f, note);
    if (!b) return;
    (void)CEDU_PUSH(c->p->arena, &b->chart.points,
                    ((cedu_chart_point){.series = series,
                                        .label = cedu__paper_period(c->p, f->fact.period),
                                        .year = year,
                                        .value = f->fact.value,
                                        .text = v.text,
                                        .planned = f->fact.kind == CEDU_FACT_target || f->fact.kind == CEDU_FACT_forecast,
                                        .disputed = disputed,
                                        .note = note}));
}

static bool amount(const cedu_fact *f) {
    return f->has_value && f->value >= 0 && f->region.n == 1 && f->subject_id.n &&
           (f->kind == CEDU_FACT_observation || f->kind == CEDU_FACT_target || f->kind == CEDU_FACT_forecast);
}

/* ------------------------------------------------------------------ one region: indicators over the years */
static bool same_line(const cedu_fact *a, const cedu_fact *b) {
    return cedu__eq(a->subject_id, b->subject_id) && cedu__eq(a->unit, b->unit) && cedu__eq(a->subject, b->subject);
}

static size_t observed(const cedu_claims *k, const cedu_fact *like) {
    size_t n = 0;
    for (size_t i = 0; i < k->n; i++)
        n +=
            amount(&k->p[i].facts[k->p[i].best].fact) && !k->p[i].scope.n && same_line(&k->p[i].facts[k->p[i].best].fact, like);
    return n;
}

static bool has_year(const cedu_chart *c, int year, bool planned) {
    for (size_t i = 0; i < c->points.n; i++)
        if (c->points.p[i].year == year && c->points.p[i].planned == planned) return true;
    return false;
}

static void over_time(composer *c, const cedu_claims *k, const cedu_targets *g, size_t *made) {
    for (size_t i = 0; i < k->n && *made < MAX_CHARTS; i++) {
        const cedu_fact *f = &k->p[i].facts[k->p[i].best].fact;
        if (!amount(f) || k->p[i].scope.n) continue;
        size_t targets = 0, before = 0;
        for (size_t j = 0; j < i; j++) {
            const cedu_fact *x = &k->p[j].facts[k->p[j].best].fact;
            before += amount(x) && !k->p[j].scope.n && same_line(x, f);
        }
        if (before) continue;
        for (size_t j = 0; j < g->n; j++)
            targets += amount(&g->p[j].fact.fact) && g->p[j].deadline && same_line(&g->p[j].fact.fact, f);
        if (observed(k, f) + targets < 2) continue;
        cedu_paper_block probe = {0};
        for (size_t j = i; j < k->n; j++) {
            const cedu_store_fact *x = &k->p[j].facts[k->p[j].best];
            bool planned = x->fact.kind != CEDU_FACT_observation;
            if (!amount(&x->fact) || k->p[j].scope.n || !same_line(&x->fact, f) || !x->year_to || x->year_to == 9999 ||
                has_year(&probe.chart, x->year_to, planned))
                continue;
            point(c, &probe, x, cedu__paper_claim_note(c->p, &k->p[j]), k->p[j].disagree, (cedu_str){0}, x->year_to);
        }
        for (size_t j = 0; j < g->n; j++) {
            const cedu_store_fact *x = &g->p[j].fact;
            if (amount(&x->fact) && g->p[j].deadline && same_line(&x->fact, f) &&
                !has_year(&probe.chart, g->p[j].deadline, true))
                point(c, &probe, x, cedu__paper_note(c->p, x, g->p[j].sources), false, (cedu_str){0}, g->p[j].deadline);
        }
        if (probe.chart.points.n < 2) continue;
        cedu_paper_block *b = chart(c, f->subject, true);
        if (b) b->chart.points.p = probe.chart.points.p, b->chart.points.n = probe.chart.points.n;
        (*made)++;
    }
}

/* ------------------------------------------------------------------ several regions: one bar each */
static void by_region(composer *c, size_t *made) {
    const cedu_comparison *k = &c->table;
    for (size_t i = 0; i < k->n && *made < MAX_CHARTS; i++) {
        const cedu_compare_row *x = &k->rows[i];
        size_t n = 0;
        if (x->kind != CEDU_FACT_observation || !x->subject_id.n || x->scope.n) continue;
        for (size_t g = 0; g < k->regions.n; g++) n += x->cells[g] && amount(&x->cells[g]->facts[x->cells[g]->best].fact);
        if (n < 2) continue;
        cedu_paper_block *b = chart(c, x->subject, false);
        for (size_t g = 0; g < k->regions.n; g++)
            if (x->cells[g] && amount(&x->cells[g]->facts[x->cells[g]->best].fact))
                point(c, b, &x->cells[g]->facts[x->cells[g]->best], cedu__paper_claim_note(c->p, x->cells[g]),
                      x->cells[g]->disagree, k->regions.p[g], x->year);
        (*made)++;
    }
}

/* A topic: each region's latest observation, as a bar that names its year. */
#define MAX_BARS 20
static void of_topic(composer *c, size_t *made) {
    const cedu_claims *k = &c->topic;
    cedu_str unit = {0}, subject = {0};
    const cedu_claim *bars[MAX_BARS];
    size_t n = 0;
    for (size_t i = 0; i < k->n; i++) {
        const cedu_store_fact *f = &k->p[i].facts[k->p[i].best];
        if (!amount(&f->fact) || f->fact.kind != CEDU_FACT_observation || k->p[i].scope.n || !f->year_to) continue;
        if (!unit.n) unit = f->fact.unit, subject = f->fact.subject;
        if (!cedu__eq(unit, f->fact.unit) || !cedu__eq(subject, f->fact.subject)) continue;
        size_t at = 0;
        while (at < n && !cedu__eq(bars[at]->regions.p[0], f->fact.region.p[0])) at++;
        if (at == MAX_BARS) continue;
        if (at == n || bars[at]->facts[bars[at]->best].year_to <= f->year_to) bars[at] = &k->p[i];
        if (at == n) n++;
    }
    if (n < 2) return;
    cedu_paper_block *b = chart(c, subject, false);
    for (size_t i = 0; i < n; i++)
        point(c, b, &bars[i]->facts[bars[i]->best], cedu__paper_claim_note(c->p, bars[i]), bars[i]->disagree,
              bars[i]->regions.p[0], bars[i]->facts[bars[i]->best].year_to);
    (*made)++;
}

void cedu__part_charts(composer *c) {
    size_t made = 0;
    if (c->o->topic.n) of_topic(c, &made);
    else if (c->o->regions.n > 1) by_region(c, &made);
    else over_time(c, &c->profile.indicators, &c->profile.targets, &made);
}
