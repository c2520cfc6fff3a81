/* spoken.c - what a number without a phrase of its own is about, when nothing counted before says it: what the sentence or its neighbour
 * clause speaks of.
 *
 * To extend: a construction is a function that returns true when it has set the reading's subject; its place in cedu__fact_spoken_of()
 * is its rank.
 */
#include "fact/reading.h"

#define SPOKEN_BEFORE 200 /* mentions of a sentence looked back over: a list longer than that speaks of nothing */

/* What the sentence, then the page speaks of; what an earlier sentence counted only when the page is about it. */
cedu_str cedu__fact_domain_of(const fx *x, const fact_clause *k) {
    cedu_str own = cedu__fact_domain(x, (fact_span){x->sentences.p[k->sentence].start, k->start});
    for (size_t i = x->memory.n; i > 0; i--) {
        const fact_memory *m = &x->memory.p[i - 1];
        if (own.n && m->sentence != k->sentence) return own;
        if (m->block != k->block || x->memory.n - i > 16 || (m->sentence != k->sentence && !x->domain.n)) break;
        for (uint32_t a = 0; a < m->subject.n; a += (uint32_t)cedu__u8_len((unsigned char)m->subject.p[a])) {
            cedu_hit h[8];
            size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_sector, m->subject, a, h, CEDU_COUNT(h));
            if (n) return cedu__image_entry(x->im, h[n - 1].entry)->name;
        }
    }
    return own.n ? own : x->domain;
}

/* 西安人工智能企业集中在…，其中雁塔区126家; …产值：沈阳620亿元: the last measure that the sentence named. */
static bool named_before(fx *x, reading *r) {
    const fact_clause *k = r->k;
    const fact_sentence *s = &x->sentences.p[k->sentence];
    uint32_t i = k->m1, first = x->clauses.p[s->k0].m0, looked = 0;
    while (i > first && x->m.p[i - 1].end > r->m->start) i--;
    for (; i > first && looked < SPOKEN_BEFORE; i--, looked++) {
        const cedu_mention *m = &x->m.p[i - 1];
        if (m->type != CEDU_MENTION_indicator) continue;
        fact_span np = {m->start, m->end};
        r->subject = cedu__fact_subject(x, np, r->m, (cedu_str){0}, &r->subject_id);
        if (!r->subject_id.n) continue;
        r->np = np;
        r->penalty += 0.1;
        return true;
    }
    return false;
}

/* 从2018年的12.5亿元到2022年的47亿元，大数据产业营收增长近3倍: the next clause says what of. */
static bool coming(fx *x, reading *r) {
    const fact_clause *k = r->k, *next = k + 1;
    if (next >= x->clauses.p + x->clauses.n || next->sentence != k->sentence) return false;
    const fact_cue *g = cedu__fact_find_cue(x, next, next->start, next->end, G(growth));
    if (!g) return false;
    fact_span np = cedu__fact_np_left(x, next, next->start, g->start);
    if (np.end <= np.start) return false;
    r->subject = cedu__fact_subject(x, np, r->m, (cedu_str){0}, &r->subject_id);
    fact_region own;
    fact_region *where = cedu__fact_own_region(x, next, next->start, np.start, &own) ? CEDU_NEW(x->arena, fact_region) : NULL;
    if (where) {
        *where = own;
        r->region_as = where;
    }
    r->penalty += 0.1;
    return r->subject.n > 0;
}

/* Of the words of having only those that tell where things stand (集中在) leave a subject to be counted. */
static bool speaks_of(const fx *x, const fact_cue *v) {
    return (v->groups & (G(be) | G(growth) | G(rank) | G(window))) ||
           cedu__eqz(cedu__fact_cue_value(x, v, FACT_I_have), "located");
}

/* Whether a clause is nothing but the name of what the next one counts or measures: no figure, no verb, and a noun that is counted at its
 * end. */
static bool named_first(const fx *x, const fact_clause *c, const cedu_mention *m, fact_span *np) {
    const fact_groups verbs = G(task) | G(task_lead) | G(act) | G(plan) | G(past) | G(link) | G(focus) | G(publish) | G(keep) |
                              G(speech) | G(show) | G(according) | G(advise) | G(event_verb) | G(project_verb) | G(lack);
    for (uint32_t i = c->m0; i < c->m1; i++)
        if (cedu__fact_is_number(x->m.p[i].type)) return false;
    if (!cedu__fact_counts(x, m) && m->type != CEDU_MENTION_money && m->type != CEDU_MENTION_duration) return false;
    if (cedu__fact_find_cue(x, c, c->start, c->end, verbs)) return false;
    *np = cedu__fact_np_left(x, c, c->start, c->end);
    return np->end == c->end && cedu__fact_noun_ends(x, c, *np);
}

/* 虚拟现实产业营收连续四年突破百亿，2022年为840亿元: what the clause before spoke of. */
static bool topic_before(fx *x, reading *r) {
    const fact_clause *k = r->k, *first = &x->clauses.p[x->sentences.p[k->sentence].k0];
    for (const fact_clause *c = k; c-- > first;) {
        const fact_groups verbs = G(be) | G(growth) | G(rank) | G(window) | G(have);
        const fact_cue *v = cedu__fact_find_cue(x, c, c->start, c->end, verbs);
        while (v && (cedu__fact_swallowed(x, c, v) || !speaks_of(x, v)))
            v = cedu__fact_find_cue(x, c, v->end, c->end, verbs); /* 虚拟现|实 */
        uint32_t n, mark = cedu__fact_char(x, c->end, x->in->blocks[c->block].end, &n);
        bool label = !v && (mark == 0xFF1A || mark == ':'); /* 某省集成电路产业营收：甲市210亿元，乙市… */
        if (!v && !label && c == first && named_first(x, c, r->m, &r->np)) { /* 某市拥有的工业互联网企业，已超过860家 */
            r->subject = cedu__fact_subject(x, r->np, r->m, cedu__fact_domain_of(x, k), &r->subject_id);
            r->penalty += 0.1;
            return r->subject.n > 0;
        }
        fact_span np = v || label ? cedu__fact_np_left(x, c, c->start, v ? v->start : c->end) : (fact_span){0, 0};
        if (label && !cedu__fact_ends_in_head(x, cedu__fact_text(x, np.start, np.end))) continue;
        if (np.end <= np.start) continue;
        r->np = np;
        r->subject = cedu__fact_subject(x, np, r->m, cedu__fact_domain_of(x, k), &r->subject_id);
        r->penalty += 0.1;
        return r->subject.n > 0;
    }
    return false;
}

/* 经营主体增量提质，总量突破1000万户: a bare total is of what the clause before begins with. */
bool cedu__fact_total_of_topic(fx *x, reading *r, fact_span total) {
    const fact_clause *c = r->k > x->clauses.p && r->k[-1].sentence == r->k->sentence ? r->k - 1 : NULL;
    const cedu_mention *m = NULL;
    for (uint32_t i = c ? c->m0 : 0; c && i < c->m1 && !m; i++)
        if (cedu__fact_is_measure(x->m.p[i].type)) m = &x->m.p[i];
    const fact_cue *grows = c ? cedu__fact_find_cue(x, c, c->start, c->end, G(task_lead) | G(outcome) | G(growth)) : NULL;
    fact_span np = grows ? cedu__fact_np_left(x, c, c->start, grows->start) : (fact_span){0, 0}; /* 协会组织|不断壮大 */
    if (np.end <= np.start && m) np = (fact_span){m->start, m->end};
    if (np.end <= np.start || np.start - c->start > 18 || cedu__fact_find_cue(x, c, c->start, np.end, G(have) | G(be)))
        return false;
    cedu_str what = cedu__fact_text(x, np.start, np.end), all = cedu__fact_text(x, total.start, total.end);
    for (uint32_t i = c->m0; i < c->m1; i++)
        if (cedu__fact_is_number(x->m.p[i].type)) return false;
    r->np = np;
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)what.n, what.p, (int)all.n, all.p);
    r->penalty += 0.05;
    return true;
}

/* X企业集中在甲区（126家）、乙区（43家）: how many stand at each; a part that no pack names is not the whole. */
bool cedu__fact_stands_at(fx *x, reading *r) {
    const fact_clause *k = r->k;
    uint32_t n, open = r->m->start > k->start ? (uint32_t)cedu__u8_prev(x->text, r->m->start) : r->m->start;
    uint32_t first = cedu__fact_char(x, open, r->m->start, &n), last = cedu__fact_char(x, r->m->end, k->end, &n);
    if ((first != 0xFF08 && first != '(') || (last != 0xFF09 && last != ')')) return false;
    const fact_cue *in = cedu__fact_last_cue(x, k, k->start, open, G(have));
    if (!in || !cedu__eqz(cedu__fact_cue_value(x, in, FACT_I_have), "located")) return false;
    r->np = cedu__fact_np_left(x, k, k->start, in->start);
    if (r->np.end <= r->np.start) return false;
    r->subject = cedu__fact_subject(x, r->np, r->m, cedu__fact_domain_of(x, k), &r->subject_id);
    const cedu_mention *where = cedu__fact_mention_ending(x, k, open);
    if (!where || where->type != CEDU_MENTION_region) r->penalty += 0.5;
    return r->subject.n > 0;
}

bool cedu__fact_spoken_of(fx *x, reading *r) { return named_before(x, r) || topic_before(x, r) || coming(x, r); }
