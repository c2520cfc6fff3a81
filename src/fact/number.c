/* number.c - one number, one fact: observation, target, forecast, growth; shares, ratios and ranks are handed on.
 *
 * For each number of a clause: what stands between the last number and this one decides the kind (cues), the subject (noun phrase
 * left or right, else what the sentence spoke of), the region and the time (nearest before it, else inherited). 分别 and 均 hand
 * out several numbers or subjects. Refused: masked and vague numbers, amounts inside a phrase that another number counts
 * (年营收10亿元以上企业15家), windows, everything without a subject.
 * To extend: a new kind of cue is a group; a new construction is a branch of classify().
 */
#include "fact/reading.h"

cedu_str cedu__fact_unit_of(const fx *x, const cedu_mention *m) {
    switch (m->type) {
    case CEDU_MENTION_percent: return CEDU_STR("%");
    case CEDU_MENTION_points: return cedu__fact_word(x->words, FACT_WORD_points);
    case CEDU_MENTION_ordinal: return cedu__fact_word(x->words, FACT_WORD_rank);
    default: break;
    }
    if (m->entry < 0) return (cedu_str){0};
    cedu_str b = cedu__image_attr(x->im, m->entry, CEDU_ATTR_base);
    return b.n ? b : cedu__image_entry(x->im, m->entry)->name;
}

const fact_memory *cedu__fact_recall(const fx *x, uint32_t sentence, uint32_t block) {
    if (!x->memory.n) return NULL;
    const fact_memory *m = &x->memory.p[x->memory.n - 1];
    return m->sentence == sentence || m->block == block ? m : NULL;
}

static void remember(fx *x, const cedu_fact *f, const fact_region *r, const fact_clause *k, uint32_t at) {
    fact_memory m = {.subject = f->subject,
                     .subject_id = f->subject_id,
                     .sentence = k->sentence,
                     .block = k->block,
                     .at = at,
                     .kind = f->kind};
    if (r) m.region = *r;
    (void)CEDU_PUSH(x->arena, &x->memory, m);
}

/* Whether what is said here lies ahead: a plan word that no 已 and no past year takes back, or a time after the page. */
fact_groups cedu__fact_mood_at(const fx *x, const fact_clause *k, uint32_t at, const cedu_mention *t) {
    fact_groups m = k->mood;
    for (uint32_t i = k->c0; i < k->c1 && x->cues.p[i].start < at; i++) {
        fact_groups g = x->cues.p[i].groups;
        if (!(g & G(plan)) && cedu__fact_takes_back(x, k, &x->cues.p[i], m)) m &= ~(G(plan) | G(forecast));
        m |= g & (G(plan) | G(forecast) | G(advise) | G(estimate));
    }
    const cedu_mention *each = NULL; /* 每年遴选20家: a rule for years to come */
    for (uint32_t i = k->m0; i < k->m1 && x->m.p[i].end <= at; i++)
        if (x->m.p[i].type == CEDU_MENTION_set) each = &x->m.p[i];
    bool own = t && t->start >= x->sentences.p[k->sentence].start; /* 2022年以来，每年…: not of years to come */
    bool rule = each && !own && k->section != SECTION_REVIEW && cedu__fact_find_cue(x, k, each->end, at, G(have)) &&
                !cedu__fact_find_cue(x, k, k->start, at, G(past));
    if (rule) m |= G(plan);
    if (t) {
        const fact_clause *said = k; /* the clause that says when */
        while (said > x->clauses.p && said->start > t->start) said--;
        uint32_t behind, quote = cedu__fact_char(x, t->end, said->end, &behind);
        const fact_cue *since = cedu__fact_cue_at(x, said, quote == 0x201D ? behind : t->end); /* “十四五”以来 */
        bool begun = since && cedu__eqz(cedu__fact_cue_value(x, since, FACT_I_window), "since");
        if (t->when.as_of && t->start >= k->start && !cedu__fact_find_cue(x, k, t->end, at, G(plan) | G(forecast)))
            m &= ~(G(plan) | G(forecast)); /* …即将备案，目前有8款 */
        if (begun && t->when.plan) m &= ~(G(plan) | G(forecast));
        bool ahead = !begun && cedu__fact_after_publish(x, t);
        if (ahead && x->in->date.year && t->when.end.year > x->in->date.year && (m & G(estimate)))
            m |= G(forecast);                                        /* 据某机构测算，2030年将达… */
        bool aims = !x->in->date.year && k->section == SECTION_AIMS; /* nothing says what lies ahead but the heading */
        bool now = (t->when.end.year == x->in->date.year || !x->in->date.year) &&
                   t->when.grain == CEDU_GRAIN_YEAR && /* 2021年拟补助4个, said in 2021 */
                   cedu__fact_find_cue(x, k, k->start, at, G(plan));
        bool own_plan = t->start < k->start &&
                        (t->when.grain == CEDU_GRAIN_DAY ||
                         t->start < x->sentences.p[k->sentence].start) && /* 9月5日，…封顶。规划建设8000P算力 */
                        cedu__fact_find_cue(x, k, k->start, at, G(plan));
        if (!ahead && !now && !own_plan && !rule && !t->when.plan && t->when.end.year && !aims) m &= ~G(plan);
        bool later = t->when.start.year == x->in->date.year && x->in->date.month && t->when.start.month > x->in->date.month;
        if (ahead && (t->when.deadline || later || t->when.end.year > x->in->date.year) && x->in->date.year) m |= G(plan);
        const fact_cue *past = cedu__fact_last_cue(x, k, k->start, at, G(past)); /* 至2012年，已达… */
        bool done = past && !cedu__fact_cue_value(x, past, FACT_I_past).n && !cedu__fact_find_cue(x, k, k->start, at, G(plan));
        if (!x->in->date.year && t->when.deadline && !done) m |= G(plan);
        if (k->section == SECTION_REVIEW && !ahead) m &= ~(G(plan) | G(advise)); /* 争取…: what was striven for then */
        if (k->section == SECTION_REVIEW && !ahead && !begun && (m & G(forecast)) &&
            t->when.end.year < (x->in->date.year ? x->in->date.year : 9999))
            m = (m & ~G(forecast)) | G(estimate); /* 预计 in January, of the year that is over */
    }
    return m;
}

void cedu__fact_stance(cedu_fact *f, fact_groups m) {
    if (m & G(advise)) f->stance = CEDU_STANCE_advised;
    else if (f->kind == CEDU_FACT_forecast) f->stance = CEDU_STANCE_forecast;
    else if (m & G(plan)) f->stance = CEDU_STANCE_planned;
    else if (m & G(estimate)) f->stance = CEDU_STANCE_estimated;
}

/* （FP16） behind a figure of compute, or behind what it measures. */
static bool precision(fx *x, cedu_fact *f, const fact_clause *k, uint32_t at) {
    const uint32_t block_end = x->in->blocks[k->block].end;
    cedu_hit h[4];
    uint32_t n, c = cedu__fact_char(x, at, block_end, &n);
    if (c != 0xFF08 && c != '(') return false;
    uint32_t s = n, e = n;
    while ((c = cedu__fact_char(x, e, block_end, &n)) && c < 128 && c != ')') e = n;
    if (e - s < 3 || e - s > 8 || (c != 0xFF09 && c != ')') || x->text.p[e - 1] < '0' || x->text.p[e - 1] > '9') return false;
    cedu__fact_str(x, f, CEDU_FIELD_precision, cedu__fact_text(x, s, e));
    size_t bounds = cedu__image_match(x->im, 1u << CEDU_CLASS_modifier, cedu__sub(x->text, 0, block_end), n, h, CEDU_COUNT(h));
    if (bounds && cedu__eqz(cedu__image_attr(x->im, h[bounds - 1].entry, CEDU_ATTR_side), "after")) /* 18EFLOPS（FP32）以上 */
        f->modifier = cedu__fact_bound_of(cedu__image_attr(x->im, h[bounds - 1].entry, CEDU_ATTR_sign));
    return true;
}

/* Fills region, period, source, stance and puts the fact out. */
void cedu__fact_put(fx *x, reading *r, cedu_fact *f, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    fact_span must = {r->m->start, r->m->end}, quote = {r->quote_from < k->start ? r->quote_from : k->start, k->end};
    fact_region own;
    const fact_region *reg = r->region_as;
    if (!reg &&
        (cedu__fact_own_region(x, k, r->from, r->m->start, &own) || cedu__fact_own_region(x, k, k->start, r->m->start, &own)))
        reg = &own;
    if (!reg) reg = &k->region;
    if (quote.end - quote.start > 900) quote.start = must.start > quote.start + 600 ? must.start - 300 : quote.start;
    while (quote.start < must.start && ((unsigned char)x->text.p[quote.start] & 0xC0) == 0x80) quote.start++;
    cedu__fact_region(x, f, reg, quote);
    f->has_value = true;
    f->value = f->has_value && isnan(r->m->value) ? r->m->value_max : f->value;
    f->as_written = cedu__fact_text(x, r->m->start, r->m->end);
    f->modifier = f->modifier == CEDU_MOD_EQ ? r->m->modifier : f->modifier;
    if (r->less) f->value = -f->value, f->value_max = -f->value_max;
    f->subject = r->subject;
    f->subject_id = r->subject_id;
    if (r->rule) f->rule = cedu__str(r->rule);
    if (k->source.how & G(speech)) cedu__fact_str(x, f, CEDU_FIELD_speaker, k->source.name);
    cedu__fact_stance(f, mood);
    cedu__fact_period(x, f, k, t);
    const cedu_mention *same = NULL; /* 上年同期为248亿元: the period before, of the year before */
    for (uint32_t i = k->m0; i < k->m1 && !t && f->kind == CEDU_FACT_observation && x->m.p[i].end <= r->m->start; i++)
        if (x->m.p[i].type == CEDU_MENTION_time && !x->m.p[i].when.start.year && !x->m.p[i].when.end.year &&
            x->m.p[i].when.relative && !x->m.p[i].refused && !cedu__fact_is_baseline(x, k, &x->m.p[i]))
            same = &x->m.p[i];
    cedu_str when = same ? cedu__fact_text(x, same->start, same->end) : (cedu_str){0};
    bool year_ago =
        !cedu__fact_word_is(x->words, FACT_WORD_same_period, when); /* 去年同期; 同期乙市为72亿元 is of the same time */
    if (same && k->time && k->time->when.start.year && cedu__fact_word_ends(x->words, FACT_WORD_same_period, when))
        f->period = cedu__fact_shift(x, &k->time->when, year_ago ? -1 : 0, 0);
    cedu__fact_source(x, f, k);
    if (!reg->n) f->confidence -= 0.45;
    if (!f->subject.n) f->confidence -= 0.5;
    if (!f->subject_id.n && !cedu__fact_domain(x, r->np).n) f->confidence -= 0.1;
    if (!x->relevant) f->confidence -= 0.45;
    if (k->foreign || x->noisy || k->section == SECTION_TERMS) f->confidence -= 0.6;
    const fact_cue *from =
        cedu__fact_last_cue(x, k, r->from, r->m->start, G(link)); /* 从14%提升到15.5%: what was, at a time not said */
    bool later = false;
    for (uint32_t i = k->m0; i < k->m1; i++) later |= cedu__fact_is_number(x->m.p[i].type) && x->m.p[i].start > r->m->end;
    if (from && later && cedu__eqz(cedu__fact_cue_value(x, from, FACT_I_link), "from") && r->m->start - from->end <= 18 &&
        !cedu__fact_own_time(x, k, from->start, r->m->start))
        f->confidence -= 0.5;
    f->confidence -= r->penalty + cedu__fact_doubts(x, k, r, f);
    f->confidence = cedu__fact_believed(x, r, f, f->confidence);
    remember(x, f, reg, k, r->m->start);
    if (r->batch) {
        cedu_str name = cedu__fact_text(x, r->batch->start, r->batch->end);
        cedu__fact_num(x, f, CEDU_FIELD_batch, r->batch->value);
        f->subject = cedu__arena_strf(x->arena, "%.*s\xEF\xBC\x88%.*s\xEF\xBC\x89", (int)f->subject.n, f->subject.p,
                                      (int)name.n, name.p); /* （第二批） */
        f->subject_id = (cedu_str){0};
    }
    cedu__fact_emit(x, f, quote, must);
}

void cedu__fact_set_value(cedu_fact *f, const cedu_mention *m, double factor) {
    f->value = m->value * factor;
    if (m->has_max && !isnan(m->value_max) && !isnan(m->value)) f->has_max = true, f->value_max = m->value_max * factor;
}

bool cedu__fact_ends_in_rate(const fx *x, const fact_clause *k, fact_span np) {
    const fact_cue *q = cedu__fact_cue_ending(x, k, np.end);
    if (q && (q->groups & G(rate_noun))) return true;
    cedu_str s = cedu__fact_text(x, np.start, np.end);
    cedu_hit h[4];
    for (size_t i = s.n; i > 0 && s.n - i < 24;) {
        i = cedu__u8_prev(s, i);
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_cue, s, i, h, CEDU_COUNT(h));
        for (size_t j = 0; j < n; j++)
            if (h[j].end == s.n && (x->group_of[h[j].entry - x->cue_first] & G(rate_noun))) return true;
    }
    return false;
}

void cedu__fact_plain_kind(cedu_fact *f, fact_groups mood, const char **rule) {
    if (mood & G(forecast)) f->kind = CEDU_FACT_forecast, *rule = "forecast.value";
    else if (mood & (G(plan) | G(advise))) f->kind = CEDU_FACT_target, *rule = "target.value";
    else f->kind = CEDU_FACT_observation, *rule = "observation.value";
}

/* 约占, 不得高于, 超过: the bound that stands before the region or the whole. */
cedu_modifier cedu__fact_bound_in(const fx *x, const fact_cue *c) {
    cedu_hit h[4];
    size_t n =
        c ? cedu__image_match(x->im, 1u << CEDU_CLASS_modifier, cedu__sub(x->text, 0, c->end), c->start, h, CEDU_COUNT(h)) : 0;
    return n ? cedu__fact_bound_of(cedu__image_attr(x->im, h[n - 1].entry, CEDU_ATTR_sign)) : CEDU_MOD_EQ;
}

/* 拉动全省收入增长9.6个百分点: a part in the growth of something else. */
static bool pulls(const fx *x, const fact_clause *k, uint32_t at) {
    const fact_cue *by = cedu__fact_last_cue(x, k, k->start, at, G(compare));
    return by && cedu__eqz(cedu__fact_cue_value(x, by, FACT_I_compare), "pull") && by->end < at;
}

/* 比规模以上企业平均水平高3个百分点, 高于服务业增速2个百分点, 拉动工业增长2个百分点: a distance to another thing or a part in its growth,
 * no change of what is spoken of. 比上年同期高3个百分点 is one. */
static bool apart(const fx *x, const fact_clause *k, const fact_cue *g) {
    const fact_cue *than = cedu__fact_last_cue(x, k, k->start, g->end, G(baseline) | G(compare));
    if (!than || (than->groups & G(all))) return false;
    cedu_str way = cedu__fact_cue_value(x, than, FACT_I_compare);
    uint32_t s = than->end, n;
    for (bool went = true; went && s < g->start;) {
        const cedu_mention *m = cedu__fact_mention_at(x, k, s);
        const fact_cue *q = cedu__fact_cue_at(x, k, s);
        uint32_t c = cedu__fact_char(x, s, g->start, &n);
        went = true;
        if (m && (m->type == CEDU_MENTION_time || m->type == CEDU_MENTION_duration || m->type == CEDU_MENTION_region))
            s = m->end;
        else if (q && q->end <= g->start && (q->groups & (G(window) | G(yearly) | G(link) | G(rate_noun) | G(growth))))
            s = q->end;
        else if (c == 0x7684 || c == 0x548C || c == 0x3001 || c == ' ') s = n; /* 的和、 */
        else went = false;
    }
    if (cedu__eqz(way, "pull")) return s < g->start;
    if (than->groups & G(compare)) return than->start < g->start && s < g->start;
    return s + 3 < g->start && cedu__ends(cedu__fact_cue_value(x, g, FACT_I_growth), CEDU_STR("than"));
}

void cedu__fact_read_growth(fx *x, reading *r, const fact_cue *g, fact_groups mood, const cedu_mention *t) {
    cedu_fact f = cedu__fact_new(CEDU_FACT_growth, "growth.value");
    const fact_clause *k = r->k;
    cedu_str dir = cedu__fact_cue_value(x, g, FACT_I_growth);
    bool less = cedu__starts(dir, CEDU_STR("down")) || cedu__eqz(cedu__fact_cue_value(x, g, FACT_I_compare), "down");
    cedu__fact_set_value(&f, r->m, less ? -1 : 1);
    f.unit = cedu__fact_unit_of(x, r->m);
    if (r->m->type == CEDU_MENTION_quantity || r->m->type == CEDU_MENTION_number) { /* 增长2倍 */
        f.value *= 100;
        f.value_max *= 100;
        f.unit = CEDU_STR("%");
    }
    if (r->m->type == CEDU_MENTION_points && apart(x, k, g)) return;
    if (!cedu__fact_find_subject(x, r, g->start, false)) r->penalty += 0.3;
    const cedu_mention *base = NULL;
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].type == CEDU_MENTION_time && x->m.p[i].end <= r->m->start && cedu__fact_is_baseline(x, k, &x->m.p[i]))
            base = &x->m.p[i];
    const cedu_mention *pt = t ? t : k->time;
    const fact_clause *prior = k > x->clauses.p && k[-1].sentence == k->sentence ? k - 1 : NULL;
    for (uint32_t i = prior && !base ? prior->m0 : 0; prior && !base && i < prior->m1; i++) /* 与2019年相比，… */
        if (x->m.p[i].type == CEDU_MENTION_time && cedu__fact_is_baseline(x, prior, &x->m.p[i]) &&
            !cedu__fact_find_cue(x, prior, prior->start, prior->end, G(growth)))
            base = &x->m.p[i];
    bool last_year = base && base->when.relative && pt && pt->when.start.year && /* 2023年…比上年; 去年…比上年 */
                     (!pt->when.relative || base->when.start.year >= pt->when.start.year);
    const fact_clause *whence = k > x->clauses.p && k[-1].sentence == k->sentence ? k - 1 : NULL; /* 从2018年的…到2022年的…， */
    const cedu_mention *first = NULL;
    for (uint32_t i = whence && !base ? whence->m0 : 0; whence && !base && i < whence->m1 && !first; i++) {
        const fact_cue *of = x->m.p[i].type == CEDU_MENTION_time ? cedu__fact_cue_ending(x, whence, x->m.p[i].start) : NULL;
        if (of && cedu__eqz(cedu__fact_cue_value(x, of, FACT_I_link), "from")) first = &x->m.p[i];
    }
    if (first && pt && first->start < pt->start && first->when.start.year) base = first;
    bool part = base && pt && cedu__fact_word_is(x->words, FACT_WORD_last_part, cedu__fact_text(x, base->start, base->end));
    if (part) /* 较上季度 */
        cedu__fact_str(x, &f, CEDU_FIELD_baseline,
                       cedu__fact_shift(x, &pt->when, 0, base->when.grain == CEDU_GRAIN_QUARTER ? -3 : -1));
    else if (base && !base->when.start.year && !base->when.end.year && pt) /* 较去年同期 */
        cedu__fact_str(x, &f, CEDU_FIELD_baseline, cedu__fact_shift(x, &pt->when, -1, 0));
    else if (base && !last_year) cedu__fact_str(x, &f, CEDU_FIELD_baseline, cedu__fact_when(x, &base->when));
    else if (last_year) cedu__fact_str(x, &f, CEDU_FIELD_baseline, cedu__fact_shift(x, &pt->when, -1, 0));
    else if (pt && cedu__fact_find_cue(x, k, k->start, r->m->start, G(qoq))) {
        int span = pt->when.grain == CEDU_GRAIN_QUARTER ? -3 : pt->when.grain == CEDU_GRAIN_MONTH ? -1 : 0;
        cedu__fact_str(x, &f, CEDU_FIELD_baseline, cedu__fact_shift(x, &pt->when, 0, span));
    } else if (pt && cedu__fact_find_cue(x, k, k->start, r->m->start, G(yoy)))
        cedu__fact_str(x, &f, CEDU_FIELD_baseline, cedu__fact_shift(x, &pt->when, -1, 0));
    cedu__fact_put(x, r, &f, mood, t);
}

/* Whether a phrase ends in an indicator that has no unit (PUE), or names one and ends in what is taken of it (PUE平均值). */
static bool pure(const fx *x, fact_span np) {
    bool none = false;
    for (uint32_t i = np.start; i < np.end; i += (uint32_t)cedu__u8_len((unsigned char)x->text.p[i])) {
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_indicator, cedu__sub(x->text, 0, np.end), i, h, CEDU_COUNT(h));
        if (n) none = cedu__eqz(cedu__image_attr(x->im, h[n - 1].entry, CEDU_ATTR_dimension), "none");
        if (n && h[n - 1].end == np.end) break;
    }
    return none;
}

/* 千万师生, 百万市民: nothing but the name of a magnitude, which counts nobody. */
static bool only_magnitude(const fx *x, const cedu_mention *m) {
    uint32_t n;
    for (uint32_t i = m->core_start; i < m->core_end; i = n) {
        uint32_t c = cedu__fact_char(x, i, m->core_end, &n);
        if (c != 0x5343 && c != 0x767E && c != 0x4E07 && c != 0x4EBF) return false; /* 千百万亿 */
    }
    return true;
}

/* Whether the phrase names people or ends in a word of counting (数, 量), and the figure is a round one in 万 or 亿. */
static bool many(const fx *x, const fact_clause *k, fact_span np, const cedu_mention *m) {
    uint32_t last = cedu__fact_char_before(x, m->core_end);
    if (last != 0x4E07 && last != 0x4EBF) return false; /* 万 亿 */
    const fact_cue *who = cedu__fact_cue_ending(x, k, np.end);
    return (who && (who->groups & G(people))) ||
           cedu__fact_word_ends(x->words, FACT_WORD_counted, cedu__fact_text(x, np.start, np.end));
}

/* 为80万重点群体提供…: a large number that stands right before those whom it counts has no unit word. */
static bool read_people(fx *x, reading *r, fact_groups mood, const cedu_mention *t) {
    const fact_clause *k = r->k;
    const cedu_mention *m = r->m;
    fact_span np = cedu__fact_np_right(x, k, m->end);
    const fact_cue *who = np.start == m->end ? cedu__fact_last_cue(x, k, np.start, np.end, G(people)) : NULL;
    if (m->type != CEDU_MENTION_number || fabs(m->value) < 1e4 || !who || only_magnitude(x, m)) return false;
    if ((x->text.p[m->core_end - 1] | 32) >= 'a' && (x->text.p[m->core_end - 1] | 32) <= 'z') return false; /* 100M用户 */
    cedu_fact f = cedu__fact_new(CEDU_FACT_observation, NULL);
    cedu__fact_set_value(&f, m, 1);
    f.unit = cedu__fact_word(x->words, FACT_WORD_person);
    cedu__fact_plain_kind(&f, mood, &r->rule);
    r->np = (fact_span){np.start, who->end};
    r->taken = who->end;
    cedu_str s = cedu__fact_text(x, r->np.start, r->np.end);
    cedu_str amount = cedu__fact_word(x->words, FACT_WORD_amount);
    r->subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)s.n, s.p, (int)amount.n, amount.p);
    r->penalty += 0.1;
    cedu__fact_put(x, r, &f, mood, t);
    return true;
}

/* PUE控制在1.2以内, 某省提出，时延不超过20毫秒: a bound that is set, not one that was measured. */
bool cedu__fact_limits(const fx *x, const fact_clause *k, const cedu_mention *m) {
    if (m->modifier != CEDU_MOD_LE && m->modifier != CEDU_MOD_GE) return false;
    bool when = k->time && k->time->when.grain < CEDU_GRAIN_DAY; /* a day is when it was said */
    if ((when && k->time->start >= x->in->blocks[k->block].start) || k->section == SECTION_REVIEW ||
        cedu__fact_find_cue(x, k, k->start, k->end, G(past)))
        return false;
    const fact_cue *kept = cedu__fact_cue_ending(x, k, m->start);
    bool held = kept && cedu__eqz(cedu__fact_cue_value(x, kept, FACT_I_be), "fall_to");
    cedu_hit h[4]; /* [控制在]1.2以内: a number hides the words that bound it */
    cedu_str lead = cedu__sub(x->text, 0, m->core_start);
    size_t n = m->core_start > m->start ? cedu__image_match(x->im, 1u << CEDU_CLASS_cue, lead, m->start, h, CEDU_COUNT(h)) : 0;
    for (size_t i = 0; i < n; i++)
        held |= h[i].end == m->core_start && cedu__eqz(cedu__image_attr(x->im, h[i].entry, CEDU_ATTR_value), "fall_to");
    return held || (k->source.how & G(show) && !(k->source.how & (G(forecast) | G(estimate))));
}

/* 从|17.1%, 由2020年的|46%: the figure that stands behind the word at q, or behind a time there; NULL = none. */
static const cedu_mention *figure_from(const fx *x, const fact_clause *k, const fact_cue *q) {
    if (!cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_link), "from")) return NULL;
    uint32_t n;
    const cedu_mention *v = cedu__fact_mention_at(x, k, q->end);
    if (v && v->type == CEDU_MENTION_time)
        v = cedu__fact_mention_at(x, k, cedu__fact_char(x, v->end, k->end, &n) == 0x7684 ? n : v->end); /* 的 */
    return v;
}

/* A percentage that something rose or fell from: the number behind it reads on from the same place. */
bool cedu__fact_was_from(const fx *x, const fact_clause *k, const cedu_mention *m) {
    if (m->type != CEDU_MENTION_percent || !(k->has & G(link))) return false;
    const fact_cue *q = cedu__fact_last_cue(x, k, k->start, m->start, G(link));
    return q && figure_from(x, k, q) == m;
}

/* 贡献率从17.1%提升到35.1%: the phrase ends before what was. */
static void was_before(fx *x, reading *r) {
    const fact_clause *k = r->k;
    if (r->np.end > r->np.start) return;
    for (uint32_t i = k->c0; i < k->c1 && x->cues.p[i].end < r->m->start; i++) {
        const fact_cue *q = &x->cues.p[i];
        const cedu_mention *v = q->start < r->from ? NULL : figure_from(x, k, q);
        if (v && v->type == r->m->type && v->end < r->m->start) r->np = cedu__fact_np_left(x, k, r->from, q->start);
    }
}

/* 跃升至, 降至 */
static bool moves_to(const fx *x, const fact_cue *q) {
    cedu_str v = q ? cedu__fact_cue_value(x, q, FACT_I_be) : (cedu_str){0};
    return cedu__eqz(v, "grow_to") || cedu__eqz(v, "fall_to");
}

/* 从全国第11位跃升至第4位: the place it rose from, without a time of its own, is told for the other's sake. */
static bool was_place(const fx *x, const fact_clause *k, const cedu_mention *m) {
    const fact_cue *from = cedu__fact_last_cue(x, k, k->start, m->start, G(link)), *to = cedu__fact_cue_at(x, k, m->end);
    if (!from || !cedu__eqz(cedu__fact_cue_value(x, from, FACT_I_link), "from")) return false;
    return moves_to(x, to) && !cedu__fact_own_time(x, k, from->end, m->start);
}

/* 跃升至第4位 ranks where the clause has named a place before; what rose stands before 从. */
static const fact_cue *rank_verb(const fx *x, reading *r) {
    const fact_clause *k = r->k;
    const fact_cue *verb = cedu__fact_last_cue(x, k, r->from, r->m->start, G(rank)),
                   *to = cedu__fact_cue_ending(x, k, r->m->start);
    if (!verb && to && cedu__eqz(cedu__fact_cue_value(x, to, FACT_I_be), "keep")) return to; /* 处于第三位 */
    if (verb || !moves_to(x, to)) return verb;
    for (uint32_t i = k->m0; i < k->m1 && x->m.p[i].end <= to->start; i++)
        if (x->m.p[i].type == CEDU_MENTION_ordinal) {
            const fact_cue *from = cedu__fact_last_cue(x, k, k->start, x->m.p[i].start, G(link));
            r->from = k->start;
            if (from && r->np.end <= r->np.start) r->np = cedu__fact_np_left(x, k, k->start, from->start);
            return to;
        }
    return NULL;
}

/* The time that the clause says of a figure. 由2020年的A增至B: 2020 is A's alone. */
static const cedu_mention *when_of(const fx *x, const reading *r, const cedu_mention *m) {
    const fact_clause *k = r->k;
    const cedu_mention *t = cedu__fact_own_time(x, k, r->from, m->start);
    for (uint32_t upto = m->start; t || (t = cedu__fact_own_time(x, k, k->start, upto)); upto = t->start, t = NULL) {
        const fact_cue *of = cedu__fact_cue_ending(x, k, t->start);
        if (!of || !cedu__eqz(cedu__fact_cue_value(x, of, FACT_I_link), "from")) return t;
        const cedu_mention *was = figure_from(x, k, of);
        if (t->start >= r->from && (!was || was->start == m->start || !cedu__fact_is_number(was->type))) return t;
    }
    return NULL;
}

/* 120亿美元（折合人民币850亿元）, 120亿美元，约合850亿元: the amount before in another currency, said again. */
static bool same_money(const fx *x, const fact_clause *k, const cedu_mention *m) {
    enum { APART = 30 };               /* bytes between the two */
    const cedu_mention *before = NULL; /* m may be a copy */
    for (uint32_t i = k->m0; i <= k->m1 && i < x->m.n && x->m.p[i].start <= m->start; i++)
        if (x->m.p[i].start == m->start) before = i > 0 ? &x->m.p[i - 1] : NULL;
    if (!before || before->type != CEDU_MENTION_money || before->entry == m->entry || before->entry < 0 || m->entry < 0 ||
        m->core_start - before->end > APART || before->start < x->sentences.p[k->sentence].start)
        return false;
    cedu_str a = cedu__image_attr(x->im, before->entry, CEDU_ATTR_currency),
             b = cedu__image_attr(x->im, m->entry, CEDU_ATTR_currency);
    if (!a.n || !b.n || cedu__eq(a, b)) return false;
    if (cedu__fact_char_before(x, m->start) == 0x5408) return true; /* 合 */
    for (uint32_t i = before->end, n; i < m->core_start; i = n) {
        (void)cedu__fact_char(x, i, m->core_start, &n);
        if (cedu__fact_word_begins(x->words, FACT_WORD_amounts_to, cedu__fact_text(x, i, m->core_start))) return true;
    }
    return false;
}

void cedu__fact_read_one(fx *x, reading *r) {
    const fact_clause *k = r->k;
    const cedu_mention *m = r->m;
    cedu_mention part; /* 三分之一已…: a fraction of things is a share */
    if (m->type == CEDU_MENTION_number && m->value > 0 && m->value < 1 &&
        !memchr(x->text.p + m->start, '.', m->end - m->start) && !cedu__fact_reference(x, k, r->from, m->start)) {
        part = *m;
        part.type = CEDU_MENTION_percent;
        part.value *= 100;
        r->m = m = &part;
    }
    uint32_t each_end;
    if (m->type == CEDU_MENTION_quantity && m->start > k->start && /* 达到每万人500台: per so many */
        cedu__fact_char(x, (uint32_t)cedu__u8_prev(x->text, m->start), m->start, &each_end) == 0x6BCF)
        return;
    const cedu_mention *t = when_of(x, r, m);
    fact_groups mood = cedu__fact_mood_at(x, k, m->start, t ? t : k->time);
    const fact_cue *did = cedu__fact_cue_at(x, k, m->end);                                /* 其中2座已投用 */
    if (did && (did->groups & G(joint)) && cedu__fact_mention_at(x, k, did->end)) return; /* 两批|合计38个: what is added up */
    if (did && (did->groups & G(past)) && !cedu__fact_cue_value(x, did, FACT_I_past).n) mood &= ~(G(plan) | G(forecast));
    if ((mood & G(advise)) && m->type != CEDU_MENTION_ordinal) return; /* the recommendation holds it */
    if ((k->has & G(link)) && (m->type == CEDU_MENTION_percent || m->type == CEDU_MENTION_number)) was_before(x, r);
    const fact_cue *g = cedu__fact_last_cue(x, k, r->from, m->start, G(growth));
    const fact_cue *s = cedu__fact_last_cue(x, k, r->from, m->start, G(share));
    const fact_place *ref = cedu__fact_reference(x, k, r->from, m->start);
    if (g && cedu__fact_find_cue(x, k, g->end, m->start, G(rate_noun))) g = NULL;
    switch (m->type) {
    case CEDU_MENTION_ordinal:
        if (was_place(x, k, m)) return;
        cedu__fact_read_rank(x, r, rank_verb(x, r), mood, t);
        return;
    case CEDU_MENTION_points:
        if (pulls(x, k, r->m->start)) return; /* 拉动全省收入增长9.6个百分点 */
        if (ref) cedu__fact_read_ratio(x, r, ref, mood, t);
        else if (g || (g = cedu__fact_last_cue(x, k, r->from, m->start, G(compare)))) /* 快于2024年1.8个百分点 */
            cedu__fact_read_growth(x, r, g, mood, t);
        return;
    case CEDU_MENTION_percent:
        if (cedu__fact_read_held(x, r, mood, t)) return;
        if (ref) cedu__fact_read_ratio(x, r, ref, mood, t);
        else cedu__fact_read_percent(x, r, g, s, mood, t);
        return;
    default: break;
    }
    cedu_str unit = cedu__fact_unit_of(x, m);
    bool times = cedu__fact_word_is(x->words, FACT_WORD_times, unit),
         folds = cedu__fact_word_is(x->words, FACT_WORD_fold, unit);
    if (folds) return;
    if (g && cedu__fact_word_is(x->words, FACT_WORD_rank, unit)) return; /* 跃升11位: how far it rose, no place and no count */
    if (times && g) {
        cedu__fact_read_growth(x, r, g, mood, t);
        return;
    }
    if (ref) {
        cedu__fact_read_ratio(x, r, ref, mood, t);
        return;
    }
    if (times && cedu__fact_times_past(x, r, mood, t)) return;
    if (m->type == CEDU_MENTION_money && same_money(x, k, m)) return;
    if (m->core_start > m->start && cedu__fact_counts(x, m) && cedu__fact_char(x, m->start, m->end, &each_end) == 0x4E0A)
        return; /* 带动上百家企业: as vague as 数百家 */
    if (cedu__fact_is_condition(x, k, m) || read_people(x, r, mood, t)) return;
    if (cedu__fact_read_listed(x, r, mood, t)) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_observation, NULL);
    cedu__fact_set_value(&f, m, 1);
    f.unit = unit;
    if (!t && cedu__fact_limits(x, k, m)) mood |= G(plan);
    cedu__fact_plain_kind(&f, mood, &r->rule);
    if (!(cedu__fact_counts(x, m) && cedu__fact_doers(x, r, NULL, m->start)) && !cedu__fact_find_subject(x, r, m->start, true))
        return;
    if (cedu__fact_counts(x, m)) r->batch = cedu__fact_batch_of(x, k, m);
    const fact_cue *be = cedu__fact_cue_ending(x, k, m->start);
    bool said = be && (be->groups & (G(be) | G(growth)));
    bool measured = said && (r->subject_id.n || (r->np.end > r->np.start && cedu__fact_ends_in_rate(x, k, r->np)));
    cedu_str what = cedu__fact_text(x, r->np.start, r->np.end); /* 企业达1120, 车间数量为86 */
    if (said && m->end == k->end && m->value >= 10 && m->value == floor(m->value) &&
        (cedu__fact_word_ends(x->words, FACT_WORD_enterprise, what) || cedu__fact_word_ends(x->words, FACT_WORD_number, what)))
        measured = true, r->penalty += 0.1;
    const fact_cue *exceeds = cedu__fact_cue_at(x, k, m->start); /* |突破|1000万 */
    bool tally = (said || (exceeds && (exceeds->groups & G(be)))) && m->value >= 1e4 && r->np.end > r->np.start &&
                 r->np.end <= m->start && many(x, k, r->np, m);
    if (tally) measured = true, r->penalty += 0.1; /* 用户突破1000万, 注册量超50亿 */
    if (m->type == CEDU_MENTION_number && (!(measured || pure(x, r->np)) || r->np.end <= r->np.start))
        return;                                              /* a bare number needs a known measure */
    const cedu_fact_block *block = &x->in->blocks[k->block]; /* headlines are short of words; a sentence is none */
    uint32_t stop, last = block->end > 3 ? (uint32_t)cedu__u8_prev(x->text, block->end) : 0;
    if (block->title && !r->subject_id.n && cedu__fact_char(x, last, block->end, &stop) != 0x3002) r->penalty += 0.5;
    char first = x->text.p[m->core_start];
    cedu_str dim = m->entry >= 0 ? cedu__image_attr(x->im, m->entry, CEDU_ATTR_dimension) : (cedu_str){0};
    const cedu_entry *unit_entry = m->entry >= 0 ? cedu__image_entry(x->im, m->entry) : NULL;
    double factor = unit_entry && unit_entry->factor > 0 ? unit_entry->factor : 1; /* 树高千尺 */
    double size = log10(fabs(m->value / factor));
    bool bare = !(first >= '0' && first <= '9') && m->type == CEDU_MENTION_quantity && fabs(size - round(size)) < 1e-9;
    uint32_t past_it;
    if (bare && cedu__fact_char(x, m->end, k->end, &past_it) == 0x7684) return;         /* 收入超亿元的企业 */
    if (bare && !said && !cedu__eqz(dim, "count") && !cedu__eqz(dim, "people")) return; /* 分/千瓦时 */
    if (times) r->penalty += 0.5;
    if (!precision(x, &f, k, m->end) && r->np.end > r->np.start && r->np.end < m->start)
        precision(x, &f, k, r->np.end); /* 规模（FP16）达到… */
    cedu__fact_put(x, r, &f, mood, t);
}
