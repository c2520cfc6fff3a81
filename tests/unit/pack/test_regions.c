/* test_regions.c - the region data: every division of the code table resolves, history hangs together, traps stand. */
#include "pack_fixture.h"

static cedu_image *im;

static int setup(void **state) {
    (void)state;
    static const char *const dirs[] = {CEDU_TEST_PACKS "/core"};
    im = compile_ok(dirs, 1);
    return 0;
}
static int teardown(void **state) {
    (void)state;
    cedu__image_free(im);
    return 0;
}

static cedu_str id_of(const char *form) {
    int32_t e = cedu__image_by_form(im, CEDU_CLASS_region, cedu__str(form));
    if (e < 0) fail_msg("%s is no region", form);
    return cedu__image_entry(im, e)->id;
}
static bool weak(const char *form, const char *id) {
    int32_t e = cedu__image_by_id(im, CEDU_CLASS_region, cedu__str(id));
    for (size_t k = 0; k < cedu__image_form_count(im, e); k++)
        if (cedu__eqz(cedu__image_form(im, e, k), form)) return cedu__image_form_weak(im, e, k);
    fail_msg("%s is no form of %s", form, id);
    return false;
}

static void known_places(void **state) {
    (void)state;
    static const char *const good[][2] = {
        {"成都", "510100"},
        {"四川", "510000"},
        {"内蒙古", "150000"},
        {"新疆", "650000"},
        {"浦东", "310115"},
        {"延边", "222400"},
        {"滨海新区", "120116"},
        {"上海市浦东新区", "310115"},
        {"杭州滨江区", "330108"},
        {"香港", "810000"},
        {"台湾", "710000"},
        {"吉林", "220000"},
        {"海南", "460000"},
        {"仙桃", "429004"},
        {"巴音郭楞", "652800"},
        {"神农架", "429021"},
        {"恩施州", "422800"},
        {"我国", "CN"},
        {"全球", "world"},
        {"长江三角洲", "cluster.yrd"},
        {"成渝", "cluster.cy"},
        {"粤港澳", "cluster.gba"},
        {"两江新区", "zone.liangjiang"},
        {"朝阳区", "110105"},
        {"昆山市", "320583"},
        {"太原市", "140100"},
        {"京", "110000"},
        {"渝", "500000"},
        {"北京市崇文区", "110103"},
        {"莱芜市", "371200"},
    };
    for (size_t i = 0; i < CEDU_COUNT(good); i++)
        if (!cedu__eqz(id_of(good[i][0]), good[i][1])) {
            cedu_str got = id_of(good[i][0]);
            fail_msg("%s is %.*s, expected %s", good[i][0], (int)got.n, got.p, good[i][1]);
        }
    assert_int_equal(cedu__image_by_form(im, CEDU_CLASS_region, CEDU_STR("市辖区")), -1);
    assert_int_equal(cedu__image_by_form(im, CEDU_CLASS_region, CEDU_STR("县")), -1);
    assert_int_equal(cedu__image_by_form(im, CEDU_CLASS_region, CEDU_STR("区")), -1);
}

static void weak_forms(void **state) {
    (void)state;
    static const char *const risky[][2] = {
        {"京", "110000"},   {"朝阳", "110105"},        {"东方", "469007"},   {"白银", "620400"},   {"合作", "623001"},
        {"鼓楼", "320106"}, {"长安", "610116"},        {"城区", "140302"},   {"市中区", "370103"}, {"世界", "world"},
        {"国内", "CN"},     {"大湾区", "cluster.gba"}, {"崇文区", "110103"}, {"范县", "410926"}};
    static const char *const safe[][2] = {{"朝阳区", "110105"}, {"成都", "510100"},     {"浦东", "310115"},
                                          {"我国", "CN"},       {"北京朝阳", "110105"}, {"濮阳范县", "410926"}};
    for (size_t i = 0; i < CEDU_COUNT(risky); i++)
        if (!weak(risky[i][0], risky[i][1])) fail_msg("%s should be weak", risky[i][0]);
    for (size_t i = 0; i < CEDU_COUNT(safe); i++)
        if (weak(safe[i][0], safe[i][1])) fail_msg("%s should not be weak", safe[i][0]);
}

/* Chains: a county lies in a prefecture or province, these in a province or the country; former ones say until when. */
static void structure(void **state) {
    (void)state;
    int32_t first, count, coded = 0, former = 0, succeeded = 0;
    cedu__image_class(im, CEDU_CLASS_region, &first, &count);
    for (int32_t e = first; e < first + count; e++) {
        const cedu_entry *en = cedu__image_entry(im, e);
        cedu_str code = cedu__image_attr(im, e, CEDU_ATTR_code), to = cedu__image_attr(im, e, CEDU_ATTR_to);
        cedu_str level = cedu__image_attr(im, e, CEDU_ATTR_level), from = cedu__image_attr(im, e, CEDU_ATTR_from);
        assert_non_null(level.p);
        if (!code.p) continue;
        coded++, former += to.p != NULL, succeeded += cedu__image_attr(im, e, CEDU_ATTR_successor).p != NULL;
        assert_int_equal(code.n, 6);
        assert_true(en->parent >= 0);
        assert_non_null(from.p);
        if (to.p && cedu__cmp(from, to) > 0) fail_msg("%.*s ends before it starts", (int)en->id.n, en->id.p);
        if (!to.p && !cedu__eq(code, en->id)) fail_msg("%.*s is in use but has not the bare code", (int)en->id.n, en->id.p);
        cedu_str up = cedu__image_attr(im, en->parent, CEDU_ATTR_level);
        if (cedu__eqz(level, "province")) assert_true(cedu__eqz(up, "country"));
        else if (cedu__eqz(level, "prefecture")) assert_true(cedu__eqz(up, "province"));
        else assert_true(cedu__eqz(up, "prefecture") || cedu__eqz(up, "province"));
        /* What is in use comes before what was: the first entry of a form is never a former one while one in use has it strongly. */
        int32_t best = cedu__image_by_form(im, CEDU_CLASS_region, en->name);
        if (!to.p && cedu__image_attr(im, best, CEDU_ATTR_to).p)
            fail_msg("%.*s: a former one comes first", (int)en->name.n, en->name.p);
    }
    assert_true(coded > 6800 && former > 3500 && succeeded > 3000);
}

/* The code table itself, where it is at hand: every name in use and former is a region with that code. */
static void code_table(void **state) {
    (void)state;
    FILE *f = fopen(CEDU_TEST_SHARED "/regions/areacodes.csv", "rb");
    if (!f) {
        print_message("skipped: no regions/areacodes.csv\n");
        skip();
    }
    char line[1024];
    int rows = 0;
    while (fgets(line, sizeof line, f)) {
        char *cell[4], *p = line;
        int n = 0;
        for (; n < 4 && p; n++) {
            cell[n] = p;
            if ((p = strchr(p, ',')) != NULL) *p++ = 0;
        }
        if (n < 4 || rows++ == 0) continue; /* the header */
        cedu_str name = cedu__str(cell[3]), code = cedu__str(cell[0]);
        cedu_hit hits[512];
        bool seen = false;
        size_t got = cedu__image_match(im, 1u << CEDU_CLASS_region, name, 0, hits, CEDU_COUNT(hits));
        for (size_t i = 0; i < got; i++)
            seen = seen || (hits[i].end == name.n && cedu__eq(cedu__image_attr(im, hits[i].entry, CEDU_ATTR_code), code));
        /* A former county-level city of a name still in use is reached through it; all others by their code. */
        if (!seen) fail_msg("%s %s is not found", cell[0], cell[3]);
        assert_true(cedu__image_by_form(im, CEDU_CLASS_region, name) >= 0);
    }
    fclose(f);
    assert_true(rows > 6000);
}

/* A trap starts where, or before, the place in it starts, and ends after it; and no trap is itself a place that counts. */
static void traps(void **state) {
    (void)state;
    int32_t first, count;
    static const char *const wanted[] = {"真金白银", "天河二号", "一揽子",   "百花齐放", "三位一体",
                                         "千行百业", "北京时间", "一线城市", "美丽",     "形成"};
    cedu__image_class(im, CEDU_CLASS_trap, &first, &count);
    assert_true(count > 1000);
    for (size_t i = 0; i < CEDU_COUNT(wanted); i++)
        if (cedu__image_by_form(im, CEDU_CLASS_trap, cedu__str(wanted[i])) < 0) fail_msg("no trap: %s", wanted[i]);
    for (int32_t e = first; e < first + count; e++) {
        cedu_str file, name = cedu__image_entry(im, e)->name;
        uint32_t line;
        file = cedu__image_where(im, e, &line);
        if (!cedu__eqz(file, "core/traps.tsv")) continue;
        int32_t r = cedu__image_by_form(im, CEDU_CLASS_region, name);
        if (r >= 0) fail_msg("core/traps.tsv:%u: %.*s is a region", line, (int)name.n, name.p);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(known_places), cmocka_unit_test(weak_forms),
                                       cmocka_unit_test(structure), cmocka_unit_test(code_table), cmocka_unit_test(traps)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
