/* test_places.c - regions: every division of GB/T 2260 resolves by its name, in use or not; words that look like places are none;
 * short forms that a text introduces, and words that refer back. */
#include "match_fixture.h"

#define PATH CEDU_TEST_SOURCE "/region_traps.tsv"

static bool succeeds(int32_t e, int32_t to, int depth) { /* whether `to` comes after `e` */
    if (e == to) return true;
    cedu_str next = cedu__image_attr(im, e, CEDU_ATTR_successor);
    for (size_t i = 0; depth < 6 && i < next.n;) {
        size_t k = i;
        while (k < next.n && next.p[k] != '|') k++;
        int32_t n = cedu__image_by_id(im, CEDU_CLASS_region, cedu__sub(next, i, k));
        if (n >= 0 && succeeds(n, to, depth + 1)) return true;
        i = k + 1;
    }
    return false;
}

static void every_division(void **state) {
    (void)state;
    int32_t first, count, tried = 0, missed = 0;
    cedu__image_class(im, CEDU_CLASS_region, &first, &count);
    cedu_arena a;
    cedu__arena_init(&a, 1 << 22);
    for (int32_t e = first; e < first + count; e++) {
        const cedu_entry *x = cedu__image_entry(im, e);
        if (cedu__image_attr(im, e, CEDU_ATTR_code).n == 0) continue;
        cedu_str s = cedu__arena_strf(&a, "近日，%.*s发布了方案。", (int)x->name.n, x->name.p);
        cedu_mentions m = run_text(s, (cedu_civil){2023, 6, 8}, -1, &a);
        size_t end = strlen("近日，") + x->name.n;
        bool ok = false;
        for (size_t k = 0; k < m.n; k++) {
            if (m.p[k].type != CEDU_MENTION_region || m.p[k].end != end || m.p[k].entry < 0) continue;
            ok |= cedu__eq(cedu__image_entry(im, m.p[k].entry)->name, x->name) || succeeds(e, m.p[k].entry, 0);
        }
        tried++;
        if (!ok && ++missed < 10) fprintf(stderr, "missed: %.*s\n", (int)x->name.n, x->name.p);
        cedu__arena_reset(&a);
    }
    cedu__arena_release(&a);
    assert_true(tried > 6000);
    assert_true(missed <= 2);
}

static void traps(void **state) {
    (void)state;
    FILE *f = fopen(PATH, "rb");
    assert_non_null(f);
    char *line = NULL;
    size_t cap = 0, none = 0, wrong = 0, some = 0;
    cedu_arena a;
    cedu__arena_init(&a, 1 << 22);
    for (ssize_t n; (n = getline(&line, &cap, f)) > 0;) {
        if (line[0] == '#') continue;
        while (n && (line[n - 1] == '\n' || line[n - 1] == '\r')) line[--n] = 0;
        char *tab = strchr(line, '\t');
        if (!tab) continue;
        cedu_str s = {line, (size_t)(tab - line)}, want = cedu__str(tab + 1);
        cedu_mentions m = run_text(s, (cedu_civil){2023, 6, 8}, -1, &a);
        cedu_buf got = {0};
        for (size_t k = 0; k < m.n; k++) {
            if (m.p[k].type != CEDU_MENTION_region || m.p[k].entry < 0) continue;
            if (got.n) cedu__buf_char(&got, '|');
            cedu_str nm = cedu__image_entry(im, m.p[k].entry)->name;
            cedu__buf_f(&got, "%.*s", (int)nm.n, nm.p);
        }
        if (want.n) some++;
        else none++;
        if (!cedu__eq((cedu_str){got.p, got.n}, want)) {
            fprintf(stderr, "%.*s: [%.*s] for [%s]\n", (int)s.n, s.p, (int)got.n, got.p ? got.p : "", want.p);
            wrong++;
        }
        cedu__buf_release(&got);
        cedu__arena_reset(&a);
    }
    free(line);
    fclose(f);
    cedu__arena_release(&a);
    assert_true(none >= 300 && some >= 30);
    assert_int_equal(wrong, 0);
}

static cedu_str referred(const char *text, const char *form, cedu_mention_type type, cedu_arena *a) {
    cedu_str s = cedu__str(text), none = {0};
    const char *at = NULL;
    for (const char *p = text; (p = strstr(p, form)); p++) at = p; /* the last place where it stands */
    cedu_mentions m = run_text(s, (cedu_civil){2023, 6, 8}, -1, a);
    for (size_t k = 0; at && k < m.n; k++)
        if (m.p[k].start == (size_t)(at - text) && m.p[k].end - m.p[k].start == strlen(form) && m.p[k].type == type)
            return m.p[k].refers;
    return none;
}

static void references(void **state) {
    (void)state;
    static const struct {
        const char *text, *form;
        cedu_mention_type type;
        const char *stands_for;
    } CASES[] = {
        {"东州智能研究院（以下简称“智研院”）今年扩招。智研院有50人。", "智研院", CEDU_MENTION_organisation, "东州智能研究院"},
        {"杭州市印发《杭州市智能产业规划（2021—2025年）》（以下简称《规划》）。《规划》提出八项任务。", "《规划》",
         CEDU_MENTION_policy_title, "杭州市智能产业规划（2021—2025年）"},
        {"宁波市出台《宁波市算力行动方案》。上述方案自7月起施行。", "上述方案", CEDU_MENTION_policy_title,
         "宁波市算力行动方案"},
        {"成都智云星辰科技有限公司落户。该公司成立于2019年。", "该公司", CEDU_MENTION_organisation, "成都智云星辰科技有限公司"},
        {"苏州市发布方案。该市今年投入5亿元。", "该市", CEDU_MENTION_region, "苏州市"},
        {"副局长王晓明表示，要抓落实。他说，今年要加快。", "他", CEDU_MENTION_cue, "王晓明"},
        {"会议讨论了《方案》。", "《方案》", CEDU_MENTION_policy_title, ""}, /* nothing named before */
        {"金星软件有限公司、云州大学签约。该公司表示满意。", "该公司", CEDU_MENTION_organisation,
         ""}, /* another stands between */
    };
    cedu_arena a;
    cedu__arena_init(&a, 1 << 22);
    for (size_t k = 0; k < CEDU_COUNT(CASES); k++) {
        cedu_str got = referred(CASES[k].text, CASES[k].form, CASES[k].type, &a);
        if (!cedu__eqz(got, CASES[k].stands_for)) fail_msg("%s: %.*s", CASES[k].text, (int)got.n, got.p ? got.p : "");
        cedu__arena_reset(&a);
    }
    cedu__arena_release(&a);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_division), cmocka_unit_test(traps), cmocka_unit_test(references)};
    return cmocka_run_group_tests(tests, load_packs, drop_packs);
}
