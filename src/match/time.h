/* time.h - what the files of the time recogniser share (private to the match room).
 *
 * piece.c and part.c read the fields that words and digits name into a `cedu__piece`; resolve.c makes a period of it with the page's date;
 * duration.c reads lengths (三年, 6个月) and the times made of them; time.c puts ranges, deadlines and open ends together.
 */
#ifndef CEDU_MATCH_TIME_H
#define CEDU_MATCH_TIME_H

#include "match/internal.h"

#include <stdio.h>
#include <stdlib.h>

#define CEDU__TIMEX 64 /* bytes of a TIMEX text with its NUL */

typedef struct cedu__piece {
    size_t start, end;
    int year;          /* 0 = not named */
    int half, q1, q2;  /* quarters q1…q2 */
    int month, month2; /* month2: 1-9月 */
    int xun, season;
    int edge; /* 1 begin, 2 mid, 3 end of the smallest field named */
    int day, day2;
    int week, weekday;        /* ISO week number; weekday 1…7 */
    int hour, minute, second; /* -1 = none */
    int part;                 /* first hour of 上午 … , -1 */
    int plan_from, plan_to;   /* years; also decades and centuries */
    int whole;                /* 全年 */
    int date_known;           /* 1 = year, month, day are final (今天, 上周一) */
    cedu_grain now;           /* 目前: grain month; 现在: second */
    bool week_rel;            /* date of the Monday is in year, month, day */
    bool week_end;            /* 周末 */
    bool relative, approx, vague, past, refused, bare, quoted, unknown;
} cedu__piece;

#define CEDU__NO_PIECE ((cedu__piece){.hour = -1, .minute = -1, .second = -1, .part = -1})

typedef struct cedu__word {
    size_t end; /* 0 = none */
    cedu_str group, value;
    int32_t entry;
} cedu__word;

typedef struct cedu__length {
    size_t end;
    double years, months, days, seconds; /* as named */
    double max_factor;                   /* > 1 for 3~6个月: hi = lo * factor */
    cedu_grain grain;
    bool approx;
    bool bare_day_or_month; /* 5日, 5月: may be dates */
    char timex[CEDU__TIMEX];
} cedu__length;

static inline bool cedu__time_group(const cedu__word *w, const char *g) { return w->end && cedu__eqz(w->group, g); }
static inline bool cedu__time_has_ref(const cedu__scan *sc) { return sc->opt && sc->opt->ref.year > 0; }
static inline cedu_civil cedu__time_ref(const cedu__scan *sc) {
    cedu_civil r = sc->opt->ref;
    if (r.month < 1) r.month = 1;
    if (r.day < 1) r.day = 1;
    return r;
}

/* piece.c */
bool cedu__time_piece_at(cedu__scan *sc, size_t i, cedu__piece *p);
/* part.c: the byte behind what was read; 0 = none (gap, clock_after, edge_after, days_after, after_year: `i` itself) */
cedu__word cedu__time_word_at(const cedu__scan *sc, size_t i); /* the longest form of class time_name */
bool cedu__time_small_int(const cedu__num *n, int lo, int hi);
size_t cedu__time_gap(cedu_str s, size_t i);
size_t cedu__time_year_mark(cedu_str s, size_t i);
size_t cedu__time_day_mark(cedu_str s, size_t i);
size_t cedu__time_clock_at(cedu__scan *sc, size_t i, cedu__piece *p);
size_t cedu__time_clock_after(cedu__scan *sc, size_t i, cedu__piece *p); /* behind a day: 上午9时 */
size_t cedu__time_edge_after(const cedu__scan *sc, size_t i, cedu__piece *p, bool month);
size_t cedu__time_days_after(cedu__scan *sc, size_t i, cedu__piece *p); /* behind a month */
size_t cedu__time_month_at(cedu__scan *sc, size_t i, cedu__piece *p);
size_t cedu__time_quarter_at(cedu__scan *sc, size_t i, cedu__piece *p);
size_t cedu__time_first_months_at(cedu__scan *sc, size_t i, cedu__piece *p);
size_t cedu__time_after_year(cedu__scan *sc, size_t i, cedu__piece *p); /* half, quarter, month … behind a year */
/* resolve.c */
void cedu__time_fill(cedu__piece *b, const cedu__piece *a);
bool cedu__time_resolve(cedu__scan *sc, cedu__piece *p, cedu_when *w, char tx[CEDU__TIMEX]); /* false: refused */
void cedu__time_span_year(cedu_when *w, int y1, int y2);
void cedu__time_span_months(cedu_when *w, int y, int m1, int m2);
void cedu__time_span_days(cedu_when *w, cedu_civil a, cedu_civil b);
/* duration.c */
bool cedu__time_length_at(cedu__scan *sc, size_t i, cedu__length *d);
size_t cedu__time_window_at(cedu__scan *sc, size_t i);   /* 近3年, 未来两个月 */
size_t cedu__time_duration_at(cedu__scan *sc, size_t i); /* 三年, 三年内, 七年后 */
size_t cedu__time_set_at(cedu__scan *sc, size_t i);      /* 每年, 每两年 */
void cedu__time_interval_tx(const cedu_when *w, char tx[CEDU__TIMEX]);
void cedu__time_emit(cedu__scan *sc, size_t start, size_t end, size_t cs, size_t ce, const cedu_when *w, const char *tx,
                     bool refused);

#endif
