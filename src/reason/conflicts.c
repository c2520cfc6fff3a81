/* conflicts.c - statements about the same thing that cannot all be true, and why.
 *
 * Within a claim, facts fall into camps whose intervals meet; every pair of camps is one conflict with a minimal set of two facts
 * (the best of each). Statements of one year at different months are compared too and are a difference in time. The reasons are
 * tried in the order of `judge`; what nothing explains is a contradiction.
 *
 * What derivation found impossible (a share, a rank, a sum against a stated total) is a conflict too: its facts are the minimal set.
 *
 * Scope words (口径) are general words of statistics: the packs' rows of group scope; the few here are for a call without packs.
 */
#include "reason/internal.h"

static const struct {
    const char *name, *zh, *en;
} classes[] = {
#define CEDU__X(name, zh, en) {#name, zh, en},
    CEDU_CONFLICTS(CEDU__X)
#undef CEDU__X
};
const char *cedu__conflict_name(cedu_conflict_class c) { return (unsigned)c < CEDU_COUNT(classes) ? classes[c].name : "?"; }
const char *cedu__conflict_label(cedu_conflict_class c, bool english) {
    if ((unsigned)c >= CEDU_COUNT(classes)) return "?";
    return english ? classes[c].en : classes[c].zh;
}

static const char *const default_scope_words[] = {"核心",     "相关",     "关联",     "带动", "规模以上", "规上", "重点",
                                                  "全口径",   "初步核算", "快报",     "修订", "累计",     "新增", "存量",
                                                  "增加值",   "总产值",   "营业收入", "不含", "含",       "注册", "备案",
                                                  "高新技术", "已建成",   "在建",     "规划", "投运",     "签约", "到位"};
#define MAX_SCOPE_WORDS 64
#define MAX_CAMPS       4
#define MAX_KNOWN_CAMPS                                                                                                        \
    16 /* of an indicator that the packs know: numbers that differ beyond these are not set against each other */
#define MAX_LISTING 300 /* beyond, looking for listings would cost more than it tells */
/* What can be compared as a number; amounts of subsidies or tasks stand for themselves. */
#define FAR           2.5  /* times: two figures of a thing that is not named */
#define COEXIST_APART 0.10 /* a bound and a value that differ less are the same statement */

typedef struct conflict_ctx {
    cedu_arena *a;
    const cedu_reason_options *opt;
    bool coexist;
    cedu_wordlist words; /* of the packs */
    CEDU_VEC(cedu_conflict) v;
} conflict_ctx;

/* ------------------------------------------------------------------ why */
static cedu_str scope_word(const conflict_ctx *x, size_t i) {
    if (x->opt && x->opt->scope_words.n) return i < x->opt->scope_words.n ? x->opt->scope_words.p[i] : (cedu_str){0};
    return i < CEDU_COUNT(default_scope_words) ? cedu__str(default_scope_words[i]) : (cedu_str){0};
}

/* Whether any form of the word's row stands in s. */
static bool has_row(cedu_wordlist l, const cedu_word *w, cedu_str s) {
    for (size_t i = 0; i < l.n; i++)
        if (cedu__eq(l.p[i].name, w->name) && cedu__find(s, l.p[i].form, 0) >= 0) return true;
    return false;
}

/* A scope word that only one of the two quotations has. */
static cedu_str scope_difference(const conflict_ctx *x, cedu_str p, cedu_str q) {
    for (size_t i = 0; i < x->words.n; i++) {
        const cedu_word *w = &x->words.p[i];
        bool in_p = cedu__find(p, w->form, 0) >= 0, in_q = cedu__find(q, w->form, 0) >= 0;
        if (in_p != in_q && !has_row(x->words, w, in_p ? q : p)) return w->form;
    }
    if (x->words.n) return (cedu_str){0};
    for (size_t i = 0; i < MAX_SCOPE_WORDS; i++) {
        cedu_str w = scope_word(x, i);
        if (!w.n) break;
        if ((cedu__find(p, w, 0) >= 0) != (cedu__find(q, w, 0) >= 0)) return w;
    }
    return (cedu_str){0};
}

static cedu_str said_by(const cedu_store_fact *f) { return f->fact.source.n ? f->fact.source : f->outlet; }

static bool planned(const cedu_store_fact *f) {
    return f->fact.kind == CEDU_FACT_target || f->fact.kind == CEDU_FACT_forecast || f->fact.stance == CEDU_STANCE_planned;
}

typedef struct verdict {
    cedu_conflict_class cls;
    cedu_str zh, en;
} verdict;

#define SAY(x, cls_, zh_, en_, ...)                                                                                            \
    ((verdict){CEDU_CONFLICT_##cls_, cedu__arena_strf((x)->a, zh_, __VA_ARGS__), cedu__arena_strf((x)->a, en_, __VA_ARGS__)})
#define S(v) (int)(v).n, (v).p ? (v).p : ""

static cedu_str day(cedu_str v) { return (cedu_str){v.p, v.n < 10 ? v.n : 10}; }

/* 楼高 160 and 463 metres in one city are two towers: nobody is wrong about one thing by so much. */
static bool far_apart(const cedu_store_fact *a, const cedu_store_fact *b) {
    double x = fabs(a->fact.value), y = fabs(b->fact.value);
    return a->cluster != b->cluster && a->fact.kind == CEDU_FACT_observation && cedu__reason_bare(&a->fact) &&
           fmax(x, y) > FAR * fmin(x, y);
}

static verdict judge(const conflict_ctx *x, const cedu_item *p, const cedu_item *q) {
    const cedu_store_fact *a = p->f, *b = q->f;
    cedu_str w = scope_difference(x, a->clean_quote, b->clean_quote);
    if (!cedu__eq(p->period, q->period))
        return SAY(x, time, "两处截至的时间不同：%.*s、%.*s", "as of different times: %.*s and %.*s", S(a->fact.period),
                   S(b->fact.period));
    if (w.n)
        return SAY(x, scope, "只有一处写明“%.*s”，统计口径应不同", "only one of the two says \"%.*s\": the scope differs",
                   S(w));
    if (far_apart(a, b))
        return SAY(x, scope, "只写“%.*s”，没有说明是哪一个，两数相差悬殊，所指应不同",
                   "\"%.*s\" does not say of what, and the two are far apart: they should mean different things",
                   S(a->fact.subject));
    if (planned(a) && a->cluster != b->cluster && a->published.n >= 7 && b->published.n >= 7 &&
        memcmp(a->published.p, b->published.p, 7) != 0)
        return SAY(x, time, "目标先后提出：%.*s、%.*s", "stated one after the other: %.*s and %.*s", S(day(a->published)),
                   S(day(b->published)));
    if (a->document == b->document)
        return SAY(x, scope, "同一篇文里两个数%s，所指范围应不同",
                   "one page gives two numbers%s: they should mean different things", "");
    if (a->cluster == b->cluster)
        return SAY(x, retelling, "同一篇稿件的两个版本，数字在转载中改变%s",
                   "two prints of one text: the number changed on the way%s", "");
    if (a->fact.source.n && cedu__eq(a->fact.source, b->fact.source))
        return SAY(x, retelling, "都称出自%.*s，至少一处转述有误",
                   "both name %.*s as their source: one of them retells it wrongly", S(a->fact.source));
    return SAY(x, real, "同一地区、同一时期、同一口径：%.*s 与 %.*s 不能同时成立",
               "same region, period and scope: %.*s and %.*s cannot both be true", S(said_by(a)), S(said_by(b)));
}

/* ------------------------------------------------------------------ camps */
static size_t supporters(conflict_ctx *x, const cedu_item *p, size_t n, const cedu_item *with, const cedu_item *against) {
    cedu_item *v = CEDU_NEW_N(x->a, cedu_item, n);
    size_t k = 0;
    for (size_t i = 0; v && i < n; i++)
        if (!cedu__reason_disjoint(p[i].iv, with->iv) && cedu__reason_disjoint(p[i].iv, against->iv)) v[k++] = p[i];
    return cedu__reason_clusters(x->a, v, v ? k : 0);
}

static void add(conflict_ctx *x, const cedu_item *all, size_t n, const cedu_item *p, const cedu_item *q, verdict why) {
    if (cedu__cmp(q->f->published, p->f->published) < 0) {
        const cedu_item *t = p;
        p = q, q = t;
    }
    cedu_conflict c = {.cls = why.cls,
                       .ia = p->iv,
                       .ib = q->iv,
                       .reason_zh = why.zh,
                       .reason_en = why.en,
                       .a_sources = supporters(x, all, n, p, q),
                       .b_sources = supporters(x, all, n, q, p)};
    cedu__reason_copy_fact(x->a, p->f, &c.a);
    cedu__reason_copy_fact(x->a, q->f, &c.b);
    (void)CEDU_PUSH(x->a, &x->v, c);
}

static bool bound(const cedu_fact *f) {
    return f->modifier == CEDU_MOD_GT || f->modifier == CEDU_MOD_GE || f->modifier == CEDU_MOD_LT || f->modifier == CEDU_MOD_LE;
}

/* Differ without contradicting: 超1000亿 beside 3031亿. */
static bool side_by_side(const cedu_item *p, const cedu_item *q) {
    if (p->f->cluster == q->f->cluster || bound(&p->f->fact) == bound(&q->f->fact)) return false;
    double a = fabs(p->f->fact.value), b = fabs(q->f->fact.value);
    return fabs(a - b) > COEXIST_APART * fmax(a, b);
}

/* Two numbers in one text mean two things: shown only to who asks for what stands side by side. */
static bool worth_a_line(const conflict_ctx *x, const cedu_item *p, const cedu_item *q) {
    return x->coexist || p->f->document != q->f->document;
}

/* A document that gives more than two numbers for one claim counts things apart that we cannot tell apart (a list by field, by
 * district): it says nothing about what others say. */
static size_t drop_listings(const cedu_item *p, size_t n, cedu_item *out) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        size_t others = 0;
        for (size_t j = 0; j < n && others < 2; j++) {
            if (p[j].f->document != p[i].f->document || !cedu__reason_disjoint(p[i].iv, p[j].iv)) continue;
            bool seen = false; /* a number that was counted already */
            for (size_t m = 0; m < j; m++)
                seen |= p[m].f->document == p[j].f->document && p[m].f->fact.value == p[j].f->fact.value;
            others += !seen;
        }
        if (others < 2) out[k++] = p[i];
    }
    return k;
}

/* 项目数量 with five different numbers is no indicator but a word: nothing is known about what each counts. */
static bool too_general(const cedu_item *p, size_t n, cedu_arena *scratch) {
    if (p->f->fact.subject_id.n) return false;
    const cedu_item **reps = CEDU_NEW_N(scratch, const cedu_item *, n);
    size_t k = 0;
    for (size_t i = 0; reps && i < n && k <= MAX_CAMPS; i++) {
        size_t m = 0;
        while (m < k && cedu__reason_disjoint(reps[m]->iv, p[i].iv)) m++;
        if (m == k) reps[k++] = &p[i];
    }
    if (k > MAX_CAMPS) CEDU_TRACE(reason, "too general for conflicts: %.*s", S(p->f->fact.subject));
    return k > MAX_CAMPS;
}

/* One claim: its camps against each other. Items are sorted best first. */
static void camps(conflict_ctx *x, const cedu_item *p, size_t n, cedu_arena *scratch) {
    if (too_general(p, n, scratch)) return;
    const cedu_item *reps[MAX_KNOWN_CAMPS];
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        size_t m = 0;
        while (m < k && cedu__reason_disjoint(reps[m]->iv, p[i].iv)) m++;
        if (m == k && k < MAX_KNOWN_CAMPS) {
            for (size_t j = 0; j < k; j++)
                if (worth_a_line(x, reps[j], &p[i])) add(x, p, n, reps[j], &p[i], judge(x, reps[j], &p[i]));
            reps[k++] = &p[i];
        } else if (m < k && x->coexist && side_by_side(reps[m], &p[i]))
            add(x, p, n, reps[m], &p[i],
                SAY(x, coexist, "%.*s 只给出界限，与另一处不矛盾，但不宜合并",
                    "%.*s gives a bound only: no contradiction, not to be merged",
                    S(said_by(bound(&p[i].f->fact) ? p[i].f : reps[m]->f))));
    }
}

static bool same_year(const cedu_item *a, const cedu_item *b) {
    const cedu_fact *f = &a->f->fact, *g = &b->f->fact;
    return f->kind == CEDU_FACT_observation && g->kind == f->kind && cedu__eq(f->unit, g->unit) &&
           cedu__eq(a->scope, b->scope) && cedu__eq(a->region, b->region) && a->f->year_to > 0 &&
           a->f->year_to == b->f->year_to && a->f->year_from == b->f->year_from && a->f->cluster != b->f->cluster;
}

static cedu_status conflicts_of(void *ctx, const cedu_group *g, cedu_error *err) {
    conflict_ctx *x = ctx;
    for (size_t i = 0, j; i < g->n; i = j) {
        for (j = i + 1; j < g->n && cedu__reason_same_claim(&g->p[i], &g->p[j]);) j++;
        if (!g->p[i].f->fact.period.n || !g->p[i].region.n) continue; /* unknown when or where: no claim to contradict */
        if (j > i + 1) {
            cedu_item *kept = CEDU_NEW_N(g->arena, cedu_item, j - i);
            size_t n = !kept ? 0 : x->coexist || j - i > MAX_LISTING ? j - i : drop_listings(g->p + i, j - i, kept);
            if (kept && n == j - i) memcpy(kept, g->p + i, n * sizeof *kept);
            if (n > 1) camps(x, kept, n, g->arena);
        }
        /* The next claim of the same year, as of another month. */
        if (j < g->n && same_year(&g->p[i], &g->p[j]) && cedu__reason_disjoint(g->p[i].iv, g->p[j].iv))
            add(x, g->p + i, j - i + 1, &g->p[i], &g->p[j], judge(x, &g->p[i], &g->p[j]));
    }
    return x->a->failed || g->arena->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* ------------------------------------------------------------------ what derivation found */
/* 项目数量 here and 项目数量 there: what each counts is not known, so one place says nothing about the other. */
static bool unlike_things(const cedu_derived *d) {
    if (!cedu__reason_bare(&d->inputs[0].fact)) return false;
    cedu_str here = d->inputs[0].fact.region.n ? d->inputs[0].fact.region.p[0] : (cedu_str){0};
    bool apart = d->has_stated && !(d->stated.fact.region.n == 1 && cedu__eq(d->stated.fact.region.p[0], here));
    for (size_t i = 0; i < d->input_count && !apart; i++)
        apart = d->inputs[i].fact.region.n != 1 || !cedu__eq(d->inputs[i].fact.region.p[0], here);
    return apart;
}

/* All of it stands in one text, under a name that the packs do not know: 总产值 of one industry, then of another. */
static bool one_text(const cedu_derived *d) {
    bool one = d->has_stated && !d->subject_id.n;
    for (size_t i = 0; i < d->input_count; i++) one &= d->inputs[i].document == d->stated.document;
    return one;
}

static void from_derived(conflict_ctx *x, const cedu_derived *d) {
    const cedu_store_fact *other = d->has_stated ? &d->stated : d->input_count > 1 ? &d->inputs[1] : NULL;
    cedu_conflict c = {.a_sources = 1, .b_sources = d->sources, .derived = d};
    cedu_str f = d->formula;
    if (!other || !d->input_count || (!x->coexist && unlike_things(d))) return;
    c.a = *other, c.b = d->inputs[0];
    c.ia = cedu__reason_interval(&other->fact), c.ib = d->interval;
    verdict why;
    if (d->rule == CEDU_DERIVE_scope_share) {
        if (d->interval.hi < 100 && d->steps == 1 && cedu__eq(d->inputs[0].fact.region.p[0], d->inputs[1].fact.region.p[0]))
            why = SAY(x, real, "其中的一部分反而更大：%.*s", "the part is larger than the whole: %.*s", S(f));
        else if (x->coexist)
            why = SAY(x, scope, "口径宽窄不同，并列而不合并：%.*s", "a wide and a narrow scope, side by side: %.*s", S(f));
        else return;
    } else if (d->verdict == CEDU_VERDICT_STRAINED)
        why = SAY(x, scope, "若口径相同则不能同时成立：%.*s", "of one scope they could not all be true: %.*s", S(f));
    else if (d->verdict == CEDU_VERDICT_CONTRADICTS) {
        cedu_str w = scope_difference(x, other->clean_quote, c.b.clean_quote);
        if (w.n) why = SAY(x, scope, "只有一处写明“%.*s”：%.*s", "only one of them says \"%.*s\": %.*s", S(w), S(f));
        else if (one_text(d) && cedu__reason_bare(&d->stated.fact))
            why = SAY(x, scope, "同一篇文里推算不合，所指应不同：%.*s",
                      "one page's figures do not fit: they should mean different things: %.*s", S(f));
        else why = SAY(x, real, "推算与原文不符：%.*s", "what follows is not what is stated: %.*s", S(f));
    } else return;
    c.cls = why.cls, c.reason_zh = why.zh, c.reason_en = why.en;
    (void)CEDU_PUSH(x->a, &x->v, c);
}

/* A region's shares and ranks are held against other regions' values: derivation reads what it needs of them. */
static cedu_status derived_conflicts(conflict_ctx *x, cedu_store *s, const cedu_store_fact_filter *filter, cedu_error *err) {
    cedu_derived_list *d = CEDU_NEW(x->a, cedu_derived_list);
    if (!d) return cedu__fail_nomem(err);
    cedu_status st = cedu__reason_derive(s, filter, x->opt, x->a, d, err);
    for (size_t i = 0; st == CEDU_OK && i < d->n; i++) from_derived(x, &d->p[i]);
    return st;
}

static cedu_status run(cedu_store *s, const cedu_store_fact_filter *f, bool coexist, bool derived,
                       const cedu_reason_options *opt, cedu_arena *a, cedu_conflict_list *out, cedu_error *err) {
    conflict_ctx x = {.a = a, .opt = opt, .coexist = coexist};
    cedu_store_fact_filter filter = f ? *f : (cedu_store_fact_filter){0};
    filter.kinds = filter.kinds ? filter.kinds & CEDU_REASON_NUMBERS : CEDU_REASON_NUMBERS;
    if (!filter.kinds) return *out = (cedu_conflict_list){0}, CEDU_OK;
    if (!opt || !opt->scope_words.n) x.words = cedu__reason_wordlist(opt ? opt->image : NULL, "scope", a);
    cedu_status st = cedu__reason_each_subject(s, &filter, true, opt, conflicts_of, &x, err);
    if (st == CEDU_OK && derived) st = derived_conflicts(&x, s, &filter, err);
    size_t n = 0;
    for (size_t i = 0; i < x.v.n; i++) /* derived ones were chosen already */
        if (x.v.p[i].derived || cedu__reason_new(&x.v.p[i].a, opt) || cedu__reason_new(&x.v.p[i].b, opt)) x.v.p[n++] = x.v.p[i];
    *out = (cedu_conflict_list){x.v.p, n};
    return st;
}

cedu_status cedu__reason_conflicts(cedu_store *s, const cedu_store_fact_filter *f, bool coexist, const cedu_reason_options *opt,
                                   cedu_arena *a, cedu_conflict_list *out, cedu_error *err) {
    return run(s, f, coexist, true, opt, a, out, err);
}

cedu_status cedu__reason_stated_conflicts(cedu_store *s, const cedu_store_fact_filter *f, const cedu_reason_options *opt,
                                          cedu_arena *a, cedu_conflict_list *out, cedu_error *err) {
    return run(s, f, false, false, opt, a, out, err);
}

/* ------------------------------------------------------------------ one after another */
typedef struct stream {
    conflict_ctx x;
    cedu_store *s;
    cedu_conflict_fn fn;
    void *ctx;
} stream;

static cedu_status stream_of(void *ctx, const cedu_group *g, cedu_error *err) {
    stream *t = ctx;
    cedu_derived_list derived;
    memset(&t->x.v, 0, sizeof t->x.v);
    cedu_status st = conflicts_of(&t->x, g, err);
    if (st == CEDU_OK) st = cedu__reason_derive_group(t->s, g, t->x.opt, t->x.a, &derived, err);
    for (size_t i = 0; st == CEDU_OK && i < derived.n; i++) from_derived(&t->x, &derived.p[i]);
    if (st == CEDU_OK && t->x.a->failed) st = cedu__fail_nomem(err);
    for (size_t i = 0; st == CEDU_OK && i < t->x.v.n; i++) st = t->fn(t->ctx, &t->x.v.p[i], err);
    cedu__arena_reset(t->x.a);
    return st;
}

cedu_status cedu__reason_each_conflict(cedu_store *s, const cedu_store_fact_filter *f, bool coexist,
                                       const cedu_reason_options *opt, cedu_conflict_fn fn, void *ctx, cedu_error *err) {
    cedu_arena words, results;
    cedu_store_fact_filter filter = f ? *f : (cedu_store_fact_filter){0};
    filter.kinds = filter.kinds ? filter.kinds & CEDU_REASON_NUMBERS : CEDU_REASON_NUMBERS;
    if (!filter.kinds) return CEDU_OK;
    cedu__arena_init(&words, CEDU_MAX_SCRATCH);
    cedu__arena_init(&results, CEDU_MAX_SCRATCH);
    stream t = {.x = {.a = &results, .opt = opt, .coexist = coexist}, .s = s, .fn = fn, .ctx = ctx};
    if (!opt || !opt->scope_words.n) t.x.words = cedu__reason_wordlist(opt ? opt->image : NULL, "scope", &words);
    cedu_status st = cedu__reason_each_subject(s, &filter, true, opt, stream_of, &t, err);
    cedu__arena_release(&words);
    cedu__arena_release(&results);
    return st;
}
