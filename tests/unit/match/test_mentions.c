/* Mentions of whole sentences, a row each: what must be found (type, words, value) and what must not. The page's date is
 * 10 May 2024, a Friday; the issuer's region is Ningbo (330200). Sentences are written for the test; figures are invented. */
#include "match_fixture.h"

static const cedu_civil REF = {2024, 5, 10, 9, 30, 0};

typedef struct row {
    const char *text;
    const char *type, *span; /* span NULL: no mention of this type at all */
    const char *value;       /* text that the JSON value must hold; NULL = any */
} row;

static void check(const row *rows, size_t n) {
    int32_t region = cedu__image_by_form(im, CEDU_CLASS_region, CEDU_STR("宁波市"));
    int bad = 0;
    for (size_t i = 0; i < n; i++) {
        cedu_arena a;
        cedu__arena_init(&a, 64u << 20);
        cedu_str s = cedu__str(rows[i].text);
        cedu_mentions m = run_text(s, REF, region, &a);
        cedu_buf all = {0}, v = {0};
        bool hit = false, any = false;
        for (size_t k = 0; k < m.n; k++) {
            const char *type = cedu__mention_name(m.p[k].type);
            v.n = 0;
            cedu__mention_json_value(im, &m.p[k], &v);
            cedu__buf_char(&v, 0);
            cedu_str span = cedu__sub(s, m.p[k].start, m.p[k].end);
            if (m.p[k].type != CEDU_MENTION_cue && m.p[k].type != CEDU_MENTION_head)
                cedu__buf_f(&all, "    %s %.*s %s\n", type, (int)span.n, span.p, v.p);
            if (strcmp(type, rows[i].type) != 0) continue;
            any = true;
            if (rows[i].span && cedu__eqz(span, rows[i].span) && (!rows[i].value || strstr(v.p, rows[i].value))) hit = true;
        }
        cedu__buf_char(&all, 0);
        if (rows[i].span ? !hit : any) {
            bad++;
            print_error("%s\n  want %s %s %s, got\n%s", rows[i].text, rows[i].type, rows[i].span ? rows[i].span : "(none)",
                        rows[i].value ? rows[i].value : "", all.p);
        }
        cedu__buf_release(&all);
        cedu__buf_release(&v);
        cedu__arena_release(&a);
    }
    assert_int_equal(bad, 0);
}
#define CHECK(t) check(t, CEDU_COUNT(t))

static void quantities(void **state) {
    (void)state;
    static const row T[] = {
        {"气温零下5摄氏度到10℃", "quantity", "零下5摄氏度到10℃", "\"min\":-5,\"max\":10"},
        {"最冷零下20℃至零下5℃", "quantity", "零下20℃至零下5℃", "\"min\":-20,\"max\":-5"},
        {"沿零下方向移动", "quantity", NULL, NULL},
        {"吸引上百家机构", "quantity", "上百家", "\"value\":100,\"unit\":\"家\",\"modifier\":\">=\""},
        {"网上千余种商品", "quantity", NULL, NULL},
        {"票价30日元", "money", "30日元", "\"value\":30,\"currency\":\"JPY\""},
        {"年满18周岁以上", "quantity", "18周岁以上", "\"value\":18"},
        {"登录百度网查询", "quantity", NULL, NULL},
        {"电价1.2元/千瓦时", "quantity", NULL, NULL},
        {"全区已有模型企业312家。", "quantity", "312家", "\"value\":312,\"unit\":\"家\""},
        {"培育骨干企业超过40家", "quantity", "超过40家", "\"modifier\":\">\""},
        {"服务商近6万家", "quantity", "近6万家", "\"value\":60000"},
        {"聚集了780余家企业", "quantity", "780余家", "\"modifier\":\"余\""},
        {"开放接口2000多个", "quantity", "2000多个", "\"modifier\":\"余\""},
        {"平台不少于8个", "quantity", "不少于8个", "\"modifier\":\">=\""},
        {"实验室12家以上", "quantity", "12家以上", "\"modifier\":\">=\""},
        {"场景50个左右", "quantity", "50个左右", "\"modifier\":\"~\""},
        {"建成三至五个园区", "quantity", "三至五个", "\"min\":3,\"max\":5"},
        {"支持20～30个项目", "quantity", "20～30个", "\"min\":20,\"max\":30"},
        {"七八个团队入驻", "quantity", "七八个", "\"min\":7,\"max\":8"},
        {"算力达到1200P", "quantity", "1200P", "\"value\":1200000000000000000,\"unit\":\"FLOPS\""},
        {"总规模3.5EFLOPS", "quantity", "3.5EFLOPS", "\"value\":3500000000000000000"},
        {"吸引人才1.5万人", "quantity", "1.5万人", "\"value\":15000,\"unit\":\"人\""},
        {"占地300亩", "quantity", "300亩", "\"unit\":\"亩\""},
        {"距离港口12公里", "quantity", "12公里", "\"value\":12000,\"unit\":\"米\""},
        {"增长了3倍", "quantity", "3倍", "\"unit\":\"倍\""},
        {"一批企业、一系列举措、一体推进", "quantity", NULL, NULL},
        {"建设5G网络和3D打印中心", "quantity", NULL, NULL},
        {"GPT4与H100属于型号", "number", NULL, NULL},
        {"构建1+3+N体系", "number", NULL, NULL},
        {"新一代技术与第三方机构", "number", NULL, NULL},
        {"建设人才队伍五大工程", "quantity", "五", "\"value\":5"},
        {"京ICP备20081234号-2", "number", NULL, NULL},
        {"1.完善制度", "number", NULL, NULL},
        {"访问 http://a.example/x?p=30%20 查看", "percent", NULL, NULL},
        {"（二）加强领导", "number", NULL, NULL},
        {"智算规模达**EFLOPS", "quantity", "**EFLOPS", "\"refused\":true"},
    };
    CHECK(T);
}

static void money(void **state) {
    (void)state;
    static const row T[] = {
        {"产值达到865.2亿元", "money", "865.2亿元", "\"value\":86520000000,\"currency\":\"CNY\""},
        {"规模突破3000亿元", "money", "突破3000亿元", "\"modifier\":\">\""},
        {"募集超百亿元", "money", "超百亿元", "\"value\":10000000000"},
        {"约合1.5亿美元", "money", "约合1.5亿美元", "\"currency\":\"USD\""},
        {"最高不超过500万元", "money", "最高不超过500万元", "\"value\":5000000"},
        {"奖励50万元至200万元", "money", "50万元至200万元", "\"min\":500000,\"max\":2000000"},
        {"补贴30—50万元", "money", "30—50万元", "\"min\":300000,\"max\":500000"},
        {"投资12亿元人民币", "money", "12亿元人民币", "\"value\":1200000000"},
        {"人民币80万元整", "money", "人民币80万元整", "\"value\":800000"},
        {"报价三元五角", "money", "三元五角", "\"value\":3.5"},
        {"全年完成218 46亿元", "money", "218 46亿元", "\"value\":21846000000,\"damaged\":true"},
        {"出口7.2亿港元", "money", "7.2亿港元", "\"currency\":\"HKD\""},
        {"融资$300", "money", "$300", "\"currency\":\"USD\""},
    };
    CHECK(T);
}

static void percents(void **state) {
    (void)state;
    static const row T[] = {
        {"同比增长18.6%", "percent", "18.6%", "18.6"},
        {"占比超过四成", "percent", "超过四成", "\"value\":40"},
        {"增速为百分之九点五", "percent", "百分之九点五", "9.5"},
        {"按20%~35%补助", "percent", "20%~35%", "\"min\":20,\"max\":35"},
        {"转化率达到45％以上", "percent", "45％以上", "\"modifier\":\">=\""},
        {"提高2.3个百分点", "points", "2.3个百分点", "2.3"},
        {"五成功率低", "percent", NULL, NULL},
        {"约为邻市的三分之二", "number", "三分之二", "0.6666"},
        {"相当于全国的1/4", "number", "1/4", "0.25"},
        {"位列全省第6位", "ordinal", "第6位", "\"value\":6"},
        {"认定第三批试点", "ordinal", "第三批", "\"value\":3"},
        {"规模居全国首位", "ordinal", "首位", "\"value\":1"},
        {"第一部分为总则，第三产业占优", "ordinal", NULL, NULL},
        {"进入全国前十", "ordinal", "前十", "\"max\":10"},
    };
    CHECK(T);
}

static void times(void **state) {
    (void)state;
    static const row T[] = {
        {"今晚8点开始", "time", "今晚8点", "2024-05-10T20:00"},
        {"昨晚10时发布", "time", "昨晚10时", "2024-05-09T22:00"},
        {"明早9点半出发", "time", "明早9点半", "2024-05-11T09:30"},
        {"6月上半月完成", "time", "6月上半月", "\"start\":\"2024-06-01T00:00:00\",\"end\":\"2024-06-15"},
        {"第一至第三季度", "time", "第一至第三季度", "\"end\":\"2024-09-30"},
        {"前三季度增长", "time", "前三季度", "\"start\":\"2023-01-01T00:00:00\",\"end\":\"2023-09-30"},
        {"三季度末达到", "time", "三季度末", "2024-09"},
        {"2022年至今", "time", "2022年至今", "\"start\":\"2022-01-01T00:00:00\",\"end\":\"2024-05-10"},
        {"2019年开始，", "time", "2019年开始", "\"start\":\"2019-01-01"},
        {"2019年开始建设", "time", "2019年", NULL},
        {"一日之计在于晨", "time", NULL, NULL},
        {"2023Q1营收", "time", "2023Q1", "2023-Q1"},
        {"2023H2计划", "time", "2023H2", "2023-H2"},
        {"每年3月报送", "set", "每年3月", "P1Y"},
        {"每年3月报送", "time", NULL, NULL},
        {"每周五调度", "set", "每周五", "P1W"},
        {"每周一次", "set", "每周", "P1W"},
        {"每季度末通报", "set", "每季度末", "P3M"},
        {"每个工作日更新", "set", "每个工作日", "P1D"},
        {"历时一个半月完成", "duration", "一个半月", "P1.5M"},
        {"3个自然日", "duration", "3个自然日", "P3D"},
        {"2022年7月3日印发", "time", "2022年7月3日", "\"timex\":\"2022-07-03\""},
        {"发布时间：2022-07-03 16:20", "time", "2022-07-03 16:20", "2022-07-03T16:20"},
        {"2022/7/3更新", "time", "2022/7/3", "2022-07-03"},
        {"二〇二三年十一月九日", "time", "二〇二三年十一月九日", "2023-11-09"},
        {"2023—2026年行动", "time", "2023—2026年", "2023/2026"},
        {"规划（2023-2027）", "time", "2023-2027", "2023/2027"},
        {"2023年1—8月", "time", "2023年1—8月", "2023-01/2023-08"},
        {"2023年前三季度", "time", "2023年前三季度", "\"end\":\"2023-09-30T23:59:59\""},
        {"2023年上半年", "time", "2023年上半年", "2023-H1"},
        {"今年一季度", "time", "今年一季度", "2024-Q1"},
        {"去年底", "time", "去年底", "2023-12"},
        {"去年11月", "time", "去年11月", "2023-11"},
        {"今年以来", "time", "今年以来", "\"start\":\"2024-01-01T00:00:00\",\"end\":\"2024-05-10T23:59:59\""},
        {"近两年", "time", "近两年", "\"start\":\"2022-05-10"},
        {"3月15日召开", "time", "3月15日", "2024-03-15"},
        {"到2027年，产值翻番", "time", "到2027年", "\"timex\":\"2027\""},
        {"截至2023年末", "time", "截至2023年末", "2023-12"},
        {"2026年底前完成", "time", "2026年底前", "\"start\":null,\"end\":\"2026-12-31"},
        {"“十五五”期间", "time", "十五五", "2026/2030"},
        {"十四五末", "time", "十四五末", "2025"},
        {"到“十四五”末建成", "time", "到“十四五”末", "2025"},
        {"三年内建成", "time", "三年内", "\"end\":\"2027-05-10"},
        {"自公布之日起60日内", "duration", "60日内", "P60D"},
        {"有效期5年", "duration", "5年", "P5Y"},
        {"建设周期18个月", "duration", "18个月", "P18M"},
        {"昨日揭牌", "time", "昨日", "2024-05-09"},
        {"近日，园区开工", "time", "近日", "\"approx\":true"},
        {"20世纪80年代", "time", "20世纪80年代", "1980/1989"},
        {"5月8日至12日举行", "time", "5月8日至12日", "2024-05-08/2024-05-12"},
        {"527日签约", "time", "527日", "\"refused\":true"},
        {"2023年2月30日", "time", "2023年2月30日", "\"refused\":true"},
        {"补助2000元、2030家", "time", NULL, NULL},
        {"甬政发〔2023〕21号", "time", NULL, NULL},
        {"四周年庆典", "duration", NULL, NULL},
        {"4月第二周举办", "time", "4月第二周", "2024-04-08/2024-04-14"},
        {"上两个月", "time", "上两个月", "\"start\":\"2024-03-01T00:00:00\",\"end\":\"2024-04-30"},
        {"前两个月营收", "time", "前两个月", "2024-01/2024-02"},
        {"去年10月至今年2月", "time", "去年10月至今年2月", "2023-10/2024-02"},
        {"11月至2月为枯水期", "time", "11月至2月", "\"end\":\"2025-02-28"},
        {"下周三上午9时", "time", "下周三上午9时", "2024-05-15T09"},
        {"近年来快速发展", "time", "近年来", "PAST_REF"},
    };
    CHECK(T);
}

static void regions(void **state) {
    (void)state;
    static const row T[] = {
        {"苏州发布方案", "region", "苏州", "\"code\":\"320500\""},
        {"湖北省武汉市东西湖区", "region", "湖北省武汉市东西湖区", "420112"},
        {"天津（滨海新区）获批", "region", "天津（滨海新区）", "滨海新区"},
        {"天河二号超级计算机", "region", NULL, NULL},
        {"全市新增企业", "region", "全市", "\"code\":\"330200\""},
        {"第一财经报道", "ordinal", NULL, NULL},
        {"我省出台", "region", "我省", "\"code\":\"330000\""},
        {"投入真金白银", "region", NULL, NULL},
        {"京津冀与长三角协同", "region", "长三角", NULL},
        {"服务全国市场", "region", "全国", "全国"},
        {"哈尔滨工业大学开展研究", "region", NULL, NULL},
        {"西安市雁塔区、长安区试点", "region", "长安区", "西安市长安区"},
        {"贵阳建成智算中心2个", "region", "贵阳", "520100"},
        {"长安区试点", "region", NULL, NULL},
    };
    CHECK(T);
}

static void names(void **state) {
    (void)state;
    static const row T[] = {
        {"无锡市工业和信息化局牵头，该局负责。", "organisation", "该局", "\"name\":\"无锡市工业和信息化局\""},
        {"该局部地区有雨", "organisation", NULL, NULL},
        {"江苏银行发放贷款", "organisation", "江苏银行", NULL},
        {"东海大学（宁波）智能计算研究中心成立", "organisation", "东海大学（宁波）智能计算研究中心", NULL},
        {"东海大学（宁波）建设的数据中心", "organisation", "东海大学", NULL},
        {"江苏银行发放贷款", "region", NULL, NULL},
        {"江苏银行业运行平稳", "organisation", NULL, NULL},
        {"研究院院长赵铭教授介绍", "person", "赵铭", NULL},
        {"由无锡市工业和信息化局牵头", "organisation", "无锡市工业和信息化局", "无锡市工业和信息化局"},
        {"无锡市工信局介绍", "organisation", "无锡市工信局", "无锡市工业和信息化局"},
        {"市经信局印发通知", "organisation", "市经信局", "宁波市经济和信息化局"},
        {"工信部公布名单", "organisation", "工信部", "工业和信息化部"},
        {"中国信通院测算", "organisation", "中国信通院", "中国信息通信研究院"},
        {"优化产业布局，形成新格局", "organisation", NULL, NULL},
        {"苏州云桥智能科技有限公司完成融资", "organisation", "苏州云桥智能科技有限公司", NULL},
        {"副局长陈望表示", "person", "陈望", "陈望"},
        {"党组书记、院长周以宁介绍", "person", "周以宁", NULL},
        {"《湖滨区算力发展规划（2024—2027年）》印发", "policy_title", "《湖滨区算力发展规划（2024—2027年）》",
         "湖滨区算力发展规划"},
        {"《关于印发〈算力券管理办法〉的通知》", "policy_title", "《关于印发〈算力券管理办法〉的通知》", NULL},
        {"据《湖滨晚报》报道", "policy_title", NULL, NULL},
        {"据《湖滨晚报》报道", "title", "《湖滨晚报》", NULL},
        {"《模型产业白皮书》发布", "title", "《模型产业白皮书》", NULL},
        {"甬政发〔2023〕21号", "document_number", "甬政发〔2023〕21号", "甬政发〔2023〕21号"},
        {"根据甬科高[2022]8号文件", "document_number", "甬科高[2022]8号", "甬科高〔2022〕8号"},
        {"甬经信（2021）105号", "document_number", "甬经信（2021）105号", "甬经信〔2021〕105号"},
        {"会议在2楼（2023）召开", "document_number", NULL, NULL},
        {"聚焦工业互联网与机器人", "sector", "机器人", NULL},
        {"人工智能企业数量增长", "indicator", "人工智能企业数量", NULL},
    };
    CHECK(T);
}

static void constructions(void **state) {
    (void)state;
    static const row T[] = {
        /* blanks between the characters */
        {"二 百 三 十 个 百 分 点", "points", "二 百 三 十 个 百 分 点", "\"value\":230"},
        {"六千 七 百 八", "number", "六千 七 百 八", "\"value\":6780"},
        {"折扣为 8 8 折", "percent", "8 8 折", "\"value\":88"},
        {"百 分 之 三 十", "percent", "百 分 之 三 十", "\"value\":30"},
        /* powers, mixed fractions, multipliers */
        {"共 3^4 种", "number", "3^4", "\"value\":81"},
        {"结果是 5 3/4", "number", "5 3/4", "\"value\":5.75"},
        {"流量为 12.5 M", "number", "12.5 M", "\"value\":12500000"},
        {"负三分之二", "number", "负三分之二", "\"value\":-0.666"},
        {"百万分之八", "percent", "百万分之八", "\"value\":0.0008"},
        {"价格打对折", "percent", "对折", "\"value\":50"},
        {"比例为十成", "percent", "十成", "\"value\":100"},
        {"重二两", "quantity", "二两", "\"value\":100"},
        /* two bounds of one thing */
        {"人数大于60并小于90", "number", "大于60并小于90", "\"min\":60,\"max\":90"},
        {"比例不低于10%、不高于25%", "percent", "不低于10%、不高于25%", "\"min\":10,\"max\":25"},
        {"最多80最少30家", "quantity", "最多80最少30家", "\"min\":30,\"max\":80"},
        {"大于90小于60", "number", "大于90", "\"modifier\":\">\""},
        {"比三十大", "number", "比三十大", "\"modifier\":\">\""},
        {"-15与20之间", "number", "-15与20之间", "\"min\":-15,\"max\":20"},
        /* times */
        {"每两年评估一次", "set", "每两年", "P2Y"},
        {"每季度通报", "set", "每季度", "P3M"},
        {"08-15", "time", "08-15", "2024-08-15"},
        {"版本08-15-3", "time", NULL, NULL},
        {"2019年后三月", "time", "2019年后三月", "2019-10"},
        {"23年第7周", "time", "23年第7周", "2023-W07"},
        {"次年年底前完成", "time", "次年年底前", "2025-12-31"},
        {"去年的前10天", "time", "去年的前10天", "2023-01-10"},
        {"前三天", "time", "前三天", "2024-05-07"},
        {"2018年之后2022年之前", "time", "2018年之后2022年之前", "2021-12-31"},
        {"为期三天三夜", "duration", "三天三夜", "P3D"},
        {"当前位置：首页", "time", NULL, NULL},
        /* documents */
        {"粤科函﹝2023﹞77号", "document_number", "粤科函﹝2023﹞77号", "粤科函〔2023〕77号"},
        {"沪经信 [2020] 5 号", "document_number", "沪经信 [2020] 5 号", "沪经信〔2020〕5号"},
        /* names */
        {"大连云石数据服务有限公司入选", "organisation", "大连云石数据服务有限公司", NULL},
        {"金石软件（中国）有限公司入选", "organisation", "金石软件（中国）有限公司", NULL},
        {"金石软件（中国）有限公司入选", "region", NULL, NULL},
        {"市长李晓强，副市长出席", "person", "李晓强", NULL},
    };
    CHECK(T);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(quantities),   cmocka_unit_test(money),   cmocka_unit_test(percents),
                                       cmocka_unit_test(times),        cmocka_unit_test(regions), cmocka_unit_test(names),
                                       cmocka_unit_test(constructions)};
    return cmocka_run_group_tests(tests, load_packs, drop_packs);
}
