/* section.c - the discourse above paragraphs: which headings hold at a block, and what they hand down.
 *
 * Headings are a stack by level: 第一章 over 一、 over （一） over 1. over （1） over lines without a number; a heading ends those of its
 * level and below. Each may say a region, a period and a mood: aims (工作安排, 发展目标) or a review (工作回顾, 发展基础). The nearest
 * that says one wins. In a document that plans (a header's title with a type of group plan) aims are the default.
 * To extend: words are cue group target_noun; a numbering is a branch of number_level().
 */
#include "fact/head.h"

static bool numeral(uint32_t c) { /* 一…十 */
    static const uint16_t n[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341};
    for (size_t i = 0; i < CEDU_COUNT(n); i++)
        if (c == n[i]) return true;
    return false;
}

static bool digit(uint32_t c) { return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19); }

/* 附件2：, 附表, 附录: the mark behind the word and its number, or the line's end; `at` where no annex begins. */
static uint32_t annex(const fx *x, uint32_t at, uint32_t end) {
    uint32_t n, i, c = cedu__fact_char(x, at, end, &n);
    if (c != 0x9644) return at; /* 附 */
    c = cedu__fact_char(x, n, end, &i);
    if (c != 0x4EF6 && c != 0x8868 && c != 0x5F55) return at; /* 件 表 录 */
    for (int k = 0; k < 4 && (c = cedu__fact_char(x, i, end, &n), numeral(c) || digit(c) || c == ' ' || c == 0x3000); k++)
        i = n;
    return i >= end || c == ':' || c == 0xFF1A ? i : at;
}

/* 1 = 第一章, 2 = 一、, 3 = （一）, 4 = 1., 5 = （1）; 0 = no number. */
static int number_level(const fx *x, uint32_t at, uint32_t end) {
    uint32_t n, c = cedu__fact_char(x, at, end, &n);
    if (annex(x, at, end) > at) return 1;
    if (c == 0x7B2C) { /* 第 */
        uint32_t i = n;
        size_t k = 0;
        while (k < 4 && (c = cedu__fact_char(x, i, end, &n), numeral(c) || digit(c))) i = n, k++;
        c = cedu__fact_char(x, i, end, &n);
        if (k && c == 0x8282) return 2;                                                 /* 节 */
        if (k && c == 0x6761) return 4;                                                 /* 条 */
        return k && (c == 0x7AE0 || c == 0x7BC7 || c == 0x90E8 || c == 0x7F16) ? 1 : 0; /* 章 篇 部 编 */
    }
    bool bracket = c == '(' || c == 0xFF08;
    uint32_t i = bracket ? n : at;
    size_t han = 0, arabic = 0;
    while (han + arabic < 4 && (c = cedu__fact_char(x, i, end, &n), numeral(c) || digit(c))) {
        if (numeral(c)) han++;
        else arabic++;
        i = n;
    }
    if (!han == !arabic) return 0;
    c = cedu__fact_char(x, i, end, &n);
    if (bracket) return c == ')' || c == 0xFF09 ? (han ? 3 : 5) : 0;
    if (han) return c == 0x3001 || c == '.' || c == 0xFF0E || c == 0xFF0C ? 2 : 0;
    return c == 0x3001 || c == '.' || c == 0xFF0E ? 4 : 0;
}

bool cedu__fact_numbers_a_heading(cedu_str s) {
    size_t n;
    uint32_t c = s.n ? cedu__u8_at(s, 0, &n) : 0;
    return numeral(c) || digit(c);
}

static bool heading_line(const fx *x, const cedu_fact_block *b) {
    cedu_str s = cedu__fact_text(x, b->start, b->end);
    static const char *const marks[] = {"\xE3\x80\x82", "\xEF\xBC\x9B", "\xEF\xBC\x8C", ":",
                                        "\xEF\xBC\x9A", "\t",           "\xE3\x80\x8A"};
    bool figures = false; /* 三、一鼓作气，开好新局: a numbered line of two parts */
    for (size_t i = 0; i < s.n; i++) figures |= s.p[i] >= '0' && s.p[i] <= '9';
    int l = number_level(x, cedu__fact_trim(x, (fact_span){b->start, b->end}).start, b->end);
    bool parts = l >= 1 && l <= 3 && !figures;
    uint32_t from = cedu__fact_trim(x, (fact_span){b->start, b->end}).start, behind = annex(x, from, b->end);
    if (behind > from && behind < b->end) s = cedu__fact_text(x, behind + (x->text.p[behind] == ':' ? 1 : 3), b->end);
    for (size_t i = 0; i < CEDU_COUNT(marks); i++)
        if (!(parts && cedu__eqz(cedu__str(marks[i]), "\xEF\xBC\x8C")) && cedu__find(s, cedu__str(marks[i]), 0) >= 0)
            return false;
    return true;
}

bool cedu__fact_is_heading(const fx *x, const cedu_fact_block *b) {
    if (b->heading || b->title) return true;
    if (b->row || b->byline || b->item || b->end - b->start > 150) return false;
    uint8_t *known = x->headings ? &x->headings[b - x->in->blocks] : NULL;
    if (known && *known) return *known == 2;
    bool is = heading_line(x, b);
    if (known) *known = is ? 2 : 1;
    return is;
}

int cedu__fact_heading_level(const fx *x, const cedu_fact_block *b) {
    if (b->title) return 0;
    int l = number_level(x, cedu__fact_trim(x, (fact_span){b->start, b->end}).start, b->end);
    if (l) return l;
    l = 5 + (b->heading ? b->heading : 9);
    return l < FACT_LEVELS ? l : FACT_LEVELS - 1;
}

/* Whether the page is a document whose figures are aims: the type its title ends in. */
bool cedu__fact_plans(const fx *x) {
    if (!x->header || cedu__eqz(x->in->doc_type, "encyclopedia")) return false; /* an article about one is none */
    cedu_str t = x->header->title;
    bool plans = false;
    for (size_t i = 0, last = 0; i < t.n; i += cedu__u8_len((unsigned char)t.p[i])) {
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_doc_type, t, i, h, CEDU_COUNT(h));
        if (!n || h[n - 1].end <= last) continue;
        last = h[n - 1].end;
        cedu_str g = cedu__image_attr(x->im, h[n - 1].entry, CEDU_ATTR_group);
        if (g.n) plans = true; /* …行动计划的通知: the notice carries the plan */
        else if (!plans) plans = false;
    }
    return plans;
}

/* Whether the heading's last words are its section word: 2026年重点工作, but not 重点工作专班名单. */
static bool ends_in_word(const fx *x, const fact_clause *k) {
    const fact_cue *q = cedu__fact_last_cue(x, k, k->start, k->end, G(target_noun));
    return q && k->end - q->end <= 6;
}

/* A line without a number that names a section (2026年重点工作) stands over the numbers that begin after it. */
void cedu__fact_open_heading(const fx *x, fact_outline *o, const cedu_fact_block *b, const fact_clause *k) {
    int l = cedu__fact_heading_level(x, b);
    if (l > 0 && l <= 5) o->numbered[l] = true;
    else if (l > 5 && cedu__fact_find_cue(x, k, k->start, k->end, G(target_noun)) && ends_in_word(x, k))
        for (l = 2; l < 5 && o->numbered[l]; l++) {}
    o->level = l;
    for (int i = l; i < FACT_LEVELS; i++) o->at[i] = (fact_section){0};
}

/* What a clause of the heading says about its section. */
void cedu__fact_note_heading(const fx *x, fact_outline *o, const fact_clause *k, const fact_region *where,
                             const cedu_mention *when) {
    fact_section *s = &o->at[o->level];
    if (where->n) s->region = *where;
    if (when && (!s->time || (s->time->when.plan && !when->when.plan))) s->time = when; /* 2025年和“十四五”时期: the year */
    const fact_cue *q = cedu__fact_last_cue(x, k, k->start, k->end, G(target_noun));
    bool review = q && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_target_noun), "review");
    if (q && when && !when->when.plan && when->when.end.year && x->in->date.year) /* 2025年主要工作, said in 2026 */
        review |= when->when.end.year < x->in->date.year;
    bool terms = q && cedu__eqz(cedu__fact_cue_value(x, q, FACT_I_target_noun), "terms");
    if (q) s->mood = terms ? SECTION_TERMS : review ? SECTION_REVIEW : SECTION_AIMS;
}

fact_section cedu__fact_section(const fact_outline *o) {
    fact_section s = {0};
    for (int l = FACT_LEVELS; l-- > 0;) {
        if (!s.region.n) s.region = o->at[l].region;
        if (!s.time) s.time = o->at[l].time;
        if (!s.mood) s.mood = o->at[l].mood;
    }
    return s;
}

bool cedu__fact_runs_in(const fx *x, const cedu_fact_block *b, const fact_clause *k) {
    if (k->start != b->start || b->row || b->byline || b->title) return false;
    int l = number_level(x, cedu__fact_trim(x, (fact_span){b->start, b->end}).start, b->end);
    if (l < 1 || l > 3) return false;
    const fact_cue *q = cedu__fact_last_cue(x, k, k->start, k->end, G(target_noun));
    if (!q || q->end - k->start > 120) return false;
    if (k->end - q->end <= 6) return true;
    for (uint32_t i = k->m0; i < k->m1; i++) /* 2025年工作回顾过去的一年…: a lost line end */
        if (x->m.p[i].type == CEDU_MENTION_time && x->m.p[i].end <= q->start && x->m.p[i].when.start.year) return true;
    return false;
}

void cedu__fact_lead_year(const fx *x, fact_outline *o, uint32_t block, const fact_clause *k) {
    fact_section *s = &o->at[o->level];
    if (o->level < 1 || s->mood != SECTION_AIMS || (s->time && !s->time->when.plan)) return;
    const cedu_mention *lead = NULL;
    const uint32_t end = x->in->blocks[block].end;
    uint32_t last = end > 3 ? cedu__fact_char_before(x, cedu__fact_trim(x, (fact_span){k->start, end}).end) : 0;
    bool lists = last == 0xFF1A || last == ':'; /* …达到以下目标： */
    const cedu_fact_block *next = block + 1 < x->in->block_count ? &x->in->blocks[block + 1] : NULL;
    bool points =
        next && (next->item || number_level(x, next->start, next->end) || cedu__fact_after_dash(x, next) > next->start);
    if (!lists && !points) return; /* paragraphs beside it say their own year, or none */
    for (const fact_clause *c = k, *stop = x->clauses.p + x->clauses.n; c < stop && c->block == block; c++)
        for (uint32_t i = c->m0; i < c->m1; i++) {
            const cedu_mention *m = &x->m.p[i];
            if (m->type != CEDU_MENTION_time || m->refused || !m->when.end.year || !cedu__fact_after_publish(x, m)) continue;
            if (lead && m->when.end.year != lead->when.end.year) return; /* two years: none is that of what follows */
            bool whole = !m->when.plan && !m->when.relative && m->when.start.year == m->when.end.year;
            bool opens = lists || m->start - k->start <= 12 ||
                         (m->start > c->start && cedu__fact_at_head(x, c, m->start) && c <= k + 1) ||
                         (c == k + 1 && m->start - c->start <= 12);
            if (!lead && (!whole || !opens)) return;
            if (!lead) lead = m;
        }
    if (lead) s->time = lead;
}

static bool window(const cedu_mention *m) {
    return m->when.relative && m->when.start.year && m->when.end.year && m->when.start.year != m->when.end.year;
}

void cedu__fact_anchor_times(fx *x, const fact_clause *k, fact_outline *o, bool opening) {
    for (uint32_t i = k->m0; i < k->m1; i++) {
        cedu_mention *m = &x->m.p[i];
        if (m->type != CEDU_MENTION_time || !m->when.start.year) continue;
        int years = m->when.end.year - m->when.start.year;
        const cedu_mention *as = !window(m) ? NULL : years == 1 ? o->year : years == 5 ? o->plan : NULL;
        if (as && m->when.start.year <= as->when.start.year && as->when.end.year <= m->when.end.year) m->when = as->when;
        else if (opening && m->when.plan) o->plan = m;
        else if (opening && !m->when.relative && !years && m->when.grain == CEDU_GRAIN_YEAR) o->year = m;
    }
}

/* “十五五”时期是…, 2026年是… */
static bool is_topic(const fx *x, const fact_clause *k, const cedu_mention *t) {
    bool whole = t->when.plan || t->when.grain == CEDU_GRAIN_YEAR || t->when.start.year != t->when.end.year;
    const fact_cue *is = whole ? cedu__fact_find_cue(x, k, t->end, k->end, G(be)) : NULL;
    return is && is->start - t->end <= 9 && cedu__eqz(cedu__fact_cue_value(x, is, FACT_I_be), "is");
}

const fact_clause *cedu__fact_lost_heading(const fx *x, const cedu_fact_block *b, const fact_clause *k) {
    int l =
        b->row || b->item || b->title ? 0 : number_level(x, cedu__fact_trim(x, (fact_span){b->start, b->end}).start, b->end);
    if (l < 1 || l > 2 || k->start != b->start) return NULL;
    const fact_clause *end = &x->clauses.p[x->sentences.p[k->sentence].k1];
    for (const fact_clause *c = k; c < end && c < k + 6; c++) {
        const cedu_mention *t = cedu__fact_own_time(x, c, c->start, c->end);
        if (t && is_topic(x, c, t)) return c;
    }
    return NULL;
}

void cedu__fact_open_paragraph(const fx *x, fact_outline *o, const fact_clause *k, bool run_on) {
    const cedu_mention *t = cedu__fact_own_time(x, k, k->start, k->end);
    int l = FACT_LEVELS - 1;
    while (l >= 0 && o->at[l].mood != SECTION_REVIEW) l--;
    if (!t || (!run_on && t->start - k->start > 18) || t->when.end.year - t->when.start.year > 6) return; /* 刚刚过去的2025年 */
    bool whole = t->when.plan || t->when.grain == CEDU_GRAIN_YEAR || t->when.start.year != t->when.end.year;
    if (whole && l >= 0 && o->at[l].time && !cedu__fact_after_publish(x, t)) {
        o->at[l].time = t;
        return;
    }
    if (!is_topic(x, k, t) || !x->in->date.year || o->level < 1 || o->level > 5) return;
    fact_section *s = &o->at[o->level];
    s->time = t; /* a heading that says nothing of its section; the paragraph under it does */
    if (s->mood <= SECTION_DEFAULT) s->mood = t->when.end.year >= x->in->date.year ? SECTION_AIMS : SECTION_REVIEW;
}

void cedu__fact_float_times(fx *x, const fact_clause *k, const fact_section *s) {
    if (!s->time || s->time->when.plan || s->time->when.start.year != s->time->when.end.year) return;
    int year = s->time->when.start.year;
    if (!year || s->time->when.relative) return;
    for (uint32_t i = k->m0; i < k->m1; i++) {
        cedu_mention *m = &x->m.p[i];
        if (m->type != CEDU_MENTION_time || m == s->time || m->when.start.year != m->when.end.year) continue;
        if (m->when.start.year && !m->when.relative && m->when.grain != CEDU_GRAIN_YEAR) continue;
        cedu_hit h[8];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_cue, cedu__sub(x->text, 0, m->end), m->start, h, CEDU_COUNT(h));
        for (size_t j = 0; j < n; j++) {
            cedu_str v = cedu__image_attr(x->im, h[j].entry, CEDU_ATTR_value);
            bool before = cedu__eqz(v, "before");
            if (!(x->group_of[h[j].entry - x->cue_first] & G(window)) || !m->when.start.year) continue;
            if (!before && !cedu__eqz(v, "floating")) continue;
            m->when.start.year = m->when.end.year = (int16_t)(year - before);
            m->when.relative = false;
            break;
        }
    }
}
