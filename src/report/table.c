/* table.c - rows to an aligned table, NDJSON, CSV or Markdown.
 *
 * One row model, four writers (the table `writers`). Aligned tables buffer a sample of rows for their widths, the others stream.
 * Invariants: JSON keys are the columns' keys; CSV follows RFC 4180 (CRLF, quotes doubled) after a UTF-8 byte order mark, and a
 * cell that a spreadsheet would run as a formula is quoted with a leading apostrophe; every line of an aligned table
 * is at most `width` columns wide on a terminal; control characters never reach a terminal.
 */
#include <math.h>
#include <stdlib.h>

#include "report/report.h"

typedef struct cedu_table_writer {
    void (*head)(cedu_table *t);
    void (*row)(cedu_table *t, const cedu_cell *cells);
    void (*tail)(cedu_table *t);
} cedu_table_writer;

struct cedu_table {
    const cedu_column *cols;
    size_t n, rows;
    cedu_table_options opt;
    const cedu_table_writer *w;
    cedu_buf out, cell;
    bool gone;        /* the sink refused */
    cedu_str *sample; /* aligned: n strings a row, in `arena` */
    size_t sampled;
    cedu_arena arena;
    int *widths;
    bool laid; /* widths are fixed */
};

static const char *const format_names[] = {
#define CEDU__X(name, zh, en) #name,
    CEDU_FORMATS(CEDU__X)
#undef CEDU__X
};

bool cedu__format_parse(const char *s, cedu_format *out) {
    for (size_t i = 0; i < CEDU_FORMAT_COUNT; i++)
        if (!strcmp(s, format_names[i])) return *out = (cedu_format)i, true;
    return false;
}
const char *cedu__format_name(cedu_format f) { return format_names[f]; }

/* ------------------------------------------------------------------ cells as text */
static void join(cedu_buf *b, cedu_strs s, const char *sep) {
    for (size_t i = 0; i < s.n; i++) {
        if (i) cedu__buf_z(b, sep);
        cedu__buf_str(b, s.p[i]);
    }
}

/* What a program reads out of CSV (people == false) or a person sees, into t->cell. */
static cedu_str cell_text(cedu_table *t, const cedu_cell *c, bool people) {
    cedu_buf *b = &t->cell;
    b->n = 0;
    if (people && c->people.p) cedu__buf_str(b, c->people);
    else switch (c->type) {
        case CEDU_CELL_NULL: break;
        case CEDU_CELL_STR: cedu__buf_str(b, c->str); break;
        case CEDU_CELL_NUM:
            if (!isnan(c->num)) cedu__num_text(b, c->num);
            break;
        case CEDU_CELL_BOOL:
            cedu__buf_z(b, !people ? (c->num != 0 ? "true" : "false") : c->num == 0 ? "" : t->opt.english ? "yes" : "是");
            break;
        case CEDU_CELL_STRS: join(b, c->strs, people ? "、" : ";"); break;
        }
    return cedu__buf_view(b);
}

static const char *heading(const cedu_table *t, size_t i) { return t->opt.english ? t->cols[i].en : t->cols[i].zh; }

static void flush(cedu_table *t, size_t above) {
    if (t->out.n <= above) return;
    if (!t->gone && t->opt.sink && !t->opt.sink(t->opt.ctx, t->out.p, t->out.n)) t->gone = true;
    t->out.n = 0;
}

/* ------------------------------------------------------------------ json */
static void json_row(cedu_table *t, const cedu_cell *cells) {
    cedu_json j = {.out = &t->out};
    cedu__json_open(&j, '{');
    if (t->opt.section) {
        cedu__json_key(&j, "section");
        cedu__json_str(&j, cedu__str(t->opt.section));
    }
    for (size_t i = 0; i < t->n; i++) {
        const cedu_cell *c = &cells[i];
        cedu__json_key(&j, t->cols[i].key);
        switch (c->type) {
        case CEDU_CELL_NULL: cedu__json_null(&j); break;
        case CEDU_CELL_STR: cedu__report_text(&j, c->str); break;
        case CEDU_CELL_NUM: cedu__json_num(&j, c->num); break;
        case CEDU_CELL_BOOL: cedu__json_bool(&j, c->num != 0); break;
        case CEDU_CELL_STRS: cedu__json_strs(&j, c->strs); break;
        }
    }
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
}

/* ------------------------------------------------------------------ csv */
static void csv_field(cedu_buf *out, cedu_str s, bool number) {
    bool quote = false;
    for (size_t i = 0; i < s.n && !quote; i++) quote = s.p[i] == '"' || s.p[i] == ',' || s.p[i] == '\n' || s.p[i] == '\r';
    /* A text that starts like a formula would be run by spreadsheets; numbers may start with a minus. */
    bool formula = !number && s.n && memchr("=+-@\t\r", s.p[0], 6);
    if (quote) cedu__buf_char(out, '"');
    if (formula) cedu__buf_char(out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"') cedu__buf_char(out, '"');
        cedu__buf_char(out, s.p[i]);
    }
    if (quote) cedu__buf_char(out, '"');
}

static void csv_head(cedu_table *t) {
    cedu__buf_z(&t->out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < t->n; i++) {
        if (i) cedu__buf_char(&t->out, ',');
        csv_field(&t->out, cedu__str(heading(t, i)), false);
    }
    cedu__buf_z(&t->out, "\r\n");
}

static void csv_row(cedu_table *t, const cedu_cell *cells) {
    for (size_t i = 0; i < t->n; i++) {
        if (i) cedu__buf_char(&t->out, ',');
        csv_field(&t->out, cell_text(t, &cells[i], false), cells[i].type == CEDU_CELL_NUM);
    }
    cedu__buf_z(&t->out, "\r\n");
}

/* ------------------------------------------------------------------ markdown */
static void md_cell(cedu_buf *out, cedu_str s) {
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '\n') cedu__buf_z(out, "<br>");
        else if (c == '<') cedu__buf_z(out, "&lt;");
        else if (c == '&') cedu__buf_z(out, "&amp;");
        else if (c == '\r' || c == '\t') cedu__buf_char(out, ' ');
        else {
            if (strchr("|\\`*_[]~#", c) && c) cedu__buf_char(out, '\\');
            cedu__buf_char(out, c);
        }
    }
}

static void md_head(cedu_table *t) {
    for (size_t i = 0; i < t->n; i++) {
        if (t->cols[i].machine_only) continue;
        cedu__buf_z(&t->out, "| ");
        md_cell(&t->out, cedu__str(heading(t, i)));
        cedu__buf_char(&t->out, ' ');
    }
    cedu__buf_z(&t->out, "|\n");
    for (size_t i = 0; i < t->n; i++)
        if (!t->cols[i].machine_only) cedu__buf_z(&t->out, t->cols[i].align == CEDU_RIGHT ? "|---:" : "|---");
    cedu__buf_z(&t->out, "|\n");
}

static void md_row(cedu_table *t, const cedu_cell *cells) {
    for (size_t i = 0; i < t->n; i++) {
        if (t->cols[i].machine_only) continue;
        cedu__buf_z(&t->out, "| ");
        md_cell(&t->out, cell_text(t, &cells[i], true));
        cedu__buf_char(&t->out, ' ');
    }
    cedu__buf_z(&t->out, "|\n");
}

/* ------------------------------------------------------------------ aligned */
static bool is_control(uint32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029; }

/* One line for a terminal: control characters become blanks (a page must not be able to send escape sequences). */
static cedu_str clean_line(cedu_table *t, cedu_str s) {
    cedu_buf b = {0};
    size_t len;
    for (size_t i = 0; i < s.n; i += len) {
        size_t ok = cedu__u8_valid(s.p + i, s.n - i);
        if (!ok) {
            cedu__buf_cp(&b, 0xFFFD), len = 1;
            continue;
        }
        uint32_t c = cedu__u8_at(s, i, &len);
        if (is_control(c)) cedu__buf_char(&b, ' ');
        else cedu__buf_add(&b, s.p + i, len);
    }
    cedu_str r = cedu__arena_str(&t->arena, b.n ? cedu__buf_view(&b) : CEDU_STR(""));
    if (b.failed) t->out.failed = true;
    cedu__buf_release(&b);
    return r;
}

/* s in exactly `width` columns (but the last column is not padded); longer ones end with an ellipsis. */
static void fit(cedu_buf *out, cedu_str s, int width, cedu_align align, bool pad) {
    int w = (int)cedu__str_width(s);
    bool cut = w > width;
    size_t end = s.n;
    if (cut) {
        size_t len;
        w = 0, end = 0;
        for (size_t i = 0; i < s.n; i += len) {
            int k = cedu__cp_width(cedu__u8_at(s, i, &len));
            if (w + k > width - 1) break;
            w += k, end = i + len;
        }
        w++;
    }
    if (align == CEDU_RIGHT)
        for (int i = w; i < width; i++) cedu__buf_char(out, ' ');
    cedu__buf_add(out, s.p, end);
    if (cut) cedu__buf_z(out, "…");
    if (align == CEDU_LEFT && pad)
        for (int i = w; i < width; i++) cedu__buf_char(out, ' ');
}

static size_t last_column(const cedu_table *t) {
    size_t last = 0;
    for (size_t i = 0; i < t->n; i++)
        if (!t->cols[i].machine_only) last = i;
    return last;
}

static void line(cedu_table *t, const cedu_str *cells) {
    size_t last = last_column(t), from = t->out.n;
    bool first = true;
    for (size_t i = 0; i < t->n; i++) {
        if (t->cols[i].machine_only) continue;
        if (!first) cedu__buf_z(&t->out, "  ");
        first = false;
        /* Rows after the sample may be wider: off a terminal they are not cut. */
        int w = t->widths[i];
        if (!t->opt.width && (int)cedu__str_width(cells[i]) > w) w = (int)cedu__str_width(cells[i]);
        fit(&t->out, cells[i], w, t->cols[i].align, i != last);
    }
    while (t->out.n > from && t->out.p[t->out.n - 1] == ' ') t->out.n--;
    cedu__buf_char(&t->out, '\n');
}

/* Fixes the widths from the sample; on a terminal the widest squeezable column gives way first. */
static void lay(cedu_table *t) {
    int total = -2;
    for (size_t i = 0; i < t->n; i++) {
        if (t->cols[i].machine_only) continue;
        int w = (int)cedu__str_width(cedu__str(heading(t, i)));
        for (size_t r = 0; r < t->sampled; r++) {
            int k = (int)cedu__str_width(t->sample[r * t->n + i]);
            if (k > w) w = k;
        }
        t->widths[i] = w;
        total += w + 2;
    }
    while (t->opt.width && total > t->opt.width) {
        size_t widest = t->n;
        for (size_t i = 0; i < t->n; i++)
            if (!t->cols[i].machine_only && t->cols[i].min_width && t->widths[i] > t->cols[i].min_width &&
                (widest == t->n || t->widths[i] > t->widths[widest]))
                widest = i;
        if (widest == t->n) break; /* too narrow: the terminal wraps */
        t->widths[widest]--, total--;
    }
    t->laid = true;
    cedu_str *h = CEDU_NEW_N(&t->arena, cedu_str, t->n);
    if (!h) return;
    for (size_t i = 0; i < t->n; i++) h[i] = cedu__str(heading(t, i));
    if (t->opt.bold) cedu__buf_z(&t->out, "\x1b[1m");
    line(t, h);
    if (t->opt.bold) {
        t->out.n--; /* the newline goes after the reset */
        cedu__buf_z(&t->out, "\x1b[0m\n");
    }
    for (size_t r = 0; r < t->sampled; r++) {
        line(t, t->sample + r * t->n);
        flush(t, 1 << 16);
    }
}

static void aligned_row(cedu_table *t, const cedu_cell *cells) {
    cedu_str *row;
    if (!t->laid) row = t->sample + t->sampled * t->n;
    else {
        cedu__arena_reset(&t->arena);
        row = CEDU_NEW_N(&t->arena, cedu_str, t->n);
    }
    if (!row) return;
    for (size_t i = 0; i < t->n; i++)
        row[i] = t->cols[i].machine_only ? CEDU_STR("") : clean_line(t, cell_text(t, &cells[i], true));
    if (t->arena.failed) return;
    if (t->laid) line(t, row);
    else if (++t->sampled == CEDU_TABLE_SAMPLE) lay(t);
}

static void aligned_tail(cedu_table *t) {
    if (!t->laid && t->sampled) lay(t);
}

static const cedu_table_writer writers[] = {
    [CEDU_FORMAT_table] = {NULL, aligned_row, aligned_tail},
    [CEDU_FORMAT_json] = {NULL, json_row, NULL},
    [CEDU_FORMAT_csv] = {csv_head, csv_row, NULL},
    [CEDU_FORMAT_md] = {md_head, md_row, NULL},
};

/* ------------------------------------------------------------------ */
static void table_free(cedu_table *t) {
    cedu__buf_release(&t->out);
    cedu__buf_release(&t->cell);
    cedu__arena_release(&t->arena);
    free(t->widths);
    free(t->sample);
    free(t);
}

cedu_status cedu__table_new(const cedu_column *columns, size_t n, const cedu_table_options *opt, cedu_table **out,
                            cedu_error *err) {
    cedu_table *t = cedu__malloc(sizeof *t);
    if (!t) return cedu__fail_nomem(err);
    *t = (cedu_table){.cols = columns, .n = n, .opt = *opt, .w = &writers[opt->format]};
    cedu__arena_init(&t->arena, (size_t)256 << 20);
    if (opt->format == CEDU_FORMAT_table) {
        t->widths = cedu__malloc(n * sizeof *t->widths);
        t->sample = cedu__malloc(CEDU_TABLE_SAMPLE * n * sizeof *t->sample);
        if (!t->widths || !t->sample) {
            table_free(t);
            return cedu__fail_nomem(err);
        }
        memset(t->widths, 0, n * sizeof *t->widths);
    }
    if (t->w->head) t->w->head(t);
    *out = t;
    return CEDU_OK;
}

bool cedu__table_row(cedu_table *t, const cedu_cell *cells) {
    t->w->row(t, cells);
    t->rows++;
    flush(t, 1 << 16);
    return !t->gone && !t->out.failed && !t->cell.failed && !t->arena.failed;
}

size_t cedu__table_rows(const cedu_table *t) { return t->rows; }

cedu_status cedu__table_end(cedu_table *t, cedu_error *err) {
    if (t->w->tail) t->w->tail(t);
    flush(t, 0);
    bool bad = t->out.failed || t->cell.failed || t->arena.failed;
    table_free(t);
    return bad ? cedu__fail_nomem(err) : CEDU_OK;
}
