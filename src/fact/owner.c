/* owner.c - a bare measure (营收, 总投资) takes the name of what it is a measure of, which stands elsewhere in the clause.
 *
 * To extend: a construction is a function that returns true when it has set the reading's subject; whose.c asks them in order.
 */
#include "fact/reading.h"

/* 智能语音产业2021年实现产值达…: a bare head takes what stands before the time. */
bool cedu__fact_over_time(fx *x, reading *r, fact_span np) {
    const fact_clause *k = r->k;
    cedu_str head = cedu__fact_text(x, np.start, np.end);
    if (head.n > 18 || cedu__image_by_form(x->im, CEDU_CLASS_head, head) < 0) return false;
    const cedu_mention *t = NULL;
    for (uint32_t i = k->m0; i < k->m1 && x->m.p[i].end <= np.start; i++) {
        if (x->m.p[i].start < r->from) continue;
        t = x->m.p[i].type == CEDU_MENTION_time ? &x->m.p[i] : x->m.p[i].type == CEDU_MENTION_region ? NULL : t;
    }
    if (!t || np.start - t->end > 6) return false;
    fact_span left = cedu__fact_np_left(x, k, r->from, t->start);
    if (left.end <= left.start || left.end != t->start || left.end - left.start > 36) return false;
    cedu_str of = cedu__fact_text(x, left.start, left.end);
    if (!cedu__fact_domain(x, left).n && !cedu__fact_word_ends(x->words, FACT_WORD_trade, of)) return false;
    r->np = np;
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)of.n, of.p, (int)head.n, head.p);
    int32_t e = cedu__image_by_form(x->im, CEDU_CLASS_indicator, r->subject);
    if (e >= 0) {
        r->subject = cedu__image_entry(x->im, e)->name;
        r->subject_id = cedu__image_entry(x->im, e)->id;
    }
    return true;
}

/* 总投资107亿元的某项目: a bare measure before an amount is that of what 的 joins to it. */
bool cedu__fact_owned_behind(fx *x, reading *r, fact_span np) {
    const fact_clause *k = r->k;
    uint32_t n;
    cedu_str head = cedu__fact_text(x, np.start, np.end);
    if (r->m->type != CEDU_MENTION_money || np.end > r->m->start || head.n > 12 ||
        cedu__fact_char(x, r->m->end, k->end, &n) != 0x7684 || cedu__image_by_form(x->im, CEDU_CLASS_head, head) < 0)
        return false;
    fact_span of = cedu__fact_np_right(x, k, r->m->end);
    if (of.end - of.start < 9 || of.end - of.start > 90) return false;
    cedu_str owner = cedu__fact_text(x, of.start, of.end);
    r->np = of;
    r->taken = of.end;
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)owner.n, owner.p, (int)head.n, head.p);
    return true;
}

/* 软件业完成了3.1万亿元的业务收入: the measure stands behind the amount, who has it before. */
bool cedu__fact_measured_behind(fx *x, reading *r, fact_span owner) {
    const fact_clause *k = r->k;
    uint32_t n;
    if (r->m->type != CEDU_MENTION_money || owner.end > r->m->start || cedu__fact_char(x, r->m->end, k->end, &n) != 0x7684)
        return false;
    fact_span np = cedu__fact_np_right(x, k, r->m->end);
    cedu_str who = cedu__fact_text(x, owner.start, owner.end), head = cedu__fact_text(x, np.start, np.end);
    if (!cedu__fact_word_ends(x->words, FACT_WORD_trade, who) || head.n > 18 ||
        cedu__image_by_form(x->im, CEDU_CLASS_head, head) < 0)
        return false;
    r->np = owner;
    r->taken = np.end;
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)who.n, who.p, (int)head.n, head.p);
    int32_t e = cedu__image_by_form(x->im, CEDU_CLASS_indicator, r->subject);
    if (e >= 0) r->subject = cedu__image_entry(x->im, e)->name, r->subject_id = cedu__image_entry(x->im, e)->id;
    return true;
}

/* 人工智能核心产业实现营业收入N: a bare measure behind 实现 is that of what realises it. */
bool cedu__fact_realised(fx *x, reading *r, fact_span np) {
    const fact_clause *k = r->k;
    const fact_cue *q = cedu__fact_cue_ending(x, k, np.start);
    if (!q || !(q->groups & G(be)) || q->start <= r->from || cedu__fact_domain(x, np).n) return false;
    fact_span owner = cedu__fact_np_left(x, k, r->from, q->start);
    const cedu_mention *when = cedu__fact_mention_ending(x, k, q->start); /* 某产业[2022年]实现营收 */
    const fact_cue *year = cedu__fact_cue_ending(x, k, q->start);         /* 某产业[全年]实现营收 */
    if (year && (year->groups & G(window)) && owner.end == q->start) owner.end = year->start;
    else if (owner.end != q->start && !(when && when->type == CEDU_MENTION_time && when->start == owner.end)) return false;
    if (owner.end <= owner.start) return false;
    cedu_str head = cedu__fact_text(x, np.start, np.end), who = cedu__fact_text(x, owner.start, owner.end);
    bool trade = cedu__fact_word_ends(x->words, FACT_WORD_trade, who) && cedu__image_by_form(x->im, CEDU_CLASS_head, head) >= 0;
    cedu_str both = cedu__arena_strf(x->arena, "%.*s%.*s", (int)who.n, who.p, (int)head.n, head.p);
    int32_t e = cedu__image_by_form(x->im, CEDU_CLASS_indicator, both);
    if (e < 0 && !trade) return false; /* 信息软件业实现营收1.4万亿元 */
    r->np = (fact_span){owner.start, np.end};
    r->subject = e >= 0 ? cedu__image_entry(x->im, e)->name : both;
    r->subject_id = e >= 0 ? cedu__image_entry(x->im, e)->id : (cedu_str){0};
    return true;
}
