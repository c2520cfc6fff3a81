/* table.c - figures in tables: a row's heading, a column's heading and the caption together say what a cell means.
 *
 * Rows come from the page room, cells between tabs; a flattened table has blanks instead. The row before the figures (or the one
 * that the page marks) heads the columns. Place, time and unit are taken from the cell, the row, the column, the caption, in this
 * order; what is neither place nor time is the subject. A cell without a unit that nobody names waits for review.
 * Linear in the text; a row of more than MAX_CELLS cells or MAX_ROW bytes is no row.
 * To extend: words for 单位： and the like are cues of group noise, value table_unit.
 */
#include <stdio.h>

#include "fact/reading.h"

#define MAX_CELLS 24
#define MAX_ROW   2000 /* bytes */

typedef struct cell {
    fact_span at;
    const cedu_mention *time, *number; /* a time, or a figure with its own unit, that fills the cell */
    int32_t region, unit;              /* entries or -1 */
    double magnitude;                  /* of the unit: 1e8 in 亿元 */
    cedu_str label;                    /* without its bracketed unit */
    double value;
    bool numeric, growth;
    bool goal;  /* 2025年目标 */
    bool sum;   /* 合计: a row of all others */
    bool over;  /* a heading of times: what the heading above them names */
    bool units; /* 单位: the column says in what each row is measured */
} cell;

typedef struct table {
    cell head[MAX_CELLS];
    size_t heads;
    uint32_t id;
    bool tabs;
    const cedu_fact_block *caption;
    const cedu_mention *time, *measure; /* of the caption */
    int32_t unit;
    double magnitude;
    const fact_region *region; /* spoken of where its figures begin */
} table;

static bool parse_number(cedu_str s, double *v) {
    char buf[40];
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == ',') continue;
        if (!((c >= '0' && c <= '9') || c == '.' || (c == '-' && i == 0)) || n + 1 >= sizeof buf) return false;
        buf[n++] = c;
    }
    bool neg = n && buf[0] == '-';
    if (n <= (size_t)neg) return false;
    *v = 0;
    double scale = 0;
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
    return true;
}

/* The unit that begins at `at`, with 万 or 亿 before it. -1 = none. */
static int32_t unit_at(const fx *x, uint32_t at, uint32_t end, double *magnitude) {
    *magnitude = 1;
    for (uint32_t n;;) {
        cedu_hit h[8];
        size_t m = cedu__image_match(x->im, 1u << CEDU_CLASS_unit, cedu__sub(x->text, 0, end), at, h, CEDU_COUNT(h));
        if (m) return h[m - 1].entry;
        uint32_t c = cedu__fact_char(x, at, end, &n);
        double f = c == 0x4E07 ? 1e4 : c == 0x4EBF ? 1e8 : c == 0x5343 ? 1e3 : c == 0x767E ? 1e2 : 0; /* 万 亿 千 百 */
        if (f <= 0) return -1;
        *magnitude *= f;
        at = n;
    }
}

static const cedu_mention *mention_of(const fx *x, fact_span s, bool time) {
    size_t lo = 0, hi = x->m.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->m.p[mid].start < s.start) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < x->m.n && x->m.p[lo].start == s.start; lo++) {
        const cedu_mention *m = &x->m.p[lo];
        if (m->end == s.end && (time ? m->type == CEDU_MENTION_time : cedu__fact_is_number(m->type))) return m;
    }
    return NULL;
}

/* 2025年目标, 2022年（实际）: a time and little else. NULL = none. */
static const cedu_mention *time_in(const fx *x, fact_span s) {
    enum { REST = 15 };
    size_t lo = 0, hi = x->m.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->m.p[mid].start < s.start) lo = mid + 1;
        else hi = mid;
    }
    for (; lo < x->m.n && x->m.p[lo].end <= s.end; lo++) {
        const cedu_mention *m = &x->m.p[lo];
        if (m->type == CEDU_MENTION_time && m->when.start.year && s.end - s.start <= m->end - m->start + REST) return m;
    }
    return NULL;
}

/* What the words of a heading's cell are for. */
static void read_heading(const fx *x, cell *c, uint32_t stop) {
    static const char colon[] = "\xEF\xBC\x9A";
    uint32_t growth_from = c->at.start;
    for (const cedu_match_word *w = cedu__fact_first_word(x, c->at.start); (w = cedu__fact_cue_word(x, w, stop)); w++) {
        fact_groups g = x->group_of[w->entry - x->cue_first];
        if (w->end > c->at.end) continue;
        if ((g & G(yearly)) && w->start == c->at.start) growth_from = w->end; /* 年均|增长 */
        c->growth |= w->start == growth_from && w->end >= stop && (g & (G(growth) | G(yoy)));
        c->sum |= w->start == c->at.start && w->end == stop && (g & G(joint));
        c->goal |= c->time && w->start >= c->time->end && (g & (G(plan) | G(target_noun) | G(forecast)));
    }
    char label[32]; /* the words that lead to a unit (单位：) stand in a heading without their colon */
    size_t len = stop - c->at.start;
    if (!len || len + sizeof colon > sizeof label) return;
    memcpy(label, x->text.p + c->at.start, len);
    memcpy(label + len, colon, sizeof colon - 1);
    int32_t e = cedu__image_by_form(x->im, CEDU_CLASS_cue, (cedu_str){label, len + sizeof colon - 1});
    c->units = e >= 0 && cedu__eqz(cedu__image_attr(x->im, e, CEDU_ATTR_value), "table_unit");
}

static void read_cell(const fx *x, cell *c) {
    cedu_str s = cedu__fact_text(x, c->at.start, c->at.end);
    c->region = c->unit = -1;
    c->magnitude = 1;
    c->label = s;
    if (!s.n) return;
    c->numeric = parse_number(s, &c->value);
    c->time = mention_of(x, c->at, true);
    c->number = mention_of(x, c->at, false);
    if (c->number && (!cedu__fact_usable(c->number) || c->number->type == CEDU_MENTION_ordinal)) c->number = NULL;
    if (c->number && !c->numeric) c->numeric = true, c->value = c->number->value;
    else c->number = NULL;
    uint32_t n;
    for (uint32_t i = c->at.start; i < c->at.end; i = n) { /* 营收（亿元）, 营收/亿元 */
        uint32_t ch = cedu__fact_char(x, i, c->at.end, &n);
        if (ch != 0xFF08 && ch != '(' && ch != '/') continue;
        int32_t unit = unit_at(x, n, c->at.end, &c->magnitude);
        if (unit < 0 && ch == '/') continue;
        c->label = cedu__trim(cedu__fact_text(x, c->at.start, i));
        c->unit = unit;
        break;
    }
    uint32_t end = 0, stop = c->at.start + (uint32_t)c->label.n;
    int32_t r = c->label.n ? cedu__fact_region_at(x, c->at.start, stop, &end) : -1;
    c->region = r >= 0 && end == stop ? r : -1;
    if (!c->numeric && !c->time) c->time = time_in(x, c->at);
    if (!c->numeric) read_heading(x, c, stop);
}

/* Cells of a row: between tabs, empty ones too; in a flattened row between blanks. */
static size_t cells_of(const fx *x, const cedu_fact_block *b, cell *out, bool *tabs) {
    cedu_str s = cedu__fact_text(x, b->start, b->end);
    if (!s.n || s.n > MAX_ROW) return 0;
    *tabs = memchr(s.p, '\t', s.n) != NULL;
    if (!*tabs && (s.n > 400 || !memchr(s.p, ' ', s.n))) return 0;
    size_t n = 0;
    uint32_t from = b->start;
    for (uint32_t i = b->start; i <= b->end; i++) {
        if (i < b->end && (*tabs ? x->text.p[i] != '\t' : x->text.p[i] != ' ')) continue;
        fact_span t = cedu__fact_trim(x, (fact_span){from, i});
        from = i + 1;
        if (t.end <= t.start && !*tabs) continue;
        if (n == MAX_CELLS) return 0;
        out[n] = (cell){.at = t};
        read_cell(x, &out[n++]);
    }
    return n;
}

static size_t numbers_in(const cell *c, size_t n) {
    size_t k = 0;
    for (size_t i = 0; i < n; i++) k += c[i].numeric;
    return k;
}

static bool year_number(const cell *c) {
    return c->numeric && !c->number && c->at.end - c->at.start == 4 && c->value >= 1950 && c->value <= 2060;
}

/* Years as headings of columns: 2021 2022 2023. */
static bool heads_by_years(const cell *c, size_t n) {
    size_t years = 0;
    for (size_t i = 1; i < n; i++) years += year_number(&c[i]);
    return n >= 2 && !c[0].numeric && years && years == numbers_in(c, n);
}

static void take_caption(const fx *x, table *t, const cedu_fact_block *b) {
    if (b->end - b->start > 160) return;
    size_t lo = 0, hi = x->m.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (x->m.p[mid].start < b->start) lo = mid + 1;
        else hi = mid;
    }
    const cedu_mention *time = NULL, *measure = NULL;
    for (; lo < x->m.n && x->m.p[lo].start < b->end; lo++) {
        if (x->m.p[lo].type == CEDU_MENTION_time && x->m.p[lo].when.start.year && !time) time = &x->m.p[lo];
        if (x->m.p[lo].type == CEDU_MENTION_indicator) measure = &x->m.p[lo];
    }
    bool unit = false;
    for (const cedu_match_word *w = cedu__fact_first_word(x, b->start); (w = cedu__fact_cue_word(x, w, b->end));
         w++) { /* 单位：亿元 */
        if (w->end > b->end || !cedu__eqz(cedu__image_attr(x->im, w->entry, CEDU_ATTR_value), "table_unit")) continue;
        uint32_t at = cedu__fact_trim(x, (fact_span){w->end, b->end}).start;
        t->unit = unit_at(x, at, b->end, &t->magnitude);
        unit = true;
        break;
    }
    if (unit && t->caption && !time) return; /* the unit stands on a line of its own */
    t->caption = b;
    t->time = time;
    t->measure = measure;
    if (!unit) t->unit = -1, t->magnitude = 1;
}

static void put_cell(fx *x, const table *t, size_t col, const cell *row, const cell *c, const fact_clause *k,
                     const cedu_fact_block *b) {
    const cell *head = &t->head[col], *subject = NULL, *also = NULL;
    bool growth = head->growth && !row->growth;
    bool row_names = row->region < 0 && !row->time && row->label.n && !row->sum;
    bool head_names = head->region < 0 && (!head->time || head->over) && head->label.n && !growth && !year_number(head);
    if (row_names) subject = row;
    if (head_names) subject ? (also = head) : (subject = head);
    for (size_t i = col; growth && !subject && i-- > 1;) /* 产值 增速: of the column before */
        if (!t->head[i].growth) subject = &t->head[i];
    const cedu_mention *when = row->time ? row->time : head->time;
    int32_t region = c->region >= 0 ? c->region : row->region >= 0 ? row->region : head->region;
    uint32_t end = 0;
    if (region < 0 && row_names) region = cedu__fact_region_at(x, row->at.start, row->at.end, &end); /* 合肥智算中心 */
    if (end && end - row->at.start < 6) region = -1;
    if (end && end - row->at.start == 6 && x->doc_region.n && !cedu__fact_within(x, region, x->doc_region.entry[0]) &&
        cedu__eqz(cedu__image_attr(x->im, region, CEDU_ATTR_level), "county"))
        region = -1; /* 太湖智算中心 of another place: a lake, no county */
    int32_t unit = -1;
    double magnitude = 1;
    const cell *units[] = {head, row};
    for (size_t i = 0; i < 2 && unit < 0; i++)
        if (units[i]->unit >= 0) unit = units[i]->unit, magnitude = units[i]->magnitude;
    if (unit < 0) unit = t->unit, magnitude = t->magnitude;
    if (year_number(c) && unit < 0) return;
    bool goal = head->goal || row->goal || (when && cedu__fact_after_publish(x, when));
    cedu_fact f = cedu__fact_new(growth ? CEDU_FACT_growth
                                 : goal ? CEDU_FACT_target
                                        : CEDU_FACT_observation,
                                 growth ? "growth.table"
                                 : goal ? "target.table"
                                        : "observation.table");
    if (goal) f.stance = CEDU_STANCE_planned;
    cedu_mention m = {.start = c->at.start, .end = c->at.end, .type = CEDU_MENTION_number, .entry = unit};
    if (c->number) m = *c->number, unit = m.entry;
    else if (unit >= 0) {
        cedu_str d = cedu__image_attr(x->im, unit, CEDU_ATTR_dimension);
        m.type = cedu__eqz(d, "money")     ? CEDU_MENTION_money
                 : cedu__eqz(d, "percent") ? CEDU_MENTION_percent
                                           : CEDU_MENTION_quantity;
    } else if (growth) m.type = CEDU_MENTION_percent;
    if (subject) {
        fact_span np = {subject->at.start, subject->at.start + (uint32_t)subject->label.n};
        f.subject = cedu__fact_subject(x, np, &m, (cedu_str){0}, &f.subject_id);
        if (also && !f.subject_id.n) { /* 东江中心 | 规模: both */
            cedu_str tail = also->label;
            f.subject = cedu__arena_strf(x->arena, "%.*s%.*s", (int)subject->label.n, subject->label.p, (int)tail.n, tail.p);
        }
    } else if (t->measure) /* places by years: the measure in the caption */
        f.subject = cedu__fact_subject(x, (fact_span){t->measure->start, t->measure->end}, &m, (cedu_str){0}, &f.subject_id);
    if (!f.subject.n) return;
    double factor = 1;
    if (c->number) f.unit = cedu__fact_unit_of(x, &m), f.modifier = m.modifier;
    else if (m.type == CEDU_MENTION_percent) f.unit = CEDU_STR("%");
    else if (unit >= 0) {
        f.unit = cedu__image_attr(x->im, unit, CEDU_ATTR_base);
        if (!f.unit.n) f.unit = cedu__image_entry(x->im, unit)->name;
        factor = cedu__image_entry(x->im, unit)->factor;
    } else if (f.subject_id.n) { /* 企业数量 without a unit: the measure's own */
        int32_t e = cedu__image_by_id(x->im, CEDU_CLASS_indicator, f.subject_id);
        bool counted = e >= 0 && cedu__eqz(cedu__image_attr(x->im, e, CEDU_ATTR_dimension), "count");
        if (counted) f.unit = cedu__image_attr(x->im, e, CEDU_ATTR_unit);
    }
    f.has_value = true;
    f.value = c->value * factor * magnitude;
    f.as_written = cedu__fact_text(x, c->at.start, c->at.end);
    fact_span quote = {b->start, b->end};
    const cell *where = c->region >= 0 ? c : row->region >= 0 ? row : head;
    fact_region reg = {.entry = {region}, .n = region >= 0, .at = where->at};
    cedu__fact_region(x, &f, reg.n ? &reg : row->sum && t->region ? t->region : &k->region, quote);
    if (!when && year_number(head)) f.period = head->label, f.period_basis = CEDU_STR("explicit");
    else cedu__fact_period(x, &f, k, when ? when : t->time);
    cedu__fact_source(x, &f, k);
    if (head->at.start < b->start) cedu__fact_context(x, &f, CEDU_STR("column"), head->at);
    if (t->caption && t->unit == unit && unit >= 0 && head->unit < 0 && row->unit < 0)
        cedu__fact_context(x, &f, CEDU_STR("unit"), (fact_span){t->caption->start, t->caption->end});
    int32_t known = f.subject_id.n ? cedu__image_by_id(x->im, CEDU_CLASS_indicator, f.subject_id) : -1;
    bool pure = known >= 0 && cedu__eqz(cedu__image_attr(x->im, known, CEDU_ATTR_dimension), "none"); /* PUE */
    f.confidence = f.unit.n || growth || pure ? 0.85 : 0.45;
    if (!f.region.n) f.confidence -= 0.4;
    if (also && !f.subject_id.n) f.confidence -= 0.2;
    if (x->noisy || !x->relevant || k->foreign) f.confidence -= 0.6;
    if (f.confidence < 0.05) f.confidence = 0.05;
    cedu__fact_emit(x, &f, quote, c->at);
}

/* A second row of headings below the first: empty cells keep what stands above, times and places stay; a heading over several columns
 * (产业规模（亿元） over 2022年, 2023年) is that of each. */
static void merge_heads(table *t, const cell *row, size_t n) {
    cell old[MAX_CELLS];
    memcpy(old, t->head, sizeof old);
    for (size_t i = 0; i < n; i++) {
        const cell none = {.region = -1, .unit = -1}, *above = i < t->heads ? &old[i] : &none;
        if (row[i].at.end <= row[i].at.start) continue;
        for (size_t k = i < t->heads ? i : 0; k > 0 && above->at.end <= above->at.start; k--) above = &old[k - 1];
        bool names = above->label.n && !above->time && above->region < 0 && !above->growth;
        t->head[i] = row[i];
        if (names && row[i].time && !row[i].growth) {
            t->head[i].at = above->at, t->head[i].label = above->label;
            t->head[i].over = true;
        }
        if (!row[i].time) t->head[i].time = above->time;
        if (row[i].region < 0) t->head[i].region = above->region;
        if (row[i].unit < 0 && !row[i].growth) t->head[i].unit = above->unit, t->head[i].magnitude = above->magnitude;
    }
    if (n > t->heads) t->heads = n;
}

void cedu__fact_read_tables(fx *x) {
    cell row[MAX_CELLS];
    table t = {.unit = -1, .magnitude = 1};
    size_t clause = 0, since = 0;
    for (size_t b = 0; b < x->in->block_count; b++) {
        const cedu_fact_block *k = &x->in->blocks[b];
        while (clause < x->clauses.n && x->clauses.p[clause].block < b) clause++;
        bool tabs = false;
        size_t n = k->end > k->start ? cells_of(x, k, row, &tabs) : 0, numbers = numbers_in(row, n);
        if (n < 2) {
            t.heads = 0;
            if (since++ > 2) t.caption = NULL, t.time = NULL, t.measure = NULL, t.unit = -1, t.magnitude = 1;
            take_caption(x, &t, k);
            continue;
        }
        since = 0;
        if (t.heads && (t.tabs != tabs || (k->row && k->table != t.id))) t.heads = 0;
        bool head = k->header || !numbers || (!t.heads && heads_by_years(row, n));
        if (head) { /* a head row, if rows of numbers follow */
            if (t.heads && tabs) merge_heads(&t, row, n);
            else {
                memcpy(t.head, row, n * sizeof *row);
                t.region = NULL;
                t.heads = n;
            }
            t.id = k->table;
            t.tabs = tabs;
            continue;
        }
        size_t label = 0;
        while (label < n && (row[label].numeric || row[label].at.end <= row[label].at.start)) label++;
        bool fits = t.heads && n <= t.heads && label < n && (tabs || (n == t.heads && label == 0 && numbers + 1 >= n));
        if (!fits || clause >= x->clauses.n || x->clauses.p[clause].block != b) {
            if (!tabs) t.heads = 0;
            continue;
        }
        for (size_t i = 0; i < n; i++) { /* 指标 | 单位 | … */
            double magnitude = 1;
            int32_t unit = t.head[i].units ? unit_at(x, row[i].at.start, row[i].at.end, &magnitude) : -1;
            if (unit >= 0) row[label].unit = unit, row[label].magnitude = magnitude;
        }
        for (uint32_t i = x->clauses.p[clause].m0; i < x->m.n && x->m.p[i].start < k->end; i++)
            x->used[i] = 1; /* not again as text */
        if (!t.region) t.region = &x->clauses.p[clause].region;
        for (size_t i = label + 1; i < n; i++)
            if (row[i].numeric) put_cell(x, &t, i, &row[label], &row[i], &x->clauses.p[clause], k);
    }
}
