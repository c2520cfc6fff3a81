/* part.c - the parts that a time is put together from: clock, edge, day, month, quarter, and what may stand behind a year.
 *
 * Each reads at a place, notes its fields in the piece and returns the byte behind it; 0, or where it began, when nothing of its kind
 * stands there. Nothing is resolved here. piece.c decides what is tried where.
 */
#include "match/time.h"

cedu__word cedu__time_word_at(const cedu__scan *sc, size_t i) {
    cedu_hit h = sc->time_at == i + 1 ? sc->time_word : cedu__scan_longest(sc, 1u << CEDU_CLASS_time_name, i);
    if (h.entry < 0) return (cedu__word){0};
    return (cedu__word){h.end, cedu__attr(sc, h.entry, CEDU_ATTR_group), cedu__attr(sc, h.entry, CEDU_ATTR_value), h.entry};
}

/* ------------------------------------------------------------------ marks */
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
size_t cedu__time_day_mark(cedu_str s, size_t i) {
    size_t k = cedu__skip_blank(s, i), l;
    if (k - i > 1) return 0;
    if (cedu__lit(s, k, "日元") || cedu__lit(s, k, "日圆") || cedu__lit(s, k, "日圓") || cedu__lit(s, k, "日币")) return 0;
    if ((l = cedu__lit(s, k, "日")) || (l = cedu__lit(s, k, "号")) || (l = cedu__lit(s, k, "號"))) return k + l;
    return 0;
}
size_t cedu__time_gap(cedu_str s, size_t i) { /* blanks and 的 between the parts of one date */
    size_t k = cedu__skip_blank(s, i), l;
    if ((l = cedu__lit(s, k, "的"))) k += l;
    return k;
}
bool cedu__time_small_int(const cedu__num *n, int lo, int hi) {
    return !n->decimal && !n->range && !n->vague && !n->over && !n->comma && n->mag == 1 && n->lo >= lo && n->lo <= hi &&
           n->lo == floor(n->lo) && (!n->arabic || n->digits <= 2);
}

/* Clock: 14:30, 14:30:05, 8点, 八点半, 8时30分, 3点一刻, 8点整. From `i`; returns the end or 0. */
size_t cedu__time_clock_at(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    cedu__num n, m;
    size_t len, l;
    if (!cedu__num_at(s, i, &n) || !cedu__time_small_int(&n, 0, 24)) return 0;
    size_t k = n.end;
    uint32_t c = cedu__fold_at(s, k, &len);
    if (c == ':' && n.arabic) {
        if (!cedu__num_at(s, k + len, &m) || !m.arabic || m.digits != 2 || !cedu__time_small_int(&m, 0, 59)) return 0;
        p->hour = (int)n.lo, p->minute = (int)m.lo;
        k = m.end;
        if (cedu__fold_at(s, k, &len) == ':' && cedu__num_at(s, k + len, &m) && m.arabic && m.digits == 2 &&
            cedu__time_small_int(&m, 0, 59))
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
    else if (cedu__num_at(s, cedu__skip_blank(s, k), &m) && cedu__time_small_int(&m, 0, 59) &&
             (m.lo >= 10 || m.lead_zero || m.digits <= 2)) {
        size_t e = cedu__skip_blank(s, m.end);
        if ((l = cedu__lit(s, e, "刻"))) minute = (int)m.lo * 15, k = e + l;
        else if ((l = cedu__lit(s, e, "分钟")))
            ;
        else if ((l = cedu__lit(s, e, "分"))) {
            minute = (int)m.lo, k = e + l;
            cedu__num q;
            if (cedu__num_at(s, k, &q) && cedu__time_small_int(&q, 0, 59) && (l = cedu__lit(s, q.end, "秒")))
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
size_t cedu__time_clock_after(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    size_t k = cedu__time_gap(s, i), l;
    uint32_t c = cedu__fold_at(s, k, &l);
    size_t after_t = k + l;
    if (c == 'T' && cedu__is_digit(cedu__fold_at(s, after_t, &l))) {
        size_t e = cedu__time_clock_at(sc, after_t, p);
        return e ? e : i;
    }
    cedu__word w = cedu__time_word_at(sc, k);
    size_t e = 0;
    if (cedu__time_group(&w, "daypart")) {
        size_t k2 = cedu__skip_blank(s, w.end);
        cedu__piece t = CEDU__NO_PIECE;
        e = cedu__time_clock_at(sc, k2, &t);
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
    e = cedu__time_clock_at(sc, k, p);
    return e ? e : i;
}

/* 初 中 末 底, 上旬 … after a month or year. */
size_t cedu__time_edge_after(const cedu__scan *sc, size_t i, cedu__piece *p, bool month) {
    cedu_str s = sc->s;
    size_t l;
    size_t k = cedu__time_gap(s, i);
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

size_t cedu__time_days_after(cedu__scan *sc, size_t i, cedu__piece *p) { /* after a month */
    cedu_str s = sc->s;
    size_t k = cedu__skip_blank(s, i), l;
    cedu__num n, m;
    if (cedu__num_at(s, k, &n) && cedu__time_small_int(&n, 1, 31)) {
        size_t e = cedu__time_day_mark(s, n.end), r;
        if (!e && (r = cedu__range_mark(s, n.end, true)) && cedu__num_at(s, cedu__skip_blank(s, r), &m) &&
            cedu__time_small_int(&m, 1, 31) && (e = cedu__time_day_mark(s, m.end)) && m.lo > n.lo) {
            p->day = (int)n.lo, p->day2 = (int)m.lo;
            return e;
        }
        if (e) {
            p->day = (int)n.lo;
            return cedu__time_clock_after(sc, e, p);
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
    } else if (cedu__num_at(s, k, &n) && n.arabic && !n.decimal && n.digits > 2 && cedu__time_day_mark(s, n.end)) {
        p->refused = true;
        return cedu__time_day_mark(s, n.end);
    }
    size_t e = cedu__time_edge_after(sc, i, p, true);
    if (e == i) { /* 8月的最后一个星期一, 十月第一个星期一: nth weekday */
        size_t k2 = cedu__time_gap(s, i);
        int nth = 0;
        if ((l = cedu__lit(s, k2, "第")) && cedu__num_at(s, k2 + l, &n) &&
            cedu__time_small_int(&n, 1, 5)) { /* 五月第一周: the weeks that begin in it */
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
        else if ((l = cedu__lit(s, k2, "第")) && cedu__num_at(s, k2 + l, &n) && cedu__time_small_int(&n, 1, 5) &&
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

size_t cedu__time_month_at(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    cedu__num n, m;
    if (!cedu__num_once(sc, i, &n)) return 0;
    if (!cedu__time_small_int(&n, 1, 12)) {
        /* 13月: the calendar has no such month. Only plain digits, 100月 … are durations without 个 */
        return 0;
    }
    size_t e = month_mark(s, n.end), r;
    if (e) {
        if (cedu__lit(s, e, "球") || cedu__lit(s, e, "嫂") || cedu__lit(s, e, "均") || cedu__lit(s, e, "饼")) return 0;
        p->month = (int)n.lo;
        /* 1月—9月 is read as a range of pieces */
        return cedu__time_days_after(sc, e, p);
    }
    if ((r = cedu__range_mark(s, n.end, true)) && cedu__num_at(s, cedu__skip_blank(s, r), &m) &&
        cedu__time_small_int(&m, 1, 12) && m.lo > n.lo && (e = month_mark(s, m.end))) {
        p->month = (int)n.lo, p->month2 = (int)m.lo;
        return e;
    }
    return 0;
}

/* 一季度, 第1季度, 前三季度, 一至三季度, Q1, 一二季度 */
size_t cedu__time_quarter_at(cedu__scan *sc, size_t i, cedu__piece *p) {
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
             cedu__time_small_int(&m, 1, 4))
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
size_t cedu__time_first_months_at(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    size_t l = cedu__lit(s, i, "前");
    if (!l && p->year) l = cedu__lit(s, i, "头");
    cedu__num n;
    if (!l && p->year && ((l = cedu__lit(s, i, "后")) || (l = cedu__lit(s, i, "最后")) || (l = cedu__lit(s, i, "最後"))) &&
        cedu__num_at(s, cedu__skip_blank(s, i + l), &n) && cedu__time_small_int(&n, 2, 11)) { /* 后3个月, 后三月 */
        size_t u = cedu__lit(s, n.end, "个月");
        if (!u && l == 3) u = cedu__lit(s, n.end, "月");
        if (!u) return 0;
        p->month = 13 - (int)n.lo, p->month2 = 12;
        return n.end + u;
    }
    if (!l || !cedu__num_at(s, i + l, &n) || !cedu__time_small_int(&n, 2, 12)) return 0;
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

/* What may follow a year: half, quarter, months, edges. */
size_t cedu__time_after_year(cedu__scan *sc, size_t i, cedu__piece *p) {
    cedu_str s = sc->s;
    size_t k = cedu__time_gap(s, i), e;
    uint32_t c;
    size_t len;
    c = cedu__fold_at(s, k, &len);
    if (c == ',' && cedu__is_numeral(cedu__fold_at(s, cedu__skip_blank(s, k + len), &len))) { /* 二零一六年，九月三号 */
        cedu__piece t = *p;
        size_t k2 = cedu__skip_blank(s, k + cedu__u8_len((unsigned char)s.p[k]));
        if ((e = cedu__time_month_at(sc, k2, &t)) && t.day) {
            *p = t;
            return e;
        }
        return i;
    }
    if ((e = cedu__time_quarter_at(sc, k, p))) return cedu__time_edge_after(sc, e, p, false);
    if ((e = cedu__time_first_months_at(sc, k, p)) || (e = cedu__time_month_at(sc, k, p))) return e;
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
            return cedu__time_days_after(sc, w.end, p);
        }
    }
    if ((e = cedu__lit(s, k, "内")) && p->relative && !cedu__is_han(cedu__fold_at(s, k + e, &len))) return k + e;
    /* 第N周 */
    cedu__num n;
    if ((e = cedu__lit(s, k, "第")) && cedu__num_at(s, k + e, &n) && cedu__time_small_int(&n, 1, 53)) {
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
            return cedu__time_clock_after(sc, n.end + l, p);
        }
    }
    size_t e2 = cedu__time_edge_after(sc, i, p, false);
    if (e2 != i) return e2;
    return i;
}
