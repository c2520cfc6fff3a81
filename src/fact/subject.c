/* subject.c - the canonical name of what a number is about.
 *
 * A phrase that is a form of an indicator takes its name and id; a phrase that ends in one keeps its own beginning; a bare head
 * (产业规模, 企业) borrows the sector that the paragraph talks about; a counted noun gets 数量. Everything else stands as written:
 * an unknown indicator is still a fact.
 */
#include "fact/inner.h"

cedu_str cedu__fact_domain(const fx *x, fact_span s) {
    for (uint32_t i = s.start; i < s.end;) { /* inside an indicator: ask the automaton */
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_sector, cedu__sub(x->text, 0, s.end), i, h, CEDU_COUNT(h));
        if (n) return cedu__image_entry(x->im, h[n - 1].entry)->name;
        i += (uint32_t)cedu__u8_len((unsigned char)x->text.p[i]);
    }
    return (cedu_str){0};
}

static cedu_str join(fx *x, cedu_str a, cedu_str b) {
    return cedu__arena_strf(x->arena, "%.*s%.*s", (int)a.n, a.p ? a.p : "", (int)b.n, b.p ? b.p : "");
}

/* 中心算力 and 算力规模: what both hold is said once. */
static cedu_str join_over(fx *x, cedu_str a, cedu_str b) {
    for (size_t n = a.n < b.n ? a.n : b.n; n > 0; n--)
        if (!memcmp(a.p + a.n - n, b.p, n)) return join(x, a, cedu__sub(b, n, b.n));
    return join(x, a, b);
}

static bool fits(const fx *x, int32_t ind, const cedu_mention *m) {
    cedu_str d = cedu__image_attr(x->im, ind, CEDU_ATTR_dimension);
    if (!m || !d.n) return true;
    switch (m->type) {
    case CEDU_MENTION_money: return cedu__eqz(d, "money");
    case CEDU_MENTION_percent: return true; /* growth, share of anything */
    case CEDU_MENTION_quantity: {
        cedu_str unit = m->entry >= 0 ? cedu__image_attr(x->im, m->entry, CEDU_ATTR_dimension) : (cedu_str){0};
        bool compute = cedu__eqz(d, "compute"), of = cedu__eqz(unit, "compute");
        return !cedu__eqz(d, "money") && !cedu__eqz(d, "percent") &&
               (!unit.n || compute == of); /* 项目…10000P: not of projects */
    }
    default: return true;
    }
}

static int32_t indicator(const fx *x, cedu_str form, const cedu_mention *m) {
    int32_t e = form.n ? cedu__image_by_form(x->im, CEDU_CLASS_indicator, form) : -1;
    return e >= 0 && fits(x, e, m) ? e : -1;
}

/* 17个重点传统制造业增加值: a measure is not counted in pieces. */
static bool uncountable(const fx *x, cedu_str s) {
    for (size_t i = s.n; i > 0 && s.n - i <= 24;) {
        i = cedu__u8_prev(s, i);
        int32_t h = cedu__image_by_form(x->im, CEDU_CLASS_head, cedu__sub(s, i, s.n));
        if (h < 0) continue;
        cedu_str d = cedu__image_attr(x->im, h, CEDU_ATTR_dimension);
        return cedu__eqz(d, "money") || cedu__eqz(d, "percent");
    }
    return false;
}

/* 大数据核心产业规模…，带动[相关产业规模]…: an indicator whose name says a sector, called by words that do not, where another is spoken of. */
static bool of_another(const fx *x, int32_t indicator, cedu_str words, cedu_str domain) {
    cedu_hit h[8];
    const cedu_str name = cedu__image_entry(x->im, indicator)->name;
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_sector, name, 0, h, CEDU_COUNT(h));
    if (!n) return false;
    cedu_str own = cedu__image_entry(x->im, h[n - 1].entry)->name;
    return cedu__find(words, cedu__sub(name, 0, h[n - 1].end), 0) < 0 && cedu__find(domain, own, 0) < 0 &&
           cedu__find(own, domain, 0) < 0;
}

bool cedu__fact_ends_in_head(const fx *x, cedu_str s) {
    for (size_t i = s.n; i > 0;) {
        i = cedu__u8_prev(s, i);
        if (s.n - i > 24) break;
        if (cedu__image_by_form(x->im, CEDU_CLASS_head, cedu__sub(s, i, s.n)) >= 0) return true;
    }
    return false;
}

/* R&D（全称研究与试验发展，下称R&D）经费: a bracket that says more than one thing explains and is no part of the name. */
static cedu_str without_gloss(fx *x, cedu_str s) {
    size_t n, open = 0, depth = 0;
    bool clause = false;
    for (size_t i = 0; i < s.n; i += n) {
        uint32_t c = cedu__u8_at(s, i, &n);
        if (c == 0xFF08 || c == '(') {
            if (!depth++) open = i, clause = false;
        } else if (depth && (c == 0xFF0C || c == ',')) clause = true;
        else if (depth && (c == 0xFF09 || c == ')') && !--depth && clause)
            return cedu__arena_strf(x->arena, "%.*s%.*s", (int)open, s.p, (int)(s.n - i - n), s.p + i + n);
    }
    return s;
}

cedu_str cedu__fact_subject(fx *x, fact_span np, const cedu_mention *number, cedu_str domain, cedu_str *id) {
    cedu_str s = cedu__fact_text(x, np.start, np.end);
    *id = (cedu_str){0};
    s = without_gloss(x, cedu__trim(s));
    const fact_cue *etc = NULL; /* 等垂直领域的终端用户数: what the list is of does not belong to the name */
    for (size_t lo = 0, hi = x->cues.n; lo < hi;) {
        size_t mid = (lo + hi) / 2;
        if (x->cues.p[mid].start < np.start) lo = mid + 1;
        else hi = mid;
        if (lo >= hi && lo < x->cues.n && x->cues.p[lo].start == np.start && (x->cues.p[lo].groups & G(etc)))
            etc = &x->cues.p[lo];
    }
    size_t whole = s.n;
    for (size_t i = etc ? etc->end - np.start : s.n; i < s.n; i += cedu__u8_len((unsigned char)s.p[i]))
        if (!memcmp(s.p + i, "\xE7\x9A\x84", 3)) { /* 的 */
            s = cedu__sub(s, i + 3, s.n);
            break;
        }
    if (etc && s.n == whole && etc->end < np.end && number && np.end <= number->start)
        s = cedu__fact_text(x, etc->end, np.end); /* 等文明城市 */
    size_t len;
    uint32_t head = s.n ? cedu__u8_at(s, 0, &len) : 0;
    if ((head == 0x8FD9 || head == 0x8BE5 || head == 0x6B64) && cedu__u8_count(s) <= 2)
        s.n = 0; /* 这份, 该, 此: names nothing */
    if (!s.n) return s;
    bool counts = number && number->type == CEDU_MENTION_quantity && number->entry >= 0 &&
                  (cedu__eqz(cedu__image_attr(x->im, number->entry, CEDU_ATTR_dimension), "count") ||
                   cedu__eqz(cedu__image_attr(x->im, number->entry, CEDU_ATTR_dimension), "people") ||
                   cedu__eqz(cedu__image_attr(x->im, number->entry, CEDU_ATTR_dimension), "rank"));
    bool money = number && number->type == CEDU_MENTION_money;
    const cedu_str scale = cedu__fact_word(x->words, FACT_WORD_size); /* 服务器规模达153万台 */
    if (counts && s.n > scale.n + 3 && cedu__ends(s, scale) && number->start >= np.end) s.n -= scale.n;
    if (counts && uncountable(x, s)) return (cedu_str){0};
    bool compute = number && number->type == CEDU_MENTION_quantity && number->entry >= 0 &&
                   cedu__eqz(cedu__image_attr(x->im, number->entry, CEDU_ATTR_dimension), "compute");
    const cedu_str amount = cedu__fact_word(x->words, FACT_WORD_amount), size = cedu__fact_word(x->words, FACT_WORD_size);
    int32_t e = indicator(x, s, number);
    bool bare = false;
    if (e < 0 && domain.n && !cedu__fact_domain(x, np).n && cedu__u8_count(s) <= 8) {
        cedu_str wide = join(x, domain, s);
        e = indicator(x, wide, number);
        if (e < 0 && money) e = indicator(x, join(x, wide, size), number);
        if (e < 0 && (counts || cedu__fact_ends_in_head(x, s)) && cedu__u8_count(s) <= 5 &&
            cedu__starts(s, cedu__fact_word(x->words, FACT_WORD_enterprise)))
            s = wide, bare = true;
        if (e < 0 && !bare && cedu__u8_count(s) <= 6 && cedu__starts(s, cedu__fact_word(x->words, FACT_WORD_industry)))
            s = wide;
    }
    if (e < 0 && (compute || money)) e = indicator(x, join(x, s, size), number);
    if (e >= 0 && domain.n && !cedu__fact_domain(x, np).n) { /* 从业人员, after 人工智能企业: those of the sector */
        int32_t of = indicator(x, join(x, domain, s), number);
        if (of >= 0) e = of;
    }
    if (e >= 0 && domain.n && !cedu__fact_domain(x, np).n && of_another(x, e, s, domain)) return join(x, domain, s);
    if (e >= 0) {
        const cedu_entry *en = cedu__image_entry(x->im, e);
        *id = en->id;
        return en->name;
    }
    cedu_str name = s;
    for (size_t i = 3; i < s.n && i < 60;
         i += cedu__u8_len((unsigned char)s.p[i])) { /* a longer phrase that ends in a known one */
        if (((unsigned char)s.p[i] & 0xC0) == 0x80) continue;
        int32_t t = indicator(x, cedu__sub(s, i, s.n), number);
        if (t >= 0 && fits(x, t, number)) {
            cedu_str before = cedu__sub(s, 0, i);
            const cedu_str of = CEDU_STR("\xE7\x9A\x84"); /* 新建数据中心[的]PUE, whose name begins with 数据中心 */
            if (cedu__ends(before, of)) {
                cedu_str owner = cedu__sub(before, 0, before.n - of.n),
                         over = join_over(x, owner, cedu__image_entry(x->im, t)->name);
                if (over.n < owner.n + cedu__image_entry(x->im, t)->name.n) return over;
            }
            const cedu_str known = cedu__image_entry(x->im, t)->name;
            cedu_str form = cedu__sub(s, i, s.n);
            size_t lead = cedu__ends(known, form) ? known.n - form.n : 0; /* 新建数据中心平均PUE: said already */
            if (lead >= 6 && cedu__find(before, cedu__sub(known, 0, lead), 0) >= 0) break;
            if (before.n >= 6 && known.n > 6 && !memcmp(before.p, known.p, 6)) break;
            if (!cedu__ends(known, amount))
                return join(x, before, known); /* else the words of the page, 数量 where the name has it */
            return cedu__fact_word_ends(x->words, FACT_WORD_counted, s) ? s : join(x, s, amount);
        }
    }
    if (counts && !cedu__fact_word_ends(x->words, FACT_WORD_counted, s) && !cedu__fact_ends_in_head(x, s))
        name = join(x, s, amount);
    else if (compute) { /* 中心扩容至400P: its compute */ int32_t first, count;
        cedu__image_class(x->im, CEDU_CLASS_indicator, &first, &count);
        for (int32_t i = 0; i < count; i++)
            if (cedu__eqz(cedu__image_attr(x->im, first + i, CEDU_ATTR_dimension), "compute"))
                return join_over(x, s, cedu__image_entry(x->im, first + i)->name);
    } else if (money && !cedu__fact_ends_in_head(x, s) && cedu__fact_word_ends(x->words, FACT_WORD_industry, s))
        name = join(x, s, size);
    return name;
}
