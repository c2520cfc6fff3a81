/* shift.h - one run of text that is a byte out of step, between gbk.c (where it may begin, what is taken) and lattice.c (what it
 * was). See gbk.c for how such text comes about. */
#ifndef CEDU_REPAIR_SHIFT_H
#define CEDU_REPAIR_SHIFT_H

#include "repair/room.h"

enum {
    CEDU_MAX_RUN = 512, /* damaged characters followed at most */
    CEDU_RUN_WIDTH = 6, /* ways that are followed at once */
    CEDU_RUN_ROOTS = 126
};

/* An original character on a way from the mark to the end of the run. */
typedef struct cedu_shift_node {
    uint32_t c;
    int cost;        /* of the way up to and with it */
    uint16_t from;   /* the node before it; itself: it is the first one */
    uint16_t symbol; /* what it is written for: 0 = the mark, else the number of a damaged character, from 1 */
    uint8_t lead;    /* first byte of the next original character; 0 = lost as well */
    uint8_t lost;    /* then: the lost byte before it, the second of c */
    bool virtual;    /* no character: the place where one with this lead begins (the split form) */
    uint8_t drops;   /* characters of the damaged text that were dropped on the way */
} cedu_shift_node;

typedef struct cedu_shift_layer {
    uint16_t at[CEDU_RUN_ROOTS]; /* nodes */
    unsigned n;
} cedu_shift_layer;

/* What is asked: filled in by gbk.c. */
typedef struct cedu_shift_start {
    cedu_str s;
    size_t at, at_n;    /* the mark */
    uint32_t before[2]; /* the characters before it, '\n' at the start of a line */
    uint8_t lead;       /* of the second original character */
    bool lead_seen;     /* the lost lead byte left a '?' or U+FFFD before the mark */
    bool split;         /* the second way in: nothing was lost before the run, `inside` is the reading between X and Y */
    cedu_reading inside;
    bool trad;    /* the text is written in traditional characters */
    bool machine; /* a machine has annotated the text */
    bool alone;   /* nothing but the mark need be left of two characters: only where the text shows that it is shifted */
    bool private_dropped; /* the text has no private-use characters, though it has shifts: they may be missing */
    bool broken_dropped;  /* … no U+FFFD */
    int threshold;        /* what the original must be likelier by, eighths of a bit */
    int bare;             /* … more where nothing of the two characters is left */
} cedu_shift_start;

/* The answer: characters o[0 … on), o[k] written for symbol[k]; symbol i + 1 ends at byte end[i], the last one at `stop`. */
typedef struct cedu_shift {
    uint32_t o[2 * CEDU_MAX_RUN + 8];
    uint16_t symbol[2 * CEDU_MAX_RUN + 8];
    unsigned on;
    size_t end[CEDU_MAX_RUN];
    unsigned n;  /* damaged characters */
    bool joint;  /* the last damaged character's piece goes on to `stop` */
    size_t stop; /* byte after the run, annotation included */
    int gain;
    float confidence;
} cedu_shift;

typedef struct cedu_lattice cedu_lattice;
cedu_lattice *cedu__lattice_new(cedu_arena *a); /* NULL: out of memory */
/* The likeliest original of the run that begins at `start`; false: the text is likelier as it stands, or there is none. *budget is
 * what may still be spent on this text, in ends tried; it goes down. */
bool cedu__lattice_solve(cedu_lattice *l, const cedu_shift_start *start, size_t *budget, cedu_shift *out);

#endif
