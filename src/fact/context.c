/* context.c - the discourse stack: document -> heading -> paragraph -> sentence -> clause.
 *
 * One walk over the clauses, top down. Each clause gets what holds at its start: the region and time last said at the head of a
 * clause (of this sentence, of this paragraph, of the heading, of the document: the nearest level that says it), the source that
 * speaks, and the mood (planned, forecast, advised) that an earlier clause of the sentence or the heading set.
 * What a clause says itself is asked for by place: the last topical region or time before a number wins.
 */
#include "fact/reading.h"

bool cedu__fact_is_baseline(const fx *x, const fact_clause *k, const cedu_mention *t) {
    uint32_t from = t->start, n; /* 比“十三五”时期 */
    uint32_t open = from > k->start ? (uint32_t)cedu__u8_prev(x->text, from) : from;
    if (open < from && cedu__fact_char(x, open, from, &n) == 0x201C) from = open;
    const fact_cue *b = cedu__fact_cue_ending(x, k, from), *a = cedu__fact_cue_at(x, k, t->end);
    uint32_t of = t->end;
    if (cedu__fact_char(x, of, k->end, &n) == 0x201D) of = n;
    const fact_cue *span = cedu__fact_cue_at(x, k, of); /* 为“十二五”[时期]的2.2倍 */
    if (span && (span->groups & G(link)) && span->end - span->start == 6) of = span->end;
    if (cedu__fact_char(x, of, k->end, &n) == 0x7684) { /* 是2020年[的两倍] */
        const cedu_mention *m = cedu__fact_mention_at(x, k, n);
        if (m && m->type == CEDU_MENTION_quantity && cedu__fact_word_is(x->words, FACT_WORD_times, cedu__fact_unit_of(x, m)))
            return true;
    }
    const cedu_mention *other = open > k->start && cedu__fact_joins(cedu__fact_char(x, open, from, &n))
                                    ? cedu__fact_mention_ending(x, k, open)
                                    : NULL; /* 比2020年和2021年 */
    if (other && other->type == CEDU_MENTION_time && cedu__fact_is_baseline(x, k, other)) return true;
    return (b && ((b->groups & (G(baseline) | G(compare))) || cedu__eqz(cedu__fact_cue_value(x, b, FACT_I_be), "like"))) ||
           (a && (a->groups & G(baseline)) &&
            cedu__fact_cue_value(x, a, FACT_I_baseline).n > 0); /* 与2020年相比, but 2022年较2020年 */
}

/* 实现“十五五”良好开局: a plan's name in passing says nothing of when; “十四五”时期, 十四五末, 十四五， do. */
static bool in_passing(const fx *x, const fact_clause *k, const cedu_mention *t) {
    if (!t->when.plan) return false;
    uint32_t n, at = t->end, c = cedu__fact_char(x, at, k->end, &n);
    if (c == 0x201D) c = cedu__fact_char(x, at = n, k->end, &n);
    if (at >= k->end || !cedu__is_han(c)) return false;
    uint32_t last = (uint32_t)cedu__u8_prev(x->text, t->end), l = cedu__fact_char(x, last, t->end, &n);
    if (l == 0x671F || l == 0x672B || l == 0x95F4 || l == 0x6765) return false; /* 期 末 间 来 */
    const fact_cue *q = cedu__fact_cue_at(x, k, at);
    uint32_t behind;
    if (q && (q->groups & G(plan)) && (q->groups & G(have)) && cedu__fact_char(x, q->end, k->end, &behind) != 0x671F)
        return true; /* “十四五”规划的关键之年, but “十四五”规划期 */
    return !(q && (q->groups & (G(plan) | G(link) | G(here) | G(be)))) && c != 0x671F && c != 0x672B && c != 0x65F6 &&
           c != 0x4EE5;
}

/* 实施一季度开门红、夏季攻势等行动: what a verb does with a quarter or a month names it, it does not say when. */
static bool named_after(const fx *x, const fact_clause *k, const cedu_mention *t) {
    if (t->when.grain != CEDU_GRAIN_QUARTER && t->when.grain != CEDU_GRAIN_MONTH) return false;
    const fact_cue *q = cedu__fact_cue_ending(x, k, t->start);
    uint32_t n;
    return q && (q->groups & G(have)) && (q->groups & G(task)) && cedu__is_han(cedu__fact_char(x, t->end, k->end, &n)) &&
           !cedu__fact_cue_at(x, k, t->end);
}

/* 时限压减到4个和2个工作日以内: how long something takes, not when. */
static bool is_length(const fx *x, const fact_clause *k, const cedu_mention *t) {
    char c = x->text.p[t->start];
    return t->when.relative && t->when.grain == CEDU_GRAIN_DAY && c >= '0' && c <= '9' &&
           cedu__fact_last_cue(x, k, k->start, t->start, G(be) | G(growth));
}

static bool figure_behind(const fx *x, const fact_clause *k, uint32_t at) {
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].start >= at && cedu__fact_is_number(x->m.p[i].type)) return true;
    return false;
}

const cedu_mention *cedu__fact_own_time(const fx *x, const fact_clause *k, uint32_t from, uint32_t at) {
    for (uint32_t i = k->m1; i > k->m0; i--) {
        const cedu_mention *m = &x->m.p[i - 1];
        if (m->type != CEDU_MENTION_time || m->refused || m->end > at || m->start < from) continue;
        if (!m->when.start.year && !m->when.end.year) continue;
        if (x->in->date.year && m->when.end.year > x->in->date.year + 28) continue; /* 再延长三十年 */
        const fact_cue *sum = cedu__fact_cue_at(x, k, m->end);
        uint32_t of;
        if (sum && cedu__eqz(cedu__fact_cue_value(x, sum, FACT_I_window), "since") &&
            cedu__fact_char(x, sum->end, k->end, &of) == 0x7684 && !figure_behind(x, k, sum->end))
            continue; /* 扭转2022年4月以来的态势: what was, not when */
        if (sum && (sum->groups & G(joint)) && sum->end == k->end) continue; /* 相当于前十年总和 */
        if (m->when.grain == CEDU_GRAIN_DAY && cedu__fact_quoted_name(x, k, m->start, m->end)) continue; /* “国和一号” */
        if (!cedu__fact_is_baseline(x, k, m) && !in_passing(x, k, m) && !named_after(x, k, m) && !is_length(x, k, m)) return m;
    }
    return NULL;
}

bool cedu__fact_after_publish(const fx *x, const cedu_mention *t) {
    const cedu_civil *d = &x->in->date, *e = &t->when.end;
    if (!d->year) return t->when.deadline;
    if (!e->year) return false;
    if (e->year != d->year) return e->year > d->year;
    if (!e->month || !d->month) return false;
    return e->month > d->month || (e->month == d->month && e->day && d->day && e->day > d->day);
}

/* ------------------------------------------------------------------ sources */
cedu_str cedu__fact_resolve_title(const fx *x, const cedu_mention *m) {
    cedu_str s = m->name.n ? m->name : cedu__fact_text(x, m->start, m->end);
    cedu_str draft = s; /* 《纲要（草案）》 */
    ptrdiff_t open = cedu__find(s, CEDU_STR("\xEF\xBC\x88"), 0);
    if (open > 0) s.n = (size_t)open;
    if (s.n > 6 * 3) return draft;
    size_t at = (size_t)(m - x->m.p);
    for (size_t i = at; i > 0 && at - i < 5000; i--) { /* 《规划》: the last longer title that ends so */
        const cedu_mention *o = &x->m.p[i - 1];
        if (o->start >= m->start || o->type != CEDU_MENTION_policy_title || o->name.n <= s.n) continue;
        cedu_str body = o->name;
        ptrdiff_t paren = cedu__find(body, CEDU_STR("\xEF\xBC\x88"), 0); /* （ */
        if (paren > 0) body.n = (size_t)paren;
        if (body.n > s.n && cedu__ends(body, s)) return o->name;
    }
    return draft;
}

static const cedu_mention *namer(const fx *x, const fact_clause *k, uint32_t a, uint32_t b) {
    const cedu_mention *best = NULL;
    for (uint32_t i = k->m0; i < k->m1; i++) {
        const cedu_mention *m = &x->m.p[i];
        if (m->start < a || m->end > b) continue;
        if (m->type == CEDU_MENTION_person) best = m;
        else if ((m->type == CEDU_MENTION_organisation || m->type == CEDU_MENTION_policy_title ||
                  m->type == CEDU_MENTION_title) &&
                 (!best || best->type != CEDU_MENTION_person))
            best = m;
    }
    return best;
}

static fact_source name_source(const fx *x, const fact_clause *k, uint32_t a, uint32_t b, fact_groups how) {
    const cedu_mention *m = namer(x, k, a, b);
    bool outlet = m && m->type != CEDU_MENTION_person && x->persons.n && m->start > a + 3; /* X对本报表示: X speaks */
    if (m && !outlet) {
        cedu_str n = m->type == CEDU_MENTION_policy_title || m->type == CEDU_MENTION_title ? cedu__fact_resolve_title(x, m)
                     : m->name.n                                                           ? m->name
                                 : cedu__fact_text(x, m->start, m->end);
        return (fact_source){n, {m->start, m->end}, how};
    }
    for (size_t i = x->persons.n; i > 0; i--) { /* 贺仁龙对本报表示: by name, once introduced with a post */
        cedu_str who = x->persons.p[i - 1], words = cedu__fact_text(x, a, b);
        ptrdiff_t at = cedu__find(words, who, 0);
        if (at >= 0) return (fact_source){who, {a + (uint32_t)at, a + (uint32_t)at + (uint32_t)who.n}, how};
    }
    fact_span s = cedu__fact_trim(x, (fact_span){a, b});
    for (const fact_cue *q;
         (q = cedu__fact_cue_at(x, k, s.start)) && q->end <= s.end && (q->groups & (G(link) | G(according)));)
        s.start = q->end;
    const cedu_mention *t = cedu__fact_mention_at(x, k, s.start);
    if (t && t->type == CEDU_MENTION_time && t->end <= s.end) s.start = t->end;
    for (const fact_cue *q; (q = cedu__fact_cue_ending(x, k, s.end)) && q->start > s.start && (q->groups & G(link));)
        s.end = q->start; /* 大会报告[还]显示 */
    s = cedu__fact_trim(x, s);
    const fact_cue *there = cedu__fact_find_cue(x, k, s.start, s.end, G(link)); /* 某人[在报告中]指出 */
    bool inside = there && there->start >= s.start + 6 && cedu__eqz(cedu__fact_cue_value(x, there, FACT_I_link), "back");
    uint32_t last = inside ? cedu__fact_char_before(x, s.end) : 0;
    if (last == 0x4E2D || last == 0x4E0A || last == 0x65F6) s.end = there->start; /* 中 上 时 */
    if (m) {
        cedu_str name = m->type == CEDU_MENTION_policy_title || m->type == CEDU_MENTION_title ? cedu__fact_resolve_title(x, m)
                        : m->name.n                                                           ? m->name
                                    : cedu__fact_text(x, m->start, m->end);
        return (fact_source){name, {m->start, m->end}, how};
    }
    cedu_str words = cedu__fact_text(x, s.start, s.end);
    size_t cps = cedu__u8_count(words);
    if (cps < 2 || cps > 24 || memchr(words.p, '\n', words.n)) return (fact_source){0};
    for (uint32_t i = k->c0; i < k->c1; i++) { /* 认真落实…, …改革, 其中提出: what is done, not who speaks */
        const fact_cue *q = &x->cues.p[i];
        if (q->start >= s.start && q->end <= s.end && (q->groups & (G(task) | G(task_lead) | G(have) | G(among))))
            return (fact_source){0};
    }
    for (size_t i = x->m.n; i > 0; i--) { /* 按照该计划: the last title that ends so */
        const cedu_mention *o = &x->m.p[i - 1];
        if (o->end <= s.start && o->type == CEDU_MENTION_policy_title && cedu__ends(o->name, words))
            return (fact_source){o->name, s, how};
    }
    return (fact_source){words, s, how};
}

static bool find_source(const fx *x, const fact_clause *k, fact_source *out) {
    const fact_groups ends = G(speech) | G(show) | G(forecast) | G(estimate);
    const fact_cue *acc = cedu__fact_find_cue(x, k, k->start, k->end, G(according));
    if (acc && cedu__eqz(cedu__fact_cue_value(x, acc, FACT_I_according), "hearsay")) { /* 据了解: nobody is named */
        *out = (fact_source){0};
        return true;
    }
    if (acc && cedu__fact_at_head(x, k, acc->start)) {
        const fact_cue *v = cedu__fact_find_cue(x, k, acc->end, k->end, ends);
        uint32_t n, which = cedu__fact_char(x, acc->end, k->end, &n); /* 该 本 此: the document just named */
        bool basis = cedu__fact_cue_value(x, acc, FACT_I_according).n && which != 0x8BE5 && which != 0x672C &&
                     which != 0x6B64 && !namer(x, k, acc->end, v ? v->start : k->end);
        if ((!v && k->end - acc->end > 90) || (!v && basis)) return false; /* 按照国标A级标准: what is followed, not who says */
        *out = name_source(x, k, acc->end, v ? v->start : k->end, v ? v->groups : G(according));
        return out->name.n > 0;
    }
    for (uint32_t i = k->c0; i < k->c1; i++) {
        const fact_cue *v = &x->cues.p[i];
        if (!(v->groups & ends)) continue;
        const cedu_mention *m = cedu__fact_mention_ending(x, k, v->start);
        bool named = m && (m->type == CEDU_MENTION_person || m->type == CEDU_MENTION_organisation ||
                           m->type == CEDU_MENTION_policy_title || m->type == CEDU_MENTION_title);
        bool closes = v->end == k->end; /* 某机构测算，… */
        if (!named && !closes) continue;
        *out = name_source(x, k, k->start, v->start, v->groups);
        if (out->name.n) return true;
        if (closes && (v->groups & G(show))) { /* 数据显示，: a source that has no name */
            cedu_str words = v->end - v->start >= 12 ? cedu__fact_text(x, v->start, v->end) : (cedu_str){0};
            *out = (fact_source){words, {v->start, v->end}, v->groups};
            return true;
        }
    }
    return false;
}

/* 在去年末举行的某论坛上，某人表示: when the event was at which the words of a sentence's source were said; NULL = no word says it. */
static const cedu_mention *when_said(const fx *x, const fact_clause *k) {
    for (const fact_clause *c = &x->clauses.p[x->sentences.p[k->sentence].k0]; c <= k; c++) {
        const fact_cue *event = cedu__fact_find_cue(x, c, c->start, c->end, G(event_noun) | G(event_verb));
        for (uint32_t i = c->m0; event && i < c->m1 && x->m.p[i].start < event->start; i++) {
            const cedu_mention *m = &x->m.p[i];
            if (m->type == CEDU_MENTION_time && !m->refused && m->when.start.year && !m->when.plan &&
                !cedu__fact_after_publish(x, m))
                return m;
        }
    }
    return NULL;
}

/* ------------------------------------------------------------------ the walk */
/* A region that is only named inside an organisation or a title (成都市经信局) speaks for its clause where nothing else does. */
int32_t cedu__fact_hidden_region(const fx *x, uint32_t a, uint32_t b, fact_span *at) {
    const cedu_mentions *all = &x->in->mentions;
    size_t lo = cedu__fact_first_mention(x, a);
    for (; lo < all->n && all->p[lo].start < b; lo++) {
        const cedu_mention *m = &all->p[lo];
        int32_t r = m->type == CEDU_MENTION_region && m->end - m->start >= 6 ? m->entry : -1;
        if (m->type == CEDU_MENTION_organisation ||
            m->type == CEDU_MENTION_policy_title) { /* the region may stand in its name only */
            uint32_t from = m->start + (m->type == CEDU_MENTION_policy_title ? 3 : 0), end = from;
            int32_t named = cedu__fact_region_at(x, from, m->end, &end);
            bool firm = m->type == CEDU_MENTION_organisation && m->entry >= 0 && /* 阿里巴巴 */
                        cedu__eqz(cedu__image_attr(x->im, m->entry, CEDU_ATTR_level), "company");
            if (named >= 0 && end - from >= 6 && !firm) r = named;
        }
        for (size_t j = lo + 1; m->type == CEDU_MENTION_organisation && j < all->n && all->p[j].start == m->start; j++)
            if (all->p[j].type == CEDU_MENTION_region && all->p[j].entry >= 0) r = all->p[j].entry; /* 某省某市某区人民政府 */
        if (m->type == CEDU_MENTION_organisation && m->entry >= 0) {
            cedu_str id = cedu__image_attr(x->im, m->entry, CEDU_ATTR_region);
            if (id.n) r = cedu__image_by_id(x->im, CEDU_CLASS_region, id);
        }
        if (r < 0 || cedu__fact_is_wide(x, r)) continue;
        *at = (fact_span){m->start, m->end};
        return r;
    }
    return -1;
}

bool cedu__fact_takes_back(const fx *x, const fact_clause *k, const fact_cue *q, fact_groups mood) {
    if (!(q->groups & G(past))) return false;
    return !cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_past), "weak") || !(mood & G(plan)) || k->section == SECTION_DEFAULT ||
           k->section == SECTION_REVIEW;
}

static fact_groups mood_of(const fx *x, const fact_clause *k, fact_groups m) {
    for (uint32_t i = k->c0; i < k->c1; i++) {
        fact_groups g = x->cues.p[i].groups;
        if (cedu__fact_takes_back(x, k, &x->cues.p[i], m)) m &= ~(G(plan) | G(forecast));
        m |= g & (G(plan) | G(forecast) | G(advise) | G(estimate) | G(foreign));
    }
    return m;
}

/* Whether a time begins behind the page's date. */
static bool to_come(const fx *x, const cedu_mention *t) {
    const cedu_civil *a = &t->when.start, *d = &x->in->date;
    return d->year && (a->year > d->year || (a->year == d->year && d->month && a->month > d->month));
}

/* Whether the clause tells what is done already (已建成) and names no time. */
static bool done_by_now(const fx *x, const fact_clause *k) {
    const fact_cue *q = cedu__fact_find_cue(x, k, k->start, k->end, G(past));
    if (!q || cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_past), "weak")) return false;
    return !cedu__fact_own_time(x, k, k->start, k->end);
}

/* A；B；C: one sentence to its writer. */
static bool semicolon(const fx *x, uint32_t at) {
    uint32_t n, c = cedu__fact_char(x, at, (uint32_t)x->text.n, &n);
    return c == 0xFF1B || c == ';';
}

/* Whether `outer` is a wider region that `r` lies in: what a new paragraph goes on with rather than with one city named before. */
static bool around(const fx *x, const fact_region *outer, const fact_region *r) {
    return outer->n && r->n && outer->entry[0] != r->entry[0] && !cedu__fact_is_wide(x, outer->entry[0]) &&
           cedu__fact_within(x, r->entry[0], outer->entry[0]);
}

/* Behind 其中：, as a clause of its own. */
static bool itemises(const fx *x, size_t i) {
    const fact_clause *k = i ? &x->clauses.p[i - 1] : NULL;
    const fact_cue *q = k && k->sentence == x->clauses.p[i].sentence ? cedu__fact_cue_ending(x, k, k->end) : NULL;
    return q && (q->groups & G(among)) && q->start <= k->start + 3;
}

/* Whether the clause opens with a time that no date tells: 投产后, 今年 on a page without a date. Then what was said before is no answer. */
static bool undated(const fx *x, const fact_clause *k) {
    const fact_cue *once = cedu__fact_find_cue(x, k, k->start, k->end, G(window));
    if (once && cedu__eqz(cedu__fact_cue_value(x, once, FACT_I_window), "once")) return true;
    const cedu_mention *m = k->m0 < k->m1 && !x->in->date.year ? &x->m.p[k->m0] : NULL;
    return m && m->type == CEDU_MENTION_time && m->start == k->start && m->when.start.month && !m->when.start.year;
}

/* 应当具备下列条件：, as the end of a paragraph. */
static bool asks_terms(const fx *x, const fact_clause *k) {
    uint32_t n, mark = cedu__fact_char(x, k->end, (uint32_t)x->text.n, &n);
    const fact_cue *q = mark == 0xFF1A || mark == ':' ? cedu__fact_cue_ending(x, k, k->end) : NULL;
    return q && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_target_noun), "terms");
}

void cedu__fact_contexts(fx *x) {
    fact_region near = {0};
    fact_outline *outline = CEDU_NEW(x->arena, fact_outline);
    if (!outline) return;
    if (x->header) near = outline->at[0].region = x->doc_region;
    if (cedu__fact_plans(x)) outline->at[0].mood = SECTION_DEFAULT; /* its verbs are aims */
    const fact_section top = outline->at[0];
    fact_section section = top;
    const cedu_mention *time = NULL;
    fact_source source = {0};
    const cedu_mention *said = NULL;
    fact_groups mood = 0;
    uint32_t block = UINT32_MAX, sentence = UINT32_MAX, issued = UINT32_MAX; /* the sentence that brings out a document */
    bool in_heading = false, first_set = false;                              /* the sentence's own first clauses said where */
    fact_region opened = {0}, before = {0};
    bool sample = false;             /* the last sentence named places as examples; `before`: what was spoken of until then */
    const cedu_mention *lead = NULL; /* of a paragraph whose points follow, each behind a dash: they share its time */
    bool points = false, terms = false; /* what an applicant must have, item by item, each numbered alike */
    int list_level = 0;
    for (size_t i = 0; i < x->clauses.n; i++) {
        fact_clause *k = &x->clauses.p[i];
        const cedu_fact_block *b = &x->in->blocks[k->block];
        if (k->block != block) {
            block = k->block;
            bool list = b->item || cedu__fact_is_heading(x, b);
            if (!list) source = (fact_source){0};
            in_heading = cedu__fact_is_heading(x, b) || cedu__fact_runs_in(x, b, k);
            if (in_heading) {
                cedu__fact_open_heading(x, outline, b, k);
                if (!outline->level) outline->at[0] = top;
            }
            const fact_clause *topic = in_heading ? NULL : cedu__fact_lost_heading(x, b, k);
            if (topic) {
                cedu__fact_open_heading(x, outline, b, k);
                cedu__fact_open_paragraph(x, outline, topic, true);
            }
            if (!in_heading && !topic && !b->row && !b->item) cedu__fact_lead_year(x, outline, block, k);
            section = cedu__fact_section(outline);
            const int level = cedu__fact_heading_level(x, b);
            if (i > 0 && asks_terms(x, k - 1)) terms = true, list_level = level;
            else terms = terms && level == list_level;
            if (section.region.n && !b->row) near = section.region, sample = false;
            bool point = cedu__fact_after_dash(x, b) > b->start;
            if (point && !points) lead = time;
            points = point;
            time = point && lead ? lead : section.time;
            if (b->title) source = (fact_source){0};
        }
        cedu__fact_float_times(x, k, &section);
        bool review = section.mood == SECTION_REVIEW;
        bool opens = k->start == b->start || (k->start - b->start <= 24 && k->sentence != sentence); /* 各位代表！ */
        if (review || in_heading) cedu__fact_anchor_times(x, k, outline, in_heading || opens);
        if ((review || outline->numbered[2]) && !in_heading && !points && opens && !b->item && !b->row) {
            cedu__fact_open_paragraph(x, outline, k, false);
            section = cedu__fact_section(outline);
            time = section.time;
        }
        if (k->sentence != sentence && issued != UINT32_MAX) source = (fact_source){0}, issued = UINT32_MAX;
        if (k->sentence != sentence) {
            sentence = k->sentence;
            bool on = i > 0 && k->block == x->clauses.p[i - 1].block && semicolon(x, x->clauses.p[i - 1].end);
            const cedu_mention *first = on && k->m0 < k->m1 ? &x->m.p[k->m0] : NULL; /* 预计2025年达A；2030年达B */
            bool dated = first && first->type == CEDU_MENTION_time && first->start - k->start <= 12;
            mood = (on ? mood & (G(plan) | G(advise) | (dated ? G(forecast) | G(estimate) : 0)) : 0) |
                   (section.mood == SECTION_AIMS ? G(plan) : 0);
            bool first_of_block =
                i > 0 && x->sentences.p[x->clauses.p[i - 1].sentence].start - x->in->blocks[k->block].start < 12;
            bool same = i > 0 && k->block == x->clauses.p[i - 1].block;
            if (!on && (same || (i > 0 && opened.n && !section.region.n && !b->row && !in_heading)) &&
                (!first_set || (section.region.n && near.n && (!first_of_block || cedu__fact_is_wide(x, near.entry[0])))))
                /* what came up in passing ends; under a heading's region, what a later sentence says too */
                near = same || (opened.n && !around(x, &near, &opened)) ? opened : near;
            if (sample) near = before, sample = false; /* 甲、乙、丙等城市…: examples are not what the next sentence is about */
            opened = near;
            first_set = false;
            if (section.mood == SECTION_REVIEW && section.time && time && !time->when.plan && !time->when.relative &&
                time->when.start.year != time->when.end.year)
                time = section.time; /* 2020年到2025年，…。: of that sentence */
        }
        if (undated(x, k) || (time && to_come(x, time) && done_by_now(x, k))) time = NULL; /* 明年上线…，已上线14个 */
        k->region = near;
        k->time = time;
        k->mood = mood;
        if (section.mood == SECTION_DEFAULT &&
            cedu__fact_find_cue(x, k, k->start, k->end, G(have) | G(task) | G(be) | G(growth) | G(keep)))
            k->mood |= G(plan);
        k->section = terms ? SECTION_TERMS : section.mood;
        cedu__fact_find_places(x, k, &near, &x->doc_region);
        fact_source s;
        for (uint32_t j = k->m0; j < k->m1; j++) {
            const cedu_mention *m = &x->m.p[j];
            cedu_str name = m->name.n ? m->name : cedu__fact_text(x, m->start, m->end);
            if (m->type == CEDU_MENTION_person && name.n >= 6 && x->persons.n < 64)
                (void)CEDU_PUSH(x->arena, &x->persons, name);
        }
        if (find_source(x, k, &s)) {
            source = s, mood |= s.how & (G(forecast) | G(estimate));
            said = s.how & G(speech) ? when_said(x, k) : NULL;
        }
        k->source = source;
        k->said = source.how & G(speech) ? said : NULL;
        for (uint32_t j = k->m0; j < k->m1 && !source.name.n; j++) { /* 印发《A》，设立…: what follows in the sentence is A's */
            const cedu_mention *m = &x->m.p[j];
            const fact_cue *q =
                m->type == CEDU_MENTION_policy_title && m->end + 3 >= k->end ? cedu__fact_cue_ending(x, k, m->start) : NULL;
            if (q && (q->groups & G(publish)))
                source = (fact_source){cedu__fact_resolve_title(x, m), {m->start, m->end}, 0}, issued = k->sentence;
        }
        /* what this clause leaves to the next; 其中：甲县6家、乙县4家 leaves nothing */
        for (uint32_t p = k->p1; p > k->p0 && !itemises(x, i); p--) {
            const fact_place *q = &x->places.p[p - 1];
            uint32_t first = p - 1;
            while (first > k->p0 && x->places.p[first].joined) first--;
            if (q->role == ROLE_TOPIC && cedu__fact_at_head(x, k, x->places.p[first].start)) {
                if (!in_heading && cedu__fact_names_a_thing(x, k, q)) {
                    bool beside = near.n && !cedu__fact_within(x, q->entry, near.entry[0]); /* 甲市…，乙市某区…: of both */
                    if (beside && opened.n && near.at.start >= x->sentences.p[k->sentence].start) near = opened;
                    break;
                }
                bool wider = near.n && near.entry[0] != q->entry && cedu__fact_within(x, near.entry[0], q->entry);
                bool same = near.n && near.at.start >= x->sentences.p[k->sentence].start;
                wider |= cedu__eqz(cedu__image_attr(x->im, q->entry, CEDU_ATTR_level), "cluster");
                if (wider && same && !cedu__fact_is_wide(x, q->entry) && x->places.p[first].start > k->start)
                    break; /* 某市某区…，发挥某市…优势，推动…: still the part */
                fact_region whole = near;
                cedu__fact_places_ending(x, k, p - 1, &near);
                const fact_cue *open = cedu__fact_cue_at(x, k, q->end);
                sample = near.n > 1 && open && (open->groups & G(etc)), before = sample ? whole : near;
                uint32_t n0 = x->sentences.p[k->sentence].k0;
                if (i <= n0 + 1 || !opened.n) first_set = true;
                break;
            }
        }
        fact_span where = {0, 0};
        int32_t hidden = k->p0 == k->p1 ? cedu__fact_hidden_region(x, k->start, k->end, &where) : -1;
        bool part = hidden >= 0 && section.region.n && cedu__fact_within(x, hidden, section.region.entry[0]);
        /* a body of the section's region changes nothing; who prints it says where only when nothing else does */
        bool prints = hidden >= 0 && near.n && cedu__fact_is_paper(x, cedu__fact_text(x, where.start, where.end));
        if (hidden >= 0 && !part && !prints) {
            near = (fact_region){.entry = {hidden}, .n = 1, .at = where};
            if (!k->region.n) k->region = near;
        }
        const cedu_mention *t = cedu__fact_own_time(x, k, k->start, k->end);
        bool window = t && t->when.relative && t->when.start.year && t->when.end.year &&
                      t->when.start.year != t->when.end.year && section.time && section.mood == SECTION_REVIEW &&
                      !section.time->when.plan;  /* not 五年来 after “十四五”时期 */
        if (t) time = window ? section.time : t; /* 一年来 in a report on 2025 */
        mood = mood_of(x, k, mood);
        if (in_heading) {
            /* a heading that names no place does not make the country, said in passing above it, the topic of what follows */
            bool says = near.n && (b->title || k->p1 > k->p0 || (!section.region.n && !cedu__fact_is_wide(x, near.entry[0])));
            const fact_cue *word = cedu__fact_last_cue(x, k, k->start, k->end, G(target_noun));
            uint32_t behind;
            uint32_t mark = word ? cedu__fact_char(x, word->end, k->end, &behind) : 0;
            bool bracket = t && (mark == 0xFF08 || mark == '(') && t->start == behind; /* 发展目标（2025年） */
            if (t && word && t->start > word->end && !bracket) t = cedu__fact_own_time(x, k, k->start, word->end);
            const cedu_mention *year = t; /* 2025年和“十四五”时期 */
            for (uint32_t j = k->m0; j < k->m1 && year && year->when.plan; j++)
                if (x->m.p[j].type == CEDU_MENTION_time && !x->m.p[j].when.plan && x->m.p[j].when.start.year) year = &x->m.p[j];
            cedu__fact_note_heading(x, outline, k, says ? &near : &(fact_region){0}, year);
            if (!cedu__fact_is_heading(x, b)) {
                in_heading = false;
                if (i + 1 < x->clauses.n) cedu__fact_lead_year(x, outline, block, k + 1);
                section = cedu__fact_section(outline);
                time = section.time;
            }
        }
        if (!x->doc_region.n && near.n) x->doc_region = near;
    }
    for (size_t i = 0; i < x->clauses.n && !x->doc_region.n; i++) { /* no head says where: the first place that is not abroad */
        const fact_clause *k = &x->clauses.p[i];
        fact_region own;
        if (cedu__fact_own_region(x, k, k->start, k->end, &own) && !cedu__fact_is_wide(x, own.entry[0]) &&
            !(k->mood & G(foreign)))
            x->doc_region = own;
    }
    for (size_t i = x->clauses.n; i > 0; i--) { /* nothing said before: the first that the sentence, then the page says */
        fact_clause *k = &x->clauses.p[i - 1];
        if (k->region.n) continue;
        fact_region own;
        bool next = i < x->clauses.n && x->clauses.p[i].sentence == k->sentence;
        if (cedu__fact_own_region(x, k, k->start, k->end, &own)) k->region = own;
        else if (next && x->clauses.p[i].region.n) k->region = x->clauses.p[i].region;
        else k->region = x->doc_region;
        cedu__fact_lift_here(x, k, &k->region);
    }
    bool lost = !x->header && x->nowhere > x->here; /* the page is of a city or district that it does not name */
    for (size_t i = 0; lost && i < x->clauses.n; i++) {
        fact_clause *k = &x->clauses.p[i];
        bool own = k->region.at.start >= k->start && k->region.at.end <= k->end;
        if (k->region.n == 1 && !own && cedu__fact_is_province(x, k->region.entry[0])) k->region = (fact_region){0};
    }
}

/* A region, weak forms too, that ends at `at` (西部首个, 中部六省第二): words that only count there. -1 = none. */
int32_t cedu__fact_scope_before(const fx *x, const fact_clause *k, uint32_t at, uint32_t *start) {
    uint32_t i = at;
    int32_t best = -1;
    for (int steps = 0; i > k->start && steps < 8; steps++) {
        i = (uint32_t)cedu__u8_prev(x->text, i);
        uint32_t end = i;
        int32_t r = cedu__fact_region_at(x, i, at, &end);
        if (r >= 0 && end == at && at - i >= 6) best = r, *start = i;
    }
    return best;
}
