/* Claims, comparison, conflicts, derived values, targets, profile over hand-made facts. The worked examples of the four source
 * pages are here as figures: 413.9/2.07 ≈ 200, 827.8, 82.8 % and 20.8 %. */
#include <math.h>

#include "../store/kit.h"
#include "reason/reason.h"

#define OBS   CEDU_FACT_observation
#define SIZE  "人工智能产业规模"
#define FIRMS "人工智能企业数量"

/* A page of 2021 and one of 2023 about one city; different words, so that they are two sources. */
static const char early[] = "蓉城2020年产业规模200亿元。企业550余家。目标是2022年突破500亿元，带动5000亿元。";
static const kit_fact early_facts[] = {
    {OBS, "成都市", SIZE, "2020", 2e10, "元", "200亿元", CEDU_MOD_EQ, "2020年产业规模200亿元", "甲局"},
    {OBS, "成都市", FIRMS, "2020", 550, "家", "550余家", CEDU_MOD_ODD, "企业550余家", "甲局"},
    {CEDU_FACT_target, "成都市", SIZE, "2022", 5e10, "元", "500亿元", CEDU_MOD_GT, "2022年突破500亿元", NULL, 0, NULL,
     CEDU_STANCE_planned},
};
static const char late[] = "2021年全市规模413.9亿元，同比增长107%，约为北京的1/2。企业597家，领军人才占全国5.6%。";
static const kit_fact late_facts[] = {
    {OBS, "成都市", SIZE, "2021", 41390000000, "元", "413.9亿元", CEDU_MOD_EQ, "2021年全市规模413.9亿元"},
    {CEDU_FACT_growth, "成都市", SIZE, "2021", 107, "%", "107%", CEDU_MOD_EQ, "同比增长107%"},
    {CEDU_FACT_ratio, "成都市", SIZE, "2021", 0.5, "倍", "1/2", CEDU_MOD_ABOUT, "约为北京的1/2", NULL,
     CEDU_FIELD_reference_region, "北京市"},
    {OBS, "成都市", FIRMS, "2021", 597, "家", "597家", CEDU_MOD_EQ, "企业597家"},
};

static void two_pages(kit *k) {
    kit_add(k, "early", "2021-02-23", early, early_facts, CEDU_COUNT(early_facts));
    kit_add(k, "late", "2023-01-03", late, late_facts, CEDU_COUNT(late_facts));
}

static bool near(double a, double b, double tolerance) { return fabs(a - b) <= tolerance * fabs(b); }

/* ------------------------------------------------------------------ derive */
static const cedu_derived *find(const cedu_derived_list *l, cedu_derivation rule, const char *region) {
    for (size_t i = 0; i < l->n; i++)
        if (l->p[i].rule == rule && cedu__eqz(l->p[i].region, region)) return &l->p[i];
    return NULL;
}

static void derive(void **state) {
    kit *k = *state;
    two_pages(k);
    cedu_derived_list l;
    kit_ok(k, cedu__reason_derive(k->s, NULL, NULL, &k->a, &l, &k->err));
    const cedu_derived *d = find(&l, CEDU_DERIVE_prior_from_growth, "成都市");
    assert_non_null(d);
    assert_true(near(d->value, 19995169082.1, 1e-9)); /* 413.9/2.07 */
    assert_int_equal(d->verdict, CEDU_VERDICT_CONSISTENT);
    assert_true(d->has_stated && d->stated.fact.value == 2e10);
    assert_int_equal(d->sources, 2);
    assert_true(near(d->off, -0.00024, 0.02));
    assert_true(cedu__eqz(d->period, "2020") && !d->approx);
    assert_true(cedu__eqz(d->formula, "413.9亿元/(1+107%) = 199.95亿元"));
    d = find(&l, CEDU_DERIVE_other_from_ratio, "北京市");
    assert_non_null(d);
    assert_true(near(d->value, 82780000000, 1e-9));
    assert_int_equal(d->verdict, CEDU_VERDICT_NEW);
    assert_true(d->approx);
    assert_true(near(d->interval.lo, 41385000000 / 0.55, 1e-6) && near(d->interval.hi, 41395000000 / 0.45, 1e-6));
    /* 550余 → 597: a growth of 6.6…8.5 % */
    d = find(&l, CEDU_DERIVE_growth_from_values, "成都市");
    assert_non_null(d);
    assert_true(cedu__eqz(d->subject, FIRMS));
    assert_true(near(d->value, 8.5454, 1e-3) && near(d->interval.lo, 6.607, 1e-3));
}

static void derive_contradiction(void **state) {
    kit *k = *state;
    two_pages(k);
    static const kit_fact f[] = {{OBS, "杭州市", SIZE, "2021", 1e11, "元", "1000亿元", CEDU_MOD_EQ, "千亿"},
                                 {CEDU_FACT_growth, "杭州市", SIZE, "2021", 25, "%", "25%", CEDU_MOD_EQ, "四分之一"},
                                 {OBS, "杭州市", SIZE, "2020", 7e10, "元", "700亿元", CEDU_MOD_EQ, "七百"}};
    kit_add(k, "h", "2022", "千亿，涨四分之一，上年七百。", f, 3);
    cedu_derived_list l;
    cedu_str hz = CEDU_STR("杭州市");
    kit_ok(k, cedu__reason_derive(k->s, &(cedu_store_fact_filter){.regions = {&hz, 1}}, NULL, &k->a, &l, &k->err));
    assert_int_equal(l.n, 1);
    assert_int_equal(l.p[0].verdict, CEDU_VERDICT_CONTRADICTS);
    assert_true(l.p[0].value == 8e10);
}

static void derive_share(void **state) {
    kit *k = *state;
    static const kit_fact f[] = {
        {OBS, "甲市", FIRMS, "2022", 210, "家", "210家", CEDU_MOD_EQ, "甲二百一十"},
        {CEDU_FACT_share, "甲市", FIRMS, "2022", 21, "%", "21%", CEDU_MOD_EQ, "占二十一", NULL, CEDU_FIELD_denominator, "乙省"},
        {OBS, "乙省", FIRMS, "2022", 1000, "家", "1000家", CEDU_MOD_EQ, "全省一千"}};
    kit_add(k, "s", "2023", "甲二百一十，占二十一，全省一千。", f, 3);
    cedu_derived_list l;
    kit_ok(k, cedu__reason_derive(k->s, NULL, NULL, &k->a, &l, &k->err));
    const cedu_derived *d = find(&l, CEDU_DERIVE_total_from_share, "乙省");
    assert_non_null(d);
    assert_int_equal(d->verdict, CEDU_VERDICT_CONSISTENT);
    assert_int_equal(d->sources, 1);
}

/* What is planned, denied, advised or a bound gives nothing derived. */
static void derive_refuses(void **state) {
    kit *k = *state;
    static const kit_fact f[] = {
        {OBS, "甲市", SIZE, "2022", 1e10, "元", "100亿元", CEDU_MOD_EQ, "一百", NULL, 0, NULL, CEDU_STANCE_planned},
        {CEDU_FACT_growth, "甲市", SIZE, "2022", 20, "%", "20%", CEDU_MOD_EQ, "两成"},
        {OBS, "乙市", SIZE, "2022", 1e10, "元", "100亿元", CEDU_MOD_GT, "破百"},
        {OBS, "乙市", SIZE, "2021", 9e9, "元", "90亿元", CEDU_MOD_EQ, "九十"}};
    kit_add(k, "r", "2023", "一百，两成，破百，九十。", f, 4);
    cedu_derived_list l;
    kit_ok(k, cedu__reason_derive(k->s, NULL, NULL, &k->a, &l, &k->err));
    assert_int_equal(l.n, 0);
}

/* ------------------------------------------------------------------ targets */
static void targets(void **state) {
    kit *k = *state;
    two_pages(k);
    cedu_targets t;
    cedu_str cd = CEDU_STR("成都市");
    cedu_reason_options now = {.as_of = CEDU_STR("2024-06-01")};
    kit_ok(k, cedu__reason_targets(k->s, (cedu_strs){&cd, 1}, 0, &now, &k->a, &t, &k->err));
    assert_int_equal(t.n, 1);
    const cedu_target *x = &t.p[0];
    assert_int_equal(x->deadline, 2022);
    assert_true(near(x->progress, 82.78, 1e-4));
    assert_true(near(x->needed, 20.802, 1e-3));
    assert_true(x->has_baseline && x->baseline.year_to == 2020);
    assert_true(x->has_latest && x->latest.year_to == 2021 && x->independent);
    assert_int_equal(x->state, CEDU_TARGET_overdue);
    /* as of 2021 the page of 2023 did not exist */
    now.as_of = CEDU_STR("2021-12-31");
    kit_ok(k, cedu__reason_targets(k->s, (cedu_strs){&cd, 1}, 0, &now, &k->a, &t, &k->err));
    assert_int_equal(t.p[0].state, CEDU_TARGET_no_later);
    assert_true(near(t.p[0].progress, 40, 1e-6));
    /* evidence of the due year settles it, either way */
    static const kit_fact met[] = {{OBS, "成都市", SIZE, "2022", 6e10, "元", "600亿元", CEDU_MOD_EQ, "六百"}};
    kit_add(k, "m", "2023-05-01", "其后公布的数是六百。", met, 1);
    now.as_of = CEDU_STR("2024");
    kit_ok(k, cedu__reason_targets(k->s, (cedu_strs){&cd, 1}, 0, &now, &k->a, &t, &k->err));
    assert_int_equal(t.p[0].state, CEDU_TARGET_met);
    assert_true(t.p[0].needed == 0);
    /* due: earlier deadlines only */
    kit_ok(k, cedu__reason_targets(k->s, (cedu_strs){&cd, 1}, 2021, &now, &k->a, &t, &k->err));
    assert_int_equal(t.n, 0);
}

static void target_states(void **state) {
    kit *k = *state;
    static const kit_fact plan[] = {{CEDU_FACT_target, "甲市", SIZE, "2025", 1e11, "元", "1000亿元", CEDU_MOD_GE, "一千亿"},
                                    {CEDU_FACT_target, "乙市", SIZE, "2025", 1e11, "元", "1000亿元", CEDU_MOD_GE, "也一千亿"},
                                    {CEDU_FACT_target, "丙市", SIZE, "2022", 1e11, "元", "1000亿元", CEDU_MOD_GE, "仍一千亿"},
                                    {CEDU_FACT_target, "丁市", "治理体系", "2025", 0, NULL, NULL, 0, "基本建成体系"},
                                    {CEDU_FACT_target, "戊市", "单位能耗", "2025", 1.25, "", "1.25", CEDU_MOD_LT, "低于1.25"},
                                    {OBS, "甲市", SIZE, "2021", 5e10, "元", "500亿元", CEDU_MOD_EQ, "甲五百"},
                                    {OBS, "乙市", SIZE, "2021", 5e10, "元", "500亿元", CEDU_MOD_EQ, "乙五百"}};
    kit_add(k, "p", "2022-01-05", "一千亿；也一千亿；仍一千亿；基本建成体系；低于1.25；甲五百；乙五百。", plan, 7);
    static const kit_fact seen[] = {{OBS, "甲市", SIZE, "2023", 8e10, "元", "800亿元", CEDU_MOD_EQ, "甲八百"},
                                    {OBS, "乙市", SIZE, "2023", 6e10, "元", "600亿元", CEDU_MOD_EQ, "乙六百"},
                                    {OBS, "丙市", SIZE, "2022", 9e10, "元", "900亿元", CEDU_MOD_EQ, "丙九百"},
                                    {OBS, "戊市", "单位能耗", "2023", 1.2, "", "1.2", CEDU_MOD_EQ, "已到1.2"}};
    kit_add(k, "q", "2024-02-05", "另一家报道：甲八百，乙六百，丙九百，能耗已到1.2。", seen, 4);
    /* nobody knows when the target was stated: what is reached in its year is not fallen short of */
    static const kit_fact undated[] = {
        {CEDU_FACT_target, "己市", SIZE, "2022", 1e11, "元", "1000亿元", CEDU_MOD_GE, "己要一千亿"},
        {OBS, "己市", SIZE, "2022", 1.2e11, "元", "1200亿元", CEDU_MOD_EQ, "己一千二"}};
    kit_add(k, "u", "", "己要一千亿，己一千二。", undated, 2);
    cedu_targets t;
    cedu_reason_options now = {.as_of = CEDU_STR("2024-06-01")};
    kit_ok(k, cedu__reason_targets(k->s, (cedu_strs){0}, 0, &now, &k->a, &t, &k->err));
    assert_int_equal(t.n, 6);
    const struct {
        const char *region;
        cedu_target_state state;
    } expect[] = {{"甲市", CEDU_TARGET_on_track},    {"乙市", CEDU_TARGET_behind}, {"丙市", CEDU_TARGET_behind},
                  {"丁市", CEDU_TARGET_qualitative}, {"戊市", CEDU_TARGET_met},    {"己市", CEDU_TARGET_met}};
    for (size_t i = 0; i < CEDU_COUNT(expect); i++) {
        size_t j = 0;
        while (j < t.n && !cedu__eqz(t.p[j].fact.fact.region.p[0], expect[i].region)) j++;
        assert_true(j < t.n);
        if (t.p[j].state != expect[i].state) fail_msg("%s: %s", expect[i].region, cedu__target_state_name(t.p[j].state));
    }
    /* 800 → 1000 in two years */
    for (size_t j = 0; j < t.n; j++)
        if (cedu__eqz(t.p[j].fact.fact.region.p[0], "甲市")) assert_true(near(t.p[j].needed_per_year, 11.803, 1e-3));
}

/* ------------------------------------------------------------------ claims, compare */
static void compare(void **state) {
    kit *k = *state;
    two_pages(k);
    static const kit_fact f[] = {{OBS, "杭州市", SIZE, "2021", 1e11, "元", "1000亿元", CEDU_MOD_EQ, "千亿"}};
    kit_add(k, "h", "2022", "邻市是千亿。", f, 1);
    cedu_str regions[] = {CEDU_STR("成都市"), CEDU_STR("杭州市"), CEDU_STR("无此市")};
    cedu_comparison c;
    cedu_compare_options o = {.kinds = 1u << OBS};
    kit_ok(k, cedu__reason_compare(k->s, (cedu_strs){regions, 3}, &o, NULL, &k->a, &c, &k->err));
    assert_int_equal(c.n, 4);
    /* the subject that two regions have comes first, its years ascending */
    assert_true(cedu__eqz(c.rows[0].subject, SIZE) && c.rows[0].year == 2020);
    assert_true(c.rows[1].year == 2021 && c.rows[1].cells[0] && c.rows[1].cells[1]);
    assert_true(c.rows[1].cells[0]->facts[0].fact.value == 41390000000);
    assert_true(cedu__eqz(c.rows[1].cells[0]->facts[0].clean_quote, "2021年全市规模413.9亿元"));
    for (size_t i = 0; i < c.n; i++) assert_null(c.rows[i].cells[2]); /* unknown, not zero */
    o.latest = true, o.subject = CEDU_STR(SIZE);
    kit_ok(k, cedu__reason_compare(k->s, (cedu_strs){regions, 2}, &o, NULL, &k->a, &c, &k->err));
    assert_int_equal(c.n, 1);
    assert_true(c.rows[0].year == 2021 && c.rows[0].cells[0]->facts[0].year_to == 2021);
    o.min_regions = 2;
    o.subject = CEDU_STR(FIRMS);
    kit_ok(k, cedu__reason_compare(k->s, (cedu_strs){regions, 2}, &o, NULL, &k->a, &c, &k->err));
    assert_int_equal(c.n, 0);
}

static void claims(void **state) {
    kit *k = *state;
    two_pages(k);
    /* A third page agrees to its own precision; a fourth is a repost of it. */
    static const kit_fact f[] = {{OBS, "成都市", SIZE, "2021-12", 4.14e10, "元", "414亿元", CEDU_MOD_EQ, "414亿元"}};
    static const char third[] =
        "年底统计显示规模已到414亿元，比上一年翻了一番还多，在西部各城市中排在前列，记者了解到，相关部门还将继续加大投入力度，"
        "围绕芯片、算法、数据等环节引进企业，争取三年内形成完整链条，带动就业，"
        "并在医疗、交通、教育等领域开放应用场景，欢迎各地企业参与揭榜，评审结果将向社会公布，"
        "经费由市区两级共同安排，用于补贴租用算力和购买数据的支出，具体办法另行制定。";
    kit_add(k, "t", "2022-03-01", third, f, 1);
    kit_add(k, "u", "2022-03-02", cedu__arena_strf(&k->a, "转载：%s", third).p, f, 1);
    cedu_claims c;
    kit_ok(k, cedu__reason_claims(k->s, &(cedu_store_fact_filter){.subject = CEDU_STR(SIZE), .kinds = 1u << OBS}, NULL, &k->a,
                                  &c, &k->err));
    assert_int_equal(c.n, 2);
    const cedu_claim *x = &c.p[1];
    assert_true(cedu__eqz(x->period, "2021"));
    assert_int_equal(x->fact_count, 3);
    assert_int_equal(x->sources, 2); /* the repost counts for nothing */
    assert_false(x->disagree);
    assert_true(x->facts[x->best].fact.value == 41390000000);
    assert_true(x->interval.lo == 41385000000 && x->interval.hi == 41395000000);
}

/* ------------------------------------------------------------------ conflicts */
typedef struct pair {
    const char *text_a, *text_b;
    kit_fact a, b;
    const char *date_a, *date_b;
    int expect; /* class; -1 = no conflict */
} pair;
#define F(quote, period, v, written, mod, source)                                                                              \
    { OBS, "甲市", SIZE, period, v, "元", written, mod, quote, source }
#define TOWER(quote, v, written)                                                                                               \
    { OBS, "甲市", "楼高", "2022", v, "米", written, 0, quote, 0 }
static const pair pairs[] = {
    {"规模300亿元。", "总计达360亿元。", F("规模300亿元", "2022", 3e10, "300亿元", 0, "甲局"),
     F("达360亿元", "2022", 3.6e10, "360亿元", 0, "乙局"), "2023-01", "2023-02", CEDU_CONFLICT_real},
    {"规模300亿元。", "约为299.8亿元。", F("规模300亿元", "2022", 3e10, "300亿元", 0, 0),
     F("299.8亿元", "2022", 2.998e10, "299.8亿元", 0, 0), "2023-01", "2023-02", -1}, /* 300 is written to 1亿 */
    {"核心产业300亿元。", "全部360亿元。", F("核心产业300亿元", "2022", 3e10, "300亿元", 0, 0),
     F("全部360亿元", "2022", 3.6e10, "360亿元", 0, 0), "2023-01", "2023-02", CEDU_CONFLICT_scope},
    {"六月为300亿元。", "九月为360亿元。", F("六月为300亿元", "2022-06", 3e10, "300亿元", 0, 0),
     F("九月为360亿元", "2022-09", 3.6e10, "360亿元", 0, 0), "2023-01", "2023-02", CEDU_CONFLICT_time},
    {"规模300亿元。", "某报称达360亿元。", F("规模300亿元", "2022", 3e10, "300亿元", 0, "甲局"),
     F("达360亿元", "2022", 3.6e10, "360亿元", 0, "甲局"), "2023-01", "2023-02", CEDU_CONFLICT_retelling},
    {"规模300亿元。", "总之超过280亿元。", F("规模300亿元", "2022", 3e10, "300亿元", 0, 0),
     F("超过280亿元", "2022", 2.8e10, "280亿元", CEDU_MOD_GT, 0), "2023-01", "2023-02", -1},
    {"规模300亿元。", "总之超过350亿元。", F("规模300亿元", "2022", 3e10, "300亿元", 0, "甲局"),
     F("超过350亿元", "2022", 3.5e10, "350亿元", CEDU_MOD_GT, "乙局"), "2023-01", "2023-02", CEDU_CONFLICT_real},
    {"年底300亿元。", "总之是360亿元。", F("年底300亿元", "2022-12", 3e10, "300亿元", 0, "甲局"),
     F("是360亿元", "2022", 3.6e10, "360亿元", 0, "乙局"), "2023-01", "2023-02",
     CEDU_CONFLICT_real}, /* the end of a year is the year */
    {"规模300亿元。", "翌年360亿元。", F("规模300亿元", "2021", 3e10, "300亿元", 0, 0),
     F("360亿元", "2022", 3.6e10, "360亿元", 0, 0), "2023-01", "2023-02", -1},
    {"300余亿元。", "合计308亿元。", F("300余亿元", "2022", 3e10, "300余亿元", CEDU_MOD_ODD, 0),
     F("308亿元", "2022", 3.08e10, "308亿元", 0, 0), "2023-01", "2023-02", -1},
    /* nobody is so wrong about one tower; about one, somebody is a little wrong */
    {"楼高160米。", "新楼楼高463米。", TOWER("楼高160米", 160, "160米"), TOWER("楼高463米", 463, "463米"), "2023-01", "2023-02",
     CEDU_CONFLICT_scope},
    {"楼高160米。", "那座楼高166米。", TOWER("楼高160米", 160, "160米"), TOWER("楼高166米", 166, "166米"), "2023-01", "2023-02",
     CEDU_CONFLICT_real},
};

static void conflicts(void **state) {
    kit *k = *state;
    for (size_t i = 0; i < CEDU_COUNT(pairs); i++) {
        const pair *p = &pairs[i];
        cedu_store_added a = kit_add(k, "a", p->date_a, p->text_a, &p->a, 1),
                         b = kit_add(k, "b", p->date_b, p->text_b, &p->b, 1);
        cedu_conflict_list l;
        kit_ok(k, cedu__reason_conflicts(k->s, NULL, false, NULL, &k->a, &l, &k->err));
        if (p->expect < 0 ? l.n != 0 : l.n != 1 || (int)l.p[0].cls != p->expect)
            fail_msg("pair %zu: %zu conflicts, %s", i, l.n, l.n ? cedu__conflict_name(l.p[0].cls) : "-");
        if (l.n) {
            assert_true(l.p[0].reason_zh.n > 0 && l.p[0].reason_en.n > 0);
            assert_true(l.p[0].a.quote.n > 0 && l.p[0].b.quote.n > 0);
            assert_true(cedu__cmp(l.p[0].a.published, l.p[0].b.published) <= 0);
            assert_int_equal(l.p[0].a_sources, 1);
        }
        kit_ok(k, cedu__store_forget(k->s, a.document, &k->err));
        kit_ok(k, cedu__store_forget(k->s, b.document, &k->err));
    }
}

static void coexist(void **state) {
    kit *k = *state;
    static const kit_fact a = F("超过千亿", "2020", 1e11, "千亿", CEDU_MOD_GT, "甲部"),
                          b = F("3031亿元", "2020", 3.031e11, "3031亿元", 0, "乙院");
    kit_add(k, "a", "2021-01", "据介绍超过千亿。", &a, 1);
    kit_add(k, "b", "2021-02", "测算值为3031亿元。", &b, 1);
    cedu_conflict_list l;
    kit_ok(k, cedu__reason_conflicts(k->s, NULL, false, NULL, &k->a, &l, &k->err));
    assert_int_equal(l.n, 0);
    kit_ok(k, cedu__reason_conflicts(k->s, NULL, true, NULL, &k->a, &l, &k->err));
    assert_int_equal(l.n, 1);
    assert_int_equal(l.p[0].cls, CEDU_CONFLICT_coexist);
}

/* Different denominators, baselines, units and regions are different claims. */
static void not_the_same_claim(void **state) {
    kit *k = *state;
    static const kit_fact f[] = {
        {CEDU_FACT_share, "甲市", FIRMS, "2022", 20, "%", "20%", 0, "占全国两成", NULL, CEDU_FIELD_denominator, "全国"},
        {CEDU_FACT_share, "甲市", FIRMS, "2022", 60, "%", "60%", 0, "占全省六成", NULL, CEDU_FIELD_denominator, "乙省"},
        {CEDU_FACT_growth, "甲市", FIRMS, "2022", 10, "%", "10%", 0, "比上年增一成", NULL, CEDU_FIELD_baseline, "2021"},
        {CEDU_FACT_growth, "甲市", FIRMS, "2022", 90, "%", "90%", 0, "比五年前增九成", NULL, CEDU_FIELD_baseline, "2017"},
        {OBS, "甲市", FIRMS, "2022", 100, "家", "100家", 0, "百家"},
        {OBS, "乙市", FIRMS, "2022", 200, "家", "200家", 0, "两百家"},
        {OBS, "甲市", FIRMS, NULL, 700, "家", "700家", 0, "七百家"},
        {OBS, "甲市", FIRMS, NULL, 800, "家", "800家", 0, "八百家"}};
    kit_add(k, "a", "2023", "占全国两成，占全省六成，比上年增一成，比五年前增九成，百家，两百家，七百家，八百家。", f,
            CEDU_COUNT(f));
    cedu_conflict_list l;
    kit_ok(k, cedu__reason_conflicts(k->s, NULL, true, NULL, &k->a, &l, &k->err));
    assert_int_equal(l.n, 0);
    /* a baseline of the year before is the usual one and may be left unsaid */
    static const kit_fact g[] = {{CEDU_FACT_growth, "甲市", FIRMS, "2022", 15, "%", "15%", 0, "涨了15%"}};
    kit_add(k, "b", "2023", "该报说涨了15%。", g, 1);
    kit_ok(k, cedu__reason_conflicts(k->s, NULL, true, NULL, &k->a, &l, &k->err));
    assert_int_equal(l.n, 1);
}

/* A word that five numbers hang on is no indicator; two numbers in one text are two things. */
static void noise(void **state) {
    kit *k = *state;
    for (int i = 0; i < 5; i++) {
        const kit_fact f = {
            OBS, "甲市", "项目数量", "2022", 100 + i * 50, "个", cedu__arena_strf(&k->a, "%d个", 100 + i * 50).p, 0, "项目"};
        kit_add(k, cedu__arena_strf(&k->a, "n%d", i).p, "2023-01",
                cedu__arena_strf(&k->a, "第%d则：项目%d个。", i, 100 + i * 50).p, &f, 1);
    }
    static const kit_fact two[] = {{OBS, "乙市", "项目数量", "2022", 100, "个", "100个", 0, "一百"},
                                   {OBS, "乙市", "项目数量", "2022", 300, "个", "300个", 0, "三百"},
                                   {CEDU_FACT_instrument, "乙市", "补贴", "2022", 100, "元", "100元", 0, "一百"},
                                   {CEDU_FACT_instrument, "乙市", "补贴", "2022", 300, "元", "300元", 0, "三百"}};
    kit_add(k, "t", "2023-01", "有一百，也有三百。", two, 4);
    cedu_conflict_list l;
    kit_ok(k, cedu__reason_conflicts(k->s, NULL, false, NULL, &k->a, &l, &k->err));
    assert_int_equal(l.n, 0);
    kit_ok(k, cedu__reason_conflicts(k->s, NULL, true, NULL, &k->a, &l, &k->err));
    assert_int_equal(l.n, 1); /* asked for everything: the two numbers of one text */
    assert_int_equal(l.p[0].cls, CEDU_CONFLICT_scope);
    /* one text lists three numbers by district, another gives one: nothing to compare */
    static const kit_fact three[] = {{OBS, "丙市", FIRMS, "2022", 10, "家", "10家", 0, "十家"},
                                     {OBS, "丙市", FIRMS, "2022", 20, "家", "20家", 0, "廿家"},
                                     {OBS, "丙市", FIRMS, "2022", 30, "家", "30家", 0, "卅家"}};
    static const kit_fact single[] = {{OBS, "丙市", FIRMS, "2022", 90, "家", "90家", 0, "九十家"}};
    kit_add(k, "three", "2023-01", "东区十家，西区廿家，北区卅家。", three, 3);
    kit_add(k, "one", "2023-01", "全市九十家。", single, 1);
    kit_ok(k, cedu__reason_conflicts(k->s, NULL, false, NULL, &k->a, &l, &k->err));
    assert_int_equal(l.n, 0);
    /* a filter that leaves nothing comparable */
    cedu_store_fact_filter f = {.kinds = 1u << CEDU_FACT_instrument};
    kit_ok(k, cedu__reason_conflicts(k->s, &f, true, NULL, &k->a, &l, &k->err));
    assert_int_equal(l.n, 0);
}

/* ------------------------------------------------------------------ profile */
static void profile(void **state) {
    kit *k = *state;
    two_pages(k);
    static const kit_fact f[] = {
        {CEDU_FACT_focus, "成都市", "智能芯片", "2022", 0, NULL, NULL, 0, "芯片"},
        {CEDU_FACT_policy, "成都市", NULL, NULL, 0, NULL, NULL, 0, "某规划", NULL, CEDU_FIELD_title, "某规划"},
        {CEDU_FACT_registry, "成都市", "先导区", NULL, 0, NULL, NULL, 0, "先导区"}};
    kit_add(k, "z", "2022", "芯片，某规划，先导区。", f, 3);
    cedu_profile p;
    kit_ok(k, cedu__reason_profile(k->s, CEDU_STR("成都市"), NULL, &k->a, &p, &k->err));
    assert_int_equal(p.facts, 10);
    assert_int_equal(p.documents, 3);
    assert_int_equal(p.sources, 3);
    assert_int_equal(p.focus_count, 1);
    assert_true(cedu__eqz(p.focus[0].name, "智能芯片"));
    assert_int_equal(p.policies.n, 1);
    assert_int_equal(p.registries.n, 1);
    assert_int_equal(p.targets.n, 1);
    assert_int_equal(p.indicators.n, 6);
    assert_int_equal(p.conflicts, 0);
    assert_int_equal(cedu__reason_profile(k->s, CEDU_STR("无此市"), NULL, &k->a, &p, &k->err), CEDU_NOT_FOUND);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, kit_setup, kit_teardown)
    const struct CMUnitTest tests[] = {T(derive),
                                       T(derive_contradiction),
                                       T(derive_share),
                                       T(derive_refuses),
                                       T(targets),
                                       T(target_states),
                                       T(compare),
                                       T(claims),
                                       T(conflicts),
                                       T(coexist),
                                       T(not_the_same_claim),
                                       T(noise),
                                       T(profile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
