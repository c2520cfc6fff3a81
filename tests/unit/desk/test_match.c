/* test_match.c - the assignment against trying everything, on 10,000 random small instances; constraints and unknowns one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
/* after the above */
#include <cmocka.h>

#include "desk/match.h"

static uint64_t seed = 2463534242u;
static uint64_t rnd(uint64_t n) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return n ? seed % n : 0;
}

/* ------------------------------------------------------------------ random tables */
static void words(cedu_buf *b, const char *stem, size_t kinds, size_t most) {
    size_t n = rnd(most + 1);
    for (size_t i = 0; i < n; i++) cedu__buf_f(b, "%s%s%u", i ? "、" : "", stem, (unsigned)rnd(kinds));
    cedu__buf_char(b, ',');
}
static void maybe(cedu_buf *b, unsigned unknown, uint64_t from, uint64_t range) {
    if (rnd(unknown)) cedu__buf_f(b, "%llu", (unsigned long long)(from + rnd(range)));
    cedu__buf_char(b, ',');
}
static void tables(cedu_buf *n, cedu_buf *s, size_t needs, size_t suppliers) {
    n->n = s->n = 0;
    cedu__buf_z(n, "id,name,sector,tasks,budget,deadline,region\n");
    for (size_t i = 0; i < needs; i++) {
        cedu__buf_f(n, "n%zu,场景%zu,", i, i);
        words(n, "领域", 3, 2), words(n, "任务", 3, 1), maybe(n, 4, 20, 80);
        if (rnd(3)) cedu__buf_f(n, "2026-%02u-15", 1 + (unsigned)rnd(12));
        cedu__buf_f(n, ",%s\n", rnd(2) ? "甲市" : "乙市");
    }
    cedu__buf_z(s, "name,sectors,tasks,price,available,capacity,region\n");
    for (size_t i = 0; i < suppliers; i++) {
        cedu__buf_f(s, "商%zu,", i);
        words(s, "领域", 3, 3), words(s, "任务", 3, 3), maybe(s, 8, 10, 80);
        if (rnd(8)) cedu__buf_f(s, "2026-%02u-01", 1 + (unsigned)rnd(12));
        cedu__buf_char(s, ',');
        maybe(s, 6, 0, 3);
        cedu__buf_f(s, "%s\n", rnd(2) ? "甲市" : "乙市");
    }
}

/* ------------------------------------------------------------------ trying everything */
typedef struct brute {
    const cedu_match *m;
    int64_t budget, best;
    int left[8];
} brute;
static void all(brute *x, size_t need, int64_t score, int64_t cost) {
    if (need == x->m->need_count) {
        if (score > x->best) x->best = score;
        return;
    }
    all(x, need + 1, score, cost);
    for (size_t s = 0; s < x->m->supplier_count; s++) {
        cedu_match_pair k;
        int64_t price = x->m->suppliers[s].money;
        if (!x->left[s]) continue;
        cedu__match_judge(x->m, need, s, &k);
        if (k.all != CEDU_TRUTH_YES || (x->budget >= 0 && (price < 0 || cost + price > x->budget))) continue;
        x->left[s]--;
        all(x, need + 1, score + k.score, cost + (price > 0 ? price : 0));
        x->left[s]++;
    }
}

static void equals_brute_force(void **state) {
    (void)state;
    cedu_buf n = {0}, s = {0};
    cedu_arena a;
    cedu__arena_init(&a, 512 << 20);
    size_t served = 0, branched = 0;
    for (int round = 0; round < 10000; round++) {
        cedu_match m;
        cedu_assignment got;
        cedu_error err = {0};
        tables(&n, &s, 1 + rnd(5), 1 + rnd(5));
        if (cedu__match_read(cedu__buf_view(&n), cedu__buf_view(&s), &a, &m, &err) != CEDU_OK) fail_msg("%s", err.en);
        for (int c = 0; c < CEDU_MATCH_CRITERION_COUNT; c++) m.weights.of[c] = (int64_t)rnd(50);
        m.weights.assigned = (int64_t)rnd(3) * 20;
        if (rnd(2)) m.weights.hard = (uint32_t)rnd(1u << CEDU_MATCH_TEST_COUNT) | 1u << CEDU_MATCH_capacity;
        if (rnd(2)) m.weights.unknown_capacity = (int64_t)rnd(3);
        int64_t budget = round % 2 ? (int64_t)rnd(25000) : -1;
        brute x = {.m = &m, .budget = budget};
        for (size_t i = 0; i < m.supplier_count; i++) {
            int64_t c = m.suppliers[i].capacity >= 0 ? m.suppliers[i].capacity : m.weights.unknown_capacity;
            x.left[i] = c > 0 ? (int)c : 0;
        }
        int room[8];
        memcpy(room, x.left, sizeof room);
        all(&x, 0, 0, 0);
        if (cedu__match_assign(&m, budget, &a, &got, &err) != CEDU_OK) fail_msg("%s", err.en);
        assert_int_equal(got.gap, 0);
        if (got.score != x.best)
            fail_msg("round %d: %lld points, %lld are possible\n%s\n%s", round, (long long)got.score, (long long)x.best, n.p,
                     s.p);
        int64_t score = 0, cost = 0;
        for (size_t i = 0; i < m.need_count; i++) { /* and it is what it says */
            cedu_match_pair k;
            if (got.supplier[i] == CEDU_MATCH_NONE) continue;
            cedu__match_judge(&m, i, got.supplier[i], &k);
            assert_int_equal(k.all, CEDU_TRUTH_YES);
            assert_true(room[got.supplier[i]]-- > 0);
            score += k.score, cost += m.suppliers[got.supplier[i]].money > 0 ? m.suppliers[got.supplier[i]].money : 0;
            served++;
        }
        assert_int_equal(score, got.score);
        assert_int_equal(cost, got.cost);
        assert_true(budget < 0 || cost <= budget);
        branched += budget >= 0;
        cedu__arena_reset(&a);
    }
    assert_true(served > 5000 && branched > 4000);
    cedu__arena_release(&a);
    cedu__buf_release(&n), cedu__buf_release(&s);
}

/* Few candidates are kept at first: where hundreds of needs want the same few suppliers, more must be fetched, and the duals must agree. */
static void crowded(void **state) {
    (void)state;
    cedu_buf n = {0}, s = {0};
    cedu_arena a;
    cedu_match m;
    cedu_assignment got;
    cedu__arena_init(&a, 512 << 20);
    cedu__buf_z(&n, "name,sector,budget\n");
    cedu__buf_z(&s, "name,sectors,price,capacity\n");
    for (int i = 0; i < 300; i++) cedu__buf_f(&n, "场景%d,甲,1000\n", i);
    for (int i = 0; i < 400; i++) cedu__buf_f(&s, "商%d,甲,%d,1\n", i, i + 1); /* all needs prefer the cheap ones */
    assert_int_equal(cedu__match_read(cedu__buf_view(&n), cedu__buf_view(&s), &a, &m, NULL), CEDU_OK);
    m.weights = (cedu_match_weights){
        .of = {[CEDU_MATCH_BY_price] = 1}, .assigned = 1, .hard = cedu__match_defaults.hard, .unknown_capacity = -1};
    assert_int_equal(cedu__match_assign(&m, -1, &a, &got, NULL), CEDU_OK);
    int64_t want = 0;
    for (int i = 1; i <= 300; i++) want += 1000 + (1000 - i);
    assert_int_equal(got.assigned, 300);
    assert_int_equal(got.score, want);
    cedu__arena_release(&a);
    cedu__buf_release(&n), cedu__buf_release(&s);
}

static void unknown_is_never_met(void **state) {
    (void)state;
    static const struct {
        const char *need, *supplier;
        cedu_match_test test;
        cedu_truth truth, all;
    } cases[] = {
        {"甲,识别,,,20,100,2026-06-01", "甲,识别,,,30,90,2026-05-01,1", CEDU_MATCH_capacity, CEDU_TRUTH_YES, CEDU_TRUTH_YES},
        {"甲,识别,,,20,100,2026-06-01", ",识别,,,30,90,2026-05-01,1", CEDU_MATCH_sector, CEDU_TRUTH_UNKNOWN,
         CEDU_TRUTH_UNKNOWN},
        {"甲,识别,,,20,100,2026-06-01", "乙,识别,,,30,90,2026-05-01,1", CEDU_MATCH_sector, CEDU_TRUTH_NO, CEDU_TRUTH_NO},
        {"甲,识别、分割,,,20,100,2026-06-01", "甲,识别,,,30,90,2026-05-01,1", CEDU_MATCH_tasks, CEDU_TRUTH_NO, CEDU_TRUTH_NO},
        {"甲,识别,影像,,20,100,2026-06-01", "甲,识别,,,30,90,2026-05-01,1", CEDU_MATCH_data, CEDU_TRUTH_UNKNOWN,
         CEDU_TRUTH_UNKNOWN},
        {"甲,识别,,证书,20,100,2026-06-01", "甲,识别,,别的,30,90,2026-05-01,1", CEDU_MATCH_qualifications, CEDU_TRUTH_NO,
         CEDU_TRUTH_NO},
        {"甲,识别,,,20,100,2026-06-01", "甲,识别,,,,90,2026-05-01,1", CEDU_MATCH_compute, CEDU_TRUTH_UNKNOWN,
         CEDU_TRUTH_UNKNOWN},
        {"甲,识别,,,20,100,2026-06-01", "甲,识别,,,19,90,2026-05-01,1", CEDU_MATCH_compute, CEDU_TRUTH_NO, CEDU_TRUTH_NO},
        {"甲,识别,,,20,100,2026-06-01", "甲,识别,,,30,100.01,2026-05-01,1", CEDU_MATCH_budget, CEDU_TRUTH_NO, CEDU_TRUTH_NO},
        {"甲,识别,,,20,100,2026-06-01", "甲,识别,,,30,,2026-05-01,1", CEDU_MATCH_budget, CEDU_TRUTH_UNKNOWN,
         CEDU_TRUTH_UNKNOWN},
        {"甲,识别,,,20,100,2026-06-01", "甲,识别,,,30,90,2026-06-02,1", CEDU_MATCH_deadline, CEDU_TRUTH_NO, CEDU_TRUTH_NO},
        {"甲,识别,,,20,100,2026-06-01", "甲,识别,,,30,90,,1", CEDU_MATCH_deadline, CEDU_TRUTH_UNKNOWN, CEDU_TRUTH_UNKNOWN},
        {"甲,识别,,,20,100,2026-06-01", "甲,识别,,,30,90,2026-05-01,", CEDU_MATCH_capacity, CEDU_TRUTH_UNKNOWN,
         CEDU_TRUTH_UNKNOWN},
        {"甲,识别,,,20,100,2026-06-01", "甲,识别,,,30,90,2026-05-01,0", CEDU_MATCH_capacity, CEDU_TRUTH_NO, CEDU_TRUTH_NO},
        {",,,,,,", "乙,识别,,,,,,1", CEDU_MATCH_sector, CEDU_TRUTH_YES, CEDU_TRUTH_YES}, /* nothing is asked for */
    };
    for (size_t i = 0; i < CEDU_COUNT(cases); i++) {
        cedu_arena a;
        cedu_match m;
        cedu_match_pair k;
        cedu_match_candidates list;
        cedu_assignment got;
        int64_t score;
        cedu__arena_init(&a, 16 << 20);
        cedu_str n = cedu__arena_strf(&a, "name,sector,tasks,data,qualifications,compute,budget,deadline\n场景,%s\n",
                                      cases[i].need),
                 s = cedu__arena_strf(&a, "name,sectors,tasks,data,qualifications,compute,price,available,capacity\n商,%s\n",
                                      cases[i].supplier);
        assert_int_equal(cedu__match_read(n, s, &a, &m, NULL), CEDU_OK);
        cedu__match_judge(&m, 0, 0, &k);
        if (k.truth[cases[i].test] != cases[i].truth || k.all != cases[i].all)
            fail_msg("case %zu: %d %d", i, k.truth[cases[i].test], k.all);
        assert_int_equal(cedu__match_quick(&m, 0, 0, &score), k.all);
        assert_true(cedu__match_candidates(&m, 0, 10, true, &a, &list));
        assert_int_equal(list.n, 1);
        assert_int_equal(list.met, k.all == CEDU_TRUTH_YES);
        assert_int_equal(list.open, k.all == CEDU_TRUTH_UNKNOWN);
        assert_int_equal(cedu__match_assign(&m, -1, &a, &got, NULL), CEDU_OK);
        assert_int_equal(got.assigned, k.all == CEDU_TRUTH_YES);
        cedu__arena_release(&a);
    }
}

static void bad_tables(void **state) {
    (void)state;
    static const char *const bad[][2] = {{"", "name\n商\n"},
                                         {"名字\n甲\n", "name\n商\n"},
                                         {"name,budget\n甲,很多\n", "name\n商\n"},
                                         {"name,budget\n甲,-1\n", "name\n商\n"},
                                         {"name,deadline\n甲,2026年\n", "name\n商\n"},
                                         {"name\n甲\n", "name,capacity\n商,1.5\n"},
                                         {"name\n\"甲\n", "name\n商\n"},
                                         {"name\n甲,乙\n", "name\n商\n"},
                                         {"name,sector\n,甲\n", "name\n商\n"},
                                         {"name\n\xff\n", "name\n商\n"}};
    for (size_t i = 0; i < CEDU_COUNT(bad); i++) {
        cedu_arena a;
        cedu_match m;
        cedu_error err = {0};
        cedu__arena_init(&a, 16 << 20);
        if (cedu__match_read(cedu__str(bad[i][0]), cedu__str(bad[i][1]), &a, &m, &err) != CEDU_USAGE)
            fail_msg("case %zu was taken", i);
        assert_true(err.zh[0] && err.en[0]);
        cedu__arena_release(&a);
    }
    cedu_arena a;
    cedu_match_weights w;
    cedu__arena_init(&a, 16 << 20);
    assert_int_equal(cedu__match_weights_read(CEDU_STR("price = 5\nhard = [\"budget\"]\n"), &a, &w, NULL), CEDU_OK);
    assert_int_equal(w.of[CEDU_MATCH_BY_price], 5);
    assert_int_equal(w.hard, 1u << CEDU_MATCH_budget | 1u << CEDU_MATCH_capacity);
    assert_int_equal(cedu__match_weights_read(CEDU_STR("price = -5\n"), &a, &w, NULL), CEDU_USAGE);
    assert_int_equal(cedu__match_weights_read(CEDU_STR("beauty = 5\n"), &a, &w, NULL), CEDU_USAGE);
    assert_int_equal(cedu__match_weights_read(CEDU_STR("hard = [\"beauty\"]\n"), &a, &w, NULL), CEDU_USAGE);
    cedu__arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(equals_brute_force), cmocka_unit_test(crowded),
                                       cmocka_unit_test(unknown_is_never_met), cmocka_unit_test(bad_tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
