/* programme_give.c - who gets what when demand exceeds supply, and a whole programme run on paper.
 *
 * All three ways are exact in 分: nobody gets more than the entitlement, and the sum is min(budget, demand).
 *   pro rata   each demand × budget / all demand, cut off; the 分 that are left go to the largest remainders (ties: who comes first)
 *   priority   in order, each in full while there is money; the last one gets what is left
 *   max–min    nobody's amount can be raised without lowering one that is no larger: the level rises until the budget is used; the 分 that
 *              do not divide go to those who come first
 */
#include <math.h>
#include <stdlib.h>

#include "desk/programme.h"

/* ------------------------------------------------------------------ allocation */
typedef struct claim {
    size_t i;
    int64_t demand;
    __int128 rest;
} claim;

static int by_rest(const void *x, const void *y) {
    const claim *a = x, *b = y;
    return a->rest > b->rest ? -1 : a->rest < b->rest ? 1 : a->i < b->i ? -1 : a->i > b->i;
}
static int by_demand(const void *x, const void *y) {
    const claim *a = x, *b = y;
    return a->demand < b->demand ? -1 : a->demand > b->demand ? 1 : a->i < b->i ? -1 : a->i > b->i;
}
static int by_place(const void *x, const void *y) {
    size_t a = ((const claim *)x)->i, b = ((const claim *)y)->i;
    return a < b ? -1 : a > b;
}

static void pro_rata(claim *c, size_t n, __int128 sum, int64_t budget, int64_t *out) {
    int64_t left = budget;
    for (size_t i = 0; i < n; i++) {
        __int128 v = (__int128)c[i].demand * budget;
        out[i] = (int64_t)(v / sum), c[i].rest = v % sum;
        left -= out[i];
    }
    qsort(c, n, sizeof *c, by_rest);
    for (size_t i = 0; i < n && left > 0; i++)
        if (out[c[i].i] < c[i].demand) out[c[i].i]++, left--;
}

static void max_min(claim *c, size_t n, int64_t budget, int64_t *out) {
    int64_t left = budget;
    qsort(c, n, sizeof *c, by_demand);
    size_t k = 0;
    for (; k < n && c[k].demand <= left / (int64_t)(n - k); k++) left -= out[c[k].i] = c[k].demand;
    if (k == n) return;
    int64_t level = left / (int64_t)(n - k), more = left % (int64_t)(n - k);
    qsort(c + k, n - k, sizeof *c, by_place);
    for (; k < n; k++) out[c[k].i] = level + (more-- > 0);
}

bool cedu__allocate(cedu_allocation how, const int64_t *demand, size_t n, int64_t budget, cedu_arena *a, int64_t *out) {
    claim *c = CEDU_NEW_N(a, claim, n + 1);
    if (!c) return false;
    __int128 sum = 0;
    for (size_t i = 0; i < n; i++) c[i] = (claim){i, demand[i], 0}, sum += demand[i], out[i] = 0;
    if (budget <= 0 || !n) return true;
    if (sum <= budget) {
        memcpy(out, demand, n * sizeof *out);
    } else if (how == CEDU_ALLOCATE_pro_rata) pro_rata(c, n, sum, budget, out);
    else if (how == CEDU_ALLOCATE_max_min) max_min(c, n, budget, out);
    else
        for (size_t i = 0; i < n && budget > 0; i++) budget -= out[i] = demand[i] < budget ? demand[i] : budget;
    return true;
}

/* ------------------------------------------------------------------ order */
static size_t class_of(const cedu_programme *p, const cedu_application *x) {
    size_t i = 0;
    while (i < p->priority.n && !cedu__firm_kind(x->firm.is, p->priority.p[i], false) &&
           !cedu__firm_kind(x->firm.has, p->priority.p[i], false))
        i++;
    return i;
}

int cedu__programme_before(const cedu_programme *p, const cedu_application *x, const cedu_application *y) {
    size_t a = class_of(p, x), b = class_of(p, y);
    if (a != b) return a < b ? -1 : 1;
    if (x->score > y->score || x->score < y->score) return x->score > y->score ? -1 : 1;
    int d = cedu__cmp(x->date, y->date);
    return d ? d : x->line < y->line ? -1 : x->line > y->line ? 1 : cedu__cmp(x->id, y->id);
}

/* ------------------------------------------------------------------ a firm's earlier awards */
typedef struct spender {
    cedu_str firm;
    CEDU_VEC(cedu_spent) years;
    bool given;
} spender;
typedef struct spenders {
    spender *slot;
    size_t cap;
} spenders;

static spender *spender_of(spenders *s, cedu_str firm) {
    for (size_t i = cedu__hash(firm) & (s->cap - 1);; i = (i + 1) & (s->cap - 1)) {
        if (!s->slot[i].firm.p) s->slot[i].firm = firm;
        if (cedu__eq(s->slot[i].firm, firm)) return &s->slot[i];
    }
}

static void spend(spender *s, cedu_str date, int64_t amount, cedu_arena *a) {
    cedu_str year = cedu__sub(date, 0, 4);
    for (size_t i = 0; i < s->years.n; i++)
        if (cedu__eq(s->years.p[i].year, year)) {
            s->years.p[i].amount += amount;
            return;
        }
    (void)CEDU_PUSH(a, &s->years, ((cedu_spent){year, amount}));
}

/* ------------------------------------------------------------------ on paper */
typedef struct place {
    const cedu_programme *p;
    const cedu_applications *x;
    size_t i;
} place;
static int by_date(const void *x, const void *y) {
    const place *a = x, *b = y;
    int d = cedu__cmp(a->x->p[a->i].date, b->x->p[b->i].date);
    return d ? d : a->i < b->i ? -1 : a->i > b->i;
}
static int by_priority(const void *x, const void *y) {
    const place *a = x, *b = y;
    return cedu__programme_before(a->p, &a->x->p[a->i], &a->x->p[b->i]);
}

static double reached(const cedu_programme_target *t, const cedu_outcome *o) {
    if (cedu__eqz(t->measure, "firms")) return (double)o->firms;
    if (cedu__eqz(t->measure, "granted")) return (double)o->granted / 100;
    double sum = 0;
    for (size_t i = 0; i < o->n; i++) {
        const cedu_firm_amount *m = o->p[i].granted > 0 ? cedu__firm_amount(&o->p[i].app->firm, t->measure) : NULL;
        if (m) sum += m->value;
    }
    return sum;
}

cedu_status cedu__programme_simulate(const cedu_programme *p, const cedu_applications *x, const cedu_prior *before,
                                     size_t before_count, cedu_arena *a, cedu_outcome *o, cedu_error *err) {
    *o = (cedu_outcome){.n = x->n, .budget = p->budget};
    spenders s = {.cap = 16};
    while (s.cap < (x->n + before_count) * 2) s.cap *= 2;
    s.slot = CEDU_NEW_N(a, spender, s.cap);
    place *order = CEDU_NEW_N(a, place, x->n + 1);
    int64_t *demand = CEDU_NEW_N(a, int64_t, x->n + 1), *given = CEDU_NEW_N(a, int64_t, x->n + 1);
    o->p = CEDU_NEW_N(a, cedu_grant, x->n + 1);
    o->reached = CEDU_NEW_N(a, double, p->target_count + 1);
    if (!s.slot || !order || !demand || !given || !o->p || !o->reached) return cedu__fail_nomem(err);
    for (size_t i = 0; i < before_count; i++) spend(spender_of(&s, before[i].firm), before[i].year, before[i].amount, a);
    for (size_t i = 0; i < x->n; i++) order[i] = (place){p, x, i};
    if (x->n) qsort(order, x->n, sizeof *order, by_date);
    for (size_t i = 0; i < x->n; i++) { /* as they come in: caps count what came before */
        const cedu_application *k = &x->p[order[i].i];
        spender *f = spender_of(&s, k->firm.name);
        cedu_grant *g = &o->p[order[i].i];
        cedu__programme_judge(p, k, f->years.p, f->years.n, a, g);
        o->met += g->eligible == CEDU_TRUTH_YES, o->open += g->eligible == CEDU_TRUTH_UNKNOWN,
            o->refused += g->eligible == CEDU_TRUTH_NO;
        if (g->eligible != CEDU_TRUTH_YES) continue;
        spend(f, k->date, g->entitled, a);
        if (!cedu__money_add(o->demand, g->entitled, &o->demand))
            return cedu__fail(err, CEDU_TOO_LARGE, "金额合计超出可记的范围", "the sum of the amounts is out of range");
        if (o->demand > p->budget && !o->runs_out.p) o->runs_out = k->date;
    }
    if (x->n) qsort(order, x->n, sizeof *order, by_priority);
    int64_t firms = 0;
    for (size_t i = 0; i < x->n; i++) {
        cedu_grant *g = &o->p[order[i].i];
        spender *f = spender_of(&s, g->app->firm.name);
        if (g->eligible != CEDU_TRUTH_YES || !g->entitled) continue;
        if (!f->given && p->max_firms >= 0 && firms >= p->max_firms) {
            g->why_zh = "家数已满", g->why_en = "the number of firms is reached";
            continue;
        }
        firms += !f->given, f->given = true;
        demand[i] = g->entitled;
    }
    if (!cedu__allocate(p->allocation, demand, x->n, p->budget, a, given)) return cedu__fail_nomem(err);
    for (size_t i = 0; i < x->n; i++) spender_of(&s, x->p[i].firm.name)->given = false;
    for (size_t i = 0; i < x->n; i++) {
        cedu_grant *g = &o->p[order[i].i];
        spender *f = spender_of(&s, g->app->firm.name);
        g->granted = given[i], o->granted += given[i];
        if (given[i] > 0 && !f->given) f->given = true, o->firms++;
        if (demand[i] > 0 && !given[i]) g->why_zh = "盘子已用完", g->why_en = "the budget is used up";
    }
    o->left = o->budget - o->granted;
    for (size_t i = 0; i < p->target_count; i++) o->reached[i] = reached(&p->targets[i], o);
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
