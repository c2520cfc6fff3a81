/* assess_growth.c - the growth that a goal needs: beside the growth that the draft names, the own history, and other places.
 *
 * A year's growth from the last value known to the goal is compared with the fastest that the own region showed over two or more years
 * and the fastest that another place of the same kind showed or plans. It is a point when it exceeds HISTORY times the one and PEERS times
 * the other, each with a margin of MARGIN points; without either there is nothing to compare with, and no point. Shares, ranks and what
 * ought to fall are left out.
 */
#include "desk/assess_inner.h"

#define HISTORY 1.5
#define PEERS   1.2
#define MARGIN  3.0
#define APART   2.0 /* percentage points between a growth that is named and the one that follows from the numbers */

static double yearly(double from, double to, int years) {
    return years > 0 && from > 0 && to > 0 ? (pow(to / from, 1.0 / years) - 1) * 100 : NAN;
}

static bool counts_up(const assess *x, const cedu_fact *f) {
    int32_t e = f->subject_id.n ? cedu__image_by_id(x->im, CEDU_CLASS_indicator, f->subject_id) : -1;
    if (e >= 0 && cedu__eqz(cedu__image_attr(x->im, e, CEDU_ATTR_direction), "down")) return false;
    return f->kind == CEDU_FACT_target && f->modifier != CEDU_MOD_LT && f->modifier != CEDU_MOD_LE && f->value > 0 &&
           !cedu__eqz(f->unit, "%") && !cedu__eqz(f->unit, "位") && f->unit.n;
}

static bool observation(const cedu_store_fact *f, const cedu_fact *like) {
    return f->fact.kind == CEDU_FACT_observation && f->fact.has_value && !f->fact.denied && !f->fact.review &&
           f->fact.stance != CEDU_STANCE_planned && f->year_to > 0 && f->year_to != 9999 && f->fact.value > 0 &&
           cedu__eq(assess_key(&f->fact), assess_key(like)) && cedu__eq(f->fact.unit, like->unit);
}

/* Fastest yearly growth of a region between two observations, at least a year apart; NAN = unknown. */
static double shown(const assess *x, const cedu_store_facts *all, cedu_str region, const cedu_fact *like,
                    const cedu_store_fact **from, const cedu_store_fact **to) {
    double best = NAN;
    (void)x;
    for (size_t i = 0; i < all->n; i++) {
        const cedu_store_fact *p = &all->p[i];
        if (!observation(p, like) || p->fact.region.n != 1 || !cedu__eq(p->fact.region.p[0], region)) continue;
        for (size_t k = 0; k < all->n; k++) {
            const cedu_store_fact *q = &all->p[k];
            if (q->year_to <= p->year_to || !observation(q, like) || q->fact.region.n != 1 ||
                !cedu__eq(q->fact.region.p[0], region))
                continue;
            double g = yearly(p->fact.value, q->fact.value, q->year_to - p->year_to);
            if (!isnan(g) && (isnan(best) || g > best)) best = g, *from = p, *to = q;
        }
    }
    for (size_t i = 0; i < all->n; i++) { /* a growth that a page states */
        const cedu_store_fact *p = &all->p[i];
        if (p->fact.kind != CEDU_FACT_growth || !p->fact.has_value || p->fact.review || p->fact.stance == CEDU_STANCE_planned ||
            p->fact.stance == CEDU_STANCE_forecast || assess_is_draft(p) || p->fact.region.n != 1 ||
            !cedu__eq(p->fact.region.p[0], region) || !cedu__eq(assess_key(&p->fact), assess_key(like)) ||
            !cedu__eqz(p->fact.unit, "%"))
            continue;
        if (p->fact.value < 200 && (isnan(best) || p->fact.value > best)) best = p->fact.value, *from = *to = p;
    }
    return best;
}

typedef struct peer {
    double growth;
    cedu_str region;
    const cedu_store_fact *from, *to;
    bool planned;
} peer;

static peer fastest_peer(const assess *x, const cedu_fact *like) {
    peer best = {.growth = NAN};
    for (size_t i = 0; i < x->base.n; i++) {
        const cedu_store_fact *f = &x->base.p[i];
        if (f->fact.region.n != 1 || !f->fact.has_value || assess_own(x, &f->fact) ||
            !cedu__eq(assess_key(&f->fact), assess_key(like)))
            continue;
        if (x->region.n && cedu__reason_lie(x->im, x->region, f->fact.region.p[0]) == CEDU_LIE_INSIDE) continue;
        if (observation(f, like)) {
            const cedu_store_fact *from = NULL, *to = NULL;
            double g = shown(x, &x->base, f->fact.region.p[0], like, &from, &to);
            if (!isnan(g) && (isnan(best.growth) || g > best.growth)) best = (peer){g, f->fact.region.p[0], from, to, false};
        } else if (f->fact.kind == CEDU_FACT_target && cedu__eq(f->fact.unit, like->unit) && f->year_to > 0 &&
                   f->year_to != 9999) {
            for (size_t k = 0; k < x->base.n; k++) {
                const cedu_store_fact *o = &x->base.p[k];
                if (!observation(o, like) || o->fact.region.n != 1 || !cedu__eq(o->fact.region.p[0], f->fact.region.p[0]) ||
                    o->year_to >= f->year_to)
                    continue;
                bool later = false; /* only from the last value before the goal */
                for (size_t j = 0; j < x->base.n && !later; j++)
                    later = observation(&x->base.p[j], like) && x->base.p[j].fact.region.n == 1 &&
                            cedu__eq(x->base.p[j].fact.region.p[0], f->fact.region.p[0]) && x->base.p[j].year_to > o->year_to &&
                            x->base.p[j].year_to < f->year_to;
                double g = later ? NAN : yearly(o->fact.value, f->fact.value, f->year_to - o->year_to);
                if (!isnan(g) && (isnan(best.growth) || g > best.growth)) best = (peer){g, f->fact.region.p[0], o, f, true};
            }
        }
    }
    return best;
}

/* A growth a year that the draft names for the same thing, in the same paragraph. */
static void named(assess *x, const cedu_store_fact *goal, const cedu_store_fact *from, double implied) {
    size_t at = assess_part_of(x, goal);
    for (size_t i = 0; i < x->d->fact_count; i++) {
        const cedu_store_fact *g = &x->d->facts[i];
        if (g->fact.kind != CEDU_FACT_growth || !g->fact.has_value || !cedu__eqz(g->fact.unit, "%")) continue;
        size_t part = assess_part_of(x, g);
        if (x->d->parts[part].block != x->d->parts[at].block || !assess_has(x->w.yearly, x->d->parts[part].text)) continue;
        if (!cedu__eq(assess_key(&g->fact), assess_key(&goal->fact)) || g->fact.value > 200) continue;
        double apart = implied - g->fact.value, allowed = fmax(APART, 0.15 * g->fact.value);
        bool more = g->fact.modifier == CEDU_MOD_GE || g->fact.modifier == CEDU_MOD_GT; /* 20%以上: at least */
        if (fabs(apart) <= allowed || (apart > 0 && more && apart < 3 * allowed)) continue;
        cedu_str v0 = assess_value(x, &from->fact), v1 = assess_value(x, &goal->fact), mine = assess_value(x, &g->fact);
        cedu_point *p = ASSESS_POINT(x, self_conflict, error, part, "改增速或改目标，使两者相合",
                                     "change the growth or the goal so that they agree",
                                     "%.*s：由%d年的%.*s到%d年的%.*s，年均应为%.1f%%，草案写%.*s",
                                     "%.*s: from %d (%.*s) to %d (%.*s) is %.1f%% a year, the draft says %.*s",
                                     S(goal->fact.subject), from->year_to, S(v0), goal->year_to, S(v1), implied, S(mine));
        if (assess_is_draft(from)) assess_also(x, p, assess_part_of(x, from));
        else assess_evidence(x, p, from);
        assess_also(x, p, at);
    }
}

cedu_status assess_growth(assess *x, cedu_error *err) {
    for (size_t i = 0; i < x->d->fact_count; i++) {
        const cedu_store_fact *g = &x->d->facts[i];
        if (!assess_is_target(x, g) || !counts_up(x, &g->fact) || g->year_to <= 0 || g->year_to == 9999) continue;
        const cedu_store_fact *mine = assess_observed(x, &g->fact, true, g->year_to - 1),
                              *base = assess_observed(x, &g->fact, false, g->year_to - 1);
        const cedu_store_fact *from = mine ? mine : base;
        if (!from || !x->region.n) continue;
        const cedu_store_fact *real =
            base && base->year_to >= from->year_to ? base : from; /* what is known, rather than what the draft says */
        if (g->fact.value <= real->fact.value && g->year_to > real->year_to) {
            cedu_str v = assess_value(x, &g->fact), now = assess_value(x, &real->fact);
            cedu_point *p = ASSESS_POINT(x, growth, warning, assess_part_of(x, g), "核对目标与现值",
                                         "check the goal against the present value", "%.*s：目标%.*s不高于%d年已有的%.*s",
                                         "%.*s: the goal %.*s is not above the %d value %.*s", S(g->fact.subject), S(v),
                                         real->year_to, S(now));
            if (!assess_is_draft(real)) assess_evidence(x, p, real);
            continue;
        }
        double implied = yearly(from->fact.value, g->fact.value, g->year_to - from->year_to);
        if (isnan(implied)) continue;
        named(x, g, from, implied);
        double needed = yearly(real->fact.value, g->fact.value, g->year_to - real->year_to);
        const cedu_store_fact *h0 = NULL, *h1 = NULL;
        double history = shown(x, &x->base, x->region, &g->fact, &h0, &h1);
        peer other = fastest_peer(x, &g->fact);
        if (isnan(needed) || (isnan(history) && isnan(other.growth))) continue;
        bool above_own = isnan(history) || needed > fmax(history, 0) * HISTORY + MARGIN;
        bool above_others = isnan(other.growth) || needed > fmax(other.growth, 0) * PEERS + MARGIN;
        if (!above_own || !above_others) continue;
        cedu_str own = isnan(history) ? CEDU_STR("") : cedu__arena_strf(x->a, "；本地以往最快%.1f%%", history);
        cedu_str own_en = isnan(history) ? CEDU_STR("") : cedu__arena_strf(x->a, "; own history at most %.1f%%", history);
        cedu_str them = isnan(other.growth) ? CEDU_STR("")
                                            : cedu__arena_strf(x->a, "；可比地区最快为%.*s%s%.1f%%", S(other.region),
                                                               other.planned ? "（计划）" : "", other.growth);
        cedu_str them_en = isnan(other.growth)
                               ? CEDU_STR("")
                               : cedu__arena_strf(x->a, "; fastest elsewhere %.*s %.1f%%", S(other.region), other.growth);
        cedu_str v = assess_value(x, &g->fact), v0 = assess_value(x, &real->fact);
        cedu_point *p = assess_add(
            x, CEDU_POINT_growth, CEDU_SEVERITY_warning, assess_part_of(x, g),
            cedu__arena_strf(x->a, "%.*s：由%d年的%.*s到%d年的%.*s，需年均增长%.1f%%%.*s%.*s", S(g->fact.subject),
                             real->year_to, S(v0), g->year_to, S(v), needed, S(own), S(them)),
            cedu__arena_strf(x->a, "%.*s: from %d (%.*s) to %d (%.*s) takes %.1f%% a year%.*s%.*s", S(g->fact.subject),
                             real->year_to, S(v0), g->year_to, S(v), needed, S(own_en), S(them_en)),
            "写明支撑这一增速的项目和投入，或调整目标", "say what supports this growth, or change the goal");
        if (!assess_is_draft(real)) assess_evidence(x, p, real);
        else assess_also(x, p, assess_part_of(x, real));
        if (h0) assess_evidence(x, p, h0);
        if (h1) assess_evidence(x, p, h1);
        if (other.from) assess_evidence(x, p, other.from);
        if (other.to) assess_evidence(x, p, other.to);
    }
    return x->a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
