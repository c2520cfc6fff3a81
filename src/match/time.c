/* time.c - times: absolute, relative to the page's date, ranges, periods, deadlines, durations.
 *
 * A time is read as a `piece`: the fields that the words name (year, half, quarter, month, ten days, day, weekday, clock) in the
 * order of large to small. Two pieces around 至, 到, — make a range and lend each other the fields they lack (2021年1—9月).
 * Only at the end fields are resolved against the page's date; without one a relative time keeps its words and has no value.
 * Words come from packs/core/times.tsv by group; the shapes (N年N月N日, 2021-02-23, N个月后) are here.
 *
 * Invariants: never a year inside an amount (2000家) or a document number; a day or month that the calendar does not have is
 * refused (428日), not bent. To extend: a new field goes into `piece`, its reading into piece_at(), its resolution into resolve().
 */
#include "match/internal.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct piece {
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
} piece;

static const piece NO_PIECE = {.hour = -1, .minute = -1, .second = -1, .part = -1};

static bool has_ref(const cedu__scan *sc) { return sc->opt && sc->opt->ref.year > 0; }
static cedu_civil ref_of(const cedu__scan *sc) {
    cedu_civil r = sc->opt->ref;
    if (r.month < 1) r.month = 1;
    if (r.day < 1) r.day = 1;
    return r;
}

/* ------------------------------------------------------------------ words of the lexicon */
typedef struct word {
    size_t end; /* 0 = none */
    cedu_str group, value;
    int32_t entry;
} word;

static word word_at(const cedu__scan *sc, size_t i) {
    cedu_hit h = cedu__scan_longest(sc, 1u << CEDU_CLASS_time_name, i);
    if (h.entry < 0) return (word){0};
    return (word){h.end, cedu__attr(sc, h.entry, CEDU_ATTR_group), cedu__attr(sc, h.entry, CEDU_ATTR_value), h.entry};
}
static bool group_is(const word *w, const char *g) { return w->end && cedu__eqz(w->group, g); }

static void set_month(piece *p, cedu_civil r, int off) {
    cedu_civil c = cedu__civil_add((cedu_civil){r.year, r.month, 1}, 0, off, 0, 0);
    p->year = c.year, p->month = c.month;
}
static void set_day(piece *p, cedu_civil c) { p->year = c.year, p->month = c.month, p->day = c.day, p->date_known = 1; }

/* ------------------------------------------------------------------ parts of a piece */
static bool year_number(const cedu__num *n) {
    return n->digits == 4 && !n->comma && !n->decimal && n->lo >= 1000 && n->lo <= 2999;
}

/* 年 that begins another word: 年龄, 年均, 年产 … are no part of a year, but N年 before them may well be one (2020年均…). */
static size_t year_mark(cedu_str s, size_t i) {
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
static size_t clock_at(cedu__scan *sc, size_t i, piece *p) {
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
static size_t clock_after(cedu__scan *sc, size_t i, piece *p) {
    cedu_str s = sc->s;
    size_t k = gap(s, i), l;
    uint32_t c = cedu__fold_at(s, k, &l);
    if (c == 'T' && cedu__is_digit(cedu__fold_at(s, k + l, &l))) {
        size_t e = clock_at(sc, k + 1, p);
        return e ? e : i;
    }
    word w = word_at(sc, k);
    size_t e = 0;
    if (group_is(&w, "daypart")) {
        size_t k2 = cedu__skip_blank(s, w.end);
        piece t = NO_PIECE;
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
static size_t edge_after(const cedu__scan *sc, size_t i, piece *p, bool month) {
    cedu_str s = sc->s;
    size_t l;
    size_t k = gap(s, i);
    word w = word_at(sc, k);
    if (month && group_is(&w, "xun")) {
        p->xun = cedu__str_int(w.value, 0);
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
static size_t after_year(cedu__scan *sc, size_t i, piece *p);

static size_t days_after(cedu__scan *sc, size_t i, piece *p) { /* after a month */
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
        if ((l = cedu__lit(s, k2, "最后一个"))) nth = -1, k2 += l;
        else if ((l = cedu__lit(s, k2, "第")) && cedu__num_at(s, k2 + l, &n) && small_int(&n, 1, 5) &&
                 (l = cedu__lit(s, n.end, "个")))
            nth = (int)n.lo, k2 = n.end + l;
        word w = nth ? word_at(sc, k2) : (word){0};
        if (nth && group_is(&w, "weekday")) {
            p->weekday = cedu__str_int(w.value, 1), p->week = nth + 100;
            return w.end;
        }
    }
    return e;
}

static size_t month_at(cedu__scan *sc, size_t i, piece *p) {
    cedu_str s = sc->s;
    cedu__num n, m;
    if (!cedu__num_at(s, i, &n)) return 0;
    if (!small_int(&n, 1, 12)) {
        /* 13月: the calendar has no such month. Only plain digits, 100月 … are durations without 个 */
        return 0;
    }
    size_t e = month_mark(s, n.end), r, l;
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
    (void)l;
    return 0;
}

/* 一季度, 第1季度, 前三季度, 一至三季度, Q1, 一二季度 */
static size_t quarter_at(cedu__scan *sc, size_t i, piece *p) {
    cedu_str s = sc->s;
    cedu__num n, m;
    size_t k = i, l, len;
    bool first = false;
    uint32_t c = cedu__fold_at(s, i, &len);
    if (c == 'Q' || c == 'q') {
        uint32_t d = cedu__fold_at(s, i + 1, &len);
        if (d < '1' || d > '4') return 0;
        uint32_t after = cedu__fold_at(s, i + 1 + len, &l);
        if (cedu__is_digit(after) || cedu__is_alpha(after)) return 0;
        p->q1 = p->q2 = (int)(d - '0');
        return i + 1 + len;
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
    if (!cedu__num_at(s, k, &n) || n.decimal || n.mag != 1) return 0;
    size_t e = n.end, r;
    int a = (int)n.lo, b = a;
    if (n.pair && !n.arabic && n.hi < 100) a = (int)n.lo / 10, b = (int)n.lo % 10;
    else if ((r = cedu__range_mark(s, n.end, true)) && cedu__num_at(s, r, &m) && small_int(&m, 1, 4)) b = (int)m.lo, e = m.end;
    if ((l = cedu__lit(s, e, "个季度"))) {
        if (!first) return 0;
    } else if (!(l = cedu__lit(s, e, "季度")) && !(l = cedu__lit(s, e, "季"))) return 0;
    if (l == 3 && cedu__lit(s, e, "季节")) return 0;
    if (a < 1 || b > 4 || b < a) return 0;
    p->q1 = first ? 1 : a, p->q2 = b;
    return e + l;
}

/* 前5个月, 头两个月 (after a year, or alone: of this year) */
static size_t first_months_at(cedu__scan *sc, size_t i, piece *p) {
    cedu_str s = sc->s;
    size_t l = cedu__lit(s, i, "前");
    cedu__num n;
    if (!l || !cedu__num_at(s, i + l, &n) || !small_int(&n, 2, 12)) return 0;
    size_t k = cedu__lit(s, n.end, "个月");
    if (!k) return 0;
    p->month = 1, p->month2 = (int)n.lo;
    return n.end + k;
}

static size_t after_year(cedu__scan *sc, size_t i, piece *p) {
    cedu_str s = sc->s;
    size_t k = gap(s, i), e;
    uint32_t c;
    size_t len;
    c = cedu__fold_at(s, k, &len);
    if (c == ',' && cedu__is_numeral(cedu__fold_at(s, cedu__skip_blank(s, k + len), &len))) { /* 二零一六年，九月三号 */
        piece t = *p;
        size_t k2 = cedu__skip_blank(s, k + cedu__u8_len((unsigned char)s.p[k]));
        if ((e = month_at(sc, k2, &t)) && t.day) {
            *p = t;
            return e;
        }
        return i;
    }
    if ((e = quarter_at(sc, k, p))) return edge_after(sc, e, p, false);
    if ((e = first_months_at(sc, k, p)) || (e = month_at(sc, k, p))) return e;
    word w = word_at(sc, k);
    if (w.end) {
        if (group_is(&w, "half")) {
            p->half = cedu__str_int(w.value, 1);
            return w.end;
        }
        if (group_is(&w, "season")) {
            p->season = cedu__str_int(w.value, 1);
            return w.end;
        }
        if (group_is(&w, "whole")) {
            p->whole = 1;
            return w.end;
        }
        if (group_is(&w, "edge")) { /* 2023年年底 */
            p->edge = cedu__eqz(w.value, "begin") ? 1 : cedu__eqz(w.value, "mid") ? 2 : 3;
            return w.end;
        }
        if (group_is(&w, "month") && p->relative) { /* 去年本月十日 */
            if (has_ref(sc)) p->month = cedu__civil_add(ref_of(sc), 0, cedu__str_int(w.value, 0), 0, 0).month;
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
static size_t numeric_date_at(cedu__scan *sc, size_t i, piece *p) {
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
        } else if (d[0] <= 2 && d[1] <= 2 && d[2] <= 2 && sep != '.' && sep != ' ') { /* 05/05/71, 27-7-3 */
            if (v[0] > 12 && d[2] <= 2 && cedu__date_ok(2000 + v[0], v[1], v[2]) && !(v[0] <= 31 && d[2] == 2)) {
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
static size_t year_at(cedu__scan *sc, size_t i, piece *p) {
    cedu_str s = sc->s;
    cedu__num n;
    size_t len, l, e;
    uint32_t c = cedu__fold_at(s, i, &len);
    bool quote = c == '\'' || c == 0x2019 || c == 0x2018;
    if (!cedu__num_at(s, quote ? i + len : i, &n) || n.decimal || n.range || n.vague || n.over || n.comma) return 0;
    e = year_mark(s, n.end);
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
        piece t = NO_PIECE;
        size_t e2;
        bool month = (e2 = month_at(sc, cedu__skip_blank(s, e), &t)) != 0;
        word w = word_at(sc, e);
        bool more = month || group_is(&w, "half") || group_is(&w, "edge") || ((l = cedu__lit(s, e, "底")) != 0);
        if (n.lead_zero || (more && (n.arabic || n.digits == 2))) {
            p->year = (int)n.lo + (n.lo < 50 ? 2000 : 1900);
            return e;
        }
    }
    return 0;
}

/* N世纪, N年代 */
static size_t era_at(cedu__scan *sc, size_t i, piece *p) {
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
        if ((l = cedu__lit(s, after, "初")) || (l = cedu__lit(s, after, "末")) || (l = cedu__lit(s, after, "中期")) ||
            (l = cedu__lit(s, after, "后期")) || (l = cedu__lit(s, after, "初期")))
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

/* One piece at i. Returns whether there is one. */
static bool piece_at(cedu__scan *sc, size_t i, piece *p) {
    cedu_str s = sc->s;
    *p = NO_PIECE;
    p->start = p->end = i;
    size_t e, len, l;
    uint32_t c = cedu__fold_at(s, i, &len);
    bool numeral = cedu__is_numeral(c);
    if (numeral || c == 0x4E0A || c == 0x672C) {
        if ((e = era_at(sc, i, p))) {
            p->end = e;
            return true;
        }
    }
    if (cedu__is_digit(c) && (e = numeric_date_at(sc, i, p))) {
        p->end = e;
        return true;
    }
    if (numeral || c == '\'' || c == 0x2019 || c == 0x2018) {
        if ((e = year_at(sc, i, p))) {
            p->end = after_year(sc, e, p);
            return true;
        }
        if ((e = month_at(sc, i, p)) || (e = quarter_at(sc, i, p))) {
            p->end = e;
            return true;
        }
        cedu__num n;
        if (cedu__num_at(s, i, &n) && !n.decimal && (e = day_mark(s, n.end)) && e - n.end <= 4) { /* 14日, 12号 */
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
        piece t = *p;
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
    if (c == 0x7B2C || c == 'Q' || c == 'q' || c == 0x9996 || c == 0x524D || c == 0x672B) { /* 第 首 前 末 */
        if ((e = quarter_at(sc, i, p)) || (e = first_months_at(sc, i, p))) {
            p->end = e;
            return true;
        }
        if (c != 0x524D && c != 0x672B) return false;
    }
    word w = word_at(sc, i);
    if (!w.end) return false;
    int off = cedu__str_int(w.value, 0);
    bool ref = has_ref(sc);
    cedu_civil r = ref ? ref_of(sc) : (cedu_civil){0};
    p->end = w.end;
    if (group_is(&w, "plan")) {
        p->plan_from = cedu__str_int(cedu__attr(sc, w.entry, CEDU_ATTR_from), 0);
        p->plan_to = cedu__str_int(cedu__attr(sc, w.entry, CEDU_ATTR_to), 0);
        p->quoted = true;
        return p->plan_from > 0;
    }
    p->relative = true;
    p->unknown = !ref;
    if (group_is(&w, "year")) {
        if (ref) p->year = r.year + off;
        if (!ref) p->whole = 1;
        p->end = after_year(sc, w.end, p);
        return true;
    }
    if (group_is(&w, "month")) {
        if (ref) set_month(p, r, off);
        p->end = days_after(sc, w.end, p);
        return true;
    }
    if (group_is(&w, "day")) {
        if (ref) set_day(p, cedu__civil_add((cedu_civil){r.year, r.month, r.day}, 0, 0, off, 0));
        p->end = clock_after(sc, w.end, p);
        return true;
    }
    if (group_is(&w, "week") || group_is(&w, "weekday") || group_is(&w, "weekend")) {
        int wk = 0, wd = 0;
        bool rel = group_is(&w, "week");
        size_t end = w.end;
        if (rel) {
            wk = off;
            static const char *const DAYS[] = {"一", "二", "三", "四", "五", "六", "日", "天", "末"};
            for (int n = 0; n < 9; n++)
                if ((l = cedu__lit(s, end, DAYS[n]))) wd = n == 7 ? 7 : n + 1, end += l;
            size_t k = gap(s, end); /* 上个 周三 */
            word w2 = wd ? (word){0} : word_at(sc, k);
            if (group_is(&w2, "weekday")) wd = cedu__str_int(w2.value, 1), end = w2.end;
        } else {
            wd = group_is(&w, "weekend") ? 9 : off;
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
        return true;
    }
    if (group_is(&w, "quarter")) {
        if (ref) {
            int q = r.year * 4 + (r.month - 1) / 3 + off;
            p->year = q / 4, p->q1 = p->q2 = q % 4 + 1;
        }
        p->end = edge_after(sc, w.end, p, false);
        return true;
    }
    if (group_is(&w, "half")) {
        p->half = off;
        return true;
    }
    if (group_is(&w, "edge")) {
        p->edge = cedu__eqz(w.value, "begin") ? 1 : cedu__eqz(w.value, "mid") ? 2 : 3;
        if (ref) p->year = r.year;
        return true;
    }
    if (group_is(&w, "monthedge")) {
        p->edge = cedu__eqz(w.value, "begin") ? 1 : cedu__eqz(w.value, "mid") ? 2 : 3;
        if (ref) set_month(p, r, 0);
        return true;
    }
    if (group_is(&w, "whole")) { /* 全年 alone is the year spoken of: unknown here unless the sentence named one */
        if (!ref) return false;
        p->year = sc->last_year ? sc->last_year : r.year;
        p->whole = 1;
        return true;
    }
    if (group_is(&w, "now")) {
        p->now = cedu__eqz(w.value, "second") ? CEDU_GRAIN_SECOND : CEDU_GRAIN_MONTH;
        return true;
    }
    if (group_is(&w, "near")) {
        if (ref) set_month(p, r, 0);
        p->approx = true;
        return true;
    }
    if (group_is(&w, "past")) {
        p->vague = p->past = p->approx = true;
        return true;
    }
    if (group_is(&w, "vague")) {
        p->vague = true;
        return true;
    }
    if (group_is(&w, "daypart")) {
        piece t = NO_PIECE;
        e = clock_at(sc, cedu__skip_blank(s, w.end), &t);
        if (!e) return false;
        p->hour = t.hour, p->minute = t.minute, p->second = t.second, p->end = e;
        if (off >= 11 && p->hour < 12 && !(off == 11 && p->hour >= 10)) p->hour += 12;
        return true;
    }
    return false; /* seasons and ten days alone */
}

/* ------------------------------------------------------------------ resolving */
static void fill_from(piece *b, const piece *a) { /* 2021年1月5日至8日: b lacks what a has */
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
    cedu_civil r = ref_of(sc);
    if (sc->last_year) return sc->last_year;
    return month - r.month >= 9 ? r.year - 1 : r.year;
}

static void span_year(cedu_when *w, int y1, int y2) {
    w->start = (cedu_civil){(int16_t)y1, 1, 1};
    w->end = (cedu_civil){(int16_t)y2, 12, 31, 23, 59, 59};
}
static void span_months(cedu_when *w, int y, int m1, int m2) {
    w->start = (cedu_civil){(int16_t)y, (int8_t)m1, 1};
    w->end = (cedu_civil){(int16_t)y, (int8_t)m2, (int8_t)cedu__days_in_month(y, m2), 23, 59, 59};
}
static void span_days(cedu_when *w, cedu_civil a, cedu_civil b) {
    w->start = (cedu_civil){a.year, a.month, a.day};
    w->end = (cedu_civil){b.year, b.month, b.day, 23, 59, 59};
}

/* Fills w and the TIMEX text (at most 40 bytes). False: refused. */
static bool resolve(cedu__scan *sc, piece *p, cedu_when *w, char tx[48]) {
    memset(w, 0, sizeof *w);
    bool ref = has_ref(sc);
    w->relative = p->relative, w->approx = p->approx;
    tx[0] = 0;
    if (p->refused) return false;
    if (p->plan_from) {
        span_year(w, p->plan_from, p->plan_to);
        w->grain = CEDU_GRAIN_YEAR, w->interval = true, w->plan = p->quoted;
        if (p->edge == 3) {
            span_year(w, p->plan_to, p->plan_to), w->interval = false, snprintf(tx, 48, "%04d", p->plan_to);
        } else if (p->edge == 1) {
            span_year(w, p->plan_from, p->plan_from), w->interval = false, snprintf(tx, 48, "%04d", p->plan_from);
        } else {
            snprintf(tx, 48, "%04d/%04d", p->plan_from, p->plan_to);
        }
        return true;
    }
    if (p->vague) {
        snprintf(tx, 48, "%s", p->past ? "PAST_REF" : "SAME_REF");
        w->approx = true;
        return true;
    }
    if (p->now) {
        if (!ref) return snprintf(tx, 48, "PRESENT_REF"), true;
        cedu_civil r = sc->opt->ref;
        if (p->now == CEDU_GRAIN_SECOND) {
            w->start = w->end = r, w->grain = CEDU_GRAIN_SECOND;
            snprintf(tx, 48, "%04d-%02d-%02dT%02d:%02d:%02d", r.year, r.month, r.day, r.hour, r.minute, r.second);
        } else {
            span_months(w, r.year, r.month < 1 ? 1 : r.month, r.month < 1 ? 12 : r.month);
            w->grain = CEDU_GRAIN_MONTH, snprintf(tx, 48, "%04d-%02d", r.year, w->start.month);
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
                cedu_civil r = ref_of(sc);
                p->year = r.year, p->month = r.month;
                if (p->day > r.day + 20 || p->day > cedu__days_in_month(p->year, p->month)) set_month(p, r, -1);
            }
        } else if (p->hour >= 0 && ref) {
            w->relative = true;
            cedu_civil r = ref_of(sc);
            p->year = r.year, p->month = r.month, p->day = r.day;
        }
    }
    if (!p->year) { /* unknown: the shape only */
        if (p->day && p->month) snprintf(tx, 48, "XXXX-%02d-%02d", p->month, p->day), w->grain = CEDU_GRAIN_DAY;
        else if (p->day) snprintf(tx, 48, "XXXX-XX-%02d", p->day), w->grain = CEDU_GRAIN_DAY;
        else if (p->month) snprintf(tx, 48, "XXXX-%02d", p->month), w->grain = CEDU_GRAIN_MONTH;
        else if (p->weekday) snprintf(tx, 48, "XXXX-WXX-%d", p->weekday > 7 ? 6 : p->weekday), w->grain = CEDU_GRAIN_DAY;
        else snprintf(tx, 48, "XXXX"), w->grain = CEDU_GRAIN_YEAR;
        if (p->month && p->day > cedu__days_in_month(2000, p->month)) return false;
        return true;
    }
    int y = p->year;
    if (y < 1 || y > 9998) return false;
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
        span_days(w, mon, cedu__civil_add(mon, 0, 0, 6, 0));
        w->grain = CEDU_GRAIN_WEEK, w->interval = true;
        snprintf(tx, 48, "%04d-W%02d", y, p->week);
        return true;
    }
    if (p->week_rel || p->week_end) {
        cedu_civil a = {(int16_t)y, (int8_t)p->month, (int8_t)p->day};
        span_days(w, a, cedu__civil_add(a, 0, 0, p->week_end ? 1 : 6, 0));
        w->grain = CEDU_GRAIN_WEEK, w->interval = true;
        cedu_civil thu = cedu__civil_add(a, 0, 0, p->week_end ? -2 : 3, 0);
        int wk = (int)((cedu__day_number(thu.year, thu.month, thu.day) - cedu__day_number(thu.year, 1, 1)) / 7) + 1;
        snprintf(tx, 48, "%04d-W%02d%s", thu.year, wk, p->week_end ? "-WE" : "");
        return true;
    }
    if (p->day) {
        if (!cedu__date_ok(y, p->month, p->day) || (p->day2 && !cedu__date_ok(y, p->month, p->day2))) return false;
        cedu_civil a = {(int16_t)y, (int8_t)p->month, (int8_t)p->day}, b = a;
        if (p->day2) b.day = (int8_t)p->day2;
        span_days(w, a, b);
        w->grain = CEDU_GRAIN_DAY, w->interval = p->day2 != 0;
        int n = snprintf(tx, 48, "%04d-%02d-%02d", y, p->month, p->day);
        if (p->day2) snprintf(tx + n, 48 - (size_t)n, "/%04d-%02d-%02d", y, p->month, p->day2);
        if (p->hour >= 0) {
            cedu_civil t = cedu__civil_add(
                a, 0, 0, 0, p->hour * 3600 + (p->minute > 0 ? p->minute : 0) * 60 + (p->second > 0 ? p->second : 0));
            w->start = w->end = t;
            w->grain = p->second >= 0 ? CEDU_GRAIN_SECOND : p->minute >= 0 ? CEDU_GRAIN_MINUTE : CEDU_GRAIN_HOUR;
            if (p->second < 0) w->end.second = 59;
            if (p->minute < 0) w->end.minute = 59;
            n = snprintf(tx, 48, "%04d-%02d-%02dT%02d", t.year, t.month, t.day, t.hour);
            if (p->minute >= 0) n += snprintf(tx + n, 48 - (size_t)n, ":%02d", t.minute);
            if (p->second >= 0) snprintf(tx + n, 48 - (size_t)n, ":%02d", t.second);
        } else if (p->part >= 0) {
            static const int8_t until[25] = {[0] = 5, [4] = 12, [8] = 12, [11] = 13, [12] = 18, [17] = 19, [18] = 24};
            static const char *const name[25] = {
                [0] = "EM", [4] = "MO", [8] = "MO", [11] = "MI", [12] = "AF", [17] = "EV", [18] = "NI"};
            int e = p->part <= 24 && until[p->part] ? until[p->part] : 24;
            w->start.hour = (int8_t)p->part;
            w->end.hour = (int8_t)(e - 1), w->grain = CEDU_GRAIN_HOUR, w->interval = true;
            snprintf(tx + n, 48 - (size_t)n, "T%s", p->part <= 24 && name[p->part] ? name[p->part] : "DT");
        }
        return true;
    }
    if (p->month) {
        int m2 = p->month2 ? p->month2 : p->month;
        span_months(w, y, p->month, m2);
        w->grain = CEDU_GRAIN_MONTH, w->interval = p->month2 != 0;
        int n = snprintf(tx, 48, "%04d-%02d", y, p->month);
        if (p->month2) snprintf(tx + n, 48 - (size_t)n, "/%04d-%02d", y, p->month2);
        if (p->xun) {
            w->start.day = (int8_t)(p->xun * 10 - 9);
            if (p->xun < 3) w->end.day = (int8_t)(p->xun * 10);
            w->grain = CEDU_GRAIN_DAY, w->interval = true;
            snprintf(tx, 48, "%04d-%02d-%02d/%04d-%02d-%02d", y, p->month, w->start.day, y, p->month, w->end.day);
        } else if (p->edge == 3) {
            w->start.day = w->end.day, w->grain = CEDU_GRAIN_DAY;
            snprintf(tx, 48, "%04d-%02d-%02d", y, p->month, w->end.day);
        } else if (p->edge == 1) {
            w->end.day = 10, w->grain = CEDU_GRAIN_DAY, w->approx = w->interval = true;
        } else if (p->edge == 2) {
            w->start.day = 11, w->end.day = 20, w->grain = CEDU_GRAIN_DAY, w->approx = w->interval = true;
        }
        return true;
    }
    if (p->q1 && (p->edge == 1 || p->edge == 3)) {
        int m = p->edge == 1 ? p->q1 * 3 - 2 : p->q2 * 3;
        span_months(w, y, m, m);
        w->grain = CEDU_GRAIN_MONTH, w->approx = p->edge == 1;
        snprintf(tx, 48, "%04d-%02d", y, m);
        return true;
    }
    if (p->q1) {
        span_months(w, y, p->q1 * 3 - 2, p->q2 * 3);
        w->grain = CEDU_GRAIN_QUARTER, w->interval = true;
        if (p->q1 == p->q2) snprintf(tx, 48, "%04d-Q%d", y, p->q1);
        else snprintf(tx, 48, "%04d-%02d/%04d-%02d", y, p->q1 * 3 - 2, y, p->q2 * 3);
        return true;
    }
    if (p->half) {
        span_months(w, y, p->half == 1 ? 1 : 7, p->half == 1 ? 6 : 12);
        w->grain = CEDU_GRAIN_HALF, w->interval = true;
        snprintf(tx, 48, "%04d-H%d", y, p->half);
        return true;
    }
    if (p->season) {
        static const char *const name[] = {"SP", "SU", "FA", "WI"};
        int m = p->season * 3;
        if (p->season == 4) {
            span_months(w, y, 12, 12);
            w->end = (cedu_civil){(int16_t)(y + 1), 2, (int8_t)cedu__days_in_month(y + 1, 2), 23, 59, 59};
        } else {
            span_months(w, y, m, m + 2);
        }
        w->grain = CEDU_GRAIN_QUARTER, w->interval = true;
        snprintf(tx, 48, "%04d-%s", y, name[(p->season - 1) & 3]);
        return true;
    }
    span_year(w, y, y);
    w->grain = CEDU_GRAIN_YEAR;
    snprintf(tx, 48, "%04d", y);
    if (p->edge == 3) span_months(w, y, 12, 12), w->grain = CEDU_GRAIN_MONTH, snprintf(tx, 48, "%04d-12", y);
    else if (p->edge == 1)
        span_months(w, y, 1, 1), w->grain = CEDU_GRAIN_MONTH, w->approx = true, snprintf(tx, 48, "%04d-01", y);
    else if (p->edge == 2)
        span_months(w, y, 6, 7), w->grain = CEDU_GRAIN_MONTH, w->approx = true, snprintf(tx, 48, "%04d-06", y);
    return true;
}

/* ------------------------------------------------------------------ durations */
typedef struct length {
    size_t end;
    double years, months, days, seconds; /* as named */
    double max_factor;                   /* > 1 for 3~6个月: hi = lo * factor */
    cedu_grain grain;
    bool approx;
    bool bare_day_or_month; /* 5日, 5月: may be dates */
    char timex[48];
} length;

static const struct dur_unit {
    const char *z;
    char letter;
    bool time; /* after T */
    cedu_grain grain;
    double months, seconds;
    bool ge; /* takes 个 */
} DUR_UNITS[] = {
    {"周年", 0, false, 0, 0, 0, false}, /* 四周年 is a count */
    {"年级", 0, false, 0, 0, 0, false},
    {"年代", 0, false, 0, 0, 0, false},
    {"年度", 0, false, 0, 0, 0, false},
    {"年", 'Y', false, CEDU_GRAIN_YEAR, 12, 0, false},
    {"季度", 'Q', false, CEDU_GRAIN_QUARTER, 3, 0, true},
    {"月", 'M', false, CEDU_GRAIN_MONTH, 1, 0, true},
    {"星期", 'W', false, CEDU_GRAIN_WEEK, 0, 604800, true},
    {"礼拜", 'W', false, CEDU_GRAIN_WEEK, 0, 604800, true},
    {"周", 'W', false, CEDU_GRAIN_WEEK, 0, 604800, true},
    {"交易日", 'D', false, CEDU_GRAIN_DAY, 0, 86400, true},
    {"工作日", 'D', false, CEDU_GRAIN_DAY, 0, 86400, true},
    {"天", 'D', false, CEDU_GRAIN_DAY, 0, 86400, false},
    {"日", 'D', false, CEDU_GRAIN_DAY, 0, 86400, false},
    {"小时", 'H', true, CEDU_GRAIN_HOUR, 0, 3600, true},
    {"钟头", 'H', true, CEDU_GRAIN_HOUR, 0, 3600, true},
    {"小時", 'H', true, CEDU_GRAIN_HOUR, 0, 3600, true},
    {"钟", 'H', true, CEDU_GRAIN_HOUR, 0, 3600, true},
    {"分钟", 'M', true, CEDU_GRAIN_MINUTE, 0, 60, false},
    {"分鐘", 'M', true, CEDU_GRAIN_MINUTE, 0, 60, false},
    {"刻钟", 'K', true, CEDU_GRAIN_MINUTE, 0, 900, false},
    {"分", 'm', true, CEDU_GRAIN_MINUTE, 0, 60, false},
    {"秒钟", 'S', true, CEDU_GRAIN_SECOND, 0, 1, false},
    {"秒鐘", 'S', true, CEDU_GRAIN_SECOND, 0, 1, false},
    {"秒", 'S', true, CEDU_GRAIN_SECOND, 0, 1, false},
};

static const struct dur_unit *dur_unit_at(cedu_str s, size_t i, size_t *end, bool *ge) {
    size_t k = cedu__skip_blank(s, i), l = cedu__lit(s, k, "个");
    if (!l) l = cedu__lit(s, k, "個");
    *ge = l != 0;
    size_t u = k + l;
    for (size_t n = 0; n < CEDU_COUNT(DUR_UNITS); n++) {
        size_t ul = cedu__lit(s, u, DUR_UNITS[n].z);
        if (!ul) continue;
        if (!DUR_UNITS[n].letter) return NULL;
        if (*ge && !DUR_UNITS[n].ge) continue;
        if (!*ge && DUR_UNITS[n].ge && strcmp(DUR_UNITS[n].z, "钟") == 0) continue;
        *end = u + ul;
        return &DUR_UNITS[n];
    }
    return NULL;
}

static void add_unit(length *d, const struct dur_unit *u, double v) {
    if (u->letter == 'Y') d->years += v;
    else if (u->letter == 'Q' || (u->letter == 'M' && !u->time)) d->months += v * u->months;
    else if (u->letter == 'W' || u->letter == 'D') d->days += v * u->seconds / 86400;
    else d->seconds += v * u->seconds;
    if (d->grain == 0 || u->grain > d->grain) d->grain = u->grain;
}

static size_t put(char *tx, size_t n, double v, const char *unit) {
    return n + (size_t)snprintf(tx + n, n < 40 ? 48 - n : 0, "%.6g%s", v, unit);
}

/* N年N个月, 半年, 一个半小时, 3~6个月, 两年半. False: none. */
static bool length_at(cedu__scan *sc, size_t i, length *d) {
    cedu_str s = sc->s;
    memset(d, 0, sizeof *d);
    d->max_factor = 1;
    size_t k = i, l, ue;
    bool ge, any = false;
    size_t txn = 0;
    cedu_grain last = 0;
    char day[24] = "", tm[24] = "";
    for (int part = 0; part < 4; part++) {
        cedu__num n, m;
        double v, hi = 0;
        size_t e;
        bool half = false, approx = false;
        size_t q = part ? cedu__skip_blank(s, k) : k;
        if (part && ((l = cedu__lit(s, q, "零")) || (l = cedu__lit(s, q, "又")))) q += l;
        if ((l = cedu__lit(s, q, "半")) || (l = cedu__lit(s, q, "大半")) || (l = cedu__lit(s, q, "小半"))) {
            v = 0.5, e = q + l, half = true;
        } else if (part == 0 && (l = cedu__lit(s, q, "个半"))) { /* 个半小时 */
            v = 1.5, e = q + l, half = true;
        } else if ((l = cedu__lit(s, q, "俩")) || (l = cedu__lit(s, q, "仨"))) {
            v = cedu__lit(s, q, "俩") ? 2 : 3, e = q + l;
        } else if ((l = cedu__lit(s, q, "几")) && dur_unit_at(s, q + l, &ue, &ge) &&
                   (ge || cedu__lit(s, q + l, "天") || cedu__lit(s, q + l, "年") || cedu__lit(s, q + l, "周") ||
                    cedu__lit(s, q + l, "小时") || cedu__lit(s, q + l, "分钟"))) {
            v = 3, e = q + l, d->approx = true;
        } else if (cedu__num_at(s, q, &n)) {
            if (n.over || n.vague || n.range) d->approx = true;
            v = n.lo, e = n.end;
            if (n.pair && !n.arabic) hi = fmod(n.lo, 10), v = floor(n.lo / 10);
            if (n.range) hi = n.hi;
            size_t r;
            if (part == 0 && !n.pair && (r = cedu__range_mark(s, e, true)) && cedu__num_at(s, cedu__skip_blank(s, r), &m) &&
                m.lo > v && dur_unit_at(s, m.end, &ue, &ge)) {
                hi = m.lo, e = m.end;
            } else if (part == 0 && !n.pair && dur_unit_at(s, e, &ue, &ge) && (r = cedu__range_mark(s, ue, true)) &&
                       cedu__num_at(s, cedu__skip_blank(s, r), &m) && m.lo > v) {
                size_t ue1;
                const struct dur_unit *u1 = dur_unit_at(s, e, &ue1, &ge), *u2 = dur_unit_at(s, m.end, &ue, &ge);
                if (u1 && u1 == u2 && !(u1->letter == 'Y' && v >= 1000)) hi = m.lo, e = m.end;
            }
            if ((l = cedu__lit(s, e, "余")) || (l = cedu__lit(s, e, "多")) || (l = cedu__lit(s, e, "来")))
                e += l, approx = true;
            size_t g = cedu__skip_blank(s, e);
            size_t gl = cedu__lit(s, g, "个");
            if (gl && ((l = cedu__lit(s, g + gl, "半")))) { /* 一个半小时: only before a unit */
                if (dur_unit_at(s, g + gl + l, &ue, &ge)) v += 0.5, e = g + gl + l;
            } else if (gl && (l = cedu__lit(s, g + gl, "多"))) {
                if (dur_unit_at(s, g + gl + l, &ue, &ge)) e = g + gl + l, approx = true;
            }
        } else {
            break;
        }
        const struct dur_unit *u = dur_unit_at(s, e, &ue, &ge);
        if (!u && v >= 1 && fmod(v, 1) == 0.5 && (l = cedu__lit(s, e, "钟"))) { /* 一个半钟 */
            static const struct dur_unit HOUR = {"钟", 'H', true, CEDU_GRAIN_HOUR, 0, 3600, true};
            u = &HOUR, ue = e + l;
        }
        if (!u) break;
        if (part && (u->grain <= last)) break;
        if (u->letter == 'm' && part == 0 && !cedu__lit(s, ue, "半") && !cedu__lit(s, ue, "之内")) {
            cedu__num t; /* 五分三十秒 */
            if (!cedu__num_at(s, ue, &t) || !cedu__lit(s, t.end, "秒")) break;
        }
        if (u->letter == 'Y' && !half && v >= 1000 && hi == 0) break;
        if (!ge && !half && part == 0 && (u->letter == 'D' && strcmp(u->z, "日") == 0)) d->bare_day_or_month = true;
        if (!ge && !half && (u->letter == 'M' && !u->time) && part == 0) d->bare_day_or_month = true;
        if (half && u->letter == 'W' && strcmp(u->z, "周") == 0 && cedu__lit(s, ue, "岁")) break;
        add_unit(d, u, v);
        if (approx) d->approx = true;
        if (hi > 0 && v > 0) d->max_factor = hi / v;
        last = u->grain, any = true;
        k = ue;
        if ((l = cedu__lit(s, k, "半")) && v >= 1 && (u->letter != 'M' || ge || u->time)) { /* 两年半 */
            if (!cedu__lit(s, k, "半径") && !cedu__lit(s, k, "半导体")) {
                add_unit(d, u, 0.5), k += l;
                if (u->grain == CEDU_GRAIN_MINUTE && ((l = cedu__lit(s, k, "钟")) || (l = cedu__lit(s, k, "鐘")))) k += l;
            }
        }
        if (hi > 0) break;
    }
    if (!any) return false;
    d->end = k;
    /* TIMEX: P1Y6M2DT3H */
    size_t dn = 0, tn = 0;
    (void)day, (void)tm, (void)dn, (void)tn;
    char *tx = d->timex;
    tx[txn++] = 'P';
    tx[txn] = 0;
    if (d->years > 0) txn = put(tx, txn, d->years, "Y");
    if (d->months > 0) txn = put(tx, txn, d->months, "M");
    if (d->days > 0)
        txn = last == CEDU_GRAIN_WEEK && fmod(d->days, 3.5) == 0 ? put(tx, txn, d->days / 7, "W") : put(tx, txn, d->days, "D");
    if (d->seconds > 0) {
        double h = floor(d->seconds / 3600), r = d->seconds - h * 3600, mi = floor(r / 60), se = r - mi * 60;
        txn += (size_t)snprintf(tx + txn, txn < 44 ? 48 - txn : 0, "T");
        if (last == CEDU_GRAIN_HOUR) txn = put(tx, txn, d->seconds / 3600, "H");
        else {
            if (h > 0) txn = put(tx, txn, h, "H");
            if (mi > 0) txn = put(tx, txn, mi, "M");
            if (se > 0) txn = put(tx, txn, se, "S");
        }
    }
    return true;
}

static double length_seconds(const length *d) {
    if (d->years > 0 || d->months > 0) return (double)NAN;
    return d->days * 86400 + d->seconds;
}

/* ref moved by a length; the grain of the result is that of the length */
static cedu_civil moved(cedu_civil r, const length *d, int sign) {
    int months = (int)lround(d->years * 12 + d->months);
    double days = d->days;
    return cedu__civil_add(r, 0, sign * months, (int64_t)(sign * floor(days)),
                           (int64_t)(sign * ((days - floor(days)) * 86400 + d->seconds)));
}

static void interval_tx(const cedu_when *w, char tx[48]) {
    char a[16] = "..", b[16] = "..";
    if (w->start.year) snprintf(a, sizeof a, "%04d-%02d-%02d", w->start.year, w->start.month, w->start.day);
    if (w->end.year) snprintf(b, sizeof b, "%04d-%02d-%02d", w->end.year, w->end.month, w->end.day);
    snprintf(tx, 48, "%s/%s", a, b);
}

static void point_at_grain(cedu_when *w, cedu_civil t, cedu_grain g, char tx[48]) {
    w->grain = g;
    if (t.year == 0) return;
    switch (g) {
    case CEDU_GRAIN_YEAR:
        span_year(w, t.year, t.year);
        snprintf(tx, 48, "%04d", t.year);
        break;
    case CEDU_GRAIN_QUARTER:
    case CEDU_GRAIN_MONTH:
        span_months(w, t.year, t.month, t.month);
        snprintf(tx, 48, "%04d-%02d", t.year, t.month);
        break;
    case CEDU_GRAIN_WEEK: {
        cedu_civil mon = cedu__civil_add((cedu_civil){t.year, t.month, t.day}, 0, 0, 1 - cedu__weekday(t), 0);
        span_days(w, mon, cedu__civil_add(mon, 0, 0, 6, 0));
        w->interval = true;
        interval_tx(w, tx);
        break;
    }
    case CEDU_GRAIN_DAY:
        span_days(w, t, t);
        snprintf(tx, 48, "%04d-%02d-%02d", t.year, t.month, t.day);
        w->grain = CEDU_GRAIN_DAY;
        break;
    default:
        w->start = w->end = t;
        snprintf(tx, 48, "%04d-%02d-%02dT%02d:%02d:%02d", t.year, t.month, t.day, t.hour, t.minute, t.second);
    }
}

static void emit(cedu__scan *sc, size_t start, size_t end, size_t cs, size_t ce, const cedu_when *w, const char *tx,
                 bool refused) {
    cedu_mention m = cedu__mention_new(CEDU_MENTION_time, start, end);
    m.core_start = (uint32_t)cs, m.core_end = (uint32_t)ce;
    m.when = *w;
    m.refused = refused;
    if (!refused) m.timex = cedu__arena_str(sc->arena, cedu__str(tx));
    cedu__scan_push(sc, m);
    if (!refused && w->start.year && !w->relative) sc->last_year = w->end.year ? w->end.year : w->start.year;
}

/* The window of that length that ends (sign < 0) or begins at the reference moment. Months and years count in whole days. */
static void window_ends(const cedu__scan *sc, const length *d, int sign, cedu_when *w, char tx[48]) {
    cedu_civil r = ref_of(sc), day = {r.year, r.month, r.day};
    bool coarse = d->grain <= CEDU_GRAIN_MONTH, midnight = !r.hour && !r.minute && !r.second;
    cedu_civil o = moved(coarse ? day : r, d, sign);
    if (sign < 0) {
        w->start = o;
        w->end = midnight ? cedu__civil_add(r, 0, 0, 0, -1) : r;
        if (coarse && !midnight) w->end = (cedu_civil){r.year, r.month, r.day, 23, 59, 59};
    } else {
        w->start = r;
        w->end = o.year ? cedu__civil_add(o, 0, 0, 0, -1) : o;
    }
    cedu_when t = *w;
    if (midnight && sign < 0) t.end = r;
    interval_tx(&t, tx);
}

/* 近3年, 过去五年, 未来两个月, 前三天, N年来: a window around the reference date. */
static size_t window_at(cedu__scan *sc, size_t i) {
    static const struct {
        const char *z;
        int sign;
        bool loose;
    } HEADS[] = {{"最近", -1, false},    {"近", -1, false},    {"过去的", -1, false}, {"过去", -1, false},
                 {"此前", -1, false},    {"未来的", 1, false}, {"未来", 1, false},    {"今后", 1, false},
                 {"接下来的", 1, false}, {"接下来", 1, false}, {"往后", 1, false},    {"之前的", -1, false},
                 {"之前", -1, false},    {"前", -1, true},     {"上", -1, true},      {"下", 1, true},
                 {"后", 1, true},        {"这", -1, true},     {"随后", 1, false},    {"其后", 1, false},
                 {"以往", -1, false}};
    cedu_str s = sc->s;
    for (size_t n = 0; n < CEDU_COUNT(HEADS); n++) {
        size_t l = cedu__lit(s, i, HEADS[n].z);
        if (!l) continue;
        size_t k = cedu__skip_blank(s, i + l), e;
        length d;
        if (!length_at(sc, k, &d) || d.end - k < 3) continue;
        if (cedu__lit(s, k, "半") && HEADS[n].loose) continue;
        if (HEADS[n].loose && HEADS[n].sign < 0 && cedu__lit(s, i, "前") && cedu__lit(s, d.end - 3, "月"))
            continue;                                               /* 前两个月: January and February */
        if (d.bare_day_or_month && cedu__lit(s, d.end - 3, "月")) { /* 近仨月, 近3月 */
            if (HEADS[n].loose) continue;
        }
        if (HEADS[n].loose && cedu__is_han(cedu__cp_before(s, i)) &&
            !cedu__in_set(cedu__cp_before(s, i), "的在于从是和与及了比较自至到"))
            continue;
        e = d.end;
        size_t t;
        if ((t = cedu__lit(s, e, "以来")) || (t = cedu__lit(s, e, "来")) || (t = cedu__lit(s, e, "里")) ||
            (t = cedu__lit(s, e, "内")) || (t = cedu__lit(s, e, "间")) || (t = cedu__lit(s, e, "时间里")) ||
            (t = cedu__lit(s, e, "中")))
            e += cedu__lit(s, e, "来自") || cedu__lit(s, e, "里程") || cedu__lit(s, e, "内容") || cedu__lit(s, e, "内部") ||
                         cedu__lit(s, e, "中国") || cedu__lit(s, e, "中心") || cedu__lit(s, e, "间接")
                     ? 0
                     : t;
        cedu_when w = {0};
        char tx[48];
        w.interval = w.relative = true;
        w.approx = d.approx || HEADS[n].z[0] == '\xE8';
        w.grain = d.grain;
        snprintf(tx, 48, "%s", HEADS[n].sign < 0 ? "PAST_REF" : "FUTURE_REF");
        if (has_ref(sc)) window_ends(sc, &d, HEADS[n].sign, &w, tx);
        emit(sc, i, e, k, d.end, &w, tx, false);
        return e;
    }
    return i;
}

/* Durations, and the times made of them: 三年内, 6个月, 七年后, 两天之前, 3年以来. */
static size_t duration_at(cedu__scan *sc, size_t i) {
    cedu_str s = sc->s;
    length d;
    if (!length_at(sc, i, &d)) return i;
    size_t e = d.end, l, len;
    uint32_t before = cedu__cp_before(s, i), after = cedu__fold_at(s, e, &len);
    cedu__spot mod = cedu__scan_before(sc, i);
    size_t start = i;
    bool first_char_numeral = true;
    (void)first_char_numeral;
    if (d.approx == false && (l = cedu__lit(s, e, "多")) && !cedu__is_han(cedu__fold_at(s, e + l, &len)))
        e += l, d.approx = true;
    static const struct {
        const char *z;
        int kind;
    } TAILS[] = {/* kind: 1 after (a point), 2 before, 3 within, 4 since, 5 from then on */
                 {"以后", 1}, {"之后", 1}, {"过后", 1}, {"后", 1}, {"之後", 1}, {"後", 1}, {"以前", 2}, {"之前", 2},
                 {"前", 2},   {"以内", 3}, {"之内", 3}, {"內", 3}, {"之內", 3}, {"内", 3}, {"以来", 4}, {"来", 4}};
    int kind = 0;
    size_t tail = 0;
    for (size_t n = 0; n < CEDU_COUNT(TAILS) && !kind; n++)
        if ((tail = cedu__lit(s, e, TAILS[n].z))) kind = TAILS[n].kind;
    if (kind == 4 && tail == 3 && (cedu__lit(s, e, "来自") || cedu__lit(s, e, "来看") || cedu__lit(s, e, "来说"))) kind = 0;
    if (kind == 1 && tail == 3 &&
        (cedu__lit(s, e, "后备") || cedu__lit(s, e, "后续") || cedu__lit(s, e, "后期") || cedu__lit(s, e, "后台")))
        kind = 0;
    if (kind == 2 && tail == 3 &&
        (cedu__lit(s, e, "前沿") || cedu__lit(s, e, "前景") || cedu__lit(s, e, "前期") || cedu__lit(s, e, "前瞻")))
        kind = 0;
    if (kind == 3 && tail == 3 && (cedu__lit(s, e, "内容") || cedu__lit(s, e, "内部"))) kind = 0;
    if (d.bare_day_or_month && !kind && !cedu__lit(s, e, "游") && !cedu__lit(s, e, "龄") && d.max_factor == 1)
        return i; /* 5日: a date, dealt with before */
    if (kind == 1 || kind == 2 || kind == 4) {
        e += tail;
        cedu_when w = {0};
        char tx[48];
        w.relative = true;
        w.approx = d.approx;
        snprintf(tx, 48, "%s", kind == 1 ? "FUTURE_REF" : "PAST_REF");
        w.grain = d.grain;
        if (has_ref(sc)) {
            cedu_civil r = ref_of(sc);
            if (kind == 4) {
                (void)r;
                window_ends(sc, &d, -1, &w, tx);
                w.interval = w.since = true;
            } else {
                cedu_grain g = d.grain == CEDU_GRAIN_YEAR && fmod(d.years, 1) != 0 ? CEDU_GRAIN_MONTH : d.grain;
                if (d.grain == CEDU_GRAIN_YEAR && d.months > 0) g = CEDU_GRAIN_MONTH;
                point_at_grain(&w, moved(r, &d, kind == 1 ? 1 : -1), g, tx);
            }
        }
        emit(sc, start, e, i, d.end, &w, tx, false);
        return e;
    }
    if (kind == 3 && has_ref(sc) && mod.entry < 0 && !cedu__in_set(before, "起后的") &&
        !d.approx) { /* 三年内: from the page's date on */
        cedu_when w = {.relative = true, .interval = true, .deadline = true, .grain = d.grain};
        char tx[48];
        window_ends(sc, &d, 1, &w, tx);
        cedu_civil r0 = ref_of(sc), last = moved((cedu_civil){r0.year, r0.month, r0.day}, &d, 1);
        if (d.grain <= CEDU_GRAIN_DAY && last.year)
            w.end = (cedu_civil){last.year, last.month, last.day, 23, 59, 59}, interval_tx(&w, tx);
        emit(sc, start, e + tail, i, d.end, &w, tx, false);
        return e + tail;
    }
    cedu_mention m = cedu__mention_new(CEDU_MENTION_duration, start, e);
    m.core_start = (uint32_t)i, m.core_end = (uint32_t)d.end;
    if (kind == 3) m.end = (uint32_t)(e + tail), m.modifier = CEDU_MOD_LE, e += tail;
    if (mod.entry >= 0) { m.start = mod.start, m.modifier = cedu__modifier_of(sc, mod.entry); }
    if (kind == 0) { /* 三年以上 */
        cedu_hit h = cedu__scan_longest(sc, 1u << CEDU_CLASS_modifier, e);
        if (h.entry >= 0 && !cedu__eqz(cedu__attr(sc, h.entry, CEDU_ATTR_side), "before")) {
            m.modifier = cedu__modifier_of(sc, h.entry), m.end = h.end, e = h.end;
        }
    }
    if (cedu__is_alpha(before)) return i;
    if (d.approx && m.modifier == CEDU_MOD_EQ) m.modifier = CEDU_MOD_ABOUT, m.vague = true;
    m.duration = length_seconds(&d);
    m.has_value = true;
    m.value = d.years * 12 + d.months > 0 ? d.years * 12 + d.months : d.days * 86400 + d.seconds;
    m.timex = cedu__arena_str(sc->arena, cedu__str(d.timex));
    (void)after;
    cedu__scan_push(sc, m);
    return e;
}

/* ------------------------------------------------------------------ a whole time */
/* 19xx or 20xx without 年 that is a year all the same: in a range, or next to a word. */
static bool bare_year(cedu_str s, size_t i, const cedu__num *n) {
    return n->arabic && n->digits == 4 && !n->comma && n->lo >= 1900 && n->lo <= 2099 && !cedu__is_alpha(cedu__cp_before(s, i));
}

size_t cedu__time_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t i = at, l, len, core = at;
    uint32_t c = cedu__fold_at(s, i, &len);
    bool by = false, as_of = false, from = false, since = false;
    /* 截至 到 至 从 自 before a time */
    if (c == 0x622A || c == 0x5230 || c == 0x81F3 || c == 0x4ECE || c == 0x81EA || c == 0x8FC4) {
        static const struct {
            const char *z;
            int kind;
        } HEADS[] = {{"截至到", 1}, {"截至", 1}, {"截止到", 1}, {"截止", 1}, {"到", 2},
                     {"至", 2},     {"从", 3},   {"自从", 3},   {"自", 3},   {"迄至", 1}};
        for (size_t n = 0; n < CEDU_COUNT(HEADS); n++)
            if ((l = cedu__lit(s, i, HEADS[n].z))) {
                as_of = HEADS[n].kind == 1, by = HEADS[n].kind == 2, from = HEADS[n].kind == 3;
                core = cedu__skip_blank(s, i + l);
                break;
            }
        if (core == at) return at;
    } else {
        word w0 = word_at(sc, i);
        size_t e = w0.end && !group_is(&w0, "near") && !group_is(&w0, "past") ? i : window_at(sc, i);
        if (e != i) return e;
    }
    i = core;
    c = cedu__fold_at(s, i, &len);
    if ((cedu__is_digit(c) || c == '.') && core == at) {
        uint32_t b = cedu__cp_before(s, i);
        if (cedu__is_alpha(b) || b == '_') return at;
    }
    piece a, b = NO_PIECE;
    cedu__num n, n2;
    bool two = false;
    size_t r;
    char tx[48], tx2[48];
    cedu_when w = {0}, w2 = {0};
    memset(tx2, 0, sizeof tx2);
    bool is_piece = false;
    /* 2022-2025, 2023—2025年, 从2016到2018 */
    if (cedu__is_digit(c) && cedu__num_at(s, i, &n) && bare_year(s, i, &n)) {
        size_t e1 = year_mark(s, n.end);
        r = cedu__range_mark(s, n.end, true);
        if (!e1 && r && cedu__num_at(s, cedu__skip_blank(s, r), &n2) && bare_year(s, r, &n2) && n2.lo > n.lo &&
            n2.lo - n.lo <= 130) {
            size_t e2 = year_mark(s, n2.end);
            uint32_t after = cedu__fold_at(s, n2.end, &len);
            if (!cedu__is_alpha(after) && after != '-' && after != '/' &&
                !(after == '.' && cedu__is_digit(cedu__fold_at(s, n2.end + len, &l)))) {
                size_t k = e2 ? e2 : n2.end;
                piece t = NO_PIECE;
                size_t more = e2 ? after_year(sc, e2, &t) : k;
                if (!(t.month || t.q1)) {
                    span_year(&w, (int)n.lo, (int)n2.lo);
                    if (more > k && t.edge != 3) more = k;
                    w.grain = CEDU_GRAIN_YEAR, w.interval = true;
                    snprintf(tx, 48, "%04d/%04d", (int)n.lo, (int)n2.lo);
                    size_t e = k;
                    emit(sc, from ? at : i, e, i, e, &w, tx, false);
                    return e;
                }
            }
        }
    }
    is_piece = piece_at(sc, i, &a);
    if (!is_piece && cedu__is_digit(c) && cedu__num_at(s, i, &n) && bare_year(s, i, &n)) {
        uint32_t before = cedu__cp_before(s, i), after = cedu__fold_at(s, n.end, &len);
        /* no unit behind (2000家), and a word on one side */
        cedu_hit u = cedu__scan_longest(sc, 1u << CEDU_CLASS_unit, cedu__skip_blank(s, n.end));
        bool word_side = cedu__is_han(after) || cedu__is_han(before) || before == 0xA9 || after == ' ' || after == 0x300B ||
                         (before == '(' && after == ')') || (i == 0 && n.end == s.n);
        size_t blank = cedu__skip_blank(s, n.end);
        if (after == ' ') word_side = cedu__is_han(cedu__fold_at(s, blank, &len)) || cedu__is_han(before);
        if (cedu__in_set(before, "达有为约超近共过至到第") && before != 0x81F3 && before != 0x5230) word_side = false;
        bool modified = cedu__scan_before(sc, i).entry >= 0;
        bool unit = u.entry >= 0 && !(cedu__image_entry(sc->im, u.entry)->weak);
        if (u.entry >= 0) { /* 2020中国: 中 … belong to longer words */
            cedu_hit w3 = cedu__scan_longest(
                sc, 1u << CEDU_CLASS_region | 1u << CEDU_CLASS_trap | 1u << CEDU_CLASS_sector | 1u << CEDU_CLASS_org, blank);
            if (w3.entry >= 0 && w3.end > u.end) unit = false;
        }
        if (word_side && !unit && !modified && after != '.' && after != '%' && !cedu__is_alpha(after) &&
            !cedu__is_numeral(after) && before != '.' && before != '-' && before != '/' && before != '+' &&
            !cedu__in_set(after, "多余万亿")) {
            a = NO_PIECE;
            a.start = i, a.end = n.end, a.year = (int)n.lo, a.bare = true;
            is_piece = true;
        }
    }
    if (!is_piece) {
        if (core != at) return at;
        return duration_at(sc, at);
    }
    size_t end = a.end;
    /* a range */
    r = cedu__range_mark(s, end, true);
    if (!r && cedu__lit(s, end, "——")) r = end + 6;
    size_t k = r ? cedu__skip_blank(s, r) : 0;
    if (r && !a.vague && !a.month2 && piece_at(sc, k, &b) && !b.vague && !b.refused &&
        (b.day || b.month || b.year || b.q1 || b.hour >= 0 || b.now || b.plan_from || b.half)) {
        bool clockish = a.hour >= 0 || b.hour >= 0;
        if (!(b.bare && !a.year) && (!clockish || a.hour >= 0)) two = true;
    } else if (r && cedu__num_at(s, k, &n2) && bare_year(s, k, &n2) && a.year && !a.month && !a.day && n2.lo > a.year &&
               !cedu__is_alpha(cedu__fold_at(s, n2.end, &len))) {
        b = NO_PIECE;
        b.year = (int)n2.lo, b.end = n2.end, b.start = k;
        two = true;
    }
    if (two && a.edge == 0 && (a.plan_from && !b.plan_from)) two = false;
    if (!two && !r && ((l = cedu__lit(s, end, "和")) || (l = cedu__lit(s, end, "与"))) && (a.month || a.day || a.year) &&
        !a.date_known) { /* 三月和九月之间 */
        size_t t;
        if (piece_at(sc, end + l, &b) && !b.vague && !b.refused &&
            ((t = cedu__lit(s, b.end, "之间")) || (t = cedu__lit(s, b.end, "间")))) {
            b.end += t;
            two = true;
        }
    }
    if (!two && !r && (l = cedu__lit(s, end, "之后")) && piece_at(sc, end + l, &b) && b.year && a.year && b.year > a.year &&
        cedu__lit(s, b.end, "之前")) {
        b.end += cedu__lit(s, b.end, "之前");
        two = true;
    }
    bool ok;
    if (two) {
        fill_from(&b, &a);
        if (!a.year && b.year && (a.month || a.day)) a.year = b.year; /* 1月至2021年3月 reads the other way round rarely */
        if (!a.month && a.day && b.month) a.month = b.month;
        ok = resolve(sc, &a, &w, tx);
        if (!b.year && !b.date_known && w.start.year && !b.now) b.year = w.start.year;
        if (b.day && !b.month && w.start.year) b.month = w.start.month;
        bool ok2 = resolve(sc, &b, &w2, tx2);
        if (ok && ok2 && w.start.year && w2.end.year) {
            if (cedu__day_number(w2.end.year, w2.end.month, w2.end.day) <
                    cedu__day_number(w.start.year, w.start.month, w.start.day) &&
                a.month && b.month && b.month < a.month && b.year == a.year) { /* 8月至2月 */
                b.year++;
                ok2 = resolve(sc, &b, &w2, tx2);
            }
            if (cedu__day_number(w2.end.year, w2.end.month, w2.end.day) >=
                cedu__day_number(w.start.year, w.start.month, w.start.day)) {
                char t2[48];
                w.end = w2.end, w.interval = true;
                if (w2.grain > w.grain) w.grain = w2.grain;
                w.relative = w.relative || w2.relative;
                char first[48];
                memcpy(first, tx, sizeof first);
                char *slash = strchr(first, '/');
                if (slash) *slash = 0;
                slash = strrchr(tx2, '/');
                snprintf(t2, sizeof t2, "%.22s/%.22s", first, slash ? slash + 1 : tx2);
                emit(sc, from || (as_of && 0) ? at : i, b.end, i, b.end, &w, t2, false);
                return b.end;
            }
        } else if (ok && ok2) {
            w.interval = true;
            char t2[48];
            snprintf(t2, sizeof t2, "%.22s/%.22s", tx, tx2);
            emit(sc, from ? at : i, b.end, i, b.end, &w, t2, false);
            return b.end;
        }
    }
    ok = resolve(sc, &a, &w, tx);
    /* what follows: 以来, 起, 前, 后, 期间, 末 */
    if (a.plan_from && a.quoted) {
        if ((l = cedu__lit(s, end, "期间")) || (l = cedu__lit(s, end, "时期"))) end += l;
        else if ((l = cedu__lit(s, end, "末期")) || (l = cedu__lit(s, end, "期末")) || (l = cedu__lit(s, end, "末"))) {
            a.edge = 3, end += l;
            ok = resolve(sc, &a, &w, tx);
        } else if ((l = cedu__lit(s, end, "初期")) || (l = cedu__lit(s, end, "初"))) {
            a.edge = 1, end += l;
            ok = resolve(sc, &a, &w, tx);
        }
    }
    size_t core_end = end;
    if (ok && ((l = cedu__lit(s, end, "以来")) || (from && (l = cedu__lit(s, end, "开始"))) ||
               ((l = cedu__lit(s, end, "起")) && !cedu__lit(s, end, "起草") && !cedu__lit(s, end, "起步") &&
                !cedu__lit(s, end, "起施行") && !cedu__lit(s, end, "起至")))) {
        end += l;
        since = true;
        if (w.start.year) {
            w.since = w.interval = true;
            if (has_ref(sc) && l == 6) w.end = ref_of(sc), w.end.hour = 23, w.end.minute = 59, w.end.second = 59;
            else w.end = (cedu_civil){0};
            interval_tx(&w, tx);
        }
    } else if (ok && w.start.year && !a.vague && !a.now) {
        bool incl = (l = cedu__lit(s, end, "或之前")) || (l = cedu__lit(s, end, "或以前")) ||
                    (l = cedu__lit(s, end, "及以前")) || (l = cedu__lit(s, end, "及之前")) || (l = cedu__lit(s, end, "以前"));
        bool pre = incl || (l = cedu__lit(s, end, "之前"));
        bool post = !pre && ((l = cedu__lit(s, end, "或之后")) || (l = cedu__lit(s, end, "及以后")) ||
                             (l = cedu__lit(s, end, "及之后")) || (l = cedu__lit(s, end, "或以后")));
        if (post) {
            end += l;
            w.end = (cedu_civil){0}, w.interval = true;
            interval_tx(&w, tx);
        }
        if (!pre && (a.edge == 3 || a.day || a.month || a.year) && (l = cedu__lit(s, end, "前")) &&
            !cedu__lit(s, end, "前三") && !cedu__lit(s, end, "前后") && !cedu__lit(s, end, "前沿") &&
            !cedu__lit(s, end, "前景") && !cedu__lit(s, end, "前期") && !cedu__lit(s, end, "前列") &&
            !cedu__is_numeral(cedu__fold_at(s, end + l, &len)))
            pre = true;
        if (pre) {
            /* 2025年底前: by the end of it; 2025年之前: before it begins, for a deadline the same reading as 底前 */
            end += l;
            bool by_end = a.edge == 3 || incl || l == 3;
            w.end = by_end ? w.end : (cedu_civil){w.start.year, w.start.month,  w.start.day,
                                                  w.start.hour, w.start.minute, w.start.second};
            if (!by_end) w.end = cedu__civil_add(w.end, 0, 0, 0, -1);
            w.start = (cedu_civil){0}, w.deadline = true, w.interval = true;
            interval_tx(&w, tx);
        } else if (!post && ((l = cedu__lit(s, end, "以后")) || (l = cedu__lit(s, end, "之后")))) {
            end += l;
            w.start = cedu__civil_add(w.end, 0, 0, 0, 1);
            w.end = (cedu_civil){0}, w.interval = true;
            interval_tx(&w, tx);
        }
    }
    (void)since;
    size_t start = at;
    if (by) {
        bool ok_by = w.grain == CEDU_GRAIN_YEAR || a.edge || w.plan || (w.grain == CEDU_GRAIN_MONTH && a.year);
        uint32_t before = cedu__cp_before(s, at);
        if (!ok_by || a.bare || (c && cedu__in_set(before, "快直达遇等提来签见收感受送回"))) {
            if (a.bare) return at;
            start = i, by = false;
        }
        w.deadline = by || w.deadline;
    } else if (from && !(since || a.day2 || a.month2 || cedu__lit(s, at, "自从"))) {
        start = i;
    }
    if (as_of) w.as_of = true;
    (void)since;
    if (a.hour >= 0 && !a.day && !a.date_known && start == at && !ok) return at;
    emit(sc, start, end, i, core_end, &w, tx, !ok);
    return end;
}
