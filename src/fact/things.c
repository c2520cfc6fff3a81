/* things.c - projects: a named thing that ends in a project noun, behind a verb of building or in a list of such things. Events are
 * patterns of the packs (pattern.c), registries stand in registry.c, tables in table.c. */
#include "fact/text.h"

enum { LONGEST_NOUN = 36 }; /* bytes of a project noun */

/* ------------------------------------------------------------------ projects */
static bool place_starts(const fx *x, const fact_clause *k, uint32_t at) {
    for (uint32_t p = k->p0; p < k->p1; p++)
        if (x->places.p[p].start == at) return true;
    return false;
}

static bool inside_place(const fx *x, const fact_clause *k, const fact_cue *q) {
    for (uint32_t p = k->p0; p < k->p1; p++)
        if (x->places.p[p].start <= q->start && x->places.p[p].end > q->end) return true;
    return false;
}

/* The name alone: behind the verbs that lead to it (加快推进…中心, 甲区要结合北京…中心); empty where things are counted (3个实验室). */
static fact_span project_name(const fx *x, const fact_clause *k, fact_span np) {
    const fact_groups verbs = G(task) | G(act) | G(focus) | G(task_lead) | G(link) | G(be) | G(plan) | G(have);
    np = cedu__fact_trim(x, np);
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        if (q->start < np.start || q->end >= np.end || !(q->groups & verbs) || (q->groups & G(project_noun))) continue;
        if (cedu__fact_cue_value(x, q, FACT_I_link).n || inside_place(x, k, q)) continue; /* 面向东盟的… */
        if (q->start == np.start || place_starts(x, k, q->end)) np.start = q->end;
    }
    for (uint32_t j = k->m0; j < k->m1; j++)
        if (x->m.p[j].start >= np.start && x->m.p[j].end <= np.end && cedu__fact_counts(x, &x->m.p[j]))
            return (fact_span){0, 0};
    return np;
}

static bool quoted(const fx *x, fact_span s) {
    return cedu__find(cedu__fact_text(x, s.start, s.end), CEDU_STR("\xE2\x80\x9C"), 0) >= 0;
}

void cedu__fact_put_project(fx *x, const fact_clause *k, fact_span np, cedu_str status) {
    np = project_name(x, k, np);
    if (np.end <= np.start || cedu__u8_count(cedu__fact_text(x, np.start, np.end)) > 30) return;
    cedu_str name = cedu__fact_text(x, np.start, np.end);
    for (size_t i = x->out.n; i > 0 && x->out.n - i < 200; i--) /* named before */
        if (x->out.p[i - 1].kind == CEDU_FACT_project && cedu__eq(x->out.p[i - 1].subject, name)) return;
    fact_region own = {0}, nearby;
    for (uint32_t p = k->p0; p < k->p1; p++)
        if (x->places.p[p].start >= np.start && x->places.p[p].end <= np.end &&
            !cedu__fact_quoted_name(x, k, x->places.p[p].start, x->places.p[p].end)) /* “梁子湖”数据中心 */
            own = (fact_region){.entry = {x->places.p[p].entry}, .n = 1, .at = {x->places.p[p].start, x->places.p[p].end}};
    fact_span at;
    if (!own.n && !quoted(x, np)) {
        int32_t h = cedu__fact_hidden_region(x, np.start, np.end, &at);
        if (h >= 0) own = (fact_region){.entry = {h}, .n = 1, .at = at};
    }
    if (!own.n) own = cedu__fact_own_region(x, k, k->start, k->end, &nearby) ? nearby : k->region;
    cedu_fact f = cedu__fact_new(CEDU_FACT_project, "project.named");
    f.subject = name;
    cedu__fact_str(x, &f, CEDU_FIELD_name, name);
    cedu__fact_str(x, &f, CEDU_FIELD_status, status);
    f.confidence = 0.75;
    cedu__fact_settle(x, &f, k, &own, k->end, np);
    cedu__fact_emit(x, &f, np, np);
}

/* “某某二号”测试基地: a name in quotation marks and what kind of thing it is. */
static bool quoted_kind(const fx *x, fact_span s) {
    cedu_str t = cedu__fact_text(x, s.start, s.end);
    ptrdiff_t close = cedu__find(t, CEDU_STR("\xE2\x80\x9D"), 0);
    return cedu__starts(t, CEDU_STR("\xE2\x80\x9C")) && close > 0 && t.n >= (size_t)close + 9 && t.n <= (size_t)close + 33 &&
           cedu__find(t, CEDU_STR("\xE7\x9A\x84"), 0) < 0; /* 的 */
}

/* Whether a phrase names one thing: it holds a quoted name or a place, not only a kind of thing. */
static bool singular(const fx *x, const fact_clause *k, fact_span s) {
    if (quoted(x, s)) return true;
    for (uint32_t p = k->p0; p < k->p1; p++)
        if (x->places.p[p].start >= s.start && x->places.p[p].end < s.end) return true;
    fact_span at;
    return cedu__fact_hidden_region(x, s.start, s.end, &at) >= 0;
}

/* Ends in a project noun, brackets aside (…高新区（滨江）); names of bodies too (某移动（太原）智算中心). */
bool cedu__fact_ends_in_project(const fx *x, fact_span s) {
    uint32_t n, e = s.end, last = e > s.start ? (uint32_t)cedu__u8_prev(x->text, e) : e;
    uint32_t c = cedu__fact_char(x, last, e, &n);
    if (c == 0xFF09 || c == ')') {
        while (last > s.start && (c = cedu__fact_char(x, last, e, &n)) != 0xFF08 && c != '(')
            last = (uint32_t)cedu__u8_prev(x->text, last);
        e = last;
    }
    uint32_t from = e > s.start + LONGEST_NOUN ? e - LONGEST_NOUN : s.start;
    for (const cedu_match_word *w = cedu__fact_first_word(x, from); (w = cedu__fact_cue_word(x, w, e)); w++)
        if (w->end == e && (x->group_of[w->entry - x->cue_first] & G(project_noun))) return true;
    return false;
}

/* 加快某某试验区建设: one thing, named by its zone noun, or by a place or a quoted name in it. */
static bool built(fx *x, const fact_clause *k) {
    const cedu_str build = cedu__fact_word(x->words, FACT_WORD_build), nation = cedu__fact_word(x->words, FACT_WORD_nation);
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *q = &x->cues.p[c];
        if (!(q->groups & G(task)) || !cedu__ends(cedu__fact_text(x, q->end, k->end), build)) continue;
        if (!cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_task), "drive") &&
            !cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_task), "start"))
            continue;
        fact_span s = {q->end, k->end - (uint32_t)build.n}, it[12];
        const fact_cue *zone = cedu__fact_last_cue(x, k, s.start, s.end, G(zone));
        bool named = zone && zone->end == s.end && cedu__fact_text(x, s.start, zone->start).n >= 12;
        if (cedu__starts(cedu__fact_text(x, s.start, s.end), nation) || cedu__fact_items(x, s, it, 12) > 2) return false;
        if (!named && !(cedu__fact_ends_in_project(x, s) && singular(x, k, s))) return false;
        if (cedu__find(cedu__fact_text(x, s.start, s.end), CEDU_STR("\xE3\x80\x81"), 0) >= 0) return false; /* 、 */
        cedu__fact_put_project(x, k, s, cedu__fact_text(x, q->start, q->end));
        return true;
    }
    return false;
}

/* 某水库、某高速等重点项目, 某大脑、某机场等代表性应用场景: each of the list is one. */
static bool listed(fx *x, const fact_clause *k) {
    for (uint32_t c = k->c0; c < k->c1; c++) {
        const fact_cue *etc = &x->cues.p[c], *works = etc->groups & G(etc) ? cedu__fact_cue_at(x, k, etc->end) : NULL;
        if (!works || !(works->groups & G(works))) continue;
        fact_span range = {k->start, etc->start}, items[12];
        for (uint32_t i = k->c0; i < c; i++) /* behind the verb */
            if (x->cues.p[i].groups & (G(task) | G(have) | G(project_verb) | G(act) | G(task_lead) | G(link) | G(focus)) &&
                cedu__find(cedu__fact_text(x, k->start, x->cues.p[i].start), CEDU_STR("\xE3\x80\x81"), 0) < 0)
                range.start = x->cues.p[i].end;
        size_t n = cedu__fact_items(x, range, items, 12), fit = 0;
        for (size_t i = 0; i < n; i++) {
            uint32_t len = items[i].end - items[i].start;
            fit +=
                len >= 9 && len <= 45 && !cedu__fact_find_cue(x, k, items[i].start, items[i].end, G(be) | G(growth) | G(etc));
        }
        if (n < 2 || fit < n) continue;
        for (size_t i = 0; i < n; i++) cedu__fact_put_project(x, k, items[i], cedu__fact_text(x, works->start, works->end));
        return true;
    }
    return false;
}

static void read_projects(fx *x, const fact_clause *k) {
    if (listed(x, k) || built(x, k)) return;
    const fact_cue *verb = cedu__fact_find_cue(x, k, k->start, k->end, G(project_verb));
    if (!verb) return;
    uint32_t n;
    bool after = false;
    for (uint32_t c = k->c0; c < k->c1; c++)
        after |= (x->cues.p[c].groups & G(project_noun)) && x->cues.p[c].start >= verb->end;
    for (uint32_t j = k->m0; j < k->m1; j++)
        after |= x->m.p[j].type == CEDU_MENTION_organisation && x->m.p[j].start >= verb->end &&
                 cedu__fact_ends_in_project(x, (fact_span){x->m.p[j].start, x->m.p[j].end});
    fact_span range = {verb->end, k->end}, items[12];
    const fact_cue *etc = after ? cedu__fact_find_cue(x, k, verb->end, k->end, G(etc)) : NULL;
    if (etc) range.end = etc->start;
    if (!after) {
        range = (fact_span){k->start, verb->start};
        for (uint32_t p = k->p1; p > k->p0; p--) /* …已在西安开工 */
            if (x->places.p[p - 1].end <= verb->start && x->places.p[p - 1].end + 3 >= verb->start) {
                range.end = x->places.p[p - 1].start;
                break;
            }
        for (bool on = true; on;) { /* …数据中心|已|近日 */
            const fact_cue *q = cedu__fact_cue_ending(x, k, range.end);
            const cedu_mention *t = cedu__fact_mention_ending(x, k, range.end);
            uint32_t at = q && (q->groups & (G(link) | G(past) | G(plan) | G(task_lead))) ? q->start
                          : t && t->type == CEDU_MENTION_time                             ? t->start
                                                                                          : range.start;
            on = at > range.start;
            if (on) range.end = at;
        }
    }
    const cedu_mention *day = k->m0 < k->m1 ? &x->m.p[k->m0] : NULL; /* 9月20日电（某某）… */
    for (uint32_t j = k->m0; j < k->m1 && day->type == CEDU_MENTION_region; j++) day = &x->m.p[j];
    if (day && day->type == CEDU_MENTION_time && day->start >= range.start &&
        cedu__fact_behind_wire(x, day->end, range.end) > day->end)
        range.start = cedu__fact_behind_wire(x, day->end, range.end);
    if (cedu__fact_char(x, range.start, range.end, &n) == 0x4E86) range.start = n; /* 了 */
    size_t m = cedu__fact_items(x, range, items, 12), sure = 0;
    bool named[12], ends[12];
    for (size_t i = 0; i < m; i++) {
        named[i] = singular(x, k, items[i]);
        ends[i] = cedu__fact_ends_in_project(x, items[i]) ||
                  (quoted(x, items[i]) && cedu__fact_find_cue(x, k, items[i].start, items[i].end, G(project_noun)));
        sure += named[i] && ends[i];
    }
    for (size_t i = 0; i < m; i++) /* in a list of two named things the others are such as well */
        if ((named[i] && ends[i]) || (sure >= 2 && (named[i] || ends[i])) || (sure && !after && quoted_kind(x, items[i])))
            cedu__fact_put_project(x, k, items[i], cedu__fact_text(x, verb->start, verb->end));
}

void cedu__fact_read_things(fx *x, const fact_sentence *s) {
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        read_projects(x, k);
    }
}
