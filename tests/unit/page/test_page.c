/* test_page.c - the page room as a whole: what every article must satisfy (the law of the map), and what is told from what on
 * small pages of our own. The pack is the installed one (packs/core), found from the source folder. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "page/page.h"

static cedu_image *image;
static cedu_arena arena;

static int setup(void **state) {
    (void)state;
    const char *dirs[] = {CEDU_TEST_PACKS "/core"};
    cedu_error err = {0};
    if (cedu__pack_compile(dirs, 1, &image, &err) != CEDU_OK) {
        print_message("%s\n", err.en);
        return -1;
    }
    cedu__arena_init(&arena, (size_t)4 << 30);
    return 0;
}

static int teardown(void **state) {
    (void)state;
    cedu__image_free(image);
    cedu__arena_release(&arena);
    return 0;
}

/* The law: segments tile the text, sources ascend, linear ones are the source's own bytes, blocks are whole lines. */
static void check_law(cedu_str src, const cedu_article *a) {
    uint32_t dst = 0, last = 0;
    for (size_t i = 0; i < a->map.n; i++) {
        cedu_seg s = a->map.p[i];
        assert_int_equal(s.dst, dst);
        dst += s.dst_n;
        assert_true((size_t)s.src + s.src_n <= src.n);
        assert_true(s.src >= last);
        last = s.src + s.src_n;
        if (s.linear) {
            assert_int_equal(s.src_n, s.dst_n);
            assert_memory_equal(a->text.p + s.dst, src.p + s.src, s.dst_n);
        }
    }
    assert_int_equal(dst, a->text.n);
    assert_int_equal(cedu__u8_valid(a->text.p, a->text.n), a->text.n);
    uint32_t at = 0;
    for (size_t i = 0; i < a->block_count; i++) {
        const cedu_block *b = &a->blocks[i];
        assert_int_equal(b->start, at);
        assert_true(b->end > b->start && b->end < a->text.n);
        assert_int_equal(a->text.p[b->end], '\n');
        assert_null(memchr(a->text.p + b->start, '\n', b->end - b->start));
        at = b->end + 1;
    }
    assert_int_equal(at, a->text.n);
    const cedu_meta *m[] = {&a->title, &a->published, &a->outlet, &a->editor};
    for (size_t i = 0; i < CEDU_COUNT(m); i++)
        if (m[i]->placed) assert_true(m[i]->start <= m[i]->end && m[i]->end <= a->text.n);
    for (size_t i = 0; i < a->author_count; i++)
        if (a->authors[i].placed) assert_true(a->authors[i].end <= a->text.n);
}

static cedu_article read_n(const char *p, size_t n) {
    cedu_text t = {.s = {p, n}};
    cedu_article a;
    cedu_error err = {0};
    cedu__arena_reset(&arena);
    assert_int_equal(cedu__page_read(image, &t, NULL, &arena, &a, &err), CEDU_OK);
    check_law(t.s, &a);
    return a;
}

static cedu_article read_z(const char *z) { return read_n(z, strlen(z)); }

/* Main text without title and byline, lines joined by '/'. */
static const char *main_text(const cedu_article *a) {
    static char out[8192];
    size_t n = 0;
    for (size_t i = 0; i < a->block_count; i++) {
        const cedu_block *b = &a->blocks[i];
        if (!b->main || b->kind == CEDU_BLOCK_title || b->kind == CEDU_BLOCK_byline) continue;
        assert_true(n + (b->end - b->start) + 2 < sizeof out);
        if (n) out[n++] = '/';
        memcpy(out + n, a->text.p + b->start, b->end - b->start);
        n += b->end - b->start;
    }
    out[n] = 0;
    return out;
}

static const cedu_block *block_with(const cedu_article *a, const char *z) {
    for (size_t i = 0; i < a->block_count; i++)
        if (cedu__find(cedu__sub(a->text, a->blocks[i].start, a->blocks[i].end), cedu__str(z), 0) >= 0) return &a->blocks[i];
    return NULL;
}

static void assert_str(cedu_str s, const char *z) {
    assert_non_null(z);
    if (!cedu__eq(s, cedu__str(z))) print_message("is \"%.*s\", not \"%s\"\n", (int)s.n, s.p ? s.p : "", z ? z : "");
    assert_true(cedu__eq(s, cedu__str(z)));
}

#define P1 "<p>东江市今天公布了人工智能产业的年度数据，全市已有相关企业320家，比上年多出一成，产业规模超过120亿元。</p>"
#define P2 "<p>市工信局负责人说，下一步要建设公共算力平台，支持中小企业使用，并把场景清单向全社会开放，欢迎各地企业参加。</p>"
#define P3 "<p>据介绍，这份方案共有五章二十条，自发布之日起施行，有效期三年，由市工信局负责解释。</p>"

static void test_html_page(void **state) {
    (void)state;
    cedu_article a = read_z(
        "<!DOCTYPE html><html><head><meta charset=gb2312><title>东江市公布产业数据_东江新闻网</title>"
        "<meta name=\"PubDate\" content=\"2023-05-06 08:09:10\"></head><body><div class=nav><a href=/>首页</a> <a "
        "href=/n>新闻</a></div>"
        "<div class=\"article\"><h1>东江市公布产业数据</h1><div class=info>2023-05-06 08:09 来源：东江日报 作者：李明</div>"
        "<div class=content>" P1 P2 P3 "<p>(责任编辑：王芳)</p></div></div>"
        "<div class=related><h3>相关阅读</h3><ul><li><a href=/1>西江市举行推介会</a></li><li><a "
        "href=/2>北江市开放场景</a></li></ul></div>"
        "<div class=footer>版权所有 东江新闻网 京ICP备00000000号</div></body></html>");
    assert_true(a.html);
    assert_str(a.title.s, "东江市公布产业数据");
    assert_true(a.title.placed);
    assert_str(cedu__sub(a.text, a.title.start, a.title.end), "东江市公布产业数据");
    assert_str(a.published.s, "2023-05-06T08:09");
    assert_str(cedu__sub(a.text, a.published.start, a.published.end), "2023-05-06 08:09");
    assert_str(a.outlet.s, "东江日报");
    assert_str(a.site.s, "东江新闻网");
    assert_int_equal(a.author_count, 1);
    assert_str(a.authors[0].s, "李明");
    assert_str(a.editor.s, "王芳");
    assert_str(a.doc_type, "news");
    assert_false(block_with(&a, "首页")->main);
    assert_false(block_with(&a, "西江市")->main);
    assert_int_equal(block_with(&a, "ICP")->kind, CEDU_BLOCK_copyright);
    assert_int_equal(block_with(&a, "王芳")->kind, CEDU_BLOCK_credit);
    assert_true(block_with(&a, "王芳")->main);
    assert_true(block_with(&a, "有效期三年")->main);
    assert_false(a.date_conflict);
}

static void test_date_conflict(void **state) {
    (void)state;
    cedu_article a = read_z("<html><head><title>东江市公布产业数据</title><meta name=publishdate "
                            "content=2023-05-07></head><body><h1>东江市公布产业数据</h1>"
                            "<p>发布时间：2023-05-06</p>" P1 P2 "</body></html>");
    assert_str(a.published.s, "2023-05-06");
    assert_true(a.date_conflict);
}

static void test_entities_and_space(void **state) {
    (void)state;
    const char *src = "<html><body><p>规模&nbsp;&nbsp;达&#49;00&#x4ebf;元&amp;更多，\n   "
                      "企业&ldquo;链主&rdquo;\t&lt;3家&gt;。A &AMP; B&notanentity;&#0;</p></body></html>";
    cedu_article a = read_z(src);
    assert_int_equal(a.block_count, 1);
    assert_str(cedu__sub(a.text, a.blocks[0].start, a.blocks[0].end),
               "规模 达100亿元&更多，企业“链主” <3家>。A & B&notanentity;\xEF\xBF\xBD");
    /* The digits 100 cover the reference that makes their first. */
    ptrdiff_t at = cedu__find(a.text, CEDU_STR("100"), 0);
    uint32_t s, e;
    cedu__map_range(&a.map, (uint32_t)at, (uint32_t)at + 3, &s, &e);
    assert_str(cedu__sub(cedu__str(src), s, e), "&#49;00");
}

static void test_foreign_characters(void **state) {
    (void)state;
    static const char src[] = "\xEF\xBB\xBF<html><body><p>前面\0中间\x01\x0B后面\xEE\x87\xA2的字\xEF\xBF\xBD。</"
                              "p><p>下一段\xE2\x80\x8B话</p></body></html>";
    cedu_article a = read_n(src, sizeof src - 1);
    assert_int_equal(a.block_count, 2);
    assert_str(cedu__sub(a.text, a.blocks[0].start, a.blocks[0].end), "前面中间 后面\xEE\x87\xA2的字\xEF\xBF\xBD。");
    assert_str(cedu__sub(a.text, a.blocks[1].start, a.blocks[1].end), "下一段话");
}

static void test_broken_markup(void **state) {
    (void)state;
    static const struct {
        const char *html, *want;
    } cases[] = {
        {"<html><body><p>一段<!-- 没有结束> <p>二段", "一段/二段"},
        {"<html><title>没有结束<body><p>正文", "正文"},
        {"<html><body><a href=\"没有结束><p>正文", "正文"},
        {"<html><body><p>a<b>b<i>c</b>d</i>e", "abcde"},
        {"<html><body>3 < 5 <- 7 &lt; 9", "3 < 5 <- 7 < 9"},
        {"<html><body><li>一<li>二<table><tr><td>三<td>四<tr><td>五</table>", "一/二/三/四/五"},
        {"<html><body><script>if (a < b) document.write('<p>x</p>')</script>文<style>p{}</style>字", "文字"},
        {"<html><body><p style='display: none'>看不见</p>看得见", "看得见"},
        {"<html><body><p>文<script>没有结束 <p>不是文字", "文"},
        {"<html><body><textarea>x</textarea><select><option>甲<option>乙</select>丙", "丙"},
        {"<html><body>甲<br>乙<br/>丙<hr>丁", "甲/乙/丙/丁"},
        {"<html><body><!doctype x><?php echo 1 ?>甲<![CDATA[乙]]>丙</>丁</ x>戊", "甲丙丁戊"},
        {"<html><body>企业300家<sup id=r1><a href=#n1>&#91;1&#93;</a></sup>，面积5km<sup>2</sup><sup><a href=#x>注</a></sup>",
         "企业300家，面积5km2注"},
        {"<html><body>文<sup><a href=#n1>[12]", "文[12]"},
        {"<html><body><div 甲=乙 'x' = \"y\" / ><p>丙</div </p>丁", "丙/丁"},
    };
    for (size_t i = 0; i < CEDU_COUNT(cases); i++) {
        cedu_article a = read_z(cases[i].html);
        char out[512] = "";
        for (size_t k = 0; k < a.block_count; k++) {
            if (k) strncat(out, "/", sizeof out - strlen(out) - 1);
            size_t n = a.blocks[k].end - a.blocks[k].start, have = strlen(out);
            memcpy(out + have, a.text.p + a.blocks[k].start, n);
            out[have + n] = 0;
        }
        for (char *p = out; *p; p++)
            if (*p == '\t') *p = '/';
        if (strcmp(out, cases[i].want) != 0) print_message("case %zu\n", i);
        assert_string_equal(out, cases[i].want);
    }
}

static void test_table(void **state) {
    (void)state;
    cedu_article a =
        read_z("<html><body><h1>东江市算力设施一览</h1>" P1 "<table><tr><th>设施</th><th>规模</th><th>年份</th></tr>"
               "<tr><td>东江<br>智算中心</td><td>300P</td><td>2024</td></tr><tr><td>西江超算</td><td></td><td>2023</td></tr></"
               "table>" P2 "</body></html>");
    const cedu_block *b = block_with(&a, "智算中心");
    assert_non_null(b);
    assert_int_equal(b->kind, CEDU_BLOCK_row);
    assert_true(b->main);
    assert_int_equal(b->table, 1);
    assert_str(cedu__sub(a.text, b->start, b->end), "东江 智算中心\t300P\t2024");
    b = block_with(&a, "西江超算");
    assert_str(cedu__sub(a.text, b->start, b->end), "西江超算\t\t2023");
}

static void test_flat_text(void **state) {
    (void)state;
    cedu_article a = read_z("首页|新闻|视频|专题|论坛|博客\n"
                            "当前位置:首页 > 新闻 > 正文\n\n"
                            "東江市產(chǎn)業(yè)規(guī)模突破百億\n\n"
                            "2022年3月4日 09:10  東江日報\n\n"
                            "東江市昨天公布數(shù)據(jù),全市人工智能產(chǎn)業(yè)規(guī)模突破100億元,企業(yè)達到300家。\n\n"
                            "產(chǎn)業(yè)基礎(chǔ)\n\n"
                            "全市已建成三個公共平臺,累計服務(wù)企業(yè)一千余家,其中中小企業(yè)占八成以上。\n\n"
                            "下一步,東江市將開放更多場景,支持企業(yè)租用算力,并設(shè)立專項資金。\n\n"
                            "(東江日報記者 張 三 李四光)\n\n"
                            "標(biāo)簽:\n\n相關(guān)閱讀\n\n"
                            "西江市舉行產(chǎn)業(yè)推介會\n\n西江市昨天舉行推介會,來自各地的二百多家企業(yè)"
                            "參加了會議并簽訂了多個合作協(xié)議,總金額超過\n\n"
                            "關(guān)于我們 | 聯(lián)系我們\n東江網 版權(quán)所有 京ICP備00000000號\n");
    assert_false(a.html);
    assert_str(a.title.s, "東江市產(chǎn)業(yè)規(guī)模突破百億");
    assert_str(a.published.s, "2022-03-04T09:10");
    assert_str(a.outlet.s, "東江日報");
    assert_str(a.site.s, "東江網");
    assert_int_equal(a.author_count, 2);
    assert_str(a.authors[0].s, "張三");
    assert_str(a.authors[1].s, "李四光");
    assert_false(block_with(&a, "首页|新闻")->main);
    assert_false(block_with(&a, "当前位置")->main);
    assert_int_equal(block_with(&a, "產(chǎn)業(yè)基礎(chǔ)")->kind, CEDU_BLOCK_heading);
    assert_true(block_with(&a, "專項資金")->main);
    assert_true(block_with(&a, "張 三")->main);
    assert_false(block_with(&a, "西江市舉行產(chǎn)業(yè)")->main);
    assert_false(block_with(&a, "總金額")->main);
    assert_false(block_with(&a, "ICP")->main);
}

/* A box of facts and short headings stay; the day of signing is not the day of publication. */
static void test_info_box(void **state) {
    (void)state;
    cedu_article a = read_z(
        "东江市机器人产业行动方案\n\n东江市机器人产业行动方案\n\n2024年2月1日,"
        "东江市发展改革委员会印发《东江市机器人产业行动方案》。\n\n基本信息\n\n"
        "  • 中文名:东江市机器人产业行动方案\n  • 成文日期:2024年1月20日\n  • 发布日期:2024年2月1日\n  • "
        "发文字号:东发改〔2024〕3号\n"
        "基本信息,主要内容,\n\n主要内容\n\n到2027年,全市机器人产业规模达到80亿元,培育骨干企业20家以上,建成两个创新平台。\n"
        "方案提出,要突破关键零部件,推动场景应用,完善检测认证体系,加强人才培养。\n\n相关词条\n\n热门词条\n\n联系我们\n");
    assert_str(a.published.s, "2024-02-01");
    assert_true(block_with(&a, "发文字号")->main);
    assert_int_equal(block_with(&a, "发文字号")->kind, CEDU_BLOCK_item);
    assert_false(block_with(&a, "基本信息,主要")->main);
    assert_false(block_with(&a, "相关词条")->main);
    assert_false(a.blocks[0].main);
    assert_true(a.blocks[1].main);
    assert_int_equal(a.blocks[1].kind, CEDU_BLOCK_title);
}

static void test_headings(void **state) {
    (void)state;
    cedu_article a = read_z("<html><body><h1>东江市若干措施</h1>" P1 "<p>一、总体要求</p>" P2 "<p>（一）加强供给</p>" P3
                            "<p>第三章 保障措施</p>" P2 "</body></html>");
    static const struct {
        const char *z;
        int level;
    } want[] = {{"一、总体", 1}, {"（一）加强", 2}, {"第三章", 1}};
    for (size_t i = 0; i < CEDU_COUNT(want); i++) {
        const cedu_block *b = block_with(&a, want[i].z);
        assert_int_equal(b->kind, CEDU_BLOCK_heading);
        assert_int_equal(b->level, want[i].level);
    }
    assert_non_null(strstr(main_text(&a), "第三章"));
}

/* Lines cut at a fixed width are one paragraph again; real paragraphs and lists stay apart. */
static void test_hard_wrap(void **state) {
    (void)state;
    cedu_article a = read_z("东江市智能制造三年行动方案\n\n"
                            "　　为了推动全市制造业向高端化智能化绿色化方向发展，根据省里的统一部署和\n"
                            "市委的要求，结合本市实际情况，制定本方案，请各区县和各部门认真组织实施好\n"
                            "各项工作任务，确保到二〇二七年底前全面完成，规模以上企业数字化改造覆盖率\n"
                            "达到90%以上。\n"
                            "　　本市将设立总规模二十亿元的引导基金，支持企业购买智能装备和工业软件，对\n"
                            "符合条件的项目给予不超过总投资百分之二十的补助，单个项目最高五百万元，并\n"
                            "对首次进入全国榜单的企业另行奖励，具体办法由市工业和信息化局会同市财政局\n"
                            "另行制定。\n"
                            "　　1.支持范围\n　　2.支持方式\n");
    const cedu_block *b = block_with(&a, "为了推动");
    assert_str(cedu__sub(a.text, b->end - 9, b->end), "以上。");
    assert_non_null(block_with(&a, "覆盖率达到90%"));
    assert_ptr_not_equal(block_with(&a, "引导基金"), b);
    assert_ptr_not_equal(block_with(&a, "1.支持"), block_with(&a, "2.支持"));
}

static void test_plain_option(void **state) {
    (void)state;
    cedu_text t = {.s = CEDU_STR("首页|登录\n\n一行\n<b>不是标记</b>\n")};
    cedu_article a;
    cedu_page_options o = {.plain = true};
    cedu__arena_reset(&arena);
    assert_int_equal(cedu__page_read(image, &t, &o, &arena, &a, NULL), CEDU_OK);
    check_law(t.s, &a);
    assert_int_equal(a.block_count, 3);
    for (size_t i = 0; i < a.block_count; i++) assert_true(a.blocks[i].main);
}

/* A table or a list without a sentence is still the page's content. */
static void test_no_prose(void **state) {
    (void)state;
    cedu_article a = read_z("<html><head><title>东江市专精特新企业名单</title></head><body><div class=nav><a href=/>首页</a><a "
                            "href=/a>新闻</a></div>"
                            "<h1>东江市专精特新企业名单</h1><table><tr><td>序号</td><td>企业</td><td>年份</td></tr>"
                            "<tr><td>1</td><td>东江机床有限公司</td><td>2023</td></tr><tr><td>2</td><td>东江仪表股份有限公司</"
                            "td><td>2024</td></tr></table>"
                            "<div class=foot><a href=/b>联系我们</a></div></body></html>");
    assert_str(a.title.s, "东江市专精特新企业名单");
    const cedu_block *b = block_with(&a, "东江仪表");
    assert_true(b->main);
    assert_int_equal(b->kind, CEDU_BLOCK_row);
    assert_null(block_with(&a, "联系我们")->main ? &a : NULL);
}

static void test_nothing(void **state) {
    (void)state;
    static const char *const none[] = {"",
                                       "\n\n",
                                       "<html></html>",
                                       "<html><body><p> &nbsp; </p>",
                                       "\xEF\xBB\xBF",
                                       "<",
                                       "&",
                                       "</",
                                       "<!--",
                                       "<p",
                                       "<html><body><table><tr><td></td><td></td></tr></table>"};
    for (size_t i = 0; i < CEDU_COUNT(none); i++) (void)read_z(none[i]);
    cedu_text t = {.s = CEDU_STR("没有词典也能读，只是少一些线索。")};
    cedu_article a;
    cedu__arena_reset(&arena);
    assert_int_equal(cedu__page_read(NULL, &t, NULL, &arena, &a, NULL), CEDU_OK);
    check_law(t.s, &a);
}

/* Size and nesting must not cost more than in proportion. The limit is generous: debug builds, sanitizers. */
static void hostile(const char *open, const char *close, size_t n, const char *what) {
    size_t a = strlen(open), b = strlen(close), at = 0;
    char *p = malloc(64 + n * (a + b));
    assert_non_null(p);
    memcpy(p, "<html><body>", 12);
    at = 12;
    for (size_t i = 0; i < n; i++, at += a) memcpy(p + at, open, a);
    for (size_t i = 0; i < n; i++, at += b) memcpy(p + at, close, b);
    struct timespec t0, t1;
    clock_gettime(CLOCK_MONOTONIC, &t0);
    (void)read_n(p, at);
    clock_gettime(CLOCK_MONOTONIC, &t1);
    double s = (double)(t1.tv_sec - t0.tv_sec) + (double)(t1.tv_nsec - t0.tv_nsec) / 1e9;
    print_message("%-28s %6.1f MB %6.2f s\n", what, (double)at / 1e6, s);
    assert_true(s < 20);
    free(p);
}

static void test_hostile(void **state) {
    (void)state;
    size_t n = getenv("CEDU_TEST_BIG") ? 1000000 : 100000;
    hostile("<b>", "</i>", n, "inline nesting, stray ends");
    hostile("<div>", "</div>", n, "blocks in blocks");
    hostile("<div>字", "</p>", n, "blocks with text");
    hostile("<table><tr><td>", "</a>", n, "tables in tables");
    hostile("<p><a href=x>", "</span>", n, "paragraphs, links");
    hostile("<title>", "x", n, "unclosed titles");
    hostile("<!--", "-", n, "unclosed comments");
    hostile("<a b=\"", "'", n, "unclosed quotation marks");
    hostile("&amp;", "&#x;", n, "references");
    hostile("<li>", "</ul>", n, "items without lists");
    hostile("<script>", "</scrip", n, "unclosed scripts");
    hostile("(责任编辑", "：", n, "one line of labels");
    hostile("2023-01-01<br>", "<br>来源：", n, "lines of dates");
    hostile("<td>1</td>", "<tr>", n, "cells");
    hostile("<td rowspan=999 colspan=999>1", "<tr>", n, "spans");
    hostile("<table><tr><td rowspan=9>", "</td><td>", n, "spans in tables in tables");
    hostile("<script>ct=\"1614038580\";</script>", "publish_time:", n, "scripts");
    hostile("<time datetime=2021-02-03 itemprop=datePublished>", "</time>", n, "times");
    hostile("|a|b|\n", "a\tb\n", n, "rows of text");
}

/* A row's text with its tabs shown as |. */
static const char *row_text(const cedu_article *a, const char *z) {
    static char out[256];
    const cedu_block *b = block_with(a, z);
    assert_non_null(b);
    size_t n = b->end - b->start;
    assert_true(n < sizeof out);
    memcpy(out, a->text.p + b->start, n);
    out[n] = 0;
    for (char *p = out; *p; p++)
        if (*p == '\t') *p = '|';
    return out;
}

/* Cells that span stand once; the columns they take are empty, so that every cell stands under its column's head. */
static void test_spans(void **state) {
    (void)state;
    cedu_article a = read_z("<html><body><h1>东江市主要目标</h1>" P1 "<p>表1 主要指标</p><p>单位：家</p><table>"
                            "<tr><td rowspan=2>区县</td><td colspan=2>企业数量</td><td "
                            "rowspan=2>备注</td></tr><tr><td>2023年</td><td>2025年</td></tr>"
                            "<tr><td rowspan='2'>甲区</td><td>12</td><td>20</td><td>含园区</td></tr>"
                            "<tr><td>14</td><td>30</td><td rowspan=2>预计</td></tr>"
                            "<tr><td>乙县</td><td colspan=2>约7家</td></tr></table>" P2 "</body></html>");
    assert_string_equal(row_text(&a, "区县"), "区县|企业数量||备注");
    assert_string_equal(row_text(&a, "2025年"), "|2023年|2025年|");
    assert_string_equal(row_text(&a, "甲区"), "甲区|12|20|含园区");
    assert_string_equal(row_text(&a, "14"), "|14|30|预计");
    assert_string_equal(row_text(&a, "乙县"), "乙县|约7家||");
    assert_true(block_with(&a, "区县")->header);
    assert_true(block_with(&a, "2025年")->header);
    assert_false(block_with(&a, "甲区")->header);
    assert_int_equal(block_with(&a, "表1")->kind, CEDU_BLOCK_heading);
    assert_int_equal(block_with(&a, "单位")->kind, CEDU_BLOCK_paragraph);
    a = read_z("<html><body><h1>东江市算力设施</h1>" P1
               "<table><thead><tr><th>设施<th>规模<th>状态<tbody><tr><th>东江智算中心<td>300P<td>在建"
               "<tr><th>西江超算<td>100P<td>建成</table>" P2 "</body></html>");
    assert_true(block_with(&a, "规模	")->header);
    assert_false(block_with(&a, "西江超算")->header);
    /* Absurd spans neither cost nor shift much. */
    a = read_z(
        "<html><body><h1>东江市算力设施</h1>" P1 "<table><tr><td rowspan=99999999>甲</td><td colspan=4000000000>一</td></tr>"
        "<tr><td>二</td><td rowspan=0>三</td></tr><tr><td colspan=-3>四</td><td>五</td></tr></table>" P2 "</body></html>");
    assert_non_null(block_with(&a, "四"));
}

/* Tables of plain text: tabs, Markdown bars, gaps of blanks. A line with date and source is no row. */
static void test_plain_tables(void **state) {
    (void)state;
    cedu_article a = read_z("东江市算力设施一览\n\n2024-03-08    来源：东江日报    作者：李明\n\n"
                            "全市设施如下表所示，各设施均已投入使用，由市大数据局统一调度，欢迎企业申请。\n\n"
                            "设施\t规模\t年份\n东江智算中心\t300P\t2024\n西江超算\t\t2023\n\n"
                            "| 指标 | 2023年 | 2025年 |\n|------|:----:|---:|\n| 企业数（家） | 180 | 300 |\n\n"
                            "区县   收入  规模\n甲区   12    3.5亿元\n乙县   7     1.2亿元\n\n"
                            "下一步，东江市将开放更多场景，支持企业租用算力，并设立专项资金。\n");
    assert_str(a.published.s, "2024-03-08");
    assert_int_equal(block_with(&a, "来源")->table, 0);
    assert_string_equal(row_text(&a, "西江超算"), "西江超算||2023");
    assert_string_equal(row_text(&a, "指标"), "指标|2023年|2025年");
    assert_string_equal(row_text(&a, "企业数（家）"), "企业数（家）|180|300");
    assert_null(block_with(&a, "---"));
    assert_string_equal(row_text(&a, "乙县"), "乙县|7|1.2亿元");
    static const char *const heads[] = {"设施\t", "指标", "收入"};
    for (size_t i = 0; i < CEDU_COUNT(heads); i++) {
        const cedu_block *b = block_with(&a, heads[i]);
        assert_int_equal(b->kind, CEDU_BLOCK_row);
        assert_true(b->header);
        assert_true(b->main);
        assert_int_equal(b->table, i + 1);
    }
    assert_false(block_with(&a, "甲区")->header);
}

/* Levels follow what encloses a heading on this page, whatever its style. */
static void test_heading_levels(void **state) {
    (void)state;
    cedu_article a =
        read_z("<html><body><h1>东江市若干措施</h1>" P1 "<p>第一章 总则</p>" P2 "<p>一、目标</p>" P3 "<p>（一）企业</p>" P2
               "<p>1.支持范围</p>" P3 "<p>第二章 措施</p>" P2 "<p>（二）场景</p>" P3 "</body></html>");
    static const struct {
        const char *z;
        int level;
    } want[] = {{"第一章", 1}, {"一、目标", 2}, {"（一）企业", 3}, {"1.支持", 4}, {"第二章", 1}, {"（二）场景", 2}};
    for (size_t i = 0; i < CEDU_COUNT(want); i++) {
        const cedu_block *b = block_with(&a, want[i].z);
        assert_int_equal(b->kind, CEDU_BLOCK_heading);
        if (b->level != want[i].level) print_message("%s\n", want[i].z);
        assert_int_equal(b->level, want[i].level);
    }
}

/* Where a day may stand; the visible line comes first, then <meta>, JSON-LD, microdata, scripts, the address. */
static void test_date_places(void **state) {
    (void)state;
#define BODY(head, line, foot)                                                                                                 \
    "<html><head><title>东江市公布产业数据</title>" head "</head><body><h1>东江市公布产业数据</h1>" line P1 P2 P3 foot         \
    "</body></html>"
    static const struct {
        const char *html, *want;
        bool conflict;
    } rows[] = {
        {BODY("<meta name=PubDate content='2023-05-06 08:09:10'>", "", ""), "2023-05-06T08:09:10", false},
        {BODY("<meta property='og:release_date' content=20230506>", "<p>2023年5月6日</p>", ""), "2023-05-06", false},
        {BODY("<script type='application/ld+json'>{\"datePublished\": \"2023-05-06T08:09\"}</script>", "", ""),
         "2023-05-06T08:09", false},
        {BODY("", "<p><span itemprop=datePublished content=2023-05-06>3天前</span></p>", ""), "2023-05-06", false},
        {BODY("", "<p><time datetime='2023-05-06T10:00'>3天前</time></p>", ""), "2023-05-06T10:00", false},
        /* A time element among the links below is not the article's. */
        {BODY("", "", "<ul><li><time datetime=2022-01-01>去年</time><a href=1>西江市举行推介会</a></li></ul>"), "", false},
        {BODY("<script>var t=\"\",ct = \"1614038580\";</script>", "<em id=publish_time></em>", ""), "2021-02-23T08:03:00",
         false},
        {BODY("<script>window.D={\"publish_time\":\"2023-05-06 08:09\",\"id\":3}</script>", "", ""), "2023-05-06T08:09", false},
        {BODY("<script>a=[{publishTime:\"2023-05-06\"},{publishTime:\"2023-05-07\"}]</script>", "", ""), "", false},
        {BODY("<link rel=canonical href='http://www.example.cn/2023/05/06/1.html'>", "", ""), "2023-05-06", false},
        {BODY("<link rel=canonical href='http://www.example.cn/2023/05/06/1.html'>", "<p>来源：东江日报 2023-05-05</p>", ""),
         "2023-05-05", false},
        {BODY("<meta name=publishdate content=2023-05-07>", "<p>（2023年5月11日至13日，东江）</p>", ""), "2023-05-07", false},
        {BODY("", "<p>成文日期：2023年5月1日</p><p>发布日期：2023年5月6日</p>", ""), "2023-05-06", false},
        {BODY("", "<p>2023-05-06</p><p>发布时间：2023-05-08 09:00</p>", ""), "2023-05-08T09:00", false},
        {BODY("<meta name=publishdate content=2023-05-07>", "<p>2023-05-06</p>", ""), "2023-05-06", true},
        {BODY("", "<p>3天前 来源：东江日报</p>", ""), "", false},
        {BODY("", "<p>更新时间：2023-05-09 发布时间：2023-05-06</p>", ""), "2023-05-06", false},
        {BODY("", "<table><tr><td>发文日期<td>2023-05-01<tr><td>发布日期<td>2023-05-06</table>", ""), "2023-05-06", false},
        {BODY("", "<p>Updated: 2023-05-06</p>", ""), "2023-05-06", false},
    };
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_article a = read_z(rows[i].html);
        if (!cedu__eqz(a.published.s, rows[i].want) || a.date_conflict != rows[i].conflict) print_message("row %zu\n", i);
        assert_str(a.published.s, rows[i].want);
        assert_int_equal(a.date_conflict, rows[i].conflict);
    }
}

/* People: with a label, in brackets, alone on a line, as the one who posted; what is no person is not one. */
static void test_people(void **state) {
    (void)state;
    static const struct {
        const char *html, *want;
    } rows[] = {
        {BODY("", "<p>2023-05-06 08:09 [ 李明 ] 来源：[ 东江日报 ]</p>", ""), "李明"},
        {BODY("", "<p>王 芳</p>", ""), "王芳"},
        {BODY("", "<p>2023-05-06 王芳</p>", ""), "王芳"},
        {BODY("", "", "<p>（王芳）</p>"), "王芳"},
        {BODY("", "<p>由江边钓客发表于 2023-05-06 08:09</p>", ""), "江边钓客"},
        {BODY("<script type=application/ld+json>{\"@type\":\"BreadcrumbList\"}</script><script type='application/ld+json'>"
              "{\"author\": [{\"@type\": \"Person\", \"name\": \"\\u738b\\u82b3\"}], \"publisher\": {\"name\": "
              "\"东江网\"}}</script>",
              "", ""),
         "王芳"},
        {BODY("<script type=application/ld+json>{\"author\": {\"name\": \"东江编辑部\"}}</script>", "", ""), ""},
        {BODY("<script type=application/ld+json>{\"author\":\"\\u73\\</script>", "", ""), ""},
        {BODY("<meta name=author content='东江科技'>", "", ""), ""},
        {BODY("", "<p>2023-05-06 东江日报</p>", ""), ""},
        {BODY("", "<p>产业规模</p>", ""), ""},
        {BODY("", "<p>责任编辑：王芳</p>", ""), ""},
    };
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_article a = read_z(rows[i].html);
        cedu_str got = a.author_count ? a.authors[0].s : CEDU_STR("");
        if (!cedu__eqz(got, rows[i].want)) print_message("row %zu\n", i);
        assert_str(got, rows[i].want);
        assert_true(a.author_count <= 1);
    }
}

/* A heading over several lines is one title; a blog's window names its owner; a byline may end with its day. */
static void test_head_forms(void **state) {
    (void)state;
    cedu_article a =
        read_z("<html><head><title>通知公告</title></head><body><div class=con><h1>东江市人民政府办公室<br>关于印发低空经济<br>"
               "行动方案的通知</h1><p>By 王芳 · 2023-05-06</p>" P1 P2 P3 "</div></body></html>");
    assert_str(a.title.s, "东江市人民政府办公室关于印发低空经济行动方案的通知");
    assert_str(a.published.s, "2023-05-06");
    a = read_z(
        "<html><head><title>东江晚风吹过来_王芳芳_江边博客</title></head><body><div class=con><h2>东江晚风吹过来</h2>" P1 P2 P3
        "</div></body></html>");
    assert_int_equal(a.author_count, 1);
    assert_str(a.authors[0].s, "王芳芳");
}

/* Posts under one another, none of them named by the window's title: the first is the article, with its own title and time. */
static void test_posts(void **state) {
    (void)state;
#define POST(title, day, text) "<div class=post><div>" title "</div><div>" day " 08:09:10</div>" text "</div>"
    cedu_article a =
        read_z("<html><head><title>江边人家 | blog</title></head><body><div class=c>" POST("东江晚风", "2023-05-06", P3)
                   POST("东江市的产业", "2023-05-04", P1 P2) POST("旧事", "2023-05-01", P1 P2 P3) "</div></body></html>");
    assert_str(a.title.s, "东江晚风");
    assert_str(a.published.s, "2023-05-06T08:09:10");
    assert_true(block_with(&a, "有效期三年")->main);
    assert_false(block_with(&a, "年度数据")->main);
}

/* The window's title names the site: the line above the article is the headline. The day of signing and the office stay. */
static void test_title_above(void **state) {
    (void)state;
    cedu_article a = read_z("<html><head><title>东江新闻网_(新闻)</title></head><body><div><a href=/>首页</a></div>"
                            "<div>东江市公布年度产业数据</div><div class=con>" P1 P2 P3
                            "<p>东江市人民政府</p><p>2023年5月6日</p></div><div><a href=/x>更多</a></div></body></html>");
    assert_str(a.title.s, "东江市公布年度产业数据");
    assert_true(block_with(&a, "2023年5月6日")->main);
}

/* Every allocation may fail: no crash, the status says so. */
static void test_allocation(void **state) {
    (void)state;
    cedu_text t = {.s = CEDU_STR("<html><head><title>东江</title></head><body><h1>东江</h1>" P1 P2
                                 "<table><tr><td>1<td>2<tr><td>3<td>4</table></body></html>")};
    bool done = false;
    for (long i = 1; i < 200 && !done; i++) {
        cedu_arena small;
        cedu_article a;
        cedu__arena_init(&small, (size_t)1 << 30);
        cedu__alloc_fail_after = i;
        cedu_status s = cedu__page_read(image, &t, NULL, &small, &a, NULL);
        done = cedu__alloc_fail_after > 0;
        cedu__alloc_fail_after = 0;
        assert_true(s == CEDU_OK || s == CEDU_NOMEM);
        cedu__arena_release(&small);
    }
    assert_true(done);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_html_page),
        cmocka_unit_test(test_date_conflict),
        cmocka_unit_test(test_entities_and_space),
        cmocka_unit_test(test_foreign_characters),
        cmocka_unit_test(test_broken_markup),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_flat_text),
        cmocka_unit_test(test_info_box),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_plain_option),
        cmocka_unit_test(test_hard_wrap),
        cmocka_unit_test(test_no_prose),
        cmocka_unit_test(test_spans),
        cmocka_unit_test(test_plain_tables),
        cmocka_unit_test(test_heading_levels),
        cmocka_unit_test(test_date_places),
        cmocka_unit_test(test_people),
        cmocka_unit_test(test_head_forms),
        cmocka_unit_test(test_posts),
        cmocka_unit_test(test_title_above),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_allocation),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
