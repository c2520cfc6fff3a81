/* ask.c - a question in words: read by the recogniser that reads pages, answered by claims with their quotations, or not at all.
 *
 * Regions, indicators, times and amounts are mentions; question words (which kind of value, the most, cities or provinces) are rows of the
 * packs' group `ask`. A question without a subject is not answered. A comparison (超过10EFLOPS) is only answered yes where the written
 * value decides it; what stays open is counted.
 */
#include <math.h>
#include <stdlib.h>

#include "match/match.h"
#include "reason/internal.h"

#define MAX_NAMES 32
#define MAX_SEEN  300 /* facts looked at to say what there is instead */

static cedu_civil civil_of(const char *day) {
    cedu_civil c = {0};
    c.year = (int16_t)atoi(day);
    if (strlen(day) >= 10) c.month = (int8_t)atoi(day + 5), c.day = (int8_t)atoi(day + 8);
    return c;
}

static void add_name(cedu_arena *a, cedu_strs *to, cedu_str name) {
    for (size_t i = 0; i < to->n; i++)
        if (cedu__eq(to->p[i], name)) return;
    cedu_str *p = (cedu_str *)to->p;
    if (!p && (p = CEDU_NEW_N(a, cedu_str, MAX_NAMES))) to->p = p;
    if (p && to->n < MAX_NAMES) p[to->n++] = name;
}

/* The longest indicator form in the words; -1 = none. A counted noun stands for its number (人工智能企业). */
static int32_t indicator_in(const cedu_image *im, cedu_str q) {
    int32_t best = -1;
    size_t longest = 0;
    for (size_t at = 0, len; at < q.n; at += len) {
        cedu_hit hits[64];
        (void)cedu__u8_at(q, at, &len);
        if (!len) break;
        size_t n = cedu__image_match(im, 1u << CEDU_CLASS_indicator, q, at, hits, CEDU_COUNT(hits));
        for (size_t i = 0; i < n; i++)
            if (hits[i].end - at > longest) longest = hits[i].end - at, best = hits[i].entry;
    }
    return best;
}

static void read_words(const cedu_image *im, cedu_str q, cedu_arena *a, cedu_question *out) {
    cedu_wordlist words = cedu__reason_wordlist(im, "ask", a);
    for (size_t i = 0; i < words.n; i++) {
        if (cedu__find(q, words.p[i].form, 0) < 0) continue;
        cedu_str v = words.p[i].value;
        if (cedu__starts(v, CEDU_STR("kind."))) {
            for (int k = 0; k < CEDU_FACT_KIND_COUNT; k++)
                if (cedu__eqz(cedu__sub(v, 5, v.n), cedu_fact_kind_name((cedu_fact_kind)k))) out->kinds |= 1u << k;
        } else if (cedu__eqz(v, "most")) out->order = 1;
        else if (cedu__eqz(v, "least")) out->order = -1;
        else if (cedu__starts(v, CEDU_STR("level.")) && !out->level.n) out->level = cedu__sub(v, 6, v.n);
    }
}

static cedu_status read_question(const cedu_image *im, cedu_str q, const cedu_reason_options *opt, cedu_arena *a,
                                 cedu_question *out, cedu_error *err) {
    char day[16];
    cedu__reason_today(opt, day);
    cedu_mentions m;
    cedu_match_options mo = {.ref = civil_of(day), .ref_region = -1};
    cedu_status st = cedu__match_run(im, q, &mo, a, &m, err);
    if (st != CEDU_OK) return st;
    int32_t sector = -1;
    for (size_t i = 0; i < m.n; i++) {
        const cedu_mention *x = &m.p[i];
        const cedu_entry *e = x->entry >= 0 ? cedu__image_entry(im, x->entry) : NULL;
        switch (x->type) {
        case CEDU_MENTION_region:
            if (e) add_name(a, &out->regions, e->name);
            break;
        case CEDU_MENTION_sector:
            if (sector < 0) sector = x->entry;
            break;
        case CEDU_MENTION_time:
            if (x->when.start.year && (!out->year_from || x->when.start.year < out->year_from))
                out->year_from = x->when.start.year;
            if (x->when.end.year > out->year_to) out->year_to = x->when.end.year;
            break;
        case CEDU_MENTION_money:
        case CEDU_MENTION_quantity:
        case CEDU_MENTION_percent:
            if (!x->has_value || x->refused) break;
            out->has_limit = true, out->limit = x->value, out->op = x->modifier;
            out->limit_unit = x->type == CEDU_MENTION_percent ? CEDU_STR("%")
                              : e                             ? cedu__image_attr(im, x->entry, CEDU_ATTR_base)
                                                              : (cedu_str){0};
            if (!out->limit_unit.n && e) out->limit_unit = e->name;
            break;
        default: break;
        }
    }
    read_words(im, q, a, out);
    int32_t ind = indicator_in(im, q);
    if (ind >= 0) {
        const cedu_entry *e = cedu__image_entry(im, ind);
        out->subject_key = e->id;
        add_name(a, &out->subjects, e->name);
    } else if (sector >= 0) {
        out->subject_key = cedu__image_entry(im, sector)->name;
        add_name(a, &out->subjects, out->subject_key);
    }
    if (!out->subject_key.n)
        out->why_zh = CEDU_STR("没有认出问的是哪个指标；cedu list subjects 列出已有的指标"),
        out->why_en = CEDU_STR("no indicator was recognised; cedu list subjects shows those known");
    return CEDU_OK;
}

/* 1 = fits, 0 = does not, -1 = the written value does not decide. */
static int fits(const cedu_question *q, const cedu_claim *c) {
    if (!q->has_limit) return 1;
    if (q->limit_unit.n && c->unit.n && !cedu__eq(q->limit_unit, c->unit)) return 0;
    cedu_interval iv = c->disagree ? c->intervals[c->best] : c->interval;
    double v = q->limit;
    switch (q->op) {
    case CEDU_MOD_GT: return iv.lo > v || (iv.lo == v && iv.lo_open) ? 1 : iv.hi <= v ? 0 : -1;
    case CEDU_MOD_GE: return iv.lo >= v ? 1 : iv.hi < v ? 0 : -1;
    case CEDU_MOD_LT: return iv.hi < v || (iv.hi == v && iv.hi_open) ? 1 : iv.lo >= v ? 0 : -1;
    case CEDU_MOD_LE: return iv.hi <= v ? 1 : iv.lo > v ? 0 : -1;
    default: return iv.lo <= v && v <= iv.hi;
    }
}

static bool of_level(const cedu_image *im, const cedu_claim *c, cedu_str level) {
    if (!level.n) return true;
    for (size_t i = 0; i < c->regions.n; i++) {
        int32_t e = cedu__reason_region(im, c->regions.p[i]);
        cedu_str l = e >= 0 ? cedu__image_attr(im, e, CEDU_ATTR_level) : (cedu_str){0};
        bool municipality = cedu__eqz(l, "province") && cedu__ends(c->regions.p[i], CEDU_STR("市"));
        if (cedu__eqz(level, "city") ? cedu__eqz(l, "prefecture") || municipality : cedu__eq(l, level)) return true;
    }
    return false;
}

static bool asked_years(const cedu_question *q, const cedu_claim *c) {
    const cedu_store_fact *f = &c->facts[c->best];
    return !q->year_from || (f->year_from > 0 && f->year_to <= q->year_to && f->year_to >= q->year_from);
}

static int descending(const void *x, const void *y) {
    const cedu_claim *a = x, *b = y;
    double v = a->facts[a->best].fact.value, w = b->facts[b->best].fact.value;
    return v != w ? (v > w ? -1 : 1)
                  : cedu__cmp(a->regions.n ? a->regions.p[0] : (cedu_str){0}, b->regions.n ? b->regions.p[0] : (cedu_str){0});
}
static int ascending(const void *x, const void *y) { return descending(y, x); }

static void select_claims(const cedu_image *im, const cedu_claims *all, cedu_arena *a, cedu_answer *out) {
    const cedu_question *q = &out->q;
    cedu_claim *p = CEDU_NEW_N(a, cedu_claim, all->n + 1);
    size_t n = 0;
    for (size_t i = 0; p && i < all->n; i++) {
        const cedu_claim *c = &all->p[i];
        if (!asked_years(q, c) || !of_level(im, c, q->level)) continue;
        int f = fits(q, c);
        if (f < 0) out->uncertain++;
        if (f == 1) p[n++] = *c;
    }
    if (n && q->order) qsort(p, n, sizeof *p, q->order > 0 ? descending : ascending);
    out->claims = (cedu_claims){p, p ? n : 0};
}

cedu_status cedu__reason_ask(cedu_store *s, cedu_str question, const cedu_reason_options *opt, cedu_arena *a, cedu_answer *out,
                             cedu_error *err) {
    *out = (cedu_answer){0};
    const cedu_image *im = opt ? opt->image : NULL;
    if (!im) return cedu__fail(err, CEDU_USAGE, "没有知识包，读不懂问题", "no packs, so the question cannot be read");
    if (cedu__u8_valid(question.p, question.n) != question.n)
        return cedu__fail(err, CEDU_USAGE, "问题不是 UTF-8", "the question is not UTF-8");
    cedu_status st = read_question(im, question, opt, a, &out->q, err);
    if (st != CEDU_OK || out->q.why_zh.n) return st;
    /* An indicator is found by its key; a sector stands in the names of several. */
    bool exact = cedu__image_by_id(im, CEDU_CLASS_indicator, out->q.subject_key) >= 0;
    cedu_str key = exact ? out->q.subject_key : (cedu_str){0}, part = exact ? (cedu_str){0} : out->q.subject_key;
    cedu_store_fact_filter f = {.regions = out->q.regions,
                                .subject = part,
                                .subject_key = key,
                                .kinds = out->q.kinds,
                                .year_from = out->q.year_from,
                                .year_to = out->q.year_to,
                                .recent = out->q.regions.n ? CEDU_MAX_NEAR_FACTS * out->q.regions.n : 0};
    static const uint32_t usual[] = {1u << CEDU_FACT_observation, 1u << CEDU_FACT_target | 1u << CEDU_FACT_forecast,
                                     1u << CEDU_FACT_growth | 1u << CEDU_FACT_share | 1u << CEDU_FACT_rank |
                                         1u << CEDU_FACT_ratio};
    cedu_claims all = {0};
    for (size_t i = 0; i < CEDU_COUNT(usual) && !out->claims.n;
         i++) { /* what was not said: what is, then what is planned, then the rest */
        if (!out->q.kinds) f.kinds = usual[i];
        if ((st = cedu__reason_claims(s, &f, opt, a, &all, err)) != CEDU_OK) return st;
        select_claims(im, &all, a, out);
        if (out->q.kinds) break;
    }
    if (out->claims.n) return CEDU_OK;
    /* Nothing fits: say what there is of the subject. */
    cedu_store_facts some;
    cedu_store_fact_filter any = {.subject = part, .subject_key = key, .numeric = true, .by_subject = true, .limit = MAX_SEEN};
    if ((st = cedu__store_list_facts(s, &any, a, &some, err)) != CEDU_OK) return st;
    all.n = 0;
    for (size_t i = 0; i < some.n; i++) {
        const cedu_fact *seen = &some.p[i].fact;
        if (!cedu__reason_usable(&some.p[i], opt, false)) continue;
        all.n++;
        if (seen->region.n) add_name(a, &out->known_regions, seen->region.p[0]);
        if (seen->period.n) add_name(a, &out->known_years, seen->period);
    }
    out->q.why_zh = out->uncertain ? CEDU_STR("原文所写的数值不足以判断")
                    : all.n        ? CEDU_STR("没有符合条件的数据")
                                   : CEDU_STR("知识库里没有这个指标的数据");
    out->q.why_en = out->uncertain ? CEDU_STR("the written values do not decide it")
                    : all.n        ? CEDU_STR("there are no data that fit")
                                   : CEDU_STR("the knowledge base has no data about it");
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
