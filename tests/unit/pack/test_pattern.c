/* test_pattern.c - the pattern language: what parses to what, and where the fault is when it does not. */
#include "pack/pattern.h"
#include "pack_fixture.h"

static const struct {
    const char *pattern;
    int elements, captures, anchor; /* -1 elements: refused at byte `anchor` */
} rows[] = {
    {"开通", 1, 0, 0},
    {"  subject=*{2-9}  开通|启用  $ ", 3, 1, 1},
    {"^ period=<time>? .. subject=( <region> *{1-4} 大会|论坛 ) 开幕|举行", 7, 2, 5},
    {"[approve] 试点", 2, 0, 1},
    {"value=<quantity:架次> 以上? 的 补贴", 4, 1, 2},
    {"正式? 成立", 2, 0, 1},
    {"", -1, 0, 0},               /* no word to look for */
    {"<time> *", -1, 0, 0},       /* likewise */
    {"正式?", -1, 0, 0},          /* the only word may be missing */
    {"a=b=开通", -1, 0, 2},       /* = inside an element */
    {"开通 *{9-2}", -1, 0, 7},    /* bounds the wrong way round */
    {"开通 *{0-2}", -1, 0, 7},    /* at least one */
    {"开通 *{2-900}", -1, 0, 7},  /* at most a hundred */
    {"开通 *x", -1, 0, 7},        /* nothing but bounds behind a star */
    {"开通 <Region>", -1, 0, 8},  /* names are lower case */
    {"开通 <region", -1, 0, 7},   /* unpaired */
    {"开通 <region:>", -1, 0, 8}, /* nothing behind the colon */
    {"开通||启用", -1, 0, 7},     /* an empty alternative */
    {"|开通", -1, 0, 0},
    {"subject=( 开通", -1, 0, 16},   /* never closed */
    {"开通 )", -1, 0, 7},            /* never opened */
    {"subject=( ) 开通", -1, 0, 10}, /* empty */
    {"subject=( list=( 开通 ) )", -1, 0, 15},
    {"subject=开 subject=通", -1, 0, 20},
    {"a b c d e f g h i j k l m n o p q r s t u v w x y", -1, 0, 48},
};

static void parses(void **state) {
    (void)state;
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_pattern p;
        cedu_pattern_fault f = {0};
        bool ok = cedu__pattern_parse(cedu__str(rows[i].pattern), &p, &f);
        if (ok != (rows[i].elements >= 0)) fail_msg("\"%s\": %s", rows[i].pattern, ok ? "accepted" : f.en);
        if (ok && (p.n != rows[i].elements || p.captures != rows[i].captures || p.anchor != rows[i].anchor))
            fail_msg("\"%s\": %u elements, %u captures, anchor %u", rows[i].pattern, p.n, p.captures, p.anchor);
        if (!ok && f.at != (size_t)rows[i].anchor) fail_msg("\"%s\": fault at %zu (%s)", rows[i].pattern, f.at, f.en);
    }
}

static void groups_span_their_elements(void **state) {
    (void)state;
    cedu_pattern p;
    cedu_pattern_fault f;
    assert_true(cedu__pattern_parse(CEDU_STR("在 subject=( 某 *{2-3} 大会 ) 上"), &p, &f));
    assert_int_equal(p.c[0].first, 1);
    assert_int_equal(p.c[0].last, 3);
    assert_int_equal(p.e[2].min, 2);
    assert_int_equal(p.e[2].max, 3);
}

static void pairs(void **state) {
    (void)state;
    cedu_str name, value;
    size_t at = 0;
    assert_true(cedu__pattern_pair(CEDU_STR(" a=b ; ;c"), &at, &name, &value));
    assert_true(cedu__eqz(name, "a") && cedu__eqz(value, "b"));
    assert_true(cedu__pattern_pair(CEDU_STR(" a=b ; ;c"), &at, &name, &value));
    assert_true(cedu__eqz(name, "c") && !value.p);
    assert_false(cedu__pattern_pair(CEDU_STR(" a=b ; ;c"), &at, &name, &value));
}

static void a_faulty_row_is_refused_where_the_fault_is(void **state) {
    (void)state;
    const char *dir =
        make_pack("p", "name\tp\nversion\t1\n", "#lexicon\tpattern\nname\tpattern\tkind\n开\t开通 <Time>\tevent\n", NULL);
    cedu_image *im = NULL;
    cedu_error err;
    assert_int_equal(cedu__pack_compile(&dir, 1, &im, &err), CEDU_PACK);
    assert_non_null(strstr(err.en, "p/a.tsv:3:7:"));
    drop_pack(dir);
}

static void the_anchor_is_the_form(void **state) {
    (void)state;
    const char *dir = make_pack("p", "name\tp\nversion\t1\n",
                                "#lexicon\tpattern\nname\tpattern\tkind\n开\t<time>? 开通|启用 *\tevent\n", NULL);
    cedu_image *im = NULL;
    cedu_hit hits[4];
    assert_int_equal(cedu__pack_compile(&dir, 1, &im, NULL), CEDU_OK);
    assert_int_equal(cedu__image_match(im, 1u << CEDU_CLASS_pattern, CEDU_STR("启用了"), 0, hits, 4), 1);
    assert_int_equal(cedu__image_match(im, 1u << CEDU_CLASS_pattern, CEDU_STR("开"), 0, hits, 4), 0);
    cedu__image_free(im);
    drop_pack(dir);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(parses), cmocka_unit_test(groups_span_their_elements),
                                       cmocka_unit_test(pairs), cmocka_unit_test(a_faulty_row_is_refused_where_the_fault_is),
                                       cmocka_unit_test(the_anchor_is_the_form)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
