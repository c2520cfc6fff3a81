/* ordinal.c - ranks (第一, 首个, 前十名), percent in words (百分之五, 百万分之三, 打对折), and masked numbers (**EFLOPS, XX亿元).
 *
 * A masked number is a mention that says that there was one: `refused`, no value.
 */
#include "match/quantity.h"

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

#define MAX_PLACES 8 /* of one list of places */
#define LAST_PLACE 1000

/* 第二[、三位], 分列[二、三位]: places in a list that share the unit at its end; `from` is where the list goes on with a mark, or its
 * first numeral. Puts out one ordinal each; 0 = no such list. */
static size_t place_list(cedu__scan *sc, size_t from) {
    struct {
        size_t start, end;
        double value;
    } p[MAX_PLACES];
    cedu_str s = sc->s;
    size_t i = from, n = 0, len;
    cedu__num num;
    for (; n < MAX_PLACES; i = num.end) {
        size_t mark = cedu__lit(s, i, "、");
        if (!mark) mark = cedu__lit(s, i, "和");
        if (n && !mark) break;
        if (!cedu__num_at(s, i + mark, &num) || num.decimal || num.vague || num.pair || num.lo < 1 || num.lo > LAST_PLACE)
            return 0;
        p[n].start = i + mark, p[n].end = num.end, p[n++].value = num.lo;
    }
    if (!cedu__in_set(cedu__fold_at(s, i, &len), "位名")) return 0;
    p[n - 1].end = i + len;
    size_t end = 0;
    for (size_t k = 0; k < n; k++) {
        cedu_mention m = cedu__mention_new(CEDU_MENTION_ordinal, p[k].start, p[k].end);
        cedu__set_numbers(&m, p[k].value, p[k].value, 1);
        end = cedu__push_numeric(sc, m);
    }
    return end;
}

/* 分列二、三位: the list begins behind the verb. */
size_t cedu__places_at(cedu__scan *sc, size_t at) {
    size_t len;
    cedu__num first;
    if (!cedu__in_set(cedu__cp_before(sc->s, at), "列居名排") || !cedu__num_at(sc->s, at, &first)) return at;
    uint32_t mark = cedu__fold_at(sc->s, first.end, &len);
    size_t end = mark == 0x3001 || mark == 0x548C ? place_list(sc, at) : 0; /* 、 和 */
    return end ? end : at;
}

size_t cedu__ordinal_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t l, len, k;
    cedu__num n;
    if ((l = cedu__lit(s, at, "第"))) {
        k = cedu__skip_blank(s, at + l);
        if (!cedu__num_at(s, k, &n) || n.decimal || n.vague) return at;
        size_t end = n.end;
        if (cedu__trap_over(sc, at, end)) return cedu__trap_over(sc, at, end);
        if (cedu__lit(s, end, "分之") || n.lo == 0) return at;
        if (n.digits > 6 && n.arabic) return at;
        if (structural(s, end)) return end;
        {
            cedu__num n2; /* 第一、第二产业 */
            size_t c1 = cedu__lit(s, end, "、"), c2 = c1 ? cedu__lit(s, end + c1, "第") : 0;
            if (c2 && cedu__num_at(s, end + c1 + c2, &n2) && structural(s, n2.end)) return end;
        }
        cedu_mention m = cedu__mention_new(CEDU_MENTION_ordinal, at, end);
        cedu__set_numbers(&m, n.lo, n.lo, 1);
        if (n.pair && !n.arabic) m.value = floor(n.lo / 10), m.has_max = true, m.value_max = fmod(n.lo, 10);
        uint32_t c = cedu__fold_at(s, end, &len);
        if (ordinal_unit(c) && !cedu__lit(s, end, "次序") && !cedu__lit(s, end, "位置") && !cedu__lit(s, end, "名称")) {
            cedu__unit u = cedu__unit_at(sc, end, false);
            if (u.end) m.end = (uint32_t)u.end, m.entry = u.entry;
        }
        size_t pushed = cedu__push_numeric(sc, m), list = m.end == end ? place_list(sc, end) : 0;
        return list ? list : pushed;
    }
    if ((l = cedu__lit(s, at, "首"))) { /* 首位 首个 首家 */
        static const char *const FIRST[] = {"位", "个", "家", "座", "款", "条", "例", "台", "部", "名"};
        for (size_t q = 0; q < CEDU_COUNT(FIRST); q++) {
            size_t u = cedu__lit(s, at + l, FIRST[q]);
            if (!u) continue;
            if (cedu__lit(s, at, "首部分") || (cedu__lit(s, at, "首个人") && !cedu__lit(s, at, "首个人工")) ||
                cedu__lit(s, at, "首家庭") || cedu__lit(s, at, "首席"))
                return at;
            cedu_mention m = cedu__mention_new(CEDU_MENTION_ordinal, at, at + l + u);
            cedu__set_numbers(&m, 1, 1, 1);
            cedu__unit un = cedu__unit_at(sc, at + l, false);
            m.entry = un.end == at + l + u ? un.entry : -1;
            return cedu__push_numeric(sc, m);
        }
        return at;
    }
    uint32_t top = cedu__fold_at(s, at, &len);
    if (top == 'T' || top == 't') { /* TOP10, Top 5 */
        if ((s.n - at < 4) || (s.p[at + 1] | 32) != 'o' || (s.p[at + 2] | 32) != 'p') return at;
        if (cedu__is_alpha(cedu__cp_before(s, at)) || !cedu__num_at(s, cedu__skip_blank(s, at + 3), &n) || !n.arabic ||
            n.decimal || n.lo < 2 || n.lo > 1000 || cedu__is_alpha(cedu__fold_at(s, n.end, &len)))
            return at;
        cedu_mention m = cedu__mention_new(CEDU_MENTION_ordinal, at, n.end);
        m.has_value = m.has_max = true;
        m.value = 1, m.value_max = n.lo;
        return cedu__push_numeric(sc, m);
    }
    if ((l = cedu__lit(s, at, "前"))) { /* 前三 前10名: only as a rank */
        if (!cedu__num_at(s, cedu__skip_blank(s, at + l), &n) || n.decimal || n.vague || n.lo < 2 || n.lo > 1000) return at;
        size_t u = cedu__lit(s, n.end, "名"), v = cedu__lit(s, n.end, "位"), w = cedu__lit(s, n.end, "强"),
               x = cedu__lit(s, n.end, "甲");
        size_t end = n.end + u + v + w + x;
        uint32_t after = cedu__fold_at(s, end, &len), before = cedu__cp_before(s, at);
        bool rank = u || v || w || x || (!cedu__is_han(after) && cedu__in_set(before, "国球省市区列居名入第内世界界域行")) ||
                    (cedu__in_set(before, "居列入名") && cedu__in_set(after, "的，。、"));
        if (!rank) return at;
        cedu_mention m = cedu__mention_new(CEDU_MENTION_ordinal, at, end);
        m.has_value = m.has_max = true;
        m.value = 1, m.value_max = n.lo;
        return cedu__push_numeric(sc, m);
    }
    return at;
}

/* ------------------------------------------------------------------ percent in words */
/* 百分之, 千分之, 百万分之, also with blanks: the byte after it and what one is in percent; 0 = something else. */
static size_t parts_of(cedu_str s, size_t at, double *unit) {
    double product = 1, m;
    size_t k = at, len, l;
    unsigned n = 0;
    while (n < 4 && (m = cedu__cn_magnitude(cedu__fold_at(s, k, &len))) >= 100) product *= m, k += len, n++;
    if (!n) return 0;
    k = cedu__skip_blank(s, k);
    if (!(l = cedu__lit(s, k, "分"))) return 0;
    k = cedu__skip_blank(s, k + l);
    if (!(l = cedu__lit(s, k, "之"))) return 0;
    *unit = 100 / product;
    return cedu__skip_blank(s, k + l);
}

size_t cedu__percent_words_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t l, k, r, again, end;
    double f = 1, f2 = 1, lo, hi;
    cedu__num n, m2;
    if ((l = cedu__lit(s, at, "对折")) || (l = cedu__lit(s, at, "對折"))) {
        if (cedu__cp_before(s, at) != 0x6253) return at; /* 打 */
        cedu_mention m = cedu__mention_new(CEDU_MENTION_percent, at, at + l);
        cedu__set_numbers(&m, 50, 50, 1);
        m.entry = cedu__image_by_id(sc->im, CEDU_CLASS_unit, CEDU_STR("percent"));
        return cedu__push_numeric(sc, m);
    }
    if (!(k = parts_of(s, at, &f)) || !cedu__num_at(s, k, &n)) return at;
    lo = n.lo, hi = n.hi, end = n.end;
    size_t letter = cedu__skip_blank(s, end), len;
    if (n.arabic && (cedu__fold_at(s, letter, &len) | 32) == 'k' && !cedu__is_alpha(cedu__fold_at(s, letter + len, &l)) &&
        letter - end <= 1)
        lo *= 1e3, hi *= 1e3, end = letter + len; /* 百分之 1.5k */
    if ((r = cedu__range_mark(s, end, true))) {   /* 百分之五至百分之八 */
        again = parts_of(s, r, &f2);
        if (cedu__num_at(s, again ? again : r, &m2) && m2.lo > lo && (!again || f2 == f)) hi = m2.lo, end = m2.end;
    }
    cedu_mention m = cedu__mention_new(CEDU_MENTION_percent, at, end);
    cedu__lead_modifier(sc, at, &m);
    cedu__set_numbers(&m, lo, hi, f);
    m.vague = n.vague;
    m.end = (uint32_t)cedu__modifier_behind(sc, m.end, &m);
    m.entry = cedu__image_by_id(sc->im, CEDU_CLASS_unit, CEDU_STR("percent"));
    return cedu__push_numeric(sc, m);
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
    const size_t blots = i;
    c = cedu__fold_at(s, at, &len);
    bool product = (c == '*' || c == 0xD7) && cedu__is_digit(before); /* 3×100亿元; but *00亿元, □0家 are half a number */
    for (size_t from = i; !x && !product && i - from < 8 && (cedu__is_digit(c = cedu__fold_at(s, i, &len)) || c == '.');
         i += len) {}
    size_t k = cedu__skip_blank(s, i), start = at;
    while (cedu__cn_magnitude(cedu__fold_at(s, k, &len)) > 0 && k - i < 12) k += len;
    cedu__unit u = cedu__unit_at(sc, k, true);
    if (!u.end) return x ? at : blots;
    if (k == i && cedu__dim_is(&u, "count") && !mask_char(cedu__fold_at(s, at, &len))) return x ? at : i;
    while (cedu__is_digit(cedu__cp_before(s, start)) && at - start < 24) start = cedu__u8_prev(s, start);
    cedu_mention m = cedu__mention_new(cedu__unit_type(&u), start, u.end);
    m.refused = true, m.entry = u.entry;
    return cedu__push_numeric(sc, m);
}
