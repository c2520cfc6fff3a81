/* import_read.c - a file as cells: a workbook's sheet, a CSV in any encoding, JSON objects (an array, or one a line).
 *
 * JSON has no rows and columns: the object's number is the line (the first one stands under line 1, its keys), a key's first appearance its
 * column. The line of headings is the one of the first ten that fits best.
 */
#include <jansson.h>

#include "desk/csv.h"
#include "desk/import.h"
#include "input/input.h"
#include "text/text.h"

#define HEAD_LINES 10

typedef CEDU_VEC(cedu_import_cell) cell_vec;
typedef bool fits_fn(void *ctx, const cedu_import_cell *row, size_t n, size_t *score);

/* Where the headings are: the line that fits best; 0 = none does. */
static uint32_t head_of(const cedu_import_cell *v, size_t n, fits_fn *fits, void *ctx, size_t *best) {
    uint32_t line = 0;
    *best = 0;
    for (size_t i = 0, j, seen = 0; i < n && seen < HEAD_LINES; i = j, seen++) {
        size_t score = 0;
        for (j = i + 1; j < n && v[j].line == v[i].line;) j++;
        if (fits(ctx, v + i, j - i, &score) && score > *best) *best = score, line = v[i].line;
    }
    return line;
}

static cedu_status workbook(cedu_str sheet, fits_fn *fits, void *ctx, cedu_arena *a, cedu_import *im, cedu_error *err) {
    cedu_grid g;
    size_t most = 0, score;
    bool named = false;
    cedu_status st = cedu__input_grid(im->bytes.p, im->bytes.n, a, &g, err);
    if (st != CEDU_OK) return st;
    for (size_t i = 0; i < g.n; i++) {
        const cedu_grid_sheet *s = &g.sheets[i];
        if (sheet.n && !cedu__eq(s->name, sheet)) continue;
        named = true;
        cedu_import_cell *v = CEDU_NEW_N(a, cedu_import_cell, s->n + 1);
        if (!v) return cedu__fail_nomem(err);
        for (size_t k = 0; k < s->n; k++) {
            const cedu_grid_cell *c = &s->cells[k];
            v[k] = (cedu_import_cell){c->line, c->column, c->text, c->has_number, c->percent, c->date, c->error, c->number};
        }
        uint32_t head = head_of(v, s->n, fits, ctx, &score);
        if (score > most || !im->cells)
            most = score, im->cells = v, im->cell_count = s->n, im->sheet = s->name, im->header = head;
    }
    if (!named)
        return sheet.n
                   ? cedu__fail(err, CEDU_USAGE, "没有名为“%.*s”的工作表", "there is no sheet \"%.*s\"", (int)sheet.n, sheet.p)
                   : cedu__fail(err, CEDU_BAD_INPUT, "工作簿里没有可见的工作表", "the workbook has no visible sheet");
    return CEDU_OK;
}

static cedu_status csv(fits_fn *fits, void *ctx, cedu_arena *a, cedu_import *im, cedu_error *err) {
    cedu_text t;
    cedu_csv c;
    cell_vec v = {0};
    size_t score;
    cedu_status st = cedu__text_decode(im->bytes.p, im->bytes.n, NULL, a, &t, err);
    if (st == CEDU_OK) st = cedu__csv_read(t.s, a, &c, err);
    if (st != CEDU_OK) return st;
    for (size_t i = 0; i <= c.n; i++) {
        const cedu_csv_row *r = i ? &c.rows[i - 1] : &c.head;
        for (size_t k = 0; k < r->n; k++)
            if (r->cells[k].n)
                (void)CEDU_PUSH(
                    a, &v, ((cedu_import_cell){.line = (uint32_t)r->line, .column = (uint32_t)k + 1, .text = r->cells[k]}));
    }
    im->cells = v.p, im->cell_count = v.n;
    im->header = head_of(v.p, v.n, fits, ctx, &score);
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* ------------------------------------------------------------------ JSON */
static cedu_str text_of(json_t *v, cedu_arena *a) {
    if (json_is_string(v)) return cedu__arena_str(a, (cedu_str){json_string_value(v), json_string_length(v)});
    if (json_is_boolean(v)) return json_is_true(v) ? CEDU_STR("TRUE") : CEDU_STR("FALSE");
    if (json_is_integer(v)) return cedu__arena_strf(a, "%lld", (long long)json_integer_value(v));
    if (json_is_real(v)) return cedu__arena_strf(a, "%.15g", json_real_value(v));
    cedu_buf b = {0}; /* a list: its items */
    for (size_t i = 0; json_is_array(v) && i < json_array_size(v); i++) {
        cedu_str one = text_of(json_array_get(v, i), a);
        if (b.n) cedu__buf_z(&b, "、");
        cedu__buf_str(&b, one);
    }
    cedu_str s = b.n ? cedu__arena_str(a, cedu__buf_view(&b)) : (cedu_str){0};
    cedu__buf_release(&b);
    return s;
}

static cedu_status object(json_t *o, uint32_t line, cell_vec *keys, cell_vec *v, cedu_arena *a, cedu_error *err) {
    const char *key;
    json_t *value;
    if (!json_is_object(o))
        return cedu__fail(err, CEDU_BAD_INPUT, "JSON 的第 %u 项不是对象", "item %u of the JSON is no object", line - 1);
    json_object_foreach(o, key, value) {
        size_t k = 0;
        if (json_is_object(value))
            return cedu__fail(err, CEDU_BAD_INPUT, "JSON 的第 %u 项：%s 是嵌套的对象",
                              "item %u of the JSON: %s is a nested object", line - 1, key);
        while (k < keys->n && !cedu__eqz(keys->p[k].text, key)) k++;
        if (k == keys->n &&
            !CEDU_PUSH(a, keys,
                       ((cedu_import_cell){.line = 1, .column = (uint32_t)k + 1, .text = cedu__arena_str(a, cedu__str(key))})))
            return cedu__fail_nomem(err);
        cedu_str text = cedu__trim(text_of(value, a));
        if (text.n)
            (void)CEDU_PUSH(a, v,
                            ((cedu_import_cell){.line = line,
                                                .column = (uint32_t)k + 1,
                                                .text = text,
                                                .has_number = json_is_number(value),
                                                .number = json_number_value(value)}));
    }
    return CEDU_OK;
}

static cedu_status json(cedu_arena *a, cedu_import *im, cedu_error *err) {
    cell_vec keys = {0}, v = {0};
    json_error_t why;
    size_t at = 0;
    uint32_t line = 1;
    cedu_status st = CEDU_OK;
    cedu_str s = im->bytes;
    if (s.n >= 3 && !memcmp(s.p, "\xEF\xBB\xBF", 3)) s = cedu__sub(s, 3, s.n);
    while (st == CEDU_OK && at < s.n) { /* one value after another: an array, or an object a line */
        json_t *j = json_loadb(s.p + at, s.n - at, JSON_DISABLE_EOF_CHECK | JSON_REJECT_DUPLICATES, &why);
        if (!j) {
            if (!cedu__trim(cedu__sub(s, at, s.n)).n) break;
            return cedu__fail(err, CEDU_BAD_INPUT, "JSON 有误（第 %d 行第 %d 列）：%s",
                              "the JSON is wrong (line %d, column %d): %s", why.line, why.column, why.text);
        }
        at += (size_t)why.position;
        if (json_is_array(j))
            for (size_t i = 0; st == CEDU_OK && i < json_array_size(j); i++)
                st = object(json_array_get(j, i), ++line, &keys, &v, a, err);
        else st = object(j, ++line, &keys, &v, a, err);
        json_decref(j);
        if (line > CEDU_MAX_IMPORT_LINES) break;
    }
    if (st != CEDU_OK) return st;
    cedu_import_cell *all = CEDU_NEW_N(a, cedu_import_cell, keys.n + v.n + 1);
    if (!all || a->failed) return cedu__fail_nomem(err);
    if (keys.n) memcpy(all, keys.p, keys.n * sizeof *all);
    if (v.n) memcpy(all + keys.n, v.p, v.n * sizeof *all);
    im->cells = all, im->cell_count = keys.n + v.n, im->header = 1;
    return CEDU_OK;
}

cedu_status cedu__import_read(cedu_str sheet, fits_fn *fits, void *ctx, cedu_arena *a, cedu_import *im, cedu_error *err) {
    cedu_str head = cedu__trim(cedu__sub(im->bytes, 0, im->bytes.n < 64 ? im->bytes.n : 64));
    if (im->bytes.n >= 4 && !memcmp(im->bytes.p, "PK\x03\x04", 4)) return workbook(sheet, fits, ctx, a, im, err);
    if (head.n >= 4 && !memcmp(head.p, "\xD0\xCF\x11\xE0", 4))
        return cedu__fail(err, CEDU_UNSUPPORTED, "这是旧式 .xls；请另存为 .xlsx 或 CSV",
                          "an old .xls: save it as .xlsx or CSV");
    if (head.n && (head.p[0] == '{' || head.p[0] == '[')) return json(a, im, err);
    return csv(fits, ctx, a, im, err);
}
