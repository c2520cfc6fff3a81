/* Laws: spans inside the text and on character boundaries, sorted, the same twice; out of memory is an error, not a crash;
 * a megabyte of any one thing ends. */
#include <pthread.h>

#include "match_fixture.h"

static const cedu_civil REF = {2024, 5, 10, 0, 0, 0};

/* The words are all forms of the classes cue and pattern, wherever they stand: what a look at each character would give. */
static void words_are_all(cedu_str s, const cedu_mentions *m) {
    size_t w = 0;
    for (size_t i = 0; i < s.n; i += cedu__u8_len((unsigned char)s.p[i])) {
        cedu_hit hits[64];
        size_t n = cedu__image_match(im, 1u << CEDU_CLASS_cue | 1u << CEDU_CLASS_pattern, s, i, hits, CEDU_COUNT(hits));
        for (size_t k = 0; k < n; k++, w++) {
            assert_true(w < m->word_n);
            assert_true(m->words[w].start == i && m->words[w].end == hits[k].end && m->words[w].entry == hits[k].entry);
        }
    }
    assert_int_equal(w, m->word_n);
}

static void laws_hold(cedu_str s, const cedu_mentions *m) {
    words_are_all(s, m);
    for (size_t k = 0; k < m->n; k++) {
        const cedu_mention *x = &m->p[k];
        assert_true(x->start < x->end && x->end <= s.n);
        assert_true(x->core_start >= x->start && x->core_end <= x->end && x->core_start <= x->core_end);
        assert_true(((unsigned char)s.p[x->start] & 0xC0) != 0x80);
        assert_true(x->end == s.n || ((unsigned char)s.p[x->end] & 0xC0) != 0x80);
        assert_true(((unsigned char)s.p[x->core_start] & 0xC0) != 0x80);
        assert_true(!(x->refused && x->has_value));
        if (k) assert_true(m->p[k - 1].start < x->start || (m->p[k - 1].start == x->start && m->p[k - 1].end >= x->end));
    }
}

/* A small generator of text out of pieces that the recognisers care about. */
static const char *const PIECES[] = {"2023年",   "12月",     "31日",     "三",     "百",       "万",       "亿",
                                     "元",       "%",        "至",       "-",      "—",        "《",       "》",
                                     "〔2023〕", "号",       "第",       "位",     "成都市",   "高新区",   "(",
                                     ")",        "局",       "有限公司", "大学",   "约",       "超过",     "以上",
                                     "近",       "余",       "家",       "个",     "半",       "点",       "五",
                                     "去年",     "今年以来", "上半年",   "一季度", "底",       "前",       "内",
                                     "后",       "1,234",    "0.5",      "**",     "P",        "EFLOPS",   " ",
                                     "\n",       "。",       "，",       "、",     "局长",     "王",       "明",
                                     "表示",     "十四五",   "“",        "”",      "人工智能", "企业数量", "美元",
                                     "$",        "角",       "分",       "之",     "百分之",   "A",        "x",
                                     "/",        ":",        "08",       "周",     "一",       "小时",     "来",
                                     "起",       "和",       "之间",     "世纪",   "90年代",   "两",       "几",
                                     "每",       "2^",       "不低于",   "不超过", "该公司",   "上述方案", "（以下简称“甲乙”）",
                                     "最后一个", "·",        "折",       "对折",   "米",       "俩",       "周三",
                                     "数",       "多",       "零",       "京",     "沪",       "工信部",   "X"};

static void random_text(void **state) {
    (void)state;
    uint32_t r = 12345;
    cedu_buf b = {0};
    cedu_arena a, a2;
    cedu__arena_init(&a, 256u << 20);
    cedu__arena_init(&a2, 256u << 20);
    for (int n = 0; n < 6000; n++) {
        b.n = 0;
        for (int k = 0; k < 24; k++) {
            r = r * 1664525u + 1013904223u;
            cedu__buf_z(&b, PIECES[(r >> 8) % CEDU_COUNT(PIECES)]);
        }
        cedu_str s = cedu__buf_view(&b);
        char *exact = malloc(s.n); /* exactly sized, so that sanitizers see a read past the end */
        memcpy(exact, s.p, s.n);
        s.p = exact;
        cedu_mentions m = run_text(s, n % 3 ? REF : (cedu_civil){0}, -1, &a),
                      m2 = run_text(s, n % 3 ? REF : (cedu_civil){0}, -1, &a2);
        laws_hold(s, &m);
        assert_int_equal(m.n, m2.n);
        cedu_buf v = {0}, v2 = {0};
        for (size_t k = 0; k < m.n; k++) {
            v.n = v2.n = 0;
            cedu__mention_json_value(im, &m.p[k], &v);
            cedu__mention_json_value(im, &m2.p[k], &v2);
            assert_true(m.p[k].start == m2.p[k].start && m.p[k].end == m2.p[k].end && m.p[k].type == m2.p[k].type);
            assert_true(cedu__eq(cedu__buf_view(&v), cedu__buf_view(&v2)));
            assert_true(cedu__u8_valid(v.p, v.n) == v.n);
        }
        cedu__buf_release(&v);
        cedu__buf_release(&v2);
        free(exact);
        cedu__arena_reset(&a);
        cedu__arena_reset(&a2);
    }
    cedu__buf_release(&b);
    cedu__arena_release(&a);
    cedu__arena_release(&a2);
}

static void adversarial(void **state) {
    (void)state;
    static const char *const UNITS[] = {"7",   "(",      "一", "《",     "〔2", "*",    "公司",     "市局", "1-",
                                        "三 ", "百分之", "到", "2021年", "1,",  "第",   "〔2021〕", "半",   "大学和",
                                        "点",  "X",      "京", "《规划", "0.",  "万亿", "前",       "近"};
    for (size_t u = 0; u < CEDU_COUNT(UNITS); u++) {
        size_t one = strlen(UNITS[u]), n = (1u << 20) / one;
        char *p = malloc(n * one);
        for (size_t i = 0; i < n; i++) memcpy(p + i * one, UNITS[u], one);
        cedu_arena a;
        cedu__arena_init(&a, (size_t)2 << 30);
        cedu_str s = {p, n * one};
        cedu_mentions m = run_text(s, REF, -1, &a);
        laws_hold(s, &m);
        cedu__arena_release(&a);
        free(p);
    }
}

static void memory(void **state) { /* an arena that is too small: an error each time, at every size */
    (void)state;
    const char *text =
        "到2025年，成都市人工智能企业数量超过500家，产业规模突破1000亿元。《成都市规划》（成府发〔2022〕1号），市长王明表示。";
    int failures = 0;
    for (size_t cap = 1024; cap < 65536; cap += 997) {
        cedu_arena a;
        cedu__arena_init(&a, cap);
        cedu_mentions m;
        cedu_error err = {0};
        cedu_match_options opt = {.ref = REF, .ref_region = -1};
        cedu_status st = cedu__match_run(im, cedu__str(text), &opt, &a, &m, &err);
        assert_true(st == CEDU_OK || st == CEDU_NOMEM);
        if (st == CEDU_NOMEM) failures++, assert_true(m.n == 0);
        cedu__arena_release(&a);
    }
    assert_true(failures > 0);
}

static void empty(void **state) {
    (void)state;
    cedu_arena a;
    cedu__arena_init(&a, 1u << 20);
    cedu_mentions m = run_text((cedu_str){NULL, 0}, REF, -1, &a);
    assert_int_equal(m.n, 0);
    cedu_error err;
    assert_int_equal(cedu__match_run(im, CEDU_STR("12家"), NULL, &a, &m, &err), CEDU_OK);
    assert_true(m.n > 0);
    cedu__arena_release(&a);
}

static void period(void **state) {
    (void)state;
    static const struct {
        cedu_when w;
        const char *iso;
    } T[] = {
        {{.start = {2021, 1, 1}, .end = {2021, 12, 31}}, "2021"},
        {{.start = {2021, 2, 1}, .end = {2021, 2, 28}}, "2021-02"},
        {{.start = {2021, 2, 23}, .end = {2021, 2, 23}}, "2021-02-23"},
        {{.start = {2022, 1, 1}, .end = {2025, 12, 31}}, "2022/2025"},
        {{.start = {0}, .end = {2025, 12, 31}}, "../2025"},
        {{.start = {2023, 6, 1}, .end = {0}}, "2023-06/.."},
        {{.start = {2023, 1, 1}, .end = {2023, 9, 30}}, "2023-01/2023-09"},
        {{.start = {2023, 1, 1}, .end = {2023, 6, 8}}, "2023-01-01/2023-06-08"},
    };
    for (size_t i = 0; i < CEDU_COUNT(T); i++) {
        char iso[CEDU_WHEN_PERIOD];
        assert_true(cedu__eqz(cedu__when_period(&T[i].w, iso), T[i].iso));
    }
}

/* Types that need nothing but their own sentence. */
static bool context_free(const cedu_mention *m) {
    return m->type <= CEDU_MENTION_quantity || m->type == CEDU_MENTION_duration || m->type == CEDU_MENTION_set ||
           m->type == CEDU_MENTION_document_number || m->type == CEDU_MENTION_sector || m->type == CEDU_MENTION_indicator;
}

static void chunks(void **state) { /* sentence by sentence as in one piece */
    (void)state;
    static const char *const SENTENCES[] = {
        "今年以来，全市新增智能企业120家，同比增长18.5%。\n",
        "对新建中心按投资额的30%给予补助，不低于50万元、不高于500万元。\n",
        "第三方机构评估认为，综合得分居全省第2位。\n",
        "到2027年，算力规模超过6000P，机架达3万个。\n",
        "依据湖经信〔2024〕18号，每两年评估一次，为期三个月。\n",
        "人工智能产业规模达到三百亿元左右，占比提高2.3个百分点。\n",
        "比例大于10%并小于20%。\n",
        "（二）建设数据中心五座。\n",
    };
    enum { N = sizeof SENTENCES / sizeof *SENTENCES };
    cedu_arena a, b;
    cedu__arena_init(&a, 64u << 20);
    cedu__arena_init(&b, 64u << 20);
    for (unsigned turn = 0; turn < N * 40; turn++) {
        cedu_buf whole = {0};
        for (unsigned k = 0; k < 6; k++) cedu__buf_z(&whole, SENTENCES[(turn * 7 + k * (1 + turn / N)) % N]);
        cedu_mentions m = run_text((cedu_str){whole.p, whole.n}, REF, -1, &a);
        size_t base = 0, w = 0;
        for (unsigned k = 0; k < 6; k++) {
            cedu_str s = cedu__str(SENTENCES[(turn * 7 + k * (1 + turn / N)) % N]);
            cedu_mentions one = run_text(s, REF, -1, &b);
            for (size_t q = 0; q < one.n; q++) {
                if (!context_free(&one.p[q])) continue;
                while (w < m.n && !context_free(&m.p[w])) w++;
                assert_true(w < m.n);
                const cedu_mention *x = &m.p[w++], *y = &one.p[q];
                assert_int_equal(x->start, y->start + base);
                assert_int_equal(x->end, y->end + base);
                assert_int_equal(x->type, y->type);
                assert_true(x->has_value == y->has_value && (!x->has_value || x->value == y->value));
                assert_int_equal(x->modifier, y->modifier);
            }
            base += s.n;
            cedu__arena_reset(&b);
        }
        while (w < m.n && !context_free(&m.p[w])) w++;
        assert_int_equal(w, m.n);
        cedu__buf_release(&whole);
        cedu__arena_reset(&a);
    }
    cedu__arena_release(&a);
    cedu__arena_release(&b);
}

typedef struct job {
    cedu_str s;
    uint64_t sum;
} job;

/* The same line many times: every one is read like the first, wherever the list of mentions has to grow. */
static void lines_alike(void **state) {
    (void)state;
    static const char line[] = "成都蓝芯微电子股份有限公司和杭州云图科技有限公司在合肥市投资3亿元。\n";
    const size_t n = 3000;
    cedu_buf b = {0};
    cedu_arena a;
    cedu__arena_init(&a, 1u << 30);
    for (size_t k = 0; k < n; k++) cedu__buf_z(&b, line);
    cedu_mentions one = run_text(CEDU_STR(line), REF, -1, &a), all = run_text(cedu__buf_view(&b), REF, -1, &a);
    assert_int_equal(all.n, one.n * n);
    for (size_t k = 0; k < all.n; k++) {
        assert_int_equal(all.p[k].start, one.p[k % one.n].start + k / one.n * strlen(line));
        assert_int_equal(all.p[k].type, one.p[k % one.n].type);
        assert_int_equal(all.p[k].refused, one.p[k % one.n].refused);
    }
    cedu__buf_release(&b);
    cedu__arena_release(&a);
}

/* A worker's scratch is the arena: what it holds after a few pages it holds for ever. */
static void scratch_is_fixed(void **state) {
    (void)state;
    cedu_arena a;
    cedu_buf b = {0};
    uint32_t r = 99;
    size_t held = 0;
    cedu__arena_init(&a, 1u << 30);
    for (int n = 0; n < 400; n++) {
        b.n = 0;
        for (int k = 0; k < 2000; k++) {
            r = r * 1664525u + 1013904223u;
            cedu__buf_z(&b, PIECES[(r >> 8) % CEDU_COUNT(PIECES)]);
        }
        (void)run_text(cedu__buf_view(&b), REF, -1, &a);
        cedu__arena_reset(&a);
        struct cedu_arena_block *block = cedu__arena_detach(&a);
        size_t size = cedu__arena_block_size(block);
        cedu__arena_init(&a, 1u << 30);
        cedu__arena_attach(&a, block);
        if (n == 40) held = size;
        if (n > 40) assert_true(size <= held);
    }
    cedu__buf_release(&b);
    cedu__arena_release(&a);
}

static void *work(void *p) {
    job *j = p;
    cedu_arena a;
    cedu__arena_init(&a, 64u << 20);
    for (int round = 0; round < 20; round++) {
        cedu_match_options opt = {.ref = REF, .ref_region = -1};
        cedu_mentions m;
        cedu_error err;
        if (cedu__match_run(im, j->s, &opt, &a, &m, &err) != CEDU_OK) break;
        uint64_t sum = 0;
        for (size_t k = 0; k < m.n; k++)
            sum = sum * 1099511628211u + m.p[k].start * 31u + m.p[k].end * 7u + (uint64_t)m.p[k].type +
                  (uint64_t)(m.p[k].entry + 1);
        if (round && sum != j->sum) {
            j->sum = 0;
            break;
        }
        j->sum = sum;
        cedu__arena_reset(&a);
    }
    cedu__arena_release(&a);
    return NULL;
}

static void threads(void **state) { /* one image, four threads, the same result each time */
    (void)state;
    cedu_buf text = {0};
    for (unsigned k = 0; k < 3000; k++) cedu__buf_z(&text, PIECES[(k * 37 + k / 5) % CEDU_COUNT(PIECES)]);
    pthread_t t[4];
    job jobs[4];
    for (int k = 0; k < 4; k++) {
        jobs[k] = (job){.s = {text.p, text.n}};
        assert_int_equal(pthread_create(&t[k], NULL, work, &jobs[k]), 0);
    }
    for (int k = 0; k < 4; k++) pthread_join(t[k], NULL);
    for (int k = 0; k < 4; k++) assert_true(jobs[k].sum != 0 && jobs[k].sum == jobs[0].sum);
    cedu__buf_release(&text);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_text), cmocka_unit_test(adversarial),      cmocka_unit_test(memory),
        cmocka_unit_test(empty),       cmocka_unit_test(period),           cmocka_unit_test(chunks),
        cmocka_unit_test(lines_alike), cmocka_unit_test(scratch_is_fixed), cmocka_unit_test(threads)};
    return cmocka_run_group_tests(tests, load_packs, drop_packs);
}
