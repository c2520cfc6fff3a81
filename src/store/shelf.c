/* shelf.c - see shelf.h. One table; `turn` counts puts, so that the last are found without a clock. */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/internal.h"
#include "store/shelf.h"

#define SHELF_APP_ID 0x63656461 /* "ceda" */

struct cedu_shelf {
    pthread_mutex_t lock;
    cedu_store db;
    sqlite3_stmt *put;
};

static const char schema[] =
    "CREATE TABLE bound(what TEXT NOT NULL);"
    "CREATE TABLE answers(question BLOB PRIMARY KEY, regions BLOB NOT NULL, body BLOB NOT NULL, whole INTEGER NOT NULL,"
    " generation INTEGER NOT NULL, base INTEGER NOT NULL, etag INTEGER NOT NULL, at INTEGER NOT NULL, turn INTEGER NOT NULL);"
    "CREATE INDEX answers_by_turn ON answers(turn);";

/* Which file the base is, and which program this: a base restored from a backup, or a new program, begins with nothing. */
static void identity(const char *base, cedu_str bound, cedu_buf *out) {
    const char *const files[] = {base, "/proc/self/exe"};
    for (size_t i = 0; i < CEDU_COUNT(files); i++) {
        struct statx x;
        if (statx(AT_FDCWD, files[i], 0, STATX_BASIC_STATS | STATX_BTIME, &x)) memset(&x, 0, sizeof x);
        cedu__buf_f(out, "%u:%u:%llu:%lld.%u ", x.stx_dev_major, x.stx_dev_minor, (unsigned long long)x.stx_ino,
                    (long long)x.stx_btime.tv_sec, x.stx_btime.tv_nsec);
        if (i) cedu__buf_f(out, "%llu:%lld ", (unsigned long long)x.stx_size, (long long)x.stx_mtime.tv_sec);
    }
    cedu__buf_f(out, "%d ", cedu__store_newest_schema());
    cedu__buf_str(out, bound);
}

static bool is_of(cedu_shelf *s, cedu_str who) {
    sqlite3_stmt *st = NULL;
    bool same = sqlite3_prepare_v2(s->db.db, "SELECT what FROM bound", -1, &st, NULL) == SQLITE_OK &&
                sqlite3_step(st) == SQLITE_ROW && cedu__eq(col_view(st, 0), who);
    sqlite3_finalize(st);
    return same;
}

static cedu_status attach(cedu_shelf *s, cedu_error *err) {
    int rc = sqlite3_open_v2(s->db.path, &s->db.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX, NULL);
    if (rc != SQLITE_OK) return cedu__store_fail(&s->db, rc, "打开保留的答案", "open the kept answers", err);
    sqlite3_busy_timeout(s->db.db, 1000);
    return cedu__store_exec(
        &s->db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON",
        err);
}

/* Anew: whatever lies there under our name goes. */
static cedu_status begin(cedu_shelf *s, cedu_str who, cedu_error *err) {
    static const char *const behind[] = {"", "-wal", "-shm"};
    char path[4096];
    sqlite3_close(s->db.db);
    s->db.db = NULL;
    for (size_t i = 0; i < CEDU_COUNT(behind); i++)
        if (snprintf(path, sizeof path, "%s%s", s->db.path, behind[i]) < (int)sizeof path) (void)unlink(path);
    int fd = open(s->db.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600); /* SQLite gives its journals the same mode */
    if (fd >= 0) close(fd);
    cedu_status st = attach(s, err);
    if (st == CEDU_OK) st = cedu__store_exec(&s->db, "BEGIN IMMEDIATE", err);
    if (st == CEDU_OK) st = cedu__store_exec(&s->db, schema, err);
    sqlite3_stmt *in = NULL;
    if (st == CEDU_OK) st = cedu__store_prepare(&s->db, "INSERT INTO bound(what) VALUES(?1)", &in, err);
    if (st == CEDU_OK) bind_str(in, 1, who), st = cedu__store_run(&s->db, in, err);
    sqlite3_finalize(in);
    char id[64];
    snprintf(id, sizeof id, "PRAGMA application_id=%d; COMMIT", SHELF_APP_ID);
    return st == CEDU_OK ? cedu__store_exec(&s->db, id, err) : st;
}

cedu_status cedu__shelf_open(const char *base, cedu_str bound, cedu_shelf **out, cedu_error *err) {
    *out = NULL;
    cedu_shelf *s = cedu__malloc(sizeof *s);
    if (!s) return cedu__fail_nomem(err);
    memset(s, 0, sizeof *s);
    pthread_mutex_init(&s->lock, NULL);
    cedu_buf who = {0};
    identity(base, bound, &who);
    if (who.failed || asprintf(&s->db.path, "%s.answers", base) < 0) s->db.path = NULL;
    cedu_status st = s->db.path ? CEDU_OK : cedu__fail_nomem(err);
    struct stat sb;
    bool there = st == CEDU_OK && !stat(s->db.path, &sb);
    if (st == CEDU_OK && (!there || attach(s, err) != CEDU_OK || !is_of(s, cedu__buf_view(&who))))
        st = begin(s, cedu__buf_view(&who), err);
    if (st == CEDU_OK)
        st = cedu__store_prepare(&s->db,
                                 "INSERT OR REPLACE INTO answers VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, (SELECT "
                                 "coalesce(max(turn), 0) + 1 FROM answers))",
                                 &s->put, err);
    cedu__buf_release(&who);
    if (st != CEDU_OK) return cedu__shelf_close(s), st;
    *out = s;
    return CEDU_OK;
}

void cedu__shelf_close(cedu_shelf *s) {
    if (!s) return;
    sqlite3_finalize(s->put);
    sqlite3_close(s->db.db);
    pthread_mutex_destroy(&s->lock);
    free(s->db.path);
    free(s);
}

static void bind_blob(sqlite3_stmt *st, int i, cedu_str v) { sqlite3_bind_blob64(st, i, v.p, v.n, SQLITE_STATIC); }
static cedu_str col_blob(sqlite3_stmt *st, int i) {
    const char *p = sqlite3_column_blob(st, i);
    return (cedu_str){p, p ? (size_t)sqlite3_column_bytes(st, i) : 0};
}

void cedu__shelf_put(cedu_shelf *s, const cedu_shelved *a) {
    pthread_mutex_lock(&s->lock);
    sqlite3_stmt *st = s->put;
    bind_blob(st, 1, a->question), bind_blob(st, 2, a->regions), bind_blob(st, 3, a->body);
    bind_int(st, 4, (int64_t)a->whole), bind_int(st, 5, (int64_t)a->generation), bind_int(st, 6, (int64_t)a->base);
    bind_int(st, 7, (int64_t)a->etag), bind_int(st, 8, a->at);
    cedu_error err;
    if (cedu__store_run(&s->db, st, &err) != CEDU_OK) CEDU_TRACE(store, "an answer is not kept: %s", err.en);
    sqlite3_clear_bindings(st);
    pthread_mutex_unlock(&s->lock);
}

void cedu__shelf_each(cedu_shelf *s, bool (*fn)(void *ctx, const cedu_shelved *a), void *ctx) {
    sqlite3_stmt *st = NULL;
    int64_t last = 0;
    cedu_error err;
    pthread_mutex_lock(&s->lock);
    if (cedu__store_prepare(
            &s->db, "SELECT question, regions, body, whole, generation, base, etag, at, turn FROM answers ORDER BY turn DESC",
            &st, &err) == CEDU_OK)
        while (!last && sqlite3_step(st) == SQLITE_ROW) {
            cedu_shelved a = {.question = col_blob(st, 0),
                              .regions = col_blob(st, 1),
                              .body = col_blob(st, 2),
                              .whole = col_size(st, 3),
                              .generation = (uint64_t)sqlite3_column_int64(st, 4),
                              .base = (uint64_t)sqlite3_column_int64(st, 5),
                              .etag = (uint64_t)sqlite3_column_int64(st, 6),
                              .at = sqlite3_column_int64(st, 7)};
            if (!fn(ctx, &a)) last = sqlite3_column_int64(st, 8);
        }
    sqlite3_finalize(st);
    st = NULL;
    if (last && cedu__store_prepare(&s->db, "DELETE FROM answers WHERE turn <= ?1", &st, &err) == CEDU_OK) {
        bind_int(st, 1, last);
        if (cedu__store_run(&s->db, st, &err) != CEDU_OK) CEDU_TRACE(store, "old answers are not deleted: %s", err.en);
    }
    sqlite3_finalize(st);
    pthread_mutex_unlock(&s->lock);
}
