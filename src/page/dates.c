/* dates.c - dates of publication as pages write them: 2021-02-23 08:03, 2021年2月23日, 二〇二一年二月二十三日, Nov 3rd, 2021,
 * 11/3/2021 4:05 PM, Tue Feb 23 08:03:00 2021, 民國110年2月23日, 21年2月23日; days that stand in pieces (23 | 2021-02).
 *
 * Only whole days with their year count, the month alone only as 2021年2月. Relative dates (3天前) are never resolved: nobody knows
 * when the page was fetched. 3/4/2021 alone is refused: it is March here and April there; AM or PM tells that a machine set to
 * American English wrote it. A day with a second one behind it (11－12日) is marked as a range: an event, not a publication.
 * To add a way of writing: a reader like `ymd`, called in `any_date`; it gets a position and fills a cedu_date.
 */
#include <strings.h>

#include "page/dates.h"

size_t cedu__page_digits(cedu_str s, size_t i, int max, int *v) {
    size_t n = 0;
    *v = 0;
    while (i + n < s.n && n < (size_t)max && s.p[i + n] - '0' >= 0 && s.p[i + n] - '0' <= 9)
        *v = *v * 10 + (s.p[i + n++] - '0');
    return n;
}

size_t cedu__page_skip_blanks(cedu_str s, size_t i) {
    while (i < s.n && s.p[i] == ' ') i++;
    return i;
}

size_t cedu__page_any_of(cedu_str s, size_t i, const char *const *list) {
    for (; *list; list++)
        if (cedu__starts(cedu__sub(s, i, s.n), cedu__str(*list))) return strlen(*list);
    return 0;
}

int cedu__page_days_in(int y, int m) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 29 : days[m - 1];
}

bool cedu__page_real_day(int y, int m, int d) {
    return y >= 1980 && y <= 2099 && m >= 1 && m <= 12 && d >= 1 && d <= days_in(y, m);
}

static bool letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

/* "am" or "pm" at i: 'a', 'p' or 0. */
static char half_of_day(cedu_str s, size_t i) {
    if (i + 2 > s.n || (s.p[i + 1] | 32) != 'm' || (i + 2 < s.n && letter(s.p[i + 2]))) return 0;
    char c = (char)(s.p[i] | 32);
    return c == 'a' || c == 'p' ? c : 0;
}

static void time_of_day(cedu_str s, size_t i, cedu_date *d) {
    static const char *const hour[] = {":", "：", "时", "點", "点", "時", NULL}, *const minute[] = {":", "：", "分", NULL};
    static const char *const gap[] = {" ",  "T",  ",",  "，", "·", "|",    "星期", "一",   "二",   "三",   "四", "at",
                                      "五", "六", "日", "(",  ")", "上午", "早上", "凌晨", "下午", "晚上", NULL};
    size_t g, n, k = i;
    bool pm = false;
    while (k < s.n && k - i < 40 && (g = any_of(s, k, gap))) {
        pm |= g == 6 && (memcmp(s.p + k, "下午", 6) == 0 || memcmp(s.p + k, "晚上", 6) == 0);
        k += g;
    }
    int h, m, sec;
    if (!(n = digits_at(s, k, 2, &h)) || h > 23 || !(g = any_of(s, k + n, hour))) return;
    k += n + g;
    if (!(n = digits_at(s, k, 2, &m)) || m > 59 || n < 2) return;
    k += n;
    d->hh = pm && h < 12 ? h + 12 : h, d->mm = m;
    d->end = (uint32_t)k;
    if ((g = any_of(s, k, minute)) && digits_at(s, k + g, 2, &sec) == 2 && sec < 60) {
        d->ss = sec;
        d->end = (uint32_t)(k + g + 2);
    }
    char half = half_of_day(s, k = skip_blanks(s, d->end));
    if (half && h >= 1 && h <= 12) {
        d->hh = h % 12 + (half == 'p' ? 12 : 0);
        d->end = (uint32_t)(k + 2);
    }
}

/* A second day right behind the first: 11－12日, 5月1日至3日. */
static bool second_day(cedu_str s, size_t i) {
    static const char *const to[] = {"－", "—", "–", "-", "~", "～", "至", "到", "、", NULL};
    static const char *const marks[] = {"日", "月", "年", "-", "/", ".", NULL};
    size_t k = skip_blanks(s, i), g = any_of(s, k, to), n;
    int v;
    if (!g) return false;
    while ((n = any_of(s, k + g, to))) g += n;
    k = skip_blanks(s, k + g);
    if (!(n = digits_at(s, k, 5, &v))) return false;
    k = skip_blanks(s, k + n);
    return n == 4 || (n <= 2 && v >= 1 && v <= 31 && any_of(s, k, marks));
}

static void finish(cedu_str s, cedu_date *o) {
    static const char *const weekday[] = {"星期", "礼拜", "禮拜", "周", "週", NULL};
    size_t w = skip_blanks(s, o->end), wn = any_of(s, w, weekday);
    o->range = second_day(s, o->end);
    if (wn && w + wn + 3 <= s.n) o->end = (uint32_t)(w + wn + 3);
    time_of_day(s, o->end, o);
    static const char *const half[] = {"上午", "下午", "晚上", "凌晨", "中午", "早上", NULL}; /* without the hour */
    if (o->hh < 0 && (wn = any_of(s, w = skip_blanks(s, o->end), half))) o->end = (uint32_t)(w + wn);
}

/* Day of the month; 0609:30 is the sixth, where an element's end stood between day and time. 0 = none. */
static size_t day_at(cedu_str s, size_t i, int *d) {
    int more;
    size_t n = digits_at(s, i, 5, d);
    if (n <= 2) return n;
    bool clock = n == 4 && i + 6 < s.n && s.p[i + 4] == ':' && digits_at(s, i + 5, 2, &more) == 2;
    return clock ? digits_at(s, i, 2, d) : 0;
}

static bool ymd(cedu_str s, size_t i, cedu_date *out) {
    static const char *const seps[] = {"-", "/", ".", "年", "－", "—", "–", "／", NULL};
    static const char *const month_seps[] = {"-", "/", ".", "月", "－", "—", "–", "／", NULL};
    int y, m, d;
    if (digits_at(s, i, 5, &y) != 4 || y < 1980 || y > 2099) return false;
    size_t k = skip_blanks(s, i + 4), g = any_of(s, k, seps), n, start = k;
    if (!g) return false;
    k = skip_blanks(s, k + g);
    n = digits_at(s, k, 3, &m);
    if (!n || n > 2 || m < 1 || m > 12) return false;
    bool han = g == 3 && memcmp(s.p + start, "年", 3) == 0;
    k += n;
    cedu_date o = {.y = y, .m = m, .d = -1, .hh = -1, .mm = -1, .ss = -1, .start = (uint32_t)i, .end = (uint32_t)k};
    size_t at = skip_blanks(s, k), g2 = any_of(s, at, month_seps);
    if (!g2) return false; /* 2022-10: too often something else */
    at = skip_blanks(s, at + g2);
    n = day_at(s, at, &d);
    if (!n && digits_at(s, at, 3, &d)) return false; /* 5月120家 */
    if (!n || d < 1 || d > days_in(y, m)) {
        if (!han || n) return false;
        o.end = (uint32_t)(k + g2);
        *out = o;
        return true;
    }
    o.d = d;
    o.end = (uint32_t)(at + n);
    o.range = second_day(s, o.end);
    size_t day = skip_blanks(s, o.end);
    if (cedu__starts(cedu__sub(s, day, s.n), CEDU_STR("日"))) o.end = (uint32_t)day + 3;
    bool range = o.range;
    finish(s, &o);
    o.range |= range;
    *out = o;
    return true;
}

/* 23-05-06 09:30 */
static bool short_date(cedu_str s, size_t i, cedu_date *out) {
    int y, m, d;
    if (digits_at(s, i, 3, &y) != 2 || i + 2 >= s.n || (s.p[i + 2] != '-' && s.p[i + 2] != '/' && s.p[i + 2] != '.'))
        return false;
    char sep = s.p[i + 2];
    size_t n = digits_at(s, i + 3, 3, &m), k = i + 3 + n;
    if (!n || n > 2 || k >= s.n || s.p[k] != sep || !(n = day_at(s, k + 1, &d))) return false;
    k += 1 + n;
    if (y > 40 && y < 95) return false; /* no year of the web */
    y += y >= 95 ? 1900 : 2000;
    if (!real_day(y, m, d) || (k < s.n && s.p[k] == sep)) return false;
    *out = (cedu_date){.y = y, .m = m, .d = d, .hh = -1, .mm = -1, .ss = -1, .start = (uint32_t)i, .end = (uint32_t)k};
    time_of_day(s, out->end, out);
    return true;
}

/* 2023 05/06 09:30, 202305/06, 2023 05-06: year and day in elements of their own. */
static bool year_apart(cedu_str s, size_t i, cedu_date *out) {
    int y, m, d;
    if (digits_at(s, i, 4, &y) != 4) return false;
    size_t k = skip_blanks(s, i + 4);
    if (k > i + 6 || digits_at(s, k, 3, &m) != 2 || k + 2 >= s.n || (s.p[k + 2] != '/' && (s.p[k + 2] != '-' || k == i + 4)) ||
        day_at(s, k + 3, &d) != 2 || !real_day(y, m, d) || (k + 5 < s.n && s.p[k + 5] == s.p[k + 2]))
        return false;
    *out = (cedu_date){.y = y, .m = m, .d = d, .hh = -1, .mm = -1, .ss = -1, .start = (uint32_t)i, .end = (uint32_t)k + 5};
    time_of_day(s, out->end, out);
    return true;
}

/* 9/17/2004 5:54:13 AM; 25/12/2021 cannot be read otherwise. */
static bool slashes(cedu_str s, size_t i, cedu_date *out) {
    int a, b, y;
    size_t n = digits_at(s, i, 3, &a), k = i + n;
    if (!n || n > 2 || k >= s.n || s.p[k] != '/') return false;
    if (!(n = digits_at(s, k + 1, 3, &b)) || n > 2) return false;
    k += 1 + n;
    if (k >= s.n || s.p[k] != '/' || digits_at(s, k + 1, 5, &y) != 4) return false;
    cedu_date o = {.y = y, .hh = -1, .mm = -1, .ss = -1, .start = (uint32_t)i, .end = (uint32_t)k + 5};
    time_of_day(s, o.end, &o);
    bool american = o.hh >= 0 && o.end >= 2 && half_of_day(s, o.end - 2);
    if (american || b > 12) o.m = a, o.d = b;
    else if (a > 12) o.m = b, o.d = a;
    else return false;
    if (!real_day(y, o.m, o.d)) return false;
    *out = o;
    return true;
}

/* Month's name at i; *len gets its bytes, with a full stop. */
static int month_name(cedu_str s, size_t i, size_t *len) {
    static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
                                        "july",    "august",   "september", "october", "november", "december"};
    size_t n = 0;
    char w[10];
    while (i + n < s.n && letter(s.p[i + n])) {
        if (n == sizeof w) return 0;
        w[n] = (char)(s.p[i + n] | 32), n++;
    }
    if (n < 3) return 0;
    for (int m = 0; m < 12; m++) {
        size_t full = strlen(names[m]);
        if ((n == full || n == 3 || (n == 4 && m == 8)) && memcmp(names[m], w, n) == 0) {
            *len = n + (i + n < s.n && s.p[i + n] == '.');
            return m + 1;
        }
    }
    return 0;
}

static size_t ordinal_at(cedu_str s, size_t i) {
    static const char *const ends[] = {"st", "nd", "rd", "th", NULL};
    return any_of(s, i, ends);
}

/* Blanks and one sign between the parts of 3-Nov-2021, Nov.3,2021. */
static size_t english_gap(cedu_str s, size_t i) {
    i = skip_blanks(s, i);
    if (i < s.n && (s.p[i] == '-' || s.p[i] == ',' || s.p[i] == '.')) i++;
    return skip_blanks(s, i);
}

/* Saturday, Sat: its bytes with the sign behind it, 0 = none. */
static size_t english_weekday(cedu_str s, size_t i) {
    static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    size_t n = 0;
    while (i + n < s.n && letter(s.p[i + n])) n++;
    bool whole = n >= 6 && n <= 9 && memcmp(s.p + i + n - 3, "day", 3) == 0, known = whole;
    for (size_t k = 0; k < CEDU_COUNT(days) && n == 3; k++) known |= strncasecmp(s.p + i, days[k], 3) == 0;
    if (!known) return 0;
    while (i + n < s.n && (s.p[i + n] == ',' || s.p[i + n] == ' ')) n++;
    return n;
}

/* 03:25:55 CST: where it ends, 0 = there is none. */
static size_t clock_before_year(cedu_str s, size_t k, cedu_date *o) {
    enum { CLOCK = 8, ZONE = 5 };
    if (k + CLOCK >= s.n || s.p[k + 2] != ':' || s.p[k + 5] != ':' || digits_at(s, k, 2, &o->hh) != 2 ||
        digits_at(s, k + 3, 2, &o->mm) != 2 || digits_at(s, k + 6, 2, &o->ss) != 2 || o->hh > 23 || o->mm > 59 || o->ss > 59)
        return 0;
    size_t zone = k = skip_blanks(s, k + CLOCK);
    while (k < s.n && k - zone < ZONE && letter(s.p[k])) k++;
    return skip_blanks(s, k);
}

/* November 3rd, 2021; 3 Nov 2021; Wed Nov 3 08:30:00 2021 (i at the weekday, the month or the day). */
static bool english(cedu_str s, size_t i, cedu_date *out) {
    int d = 0, y, m;
    size_t k = i + english_weekday(s, i), n, len, clock;
    cedu_date o = {.hh = -1, .mm = -1, .ss = -1, .start = (uint32_t)i};
    bool day_first = (n = digits_at(s, k, 3, &d)) > 0;
    if (day_first) {
        if (n > 2) return false;
        k += n;
        k = english_gap(s, k + ordinal_at(s, k));
    }
    if (k >= s.n || !letter(s.p[k]) || !(m = month_name(s, k, &len))) return false;
    k = english_gap(s, k + len);
    if (!day_first) {
        if (!(n = digits_at(s, k, 3, &d)) || n > 2) return false;
        k += n;
        k += ordinal_at(s, k);
        if ((clock = clock_before_year(s, skip_blanks(s, k), &o))) k = clock;
        else o.hh = o.mm = o.ss = -1;
        k = english_gap(s, k);
    }
    if (digits_at(s, k, 5, &y) != 4 || !real_day(y, m, d)) return false;
    o.y = y, o.m = m, o.d = d, o.end = (uint32_t)k + 4;
    if (o.hh < 0) time_of_day(s, o.end, &o);
    *out = o;
    return true;
}

/* Han digit at i (0…10), -1 = none. */
static int han_digit(cedu_str s, size_t i, size_t *len) {
    static const uint16_t digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    uint32_t c = cedu__u8_at(s, i, len);
    if (c == 0x25CB || c == 0x25EF || c == 0x96F6 || c == 0x041E || c == 0x39F || c == 'O') return 0; /* ○ ◯ 零 О Ο O */
    for (int k = 0; k < 11; k++)
        if (c == digits[k]) return k;
    return -1;
}

/* 一 … 三十一; *i moves on. */
static int han_number(cedu_str s, size_t *i) {
    int v = 0, d, seen = 0;
    size_t len;
    for (; seen < 3 && *i < s.n && (d = han_digit(s, *i, &len)) > 0; seen++, *i += len) v = d < 10 ? v + d : v ? v * 10 : 10;
    return seen ? v : -1;
}

/* 六月 14, 2005: boards that were translated word by word. */
static bool han_month_first(cedu_str s, size_t i, cedu_date *out) {
    static const char *const month[] = {"月", NULL};
    int y, m, d;
    size_t k = i, g, n;
    m = han_number(s, &k);
    if (m < 1 || m > 12 || !(g = any_of(s, k, month)) || !(n = digits_at(s, k = skip_blanks(s, k + g), 3, &d)) || n > 2)
        return false;
    k = skip_blanks(s, k + n);
    if (k >= s.n || s.p[k] != ',' || digits_at(s, k = skip_blanks(s, k + 1), 5, &y) != 4 || !real_day(y, m, d)) return false;
    *out = (cedu_date){.y = y, .m = m, .d = d, .hh = -1, .mm = -1, .ss = -1, .start = (uint32_t)i, .end = (uint32_t)k + 4};
    time_of_day(s, out->end, out);
    return true;
}

static bool han_ymd(cedu_str s, size_t i, cedu_date *out) {
    static const char *const year[] = {"年", NULL}, *const month[] = {"月", NULL}, *const day[] = {"日", NULL};
    int y = 0, d, m;
    size_t k = i, len, g;
    for (int n = 0; n < 4; n++, k += len) {
        if ((d = han_digit(s, k, &len)) < 0 || d > 9) return false;
        y = y * 10 + d;
    }
    if (!(g = any_of(s, k, year))) return false;
    k += g;
    m = han_number(s, &k);
    if (!(g = any_of(s, k, month))) return false;
    k += g;
    d = han_number(s, &k);
    if (!(g = any_of(s, k, day)) || !real_day(y, m, d)) return false;
    *out = (cedu_date){.y = y, .m = m, .d = d, .hh = -1, .mm = -1, .ss = -1, .start = (uint32_t)i, .end = (uint32_t)(k + g)};
    out->range = second_day(s, out->end);
    return true;
}

/* 05年6月14日: the year in two digits. */
static bool short_han(cedu_str s, size_t i, cedu_date *out) {
    static const char *const year[] = {"年", NULL}, *const month[] = {"月", NULL}, *const day[] = {"日", NULL};
    int y, m, d;
    size_t k = i + 2, g, n;
    if (digits_at(s, i, 3, &y) != 2 || !(g = any_of(s, k, year)) || (y > 40 && y < 95)) return false;
    n = digits_at(s, k = skip_blanks(s, k + g), 3, &m);
    if (!n || n > 2 || !(g = any_of(s, k + n, month))) return false;
    k = skip_blanks(s, k + n + g);
    n = digits_at(s, k, 3, &d);
    y += y >= 95 ? 1900 : 2000;
    if (!n || n > 2 || !(g = any_of(s, k + n, day)) || !real_day(y, m, d)) return false;
    *out =
        (cedu_date){.y = y, .m = m, .d = d, .hh = -1, .mm = -1, .ss = -1, .start = (uint32_t)i, .end = (uint32_t)(k + n + g)};
    finish(s, out);
    return true;
}

/* 112, 一百一十二; *i moves on. */
static int year_of_republic(cedu_str s, size_t *i) {
    int v = 0, low = 0, d;
    size_t n = digits_at(s, *i, 4, &v), len;
    if (n) return *i += n, n <= 3 ? v : -1;
    for (int seen = 0; seen < 6 && *i < s.n; seen++, *i += len) {
        if (cedu__u8_at(s, *i, &len) == 0x767E) v += (low ? low : 1) * 100, low = 0; /* 百 */
        else if ((d = han_digit(s, *i, &len)) == 10) v += (low ? low : 1) * 10, low = 0;
        else if (d >= 0) low = d;
        else break;
    }
    return v + low;
}

/* 112年5月6日, 112-05-06, 112.5.6: years of the Republic, as Taiwan counts them. */
static bool republic(cedu_str s, size_t i, cedu_date *out) {
    static const char *const seps[] = {"年", "-", ".", "/", NULL}, *const seps2[] = {"月", "-", ".", "/", NULL},
                             *const day[] = {"日", NULL};
    enum { BEFORE = 1911 };
    int y, m, d;
    size_t k = skip_blanks(s, i), g;
    if ((y = year_of_republic(s, &k)) < 60 || y > 160 || !(g = any_of(s, k, seps))) return false;
    k = skip_blanks(s, k + g);
    size_t n = digits_at(s, k, 3, &m);
    if (n) k += n;
    else m = han_number(s, &k);
    if (n > 2 || !(g = any_of(s, k, seps2))) return false;
    k = skip_blanks(s, k + g);
    if ((n = digits_at(s, k, 3, &d))) k += n;
    else d = han_number(s, &k);
    if (n > 2 || !real_day(y + BEFORE, m, d)) return false;
    *out = (cedu_date){.y = y + BEFORE,
                       .m = m,
                       .d = d,
                       .hh = -1,
                       .mm = -1,
                       .ss = -1,
                       .start = (uint32_t)i,
                       .end = (uint32_t)(k + any_of(s, k, day))};
    finish(s, out);
    return true;
}

bool cedu__page_label_date(cedu_str s, size_t i, cedu_date *out) {
    int y, m, d;
    if (digits_at(s, i, 9, &y) == 8 && digits_at(s, i, 4, &y) && digits_at(s, i + 4, 2, &m) && digits_at(s, i + 6, 2, &d) &&
        real_day(y, m, d)) {
        *out = (cedu_date){.y = y, .m = m, .d = d, .hh = -1, .mm = -1, .ss = -1, .start = (uint32_t)i, .end = (uint32_t)i + 8};
        return true;
    }
    return short_date(s, i, out) || (digits_at(s, i, 4, &y) == 3 && republic(s, i, out));
}

bool cedu__page_split_date(cedu_str s, cedu_date *out) {
    static const char *const seps[] = {"-", "/", ".", "年", "月", "日", NULL};
    enum { PARTS = 3 };
    int v[PARTS];
    size_t n[PARTS], g, i = 0;
    bool joined[PARTS] = {0}; /* with the part behind it, in one element */
    for (size_t k = 0; k < PARTS; k++) {
        if (!(n[k] = digits_at(s, i, 5, &v[k])) || n[k] > 4 || n[k] == 3) return false;
        i += n[k];
        g = any_of(s, i, seps);
        i += g;
        joined[k] = g && i < s.n && s.p[i] != ' ';
        i = skip_blanks(s, i);
        if (!g && k + 1 < PARTS && i < s.n && s.p[i] == '/') i = skip_blanks(s, i + 1); /* 23 / 2021.02 */
    }
    int y, m, d;
    if (n[0] == 4) y = v[0], m = v[1], d = v[2];
    else if (n[1] == 4 && joined[1] && !joined[0]) d = v[0], y = v[1], m = v[2]; /* 23 | 2021-02 */
    else if (n[2] == 4 && joined[0]) m = v[0], d = v[1], y = v[2];               /* 02-23 | 2021 */
    else return false;
    if (n[0] + n[1] + n[2] > 8 || !real_day(y, m, d)) return false;
    cedu_date o = {.y = y, .m = m, .d = d, .hh = -1, .mm = -1, .ss = -1, .end = (uint32_t)i};
    time_of_day(s, i, &o);
    *out = o;
    return o.end == s.n;
}

static bool any_date(cedu_str s, size_t from, cedu_date *out) {
    static const char *const republics[] = {"民國", "民国", NULL};
    size_t g;
    for (size_t i = from; i + 8 <= s.n; i++) {
        unsigned char c = (unsigned char)s.p[i], before = i ? (unsigned char)s.p[i - 1] : ' ';
        if (c >= '0' && c <= '9') {
            if ((before >= '0' && before <= '9') || before == '/') {
                if (before != '/' || !((c == '1' || c == '2') && ymd(s, i, out))) continue;
                return true;
            }
            if ((c == '1' || c == '2') && (ymd(s, i, out) || year_apart(s, i, out))) return true;
            if (before != '.' && before != '-' && short_date(s, i, out) && out->hh >= 0) return true; /* 21-02-23 08:03 */
            if (before != '.' && before != '-' && (slashes(s, i, out) || english(s, i, out) || short_han(s, i, out)))
                return true;
        } else if (letter((char)c)) {
            if (!letter((char)before) && english(s, i, out)) return true;
        } else if (c >= 0xE3 && c <= 0xE5 && (han_ymd(s, i, out) || (c > 0xE3 && han_month_first(s, i, out)))) {
            return true; /* 一 and 二 begin a year */
        } else if (c == 0xE6 && (g = any_of(s, i, republics)) && republic(s, i + g, out)) {
            out->start = (uint32_t)i;
            return true;
        }
    }
    return false;
}

/* ２００５年６月１４日: the same with digits and colons of half width; places are those of s. */
static bool full_width_date(cedu_str s, size_t from, cedu_date *out) {
    enum { LONGEST = 384 };
    char half[LONGEST];
    uint16_t back[LONGEST + 1];
    size_t n = 0, len;
    for (size_t i = from; i < s.n && n + 4 < LONGEST; i += len) {
        uint32_t c = cedu__u8_at(s, i, &len);
        if (c >= 0xFF0D && c <= 0xFF1A) c -= 0xFEE0;
        if (c == 0x3000) c = ' ';
        for (size_t w = cedu__u8_put(c, half + n); w > 0; w--) back[n++] = (uint16_t)(i - from);
    }
    back[n] = (uint16_t)(s.n - from < UINT16_MAX ? s.n - from : UINT16_MAX);
    if (!any_date((cedu_str){half, n}, 0, out)) return false;
    out->start = (uint32_t)from + back[out->start];
    out->end = (uint32_t)from + back[out->end];
    return true;
}

bool cedu__page_date(cedu_str s, size_t from, cedu_date *out) {
    if (any_date(s, from, out)) return true;
    static const char digit[] = "\xEF\xBC"; /* ０ … ９ are EF BC 90 … 99 */
    for (ptrdiff_t i = (ptrdiff_t)from - 1; (i = cedu__find(s, (cedu_str){digit, 2}, (size_t)(i + 1))) >= 0;)
        if ((size_t)i + 2 < s.n && (unsigned char)s.p[i + 2] >= 0x90 && (unsigned char)s.p[i + 2] <= 0x99)
            return full_width_date(s, from, out);
    return false;
}

cedu_str cedu__page_iso(cedu_arena *a, const cedu_date *d) {
    if (d->d < 0) return cedu__arena_strf(a, "%04d-%02d", d->y, d->m);
    /* Midnight sharp is what databases write for "no time". */
    if (d->hh < 0 || (d->hh == 0 && d->mm == 0 && d->ss <= 0)) return cedu__arena_strf(a, "%04d-%02d-%02d", d->y, d->m, d->d);
    if (d->ss < 0) return cedu__arena_strf(a, "%04d-%02d-%02dT%02d:%02d", d->y, d->m, d->d, d->hh, d->mm);
    return cedu__arena_strf(a, "%04d-%02d-%02dT%02d:%02d:%02d", d->y, d->m, d->d, d->hh, d->mm, d->ss);
}
