/* assess_inner.h - what the rules of assess_*.c share: the draft, the base's facts, the words, and how a point is made. */
#ifndef CEDU_DESK_ASSESS_INNER_H
#define CEDU_DESK_ASSESS_INNER_H

#include <math.h>

#include "desk/assess.h"
#include "reason/world.h"

/* X(name): groups assess.NAME of the packs */
/* clang-format off */
#define ASSESS_WORDS(X) \
    X(goal) X(plain) X(vague) X(someday) X(base) X(fresh) X(reach) X(doubles) X(unit) X(source) X(already) X(yearly) X(support) \
    X(measured) X(relation) X(factor) X(name) X(lead) X(plan) X(domain) X(partial) X(general) X(beside) X(guide) X(shape) X(opening)
/* clang-format on */
typedef struct assess_words {
#define CEDU__X(name) cedu_wordlist name;
    ASSESS_WORDS(CEDU__X)
#undef CEDU__X
    cedu_wordlist scope, claim; /* of the reason room: 口径; 补助 */
} assess_words;

typedef CEDU_VEC(cedu_store_fact) fact_vec;

typedef struct assess {
    cedu_store *s;
    const cedu_draft *d;
    const cedu_assess_options *opt;
    cedu_reason_options reason; /* with the image */
    const cedu_image *im;
    cedu_arena *a;
    cedu_str region; /* own; absent = unknown */
    int year;        /* of the draft; 0 = unknown */
    bool plan, domain;
    assess_words w;
    cedu_store_facts base;  /* of the region, of those around it, and of other regions where the draft speaks of the same */
    cedu_store_facts both;  /* base and draft */
    bool *backed, *flagged; /* by draft fact: the base says the same; a point was made of it */
    CEDU_VEC(cedu_point) points;
    const char *own_doc; /* sha256 of the draft: not evidence for itself */
} assess;

/* A point about a part; NULL when memory is short. The texts are formatted with the same arguments. */
cedu_point *assess_add(assess *x, cedu_point_class cls, cedu_severity sev, size_t part, cedu_str zh, cedu_str en,
                       const char *do_zh, const char *do_en);
#define ASSESS_POINT(x, cls, sev, part, do_zh, do_en, zh, en, ...)                                                             \
    assess_add(x, CEDU_POINT_##cls, CEDU_SEVERITY_##sev, part, cedu__arena_strf((x)->a, zh, __VA_ARGS__),                      \
               cedu__arena_strf((x)->a, en, __VA_ARGS__), do_zh, do_en)
void assess_evidence(assess *x, cedu_point *p, const cedu_store_fact *f); /* at most 8; p may be NULL */
void assess_also(assess *x, cedu_point *p, size_t part);
#define S(v) (int)(v).n, (v).p ? (v).p : ""

size_t assess_part_at(const assess *x, uint32_t clean); /* the part that holds it, else the last before it */
size_t assess_part_of(const assess *x, const cedu_store_fact *draft_fact);
bool assess_has(cedu_wordlist l, cedu_str s); /* a form of the group stands in s */
/* Numbers of a part (times and ordinals aside): how many mentions have a value. */
size_t assess_numbers(const assess *x, const cedu_draft_part *p);
bool assess_in_guide(const assess *x, const cedu_draft_part *p);
bool assess_in_plain(const assess *x, const cedu_draft_part *p); /* in a section that tells what is there */
bool assess_in_goal(const assess *x, const cedu_draft_part *p);
/* A number that is wanted: value, own region, not reached already. */
bool assess_is_target(const assess *x, const cedu_store_fact *draft_fact);
bool assess_own(const assess *x, const cedu_fact *f);    /* about the draft's own region, or about none that is named */
bool assess_higher(const assess *x, const cedu_fact *f); /* about a region that contains it */
/* Whether two values of one claim differ. Goals are compared by what they name: 超1.0万亿 and 超1.6万亿 are two goals. */
bool assess_apart(const cedu_fact *a, cedu_interval ia, const cedu_fact *b, cedu_interval ib);
bool assess_is_draft(const cedu_store_fact *f);
cedu_str assess_key(const cedu_fact *f);              /* subject_id, else subject */
cedu_str assess_value(assess *x, const cedu_fact *f); /* 413.9亿元 */
cedu_str assess_amount(assess *x, double v, cedu_str unit);
cedu_str assess_doc_name(const cedu_store_fact *f); /* title, else file */
/* The last observation of the same thing in the draft (draft) or in the base, up to a year. NULL = none. */
const cedu_store_fact *assess_observed(const assess *x, const cedu_fact *like, bool draft, int up_to);

/* The rules. */
cedu_status assess_figures(assess *x, cedu_error *err); /* assess_figures.c */
cedu_status assess_growth(assess *x, cedu_error *err);  /* assess_growth.c */
cedu_status assess_goals(assess *x, cedu_error *err);   /* assess_goals.c */
cedu_status assess_others(assess *x, cedu_error *err);  /* assess_others.c: overlap, instruments, factors, chain */
cedu_status assess_names(assess *x, cedu_error *err);   /* assess_names.c: titles, numbers, designations of higher levels */
cedu_status assess_copied(assess *x, cedu_error *err);  /* assess_copied.c */

#endif
