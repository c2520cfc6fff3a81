/* derive_more.c - rules over several quantities at once: parts and their whole, sums, what is left beside a share; and rules across
 * subjects: leverage (带动), a wide indicator measured against a narrow one.
 *
 * They run once after the rounds of a group. Most only speak when something does not fit, else they would say the obvious.
 */
#include <stdlib.h>

#include "reason/derive.h"

#define MAX_SHARES   64  /* shares of one subject that are held against the other regions */
#define MAX_PARTS    64  /* regions added up in one sum */
#define LEVERAGE_FAR 400 /* bytes of clean text between a value and what it 带动 */

static double op_first(double x, double y) { return (void)y, x; }
static double op_percent(double part, double whole) { return part / whole * 100; }
static double op_rest(double v, double share) { return v / (1 - share / 100); }
static double op_ratio(double x, double y) { return x / y; }
static double op_minus(double x, double y) { return x - y; }

bool cedu__derive_is_region(cedu_derive *d, cedu_str name) {
    if (d->image) return cedu__reason_region(d->image, name) >= 0;
    cedu_store_fact_filter f = {.regions = {&name, 1}, .limit = 1};
    cedu_store_cursor *c;
    cedu_store_fact row;
    bool more = false;
    cedu_error e;
    if (cedu__store_facts_open(d->s, &f, &c, &e) != CEDU_OK) return false;
    if (cedu__store_facts_next(c, d->g->arena, &row, &more, &e) != CEDU_OK) more = false;
    cedu__store_facts_close(c);
    return more;
}

/* ------------------------------------------------------------------ sums */
typedef struct sum {
    cedu_belief b;
    cedu_buf words;
    size_t n;
} sum;

static void add_part(cedu_derive *d, sum *s, const cedu_belief *x, cedu_str unit) {
    cedu_arena *a = d->g->arena;
    const cedu_item **v = CEDU_NEW_N(a, const cedu_item *, s->b.n + x->n + 1);
    if (!v) return;
    if (s->b.n) memcpy(v, s->b.facts, s->b.n * sizeof *v);
    memcpy(v + s->b.n, x->facts, x->n * sizeof *v);
    s->b.facts = v, s->b.n += x->n, s->b.value += x->value, s->b.approx |= x->approx;
    s->b.iv = (cedu_interval){s->b.iv.lo + x->iv.lo, s->b.iv.hi + x->iv.hi, s->b.iv.lo_open | x->iv.lo_open,
                              s->b.iv.hi_open | x->iv.hi_open};
    s->b.soft = (cedu_interval){s->b.soft.lo + x->soft.lo, s->b.soft.hi + x->soft.hi, false, false};
    s->b.stated = false;
    cedu_str w = cedu__reason_amount(d->g->arena, x->value, unit);
    if (s->n++) cedu__buf_char(&s->words, '+');
    cedu__buf_str(&s->words, w);
}

static const cedu_belief nothing = {.stated = true};

static void conclude_sum(cedu_derive *d, sum *s, cedu_plan *p) {
    /* The sum's own words stand in the formula; what follows is the sum itself. */
    p->x = s->b, p->y = nothing, p->op = op_first;
    cedu__buf_z(&s->words, " = %r");
    p->format = cedu__arena_str(d->g->arena, cedu__buf_view(&s->words)).p;
    if (p->format && !s->words.failed) (void)cedu__derive_conclude(d, p);
}

/* 甲、乙合计 against 甲 and 乙; or the one that is not known. */
static void joint(cedu_derive *d, const cedu_item *x) {
    const cedu_fact *f = &x->f->fact;
    if (f->region.n < 2 || f->region.n > MAX_PARTS || f->kind != CEDU_FACT_observation || !f->has_value || x->f->year_to <= 0 ||
        x->f->year_to != x->f->year_from || x->scope.n || !cedu__reason_adds_up(f->unit))
        return;
    int y = x->f->year_to;
    sum s = {.b = {.stated = true}};
    size_t missing = 0;
    cedu_str which = {0};
    for (size_t i = 0; i < f->region.n; i++) {
        const cedu_belief *b = cedu__derive_known(d, f->region.p[i], y, f->unit, NULL);
        if (b && b->stated) add_part(d, &s, b, f->unit);
        else missing++, which = f->region.p[i];
    }
    if (missing == 0) {
        cedu_plan p = cedu__derive_plan(d, x->region, f->unit, y);
        p.rule = CEDU_DERIVE_sum_of_parts;
        conclude_sum(d, &s, &p);
    } else if (missing == 1 && s.n) {
        cedu_plan p = cedu__derive_plan(d, which, f->unit, y);
        p.rule = CEDU_DERIVE_part_from_sum, p.op = op_minus, p.x = cedu__derive_belief(d, x), p.y = s.b;
        p.format = s.n == 1 ? "%1-%2 = %r" : "%1-(其余合计%2) = %r";
        (void)cedu__derive_conclude(d, &p);
    }
    cedu__buf_release(&s.words);
}

/* ------------------------------------------------------------------ a part and its whole */
static bool share_stated(const cedu_derive *d, cedu_str region, cedu_str whole, int year) {
    for (size_t i = cedu__derive_first(d->shares.p, d->shares.n, region, year); i < d->shares.n; i++) {
        const cedu_item *x = d->shares.p[i];
        if (x->f->year_to != year || !cedu__eq(x->region, region)) break;
        if (cedu__eq(cedu__reason_field_str(&x->f->fact, CEDU_FIELD_denominator), whole)) return true;
    }
    return false;
}

static void part_of(cedu_derive *d, const cedu_node *part, cedu_str whole) {
    bool shifted;
    cedu_node *node;
    const cedu_belief *w = cedu__derive_known_near(d, whole, part->year, part->unit, &node, &shifted);
    if (!w || !w->stated || w->value <= 0 || !cedu__eq(node->unit, part->unit) ||
        share_stated(d, part->region, whole, part->year))
        return;
    const cedu_store_fact *f = part->b.facts[0]->f, *of = w->facts[0]->f; /* one statement, read of both? then it is no part */
    if (f->document == of->document && f->fact.value == of->fact.value) return;
    cedu_plan p = cedu__derive_plan(d, part->region, CEDU_STR("%"), part->year);
    p.rule = CEDU_DERIVE_share_of_whole, p.op = op_percent, p.kind = CEDU_FACT_share, p.x = part->b, p.y = *w;
    p.x_unit = p.y_unit = part->unit, p.format = "%1/%2 = %r", p.relative_to = whole, p.lasting = p.check = false;
    p.caution = shifted;
    size_t before = d->v.n;
    if (!cedu__derive_conclude(d, &p) || d->v.n == before) return;
    cedu_derived *r = &d->v.p[before]; /* a part larger than its whole */
    cedu_interval soft = cedu__derive_corners(op_percent, p.x.soft, p.y.soft);
    if (r->interval.lo > 100) r->verdict = CEDU_VERDICT_CONTRADICTS;
    else if (soft.lo > 100) r->verdict = CEDU_VERDICT_STRAINED;
}

static int by_parent(const void *x, const void *y) {
    const cedu_node *a = *(const cedu_node *const *)x, *b = *(const cedu_node *const *)y;
    if (a->parent != b->parent) return a->parent < b->parent ? -1 : 1;
    if (a->year != b->year) return a->year < b->year ? -1 : 1;
    int c = cedu__cmp(a->unit, b->unit);
    return c ? c : cedu__cmp(a->region, b->region);
}

static bool same_whole(const cedu_node *a, const cedu_node *b) {
    return a->parent == b->parent && a->year == b->year && cedu__eq(a->unit, b->unit);
}

/* All parts of one whole that are known, added up: more than the whole cannot be. p: nodes of one parent, year and unit. */
static void parts_of(cedu_derive *d, const cedu_node *const *p, size_t n) {
    cedu_str name = cedu__image_entry(d->image, p[0]->parent)->name, unit = p[0]->unit;
    int year = p[0]->year;
    cedu_node *node;
    const cedu_belief *w = cedu__derive_known(d, name, year, unit, &node);
    if (!w || !w->stated || !cedu__eq(node->unit, unit)) return;
    sum s = {.b = {.stated = true}};
    for (size_t i = 0; i < n && s.n < MAX_PARTS; i++)
        if (!cedu__image_attr(d->image, p[i]->entry, CEDU_ATTR_members).n) add_part(d, &s, &p[i]->b, unit);
    if (s.n > 1) {
        cedu_plan plan = cedu__derive_plan(d, name, unit, year);
        plan.rule = CEDU_DERIVE_parts_and_whole, plan.at_least = plan.only_bad = true, plan.node = node, plan.lasting = false;
        conclude_sum(d, &s, &plan);
    }
    cedu__buf_release(&s.words);
}

/* 三地占83%: whoever is not among them has at most 17 %, so the whole is at least so large. */
static void rest_of(cedu_derive *d, const cedu_item *x, size_t nodes) {
    const cedu_fact *f = &x->f->fact;
    cedu_str whole = cedu__reason_field_str(f, CEDU_FIELD_denominator);
    if (!whole.n || !cedu__eqz(f->unit, "%") || f->value < 50 || f->value >= 100) return;
    for (size_t i = 0; i < nodes; i++) {
        cedu_node *n = &d->nodes.p[i];
        if (n->year < x->f->year_to || n->year > x->f->year_to + 1 || !n->known || !n->b.stated ||
            !cedu__reason_adds_up(n->unit))
            continue;
        bool shifted; /* first what is cheap: does it fit? */
        cedu_node *total;
        const cedu_belief *w = cedu__derive_known_near(d, whole, n->year, n->unit, &total, &shifted);
        if (!w || w->soft.hi >= n->b.iv.lo / (1 - f->value / 100)) continue;
        bool apart = cedu__reason_lie(d->image, n->region, whole) == CEDU_LIE_INSIDE;
        for (size_t k = 0; apart && k < f->region.n; k++)
            apart = cedu__reason_lie(d->image, n->region, f->region.p[k]) == CEDU_LIE_APART;
        if (!apart) continue;
        cedu_plan p = cedu__derive_plan(d, whole, n->unit, n->year);
        p.rule = CEDU_DERIVE_total_from_rest, p.op = op_rest, p.x = n->b, p.y = cedu__derive_belief(d, x);
        p.y_unit = CEDU_STR("%"), p.at_least = p.only_bad = true, p.lasting = false, p.node = total;
        p.caution = shifted || n->year != x->f->year_to, p.format = "在%2之外，全体不少于%1/(1-%2) = %r";
        (void)cedu__derive_conclude(d, &p);
    }
}

void cedu__derive_wholes(cedu_derive *d) {
    d->round = CEDU_DERIVE_DEPTH + 1;
    for (size_t i = 0; i < d->g->n; i++) joint(d, &d->g->p[i]);
    if (!d->image || !d->adds) return;
    size_t nodes = d->nodes.n, shares = 0, parts = 0;
    const cedu_node **v = CEDU_NEW_N(d->g->arena, const cedu_node *, nodes + 1);
    cedu_str last = {0};
    int32_t entry = -1;
    for (size_t i = 0; v && i < nodes; i++) {
        cedu_node *n = &d->nodes.p[i];
        n->entry = n->parent = -1;
        if (!n->known || !n->b.stated || !cedu__reason_adds_up(n->unit) || n->b.facts[0]->f->fact.region.n != 1) continue;
        if (!cedu__eq(n->region, last))
            entry = cedu__reason_region(d->image, n->region), last = n->region; /* they come by region */
        if ((n->entry = entry) < 0) continue;
        n->parent = cedu__image_entry(d->image, entry)->parent;
        if (n->parent >= 0) v[parts++] = n;
    }
    for (size_t i = 0; i < nodes; i++) { /* conclusions here make no nodes: the pointers in v stay */
        cedu_node n = d->nodes.p[i];
        int32_t up = n.entry;
        for (int k = 0; k < 6 && up >= 0 && (up = cedu__image_entry(d->image, up)->parent) >= 0; k++)
            part_of(d, &n, cedu__image_entry(d->image, up)->name);
    }
    if (v && parts) qsort(v, parts, sizeof *v, by_parent);
    for (size_t i = 0, j; i < parts; i = j) {
        for (j = i + 1; j < parts && same_whole(v[i], v[j]);) j++;
        if (j > i + 1) parts_of(d, v + i, j - i);
    }
    for (size_t i = 0; i < d->shares.n && shares < MAX_SHARES; i++)
        if (d->shares.p[i]->f->fact.value >= 50) rest_of(d, d->shares.p[i], nodes), shares++;
}

/* ------------------------------------------------------------------ across subjects */
static void keep(cedu_derive *d, const cedu_item *x, cedu_str wider) {
    cedu_store_fact *f = CEDU_NEW(d->a, cedu_store_fact);
    if (!f) return;
    cedu__reason_copy_fact(d->a, x->f, f);
    cedu_kept k = {*x, wider};
    k.item.f = f;
    k.item.region = x->region.p ? cedu__arena_str(d->a, x->region) : x->region;
    k.item.period = x->period.p ? cedu__arena_str(d->a, x->period) : x->period;
    (void)CEDU_PUSH(d->a, &d->kept, k);
}

void cedu__derive_collect(cedu_derive *d) {
    const cedu_group *g = d->g;
    if (!d->image || !g->n) return;
    const cedu_fact *first = &g->p[0].f->fact;
    cedu_str wider = cedu__reason_wider(d->image, first->subject_id);
    bool driven = cedu__reason_word_in(d->leverage, first->subject) != NULL;
    for (size_t i = 0; i < g->n && (wider.n || driven); i++) {
        const cedu_item *x = &g->p[i];
        if (i && cedu__reason_same_claim(x, &g->p[i - 1])) continue;
        if (!x->f->fact.has_value || !x->region.n || !cedu__reason_adds_up(x->f->fact.unit)) continue;
        bool country = wider.n && x->f->fact.region.n == 1 && x->f->fact.kind == CEDU_FACT_observation && !x->scope.n &&
                       cedu__reason_region(d->image, x->region) >= 0;
        if (driven) keep(d, x, (cedu_str){0});
        else if (country) keep(d, x, wider);
    }
}

/* The value in the same text that this one is driven by: same region, period, unit and kind, nearest before it. */
static cedu_status leverage(cedu_derive *d, const cedu_kept *k, cedu_error *err) {
    const cedu_fact *f = &k->item.f->fact;
    cedu_store_facts all;
    cedu_store_fact_filter filter = {.document = k->item.f->document, .kinds = 1u << f->kind, .numeric = true};
    cedu_status st = cedu__store_list_facts(d->s, &filter, d->g->arena, &all, err);
    if (st != CEDU_OK) return st;
    const cedu_store_fact *by = NULL;
    for (size_t i = 0; i < all.n; i++) {
        const cedu_fact *o = &all.p[i].fact;
        if (all.p[i].row == k->item.f->row || o->place.clean_start > f->place.clean_start || o->region.n != 1) continue;
        if (!cedu__eq(o->unit, f->unit) || !cedu__eq(o->region.p[0], k->item.region) || !cedu__eq(o->period, f->period))
            continue;
        if (f->place.clean_start - o->place.clean_start > LEVERAGE_FAR || o->value <= 0) continue;
        if (cedu__reason_word_in(d->leverage, o->subject)) continue;
        if (!by || o->place.clean_start >= by->fact.place.clean_start) by = &all.p[i];
    }
    if (!by) return CEDU_OK;
    cedu_item *y = CEDU_NEW(d->g->arena, cedu_item);
    if (!y) return cedu__fail_nomem(err);
    *y = (cedu_item){by, cedu__reason_interval(&by->fact), by->fact.period, {0}, k->item.region};
    cedu_plan p = {.rule = CEDU_DERIVE_leverage, .op = op_ratio, .region = k->item.region, .unit = CEDU_STR("倍")};
    p.subject = f->subject, p.subject_id = f->subject_id, p.year = k->item.f->year_to, p.kind = CEDU_FACT_ratio;
    p.x = cedu__derive_belief(d, &k->item), p.y = cedu__derive_belief(d, y), p.x_unit = p.y_unit = f->unit;
    p.format = "%1/%2 = %r", p.relative_to = by->fact.subject, p.planned = f->kind == CEDU_FACT_target;
    /* 突破500 and 带动5000 are bounds that belong together: the ratio is that of the two figures. */
    p.x.iv = p.x.soft, p.y.iv = p.y.soft;
    (void)cedu__derive_conclude(d, &p);
    return CEDU_OK;
}

/* What was derived of a wide indicator, held against the narrow one too. */
static void derived_against(cedu_derive *d, const cedu_derived *r, const cedu_kept *narrow, size_t n, cedu_arena *scratch) {
    cedu_item *items = CEDU_NEW_N(scratch, cedu_item, r->input_count + 1);
    const cedu_item **facts = CEDU_NEW_N(scratch, const cedu_item *, r->input_count + 1);
    if (!items || !facts || isinf(r->interval.lo) || isinf(r->interval.hi)) return;
    for (size_t i = 0; i < r->input_count; i++) {
        items[i] = (cedu_item){.f = &r->inputs[i], .iv = cedu__reason_interval(&r->inputs[i].fact)};
        facts[i] = &items[i];
    }
    for (size_t k = 0; k < n; k++) {
        const cedu_item *x = &narrow[k].item;
        int year = x->f->year_to, of = atoi(r->period.p);
        if (!cedu__eq(x->f->fact.unit, r->unit) || x->f->fact.value <= 0 || year <= 0 || abs(year - of) > 1) continue;
        if (cedu__reason_lie(d->image, r->region, x->region) != CEDU_LIE_INSIDE) continue;
        cedu_plan p = {.rule = CEDU_DERIVE_scope_share, .region = r->region, .unit = CEDU_STR("%"), .op = op_percent};
        p.subject = r->subject, p.subject_id = r->subject_id, p.year = of, p.kind = CEDU_FACT_share, p.caution = true;
        p.x = (cedu_belief){r->value, r->interval, r->interval, r->approx, false, r->steps, r->formula, facts, r->input_count};
        p.y = cedu__derive_belief(d, x), p.x_unit = p.y_unit = r->unit, p.format = "%1/%2 = %r（口径不同）";
        p.relative_to = cedu__arena_strf(scratch, "%.*s%.*s", (int)x->region.n, x->region.p, (int)x->f->fact.subject.n,
                                         x->f->fact.subject.p);
        (void)cedu__derive_conclude(d, &p);
    }
}

typedef struct across {
    cedu_derive *d;
    const cedu_kept *narrow; /* those whose wider subject is looked at now */
    size_t n;
} across;

/* A wide value of a part beside a narrow one of the whole: more than the whole, or nearly, shows that the scopes differ. */
static cedu_status against_narrow(void *ctx, const cedu_group *g, cedu_error *err) {
    across *x = ctx;
    cedu_derive *d = x->d;
    d->g = g;
    for (size_t i = 0; i < g->n; i++) {
        const cedu_item *w = &g->p[i];
        if (w->f->fact.kind != CEDU_FACT_observation || w->f->fact.region.n != 1 || !w->f->fact.has_value || w->scope.n)
            continue;
        if (i && cedu__reason_same_claim(w, &g->p[i - 1])) continue;
        for (size_t k = 0; k < x->n; k++) {
            const cedu_item *n = &x->narrow[k].item;
            if (!cedu__eq(n->f->fact.unit, w->f->fact.unit) || n->f->fact.value <= 0) continue;
            int apart = n->f->year_to - w->f->year_to;
            if (apart < 0 || apart > 1 || n->f->year_to <= 0) continue;
            cedu_lie lie = cedu__reason_lie(d->image, w->region, n->region);
            if (lie != CEDU_LIE_INSIDE && lie != CEDU_LIE_SAME) continue;
            cedu_item *kept = CEDU_NEW(g->arena, cedu_item);
            if (!kept) return cedu__fail_nomem(err);
            *kept = *n;
            cedu_plan p = {.rule = CEDU_DERIVE_scope_share, .region = w->region, .unit = CEDU_STR("%"), .op = op_percent};
            p.subject = w->f->fact.subject, p.subject_id = w->f->fact.subject_id, p.year = w->f->year_to;
            p.kind = CEDU_FACT_share, p.x = cedu__derive_belief(d, w), p.y = cedu__derive_belief(d, kept);
            p.x_unit = p.y_unit = w->f->fact.unit, p.format = "%1/%2 = %r（口径不同）", p.caution = true;
            p.relative_to = cedu__arena_strf(g->arena, "%.*s%.*s", (int)n->region.n, n->region.p, (int)n->f->fact.subject.n,
                                             n->f->fact.subject.p);
            (void)cedu__derive_conclude(d, &p);
        }
    }
    return d->a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

static int by_wider(const void *x, const void *y) {
    const cedu_kept *a = x, *b = y;
    int c = cedu__cmp(a->wider, b->wider);
    return c ? c : a->item.f->row < b->item.f->row ? -1 : 1;
}

cedu_status cedu__derive_across(cedu_derive *d, cedu_error *err) {
    if (!d->kept.n) return CEDU_OK;
    cedu_arena scratch;
    cedu__arena_init(&scratch, CEDU_MAX_SCRATCH);
    cedu_group empty = {NULL, 0, &scratch};
    qsort(d->kept.p, d->kept.n, sizeof *d->kept.p, by_wider);
    cedu_status st = CEDU_OK;
    size_t first = d->v.n;
    for (size_t i = 0, j; st == CEDU_OK && i < d->kept.n; i = j) {
        cedu_str wider = d->kept.p[i].wider;
        for (j = i + 1; j < d->kept.n && cedu__eq(d->kept.p[j].wider, wider);) j++;
        d->g = &empty, d->nodes.p = NULL, d->nodes.n = d->nodes.cap = 0;
        if (wider.n) {
            across x = {d, d->kept.p + i, j - i};
            cedu_store_fact_filter f = {.subject_key = wider, .kinds = 1u << CEDU_FACT_observation};
            const cedu_need own = {.key = wider, .regions = d->regions};
            const cedu_need *need = d->bounded ? cedu__reason_need(&d->needs, wider) : NULL;
            if (d->bounded && !need && own.regions.n) need = &own;
            if (need) st = cedu__reason_bound(d->s, need, d->opt, &scratch, &f, err);
            if (st == CEDU_OK && (need || !d->bounded))
                st = cedu__reason_each_subject(d->s, &f, true, d->opt, against_narrow, &x, err);
            d->g = &empty;
            for (size_t k = 0; st == CEDU_OK && k < first; k++) {
                cedu_derived r = d->v.p[k]; /* a copy: the list may move */
                if (r.kind == CEDU_FACT_observation && r.verdict == CEDU_VERDICT_NEW && cedu__eq(r.subject_id, wider))
                    derived_against(d, &r, d->kept.p + i, j - i, &scratch);
            }
        } else
            for (size_t k = i; st == CEDU_OK && k < j; k++) st = leverage(d, &d->kept.p[k], err);
    }
    cedu__arena_release(&scratch);
    return st;
}
