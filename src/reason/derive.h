/* derive.h - the inside of derivation: beliefs, nodes, and how a conclusion is written down (derive.c, derive_rules.c, derive_more.c). */
#ifndef CEDU_REASON_DERIVE_H
#define CEDU_REASON_DERIVE_H

#include "reason/internal.h"

typedef double (*cedu_operation)(double x, double y);

/* What is known about a quantity, and why. */
typedef struct cedu_belief {
    double value;
    cedu_interval iv, soft; /* soft: bounds as people mean them */
    bool approx, stated;
    int depth;        /* steps behind it; 0 = stated */
    cedu_str formula; /* of a derived one */
    const cedu_item **facts;
    size_t n;
} cedu_belief;

typedef struct cedu_node { /* region, year, unit of the subject */
    cedu_str region, unit;
    int year;
    bool known;
    cedu_belief b;
    const cedu_item *forecast; /* where nothing was observed: an estimate of the year, for relations of the same text only */
    int32_t entry, parent;     /* of the region in the packs, and what it lies in; set by derive_more.c */
    size_t items, items_end;   /* its items lie in [items-1, items_end) of the group; 0 = none */
    int32_t next;              /* in the chain of its slot */
} cedu_node;

typedef struct cedu_kept { /* an item that outlives its group, for rules across subjects */
    cedu_item item;
    cedu_str wider; /* subject_id of the wider indicator; absent = kept for another reason */
} cedu_kept;

typedef struct cedu_derive {
    cedu_arena *a; /* of the results */
    cedu_store *s;
    const cedu_reason_options *opt;
    const cedu_image *image;
    cedu_wordlist leverage, means;
    cedu_strs regions; /* asked about; none = all */
    cedu_needs needs;  /* where bounded: what is read */
    bool bounded;
    bool alone; /* one subject by itself: nothing is kept for rules across subjects */
    CEDU_VEC(cedu_derived) v;
    CEDU_VEC(cedu_kept) kept;
    /* of the group at hand, in its arena */
    const cedu_group *g;
    CEDU_VEC(cedu_node) nodes;
    CEDU_VEC(const cedu_item *) growths, shares; /* by region and year */
    int32_t *heads;
    size_t slots;
    int round;
    bool news;
    bool adds; /* what its subject names adds up over places: no mean, and not just any thing's height or number */
} cedu_derive;

typedef struct cedu_plan { /* a conclusion about to be drawn: value = op(x, y) */
    cedu_derivation rule;
    cedu_operation op;
    cedu_belief x, y;
    cedu_str x_unit, y_unit; /* absent = unit */
    cedu_str region, unit, subject, subject_id, period, relative_to;
    int year;
    cedu_fact_kind kind;
    cedu_node *node; /* what it is compared with; NULL = the node of region, year, unit */
    bool check;      /* compare with what is stated */
    bool lasting;    /* the result may be an input of further ones */
    bool at_least;   /* only a lower bound follows */
    bool only_bad;   /* not worth a line unless it contradicts */
    bool caution, planned;
    const char *format; /* %1 = x, %2 = y, %n = y's bare number, %r = result */
} cedu_plan;

cedu_interval cedu__derive_corners(cedu_operation op, cedu_interval x, cedu_interval y);
cedu_belief cedu__derive_belief(cedu_derive *d, const cedu_item *x);
/* What is known of a quantity in this round; unit absent = any but %. NULL = nothing. *node may be set all the same. */
const cedu_belief *cedu__derive_known(const cedu_derive *d, cedu_str region, int year, cedu_str unit, cedu_node **node);
/* The same, or what was stated as of the first months of the next year (*shifted). */
const cedu_belief *cedu__derive_known_near(const cedu_derive *d, cedu_str region, int year, cedu_str unit, cedu_node **node,
                                           bool *shifted);
bool cedu__derive_stated(const cedu_item *x); /* a value of one year and place, observed */
/* What the year began with: stated as of the December before. NULL = nothing was. */
cedu_node *cedu__derive_begun(const cedu_derive *d, cedu_str region, int year, cedu_str unit);
cedu_plan cedu__derive_plan(const cedu_derive *d, cedu_str region, cedu_str unit, int year);
size_t cedu__derive_first(const cedu_item *const *v, size_t n, cedu_str region, int year); /* n = none */
/* True when something was written down. */
bool cedu__derive_conclude(cedu_derive *d, const cedu_plan *p);

/* derive_rules.c */
typedef struct cedu_derive_rule {
    cedu_fact_kind starts_from;
    bool (*apply)(cedu_derive *d, const cedu_item *x); /* false: it may say something in a later round */
} cedu_derive_rule;
extern const cedu_derive_rule cedu__derive_rules[];
extern const size_t cedu__derive_rule_count;

/* derive_more.c */
bool cedu__derive_is_region(cedu_derive *d, cedu_str name);
void cedu__derive_wholes(cedu_derive *d);  /* parts and wholes of the group at hand, sums, rests */
void cedu__derive_collect(cedu_derive *d); /* keeps what rules across subjects need */
cedu_status cedu__derive_across(cedu_derive *d, cedu_error *err);

#endif
