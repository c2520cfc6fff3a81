/* quantity.c - numbers with what stands around them: modifiers, units, currencies, ranges, fractions, powers.
 *
 * Reading order (one small function each, on a cedu__amount): sign, number, what is no number (identifiers, section numbers,
 * words), damage, fractions and powers, multipliers (k, M), the unit with 余 or 多 before it, a range, and what stands before.
 * The unit decides the type. Damaged: 491 07亿元, a blank where the point was lost, is one number, never two; read with the
 * point and marked. Not a number at all: parts of identifiers (GPT4, 5G), enumeration marks at the start of a line, slogans
 * (1+3+N), numerals in words (traps of group number), a single Chinese digit without a measure word.
 *
 * To extend: a new construction is a step that returns the byte after what it pushed, 0 when the text is something else.
 */
#include "match/quantity.h"

/* 分之, also with blanks in it (五 分之 一): the byte after it, 0 = something else. */
static size_t fen_zhi(cedu_str s, size_t i) {
    size_t l, k = cedu__skip_blank(s, i);
    if (!(l = cedu__lit(s, k, "分"))) return 0;
    k = cedu__skip_blank(s, k + l);
    if (!(l = cedu__lit(s, k, "之"))) return 0;
    return cedu__skip_blank(s, k + l);
}

/* 1. 1、 (1) 一、 （一） at the start of a line number a section and count nothing. */
static bool enumerates(cedu_str s, size_t i, const cedu__num *n) {
    size_t len, l2;
    if (n->decimal || n->lo > 99 || !cedu__line_start(s, i)) return false;
    uint32_t c = cedu__fold_at(s, n->end, &len), d = cedu__fold_at(s, n->end + len, &l2);
    if (c == 0x3001 || c == ')' || c == 0xFF0E) return true;
    return c == '.' && !cedu__is_digit(d) && d != 0;
}

/* 比三十大, 比5年前多: a bound in words around the number. */
static void compared(const cedu__scan *sc, size_t at, cedu_mention *m) {
    cedu_str s = sc->s;
    size_t l, len;
    uint32_t c = cedu__fold_at(s, m->end, &len);
    if (m->modifier != CEDU_MOD_EQ || at < 3 || !(l = cedu__lit(s, at - 3, "比")) ||
        cedu__in_set(cedu__cp_before(s, at - 3), "同环占相对"))
        return;
    bool more = cedu__in_set(c, "大高多长"), less = cedu__in_set(c, "小低少短");
    if (!more && !less) return;
    m->start = (uint32_t)(at - 3), m->end += (uint32_t)len, m->modifier = more ? CEDU_MOD_GT : CEDU_MOD_LT;
}

static size_t push_value(cedu__scan *sc, const cedu__amount *a, cedu_mention m, double v) {
    cedu__lead_modifier(sc, a->at, &m);
    if (a->negative) v = -v;
    cedu__set_numbers(&m, v, v, 1);
    m.end = (uint32_t)cedu__modifier_behind(sc, m.end, &m);
    compared(sc, a->at, &m);
    return cedu__push_numeric(sc, m);
}

/* ------------------------------------------------------------------ words that are numbers without numerals */
static size_t halves(cedu__scan *sc, const cedu__amount *a, bool *is_half) {
    cedu_str s = sc->s;
    size_t k = a->num, l, len;
    *is_half = false;
    if ((l = cedu__lit(s, k, "一半")) || (l = cedu__lit(s, k, "半数"))) {
        if (cedu__trap_over(sc, k, k + l)) return a->at;
        cedu_mention m = cedu__mention_new(CEDU_MENTION_number, a->at, k + l);
        cedu__lead_modifier(sc, a->at, &m);
        if (m.modifier == CEDU_MOD_EQ && (a->before == 0x8FC7 || a->before == 0x8D85)) m.modifier = CEDU_MOD_GT;
        cedu__set_numbers(&m, 0.5, 0.5, 1);
        if (cedu__lit(s, k + l, "以上")) m.end += 6, m.modifier = CEDU_MOD_GE;
        return cedu__push_numeric(sc, m);
    }
    if (!(l = cedu__lit(s, k, "半"))) return 0;
    cedu__unit u = cedu__unit_at(sc, k + l, false);
    bool whole = !cedu__is_han(a->before) && u.end && !cedu__is_han(cedu__fold_at(s, u.end, &len)) && u.end - (k + l) <= 3;
    if ((a->before == 0x8FC7 || a->before == 0x8D85) && !u.end && !cedu__trap_over(sc, k, k + l + 1)) { /* 过半, 超半 */
        cedu_mention m = cedu__mention_new(CEDU_MENTION_number, k, k + l);
        if (cedu__scan_longest(sc, 1u << CEDU_CLASS_trap, k).entry >= 0) return a->at;
        cedu__set_numbers(&m, 0.5, 0.5, 1);
        m.modifier = CEDU_MOD_GT;
        return cedu__push_numeric(sc, m);
    }
    *is_half = whole;
    return whole ? 0 : a->at;
}

/* 米八, 米九左右: a body's height. */
static size_t metre_and(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t l = cedu__lit(s, at, "米"), len;
    if (!l || cedu__is_han(cedu__cp_before(s, at))) return at;
    int d = cedu__cn_digit(cedu__fold_at(s, at + l, &len));
    uint32_t c = cedu__fold_at(s, at + l + len, &l);
    if (d < 1 || (cedu__is_han(c) && !cedu__in_set(c, "左到至以上"))) return at;
    cedu_mention m = cedu__mention_new(CEDU_MENTION_quantity, at, at + 3 + len);
    m.entry = cedu__scan_longest(sc, 1u << CEDU_CLASS_unit, at).entry;
    if (m.entry < 0) return at;
    double hi = 1 + d / 10.0;
    size_t r = cedu__range_mark(s, m.end, true);
    cedu__num n, q;
    if (r && cedu__num_at(s, r, &n) && n.chars == 1 && cedu__lit(s, n.end, "米") && cedu__num_at(s, n.end + 3, &q) &&
        q.chars == 1)
        hi = n.lo + q.lo / 10, m.end = q.end;
    cedu__set_numbers(&m, 1 + d / 10.0, hi, 1);
    m.end = (uint32_t)cedu__modifier_behind(sc, m.end, &m);
    return cedu__push_numeric(sc, m);
}

/* ------------------------------------------------------------------ what is no number */
/* 百城万企, 百企帮百村: a pair of magnitudes with a noun each, of which the first begins at n; the byte after it, 0 = none. */
static size_t slogan(cedu_str s, const cedu__num *n) {
    if (n->arabic || !n->bare || n->chars != 1) return 0;
    size_t k = n->end, len;
    uint32_t c[4];
    for (int i = 0; i < 4; i++) {
        c[i] = cedu__fold_at(s, k, &len);
        if (!cedu__is_han(c[i])) return 0;
        k += len;
        if (i == 2 && cedu__cn_magnitude(c[1]) >= 100) break; /* 百[城]万[企] */
    }
    bool verb = cedu__cn_magnitude(c[1]) < 100;
    uint32_t second = verb ? c[2] : c[1], noun = verb ? c[3] : c[2];
    return cedu__cn_magnitude(second) >= 100 && !cedu__is_numeral(c[0]) && !cedu__is_numeral(noun) &&
                   !(verb && cedu__is_numeral(c[1])) && !cedu__in_set(noun, "元个多余") && !cedu__in_set(c[0], "元分")
               ? k
               : 0;
}

/* Identifiers, telephone and licence numbers, section numbers, versions, slogans: the byte after it, 0 = may be a number. */
static size_t no_number(const cedu__scan *sc, const cedu__amount *a) {
    cedu_str s = sc->s;
    const cedu__num *n = &a->n;
    size_t k = a->num, len, l2;
    uint32_t before = a->before;
    if (n->arabic) { /* an identifier: GPT4, A100, 2B2C, x86 */
        bool dash =
            before == 0x2014 || before == 0x2013 || before == 0x2010 || before == 0x2011 || before == 0x2212; /* F—15E */
        if (cedu__is_alpha(before) || before == '_' ||
            (dash && !a->negative && k > 3 && cedu__is_alpha(cedu__cp_before(s, cedu__u8_prev(s, k)))) ||
            (before == '-' && !a->negative && k > 1 && cedu__is_alpha(cedu__cp_before(s, cedu__u8_prev(s, k))))) {
            /* except a currency or modifier word in Latin letters: US$, RMB5 */
            cedu__spot b1 = cedu__scan_before(sc, a->at);
            if (!(b1.entry >= 0 && cedu__is_currency(sc, b1.entry))) return n->end;
        }
        bool ellipsis = before == '.' && k > 1 && cedu__cp_before(s, k - 1) == '.';
        if ((before == '.' && !ellipsis) || (before == '+' && k > 1) || before == '#' || before == 0xB7) return n->end;
        uint32_t x = cedu__fold_at(s, n->end, &len), y = cedu__fold_at(s, n->end + len, &l2);
        if (x == 0xB7 && cedu__is_digit(y)) return n->end + len;          /* 7·16 */
        if (x == '-' && n->digits && n->lead_zero && cedu__is_digit(y)) { /* 010-6655 …: a telephone number */
            size_t j = n->end;
            for (unsigned steps = 0; (x == '-' || cedu__is_digit(x)) && steps < 64; steps++)
                j += len, x = cedu__fold_at(s, j, &len);
            return j;
        }
        /* licence and registration numbers */
        if (!n->decimal && ((n->digits >= 6 && cedu__lit(s, n->end, "号")) || n->digits > 15)) return n->end;
        if (before == '-' && !a->negative && n->digits >= 5) return n->end;
        if (before == '-' && !a->negative && k > 3 && cedu__lit(s, k - 4, "号")) return n->end; /* 备案号-1 */
    }
    size_t pair = slogan(s, n);
    if (pair) return pair;
    size_t trap = n->arabic || !fen_zhi(s, n->end) ? cedu__trap_over(sc, k, n->arabic ? n->end : k + 1) : 0; /* 十分|之一 */
    if (trap && !n->arabic && (trap >= n->end || (k > 0 && cedu__trap_over(sc, cedu__u8_prev(s, k), k + 1))))
        return trap; /* 队伍五大: from 五 on */
    if (enumerates(s, k, n)) return n->end;
    if (n->arabic && n->lead_zero && n->digits > 1 && n->digits != 2) return n->end; /* 0512, 007 */
    size_t end = n->end;
    uint32_t after = cedu__fold_at(s, end, &len);
    if (n->arabic && after == '.' && cedu__is_digit(cedu__fold_at(s, end + len, &l2))) { /* versions 1.2.3, addresses */
        if (!n->decimal) return end; /* 4.2019年: an item's number, and a year that is read for itself */
        while (after == '.' || cedu__is_digit(after)) end += len, after = cedu__fold_at(s, end, &len);
        return end;
    }
    if (n->arabic && after == '+') { /* 1+3+N */
        while (after == '+' || cedu__is_digit(after) || cedu__is_alpha(after)) end += len, after = cedu__fold_at(s, end, &len);
        return end;
    }
    return 0;
}

/* ------------------------------------------------------------------ damage, fractions, powers */
/* 491 07亿元: the point was lost. 7 2 折, 4 6/3: digits that belong together all the same. */
static size_t blank_inside(cedu__scan *sc, cedu__amount *a) {
    cedu_str s = sc->s;
    size_t len, l2;
    const cedu__num *n = &a->n;
    cedu__num m2, d;
    if (!n->digits || n->decimal || n->comma || cedu__fold_at(s, a->end, &len) != ' ') return 0;
    size_t j = a->end + len;
    if (!cedu__num_at(s, j, &m2) || m2.arabic != n->arabic || m2.comma) return 0;
    cedu__unit u2 = cedu__unit_at(sc, m2.end, true);
    if (n->chars == 1 && m2.chars == 1 && cedu__dim_is(&u2, "percent") && cedu__lit(s, u2.end - 3, "折")) {
        a->lo = a->hi = n->lo * 10 + m2.lo, a->end = m2.end;
        return 0;
    }
    if (!n->arabic) return 0;
    uint32_t slash = cedu__fold_at(s, m2.end, &l2);
    if (slash == '/' && n->digits <= 3 && m2.digits && m2.digits <= 2 && cedu__num_at(s, m2.end + l2, &d) && d.arabic &&
        d.lo > 0 && d.digits && d.digits <= 2 && cedu__fold_at(s, d.end, &l2) != '/') /* 4 6/3 */
        return push_value(sc, a, cedu__mention_new(CEDU_MENTION_number, a->at, d.end), n->lo + m2.lo / d.lo);
    /* 491 07亿元 lost its point; 1 234元 has a blank for a comma */
    size_t q = j, count = 0;
    while (count < 4 && cedu__is_digit(cedu__fold_at(s, q, &l2))) count++, q += l2;
    bool short_tail = !m2.decimal && count <= 2, direct = cedu__skip_blank(s, m2.end) == m2.end;
    if (!u2.end || !short_tail || !direct) return 0;
    if (!cedu__dim_is(&u2, "money") && !cedu__dim_is(&u2, "percent") && !cedu__dim_is(&u2, "compute")) return 0;
    cedu_mention m = cedu__mention_new(cedu__unit_type(&u2), a->at, u2.end);
    double scale = count == 1 ? 10 : 100, tail = m2.lo / m2.mag / scale;
    m.has_value = true;
    m.value = round(n->lo * scale + tail * scale) * m2.mag * u2.factor / scale;
    m.damaged = true, m.entry = u2.entry;
    cedu__lead_modifier(sc, a->at, &m);
    return cedu__push_numeric(sc, m);
}

static size_t fraction(cedu__scan *sc, cedu__amount *a) {
    cedu_str s = sc->s;
    const cedu__num *n = &a->n;
    size_t l, len, l2, end = a->end;
    cedu__num m2, d, u2;
    if (!a->range && n->lo > 0 && (l = fen_zhi(s, end))) {
        size_t neg = 0;
        if ((neg = cedu__lit(s, l, "负")) || (neg = cedu__lit(s, l, "負"))) l += neg;
        if (cedu__num_at(s, l, &m2)) {
            cedu_mention m = cedu__mention_new(CEDU_MENTION_number, a->at, m2.end);
            cedu__unit fu = cedu__unit_at(sc, m2.end, false);
            double v = (neg ? -1 : 1) * m2.lo / n->lo;
            if (cedu__dim_is(&fu, "volume") || cedu__dim_is(&fu, "mass") || cedu__dim_is(&fu, "length") ||
                cedu__dim_is(&fu, "area"))
                m.type = CEDU_MENTION_quantity, m.entry = fu.entry, m.end = (uint32_t)fu.end, v *= fu.factor;
            return push_value(sc, a, m, v);
        }
    }
    size_t k = cedu__skip_blank(s, end);
    if (!a->range && (l = cedu__lit(s, k, "又")) && cedu__num_at(s, cedu__skip_blank(s, k + l), &d) &&
        d.lo > 0) { /* 一又二分之一 */
        size_t f = fen_zhi(s, d.end);
        if (!f && (l = cedu__lit(s, d.end, "分"))) f = d.end + l;
        if (f && cedu__num_at(s, f, &u2))
            return push_value(sc, a, cedu__mention_new(CEDU_MENTION_number, a->at, u2.end), n->lo + u2.lo / d.lo);
        if (d.arabic && cedu__fold_at(s, d.end, &len) == '/' && cedu__num_at(s, d.end + len, &u2) && u2.lo > 0) /* 4 又 1/2 */
            return push_value(sc, a, cedu__mention_new(CEDU_MENTION_number, a->at, u2.end), n->lo + d.lo / u2.lo);
    }
    uint32_t after = cedu__fold_at(s, end, &len);
    if (n->arabic && after == '/' && !n->decimal && n->digits && n->digits <= 4 && cedu__num_at(s, end + len, &m2) &&
        m2.arabic && !m2.decimal && m2.digits && m2.digits <= 4 && m2.lo > 0) {
        uint32_t a2 = cedu__fold_at(s, m2.end, &l2);
        if (a2 == '/' || cedu__is_alpha(a2) || cedu__is_alpha(a->before) || a->before == '/') return m2.end;
        if (n->lo < m2.lo || m2.lo <= 16)
            return push_value(sc, a, cedu__mention_new(CEDU_MENTION_number, a->at, m2.end), n->lo / m2.lo);
    }
    if (n->arabic && after == '^') { /* 2^5, 1.1^+23 */
        uint32_t sign = cedu__fold_at(s, end + len, &l2);
        size_t e = end + len + (sign == '-' || sign == '+' ? l2 : 0);
        if (cedu__num_at(s, e, &m2) && m2.arabic && m2.digits && m2.digits <= 3) {
            double p = pow(n->lo, sign == '-' ? -m2.lo : m2.lo);
            if (isfinite(p)) return push_value(sc, a, cedu__mention_new(CEDU_MENTION_number, a->at, m2.end), p);
        }
    }
    return 0;
}

/* k, K, M, G, T behind the digits: thousand, million … Not 5G, 4K; 3M only where it stands alone. */
static void multiplier(const cedu__scan *sc, cedu__amount *a) {
    cedu_str s = sc->s;
    const cedu__num *n = &a->n;
    if (!n->arabic) return;
    size_t len, l2, k = a->end;
    uint32_t c = cedu__fold_at(s, k, &len);
    bool single = n->digits == 1 && !n->decimal;
    if (c == ' ' && !single) k += len, c = cedu__fold_at(s, k, &len);
    if (!(c == 'k' || c == 'K' || c == 'M' || c == 'G' || c == 'T')) return;
    uint32_t a2 = cedu__fold_at(s, k + len, &l2);
    if (cedu__is_alpha(a2) || cedu__is_digit(a2)) return;
    if (single && (c != 'M' || cedu__is_han(a2) || cedu__is_han(a->before))) return;
    if (k != a->end && (cedu__is_han(a2) || c == 'G')) return;
    cedu__unit u = cedu__unit_at(sc, k, false);
    if (u.end && (u.end != k + len || cedu__dim_is(&u, "compute"))) return;
    double f = c == 'k' || c == 'K' ? 1e3 : c == 'M' ? 1e6 : c == 'G' ? 1e9 : 1e12;
    a->lo *= f, a->hi *= f, a->end = k + len, a->n.mag = f;
}

/* The unit, with 余, 多, 几 before it (550余家) or 个 (六个加仑, 三个批次). */
static void find_unit(const cedu__scan *sc, cedu__amount *a) {
    cedu_str s = sc->s;
    const cedu__num *n = &a->n;
    size_t j = a->end, l, l2;
    a->odd = n->over;
    if ((l = cedu__lit(s, j, "余")) || (l = cedu__lit(s, j, "多")) || (l = cedu__lit(s, j, "几")) ||
        (l = cedu__lit(s, j, "来")) || (l = cedu__lit(s, j, "馀"))) {
        cedu__unit v = cedu__unit_at(sc, j + l, false);
        if (v.end && n->lo >= 10) a->odd = true, a->u = v;
        else if (n->lo >= 10 && !cedu__lit(s, j, "来") && !cedu__lit(s, j, "几") && !cedu__is_han(cedu__fold_at(s, j + l, &l2)))
            a->odd = true, a->end = j + l;
        else if (n->lo >= 100 && cedu__lit(s, j, "余") && !cedu__trap_over(sc, j, j + 1)) a->odd = true, a->end = j + l;
    }
    if (!a->u.end && a->end == j) a->u = cedu__unit_at(sc, j, true);
    if (a->u.end && a->u.end - j == 3 && cedu__lit(s, j, "个")) { /* 六个加仑 */
        cedu__unit v = cedu__unit_at(sc, a->u.end, false);
        if (cedu__dim_is(&v, "volume") || cedu__dim_is(&v, "mass") || cedu__dim_is(&v, "energy") ||
            (cedu__dim_is(&v, "money") && v.end - a->u.end > 6))
            a->u = v;
    }
    if (!a->u.end && (l = cedu__lit(s, j, "个"))) {
        cedu__unit v = cedu__unit_at(sc, j + l, false);
        if (v.end && (cedu__dim_is(&v, "count") || cedu__dim_is(&v, "people")))
            a->u = (cedu__unit){j + l, cedu__image_by_id(sc->im, CEDU_CLASS_unit, CEDU_STR("n.个")), CEDU_STR("count"), 1};
    }
}

/* ------------------------------------------------------------------ numbers without a unit, single digits with one */
/* Whether a number with neither unit nor currency is one: the byte up to which it is none, 0 = it is a number. */
static size_t bare_rejected(const cedu__scan *sc, const cedu__amount *a, cedu__spot b) {
    cedu_str s = sc->s;
    const cedu__num *n = &a->n;
    size_t len, l2, end = a->end;
    uint32_t x = cedu__fold_at(s, end, &len), before = a->before;
    if (n->arabic) {
        if (cedu__is_alpha(x) || x == '_') { /* 5G, 3D, 4K, 360Safe: an identifier, to its end */
            size_t j = end, steps = 0;
            while ((cedu__is_alpha(x) || cedu__is_digit(x) || x == '_') && steps++ < 64)
                j += len, x = cedu__fold_at(s, j, &len);
            return j;
        }
        if (n->digits > 15) return end;
        if (x == ':' && cedu__is_digit(cedu__fold_at(s, end + len, &l2)) && n->digits <= 2) return end;
        return a->vague && !b.entry ? end : 0;
    }
    bool isolated = !cedu__is_han(before) && !cedu__is_han(x);
    if (n->chars == 1 && !a->half) {
        if (n->bare) return end;
        if (before == 0x662F && (!cedu__is_han(x) || cedu__in_set(x, "这那却而但"))) return 0; /* 是五 */
        cedu_mention t = cedu__mention_new(CEDU_MENTION_number, a->at, end);
        if (cedu__modifier_behind(sc, end, &t) >= end + 6) return 0; /* 一以上 */
        if (!isolated) return end;
        bool edge_l = a->at == 0 || before == ' ' || before == '\n' || before == ',' || before == 0x3001 || before == 0x3002 ||
                      b.entry >= 0,
             edge_r = x == 0 || x == ' ' || x == '\n' || x == ',' || x == 0x3002 || x == '!' || x == '?' || x == 0x3001;
        if (!edge_l || !edge_r) return end;
        if (cedu__line_start(s, a->at) && (x == 0x3001 || x == ' ')) return end;
    } else if (n->digits && n->chars <= 2 && (!isolated || before == 0x201C || before == '"') && b.entry < 0) {
        return end; /* 三五, 二三: a word of its own */
    }
    if (n->bare && n->chars == 2 && cedu__is_han(x) && b.entry < 0 && cedu__is_han(before) && n->lo < 1e8 && n->mag == 1)
        return end;
    return a->vague && !b.entry ? end : 0;
}

/* A single Chinese digit with a unit: 一个, 一种 … count nothing; 两个, 三项 do. A single 万 or 千 before a measure word is mostly
 * part of a name. The byte up to which it is none, 0 = it is a number. */
static size_t single_rejected(const cedu__scan *sc, const cedu__amount *a, cedu__spot b) {
    cedu_str s = sc->s;
    const cedu__num *n = &a->n;
    const cedu__unit *u = &a->u;
    size_t len;
    if (n->arabic || n->chars != 1 || a->half) return 0;
    uint32_t d = cedu__fold_at(s, a->num, &len), x = cedu__fold_at(s, u->end, &len);
    bool counts = cedu__dim_is(u, "count") || cedu__dim_is(u, "people");
    if (n->bare && b.entry < 0 && (cedu__dim_is(u, "money") || a->before == '/')) return u->end; /* 单位：亿元; 元/千瓦 */
    bool alone = !cedu__is_han(a->before) && !cedu__is_han(x);
    if (d == 0x4E00 && counts && !alone) return u->end;
    if (n->bare && b.entry < 0 && counts && !alone && d != 0x767E && d != 0x5343 && d != 0x4E07) return u->end;
    if (n->bare && counts && cedu__is_han(a->before) && a->before != 0x6BCF && b.entry < 0 && d != 0x4E07)
        return u->end; /* but 每百家 */
    if (n->financial && !alone) return a->end;
    if (cedu__lit(s, a->num, "零")) return a->end;
    if (counts && cedu__cn_digit(d) >= 0 && cedu__lit(s, u->end - 3, "大") && cedu__in_set(x, "学学会小量")) return a->end;
    return 0;
}

/* ------------------------------------------------------------------ the cedu__amount */
static size_t push_amount(cedu__scan *sc, cedu__amount *a, cedu__spot b) {
    const cedu__unit *u = &a->u;
    bool measured = u->end != 0;
    cedu_mention m = cedu__mention_new(cedu__unit_type(u), a->at, measured ? u->end : a->end);
    m.entry = measured ? u->entry : -1;
    double factor = measured ? u->factor : 1, value = a->lo * factor;
    if (a->negative) value = -value;
    m.has_value = true;
    m.value = measured && factor < 1 && factor > 0 ? (a->negative ? -1 : 1) * a->lo / round(1 / factor) : value;
    if (measured && factor < 1 && fabs(round(1 / factor) * factor - 1) > 1e-9) m.value = value;
    if (a->range && a->hi != a->lo) m.has_max = true, m.value_max = a->hi * factor;
    m.vague = a->vague;
    if (measured && factor == 10 && cedu__dim_is(u, "percent") && cedu__lit(sc->s, u->end - 3, "折") &&
        (a->lo >= 10 || a->half))
        m.value = a->half ? 50 : a->lo; /* 七五折, 半折 */
    if (measured && !a->range && factor == 10 && cedu__eqz(cedu__image_entry(sc->im, u->entry)->id, "tenth")) { /* 八成五 */
        size_t len, next;
        int part = cedu__cn_digit(cedu__fold_at(sc->s, u->end, &len));
        uint32_t behind = cedu__fold_at(sc->s, u->end + len, &next);
        if (part > 0 && part < 10 && (!cedu__is_han(behind) || cedu__in_set(behind, "以左的上")))
            m.value += part, m.end = (uint32_t)(u->end + len);
    }
    if (measured && !a->range) {
        double v = m.value;
        size_t e2 = cedu__smaller_units(sc, *u, &v, u->end);
        if (e2 != u->end) m.end = (uint32_t)e2, m.value = v;
        /* 三万元欧元, 元人民币 are forms of their own; a second currency behind 元 tells which */
        cedu__unit c2 =
            cedu__dim_is(u, "money") && e2 == u->end && cedu__eqz(cedu__attr(sc, u->entry, CEDU_ATTR_currency), "CNY")
                ? cedu__unit_at(sc, u->end, false)
                : (cedu__unit){0};
        if (c2.end && cedu__dim_is(&c2, "money") && c2.factor == 1) m.entry = c2.entry, m.end = (uint32_t)c2.end;
    }
    if (measured && cedu__eqz(cedu__attr(sc, u->entry, CEDU_ATTR_group), "aside"))
        m.end = (uint32_t)a->end; /* 三 in 三大要素 */
    if (b.entry >= 0) {           /* N亿 … with a currency in front; 摄氏37° */
        m.start = b.start;
        if (cedu__is_currency(sc, b.entry)) {
            cedu_str dim = cedu__attr(sc, b.entry, CEDU_ATTR_dimension);
            if (cedu__eqz(dim, "money") && (!measured || cedu__dim_is(u, "money")))
                m.type = CEDU_MENTION_money, m.entry = b.entry;
            else if (cedu__eqz(dim, "temp") && measured && cedu__dim_is(u, "temp")) m.entry = b.entry;
            else m.start = (uint32_t)a->at;
            cedu__lead_modifier(sc, m.start, &m);
        } else {
            m.modifier = cedu__modifier_of(sc, b.entry);
        }
    }
    m.core_end = m.end;
    if (a->odd && m.modifier == CEDU_MOD_EQ) m.modifier = CEDU_MOD_ODD;
    m.end = (uint32_t)cedu__modifier_behind(sc, m.end, &m);
    compared(sc, a->at, &m);
    if (cedu__trapped(sc, m.start, m.end)) return m.end;
    return cedu__push_numeric(sc, m);
}

/* 上 before 百, 千, 万 …: "as many as", unless it belongs to the word before it (网上, 以上). */
static bool over_before(cedu_str s, size_t at) {
    if (at < 3 || cedu__cp_before(s, at) != 0x4E0A) return false;
    return !cedu__in_set(cedu__cp_before(s, at - 3), "以之加海线网路马早晚会天身地市历台车船岸楼面纸界世迈跨登踏走站冲爬");
}

size_t cedu__quantity_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t len, e;
    uint32_t c = cedu__fold_at(s, at, &len);
    cedu__amount a = {.at = at, .num = at, .before = cedu__cp_before(s, at)};
    if (c == 0x7B2C || c == 0x9996 || c == 0x524D || c == 'T' || c == 't') return cedu__ordinal_at(sc, at); /* 第 首 前 TOP */
    if (c == '.' && a.before == '.') return at;
    if ((e = cedu__places_at(sc, at)) != at) return e;
    if (c == 0x7C73) return metre_and(sc, at); /* 米 */
    if ((c == 0x5BF9 || c == 0x5C0D || cedu__cn_magnitude(c) >= 100) && (e = cedu__percent_words_at(sc, at)) != at) return e;
    if (c == 0x96F6 && cedu__lit(s, at, "零下")) { /* a temperature */
        size_t l2;
        a.num = cedu__skip_blank(s, at + 6);
        if (!cedu__is_numeral(cedu__fold_at(s, a.num, &l2))) return at;
        a.negative = a.below_zero = true;
    }
    if (c == '+') { /* +2.5%: a sign, where nothing is added up */
        size_t l2;
        if (cedu__is_alpha(a.before) || cedu__is_digit(a.before) || cedu__is_han(a.before) || a.before == '+' ||
            !cedu__is_digit(cedu__fold_at(s, at + len, &l2)))
            return at;
        a.num = at + len;
    }
    if (c == '-' || c == 0x2212 || c == 0x8D1F || c == 0x8CA0) { /* - − 负 */
        size_t l2;
        if (cedu__is_alpha(a.before) || cedu__is_digit(a.before) ||
            (c == '-' && (cedu__is_han(a.before) || a.before == '-' || a.before == ')')))
            return at;
        a.num = cedu__skip_blank(s, at + len);
        uint32_t d = cedu__fold_at(s, a.num, &l2);
        if (!cedu__is_numeral(d) && d != '.') return at;
        if (c == 0x8D1F && cedu__is_han(a.before) && cedu__trap_over(sc, at, a.num)) return at;
        a.negative = true;
    }
    if ((e = halves(sc, &a, &a.half))) return e;
    if (a.half) a.n = (cedu__num){.end = (uint32_t)(a.num + 3), .lo = 0.5, .hi = 0.5, .mag = 1, .chars = 1};
    else if (!cedu__num_once(sc, a.num, &a.n)) return a.n.end > a.num ? a.n.end : at;
    if ((e = no_number(sc, &a))) return e;
    a.end = a.n.end, a.lo = a.n.lo, a.hi = a.n.hi, a.range = a.n.range || a.n.vague, a.vague = a.n.vague;
    if ((e = blank_inside(sc, &a)) || (e = fraction(sc, &a))) return e;
    multiplier(sc, &a);
    find_unit(sc, &a);
    if (a.before == 0x6BD4 && a.u.end && cedu__lit(s, a.u.end - 3, "大")) a.u = (cedu__unit){0}; /* 比三十大 */
    if ((e = cedu__range_to(sc, &a))) return e;
    if (a.below_zero && !(a.u.end && cedu__dim_is(&a.u, "temp"))) return a.end;
    if (a.n.pair && a.u.end && !a.n.arabic && !cedu__dim_is(&a.u, "rank")) { /* 七八个, 三五家 */
        if (a.lo == a.n.lo) a.lo = floor(a.n.lo / 10), a.hi = fmod(a.n.lo, 10), a.range = true;
    }
    cedu__spot b = cedu__scan_before(sc, at);
    if (b.entry < 0 && a.n.bare && over_before(s, at)) /* 上千家, 上百亿元: a thousand and more */
        b = (cedu__spot){(uint32_t)at - 3, (uint32_t)at, cedu__image_by_id(sc->im, CEDU_CLASS_modifier, CEDU_STR("ge"))};
    if (!a.u.end && !(b.entry >= 0 && cedu__is_currency(sc, b.entry)) && (e = bare_rejected(sc, &a, b))) return e;
    if (a.u.end && (e = single_rejected(sc, &a, b))) return e;
    return push_amount(sc, &a, b);
}
