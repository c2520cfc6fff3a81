/* listed.c - A、B、C等三大任务: what was listed is counted; the list is a field of the count. */
#include "fact/reading.h"

/* Whether the clause says of what something consists (包括A、B两项任务; A和B已成为两大引擎; 四项保障措施): only that is a figure; in 守好A和B两条底线,
 * 在A、B、C三大领域推广 the number is a way to speak of A and B. */
static bool composes(const fx *x, const fact_clause *k, const cedu_mention *m, fact_span np, uint32_t list) {
    uint32_t last = cedu__fact_char_before(x, m->end);
    const fact_cue *done = cedu__fact_cue_at(x, k, np.end);
    if (done && (done->groups & (G(keep) | G(approve) | G(past) | G(all) | G(win)))) return true; /* 两个品种入选 */
    const fact_groups made_by = G(have) | G(keep) | G(approve) | G(project_verb) | G(publish) | G(show);
    if (x->text.p[m->core_start] >= '0' && x->text.p[m->core_start] <= '9' && last != 0x5927) { /* 创建A、B3个基地, not 3大 */
        const fact_cue *opens = cedu__fact_cue_at(x, k, list);
        const fact_cue *has = cedu__fact_cue_ending(x, k, list); /* 分布有A、B2个园区 */
        return (opens && (opens->groups & made_by)) || (has && (has->groups & G(be))) ||
               cedu__fact_find_cue(x, k, k->start, list, made_by);
    }
    for (uint32_t i = k->c0; i < k->c1 && x->cues.p[i].start < np.end; i++) {
        const fact_cue *q = &x->cues.p[i];
        if (q->groups & (G(become) | G(publish) | G(show))) return true;
        bool made = !(q->groups & (G(task) | G(act))) || cedu__fact_find_cue(x, k, k->start, q->start, G(past)); /* 已形成 */
        if ((q->groups & G(have)) && made && q->start <= list) return true; /* not the verb of an item */
    }
    return cedu__fact_find_cue(x, k, np.start, np.end, G(measure_noun)) != NULL;
}

/* Whether an item of the list [from, end) behind the first begins with a verb. */
static bool of_verbs(const fx *x, const fact_clause *k, uint32_t from, uint32_t end) {
    for (uint32_t c = k->c0; c < k->c1 && x->cues.p[c].end <= end; c++)
        if (x->cues.p[c].start > from && (x->cues.p[c].groups & (G(task) | G(act) | G(focus) | G(have) | G(growth))) &&
            cedu__fact_char_before(x, x->cues.p[c].start) == 0x3001)
            return true;
    return false;
}

/* Where the list that ends at `end` begins: behind the verb that brings it, unless all its items begin with one
 * (提出|做强A、拓展B两大任务). */
static uint32_t behind_lead(const fx *x, const fact_clause *k, uint32_t start, uint32_t end) {
    const bool verbs = of_verbs(x, k, start, end);
    ptrdiff_t mark = cedu__find(cedu__fact_text(x, start, end), CEDU_STR("\xE3\x80\x81"), 0); /* 、 */
    const uint32_t stop = mark < 0 ? end : start + (uint32_t)mark;
    uint32_t from = start;
    for (uint32_t c = k->c0; c < k->c1 && x->cues.p[c].end <= stop; c++) {
        const fact_cue *q = &x->cues.p[c], *on = cedu__fact_cue_at(x, k, q->end);
        bool says = q->groups & (G(show) | G(publish)), does = q->groups & (G(focus) | G(have));
        bool led = on && (on->groups & (G(task) | G(act) | G(focus) | G(have) | G(growth)));
        if (q->start >= start && (says || (does && (!verbs || led)))) from = q->end;
    }
    return from;
}

/* A、B、C等三大任务: what was listed is counted; the list is a field. Measures of safeguard are facts of their own. */
bool cedu__fact_read_listed(fx *x, reading *r, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    const cedu_mention *m = r->m;
    fact_span rnp = cedu__fact_np_right(x, k, m->end), items[24];
    if (m->type != CEDU_MENTION_quantity || rnp.end <= rnp.start || m->value < 2 || m->value > 24) return false;
    uint32_t end = m->start;
    const fact_cue *etc = cedu__fact_cue_ending(x, k, end);
    if (etc && (etc->groups & G(etc))) end = etc->start;
    uint32_t from = behind_lead(x, k, r->from, end);
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].type == CEDU_MENTION_policy_title && x->m.p[i].end <= end && x->m.p[i].end > from) from = x->m.p[i].end;
    size_t n = 0;
    uint32_t past = 0;
    for (uint32_t i = k->m0; i < k->m1 && n < CEDU_COUNT(items) && x->m.p[i].end <= end; i++) /* 《A》《B》两份文件 */
        if (x->m.p[i].type == CEDU_MENTION_policy_title || x->m.p[i].type == CEDU_MENTION_title)
            items[n++] = (fact_span){x->m.p[i].start, past = x->m.p[i].end};
    if (n < 2 || past + 6 < end) n = end > from ? cedu__fact_items(x, (fact_span){from, end}, items, CEDU_COUNT(items)) : 0;
    if (n < 2 || fabs((double)n - m->value) > 0.5) return false;
    const cedu_mention *first = cedu__fact_mention_at(x, k, items[0].start); /* 2027年、2030年、2035年三个阶段 */
    if (first && first->type == CEDU_MENTION_time && first->end == items[0].end) return true;
    cedu_fact f = cedu__fact_new(CEDU_FACT_observation, "observation.listed");
    cedu__fact_set_value(&f, m, 1);
    f.unit = cedu__fact_unit_of(x, m);
    cedu_str list[24];
    for (size_t i = 0; i < n; i++) list[i] = cedu__fact_text(x, items[i].start, items[i].end);
    cedu__fact_list(x, &f, CEDU_FIELD_list, list, n);
    r->np = rnp;
    r->taken = rnp.end;
    r->subject = cedu__fact_subject(x, rnp, m, (cedu_str){0}, &r->subject_id);
    const fact_cue *noun = cedu__fact_last_cue(x, k, m->end, rnp.end, G(measure_noun));
    if (noun) r->penalty -= 0.1;
    const fact_cue *way = cedu__fact_cue_at(x, k, m->end); /* 从A、B、C、D四个[方面]用力 */
    const bool aspect = way && cedu__eqz(cedu__fact_cue_value(x, way, FACT_I_noise), "noun");
    if (aspect || !composes(x, k, m, rnp, items[0].start)) r->penalty += 0.5;
    cedu__fact_put(x, r, &f, mood & ~G(plan), t);
    if (!noun || !cedu__eqz(cedu__fact_cue_value(x, noun, FACT_I_measure_noun), "safeguard")) return true;
    for (size_t i = 0; i < n; i++) {
        cedu_fact g = cedu__fact_new(CEDU_FACT_safeguard, "safeguard.listed");
        cedu__fact_str(x, &g, CEDU_FIELD_content, list[i]);
        g.stance = CEDU_STANCE_planned;
        fact_region own;
        cedu__fact_region(x, &g, cedu__fact_own_region(x, k, k->start, m->start, &own) ? &own : &k->region, items[i]);
        cedu__fact_period(x, &g, k, t);
        cedu__fact_source(x, &g, k);
        g.confidence = 0.8;
        cedu__fact_emit(x, &g, items[i], items[i]);
    }
    return true;
}
