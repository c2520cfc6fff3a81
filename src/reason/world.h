/* world.h - what the packs know and reasoning needs: which region lies in which, which indicator is the wider one, word groups.
 * For this room and the desk. Everything is silent without an image. */
#ifndef CEDU_REASON_WORLD_H
#define CEDU_REASON_WORLD_H

#include "pack/pack.h"

typedef enum cedu_lie {
    CEDU_LIE_UNKNOWN,
    CEDU_LIE_SAME,
    CEDU_LIE_INSIDE,
    CEDU_LIE_CONTAINS,
    CEDU_LIE_OVERLAP,
    CEDU_LIE_APART
} cedu_lie;
cedu_lie cedu__reason_lie(const cedu_image *im, cedu_str a, cedu_str b); /* how region a lies to region b */
/* The regions and all that lies in them; without an image, the regions. */
cedu_strs cedu__reason_inside(const cedu_image *im, cedu_strs regions, cedu_arena *a);
/* The regions, what contains them, `more`, what lies directly in them, what lies beside them: `most` at most (but all of `regions`). */
cedu_strs cedu__reason_vicinity(const cedu_image *im, cedu_strs regions, cedu_strs more, size_t most, cedu_arena *a);
int32_t cedu__reason_region(const cedu_image *im, cedu_str name);       /* entry of that canonical name; -1 */
cedu_str cedu__reason_wider(const cedu_image *im, cedu_str subject_id); /* subject_id of the wider indicator; absent */
/* 全省, 全市 said of a region: the province, the city that it lies in or is. Any other word: itself. */
cedu_str cedu__reason_here(const cedu_image *im, cedu_str word, cedu_str region);
/* Words of a group of class page. `value` absent = all rows of the group. Forms in row order. */
typedef struct cedu_word {
    cedu_str form, name, value;
} cedu_word;
typedef struct cedu_wordlist {
    const cedu_word *p;
    size_t n;
} cedu_wordlist;
cedu_wordlist cedu__reason_wordlist(const cedu_image *im, const char *group, cedu_arena *a);
/* The row's word that stands in s; NULL = none. Longest first. */
const cedu_word *cedu__reason_word_in(cedu_wordlist l, cedu_str s);

#endif
