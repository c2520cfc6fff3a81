/* rank.c - places in an order: by ordinals (居全国第7位) and by words (首个, 最多, 第一梯队).
 *
 * To extend: words are cue groups rank, first, top and level.
 */
#include "fact/reading.h"

/* Where the first number behind `a` begins, at most `b`: 居西部第4位和第2位 has one scope for both. */
static uint32_t first_number(const fx *x, const fact_clause *k, uint32_t a, uint32_t b) {
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (cedu__fact_is_number(x->m.p[i].type) && x->m.p[i].start >= a && x->m.p[i].start < b) return x->m.p[i].start;
    return b;
}

/* 在全市考核中排名第一: the place that would be the clause's own says among whom. */
static bool scope_holds(const fx *x, const reading *r, uint32_t a, uint32_t b) {
    const fact_region *in = &r->k->region;
    fact_region own;
    return in->n && !r->region_as && cedu__fact_own_region(x, r->k, r->k->start, r->m->start, &own) && own.at.start >= a &&
           own.at.end <= b && cedu__fact_within(x, in->entry[0], own.entry[0]);
}

/* Where the words of a scope that begin before `from` end: before 中, 分别, 均 in front of the word of rank. */
static uint32_t before_verb(const fx *x, const fact_clause *k, uint32_t from, uint32_t verb) {
    const fact_groups loose = G(within) | G(among) | G(all) | G(respectively) | G(past) | G(link);
    for (const fact_cue *q; verb > from && (q = cedu__fact_cue_ending(x, k, verb)) && (q->groups & loose) && q->start >= from;)
        verb = q->start;
    return verb > from ? verb : from;
}

/* The 在 that opens a clause of the sentence at `at`; NULL = none. */
static const fact_cue *whole_opens(const fx *x, const fact_clause *k, uint32_t at) {
    const fact_clause *c = k;
    while (c > x->clauses.p && c->start > at) c--;
    const fact_cue *q = cedu__fact_cue_at(x, c, at);
    return q && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_link), "back") ? q : NULL;
}

/* 首座万卡智算集群: the first of such things is called as they are, not as what counts them. */
static void as_thing(const fx *x, fact_span np, cedu_str *subject, cedu_str *id) {
    int32_t e = id->n ? cedu__image_by_id(x->im, CEDU_CLASS_indicator, *id) : -1;
    if (e < 0 || np.end <= np.start || !cedu__eqz(cedu__image_attr(x->im, e, CEDU_ATTR_dimension), "count")) return;
    *subject = cedu__fact_text(x, np.start, np.end);
    *id = (cedu_str){0};
}

void cedu__fact_read_rank(fx *x, reading *r, const fact_cue *verb, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    uint32_t n, before = r->m->start > k->start ? (uint32_t)cedu__u8_prev(x->text, r->m->start) : k->start;
    const fact_cue *after = cedu__fact_cue_at(x, k, r->m->end);
    bool placed = !verb && after && (after->groups & G(rank)) && cedu__fact_char(x, before, r->m->start, &n) == 0x4EE5;
    fact_cue by = {.start = before, .end = r->m->start, .groups = G(rank), .entry = {-1, -1, -1, -1}};
    if (placed) { /* 以第14位跻身前20: the place itself, not the group that it is in */
        verb = &by;
        r->taken = k->end;
    }
    if (after && (after->groups & G(batch))) return;
    if (cedu__fact_char_before(x, r->m->end) == 0x6279) return; /* 首批: no place in an order */
    const fact_place *scope = NULL;
    uint32_t lo = r->np.end > r->np.start && r->np.end < r->from ? r->np.end : r->from; /* of a list that is handed out */
    for (uint32_t i = k->p0; i < k->p1; i++)
        if (x->places.p[i].role == ROLE_SCOPE && x->places.p[i].end <= r->m->start && x->places.p[i].start >= lo)
            scope = &x->places.p[i];
    fact_place weak = {.entry = -1};
    if (!scope && (weak.entry = cedu__fact_scope_before(x, k, r->m->start, &weak.start)) >= 0) {
        weak.end = r->m->start;
        scope = &weak;
    }
    if (!verb && !scope) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_rank, "rank.ordinal");
    cedu__fact_set_value(&f, r->m, 1);
    f.unit = cedu__fact_unit_of(x, r->m);
    if (after && (after->groups & G(level)) && cedu__eqz(cedu__fact_cue_value(x, after, FACT_I_level), "tier"))
        f.unit = cedu__fact_text(x, after->start, after->end);
    else if (!verb && cedu__fact_char(x, r->m->core_start, k->end, &n) == 0x7B2C &&
             cedu__is_han(cedu__fact_char(x, r->m->end, k->end, &n)) && !after)
        return;                                              /* 全国第三产业, 全省第一书记 */
    if (!verb) r->np = cedu__fact_np_first(x, k, r->m->end); /* 西部首个X */
    fact_span of = verb && verb->end < before ? cedu__fact_np_left(x, k, verb->end, r->m->start) : (fact_span){0, 0};
    if (of.end == r->m->start && of.end > of.start && r->np.end <= r->np.start &&
        cedu__fact_ends_in_head(x, cedu__fact_text(x, of.start, of.end)))
        r->np = of; /* 位列城市数字经济竞争力第一 */
    uint32_t until = verb ? verb->start : scope->start;
    const fact_cue *among = verb ? cedu__fact_cue_ending(x, k, until) : NULL, *in = NULL;
    if (among && (among->groups & G(within))) /* 指数[在全国重点城市中]位居第五 */
        for (uint32_t i = k->c0; i < k->c1 && x->cues.p[i].end < among->start; i++)
            if (x->cues.p[i].start >= lo && cedu__eqz(cedu__fact_cue_value(x, &x->cues.p[i], FACT_I_link), "back"))
                in = &x->cues.p[i];
    cedu__fact_find_subject(x, r, in ? in->start : until, false);
    if (!verb) as_thing(x, r->np, &r->subject, &r->subject_id);
    if (!verb && (mood & G(plan)) && cedu__fact_find_cue(x, k, k->start, scope->start, G(task)))
        r->penalty += 0.5; /* 建设全国首个X: not yet */
    if (in && scope_holds(x, r, in->end, among->start)) r->region_as = &k->region;
    if (in) cedu__fact_str(x, &f, CEDU_FIELD_rank_scope, cedu__fact_text(x, in->end, among->start));
    else if (scope) {
        uint32_t stop = r->m->start; /* 中部六省省会第二: up to the first place */
        for (uint32_t i = k->m1; i > k->m0; i--)
            if (x->m.p[i - 1].type == CEDU_MENTION_ordinal && x->m.p[i - 1].start >= scope->end) stop = x->m.p[i - 1].start;
        uint32_t names = verb && verb->start >= scope->end ? before_verb(x, k, scope->end, verb->start) : stop;
        if (names < stop) stop = names; /* 全国[同类城市]中排名 */
        cedu__fact_str(x, &f, CEDU_FIELD_rank_scope,
                       stop - scope->end > 1 ? cedu__fact_text(x, scope->start, stop)
                                             : cedu__image_entry(x->im, scope->entry)->name);
    } else if (verb) {
        uint32_t stop = first_number(x, k, verb->end, r->m->start);
        fact_span whole;
        if (stop > verb->end) cedu__fact_str(x, &f, CEDU_FIELD_rank_scope, cedu__fact_text(x, verb->end, stop));
        else if (cedu__fact_whole_before(x, k, k->start, &whole)) { /* 在全国城市中，某市…排名第三 */
            const fact_cue *at = whole_opens(x, k, whole.start);
            if (at) whole.start = at->end;
            cedu__fact_str(x, &f, CEDU_FIELD_rank_scope, cedu__fact_text(x, whole.start, whole.end));
        }
    }
    cedu__fact_put(x, r, &f, mood, t);
}

/* ------------------------------------------------------------------ ranks by words */
static void put_rank(fx *x, cedu_fact *f, const fact_clause *k, fact_span np, const fact_region *reg, fact_span must) {
    f->subject = cedu__fact_subject(x, np, NULL, x->domain, &f->subject_id);
    if (cedu__eqz(f->rule, "rank.first")) as_thing(x, np, &f->subject, &f->subject_id);
    f->unit = cedu__fact_word(x->words, FACT_WORD_rank);
    f->as_written = cedu__fact_text(x, must.start, must.end);
    fact_span quote = {k->start, k->end};
    cedu__fact_region(x, f, reg, quote);
    cedu__fact_period(x, f, k, cedu__fact_own_time(x, k, k->start, must.end));
    cedu__fact_source(x, f, k);
    if (!reg->n) f->confidence -= 0.45;
    if (!x->relevant || !f->subject.n) f->confidence -= 0.45;
    if (k->foreign || x->noisy) f->confidence -= 0.6;
    if (f->confidence < 0.05) f->confidence = 0.05;
    fact_memory m = {.subject = f->subject,
                     .subject_id = f->subject_id,
                     .region = *reg,
                     .sentence = k->sentence,
                     .block = k->block,
                     .at = k->start,
                     .kind = f->kind};
    if (f->subject.n) (void)CEDU_PUSH(x->arena, &x->memory, m);
    cedu__fact_emit(x, f, quote, must);
}

/* 位列全国第一梯队: a rank that is no place; under a plan, 达到国内领先水平 is a target without a number. */
static bool read_level(fx *x, const fact_clause *k, const fact_cue *q) {
    enum { AIMS_BEFORE = 18 }; /* bytes between the word that plans and the level */
    const cedu_mention *t = cedu__fact_own_time(x, k, k->start, q->start);
    const cedu_mention *when = t ? t : k->time;
    const fact_cue *verb = cedu__fact_last_cue(x, k, k->start, q->start, G(be) | G(rank));
    bool ahead = ((k->mood & G(plan)) || cedu__fact_find_cue(x, k, k->start, q->start, G(plan)) ||
                  (when && cedu__fact_after_publish(x, when))) &&
                 !cedu__fact_find_cue(x, k, k->start, q->start, G(past));
    const fact_cue *aims = verb ? NULL : cedu__fact_last_cue(x, k, k->start, q->start, G(plan));
    if (aims && q->start - aims->end <= AIMS_BEFORE) verb = aims; /* 技术水平力争国际先进、国内领先 */
    if (!verb) return false;
    fact_span np = cedu__fact_np_left(x, k, k->start, verb->start);
    if (np.end <= np.start) return false;
    uint32_t ss = 0;
    int32_t scope = cedu__fact_scope_before(x, k, q->start, &ss);
    fact_region own;
    if (!cedu__fact_own_region(x, k, k->start, verb->start, &own)) own = k->region;
    cedu_str text = cedu__fact_text(x, q->start, q->end);
    size_t cps = cedu__u8_count(text);
    if (ahead) {
        cedu_fact f = cedu__fact_new(CEDU_FACT_target, "target.level");
        f.stance = CEDU_STANCE_planned;
        cedu__fact_str(x, &f, CEDU_FIELD_content, cedu__fact_text(x, np.start, k->end));
        size_t n0 = x->out.n;
        put_rank(x, &f, k, np, &own, (fact_span){ss ? ss : q->start, q->end});
        if (x->out.n > n0) x->out.p[n0].unit = (cedu_str){0};
        return true;
    }
    if (cps != 4 || !cedu__starts(text, cedu__fact_word(x->words, FACT_WORD_ordinal)) ||
        !(scope >= 0 || (verb->groups & G(rank))))
        return false; /* 第一梯队 */
    cedu_fact f = cedu__fact_new(CEDU_FACT_rank, "rank.tier");
    f.has_value = true;
    f.value = 1;
    if (scope >= 0) cedu__fact_str(x, &f, CEDU_FIELD_rank_scope, cedu__image_entry(x->im, scope)->name);
    size_t before = x->out.n;
    put_rank(x, &f, k, np, &own, (fact_span){ss ? ss : q->start, q->end});
    if (x->out.n > before) x->out.p[before].unit = cedu__sub(text, 6, text.n);
    return true;
}

static bool is_comma(uint32_t c) { return c == 0x3001 || c == 0xFF0C || c == ','; }

/* What is the first of its kind: 首个X, 首个建成X的城市. */
fact_span cedu__fact_np_first(const fx *x, const fact_clause *k, uint32_t at) {
    uint32_t from = at, n;
    for (const fact_cue *v; (v = cedu__fact_cue_at(x, k, from)) && (v->groups & (G(have) | G(past) | G(project_verb)));)
        from = v->end;
    fact_span np = cedu__fact_np_right(x, k, from);
    uint32_t stop = np.end;
    while (stop < k->end && !is_comma(cedu__fact_char(x, stop, k->end, &n))) stop = n;
    for (uint32_t i = k->m0; i < k->m1 && np.end < stop; i++) /* 首个[产值破万亿的县级市]: the figure says which */
        if (x->m.p[i].start == np.end && cedu__fact_is_number(x->m.p[i].type) && stop > x->m.p[i].end + 6 &&
            cedu__fact_char(x, x->m.p[i].end, stop, &n) == 0x7684)
            return (fact_span){np.start, stop};
    for (uint32_t a = np.start; from > at && a < np.end; a = n)
        if (cedu__fact_char(x, a, np.end, &n) == 0x7684) np.end = a; /* 的 */
    return np;
}

void cedu__fact_read_ranks(fx *x, const fact_sentence *s) {
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        for (uint32_t j = k->c0; j < k->c1; j++) {
            const fact_cue *q = &x->cues.p[j];
            if ((q->groups & G(first)) && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_first), "batch")) continue; /* 全国首批 */
            const fact_place *scope = NULL;
            for (uint32_t p = k->p0; p < k->p1; p++)
                if (x->places.p[p].role == ROLE_SCOPE && x->places.p[p].end <= q->start && q->start - x->places.p[p].end <= 6)
                    scope = &x->places.p[p];
            fact_place weak = {.entry = -1};
            if ((q->groups & G(first)) && !scope) {
                weak.entry = cedu__fact_scope_before(x, k, q->start, &weak.start);
                weak.end = q->start;
                if (weak.entry >= 0) scope = &weak;
            }
            if ((q->groups & G(first)) && scope) {
                cedu_fact f = cedu__fact_new(CEDU_FACT_rank, "rank.first");
                bool right = cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_first), "right");
                fact_span np = right ? cedu__fact_np_first(x, k, q->end) : cedu__fact_np_left(x, k, k->start, scope->start);
                fact_region own;
                if (!cedu__fact_own_region(x, k, k->start, q->start, &own)) own = k->region;
                if (right && (!own.n || own.at.start >= k->start))
                    if (!own.n || own.entry[0] == scope->entry)
                        own = (fact_region){.entry = {scope->entry}, .n = 1, .at = {scope->start, scope->end}};
                f.has_value = true;
                f.value = 1;
                cedu__fact_str(x, &f, CEDU_FIELD_rank_scope, cedu__image_entry(x->im, scope->entry)->name);
                put_rank(x, &f, k, np, &own, (fact_span){scope->start, q->end});
            } else if ((q->groups & G(level)) && read_level(x, k, q)) {
            } else if (q->groups & G(top)) {
                fact_region own;
                if (!cedu__fact_own_region(x, k, k->start, q->start, &own)) own = k->region;
                if (own.n < 2) continue;
                cedu_fact f = cedu__fact_new(CEDU_FACT_rank, "rank.top_group");
                fact_span np = cedu__fact_np_left(x, k, own.at.start >= k->start ? own.at.end : k->start, q->start);
                cedu__fact_str(x, &f, CEDU_FIELD_rank_scope, cedu__fact_country(x));
                put_rank(x, &f, k, np, &own, (fact_span){q->start, q->end});
            }
        }
    }
}
