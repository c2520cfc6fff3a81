/* unit.c - what stands behind a number: units, modifiers, smaller units; and the traps that say it is no number.
 *
 * Reads only, but for cedu__push_numeric(), through which every number goes into the list.
 */
#include "match/quantity.h"

/* 个百分点 written with blanks between its characters: the byte after it, 0 = something else. */
static size_t spaced_points(cedu_str s, size_t i) {
    static const char *const CHARS[][2] = {{"百", "佰"}, {"分", "分"}, {"点", "點"}};
    size_t k = i, l;
    if ((l = cedu__lit(s, k, "个")) || (l = cedu__lit(s, k, "個"))) k = cedu__skip_blank(s, k + l);
    for (size_t n = 0; n < CEDU_COUNT(CHARS); n++) {
        if (!(l = cedu__lit(s, k, CHARS[n][0])) && !(l = cedu__lit(s, k, CHARS[n][1]))) return 0;
        k += l;
        if (n + 1 < CEDU_COUNT(CHARS)) k = cedu__skip_blank(s, k);
    }
    return k;
}

/* 近六成企业, 七成企业: tenths of what stands behind (words like 成果 are traps); 统一成, 周三成 are none. */
static bool about_tenths(cedu_str s, size_t at, const cedu_entry *unit) {
    if (!cedu__eqz(unit->id, "tenth") || at < 3) return false;
    uint32_t digit = cedu__cp_before(s, at), before = cedu__cp_before(s, at - 3);
    if (digit == 0x4E00) return cedu__in_set(before, "近超约逾过足达占"); /* 一 */
    return cedu__in_set(digit, "二三四五六七八九") && !cedu__is_numeral(before) && !cedu__in_set(before, "第周期初老月");
}

cedu__unit cedu__unit_at(const cedu__scan *sc, size_t i, bool blank_ok) {
    cedu_str s = sc->s;
    size_t k = i, len;
    if (blank_ok) {
        k = cedu__skip_blank(s, i);
        if (k - i > 3) return (cedu__unit){0};
    }
    cedu_hit hits[CEDU_MATCH_HITS];
    size_t n =
        cedu__image_match(sc->im,
                          1u << CEDU_CLASS_unit | 1u << CEDU_CLASS_trap | 1u << CEDU_CLASS_region | 1u << CEDU_CLASS_sector |
                              1u << CEDU_CLASS_org | 1u << CEDU_CLASS_indicator | 1u << CEDU_CLASS_time_name,
                          s, k, hits, CEDU_MATCH_HITS);
    cedu_hit best = {0, -1, false};
    size_t other = 0;
    for (size_t h = 0; h < n; h++) {
        cedu_class cls = (cedu_class)hits[h].cls;
        if (cls == CEDU_CLASS_unit) {
            if (hits[h].end > best.end) best = hits[h];
        } else if (!hits[h].weak && cls != CEDU_CLASS_time_name && hits[h].end > other) {
            other = hits[h].end;
        }
    }
    if ((size_t)best.end < k + 9) {
        size_t points = spaced_points(s, k);
        if (points > best.end) {
            int32_t e = cedu__image_by_id(sc->im, CEDU_CLASS_unit, CEDU_STR("points"));
            if (e >= 0) return (cedu__unit){points, e, cedu__attr(sc, e, CEDU_ATTR_dimension), 1};
        }
    }
    if (best.entry >= 0 && other > best.end) { /* 18个人工智能场景: 个人 is no word there, the next one begins inside it */
        cedu_hit next[CEDU_MATCH_HITS];
        size_t m =
            cedu__image_match(sc->im, 1u << CEDU_CLASS_sector | 1u << CEDU_CLASS_indicator, s, best.end, next, CEDU_MATCH_HITS);
        bool firm = cedu__lit(s, k, "家") && best.end == k + 3 && /* 50家电商企业; but 500家庭农场 */
                    !cedu__in_set(cedu__fold_at(s, best.end, &len), "庭园");
        if (firm || (m && next[m - 1].end > other)) other = best.end;
    }
    if (best.entry < 0 || other > best.end) return (cedu__unit){0};
    if (cedu__lit(s, k, "块") && best.end == k + 3 && cedu__is_han(cedu__fold_at(s, best.end, &len)) &&
        !cedu__is_numeral(cedu__fold_at(s, best.end, &len)) &&
        !cedu__in_set(cedu__fold_at(s, best.end, &len), "到至半以左多")) /* 三块展板 */
        for (size_t h = 0; h < n; h++)
            if (hits[h].end == best.end && cedu__eqz(cedu__attr(sc, hits[h].entry, CEDU_ATTR_dimension), "count"))
                best = hits[h];
    const cedu_entry *e = cedu__image_entry(sc->im, best.entry);
    uint32_t after = cedu__fold_at(s, best.end, &len);
    if ((e->weak || best.weak) && !about_tenths(s, i, e)) {
        if (cedu__is_han(after) && !cedu__is_numeral(after) &&
            !cedu__in_set(after, "以左上的是和与、在及或多至到，半分者以企用完已采"))
            return (cedu__unit){0};
    }
    uint32_t last = cedu__cp_before(s, best.end);
    if (cedu__is_alpha(last) && cedu__is_alpha(after)) return (cedu__unit){0}; /* 3m is no metre in 3max */
    if (cedu__is_alpha(last) && best.end - k == 1) {
        size_t l2;
        if (cedu__is_digit(after) || (after == '-' && !cedu__is_digit(cedu__fold_at(s, best.end + len, &l2))))
            return (cedu__unit){0};
        /* one Latin letter counts only as written in the pack: 2g, but not 5G */
        bool exact = false;
        for (size_t f = 0; f < cedu__image_form_count(sc->im, best.entry) && !exact; f++)
            exact = cedu__eq(cedu__image_form(sc->im, best.entry, f), cedu__sub(s, k, best.end));
        if (!exact) return (cedu__unit){0};
    }
    return (cedu__unit){best.end, best.entry, cedu__attr(sc, best.entry, CEDU_ATTR_dimension), e->factor};
}

bool cedu__trapped(const cedu__scan *sc, size_t start, size_t end) {
    for (size_t k = sc->traps.n; k-- > 0;) {
        const cedu__spot *t = &sc->traps.p[k];
        if (t->end <= start) { /* traps are short; a few back is enough */
            if (start - t->end > 256) break;
            continue;
        }
        if (t->start < end && t->start <= start && t->end >= end &&
            cedu__eqz(cedu__attr(sc, t->entry, CEDU_ATTR_group), "number"))
            return true;
    }
    return false;
}

/* A trap of group number that starts at or before `at`, covers it, and reaches beyond `end`. */
size_t cedu__trap_over(const cedu__scan *sc, size_t at, size_t end) {
    for (size_t k = sc->traps.n; k-- > 0;) {
        const cedu__spot *t = &sc->traps.p[k];
        if (at >= t->start && at - t->start > 256) break;
        if (t->start <= at && t->end > at && t->end >= end && cedu__eqz(cedu__attr(sc, t->entry, CEDU_ATTR_group), "number"))
            return t->end;
    }
    return 0;
}

bool cedu__line_start(cedu_str s, size_t i) {
    while (i > 0) {
        uint32_t c = cedu__cp_before(s, i);
        if (c == '\n') return true;
        if (c != ' ' && c != '\t' && c != '(' && c != 0x2460) return false;
        i = cedu__u8_prev(s, i);
    }
    return true;
}

void cedu__set_numbers(cedu_mention *m, double lo, double hi, double factor) {
    m->has_value = true;
    m->value = lo * factor;
    if (factor != 1 && factor < 1) m->value = lo / round(1 / factor);
    if (hi != lo) {
        m->has_max = true;
        m->value_max = factor < 1 ? hi / round(1 / factor) : hi * factor;
    }
}

cedu_mention_type cedu__unit_type(const cedu__unit *u) {
    if (cedu__dim_is(u, "money")) return CEDU_MENTION_money;
    if (cedu__dim_is(u, "percent")) return CEDU_MENTION_percent;
    if (cedu__dim_is(u, "points")) return CEDU_MENTION_points;
    return u->end ? CEDU_MENTION_quantity : CEDU_MENTION_number;
}

/* Modifier forms after the number; returns the new end. */
size_t cedu__modifier_behind(const cedu__scan *sc, size_t end, cedu_mention *m) {
    size_t from = end;
    cedu_hit h = cedu__scan_longest(sc, 1u << CEDU_CLASS_modifier, end);
    if (h.entry < 0 && sc->s.p[end < sc->s.n ? end : 0] == ' ' && end < sc->s.n) { /* 170 以下 */
        from = end + 1;
        h = cedu__scan_longest(sc, 1u << CEDU_CLASS_modifier, from);
        if (h.entry >= 0 && h.end - from < 6) return end;
    }
    if (h.entry < 0) return end;
    cedu_str side = cedu__attr(sc, h.entry, CEDU_ATTR_side);
    if (cedu__eqz(side, "before")) return end;
    size_t len;
    uint32_t next = cedu__fold_at(sc->s, h.end, &len);
    cedu_modifier mod = cedu__modifier_of(sc, h.entry);
    size_t n = h.end - from;
    if (n <= 3) { /* 余 多 来 内 起 许: single characters begin other words */
        if (mod == CEDU_MOD_ODD && cedu__is_han(next) && !cedu__in_set(next, "的，。")) return end;
        if (mod != CEDU_MOD_ODD && cedu__is_han(next) && !cedu__in_set(next, "的，。")) return end;
    }
    if (m->modifier == CEDU_MOD_EQ) m->modifier = mod;
    return h.end;
}

/* 元 … 角 … 分, 斤 … 两: smaller units of the same dimension; 五块二, 三斤半. */
size_t cedu__smaller_units(cedu__scan *sc, cedu__unit u, double *value, size_t end) {
    cedu_str s = sc->s;
    double factor = u.factor;
    for (int n = 0; n < 3; n++) {
        cedu__num m;
        size_t l, len;
        if ((l = cedu__lit(s, end, "半")) && factor > 0 &&
            (cedu__dim_is(&u, "mass") || cedu__dim_is(&u, "money") || cedu__dim_is(&u, "length"))) {
            uint32_t c = cedu__fold_at(s, end + l, &len);
            if (cedu__is_han(c)) return end;
            *value += factor / 2;
            return end + l;
        }
        if (cedu__dim_is(&u, "money") && ((l = cedu__lit(s, end, "整")) || (l = cedu__lit(s, end, "正"))) &&
            !cedu__is_han(cedu__fold_at(s, end + l, &len)))
            return end + l;
        if (!cedu__num_at(s, end, &m) || m.mag != 1 || m.lo >= 100 || m.comma) return end;
        cedu__unit v = cedu__unit_at(sc, m.end, false);
        bool jiao = cedu__dim_is(&u, "money") && (l = cedu__lit(s, m.end, "分")) && !cedu__lit(s, m.end, "分之") &&
                    !cedu__lit(s, m.end, "分钟") && factor <= 1;
        if (jiao) {
            *value += m.lo / 100;
            return m.end + l;
        }
        if (v.end && cedu__dim_is(&v, "") == false && cedu__eq(v.dim, u.dim) && v.factor < factor &&
            !cedu__dim_is(&u, "percent") && !cedu__dim_is(&u, "count") && !cedu__dim_is(&u, "people") &&
            !cedu__dim_is(&u, "ratio") && !cedu__dim_is(&u, "compute")) {
            *value += v.factor < 1 ? m.lo / round(1 / v.factor) : m.lo * v.factor;
            factor = v.factor, end = v.end;
            continue;
        }
        uint32_t c = cedu__fold_at(s, m.end, &len);
        if (!v.end && !m.arabic && m.chars <= 2 && (!cedu__is_han(c) || cedu__in_set(c, "到至以左")) &&
            (cedu__dim_is(&u, "money") || cedu__dim_is(&u, "length")) && m.lo < 100) {
            *value += m.lead_zero ? factor * m.lo / 100 : m.lo < 10 ? factor * m.lo / 10 : factor * m.lo / 100;
            return m.end;
        }
        return end;
    }
    return end;
}

void cedu__lead_modifier(const cedu__scan *sc, size_t at, cedu_mention *m) {
    cedu__spot b = cedu__scan_before(sc, at);
    if (b.entry >= 0 && !cedu__is_currency(sc, b.entry)) m->start = b.start, m->modifier = cedu__modifier_of(sc, b.entry);
}

static bool is_lower(cedu_modifier m) { return m == CEDU_MOD_GE || m == CEDU_MOD_GT; }
static bool is_upper(cedu_modifier m) { return m == CEDU_MOD_LE || m == CEDU_MOD_LT; }

/* Words that may stand between the two bounds of one range. */
static bool joins(cedu_str s, size_t from, size_t to) {
    static const char *const WORDS[] = {"", "并且", "并", "而且", "且", "的同时", "同时", "但", "又", "及"};
    size_t k = cedu__skip_blank(s, from), l, len;
    uint32_t c = cedu__fold_at(s, k, &len);
    if (k < to && (c == ',' || c == 0x3001)) k = cedu__skip_blank(s, k + len);
    for (size_t n = 0; n < CEDU_COUNT(WORDS); n++)
        if (((l = cedu__lit(s, k, WORDS[n])) || !WORDS[n][0]) && cedu__skip_blank(s, k + l) == to) return true;
    return false;
}

/* 大于50并小于80: the mention pushed last and this one bound the same thing from both sides. */
static bool merge_bounds(cedu__scan *sc, const cedu_mention *m) {
    if (sc->last_numeric == 0 || sc->last_numeric > sc->out.n || !(is_lower(m->modifier) || is_upper(m->modifier)))
        return false;
    cedu_mention *p = &sc->out.p[sc->last_numeric - 1];
    if (p->end > m->start || m->start - p->end > 16 || p->has_max || m->has_max || !p->has_value || !m->has_value) return false;
    if (p->refused || m->refused || p->damaged || m->damaged || p->vague || m->vague) return false;
    bool same = p->type == m->type && p->entry == m->entry;
    bool bare = p->type == CEDU_MENTION_number && p->entry < 0 && m->type == CEDU_MENTION_quantity; /* 最多100最少20个 */
    double factor = bare && m->entry >= 0 ? cedu__image_entry(sc->im, m->entry)->factor : 1;
    bool up = is_lower(p->modifier) && is_upper(m->modifier) && p->value * factor < m->value;
    bool down = is_upper(p->modifier) && is_lower(m->modifier) && p->value * factor > m->value;
    if (!(same || bare) || !(up || down) || !joins(sc->s, p->end, m->start)) return false;
    double a = p->value * factor;
    p->type = m->type, p->entry = m->entry, p->end = m->end, p->core_end = m->core_end;
    p->has_max = true, p->modifier = CEDU_MOD_EQ;
    p->value = up ? a : m->value, p->value_max = up ? m->value : a;
    p->duration = m->duration;
    return true;
}

size_t cedu__push_numeric(cedu__scan *sc, cedu_mention m) {
    if (merge_bounds(sc, &m)) return m.end;
    cedu__scan_push(sc, m);
    sc->last_numeric = sc->out.n;
    return m.end;
}
