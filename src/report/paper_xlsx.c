/* paper_xlsx.c - a paper as a workbook (libxlsxwriter): a sheet a table, one of all sources, one on method and coverage.
 *
 * A value is a numeric cell in the unit in which it is shown (413.9 with the format 0.0"亿元"), with its unit, its own words, its file,
 * address and review status in the columns beside it. Heads are frozen, columns can be filtered. libxlsxwriter writes files only: the
 * workbook goes through a temporary one.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "report/paper.h"

#define MAX_CELL 32000 /* bytes: below Excel's 32 767 characters */

typedef struct book {
    const cedu_paper *p;
    double width[64]; /* of the columns of the sheet being written */
    int lines;        /* of the row being written */
    lxw_workbook *wb;
    lxw_format *head, *wrap;
} book;

static const char *z(const book *b, cedu_str s) {
    if (s.n > MAX_CELL)
        for (s.n = MAX_CELL; s.n > 0 && ((unsigned char)s.p[s.n] & 0xC0) == 0x80;) s.n--;
    cedu_str c = cedu__arena_strf(b->p->arena, "%.*s", (int)s.n, s.p ? s.p : "");
    return c.p ? c.p : "";
}

static const char *z_of(cedu_str s, char z[32]) {
    memcpy(z, s.p, s.n);
    z[s.n] = '\0';
    return z;
}

/* What stands before and behind the number in the source's words: 突破, 亿元以上. False where the words hold another number (1/2, 第五). */
static bool around(const cedu_paper_cell *c, cedu_str *before, cedu_str *after) {
    size_t i = 0, e;
    while (i < c->text.n && !(c->text.p[i] >= '0' && c->text.p[i] <= '9')) i++;
    for (e = i; e < c->text.n && ((c->text.p[e] >= '0' && c->text.p[e] <= '9') || c->text.p[e] == '.');) e++;
    cedu_str digits = cedu__sub(c->text, i, e);
    *before = cedu__sub(c->text, 0, i), *after = cedu__sub(c->text, e, c->text.n);
    for (size_t k = 0; k < after->n; k++)
        if (after->p[k] >= '0' && after->p[k] <= '9') return false;
    return e > i && digits.n < 30 && strtod(z_of(digits, (char[32]){0}), NULL) == c->number &&
           !memchr(c->text.p, '"', c->text.n);
}

/* "突破"0.0"亿元" */
static lxw_format *number_format(book *b, const cedu_paper_cell *c) {
    cedu_buf f = {0};
    cedu_str before = {0}, after = c->unit;
    if (!around(c, &before, &after)) before = (cedu_str){0}, after = c->unit;
    if (before.n) cedu__buf_f(&f, "\"%.*s\"", (int)before.n, before.p);
    cedu__buf_z(&f, c->decimals ? "#,##0." : "#,##0");
    for (int i = 0; i < c->decimals && i < 8; i++) cedu__buf_char(&f, '0');
    if (after.n && !memchr(after.p, '"', after.n)) cedu__buf_f(&f, "\"%.*s\"", (int)after.n, after.p);
    lxw_format *out = workbook_add_format(b->wb);
    if (out) format_set_align(out, LXW_ALIGN_VERTICAL_TOP);
    if (out && !f.failed) format_set_num_format(out, z(b, cedu__buf_view(&f)));
    cedu__buf_release(&f);
    return out;
}

/* A column is as wide as its longest text, up to MAX_WIDTH characters of a digit's width; what is longer wraps. */
#define MIN_WIDTH 6
#define MAX_WIDTH 42
static double columns_of(cedu_str s) {
    double n = 2;
    for (size_t at = 0, len; at < s.n; at += len) n += cedu__u8_at(s, at, &len) < 0x80 ? 1 : 2;
    return n;
}

static void widen(book *b, lxw_col_t c, cedu_str s) {
    double n = columns_of(s);
    if (n > MAX_WIDTH * b->lines) b->lines = (int)ceil(n / MAX_WIDTH);
    if (c < CEDU_COUNT(b->width) && n > b->width[c]) b->width[c] = n < MAX_WIDTH ? n : MAX_WIDTH;
}

static void text(book *b, lxw_worksheet *w, lxw_row_t r, lxw_col_t c, cedu_str s) {
    if (!s.n) return;
    worksheet_write_string(w, r, c, z(b, s), b->wrap);
    widen(b, c, s);
}

static void heads(book *b, lxw_worksheet *w, const cedu_str *names, size_t n, lxw_row_t rows) {
    for (size_t i = 0; i < n; i++) worksheet_write_string(w, 0, (lxw_col_t)i, z(b, names[i]), b->head);
    worksheet_freeze_panes(w, 1, 0);
    if (rows) worksheet_autofilter(w, 0, 0, rows, (lxw_col_t)(n - 1));
    b->lines = 1;
    for (size_t i = 0; i < CEDU_COUNT(b->width); i++) b->width[i] = MIN_WIDTH;
    for (size_t i = 0; i < n; i++)
        widen(b, (lxw_col_t)i, names[i]), b->width[i < CEDU_COUNT(b->width) ? i : 0] += 2; /* the filter's button */
}

/* A row as high as its lines: Excel finds out by itself, LibreOffice does not. */
static void row_done(book *b, lxw_worksheet *w, lxw_row_t r) {
    if (b->lines > 1) worksheet_set_row(w, r, fmin(15.0 * b->lines, 400), NULL);
    b->lines = 1;
}

/* When all is written. Printed: across, all columns on one page, the heads on each. */
static void finish(book *b, lxw_worksheet *w, size_t n) {
    for (size_t i = 0; i < n && i < CEDU_COUNT(b->width); i++)
        worksheet_set_column(w, (lxw_col_t)i, (lxw_col_t)i, b->width[i], NULL);
    worksheet_set_paper(w, 9); /* A4 */
    worksheet_set_landscape(w);
    worksheet_fit_to_pages(w, 1, 0);
    worksheet_repeat_rows(w, 0, 0);
}

/* Excel allows 31 characters and none of []:*?/\ in a sheet's name. */
static const char *sheet_name(book *b, cedu_str caption, size_t no) {
    cedu_buf out = {0};
    size_t n = 0;
    for (size_t i = 0, len; i < caption.n && n < 24; i += len, n++) {
        (void)cedu__u8_at(caption, i, &len);
        if (len > 1 || !strchr("[]:*?/\\'", caption.p[i])) cedu__buf_add(&out, caption.p + i, len);
    }
    if (no) cedu__buf_f(&out, " %zu", no + 1);
    const char *name = z(b, cedu__buf_view(&out));
    cedu__buf_release(&out);
    return name;
}

static void table(book *b, const cedu_paper_block *t, size_t no) {
    static const char *const zh[] = {"原文摘录", "文件", "网址", "核定状态", "出处编号"};
    static const char *const en[] = {"quotation", "file", "address", "status", "source no."};
    lxw_worksheet *w = workbook_add_worksheet(b->wb, sheet_name(b, t->runs.n ? t->runs.p[0].text : CEDU_STR("Sheet"), no));
    size_t n = t->column_count;
    cedu_str *names = CEDU_NEW_N(b->p->arena, cedu_str, n + CEDU_COUNT(zh));
    if (!w || !names) return;
    memcpy(names, t->columns, n * sizeof *names);
    for (size_t i = 0; i < CEDU_COUNT(zh); i++) names[n + i] = cedu__str((b->p->english ? en : zh)[i]);
    heads(b, w, names, n + CEDU_COUNT(zh), (lxw_row_t)t->rows.n);
    for (size_t i = 0; i < t->rows.n; i++) {
        lxw_row_t r = (lxw_row_t)i + 1;
        int note = 0;
        size_t notes = 0;
        for (size_t k = 0; k < n; k++) {
            const cedu_paper_cell *c = &t->rows.p[i][k];
            if (c->has_number)
                worksheet_write_number(w, r, (lxw_col_t)k, c->number, number_format(b, c)), widen(b, (lxw_col_t)k, c->text);
            else text(b, w, r, (lxw_col_t)k, c->text);
            if (c->note) note = c->note, notes++;
            if (c->note && c->text.n)
                worksheet_write_comment(w, r, (lxw_col_t)k, z(b, b->p->notes.p[c->note - 1].fact.clean_quote));
        }
        if (notes != 1) { /* several: each has its comment and the sheet of sources */
            row_done(b, w, r);
            continue;
        }
        const cedu_store_fact *f = &b->p->notes.p[note - 1].fact;
        const cedu_str more[] = {f->clean_quote, f->file, f->url,
                                 cedu__str(cedu__store_status_label(f->status, b->p->english))};
        for (size_t k = 0; k < CEDU_COUNT(more); k++) text(b, w, r, (lxw_col_t)(n + k), more[k]);
        worksheet_write_number(w, r, (lxw_col_t)(n + CEDU_COUNT(more)), note, NULL);
        row_done(b, w, r);
    }
    finish(b, w, n + CEDU_COUNT(zh));
}

static void sources(book *b) {
    static const char *const zh[] = {"编号",     "出处",     "原文摘录", "文件",         "网址",     "发布日期",
                                     "核定状态", "独立来源", "事实",     "文档 SHA-256", "起始字节", "结束字节"};
    static const char *const en[] = {"no.",     "citation", "quotation",        "file",       "address", "published", "status",
                                     "sources", "fact",     "document SHA-256", "first byte", "end byte"};
    lxw_worksheet *w = workbook_add_worksheet(b->wb, b->p->english ? "Sources" : "出处");
    cedu_str names[CEDU_COUNT(zh)];
    if (!w) return;
    for (size_t i = 0; i < CEDU_COUNT(zh); i++) names[i] = cedu__str((b->p->english ? en : zh)[i]);
    heads(b, w, names, CEDU_COUNT(zh), (lxw_row_t)b->p->notes.n);
    for (size_t i = 0; i < b->p->notes.n; i++) {
        const cedu_paper_note *n = &b->p->notes.p[i];
        const cedu_store_fact *f = &n->fact;
        lxw_row_t r = (lxw_row_t)i + 1;
        worksheet_write_number(w, r, 0, (double)i + 1, NULL);
        const cedu_str cells[] = {n->citation, f->clean_quote, f->file,
                                  f->url,      f->published,   cedu__str(cedu__store_status_label(f->status, b->p->english))};
        for (size_t k = 0; k < CEDU_COUNT(cells); k++) text(b, w, r, (lxw_col_t)(k + 1), cells[k]);
        worksheet_write_number(w, r, 7, (double)n->sources, NULL);
        text(b, w, r, 8, cedu__str(f->fact.id));
        text(b, w, r, 9, cedu__str(f->doc));
        worksheet_write_number(w, r, 10, f->fact.place.byte_start, NULL);
        worksheet_write_number(w, r, 11, f->fact.place.byte_end, NULL);
        row_done(b, w, r);
    }
    finish(b, w, CEDU_COUNT(zh));
}

#define WORDS_WIDTH 78 /* fits on a page */
/* Title and all paragraphs: what the report says in words, and how it was made. */
static void words(book *b) {
    lxw_worksheet *w = workbook_add_worksheet(b->wb, b->p->english ? "Text and method" : "正文与说明");
    lxw_row_t r = 0;
    if (!w) return;
    worksheet_set_column(w, 0, 0, WORDS_WIDTH, NULL);
    worksheet_set_paper(w, 9);
    worksheet_fit_to_pages(w, 1, 0);
    worksheet_write_string(w, r++, 0, z(b, b->p->title), b->head);
    for (size_t i = 0; i < b->p->blocks.n; i++) {
        const cedu_paper_block *k = &b->p->blocks.p[i];
        if (k->what == CEDU_PAPER_table || k->what == CEDU_PAPER_chart) continue;
        cedu_buf line = {0};
        for (size_t j = 0; j < k->runs.n; j++) {
            cedu__buf_str(&line, k->runs.p[j].text);
            if (k->runs.p[j].note) cedu__buf_f(&line, "[%d]", k->runs.p[j].note);
        }
        b->lines = (int)ceil(columns_of(cedu__buf_view(&line)) / WORDS_WIDTH);
        row_done(b, w, r);
        worksheet_write_string(w, r++, 0, z(b, cedu__buf_view(&line)), k->what == CEDU_PAPER_heading ? b->head : b->wrap);
        cedu__buf_release(&line);
    }
}

static cedu_status build(const void *ctx, const char *path, cedu_error *err) {
    const cedu_paper *p = ctx;
    book b = {.p = p, .wb = workbook_new(path)};
    size_t tables = 0;
    if (!b.wb) return cedu__fail_nomem(err);
    b.head = workbook_add_format(b.wb);
    b.wrap = workbook_add_format(b.wb);
    format_set_bold(b.head);
    format_set_bottom(b.head, LXW_BORDER_THIN);
    format_set_text_wrap(b.wrap);
    format_set_align(b.wrap, LXW_ALIGN_VERTICAL_TOP);
    for (size_t i = 0; i < p->blocks.n; i++)
        if (p->blocks.p[i].what == CEDU_PAPER_table) table(&b, &p->blocks.p[i], tables++);
    sources(&b);
    words(&b);
    lxw_error e = workbook_close(b.wb);
    return e == LXW_NO_ERROR
               ? CEDU_OK
               : cedu__fail(err, CEDU_IO, "工作簿写不成：%s", "the workbook cannot be written: %s", lxw_strerror(e));
}

static cedu_status slurp(const char *path, cedu_buf *out, cedu_error *err) {
    FILE *f = fopen(path, "rb");
    char block[65536];
    if (!f)
        return cedu__fail(err, CEDU_IO, "临时文件读不回来：%s", "the temporary file cannot be read back: %s", strerror(errno));
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0 && !out->failed;) cedu__buf_add(out, block, n);
    bool bad = ferror(f) != 0;
    fclose(f);
    if (bad) return cedu__fail(err, CEDU_IO, "临时文件读不回来", "the temporary file cannot be read back");
    return out->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__workbook(cedu_workbook_fn fill, const void *ctx, cedu_arena *a, cedu_buf *out, cedu_error *err) {
    const char *dir = getenv("TMPDIR");
    cedu_str path = cedu__arena_strf(a, "%s/cedu-XXXXXX", dir && *dir ? dir : "/tmp");
    int fd = path.p ? mkstemp((char *)path.p) : -1;
    if (fd < 0) return cedu__fail(err, CEDU_IO, "临时文件建不成：%s", "no temporary file can be made: %s", strerror(errno));
    close(fd);
    cedu_status s = fill(ctx, path.p, err);
    if (s == CEDU_OK) s = slurp(path.p, out, err);
    unlink(path.p);
    return s;
}

cedu_status cedu__paper_xlsx(const cedu_paper *p, cedu_buf *out, cedu_error *err) {
    return cedu__workbook(build, p, p->arena, out, err);
}
