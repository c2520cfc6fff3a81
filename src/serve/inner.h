/* inner.h - what the files of serve share: requests, parameters, routes, shapes, rows, assets, counters.
 *
 * Invariant: a handler only reads its request's values and writes JSON; it never sees libmicrohttpd, and http.c never sees a store's
 * row. To add a parameter: a row in CEDU_SERVE_PARAMS and, for a new type, a case in params.c and openapi.c.
 */
#ifndef CEDU_SERVE_INNER_H
#define CEDU_SERVE_INNER_H

#include <pthread.h>
#include <stdatomic.h>

#include "engine.h"
#include "reason/reason.h"
#include "report/report.h"
#include "serve/intake.h"
#include "serve/serve.h"
#include "store/store.h"
#include "store/team.h"

/* ------------------------------------------------------------------ limits */
#define CEDU_SERVE_HEADER_MEMORY (32u << 10) /* request line and headers of one connection */
#define CEDU_SERVE_CONNECTIONS   1024
#define CEDU_SERVE_THREADS       32
#define CEDU_SERVE_PATIENCE      20 /* seconds that a client may take to send one request, or to take nothing of an answer */
#define CEDU_SERVE_COOKIE        "cedu_session"
#define CEDU_SERVE_MAX_TEXT      2000 /* bytes of one parameter; most take less */
#define CEDU_SERVE_MAX_REGIONS   64
#define CEDU_SERVE_MAX_ROWS      1000
#define CEDU_UNSURE              0.6               /* of a fact's confidence: below, it waits for review */
#define CEDU_SERVE_JSON          ((size_t)8 << 20) /* of a JSON body */
#define CEDU_SERVE_JSONS         16                /* that arrive at the same time */
#define CEDU_SERVE_MEMORY        ((size_t)1 << 30) /* of one request */

/* ------------------------------------------------------------------ parameters
 * X(id, name, type, least, most, Chinese, English). Types: TEXT (least…most bytes), HEX (the beginning of an id), REGION (any form
 * of a name, or a code; may be repeated), KINDS (comma-separated), YEAR, DATE, BOOL (1, 0, true, false), INT. */
/* clang-format off */
#define CEDU_SERVE_PARAMS(X) \
    X(name, "name", REGION, 1, 400, "地区：全称、简称或代码", "a region: full name, short name or code") \
    X(sha, "sha", HEX, 4, 64, "文档的 SHA-256 或其开头", "SHA-256 of a document, or its beginning") \
    X(id, "id", HEX, 4, 32, "事实编号或其开头", "id of a fact, or its beginning") \
    X(region, "region", REGION, 1, 400, "地区，可重复", "a region; may be repeated") \
    X(subject, "subject", TEXT, 1, 400, "指标编号，或名称的一部分", "id of an indicator, or part of its name") \
    X(kind, "kind", KINDS, 1, 400, "事实类型，逗号分隔", "kinds of facts, separated by commas") \
    X(source, "source", TEXT, 1, 400, "断言者名称的一部分", "part of the name of who says it") \
    X(document, "document", HEX, 4, 64, "只看此文档", "only this document") \
    X(from, "from", YEAR, 1, 9999, "从哪一年起", "from this year on") \
    X(to, "to", YEAR, 1, 9999, "到哪一年止", "up to this year") \
    X(due, "due", YEAR, 1, 9999, "在此年（含）之前到期", "due in or before this year") \
    X(as_of, "asof", DATE, 0, 0, "以这一天为准", "seen from this day") \
    X(review, "review", BOOL, 0, 1, "连同待核的事实", "with facts that wait for review") \
    X(numeric, "numeric", BOOL, 0, 1, "只要有数值的", "only with a value") \
    X(latest, "latest", BOOL, 0, 1, "每个指标只列各地最新一年", "only the latest year that each region has") \
    X(coexist, "coexist", BOOL, 0, 1, "连同并存而不相抵的", "also what stands side by side without contradicting") \
    X(state, "state", TEXT, 1, 20, "只要这一状态的目标：met on_track behind overdue no_later qualitative", "only targets of this state: met on_track behind overdue no_later qualitative") \
    X(weigh, "weigh", BOOL, 0, 1, "要紧的在前：有后续证据的，逾期的，指标有编号的，期限近的", "what matters first: with later evidence, overdue, of a known indicator, due soon or of late") \
    X(between, "between", BOOL, 0, 1, "只要双方都在所给地区之中的", "only pairs of which both are among the regions") \
    X(order, "order", ORDER, 0, 0, "text 按原文顺序；subject 按指标、地区、年份", "text: as written; subject: by subject") \
    X(q, "q", TEXT, 1, 400, "词，空格分开须都出现；引号保留空格", "words, all must occur; quotes keep blanks") \
    X(text, "text", TEXT, 1, 400, "标题、媒体、路径的一部分", "part of title, outlet or path") \
    X(since, "since", DATEPART, 4, 10, "发布不早于（2021 或 2021-03）", "published from (2021 or 2021-03)") \
    X(until, "until", DATEPART, 4, 10, "发布不晚于", "published up to") \
    X(ledger, "ledger", TEXT, 1, 40, "台账：compute funds companies talents scenarios …", "a ledger: compute funds companies talents scenarios …") \
    X(section, "section", TEXT, 1, 20, "只要这一节的行：indicators targets policies registries focus", "only the rows of this section: indicators targets policies registries focus") \
    X(file, "file", TEXT, 1, 400, "文件的名字（只作标签）", "name of the file (a label only)") \
    X(round, "round", INT, 1, 100000000, "一次送来的文件用同一个数：进度一起计", "files sent together have the same number: their progress is counted together") \
    X(verdict, "verdict", VERDICT, 0, 0, "accept reject dispute undo comment", "accept reject dispute undo comment") \
    X(note, "note", TEXT, 1, 2000, "批注", "a comment") \
    X(set_region, "set_region", REGION, 1, 400, "更正：地区", "correct: region") \
    X(set_period, "set_period", TEXT, 4, 32, "更正：期间（ISO 8601）", "correct: period (ISO 8601)") \
    X(set_value, "set_value", TEXT, 1, 40, "更正：数值（基本单位）", "correct: value in the base unit") \
    X(set_value_max, "set_value_max", TEXT, 1, 40, "更正：上限", "correct: the end of a range") \
    X(set_unit, "set_unit", TEXT, 1, 40, "更正：单位", "correct: base unit") \
    X(set_modifier, "set_modifier", TEXT, 1, 16, "更正：限定 = > >= < <= ~", "correct: modifier") \
    X(set_subject, "set_subject", TEXT, 1, 200, "更正：指标名称", "correct: subject") \
    X(set_subject_id, "set_subject_id", TEXT, 1, 100, "更正：指标编号", "correct: id of the indicator") \
    X(set_stance, "set_stance", TEXT, 1, 20, "更正：立场", "correct: stance") \
    X(is, "is", TEXT, 1, 400, "企业是什么，逗号分隔", "what the firm is, separated by commas") \
    X(is_not, "is_not", TEXT, 1, 400, "企业肯定不是什么", "what it certainly is not") \
    X(has, "has", TEXT, 1, 400, "有什么证书、备案、行为", "what it holds or has done") \
    X(has_not, "has_not", TEXT, 1, 400, "肯定没有什么", "what it certainly has not") \
    X(amount, "amount", TEXT, 1, 1000, "金额，名称:元，逗号分隔", "amounts, name:yuan, separated by commas") \
    X(programme, "programme", TEXT, 1, 200, "计划的名称", "name of a programme") \
    X(user, "user", TEXT, 1, 160, "用户", "a user") \
    X(role, "role", ROLE, 0, 0, "角色：reader editor admin", "role: reader editor admin") \
    X(active, "active", BOOL, 0, 1, "0 停用", "0: may not log in") \
    X(create, "create", BOOL, 0, 1, "新建", "a new one") \
    X(limit, "limit", INT, 1, CEDU_SERVE_MAX_ROWS, "最多几行，默认 100", "at most so many rows, default 100") \
    X(offset, "offset", INT, 0, 100000000, "跳过几行", "rows to leave out")
/* clang-format on */

typedef enum cedu_serve_type {
    CEDU_P_TEXT,
    CEDU_P_HEX,
    CEDU_P_REGION,
    CEDU_P_KINDS,
    CEDU_P_YEAR,
    CEDU_P_DATE,
    CEDU_P_DATEPART,
    CEDU_P_BOOL,
    CEDU_P_ORDER,
    CEDU_P_VERDICT,
    CEDU_P_ROLE,
    CEDU_P_INT,
} cedu_serve_type;

typedef enum cedu_param_id {
#define CEDU__X(id, name, type, lo, hi, zh, en) CEDU_PARAM_##id,
    CEDU_SERVE_PARAMS(CEDU__X)
#undef CEDU__X
        CEDU_PARAM_COUNT
} cedu_param_id;

typedef struct cedu_param {
    const char *name;
    cedu_serve_type type;
    long lo, hi;
    const char *zh, *en;
} cedu_param;
extern const cedu_param cedu__serve_params[CEDU_PARAM_COUNT];
enum { CEDU_VERB_ACCEPT, CEDU_VERB_REJECT, CEDU_VERB_DISPUTE, CEDU_VERB_UNDO, CEDU_VERB_COMMENT };
extern const char *const cedu__serve_verdicts[]; /* their names; NULL-terminated */

/* ------------------------------------------------------------------ requests */
typedef struct cedu_desk { /* what one request works with; never two at a time */
    cedu_store *store;
    cedu_worker *worker;
    bool busy;
} cedu_desk;

typedef struct cedu_caller { /* who asks; without a team nobody is known and everybody may do everything */
    bool known;
    cedu_role role;
    char name[CEDU_TEAM_NAME + 1], csrf[CEDU_TEAM_TOKEN + 1], token[CEDU_TEAM_TOKEN + 1];
    char address[64]; /* numeric; of the browser, where a proxy on this machine says so */
    bool direct;      /* from this machine, and no proxy between */
    bool secure;      /* the proxy speaks TLS to the browser */
} cedu_caller;

typedef struct cedu_request {
    cedu_server *server;
    const cedu_caller *caller;
    const cedu_engine *engine;
    cedu_desk *desk;
    cedu_arena *arena;
    bool has[CEDU_PARAM_COUNT];
    cedu_str str[CEDU_PARAM_COUNT]; /* TEXT, HEX, DATE as given */
    long num[CEDU_PARAM_COUNT];     /* YEAR, INT, BOOL */
    uint32_t kinds;
    cedu_strs regions; /* canonical names of all region parameters, in order */
    size_t limit, offset;
    bool partial;      /* only the latest facts of the regions were looked at */
    bool passing;      /* set by a handler: more will be known soon although the base stays the same; not to be kept */
    cedu_str download; /* set by a handler: the body is a file of this name, not JSON */
    const char *type;  /* of a download; NULL = bytes */
    cedu_str body;     /* a JSON body, not looked at yet: cedu__serve_body() */
    cedu_str target;   /* set by a handler: what the log names; absent = the path */
    char cookie[CEDU_TEAM_TOKEN + 1]; /* set by a handler: the new session; see cookie_set */
    bool cookie_set;
    char *upload; /* the spooled body; a handler that takes it sets NULL */
    uint64_t upload_size, upload_room;
} cedu_request;

typedef struct cedu_query_pair { /* of the URL, decoded */
    cedu_str key, value;
} cedu_query_pair;

typedef cedu_status (*cedu_handler)(cedu_request *q, cedu_json *j, cedu_error *err);

typedef struct cedu_route {
    const char *path; /* "/api/v1/fact/{id}": at most one {parameter}, at the end or before a fixed part */
    cedu_handler run;
    const char *answer; /* name of a shape in schema.c; NULL = the bytes of a file */
    uint64_t params;    /* CEDU_PARAM_BIT(x) | … of the query */
    uint64_t required;
    const char *zh, *en;
    bool post, body; /* changes something; with the bytes of a file as its body */
    /* By name in the table: */
    const char *takes; /* the shape of a JSON body; NULL = none */
    bool pure;         /* a POST that changes nothing: answered where nothing can be written, too */
    cedu_role role;    /* who may, in a team */
    bool keep;         /* may be a little old on a large base (kept.c) */
    bool team, open;   /* only there is it answered at all; without a login, too */
} cedu_route;
#define CEDU_PARAM_BIT(x) (1ull << CEDU_PARAM_##x)
extern const cedu_route cedu__serve_routes[];
extern const size_t cedu__serve_route_count;

/* The route of a path, and what stands for its {parameter}; NULL = none. */
const cedu_route *cedu__serve_route(cedu_str path, cedu_param_id *param, cedu_str *value);
/* Checks all parameters into *q. CEDU_USAGE and CEDU_NOT_FOUND (a region) with a sentence that names the parameter. */
CEDU_MUST_USE cedu_status cedu__serve_params_read(cedu_request *q, const cedu_route *r, cedu_param_id path_param,
                                                  cedu_str path_value, const cedu_query_pair *pairs, size_t n, cedu_error *err);
/* The JSON Schema of one value of a parameter, with what it is for. */
void cedu__serve_param_schema(cedu_json *j, const cedu_param *p, bool described);
/* Canonical name of a region in any form; CEDU_NOT_FOUND, or CEDU_USAGE where two are meant alike. */
CEDU_MUST_USE cedu_status cedu__serve_region(const cedu_engine *e, cedu_str given, cedu_str *out, cedu_error *err);

/* ------------------------------------------------------------------ shapes of answers (schema.c), for OpenAPI
 * type: string integer number boolean, or the name of a shape; [] after it = an array of; ? = may be null;
 * `regions` = null, a string or an array of strings; `object` = anything. Every field is always there. */
typedef struct cedu_shape_field {
    const char *name, *type, *en;
} cedu_shape_field;
typedef struct cedu_shape {
    const char *name;
    const cedu_shape_field *fields;
    size_t n;
} cedu_shape;
const cedu_shape *cedu__serve_shape(size_t i); /* from 0 on; NULL behind the last */

/* ------------------------------------------------------------------ writing rows (rows.c) */
void cedu__put_year(cedu_json *j, const char *key, int y); /* 0: null */
void cedu__put_strs(cedu_json *j, const char *key, cedu_strs s);
void cedu__put_regions(cedu_json *j, const char *key, cedu_strs s);
/* "413.9" and "亿元" of a value, as people read it. */
void cedu__put_shown(cedu_json *j, const cedu_fact *f);
void cedu__put_fact(cedu_json *j, const cedu_store_fact *r);
void cedu__put_maybe(cedu_json *j, const char *key, const cedu_store_fact *f); /* NULL: null */
void cedu__put_document(cedu_json *j, const cedu_store_doc *d, const char *fingerprint);
void cedu__put_policy(cedu_json *j, const cedu_store_policy *p);
void cedu__put_target(cedu_json *j, const cedu_target *g);
void cedu__put_conflict(cedu_json *j, const cedu_conflict *k);
void cedu__put_derived(cedu_json *j, const cedu_derived *d);
void cedu__put_claim(cedu_json *j, const cedu_claim *k);
void cedu__put_findings(cedu_json *j, const char *key, const cedu_finding *p, size_t n);
/* How much a target matters: behind, overdue, on its way, met, without later data; doubled, one more with later evidence. */
int cedu__target_weight(const cedu_target *t);
void cedu__put_region_count(cedu_json *j, const cedu_store_count *k);
void cedu__put_subject_count(cedu_json *j, const cedu_store_count *k);
void cedu__rows_open(cedu_json *j); /* {"v":1,"rows":[ */
/* "more": there are rows behind those shown; "partial": not all facts were looked at, only the latest. */
void cedu__put_states(cedu_json *j, const char *key, const size_t n[CEDU_TARGET_STATE_COUNT]); /* targets by state */
void cedu__put_rest(cedu_json *j, const cedu_request *q, bool more);
/* ],"offset","more","partial"}: `more` when there are rows behind those shown. */
void cedu__rows_close(cedu_json *j, const cedu_request *q, bool more);

/* ------------------------------------------------------------------ handlers */
/* clang-format off */
#define CEDU_SERVE_HANDLERS(X) \
    X(overview) X(regions) X(subjects) X(region) X(documents) X(document) X(original) X(facts) X(fact) X(compare) \
    X(targets) X(conflicts) X(derive) X(search) X(policies) X(ledger) X(overlap) X(chain) X(ask) X(changes) X(review) X(history) \
    X(impact) X(verdict) X(upload) X(intake) X(subsidy) X(lineage) \
    X(session) X(login) X(logout) X(password) X(users) X(user) X(log) X(table) X(graph) X(lexicon) \
    X(whatif) X(programmes) X(operation) X(statement) X(match) X(talent) X(assess) X(import) X(template) X(userdata) X(settings)
/* clang-format on */
#define CEDU__X(name) cedu_status cedu__api_##name(cedu_request *q, cedu_json *j, cedu_error *err);
CEDU_SERVE_HANDLERS(CEDU__X)
#undef CEDU__X
/* The reason options and the filter that a request's parameters mean. */
cedu_reason_options cedu__serve_reason(cedu_request *q);
/* 0, or how many of the regions' facts are looked at because there are more: q->partial is set, and the answer says so. So it is
 * with cedu__serve_reason(), where what lies around the regions is looked at in part. */
size_t cedu__serve_recent(cedu_request *q);
/* CEDU_USAGE where a huge base would have to be judged as a whole: the question must name a region, an indicator or a document. */
CEDU_MUST_USE cedu_status cedu__serve_narrow(const cedu_request *q, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__serve_filter(cedu_request *q, cedu_store_fact_filter *f, cedu_error *err);

/* ------------------------------------------------------------------ assets (generated) */
typedef struct cedu_asset {
    const char *path, *type, *etag; /* "/assets/x-1a2b.js" */
    const unsigned char *raw, *raw_end, *gz, *gz_end;
    bool immutable; /* the name carries the hash */
} cedu_asset;
extern const cedu_asset cedu__serve_assets[];
extern const size_t cedu__serve_asset_count;

/* ------------------------------------------------------------------ the server's own state */
#define CEDU_SERVE_CLASSES 6 /* 1xx … 5xx; 0 unused */
typedef struct cedu_impact {
    int64_t row;
    uint32_t results;
    uint8_t conflicts; /* 1 = in a conflict that is no coexistence */
} cedu_impact;
typedef struct cedu_server_state { /* what a cached answer was computed from */
    size_t documents, facts, findings, review;
    char day[11];
} cedu_server_state;
typedef struct cedu_server_cache {
    pthread_mutex_t lock;
    cedu_buf body;
    cedu_server_state of; /* body is of this state */
    /* How many results rest on a fact, by row; sorted. */
    cedu_impact *impact;
    size_t impact_n;
    cedu_server_state impact_of;
    pthread_mutex_t making; /* of a small base's overview: the others wait for it */
    _Atomic bool big;       /* think.c works both out; until then what was kept is shown */
    _Atomic bool huge;      /* above CEDU_THINK_MOST facts: nothing is judged as a whole */
    bool asked_overview, asked_impact;
} cedu_server_cache;
/* The state of the base now. */
CEDU_MUST_USE cedu_status cedu__serve_state(cedu_request *q, cedu_store_totals *t, cedu_server_state *out, cedu_error *err);
cedu_server_cache *cedu__serve_cache(cedu_server *s);
cedu_intake *cedu__serve_intake(cedu_server *s); /* NULL = read-only */
/* The store that verdicts are written with, locked; NULL = read-only. Then cedu__serve_judged() gives it back. */
cedu_store *cedu__serve_judge(cedu_server *s);
void cedu__serve_judged(cedu_server *s);
cedu_team *cedu__serve_team(cedu_server *s); /* NULL = no team */
/* The JSON body as an object (jansson; json_decref). CEDU_BAD_INPUT with a sentence. */
struct json_t;
CEDU_MUST_USE cedu_status cedu__serve_body(const cedu_request *q, struct json_t **out, cedu_error *err);
/* rate.c: how often; false = too often. `key`: an address or a name. */
typedef enum cedu_rate_kind { CEDU_RATE_REQUEST, CEDU_RATE_LOGIN, CEDU_RATE_NAME, CEDU_RATE_KINDS } cedu_rate_kind;
bool cedu__serve_rate(cedu_server *s, cedu_rate_kind kind, cedu_str key);
/* {"error":{…}} */
void cedu__serve_error(const cedu_error *err, cedu_buf *out);

#endif
