/* quantity.h - what the files of the number recogniser share (private to the match room).
 *
 * unit.c reads the unit behind a number, modifiers behind it, smaller units, and pushes; ordinal.c reads ranks, percent in words
 * and masked numbers; range.c the second end of a range; quantity.c puts an amount together.
 */
#ifndef CEDU_MATCH_QUANTITY_H
#define CEDU_MATCH_QUANTITY_H

#include "match/internal.h"

typedef struct cedu__unit {
    size_t end; /* 0 = none */
    int32_t entry;
    cedu_str dim;
    double factor;
} cedu__unit;

/* A number while it is put together. */
typedef struct cedu__amount {
    size_t at;  /* where it begins, with its sign */
    size_t num; /* where the numerals begin */
    size_t end; /* after numerals, multiplier, 余 */
    uint32_t before;
    bool negative, below_zero, half, range, vague, odd;
    double lo, hi;
    cedu__num n;
    cedu__unit u;
} cedu__amount;

static inline bool cedu__dim_is(const cedu__unit *u, const char *d) { return u->end && cedu__eqz(u->dim, d); }

/* unit.c */
/* The unit at i (a blank before it allowed when blank_ok); longer words of other classes win over it. */
cedu__unit cedu__unit_at(const cedu__scan *sc, size_t i, bool blank_ok);
/* Whether a trap of group number covers [start, end). */
bool cedu__trapped(const cedu__scan *sc, size_t start, size_t end);
/* The end of a trap of group number that starts at or before `at`, covers it, and reaches `end`; 0 = none. */
size_t cedu__trap_over(const cedu__scan *sc, size_t at, size_t end);
/* Whether nothing but blanks and an opening mark stands between the start of the line and i. */
bool cedu__line_start(cedu_str s, size_t i);
void cedu__set_numbers(cedu_mention *m, double lo, double hi, double factor);
cedu_mention_type cedu__unit_type(const cedu__unit *u);
/* Takes in the modifier that ends at `at`, if there is one and it is no currency. */
void cedu__lead_modifier(const cedu__scan *sc, size_t at, cedu_mention *m);
/* Modifier forms behind the number: the new end. */
size_t cedu__modifier_behind(const cedu__scan *sc, size_t end, cedu_mention *m);
/* 元 … 角 … 分, 斤 … 两, 五块二, 三斤半: adds to *value; the new end. */
size_t cedu__smaller_units(cedu__scan *sc, cedu__unit u, double *value, size_t end);
/* Pushes a number; two bounds side by side (不低于10%、不高于20%) become one range. Returns where it ends. */
size_t cedu__push_numeric(cedu__scan *sc, cedu_mention m);
static inline bool cedu__is_currency(const cedu__scan *sc, int32_t e) {
    return e >= 0 && cedu__image_entry(sc->im, e)->cls == CEDU_CLASS_unit;
}

/* range.c: the end of a range that begins with the amount, pushed; 0 = it is none. */
size_t cedu__range_to(cedu__scan *sc, cedu__amount *a);

/* ordinal.c: each returns `at` when there is nothing */
size_t cedu__places_at(cedu__scan *sc, size_t at);
size_t cedu__ordinal_at(cedu__scan *sc, size_t at);
size_t cedu__percent_words_at(cedu__scan *sc, size_t at);

#endif
