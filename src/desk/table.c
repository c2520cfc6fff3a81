/* table.c - the kinds of users' tables as the packs describe them, and the rows that are there now.
 *
 * Invariant: a row handed out holds only cells of live imports, each with its file, sheet, line and column. To add a kind or a
 * field: rows of packs/core/tables.tsv, no C.
 */
#include "desk/desk.h"
#include "store/sql.h"

static const char *const types[] = {
#define CEDU__X(name) #name,
    CEDU_DESK_TYPES(CEDU__X)
#undef CEDU__X
};

const char *cedu__desk_type_name(cedu_desk_type t) { return (unsigned)t < CEDU_COUNT(types) ? types[t] : "?"; }

static cedu_desk_type type_of(cedu_str name) {
    for (size_t i = 0; i < CEDU_COUNT(types); i++)
        if (cedu__eqz(name, types[i])) return (cedu_desk_type)i;
    return CEDU_DESK_text;
}

static cedu_strs split(cedu_str s, cedu_str at, cedu_arena *a) {
    CEDU_VEC(cedu_str) v = {0};
    for (size_t from = 0; s.p && from <= s.n;) {
        ptrdiff_t k = cedu__find(s, at, from);
        size_t end = k < 0 ? s.n : (size_t)k;
        (void)CEDU_PUSH(a, &v, cedu__trim(cedu__sub(s, from, end)));
        if (k < 0) break;
        from = end + at.n;
    }
    return (cedu_strs){v.p, v.n};
}

/* "companies.name" -> "name" */
static cedu_str tail(cedu_str id) {
    ptrdiff_t dot = cedu__find(id, CEDU_STR("."), 0);
    return dot < 0 ? id : cedu__sub(id, (size_t)dot + 1, id.n);
}

/* Every row of class page whose group is `group`: fn is given the entry. */
#define EACH(im, i, first, count)                                                                                              \
    for (int32_t i = (cedu__image_class((im), CEDU_CLASS_page, &first, &count), first); i < first + count; i++)

cedu_status cedu__desk_kinds(const cedu_image *im, cedu_arena *a, cedu_strs *names, cedu_error *err) {
    CEDU_VEC(cedu_str) v = {0};
    int32_t first = 0, count = 0;
    EACH(im, i, first, count)
    if (cedu__eqz(cedu__image_attr(im, i, CEDU_ATTR_group), "table"))
        (void)CEDU_PUSH(a, &v, cedu__image_attr(im, i, CEDU_ATTR_value));
    *names = (cedu_strs){v.p, v.n};
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

static cedu_status no_kind(const cedu_image *im, cedu_str name, cedu_arena *a, cedu_error *err) {
    cedu_strs all;
    cedu_status st = cedu__desk_kinds(im, a, &all, err);
    cedu_buf b = {0};
    for (size_t i = 0; st == CEDU_OK && i < all.n; i++) cedu__buf_z(&b, i ? "|" : ""), cedu__buf_str(&b, all.p[i]);
    cedu__buf_char(&b, '\0');
    if (st == CEDU_OK)
        st = b.failed ? cedu__fail_nomem(err)
                      : cedu__fail(err, CEDU_USAGE, "没有“%.*s”这种表，可选：%s", "no kind of table '%.*s'; there are %s",
                                   (int)name.n, name.p ? name.p : "", b.p);
    cedu__buf_release(&b);
    return st;
}

cedu_status cedu__desk_kind(const cedu_image *im, cedu_str name, cedu_arena *a, cedu_desk_kind *out, cedu_error *err) {
    CEDU_VEC(cedu_desk_field) v = {0};
    int32_t first = 0, count = 0, found = -1;
    *out = (cedu_desk_kind){0};
    EACH(im, i, first, count)
    if (cedu__eqz(cedu__image_attr(im, i, CEDU_ATTR_group), "table") &&
        (cedu__eq(cedu__image_attr(im, i, CEDU_ATTR_value), name) || cedu__eq(cedu__image_entry(im, i)->name, name)))
        found = i;
    if (found < 0) return no_kind(im, name, a, err);
    out->name = cedu__image_attr(im, found, CEDU_ATTR_value);
    out->label = cedu__image_entry(im, found)->name;
    cedu_str group = cedu__arena_strf(a, "table.%.*s", (int)out->name.n, out->name.p);
    EACH(im, i, first, count) {
        if (!cedu__eq(cedu__image_attr(im, i, CEDU_ATTR_group), group)) continue;
        cedu_str value = cedu__image_attr(im, i, CEDU_ATTR_value), shows = cedu__image_attr(im, i, CEDU_ATTR_expect);
        (void)CEDU_PUSH(a, &v,
                        ((cedu_desk_field){.id = tail(cedu__image_entry(im, i)->id),
                                           .label = cedu__image_entry(im, i)->name,
                                           .type = type_of(cedu__image_attr(im, i, CEDU_ATTR_kind)),
                                           .key = cedu__eqz(value, "key"),
                                           .need = cedu__eqz(value, "need"),
                                           .unit = cedu__image_attr(im, i, CEDU_ATTR_unit),
                                           .entry = i,
                                           .shows = split(shows, CEDU_STR("|"), a)}));
    }
    out->fields = v.p;
    out->field_count = v.n;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

const cedu_desk_field *cedu__desk_field(const cedu_desk_kind *k, cedu_str id) {
    for (size_t i = 0; i < k->field_count; i++)
        if (cedu__eq(k->fields[i].id, id)) return &k->fields[i];
    return NULL;
}

/* ------------------------------------------------------------------ rows */
static const char current[] =
    "SELECT r.id, r.key, c.field, c.value, c.number, c.unit, c.as_written, i.file, c.sheet, f.sha256, c.line, c.col, i.id, i.at"
    " FROM user_rows r JOIN user_cells c ON c.row_id = r.id JOIN user_imports i ON i.id = c.import_id"
    " JOIN user_files f ON f.id = i.file_id"
    " WHERE r.kind = ?1 AND r.gone_import IS NULL AND c.until_import IS NULL ORDER BY r.id, c.id";

cedu_status cedu__desk_rows(cedu_store *s, cedu_str kind, cedu_arena *a, cedu_desk_rows *out, cedu_error *err) {
    CEDU_VEC(cedu_desk_row) rows = {0};
    CEDU_VEC(cedu_desk_cell) cells = {0};
    CEDU_VEC(size_t) from = {0}; /* first cell of each row: the array moves while it grows */
    sqlite3_stmt *st = NULL;
    bool more = false;
    *out = (cedu_desk_rows){0};
    cedu_status rc = cedu__store_prepare(s, current, &st, err);
    if (rc != CEDU_OK) return rc;
    bind_str(st, 1, kind);
    while ((rc = cedu__store_step(s, st, &more, err)) == CEDU_OK && more) {
        int64_t id = sqlite3_column_int64(st, 0);
        if (rows.n == 0 || rows.p[rows.n - 1].id != id) {
            if (!CEDU_PUSH(a, &rows, ((cedu_desk_row){.id = id, .key = col_str(st, 1, a)})) || !CEDU_PUSH(a, &from, cells.n))
                break;
        }
        cedu_desk_cell c = {.field = col_str(st, 2, a),
                            .value = col_str(st, 3, a),
                            .has_number = sqlite3_column_type(st, 4) != SQLITE_NULL,
                            .number = sqlite3_column_double(st, 4),
                            .unit = col_str(st, 5, a),
                            .as_written = col_str(st, 6, a),
                            .file = col_str(st, 7, a),
                            .sheet = col_str(st, 8, a),
                            .sha256 = col_str(st, 9, a).p,
                            .line = sqlite3_column_int64(st, 10),
                            .column = sqlite3_column_int64(st, 11),
                            .import = sqlite3_column_int64(st, 12),
                            .imported_at = col_str(st, 13, a)};
        if (!CEDU_PUSH(a, &cells, c)) break;
        rows.p[rows.n - 1].n++;
    }
    sqlite3_finalize(st);
    for (size_t i = 0; i < rows.n && i < from.n; i++) rows.p[i].cells = cells.p + from.p[i];
    *out = (cedu_desk_rows){rows.p, rows.n};
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

const cedu_desk_cell *cedu__desk_cell(const cedu_desk_row *r, const char *field) {
    for (size_t i = 0; i < r->n; i++)
        if (cedu__eqz(r->cells[i].field, field)) return &r->cells[i];
    return NULL;
}

cedu_strs cedu__desk_items(const cedu_desk_cell *c, cedu_arena *a) {
    return c && c->value.n ? split(c->value, CEDU_STR("、"), a) : (cedu_strs){0};
}

cedu_str cedu__desk_where(const cedu_desk_cell *c, bool english, cedu_arena *a) {
    return cedu__arena_strf(a, english ? "%.*s%s%.*s · row %lld, column %lld" : "%.*s%s%.*s · 第%lld行第%lld列", (int)c->file.n,
                            c->file.p ? c->file.p : "", c->sheet.n ? " · " : "", (int)c->sheet.n, c->sheet.p ? c->sheet.p : "",
                            (long long)c->line, (long long)c->column);
}
