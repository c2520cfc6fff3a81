/* derive.c - values that follow from others, to a fixed point, checked against what is stated.
 *
 * The quantities of one subject are nodes (region, year, unit); growth, ratio, share, rank, sum are relations between them. In
 * every round each relation looks at what its ends know (stated, or derived in an earlier round) and gives the missing end a value and
 * an interval; the rounds stop when nothing new follows, at most CEDU_DERIVE_DEPTH. A chain never uses a fact twice, so nothing proves
 * itself, and the facts of a chain are all needed: a contradiction's facts are minimal. Derived values are handed out with their
 * formula and facts and are never written anywhere as stated.
 * The relations are rows of a table (derive_rules.c); rules over several nodes or subjects are in derive_more.c.
 */
#include <stdlib.h>

#include "base/json.h"
#include "reason/derive.h"

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
    static const char *const names[][2] = {
        {"新推算", "new"}, {"一致", "consistent"}, {"矛盾", "contradicts"}, {"同口径则矛盾", "strained"}};
    return (unsigned)v < CEDU_COUNT(names) ? names[v][english] : "?";
}

/* ------------------------------------------------------------------ intervals */
/* All operations here are monotone in both arguments where both are positive (1+g > 0), so the corners are the ends. */
cedu_interval cedu__derive_corners(cedu_operation op, cedu_interval x, cedu_interval y) {
    const double xs[] = {x.lo, x.hi}, ys[] = {y.lo, y.hi};
    cedu_interval r = {INFINITY, -INFINITY, false, false};
    for (int i = 0; i < 4; i++) {
        double v = op(xs[i & 1], ys[i >> 1]);
        if (isnan(v)) return (cedu_interval){-INFINITY, INFINITY, true, true};
        r.lo = fmin(r.lo, v), r.hi = fmax(r.hi, v);
    }
    return r;
}

/* ------------------------------------------------------------------ nodes */
bool cedu__derive_stated(const cedu_item *x) {
    const cedu_store_fact *f = x->f;
    return f->fact.has_value && f->fact.kind == CEDU_FACT_observation && f->fact.stance != CEDU_STANCE_planned &&
           f->fact.stance != CEDU_STANCE_forecast && f->year_to > 0 && f->year_to == f->year_from && !x->scope.n && x->region.n;
}

/* A bound far out, or only one end: an exact one is taken before it. The items of a claim are sorted best first. */
static bool better(const cedu_item *x, const cedu_item *than) {
    bool year = x->f->fact.period.n == 4, other = than->f->fact.period.n == 4;
    bool finite = isfinite(x->iv.hi - x->iv.lo), fin2 = isfinite(than->iv.hi - than->iv.lo);
    return year && !other ? finite >= fin2 : finite && !fin2;
}

static uint32_t slot_of(const cedu_derive *d, cedu_str region, int year) {
    return (uint32_t)((cedu__hash(region) * 31 + (uint64_t)year) % d->slots);
}

static cedu_node *find_node(const cedu_derive *d, cedu_str region, int year, cedu_str unit, bool any_unit) {
    cedu_node *found = NULL;
    for (int32_t i = d->heads[slot_of(d, region, year)]; i >= 0; i = d->nodes.p[i].next) {
        cedu_node *n = &d->nodes.p[i];
        if (n->year != year || !cedu__eq(n->region, region)) continue;
        if (!any_unit ? !cedu__eq(n->unit, unit) : cedu__eqz(n->unit, "%")) continue;
        if (!found || (n->known && !found->known) || (n->known && n->b.stated && !found->b.stated)) found = n;
    }
    return found;
}

static cedu_node *make_node(cedu_derive *d, cedu_str region, int year, cedu_str unit) {
    cedu_node *n = find_node(d, region, year, unit, false);
    if (n) return n;
    uint32_t h = slot_of(d, region, year);
    cedu_node fresh = {.region = region, .unit = unit, .year = year, .next = d->heads[h]};
    if (!CEDU_PUSH(d->g->arena, &d->nodes, fresh)) return NULL;
    d->heads[h] = (int32_t)d->nodes.n - 1;
    return &d->nodes.p[d->nodes.n - 1];
}

cedu_belief cedu__derive_belief(cedu_derive *d, const cedu_item *x) {
    const cedu_item **one = CEDU_NEW_N(d->g->arena, const cedu_item *, 1);
    if (one) *one = x;
    return (cedu_belief){.value = x->f->fact.value,
                         .iv = x->iv,
                         .soft = cedu__reason_soft(&x->f->fact),
                         .approx = !cedu__reason_exact(&x->f->fact),
                         .stated = true,
                         .facts = one,
                         .n = one != NULL};
}

const cedu_belief *cedu__derive_known(const cedu_derive *d, cedu_str region, int year, cedu_str unit, cedu_node **node) {
    cedu_node *n = find_node(d, region, year, unit, !unit.n);
    if (node) *node = n;
    return n && n->known && (n->b.stated || n->b.depth < d->round) ? &n->b : NULL;
}

/* A count as of a January to March also tells about the end of the year before. */
static bool early_in_year(const cedu_item *x) {
    cedu_str p = x->f->fact.period;
    return p.n >= 7 && p.p[4] == '-' && p.p[5] == '0' && p.p[6] >= '1' && p.p[6] <= '3' && p.n <= 10;
}

/* A count at the end of the year before is what the year began with. */
static bool late_in_year(const cedu_item *x) {
    cedu_str p = x->f->fact.period;
    return p.n == 7 && p.p[5] == '1' && p.p[6] == '2';
}

const cedu_belief *cedu__derive_known_near(const cedu_derive *d, cedu_str region, int year, cedu_str unit, cedu_node **node,
                                           bool *shifted) {
    *shifted = false;
    const cedu_belief *b = cedu__derive_known(d, region, year, unit, node);
    if (b && b->stated) return b;
    cedu_node *n = find_node(d, region, year + 1, unit, !unit.n);
    if (!n || !n->known || !n->b.stated || !early_in_year(n->b.facts[0])) return b;
    if (node) *node = n;
    *shifted = true;
    return &n->b;
}

cedu_node *cedu__derive_begun(const cedu_derive *d, cedu_str region, int year, cedu_str unit) {
    cedu_node *n = find_node(d, region, year - 1, unit, false);
    return n && n->known && n->b.stated && late_in_year(n->b.facts[0]) ? n : NULL;
}

static void build_nodes(cedu_derive *d) {
    const cedu_group *g = d->g;
    d->slots = g->n * 2 + 7;
    d->heads = CEDU_NEW_N(g->arena, int32_t, d->slots);
    for (size_t i = 0; d->heads && i < d->slots; i++) d->heads[i] = -1;
    for (size_t i = 0; d->heads && i < g->n; i++) {
        const cedu_item *x = &g->p[i];
        if (x->f->fact.kind == CEDU_FACT_forecast && x->f->fact.has_value && x->region.n && !x->scope.n && x->f->year_to > 0 &&
            x->f->year_to == x->f->year_from && !cedu__eqz(x->f->fact.unit, "%")) {
            cedu_node *n = make_node(d, x->region, x->f->year_to, x->f->fact.unit);
            if (n && !n->forecast) n->forecast = x;
        }
        if (!cedu__derive_stated(x)) continue;
        cedu_node *n = make_node(d, x->region, x->f->year_to, x->f->fact.unit);
        if (!n) return;
        if (!n->known || better(x, n->b.facts[0])) n->b = cedu__derive_belief(d, x), n->known = true;
        if (!n->items || n->items_end != i) n->items = n->items ? n->items : i + 1; /* +1: 0 = none */
        n->items_end = i + 1;
    }
}

/* ------------------------------------------------------------------ writing a result down */
static cedu_str words_of(cedu_derive *d, const cedu_belief *b, cedu_str unit) {
    cedu_arena *a = d->a;
    if (b->stated && b->n) return cedu__reason_words(a, &b->facts[0]->f->fact);
    cedu_str v = cedu__reason_amount(a, b->value, unit);
    return b->approx ? cedu__arena_strf(a, "约%.*s", (int)v.n, v.p) : v;
}

static cedu_str formula(cedu_derive *d, const cedu_plan *p, double value, bool approx) {
    cedu_arena *a = d->a;
    cedu_buf b = {0};
    const cedu_belief *ends[] = {&p->x, &p->y};
    for (int i = 0; i < 2; i++) /* what went before */
        if (ends[i]->formula.n) cedu__buf_str(&b, ends[i]->formula), cedu__buf_z(&b, "；");
    for (const char *c = p->format; *c; c++) {
        if (*c != '%' || !c[1]) {
            cedu__buf_char(&b, *c);
            continue;
        }
        c++;
        if (*c == '1') cedu__buf_str(&b, words_of(d, &p->x, p->x_unit.n ? p->x_unit : p->unit));
        else if (*c == '2') cedu__buf_str(&b, words_of(d, &p->y, p->y_unit.n ? p->y_unit : p->unit));
        else if (*c == 'n') cedu__num_text(&b, p->y.value);
        else if (*c == 'r') {
            if (approx) cedu__buf_z(&b, "约");
            cedu__buf_str(&b, cedu__reason_amount(a, value, p->unit));
        } else cedu__buf_char(&b, *c);
    }
    cedu_str out = cedu__arena_str(a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return out;
}

/* The stated fact of the node that fits the interval; when none does, the best of them. */
static const cedu_item *compare(const cedu_derive *d, const cedu_node *n, cedu_interval iv, bool *fits) {
    const cedu_item *any = NULL;
    *fits = false;
    for (size_t i = n->items ? n->items - 1 : 0; n->items && i < n->items_end; i++) {
        const cedu_item *x = &d->g->p[i];
        if (!cedu__derive_stated(x) || x->f->year_to != n->year || !cedu__eq(x->region, n->region) ||
            !cedu__eq(x->f->fact.unit, n->unit))
            continue;
        if (!cedu__reason_disjoint(x->iv, iv)) return *fits = true, x;
        if (!any) any = x;
    }
    return any;
}

static bool share_a_fact(const cedu_belief *x, const cedu_belief *y) {
    for (size_t i = 0; i < x->n; i++)
        for (size_t k = 0; k < y->n; k++)
            if (x->facts[i]->f->row == y->facts[k]->f->row) return true;
    return false;
}

static cedu_str asserter(const cedu_store_fact *f) { return f->fact.source.n ? f->fact.source : f->outlet; }

/* Facts of both, in order; `extra` may be NULL. */
static const cedu_item **join(cedu_arena *a, const cedu_belief *x, const cedu_belief *y, size_t *n) {
    const cedu_item **v = CEDU_NEW_N(a, const cedu_item *, x->n + y->n + 1);
    size_t k = 0;
    for (size_t i = 0; v && i < x->n; i++) v[k++] = x->facts[i];
    for (size_t i = 0; v && i < y->n; i++) v[k++] = y->facts[i];
    *n = k;
    return v;
}

bool cedu__derive_conclude(cedu_derive *d, const cedu_plan *p) {
    if (share_a_fact(&p->x, &p->y)) return false;
    double value = p->op(p->x.value, p->y.value);
    if (!isfinite(value)) return false;
    cedu_interval iv = cedu__derive_corners(p->op, p->x.iv, p->y.iv), soft = cedu__derive_corners(p->op, p->x.soft, p->y.soft);
    if (p->at_least) iv.hi = soft.hi = INFINITY, iv.hi_open = soft.hi_open = true;
    bool approx = p->x.approx || p->y.approx, fits = false;
    cedu_node *out = p->node ? p->node : p->lasting ? make_node(d, p->region, p->year, p->unit) : NULL;
    const cedu_item *stated = p->check && out ? compare(d, out, iv, &fits) : NULL;
    if (!stated && !isfinite(iv.lo) && !isfinite(iv.hi)) return false; /* says nothing */
    cedu_verdict verdict = !stated ? CEDU_VERDICT_NEW : fits ? CEDU_VERDICT_CONSISTENT : CEDU_VERDICT_CONTRADICTS;
    /* A bound that would have to be passed by far: both can only be true of different things. */
    if (stated && fits && cedu__reason_disjoint(cedu__reason_soft(&stated->f->fact), soft)) verdict = CEDU_VERDICT_STRAINED;
    if (p->only_bad && verdict != CEDU_VERDICT_CONTRADICTS && verdict != CEDU_VERDICT_STRAINED) return false;
    cedu_arena *a = d->a;
    size_t n = 0;
    for (size_t i = d->v.n; i > 0 && i + 32 > d->v.n; i--) { /* the same statement printed twice gives the same result */
        const cedu_derived *o = &d->v.p[i - 1];
        if (o->rule == p->rule && o->value == value && cedu__eq(o->region, p->region) && cedu__eq(o->subject, p->subject) &&
            atoi(o->period.p) == (p->period.n ? atoi(p->period.p) : p->year))
            return false;
    }
    const cedu_item **facts = join(d->g->arena, &p->x, &p->y, &n);
    if (!facts) return false;
    /* Two chains to one value that nobody states: shown when they disagree, else the first one stands. */
    bool again = !stated && p->lasting && out && out->known && !out->b.stated && !p->at_least;
    if (again && (!cedu__reason_disjoint(out->b.iv, iv) || share_a_fact(&out->b, &(cedu_belief){.facts = facts, .n = n})))
        return false;
    cedu_derived r = {.rule = p->rule,
                      .verdict = again ? CEDU_VERDICT_CONTRADICTS : verdict,
                      .kind = p->kind,
                      .region = cedu__arena_str(a, p->region),
                      .subject = cedu__arena_str(a, p->subject),
                      .subject_id = p->subject_id.n ? cedu__arena_str(a, p->subject_id) : (cedu_str){0},
                      .period = p->period.n ? cedu__arena_str(a, p->period) : cedu__arena_strf(a, "%d", p->year),
                      .unit = cedu__arena_str(a, p->unit),
                      .relative_to = p->relative_to.n ? cedu__arena_str(a, p->relative_to) : (cedu_str){0},
                      .value = value,
                      .interval = iv,
                      .approx = approx || p->at_least,
                      .caution = p->caution,
                      .planned = p->planned,
                      .formula = formula(d, p, value, approx),
                      .steps = 1 + p->x.depth + p->y.depth,
                      .has_stated = stated != NULL};
    if (again) {
        facts = join(d->g->arena, &(cedu_belief){.facts = facts, .n = n}, &out->b, &n);
        r.formula = cedu__arena_strf(a, "%.*s；%.*s", (int)r.formula.n, r.formula.p, (int)out->b.formula.n, out->b.formula.p);
    }
    cedu_store_fact *in = CEDU_NEW_N(a, cedu_store_fact, n);
    cedu_item *support = CEDU_NEW_N(d->g->arena, cedu_item, n + 1);
    if (!in || !support || !facts) return false;
    for (size_t i = 0; i < n; i++) {
        cedu__reason_copy_fact(a, facts[i]->f, &in[i]);
        support[i] = *facts[i];
        r.caution |= i > 0 && !cedu__eq(asserter(facts[i]->f), asserter(facts[0]->f));
    }
    r.inputs = in, r.input_count = n;
    if (stated) {
        cedu__reason_copy_fact(a, stated->f, &r.stated);
        r.off = stated->f->fact.value != 0 ? (value - stated->f->fact.value) / stated->f->fact.value : 0;
        support[n] = *stated;
    }
    r.sources = cedu__reason_clusters(d->g->arena, support, n + (stated != NULL));
    if (p->lasting && out && !out->known && !p->at_least) {
        out->b = (cedu_belief){value, iv, soft, approx, false, d->round, r.formula, facts, n};
        out->known = true;
    }
    (void)CEDU_PUSH(a, &d->v, r);
    d->news = true;
    return true;
}

/* ------------------------------------------------------------------ rounds */
cedu_plan cedu__derive_plan(const cedu_derive *d, cedu_str region, cedu_str unit, int year) {
    const cedu_fact *f = &d->g->p[0].f->fact;
    return (cedu_plan){.region = region,
                       .unit = unit,
                       .year = year,
                       .subject = f->subject,
                       .subject_id = f->subject_id,
                       .kind = CEDU_FACT_observation,
                       .lasting = true,
                       .check = true};
}

static int by_region_year(const void *x, const void *y) {
    const cedu_item *a = *(const cedu_item *const *)x, *b = *(const cedu_item *const *)y;
    int c = cedu__cmp(a->region, b->region);
    if (!c && a->f->year_to != b->f->year_to) c = a->f->year_to < b->f->year_to ? -1 : 1;
    return c ? c : a < b ? -1 : a > b;
}

/* The first of region and year in a list sorted so; its end = the list's when there is none. */
size_t cedu__derive_first(const cedu_item *const *v, size_t n, cedu_str region, int year) {
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int c = cedu__cmp(v[mid]->region, region);
        if (c < 0 || (c == 0 && v[mid]->f->year_to < year)) lo = mid + 1;
        else hi = mid;
    }
    return lo < n && v[lo]->f->year_to == year && cedu__eq(v[lo]->region, region) ? lo : n;
}

typedef struct relation {
    const cedu_item *x;
    size_t rule;
} relation;

static bool relates(const cedu_item *x) {
    cedu_stance s = x->f->fact.stance;
    return x->region.n && x->f->year_to > 0 && x->f->year_to == x->f->year_from && s != CEDU_STANCE_planned &&
           s != CEDU_STANCE_forecast && x->f->fact.has_value;
}

static cedu_status derive_of(void *ctx, const cedu_group *g, cedu_error *err) {
    cedu_derive *d = ctx;
    d->g = g, d->growths.n = d->growths.cap = d->shares.n = d->shares.cap = d->nodes.n = d->nodes.cap = 0;
    d->growths.p = d->shares.p = NULL, d->nodes.p = NULL, d->round = 1;
    d->adds = g->n && !cedu__reason_bare(&g->p[0].f->fact) && !cedu__reason_word_in(d->means, g->p[0].f->fact.subject);
    CEDU_VEC(relation) open = {0};
    build_nodes(d);
    for (size_t i = 0; i < g->n; i++) {
        cedu_fact_kind kind = g->p[i].f->fact.kind;
        if (kind == CEDU_FACT_growth && relates(&g->p[i])) (void)CEDU_PUSH(g->arena, &d->growths, &g->p[i]);
        if (kind == CEDU_FACT_share && relates(&g->p[i])) (void)CEDU_PUSH(g->arena, &d->shares, &g->p[i]);
    }
    if (d->growths.n) qsort(d->growths.p, d->growths.n, sizeof *d->growths.p, by_region_year);
    if (d->shares.n) qsort(d->shares.p, d->shares.n, sizeof *d->shares.p, by_region_year);
    for (size_t i = 0; i < g->n; i++) {
        const cedu_item *x = &g->p[i];
        /* The same claim twice gives the same result: once is enough. */
        if (!relates(x) || (i && cedu__reason_same_claim(x, &g->p[i - 1]) && !cedu__reason_disjoint(x->iv, g->p[i - 1].iv)))
            continue;
        for (size_t r = 0; r < cedu__derive_rule_count; r++)
            if (cedu__derive_rules[r].starts_from == x->f->fact.kind) (void)CEDU_PUSH(g->arena, &open, ((relation){x, r}));
    }
    size_t first = d->v.n;
    for (d->round = 1, d->news = true; d->news && d->round <= CEDU_DERIVE_DEPTH && !g->arena->failed; d->round++) {
        d->news = false;
        size_t k = 0;
        for (size_t i = 0; i < open.n; i++)
            if (!cedu__derive_rules[open.p[i].rule].apply(d, open.p[i].x)) open.p[k++] = open.p[i]; /* still open */
        open.n = k;
    }
    cedu__derive_wholes(d);
    if (!d->alone) cedu__derive_collect(d);
    if (d->v.n > first) CEDU_TRACE(reason, "%zu values follow in %d rounds", d->v.n - first, d->round - 1);
    return d->a->failed || g->arena->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__reason_derive_group(cedu_store *s, const cedu_group *g, const cedu_reason_options *opt, cedu_arena *a,
                                      cedu_derived_list *out, cedu_error *err) {
    cedu_derive d = {.a = a, .s = s, .opt = opt, .image = opt ? opt->image : NULL, .alone = true};
    d.means = cedu__reason_wordlist(d.image, "mean", a);
    cedu_status st = derive_of(&d, g, err);
    *out = (cedu_derived_list){d.v.p, d.v.n};
    return st;
}

static bool touches_region(const cedu_derived *d, cedu_strs regions) {
    for (size_t k = 0; k < regions.n; k++) {
        if (cedu__eq(d->region, regions.p[k])) return true;
        for (size_t m = 0; m < d->input_count; m++)
            for (size_t r = 0; r < d->inputs[m].fact.region.n; r++)
                if (cedu__eq(d->inputs[m].fact.region.p[r], regions.p[k])) return true;
    }
    return regions.n == 0;
}

/* Whether it rests on something new. */
static bool fresh(const cedu_derived *d, const cedu_reason_options *opt) {
    bool is = !opt || !opt->since.n || (d->has_stated && cedu__reason_new(&d->stated, opt));
    for (size_t k = 0; k < d->input_count && !is; k++) is = cedu__reason_new(&d->inputs[k], opt);
    return is;
}

static cedu_status keep_key(void *ctx, const cedu_group *g, cedu_error *err) {
    cedu_derive *d = ctx;
    cedu_str key = g->n ? cedu__reason_subject_key(&g->p[0].f->fact) : (cedu_str){0};
    if (key.n) (void)CEDU_PUSH(d->a, &d->needs, ((cedu_need){.key = cedu__arena_str(d->a, key), .regions = d->regions}));
    return d->a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* Which subjects around which regions: of the regions asked about, or of what is new. Neither: everything. */
static cedu_status find_needs(cedu_derive *d, const cedu_store_fact_filter *f, cedu_error *err) {
    cedu_status st = CEDU_OK;
    if (d->opt && d->opt->since.n) {
        if ((st = cedu__reason_new_needs(d->s, d->opt, d->a, &d->needs, err)) != CEDU_OK) return st;
        d->bounded = true;
    } else if (d->regions.n && f->subject_key.n) {
        (void)CEDU_PUSH(d->a, &d->needs, ((cedu_need){.key = f->subject_key, .regions = d->regions}));
        cedu__reason_add_narrower(d->image, d->a, &d->needs);
        d->bounded = true;
    } else if (d->regions.n == 1 && d->opt && d->opt->around && !f->subject.n && !f->document && !f->source.n) {
        cedu_strs keys;
        st = cedu__store_numbered_keys(d->s, d->regions.p[0], CEDU_MAX_REGION_SUBJECTS, d->a, &keys, err);
        for (size_t i = 0; st == CEDU_OK && i < keys.n; i++)
            (void)CEDU_PUSH(d->a, &d->needs, ((cedu_need){.key = keys.p[i], .regions = d->regions}));
        if (st == CEDU_OK) cedu__reason_add_narrower(d->image, d->a, &d->needs);
        d->bounded = true;
    } else if (d->regions.n) {
        st = cedu__reason_each_subject(d->s, f, true, d->opt, keep_key, d, err);
        if (st == CEDU_OK) cedu__reason_add_narrower(d->image, d->a, &d->needs);
        d->bounded = true;
    }
    return st;
}

cedu_status cedu__reason_derive(cedu_store *s, const cedu_store_fact_filter *f, const cedu_reason_options *opt, cedu_arena *a,
                                cedu_derived_list *out, cedu_error *err) {
    cedu_derive d = {.a = a, .s = s, .opt = opt, .image = opt ? opt->image : NULL};
    if (f) d.regions = f->regions;
    d.leverage = cedu__reason_wordlist(d.image, "leverage", a);
    d.means = cedu__reason_wordlist(d.image, "mean", a);
    cedu_status st = find_needs(&d, f, err);
    cedu_store_fact_filter around = f ? *f : (cedu_store_fact_filter){0};
    around.regions = (cedu_strs){0}; /* the needs say where */
    if (st == CEDU_OK)
        st = d.bounded ? cedu__reason_each_need(s, &around, &d.needs, true, opt, derive_of, &d, err)
                       : cedu__reason_each_subject(s, f, true, opt, derive_of, &d, err);
    if (st == CEDU_OK) st = cedu__derive_across(&d, err);
    size_t n = 0;
    for (size_t i = 0; i < d.v.n; i++)
        if (fresh(&d.v.p[i], opt) && touches_region(&d.v.p[i], d.regions)) d.v.p[n++] = d.v.p[i];
    *out = (cedu_derived_list){d.v.p, n};
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}
