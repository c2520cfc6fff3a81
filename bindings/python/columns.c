/* columns.c - the facts of a page as columns, for data frames: no JSON and no object a fact. Part of the Python package only.
 *
 * One buffer: the number of facts (uint64), CEDU_COLUMN_NUMBERS doubles a fact (row by row), then CEDU_COLUMN_TEXTS texts, each with the
 * facts' values one after another, every value ended by a NUL, every text ended by a U+001E. U+0001 alone stands for an absent value.
 * Where a value has one of these characters itself, NULL is given back and the package reads the page's JSON. Little endian or big:
 * the machine's own. */
#include "columns.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct buffer {
    char *p;
    size_t n, room;
    bool failed;
} buffer;

static void add(buffer *b, const void *p, size_t n) {
    if (b->failed) return;
    if (b->room - b->n < n) {
        size_t room = (b->n + n) * 2;
        char *q = realloc(b->p, room);
        if (!q) {
            b->failed = true;
            return;
        }
        b->p = q, b->room = room;
    }
    if (n) memcpy(b->p + b->n, p, n);
    b->n += n;
}

static void text(buffer *b, const char *p, size_t n) {
    if (!p) add(b, "\1", 1);
    for (size_t i = 0; p && i < n; i++)
        if (p[i] == 0 || p[i] == 1 || p[i] == 0x1E) b->failed = true;
    if (p) add(b, p, n);
    add(b, "", 1);
}

static void joined(buffer *b, cedu_strs s) {
    if (!s.n) add(b, "\1", 1);
    for (size_t i = 0; i < s.n; i++) {
        if (i) add(b, "、", strlen("、"));
        add(b, s.p[i].p, s.p[i].n);
    }
    add(b, "", 1);
}

static bool numeric(const cedu_fact *f) { return f->has_value || f->kind == CEDU_FACT_rank; }

/* In the order of _types.TEXT_COLUMNS. */
static void column(buffer *b, const cedu_page *p, const cedu_fact *f, int which) {
    cedu_str s = {0}, clean = cedu_page_clean(p);
    const char *z = NULL;
    switch (which) {
    case 0: z = f->id; break;
    case 1: z = cedu_page_document(p)->sha256; break;
    case 2: z = cedu_fact_kind_name(f->kind); break;
    case 3: joined(b, f->region); return;
    case 4: s = f->region_code; break;
    case 5: s = f->subject; break;
    case 6: s = f->subject_id; break;
    case 7: s = f->period; break;
    case 8: s = f->unit; break;
    case 9: z = numeric(f) || f->modifier != CEDU_MOD_EQ ? cedu_modifier_sign(f->modifier) : NULL; break;
    case 10: s = f->as_written; break;
    case 11: s = f->source; break;
    case 12: z = cedu_stance_name(f->stance); break;
    case 13:
        z = f->denied ? "-" : NULL;
        for (const cedu_field *x = f->fields; x; x = x->next)
            if (x->id == CEDU_FIELD_polarity) s = x->str;
        break;
    case 14: s = f->rule; break;
    case 15: s = cedu_page_quote(p, f->place.start, f->place.end); break;
    default: s = (cedu_str){clean.p + f->place.clean_start, f->place.clean_end - f->place.clean_start};
    }
    text(b, z ? z : s.p, z ? strlen(z) : s.n);
}

char *cedu_py_columns(const cedu_page *p, size_t *size) {
    buffer b = {0};
    uint64_t n = cedu_page_fact_count(p);
    add(&b, &n, sizeof n);
    for (size_t i = 0; i < n; i++) {
        const cedu_fact *f = cedu_page_fact(p, i);
        const double row[CEDU_COLUMN_NUMBERS] = {f->has_value ? f->value : NAN,
                                                 f->has_max ? f->value_max : NAN,
                                                 round(f->confidence * 1000) / 1000,
                                                 f->review,
                                                 f->place.start,
                                                 f->place.end,
                                                 f->place.byte_start,
                                                 f->place.byte_end};
        add(&b, row, sizeof row);
    }
    for (int c = 0; c < CEDU_COLUMN_TEXTS; c++) {
        for (size_t i = 0; i < n; i++) column(&b, p, cedu_page_fact(p, i), c);
        add(&b, "\x1e", 1);
    }
    if (b.failed) free(b.p);
    *size = b.n;
    return b.failed ? NULL : b.p;
}

void cedu_py_free(char *p) { free(p); }
