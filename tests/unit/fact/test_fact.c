/* test_fact.c - sentences to facts, with the real packs: one row a sentence, the facts it must give, and laws over all of them.
 * A wanted fact is "kind|region|subject|period|value|unit|modifier"; an empty field is not looked at. `only`: no other numeric fact
 * above the threshold. To extend: add a row; write the sentence yourself. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fact/fact.h"

static cedu_image *image;

#define CEDU__X(name, zh) #name,
static const char *const kinds[] = {CEDU_FACT_KINDS(CEDU__X)};
#undef CEDU__X
#define CEDU__X(name, sign, zh) sign,
static const char *const signs[] = {CEDU_MODIFIERS(CEDU__X)};
#undef CEDU__X

typedef struct row {
    const char *date; /* YYYY-MM-DD */
    const char *text; /* blocks on lines; a first line that starts with # is the title */
    const char *want[6];
    bool only;
} row;

static const row rows[] = {
    {"2024-03-05", "截至2023年底，青岛市人工智能企业超过860家。", {"observation|青岛市|人工智能企业数量|2023|860|家|>"}, true},
    {"2024-03-05",
     "2023年，大连市人工智能产业规模为215.5亿元，同比增长18.4%。",
     {"observation|大连市|人工智能产业规模|2023|21550000000|元|=", "growth|大连市|人工智能产业规模|2023|18.4|%|="},
     true},
    {"2022-05-01",
     "到2025年，佛山市人工智能核心产业规模将突破260亿元。",
     {"target|佛山市|人工智能核心产业规模|2025|26000000000|元|>"},
     true},
    {"2024-03-05",
     "2023年宁波市人工智能企业达420家、产业规模达160亿元，较2021年分别增长31%、44%。",
     {"observation|宁波市|人工智能企业数量|2023|420|家|=", "observation|宁波市|人工智能产业规模|2023|16000000000|元|=",
      "growth|宁波市|人工智能企业数量|2023|31|%|=", "growth|宁波市|人工智能产业规模|2023|44|%|="},
     true},
    {"2024-03-05",
     "2023年，福建省算力规模和数据中心机架数量均列全国第11位。",
     {"rank|福建省|算力规模|2023|11|位|=", "rank|福建省|数据中心机架数量|2023|11|位|="},
     true},
    {"2024-03-05", "京津冀和长三角的人工智能企业数量合计占全国的58%。", {"share||人工智能企业数量||58|%|="}, true},
    {"2024-03-05", "2023年，温州市人工智能产业规模约为宁波的1/3。", {"ratio|温州市|人工智能产业规模|2023|0.333333|倍|~"}, true},
    {"2024-03-05",
     "泉州市6200家规模以上工业企业中，完成智能化改造的超过45%。",
     {"observation|泉州市|规模以上工业企业数量||6200|家|=", "share|泉州市|||45|%|>"},
     true},
    {"2024-03-05", "昆明市构建“1+5+N”产业体系，以5G为底座，打造一批标杆场景。", {0}, true},
    {"2024-03-05", "东京一家初创公司完成1.2亿美元融资。", {0}, true},
    {"2024-03-05", "对购买智能算力服务的企业，烟台市按合同金额的25%给予补助，最高200万元。", {"instrument|烟台市|||||"}, true},
    {"2024-03-05",
     "2023年，烟台市人工智能企业由2020年的96家增至180家。",
     {"observation|烟台市|人工智能企业数量|2020|96|家|=", "observation|烟台市|人工智能企业数量|2023|180|家|="},
     true},
    {"2024-03-05",
     "城市 企业数（家） 营收（亿元）\n宁波 310 128.5",
     {"observation|宁波市|||310|家|=", "observation|宁波市|||12850000000|元|="},
     true},
    {"2024-03-05", "厦门成为东南沿海城市后，福州市建成全国首个算力调度平台。", {"rank|福州市|||1|位|="}, false},
    {"2024-03-05",
     "青岛市提出夯实算力底座、开放应用场景、引育专业人才等三项重点任务。",
     {"observation|青岛市|||3|项|="},
     false},
    {"2024-03-05", "到2027年，济南市人工智能创新能力达到国内领先水平。", {"target|济南市||2027|||"}, true},
    {"2024-03-05", "到2027年，江苏省智能算力规模比2023年翻一番。", {"|江苏省|智能算力规模|2027|100|%|="}, true},
    {"2024-03-05", "请将申报书一式3份报送大连市数据局，人工智能应用场景每单位限报2个。", {0}, true},
    {"2024-03-05", "到2026年，潍坊市培育年营收20亿元以上企业8家。", {"target|潍坊市||2026|8|家|="}, true},
};

static cedu_civil civil(const char *s) {
    int y, m, d;
    if (sscanf(s, "%d-%d-%d", &y, &m, &d) != 3) return (cedu_civil){0};
    return (cedu_civil){.year = (int16_t)y, .month = (int8_t)m, .day = (int8_t)d};
}

static void extract(cedu_arena *a, const char *text, const char *date, cedu_facts *out, cedu_str *clean,
                    cedu_fact_block *blocks, size_t *n) {
    cedu_error err;
    cedu_str s = cedu__str(text);
    *n = 0;
    for (size_t i = 0; i < s.n && *n < 64;) {
        ptrdiff_t e = cedu__find(s, CEDU_STR("\n"), i);
        size_t end = e < 0 ? s.n : (size_t)e;
        blocks[(*n)++] = (cedu_fact_block){.start = (uint32_t)i, .end = (uint32_t)end};
        i = end + 1;
    }
    cedu_match_options mo = {.ref = civil(date), .ref_region = -1};
    cedu_fact_input in = {.text = s, .blocks = blocks, .block_count = *n, .date = mo.ref};
    assert_int_equal(cedu__match_run(image, s, &mo, a, &in.mentions, &err), CEDU_OK);
    assert_int_equal(cedu__fact_extract(image, &in, a, out, &err), CEDU_OK);
    *clean = s;
}

static bool field(const char **p, char out[256]) {
    const char *e = strchr(*p, '|');
    size_t n = e ? (size_t)(e - *p) : strlen(*p);
    memcpy(out, *p, n);
    out[n] = '\0';
    *p += n + (e ? 1 : 0);
    return n > 0;
}

static bool fits(const cedu_fact *f, const char *w) {
    char v[256];
    if (field(&w, v) && strcmp(v, kinds[f->kind]) != 0) return false;
    if (field(&w, v) && !(f->region.n == 1 && cedu__eqz(f->region.p[0], v))) return false;
    if (field(&w, v) && !cedu__eqz(f->subject, v)) return false;
    if (field(&w, v) && !cedu__starts(f->period, cedu__str(v))) return false;
    if (field(&w, v) && !(f->has_value && fabs(f->value - atof(v)) < 1e-5 * fabs(atof(v)) + 1e-6)) return false;
    if (field(&w, v) && !cedu__eqz(f->unit, v)) return false;
    if (field(&w, v) && strcmp(v, signs[f->modifier]) != 0) return false;
    return true;
}

static void tell(const cedu_facts *fs) {
    for (size_t i = 0; i < fs->n; i++) {
        const cedu_fact *f = &fs->p[i];
        fprintf(stderr, "   got %s|%.*s|%.*s|%.*s|%g|%.*s|%s %.2f %.*s\n", kinds[f->kind],
                f->region.n ? (int)f->region.p[0].n : 0, f->region.n ? f->region.p[0].p : "", (int)f->subject.n,
                f->subject.p ? f->subject.p : "", (int)f->period.n, f->period.p ? f->period.p : "", f->value, (int)f->unit.n,
                f->unit.p ? f->unit.p : "", signs[f->modifier], f->confidence, (int)f->rule.n, f->rule.p);
    }
}

static void sentences_give_their_facts(void **state) {
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_arena a;
        cedu__arena_init(&a, 64 << 20);
        cedu_facts fs;
        cedu_str clean;
        cedu_fact_block blocks[64];
        size_t nb;
        extract(&a, rows[i].text, rows[i].date, &fs, &clean, blocks, &nb);
        bool ok = true, covered[256] = {0};
        for (size_t w = 0; w < 6 && rows[i].want[w]; w++) {
            bool found = false;
            for (size_t j = 0; j < fs.n && j < 256 && !found; j++)
                if (!covered[j] && !fs.p[j].review && fits(&fs.p[j], rows[i].want[w])) found = covered[j] = true;
            if (!found) fprintf(stderr, "%s\n   missing %s\n", rows[i].text, rows[i].want[w]), ok = false;
        }
        for (size_t j = 0; rows[i].only && j < fs.n && j < 256; j++)
            if (!covered[j] && fs.p[j].has_value && !fs.p[j].review)
                fprintf(stderr, "%s\n   extra %zu\n", rows[i].text, j), ok = false;
        if (!ok) tell(&fs), bad++;
        cedu__arena_release(&a);
    }
    assert_int_equal(bad, 0);
}

/* Every quotation lies inside one block, and a value's own words lie inside the quotation. */
static void quotations_hold_their_numbers(void **state) {
    (void)state;
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_arena a;
        cedu__arena_init(&a, 64 << 20);
        cedu_facts fs;
        cedu_str clean;
        cedu_fact_block blocks[64];
        size_t nb;
        extract(&a, rows[i].text, rows[i].date, &fs, &clean, blocks, &nb);
        for (size_t j = 0; j < fs.n; j++) {
            const cedu_fact *f = &fs.p[j];
            bool inside = false;
            assert_true(f->place.clean_start < f->place.clean_end && f->place.clean_end <= clean.n);
            for (size_t b = 0; b < nb; b++)
                inside |= f->place.clean_start >= blocks[b].start && f->place.clean_end <= blocks[b].end;
            assert_true(inside);
            if (f->has_value) {
                assert_true(f->as_written.p >= clean.p + f->place.clean_start);
                assert_true(f->as_written.p + f->as_written.n <= clean.p + f->place.clean_end);
            }
            assert_true(f->confidence >= 0 && f->confidence <= 1 && f->rule.n > 0);
        }
        cedu__arena_release(&a);
    }
}

/* Running out of memory at any allocation is an error, never a crash. */
static void memory_may_run_out(void **state) {
    (void)state;
    for (size_t cap = 1 << 10; cap < 4 << 20; cap += cap / 2) {
        cedu_arena a, tight;
        cedu_error err;
        cedu__arena_init(&a, 64 << 20);
        cedu__arena_init(&tight, cap);
        cedu_str s = cedu__str(rows[3].text);
        cedu_fact_block b = {.start = 0, .end = (uint32_t)s.n};
        cedu_match_options mo = {.ref = civil(rows[3].date), .ref_region = -1};
        cedu_fact_input in = {.text = s, .blocks = &b, .block_count = 1, .date = mo.ref};
        cedu_facts out;
        assert_int_equal(cedu__match_run(image, s, &mo, &a, &in.mentions, &err), CEDU_OK);
        cedu_status st = cedu__fact_extract(image, &in, &tight, &out, &err);
        assert_true(st == CEDU_OK || st == CEDU_NOMEM);
        cedu__arena_release(&tight);
        cedu__arena_release(&a);
    }
}

static int load(void **state) {
    (void)state;
    cedu_error err;
    const char *dirs[] = {PACKS "/core", PACKS "/ai-industry"};
    if (cedu__pack_compile(dirs, 2, &image, &err) != CEDU_OK) return fprintf(stderr, "%s\n", err.en), 1;
    return 0;
}

static int unload(void **state) {
    (void)state;
    cedu__image_free(image);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(sentences_give_their_facts),
                                       cmocka_unit_test(quotations_hold_their_numbers), cmocka_unit_test(memory_may_run_out)};
    return cmocka_run_group_tests(tests, load, unload);
}
