/* group.c - facts of one subject at a time, sorted so that what belongs to one claim stands together.
 *
 * The facts stream out of the store ordered by subject; only one subject's facts are in memory. Two subjects under one name with
 * different units fall apart later, by the sort.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/json.h"
#include "reason/internal.h"

const cedu_field *cedu__reason_field(const cedu_fact *f, cedu_field_id id) {
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (x->id == id) return x;
    return NULL;
}

cedu_str cedu__reason_field_str(const cedu_fact *f, cedu_field_id id) {
    const cedu_field *x = cedu__reason_field(f, id);
    return x ? x->str : (cedu_str){0};
}

cedu_str cedu__reason_subject_key(const cedu_fact *f) { return f->subject_id.n ? f->subject_id : f->subject; }

void cedu__reason_today(const cedu_reason_options *opt, char out[16]) {
    if (opt && opt->as_of.n >= 4) {
        /* a bare year or month means its end */
        static const char rest[] = "-12-31";
        size_t n = opt->as_of.n < 10 ? opt->as_of.n : 10;
        memcpy(out, opt->as_of.p, n);
        out[n] = 0;
        if (n < 10) snprintf(out + n, 16 - n, "%s", n == 4 ? rest : n == 7 ? "-31" : "");
        return;
    }
    time_t t = time(NULL);
    struct tm tm;
    localtime_r(&t, &tm);
    strftime(out, 16, "%Y-%m-%d", &tm);
}

/* ------------------------------------------------------------------ copying */
static cedu_strs copy_strs(cedu_arena *a, cedu_strs v) {
    cedu_str *p = v.n ? CEDU_NEW_N(a, cedu_str, v.n) : NULL;
    for (size_t i = 0; p && i < v.n; i++) p[i] = cedu__arena_str(a, v.p[i]);
    return (cedu_strs){p, p ? v.n : 0};
}

static cedu_str copy(cedu_arena *a, cedu_str v) { return v.p ? cedu__arena_str(a, v) : v; }

void cedu__reason_copy_fact(cedu_arena *a, const cedu_store_fact *f, cedu_store_fact *out) {
    *out = *f;
    cedu_fact *t = &out->fact;
    cedu_str *const strs[] = {&t->region_code, &t->subject,     &t->subject_id, &t->period,  &t->period_basis,  &t->unit,
                              &t->as_written,  &t->source,      &t->rule,       &out->quote, &out->clean_quote, &out->file,
                              &out->title,     &out->published, &out->outlet,   &out->url,   &out->tier,        &out->added_at};
    for (size_t i = 0; i < CEDU_COUNT(strs); i++) *strs[i] = copy(a, *strs[i]);
    t->region = copy_strs(a, t->region);
    out->doubts = copy_strs(a, out->doubts);
    out->doc = f->doc ? cedu__arena_str(a, cedu__str(f->doc)).p : NULL;
    const cedu_field **at = &t->fields;
    for (const cedu_field *x = f->fact.fields; x; x = x->next) {
        cedu_field *y = CEDU_NEW(a, cedu_field);
        if (!y) break;
        *y = *x;
        y->str = copy(a, x->str), y->strs = copy_strs(a, x->strs), y->next = NULL;
        *at = y;
        at = &y->next;
    }
    t->context = NULL; /* lists have none */
    out->context_quotes = (cedu_strs){0};
}

/* ------------------------------------------------------------------ keys */
/* 2020-12, 2020-12-31 and 2020-01/2020-12 speak of the year like 2020. */
static cedu_str fold_period(cedu_str p) {
    if (p.n >= 7 && memcmp(p.p + 4, "-12", 3) == 0 && (p.n == 7 || (p.n == 10 && memcmp(p.p + 7, "-31", 3) == 0)))
        return cedu__sub(p, 0, 4);
    if (p.n == 15 && memcmp(p.p + 4, "-01/", 4) == 0 && memcmp(p.p, p.p + 8, 4) == 0 && memcmp(p.p + 12, "-12", 3) == 0)
        return cedu__sub(p, 0, 4);
    return p;
}

static const struct {
    cedu_field_id id;
    const char *name;
} scope_fields[] = {{CEDU_FIELD_baseline, "baseline"},
                    {CEDU_FIELD_denominator, "denominator"},
                    {CEDU_FIELD_rank_scope, "rank_scope"},
                    {CEDU_FIELD_reference_region, "reference_region"},
                    {CEDU_FIELD_precision, "precision"}};

static cedu_str scope_of(cedu_arena *a, const cedu_store_fact *f) {
    cedu_buf b = {0};
    for (size_t i = 0; i < CEDU_COUNT(scope_fields); i++) {
        cedu_str v = cedu__reason_field_str(&f->fact, scope_fields[i].id);
        /* The year before is what growth means without a word. */
        if (scope_fields[i].id == CEDU_FIELD_baseline && f->year_from == f->year_to && v.n == 4 &&
            strtol(cedu__arena_str(a, v).p, NULL, 10) == f->year_to - 1)
            continue;
        if (!v.n) continue;
        if (b.n) cedu__buf_char(&b, ';');
        cedu__buf_z(&b, scope_fields[i].name);
        cedu__buf_char(&b, '=');
        cedu__buf_str(&b, v);
    }
    cedu_str out = b.n ? cedu__arena_str(a, cedu__buf_view(&b)) : (cedu_str){0};
    cedu__buf_release(&b);
    return out;
}

static cedu_str region_key(cedu_arena *a, const cedu_fact *f) {
    if (f->region.n == 1) return f->region.p[0];
    cedu_buf b = {0};
    for (size_t i = 0; i < f->region.n; i++) {
        if (i) cedu__buf_z(&b, "、");
        cedu__buf_str(&b, f->region.p[i]);
    }
    cedu_str out = b.n ? cedu__arena_str(a, cedu__buf_view(&b)) : (cedu_str){0};
    cedu__buf_release(&b);
    return out;
}

static double width(const cedu_item *x) { return isfinite(x->iv.hi - x->iv.lo) ? x->iv.hi - x->iv.lo : INFINITY; }

static int claim_order(const cedu_item *a, const cedu_item *b) {
    if (a->f->fact.kind != b->f->fact.kind) return a->f->fact.kind < b->f->fact.kind ? -1 : 1;
    int c = cedu__cmp(a->f->fact.unit, b->f->fact.unit);
    if (!c) c = cedu__cmp(a->scope, b->scope);
    if (!c) c = cedu__cmp(a->region, b->region);
    if (!c && a->f->year_to != b->f->year_to) c = a->f->year_to < b->f->year_to ? -1 : 1;
    return c ? c : cedu__cmp(a->period, b->period);
}

bool cedu__reason_same_claim(const cedu_item *a, const cedu_item *b) { return claim_order(a, b) == 0; }

static int item_order(const void *x, const void *y) {
    const cedu_item *a = x, *b = y;
    int c = claim_order(a, b);
    if (c) return c;
    if (width(a) != width(b)) return width(a) < width(b) ? -1 : 1;
    if (a->f->fact.confidence != b->f->fact.confidence) return a->f->fact.confidence > b->f->fact.confidence ? -1 : 1;
    return a->f->row < b->f->row ? -1 : a->f->row > b->f->row;
}

size_t cedu__reason_best(const cedu_item *p, size_t n) {
    size_t best = 0;
    for (size_t i = 1; i < n; i++)
        if (width(&p[i]) < width(&p[best])) best = i;
    return best;
}

static int by_number(const void *x, const void *y) {
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return a < b ? -1 : a > b;
}

size_t cedu__reason_clusters(cedu_arena *a, const cedu_item *p, size_t n) {
    if (n < 2) return n;
    int64_t *seen = CEDU_NEW_N(a, int64_t, n);
    size_t k = seen != NULL;
    for (size_t i = 0; seen && i < n; i++) seen[i] = p[i].f->cluster;
    if (seen) qsort(seen, n, sizeof *seen, by_number);
    for (size_t i = 1; seen && i < n; i++) k += seen[i] != seen[i - 1];
    return k;
}

/* ------------------------------------------------------------------ wording */
cedu_str cedu__reason_amount(cedu_arena *a, double v, cedu_str unit) {
    const char *scale = "";
    bool plain = cedu__eqz(unit, "%") || cedu__eqz(unit, "倍") || cedu__eqz(unit, "位") || cedu__eqz(unit, "个百分点");
    static const struct {
        double from;
        const char *unit;
    } compute[] = {{1e18, "EFLOPS"}, {1e15, "PFLOPS"}, {1e12, "TFLOPS"}};
    for (size_t i = 0; cedu__eqz(unit, "FLOPS") && i < CEDU_COUNT(compute); i++)
        if (fabs(v) >= compute[i].from) {
            v /= compute[i].from, unit = cedu__str(compute[i].unit), plain = true;
            break;
        }
    if (!plain && fabs(v) >= 1e8) v /= 1e8, scale = "亿";
    else if (!plain && fabs(v) >= 1e4) v /= 1e4, scale = "万";
    cedu_buf b = {0};
    cedu__num_text(&b, round(v * 100) / 100);
    cedu__buf_z(&b, scale);
    cedu__buf_str(&b, unit);
    cedu_str out = cedu__arena_str(a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return out;
}

cedu_str cedu__reason_words(cedu_arena *a, const cedu_fact *f) { return cedu__reason_amount(a, f->value, f->unit); }

/* ------------------------------------------------------------------ streaming */
/* A lead paragraph repeats a sentence without its date: the copy that only has the page's date takes the period of the other. */
static int by_saying(const void *x, const void *y) {
    const cedu_item *a = *(const cedu_item *const *)x, *b = *(const cedu_item *const *)y;
    const cedu_fact *f = &a->f->fact, *g = &b->f->fact;
    if (a->f->document != b->f->document) return a->f->document < b->f->document ? -1 : 1;
    if (f->kind != g->kind) return f->kind < g->kind ? -1 : 1;
    if (f->value != g->value) return f->value < g->value ? -1 : 1;
    int c = cedu__cmp(a->region, b->region);
    if (!c) c = cedu__cmp(f->as_written, g->as_written);
    if (!c) c = cedu__cmp(a->f->clean_quote, b->f->clean_quote);
    return c ? c : a->f->row < b->f->row ? -1 : a->f->row > b->f->row;
}

static void fold_leads(cedu_group *g) {
    cedu_item **v = CEDU_NEW_N(g->arena, cedu_item *, g->n + 1);
    for (size_t i = 0; v && i < g->n; i++) v[i] = &g->p[i];
    if (v) qsort(v, g->n, sizeof *v, by_saying);
    for (size_t i = 0; v && i + 1 < g->n; i++) {
        cedu_item *a = v[i], *b = v[i + 1];
        if (!a->f->fact.has_value || a->f->document != b->f->document || a->f->fact.kind != b->f->fact.kind ||
            a->f->fact.value != b->f->fact.value || !cedu__eq(a->region, b->region) ||
            !cedu__eq(a->f->clean_quote, b->f->clean_quote))
            continue;
        bool da = cedu__eqz(a->f->fact.period_basis, "publish_date"), db = cedu__eqz(b->f->fact.period_basis, "publish_date");
        if (da == db) continue;
        cedu_item *to = da ? a : b, *from = da ? b : a;
        cedu_store_fact *copy_of = CEDU_NEW(g->arena, cedu_store_fact);
        if (!copy_of) return;
        *copy_of = *to->f;
        copy_of->fact.period = from->f->fact.period, copy_of->year_from = from->f->year_from,
        copy_of->year_to = from->f->year_to;
        to->f = copy_of, to->period = from->period;
    }
}

static cedu_status give(cedu_group_fn fn, void *ctx, cedu_arena *a, cedu_store_fact **v, size_t n, cedu_error *err) {
    if (n == 0) return CEDU_OK;
    cedu_group g = {CEDU_NEW_N(a, cedu_item, n), n, a};
    if (!g.p) return cedu__fail_nomem(err);
    for (size_t i = 0; i < n; i++)
        g.p[i] = (cedu_item){v[i], cedu__reason_interval(&v[i]->fact), fold_period(v[i]->fact.period), scope_of(a, v[i]),
                             region_key(a, &v[i]->fact)};
    fold_leads(&g);
    qsort(g.p, n, sizeof *g.p, item_order);
    if (a->failed) return cedu__fail_nomem(err);
    return fn(ctx, &g, err);
}

static int by_key(const void *x, const void *y) {
    const cedu_store_fact *a = *(const cedu_store_fact *const *)x, *b = *(const cedu_store_fact *const *)y;
    int c = cedu__cmp(cedu__reason_subject_key(&a->fact), cedu__reason_subject_key(&b->fact));
    return c ? c : a->row < b->row ? -1 : a->row > b->row;
}

/* The same over facts that are in memory already. */
static cedu_status each_of(const cedu_store_facts *facts, const cedu_store_fact_filter *f, bool numeric,
                           const cedu_reason_options *opt, cedu_group_fn fn, void *ctx, cedu_error *err) {
    cedu_arena arena;
    cedu_status st = CEDU_OK;
    size_t n = 0;
    cedu_store_fact **v = cedu__malloc((facts->n + 1) * sizeof *v);
    if (!v) return cedu__fail_nomem(err);
    for (size_t i = 0; i < facts->n; i++) {
        cedu_store_fact *x = &facts->p[i];
        if ((!f || !f->kinds || (f->kinds >> x->fact.kind & 1u)) && (!numeric || x->fact.has_value) &&
            cedu__reason_usable(x, opt, false))
            v[n++] = x;
    }
    qsort(v, n, sizeof *v, by_key);
    cedu__arena_init(&arena, CEDU_MAX_SCRATCH);
    for (size_t i = 0, j; st == CEDU_OK && i < n; i = j, cedu__arena_reset(&arena)) {
        for (j = i + 1; j < n && cedu__eq(cedu__reason_subject_key(&v[i]->fact), cedu__reason_subject_key(&v[j]->fact));) j++;
        st = give(fn, ctx, &arena, v + i, j - i, err);
    }
    cedu__arena_release(&arena);
    free(v);
    return st;
}

/* A subject that does not fit in memory is handed over in parts, each of whole regions: facts come by subject and region. */
static bool too_many(cedu_store_fact *const *v, size_t n, const cedu_store_fact *next, const cedu_reason_options *opt) {
    if (n < CEDU_MAX_GROUP_FACTS) return false;
    const cedu_strs *a = &v[n - 1]->fact.region, *b = &next->fact.region;
    if (a->n == b->n && (!a->n || cedu__eq(a->p[0], b->p[0]))) return false;
    if (opt && opt->split) ++*opt->split;
    return true;
}

static cedu_status each_read(cedu_store *s, const cedu_store_fact_filter *filter, bool numeric, const cedu_reason_options *opt,
                             cedu_group_fn fn, void *ctx, cedu_error *err) {
    cedu_store_fact_filter f = filter ? *filter : (cedu_store_fact_filter){0};
    f.by_subject = true, f.numeric = numeric, f.limit = f.offset = 0;
    if (opt && !f.recent) f.recent = opt->recent;
    cedu_store_cursor *c;
    cedu_status st = cedu__store_facts_open(s, &f, &c, err);
    if (st != CEDU_OK) return st;
    cedu_arena arena, one;
    cedu__arena_init(&arena, CEDU_MAX_SCRATCH);
    cedu__arena_init(&one, CEDU_MAX_SCRATCH);
    CEDU_VEC(cedu_store_fact *) v = {0};
    bool more = true;
    size_t read = 0;
    while (st == CEDU_OK && more) {
        cedu_store_fact row;
        cedu__arena_reset(&one);
        st = cedu__store_facts_next(c, &one, &row, &more, err);
        bool last = st != CEDU_OK || !more;
        if (v.n && st == CEDU_OK &&
            (last || !cedu__eq(cedu__reason_subject_key(&row.fact), cedu__reason_subject_key(&v.p[0]->fact)) ||
             too_many(v.p, v.n, &row, opt))) {
            st = give(fn, ctx, &arena, v.p, v.n, err);
            read += v.n;
            if (opt && opt->progress) opt->progress(opt->progress_ctx, read);
            cedu__arena_reset(&arena);
            memset(&v, 0, sizeof v);
        }
        if (last || st != CEDU_OK || !cedu__reason_usable(&row, opt, false)) continue;
        cedu_store_fact *kept = CEDU_NEW(&arena, cedu_store_fact);
        if (kept) cedu__reason_copy_fact(&arena, &row, kept);
        if (!kept || !CEDU_PUSH(&arena, &v, kept)) st = cedu__fail_nomem(err);
    }
    CEDU_TRACE(reason, "%zu facts read of %.*s", read, f.subject_key.n ? (int)f.subject_key.n : 12,
               f.subject_key.n ? f.subject_key.p : "all subjects");
    cedu__arena_release(&arena);
    cedu__arena_release(&one);
    cedu__store_facts_close(c);
    return st;
}

cedu_status cedu__reason_each_subject(cedu_store *s, const cedu_store_fact_filter *filter, bool numeric,
                                      const cedu_reason_options *opt, cedu_group_fn fn, void *ctx, cedu_error *err) {
    if (opt && opt->facts) return each_of(opt->facts, filter, numeric, opt, fn, ctx, err);
    if (!opt || !opt->since.n || (filter && filter->subject_key.n)) return each_read(s, filter, numeric, opt, fn, ctx, err);
    cedu_arena a;
    cedu_needs needs;
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    cedu_status st = cedu__reason_new_needs(s, opt, &a, &needs, err);
    if (st == CEDU_OK) st = cedu__reason_each_need(s, filter, &needs, numeric, opt, fn, ctx, err);
    cedu__arena_release(&a);
    return st;
}

bool cedu__reason_new(const cedu_store_fact *f, const cedu_reason_options *opt) {
    return !opt || !opt->since.n || cedu__cmp(f->added_at, opt->since) >= 0;
}
