/* calendar.c - days, months, weeks: the arithmetic behind time.c. Proleptic Gregorian, no time zones. Pure functions. */
#include "match/internal.h"

int64_t cedu__day_number(int y, int m, int d) {
    int64_t yy = m <= 2 ? (int64_t)y - 1 : y; /* the year begins in March, so that the leap day is its last */
    int64_t era = (yy >= 0 ? yy : yy - 399) / 400;
    int64_t yoe = yy - era * 400, mp = (m + 9) % 12, doy = (153 * mp + 2) / 5 + d - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

cedu_civil cedu__civil_of_day(int64_t n) {
    n += 719468;
    int64_t era = (n >= 0 ? n : n - 146096) / 146097, doe = n - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153, m = mp < 10 ? mp + 3 : mp - 9, y = yoe + era * 400 + (m <= 2);
    return (cedu_civil){.year = (int16_t)y, .month = (int8_t)m, .day = (int8_t)(doy - (153 * mp + 2) / 5 + 1)};
}

int cedu__days_in_month(int y, int m) {
    static const int8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (m < 1 || m > 12) return 0;
    return m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0) ? 29 : days[m - 1];
}

bool cedu__date_ok(int y, int m, int d) {
    return y >= 1 && y <= 9999 && m >= 1 && m <= 12 && d >= 1 && d <= cedu__days_in_month(y, m);
}

cedu_civil cedu__civil_add(cedu_civil c, int years, int months, int64_t days, int64_t seconds) {
    int64_t k = ((int64_t)c.year + years) * 12 + (c.month ? c.month - 1 : 0) + months;
    int64_t y = k >= 0 ? k / 12 : -1;
    if (y < 1 || y > 9998 || days > 4000000 || days < -4000000) return (cedu_civil){0};
    int m = (int)(k % 12) + 1, d = c.day ? c.day : 1, last = cedu__days_in_month((int)y, m);
    int64_t n = cedu__day_number((int)y, m, d < last ? d : last) + days;
    int64_t sec = c.hour * 3600 + c.minute * 60 + c.second + seconds;
    n += sec >= 0 ? sec / 86400 : -((86399 - sec) / 86400);
    sec = ((sec % 86400) + 86400) % 86400;
    if (n < cedu__day_number(1, 1, 1) || n > cedu__day_number(9999, 12, 31)) return (cedu_civil){0};
    cedu_civil r = cedu__civil_of_day(n);
    r.hour = (int8_t)(sec / 3600), r.minute = (int8_t)(sec / 60 % 60), r.second = (int8_t)(sec % 60);
    return r;
}

int cedu__weekday(cedu_civil c) {
    int64_t n = cedu__day_number(c.year, c.month ? c.month : 1, c.day ? c.day : 1);
    return (int)((n % 7 + 7 + 3) % 7) + 1; /* 1970-01-01 was a Thursday */
}
