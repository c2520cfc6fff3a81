/* percent.c - a percentage that no other region is compared with: a share by its word, a growth, a rate under its name, or how many of
 * those behind it do what is told (七成企业采用…).
 *
 * To extend: a construction is a function that returns true when it has put its fact out; its place in cedu__fact_read_percent() is
 * its rank. What those do of whom a share is told begins with a word of fact_words.tsv, value does.
 */
#include "fact/reading.h"

/* 实现70%以上事项一窗受理, 50%以上事项可在…办理: nothing but a time or a verb stands before the part; what follows says all. */
static bool leads(const fx *x, const fact_clause *k, const reading *r) {
    const fact_cue *q = cedu__fact_cue_ending(x, k, r->m->start);
    const cedu_mention *before = cedu__fact_mention_ending(x, k, r->m->start);
    return r->m->start <= k->start + 3 || (before && before->type == CEDU_MENTION_time) ||
           (q && (q->groups & (G(have) | G(be) | G(task) | G(plan) | G(keep))));
}

/* 上线事项100%网上办: all of what stands before does what stands behind. */
static bool read_all_do(fx *x, reading *r, fact_span left, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    uint32_t n;
    uint32_t stop = r->m->end;
    for (uint32_t c; stop < k->end && (c = cedu__fact_char(x, stop, k->end, &n)) != 0x3001;)
        stop = n; /* A100%共享、B100%开通 */
    fact_span what = cedu__fact_trim(x, (fact_span){r->m->end, stop});
    if (r->m->value != 100 || left.end - left.start < 6 || what.start != r->m->end) return false;
    if (what.end - what.start < 6 || what.end - what.start > 36 || cedu__fact_char(x, what.start, what.end, &n) == 0x7684)
        return false;
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].start >= what.start && x->m.p[i].start < what.end && cedu__fact_is_number(x->m.p[i].type)) return false;
    r->taken = what.end;
    cedu_str a = cedu__fact_text(x, left.start, left.end), b = cedu__fact_text(x, what.start, what.end);
    cedu_fact f = cedu__fact_new(CEDU_FACT_observation, NULL);
    cedu__fact_set_value(&f, r->m, 1);
    f.unit = CEDU_STR("%");
    cedu__fact_plain_kind(&f, mood, &r->rule);
    r->np = left;
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)a.n, a.p, (int)b.n, b.p);
    r->penalty += 0.1;
    cedu__fact_put(x, r, &f, mood, t);
    return true;
}

/* 增速连续三年超过10%，2022年达11.6%: no phrase of its own, and the clause before spoke of a growth. */
static const fact_cue *growth_before(const fx *x, const reading *r) {
    const fact_clause *k = r->k, *before = k - 1;
    const fact_memory *last = cedu__fact_recall(x, k->sentence, k->block);
    if (!last || last->kind != CEDU_FACT_growth || last->sentence != k->sentence || last->at >= k->start) return NULL;
    fact_span np = cedu__fact_np_left(x, k, r->from, r->m->start), behind = cedu__fact_np_right(x, k, r->m->end);
    if (np.end > np.start || behind.end > behind.start) return NULL;
    const fact_cue *g = cedu__fact_last_cue(x, before, before->start, before->end, G(growth));
    return g && cedu__fact_cue_ending(x, k, r->m->start) ? g : NULL;
}

/* 保持12%的增长, 以9%的速度增长: the word of growth stands behind its figure. */
static bool grows_by(fx *x, reading *r, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    uint32_t n, at = r->m->end, until = r->m->start;
    if (cedu__fact_char(x, at, k->end, &n) == 0x7684) at = n; /* 的 */
    const fact_cue *g = cedu__fact_find_cue(x, k, at, at + 12 < k->end ? at + 12 : k->end, G(growth)),
                   *verb = cedu__fact_cue_ending(x, k, until);
    if (!g || g->end != k->end || cedu__fact_swallowed(x, k, g)) return false;
    uint32_t last = until > r->from ? (uint32_t)cedu__u8_prev(x->text, until) : until;
    if (verb && (verb->groups & (G(be) | G(have) | G(finding) | G(per) | G(keep)))) until = verb->start;
    else if (last < until && cedu__fact_char(x, last, until, &n) == 0x4EE5) until = last; /* 以 */
    else return false;
    fact_cue by = *g;
    by.start = until; /* what grows stands before the verb */
    r->taken = g->end;
    cedu__fact_read_growth(x, r, &by, mood, t);
    return true;
}

/* 四成以上数据中心|使用绿电; 印染企业八成以上|实现中水回用: those of a whole that do so. */
static bool read_doing(fx *x, reading *r, cedu_fact *f, fact_span np, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    const cedu_mention *m = r->m;
    fact_span whole = cedu__fact_np_right(x, k, m->end);
    whole.end = cedu__fact_verb_in(x, whole.start, whole.end);
    if (np.end == m->start && whole.start == m->end && np.end >= np.start + 6 &&
        cedu__fact_word_begins(x->words, FACT_WORD_does, cedu__fact_text(x, whole.start, k->end)))
        whole = np, r->quote_from = np.start;
    if (whole.end > whole.start && whole.end < k->end && cedu__fact_predicate(x, r, whole)) {
        cedu__fact_str(x, f, CEDU_FIELD_denominator, cedu__fact_text(x, whole.start, whole.end));
        cedu__fact_put(x, r, f, mood, t);
        return true;
    }
    if (whole.end > whole.start + 9 && leads(x, k, r)) r->np = whole, r->penalty += 0.1;
    else r->penalty += 0.5;
    return false;
}

/* 从2015年的41%提升至2020年的52%: the same rate at the other end. */
static bool reached(fx *x, reading *r, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    const fact_memory *last = cedu__fact_recall(x, k->sentence, k->block);
    const fact_cue *be = last && last->sentence == k->sentence && last->at >= k->start
                             ? cedu__fact_last_cue(x, k, r->from, r->m->start, G(be))
                             : NULL;
    cedu_str to = be ? cedu__fact_cue_value(x, be, FACT_I_be) : (cedu_str){0};
    if (!cedu__eqz(to, "grow_to") && !cedu__eqz(to, "fall_to")) return false;
    const cedu_mention *when = cedu__fact_mention_at(x, k, be->end);
    uint32_t n;
    if (!when || when->type != CEDU_MENTION_time || cedu__fact_char(x, when->end, k->end, &n) != 0x7684 || n != r->m->start)
        return false; /* 的 */
    cedu_fact f = cedu__fact_new(CEDU_FACT_observation, NULL);
    cedu__fact_set_value(&f, r->m, 1);
    f.unit = CEDU_STR("%");
    cedu__fact_plain_kind(&f, mood, &r->rule);
    if (f.kind == CEDU_FACT_observation) r->rule = "observation.rate";
    r->subject = last->subject, r->subject_id = last->subject_id;
    cedu__fact_put(x, r, &f, mood, t);
    return true;
}

/* A rate under its name, or a part of something that no word calls a share. */
static void read_rate(fx *x, reading *r, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    const cedu_mention *m = r->m;
    uint32_t at;
    if (reached(x, r, mood, t)) return;
    fact_span whole, np = r->np.end > r->np.start ? r->np : cedu__fact_np_left(x, k, r->from, m->start);
    cedu_fact f = cedu__fact_new(CEDU_FACT_share, "share.of_whole");
    cedu__fact_set_value(&f, m, 1);
    f.unit = CEDU_STR("%");
    const fact_cue *be = cedu__fact_cue_ending(x, k, m->start);
    bool grown = be && (be->groups & G(be)) && !cedu__eqz(cedu__fact_cue_value(x, be, FACT_I_be), "total");
    grown |= np.end == m->start && m->core_start > m->start && (m->modifier == CEDU_MOD_LE || m->modifier == CEDU_MOD_GE) &&
             !cedu__is_han(cedu__fact_char(x, m->end, k->end, &at)); /* 线损控制在5%以内 */
    bool rate = np.end > np.start && cedu__fact_ends_in_rate(x, k, np);
    if (cedu__fact_read_named_part(x, r, np, mood, t)) return;
    if (cedu__fact_doers(x, r, &f, m->start)) {
        cedu__fact_put(x, r, &f, mood, t);
        return;
    }
    const fact_memory *said = np.end <= np.start && grown ? cedu__fact_recall(x, k->sentence, k->block) : NULL;
    bool again = said && said->sentence == k->sentence && said->at >= k->start && /* 由2020年的18%提升至35% */
                 !cedu__is_han(cedu__fact_char(x, m->end, k->end, &at));
    if (again || (np.end > np.start && (rate || (grown && !cedu__fact_whole_before(x, k, m->start, &whole))))) {
        if (!rate && !again) r->penalty += 0.1; /* 产业集中度提升至55% */
        r->np = np;
        if (!t && cedu__fact_limits(x, k, m)) mood |= G(plan);
        cedu__fact_plain_kind(&f, mood, &r->rule);
        if (f.kind == CEDU_FACT_observation) r->rule = "observation.rate";
    } else if (read_all_do(x, r, np, mood, t)) {
        return;
    } else if (cedu__fact_whole_before(x, k, m->start, &whole)) {
        cedu__fact_str(x, &f, CEDU_FIELD_denominator, cedu__fact_text(x, whole.start, whole.end));
        r->quote_from = whole.start;
        if (cedu__fact_predicate(x, r, whole)) {
            cedu__fact_put(x, r, &f, mood, t);
            return;
        }
    } else if (read_doing(x, r, &f, np, mood, t)) {
        return;
    }
    if (cedu__fact_find_subject(x, r, m->start, true)) cedu__fact_put(x, r, &f, mood, t);
}

void cedu__fact_read_percent(fx *x, reading *r, const fact_cue *g, const fact_cue *s, fact_groups mood, const cedu_mention *t) {
    if (s && !(g && g->start > s->end)) cedu__fact_read_share(x, r, s, mood, t);
    else if (!g && (cedu__fact_read_part(x, r, mood, t) || grows_by(x, r, mood, t))) return;
    else if (g || (g = growth_before(x, r))) cedu__fact_read_growth(x, r, g, mood, t);
    else read_rate(x, r, mood, t);
}
