/* internal.h - what the files of the match room share: the scan, the number, the recognisers.
 *
 * One left-to-right pass (match.c) asks the automaton once for every character that can start a form, and the recognisers
 * for numbers and times where a numeral stands. A recogniser looks ahead by a bounded number of tokens, or tells how far it has
 * read, so that the whole is linear whatever the text. Recognisers push candidates; match.c sorts, resolves and hands out.
 *
 * To extend: a new word is a row in packs/; a new construction is a function with the signature of cedu__time_at(), called
 * from match.c, with its sentences in tests/unit/match/.
 */
#ifndef CEDU_MATCH_INTERNAL_H
#define CEDU_MATCH_INTERNAL_H

#include <math.h>

#include "match/match.h"

/* ------------------------------------------------------------------ characters */
/* The character at byte i with small forms, full-width ASCII and the ideographic space folded; 0 at the end. */
static inline uint32_t cedu__fold_at(cedu_str s, size_t i, size_t *len) {
    uint32_t c = cedu__u8_at(s, i, len);
    if (c >= 0xFE50) {
        c = cedu__plain_sign(c);
        return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
    }
    if (c == 0x3000 || c == 0xA0) return ' ';
    return c;
}
static inline uint32_t cedu__cp_before(cedu_str s, size_t i) {
    size_t len;
    return i == 0 ? 0 : cedu__fold_at(s, cedu__u8_prev(s, i), &len);
}
static inline bool cedu__is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
static inline bool cedu__is_alpha(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
/* Length of the literal `z` at byte i, 0 when something else stands there. */
static inline size_t cedu__lit(cedu_str s, size_t i, const char *z) {
    size_t n = strlen(z);
    return i + n <= s.n && memcmp(s.p + i, z, n) == 0 ? n : 0;
}
/* Whether character c stands in the UTF-8 string `set`. */
bool cedu__in_set(uint32_t c, const char *set);
/* Skips at most three blanks (no newlines). */
size_t cedu__skip_blank(cedu_str s, size_t i);
/* A dash, tilde, 至 or 到 between the ends of a range (blanks around it skipped): the byte after it; 0 = none.
 * `words`: 至 and 到 count too. */
size_t cedu__range_mark(cedu_str s, size_t i, bool words);

/* What a character can be (chars.c): in the low four bits 0, 1 + digit, or 10 + 1…5 for 十百千万亿. */
#define CEDU__NUMERAL   0x0F
#define CEDU__FINANCIAL 0x10
#define CEDU__MAY_BEGIN 0x20 /* a number, an ordinal or a time may begin with it */
#define CEDU__WINDOW    0x40 /* the head of a window of time may begin with it: 近 过去 未来 … (duration.c) */
#define CEDU__LENGTH    0x80 /* a unit of a length of time may begin with it: 年 个 … */
extern const uint8_t cedu__char_kinds[0x10000];
extern const double cedu__magnitudes[5];
static inline uint8_t cedu__char_kind(uint32_t c) { return c <= 0xFFFF ? cedu__char_kinds[c] : 0; }
/* 0…9 for a Chinese digit, -1 for anything else. */
static inline int cedu__cn_digit(uint32_t c) {
    int k = cedu__char_kind(c) & 15;
    return k <= 10 ? k - 1 : -1;
}
/* 10, 100, 1000, 1e4, 1e8 for 十百千万亿 (and financial ones), else 0. */
static inline double cedu__cn_magnitude(uint32_t c) {
    int k = cedu__char_kind(c) & 15;
    return k > 10 ? cedu__magnitudes[k - 11] : 0;
}
static inline bool cedu__is_financial(uint32_t c) { return cedu__char_kind(c) & CEDU__FINANCIAL; }
static inline bool cedu__is_numeral(uint32_t c) { return cedu__is_digit(c) || (c >= 0x3007 && cedu__char_kind(c) & 15); }

/* ------------------------------------------------------------------ numbers (number.c) */
typedef struct cedu__num {
    uint32_t end;   /* byte after it; on failure: how far the numerals went, nothing before is a number */
    double lo, hi;  /* equal unless range or vague */
    double mag;     /* the largest 万, 亿 … written, 1 = none */
    uint8_t chars;  /* characters, at most 255 */
    uint8_t digits; /* digits of a number that consists of digits only, else 0 */
    bool arabic;    /* starts with 0-9 */
    bool range;     /* 两三百 */
    bool vague;     /* 十几, 数百 */
    bool over;      /* 十多万, 20余万 */
    bool decimal, comma;
    bool lead_zero; /* 08, 零八 */
    bool pair;      /* 七八: two neighbouring digits, a range before a measure word */
    bool bare;      /* starts with a magnitude: 百, 千, 万, 亿 */
    bool financial; /* holds 壹贰叁 … */
} cedu__num;

bool cedu__num_at(cedu_str s, size_t at, cedu__num *out);
/* ------------------------------------------------------------------ the scan */
#define CEDU_MATCH_HITS 48
#define CEDU_MATCH_RING 8
/* Room for mentions at the start: one in so many bytes (policy text has one in 25 to 40), at most so many. */
#define CEDU_MATCH_DENSITY 24
#define CEDU_MATCH_ROOM    4096

typedef struct cedu__spot {
    uint32_t start, end;
    int32_t entry;
} cedu__spot;

#define CEDU__ALIASES 16
typedef struct cedu__alias { /* (以下简称“…”): where the full name ends, and the short form */
    uint32_t target_end, start, end;
    size_t seen; /* mentions pushed before it */
} cedu__alias;

typedef struct cedu__scan {
    const cedu_image *im;
    cedu_str s;
    const cedu_match_options *opt;
    cedu_arena *arena;
    CEDU_VEC(cedu_mention) out;
    CEDU_VEC(cedu_match_word) words;
    size_t time_at; /* 1 + where the pass has looked for a time word already, and the longest that begins there */
    cedu_hit time_word;
    CEDU_VEC(cedu__spot) traps;         /* ascending */
    cedu__spot before[CEDU_MATCH_RING]; /* the last modifiers and currencies seen, for the number that follows */
    unsigned before_n;
    size_t numeric_end; /* numbers and times do not overlap */
    int last_year;      /* year named last in this sentence, 0 = none */
    size_t docno_floor;
    cedu__alias aliases[CEDU__ALIASES];
    size_t aliases_n;
    size_t in_pass;      /* mentions that the pass pushed, in nearly ascending order; what comes behind them is not */
    size_t last_numeric; /* 1 + index in `out` of the number pushed last, 0 = none */
    cedu__num num;       /* the number read last by cedu__num_once(), at byte num_at - 1; num_at 0: none yet */
    size_t num_at;
    bool num_good;
} cedu__scan;
/* cedu__num_at() on the scan's text, read once for all recognisers that try one place. */
bool cedu__num_once(cedu__scan *sc, size_t at, cedu__num *out);

/* A mention with every field set to "none". Does not push. */
cedu_mention cedu__mention_new(cedu_mention_type t, size_t start, size_t end);
bool cedu__scan_push(cedu__scan *sc, cedu_mention m);
/* Longest form of these classes at `at`; entry -1 and end 0 when there is none. */
cedu_hit cedu__scan_longest(const cedu__scan *sc, unsigned classes, size_t at);
/* The modifier or currency form that ends at `at` (blanks between allowed), among those seen; entry -1 = none. */
cedu__spot cedu__scan_before(const cedu__scan *sc, size_t at);
cedu_modifier cedu__modifier_of(const cedu__scan *sc, int32_t entry);
static inline cedu_str cedu__attr(const cedu__scan *sc, int32_t e, cedu_attr a) { return cedu__image_attr(sc->im, e, a); }
int cedu__str_int(cedu_str s, int none); /* decimal integer, `none` when it is not one */

/* ------------------------------------------------------------------ recognisers
 * Each tries at byte `at`, pushes at most one mention and returns the byte up to which it has dealt with the text
 * (`at` = nothing found here). */
size_t cedu__time_at(cedu__scan *sc, size_t at);
size_t cedu__quantity_at(cedu__scan *sc, size_t at);
size_t cedu__masked_at(cedu__scan *sc, size_t at);
size_t cedu__title_at(cedu__scan *sc, size_t at);
size_t cedu__docno_at(cedu__scan *sc, size_t at);
/* With hits of the automaton at `at`. */
size_t cedu__region_hit(cedu__scan *sc, size_t at, cedu_hit h);
void cedu__region_ref(cedu__scan *sc, size_t at, cedu_hit h);
void cedu__org_hit(cedu__scan *sc, size_t at, cedu_hit h);
void cedu__suffix_hit(cedu__scan *sc, size_t at, cedu_hit h);
/* After the pass: persons need the posts and organisations. */
void cedu__persons(cedu__scan *sc);

/* refer.c */
void cedu__alias_at(cedu__scan *sc, size_t at); /* notes 以下简称 … */
void cedu__refer_at(cedu__scan *sc, size_t at); /* 该公司, 上述方案: pushes a pending mention */
void cedu__aliases(cedu__scan *sc);             /* after the pass: every place where a noted short form stands */
size_t cedu__resolve_refers(const cedu__scan *sc, cedu_mention *p, size_t n);

/* ------------------------------------------------------------------ calendar (calendar.c) */
int64_t cedu__day_number(int y, int m, int d); /* days since 1970-01-01, proleptic Gregorian */
cedu_civil cedu__civil_of_day(int64_t n);
int cedu__days_in_month(int y, int m);
bool cedu__date_ok(int y, int m, int d);
cedu_civil cedu__civil_add(cedu_civil c, int years, int months, int64_t days, int64_t seconds);
int cedu__weekday(cedu_civil c); /* 1 = Monday … 7 */

#endif
