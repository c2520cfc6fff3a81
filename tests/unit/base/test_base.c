/* Unit tests of base: arena caps and faults, maps, UTF-8, numbers in JSON, ordered jobs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/jobs.h"
#include "base/json.h"
#include "base/map.h"
#include "base/places.h"

static void arena_respects_its_cap(void **state) {
    (void)state;
    cedu_arena a;
    cedu__arena_init(&a, 1 << 20);
    assert_non_null(cedu__arena_alloc(&a, 1 << 19));
    assert_null(cedu__arena_alloc(&a, 1 << 20));
    assert_true(a.failed);
    assert_null(cedu__arena_alloc(&a, 8)); /* sticky */
    cedu__arena_reset(&a);
    assert_non_null(cedu__arena_alloc(&a, 8));
    assert_true(a.used <= a.cap);
    cedu__arena_release(&a);
}

static void arena_hands_out_zeroes_after_reset(void **state) {
    (void)state;
    cedu_arena a;
    cedu__arena_init(&a, 1 << 20);
    unsigned char *p = cedu__arena_alloc(&a, 100);
    memset(p, 0xFF, 100);
    cedu__arena_reset(&a);
    p = cedu__arena_alloc(&a, 100);
    for (int i = 0; i < 100; i++) assert_int_equal(p[i], 0);
    cedu__arena_release(&a);
}

static void every_failing_allocation_is_survived(void **state) {
    (void)state;
    for (long n = 1; n < 6; n++) {
        cedu_arena a;
        cedu__arena_init(&a, 64 << 20);
        cedu__alloc_fail_after = n;
        for (int i = 0; i < 100; i++) (void)cedu__arena_alloc(&a, 60000);
        assert_int_equal(a.failed, cedu__alloc_fail_after == 0);
        cedu__alloc_fail_after = 0;
        cedu__arena_release(&a);
        cedu_buf b = {0};
        cedu__alloc_fail_after = n;
        for (int i = 0; i < 3000; i++) cedu__buf_z(&b, "abcdefgh");
        cedu__alloc_fail_after = 0;
        assert_true(b.failed || b.n == 24000);
        cedu__buf_release(&b);
    }
}

static void vectors_of_one_arena_do_not_touch(void **state) {
    (void)state;
    cedu_arena a;
    cedu__arena_init(&a, 1 << 22);
    CEDU_VEC(int) v = {0}, w = {0}, room = {0};
    struct {
        char c[7];
    } odd = {{0}};
    CEDU_VEC(__typeof__(odd)) o = {0};
    assert_true(CEDU_ROOM(&a, &room, 100));
    assert_true(CEDU_ROOM(&a, &room, 5000)); /* has some: stays */
    assert_int_equal(room.cap, 100);
    for (int i = 0; i < 3000; i++) { /* v alone at first: it grows where it stands; then all of them by turns */
        assert_true(CEDU_PUSH(&a, &v, i));
        if (i < 1000) continue;
        odd.c[0] = odd.c[6] = (char)i;
        assert_true(CEDU_PUSH(&a, &w, -i) && CEDU_PUSH(&a, &room, i * 2) && CEDU_PUSH(&a, &o, odd));
    }
    for (int i = 0; i < 3000; i++) assert_int_equal(v.p[i], i);
    for (int i = 0; i < 2000; i++) {
        assert_int_equal(w.p[i], -1000 - i);
        assert_int_equal(room.p[i], 2000 + 2 * i);
        assert_true(o.p[i].c[0] == (char)(1000 + i) && o.p[i].c[6] == (char)(1000 + i));
    }
    cedu__arena_release(&a);
}

static void vectors_grow(void **state) {
    (void)state;
    cedu_arena a;
    cedu__arena_init(&a, 1 << 20);
    CEDU_VEC(int) v = {0};
    for (int i = 0; i < 1000; i++) assert_true(CEDU_PUSH(&a, &v, i));
    for (int i = 0; i < 1000; i++) assert_int_equal(v.p[i], i);
    cedu__arena_release(&a);
}

static void map_of_a_page_leads_back(void **state) {
    (void)state;
    /* src: "AB&amp;CD  EF" -> dst: "AB&CD EF" */
    cedu_arena a;
    cedu__arena_init(&a, 1 << 20);
    cedu_map m = {0};
    cedu__map_add(&a, &m, 1, 0, 1, true);
    cedu__map_add(&a, &m, 1, 1, 1, true);
    assert_int_equal(m.n, 1); /* neighbours are merged */
    cedu__map_add(&a, &m, 1, 2, 5, false);
    cedu__map_add(&a, &m, 2, 7, 2, true);
    cedu__map_add(&a, &m, 1, 9, 2, false);
    cedu__map_add(&a, &m, 2, 11, 2, true);
    uint32_t s, e;
    static const struct {
        uint32_t start, end, src, src_end;
    } cases[] = {{0, 2, 0, 2},   {2, 3, 2, 7},  {1, 4, 1, 8}, {3, 5, 7, 9},   {5, 6, 9, 11},
                 {6, 8, 11, 13}, {0, 8, 0, 13}, {3, 3, 7, 7}, {8, 8, 13, 13}, {0, 99, 0, 13}};
    for (size_t i = 0; i < CEDU_COUNT(cases); i++) {
        cedu__map_range(&m, cases[i].start, cases[i].end, &s, &e);
        assert_int_equal(s, cases[i].src);
        assert_int_equal(e, cases[i].src_end);
    }
    assert_int_equal(cedu__map_back(&m, 0), 0);
    assert_int_equal(cedu__map_back(&m, 4), 2);
    assert_int_equal(cedu__map_back(&m, 8), 4);
    assert_int_equal(cedu__map_back(&m, 10), 5);
    assert_int_equal(cedu__map_back(&m, 13), 8);
    cedu__arena_release(&a);
}

static void utf8_is_judged_strictly(void **state) {
    (void)state;
    static const struct {
        const char *s;
        size_t n, valid;
    } cases[] = {{"abc", 3, 3},          {"\xE7\xAD\x96", 3, 3},     {"\xE7\xAD", 2, 0},         {"\xC0\x80", 2, 0},
                 {"\xED\xA0\x80", 3, 0}, {"\xF0\x9F\x98\x80", 4, 4}, {"\xF4\x90\x80\x80", 4, 0}, {"a\x80", 2, 1},
                 {"\xE0\x9F\xBF", 3, 0}, {"0123456789\xFF", 11, 10}, {"\xF0\x8F\xBF\xBF", 4, 0}};
    for (size_t i = 0; i < CEDU_COUNT(cases); i++) assert_int_equal(cedu__u8_valid(cases[i].s, cases[i].n), cases[i].valid);
    char u[4];
    size_t len;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp += cp < 0x800 ? 1 : 37) {
        if (cp >= 0xD800 && cp <= 0xDFFF) continue;
        size_t n = cedu__u8_put(cp, u);
        assert_int_equal(cedu__u8_valid(u, n), n);
        assert_int_equal(cedu__u8_at((cedu_str){u, n}, 0, &len), cp);
        assert_int_equal(len, n);
    }
}

static void blanks_are_trimmed(void **state) {
    (void)state;
    assert_true(cedu__eqz(cedu__trim(CEDU_STR(" \u3000\u00A0 策 度\uFEFF\n")), "策 度"));
    assert_int_equal(cedu__trim(CEDU_STR(" \u3000")).n, 0);
    assert_int_equal(cedu__str_width(CEDU_STR("策a度")), 5);
    assert_int_equal(cedu__str_width(CEDU_STR("〔2022〕号")), 10);
}

static void numbers_read_back(void **state) {
    (void)state;
    static const struct {
        double v;
        const char *text;
    } cases[] = {{100000000000.0, "100000000000"},
                 {83, "83"},
                 {5.6, "5.6"},
                 {0.1, "0.1"},
                 {-0.0, "0"},
                 {413.9e8, "41390000000"},
                 {1e22, "1e+22"},
                 {0.0001, "0.0001"},
                 {1234567.25, "1234567.25"},
                 {1.0 / 3, "0.3333333333333333"}};
    for (size_t i = 0; i < CEDU_COUNT(cases); i++) {
        cedu_buf b = {0};
        cedu__num_text(&b, cases[i].v);
        assert_string_equal(b.p, cases[i].text);
        cedu__buf_release(&b);
    }
}

static void json_is_escaped(void **state) {
    (void)state;
    cedu_buf b = {0};
    cedu_json j = {.out = &b};
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "a");
    cedu__json_str(&j, (cedu_str){"\"\\\n\x01策", 7});
    cedu__json_key(&j, "b");
    cedu__json_strs(&j, (cedu_strs){(cedu_str[]){CEDU_STR("x"), CEDU_STR("y")}, 2});
    cedu__json_key(&j, "c");
    cedu__json_str(&j, (cedu_str){0});
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
    assert_string_equal(b.p, "{\"a\":\"\\\"\\\\\\n\\u0001策\",\"b\":[\"x\",\"y\"],\"c\":null}\n");
    cedu__buf_release(&b);
}

static void errors_are_cut_at_characters(void **state) {
    (void)state;
    cedu_error e;
    char name[400];
    memset(name, 'x', sizeof name - 1);
    name[399] = 0;
    cedu__fail(&e, CEDU_UNREADABLE, "%s策度策度", "%s", name);
    assert_int_equal(cedu__u8_valid(e.zh, strlen(e.zh)), strlen(e.zh));
    assert_int_equal(cedu_status_exit(CEDU_UNREADABLE), 1);
    assert_int_equal(cedu_status_exit(CEDU_NOT_FOUND), 5);
}

/* Jobs: squares of 0…n-1 must be taken in order whatever the threads do. */
typedef struct {
    int next, end, taken, stop_at;
    bool ordered;
} squares;
static void *next_int(void *ctx) {
    squares *s = ctx;
    if (s->next == s->end) return NULL;
    int *p = malloc(sizeof *p);
    *p = s->next++;
    return p;
}
static void square(void *ctx, void *st, void *item) {
    (void)ctx, (void)st;
    int *p = item;
    for (volatile int i = 0; i < (*p % 7) * 1000; i++) {}
    *p *= *p;
}
static bool take_int(void *ctx, void *item) {
    squares *s = ctx;
    if (*(int *)item != s->taken * s->taken) s->ordered = false;
    s->taken++;
    free(item);
    return s->taken != s->stop_at;
}
static void jobs_keep_their_order(void **state) {
    (void)state;
    for (int threads = 1; threads <= 8; threads += 3)
        for (int n = 0; n < 700; n += 233) {
            squares s = {.end = n, .ordered = true};
            cedu_jobs j = {.threads = threads, .ctx = &s, .next = next_int, .work = square, .take = take_int};
            assert_int_equal(cedu__jobs_run(&j, NULL), CEDU_OK);
            assert_true(s.ordered);
            assert_int_equal(s.taken, n);
        }
    squares s = {.end = 1000, .ordered = true, .stop_at = 10};
    cedu_jobs j = {.threads = 2, .ctx = &s, .next = next_int, .work = square, .take = take_int};
    assert_int_equal(cedu__jobs_run(&j, NULL), CEDU_OK);
    assert_true(s.ordered && s.taken >= 10 && s.taken == s.next); /* nothing under way is lost */
}

/* What cedu__where_say() makes of bytes [from, to). */
static void stands(cedu_place_map *p, size_t from, size_t to, const char *want) {
    cedu_buf b = {0};
    cedu_span s = cedu__where_span(p, from, to);
    cedu__where_say(&b, &s, true);
    cedu__buf_char(&b, '\0');
    assert_string_equal(b.p, want);
    cedu__buf_release(&b);
}

static void places_are_counted_on(void **state) {
    (void)state;
    cedu_buf map = {0};
    static const char text[] = "one\n\ntwo\na\tb\nc\td\nend\nS\nx\ty\n\tz\n\n12\n";
    /*                          0     4 5    9     13    17   21 23    27   31 32 */
    cedu__where_add(&map, 0, 'l', 1, 0, (cedu_str){0});
    cedu__where_add(&map, 9, 't', 1, 1, (cedu_str){0});
    cedu__where_add(&map, 17, 'l', 3, 0, (cedu_str){0});
    cedu__where_add(&map, 21, 's', 0, 0, CEDU_STR("a b\n"));
    cedu__where_add(&map, 23, 's', 7, 27, CEDU_STR("a b\n"));
    cedu__where_add(&map, 32, 'p', 2, 0, (cedu_str){0});
    cedu_place_map p = {.map = cedu__buf_view(&map), .text = CEDU_STR(text)};
    for (int again = 0; again < 2; again++) { /* also backwards */
        stands(&p, 0, 3, "paragraph 1");
        stands(&p, 0, 8, "paragraph 1 to 2");
        stands(&p, 5, 8, "paragraph 2");
        stands(&p, 15, 16, "table 1, row 2");
        stands(&p, 17, 20, "paragraph 3");
        stands(&p, 21, 22, "sheet a b  ");
        stands(&p, 23, 26, "sheet a b  AA7:AB7");
        stands(&p, 28, 29, "sheet a b  AB8");
        stands(&p, 33, 34, "page 2");
    }
    static const char *const odd[] = {
        "", "\n", "x", "0 q 1 2\n", "9 p 1 0\n0 p 2 0\n", "0 p\n", "99999999999999999999999 p 1 0\n"};
    for (size_t i = 0; i < CEDU_COUNT(odd); i++) {
        cedu_place_map q = {.map = cedu__str(odd[i]), .text = CEDU_STR(text)};
        stands(&q, 4, 8, "");
    }
    cedu__buf_release(&map);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_respects_its_cap),
        cmocka_unit_test(arena_hands_out_zeroes_after_reset),
        cmocka_unit_test(every_failing_allocation_is_survived),
        cmocka_unit_test(vectors_grow),
        cmocka_unit_test(vectors_of_one_arena_do_not_touch),
        cmocka_unit_test(map_of_a_page_leads_back),
        cmocka_unit_test(utf8_is_judged_strictly),
        cmocka_unit_test(blanks_are_trimmed),
        cmocka_unit_test(numbers_read_back),
        cmocka_unit_test(json_is_escaped),
        cmocka_unit_test(errors_are_cut_at_characters),
        cmocka_unit_test(jobs_keep_their_order),
        cmocka_unit_test(places_are_counted_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
