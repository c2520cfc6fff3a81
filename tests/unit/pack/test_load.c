/* test_load.c - the pack format: what is accepted, and for each mistake the message an author gets. */
#include "pack_fixture.h"

/* A lexicon, and what the English and the Chinese message must hold. NULL: it compiles. */
static const struct {
    const char *text, *en, *zh;
} cases[] = {
    {"#lexicon\tunit\nname\tdimension\n家\tcount\n", NULL, NULL},
    {"\xEF\xBB\xBF#lexicon\tunit\r\nname\tdimension\r\n家\tcount\r\n", NULL, NULL}, /* BOM, CRLF */
    {"# note\n\n#lexicon\tunit\n# note\nname\n\n家\n", NULL, NULL},
    {"#lexicon\tunit\nname\n家", NULL, NULL}, /* no newline at the end */
    {"#lexicon\tunit\nname\tfactor\n万家\t1e4\n", NULL, NULL},
    {"#lexicon\tregion\nid\tname\tparent\nb\t乙地\ta\na\t甲地\n", NULL, NULL}, /* the parent may come later */
    {"name\tdimension\n家\tcount\n", "t/a.tsv:1:1: the line '#lexicon<TAB>CLASS' is missing", "t/a.tsv:1:1: 缺“#lexicon"},
    {"# only a note\n", "a.tsv:1: the line '#lexicon<TAB>CLASS' is missing", "缺“#lexicon"},
    {"", "a.tsv:1: the line '#lexicon<TAB>CLASS' is missing", "缺“#lexicon"},
    {"#lexicon\tunit\n", "a.tsv:1: the line of column names after #lexicon is missing", "缺列名"},
    {"#lexicon\tunits\nname\n", "a.tsv:1:10: unknown class 'units'; known: unit modifier region", "未知的类“units”"},
    {"#lexicon\tunit\nname\tdimensions\n", "a.tsv:2:6: unknown column 'dimensions'; known: id name forms example dimension",
     "未知的列"},
    {"#lexicon\tunit\nname\tname\n", "a.tsv:2:6: column 'name' stands twice", "出现两次"},
    {"#lexicon\tunit\nid\tforms\n", "a.tsv:2:1: no column 'name'", "没有 name 列"},
    {"#lexicon\tunit\nname\tforms\n\t家\n", "a.tsv:3:1: the name (canonical) is missing", "缺 name"},
    {"#lexicon\tunit\nname\n家\tcount\n", "a.tsv:3:3: 'count' is in no column (the header has 1)", "多出一列"},
    {"#lexicon\tunit\nname\n家\n个\n家\n", "a.tsv:5:1: id '家' is already in t/a.tsv, line 3", "第 3 行已有"},
    {"#lexicon\tunit\nid\tname\nx\t家\nx\t个\n", "a.tsv:4:1: id 'x' is already in t/a.tsv, line 3", "另取 id"},
    {"#lexicon\tunit\nname\tfactor\n万家\t一万\n", "a.tsv:3:4: '一万' is no number; write 10000 or 1e8", "不是数"},
    {"#lexicon\tunit\nname\tfactor\n万家\t1e999\n", "a.tsv:3:4: '1e999' is no number", "不是数"},
    {"#lexicon\tunit\nname\tfactor\n万家\t10,000\n", "a.tsv:3:4: '10,000' is no number", "不是数"},
    {"#lexicon\tunit\nname\tfactor\n万家\t1e4x\n", "is no number", "不是数"},
    {"#lexicon\tunit\nname\n家\xC0\x80\n", "a.tsv:3:2: not UTF-8 (byte 0xC0)", "不是有效的 UTF-8"},
    {"#lexicon\tunit\nname\n\xBC\xD2\n", "a.tsv:3:1: not UTF-8 (byte 0xBC)", "另存为 UTF-8"},
    {"#lexicon\tunit\nname\n家\x01\n", "a.tsv:3:2: control character 0x01", "控制字符"},
    {"#lexicon\tunit\nname\tforms\n家\t!\n", "a.tsv:3:3: '家' has no form at all", "没有任何写法"},
    {"#lexicon\tregion\nid\tname\tparent\na\t甲地\tz\n",
     "a.tsv:3:6: parent 'z' does not exist; write the id of an entry of class region", "parent“z”不存在"},
    {"#lexicon\tregion\nid\tname\tmembers\na\t甲地\t\nb\t群\ta|z\n", "a.tsv:4:5: members 'z' does not exist", "不存在"},
    {"#lexicon\tregion\nid\tname\tsuccessor\na\t甲地\tq\n", "successor 'q' does not exist", "不存在"},
    {"#lexicon\torg\nname\tregion\n某局\t510100\n",
     "a.tsv:3:4: region '510100' does not exist; write the id of an entry of class region", "不存在"},
    {"#lexicon\tregion\nid\tname\tparent\na\t甲地\tb\nb\t乙地\ta\n", "is its own ancestor", "回到自身"},
    {"#lexicon\tregion\nid\tname\tparent\na\t甲地\ta\n", "a.tsv:3: '甲地' is its own ancestor", "回到自身"},
};

static void messages(void **state) {
    (void)state;
    for (size_t i = 0; i < CEDU_COUNT(cases); i++) {
        const char *dir = make_pack("t", MANIFEST, cases[i].text, NULL);
        cedu_image *im = NULL;
        cedu_error err = {0};
        cedu_status s = cedu__pack_compile(&dir, 1, &im, &err);
        if (!cases[i].en) {
            if (s != CEDU_OK) fail_msg("case %zu: %s", i, err.en);
        } else {
            if (s != CEDU_PACK) fail_msg("case %zu compiled: expected %s", i, cases[i].en);
            assert_null(im);
            if (!strstr(err.en, cases[i].en)) fail_msg("case %zu: %s\n   expected %s", i, err.en, cases[i].en);
            if (!strstr(err.zh, cases[i].zh)) fail_msg("case %zu: %s\n   expected %s", i, err.zh, cases[i].zh);
            assert_int_equal(cedu__u8_valid(err.zh, strlen(err.zh)), strlen(err.zh)); /* cut between characters */
        }
        cedu__image_free(im);
        drop_pack(dir);
    }
}

static void expect_error(const char *dir, const char *en) {
    cedu_image *im = NULL;
    cedu_error err = {0};
    assert_int_equal(cedu__pack_compile(&dir, 1, &im, &err), CEDU_PACK);
    assert_null(im);
    if (!strstr(err.en, en)) fail_msg("%s\n   expected %s", err.en, en);
}

static void manifests(void **state) {
    (void)state;
    static const struct {
        const char *text, *en;
    } m[] = {
        {NULL, "t/PACK: cannot be opened"},
        {"name\tt\n", "t/PACK: 'version' is missing; write 'version<TAB>value'"},
        {"version\t1\n", "'name' is missing"},
        {"name\tt\nversion\t1\nauthor\tx\n", "t/PACK:3:1: unknown key 'author'; known: name version title licence requires"},
        {"name\tt\nversion\t1\nrequires\tcore\n", "needs the pack 'core' before it"},
    };
    for (size_t i = 0; i < CEDU_COUNT(m); i++) {
        const char *dir = make_pack("t", m[i].text, "#lexicon\tunit\nname\n家\n", NULL);
        expect_error(dir, m[i].en);
        drop_pack(dir);
    }
    expect_error("/nonexistent/pack", "the pack folder cannot be opened: /nonexistent/pack");
}

static void too_long(void **state) {
    (void)state;
    char text[4096] = "#lexicon\tunit\nname\tforms\n家\t个|";
    for (int i = 0; i < CEDU_MAX_FORM; i++) strcat(text, "长");
    strcat(text, "\n");
    const char *dir = make_pack("t", MANIFEST, text, NULL);
    const char *const good[] = {dir};
    cedu__image_free(compile_ok(good, 1)); /* exactly the limit */
    drop_pack(dir);
    text[strlen(text) - 1] = 0;
    strcat(text, "长\n");
    dir = make_pack("t", MANIFEST, text, NULL);
    expect_error(dir, "t/a.tsv:3:5: ");
    expect_error(dir, "longer than 64 characters");
    drop_pack(dir);
    size_t n = CEDU_MAX_PACK_LINE + 64;
    char *big = malloc(n + 1);
    assert_non_null(big);
    memset(big, 'x', n);
    memcpy(big, "#lexicon\tunit\nname\n", 19);
    big[n] = 0;
    dir = make_pack("t", MANIFEST, big, NULL);
    expect_error(dir, "t/a.tsv:3: longer than 65536 bytes");
    drop_pack(dir);
    free(big);
}

/* Names with a conversion in them must not reach printf. */
static void hostile_names(void **state) {
    (void)state;
    const char *dir = make_pack("%n%s%n", MANIFEST, "#lexicon\tunit\nname\t%s%n\n", NULL);
    expect_error(dir, "%n%s%n/a.tsv:2:6: unknown column '%s%n'");
    drop_pack(dir);
}

static void forms_and_escapes(void **state) {
    (void)state;
    const char *dir = make_pack("t", MANIFEST,
                                "#lexicon\tmodifier\nid\tname\tforms\tsign\tfactor\tweak\n"
                                "a\t约\t~近|大约||大约|\\~|\\|x|\\!|a\\\\b\t~\t2.5\t\n"
                                "b\t内部名\t!甲|乙\t=\t\t1\n",
                                NULL);
    const char *const dirs[] = {dir};
    cedu_image *im = compile_ok(dirs, 1);
    int32_t a = cedu__image_by_id(im, CEDU_CLASS_modifier, CEDU_STR("a")),
            b = cedu__image_by_id(im, CEDU_CLASS_modifier, CEDU_STR("b"));
    assert_true(a >= 0 && b >= 0);
    static const char *const forms[] = {"约", "近", "大约", "~", "|x", "!", "a\\b"};
    assert_int_equal(cedu__image_form_count(im, a), CEDU_COUNT(forms));
    for (size_t k = 0; k < CEDU_COUNT(forms); k++) {
        assert_true(cedu__eqz(cedu__image_form(im, a, k), forms[k]));
        assert_int_equal(cedu__image_form_weak(im, a, k), k == 1);
        assert_int_equal(cedu__image_by_form(im, CEDU_CLASS_modifier, cedu__str(forms[k])), a);
    }
    assert_true(cedu__eqz(cedu__image_attr(im, a, CEDU_ATTR_sign), "~"));
    assert_true(cedu__image_entry(im, a)->factor == 2.5);
    assert_true(cedu__image_entry(im, b)->factor == 1);
    assert_null(cedu__image_attr(im, a, CEDU_ATTR_unit).p);
    assert_int_equal(cedu__image_form_count(im, b), 2);
    assert_true(cedu__image_entry(im, b)->weak && cedu__image_form_weak(im, b, 0));
    assert_false(cedu__image_entry(im, a)->weak);
    assert_int_equal(cedu__image_by_form(im, CEDU_CLASS_modifier, CEDU_STR("内部名")), -1);
    cedu_hit hits[4];
    assert_int_equal(cedu__image_match(im, ~0u, CEDU_STR("近"), 0, hits, 4), 1);
    assert_true(hits[0].weak);
    uint32_t line;
    assert_true(cedu__eqz(cedu__image_where(im, b, &line), "t/a.tsv"));
    assert_int_equal(line, 4);
    assert_null(cedu__image_entry(im, -1));
    assert_null(cedu__image_example(im, a).p);
    cedu__image_free(im);
    drop_pack(dir);
}

static void user_packs_replace(void **state) {
    (void)state;
    const char *core =
        make_pack("core", "name\tcore\nversion\t1\n", "#lexicon\torg\nid\tname\tforms\na\t甲局\t甲署\nb\t乙局\t\n",
                  "#lexicon\tcue\nname\tgroup\n建议\tstance\n建议\tverb\n");
    const char *user =
        make_pack("mine", "name\tmine\nversion\t1\nrequires\tcore\n", "#lexicon\torg\nid\tname\tforms\na\t新甲局\t\n", NULL);
    const char *const dirs[] = {core, user}, *const swapped[] = {user, core};
    cedu_image *im = compile_ok(dirs, 2);
    int32_t first, count, a = cedu__image_by_id(im, CEDU_CLASS_org, CEDU_STR("a"));
    cedu__image_class(im, CEDU_CLASS_org, &first, &count);
    assert_int_equal(count, 2);
    assert_true(cedu__eqz(cedu__image_entry(im, a)->name, "新甲局"));
    assert_int_equal(cedu__image_by_form(im, CEDU_CLASS_org, CEDU_STR("甲署")), -1); /* the old row's forms are gone */
    assert_int_equal(cedu__image_by_form(im, CEDU_CLASS_org, CEDU_STR("乙局")), first + 1);
    assert_true(cedu__image_by_id(im, CEDU_CLASS_cue, CEDU_STR("stance:建议")) >= 0);
    assert_true(cedu__image_by_id(im, CEDU_CLASS_cue, CEDU_STR("verb:建议")) >= 0);
    char once[65];
    snprintf(once, sizeof once, "%s", cedu__image_fingerprint(im));
    assert_int_equal(strlen(once), 64);
    cedu__image_free(im);
    im = compile_ok(dirs, 2);
    assert_string_equal(cedu__image_fingerprint(im), once); /* the same packs, the same fingerprint */
    cedu__image_free(im);
    write_file(user, "a.tsv", "#lexicon\torg\nid\tname\tforms\na\t新甲院\t\n",
               strlen("#lexicon\torg\nid\tname\tforms\na\t新甲院\t\n"));
    im = compile_ok(dirs, 2);
    assert_string_not_equal(cedu__image_fingerprint(im), once);
    cedu__image_free(im);
    cedu_error err;
    assert_int_equal(cedu__pack_compile(swapped, 2, &im, &err), CEDU_PACK); /* requires: not read yet */
    drop_pack(core);
    drop_pack(user);
}

static void double_id_across_files(void **state) {
    (void)state;
    const char *dir = make_pack("t", MANIFEST, "#lexicon\torg\nid\tname\na\t甲局\n", "#lexicon\torg\nid\tname\na\t乙局\n");
    expect_error(dir, "t/b.tsv:3:1: id 'a' is already in t/a.tsv, line 3");
    drop_pack(dir);
}

static void no_packs(void **state) {
    (void)state;
    cedu_image *im = compile_ok(NULL, 0);
    cedu_hit hit;
    assert_int_equal(cedu__image_entries(im), 0);
    assert_int_equal(cedu__image_match(im, ~0u, CEDU_STR("成都"), 0, &hit, 1), 0);
    assert_int_equal(cedu__image_by_form(im, CEDU_CLASS_region, CEDU_STR("成都")), -1);
    assert_false(cedu__image_can_start(im, 'a'));
    cedu__image_free(im);
}

/* Whichever allocation fails, it is said and nothing leaks (the sanitizers watch). */
static void failing_allocations(void **state) {
    (void)state;
    const char *dir = make_pack("t", MANIFEST, "#lexicon\torg\nid\tname\tforms\na\t甲局\t甲\\|署\nb\t乙局\t~乙\n", NULL);
    int failed = 0;
    for (long k = 1; k < 100; k++) {
        cedu_image *im = NULL;
        cedu_error err;
        cedu__alloc_fail_after = k;
        cedu_status s = cedu__pack_compile(&dir, 1, &im, &err);
        cedu__alloc_fail_after = 0;
        assert_true(s == CEDU_OK || s == CEDU_NOMEM);
        assert_true((s == CEDU_OK) == (im != NULL));
        cedu__image_free(im);
        failed += s != CEDU_OK;
        if (s == CEDU_OK) break;
    }
    assert_true(failed > 0);
    drop_pack(dir);
}

static char warned[4096];
static void collect(void *ctx, const char *zh, const char *en) {
    (void)ctx, (void)zh;
    snprintf(warned + strlen(warned), sizeof warned - strlen(warned), "%s\n", en);
}

static void warnings(void **state) {
    (void)state;
    const char *dir =
        make_pack("t", MANIFEST,
                  "#lexicon\tindicator\nname\tforms\texample\n"
                  "企业数量\t企业数|企业数\t全市企业数量稳定\n"
                  "企业总数\t企业数\t\n"
                  "产值\t\t这里没有它\n"
                  "京东方数\t\t有京东方数\n",
                  "#lexicon\ttrap\nname\n京东方数\n#lexicon\tregion\nid\tname\tforms\n1\t甲市\t甲\n2\t乙市\t~乙\n");
    cedu_error err = {0};
    *warned = 0;
    assert_int_equal(cedu__pack_check(&dir, 1, collect, NULL, &err), CEDU_OK);
    assert_non_null(strstr(warned, "t/a.tsv:4: '企业数' is also a form of '企业数量'"));
    assert_non_null(strstr(warned, "t/a.tsv:4: '企业总数' has no example sentence"));
    assert_non_null(strstr(warned, "t/a.tsv:5: the example holds no form of '产值'"));
    assert_non_null(strstr(warned, "t/a.tsv:6: '京东方数' is a trap as well"));
    assert_non_null(strstr(warned, "t/a.tsv:3: '企业数量' repeats 1 of its forms"));
    assert_non_null(strstr(warned, "t/b.tsv:6: the single character '甲' hits everywhere"));
    assert_null(strstr(warned, "'乙'"));
    int lines = 0;
    for (char *p = warned; *p; p++) lines += *p == '\n';
    assert_int_equal(lines, 6);
    drop_pack(dir);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages),
        cmocka_unit_test(manifests),
        cmocka_unit_test(too_long),
        cmocka_unit_test(hostile_names),
        cmocka_unit_test(forms_and_escapes),
        cmocka_unit_test(user_packs_replace),
        cmocka_unit_test(double_id_across_files),
        cmocka_unit_test(no_packs),
        cmocka_unit_test(failing_allocations),
        cmocka_unit_test(warnings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
