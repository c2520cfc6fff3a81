/* Repairs by example: what goes, what stays, and the laws that hold for all of it. All sentences are our own; the damaged ones
 * were made from them with tools/make_damage.py. */
// clang-format off
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on
#include <stdio.h>
#include <stdlib.h>

#include "repair/room.h"

typedef struct pair {
    const char *in, *out;
} pair;

enum { ALL = 0 };

static cedu_arena arena;

static cedu_clean run(const char *z, unsigned only) {
    cedu_clean c;
    cedu_error err;
    cedu__arena_reset(&arena);
    assert_int_equal(cedu__repair_run(cedu__str(z), only, &arena, &c, &err), CEDU_OK);
    return c;
}

static void check(const pair *p, size_t n, unsigned only) {
    for (size_t i = 0; i < n; i++) {
        cedu_clean c = run(p[i].in, only);
        if (!cedu__eqz(c.text, p[i].out)) fail_msg("%s\n  gave %.*s\n  want %s", p[i].in, (int)c.text.n, c.text.p, p[i].out);
    }
}
#define CHECK(pairs, only) check(pairs, CEDU_COUNT(pairs), only)

static void stay(const char *const *z, size_t n) {
    for (size_t i = 0; i < n; i++) {
        cedu_clean c = run(z[i], ALL);
        if (c.text.p != z[i]) fail_msg("%s\n  became %.*s", z[i], (int)c.text.n, c.text.p);
        assert_int_equal(c.edit_count, 0);
        assert_int_equal(c.map.n, c.text.n ? 1 : 0);
    }
}

/* ------------------------------------------------------------------ pinyin */
static const pair pinyin[] = {
    {"監(jiān)管", "监管"},
    {"產(chǎn)業(yè)發(fā)展", "产业发展"},
    {"關(guan) 係", "关系"},
    {"創(chuàng )新與開(kāi )放", "创新与开放"},
    {"產(chǎn)(chǎn)業(yè)(yè)園", "产业园"},
    {"產（chǎn）業（yè）鏈", "产业链"},
    {"產( chǎn )業（ yè ）鏈", "产业链"},
    {"产(chǎn)业(yè)发(fā)展,创(chuàng)新", "产业发展,创新"},                /* on simplified text, once the page shows it */
    {"达(dá)到2億(yì)元,預(yù)計(jì)增長(zhǎng)8%", "达到2亿元,预计增长8%"}, /* inside numbers; another reading of 長 */
    {"調(diào)查與調(tiáo)整,銀行(háng)業(yè)", "调查与调整,银行(háng)业"},  /* 行 is the same in both scripts: a gloss */
    {"劉(liú)龍(lóng)說(shuō)", "刘龙说"},                                   /* inside a name */
    {"什麼(mó)時(shí)候開(kāi)始", "什么时候开始"},
    {"剝(bāo)離與閤(hé)併", "剥离与合并"},                      /* a reading listed under the other script */
    {"數(shu\xCC\x80)據(ju\xCC\x80)庫", "数据库"},              /* combining tone marks */
    {"漢(hɑ̀n)語規(ɡuī)劃", "汉语规划"},                         /* phonetic letters */
    {"來自統(tǒng)計(jì)局?jǐn)?shù)據(jù)", "来自统计局数据"}, /* split pair: 局數 */
    {"來自統計局?(jǐn)?(shù)據", "来自统计局数据"},
};
static void pinyin_goes(void **state) {
    (void)state;
    CHECK(pinyin, ALL);
}

static const char *const pinyin_clean[] = {
    "",
    "城市更新与产业升级同步推进。",
    "人工智能(AI)企业加入区域协定(RCEP),园区(一期)开工",
    "重(chóng)庆、六(lù)安、单(shàn)县等地",           /* less usual readings */
    "单(shàn)县、乐(yuè)亭、长(zhǎng)子与重(chóng)庆", /* … several */
    "邬(wū)、阚(kàn)、嵘(róng)、龚(gōng)四位代表",     /* rare characters with their first reading */
    "嘉宾王垚(yáo)与李龑(yǎn)参加",                    /* rare characters */
    "发布会(hui)议程",                                 /* once, without tone */
    "请选择(yes)或者(no)",
    "中国(China)与世界(world)",
    "他说(he said)好!我们走吧?当然!",
    "真的吗?真的!太好了!大家一起来。",
    "“准备好了吗？”“好了！”《问答》出版了!",
    "为什么?A股与B股不同!T恤和K歌也不同?",
};
static void clean_text_stays(void **state) {
    (void)state;
    stay(pinyin_clean, CEDU_COUNT(pinyin_clean));
}

static void readings(void **state) {
    (void)state;
    cedu_reading r;
    size_t end;
    assert_true(cedu__reading_at(CEDU_STR("lǜ"), 0, &r));
    assert_int_equal(r.tone, 4);
    assert_string_equal(cedu__repair_syllables[r.syllable], "lv");
    assert_int_equal(cedu__reading_fits(0x5F8B, &r), 3); /* 律 */
    assert_true(cedu__reading_fits(0x7387, &r) >= 2);    /* 率 */
    assert_int_equal(cedu__reading_fits(0x884C, &r), 0); /* 行 */
    assert_true(cedu__reading_at(CEDU_STR("háng"), 0, &r));
    assert_true(cedu__reading_fits(0x884C, &r) >= 1);
    assert_false(cedu__reading_at(CEDU_STR("hello"), 0, &r));
    assert_false(cedu__reading_at(CEDU_STR("āá"), 0, &r));
    assert_false(cedu__annotation_at(CEDU_STR("(jiān"), 0, true, &r, &end)); /* never past the end */
    assert_false(cedu__annotation_at(CEDU_STR("("), 0, true, &r, &end));
    assert_true(cedu__annotation_at(CEDU_STR("( jiān ）x"), 0, true, &r, &end));
    assert_int_equal(end, strlen("( jiān ）"));
}

/* ------------------------------------------------------------------ GBK shift */
static const pair shift[] = {
    {"市裏(lǐ)的算力中心已經(jīng)建成!辟R(hè)主任說(shuō)", "市里的算力中心已经建成。”贺主任说"},
    {"從(cóng)應(yīng)用規(guī)?矗瑩(jù)統(tǒng)計(jì)局介紹,今年再建兩(liǎng)座", "从应用规模看,据统计局介绍,今年再建两座"},
    {"新區提出“強(qiáng)鏈補鏈”的目標!笆\uE1A2奈濉币(guī)劃要求提高效率", "新区提出“强链补链”的目标。“十四五”规划要求提高效率"},
    {"負責(zé)人介紹,算力是底座?萍疾块T將繼(jì)續支持", "负责人介绍,算力是底座。科技部门将继续支持"},
    {"產業格局正在變(biàn)化!缎袆(dòng)方案》提出三項任務", "产业格局正在变化。《行动方案》提出三项任务"},
};
static void shift_goes(void **state) {
    (void)state;
    CHECK(shift, ALL);
    cedu_clean c = run(shift[3].in, ALL);
    assert_int_equal(c.counts[CEDU_REPAIR_gbk_shift], 1);
    const cedu_edit *e = NULL;
    for (size_t i = 0; i < c.edit_count; i++)
        if (c.edits[i].cls == CEDU_REPAIR_gbk_shift) e = &c.edits[i];
    assert_non_null(e);
    assert_true(e->confidence > 0.5f && e->confidence <= 1.0f);
    cedu_str in = cedu__str(shift[3].in);
    assert_true(cedu__eqz(cedu__sub(in, e->src, e->src + e->src_n), "?萍疾块T"));
    assert_true(cedu__eqz(cedu__sub(c.text, e->dst, e->dst + e->dst_n), "。科技部门"));
    /* a part of the run points at its part of the input */
    uint32_t a, b, at = (uint32_t)cedu__find(c.text, CEDU_STR("科技"), 0);
    cedu__map_range(&c.map, at, at + 6, &a, &b);
    assert_true(cedu__eqz(cedu__sub(in, a, b), "萍疾"));
}

/* ------------------------------------------------------------------ script */
static void script(void **state) {
    (void)state;
    static const pair t2s[] = {
        {"乾隆年間的裏程碑與麵粉", "乾隆年间的里程碑与面粉"}, {"於是髮展係統平檯", "于是发展系统平台"}, {"演算法", "演算法"}};
    static const pair tw2s[] = {{"著裝與著作", "着装与著作"}, {"什么這麼", "什么这么"}};
    static const pair hk2s[] = {{"甲冑與裏面", "甲胄与里面"}};
    CHECK(t2s, cedu__repair_mask(CEDU_STR("t2s")));
    CHECK(tw2s, cedu__repair_mask(CEDU_STR("tw2s")));
    CHECK(hk2s, cedu__repair_mask(CEDU_STR("hk2s")));
    assert_int_equal(cedu__repair_mask(CEDU_STR("s2t")), 0);
    assert_int_equal(cedu__repair_mask(CEDU_STR("pinyin")), 1u << CEDU_REPAIR_pinyin);
    assert_int_equal(cedu__repair_simplify(0x767C), 0x53D1); /* 發 -> 发 */
    assert_int_equal(cedu__repair_simplify(0x4E00), 0x4E00);
    assert_int_equal(cedu__repair_simplify('a'), 'a');
    assert_int_equal(cedu__repair_simplify(0x10FFFF), 0x10FFFF);

    /* a stray traditional character of a simplified text stays, a traditional line in it is converted */
    const char *names = "记者采访了张昇教授，他长期从事数据治理与标准制定工作。";
    assert_ptr_equal(run(names, ALL).text.p, names);
    static const pair mixed[] = {{"这里发布的数据来自统计部门，样本覆盖全国各县区。\n這裡發佈的數據來自統計部門\n",
                                  "这里发布的数据来自统计部门，样本覆盖全国各县区。\n这里发布的数据来自统计部门\n"}};
    CHECK(mixed, ALL);

    cedu_clean c = run("發展規劃", ALL); /* one to one: counted, not listed, one linear segment */
    assert_int_equal(c.edit_count, 0);
    assert_int_equal(c.counts[CEDU_REPAIR_t2s], 3);
    assert_int_equal(c.map.n, 1);
}

/* ------------------------------------------------------------------ wording */
static void wording(void **state) {
    (void)state;
    static const pair words[] = {
        {"人工智慧產業的示範套用", "人工智能产业的示范应用"},
        {"智慧型製造與無人智慧型設備", "智能制造与无人智能设备"},
        {"最佳化營商環境,積極回響號召", "优化营商环境,积极响应号召"},
        {"軟體與網路,伺服器和演算法", "软件与网络,服务器和算法"},
        {"隨著人工智慧發展,數位基礎更實", "随着人工智能发展,数字基础更实"},
        {"規模達到3兆元,智慧型終端2.5兆元", "规模达到3万亿元,智能终端2.5万亿元"},
        {"推廣感測器與作業系統,保護智慧財產權", "推广传感器与操作系统,保护知识产权"},
        {"資料要素與資料治理,生物辨識與宽頻網路", "数据要素与数据治理,生物识别与宽带网络"},
        {"数碼化轉型與流動應用程式", "数字化转型与移动应用程序"},
        {"智慧城市、智慧社區與智慧園區", "智慧城市、智慧社区与智慧园区"}, /* names stay */
        {"考試時直接套用公式,引起回響", "考试时直接套用公式,引起回响"},   /* other meanings stay */
        {"顯著重要,著名著作", "显著重要,著名著作"},
    };
    CHECK(words, ALL);
    static const char *const mainland[] = {
        "不得生搬硬套，可套用模板，支援前线，透过现象看本质，智慧型车间建设，新闻资讯，内核与核心。",
        "提高通讯设备的产品品质，专案专办，程式与规则。",
    };
    stay(mainland, CEDU_COUNT(mainland));
    /* simplified already, but the words tell where it came from */
    static const pair simplified[] = {
        {"人工智慧与演算法，伺服器和网际网路，数位经济的示范套用", "人工智能与算法，服务器和互联网，数字经济的示范应用"}};
    CHECK(simplified, ALL);
    cedu_clean c = run("發展人工智慧", ALL);
    assert_int_equal(c.edit_count, 1);
    assert_int_equal(c.edits[0].cls, CEDU_REPAIR_wording);
    assert_int_equal(c.edits[0].src, 6);
    assert_int_equal(c.edits[0].src_n, 12);
    assert_int_equal(c.edits[0].dst_n, 12);
}

static void masks(void **state) {
    (void)state;
    static const pair only_pinyin[] = {{"監(jiān)管人工智慧", "監管人工智慧"}};
    CHECK(only_pinyin, 1u << CEDU_REPAIR_pinyin);
    static const pair keep_script[] = {{"監(jiān)管部門套用人工智慧", "監管部門套用人工智慧"}};
    CHECK(keep_script, 1u << CEDU_REPAIR_pinyin | 1u << CEDU_REPAIR_gbk_shift);
}

/* An annotation inside a wrong word: one edit for both, in input coordinates. */
static void edits_merge(void **state) {
    (void)state;
    const char *z = "這(zhè)個(gè)人工智(zhì)慧(huì)系統";
    cedu_clean c = run("推動人工智慧發(fā)展", ALL);
    assert_int_equal(c.edit_count, 2);
    c = run(z, ALL);
    for (size_t i = 1; i < c.edit_count; i++) {
        assert_true(c.edits[i].src >= c.edits[i - 1].src + c.edits[i - 1].src_n);
        assert_true(c.edits[i].dst >= c.edits[i - 1].dst + c.edits[i - 1].dst_n);
    }
    c = run("開(kāi)展,應(yīng)用,產(chǎn)業(yè),軟(ruǎn)體(tǐ)", ALL);
    assert_true(cedu__eqz(c.text, "开展,应用,产业,软件"));
    const cedu_edit *e = &c.edits[c.edit_count - 1];
    assert_int_equal(e->cls, CEDU_REPAIR_wording);
    assert_int_equal(e->src + e->src_n, strlen("開(kāi)展,應(yīng)用,產(chǎn)業(yè),軟(ruǎn)體(tǐ)"));
}

/* ------------------------------------------------------------------ the wrong encoding, residue, inserted text */
static const pair mojibake[] = {
    {"浜哄伐鏅鸿兘", "人工智能"},                 /* UTF-8 as GBK */
    {"ÈË¹¤ÖÇÄÜ²úÒµ", "人工智能产业"},             /* GBK as Latin-1 */
    {"¤H¤u´¼¯à²£·~", "人工智能产业"},             /* Big5 as Latin-1, then simplified */
    {"äººå·¥æ™ºèƒ½", "人工智能"},                 /* UTF-8 as windows-1252 */
    {"推动浜哄伐鏅鸿兘发展", "推动人工智能发展"}, /* a part of a line */
    {"算力达到1000P，浜哄伐鏅鸿兘", "算力达到1000P，人工智能"},
    {"锟斤拷锟斤拷", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* nothing is invented */
    {"Müller und größte Straße, déjà-vu", "Müller und größte Straße, déjà-vu"},
    {"Việt Nam đã áéíóúñ¿¡ ÄÖÜäöüß", "Việt Nam đã áéíóúñ¿¡ ÄÖÜäöüß"},
    {"价格±5%，25°C，×3", "价格±5%，25°C，×3"},
};
static const pair residue[] = {
    {"推动产业发展。</P>&nbsp;&nbsp;到2025年", "推动产业发展。到2025年"},
    {"A&nbsp;B", "A B"},
    {"&ldquo;十五五&rdquo;规划<br/>", "“十五五”规划"},
    {"&#20154;工", "人工"},
    {"AT&amp;T 与 a<p 且 q>2", "AT&amp;T 与 a<p 且 q>2"},
    {"他说&quot;好&quot;", "他说&quot;好&quot;"}, /* which quotation mark it was is not said */
    {"<html><body><p>正文</p></body></html>", "<html><body><p>正文</p></body></html>"},
};
static const pair adverts[] = {
    {"全市【澳葡京网址】产业规模达2100亿元。", "全市产业规模达2100亿元。"},
    {"培育企业，加微信ab1234领取带动就业。", "培育企业，带动就业。"},
    {"请登录市科技局官方网站下载申报表，群众体育运动蓬勃开展。", "请登录市科技局官方网站下载申报表，群众体育运动蓬勃开展。"},
    {"网址：www.kj.example.gov.cn，联系微信：abc12345。", "网址：www.kj.example.gov.cn，联系微信：abc12345。"},
};

static void misread_is_read_again(void **state) {
    (void)state;
    CHECK(mojibake, ALL);
    CHECK(residue, ALL);
    CHECK(adverts, ALL);
}

/* A line in another encoding than its file comes back from the payload's bytes; without them it stays lost. */
static void mixed_file(void **state) {
    (void)state;
    static const char bytes[] =
        "发展人工智能产业。\n\xB7\xA2\xD5\xB9\xC8\xCB\xB9\xA4\xD6\xC7\xC4\xDC\xB2\xFA\xD2\xB5\xA1\xA3\n发展人工智能产业。\n";
    cedu_text t;
    cedu_clean c;
    cedu__arena_reset(&arena);
    assert_int_equal(cedu__text_decode(bytes, sizeof bytes - 1, NULL, &arena, &t, NULL), CEDU_OK);
    assert_true(cedu__eqz(t.encoding, "UTF-8"));
    cedu_origin origin = {.text = &t, .bytes = (const unsigned char *)bytes};
    assert_int_equal(cedu__repair_run_from(t.s, ALL, &origin, &arena, &c, NULL), CEDU_OK);
    assert_true(cedu__eqz(c.text, "发展人工智能产业。\n发展人工智能产业。\n发展人工智能产业。\n"));
    assert_int_equal(c.edit_count, 1);
    uint32_t a, b; /* 智能 in the second line */
    ptrdiff_t at = cedu__find(c.text, CEDU_STR("智能"), 28);
    cedu__map_range(&c.map, (uint32_t)at, (uint32_t)at + 6, &a, &b);
    assert_int_equal(cedu__text_byte(&t, a), 28 + 8);
    assert_int_equal(cedu__text_byte(&t, b), 28 + 14); /* the file's own reading has one character across 能 and 产 */
    assert_int_equal(cedu__repair_run(t.s, ALL, &arena, &c, NULL), CEDU_OK);
    assert_true(cedu__find(c.text, CEDU_STR("\xEF\xBF\xBD"), 0) >= 0);
    assert_true(c.mark_count > 0);
}

static void marks(void **state) {
    (void)state;
    cedu_clean c = run("规模达**亿元，算力***EFLOPS，\xEF\xBF\xBD处\n****\n", ALL);
    assert_int_equal(c.mark_count, 3);
    assert_int_equal(c.marks[0].cls, CEDU_FINDING_masked_number);
    assert_int_equal(c.marks[2].cls, CEDU_FINDING_lost_characters);
}

/* ------------------------------------------------------------------ layout */
/* `n` lines of a printed column: 30 characters each, no sign at the end of most. */
static void column(cedu_buf *b, unsigned n) {
    static const char *const lines[] = {"各区县应当结合本地实际抓紧编制算力基础设施的建设方案并且明确责",
                                        "任单位和完成时限市级部门要加强指导协调对进展缓慢的项目及时督促",
                                        "整改重大事项按照程序报告同时鼓励社会资本参与建设运营形成政府引"};
    for (unsigned i = 0; i < n; i++) {
        cedu__buf_z(b, lines[i % CEDU_COUNT(lines)]);
        cedu__buf_char(b, '\n');
    }
}

static void layout(void **state) {
    (void)state;
    cedu_buf b = {0}, want = {0};
    for (int page = 1; page <= 4; page++) { /* a bare number inside the sentences of each page */
        char number[24];
        column(&b, 12), column(&want, 12);
        snprintf(number, sizeof number, page % 2 ? "%d\n" : "  %d \n", page);
        cedu__buf_z(&b, number), cedu__buf_char(&want, '\n');
    }
    column(&b, 3), column(&want, 3);
    cedu__buf_char(&b, 0);
    cedu_clean c = run(b.p, ALL);
    assert_true(cedu__eq(c.text, cedu__buf_view(&want)));
    assert_int_equal(c.counts[CEDU_REPAIR_layout], 4);
    assert_int_equal(c.edits[0].cls, CEDU_REPAIR_layout);
    unsigned broken = 0;
    for (size_t i = 0; i < c.mark_count; i++) broken += c.marks[i].cls == CEDU_FINDING_broken_line;
    assert_true(broken >= 40); /* every line but those before a page number, and the last one */
    assert_int_equal(c.text.p[c.marks[0].dst], '\n');
    cedu__buf_release(&b);

    /* numbers of rows and of sections stay; so do lines that are paragraphs */
    static const char *const stays[] = {
        "1\n智能制造专项\n市工信局\n2\n数据中心扩容\n市发改委\n3\n人才公寓建设\n市住建局\n",
        "1\n推进算力网络建设。\n2\n推进数据开放共享。\n3\n推进应用场景落地。\n",
        "建设智算中心\n培育龙头企业\n引进领军人才\n",
    };
    stay(stays, CEDU_COUNT(stays));

    /* a headline of another subject, three times in other people's sentences */
    static const char *const headline = "知名演员海岛婚礼现场曝光引发热议";
    static const char *const text[] = {"全市算力规模持续扩大，产业生态加快形成，", "为企业提供普惠服务，降低使用成本，并且推动",
                                       "数据要素市场化配置改革，开放公共数据，", "支持中小企业接入算力平台，形成示范效应。"};
    for (size_t i = 0; i < CEDU_COUNT(text); i++) {
        cedu__buf_z(&b, text[i]), cedu__buf_char(&b, '\n');
        if (i < 3) cedu__buf_z(&b, headline), cedu__buf_char(&b, '\n');
    }
    cedu__buf_char(&b, 0);
    c = run(b.p, ALL);
    assert_int_equal(c.counts[CEDU_REPAIR_inserted], 3);
    assert_true(cedu__find(c.text, cedu__str(headline), 0) < 0);
    /* a line that comes again and is of the subject stays */
    static const char *const again[] = {
        "全市算力规模持续扩大，\n推动全市算力平台建设\n算力平台建设加快，\n推动全市算力平台建设\n全市"
        "推动算力建设，\n推动全市算力平台建设\n平台建设完成。\n"};
    stay(again, 1);
    cedu__buf_release(&b);
    cedu__buf_release(&want);
}

/* ------------------------------------------------------------------ laws */
static size_t lines_of(cedu_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == '\n';
    return n;
}

static bool starts_phrase(uint32_t c) {
    const cedu_script_table *t2s = &cedu__repair_scripts[0];
    return c < 0x32400 && t2s->page[t2s->index[c >> 6]][c & 63] & CEDU_SCRIPT_HEAD;
}

static void laws_of(cedu_str in) {
    cedu_arena a;
    cedu__arena_init(&a, (size_t)64 << 20);
    cedu_clean c, d;
    assert_int_equal(cedu__repair_run(in, ALL, &a, &c, NULL), CEDU_OK);
    assert_int_equal(cedu__u8_valid(c.text.p, c.text.n), c.text.n);
    assert_int_equal(lines_of(in), lines_of(c.text));
    /* idempotent */
    assert_int_equal(cedu__repair_run(c.text, ALL, &a, &d, NULL), CEDU_OK);
    if (!cedu__eq(c.text, d.text)) fail_msg("twice: %.*s\n%.*s", (int)c.text.n, c.text.p, (int)d.text.n, d.text.p);
    /* the map tiles the text, ascending */
    uint32_t dst = 0, src = 0;
    for (size_t i = 0; i < c.map.n; i++) {
        const cedu_seg *s = &c.map.p[i];
        assert_int_equal(s->dst, dst);
        assert_true(s->src >= src || s->src + s->src_n == src); /* two characters may share one source */
        assert_true(s->src + s->src_n <= in.n);
        if (s->linear) assert_int_equal(s->dst_n, s->src_n);
        dst = s->dst + s->dst_n;
        src = s->src + s->src_n;
    }
    assert_int_equal(dst, c.text.n);
    /* outside the edits both texts have the same characters but for their script: putting the edits' sources back gives the input */
    uint32_t at = 0, from = 0;
    for (size_t k = 0; k <= c.edit_count; k++) {
        uint32_t end = k < c.edit_count ? c.edits[k].dst : (uint32_t)c.text.n,
                 to = k < c.edit_count ? c.edits[k].src : (uint32_t)in.n;
        assert_true(end >= at && to >= from);
        assert_int_equal(end - at, to - from);
        for (size_t i = 0, n; i < end - at; i += n) {
            uint32_t x = cedu__u8_at(in, from + i, &n), y = cedu__u8_at(c.text, at + i, &n);
            if (x != y && !(cedu__class_of(x) & CEDU_CH_TRAD) && !starts_phrase(x) && cedu__repair_simplify(x) == x)
                fail_msg("U+%04X became U+%04X without an edit", x, y);
        }
        if (k < c.edit_count) {
            at = end + c.edits[k].dst_n;
            from = to + c.edits[k].src_n;
            assert_true(c.edits[k].confidence > 0 && c.edits[k].confidence <= 1);
        }
    }
    cedu__arena_release(&a);
}

static void each_text(void (*f)(cedu_str)) {
    for (size_t i = 0; i < CEDU_COUNT(pinyin); i++) f(cedu__str(pinyin[i].in));
    for (size_t i = 0; i < CEDU_COUNT(shift); i++) f(cedu__str(shift[i].in));
    for (size_t i = 0; i < CEDU_COUNT(mojibake); i++) f(cedu__str(mojibake[i].in));
    for (size_t i = 0; i < CEDU_COUNT(residue); i++) f(cedu__str(residue[i].in));
    for (size_t i = 0; i < CEDU_COUNT(adverts); i++) f(cedu__str(adverts[i].in));
    for (size_t i = 0; i < CEDU_COUNT(pinyin_clean); i++) f(cedu__str(pinyin_clean[i]));
}

static void laws(void **state) {
    (void)state;
    each_text(laws_of);
    cedu_buf b = {0};
    for (size_t i = 0; i < CEDU_COUNT(pinyin); i++) cedu__buf_z(&b, pinyin[i].in), cedu__buf_char(&b, '\n');
    for (size_t i = 0; i < CEDU_COUNT(shift); i++) cedu__buf_z(&b, shift[i].in), cedu__buf_char(&b, '\n');
    laws_of(cedu__buf_view(&b));
    cedu__buf_release(&b);
}

/* Line by line gives what the whole gives, where every line carries its own evidence (traditional throughout, annotated). */
static void line_by_line(void **state) {
    (void)state;
    cedu_buf whole = {0}, parts = {0};
    static const char *const lines[] = {"推進(jìn)產(chǎn)業(yè)發(fā)展\n",
                                        "從(cóng)應(yīng)用規(guī)?矗瑩(jù)統(tǒng)計(jì)局介紹\n", "人工智慧產業的示範套用\n"};
    for (size_t i = 0; i < CEDU_COUNT(lines); i++) {
        cedu__buf_z(&whole, lines[i]);
        cedu__buf_str(&parts, run(lines[i], ALL).text);
    }
    cedu__buf_char(&whole, 0);
    cedu_clean c = run(whole.p, ALL);
    assert_true(cedu__eq(c.text, cedu__buf_view(&parts)));
    cedu__buf_release(&whole);
    cedu__buf_release(&parts);
}

/* Every prefix of a damaged text is repaired without reading past its end (ASan sees it) and without breaking a character. */
static void prefixes(void **state) {
    (void)state;
    for (size_t k = 0; k < CEDU_COUNT(shift); k++) {
        size_t n = strlen(shift[k].in);
        for (size_t cut = 0; cut <= n; cut++) {
            char *exact = malloc(cut ? cut : 1);
            assert_non_null(exact);
            memcpy(exact, shift[k].in, cut);
            if (cedu__u8_valid(exact, cut) == cut) laws_of((cedu_str){exact, cut});
            free(exact);
        }
    }
}

static void no_memory(void **state) {
    (void)state;
    cedu_clean c;
    cedu_error err;
    for (size_t cap = 0; cap < 40000; cap += 613) {
        cedu_arena a;
        cedu__arena_init(&a, cap);
        cedu_status s = cedu__repair_run(cedu__str(shift[2].in), ALL, &a, &c, &err);
        assert_true(s == CEDU_OK || s == CEDU_NOMEM);
        if (s == CEDU_OK) assert_true(cedu__eqz(c.text, shift[2].out));
        cedu__arena_release(&a);
    }
    for (long k = 1; k < 12; k++) {
        cedu_arena a;
        cedu__arena_init(&a, (size_t)1 << 24);
        cedu__alloc_fail_after = k;
        cedu_status s = cedu__repair_run(cedu__str(shift[1].in), ALL, &a, &c, &err);
        cedu__alloc_fail_after = 0;
        assert_true(s == CEDU_OK || s == CEDU_NOMEM);
        cedu__arena_release(&a);
    }
}

/* No input makes it slow: time is linear in long runs of what opens a search. */
static void hard(void **state) {
    (void)state;
    static const char *const units[] = {
        "!辟", "?", "局?jǐn)", "監(jiān)",     "(",     "發",  "!笆奈濉", "人工智慧",       "麼(mó)(mó)",
        "浜",  "ä", "ÈË",      "\xEF\xBF\xBD", "&nbsp", "<p ", "官网",    "鎶\xEF\xBF\xBD", "監(jiān)!辟 "};
    for (size_t k = 0; k < CEDU_COUNT(units); k++) {
        cedu_buf b = {0};
        while (b.n < 200000) cedu__buf_z(&b, units[k]);
        cedu_clean c;
        cedu__arena_reset(&arena);
        assert_int_equal(cedu__repair_run(cedu__buf_view(&b), ALL, &arena, &c, NULL), CEDU_OK);
        cedu__buf_release(&b);
    }
}

/* Prints are compared in one script and wording, whatever is around a word. */
static void normal_form(void **state) {
    (void)state;
    static const char *const same[][2] = {{"數位經濟髮展", "数字经济发展"},
                                          {"人工智慧与机器学习演算法", "人工智能与机器学习算法"},
                                          {"数", "数"},
                                          {"支援智慧型製造專案", "支持智能制造项目"}};
    for (size_t i = 0; i < CEDU_COUNT(same); i++) {
        uint32_t v[2][40];
        size_t n[2] = {0};
        for (int k = 0; k < 2; k++) {
            cedu_str t = cedu__str(same[i][k]);
            for (size_t at = 0, len; at < t.n; at += len) v[k][n[k]++] = cedu__u8_at(t, at, &len);
            n[k] = cedu__repair_normal(v[k], n[k]);
        }
        assert_int_equal(n[0], n[1]);
        assert_memory_equal(v[0], v[1], n[0] * sizeof v[0][0]);
    }
    assert_int_equal(cedu__repair_normal(NULL, 0), 0);
}

int main(void) {
    cedu__arena_init(&arena, (size_t)256 << 20);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_form), cmocka_unit_test(pinyin_goes),  cmocka_unit_test(clean_text_stays),
        cmocka_unit_test(readings),    cmocka_unit_test(shift_goes),   cmocka_unit_test(script),
        cmocka_unit_test(wording),     cmocka_unit_test(masks),        cmocka_unit_test(edits_merge),
        cmocka_unit_test(laws),        cmocka_unit_test(line_by_line), cmocka_unit_test(prefixes),
        cmocka_unit_test(no_memory),   cmocka_unit_test(hard),         cmocka_unit_test(misread_is_read_again),
        cmocka_unit_test(mixed_file),  cmocka_unit_test(marks),        cmocka_unit_test(layout),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    cedu__arena_release(&arena);
    return failed;
}
