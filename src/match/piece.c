/* piece.c - the fields of a time as written: 2021年2月23日, 2021-02-23, 三季度, 下周二, 年底, 上午9时.
 *
 * Reads only; nothing is resolved here except words that are relative to the page's date (去年, 上周). See time.h.
 */
#include "match/time.h"

cedu__word cedu__time_word_at(const cedu__scan *sc, size_t i) {
    cedu_hit h = sc->time_at == i + 1 ? sc->time_word : cedu__scan_longest(sc, 1u << CEDU_CLASS_time_name, i);
    if (h.entry < 0) return (cedu__word){0};
    return (cedu__word){h.end, cedu__attr(sc, h.entry, CEDU_ATTR_group), cedu__attr(sc, h.entry, CEDU_ATTR_value), h.entry};
}
static void set_month(cedu__piece *p, cedu_civil r, int off) {
    cedu_civil c = cedu__civil_add((cedu_civil){r.year, r.month, 1}, 0, off, 0, 0);
    p->year = c.year, p->month = c.month;
}
static void set_day(cedu__piece *p, cedu_civil c) { p->year = c.year, p->month = c.month, p->day = c.day, p->date_known = 1; }

/* ------------------------------------------------------------------ parts of a piece */
static bool year_number(const cedu__num *n) {
    return n->digits == 4 && !n->comma && !n->decimal && n->lo >= 1000 && n->lo <= 2999;
}

/* 年 that begins another word: 年龄, 年均, 年产 … are no part of a year, but N年 before them may well be one (2020年均…). */
size_t cedu__time_year_mark(cedu_str s, size_t i) {
    size_t k = cedu__skip_blank(s, i), l;
    if (k - i > 1) return 0;
    if ((l = cedu__lit(s, k, "年度"))) return k + l;
    if ((l = cedu__lit(s, k, "年"))) return k + l;
    return 0;
}

/* N月, N月份 */
static size_t month_mark(cedu_str s, size_t i) {
    size_t k = cedu__skip_blank(s, i), l;
    if (k - i > 1) return 0;
    if ((l = cedu__lit(s, k, "月份"))) return k + l;
    if ((l = cedu__lit(s, k, "月"))) return k + l;
    return 0;
}
static size_t day_mark(cedu_str s, size_t i) {
    size_t k = cedu__skip_blank(s, i), l;
    if (k - i > 1) return 0;
    if (cedu__lit(s, k, "日元") || cedu__lit(s, k, "日圆") || cedu__lit(s, k, "日圓") || cedu__lit(s, k, "日币")) return 0;
    if ((l = cedu__lit(s, k, "日")) || (l = cedu__lit(s, k, "号")) || (l = cedu__lit(s, k, "號"))) return k + l;
    return 0;
}
static size_t gap(cedu_str s, size_t i) { /* blanks and 的 between the parts of one date */
    size_t k = cedu__skip_blank(s, i), l;
    if ((l = cedu__lit(s, k, "的"))) k += l;
    return k;
}
static bool small_int(const cedu__num *n, int lo, int hi) {
    return !n->decimal && !n->range && !n->vague && !n->over && !n->comma && n->mag == 1 && n->lo >= lo && n->lo <= hi &&
           n->lo == floor(n->lo) && (!n->arabic || n->digits <= 2);
}

/* Clock: 14:30, 14:30:05, 8点, 八点半, 8时30分, 3点一刻, 8点整. From `i`; returns the end or 0. */
static size_t clock_at(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    cedu__num n, m;
    size_t len, l;
    if (!cedu__num_at(s, i, &n) || !small_int(&n, 0, 24)) return 0;
    size_t k = n.end;
    uint32_t c = cedu__fold_at(s, k, &len);
    if (c == ':' && n.arabic) {
        if (!cedu__num_at(s, k + len, &m) || !m.arabic || m.digits != 2 || !small_int(&m, 0, 59)) return 0;
        p->hour = (int)n.lo, p->minute = (int)m.lo;
        k = m.end;
        if (cedu__fold_at(s, k, &len) == ':' && cedu__num_at(s, k + len, &m) && m.arabic && m.digits == 2 &&
            small_int(&m, 0, 59))
            p->second = (int)m.lo, k = m.end;
        return k;
    }
    k = cedu__skip_blank(s, k);
    size_t mark = 0;
    if ((l = cedu__lit(s, k, "点钟")) || (l = cedu__lit(s, k, "點鐘"))) mark = l;
    else if ((l = cedu__lit(s, k, "点")) || (l = cedu__lit(s, k, "點"))) mark = l;
    else if ((l = cedu__lit(s, k, "时")) && !cedu__lit(s, k, "时间") && !cedu__lit(s, k, "时代") && !cedu__lit(s, k, "时候") &&
             !cedu__lit(s, k, "时期"))
        mark = l;
    if (!mark) return 0;
    k += mark;
    int hour = (int)n.lo, minute = -1;
    if ((l = cedu__lit(s, k, "半"))) minute = 30, k += l;
    else if ((l = cedu__lit(s, k, "整")) || (l = cedu__lit(s, k, "正"))) minute = 0, k += l;
    else if (cedu__num_at(s, cedu__skip_blank(s, k), &m) && small_int(&m, 0, 59) &&
             (m.lo >= 10 || m.lead_zero || m.digits <= 2)) {
        size_t e = cedu__skip_blank(s, m.end);
        if ((l = cedu__lit(s, e, "刻"))) minute = (int)m.lo * 15, k = e + l;
        else if ((l = cedu__lit(s, e, "分钟")))
            ;
        else if ((l = cedu__lit(s, e, "分"))) {
            minute = (int)m.lo, k = e + l;
            cedu__num q;
            if (cedu__num_at(s, k, &q) && small_int(&q, 0, 59) && (l = cedu__lit(s, q.end, "秒")))
                p->second = (int)q.lo, k = q.end + l;
        } else if (m.digits == 2 || m.chars >= 2) {
            minute = (int)m.lo, k = m.end;
        }
    }
    if (minute > 59) return 0;
    p->hour = hour, p->minute = minute;
    return k;
}

/* 上午, 晚上 … and the clock after a day. Returns the new end (i when there is nothing). */
static size_t clock_after(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    size_t k = gap(s, i), l;
    uint32_t c = cedu__fold_at(s, k, &l);
    size_t after_t = k + l;
    if (c == 'T' && cedu__is_digit(cedu__fold_at(s, after_t, &l))) {
        size_t e = clock_at(sc, after_t, p);
        return e ? e : i;
    }
    cedu__word w = cedu__time_word_at(sc, k);
    size_t e = 0;
    if (cedu__time_group(&w, "daypart")) {
        size_t k2 = cedu__skip_blank(s, w.end);
        cedu__piece t = CEDU__NO_PIECE;
        e = clock_at(sc, k2, &t);
        int part = cedu__str_int(w.value, 0);
        if (e) {
            p->hour = t.hour, p->minute = t.minute, p->second = t.second;
            if (part >= 11 && p->hour < 12 && !(part == 11 && p->hour >= 10)) p->hour += 12;
            return e;
        }
        /* a single character (晚, 晨) needs a clock behind it */
        if (w.end - k <= 3) return i;
        p->part = part;
        return w.end;
    }
    e = clock_at(sc, k, p);
    return e ? e : i;
}

/* 初 中 末 底, 上旬 … after a month or year. */
static size_t edge_after(const cedu__scan *sc, size_t i, cedu__piece *p, bool month) {
    cedu_str s = sc->s;
    size_t l;
    size_t k = gap(s, i);
    cedu__word w = cedu__time_word_at(sc, k);
    if (month && cedu__time_group(&w, "xun")) {
        p->xun = cedu__str_int(w.value, 0);
        return w.end;
    }
    if (month &&
        cedu__time_group(&w, "monthhalf")) { /* 6月下半月; the last day of a month without a year: the 30th or February's */
        bool first = cedu__str_int(w.value, 1) == 1;
        int year = p->year ? p->year : cedu__time_has_ref(sc) ? cedu__time_ref(sc).year : 2001;
        p->day = first ? 1 : 16, p->day2 = first ? 15 : cedu__days_in_month(year, p->month);
        return w.end;
    }
    if (month && cedu__time_group(&w, "monthedge") && cedu__lit(s, k, "月")) { /* 十二月月底 */
        p->edge = cedu__eqz(w.value, "begin") ? 1 : cedu__eqz(w.value, "mid") ? 2 : 3;
        return w.end;
    }
    static const struct {
        const char *z;
        int edge;
    } EDGES[] = {{"初", 1}, {"末", 3}, {"底", 3}};
    for (size_t n = 0; n < CEDU_COUNT(EDGES); n++)
        if ((l = cedu__lit(s, i, EDGES[n].z))) {
            if (EDGES[n].edge == 1 && (cedu__lit(s, i, "初步") || cedu__lit(s, i, "初期") || cedu__lit(s, i, "初级"))) return i;
            if (cedu__lit(s, i, "末端") || cedu__lit(s, i, "底层") || cedu__lit(s, i, "底线")) return i;
            p->edge = EDGES[n].edge;
            return i + l;
        }
    return i;
}

/* What may follow a year: half, quarter, months, edges. */

static size_t days_after(cedu__scan *sc, size_t i, cedu__piece *p) { /* after a month */
    cedu_str s = sc->s;
    size_t k = cedu__skip_blank(s, i), l;
    cedu__num n, m;
    if (cedu__num_at(s, k, &n) && small_int(&n, 1, 31)) {
        size_t e = day_mark(s, n.end), r;
        if (!e && (r = cedu__range_mark(s, n.end, true)) && cedu__num_at(s, cedu__skip_blank(s, r), &m) &&
            small_int(&m, 1, 31) && (e = day_mark(s, m.end)) && m.lo > n.lo) {
            p->day = (int)n.lo, p->day2 = (int)m.lo;
            return e;
        }
        if (e) {
            p->day = (int)n.lo;
            return clock_after(sc, e, p);
        }
        /* 八月十五, 一月二十三: Chinese, no unit behind */
        if (!n.arabic && n.chars >= 2) {
            uint32_t c = cedu__fold_at(s, n.end, &l);
            if (!cedu__is_han(c) || cedu__range_mark(s, n.end, true)) {
                p->day = (int)n.lo;
                return n.end;
            }
        }
        if (n.arabic && k == i) { /* 1月3至2月10 */
            uint32_t c = cedu__fold_at(s, n.end, &l);
            if (c == 0 || c == ',' || c == 0x3002 || (cedu__range_mark(s, n.end, true) && !cedu__is_alpha(c))) {
                p->day = (int)n.lo;
                return n.end;
            }
        }
    } else if (cedu__num_at(s, k, &n) && n.arabic && !n.decimal && n.digits > 2 && day_mark(s, n.end)) {
        p->refused = true;
        return day_mark(s, n.end);
    }
    size_t e = edge_after(sc, i, p, true);
    if (e == i) { /* 8月的最后一个星期一, 十月第一个星期一: nth weekday */
        size_t k2 = gap(s, i);
        int nth = 0;
        if ((l = cedu__lit(s, k2, "第")) && cedu__num_at(s, k2 + l, &n) &&
            small_int(&n, 1, 5)) { /* 五月第一周: the weeks that begin in it */
            size_t wl = cedu__lit(s, n.end, "周");
            if (!wl) wl = cedu__lit(s, n.end, "个星期");
            if (wl && !cedu__lit(s, n.end, "周年") && !cedu__lit(s, n.end, "周期")) {
                cedu__word wd = cedu__time_word_at(sc, n.end + cedu__lit(s, n.end, "个"));
                if (!cedu__time_group(&wd, "weekday")) {
                    p->week = 200 + (int)n.lo;
                    return n.end + wl;
                }
            }
        }
        if ((l = cedu__lit(s, k2, "最后一个"))) nth = -1, k2 += l;
        else if ((l = cedu__lit(s, k2, "第")) && cedu__num_at(s, k2 + l, &n) && small_int(&n, 1, 5) &&
                 (l = cedu__lit(s, n.end, "个")))
            nth = (int)n.lo, k2 = n.end + l;
        cedu__word w = nth ? cedu__time_word_at(sc, k2) : (cedu__word){0};
        if (nth && cedu__time_group(&w, "weekday")) {
            p->weekday = cedu__str_int(w.value, 1), p->week = nth + 100;
            return w.end;
        }
    }
    return e;
}

static size_t month_at(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    cedu__num n, m;
    if (!cedu__num_once(sc, i, &n)) return 0;
    if (!small_int(&n, 1, 12)) {
        /* 13月: the calendar has no such month. Only plain digits, 100月 … are durations without 个 */
        return 0;
    }
    size_t e = month_mark(s, n.end), r;
    if (e) {
        if (cedu__lit(s, e, "球") || cedu__lit(s, e, "嫂") || cedu__lit(s, e, "均") || cedu__lit(s, e, "饼")) return 0;
        p->month = (int)n.lo;
        /* 1月—9月 is read as a range of pieces */
        return days_after(sc, e, p);
    }
    if ((r = cedu__range_mark(s, n.end, true)) && cedu__num_at(s, cedu__skip_blank(s, r), &m) && small_int(&m, 1, 12) &&
        m.lo > n.lo && (e = month_mark(s, m.end))) {
        p->month = (int)n.lo, p->month2 = (int)m.lo;
        return e;
    }
    return 0;
}

/* 一季度, 第1季度, 前三季度, 一至三季度, Q1, 一二季度 */
static size_t quarter_at(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    cedu__num n, m;
    size_t k = i, l, len;
    bool first = false;
    uint32_t c = cedu__fold_at(s, i, &len);
    if (c == 'Q' || c == 'q') {
        size_t digit = i + len;
        uint32_t d = cedu__fold_at(s, digit, &len);
        if (d < '1' || d > '4') return 0;
        uint32_t after = cedu__fold_at(s, digit + len, &l);
        if (cedu__is_digit(after) || cedu__is_alpha(after)) return 0;
        p->q1 = p->q2 = (int)(d - '0');
        return digit + len;
    }
    if ((l = cedu__lit(s, k, "第"))) k += l;
    else if ((l = cedu__lit(s, k, "前"))) k += l, first = true;
    else if ((l = cedu__lit(s, k, "首"))) {
        size_t q = cedu__lit(s, k + l, "个季度"), q2 = cedu__lit(s, k + l, "季度");
        if (!q && !q2) return 0;
        p->q1 = p->q2 = 1;
        return k + l + (q ? q : q2);
    } else if ((l = cedu__lit(s, k, "末季度"))) {
        p->q1 = p->q2 = 4;
        return k + l;
    }
    if (!cedu__num_once(sc, k, &n) || n.decimal || n.mag != 1 || n.lo > 99) return 0;
    size_t e = n.end, r;
    int a = (int)n.lo, b = a;
    if (n.pair && !n.arabic && n.hi < 100) a = (int)n.lo / 10, b = (int)n.lo % 10;
    else if ((r = cedu__range_mark(s, n.end, true)) && cedu__num_at(s, r + (k != i ? cedu__lit(s, r, "第") : 0), &m) &&
             small_int(&m, 1, 4))
        b = (int)m.lo, e = m.end;
    if ((l = cedu__lit(s, e, "个季度"))) {
        if (!first) return 0;
    } else if (!(l = cedu__lit(s, e, "季度")) && (k == i || !(l = cedu__lit(s, e, "季")))) return 0;
    if (l == 3 && cedu__lit(s, e, "季节")) return 0;
    if (a < 1 || b > 4 || b < a) return 0;
    p->q1 = first ? 1 : a, p->q2 = b;
    if (first && !p->year && !sc->last_year && cedu__time_has_ref(sc) && cedu__time_ref(sc).month <= 3 * b)
        p->year = cedu__time_ref(sc).year - 1, p->relative = true; /* not over yet: those of last year */
    return e + l;
}

/* 前5个月, 头两个月 (after a year, or alone: of this year) */
static size_t first_months_at(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    size_t l = cedu__lit(s, i, "前");
    cedu__num n;
    if (!l && p->year && ((l = cedu__lit(s, i, "后")) || (l = cedu__lit(s, i, "最后")) || (l = cedu__lit(s, i, "最後"))) &&
        cedu__num_at(s, cedu__skip_blank(s, i + l), &n) && small_int(&n, 2, 11)) { /* 后3个月, 后三月 */
        size_t u = cedu__lit(s, n.end, "个月");
        if (!u && l == 3) u = cedu__lit(s, n.end, "月");
        if (!u) return 0;
        p->month = 13 - (int)n.lo, p->month2 = 12;
        return n.end + u;
    }
    if (!cedu__lit(s, i, "前") || !cedu__num_at(s, i + l, &n) || !small_int(&n, 2, 12)) return 0;
    size_t k = cedu__lit(s, n.end, "个月");
    if (!k && p->year && (k = cedu__lit(s, n.end, "天"))) { /* 去年的前10天 */
        p->month = 1, p->day = 1, p->day2 = (int)n.lo;
        return n.end + k;
    }
    if (!k && p->year && !n.arabic) k = cedu__lit(s, n.end, "月"); /* 1967年前两月 */
    if (!k && (k = cedu__lit(s, i + l, "两月")) == 0) k = cedu__lit(s, i + l, "兩月");
    if (k && cedu__lit(s, n.end, "月")) k = 3;
    if (!k) return 0;
    if (!p->year && cedu__time_has_ref(sc) && cedu__time_ref(sc).month <= n.lo && !sc->last_year) {
        /* these months of this year are not over yet: the last few months, or those of last year */
        if (n.lo <= 3) return 0;
        p->year = cedu__time_ref(sc).year - 1, p->relative = true;
    }
    p->month = 1, p->month2 = (int)n.lo;
    return n.end + k;
}

size_t cedu__time_after_year(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    size_t k = gap(s, i), e;
    uint32_t c;
    size_t len;
    c = cedu__fold_at(s, k, &len);
    if (c == ',' && cedu__is_numeral(cedu__fold_at(s, cedu__skip_blank(s, k + len), &len))) { /* 二零一六年，九月三号 */
        cedu__piece t = *p;
        size_t k2 = cedu__skip_blank(s, k + cedu__u8_len((unsigned char)s.p[k]));
        if ((e = month_at(sc, k2, &t)) && t.day) {
            *p = t;
            return e;
        }
        return i;
    }
    if ((e = quarter_at(sc, k, p))) return edge_after(sc, e, p, false);
    if ((e = first_months_at(sc, k, p)) || (e = month_at(sc, k, p))) return e;
    cedu__word w = cedu__time_word_at(sc, k);
    if (w.end) {
        if (cedu__time_group(&w, "half")) {
            p->half = cedu__str_int(w.value, 1);
            return w.end;
        }
        if (cedu__time_group(&w, "season")) {
            p->season = cedu__str_int(w.value, 1);
            return w.end;
        }
        if (cedu__time_group(&w, "whole")) {
            p->whole = 1;
            return w.end;
        }
        if (cedu__time_group(&w, "edge")) { /* 2023年年底 */
            p->edge = cedu__eqz(w.value, "begin") ? 1 : cedu__eqz(w.value, "mid") ? 2 : 3;
            return w.end;
        }
        if (cedu__time_group(&w, "month") && p->relative) { /* 去年本月十日 */
            if (cedu__time_has_ref(sc))
                p->month = cedu__civil_add(cedu__time_ref(sc), 0, cedu__str_int(w.value, 0), 0, 0).month;
            return days_after(sc, w.end, p);
        }
    }
    if ((e = cedu__lit(s, k, "内")) && p->relative && !cedu__is_han(cedu__fold_at(s, k + e, &len))) return k + e;
    /* 第N周 */
    cedu__num n;
    if ((e = cedu__lit(s, k, "第")) && cedu__num_at(s, k + e, &n) && small_int(&n, 1, 53)) {
        size_t l;
        if ((l = cedu__lit(s, n.end, "周")) && !cedu__lit(s, n.end, "周年")) {
            p->week = (int)n.lo;
            return n.end + l;
        }
        if ((l = cedu__lit(s, n.end, "个月")) && n.lo <= 12) {
            p->month = (int)n.lo;
            return n.end + l;
        }
        if ((l = cedu__lit(s, n.end, "天")) && n.lo <= 31) {
            p->month = 1, p->day = (int)n.lo;
            return clock_after(sc, n.end + l, p);
        }
    }
    size_t e2 = edge_after(sc, i, p, false);
    if (e2 != i) return e2;
    return i;
}

/* 2021-02-23, 2021/2/23, 2021.2.23, 2021-02, 3/3/2015, 13.5.2015, 27-7-3, 20210223, 2010 01 29 */
static size_t numeric_date_at(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    int v[3] = {0}, d[3] = {0}, parts = 0;
    uint32_t sep = 0;
    size_t k = i, len, ends[3] = {0};
    while (parts < 3) {
        uint32_t c = cedu__fold_at(s, k, &len);
        int n = 0, x = 0;
        while (cedu__is_digit(c) && n < 9) {
            x = x * 10 + (int)(c - '0'), n++;
            k += len;
            c = cedu__fold_at(s, k, &len);
        }
        if (n == 0 || n > 8 || cedu__is_digit(c)) break;
        v[parts] = x, d[parts] = n, ends[parts] = k, parts++;
        if (parts == 1 && n == 8) { /* 20210223 */
            if (x / 10000 < 1900 || x / 10000 > 2099 || !cedu__date_ok(x / 10000, x / 100 % 100, x % 100)) return 0;
            p->year = x / 10000, p->month = x / 100 % 100, p->day = x % 100;
            return k;
        }
        if (parts == 3) break;
        bool blank = c == ' ' && d[0] == 4 && sep == 0;
        if (sep == 0 && (c == '-' || c == '/' || c == '.' || c == 0x2010 || c == 0x2011 || blank)) sep = c;
        if (c != sep || sep == 0) break;
        k += len;
        if (sep != '.' && sep != '-') k = cedu__skip_blank(s, k) - k <= 1 ? cedu__skip_blank(s, k) : k;
    }
    if (parts == 3) {
        uint32_t c = cedu__fold_at(s, ends[2], &len);
        if (c == sep && sep != ' ' && sep != '.' && sep != '-') return 0;
        if (c == '.' && cedu__is_digit(cedu__fold_at(s, ends[2] + len, &len))) return 0;
        if (d[0] == 4 && d[1] <= 2 && d[2] <= 2 && (sep != ' ' || (d[1] == 2 && d[2] == 2))) {
            if (!cedu__date_ok(v[0], v[1], v[2])) {
                if (sep == '.' || sep == ' ' || v[0] < 1000 || v[0] > 2999) return 0;
                p->refused = true;
                return ends[2];
            }
            p->year = v[0], p->month = v[1], p->day = v[2];
        } else if (d[2] == 4 && d[0] <= 2 && d[1] <= 2) { /* day first, as 13.5.2015; 1/2/2020 = 1 February */
            if (cedu__date_ok(v[2], v[1], v[0])) p->year = v[2], p->month = v[1], p->day = v[0];
            else if (cedu__date_ok(v[2], v[0], v[1])) p->year = v[2], p->month = v[0], p->day = v[1];
            else return 0;
        } else if (d[0] <= 2 && d[1] <= 2 && d[2] <= 2 && sep != '.' && sep != ' ') { /* 05/05/71, 27-7-3, 12-11-10 */
            if (sep == '-' && d[0] == 2 && d[1] == 2 && d[2] == 2 && cedu__date_ok(2000 + v[0], v[1], v[2])) {
                p->year = 2000 + v[0], p->month = v[1], p->day = v[2];
            } else if (v[0] > 12 && d[2] <= 2 && cedu__date_ok(2000 + v[0], v[1], v[2]) && !(v[0] <= 31 && d[2] == 2)) {
                p->year = 2000 + v[0], p->month = v[1], p->day = v[2];
            } else {
                int y = v[2] < 50 ? 2000 + v[2] : 1900 + v[2];
                if (d[2] != 2 || !cedu__date_ok(y, v[1], v[0])) return 0;
                p->year = y, p->month = v[1], p->day = v[0];
            }
        } else {
            return 0;
        }
        return clock_after(sc, ends[2], p);
    }
    if (parts >= 2 && d[0] == 4 && d[1] == 2 && (sep == '-' || sep == '/' || sep == '.') && v[0] >= 1900 && v[0] <= 2099 &&
        v[1] >= 1 && v[1] <= 12) { /* 2021-02 */
        uint32_t c = cedu__fold_at(s, ends[1], &len);
        if (sep == '.' && (cedu__is_han(c) || c == '%')) return 0;
        if (cedu__is_alpha(c)) return 0;
        if (cedu__lit(s, ends[1], "年")) return 0;
        p->year = v[0], p->month = v[1];
        return ends[1];
    }
    return 0;
}

/* Years: 2021年, 二〇二一年, 21年3月, '21年, 08年, 两千年. Sets year; returns the end or 0. */
static size_t year_at(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    cedu__num n;
    size_t len, l, e;
    uint32_t c = cedu__fold_at(s, i, &len);
    bool quote = c == '\'' || c == 0x2019 || c == 0x2018;
    if (!cedu__num_once(sc, quote ? i + len : i, &n) || n.decimal || n.range || n.vague || n.over || n.comma) return 0;
    e = cedu__time_year_mark(s, n.end);
    if (!e && n.digits == 4 && n.lo >= 1900 && n.lo <= 2099) { /* 2023Q1, 2023-Q1, 2023H1 */
        size_t k = n.end + (cedu__fold_at(s, n.end, &len) == '-' ? len : 0), l1, l2;
        uint32_t letter = cedu__fold_at(s, k, &l1), part = cedu__fold_at(s, k + l1, &l2);
        uint32_t after = cedu__fold_at(s, k + l1 + l2, &len);
        bool good = !cedu__is_alpha(after) && !cedu__is_digit(after);
        if (good && letter == 'Q' && part >= '1' && part <= '4') p->q1 = p->q2 = (int)(part - '0');
        else if (good && letter == 'H' && (part == '1' || part == '2')) p->half = (int)(part - '0');
        else return 0;
        p->year = (int)n.lo;
        return k + l1 + l2;
    }
    if (!e) return 0;
    if (cedu__lit(s, e, "级") || cedu__lit(s, e, "期") || cedu__lit(s, e, "制")) return 0;
    if (quote && n.digits == 2) {
        p->year = (int)n.lo + (n.lo < 50 ? 2000 : 1900);
        return e;
    }
    if (quote) return 0;
    if (year_number(&n)) {
        p->year = (int)n.lo;
        return e;
    }
    if (n.digits == 0 && !n.arabic && n.lo == 2000 && n.chars == 2 && !cedu__lit(s, e, "来")) { /* 两千年八月 */
        p->year = 2000;
        return e;
    }
    if (n.digits == 3 && n.lo >= 100) { /* 789年, 三六七年 */
        bool arab_ok = n.arabic && (cedu__cp_before(s, i) == 0x5728 || i == 0);
        if (!arab_ok && n.arabic) return 0;
        p->year = (int)n.lo;
        return e;
    }
    if (n.digits == 2 && !n.arabic && n.chars == 2 && !n.pair && n.lo >= 30) { /* 九七年 */
        p->year = 1900 + (int)n.lo;
        return e;
    }
    if (n.digits == 2 && (n.arabic || n.chars == 2)) {
        cedu__piece t = CEDU__NO_PIECE;
        size_t e2;
        bool month = (e2 = month_at(sc, cedu__skip_blank(s, e), &t)) != 0;
        cedu__word w = cedu__time_word_at(sc, e);
        size_t nth = cedu__lit(s, e, "第");
        cedu__num q;
        bool part = nth && cedu__num_at(s, e + nth, &q) &&
                    ((cedu__lit(s, q.end, "周") && !cedu__lit(s, q.end, "周年")) || cedu__lit(s, q.end, "个月") ||
                     cedu__lit(s, q.end, "季度"));
        bool more =
            month || part || cedu__time_group(&w, "half") || cedu__time_group(&w, "edge") || ((l = cedu__lit(s, e, "底")) != 0);
        if (n.lead_zero || (more && (n.arabic || n.digits == 2))) {
            p->year = (int)n.lo + (n.lo < 50 ? 2000 : 1900);
            return e;
        }
    }
    return 0;
}

/* N世纪, N年代 */
static size_t era_at(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    cedu__num n;
    size_t l, k = i;
    int cent = -1;
    if ((l = cedu__lit(s, k, "上世纪")) || (l = cedu__lit(s, k, "上个世纪"))) cent = 19, k += l;
    else if ((l = cedu__lit(s, k, "本世纪"))) cent = 20, k += l;
    else if (cedu__num_at(s, k, &n) && small_int(&n, 1, 30) && (l = cedu__lit(s, n.end, "世纪")))
        cent = (int)n.lo - 1, k = n.end + l;
    size_t after = k;
    if (cedu__num_at(s, k, &n) && !n.decimal && n.mag == 1 && fmod(n.lo, 10) == 0 && (l = cedu__lit(s, n.end, "年代"))) {
        if (n.lo < 100) {
            int c = cent >= 0 ? cent : 19;
            p->plan_from = c * 100 + (int)n.lo;
        } else if (cent < 0 && n.lo >= 1000 && n.lo < 3000) {
            p->plan_from = (int)n.lo;
        } else {
            return 0;
        }
        p->plan_to = p->plan_from + 9;
        after = n.end + l;
        if ((l = cedu__lit(s, after, "初期")) || (l = cedu__lit(s, after, "初")) || (l = cedu__lit(s, after, "前期")) ||
            (l = cedu__lit(s, after, "中期")) || (l = cedu__lit(s, after, "后期")) || (l = cedu__lit(s, after, "末期")) ||
            (l = cedu__lit(s, after, "末")))
            after += l, p->approx = true;
        return after;
    }
    if (cent >= 0) {
        p->plan_from = cent * 100, p->plan_to = cent * 100 + 99;
        if ((l = cedu__lit(s, after, "初")) || (l = cedu__lit(s, after, "末")) || (l = cedu__lit(s, after, "中叶")))
            after += l, p->approx = true;
        return after;
    }
    return 0;
}

/* 09-01, 6·30: month and day alone, only where nothing stands beside it. */
static size_t short_date_at(cedu_str s, size_t i, cedu__piece *p) {
    cedu__num m, d;
    size_t len, l;
    uint32_t before = cedu__cp_before(s, i);
    if (!cedu__num_at(s, i, &m) || !m.digits || m.digits > 2 || m.lo < 1 || m.lo > 12) return 0;
    uint32_t sep = cedu__fold_at(s, m.end, &len);
    if (!(sep == 0xB7 || (sep == '-' && m.digits == 2)) || !cedu__num_at(s, m.end + len, &d) || !d.arabic) return 0;
    if (!d.digits || d.digits > 2 || (sep == '-' && d.digits != 2) || !cedu__date_ok(2000, (int)m.lo, (int)d.lo)) return 0;
    uint32_t after = cedu__fold_at(s, d.end, &l);
    bool open_l = i == 0 || before == ' ' || before == '\n' || before == '[' || before == '(';
    bool open_r = after == 0 || after == ' ' || after == '\n' || after == ']' || after == ')';
    if (!open_l || !open_r || (before == ' ' && cedu__is_digit(cedu__cp_before(s, i - 1)))) return 0;
    size_t k = cedu__skip_blank(s, d.end);
    if (k != d.end && cedu__is_digit(cedu__fold_at(s, k, &l)) && sep == 0xB7) return 0;
    p->month = (int)m.lo, p->day = (int)d.lo;
    return d.end;
}

/* One piece at i. Returns whether there is one. */
bool cedu__time_piece_at(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    *p = CEDU__NO_PIECE;
    p->start = p->end = i;
    size_t e, len, l;
    uint32_t c = cedu__fold_at(s, i, &len);
    bool numeral = cedu__is_numeral(c), ref_known = cedu__time_has_ref(sc);
    if (numeral && c > 0x7F) { /* 十四五 without quotation marks */
        cedu__word pw = cedu__time_word_at(sc, i);
        if (cedu__time_group(&pw, "plan")) {
            p->plan_from = cedu__str_int(cedu__attr(sc, pw.entry, CEDU_ATTR_from), 0);
            p->plan_to = cedu__str_int(cedu__attr(sc, pw.entry, CEDU_ATTR_to), 0);
            p->quoted = true, p->end = pw.end;
            return p->plan_from > 0;
        }
    }
    if (numeral || c == 0x4E0A || c == 0x672C) {
        if ((e = era_at(sc, i, p))) {
            p->end = e;
            return true;
        }
    }
    if (cedu__is_digit(c) && ((e = numeric_date_at(sc, i, p)) || (e = short_date_at(s, i, p)))) {
        p->end = e;
        return true;
    }
    if (numeral || c == '\'' || c == 0x2019 || c == 0x2018) {
        if ((e = year_at(sc, i, p))) {
            p->end = p->q1 || p->half ? e : cedu__time_after_year(sc, e, p);
            return true;
        }
        if ((e = month_at(sc, i, p))) {
            p->end = e;
            return true;
        }
        if ((e = quarter_at(sc, i, p))) {
            p->end = edge_after(sc, e, p, false);
            return true;
        }
        cedu__num n;
        if (cedu__num_once(sc, i, &n) && !n.decimal && (e = day_mark(s, n.end)) && e - n.end <= 4) { /* 14日, 12号 */
            bool hao = !cedu__lit(s, cedu__skip_blank(s, n.end), "日");
            uint32_t before = cedu__cp_before(s, i), after = cedu__fold_at(s, e, &len);
            if (small_int(&n, 1, 31) && !cedu__lit(s, e, "内") && !cedu__lit(s, e, "以内") && !cedu__lit(s, e, "之内") &&
                !(!hao && (cedu__lit(s, e, "之后") || cedu__lit(s, e, "后") || cedu__lit(s, e, "以后") ||
                           (!n.arabic && cedu__lit(s, e, "前")))) &&
                !cedu__lit(s, i, "两") && !cedu__lit(s, e, "游") && !cedu__lit(s, e, "均") && !cedu__lit(s, e, "龄")) {
                if (hao && (cedu__is_han(before) && !cedu__in_set(before, "的在于至到从和及与、本自"))) return false;
                if (hao && cedu__is_han(after) &&
                    cedu__in_set(after, "楼院线文公馆店大机车门馆井站令决星舱厅码店院地矿船舰文召"))
                    return false;
                p->day = (int)n.lo;
                p->end = clock_after(sc, e, p);
                return true;
            }
            if (!hao && n.arabic && n.digits >= 3 && n.lo > 99 && n.lo < 1232 &&
                !cedu__is_han(before)) { /* 428日: a character was lost */
                p->refused = true;
                p->end = e;
                return true;
            }
        }
        cedu__piece t = *p;
        if ((e = clock_at(sc, i, &t))) {
            bool colon = cedu__is_digit(c) && t.hour >= 0;
            if (!colon && t.minute < 0) { /* 三点: needs more than a point */
                return false;
            }
            *p = t;
            p->end = e;
            return true;
        }
        return false;
    }
    if (c == 0x7B2C || c == 0x6700) { /* 第一个周三, 最后一个周三: of this month */
        cedu__piece t = *p;
        if (ref_known) t.year = cedu__time_ref(sc).year, t.month = cedu__time_ref(sc).month;
        t.unknown = !ref_known;
        e = days_after(sc, i, &t);
        if (e != i && t.weekday && t.week >= 99) {
            *p = t;
            p->end = e, p->relative = true;
            return true;
        }
    }
    if (c == 0x7B2C || c == 'Q' || c == 'q' || c == 0x9996 || c == 0x524D || c == 0x672B) { /* 第 首 前 末 */
        if ((e = quarter_at(sc, i, p))) {
            p->end = edge_after(sc, e, p, false);
            return true;
        }
        if ((e = first_months_at(sc, i, p))) {
            p->end = e;
            return true;
        }
        if (c != 0x524D && c != 0x672B) return false;
    }
    cedu__word w = cedu__time_word_at(sc, i);
    if (!w.end) return false;
    int off = cedu__str_int(w.value, 0);
    bool ref = cedu__time_has_ref(sc);
    cedu_civil r = ref ? cedu__time_ref(sc) : (cedu_civil){0};
    p->end = w.end;
    if (cedu__time_group(&w, "plan")) {
        p->plan_from = cedu__str_int(cedu__attr(sc, w.entry, CEDU_ATTR_from), 0);
        p->plan_to = cedu__str_int(cedu__attr(sc, w.entry, CEDU_ATTR_to), 0);
        p->quoted = true;
        return p->plan_from > 0;
    }
    p->relative = true;
    p->unknown = !ref;
    if (cedu__time_group(&w, "year")) {
        if (ref) p->year = r.year + off;
        if (!ref) p->whole = 1;
        p->end = cedu__time_after_year(sc, w.end, p);
        return true;
    }
    if (cedu__time_group(&w, "nextyear")) { /* 次年: after the year spoken of */
        if (sc->last_year || ref) p->year = (sc->last_year ? sc->last_year : r.year) + off;
        else p->whole = 1;
        p->end = cedu__time_after_year(sc, w.end, p);
        return true;
    }
    if (cedu__time_group(&w, "month")) {
        if (ref) set_month(p, r, off);
        p->end = days_after(sc, w.end, p);
        return true;
    }
    if (cedu__time_group(&w, "day")) {
        if (ref) set_day(p, cedu__civil_add((cedu_civil){r.year, r.month, r.day}, 0, 0, off, 0));
        p->end = clock_after(sc, w.end, p);
        return true;
    }
    if (cedu__time_group(&w, "dayname")) { /* 今晚, 明早: with or without a clock */
        if (ref)
            set_day(p, cedu__civil_add((cedu_civil){r.year, r.month, r.day}, 0, 0,
                                       cedu__str_int(cedu__attr(sc, w.entry, CEDU_ATTR_from), 0), 0));
        cedu__piece t = CEDU__NO_PIECE;
        e = clock_at(sc, cedu__skip_blank(s, w.end), &t);
        if (!e) {
            p->part = off;
            return true;
        }
        p->hour = t.hour, p->minute = t.minute, p->second = t.second, p->end = e;
        if (off >= 11 && p->hour < 12) p->hour += 12;
        return true;
    }
    if (cedu__time_group(&w, "monthhalf")) { /* 上半月: of this month */
        if (ref) set_month(p, r, 0);
        p->day = off == 1 ? 1 : 16;
        p->day2 = off == 1 ? 15 : ref ? cedu__days_in_month(r.year, r.month) : 30;
        return true;
    }
    if (cedu__time_group(&w, "week") || cedu__time_group(&w, "weekday") || cedu__time_group(&w, "weekend")) {
        int wk = 0, wd = 0;
        bool rel = cedu__time_group(&w, "week");
        size_t end = w.end;
        if (rel) {
            wk = off;
            static const char *const DAYS[] = {"一", "二", "三", "四", "五", "六", "日", "天", "末"};
            for (int n = 0; n < 9; n++)
                if ((l = cedu__lit(s, end, DAYS[n]))) wd = n == 7 ? 7 : n + 1, end += l;
            size_t k = gap(s, end); /* 上个 周三 */
            cedu__word w2 = wd ? (cedu__word){0} : cedu__time_word_at(sc, k);
            if (cedu__time_group(&w2, "weekday")) wd = cedu__str_int(w2.value, 1), end = w2.end;
        } else {
            wd = cedu__time_group(&w, "weekend") ? 9 : off;
        }
        if (ref) {
            cedu_civil day = {r.year, r.month, r.day};
            int today = cedu__weekday(day);
            cedu_civil mon = cedu__civil_add(day, 0, 0, 1 - today + 7 * wk, 0);
            if (wd == 9) {
                cedu_civil sat = cedu__civil_add(mon, 0, 0, 5, 0);
                set_day(p, sat);
                p->week_end = true;
            } else if (wd) {
                /* a bare weekday: in this week; news speaks of the days just past and of those to come alike */
                set_day(p, cedu__civil_add(mon, 0, 0, wd - 1, 0));
                if (!rel && wd <= today) set_day(p, cedu__civil_add(mon, 0, 0, wd - 1 + 7, 0));
            } else {
                set_day(p, mon);
                p->week_rel = true;
            }
        } else {
            p->weekday = wd ? wd : 0;
        }
        p->end = wd && wd != 9 ? clock_after(sc, end, p) : end;
        if (wd && wd != 9 && p->end == end && cedu__fold_at(s, end, &len) == ',') { /* 星期天, 二月十号: the date says which */
            cedu__piece t = CEDU__NO_PIECE;
            size_t k = cedu__skip_blank(s, end + cedu__u8_len((unsigned char)s.p[end]));
            if ((e = month_at(sc, k, &t)) && t.day) t.start = i, t.end = e, *p = t;
        }
        return true;
    }
    if (cedu__time_group(&w, "quarter")) {
        if (ref) {
            int q = r.year * 4 + (r.month - 1) / 3 + off;
            p->year = q / 4, p->q1 = p->q2 = q % 4 + 1;
        }
        p->end = edge_after(sc, w.end, p, false);
        return true;
    }
    if (cedu__time_group(&w, "half")) {
        p->half = off;
        return true;
    }
    if (cedu__time_group(&w, "edge")) {
        p->edge = cedu__eqz(w.value, "begin") ? 1 : cedu__eqz(w.value, "mid") ? 2 : 3;
        if (ref) p->year = r.year;
        return true;
    }
    if (cedu__time_group(&w, "monthedge")) {
        p->edge = cedu__eqz(w.value, "begin") ? 1 : cedu__eqz(w.value, "mid") ? 2 : 3;
        if (ref) set_month(p, r, 0);
        return true;
    }
    if (cedu__time_group(&w, "whole")) { /* 全年 alone is the year spoken of: unknown here unless the sentence named one */
        if (!ref) return false;
        p->year = sc->last_year ? sc->last_year : r.year;
        p->whole = 1;
        return true;
    }
    if (cedu__time_group(&w, "now")) {
        p->now = cedu__eqz(w.value, "second") ? CEDU_GRAIN_SECOND : CEDU_GRAIN_MONTH;
        return true;
    }
    if (cedu__time_group(&w, "near")) {
        if (ref) set_month(p, r, 0);
        p->approx = true;
        return true;
    }
    if (cedu__time_group(&w, "past")) {
        p->vague = p->past = p->approx = true;
        return true;
    }
    if (cedu__time_group(&w, "vague")) {
        p->vague = true;
        return true;
    }
    if (cedu__time_group(&w, "daypart")) {
        cedu__piece t = CEDU__NO_PIECE;
        e = clock_at(sc, cedu__skip_blank(s, w.end), &t);
        if (!e) return false;
        p->hour = t.hour, p->minute = t.minute, p->second = t.second, p->end = e;
        if (off >= 11 && p->hour < 12 && !(off == 11 && p->hour >= 10)) p->hour += 12;
        return true;
    }
    return false; /* seasons and ten days alone */
}
