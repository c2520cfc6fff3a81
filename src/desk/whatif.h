/* whatif.h - variants of a programme side by side: who gets what, when the budget runs out, which targets move. A variant is a text of rules
 * with changes, a published rule of the base, or one that was saved. Threads, memory, errors: as programme.h. */
#ifndef CEDU_DESK_WHATIF_H
#define CEDU_DESK_WHATIF_H

#include "desk/programme.h"

typedef struct cedu_whatif_variant {
    cedu_str name, text, changes;
} cedu_whatif_variant;
typedef struct cedu_whatif_result {
    cedu_str name;
    cedu_programme programme;
    cedu_outcome outcome; /* applications in the same order for all variants */
} cedu_whatif_result;
typedef struct cedu_whatif {
    cedu_whatif_result *p;
    size_t n;
} cedu_whatif;
/* CEDU_USAGE names the variant that cannot be read. */
CEDU_MUST_USE cedu_status cedu__whatif(const cedu_whatif_variant *v, size_t n, const cedu_applications *x, cedu_arena *a,
                                       cedu_whatif *out, cedu_error *err);
/* What the first variant reaches of the same target (same name and measure); NAN = it has none. */
double cedu__whatif_first(const cedu_whatif *w, const cedu_programme_target *t);
/* A published rule (id of an instrument fact, or its beginning) under the budget, window, place and targets of `text`: its own rate, caps and
 * conditions in place of those of the text. CEDU_NOT_FOUND; CEDU_USAGE when the clause gives no amount. */
CEDU_MUST_USE cedu_status cedu__whatif_published(cedu_store *s, const cedu_image *im, cedu_str fact, cedu_str text,
                                                 cedu_arena *a, cedu_whatif_variant *out, cedu_error *err);
/* All published rules with an amount (of these places; none = all) as files to start from. */
CEDU_MUST_USE cedu_status cedu__whatif_rules(cedu_store *s, const cedu_image *im, cedu_strs places, cedu_arena *a,
                                             cedu_buf *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__whatif_save(cedu_store *s, cedu_str name, const cedu_whatif_variant *v, cedu_arena *a,
                                            cedu_error *err);
CEDU_MUST_USE cedu_status cedu__whatif_saved(cedu_store *s, cedu_str name, cedu_arena *a, cedu_whatif_variant *out,
                                             cedu_error *err);

#endif
