/* behind.c - the noun phrase behind a number (拥有1000多所科研院所), and whether a phrase ends in a noun.
 *
 * To extend: what ends the phrase is a cue group in cedu__fact_np_right(); a construction that does not end it is a function with an example.
 */
#include "fact/reading.h"

/* 50个通用、垂直领域大模型: the phrase [s, e) before the mark at e ends in no noun that is known, one that the packs know ends the
 * clause, and neither a number nor a verb stands between: the words before the mark only say of which kind. */
static bool attributive(const fx *x, const fact_clause *k, uint32_t s, uint32_t e) {
    const cedu_mention *m = cedu__fact_mention_ending(x, k, e);
    uint32_t n, from = e, end = k->end;
    if (cedu__fact_cue_ending(x, k, e) || (m && cedu__fact_is_measure(m->type) && m->start > s) ||
        (m && m->type == CEDU_MENTION_head))
        return false;
    (void)cedu__fact_char(x, e, k->end, &from);
    for (uint32_t i = from; i < end; i = n) {
        uint32_t c = cedu__fact_char(x, i, k->end, &n);
        if (c == 0x3001 || c == 0xFF0C || c == ',' || c == 0xFF08 || c == '(') return false;
    }
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].start >= from && cedu__fact_is_number(x->m.p[i].type)) return false;
    m = cedu__fact_mention_ending(x, k, end);
    bool noun = (m && cedu__fact_is_measure(m->type)) ||
                cedu__fact_find_cue(x, k, end - 6 > from ? end - 6 : from, end, G(project_noun) | G(field));
    return noun && end - s <= 60 && !cedu__fact_find_cue(x, k, from, end, FACT_CUTS | G(have) | G(task) | G(growth) | G(keep));
}

/* 100个区域[级]、行业[级]平台; 5家[跨]行业、[跨]领域平台: what stands on both sides of the mark says of which kind. */
static bool kinds(const fx *x, const fact_clause *k, uint32_t e, uint32_t behind) {
    uint32_t n, tail = cedu__fact_char_before(x, e);
    if (tail == 0x7EA7 || tail == 0x578B) return cedu__is_han(cedu__fact_char(x, behind, k->end, &n)); /* 级 型 */
    return cedu__fact_char(x, behind, k->end, &n) == 0x8DE8 && e >= k->start + 9 &&                    /* 跨 */
           cedu__fact_char(x, e - 9, e, &n) == 0x8DE8;
}

/* 10个产业清晰、特色鲜明、产城融合的园区: where what is described begins, when the items up to 的 are no things; 0 = it does not. */
static uint32_t described(const fx *x, const fact_clause *k, uint32_t e) {
    uint32_t n, marks = 0;
    const cedu_mention *m = cedu__fact_mention_ending(x, k, e);
    if (m && m->type != CEDU_MENTION_sector) return 0;
    for (uint32_t i = e; i < k->end && i - e <= 120; i = n) {
        uint32_t c = cedu__fact_char(x, i, k->end, &n);
        const cedu_mention *o = cedu__fact_mention_at(x, k, i);
        if (o && (cedu__fact_is_number(o->type) || o->type == CEDU_MENTION_time)) return 0;
        if (c == 0x7684) return marks && n + 6 <= k->end && cedu__is_han(cedu__fact_char(x, n, k->end, &i)) ? n : 0; /* 的 */
        if (c == 0x3001) marks++;
        else if (!cedu__is_han(c)) return 0;
    }
    return 0;
}

/* Whether a place follows 在. */
static bool held_in(const fx *x, const fact_clause *k, uint32_t at) {
    const cedu_mention *m = cedu__fact_mention_at(x, k, at);
    const fact_cue *q = cedu__fact_cue_at(x, k, at);
    return (m && (m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_organisation)) || (q && (q->groups & G(here)));
}

/* 66个粮食产能[提升]重点县: a word of growth that a noun goes on after, with no figure behind it in the clause. */
static bool names_on(const fx *x, const fact_clause *k, uint32_t at) {
    uint32_t n, i = at, stop = at;
    for (uint32_t c; stop < k->end; stop = n) /* the item ends before 、 和 与 及 */
        if (cedu__fact_joins(c = cedu__fact_char(x, stop, k->end, &n))) break;
    for (uint32_t j = k->m0; j < k->m1 && x->m.p[j].start < stop; j++)
        if (x->m.p[j].start >= at && cedu__fact_is_number(x->m.p[j].type)) return false;
    const fact_cue *noun = cedu__fact_cue_at(x, k, at); /* 提升[重点]县, 提升[工程] */
    if (noun && !(noun->groups & ~(G(field) | G(measure_noun) | G(project_noun) | G(works) | G(target_noun))))
        return noun->end < k->end;
    for (int steps = 0; steps < 2; steps++, i = n)
        if (i >= k->end || !cedu__is_han(cedu__fact_char(x, i, k->end, &n)) || cedu__fact_cue_at(x, k, i)) return false;
    return true;
}

/* 30户企业与大数据深度融合: behind the enterprises it is said what they do with something, up to the clause's end. */
static bool goes_with(const fx *x, const fact_clause *k, uint32_t s, uint32_t e, uint32_t behind) {
    const fact_cue *does = cedu__fact_cue_ending(x, k, k->end);
    if (!does || !(does->groups & (G(act) | G(have) | G(task))) || does->start < behind + 6) return false;
    return cedu__fact_ends_in_head(x, cedu__fact_text(x, s, e)) ||
           cedu__ends(cedu__fact_text(x, s, e), cedu__fact_word(x->words, FACT_WORD_enterprise));
}

bool cedu__fact_noun_ends(const fx *x, const fact_clause *k, fact_span np) {
    const cedu_mention *m = cedu__fact_mention_ending(x, k, np.end);
    cedu_str s = cedu__fact_text(x, np.start, np.end);
    const fact_cue *q = cedu__fact_cue_ending(x, k, np.end);
    return (m && m->start >= np.start && cedu__fact_is_measure(m->type)) ||
           (q && (q->groups & (G(project_noun) | G(people)))) ||
           cedu__ends(s, cedu__fact_word(x->words, FACT_WORD_enterprise)) || cedu__fact_ends_in_head(x, s);
}

/* N个, X家: a count that is not told. */
static bool unknown_count(const fx *x, uint32_t at, uint32_t stop) {
    char c = at < stop ? x->text.p[at] : 0;
    cedu_hit h[4];
    return (c == 'N' || c == 'n' || c == 'X' || c == 'x') &&
           cedu__image_match(x->im, 1u << CEDU_CLASS_unit, cedu__sub(x->text, 0, stop), at + 1, h, CEDU_COUNT(h)) > 0;
}

/* 100家种（养）植基地: behind the bracket of one or two characters inside a word; 0 = it is none. */
static uint32_t in_word_bracket(const fx *x, const fact_clause *k, uint32_t i) {
    uint32_t n, c = 0;
    for (int steps = 0; steps < 3 && i < k->end; steps++, i = n) {
        c = cedu__fact_char(x, i, k->end, &n);
        if (c == 0xFF09 || c == ')') {
            uint32_t behind = cedu__fact_char(x, n, k->end, &i);
            return steps && cedu__is_han(behind) && !cedu__fact_joins(behind) && !cedu__fact_cue_at(x, k, n) ? n : 0;
        }
        if (!cedu__is_han(c)) return 0;
    }
    return 0;
}

/* 2个[具有示范作用的]平台: where what is described begins, when a verb opens what describes it; 0 = it does not. */
static uint32_t opened_by_verb(const fx *x, const fact_clause *k, uint32_t s) {
    if (!cedu__fact_word_begins(x->words, FACT_WORD_bears, cedu__fact_text(x, s, k->end))) return 0;
    for (uint32_t n, i = s; i < k->end && i - s <= 90; i = n) {
        uint32_t c = cedu__fact_char(x, i, k->end, &n);
        const cedu_mention *m = cedu__fact_mention_at(x, k, i);
        if (!cedu__is_han(c) || (m && cedu__fact_is_number(m->type))) return 0;
        if (c == 0x7684) return cedu__is_han(cedu__fact_char(x, n, k->end, &i)) ? n : 0; /* 的 */
    }
    return 0;
}

/* 20家软件百强、互联网百强等[企业]: where what the list gives examples of begins; 0 = no noun follows 等. */
static uint32_t examples_of(const fx *x, const fact_clause *k, uint32_t e) {
    const fact_cue *etc = cedu__fact_find_cue(x, k, e, k->end, G(etc));
    uint32_t n;
    if (!etc || !cedu__is_han(cedu__fact_char(x, etc->end, k->end, &n))) return 0;
    if (cedu__fact_find_cue(x, k, e, etc->start, FACT_CUTS | G(task) | G(keep) | G(growth))) return 0;
    uint32_t stop = etc->end, c = 0;
    for (; stop < k->end && cedu__is_han(c = cedu__fact_char(x, stop, k->end, &n)); stop = n) {}
    if (stop < k->end && c != 0x3001) return 0; /* 、 */
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].start >= e && x->m.p[i].start < etc->end && cedu__fact_is_number(x->m.p[i].type)) return 0;
    return etc->end;
}

/* 500名数字经济中[高]端人才, 1000个智能化[改造]重点项目: a sector or a kind stands before the word that would end the phrase, and a noun
 * that is counted before the next mark. */
static bool runs_on(const fx *x, const fact_clause *k, uint32_t s, uint32_t e, const fact_cue *q) {
    if (q->groups & ~(G(have) | G(task) | G(growth) | G(compare) | G(act) | G(field) | G(project_verb) | G(works) | G(within)))
        return false;
    const cedu_mention *m = cedu__fact_mention_ending(x, k, e);
    uint32_t n, tail = cedu__fact_char_before(x, e), stop = q->end;
    bool kind = tail == 0x5316 || tail == 0x7EA7 || tail == 0x578B || tail == 0x6027; /* 化 级 型 性 */
    if (!kind && !(m && m->type == CEDU_MENTION_sector && m->start >= s)) return false;
    for (; stop < k->end && cedu__is_han(cedu__fact_char(x, stop, k->end, &n)); stop = n) {
        m = cedu__fact_mention_at(x, k, stop);
        if (m && (cedu__fact_is_number(m->type) || m->type == CEDU_MENTION_time)) return false;
    }
    const fact_cue *last = cedu__fact_cue_ending(x, k, stop); /* 项目[建设] */
    if (last && last->start > q->end && (last->groups & (G(have) | G(task)))) stop = last->start;
    return cedu__fact_noun_ends(x, k, (fact_span){q->end, stop});
}

/* Where the phrase behind a number begins; what comes before `s` is of the number (的, /月, 规模的, a verb that opens a description). `e`: what
 * belongs to it for certain. False = nothing that is counted can follow. */
static bool opens_phrase(const fx *x, const fact_clause *k, uint32_t *from, uint32_t *to) {
    uint32_t s = *from, n;
    uint32_t c = cedu__fact_char(x, s, k->end, &n);
    if (c == 0x7684 || c == 0x4E0E) s = n;     /* 的; 两项与X有关的政策 */
    if (c == 0xFF09 || c == ')') return false; /* 余杭区（29家）构成…: the bracket ends what it says */
    const cedu_mention *by = c == 0x7531 ? cedu__fact_mention_at(x, k, n) : NULL; /* 措施十五条|由某市发布: 由 */
    if (by && (by->type == CEDU_MENTION_region || by->type == CEDU_MENTION_organisation)) return false;
    if (c == '/' && k->end - s <= 10) return false;        /* 21个/万人 */
    if (c == '/') (void)cedu__fact_char(x, n, k->end, &s); /* 178元/月 */
    const fact_cue *sized = cedu__fact_cue_at(x, k, s);    /* 225亿元规模的母基金 */
    if (sized && (sized->groups & G(fund_part)) && cedu__fact_char(x, sized->end, k->end, &n) == 0x7684) s = n;
    const cedu_mention *attribute = cedu__fact_mention_at(x, k, s); /* 6.5万个2.5kW标准机架 */
    const uint32_t past_verb = opened_by_verb(x, k, s);
    if (past_verb) s = past_verb;
    *from = *to = s;
    if (!attribute || !cedu__fact_is_number(attribute->type)) return true;
    bool counts = cedu__fact_counts(x, attribute), mark = cedu__fact_marks(x, attribute);
    if (counts && !mark) return false; /* 五方面12项任务 */
    *to = attribute->end;
    if (!mark || !counts || !cedu__is_han(cedu__fact_char(x, *to, k->end, &n))) *from = *to; /* 10个[二级]节点 */
    return true;
}

/* Signs at `e` that do not end the phrase: true = it goes on at *e (from *s on). */
static bool past_mark(const fx *x, const fact_clause *k, uint32_t *s, uint32_t *e) {
    uint32_t n, c = cedu__fact_char(x, *e, k->end, &n), past = 0;
    if (c == 0x201C || c == '"') { /* 省级“双高建设计划”院校: what stands in quotation marks is no verb */
        const uint32_t close = c == '"' ? c : 0x201D;
        uint32_t i = n, next = n;
        while (i < k->end && i - *e < 60 && cedu__fact_char(x, i, k->end, &next) != close) i = next;
        if (i < k->end && i - *e < 60) return *e = next, true;
    }
    if (c == 0x3001 && *e == *s + 6 && !cedu__fact_cue_ending(x, k, *e) && !cedu__fact_mention_at(x, k, n) &&
        !cedu__fact_cue_at(x, k, n))
        return *e = n, true; /* 1万名困境、留守儿童 */
    if (c == 0x3001 && *e > *s && (attributive(x, k, *s, *e) || kinds(x, k, *e, n))) return *e = n, true;
    if (c == 0x3001 && *e > *s) past = described(x, k, *e);
    if (!past && c == 0x3001 && *e >= *s + 6) past = examples_of(x, k, *e);
    if (past) return *s = *e = past, true;
    if ((c == 0xFF08 || c == '(') && *e > *s) past = in_word_bracket(x, k, n);
    if (past) *e = past;
    return past != 0;
}

/* Signs at `e` that end it. */
static bool stops_at_mark(const fx *x, const fact_clause *k, uint32_t s, uint32_t e, const fact_cue *q) {
    uint32_t n, c = cedu__fact_char(x, e, k->end, &n);
    if (c == 0x5728 && e > s + 6 && (!q || q->end == n) && held_in(x, k, n)) return true; /* 8家企业|在全省会议上作介绍 */
    if (c == 0x3001 || c == 0xFF0C || c == ',' || c == 0xFF1A || c == 0xFF08 || c == '(' || c == 0xFF09) return true;
    if ((c == 0x4E0E || c == 0x540C) && e > s && goes_with(x, k, s, e, n)) return true; /* 与 同 */
    return cedu__fact_joins(c) && e > s && unknown_count(x, n, k->end);                 /* 和N个 */
}

/* A figure at `e` that only says which ones are counted: true = the phrase begins behind it. */
static bool past_figure(const fx *x, const fact_clause *k, uint32_t *s, uint32_t *e, const cedu_mention *m) {
    uint32_t n, of, thing;
    bool least = m->modifier == CEDU_MOD_GE || m->modifier == CEDU_MOD_GT || cedu__fact_char_before(x, m->start) == 0x8FC7;
    if (least && m->type != CEDU_MENTION_ordinal && m->type != CEDU_MENTION_percent && m->start - *s <= 24 &&
        cedu__fact_char(x, m->end, k->end, &of) == 0x7684 && cedu__is_han(cedu__fact_char(x, of, k->end, &thing)))
        return *s = *e = of, true; /* 10个产值过百亿的园区 */
    bool bound = m->modifier == CEDU_MOD_GE || m->modifier == CEDU_MOD_LE || m->modifier == CEDU_MOD_GT;
    if (!bound || !cedu__is_han(cedu__fact_char(x, m->end, k->end, &n)) || cedu__fact_cue_at(x, k, m->end) ||
        cedu__fact_counts(x, m) || m->start - *s > 12)
        return false;
    return *s = *e = m->end, true; /* 100所海拔1500米以上农村学校 */
}

/* A word at `e` that ends the phrase [s, e). */
static bool stops_at_word(const fx *x, const fact_clause *k, uint32_t s, uint32_t e, const fact_cue *q) {
    const fact_groups ends = FACT_CUTS | G(growth) | G(yoy) | G(qoq) | G(share) | G(rank) | G(within) | G(among) | G(joint) |
                             G(keep) | G(all) | G(outcome) | G(respectively) | G(event_verb) | G(subsidy) | G(focus) | G(past) |
                             G(task_lead) | G(become);
    if (e == s) return q->groups & (G(be) | G(share) | G(within) | G(rank) | G(growth) | G(cap));
    if (q->groups & ends) return true;
    uint32_t n;
    bool pivot = (q->groups & G(act)) && cedu__fact_char(x, s, e, &n) != 0x4EE5; /* 以 */
    const fact_cue *kind = pivot ? cedu__fact_cue_ending(x, k, e) : NULL;        /* 三大场景|为主 */
    if (kind && (kind->groups & G(field)) && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_act), "pivot")) return true;
    const fact_cue *on = cedu__fact_cue_at(x, k, q->end); /* 重点项目|加快|推进 */
    if (on && on->end == k->end && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_task), "drive")) return true;
    if (cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_target_noun), "review")) return true; /* 综合体|建设成效显著 */
    bool there = cedu__fact_char(x, e, k->end, &n) == 0x5728 && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_link), "back");
    const fact_cue *zone = there ? cedu__fact_cue_ending(x, k, e) : NULL;
    bool noun = there && (cedu__fact_noun_ends(x, k, (fact_span){s, e}) || (zone && (zone->groups & (G(zone) | G(works)))));
    if (noun && e > s + 3) return true; /* 国家高新区|在…方面 */
    return (q->groups & G(link)) && q->end - q->start >= 6 && !cedu__fact_cue_value(x, q, FACT_I_link).n; /* 通过 */
}

/* Without links, marks and 和 及 的 at its end. */
static uint32_t phrase_end(const fx *x, const fact_clause *k, uint32_t s, uint32_t e) {
    for (const fact_cue *q; e > s && (q = cedu__fact_cue_ending(x, k, e)) && (q->groups & G(link));) e = q->start;
    while (e > s) {
        uint32_t n, p = (uint32_t)cedu__u8_prev(x->text, e), c = cedu__fact_char(x, p, e, &n);
        if (!cedu__fact_is_mark(c) && c != 0x548C && c != 0x53CA && c != 0x7684) break;
        e = p;
    }
    return e;
}

fact_span cedu__fact_np_right(const fx *x, const fact_clause *k, uint32_t at) {
    uint32_t s = at, e, n;
    if (!opens_phrase(x, k, &s, &e)) return (fact_span){s, s};
    while (e < k->end) {
        const fact_cue *q = cedu__fact_cue_at(x, k, e);
        const cedu_mention *m = cedu__fact_mention_at(x, k, e);
        if (past_mark(x, k, &s, &e)) continue;
        if (stops_at_mark(x, k, s, e, q)) break;
        bool figure = m && cedu__fact_is_number(m->type) && !cedu__fact_quoted_name(x, k, m->start, m->end);
        if (figure && past_figure(x, k, &s, &e, m)) continue;
        if (m && (m->type == CEDU_MENTION_time || figure || m->type == CEDU_MENTION_policy_title)) break;
        if (m && cedu__fact_is_measure(m->type)) {
            e = m->end;
            continue;
        }
        bool more = q && e > s && (q->groups & G(growth)) && !(q->groups & (FACT_CUTS | G(share) | G(rank)));
        if (q && e > s && ((more && names_on(x, k, q->end)) || runs_on(x, k, s, e, q))) {
            e = q->end;
            continue;
        }
        if (q && stops_at_word(x, k, s, e, q)) break;
        (void)cedu__fact_char(x, e, k->end, &n);
        e = n;
    }
    return (fact_span){s, phrase_end(x, k, s, e)};
}
