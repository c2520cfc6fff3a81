/* Unit tests of text: what is detected, what bad bytes become, and the laws of law.h over made and random bytes.
 *
 * The vectors of bad sequences are what Python's codecs give for the same bytes: other programs check our offsets with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <pthread.h>
#include <unicode/ucnv.h>

#include "law.h"

static const char prose[] = "本市计划到二〇二五年建成算力中心三座，人工智能核心产业规模超过八百亿元，年均增长百分之十五以上。\n"
                            "市经济和信息化局负责组织实施，各区政府要结合实际制定工作方案，定期报告进展情况。重点支持智能芯片、"
                            "工业软件和自动驾驶等方向，对首次认定的企业给予一次性奖励 50 万元（不重复享受）。\n";
static const char prose_hant[] =
    "本市計劃到二〇二五年建成算力中心三座，人工智能核心產業規模超過八百億元，年均增長百分之十五以上。\n"
    "市經濟局負責組織實施，各區政府要結合實際制定工作方案，定期報告進展情況。重點支持智能芯片等方向。\n";

static cedu_arena arena;
static int setup(void **state) {
    (void)state;
    cedu__arena_init(&arena, (size_t)1 << 30);
    return 0;
}
static int teardown(void **state) {
    (void)state;
    cedu__arena_release(&arena);
    return 0;
}

/* UTF-8 -> another encoding, in the arena. */
static cedu_str encode(const char *encoding, cedu_str s) {
    UErrorCode e = U_ZERO_ERROR;
    char *p = cedu__arena_alloc(&arena, s.n * 4 + 16);
    int n = ucnv_convert(encoding, "UTF-8", p, (int)s.n * 4 + 16, s.p, (int)s.n, &e);
    assert_true(U_SUCCESS(e));
    return (cedu_str){p, (size_t)n};
}

static cedu_str cat(cedu_str a, cedu_str b) {
    char *p = cedu__arena_alloc(&arena, a.n + b.n + 1);
    memcpy(p, a.p, a.n);
    memcpy(p + a.n, b.p, b.n);
    return (cedu_str){p, a.n + b.n};
}

/* The bytes in a block of exactly their size, so that the sanitizer sees any step past the end. */
static cedu_status detect(cedu_str bytes, const char *hint, cedu_text *t) {
    unsigned char *p = malloc(bytes.n ? bytes.n : 1);
    cedu_error err = {0};
    if (bytes.n) memcpy(p, bytes.p, bytes.n);
    cedu_status s = cedu__text_decode(p, bytes.n, hint, &arena, t, &err);
    if (s == CEDU_OK) {
        assert_null(law_broken(t, p, bytes.n, 40, &arena));
        t->s = cedu__arena_str(&arena, t->s); /* may have been p itself */
    } else {
        assert_int_equal(err.status, s);
        assert_true(err.zh[0] && err.en[0]);
    }
    free(p);
    return s;
}

#define assert_str(s, lit)                                                                                                     \
    do {                                                                                                                       \
        cedu_str s_ = (s), t_ = CEDU_STR(lit);                                                                                 \
        if (!cedu__eq(s_, t_)) fail_msg("\"%.*s\" is not \"%s\"", (int)s_.n, s_.p, lit);                                       \
    } while (0)

static void found(cedu_str bytes, const char *want) {
    cedu_text t;
    assert_int_equal(detect(bytes, NULL, &t), CEDU_OK);
    if (!cedu__eqz(t.encoding, want)) fail_msg("%zu bytes are %.*s, not %s", bytes.n, (int)t.encoding.n, t.encoding.p, want);
}

/* ------------------------------------------------------------------ detection */
static void nothing_and_one_byte(void **state) {
    (void)state;
    cedu_text t;
    cedu_error err;
    assert_int_equal(cedu__text_decode(NULL, 0, NULL, &arena, &t, &err), CEDU_OK);
    assert_str(t.encoding, "UTF-8");
    assert_int_equal(t.s.n + t.cps + t.bytes + t.run_count, 0);
    assert_int_equal(cedu__text_cp(&t, 0) + cedu__text_byte(&t, 0) + cedu__text_u8(&t, 0), 0);
    for (int c = 0; c < 256; c++) {
        char b = (char)c;
        assert_int_equal(detect((cedu_str){&b, 1}, NULL, &t), CEDU_OK);
        assert_int_equal(t.cps, 1);
    }
}

static void every_encoding_is_recognised(void **state) {
    (void)state;
    cedu_str s = CEDU_STR(prose), h = CEDU_STR(prose_hant);
    found(s, "UTF-8");
    found(encode("GB18030", s), "GB18030");
    found(encode("GB18030", h), "GB18030"); /* traditional characters in GBK */
    found(encode("Big5-HKSCS", h), "Big5-HKSCS");
    found(encode("UTF-16LE", s), "UTF-16LE");
    found(encode("UTF-16BE", s), "UTF-16BE");
    found(cat(CEDU_STR("\xFF\xFE"), encode("UTF-16LE", s)), "UTF-16LE");
    found(cat(CEDU_STR("\xFE\xFF"), encode("UTF-16BE", s)), "UTF-16BE");
    found(cat(CEDU_STR("\xEF\xBB\xBF"), s), "UTF-8");
    found(encode("UTF-16LE", CEDU_STR("plain words, nothing else\n")), "UTF-16LE");
    found(CEDU_STR("plain words, nothing else\n"), "UTF-8");
}

static void a_bom_stays_as_a_character(void **state) {
    (void)state;
    cedu_text t;
    assert_int_equal(detect(CEDU_STR("\xEF\xBB\xBF"
                                     "x"),
                            NULL, &t),
                     CEDU_OK);
    assert_str(t.s, "\xEF\xBB\xBF"
                    "x");
    assert_int_equal(t.cps, 2);
    assert_int_equal(detect(CEDU_STR("\xFF\xFEx\0"), NULL, &t), CEDU_OK);
    assert_str(t.s, "\xEF\xBB\xBF"
                    "x");
    assert_int_equal(cedu__text_byte(&t, 3), 2);
    assert_int_equal(detect(CEDU_STR("\xFF\xFE"), NULL, &t), CEDU_OK);
    assert_int_equal(t.cps, 1);
}

static void bytes_win_over_declarations(void **state) {
    (void)state;
    static const char *const says[] = {"gb2312", "GBK", "utf-8", "big5", "iso-8859-1", "utf-16", "x-nonsense"};
    cedu_str s = CEDU_STR(prose);
    for (size_t i = 0; i < CEDU_COUNT(says); i++) {
        cedu_str head = cedu__arena_strf(&arena, "<html><head><meta charset=\"%s\"></head>", says[i]);
        bool gb = i < 2, utf8 = i == 2, known = i < 6;
        cedu_text t;
        assert_int_equal(detect(cat(head, s), NULL, &t), CEDU_OK);
        assert_str(t.encoding, "UTF-8");
        assert_int_equal(t.declared_wrong, known && !utf8);
        assert_int_equal(detect(cat(head, encode("GB18030", s)), NULL, &t), CEDU_OK);
        assert_str(t.encoding, "GB18030");
        assert_int_equal(t.declared_wrong, known && !gb);
        assert_true(cedu__eqz(t.declared, says[i]));
        assert_int_equal(detect(cat(head, CEDU_STR("ascii")), NULL, &t), CEDU_OK);
        assert_false(t.declared_wrong); /* agrees with all */
        assert_int_equal(detect(encode("GB18030", s), says[i], &t), CEDU_OK);
        assert_str(t.encoding, "GB18030");
        assert_int_equal(detect(s, says[i], &t), CEDU_OK);
        assert_str(t.encoding, "UTF-8");
    }
}

static void declarations_are_found_where_they_count(void **state) {
    (void)state;
    static const struct {
        const char *page, *declared;
    } cases[] = {
        {"<meta charset=gbk>", "gbk"},
        {"<META CHARSET = 'GBK' />", "GBK"},
        {"<meta charset=\"gb2312\"/>", "gb2312"},
        {"<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">", "gb2312"},
        {"<meta content='text/html;charset=GB18030;x=1' http-equiv=Content-Type>", "GB18030"},
        {"<meta\n\tname=x\n\tcharset\n=\n\"big5\">", "big5"},
        {"<?xml version=\"1.0\" encoding=\"GBK\"?><a/>", "GBK"},
        {"<?xml version='1.0' encoding='utf-8' ?>", "utf-8"},
        {"<script charset=\"big5\" src=x></script><meta charset=gbk>", "gbk"}, /* not of the page */
        {"<!-- <meta charset=big5> --><meta charset=gbk>", "gbk"},
        {"<metacharset=gbk>", NULL},
        {"<meta name=description content=x>", NULL},
        {"<meta charset=>", NULL},
        {"<meta charset=\"\">", NULL},
        {"<meta charset", NULL},
        {"<meta charset=gb", "gb"},
        {"<!-- <meta charset=gbk>", NULL},
        {"charset=gbk", NULL},
    };
    for (size_t i = 0; i < CEDU_COUNT(cases); i++) {
        cedu_text t;
        assert_int_equal(detect(cedu__str(cases[i].page), NULL, &t), CEDU_OK);
        if (!cedu__eq(t.declared, cedu__str(cases[i].declared)) || !t.declared.p != !cases[i].declared)
            fail_msg("%s: \"%.*s\"", cases[i].page, (int)t.declared.n, t.declared.p ? t.declared.p : "");
    }
    char late[5000];
    memset(late, ' ', sizeof late);
    memcpy(late + 4200, "<meta charset=gbk>", 18);
    cedu_text t;
    assert_int_equal(detect((cedu_str){late, sizeof late}, NULL, &t), CEDU_OK);
    assert_null(t.declared.p);
}

static void cut_texts_are_still_recognised(void **state) {
    (void)state;
    cedu_str u = CEDU_STR(prose), g = encode("GB18030", u), b = encode("Big5-HKSCS", CEDU_STR(prose_hant));
    for (size_t n = 12; n < 120; n++) {
        found(cedu__sub(u, 0, n), "UTF-8");
        found(cedu__sub(g, 0, n), "GB18030");
        found(cedu__sub(b, 0, n), "Big5-HKSCS");
        found(cedu__sub(u, n % 3, 150 + n), "UTF-8"); /* and cut in front */
    }
}

static void lossy_texts_are_still_recognised(void **state) {
    (void)state;
    static const struct { const char *icu, *want; } e[] = {{"UTF-8", "UTF-8"}, {"GB18030", "GB18030"}};
    uint32_t seed = 5;
    for (size_t k = 0; k < 2; k++)
        for (uint32_t one_in = 5; one_in <= 200; one_in += 39) {
            cedu_str s = encode(e[k].icu, CEDU_STR(prose));
            char *p = cedu__arena_alloc(&arena, s.n + 1);
            size_t n = 0;
            for (size_t i = 0; i < s.n; i++)
                if ((unsigned char)s.p[i] < 0x80 || law_random(&seed) % one_in) p[n++] = s.p[i]; /* bytes lost */
            found((cedu_str){p, n}, e[k].want);
        }
    /* one lost byte is one bad sequence or two, not the whole text */
    cedu_str s = CEDU_STR(prose);
    cedu_text t;
    assert_int_equal(detect(cat(cedu__sub(s, 0, 100), cedu__sub(s, 101, s.n)), NULL, &t), CEDU_OK);
    assert_str(t.encoding, "UTF-8");
    assert_in_range(t.invalid, 1, 2);
}

static void mixed_texts_are_judged_by_proportion(void **state) {
    (void)state;
    cedu_str u = CEDU_STR(prose), g = encode("GB18030", u);
    found(cat(cat(u, u), cat(u, g)), "UTF-8");
    found(cat(cat(g, g), cat(g, u)), "GB18030");
    found(cat(g, cedu__sub(u, 0, 30)), "GB18030");
    found(cat(u, cedu__sub(g, 0, 20)), "UTF-8");
}

static void other_languages(void **state) {
    (void)state;
    found(encode("windows-1252",
                 CEDU_STR("Le budget de la région a été présenté à Lyon. Les élus espèrent créer mille emplois.")),
          "windows-1252");
    found(encode("windows-1251", CEDU_STR("Город утвердил программу развития промышленности на пять лет и выделил средства.")),
          "windows-1251");
    found(encode("Shift_JIS", CEDU_STR("市は今年の計画をまとめました。企業への支援を続けていきます。来年も同じです。")),
          "Shift_JIS");
    cedu_text t;
    assert_int_equal(detect(cat(CEDU_STR("<meta charset=windows-1252>"), CEDU_STR("25\xB0"
                                                                                  "C, na\xEFve")),
                            NULL, &t),
                     CEDU_OK);
    assert_str(t.s, "<meta charset=windows-1252>25°C, naïve");
}

static void what_is_no_text_is_refused(void **state) {
    (void)state;
    static const cedu_str files[] = {
        {"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16},
        {"\xFF\xD8\xFF\xE0\0\x10JFIF", 10},
        {"GIF89a...", 9},
        {"%PDF-1.7\n%\xE2\xE3\xCF\xD3", 14},
        {"PK\3\4\x14\0\6\0", 8},
        {"\x1F\x8B\x08\0\0\0\0\0", 8},
        {"\x7F"
         "ELF\2\1\1\0",
         8},
        {"Rar!\x1A\7\1\0", 8},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8},
        {"7z\xBC\xAF\x27\x1C\0\4", 8},
        {"\0\0\0\x1C"
         "ftypisom",
         12},
        {"\0\0\0\0", 4},
        {"SQLite format 3\0", 16},
    };
    cedu_text t;
    for (size_t i = 0; i < CEDU_COUNT(files); i++)
        if (detect(files[i], NULL, &t) != CEDU_UNSUPPORTED) fail_msg("file %zu was taken for text", i);
    char noise[4096];
    uint32_t seed = 3;
    for (size_t i = 0; i < sizeof noise; i++) noise[i] = (char)law_random(&seed);
    assert_int_equal(detect((cedu_str){noise, sizeof noise}, NULL, &t), CEDU_UNSUPPORTED);
    memset(noise, 0xFF, sizeof noise);
    assert_int_equal(detect((cedu_str){noise, sizeof noise}, NULL, &t), CEDU_UNSUPPORTED);
    /* but a few strange characters are only strange */
    assert_int_equal(
        detect(CEDU_STR("a line with a \0 in it, then \x1B[1m, and \x01 in the middle of a longer line\n"), NULL, &t), CEDU_OK);
    assert_int_equal(t.cps, 71);
    assert_str(t.encoding, "UTF-8");
}

static void a_huge_file_of_one_byte_costs_little(void **state) {
    (void)state;
    size_t n = 64u << 20;
    char *p = malloc(n);
    cedu_text t;
    memset(p, 'a', n);
    assert_int_equal(cedu__text_decode(p, n, NULL, &arena, &t, NULL), CEDU_OK);
    assert_int_equal(t.cps, n);
    assert_ptr_equal(t.s.p, p); /* not copied */
    assert_true(arena.used < n / 16);
    assert_int_equal(cedu__text_byte(&t, 12345678), 12345678);
    size_t used = arena.used;
    memset(p, 0, n);
    assert_int_equal(cedu__text_decode(p, n, NULL, &arena, &t, NULL), CEDU_UNSUPPORTED);
    memset(p, 0xFF, n);
    assert_int_equal(cedu__text_decode(p, n, NULL, &arena, &t, NULL), CEDU_UNSUPPORTED);
    assert_int_equal(arena.used, used); /* refused before anything is made */
    free(p);
    assert_int_equal(cedu__text_decode("x", (size_t)CEDU_MAX_PAYLOAD + 1, NULL, &arena, &t, NULL), CEDU_TOO_LARGE);
}

/* ------------------------------------------------------------------ decoding */
#define R "\xEF\xBF\xBD"
static void bad_sequences_become_one_replacement_each(void **state) {
    (void)state;
    static const struct {
        const char *encoding;
        cedu_str bytes;
        const char *text;
        uint32_t invalid;
    } cases[] = {
#define C(e, b, t, i) {e, {b, sizeof(b) - 1}, t, i}
        C("UTF-8", "a\xE4\xB8", "a" R, 1),
        C("UTF-8",
          "\xE4\xB8"
          "a",
          R "a", 1),
        C("UTF-8",
          "\xE4"
          "a",
          R "a", 1),
        C("UTF-8", "\xC0\x80", R R, 2),
        C("UTF-8", "\xE0\x80\x80", R R R, 3),
        C("UTF-8", "\xED\xA0\x80", R R R, 3),
        C("UTF-8", "\xF0\x90\x80", R, 1),
        C("UTF-8", "\xF4\x90\x80\x80", R R R R, 4),
        C("UTF-8", "\xF5\x80", R R, 2),
        C("UTF-8", "\x80", R, 1),
        C("UTF-8", "\xEF\xBF\xBD", R, 0),
        C("GB18030", "\xC4", R, 1),
        C("GB18030",
          "a\xC4"
          "<b",
          "a" R "<b", 1),
        C("GB18030",
          "\x80"
          "A",
          R "A", 1),
        C("GB18030", "\xFF", R, 1),
        C("GB18030", "\xFF\x81\x40", R "丂", 1),
        C("GB18030", "\x81\xFF", R R, 2),
        C("GB18030", "\x81\x7F", R "\x7F", 1),
        C("GB18030", "\x81\x30", R, 1),
        C("GB18030", "\x81\x30\x81", R, 1),
        C("GB18030",
          "\x81\x30\x81"
          "A..",
          R "0丄..", 1),
        C("GB18030", "\xE3\x32\x9A\x36..", R "2" R "6..", 2),
        C("GB18030", "\x84\x31\xA4\x37", R, 0), /* a lost character that another program has marked */
        C("GB18030", "\xC8\xCB\xB9\xA4", "人工", 0),
        C("GB18030", "\xA2\xE3", "€", 0),
        C("GB18030", "\x81\x30\x81\x30", "\xC2\x80", 0),
        C("GB18030", "\x95\x32\x82\x36", "𠀀", 0),
        C("GB18030", "\xAA\xA1\xF8\xA1\xA1\x40", "\uE000\uE234\uE4C6", 0), /* private use stays: repair needs it */
        C("gbk", "\xD6\xD0", "中", 0),
        C("GB2312", "\xD6\xD0", "中", 0),
        C("Big5", "\xA4\xA4", "中", 0),
        C("Big5", "\xA4", R, 1),
        C("Big5", "\xA4<", R "<", 1),
        C("Big5", "\x80z", R "z", 1),
        C("Big5", "\x88\x62\x88\xA5", "Ê̄ê̌", 0),
        C("UTF-16LE", "\x2D\x4E\x41", "中" R, 1),
        C("UTF-16LE", "\x00\xD8", R, 1),
        C("UTF-16LE",
          "\x00\xD8"
          "A",
          R, 1),
        C("UTF-16LE",
          "\x00\xD8"
          "A\0",
          R "A", 1),
        C("UTF-16LE",
          "\x00\xDC"
          "A\0",
          R "A", 1),
        C("UTF-16LE", "\x00\xD8\x00\xD8\x00\xDC", R "\U00010000", 1),
        C("UTF-16BE", "\x4E\x2D\xD8\x40\xDC\x00", "中𠀀", 0),
        C("windows-1252", "\x80\xE9", "€é", 0),
        C("EUC-KR", "\xB0\xA1", "가", 0),
        C("Shift_JIS", "\x82\xA0\xB1", "あｱ", 0),
#undef C
    };
    for (size_t i = 0; i < CEDU_COUNT(cases); i++) {
        cedu_text t;
        unsigned char *p = malloc(cases[i].bytes.n);
        memcpy(p, cases[i].bytes.p, cases[i].bytes.n);
        assert_int_equal(cedu__text_decode_as(p, cases[i].bytes.n, cases[i].encoding, &arena, &t, NULL), CEDU_OK);
        if (!cedu__eqz(t.s, cases[i].text) || t.invalid != cases[i].invalid)
            fail_msg("case %zu, %s: \"%.*s\", %u bad", i, cases[i].encoding, (int)t.s.n, t.s.p, t.invalid);
        const char *broken = law_broken(&t, p, cases[i].bytes.n, 50, &arena);
        if (broken) fail_msg("case %zu, %s: %s", i, cases[i].encoding, broken);
        free(p);
    }
}

/* Every double byte and a spread of four-byte sequences of GB18030 come back to the same bytes, offsets included. */
static void gb18030_is_whole(void **state) {
    (void)state;
    size_t n = 0;
    unsigned char *p = malloc(126 * 190 * 2 + 4 * 20000);
    for (unsigned a = 0x81; a <= 0xFE; a++)
        for (unsigned b = 0x40; b <= 0xFE; b++)
            if (b != 0x7F) p[n++] = (unsigned char)a, p[n++] = (unsigned char)b;
    size_t pairs = n / 2, fours = 0;
    for (unsigned x = 189000; x < 189000 + 0x100000; x += 97, fours++) {
        p[n++] = (unsigned char)(0x81 + x / 12600), p[n++] = (unsigned char)(0x30 + x / 1260 % 10);
        p[n++] = (unsigned char)(0x81 + x / 10 % 126), p[n++] = (unsigned char)(0x30 + x % 10);
    }
    cedu_text t;
    assert_int_equal(cedu__text_decode_as(p, n, "GB18030", &arena, &t, NULL), CEDU_OK);
    assert_int_equal(t.invalid, 0);
    assert_int_equal(t.cps, pairs + fours);
    assert_null(law_broken(&t, p, n, 500, &arena));
    cedu_str back = encode("GB18030", t.s);
    assert_int_equal(back.n, n);
    assert_memory_equal(back.p, p, n);
    free(p);
}

static void half_a_pair_shares_the_bytes(void **state) {
    (void)state;
    cedu_text t; /* x, one sequence for two characters, y */
    assert_int_equal(cedu__text_decode_as("x\x88\x62y", 4, "Big5-HKSCS", &arena, &t, NULL), CEDU_OK);
    assert_int_equal(t.cps, 4);
    assert_int_equal(cedu__text_byte(&t, 1), 1); /* before the first of the two */
    assert_int_equal(cedu__text_byte(&t, 3), 3); /* between them: the first takes all */
    assert_int_equal(cedu__text_byte(&t, 5), 3);
    assert_int_equal(cedu__text_byte(&t, 6), 4);
}

static void laws_hold_for_random_bytes(void **state) {
    (void)state;
    static const char *const names[] = {"UTF-8",  "GB18030", "Big5-HKSCS", "UTF-16LE",     "UTF-16BE",
                                        "EUC-KR", "EUC-JP",  "Shift_JIS",  "windows-1252", "KOI8-R"};
    static const unsigned char hard[] = {0x30, 0x39, 0x41, 0x7F, 0x80, 0x81, 0x84, 0x90, 0xA1, 0xA3, 0xBF, 0xD8, 0xDC,
                                         0xE0, 0xE3, 0xE4, 0xED, 0xEF, 0xF0, 0xF4, 0xFE, 0xFF, 0x88, 0x62, 0x8E, 0x8F};
    uint32_t seed = 11;
    for (int round = 0; round < 600; round++) {
        size_t n = law_random(&seed) % (round % 10 ? 60 : 3000);
        unsigned char *p = malloc(n ? n : 1);
        int kind = round % 3;
        for (size_t i = 0; i < n; i++) {
            uint32_t r = law_random(&seed);
            p[i] = kind == 0   ? (unsigned char)r
                   : kind == 1 ? hard[r % sizeof hard]
                   : r % 4     ? (unsigned char)(0xB0 + r % 70)
                               : 'a';
        }
        for (size_t k = 0; k < CEDU_COUNT(names); k++) {
            cedu_text t;
            cedu__arena_reset(&arena);
            assert_int_equal(cedu__text_decode_as(p, n, names[k], &arena, &t, NULL), CEDU_OK);
            const char *broken = law_broken(&t, p, n, 20, &arena);
            if (broken) fail_msg("%s, round %d: %s", names[k], round, broken);
        }
        free(p);
    }
}

/* Worst mixtures of widths: the map stays small. */
static void maps_stay_small(void **state) {
    (void)state;
    static const char *const names[] = {"UTF-8", "GB18030", "UTF-16LE"};
    cedu_str unit = CEDU_STR("a中é€𠀀");
    for (size_t k = 0; k < CEDU_COUNT(names); k++) {
        cedu_str one = encode(names[k], unit);
        size_t n = one.n * 20000;
        unsigned char *p = malloc(n);
        for (size_t i = 0; i < n; i++) p[i] = (unsigned char)one.p[i % one.n];
        cedu_text t;
        assert_int_equal(cedu__text_decode_as(p, n, names[k], &arena, &t, NULL), CEDU_OK);
        assert_int_equal(t.cps, 100000);
        assert_true(t.run_count * sizeof(cedu_run) < t.s.n / 20);
        assert_null(law_broken(&t, p, n, 100, &arena));
        free(p);
    }
}

static void memory_that_runs_out_is_said(void **state) {
    (void)state;
    cedu_str g = encode("GB18030", CEDU_STR(prose)), pages[] = {CEDU_STR(prose), g, CEDU_STR("<meta charset=gbk>\xC4")};
    for (size_t k = 0; k < CEDU_COUNT(pages); k++) {
        bool done = false;
        for (long at = 1; at < 50 && !done; at++) {
            cedu_arena small;
            cedu_text t;
            cedu_error err;
            cedu__arena_init(&small, 1 << 20);
            cedu__alloc_fail_after = at;
            cedu_status s = cedu__text_decode(pages[k].p, pages[k].n, NULL, &small, &t, &err);
            done = cedu__alloc_fail_after > 0 || s == CEDU_OK;
            cedu__alloc_fail_after = 0;
            assert_true(s == CEDU_OK || s == CEDU_NOMEM);
            cedu__arena_release(&small);
        }
        assert_true(done);
    }
    cedu_arena tiny; /* a cap that the text does not fit */
    cedu_text t;
    char *p = malloc(1 << 20);
    memset(p, 0xB0, 1 << 20);
    cedu__arena_init(&tiny, 1 << 20);
    assert_int_equal(cedu__text_decode_as(p, 1 << 20, "GB18030", &tiny, &t, NULL), CEDU_NOMEM);
    cedu__arena_release(&tiny);
    free(p);
}

static void *decode_some(void *bad) {
    cedu_arena a;
    cedu__arena_init(&a, 1 << 24);
    for (int i = 0; i < 200; i++) {
        cedu_text t;
        cedu__arena_reset(&a);
        if (cedu__text_decode("\xC8\xCB\xB9\xA4\xD6\xC7\xC4\xDC", 8, "gbk", &a, &t, NULL) != CEDU_OK ||
            !cedu__eqz(t.s, "人工智能"))
            ++*(_Atomic int *)bad;
    }
    cedu__arena_release(&a);
    return NULL;
}

static void threads_share_the_tables(void **state) {
    (void)state;
    _Atomic int bad = 0;
    pthread_t t[8];
    for (int i = 0; i < 8; i++) assert_int_equal(pthread_create(&t[i], NULL, decode_some, &bad), 0);
    for (int i = 0; i < 8; i++) pthread_join(t[i], NULL);
    assert_int_equal(bad, 0);
}

static void unknown_encodings_are_said(void **state) {
    (void)state;
    cedu_text t;
    cedu_error err;
    assert_int_equal(cedu__text_decode_as("x", 1, "ebcdic", &arena, &t, &err), CEDU_UNSUPPORTED);
    assert_non_null(strstr(err.en, "ebcdic"));
    assert_int_equal(cedu__text_decode_as("x", 1, "", &arena, &t, &err), CEDU_UNSUPPORTED);
    assert_int_equal(cedu__text_decode_as("x", 1, "utf-8 gbk", &arena, &t, &err), CEDU_UNSUPPORTED);
    assert_int_equal(cedu__text_decode_as("x", 1, " Utf8\n", &arena, &t, &err), CEDU_OK);
}

static void scripts(void **state) {
    (void)state;
    assert_int_equal(cedu__text_script(CEDU_STR(prose)), CEDU_SCRIPT_hans);
    assert_int_equal(cedu__text_script(CEDU_STR(prose_hant)), CEDU_SCRIPT_hant);
    assert_int_equal(cedu__text_script(CEDU_STR("words only")), CEDU_SCRIPT_latin);
    assert_int_equal(cedu__text_script(CEDU_STR("本市 AI 中心 (AI Center)")), CEDU_SCRIPT_hans);
    assert_int_equal(cedu__text_script(CEDU_STR("12 %")), CEDU_SCRIPT_other);
    assert_int_equal(cedu__text_script(CEDU_STR("")), CEDU_SCRIPT_other);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(nothing_and_one_byte),
        T(every_encoding_is_recognised),
        T(a_bom_stays_as_a_character),
        T(bytes_win_over_declarations),
        T(declarations_are_found_where_they_count),
        T(cut_texts_are_still_recognised),
        T(lossy_texts_are_still_recognised),
        T(mixed_texts_are_judged_by_proportion),
        T(other_languages),
        T(what_is_no_text_is_refused),
        T(a_huge_file_of_one_byte_costs_little),
        T(bad_sequences_become_one_replacement_each),
        T(gb18030_is_whole),
        T(half_a_pair_shares_the_bytes),
        T(laws_hold_for_random_bytes),
        T(maps_stay_small),
        T(memory_that_runs_out_is_said),
        T(threads_share_the_tables),
        T(unknown_encodings_are_said),
        T(scripts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
