/* fact.h - mentions and structure to facts.
 *
 * A discourse stack (document -> heading -> paragraph -> sentence -> clause) carries region, period, subject, source and stance;
 * what a clause does not say itself is inherited from the nearest level that does, and recorded as a context with its place.
 * Facts carry only offsets into the clean text; the engine fills in the rest of their places and their ids.
 */
#ifndef CEDU_FACT_H
#define CEDU_FACT_H

#include "match/match.h"

typedef struct cedu_fact_block { /* a main block in clean offsets */
    uint32_t start, end;
    uint8_t heading; /* 0 = body; 1… = level; title = 1 with `title` set */
    bool title, byline, row, item;
    bool header; /* row: names the columns of the rows below */
    uint32_t table;
} cedu_fact_block;

typedef struct cedu_fact_input {
    cedu_str text; /* clean */
    const cedu_fact_block *blocks;
    size_t block_count;
    cedu_mentions mentions;
    cedu_civil date;        /* the page's date; year 0 = unknown */
    cedu_str title, outlet; /* clean; may be absent */
    cedu_str doc_type;      /* of page.h */
} cedu_fact_input;

/* A pattern whose anchor stood in a sentence: how far it came. For `cedu pack explain`. */
typedef struct cedu_pattern_try {
    int32_t entry;
    uint32_t at;         /* the anchor, clean */
    uint8_t matched, of; /* elements; equal: found, unless a word of `unless` stood there */
} cedu_pattern_try;

typedef struct cedu_facts {
    cedu_fact *p; /* place.clean_start/clean_end set; ids and other offsets not yet */
    size_t n;
    const cedu_pattern_try *tries;
    size_t try_n;
} cedu_facts;

/* Thread-safe; all memory from `arena`. */
CEDU_MUST_USE cedu_status cedu__fact_extract(const cedu_image *im, const cedu_fact_input *in, cedu_arena *arena,
                                             cedu_facts *out, cedu_error *err);

/* What a look at the short lines of an official document says before mentions are searched: who 全市 and 市发展改革委 are, and the
 * day for 今年 where the page gives no other. */
typedef struct cedu_fact_preview {
    int32_t region;  /* -1 = unknown, or the page is no official document */
    cedu_civil date; /* published, else signed; year 0 = unknown */
    cedu_str title;  /* absent = no official document */
    bool draft;
} cedu_fact_preview;
/* `in` needs no mentions yet. Bounded: at most 6 KiB of the text are looked at. */
cedu_fact_preview cedu__fact_preview(const cedu_image *im, const cedu_fact_input *in, cedu_arena *arena);

/* Whether the patterns of the packs name kinds, fields, mention types and cue groups that there are; CEDU_PACK with file and line. */
CEDU_MUST_USE cedu_status cedu__fact_check_patterns(const cedu_image *im, cedu_error *err);

/* The same title, typography aside. */
bool cedu__fact_same_title(cedu_str a, cedu_str b);

#endif
