/* Chinese substrings of every length, words, numbers, punctuation, hostile queries; segmenting and locating agree. */
#include "kit.h"
#include "store/internal.h"

static size_t hits(kit *k, const char *q) {
    cedu_store_hits h;
    kit_ok(k, cedu__store_search(k->s, cedu__str(q), 0, &k->a, &h, &k->err));
    for (size_t i = 0; i < h.n; i++) {
        assert_true(h.p[i].snippet_mark + h.p[i].mark_len <= h.p[i].snippet.n);
        assert_int_equal(cedu__u8_valid(h.p[i].snippet.p, h.p[i].snippet.n), h.p[i].snippet.n);
    }
    return h.n;
}

static const char text[] =
    "我市发放算力券，支持企业租用算力、存储。\n规模达413.9亿元，其中ＧＰＵ服务器2,600台；DeepSeek 大模型落地。";

static void substrings(void **state) {
    kit *k = *state;
    kit_add(k, "a", "2024", text, NULL, 0);
    kit_add(k, "b", "2024", "别处谈的是公交与地铁。", NULL, 0);
    cedu_str s = cedu__str(text);
    /* Every substring of the first line of 1…7 characters that holds no punctuation hits exactly one document. */
    size_t tried = 0;
    for (size_t i = 0; s.p[i] != '\n'; i += cedu__u8_len((unsigned char)s.p[i])) {
        size_t j = i;
        for (int n = 1; n <= 7; n++) {
            j += cedu__u8_len((unsigned char)s.p[j]);
            if (s.p[j - 1] == '\n') break;
            char q[64];
            snprintf(q, sizeof q, "%.*s", (int)(j - i), s.p + i);
            uint32_t a, b;
            cedu_buf seg = {0};
            cedu__store_segment(cedu__str(q), &seg);
            bool any = seg.n > 0;
            cedu__buf_release(&seg);
            if (!any) continue;
            if (hits(k, q) < 1) fail_msg("no hit for %s", q);
            assert_true(cedu__store_locate(s, cedu__str(q), &a, &b));
            tried++;
        }
    }
    assert_true(tried > 80);
}

static void words_and_numbers(void **state) {
    kit *k = *state;
    kit_add(k, "a", "2024", text, NULL, 0);
    assert_int_equal(hits(k, "gpu"), 1);
    assert_int_equal(hits(k, "GPU服务器"), 1);
    assert_int_equal(hits(k, "ＧＰＵ"), 1);
    assert_int_equal(hits(k, "413.9"), 1);
    assert_int_equal(hits(k, "413.9亿元"), 1);
    assert_int_equal(hits(k, "13.9"), 0); /* a number is a whole word */
    assert_int_equal(hits(k, "2,600"), 1);
    assert_int_equal(hits(k, "deepseek大模型"), 1);
    assert_int_equal(hits(k, "seek"), 0);
    assert_int_equal(hits(k, "算力 大模型"), 1); /* both, anywhere */
    assert_int_equal(hits(k, "算力　大模型"), 1);
    assert_int_equal(hits(k, "算力 地铁"), 0);
    assert_int_equal(hits(k, "\"DeepSeek 大模型\""), 1);
    assert_int_equal(hits(k, "试验文稿"), 1); /* the title */
}

static void punctuation_breaks(void **state) {
    kit *k = *state;
    kit_add(k, "a", "2024", text, NULL, 0);
    assert_int_equal(hits(k, "算力存储"), 0);
    assert_int_equal(hits(k, "算力、存储"), 1);
    assert_int_equal(hits(k, "算力，存储"), 1);
    assert_int_equal(hits(k, "存储。"), 1);
    assert_int_equal(hits(k, "储规"), 0); /* not across lines */
}

static void marks(void **state) {
    kit *k = *state;
    kit_add(k, "a", "2024", text, NULL, 0);
    cedu_store_hits h;
    kit_ok(k, cedu__store_search(k->s, CEDU_STR("租用算力"), 0, &k->a, &h, &k->err));
    assert_int_equal(h.n, 1);
    assert_int_equal(h.total, 1);
    cedu_str mark = {h.p[0].snippet.p + h.p[0].snippet_mark, h.p[0].mark_len};
    assert_true(cedu__eqz(mark, "租用算力"));
    assert_true(cedu__eq(cedu__sub(cedu__str(text), h.p[0].clean_start, h.p[0].clean_start + 12), mark));
    kit_ok(k, cedu__store_search(k->s, CEDU_STR("gpu"), 0, &k->a, &h, &k->err));
    assert_true(cedu__eqz(((cedu_str){h.p[0].snippet.p + h.p[0].snippet_mark, h.p[0].mark_len}), "ＧＰＵ"));
}

static void hostile(void **state) {
    kit *k = *state;
    kit_add(k, "a", "2024", text, NULL, 0);
    static const char *const empty[] = {"", " ", "，。", "\"\"", "*", "…—", "\xff\xfe"};
    cedu_store_hits h;
    for (size_t i = 0; i < CEDU_COUNT(empty); i++)
        assert_int_equal(cedu__store_search(k->s, cedu__str(empty[i]), 0, &k->a, &h, &k->err), CEDU_USAGE);
    static const char *const odd[] = {
        "\"算力", "算力\"", "NEAR(算力)", "title:算力", "算* OR",     "算力 AND", "'; DROP TABLE facts",
        "(",      "ǁ算",    "\"\"\"算力", "^算",        "算力 -存储", "{算}"};
    for (size_t i = 0; i < CEDU_COUNT(odd); i++) {
        cedu_status st = cedu__store_search(k->s, cedu__str(odd[i]), 0, &k->a, &h, &k->err);
        if (st != CEDU_OK && st != CEDU_USAGE) fail_msg("%s: %s", odd[i], k->err.en);
    }
    assert_int_equal(hits(k, "算力"), 1);
    char longest[4096];
    memset(longest, 0, sizeof longest);
    for (int i = 0; i + 4 < (int)sizeof longest; i += 4) memcpy(longest + i, "算 ", 4);
    assert_int_equal(hits(k, longest), 1);
}

static void counted_and_limited(void **state) {
    kit *k = *state;
    kit_ok(k, cedu__store_begin(k->s, &k->err));
    for (int i = 0; i < 120; i++) {
        char t[64];
        snprintf(t, sizeof t, "第%d篇谈算力。", i);
        kit_add(k, t, "2024", t, NULL, 0);
    }
    kit_ok(k, cedu__store_commit(k->s, &k->err));
    cedu_store_hits h;
    kit_ok(k, cedu__store_search(k->s, CEDU_STR("算力"), 0, &k->a, &h, &k->err));
    assert_int_equal(h.n, 50);
    assert_int_equal(h.total, 120);
    kit_ok(k, cedu__store_search(k->s, CEDU_STR("算力"), 7, &k->a, &h, &k->err));
    assert_int_equal(h.n, 7);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, kit_setup, kit_teardown)
    const struct CMUnitTest tests[] = {T(substrings), T(words_and_numbers), T(punctuation_breaks),
                                       T(marks),      T(hostile),           T(counted_and_limited)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
