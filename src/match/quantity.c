/* quantity.c - numbers with what stands around them: modifiers, units, currencies, ranges, percent, fractions, ordinals.
 *
 * Reading order: modifier and currency before (already seen by the pass, cedu__scan_before), number, range mark and second
 * number, 余 or 多, unit, smaller units of the same dimension (三元五角), modifier after. The unit decides the type.
 * Refused: masked numbers (**EFLOPS, XX亿元): a mention with `refused` and no value. Damaged: 491 07亿元, a blank where the point
 * was lost, is one number, never two; read with the point and marked.
 * Not a number at all: parts of identifiers (GPT4, 5G), enumeration marks at the start of a line, slogans (1+3+N), numerals
 * in words (traps of group number), a single Chinese digit without a measure word.
 */
#include "match/internal.h"

typedef struct unit {
    size_t end; /* 0 = none */
    int32_t entry;
    cedu_str dim;
    double factor;
} unit;

static bool dim_is(const unit *u, const char *d) { return u->end && cedu__eqz(u->dim, d); }

/* 分之, also with blanks in it (五 分之 一): the byte after it, 0 = something else. */
static size_t fen_zhi(cedu_str s, size_t i) {
    size_t l, k = cedu__skip_blank(s, i);
    if (!(l = cedu__lit(s, k, "分"))) return 0;
    k = cedu__skip_blank(s, k + l);
    if (!(l = cedu__lit(s, k, "之"))) return 0;
    return cedu__skip_blank(s, k + l);
}

/* The unit at i (one blank before it allowed); longer words of other classes win over it. */
static unit unit_at(const cedu__scan *sc, size_t i, bool blank_ok) {
    cedu_str s = sc->s;
    size_t k = i, len;
    if (blank_ok) {
        k = cedu__skip_blank(s, i);
        if (k - i > 3) return (unit){0};
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
        cedu_class cls = cedu__image_entry(sc->im, hits[h].entry)->cls;
        if (cls == CEDU_CLASS_unit) {
            if (hits[h].end > best.end) best = hits[h];
        } else if (!hits[h].weak && cls != CEDU_CLASS_time_name && hits[h].end > other) {
            other = hits[h].end;
        }
    }
    if (best.entry < 0 || other > best.end) return (unit){0};
    if (cedu__lit(s, k, "块") && best.end == k + 3 && cedu__is_han(cedu__fold_at(s, best.end, &len)) &&
        !cedu__is_numeral(cedu__fold_at(s, best.end, &len)) &&
        !cedu__in_set(cedu__fold_at(s, best.end, &len), "到至半以左多")) /* 三块展板 */
        for (size_t h = 0; h < n; h++)
            if (hits[h].end == best.end && cedu__eqz(cedu__attr(sc, hits[h].entry, CEDU_ATTR_dimension), "count"))
                best = hits[h];
    const cedu_entry *e = cedu__image_entry(sc->im, best.entry);
    uint32_t after = cedu__fold_at(s, best.end, &len);
    if (e->weak || best.weak) {
        if (cedu__is_han(after) && !cedu__is_numeral(after) &&
            !cedu__in_set(after, "以左上的是和与、在及或多至到，半分者以企用"))
            return (unit){0};
    }
    uint32_t last = cedu__cp_before(s, best.end);
    if (cedu__is_alpha(last) && cedu__is_alpha(after)) return (unit){0}; /* 3m is no metre in 3max */
    if (cedu__is_alpha(last) && best.end - k == 1) {
        size_t l2;
        if (cedu__is_digit(after) || (after == '-' && !cedu__is_digit(cedu__fold_at(s, best.end + len, &l2)))) return (unit){0};
        /* one Latin letter counts only as written in the pack: 2g, but not 5G */
        bool exact = false;
        for (size_t f = 0; f < cedu__image_form_count(sc->im, best.entry) && !exact; f++)
            exact = cedu__eq(cedu__image_form(sc->im, best.entry, f), cedu__sub(s, k, best.end));
        if (!exact) return (unit){0};
    }
    return (unit){best.end, best.entry, cedu__attr(sc, best.entry, CEDU_ATTR_dimension), e->factor};
}

static bool trapped(const cedu__scan *sc, size_t start, size_t end) {
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
static size_t trap_over(const cedu__scan *sc, size_t at, size_t end) {
    for (size_t k = sc->traps.n; k-- > 0;) {
        const cedu__spot *t = &sc->traps.p[k];
        if (at >= t->start && at - t->start > 256) break;
        if (t->start <= at && t->end > at && t->end >= end && cedu__eqz(cedu__attr(sc, t->entry, CEDU_ATTR_group), "number"))
            return t->end;
    }
    return 0;
}

static bool line_start(cedu_str s, size_t i) {
    while (i > 0) {
        uint32_t c = cedu__cp_before(s, i);
        if (c == '\n') return true;
        if (c != ' ' && c != '\t' && c != '(' && c != 0x2460) return false;
        i = cedu__u8_prev(s, i);
    }
    return true;
}

/* 1. 1、 (1) 一、 （一） at the start of a line number a section and count nothing. */
static bool enumerates(cedu_str s, size_t i, const cedu__num *n) {
    size_t len, l2;
    if (n->decimal || n->lo > 99 || !line_start(s, i)) return false;
    uint32_t c = cedu__fold_at(s, n->end, &len), d = cedu__fold_at(s, n->end + len, &l2);
    if (c == 0x3001 || c == ')' || c == 0xFF0E) return true;
    return c == '.' && !cedu__is_digit(d) && d != 0;
}

static void set_numbers(cedu_mention *m, double lo, double hi, double factor) {
    m->has_value = true;
    m->value = lo * factor;
    if (factor != 1 && factor < 1) m->value = lo / round(1 / factor);
    if (hi != lo) {
        m->has_max = true;
        m->value_max = factor < 1 ? hi / round(1 / factor) : hi * factor;
    }
}

static cedu_mention_type type_of(const unit *u) {
    if (dim_is(u, "money")) return CEDU_MENTION_money;
    if (dim_is(u, "percent")) return CEDU_MENTION_percent;
    if (dim_is(u, "points")) return CEDU_MENTION_points;
    return u->end ? CEDU_MENTION_quantity : CEDU_MENTION_number;
}

/* Modifier forms after the number; returns the new end. */
static size_t modifier_after(const cedu__scan *sc, size_t end, cedu_mention *m) {
    cedu_hit h = cedu__scan_longest(sc, 1u << CEDU_CLASS_modifier, end);
    if (h.entry < 0) return end;
    cedu_str side = cedu__attr(sc, h.entry, CEDU_ATTR_side);
    if (cedu__eqz(side, "before")) return end;
    size_t len;
    uint32_t next = cedu__fold_at(sc->s, h.end, &len);
    cedu_modifier mod = cedu__modifier_of(sc, h.entry);
    size_t n = h.end - end;
    if (n <= 3) { /* 余 多 来 内 起 许: single characters begin other words */
        if (mod == CEDU_MOD_ODD && cedu__is_han(next) && !cedu__in_set(next, "的，。")) return end;
        if (mod != CEDU_MOD_ODD && cedu__is_han(next) && !cedu__in_set(next, "的，。")) return end;
    }
    if (m->modifier == CEDU_MOD_EQ) m->modifier = mod;
    return h.end;
}

/* 元 … 角 … 分, 斤 … 两: smaller units of the same dimension; 五块二, 三斤半. */
static size_t smaller_units(cedu__scan *sc, unit u, double *value, size_t end) {
    cedu_str s = sc->s;
    double factor = u.factor;
    for (int n = 0; n < 3; n++) {
        cedu__num m;
        size_t l, len;
        if ((l = cedu__lit(s, end, "半")) && factor > 0 &&
            (dim_is(&u, "mass") || dim_is(&u, "money") || dim_is(&u, "length"))) {
            uint32_t c = cedu__fold_at(s, end + l, &len);
            if (cedu__is_han(c)) return end;
            *value += factor / 2;
            return end + l;
        }
        if (dim_is(&u, "money") && ((l = cedu__lit(s, end, "整")) || (l = cedu__lit(s, end, "正"))) &&
            !cedu__is_han(cedu__fold_at(s, end + l, &len)))
            return end + l;
        if (!cedu__num_at(s, end, &m) || m.mag != 1 || m.lo >= 100 || m.comma) return end;
        unit v = unit_at(sc, m.end, false);
        bool jiao = dim_is(&u, "money") && (l = cedu__lit(s, m.end, "分")) && !cedu__lit(s, m.end, "分之") &&
                    !cedu__lit(s, m.end, "分钟") && factor <= 1;
        if (jiao) {
            *value += m.lo / 100;
            return m.end + l;
        }
        if (v.end && dim_is(&v, "") == false && cedu__eq(v.dim, u.dim) && v.factor < factor && !dim_is(&u, "percent") &&
            !dim_is(&u, "count") && !dim_is(&u, "people") && !dim_is(&u, "ratio") && !dim_is(&u, "compute")) {
            *value += v.factor < 1 ? m.lo / round(1 / v.factor) : m.lo * v.factor;
            factor = v.factor, end = v.end;
            continue;
        }
        uint32_t c = cedu__fold_at(s, m.end, &len);
        if (!v.end && !m.arabic && m.chars <= 2 && (!cedu__is_han(c) || cedu__in_set(c, "到至以左")) &&
            (dim_is(&u, "money") || dim_is(&u, "length")) && m.lo < 100) {
            *value += m.lead_zero ? factor * m.lo / 100 : m.lo < 10 ? factor * m.lo / 10 : factor * m.lo / 100;
            return m.end;
        }
        return end;
    }
    return end;
}

static size_t push_number(cedu__scan *sc, cedu_mention m) {
    cedu__scan_push(sc, m);
    return m.end;
}

/* ------------------------------------------------------------------ ordinals */
/* 第一部分, 第二产业, 第三章: parts of a document or names, no ranks. */
static bool structural(cedu_str s, size_t i) {
    static const char *const PARTS[] = {"部分", "部包", "章",   "节",   "条",     "款", "产业", "产(", "方",
                                        "城",   "季度", "时间", "书记", "责任人", "者", "要务", "人称"};
    for (size_t k = 0; k < CEDU_COUNT(PARTS); k++)
        if (cedu__lit(s, i, PARTS[k])) return true;
    return false;
}

static bool ordinal_unit(uint32_t c) { return cedu__in_set(c, "位名批届次"); }

static size_t ordinal_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t l, len, k;
    cedu__num n;
    if ((l = cedu__lit(s, at, "第"))) {
        k = cedu__skip_blank(s, at + l);
        if (!cedu__num_at(s, k, &n) || n.decimal || n.vague) return at;
        size_t end = n.end;
        if (trap_over(sc, at, end)) return trap_over(sc, at, end);
        if (cedu__lit(s, end, "分之") || n.lo == 0) return at;
        if (n.digits > 6 && n.arabic) return at;
        if (structural(s, end)) return end;
        {
            cedu__num n2; /* 第一、第二产业 */
            size_t c1 = cedu__lit(s, end, "、"), c2 = c1 ? cedu__lit(s, end + c1, "第") : 0;
            if (c2 && cedu__num_at(s, end + c1 + c2, &n2) && structural(s, n2.end)) return end;
        }
        cedu_mention m = cedu__mention_new(CEDU_MENTION_ordinal, at, end);
        set_numbers(&m, n.lo, n.lo, 1);
        if (n.pair && !n.arabic) m.value = floor(n.lo / 10), m.has_max = true, m.value_max = fmod(n.lo, 10);
        uint32_t c = cedu__fold_at(s, end, &len);
        if (ordinal_unit(c) && !cedu__lit(s, end, "次序") && !cedu__lit(s, end, "位置") && !cedu__lit(s, end, "名称")) {
            unit u = unit_at(sc, end, false);
            if (u.end) m.end = (uint32_t)u.end, m.entry = u.entry;
        }
        return push_number(sc, m);
    }
    if ((l = cedu__lit(s, at, "首"))) { /* 首位 首个 首家 */
        static const char *const FIRST[] = {"位", "个", "家", "座", "款", "条", "例", "台", "部", "名"};
        for (size_t q = 0; q < CEDU_COUNT(FIRST); q++) {
            size_t u = cedu__lit(s, at + l, FIRST[q]);
            if (!u) continue;
            if (cedu__lit(s, at, "首部分") || cedu__lit(s, at, "首个人") || cedu__lit(s, at, "首家庭") ||
                cedu__lit(s, at, "首席"))
                return at;
            cedu_mention m = cedu__mention_new(CEDU_MENTION_ordinal, at, at + l + u);
            set_numbers(&m, 1, 1, 1);
            unit un = unit_at(sc, at + l, false);
            m.entry = un.end == at + l + u ? un.entry : -1;
            return push_number(sc, m);
        }
        return at;
    }
    if ((l = cedu__lit(s, at, "前"))) { /* 前三 前10名: only as a rank */
        if (!cedu__num_at(s, cedu__skip_blank(s, at + l), &n) || n.decimal || n.vague || n.lo < 2 || n.lo > 1000) return at;
        size_t u = cedu__lit(s, n.end, "名"), v = cedu__lit(s, n.end, "位"), w = cedu__lit(s, n.end, "强"),
               x = cedu__lit(s, n.end, "甲");
        size_t end = n.end + u + v + w + x;
        uint32_t after = cedu__fold_at(s, end, &len), before = cedu__cp_before(s, at);
        bool rank = u || v || w || x || (!cedu__is_han(after) && cedu__in_set(before, "国球省市区列居名入第内世界界域行")) ||
                    (cedu__in_set(before, "居列入") && cedu__in_set(after, "的，。、"));
        if (!rank) return at;
        cedu_mention m = cedu__mention_new(CEDU_MENTION_ordinal, at, end);
        m.has_value = m.has_max = true;
        m.value = 1, m.value_max = n.lo;
        return push_number(sc, m);
    }
    return at;
}

/* ------------------------------------------------------------------ percent words, fractions */
static size_t percent_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t l, k;
    double f = 1;
    cedu__num n, m2;
    if ((l = cedu__lit(s, at, "百分之"))) f = 1;
    else if ((l = cedu__lit(s, at, "千分之"))) f = 0.1;
    else if ((l = cedu__lit(s, at, "万分之"))) f = 0.01;
    else return at;
    k = cedu__skip_blank(s, at + l);
    double lo, hi;
    size_t end;
    bool vague = false;
    if (cedu__num_at(s, k, &n)) {
        lo = n.lo, hi = n.hi, end = n.end, vague = n.vague;
        size_t r = cedu__range_mark(s, end, true), rl;
        if (r) {
            size_t k2 = r + ((rl = cedu__lit(s, r, "百分之")) ? rl : 0);
            if (cedu__num_at(s, k2, &m2) && m2.lo > lo) hi = m2.lo, end = m2.end;
        }
    } else {
        return at;
    }
    cedu_mention m = cedu__mention_new(CEDU_MENTION_percent, at, end);
    cedu__spot b = cedu__scan_before(sc, at);
    if (b.entry >= 0 && cedu__image_entry(sc->im, b.entry)->cls == CEDU_CLASS_modifier)
        m.start = b.start, m.modifier = cedu__modifier_of(sc, b.entry);
    set_numbers(&m, lo, hi, f);
    m.vague = vague;
    m.end = (uint32_t)modifier_after(sc, m.end, &m);
    m.entry = cedu__image_by_id(sc->im, CEDU_CLASS_unit, CEDU_STR("percent"));
    return push_number(sc, m);
}

/* ------------------------------------------------------------------ masked */
static bool mask_char(uint32_t c) { return c == '*' || c == 0xD7 || c == 0x25A1 || c == 0x25CB || c == 0x2588; }

size_t cedu__masked_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t i = at, len, n = 0;
    uint32_t c = cedu__fold_at(s, i, &len), before = cedu__cp_before(s, at);
    bool x = c == 'X' || c == 'x';
    if (x && (cedu__is_alpha(before) || cedu__is_digit(before))) return at;
    while ((c = cedu__fold_at(s, i, &len)) && (x ? c == 'X' || c == 'x' : mask_char(c))) i += len, n++;
    if (n == 0 || n > 64) return i; /* a row of stars is a rule, not a number */
    if (x && n < 2) return at;
    size_t k = cedu__skip_blank(s, i), start = at;
    while (cedu__cn_magnitude(cedu__fold_at(s, k, &len)) > 0 && k - i < 12) k += len;
    unit u = unit_at(sc, k, true);
    if (!u.end || (k == i && dim_is(&u, "count") && !mask_char(cedu__fold_at(s, at, &len)))) return x ? at : i;
    while (cedu__is_digit(cedu__cp_before(s, start)) && at - start < 24) start = cedu__u8_prev(s, start);
    cedu_mention m = cedu__mention_new(type_of(&u), start, u.end);
    m.refused = true, m.entry = u.entry;
    return push_number(sc, m);
}

/* ------------------------------------------------------------------ amounts */
static bool currency(const cedu__scan *sc, int32_t e) { return e >= 0 && cedu__image_entry(sc->im, e)->cls == CEDU_CLASS_unit; }

size_t cedu__quantity_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t len, l, e, l2;
    uint32_t c = cedu__fold_at(s, at, &len), before = cedu__cp_before(s, at);
    if (c == 0x7B2C || c == 0x9996 || c == 0x524D) return ordinal_at(sc, at); /* 第 首 前 */
    if ((e = percent_at(sc, at)) != at) return e;
    bool negative = false;
    size_t k = at;
    if (c == '-' || c == 0x2212 || c == 0x8D1F || c == 0x8CA0) { /* - − 负 */
        if (cedu__is_alpha(before) || cedu__is_digit(before) ||
            (c == '-' && (cedu__is_han(before) || before == '-' || before == ')')))
            return at;
        k = cedu__skip_blank(s, at + len);
        if (!cedu__is_numeral(cedu__fold_at(s, k, &l2)) && cedu__fold_at(s, k, &l2) != '.') return at;
        if (c == 0x8D1F && cedu__is_han(before) && trap_over(sc, at, k)) return at;
        negative = true;
    }
    cedu__num n;
    bool half = false;
    if ((l = cedu__lit(s, k, "一半")) || (l = cedu__lit(s, k, "半数"))) {
        if (trap_over(sc, k, k + l)) return at;
        cedu__spot b0 = cedu__scan_before(sc, at);
        cedu_mention m = cedu__mention_new(CEDU_MENTION_number, at, k + l);
        if (b0.entry >= 0 && !currency(sc, b0.entry)) m.start = b0.start, m.modifier = cedu__modifier_of(sc, b0.entry);
        else if (before == 0x8FC7 || before == 0x8D85) m.modifier = CEDU_MOD_GT;
        set_numbers(&m, 0.5, 0.5, 1);
        if (cedu__lit(s, k + l, "以上")) m.end += 6, m.modifier = CEDU_MOD_GE;
        return push_number(sc, m);
    }
    if ((l = cedu__lit(s, k, "半"))) {
        unit u = unit_at(sc, k + l, false);
        bool whole = (!cedu__is_han(before)) && u.end && !cedu__is_han(cedu__fold_at(s, u.end, &len)) && u.end - (k + l) <= 3;
        if ((before == 0x8FC7 || before == 0x8D85) && !u.end && !trap_over(sc, k, k + l + 1)) { /* 过半, 超半 */
            cedu_mention m = cedu__mention_new(CEDU_MENTION_number, k, k + l);
            cedu_hit t = cedu__scan_longest(sc, 1u << CEDU_CLASS_trap, k);
            if (t.entry >= 0) return at;
            set_numbers(&m, 0.5, 0.5, 1);
            m.modifier = CEDU_MOD_GT;
            return push_number(sc, m);
        }
        if (!whole) return at;
        n = (cedu__num){.end = (uint32_t)(k + l), .lo = 0.5, .hi = 0.5, .mag = 1, .chars = 1};
        half = true;
    } else if (!cedu__num_at(s, k, &n)) {
        return n.end > k ? n.end : at;
    }
    if (n.arabic) { /* an identifier: GPT4, A100, 2B2C, x86 */
        if (cedu__is_alpha(before) || before == '_' ||
            (before == '-' && !negative && k > 1 &&
             cedu__is_alpha(cedu__cp_before(
                 s, cedu__u8_prev(s, k))))) { /* except a currency or modifier word in Latin letters: US$, RMB5 */
            cedu__spot b1 = cedu__scan_before(sc, at);
            if (!(b1.entry >= 0 && currency(sc, b1.entry))) return n.end;
        }
        if (before == '.' || (before == '+' && k > 1) || before == '#' || before == 0xB7) return n.end;
        uint32_t x = cedu__fold_at(s, n.end, &len), y = cedu__fold_at(s, n.end + len, &l2);
        if (x == 0xB7 && cedu__is_digit(y)) return n.end + len;         /* 7·16 */
        if (x == '-' && n.digits && n.lead_zero && cedu__is_digit(y)) { /* 010-6655 …: a telephone number */
            size_t j = n.end;
            for (unsigned steps = 0; (x == '-' || cedu__is_digit(x)) && steps < 64; steps++)
                j += len, x = cedu__fold_at(s, j, &len);
            return j;
        }
        /* licence and registration numbers */
        if (!n.decimal && ((n.digits >= 6 && cedu__lit(s, n.end, "号")) || n.digits > 15)) return n.end;
        if (before == '-' && !negative && n.digits >= 5) return n.end;
        if (before == '-' && !negative && k > 3 && cedu__lit(s, k - 4, "号")) return n.end; /* 备案号-1 */
    }
    size_t trap = trap_over(sc, k, n.arabic ? n.end : k + 1);
    if (trap && !n.arabic && (trap >= n.end || (k > 0 && trap_over(sc, cedu__u8_prev(s, k), k + 1))))
        return trap; /* 队伍五大: from 五 on */
    if (enumerates(s, k, &n)) return n.end;
    if (n.arabic && n.lead_zero && n.digits > 1 && n.digits != 2) return n.end; /* 0512, 007 */
    double lo = n.lo, hi = n.hi;
    bool range = n.range || n.vague, vague = n.vague;
    size_t end = n.end;
    uint32_t after = cedu__fold_at(s, end, &len);
    /* version numbers 1.2.3, addresses */
    if (n.arabic && after == '.' && cedu__is_digit(cedu__fold_at(s, end + len, &l2))) {
        while (after == '.' || cedu__is_digit(after)) end += len, after = cedu__fold_at(s, end, &len);
        return end;
    }
    if (n.arabic && after == '+' && end > 0) { /* 1+3+N */
        size_t j = end;
        uint32_t q = after;
        while (q == '+' || cedu__is_digit(q) || cedu__is_alpha(q)) j += len, q = cedu__fold_at(s, j, &len);
        return j;
    }
    /* damaged: 491 07亿元 */
    if (n.arabic && !n.decimal && !n.comma && n.digits && after == ' ') {
        cedu__num m2;
        size_t j = end + len;
        if (cedu__num_at(s, j, &m2) && m2.arabic && !m2.comma) {
            unit u2 = unit_at(sc, m2.end, false);
            /* 491 07亿元 lost its point; 1 234元 has a blank for a comma */
            size_t q = j, count = 0;
            while (count < 4 && cedu__is_digit(cedu__fold_at(s, q, &l2))) count++, q += l2;
            bool short_tail = !m2.decimal && count <= 2, thousands = n.digits <= 3 && count == 3;
            if (u2.end && short_tail && !thousands &&
                (dim_is(&u2, "money") || dim_is(&u2, "percent") || dim_is(&u2, "compute"))) {
                cedu_mention m = cedu__mention_new(type_of(&u2), at, u2.end);
                double scale = count == 1 ? 10 : 100, tail = m2.lo / m2.mag / scale;
                m.has_value = true;
                m.value = round(n.lo * scale + tail * scale) * m2.mag * u2.factor / scale;
                m.damaged = true, m.entry = u2.entry;
                cedu__spot b0 = cedu__scan_before(sc, at);
                if (b0.entry >= 0 && !currency(sc, b0.entry)) m.start = b0.start, m.modifier = cedu__modifier_of(sc, b0.entry);
                return push_number(sc, m);
            }
        }
    }
    /* fractions */
    if (!range && (l = fen_zhi(s, end)) && n.lo > 0) {
        cedu__num m2;
        if (cedu__num_at(s, l, &m2) && (!cedu__cn_magnitude(0) || m2.lo >= 0)) {
            cedu_mention m = cedu__mention_new(CEDU_MENTION_number, at, m2.end);
            cedu__spot b0 = cedu__scan_before(sc, at);
            if (b0.entry >= 0 && !currency(sc, b0.entry)) m.start = b0.start, m.modifier = cedu__modifier_of(sc, b0.entry);
            unit fu = unit_at(sc, m2.end, false);
            double fv = (negative ? -1 : 1) * m2.lo / n.lo;
            if (dim_is(&fu, "volume") || dim_is(&fu, "mass") || dim_is(&fu, "length") || dim_is(&fu, "area"))
                m.type = CEDU_MENTION_quantity, m.entry = fu.entry, m.end = (uint32_t)fu.end, fv *= fu.factor;
            set_numbers(&m, fv, fv, 1);
            m.end = (uint32_t)modifier_after(sc, m.end, &m);
            return push_number(sc, m);
        }
    }
    if (!range && (l = cedu__lit(s, end, "又"))) { /* 一又二分之一 */
        cedu__num d, u2;
        size_t fl;
        if (cedu__num_at(s, end + l, &d) && ((fl = cedu__lit(s, d.end, "分之")) || (fl = cedu__lit(s, d.end, "分"))) &&
            cedu__num_at(s, d.end + fl, &u2) && d.lo > 0) {
            cedu_mention m = cedu__mention_new(CEDU_MENTION_number, at, u2.end);
            double v = n.lo + u2.lo / d.lo;
            set_numbers(&m, negative ? -v : v, negative ? -v : v, 1);
            return push_number(sc, m);
        }
        cedu__num w2; /* 4 又 1/2 */
        if (cedu__num_at(s, cedu__skip_blank(s, end + l), &d) && d.arabic && cedu__fold_at(s, d.end, &len) == '/' &&
            cedu__num_at(s, d.end + len, &w2) && w2.lo > 0) {
            cedu_mention m = cedu__mention_new(CEDU_MENTION_number, at, w2.end);
            double v = n.lo + d.lo / w2.lo;
            set_numbers(&m, negative ? -v : v, negative ? -v : v, 1);
            return push_number(sc, m);
        }
    }
    after = cedu__fold_at(s, end, &len);
    if (n.arabic && after == '/' && !n.decimal && n.digits && n.digits <= 4) {
        cedu__num m2;
        size_t ends = end + len;
        if (cedu__num_at(s, ends, &m2) && m2.arabic && !m2.decimal && m2.digits && m2.digits <= 4 && m2.lo > 0) {
            uint32_t a2 = cedu__fold_at(s, m2.end, &l2);
            if (a2 == '/' || cedu__is_alpha(a2) || cedu__is_alpha(before) || before == '/') return m2.end;
            if (n.lo < m2.lo || m2.lo <= 16) {
                cedu_mention m = cedu__mention_new(CEDU_MENTION_number, at, m2.end);
                cedu__spot b0 = cedu__scan_before(sc, at);
                if (b0.entry >= 0 && !currency(sc, b0.entry)) m.start = b0.start, m.modifier = cedu__modifier_of(sc, b0.entry);
                double v = n.lo / m2.lo;
                set_numbers(&m, negative ? -v : v, negative ? -v : v, 1);
                return push_number(sc, m);
            }
        }
    }
    /* k, K, M, G, T directly behind: thousand … */
    if (n.arabic && (n.digits > 1 || n.decimal) &&
        (after == 'k' || after == 'K' || after == 'M' || after == 'G' || after == 'T')) {
        uint32_t a2 = cedu__fold_at(s, end + len, &l2);
        unit u = unit_at(sc, end, false);
        if (!cedu__is_alpha(a2) && !cedu__is_digit(a2) && (!u.end || u.end == end + len) && !(u.end && dim_is(&u, "compute"))) {
            double f = after == 'k' || after == 'K' ? 1e3 : after == 'M' ? 1e6 : after == 'G' ? 1e9 : 1e12;
            lo *= f, hi *= f, end += len;
            n.mag = f;
            after = cedu__fold_at(s, end, &len);
        }
    }
    /* the unit, 余 before it, and a range */
    unit u = {0};
    bool odd = n.over;
    {
        size_t j = end;
        if ((l = cedu__lit(s, j, "余")) || (l = cedu__lit(s, j, "多")) || (l = cedu__lit(s, j, "几")) ||
            (l = cedu__lit(s, j, "来")) || (l = cedu__lit(s, j, "馀"))) {
            unit v = unit_at(sc, j + l, false);
            if (v.end && n.lo >= 10) odd = true, u = v;
            else if (n.lo >= 10 && !cedu__lit(s, j, "来") && !cedu__lit(s, j, "几") &&
                     !cedu__is_han(cedu__fold_at(s, j + l, &l2)))
                odd = true, end = j + l;
            else if (n.lo >= 100 && cedu__lit(s, j, "余") && !trap_over(sc, j, j + 1)) odd = true, end = j + l;
        }
        if (!u.end && end == j) u = unit_at(sc, j, true);
        if (u.end && u.end - j == 3 && cedu__lit(s, j, "个")) { /* 六个加仑 */
            unit v = unit_at(sc, u.end, false);
            if (dim_is(&v, "volume") || dim_is(&v, "mass") || dim_is(&v, "energy") ||
                (dim_is(&v, "money") && v.end - u.end > 6))
                u = v;
        }
        if (!u.end && (l = cedu__lit(s, j, "个"))) {
            unit v = unit_at(sc, j + l, false);
            if (v.end && (dim_is(&v, "count") || dim_is(&v, "people")))
                u = (unit){j + l, cedu__image_by_id(sc->im, CEDU_CLASS_unit, CEDU_STR("n.个")), CEDU_STR("count"), 1};
        }
    }
    size_t stem = u.end ? u.end : end;
    size_t r = cedu__range_mark(s, stem, true), between = 0;
    if (!r && ((l = cedu__lit(s, stem, "与")) || (l = cedu__lit(s, stem, "和")))) { /* 10与20之间 */
        cedu__num b2;
        if (cedu__num_at(s, stem + l, &b2)) {
            unit ub = unit_at(sc, b2.end, true);
            size_t be = ub.end ? ub.end : b2.end;
            if (cedu__lit(s, be, "之间") || (cedu__lit(s, be, "间") && !cedu__is_han(cedu__fold_at(s, be + 3, &len))))
                r = stem + l, between = 1;
            else if (ub.end && cedu__lit(s, b2.end, "间") && !cedu__is_han(cedu__fold_at(s, b2.end + 3, &len)))
                r = stem + l, between = 2;
        }
    }
    unit u2 = {0};
    cedu__num m2 = {0};
    double first_money = 0;
    bool has_first = false;
    if (u.end && (dim_is(&u, "money") || dim_is(&u, "mass"))) { /* 五元六角-五元七毛八分 */
        double v = lo * u.factor;
        size_t e3 = smaller_units(sc, u, &v, u.end);
        if (e3 != u.end) {
            first_money = v, has_first = true, stem = e3;
            r = cedu__range_mark(s, stem, true);
        }
    }
    if (r && !range) {
        size_t j = cedu__skip_blank(s, r);
        cedu_hit ch = cedu__scan_longest(sc, 1u << CEDU_CLASS_unit, j);
        if (ch.entry >= 0 && cedu__eqz(cedu__attr(sc, ch.entry, CEDU_ATTR_dimension), "money")) j = cedu__skip_blank(s, ch.end);
        if (cedu__num_at(s, j, &m2) && !m2.vague && !m2.range && !(n.lead_zero && !n.decimal && n.digits > 1)) {
            size_t e2 = m2.end;
            uint32_t kc = cedu__fold_at(s, e2, &l2);
            double f2 = 1;
            if (m2.arabic && (kc == 'k' || kc == 'K') && !cedu__is_alpha(cedu__fold_at(s, e2 + l2, &len))) f2 = 1e3, e2 += l2;
            size_t j2 = e2;
            bool odd2 = false;
            if ((l = cedu__lit(s, j2, "余")) || (l = cedu__lit(s, j2, "多"))) {
                u2 = unit_at(sc, j2 + l, false);
                odd2 = u2.end != 0;
            }
            if (!u2.end && between != 2) u2 = unit_at(sc, e2, true);
            double lo2 = m2.lo * f2;
            if (!u.end || (u2.end && cedu__eq(u.dim, u2.dim) && !(dim_is(&u, "count") && u.entry != u2.entry))) {
                double a = lo;
                /* 3-5万: the magnitude of the second holds for both */
                double mag2 = m2.mag * f2;
                if (!u.end && n.mag == 1 && mag2 == 1 && m2.lo >= 100 && m2.digits == 0 && n.digits == 1) { /* 两到三百 */
                    double m10 = m2.lo >= 1000 ? 1000 : 100;
                    if (fmod(m2.lo, m10) == 0 && n.lo < m2.lo / m10) a = lo * m10;
                }
                if (!u.end && n.mag == 1 && mag2 > 1 && lo < lo2 / mag2 * 1000 && lo <= lo2 / mag2 + 1e-9) a = lo * mag2;
                if (!u.end && n.mag == 1 && mag2 > 1 && a == lo && lo < lo2 / mag2 * 1000 && n.lo < 1000 && m2.mag > 1 &&
                    lo * mag2 < lo2)
                    a = lo * mag2;
                if (!u.end && n.mag == 1 && mag2 > 1 && a == lo && n.arabic && m2.decimal && lo * mag2 < lo2) a = lo * mag2;
                double fa = u.end ? u.factor : u2.end ? u2.factor : 1, fb = u2.end ? u2.factor : fa;
                double va = has_first ? first_money : a * fa, vb = lo2 * fb;
                uint32_t tail = cedu__fold_at(s, u2.end ? u2.end : e2, &l2);
                bool chain = !u2.end && (tail == '-' || cedu__is_alpha(tail) || (tail == '/') ||
                                         (tail == '.' && cedu__is_digit(cedu__fold_at(s, e2 + l2, &len))));
                bool single = !n.arabic && !m2.arabic && n.chars == 1 && m2.chars == 1 && !u2.end;
                bool phone = n.arabic && !u.end && !u2.end && (n.digits >= 3 || m2.digits >= 5) && n.digits && m2.digits &&
                             m2.digits > n.digits;
                double vb2 = vb;
                size_t eend = u2.end ? u2.end : e2;
                if (u2.end && (dim_is(&u2, "money") || dim_is(&u2, "mass") || dim_is(&u2, "length")))
                    eend = smaller_units(sc, u2, &vb2, eend);
                if (vb2 > va && !chain && !single && !phone && (u2.end || !u.end)) {
                    cedu_mention m = cedu__mention_new(type_of(&u2), at, eend);
                    m.entry = u2.end ? u2.entry : -1;
                    m.has_value = m.has_max = true;
                    m.value = va, m.value_max = vb2;
                    cedu__spot b0 = cedu__scan_before(sc, at);
                    if (b0.entry >= 0) {
                        m.start = b0.start;
                        if (currency(sc, b0.entry)) {
                            if (m.type == CEDU_MENTION_number) m.type = CEDU_MENTION_money;
                            if (m.entry < 0 || m.type == CEDU_MENTION_money) m.entry = b0.entry;
                        } else {
                            m.modifier = cedu__modifier_of(sc, b0.entry);
                        }
                    }
                    if (odd2 && m.modifier == CEDU_MOD_EQ) m.modifier = CEDU_MOD_ODD;
                    if (dim_is(&u2, "percent") || m.type == CEDU_MENTION_percent) m.value = va, m.value_max = vb2;
                    if (between) m.end += cedu__lit(s, m.end, "之间") ? 6 : 3;
                    m.core_end = m.end;
                    m.end = (uint32_t)modifier_after(sc, m.end, &m);
                    return push_number(sc, m);
                }
            }
        }
    }
    /* a pair of neighbours before a unit: 七八个, 三五家 */
    if (n.pair && u.end && !n.arabic && !dim_is(&u, "rank")) { lo = floor(n.lo / 10), hi = fmod(n.lo, 10), range = true; }
    bool measured = u.end != 0;
    cedu__spot b = cedu__scan_before(sc, at);
    bool money_before = b.entry >= 0 && currency(sc, b.entry);
    if (!measured && !money_before) {
        /* bare numbers */
        if (n.arabic) {
            uint32_t x = cedu__fold_at(s, end, &len);
            if (cedu__is_alpha(x) || x == '_') { /* 5G, 3D, 4K, 360Safe: an identifier, to its end */
                size_t j = end, steps = 0;
                while ((cedu__is_alpha(x) || cedu__is_digit(x) || x == '_') && steps++ < 64)
                    j += len, x = cedu__fold_at(s, j, &len);
                return j;
            }
            if (n.digits > 15) return end;
            if (x == ':' && cedu__is_digit(cedu__fold_at(s, end + len, &l2)) && n.digits <= 2) return end;
        } else {
            uint32_t x = cedu__fold_at(s, end, &len);
            bool isolated = !cedu__is_han(before) && !cedu__is_han(x);
            if (n.chars == 1 && !half) {
                if (!isolated) return end;
                bool edge_l = at == 0 || before == ' ' || before == '\n' || before == ',' || before == 0x3001 ||
                              before == 0x3002 || b.entry >= 0,
                     edge_r = x == 0 || x == ' ' || x == '\n' || x == ',' || x == 0x3002 || x == '!' || x == '?' || x == 0x3001;
                if (!edge_l || !edge_r || n.bare) return end;
                if (line_start(s, at) && (x == 0x3001 || x == ' ')) return end;
            } else if (n.digits && n.chars <= 2 && (!isolated || before == 0x201C || before == '"') && b.entry < 0) {
                return end; /* 三五, 二三: a word of its own */
            }
            if (n.bare && n.chars == 2 && cedu__is_han(x) && b.entry < 0 && !cedu__is_han(before) == false && n.lo < 1e8 &&
                n.mag == 1)
                return end;
        }
        if (vague && !b.entry) return end;
    }
    if (measured && !n.arabic && n.chars == 1 && !half) {
        /* 一个, 一种 … count nothing; 两个, 三项 do. A single 万 or 千 before a measure word is mostly part of a name. */
        uint32_t d = cedu__fold_at(s, k, &len);
        bool counts = dim_is(&u, "count") || dim_is(&u, "people");
        if (n.bare && b.entry < 0 && dim_is(&u, "money")) return u.end; /* 单位：亿元 */
        uint32_t x = cedu__fold_at(s, u.end, &l2);
        bool alone = !cedu__is_han(before) && !cedu__is_han(x);
        if (d == 0x4E00 && counts && !alone) return u.end;
        if (n.bare && b.entry < 0 && counts && !alone && d != 0x767E && d != 0x5343 && d != 0x4E07) return u.end;
        if (n.bare && counts && cedu__is_han(before) && b.entry < 0 && d != 0x4E07) return u.end;
        if (n.financial && !alone) return end;
        if (cedu__lit(s, k, "零")) return end;
        if (counts && cedu__cn_digit(d) >= 0 && cedu__lit(s, u.end - 3, "大") && cedu__in_set(x, "学学会小量")) return end;
    }
    cedu_mention m = cedu__mention_new(type_of(&u), at, measured ? u.end : end);
    m.core_start = (uint32_t)at;
    m.entry = measured ? u.entry : -1;
    double factor = measured ? u.factor : 1, value = lo * factor;
    if (negative) value = -value;
    m.has_value = true;
    m.value = measured && factor < 1 && factor > 0 ? (negative ? -1 : 1) * lo / round(1 / factor) : value;
    if (measured && factor < 1 && fabs(round(1 / factor) * factor - 1) > 1e-9) m.value = value;
    if (range && hi != lo) m.has_max = true, m.value_max = hi * factor;
    m.vague = vague;
    if (measured && factor == 10 && dim_is(&u, "percent") && (lo >= 10 || half)) m.value = half ? 50 : lo; /* 七五折, 半折 */
    if (measured && !range) {
        double v = m.value;
        size_t e2 = smaller_units(sc, u, &v, u.end);
        if (e2 != u.end) m.end = (uint32_t)e2, m.value = v;
        /* 三万元欧元, 元人民币 are forms of their own; a second currency behind 元 tells which */
        unit c2 = dim_is(&u, "money") && e2 == u.end && cedu__eqz(cedu__attr(sc, u.entry, CEDU_ATTR_currency), "CNY")
                      ? unit_at(sc, u.end, false)
                      : (unit){0};
        if (c2.end && dim_is(&c2, "money") && c2.factor == 1) m.entry = c2.entry, m.end = (uint32_t)c2.end;
    }
    /* N亿 … with a currency in front; 摄氏37° */
    if (b.entry >= 0) {
        m.start = b.start;
        if (money_before) {
            cedu_str dim = cedu__attr(sc, b.entry, CEDU_ATTR_dimension);
            if (cedu__eqz(dim, "money") && (!measured || dim_is(&u, "money"))) {
                m.type = CEDU_MENTION_money;
                if (!measured || !cedu__eqz(cedu__attr(sc, u.entry, CEDU_ATTR_currency), "CNY") || true) m.entry = b.entry;
            } else if (cedu__eqz(dim, "temp") && measured && dim_is(&u, "temp")) {
                m.entry = b.entry;
            } else {
                m.start = (uint32_t)at;
            }
            cedu__spot b2 = cedu__scan_before(sc, m.start);
            if (b2.entry >= 0 && !currency(sc, b2.entry)) m.start = b2.start, m.modifier = cedu__modifier_of(sc, b2.entry);
        } else {
            m.modifier = cedu__modifier_of(sc, b.entry);
        }
    }
    m.core_end = m.end;
    if (odd) m.modifier = m.modifier == CEDU_MOD_EQ ? CEDU_MOD_ODD : m.modifier;
    m.end = (uint32_t)modifier_after(sc, m.end, &m);
    if (trapped(sc, m.start, m.end)) return m.end;
    return push_number(sc, m);
}
