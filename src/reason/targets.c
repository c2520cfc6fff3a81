/* targets.c - where a target stands: what was promised, what was seen later, what is still missing.
 *
 * The state is judged by the date given (today by default). Evidence is an observation of the same subject, region and unit; it
 * counts as later when its period lies after the year in which the target was stated, or when another source published it later.
 * Silence stays silence: overdue means that nothing was seen, not that the target was missed.
 */
#include <stdio.h>
#include <stdlib.h>

#include "reason/internal.h"

static const struct {
    const char *name, *zh, *en;
} states[] = {
#define CEDU__X(name, zh, en) {#name, zh, en},
    CEDU_TARGET_STATES(CEDU__X)
#undef CEDU__X
};
const char *cedu__target_state_name(cedu_target_state t) { return (unsigned)t < CEDU_COUNT(states) ? states[t].name : "?"; }
const char *cedu__target_state_label(cedu_target_state t, bool english) {
    if ((unsigned)t >= CEDU_COUNT(states)) return "?";
    return english ? states[t].en : states[t].zh;
}

#define ON_PATH 0.98 /* of the straight line from baseline to target */

typedef struct target_ctx {
    cedu_arena *a;
    char today[16];
    int due;
    CEDU_VEC(cedu_target) v;
} target_ctx;

static int year_of(cedu_str date) {
    if (date.n < 4) return 0;
    int y = 0;
    for (int i = 0; i < 4; i++) {
        if (date.p[i] < '0' || date.p[i] > '9') return 0;
        y = y * 10 + (date.p[i] - '0');
    }
    return y;
}

static bool is_target(const cedu_item *x) {
    const cedu_fact *f = &x->f->fact;
    if (f->kind == CEDU_FACT_target) return true;
    return f->stance == CEDU_STANCE_planned &&
           (f->kind == CEDU_FACT_growth || f->kind == CEDU_FACT_share || f->kind == CEDU_FACT_rank);
}

/* A target counts what an observation counts; a planned growth is met by a growth. */
static bool is_evidence(const cedu_item *target, const cedu_item *x) {
    const cedu_fact *t = &target->f->fact, *f = &x->f->fact;
    if (is_target(x) || f->kind == CEDU_FACT_forecast || f->stance == CEDU_STANCE_planned || f->stance == CEDU_STANCE_forecast)
        return false;
    if (!f->has_value || !cedu__eq(f->unit, t->unit) || !cedu__eq(x->region, target->region) || x->f->year_to <= 0 ||
        x->f->year_to == 9999)
        return false;
    if (t->kind != CEDU_FACT_target) return f->kind == t->kind;
    return f->kind == CEDU_FACT_observation || (f->kind != CEDU_FACT_ratio && cedu__eqz(t->unit, "%"));
}

static bool satisfied(const cedu_fact *t, cedu_interval seen, double v) {
    switch (t->modifier) {
    case CEDU_MOD_GT: return seen.lo > t->value || (seen.lo == t->value && (seen.lo_open || v > t->value)) || v > t->value;
    case CEDU_MOD_LT: return v < t->value;
    case CEDU_MOD_LE: return v <= t->value;
    case CEDU_MOD_ABOUT: return v >= t->value * 0.95;
    case CEDU_MOD_EQ:
    case CEDU_MOD_GE:
    case CEDU_MOD_ODD:
    case CEDU_MOD_TOP_GROUP:
    case CEDU_MOD_COUNT: break;
    }
    /* 进入前5位: a smaller rank is better */
    return t->kind == CEDU_FACT_rank ? v <= t->value : v >= t->value;
}

static bool falling(const cedu_fact *t) {
    return t->modifier == CEDU_MOD_LT || t->modifier == CEDU_MOD_LE || t->kind == CEDU_FACT_rank;
}

static void copy_fact(target_ctx *x, const cedu_item *from, cedu_store_fact *to) { cedu__reason_copy_fact(x->a, from->f, to); }

static void say(target_ctx *x, cedu_target *t, cedu_target_state state, const char *zh, const char *en) {
    t->state = state;
    t->reason_zh = cedu__arena_str(x->a, cedu__str(zh));
    t->reason_en = cedu__arena_str(x->a, cedu__str(en));
}

typedef struct sight { /* what was seen of a target */
    const cedu_item *baseline, *latest;
    bool later; /* latest is later than the statement */
    int stated; /* year of the statement */
} sight;

static bool newer(const cedu_item *a, const cedu_item *b) {
    if (a->f->year_to != b->f->year_to) return a->f->year_to > b->f->year_to;
    int c = cedu__cmp(a->f->fact.period, b->f->fact.period);
    return c ? c > 0 : cedu__cmp(a->f->published, b->f->published) > 0;
}

static sight look(const cedu_group *g, const cedu_item *t) {
    sight s = {.stated = year_of(t->f->published)};
    if (!s.stated) s.stated = t->f->year_from;
    for (size_t i = 0; i < g->n; i++) {
        const cedu_item *x = &g->p[i];
        if (!is_evidence(t, x)) continue;
        if (!s.latest || newer(x, s.latest)) s.latest = x;
        /* What was known when the target was stated; later pages may tell about earlier years too. */
        bool known = x->f->published.n && t->f->published.n ? cedu__cmp(x->f->published, t->f->published) <= 0
                                                            : x->f->year_to < s.stated;
        if (x->f->year_to <= s.stated && known && (!s.baseline || newer(x, s.baseline))) s.baseline = x;
    }
    if (s.latest)
        s.later = s.latest->f->year_to > s.stated ||
                  (s.latest->f->cluster != t->f->cluster && cedu__cmp(s.latest->f->published, t->f->published) > 0 &&
                   (s.baseline ? newer(s.latest, s.baseline) : s.latest->f->year_to >= s.stated));
    return s;
}

static bool behind_path(const cedu_target *t) {
    if (!t->has_baseline || t->deadline <= t->baseline.year_to || t->latest.year_to <= t->baseline.year_to) return false;
    double b = t->baseline.fact.value, goal = t->fact.fact.value;
    double part = (double)(t->latest.year_to - t->baseline.year_to) / (t->deadline - t->baseline.year_to);
    double expected = b + (goal - b) * part;
    return falling(&t->fact.fact) ? t->latest.fact.value > expected / ON_PATH : t->latest.fact.value < expected * ON_PATH;
}

static void decide(target_ctx *x, cedu_target *t, const sight *s) {
    const cedu_fact *goal = &t->fact.fact;
    bool over = t->deadline && year_of(cedu__str(x->today)) > t->deadline;
    if (!goal->has_value) say(x, t, CEDU_TARGET_qualitative, "没有数值", "no value");
    else if (t->has_latest && s->later && satisfied(goal, s->latest->iv, t->latest.fact.value))
        say(x, t, CEDU_TARGET_met, "其后数据已达到目标", "later data reach the target");
    else if (over && t->has_latest && t->latest.year_to >= t->deadline && satisfied(goal, s->latest->iv, t->latest.fact.value))
        say(x, t, CEDU_TARGET_met, "到期年度的数据达到目标", "the data of the due year reach the target");
    else if (over && t->has_latest && t->latest.year_to >= t->deadline)
        say(x, t, CEDU_TARGET_behind, "到期年度的数据未达到目标", "the data of the due year fall short of the target");
    else if (over) say(x, t, CEDU_TARGET_overdue, "已到期，未见到期年度的数据", "due, and no data of the due year were seen");
    else if (!s->later) say(x, t, CEDU_TARGET_no_later, "目标提出后未见数据", "no data since the target was stated");
    else if (behind_path(t))
        say(x, t, CEDU_TARGET_behind, "低于基期到目标的直线进度", "below the straight line from baseline to target");
    else say(x, t, CEDU_TARGET_on_track, "尚未到期", "not due yet");
}

static void progress(cedu_target *t) {
    const cedu_fact *goal = &t->fact.fact;
    t->progress = t->needed = t->needed_per_year = t->planned_per_year = NAN;
    if (!t->has_latest || !goal->has_value || falling(goal) || goal->value <= 0) return;
    /* A growth is reached or not; half of it is no progress. */
    if (goal->kind == CEDU_FACT_growth || t->latest.fact.kind == CEDU_FACT_growth) return;
    double v = t->latest.fact.value;
    t->progress = v / goal->value * 100;
    if (v <= 0 || cedu__eqz(goal->unit, "%")) return; /* a growth of a share in % would mislead */
    double first = t->has_baseline ? t->baseline.fact.value : 0;
    if (first > 0 && t->deadline > t->baseline.year_to)
        t->planned_per_year = (pow(goal->value / first, 1.0 / (t->deadline - t->baseline.year_to)) - 1) * 100;
    t->needed = v >= goal->value ? 0 : (goal->value / v - 1) * 100;
    int years = t->deadline - t->latest.year_to;
    if (t->deadline && years > 0) t->needed_per_year = (pow(goal->value / v, 1.0 / years) - 1) * 100;
    if (t->needed == 0) t->needed_per_year = 0;
}

static bool same_target(const cedu_item *a, const cedu_item *b) {
    const cedu_fact *f = &a->f->fact, *g = &b->f->fact;
    if (f->kind != g->kind || f->modifier != g->modifier || f->has_value != g->has_value || a->f->year_to != b->f->year_to)
        return false;
    if (!cedu__eq(f->unit, g->unit) || !cedu__eq(a->region, b->region)) return false;
    if (f->has_value) return f->value == g->value && f->has_max == g->has_max && (!f->has_max || f->value_max == g->value_max);
    return a->f->cluster == b->f->cluster ? a == b : cedu__eq(a->f->clean_quote, b->f->clean_quote);
}

static cedu_status targets_of(void *ctx, const cedu_group *g, cedu_error *err) {
    target_ctx *x = ctx;
    bool *done = CEDU_NEW_N(g->arena, bool, g->n);
    cedu_item *same = CEDU_NEW_N(g->arena, cedu_item, g->n);
    if (!done || !same) return cedu__fail_nomem(err);
    for (size_t i = 0; i < g->n; i++) {
        if (done[i] || !is_target(&g->p[i])) continue;
        const cedu_item *first = &g->p[i];
        size_t n = 0;
        for (size_t j = i; j < g->n; j++) {
            if (done[j] || !is_target(&g->p[j]) || !same_target(&g->p[i], &g->p[j])) continue;
            done[j] = true;
            same[n++] = g->p[j];
            if (g->p[j].f->published.n && (!first->f->published.n || cedu__cmp(g->p[j].f->published, first->f->published) < 0))
                first = &g->p[j];
        }
        cedu_target t = {.sources = cedu__reason_clusters(g->arena, same, n),
                         .deadline = first->f->year_to == 9999 ? 0 : first->f->year_to};
        if (x->due && (!t.deadline || t.deadline > x->due)) continue;
        copy_fact(x, first, &t.fact);
        sight s = look(g, first);
        if ((t.has_baseline = s.baseline != NULL)) copy_fact(x, s.baseline, &t.baseline);
        if ((t.has_latest = s.latest != NULL)) {
            copy_fact(x, s.latest, &t.latest);
            t.independent = s.latest->f->cluster != first->f->cluster;
        }
        progress(&t);
        decide(x, &t, &s);
        (void)CEDU_PUSH(x->a, &x->v, t);
    }
    return x->a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

static int target_order(const void *p, const void *q) {
    const cedu_target *a = p, *b = q;
    int ya = a->deadline ? a->deadline : 9999, yb = b->deadline ? b->deadline : 9999;
    if (ya != yb) return ya < yb ? -1 : 1;
    cedu_str ra = a->fact.fact.region.n ? a->fact.fact.region.p[0] : (cedu_str){0};
    cedu_str rb = b->fact.fact.region.n ? b->fact.fact.region.p[0] : (cedu_str){0};
    int c = cedu__cmp(ra, rb);
    if (!c) c = cedu__cmp(a->fact.fact.subject, b->fact.fact.subject);
    return c ? c : a->fact.row < b->fact.row ? -1 : a->fact.row > b->fact.row;
}

cedu_status cedu__reason_targets(cedu_store *s, cedu_strs regions, int due, const cedu_reason_options *opt, cedu_arena *a,
                                 cedu_targets *out, cedu_error *err) {
    target_ctx x = {.a = a, .due = due};
    cedu__reason_today(opt, x.today);
    cedu_store_fact_filter f = {.regions = regions,
                                .kinds = 1u << CEDU_FACT_target | 1u << CEDU_FACT_observation | 1u << CEDU_FACT_growth |
                                         1u << CEDU_FACT_share | 1u << CEDU_FACT_rank};
    cedu_status st = cedu__reason_each_subject(s, &f, false, opt, targets_of, &x, err);
    if (x.v.n) qsort(x.v.p, x.v.n, sizeof *x.v.p, target_order);
    *out = (cedu_targets){x.v.p, x.v.n};
    return st;
}
