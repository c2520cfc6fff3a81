/* Numbers and the calendar: pure functions, no packs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "match/internal.h"

static void reads(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double lo, hi;
        size_t end; /* bytes; 0 = all */
    } T[] = {
        {"0", 0, 0, 0},
        {"42", 42, 42, 0},
        {"3.25", 3.25, 3.25, 0},
        {".5", .5, .5, 0},
        {"1,234,567", 1234567, 1234567, 0},
        {"1,23", 1, 1, 1},
        {"12,3456", 12, 12, 2},
        {"１２３", 123, 123, 0},
        {"0.1", 0.1, 0.1, 0},
        {"413.9", 413.9, 413.9, 0},
        {"0.0070", 0.007, 0.007, 0},
        {"七", 7, 7, 0},
        {"十", 10, 10, 0},
        {"十八", 18, 18, 0},
        {"二十", 20, 20, 0},
        {"两百零五", 205, 205, 0},
        {"三千零六十", 3060, 3060, 0},
        {"九万八千七百六十五", 98765, 98765, 0},
        {"四亿零三", 400000003, 400000003, 0},
        {"二〇二四", 2024, 2024, 0},
        {"廿六", 26, 26, 0},
        {"卅", 30, 30, 0},
        {"两千三", 2300, 2300, 0},
        {"六万五", 65000, 65000, 0},
        {"一百二", 120, 120, 0},
        {"柒佰捌拾", 780, 780, 0},
        {"伍仟肆佰", 5400, 5400, 0},
        {"4万2千", 42000, 42000, 0},
        {"2.6万亿", 2.6e12, 2.6e12, 0},
        {"千亿", 1e11, 1e11, 0},
        {"百亿", 1e10, 1e10, 0},
        {"万亿", 1e12, 1e12, 0},
        {"8千万", 8e7, 8e7, 0},
        {"三点一四", 3.14, 3.14, 0},
        {"十二点五万", 125000, 125000, 0},
        {"两三百", 200, 300, 0},
        {"三五千", 3000, 5000, 0},
        {"十六七", 16, 17, 0},
        {"数十", 10, 100, 0},
        {"几百万", 1e6, 1e7, 0},
        {"十几", 10, 20, 0},
        {"三十多万", 300000, 300000, 0},
        {"30余万", 300000, 300000, 0},
        {"5 万", 50000, 50000, 0},
        {"二十 亿", 2e9, 2e9, 0},
        {"两个亿", 2e8, 2e8, 0},
        {"3个", 3, 3, 1},
        {"三十个", 30, 30, 6},
        {"一二三", 123, 123, 0},
        {"2023年", 2023, 2023, 4},
        {"五点", 5, 5, 3},
        {"参拾", 30, 30, 0},
    };
    for (size_t i = 0; i < CEDU_COUNT(T); i++) {
        cedu_str s = cedu__str(T[i].text);
        cedu__num n;
        if (!cedu__num_at(s, 0, &n)) fail_msg("%s: no number", T[i].text);
        if (fabs(n.lo - T[i].lo) > 1e-9 * fabs(T[i].lo) || fabs(n.hi - T[i].hi) > 1e-9 * fabs(T[i].hi))
            fail_msg("%s: %.17g…%.17g", T[i].text, n.lo, n.hi);
        if (n.end != (T[i].end ? T[i].end : s.n)) fail_msg("%s: ends at %u", T[i].text, n.end);
    }
}

static void refuses(void **state) {
    (void)state;
    static const char *const T[] = {"",
                                    "年",
                                    "个",
                                    "多",
                                    "点五",
                                    "参加",
                                    "12345678901234567890123456",
                                    "一二三四五六七八九一二三四五六七八九一二三四五六七八九一二三"};
    for (size_t i = 0; i < CEDU_COUNT(T); i++) {
        cedu__num n;
        if (cedu__num_at(cedu__str(T[i]), 0, &n)) fail_msg("%s: %g", T[i], n.lo);
    }
}

static void decimals_are_exact(void **state) { /* what is written is what comes out, not a neighbour */
    (void)state;
    char t[32];
    for (int i = 0; i < 20000; i++) {
        snprintf(t, sizeof t, "%d.%02d", i / 100, i % 100);
        cedu__num n;
        assert_true(cedu__num_at(cedu__str(t), 0, &n));
        if (n.lo != strtod(t, NULL)) fail_msg("%s reads %.17g", t, n.lo);
    }
}

static void calendar(void **state) {
    (void)state;
    assert_int_equal(cedu__day_number(1970, 1, 1), 0);
    assert_int_equal(cedu__day_number(2000, 3, 1), 11017);
    assert_int_equal(cedu__days_in_month(1900, 2), 28);
    assert_int_equal(cedu__days_in_month(2000, 2), 29);
    assert_false(cedu__date_ok(2023, 2, 29));
    for (int64_t d = -800000; d < 800000; d += 37) { /* there and back */
        cedu_civil c = cedu__civil_of_day(d);
        assert_int_equal(cedu__day_number(c.year, c.month, c.day), d);
    }
    assert_int_equal(cedu__weekday((cedu_civil){2024, 9, 10}), 2);
    cedu_civil c =
        cedu__civil_add((cedu_civil){2024, 1, 31}, 0, 1, 0, 0); /* the last day of February, not the second of March */
    assert_int_equal(c.month, 2);
    assert_int_equal(c.day, 29);
    c = cedu__civil_add((cedu_civil){2024, 1, 1}, 0, 0, 0, -1);
    assert_int_equal(c.year, 2023);
    assert_int_equal(c.hour, 23);
    c = cedu__civil_add((cedu_civil){2024, 1, 1}, -5000, 0, 0, 0);
    assert_int_equal(c.year, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads), cmocka_unit_test(refuses), cmocka_unit_test(decimals_are_exact),
                                       cmocka_unit_test(calendar)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
