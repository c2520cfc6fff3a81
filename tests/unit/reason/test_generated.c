/* A generated knowledge base: claims that agree with nobody, planted contradictions, and near-misses that precision, scope or time explain.
 *
 * Deterministic. Small by default; CEDU_FULL=1 makes 10 000 claims, 500 contradictions and 500 near-misses. Asked for: recall of the planted
 * ones ≥ 0.98, false alarms ≤ 0.5 % of the claims, class as planted ≥ 0.95. What each plant is meant to be stands beside it. Half of the
 * plants are constructions that were added a day later with the rules unseen: scales, ranges, bounds, chains, ranks and their editions, parts,
 * sums over years, fiscal years, targets and forecasts beside what came. */
#include <math.h>

#include "../store/kit.h"
#include "reason/reason.h"

#define OBS CEDU_FACT_observation

static uint32_t seed = 20240601;
static uint32_t dice(uint32_t n) { return seed = seed * 1664525u + 1013904223u, (seed >> 8) % n; }

enum { NONE = -1 };
typedef struct plant {
    char region[32];
    const char *subject;
    int expect; /* conflict class; NONE = no conflict */
    bool contradiction;
    int got; /* class seen; NONE = none */
} plant;

typedef struct world {
    kit *k;
    plant *p;
    size_t n, docs;
    const char *text_of;
} world;

static const char *const subjects[] = {"人工智能产业规模", "人工智能企业数量", "智能算力规模",
                                       "软件业务收入",     "大模型数量",       "从业人员数量"};
static const char *const bodies[] = {"甲局", "乙局", "丙院", "丁社", "戊厅", "己所", "庚会", "辛报"};

/* A page with one sentence, and a fact of it. `tail` may hold words of scope. */
static void say(world *w, const plant *p, const char *period, double value, const char *unit, const char *written,
                cedu_modifier m, const char *source, const char *before, const char *published) {
    kit *k = w->k;
    const char *prefix = m == CEDU_MOD_GT ? "超过" : m == CEDU_MOD_ABOUT ? "约" : "";
    const char *quote = cedu__arena_strf(&k->a, "%s%s%s%s", before, p->subject, prefix, written).p;
    const char *text = cedu__arena_strf(&k->a, "第%zu号：%s的%s。", w->docs, p->region, quote).p;
    kit_fact f = {OBS, p->region, p->subject, period, value, unit, written, m, quote, source};
    kit_ok(k, kit_try(k, cedu__arena_strf(&k->a, "d%zu", w->docs).p, published, text, &f, 1, FP1, false, NULL));
    if (++w->docs % 400 == 0) {
        kit_ok(k, cedu__store_commit(k->s, &k->err));
        kit_ok(k, cedu__store_begin(k->s, &k->err));
    }
}

static void grow(world *w, const plant *p, const char *period, double percent, const char *source) {
    kit *k = w->k;
    const char *written = cedu__arena_strf(&k->a, "%.1f%%", percent).p,
               *quote = cedu__arena_strf(&k->a, "%s增长%s", p->subject, written).p;
    const char *text = cedu__arena_strf(&k->a, "第%zu号：%s%s。", w->docs, p->region, quote).p;
    kit_fact f = {CEDU_FACT_growth, p->region, p->subject, period, percent, "%", written, CEDU_MOD_EQ, quote, source};
    kit_ok(k, kit_try(k, cedu__arena_strf(&k->a, "d%zu", w->docs).p, "2023-05-01", text, &f, 1, FP1, false, NULL));
    w->docs++;
}

static const char *yi(world *w, double v, int decimals) { return cedu__arena_strf(&w->k->a, "%.*f亿元", decimals, v / 1e8).p; }
static const char *jia(world *w, double v) { return cedu__arena_strf(&w->k->a, "%.0f家", v).p; }

static double tenth(double v) { return round(v / 1e7) * 1e7; } /* to 0.1亿 */

/* Planted contradictions. */
static void contradict(world *w, plant *p, size_t how) {
    p->contradiction = true;
    const char *a = bodies[dice(4)], *b = bodies[4 + dice(4)];
    double v = tenth(1e9 + dice(9000) * 1e8);
    double off = 1.08 + dice(60) / 100.0;
    switch (how % 6) {
    case 0: /* two bodies, two numbers */
        p->expect = CEDU_CONFLICT_real;
        say(w, p, "2022", v, "元", yi(w, v, 1), CEDU_MOD_EQ, a, "全年", "2023-03-01");
        say(w, p, "2022", tenth(v * off), "元", yi(w, tenth(v * off), 1), CEDU_MOD_EQ, b, "全年", "2023-04-01");
        break;
    case 1: { /* counts that differ by a few */
        double n = 120 + dice(3000);
        p->expect = CEDU_CONFLICT_real;
        say(w, p, "2021", n, "家", jia(w, n), CEDU_MOD_EQ, a, "当地", "2022-03-01");
        say(w, p, "2021", n + 3 + dice(40), "家", jia(w, n + 3), CEDU_MOD_EQ, b, "当地", "2022-05-01");
        break;
    }
    case 2: /* one source, told in two ways */
        p->expect = CEDU_CONFLICT_retelling;
        say(w, p, "2022", v, "元", yi(w, v, 1), CEDU_MOD_EQ, a, "去年", "2023-03-01");
        say(w, p, "2022", tenth(v * off), "元", yi(w, tenth(v * off), 1), CEDU_MOD_EQ, a, "去年", "2023-06-01");
        break;
    case 3: /* a bound that is not kept */
        p->expect = CEDU_CONFLICT_real;
        say(w, p, "2022", v, "元", yi(w, v, 1), CEDU_MOD_EQ, a, "本地", "2023-03-01");
        say(w, p, "2022", tenth(v * off), "元", yi(w, tenth(v * off), 1), CEDU_MOD_GT, b, "本地", "2023-03-09");
        break;
    case 4: /* the end of the year is the year */
        p->expect = CEDU_CONFLICT_real;
        say(w, p, "2022-12", v, "元", yi(w, v, 1), CEDU_MOD_EQ, a, "截至年底", "2023-03-01");
        say(w, p, "2022", tenth(v * off), "元", yi(w, tenth(v * off), 1), CEDU_MOD_EQ, b, "这一年", "2023-07-01");
        break;
    default: { /* a growth that does not lead from one year to the other */
        double g = 10 + dice(500) / 10.0, before = tenth(v / (1 + g / 100) * off);
        p->expect = CEDU_CONFLICT_real;
        say(w, p, "2022", v, "元", yi(w, v, 1), CEDU_MOD_EQ, a, "当年", "2023-03-01");
        grow(w, p, "2022", g, a);
        say(w, p, "2021", before, "元", yi(w, before, 1), CEDU_MOD_EQ, b, "当年", "2022-03-01");
    }
    }
}

/* Near-misses: different numbers, no contradiction. */
static void near_miss(world *w, plant *p, size_t how) {
    const char *a = bodies[dice(4)], *b = bodies[4 + dice(4)];
    double v = round((2e9 + dice(9000) * 1e8) / 1e8) * 1e8;
    double off = 1.08 + dice(60) / 100.0;
    p->expect = NONE;
    switch (how % 8) {
    case 0: { /* rounded */
        double fine = v + (dice(90) / 100.0 - 0.45) * 1e8;
        say(w, p, "2022", v, "元", yi(w, v, 0), CEDU_MOD_EQ, a, "全年", "2023-03-01");
        say(w, p, "2022", fine, "元", yi(w, fine, 2), CEDU_MOD_EQ, b, "全年", "2023-04-01");
        break;
    }
    case 1: { /* 550余家 and 557家 */
        double n = (20 + dice(90)) * 10;
        say(w, p, "2022", n, "家", cedu__arena_strf(&w->k->a, "%.0f余家", n).p, CEDU_MOD_ODD, a, "当地", "2023-03-01");
        say(w, p, "2022", n + 1 + dice(8), "家", jia(w, n + 1), CEDU_MOD_EQ, b, "当地", "2023-04-01");
        break;
    }
    case 2: /* a bound that is kept */
        say(w, p, "2022", v, "元", yi(w, v, 0), CEDU_MOD_GT, a, "本地", "2023-03-01");
        say(w, p, "2022", tenth(v * off), "元", yi(w, tenth(v * off), 1), CEDU_MOD_EQ, b, "本地", "2023-04-01");
        break;
    case 3: /* about */
        say(w, p, "2022", v, "元", yi(w, v, 0), CEDU_MOD_ABOUT, a, "本地", "2023-03-01");
        say(w, p, "2022", tenth(v * 1.03), "元", yi(w, tenth(v * 1.03), 1), CEDU_MOD_EQ, b, "本地", "2023-04-01");
        break;
    case 4: /* one says the core, or the firms above a size */
    case 5:
        p->expect = CEDU_CONFLICT_scope;
        say(w, p, "2022", v, "元", yi(w, v, 1), CEDU_MOD_EQ, a, how % 8 == 4 ? "核心部分的" : "规模以上口径的", "2023-03-01");
        say(w, p, "2022", tenth(v * off), "元", yi(w, tenth(v * off), 1), CEDU_MOD_EQ, b, "全部", "2023-04-01");
        break;
    case 6: /* June and September */
        p->expect = CEDU_CONFLICT_time;
        say(w, p, "2022-06", v, "元", yi(w, v, 1), CEDU_MOD_EQ, a, "六月末", "2022-08-01");
        say(w, p, "2022-09", tenth(v * off), "元", yi(w, tenth(v * off), 1), CEDU_MOD_EQ, b, "九月末", "2022-10-01");
        break;
    default: { /* a growth that leads there to within the written digits */
        double g = 10 + dice(500) / 10.0, now = tenth(v * (1 + g / 100));
        say(w, p, "2021", v, "元", yi(w, v, 1), CEDU_MOD_EQ, a, "当年", "2022-03-01");
        grow(w, p, "2022", g, a);
        say(w, p, "2022", now, "元", yi(w, now, 1), CEDU_MOD_EQ, b, "当年", "2023-03-01");
    }
    }
}

/* ------------------------------------------------------------------ the second set */
/* A page with one sentence and any one fact of it. */
static void tell(world *w, const plant *p, kit_fact f, const char *before, const char *published) {
    kit *k = w->k;
    f.region = p->region, f.subject = p->subject;
    f.quote = cedu__arena_strf(&k->a, "%s%s%s", before, p->subject, f.written).p;
    const char *text = cedu__arena_strf(&k->a, "第%zu号：%s的%s。", w->docs, p->region, f.quote).p;
    kit_ok(k, kit_try(k, cedu__arena_strf(&k->a, "d%zu", w->docs).p, published, text, &f, 1, FP1, false, NULL));
    if (++w->docs % 400 == 0) {
        kit_ok(k, cedu__store_commit(k->s, &k->err));
        kit_ok(k, cedu__store_begin(k->s, &k->err));
    }
}

static kit_fact money(world *w, const char *period, double v, int decimals, const char *source) {
    return (kit_fact){.kind = OBS, .period = period, .value = v, .unit = "元", .written = yi(w, v, decimals), .source = source};
}
static kit_fact bounded(kit_fact f, cedu_modifier m) { return f.modifier = m, f; }
static kit_fact of_kind(kit_fact f, cedu_fact_kind kind) { return f.kind = kind, f; }
static kit_fact range(world *w, const char *period, double lo, double hi, const char *source) {
    kit_fact f = money(w, period, lo, 0, source);
    f.max = hi, f.written = cedu__arena_strf(&w->k->a, "%.0f—%.0f亿元", lo / 1e8, hi / 1e8).p;
    return f;
}
static kit_fact trillions(world *w, const char *period, double v, const char *source) { /* 1.2万亿元 */
    kit_fact f = money(w, period, round(v / 1e11) * 1e11, 0, source);
    f.written = cedu__arena_strf(&w->k->a, "%.1f万亿元", f.value / 1e12).p;
    return f;
}
static kit_fact ranked(world *w, const char *period, double n, const char *scope, const char *source) {
    return (kit_fact){.kind = CEDU_FACT_rank,
                      .period = period,
                      .value = n,
                      .unit = "位",
                      .source = source,
                      .written = cedu__arena_strf(&w->k->a, "第%.0f位", n).p,
                      .field = CEDU_FIELD_rank_scope,
                      .field_value = scope};
}

static void contradict_more(world *w, plant *p, size_t how) {
    const char *a = bodies[dice(4)], *b = bodies[4 + dice(4)];
    double v = round((2e9 + dice(900) * 1e9) / 1e8) * 1e8, off = 1.25 + dice(40) / 100.0;
    p->contradiction = true, p->expect = CEDU_CONFLICT_real;
    switch (how % 8) {
    case 0: /* in 万亿 and in 亿 */
        v = 1e12 + dice(80) * 1e11;
        tell(w, p, trillions(w, "2022", v, a), "全年", "2023-03-01");
        tell(w, p, money(w, "2022", v * off, 0, b), "全年", "2023-04-01");
        break;
    case 1: /* a range, and a point outside */
        tell(w, p, range(w, "2022", v, v + 1e9, a), "全年", "2023-03-01");
        tell(w, p, money(w, "2022", round((v + 1e9) * off / 1e8) * 1e8, 0, b), "全年", "2023-04-01");
        break;
    case 2: /* no less than, and less */
        tell(w, p, bounded(money(w, "2022", v * 2, 0, a), CEDU_MOD_GE), "本地", "2023-03-01");
        tell(w, p, money(w, "2022", v, 0, b), "本地", "2023-04-01");
        break;
    case 3: /* about, and far from it */
        tell(w, p, bounded(money(w, "2022", v, 0, a), CEDU_MOD_ABOUT), "本地", "2023-03-01");
        tell(w, p, money(w, "2022", round(v * off / 1e8) * 1e8, 0, b), "本地", "2023-04-01");
        break;
    case 4: /* two years of growth that lead elsewhere */
        tell(w, p, money(w, "2020", v, 1, a), "当年", "2021-03-01");
        grow(w, p, "2021", 10, a), grow(w, p, "2022", 20, b);
        tell(w, p, money(w, "2022", tenth(v * 1.32 * off), 1, b), "当年", "2023-03-01");
        break;
    case 5: /* one list, two places in it */
        tell(w, p, ranked(w, "2022", 2 + dice(5), "某国", a), "榜上", "2023-03-01");
        tell(w, p, ranked(w, "2022", 9 + dice(9), "某国", b), "榜上", "2023-04-01");
        break;
    case 6: /* the same list by name: one of them retells it wrongly */
        p->expect = CEDU_CONFLICT_retelling;
        tell(w, p, ranked(w, "2022", 2 + dice(5), "某国", a), "榜上", "2023-03-01");
        tell(w, p, ranked(w, "2022", 9 + dice(9), "某国", a), "榜上", "2023-04-01");
        break;
    default: /* two ranges that do not meet */
        tell(w, p, range(w, "2022", v, v + 5e8, a), "全年", "2023-03-01");
        tell(w, p, range(w, "2022", v + 2e9, v + 3e9, b), "全年", "2023-04-01");
    }
}

static void near_miss_more(world *w, plant *p, size_t how) {
    const char *a = bodies[dice(4)], *b = bodies[4 + dice(4)];
    double v = round((2e9 + dice(900) * 1e9) / 1e8) * 1e8, off = 1.25 + dice(40) / 100.0;
    p->expect = NONE;
    switch (how % 14) {
    case 0: /* 1.2万亿 and 11800亿 */
        v = 1e12 + dice(80) * 1e11;
        tell(w, p, trillions(w, "2022", v, a), "全年", "2023-03-01");
        tell(w, p, money(w, "2022", v - 2e10, 0, b), "全年", "2023-04-01");
        break;
    case 1: /* a range with the point in it */
        tell(w, p, range(w, "2022", v, v + 1e9, a), "全年", "2023-03-01");
        tell(w, p, money(w, "2022", v + 4e8, 0, b), "全年", "2023-04-01");
        break;
    case 2: /* no less than, and more */
        tell(w, p, bounded(money(w, "2022", v, 0, a), CEDU_MOD_GE), "本地", "2023-03-01");
        tell(w, p, money(w, "2022", v * 2, 0, b), "本地", "2023-04-01");
        break;
    case 3: /* nearly */
        tell(w, p, bounded(money(w, "2022", v, 0, a), CEDU_MOD_ABOUT), "本地", "2023-03-01");
        tell(w, p, money(w, "2022", tenth(v * 0.985), 1, b), "本地", "2023-04-01");
        break;
    case 4: /* two years of growth that lead there */
        tell(w, p, money(w, "2020", v, 1, a), "当年", "2021-03-01");
        grow(w, p, "2021", 10, a), grow(w, p, "2022", 20, b);
        tell(w, p, money(w, "2022", tenth(v * 1.32), 1, b), "当年", "2023-03-01");
        break;
    case 5: /* all years together, and one */
    case 6: /* what came in, and what there is */
    case 7: /* a part of it */
        p->expect = CEDU_CONFLICT_scope;
        tell(w, p, money(w, "2022", tenth(v * off), 1, a),
             how % 14 == 5   ? "累计"
             : how % 14 == 6 ? "存量"
                             : "其中新建部分",
             "2023-03-01");
        tell(w, p, money(w, "2022", v, 0, b), "本地", "2023-04-01");
        break;
    case 8: /* a fiscal year */
        tell(w, p, money(w, "2022-04/2023-03", tenth(v * off), 1, a), "财年", "2023-05-01");
        tell(w, p, money(w, "2022", v, 0, b), "全年", "2023-04-01");
        break;
    case 9: /* two editions of one list */
        tell(w, p, ranked(w, "2021", 2 + dice(5), "某国", a), "榜上", "2022-03-01");
        tell(w, p, ranked(w, "2022", 9 + dice(9), "某国", a), "榜上", "2023-04-01");
        break;
    case 10: /* in the country, and in the province */
        tell(w, p, ranked(w, "2022", 9 + dice(9), "某国", a), "榜上", "2023-03-01");
        tell(w, p, ranked(w, "2022", 1, "某省", b), "榜上", "2023-04-01");
        break;
    case 11: /* what was aimed at, and what came */
        tell(w, p, of_kind(bounded(money(w, "2022", tenth(v * off), 1, a), CEDU_MOD_GE), CEDU_FACT_target), "到2022年",
             "2020-03-01");
        tell(w, p, money(w, "2022", v, 0, b), "全年", "2023-04-01");
        break;
    case 12: /* what was foreseen, and what came */
        tell(w, p, of_kind(money(w, "2022", tenth(v * off), 1, a), CEDU_FACT_forecast), "预计", "2022-03-01");
        tell(w, p, money(w, "2022", v, 0, b), "全年", "2023-04-01");
        break;
    default: /* two ranges that meet */
        tell(w, p, range(w, "2022", v, v + 1e9, a), "全年", "2023-03-01");
        tell(w, p, range(w, "2022", v + 8e8, v + 3e9, b), "全年", "2023-04-01");
    }
}

static void plain(world *w, plant *p) { /* one statement, or one that others repeat exactly */
    double v = tenth(1e9 + dice(9000) * 1e8);
    p->expect = NONE;
    say(w, p, "2022", v, "元", yi(w, v, 1), CEDU_MOD_EQ, bodies[dice(8)], "全年", "2023-03-01");
    if (dice(4) == 0) say(w, p, "2022", v, "元", yi(w, v, 1), CEDU_MOD_EQ, bodies[dice(8)], "该年", "2023-05-01");
    if (dice(4) == 0)
        say(w, p, "2021", tenth(v * 0.9), "元", yi(w, tenth(v * 0.9), 1), CEDU_MOD_EQ, bodies[dice(8)], "该年", "2022-05-01");
}

static plant *planted(world *w, cedu_str region, cedu_str subject) {
    size_t i = 0;
    for (size_t k = 0; k < region.n; k++)
        if (region.p[k] >= '0' && region.p[k] <= '9') i = i * 10 + (size_t)(region.p[k] - '0');
    return i < w->n && cedu__eqz(subject, w->p[i].subject) ? &w->p[i] : NULL;
}

static void generated(void **state) {
    kit *k = *state;
    bool full = getenv("CEDU_FULL") != NULL;
    size_t claims = full ? 10000 : 1500, plants = full ? 500 : 120;
    cedu__arena_release(&k->a);
    cedu__arena_init(&k->a, (size_t)1 << 30);
    world w = {.k = k, .n = claims + 2 * plants, .p = calloc(claims + 2 * plants, sizeof(plant))};
    assert_non_null(w.p);
    kit_ok(k, cedu__store_begin(k->s, &k->err));
    for (size_t i = 0; i < w.n; i++) {
        plant *p = &w.p[i];
        snprintf(p->region, sizeof p->region, "第%zu市", i);
        p->subject = subjects[dice(CEDU_COUNT(subjects))], p->got = NONE;
        if (i < plants) (i % 2 ? contradict_more : contradict)(&w, p, i / 2);
        else if (i < 2 * plants) (i % 2 ? near_miss_more : near_miss)(&w, p, i / 2);
        else plain(&w, p);
    }
    kit_ok(k, cedu__store_commit(k->s, &k->err));
    cedu_conflict_list l;
    kit_ok(k, cedu__reason_conflicts(k->s, NULL, false, NULL, &k->a, &l, &k->err));
    size_t found = 0, alarms = 0, right = 0;
    for (size_t i = 0; i < l.n; i++) {
        assert_true(l.p[i].a.clean_quote.n && l.p[i].b.clean_quote.n && l.p[i].reason_zh.n);
        const cedu_store_fact *f = &l.p[i].a;
        plant *p = f->fact.region.n ? planted(&w, f->fact.region.p[0], f->fact.subject) : NULL;
        assert_non_null(p);
        p->got = (int)l.p[i].cls;
    }
    for (size_t i = 0; i < w.n; i++) {
        plant *p = &w.p[i];
        bool alarm = p->got == CEDU_CONFLICT_real || p->got == CEDU_CONFLICT_retelling;
        if (p->contradiction) found += p->got != NONE;
        else alarms += alarm;
        if (i < 2 * plants) {
            right += p->got == p->expect;
            if (p->got != p->expect)
                print_message("%s %s: %d, not %d (case %zu)\n", p->region, p->subject, p->got, p->expect, i);
        }
    }
    double recall = (double)found / (double)plants, false_alarms = (double)alarms / (double)(w.n - plants),
           classes = (double)right / (double)(2 * plants);
    print_message("%zu claims, %zu pages: recall %.3f, false alarms %.4f, classes %.3f\n", w.n, w.docs, recall, false_alarms,
                  classes);
    assert_true(recall >= 0.98);
    assert_true(false_alarms <= 0.005);
    assert_true(classes >= 0.95);
    free(w.p);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(generated, kit_setup, kit_teardown)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
