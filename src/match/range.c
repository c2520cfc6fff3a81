/* range.c - two numbers that are the ends of one amount: 3-5万元, 10与20之间, 1000（含）-2000万元.
 *
 * To extend: what may stand between the two is a line of between_mark() or of cedu__range_mark() (match.c).
 */
#include "match/quantity.h"

/* 10与20之间: the byte of the second number; *closing: 1 = 之间 or 间 behind, 2 = 间 is its unit read as 间. */
static size_t between_mark(const cedu__scan *sc, size_t stem, int *closing) {
    cedu_str s = sc->s;
    size_t l, len;
    cedu__num b;
    if (!(l = cedu__lit(s, stem, "与")) && !(l = cedu__lit(s, stem, "和"))) return 0;
    if (!cedu__num_at(s, stem + l, &b)) return 0;
    cedu__unit ub = cedu__unit_at(sc, b.end, true);
    size_t be = ub.end ? ub.end : b.end;
    if (cedu__lit(s, be, "之间") || (cedu__lit(s, be, "间") && !cedu__is_han(cedu__fold_at(s, be + 3, &len)))) {
        *closing = 1;
        return stem + l;
    }
    if (ub.end && cedu__lit(s, b.end, "间") && !cedu__is_han(cedu__fold_at(s, b.end + 3, &len))) {
        *closing = 2;
        return stem + l;
    }
    return 0;
}

/* What the first number of a range is when the second carries the magnitude: 3-5万, 两到三百. */
static double first_of_range(const cedu__amount *a, const cedu__num *m2, double lo2, double mag2) {
    const cedu__num *n = &a->n;
    double lo = a->lo;
    if (a->u.end || n->mag != 1) return lo;
    if (mag2 == 1) {
        if (m2->lo >= 100 && m2->digits == 0 && n->digits == 1) { /* 两到三百 */
            double m10 = m2->lo >= 1000 ? 1000 : 100;
            if (fmod(m2->lo, m10) == 0 && n->lo < m2->lo / m10) return lo * m10;
        }
        return lo;
    }
    if (lo < lo2 / mag2 * 1000 && lo <= lo2 / mag2 + 1e-9) return lo * mag2;
    if (lo < lo2 / mag2 * 1000 && n->lo < 1000 && m2->mag > 1 && lo * mag2 < lo2) return lo * mag2;
    if (n->arabic && m2->decimal && lo * mag2 < lo2) return lo * mag2;
    return lo;
}

/* 1000（含）-2000万元: which end belongs to the range is no part of the number. */
static size_t past_inclusion(cedu_str s, size_t at) {
    static const char *const marks[] = {"（含）", "(含)", "（不含）", "(不含)"};
    for (size_t i = 0, l; i < CEDU_COUNT(marks); i++)
        if ((l = cedu__lit(s, at, marks[i]))) return at + l;
    return at;
}

size_t cedu__range_to(cedu__scan *sc, cedu__amount *a) {
    cedu_str s = sc->s;
    const cedu__num *n = &a->n;
    cedu__unit u = a->u, u2 = {0};
    cedu__num m2;
    size_t stem = past_inclusion(s, u.end ? u.end : a->end), l, l2, len;
    int closing = 0;
    double first_money = 0;
    bool has_first = false, odd2 = false;
    size_t r = cedu__range_mark(s, stem, true);
    if (!r) r = between_mark(sc, stem, &closing);
    if (u.end && (cedu__dim_is(&u, "money") || cedu__dim_is(&u, "mass"))) { /* 五元六角-五元七毛八分 */
        double v = a->lo * u.factor;
        size_t e3 = cedu__smaller_units(sc, u, &v, u.end);
        if (e3 != u.end) {
            first_money = v, has_first = true;
            r = cedu__range_mark(s, e3, true);
        }
    }
    if (!r || a->range) return 0;
    size_t j = cedu__skip_blank(s, r);
    cedu_hit ch = cedu__scan_longest(sc, 1u << CEDU_CLASS_unit, j);
    if (ch.entry >= 0 && cedu__eqz(cedu__attr(sc, ch.entry, CEDU_ATTR_dimension), "money")) j = cedu__skip_blank(s, ch.end);
    bool below2 = false; /* 零下10度至零下5度, -3℃至-1℃ */
    if (a->negative && ((l = cedu__lit(s, j, "零下")) || (l = cedu__lit(s, j, "负")) || (cedu__fold_at(s, j, &l) == '-' && l)))
        below2 = true, j += l;
    if (a->below_zero && !below2 && (l = cedu__lit(s, j, "零上"))) j += l;
    if (!cedu__num_at(s, j, &m2) || m2.vague || m2.range || (n->lead_zero && !n->decimal && n->digits > 1)) return 0;
    size_t e2 = m2.end;
    uint32_t kc = cedu__fold_at(s, e2, &l2);
    double f2 = 1;
    if (m2.arabic && (kc == 'k' || kc == 'K') && !cedu__is_alpha(cedu__fold_at(s, e2 + l2, &len))) f2 = 1e3, e2 += l2;
    if ((l = cedu__lit(s, e2, "余")) || (l = cedu__lit(s, e2, "多"))) {
        u2 = cedu__unit_at(sc, e2 + l, false);
        odd2 = u2.end != 0;
    }
    if (!u2.end && closing != 2) u2 = cedu__unit_at(sc, e2, true);
    if (u.end && !(u2.end && cedu__eq(u.dim, u2.dim) && !(cedu__dim_is(&u, "count") && u.entry != u2.entry))) return 0;
    double lo2 = m2.lo * f2, lo = first_of_range(a, &m2, lo2, m2.mag * f2);
    double fa = u.end ? u.factor : u2.end ? u2.factor : 1, fb = u2.end ? u2.factor : fa;
    double va = has_first ? first_money : lo * fa, vb = lo2 * fb;
    if (a->negative) va = -va;
    if (below2) vb = -vb;
    if (a->below_zero && !(u2.end && cedu__dim_is(&u2, "temp"))) return 0;
    uint32_t tail = cedu__fold_at(s, u2.end ? u2.end : e2, &l2);
    bool chain = !u2.end && (tail == '-' || cedu__is_alpha(tail) || tail == '/' ||
                             (tail == '.' && cedu__is_digit(cedu__fold_at(s, e2 + l2, &len))));
    bool single = !n->arabic && !m2.arabic && n->chars == 1 && m2.chars == 1 && !u2.end;
    bool phone = n->arabic && !u.end && !u2.end && (n->digits >= 3 || m2.digits >= 5) && n->digits && m2.digits &&
                 m2.digits > n->digits && !closing;
    size_t end = u2.end ? u2.end : e2;
    if (u2.end && (cedu__dim_is(&u2, "money") || cedu__dim_is(&u2, "mass") || cedu__dim_is(&u2, "length")))
        end = cedu__smaller_units(sc, u2, &vb, end);
    if (vb <= va || chain || single || phone) return 0;
    cedu_mention m = cedu__mention_new(cedu__unit_type(&u2), a->at, end);
    m.entry = u2.end ? u2.entry : -1;
    m.has_value = m.has_max = true;
    m.value = va, m.value_max = vb;
    cedu__spot b = cedu__scan_before(sc, a->at);
    if (b.entry >= 0) {
        m.start = b.start;
        if (cedu__is_currency(sc, b.entry)) {
            if (m.type == CEDU_MENTION_number) m.type = CEDU_MENTION_money;
            if (m.entry < 0 || m.type == CEDU_MENTION_money) m.entry = b.entry;
        } else {
            m.modifier = cedu__modifier_of(sc, b.entry);
        }
    }
    if (odd2 && m.modifier == CEDU_MOD_EQ) m.modifier = CEDU_MOD_ODD;
    if (closing) m.end += cedu__lit(s, m.end, "之间") ? 6 : 3;
    m.core_end = m.end;
    m.end = (uint32_t)cedu__modifier_behind(sc, m.end, &m);
    return cedu__push_numeric(sc, m);
}
