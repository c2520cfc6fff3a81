/* csv.c - a CSV or TSV file with one page's text a row, in the column that the user names.
 *
 * RFC 4180 with what spreadsheets do: a BOM, quotes doubled, line breaks inside of quotes, tabs instead of commas. Bytes are not
 * decoded here: a cell in GBK goes on as GBK. The member is the row's number (the header is row 1). Columns named like an
 * address, a title or a date are taken as such: `roles`.
 */
#include <stdlib.h>
#include <strings.h>

#include "input/reader.h"

enum { MAX_COLUMNS = 1024, C_TEXT = 0, C_URL, C_TITLE, C_DATE, ROLES };
static const char *const roles[ROLES] = {
    [C_URL] = " url link 网址 链接 ",
    [C_TITLE] = " title 标题 ",
    [C_DATE] = " date published 日期 发布日期 发布时间 ",
};

typedef struct csv_ctx {
    uint64_t row;
    char separator;
    int column[ROLES]; /* -1 = none */
    cedu_buf cells;    /* of the current row, one after another */
    size_t end[MAX_COLUMNS];
    size_t n;
} csv_ctx;

typedef enum row_result { ROW, ROW_END, ROW_TOO_LARGE, ROW_UNCLOSED } row_result;

static int peek(cedu_stream *s) { return cedu__stream_want(s, 1) ? *cedu__stream_at(s) : -1; }

static row_result read_row(cedu_stream *s, csv_ctx *c) {
    c->cells.n = 0;
    c->n = 0;
    bool quoted = false, begun = false, large = false;
    for (int ch; (ch = peek(s)) >= 0;) {
        cedu__stream_take(s, 1);
        bool end_cell = !quoted && ch == c->separator, end_row = !quoted && ch == '\n';
        if (end_cell || end_row) {
            if (end_row && c->cells.n > (c->n ? c->end[c->n - 1] : 0) && c->cells.p[c->cells.n - 1] == '\r') c->cells.n--;
            if (c->n < MAX_COLUMNS) c->end[c->n++] = c->cells.n;
            begun = false;
            if (end_row) return large ? ROW_TOO_LARGE : ROW;
        } else if (ch == '"' && quoted) {
            if (peek(s) == '"') cedu__stream_take(s, 1), cedu__buf_char(&c->cells, '"');
            else quoted = false;
        } else if (ch == '"' && !begun) {
            quoted = begun = true;
        } else if (c->cells.n >= CEDU_MAX_MEMBER) {
            if (quoted) return ROW_UNCLOSED;
            large = true;
        } else {
            begun = true;
            cedu__buf_char(&c->cells, (char)ch);
        }
    }
    if (c->cells.n == 0 && c->n == 0) return ROW_END;
    if (c->n < MAX_COLUMNS) c->end[c->n++] = c->cells.n;
    return quoted ? ROW_UNCLOSED : large ? ROW_TOO_LARGE : ROW;
}

static cedu_str cell(const csv_ctx *c, int i) {
    if (i < 0 || (size_t)i >= c->n || !c->cells.p) return (cedu_str){0};
    size_t from = i ? c->end[i - 1] : 0;
    return cedu__sub(cedu__buf_view(&c->cells), from, c->end[i]);
}

static bool listed(const char *list, cedu_str name) {
    char key[64];
    if (!list || name.n == 0 || name.n > sizeof key - 3) return false;
    snprintf(key, sizeof key, " %.*s ", (int)name.n, name.p);
    return strcasestr(list, key);
}

/* The header: which column is what. */
static bool header(cedu_reader *r, csv_ctx *c) {
    const char *want = r->opt->column;
    char *end;
    long number = strtol(want, &end, 10);
    for (int role = 0; role < ROLES; role++) c->column[role] = -1;
    for (size_t i = 0; i < c->n; i++) {
        cedu_str name = cedu__strip(cell(c, (int)i));
        if (cedu__eqz(name, want)) c->column[C_TEXT] = (int)i;
        for (int role = C_URL; role < ROLES; role++)
            if (c->column[role] < 0 && listed(roles[role], name)) c->column[role] = (int)i;
    }
    if (c->column[C_TEXT] < 0 && !*end && number >= 1 && number <= (long)c->n) c->column[C_TEXT] = (int)number - 1;
    return c->column[C_TEXT] >= 0;
}

static bool csv_next(cedu_reader *r, cedu_member *m, cedu_stream **entry) {
    csv_ctx *c = r->ctx;
    (void)entry;
    for (;;) {
        row_result got = read_row(r->in, c);
        c->row++;
        if (got == ROW_END) {
            if (!r->in->failed) return false;
            r->over = true;
            m->err = r->in->err;
            return m->status = m->err.status, true;
        }
        if (c->cells.failed) return r->over = true, m->status = cedu__fail_nomem(&m->err), true;
        if (c->row == 1 && got == ROW) {
            if (header(r, c)) continue;
            r->over = true;
            m->status = cedu__fail(&m->err, CEDU_USAGE, "没有名为 %s 的列；请看表头，或给出列号（从 1 起）",
                                   "there is no column %s; see the header, or give its number (from 1)", r->opt->column);
            return true;
        }
        char label[24];
        snprintf(label, sizeof label, "%llu", (unsigned long long)c->row);
        if (!(m->name = cedu__copy(label, strlen(label)))) return m->status = cedu__fail_nomem(&m->err), true;
        if (got != ROW) {
            r->over = got == ROW_UNCLOSED;
            m->status = got == ROW_UNCLOSED
                            ? cedu__fail(&m->err, CEDU_BAD_INPUT, "从这一行起引号没有闭合，其余没有读取",
                                         "a quotation mark that opens in this row never closes; the rest was not read")
                            : cedu__fail(&m->err, CEDU_TOO_LARGE, "这一行超过 %u MB，没有读取",
                                         "a row of more than %u MB: not read", CEDU_MAX_MEMBER >> 20);
            return true;
        }
        cedu_str text = cell(c, c->column[C_TEXT]), v;
        if (text.n == 0 || cedu__strip(text).n == 0) {
            cedu__count_skip(r->counts, "empty cell");
            cedu__input_member_release(m);
            continue;
        }
        cedu_buf b = {.max = CEDU_MAX_MEMBER};
        cedu__buf_str(&b, text);
        bool ok = !b.failed && cedu__buf_bytes(&b, &m->bytes);
        cedu__buf_release(&b);
        if ((v = cell(c, c->column[C_URL])).n) ok &= (m->url = cedu__label(v.p, v.n)) != NULL;
        if ((v = cell(c, c->column[C_TITLE])).n) ok &= (m->title = cedu__label(v.p, v.n)) != NULL;
        if ((v = cell(c, c->column[C_DATE])).n) m->date = cedu__iso_day(v);
        m->media = "text";
        if (!ok) m->status = cedu__fail_nomem(&m->err);
        return true;
    }
}

static void csv_close(cedu_reader *r) {
    cedu__buf_release(&((csv_ctx *)r->ctx)->cells);
    free(r->ctx);
}

bool cedu__csv_open(cedu_reader *r) {
    csv_ctx *c = cedu__malloc(sizeof *c);
    if (!c) return false;
    *c = (csv_ctx){.separator = ',', .cells = {.max = CEDU_MAX_MEMBER + MAX_COLUMNS}};
    r->ctx = c, r->next = csv_next, r->close = csv_close;
    size_t n = cedu__stream_want(r->in, 4096);
    if (n >= 3 && memcmp(cedu__stream_at(r->in), "\xEF\xBB\xBF", 3) == 0) cedu__stream_take(r->in, 3), n -= 3;
    size_t tabs = 0, commas = 0, semicolons = 0;
    const unsigned char *p = cedu__stream_at(r->in);
    for (size_t i = 0; i < n && p[i] != '\n'; i++) tabs += p[i] == '\t', commas += p[i] == ',', semicolons += p[i] == ';';
    if (tabs > commas) c->separator = '\t';
    else if (semicolons > commas) c->separator = ';';
    return true;
}
