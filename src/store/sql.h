/* sql.h - statements on the knowledge base, for the rooms that keep tables of their own in it (src/desk) and for this one.
 *
 * Invariants: every write stands between enter and leave, so it is done whole or not at all and queues behind other writers; every
 * text that is read is valid UTF-8 (col_view). Tables are declared in schema.c, whoever uses them. Threads: as the store.
 */
#ifndef CEDU_STORE_SQL_H
#define CEDU_STORE_SQL_H

#include <sqlite3.h>

#include "store/store.h"

/* open.c: turns an SQLite result into a status with a sentence for people. `doing` says what failed. */
cedu_status cedu__store_fail(cedu_store *s, int rc, const char *doing_zh, const char *doing_en, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_prepare(cedu_store *s, const char *sql, sqlite3_stmt **out, cedu_error *err);
/* Steps to the end; for statements that return nothing. */
CEDU_MUST_USE cedu_status cedu__store_run(cedu_store *s, sqlite3_stmt *st, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_exec(cedu_store *s, const char *sql, cedu_error *err);
/* Steps once: *row tells whether there is one. The statement stays open; reset it after reading. */
CEDU_MUST_USE cedu_status cedu__store_step(cedu_store *s, sqlite3_stmt *st, bool *row, cedu_error *err);
/* Own transaction, or a savepoint in the caller's batch. end() commits when st is OK and rolls back otherwise. */
CEDU_MUST_USE cedu_status cedu__store_enter(cedu_store *s, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__store_leave(cedu_store *s, cedu_status st, cedu_error *err);
/* UTC now, ISO 8601, 20 characters and a NUL. */
void cedu__store_now(char out[24]);
cedu_status cedu__store_writable(const cedu_store *s, cedu_error *err);

int64_t cedu__store_last_row(const cedu_store *s); /* rowid of the last INSERT */
int64_t cedu__store_changes(const cedu_store *s);  /* rows that the last statement changed */

/* Binding and reading. Absent strings are NULL. */
static inline void bind_str(sqlite3_stmt *st, int i, cedu_str v) {
    if (v.p) sqlite3_bind_text64(st, i, v.p, v.n, SQLITE_STATIC, SQLITE_UTF8);
    else sqlite3_bind_null(st, i);
}
static inline void bind_z(sqlite3_stmt *st, int i, const char *z) { bind_str(st, i, cedu__str(z)); }
static inline void bind_int(sqlite3_stmt *st, int i, int64_t v) { sqlite3_bind_int64(st, i, v); }
/* Text of a column up to its first invalid byte: a damaged or hostile file must not break the promise that strings are UTF-8. */
static inline cedu_str col_view(sqlite3_stmt *st, int i) {
    const char *p = (const char *)sqlite3_column_text(st, i);
    return (cedu_str){p, p ? cedu__u8_valid(p, (size_t)sqlite3_column_bytes(st, i)) : 0};
}
static inline cedu_str col_str(sqlite3_stmt *st, int i, cedu_arena *a) {
    cedu_str v = col_view(st, i);
    return v.p ? cedu__arena_str(a, v) : (cedu_str){0};
}
static inline size_t col_size(sqlite3_stmt *st, int i) {
    int64_t v = sqlite3_column_int64(st, i);
    return v > 0 ? (size_t)v : 0;
}

#endif
