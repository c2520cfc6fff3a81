/* test_dates.c - ways of writing a day, in lines, attributes and addresses; and what is no day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "page/page_priv.h"

static cedu_arena arena;

typedef struct row {
    const char *in, *want; /* want: ISO 8601; "" = none */
} row;

static void check(bool found, const cedu_date *d, const row *r) {
    cedu_str s = found ? cedu__page_iso(&arena, d) : CEDU_STR("");
    if (!cedu__eqz(s, r->want)) print_message("%s: %.*s, not %s\n", r->in, (int)s.n, s.p, r->want);
    assert_true(cedu__eqz(s, r->want));
}

static void test_lines(void **state) {
    (void)state;
    static const row rows[] = {
        {"2021-02-23 08:03", "2021-02-23T08:03"},
        {"2021年2月23日 下午3时05分", "2021-02-23T15:05"},
        {"发布于2021/2/3", "2021-02-03"},
        {"2021 . 02 . 23", "2021-02-23"},
        {"二〇二四年三月五日", "2024-03-05"},
        {"二○二四年十二月三十一日", "2024-12-31"},
        {"一九九九年十月二十日", "1999-10-20"},
        {"二〇二四年二月三十日", ""},
        {"Nov 3, 2021", "2021-11-03"},
        {"Saturday, September 10th, 2005 10:56 am", "2005-09-10T10:56"},
        {"Posted on 3 Sept. 2021 at 7:05 PM", "2021-09-03T19:05"},
        {"12 May 2021", "2021-05-12"},
        {"Marching 3, 2021", ""},
        {"9/17/2004 5:54:13 AM", "2004-09-17T05:54:13"},
        {"3/4/2004 12:01:00 AM", "2004-03-04T00:01:00"},
        {"25/12/2021", "2021-12-25"},
        {"3/4/2021", ""}, /* March or April */
        {"3天前", ""},
        {"昨天 10:20", ""},
        {"2021年13月2日", ""},
        {"2021年2月30日", ""},
        {"2022-2025", ""},
        {"12021-02-23", ""},
        {"2021年2月", "2021-02"},
        {"Tue Feb 23 08:03:00 CST 2021", "2021-02-23T08:03:00"},
        {"Tue, 23 Feb 2021 08:03:00 GMT", "2021-02-23T08:03:00"},
        {"23-Feb-2021 08:03", "2021-02-23T08:03"},
        {"Feb.23,2021", "2021-02-23"},
        {"21年2月23日 08:03", "2021-02-23T08:03"},
        {"21-02-23 08:03:05", "2021-02-23T08:03:05"},
        {"21-02-23", ""},    /* without a time it may be anything */
        {"50年2月23日", ""}, /* no year of the web */
        {"民國110年2月23日", "2021-02-23"},
        {"中華民國一百一十年二月二十三日", "2021-02-23"},
        {"民國94.2.3", "2005-02-03"},
        {"110-02-23", ""}, /* behind a label only */
        {"２０２１年２月２３日　０８：０３", "2021-02-23T08:03"},
        {"2021 02-23 08:03", "2021-02-23T08:03"},
    };
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_date d;
        check(cedu__page_date(cedu__str(rows[i].in), 0, &d), &d, &rows[i]);
    }
}

static void test_pieces(void **state) {
    (void)state;
    static const row rows[] = {
        {"23 2021-02", "2021-02-23"},
        {"23 2021.02", "2021-02-23"},
        {"02-23 2021", "2021-02-23"},
        {"02月23日 2021年", "2021-02-23"},
        {"2021 02/23 08:03", "2021-02-23T08:03"},
        {"2021 02 23", "2021-02-23"},
        {"02 23 2021", ""}, /* month or day: nothing joins them */
        {"23 2021", ""},
        {"2021 23", ""},
        {"31 2021-02", ""},
        {"23 2021-02 5", ""},
        {"10 2021-02-23", ""},
    };
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_date d;
        check(cedu__page_split_date(cedu__str(rows[i].in), &d), &d, &rows[i]);
    }
}

static void test_labelled(void **state) {
    (void)state;
    static const row rows[] = {
        {"20210223", "2021-02-23"}, {"21-02-23", "2021-02-23"}, {"110-02-23", "2021-02-23"},
        {"110.2.23", "2021-02-23"}, {"202102234", ""},          {"999-02-23", ""},
        {"20211323", ""},
    };
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_date d;
        check(cedu__page_label_date(cedu__str(rows[i].in), 0, &d), &d, &rows[i]);
    }
}

static void test_ranges(void **state) {
    (void)state;
    static const struct {
        const char *in;
        bool range;
    } rows[] = {
        {"2004年12月11－12日", true},       {"2004年12月11日至12月13日", true},
        {"2023-05-01 至 2023-05-03", true}, {"2021年2月23日 08:03 东江日报", false},
        {"2021-02-23 - 东江网", false},     {"2021年2月23日-3版", false},
    };
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_date d;
        assert_true(cedu__page_date(cedu__str(rows[i].in), 0, &d));
        if (d.range != rows[i].range) print_message("%s\n", rows[i].in);
        assert_int_equal(d.range, rows[i].range);
    }
}

static void test_machines(void **state) {
    (void)state;
    static const row rows[] = {
        {"1614038580", "2021-02-23T08:03:00"}, /* shown in China's time */
        {"1614038580123", "2021-02-23T08:03:00"},
        {"951753600", ""}, /* nine digits */
        {"20210223", "2021-02-23"},
        {"20210223080300", "2021-02-23"},
        {"20211323", ""},
        {"2021-02-23T08:03:00+08:00", "2021-02-23T08:03:00"},
        {"2021-02", ""},
        {"", ""},
    };
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_date d;
        check(cedu__page_machine_date(cedu__str(rows[i].in), &d), &d, &rows[i]);
    }
}

static void test_addresses(void **state) {
    (void)state;
    static const row rows[] = {
        {"https://www.example.cn/2021/02/23/art_1_2.html", "2021-02-23"},
        {"https://www.example.cn/2021-02/23/content_1.htm", "2021-02-23"},
        {"https://www.example.cn/n1/2021/0223/c1-2.html", "2021-02-23"},
        {"http://www.example.cn/a/20210223/1.shtml", "2021-02-23"},
        {"http://www.example.cn/202102/t20210223_123.html", "2021-02-23"},
        {"http://www.example.cn/2021/02/22/t20210223_123.html", ""}, /* they disagree */
        {"http://www.example.cn/202102/art_20210223.html", ""},
        {"http://www.example.cn/list?day=/2021/02/23/", ""},
        {"http://www.example.cn/2021/02/", ""},
        {"http://www.example.cn/news/202102/23_123.html", "2021-02-23"},
        {"http://www.example.cn/news/202102/2312.html", ""},
        {"http://www.example.cn/article/20219923.html", ""},
        {"http://www.example.cn/1234/05/06/", ""},
    };
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_date d;
        check(cedu__page_url_date(cedu__str(rows[i].in), &d), &d, &rows[i]);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),    cmocka_unit_test(test_ranges),   cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_labelled), cmocka_unit_test(test_machines), cmocka_unit_test(test_addresses),
    };
    cedu__arena_init(&arena, 1u << 20);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    cedu__arena_release(&arena);
    return failed;
}
