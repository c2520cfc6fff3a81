/* What can go wrong under a knowledge base: damaged files, full disks, locks, kill -9, two writers; backup and restore. */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "kit.h"
#include "store/internal.h"

static const char one[] = "甲市去年人工智能企业达到320家。";
static const kit_fact facts[] = {
    {CEDU_FACT_observation, "甲市", "人工智能企业数量", "2023", 320, "家", "320家", CEDU_MOD_EQ, "企业达到320家"}};

static cedu_status try_open(kit *k, const char *path, bool create) {
    cedu_store *s = NULL;
    cedu_status st = cedu__store_open(path, &(cedu_store_options){.create = create, .busy_ms = 200}, &s, &k->err);
    cedu__store_close(s);
    return st;
}

static void spoil(const char *path, long at, const void *p, size_t n) {
    int fd = open(path, O_RDWR);
    assert_true(fd >= 0);
    assert_int_equal(pwrite(fd, p, n, at), (ssize_t)n);
    close(fd);
}

static void put_file(const char *path, const void *p, size_t n) {
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(p, 1, n, f), n);
    fclose(f);
}

static char *name(kit *k, const char *file) { return (char *)cedu__arena_strf(&k->a, "%s/%s", k->dir, file).p; }

/* A file with enough pages, closed, without a journal. */
static void filled(kit *k, int n) {
    kit_ok(k, cedu__store_begin(k->s, &k->err));
    for (int i = 0; i < n; i++) {
        cedu_str t = cedu__arena_strf(&k->a, "%s第%d篇，讲到%d个不同的试点和%d项工作。", one, i, i * 7, i * 13);
        kit_add(k, t.p, "2024-01-01", t.p, facts, 1);
    }
    kit_ok(k, cedu__store_commit(k->s, &k->err));
    cedu__store_close(k->s);
    k->s = NULL;
}

static void not_a_database(void **state) {
    kit *k = *state;
    char *p = name(k, "x");
    put_file(p, "甲", 3);
    assert_int_equal(try_open(k, p, true), CEDU_DB_CORRUPT);
    char big[20000];
    memset(big, 'x', sizeof big);
    put_file(p, big, sizeof big);
    assert_int_equal(try_open(k, p, true), CEDU_DB_CORRUPT);
    assert_int_equal(try_open(k, name(k, "absent"), false), CEDU_NOT_FOUND);
    assert_int_equal(try_open(k, k->dir, true), CEDU_IO);
    assert_int_equal(try_open(k, name(k, "no/such/folder.db"), true), CEDU_IO);
    /* an empty file becomes one, a foreign SQLite file does not */
    put_file(p, "", 0);
    assert_int_equal(try_open(k, p, true), CEDU_OK);
    char *q = name(k, "y");
    sqlite3 *db;
    assert_int_equal(sqlite3_open(q, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "CREATE TABLE a(b)", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(try_open(k, q, true), CEDU_DB_CORRUPT);
}

static void newer_schema(void **state) {
    kit *k = *state;
    assert_int_equal(cedu__store_schema(k->s), cedu__store_newest_schema());
    assert_int_equal(sqlite3_exec(k->s->db, "PRAGMA user_version=900", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(try_open(k, k->path, true), CEDU_USAGE);
    assert_non_null(strstr(k->err.en, "newer"));
}

static void damaged(void **state) {
    kit *k = *state;
    filled(k, 60);
    struct stat sb;
    assert_int_equal(stat(k->path, &sb), 0);
    char *copy = name(k, "copy"), cmd[256];
    snprintf(cmd, sizeof cmd, "cp %s %s", k->path, copy);
    /* header gone */
    assert_int_equal(system(cmd), 0);
    spoil(copy, 0, "\0\0\0\0", 4);
    assert_int_equal(try_open(k, copy, true), CEDU_DB_CORRUPT);
    /* cut off, anywhere */
    for (int i = 1; i < 8; i++) {
        assert_int_equal(system(cmd), 0);
        assert_int_equal(truncate(copy, sb.st_size * i / 8), 0);
        assert_int_equal(try_open(k, copy, true), CEDU_DB_CORRUPT);
    }
    /* garbage in every page in turn: never a crash, and the check (or the opening) says so */
    char junk[64];
    memset(junk, 0xA5, sizeof junk);
    int pages = (int)(sb.st_size / 8192);
    for (int i = 0; i < pages; i++) {
        assert_int_equal(system(cmd), 0);
        spoil(copy, i * 8192L + (i ? 0 : 100), junk, sizeof junk);
        cedu_store *s = NULL;
        cedu_status st = cedu__store_open(copy, &(cedu_store_options){.busy_ms = 200}, &s, &k->err);
        if (st == CEDU_OK) {
            cedu_store_problems p;
            st = cedu__store_check(s, &k->a, &p, &k->err);
            if (st == CEDU_OK && p.n == 0) fail_msg("page %d of %d: damage was not noticed", i + 1, pages);
            if (st != CEDU_OK) assert_int_equal(st, CEDU_DB_CORRUPT);
        } else assert_int_equal(st, CEDU_DB_CORRUPT);
        cedu__store_close(s);
    }
    kit_open(k);
    assert_int_equal(kit_problems(k), 0);
}

/* What the file's own structure cannot tell: a changed original, a changed quotation. */
static void check_finds(void **state) {
    kit *k = *state;
    static const char *const harm[] = {"UPDATE facts SET quote = '企业达到321家'",
                                       "UPDATE facts SET clean_quote = 'x'",
                                       "UPDATE facts SET byte_start = byte_start + 3",
                                       "UPDATE originals SET data = x'00'",
                                       "UPDATE originals SET sha256 = 'f' || substr(sha256, 2)",
                                       "UPDATE texts SET clean = replace(clean, '320', '321')",
                                       "DELETE FROM texts",
                                       "INSERT INTO search(search, rowid, title, body) SELECT 'delete', 1, '', ''",
                                       "DELETE FROM facts",
                                       "PRAGMA foreign_keys=OFF; DELETE FROM documents; PRAGMA foreign_keys=ON"};
    for (size_t i = 0; i < CEDU_COUNT(harm); i++) {
        cedu_store_added a = kit_add(k, "a", "2024-01-01", one, facts, 1);
        if (a.how == CEDU_ADDED_NEW) assert_int_equal(kit_problems(k), 0);
        if (strstr(harm[i], "INSERT INTO search")) continue; /* FTS5 deletes blindly; only documented here */
        assert_int_equal(sqlite3_exec(k->s->db, harm[i], NULL, NULL, NULL), SQLITE_OK);
        cedu_store_problems p;
        kit_ok(k, cedu__store_check(k->s, &k->a, &p, &k->err));
        if (p.n == 0) fail_msg("not noticed: %s", harm[i]);
        cedu__store_close(k->s);
        unlink(k->path);
        kit_open(k);
    }
}

static void locked(void **state) {
    kit *k = *state;
    kit_add(k, "a", "2024-01-01", one, facts, 1);
    cedu_store *other;
    kit_ok(k, cedu__store_open(k->path, &(cedu_store_options){.busy_ms = 200}, &other, &k->err));
    kit_ok(k, cedu__store_begin(other, &k->err));
    cedu_store_added added;
    assert_int_equal(kit_try(k, "b", "2024", "另一篇。", NULL, 0, FP1, false, &added), CEDU_DB_LOCKED);
    /* a reader does not wait, and an add that has nothing to write neither */
    cedu_store_docs d;
    kit_ok(k, cedu__store_documents(k->s, NULL, &k->a, &d, &k->err));
    assert_int_equal(d.n, 1);
    assert_int_equal(kit_add(k, "a", "2024-01-01", one, facts, 1).how, CEDU_ADDED_SAME);
    cedu__store_rollback(other);
    assert_int_equal(kit_add(k, "b", "2024", "另一篇。", NULL, 0).how, CEDU_ADDED_NEW);
    cedu__store_close(other);
}

static void disk_full_pages(void **state) {
    kit *k = *state;
    kit_add(k, "a", "2024-01-01", one, facts, 1);
    sqlite3_exec(k->s->db, "PRAGMA max_page_count=60", NULL, NULL, NULL);
    bool full = false;
    size_t kept = 1;
    for (int i = 0; i < 400 && !full; i++) {
        char t[6000];
        snprintf(t, sizeof t, "第%d篇", i);
        for (int j = 0; strlen(t) < 5000; j++) snprintf(t + strlen(t), 64, "甲%d乙%d丙%d", i * j, j * j + i, i * 31 + j * 17);
        cedu_store_added added;
        cedu_status st = kit_try(k, t + 3, "2024", t, NULL, 0, FP1, false, &added);
        if (st == CEDU_OK) kept++;
        else assert_int_equal(st, CEDU_DISK_FULL), full = true;
    }
    assert_true(full);
    cedu_store_totals tot;
    kit_ok(k, cedu__store_totals(k->s, &tot, &k->err));
    assert_int_equal(tot.documents, kept);
    assert_int_equal(kit_problems(k), 0);
    /* in a batch: what came before the failure is undone with it only if SQLite says so; commit never lies */
    kit_ok(k, cedu__store_begin(k->s, &k->err));
    cedu_store_added added;
    char t[30000];
    for (size_t i = 0; i < sizeof t - 1; i++) t[i] = (char)('a' + (i * i * 31 + i / 7) % 26);
    t[sizeof t - 1] = 0;
    assert_int_equal(kit_try(k, "big", "2024", t, NULL, 0, FP1, false, &added), CEDU_DISK_FULL);
    cedu_status st = cedu__store_commit(k->s, &k->err);
    assert_true(st == CEDU_OK || st == CEDU_DISK_FULL);
    kit_ok(k, cedu__store_totals(k->s, &tot, &k->err));
    assert_int_equal(tot.documents, kept);
    assert_int_equal(kit_problems(k), 0);
}

/* A file-size limit, as a real write(2) failure. In a child: limits are for the process. */
static void disk_full_writes(void **state) {
    kit *k = *state;
    kit_add(k, "a", "2024-01-01", one, facts, 1);
    cedu__store_close(k->s);
    k->s = NULL;
    pid_t pid = fork();
    if (pid == 0) {
        signal(SIGXFSZ, SIG_IGN);
        struct rlimit lim = {400000, 400000};
        setrlimit(RLIMIT_FSIZE, &lim);
        kit_open(k);
        for (int i = 0; i < 400; i++) {
            char t[9000];
            snprintf(t, sizeof t, "第%d篇", i);
            for (int j = 0; strlen(t) < 8000; j++)
                snprintf(t + strlen(t), 64, "甲%d乙%d丙%d", i * j, j * j + i, i * 31 + j * 17);
            cedu_store_added added;
            cedu_status st = kit_try(k, t + 3, "2024", t, NULL, 0, FP1, false, &added);
            if (st != CEDU_OK && st != CEDU_DISK_FULL) print_message("%s (%d)\n", k->err.en, sqlite3_system_errno(k->s->db));
            if (st != CEDU_OK) _exit(st == CEDU_DISK_FULL ? 40 : 41);
        }
        _exit(42);
    }
    int status;
    waitpid(pid, &status, 0);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 40);
    kit_open(k);
    assert_int_equal(kit_problems(k), 0);
}

static void permissions(void **state) {
    kit *k = *state;
    kit_add(k, "a", "2024-01-01", one, facts, 1);
    cedu__store_close(k->s);
    k->s = NULL;
    chmod(k->path, 0444);
    chmod(k->dir, 0555);
    pid_t pid = fork();
    if (pid == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(77);
        cedu_store *s = NULL;
        if (cedu__store_open(k->path, NULL, &s, &k->err) != CEDU_IO) _exit(1);
        if (cedu__store_open(name(k, "new.db"), &(cedu_store_options){.create = true}, &s, &k->err) != CEDU_IO) _exit(2);
        /* but it can be read */
        if (cedu__store_open(k->path, &(cedu_store_options){.read_only = true}, &s, &k->err) != CEDU_OK) _exit(3);
        cedu_store_docs d;
        if (cedu__store_documents(s, NULL, &k->a, &d, &k->err) != CEDU_OK || d.n != 1) _exit(4);
        if (kit_problems(k->s ? k : (k->s = s, k)) != 0) _exit(5);
        cedu_store_added added;
        if (kit_try(k, "b", "2024", "另一篇。", NULL, 0, FP1, false, &added) != CEDU_IO) _exit(6);
        _exit(0);
    }
    chmod(k->dir, 0555);
    int status;
    waitpid(pid, &status, 0);
    chmod(k->dir, 0755);
    chmod(k->path, 0644);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) != 77) assert_int_equal(WEXITSTATUS(status), 0);
    kit_open(k);
}

/* ------------------------------------------------------------------ two writers, kill -9 */
static void writer(kit *k, int who, int n, int report) {
    k->s = NULL;
    if (cedu__store_open(k->path, &(cedu_store_options){.create = true}, &k->s, &k->err) != CEDU_OK) _exit(1);
    for (int i = 0; n == 0 || i < n; i++) {
        char t[128];
        snprintf(t, sizeof t, "%s由%d号进程写入的第%d篇。", one, who, i);
        cedu_store_added added;
        if (kit_try(k, t, "2024-01-01", t, facts, 1, FP1, false, &added) != CEDU_OK) _exit(2);
        if (report >= 0 && write(report, &i, sizeof i) != sizeof i) _exit(3);
        cedu__arena_reset(&k->a);
    }
    cedu__store_close(k->s);
    _exit(0);
}

static void two_writers(void **state) {
    kit *k = *state;
    cedu__store_close(k->s);
    k->s = NULL;
    unlink(k->path); /* both also race to make it */
    pid_t pid[3];
    for (int w = 0; w < 3; w++)
        if ((pid[w] = fork()) == 0) writer(k, w, 40, -1);
    for (int w = 0; w < 3; w++) {
        int status;
        waitpid(pid[w], &status, 0);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    kit_open(k);
    cedu_store_totals t;
    kit_ok(k, cedu__store_totals(k->s, &t, &k->err));
    assert_int_equal(t.documents, 120);
    assert_int_equal(t.facts, 120);
    assert_int_equal(kit_problems(k), 0);
}

static void killed(void **state) {
    kit *k = *state;
    for (int round = 0; round < 6; round++) {
        cedu_store_totals before, after;
        kit_ok(k, cedu__store_totals(k->s, &before, &k->err));
        cedu__store_close(k->s);
        k->s = NULL;
        int p[2];
        assert_int_equal(pipe(p), 0);
        pid_t pid = fork();
        if (pid == 0) writer(k, 100 + round, 0, p[1]);
        close(p[1]);
        int last = -1, i;
        for (int n = 0; n < 12 + round * 5 && read(p[0], &i, sizeof i) == sizeof i; n++) last = i;
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        while (read(p[0], &i, sizeof i) == sizeof i) last = i; /* reported before it died */
        close(p[0]);
        kit_open(k);
        kit_ok(k, cedu__store_totals(k->s, &after, &k->err));
        assert_true(last >= 0);
        assert_true(after.documents >= before.documents + (size_t)last + 1);
        assert_true(after.documents <= before.documents + (size_t)last + 2);
        assert_int_equal(after.facts, after.documents);
        assert_int_equal(kit_problems(k), 0);
    }
}

static void batches(void **state) {
    kit *k = *state;
    kit_ok(k, cedu__store_begin(k->s, &k->err));
    kit_add(k, "a", "2024", one, facts, 1);
    cedu__store_rollback(k->s);
    cedu_store_totals t;
    kit_ok(k, cedu__store_totals(k->s, &t, &k->err));
    assert_int_equal(t.documents, 0);
    kit_ok(k, cedu__store_begin(k->s, &k->err));
    kit_add(k, "a", "2024", one, facts, 1);
    assert_int_equal(cedu__store_forget(k->s, 99, &k->err), CEDU_NOT_FOUND); /* fails alone, inside the batch */
    kit_add(k, "b", "2024", "另一篇。", NULL, 0);
    kit_ok(k, cedu__store_commit(k->s, &k->err));
    kit_ok(k, cedu__store_totals(k->s, &t, &k->err));
    assert_int_equal(t.documents, 2);
    assert_int_equal(kit_problems(k), 0);
}

/* ------------------------------------------------------------------ backup */
static void backup_restore(void **state) {
    kit *k = *state;
    cedu_store_added a = kit_add(k, "a", "2024", one, facts, 1);
    char *b = name(k, "backup.db"), *fresh = name(k, "fresh.db");
    kit_ok(k, cedu__store_backup(k->s, b, false, &k->err));
    assert_int_equal(cedu__store_backup(k->s, b, false, &k->err), CEDU_USAGE);
    kit_ok(k, cedu__store_backup(k->s, b, true, &k->err));
    assert_int_equal(cedu__store_backup(k->s, k->path, true, &k->err), CEDU_USAGE);
    assert_int_equal(cedu__store_backup(k->s, name(k, "no/where"), true, &k->err), CEDU_IO);
    kit_ok(k, cedu__store_forget(k->s, a.document, &k->err));
    assert_int_equal(cedu__store_restore(b, k->path, false, &k->err), CEDU_USAGE);
    /* somebody has it open */
    assert_int_equal(cedu__store_restore(b, k->path, true, &k->err), CEDU_DB_LOCKED);
    cedu__store_close(k->s);
    k->s = NULL;
    kit_ok(k, cedu__store_restore(b, k->path, true, &k->err));
    kit_ok(k, cedu__store_restore(b, fresh, false, &k->err));
    kit_open(k);
    cedu_store_totals t;
    kit_ok(k, cedu__store_totals(k->s, &t, &k->err));
    assert_int_equal(t.documents, 1);
    assert_int_equal(kit_problems(k), 0);
    /* a damaged knowledge base can be replaced; a damaged backup replaces nothing */
    cedu__store_close(k->s);
    k->s = NULL;
    spoil(k->path, 0, "\0\0\0\0\0\0\0\0", 8);
    kit_ok(k, cedu__store_restore(b, k->path, true, &k->err));
    struct stat sb;
    assert_int_equal(stat(b, &sb), 0);
    char junk[512];
    memset(junk, 0x5A, sizeof junk);
    spoil(b, sb.st_size / 2 / 8192 * 8192, junk, sizeof junk);
    assert_int_equal(cedu__store_restore(b, k->path, true, &k->err), CEDU_DB_CORRUPT);
    assert_int_equal(truncate(b, 3000), 0);
    assert_int_equal(cedu__store_restore(b, k->path, true, &k->err), CEDU_DB_CORRUPT);
    kit_open(k);
    assert_int_equal(kit_problems(k), 0);
    assert_int_equal(system(cedu__arena_strf(&k->a, "test -z \"$(ls %s | grep tmp)\"", k->dir).p),
                     0); /* nothing is left over */
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, kit_setup, kit_teardown)
    const struct CMUnitTest tests[] = {T(not_a_database), T(newer_schema),    T(damaged),          T(check_finds),
                                       T(locked),         T(disk_full_pages), T(disk_full_writes), T(permissions),
                                       T(two_writers),    T(killed),          T(batches),          T(backup_restore)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
