/* test_trust.c - who speaks and what speaks against a page, on small texts of our own. The packs are the installed ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "trust/trust.h"

static cedu_image *image;
static cedu_arena arena;

static int setup(void **state) {
    (void)state;
    const char *dirs[] = {CEDU_TEST_PACKS "/core", CEDU_TEST_PACKS "/ai-industry"};
    cedu__arena_init(&arena, (size_t)1 << 30);
    return cedu__pack_compile(dirs, 2, &image, NULL) == CEDU_OK ? 0 : -1;
}

static int teardown(void **state) {
    (void)state;
    cedu__image_free(image);
    cedu__arena_release(&arena);
    return 0;
}

static cedu_trust look(cedu_trust_input in) {
    static const cedu_article none = {0};
    cedu_trust out;
    if (!in.article) in.article = &none;
    assert_int_equal(cedu__trust_look(image, &in, &arena, &out, NULL), CEDU_OK);
    return out;
}

static void tiers(void **state) {
    (void)state;
    static const struct {
        const char *url, *outlet, *tier, *basis;
    } cases[] = {
        {"https://www.jing.gov.cn/art/1.html", NULL, "government", "host gov.cn"},
        {"http://User@WWW.Example.GOV.CN:80/x", "试验网", "government", "host gov.cn"},
        {"http://notgov.cn/x", NULL, "unknown", "host notgov.cn"},
        {"http://www.gov.cn.example.com/x", NULL, "unknown", "host www.gov.cn.example.com"},
        {"https://finance.people.com.cn/n1/1.html", NULL, "official_media", "host people.com.cn"},
        {"https://www.sohu.com/a/1", "新华社", "aggregator", "host sohu.com"},
        {"https://cs.example.edu.cn/", NULL, "institute", "host edu.cn"},
        {"https://a.example.net/", "新华社", "unknown",
         "host a.example.net"}, /* what a strange host says of itself is no tier */
        {NULL, "新华社", "official_media", "outlet 新华社"},
        {NULL, "第一财经", "trade_media", "outlet 第一财经"},
        {NULL, "丁卯日报", "official_media", "outlet 丁卯日报"},
        {NULL, "丁卯晚报", "media", "outlet 丁卯晚报"},
        {NULL, "丁卯区人民政府", "government", "outlet 丁卯区人民政府"},
        {NULL, "丁卯市工业和信息化局", "government", "outlet 丁卯市工业和信息化局"},
        {NULL, "某人", "unknown", NULL},
        {"mailto:x", NULL, "unknown", NULL},
    };
    for (size_t i = 0; i < CEDU_COUNT(cases); i++) {
        cedu_trust t = look((cedu_trust_input){.url = cedu__str(cases[i].url), .outlet = cedu__str(cases[i].outlet)});
        if (!cedu__eqz(t.tier, cases[i].tier)) fail_msg("%zu: %.*s", i, (int)t.tier.n, t.tier.p);
        if (cases[i].basis) assert_true(cedu__eqz(t.basis, cases[i].basis));
        else assert_null(t.basis.p);
    }
    assert_true(cedu__eqz(look((cedu_trust_input){.document = true}).tier, "government"));
    cedu_trust bad = look((cedu_trust_input){.url = CEDU_STR("https://x.gov.cn/"), .inserted = 2});
    assert_true(cedu__eqz(bad.tier, "hijacked") && bad.names.n == 1 && cedu__eqz(bad.names.p[0], "inserted_text"));
    assert_int_equal(look((cedu_trust_input){.url = CEDU_STR("https://x.gov.cn/"), .inserted = 1}).names.n, 0);
}

static size_t doubts(const char *const *lines, size_t n, const char *title, cedu_finding_class *cls) {
    cedu_str v[64];
    for (size_t i = 0; i < n; i++) v[i] = cedu__str(lines[i]);
    cedu_trust t = look((cedu_trust_input){.lines = {v, n}, .title = cedu__str(title)});
    if (t.doubt_count && cls) *cls = t.doubts[0].cls;
    return t.doubt_count;
}

static void rewritten(void **state) {
    (void)state;
    static const char *const plain[] = {
        "加快推进科技创新，提升公共服务能力，支持企业建设人工智能平台，完善机制，示范引领。",
        "办事大厅开设窗口，企业健康成长，财产保险覆盖面扩大，标新立异的做法受到欢迎，手艺人也来参加。",
        "推动数据共享开放，加强组织领导，重点任务由有关部门分工负责。"};
    static const char *const spun[] = {"放慢推进科技立异，晋升公共办事本领，撑持企业扶植野生智能平台，完美机制，树模引领。",
                                       "鞭策数据同享凋谢，增强构造带领，重点使命由相干部分分工负责，勉励企业晋升焦点合作力。"};
    static const char *const one[] = {"有人把创新写成了科技立异，别处都好好的：加快推进科技创新，提升公共服务能力。"};
    cedu_finding_class cls = 0;
    assert_int_equal(doubts(plain, 3, NULL, NULL), 0);
    assert_int_equal(doubts(one, 1, NULL, NULL), 0);
    assert_int_equal(doubts(spun, 2, NULL, &cls), 1);
    assert_int_equal(cls, CEDU_FINDING_rewritten_text);
}

static void headline_and_filler(void **state) {
    (void)state;
    const char *lines[40];
    char store[40][400];
    for (size_t i = 0; i < 40; i++) {
        snprintf(store[i], sizeof store[i],
                 "第%zu个园区在今年春天完成了设备安装，工人们在车间里检查每一条线路，随后开始试运行。", i);
        lines[i] = store[i];
    }
    cedu_finding_class cls = 0;
    assert_int_equal(doubts(lines, 40, "园区完成设备安装开始试运行", NULL), 0);
    assert_int_equal(doubts(lines, 40, "某明星夫妇机场拥吻引发热议", &cls), 1);
    assert_int_equal(cls, CEDU_FINDING_foreign_headline);
    for (size_t i = 0; i < 40; i++) lines[i] = store[i % 4];
    assert_int_equal(doubts(lines, 40, "园区完成设备安装开始试运行", &cls), 1);
    assert_int_equal(cls, CEDU_FINDING_filler_text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(tiers), cmocka_unit_test(rewritten),
                                       cmocka_unit_test(headline_and_filler)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
