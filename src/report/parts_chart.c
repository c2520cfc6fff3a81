/* parts_chart.c - which charts a report has (compose.h): an indicator over the years of one region, or one year over several regions.
 * Only plain claims of one region, one unit and no scope of their own stand in one chart; a joint figure is nobody's alone. */
#include <math.h>

#include "report/compose.h"

#define MAX_CHARTS 6

static cedu_paper_block *chart(composer *c, cedu_str title, cedu_chart_shape shape) {
    cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_chart, 0);
    if (!b) return NULL;
    b->chart.title = cedu__arena_str(c->p->arena, title);
    b->chart.shape = shape;
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
        cedu_paper_block *b = chart(c, f->subject, CEDU_CHART_lines);
        if (b) b->chart.points.p = probe.chart.points.p, b->chart.points.n = probe.chart.points.n;
        (*made)++;
    }
}

/* ------------------------------------------------------------------ several regions: one bar each */
static const cedu_store_fact *bar(const cedu_compare_row *x, size_t region) {
    const cedu_claim *k = x->cells[region];
    return k && amount(&k->facts[k->best].fact) ? &k->facts[k->best] : NULL;
}

static bool plain_row(const cedu_compare_row *x) { return x->kind == CEDU_FACT_observation && x->subject_id.n && !x->scope.n; }

/* Rows of one indicator and unit stand one after another, a year each. The year that most regions tell is drawn; where no year is told by
 * two, each region's latest: the bars name their years, and the title says that they differ. */
static void one_indicator(composer *c, size_t from, size_t to, size_t *made) {
    const cedu_comparison *k = &c->table;
    size_t best = from, most = 0, regions = 0, n = 0;
    for (size_t i = from; i < to; i++) {
        n = 0;
        for (size_t g = 0; g < k->regions.n; g++) n += bar(&k->rows[i], g) != NULL;
        if (n >= most) most = n, best = i;
    }
    const size_t first = most > 1 ? best : from, end = most > 1 ? best + 1 : to;
    const cedu_claim **bars = CEDU_NEW_N(c->p->arena, const cedu_claim *, k->regions.n + 1);
    cedu_str unit = {0};
    for (size_t g = 0; bars && g < k->regions.n; g++)
        for (size_t i = end; i-- > first && !bars[g];) {
            const cedu_store_fact *f = plain_row(&k->rows[i]) ? bar(&k->rows[i], g) : NULL;
            if (!f || !k->rows[i].year || (unit.n && !cedu__eq(unit, f->fact.unit))) continue;
            unit = f->fact.unit, bars[g] = k->rows[i].cells[g], regions++;
        }
    if (regions < 2) return;
    cedu_str name = k->rows[from].subject;
    cedu_paper_block *b =
        chart(c,
              most > 1 ? name
                       : cedu__arena_strf(c->p->arena, T(c, "%.*s（各地年份不同，见各行）", "%.*s (years differ)"), (int)name.n,
                                          name.p),
              CEDU_CHART_bars);
    for (size_t g = 0; g < k->regions.n; g++)
        if (bars[g])
            point(c, b, &bars[g]->facts[bars[g]->best], cedu__paper_claim_note(c->p, bars[g]), bars[g]->disagree,
                  k->regions.p[g], bars[g]->facts[bars[g]->best].year_to);
    (*made)++;
}

static void by_region(composer *c, size_t *made) {
    const cedu_comparison *k = &c->table;
    for (size_t i = 0, to; i < k->n && *made < MAX_CHARTS; i = to) {
        to = i + 1;
        if (!plain_row(&k->rows[i])) continue;
        while (to < k->n && plain_row(&k->rows[to]) && cedu__eq(k->rows[to].subject, k->rows[i].subject)) to++;
        one_indicator(c, i, to, made);
    }
}

/* ------------------------------------------------------------------ several regions: who names which field */
#define MAX_FIELDS 24
void cedu__part_focus_matrix(composer *c, const cedu_paper_field *v, size_t n) {
    cedu_paper_block *b = NULL;
    size_t rows = 0, *count = CEDU_NEW_N(c->p->arena, size_t, n + 1); /* regions that name it; 0 = named before in this list */
    for (size_t i = 0; count && i < n; i++) {
        size_t first = 0;
        while (!cedu__eq(v[first].name, v[i].name)) first++;
        count[i] = 0;
        count[first]++;
    }
    for (size_t want = c->o->regions.n; count && want > 1;
         want--) /* what most regions name comes first; what one names is no comparison */
        for (size_t i = 0; i < n && rows < MAX_FIELDS; i++) {
            if (count[i] != want) continue;
            if (!rows++) {
                cedu__paper_text(c->p, cedu__paper_block(c->p, CEDU_PAPER_heading, 2),
                                 cedu__str(T(c, "共同提到的重点领域", "Fields that several name")), 0);
                b = chart(c, cedu__str(T(c, "不止一地的页面提到的领域", "Fields named in pages of more than one region")),
                          CEDU_CHART_matrix);
                if (b) b->chart.columns = c->o->regions;
            }
            for (size_t k = i; b && k < n; k++)
                if (cedu__eq(v[k].name, v[i].name))
                    (void)CEDU_PUSH(c->p->arena, &b->chart.points,
                                    ((cedu_chart_point){.series = v[k].region, .label = v[k].name, .note = v[k].note}));
        }
    if (rows)
        cedu__say_alone(c,
                        "圆点：所收网页提到该地发展这一领域，旁为注号；空白：没有见到，不等于没有。同列一个领域只是提示，不是重"
                        "复布局的结论。",
                        "A dot: a page names the field for the region, with its note. Blank: none was seen, which is not to "
                        "say that there is none. Sharing "
                        "a field is a hint, not a finding of duplication.");
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
    cedu_paper_block *b = chart(c, subject, CEDU_CHART_bars);
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
