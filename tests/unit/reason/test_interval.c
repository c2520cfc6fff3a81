/* What a written number allows. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "reason/internal.h"

typedef struct precision_case {
    double value;
    const char *written, *unit;
    double half;
} precision_case;
static const precision_case precisions[] = {
    {41390000000, "413.9亿元", "元", 5000000},
    {41390000000, "达到413.90亿元", "元", 500000},
    {20000000000, "200亿元", "元", 50000000},
    {597, "597家", "家", 0},
    {26000, "2.6万家", "家", 500},
    {300000, "30万人", "人", 5000},
    {107, "增长107%", "%", 0.5},
    {5.6, "5.6%", "%", 0.05},
    {7, "第7位", "位", 0},
    {303100000000, "3,031亿元", "元", 50000000},
    {2e19, "到2027年超过20EFLOPS", "FLOPS", 5e17}, /* the year is not the number */
    {50000000000, "五百亿元", "元", 50000000},     /* no digits: written to the 亿 */
    {300000, "三十万人", "人", 5000},
    {12, "十二家", "家", 0},
    {0.5, "二分之一", "倍", 0.05},
    {0, "0家", "家", 0},
};

static void precision(void **state) {
    (void)state;
    for (size_t i = 0; i < CEDU_COUNT(precisions); i++) {
        const precision_case *c = &precisions[i];
        double h = cedu__reason_precision(c->value, cedu__str(c->written), cedu__str(c->unit));
        if (fabs(h - c->half) > 1e-9 * fmax(1, c->half)) fail_msg("%s: %g, expected %g", c->written, h, c->half);
    }
}

typedef struct interval_case {
    double value;
    const char *written, *unit;
    cedu_modifier modifier;
    double lo, hi;
} interval_case;
static const interval_case intervals[] = {
    {550, "550余家", "家", CEDU_MOD_ODD, 550, 560},
    {2600, "2600多家", "家", CEDU_MOD_ODD, 2600, 2700},
    {2e9, "20余亿元", "元", CEDU_MOD_ODD, 2e9, 3e9},
    {0.5, "约1/2", "倍", CEDU_MOD_ABOUT, 0.45, 0.55},
    {413.9, "约413.9亿元", "亿元", CEDU_MOD_ABOUT, 413.9 * 0.95, 413.9 * 1.05},
    {500, "超500亿元", "亿元", CEDU_MOD_GT, 500, INFINITY},
    {500, "不低于500亿元", "亿元", CEDU_MOD_GE, 500, INFINITY},
    {1.25, "低于1.25", "", CEDU_MOD_LT, -INFINITY, 1.25},
    {597, "597家", "家", CEDU_MOD_EQ, 597, 597},
};

static void modifiers(void **state) {
    (void)state;
    for (size_t i = 0; i < CEDU_COUNT(intervals); i++) {
        const interval_case *c = &intervals[i];
        cedu_fact f = {.has_value = true,
                       .value = c->value,
                       .as_written = cedu__str(c->written),
                       .unit = cedu__str(c->unit),
                       .modifier = c->modifier};
        cedu_interval iv = cedu__reason_interval(&f);
        bool lo = iv.lo == c->lo || fabs(iv.lo - c->lo) < 1e-6 * fabs(c->lo),
             hi = iv.hi == c->hi || fabs(iv.hi - c->hi) < 1e-6 * fabs(c->hi);
        if (!lo || !hi) fail_msg("%s: [%g, %g]", c->written, iv.lo, iv.hi);
    }
    cedu_fact range = {.has_value = true, .value = 3, .has_max = true, .value_max = 5, .unit = CEDU_STR("家")};
    assert_true(cedu__reason_interval(&range).hi == 5);
    cedu_fact none = {.unit = CEDU_STR("家")};
    assert_true(isinf(cedu__reason_interval(&none).lo));
}

static void ends(void **state) {
    (void)state;
    cedu_interval a = {1, 2, false, true}, b = {2, 3, false, false}, c = {1.5, 9, false, false}, d = {1, 2, false, false};
    assert_true(cedu__reason_disjoint(a, b)); /* [1,2) and [2,3] */
    assert_true(cedu__reason_disjoint(b, a));
    assert_false(cedu__reason_disjoint(d, b));
    assert_false(cedu__reason_disjoint(a, c));
    cedu_interval m = cedu__reason_meet(a, c);
    assert_true(m.lo == 1.5 && m.hi == 2 && m.hi_open);
    cedu_interval above = {500, INFINITY, true, true}, under = {-INFINITY, 500, true, true}, big = {800, INFINITY, true, true};
    assert_true(cedu__reason_disjoint(above, under));
    assert_false(cedu__reason_disjoint(above, big));
    /* 0.1+0.2 is not 0.3 in binary; the ends still touch */
    cedu_interval p = {0, 0.1 + 0.2, false, false}, q = {0.3, 1, false, false};
    assert_false(cedu__reason_disjoint(q, p));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(precision), cmocka_unit_test(modifiers), cmocka_unit_test(ends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
