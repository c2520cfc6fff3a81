/* open.c - opening a knowledge base, its transactions, and SQLite's results as statuses that people understand.
 *
 * WAL with synchronous=FULL: what was committed survives a loss of power. A writer takes its lock at BEGIN (IMMEDIATE), so that
 * it waits for others there, where waiting is safe, and never half-way.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <time.h>
#include <unistd.h>
#include <zstd.h>

#include "store/internal.h"

/* ------------------------------------------------------------------ results as statuses */
typedef struct result_row {
    int rc; /* primary code */
    cedu_status st;
    const char *zh, *en;
} result_row;
static const result_row results[] = {
    {SQLITE_CORRUPT, CEDU_DB_CORRUPT, "知识库文件已损坏：用 cedu restore 从备份恢复",
     "the knowledge base is damaged: restore it from a backup with cedu restore"},
    {SQLITE_NOTADB, CEDU_DB_CORRUPT, "这不是知识库文件，或文件头已损坏", "this is no knowledge base, or its header is damaged"},
    {SQLITE_BUSY, CEDU_DB_LOCKED, "知识库正被另一进程写入：等它结束后再试",
     "another process is writing the knowledge base: try again when it is done"},
    {SQLITE_LOCKED, CEDU_DB_LOCKED, "知识库正被占用", "the knowledge base is in use"},
    {SQLITE_PROTOCOL, CEDU_DB_LOCKED, "知识库正被占用", "the knowledge base is in use"},
    {SQLITE_FULL, CEDU_DISK_FULL, "磁盘已满：本次未写入，原有内容完好",
     "the disk is full: nothing was written, what was there is intact"},
    {SQLITE_NOMEM, CEDU_NOMEM, "内存不足", "out of memory"},
    {SQLITE_TOOBIG, CEDU_TOO_LARGE, "内容超过数据库单项上限", "larger than the database allows for one item"},
    {SQLITE_READONLY, CEDU_IO, "知识库不可写：检查文件和所在文件夹的权限",
     "the knowledge base cannot be written: check the permissions of the file and its folder"},
    {SQLITE_PERM, CEDU_IO, "没有权限", "permission denied"},
    {SQLITE_AUTH, CEDU_IO, "没有权限", "permission denied"},
    {SQLITE_CANTOPEN, CEDU_IO, "知识库打不开：检查路径和权限",
     "the knowledge base cannot be opened: check path and permissions"},
    {SQLITE_IOERR, CEDU_IO, "读写知识库出错", "reading or writing the knowledge base failed"},
};

static bool no_room(int e) { return e == ENOSPC || e == EDQUOT || e == EFBIG; }

/* SQLite forgets errno on its way out of a failed write: ask the disk and the process's own limit. */
static bool cannot_grow(const cedu_store *s, int rc) {
    static const char *const files[] = {"", "-wal", "-shm"};
    const rlim_t slack = 64 << 10;
    struct statvfs vfs;
    struct rlimit lim;
    if (rc != SQLITE_IOERR_WRITE && rc != SQLITE_IOERR_SHMSIZE && rc != SQLITE_IOERR_TRUNCATE && rc != SQLITE_IOERR_FSYNC)
        return false;
    if (!s || !s->path) return false;
    if (statvfs(s->path, &vfs) == 0 && (uint64_t)vfs.f_bavail * vfs.f_frsize < slack) return true;
    if (getrlimit(RLIMIT_FSIZE, &lim) != 0 || lim.rlim_cur == RLIM_INFINITY) return false;
    for (size_t i = 0; i < CEDU_COUNT(files); i++) {
        char path[4096];
        struct stat sb;
        snprintf(path, sizeof path, "%s%s", s->path, files[i]);
        if (stat(path, &sb) == 0 && (rlim_t)sb.st_size + slack >= lim.rlim_cur) return true;
    }
    return false;
}

cedu_status cedu__store_fail(cedu_store *s, int rc, const char *doing_zh, const char *doing_en, cedu_error *err) {
    int last = errno, sys = s && s->db ? sqlite3_system_errno(s->db) : 0;
    int primary = rc & 0xff;
    /* A quota or a file-size limit is a full disk to the user, though SQLite calls it an I/O error. */
    if (primary == SQLITE_IOERR && (no_room(sys) || no_room(last) || cannot_grow(s, rc))) primary = SQLITE_FULL;
    const result_row *r = NULL;
    for (size_t i = 0; i < CEDU_COUNT(results); i++)
        if (results[i].rc == primary) r = &results[i];
    const char *path = s && s->path ? s->path : "";
    if (!r) {
        const char *m = s && s->db ? sqlite3_errmsg(s->db) : sqlite3_errstr(rc);
        CEDU_TRACE(store, "%s: %s (%d)", doing_en, m, rc);
        cedu_error e;
        cedu__fail(&e, CEDU_INTERNAL, "%s：%s（SQLite %d）", "%s: %s (SQLite %d)", doing_zh, m, rc);
        cedu_error e2;
        cedu__fail(&e2, CEDU_INTERNAL, "%s：%s（SQLite %d）", "%s: %s (SQLite %d)", doing_en, m, rc);
        if (err) *err = e, memcpy(err->en, e2.en, sizeof err->en);
        return CEDU_INTERNAL;
    }
    if (err) {
        err->status = r->st;
        snprintf(err->zh, sizeof err->zh, "%s：%s（%s）", doing_zh, r->zh, path);
        snprintf(err->en, sizeof err->en, "%s: %s (%s)", doing_en, r->en, path);
        /* A path may have been cut inside a character. */
        err->zh[cedu__u8_valid(err->zh, strlen(err->zh))] = 0;
        err->en[cedu__u8_valid(err->en, strlen(err->en))] = 0;
    }
    return r->st;
}

/* ------------------------------------------------------------------ statements */
cedu_status cedu__store_prepare(cedu_store *s, const char *sql, sqlite3_stmt **out, cedu_error *err) {
    *out = NULL;
    int rc = sqlite3_prepare_v2(s->db, sql, -1, out, NULL);
    return rc == SQLITE_OK ? CEDU_OK : cedu__store_fail(s, rc, "查询知识库", "query", err);
}

sqlite3_stmt *cedu__store_use(cedu_store *s, cedu_store_sql id, cedu_error *err) {
    static const char *const sql[] = {
#define CEDU__X(name, text) text,
        CEDU_STORE_SQL(CEDU__X)
#undef CEDU__X
    };
    if (!s->stmt[id]) {
        int rc = sqlite3_prepare_v3(s->db, sql[id], -1, SQLITE_PREPARE_PERSISTENT, &s->stmt[id], NULL);
        if (rc != SQLITE_OK) {
            cedu__store_fail(s, rc, "查询知识库", "query", err);
            return NULL;
        }
    }
    sqlite3_reset(s->stmt[id]);
    return s->stmt[id];
}

cedu_status cedu__store_run(cedu_store *s, sqlite3_stmt *st, cedu_error *err) {
    if (!st) return err ? err->status : CEDU_INTERNAL;
    int rc;
    do rc = sqlite3_step(st);
    while (rc == SQLITE_ROW);
    cedu_status out = rc == SQLITE_DONE ? CEDU_OK : cedu__store_fail(s, rc, "写入知识库", "write", err);
    sqlite3_reset(st);
    return out;
}

cedu_status cedu__store_step(cedu_store *s, sqlite3_stmt *st, bool *row, cedu_error *err) {
    *row = false;
    if (!st) return err ? err->status : CEDU_INTERNAL;
    int rc = sqlite3_step(st);
    if (rc == SQLITE_ROW || rc == SQLITE_DONE) return *row = rc == SQLITE_ROW, CEDU_OK;
    cedu_status out = cedu__store_fail(s, rc, "读取知识库", "read", err);
    sqlite3_reset(st);
    return out;
}

cedu_status cedu__store_exec(cedu_store *s, const char *sql, cedu_error *err) {
    int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
    return rc == SQLITE_OK ? CEDU_OK : cedu__store_fail(s, rc, "写入知识库", "write", err);
}

/* ------------------------------------------------------------------ opening */
void cedu__store_process(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

static void sleep_ms(long ms) {
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&t, NULL);
}

static bool has_wal(const char *path) {
    char *wal = NULL;
    struct stat sb;
    if (asprintf(&wal, "%s-wal", path) < 0) return true;
    bool has = stat(wal, &sb) == 0 && sb.st_size > 0;
    free(wal);
    return has;
}

/* How many stores this process has open. Closing ANY descriptor of a file drops all POSIX locks that the process holds on it, SQLite's
 * too: another process would then take the journal away under us. So the file is only looked at while no store is open. */
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;
static size_t open_stores;

/* What can be said about the file before SQLite sees it; *empty: there is nothing in it yet. */
static cedu_status look(const char *path, bool create, bool *empty, cedu_error *err) {
    struct stat sb;
    *empty = true;
    if (stat(path, &sb) != 0) {
        if (errno == ENOENT && create) return CEDU_OK;
        if (errno == ENOENT)
            return cedu__fail(err, CEDU_NOT_FOUND, "没有知识库文件 %s：先用 cedu add 建立",
                              "there is no knowledge base %s: make one with cedu add", path);
        return cedu__fail(err, CEDU_IO, "打不开 %s：%s", "cannot open %s: %s", path, strerror(errno));
    }
    if (!S_ISREG(sb.st_mode))
        return cedu__fail(err, CEDU_IO, "%s 不是普通文件，不能作知识库",
                          "%s is not a regular file and cannot be a knowledge base", path);
    if (sb.st_size == 0) return CEDU_OK;
    *empty = false;
    if (open_stores) return CEDU_OK;
    unsigned char h[100];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return cedu__fail(err, CEDU_IO, "打不开 %s：%s", "cannot open %s: %s", path, strerror(errno));
    ssize_t n = pread(fd, h, sizeof h, 0);
    close(fd);
    if (n < (ssize_t)sizeof h || memcmp(h, "SQLite format 3", 16) != 0)
        return cedu__fail(err, CEDU_DB_CORRUPT, "%s 不是知识库文件，或文件头已损坏",
                          "%s is no knowledge base, or its header is damaged", path);
    /* Shorter than its header says, and no journal that holds the rest: it was cut off. */
    uint32_t page = (uint32_t)h[16] << 8 | h[17], pages = (uint32_t)h[28] << 24 | h[29] << 16 | h[30] << 8 | h[31];
    if (page == 1) page = 65536;
    if (!has_wal(path) && memcmp(h + 24, h + 92, 4) == 0 && (uint64_t)sb.st_size < (uint64_t)page * pages)
        return cedu__fail(err, CEDU_DB_CORRUPT, "知识库 %s 被截断（缺 %llu 字节）：用 cedu restore 从备份恢复",
                          "the knowledge base %s is cut off (%llu bytes are missing): restore it with cedu restore", path,
                          (unsigned long long)page * pages - (unsigned long long)sb.st_size);
    return CEDU_OK;
}

static int pragma_int(sqlite3 *db, const char *sql, int *out) {
    sqlite3_stmt *st = NULL;
    int rc = sqlite3_prepare_v2(db, sql, -1, &st, NULL);
    if (rc == SQLITE_OK) {
        rc = sqlite3_step(st);
        if (rc == SQLITE_ROW) *out = sqlite3_column_int(st, 0), rc = SQLITE_OK;
    }
    int fin = sqlite3_finalize(st);
    return rc == SQLITE_OK ? fin : rc;
}

/* A URI for a file that nobody can write, so that SQLite does not ask for the shared-memory file. */
static char *immutable_uri(const char *path) {
    size_t n = strlen(path);
    char *u = malloc(n * 3 + 32), *w = u;
    if (!u) return NULL;
    w = stpcpy(w, "file:");
    for (const char *p = path; *p; p++) {
        if (strchr("%?#", *p)) w += snprintf(w, 4, "%%%02X", (unsigned char)*p);
        else *w++ = *p;
    }
    stpcpy(w, "?immutable=1");
    return u;
}

/* Turning WAL on needs the file alone for a moment; SQLite's busy handler does not cover that. */
static cedu_status wal_on(cedu_store *s, cedu_error *err) {
    for (int waited = 0;; waited += 20) {
        int rc = sqlite3_exec(s->db, "PRAGMA journal_mode=WAL", NULL, NULL, NULL);
        if (rc == SQLITE_OK) return CEDU_OK;
        if ((rc & 0xff) != SQLITE_BUSY || waited >= s->busy_ms) return cedu__store_fail(s, rc, "打开知识库", "open", err);
        sleep_ms(20);
    }
}

static cedu_status identify(cedu_store *s, bool empty, bool create, cedu_error *err) {
    int app = 0, tables = 0;
    int rc = pragma_int(s->db, "PRAGMA application_id", &app);
    if (rc == SQLITE_OK) rc = pragma_int(s->db, "SELECT count(*) FROM sqlite_schema", &tables);
    if (rc != SQLITE_OK) return cedu__store_fail(s, rc, "打开知识库", "open", err);
    if (app == CEDU_STORE_APP_ID) return CEDU_OK;
    if (tables > 0 || app != 0)
        return cedu__fail(err, CEDU_DB_CORRUPT, "%s 是别的程序的 SQLite 文件，不是知识库",
                          "%s is an SQLite file of another program, no knowledge base", s->path);
    if (s->read_only || (!create && !empty))
        return cedu__fail(err, CEDU_DB_CORRUPT, "%s 里没有知识库", "there is no knowledge base in %s", s->path);
    return CEDU_OK;
}

static cedu_status open_db(cedu_store *s, const cedu_store_options *opt, bool empty, cedu_error *err) {
    int flags = (s->read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | (opt->create ? SQLITE_OPEN_CREATE : 0)) |
                SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int rc = sqlite3_open_v2(s->path, &s->db, flags, NULL), app = 0;
    if (rc == SQLITE_OK) sqlite3_busy_timeout(s->db, s->busy_ms);
    if (rc == SQLITE_OK) rc = pragma_int(s->db, "PRAGMA application_id", &app);
    /* A folder that cannot be written: fine, unless a journal holds what the file itself does not. */
    if (s->read_only && ((rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY) && !has_wal(s->path)) {
        char *uri = immutable_uri(s->path);
        if (!uri) return cedu__fail_nomem(err);
        sqlite3_close(s->db);
        s->db = NULL;
        rc = sqlite3_open_v2(uri, &s->db, flags | SQLITE_OPEN_URI, NULL);
        free(uri);
    }
    if (rc != SQLITE_OK) return cedu__store_fail(s, rc, "打开知识库", "open", err);
    sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    cedu_status st = identify(s, empty, opt->create, err);
    if (st != CEDU_OK) return st;
    if ((st = cedu__store_exec(s,
                               "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
                               "PRAGMA cache_size=" CEDU_STORE_CACHE "; PRAGMA temp_store=MEMORY",
                               err)) != CEDU_OK)
        return st;
    if (!s->read_only) {
        if (empty && (st = cedu__store_exec(s, "PRAGMA page_size=8192", err)) != CEDU_OK) return st;
        if ((st = wal_on(s, err)) != CEDU_OK) return st;
        if ((st = cedu__store_exec(s, "PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000", err)) != CEDU_OK) return st;
    }
    return cedu__store_migrate(s, err);
}

static void release(cedu_store *s) {
    cedu__store_rollback(s);
    for (size_t i = 0; i < CEDU_SQL_COUNT; i++) sqlite3_finalize(s->stmt[i]);
    cedu__store_count_release(s);
    sqlite3_close(s->db);
    ZSTD_freeCCtx(s->zstd);
    cedu__buf_release(&s->scratch);
    cedu__buf_release(&s->scratch2);
    cedu__buf_release(&s->ranges);
    cedu__buf_release(&s->article);
    cedu__buf_release(&s->old);
    cedu__buf_release(&s->print.text);
    cedu__buf_release(&s->print2.text);
    free(s->path);
    free(s);
}

static cedu_status open_locked(const char *path, const cedu_store_options *opt, cedu_store **out, cedu_error *err) {
    const cedu_store_options none = {0};
    if (!opt) opt = &none;
    *out = NULL;
    bool empty;
    cedu_status st = look(path, opt->create && !opt->read_only, &empty, err);
    if (st != CEDU_OK) return st;
    cedu_store *s = cedu__malloc(sizeof *s);
    if (!s) return cedu__fail_nomem(err);
    memset(s, 0, sizeof *s);
    s->read_only = opt->read_only;
    s->busy_ms = opt->busy_ms > 0 ? opt->busy_ms : CEDU_STORE_BUSY_MS;
    s->path = strdup(path);
    st = s->path ? open_db(s, opt, empty, err) : cedu__fail_nomem(err);
    if (st != CEDU_OK) return release(s), st;
    open_stores++;
    *out = s;
    return CEDU_OK;
}

cedu_status cedu__store_open(const char *path, const cedu_store_options *opt, cedu_store **out, cedu_error *err) {
    pthread_mutex_lock(&opening);
    cedu_status st = open_locked(path, opt, out, err);
    pthread_mutex_unlock(&opening);
    return st;
}

void cedu__store_interrupt(cedu_store *s) {
    if (s) sqlite3_interrupt(s->db);
}

void cedu__store_close(cedu_store *s) {
    if (!s) return;
    release(s);
    pthread_mutex_lock(&opening);
    open_stores--;
    pthread_mutex_unlock(&opening);
}

const char *cedu__store_path(const cedu_store *s) { return s->path; }
int cedu__store_schema(const cedu_store *s) { return s->schema; }

cedu_status cedu__store_writable(const cedu_store *s, cedu_error *err) {
    if (!s->read_only) return CEDU_OK;
    return cedu__fail(err, CEDU_IO, "知识库 %s 以只读方式打开", "the knowledge base %s was opened read-only", s->path);
}

/* ------------------------------------------------------------------ transactions */
cedu_status cedu__store_begin(cedu_store *s, cedu_error *err) {
    cedu_status st = cedu__store_writable(s, err);
    if (st != CEDU_OK) return st;
    if (s->batch) return cedu__fail(err, CEDU_INTERNAL, "已在批次中", "a batch is open already");
    st = cedu__store_run(s, cedu__store_use(s, CEDU_SQL_begin, err), err);
    s->batch = st == CEDU_OK;
    s->lost = false;
    return st;
}

cedu_status cedu__store_commit(cedu_store *s, cedu_error *err) {
    if (!s->batch) return cedu__fail(err, CEDU_INTERNAL, "没有批次", "there is no batch");
    s->batch = false;
    if (s->lost || sqlite3_get_autocommit(s->db)) {
        s->lost = false;
        return cedu__fail(err, CEDU_DISK_FULL, "写入失败，本批次已撤销，原有内容完好",
                          "writing failed: this batch was undone, what was there is intact");
    }
    cedu_status st = cedu__store_run(s, cedu__store_use(s, CEDU_SQL_commit, err), err);
    if (st != CEDU_OK) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}

void cedu__store_rollback(cedu_store *s) {
    if (s->db && !sqlite3_get_autocommit(s->db)) sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    s->batch = s->lost = false;
}

cedu_status cedu__store_enter(cedu_store *s, cedu_error *err) {
    cedu_status st = cedu__store_writable(s, err);
    if (st != CEDU_OK) return st;
    if (s->batch && (s->lost || sqlite3_get_autocommit(s->db))) {
        s->lost = true;
        return cedu__fail(err, CEDU_DISK_FULL, "写入失败，本批次已撤销", "writing failed: this batch was undone");
    }
    return cedu__store_run(s, cedu__store_use(s, s->batch ? CEDU_SQL_savepoint : CEDU_SQL_begin, err), err);
}

cedu_status cedu__store_leave(cedu_store *s, cedu_status st, cedu_error *err) {
    if (st == CEDU_OK) st = cedu__store_run(s, cedu__store_use(s, s->batch ? CEDU_SQL_release : CEDU_SQL_commit, err), err);
    if (st == CEDU_OK) return st;
    if (sqlite3_get_autocommit(s->db)) { /* SQLite has rolled everything back by itself */
        s->lost = s->batch;
        return st;
    }
    sqlite3_exec(s->db, s->batch ? "ROLLBACK TO page; RELEASE page" : "ROLLBACK", NULL, NULL, NULL);
    return st;
}

void cedu__store_now(char out[24]) {
    time_t t = time(NULL);
    struct tm tm;
    gmtime_r(&t, &tm);
    strftime(out, 24, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

/* ------------------------------------------------------------------ settings */
cedu_status cedu__store_setting(cedu_store *s, const char *key, cedu_arena *a, cedu_str *out, cedu_error *err) {
    *out = (cedu_str){0};
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_setting, err);
    if (st) bind_z(st, 1, key);
    bool row;
    cedu_status rc = cedu__store_step(s, st, &row, err);
    if (rc != CEDU_OK) return rc;
    if (row) *out = col_str(st, 0, a);
    sqlite3_reset(st);
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__store_set(cedu_store *s, const char *key, cedu_str value, cedu_error *err) {
    cedu_status rc = cedu__store_writable(s, err);
    if (rc != CEDU_OK) return rc;
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_set_setting, err);
    if (st) bind_z(st, 1, key), bind_str(st, 2, value);
    return cedu__store_run(s, st, err);
}

int64_t cedu__store_last_row(const cedu_store *s) { return sqlite3_last_insert_rowid(s->db); }
int64_t cedu__store_changes(const cedu_store *s) { return sqlite3_changes64(s->db); }
