/* routes.c - THE TABLE of what can be asked: router, parameter checks, OpenAPI and the UI's types come from it.
 *
 * To add a route: a row here, the handler's name in CEDU_SERVE_HANDLERS (inner.h), the shape of its answer in schema.c; then renew
 * ui/src/api.d.ts and docs/api.md with tests/serve/run.py BINARY --bless. /healthz, /metrics, /api/openapi.json and the files of
 * the workbench are in http.c: they are no part of the versioned API.
 */
#include "serve/inner.h"

#define B(x)   CEDU_PARAM_BIT(x)
#define PAGE   (B(limit) | B(offset))
#define FILTER (B(region) | B(subject) | B(kind) | B(source) | B(document) | B(from) | B(to))

const cedu_route cedu__serve_routes[] = {
    {"/api/v1/overview", cedu__api_overview, "Overview", B(as_of), 0, "要览：总数、最新入库、覆盖、最要紧的目标与矛盾",
     "totals, newest documents, coverage, the targets and conflicts that matter most", .keep = true},
    {"/api/v1/regions", cedu__api_regions, "Counts", PAGE, 0, "有事实的地区，多者在前",
     "regions that facts speak of, most facts first", .keep = true},
    {"/api/v1/region/{name}", cedu__api_region, "Profile", PAGE | B(as_of) | B(review) | B(section), 0,
     "一个地区：指标、目标、政策、名录、重点，各节的前几行与总数；section 与 offset 取其余",
     "one region: indicators, targets, policies, registries, focus; the first rows of each with how many there are; section "
     "and offset for the rest",
     .keep = true},
    {"/api/v1/subjects", cedu__api_subjects, "Counts", PAGE | B(region), 0,
     "指标：规则包的在前，其次有单位、多页多年可比的，再次有单位的，只有名称的在后；各按页数；standing 是理由",
     "indicators: those of the packs first, then with a unit in several pages and years, with a unit, names alone last; each "
     "by "
     "pages; `standing` is the reason",
     .keep = true},
    {"/api/v1/documents", cedu__api_documents, "Documents", PAGE | B(region) | B(text) | B(since) | B(until) | B(latest), 0,
     "文档，按发布日期；latest 则新入库者在前", "documents by date published; `latest`: the newest added first"},
    {"/api/v1/document/{sha}", cedu__api_document, "Evidence", 0, 0, "一篇文档：底本与校本逐段对照、校记、事实、同簇",
     "one document: as found and restored, paragraph by paragraph, findings, facts, its cluster"},
    {"/api/v1/document/{sha}/original", cedu__api_original, NULL, 0, 0, "原件的字节（作为附件下载）",
     "the original's bytes, as an attachment"},
    {"/api/v1/facts", cedu__api_facts, "Facts", PAGE | FILTER | B(numeric) | B(review) | B(order), 0,
     "事实；review=1 只列待核者", "facts; review=1: only those that wait for review", .keep = true},
    {"/api/v1/fact/{id}", cedu__api_fact, "FactEvidence", 0, 0, "一条事实：摘录、上下文、规则、原始字节",
     "one fact: quotation, context, rule, the bytes themselves"},
    {"/api/v1/compare", cedu__api_compare, "Comparison",
     PAGE | B(region) | B(subject) | B(kind) | B(from) | B(to) | B(latest) | B(as_of) | B(review), B(region),
     "几个地区并排比较；空格是不知道，不是零", "regions side by side; null is unknown, not zero", .keep = true},
    {"/api/v1/targets", cedu__api_targets, "Targets",
     PAGE | B(region) | B(due) | B(numeric) | B(state) | B(weigh) | B(as_of) | B(review), 0, "目标完成得怎样",
     "where targets stand", .keep = true},
    {"/api/v1/conflicts", cedu__api_conflicts, "Conflicts", PAGE | FILTER | B(coexist) | B(as_of) | B(review), 0,
     "互相矛盾的说法，分类并附说明", "statements that contradict each other, classified, with the reason", .keep = true},
    {"/api/v1/derive", cedu__api_derive, "DerivedList", PAGE | FILTER | B(as_of) | B(review), 0,
     "推算值：算式、依据、误差，与原文核对", "derived values: formula, inputs, tolerance, checked against what is stated",
     .keep = true},
    {"/api/v1/search", cedu__api_search, "Hits", PAGE | B(q), B(q), "在正文和标题里检索", "search in texts and titles"},
    {"/api/v1/policies", cedu__api_policies, "Policies", PAGE | B(region), 0, "政策文件，新者在前",
     "policy documents, newest first", .keep = true},
    {"/api/v1/ledger/{ledger}", cedu__api_ledger, "Ledger", PAGE | B(region) | B(as_of) | B(review), 0,
     "一本台账：名称、程度、出处", "a ledger: names, how firm, where from", .keep = true},
    {"/api/v1/overlap", cedu__api_overlap, "Overlaps", PAGE | B(region) | B(between) | B(as_of) | B(review), 0,
     "布局重叠：提示，不是结论；counts 数尽最重叠的各地，不受行数所限",
     "overlap of focus: a hint, never a verdict; `counts` is complete whatever the rows are limited to", .keep = true},
    {"/api/v1/chain", cedu__api_chain, "Chains", B(region) | B(as_of) | B(review), B(region),
     "链条板：有、缺、规划；全空是未知", "the chain board: present, gap, plan; all null is unknown", .keep = true},
    {"/api/v1/ask", cedu__api_ask, "Answer", PAGE | B(q) | B(as_of) | B(review), B(q), "提问：懂了什么，答案各有出处",
     "a question: what was understood, answers with their sources", .keep = true},
    {"/api/v1/changes", cedu__api_changes, "Changes", PAGE | B(since) | B(region) | B(as_of) | B(review), B(since),
     "某时以来入库带来的变化", "what the pages added since then have changed", .keep = true},
    {"/api/v1/subsidy", cedu__api_subsidy, "Offers",
     PAGE | B(region) | B(is) | B(is_not) | B(has) | B(has_not) | B(amount) | B(as_of) | B(review), 0,
     "一家企业可以申领什么：条款、条件、算式", "what a firm could claim: clauses, conditions, arithmetic", .keep = true},
    {"/api/v1/lineage", cedu__api_lineage, "Lineage", PAGE | B(region) | B(as_of) | B(review), 0,
     "政策沿革：谁落实谁、谁废止谁、现在是否有效", "which policy carries out which, which replaces which, what is in force",
     .keep = true},
    {"/api/v1/graph/{name}", cedu__api_graph, "Graph", B(as_of) | B(review), 0, "一个地区周围的图谱：每条连线后面是一条事实",
     "what surrounds a region: behind every link stands a fact", .keep = true},
    {"/api/v1/lexicon", cedu__api_lexicon, "Lexicon", 0, 0, "更正教会的词：可放进自己知识包的词条，附差异",
     "what corrections teach: entries for one's own pack, as a diff"},
    {"/api/v1/review", cedu__api_review, "Queue", PAGE | FILTER, 0, "校核队列：依赖它的结果多者在前",
     "what to review: most depended on first", .keep = true},
    {"/api/v1/fact/{id}/history", cedu__api_history, "History", 0, 0, "一条事实的核对经过", "the verdicts on a fact"},
    {"/api/v1/fact/{id}/impact", cedu__api_impact, "Impact", 0, 0, "一条事实：哪些结果依赖它，什么与它矛盾，别处怎么说",
     "of one fact: the results that rest on it, what contradicts it, who else says it", .keep = true},
    {"/api/v1/fact/{id}/verdict", cedu__api_verdict, "History",
     B(verdict) | B(note) | B(set_region) | B(set_period) | B(set_value) | B(set_value_max) | B(set_unit) | B(set_modifier) |
         B(set_subject) | B(set_subject_id) | B(set_stance),
     B(verdict), "核对：接受（可带更正）、驳回、存疑、撤销、批注",
     "a verdict: accept (with corrections), reject, dispute, undo, comment", true, false, .role = CEDU_ROLE_editor},
    {"/api/v1/intake", cedu__api_intake, "Intake", 0, 0, "入库的进度；/api/v1/intake/events 是同一内容的事件流",
     "how far reading is; /api/v1/intake/events streams the same as server-sent events"},
    {"/api/v1/upload", cedu__api_upload, "Upload", B(file) | B(round), B(file), "送一个文件来读", "sends a file to be read",
     true, true, .role = CEDU_ROLE_editor},
    {"/api/v1/table", cedu__api_table, NULL, 0, 0, "一张表成 Excel 工作簿：数值可算，事实附出处与核定状态",
     "a table as an Excel workbook: numbers are numbers, facts bring their sources and status", .post = true, .takes = "Table",
     .pure = true},
    {"/api/v1/whatif", cedu__api_whatif, "Variants", 0, 0, "一个计划的几个方案并排试算；不保存",
     "variants of a programme side by side; nothing is kept", .post = true, .takes = "WhatIf", .pure = true},
    {"/api/v1/programmes", cedu__api_programmes, "Programmes", PAGE, 0, "开办的计划：盘子、各申请、审计结果",
     "programmes that are run: money, applications, audit"},
    {"/api/v1/statement", cedu__api_statement, NULL, B(programme), B(programme),
     "一个计划的对账单、全部操作与分录（Excel，供审计）", "statement, operations and entries of a programme as a workbook"},
    {"/api/v1/operation", cedu__api_operation, "Done", 0, 0, "对计划的一个操作（docs/desk-programmes.md）",
     "one operation on a programme (docs/desk-programmes.md)", .post = true, .takes = "Operation", .role = CEDU_ROLE_editor},
    {"/api/v1/match", cedu__api_match, "Matches", PAGE, 0, "场景与供应商的最优分配，候选与理由；不保存",
     "scenarios and suppliers: the best assignment, candidates and reasons; nothing is kept", .post = true,
     .takes = "MatchTables", .pure = true},
    {"/api/v1/talent", cedu__api_talent, "TalentBoard", PAGE | B(region) | B(as_of) | B(review), 0,
     "人才：用户表的供需、缺口、趋势、预警；页面的说法另列",
     "talent: demand and supply of the user's table, warnings; what pages say apart", .keep = true},
    {"/api/v1/assess", cedu__api_assess, "Assessment", B(as_of) | B(review), 0,
     "方案体检：一份草案（只读不存）与知识库、与自身对照，逐句列出问题和依据",
     "a draft (read, not stored) against the base and against itself, sentence by sentence", .post = true, .takes = "Draft",
     .pure = true},
    {"/api/v1/import", cedu__api_import, "Imported", 0, 0, "用户的表：列与字段的对应、每处错误；write 才写入",
     "a table of the user's own: columns and fields, every problem; written only with `write`", .post = true,
     .takes = "UserTable", .role = CEDU_ROLE_editor},
    {"/api/v1/template", cedu__api_template, NULL, B(ledger), B(ledger), "一种表的空表，带示例行（Excel）",
     "an empty table of a kind, with example rows, as a workbook"},
    {"/api/v1/userdata", cedu__api_userdata, "UserRows", PAGE | B(ledger), 0, "已导入的用户数据，逐格附出处；ledger 为表的种类",
     "what users imported, each cell with its place; ledger: the kind of table"},
    {"/api/v1/settings", cedu__api_settings, "Settings", 0, 0, "设置：读了哪些规则包，各有多少条目；各项门槛",
     "the packs that are read and what is in them; the thresholds"},
    {"/api/v1/session", cedu__api_session, "Session", 0, 0, "谁在用，能做什么", "who is asking, and what they may do",
     .open = true},
    {"/api/v1/login", cedu__api_login, "Session", 0, 0, "登录", "log in", .post = true, .takes = "Login", .team = true,
     .open = true},
    {"/api/v1/logout", cedu__api_logout, "Session", 0, 0, "退出", "log out", .post = true, .team = true},
    {"/api/v1/password", cedu__api_password, "Session", 0, 0, "改自己的密码；其他会话随之结束",
     "one's own new password; ends the other sessions", .post = true, .takes = "Passwords", .team = true},
    {"/api/v1/users", cedu__api_users, "Users", 0, 0, "用户", "the users", .team = true, .role = CEDU_ROLE_admin},
    {"/api/v1/user/{user}", cedu__api_user, "Users", B(role) | B(active) | B(create), 0, "新建或改一个用户",
     "a new user, or a change of one", .post = true, .takes = "NewPassword", .team = true, .role = CEDU_ROLE_admin},
    {"/api/v1/log", cedu__api_log, "Log", PAGE, 0, "谁做了什么，新的在前", "who did what, newest first", .team = true,
     .role = CEDU_ROLE_admin},
};
const size_t cedu__serve_route_count = CEDU_COUNT(cedu__serve_routes);

static cedu_param_id param_named(cedu_str name) {
    size_t k = 0;
    while (k < CEDU_PARAM_COUNT && !cedu__eqz(name, cedu__serve_params[k].name)) k++;
    return (cedu_param_id)k;
}

const cedu_route *cedu__serve_route(cedu_str path, cedu_param_id *param, cedu_str *value) {
    *param = CEDU_PARAM_COUNT;
    for (size_t i = 0; i < cedu__serve_route_count; i++) {
        cedu_str t = cedu__str(cedu__serve_routes[i].path);
        const char *open = memchr(t.p, '{', t.n);
        if (!open) {
            if (cedu__eq(t, path)) return &cedu__serve_routes[i];
            continue;
        }
        const char *close = strchr(open, '}');
        cedu_str head = {t.p, (size_t)(open - t.p)}, tail = cedu__str(close + 1);
        if (!cedu__starts(path, head) || !cedu__ends(path, tail) || path.n <= head.n + tail.n) continue;
        cedu_str v = cedu__sub(path, head.n, path.n - tail.n);
        if (memchr(v.p, '/', v.n)) continue;
        *param = param_named((cedu_str){open + 1, (size_t)(close - open - 1)});
        *value = v;
        return &cedu__serve_routes[i];
    }
    return NULL;
}
