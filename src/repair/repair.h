/* repair.h - undo what the web did to a text; every edit is recorded and reversible.
 *
 * Works on any UTF-8 text; uses no pack. Lines are independent: no edit crosses '\n', newlines are kept, so line numbers stay.
 * Undamaged text is found by a fast scan and handed back as it is (same pointer, identity map).
 * The laws: repair(repair(x)) == repair(x); offsets are monotone; undoing the edits gives the input.
 * Evidence is counted over the whole text: it is repaired as one, however its bytes arrive. A line by itself may have less.
 */
#ifndef CEDU_REPAIR_H
#define CEDU_REPAIR_H

#include "base/map.h"
#include "text/text.h"

/* The classes, edits and marks are public: cedu.h. */

typedef struct cedu_clean {
    cedu_str text;
    cedu_map map;           /* clean -> input, ascending */
    const cedu_edit *edits; /* ascending; script conversion of one character to one is counted, not listed */
    size_t edit_count;
    const cedu_mark *marks; /* ascending */
    size_t mark_count;
    uint32_t counts[CEDU_REPAIR_COUNT]; /* how often each class was repaired (t2s: characters changed) */
} cedu_clean;

/* Where a text comes from: with it, a line in another encoding than its file can be read again from the payload's bytes. */
typedef struct cedu_origin {
    const cedu_text *text;      /* the decoded payload */
    const unsigned char *bytes; /* the payload */
    const cedu_map *map;        /* the text to repair -> text->s; NULL = it is text->s */
} cedu_origin;

/* only: bit mask of 1u << CEDU_REPAIR_x; 0 = all. t2s alone is an order and converts everything; beside other classes it converts
 * what is written in traditional characters, and leaves a stray one in a simplified text. Memory from `arena`; `in` must outlive the result. Thread-safe.
 * CEDU_PACK: the environment names a character model that is none. */
CEDU_MUST_USE cedu_status cedu__repair_run(cedu_str in, unsigned only, cedu_arena *arena, cedu_clean *out, cedu_error *err);
/* The same with the text's origin (may be NULL). */
CEDU_MUST_USE cedu_status cedu__repair_run_from(cedu_str in, unsigned only, const cedu_origin *origin, cedu_arena *arena,
                                                cedu_clean *out, cedu_error *err);
/* The simplified character of one traditional character (itself where there is none), for matching page furniture. */
uint32_t cedu__repair_simplify(uint32_t cp);
/* Letters in the form in which prints of one text are compared (normal.c): simplified, words of Taiwan usage exchanged whatever is around
 * them. In place; gives how many are left, never more. For hashing and comparing, not for showing. Thread-safe. */
size_t cedu__repair_normal(uint32_t *letters, size_t n);
/* Cost of character b after character a in the character model, in eighths of a bit; 0 when there is no model. */
int cedu__repair_pair_cost(uint32_t a, uint32_t b);
const char *cedu__repair_name(cedu_repair_class c);
/* The `only` mask of a --only name (a class, tw2s, hk2s); 0 = no such name. */
unsigned cedu__repair_mask(cedu_str name);

#endif
