/* claims.c - facts that say the same, and regions side by side. */
#include <stdlib.h>

#include "reason/internal.h"

static cedu_str copy(cedu_arena *a, cedu_str v) { return v.p ? cedu__arena_str(a, v) : v; }

void cedu__reason_claim(cedu_arena *a, const cedu_item *p, size_t n, cedu_claim *out) {
    memset(out, 0, sizeof *out);
    cedu_store_fact *facts = CEDU_NEW_N(a, cedu_store_fact, n);
    cedu_interval *iv = CEDU_NEW_N(a, cedu_interval, n);
    if (!facts || !iv) return;
    size_t top = 0, bottom = 0;
    for (size_t i = 0; i < n; i++) {
        cedu__reason_copy_fact(a, p[i].f, &facts[i]);
        iv[i] = p[i].iv;
        out->interval = i ? cedu__reason_meet(out->interval, iv[i]) : iv[0];
        /* Some two are disjoint where the highest beginning lies above the lowest end. */
        if (!i || iv[i].lo > iv[top].lo || (iv[i].lo == iv[top].lo && iv[i].lo_open)) top = i;
        if (!i || iv[i].hi < iv[bottom].hi || (iv[i].hi == iv[bottom].hi && iv[i].hi_open)) bottom = i;
    }
    out->disagree = cedu__reason_disjoint(iv[top], iv[bottom]);
    const cedu_fact *f = &facts[0].fact;
    out->kind = f->kind, out->subject = f->subject, out->subject_id = f->subject_id, out->unit = f->unit;
    out->regions = f->region, out->period = copy(a, p[0].period), out->scope = copy(a, p[0].scope);
    out->facts = facts, out->intervals = iv, out->fact_count = n;
    out->best = cedu__reason_best(p, n);
    out->sources = cedu__reason_clusters(a, p, n);
}

/* ------------------------------------------------------------------ claims */
typedef struct claim_list {
    cedu_arena *a;
    CEDU_VEC(cedu_claim) v;
} claim_list;

static cedu_status claims_of(void *ctx, const cedu_group *g, cedu_error *err) {
    claim_list *l = ctx;
    for (size_t i = 0, j; i < g->n; i = j) {
        for (j = i + 1; j < g->n && cedu__reason_same_claim(&g->p[i], &g->p[j]);) j++;
        cedu_claim c;
        cedu__reason_claim(l->a, g->p + i, j - i, &c);
        (void)CEDU_PUSH(l->a, &l->v, c);
    }
    return l->a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__reason_claims(cedu_store *s, const cedu_store_fact_filter *f, const cedu_reason_options *opt, cedu_arena *a,
                                cedu_claims *out, cedu_error *err) {
    claim_list l = {.a = a};
    cedu_status st = cedu__reason_each_subject(s, f, true, opt, claims_of, &l, err);
    *out = (cedu_claims){l.v.p, l.v.n};
    return st;
}

/* ------------------------------------------------------------------ compare */

typedef struct keyed { /* a claim with its row's key; used to sort claims into rows */
    const cedu_claim *c;
    int year, row_year;
} keyed;

static int claim_year(const cedu_claim *c) {
    int y = c->facts[c->best].year_to;
    return y == 9999 ? c->facts[c->best].year_from : y;
}

static int row_order(const void *x, const void *y) {
    const keyed *a = x, *b = y;
    cedu_str ka = a->c->subject_id.n ? a->c->subject_id : a->c->subject,
             kb = b->c->subject_id.n ? b->c->subject_id : b->c->subject;
    int c = cedu__cmp(ka, kb);
    if (c) return c;
    if (a->c->kind != b->c->kind) return a->c->kind < b->c->kind ? -1 : 1;
    if (!c) c = cedu__cmp(a->c->unit, b->c->unit);
    if (!c) c = cedu__cmp(a->c->scope, b->c->scope);
    return c ? c : a->row_year < b->row_year ? -1 : a->row_year > b->row_year;
}

static bool about(const cedu_claim *c, cedu_str region) {
    for (size_t i = 0; i < c->regions.n; i++)
        if (cedu__eq(c->regions.p[i], region)) return true;
    return false;
}

/* Which of two claims fills a cell: the later year, a claim of the region alone, more independent sources. */
static bool better(const cedu_claim *a, const cedu_claim *b) {
    if (claim_year(a) != claim_year(b)) return claim_year(a) > claim_year(b);
    if ((a->regions.n == 1) != (b->regions.n == 1)) return a->regions.n == 1;
    int c = cedu__cmp(a->period, b->period);
    return a->sources != b->sources ? a->sources > b->sources : c > 0;
}

static size_t filled(const cedu_compare_row *r, size_t n) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) k += r->cells[i] != NULL;
    return k;
}

typedef struct row_rank {
    cedu_compare_row row;
    size_t most, order; /* most regions that a row of this subject and kind has; order of the subject */
} row_rank;

static int by_coverage(const void *x, const void *y) {
    const row_rank *a = x, *b = y;
    if (a->most != b->most) return a->most > b->most ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

cedu_status cedu__reason_compare(cedu_store *s, cedu_strs regions, const cedu_compare_options *copt,
                                 const cedu_reason_options *opt, cedu_arena *a, cedu_comparison *out, cedu_error *err) {
    const cedu_compare_options none = {0};
    if (!copt) copt = &none;
    *out = (cedu_comparison){.regions = regions};
    cedu_store_fact_filter f = {.regions = regions,
                                .subject = copt->subject,
                                .kinds = copt->kinds ? copt->kinds : CEDU_REASON_NUMBERS,
                                .year_from = copt->year_from,
                                .year_to = copt->year_to};
    cedu_claims claims;
    cedu_status st = cedu__reason_claims(s, &f, opt, a, &claims, err);
    if (st != CEDU_OK || claims.n == 0) return st;
    keyed *k = CEDU_NEW_N(a, keyed, claims.n);
    row_rank *rows = CEDU_NEW_N(a, row_rank, claims.n);
    if (!k || !rows) return cedu__fail_nomem(err);
    for (size_t i = 0; i < claims.n; i++) {
        int y = claim_year(&claims.p[i]);
        k[i] = (keyed){&claims.p[i], y, copt->latest ? 0 : y};
    }
    qsort(k, claims.n, sizeof *k, row_order);
    size_t n = 0, first = 0;
    for (size_t i = 0, j; i < claims.n; i = j) {
        const cedu_claim **cells = CEDU_NEW_N(a, const cedu_claim *, regions.n + 1);
        if (!cells) return cedu__fail_nomem(err);
        for (j = i; j < claims.n && row_order(&k[i], &k[j]) == 0; j++)
            for (size_t r = 0; r < regions.n; r++)
                if (about(k[j].c, regions.p[r]) && (!cells[r] || better(k[j].c, cells[r]))) cells[r] = k[j].c;
        const cedu_claim *c = k[i].c;
        cedu_compare_row row = {c->kind, c->subject, c->subject_id, c->unit, c->scope, k[i].row_year, cells};
        if (copt->latest)
            for (size_t r = 0; r < regions.n; r++)
                if (cells[r] && claim_year(cells[r]) > row.year) row.year = claim_year(cells[r]);
        size_t have = filled(&row, regions.n);
        if (have < (copt->min_regions ? copt->min_regions : 1)) continue;
        bool same = n > first && rows[first].row.kind == row.kind && cedu__eq(rows[first].row.subject, row.subject);
        if (!same) first = n;
        rows[n] = (row_rank){row, have, first};
        n++;
        if (have > rows[first].most) rows[first].most = have;
        for (size_t m = first; m < n; m++) rows[m].most = rows[first].most;
    }
    /* Stable within a subject: order breaks ties, years stay ascending because `order` grows with the sorted input. */
    for (size_t i = 0; i < n; i++) rows[i].order = rows[i].order * 65536 + (i - rows[i].order);
    qsort(rows, n, sizeof *rows, by_coverage);
    cedu_compare_row *p = CEDU_NEW_N(a, cedu_compare_row, n + 1);
    if (!p) return cedu__fail_nomem(err);
    for (size_t i = 0; i < n; i++) p[i] = rows[i].row;
    out->rows = p, out->n = n;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
