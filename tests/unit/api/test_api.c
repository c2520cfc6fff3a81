/* test_api.c - cedu.h as another program sees it: mentions with their places, one by one and as JSON. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cedu/cedu.h>
#include <cmocka.h>

static cedu_engine *engine;
static cedu_worker *worker;

static cedu_page *page_of(const char *text, cedu_stage stage) {
    cedu_input in = {.bytes = (const unsigned char *)text, .n = strlen(text), .name = "t.txt"};
    cedu_read_options opt = {.stage = stage, .date = "2024-06-30", .plain = true};
    cedu_page *p = NULL;
    assert_int_equal(cedu_worker_read(worker, &in, &opt, &p, NULL), CEDU_OK);
    return p;
}

static bool is(cedu_str s, const char *z) { return s.n == strlen(z) && (s.n == 0 || memcmp(s.p, z, s.n) == 0); }

static void mentions_one_by_one(void **state) {
    (void)state;
    static const char text[] = "2023年，嘉兴市人工智能企业超过120家，算力规模为**PFLOPS。";
    cedu_page *p = page_of(text, CEDU_STAGE_MENTIONS);
    bool year = false, place = false, count = false, refused = false;
    cedu_mention_info m;
    for (size_t i = 0; cedu_page_mention(p, i, &m); i++) {
        assert_true(m.place.byte_start < m.place.byte_end && m.place.byte_end <= sizeof text);
        assert_memory_equal(text + m.place.byte_start, m.text.p, m.text.n); /* undamaged: the payload's own bytes */
        year |= !strcmp(m.type, "time") && is(m.timex, "2023");
        place |= !strcmp(m.type, "region") && is(m.name, "嘉兴市") && is(m.id, "330400");
        count |= !strcmp(m.type, "quantity") && m.has_value && m.value == 120 && is(m.unit, "家") &&
                 m.modifier == CEDU_MOD_GT && is(m.text, "超过120家");
        refused |= m.refused && !m.has_value;
    }
    assert_true(year && place && count && refused);
    assert_false(cedu_page_mention(p, cedu_page_mention_count(p), &m));
    cedu_page_free(p);
}

static void mentions_as_json(void **state) {
    (void)state;
    cedu_page *p = page_of("2023年，嘉兴市人工智能企业120家。", CEDU_STAGE_MENTIONS);
    char *z;
    size_t n;
    assert_int_equal(cedu_page_json_mentions(p, &z, &n, NULL), CEDU_OK);
    assert_int_equal(z[n - 1], '\n');
    assert_non_null(strstr(z, "{\"start\":0,\"end\":5,\"byte_start\":0,\"byte_end\":7,\"type\":\"time\",\"value\":{"));
    assert_non_null(strstr(z, "\"type\":\"region\",\"value\":{\"code\":\"330400\",\"name\":\"嘉兴市\"}"));
    assert_null(strstr(z, "\"cue\""));
    cedu_json_free(z);
    cedu_page_free(p);
}

static void none_before_they_are_looked_for(void **state) {
    (void)state;
    cedu_page *p = page_of("2023年，嘉兴市。", CEDU_STAGE_REPAIR);
    assert_int_equal(cedu_page_mention_count(p), 0);
    cedu_page_free(p);
}

static int start(void **state) {
    (void)state;
    static const char *const packs[] = {PACKS "/core", PACKS "/ai-industry", NULL};
    cedu_engine_options opt = {.packs = packs, .no_cache = true};
    return cedu_engine_new(&opt, &engine, NULL) == CEDU_OK && cedu_worker_new(engine, &worker, NULL) == CEDU_OK ? 0 : -1;
}

static int end(void **state) {
    (void)state;
    cedu_worker_free(worker);
    cedu_engine_free(engine);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(mentions_one_by_one), cmocka_unit_test(mentions_as_json),
                                       cmocka_unit_test(none_before_they_are_looked_for)};
    return cmocka_run_group_tests(tests, start, end);
}
