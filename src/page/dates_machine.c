/* dates_machine.c - dates that machines wrote: attributes, variables of scripts (seconds since 1970, 20210223), addresses (/2021/02/23/,
 * /20210223/, t20210223_1.html, /202102/23_1.html).
 */
#include "page/dates.h"

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
        } else if (digits_at(url, k, 9, &y) == 6) { /* /202102/23/, /202102/23_1.html */
            n = k + 7 < url.n && url.p[k + 6] == '/' ? digits_at(url, k + 7, 3, &d) : 0;
            m = y % 100, y /= 100;
            if (n != 2 || k + 9 >= url.n || (url.p[k + 9] != '/' && url.p[k + 9] != '_') || !real_day(y, m, d)) continue;
            o = (cedu_date){.y = y, .m = m, .d = d, .hh = -1, .mm = -1, .ss = -1};
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
