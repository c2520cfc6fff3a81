/* whose.c - what a number is about, when one phrase does not say it all: the phrase before it or behind it (subject.c), else what the
 * sentence spoke of last, will speak of next, or counted before.
 *
 * To extend: a construction is a function that returns true when it has set the reading's subject; its place in
 * cedu__fact_find_subject() is its rank.
 */
#include "fact/reading.h"

/* 新增X: what was added to; 0 when the name says nothing of an increase. */
static size_t increase(const fx *x, cedu_str subject) {
    cedu_hit h[8];
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_cue, subject, 0, h, CEDU_COUNT(h));
    return n && h[n - 1].end + 3 < subject.n && (x->group_of[h[n - 1].entry - x->cue_first] & G(keep)) ? h[n - 1].end : 0;
}

/* How a word of adding is called in a name: 再增 is 新增. */
static cedu_str added(const fx *x, const fact_cue *q) {
    cedu_str as = cedu__fact_cue_value(x, q, FACT_I_keep);
    return as.n ? as : cedu__fact_text(x, q->start, q->end);
}

/* Whether what stands between the last number and this one speaks of all there is: 总数达到, 累计认定. */
static bool says_total(const fx *x, const reading *r, uint32_t until) {
    for (uint32_t i = r->k->c0; i < r->k->c1 && x->cues.p[i].end <= until; i++) {
        const fact_cue *q = &x->cues.p[i];
        if (q->start < r->from) continue;
        if (cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_be), "total")) return true;
    }
    return false;
}

/* The subject of the last fact; 总数 of what was 新增 is the whole, not the increase. */
static bool borrow(fx *x, reading *r, const fact_memory *last, uint32_t until, bool whole) {
    r->subject = last->subject;
    r->subject_id = last->subject_id;
    r->penalty += last->sentence == r->k->sentence ? 0.05 : 0.2;
    int32_t of = last->subject_id.n ? cedu__image_by_id(x->im, CEDU_CLASS_indicator, last->subject_id) : -1;
    bool money = of >= 0 && cedu__eqz(cedu__image_attr(x->im, of, CEDU_ATTR_dimension), "money");
    for (size_t i = last->subject.n; !money && i > 0 && last->subject.n - i < 15;) {
        i = cedu__u8_prev(last->subject, i);
        int32_t head = cedu__image_by_form(x->im, CEDU_CLASS_head, cedu__sub(last->subject, i, last->subject.n));
        money = head >= 0 && cedu__eqz(cedu__image_attr(x->im, head, CEDU_ATTR_dimension), "money");
    }
    if (money && cedu__fact_counts(x, r->m)) r->penalty += 0.7; /* 总投资15亿元，分两期建设 */
    cedu_str unit = r->m->entry >= 0 ? cedu__image_attr(x->im, r->m->entry, CEDU_ATTR_dimension) : (cedu_str){0},
             is = of >= 0 ? cedu__image_attr(x->im, of, CEDU_ATTR_dimension) : (cedu_str){0};
    bool wide = cedu__eqz(unit, "area"), length = cedu__eqz(is, "length");
    const fact_cue *covers =
        wide ? cedu__fact_cue_ending(x, r->k, until) : NULL; /* 基站120个，覆盖463平方公里: of another kind */
    cedu_str reach = covers ? cedu__fact_text(x, covers->start, covers->end) : (cedu_str){0};
    if (cedu__fact_word_ends(x->words, FACT_WORD_cover, reach)) {
        const cedu_str count = cedu__fact_word(x->words, FACT_WORD_amount), over = cedu__fact_word(x->words, FACT_WORD_area);
        cedu_str what = cedu__ends(r->subject, count) ? cedu__sub(r->subject, 0, r->subject.n - count.n) : r->subject;
        r->subject =
            cedu__arena_strf(x->arena, "%.*s%.*s%.*s", (int)what.n, what.p, (int)reach.n, reach.p, (int)over.n, over.p);
        r->subject_id = (cedu_str){0};
        r->penalty += money ? 0.7 : 0.05;
        return true;
    }
    if (length && wide) r->penalty += 0.7;
    bool same = last->sentence == r->k->sentence && last->at >= r->k->start && last->region.n && !r->region_as;
    fact_region own, *where = NULL; /* the clause that follows said where, for the figure before too */
    if (same && r->k->region.at.start < last->region.at.start && last->region.at.start > r->m->end &&
        !cedu__fact_own_region(x, r->k, r->k->start, r->m->start, &own) && (where = CEDU_NEW(x->arena, fact_region))) {
        *where = last->region;
        r->region_as = where;
    }
    const fact_cue *verb = cedu__fact_cue_ending(x, r->k, until);
    bool done = verb && last->kind == CEDU_FACT_target && (verb->groups & G(past)); /* 计划新建4个，已投用2个 */
    size_t cut = whole || done || says_total(x, r, until) ? increase(x, r->subject) : 0;
    const cedu_str rise = cedu__fact_word(x->words, FACT_WORD_increase), amount = cedu__fact_word(x->words, FACT_WORD_amount);
    bool risen = cedu__ends(r->subject, rise); /* 企业增加20家，达到310家 */
    if (risen) r->subject.n -= rise.n;
    if (risen && cedu__fact_counts(x, r->m))
        r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)r->subject.n, r->subject.p, (int)amount.n, amount.p);
    if (cut) {
        r->subject = cedu__sub(r->subject, cut, r->subject.n);
        int32_t e = cedu__image_by_form(x->im, CEDU_CLASS_indicator, r->subject);
        r->subject_id = e >= 0 ? cedu__image_entry(x->im, e)->id : (cedu_str){0};
    }
    return true;
}

/* 公布第二批18个…, 发布第三批…，共9个: the batch that was named last, when no other number came between. */
const cedu_mention *cedu__fact_batch_of(const fx *x, const fact_clause *k, const cedu_mention *m) {
    const cedu_mention *found = NULL;
    for (uint32_t i = x->clauses.p[x->sentences.p[k->sentence].k0].m0; i < k->m1 && x->m.p[i].end <= m->start; i++) {
        const cedu_mention *o = &x->m.p[i];
        bool batch = o->type == CEDU_MENTION_ordinal && cedu__fact_char_before(x, o->end) == 0x6279;
        if (batch) found = o;
        else if (cedu__fact_is_number(o->type)) found = NULL;
    }
    const fact_clause *c = k > x->clauses.p && k[-1].sentence == k->sentence ? k - 1 : NULL;
    for (uint32_t i = c && !found ? c->c0 : 0; c && !found && i < c->c1; i++) { /* 公布首批名单，某省有6家入选 */
        const fact_cue *q = &x->cues.p[i];
        if (!cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_first), "batch") || cedu__fact_mention_at(x, c, q->end)) continue;
        cedu_mention *first = CEDU_NEW(x->arena, cedu_mention);
        if (first)
            *first = (cedu_mention){.start = q->start, .end = q->end, .type = CEDU_MENTION_ordinal, .value = 1, .entry = -1};
        return first;
    }
    return found;
}

/* 15家企业被授牌, 21个项目集中|签约: what was done to them, or what they did, says which. */
static bool passive(fx *x, reading *r, fact_span np) {
    const fact_clause *k = r->k;
    uint32_t verb;
    const bool by = cedu__fact_char(x, np.end, k->end, &verb) == 0x88AB; /* 被 */
    const fact_cue *did = by ? NULL : cedu__fact_cue_ending(x, k, k->end), *how = cedu__fact_cue_at(x, k, np.end);
    if (!by) verb = np.end;
    if (k->end - verb < 6 || k->end - verb > 12 || (!by && np.end - np.start > 12)) return false;
    if (!by && (!did || !(did->groups & (G(keep) | G(project_verb))) || (did->groups & G(task)))) return false;
    if (!by && did->start != np.end && !(how && how->end == did->start && (how->groups & G(task_lead)))) return false;
    r->np = np;
    cedu_str v = cedu__fact_text(x, verb, k->end), s = cedu__fact_subject(x, np, r->m, (cedu_str){0}, &r->subject_id);
    if (!s.n) return false;
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)v.n, v.p, (int)s.n, s.p);
    r->subject_id = (cedu_str){0};
    r->taken = k->end;
    return true;
}

/* 24家企业获批国家级某某: what they were recognised as says which; any sector spoken of before does not. */
static bool recognised(fx *x, reading *r, fact_span np) {
    const fact_clause *k = r->k;
    const fact_cue *won = cedu__fact_cue_at(x, k, np.end);
    if (!won || !(won->groups & G(win)) || np.end - np.start > 12 || cedu__fact_domain(x, np).n) return false;
    uint32_t n, end = won->end;
    while (end < k->end && cedu__is_han(cedu__fact_char(x, end, k->end, &n))) end = n;
    if (end - won->end < 12 || end - won->end > 90) return false;
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].start >= won->end && x->m.p[i].start < end && cedu__fact_is_number(x->m.p[i].type)) return false;
    cedu_str as = cedu__fact_text(x, won->end, end), s = cedu__fact_subject(x, np, r->m, (cedu_str){0}, &r->subject_id);
    if (!s.n) return false;
    r->np = np;
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)as.n, as.p, (int)s.n, s.p);
    r->subject_id = (cedu_str){0};
    r->taken = end;
    return true;
}

/* …产业产值1378亿元，从业人员6.4万人: the people are those of what was counted before. */
static void whose_people(fx *x, reading *r, const fact_memory *last) {
    cedu_str d = r->m->entry >= 0 ? cedu__image_attr(x->im, r->m->entry, CEDU_ATTR_dimension) : (cedu_str){0};
    if (!cedu__eqz(d, "people") || !last || last->sentence != r->k->sentence || cedu__fact_domain(x, r->np).n) return;
    cedu_str who = cedu__fact_text(x, r->np.start, r->np.end);
    bool staff = who.n && r->np.end <= r->m->start && cedu__u8_count(who) <= 5 &&
                 cedu__fact_char_before(x, r->np.end) == 0x5458; /* 员 */
    cedu_hit h[8];
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_sector, last->subject, 0, h, CEDU_COUNT(h)), of = n ? h[n - 1].end : 0;
    const cedu_str trade = cedu__fact_word(x->words, FACT_WORD_industry);
    ptrdiff_t named = n ? -1 : cedu__find(last->subject, trade, 3);
    if (named > 0) of = (size_t)named + trade.n; /* 某某产业, which no pack names */
    if (!of || (!staff && cedu__image_by_form(x->im, CEDU_CLASS_indicator, who) < 0) ||
        cedu__starts(r->subject, cedu__sub(last->subject, 0, of)))
        return;
    size_t cut = 0;
    for (size_t i = last->subject.n; i > of && last->subject.n - i < 24;) { /* without its head */
        i = cedu__u8_prev(last->subject, i);
        if (cedu__image_by_form(x->im, CEDU_CLASS_head, cedu__sub(last->subject, i, last->subject.n)) >= 0) cut = i;
    }
    if (!cut) return;
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)cut, last->subject.p, (int)r->subject.n, r->subject.p);
    r->subject_id = (cedu_str){0};
}

/* 农林牧渔业总产值69亿元，增加值37亿元: a bare measure is of those whose other measure stood before. */
static void whose_head(fx *x, reading *r, const fact_memory *last) {
    cedu_str own = cedu__fact_text(x, r->np.start, r->np.end);
    if (!last || last->sentence != r->k->sentence || last->subject_id.n || r->subject_id.n || !cedu__eq(r->subject, own) ||
        own.n > 12 || r->m->type == CEDU_MENTION_percent || cedu__image_by_form(x->im, CEDU_CLASS_head, own) < 0)
        return;
    size_t cut = 0;
    for (size_t i = last->subject.n; i > 6 && last->subject.n - i < 15;) { /* without its head */
        i = cedu__u8_prev(last->subject, i);
        if (cedu__image_by_form(x->im, CEDU_CLASS_head, cedu__sub(last->subject, i, last->subject.n)) >= 0) cut = i;
    }
    cedu_str owner = cedu__sub(last->subject, 0, cut);
    if (cut < 9 || cedu__ends(owner, cedu__fact_word(x->words, FACT_WORD_enterprise)) ||
        !cedu__fact_word_ends(x->words, FACT_WORD_trade, owner))
        return;
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)cut, last->subject.p, (int)own.n, own.p);
}

/* 资助A和B，合计6300名: what the clause before did something to. */
static bool object_before(fx *x, reading *r, uint32_t until) {
    const fact_clause *k = r->k, *c = k > x->clauses.p ? k - 1 : NULL;
    const fact_cue *total = cedu__fact_cue_ending(x, k, until);
    bool whole = total && total->start <= k->start + 3 &&
                 ((total->groups & (G(joint) | G(keep))) || cedu__eqz(cedu__fact_cue_value(x, total, FACT_I_be), "total"));
    if (!whole || !c || c->sentence != k->sentence) return false;
    uint32_t behind = 0;
    for (uint32_t i = c->m0; i < c->m1; i++) {
        const cedu_mention *m = &x->m.p[i];
        if (m->type == CEDU_MENTION_ordinal && cedu__fact_char_before(x, m->end) == 0x6279) behind = m->end; /* 第四批 */
        else if (cedu__fact_is_number(m->type)) return false;
    }
    const fact_cue *verb =
        cedu__fact_find_cue(x, c, c->start, c->end, G(have) | G(task) | G(subsidy) | G(act) | G(approve) | G(publish));
    if (!verb || c->end - verb->end < 6 || c->end - verb->end > 90) return false;
    r->np = cedu__fact_trim(x, (fact_span){verb->end > behind ? verb->end : behind, c->end});
    r->subject = cedu__fact_subject(x, r->np, r->m, (cedu_str){0}, &r->subject_id);
    r->penalty += 0.1;
    return r->subject.n > 0;
}

/* 新增机架1.1万架，总规模达2.6万架: all of what was counted before. */
static bool whole_of(const fx *x, const fact_clause *k, fact_span np) {
    const fact_cue *q = np.end > np.start ? cedu__fact_cue_at(x, k, np.start) : NULL;
    if (!q || q->end != np.end) return false;
    return (q->groups & G(joint)) ||
           ((q->groups & G(fund_part)) && np.end - np.start <= 9 &&
            cedu__starts(cedu__fact_text(x, np.start, np.end), cedu__fact_word(x->words, FACT_WORD_total)));
}

/* 公布第四批31家…，前三批共计95家: a batch is no subject. */
static bool batch_only(const fx *x, const fact_clause *k, fact_span np) {
    uint32_t n;
    if (np.end <= np.start || np.end - np.start > 12) return false;
    uint32_t last = (uint32_t)cedu__u8_prev(x->text, np.end);
    bool batch = cedu__fact_char(x, last, np.end, &n) == 0x6279; /* 批 */
    return batch && !cedu__fact_find_cue(x, k, np.start, np.end, G(have));
}

/* 公布首批智能工厂名单，某省有6家入选: what was done to them is no subject where the sentence has named a measure. */
static bool done_only(const fx *x, const fact_clause *k, const cedu_mention *m, fact_span np) {
    const fact_cue *q = np.start >= m->end ? cedu__fact_cue_at(x, k, np.start) : NULL;
    if (!q || q->end != np.end || !(q->groups & (G(have) | G(approve) | G(past))) || !cedu__fact_counts(x, m)) return false;
    if (q->groups & G(past)) return cedu__fact_recall(x, k->sentence, k->block) != NULL; /* 其中2座已投用 */
    for (uint32_t i = x->clauses.p[x->sentences.p[k->sentence].k0].m0; i < k->m0; i++)
        if (x->m.p[i].type == CEDU_MENTION_indicator) return true;
    return false;
}

/* 建成5000P[算力]: where the noun begins that the unit is written with; 0 = none. */
static uint32_t noun_of_unit(const fx *x, const cedu_mention *m) {
    const cedu_mentions *all = &x->in->mentions;
    if (m->type != CEDU_MENTION_quantity) return 0;
    for (size_t i = cedu__fact_first_mention(x, m->core_start + 1); i < all->n && all->p[i].start < m->end; i++)
        if (all->p[i].end == m->end && cedu__fact_is_measure(all->p[i].type)) return all->p[i].start;
    return 0;
}

/* 20个国家级、19个省级园区: what the item behind counts is counted here too. */
static void share_noun(fx *x, reading *r, fact_span np) {
    const fact_clause *k = r->k;
    uint32_t n, n2, last = (uint32_t)cedu__u8_prev(x->text, np.end);
    if (np.end - np.start > 12 || cedu__fact_char(x, last, np.end, &n) != 0x7EA7) return; /* 级 */
    fact_span other = np;
    cedu_str o = {0}, mark = cedu__fact_text(x, last, np.end);
    ptrdiff_t at = -1;
    for (int items = 0; items < 4 && (at < 0 || (size_t)at + mark.n == o.n); items++) { /* to the one that has the noun */
        if (cedu__fact_char(x, other.end, k->end, &n2) != 0x3001) return;
        const cedu_mention *next = cedu__fact_mention_at(x, k, n2);
        if (!next || !cedu__fact_counts(x, next)) return;
        other = cedu__fact_np_right(x, k, next->end);
        o = cedu__fact_text(x, other.start, other.end);
        at = cedu__find(o, mark, 0);
        if (at <= 0 || (size_t)at > 9) return;
    }
    if ((size_t)at + mark.n >= o.n) return;
    cedu_str own = cedu__fact_text(x, np.start, np.end), noun = cedu__sub(o, (size_t)at + mark.n, o.n),
             amount = cedu__fact_word(x->words, FACT_WORD_amount);
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s%.*s", (int)own.n, own.p, (int)noun.n, noun.p, (int)amount.n, amount.p);
    r->subject_id = (cedu_str){0};
}

/* A name that is no place where it stands alone (a county's that was) is one between a list's marks and a number: 甲市6家、乙县4家. */
static void label(fx *x, reading *r, int32_t place) {
    fact_region *where = r->region_as || !r->k->region.n ? NULL : CEDU_NEW(x->arena, fact_region);
    if (!where) return;
    *where = (fact_region){.entry = {place}, .n = 1, .at = {r->m->start, r->m->start}};
    r->region_as = where;
    if (!x->doc_region.n || !cedu__fact_within(x, place, x->doc_region.entry[0])) r->penalty += 0.5;
}

/* 甲市6家、某新区4家: a part that no pack names is not the part before it. */
static bool unknown_part(const fx *x, const reading *r, fact_span np, const fact_memory *last) {
    if (np.end - np.start > 21 || np.end > r->m->start || !last || last->at < r->k->start || !last->region.n) return false;
    static const fact_word parts[] = {FACT_WORD_district, FACT_WORD_city, FACT_WORD_county};
    bool part = false;
    for (size_t i = 0; i < CEDU_COUNT(parts); i++)
        part |= cedu__ends(cedu__fact_text(x, np.start, np.end), cedu__fact_word(x->words, parts[i]));
    return part && last->region.at.start >= r->k->start;
}

/* 突破8万台[大关]: the word behind the number counts nothing; but steps are what 跨上3个台阶 counts. */
bool cedu__fact_step(const fx *x, const fact_clause *k, const cedu_mention *m) {
    const fact_cue *q = cedu__fact_cue_at(x, k, m->end);
    return q && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_noise), "step") &&
           cedu__fact_char_before(x, m->end) != 0x4E2A; /* 个 */
}

/* 新建基站6255个（移动3009个，联通3246个）: the bracket behind a count says which of them. */
static bool in_bracket(fx *x, reading *r, fact_span np, const fact_memory *last) {
    enum { REACH = 180 }; /* bytes */
    uint32_t n;
    bool inside = false;
    for (uint32_t i = np.start;
         i > last->at || (!inside && i + REACH > np.start && i > x->sentences.p[r->k->sentence].start);) {
        i = (uint32_t)cedu__u8_prev(x->text, i);
        uint32_t c = cedu__fact_char(x, i, np.start, &n);
        if (c == 0xFF09 || c == ')') break;
        if ((inside = c == 0xFF08 || c == '(')) break;
    }
    cedu_str s = cedu__fact_text(x, np.start, np.end);
    if (!inside || np.end > r->m->start || cedu__u8_count(s) > 8 || cedu__fact_noun_ends(x, r->k, np)) return false;
    size_t cut = last->subject.n; /* another part's label */
    ptrdiff_t at = cedu__find(last->subject, CEDU_STR("\xEF\xBC\x88"), 0);
    if (at > 0) cut = (size_t)at;
    r->subject = cedu__arena_strf(x->arena, "%.*s\xEF\xBC\x88%.*s\xEF\xBC\x89", (int)cut, last->subject.p, (int)s.n, s.p);
    r->subject_id = (cedu_str){0};
    r->np = np;
    r->penalty += 0.1;
    return true;
}

/* 比上年[增加]12亿元, [同比多建]900个: where the words begin that say how much more or less it is; `until` when none do. */
static uint32_t difference_words(const fx *x, const reading *r, uint32_t until, bool *less) {
    enum { VERB = 12 }; /* bytes of 多 or 少 and what is done */
    const fact_clause *k = r->k;
    uint32_t at = until, n;
    if (r->m->type != CEDU_MENTION_quantity && r->m->type != CEDU_MENTION_money) return until;
    const fact_cue *g = cedu__fact_cue_ending(x, k, at);
    cedu_str way = g && (g->groups & G(growth)) ? cedu__fact_cue_value(x, g, FACT_I_growth) : (cedu_str){0};
    *less = cedu__starts(way, CEDU_STR("down"));
    if (*less || cedu__starts(way, CEDU_STR("up"))) return g->start;
    const fact_cue *than = cedu__fact_last_cue(x, k, r->from, at, G(yoy) | G(qoq) | G(baseline));
    if (!than) return until;
    uint32_t from = than->end;
    const cedu_mention *when = cedu__fact_mention_at(x, k, from);
    if (when && when->type == CEDU_MENTION_time) from = when->end;
    uint32_t c = cedu__fact_char(x, from, at, &n);
    *less = c == 0x5C11;                                                                               /* 少 */
    return (*less || c == 0x591A) && n < at + 1 && at - from <= VERB && n <= at ? than->start : until; /* 多 */
}

/* 软件收入同比增加12亿元, 充电桩5400个，比上年多建900个: no amount of it but a difference, of what stands before or was counted last. */
static bool differs(fx *x, reading *r, uint32_t until, bool right, const fact_memory *last) {
    bool less = false;
    uint32_t words = difference_words(x, r, until, &less);
    if (words >= until) return false;
    fact_span np = r->np.end > r->np.start ? r->np : cedu__fact_np_left(x, r->k, r->from, words),
              behind = right ? cedu__fact_np_right(x, r->k, r->m->end) : (fact_span){0, 0};
    const cedu_str amount = cedu__fact_word(x->words, FACT_WORD_amount), rise = cedu__fact_word(x->words, FACT_WORD_increase);
    cedu_str of;
    if (behind.end > behind.start) { /* 整合提升100个服务站: they are made better; 比上年增加100个服务站 */
        if (!cedu__fact_find_cue(x, r->k, r->from, until, G(yoy) | G(qoq) | G(baseline))) return false;
        np = behind;
        r->taken = behind.end;
    }
    if (np.end > np.start) {
        r->np = np;
        of = cedu__fact_subject(x, np, r->m, cedu__fact_domain_of(x, r->k), &r->subject_id);
    } else if (last && last->sentence == r->k->sentence && last->kind != CEDU_FACT_growth && last->kind != CEDU_FACT_share) {
        size_t cut = increase(x, last->subject);
        of = cedu__sub(last->subject, cut, last->subject.n);
        r->penalty += 0.05;
    } else return false;
    if (cedu__ends(of, amount)) of.n -= amount.n;
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)of.n, of.p, (int)rise.n, rise.p);
    r->subject_id = (cedu_str){0};
    r->less = less;
    return of.n > 0;
}

/* [每万名职工]拥有工业机器人196台: of how many each stands before the phrase; `np.start` when nothing does. */
static uint32_t each_before(const fx *x, const fact_clause *k, fact_span np) {
    uint32_t n;
    for (uint32_t i = k->m0; i < k->m1 && x->m.p[i].end <= np.start; i++) {
        const cedu_mention *m = &x->m.p[i];
        if (!cedu__fact_is_number(m->type) || m->start < k->start + 3 || np.start - m->end > 24) continue;
        uint32_t each = (uint32_t)cedu__u8_prev(x->text, m->start);
        if (cedu__fact_char(x, each, m->start, &n) == 0x6BCF) return each; /* 每 */
    }
    return np.start;
}

/* The subject: the given phrase, the phrase left, the phrase right, or what was spoken of last. */
bool cedu__fact_find_subject(fx *x, reading *r, uint32_t until, bool right) {
    const fact_clause *k = r->k;
    fact_span np = r->np;
    uint32_t behind = r->taken;
    if (cedu__fact_stands_at(x, r)) return true;
    if (differs(x, r, until, right, cedu__fact_recall(x, k->sentence, k->block))) return true;
    if (np.end <= np.start) {
        const fact_cue *adj = cedu__fact_cue_ending(x, k, until);
        fact_span rnp = right ? cedu__fact_np_right(x, k, r->m->end) : (fact_span){0, 0};
        uint32_t noun = right ? noun_of_unit(x, r->m) : 0;
        if (noun) rnp = (fact_span){noun, rnp.end > r->m->end ? rnp.end : r->m->end};
        bool verb = adj && (adj->groups & (G(have) | G(keep) | G(publish) | G(task) | G(project_verb) | G(approve)));
        if (cedu__fact_step(x, k, r->m)) rnp.start = rnp.end;
        bool owns = rnp.end > rnp.start;
        uint32_t n2;
        bool of = until > k->start + 3 &&
                  cedu__fact_char(x, until - 3, until, &n2) == 0x7684; /* …的三大引擎: what follows is counted */
        np = cedu__fact_np_left(x, k, r->from, until);
        bool leads = np.end <= np.start;
        const cedu_mention *whose = of ? cedu__fact_mention_ending(x, k, until - 3) : NULL; /* 2020年的96家 is another matter */
        bool dated = whose && (whose->type == CEDU_MENTION_time || whose->type == CEDU_MENTION_region ||
                               whose->type == CEDU_MENTION_ordinal);
        if (of && !owns && !dated && cedu__fact_counts(x, r->m)) return false; /* 下达的5472个。 */
        bool things = cedu__fact_counts(x, r->m) && owns && /* 稳妥推进55个试点项目: what stands behind is counted */
                      (rnp.start == r->m->end || cedu__fact_char_before(x, rnp.start) == 0x7684); /* 3000名符合条件的残疾人 */
        bool held = things && np.end == until && !leads && !verb && !of && cedu__fact_noun_ends(x, k, np) &&
                    !cedu__fact_noun_ends(x, k, rnp);
        const fact_cue *acts = things && np.end == until && !leads && !verb && !of ? cedu__fact_cue_at(x, k, r->m->end) : NULL;
        if (acts && acts->end - acts->start >= 6 && !cedu__fact_swallowed(x, k, acts)) /* 加氢站8座|投入运营 */
            held |= (acts->groups & (G(have) | G(project_verb) | G(approve) | G(publish) | G(event_verb) | G(act))) != 0;
        things &= !held;
        if (owns && (leads || verb || of || things)) {
            if (verb && (adj->groups & G(keep)) &&
                (noun || rnp.start == r->m->end)) { /* 新增35款…: the verb belongs to the name */
                r->np = rnp;
                r->subject = cedu__fact_subject(x, rnp, r->m, cedu__fact_domain_of(x, k), &r->subject_id);
                share_noun(x, r, rnp);
                cedu_str as = added(x, adj);
                r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)as.n, as.p, (int)r->subject.n, r->subject.p);
                r->subject_id = (cedu_str){0};
                return r->subject.n > 0;
            }
            if (passive(x, r, rnp) || recognised(x, r, rnp)) return true;
            np = rnp;
            behind = rnp.end;
        }
    }
    const fact_memory *last = cedu__fact_recall(x, k->sentence, k->block);
    bool total = whole_of(x, k, np), again = last && last->sentence == k->sentence;
    if (total && !again && cedu__fact_total_of_topic(x, r, np)) return true;
    if ((again && (total || batch_only(x, k, np))) || done_only(x, k, r->m, np)) np.start = np.end;
    int32_t place =
        np.end > np.start ? cedu__image_by_form(x->im, CEDU_CLASS_region, cedu__fact_text(x, np.start, np.end)) : -1;
    if (place >= 0) { /* 兴义市14家、安龙县10家: of what was spoken of */
        if (np.end == r->m->start) label(x, r, place);
        np.start = np.end;
    }
    if (np.end > np.start && unknown_part(x, r, np, last)) {
        np.start = np.end;
        r->penalty += 0.5;
    }
    if (np.end > np.start && again && cedu__fact_counts(x, r->m) && in_bracket(x, r, np, last)) return true;
    const fact_cue *more = cedu__fact_cue_at(x, k, np.start);
    if (last && more && more->end == np.end && (more->groups & G(keep)) &&
        last->kind == CEDU_FACT_observation) {                                               /* 企业156家，新增28家 */
        cedu_str of = cedu__sub(last->subject, increase(x, last->subject), last->subject.n); /* 新注册300家，净增30家 */
        cedu_str as = added(x, more);
        r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)as.n, as.p, (int)of.n, of.p);
        r->penalty += 0.05;
        return true;
    }
    if (!last && more && more->end == np.end && (more->groups & G(keep)) && object_before(x, r, until))
        return true; /* 新增7家 */
    if (np.end > np.start) {
        if (cedu__fact_owned_behind(x, r, np)) return true;
        if (cedu__fact_over_time(x, r, np) || cedu__fact_realised(x, r, np) || cedu__fact_measured_behind(x, r, np))
            return true;
        if (np.end <= r->m->start) np.start = each_before(x, k, np);
        r->np = np;
        r->subject = cedu__fact_subject(x, np, r->m, cedu__fact_domain_of(x, k), &r->subject_id);
        if (r->subject.n && np.start >= r->m->end) share_noun(x, r, np);
        if (r->subject.n) r->taken = behind;
        if (last && last->sentence == k->sentence && np.end <= r->m->start && !increase(x, last->subject) && !r->subject_id.n &&
            cedu__u8_count(r->subject) >= 2 && last->subject.n > r->subject.n && cedu__ends(last->subject, r->subject)) {
            r->subject = last->subject; /* 全球发明专利申请量72万项，我国申请量38万项 */
            r->subject_id = last->subject_id;
        }
        whose_people(x, r, last);
        whose_head(x, r, last);
        return r->subject.n > 0;
    }
    const fact_cue *became =
        cedu__fact_find_cue(x, k, k->start, until, G(become)); /* 经济总量成为第四个突破2000亿元大关的地区 */
    if (became && became->start > k->start) {
        np = cedu__fact_np_left(x, k, k->start, became->start);
        if (np.end > np.start) {
            r->np = np;
            r->subject = cedu__fact_subject(x, np, r->m, cedu__fact_domain_of(x, k), &r->subject_id);
            return r->subject.n > 0;
        }
    }
    const fact_cue *paid = r->m->type == CEDU_MENTION_money ? cedu__fact_cue_ending(x, k, until) : NULL;
    if (paid && cedu__eqz(cedu__fact_cue_value(x, paid, FACT_I_have), "sum")) { /* 2023年投入4300万元 */
        r->subject = cedu__fact_text(x, paid->start, paid->end);
        r->penalty += 0.1;
        return true;
    }
    if (object_before(x, r, until)) return true;
    if (again) return borrow(x, r, last, until, total);
    return cedu__fact_spoken_of(x, r) || (last && borrow(x, r, last, until, false));
}
