/* build.c - facts are put together here: fields, regions, periods, sources, quotations.
 *
 * Invariants: a quotation lies inside one block, holds the words it is about, has at most CEDU_MAX_QUOTE code points; fields are
 * linked by id ascending; what comes from outside the quotation is a context with its place.
 */
#include "fact/head.h"

cedu_str cedu__fact_text(const fx *x, uint32_t a, uint32_t b) { return cedu__sub(x->text, a, b > a ? b : a); }

fact_span cedu__fact_trim(const fx *x, fact_span s) {
    while (s.start < s.end) {
        size_t n;
        uint32_t c = cedu__plain_sign(cedu__u8_at(x->text, s.start, &n));
        if (c > ' ' && c != 0x3000 && c != 0xA0) break;
        s.start += (uint32_t)n;
    }
    while (s.end > s.start) {
        size_t p = cedu__u8_prev(x->text, s.end), n;
        uint32_t c = cedu__plain_sign(cedu__u8_at(x->text, p, &n));
        if (c > ' ' && c != 0x3000 && c != 0xA0) break;
        s.end = (uint32_t)p;
    }
    return s;
}

size_t cedu__fact_first_mention(const fx *x, uint32_t at) {
    size_t lo = 0, hi = x->in->mentions.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->in->mentions.p[mid].start < at) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

const cedu_match_word *cedu__fact_first_word(const fx *x, uint32_t at) {
    if (!x->in->mentions.word_n) return NULL;
    const cedu_match_word *lo = x->in->mentions.words, *hi = lo + x->in->mentions.word_n;
    while (lo < hi) {
        const cedu_match_word *mid = lo + (hi - lo) / 2;
        if (mid->start < at) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

const cedu_match_word *cedu__fact_cue_word(const fx *x, const cedu_match_word *w, uint32_t to) {
    if (!w) return NULL;
    const cedu_match_word *end = x->in->mentions.words + x->in->mentions.word_n;
    while (w < end && w->start < to && (w->entry < x->cue_first || w->entry - x->cue_first >= x->cue_count)) w++;
    return w < end && w->start < to ? w : NULL;
}

cedu_fact cedu__fact_new(cedu_fact_kind kind, const char *rule) {
    return (cedu_fact){.kind = kind, .rule = cedu__str(rule), .confidence = 0.9, .stance = CEDU_STANCE_asserted};
}

static void add_field(fx *x, cedu_fact *f, cedu_field v) {
    cedu_field *n = CEDU_NEW(x->arena, cedu_field);
    if (!n) return;
    *n = v;
    const cedu_field **at = &f->fields;
    while (*at && (*at)->id < v.id) at = (const cedu_field **)&(*at)->next;
    if (*at && (*at)->id == v.id) return; /* the first one stands */
    n->next = *at;
    *at = n;
}

/* 实施&quot;上云用数赋智&quot;行动: what the repair leaves in the text, because the page's own characters do not say which mark they stood for, is
 * no name for people to read. Numeric references and others do not come this far. */
static cedu_str without_references(fx *x, cedu_str s) {
    static const struct {
        const char *name;
        char is;
    } REFERENCES[] = {{"&quot;", '"'}, {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}};
    char *out = s.n && memchr(s.p, '&', s.n) ? CEDU_NEW_N(x->arena, char, s.n) : NULL;
    if (!out) return s;
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        size_t len = 0;
        for (size_t r = 0; r < CEDU_COUNT(REFERENCES) && !len; r++)
            if (cedu__starts(cedu__sub(s, i, s.n), cedu__str(REFERENCES[r].name)))
                len = strlen(REFERENCES[r].name), out[n++] = REFERENCES[r].is;
        if (!len) out[n++] = s.p[i], len = 1;
        i += len;
    }
    return (cedu_str){out, n};
}

void cedu__fact_str(fx *x, cedu_fact *f, cedu_field_id id, cedu_str s) {
    if (s.p && s.n) add_field(x, f, (cedu_field){.id = id, .str = without_references(x, s)});
}

void cedu__fact_num(fx *x, cedu_fact *f, cedu_field_id id, double v) { add_field(x, f, (cedu_field){.id = id, .num = v}); }

void cedu__fact_list(fx *x, cedu_fact *f, cedu_field_id id, const cedu_str *p, size_t n) {
    cedu_str *copy = n ? CEDU_NEW_N(x->arena, cedu_str, n) : NULL;
    if (!copy) return;
    for (size_t i = 0; i < n; i++) copy[i] = without_references(x, p[i]);
    add_field(x, f, (cedu_field){.id = id, .strs = {copy, n}});
}

void cedu__fact_context(fx *x, cedu_fact *f, cedu_str role, fact_span at) {
    if (at.end <= at.start) return;
    cedu_context *c = CEDU_NEW(x->arena, cedu_context);
    if (!c) return;
    *c = (cedu_context){.role = role, .place = {.clean_start = at.start, .clean_end = at.end}, .next = f->context};
    f->context = c;
}

void cedu__fact_region(fx *x, cedu_fact *f, const fact_region *r, fact_span quote) {
    if (!r || !r->n) return;
    cedu_str *names = CEDU_NEW_N(x->arena, cedu_str, r->n);
    if (!names) return;
    for (size_t i = 0; i < r->n; i++) names[i] = cedu__image_entry(x->im, r->entry[i])->name;
    f->region = (cedu_strs){names, r->n};
    if (r->n == 1) f->region_code = cedu__image_attr(x->im, r->entry[0], CEDU_ATTR_code);
    if (r->at.start < quote.start || r->at.end > quote.end) cedu__fact_context(x, f, CEDU_STR("region"), r->at);
}

static const cedu_fact_block *block_of(const fx *x, uint32_t at) {
    size_t lo = 0, hi = x->in->block_count;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->in->blocks[mid].end <= at) lo = mid + 1;
        else hi = mid;
    }
    return lo < x->in->block_count && x->in->blocks[lo].start <= at ? &x->in->blocks[lo] : NULL;
}

void cedu__fact_emit(fx *x, cedu_fact *f, fact_span quote, fact_span must) {
    if (must.end <= must.start) must = quote;
    const cedu_fact_block *b = block_of(x, must.start);
    if (!b || must.end > b->end) return;
    if (quote.start < b->start) quote.start = b->start;
    if (quote.end > b->end) quote.end = b->end;
    if (quote.start > must.start) quote.start = must.start;
    if (quote.end < must.end) quote.end = must.end;
    quote = cedu__fact_trim(x, quote);
    size_t cps = cedu__u8_count(cedu__fact_text(x, quote.start, quote.end));
    while (cps > CEDU_MAX_QUOTE && quote.start < must.start) { /* first give up what stands before */
        quote.start += (uint32_t)cedu__u8_len((unsigned char)x->text.p[quote.start]);
        cps--;
    }
    while (cps > CEDU_MAX_QUOTE && quote.end > quote.start) {
        quote.end = (uint32_t)cedu__u8_prev(x->text, quote.end);
        cps--;
    }
    if (quote.end <= quote.start || quote.end < must.end) return;
    f->place = (cedu_place){.clean_start = quote.start, .clean_end = quote.end};
    f->review = f->review || f->confidence < 0.5;
    f->subject = without_references(x, f->subject);
    const uint64_t said = FACT_SAID(f->kind, quote.end - quote.start);
    x->said_ever[FACT_SAID_BITS(said)] = 1;
    if (CEDU_PUSH(x->arena, &x->said, said)) (void)CEDU_PUSH(x->arena, &x->out, *f);
}

/* ------------------------------------------------------------------ time */
cedu_str cedu__fact_when(fx *x, const cedu_when *w) {
    char period[CEDU_WHEN_PERIOD];
    cedu_str s = cedu__when_period(w, period);
    return s.n ? cedu__arena_str(x->arena, s) : (cedu_str){0};
}

static int days_in(int y, int m) {
    static const int8_t d[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && y % 4 == 0 && (y % 100 || y % 400 == 0) ? 29 : d[m - 1];
}

static cedu_civil shift(cedu_civil c, int years, int months, bool last) {
    if (!c.year) return c;
    if (months && !c.month) c.month = last ? 12 : 1;
    int m = c.month ? c.year * 12 + c.month - 1 + years * 12 + months : 0;
    if (c.month) {
        bool whole = last && (!c.day || c.day >= days_in(c.year, c.month));
        c.year = (int16_t)(m / 12);
        c.month = (int8_t)(m % 12 + 1);
        if (whole) c.day = c.day ? (int8_t)days_in(c.year, c.month) : 0;
        if (c.day > days_in(c.year, c.month)) c.day = (int8_t)days_in(c.year, c.month);
    } else c.year = (int16_t)(c.year + years);
    return c;
}

cedu_str cedu__fact_shift(fx *x, const cedu_when *w, int years, int months) {
    cedu_when v = *w;
    v.start = shift(w->start, years, months, false);
    v.end = shift(w->end, years, months, true);
    return cedu__fact_when(x, &v);
}

cedu_str cedu__fact_publish_month(fx *x) {
    const cedu_civil *d = &x->in->date;
    if (!d->year || x->publish_month.n) return x->publish_month;
    x->publish_on = d->month ? cedu__arena_strf(x->arena, "%04d-%02d/..", d->year, d->month)
                             : cedu__arena_strf(x->arena, "%04d/..", d->year);
    return x->publish_month = cedu__sub(x->publish_on, 0, x->publish_on.n ? x->publish_on.n - 3 : 0);
}

/* 据《…观察（2020）》，…: what a report measures is of the year in its title. */
static cedu_str publication_year(const fx *x, const fact_clause *k) {
    if (!k->source.name.n) return (cedu_str){0};
    const fact_sentence *s = &x->sentences.p[k->sentence];
    for (uint32_t i = x->clauses.p[s->k0].m0; i < k->m1; i++) {
        const cedu_mention *m = &x->m.p[i];
        if (m->type != CEDU_MENTION_title && m->type != CEDU_MENTION_policy_title) continue;
        size_t run = 0;
        for (uint32_t e = m->end; e > m->start && m->end - e < 14; e--) {
            char c = x->text.p[e - 1];
            run = c >= '0' && c <= '9' ? run + 1 : 0;
            uint32_t before = e > m->start + 3 ? (uint32_t)cedu__u8_prev(x->text, e - 1) : e;
            size_t n;
            uint32_t open = run == 4 ? cedu__u8_at(x->text, before, &n) : 0;
            if (run == 4 && x->text.p[e - 1] == '2' && (open == '(' || open == 0xFF08)) return cedu__fact_text(x, e - 1, e + 3);
        }
    }
    return (cedu_str){0};
}

/* 印发《…方案（2023—2024年）》，设立…: what a plan sets up is for the years in its title. */
static cedu_str plan_years(fx *x, const fact_clause *k) {
    cedu_str s = cedu__fact_text(x, k->source.at.start, k->source.at.end);
    if (!k->source.name.n || s.n < 12) return (cedu_str){0};
    size_t run = 0, first = 0;
    for (size_t i = 0; i < s.n; i++) {
        run = s.p[i] >= '0' && s.p[i] <= '9' ? run + 1 : 0;
        bool year = run == 4 && s.p[i - 3] == '2' && (i + 1 == s.n || s.p[i + 1] < '0' || s.p[i + 1] > '9');
        if (!year) continue;
        if (first && i - first <= 14) return cedu__arena_strf(x->arena, "%.4s/%.4s", s.p + first - 3, s.p + i - 3);
        first = i;
    }
    for (size_t i = 0; i < k->source.name.n; i += cedu__u8_len((unsigned char)k->source.name.p[i])) { /* 第十五个五年规划纲要 */
        cedu_hit h[4];
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_time_name, k->source.name, i, h, CEDU_COUNT(h));
        if (!n || !cedu__eqz(cedu__image_attr(x->im, h[n - 1].entry, CEDU_ATTR_group), "plan")) continue;
        cedu_str from = cedu__image_attr(x->im, h[n - 1].entry, CEDU_ATTR_from),
                 to = cedu__image_attr(x->im, h[n - 1].entry, CEDU_ATTR_to);
        return cedu__arena_strf(x->arena, "%.*s/%.*s", (int)from.n, from.p, (int)to.n, to.p);
    }
    return (cedu_str){0};
}

/* Whether a time is the page's own month, said by 目前 and the like. */
static bool is_now(const fx *x, const cedu_mention *t) {
    const cedu_civil *d = &x->in->date, *a = &t->when.start, *b = &t->when.end;
    return t->when.relative && d->year && a->year == d->year && b->year == d->year && a->month == d->month &&
           b->month == d->month;
}

/* 全年, 年末: a time whose year the text leaves open. */
static bool floating(const fx *x, const cedu_mention *t) {
    cedu_hit h[8];
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_cue, cedu__sub(x->text, 0, t->end), t->start, h, CEDU_COUNT(h));
    for (size_t j = 0; j < n; j++)
        if (cedu__eqz(cedu__image_attr(x->im, h[j].entry, CEDU_ATTR_value), "floating")) return true;
    return false;
}

void cedu__fact_period(fx *x, cedu_fact *f, const fact_clause *k, const cedu_mention *own) {
    const cedu_mention *t = own ? own : k->time;
    bool future = f->kind == CEDU_FACT_target || f->kind == CEDU_FACT_instrument || f->kind == CEDU_FACT_task ||
                  f->kind == CEDU_FACT_focus;
    bool aims = !x->in->date.year && k->section == SECTION_AIMS; /* without a date the heading of aims is believed */
    if (t && !own && future && !aims && !cedu__fact_after_publish(x, t))
        t = NULL; /* a plan is not for the year that was reported */
    bool ahead =
        future || f->kind == CEDU_FACT_forecast || f->stance == CEDU_STANCE_planned || f->stance == CEDU_STANCE_advised;
    if (t && !own && !ahead && x->in->date.year) { /* nor a report from the future; and 已 does not speak of 今年 to its end */
        bool past = cedu__fact_find_cue(x, k, k->start, k->end, G(past)) != NULL;
        bool other =
            t->start < x->sentences.p[k->sentence].start; /* nor does the year that has just begun hold for what is done */
        if (t->when.end.year > x->in->date.year || (other && cedu__fact_after_publish(x, t)) ||
            (past && cedu__fact_after_publish(x, t)))
            t = NULL;
    }
    if (t && !own && f->kind == CEDU_FACT_event && (t->when.plan || cedu__fact_after_publish(x, t)))
        t = NULL; /* what happened did not happen in the years planned for */
    if (!future && k->said && k->said != t && (!t || is_now(x, t))) { /* 目前, said at an event: when that was */
        f->period = cedu__fact_when(x, &k->said->when);
        f->period_basis = CEDU_STR("event_date");
        cedu__fact_context(x, f, CEDU_STR("period"), (fact_span){k->said->start, k->said->end});
        return;
    }
    if (t && t->when.start.year && t->when.start.year < 1900)
        return; /* a damaged year (202年) is no period, and no leave to guess */
    bool elsewhere =
        t && !own && t->start < x->in->blocks[k->block].start; /* a heading's year; the plan that speaks has its own */
    cedu_str years = ahead && (!t || elsewhere) ? plan_years(x, k) : (cedu_str){0};
    if (t && elsewhere && years.n) t = NULL;
    bool floats = t && own && !ahead && t->when.relative && !t->when.start.day && t->when.start.year == x->in->date.year &&
                  x->in->date.month && x->in->date.month <= 4 && t->when.grain == CEDU_GRAIN_YEAR && floating(x, t);
    if (floats) { /* 全年居民消费价格上涨5%, in March: last year */
        f->period = cedu__fact_shift(x, &t->when, -1, 0);
        f->period_basis = CEDU_STR("relative_to_publish");
        return;
    }
    if (t) {
        f->period = cedu__fact_when(x, &t->when);
        if (t->when.relative && t->when.start.day && t->when.end.year > t->when.start.year && ahead &&
            t->when.start.year == x->in->date.year) { /* 未来三年: to the same day */
            cedu_when w = t->when;
            w.end = (cedu_civil){.year = w.end.year, .month = w.start.month, .day = w.start.day};
            f->period = cedu__fact_when(x, &w);
        }
        f->period_basis = !own               ? CEDU_STR("context")
                          : t->when.plan     ? CEDU_STR("plan_name")
                          : t->when.relative ? CEDU_STR("relative_to_publish")
                                             : CEDU_STR("explicit");
        if (!own) cedu__fact_context(x, f, CEDU_STR("period"), (fact_span){t->start, t->end});
        if (f->period.n) return;
    }
    if (years.n) {
        f->period = years;
        f->period_basis = CEDU_STR("policy_period");
        return;
    }
    cedu_str year = future ? (cedu_str){0} : publication_year(x, k);
    if (year.n) {
        f->period = year;
        f->period_basis = CEDU_STR("source_publication");
        return;
    }
    cedu_str m = cedu__fact_publish_month(x);
    if (!m.n) return;
    const bool to_do =
        f->kind == CEDU_FACT_share && f->stance == CEDU_STANCE_planned && x->header; /* 50%以上算力实现统一调度 */
    f->period = future || to_do ? x->publish_on : m;
    f->period_basis = CEDU_STR("publish_date");
}

void cedu__fact_source(fx *x, cedu_fact *f, const fact_clause *k) {
    if (!k->source.name.n) { /* nobody is named: whoever writes the page says so */
        bool reports = cedu__eqz(x->in->doc_type, "news") && !x->header;
        f->source = reports ? x->in->outlet : x->header ? x->header->title : (cedu_str){0};
        return;
    }
    f->source = k->source.name;
    cedu__fact_context(x, f, CEDU_STR("source"), k->source.at);
}

void cedu__fact_settle(fx *x, cedu_fact *f, const fact_clause *k, const fact_region *reg, uint32_t at, fact_span quote) {
    cedu__fact_region(x, f, reg, quote);
    cedu__fact_period(x, f, k, cedu__fact_own_time(x, k, k->start, at));
    cedu__fact_source(x, f, k);
    if (!reg->n) f->confidence -= 0.4;
    if (!x->relevant) f->confidence -= 0.3;
    if (k->foreign || x->noisy) f->confidence -= 0.6;
    if (f->confidence < 0.05) f->confidence = 0.05;
}

cedu_str cedu__fact_country(const fx *x) {
    const cedu_entry *e = cedu__image_entry(x->im, cedu__image_by_id(x->im, CEDU_CLASS_region, CEDU_STR("CN")));
    return e ? e->name : (cedu_str){0};
}
