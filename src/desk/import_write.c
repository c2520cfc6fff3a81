/* import_write.c - an import into the base: one transaction, all or nothing.
 *
 * A row is found by kind and key. A cell whose value or place changed ends (until_import) and a new one begins; a field that this file has
 * a column for and this row leaves empty ends too; fields without a column stay. Rows that the last import of a file of the same name had, and
 * this one has not, are gone, not deleted. An import that would change nothing writes nothing.
 */
#include <zstd.h>

#include "desk/import.h"
#include "store/sql.h"

typedef struct writer {
    cedu_store *s;
    const cedu_import *im;
    cedu_import_result *r;
    sqlite3_stmt *find, *cells, *end, *put, *row, *touch;
    int64_t id; /* of this import */
    cedu_error *err;
} writer;

static cedu_str base_name(cedu_str path) {
    size_t at = path.n;
    while (at > 0 && path.p[at - 1] != '/') at--;
    return cedu__sub(path, at, path.n);
}

static cedu_status run(writer *w, sqlite3_stmt *st) {
    cedu_status rc = cedu__store_run(w->s, st, w->err);
    return rc;
}

static cedu_status put_file(writer *w, int64_t *id) {
    cedu_buf b = {.max = CEDU_MAX_PAYLOAD};
    size_t bound = ZSTD_compressBound(w->im->bytes.n);
    if (!cedu__buf_reserve(&b, bound)) return cedu__buf_release(&b), cedu__fail_nomem(w->err);
    size_t n = ZSTD_compress(b.p, bound, w->im->bytes.p, w->im->bytes.n, 3);
    sqlite3_stmt *st = NULL;
    bool row = false;
    cedu_status rc =
        ZSTD_isError(n) ? cedu__fail(w->err, CEDU_INTERNAL, "压缩文件失败", "compressing the file failed") : CEDU_OK;
    if (rc == CEDU_OK)
        rc = cedu__store_prepare(
            w->s, "INSERT OR IGNORE INTO user_files(sha256, bytes, codec, data) VALUES(?1, ?2, 'zstd', ?3)", &st, w->err);
    if (rc == CEDU_OK) {
        bind_z(st, 1, w->im->sha256), bind_int(st, 2, (int64_t)w->im->bytes.n);
        sqlite3_bind_blob64(st, 3, b.p, n, SQLITE_STATIC);
        rc = run(w, st);
    }
    sqlite3_finalize(st), st = NULL;
    if (rc == CEDU_OK) rc = cedu__store_prepare(w->s, "SELECT id FROM user_files WHERE sha256 = ?1", &st, w->err);
    if (rc == CEDU_OK) bind_z(st, 1, w->im->sha256), rc = cedu__store_step(w->s, st, &row, w->err);
    *id = rc == CEDU_OK && row ? sqlite3_column_int64(st, 0) : 0;
    sqlite3_finalize(st);
    cedu__buf_release(&b);
    return rc;
}

static void mapping(const cedu_import *im, cedu_buf *out) {
    cedu__buf_char(out, '{');
    bool first = true;
    for (size_t i = 0; i < im->column_count; i++) {
        if (!im->columns[i].field) continue;
        if (!first) cedu__buf_char(out, ',');
        first = false;
        cedu__buf_char(out, '"');
        for (size_t k = 0; k < im->columns[i].heading.n; k++) {
            char c = im->columns[i].heading.p[k];
            if (c == '"' || c == '\\') cedu__buf_char(out, '\\');
            cedu__buf_char(out, (unsigned char)c < ' ' ? ' ' : c);
        }
        cedu__buf_f(out, "\":\"%.*s\"", (int)im->columns[i].field->id.n, im->columns[i].field->id.p);
    }
    cedu__buf_char(out, '}');
}

static cedu_status put_import(writer *w, cedu_str who) {
    int64_t file = 0;
    char now[24];
    cedu_buf map = {0};
    sqlite3_stmt *st = NULL;
    cedu_status rc = put_file(w, &file);
    cedu__store_now(now);
    mapping(w->im, &map);
    if (rc == CEDU_OK)
        rc = cedu__store_prepare(w->s,
                                 "INSERT INTO user_imports(kind, file, file_id, mapping, at, who, rows, added, changed, same)"
                                 " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, 0)",
                                 &st, w->err);
    if (rc == CEDU_OK) {
        bind_str(st, 1, w->im->kind.name), bind_str(st, 2, base_name(w->im->file)), bind_int(st, 3, file),
            bind_str(st, 4, cedu__buf_view(&map));
        bind_z(st, 5, now), bind_str(st, 6, who), bind_int(st, 7, (int64_t)w->im->row_count);
        rc = run(w, st);
        w->id = cedu__store_last_row(w->s);
    }
    sqlite3_finalize(st);
    cedu__buf_release(&map);
    return rc;
}

static bool has_column(const cedu_import *im, cedu_str field) {
    for (size_t i = 0; i < im->column_count; i++)
        if (im->columns[i].field && cedu__eq(im->columns[i].field->id, field)) return true;
    return false;
}

static cedu_status put_cell(writer *w, int64_t row, const cedu_import_value *v) {
    sqlite3_stmt *st = w->put;
    sqlite3_reset(st);
    bind_int(st, 1, row), bind_str(st, 2, v->field->id), bind_str(st, 3, v->value);
    if (v->has_number) sqlite3_bind_double(st, 4, v->number);
    else sqlite3_bind_null(st, 4);
    bind_str(st, 5, v->unit.n ? v->unit : (cedu_str){0}), bind_str(st, 6, v->as_written);
    bind_str(st, 7, w->im->sheet.n ? w->im->sheet : (cedu_str){0}), bind_int(st, 8, v->line), bind_int(st, 9, v->column),
        bind_int(st, 10, w->id);
    return run(w, st);
}

/* Ends what changed or is gone, marks what stays; *differs: something did. */
static cedu_status old_cells(writer *w, int64_t row, const cedu_import_row *r, bool *stays, bool *differs) {
    bool more = false;
    CEDU_VEC(int64_t) over = {0};
    cedu_arena a;
    cedu__arena_init(&a, 1 << 20);
    cedu_status rc;
    sqlite3_reset(w->cells);
    bind_int(w->cells, 1, row);
    while ((rc = cedu__store_step(w->s, w->cells, &more, w->err)) == CEDU_OK && more) {
        cedu_str field = col_view(w->cells, 1), value = col_view(w->cells, 2), written = col_view(w->cells, 3);
        bool keep = !has_column(w->im, field);
        for (size_t i = 0; i < r->n && !keep; i++)
            if (cedu__eq(r->values[i].field->id, field) && cedu__eq(r->values[i].value, value) &&
                cedu__eq(r->values[i].as_written, written))
                keep = stays[i] = true;
        if (!keep) (void)CEDU_PUSH(&a, &over, sqlite3_column_int64(w->cells, 0));
    }
    sqlite3_reset(w->cells);
    for (size_t i = 0; rc == CEDU_OK && i < over.n; i++) {
        sqlite3_reset(w->end);
        bind_int(w->end, 1, over.p[i]), bind_int(w->end, 2, w->id);
        rc = run(w, w->end);
    }
    *differs = over.n > 0;
    cedu__arena_release(&a);
    return rc;
}

static cedu_status one_row(writer *w, const cedu_import_row *r) {
    bool there = false, differs = false, stays[256] = {false};
    int64_t row = 0;
    sqlite3_reset(w->find);
    bind_str(w->find, 1, w->im->kind.name), bind_str(w->find, 2, r->key);
    cedu_status rc = cedu__store_step(w->s, w->find, &there, w->err);
    bool back = false; /* it was gone */
    if (rc == CEDU_OK && there) row = sqlite3_column_int64(w->find, 0), back = sqlite3_column_type(w->find, 1) != SQLITE_NULL;
    sqlite3_reset(w->find);
    if (rc == CEDU_OK && !there) {
        sqlite3_reset(w->row);
        bind_str(w->row, 1, w->im->kind.name), bind_str(w->row, 2, r->key), bind_int(w->row, 3, w->id);
        rc = run(w, w->row);
        row = cedu__store_last_row(w->s);
    } else if (rc == CEDU_OK) rc = old_cells(w, row, r, stays, &differs);
    for (size_t i = 0; rc == CEDU_OK && i < r->n && i < CEDU_COUNT(stays); i++) {
        if (stays[i]) continue;
        differs = true;
        rc = put_cell(w, row, &r->values[i]);
    }
    if (rc == CEDU_OK && there) {
        sqlite3_reset(w->touch);
        bind_int(w->touch, 1, row), bind_int(w->touch, 2, w->id);
        rc = run(w, w->touch);
    }
    *(!there ? &w->r->added : differs || back ? &w->r->changed : &w->r->same) += 1;
    return rc;
}

static cedu_status statement(writer *w, const char *sql, sqlite3_stmt **out) {
    return cedu__store_prepare(w->s, sql, out, w->err);
}

static cedu_status gone(writer *w) {
    sqlite3_stmt *st = NULL;
    cedu_status rc = statement(
        w,
        "UPDATE user_rows SET gone_import = ?1 WHERE kind = ?2 AND gone_import IS NULL AND last_import <> ?1 AND last_import IN"
        " (SELECT id FROM user_imports WHERE kind = ?2 AND file = ?3)",
        &st);
    if (rc == CEDU_OK) {
        bind_int(st, 1, w->id), bind_str(st, 2, w->im->kind.name), bind_str(st, 3, base_name(w->im->file));
        rc = run(w, st);
        w->r->gone = (size_t)cedu__store_changes(w->s);
    }
    sqlite3_finalize(st);
    return rc;
}

static cedu_status counts(writer *w) {
    sqlite3_stmt *st = NULL;
    cedu_status rc = statement(w, "UPDATE user_imports SET added = ?2, changed = ?3, same = ?4 WHERE id = ?1", &st);
    if (rc == CEDU_OK) {
        bind_int(st, 1, w->id), bind_int(st, 2, (int64_t)w->r->added), bind_int(st, 3, (int64_t)w->r->changed),
            bind_int(st, 4, (int64_t)w->r->same);
        rc = run(w, st);
    }
    sqlite3_finalize(st);
    return rc;
}

cedu_status cedu__import_write(cedu_store *s, const cedu_import *im, cedu_str who, cedu_arena *a, cedu_import_result *out,
                               cedu_error *err) {
    writer w = {.s = s, .im = im, .r = out, .err = err};
    (void)a;
    *out = (cedu_import_result){0};
    if (im->problem_count)
        return cedu__fail(err, CEDU_USAGE, "有 %zu 处错误，没有写入", "%zu problems: nothing was written", im->problem_count);
    cedu_status rc = cedu__store_enter(s, err);
    if (rc != CEDU_OK) return rc;
    rc = statement(&w, "SELECT id, gone_import FROM user_rows WHERE kind = ?1 AND key = ?2", &w.find);
    if (rc == CEDU_OK)
        rc = statement(&w, "SELECT id, field, value, as_written FROM user_cells WHERE row_id = ?1 AND until_import IS NULL",
                       &w.cells);
    if (rc == CEDU_OK) rc = statement(&w, "UPDATE user_cells SET until_import = ?2 WHERE id = ?1", &w.end);
    if (rc == CEDU_OK)
        rc = statement(&w,
                       "INSERT INTO user_cells(row_id, field, value, number, unit, as_written, sheet, line, col, import_id)"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                       &w.put);
    if (rc == CEDU_OK)
        rc = statement(&w, "INSERT INTO user_rows(kind, key, first_import, last_import) VALUES(?1, ?2, ?3, ?3)", &w.row);
    if (rc == CEDU_OK) rc = statement(&w, "UPDATE user_rows SET last_import = ?2, gone_import = NULL WHERE id = ?1", &w.touch);
    if (rc == CEDU_OK) rc = put_import(&w, who);
    for (size_t i = 0; rc == CEDU_OK && i < im->row_count; i++) rc = one_row(&w, &im->rows[i]);
    if (rc == CEDU_OK) rc = gone(&w);
    if (rc == CEDU_OK) rc = counts(&w);
    sqlite3_stmt *all[] = {w.find, w.cells, w.end, w.put, w.row, w.touch};
    for (size_t i = 0; i < CEDU_COUNT(all); i++) sqlite3_finalize(all[i]);
    bool nothing = rc == CEDU_OK && !out->added && !out->changed && !out->gone;
    if (nothing) { /* leave no trace of it */
        cedu_error ignored;
        cedu_status undo = cedu__store_leave(s, CEDU_USAGE, &ignored);
        (void)undo;
        return out->id = 0, CEDU_OK;
    }
    rc = cedu__store_leave(s, rc, err);
    out->id = rc == CEDU_OK ? w.id : 0;
    return rc;
}
