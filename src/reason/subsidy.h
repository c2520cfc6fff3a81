/* subsidy.h - policy instruments as rules, and what a firm could claim under them.
 *
 * A rule is one clause: who pays whom, under which conditions, at which rate of what, up to which cap, when, and what must not be
 * combined. A condition that neither the profile nor the text decides is unknown and is never counted as met; an amount that cannot be
 * reckoned is absent and never guessed. Amounts are 元. Words that steer the reading (购买, 从高, 失信 …) are groups of the packs.
 * Threads, memory, errors: as reason.h.
 */
#ifndef CEDU_REASON_SUBSIDY_H
#define CEDU_REASON_SUBSIDY_H

#include "base/toml.h"
#include "reason/reason.h"

/* ------------------------------------------------------------------ the firm (firm.c)
 * Written in a subset of TOML: `key = value` and [amounts], comments, basic and literal strings on one line, integers, floats, dates,
 * arrays of strings. Anything else of TOML, an unknown key and a key given twice are errors that name the line.
 *   name = "…"  region = "…" or ["…"]  as_of = 2025-06-01
 *   is = [], is_not = []     what the firm is and is certainly not (中小企业, 民营企业, 失信企业)
 *   has = [], has_not = []   what it holds or has done, and certainly not (高新技术企业证书, 大模型备案)
 *   [amounts] "智能算力" = 2_000_000   what it spends, earns or has, in the base unit; the key is a word of the clause */
typedef struct cedu_firm_amount {
    cedu_str name;
    double value;
} cedu_firm_amount;
typedef struct cedu_firm {
    cedu_str name, as_of; /* as_of: YYYY-MM-DD; absent = today */
    cedu_strs regions;    /* as written; the caller resolves them */
    cedu_strs is, is_not, has, has_not;
    const cedu_firm_amount *amounts;
    size_t amount_count;
} cedu_firm;
#define CEDU_MAX_FIRM CEDU_MAX_TOML /* bytes of a profile */
/* CEDU_USAGE with the line for anything that is not understood. `text` must be UTF-8, else CEDU_USAGE too. */
CEDU_MUST_USE cedu_status cedu__firm_read(cedu_str text, cedu_arena *a, cedu_firm *out, cedu_error *err);

/* ------------------------------------------------------------------ rules (clause.c)
 * X(name, Chinese, English) */
/* clang-format off */
#define CEDU_CONDITIONS(X) \
    X(region, "地区", "region") X(payee, "对象", "payee") X(act, "行为", "act") X(number, "数值", "number") \
    X(window, "期限", "window") X(exclusion, "除外", "exclusion") X(seller, "供应商", "seller") X(combining, "叠加", "combining")
/* clang-format on */
typedef enum cedu_condition_what {
#define CEDU__X(name, zh, en) CEDU_CONDITION_##name,
    CEDU_CONDITIONS(CEDU__X)
#undef CEDU__X
} cedu_condition_what;
const char *cedu__condition_name(cedu_condition_what w, bool english);

typedef enum cedu_truth { CEDU_TRUTH_UNKNOWN, CEDU_TRUTH_NO, CEDU_TRUTH_YES } cedu_truth;
typedef struct cedu_condition {
    cedu_condition_what what;
    cedu_str text;  /* of the clause */
    cedu_str value; /* what is compared: the head noun, the object of the act, the words before a number */
    cedu_modifier op;
    double number; /* of a number condition */
    cedu_truth truth;
} cedu_condition;

typedef enum cedu_stack { CEDU_STACK_UNKNOWN, CEDU_STACK_ONCE, CEDU_STACK_ADDS } cedu_stack;

typedef struct cedu_rule {
    cedu_store_fact fact; /* the clause; fact.clean_quote is its text */
    cedu_str name;        /* what it is for, in a few words */
    cedu_str payer;       /* as written; absent = not said */
    cedu_condition *conditions;
    size_t condition_count;
    double rate, fixed, cap, year_cap; /* %, 元; NAN = not written */
    double fixed_max;                  /* 500万元—1000万元: the upper end; NAN = no range */
    cedu_str base;                     /* what the rate is taken of, as written */
    cedu_str purpose;                  /* what it is for: subject and payee clause together, for finding the amount */
    cedu_str from, to;                 /* window, ISO dates; absent = not written */
    cedu_str window_quote, exclusion_quote, stack_quote;
    cedu_stack stack;
    bool pool;      /* the amount is the whole budget, not a firm's */
    size_t sources; /* clusters that carry the clause */
} cedu_rule;

/* ------------------------------------------------------------------ offers (subsidy.c) */
typedef struct cedu_offer {
    cedu_rule rule;
    cedu_str region;
    cedu_truth eligible; /* YES: every condition is met; NO: one is not; UNKNOWN: what is open is in the conditions */
    bool has_amount;
    double amount;         /* what the clause gives under this profile, caps applied */
    bool at_most;          /* only the cap is known */
    cedu_str formula;      /* 200万元×30% = 60万元；上限50万元 */
    const char *amount_zh; /* why there is no amount; NULL = there is one */
    const char *amount_en;
} cedu_offer;
typedef struct cedu_offer_sum { /* of one region */
    cedu_str region;
    size_t sure, open, refused, without_amount; /* offers; those that are sure or open and have no amount */
    double sum_sure, sum_open;                  /* of computed amounts; of what excludes one another only the largest */
    double sum_most;                            /* caps where nothing can be computed: an upper bound, never a promise */
} cedu_offer_sum;
typedef struct cedu_offers {
    cedu_offer *p; /* by region; sure before open before refused; largest first */
    size_t n;
    cedu_offer_sum *sums;
    size_t sum_count;
} cedu_offers;
/* places: regions to try, canonical; the firm is then taken to be there. Empty: all regions, and firm->regions decide. opt->image is
 * required. */
CEDU_MUST_USE cedu_status cedu__reason_subsidy(cedu_store *s, const cedu_firm *firm, cedu_strs places,
                                               const cedu_reason_options *opt, cedu_arena *a, cedu_offers *out,
                                               cedu_error *err);

/* subsidy.c, shared with the programmes of the desk: one condition under a profile, on a day; and what a rule gives for `base` 分
 * (negative: not known), all in 分. Rates and amounts that a rule does not have are NAN there and negative here. */
cedu_truth cedu__rule_judge(const cedu_firm *f, const cedu_rule *r, const cedu_condition *c, const char *today);
/* The longest of the firm's amounts whose name stands in the text; NULL = none. */
const cedu_firm_amount *cedu__firm_amount(const cedu_firm *f, cedu_str text);
bool cedu__firm_kind(cedu_strs l, cedu_str s,
                     bool reverse); /* a word of the list that is a kind of s; `reverse`: of which s is a kind */
typedef struct cedu_terms {         /* the amounts of a rule: 分, millionths; negative = not written */
    int64_t rate, fixed, cap, year_cap;
} cedu_terms;
bool cedu__rule_terms(const cedu_rule *r, cedu_terms *out); /* false: out of range */
/* raw: before caps. false: nothing can be reckoned, or it does not fit. */
bool cedu__rule_award(const cedu_terms *t, int64_t base, int64_t *raw, int64_t *award);

/* clause.c: the rule of one instrument fact; false when it is none that a firm could claim. `text` is the clean text of its document. */
bool cedu__rule_read(const cedu_image *im, const cedu_store_fact *f, cedu_str text, cedu_arena *a, cedu_rule *out);

#endif
