/* match_assign.c - the assignment with the most points.
 *
 * flow: needs are put in one after another; each takes the cheapest way through the needs that are in (Dijkstra over reduced costs u + p - w,
 * u the dual of a need, p of a supplier), which ends at a supplier with room or at a need that goes without. p is above zero only where a
 * supplier is full, u is never below zero: together they prove the result. Arcs are sorted, so a need's arcs are looked at only while they
 * can matter. Only the best arcs are kept; one that was left out cannot matter while its points are no more than u, else more are kept and
 * the whole is done again.
 * With a budget the price of money is searched for (Lagrange); what remains open between the two assignments around the right price is
 * decided by branching. All numbers are integers; bounds are rounded so that they stay bounds.
 */
#include <stdlib.h>

#include "desk/match.h"

#define NONE      CEDU_MATCH_NONE
#define KEEP      64             /* arcs a need to begin with */
#define MAX_PAIRS ((size_t)25e6) /* kept at once where a budget needs them all */
#define SCALE     ((int64_t)1 << 20)
#define MAX_WORK  ((int64_t)150e6) /* arcs that branching may look at */
#define MAX_NODES 20000

typedef struct arc {
    int64_t w; /* points, less what the price costs; above zero */
    uint32_t s;
} arc;
static int by_worth(const void *x, const void *y) {
    const arc *a = x, *b = y;
    return a->w > b->w ? -1 : a->w < b->w ? 1 : a->s < b->s ? -1 : a->s > b->s;
}

/* ------------------------------------------------------------------ flow */
typedef struct waiting {
    int64_t d;
    uint32_t s;
} waiting;
typedef struct flow {
    size_t needs, suppliers;
    arc **arcs; /* sorted */
    uint32_t *count;
    const uint32_t *cap; /* of suppliers */
    /* results */
    uint32_t *at; /* supplier of a need */
    int64_t *u, *p, total;
    /* while it runs */
    uint32_t *used, *first, *next, *prev, *from, *stamp, *tree;
    int64_t *dist, *d;
    bool *settled;
    uint32_t now;
    waiting *heap;
    size_t heap_n, heap_cap, tree_n;
    int64_t work;
} flow;

static bool flow_new(flow *f, size_t needs, size_t suppliers, cedu_arena *a) {
    *f = (flow){.needs = needs, .suppliers = suppliers};
    f->arcs = CEDU_NEW_N(a, arc *, needs + 1), f->count = CEDU_NEW_N(a, uint32_t, needs + 1);
    f->at = CEDU_NEW_N(a, uint32_t, needs + 1), f->u = CEDU_NEW_N(a, int64_t, needs + 1),
    f->d = CEDU_NEW_N(a, int64_t, needs + 1);
    f->next = CEDU_NEW_N(a, uint32_t, needs + 1), f->prev = CEDU_NEW_N(a, uint32_t, needs + 1),
    f->tree = CEDU_NEW_N(a, uint32_t, needs + 1);
    f->p = CEDU_NEW_N(a, int64_t, suppliers + 1), f->dist = CEDU_NEW_N(a, int64_t, suppliers + 1);
    f->used = CEDU_NEW_N(a, uint32_t, suppliers + 1), f->first = CEDU_NEW_N(a, uint32_t, suppliers + 1);
    f->from = CEDU_NEW_N(a, uint32_t, suppliers + 1), f->stamp = CEDU_NEW_N(a, uint32_t, suppliers + 1);
    f->settled = CEDU_NEW_N(a, bool, suppliers + 1);
    f->heap_cap = 1024, f->heap = cedu__malloc(f->heap_cap * sizeof *f->heap);
    return !a->failed && f->heap;
}
static void flow_free(flow *f) { free(f->heap), f->heap = NULL; }

static bool push(flow *f, int64_t d, uint32_t s) {
    if (f->heap_n == f->heap_cap) {
        waiting *h = cedu__realloc(f->heap, f->heap_cap * 2 * sizeof *h);
        if (!h) return false;
        f->heap = h, f->heap_cap *= 2;
    }
    size_t i = f->heap_n++;
    for (; i && f->heap[(i - 1) / 2].d > d; i = (i - 1) / 2) f->heap[i] = f->heap[(i - 1) / 2];
    f->heap[i] = (waiting){d, s};
    return true;
}
static waiting pop(flow *f) {
    waiting top = f->heap[0], last = f->heap[--f->heap_n];
    size_t i = 0;
    for (size_t k; (k = 2 * i + 1) < f->heap_n; i = k) {
        if (k + 1 < f->heap_n && f->heap[k + 1].d < f->heap[k].d) k++;
        if (f->heap[k].d >= last.d) break;
        f->heap[i] = f->heap[k];
    }
    f->heap[i] = last;
    return top;
}

static void leave(flow *f, uint32_t i) {
    uint32_t s = f->at[i];
    if (s == NONE) return;
    if (f->prev[i] == NONE) f->first[s] = f->next[i];
    else f->next[f->prev[i]] = f->next[i];
    if (f->next[i] != NONE) f->prev[f->next[i]] = f->prev[i];
    f->at[i] = NONE, f->used[s]--;
}
static void join(flow *f, uint32_t i, uint32_t s) {
    leave(f, i);
    f->prev[i] = NONE, f->next[i] = f->first[s];
    if (f->first[s] != NONE) f->prev[f->first[s]] = i;
    f->first[s] = i, f->at[i] = s, f->used[s]++;
}

typedef struct end { /* where a way ends: at a supplier with room, or at a need that goes without */
    int64_t d;
    uint32_t supplier, need;
} end;

static bool look(flow *f, uint32_t i, end *e) {
    int64_t base = f->d[i] + f->u[i];
    f->tree[f->tree_n++] = i;
    if (base < e->d) *e = (end){base, NONE, i};
    for (uint32_t k = 0; k < f->count[i]; k++) {
        const arc *x = &f->arcs[i][k];
        f->work++;
        if (base - x->w >= e->d) break; /* prices are not below zero: none that follows is nearer */
        int64_t d = base + f->p[x->s] - x->w;
        if (f->stamp[x->s] == f->now && f->dist[x->s] <= d) continue;
        if (d >= e->d) continue;
        if (f->stamp[x->s] != f->now) f->stamp[x->s] = f->now, f->settled[x->s] = false;
        f->dist[x->s] = d, f->from[x->s] = i;
        if (f->used[x->s] < f->cap[x->s]) *e = (end){d, x->s, NONE};
        else if (!push(f, d, x->s)) return false;
    }
    return true;
}

static bool put_in(flow *f, uint32_t i) {
    f->u[i] = 0;
    for (uint32_t k = 0; k < f->count[i] && f->arcs[i][k].w > f->u[i]; k++) {
        int64_t v = f->arcs[i][k].w - f->p[f->arcs[i][k].s];
        f->work++;
        if (v > f->u[i]) f->u[i] = v;
    }
    if (!f->u[i]) return true; /* nobody worth their price */
    end e = {INT64_MAX, NONE, NONE};
    f->now++, f->heap_n = 0, f->tree_n = 0, f->d[i] = 0;
    if (!look(f, i, &e)) return false;
    size_t begun = f->tree_n;
    (void)begun;
    while (f->heap_n && f->heap[0].d < e.d) {
        waiting w = pop(f);
        if (f->settled[w.s] || f->dist[w.s] != w.d) continue;
        f->settled[w.s] = true;
        for (uint32_t b = f->first[w.s]; b != NONE; b = f->next[b]) {
            f->d[b] = w.d;
            if (!look(f, b, &e)) return false;
        }
    }
    /* prices: every supplier that was settled holds needs of the tree, and only those */
    for (size_t k = 0; k < f->tree_n; k++) {
        uint32_t b = f->tree[k];
        if (f->d[b] >= e.d) continue;
        f->u[b] -= e.d - f->d[b];
        uint32_t s = b == i ? NONE : f->at[b];
        if (s != NONE && f->settled[s]) f->p[s] += e.d - f->dist[s], f->settled[s] = false; /* once a supplier */
    }
    uint32_t s = e.supplier;
    if (s == NONE) {
        if (e.need == i) return true;
        s = f->at[e.need];
        leave(f, e.need);
    }
    for (;;) {
        uint32_t b = f->from[s], before = b == i ? NONE : f->at[b];
        join(f, b, s);
        if (b == i) return true;
        s = before;
    }
}

static bool flow_run(flow *f) {
    for (size_t s = 0; s < f->suppliers; s++) f->used[s] = 0, f->first[s] = NONE, f->p[s] = 0, f->stamp[s] = 0;
    for (size_t i = 0; i < f->needs; i++) f->at[i] = NONE, f->u[i] = 0;
    f->now = 0, f->total = 0;
    for (size_t i = 0; i < f->needs; i++)
        if (!put_in(f, (uint32_t)i)) return false;
    for (size_t i = 0; i < f->needs; i++) f->total += f->u[i]; /* strong duality */
    for (size_t s = 0; s < f->suppliers; s++) f->total += f->p[s] * f->cap[s];
    return true;
}

/* ------------------------------------------------------------------ without a budget */
static uint32_t room_of(const cedu_match *m, size_t s) {
    int64_t c = m->suppliers[s].capacity >= 0 ? m->suppliers[s].capacity : m->weights.unknown_capacity;
    return c < 0 ? 0 : c > UINT32_MAX / 2 ? UINT32_MAX / 2 : (uint32_t)c;
}

/* The best `keep` arcs of a need, sorted; *rest: the most points among those left out (0 = none). */
static bool best_arcs(const cedu_match *m, size_t need, uint32_t keep, cedu_arena *a, arc **out, uint32_t *n, int64_t *rest,
                      size_t *pairs) {
    size_t room = (size_t)keep * 2;
    arc *p = cedu__arena_raw(a, room * sizeof *p);
    cedu_match_walk w;
    size_t k = 0;
    if (!p) return false;
    *rest = 0;
    cedu__match_walk_open(&w, m, need);
    for (size_t s; cedu__match_walk_next(&w, &s);) {
        int64_t score;
        if (cedu__match_quick(m, need, s, &score) != CEDU_TRUTH_YES || score <= 0) continue;
        ++*pairs;
        if (score < *rest) continue;
        if (k == room) {
            qsort(p, k, sizeof *p, by_worth);
            k = keep;
            if (p[k].w > *rest) *rest = p[k].w;
            if (score < *rest) continue;
        }
        p[k++] = (arc){score, (uint32_t)s};
    }
    if (k) qsort(p, k, sizeof *p, by_worth);
    if (k > keep) {
        if (p[keep].w > *rest) *rest = p[keep].w;
        k = keep;
    }
    *out = p, *n = (uint32_t)k;
    return true;
}

static bool results(const cedu_match *m, const uint32_t *at, cedu_assignment *out) {
    out->score = out->cost = 0, out->assigned = 0;
    for (size_t i = 0; i < m->need_count; i++) {
        int64_t score = 0;
        out->supplier[i] = at[i];
        if (at[i] == NONE) continue;
        (void)cedu__match_quick(m, i, at[i], &score);
        out->score += score, out->assigned++;
        if (m->suppliers[at[i]].money > 0 && !cedu__money_add(out->cost, m->suppliers[at[i]].money, &out->cost)) return false;
    }
    return true;
}

static cedu_status free_of_budget(const cedu_match *m, cedu_arena *a, cedu_assignment *out, cedu_error *err) {
    cedu_arena scratch;
    cedu__arena_init(&scratch, CEDU_MAX_SCRATCH);
    flow f;
    size_t n = m->need_count;
    uint32_t *cap = CEDU_NEW_N(&scratch, uint32_t, m->supplier_count + 1), *keep = CEDU_NEW_N(&scratch, uint32_t, n + 1);
    int64_t *rest = CEDU_NEW_N(&scratch, int64_t, n + 1);
    bool ok = flow_new(&f, n, m->supplier_count, &scratch) && cap && keep && rest, more = true;
    for (size_t s = 0; ok && s < m->supplier_count; s++) cap[s] = room_of(m, s);
    for (size_t i = 0; ok && i < n; i++) {
        keep[i] = KEEP;
        ok = best_arcs(m, i, KEEP, &scratch, &f.arcs[i], &f.count[i], &rest[i], &out->pairs);
    }
    f.cap = cap;
    while (ok && more) {
        ok = flow_run(&f), more = false;
        for (size_t i = 0; ok && i < n; i++) {
            size_t again = 0;
            if (rest[i] <= f.u[i]) continue; /* what was left out could not be better for it */
            keep[i] = keep[i] * 4, more = true;
            ok = best_arcs(m, i, keep[i], &scratch, &f.arcs[i], &f.count[i], &rest[i], &again);
        }
    }
    if (ok) {
        ok = results(m, f.at, out);
        for (size_t s = 0; s < m->supplier_count; s++) out->worth[s] = f.p[s];
    }
    flow_free(&f);
    cedu__arena_release(&scratch);
    (void)a;
    return ok ? CEDU_OK : cedu__fail_nomem(err);
}

/* ------------------------------------------------------------------ with a budget */
typedef struct pair {
    int32_t score;
    uint32_t s;
} pair;
typedef struct money {
    const cedu_match *m;
    flow f;
    pair **pairs; /* of each need, all that are met and whose price is known */
    uint32_t *count, *cap;
    arc *store;
    size_t most; /* arcs */
    bool *out;   /* needs that branching has decided */
    bool *no;    /* pairs that branching forbids; offsets below */
    size_t *at;  /* of the need's first pair in no and store */
    /* the best so far */
    uint32_t *best, *fixed; /* fixed: what branching has decided */
    int64_t best_score, fixed_score;
    int64_t open; /* the highest bound of what was not looked into */
    size_t nodes;
    uint32_t *low;
} money;

static int64_t price(const money *x, uint32_t s) { return x->m->suppliers[s].money; }

/* The best assignment when 1 分 costs k / SCALE points. */
static bool priced(money *x, int64_t k) {
    flow *f = &x->f;
    for (size_t i = 0; i < f->needs; i++) {
        arc *p = x->store + x->at[i];
        uint32_t n = 0;
        for (uint32_t e = 0; !x->out[i] && e < x->count[i]; e++) {
            const pair *q = &x->pairs[i][e];
            if (x->no[x->at[i] + e] || !x->cap[q->s]) continue;
            __int128 w = (__int128)q->score * SCALE - (__int128)k * price(x, q->s);
            if (w > 0) p[n++] = (arc){(int64_t)w, q->s};
        }
        if (n > 1) qsort(p, n, sizeof *p, by_worth);
        f->arcs[i] = p, f->count[i] = n, f->work += n * 4;
    }
    f->cap = x->cap;
    return flow_run(f);
}

static int32_t score_of(const money *x, size_t i, uint32_t s) {
    for (uint32_t e = 0; e < x->count[i]; e++)
        if (x->pairs[i][e].s == s) return x->pairs[i][e].score;
    return 0;
}

static void sums(const money *x, int64_t *score, __int128 *cost) {
    *score = 0, *cost = 0;
    for (size_t i = 0; i < x->f.needs; i++)
        if (x->f.at[i] != NONE) *score += score_of(x, i, x->f.at[i]), *cost += price(x, x->f.at[i]);
}

/* What the budget still allows is spent: needs that go without, the most points first come by order. */
static void keep_if_best(money *x, int64_t budget) {
    int64_t score;
    __int128 cost;
    flow *f = &x->f;
    sums(x, &score, &cost);
    if (cost > budget) return;
    for (size_t i = 0; i < f->needs; i++) {
        if (x->out[i] || f->at[i] != NONE) continue;
        int32_t best = 0;
        uint32_t who = NONE;
        for (uint32_t e = 0; e < x->count[i]; e++) {
            const pair *q = &x->pairs[i][e];
            if (q->score > best && !x->no[x->at[i] + e] && f->used[q->s] < x->cap[q->s] && cost + price(x, q->s) <= budget)
                best = q->score, who = q->s;
        }
        if (who != NONE) join(f, (uint32_t)i, who), score += best, cost += price(x, who);
    }
    if (score + x->fixed_score <= x->best_score) return;
    x->best_score = score + x->fixed_score;
    for (size_t i = 0; i < f->needs; i++) x->best[i] = x->out[i] ? x->fixed[i] : f->at[i];
}

/* An upper bound for what the open needs can still bring, and in x->low the assignment that is just too dear. */
static bool bound(money *x, int64_t budget, int64_t *upper, bool *exact) {
    int64_t lo = -1, hi = 0, score;
    __int128 cost, best = -1;
    *exact = false;
    for (hi = 0;; hi = hi ? hi * 4 : 1) { /* a price at which the budget is enough */
        if (!priced(x, hi)) return false;
        sums(x, &score, &cost);
        __int128 l = ((__int128)hi * budget + x->f.total) / SCALE;
        if (best < 0 || l < best) best = l;
        if (cost <= budget) break;
        memcpy(x->low, x->f.at, x->f.needs * sizeof *x->low);
        lo = hi;
    }
    keep_if_best(x, budget);
    if (!hi) return *exact = true, *upper = score, true; /* money does not matter here */
    while (hi - lo > 1) {
        int64_t mid = lo + (hi - lo) / 2;
        if (!priced(x, mid)) return false;
        sums(x, &score, &cost);
        __int128 l = ((__int128)mid * budget + x->f.total) / SCALE;
        if (l < best) best = l;
        if (cost > budget) lo = mid, memcpy(x->low, x->f.at, x->f.needs * sizeof *x->low);
        else hi = mid, keep_if_best(x, budget);
        if (x->fixed_score + (int64_t)best <= x->best_score) break;
    }
    *upper = (int64_t)best;
    return true;
}

static bool branch(money *x, int64_t budget) {
    int64_t upper;
    bool exact;
    if (!bound(x, budget, &upper, &exact)) return false;
    upper += x->fixed_score;
    if (exact || upper <= x->best_score) return true;
    if (++x->nodes > MAX_NODES || x->f.work > MAX_WORK) {
        if (upper > x->open) x->open = upper;
        return true;
    }
    size_t pick = SIZE_MAX; /* the dearest of the assignment that is too dear */
    for (size_t i = 0; i < x->f.needs; i++)
        if (!x->out[i] && x->low[i] != NONE && (pick == SIZE_MAX || price(x, x->low[i]) > price(x, x->low[pick]))) pick = i;
    if (pick == SIZE_MAX) return true;
    uint32_t s = x->low[pick], e = 0;
    while (x->pairs[pick][e].s != s) e++;
    bool ok = true;
    if (price(x, s) <= budget) {
        int32_t score = x->pairs[pick][e].score;
        x->out[pick] = true, x->fixed[pick] = s, x->cap[s]--, x->fixed_score += score;
        ok = branch(x, budget - price(x, s));
        x->out[pick] = false, x->cap[s]++, x->fixed_score -= score;
    }
    x->no[x->at[pick] + e] = true;
    ok = ok && branch(x, budget);
    x->no[x->at[pick] + e] = false;
    return ok;
}

static cedu_status under_budget(const cedu_match *m, int64_t budget, cedu_assignment *out, cedu_error *err) {
    cedu_arena a;
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    size_t n = m->need_count, total = 0;
    money x = {.m = m, .best_score = -1};
    x.pairs = CEDU_NEW_N(&a, pair *, n + 1), x.count = CEDU_NEW_N(&a, uint32_t, n + 1), x.at = CEDU_NEW_N(&a, size_t, n + 1);
    x.cap = CEDU_NEW_N(&a, uint32_t, m->supplier_count + 1), x.out = CEDU_NEW_N(&a, bool, n + 1);
    x.best = CEDU_NEW_N(&a, uint32_t, n + 1), x.fixed = CEDU_NEW_N(&a, uint32_t, n + 1),
    x.low = CEDU_NEW_N(&a, uint32_t, n + 1);
    bool ok = flow_new(&x.f, n, m->supplier_count, &a) && !a.failed, large = false;
    for (size_t s = 0; ok && s < m->supplier_count; s++) x.cap[s] = room_of(m, s);
    for (size_t i = 0; ok && i < n; i++) {
        CEDU_VEC(pair) v = {0};
        cedu_match_walk w;
        x.at[i] = total, x.best[i] = NONE;
        cedu__match_walk_open(&w, m, i);
        for (size_t s; ok && cedu__match_walk_next(&w, &s);) {
            int64_t score;
            if (m->suppliers[s].money < 0 || cedu__match_quick(m, i, s, &score) != CEDU_TRUTH_YES || score <= 0) continue;
            ok = CEDU_PUSH(&a, &v, ((pair){(int32_t)(score > INT32_MAX ? INT32_MAX : score), (uint32_t)s}));
        }
        x.pairs[i] = v.p, x.count[i] = (uint32_t)v.n, total += v.n;
        large |= total > MAX_PAIRS;
        ok = ok && !large;
    }
    x.no = ok ? CEDU_NEW_N(&a, bool, total + 1) : NULL;
    x.store = ok ? cedu__arena_raw(&a, (total + 1) * sizeof *x.store) : NULL;
    out->pairs = total;
    ok = ok && x.no && x.store && branch(&x, budget);
    if (ok) {
        ok = results(m, x.best, out);
        for (size_t s = 0; s < m->supplier_count; s++) out->worth[s] = 0; /* duals of a bound, not of the result */
        out->gap = x.open > x.best_score ? x.open - x.best_score : 0;
    }
    flow_free(&x.f);
    cedu__arena_release(&a);
    if (large)
        return cedu__fail(err, CEDU_TOO_LARGE, "带总预算时可行的组合超过 %zu 个：请分领域做，或不限总预算",
                          "with a budget there may be %zu pairs at most: do it by sector, or without a budget", MAX_PAIRS);
    return ok ? CEDU_OK : cedu__fail_nomem(err);
}

cedu_status cedu__match_assign(const cedu_match *m, int64_t budget, cedu_arena *a, cedu_assignment *out, cedu_error *err) {
    *out = (cedu_assignment){.supplier = CEDU_NEW_N(a, uint32_t, m->need_count + 1),
                             .worth = CEDU_NEW_N(a, int64_t, m->supplier_count + 1)};
    if (!out->supplier || !out->worth) return cedu__fail_nomem(err);
    return budget < 0 ? free_of_budget(m, a, out, err) : under_budget(m, budget, out, err);
}

cedu_status cedu__match_stable(const cedu_match *m, int64_t budget, const cedu_assignment *base, cedu_arena *a, uint8_t *kept,
                               size_t *variants, cedu_error *err) {
    memset(kept, 0, m->need_count);
    *variants = 0;
    for (int c = 0; c < CEDU_MATCH_CRITERION_COUNT; c++)
        for (int up = 0; up < 2; up++) {
            cedu_match k = *m;
            cedu_assignment one;
            for (int i = 0; i < CEDU_MATCH_CRITERION_COUNT; i++) k.weights.of[i] *= 5; /* so that a fifth is whole */
            k.weights.assigned *= 5;
            k.weights.of[c] = m->weights.of[c] * (up ? 6 : 4);
            cedu_status st = cedu__match_assign(&k, budget, a, &one, err);
            if (st != CEDU_OK) return st;
            for (size_t i = 0; i < m->need_count; i++) kept[i] = (uint8_t)(kept[i] + (one.supplier[i] == base->supplier[i]));
            ++*variants;
        }
    return CEDU_OK;
}
