/* import.c - headings to fields, rows to keys; see import.h. A heading is compared without blanks and brackets: equal to a form of a field,
 * else the field whose form is the longest part of it. A field takes one column, the first that is equal. Rows whose key begins with the
 * word of the templates' examples are left out and counted. */
#include "desk/import.h"

#include <sodium.h>
#include <stdlib.h>

#define EXAMPLE "示例"
#define S(v)    (int)(v).n, (v).p ? (v).p : ""

/* 预算（万元） -> 预算, and 万元. */
static cedu_str plain(cedu_str h, cedu_str *unit, cedu_arena *a) {
    cedu_buf b = {0}, u = {0};
    size_t len;
    int depth = 0;
    for (size_t i = 0; i < h.n; i += len) {
        uint32_t c = cedu__u8_at(h, i, &len);
        if (c == 0xFF08 || c == '(' || c == '[' || c == 0x3010) depth++;
        else if (c == 0xFF09 || c == ')' || c == ']' || c == 0x3011) depth -= depth > 0;
        else if (c <= ' ' || c == 0x3000 || c == '*' || c == 0xFF0A || c == 0xFF1A || c == ':' || c == '_') continue;
        else if (depth) cedu__buf_add(&u, h.p + i, len);
        else if (c >= 'A' && c <= 'Z') cedu__buf_char(&b, (char)(c + 32));
        else cedu__buf_add(&b, h.p + i, len);
    }
    cedu_str s = cedu__arena_str(a, cedu__buf_view(&b));
    if (unit) *unit = u.n ? cedu__arena_str(a, cedu__buf_view(&u)) : (cedu_str){0};
    cedu__buf_release(&b);
    cedu__buf_release(&u);
    return s;
}

/* 2 = equal to a form or the name, 1 = holds one (its length in *n), 0 = neither. */
static int like(const cedu_image *im, const cedu_desk_field *f, cedu_str h, size_t *n, cedu_arena *a) {
    *n = 0;
    if (cedu__eq(plain(f->label, NULL, a), h) || cedu__eq(f->id, h)) return 2;
    for (size_t k = 0; k < cedu__image_form_count(im, f->entry); k++) {
        cedu_str form = plain(cedu__image_form(im, f->entry, k), NULL, a);
        if (cedu__eq(form, h)) return 2;
        if (form.n >= 6 && form.n > *n && cedu__find(h, form, 0) >= 0) *n = form.n;
    }
    return *n > 0;
}

typedef struct mapper {
    const cedu_image *im;
    const cedu_desk_kind *kind;
    cedu_arena *a;
} mapper;

static bool fits(void *ctx, const cedu_import_cell *row, size_t n, size_t *score) {
    mapper *m = ctx;
    size_t len;
    for (size_t i = 0; i < n; i++) {
        if (row[i].has_number || row[i].text.n > 90) continue;
        cedu_str h = plain(row[i].text, NULL, m->a);
        int best = 0;
        for (size_t k = 0; k < m->kind->field_count && best < 2; k++) {
            int l = like(m->im, &m->kind->fields[k], h, &len, m->a);
            if (l > best) best = l;
        }
        *score += (size_t)best;
    }
    return *score > 0;
}

static cedu_status map_columns(const mapper *m, cedu_import *im, cedu_error *err) {
    CEDU_VEC(cedu_import_column) v = {0};
    for (size_t i = 0; i < im->cell_count; i++)
        if (im->cells[i].line == im->header) {
            cedu_import_column c = {.column = im->cells[i].column, .heading = im->cells[i].text};
            (void)plain(c.heading, &c.unit, m->a);
            (void)CEDU_PUSH(m->a, &v, c);
        }
    bool *taken = CEDU_NEW_N(m->a, bool, m->kind->field_count + 1);
    if (!taken || m->a->failed) return cedu__fail_nomem(err);
    for (int round = 2; round >= 1; round--)
        for (size_t i = 0; i < v.n; i++) {
            if (v.p[i].field) continue;
            size_t best = 0, len;
            cedu_str h = plain(v.p[i].heading, NULL, m->a);
            for (size_t k = 0; k < m->kind->field_count; k++) {
                if (taken[k] || like(m->im, &m->kind->fields[k], h, &len, m->a) != round) continue;
                if (round == 2 || len > best) best = len, v.p[i].field = &m->kind->fields[k];
                if (round == 2) break;
            }
            if (v.p[i].field) taken[v.p[i].field - m->kind->fields] = true;
        }
    im->columns = v.p, im->column_count = v.n;
    return CEDU_OK;
}

static uint32_t column_of(cedu_str s) { /* B, 2 */
    uint32_t n = 0;
    bool letters = s.n > 0 && s.n <= 3, digits = s.n > 0 && s.n <= 5;
    for (size_t i = 0; i < s.n; i++)
        letters &= (s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z', digits &= s.p[i] >= '0' && s.p[i] <= '9';
    for (size_t i = 0; i < s.n && (letters || digits); i++)
        n = letters ? n * 26 + (uint32_t)((s.p[i] | 32) - 'a' + 1) : n * 10 + (uint32_t)(s.p[i] - '0');
    return n;
}

/* The user's COL=FIELD. */
static cedu_status map_given(const mapper *m, cedu_import *im, cedu_strs map, cedu_error *err) {
    for (size_t i = 0; i < map.n; i++) {
        size_t eq = map.p[i].n; /* the last one: headings may hold one */
        while (eq > 0 && map.p[i].p[eq - 1] != '=') eq--;
        if (eq-- <= 1)
            return cedu__fail(err, CEDU_USAGE, "--map 应写作 列=字段，不是 %.*s", "--map is written COLUMN=FIELD, not %.*s",
                              S(map.p[i]));
        cedu_str col = cedu__trim(cedu__sub(map.p[i], 0, eq)), name = cedu__trim(cedu__sub(map.p[i], eq + 1, map.p[i].n));
        cedu_import_column *c = NULL;
        for (size_t k = 0; k < im->column_count && !c; k++)
            if (cedu__eq(im->columns[k].heading, col) ||
                cedu__eq(plain(im->columns[k].heading, NULL, m->a), plain(col, NULL, m->a)))
                c = &im->columns[k];
        for (size_t k = 0; k < im->column_count && !c; k++)
            if (im->columns[k].column == column_of(col)) c = &im->columns[k];
        if (!c) return cedu__fail(err, CEDU_USAGE, "没有“%.*s”这一列", "there is no column \"%.*s\"", S(col));
        const cedu_desk_field *f = NULL;
        for (size_t k = 0; k < m->kind->field_count; k++)
            if (cedu__eq(m->kind->fields[k].id, name) || cedu__eq(m->kind->fields[k].label, name)) f = &m->kind->fields[k];
        if (!f && !cedu__eqz(name, "-"))
            return cedu__fail(err, CEDU_USAGE, "“%.*s”没有字段“%.*s”", "%.*s has no field \"%.*s\"", S(m->kind->label),
                              S(name));
        for (size_t k = 0; f && k < im->column_count; k++)
            if (im->columns[k].field == f) im->columns[k].field = NULL;
        c->field = f, c->by_user = true;
    }
    return CEDU_OK;
}

/* ------------------------------------------------------------------ rows */
typedef CEDU_VEC(cedu_import_problem) problem_vec;

static void problem(problem_vec *v, cedu_arena *a, uint32_t line, const cedu_import_column *c, cedu_str text, cedu_str zh,
                    cedu_str en) {
    (void)CEDU_PUSH(a, v, ((cedu_import_problem){line, c ? c->column : 0, c ? c->heading : (cedu_str){0}, text, zh, en}));
}

static const cedu_import_value *value_of(const cedu_import_row *r, const cedu_desk_field *f) {
    for (size_t i = 0; i < r->n; i++)
        if (r->values[i].field == f) return &r->values[i];
    return NULL;
}
static const cedu_import_column *column_for(const cedu_import *im, const cedu_desk_field *f) {
    for (size_t i = 0; i < im->column_count; i++)
        if (im->columns[i].field == f) return &im->columns[i];
    return NULL;
}

/* The key fields' values, one after another; what is required and absent is a problem. false: the row is no row. */
static bool key_of(const cedu_import *im, cedu_import_row *r, problem_vec *bad, cedu_arena *a) {
    cedu_buf b = {0};
    bool whole = true;
    for (size_t k = 0; k < im->kind.field_count; k++) {
        const cedu_desk_field *f = &im->kind.fields[k];
        if (!f->key && !f->need) continue;
        const cedu_import_value *v = value_of(r, f);
        const cedu_import_column *c = column_for(im, f);
        if (v && f->key) {
            if (b.n) cedu__buf_z(&b, " | ");
            cedu__buf_str(&b, v->value);
        } else if (!v && c) {
            bool told = false; /* of a cell that is wrong it is said already */
            for (size_t i = 0; i < bad->n; i++) told |= bad->p[i].line == r->line && bad->p[i].column == c->column;
            if (!told)
                problem(bad, a, r->line, c, (cedu_str){0}, cedu__arena_strf(a, "缺“%.*s”，必须填写", S(f->label)),
                        cedu__arena_strf(a, "%.*s is missing and required", S(f->id)));
            whole = false;
        } else if (!v && f->key) continue; /* a key that the whole table lacks is said once */
    }
    r->key = cedu__arena_str(a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return whole;
}

static int by_key(const void *p, const void *q) {
    const cedu_import_row *a = *(const cedu_import_row *const *)p, *b = *(const cedu_import_row *const *)q;
    int c = cedu__cmp(a->key, b->key);
    return c ? c : a->line < b->line ? -1 : a->line > b->line;
}

static void doubles(const cedu_import_row *rows, size_t n, problem_vec *bad, cedu_arena *a) {
    const cedu_import_row **v = CEDU_NEW_N(a, const cedu_import_row *, n + 1);
    for (size_t i = 0; v && i < n; i++) v[i] = &rows[i];
    if (v && n) qsort(v, n, sizeof *v, by_key);
    for (size_t i = 1; v && i < n; i++)
        if (v[i]->key.n && cedu__eq(v[i]->key, v[i - 1]->key))
            problem(bad, a, v[i]->line, NULL, v[i]->key,
                    cedu__arena_strf(a, "与第%u行重复：%.*s", v[i - 1]->line, S(v[i]->key)),
                    cedu__arena_strf(a, "the same key as row %u: %.*s", v[i - 1]->line, S(v[i]->key)));
}

static cedu_status check(const cedu_image *image, cedu_import *im, cedu_arena *a, cedu_error *err) {
    problem_vec bad = {0};
    CEDU_VEC(cedu_import_row) rows = {0};
    for (size_t k = 0; k < im->kind.field_count; k++) {
        const cedu_desk_field *f = &im->kind.fields[k];
        if ((f->key || f->need) && !column_for(im, f))
            problem(&bad, a, 0, NULL, (cedu_str){0},
                    cedu__arena_strf(a, "没有“%.*s”这一列（必需）；用 --map 列=%.*s 指明", S(f->label), S(f->id)),
                    cedu__arena_strf(a, "no column gives %.*s (%.*s), which is required; say which with --map COLUMN=%.*s",
                                     S(f->id), S(f->label), S(f->id)));
    }
    for (size_t i = 0, j; i < im->cell_count; i = j) {
        uint32_t line = im->cells[i].line;
        for (j = i + 1; j < im->cell_count && im->cells[j].line == line;) j++;
        if (line <= im->header) continue;
        if (rows.n >= CEDU_MAX_IMPORT_LINES)
            return cedu__fail(err, CEDU_TOO_LARGE, "超过 %d 行，请拆成几个文件", "more than %d rows: split the file",
                              CEDU_MAX_IMPORT_LINES);
        cedu_import_value *v = CEDU_NEW_N(a, cedu_import_value, im->column_count + 1);
        if (!v) return cedu__fail_nomem(err);
        cedu_import_row r = {.line = line, .values = v};
        bool example = false;
        size_t before = bad.n;
        for (size_t k = i; k < j; k++)
            for (size_t c = 0; c < im->column_count; c++) {
                if (im->columns[c].column != im->cells[k].column || !im->columns[c].field) continue;
                cedu_str zh, en;
                if (im->columns[c].field->key) example |= cedu__starts(im->cells[k].text, CEDU_STR(EXAMPLE));
                if (cedu__import_value(image, &im->columns[c], &im->cells[k], a, &v[r.n], &zh, &en)) r.n++;
                else problem(&bad, a, line, &im->columns[c], im->cells[k].text, zh, en);
            }
        if (example) {
            bad.n = before;
            im->examples++;
            continue;
        }
        if (!r.n && bad.n == before) continue; /* nothing in a column that counts */
        if (key_of(im, &r, &bad, a)) (void)CEDU_PUSH(a, &rows, r);
    }
    doubles(rows.p, rows.n, &bad, a);
    im->rows = rows.p, im->row_count = rows.n, im->problems = bad.p, im->problem_count = bad.n;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__import_open(const cedu_image *image, cedu_str kind, cedu_str file, cedu_str bytes, cedu_str sheet,
                              cedu_strs map, cedu_arena *a, cedu_import *out, cedu_error *err) {
    *out = (cedu_import){.file = file, .bytes = bytes};
    cedu__sha256_hex(bytes.p, bytes.n, out->sha256);
    cedu_status st = cedu__desk_kind(image, kind, a, &out->kind, err);
    mapper m = {image, &out->kind, a};
    if (st == CEDU_OK) st = cedu__import_read(sheet, fits, &m, a, out, err);
    if (st == CEDU_OK && !out->header) {
        if (!out->cell_count) return cedu__fail(err, CEDU_BAD_INPUT, "表是空的", "the table is empty");
        if (!map.n)
            return cedu__fail(err, CEDU_BAD_INPUT, "找不到表头：没有一列像“%.*s”的字段；用 --map 列=字段 指明",
                              "no headings were found that fit %.*s; say which with --map COLUMN=FIELD", S(out->kind.label));
        out->header = out->cells[0].line;
    }
    if (st == CEDU_OK) st = map_columns(&m, out, err);
    if (st == CEDU_OK) st = map_given(&m, out, map, err);
    return st == CEDU_OK ? check(image, out, a, err) : st;
}
