/* room.h - what the files of this room share: the stage that rewrites a text, and the classes' entry points.
 *
 * A class of damage is one function: it gets a text and what the detector found in it, and writes a new text through a
 * cedu_stage, left to right. repair.c chains the stages, composes their maps and puts the edits into input coordinates.
 * To add a class: a line in CEDU_REPAIRS (repair.h), a file with one such function, a line in `stages` (repair.c).
 */
#ifndef CEDU_REPAIR_ROOM_H
#define CEDU_REPAIR_ROOM_H

#include "repair/repair.h"
#include "repair/tables.h"

static inline uint8_t cedu__class_of(uint32_t cp) { return cp < 0x10000 ? cedu__repair_class_of[cp] : 0; }

/* ------------------------------------------------------------------ stage.c: one rewriting pass */
typedef struct cedu_stage_out {
    cedu_arena *arena;
    cedu_str in;
    size_t at; /* input consumed so far */
    char *p;   /* output; NULL until the first change */
    size_t n, cap;
    cedu_map map;
    CEDU_VEC(cedu_edit) edits; /* src in this stage's input, dst in its output */
    uint32_t count;            /* repairs made, listed or not */
    bool failed;
} cedu_stage_out;

void cedu__stage_init(cedu_stage_out *s, cedu_str in, cedu_arena *arena);
void cedu__stage_keep(cedu_stage_out *s, size_t upto); /* copies input [at, upto) */
/* Replaces the next src_n bytes of input by `with`; linear: same length and character boundaries. */
void cedu__stage_put(cedu_stage_out *s, size_t src_n, cedu_str with, bool linear);
/* Lists an edit from input [src, at) to output [dst, n); call it after the puts it stands for. */
void cedu__stage_edit(cedu_stage_out *s, cedu_repair_class cls, size_t src, size_t dst, float confidence);
/* dst <- mid composed with mid <- src. */
bool cedu__map_compose(cedu_arena *a, const cedu_map *outer, const cedu_map *inner, cedu_map *out);

/* The first byte at or after i whose entry in `stops` is not 0, or s.n. */
static inline size_t cedu__skip_to(cedu_str s, size_t i, const uint8_t stops[256]) {
    const unsigned char *p = (const unsigned char *)s.p;
    while (i < s.n && !stops[p[i]]) i++;
    return i;
}

/* ------------------------------------------------------------------ detect.c: the fast look */
typedef struct cedu_signs {
    uint32_t trad, simp;  /* characters of one script only */
    uint32_t annotations; /* brackets after a non-ASCII character that hold what may be a reading */
    uint32_t marks;       /* ! and ? between non-ASCII characters: where a GBK shift may start */
    uint32_t words;       /* occurrences of sure words of the lexicon in simplified form */
    uint32_t distinct;    /* … different ones (counted up to 8) */
    uint32_t latin;       /* Latin letters that Chinese text does not have: perhaps bytes of it */
    uint32_t misread;     /* places that look like UTF-8 read as GBK */
    uint32_t lost;        /* U+FFFD */
    uint32_t stars;       /* two or more * in a row */
    uint32_t markup;      /* & or < before a letter, # or / */
    uint32_t adverts;     /* words that adverts end with */
    uint32_t contacts;    /* where an advert's contact or address may begin */
} cedu_signs;
void cedu__repair_detect(cedu_str in, cedu_signs *out);
/* Is a text or line with these counts written in traditional characters? */
static inline bool cedu__is_traditional(uint32_t trad, uint32_t simp) { return trad > 0 && trad * 2 >= simp; }

/* mojibake.c: a Latin letter that Chinese text does not have; what begins at byte i (CEDU_CH_MOJI) looks like UTF-8 read as GBK */
bool cedu__is_misread_latin(uint32_t cp);
bool cedu__misread_gbk_at(cedu_str s, size_t i);

/* ------------------------------------------------------------------ readings (pinyin.c) */
typedef struct cedu_reading {
    uint16_t syllable;
    uint8_t tone; /* 0 = none written */
    size_t end;   /* byte after the letters */
} cedu_reading;
/* Reads one pinyin syllable at byte i; false when there is none. */
bool cedu__reading_at(cedu_str s, size_t i, cedu_reading *out);
/* Reads '(' reading ')' with blanks, half or full width, at byte i; *end = the byte after it. `open` false: '(' is missing. */
bool cedu__annotation_at(cedu_str s, size_t i, bool open, cedu_reading *out, size_t *end);
/* 0 = not a reading of it, 1 = right syllable, 2 = right tone as well (or none written), 3 = its first reading */
int cedu__reading_fits(uint32_t cp, const cedu_reading *r);

/* ------------------------------------------------------------------ model (model.c) */
/* Opens the model; call it before the others (repair.c does). CEDU_PACK: CEDU_CHAR_MODEL names a file that is none. */
CEDU_MUST_USE cedu_status cedu__model_open(cedu_error *err);
/* Cost of character b after character a, in eighths of a bit. Any characters; they are folded inside. */
int cedu__model_cost(uint32_t a, uint32_t b);
/* … whatever is before it. c lies in the BMP. */
int cedu__model_alone(uint32_t c);
/* The same with two characters before it, in two steps: what a and b say is worked out once for many c. */
typedef struct cedu_after {
    uint16_t a, b; /* numbers in the model; 0 = it does not know the character */
    uint8_t more;  /* cost of having left what was seen after a and b */
    bool known;    /* the pair was seen */
} cedu_after;
cedu_after cedu__model_after(uint32_t a, uint32_t b);
int cedu__model_next(const cedu_after *ab, uint32_t c);
/* Is it in the lists below? */
bool cedu__model_knows(uint32_t c);
/* The characters that the model knows, or that are everyday ones, and GBK has, either script: those with lead byte L are lead[lead_at[L]] up to lead_at[L + 1],
 * each with its trail byte; `trail` has them by trail byte, `syllable` by reading (once or more), each with its lead byte. Filled in when
 * the model is opened. */
typedef struct cedu_gbk_other {
    uint16_t c;
    uint8_t other;
} cedu_gbk_other;
typedef struct cedu_gbk_known {
    uint16_t lead_at[257], trail_at[257];
    cedu_gbk_other lead[126 * 191], trail[126 * 191];
    uint16_t syllable_at[514];
    cedu_gbk_other syllable[2 * 126 * 191]; /* by reading, each with its lead byte */
} cedu_gbk_known;
extern cedu_gbk_known cedu__model_known;
/* Mean cost of the characters of s, the first one at the start of a line. */
int cedu__model_rate(cedu_str s);

/* ------------------------------------------------------------------ the classes */
void cedu__repair_residue(cedu_stage_out *s, const cedu_signs *signs);
void cedu__repair_inserted(cedu_stage_out *s, const cedu_signs *signs);
/* layout.c: copies of a headline of another subject (class inserted); page numbers between lines (class layout) */
void cedu__repair_headlines(cedu_stage_out *s);
void cedu__repair_page_numbers(cedu_stage_out *s);
/* The width that most lines of a printed column end at; 0 = the text is none. Is the line [from, end) of it broken off there? */
unsigned cedu__repair_column(cedu_str in);
bool cedu__repair_broken_line(cedu_str in, size_t from, size_t end, unsigned column);
/* What is damaged and stays so, in the text that came out. False: out of memory. */
bool cedu__repair_mark(cedu_str text, const cedu_signs *signs, cedu_arena *arena, cedu_clean *out);
void cedu__repair_mojibake(cedu_stage_out *s, const cedu_signs *signs, const cedu_origin *origin);
void cedu__repair_pinyin(cedu_stage_out *s, const cedu_signs *signs);
void cedu__repair_gbk(cedu_stage_out *s, const cedu_signs *signs);
/* config: index in cedu__repair_scripts; everywhere: convert without asking what script the line is in */
void cedu__repair_script(cedu_stage_out *s, const cedu_signs *signs, int config, bool everywhere);
void cedu__repair_wording_run(cedu_stage_out *s, const cedu_signs *signs);
/* Length in bytes of the lexicon's entry at byte i of s that holds there in its context (entry in *w), or 0. */
size_t cedu__wording_at(cedu_str s, size_t i, const cedu_wording **w);

#endif
