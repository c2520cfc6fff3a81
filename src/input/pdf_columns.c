/* pdf_columns.c - pages set in two columns: `pdftotext -layout` keeps tables, but writes such a page line by line across both columns.
 *
 * Lines that are two runs of text with one gap, whose second runs begin at one place, are a stretch in columns; between them lines that
 * stand in one column only, and empty ones. A stretch counts when most of its runs are as long as their column is wide: cells of tables
 * differ in length, and have more gaps. Its left column is then written before its right one. Linear.
 */
#include <stdlib.h>

#include "input/pdf.h"

enum { LEAST_LINES = 4, LEAST_CHARS = 12, LEAST_RUN = 4, GAP = 2, SLACK = 4, MAX_LINES = 400 };

typedef struct run {
    size_t from, to;  /* bytes */
    size_t at, chars; /* characters before it in the line; its own */
} run;

typedef struct row {
    run r[2];
    int n; /* runs: 0 … 2, 3 = more */
} row;

static row read_row(cedu_str s, size_t i, size_t end) {
    row w = {0};
    size_t at = 0;
    while (end > i && (s.p[end - 1] == ' ' || s.p[end - 1] == '\r')) end--;
    while (i < end && w.n < 3) {
        size_t k = i;
        while (k < end && s.p[k] == ' ') k++;
        at += k - i;
        run r = {k, k, at, 0};
        while (r.to < end) { /* as far as a gap */
            size_t g = r.to;
            while (g < end && s.p[g] == ' ') g++;
            if (g - r.to >= GAP) break;
            r.chars += ((unsigned char)s.p[r.to] & 0xC0) != 0x80;
            r.to++;
        }
        at += r.chars;
        if (w.n < 2) w.r[w.n] = r;
        w.n++;
        i = r.to;
    }
    return w;
}

/* Lines w[0, n) begin a stretch in columns: how many belong to it, 0 = none. *second: where its right column begins. */
static size_t stretch(const row *w, size_t n, size_t *second) {
    size_t two = 0, last = 0, most[2] = {0}, full[2] = {0}, k;
    if (!n || w[0].n != 2) return 0;
    *second = w[0].r[1].at;
    for (k = 0; k < n; k++) {
        const run *a = &w[k].r[0], *b = &w[k].r[1];
        if (w[k].n == 0 && k - last < LEAST_LINES) continue;
        bool left = w[k].n == 1 && a->at + a->chars + GAP <= *second + SLACK, right = w[k].n == 1 && a->at + SLACK >= *second;
        bool both = w[k].n == 2 && b->at + SLACK >= *second && b->at <= *second + SLACK && a->chars >= LEAST_RUN &&
                    b->chars >= LEAST_RUN;
        if (!left && !right && !both) break;
        last = k;
        if (!both) continue;
        two++;
        for (int c = 0; c < 2; c++)
            if (w[k].r[c].chars > most[c]) most[c] = w[k].r[c].chars;
    }
    for (size_t i = 0; i <= last && two; i++)
        for (int c = 0; c < 2 && w[i].n == 2; c++) full[c] += w[i].r[c].chars * 10 >= most[c] * 8;
    bool columns = two >= LEAST_LINES && most[0] >= LEAST_CHARS && most[1] >= LEAST_CHARS && full[0] * 2 >= two &&
                   full[1] * 2 >= two && (full[0] + full[1]) * 5 >= two * 6;
    return columns ? last + 1 : 0;
}

static void put(cedu_str s, const run *r, cedu_buf *out) {
    cedu__buf_str(out, cedu__sub(s, r->from, r->to));
    cedu__buf_char(out, '\n');
}

static void page(cedu_str s, row *w, size_t *ends, cedu_buf *out) {
    size_t n = 0, second;
    for (size_t i = 0; i < s.n && n < MAX_LINES; n++) {
        const char *e = memchr(s.p + i, '\n', s.n - i);
        ends[n] = e ? (size_t)(e - s.p) + 1 : s.n;
        w[n] = read_row(s, i, ends[n] - (e != NULL));
        i = ends[n];
    }
    size_t done = 0; /* bytes */
    for (size_t i = 0; i < n;) {
        size_t k = stretch(w + i, n - i, &second);
        if (!k) {
            done = ends[i++];
            cedu__buf_str(out, cedu__sub(s, i > 1 ? ends[i - 2] : 0, done));
            continue;
        }
        for (size_t j = i; j < i + k; j++)
            if (w[j].n == 2 || (w[j].n == 1 && w[j].r[0].at + SLACK < second)) put(s, &w[j].r[0], out);
        for (size_t j = i; j < i + k; j++)
            if (w[j].n == 2 || (w[j].n == 1 && w[j].r[0].at + SLACK >= second)) put(s, &w[j].r[w[j].n - 1], out);
        done = ends[(i += k) - 1];
    }
    cedu__buf_str(out, cedu__sub(s, done, s.n)); /* beyond MAX_LINES */
}

void cedu__pdf_columns(cedu_buf *b) {
    cedu_str s = cedu__buf_view(b);
    cedu_buf out = {.max = b->max};
    row *w = cedu__malloc(MAX_LINES * sizeof *w);
    size_t *ends = cedu__malloc(MAX_LINES * sizeof *ends);
    for (size_t i = 0, end; i < s.n && w && ends; i = end) {
        const char *e = memchr(s.p + i, '\f', s.n - i);
        end = e ? (size_t)(e - s.p) + 1 : s.n;
        page(cedu__sub(s, i, e ? end - 1 : end), w, ends, &out);
        if (e) cedu__buf_char(&out, '\f');
    }
    if (w && ends && !out.failed) {
        b->n = 0;
        cedu__buf_str(b, cedu__buf_view(&out));
    }
    cedu__buf_release(&out);
    free(w);
    free(ends);
}
