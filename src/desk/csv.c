/* csv.c - see csv.h. */
#include "desk/csv.h"

typedef struct reading {
    cedu_str s;
    size_t at, line;
    char separator;
    cedu_arena *a;
    cedu_buf cell;
} reading;

/* One cell; *end: what stopped it (separator, newline or -1). false: an open quote. */
static bool cell(reading *r, cedu_str *out, int *end) {
    const char *p = r->s.p;
    r->cell.n = 0;
    *end = -1;
    if (r->at < r->s.n && p[r->at] == '"') {
        for (r->at++;;) {
            if (r->at >= r->s.n) return false;
            char c = p[r->at++];
            if (c == '\n') r->line++;
            if (c == '"' && (r->at >= r->s.n || p[r->at] != '"')) break;
            if (c == '"') r->at++;
            cedu__buf_char(&r->cell, c);
        }
        while (r->at < r->s.n && p[r->at] != r->separator && p[r->at] != '\n') r->at++;
        *out = cedu__trim(cedu__arena_str(r->a, cedu__buf_view(&r->cell)));
    } else {
        size_t from = r->at;
        while (r->at < r->s.n && p[r->at] != r->separator && p[r->at] != '\n') r->at++;
        *out = cedu__trim(cedu__sub(r->s, from, r->at));
    }
    if (r->at < r->s.n) *end = p[r->at++];
    return true;
}

static cedu_status row(reading *r, cedu_csv_row *out, cedu_error *err) {
    static const int newline = '\n';
    cedu_str cells[CEDU_MAX_CSV_COLUMNS];
    size_t n = 0, begun = r->line;
    for (int end = r->separator; end == r->separator; n++) {
        if (n >= CEDU_MAX_CSV_COLUMNS)
            return cedu__fail(err, CEDU_USAGE, "第 %zu 行超过 %d 列", "line %zu has more than %d columns", begun,
                              CEDU_MAX_CSV_COLUMNS);
        if (!cell(r, &cells[n], &end))
            return cedu__fail(err, CEDU_USAGE, "第 %zu 行的引号没有结束", "line %zu: a quote is not closed", begun);
        if (end == newline) r->line++;
    }
    while (n && !cells[n - 1].n) n--;
    *out = (cedu_csv_row){begun, n ? cedu__arena_dup(r->a, cells, n * sizeof *cells) : NULL, n};
    return CEDU_OK;
}

cedu_status cedu__csv_read(cedu_str text, cedu_arena *a, cedu_csv *out, cedu_error *err) {
    *out = (cedu_csv){0};
    if (cedu__u8_valid(text.p, text.n) != text.n)
        return cedu__fail(err, CEDU_USAGE, "表格不是 UTF-8（请另存为 UTF-8 的 CSV）",
                          "the table is no UTF-8 (save it as CSV in UTF-8)");
    reading r = {.s = text, .line = 1, .separator = ',', .a = a};
    if (text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0) r.at = 3;
    for (size_t i = r.at; i < text.n && text.p[i] != '\n'; i++)
        if (text.p[i] == '\t') r.separator = '\t';
    CEDU_VEC(cedu_csv_row) v = {0};
    cedu_status st = CEDU_OK;
    while (st == CEDU_OK && r.at < text.n) {
        cedu_csv_row one;
        if ((st = row(&r, &one, err)) != CEDU_OK || !one.n) continue;
        if (!out->head.n) out->head = one;
        else if (one.n > out->head.n)
            st = cedu__fail(err, CEDU_USAGE, "第 %zu 行比表头多出列", "line %zu has more cells than the heading", one.line);
        else (void)CEDU_PUSH(a, &v, one);
    }
    cedu__buf_release(&r.cell);
    out->rows = v.p, out->n = v.n;
    if (st == CEDU_OK && !out->head.n) st = cedu__fail(err, CEDU_USAGE, "表格是空的", "the table is empty");
    return st == CEDU_OK && a->failed ? cedu__fail_nomem(err) : st;
}

cedu_strs cedu__csv_items(cedu_str s, cedu_arena *a) {
    CEDU_VEC(cedu_str) v = {0};
    for (size_t from = 0, i = 0, len; i <= s.n; i += len ? len : 1) {
        uint32_t c = cedu__u8_at(s, i, &len);
        if (i < s.n && c != 0x3001 && c != 0xFF1B && c != ';' && c != '|') continue;
        cedu_str one = cedu__trim(cedu__sub(s, from, i));
        if (one.n) (void)CEDU_PUSH(a, &v, one);
        from = i + len;
    }
    return (cedu_strs){v.p, v.n};
}
