/* xlsx.c - a workbook as lines: each visible sheet's name, then a row a line with its cells between tabs.
 *
 * Cells stand in their columns (an empty cell is an empty field, also at a row's ends), numbers are written as the sheet shows them. Hidden sheets are
 * left out. Formulas give their stored result. Hostile: references to far columns are capped at MAX_GAP empty fields; the number
 * of shared strings, formats and sheets is bounded.
 */
#include <stdlib.h>

#include "input/office.h"

enum { MAX_SHEETS = 512, MAX_FORMATS = 65536, MAX_STRINGS = 1 << 22, MAX_GAP = 64 };

typedef struct sheet {
    cedu_str name, rel, target;
    bool hidden;
} sheet;

/* A line of a sheet's text: its row, the fields before its first one, whether a gap was cut short. */
typedef struct row {
    uint32_t line, lead;
    bool cut;
} row;

typedef struct xlsx_ctx {
    cedu_office *o;
    cedu_arena arena;
    cedu_buf *out;
    CEDU_VEC(sheet) sheets;
    bool since_1904;
    CEDU_VEC(cedu_str) strings;
    CEDU_VEC(cedu_number_format) formats; /* by cell style */
    struct custom {
        int id;
        cedu_str code;
    } * custom;
    size_t custom_n, custom_cap;
    /* parsing */
    bool in_xfs, in_text, in_phonetic, in_value;
    cedu_buf text; /* of the current string or cell */
    char type[12]; /* of the current cell */
    int style, column, last;
    size_t row_start;
    bool row_any;
    /* as cells instead of text */
    cedu_grid *grid;
    cedu_arena *grid_arena;
    CEDU_VEC(cedu_grid_cell) cells;
    CEDU_VEC(cedu_grid_sheet) done;
    uint32_t line;
    CEDU_VEC(row) rows; /* of the sheet, as lines of its text */
    row now;
} xlsx_ctx;

static int number(cedu_str s) {
    int v = 0;
    for (size_t i = 0; i < s.n && i < 9 && s.p[i] >= '0' && s.p[i] <= '9'; i++) v = v * 10 + (s.p[i] - '0');
    return v;
}

/* "&amp;" and its like: attribute values come raw only where they hold references; libxml2 resolves them otherwise. */
static cedu_str keep(xlsx_ctx *c, cedu_str s) { return cedu__arena_str(&c->arena, s); }

static bool enough(xlsx_ctx *c) {
    if (c->arena.failed || c->text.failed || c->out->failed) c->o->stop = true;
    return c->o->stop;
}

/* ------------------------------------------------------------------ workbook.xml, its relations */
static void book_start(void *user, const char *name, const char *uri, int n, const xmlChar **atts) {
    xlsx_ctx *c = user;
    (void)uri;
    if (!strcmp(name, "sheet") && c->sheets.n < MAX_SHEETS) {
        cedu_str state = cedu__office_att(n, atts, "state");
        sheet s = {.name = keep(c, cedu__office_att(n, atts, "name")),
                   .rel = keep(c, cedu__office_att(n, atts, "id")),
                   .hidden = state.n && !cedu__eqz(state, "visible")};
        (void)CEDU_PUSH(&c->arena, &c->sheets, s);
    } else if (!strcmp(name, "workbookPr")) {
        cedu_str v = cedu__office_att(n, atts, "date1904");
        c->since_1904 = cedu__eqz(v, "1") || cedu__eqz(v, "true");
    }
    enough(c);
}

static void rel_start(void *user, const char *name, const char *uri, int n, const xmlChar **atts) {
    xlsx_ctx *c = user;
    (void)uri;
    if (strcmp(name, "Relationship") != 0) return;
    cedu_str id = cedu__office_att(n, atts, "Id"), target = cedu__office_att(n, atts, "Target");
    for (size_t i = 0; i < c->sheets.n; i++)
        if (cedu__eq(c->sheets.p[i].rel, id) && !c->sheets.p[i].target.p) c->sheets.p[i].target = keep(c, target);
}

/* ------------------------------------------------------------------ sharedStrings.xml */
static void string_start(void *user, const char *name, const char *uri, int n, const xmlChar **atts) {
    xlsx_ctx *c = user;
    (void)uri, (void)n, (void)atts;
    if (!strcmp(name, "si")) c->text.n = 0;
    else if (!strcmp(name, "t")) c->in_text = true;
    else if (!strcmp(name, "rPh")) c->in_phonetic = true;
}

static void string_end(void *user, const char *name, const char *uri) {
    xlsx_ctx *c = user;
    (void)uri;
    if (!strcmp(name, "t")) c->in_text = false;
    else if (!strcmp(name, "rPh")) c->in_phonetic = false;
    else if (!strcmp(name, "si")) {
        if (c->strings.n >= MAX_STRINGS || !CEDU_PUSH(&c->arena, &c->strings, keep(c, cedu__buf_view(&c->text))))
            c->o->stop = true;
        enough(c);
    }
}

static void add_text(void *user, const char *p, int n) {
    xlsx_ctx *c = user;
    if ((c->in_text && !c->in_phonetic) || c->in_value) cedu__buf_add(&c->text, p, (size_t)n);
    enough(c);
}

/* ------------------------------------------------------------------ styles.xml */
static void style_start(void *user, const char *name, const char *uri, int n, const xmlChar **atts) {
    xlsx_ctx *c = user;
    (void)uri;
    if (!strcmp(name, "numFmt") && c->custom_n < MAX_FORMATS) {
        if (c->custom_n == c->custom_cap &&
            !cedu__vec_grow(&c->arena, (void **)&c->custom, c->custom_n, &c->custom_cap, sizeof *c->custom)) {
            c->o->stop = true;
            return;
        }
        c->custom[c->custom_n++] =
            (struct custom){number(cedu__office_att(n, atts, "numFmtId")), keep(c, cedu__office_att(n, atts, "formatCode"))};
    } else if (!strcmp(name, "cellXfs")) c->in_xfs = true;
    else if (!strcmp(name, "xf") && c->in_xfs && c->formats.n < MAX_FORMATS) {
        int id = number(cedu__office_att(n, atts, "numFmtId"));
        cedu_str code = {0};
        for (size_t i = 0; i < c->custom_n && i < 4096 && !code.p; i++)
            if (c->custom[i].id == id) code = c->custom[i].code;
        (void)CEDU_PUSH(&c->arena, &c->formats, cedu__number_format(id, code));
    }
    enough(c);
}

static void style_end(void *user, const char *name, const char *uri) {
    (void)uri;
    if (!strcmp(name, "cellXfs")) ((xlsx_ctx *)user)->in_xfs = false;
}

/* ------------------------------------------------------------------ a sheet */
/* "BC12" -> 54 (from 0); -1 when it is no reference. */
static int column_of(cedu_str ref) {
    int v = 0;
    size_t i = 0;
    for (; i < ref.n && i < 3 && ref.p[i] >= 'A' && ref.p[i] <= 'Z'; i++) v = v * 26 + (ref.p[i] - 'A' + 1);
    return i ? v - 1 : -1;
}

/* "BC12" -> 12; 0 when there is none. */
static uint32_t line_of(cedu_str ref) {
    size_t i = 0;
    while (i < ref.n && ref.p[i] >= 'A' && ref.p[i] <= 'Z') i++;
    return (uint32_t)number(cedu__sub(ref, i, ref.n));
}

/* A merged range says what its first cell says in every cell: A2:A5 under 城市. Only downwards and rightwards, CEDU_MAX_MERGED cells. */
static void merged(xlsx_ctx *c, cedu_str ref) {
    ptrdiff_t colon = cedu__find(ref, CEDU_STR(":"), 0);
    if (colon < 0) return;
    cedu_str a = cedu__sub(ref, 0, (size_t)colon), b = cedu__sub(ref, (size_t)colon + 1, ref.n);
    int from = column_of(a), to = column_of(b);
    uint32_t top = line_of(a), bottom = line_of(b);
    size_t n = c->cells.n, first = n;
    for (size_t i = 0; i < n && first == n; i++)
        if (c->cells.p[i].line == top && c->cells.p[i].column == (uint32_t)from + 1) first = i;
    if (first == n || from < 0 || to < from || bottom < top || (uint64_t)(to - from + 1) * (bottom - top + 1) > CEDU_MAX_MERGED)
        return;
    cedu_grid_cell say = c->cells.p[first];
    say.merged = true;
    for (uint32_t l = top; l <= bottom; l++)
        for (int k = from; k <= to; k++) {
            if (l == top && k == from) continue;
            say.line = l, say.column = (uint32_t)k + 1;
            (void)CEDU_PUSH(&c->arena, &c->cells, say);
        }
}

static void grid_cell(xlsx_ctx *c, cedu_str v) {
    static const cedu_number_format general = {0};
    const cedu_number_format *f = (size_t)c->style < c->formats.n ? &c->formats.p[c->style] : &general;
    cedu_grid_cell cell = {.line = c->line, .column = (uint32_t)c->column + 1};
    size_t from = c->out->n;
    if (!strcmp(c->type, "s")) {
        size_t k = (size_t)number(v);
        if (k < c->strings.n) cedu__buf_str(c->out, c->strings.p[k]);
    } else if (!strcmp(c->type, "b")) cedu__buf_z(c->out, v.p[0] == '1' ? "TRUE" : "FALSE");
    else if (!c->type[0] || !strcmp(c->type, "n")) {
        char z[64], *end;
        cell.has_number = v.n < sizeof z;
        if (cell.has_number) memcpy(z, v.p, v.n), z[v.n] = '\0', cell.number = strtod(z, &end), cell.has_number = !*end;
        cell.percent = f->percent, cell.date = f->kind == FORMAT_DATE;
        cedu__number_shown(c->out, v, f, c->since_1904);
    } else cell.error = !strcmp(c->type, "e"), cedu__buf_str(c->out, v);
    cell.text = cedu__arena_str(c->grid_arena, cedu__trim(cedu__sub(cedu__buf_view(c->out), from, c->out->n)));
    c->out->n = from;
    if (cell.text.n) (void)CEDU_PUSH(&c->arena, &c->cells, cell);
}

static void sheet_start(void *user, const char *name, const char *uri, int n, const xmlChar **atts) {
    xlsx_ctx *c = user;
    (void)uri;
    if (c->grid && !strcmp(name, "mergeCell")) merged(c, cedu__office_att(n, atts, "ref"));
    if (!strcmp(name, "row")) {
        int r = number(cedu__office_att(n, atts, "r"));
        c->line = r > 0 ? (uint32_t)r : c->line + 1;
        c->last = -1;
        c->row_any = false;
        c->row_start = c->out->n;
        c->now = (row){.line = c->line};
    } else if (!strcmp(name, "c")) {
        cedu_str t = cedu__office_att(n, atts, "t"), s = cedu__office_att(n, atts, "s");
        int col = column_of(cedu__office_att(n, atts, "r"));
        c->column = col > c->last ? col : c->last + 1;
        snprintf(c->type, sizeof c->type, "%.*s", (int)(t.n < 11 ? t.n : 11), t.p ? t.p : "");
        c->style = s.p ? number(s) : 0;
        c->text.n = 0;
    } else if (!strcmp(name, "v")) c->in_value = true;
    else if (!strcmp(name, "t")) c->in_text = true;
    else if (!strcmp(name, "rPh")) c->in_phonetic = true;
}

/* One line of a cell: line breaks and tabs inside of it are blanks. */
static void put_cell(xlsx_ctx *c, cedu_str s) {
    s = cedu__trim(s);
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n') continue;
        else cedu__buf_char(c->out, s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r' ? ' ' : s.p[i]);
}

static void cell_end(xlsx_ctx *c) {
    static const cedu_number_format general = {0};
    cedu_str v = c->text.n ? cedu__trim(cedu__buf_view(&c->text)) : (cedu_str){0};
    if (v.n == 0) return;
    if (c->grid) {
        c->last = c->column;
        grid_cell(c, v);
        return;
    }
    int gap = c->column - (c->last < 0 ? 0 : c->last);
    if (c->last < 0) c->now.lead = (uint32_t)(gap < MAX_GAP ? gap : MAX_GAP);
    c->now.cut |= gap > MAX_GAP;
    for (int i = 0; i < gap && i < MAX_GAP; i++) cedu__buf_char(c->out, '\t');
    c->last = c->column;
    c->row_any = true;
    if (!strcmp(c->type, "s")) {
        size_t k = (size_t)number(v);
        if (k < c->strings.n) put_cell(c, c->strings.p[k]);
    } else if (!strcmp(c->type, "b")) cedu__buf_z(c->out, v.p[0] == '1' ? "TRUE" : "FALSE");
    else if (!c->type[0] || !strcmp(c->type, "n"))
        cedu__number_shown(c->out, v, (size_t)c->style < c->formats.n ? &c->formats.p[c->style] : &general, c->since_1904);
    else put_cell(c, v);
}

static void sheet_end(void *user, const char *name, const char *uri) {
    xlsx_ctx *c = user;
    (void)uri;
    if (!strcmp(name, "v")) c->in_value = false;
    else if (!strcmp(name, "t")) c->in_text = false;
    else if (!strcmp(name, "rPh")) c->in_phonetic = false;
    else if (!strcmp(name, "c")) cell_end(c);
    else if (!strcmp(name, "row")) {
        if (c->row_any) cedu__buf_char(c->out, '\n'), (void)CEDU_PUSH(&c->arena, &c->rows, c->now);
        else c->out->n = c->row_start;
    } else if (!strcmp(name, c->grid ? "mergeCells" : "sheetData")) c->o->stop = true; /* what follows is looks */
    enough(c);
}

/* Rows of a sheet's text from `from` on, made as wide as its widest, so that empty cells at their ends are cells; a row of one cell above or
 * below the table (its name, 单位：万元, 注：…) is a line. Sheets of more than MAX_WIDTH columns stay as they are. */
static void even_rows(cedu_buf *b, size_t from) {
    enum { MAX_WIDTH = 40 };
    size_t width = 0, tail = SIZE_MAX, first = SIZE_MAX, lines = 0, end;
    for (size_t i = from; i < b->n; i = end + 1, lines++) {
        size_t tabs = 0, cells = 0;
        for (end = i; end < b->n && b->p[end] != '\n'; end++) {
            tabs += b->p[end] == '\t';
            cells += b->p[end] != '\t' && (end == i || b->p[end - 1] == '\t');
        }
        if (tabs + 1 > width && cells > 1) width = tabs + 1;
        if (cells > 1 && first == SIZE_MAX) first = lines;
        if (cells > 1) tail = lines;
    }
    if (first == SIZE_MAX || width > MAX_WIDTH) return;
    cedu_buf out = {.max = b->max};
    for (size_t i = from, line = 0; i < b->n && !out.failed; i = end + 1, line++) {
        size_t tabs = 0, start = i;
        for (end = i; end < b->n && b->p[end] != '\n'; end++) tabs += b->p[end] == '\t';
        bool within = line >= first && line <= tail;
        while (!within && start < end && b->p[start] == '\t') start++;
        cedu__buf_add(&out, b->p + start, end - start);
        for (; within && tabs + 1 < width; tabs++) cedu__buf_char(&out, '\t');
        cedu__buf_char(&out, '\n');
    }
    b->n = from;
    cedu__buf_str(b, cedu__buf_view(&out));
    b->failed |= out.failed;
    cedu__buf_release(&out);
}

/* Where the lines of a sheet's text from byte `from` on stand in it. */
static void place_rows(xlsx_ctx *c, cedu_str name, size_t from) {
    uint32_t line = 0, first = 1;
    bool any = false;
    cedu_str s = cedu__buf_view(c->out);
    for (size_t i = from, k = 0; i < s.n && k < c->rows.n; k++, line++) {
        const row *r = &c->rows.p[k];
        uint32_t tabs = 0;
        while (i + tabs < s.n && s.p[i + tabs] == '\t') tabs++;
        uint32_t column = r->cut ? 0 : r->lead > tabs ? 1 + r->lead - tabs : 1;
        if (!any || r->line != line || column != first) cedu__where_add(c->o->places, i, 's', r->line, column, name);
        any = true, line = r->line, first = column;
        const char *e = memchr(s.p + i, '\n', s.n - i);
        i = e ? (size_t)(e - s.p) + 1 : s.n;
    }
}

/* ------------------------------------------------------------------ the workbook */
static cedu_status part(xlsx_ctx *c, const char *name, const cedu_office_handler *h, bool *found, cedu_error *err) {
    c->in_xfs = c->in_text = c->in_phonetic = c->in_value = false;
    c->o->stop = false;
    c->text.n = 0;
    cedu_status st = cedu__office_part(c->o, name, h, c, found, err);
    if (st == CEDU_OK && (c->arena.failed || c->text.failed || c->out->failed || c->strings.n >= MAX_STRINGS))
        st = cedu__fail(err, CEDU_TOO_LARGE, "表格的内容超过上限，没有读取；请拆分",
                        "the workbook exceeds the limits: not read; split it");
    return st;
}

static int by_place(const void *p, const void *q) {
    const cedu_grid_cell *a = p, *b = q;
    if (a->line != b->line) return a->line < b->line ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

static cedu_status sheets(xlsx_ctx *c, cedu_error *err) {
    static const cedu_office_handler handler = {sheet_start, sheet_end, add_text};
    for (size_t i = 0; i < c->sheets.n; i++) {
        const sheet *s = &c->sheets.p[i];
        bool found;
        if (s->hidden || !s->target.n) continue;
        cedu_str path = s->target.p[0] == '/' ? keep(c, cedu__sub(s->target, 1, s->target.n))
                                              : cedu__arena_strf(&c->arena, "xl/%.*s", (int)s->target.n, s->target.p);
        if (!path.p) return cedu__fail_nomem(err);
        if (c->out->n) cedu__buf_char(c->out, '\n');
        if (c->o->places) cedu__where_add(c->o->places, c->out->n, 's', 0, 0, s->name);
        put_cell(c, s->name);
        cedu__buf_char(c->out, '\n');
        c->line = 0, c->cells.n = 0, c->rows.n = 0;
        size_t from = c->out->n;
        cedu_status st = part(c, path.p, &handler, &found, err);
        if (!c->grid) even_rows(c->out, from);
        if (c->o->places) place_rows(c, s->name, from);
        if (st != CEDU_OK) return st;
        if (!c->grid) continue;
        if (c->cells.n) qsort(c->cells.p, c->cells.n, sizeof *c->cells.p, by_place);
        cedu_grid_sheet one = {.name = cedu__arena_str(c->grid_arena, s->name), .n = c->cells.n};
        one.cells = c->cells.n ? cedu__arena_dup(c->grid_arena, c->cells.p, c->cells.n * sizeof *c->cells.p) : NULL;
        if (!CEDU_PUSH(c->grid_arena, &c->done, one) || (c->cells.n && !one.cells)) return cedu__fail_nomem(err);
    }
    return CEDU_OK;
}

static cedu_status read_book(xlsx_ctx *c, cedu_error *err) {
    static const cedu_office_handler book = {book_start, NULL, NULL}, rels = {rel_start, NULL, NULL},
                                     strings = {string_start, string_end, add_text}, styles = {style_start, style_end, NULL};
    bool found, ignored;
    cedu__arena_init(&c->arena, (size_t)768 << 20);
    cedu_status st = part(c, "xl/workbook.xml", &book, &found, err);
    if (st == CEDU_OK && !found) st = CEDU_NOT_FOUND;
    if (st == CEDU_OK) st = part(c, "xl/_rels/workbook.xml.rels", &rels, &ignored, err);
    if (st == CEDU_OK) st = part(c, "xl/sharedStrings.xml", &strings, &ignored, err);
    if (st == CEDU_OK) st = part(c, "xl/styles.xml", &styles, &ignored, err);
    if (st == CEDU_OK) st = sheets(c, err);
    cedu__buf_release(&c->text);
    cedu__arena_release(&c->arena);
    return st;
}

cedu_status cedu__xlsx_text(cedu_office *o, cedu_buf *out, cedu_error *err) {
    xlsx_ctx c = {.o = o, .out = out, .text = {.max = CEDU_MAX_MEMBER}};
    return read_book(&c, err);
}

cedu_status cedu__input_grid(const void *p, size_t n, cedu_arena *a, cedu_grid *out, cedu_error *err) {
    cedu_office o = {.p = p, .n = n};
    cedu_buf shown = {.max = CEDU_MAX_MEMBER};
    xlsx_ctx c = {.o = &o, .out = &shown, .text = {.max = CEDU_MAX_MEMBER}, .grid = out, .grid_arena = a};
    *out = (cedu_grid){0};
    cedu_status st = read_book(&c, err);
    cedu__buf_release(&shown);
    if (st == CEDU_NOT_FOUND) st = cedu__fail(err, CEDU_UNSUPPORTED, "不是 Excel 工作簿（.xlsx）", "no Excel workbook (.xlsx)");
    if (st == CEDU_OK) *out = (cedu_grid){c.done.p, c.done.n};
    return st;
}
