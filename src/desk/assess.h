/* assess.h - 方案体检: a draft plan held against the knowledge base and against itself.
 *
 * The draft was read by the same engine as any page; the caller hands over its sentences, facts and mentions (src/draft.h). What comes
 * back are points: a class, how serious, the draft's sentence with its bytes, what was found, the evidence, what to do. A point is a
 * hint to its author, never a verdict; what the base does not know is not held against the draft. Classes of severity `hint` (what
 * others do) are no faults.
 * To add a class: a row of CEDU_POINTS and a rule in one of assess_*.c; its words in packs/core/assess.tsv.
 */
#ifndef CEDU_DESK_ASSESS_H
#define CEDU_DESK_ASSESS_H

#include "desk/desk.h"
#include "match/match.h"

/* X(name in JSON, Chinese, English) */
/* clang-format off */
#define CEDU_POINTS(X) \
    X(base_conflict, "与库内数据不一致", "disagrees with the knowledge base") \
    X(self_conflict, "前后数据不一致", "disagrees with itself") \
    X(fixed_wording, "与上位政策不一致", "differs from a higher-level policy") \
    X(no_baseline, "目标缺基期", "target without a baseline") \
    X(no_deadline, "目标缺时限", "target without a deadline") \
    X(no_quantity, "目标未量化", "target without a quantity") \
    X(no_operator, "目标限定不明", "target whose number has no operator") \
    X(no_unit, "缺责任单位", "no responsible unit") \
    X(growth, "增速难以支撑", "growth without precedent") \
    X(overlap, "疑似重复布局（提示）", "possible overlap (a hint)") \
    X(factor_gap, "要素未涉及", "a factor is not addressed") \
    X(chain_gap, "产业链环节未涉及", "a link of the chain is not addressed") \
    X(instrument_hint, "他地同类工具（提示）", "instruments of other places (a hint)") \
    X(no_source, "数据无出处", "a figure without a source") \
    X(copied, "疑似照搬", "a passage of another place's document") \
    X(leftover_place, "遗留地名", "the name of another place left over")
/* clang-format on */
typedef enum cedu_point_class {
#define CEDU__X(name, zh, en) CEDU_POINT_##name,
    CEDU_POINTS(CEDU__X)
#undef CEDU__X
        CEDU_POINT_COUNT
} cedu_point_class;
typedef enum cedu_severity { CEDU_SEVERITY_error, CEDU_SEVERITY_warning, CEDU_SEVERITY_hint } cedu_severity;
const char *cedu__point_name(cedu_point_class c);
const char *cedu__point_label(cedu_point_class c, bool english);
const char *cedu__severity_name(cedu_severity s);                /* "error" */
const char *cedu__severity_label(cedu_severity s, bool english); /* 应改 / 宜补 / 提示 */

/* ------------------------------------------------------------------ the draft */
typedef struct cedu_draft_part { /* a sentence, a heading, a table row */
    cedu_str text, quote;        /* clean; the payload's own characters */
    cedu_place place;
    uint32_t block; /* which paragraph */
    bool heading, title, row;
    int section; /* index of the heading it stands under; -1 = none */
} cedu_draft_part;
typedef struct cedu_draft {
    cedu_str clean, title, published, doc_type; /* doc_type: as the page says (policy, draft, news …) */
    const char *sha256;
    const cedu_draft_part *parts;
    size_t part_count;
    cedu_store_fact *facts; /* as if stored: row < 0, document -1, quotations set */
    size_t fact_count;
    cedu_mentions mentions;
} cedu_draft;

/* ------------------------------------------------------------------ the result */
typedef struct cedu_point {
    cedu_point_class cls;
    cedu_severity severity;
    size_t part;                      /* of the draft */
    cedu_str zh, en;                  /* what was found */
    cedu_str advice_zh, advice_en;    /* what to do */
    const cedu_store_fact **evidence; /* facts of the base */
    size_t evidence_count;
    const size_t *also; /* other parts of the draft that it is about */
    size_t also_count;
    char doc[65]; /* of a passage or a text: the document; "" = none */
    cedu_str doc_title, doc_quote;
} cedu_point;
typedef struct cedu_assessment {
    cedu_str region; /* whose plan it is; absent: not known, and what needs to know it was left out */
    bool plan;       /* it sets goals or tasks: else only figures were looked at */
    cedu_point *p;   /* in order of the text, then of class */
    size_t n;
    size_t counts[CEDU_POINT_COUNT];
    size_t facts, targets, base_facts; /* what was looked at */
} cedu_assessment;
typedef struct cedu_assess_options {
    cedu_str region;            /* whose plan it is, canonical; absent = as the draft says */
    cedu_reason_options reason; /* image is required */
} cedu_assess_options;
CEDU_MUST_USE cedu_status cedu__desk_assess(cedu_store *s, const cedu_draft *d, const cedu_assess_options *opt, cedu_arena *a,
                                            cedu_assessment *out, cedu_error *err);

/* ------------------------------------------------------------------ on its way out (assess_out.c) */
struct cedu_paper;
void cedu__assess_point_json(const cedu_draft *d, const cedu_point *p, cedu_buf *out); /* one object, no newline */
void cedu__assess_summary_json(const cedu_draft *d, const cedu_assessment *s, cedu_buf *out);
/* Fills a paper whose arena, language, citation style and day are set. */
CEDU_MUST_USE cedu_status cedu__assess_paper(const cedu_draft *d, const cedu_assessment *s, struct cedu_paper *p,
                                             cedu_error *err);

#endif
