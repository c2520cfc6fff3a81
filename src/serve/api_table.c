/* api_table.c - a table that somebody looks at, as an Excel workbook: the same paper that reports are made of (report/paper.h).
 *
 * The view sends its heads and rows; what stands behind a fact's id (quotation, file, address, status, bytes) is looked up here and never
 * taken from the sender. Text is written as text, so that no page's words become a formula.
 */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "report/paper.h"
#include "serve/inner.h"

#define MAX_COLUMNS 200
#define MAX_ROWS    10000

static cedu_str copied(cedu_request *q, const json_t *v) {
    return json_is_string(v) ? cedu__arena_str(q->arena, (cedu_str){json_string_value(v), json_string_length(v)})
                             : (cedu_str){0};
}

/* As few decimals as say the number, six at most. */
static int decimals_of(double v) {
    char text[64];
    snprintf(text, sizeof text, "%.6f", v);
    size_t n = strlen(text);
    int d = 6;
    while (d > 0 && text[--n] == '0') d--;
    return d;
}

static cedu_status fill_row(cedu_request *q, cedu_paper *p, cedu_paper_cell *cells, size_t columns, const json_t *row,
                            long fact, cedu_error *err) {
    for (size_t k = 0; k < columns; k++) {
        const json_t *v = json_array_get(row, k);
        if (json_is_number(v)) {
            double x = json_number_value(v);
            cells[k].has_number = isfinite(x);
            cells[k].number = x;
            cells[k].decimals = decimals_of(x);
        } else cells[k].text = copied(q, v);
    }
    cedu_store_fact f;
    if (fact < 0 || !cells[fact].text.n) return CEDU_OK;
    cedu_status st = cedu__store_fact(q->desk->store, cells[fact].text, q->arena, &f, err);
    if (st == CEDU_NOT_FOUND || st == CEDU_USAGE) return CEDU_OK; /* gone meanwhile, or no id: the words stay */
    if (st == CEDU_OK) cells[fact].note = cedu__paper_note(p, &f, 1);
    return st;
}

static cedu_status fill(cedu_request *q, const json_t *body, cedu_paper *p, cedu_error *err) {
    const json_t *columns = json_object_get(body, "columns"), *rows = json_object_get(body, "rows"),
                 *fact = json_object_get(body, "fact");
    cedu_str name = copied(q, json_object_get(body, "name")), url = copied(q, json_object_get(body, "url"));
    size_t n = json_array_size(columns), count = json_array_size(rows);
    if (!name.n || !n || n > MAX_COLUMNS || !json_is_array(rows) || count > MAX_ROWS)
        return cedu__fail(err, CEDU_USAGE, "表格应有 name、columns（至多 %d 列）和 rows（至多 %d 行）",
                          "a table has name, columns (%d at most) and rows (%d at most)", MAX_COLUMNS, MAX_ROWS);
    double column =
        json_is_number(fact) ? json_number_value(fact) : -1; /* 1e26 FLOPS is a number here: all are read as real ones */
    long at = column >= 0 && column < (double)n ? (long)column : -1;
    cedu_str *heads = CEDU_NEW_N(q->arena, cedu_str, n);
    if (!heads) return cedu__fail_nomem(err);
    for (size_t i = 0; i < n; i++) heads[i] = copied(q, json_array_get(columns, i));
    p->title = name;
    cedu_paper_block *words = cedu__paper_block(p, CEDU_PAPER_paragraph, 0);
    if (words) {
        cedu__paper_text(p, words, CEDU_STR("由 cedu 工作台导出。数值为数值单元格；空格是未见，不是零。"), 0);
        if (url.n) cedu__paper_text(p, words, url, 0);
    }
    cedu_paper_block *table = cedu__paper_block(p, CEDU_PAPER_table, 0);
    if (!table) return cedu__fail_nomem(err);
    cedu__paper_text(p, table, name, 0);
    table->columns = heads;
    table->column_count = n;
    for (size_t i = 0; i < count; i++) {
        cedu_paper_cell *cells = cedu__paper_row(p, table);
        if (!cells) return cedu__fail_nomem(err);
        cedu_status st = fill_row(q, p, cells, n, json_array_get(rows, i), at, err);
        if (st != CEDU_OK) return st;
    }
    return CEDU_OK;
}

cedu_status cedu__api_table(cedu_request *q, cedu_json *j, cedu_error *err) {
    json_t *body;
    char now[11];
    cedu_status st = cedu__serve_body(q, &body, err);
    if (st != CEDU_OK) return st;
    time_t t = time(NULL);
    struct tm tm;
    gmtime_r(&t, &tm);
    strftime(now, sizeof now, "%Y-%m-%d", &tm);
    cedu_paper p = {.arena = q->arena, .made_at = cedu__str(now)};
    st = fill(q, body, &p, err);
    json_decref(body);
    if (st == CEDU_OK) st = cedu__paper_xlsx(&p, j->out, err);
    q->download = CEDU_STR("cedu.xlsx");
    q->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    return st;
}
