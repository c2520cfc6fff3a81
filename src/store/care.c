/* care.c - check, backup, restore.
 *
 * The check trusts nothing: the file's own integrity, foreign keys, the index, every original against its SHA-256, every
 * quotation against the clean text, and against the original decoded anew.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/internal.h"
#include "text/text.h"

#define MAX_PROBLEMS 1000

/* ------------------------------------------------------------------ check */
typedef struct check {
    cedu_store *s;
    cedu_arena *a;
    CEDU_VEC(cedu_store_problem) v;
    size_t originals, facts;
} check;

__attribute__((format(printf, 3, 5))) __attribute__((format(printf, 4, 5))) static void problem(check *c, cedu_str where,
                                                                                                const char *zh, const char *en,
                                                                                                ...) {
    if (c->v.n >= MAX_PROBLEMS) return;
    va_list ap;
    cedu_error e;
    va_start(ap, en);
    cedu__failv(&e, CEDU_DB_CORRUPT, zh, en, ap);
    va_end(ap);
    cedu_store_problem p = {cedu__arena_str(c->a, where), cedu__arena_str(c->a, cedu__str(e.zh)),
                            cedu__arena_str(c->a, cedu__str(e.en))};
    (void)CEDU_PUSH(c->a, &c->v, p);
}

/* Runs a query whose every row is a problem: column 0 says where, column 1 what. */
static cedu_status each_row(check *c, const char *sql, const char *fine, const char *zh, const char *en, cedu_error *err) {
    sqlite3_stmt *st;
    cedu_status rc = cedu__store_prepare(c->s, sql, &st, err);
    if (rc != CEDU_OK) return rc;
    for (bool row; (rc = cedu__store_step(c->s, st, &row, err)) == CEDU_OK && row;) {
        cedu_str what = col_view(st, 1);
        if (fine && cedu__eqz(what, fine)) continue;
        problem(c, col_view(st, 0), zh, en, (int)cedu__u8_valid(what.p, what.n < 120 ? what.n : 120), what.p ? what.p : "");
    }
    sqlite3_finalize(st);
    return rc;
}

typedef struct row_rule {
    const char *sql, *fine, *zh, *en;
} row_rule;
static const row_rule row_rules[] = {
    {"SELECT 'file', integrity_check FROM pragma_integrity_check", "ok", "文件结构：%.*s", "structure of the file: %.*s"},
    {"SELECT \"table\", \"table\" || ' ' || coalesce(rowid, '') || ' -> ' || parent FROM pragma_foreign_key_check", NULL,
     "缺少被引用的行：%.*s", "a referenced row is missing: %.*s"},
    {"SELECT sha256, sha256 FROM originals WHERE id NOT IN (SELECT original_id FROM documents) AND id NOT IN "
     "(SELECT container_id FROM documents WHERE container_id IS NOT NULL)",
     NULL, "原文没有文档：%.*s", "an original without a document: %.*s"},
    {"SELECT sha256, coalesce(title, file) FROM documents WHERE id NOT IN (SELECT document_id FROM texts)", NULL,
     "文档没有正文：%.*s", "a document without text: %.*s"},
    {"SELECT sha256, coalesce(title, file) FROM documents WHERE id NOT IN (SELECT id FROM search_docsize)", NULL,
     "文档没有进入检索：%.*s", "a document is missing from the search index: %.*s"},
    {"SELECT 'search', id FROM search_docsize WHERE id NOT IN (SELECT id FROM documents)", NULL, "检索里有已不存在的文档：%.*s",
     "the search index holds a document that is gone: %.*s"},
    {"SELECT 'clusters', id FROM clusters WHERE id NOT IN (SELECT cluster_id FROM documents)", NULL, "空的转载组：%.*s",
     "an empty cluster: %.*s"},
    {"SELECT 'near_bands', document_id FROM (SELECT DISTINCT document_id FROM near_bands UNION SELECT document_id FROM "
     "near_recent) "
     "WHERE document_id NOT IN (SELECT document_id FROM near_keys)",
     NULL, "转载索引里有已不存在的文档：%.*s", "the index of prints holds a document that is gone: %.*s"},
    {"SELECT d.sha256, d.fact_count || ' / ' || count(f.id) FROM documents d LEFT JOIN facts f ON f.document_id = d.id GROUP "
     "BY d.id "
     "HAVING count(f.id) <> d.fact_count",
     NULL, "事实数目不符：%.*s", "the number of facts differs: %.*s"},
};

static cedu_str at(cedu_str s, int64_t from, int64_t to) {
    if (from < 0 || to < from || to > (int64_t)s.n) return (cedu_str){0};
    return cedu__sub(s, (size_t)from, (size_t)to);
}

static cedu_status facts_of(check *c, int64_t doc, cedu_str clean, const cedu_text *text, cedu_error *err) {
    sqlite3_stmt *st;
    cedu_status rc =
        cedu__store_prepare(c->s,
                            "SELECT fact_id, clean_start, clean_end, clean_quote, start, \"end\", byte_start, byte_end, quote "
                            "FROM facts WHERE document_id = ?1",
                            &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, doc);
    for (bool row; (rc = cedu__store_step(c->s, st, &row, err)) == CEDU_OK && row; c->facts++) {
        cedu_str id = cedu__arena_str(c->a, col_view(st, 0)), q = col_view(st, 3);
        if (!cedu__eq(at(clean, sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2)), q))
            problem(c, id, "%s引文与整理后的正文不符", "%sthe quotation differs from the clean text", "");
        if (!text) continue;
        int64_t start = sqlite3_column_int64(st, 4), end = sqlite3_column_int64(st, 5);
        if (start < 0 || end < start || end > text->cps) {
            problem(c, id, "%s引文超出原文", "%sthe quotation lies outside the original", "");
            continue;
        }
        uint32_t from = cedu__text_u8(text, (uint32_t)start), to = cedu__text_u8(text, (uint32_t)end);
        if (!cedu__eq(at(text->s, from, to), col_view(st, 8)))
            problem(c, id, "%s引文与原文不符", "%sthe quotation differs from the original", "");
        else if (cedu__text_byte(text, from) != sqlite3_column_int64(st, 6) ||
                 cedu__text_byte(text, to) != sqlite3_column_int64(st, 7))
            problem(c, id, "%s引文的字节位置不符", "%sthe byte offsets of the quotation are wrong", "");
    }
    sqlite3_finalize(st);
    return rc;
}

static cedu_status document(check *c, int64_t id, cedu_str sha, cedu_str encoding, cedu_buf *bytes, cedu_arena *scratch,
                            cedu_error *err) {
    cedu_error e;
    cedu_str clean = {0};
    cedu_text text, *decoded = NULL;
    c->originals++;
    cedu_status rc = cedu__store_container(c->s, id, bytes, &e);
    if (rc == CEDU_NOMEM) return cedu__fail_nomem(err);
    c->originals += rc != CEDU_NOT_FOUND;
    if (rc != CEDU_OK && rc != CEDU_NOT_FOUND)
        problem(c, sha, "%s原文件已损坏，或校验值不符", "%sthe file it was extracted from is damaged or its hash differs", "");
    rc = cedu__store_original(c->s, id, bytes, &e);
    if (rc == CEDU_NOMEM) return cedu__fail_nomem(err);
    if (rc != CEDU_OK) problem(c, sha, "%s原文已损坏，或校验值不符", "%sthe original is damaged or its hash differs", "");
    else if (encoding.n) {
        cedu_str z = cedu__arena_str(scratch, encoding);
        if (z.p && cedu__text_decode_as(bytes->p, bytes->n, z.p, scratch, &text, &e) == CEDU_OK) decoded = &text;
        else problem(c, sha, "原文不能按 %.*s 解码", "the original does not decode as %.*s", (int)encoding.n, encoding.p);
    }
    if (cedu__store_clean(c->s, id, scratch, &clean, &e) != CEDU_OK) return CEDU_OK; /* reported by the row rules */
    return facts_of(c, id, clean, decoded, err);
}

static cedu_status documents(check *c, cedu_error *err) {
    sqlite3_stmt *st;
    cedu_buf bytes = {0};
    cedu_arena scratch;
    cedu_status rc = cedu__store_prepare(c->s, "SELECT id, sha256, encoding FROM documents ORDER BY id", &st, err);
    if (rc != CEDU_OK) return rc;
    cedu__arena_init(&scratch, CEDU_MAX_PAGE_MEMORY);
    for (bool row; (rc = cedu__store_step(c->s, st, &row, err)) == CEDU_OK && row;) {
        cedu_str sha = cedu__arena_str(c->a, col_view(st, 1)), encoding = cedu__arena_str(&scratch, col_view(st, 2));
        if ((rc = document(c, sqlite3_column_int64(st, 0), sha, encoding, &bytes, &scratch, err)) != CEDU_OK) break;
        cedu__arena_reset(&scratch);
    }
    cedu__arena_release(&scratch);
    cedu__buf_release(&bytes);
    sqlite3_finalize(st);
    return rc;
}

cedu_status cedu__store_check(cedu_store *s, cedu_arena *a, cedu_store_problems *out, cedu_error *err) {
    check c = {.s = s, .a = a};
    cedu_status rc = CEDU_OK;
    cedu_error e;
    for (size_t i = 0; i < CEDU_COUNT(row_rules); i++) {
        const row_rule *r = &row_rules[i];
        rc = each_row(&c, r->sql, r->fine, r->zh, r->en, &e);
        if (rc == CEDU_DB_CORRUPT) problem(&c, CEDU_STR("file"), "%s", "%s", e.en);
        else if (rc != CEDU_OK) break;
    }
    bool differ = false;
    if (rc == CEDU_OK) rc = cedu__store_counts_differ(s, &differ, &e);
    if (differ)
        problem(&c, CEDU_STR("count"), "%s计数与内容不符：cedu check --recount 重新统计",
                "%sthe counts are not what is there: cedu check --recount makes them anew", "");
    if (rc == CEDU_OK || rc == CEDU_DB_CORRUPT) {
        if (!s->read_only && sqlite3_exec(s->db, "INSERT INTO search(search) VALUES('integrity-check')", NULL, NULL, NULL) ==
                                 SQLITE_CORRUPT_VTAB)
            problem(&c, CEDU_STR("search"), "%s检索索引已损坏", "%sthe search index is damaged", "");
        rc = documents(&c, &e);
        if (rc == CEDU_DB_CORRUPT) {
            problem(&c, CEDU_STR("file"), "%s", "%s", e.en);
            rc = CEDU_OK;
        }
    }
    if (rc != CEDU_OK && err) *err = e;
    *out = (cedu_store_problems){c.v.p, c.v.n, c.originals, c.facts};
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

/* ------------------------------------------------------------------ backup, restore */
static char *beside(const char *path, const char *suffix) {
    char *p = NULL;
    return asprintf(&p, "%s%s", path, suffix) < 0 ? NULL : p;
}

static cedu_status fail_file(const char *path, cedu_error *err) {
    int e = errno;
    cedu_status st = e == ENOSPC || e == EDQUOT || e == EFBIG ? CEDU_DISK_FULL : CEDU_IO;
    return cedu__fail(err, st, "写不了 %s：%s", "cannot write %s: %s", path, strerror(e));
}

/* On the disk, with its name: only then may the old file go. */
static cedu_status settle(const char *tmp, const char *path, cedu_error *err) {
    int fd = open(tmp, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0) close(fd);
    if (!ok || rename(tmp, path) != 0) return fail_file(path, err);
    char *dir = strdup(path);
    if (!dir) return CEDU_OK;
    char *slash = strrchr(dir, '/');
    if (slash) slash[slash == dir] = 0;
    if ((fd = open(slash ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) >= 0) {
        if (fsync(fd) != 0) CEDU_TRACE(store, "fsync of %s: %s", dir, strerror(errno));
        close(fd);
    }
    free(dir);
    return CEDU_OK;
}

/* Copies s into a fresh file at tmp, a single file without a journal beside it. */
static cedu_status copy_to(cedu_store *s, const char *tmp, cedu_error *err) {
    unlink(tmp);
    cedu_store to = {.path = (char *)tmp};
    int rc = sqlite3_open_v2(tmp, &to.db,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    cedu_status st = CEDU_OK;
    if (rc == SQLITE_OK) {
        sqlite3_exec(to.db, "PRAGMA synchronous=OFF", NULL, NULL, NULL); /* settle() syncs, once */
        sqlite3_backup *b = sqlite3_backup_init(to.db, "main", s->db, "main");
        if (b) {
            sqlite3_backup_step(b, -1);
            rc = sqlite3_backup_finish(b);
        } else rc = sqlite3_extended_errcode(to.db);
    }
    if (rc == SQLITE_OK) rc = sqlite3_exec(to.db, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    if (rc != SQLITE_OK) st = cedu__store_fail(&to, rc, "备份知识库", "back up", err);
    sqlite3_close(to.db);
    return st;
}

static bool same_file(const char *a, const char *b) {
    struct stat x, y;
    return stat(a, &x) == 0 && stat(b, &y) == 0 && x.st_dev == y.st_dev && x.st_ino == y.st_ino;
}

static cedu_status may_replace(const char *path, bool force, cedu_error *err) {
    struct stat sb;
    if (lstat(path, &sb) != 0) return CEDU_OK;
    if (S_ISDIR(sb.st_mode)) return cedu__fail(err, CEDU_USAGE, "%s 是文件夹", "%s is a folder", path);
    if (!force) return cedu__fail(err, CEDU_USAGE, "%s 已存在：加 --force 才覆盖", "%s exists: only --force replaces it", path);
    return CEDU_OK;
}

cedu_status cedu__store_backup(cedu_store *s, const char *path, bool force, cedu_error *err) {
    if (same_file(s->path, path))
        return cedu__fail(err, CEDU_USAGE, "备份不能写到知识库自己：%s",
                          "a backup cannot replace the knowledge base itself: %s", path);
    cedu_status st = may_replace(path, force, err);
    if (st != CEDU_OK) return st;
    char suffix[32];
    snprintf(suffix, sizeof suffix, ".%ld.tmp", (long)getpid());
    char *tmp = beside(path, suffix);
    if (!tmp) return cedu__fail_nomem(err);
    st = copy_to(s, tmp, err);
    if (st == CEDU_OK) st = settle(tmp, path, err);
    if (st != CEDU_OK) unlink(tmp);
    free(tmp);
    return st;
}

/* A knowledge base that is going to be replaced: nobody else has it open, and no journal of it stays behind. A damaged one
 * cannot be asked; its journals are of no use to anybody. */
static cedu_status clear_way(const char *path, cedu_error *err) {
    cedu_store old = {.path = (char *)path};
    int rc = sqlite3_open_v2(path, &old.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc == SQLITE_OK) rc = sqlite3_busy_timeout(old.db, 2000);
    if (rc == SQLITE_OK) rc = sqlite3_exec(old.db, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
    cedu_status st = (rc & 0xff) == SQLITE_BUSY ? cedu__store_fail(&old, rc, "恢复知识库", "restore", err) : CEDU_OK;
    sqlite3_close(old.db);
    if (st != CEDU_OK) return st;
    static const char *const journals[] = {"-wal", "-shm", "-journal"};
    for (size_t i = 0; i < CEDU_COUNT(journals); i++) {
        char *j = beside(path, journals[i]);
        if (!j) return cedu__fail_nomem(err);
        bool ok = unlink(j) == 0 || errno == ENOENT;
        free(j);
        if (!ok) return fail_file(path, err);
    }
    return CEDU_OK;
}

static cedu_status sound(cedu_store *s, cedu_error *err) {
    cedu_arena a;
    cedu_store_problems p = {0};
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    cedu_status st = cedu__store_check(s, &a, &p, err);
    if (st == CEDU_OK && p.n)
        st = cedu__fail(err, CEDU_DB_CORRUPT, "备份 %s 不完好（%zu 处问题），没有恢复",
                        "the backup %s is not sound (%zu problems): nothing was restored", s->path, p.n);
    cedu__arena_release(&a);
    return st;
}

cedu_status cedu__store_restore(const char *backup, const char *path, bool force, cedu_error *err) {
    if (same_file(backup, path))
        return cedu__fail(err, CEDU_USAGE, "备份和知识库是同一个文件：%s", "backup and knowledge base are one file: %s", path);
    cedu_status st = may_replace(path, force, err);
    if (st != CEDU_OK) return st;
    cedu_store *s;
    if ((st = cedu__store_open(backup, &(cedu_store_options){.read_only = true}, &s, err)) != CEDU_OK) return st;
    char suffix[32];
    snprintf(suffix, sizeof suffix, ".%ld.tmp", (long)getpid());
    char *tmp = beside(path, suffix);
    st = tmp ? sound(s, err) : cedu__fail_nomem(err);
    if (st == CEDU_OK) st = copy_to(s, tmp, err);
    cedu__store_close(s);
    if (st == CEDU_OK && access(path, F_OK) == 0) st = clear_way(path, err);
    if (st == CEDU_OK) st = settle(tmp, path, err);
    if (st != CEDU_OK && tmp) unlink(tmp);
    free(tmp);
    return st;
}
