/* board.c - the chain board (stage by stage: present, stated gap, unknown), correlation, and an index with the user's weights.
 *
 * What no text says is unknown, neither present nor a gap. Correlation and index are computed over regions that have a value; who is
 * missing is part of the result, and too few give no number at all.
 */
#include <math.h>
#include <stdlib.h>

#include "reason/internal.h"

/* ------------------------------------------------------------------ chain board */
static bool in_fact(const cedu_store_fact *f, cedu_str form) {
    if (cedu__find(f->clean_quote, form, 0) >= 0 || (f->fact.subject.n && cedu__find(f->fact.subject, form, 0) >= 0))
        return true;
    const cedu_field *list = cedu__reason_field(&f->fact, CEDU_FIELD_list);
    for (size_t i = 0; list && i < list->strs.n; i++)
        if (cedu__find(list->strs.p[i], form, 0) >= 0) return true;
    return false;
}

cedu_status cedu__reason_chain(cedu_store *s, cedu_str region, const cedu_reason_options *opt, cedu_arena *a, cedu_chain *out,
                               cedu_error *err) {
    *out = (cedu_chain){0};
    cedu_wordlist words = cedu__reason_wordlist(opt ? opt->image : NULL, "stage", a);
    cedu_hollow hollow = cedu__reason_hollow_words(opt, a);
    CEDU_VEC(cedu_chain_cell) v = {0};
    int32_t first = 0, count = 0;
    if (opt && opt->image) cedu__image_class(opt->image, CEDU_CLASS_page, &first, &count);
    for (int32_t i = first; i < first + count; i++) /* in the order of the pack: from the foundation to the application */
        if (cedu__eqz(cedu__image_attr(opt->image, i, CEDU_ATTR_group), "stage"))
            (void)CEDU_PUSH(a, &v,
                            ((cedu_chain_cell){.stage = cedu__image_entry(opt->image, i)->name,
                                               .layer = cedu__image_attr(opt->image, i, CEDU_ATTR_value)}));
    cedu_store_facts all;
    cedu_store_fact_filter f = {.regions = {&region, 1}, .recent = opt ? opt->recent : 0};
    cedu_status st = cedu__store_list_facts(s, &f, a, &all, err);
    if (st != CEDU_OK) return st;
    for (size_t i = 0; i < all.n; i++) {
        const cedu_store_fact *x = &all.p[i];
        if (!cedu__reason_usable(x, opt, true) || cedu__reason_hollow(hollow, x) || x->fact.stance == CEDU_STANCE_advised ||
            x->fact.kind == CEDU_FACT_recommendation || x->fact.kind == CEDU_FACT_policy ||
            x->fact.kind == CEDU_FACT_organisation || x->fact.kind == CEDU_FACT_person)
            continue;
        /* What somebody says ought to be, is no evidence that it is there. */
        if (x->fact.kind == CEDU_FACT_statement || x->fact.kind == CEDU_FACT_event || x->fact.kind == CEDU_FACT_forecast)
            continue;
        bool gap = x->fact.denied || x->fact.kind == CEDU_FACT_problem;
        bool plan = x->fact.kind == CEDU_FACT_task || x->fact.kind == CEDU_FACT_target || x->fact.stance == CEDU_STANCE_planned;
        for (size_t k = 0; k < v.n; k++)
            for (size_t w = 0; w < words.n; w++) {
                if (!cedu__eq(words.p[w].name, v.p[k].stage) || !in_fact(x, words.p[w].form)) continue;
                const cedu_store_fact **slot = gap ? &v.p[k].gap : plan ? &v.p[k].plan : &v.p[k].present;
                if (!*slot || cedu__cmp(x->published, (*slot)->published) > 0) *slot = x;
                break;
            }
    }
    out->p = v.p, out->n = v.n;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* ------------------------------------------------------------------ values of an indicator by region */
typedef struct value_of {
    cedu_str region;
    double v;
    const cedu_claim *claim;
} value_of;

/* The best claim of each region in the year (0 = each region's latest), of regions that stand alone. */
static cedu_status values(cedu_store *s, cedu_str subject, int year, const cedu_reason_options *opt, cedu_arena *a,
                          value_of **out, size_t *n, cedu_error *err) {
    cedu_claims c;
    bool id = opt && opt->image && cedu__image_by_id(opt->image, CEDU_CLASS_indicator, subject) >= 0;
    cedu_store_fact_filter f = {
        .kinds = 1u << CEDU_FACT_observation | 1u << CEDU_FACT_share, .year_from = year, .year_to = year};
    if (id) f.subject_key = subject;
    else f.subject = subject;
    cedu_status st = cedu__reason_claims(s, &f, opt, a, &c, err);
    if (st != CEDU_OK) return st;
    value_of *v = CEDU_NEW_N(a, value_of, c.n + 1);
    *n = 0;
    for (size_t i = 0; v && i < c.n; i++) {
        const cedu_claim *k = &c.p[i];
        if (k->regions.n != 1 || k->disagree) continue;
        int e = opt && opt->image ? cedu__reason_region(opt->image, k->regions.p[0]) : -1;
        cedu_str level = e >= 0 ? cedu__image_attr(opt->image, e, CEDU_ATTR_level) : (cedu_str){0};
        if (cedu__eqz(level, "country") || cedu__eqz(level, "world") || cedu__eqz(level, "group") ||
            cedu__eqz(level, "cluster"))
            continue;
        size_t m = 0;
        while (m < *n && !cedu__eq(v[m].region, k->regions.p[0])) m++;
        if (m == *n) v[(*n)++] = (value_of){k->regions.p[0], k->facts[k->best].fact.value, k};
        else if (k->facts[k->best].year_to > v[m].claim->facts[v[m].claim->best].year_to)
            v[m] = (value_of){k->regions.p[0], k->facts[k->best].fact.value, k};
    }
    *out = v;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* ------------------------------------------------------------------ correlation */
static int by_double(const void *x, const void *y) {
    double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

static void rank_them(const double *v, size_t n, double *out, double *sorted) {
    memcpy(sorted, v, n * sizeof *v);
    qsort(sorted, n, sizeof *sorted, by_double);
    for (size_t i = 0; i < n; i++) {
        size_t lo = 0, hi = 0;
        for (size_t k = 0; k < n; k++) lo += sorted[k] < v[i], hi += sorted[k] <= v[i];
        out[i] = (double)(lo + hi + 1) / 2;
    }
}

static double pearson(const double *x, const double *y, size_t n) {
    double mx = 0, my = 0, xy = 0, xx = 0, yy = 0;
    for (size_t i = 0; i < n; i++) mx += x[i] / (double)n, my += y[i] / (double)n;
    for (size_t i = 0; i < n; i++)
        xy += (x[i] - mx) * (y[i] - my), xx += (x[i] - mx) * (x[i] - mx), yy += (y[i] - my) * (y[i] - my);
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

cedu_status cedu__reason_correlate(cedu_store *s, cedu_str x, cedu_str y, int year, const cedu_reason_options *opt,
                                   cedu_arena *a, cedu_correlation *out, cedu_error *err) {
    value_of *vx, *vy;
    size_t nx, ny;
    *out = (cedu_correlation){.pearson = NAN, .spearman = NAN, .low = NAN, .high = NAN};
    cedu_status st = values(s, x, year, opt, a, &vx, &nx, err);
    if (st == CEDU_OK) st = values(s, y, year, opt, a, &vy, &ny, err);
    if (st != CEDU_OK) return st;
    size_t most = nx + ny + 1, n = 0;
    cedu_correlation_point *p = CEDU_NEW_N(a, cedu_correlation_point, most);
    double *dx = CEDU_NEW_N(a, double, most * 5);
    if (!p || !dx) return cedu__fail_nomem(err);
    double *dy = dx + most, *rx = dy + most, *ry = rx + most, *sorted = ry + most;
    for (size_t i = 0; i < nx; i++) {
        size_t k = 0;
        while (k < ny && !cedu__eq(vy[k].region, vx[i].region)) k++;
        if (k == ny) {
            out->missing_y++;
            continue;
        }
        p[n] = (cedu_correlation_point){vx[i].region, vx[i].claim->facts[vx[i].claim->best],
                                        vy[k].claim->facts[vy[k].claim->best]};
        dx[n] = vx[i].v, dy[n++] = vy[k].v;
    }
    out->p = p, out->n = n, out->missing_x = ny - n;
    if (n < CEDU_CORRELATION_LEAST) return CEDU_OK; /* a number from so few would be a joke */
    out->pearson = pearson(dx, dy, n);
    rank_them(dx, n, rx, sorted), rank_them(dy, n, ry, sorted);
    out->spearman = pearson(rx, ry, n);
    if (isfinite(out->pearson) && fabs(out->pearson) < 1) { /* Fisher's z, 95 % */
        double z = atanh(out->pearson), e = 1.959963984540054 / sqrt((double)n - 3);
        out->low = tanh(z - e), out->high = tanh(z + e);
    }
    return CEDU_OK;
}

/* ------------------------------------------------------------------ index */
static int by_score(const void *x, const void *y) {
    const cedu_index_row *a = x, *b = y;
    if (a->placed != b->placed) return a->placed ? -1 : 1;
    if (isnan(a->score) && isnan(b->score)) return cedu__cmp(a->region, b->region);
    if (a->score != b->score) return isnan(b->score) || a->score > b->score ? -1 : 1;
    return cedu__cmp(a->region, b->region);
}

static double normal(const double *v, size_t n, size_t i, bool ranks) {
    if (isnan(v[i])) return NAN;
    double lo = INFINITY, hi = -INFINITY, below = 0, have = 0;
    for (size_t k = 0; k < n; k++)
        if (!isnan(v[k])) lo = fmin(lo, v[k]), hi = fmax(hi, v[k]), below += v[k] < v[i], have++;
    if (have < 2) return NAN; /* one region alone is neither good nor bad */
    if (ranks) return below / (have - 1);
    return hi > lo ? (v[i] - lo) / (hi - lo) : 1;
}

static void score_all(cedu_index_row *rows, size_t n, const double *norm, const cedu_index_weight *w, size_t k, size_t skip) {
    for (size_t i = 0; i < n; i++) {
        double sum = 0, of = 0;
        for (size_t j = 0; j < k; j++) {
            double x = norm[j * n + i];
            if (j == skip || isnan(x)) continue;
            sum += w[j].weight * (w[j].down ? 1 - x : x), of += w[j].weight;
        }
        rows[i].score = of > 0 ? sum / of : NAN;
    }
}

cedu_status cedu__reason_index(cedu_store *s, const cedu_index_weight *w, size_t k, int year, bool ranks,
                               const cedu_reason_options *opt, cedu_arena *a, cedu_index *out, cedu_error *err) {
    *out = (cedu_index){0};
    CEDU_VEC(cedu_index_row) rows = {0};
    value_of **v = CEDU_NEW_N(a, value_of *, k + 1);
    size_t *n = CEDU_NEW_N(a, size_t, k + 1);
    if (!v || !n) return cedu__fail_nomem(err);
    for (size_t j = 0; j < k; j++) {
        cedu_status st = values(s, w[j].subject, year, opt, a, &v[j], &n[j], err);
        if (st != CEDU_OK) return st;
        for (size_t i = 0; i < n[j]; i++) {
            size_t m = 0;
            while (m < rows.n && !cedu__eq(rows.p[m].region, v[j][i].region)) m++;
            if (m == rows.n) (void)CEDU_PUSH(a, &rows, ((cedu_index_row){.region = v[j][i].region}));
        }
    }
    double *raw = CEDU_NEW_N(a, double, rows.n *k + 1), *norm = CEDU_NEW_N(a, double, rows.n *k + 1);
    double *base = CEDU_NEW_N(a, double, rows.n + 1);
    if (!raw || !norm || !base) return cedu__fail_nomem(err);
    for (size_t j = 0; j < k; j++) {
        for (size_t m = 0; m < rows.n; m++) {
            raw[j * rows.n + m] = NAN;
            for (size_t i = 0; i < n[j]; i++)
                if (cedu__eq(v[j][i].region, rows.p[m].region)) raw[j * rows.n + m] = v[j][i].v;
            if (isnan(raw[j * rows.n + m])) rows.p[m].missing++;
        }
        for (size_t m = 0; m < rows.n; m++) norm[j * rows.n + m] = normal(raw + j * rows.n, rows.n, m, ranks);
    }
    for (size_t m = 0; m < rows.n; m++) rows.p[m].low = INFINITY, rows.p[m].high = -INFINITY;
    for (size_t skip = 0; skip <= k; skip++) { /* without each indicator in turn, then with all: how much hangs on one weight */
        if (k == 1 && skip < k) continue;
        score_all(rows.p, rows.n, norm, w, k, skip);
        for (size_t m = 0; m < rows.n; m++)
            if (!isnan(rows.p[m].score))
                rows.p[m].low = fmin(rows.p[m].low, rows.p[m].score), rows.p[m].high = fmax(rows.p[m].high, rows.p[m].score);
    }
    for (size_t m = 0; m < rows.n; m++) rows.p[m].placed = !isnan(rows.p[m].score) && rows.p[m].missing * 2 <= k;
    if (rows.n) qsort(rows.p, rows.n, sizeof *rows.p, by_score);
    out->p = rows.p, out->n = rows.n;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
