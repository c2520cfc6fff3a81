/* time.c - times: absolute, relative to the page's date, ranges, periods, deadlines, durations.
 *
 * A time is read as a piece (time.h): the fields that the words name (year, half, quarter, month, ten days, day, weekday, clock) in the
 * order of large to small. Two pieces around 至, 到, — make a range and lend each other the fields they lack (2021年1—9月).
 * Only at the end fields are resolved against the page's date; without one a relative time keeps its words and has no value.
 * Words come from packs/core/times.tsv by group; the shapes (N年N月N日, 2021-02-23, N个月后) are here.
 *
 * Invariants: never a year inside an amount (2000家) or a document number; a day or month that the calendar does not have is
 * refused (428日), not bent. To extend: a new field goes into cedu__piece, its reading into part.c or piece.c, its resolution into resolve.c.
 */
#include "match/time.h"

/* 19xx or 20xx without 年 that is a year all the same: in a range, or next to a word. */
static bool bare_year(cedu_str s, size_t i, const cedu__num *n) {
    return n->arabic && n->digits == 4 && !n->comma && n->lo >= 1900 && n->lo <= 2099 && !cedu__is_alpha(cedu__cp_before(s, i));
}

size_t cedu__time_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t i = at, l, len, core = at;
    uint32_t c = cedu__fold_at(s, i, &len);
    bool by = false, as_of = false, from = false, since = false;
    if (c == 0x6BCF) return cedu__time_set_at(sc, at); /* 每 */
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
        if ((l = cedu__lit(s, core, "“")) || (l = cedu__lit(s, core, "\"")) ||
            (l = cedu__lit(s, core, "「"))) { /* 到“十四五”末 */
            cedu__word plan = cedu__time_word_at(sc, core + l);
            if (cedu__time_group(&plan, "plan")) core += l;
        }
        if (core == at) return at;
    } else {
        cedu__word w0 = cedu__time_word_at(sc, i);
        size_t e = w0.end && !cedu__time_group(&w0, "near") && !cedu__time_group(&w0, "past") ? i : cedu__time_window_at(sc, i);
        if (e != i) return e;
    }
    i = core;
    c = cedu__fold_at(s, i, &len);
    if ((cedu__is_digit(c) || c == '.') && core == at) {
        uint32_t b = cedu__cp_before(s, i);
        if (cedu__is_alpha(b) || b == '_') return at;
    }
    cedu__piece a, b = CEDU__NO_PIECE;
    cedu__num n, n2;
    bool two = false, before_b = false;
    size_t r;
    char tx[CEDU__TIMEX], tx2[CEDU__TIMEX];
    cedu_when w = {0}, w2 = {0};
    memset(tx2, 0, sizeof tx2);
    bool is_piece = false;
    /* 2022-2025, 2023—2025年, 从2016到2018 */
    if (cedu__is_digit(c) && cedu__num_once(sc, i, &n) && bare_year(s, i, &n)) {
        size_t e1 = cedu__time_year_mark(s, n.end);
        r = cedu__range_mark(s, n.end, true);
        if (!e1 && r && cedu__num_at(s, cedu__skip_blank(s, r), &n2) && bare_year(s, r, &n2) && n2.lo > n.lo &&
            n2.lo - n.lo <= 130) {
            size_t e2 = cedu__time_year_mark(s, n2.end);
            uint32_t after = cedu__fold_at(s, n2.end, &len);
            if (!cedu__is_alpha(after) && after != '-' && after != '/' &&
                !(after == '.' && cedu__is_digit(cedu__fold_at(s, n2.end + len, &l)))) {
                size_t k = e2 ? e2 : n2.end;
                cedu__piece t = CEDU__NO_PIECE;
                size_t more = e2 ? cedu__time_after_year(sc, e2, &t) : k;
                if (!(t.month || t.q1)) {
                    cedu__time_span_year(&w, (int)n.lo, (int)n2.lo);
                    if (more > k && t.edge != 3) more = k;
                    w.grain = CEDU_GRAIN_YEAR, w.interval = true;
                    snprintf(tx, CEDU__TIMEX, "%04d/%04d", (int)n.lo, (int)n2.lo);
                    size_t e = k;
                    if (e2 && cedu__lit(s, e, "前") && !cedu__is_han(cedu__fold_at(s, e + 3, &len)))
                        e += 3; /* 2020至2025年前 */
                    cedu__time_emit(sc, from ? at : i, e, i, e, &w, tx, false);
                    return e;
                }
            }
        }
    }
    is_piece = cedu__time_piece_at(sc, i, &a);
    if (!is_piece && cedu__is_digit(c) && cedu__num_once(sc, i, &n) && bare_year(s, i, &n)) {
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
            a = CEDU__NO_PIECE;
            a.start = i, a.end = n.end, a.year = (int)n.lo, a.bare = true;
            is_piece = true;
        }
    }
    if (!is_piece) {
        if (core != at) return at;
        return cedu__time_duration_at(sc, at);
    }
    size_t end = a.end;
    /* a range */
    r = cedu__range_mark(s, end, true);
    if (!r && cedu__lit(s, end, "——")) r = end + 6;
    if (from && !r && (l = cedu__lit(s, end, "起至"))) r = end + l;
    size_t k = r ? cedu__skip_blank(s, r) : 0;
    if (r && !a.vague && !a.month2 && cedu__time_piece_at(sc, k, &b) && !b.vague && !b.refused &&
        (b.day || b.month || b.year || b.q1 || b.hour >= 0 || b.now || b.plan_from || b.half)) {
        bool clockish = a.hour >= 0 || b.hour >= 0;
        if (!(b.bare && !a.year) && (!clockish || a.hour >= 0)) two = true;
    } else if (r && cedu__num_at(s, k, &n2) && bare_year(s, k, &n2) && a.year && !a.day && n2.lo > a.year &&
               !cedu__is_alpha(cedu__fold_at(s, n2.end, &len))) {
        b = CEDU__NO_PIECE;
        b.year = (int)n2.lo, b.end = n2.end, b.start = k;
        two = true;
    }
    if (two && from && cedu__lit(s, b.end, "止")) b.end += 3;
    if (two && a.edge == 0 && (a.plan_from && !b.plan_from)) two = false;
    if (!two && !r && ((l = cedu__lit(s, end, "和")) || (l = cedu__lit(s, end, "与"))) && (a.month || a.day || a.year) &&
        !a.date_known) { /* 三月和九月之间 */
        size_t t;
        if (cedu__time_piece_at(sc, end + l, &b) && !b.vague && !b.refused &&
            ((t = cedu__lit(s, b.end, "之间")) || (t = cedu__lit(s, b.end, "间")))) {
            b.end += t;
            two = true;
        }
    }
    if (!two && !r && (l = cedu__lit(s, end, "之后")) && cedu__time_piece_at(sc, end + l, &b) && b.year && a.year &&
        b.year > a.year && cedu__lit(s, b.end, "之前")) {
        b.end += cedu__lit(s, b.end, "之前");
        two = before_b = true;
    }
    bool ok;
    if (two) {
        cedu__time_fill(&b, &a);
        if (!a.year && b.year && (a.month || a.day)) a.year = b.year; /* 1月至2021年3月 reads the other way round rarely */
        if (!a.month && a.day && b.month) a.month = b.month;
        ok = cedu__time_resolve(sc, &a, &w, tx);
        if (!b.year && !b.date_known && w.start.year && !b.now) b.year = w.start.year;
        if (b.day && !b.month && w.start.year) b.month = w.start.month;
        if (b.hour >= 0 && !b.day && w.start.year)
            b.year = w.start.year, b.month = w.start.month, b.day = w.start.day; /* 09:00-12:00 */
        bool ok2 = cedu__time_resolve(sc, &b, &w2, tx2);
        if (ok2 && before_b && w2.start.year) w2.end = cedu__civil_add(w2.start, 0, 0, 0, -1); /* 2010年之后2018年之前 */
        if (ok && ok2 && w.start.year && w2.end.year) {
            if (cedu__day_number(w2.end.year, w2.end.month, w2.end.day) <
                    cedu__day_number(w.start.year, w.start.month, w.start.day) &&
                a.month && b.month && b.month < a.month && b.year == a.year) { /* 8月至2月 */
                b.year++;
                ok2 = cedu__time_resolve(sc, &b, &w2, tx2);
            }
            if (cedu__day_number(w2.end.year, w2.end.month, w2.end.day) >=
                cedu__day_number(w.start.year, w.start.month, w.start.day)) {
                char t2[CEDU__TIMEX];
                w.end = w2.end, w.interval = true;
                if (w2.grain > w.grain) w.grain = w2.grain;
                w.relative = w.relative || w2.relative;
                char first[CEDU__TIMEX];
                memcpy(first, tx, sizeof first);
                char *slash = strchr(first, '/');
                if (slash) *slash = 0;
                slash = strrchr(tx2, '/');
                snprintf(t2, sizeof t2, "%.22s/%.22s", first, slash ? slash + 1 : tx2);
                cedu__time_emit(sc, from ? at : i, b.end, i, b.end, &w, t2, false);
                return b.end;
            }
        } else if (ok && ok2) {
            w.interval = true;
            char t2[CEDU__TIMEX];
            snprintf(t2, sizeof t2, "%.22s/%.22s", tx, tx2);
            cedu__time_emit(sc, from ? at : i, b.end, i, b.end, &w, t2, false);
            return b.end;
        }
    }
    ok = cedu__time_resolve(sc, &a, &w, tx);
    /* what follows: 以来, 起, 前, 后, 期间, 末 */
    if (a.plan_from && a.quoted) { /* the quotation mark of “十四五”末 stands between */
        size_t q = cedu__lit(s, end, "”");
        if (!q && (cedu__fold_at(s, end, &len) == '"' || cedu__lit(s, end, "」"))) q = len;
        size_t k2 = end + q;
        if ((l = cedu__lit(s, k2, "期间")) || (l = cedu__lit(s, k2, "时期"))) {
            if (!q) end += l;
        } else if ((l = cedu__lit(s, k2, "末期")) || (l = cedu__lit(s, k2, "期末")) || (l = cedu__lit(s, k2, "末"))) {
            a.edge = 3, end = k2 + l;
            ok = cedu__time_resolve(sc, &a, &w, tx);
        } else if ((l = cedu__lit(s, k2, "初期")) || (l = cedu__lit(s, k2, "初"))) {
            a.edge = 1, end = k2 + l;
            ok = cedu__time_resolve(sc, &a, &w, tx);
        } else if (cedu__lit(s, k2, "以来")) end = k2;
    }
    size_t core_end = end;
    if (ok && ((l = cedu__lit(s, end, "以来")) || (!a.now && !a.bare && (l = cedu__lit(s, end, "至今"))) ||
               ((l = cedu__lit(s, end, "开始")) &&
                (from || (a.year && !a.date_known && a.hour < 0 && !cedu__is_han(cedu__fold_at(s, end + l, &len))))) ||
               ((l = cedu__lit(s, end, "起")) && !cedu__lit(s, end, "起草") && !cedu__lit(s, end, "起步") &&
                !cedu__lit(s, end, "起施行") && !cedu__lit(s, end, "起至")))) {
        end += l;
        since = true;
        if (w.start.year) {
            w.since = w.interval = true;
            if (cedu__time_has_ref(sc) && l == 6)
                w.end = cedu__time_ref(sc), w.end.hour = 23, w.end.minute = 59, w.end.second = 59;
            else w.end = (cedu_civil){0};
            cedu__time_interval_tx(&w, tx);
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
            cedu__time_interval_tx(&w, tx);
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
            cedu__time_interval_tx(&w, tx);
        } else if (!post && ((l = cedu__lit(s, end, "以后")) || (l = cedu__lit(s, end, "之后")))) {
            end += l;
            w.start = cedu__civil_add(w.end, 0, 0, 0, 1);
            w.end = (cedu_civil){0}, w.interval = true;
            cedu__time_interval_tx(&w, tx);
        }
    }
    size_t start = at;
    if (by) {
        bool ok_by = w.grain == CEDU_GRAIN_YEAR || a.edge || w.plan || (w.grain == CEDU_GRAIN_MONTH && a.year);
        uint32_t before = cedu__cp_before(s, at);
        size_t of =
            cedu__is_han(before) ? cedu__lit(s, end, "的") : 0; /* 增长到|2023年的126亿元: how far it came, no deadline */
        bool value = of && cedu__is_numeral(cedu__fold_at(s, cedu__skip_blank(s, end + of), &len));
        if (value || !ok_by || a.bare || (c && cedu__in_set(before, "快直达遇等提来签见收感受送回"))) {
            if (a.bare) return at;
            start = i, by = false;
        }
        w.deadline = by || w.deadline;
    } else if (from && !(since || a.day2 || a.month2 || cedu__lit(s, at, "自从"))) {
        start = i;
    }
    if (as_of) w.as_of = true;
    if (a.hour >= 0 && !a.day && !a.date_known && start == at && !ok) return at;
    cedu__time_emit(sc, start, end, i, core_end, &w, tx, !ok);
    return end;
}
