/* test_pattern.c - patterns against sentences: captures, what a row forbids, what is refused when the packs are opened, and cost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "fact/fact.h"

static char folder[] = "/tmp/cedu-pattern-XXXXXX";

static void write_file(const char *name, const char *text) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    fclose(f);
}

/* The core pack and one pattern. */
static cedu_image *with(const char *columns, const char *row) {
    char text[1024];
    snprintf(text, sizeof text, "#lexicon\tpattern\nid\tname\t%s\nt\t试\t%s\n", columns, row);
    write_file("PACK", "name\tt\nversion\t1\nrequires\tcore\n");
    write_file("patterns.tsv", text);
    const char *dirs[] = {PACKS "/core", folder};
    cedu_image *im = NULL;
    cedu_error err;
    if (cedu__pack_compile(dirs, 2, &im, &err) != CEDU_OK) fail_msg("%s", err.en);
    return im;
}

static const cedu_fact *only(const cedu_image *im, const char *sentence, cedu_arena *a, size_t *n) {
    cedu_str s = cedu__str(sentence);
    cedu_fact_block b = {.start = 0, .end = (uint32_t)s.n};
    cedu_match_options mo = {.ref = {.year = 2024, .month = 6, .day = 30, .hour = -1}, .ref_region = -1};
    cedu_fact_input in = {.text = s, .blocks = &b, .block_count = 1, .date = mo.ref};
    cedu_facts out;
    assert_int_equal(cedu__match_run(im, s, &mo, a, &in.mentions, NULL), CEDU_OK);
    assert_int_equal(cedu__fact_extract(im, &in, a, &out, NULL), CEDU_OK);
    const cedu_fact *first = NULL;
    *n = 0;
    for (size_t i = 0; i < out.n; i++) {
        if (!cedu__eqz(out.p[i].rule, "t")) continue;
        if (!first) first = &out.p[i];
        (*n)++;
    }
    return first;
}

static size_t facts(const cedu_image *im, const char *sentence) {
    cedu_arena a;
    size_t n;
    cedu__arena_init(&a, 256 << 20);
    only(im, sentence, &a, &n);
    cedu__arena_release(&a);
    return n;
}

static void captures_become_fields(void **state) {
    (void)state;
    cedu_image *im =
        with("pattern\tkind\tfields",
             "period=<time>? .. region=<region> 开园|启用 subject=*{2-10} ， 总投资 value=<money>\tproject\tstatus=启用");
    cedu_arena a;
    size_t n;
    cedu__arena_init(&a, 256 << 20);
    const cedu_fact *f = only(im, "2023年5月，嘉兴市启用示例算力园，总投资3亿元。", &a, &n);
    assert_int_equal(n, 1);
    assert_int_equal(f->kind, CEDU_FACT_project);
    assert_true(f->region.n == 1 && cedu__eqz(f->region.p[0], "嘉兴市"));
    assert_true(cedu__eqz(f->period, "2023-05") && cedu__eqz(f->subject, "示例算力园"));
    assert_true(f->has_value && f->value > 2.99e8 && f->value < 3.01e8 && cedu__eqz(f->unit, "元"));
    assert_true(f->fields && f->fields->id == CEDU_FIELD_status && cedu__eqz(f->fields->str, "启用"));
    cedu__arena_release(&a);
    cedu__image_free(im);
}

static void shortest_text_every_match_and_clause_marks(void **state) {
    (void)state;
    cedu_image *im = with("pattern\tkind", "启用 subject=*{1-8} 中心\tevent");
    assert_int_equal(facts(im, "全市启用甲中心和启用乙中心。"), 2);
    assert_int_equal(facts(im, "全市启用甲，乙中心。"), 0);             /* text ends at a clause mark */
    assert_int_equal(facts(im, "全市启用一二三四五六七八九中心。"), 0); /* nine characters */
    cedu__image_free(im);
}

static void what_unless_names_forbids(void **state) {
    (void)state;
    cedu_image *im = with("pattern\tkind\tunless", "启用 subject=*{1-8} 中心\tevent\t计划|拟");
    assert_int_equal(facts(im, "嘉兴市启用甲中心。"), 1);
    assert_int_equal(facts(im, "嘉兴市计划启用甲中心。"), 0);
    cedu__image_free(im);
}

static void unknown_names_are_refused(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"pattern\tkind", "启用 <place>\tevent"},
        {"pattern\tkind", "启用 [nogroup]\tevent"},
        {"pattern\tkind", "启用\tnews"},
        {"pattern\tkind", "启用 colour=*\tevent"},
        {"pattern\tkind", "启用 region=*\tevent"},
        {"pattern\tkind", "启用 value=<time>\tobservation"},
        {"pattern\tkind", "启用 batch=*\tregistry"},
        {"pattern\tkind\tfields", "启用\tevent\tstance=sure"},
        {"pattern\tkind\tfields", "启用\tevent\tcolour=red"},
        {"pattern\tkind\tfields", "启用\tevent\tstatus"},
    };
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_image *im = with(rows[i][0], rows[i][1]);
        cedu_error err = {0};
        assert_int_equal(cedu__fact_check_patterns(im, &err), CEDU_PACK);
        assert_non_null(strstr(err.en, "/patterns.tsv:3: "));
        cedu__image_free(im);
    }
}

/* A sentence of nothing but anchors, and gaps that can never close: bounded, and nothing is found. */
static void hostile_sentences_are_bounded(void **state) {
    (void)state;
    cedu_image *im = with("pattern\tkind", "启用 .. *{1-100} .. *{1-100} .. 终\tevent");
    char *s = malloc(300001);
    assert_non_null(s);
    for (size_t i = 0; i < 50000; i++) memcpy(s + i * 6, "启用", 6);
    s[5400] = '\0';
    assert_int_equal(facts(im, s), 0);
    s[5400] = "启"[0], s[300000] = '\0';
    assert_int_equal(facts(im, s), 0);
    free(s);
    cedu__image_free(im);
}

static int start(void **state) {
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int end(void **state) {
    (void)state;
    char path[256];
    static const char *const names[] = {"PACK", "patterns.tsv"};
    for (size_t i = 0; i < CEDU_COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    return rmdir(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(captures_become_fields),
                                       cmocka_unit_test(shortest_text_every_match_and_clause_marks),
                                       cmocka_unit_test(what_unless_names_forbids), cmocka_unit_test(unknown_names_are_refused),
                                       cmocka_unit_test(hostile_sentences_are_bounded)};
    return cmocka_run_group_tests(tests, start, end);
}
