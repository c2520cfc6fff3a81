/* phrase.c - the noun phrase before a number (达, 为, 共有 stripped) and the items of a list; behind.c has the phrase behind it.
 *
 * To extend: what is stripped or ends a phrase is a cue group (FACT_CUTS, LEADING, TRAILING); another construction is a function with an example.
 */
#include "fact/inner.h"

bool cedu__fact_is_measure(cedu_mention_type t) {
    return t == CEDU_MENTION_indicator || t == CEDU_MENTION_sector || t == CEDU_MENTION_head;
}

/* Cues inside an indicator or a sector are part of its name. */
bool cedu__fact_swallowed(const fx *x, const fact_clause *k, const fact_cue *q) {
    for (uint32_t i = k->m0; i < k->m1 && x->m.p[i].start <= q->start; i++)
        if (cedu__fact_is_measure(x->m.p[i].type) && x->m.p[i].end >= q->end &&
            x->m.p[i].end - x->m.p[i].start > q->end - q->start)
            return true;
    return false;
}

#define LEADING                                                                                                                \
    (FACT_CUTS | G(link) | G(here) | G(task_lead) | G(among) | G(all) | G(yearly) | G(estimate) | G(joint) | G(baseline) |     \
     G(window) | G(yoy) | G(qoq))
#define TRAILING                                                                                                               \
    (G(be) | G(all) | G(respectively) | G(past) | G(plan) | G(forecast) | G(yoy) | G(qoq) | G(baseline) | G(joint) |           \
     G(growth) | G(yearly) | G(cap) | G(rank) | G(share) | G(advise) | G(per) | G(estimate) | G(ranking) | G(compare))

bool cedu__fact_is_mark(uint32_t c) {
    return c == ' ' || c == '[' || c == ']' || c == 0x3001 || c == 0xFF0C || c == ',' || c == 0xFF1A || c == ':' ||
           c == 0x3000 || c == '\t' || c == 0xFF08 || c == '(' || c == 0xFF09 || c == ')';
}

/* 开放县（区、市）增加至45个: the bracket that the phrase opens belongs to it. */
static uint32_t close_bracket(const fx *x, const fact_clause *k, uint32_t s, uint32_t e) {
    uint32_t n, open = 0;
    for (uint32_t i = s; i < e; i = n) {
        uint32_t c = cedu__fact_char(x, i, e, &n);
        open = c == 0xFF08 || c == '(' ? i : c == 0xFF09 || c == ')' ? 0 : open;
    }
    uint32_t c = open ? cedu__fact_char(x, e, k->end, &n) : 0;
    return c == 0xFF09 || c == ')' ? n : open ? open : e;
}

/* Where a bracket that ends at `end` opens, when it is a short note without Han (算力规模(FP16)); `end` when there is none. */
static uint32_t aside_before(const fx *x, uint32_t from, uint32_t end) {
    uint32_t i = end, n;
    for (int steps = 0; i > from && steps < 14; steps++) {
        i = (uint32_t)cedu__u8_prev(x->text, i);
        uint32_t c = cedu__fact_char(x, i, end, &n);
        bool close = c == 0xFF09 || c == ')';
        if ((steps == 0) != close) return end;
        if (c == 0xFF08 || c == '(') return i > from ? i : end;
        if (cedu__is_han(c)) break;
    }
    return end;
}

/* 规模[在半精度下]达到: under which condition; `e` when none stands there. */
static uint32_t without_condition(const fx *x, const fact_clause *k, uint32_t s, uint32_t e) {
    uint32_t last = e > s ? (uint32_t)cedu__u8_prev(x->text, e) : e, n, i = last;
    if (cedu__fact_char(x, last, e, &n) != 0x4E0B) return e; /* 下 */
    const fact_cue *by = cedu__fact_cue_ending(x, k, last);  /* 在某业务带动|下 */
    bool driven = by && cedu__eqz(cedu__fact_cue_value(x, by, FACT_I_task), "drive");
    for (int steps = 0; i > s && steps < 24; steps++) {
        i = (uint32_t)cedu__u8_prev(x->text, i);
        uint32_t c = cedu__fact_char(x, i, e, &n);
        if (c == 0x5728) return i > s && (driven || !cedu__fact_find_cue(x, k, last, e, ~(fact_groups)0)) ? i : e; /* 在 */
        if ((c == 0x3001 && !driven) || c == 0xFF0C) break;
    }
    return e;
}

/* Behind 第三条, 第二款 and the blank after it. */
uint32_t cedu__fact_behind_article(const fx *x, uint32_t at, uint32_t stop) {
    enum { FIGURES = 5 };
    uint32_t n, i, c = cedu__fact_char(x, at, stop, &i);
    if (c != 0x7B2C) return at; /* 第 */
    for (int k = 0; k <= FIGURES && i < stop; k++, i = n) {
        c = cedu__fact_char(x, i, stop, &n);
        if (c != 0x6761 && c != 0x6B3E) continue; /* 条 款 */
        for (i = n; i < stop && ((c = cedu__fact_char(x, i, stop, &n)) == ' ' || c == 0x3000 || c == 0xFF1A || c == ':');
             i = n) {}
        return k ? i : at;
    }
    return at;
}

/* Behind 6. or 12、 at the beginning; `at` where there is none. */
static uint32_t behind_item(const fx *x, uint32_t at, uint32_t stop) {
    uint32_t n, i = at, c = 0;
    for (int k = 0; k < 3 && (c = cedu__fact_char(x, i, stop, &n)) >= '0' && c <= '9'; k++) i = n;
    if (i == at || (c != '.' && c != 0xFF0E && c != 0x3001)) return at;
    return cedu__is_han(cedu__fact_char(x, n, stop, &i)) ? n : at;
}

uint32_t cedu__fact_behind_wire(const fx *x, uint32_t at, uint32_t stop) {
    enum { NAMES = 120 }; /* bytes of the bracket */
    uint32_t n, i, open = at;
    if (!cedu__fact_is_wire(cedu__fact_char(x, at, stop, &i))) return at;
    uint32_t c = cedu__fact_char(x, open = i, stop, &n);
    while (c == ' ' || c == 0x3000) c = cedu__fact_char(x, open = n, stop, &n);
    if (c != '(' && c != 0xFF08) return cedu__is_han(cedu__fact_char(x, i, stop, &n)) ? at : i;
    for (; n < stop && n - open < NAMES;) {
        c = cedu__fact_char(x, n, stop, &n);
        if (c == ')' || c == 0xFF09) return n;
    }
    return i;
}

/* 普及, 和谐: a character of a word (cue group other, an indicator) joins nothing. */
static bool in_word(const fx *x, fact_span s, uint32_t at, uint32_t end) {
    uint32_t from = at;
    for (int back = 0; back < 3; back++) {
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, (1u << CEDU_CLASS_cue) | (1u << CEDU_CLASS_indicator) | (1u << CEDU_CLASS_head),
                                     cedu__sub(x->text, 0, s.end), from, h, CEDU_COUNT(h));
        for (size_t i = 0; i < n; i++) {
            if (h[i].end < end || h[i].end - from <= 3) continue;
            int32_t c = h[i].entry - x->cue_first;
            if (c < 0 || c >= x->cue_count || (x->group_of[c] & G(other))) return true;
        }
        if (from <= s.start) break;
        from = (uint32_t)cedu__u8_prev(x->text, from);
    }
    return false;
}

/* 产值[在全省各市中]居第三, 产量[在全国]占比: among whom; `e` when it is not said. */
static uint32_t without_scope(const fx *x, const fact_clause *k, uint32_t s, uint32_t e) {
    enum { REACH = 36 }; /* bytes */
    const fact_cue *in = cedu__fact_cue_ending(x, k, e);
    bool within = in && (in->groups & (G(within) | G(among)));
    uint32_t stop = within ? in->start : e;
    const fact_cue *at = within ? cedu__fact_last_cue(x, k, s + 1, stop, G(link)) : NULL; /* 在西北五省区中 */
    if (at && stop - at->end <= REACH && cedu__eqz(cedu__fact_cue_value(x, at, FACT_I_link), "back")) return at->start;
    for (uint32_t i = k->p0; i < k->p1 && x->places.p[i].start < stop; i++) {
        const fact_place *p = &x->places.p[i];
        if (p->end == e && p->start > s && p->role == ROLE_DENOMINATOR) return p->start; /* 产量[全国]占比 */
        const fact_cue *q = p->start > s && stop - p->start <= REACH ? cedu__fact_cue_ending(x, k, p->start) : NULL;
        if (q && q->start > s && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_link), "back") && (within || p->end == stop))
            return q->start;
    }
    return e;
}

/* Whether a region is what something is compared with. */
static bool compared(const fx *x, const fact_clause *k, const cedu_mention *m) {
    for (uint32_t i = k->p0; i < k->p1; i++)
        if (x->places.p[i].start == m->start) return x->places.p[i].role == ROLE_REFERENCE;
    return false;
}

/* Whether a bracket that opens and closes in [s, e) encloses [a, b). */
static bool in_gloss(const fx *x, uint32_t s, uint32_t a, uint32_t b, uint32_t e) {
    uint32_t n, open = 0, c;
    for (uint32_t i = s; i < a; i = n) {
        c = cedu__fact_char(x, i, a, &n);
        open = c == 0xFF08 || c == '(' ? 1 : c == 0xFF09 || c == ')' ? 0 : open;
    }
    for (uint32_t i = b; open && i < e; i = n)
        if ((c = cedu__fact_char(x, i, e, &n)) == 0xFF09 || c == ')') return true;
    return false;
}

/* 连续|三年 */
static bool lasts(const fx *x, const fact_clause *k, const cedu_mention *m) {
    const fact_cue *q = cedu__fact_cue_ending(x, k, m->start);
    return q && (q->groups & G(window)) && !cedu__fact_cue_value(x, q, FACT_I_window).n;
}

fact_span cedu__fact_np_left(const fx *x, const fact_clause *k, uint32_t from, uint32_t at) {
    uint32_t e = at, s = from, n;
    if (s < k->start) s = k->start;
    if (s > k->start && s < at && x->text.p[s] == '/') (void)cedu__fact_char(x, s + 1, at, &s); /* 从98元/月|提高到178元/月 */
    if (s == k->start) s = behind_item(x, cedu__fact_behind_article(x, s, e), e);
    const fact_cue *next = cedu__fact_cue_at(x, k, at);
    bool ranked = next && (next->groups & G(rank));
    bool placed = next && (next->groups & (G(rank) | G(share) | G(rate_noun) | G(all) | G(respectively)));
    while (e > s) { /* backwards over what stands between the phrase and the number */
        const fact_cue *q = cedu__fact_cue_ending(x, k, e);
        const cedu_mention *m = cedu__fact_mention_ending(x, k, e);
        if (m && (m->type == CEDU_MENTION_time || m->type == CEDU_MENTION_set) && m->start >= s) {
            e = m->start;
            continue;
        }
        if (m && m->type == CEDU_MENTION_region && m->start > s && compared(x, k, m)) { /* 产量超越[甲、乙]位居第一 */
            e = m->start;
            continue;
        }
        uint32_t among = placed || ranked ? without_scope(x, k, s, e) : e;
        if (among < e) {
            e = among;
            continue;
        }
        if (m && m->type == CEDU_MENTION_quantity && m->start >= s + 3 && /* 密度达到[每万人]500台 */
            cedu__fact_char_before(x, m->start) == 0x6BCF) {
            e = (uint32_t)cedu__u8_prev(x->text, m->start);
            continue;
        }
        const fact_cue *is = e == at ? cedu__fact_last_cue(x, k, s, e, G(be)) : NULL; /* 密度为[每平方公里]20万个 */
        if (is && is->start >= s + 6 && e - is->end <= 21 && cedu__fact_char(x, is->end, e, &n) == 0x6BCF && n < e) {
            e = is->start;
            continue;
        }
        const fact_cue *run = m && m->type == CEDU_MENTION_duration ? cedu__fact_cue_ending(x, k, m->start) : NULL;
        if (run && run->start > s && (run->groups & G(window))) { /* 产值[连续六年]增速超过… */
            e = run->start;
            continue;
        }
        if (m && m->start > s &&
            ((ranked && m->type == CEDU_MENTION_region) ||                        /* 产量[在全国]排名第一 */
             (m->type == CEDU_MENTION_duration && (e < at || lasts(x, k, m))))) { /* 产值[连续六年]保持… */
            e = m->start;
            continue;
        }
        if (m && m->type == CEDU_MENTION_region && m->start >= s && cedu__fact_cue_ending(x, k, m->start) &&
            (cedu__fact_cue_ending(x, k, m->start)->groups & (G(rank) | G(be) | G(compare) | G(share)))) {
            e = m->start;
            continue;
        }
        bool sum = q && placed && q->start >= s + 6 && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_be), "total") &&
                   cedu__fact_word_ends(x->words, FACT_WORD_counted, cedu__fact_text(x, q->start, q->end));
        if (sum) break; /* 机架|总数|均居 */
        if (q && q->start >= s && !cedu__fact_swallowed(x, k, q) &&
            ((q->groups & TRAILING) || ((q->groups & G(link)) && cedu__fact_cue_value(x, q, FACT_I_link).n) ||
             ((q->groups & (G(task_lead) | G(window))) && e < at) || /* 活跃度持续|保持 */
             ((q->groups & (G(have) | G(project_verb))) && e == at))) {
            ranked |= (q->groups & G(rank)) != 0;
            e = q->start;
            continue;
        }
        uint32_t opened = cedu__fact_char(x, s, e, &n); /* 760亿元（含某区）、增长5.6%: the bracket is the number's before */
        uint32_t shut = (uint32_t)cedu__u8_prev(x->text, e), last = cedu__fact_char(x, shut, e, &n);
        if ((opened == 0xFF08 || opened == '(') && (last == 0xFF09 || last == ')') && e - s <= 60) {
            e = s;
            break;
        }
        uint32_t p = aside_before(x, s, e);
        if (p == e) p = without_condition(x, k, s, e);
        if (p < e) {
            e = p;
            continue;
        }
        p = (uint32_t)cedu__u8_prev(x->text, e);
        uint32_t c = cedu__fact_char(x, p, e, &n);
        const cedu_mention *since = c == 0x540C && e < at ? cedu__fact_mention_at(x, k, e) : NULL;
        if (since && since->type == CEDU_MENTION_time) { /* 利润[同2019年相比]增长 */
            e = p;
            continue;
        }
        bool may = c == 0x53EF && e == at;                                       /* 规模可|突破1000P */
        const fact_cue *share = c == 0x6240 ? cedu__fact_cue_at(x, k, e) : NULL; /* 专利所|占比重 */
        may |= (share && (share->groups & G(share))) || c == 0x4E5F;             /* 总量也|有所增长 */
        if (!cedu__fact_is_mark(c) && c != 0x7684 && c != 0x201C && !may) break; /* 的 “ */
        e = p;
    }
    while (s < e) { /* forwards over what stands before it */
        const fact_cue *q = cedu__fact_cue_at(x, k, s);
        const cedu_mention *m = cedu__fact_mention_at(x, k, s);
        if (m &&
            (m->type == CEDU_MENTION_time || m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_duration ||
             m->type == CEDU_MENTION_set || m->type == CEDU_MENTION_policy_title || m->type == CEDU_MENTION_title ||
             cedu__fact_sums_places(x, k, m)) &&
            m->end <= e) {
            s = m->type == CEDU_MENTION_time ? cedu__fact_behind_wire(x, m->end, e) : m->end;
            continue;
        }
        if (q && q->end <= e && (q->groups & LEADING) && !cedu__fact_swallowed(x, k, q) && !(q->groups & G(keep))) {
            s = q->end;
            continue;
        }
        uint32_t c = cedu__fact_char(x, s, e, &n);
        cedu_str inside = cedu__fact_text(x, n, e); /* “一期投资…: what was quoted goes on behind the number */
        bool alone = c == 0x201C && cedu__find(inside, CEDU_STR("\xE2\x80\x9D"), 0) < 0 &&
                     cedu__find(inside, CEDU_STR("&quot;"), 0) < 0 && cedu__fact_ends_in_head(x, inside);
        if (!cedu__fact_is_mark(c) && c != 0x7684 && c != 0x201D && c != 0x300B && !alone) break;
        s = n;
    }
    for (uint32_t i = k->c1; i > k->c0; i--) { /* a verb inside: what is left of it is somebody's doing */
        const fact_cue *q = &x->cues.p[i - 1];
        if (q->end >= e || q->start <= s || cedu__fact_swallowed(x, k, q)) continue;
        if (cedu__fact_quoted_name(x, k, q->start, q->end)) continue; /* “企业认定、政府认账”授权企业 */
        if (q->end + 3 >= e && (q->groups & G(have))) continue;       /* 建成率: the verb is part of a noun */
        if (q->groups & G(keep)) {
            const fact_cue *out = cedu__fact_cue_at(x, k, at); /* 机架数、在建项目数均居…: an item of a list */
            uint32_t item = (uint32_t)cedu__u8_prev(x->text, q->start), after;
            uint32_t mark = out && (out->groups & (G(all) | G(respectively))) ? cedu__fact_char(x, item, q->start, &after) : 0;
            if (cedu__fact_joins(mark)) continue;
            bool noun = q->start - s <= 12 && !cedu__fact_find_cue(x, k, s, q->start, ~(fact_groups)0); /* 城镇新增就业 */
            if (!noun) s = q->start;
            break;
        }
        if (e - q->end <= 6 && q->start >= s + 6 && (q->groups & (G(have) | G(past))) &&
            (!(q->groups & G(be)) || (q->groups & G(past))))
            continue; /* 重点项目完成|投资: one word alone is no subject */
        if (e - q->end <= 9 && q->start >= s + 6 && (q->groups & G(plan)) && (q->groups & G(have)) && q->end - q->start > 6)
            continue; /* 抽水蓄能规划建设总规模 */
        if (e < at && q->end - q->start == 3 && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_be), "total") &&
            cedu__find(cedu__fact_text(x, q->end, e), CEDU_STR("\xE7\x9A\x84"), 0) > 0 && q->start > s + 9)
            continue; /* 企业中|有研发活动的|企业达: the figure has a verb of its own, this one says which */
        if (!(q->groups & FACT_CUTS) || (q->end - q->start < 6 && !(q->groups & (G(be) | G(past) | G(plan))))) continue;
        s = q->end;
        break;
    }
    for (uint32_t i = k->m0; i < k->m1; i++) { /* nor does it reach over a time, a place or another number */
        const cedu_mention *m = &x->m.p[i];
        bool cuts = m->type == CEDU_MENTION_time || m->type == CEDU_MENTION_policy_title || m->type == CEDU_MENTION_title ||
                    m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_organisation || m->type == CEDU_MENTION_ordinal;
        bool title = m->type == CEDU_MENTION_policy_title || m->type == CEDU_MENTION_title;
        const fact_cue *does =
            m->type == CEDU_MENTION_set ? cedu__fact_cue_at(x, k, m->end) : NULL; /* 各区每年|组织|对接活动 */
        cuts |= does && (does->groups & (G(task) | G(act) | G(have) | G(event_verb))) && does->end + 6 <= e &&
                !cedu__fact_swallowed(x, k, does);
        if (m->start >= e) break;
        if (!cuts || m->start < s || (m->end >= e && !(title && m->end == e))) continue;
        if (m->type == CEDU_MENTION_ordinal && in_gloss(x, s, m->start, m->end, e)) continue; /* 4G（第四代技术）基站 */
        uint32_t c = cedu__fact_char(x, m->end, e, &n); /* 老年大学（学校）学位 */
        if (m->type == CEDU_MENTION_organisation && (c == 0xFF08 || c == '(')) continue;
        if (m->type == CEDU_MENTION_organisation && cedu__is_han(c) && c != 0x7684 && e - m->end <= 12 && m->start > s - 1) {
            s = m->start; /* 省政协提案553件 */
            continue;
        }
        if (m->type != CEDU_MENTION_time && cedu__fact_quoted_name(x, k, m->start, m->end)) continue;
        s = m->type == CEDU_MENTION_time ? cedu__fact_behind_wire(x, m->end, e) : m->end;
        if (does) s = does->end;
    }
    while (s < e) {
        uint32_t c = cedu__fact_char(x, s, e, &n);
        const fact_cue *q = cedu__fact_cue_at(x, k, s);
        bool drives = q && (q->groups & G(task)) && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_task), "drive");
        if (q && q->end <= e && (drives || (q->groups & (G(link) | G(past) | G(plan) | G(be)))) &&
            !cedu__fact_swallowed(x, k, q))
            s = q->end;
        else if (cedu__fact_is_mark(c) || c == 0x7684 || c == 0x201D) s = n;
        else break;
    }
    if (e == s + 6 && cedu__fact_char(x, s, e, &n) == 0x5E73 && cedu__fact_char(x, n, e, &n) == 0x5747) e = s; /* 两年|平均 */
    uint32_t to = cedu__fact_char(x, s, e, &n);
    if (to == 0x5411 || to == 0x4E3A || to == 0x7ED9 || to == 0x5BF9) { /* 向 为 给 对某人|推介: what is done to whom */
        const fact_cue *does = cedu__fact_find_cue(x, k, n, e, G(have) | G(publish));
        if (does && does->end < e && does->end - does->start >= 6 && !cedu__fact_swallowed(x, k, does)) s = does->end;
    }
    uint32_t tail = e > s && e == at ? cedu__fact_char_before(x, e) : 0;
    if (tail == 0x548C && !in_word(x, (fact_span){s, e}, (uint32_t)cedu__u8_prev(x->text, e), e))
        e = s; /* 107亿元的甲项目和|50亿元的乙项目 */
    e = close_bracket(x, k, s, e);
    int depth = 0;
    for (uint32_t i = s, c; i < e; i = n) { /* what begins inside a bracket begins behind it */
        c = cedu__fact_char(x, i, e, &n);
        if (c == 0xFF08 || c == '(') depth++;
        if ((c == 0xFF09 || c == ')') && depth-- == 0) {
            for (s = n, depth = 0; s < e && cedu__fact_is_mark(cedu__fact_char(x, s, e, &n));) s = n;
            n = s;
        }
    }
    if (e > s && cedu__fact_char(x, s, e, &n) && n >= e && !cedu__fact_mention_at(x, k, s))
        e = s; /* one character is no subject */
    return (fact_span){s, e > s ? e : s};
}

static size_t items(const fx *x, fact_span s, fact_span *out, size_t max, bool words) {
    size_t n = 0;
    int depth = 0;
    uint32_t from = s.start;
    for (uint32_t i = s.start; i <= s.end;) {
        uint32_t next = i + 1, c = i < s.end ? cedu__fact_char(x, i, s.end, &next) : 0x3001;
        if (c == 0xFF08 || c == '(' || c == 0x201C || c == 0x300A) depth++;
        if ((c == 0xFF09 || c == ')' || c == 0x201D || c == 0x300B) && depth) depth--;
        uint32_t skip = 0;
        if (depth == 0 || i == s.end) {
            if (c == 0x3001) skip = next - i;
            else if (words && (c == 0x548C || c == 0x4E0E || c == 0x53CA) && i > from && !in_word(x, s, i, next))
                skip = next - i; /* 和 与 及 */
            else if (words && c == 0x4EE5) { /* 以及 */ uint32_t nn, c2 = cedu__fact_char(x, next, s.end, &nn);
                if (c2 == 0x53CA) skip = nn - i;
            }
        }
        if (skip) {
            fact_span it = cedu__fact_trim(x, (fact_span){from, i});
            if (it.end > it.start && n < max) out[n++] = it;
            from = i + skip;
            i = from;
            if (c == 0x3001 && skip && i > s.end) break;
            continue;
        }
        i = next;
    }
    return n;
}

size_t cedu__fact_items(const fx *x, fact_span s, fact_span *out, size_t max) { return items(x, s, out, max, true); }

size_t cedu__fact_listed(const fx *x, fact_span s, fact_span *out, size_t max) { return items(x, s, out, max, false); }
