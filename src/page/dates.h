/* dates.h - what the two readers of dates share: dates.c (as pages show them), dates_machine.c (attributes, variables, addresses). */
#ifndef CEDU_PAGE_DATES_H
#define CEDU_PAGE_DATES_H

#include "page/page_priv.h"

/* At most `max` decimal digits at i; their value and their bytes. */
size_t cedu__page_digits(cedu_str s, size_t i, int max, int *v);
int cedu__page_days_in(int y, int m);
/* A day of the calendar, from 1980 on. */
bool cedu__page_real_day(int y, int m, int d);

#define digits_at   cedu__page_digits
#define days_in     cedu__page_days_in
#define real_day    cedu__page_real_day
#define skip_blanks cedu__page_skip_blanks
#define any_of      cedu__page_any_of

#endif
