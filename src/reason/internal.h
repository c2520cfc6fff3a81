/* internal.h - what the files of this room share: facts of one subject at a time, their intervals, keys and wording. */
#ifndef CEDU_REASON_INTERNAL_H
#define CEDU_REASON_INTERNAL_H

#include <math.h>

#include "base/trace.h"
#include "reason/reason.h"
#include "reason/world.h"

/* A fact with what all rules ask about it. */
typedef struct cedu_item {
    const cedu_store_fact *f;
    cedu_interval iv;
    cedu_str period; /* year ends and whole years folded to the year */
    cedu_str scope;  /* baseline=…;denominator=… ; absent = none */
    cedu_str region; /* joined with 、, the key of the set */
} cedu_item;

/* All facts of one subject (subject_id, else the name), sorted by kind, unit, scope, region, period, then best first. */
typedef struct cedu_group {
    cedu_item *p;
    size_t n;
    cedu_arena *arena; /* everything above lives here and dies after the callback */
} cedu_group;

typedef cedu_status (*cedu_group_fn)(void *ctx, const cedu_group *g, cedu_error *err);
/* Calls fn for every subject among the facts of the filter. Facts that are denied, advised, a mere risk, await review (unless
 * opt->review) or were published after opt->as_of are left out. */
cedu_status cedu__reason_each_subject(cedu_store *s, const cedu_store_fact_filter *f, bool numeric,
                                      const cedu_reason_options *opt, cedu_group_fn fn, void *ctx, cedu_error *err);
/* Kinds of facts that numbers are compared and derived from. */
#define CEDU_REASON_NUMBERS                                                                                                    \
    (1u << CEDU_FACT_observation | 1u << CEDU_FACT_target | 1u << CEDU_FACT_forecast | 1u << CEDU_FACT_growth |                \
     1u << CEDU_FACT_share | 1u << CEDU_FACT_rank | 1u << CEDU_FACT_ratio)

/* What must be read for a question: a subject, the regions asked about, the years (0 = any). near.c. */
typedef struct cedu_need {
    cedu_str key;
    cedu_strs regions;
    int from, to;
} cedu_need;
typedef CEDU_VEC(cedu_need) cedu_needs; /* sorted by key */
/* What documents added since opt->since speak of, and the narrower indicators of theirs. */
cedu_status cedu__reason_new_needs(cedu_store *s, const cedu_reason_options *opt, cedu_arena *a, cedu_needs *out,
                                   cedu_error *err);
void cedu__reason_add_narrower(const cedu_image *im, cedu_arena *a, cedu_needs *v);
const cedu_need *cedu__reason_need(const cedu_needs *v, cedu_str key); /* NULL = none */
/* Makes the filter read what the need's facts may depend on, no more. The regions live in `a`. */
cedu_status cedu__reason_bound(cedu_store *s, const cedu_need *need, const cedu_reason_options *opt, cedu_arena *a,
                               cedu_store_fact_filter *f, cedu_error *err);
/* Where opt bounds what a question reaches: the latest of the regions and, of a single one, of those around it; else untouched. near.c. */
void cedu__reason_around(cedu_store_fact_filter *f, cedu_strs regions, const cedu_reason_options *opt, cedu_arena *a);
cedu_status cedu__reason_each_need(cedu_store *s, const cedu_store_fact_filter *f, const cedu_needs *needs, bool numeric,
                                   const cedu_reason_options *opt, cedu_group_fn fn, void *ctx, cedu_error *err);
/* Whether its document was added from opt->since on; true without one. */
bool cedu__reason_new(const cedu_store_fact *f, const cedu_reason_options *opt);
/* Deep copies into `a`. */
void cedu__reason_copy_fact(cedu_arena *a, const cedu_store_fact *f, cedu_store_fact *out);

const cedu_field *cedu__reason_field(const cedu_fact *f, cedu_field_id id);
cedu_str cedu__reason_field_str(const cedu_fact *f, cedu_field_id id);
cedu_str cedu__reason_subject_key(const cedu_fact *f);
/* "413.9亿元": two decimals at most, 亿 and 万 for what is counted in large numbers. */
cedu_str cedu__reason_amount(cedu_arena *a, double v, cedu_str unit);
/* The fact's own words where they hold the number, else the amount. */
cedu_str cedu__reason_words(cedu_arena *a, const cedu_fact *f);
/* Place value of the last written digit that is not zero, in base units. */
double cedu__reason_step(double value, cedu_str as_written);
bool cedu__reason_exact(const cedu_fact *f); /* = without range */
size_t cedu__reason_clusters(cedu_arena *a, const cedu_item *p, size_t n);
/* Index of the fact to show among n: most precise, most confident, latest published. */
size_t cedu__reason_best(const cedu_item *p, size_t n);
/* One claim out of items that share all keys; facts are copied into `a`. */
void cedu__reason_claim(cedu_arena *a, const cedu_item *p, size_t n, cedu_claim *out);
bool cedu__reason_same_claim(const cedu_item *a, const cedu_item *b);
/* Of a bound, what people mean by it: 超2600家 is at most 2700, not any number. Else the interval. */
cedu_interval cedu__reason_soft(const cedu_fact *f);
/* Shares, ratios, ranks, indices: what does not add up over regions. */
bool cedu__reason_adds_up(cedu_str unit);
/* 企业数量, 楼高: a short name that does not say of what, so that two figures of it may be of two things. */
bool cedu__reason_bare(const cedu_fact *f);

/* What follows from the facts of one subject alone; rules across subjects are left out. */
cedu_status cedu__reason_derive_group(cedu_store *s, const cedu_group *g, const cedu_reason_options *opt, cedu_arena *a,
                                      cedu_derived_list *out, cedu_error *err);

/* Without what derivation finds: for the front page of a region, which must be quick. */
cedu_status cedu__reason_stated_conflicts(cedu_store *s, const cedu_store_fact_filter *f, const cedu_reason_options *opt,
                                          cedu_arena *a, cedu_conflict_list *out, cedu_error *err);

/* ledger.c: not rejected, not waiting, known and published by the days asked for; advice and denials only with `advice`. */
bool cedu__reason_usable(const cedu_store_fact *f, const cedu_reason_options *opt, bool advice);

/* Today or opt->as_of: YYYY-MM-DD in `out`. */
void cedu__reason_today(const cedu_reason_options *opt, char out[16]);

#endif
