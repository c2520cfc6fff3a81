/* Adding, adding again, reading back, forgetting; reposts; lists. */
#include "kit.h"
#include "store/internal.h"

static const char page1[] = "甲市去年人工智能企业达到320家，增长18%。\n乙市提出到2027年算力规模超过20EFLOPS。";
static const kit_fact facts1[] = {
    {CEDU_FACT_observation, "甲市", "人工智能企业数量", "2023", 320, "家", "320家", CEDU_MOD_EQ, "人工智能企业达到320家"},
    {CEDU_FACT_growth, "甲市", "人工智能企业数量", "2023", 18, "%", "18%", CEDU_MOD_EQ, "增长18%", "甲市统计局",
     CEDU_FIELD_baseline, "2022"},
    {CEDU_FACT_target, "乙市", "算力规模", "2027", 2e19, "FLOPS", "20EFLOPS", CEDU_MOD_GT, "到2027年算力规模超过20EFLOPS"},
};
#define N1 CEDU_COUNT(facts1)

static int64_t number(kit *k, const char *sql) {
    sqlite3_stmt *st;
    assert_int_equal(sqlite3_prepare_v2(k->s->db, sql, -1, &st, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    int64_t v = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return v;
}

static void add_outcomes(void **state) {
    kit *k = *state;
    cedu_store_added a = kit_add(k, "一.txt", "2024-02-01", page1, facts1, N1);
    assert_int_equal(a.how, CEDU_ADDED_NEW);
    assert_int_equal(a.cluster_size, 1);
    cedu_store_added b = kit_add(k, "一.txt", "2024-02-01", page1, facts1, N1);
    assert_int_equal(b.how, CEDU_ADDED_SAME);
    assert_int_equal(b.document, a.document);
    b = kit_add(k, "另一处/一.txt", "2024-02-01", page1, facts1, N1);
    assert_int_equal(b.how, CEDU_ADDED_ALIAS);
    assert_int_equal(number(k, "SELECT count(*) FROM document_paths"), 2);
    kit_ok(k, kit_try(k, "一.txt", "2024-02-01", page1, facts1, N1, FP2, false, &b));
    assert_int_equal(b.how, CEDU_ADDED_STALE);
    assert_int_equal(number(k, "SELECT count(*) FROM facts"), 3);
    size_t stale;
    kit_ok(k, cedu__store_count_stale(k->s, FP2, &stale, &k->err));
    assert_int_equal(stale, 1);
    kit_ok(k, kit_try(k, "一.txt", "2024-02-01", page1, facts1, 1, FP2, true, &b));
    assert_int_equal(b.how, CEDU_ADDED_REPLACED);
    assert_int_equal(b.document, a.document);
    assert_int_equal(number(k, "SELECT count(*) FROM facts"), 1);
    assert_int_equal(number(k, "SELECT count(*) FROM fact_regions"), 1);
    kit_ok(k, cedu__store_count_stale(k->s, FP2, &stale, &k->err));
    assert_int_equal(stale, 0);
    bool has;
    cedu_store_doc d;
    kit_ok(k, cedu__store_document(k->s, CEDU_STR("另一处/一.txt"), &k->a, &d, &k->err));
    kit_ok(k, cedu__store_has(k->s, d.sha256, FP2, "一.txt", NULL, &has, &k->err));
    assert_true(has);
    kit_ok(k, cedu__store_has(k->s, d.sha256, FP1, "一.txt", NULL, &has, &k->err));
    assert_false(has);
    kit_ok(k, cedu__store_has(k->s, d.sha256, FP2, "不在", NULL, &has, &k->err));
    assert_false(has);
    assert_int_equal(kit_problems(k), 0);
}

static void round_trip(void **state) {
    kit *k = *state;
    cedu_str regions[] = {CEDU_STR("甲市"), CEDU_STR("乙市")}, list[] = {CEDU_STR("芯片"), CEDU_STR("“大”模型\n")};
    cedu_str text = CEDU_STR("甲市、乙市合计约3到5家，重点发展芯片等。");
    cedu_context second = {.role = CEDU_STR("period"), .place = {6, 12, 2, 4, 6, 12}};
    cedu_context first = {.role = CEDU_STR("region"), .place = {0, 6, 0, 2, 0, 6}, .next = &second};
    cedu_field open_ended = {.id = CEDU_FIELD_open_ended, .num = 1};
    cedu_field items = {.id = CEDU_FIELD_list, .strs = {list, 2}, .next = &open_ended};
    cedu_field batch = {.id = CEDU_FIELD_batch, .num = 2.5, .next = NULL};
    open_ended.next = &batch;
    cedu_fact f = {.id = "00ff00ff00ff00ff00ff00ff00ff00ff",
                   .kind = CEDU_FACT_focus,
                   .region = {regions, 2},
                   .subject = CEDU_STR("重点"),
                   .subject_id = CEDU_STR("x.y"),
                   .period = CEDU_STR("2022/.."),
                   .has_value = true,
                   .has_max = true,
                   .value = 3,
                   .value_max = 5,
                   .unit = CEDU_STR("家"),
                   .modifier = CEDU_MOD_ABOUT,
                   .stance = CEDU_STANCE_narrator,
                   .denied = true,
                   .review = true,
                   .confidence = 0.25,
                   .rule = CEDU_STR("r"),
                   .place = {0, 6, 0, 2, 0, 6},
                   .fields = &items,
                   .context = &first};
    const cedu_fact *fp = &f;
    cedu_str quote = CEDU_STR("甲市"), context_quotes[] = {CEDU_STR("甲(jia)市"), CEDU_STR("乙")};
    cedu_finding findings[] = {{.cls = CEDU_FINDING_gbk_shift,
                                .count = 1,
                                .placed = true,
                                .place = {1, 2, 3, 4, 5, 6},
                                .before = CEDU_STR("!x"),
                                .after = CEDU_STR("。"),
                                .confidence = 0.5},
                               {.cls = CEDU_FINDING_pinyin_annotation, .count = 571}};
    cedu_str authors[] = {CEDU_STR("某甲"), CEDU_STR("某乙")};
    cedu_document doc = {.file = CEDU_STR("x.html"),
                         .member = CEDU_STR("in/x"),
                         .bytes = text.n,
                         .authors = {authors, 2},
                         .url = CEDU_STR("http://example.invalid/"),
                         .findings = findings,
                         .finding_count = 2};
    cedu__sha256_hex(text.p, text.n, doc.sha256);
    cedu_store_page page = {.doc = &doc,
                            .payload = text,
                            .clean = text,
                            .facts = &fp,
                            .quotes = &quote,
                            .context_quotes = context_quotes,
                            .fact_count = 1,
                            .fingerprint = FP1};
    cedu_store_added added;
    kit_ok(k, cedu__store_add(k->s, &page, false, &added, &k->err));

    cedu_store_fact r;
    kit_ok(k, cedu__store_fact(k->s, CEDU_STR("00ff0"), &k->a, &r, &k->err));
    assert_int_equal(r.fact.region.n, 2);
    assert_true(cedu__eqz(r.fact.region.p[1], "乙市"));
    assert_int_equal(r.fact.kind, CEDU_FACT_focus);
    assert_true(r.fact.has_max && r.fact.value_max == 5 && r.fact.denied && r.fact.review && r.fact.confidence == 0.25);
    assert_int_equal(r.fact.modifier, CEDU_MOD_ABOUT);
    assert_int_equal(r.fact.stance, CEDU_STANCE_narrator);
    assert_int_equal(r.year_from, 2022);
    assert_int_equal(r.year_to, 9999);
    int fields = 0;
    for (const cedu_field *x = r.fact.fields; x; x = x->next, fields++) {
        if (x->id == CEDU_FIELD_list) assert_true(x->strs.n == 2 && cedu__eq(x->strs.p[1], list[1]));
        if (x->id == CEDU_FIELD_batch) assert_true(x->num == 2.5);
        if (x->id == CEDU_FIELD_open_ended) assert_true(x->num == 1);
    }
    assert_int_equal(fields, 3);
    assert_int_equal(r.context_quotes.n, 2);
    assert_true(cedu__eqz(r.context_quotes.p[0], "甲(jia)市"));
    assert_true(cedu__eqz(r.fact.context->next->role, "period"));
    assert_int_equal(r.fact.context->next->place.byte_end, 12);
    const cedu_finding *fs;
    size_t n;
    kit_ok(k, cedu__store_findings(k->s, added.document, &k->a, &fs, &n, &k->err));
    assert_int_equal(n, 2);
    assert_int_equal(fs[0].cls, CEDU_FINDING_gbk_shift);
    assert_true(fs[0].placed && fs[0].place.byte_end == 6 && cedu__eqz(fs[0].after, "。"));
    assert_int_equal(fs[1].count, 571);
    cedu_store_doc d;
    kit_ok(k, cedu__store_document(k->s, (cedu_str){doc.sha256, 8}, &k->a, &d, &k->err));
    assert_int_equal(d.authors.n, 2);
    assert_int_equal(d.finding_count, 2);
    assert_true(cedu__eqz(d.member, "in/x") && d.title.p == NULL);
    cedu_buf original = {0};
    kit_ok(k, cedu__store_original(k->s, added.document, &original, &k->err));
    assert_true(cedu__eq(cedu__buf_view(&original), text));
    cedu__buf_release(&original);
}

static void prefixes(void **state) {
    kit *k = *state;
    kit_add(k, "一.txt", "2024-02-01", page1, facts1, N1);
    cedu_store_fact f;
    cedu_store_doc d;
    cedu_store_facts all;
    kit_ok(k, cedu__store_list_facts(k->s, NULL, &k->a, &all, &k->err));
    assert_int_equal(all.n, 3);
    /* The ids share 24 digits. */
    assert_int_equal(cedu__store_fact(k->s, (cedu_str){all.p[0].fact.id, 10}, &k->a, &f, &k->err), CEDU_USAGE);
    kit_ok(k, cedu__store_fact(k->s, cedu__str(all.p[1].fact.id), &k->a, &f, &k->err));
    assert_int_equal(f.row, all.p[1].row);
    assert_true(cedu__eqz(f.clean_quote, "增长18%"));
    assert_int_equal(cedu__store_fact(k->s, CEDU_STR("ab"), &k->a, &f, &k->err), CEDU_NOT_FOUND);
    assert_int_equal(cedu__store_fact(k->s, CEDU_STR("zzzz' OR 1"), &k->a, &f, &k->err), CEDU_NOT_FOUND);
    assert_int_equal(cedu__store_document(k->s, CEDU_STR("没有"), &k->a, &d, &k->err), CEDU_NOT_FOUND);
    kit_ok(k, cedu__store_document(k->s, CEDU_STR("一.txt"), &k->a, &d, &k->err));
    assert_int_equal(d.fact_count, 3);
}

static void forget(void **state) {
    kit *k = *state;
    cedu_store_added a = kit_add(k, "一.txt", "2024-02-01", page1, facts1, N1);
    kit_add(k, "二.txt", "2024-02-02", "丙市的另一篇，与前文无关，讲的是公交。", NULL, 0);
    kit_ok(k, cedu__store_forget(k->s, a.document, &k->err));
    static const char *const empty[] = {"facts",
                                        "fact_regions",
                                        "fact_contexts",
                                        "near_bands WHERE document_id = 1",
                                        "near_recent WHERE document_id = 1",
                                        "near_keys WHERE document_id = 1"};
    for (size_t i = 0; i < CEDU_COUNT(empty); i++) {
        char sql[96];
        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", empty[i]);
        assert_int_equal(number(k, sql), 0);
    }
    assert_int_equal(number(k, "SELECT count(*) FROM originals"), 1);
    assert_int_equal(number(k, "SELECT count(*) FROM clusters"), 1);
    cedu_store_hits h;
    kit_ok(k, cedu__store_search(k->s, CEDU_STR("企业"), 0, &k->a, &h, &k->err));
    assert_int_equal(h.n, 0);
    kit_ok(k, cedu__store_search(k->s, CEDU_STR("公交"), 0, &k->a, &h, &k->err));
    assert_int_equal(h.n, 1);
    assert_int_equal(cedu__store_forget(k->s, a.document, &k->err), CEDU_NOT_FOUND);
    assert_int_equal(kit_problems(k), 0);
    /* and it can come back */
    assert_int_equal(kit_add(k, "一.txt", "2024-02-01", page1, facts1, N1).how, CEDU_ADDED_NEW);
}

/* ------------------------------------------------------------------ reposts */
static char *article(kit *k, unsigned seed, int sentences) {
    static const char *const who[] = {"甲市", "乙市", "丙市", "丁区", "戊县", "己省"};
    static const char *const what[] = {"机器人", "芯片", "算力中心", "大模型", "数据要素", "自动驾驶", "医疗影像", "工业软件"};
    static const char *const does[] = {"加快布局", "出台办法支持", "举办大会推介", "设立基金投向", "公布清单征集", "调研走访"};
    cedu_buf b = {0};
    for (int i = 0; i < sentences; i++) {
        seed = seed * 1103515245u + 12345u;
        unsigned r = seed >> 8;
        cedu__buf_f(&b, "%s%s%s，涉及%u个项目、%u名专家。", who[r % 6], does[r / 6 % 6], what[r / 36 % 8], r % 97, r / 97 % 89);
    }
    char *out = (char *)cedu__arena_dup(&k->a, b.p, b.n);
    cedu__buf_release(&b);
    return out;
}

static void reposts(void **state) {
    kit *k = *state;
    char *text = article(k, 7, 40), *other = article(k, 99, 40);
    cedu_store_added a = kit_add(k, "a", "2024-01-01", text, NULL, 0);
    cedu_str changed = cedu__arena_strf(&k->a, "【本报讯】%s\n（责任编辑：某某，来源：试验网）", text);
    cedu_store_added b = kit_add(k, "b", "2024-01-02", changed.p, NULL, 0);
    assert_int_equal(b.cluster, a.cluster);
    assert_int_equal(b.cluster_size, 2);
    cedu_store_added c = kit_add(k, "c", "2024-01-03", other, NULL, 0);
    assert_int_not_equal(c.cluster, a.cluster);
    /* Half of the one and half of the other is nobody's repost. */
    cedu_str half = cedu__arena_strf(&k->a, "%.*s%.*s", (int)cedu__u8_valid(text, strlen(text) / 2), text,
                                     (int)cedu__u8_valid(other, strlen(other) / 2), other);
    cedu_store_added d = kit_add(k, "d", "2024-01-04", half.p, NULL, 0);
    assert_int_not_equal(d.cluster, a.cluster);
    assert_int_not_equal(d.cluster, c.cluster);
    /* Other punctuation and widths are the same text; short texts must be equal to be the same. */
    cedu_store_added e = kit_add(k, "e", "2024-01-05", "这是一则二十个字以上的很短的通知,共3条,请各单位照办。", NULL, 0);
    cedu_store_added f = kit_add(k, "f", "2024-01-06", "这是一则二十个字以上的很短的通知，共３条。请各单位照办！", NULL, 0);
    cedu_store_added g = kit_add(k, "g", "2024-01-07", "这是一则二十个字以上的很短的通知，共4条。请各单位照办！", NULL, 0);
    assert_int_equal(e.cluster, f.cluster);
    assert_int_not_equal(g.cluster, e.cluster);
    /* An empty page is nobody's repost. */
    cedu_store_added x = kit_add(k, "x", NULL, "", NULL, 0), y = kit_add(k, "y", NULL, " \n", NULL, 0);
    assert_int_not_equal(x.cluster, y.cluster);
    assert_int_equal(kit_problems(k), 0);
}

/* Page furniture makes nothing alike, hides no likeness, and is not found. */
/* The next document gets a number at which keys go from near_recent to near_bands. */
static cedu_store_added add_settling(kit *k, int round, const char *text) {
    char sql[96], file[32];
    snprintf(sql, sizeof sql, "UPDATE sqlite_sequence SET seq = %d WHERE name = 'documents'", round * 512 - 1);
    assert_int_equal(sqlite3_exec(k->s->db, sql, NULL, NULL, NULL), SQLITE_OK);
    snprintf(file, sizeof file, "r%d.txt", round);
    cedu_store_added a = kit_add(k, file, "2024-02-01", text, NULL, 0);
    assert_int_equal(a.document, round * 512);
    return a;
}

/* Keys are found and taken out wherever they lie, and none is lost or doubled on the way. */
static void keys_settle(void **state) {
    static const char all[] = "SELECT (SELECT count(*) FROM near_bands) + (SELECT count(*) FROM near_recent) -"
                              " (SELECT sum(json_array_length(bands)) FROM near_keys)";
    static const char both[] = "SELECT count(*) FROM near_bands JOIN near_recent USING(band, document_id)";
    static const char text[] =
        "甲市今年开出了三条夜间公交线路，从火车站到大学城，每二十分钟一班，票价两元，老人凭证免票。"
        "公交公司说，司机多排了一班，车辆是去年换的，冬天有暖气，雨天加开，乘客可以在站牌上看到下一班还有几分钟。";
    kit *k = *state;
    cedu_store_added first = kit_add(k, "一.txt", "2024-02-01", text, NULL, 0);
    assert_int_equal(number(k, "SELECT count(*) FROM near_bands"), 0);
    for (int round = 1; round <= 100; round++) {
        char other[512];
        snprintf(other, sizeof other,
                 "第%d号通知：本月%d日起检修第%d号泵房，停水%d小时，请各户提前储水，物业电话在楼下公告栏里，"
                 "检修期间由%d号水车送水，送到第%d栋楼下，过了时间再来恐怕要等到第%d天，谢谢各位邻居体谅。",
                 round * 7919, round % 28, round * 104729, round % 9, round * 31, round * 17 + 3, round * 13);
        (void)add_settling(k, round, other);
        assert_int_equal(number(k, all), 0);
        assert_int_equal(number(k, both), 0);
    }
    assert_true(number(k, "SELECT count(*) FROM near_bands WHERE document_id = 1") > 0);
    assert_true(number(k, "SELECT count(*) FROM near_recent") > 0);
    char again[1024];
    snprintf(again, sizeof again, "转载。%s", text);
    assert_int_equal(kit_add(k, "二.txt", "2024-02-02", again, NULL, 0).cluster, first.cluster);
    kit_ok(k, cedu__store_forget(k->s, first.document, &k->err));
    assert_int_equal(number(k, all), 0);
    assert_int_equal(number(k,
                            "SELECT (SELECT count(*) FROM near_bands WHERE document_id = 1) + (SELECT count(*) FROM near_recent"
                            " WHERE document_id = 1)"),
                     0);
    assert_int_equal(kit_problems(k), 0);
}

/* A base of schema 9: its keys are taken over. */
static void older_keys(void **state) {
    static const char to_9[] =
        "ALTER TABLE near_bands RENAME TO b; CREATE TABLE near_bands(band INTEGER NOT NULL, document_id INTEGER NOT NULL"
        " REFERENCES documents(id) ON DELETE CASCADE, PRIMARY KEY(band, document_id)) WITHOUT ROWID;"
        "CREATE INDEX near_bands_by_document ON near_bands(document_id);"
        "INSERT INTO near_bands SELECT * FROM b UNION ALL SELECT * FROM near_recent;"
        "DROP TABLE b; DROP TABLE near_recent; DROP TABLE near_keys; ALTER TABLE documents DROP COLUMN places; PRAGMA "
        "user_version=9";
    static const char text[] =
        "乙县的图书馆周末开到晚上十点，孩子们在二楼听故事，三楼可以借琴房，馆员每天把还回来的书按号码排好，"
        "读者说最喜欢靠窗的位子，能看见河边的柳树，管理员便又添了六把椅子。";
    kit *k = *state;
    cedu_store_added a = kit_add(k, "一.txt", "2024-02-01", text, NULL, 0);
    assert_int_equal(sqlite3_exec(k->s->db, to_9, NULL, NULL, NULL), SQLITE_OK);
    cedu__store_close(k->s);
    kit_open(k);
    char again[1024];
    snprintf(again, sizeof again, "转载。%s", text);
    assert_int_equal(kit_add(k, "二.txt", "2024-02-02", again, NULL, 0).cluster, a.cluster);
    kit_ok(k, cedu__store_forget(k->s, a.document, &k->err));
    assert_int_equal(number(k, "SELECT count(*) FROM near_bands"), 0);
    assert_int_equal(kit_problems(k), 0);
}

static void furniture(void **state) {
    kit *k = *state;
    static const char menu[] =
        "首页 要闻 政策 产业 数据 专题 关于我们 春季招聘会本周末举行 多地发布大风降温预报 地铁新线开始空载试运行 "
        "周末市集展出三百余种手工艺品 图书馆延长开放时间 社区食堂推出新菜单 "
        "本站所载文章仅供学习参考，如涉及版权问题请与本站联系。";
    static const unsigned seeds[] = {3, 3, 4};
    cedu_store_added added[3];
    for (size_t i = 0; i < 3; i++) {
        const char *body = article(k, seeds[i], 12);
        cedu_str clean = cedu__arena_strf(&k->a, "%s\n%s\n\n第%zu页\n%s", i == 1 ? "" : menu, body, i, i == 1 ? "" : menu);
        uint32_t at = (uint32_t)cedu__find(clean, cedu__str(body), 0), mid = at + (uint32_t)strlen(body);
        cedu_paragraph p[2] = {{.place = {.clean_start = at, .clean_end = mid}},
                               {.place = {.clean_start = mid + 2, .clean_end = mid + 2 + (uint32_t)strlen("第0页")}}};
        cedu_document doc = {.file = CEDU_STR("f"), .bytes = clean.n, .paragraphs = p, .paragraph_count = 2};
        cedu__sha256_hex(clean.p, clean.n, doc.sha256);
        cedu_store_page page = {.doc = &doc, .payload = clean, .clean = clean, .fingerprint = FP1};
        kit_ok(k, cedu__store_add(k->s, &page, false, &added[i], &k->err));
    }
    assert_int_equal(added[0].cluster, added[1].cluster);
    assert_int_not_equal(added[0].cluster, added[2].cluster);
    cedu_store_hits h;
    kit_ok(k, cedu__store_search(k->s, CEDU_STR("招聘会"), 0, &k->a, &h, &k->err));
    assert_int_equal(h.n, 0);
    kit_ok(k, cedu__store_search(k->s, CEDU_STR("第2页"), 0, &k->a, &h, &k->err));
    assert_int_equal(h.n, 1);
    assert_true(h.p[0].mark_len == strlen("第2页") &&
                memcmp(h.p[0].snippet.p + h.p[0].snippet_mark, "第2页", h.p[0].mark_len) == 0);
    kit_ok(k, cedu__store_forget(k->s, added[2].document, &k->err));
    kit_ok(k, cedu__store_search(k->s, CEDU_STR("第2页"), 0, &k->a, &h, &k->err));
    assert_int_equal(h.n, 0);
    assert_int_equal(kit_problems(k), 0);
}

/* What is left of a short notice that was cut may be its title: then the title ties it, if it is one that only this text has. */
static void titled(void **state) {
    kit *k = *state;
    static const char name[] = "青岭市工业和信息化局关于组织申报年度算力券支持项目的通知", other[] = "关于召开会议的通知";
    static const char body[] = "各区县主管部门：\n请于本月底前组织辖区企业登录系统填报材料，逾期不再受理。\n附件：申报表";
    const struct {
        const char *title, *text;
        size_t like; /* the one before whose cluster it must have; itself = a new one */
    } v[] = {{name, body, 0},
             {name, "各区县主管部门：\n请于本月底前组织辖\n责任编辑：某某", 0},
             {name, "责任编辑：某某", 0},
             {other, body, 3},
             {other, "各相关单位：\n定于周五上午在三楼会议室开会。", 4},
             {"青岭市工业和信息化局关于组织申报年度数据券支持项目的通知", "各有关企业：\n见附件一至附件三。", 5},
             /* in another script and wording, which nothing around the title proves; cut within it, also within a reading */
             {"青岭市工业和资讯化局關於組織申報年度算力券支援專案的通知", "責任編輯：某某", 0},
             {"青岭市工业和信息化局关于组织申报年度算力券支", "", 0},
             {"青岭市工业和信息化局关于组织申报年度算力券支持項(xi", "", 0},
             /* the same line again, cut, and headlines of the site */
             {name, "青岭市工业和信息化局关于组织申报年度算力\n某地举办产业座谈会\n专家谈数据流通", 0}};
    cedu_store_added a[CEDU_COUNT(v)];
    for (size_t i = 0; i < CEDU_COUNT(v); i++) {
        cedu_str clean = cedu__str(v[i].text), payload = cedu__arena_strf(&k->a, "%zu %s", i, v[i].text);
        cedu_document doc = {.file = CEDU_STR("f"), .bytes = payload.n, .title = cedu__str(v[i].title)};
        cedu__sha256_hex(payload.p, payload.n, doc.sha256);
        cedu_store_page page = {.doc = &doc, .payload = payload, .clean = clean, .fingerprint = FP1};
        kit_ok(k, cedu__store_add(k->s, &page, false, &a[i], &k->err));
    }
    assert_int_equal(a[3].cluster, a[0].cluster); /* the same text under a title that is on many */
    for (size_t i = 0; i < CEDU_COUNT(v); i++)
        if (i != 3) assert_int_equal(a[i].cluster == a[v[i].like].cluster, true);
    assert_int_not_equal(a[4].cluster, a[0].cluster);
    assert_int_not_equal(a[5].cluster, a[0].cluster);
    assert_int_equal(number(k, "SELECT count(*) FROM documents WHERE derivation = 'original' AND cluster_id = 1"), 1);
    assert_int_equal(kit_problems(k), 0);
}

/* Two texts that only a third ties together are two sources again when it is forgotten. */
static void cluster_parts(void **state) {
    kit *k = *state;
    static const char *const things[] = {"芯片", "算法", "平台", "园区", "人才", "基金", "医疗", "交通",
                                         "教育", "能源", "港口", "农业", "物流", "金融", "工厂", "社区",
                                         "矿山", "电网", "文旅", "安防", "语料", "机房", "车辆", "传感"};
    cedu_store_added added[3];
    for (size_t d = 0; d < 3; d++) {
        cedu_buf b = {0};
        for (size_t i = d * 3; i < d * 3 + 18; i++)
            cedu__buf_f(&b, "第%zu条讲%s的安排与%s的衔接，由专班按月通报。", i + 10, things[i], things[23 - i]);
        cedu__buf_char(&b, '\0');
        kit_ok(k, kit_try(k, cedu__arena_strf(&k->a, "p%zu", d).p, "2022", b.p, NULL, 0, FP1, false, &added[d]));
        cedu__buf_release(&b);
    }
    assert_int_equal(number(k, "SELECT count(DISTINCT cluster_id) FROM documents"), 1);
    kit_ok(k, cedu__store_forget(k->s, added[1].document, &k->err));
    assert_int_equal(number(k, "SELECT count(DISTINCT cluster_id) FROM documents"), 2);
    assert_int_equal(number(k, "SELECT count(*) FROM clusters"), 2);
    assert_int_equal(kit_problems(k), 0);
}

/* Sentences that share no phrase: characters by chance, a number each. */
static char *diverse(kit *k, unsigned seed, int sentences) {
    cedu_buf b = {0};
    for (int i = 0; i < sentences; i++) {
        for (int c = 0; c < 24; c++) {
            seed = seed * 1103515245u + 12345u;
            cedu__buf_cp(&b, 0x4E00 + (seed >> 9) % 5000);
        }
        cedu__buf_f(&b, "，共%u万元。", 100 + (seed >> 5) % 9000);
    }
    char *out = (char *)cedu__arena_dup(&k->a, b.p, b.n);
    cedu__buf_release(&b);
    return out;
}

/* The order of prints by evidence: which is the original, what became of the others. */
static void derivations(void **state) {
    kit *k = *state;
    char *text = diverse(k, 7, 40);
    size_t n = strlen(text);
    cedu_store_doc d;
    cedu_str part = cedu__arena_strf(&k->a, "%.*s", (int)cedu__u8_valid(text, n * 45 / 100), text);
    cedu_str wrapped = cedu__arena_strf(&k->a, "%s\n%s\n%s", diverse(k, 55, 5), text, diverse(k, 77, 5));
    cedu_buf spun = {0};
    size_t at = 0, len, i = 0;
    for (; at < n; at += len, i++) { /* every sixteenth and seventeenth character another one */
        (void)cedu__u8_at((cedu_str){text, n}, at, &len);
        bool han = len == 3;
        if (han && i % 30 < 2) cedu__buf_z(&spun, i % 30 ? "壹" : "甲");
        else cedu__buf_add(&spun, text + at, len);
    }
    cedu__buf_char(&spun, 0);
    cedu_store_added first = kit_add(k, "cut", "2024-01-01", part.p, NULL, 0);
    const struct {
        const char *file, *text;
        const char *derivation;
    } more[] = {{"whole", text, "original"}, {"wrapped", wrapped.p, "expanded"}, {"spun", spun.p, "rewritten"}};
    for (size_t m = 0; m < CEDU_COUNT(more); m++) {
        cedu_store_added x = kit_add(k, more[m].file, "2024-02-01", more[m].text, NULL, 0);
        assert_int_equal(x.cluster, first.cluster);
        kit_ok(k, cedu__store_document(k->s, cedu__str(more[m].file), &k->a, &d, &k->err));
        assert_string_equal(cedu__store_derivation_name(d.derivation), more[m].derivation);
        assert_int_equal(d.derived_from[0] == 0, m == 0);
    }
    kit_ok(k, cedu__store_document(k->s, CEDU_STR("cut"), &k->a, &d, &k->err));
    assert_string_equal(cedu__store_derivation_name(d.derivation), "truncated");
    assert_true(d.near_share > 0.95);
    assert_int_equal(number(k, "SELECT count(*) FROM documents WHERE derivation = 'original'"), 1);
    cedu_store_docs prints;
    kit_ok(k, cedu__store_documents(k->s, &(cedu_store_doc_filter){.prints = true}, &k->a, &prints, &k->err));
    assert_int_equal(prints.n, 4);
    assert_int_equal(prints.p[0].derivation, CEDU_DERIVATION_original);
    /* The original goes: one of the others takes its place. */
    kit_ok(k, cedu__store_document(k->s, CEDU_STR("whole"), &k->a, &d, &k->err));
    kit_ok(k, cedu__store_forget(k->s, d.id, &k->err));
    assert_int_equal(number(k, "SELECT count(*) FROM documents WHERE derivation = 'original'"), 1);
    assert_int_equal(kit_problems(k), 0);
    cedu__buf_release(&spun);
}

/* Documents made from one template, with other numbers, are different documents; so are two of one number with other texts, and that is told. */
static void same_template(void **state) {
    kit *k = *state;
    for (unsigned i = 0; i < 2; i++) {
        cedu_buf b = {0};
        for (unsigned s = 0; s < 14; s++)
            cedu__buf_f(&b, "第%u项任务由有关部门负责，到年底建成%u个平台，培育企业%u家，安排资金%u万元。", s + 1,
                        12 + 37 * i + s, 30 + 41 * i + s, 500 + 97 * i + s);
        cedu__buf_char(&b, 0);
        char file[8];
        snprintf(file, sizeof file, "t%u", i);
        kit_add(k, file, "2024", b.p, NULL, 0);
        cedu__buf_release(&b);
    }
    assert_int_equal(number(k, "SELECT count(DISTINCT cluster_id) FROM documents"), 2);
    size_t alarms;
    kit_ok(k, cedu__store_count_same_number(k->s, &alarms, &k->err));
    assert_int_equal(alarms, 0);
    cedu_fact f = {.kind = CEDU_FACT_policy, .rule = CEDU_STR("policy.header"), .as_written = CEDU_STR("x")};
    cedu_field number_field = {.id = CEDU_FIELD_document_number, .str = CEDU_STR("试政发〔2024〕9号")};
    f.fields = &number_field;
    for (unsigned i = 0; i < 2; i++) {
        cedu_str text = cedu__str(article(k, 40 + i, 20));
        cedu_document doc = {.file = CEDU_STR("n"), .bytes = text.n};
        cedu__sha256_hex(text.p, text.n, doc.sha256);
        memcpy(f.id, doc.sha256, 32);
        const cedu_fact *one = &f;
        cedu_store_page page = {
            .doc = &doc, .payload = text, .clean = text, .facts = &one, .fact_count = 1, .fingerprint = FP1};
        kit_ok(k, cedu__store_add(k->s, &page, false, NULL, &k->err));
    }
    kit_ok(k, cedu__store_count_same_number(k->s, &alarms, &k->err));
    assert_int_equal(alarms, 1);
    cedu_store_docs docs;
    kit_ok(k, cedu__store_documents(k->s, &(cedu_store_doc_filter){.same_number = true}, &k->a, &docs, &k->err));
    assert_int_equal(docs.n, 2);
}

/* The file that a text was extracted from: kept, checked, there after a new reading, forgotten with the document. */
static void containers(void **state) {
    kit *k = *state;
    cedu_str text = cedu__str(article(k, 5, 12)), file = CEDU_STR("PK\3\4 the bytes of an office document");
    cedu_document doc = {.file = CEDU_STR("a.docx"),
                         .bytes = text.n,
                         .tier = CEDU_STR("government"),
                         .tier_basis = CEDU_STR("host gov.cn"),
                         .doubts = {(const cedu_str[]){CEDU_STR("filler_text")}, 1}};
    cedu__sha256_hex(text.p, text.n, doc.sha256);
    cedu_store_page page = {
        .doc = &doc, .payload = text, .clean = text, .container = file, .extracted = "docx", .fingerprint = FP1};
    cedu_store_added added;
    kit_ok(k, cedu__store_add(k->s, &page, false, &added, &k->err));
    page.container = (cedu_str){0}, page.extracted = NULL, page.fingerprint = FP2; /* cedu reread reads the archived text */
    kit_ok(k, cedu__store_add(k->s, &page, true, &added, &k->err));
    cedu_buf b = {0};
    kit_ok(k, cedu__store_container(k->s, added.document, &b, &k->err));
    assert_true(cedu__eq(cedu__buf_view(&b), file));
    cedu_store_doc d;
    kit_ok(k, cedu__store_document(k->s, CEDU_STR("a.docx"), &k->a, &d, &k->err));
    assert_true(cedu__eqz(d.extracted, "docx") && d.container_bytes == file.n && cedu__eqz(d.tier, "government"));
    assert_true(d.doubts.n == 1 && cedu__eqz(d.tier_basis, "host gov.cn"));
    assert_int_equal(kit_problems(k), 0);
    assert_int_equal(number(k, "SELECT count(*) FROM originals"), 2);
    kit_ok(k, cedu__store_forget(k->s, added.document, &k->err));
    assert_int_equal(number(k, "SELECT count(*) FROM originals"), 0);
    assert_int_equal(cedu__store_container(k->s, added.document, &b, &k->err), CEDU_NOT_FOUND);
    cedu__buf_release(&b);
}

static void cluster_follows_reread(void **state) {
    kit *k = *state;
    char *text = article(k, 7, 40);
    cedu_store_added a = kit_add(k, "a", "2024-01-01", text, NULL, 0), b;
    cedu_str changed = cedu__arena_strf(&k->a, "%s转载。", text);
    b = kit_add(k, "b", "2024-01-02", changed.p, NULL, 0);
    assert_int_equal(a.cluster, b.cluster);
    /* Another engine finds another article in the same bytes. */
    char *other = article(k, 5, 40);
    cedu_document doc = {.file = CEDU_STR("b"), .bytes = changed.n};
    cedu__sha256_hex(changed.p, changed.n, doc.sha256);
    cedu_store_page page = {.doc = &doc, .payload = changed, .clean = cedu__str(other), .fingerprint = FP2};
    kit_ok(k, cedu__store_add(k->s, &page, true, &b, &k->err));
    assert_int_not_equal(a.cluster, b.cluster);
    page.clean = changed;
    kit_ok(k, cedu__store_add(k->s, &page, true, &b, &k->err));
    assert_int_equal(a.cluster, b.cluster);
    assert_int_equal(number(k, "SELECT count(*) FROM clusters"), 1);
}

/* ------------------------------------------------------------------ lists */
static void lists(void **state) {
    kit *k = *state;
    cedu_store_added a = kit_add(k, "目录/一.txt", "2024-02-01T08:00", page1, facts1, N1);
    static const kit_fact p[] = {
        {CEDU_FACT_policy, "乙市", NULL, NULL, 0, NULL, NULL, 0, "乙市算力办法", NULL, CEDU_FIELD_title, "乙市算力办法"},
        {CEDU_FACT_policy, "乙市", NULL, NULL, 0, NULL, NULL, 0, "乙算〔2024〕3号", NULL, CEDU_FIELD_document_number,
         "乙算〔2024〕3号"},
        {CEDU_FACT_policy, "乙市", NULL, NULL, 0, NULL, NULL, 0, "乙市人才办法", NULL, CEDU_FIELD_title, "乙市人才办法"}};
    kit_add(k, "二.txt", "2025-02-01", "乙市算力办法、乙算〔2024〕3号、乙市人才办法。", p, 3);
    kit_add(k, "三.txt", "2025-03-01", "再次提到乙市算力办法。", p, 1);
    cedu_store_facts f;
    cedu_str region = CEDU_STR("甲市");
    kit_ok(k, cedu__store_list_facts(k->s, &(cedu_store_fact_filter){.regions = {&region, 1}}, &k->a, &f, &k->err));
    assert_int_equal(f.n, 2);
    kit_ok(k, cedu__store_list_facts(k->s, &(cedu_store_fact_filter){.kinds = 1u << CEDU_FACT_growth}, &k->a, &f, &k->err));
    assert_int_equal(f.n, 1);
    assert_true(cedu__eqz(f.p[0].title, "试验文稿") && f.p[0].document == a.document);
    kit_ok(k, cedu__store_list_facts(k->s, &(cedu_store_fact_filter){.subject = CEDU_STR("企业"), .year_from = 2024}, &k->a, &f,
                                     &k->err));
    assert_int_equal(f.n, 0);
    kit_ok(k, cedu__store_list_facts(k->s, &(cedu_store_fact_filter){.subject = CEDU_STR("企业"), .year_to = 2023}, &k->a, &f,
                                     &k->err));
    assert_int_equal(f.n, 2);
    kit_ok(k, cedu__store_list_facts(k->s, &(cedu_store_fact_filter){.source = CEDU_STR("统计局"), .numeric = true}, &k->a, &f,
                                     &k->err));
    assert_int_equal(f.n, 1);
    kit_ok(k, cedu__store_list_facts(k->s, &(cedu_store_fact_filter){.limit = 2, .offset = 5}, &k->a, &f, &k->err));
    assert_int_equal(f.n, 2);
    cedu_store_docs d;
    kit_ok(k, cedu__store_documents(k->s, &(cedu_store_doc_filter){.from = CEDU_STR("2024"), .to = CEDU_STR("2024")}, &k->a, &d,
                                    &k->err));
    assert_int_equal(d.n, 1);
    kit_ok(k, cedu__store_documents(k->s, &(cedu_store_doc_filter){.region = CEDU_STR("乙市")}, &k->a, &d, &k->err));
    assert_int_equal(d.n, 3);
    kit_ok(k, cedu__store_documents(k->s, &(cedu_store_doc_filter){.text = CEDU_STR("目录")}, &k->a, &d, &k->err));
    assert_int_equal(d.n, 1);
    cedu_store_counts c;
    kit_ok(k, cedu__store_regions(k->s, 0, &k->a, &c, &k->err));
    assert_int_equal(c.n, 2);
    assert_true(cedu__eqz(c.p[0].name, "乙市") && c.p[0].facts == 5 && c.p[0].documents == 3 && c.p[0].year_to == 2027);
    kit_ok(k, cedu__store_subjects(k->s, (cedu_str){0}, 0, &k->a, &c, &k->err));
    assert_int_equal(c.n, 2);
    assert_true(cedu__eqz(c.p[0].name, "人工智能企业数量") && c.p[0].facts == 2 && c.p[0].year_from == 2023);
    cedu_store_policies pol;
    kit_ok(k, cedu__store_policies(k->s, CEDU_STR("乙市"), 0, &k->a, &pol, &k->err));
    assert_int_equal(pol.n, 3); /* one title twice; a bare number alone; another title */
    cedu_store_totals t;
    kit_ok(k, cedu__store_totals(k->s, &t, &k->err));
    assert_int_equal(t.documents, 3);
    assert_int_equal(t.facts, 7);
    assert_int_equal(t.facts_by_kind[CEDU_FACT_policy], 4);
}

static bool counts_differ(kit *k) {
    bool differ;
    kit_ok(k, cedu__store_counts_differ(k->s, &differ, &k->err));
    return differ;
}
static uint64_t changed(kit *k, cedu_str region) {
    uint64_t v;
    kit_ok(k, cedu__store_changed(k->s, region, &v, &k->err));
    return v;
}

/* What is counted is what a recount gives, after everything that can happen to a document; and a region whose facts were left alone is known to
 * be the same. */
static void counts(void **state) {
    kit *k = *state;
    const char *first = "甲市企业30家。甲市和乙市今年建成5个园区。丙县企业7家。", *second = "丙县企业8家，产值增长6%。";
    const kit_fact of_first[] = {
        {CEDU_FACT_observation, "甲市", "企业数量", "2023", 30, "家", "30家", .quote = "甲市企业30家"},
        {CEDU_FACT_observation, "甲市,乙市", "园区数量", "2024", 5, "个", "5个", .quote = "建成5个园区"},
        {CEDU_FACT_observation, "丙县", "企业数量", NULL, 7, "家", "7家", .quote = "丙县企业7家"},
    };
    const kit_fact of_second[] = {
        {CEDU_FACT_observation, "丙县", "企业数量", "2025/..", 8, "家", "8家", .quote = "丙县企业8家"},
        {CEDU_FACT_growth, "丙县", "产值", "2025", 6, "%", "6%", .quote = "产值增长6%"},
        {CEDU_FACT_policy, NULL, NULL, NULL, .quote = "增长"},
    };
    assert_false(counts_differ(k));
    cedu_store_added a = kit_add(k, "一", "2024-01-01", first, of_first, 3),
                     b = kit_add(k, "二", "2025-01-01", second, of_second, 3);
    kit_add(k, "三", "2025-02-01", "丙县企业8家，产值增长6%。转载", of_second, 3); /* a print of it */
    assert_false(counts_differ(k));
    uint64_t here = changed(k, CEDU_STR("甲市")), there = changed(k, CEDU_STR("丙县")), all = changed(k, (cedu_str){0});
    assert_true(here && there && there != here && all >= there);
    assert_int_equal(changed(k, CEDU_STR("丁市")), 0);

    cedu_store_counts c;
    kit_ok(k, cedu__store_subjects(k->s, CEDU_STR("丙县"), 0, &k->a, &c, &k->err));
    assert_int_equal(c.n, 2);
    assert_true(cedu__eqz(c.p[0].name, "企业数量") && c.p[0].facts == 3 && c.p[0].documents == 3 &&
                cedu__eqz(c.p[0].unit, "家"));
    assert_true(c.p[0].year_from == 2025 && c.p[0].year_to == 0); /* open to the end, and one of no year */
    kit_ok(k, cedu__store_subjects(k->s, (cedu_str){0}, 1, &k->a, &c, &k->err));
    assert_true(c.n == 1 && c.p[0].facts == 4);

    /* A correction moves a fact from one region to another; undone, back. */
    cedu_store_facts f;
    cedu_str county = CEDU_STR("丙县");
    kit_ok(k, cedu__store_list_facts(k->s, &(cedu_store_fact_filter){.regions = {&county, 1}, .document = b.document}, &k->a,
                                     &f, &k->err));
    cedu_store_change to = {CEDU_STR("region"), CEDU_STR("丁市")};
    cedu_store_judgement j = {.status = CEDU_STATUS_accepted, .changes = &to, .change_count = 1};
    kit_ok(k, cedu__store_judge(k->s, f.p[0].row, &j, &k->err));
    assert_false(counts_differ(k));
    assert_true(changed(k, CEDU_STR("丁市")) && changed(k, CEDU_STR("丙县")) != there && changed(k, CEDU_STR("甲市")) == here);
    bool undone;
    kit_ok(k, cedu__store_unjudge(k->s, f.p[0].row, &undone, &k->err));
    assert_true(undone && !counts_differ(k) && !changed(k, CEDU_STR("丁市")));

    /* Read again with less in it; forgotten, to the last. */
    cedu_store_added again;
    assert_int_equal(kit_try(k, "一", "2024-01-01", first, of_first, 1, FP2, true, &again), CEDU_OK);
    assert_int_equal(again.how, CEDU_ADDED_REPLACED);
    assert_false(counts_differ(k));
    assert_true(changed(k, CEDU_STR("甲市")) > here && !changed(k, CEDU_STR("乙市")));

    /* A count that is wrong is noticed, and made anew. */
    assert_int_equal(sqlite3_exec(k->s->db, "UPDATE count_years SET facts = facts + 1 WHERE region = '甲市'", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_true(counts_differ(k));
    kit_ok(k, cedu__store_recount(k->s, &k->err));
    assert_false(counts_differ(k));

    kit_ok(k, cedu__store_forget(k->s, a.document, &k->err));
    assert_false(counts_differ(k));
    cedu_store_docs d;
    kit_ok(k, cedu__store_documents(k->s, NULL, &k->a, &d, &k->err));
    for (size_t i = 0; i < d.n; i++) kit_ok(k, cedu__store_forget(k->s, d.p[i].id, &k->err));
    assert_false(counts_differ(k));
    cedu_store_totals t;
    kit_ok(k, cedu__store_totals(k->s, &t, &k->err));
    assert_true(!t.documents && !t.facts && !t.regions && !t.subjects && !t.clusters && !t.originals_bytes);
    assert_int_equal(kit_problems(k), 0);
}

/* Running out of memory anywhere leaves the store as it was. */
static void no_memory(void **state) {
    kit *k = *state;
    kit_add(k, "零.txt", "2024-01-01", "先有的一篇。", NULL, 0);
    bool failed = false;
    for (long n = 1; n < 400; n++) {
        cedu_store_added added;
        /* the page itself is built without failing: only the store's own allocations count */
        cedu_str clean = cedu__str(page1);
        cedu_document doc = {.file = CEDU_STR("m"), .bytes = clean.n};
        cedu__sha256_hex(clean.p, clean.n, doc.sha256);
        cedu_fact f = {.id = "0123",
                       .fields = &(cedu_field){.id = CEDU_FIELD_baseline, .str = CEDU_STR("2022")},
                       .place = {0, 3, 0, 1, 0, 3}};
        const cedu_fact *fp = &f;
        cedu_store_page page = {
            .doc = &doc, .payload = clean, .clean = clean, .facts = &fp, .fact_count = 1, .fingerprint = FP1};
        /* fresh buffers, so that every growth happens again */
        cedu__buf_release(&k->s->scratch);
        cedu__buf_release(&k->s->scratch2);
        cedu__buf_release(&k->s->article);
        cedu__buf_release(&k->s->ranges);
        cedu__alloc_fail_after = n;
        cedu_status st = cedu__store_add(k->s, &page, false, &added, &k->err);
        bool untouched = cedu__alloc_fail_after > 0;
        cedu__alloc_fail_after = 0;
        if (untouched) { /* there were fewer than n allocations */
            kit_ok(k, st);
            assert_true(failed);
            assert_int_equal(kit_problems(k), 0);
            return;
        }
        assert_int_equal(st, CEDU_NOMEM);
        failed = true;
        assert_int_equal(number(k, "SELECT count(*) FROM documents"), 1);
        assert_int_equal(number(k, "SELECT count(*) FROM originals"), 1);
    }
    fail_msg("never succeeded");
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, kit_setup, kit_teardown)
    const struct CMUnitTest tests[] = {
        T(add_outcomes),  T(round_trip), T(prefixes),    T(forget),        T(reposts),    T(cluster_follows_reread),
        T(cluster_parts), T(titled),     T(derivations), T(same_template), T(containers), T(furniture),
        T(lists),         T(counts),     T(no_memory),   T(keys_settle),   T(older_keys)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
