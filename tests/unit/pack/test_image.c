/* test_image.c - the automaton against a naive search on random forms, folding, masks, and the laws of an image. */
#include "pack_fixture.h"

static uint64_t seed = 20230608;
static uint32_t rnd(uint32_t n) { /* xorshift: the same run every time */
    seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
    return (uint32_t)(seed >> 33) % n;
}

/* Few characters, so that prefixes are shared; with letters of both widths and cases, and one outside the BMP. */
static const char *const letters[] = {"成", "都", "市", "区", "天", "河", "A", "a", "Ａ", "ａ", "1", "１", "\xF0\xA0\x80\x80",
                                      "é"};

static uint32_t fold(uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

/* The naive truth: bytes of s from `at` that `form` covers after folding; 0 = it does not stand there. */
static size_t stands(cedu_str s, size_t at, cedu_str form) {
    size_t from = at, a, b;
    for (size_t i = 0; i < form.n; i += b, at += a)
        if (fold(cedu__u8_at(form, i, &b)) != fold(cedu__u8_at(s, at, &a)) || a == 0) return 0;
    return at - from;
}

static void random_word(char *out, uint32_t max) {
    *out = 0;
    for (uint32_t n = 1 + rnd(max); n > 0; n--) strcat(out, letters[rnd(CEDU_COUNT(letters))]);
}

static void against_naive(void **state) {
    (void)state;
    static const cedu_class classes[] = {CEDU_CLASS_unit, CEDU_CLASS_region, CEDU_CLASS_trap, CEDU_CLASS_page};
    for (int round = 0; round < 30; round++) {
        static char text[1 << 16];
        int n = snprintf(text, sizeof text, "# random\n");
        for (size_t c = 0; c < CEDU_COUNT(classes); c++) {
            n += snprintf(text + n, sizeof text - (size_t)n, "#lexicon\t%s\nid\tname\tforms\n", cedu__class_name(classes[c]));
            for (int e = 0; e < 40; e++) {
                char a[64], b[64];
                random_word(a, 5), random_word(b, 3);
                n += snprintf(text + n, sizeof text - (size_t)n, "%d\t%s\t%s%s\n", e, a, rnd(2) ? "~" : "", b);
            }
        }
        const char *dir = make_pack("t", MANIFEST, text, NULL);
        const char *const dirs[] = {dir};
        cedu_image *im = compile_ok(dirs, 1);
        char word[512];
        random_word(word, 60);
        cedu_str s = cedu__str(word);
        size_t found = 0;
        for (size_t at = 0, len; at < s.n; at += len) {
            (void)cedu__u8_at(s, at, &len);
            uint32_t mask = rnd(4) ? ~0u : 1u << classes[rnd(4)];
            cedu_hit hits[512];
            size_t got = cedu__image_match(im, mask, s, at, hits, CEDU_COUNT(hits)), want = 0;
            for (size_t i = 0; i < got; i++) { /* every hit stands there, is in order, is allowed */
                const cedu_entry *en = cedu__image_entry(im, hits[i].entry);
                assert_true(mask >> en->cls & 1u);
                assert_true(en->cls != CEDU_CLASS_page);
                if (i)
                    assert_true(hits[i].end > hits[i - 1].end ||
                                (hits[i].end == hits[i - 1].end && hits[i].entry > hits[i - 1].entry));
            }
            for (int32_t e = 0; (size_t)e < cedu__image_entries(im); e++) { /* and every form that stands there is a hit */
                const cedu_entry *en = cedu__image_entry(im, e);
                if (!(mask >> en->cls & 1u) || en->cls == CEDU_CLASS_page) continue;
                for (size_t k = 0; k < cedu__image_form_count(im, e); k++) {
                    size_t covers = stands(s, at, cedu__image_form(im, e, k));
                    if (!covers) continue;
                    want++;
                    bool seen = false;
                    for (size_t i = 0; i < got; i++)
                        if (hits[i].entry == e && hits[i].end == at + covers)
                            seen = hits[i].weak == cedu__image_form_weak(im, e, k);
                    assert_true(seen);
                }
            }
            assert_int_equal(got, want);
            size_t len2;
            if (want && mask == ~0u) assert_true(cedu__image_can_start(im, cedu__u8_at(s, at, &len2)));
            if (got > 1) { /* a short array gets the first ones */
                cedu_hit few[1];
                assert_int_equal(cedu__image_match(im, mask, s, at, few, 1), 1);
                assert_int_equal(few[0].entry, hits[0].entry);
                assert_int_equal(cedu__image_match(im, mask, s, at, few, 0), 0);
            }
            found += got;
        }
        assert_true(found > 0);
        cedu__image_free(im);
        drop_pack(dir);
    }
}

static void folding(void **state) {
    (void)state;
    const char *dir = make_pack("t", MANIFEST, "#lexicon\tunit\nname\nEFlops\n５Ｇ\n\xF0\xA0\x80\x80甲\n",
                                "#lexicon\tpage\nname\nＣopyright\n");
    const char *const dirs[] = {dir};
    static const char *const ways[] = {"EFLOPS", "eflops", "ＥＦＬＯＰＳ", "ｅflＯps"};
    cedu_image *im = compile_ok(dirs, 1);
    cedu_hit hit[2];
    for (size_t i = 0; i < CEDU_COUNT(ways); i++) {
        cedu_str s = cedu__str(ways[i]);
        size_t len;
        assert_int_equal(cedu__image_match(im, ~0u, s, 0, hit, 2), 1);
        assert_int_equal(hit[0].end, s.n);
        assert_true(cedu__image_can_start(im, cedu__u8_at(s, 0, &len)));
        assert_true(cedu__image_by_form(im, CEDU_CLASS_unit, s) >= 0);
    }
    assert_int_equal(cedu__image_match(im, ~0u, CEDU_STR("5g网络"), 0, hit, 2), 1);
    assert_int_equal(hit[0].end, 2);
    assert_int_equal(cedu__image_match(im, ~0u, CEDU_STR("\xF0\xA0\x80\x80甲"), 0, hit, 2), 1);
    assert_true(cedu__image_can_start(im, 0x20000));
    assert_false(cedu__image_can_start(im, 0x20001));
    assert_false(cedu__image_can_start(im, 0x7532));                                   /* 甲 is in a form, not at its start */
    assert_int_equal(cedu__image_match(im, ~0u, CEDU_STR("copyright"), 0, hit, 2), 0); /* class page is in no automaton */
    assert_int_equal(cedu__image_by_form(im, CEDU_CLASS_page, CEDU_STR("COPYRIGHT")), -1);
    assert_int_equal(cedu__image_by_form(im, CEDU_CLASS_unit, CEDU_STR("EFLOP")), -1);
    assert_int_equal(cedu__image_match(im, ~0u, CEDU_STR("EFLOP"), 0, hit, 2), 0); /* cut off by the end of the text */
    cedu__image_free(im);
    drop_pack(dir);
}

/* Every form of every entry of the installed packs is found at offset 0, and under its class only when the mask says so. */
static void laws_of_installed_packs(void **state) {
    (void)state;
    static const char *const dirs[] = {CEDU_TEST_PACKS "/core", CEDU_TEST_PACKS "/ai-industry"};
    cedu_image *im = compile_ok(dirs, 2);
    int32_t n = (int32_t)cedu__image_entries(im), total = 0;
    assert_true(n > 7000);
    for (int c = 0; c < CEDU_CLASS_COUNT; c++) { /* classes tile the entries */
        int32_t first, count;
        cedu__image_class(im, (cedu_class)c, &first, &count);
        assert_int_equal(first, total);
        total += count;
        for (int32_t e = first; e < first + count; e++) assert_int_equal(cedu__image_entry(im, e)->cls, c);
    }
    assert_int_equal(total, n);
    for (int32_t e = 0; e < n; e++) {
        const cedu_entry *en = cedu__image_entry(im, e);
        assert_int_equal(cedu__image_by_id(im, en->cls, en->id), e);
        assert_true(en->parent < n && en->parent != e);
        if (en->parent >= 0) assert_int_equal(cedu__image_entry(im, en->parent)->cls, en->cls);
        assert_true(cedu__image_form_count(im, e) > 0);
        for (size_t k = 0; k < cedu__image_form_count(im, e); k++) {
            cedu_str f = cedu__image_form(im, e, k);
            cedu_hit hits[256];
            bool seen = false;
            if (en->cls == CEDU_CLASS_page) continue;
            assert_true(cedu__image_by_form(im, en->cls, f) >= 0 && cedu__image_by_form(im, en->cls, f) <= e);
            size_t got = cedu__image_match(im, 1u << en->cls, f, 0, hits, CEDU_COUNT(hits)), len;
            for (size_t i = 0; i < got; i++) seen = seen || (hits[i].entry == e && hits[i].end == f.n);
            if (!seen) fail_msg("%.*s is not found", (int)f.n, f.p);
            assert_true(cedu__image_can_start(im, cedu__u8_at(f, 0, &len)));
            got = cedu__image_match(im, ~(1u << en->cls), f, 0, hits, CEDU_COUNT(hits));
            for (size_t i = 0; i < got; i++) assert_true(cedu__image_entry(im, hits[i].entry)->cls != en->cls);
        }
    }
    cedu__image_free(im);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(against_naive), cmocka_unit_test(folding),
                                       cmocka_unit_test(laws_of_installed_packs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
