/* derive_rules.c - the relations between two quantities of one subject: growth, ratio, share, rank, two years, growth upon growth.
 *
 * A rule starts from a fact that states the relation, looks at what its ends know in this round (derive.c) and concludes the missing one; it
 * returns true when the relation is used up. To add one: a function and a row of the table at the end.
 */
#include "reason/derive.h"

#define FEW 10 /* the growth of a count below this says nothing: 2 → 3 is no 50 % */

static double op_prior(double v, double g) { return v / (1 + g / 100); }
static double op_later(double v, double g) { return v * (1 + g / 100); }
static double op_growth(double now, double before) { return (now / before - 1) * 100; }
static double op_div(double v, double r) { return v / r; }
static double op_mul(double v, double r) { return v * r; }
static double op_total(double v, double share) { return v / (share / 100); }
static double op_part(double total, double share) { return total * share / 100; }
static double op_chain(double a, double b) { return ((1 + a / 100) * (1 + b / 100) - 1) * 100; }

static int year_at(cedu_str b) {
    int y = 0;
    for (size_t i = 0; i < 4 && i < b.n; i++) y = b.p[i] >= '0' && b.p[i] <= '9' ? y * 10 + (b.p[i] - '0') : -99999;
    return b.n >= 4 && y > 1900 && y < 2200 ? y : 0;
}

static int baseline_year(const cedu_item *g) {
    cedu_str b = cedu__reason_field_str(&g->f->fact, CEDU_FIELD_baseline);
    return b.n ? year_at(b) : g->f->year_to - 1;
}

/* Two ends and a parameter. back: first from the second; forth: second from the first. True when the relation is used up. */
typedef struct edge {
    const cedu_item *param;
    cedu_str first, second; /* regions */
    int first_year, second_year;
    cedu_derivation back, forth;
    cedu_operation back_op, forth_op;
    const char *back_format, *forth_format;
} edge;

static bool along(cedu_derive *d, const edge *e) {
    cedu_node *na, *nb;
    const cedu_belief *a = cedu__derive_known(d, e->first, e->first_year, (cedu_str){0}, &na);
    const cedu_belief *b = cedu__derive_known(d, e->second, e->second_year, (cedu_str){0}, &nb);
    cedu_belief estimate;
    if (!a && !b && na && na->forecast && na->forecast->f->document == e->param->f->document) {
        estimate = cedu__derive_belief(d, na->forecast); /* 预计达1565亿美元，增长12.3%: one estimate, and what it rests on */
        estimate.approx = true;
        a = &estimate;
    }
    if (!a && !b) return false;
    bool forward = a && (a->stated || !b || !b->stated); /* what is stated gives what is not */
    const cedu_belief *from = forward ? a : b;
    cedu_str unit = forward ? na->unit : nb->unit;
    cedu_plan p = cedu__derive_plan(d, forward ? e->second : e->first, unit, forward ? e->second_year : e->first_year);
    p.x = *from, p.y = cedu__derive_belief(d, e->param);
    p.rule = forward ? e->forth : e->back, p.op = forward ? e->forth_op : e->back_op;
    p.format = forward ? e->forth_format : e->back_format, p.y_unit = e->param->f->fact.unit;
    (void)cedu__derive_conclude(d, &p);
    return true;
}

static bool from_growth(cedu_derive *d, const cedu_item *x) {
    if (!cedu__eqz(x->f->fact.unit, "%") || x->f->fact.value <= -100) return true;
    int year = x->f->year_to, before = baseline_year(x);
    if (!before || before >= year) return true;
    return along(d, &(edge){x, x->region, x->region, year, before, CEDU_DERIVE_later_from_growth, CEDU_DERIVE_prior_from_growth,
                            op_later, op_prior, "%1×(1+%2) = %r", "%1/(1+%2) = %r"});
}

static bool from_ratio(cedu_derive *d, const cedu_item *x) {
    cedu_str other = cedu__reason_field_str(&x->f->fact, CEDU_FIELD_reference_region);
    if (!other.n || x->f->fact.value <= 0 || cedu__eq(other, x->region)) return true;
    int y = x->f->year_to;
    return along(d, &(edge){x, x->region, other, y, y, CEDU_DERIVE_this_from_ratio, CEDU_DERIVE_other_from_ratio, op_mul,
                            op_div, "%1×%2 = %r", "%1/%2 = %r"});
}

/* 全省4155家高新技术企业 as a denominator: its number and the measure word behind it. */
static bool count_in(cedu_str s, double *n, cedu_str *unit) {
    size_t i = 0;
    while (i < s.n && (s.p[i] < '0' || s.p[i] > '9')) i++;
    double v = 0;
    size_t digits = 0, len;
    for (; i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == ','); i++)
        if (s.p[i] != ',') v = v * 10 + (s.p[i] - '0'), digits++;
    uint32_t cp = cedu__u8_at(s, i, &len);
    if (!digits || digits > 12 || !cedu__is_han(cp)) return false;
    *unit = cedu__sub(s, i, i + len);
    if (cedu__eqz(*unit, "年") || cedu__eqz(*unit, "月") || cedu__eqz(*unit, "万") || cedu__eqz(*unit, "亿")) return false;
    *n = v;
    return v > 0;
}

static bool from_share(cedu_derive *d, const cedu_item *x) {
    cedu_str whole = cedu__reason_here(d->image, cedu__reason_field_str(&x->f->fact, CEDU_FIELD_denominator), x->region), unit;
    if (!whole.n || !cedu__eqz(x->f->fact.unit, "%") || x->f->fact.value <= 0 || x->f->fact.value > 100) return true;
    int y = x->f->year_to;
    double count;
    if (count_in(whole, &count, &unit)) {
        cedu_plan p = cedu__derive_plan(d, x->region, unit, y);
        p.x = cedu__derive_belief(d, x),
        p.y = (cedu_belief){.value = count, .iv = {count, count, false, false}, .stated = true};
        p.y.soft = p.y.iv, p.x_unit = x->f->fact.unit, p.y_unit = unit;
        p.op = op_part, p.rule = CEDU_DERIVE_part_of_count, p.format = "%2×%1 = %r", p.relative_to = whole;
        /* op_part(total, share): the ends change places */
        cedu_belief t = p.x;
        p.x = p.y, p.y = t, p.x_unit = unit, p.y_unit = x->f->fact.unit, p.format = "%1×%2 = %r";
        (void)cedu__derive_conclude(d, &p);
        return true;
    }
    bool region = cedu__derive_is_region(d, whole);
    if (!region) { /* a part of something else: its total is a value of another subject */
        const cedu_belief *part = cedu__derive_known(d, x->region, y, (cedu_str){0}, NULL);
        if (!part || !part->stated) return false;
        cedu_plan p = cedu__derive_plan(d, x->region, part->facts[0]->f->fact.unit, y);
        p.x = *part, p.y = cedu__derive_belief(d, x), p.rule = CEDU_DERIVE_total_from_share, p.op = op_total;
        p.y_unit = CEDU_STR("%"), p.format = "%1/%2 = %r", p.subject = whole, p.subject_id = (cedu_str){0};
        p.check = p.lasting = false;
        (void)cedu__derive_conclude(d, &p);
        return true;
    }
    return along(d, &(edge){x, x->region, whole, y, y, CEDU_DERIVE_part_from_share, CEDU_DERIVE_total_from_share, op_part,
                            op_total, "%1×%2 = %r", "%1/%2 = %r"});
}

/* The k-th of a list: k places have at least as much each. */
static bool from_rank(cedu_derive *d, const cedu_item *x) {
    cedu_str whole = cedu__reason_here(d->image, cedu__reason_field_str(&x->f->fact, CEDU_FIELD_rank_scope), x->region);
    const cedu_fact *f = &x->f->fact;
    if (!d->adds || !whole.n || f->region.n != 1 || f->modifier != CEDU_MOD_EQ || f->has_max || f->value < 2 || f->value > 400)
        return true;
    if (!cedu__eqz(f->unit, "位")) return true;
    cedu_node *node, *total;
    const cedu_belief *mine = cedu__derive_known(d, x->region, x->f->year_to, (cedu_str){0}, &node);
    if (!mine || !isfinite(mine->iv.lo) || mine->iv.lo <= 0 || !cedu__reason_adds_up(node->unit)) return false;
    bool shifted;
    const cedu_belief *all = cedu__derive_known_near(d, whole, x->f->year_to, node->unit, &total, &shifted);
    cedu_node *last = !all || !all->stated ? cedu__derive_begun(d, whole, x->f->year_to, node->unit) : NULL;
    if (last) total = last, shifted = true;
    cedu_plan p = cedu__derive_plan(d, whole, node->unit, x->f->year_to);
    p.x = *mine, p.y = cedu__derive_belief(d, x), p.rule = CEDU_DERIVE_total_from_rank, p.op = op_mul, p.at_least = true;
    p.format = "前%n名各不少于%1，合计不少于%n×%1 = %r", p.node = total, p.caution = shifted;
    (void)cedu__derive_conclude(d, &p);
    return true;
}

/* Two years of one region without a stated growth. Bounds say nothing about a growth. */
static bool from_values(cedu_derive *d, const cedu_item *x) {
    if (!cedu__derive_stated(x) || !isfinite(x->iv.hi - x->iv.lo) || cedu__eqz(x->f->fact.unit, "%")) return true;
    if (x->f->fact.value <= 0 || (x->f->fact.value < FEW && x->iv.hi == x->iv.lo)) return true;
    int year = x->f->year_to;
    const cedu_belief *now = cedu__derive_known(d, x->region, year, x->f->fact.unit, NULL);
    const cedu_belief *before = cedu__derive_known(d, x->region, year - 1, x->f->fact.unit, NULL);
    if (!now || !before || !now->stated || !before->stated || now->facts[0] != x) return true;
    const cedu_item *then = before->facts[0];
    if (!isfinite(then->iv.hi - then->iv.lo) || then->f->fact.value <= 0) return true;
    /* From a year to a year, or between the same months: not from a year's end to a February. */
    if (x->period.n != then->period.n || x->period.n < 4 || memcmp(x->period.p + 4, then->period.p + 4, x->period.n - 4) != 0)
        return true;
    if (cedu__derive_first(d->growths.p, d->growths.n, x->region, year) < d->growths.n) return true;
    cedu_plan p = cedu__derive_plan(d, x->region, CEDU_STR("%"), year);
    p.x = *now, p.y = *before, p.rule = CEDU_DERIVE_growth_from_values, p.op = op_growth, p.kind = CEDU_FACT_growth;
    p.x_unit = p.y_unit = x->f->fact.unit, p.format = "%1/%2-1 = %r", p.check = p.lasting = false;
    p.relative_to = cedu__arena_strf(d->a, "%d", year - 1);
    (void)cedu__derive_conclude(d, &p);
    return true;
}

/* A growth on the growth of the year before. */
static bool from_chain(cedu_derive *d, const cedu_item *x) {
    int year = x->f->year_to, base = baseline_year(x);
    if (!cedu__eqz(x->f->fact.unit, "%") || x->f->fact.value <= -100 || base != year - 1) return true;
    for (size_t i = cedu__derive_first(d->growths.p, d->growths.n, x->region, base); i < d->growths.n; i++) {
        const cedu_item *y = d->growths.p[i];
        int first = baseline_year(y);
        if (y->f->year_to != base || !cedu__eq(y->region, x->region)) break;
        if (!first || first >= base || y->f->fact.value <= -100) continue;
        if (!cedu__eqz(y->f->fact.unit, "%")) continue;
        cedu_plan p = cedu__derive_plan(d, x->region, CEDU_STR("%"), year);
        p.x = cedu__derive_belief(d, y), p.y = cedu__derive_belief(d, x), p.rule = CEDU_DERIVE_growth_chain, p.op = op_chain;
        p.kind = CEDU_FACT_growth, p.format = "(1+%1)×(1+%2)-1 = %r", p.check = p.lasting = false;
        p.period = cedu__arena_strf(d->a, "%d/%d", first, year), p.relative_to = cedu__arena_strf(d->a, "%d", first);
        (void)cedu__derive_conclude(d, &p);
        return true;
    }
    return true;
}

const cedu_derive_rule cedu__derive_rules[] = {{CEDU_FACT_growth, from_growth}, {CEDU_FACT_ratio, from_ratio},
                                               {CEDU_FACT_share, from_share},   {CEDU_FACT_rank, from_rank},
                                               {CEDU_FACT_growth, from_chain},  {CEDU_FACT_observation, from_values}};
const size_t cedu__derive_rule_count = CEDU_COUNT(cedu__derive_rules);
