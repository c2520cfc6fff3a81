/* purpose.c - what a payment is for: the phrase that becomes the subject of a subsidy (measure.c).
 *
 * In this order: the second award's own words, 对X的企业, 支持X or 鼓励X, what else the sentence says before the sum, the words that open
 * its paragraph (（二）研发补助。), the heading above. A bound for each (单个企业最高…), a label and a fund that pays are none.
 * To extend: words are the values favour, each, more of packs/core/fact_words.tsv.
 */
#include "fact/inner.h"

#define MAX_TOWARD 80 /* likewise of 对…的企业, which lists what may be won */

/* 支持对象：…: a line of a form, though the page room may take it for a title. */
static bool labelled(const fx *x, const cedu_fact_block *b) {
    cedu_str s = cedu__fact_text(x, b->start, b->end);
    ptrdiff_t at = cedu__find(s, CEDU_STR("\xEF\xBC\x9A"), 0); /* ： */
    return at > 0 && at <= 18;
}

/* 发放“标注券”: the verb that a voucher follows. */
static bool hands_out(const fx *x, const fact_clause *k, const fact_cue *verb) {
    const fact_cue *v = cedu__fact_find_cue(x, k, verb->end, verb->end + 12 < k->end ? verb->end + 12 : k->end, G(voucher));
    return v != NULL;
}

static bool says_each(const fx *x, fact_span s) { /* 单个企业最高…, 由两级各承担…: a bound or a payer, not what for */
    for (size_t i = 0; i < x->words->of[FACT_WORD_each].n; i++)
        if (cedu__starts(cedu__fact_text(x, s.start, s.end), x->words->of[FACT_WORD_each].p[i])) return true;
    return false;
}

/* Whether a sum was promised in a clause of the sentence before k. */
static bool promised(const fx *x, const fact_sentence *s, const fact_clause *k) {
    for (const fact_clause *c = &x->clauses.p[s->k0]; c < k; c++)
        for (uint32_t j = c->m0; j < c->m1; j++)
            if (x->m.p[j].type == CEDU_MENTION_money && cedu__fact_find_cue(x, c, c->start, c->end, G(subsidy) | G(have)))
                return true;
    return false;
}

/* 对某企业|连续三年: where the phrase ends before how long it is paid. */
static uint32_t before_run(const fx *x, const fact_clause *k, fact_span s) {
    const cedu_mention *last = cedu__fact_mention_ending(x, k, s.end);
    const fact_cue *run = last && last->type == CEDU_MENTION_duration ? cedu__fact_cue_ending(x, k, last->start) : NULL;
    return run && run->start > s.start && (run->groups & G(window)) ? run->start : s.end;
}

/* Without the words of manner that lead to the verb behind it: …的[再], …的企业[可]. */
static fact_span bare(const fx *x, const fact_clause *k, fact_span s) {
    s = cedu__fact_trim(x, s);
    s.end = before_run(x, k, s);
    for (const fact_cue *q; s.end > s.start && (q = cedu__fact_cue_ending(x, k, s.end)) && q->start > s.start &&
                            (q->groups & (G(link) | G(plan) | G(task_lead)));)
        s.end = q->start;
    for (size_t i = 0; s.end > s.start && i < x->words->of[FACT_WORD_more].n; i++) {
        cedu_str w = x->words->of[FACT_WORD_more].p[i];
        if (s.end - s.start > w.n && cedu__ends(cedu__fact_text(x, s.start, s.end), w)) s.end -= (uint32_t)w.n, i = (size_t)-1;
    }
    return cedu__fact_trim(x, s);
}

/* 对甲给予100万元，乙给予50万元: who the second award is for stands in its own clause. Empty: it has none. */
static fact_span next_award(const fx *x, const fact_sentence *s, const fact_clause *k, uint32_t at) {
    const fact_cue *gives = promised(x, s, k) ? cedu__fact_find_cue(x, k, k->start, at, G(have) | G(subsidy)) : NULL;
    fact_span own = {k->start, gives ? gives->start : k->start};
    uint32_t n;
    if (cedu__fact_char(x, own.start, own.end, &n) == 0x5BF9) own.start = n; /* 对 */
    own = bare(x, k, own);
    if (own.end > own.start && cedu__fact_char_before(x, own.end) == 0x7684)
        return (fact_span){0, 0}; /* 千亿以上的再奖励: more for the same */
    if (says_each(x, own)) return (fact_span){0, 0};
    size_t wide = cedu__u8_count(cedu__fact_text(x, own.start, own.end));
    return wide >= 4 && wide <= CEDU_FACT_SUBJECT ? own : (fact_span){0, 0};
}

/* 鼓励, 引导: who is meant follows, as behind 支持. */
static bool favours(const fx *x, const fact_cue *q) {
    return cedu__fact_word_is(x->words, FACT_WORD_favour, cedu__fact_text(x, q->start, q->end));
}

/* Behind 第六条, （二）, 3. and blanks. */
static fact_span behind_number(const fx *x, fact_span t) {
    uint32_t n;
    for (uint32_t i = t.start; i < t.end; i = n) {
        uint32_t ch = cedu__fact_char(x, i, t.end, &n);
        bool dot = ch == '.' && i > t.start && x->text.p[i - 1] >= '0' && x->text.p[i - 1] <= '9';
        if (ch == 0xFF09 || ch == ')' || ch == ' ' || ch == 0x3000 || ch == 0x3001 || dot) t.start = n;
    }
    return t;
}

/* Behind 一、 or 3. at the beginning. */
static uint32_t behind_mark(const fx *x, uint32_t at, uint32_t stop) {
    if (!cedu__fact_numbers_a_heading(cedu__fact_text(x, at, stop))) return at;
    uint32_t n, i = at;
    for (int steps = 0; i < stop && steps < 4; steps++, i = n) {
        uint32_t c = cedu__fact_char(x, i, stop, &n);
        if (c == 0x3001 || c == '.') return n;
    }
    return at;
}

/* Over places, times and plan words. */
static uint32_t over_lead(const fx *x, const fact_clause *c, uint32_t b) {
    for (;;) {
        const fact_cue *q = cedu__fact_cue_at(x, c, b);
        const cedu_mention *m = cedu__fact_mention_at(x, c, b);
        if (m && (m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_time || m->type == CEDU_MENTION_set)) b = m->end;
        else if (q && (q->groups & (G(link) | G(plan) | G(here))) && !(q->groups & G(have))) b = q->end;
        else return b;
    }
}

/* What a clause says before it pays (租用算力的企业|按…给予), the whole of one that pays nothing. Empty: too little, too much, or the payer. */
static fact_span unpaid(const fx *x, const fact_clause *c, uint32_t stop) {
    const fact_groups pays = G(per) | G(subsidy) | G(cap) | G(respectively) | G(all) | G(voucher) | G(show);
    const bool whole = stop == c->end;
    const fact_span none = {0, 0};
    uint32_t n, b = over_lead(x, c, behind_mark(x, cedu__fact_behind_article(x, c->start, stop), stop)), mark;
    mark = cedu__fact_char(x, c->end, x->in->blocks[c->block].end, &n);
    if (mark == 0xFF1A || mark == ':' || cedu__fact_find_cue(x, c, b, stop, G(fund)))
        return none; /* a label; a fund that pays */
    for (uint32_t i = c->c0, at = stop; i < c->c1; i++) {
        const fact_cue *q = &x->cues.p[i];
        if (q->start < b || q->start >= stop || !(q->groups & pays)) continue;
        bool noun = cedu__fact_char_before(x, q->end) == 0x91D1 ||
                    (q->end < at && at - q->end <= 9 && !cedu__fact_cue_at(x, c, q->end));
        if (!whole && (q->groups & G(subsidy)) && noun)
            return (fact_span){UINT32_MAX, 0}; /* 投入…补助资金3亿元: the sum has a name */
        stop = q->start;
    }
    for (uint32_t i = c->m0; i < c->m1 && !whole; i++)
        if (x->m.p[i].start >= b && x->m.p[i].start < stop &&
            (x->m.p[i].type == CEDU_MENTION_money || x->m.p[i].type == CEDU_MENTION_percent))
            return none;
    fact_span out = bare(x, c, (fact_span){b, stop > b ? stop : b});
    size_t wide = out.end > out.start ? cedu__u8_count(cedu__fact_text(x, out.start, out.end)) : 0;
    return wide >= 4 && wide <= CEDU_FACT_SUBJECT && !says_each(x, out) ? out : none;
}

/* 首次获评省级工厂的企业，奖励50万元; 企业租用算力可按…补贴; （二）研发补助。按…: said in so many words before the sum. */
static fact_span spoken_of(const fx *x, const fact_sentence *s, const fact_clause *k, uint32_t at) {
    fact_span own = unpaid(x, k, at);
    if (own.start == UINT32_MAX) return (fact_span){0, 0};
    bool same = own.end > own.start && cedu__fact_char_before(x, own.end) == 0x7684 && promised(x, s, k); /* 千亿以上的再奖励 */
    for (const fact_clause *c = k; !(own.end > own.start) && !same && c > &x->clauses.p[s->k0];) {
        c--;
        if (cedu__fact_find_cue(x, c, c->start, c->end, G(subsidy) | G(cap))) break;
        own = unpaid(x, c, c->end);
    }
    const fact_sentence *first = s;
    while (first > x->sentences.p && first[-1].block == s->block) first--;
    if (same) own = (fact_span){0, 0};
    if (!(own.end > own.start) && first < s && first->k1 == first->k0 + 1 &&
        cedu__u8_count(cedu__fact_text(x, first->start, first->end)) <= CEDU_FACT_OPENING) {
        const fact_clause *c = &x->clauses.p[first->k0];
        own = behind_number(x, (fact_span){c->start, c->end});
        if (cedu__u8_count(cedu__fact_text(x, own.start, own.end)) < 4) own.end = own.start;
    }
    while (own.end > own.start && cedu__fact_char_before(x, own.end) == 0x7684)
        own.end = (uint32_t)cedu__u8_prev(x->text, own.end);
    return own;
}

/* The nearest clause up to `at` that names whom it means: 对X的企业 (`toward`), else 支持X, 鼓励X. */
static fact_span meant(const fx *x, const fact_sentence *s, const fact_clause *k, uint32_t at, bool toward) {
    for (const fact_clause *c = k + 1; c-- > &x->clauses.p[s->k0];) {
        uint32_t stop = c == k ? at : c->end, n, b = c->start;
        uint32_t mark = cedu__fact_char(x, c->end, x->in->blocks[c->block].end, &n);
        if (mark == 0xFF1A || mark == ':') continue; /* a label: 支持标准： */
        b = cedu__fact_behind_article(x, b, stop);
        uint32_t open = cedu__fact_char(x, b, stop, &n); /* （责任单位：…）对… */
        if (open == 0xFF08 || open == '(')
            for (uint32_t at2 = n, ch; at2 < stop; at2 = n)
                if ((ch = cedu__fact_char(x, at2, stop, &n)) == 0xFF09 || ch == ')') {
                    b = n;
                    break;
                }
        b = over_lead(x, c, behind_mark(x, b, stop));
        uint32_t ch = cedu__fact_char(x, b, stop, &n), from = 0;
        const fact_cue *q = cedu__fact_cue_at(x, c, b);
        if (toward && ch == 0x5BF9) from = n; /* 对 */
        if (!toward && q && (((q->groups & G(have)) && (q->groups & G(task))) || favours(x, q)) && q->end < stop)
            from = q->end;                                                   /* 支持 */
        if (!from || cedu__fact_char(x, from, stop, &n) == 0x7684) continue; /* 此次出台的办法明确 */
        uint32_t e = stop;
        for (uint32_t r = c->c0; r < c->c1; r++) {
            const fact_cue *w = &x->cues.p[r];
            if (w->start > from && w->start < e && (w->groups & (G(per) | G(subsidy) | G(cap) | G(respectively) | G(all))))
                e = w->start;
            if (w->start > from && w->start < e && (w->groups & G(have)) && hands_out(x, c, w)) e = w->start;
        }
        fact_span out = cedu__fact_trim(x, (fact_span){from, e});
        out.end = before_run(x, c, out);
        if (cedu__fact_char(x, out.start, out.end, &n) == 0x4E8E) out.start = n; /* 对于 */
        for (uint32_t last; out.end > out.start; out.end = last) {
            last = (uint32_t)cedu__u8_prev(x->text, out.end);
            cedu_str tail = cedu__fact_text(x, last, out.end);
            if (!cedu__fact_word_is(x->words, FACT_WORD_dangling, tail)) break;
        }
        if (out.end > out.start &&
            cedu__u8_count(cedu__fact_text(x, out.start, out.end)) <= (toward ? MAX_TOWARD : CEDU_FACT_SUBJECT))
            return out;
    }
    return (fact_span){0, 0};
}

/* 给予某中心连续五年支持, 给予某企业最高50万元奖励: who is given something stands behind the verb, before how long, how much at most. */
static fact_span given(const fx *x, const fact_sentence *s, const fact_clause *k, uint32_t at) {
    const fact_span none = {0, 0};
    for (const fact_clause *c = k + 1; c-- > &x->clauses.p[s->k0];) {
        const fact_cue *gives = NULL;
        for (uint32_t i = c->c0; i < c->c1 && (c->has & G(subsidy)) && !gives; i++) {
            const fact_cue *q = &x->cues.p[i];
            if ((q->groups & G(subsidy)) && q->end < at && q->end < c->end &&
                cedu__fact_word_is(x->words, FACT_WORD_gives, cedu__fact_text(x, q->start, q->end)))
                gives = q;
        }
        if (!gives) continue;
        uint32_t stop = c == k && at < c->end ? at : c->end;
        const fact_cue *bound = cedu__fact_find_cue(x, c, gives->end, c->end, G(cap) | G(subsidy) | G(per));
        if (bound && bound->start < stop) stop = bound->start;
        bool told = bound && (bound->groups & G(cap));
        for (uint32_t i = c->m0; i < c->m1; i++) {
            const cedu_mention *m = &x->m.p[i];
            if (m->start < gives->end || m->start > stop || m->type == CEDU_MENTION_region) continue;
            if (m->type == CEDU_MENTION_percent) return none; /* 给予研发费用30%的补贴 */
            if (m->type != CEDU_MENTION_duration && m->type != CEDU_MENTION_set && m->type != CEDU_MENTION_money) continue;
            told = true;
            if (m->start < stop) stop = m->start;
        }
        if (!told) continue;
        fact_span out = bare(x, c, (fact_span){gives->end, stop});
        for (const fact_cue *q; out.end > out.start && (q = cedu__fact_cue_ending(x, c, out.end)) && (q->groups & G(window));)
            out.end = q->start; /* 连续|五年 */
        size_t wide = out.end > out.start ? cedu__u8_count(cedu__fact_text(x, out.start, out.end)) : 0;
        return wide >= 4 && wide <= CEDU_FACT_SUBJECT && !says_each(x, out) ? out : none;
    }
    return none;
}

/* What a measure is for: 对X的企业, 支持X, what else the sentence speaks of, the heading above. */
fact_span cedu__fact_purpose(const fx *x, const fact_sentence *s, const fact_clause *k, uint32_t at) {
    fact_span own = next_award(x, s, k, at);
    for (int i = 0; i < 2 && own.end <= own.start; i++) own = meant(x, s, k, at, i == 0);
    if (own.end > own.start) return own;
    own = given(x, s, k, at);
    if (own.end > own.start) return own;
    own = spoken_of(x, s, k, at);
    if (own.end > own.start) return own;
    for (size_t b = x->sentences.p[k->sentence].block; b > 0; b--) {
        const cedu_fact_block *h = &x->in->blocks[b - 1];
        if (!cedu__fact_is_heading(x, h) || labelled(x, h)) continue;
        if (k->section == SECTION_REVIEW) break;
        fact_span t = behind_number(x, (fact_span){h->start, h->end});
        return t;
    }
    return (fact_span){0, 0};
}
