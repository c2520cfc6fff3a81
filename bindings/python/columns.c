/* columns.c - see columns.h. Why: a frame of texts costs one Python object a cell unless equal cells share one. So cells are numbers of
 * texts, a page's texts are kept once, and joining pages looks at each page's texts, not at its cells. Invariant: text 0 is empty and
 * stands for "absent". A field more: a row in CEDU_COLUMNS and its case in cell(). */
#include "columns.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LONG_TEXT  64 /* bytes: quotations; no two pages are searched for the same one */
#define MAX_PROBES 32 /* a page whose texts collide on purpose gets some of them twice, not a slow reader */

typedef struct builder {
    cedu_columns *c;
    size_t room, text_room; /* of bytes, of at */
    uint32_t *slots;        /* hash -> text; 0 = free */
    size_t slot_count;      /* a power of two */
    bool failed;
} builder;

static void *grown(builder *b, void *p, size_t bytes) {
    void *q = b->failed ? NULL : realloc(p, bytes);
    if (!q) b->failed = true;
    return q ? q : p;
}

static void drop(cedu_columns *c) {
    if (atomic_fetch_sub(&c->users, 1) > 1) return;
    for (size_t i = 0; i < CEDU_COLUMN_COUNT; i++) free(c->column[i]);
    free(c->at);
    free(c->bytes);
    free(c);
}

void cedu_py_free(cedu_columns *c) {
    if (c) c->drop(c);
}

enum { text = sizeof(uint32_t), number = sizeof(double), flag = sizeof(uint8_t), whole = sizeof(int64_t) };
static const size_t sizes[] = {
#define CEDU__X(name, type) type,
    CEDU_COLUMNS(CEDU__X)
#undef CEDU__X
};
static const bool is_text[] = {
#define CEDU__X(name, type) type == text,
    CEDU_COLUMNS(CEDU__X)
#undef CEDU__X
};

static void begin(builder *b, size_t rows, size_t texts, size_t bytes) {
    *b = (builder){.c = calloc(1, sizeof(cedu_columns)), .room = bytes, .text_room = texts + 2, .slot_count = 256};
    b->failed = !b->c;
    if (!b->c) return;
    b->c->rows = rows, b->c->texts = 1, b->c->drop = drop;
    atomic_init(&b->c->users, 1);
    for (size_t i = 0; i < CEDU_COLUMN_COUNT; i++) b->c->column[i] = grown(b, NULL, rows * sizes[i] + 8);
    b->c->at = grown(b, NULL, b->text_room * sizeof *b->c->at);
    b->c->bytes = grown(b, NULL, bytes + 1);
    while (b->slot_count < texts * 2) b->slot_count *= 2;
    b->slots = calloc(b->slot_count, sizeof *b->slots);
    b->failed |= !b->slots;
    if (!b->failed) b->c->at[0] = b->c->at[1] = 0;
}

static cedu_columns *finish(builder *b) {
    free(b->slots);
    if (!b->failed) return b->c;
    cedu_py_free(b->c);
    return NULL;
}

static uint64_t hash(const char *p, size_t n) {
    uint64_t h = n, w;
    for (; n >= 8; p += 8, n -= 8) memcpy(&w, p, 8), h = (h ^ w) * 0x9E3779B97F4A7C15u, h ^= h >> 29;
    w = 0;
    memcpy(&w, p, n);
    h = (h ^ w) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 32;
}

static uint32_t append(builder *b, const char *p, size_t n) {
    cedu_columns *c = b->c;
    uint64_t at = c->at[c->texts];
    if (b->room - at < n) b->room = (at + n) * 2, c->bytes = grown(b, c->bytes, b->room + 1);
    if (c->texts + 2 > b->text_room) b->text_room *= 2, c->at = grown(b, c->at, b->text_room * sizeof *c->at);
    if (b->failed || c->texts == UINT32_MAX) return b->failed = true, 0;
    memcpy(c->bytes + at, p, n);
    c->at[c->texts + 1] = at + n;
    return (uint32_t)c->texts++;
}

static void rehash(builder *b) {
    b->slots = grown(b, b->slots, b->slot_count * 2 * sizeof *b->slots);
    if (b->failed) return;
    b->slot_count *= 2;
    memset(b->slots, 0, b->slot_count * sizeof *b->slots);
    for (uint32_t i = 1; i < b->c->texts; i++) {
        uint64_t h = hash(b->c->bytes + b->c->at[i], b->c->at[i + 1] - b->c->at[i]);
        for (int k = 0; k < MAX_PROBES; k++, h++)
            if (!b->slots[h & (b->slot_count - 1)]) {
                b->slots[h & (b->slot_count - 1)] = i;
                break;
            }
    }
}

/* The number of a text; NULL = 0. */
static uint32_t intern(builder *b, const char *p, size_t n) {
    if (!p || b->failed) return 0;
    if (b->c->texts * 2 > b->slot_count) rehash(b);
    uint64_t h = hash(p, n);
    for (int k = 0; k < MAX_PROBES && !b->failed; k++, h++) {
        uint32_t *slot = &b->slots[h & (b->slot_count - 1)];
        if (!*slot) return *slot = append(b, p, n);
        uint64_t at = b->c->at[*slot];
        if (b->c->at[*slot + 1] - at == n && !memcmp(b->c->bytes + at, p, n)) return *slot;
    }
    return append(b, p, n);
}

/* ------------------------------------------------------------------ a page */
static uint32_t z(builder *b, const char *s) { return intern(b, s, s ? strlen(s) : 0); }

static uint32_t joined(builder *b, cedu_strs s) {
    size_t n = 0, comma = strlen("、");
    if (s.n < 2) return s.n ? intern(b, s.p[0].p, s.p[0].n) : 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i].n + comma;
    char *all = grown(b, NULL, n);
    if (!all) return 0;
    n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (i) memcpy(all + n, "、", comma), n += comma;
        memcpy(all + n, s.p[i].p, s.p[i].n), n += s.p[i].n;
    }
    uint32_t t = intern(b, all, n);
    free(all);
    return t;
}

static bool numeric(const cedu_fact *f) { return f->has_value || f->kind == CEDU_FACT_rank; }

static uint32_t polarity(builder *b, const cedu_fact *f) {
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (x->id == CEDU_FIELD_polarity) return intern(b, x->str.p, x->str.n);
    return z(b, f->denied ? "-" : NULL);
}

/* The text of one column. `before`: the fact of the row above, whose text a fact of the same place shares; NULL = none. */
static uint32_t cell(builder *b, const cedu_page *p, const cedu_fact *f, const cedu_fact *before, int which, uint32_t above) {
    const cedu_str clean = cedu_page_clean(p);
    cedu_str s = {0}, s0 = {0};
    switch (which) {
    case CEDU_COLUMN_id: return z(b, f->id);
    case CEDU_COLUMN_doc: return before ? above : z(b, cedu_page_document(p)->sha256);
    case CEDU_COLUMN_kind: return before && before->kind == f->kind ? above : z(b, cedu_fact_kind_name(f->kind));
    case CEDU_COLUMN_region:
        return before && before->region.p == f->region.p && before->region.n == f->region.n ? above : joined(b, f->region);
    case CEDU_COLUMN_modifier: return numeric(f) || f->modifier != CEDU_MOD_EQ ? z(b, cedu_modifier_sign(f->modifier)) : 0;
    case CEDU_COLUMN_stance: return before && before->stance == f->stance ? above : z(b, cedu_stance_name(f->stance));
    case CEDU_COLUMN_polarity: return polarity(b, f);
#define CEDU__CASE(field)                                                                                                      \
    case CEDU_COLUMN_##field: s = f->field, s0 = before ? before->field : s0; break;
        CEDU__CASE(region_code)
        CEDU__CASE(subject)
        CEDU__CASE(subject_id)
        CEDU__CASE(period)
        CEDU__CASE(unit)
        CEDU__CASE(as_written)
        CEDU__CASE(source)
        CEDU__CASE(rule)
#undef CEDU__CASE
    default: {
        const cedu_place *q = &f->place;
        if (before && before->place.start == q->start && before->place.end == q->end && before->place.clean_end == q->clean_end)
            return above;
        s = which == CEDU_COLUMN_quote ? cedu_page_quote(p, q->start, q->end)
                                       : (cedu_str){clean.p + q->clean_start, q->clean_end - q->clean_start};
    }
    }
    return s.p && s.p == s0.p && s.n == s0.n ? above : intern(b, s.p, s.n);
}

cedu_columns *cedu_py_columns(const cedu_page *p) {
    builder b;
    size_t n = cedu_page_fact_count(p);
    begin(&b, n, n * 3, n * 256);
    if (b.failed) return finish(&b);
    double *value = b.c->column[CEDU_COLUMN_value], *most = b.c->column[CEDU_COLUMN_value_max],
           *confidence = b.c->column[CEDU_COLUMN_confidence];
    uint8_t *review = b.c->column[CEDU_COLUMN_review];
    int64_t *start = b.c->column[CEDU_COLUMN_start], *end = b.c->column[CEDU_COLUMN_end],
            *byte_start = b.c->column[CEDU_COLUMN_byte_start], *byte_end = b.c->column[CEDU_COLUMN_byte_end];
    for (size_t i = 0; i < n; i++) {
        const cedu_fact *f = cedu_page_fact(p, i), *before = i ? cedu_page_fact(p, i - 1) : NULL;
        value[i] = f->has_value ? f->value : (double)NAN;
        most[i] = f->has_max ? f->value_max : (double)NAN;
        confidence[i] = round(f->confidence * 1000) / 1000;
        review[i] = f->review;
        start[i] = f->place.start, end[i] = f->place.end;
        byte_start[i] = (int64_t)f->place.byte_start, byte_end[i] = (int64_t)f->place.byte_end;
        for (int k = 0; k < CEDU_COLUMN_COUNT; k++) {
            uint32_t *column = b.c->column[k];
            if (is_text[k]) column[i] = cell(&b, p, f, before, k, i ? column[i - 1] : 0);
        }
    }
    return finish(&b);
}

/* ------------------------------------------------------------------ several pages */
cedu_columns *cedu_py_join(cedu_columns *const *pages, size_t n) {
    builder b;
    size_t rows = 0, texts = 0, bytes = 0, most = 1, row = 0;
    for (size_t i = 0; i < n; i++) {
        rows += pages[i]->rows, texts += pages[i]->texts, bytes += pages[i]->at[pages[i]->texts];
        if (pages[i]->texts > most) most = pages[i]->texts;
    }
    begin(&b, rows, texts, bytes);
    uint32_t *now = grown(&b, NULL, most * sizeof *now); /* a page's number of a text -> that of all */
    for (size_t i = 0; i < n && !b.failed; row += pages[i]->rows, i++) {
        const cedu_columns *c = pages[i];
        now[0] = 0;
        for (size_t t = 1; t < c->texts; t++) {
            size_t len = c->at[t + 1] - c->at[t];
            now[t] = (len > LONG_TEXT ? append : intern)(&b, c->bytes + c->at[t], len);
        }
        for (int k = 0; k < CEDU_COLUMN_COUNT; k++) {
            const uint32_t *from = c->column[k];
            uint32_t *to = is_text[k] ? (uint32_t *)b.c->column[k] + row : NULL;
            if (!is_text[k]) memcpy((char *)b.c->column[k] + row * sizes[k], from, c->rows * sizes[k]);
            for (size_t r = 0; is_text[k] && r < c->rows; r++) to[r] = now[from[r]];
        }
    }
    free(now);
    return finish(&b);
}
