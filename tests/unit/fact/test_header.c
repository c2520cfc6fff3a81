/* test_header.c - official documents of every layout to one policy fact: what it is called, who issued it, number, dates, region.
 * A row is a page (blocks on lines) and the wanted header as "title|issuer;issuer|number|signed|published|effective|expires|status|
 * type|region"; an empty field is not looked at, "-" = must be absent; NULL = the page is no official document. `also`: another
 * fact that must come out, "kind|region|period". To extend: add a row; invent the document yourself. */
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
#define CEDU__X(name, type, zh) #name,
static const char *const field_names[] = {CEDU_FACT_FIELDS(CEDU__X)};
#undef CEDU__X

typedef struct row {
    const char *type; /* of the page, as the page room says */
    const char *text, *want, *also;
} row;

static const row rows[] = {
    /* the office layout: masthead, number, title on two lines, addressee, signature */
    {"policy",
     "绍兴市人民政府办公室文件\n绍政办发〔2024〕7号\n绍兴市人民政府办公室\n关于加快智能算力应用的若干意见\n各区、县（市）人民政"
     "府，市政府各部门：\n"
     "为用好智能算力，经市政府同意，现提出以下意见。\n一、总体目标\n到2026年，全市人工智能核心产业规模达到90亿元。\n绍兴市人民"
     "政府办公室\n"
     "2024年3月18日\n（此件公开发布）",
     "绍兴市人民政府办公室关于加快智能算力应用的若干意见|绍兴市人民政府办公室|绍政办发〔2024〕7号|2024-03-18|-||-|-|若干意见|"
     "绍兴市",
     "target|绍兴市|2026"},
    /* joint issuers glued in the title's line, blanks in names, a date in Chinese numerals */
    {"policy",
     "湘潭市工业和信息化局 "
     "湘潭市财政局湘潭市数据局\n关于组织申报2025年度人工智能示范企业的通知\n潭工信联〔2025〕11号\n各县（市）区工信部门：\n"
     "请于4月底前报送材料。\n湘潭市工业和信息化局　湘潭市财政局　湘潭市数据局\n二〇二五年三月六日",
     "关于组织申报2025年度人工智能示范企业的通知|湘潭市工业和信息化局;湘潭市财政局;湘潭市数据局|潭工信联〔2025〕11号|2025-03-"
     "06|||||通知|"
     "湘潭市",
     NULL},
    {"policy",
     "国 务 院 关 "
     "于\n2025年第2号\n国务院关于深化数据市场建设的意见\n国发〔2025〕2号\n各省、自治区、直辖市人民政府，国务院各部委：\n"
     "现提出以下意见。\n国 务 院\n2025年1月9日",
     "国务院关于深化数据市场建设的意见|国务院|国发〔2025〕2号|2025-01-09|||||意见|全国", NULL},
    /* a database: labelled lines, in brackets or with colons, or several on a line */
    {"policy",
     "【发布部门】 泰州市人民政府\n【发文字号】 泰政规[2023]4号\n【发布日期】 2023.11.02\n【实施日期】 2023.12.01\n【时效性】 "
     "现行有效\n"
     "【效力级别】 地方规范性文件\n泰州市数据要素市场培育办法\n第一条 为培育数据要素市场，制定本办法。\n第二条 "
     "本办法自2023年12月1日起施行，"
     "有效期5年。",
     "泰州市数据要素市场培育办法|泰州市人民政府|泰政规〔2023〕4号|-|2023-11-02|2023-12-01|2028-11-30|in_force|办法|泰州市",
     NULL},
    {"encyclopedia",
     "索引号：00812-2024-00031　主题分类：科技\n发文机关：廊坊市发展和改革委员会　成文日期：2024年5月20日\n"
     "标题：廊坊市算力产业三年行动计划\n发文字号：廊发改〔2024〕58号　发布日期：2024年5月27日\n廊坊市算力产业三年行动计划\n"
     "到2026年，全市算力规模达到500PFLOPS。",
     "廊坊市算力产业三年行动计划|廊坊市发展和改革委员会|廊发改〔2024〕58号|2024-05-20|2024-05-27|||-|三年行动计划|廊坊市",
     "target|廊坊市|2026"},
    {"policy",
     "索引号\t00920-2024-7\t公开方式\t主动公开\n发布机构\t吕梁市人民政府\t发布日期\t2024-08-"
     "05\n文号\t吕政发〔2024〕6号\t时效性\t失效\n"
     "吕梁市人民政府关于促进机器人产业发展的实施意见\n各县（市、区）人民政府：\n现提出以下意见。\n2024年8月1日",
     "吕梁市人民政府关于促进机器人产业发展的实施意见|吕梁市人民政府|吕政发〔2024〕6号|2024-08-01|2024-08-05|||repealed|"
     "实施意见|吕梁市",
     NULL},
    /* orders and laws */
    {"policy",
     "云南省人民政府令\n第231号\n《云南省算力设施管理规定》已经2024年6月7日省人民政府第40次常务会议通过，现予公布，自2024年9月1"
     "日起施行。\n"
     "省长 某某\n2024年6月21日\n云南省算力设施管理规定\n第一条 为规范算力设施管理，制定本规定。",
     "云南省算力设施管理规定|云南省人民政府|云南省人民政府令第231号|2024-06-21||2024-09-01|||规定|云南省", NULL},
    {"policy",
     "苏州市智能制造促进条例\n（2024年8月28日苏州市第十七届人民代表大会常务委员会第十六次会议通过　"
     "2024年9月26日江苏省第十四届人民代表大会常务委员会第十一次会议批准）\n第一章 总则\n第一条 为促进智能制造，制定本条例。\n"
     "第五十条 本条例自2025年1月1日起施行。",
     "苏州市智能制造促进条例|||2024-08-28||2025-01-01|||条例|苏州市", NULL},
    /* a notice that carries another document */
    {"policy",
     "荆门市科学技术局关于印发《荆门市人工智能创新平台建设方案（2024—2026年）》的通知\n（荆科发〔2024〕15号　2024年4月12日）\n"
     "各县（市、区）科技局：\n现将方案印发给你们，请遵照执行。\n荆门市人工智能创新平台建设方案\n（2024—2026年）\n"
     "到2026年，全市建成人工智能创新平台12个。",
     "荆门市科学技术局关于印发《荆门市人工智能创新平台建设方案（2024—2026年）》的通知|荆门市科学技术局|荆科发〔2024〕15号|2024-"
     "04-12|||||"
     "通知|荆门市",
     "target|荆门市|2026"},
    /* one of many issuers in the title, all of them at the foot; the short name of the issuer stays as it signs */
    {"policy",
     "江西省发展改革委等三部门关于规范算力券发放的通知\n赣发改数字〔2025〕40号\n各设区市发展改革委：\n请规范发放。\n江西省发展"
     "改革委\n"
     "江西省财政厅\n江西省数据局（代章）\n2025年2月10日",
     "江西省发展改革委等三部门关于规范算力券发放的通知|江西省发展改革委;江西省财政厅;江西省数据局|赣发改数字〔2025〕40号|2025-"
     "02-10|||||通知|"
     "江西省",
     NULL},
    /* drafts; a draft under a notice */
    {"draft",
     "玉林市数据局关于《玉林市公共数据授权运营办法（征求意见稿）》公开征求意见的公告\n"
     "为规范公共数据授权运营，我局起草了办法，现公开征求意见。\n附件：玉林市公共数据授权运营办法（征求意见稿）\n玉林市数据局\n2"
     "025年5月8日",
     "玉林市数据局关于《玉林市公共数据授权运营办法（征求意见稿）》公开征求意见的公告|玉林市数据局|-|2025-05-08||||draft|公告|"
     "玉林市",
     NULL},
    /* no issuer but the signature; no number */
    {"policy",
     "关于开展人工智能应用场景征集的通知\n各有关企业：\n现征集人工智能应用场景。\n滁州市经济和信息化局\n2024年11月30日",
     "关于开展人工智能应用场景征集的通知|滁州市经济和信息化局|-|2024-11-30|||||通知|滁州市", NULL},
    /* a county shares its name with one that is no more; 全县 is its own */
    {"policy",
     "安吉县人民政府关于推进智能制造的实施意见\n安政发〔2024〕9号\n各乡镇人民政府：\n到2026年，全县智能工厂达到30家。\n安吉县人"
     "民政府\n2024年7月1日",
     "安吉县人民政府关于推进智能制造的实施意见|安吉县人民政府|安政发〔2024〕9号|2024-07-01|||||实施意见|湖州市安吉县",
     "target|湖州市安吉县|2026"},
    /* no documents: news, what explains one, an article about one, a headline with nothing behind */
    {"news", "潮州市出台人工智能行动方案\n来源：某日报\n日前，潮州市出台《潮州市人工智能行动方案》，提出到2026年引进企业20家。",
     NULL, NULL},
    {"interpretation", "《韶关市算力产业若干措施》解读\n韶府〔2024〕3号\n各位读者：\n韶关市人民政府\n2024年5月6日", NULL, NULL},
    {"other", "部署推进工作\n关于算力的那些事，很多人都有意见\n大家各说各的。", NULL, NULL},
    {"news", "某市科技局关于机器人的讲座开讲\n记者从现场了解到，讲座吸引了300名听众。", NULL, NULL},
};

static void extract(cedu_arena *a, const row *r, cedu_facts *out) {
    cedu_error err;
    cedu_str s = cedu__str(r->text);
    cedu_fact_block blocks[64];
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < 64;) {
        ptrdiff_t e = cedu__find(s, CEDU_STR("\n"), i);
        size_t end = e < 0 ? s.n : (size_t)e;
        blocks[n++] = (cedu_fact_block){.start = (uint32_t)i, .end = (uint32_t)end};
        i = end + 1;
    }
    cedu_fact_input in = {.text = s, .blocks = blocks, .block_count = n, .doc_type = cedu__str(r->type)};
    cedu_fact_preview head = cedu__fact_preview(image, &in, a);
    in.date = head.date;
    cedu_match_options mo = {.ref = head.date, .ref_region = head.region};
    assert_int_equal(cedu__match_run(image, s, &mo, a, &in.mentions, &err), CEDU_OK);
    assert_int_equal(cedu__fact_extract(image, &in, a, out, &err), CEDU_OK);
}

static const cedu_field *field_of(const cedu_fact *f, cedu_field_id id) {
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (x->id == id) return x;
    return NULL;
}

/* The next part of a wanted row. */
static cedu_str part(const char **p, char mark) {
    const char *e = strchr(*p, mark);
    cedu_str s = {*p, e ? (size_t)(e - *p) : strlen(*p)};
    *p += s.n + (e ? 1 : 0);
    return s;
}

static bool agrees(cedu_str want, cedu_str got, const char *name) {
    if (!want.n || (cedu__eqz(want, "-") ? !got.n : cedu__eq(want, got))) return true;
    fprintf(stderr, "   %s: wanted %.*s, got %.*s\n", name, (int)want.n, want.p, (int)got.n, got.n ? got.p : "");
    return false;
}

static bool header_fits(const cedu_fact *f, const char *want) {
    cedu_str title = part(&want, '|'), issuers = part(&want, '|');
    bool ok = agrees(title, f->subject, "title");
    char list[600] = "";
    const cedu_field *x = field_of(f, CEDU_FIELD_issuers);
    size_t n = 0;
    for (size_t i = 0; x && i < x->strs.n; i++)
        n += (size_t)snprintf(list + n, sizeof list - n, "%s%.*s", i ? ";" : "", (int)x->strs.p[i].n, x->strs.p[i].p);
    ok &= agrees(issuers, cedu__str(list), "issuers");
    static const cedu_field_id ids[] = {CEDU_FIELD_document_number, CEDU_FIELD_signed,  CEDU_FIELD_published,
                                        CEDU_FIELD_effective,       CEDU_FIELD_expires, CEDU_FIELD_status,
                                        CEDU_FIELD_doc_type};
    for (size_t i = 0; i < CEDU_COUNT(ids); i++) {
        x = field_of(f, ids[i]);
        ok &= agrees(part(&want, '|'), x ? x->str : (cedu_str){0}, field_names[ids[i]]);
    }
    return agrees(part(&want, '|'), f->region.n ? f->region.p[0] : (cedu_str){0}, "region") && ok;
}

static bool fact_fits(const cedu_fact *f, const char *want) {
    cedu_str kind = part(&want, '|'), region = part(&want, '|');
    return cedu__eqz(kind, kinds[f->kind]) && f->region.n == 1 && cedu__eq(f->region.p[0], region) &&
           cedu__eqz(f->period, want);
}

static void documents_give_their_header(void **state) {
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        cedu_arena a;
        cedu__arena_init(&a, 64 << 20);
        cedu_facts fs;
        extract(&a, &rows[i], &fs);
        const cedu_fact *head = NULL;
        bool ok = true, also = !rows[i].also;
        for (size_t k = 0; k < fs.n; k++) {
            if (cedu__eqz(fs.p[k].rule, "policy.header")) {
                ok &= head == NULL; /* one a page */
                head = &fs.p[k];
            }
            also |= rows[i].also && fact_fits(&fs.p[k], rows[i].also);
        }
        for (size_t k = 0; head && k < fs.n; k++) /* and not once more by its title */
            if (&fs.p[k] != head && fs.p[k].kind == CEDU_FACT_policy) ok &= !cedu__eq(fs.p[k].subject, head->subject);
        ok &= (head != NULL) == (rows[i].want != NULL) && also;
        if (head && rows[i].want) ok &= header_fits(head, rows[i].want);
        if (!ok)
            fprintf(stderr, "row %zu: %.60s…%s%s\n", i, rows[i].text, head ? "" : " (no header)",
                    also ? "" : " (other fact missing)"),
                bad++;
        cedu__arena_release(&a);
    }
    assert_int_equal(bad, 0);
}

/* Laws: the quotation is the title's line; cutting a page anywhere neither fails nor moves a quotation out of its block. */
static void cut_pages_keep_the_laws(void **state) {
    (void)state;
    for (size_t i = 0; i < CEDU_COUNT(rows); i++) {
        size_t len = strlen(rows[i].text);
        for (size_t cut = 0; cut < len; cut += 7) {
            size_t end = cut;
            while (end > 0 && ((unsigned char)rows[i].text[end] & 0xC0) == 0x80) end--;
            char *text = malloc(end + 1);
            assert_non_null(text);
            memcpy(text, rows[i].text, end);
            text[end] = '\0';
            cedu_arena a;
            cedu__arena_init(&a, 64 << 20);
            cedu_facts fs;
            row r = {.type = rows[i].type, .text = text};
            extract(&a, &r, &fs);
            for (size_t k = 0; k < fs.n; k++) {
                assert_true(fs.p[k].place.clean_start < fs.p[k].place.clean_end && fs.p[k].place.clean_end <= end);
                assert_null(
                    memchr(text + fs.p[k].place.clean_start, '\n', fs.p[k].place.clean_end - fs.p[k].place.clean_start));
            }
            cedu__arena_release(&a);
            free(text);
        }
    }
}

int main(void) {
    cedu_error err;
    const char *dirs[] = {PACKS "/core", PACKS "/ai-industry"};
    if (cedu__pack_compile(dirs, 2, &image, &err) != CEDU_OK) {
        fprintf(stderr, "%s\n", err.en);
        return 1;
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(documents_give_their_header),
                                       cmocka_unit_test(cut_pages_keep_the_laws)};
    int r = cmocka_run_group_tests(tests, NULL, NULL);
    cedu__image_free(image);
    return r;
}
