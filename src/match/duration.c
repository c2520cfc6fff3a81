/* duration.c - lengths of time, and the times made of them: 三年, 6个月, 近3年, 未来两个月, 七年后, 三年内.
 *
 * A length with calendar units has no number of seconds. 三年内 on a dated page is the period from that date on; where the text says
 * from when it counts (公布之日起30日内) it stays a duration.
 */
#include "match/quantity.h"
#include "match/time.h"

static const struct dur_unit {
    const char *z;
    char letter;
    bool time; /* after T */
    cedu_grain grain;
    double months, seconds;
    bool ge; /* takes 个 */
} DUR_UNITS[] = {
    {"周年", 0, false, 0, 0, 0, false}, /* 四周年 is a count, 18周岁 an age */
    {"周岁", 0, false, 0, 0, 0, false},
    {"周期", 0, false, 0, 0, 0, false},
    {"周边", 0, false, 0, 0, 0, false},
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
    {"自然日", 'D', false, CEDU_GRAIN_DAY, 0, 86400, true},
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
    size_t u = k + l, clen;
    if (!(cedu__char_kind(cedu__fold_at(s, u, &clen)) & CEDU__LENGTH)) return NULL;
    for (size_t n = 0; n < CEDU_COUNT(DUR_UNITS); n++) {
        size_t ul = cedu__lit(s, u, DUR_UNITS[n].z);
        if (!ul) continue;
        if (!DUR_UNITS[n].letter) return NULL;
        if (DUR_UNITS[n].letter == 'D' && cedu__lit(s, u, "日") &&
            (cedu__lit(s, u, "日元") || cedu__lit(s, u, "日圆") || cedu__lit(s, u, "日本") || cedu__lit(s, u, "日币") ||
             cedu__lit(s, u, "日均")))
            return NULL;
        if (*ge && !DUR_UNITS[n].ge) continue;
        if (!*ge && DUR_UNITS[n].ge && strcmp(DUR_UNITS[n].z, "钟") == 0) continue;
        *end = u + ul;
        return &DUR_UNITS[n];
    }
    return NULL;
}

static void add_unit(cedu__length *d, const struct dur_unit *u, double v) {
    if (u->letter == 'Y') d->years += v;
    else if (u->letter == 'Q' || (u->letter == 'M' && !u->time)) d->months += v * u->months;
    else if (u->letter == 'W' || u->letter == 'D') d->days += v * u->seconds / 86400;
    else d->seconds += v * u->seconds;
    if (d->grain == 0 || u->grain > d->grain) d->grain = u->grain;
}

static size_t put(char *tx, size_t n, double v, const char *unit) {
    return n + (size_t)snprintf(tx + n, n < 56 ? CEDU__TIMEX - n : 0, "%.6g%s", v, unit);
}

/* N年N个月, 半年, 一个半小时, 3~6个月, 两年半. False: none. */
bool cedu__time_length_at(cedu__scan *sc, size_t i, cedu__length *d) {
    cedu_str s = sc->s;
    memset(d, 0, sizeof *d);
    d->max_factor = 1;
    size_t k = i, l, ue;
    bool ge, any = false;
    size_t txn = 0;
    cedu_grain last = 0;
    for (int part = 0; part < 4; part++) {
        cedu__num n, m;
        double v, hi = 0;
        size_t e;
        bool half = false, approx = false, and_half = false; /* 一个半月: no date */
        size_t q = part ? cedu__skip_blank(s, k) : k;
        bool and_also = false; /* 两天又一个月: in any order */
        if (part && ((l = cedu__lit(s, q, "零")) || (l = cedu__lit(s, q, "又")))) and_also = cedu__lit(s, q, "又") != 0, q += l;
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
                if (dur_unit_at(s, g + gl + l, &ue, &ge) || cedu__lit(s, g + gl + l, "钟"))
                    v += 0.5, e = g + gl + l, and_half = true;
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
        if (!u && part && last == CEDU_GRAIN_DAY && (l = cedu__lit(s, e, "时")) && !cedu__lit(s, e, "时间") &&
            !cedu__lit(s, e, "时候") && !cedu__lit(s, e, "时代") && !cedu__lit(s, e, "时期")) { /* 8天20时 */
            static const struct dur_unit HOUR = {"时", 'H', true, CEDU_GRAIN_HOUR, 0, 3600, true};
            u = &HOUR, ue = e + l;
        }
        if (!u) break;
        ge = ge || and_half;
        if (part && !and_also && u->grain <= last) break;
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
        if (u->letter == 'D' && cedu__num_at(s, k, &m) && m.lo <= v &&
            ((l = cedu__lit(s, m.end, "晚")) || (l = cedu__lit(s, m.end, "夜")))) { /* 三天三夜, 6天5晚 */
            k = m.end + l;
            break;
        }
    }
    if (!any) return false;
    d->end = k;
    /* TIMEX: P1Y6M2DT3H */
    char *tx = d->timex;
    tx[txn++] = 'P';
    tx[txn] = 0;
    if (d->years > 0) txn = put(tx, txn, d->years, "Y");
    if (d->months > 0) txn = put(tx, txn, d->months, "M");
    if (d->days > 0)
        txn = last == CEDU_GRAIN_WEEK && fmod(d->days, 3.5) == 0 ? put(tx, txn, d->days / 7, "W") : put(tx, txn, d->days, "D");
    if (d->seconds > 0) {
        double h = floor(d->seconds / 3600), r = d->seconds - h * 3600, mi = floor(r / 60), se = r - mi * 60;
        txn += (size_t)snprintf(tx + txn, txn < 60 ? CEDU__TIMEX - txn : 0, "T");
        if (last == CEDU_GRAIN_HOUR) txn = put(tx, txn, d->seconds / 3600, "H");
        else {
            if (h > 0) txn = put(tx, txn, h, "H");
            if (mi > 0) txn = put(tx, txn, mi, "M");
            if (se > 0) txn = put(tx, txn, se, "S");
        }
    }
    return true;
}

static double length_seconds(const cedu__length *d) {
    if (d->years > 0 || d->months > 0) return (double)NAN;
    return d->days * 86400 + d->seconds;
}

/* ref moved by a length; the grain of the result is that of the length */
static cedu_civil moved(cedu_civil r, const cedu__length *d, int sign) {
    if (d->years > 9999 || d->months > 99999 || d->days > 3.6e6 || d->seconds > 3e11)
        return (cedu_civil){0}; /* beyond any calendar */
    int months = (int)lround(d->years * 12 + d->months);
    double days = d->days;
    return cedu__civil_add(r, 0, sign * months, (int64_t)(sign * floor(days)),
                           (int64_t)(sign * ((days - floor(days)) * 86400 + d->seconds)));
}

void cedu__time_interval_tx(const cedu_when *w, char tx[CEDU__TIMEX]) {
    char a[28] = "..", b[28] = "..";
    if (w->start.year) snprintf(a, sizeof a, "%04d-%02d-%02d", w->start.year, w->start.month, w->start.day);
    if (w->end.year) snprintf(b, sizeof b, "%04d-%02d-%02d", w->end.year, w->end.month, w->end.day);
    snprintf(tx, CEDU__TIMEX, "%s/%s", a, b);
}

static void point_at_grain(cedu_when *w, cedu_civil t, cedu_grain g, char tx[CEDU__TIMEX]) {
    w->grain = g;
    if (t.year == 0) return;
    switch (g) {
    case CEDU_GRAIN_YEAR:
        cedu__time_span_year(w, t.year, t.year);
        snprintf(tx, CEDU__TIMEX, "%04d", t.year);
        break;
    case CEDU_GRAIN_QUARTER:
    case CEDU_GRAIN_MONTH:
        cedu__time_span_months(w, t.year, t.month, t.month);
        snprintf(tx, CEDU__TIMEX, "%04d-%02d", t.year, t.month);
        break;
    case CEDU_GRAIN_WEEK: {
        cedu_civil mon = cedu__civil_add((cedu_civil){t.year, t.month, t.day}, 0, 0, 1 - cedu__weekday(t), 0);
        cedu__time_span_days(w, mon, cedu__civil_add(mon, 0, 0, 6, 0));
        w->interval = true;
        cedu__time_interval_tx(w, tx);
        break;
    }
    case CEDU_GRAIN_DAY:
        cedu__time_span_days(w, t, t);
        snprintf(tx, CEDU__TIMEX, "%04d-%02d-%02d", t.year, t.month, t.day);
        w->grain = CEDU_GRAIN_DAY;
        break;
    default:
        w->start = w->end = t;
        snprintf(tx, CEDU__TIMEX, "%04d-%02d-%02dT%02d:%02d:%02d", t.year, t.month, t.day, t.hour, t.minute, t.second);
    }
}

void cedu__time_emit(cedu__scan *sc, size_t start, size_t end, size_t cs, size_t ce, const cedu_when *w, const char *tx,
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
static void window_ends(const cedu__scan *sc, const cedu__length *d, int sign, cedu_when *w, char tx[CEDU__TIMEX]) {
    cedu_civil r = cedu__time_ref(sc), day = {r.year, r.month, r.day};
    bool coarse = d->grain <= CEDU_GRAIN_MONTH, midnight = !r.hour && !r.minute && !r.second;
    cedu_civil o = moved(coarse ? day : r, d, sign);
    bool minute = r.second == 0; /* a date given to the minute: that minute is the end, and not in it */
    if (sign < 0) {
        w->start = o;
        w->end = midnight || minute ? cedu__civil_add(r, 0, 0, 0, -1) : r;
        if (coarse && !midnight) w->end = (cedu_civil){r.year, r.month, r.day, 23, 59, 59};
    } else {
        w->start = r;
        w->end = o.year && (coarse || minute) ? cedu__civil_add(o, 0, 0, 0, -1) : o;
    }
    cedu_when t = *w;
    if (midnight && sign < 0) t.end = r;
    cedu__time_interval_tx(&t, tx);
}

/* 上两个月, 下三周: whole months, weeks, years of the calendar before or after the present one. */
static bool calendar_window(const cedu__scan *sc, const cedu__length *d, const char *head, cedu_when *w, char tx[CEDU__TIMEX]) {
    bool around = strcmp(head, "前") == 0 || strcmp(head, "后") == 0;
    int sign = strcmp(head, "上") == 0 || strcmp(head, "前") == 0   ? -1
               : strcmp(head, "下") == 0 || strcmp(head, "后") == 0 ? 1
                                                                    : 0;
    cedu_civil r = cedu__time_ref(sc), unit = {r.year, r.month, r.day};
    double n;
    int months = 0, days = 0;
    if (d->grain == CEDU_GRAIN_YEAR && !(around && sign > 0)) n = d->years, months = 12, unit.month = unit.day = 1;
    else if (around && (d->grain == CEDU_GRAIN_DAY || d->grain == CEDU_GRAIN_WEEK)) n = d->days, days = 1; /* 前三天, 后三天 */
    else if (around && !(sign < 0 && d->grain == CEDU_GRAIN_MONTH)) return false;
    else if (d->grain == CEDU_GRAIN_MONTH) n = d->months, months = 1, unit.day = 1;
    else if (d->grain == CEDU_GRAIN_WEEK)
        n = d->days / 7, days = 7, unit = cedu__civil_add(unit, 0, 0, 1 - cedu__weekday(unit), 0);
    else return false;
    if (!sign || n != floor(n) || n < 1 || n > 1000) return false;
    int k = (int)n;
    cedu_civil from = cedu__civil_add(unit, 0, months * (sign < 0 ? -k : 1), days * (sign < 0 ? -k : 1), 0);
    cedu_civil end = cedu__civil_add(from, 0, months * k, days * k, 0);
    if (!from.year || !end.year) return false;
    w->start = from;
    w->end = cedu__civil_add(end, 0, 0, 0, -1);
    cedu__time_interval_tx(w, tx);
    return true;
}

/* 近3年, 过去五年, 未来两个月, 前三天, N年来: a window around the reference date. */
size_t cedu__time_window_at(cedu__scan *sc, size_t i) {
    static const struct {
        const char *z;
        int sign;
        bool loose;
    } HEADS[] = {{"最近", -1, false},    {"近", -1, false},    {"过去的", -1, false}, {"过去", -1, false},
                 {"此前", -1, false},    {"未来的", 1, false}, {"未来", 1, false},    {"今后", 1, false},
                 {"接下来的", 1, false}, {"接下来", 1, false}, {"往后", 1, false},    {"之前的", -1, false},
                 {"之前", -1, false},    {"前", -1, true},     {"上", -1, true},      {"下", 1, true},
                 {"后", 1, true},        {"这", -1, true},     {"随后", 1, false},    {"其后", 1, false},
                 {"以往", -1, false},    {"之后", 1, false},   {"此后", 1, false}};
    cedu_str s = sc->s;
    size_t clen;
    if (!(cedu__char_kind(cedu__fold_at(s, i, &clen)) & CEDU__WINDOW)) return i;
    for (size_t n = 0; n < CEDU_COUNT(HEADS); n++) {
        if (memcmp(s.p + i, HEADS[n].z, 3) != 0) continue; /* a WINDOW character has three bytes */
        size_t l = cedu__lit(s, i, HEADS[n].z);
        if (!l) continue;
        size_t k = cedu__skip_blank(s, i + l), e;
        cedu__length d;
        if (!cedu__time_length_at(sc, k, &d) || d.end - k < 3) continue;
        if (cedu__lit(s, k, "半") && HEADS[n].loose) continue;
        if (cedu__lit(s, i, "前") && HEADS[n].loose && cedu__lit(s, d.end - 6, "季度") && !cedu__lit(s, d.end - 9, "个"))
            continue; /* 前三季度: the quarters of a year */
        if (HEADS[n].loose && HEADS[n].sign < 0 && cedu__lit(s, i, "前") && cedu__lit(s, d.end - 3, "月") &&
            !(cedu__time_has_ref(sc) && !sc->last_year && cedu__time_ref(sc).month <= d.months && d.months <= 3))
            continue; /* 前两个月: January and February, where they are over */
        if (d.bare_day_or_month && cedu__lit(s, d.end - 3, "月")) { /* 近仨月, 近3月 */
            if (HEADS[n].loose && !cedu__lit(s, i + l, "两") && !cedu__lit(s, i + l, "兩")) continue;
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
        char tx[CEDU__TIMEX];
        w.interval = w.relative = true;
        w.approx = d.approx || HEADS[n].z[0] == '\xE8';
        w.grain = d.grain;
        snprintf(tx, CEDU__TIMEX, "%s", HEADS[n].sign < 0 ? "PAST_REF" : "FUTURE_REF");
        if (cedu__time_has_ref(sc)) {
            if (!calendar_window(sc, &d, HEADS[n].z, &w, tx)) window_ends(sc, &d, HEADS[n].sign, &w, tx);
        }
        cedu__time_emit(sc, i, e, k, d.end, &w, tx, false);
        return e;
    }
    return i;
}

/* Durations, and the times made of them: 三年内, 6个月, 七年后, 两天之前, 3年以来. */
size_t cedu__time_duration_at(cedu__scan *sc, size_t i) {
    cedu_str s = sc->s;
    cedu__length d;
    if (!cedu__time_length_at(sc, i, &d)) return i;
    size_t e = d.end, l, len;
    uint32_t before = cedu__cp_before(s, i);
    cedu__spot mod = cedu__scan_before(sc, i);
    size_t start = i;
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
    if (d.bare_day_or_month && !kind && !cedu__lit(s, i, "两") && !cedu__lit(s, e, "游") && !cedu__lit(s, e, "龄") &&
        d.max_factor == 1)
        return i; /* 5日: a date, dealt with before */
    if (kind == 1 || kind == 2 || kind == 4) {
        e += tail;
        cedu_when w = {0};
        char tx[CEDU__TIMEX];
        w.relative = true;
        w.approx = d.approx;
        snprintf(tx, CEDU__TIMEX, "%s", kind == 1 ? "FUTURE_REF" : "PAST_REF");
        w.grain = d.grain;
        if (cedu__time_has_ref(sc)) {
            cedu_civil r = cedu__time_ref(sc);
            if (kind == 4) {
                window_ends(sc, &d, -1, &w, tx);
                w.interval = w.since = true;
            } else {
                cedu_grain g = d.grain == CEDU_GRAIN_YEAR && fmod(d.years, 1) != 0 ? CEDU_GRAIN_MONTH : d.grain;
                if (d.grain == CEDU_GRAIN_YEAR && d.months > 0) g = CEDU_GRAIN_MONTH;
                point_at_grain(&w, moved(r, &d, kind == 1 ? 1 : -1), g, tx);
            }
        }
        cedu__time_emit(sc, start, e, i, d.end, &w, tx, false);
        return e;
    }
    if (kind == 3 && cedu__time_has_ref(sc) && mod.entry < 0 && !cedu__in_set(before, "起后的") &&
        !d.approx) { /* 三年内: from the page's date on */
        cedu_when w = {.relative = true, .interval = true, .deadline = true, .grain = d.grain};
        char tx[CEDU__TIMEX];
        window_ends(sc, &d, 1, &w, tx);
        cedu_civil r0 = cedu__time_ref(sc), last = moved((cedu_civil){r0.year, r0.month, r0.day}, &d, 1);
        if (d.grain <= CEDU_GRAIN_DAY && last.year)
            w.end = (cedu_civil){last.year, last.month, last.day, 23, 59, 59}, cedu__time_interval_tx(&w, tx);
        cedu__time_emit(sc, start, e + tail, i, d.end, &w, tx, false);
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
    return cedu__push_numeric(sc, m);
}

/* 每年, 每两年, 每季度: how often. */
size_t cedu__time_set_at(cedu__scan *sc, size_t i) {
    static const struct {
        const char *z, *timex;
    } UNITS[] = {{"年度", "P1Y"}, {"年", "P1Y"},     {"季度", "P3M"}, {"月", "P1M"}, {"星期", "P1W"},
                 {"周", "P1W"},   {"工作日", "P1D"}, {"天", "P1D"},   {"日", "P1D"}, {"小时", "PT1H"}};
    cedu_str s = sc->s;
    size_t l = cedu__lit(s, i, "每"), e = 0;
    if (!l) return i;
    size_t k = i + l;
    cedu__length d;
    char tx[CEDU__TIMEX] = "";
    if (cedu__lit(s, k, "个")) k += 3;
    for (size_t n = 0; n < CEDU_COUNT(UNITS) && !e; n++)
        if ((l = cedu__lit(s, k, UNITS[n].z))) e = k + l, snprintf(tx, sizeof tx, "%s", UNITS[n].timex);
    if (!e && cedu__is_numeral(cedu__fold_at(s, k, &l)) && cedu__time_length_at(sc, k, &d) && d.max_factor == 1)
        e = d.end, memcpy(tx, d.timex, sizeof tx);
    if (!e || cedu__lit(s, e, "均")) return i;
    if (strcmp(tx, "P1Y") == 0 ||
        strcmp(tx, "P1M") == 0) { /* 每年3月, 每月15日, 每年第一季度: when in it is no time of its own */
        cedu__piece p;
        if (cedu__time_piece_at(sc, e, &p) && !p.year && !p.refused && (p.month || p.day || p.q1) && !(tx[2] == 'M' && p.month))
            e = p.end;
        else if (cedu__lit(s, e, "底") || cedu__lit(s, e, "末") || (cedu__lit(s, e, "初") && !cedu__lit(s, e, "初步"))) e += 3;
    } else if (strcmp(tx, "P3M") == 0) {
        if (cedu__lit(s, e, "末") || (cedu__lit(s, e, "初") && !cedu__lit(s, e, "初步"))) e += 3;
    } else if (strcmp(tx, "P1W") == 0) { /* 每周一 */
        static const char *const DAYS[] = {"一", "二", "三", "四", "五", "六", "日", "天"};
        for (size_t n = 0; n < CEDU_COUNT(DAYS); n++)
            if ((l = cedu__lit(s, e, DAYS[n])) && !cedu__is_numeral(cedu__fold_at(s, e + l, &l)) && !cedu__lit(s, e, "一次") &&
                !cedu__lit(s, e, "一期") && !cedu__lit(s, e, "一报") && !cedu__lit(s, e, "一调度") &&
                !cedu__lit(s, e, "二次") && !cedu__lit(s, e, "三次")) {
                e += 3;
                break;
            }
    }
    cedu_mention m = cedu__mention_new(CEDU_MENTION_set, i, e);
    m.timex = cedu__arena_str(sc->arena, cedu__str(tx));
    cedu__scan_push(sc, m);
    return e;
}
