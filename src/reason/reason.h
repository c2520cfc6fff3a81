/* reason.h - what follows from the facts: comparison, claims, conflicts, derived values, targets, a region's profile.
 *
 * Everything here is computed from the store on demand and never written back as if a page had said it: a derived value always
 * carries its formula, its inputs (facts) and the interval that their written precision allows.
 *
 * Regions and subjects are given by canonical name (the caller resolves short forms through the packs). No city, sector or
 * indicator is named in C; the few statistical scope words (口径) can be replaced through cedu_reason_options.
 * Threads: as the store. Memory: all results live in the caller's arena. Errors: the store's.
 */
#ifndef CEDU_REASON_H
#define CEDU_REASON_H

#include "pack/pack.h"
#include "store/store.h"

/* ------------------------------------------------------------------ what a written number allows
 * 413.9亿元 = [413.85, 413.95) 亿; 550余家 = [550, 560); 超500亿元 = (500亿, ∞); 约1/2 = 0.5 ± 10 %. Counts below the
 * smallest written digit are exact. Infinite ends are ±INFINITY and open. */
typedef struct cedu_interval {
    double lo, hi;
    bool lo_open, hi_open;
} cedu_interval;

/* Half of the last written digit of `as_written` in base units; 0 = exact (a count). */
double cedu__reason_precision(double value, cedu_str as_written, cedu_str unit);
/* Of a fact with a value; without one (-∞, ∞). */
cedu_interval cedu__reason_interval(const cedu_fact *f);
bool cedu__reason_disjoint(cedu_interval a, cedu_interval b);
cedu_interval cedu__reason_meet(cedu_interval a, cedu_interval b); /* lo > hi when disjoint */

typedef struct cedu_reason_options {
    const cedu_image *image; /* which region lies in which, which indicator is the wider one, words of statistics (packs,
                              * class page, groups scope, leverage, kin …); NULL: those rules keep silent */
    cedu_strs scope_words; /* words that change what is counted (核心, 规模以上 …); empty = the pack's, else the built-in few */
    cedu_str as_of;    /* YYYY-MM-DD: what was published later is left out, deadlines are judged by it; absent = today,
                            * nothing left out */
    cedu_str known_by; /* YYYY-MM-DD…: knowledge time; what was added to the base later is left out; absent = all */
    bool review;       /* use facts that wait for review too */
    cedu_str
        since; /* conflicts, derive: only what rests on a document added from this moment on; only what depends on its facts is
                     * read (near.c). Absent = everything */
    size_t recent; /* where regions are asked for: only the so many of their facts that were added last; 0 = all */
    size_t
        around; /* what is asked reaches beyond its regions, or names none (graph, overlap, lineage, subsidies, changes): at most so many facts,
                     * the latest of the regions and of those around them; 0 = all */
    cedu_strs said; /* ledgers: only of documents in whose text one of these stands, the `newest` added last; empty = all */
    size_t newest;
    bool all;      /* of a large subject, too, all facts of the regions that matter */
    size_t *split; /* counts the subjects too large for memory that were looked at in parts; NULL = nobody asks */
    void (*progress)(void *ctx, size_t facts); /* called between subjects with the facts looked at so far; NULL = nobody asks */
    void *progress_ctx;
    const cedu_store_facts *facts; /* instead of reading: these, which must be all that the filter's regions allow */
} cedu_reason_options;

/* The canonical name of a region given in full, in short or by code; p == NULL: there is none. others: what it may mean as well, when it
 * must be asked about (two of one width). The names live in the image, the list in the arena. */
cedu_str cedu__reason_name_region(const cedu_image *im, cedu_str given, cedu_arena *a, cedu_strs *others);

/* ------------------------------------------------------------------ claims
 * Facts that speak of the same thing: kind, subject, regions, period, unit and scope (baseline, denominator, rank scope,
 * reference region, precision). */
typedef struct cedu_claim {
    cedu_fact_kind kind;
    cedu_str subject, subject_id, unit, period;
    cedu_strs regions;
    cedu_str scope;         /* baseline=2019; denominator=…; absent = none */
    cedu_interval interval; /* what all facts allow; lo > hi when they disagree */
    const cedu_store_fact *facts;
    const cedu_interval *intervals; /* parallel */
    size_t fact_count;
    size_t best;    /* index of the fact to show: most precise, then most confident */
    size_t sources; /* independent ones: clusters */
    bool disagree;  /* at least two intervals are disjoint */
} cedu_claim;
typedef struct cedu_claims {
    cedu_claim *p;
    size_t n;
} cedu_claims;
/* `f` filters the facts first (NULL = all); only facts with a value. In order of subject, region, period. */
CEDU_MUST_USE cedu_status cedu__reason_claims(cedu_store *s, const cedu_store_fact_filter *f, const cedu_reason_options *opt,
                                              cedu_arena *a, cedu_claims *out, cedu_error *err);

/* ------------------------------------------------------------------ compare: regions × subjects */
typedef struct cedu_compare_row {
    cedu_fact_kind kind;
    cedu_str subject, subject_id, unit, scope;
    int year;                 /* of the row; 0 = the facts have no period */
    const cedu_claim **cells; /* parallel to regions; NULL = nothing known (unknown, not zero) */
} cedu_compare_row;
typedef struct cedu_comparison {
    cedu_strs regions;
    cedu_compare_row *rows; /* subjects that most regions have first, then by subject, kind, year */
    size_t n;
} cedu_comparison;
typedef struct cedu_compare_options {
    cedu_str subject; /* as in the fact filter; absent = all */
    uint32_t kinds;   /* 0 = observation, target, forecast, growth, share, rank, ratio */
    int year_from, year_to;
    bool latest;        /* one row a subject and kind: each region's latest year (the cell says which) */
    size_t min_regions; /* leave out rows that fewer regions have; 0 = 1 */
} cedu_compare_options;
/* A joint claim of several regions is shown in each region's cell, with all its regions: never split. copt may be NULL. */
CEDU_MUST_USE cedu_status cedu__reason_compare(cedu_store *s, cedu_strs regions, const cedu_compare_options *copt,
                                               const cedu_reason_options *opt, cedu_arena *a, cedu_comparison *out,
                                               cedu_error *err);

/* ------------------------------------------------------------------ conflicts. X(name, Chinese, English) */
/* clang-format off */
#define CEDU_CONFLICTS(X) \
    X(scope, "口径差异", "different scope") \
    X(time, "时间差异", "different time") \
    X(retelling, "转述偏差", "changed in retelling") \
    X(real, "真冲突", "contradiction") \
    X(coexist, "并存", "side by side, no contradiction")
/* clang-format on */
typedef enum cedu_conflict_class {
#define CEDU__X(name, zh, en) CEDU_CONFLICT_##name,
    CEDU_CONFLICTS(CEDU__X)
#undef CEDU__X
        CEDU_CONFLICT_COUNT
} cedu_conflict_class;
const char *cedu__conflict_name(cedu_conflict_class c);                /* "scope" */
const char *cedu__conflict_label(cedu_conflict_class c, bool english); /* "口径差异" */

struct cedu_derived;
typedef struct cedu_conflict {
    cedu_conflict_class cls;
    cedu_store_fact a, b; /* the minimal set; a is the earlier published */
    cedu_interval ia, ib;
    cedu_str reason_zh, reason_en;
    size_t a_sources, b_sources; /* independent sources that agree with either side */
    const struct cedu_derived
        *derived; /* b is the first input of this derivation, whose value meets a; NULL = both are stated */
} cedu_conflict;
typedef struct cedu_conflict_list {
    cedu_conflict *p;
    size_t n;
} cedu_conflict_list;
/* `coexist`: also statements that differ without contradicting (超1000亿 beside 3031亿). */
CEDU_MUST_USE cedu_status cedu__reason_conflicts(cedu_store *s, const cedu_store_fact_filter *f, bool coexist,
                                                 const cedu_reason_options *opt, cedu_arena *a, cedu_conflict_list *out,
                                                 cedu_error *err);

/* The same over a whole base of any size, one after another, in the memory of the largest subject; what is handed over dies after the call.
 * Subject by subject: rules across subjects (wide against narrow indicators) are left out. In order of subjects. */
typedef cedu_status (*cedu_conflict_fn)(void *ctx, const cedu_conflict *k, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__reason_each_conflict(cedu_store *s, const cedu_store_fact_filter *f, bool coexist,
                                                     const cedu_reason_options *opt, cedu_conflict_fn fn, void *ctx,
                                                     cedu_error *err);

/* ------------------------------------------------------------------ derived values
 * Intervals are propagated over the relations of one subject until nothing new follows (at most CEDU_DERIVE_DEPTH steps). Every
 * result carries the stated facts that it rests on, all of which are needed: a contradiction's facts are a minimal set. A fact is
 * never used twice in one chain. X(name, Chinese) */
/* clang-format off */
#define CEDU_DERIVATIONS(X) \
    X(prior_from_growth, "由增速倒推基期") X(later_from_growth, "由增速推算当期") \
    X(growth_from_values, "由两期数值推算增速") X(other_from_ratio, "由倍比推算另一地") \
    X(this_from_ratio, "由倍比推算本地") X(total_from_share, "由占比推算总量") X(part_from_share, "由占比推算部分") \
    X(growth_chain, "由逐年增速连乘") X(total_from_rank, "由名次推算全体下限") \
    X(total_from_rest, "由其余占比推算全体下限") X(share_of_whole, "由部分与全体推算占比") \
    X(parts_and_whole, "各部分之和与全体") X(sum_of_parts, "各地相加") X(part_from_sum, "由合计减去其余") \
    X(part_of_count, "由占比与分母推算数量") X(leverage, "带动倍数") X(scope_share, "宽口径与窄口径之比")
/* clang-format on */
typedef enum cedu_derivation {
#define CEDU__X(name, zh) CEDU_DERIVE_##name,
    CEDU_DERIVATIONS(CEDU__X)
#undef CEDU__X
        CEDU_DERIVE_COUNT
} cedu_derivation;
#define CEDU_DERIVE_DEPTH 4
/* strained: possible only if a bound (超2600家) is far exceeded; of one scope the statements would contradict each other. */
typedef enum cedu_verdict {
    CEDU_VERDICT_NEW,
    CEDU_VERDICT_CONSISTENT,
    CEDU_VERDICT_CONTRADICTS,
    CEDU_VERDICT_STRAINED
} cedu_verdict;
const char *cedu__derivation_name(cedu_derivation d, bool english); /* Chinese label, or the name above */
const char *cedu__verdict_name(cedu_verdict v, bool english); /* 新推算 / 一致 / 矛盾 / 同口径则矛盾; new, consistent … */

typedef struct cedu_derived {
    cedu_derivation rule;
    cedu_verdict verdict;
    cedu_fact_kind kind; /* of the derived value */
    cedu_str region, subject, subject_id, period, unit;
    cedu_str relative_to; /* denominator of a share, base year of a growth; absent = none */
    double value;
    cedu_interval interval;        /* what the inputs' written precision allows */
    bool approx;                   /* an input was 约, 余, a bound … */
    bool caution;                  /* the inputs come from different asserters, times or scopes */
    bool planned;                  /* of targets, not of observations */
    cedu_str formula;              /* 413.9亿元/(1+107%) = 199.95亿元; several steps stand one after another with ； */
    const cedu_store_fact *inputs; /* stated facts, all needed; contexts are not loaded */
    size_t input_count;
    int steps;
    bool has_stated;
    cedu_store_fact stated; /* what it agrees with or contradicts */
    double off;             /* (value - stated) / stated */
    size_t sources;         /* clusters among inputs and stated: 2 or more = different pages agree */
} cedu_derived;
typedef struct cedu_derived_list {
    cedu_derived *p;
    size_t n;
} cedu_derived_list;
CEDU_MUST_USE cedu_status cedu__reason_derive(cedu_store *s, const cedu_store_fact_filter *f, const cedu_reason_options *opt,
                                              cedu_arena *a, cedu_derived_list *out, cedu_error *err);

/* ------------------------------------------------------------------ targets. X(name, Chinese, English) */
/* clang-format off */
#define CEDU_TARGET_STATES(X) \
    X(met, "已达成", "met") \
    X(on_track, "推进中", "under way") \
    X(behind, "落后", "behind") \
    X(overdue, "逾期未见证据", "overdue, no evidence") \
    X(no_later, "无后续数据", "no later data") \
    X(qualitative, "定性目标", "qualitative")
/* clang-format on */
typedef enum cedu_target_state {
#define CEDU__X(name, zh, en) CEDU_TARGET_##name,
    CEDU_TARGET_STATES(CEDU__X)
#undef CEDU__X
        CEDU_TARGET_STATE_COUNT
} cedu_target_state;
const char *cedu__target_state_name(cedu_target_state t);
const char *cedu__target_state_label(cedu_target_state t, bool english);

typedef struct cedu_target {
    cedu_store_fact fact; /* the statement; fact.fact.modifier is the operator */
    size_t sources;       /* clusters that state the same target */
    int deadline;         /* year; 0 = unknown */
    bool has_baseline, has_latest;
    cedu_store_fact baseline; /* last observation up to the year of the statement */
    cedu_store_fact latest;   /* last observation of the same thing */
    bool independent;         /* latest comes from another cluster than the target */
    double progress;          /* % of the target's value; NAN = unknown */
    double needed;            /* growth in % still needed from latest to the target, over all years left; NAN = unknown */
    double needed_per_year;   /* the same a year; NAN = unknown or no whole year left */
    double planned_per_year;  /* growth in % a year from the baseline to the deadline; NAN = unknown */
    cedu_target_state state;
    cedu_str reason_zh, reason_en;
} cedu_target;
typedef struct cedu_targets {
    cedu_target *p;
    size_t n;
} cedu_targets;
/* By deadline, region, subject. `due`: only with this deadline year or earlier; 0 = all. opt->as_of absent = today. */
CEDU_MUST_USE cedu_status cedu__reason_targets(cedu_store *s, cedu_strs regions, int due, const cedu_reason_options *opt,
                                               cedu_arena *a, cedu_targets *out, cedu_error *err);

/* ------------------------------------------------------------------ ledgers: zones, funds, compute, problems …
 * How firm an entry is. X(name, Chinese, English) */
/* clang-format off */
#define CEDU_LEDGER_GRADES(X) \
    X(stated, "已有", "stated") \
    X(reported, "转述", "reported") \
    X(estimated, "估计", "estimated") \
    X(planned, "计划", "planned") \
    X(wished, "建议或呼吁", "advised or wished") \
    X(lacking, "缺少或有风险", "lacking or at risk")
/* clang-format on */
typedef enum cedu_ledger_grade {
#define CEDU__X(name, zh, en) CEDU_LEDGER_##name,
    CEDU_LEDGER_GRADES(CEDU__X)
#undef CEDU__X
} cedu_ledger_grade;
const char *cedu__ledger_grade_name(cedu_ledger_grade g);
const char *cedu__ledger_grade_label(cedu_ledger_grade g, bool english);
typedef struct cedu_ledger_kind {
    const char *name, *zh, *en;
    uint32_t kinds; /* of facts */
    bool by_words;  /* needs a word of the packs' group `ledger` with value = name */
} cedu_ledger_kind;
extern const cedu_ledger_kind cedu__ledgers[];
extern const size_t cedu__ledger_count;
const cedu_ledger_kind *cedu__ledger_find(cedu_str name); /* NULL = none of that name */
typedef struct cedu_ledger_row {
    cedu_str name, word; /* what it is called; the pack's word that put it here */
    cedu_ledger_grade grade;
    cedu_store_fact fact; /* the first of those that say so */
    size_t facts, sources;
    cedu_strs related; /* ledger demand: the instruments of the same document */
} cedu_ledger_row;
typedef struct cedu_ledger_rows {
    cedu_ledger_row *p;
    size_t n;
} cedu_ledger_rows;
/* By region, name, period. opt->image is needed for ledgers by words. */
CEDU_MUST_USE cedu_status cedu__reason_ledger(cedu_store *s, const cedu_ledger_kind *kind, cedu_strs regions,
                                              const cedu_reason_options *opt, cedu_arena *a, cedu_ledger_rows *out,
                                              cedu_error *err);
#define CEDU_GRADE_COUNT 6
typedef struct cedu_score { /* of one region and one tag: a scorecard */
    cedu_str region, word;
    size_t facts, sources, grades[CEDU_GRADE_COUNT]; /* facts by cedu_ledger_grade */
    cedu_str years;                                  /* 2021×3 2023×1 */
    const cedu_ledger_row *example;                  /* the firmest */
} cedu_score;
/* Counts of a ledger by region and tag; no weighing. By region, tag. */
CEDU_MUST_USE cedu_status cedu__reason_scores(const cedu_ledger_rows *rows, cedu_arena *a, cedu_score **out, size_t *n,
                                              cedu_error *err);
cedu_str cedu__reason_entry_name(const cedu_store_fact *f); /* what to call a fact in one line */
/* Whether lists show it under these options: not rejected, not waiting, known and published by the days asked for. */
/* Words of group hollow (needs the image of opt; none without it) and whether the fact is hollow by them: its name is a label of the
 * page's form (成文日期), a formula (现印发给你们), a bare word for a kind of text (规划), or it counts the parts of the text itself
 * (六大任务). Such a fact stays in the base and in `list facts`; it is no entry of a ledger, a timeline, a graph or a diff. */
typedef struct cedu_hollow {
    const struct cedu_word *p;
    size_t n;
} cedu_hollow;
cedu_hollow cedu__reason_hollow_words(const cedu_reason_options *opt, cedu_arena *a);
bool cedu__reason_hollow(cedu_hollow words, const cedu_store_fact *f);
bool cedu__reason_shown(const cedu_store_fact *f, const cedu_reason_options *opt);

/* ------------------------------------------------------------------ overlap of focus: a hint, never a verdict
 * Two regions that name the same field. literal: the same words or the same sector of the packs; kin: the same family (pack group
 * kin); vision: both want to be the same thing (策源地). Weight: ln(regions / regions that name it), 0 = everybody does. */
typedef struct cedu_overlap_side {
    cedu_str region, item;
    cedu_store_fact fact;
    cedu_ledger_grade grade;
} cedu_overlap_side;
typedef struct cedu_overlap {
    const char *level; /* literal, kin, vision */
    cedu_str shared;
    cedu_overlap_side a, b;
    size_t regions; /* how many name it */
    bool mandated;  /* a fact about 全国 asks for it: no sign of copying */
    double weight;
} cedu_overlap;
typedef struct cedu_similarity { /* of two regions over all they name */
    cedu_str a, b;
    size_t shared, either;
    double likeness;          /* 0…1, weighted */
    cedu_strs only_a, only_b; /* what sets them apart */
} cedu_similarity;
typedef struct cedu_overlap_count {
    size_t literal, kin; /* the same words; of one family or vision */
} cedu_overlap_count;
typedef struct cedu_overlaps {
    cedu_overlap *p;
    size_t n;
    cedu_similarity *pairs; /* most alike first */
    size_t pair_count;
    size_t regions;             /* that name anything */
    cedu_strs most;             /* those with most in common with others, CEDU_OVERLAP_TABLE at most; most first */
    cedu_overlap_count *counts; /* most.n × most.n, symmetric: fields that two of them share, all of them */
    bool cut;                   /* more than CEDU_MAX_OVERLAPS: the rest is not in p (`counts` has it) */
} cedu_overlaps;
/* regions: only pairs with one of them; empty = all pairs. Also advice counts, with its grade. */
CEDU_MUST_USE cedu_status cedu__reason_overlap(cedu_store *s, cedu_strs regions, const cedu_reason_options *opt, cedu_arena *a,
                                               cedu_overlaps *out, cedu_error *err);

/* ------------------------------------------------------------------ questions
 * The question is read by the same recogniser as a page. What was understood is in the result and must be shown; what was not
 * understood is said, never guessed. */
typedef struct cedu_question {
    cedu_strs regions, subjects; /* canonical names; of subjects also what stands for them in `subject_key` */
    cedu_str subject_key;        /* subject_id, or a part of the subject's name */
    cedu_str level;              /* 哪些城市: only regions of this level of the packs; absent = any */
    uint32_t kinds;              /* 0 = not said: observations first */
    int year_from, year_to;      /* 0 = not said */
    bool has_limit;              /* 超过10EFLOPS */
    cedu_modifier op;
    double limit;
    cedu_str limit_unit;
    int order;               /* 1 = the most, -1 = the least, 0 = not asked for */
    cedu_str ledger;         /* what is asked for is a list: zones, problems …, or kinds of facts; absent = a number */
    cedu_str topic;          /* of the list, only what has this word; absent = all */
    bool counted;            /* 多少, 数量: a number is meant */
    cedu_strs unused;        /* words of the question that nothing was made of: to be said, they may have been a condition */
    cedu_strs may_be;        /* why it cannot be answered: indicators of which a part was named */
    cedu_str why_zh, why_en; /* why it cannot be answered; absent = it was */
} cedu_question;
typedef struct cedu_answer {
    cedu_question q;
    cedu_claims claims;        /* each with its facts, so with its quotations */
    cedu_ledger_rows rows;     /* of a list */
    cedu_derived_list derived; /* what no text says, but what follows from what they say; only where there are no claims */
    size_t uncertain;          /* claims left out because their interval does not decide the comparison */
    cedu_strs looked_at;       /* where a sector stands for several indicators: those that were looked at */
    size_t each;   /* of a subject with very many facts only so many of each region were looked at, the latest; 0 = all */
    size_t newest; /* of a large base only so many documents were looked at for a list, those added last; 0 = all */
    size_t latest; /* of a large base only about so many facts were looked at for a list, of the latest years; 0 = all */
    cedu_strs known_years, known_regions; /* where nothing fits: what there is of the subject */
} cedu_answer;
/* `today` of opt->as_of dates relative times. opt->image is required. */
CEDU_MUST_USE cedu_status cedu__reason_ask(cedu_store *s, cedu_str question, const cedu_reason_options *opt, cedu_arena *a,
                                           cedu_answer *out, cedu_error *err);

/* ------------------------------------------------------------------ changes since a moment. X(name, Chinese, English) */
/* clang-format off */
#define CEDU_CHANGES(X) \
    X(new_policy, "新政策", "new policy") \
    X(changed_target, "目标有变", "target changed") \
    X(new_target, "新目标", "new target") \
    X(further_target, "后续目标", "further target") \
    X(new_designation, "新称号", "new designation") \
    X(changed_value, "数值有变", "value changed") \
    X(new_value, "新数值", "new value")
/* clang-format on */
typedef enum cedu_change_what {
#define CEDU__X(name, zh, en) CEDU_CHANGE_##name,
    CEDU_CHANGES(CEDU__X)
#undef CEDU__X
} cedu_change_what;
const char *cedu__change_name(cedu_change_what w);
const char *cedu__change_label(cedu_change_what w, bool english);
typedef struct cedu_change {
    cedu_change_what what;
    cedu_store_fact now, before;
    bool has_before;
} cedu_change;
typedef struct cedu_changes {
    cedu_change *p;
    size_t n;
} cedu_changes;
/* `since`: beginning of a UTC time as in documents.added_at (2025-01-31, 2025-01-31T08). */
CEDU_MUST_USE cedu_status cedu__reason_changes(cedu_store *s, cedu_str since, cedu_strs regions, const cedu_reason_options *opt,
                                               cedu_arena *a, cedu_changes *out, cedu_error *err);

/* ------------------------------------------------------------------ chain board, correlation, index (board.c)
 * Stages are the packs' rows of group `stage`, in their order. A cell without any fact is unknown: neither there nor missing. */
typedef struct cedu_chain_cell {
    cedu_str stage, layer;
    const cedu_store_fact *present, *gap, *plan; /* the latest fact of each; NULL = no text says so */
} cedu_chain_cell;
typedef struct cedu_chain {
    cedu_chain_cell *p;
    size_t n;
} cedu_chain;
CEDU_MUST_USE cedu_status cedu__reason_chain(cedu_store *s, cedu_str region, const cedu_reason_options *opt, cedu_arena *a,
                                             cedu_chain *out, cedu_error *err);

#define CEDU_CORRELATION_LEAST 5 /* regions with both values; fewer give no coefficient */
typedef struct cedu_correlation_point {
    cedu_str region;
    cedu_store_fact x, y;
} cedu_correlation_point;
typedef struct cedu_correlation {
    cedu_correlation_point *p;
    size_t n, missing_x, missing_y; /* regions left out because one of the values is not known */
    double pearson, spearman;       /* NAN = too few, or no variation */
    double low, high;               /* 95 % interval of pearson */
} cedu_correlation;
/* Indicators by id or part of a name; year 0 = each region's latest. Countries and groups are left out, values in dispute too. */
CEDU_MUST_USE cedu_status cedu__reason_correlate(cedu_store *s, cedu_str x, cedu_str y, int year,
                                                 const cedu_reason_options *opt, cedu_arena *a, cedu_correlation *out,
                                                 cedu_error *err);

typedef struct cedu_index_weight {
    cedu_str subject;
    double weight;
    bool down; /* less is better */
} cedu_index_weight;
typedef struct cedu_index_row {
    cedu_str region;
    double score;     /* 0…1 over the indicators that are known; NAN = none */
    double low, high; /* over leaving out each indicator in turn */
    size_t missing;   /* indicators that are not known here */
    bool placed;      /* at least half of the indicators are known: one lucky number makes no rank */
} cedu_index_row;
typedef struct cedu_index {
    cedu_index_row *p; /* best first */
    size_t n;
} cedu_index;
/* ranks: normalise by rank instead of min-max. */
CEDU_MUST_USE cedu_status cedu__reason_index(cedu_store *s, const cedu_index_weight *w, size_t k, int year, bool ranks,
                                             const cedu_reason_options *opt, cedu_arena *a, cedu_index *out, cedu_error *err);

/* ------------------------------------------------------------------ show REGION */
typedef struct cedu_focus_count {
    cedu_str name;
    size_t facts, sources;
    int year_from, year_to;
    cedu_store_fact evidence; /* the latest */
} cedu_focus_count;
typedef struct cedu_profile {
    cedu_str region, code;
    size_t facts, documents, sources, review;
    size_t facts_by_kind[CEDU_FACT_KIND_COUNT];
    cedu_claims indicators; /* observation, growth, share, rank, ratio, forecast; by subject, period */
    cedu_store_policies policies;
    cedu_targets targets;
    cedu_store_facts registries; /* designations and lists it is on */
    const cedu_focus_count *focus;
    size_t focus_count;
    size_t conflicts; /* between stated values; `conflicts` also shows what derivation finds */
} cedu_profile;
/* CEDU_NOT_FOUND when no fact speaks of it. */
CEDU_MUST_USE cedu_status cedu__reason_profile(cedu_store *s, cedu_str region, const cedu_reason_options *opt, cedu_arena *a,
                                               cedu_profile *out, cedu_error *err);

#endif
