/* dates.c - dates of publication as pages write them: 2021-02-23 08:03, 2021年2月23日, 二〇二一年二月二十三日, Nov 3rd, 2021,
 * 11/3/2021 4:05 PM; and the days that addresses carry (/2021/02/23/, /20210223/, t20210223_1.html).
 *
 * Only whole days with their year count, the month alone only as 2021年2月. Relative dates (3天前) are never resolved: nobody knows
 * when the page was fetched. 3/4/2021 alone is refused: it is March here and April there; AM or PM tells that a machine set to
 * American English wrote it. A day with a second one behind it (11－12日) is marked as a range: an event, not a publication.
 * To add a way of writing: a reader like `ymd`, called in cedu__page_date; it gets a position and fills a cedu_date.
 */
#include "page/page_priv.h"

static size_t digits_at(cedu_str s, size_t i, int max, int *v) {
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

#define skip_blanks cedu__page_skip_blanks
#define any_of      cedu__page_any_of

static int days_in(int y, int m) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) ? 29 : days[m - 1];
}

static bool real_day(int y, int m, int d) {
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

bool cedu__page_short_date(cedu_str s, size_t i, cedu_date *out) {
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

/* 2023 05/06 09:30, 202305/06: year and day in elements of their own. */
static bool year_apart(cedu_str s, size_t i, cedu_date *out) {
    int y, m, d;
    if (digits_at(s, i, 4, &y) != 4) return false;
    size_t k = skip_blanks(s, i + 4);
    if (k > i + 6 || digits_at(s, k, 3, &m) != 2 || k + 2 >= s.n || s.p[k + 2] != '/' || digits_at(s, k + 3, 2, &d) != 2 ||
        !real_day(y, m, d) || (k + 5 < s.n && s.p[k + 5] == '/'))
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

/* November 3rd, 2021; 3 Nov 2021 (i at the month or at the day). */
static bool english(cedu_str s, size_t i, cedu_date *out) {
    int d = 0, y, m;
    size_t k = i, n = 0, len;
    while (k + n < s.n && letter(s.p[k + n])) n++;
    if (n >= 6 && n <= 9 && memcmp(s.p + k + n - 3, "day", 3) == 0) { /* Saturday, */
        k += n;
        while (k < s.n && (s.p[k] == ',' || s.p[k] == ' ')) k++;
    }
    bool day_first = (n = digits_at(s, k, 3, &d)) > 0;
    if (day_first) {
        if (n > 2) return false;
        k += n;
        k = skip_blanks(s, k + ordinal_at(s, k));
    }
    if (k >= s.n || !letter(s.p[k]) || !(m = month_name(s, k, &len))) return false;
    k = skip_blanks(s, k + len);
    if (!day_first) {
        if (!(n = digits_at(s, k, 3, &d)) || n > 2) return false;
        k += n;
        k += ordinal_at(s, k);
    }
    k = skip_blanks(s, k);
    if (k < s.n && s.p[k] == ',') k = skip_blanks(s, k + 1);
    if (digits_at(s, k, 5, &y) != 4 || !real_day(y, m, d)) return false;
    cedu_date o = {.y = y, .m = m, .d = d, .hh = -1, .mm = -1, .ss = -1, .start = (uint32_t)i, .end = (uint32_t)k + 4};
    time_of_day(s, o.end, &o);
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

bool cedu__page_date(cedu_str s, size_t from, cedu_date *out) {
    for (size_t i = from; i + 8 <= s.n; i++) {
        unsigned char c = (unsigned char)s.p[i], before = i ? (unsigned char)s.p[i - 1] : ' ';
        if (c >= '0' && c <= '9') {
            if ((before >= '0' && before <= '9') || before == '/') {
                if (before != '/' || !((c == '1' || c == '2') && ymd(s, i, out))) continue;
                return true;
            }
            if ((c == '1' || c == '2') && (ymd(s, i, out) || year_apart(s, i, out))) return true;
            if (before != '.' && before != '-' && (slashes(s, i, out) || english(s, i, out))) return true;
        } else if (letter((char)c)) {
            if (!letter((char)before) && english(s, i, out)) return true;
        } else if (c >= 0xE3 && c <= 0xE4 && han_ymd(s, i, out)) { /* 一 and 二 begin a year */
            return true;
        }
    }
    return false;
}

cedu_str cedu__page_iso(cedu_arena *a, const cedu_date *d) {
    if (d->d < 0) return cedu__arena_strf(a, "%04d-%02d", d->y, d->m);
    /* Midnight sharp is what databases write for "no time". */
    if (d->hh < 0 || (d->hh == 0 && d->mm == 0 && d->ss <= 0)) return cedu__arena_strf(a, "%04d-%02d-%02d", d->y, d->m, d->d);
    if (d->ss < 0) return cedu__arena_strf(a, "%04d-%02d-%02dT%02d:%02d", d->y, d->m, d->d, d->hh, d->mm);
    return cedu__arena_strf(a, "%04d-%02d-%02dT%02d:%02d:%02d", d->y, d->m, d->d, d->hh, d->mm, d->ss);
}

/* ------------------------------------------------------------------ values of machines */
/* Seconds or milliseconds since 1970, as the clock of China shows them (UTC+8: the pages are Chinese). */
static bool epoch(cedu_str s, cedu_date *out) {
    uint64_t v = 0;
    if (s.n != 10 && s.n != 13) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        v = v * 10 + (uint64_t)(s.p[i] - '0');
    }
    if (s.n == 13) v /= 1000;
    if (v < 788918400 || v > 4102444800u) return false; /* 1995 … 2100 */
    v += 8 * 3600;
    int64_t days = (int64_t)(v / 86400), rest = (int64_t)(v % 86400);
    /* Days to civil, after H. Hinnant's algorithm: eras of 400 years that begin in March. */
    days += 719468;
    int64_t era = days / 146097, doe = days - era * 146097, yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    *out = (cedu_date){.d = (int)(doy - (153 * mp + 2) / 5 + 1),
                       .m = (int)(mp < 10 ? mp + 3 : mp - 9),
                       .hh = (int)(rest / 3600),
                       .mm = (int)(rest / 60 % 60),
                       .ss = (int)(rest % 60),
                       .end = (uint32_t)s.n};
    out->y = (int)(yoe + era * 400 + (out->m <= 2));
    return true;
}

/* 20210223, 20210223080300. */
static bool compact(cedu_str s, cedu_date *out) {
    int y, m, d, v;
    if (s.n < 8 || digits_at(s, 0, 4, &y) != 4 || digits_at(s, 4, 2, &m) != 2 || digits_at(s, 6, 2, &d) != 2) return false;
    size_t more = digits_at(s, 8, 7, &v);
    if ((more != 0 && more != 4 && more != 6) || !real_day(y, m, d)) return false;
    *out = (cedu_date){.y = y, .m = m, .d = d, .hh = -1, .mm = -1, .ss = -1, .end = 8};
    return true;
}

/* 2021-02-22T23:30:00Z is the 23rd where the page is read: UTC becomes China's clock. Other zones are left as they are written. */
static void from_utc(cedu_str s, cedu_date *d) {
    static const char *const utc[] = {"Z", "+00:00", "+0000", " +0000", "UTC", " UTC", "GMT", " GMT", NULL};
    enum { AHEAD = 8 };
    size_t i = d->end, n;
    if (d->hh < 0 || i >= s.n) return;
    if (s.p[i] == '.') /* 30:00.123Z */
        for (i++; i < s.n && s.p[i] >= '0' && s.p[i] <= '9';) i++;
    if (!(n = any_of(s, i, utc)) || i + n != s.n || (d->hh += AHEAD) < 24) return;
    d->hh -= 24;
    if (++d->d <= days_in(d->y, d->m)) return;
    d->d = 1;
    if (++d->m > 12) d->m = 1, d->y++;
}

bool cedu__page_machine_date(cedu_str s, cedu_date *out) {
    s = cedu__trim(s);
    if (epoch(s, out) || compact(s, out)) return true;
    if (!cedu__page_date(s, 0, out) || out->d <= 0 || out->start >= 16 || out->range) return false;
    from_utc(s, out);
    return true;
}

bool cedu__page_url_date(cedu_str url, cedu_date *out) {
    /* Only the path: a day in the query is what somebody looked for. */
    const char *q = url.n ? memchr(url.p, '?', url.n) : NULL;
    if (q) url.n = (size_t)(q - url.p);
    bool found = false;
    for (size_t i = 0; i + 9 <= url.n; i++) {
        /* Behind a slash, or behind the `t` of t20210223_1.html. */
        if (url.p[i] != '/' && !(url.p[i] == 't' && i && url.p[i - 1] == '/')) continue;
        int y, m, d;
        size_t k = i + 1, n;
        cedu_date o;
        if (digits_at(url, k, 9, &y) == 8) {
            if (!compact(cedu__sub(url, k, k + 8), &o)) continue;
        } else {
            if (digits_at(url, k, 5, &y) != 4) continue;
            k += 4;
            if (k >= url.n || (url.p[k] != '/' && url.p[k] != '-')) continue;
            n = digits_at(url, k + 1, 5, &m);
            if (n == 4) m = y >= 0 ? m : 0, d = m % 100, m /= 100; /* /2021/0223/ */
            else if (n == 1 || n == 2) {
                k += 1 + n;
                if (k >= url.n || (url.p[k] != '/' && url.p[k] != '-')) continue;
                n = digits_at(url, k + 1, 3, &d);
                if (n != 1 && n != 2) continue;
            } else continue;
            if (!real_day(y, m, d)) continue;
            o = (cedu_date){.y = y, .m = m, .d = d, .hh = -1, .mm = -1, .ss = -1};
        }
        if (o.y < 1995) continue;
        /* Two days in one address: none is certain. */
        if (found && (o.y != out->y || o.m != out->m || o.d != out->d)) return false;
        *out = o;
        found = true;
    }
    return found;
}
