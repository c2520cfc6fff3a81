/* test_programme.c - allocation against what it promises, the arithmetic of awards, random operations against a simple model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
/* after the above */
#include <cmocka.h>

#include "desk/programme.h"
#include "desk/whatif.h"

static uint64_t seed = 88172645463325252ull;
static uint64_t rnd(uint64_t n) {
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return n ? seed % n : 0;
}

/* ------------------------------------------------------------------ money */
static void money(void **state) {
    (void)state;
    static const struct {
        const char *z;
        int64_t fen;
    } good[] = {{"0", 0},        {"1", 100},   {"1_200_000", 120000000}, {"0.5", 50},
                {"12.34", 1234}, {"-3", -300}, {"1.500", 150},           {"92233720368547758.07", INT64_MAX}};
    static const char *const bad[] = {
        "", ".", "1.", ".5", "1.234", "1e5", "1__0", "92233720368547758.08", "12a", "--1", "99999999999999999999"};
    for (size_t i = 0; i < CEDU_COUNT(good); i++) {
        int64_t v = 1;
        assert_true(cedu__money_parse(cedu__str(good[i].z), &v));
        assert_int_equal(v, good[i].fen);
    }
    for (size_t i = 0; i < CEDU_COUNT(bad); i++) {
        int64_t v = 7;
        if (cedu__money_parse(cedu__str(bad[i]), &v)) fail_msg("%s was taken for %lld", bad[i], (long long)v);
        assert_int_equal(v, 7);
    }
    int64_t v;
    assert_true(cedu__money_share(INT64_MAX, 300000, CEDU_RATE_ONE, &v));
    assert_int_equal(v, (int64_t)((__int128)INT64_MAX * 3 / 10));
    assert_false(cedu__money_share(INT64_MAX, 2 * CEDU_RATE_ONE, CEDU_RATE_ONE, &v));
    assert_false(cedu__money_add(INT64_MAX, 1, &v));
    assert_true(cedu__rate_parse(CEDU_STR("12.3456"), &v) && v == 123456);
    assert_false(cedu__rate_parse(CEDU_STR("12.34567"), &v));
    assert_false(cedu__rate_parse(CEDU_STR("1001"), &v));
}

/* ------------------------------------------------------------------ allocation */
static void allocation(void **state) {
    (void)state;
    cedu_arena a;
    cedu__arena_init(&a, 64 << 20);
    for (int round = 0; round < 20000; round++) {
        int64_t d[12], out[12], sum = 0, got = 0;
        size_t n = rnd(13);
        for (size_t i = 0; i < n; i++) sum += d[i] = (int64_t)rnd(round % 3 ? 20 : 1000000007);
        int64_t budget = (int64_t)rnd((uint64_t)sum * 3 / 2 + 2);
        cedu_allocation how = (cedu_allocation)(round % CEDU_ALLOCATION_COUNT);
        assert_true(cedu__allocate(how, d, n, budget, &a, out));
        for (size_t i = 0; i < n; i++) {
            assert_true(out[i] >= 0 && out[i] <= d[i]);
            got += out[i];
        }
        assert_int_equal(got, sum < budget ? sum : budget);
        for (size_t i = 0; sum > budget && i < n; i++) {
            if (how == CEDU_ALLOCATE_pro_rata) { /* within one 分 of the exact share */
                __int128 off = (__int128)out[i] * sum - (__int128)d[i] * budget;
                assert_true(off > -sum && off < sum);
            } else if (how == CEDU_ALLOCATE_priority) { /* whoever comes later has something only if this one is full */
                for (size_t k = i + 1; k < n; k++) assert_true(!out[k] || out[i] == d[i]);
            } else { /* who is not full has no less than anybody else, but for one 分 */
                for (size_t k = 0; k < n; k++) assert_true(out[i] == d[i] || out[k] <= out[i] + 1);
            }
        }
        cedu__arena_reset(&a);
    }
    int64_t big[2] = {INT64_MAX, INT64_MAX}, out[2];
    assert_true(cedu__allocate(CEDU_ALLOCATE_pro_rata, big, 2, INT64_MAX, &a, out));
    assert_true(out[0] + out[1] == INT64_MAX);
    cedu__arena_release(&a);
}

/* ------------------------------------------------------------------ rules */
#define HEAD "name=\"甲\"\nbudget=1000\nfrom=2025-01-01\nto=2025-12-31\n"
static void faults(void **state) {
    (void)state;
    static const struct {
        const char *text, *changes;
        int line;
    } bad[] = {
        {HEAD, "", 1},                                               /* gives nothing */
        {HEAD "rate=30\n", "", 1},                                   /* of what? */
        {HEAD "rate=30\nbase=\"算力\"\nrate=20\n", "", 7},           /* twice */
        {HEAD "[[rule]]\nrate=30\nfixed=1\nbase=\"算力\"\n", "", 5}, /* both */
        {HEAD "fixed=1.234\n", "", 5},                               /* below one 分 */
        {HEAD "fixed=-1\n", "", 5},
        {HEAD "fixed=1\ncolour=\"red\"\n", "", 6},
        {HEAD "fixed=1\nwhere=[\"年营收大于5\"]\n", "", 1},
        {HEAD "fixed=1\n[other]\n", "", 6},
        {HEAD "fixed=1\nallocation=\"lottery\"\n", "", 6},
        {"name=\"甲\"\nbudget=1\nfrom=2025-02-01\nto=2025-01-01\nfixed=1\n", "", 1},
        {"name=\"甲\"\nbudget=1\nfrom=2025-13-01\nto=2025-12-31\nfixed=1\n", "", 1},
        {HEAD "fixed=1\n", "colour=red", 0},
        {HEAD "fixed=1\n", "target=3", 0},
        {HEAD "fixed=1\n", "budget=much", 2},
        {HEAD "kinds=[\"甲类\"]\nexcludes=[\"甲类\"]\nfixed=1\n", "", 1},
        {"", "", 1},
    };
    for (size_t i = 0; i < CEDU_COUNT(bad); i++) {
        cedu_arena a;
        cedu_programme p;
        cedu_error err = {0};
        cedu__arena_init(&a, 16 << 20);
        cedu_status st = cedu__programme_read(cedu__str(bad[i].text), cedu__str(bad[i].changes), &a, &p, &err);
        if (st != CEDU_USAGE) fail_msg("case %zu was taken", i);
        char want[32] = "";
        if (bad[i].line) snprintf(want, sizeof want, "line %d:", bad[i].line);
        if (!strstr(err.en, want)) fail_msg("case %zu: %s", i, err.en);
        cedu__arena_release(&a);
    }
}

static void variants(void **state) {
    (void)state;
    cedu_arena a;
    cedu_programme p;
    cedu__arena_init(&a, 16 << 20);
    const cedu_str text =
        CEDU_STR(HEAD "rate=30\nbase=\"算力\"\ncap=500\n[[rule]]\nname=\"一\"\n[[rule]]\nname=\"二\"\nrate=10\n"
                      "[[target]]\nname=\"家数\"\nmeasure=\"firms\"\nvalue=5\n");
    assert_int_equal(
        cedu__programme_read(text, CEDU_STR("rate=40, cap=none，budget=2000,kinds=中小企业|高校,target.家数=9"), &a, &p, NULL),
        CEDU_OK);
    assert_int_equal(p.budget, 200000);
    assert_int_equal(p.rule_count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(p.rules[i].terms.rate, 400000);
        assert_int_equal(p.rules[i].terms.cap, -1);
        assert_int_equal(p.rules[i].kinds.n, 2);
    }
    assert_true(p.targets[0].value == 9);
    cedu__arena_release(&a);
}

/* ------------------------------------------------------------------ random operations against a model */
#define CASES 6
#define CAP   40000 /* 分 a firm and year */
#define FUND  120000
typedef struct model {
    int state[CASES]; /* 0 none, 1 applied, 2 approved, 3 issued */
    int64_t approved[CASES], open[CASES], held[CASES][2], payable[CASES][2], paid[2], budget, given[2];
} model;

static const char rules[] =
    "name=\"试\"\nbudget=1200\nfrom=2025-01-01\nto=2025-12-31\nvalid_days=30\nrate=50\nbase=\"算力\"\nyear_cap=400\n"
    "[[rule]]\nname=\"一\"\n";

static bool act(cedu_store *s, cedu_arena *a, const char *request, const char *actor, const char *op, const char *id,
                const char *rest, cedu_str *answer) {
    cedu_operation o = {0};
    cedu_buf b = {0};
    cedu__buf_f(&b, "{\"request\":\"%s\",\"op\":\"%s\",\"programme\":\"试\",\"actor\":\"%s\"%s%s%s%s}", request, op, actor,
                *id ? ",\"id\":\"" : "", id, *id ? "\"" : "", rest);
    cedu_error err;
    assert_int_equal(cedu__operation_read(cedu__buf_view(&b), a, &o, &err), CEDU_OK);
    cedu__buf_release(&b);
    cedu_status st = cedu__programme_run(s, &o, a, answer, &err);
    if (st != CEDU_OK && st != CEDU_USAGE && st != CEDU_NOT_FOUND) fail_msg("%s: %s", op, err.en);
    return st == CEDU_OK;
}

static void agree(cedu_store *s, cedu_arena *a, const model *m) {
    cedu_statement t;
    assert_int_equal(cedu__programme_statement(s, CEDU_STR("试"), a, &t, NULL), CEDU_OK);
    assert_int_equal(t.budget_left, m->budget);
    int64_t approved = 0, open = 0, held = 0, payable = 0;
    for (int i = 0; i < CASES; i++) {
        approved += m->state[i] == 2 ? m->approved[i] : 0, open += m->open[i];
        for (int k = 0; k < 2; k++) held += m->held[i][k], payable += m->payable[i][k];
    }
    assert_int_equal(t.approved, approved);
    assert_int_equal(t.open, open);
    assert_int_equal(t.held, held);
    assert_int_equal(t.payable, payable);
    assert_int_equal(t.paid, m->paid[0] + m->paid[1]);
    assert_int_equal(t.source, -FUND);
    assert_int_equal(t.budget_left + t.approved + t.open + t.held + t.payable + t.paid, FUND); /* nothing is made or lost */
}

static void operations(void **state) {
    (void)state;
    for (int round = 0; round < 6; round++) {
        char path[] = "/tmp/cedu-programme-XXXXXX";
        int fd = mkstemp(path);
        assert_true(fd >= 0);
        close(fd);
        cedu_store *s;
        cedu_arena a;
        cedu_str answer, again;
        cedu_error err;
        cedu_store_options opt = {.create = true};
        cedu__arena_init(&a, 256 << 20);
        assert_int_equal(cedu__store_open(path, &opt, &s, &err), CEDU_OK);
        cedu_operation open = {0};
        const char *const words[][2] = {{"request", "open"}, {"op", "open"}, {"actor", "批"}, {"rules", rules}};
        for (size_t i = 0; i < CEDU_COUNT(words); i++)
            assert_true(cedu__operation_set(&open, cedu__str(words[i][0]), cedu__str(words[i][1]), &a));
        assert_int_equal(cedu__programme_run(s, &open, &a, &answer, &err), CEDU_OK);
        model m = {.budget = FUND};
        for (int step = 0; step < 150; step++) {
            int i = (int)rnd(CASES), k = (int)rnd(2), what = (int)rnd(10), f = i % 2;
            int64_t v = (int64_t)rnd(30000) + 1;
            char id[8], request[16], rest[160], amount[32];
            snprintf(id, sizeof id, "c%d", i), snprintf(request, sizeof request, "r%d", step);
            snprintf(amount, sizeof amount, "%lld.%02lld", (long long)(v / 100), (long long)(v % 100));
            bool late = rnd(8) == 0;
            const char *at = late ? "2025-09-01" : "2025-03-01";
            const char *op, *actor = "申";
            bool want;
            switch (what) {
            case 0:
                op = "apply", want = !m.state[i];
                snprintf(rest, sizeof rest, ",\"firm\":\"f%d\",\"date\":\"2025-03-01\",\"算力\":\"%s\",\"at\":\"%s\"", f,
                         amount, at);
                if (want) m.state[i] = 1, m.approved[i] = v / 2;
                break;
            case 1: {
                op = "approve", actor = "批";
                int64_t due = m.approved[i] < CAP - m.given[f] ? m.approved[i] : CAP - m.given[f];
                want = m.state[i] == 1 && due > 0 && due <= m.budget;
                snprintf(rest, sizeof rest, ",\"at\":\"%s\"", at);
                if (want) m.state[i] = 2, m.approved[i] = due, m.budget -= due, m.given[f] += due;
                break;
            }
            case 2:
                op = "issue", actor = "批", want = m.state[i] == 2;
                snprintf(rest, sizeof rest, ",\"at\":\"2025-03-01\"");
                if (want) m.state[i] = 3, m.open[i] = m.approved[i];
                break;
            case 3:
                op = "reserve", want = m.state[i] == 3 && !late && v <= m.open[i];
                snprintf(rest, sizeof rest, ",\"order\":\"o%d\",\"amount\":\"%s\",\"at\":\"%s\"", k, amount, at);
                if (want) m.open[i] -= v, m.held[i][k] += v;
                break;
            case 4:
                op = "release", want = m.state[i] == 3 && v <= m.held[i][k];
                snprintf(rest, sizeof rest, ",\"order\":\"o%d\",\"amount\":\"%s\"", k, amount);
                if (want) m.open[i] += v, m.held[i][k] -= v;
                break;
            case 5:
            case 6:
                op = "redeem", want = m.state[i] == 3 && v <= m.held[i][k];
                snprintf(rest, sizeof rest, ",\"order\":\"o%d\",\"seller\":\"s%d\",\"amount\":\"%s\"", k, k, amount);
                if (want) m.held[i][k] -= v, m.payable[i][k] += v;
                break;
            case 7:
                op = "refund", want = m.state[i] == 3 && v <= m.payable[i][k];
                snprintf(rest, sizeof rest, ",\"seller\":\"s%d\",\"amount\":\"%s\"", k, amount);
                if (want) m.payable[i][k] -= v, m.open[i] += v;
                break;
            case 8:
                op = "expire", actor = "批", want = m.state[i] == 3 && late && m.open[i] > 0;
                snprintf(rest, sizeof rest, ",\"at\":\"%s\"", at);
                if (want) m.budget += m.open[i], m.open[i] = 0;
                break;
            default: {
                op = "settle", actor = "算", id[0] = 0;
                int64_t sum = 0;
                for (int c = 0; c < CASES; c++) sum += m.payable[c][k];
                want = sum > 0;
                snprintf(rest, sizeof rest, ",\"seller\":\"s%d\"", k);
                if (want) m.paid[k] += sum;
                for (int c = 0; want && c < CASES; c++) m.payable[c][k] = 0;
            }
            }
            bool did = act(s, &a, request, actor, op, id, rest, &answer);
            if (did != want)
                fail_msg("round %d step %d: %s %s %s: %s", round, step, op, id, rest, did ? "was done" : "was refused");
            if (did) { /* the same again: the same answer, and nothing more; with other content: refused */
                assert_true(act(s, &a, request, actor, op, id, rest, &again));
                assert_true(cedu__eq(answer, again));
                strcat(rest, ",\"more\":\"1\"");
                assert_false(act(s, &a, request, actor, op, id, rest, &again));
            }
            if (did && what != 0) { /* somebody else's role */
                char other[24];
                snprintf(other, sizeof other, "x%d", step);
                assert_false(act(s, &a, other, strcmp(actor, "申") == 0 ? "批" : "申", op, id, rest, &again));
            }
            agree(s, &a, &m);
        }
        cedu_ledger_audit_result r;
        assert_int_equal(cedu__ledger_audit(s, CEDU_STR("试"), (cedu_str){0}, &a, &r, &err), CEDU_OK);
        assert_int_equal(r.problem_count, 0);
        assert_int_equal(cedu__ledger_audit(s, CEDU_STR("试"), cedu__arena_str(&a, cedu__str(r.head)), &a, &r, &err), CEDU_OK);
        assert_int_equal(r.problem_count, 0);
        assert_int_equal(cedu__ledger_audit(s, CEDU_STR("试"), CEDU_STR("0000"), &a, &r, &err), CEDU_OK);
        assert_int_equal(r.problem_count, 1);
        cedu__store_close(s);
        cedu__arena_release(&a);
        unlink(path);
        char more[64];
        for (int i = 0; i < 2; i++) snprintf(more, sizeof more, "%s%s", path, i ? "-wal" : "-shm"), unlink(more);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(money), cmocka_unit_test(allocation), cmocka_unit_test(faults),
                                       cmocka_unit_test(variants), cmocka_unit_test(operations)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
