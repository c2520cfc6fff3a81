/* cedu.h - the only installed header of libcedu, and its manual.
 *
 * cedu (策度) reads damaged Chinese policy pages and gives back facts, each with the exact bytes it came from.
 *
 * 1. LIFETIMES
 *    engine   The compiled packs. Immutable after cedu_engine_new(); any number of threads may use one engine.
 *    worker   Scratch memory of one thread. Make one per thread; never share one between two threads at a time.
 *    page     One input, read: its article, findings, mentions and facts. Owns everything that it hands out:
 *             every pointer got from a page dies with cedu_page_free(). Immutable; several threads may look at it,
 *             and any thread may free it, before its worker goes.
 *
 *        cedu_engine *e; cedu_worker *w; cedu_page *p; cedu_error err;
 *        if (cedu_engine_new(NULL, &e, &err) != CEDU_OK) ...
 *        if (cedu_worker_new(e, &w, &err) != CEDU_OK) ...
 *        if (cedu_worker_read(w, &(cedu_input){.bytes = b, .n = n, .name = "a.html"}, NULL, &p, &err) == CEDU_OK) {
 *            for (size_t i = 0; i < cedu_page_fact_count(p); i++) use(cedu_page_fact(p, i));
 *            cedu_page_free(p);
 *        }
 *
 * 2. STRINGS are cedu_str {p, n}: valid UTF-8, not NUL-terminated, n in bytes. An absent string has p == NULL.
 *
 * 3. OFFSETS. The payload is the input's bytes. `start`/`end` count Unicode code points of the decoded payload before
 *    any cleaning, `byte_start`/`byte_end` bytes of the payload; both half-open. Offsets into the clean text count
 *    its UTF-8 bytes and are named clean_start/clean_end.
 *
 * 4. ERRORS. A function that can fail returns a cedu_status and fills *err (never NULL-checked by you: err may be
 *    NULL). The library never exits and never prints. Damage in a page is a finding, not an error.
 */
#ifndef CEDU_H
#define CEDU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CEDU_API      __attribute__((visibility("default")))
#define CEDU_MUST_USE __attribute__((warn_unused_result))
#else
#define CEDU_API
#define CEDU_MUST_USE
#endif

#define CEDU_VERSION  "0.1.0"
#define CEDU_CONTRACT 1 /* the "v" of every JSON record */

/* ------------------------------------------------------------------ statuses
 * X(name, exit code of the command, HTTP status, Chinese message, English message) */
/* clang-format off */
#define CEDU_STATUSES(X) \
    X(OK, 0, 200, "成功", "ok") \
    X(BAD_INPUT, 1, 422, "输入无法读取", "the input cannot be read") \
    X(TOO_LARGE, 1, 413, "超出上限", "a limit was reached") \
    X(UNREADABLE, 1, 404, "文件打不开", "the file cannot be opened") \
    X(UNSUPPORTED, 1, 415, "不支持的文件类型", "this kind of file is not supported") \
    X(USAGE, 2, 400, "用法不对", "wrong usage") \
    X(PACK, 2, 500, "知识包有误", "a pack is faulty") \
    X(INTERNAL, 3, 500, "内部错误", "internal fault: a bug") \
    X(NOMEM, 4, 507, "内存不足", "out of memory") \
    X(IO, 4, 500, "读写失败", "input or output failed") \
    X(DISK_FULL, 4, 507, "磁盘已满", "the disk is full") \
    X(DB_CORRUPT, 4, 500, "知识库文件已损坏", "the knowledge base is damaged") \
    X(DB_LOCKED, 4, 503, "知识库正被另一进程占用", "the knowledge base is locked") \
    X(NOT_FOUND, 5, 404, "没有找到", "not found") \
    X(LOGIN, 2, 401, "需要登录", "a login is needed") \
    X(DENIED, 2, 403, "没有权限", "not allowed") \
    X(TOO_MANY, 4, 429, "太频繁", "too often")
/* clang-format on */

typedef enum cedu_status {
#define CEDU__X(name, exit, http, zh, en) CEDU_##name,
    CEDU_STATUSES(CEDU__X)
#undef CEDU__X
} cedu_status;

/* What went wrong, in both languages; filled by functions that fail. Plain value, no ownership. */
typedef struct cedu_error {
    cedu_status status;
    char zh[256], en[256]; /* NUL-terminated sentences that say what to do */
} cedu_error;

CEDU_API const char *cedu_status_name(cedu_status s);                  /* "BAD_INPUT"; static storage */
CEDU_API int cedu_status_exit(cedu_status s);                          /* exit code of CONTRACT */
CEDU_API int cedu_status_http(cedu_status s);                          /* HTTP status */
CEDU_API const char *cedu_status_message(cedu_status s, bool english); /* static storage */
CEDU_API const char *cedu_version(void);                               /* CEDU_VERSION of the library linked */

/* ------------------------------------------------------------------ strings */
typedef struct cedu_str {
    const char *p;
    size_t n;
} cedu_str;

typedef struct cedu_strs {
    const cedu_str *p;
    size_t n;
} cedu_strs;

/* ------------------------------------------------------------------ engine */
typedef struct cedu_engine cedu_engine;
typedef struct cedu_worker cedu_worker;
typedef struct cedu_page cedu_page;

typedef struct cedu_engine_options {
    const char *const
        *packs; /* pack folders, or one file of `cedu pack compile`; NULL-terminated; NULL = the installed and the user's */
    bool no_user_packs; /* leave $XDG_DATA_HOME/cedu/packs out */
    bool no_cache;      /* neither read nor write compiled packs in $XDG_CACHE_HOME/cedu */
} cedu_engine_options;

/* Compiles the packs, or maps them as compiled before. opt may be NULL. On success *out is owned by the caller. */
CEDU_API CEDU_MUST_USE cedu_status cedu_engine_new(const cedu_engine_options *opt, cedu_engine **out, cedu_error *err);
CEDU_API void cedu_engine_free(cedu_engine *e); /* NULL is fine; workers must be gone before */
/* Hash of the packs and of the engine's own version, 64 hex digits: documents read under another one are stale. */
CEDU_API const char *cedu_engine_fingerprint(const cedu_engine *e);

CEDU_API CEDU_MUST_USE cedu_status cedu_worker_new(const cedu_engine *e, cedu_worker **out, cedu_error *err);
CEDU_API void cedu_worker_free(cedu_worker *w);

/* ------------------------------------------------------------------ reading a page */
typedef struct cedu_input {
    const unsigned char *bytes; /* the payload; must stay valid while the page lives. May be NULL when n == 0 */
    size_t n;
    const char *name;   /* file name, for the record and for hints (.html, .txt); may be NULL */
    const char *member; /* the member inside a container; NULL = the file itself */
    /* What the transport or the container says; all may be NULL. A hint is believed where the bytes do not contradict it. */
    const char *hint;  /* the encoding */
    const char *url;   /* the document's address where the page gives none */
    const char *date;  /* when it was published (ISO 8601) where the page gives no date */
    const char *title; /* the title where the page gives none, or is no HTML */
    const char *note;  /* what went wrong on the way: becomes a finding of class note_class */
    int note_class;    /* a cedu_finding_class */
    /* Of text that was extracted from a file: where it stands there (pages, cells, paragraphs), as cedu_document.places. */
    const char *places; /* NULL = none */
    size_t places_n;
} cedu_input;

typedef enum cedu_stage {                    /* how far to go */
                          CEDU_STAGE_TEXT,   /* decoded */
                          CEDU_STAGE_PAGE,   /* blocks, main content, metadata; not repaired */
                          CEDU_STAGE_REPAIR, /* clean text */
                          CEDU_STAGE_MENTIONS,
                          CEDU_STAGE_FACTS,
} cedu_stage;

typedef struct cedu_read_options {
    cedu_stage stage; /* stop after this one; default (NULL options) CEDU_STAGE_FACTS */
    const char *date; /* YYYY-MM-DD: the page's date where the page gives none; NULL = none */
    bool keep_script; /* do not convert to simplified characters */
    bool plain;       /* the input is one plain text, all of it content: no main-content selection */
} cedu_read_options;

/* Reads one input. opt may be NULL. Damage never fails; an input that is no text at all (a picture) is
 * CEDU_UNSUPPORTED, one above the limits CEDU_TOO_LARGE. On success *out is the caller's. */
CEDU_API CEDU_MUST_USE cedu_status cedu_worker_read(cedu_worker *w, const cedu_input *in, const cedu_read_options *opt,
                                                    cedu_page **out, cedu_error *err);
CEDU_API void cedu_page_free(cedu_page *p); /* NULL is fine */

/* A place: in the clean text (bytes), in the decoded payload (code points) and in the payload (bytes). */
typedef struct cedu_place {
    uint32_t clean_start, clean_end;
    uint32_t start, end;
    uint32_t byte_start, byte_end;
} cedu_place;

typedef struct cedu_paragraph {
    cedu_str text; /* clean, one line */
    cedu_place place;
    int heading; /* 0 = body text, 1… = heading level */
} cedu_paragraph;

/* Kinds of damage and of doubtful input that are reported. X(name in JSON, Chinese name) */
/* clang-format off */
#define CEDU_FINDINGS(X) \
    X(pinyin_annotation, "拼音注音") X(gbk_shift, "GBK 错位") X(traditional_script, "繁体") \
    X(wrong_wording, "用词转换错误") X(mojibake, "乱码") X(lost_characters, "字符丢失") X(inserted_text, "插入内容") \
    X(markup_residue, "标记残留") X(invalid_bytes, "无效字节") X(encoding_conflict, "编码声明不符") \
    X(masked_number, "数字被遮盖") X(damaged_number, "数字残缺") X(metadata_conflict, "元数据不一致") \
    X(empty, "空文件") X(no_article, "没有正文") X(limit_reached, "达到上限") X(damaged_container, "容器损坏") \
    X(recognised_text, "文字识别") X(foreign_headline, "题文不符") X(unrelated_links, "大量无关链接") \
    X(filler_text, "重复拼凑") X(rewritten_text, "机器改写") X(page_layout, "排版残留") X(broken_line, "断行")
/* clang-format on */

typedef enum cedu_finding_class {
#define CEDU__X(name, zh) CEDU_FINDING_##name,
    CEDU_FINDINGS(CEDU__X)
#undef CEDU__X
        CEDU_FINDING_COUNT
} cedu_finding_class;

typedef struct cedu_finding {
    cedu_finding_class cls;
    uint32_t count; /* how many; those with a place are also listed one by one */
    bool placed;    /* place, before, after and confidence hold */
    cedu_place place;
    cedu_str before, after;
    double confidence; /* 0…1 */
    cedu_str note;     /* e.g. which limit */
} cedu_finding;

typedef struct cedu_document {
    cedu_str file, member;
    char sha256[65]; /* of the payload, hex */
    size_t bytes;
    cedu_str encoding;                                              /* IANA name */
    cedu_str title, published, outlet, site, url, editor, doc_type; /* absent = unknown; published ISO 8601 */
    cedu_strs authors;
    /* One of several pages of an article: series = the address without the page's number (absent: none), part 1…, parts 0 = not said. */
    cedu_str series;
    int part, parts;
    cedu_str
        places; /* of extracted text: a line `BYTE KIND A B NAME` for each stretch (docs/inputs.md, Places); absent = none */
    /* Credibility: who publishes (government, official_media, trade_media, media, institute, aggregator, hijacked, unknown), by what
     * (`host gov.cn`, `outlet …`), and the classes of findings that speak against the page. No fact is dropped for it. */
    cedu_str tier, tier_basis;
    cedu_strs doubts;
    const cedu_paragraph *paragraphs;
    size_t paragraph_count;
    const cedu_finding *findings;
    size_t finding_count;
} cedu_document;

CEDU_API const cedu_document *cedu_page_document(const cedu_page *p); /* owned by the page */
CEDU_API cedu_str cedu_page_clean(const cedu_page *p);                /* the whole clean text */
/* The input's own characters at [start, end) code points, damaged or not. Owned by the page. */
CEDU_API cedu_str cedu_page_quote(const cedu_page *p, uint32_t start, uint32_t end);

/* ------------------------------------------------------------------ facts
 * Kinds, fields, stances and modifiers are declared here once; JSON, schema, help and database follow from them. */
/* clang-format off */
#define CEDU_FACT_KINDS(X) \
    X(observation, "现状") X(target, "目标") X(forecast, "预测") X(growth, "增长") X(share, "占比") X(rank, "位次") \
    X(ratio, "倍比") X(policy, "政策") X(event, "事件") X(instrument, "政策工具") X(focus, "重点") X(project, "项目") \
    X(organisation, "机构") X(person, "人物") X(statement, "言论") X(problem, "问题") X(task, "任务") \
    X(safeguard, "保障") X(recommendation, "建议") X(registry, "名录")
/* clang-format on */

typedef enum cedu_fact_kind {
#define CEDU__X(name, zh) CEDU_FACT_##name,
    CEDU_FACT_KINDS(CEDU__X)
#undef CEDU__X
        CEDU_FACT_KIND_COUNT
} cedu_fact_kind;

/* clang-format off */
#define CEDU_STANCES(X) \
    X(asserted, "陈述") X(reported, "转述") X(planned, "计划") X(advised, "建议") X(estimated, "估算") \
    X(forecast, "预测") X(narrator, "叙述") X(risk, "风险")
/* clang-format on */

typedef enum cedu_stance {
#define CEDU__X(name, zh) CEDU_STANCE_##name,
    CEDU_STANCES(CEDU__X)
#undef CEDU__X
        CEDU_STANCE_COUNT
} cedu_stance;

/* X(name, sign in JSON, Chinese) */
/* clang-format off */
#define CEDU_MODIFIERS(X) \
    X(EQ, "=", "") X(GT, ">", "超") X(GE, ">=", "不低于") X(LT, "<", "不足") X(LE, "<=", "不超过") X(ABOUT, "~", "约") \
    X(ODD, "余", "余") X(TOP_GROUP, "top_group", "并列最高")
/* clang-format on */

typedef enum cedu_modifier {
#define CEDU__X(name, sign, zh) CEDU_MOD_##name,
    CEDU_MODIFIERS(CEDU__X)
#undef CEDU__X
        CEDU_MOD_COUNT
} cedu_modifier;

/* Fields beside the common ones of cedu_fact. X(name in JSON, type, Chinese): type STR, STRS, NUM, BOOL */
/* clang-format off */
#define CEDU_FACT_FIELDS(X) \
    X(baseline, STR, "基期") X(denominator, STR, "分母") X(rank_scope, STR, "排名范围") \
    X(reference_region, STR, "参照地区") X(list, STRS, "列举") X(open_ended, BOOL, "等") X(content, STR, "内容") \
    X(title, STR, "标题") X(issuers, STRS, "发文机关") X(document_number, STR, "发文字号") X(doc_type, STR, "文种") \
    X(status, STR, "状态") X(signed, STR, "成文日期") X(published, STR, "发布日期") X(effective, STR, "施行日期") \
    X(expires, STR, "失效日期") X(precision, STR, "精度") X(lead_units, STRS, "牵头单位") \
    X(responsible_units, STRS, "责任单位") X(batch, NUM, "批次") X(issuer, STR, "发布机关") X(speaker, STR, "发言人") \
    X(speaker_title, STR, "职务") X(organisation, STR, "单位") X(verb, STR, "动词") X(name, STR, "名称") \
    X(role, STR, "角色") X(aliases, STRS, "别称") X(instrument_type, STR, "工具类型") X(cap, NUM, "上限") \
    X(rate, NUM, "比例") X(beneficiaries, STRS, "对象") \
    X(polarity, STR, "评价")
/* clang-format on */

typedef enum cedu_field_id {
#define CEDU__X(name, type, zh) CEDU_FIELD_##name,
    CEDU_FACT_FIELDS(CEDU__X)
#undef CEDU__X
        CEDU_FIELD_COUNT
} cedu_field_id;

typedef struct cedu_field {
    cedu_field_id id;
    cedu_str str;   /* STR */
    cedu_strs strs; /* STRS */
    double num;     /* NUM; BOOL as 0 or 1 */
    const struct cedu_field *next;
} cedu_field;

/* Where something outside the quotation comes from. */
typedef struct cedu_context {
    cedu_str role; /* "region", "period", "subject", "source" … */
    cedu_place place;
    const struct cedu_context *next;
} cedu_context;

typedef struct cedu_fact {
    char id[33]; /* hex; same input and packs, same id */
    cedu_fact_kind kind;
    cedu_strs region;     /* canonical full names; more than one = one joint assertion; empty = unknown */
    cedu_str region_code; /* GB/T 2260, of the only region; absent where there is none */
    cedu_str subject, subject_id;
    cedu_str period; /* ISO 8601 year, month, day or interval; `..` = open end; absent = unknown */
    cedu_str period_basis;
    bool has_value, has_max;
    double value, value_max; /* base unit */
    cedu_str unit;           /* base unit's name */
    cedu_str as_written;     /* the clean text's own words */
    cedu_modifier modifier;
    cedu_str source; /* who asserted it; absent = the page */
    cedu_stance stance;
    bool denied;              /* polarity "-" */
    bool review;              /* below the pack's threshold */
    double confidence;        /* 0…1 */
    cedu_str rule;            /* e.g. "growth.distributive" */
    cedu_place place;         /* of the quotation, at most 400 code points */
    const cedu_field *fields; /* linked, by id ascending */
    const cedu_context *context;
} cedu_fact;

CEDU_API size_t cedu_page_fact_count(const cedu_page *p);
CEDU_API const cedu_fact *cedu_page_fact(const cedu_page *p, size_t i); /* in order of the text; owned by the page */

/* What was recognised on the way to the facts (a page read to CEDU_STAGE_MENTIONS or further): numbers, times, places, names … */
typedef struct cedu_mention_info {
    const char *type;  /* CONTRACT's, or post, head, cue, doc_type, title, which only steer the grammar; static storage */
    cedu_str text;     /* clean characters, modifier included; owned by the page */
    cedu_str name, id; /* canonical name and the packs' id; absent where there is none; owned by page and engine */
    cedu_place place;  /* of the whole, modifier included */
    cedu_modifier modifier;
    bool refused; /* masked or damaged: there was a number, its value is not known */
    bool has_value, has_max;
    double value, value_max; /* base unit */
    cedu_str unit;           /* its name; absent = none */
    cedu_str timex;          /* times, durations: ISO 8601 / TIMEX; absent otherwise */
} cedu_mention_info;
CEDU_API size_t cedu_page_mention_count(const cedu_page *p);
/* In order of the text, longer first; false when i is out of range. Thread-safe. */
CEDU_API bool cedu_page_mention(const cedu_page *p, size_t i, cedu_mention_info *out);

CEDU_API const char *cedu_fact_kind_name(cedu_fact_kind k);
CEDU_API const char *cedu_stance_name(cedu_stance s);
CEDU_API const char *cedu_modifier_sign(cedu_modifier m);
CEDU_API const char *cedu_field_name(cedu_field_id f);
CEDU_API const char *cedu_finding_name(cedu_finding_class c);

/* ------------------------------------------------------------------ repair alone
 * Undoes damage in any valid UTF-8 text; needs no engine, no packs and no page. Lines stay lines.
 * Classes (bits of `only`; 0 = all), in the order of work. X(name of --only, Chinese) */
/* clang-format off */
#define CEDU_REPAIRS(X) \
    X(mojibake, "乱码") X(residue, "标记残留") X(pinyin, "拼音注音") X(gbk_shift, "GBK 错位") X(t2s, "繁体转简体") \
    X(wording, "用词") X(inserted, "插入内容") X(layout, "排版残留")
/* clang-format on */

typedef enum cedu_repair_class {
#define CEDU__X(name, zh) CEDU_REPAIR_##name,
    CEDU_REPAIRS(CEDU__X)
#undef CEDU__X
        CEDU_REPAIR_COUNT
} cedu_repair_class;

/* Beside the classes' bits: script conversion alone, from Taiwan or Hong Kong forms. */
#define CEDU_REPAIR_ONLY_TW2S (1u << 30)
#define CEDU_REPAIR_ONLY_HK2S (1u << 31)

/* One repair. Conversion of one character to one (t2s) is counted, not listed; putting the sources of the edits back and
 * undoing those gives the input again. */
typedef struct cedu_edit {
    cedu_repair_class cls;
    uint32_t src, src_n; /* in the input text, bytes */
    uint32_t dst, dst_n; /* in the clean text, bytes */
    float confidence;    /* 0…1 */
} cedu_edit;

/* Damage that is seen and cannot be undone: it stays in the text as it is. */
typedef struct cedu_mark {
    cedu_finding_class cls;
    uint32_t dst, dst_n; /* in the clean text, bytes */
    float confidence;
} cedu_mark;

typedef struct cedu_repair cedu_repair; /* a repaired text; owns all that it hands out */

/* `text` must be valid UTF-8 (else CEDU_BAD_INPUT) and stay until the result is freed. Thread-safe. */
CEDU_API CEDU_MUST_USE cedu_status cedu_repair_text(cedu_str text, unsigned only, cedu_repair **out, cedu_error *err);
CEDU_API void cedu_repair_free(cedu_repair *r); /* NULL is fine */
CEDU_API cedu_str cedu_repair_clean(const cedu_repair *r);
CEDU_API const cedu_edit *cedu_repair_edits(const cedu_repair *r, size_t *n); /* ascending; static until freed */
CEDU_API const cedu_mark *cedu_repair_marks(const cedu_repair *r, size_t *n);
CEDU_API uint32_t cedu_repair_count(const cedu_repair *r, cedu_repair_class c); /* repairs of a class; t2s: characters */
/* Bytes [start, end) of the clean text -> the smallest covering range of the input. */
CEDU_API void cedu_repair_source(const cedu_repair *r, uint32_t start, uint32_t end, uint32_t *src_start, uint32_t *src_end);
CEDU_API const char *cedu_repair_name(cedu_repair_class c); /* "gbk_shift"; static storage */
CEDU_API unsigned cedu_repair_mask(const char *name);       /* bits of a --only name, tw2s and hk2s too; 0 = no such name */

/* ------------------------------------------------------------------ JSON (the machine interface, CONTRACT) */
/* Appends to a growing string that the caller frees with cedu_json_free(). One object a line. */
CEDU_API CEDU_MUST_USE cedu_status cedu_page_json_read(const cedu_page *p, char **out, size_t *n, cedu_error *err);
CEDU_API CEDU_MUST_USE cedu_status cedu_page_json_facts(const cedu_page *p, char **out, size_t *n, cedu_error *err);
/* For callers that take the fields that all kinds have from cedu_page_fact() (a data frame): the document's line, then a line a fact, in
 * their order, with only what its kind has beside them, period_basis, context, and `region` where it names several. */
CEDU_API CEDU_MUST_USE cedu_status cedu_page_json_details(const cedu_page *p, char **out, size_t *n, cedu_error *err);
/* {"pred":[{"start","end","byte_start","byte_end","type","value"},…]}: the mentions of CONTRACT with their places in the payload. */
CEDU_API CEDU_MUST_USE cedu_status cedu_page_json_mentions(const cedu_page *p, char **out, size_t *n, cedu_error *err);
/* 方案体检: a draft (any file that can be read, DOCX and PDF too) held against the knowledge base at `db`, opened read-only: the document's
 * line, a line a point, the summary, as `cedu assess --format json`. `region`: whose plan it is, in any form; NULL = as the draft says.
 * CEDU_NOT_FOUND: no such base, no such region. */
CEDU_API CEDU_MUST_USE cedu_status cedu_worker_json_assess(cedu_worker *w, const char *db, const cedu_input *in,
                                                           const char *region, char **out, size_t *n, cedu_error *err);

/* The rest of the desk (docs/desk.md). For all of these: `db` is opened for this call alone, read-only unless said otherwise; NULL = none, where the
 * call needs none (else CEDU_USAGE). Texts are UTF-8 (else CEDU_BAD_INPUT) and are not kept. *out is one JSON object and a newline, the caller's, to be
 * freed with cedu_json_free(); NULL after an error. Money is in yuan. Threads: as many calls at once as there are workers. CEDU_NOT_FOUND: no
 * such base; CEDU_USAGE says what to mend, with row or line; the store's statuses. */

/* 场景对接: scenarios and suppliers, as `cedu match`: {"scenarios","assigned","score","cost","gap","rows":[{"id","supplier",
 * "candidates":[{"supplier","state","points","not_met","unknown","said"}]}]}. What a table does not say is unknown, never met. */
typedef struct cedu_match_input {
    cedu_str scenarios, suppliers; /* CSV; both absent: the tables imported into db */
    cedu_str weights;              /* TOML; absent = the built-in ones */
    bool has_budget;
    double budget; /* for all prices together */
} cedu_match_input;
CEDU_API CEDU_MUST_USE cedu_status cedu_worker_json_match(cedu_worker *w, const char *db, const cedu_match_input *in,
                                                          char **out, size_t *n, cedu_error *err);
/* A programme's rules (TOML, docs/desk-programmes.md), checked: {"valid","name","budget","sentences","notes":[{"line","error","zh","en"}]}. Faults
 * are notes, no error. */
CEDU_API CEDU_MUST_USE cedu_status cedu_worker_json_programme(cedu_worker *w, cedu_str rules, char **out, size_t *n,
                                                              cedu_error *err);
/* The rules over applications (CSV), and variants of them side by side: {"rows":[…]}, the rules as they are first. A variant is changes ("rate=40,
 * cap=600000"), a published rule of db ("fact:ID"), or the name of one saved in db. Nothing is kept. */
CEDU_API CEDU_MUST_USE cedu_status cedu_worker_json_whatif(cedu_worker *w, const char *db, cedu_str rules,
                                                           cedu_str applications, const cedu_str *variants, size_t count,
                                                           char **out, size_t *n, cedu_error *err);
/* A programme that is run in db, as it stands: sums, cases, claims, who acted. */
CEDU_API CEDU_MUST_USE cedu_status cedu_worker_json_statement(cedu_worker *w, const char *db, const char *programme, char **out,
                                                              size_t *n, cedu_error *err);
/* A table of the user's own, as `cedu import`. db NULL: looked at (columns and fields, problems with row and column), nothing is written. Else
 * opened for writing, and the whole table is written in one transaction, or with one problem nothing (CEDU_USAGE). */
typedef struct cedu_table_input {
    cedu_str kind, file; /* "companies"; what people call the file: its ending says what it is */
    cedu_str bytes;      /* XLSX, CSV, JSON */
    cedu_str sheet;      /* absent = the one that fits best */
    cedu_strs map;       /* COLUMN=FIELD each, `-` leaves a column out; what is not said is proposed */
} cedu_table_input;
CEDU_API CEDU_MUST_USE cedu_status cedu_worker_json_import(cedu_worker *w, const char *db, const cedu_table_input *in,
                                                           char **out, size_t *n, cedu_error *err);
CEDU_API void cedu_json_free(char *s); /* NULL is fine */

#ifdef __cplusplus
}
#endif
#endif
