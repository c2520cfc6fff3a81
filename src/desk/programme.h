/* programme.h - 算力券 and other programmes: rules in a file, applications held against them, what each gets, and running it on a ledger.
 *
 * One rule language with the instruments of the base (reason/subsidy.h): the same conditions, judged by the same code, three-valued;
 * what is unknown never counts as met. Money is whole 分. Allocation is exact: what is given sums to min(budget, demand).
 *     programme_file.c   the file -> cedu_programme, with lint by line; a published rule as such a file
 *     programme_judge.c  applications, conditions, entitlement
 *     programme_give.c   allocation when demand exceeds supply, and the outcome of a simulation
 *     programme_run.c    operations on the ledger (store/ledger.h): roles, request ids; programme_case.c and programme_voucher.c: the operations
 *     programme_state.c  a programme as it stands, and its workbook
 *     whatif.c           variants side by side
 * Threads: no state but the store's. Memory: the caller's arena. Errors: CEDU_USAGE for what the user must mend.
 */
#ifndef CEDU_DESK_PROGRAMME_H
#define CEDU_DESK_PROGRAMME_H

#include "base/json.h"
#include "base/money.h"
#include "reason/subsidy.h"
#include "store/ledger.h"

/* ------------------------------------------------------------------ the file (docs/desk-programmes.md has all keys) */
/* X(name in files, Chinese, English) */
/* clang-format off */
#define CEDU_ALLOCATIONS(X) \
    X(pro_rata, "pro-rata", "按比例", "pro rata") \
    X(priority, "priority", "按优先次序", "by priority") \
    X(max_min, "max-min", "最大最小公平", "max-min fair")
/* clang-format on */
typedef enum cedu_allocation {
#define CEDU__X(id, name, zh, en) CEDU_ALLOCATE_##id,
    CEDU_ALLOCATIONS(CEDU__X)
#undef CEDU__X
        CEDU_ALLOCATION_COUNT
} cedu_allocation;
bool cedu__allocation_parse(cedu_str s, cedu_allocation *out);
const char *cedu__allocation_name(cedu_allocation a);
const char *cedu__allocation_label(cedu_allocation a, bool english);

typedef struct cedu_programme_rule {
    int line;
    cedu_rule rule; /* name, conditions, base, window; no fact stands behind it */
    cedu_terms terms;
    int64_t firm_cap; /* 分 for one firm over the whole programme; negative = none. terms.cap is for one application. */
    cedu_strs kinds, requires, excludes, where, sellers, not_with;
} cedu_programme_rule;

typedef struct cedu_programme_target {
    int line;
    cedu_str name, measure,
        unit; /* measure: firms, granted, or the name of an amount that those who are given something bring */
    double value;
} cedu_programme_target;

typedef struct cedu_programme_note { /* what check says */
    int line;
    bool error;
    cedu_str zh, en;
} cedu_programme_note;

typedef struct cedu_programme {
    cedu_str name, region, payer, from, to, text; /* text: the file */
    int64_t budget;
    cedu_allocation allocation;
    cedu_strs priority;            /* kinds that come first, in order */
    cedu_strs approvers, settlers; /* who may; empty = anybody whose role it becomes */
    int64_t max_firms, valid_days; /* negative = no bound */
    bool adds;                     /* rules add up; else the best one alone */
    cedu_programme_rule *rules;
    size_t rule_count;
    cedu_programme_target *targets;
    size_t target_count;
    cedu_programme_note *notes; /* warnings; errors are there too when reading failed for what they say */
    size_t note_count;
} cedu_programme;
/* changes: "rate=40, cap=600000, kinds=中小企业|高校": keys that are read otherwise than the file says, for a variant; target=N or
 * target.NAME=N is a goal. Empty: none. CEDU_USAGE with the first fault; all faults and warnings are in out->notes, each with its line. */
CEDU_MUST_USE cedu_status cedu__programme_read(cedu_str text, cedu_str changes, cedu_arena *a, cedu_programme *out,
                                               cedu_error *err);
/* 分 as people read it: 60万元, 1234.56元. */
cedu_str cedu__programme_yuan(cedu_arena *a, int64_t fen);
/* What the programme means, a sentence each; `rule` NULL: of the programme as a whole. */
cedu_str cedu__programme_sentence(const cedu_programme *p, const cedu_programme_rule *rule, bool english, cedu_arena *a);
/* A rule that was read from a page as a programme's text, to be completed: what the clause does not say stays a comment. */
void cedu__programme_of_rule(const cedu_rule *r, cedu_str region, int64_t budget, cedu_buf *out);

/* ------------------------------------------------------------------ applications */
typedef struct cedu_application {
    cedu_str id, date, seller;
    bool knows_enjoyed; /* the column says something, be it 无 */
    cedu_strs enjoyed;
    double score; /* higher comes first among those of one class */
    cedu_firm firm;
    size_t line; /* of the file, from 1 */
} cedu_application;
typedef struct cedu_applications {
    cedu_application *p;
    size_t n;
} cedu_applications;
/* CSV with headings (id firm date region is is_not has has_not seller enjoyed score, or in Chinese); every other column is an amount, 元 or
 * its own unit, under its heading. Lists are separated by 、 ; or |. CEDU_USAGE names row and column. */
CEDU_MUST_USE cedu_status cedu__applications_read(cedu_str csv, cedu_arena *a, cedu_applications *out, cedu_error *err);
/* One value of an application by its heading, as a column would give it. false: the value is not one (a date, a number). */
bool cedu__application_set(cedu_application *x, cedu_str heading, cedu_str value, cedu_arena *a);

/* ------------------------------------------------------------------ judging and giving */
typedef struct cedu_spent { /* what a firm was given before, in 分 */
    cedu_str year;          /* 2025 */
    int64_t amount;
} cedu_spent;
typedef struct cedu_grant {
    const cedu_application *app;
    const cedu_programme_rule
        *rule; /* the one that counts; for "adds" the largest; where none is met the one that comes nearest */
    cedu_truth eligible;
    const cedu_condition *conditions; /* of that rule, judged */
    size_t condition_count;
    int64_t entitled, granted; /* 分; entitled: under the rules and caps, before the budget */
    cedu_str formula;
    const char *why_zh,
        *why_en; /* why nothing is given although the conditions are met; NULL = something is, or they are not */
} cedu_grant;
/* One application, given what the firm was granted before. */
void cedu__programme_judge(const cedu_programme *p, const cedu_application *x, const cedu_spent *before, size_t before_count,
                           cedu_arena *a, cedu_grant *out);
/* Entitlements of what is to be given in that order; demand ≥ 0, out[i] ≤ demand[i], the sum is min(budget, all demand). */
CEDU_MUST_USE bool cedu__allocate(cedu_allocation how, const int64_t *demand, size_t n, int64_t budget, cedu_arena *a,
                                  int64_t *out);

typedef struct cedu_outcome {
    cedu_grant *p; /* in order of the file */
    size_t n;
    size_t met, open, refused, firms; /* firms: that are given something */
    int64_t budget, demand, granted, left;
    cedu_str runs_out; /* the day on which entitlements first exceed the budget; absent = they never do */
    double *reached;   /* a value each target */
} cedu_outcome;
typedef struct cedu_prior { /* what a firm was granted in a year before these applications; counts towards its caps */
    cedu_str firm, year;
    int64_t amount;
} cedu_prior;
CEDU_MUST_USE cedu_status cedu__programme_simulate(const cedu_programme *p, const cedu_applications *x,
                                                   const cedu_prior *before, size_t before_count, cedu_arena *a,
                                                   cedu_outcome *out, cedu_error *err);
/* Order in which priority gives: class, score, date, id. For cases of the ledger too. */
int cedu__programme_before(const cedu_programme *p, const cedu_application *x, const cedu_application *y);

/* ------------------------------------------------------------------ running (programme_run.c)
 * An operation is a flat object; its keys by op (all strings; amounts in 元):
 *   all       request, op, programme, actor; at (ISO time, default now)
 *   open      rules (the text of the file)
 *   apply     id, firm, and what a row of applications may say
 *   reject    id, note          approve   id, amount (default: the entitlement)          allocate  policy (default: the file's)
 *   issue     id                reserve   id, order, amount       release  id, order, amount (default: all of it)
 *   redeem    id, order, seller, amount       refund  id, seller, amount                 expire    id
 *   settle    seller (default: all)           close
 * Roles: apply, reserve, release, redeem, refund are the applicants' side; open, approve, reject, allocate, issue, expire, close the
 * approver's; settle the cashier's. Whoever has acted in one role of a programme can act in no other. */
typedef struct cedu_operation {
    const cedu_ledger_set *p; /* key, value */
    size_t n;
} cedu_operation;
/* The answer is a JSON object, the same again for a request that is repeated. A refusal is CEDU_USAGE or CEDU_NOT_FOUND with its sentence;
 * nothing was then written. */
CEDU_MUST_USE cedu_status cedu__programme_run(cedu_store *s, const cedu_operation *op, cedu_arena *a, cedu_str *answer,
                                              cedu_error *err);
/* A line of NDJSON as an operation; numbers are taken as written. */
CEDU_MUST_USE cedu_status cedu__operation_read(cedu_str json, cedu_arena *a, cedu_operation *out, cedu_error *err);
cedu_str cedu__operation_value(const cedu_operation *op, const char *key); /* absent: not given */
bool cedu__operation_set(cedu_operation *op, cedu_str key, cedu_str value, cedu_arena *a);

typedef struct cedu_case { /* one application and its voucher, as they stand */
    cedu_str id, firm, state, rule, expires, why;
    int64_t entitled, approved, open, held, payable; /* 分; approved: granted, whatever became of it */
} cedu_case;
typedef struct cedu_outstanding { /* what stands between a voucher and a seller's money */
    cedu_str id, who;             /* the case; the order that is held, or the seller who is to be paid */
    int64_t amount;               /* 分, above zero */
    bool payable;
} cedu_outstanding;
typedef struct cedu_statement {
    cedu_str programme, rules, closed; /* rules: the file as opened; closed: when, absent = it is open */
    int64_t budget_left, approved, open, held, payable, paid, source;
    cedu_case *cases; /* by id */
    size_t n;
    cedu_outstanding *claims; /* by account */
    size_t claim_count;
    cedu_ledger_sets actors; /* name -> role (apply, approve, settle) */
} cedu_statement;
CEDU_MUST_USE cedu_status cedu__programme_statement(cedu_store *s, cedu_str programme, cedu_arena *a, cedu_statement *out,
                                                    cedu_error *err);
/* Statement, postings and entries as a workbook. */
CEDU_MUST_USE cedu_status cedu__programme_xlsx(cedu_store *s, cedu_str programme, bool english, cedu_arena *a, cedu_buf *out,
                                               cedu_error *err);

#endif
