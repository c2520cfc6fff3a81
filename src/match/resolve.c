/* resolve.c - a piece and the page's date to a period with start, end, grain and TIMEX text.
 *
 * A date that the calendar does not have is refused. Without a page's date the fields stay as they are (XXXX-05-31).
 */
#include "match/time.h"

void cedu__time_fill(cedu__piece *b, const cedu__piece *a) { /* 2021年1月5日至8日: b lacks what a has */
    if (b->plan_from || b->date_known || b->now) return;
    bool small = b->day && !b->month, clock = b->hour >= 0 && !b->day && !b->month && !b->year;
    if (clock) {
        b->day = a->day2 ? a->day2 : a->day, b->month = a->month, b->year = a->year, b->date_known = a->date_known;
        return;
    }
    if (small && !b->month) b->month = a->month2 ? a->month2 : a->month;
    if (!b->year && (b->month || b->q1 || b->half || b->edge)) b->year = a->year;
}

/* The year that a date without one belongs to: news look back, so a month far ahead is last year's. */
static int guess_year(const cedu__scan *sc, int month) {
    cedu_civil r = cedu__time_ref(sc);
    if (sc->last_year) return sc->last_year;
    return month - r.month >= 9 ? r.year - 1 : r.year;
}

void cedu__time_span_year(cedu_when *w, int y1, int y2) {
    w->start = (cedu_civil){(int16_t)y1, 1, 1};
    w->end = (cedu_civil){(int16_t)y2, 12, 31, 23, 59, 59};
}
void cedu__time_span_months(cedu_when *w, int y, int m1, int m2) {
    w->start = (cedu_civil){(int16_t)y, (int8_t)m1, 1};
    w->end = (cedu_civil){(int16_t)y, (int8_t)m2, (int8_t)cedu__days_in_month(y, m2), 23, 59, 59};
}
void cedu__time_span_days(cedu_when *w, cedu_civil a, cedu_civil b) {
    w->start = (cedu_civil){a.year, a.month, a.day};
    w->end = (cedu_civil){b.year, b.month, b.day, 23, 59, 59};
}

/* Fills w and the TIMEX text (at most 40 bytes). False: refused. */
bool cedu__time_resolve(cedu__scan *sc, cedu__piece *p, cedu_when *w, char tx[CEDU__TIMEX]) {
    memset(w, 0, sizeof *w);
    bool ref = cedu__time_has_ref(sc);
    w->relative = p->relative, w->approx = p->approx;
    tx[0] = 0;
    if (p->refused) return false;
    if (p->plan_from) {
        cedu__time_span_year(w, p->plan_from, p->plan_to);
        w->grain = CEDU_GRAIN_YEAR, w->interval = true, w->plan = p->quoted;
        if (p->edge == 3) {
            cedu__time_span_year(w, p->plan_to, p->plan_to), w->interval = false, snprintf(tx, CEDU__TIMEX, "%04d", p->plan_to);
        } else if (p->edge == 1) {
            cedu__time_span_year(w, p->plan_from, p->plan_from), w->interval = false,
                                                                 snprintf(tx, CEDU__TIMEX, "%04d", p->plan_from);
        } else {
            snprintf(tx, CEDU__TIMEX, "%04d/%04d", p->plan_from, p->plan_to);
        }
        return true;
    }
    if (p->vague) {
        snprintf(tx, CEDU__TIMEX, "%s", p->past ? "PAST_REF" : "SAME_REF");
        w->approx = true;
        return true;
    }
    if (p->now) {
        if (!ref) return snprintf(tx, CEDU__TIMEX, "PRESENT_REF"), true;
        cedu_civil r = sc->opt->ref;
        if (p->now == CEDU_GRAIN_SECOND) {
            w->start = w->end = r, w->grain = CEDU_GRAIN_SECOND;
            snprintf(tx, CEDU__TIMEX, "%04d-%02d-%02dT%02d:%02d:%02d", r.year, r.month, r.day, r.hour, r.minute, r.second);
        } else {
            cedu__time_span_months(w, r.year, r.month < 1 ? 1 : r.month, r.month < 1 ? 12 : r.month);
            w->grain = CEDU_GRAIN_MONTH, snprintf(tx, CEDU__TIMEX, "%04d-%02d", r.year, w->start.month);
        }
        w->as_of = true;
        return true;
    }
    /* what is missing comes from the reference date */
    if (!p->year && !p->date_known) {
        if (p->month || p->q1 || p->half) {
            w->relative = true;
            if (ref) p->year = guess_year(sc, p->month ? p->month : p->q1 ? p->q1 * 3 - 2 : p->half == 2 ? 7 : 1);
            if (ref && p->month == 2 && p->day == 29 && !cedu__date_ok(p->year, 2, 29)) p->year += 4 - p->year % 4;
        } else if (p->day) {
            w->relative = true;
            if (ref) {
                cedu_civil r = cedu__time_ref(sc);
                p->year = r.year, p->month = r.month;
                if (p->day > r.day + 20 || p->day > cedu__days_in_month(p->year, p->month)) {
                    cedu_civil c = cedu__civil_add((cedu_civil){r.year, r.month, 1}, 0, -1, 0, 0);
                    p->year = c.year, p->month = c.month;
                }
            }
        } else if (p->hour >= 0 && ref) {
            w->relative = true;
            cedu_civil r = cedu__time_ref(sc);
            p->year = r.year, p->month = r.month, p->day = r.day;
        }
    }
    if (!p->year) { /* unknown: the shape only */
        if (p->day && p->month) snprintf(tx, CEDU__TIMEX, "XXXX-%02d-%02d", p->month, p->day), w->grain = CEDU_GRAIN_DAY;
        else if (p->day) snprintf(tx, CEDU__TIMEX, "XXXX-XX-%02d", p->day), w->grain = CEDU_GRAIN_DAY;
        else if (p->month) snprintf(tx, CEDU__TIMEX, "XXXX-%02d", p->month), w->grain = CEDU_GRAIN_MONTH;
        else if (p->weekday)
            snprintf(tx, CEDU__TIMEX, "XXXX-WXX-%d", p->weekday > 7 ? 6 : p->weekday), w->grain = CEDU_GRAIN_DAY;
        else snprintf(tx, CEDU__TIMEX, "XXXX"), w->grain = CEDU_GRAIN_YEAR;
        if (p->month && p->day > cedu__days_in_month(2000, p->month)) return false;
        return true;
    }
    int y = p->year;
    if (y < 1 || y > 9998) return false;
    if (p->week >= 200 && p->month) { /* nth week that begins in a month */
        int first = cedu__weekday((cedu_civil){(int16_t)y, (int8_t)p->month, 1});
        cedu_civil mon =
            cedu__civil_add((cedu_civil){(int16_t)y, (int8_t)p->month, 1}, 0, 0, (8 - first) % 7 + 7 * (p->week - 201), 0);
        cedu__time_span_days(w, mon, cedu__civil_add(mon, 0, 0, 6, 0));
        w->grain = CEDU_GRAIN_WEEK, w->interval = true;
        cedu__time_interval_tx(w, tx);
        return true;
    }
    if (p->week >= 99) { /* nth weekday of a month */
        int nth = p->week - 100, first = cedu__weekday((cedu_civil){(int16_t)y, (int8_t)p->month, 1});
        int d = 1 + (p->weekday - first + 7) % 7;
        if (nth > 0) d += 7 * (nth - 1);
        else
            while (d + 7 <= cedu__days_in_month(y, p->month)) d += 7;
        p->day = d, p->week = 0;
    }
    if (p->week) {
        cedu_civil jan4 = {(int16_t)y, 1, 4};
        cedu_civil mon = cedu__civil_add(jan4, 0, 0, 1 - cedu__weekday(jan4) + 7 * (p->week - 1), 0);
        cedu__time_span_days(w, mon, cedu__civil_add(mon, 0, 0, 6, 0));
        w->grain = CEDU_GRAIN_WEEK, w->interval = true;
        snprintf(tx, CEDU__TIMEX, "%04d-W%02d", y, p->week);
        return true;
    }
    if (p->week_rel || p->week_end) {
        cedu_civil a = {(int16_t)y, (int8_t)p->month, (int8_t)p->day};
        cedu__time_span_days(w, a, cedu__civil_add(a, 0, 0, p->week_end ? 1 : 6, 0));
        w->grain = CEDU_GRAIN_WEEK, w->interval = true;
        cedu_civil thu = cedu__civil_add(a, 0, 0, p->week_end ? -2 : 3, 0);
        int wk = (int)((cedu__day_number(thu.year, thu.month, thu.day) - cedu__day_number(thu.year, 1, 1)) / 7) + 1;
        snprintf(tx, CEDU__TIMEX, "%04d-W%02d%s", thu.year, wk, p->week_end ? "-WE" : "");
        return true;
    }
    if (p->day) {
        if (!cedu__date_ok(y, p->month, p->day) || (p->day2 && !cedu__date_ok(y, p->month, p->day2))) return false;
        cedu_civil a = {(int16_t)y, (int8_t)p->month, (int8_t)p->day}, b = a;
        if (p->day2) b.day = (int8_t)p->day2;
        cedu__time_span_days(w, a, b);
        w->grain = CEDU_GRAIN_DAY, w->interval = p->day2 != 0;
        int n = snprintf(tx, CEDU__TIMEX, "%04d-%02d-%02d", y, p->month, p->day);
        if (p->day2) snprintf(tx + n, CEDU__TIMEX - (size_t)n, "/%04d-%02d-%02d", y, p->month, p->day2);
        if (p->hour >= 0) {
            cedu_civil t = cedu__civil_add(
                a, 0, 0, 0, p->hour * 3600 + (p->minute > 0 ? p->minute : 0) * 60 + (p->second > 0 ? p->second : 0));
            w->start = w->end = t;
            w->grain = p->second >= 0 ? CEDU_GRAIN_SECOND : p->minute >= 0 ? CEDU_GRAIN_MINUTE : CEDU_GRAIN_HOUR;
            if (p->second < 0) w->end.second = 59;
            if (p->minute < 0) w->end.minute = 59;
            n = snprintf(tx, CEDU__TIMEX, "%04d-%02d-%02dT%02d", t.year, t.month, t.day, t.hour);
            if (p->minute >= 0) n += snprintf(tx + n, CEDU__TIMEX - (size_t)n, ":%02d", t.minute);
            if (p->second >= 0) snprintf(tx + n, CEDU__TIMEX - (size_t)n, ":%02d", t.second);
        } else if (p->part >= 0) {
            static const int8_t until[25] = {[0] = 5, [4] = 12, [8] = 12, [11] = 13, [12] = 18, [17] = 19, [18] = 24};
            static const char *const name[25] = {
                [0] = "EM", [4] = "MO", [8] = "MO", [11] = "MI", [12] = "AF", [17] = "EV", [18] = "NI"};
            int e = p->part <= 24 && until[p->part] ? until[p->part] : 24;
            w->start.hour = (int8_t)p->part;
            w->end.hour = (int8_t)(e - 1), w->grain = CEDU_GRAIN_HOUR, w->interval = true;
            snprintf(tx + n, CEDU__TIMEX - (size_t)n, "T%s", p->part <= 24 && name[p->part] ? name[p->part] : "DT");
        }
        return true;
    }
    if (p->month) {
        int m2 = p->month2 ? p->month2 : p->month;
        cedu__time_span_months(w, y, p->month, m2);
        w->grain = CEDU_GRAIN_MONTH, w->interval = p->month2 != 0;
        int n = snprintf(tx, CEDU__TIMEX, "%04d-%02d", y, p->month);
        if (p->month2) snprintf(tx + n, CEDU__TIMEX - (size_t)n, "/%04d-%02d", y, p->month2);
        if (p->xun) {
            w->start.day = (int8_t)(p->xun * 10 - 9);
            if (p->xun < 3) w->end.day = (int8_t)(p->xun * 10);
            w->grain = CEDU_GRAIN_DAY, w->interval = true;
            snprintf(tx, CEDU__TIMEX, "%04d-%02d-%02d/%04d-%02d-%02d", y, p->month, w->start.day, y, p->month, w->end.day);
        } else if (p->edge == 3) {
            w->start.day = w->end.day, w->grain = CEDU_GRAIN_DAY;
            snprintf(tx, CEDU__TIMEX, "%04d-%02d-%02d", y, p->month, w->end.day);
        } else if (p->edge == 1) {
            w->end.day = 10, w->grain = CEDU_GRAIN_DAY, w->approx = w->interval = true;
        } else if (p->edge == 2) {
            w->start.day = 11, w->end.day = 20, w->grain = CEDU_GRAIN_DAY, w->approx = w->interval = true;
        }
        return true;
    }
    if (p->q1 && (p->edge == 1 || p->edge == 3)) {
        int m = p->edge == 1 ? p->q1 * 3 - 2 : p->q2 * 3;
        cedu__time_span_months(w, y, m, m);
        w->grain = CEDU_GRAIN_MONTH, w->approx = p->edge == 1;
        snprintf(tx, CEDU__TIMEX, "%04d-%02d", y, m);
        return true;
    }
    if (p->q1) {
        cedu__time_span_months(w, y, p->q1 * 3 - 2, p->q2 * 3);
        w->grain = CEDU_GRAIN_QUARTER, w->interval = true;
        if (p->q1 == p->q2) snprintf(tx, CEDU__TIMEX, "%04d-Q%d", y, p->q1);
        else snprintf(tx, CEDU__TIMEX, "%04d-%02d/%04d-%02d", y, p->q1 * 3 - 2, y, p->q2 * 3);
        return true;
    }
    if (p->half) {
        cedu__time_span_months(w, y, p->half == 1 ? 1 : 7, p->half == 1 ? 6 : 12);
        w->grain = CEDU_GRAIN_HALF, w->interval = true;
        snprintf(tx, CEDU__TIMEX, "%04d-H%d", y, p->half);
        return true;
    }
    if (p->season) {
        static const char *const name[] = {"SP", "SU", "FA", "WI"};
        int m = p->season * 3;
        if (p->season == 4) {
            cedu__time_span_months(w, y, 12, 12);
            w->end = (cedu_civil){(int16_t)(y + 1), 2, (int8_t)cedu__days_in_month(y + 1, 2), 23, 59, 59};
        } else {
            cedu__time_span_months(w, y, m, m + 2);
        }
        w->grain = CEDU_GRAIN_QUARTER, w->interval = true;
        snprintf(tx, CEDU__TIMEX, "%04d-%s", y, name[(p->season - 1) & 3]);
        return true;
    }
    cedu__time_span_year(w, y, y);
    w->grain = CEDU_GRAIN_YEAR;
    snprintf(tx, CEDU__TIMEX, "%04d", y);
    if (p->edge == 3)
        cedu__time_span_months(w, y, 12, 12), w->grain = CEDU_GRAIN_MONTH, snprintf(tx, CEDU__TIMEX, "%04d-12", y);
    else if (p->edge == 1)
        cedu__time_span_months(w, y, 1, 1), w->grain = CEDU_GRAIN_MONTH, w->approx = true,
                                            snprintf(tx, CEDU__TIMEX, "%04d-01", y);
    else if (p->edge == 2)
        cedu__time_span_months(w, y, 6, 7), w->grain = CEDU_GRAIN_MONTH, w->approx = true,
                                            snprintf(tx, CEDU__TIMEX, "%04d-06", y);
    return true;
}
