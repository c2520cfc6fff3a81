/* match.h - 场景对接: which supplier for which scenario. Hard constraints with a reason each, transparent points, an optimal assignment.
 *
 *     match_read.c    needs and suppliers from tables (CSV, or what `cedu import` keeps); weights from a file
 *     match_judge.c   constraints, three-valued, and points of one pair; candidates of a need
 *     match_assign.c  the assignment
 *     match_said.c    what pages say about a supplier, shown beside what its table says
 *
 * An attribute that a table does not give is unknown: shown, and never counted as met; what a need does not ask for is no constraint.
 * Assignment: every need has at most one supplier, a supplier no more than its capacity, all prices together no more than the budget, and
 * the points are as many as can be. Without a budget that is a minimum-cost flow and solved exactly (shortest augmenting paths with dual
 * prices; the candidates that are kept are proved to be enough by the duals). With a budget: Lagrangean bounds and branching, exact unless
 * `gap` says by how much a better one might be better.
 * Threads: no state. Memory: the caller's arena. Sizes: limits below.
 */
#ifndef CEDU_DESK_MATCH_H
#define CEDU_DESK_MATCH_H

#include "base/money.h"
#include "reason/subsidy.h"
#include "store/store.h"

#define CEDU_MATCH_POINTS 1000 /* of one criterion, at most */

/* X(name, Chinese, English): constraints that a need can pose. */
/* clang-format off */
#define CEDU_MATCH_TESTS(X) \
    X(sector, "领域", "sector") X(tasks, "任务", "tasks") X(data, "数据", "data") X(compute, "算力", "compute") \
    X(budget, "预算", "budget") X(deadline, "期限", "deadline") X(qualifications, "资质", "qualifications") \
    X(region, "地区", "region") X(capacity, "承接能力", "capacity")
/* X(name, default weight, Chinese, English): criteria for points. */
#define CEDU_MATCH_CRITERIA(X) \
    X(near, 30, "同地", "same region") X(price, 30, "价格低于预算", "below budget") X(early, 15, "早于期限", "before deadline") \
    X(focus, 15, "专长", "specialised") X(reserve, 10, "算力余量", "spare compute")
/* clang-format on */
typedef enum cedu_match_test {
#define CEDU__X(name, zh, en) CEDU_MATCH_##name,
    CEDU_MATCH_TESTS(CEDU__X)
#undef CEDU__X
        CEDU_MATCH_TEST_COUNT
} cedu_match_test;
typedef enum cedu_match_criterion {
#define CEDU__X(name, weight, zh, en) CEDU_MATCH_BY_##name,
    CEDU_MATCH_CRITERIA(CEDU__X)
#undef CEDU__X
        CEDU_MATCH_CRITERION_COUNT
} cedu_match_criterion;
const char *cedu__match_test_name(cedu_match_test t); /* "sector" */
const char *cedu__match_test_label(cedu_match_test t, bool english);
const char *cedu__match_criterion_name(cedu_match_criterion c);
const char *cedu__match_criterion_label(cedu_match_criterion c, bool english);

/* A row of a table; words are numbers of cedu_match's list. */
typedef struct cedu_words {
    const uint32_t *p; /* rising */
    size_t n;          /* 0 = not given */
} cedu_words;
typedef struct cedu_match_row {
    cedu_str id, name, region, day; /* day: deadline or earliest delivery */
    cedu_words sectors, tasks, data, qualifications;
    double compute;   /* NAN = not given */
    int64_t money;    /* budget or price, 分; negative = not given */
    int64_t capacity; /* of a supplier; negative = not given */
    cedu_str where;   /* 用户数据: file and line */
} cedu_match_row;
typedef struct cedu_match_weights {
    int64_t of[CEDU_MATCH_CRITERION_COUNT];
    int64_t assigned;         /* points for being served at all, in units of weight × CEDU_MATCH_POINTS */
    uint32_t hard;            /* bit mask of tests */
    int64_t unknown_capacity; /* capacity of a supplier that gives none; negative = unknown, so none is assigned */
} cedu_match_weights;
extern const cedu_match_weights cedu__match_defaults;

typedef struct cedu_match {
    cedu_match_row *needs, *suppliers;
    size_t need_count, supplier_count;
    cedu_match_weights weights;
    cedu_strs words;
    /* by sector: suppliers that name it; behind the last: those that name none */
    uint32_t **block;
    uint32_t *block_size;
} cedu_match;
/* From two CSV texts; headings: the ids of packs/core/tables.tsv (scenarios, companies) or their labels; numbers plain, in 元 and FLOPS. */
CEDU_MUST_USE cedu_status cedu__match_read(cedu_str needs, cedu_str suppliers, cedu_arena *a, cedu_match *out, cedu_error *err);
/* From the user's imported tables. */
CEDU_MUST_USE cedu_status cedu__match_from_base(cedu_store *s, cedu_arena *a, cedu_match *out, cedu_error *err);
/* TOML: weight a criterion, assigned, unknown_capacity, hard = [tests]. */
CEDU_MUST_USE cedu_status cedu__match_weights_read(cedu_str text, cedu_arena *a, cedu_match_weights *out, cedu_error *err);

typedef struct cedu_match_pair {
    cedu_truth truth[CEDU_MATCH_TEST_COUNT]; /* YES also where nothing is asked for; `asked` tells */
    uint32_t asked;
    cedu_truth all;                             /* of the hard ones */
    int32_t points[CEDU_MATCH_CRITERION_COUNT]; /* 0…CEDU_MATCH_POINTS; what is unknown gives 0 */
    int64_t score;                              /* Σ weight × points + assigned × CEDU_MATCH_POINTS; above zero where met */
} cedu_match_pair;
void cedu__match_judge(const cedu_match *m, size_t need, size_t supplier, cedu_match_pair *out);
/* The truth and score alone: what the assignment asks for millions of pairs. */
cedu_truth cedu__match_quick(const cedu_match *m, size_t need, size_t supplier, int64_t *score);
/* Those that may be met at all by sector, each supplier once; calls until false. */
typedef struct cedu_match_walk {
    const cedu_match *m;
    size_t need, sector, at;
    bool all;
} cedu_match_walk;
void cedu__match_walk_open(cedu_match_walk *w, const cedu_match *m, size_t need);
bool cedu__match_walk_next(cedu_match_walk *w, size_t *supplier);

typedef struct cedu_match_candidate {
    uint32_t supplier;
    cedu_truth truth;
    int64_t score;
} cedu_match_candidate;
/* The best `limit` of a need: met ones by score, then open ones by score, then (with `refused`) the others; *n of each kind counted over all. */
typedef struct cedu_match_candidates {
    cedu_match_candidate *p;
    size_t n, met, open, refused;
} cedu_match_candidates;
CEDU_MUST_USE bool cedu__match_candidates(const cedu_match *m, size_t need, size_t limit, bool refused, cedu_arena *a,
                                          cedu_match_candidates *out);

/* What pages say of a supplier by its name: a sentence that holds it, and the fact that was read from that sentence where there is one. It is shown
 * beside the table and decides nothing: an attribute that the table lacks stays unknown. */
typedef struct cedu_match_saying {
    cedu_str sentence; /* of the restored text */
    cedu_strs words;   /* of the need, that stand in the sentence */
    bool shortened;    /* the page says the name without 有限公司 and the like: perhaps another firm */
    const char *doc;   /* sha256 */
    cedu_str title, published;
    const char *fact;    /* id; NULL = nothing was read from the sentence */
    cedu_stance stance;  /* of the fact */
    cedu_fact_kind kind; /* of the fact */
} cedu_match_saying;
typedef struct cedu_match_sayings {
    cedu_match_saying *p;
    size_t n;
} cedu_match_sayings;
/* Those with most words of the need first, `limit` at most. A name of less than two characters finds nothing. */
CEDU_MUST_USE cedu_status cedu__match_said(cedu_store *s, const cedu_image *im, const cedu_match *m, size_t need,
                                           size_t supplier, size_t limit, cedu_arena *a, cedu_match_sayings *out,
                                           cedu_error *err);

#define CEDU_MATCH_NONE UINT32_MAX
typedef struct cedu_assignment {
    uint32_t *supplier;  /* of each need; CEDU_MATCH_NONE = nobody */
    int64_t *worth;      /* of each supplier: what one more capacity would add at most (dual price), in points */
    int64_t score, cost; /* points; 分 */
    int64_t gap;         /* points by which another assignment might be better; 0 = proved to be the best */
    size_t assigned;
    size_t pairs; /* that were met */
} cedu_assignment;
/* budget: 分 for all prices together, negative = none; with it an unknown price cannot be counted and the pair is left out. CEDU_TOO_LARGE:
 * too many pairs for memory. */
CEDU_MUST_USE cedu_status cedu__match_assign(const cedu_match *m, int64_t budget, cedu_arena *a, cedu_assignment *out,
                                             cedu_error *err);
/* How many of the needs keep their supplier when one weight is a fifth larger or smaller: *kept of all variants for each need. */
CEDU_MUST_USE cedu_status cedu__match_stable(const cedu_match *m, int64_t budget, const cedu_assignment *base, cedu_arena *a,
                                             uint8_t *kept, size_t *variants, cedu_error *err);

#endif
