/* pattern.h - the pattern language of packs: one row of class `pattern` states how a kind of fact is worded.
 *
 *     pattern := element (blank element)*
 *     element := [field=] atom [?]              captured under a field's name; ? = may be missing
 *              | field=( element … )            the whole group is captured
 *     atom    := 开通|新开通                    one of these words
 *              | <type> | <type:word>           a mention of match.h; the word is its unit, its region's level, or its entry's id
 *              | [group] | [group:value]        a cue of that group
 *              | * | *{2-16}                    that many characters (1-30 when not said), as few as possible
 *              | ..                             a gap of up to 20 characters
 *              | ^ | $                          the beginning, the end of a clause
 *
 * Text and gaps end at a clause mark (，：；。); words may hold one. The first word that may not be missing is the anchor: its
 * alternatives are the row's forms in the automaton, so a pattern costs nothing where its anchor does not stand.
 * A parsed pattern points into the string it was parsed from. Source of the design: Hearst patterns and TokensRegex, made small.
 */
#ifndef CEDU_PACK_PATTERN_H
#define CEDU_PACK_PATTERN_H

#include "base/base.h"

enum { CEDU_PATTERN_ELEMENTS = 24, CEDU_PATTERN_CAPTURES = 8, CEDU_PATTERN_TEXT = 30, CEDU_PATTERN_GAP = 20 };

typedef enum cedu_pattern_what {
    CEDU_PATTERN_word,
    CEDU_PATTERN_mention,
    CEDU_PATTERN_cue,
    CEDU_PATTERN_text,
    CEDU_PATTERN_start,
    CEDU_PATTERN_end
} cedu_pattern_what;

typedef struct cedu_pattern_element {
    cedu_pattern_what what;
    bool optional;
    uint8_t min, max; /* text: characters */
    cedu_str word;    /* word: alternatives, `|` between; mention: type; cue: group */
    cedu_str only;    /* mention, cue: what stands behind the colon; absent */
} cedu_pattern_element;

typedef struct cedu_pattern_capture {
    cedu_str field;
    uint8_t first, last; /* elements, both inclusive */
} cedu_pattern_capture;

typedef struct cedu_pattern {
    cedu_pattern_element e[CEDU_PATTERN_ELEMENTS];
    cedu_pattern_capture c[CEDU_PATTERN_CAPTURES];
    uint8_t n, captures, anchor;
} cedu_pattern;

typedef struct cedu_pattern_fault {
    size_t at; /* byte of the string */
    const char *zh, *en;
} cedu_pattern_fault;

/* false: what is wrong and where. Allocates nothing; thread-safe. */
bool cedu__pattern_parse(cedu_str s, cedu_pattern *out, cedu_pattern_fault *fault);
/* Next word of `甲|乙`; false at the end. *at starts at 0. */
bool cedu__pattern_word(cedu_str words, size_t *at, cedu_str *word);
/* Next `name=value` of a list with `;` between; false at the end. A part without `=` has an absent value. *at starts at 0. */
bool cedu__pattern_pair(cedu_str list, size_t *at, cedu_str *name, cedu_str *value);

#endif
