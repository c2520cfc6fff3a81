/* piece.c - the fields of a time as written: 2021年2月23日, 2021-02-23, 三季度, 下周二, 年底, 上午9时.
 *
 * Reads only; nothing is resolved here except words that are relative to the page's date (去年, 上周). The parts that stand behind one
 * another are read by part.c. See time.h.
 */
#include "match/time.h"

static void set_month(cedu__piece *p, cedu_civil r, int off) {
    cedu_civil c = cedu__civil_add((cedu_civil){r.year, r.month, 1}, 0, off, 0, 0);
    p->year = c.year, p->month = c.month;
}
static void set_day(cedu__piece *p, cedu_civil c) { p->year = c.year, p->month = c.month, p->day = c.day, p->date_known = 1; }

/* ------------------------------------------------------------------ dates in figures, years, eras */
static bool year_number(const cedu__num *n) {
    return n->digits == 4 && !n->comma && !n->decimal && n->lo >= 1000 && n->lo <= 2999;
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
        return cedu__time_clock_after(sc, ends[2], p);
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
        bool month = (e2 = cedu__time_month_at(sc, cedu__skip_blank(s, e), &t)) != 0;
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
    else if (cedu__num_at(s, k, &n) && cedu__time_small_int(&n, 1, 30) && (l = cedu__lit(s, n.end, "世纪")))
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
        if ((e = cedu__time_month_at(sc, i, p))) {
            p->end = e;
            return true;
        }
        if ((e = cedu__time_quarter_at(sc, i, p))) {
            p->end = cedu__time_edge_after(sc, e, p, false);
            return true;
        }
        cedu__num n;
        if (cedu__num_once(sc, i, &n) && !n.decimal && (e = cedu__time_day_mark(s, n.end)) && e - n.end <= 4) { /* 14日, 12号 */
            bool hao = !cedu__lit(s, cedu__skip_blank(s, n.end), "日");
            uint32_t before = cedu__cp_before(s, i), after = cedu__fold_at(s, e, &len);
            if (cedu__time_small_int(&n, 1, 31) && !cedu__lit(s, e, "内") && !cedu__lit(s, e, "以内") &&
                !cedu__lit(s, e, "之内") &&
                !(!hao && (cedu__lit(s, e, "之后") || cedu__lit(s, e, "后") || cedu__lit(s, e, "以后") ||
                           (!n.arabic && cedu__lit(s, e, "前")))) &&
                !cedu__lit(s, i, "两") && !cedu__lit(s, e, "游") && !cedu__lit(s, e, "均") && !cedu__lit(s, e, "龄")) {
                if (hao && (cedu__is_han(before) && !cedu__in_set(before, "的在于至到从和及与、本自"))) return false;
                if (hao && cedu__is_han(after) &&
                    cedu__in_set(after, "楼院线文公馆店大机车门馆井站令决星舱厅码店院地矿船舰文召"))
                    return false;
                p->day = (int)n.lo;
                p->end = cedu__time_clock_after(sc, e, p);
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
        if ((e = cedu__time_clock_at(sc, i, &t))) {
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
        e = cedu__time_days_after(sc, i, &t);
        if (e != i && t.weekday && t.week >= 99) {
            *p = t;
            p->end = e, p->relative = true;
            return true;
        }
    }
    if (c == 0x7B2C || c == 'Q' || c == 'q' || c == 0x9996 || c == 0x524D || c == 0x672B) { /* 第 首 前 末 */
        if ((e = cedu__time_quarter_at(sc, i, p))) {
            p->end = cedu__time_edge_after(sc, e, p, false);
            return true;
        }
        if ((e = cedu__time_first_months_at(sc, i, p))) {
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
        p->end = cedu__time_days_after(sc, w.end, p);
        return true;
    }
    if (cedu__time_group(&w, "day")) {
        if (ref) set_day(p, cedu__civil_add((cedu_civil){r.year, r.month, r.day}, 0, 0, off, 0));
        p->end = cedu__time_clock_after(sc, w.end, p);
        return true;
    }
    if (cedu__time_group(&w, "dayname")) { /* 今晚, 明早: with or without a clock */
        if (ref)
            set_day(p, cedu__civil_add((cedu_civil){r.year, r.month, r.day}, 0, 0,
                                       cedu__str_int(cedu__attr(sc, w.entry, CEDU_ATTR_from), 0), 0));
        cedu__piece t = CEDU__NO_PIECE;
        e = cedu__time_clock_at(sc, cedu__skip_blank(s, w.end), &t);
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
            size_t k = cedu__time_gap(s, end); /* 上个 周三 */
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
        p->end = wd && wd != 9 ? cedu__time_clock_after(sc, end, p) : end;
        if (wd && wd != 9 && p->end == end && cedu__fold_at(s, end, &len) == ',') { /* 星期天, 二月十号: the date says which */
            cedu__piece t = CEDU__NO_PIECE;
            size_t k = cedu__skip_blank(s, end + cedu__u8_len((unsigned char)s.p[end]));
            if ((e = cedu__time_month_at(sc, k, &t)) && t.day) t.start = i, t.end = e, *p = t;
        }
        return true;
    }
    if (cedu__time_group(&w, "quarter")) {
        if (ref) {
            int q = r.year * 4 + (r.month - 1) / 3 + off;
            p->year = q / 4, p->q1 = p->q2 = q % 4 + 1;
        }
        p->end = cedu__time_edge_after(sc, w.end, p, false);
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
        e = cedu__time_clock_at(sc, cedu__skip_blank(s, w.end), &t);
        if (!e) return false;
        p->hour = t.hour, p->minute = t.minute, p->second = t.second, p->end = e;
        if (off >= 11 && p->hour < 12 && !(off == 11 && p->hour >= 10)) p->hour += 12;
        return true;
    }
    return false; /* seasons and ten days alone */
}
