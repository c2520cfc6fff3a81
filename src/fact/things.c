/* things.c - events, entries of registries (pilot zones), projects, and tables.
 *
 * An event needs its word (大会, 发布会) and its verb (举行, 开幕), or a founding. A registry entry needs an approval and the noun of a
 * zone behind a list of places: every place gets its own entry, places joined by a dash share one. A project is a named thing that
 * ends in a project noun behind a verb of building. A table is rows of cells: one head row, the first cell names the row; what
 * is a place is the region, what is a time the period, what is neither the subject; the unit stands in brackets or in the cell.
 */
#include "fact/inner.h"

static uint32_t cp(const fx *x, uint32_t at, uint32_t end, uint32_t *next) {
    size_t n = 0;
    uint32_t c = at < end ? cedu__u8_at(x->text, at, &n) : 0;
    *next = at + (uint32_t)n;
    return c;
}

static void settle(fx *x, cedu_fact *f, const fact_clause *k, const fact_region *reg, uint32_t at, fact_span quote) {
    cedu__fact_region(x, f, reg, quote);
    cedu__fact_period(x, f, k, cedu__fact_own_time(x, k, k->start, at));
    cedu__fact_source(x, f, k);
    if (!reg->n) f->confidence -= 0.4;
    if (!x->relevant) f->confidence -= 0.3;
    if (k->foreign || x->noisy) f->confidence -= 0.6;
    if (f->confidence < 0.05) f->confidence = 0.05;
}

/* ------------------------------------------------------------------ events */
static void read_event(fx *x, const fact_clause *k) {
    const fact_cue *noun = cedu__fact_find_cue(x, k, k->start, k->end, G(event_noun));
    const fact_cue *verb = cedu__fact_find_cue(x, k, k->start, k->end, G(event_verb));
    const cedu_mention *t = cedu__fact_own_time(x, k, k->start, k->end);
    const fact_clause *before = k > x->clauses.p && k[-1].sentence == k->sentence ? k - 1 : NULL;
    if (!verb) return;
    if (!t && !(before && before->end - before->start < 24)) return; /* 日前，… */
    fact_span np;
    if (noun) {
        uint32_t from = verb->end <= noun->start ? verb->end : k->start;
        np = cedu__fact_np_left(x, k, from, noun->end);
        if (np.end < noun->end) np.end = noun->end;
        if (np.start >= np.end) np.start = noun->start;
        uint32_t n;
        if (cp(x, np.start, np.end, &n) == 0x7684) np.start = n;
    } else {
        if (verb->end != k->end) return; /* X成立 */
        np = cedu__fact_np_left(x, k, k->start, verb->start);
        for (uint32_t i = k->m0; i < k->m1; i++)
            if (x->m.p[i].type == CEDU_MENTION_organisation && x->m.p[i].end <= verb->start)
                np = (fact_span){x->m.p[i].start, verb->end};
        if (np.end <= np.start) return;
        np.end = verb->end;
    }
    if (np.end <= np.start) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_event, "event.meeting");
    f.subject = cedu__fact_text(x, np.start, np.end);
    fact_region own;
    bool has = cedu__fact_own_region(x, k, k->start, k->end, &own);
    int32_t hidden = -1;
    fact_span at;
    if (!has && (hidden = cedu__fact_hidden_region(x, k->start, k->end, &at)) >= 0)
        own = (fact_region){.entry = {hidden}, .n = 1, .at = at}, has = true;
    f.confidence = 0.75;
    fact_span quote = {k->start, k->end};
    settle(x, &f, k, has ? &own : &k->region, k->end, quote);
    cedu__fact_emit(x, &f, quote, np);
}

/* ------------------------------------------------------------------ registries */
static bool dashed(const fx *x, uint32_t a, uint32_t b) {
    for (uint32_t n; a < b; a = n) {
        uint32_t c = cp(x, a, b, &n);
        if (c == '-' || c == 0x2014 || c == 0x2013 || c == 0xFF0D) return true;
    }
    return false;
}

static void read_registry(fx *x, const fact_clause *k) {
    const fact_cue *zone = NULL, *ok = cedu__fact_find_cue(x, k, k->start, k->end, G(approve));
    for (uint32_t c = k->c0; c < k->c1 && !zone; c++)
        if (x->cues.p[c].groups & G(zone)) zone = &x->cues.p[c];
    if (!ok || !zone || (k->mood & G(advise)) || cedu__fact_find_cue(x, k, k->start, k->end, G(advise))) return;
    const cedu_mention *ordinal = NULL;
    for (uint32_t i = k->m0; i < k->m1; i++)
        if (x->m.p[i].type == CEDU_MENTION_ordinal && x->m.p[i].has_value) ordinal = &x->m.p[i];
    uint32_t last = 0;
    for (uint32_t p = k->p0; p < k->p1; p++)
        if (x->places.p[p].end <= zone->start && (x->places.p[p].role == ROLE_TOPIC || x->places.p[p].role == ROLE_INSIDE))
            last = x->places.p[p].end;
    if (!last) return;
    fact_span np = {last, zone->end};
    uint32_t n;
    while (np.start < np.end && (cp(x, np.start, np.end, &n) == 0x7684 || cp(x, np.start, np.end, &n) == 0xFF09)) np.start = n;
    for (const fact_cue *q;
         (q = cedu__fact_cue_at(x, k, np.start)) && q->end < np.end && (q->groups & (G(have) | G(approve) | G(link)));)
        np.start = q->end;
    cedu_str name = cedu__fact_text(x, np.start, np.end);
    fact_region one = {0};
    uint32_t first_start = 0;
    for (uint32_t p = k->p0; p < k->p1; p++) {
        const fact_place *q = &x->places.p[p];
        if (q->end > zone->start || (q->role != ROLE_TOPIC && q->role != ROLE_INSIDE)) continue;
        if (cedu__eqz(cedu__image_entry(x->im, q->entry)->id, "CN")) continue;
        bool with = one.n && q->joined && dashed(x, one.at.end, q->start);
        if (!with) one = (fact_region){.at = {q->start, q->end}}, first_start = q->start;
        if (one.n < FACT_MAX_REGIONS) one.entry[one.n++] = q->entry;
        one.at.end = q->end;
        if (p + 1 < k->p1 && x->places.p[p + 1].joined && dashed(x, q->end, x->places.p[p + 1].start)) continue;
        cedu_fact f = cedu__fact_new(CEDU_FACT_registry, "registry.zone");
        f.subject = name;
        cedu_str place = cedu__fact_text(x, first_start, q->end);
        cedu__fact_str(x, &f, CEDU_FIELD_name,
                       cedu__arena_strf(x->arena, "%.*s%.*s", (int)place.n, place.p, (int)name.n, name.p));
        const fact_cue *batch = ordinal ? cedu__fact_cue_at(x, k, ordinal->end) : NULL;
        if (batch && (batch->groups & G(batch))) cedu__fact_num(x, &f, CEDU_FIELD_batch, ordinal->value);
        fact_span quote = {k->start, k->end};
        f.confidence = 0.8;
        settle(x, &f, k, &one, zone->start, quote);
        cedu__fact_emit(x, &f, quote, (fact_span){q->start, q->end});
    }
}

/* ------------------------------------------------------------------ projects */
static void put_project(fx *x, const fact_clause *k, fact_span np, const fact_cue *verb) {
    np = cedu__fact_trim(x, np);
    if (np.end <= np.start || cedu__u8_count(cedu__fact_text(x, np.start, np.end)) > 30) return;
    fact_region own = {0}, nearby;
    for (uint32_t p = k->p0; p < k->p1; p++)
        if (x->places.p[p].start >= np.start && x->places.p[p].end <= np.end)
            own = (fact_region){.entry = {x->places.p[p].entry}, .n = 1, .at = {x->places.p[p].start, x->places.p[p].end}};
    fact_span at;
    if (!own.n) {
        int32_t h = cedu__fact_hidden_region(x, np.start, np.end, &at);
        if (h >= 0) own = (fact_region){.entry = {h}, .n = 1, .at = at};
    }
    if (!own.n) own = cedu__fact_own_region(x, k, k->start, k->end, &nearby) ? nearby : k->region;
    cedu_fact f = cedu__fact_new(CEDU_FACT_project, "project.named");
    f.subject = cedu__fact_text(x, np.start, np.end);
    cedu__fact_str(x, &f, CEDU_FIELD_name, f.subject);
    cedu__fact_str(x, &f, CEDU_FIELD_status, cedu__fact_text(x, verb->start, verb->end));
    f.confidence = 0.75;
    settle(x, &f, k, &own, k->end, np);
    cedu__fact_emit(x, &f, np, np);
}

static bool quoted(const fx *x, fact_span s) {
    return cedu__find(cedu__fact_text(x, s.start, s.end), CEDU_STR("\xE2\x80\x9C"), 0) >= 0;
}

/* Whether a phrase names one thing: it holds a quoted name or a place, not only a kind of thing. */
static bool singular(const fx *x, const fact_clause *k, fact_span s) {
    if (quoted(x, s)) return true;
    for (uint32_t p = k->p0; p < k->p1; p++)
        if (x->places.p[p].start >= s.start && x->places.p[p].end < s.end) return true;
    fact_span at;
    return cedu__fact_hidden_region(x, s.start, s.end, &at) >= 0;
}

static void read_projects(fx *x, const fact_clause *k) {
    const fact_cue *verb = cedu__fact_find_cue(x, k, k->start, k->end, G(project_verb));
    if (!verb) return;
    bool after = cedu__fact_find_cue(x, k, verb->end, k->end, G(project_noun)) != NULL;
    fact_span range = {verb->end, k->end}, items[12];
    if (!after) {
        range = (fact_span){k->start, verb->start};
        for (uint32_t p = k->p1; p > k->p0; p--) /* …已在西安开工 */
            if (x->places.p[p - 1].end <= verb->start && x->places.p[p - 1].end + 3 >= verb->start) {
                range.end = x->places.p[p - 1].start;
                break;
            }
        for (const fact_cue *q; (q = cedu__fact_cue_ending(x, k, range.end)) && q->start > range.start &&
                                (q->groups & (G(link) | G(past) | G(plan) | G(task_lead)));)
            range.end = q->start;
    }
    size_t n = cedu__fact_items(x, range, items, 12);
    for (size_t i = 0; i < n; i++) {
        const fact_cue *noun = cedu__fact_last_cue(x, k, items[i].start, items[i].end, G(project_noun));
        bool ends = noun && (noun->end == items[i].end || quoted(x, items[i]));
        if (ends && singular(x, k, items[i])) put_project(x, k, items[i], verb);
    }
}

void cedu__fact_read_things(fx *x, const fact_sentence *s) {
    for (uint32_t i = s->k0; i < s->k1; i++) {
        const fact_clause *k = &x->clauses.p[i];
        read_event(x, k);
        read_registry(x, k);
        read_projects(x, k);
    }
}

/* ------------------------------------------------------------------ tables */
#define MAX_CELLS 16

typedef struct cell {
    fact_span at;
    const cedu_mention *time;
    int32_t region, unit; /* entries or -1 */
    cedu_str label;       /* without its bracketed unit */
    double value;
    bool numeric;
} cell;

static bool parse_number(cedu_str s, double *v) {
    char buf[40];
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == ',') continue;
        if (!((c >= '0' && c <= '9') || c == '.' || (c == '-' && i == 0)) || n + 1 >= sizeof buf) return false;
        buf[n++] = c;
    }
    if (!n) return false;
    *v = 0;
    double scale = 0;
    bool neg = buf[0] == '-';
    for (size_t i = neg; i < n; i++) {
        if (buf[i] == '.') {
            if (scale > 0) return false;
            scale = 1;
            continue;
        }
        *v = *v * 10 + (buf[i] - '0');
        if (scale > 0) scale *= 10;
    }
    if (scale > 0) *v /= scale;
    if (neg) *v = -*v;
    return n > (size_t)neg;
}

static void read_cell(const fx *x, cell *c) {
    cedu_str s = cedu__fact_text(x, c->at.start, c->at.end);
    c->region = c->unit = -1;
    c->label = s;
    c->numeric = parse_number(s, &c->value);
    uint32_t n;
    for (uint32_t i = c->at.start; i < c->at.end; i = n) { /* 营收（亿元） */
        uint32_t ch = cp(x, i, c->at.end, &n);
        if (ch != 0xFF08 && ch != '(') continue;
        c->label = cedu__trim(cedu__fact_text(x, c->at.start, i));
        cedu_hit h[8];
        size_t m = cedu__image_match(x->im, 1u << CEDU_CLASS_unit, cedu__sub(x->text, 0, c->at.end), n, h, CEDU_COUNT(h));
        if (m) c->unit = h[m - 1].entry;
        break;
    }
    c->region = c->label.n ? cedu__image_by_form(x->im, CEDU_CLASS_region, c->label) : -1;
    for (size_t i = 0, lo = 0, hi = x->m.n; i < 1; i++) {
        while (lo < hi) {
            size_t mid = (lo + hi) / 2;
            if (x->m.p[mid].start < c->at.start) lo = mid + 1;
            else hi = mid;
        }
        if (lo < x->m.n && x->m.p[lo].type == CEDU_MENTION_time && x->m.p[lo].start == c->at.start &&
            x->m.p[lo].end == c->at.end)
            c->time = &x->m.p[lo];
    }
}

/* Cells of a row: between tabs; a flattened row (no tab) between blanks, where it has at least two numbers or is the head of such. */
static size_t cells_of(const fx *x, const cedu_fact_block *b, cell *out) {
    cedu_str s = cedu__fact_text(x, b->start, b->end);
    bool tabs = memchr(s.p, '\t', s.n) != NULL;
    size_t n = 0;
    uint32_t from = b->start;
    if (b->end - b->start > 600) return 0;
    for (uint32_t i = b->start; i <= b->end && n < MAX_CELLS; i++) {
        bool cut = i == b->end || (tabs ? x->text.p[i] == '\t' : x->text.p[i] == ' ');
        if (!cut) continue;
        fact_span t = cedu__fact_trim(x, (fact_span){from, i});
        if (t.end > t.start) {
            out[n] = (cell){.at = t};
            read_cell(x, &out[n++]);
        }
        from = i + 1;
    }
    return n;
}

static size_t numbers_in(const cell *c, size_t n) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) k += c[i].numeric;
    return k;
}

static void put_cell(fx *x, const cell *head, const cell *row, const cell *c, const fact_clause *k, const cedu_fact_block *b) {
    const cell *subject = row->region < 0 && !row->time ? row : head->region < 0 && !head->time ? head : NULL;
    const cedu_mention *t = row->time ? row->time : head->time;
    int32_t region = row->region >= 0 ? row->region : head->region, unit = subject && subject->unit >= 0 ? subject->unit
                                                                           : head->unit >= 0             ? head->unit
                                                                                                         : row->unit;
    if (!subject || !subject->label.n) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_observation, "observation.table");
    cedu_mention m = {.start = c->at.start, .end = c->at.end, .type = CEDU_MENTION_number, .entry = unit};
    cedu_str base = {0};
    double factor = 1, magnitude = 1;
    if (unit >= 0) {
        const cedu_entry *u = cedu__image_entry(x->im, unit);
        base = cedu__image_attr(x->im, unit, CEDU_ATTR_base);
        if (!base.n) base = u->name;
        factor = u->factor;
        cedu_str d = cedu__image_attr(x->im, unit, CEDU_ATTR_dimension);
        m.type = cedu__eqz(d, "money")     ? CEDU_MENTION_money
                 : cedu__eqz(d, "percent") ? CEDU_MENTION_percent
                                           : CEDU_MENTION_quantity;
    } else { /* （亿元）: a magnitude before the unit */
        fact_span sp = subject->at;
        for (uint32_t i = sp.start, n; i < sp.end; i = n) {
            uint32_t ch = cp(x, i, sp.end, &n);
            double mag = ch == 0x4E07 ? 1e4 : ch == 0x4EBF ? 1e8 : 0; /* 万 亿 */
            if (mag <= 0 && magnitude <= 1) continue;
            if (mag > 0) magnitude *= mag;
            cedu_hit h[8];
            size_t hn = cedu__image_match(x->im, 1u << CEDU_CLASS_unit, cedu__sub(x->text, 0, sp.end), n, h, CEDU_COUNT(h));
            if (!hn) continue;
            const cedu_entry *u = cedu__image_entry(x->im, h[hn - 1].entry);
            base = cedu__image_attr(x->im, h[hn - 1].entry, CEDU_ATTR_base);
            if (!base.n) base = u->name;
            factor = u->factor;
            m.entry = h[hn - 1].entry;
            m.type = cedu__eqz(cedu__image_attr(x->im, h[hn - 1].entry, CEDU_ATTR_dimension), "money") ? CEDU_MENTION_money
                                                                                                       : CEDU_MENTION_quantity;
            break;
        }
    }
    f.has_value = true;
    f.value = c->value * factor * magnitude;
    f.unit = base;
    f.as_written = cedu__fact_text(x, c->at.start, c->at.end);
    fact_span np = {subject->at.start, subject->at.start + (uint32_t)subject->label.n};
    f.subject = cedu__fact_subject(x, np, &m, (cedu_str){0}, &f.subject_id);
    fact_span quote = {b->start, b->end};
    fact_region reg = {.entry = {region}, .n = region >= 0, .at = row->region >= 0 ? row->at : head->at};
    cedu__fact_region(x, &f, reg.n ? &reg : &k->region, quote);
    cedu__fact_period(x, &f, k, t);
    if (head->at.start < b->start) cedu__fact_context(x, &f, CEDU_STR("column"), head->at);
    f.confidence = base.n ? 0.85 : 0.45;
    if (!f.region.n) f.confidence -= 0.4;
    cedu__fact_emit(x, &f, quote, c->at);
}

void cedu__fact_read_tables(fx *x) {
    cell head[MAX_CELLS], row[MAX_CELLS];
    size_t heads = 0, clause = 0;
    for (size_t b = 0; b < x->in->block_count; b++) {
        const cedu_fact_block *k = &x->in->blocks[b];
        while (clause < x->clauses.n && x->clauses.p[clause].block < b) clause++;
        size_t n = k->end > k->start ? cells_of(x, k, row) : 0;
        size_t numbers = numbers_in(row, n);
        if (n >= 2 && !numbers) { /* a head row, if rows of numbers follow */
            memcpy(head, row, n * sizeof *row);
            heads = n;
            continue;
        }
        if (!heads || n != heads || numbers + 1 < n || row[0].numeric || clause >= x->clauses.n ||
            x->clauses.p[clause].block != b) {
            heads = 0;
            continue;
        }
        for (uint32_t i = x->clauses.p[clause].m0; i < x->m.n && x->m.p[i].start < k->end; i++)
            x->used[i] = 1; /* not again as text */
        for (size_t i = 1; i < n; i++)
            if (row[i].numeric) put_cell(x, &head[i], &row[0], &row[i], &x->clauses.p[clause], k);
    }
}
