/* context.c - the discourse stack: document -> heading -> paragraph -> sentence -> clause.
 *
 * One walk over the clauses, top down. Each clause gets what holds at its start: the region and time last said at the head of a
 * clause (of this sentence, of this paragraph, of the heading, of the document: the nearest level that says it), the source that
 * speaks, and the mood (planned, forecast, advised) that an earlier clause of the sentence or the heading set.
 * What a clause says itself is asked for by place: the last topical region or time before a number wins.
 * Regions that say how something is counted (占全国, 居全国第五, 约为北京的1/2) are no topics: fact_role.
 */
#include "fact/inner.h"

bool cedu__fact_within(const fx *x, int32_t region, int32_t outer) {
    const cedu_entry *o = cedu__image_entry(x->im, outer);
    if (o && (cedu__eqz(o->id, "CN") || cedu__eqz(o->id, "world"))) return true;
    for (int guard = 0; region >= 0 && guard < 16; guard++) {
        if (region == outer) return true;
        const cedu_entry *e = cedu__image_entry(x->im, region);
        region = e ? e->parent : -1;
    }
    return false;
}

int32_t cedu__fact_region_at(const fx *x, uint32_t at, uint32_t stop, uint32_t *end) {
    cedu_hit h[16];
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_region, cedu__sub(x->text, 0, stop), at, h, CEDU_COUNT(h));
    if (!n) return -1;
    size_t best = n - 1;
    int score = -1;
    for (size_t i = n; i > 0 && h[i - 1].end == h[n - 1].end; i--) {
        cedu_str l = cedu__image_attr(x->im, h[i - 1].entry, CEDU_ATTR_level);
        int high = cedu__eqz(l, "province") ? 3 : cedu__eqz(l, "prefecture") ? 2 : cedu__eqz(l, "county") ? 0 : 1;
        int s = high + (h[i - 1].weak ? 0 : 8) + (cedu__image_attr(x->im, h[i - 1].entry, CEDU_ATTR_to).n ? 0 : 16);
        if (s > score) score = s, best = i - 1;
    }
    *end = h[best].end;
    return h[best].entry;
}

static bool wide(const fx *x, int32_t region) {
    cedu_str l = cedu__image_attr(x->im, region, CEDU_ATTR_level);
    return cedu__eqz(l, "country") || cedu__eqz(l, "world");
}

static uint32_t char_at(const fx *x, uint32_t i, uint32_t end, uint32_t *next) {
    size_t n;
    uint32_t c = i < end ? cedu__u8_at(x->text, i, &n) : (n = 0, 0);
    *next = i + (uint32_t)n;
    return c;
}

static bool is_comma(uint32_t c) { return c == 0x3001; }
static bool is_dash(uint32_t c) { return c == '-' || c == 0x2014 || c == 0x2013 || c == 0xFF0D || c == 0x2500; }

/* Whether only list marks stand between a and b: 、 和 与 及 or a dash. */
static bool joins(const fx *x, const fact_clause *k, uint32_t a, uint32_t b) {
    if (a >= b) return false;
    while (a < b) {
        uint32_t n, c = char_at(x, a, b, &n);
        const fact_cue *q = cedu__fact_cue_at(x, k, a);
        if (is_comma(c) || is_dash(c) || c == ' ') a = n;
        else if (c == 0x548C || c == 0x4E0E || c == 0x53CA) a = n;                                /* 和 与 及 */
        else if (q && (q->groups & G(link)) && q->end <= b && q->end - q->start == 6) a = q->end; /* 以及 */
        else return false;
    }
    return true;
}

#define HEADWORDS                                                                                                              \
    (G(link) | G(speech) | G(show) | G(according) | G(plan) | G(forecast) | G(past) | G(task_lead) | G(task) | G(have) |       \
     G(here) | G(publish) | G(approve) | G(baseline) | G(among) | G(be) | G(focus) | G(estimate) | G(advise) | G(event_verb) | \
     G(window) | G(yearly))

/* Whether the text from the clause's start to `at` is only times, cues, names of sources and marks: then what follows is its head. */
static bool at_head(const fx *x, const fact_clause *k, uint32_t at) {
    for (uint32_t i = k->start; i < at;) {
        const cedu_mention *m = cedu__fact_mention_at(x, k, i);
        const fact_cue *q = cedu__fact_cue_at(x, k, i);
        if (m && m->end <= at &&
            (m->type == CEDU_MENTION_time || m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_policy_title ||
             m->type == CEDU_MENTION_title || m->type == CEDU_MENTION_organisation || m->type == CEDU_MENTION_person)) {
            i = m->end;
            continue;
        }
        if (q && q->end <= at && (q->groups & HEADWORDS)) {
            i = q->end;
            continue;
        }
        uint32_t n, c = char_at(x, i, at, &n);
        if (cedu__is_han(c) || (c >= '0' && c <= '9') || (c | 32) - 'a' < 26) return false;
        i = n;
    }
    return true;
}

/* The nearest region said before that a word like 全市 can stand for; level prefecture accepts municipalities and zones below. */
static int32_t resolve_here(const fx *x, cedu_str level, const fact_region *near, const fact_region *doc) {
    if (cedu__eqz(level, "country")) return cedu__image_by_id(x->im, CEDU_CLASS_region, CEDU_STR("CN"));
    const fact_region *try[2] = {near, doc};
    if (x->header) try[0] = doc, try[1] = near; /* a document speaks of its issuer's place */
    for (int t = 0; t < 2; t++) {
        int32_t r = try[t]->n ? try[t]->entry[0] : -1;
        for (int guard = 0; r >= 0 && guard < 8; guard++) {
            cedu_str l = cedu__image_attr(x->im, r, CEDU_ATTR_level);
            bool municipal = cedu__ends(cedu__image_entry(x->im, r)->name, CEDU_STR("\xE5\xB8\x82")); /* 市 */
            bool area =
                cedu__eqz(level, "area") && cedu__ends(cedu__image_entry(x->im, r)->name, CEDU_STR("\xE5\x8C\xBA")); /* 区 */
            if (area || cedu__eq(l, level) || cedu__eqz(level, "zone") ||
                (cedu__eqz(level, "prefecture") && cedu__eqz(l, "province") && municipal))
                return r;
            r = cedu__image_entry(x->im, r)->parent;
        }
    }
    return near->n ? near->entry[0] : doc->n ? doc->entry[0] : -1;
}

/* An ordinal that is a word for the first of its kind (首个, 首座). */
static bool first_word(const fx *x, const cedu_mention *m) {
    if (!m || m->type != CEDU_MENTION_ordinal) return false;
    cedu_hit h[8];
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_cue, cedu__sub(x->text, 0, m->end), m->start, h, CEDU_COUNT(h));
    for (size_t i = 0; i < n; i++)
        if (x->group_of[h[i].entry - x->cue_first] & G(first)) return true;
    return false;
}

static fact_role role_of(const fx *x, const fact_clause *k, const fact_place *p) {
    const fact_cue *before = cedu__fact_cue_ending(x, k, p->start);
    uint32_t at = p->end, n;
    const fact_cue *after = cedu__fact_cue_at(x, k, at);
    if (after && (after->groups & G(link)) && after->end - at == 6) after = cedu__fact_cue_at(x, k, at = after->end); /* 地区 */
    const cedu_mention *m = cedu__fact_mention_at(x, k, at);
    if (before && (before->groups & G(share))) return ROLE_DENOMINATOR;
    if (before && (before->groups & G(compare))) return ROLE_REFERENCE;
    bool first_place = p == &x->places.p[k->p0];
    if (((after && (after->groups & G(first))) || first_word(x, m)) && first_place && !k->region.n && p->entry >= 0 &&
        !wide(x, p->entry) && at_head(x, k, p->start))
        return ROLE_TOPIC; /* 沈阳首个…: it is also where */
    if ((m && m->type == CEDU_MENTION_ordinal) || (after && (after->groups & (G(first) | G(level))))) return ROLE_SCOPE;
    if (before && (before->groups & G(rank))) return ROLE_SCOPE;
    const fact_cue *over = cedu__fact_cue_at(x, k, p->start); /* 全国领先 */
    if (over && (over->groups & G(level)) && over->end > p->end) return ROLE_SCOPE;
    if (before && (before->groups & G(be)) && char_at(x, at, k->end, &n) == 0x7684) { /* 为 A 的 1/2 */
        const cedu_mention *v = cedu__fact_mention_at(x, k, n);
        if (v && (v->type == CEDU_MENTION_number || v->type == CEDU_MENTION_percent || v->type == CEDU_MENTION_quantity))
            return ROLE_REFERENCE;
    }
    if (p->entry >= 0 && wide(x, p->entry) && (!at_head(x, k, p->start) || is_dash(char_at(x, p->end, k->end, &n))))
        return ROLE_INSIDE;      /* 中国—某国实验室 */
    const fact_place *first = p; /* 面向东盟和西南地区 */
    while (first > &x->places.p[k->p0] && first->joined) first--;
    if (first->start > k->start && char_at(x, (uint32_t)cedu__u8_prev(x->text, first->start), first->start, &n) == 0x5BF9)
        return ROLE_INSIDE; /* 对东盟出口 */
    const fact_cue *toward = first == p ? before : cedu__fact_cue_ending(x, k, first->start);
    if (toward && (toward->groups & G(link)) && cedu__eqz(cedu__fact_cue_value(x, toward, FACT_I_link), "toward"))
        return ROLE_INSIDE;
    if (cedu__fact_quoted_name(x, k, p->start, p->end) && !(p->start == k->start + 3 && k->opens_quote))
        return ROLE_INSIDE; /* “拉萨不夜城” */
    return ROLE_TOPIC;
}

static void add_place(fx *x, fact_clause *k, fact_place p) {
    const cedu_entry *e = cedu__image_entry(x->im, p.entry);
    if (e && e->parent >= 0 && cedu__eqz(cedu__image_attr(x->im, p.entry, CEDU_ATTR_level), "park"))
        p.entry = e->parent; /* zones.tsv */
    if (x->places.n > k->p0) {
        fact_place *last = &x->places.p[x->places.n - 1];
        uint32_t n, gap = last->end;
        uint32_t c = char_at(x, gap, p.start, &n);
        bool touching = gap == p.start || ((c == 0xFF08 || c == '(') && n == p.start);
        if (touching && p.entry >= 0 && last->entry >= 0 && cedu__fact_within(x, p.entry, last->entry)) {
            last->entry = p.entry; /* 四川成都, 天津（滨海新区）: the finer one */
            last->end = p.end;
            if (c == 0xFF08 || c == '(') last->end = p.end + (uint32_t)(n - gap);
            return;
        }
        p.joined = joins(x, k, last->end, p.start);
    }
    (void)CEDU_PUSH(x->arena, &x->places, p);
}

/* Districts share names (长安区), and some are everyday words (新建): the one inside the region spoken of wins, and a short form
 * of a district elsewhere is no place. A single character never is. */
static int32_t settle_region(const fx *x, const cedu_mention *m, int32_t about) {
    if (m->end - m->start <= 3) return -1;
    if (about < 0 || cedu__fact_within(x, m->entry, about)) return m->entry;
    cedu_hit h[16];
    size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_region, cedu__sub(x->text, 0, m->end), m->start, h, CEDU_COUNT(h));
    for (int32_t up = about; up >= 0; up = cedu__image_entry(x->im, up)->parent) {
        if (wide(x, up)) break;
        for (size_t i = 0; i < n; i++)
            if (h[i].end == m->end && h[i].entry != up && cedu__fact_within(x, h[i].entry, up)) return h[i].entry;
    }
    bool county = cedu__eqz(cedu__image_attr(x->im, m->entry, CEDU_ATTR_level), "county");
    return county && m->end - m->start <= 6 && !wide(x, about) ? -1 : m->entry;
}

/* 绍兴黄酒、金华火腿: things of a list, each with its place in its name; no number, verb or 分别 between. */
static bool named_by_place(const fx *x, const fact_clause *k, const fact_place *p, const fact_place *q) {
    if (p->role != ROLE_TOPIC && p->role != ROLE_INSIDE) return false;
    if (q->joined || q->start - p->end < 6 || q->start - p->end > 48 || wide(x, q->entry)) return false;
    uint32_t n, last = (uint32_t)cedu__u8_prev(x->text, q->start);
    if (char_at(x, last, q->start, &n) != 0x3001 || cedu__fact_find_cue(x, k, k->start, k->end, G(respectively))) return false;
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].start >= p->end && x->m.p[i].end <= q->start &&
            (cedu__fact_is_number(x->m.p[i].type) || x->m.p[i].type == CEDU_MENTION_time))
            return false;
    return !cedu__fact_find_cue(x, k, p->end, q->start, G(be) | G(growth) | G(share) | G(rank) | G(have));
}

static void find_places(fx *x, fact_clause *k, const fact_region *near, const fact_region *doc) {
    k->p0 = (uint32_t)x->places.n;
    uint32_t c = k->c0;
    for (uint32_t i = k->m0; i <= k->m1; i++) {
        uint32_t upto = i < k->m1 ? x->m.p[i].start : k->end;
        for (; c < k->c1 && x->cues.p[c].start < upto; c++) {
            const fact_cue *q = &x->cues.p[c];
            if (!(q->groups & G(here)) || (x->places.n > k->p0 && x->places.p[x->places.n - 1].end > q->start)) continue;
            int32_t r = resolve_here(x, cedu__fact_cue_value(x, q, FACT_I_here), near, doc);
            if (r >= 0) add_place(x, k, (fact_place){.start = q->start, .end = q->end, .entry = r});
        }
        if (i == k->m1) break;
        const cedu_mention *m = &x->m.p[i];
        if (m->type != CEDU_MENTION_region || m->entry < 0) continue;
        if (x->places.n > k->p0 && x->places.p[x->places.n - 1].end > m->start) continue;
        int32_t about = x->places.n > k->p0 ? x->places.p[x->places.n - 1].entry
                        : near->n           ? near->entry[0]
                        : doc->n            ? doc->entry[0]
                                            : -1;
        int32_t r = settle_region(x, m, about);
        if (r >= 0) add_place(x, k, (fact_place){.start = m->start, .end = m->end, .entry = r});
    }
    k->p1 = (uint32_t)x->places.n;
    for (uint32_t i = k->p0; i < k->p1; i++) {
        fact_place *p = &x->places.p[i];
        p->role = role_of(x, k, p);
        if (p->joined && i > k->p0 && p->role == ROLE_INSIDE) p->role = x->places.p[i - 1].role;
        if (i > k->p0 && named_by_place(x, k, p - 1, p)) {
            uint32_t end = p[-1].end;
            int32_t wider = cedu__fact_region_at(x, p[-1].start, p[-1].end, &end);
            if (wider >= 0 && end < p[-1].end) p[-1].entry = wider, p[-1].end = end; /* 云南省[普洱咖啡]、昆明鲜花 */
            else p[-1].role = ROLE_INSIDE;
            p->role = ROLE_INSIDE;
        }
    }
}

static void group_ending(const fx *x, const fact_clause *k, uint32_t last, fact_region *out) {
    uint32_t first = last;
    while (first > k->p0 && x->places.p[first].joined) first--;
    *out = (fact_region){.at = {x->places.p[first].start, x->places.p[last].end}};
    for (uint32_t i = first; i <= last && out->n < FACT_MAX_REGIONS; i++) out->entry[out->n++] = x->places.p[i].entry;
}

bool cedu__fact_own_region(const fx *x, const fact_clause *k, uint32_t from, uint32_t at, fact_region *out) {
    for (uint32_t i = k->p1; i > k->p0; i--) {
        const fact_place *p = &x->places.p[i - 1];
        if (p->end > at || p->start < from || p->role != ROLE_TOPIC) continue;
        group_ending(x, k, i - 1, out);
        return true;
    }
    return false;
}

bool cedu__fact_is_baseline(const fx *x, const fact_clause *k, const cedu_mention *t) {
    uint32_t from = t->start, n; /* 比“十三五”时期 */
    uint32_t open = from > k->start ? (uint32_t)cedu__u8_prev(x->text, from) : from;
    if (open < from && char_at(x, open, from, &n) == 0x201C) from = open;
    const fact_cue *b = cedu__fact_cue_ending(x, k, from), *a = cedu__fact_cue_at(x, k, t->end);
    return (b && (b->groups & G(baseline))) ||
           (a && (a->groups & G(baseline)) &&
            cedu__fact_cue_value(x, a, FACT_I_baseline).n > 0); /* 与2020年相比, but 2022年较2020年 */
}

/* 实现“十五五”良好开局: a plan's name in passing says nothing of when; “十四五”时期, 十四五末, 十四五， do. */
static bool in_passing(const fx *x, const fact_clause *k, const cedu_mention *t) {
    if (!t->when.plan) return false;
    uint32_t n, at = t->end, c = char_at(x, at, k->end, &n);
    if (c == 0x201D) c = char_at(x, at = n, k->end, &n);
    if (at >= k->end || !cedu__is_han(c)) return false;
    uint32_t last = (uint32_t)cedu__u8_prev(x->text, t->end), l = char_at(x, last, t->end, &n);
    if (l == 0x671F || l == 0x672B || l == 0x95F4 || l == 0x6765) return false; /* 期 末 间 来 */
    const fact_cue *q = cedu__fact_cue_at(x, k, at);
    return !(q && (q->groups & (G(plan) | G(link) | G(here) | G(be)))) && c != 0x671F && c != 0x672B && c != 0x65F6 &&
           c != 0x4EE5;
}

const cedu_mention *cedu__fact_own_time(const fx *x, const fact_clause *k, uint32_t from, uint32_t at) {
    for (uint32_t i = k->m1; i > k->m0; i--) {
        const cedu_mention *m = &x->m.p[i - 1];
        if (m->type != CEDU_MENTION_time || m->refused || m->end > at || m->start < from) continue;
        if (!m->when.start.year && !m->when.end.year) continue;
        if (x->in->date.year && m->when.end.year > x->in->date.year + 28) continue; /* 再延长三十年 */
        if (m->when.grain == CEDU_GRAIN_DAY && cedu__fact_quoted_name(x, k, m->start, m->end)) continue; /* “国和一号” */
        if (!cedu__fact_is_baseline(x, k, m) && !in_passing(x, k, m)) return m;
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
    if (s.n > 6 * 3) return s;
    size_t at = (size_t)(m - x->m.p);
    for (size_t i = at; i > 0 && at - i < 5000; i--) { /* 《规划》: the last longer title that ends so */
        const cedu_mention *o = &x->m.p[i - 1];
        if (o->start >= m->start || o->type != CEDU_MENTION_policy_title || o->name.n <= s.n) continue;
        cedu_str body = o->name;
        ptrdiff_t paren = cedu__find(body, CEDU_STR("\xEF\xBC\x88"), 0); /* （ */
        if (paren > 0) body.n = (size_t)paren;
        if (cedu__ends(body, s)) return o->name;
    }
    return s;
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
    s = cedu__fact_trim(x, s);
    if (m) {
        cedu_str name = m->type == CEDU_MENTION_policy_title || m->type == CEDU_MENTION_title ? cedu__fact_resolve_title(x, m)
                        : m->name.n                                                           ? m->name
                                    : cedu__fact_text(x, m->start, m->end);
        return (fact_source){name, {m->start, m->end}, how};
    }
    cedu_str words = cedu__fact_text(x, s.start, s.end);
    size_t cps = cedu__u8_count(words);
    if (cps < 2 || cps > 24 || memchr(words.p, '\n', words.n)) return (fact_source){0};
    for (uint32_t i = k->c0; i < k->c1; i++) { /* 认真落实…, …改革: what is done, not who speaks */
        const fact_cue *q = &x->cues.p[i];
        if (q->start >= s.start && q->end <= s.end && (q->groups & (G(task) | G(task_lead) | G(have)))) return (fact_source){0};
    }
    return (fact_source){cedu__fact_text(x, s.start, s.end), s, how};
}

static bool find_source(const fx *x, const fact_clause *k, fact_source *out) {
    const fact_groups ends = G(speech) | G(show) | G(forecast) | G(estimate);
    const fact_cue *acc = cedu__fact_find_cue(x, k, k->start, k->end, G(according));
    if (acc && at_head(x, k, acc->start)) {
        const fact_cue *v = cedu__fact_find_cue(x, k, acc->end, k->end, ends);
        if (!v && k->end - acc->end > 90) return false;
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

/* ------------------------------------------------------------------ the walk */
/* A region that is only named inside an organisation or a title (成都市经信局) speaks for its clause where nothing else does. */
int32_t cedu__fact_hidden_region(const fx *x, uint32_t a, uint32_t b, fact_span *at) {
    const cedu_mentions *all = &x->in->mentions;
    size_t lo = 0, hi = all->n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (all->p[mid].start < a) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < all->n && all->p[lo].start < b; lo++) {
        const cedu_mention *m = &all->p[lo];
        int32_t r = m->type == CEDU_MENTION_region && m->end - m->start >= 6 ? m->entry : -1;
        if (m->type == CEDU_MENTION_organisation ||
            m->type == CEDU_MENTION_policy_title) { /* the region may stand in its name only */
            uint32_t from = m->start + (m->type == CEDU_MENTION_policy_title ? 3 : 0), end = from;
            int32_t named = cedu__fact_region_at(x, from, m->end, &end);
            if (named >= 0 && end - from >= 6) r = named;
        }
        for (size_t j = lo + 1; m->type == CEDU_MENTION_organisation && j < all->n && all->p[j].start == m->start; j++)
            if (all->p[j].type == CEDU_MENTION_region && all->p[j].entry >= 0) r = all->p[j].entry; /* 某省某市某区人民政府 */
        if (m->type == CEDU_MENTION_organisation && m->entry >= 0) {
            cedu_str id = cedu__image_attr(x->im, m->entry, CEDU_ATTR_region);
            if (id.n) r = cedu__image_by_id(x->im, CEDU_CLASS_region, id);
        }
        if (r < 0 || wide(x, r)) continue;
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

/* A；B；C: one sentence to its writer. */
static bool semicolon(const fx *x, uint32_t at) {
    uint32_t n, c = char_at(x, at, (uint32_t)x->text.n, &n);
    return c == 0xFF1B || c == ';';
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
    fact_groups mood = 0;
    uint32_t block = UINT32_MAX, sentence = UINT32_MAX, issued = UINT32_MAX; /* the sentence that brings out a document */
    bool in_heading = false, first_set = false;                              /* the sentence's own first clauses said where */
    fact_region opened = {0};
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
            section = cedu__fact_section(outline);
            if (section.region.n && !b->row) near = section.region;
            time = section.time;
            if (b->title) source = (fact_source){0};
        }
        cedu__fact_float_times(x, k, &section);
        if (k->sentence != sentence && issued != UINT32_MAX) source = (fact_source){0}, issued = UINT32_MAX;
        if (k->sentence != sentence) {
            sentence = k->sentence;
            bool on = i > 0 && k->block == x->clauses.p[i - 1].block && semicolon(x, x->clauses.p[i - 1].end);
            mood = (on ? mood & (G(plan) | G(forecast) | G(advise) | G(estimate)) : 0) |
                   (section.mood == SECTION_AIMS ? G(plan) : 0);
            bool first_of_block =
                i > 0 && x->sentences.p[x->clauses.p[i - 1].sentence].start - x->in->blocks[k->block].start < 12;
            if (!on && k->block == (i ? x->clauses.p[i - 1].block : UINT32_MAX) &&
                (!first_set || (section.region.n && near.n && (!first_of_block || wide(x, near.entry[0])))))
                near = opened; /* what came up in passing ends; under a heading's region, what a later sentence says too */
            opened = near;
            first_set = false;
        }
        k->region = near;
        k->time = time;
        k->mood = mood;
        if (section.mood == SECTION_DEFAULT &&
            cedu__fact_find_cue(x, k, k->start, k->end, G(have) | G(task) | G(be) | G(growth) | G(keep)))
            k->mood |= G(plan);
        k->section = section.mood;
        find_places(x, k, &near, &x->doc_region);
        fact_source s;
        for (uint32_t j = k->m0; j < k->m1; j++) {
            const cedu_mention *m = &x->m.p[j];
            cedu_str name = m->name.n ? m->name : cedu__fact_text(x, m->start, m->end);
            if (m->type == CEDU_MENTION_person && name.n >= 6 && x->persons.n < 64)
                (void)CEDU_PUSH(x->arena, &x->persons, name);
        }
        if (find_source(x, k, &s)) source = s, mood |= s.how & (G(forecast) | G(estimate));
        k->source = source;
        for (uint32_t j = k->m0; j < k->m1 && !source.name.n; j++) { /* 印发《A》，设立…: what follows in the sentence is A's */
            const cedu_mention *m = &x->m.p[j];
            const fact_cue *q =
                m->type == CEDU_MENTION_policy_title && m->end + 3 >= k->end ? cedu__fact_cue_ending(x, k, m->start) : NULL;
            if (q && (q->groups & G(publish)))
                source = (fact_source){cedu__fact_resolve_title(x, m), {m->start, m->end}, 0}, issued = k->sentence;
        }
        /* what this clause leaves to the next */
        for (uint32_t p = k->p1; p > k->p0; p--) {
            const fact_place *q = &x->places.p[p - 1];
            uint32_t first = p - 1;
            while (first > k->p0 && x->places.p[first].joined) first--;
            if (q->role == ROLE_TOPIC && at_head(x, k, x->places.p[first].start)) {
                bool wider = near.n && near.entry[0] != q->entry && cedu__fact_within(x, near.entry[0], q->entry);
                bool same = near.n && near.at.start >= x->sentences.p[k->sentence].start;
                wider |= cedu__eqz(cedu__image_attr(x->im, q->entry, CEDU_ATTR_level), "cluster");
                if (wider && same && !wide(x, q->entry) && x->places.p[first].start > k->start)
                    break; /* 某市某区…，发挥某市…优势，推动…: still the part */
                group_ending(x, k, p - 1, &near);
                uint32_t n0 = x->sentences.p[k->sentence].k0;
                if (i <= n0 + 1 || !opened.n) first_set = true;
                break;
            }
        }
        fact_span where = {0, 0};
        int32_t hidden = k->p0 == k->p1 ? cedu__fact_hidden_region(x, k->start, k->end, &where) : -1;
        bool part = hidden >= 0 && section.region.n && cedu__fact_within(x, hidden, section.region.entry[0]);
        if (hidden >= 0 && !part) { /* a body of the region that the section is about changes nothing */
            near = (fact_region){.entry = {hidden}, .n = 1, .at = where};
            if (!k->region.n) k->region = near;
        }
        const cedu_mention *t = cedu__fact_own_time(x, k, k->start, k->end);
        bool window = t && t->when.relative && t->when.start.year && t->when.end.year &&
                      t->when.start.year != t->when.end.year && section.time && section.mood == SECTION_REVIEW &&
                      !section.time->when.plan;
        if (t) time = window ? section.time : t; /* 一年来 in a report on 2025 */
        mood = mood_of(x, k, mood);
        if (in_heading) {
            /* a heading that names no place does not make the country, said in passing above it, the topic of what follows */
            bool says = near.n && (b->title || k->p1 > k->p0 || (!section.region.n && !wide(x, near.entry[0])));
            const fact_cue *word = cedu__fact_last_cue(x, k, k->start, k->end, G(target_noun));
            if (t && word && t->start > word->end) t = cedu__fact_own_time(x, k, k->start, word->end);
            const cedu_mention *year = t; /* 2025年和“十四五”时期 */
            for (uint32_t j = k->m0; j < k->m1 && year && year->when.plan; j++)
                if (x->m.p[j].type == CEDU_MENTION_time && !x->m.p[j].when.plan && x->m.p[j].when.start.year) year = &x->m.p[j];
            cedu__fact_note_heading(x, outline, k, says ? &near : &(fact_region){0}, year);
            if (!cedu__fact_is_heading(x, b)) {
                in_heading = false;
                section = cedu__fact_section(outline);
                time = section.time;
            }
        }
        if (!x->doc_region.n && near.n) x->doc_region = near;
    }
    for (size_t i = 0; i < x->clauses.n && !x->doc_region.n; i++) { /* no head says where: the first place that is not abroad */
        const fact_clause *k = &x->clauses.p[i];
        fact_region own;
        if (cedu__fact_own_region(x, k, k->start, k->end, &own) && !wide(x, own.entry[0]) && !(k->mood & G(foreign)))
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
