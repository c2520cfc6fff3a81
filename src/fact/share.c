/* share.c - what stands in relation to something: shares of a whole (占X的N%, N家…中…), and ratios to another region.
 *
 * The whole is what the share word is followed by, else what was counted in the clause before, else what stands behind the number.
 */
#include "fact/reading.h"

/* 全省4155家高新技术企业中，…超过40%: the whole was counted in the clause before. */
bool cedu__fact_whole_before(const fx *x, const fact_clause *k, uint32_t at, fact_span *out) {
    const fact_sentence *s = &x->sentences.p[k->sentence];
    const fact_cue *w = NULL;
    for (uint32_t i = s->k0; i < s->k1 && &x->clauses.p[i] <= k; i++) {
        const fact_clause *o = &x->clauses.p[i];
        for (uint32_t c = o->c0; c < o->c1; c++) {
            const fact_cue *q = &x->cues.p[c];
            if (q->end > at || !(q->groups & G(within))) continue;
            if (q->end != o->end) continue;
            w = q;
            *out = cedu__fact_trim(x, (fact_span){o->start, q->start});
        }
    }
    return w != NULL;
}

/* 全球申请量72.9万项，我国申请量38.9万项，占53.4%: of the wider region's, which the sentence counted before. */
static cedu_str wider_count(fx *x, const reading *r) {
    const fact_memory *own = cedu__fact_recall(x, r->k->sentence, r->k->block);
    if (!own || own == x->memory.p || own->sentence != r->k->sentence || own->region.n != 1) return (cedu_str){0};
    const fact_memory *all = own - 1;
    if (all->sentence != own->sentence || all->region.n != 1 || !cedu__eq(all->subject, own->subject) ||
        all->region.entry[0] == own->region.entry[0] || !cedu__fact_within(x, own->region.entry[0], all->region.entry[0]))
        return (cedu_str){0};
    cedu_str where = cedu__image_entry(x->im, all->region.entry[0])->name;
    return cedu__arena_strf(x->arena, "%.*s%.*s", (int)where.n, where.p, (int)all->subject.n, all->subject.p);
}

/* 东部占山东的58%，西部占9%: of what the share before was of; empty = none was. */
static cedu_str same_whole(const fx *x, const reading *r) {
    const fact_memory *m = cedu__fact_recall(x, r->k->sentence, r->k->block);
    const cedu_fact *last = x->out.n ? &x->out.p[x->out.n - 1] : NULL;
    fact_region own;
    if (!m || m->kind != CEDU_FACT_share || m->sentence != r->k->sentence || !last || last->kind != CEDU_FACT_share ||
        !cedu__fact_own_region(x, r->k, r->from, r->m->start, &own))
        return (cedu_str){0};
    for (const cedu_field *d = last->fields; d; d = d->next)
        if (d->id == CEDU_FIELD_denominator) return d->str;
    return (cedu_str){0};
}

/* 仅占, 仅为, 只有, 不过: not denied, but told as a weakness. */
static void weakness(fx *x, cedu_fact *f, uint32_t from, uint32_t to) {
    cedu_str said = cedu__fact_text(x, from, to);
    for (size_t i = 0; i < x->words->of[FACT_WORD_only].n; i++) {
        ptrdiff_t at = cedu__find(said, x->words->of[FACT_WORD_only].p[i], 0);
        if (at < 0 || (from + (uint32_t)at > 3 && cedu__fact_char_before(x, from + (uint32_t)at) == 0x4EBA))
            continue; /* 人|才占 */
        cedu__fact_str(x, f, CEDU_FIELD_polarity, CEDU_STR("negative"));
        return;
    }
}

void cedu__fact_read_share(fx *x, reading *r, const fact_cue *s, fact_groups mood, const cedu_mention *t) {
    cedu_fact f = cedu__fact_new(CEDU_FACT_share, "share.value");
    cedu__fact_set_value(&f, r->m, 1);
    f.unit = CEDU_STR("%");
    if (cedu__fact_doers(x, r, &f, s->start)) {
        f.modifier = cedu__fact_bound_in(x, s);
        cedu__fact_put(x, r, &f, mood, t);
        return;
    }
    fact_span den = {s->end, r->m->start};
    for (const fact_cue *q; den.end > den.start && (q = cedu__fact_cue_ending(x, r->k, den.end)) &&
                            (q->groups & (G(be) | G(all) | G(rate_noun) | G(plan) | G(past) | G(link)));)
        den.end = q->start;
    uint32_t n;
    const fact_cue *rate = cedu__fact_last_cue(x, r->k, s->end, r->m->start, G(rate_noun));
    if (rate && rate->start > den.start && cedu__eqz(cedu__fact_cue_value(x, rate, FACT_I_rate_noun), "part") &&
        rate->start < den.end)
        den.end = rate->start; /* 占全省|比重由2020年的 */
    while (den.end > den.start && cedu__fact_char_before(x, den.end) == 0x7684) den.end -= 3;
    if (rate && den.end > den.start) { /* 智能算力占总算力的比重: all of it is the name */
        fact_span np = cedu__fact_np_left(x, r->k, r->from, s->start);
        if (np.end > np.start) r->np = (fact_span){np.start, rate->end};
    }
    fact_span own = cedu__fact_np_left(x, r->k, r->from, s->start), among = {0, 0};
    const fact_cue *within = cedu__fact_cue_ending(x, r->k, s->start), *in = NULL; /* 机电产品[在出口总额中]占比达58.5% */
    for (uint32_t i = r->k->c0; within && (within->groups & G(within)) && i < r->k->c1 && x->cues.p[i].end < within->start; i++)
        if (x->cues.p[i].start > own.start && cedu__eqz(cedu__fact_cue_value(x, &x->cues.p[i], FACT_I_link), "back"))
            in = &x->cues.p[i];
    if (in && r->np.end <= r->np.start) {
        among = cedu__fact_trim(x, (fact_span){in->end, within->start});
        own = r->np = cedu__fact_np_left(x, r->k, r->from, in->start);
    }
    uint32_t prev = s->start > r->from ? (uint32_t)cedu__u8_prev(x->text, s->start) : s->start;
    if (own.end <= own.start && prev < s->start && cedu__is_han(cedu__fact_char(x, prev, s->start, &n)) &&
        !cedu__fact_cue_ending(x, r->k, s->start) && !cedu__fact_mention_ending(x, r->k, s->start))
        r->penalty += 0.5; /* 税占比90.7%: one character that is no subject, and what was spoken of is none either */
    if (!cedu__fact_find_subject(x, r, s->start, false)) r->penalty += 0.2;
    den = cedu__fact_trim(x, den);
    for (uint32_t i = r->k->m0; i < r->k->m1; i++) /* 占比从14%提升到21%: what stands between is another value */
        if (cedu__fact_is_number(x->m.p[i].type) && x->m.p[i].start >= den.start && x->m.p[i].end <= den.end)
            den.end = den.start;
    uint32_t sign;
    f.modifier = s->groups & G(cap) ? CEDU_MOD_LE
                 : s->groups        ? cedu__fact_bound_in(x, s)
                                    : cedu__fact_bound_of(cedu__fact_sign_ending(x, s->start, s->end, &sign));
    weakness(x, &f, s->start > r->from + 6 ? s->start - 6 : r->from, r->m->start);
    cedu_hit h[4]; /* 占比不低于|职工总数的10% */
    size_t bounds =
        den.end > den.start && f.modifier == CEDU_MOD_EQ
            ? cedu__image_match(x->im, 1u << CEDU_CLASS_modifier, cedu__sub(x->text, 0, den.end), den.start, h, CEDU_COUNT(h))
            : 0;
    if (bounds && h[bounds - 1].end < den.end && h[bounds - 1].end >= den.start + 6) {
        f.modifier = cedu__fact_bound_of(cedu__image_attr(x->im, h[bounds - 1].entry, CEDU_ATTR_sign));
        den.start = h[bounds - 1].end;
    }
    for (uint32_t i = r->k->p0; i < r->k->p1 && den.end <= den.start; i++) { /* 产量[在全国]占比 */
        const fact_place *p = &x->places.p[i];
        if (p->role == ROLE_DENOMINATOR && p->start >= r->from && p->end <= s->start) den = (fact_span){p->start, p->end};
    }
    fact_span whole;
    if (den.end <= den.start && among.end > among.start) den = among;
    if (den.end <= den.start && cedu__fact_whole_before(x, r->k, s->start, &whole)) {
        den = whole;
        r->quote_from = whole.start;
    }
    cedu_str of = den.end > den.start ? cedu__fact_text(x, den.start, den.end) : wider_count(x, r);
    if (!of.n && own.end <= own.start && !rate) of = same_whole(x, r);
    if (of.n) cedu__fact_str(x, &f, CEDU_FIELD_denominator, of);
    cedu__fact_put(x, r, &f, mood, t);
}

/* 产量在全国的比重为21.5%; 960家企业中，机器人企业的比例为14%: a part, where it is said of what. */
bool cedu__fact_read_named_part(fx *x, reading *r, fact_span np, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    const fact_cue *part = cedu__fact_last_cue(x, k, r->from, r->m->start, G(rate_noun));
    if (!part || !cedu__eqz(cedu__fact_cue_value(x, part, FACT_I_rate_noun), "part")) return false;
    bool among = false;
    for (uint32_t i = k->p0; i < k->p1; i++)
        among |=
            x->places.p[i].role == ROLE_DENOMINATOR && x->places.p[i].start >= r->from && x->places.p[i].end <= part->start;
    fact_span whole;
    if (!among && (np.end <= np.start || !cedu__fact_whole_before(x, k, k->start, &whole))) return false;
    cedu__fact_read_share(x, r, part, mood, t);
    return true;
}

/* 拥有全国33%的企业、46%的人才: parts of one whole, each of what stands behind it. */
bool cedu__fact_read_held(fx *x, reading *r, fact_groups mood, const cedu_mention *t) {
    static const char rule[] = "share.held";
    const fact_clause *k = r->k;
    uint32_t n, at = r->m->start;
    if (cedu__fact_char(x, r->m->end, k->end, &n) != 0x7684) return false; /* 的 */
    cedu_str of = {0};
    for (uint32_t i = k->p0; i < k->p1; i++)
        if (x->places.p[i].role == ROLE_DENOMINATOR && x->places.p[i].end == at)
            of = cedu__fact_text(x, x->places.p[i].start, at);
    const cedu_fact *last = x->out.n ? &x->out.p[x->out.n - 1] : NULL;
    if (!of.n && at > k->start && r->from > k->start && last && cedu__eqz(last->rule, rule) &&
        cedu__fact_joins(cedu__fact_char_before(x, at)) && at - r->from <= 6)
        for (const cedu_field *d = last->fields; d; d = d->next)
            if (d->id == CEDU_FIELD_denominator) of = d->str;
    fact_span what = of.n ? cedu__fact_np_right(x, k, r->m->end) : (fact_span){0, 0};
    if (what.end <= what.start) return false;
    cedu_fact f = cedu__fact_new(CEDU_FACT_share, rule);
    cedu__fact_set_value(&f, r->m, 1);
    f.unit = CEDU_STR("%");
    cedu__fact_str(x, &f, CEDU_FIELD_denominator, of);
    r->np = what;
    r->taken = what.end;
    r->subject = cedu__fact_subject(x, what, r->m, (cedu_str){0}, &r->subject_id);
    if (!r->subject.n) return false;
    cedu__fact_put(x, r, &f, mood, t);
    return true;
}

/* 服务站点覆盖全县90%以上行政村: how much of what stands behind is reached by what stands before. */
static bool read_covered(fx *x, reading *r, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    const fact_cue *q = cedu__fact_last_cue(x, k, r->from, r->m->start, G(have));
    if (!q || !cedu__fact_word_is(x->words, FACT_WORD_cover, cedu__fact_text(x, q->start, q->end))) return false;
    bool direct = q->end == r->m->start;
    for (uint32_t i = k->p0; i < k->p1 && !direct; i++)
        direct = x->places.p[i].start == q->end && x->places.p[i].end == r->m->start;
    if (!direct) return false;
    fact_span np = cedu__fact_np_left(x, k, r->from, q->start), of = cedu__fact_np_right(x, k, r->m->end);
    if (np.end <= np.start || of.end <= of.start) return false;
    cedu_fact f = cedu__fact_new(CEDU_FACT_share, "share.value");
    cedu__fact_set_value(&f, r->m, 1);
    f.unit = CEDU_STR("%");
    cedu_str a = cedu__fact_text(x, np.start, np.end), c = cedu__fact_text(x, q->start, q->end),
             b = cedu__fact_text(x, of.start, of.end);
    r->np = np;
    r->taken = of.end;
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s%.*s", (int)a.n, a.p, (int)c.n, c.p, (int)b.n, b.p);
    cedu__fact_str(x, &f, CEDU_FIELD_denominator, b);
    cedu__fact_put(x, r, &f, mood, t);
    return true;
}

/* 管理费最高[不得高于]总额|的5%: the bound, the chain of modifiers before the whole, as the word of a share; `of` is where 的 begins. */
static bool bounds_whole(const fx *x, const reading *r, uint32_t of, fact_cue *bound) {
    enum { FAR = 36 }; /* bytes of the whole */
    uint32_t n, behind;
    if (cedu__fact_char(x, of, r->m->start, &n) != 0x7684 || cedu__fact_char(x, r->m->end, r->k->end, &behind) == 0x7684)
        return false; /* …5%的企业: which ones */
    const cedu_mention *when = cedu__fact_mention_ending(x, r->k, of);
    if (when && when->type == CEDU_MENTION_time) return false; /* 高于去年同期的2.1% */
    for (uint32_t end = of; end > r->from && of - end <= FAR;) {
        uint32_t start = end;
        if (end < of && cedu__fact_sign_ending(x, r->from, end, &start).n && end - start >= 6) {
            *bound = (fact_cue){.start = start, .end = end, .entry = {-1, -1, -1, -1}};
            while (cedu__fact_sign_ending(x, r->from, bound->start, &start).n && start < bound->start) bound->start = start;
            return true;
        }
        end = (uint32_t)cedu__u8_prev(x->text, end);
        uint32_t c = cedu__fact_char(x, end, of, &n);
        if (c == 0x3001 || c == ' ') return false;
    }
    return false;
}

/* Shares without a word for it: 管理费用不超过总额的1.5%; 日活达到用户的10%; 甲占全省的79%，乙不足1%. */
bool cedu__fact_read_part(fx *x, reading *r, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    if (read_covered(x, r, mood, t)) return true;
    uint32_t n, last = r->m->start > k->start ? (uint32_t)cedu__u8_prev(x->text, r->m->start) : k->start;
    fact_cue bound;
    if (r->m->modifier == CEDU_MOD_EQ && bounds_whole(x, r, last, &bound)) {
        cedu__fact_read_share(x, r, &bound, mood, t);
        return true;
    }
    const fact_cue *cap = cedu__fact_last_cue(x, k, r->from, r->m->start, G(cap) | G(be));
    const cedu_mention *when = cap ? cedu__fact_mention_ending(x, k, last) : NULL; /* 达到2020年的1.5倍 is no part of it */
    if (cap && !(cap->groups & G(cap)) && ((when && when->type == CEDU_MENTION_time) || cap->start < r->from + 6)) cap = NULL;
    if (cap && cedu__fact_char(x, last, r->m->start, &n) == 0x7684 && last > cap->end && last - cap->end <= 24) { /* 的 */
        cedu__fact_read_share(x, r, cap, mood, t);
        return true;
    }
    const fact_memory *m = cedu__fact_recall(x, k->sentence, k->block);
    if (!m || m->kind != CEDU_FACT_share || m->sentence != k->sentence || !x->out.n) return false;
    const cedu_fact *o = &x->out.p[x->out.n - 1];
    fact_region own;
    if (o->kind != CEDU_FACT_share || !cedu__fact_own_region(x, k, r->from, r->m->start, &own)) return false;
    fact_span behind = cedu__fact_np_right(x, k, r->m->end);
    if (behind.end > behind.start) return false; /* 一半县市接入平台: of something else */
    fact_span rest = cedu__fact_trim(x, (fact_span){own.at.end, r->m->start});
    for (const fact_cue *q; (q = cedu__fact_cue_at(x, k, rest.start)) && q->end <= rest.end;) rest.start = q->end;
    if (rest.end > rest.start) return false; /* says its own */
    cedu_fact f = cedu__fact_new(CEDU_FACT_share, "share.value");
    cedu__fact_set_value(&f, r->m, 1);
    f.unit = CEDU_STR("%");
    r->subject = o->subject;
    r->subject_id = o->subject_id;
    r->penalty += 0.05;
    for (const cedu_field *d = o->fields; d; d = d->next)
        if (d->id == CEDU_FIELD_denominator) cedu__fact_str(x, &f, CEDU_FIELD_denominator, d->str);
    cedu__fact_put(x, r, &f, mood, t);
    return true;
}

const fact_place *cedu__fact_reference(const fx *x, const fact_clause *k, uint32_t from, uint32_t at) {
    for (uint32_t i = k->p0; i < k->p1; i++)
        if (x->places.p[i].role == ROLE_REFERENCE && x->places.p[i].start >= from && x->places.p[i].end <= at)
            return &x->places.p[i];
    return NULL;
}

/* 人才仅为全国的0.7%: of what holds the region that is spoken of, unless an average or a rate is compared. */
static bool part_of_region(fx *x, reading *r, const fact_place *ref, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    uint32_t n, before = ref->start;
    const fact_cue *be = cedu__fact_cue_ending(x, k, ref->start);
    bool part = r->m->type == CEDU_MENTION_percent && cedu__fact_char(x, ref->end, r->m->start, &n) == 0x7684; /* 的 */
    if (!part || r->m->value > 100 || (be && (be->groups & (G(compare) | G(baseline))))) return false;
    if (be && (be->groups & G(be))) before = be->start;
    (void)cedu__fact_sign_ending(x, r->from, ref->start, &before);
    fact_region own;
    const fact_region *of = cedu__fact_own_region(x, k, k->start, ref->start, &own) ? &own : &k->region;
    for (size_t i = 0; i < of->n; i++)
        if (of->entry[i] == ref->entry || !cedu__fact_within(x, of->entry[i], ref->entry)) return false;
    fact_span np = cedu__fact_np_left(x, k, r->from, before);
    cedu_str what = cedu__fact_text(x, np.start, np.end); /* 人均, 平均 */
    bool mean = cedu__find(what, cedu__fact_word(x->words, FACT_WORD_mean), 0) >= 0;
    if (!of->n || mean || cedu__fact_find_cue(x, k, np.start, np.end, G(rate_noun))) return false;
    cedu_fact f = cedu__fact_new(CEDU_FACT_share, "share.value");
    cedu__fact_set_value(&f, r->m, 1);
    f.unit = CEDU_STR("%");
    uint32_t at = before;
    cedu_str sign = cedu__fact_sign_ending(x, r->from, ref->start, &at);
    f.modifier = cedu__eqz(sign, "<") ? CEDU_MOD_LT : cedu__eqz(sign, "~") ? CEDU_MOD_ABOUT : cedu__fact_bound_in(x, be);
    cedu__fact_str(x, &f, CEDU_FIELD_denominator, cedu__fact_text(x, ref->start, ref->end));
    weakness(x, &f, before, r->m->start);
    if (!cedu__fact_find_subject(x, r, before, false)) r->penalty += 0.2;
    cedu__fact_put(x, r, &f, mood, t);
    return true;
}

void cedu__fact_read_ratio(fx *x, reading *r, const fact_place *ref, fact_groups mood, const cedu_mention *t) {
    if (part_of_region(x, r, ref, mood, t)) return;
    uint32_t level; /* 低于全国32.9%的平均水平: what the other has, no difference */
    if (r->m->type == CEDU_MENTION_percent && cedu__fact_char(x, r->m->end, r->k->end, &level) == 0x7684) return; /* 的 */
    cedu_fact f = cedu__fact_new(CEDU_FACT_ratio, "ratio.region");
    bool points = r->m->type == CEDU_MENTION_points;
    cedu__fact_set_value(&f, r->m, r->m->type == CEDU_MENTION_percent ? 0.01 : 1);
    f.unit = points ? cedu__fact_unit_of(x, r->m) : cedu__fact_word(x->words, FACT_WORD_times);
    const fact_cue *c = cedu__fact_cue_ending(x, r->k, ref->start), *than = cedu__fact_than(x, r->k, ref->end);
    if (points && c && cedu__eqz(cedu__fact_cue_value(x, c, FACT_I_compare), "down")) f.value = -f.value;
    if (points && than && cedu__starts(cedu__fact_cue_value(x, than, FACT_I_growth), CEDU_STR("down"))) f.value = -f.value;
    uint32_t until = c ? c->start : ref->start;
    cedu_str sign = cedu__fact_sign_ending(x, r->from, ref->start, &until);
    if (!sign.n) sign = cedu__fact_sign_ending(x, r->from, until, &until); /* 大约|相当于甲市的1/3 */
    if (!points) f.modifier = sign.n ? cedu__fact_bound_of(sign) : cedu__fact_bound_in(x, c);
    cedu__fact_find_subject(x, r, until, false);
    cedu__fact_str(x, &f, CEDU_FIELD_reference_region, cedu__image_entry(x->im, ref->entry)->name);
    cedu__fact_put(x, r, &f, mood, t);
}

/* 七成企业|采用机器人, 三成窑炉|改用了氢能: where it begins to say what those do who stand behind the number; `stop` = nowhere. */
uint32_t cedu__fact_verb_in(const fx *x, uint32_t from, uint32_t stop) {
    enum { SHORTEST = 6 }; /* bytes of who does so */
    uint32_t n, n2, last = 0;
    for (uint32_t i = from; i < stop; last = i, i = n) {
        uint32_t c = cedu__fact_char(x, i, stop, &n);
        if (cedu__fact_joins(c) || c == 0xFF08 || c == '(' || c == 0x201C) return stop;
        if (i < from + SHORTEST) continue;
        if (cedu__fact_word_begins(x->words, FACT_WORD_does, cedu__fact_text(x, i, stop))) return i;
        if (cedu__is_han(c) && c != 0x7684 && c != 0x4E2D && /* 企业|靠直播接单, not 的 中 */
            cedu__ends(cedu__fact_text(x, from, i), cedu__fact_word(x->words, FACT_WORD_enterprise)))
            return i;
        if (last > from + 3 && cedu__fact_char(x, n, stop, &n2) == 0x4E86) return last; /* 改用|了 */
    }
    return stop;
}

/* 近七成完成数字化诊断, of 规上企业: the share is of those who do: 完成数字化诊断的规上企业. */
bool cedu__fact_predicate(fx *x, reading *r, fact_span whole) {
    const fact_clause *k = r->k;
    uint32_t a = whole.start >= r->m->end && whole.end <= k->end ? whole.end : r->m->end;
    for (const fact_cue *q; (q = cedu__fact_cue_at(x, k, a)) && (q->groups & (G(past) | G(link))) &&
                            !cedu__fact_word_begins(x->words, FACT_WORD_does, cedu__fact_text(x, a, k->end));)
        a = q->end;
    fact_span what = cedu__fact_trim(x, (fact_span){a, k->end});
    if (what.end <= what.start || cedu__u8_count(cedu__fact_text(x, what.start, what.end)) > 24) return false;
    const fact_clause *wk = k;
    while (wk > x->clauses.p && wk->start > whole.start) wk--;
    for (uint32_t i = wk->m0; i < wk->m1; i++) { /* the whole without its place and its number */
        const cedu_mention *m = &x->m.p[i];
        if ((m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_time || cedu__fact_is_number(m->type)) &&
            m->start >= whole.start && m->end < whole.end)
            whole.start = m->end;
    }
    for (const fact_cue *q; (q = cedu__fact_cue_at(x, wk, whole.start)) && (q->groups & (G(here) | G(link) | G(share)));)
        whole.start = q->end;
    uint32_t n;
    if (cedu__fact_char(x, whole.start, whole.end, &n) == 0x7684) whole.start = n;
    cedu_str v = cedu__fact_text(x, what.start, what.end), w = cedu__fact_text(x, whole.start, whole.end);
    if (!w.n) return false;
    r->subject = cedu__arena_strf(x->arena, "%.*s\xE7\x9A\x84%.*s", (int)v.n, v.p, (int)w.n, w.p); /* 的 */
    r->np = whole;
    return true;
}

/* The noun of what was counted last in the sentence, for 其中已上云的占72%; empty = nothing was. */
static cedu_str counted_before(const fx *x, const fact_clause *k) {
    const fact_memory *last = cedu__fact_recall(x, k->sentence, k->block);
    const fact_cue *of = cedu__fact_cue_at(x, k, k->start);
    if (!last || last->sentence != k->sentence || last->kind != CEDU_FACT_observation || !of || !(of->groups & G(among)))
        return (cedu_str){0};
    const cedu_str amount = cedu__fact_word(x->words, FACT_WORD_amount);
    return cedu__ends(last->subject, amount) ? cedu__sub(last->subject, 0, last->subject.n - amount.n) : (cedu_str){0};
}

/* 2150家制造企业中，部署大模型的超过8%, 已上云的占72%: those of the whole that do so; 的 ends at `end`. */
bool cedu__fact_doers(fx *x, reading *r, cedu_fact *f, uint32_t end) {
    const fact_clause *k = r->k;
    const cedu_str of = CEDU_STR("\xE7\x9A\x84"); /* 的 */
    fact_span whole = {0, 0}, what = {k->start, end};
    for (const fact_cue *q; (q = cedu__fact_cue_ending(x, k, what.end)) && (q->groups & G(be)) && q->start > what.start + 6;)
        what.end = q->start; /* …的达到 */
    if (what.end < k->start + 9 || !cedu__ends(cedu__fact_text(x, k->start, what.end), of)) return false;
    what.end -= (uint32_t)of.n;
    cedu_str noun = {0};
    if (!cedu__fact_whole_before(x, k, k->start, &whole) && !(noun = counted_before(x, k)).n) return false;
    for (const fact_cue *q;
         (q = cedu__fact_cue_at(x, k, what.start)) && q->end < what.end && (q->groups & (G(among) | G(link)));)
        what.start = q->end; /* 其中，已上云的 */
    what = cedu__fact_trim(x, what);
    size_t wide = cedu__u8_count(cedu__fact_text(x, what.start, what.end));
    if (wide < 2 || wide > 24) return false;
    if (f) cedu__fact_str(x, f, CEDU_FIELD_denominator, noun.n ? noun : cedu__fact_text(x, whole.start, whole.end));
    if (!noun.n) {
        const fact_clause *wk = k;
        while (wk > x->clauses.p && wk->start > whole.start) wk--;
        for (uint32_t i = wk->m0; i < wk->m1; i++) /* without its place and its number */
            if ((x->m.p[i].type == CEDU_MENTION_region || cedu__fact_is_number(x->m.p[i].type)) && x->m.p[i].end < whole.end)
                whole.start = x->m.p[i].end;
        noun = cedu__fact_text(x, whole.start, whole.end);
        r->np = whole;
        r->quote_from = whole.start;
    } else r->np = what;
    cedu_str v = cedu__fact_text(x, what.start, what.end);
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s%.*s", (int)v.n, v.p, (int)of.n, of.p, (int)noun.n, noun.p);
    return r->subject.n > 0;
}

/* 产值是2020年的1.8倍: so many times what it was. */
bool cedu__fact_times_past(fx *x, reading *r, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    const cedu_mention *base = r->m->start >= k->start + 6 ? cedu__fact_mention_ending(x, k, r->m->start - 3) : NULL;
    const fact_cue *be = base && base->type == CEDU_MENTION_time ? cedu__fact_cue_ending(x, k, base->start) : NULL;
    if (!be || !(be->groups & G(be)) || !cedu__fact_is_baseline(x, k, base)) return false;
    cedu_fact f = cedu__fact_new(CEDU_FACT_ratio, "ratio.past");
    cedu__fact_set_value(&f, r->m, 1);
    f.unit = cedu__fact_word(x->words, FACT_WORD_times);
    if (!cedu__fact_find_subject(x, r, be->start, false)) return false;
    cedu__fact_str(x, &f, CEDU_FIELD_baseline, cedu__fact_when(x, &base->when));
    f.modifier = cedu__fact_bound_in(x, be);
    cedu__fact_put(x, r, &f, mood, t);
    return true;
}
