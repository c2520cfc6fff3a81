/* derive.c - values that follow from others: growth, ratio, share; checked against what is stated.
 *
 * Rules are rows of a table: which kind starts them, and a function that looks for the other input among the observations of the same
 * subject. Intervals are propagated with the operation, so that the verdict knows how precisely the inputs were written.
 * One pass, no fixed point yet: a derived value is never the input of another.
 */
#include <stdlib.h>

#include "base/json.h"
#include "reason/internal.h"

static const struct {
    const char *name, *zh;
} derivations[] = {
#define CEDU__X(name, zh) {#name, zh},
    CEDU_DERIVATIONS(CEDU__X)
#undef CEDU__X
};
const char *cedu__derivation_name(cedu_derivation d, bool english) {
    if ((unsigned)d >= CEDU_COUNT(derivations)) return "?";
    return english ? derivations[d].name : derivations[d].zh;
}
const char *cedu__verdict_name(cedu_verdict v, bool english) {
    static const char *const names[][2] = {{"新推算", "new"}, {"一致", "consistent"}, {"矛盾", "contradicts"}};
    return (unsigned)v < CEDU_COUNT(names) ? names[v][english] : "?";
}

#define FEW 10 /* the growth of a count below this says nothing: 2 → 3 is no 50 % */

typedef struct derive_ctx {
    cedu_arena *a;
    cedu_store *s;
    CEDU_VEC(cedu_derived) v;
} derive_ctx;

/* ------------------------------------------------------------------ intervals */
typedef double (*operation)(double x, double y);
static double op_prior(double v, double g) { return v / (1 + g / 100); }
static double op_later(double v, double g) { return v * (1 + g / 100); }
static double op_growth(double now, double before) { return (now / before - 1) * 100; }
static double op_div(double v, double r) { return v / r; }
static double op_mul(double v, double r) { return v * r; }
static double op_total(double v, double share) { return v / (share / 100); }
static double op_part(double total, double share) { return total * share / 100; }

/* All operations here are monotone in both arguments where both are positive (1+g > 0), so the corners are the ends. */
static cedu_interval corners(operation op, cedu_interval x, cedu_interval y) {
    const double xs[] = {x.lo, x.hi}, ys[] = {y.lo, y.hi};
    cedu_interval r = {INFINITY, -INFINITY, false, false};
    for (int i = 0; i < 4; i++) {
        double v = op(xs[i & 1], ys[i >> 1]);
        if (isnan(v)) return (cedu_interval){-INFINITY, INFINITY, true, true};
        r.lo = fmin(r.lo, v), r.hi = fmax(r.hi, v);
    }
    return r;
}

/* ------------------------------------------------------------------ looking for the other input */
static bool stated_value(const cedu_item *x) {
    const cedu_store_fact *f = x->f;
    return f->fact.has_value && f->fact.kind == CEDU_FACT_observation && f->fact.stance != CEDU_STANCE_planned &&
           f->fact.stance != CEDU_STANCE_forecast && f->year_to > 0 && f->year_to == f->year_from;
}

/* Best observation of the region in the year, in this unit (absent: any but %), a claim of that region alone. An exact one is
 * taken before a bound or an about; the items are sorted best first. NULL: none. */
static const cedu_item *observed(const cedu_group *g, cedu_str region, int year, cedu_str unit) {
    const cedu_item *found = NULL;
    for (size_t i = 0; i < g->n; i++) {
        const cedu_item *x = &g->p[i];
        if (!stated_value(x) || x->f->year_to != year || !cedu__eq(x->region, region) || x->scope.n) continue;
        if (unit.n ? !cedu__eq(x->f->fact.unit, unit) : cedu__eqz(x->f->fact.unit, "%")) continue;
        if (!found || (x->f->fact.period.n == 4 && found->f->fact.period.n != 4 &&
                       isfinite(x->iv.hi - x->iv.lo) >= isfinite(found->iv.hi - found->iv.lo)))
            found = x;
    }
    return found;
}

/* The stated fact that fits the interval; when none does, the best of those that were to be compared. */
static const cedu_item *compare(const cedu_group *g, cedu_str region, int year, cedu_str unit, cedu_interval iv, bool *fits) {
    const cedu_item *any = NULL;
    *fits = false;
    for (size_t i = 0; i < g->n; i++) {
        const cedu_item *x = &g->p[i];
        if (!stated_value(x) || x->f->year_to != year || !cedu__eq(x->region, region) || !cedu__eq(x->f->fact.unit, unit))
            continue;
        if (x->scope.n) continue;
        if (!cedu__reason_disjoint(x->iv, iv)) return *fits = true, x;
        if (!any) any = x;
    }
    return any;
}

/* ------------------------------------------------------------------ writing a result down */
typedef struct plan { /* what a rule found out */
    cedu_derivation rule;
    operation op;
    const cedu_item *x, *y; /* inputs; y may be NULL */
    cedu_str region, unit, subject, subject_id;
    int year;
    cedu_fact_kind kind;
    const char *format; /* %1 = x, %2 = y, %r = result */
} plan;

static cedu_str formula(cedu_arena *a, const plan *p, double value, bool approx) {
    cedu_buf b = {0};
    for (const char *c = p->format; *c; c++) {
        if (*c != '%' || !c[1]) {
            cedu__buf_char(&b, *c);
            continue;
        }
        c++;
        if (*c == '1') cedu__buf_str(&b, cedu__reason_words(a, &p->x->f->fact));
        else if (*c == '2') cedu__buf_str(&b, cedu__reason_words(a, &p->y->f->fact));
        else if (*c == 'r') {
            if (approx) cedu__buf_z(&b, "约");
            cedu__buf_str(&b, cedu__reason_amount(a, value, p->unit));
        } else cedu__buf_char(&b, *c);
    }
    cedu_str out = cedu__arena_str(a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return out;
}

static void conclude(derive_ctx *d, const cedu_group *g, const plan *p, bool check) {
    double value = p->op(p->x->f->fact.value, p->y->f->fact.value);
    if (!isfinite(value)) return;
    cedu_interval iv = corners(p->op, p->x->iv, p->y->iv);
    bool approx = !cedu__reason_exact(&p->x->f->fact) || !cedu__reason_exact(&p->y->f->fact), fits = false;
    const cedu_item *stated = check ? compare(g, p->region, p->year, p->unit, iv, &fits) : NULL;
    if (!stated && !isfinite(iv.lo) && !isfinite(iv.hi)) return; /* says nothing */
    cedu_arena *a = d->a;
    cedu_derived r = {.rule = p->rule,
                      .verdict = !stated ? CEDU_VERDICT_NEW
                                 : fits  ? CEDU_VERDICT_CONSISTENT
                                         : CEDU_VERDICT_CONTRADICTS,
                      .kind = p->kind,
                      .region = cedu__arena_str(a, p->region),
                      .subject = cedu__arena_str(a, p->subject),
                      .subject_id = p->subject_id.n ? cedu__arena_str(a, p->subject_id) : (cedu_str){0},
                      .period = cedu__arena_strf(a, "%d", p->year),
                      .unit = cedu__arena_str(a, p->unit),
                      .value = value,
                      .interval = iv,
                      .approx = approx,
                      .formula = formula(a, p, value, approx),
                      .input_count = 2,
                      .has_stated = stated != NULL};
    cedu__reason_copy_fact(a, p->x->f, &r.inputs[0]);
    cedu__reason_copy_fact(a, p->y->f, &r.inputs[1]);
    cedu_item support[3] = {*p->x, *p->y};
    if (stated) {
        cedu__reason_copy_fact(a, stated->f, &r.stated);
        r.off = stated->f->fact.value != 0 ? (value - stated->f->fact.value) / stated->f->fact.value : 0;
        support[2] = *stated;
    }
    r.sources = cedu__reason_clusters(a, support, stated ? 3 : 2);
    (void)CEDU_PUSH(a, &d->v, r);
}

/* ------------------------------------------------------------------ rules */
static plan plan_of(const cedu_item *x, const cedu_item *y) {
    return (plan){.x = x,
                  .y = y,
                  .region = x->region,
                  .unit = x->f->fact.unit,
                  .subject = x->f->fact.subject,
                  .subject_id = x->f->fact.subject_id,
                  .kind = CEDU_FACT_observation};
}

static int baseline_year(const cedu_item *g) {
    int from, to = 0;
    cedu_str b = cedu__reason_field_str(&g->f->fact, CEDU_FIELD_baseline);
    if (!b.n) return g->f->year_to - 1;
    from = b.n >= 4 ? (b.p[0] - '0') * 1000 + (b.p[1] - '0') * 100 + (b.p[2] - '0') * 10 + (b.p[3] - '0') : 0;
    (void)to;
    return from > 1900 && from < 2200 ? from : 0;
}

static void from_growth(derive_ctx *d, const cedu_group *g, const cedu_item *x) {
    if (!cedu__eqz(x->f->fact.unit, "%") || x->f->fact.value <= -100) return;
    int year = x->f->year_to, before = baseline_year(x);
    if (!before || before >= year) return;
    const cedu_item *now = observed(g, x->region, year, (cedu_str){0});
    if (now) {
        plan p = plan_of(now, x);
        p.rule = CEDU_DERIVE_prior_from_growth, p.op = op_prior, p.year = before, p.format = "%1/(1+%2) = %r";
        conclude(d, g, &p, true);
        return;
    }
    const cedu_item *then = observed(g, x->region, before, (cedu_str){0});
    if (!then) return;
    plan p = plan_of(then, x);
    p.rule = CEDU_DERIVE_later_from_growth, p.op = op_later, p.year = year, p.format = "%1×(1+%2) = %r";
    conclude(d, g, &p, false);
}

static void from_ratio(derive_ctx *d, const cedu_group *g, const cedu_item *x) {
    cedu_str other = cedu__reason_field_str(&x->f->fact, CEDU_FIELD_reference_region);
    if (!other.n || x->f->fact.value <= 0 || cedu__eq(other, x->region)) return;
    const cedu_item *here = observed(g, x->region, x->f->year_to, (cedu_str){0});
    const cedu_item *there = here ? NULL : observed(g, other, x->f->year_to, (cedu_str){0});
    if (!here && !there) return;
    plan p = plan_of(here ? here : there, x);
    p.rule = here ? CEDU_DERIVE_other_from_ratio : CEDU_DERIVE_this_from_ratio;
    p.op = here ? op_div : op_mul;
    p.region = here ? other : x->region;
    p.year = x->f->year_to;
    p.format = here ? "%1/%2 = %r" : "%1×%2 = %r";
    conclude(d, g, &p, true);
}

static bool is_region(derive_ctx *d, cedu_str name) {
    cedu_store_fact_filter f = {.regions = {&name, 1}, .limit = 1};
    cedu_store_cursor *c;
    cedu_store_fact row;
    bool more = false;
    cedu_error e;
    if (cedu__store_facts_open(d->s, &f, &c, &e) != CEDU_OK) return false;
    if (cedu__store_facts_next(c, d->a, &row, &more, &e) != CEDU_OK) more = false;
    cedu__store_facts_close(c);
    return more;
}

static void from_share(derive_ctx *d, const cedu_group *g, const cedu_item *x) {
    cedu_str whole = cedu__reason_field_str(&x->f->fact, CEDU_FIELD_denominator);
    if (!whole.n || !cedu__eqz(x->f->fact.unit, "%") || x->f->fact.value <= 0 || x->f->fact.value > 100) return;
    const cedu_item *part = observed(g, x->region, x->f->year_to, (cedu_str){0});
    if (part) {
        bool region = is_region(d, whole);
        plan p = plan_of(part, x);
        p.rule = CEDU_DERIVE_total_from_share, p.op = op_total, p.year = x->f->year_to, p.format = "%1/%2 = %r";
        if (region) p.region = whole;
        else p.subject = whole, p.subject_id = (cedu_str){0};
        conclude(d, g, &p, region);
        return;
    }
    const cedu_item *total = observed(g, whole, x->f->year_to, (cedu_str){0});
    if (!total) return;
    plan p = plan_of(total, x);
    p.rule = CEDU_DERIVE_part_from_share, p.op = op_part, p.year = x->f->year_to, p.region = x->region, p.format = "%1×%2 = %r";
    conclude(d, g, &p, false);
}

/* Two years of one region without a stated growth. Bounds say nothing about a growth. */
static void from_values(derive_ctx *d, const cedu_group *g, const cedu_item *x) {
    if (!isfinite(x->iv.hi - x->iv.lo) || cedu__eqz(x->f->fact.unit, "%")) return;
    if (x->f->fact.value <= 0 || (x->f->fact.value < FEW && x->iv.hi == x->iv.lo)) return;
    int year = x->f->year_to;
    if (observed(g, x->region, year, x->f->fact.unit) != x) return;
    const cedu_item *before = observed(g, x->region, year - 1, x->f->fact.unit);
    if (!before || !isfinite(before->iv.hi - before->iv.lo) || before->f->fact.value <= 0) return;
    /* From a year to a year, or between the same months: not from a year's end to a February. */
    if (x->period.n != before->period.n || x->period.n < 4 ||
        memcmp(x->period.p + 4, before->period.p + 4, x->period.n - 4) != 0)
        return;
    for (size_t i = 0; i < g->n; i++)
        if (g->p[i].f->fact.kind == CEDU_FACT_growth && g->p[i].f->year_to == year && cedu__eq(g->p[i].region, x->region))
            return;
    plan p = plan_of(x, before);
    p.rule = CEDU_DERIVE_growth_from_values, p.op = op_growth, p.year = year, p.kind = CEDU_FACT_growth;
    p.unit = CEDU_STR("%"), p.format = "%1/%2-1 = %r";
    conclude(d, g, &p, false);
}

typedef struct rule_row {
    cedu_fact_kind starts_from;
    void (*apply)(derive_ctx *d, const cedu_group *g, const cedu_item *x);
} rule_row;
static const rule_row rules[] = {{CEDU_FACT_growth, from_growth},
                                 {CEDU_FACT_ratio, from_ratio},
                                 {CEDU_FACT_share, from_share},
                                 {CEDU_FACT_observation, from_values}};

static cedu_status derive_of(void *ctx, const cedu_group *g, cedu_error *err) {
    derive_ctx *d = ctx;
    for (size_t i = 0; i < g->n; i++) {
        const cedu_item *x = &g->p[i];
        cedu_stance stance = x->f->fact.stance;
        if (!x->region.n || x->f->year_to <= 0 || x->f->year_to != x->f->year_from) continue;
        if (stance == CEDU_STANCE_planned || stance == CEDU_STANCE_forecast) continue;
        /* The same claim twice gives the same result: once is enough. */
        if (i && cedu__reason_same_claim(x, &g->p[i - 1]) && !cedu__reason_disjoint(x->iv, g->p[i - 1].iv)) continue;
        for (size_t r = 0; r < CEDU_COUNT(rules); r++)
            if (rules[r].starts_from == x->f->fact.kind) rules[r].apply(d, g, x);
    }
    return d->a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__reason_derive(cedu_store *s, const cedu_store_fact_filter *f, const cedu_reason_options *opt, cedu_arena *a,
                                cedu_derived_list *out, cedu_error *err) {
    derive_ctx d = {.a = a, .s = s};
    cedu_status st = cedu__reason_each_subject(s, f, true, opt, derive_of, &d, err);
    *out = (cedu_derived_list){d.v.p, d.v.n};
    return st;
}
