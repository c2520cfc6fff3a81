/* test_report.c - tables in four formats, numbers for people, the records of CONTRACT. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "report/report.h"

static const cedu_column columns[] = {
    {"name", "名称", "name", CEDU_LEFT, 6},
    {"value", "数值", "value", CEDU_RIGHT, 0},
    {"hash", "哈希", "hash", CEDU_LEFT, 0, true},
};

static bool collect(void *ctx, const char *p, size_t n) {
    cedu__buf_add(ctx, p, n);
    return true;
}

typedef struct sample {
    cedu_cell cells[3];
} sample;

static const char *render(cedu_format f, int width, const sample *rows, size_t n) {
    static cedu_buf out;
    cedu_table_options opt = {.format = f, .width = width, .sink = collect, .ctx = &out};
    cedu_table *t;
    cedu_error err;
    out.n = 0;
    assert_int_equal(cedu__table_new(columns, 3, &opt, &t, &err), CEDU_OK);
    for (size_t i = 0; i < n; i++) assert_true(cedu__table_row(t, rows[i].cells));
    assert_int_equal(cedu__table_rows(t), n);
    assert_int_equal(cedu__table_end(t, &err), CEDU_OK);
    cedu__buf_char(&out, 0);
    return out.p;
}

static sample row(const char *name, double v, const char *people) {
    return (sample){{CEDU_CELL_S(cedu__str(name)),
                     {.type = CEDU_CELL_NUM, .num = v, .people = cedu__str(people)},
                     CEDU_CELL_S(CEDU_STR("ab"))}};
}

static void aligned_by_columns_not_bytes(void **s) {
    (void)s;
    sample r[] = {row("成都市", 41390000000, "413.9亿元"), row("IDC", 7, NULL)};
    assert_string_equal(render(CEDU_FORMAT_table, 0, r, 2), "名称         数值\n"
                                                            "成都市  413.9亿元\n"
                                                            "IDC             7\n");
}

static void narrow_terminal_shortens_what_may_be_shortened(void **s) {
    (void)s;
    sample r[] = {row("非常非常长的一个名称", 1, NULL)};
    assert_string_equal(render(CEDU_FORMAT_table, 15, r, 1), "名称       数值\n"
                                                             "非常非常…     1\n");
    /* Never below min_width, whatever the terminal. */
    assert_string_equal(render(CEDU_FORMAT_table, 3, r, 1), "名称    数值\n"
                                                            "非常…      1\n");
}

static void a_page_cannot_drive_the_terminal(void **s) {
    (void)s;
    sample r[] = {row("a\x1b[31mb\nc\xC2\x9B"
                      "d\xFFz",
                      1, NULL)};
    const char *out = render(CEDU_FORMAT_table, 0, r, 1);
    assert_null(strchr(out, 0x1b));
    assert_null(strstr(out, "\xC2\x9B"));
    assert_non_null(strstr(out, "a [31mb c d\xEF\xBF\xBDz"));
}

static void csv_after_rfc_4180(void **s) {
    (void)s;
    sample r[] = {row("甲,\"乙\"\n丙", -5, "x"), row("=1+1", 0.1, NULL), row("", NAN, NULL)};
    assert_string_equal(render(CEDU_FORMAT_csv, 0, r, 3), "\xEF\xBB\xBF名称,数值,哈希\r\n"
                                                          "\"甲,\"\"乙\"\"\n丙\",-5,ab\r\n"
                                                          "'=1+1,0.1,ab\r\n"
                                                          ",,ab\r\n");
    assert_string_equal(render(CEDU_FORMAT_csv, 0, r, 0), "\xEF\xBB\xBF名称,数值,哈希\r\n");
}

static void json_has_values_not_words(void **s) {
    (void)s;
    sample r[] = {row("甲\"\t乙", 41390000000, "413.9亿元"), row("x\xFF", NAN, NULL)};
    r[1].cells[2] = CEDU_CELL_ABSENT();
    assert_string_equal(render(CEDU_FORMAT_json, 0, r, 2), "{\"name\":\"甲\\\"\\t乙\",\"value\":41390000000,\"hash\":\"ab\"}\n"
                                                           "{\"name\":\"x\xEF\xBF\xBD\",\"value\":null,\"hash\":null}\n");
}

static void markdown_is_escaped(void **s) {
    (void)s;
    sample r[] = {row("a|b*c\n<d>&", 1, NULL)};
    assert_string_equal(render(CEDU_FORMAT_md, 0, r, 1), "| 名称 | 数值 |\n|---|---:|\n| a\\|b\\*c<br>&lt;d>&amp; | 1 |\n");
}

static void rows_after_the_sample_stream(void **s) {
    (void)s;
    static cedu_buf out;
    cedu_table_options opt = {.format = CEDU_FORMAT_table, .sink = collect, .ctx = &out};
    cedu_table *t;
    cedu_error err;
    assert_int_equal(cedu__table_new(columns, 3, &opt, &t, &err), CEDU_OK);
    size_t n = CEDU_TABLE_SAMPLE * 3;
    for (size_t i = 0; i < n; i++) {
        sample r = row(i == n - 1 ? "后来才有的长名称" : "短", (double)i, NULL);
        assert_true(cedu__table_row(t, r.cells));
    }
    assert_int_equal(cedu__table_end(t, &err), CEDU_OK);
    size_t lines = 0;
    for (size_t i = 0; i < out.n; i++) lines += out.p[i] == '\n';
    assert_int_equal(lines, n + 1);
    assert_true(cedu__find(cedu__buf_view(&out), CEDU_STR("后来才有的长名称"), 0) > 0);
    cedu__buf_release(&out);
}

static bool refuse(void *ctx, const char *p, size_t n) {
    (void)p, (void)n;
    ++*(int *)ctx;
    return false;
}

static void a_reader_that_leaves_stops_the_rows(void **s) {
    (void)s;
    int calls = 0;
    cedu_table_options opt = {.format = CEDU_FORMAT_json, .sink = refuse, .ctx = &calls};
    cedu_table *t;
    cedu_error err;
    assert_int_equal(cedu__table_new(columns, 3, &opt, &t, &err), CEDU_OK);
    sample r = row("名称", 1, NULL);
    size_t i = 0;
    while (cedu__table_row(t, r.cells)) assert_true(++i < 100000);
    for (int k = 0; k < 5000; k++) assert_false(cedu__table_row(t, r.cells));
    assert_int_equal(cedu__table_end(t, &err), CEDU_OK);
    assert_int_equal(calls, 1);
}

static void formats_by_name(void **s) {
    (void)s;
    cedu_format f;
    assert_true(cedu__format_parse("md", &f));
    assert_int_equal(f, CEDU_FORMAT_md);
    assert_string_equal(cedu__format_name(CEDU_FORMAT_csv), "csv");
    assert_false(cedu__format_parse("xlsx", &f));
}

/* ------------------------------------------------------------------ numbers */
static void numbers_for_people(void **s) {
    (void)s;
    static const struct {
        cedu_modifier m;
        double v, max;
        const char *unit, *written, *want;
    } t[] = {
        {CEDU_MOD_EQ, 41390000000, NAN, "元", "413.9亿元", "413.9亿元"},
        {CEDU_MOD_EQ, 150000000, NAN, "元", "1.50亿元", "1.50亿元"},
        {CEDU_MOD_GT, 3.5e12, NAN, "元", "超3.5万亿元", "超3.5万亿元"},
        {CEDU_MOD_EQ, 1e12, NAN, "元", "10000亿元", "10000亿元"}, /* the source's own unit and precision */
        {CEDU_MOD_EQ, 1e12, NAN, "元", NULL, "1万亿元"},
        {CEDU_MOD_EQ, 5.4e15, NAN, "字节", "5400TB", "5400TB"},
        {CEDU_MOD_EQ, 7e13, NAN, "字节", "7万GB", "7万GB"},
        {CEDU_MOD_GE, 2e7, NAN, "bps", "20Mbps及以上", "≥20Mbps"},
        {CEDU_MOD_EQ, 15500, NAN, "家", "1.55万家", "1.55万家"},
        {CEDU_MOD_ODD, 10000, NAN, "种", "1万余种", "1万余种"},
        {CEDU_MOD_ODD, 300000, NAN, "吨", "30多万吨", "30万余吨"},
        {CEDU_MOD_EQ, 37472, NAN, "家", "37,472家", "37,472家"},
        {CEDU_MOD_EQ, 710, NAN, "%", "7.1倍", "7.1倍"},
        {CEDU_MOD_EQ, 3, NAN, "个百分点", "3个", "3个百分点"}, /* the words stop within the unit */
        {CEDU_MOD_EQ, 5, NAN, "工作日", "5个工作日", "5个工作日"},
        {CEDU_MOD_EQ, 0.1, NAN, "美元", "10美分", "10美分"},
        {CEDU_MOD_ABOUT, 0.5, NAN, "倍", "1/2", "约0.5倍"},
        {CEDU_MOD_EQ, 4.3, NAN, "倍", "4．3倍", "4.3倍"},
        {CEDU_MOD_GE, 3900065, NAN, "岁", "390万65岁以上", "≥390.0065万岁"},
        {CEDU_MOD_EQ, -1.1, NAN, "个百分点", "1.1个百分点", "-1.1个百分点"},
        {CEDU_MOD_EQ, 41390000000, NAN, "元", "413.9", "413.9亿元"},     /* the unit stood in the head of the table */
        {CEDU_MOD_EQ, 42000000000, NAN, "元", "413.9亿元", "420.0亿元"}, /* corrected: the words are no longer the value's */
        {CEDU_MOD_EQ, 1.14e20, NAN, "FLOPS", "11.4万P", "11.4万PFLOPS"},
        {CEDU_MOD_ODD, 597, NAN, "家", "597余家", "597余家"},
        {CEDU_MOD_EQ, 12345, NAN, "家", "12345家", "12345家"},
        {CEDU_MOD_EQ, 1200000, NAN, "人", "120万人", "120万人"},
        {CEDU_MOD_EQ, 83, NAN, "%", "83%", "83%"},
        {CEDU_MOD_EQ, -2.5, NAN, "%", "下降2.5%", "-2.5%"},
        {CEDU_MOD_EQ, 0.1 + 0.2, NAN, "%", NULL, "0.3%"},
        {CEDU_MOD_EQ, 7, NAN, "位", "第7位", "第7位"},
        {CEDU_MOD_EQ, 3e8, 5e8, "元", "3亿至5亿元", "3–5亿元"},
        {CEDU_MOD_GE, 3e17, NAN, "FLOPS", "300P以上", "≥300PFLOPS"},
        {CEDU_MOD_ABOUT, 0.5, NAN, "倍", "约0.5倍", "约0.5倍"},
        {CEDU_MOD_EQ, 0, NAN, "元", NULL, "0元"},
        {CEDU_MOD_EQ, 50000, NAN, "元", "5万元", "5万元"},
        {CEDU_MOD_GE, 6.62e12, NAN, "克", "662万吨以上", "≥662万吨"}, /* physical: the source's own unit */
        {CEDU_MOD_EQ, 3e7, NAN, "米", "3万公里", "3万公里"},
        {CEDU_MOD_EQ, 5000, NAN, "米", "五公里", "5000米"},
    };
    for (size_t i = 0; i < CEDU_COUNT(t); i++) {
        cedu_buf b = {0};
        cedu__report_value(&b, t[i].m, t[i].v, t[i].max, cedu__str(t[i].unit), cedu__str(t[i].written));
        cedu__buf_char(&b, 0);
        assert_string_equal(b.p, t[i].want);
        cedu__buf_release(&b);
    }
}

/* ------------------------------------------------------------------ records */
static cedu_str quote(const void *ctx, const cedu_place *p, bool clean) {
    (void)ctx;
    return p->start == 1 ? CEDU_STR("第一段") : clean ? CEDU_STR("修复") : CEDU_STR("修(fu)复");
}

static const char *fact_json(const cedu_fact *f) {
    static cedu_buf b;
    b.n = 0;
    cedu__report_fact_json(f, "d0c", quote, NULL, NULL, &b);
    cedu__buf_char(&b, 0);
    return b.p;
}

static void a_full_fact(void **s) {
    (void)s;
    cedu_str region[] = {CEDU_STR("成都市")}, issuers[] = {CEDU_STR("甲"), CEDU_STR("乙")};
    cedu_field expires = {.id = CEDU_FIELD_expires, .str = CEDU_STR("2025")};
    cedu_field published = {.id = CEDU_FIELD_published, .str = CEDU_STR("2022-03-01"), .next = &expires};
    cedu_field iss = {.id = CEDU_FIELD_issuers, .strs = {issuers, 2}, .next = &published};
    cedu_field open = {.id = CEDU_FIELD_open_ended, .num = 1, .next = &iss};
    cedu_context ctx = {.role = CEDU_STR("region"), .place = {.start = 1, .end = 4}};
    cedu_fact f = {.id = "f00d",
                   .kind = CEDU_FACT_policy,
                   .region = {region, 1},
                   .region_code = CEDU_STR("510100"),
                   .stance = CEDU_STANCE_asserted,
                   .confidence = 0.93,
                   .denied = true,
                   .review = true,
                   .rule = CEDU_STR("policy.title"),
                   .place = {.start = 10, .end = 15, .byte_start = 20, .byte_end = 31},
                   .fields = &open,
                   .context = &ctx};
    assert_string_equal(fact_json(&f), "{\"v\":1,\"type\":\"fact\",\"id\":\"f00d\",\"doc\":\"d0c\",\"kind\":\"policy\","
                                       "\"region\":\"成都市\",\"region_code\":\"510100\","
                                       "\"subject\":null,\"period\":null,"
                                       "\"open_ended\":true,\"issuers\":[\"甲\",\"乙\"],\"dates\":{\"published\":\"2022-03-"
                                       "01\",\"expires\":\"2025\"},\"title\":null,\"document_number\":null,\"doc_type\":null,"
                                       "\"polarity\":\"-\",\"source\":null,"
                                       "\"stance\":\"asserted\",\"confidence\":0.93,\"review\":true,\"rule\":\"policy.title\","
                                       "\"quote\":\"修(fu)复\",\"start\":10,\"end\":15,"
                                       "\"byte_start\":20,\"byte_end\":31,\"clean_quote\":\"修复\",\"context\":[{\"role\":"
                                       "\"region\",\"quote\":\"第一段\",\"start\":1,\"end\":4}]}\n");
}

static void unknown_is_null_where_the_kind_has_it_and_left_out_elsewhere(void **s) {
    (void)s;
    cedu_str two[] = {CEDU_STR("甲市"), CEDU_STR("乙市")};
    cedu_fact f = {.id = "a",
                   .kind = CEDU_FACT_target,
                   .region = {two, 2},
                   .stance = CEDU_STANCE_planned,
                   .place = {.start = 2, .end = 3}};
    const char *z = fact_json(&f);
    assert_non_null(strstr(z, "\"region\":[\"甲市\",\"乙市\"],\"subject\":null,\"period\":null,\"value\":null,"));
    assert_null(strstr(z, "modifier"));
    assert_null(strstr(z, "unit"));
    assert_null(strstr(z, "context"));
    assert_null(strstr(z, "polarity"));
    assert_null(strstr(z, "document_number"));
    f.kind = CEDU_FACT_observation;
    f.region.n = 0;
    z = fact_json(&f);
    assert_null(strstr(z, "value"));
    assert_non_null(strstr(z, "\"region\":null"));
    f.has_value = f.has_max = true;
    f.value = 3e8, f.value_max = 5e8, f.unit = CEDU_STR("元"), f.modifier = CEDU_MOD_GT;
    assert_non_null(strstr(fact_json(&f), "\"value\":300000000,\"value_max\":500000000,\"unit\":\"元\",\"modifier\":\">\""));
}

static void a_document(void **s) {
    (void)s;
    cedu_paragraph p = {.text = CEDU_STR("正文"), .place = {.start = 5, .end = 7}};
    cedu_finding f[] = {{.cls = CEDU_FINDING_pinyin_annotation, .count = 571},
                        {.cls = CEDU_FINDING_gbk_shift,
                         .count = 1,
                         .placed = true,
                         .place = {.start = 1, .end = 2, .byte_start = 1, .byte_end = 3},
                         .before = CEDU_STR("坏"),
                         .after = CEDU_STR("好"),
                         .confidence = 0.97}};
    cedu_document d = {.file = CEDU_STR("a.html"),
                       .sha256 = "5ha",
                       .bytes = 9,
                       .encoding = CEDU_STR("UTF-8"),
                       .title = CEDU_STR("题"),
                       .paragraphs = &p,
                       .paragraph_count = 1,
                       .findings = f,
                       .finding_count = 2};
    cedu_buf b = {0};
    cedu__report_read_json(&d, &b);
    cedu__buf_char(&b, 0);
    assert_string_equal(
        b.p, "{\"v\":1,\"file\":\"a.html\",\"sha256\":\"5ha\",\"bytes\":9,\"encoding\":\"UTF-8\",\"title\":\"题\","
             "\"published\":null,"
             "\"outlet\":null,\"site\":null,\"url\":null,\"authors\":[],\"editor\":null,\"doc_type\":null,"
             "\"paragraphs\":[{\"text\":\"正文\",\"start\":5,\"end\":7,\"heading\":0}],"
             "\"findings\":[{\"class\":\"pinyin_annotation\",\"count\":571},{\"class\":\"gbk_shift\",\"start\":1,\"end\":2,"
             "\"byte_start\":1,\"byte_end\":3,\"before\":\"坏\",\"after\":\"好\",\"confidence\":0.97}],\"error\":null}\n");
    b.n = 0;
    cedu__report_document_json(&d, &b);
    cedu__buf_char(&b, 0);
    assert_int_equal(strncmp(b.p, "{\"v\":1,\"type\":\"document\",\"doc\":\"5ha\",\"file\":\"a.html\",\"sha256\":\"5ha\"", 66),
                     0);
    b.n = 0;
    cedu_error err = {.status = CEDU_UNSUPPORTED, .en = "a picture"};
    cedu__report_error_json("x\xFF.png", &err, &b);
    cedu__buf_char(&b, 0);
    assert_non_null(strstr(b.p, "\"file\":\"x\xEF\xBF\xBD.png\",\"sha256\":null"));
    assert_non_null(strstr(b.p, "\"error\":\"UNSUPPORTED: a picture\"}\n"));
    cedu__buf_release(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aligned_by_columns_not_bytes),
        cmocka_unit_test(narrow_terminal_shortens_what_may_be_shortened),
        cmocka_unit_test(a_page_cannot_drive_the_terminal),
        cmocka_unit_test(csv_after_rfc_4180),
        cmocka_unit_test(json_has_values_not_words),
        cmocka_unit_test(markdown_is_escaped),
        cmocka_unit_test(rows_after_the_sample_stream),
        cmocka_unit_test(a_reader_that_leaves_stops_the_rows),
        cmocka_unit_test(formats_by_name),
        cmocka_unit_test(numbers_for_people),
        cmocka_unit_test(a_full_fact),
        cmocka_unit_test(unknown_is_null_where_the_kind_has_it_and_left_out_elsewhere),
        cmocka_unit_test(a_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
