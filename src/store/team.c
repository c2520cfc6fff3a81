/* team.c - see team.h. One SQLite file of its own, one connection, one lock: a request needs it for some microseconds.
 *
 * Hashing passwords is done outside the lock. To extend the file: a step in `steps`, never a change of an old one.
 */
#include <fcntl.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/internal.h"
#include "store/team.h"

/* OWASP asks for 46 MB and one pass at least; 64 MB and three passes take about a tenth of a second. */
#define HASH_OPS    3
#define HASH_MEMORY ((size_t)64 << 20)
#define HASHERS     2
#define TOUCH       60 /* seconds between two notes of when a session was used */

struct cedu_team {
    cedu_store db; /* only db, path and busy_ms are used: the helpers of this room work on it */
    pthread_mutex_t lock, hash_lock;
    int hashing;
    char nobody[crypto_pwhash_STRBYTES]; /* what the password of an unknown name is compared with */
};

static const char *const role_names[][2] = {
#define CEDU__X(name, zh, en) {#name, zh},
    CEDU_ROLES(CEDU__X)
#undef CEDU__X
};
const char *cedu__role_name(cedu_role r) { return (unsigned)r < CEDU_ROLE_COUNT ? role_names[r][0] : "?"; }
const char *cedu__role_label(cedu_role r) { return (unsigned)r < CEDU_ROLE_COUNT ? role_names[r][1] : "?"; }
bool cedu__role_named(cedu_str name, cedu_role *out) {
    for (size_t i = 0; i < CEDU_ROLE_COUNT; i++)
        if (cedu__eqz(name, role_names[i][0]) || cedu__eqz(name, role_names[i][1])) return *out = (cedu_role)i, true;
    return false;
}

/* ------------------------------------------------------------------ the file */
#define TEAM_APP_ID 0x43454454 /* "CEDT" */
static const char step1[] =
    "CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, role INTEGER NOT NULL, active INTEGER NOT NULL,"
    " password TEXT NOT NULL, added_at TEXT NOT NULL, seen_at TEXT);"
    "CREATE TABLE sessions(token BLOB PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users(id), began INTEGER NOT NULL,"
    " seen INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE INDEX sessions_by_user ON sessions(user_id);"
    "CREATE TABLE log(id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT, address TEXT, action TEXT NOT NULL,"
    " target TEXT, status INTEGER NOT NULL);"
    "CREATE TRIGGER log_stays BEFORE UPDATE ON log BEGIN SELECT raise(ABORT, 'the log only grows'); END;"
    "CREATE TRIGGER log_grows BEFORE DELETE ON log BEGIN SELECT raise(ABORT, 'the log only grows'); END;";
static const char *const steps[] = {step1};

static cedu_status one_int(cedu_team *t, const char *sql, int *out, cedu_error *err) {
    sqlite3_stmt *st = NULL;
    bool row = false;
    cedu_status rc = cedu__store_prepare(&t->db, sql, &st, err);
    if (rc == CEDU_OK) rc = cedu__store_step(&t->db, st, &row, err);
    *out = row ? sqlite3_column_int(st, 0) : 0;
    sqlite3_finalize(st);
    return rc;
}

static cedu_status migrate(cedu_team *t, cedu_error *err) {
    int app = 0, version = 0, tables = 0;
    cedu_status st = cedu__store_exec(&t->db, "BEGIN IMMEDIATE", err);
    if (st != CEDU_OK) return st;
    st = one_int(t, "PRAGMA application_id", &app, err);
    if (st == CEDU_OK) st = one_int(t, "PRAGMA user_version", &version, err);
    if (st == CEDU_OK) st = one_int(t, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (st == CEDU_OK && (app != TEAM_APP_ID ? app || tables : version > (int)CEDU_COUNT(steps)))
        st = cedu__fail(err, CEDU_DB_CORRUPT, "%s 不是本程序的用户文件，或由更新的版本建立",
                        "%s is no file of users of this program, or was made by a newer one", t->db.path);
    for (int v = version; st == CEDU_OK && v < (int)CEDU_COUNT(steps); v++) st = cedu__store_exec(&t->db, steps[v], err);
    char sql[96];
    snprintf(sql, sizeof sql, "PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT", TEAM_APP_ID, (int)CEDU_COUNT(steps));
    if (st == CEDU_OK) st = cedu__store_exec(&t->db, sql, err);
    if (st != CEDU_OK) sqlite3_exec(t->db.db, "ROLLBACK", NULL, NULL, NULL);
    return st;
}

static cedu_status open_file(cedu_team *t, bool create, cedu_error *err) {
    struct stat sb;
    if (stat(t->db.path, &sb)) {
        if (!create)
            return cedu__fail(err, CEDU_NOT_FOUND, "还没有用户：先用 cedu user add 名字 admin 建一个管理员",
                              "there are no users yet: make an administrator with cedu user add NAME admin");
        int fd = open(t->db.path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600); /* SQLite gives its journals the same mode */
        if (fd < 0) return cedu__fail(err, CEDU_IO, "%s 建不成", "%s cannot be made", t->db.path);
        close(fd);
    } else if (sb.st_mode & 077)
        return cedu__fail(err, CEDU_IO, "%s 别人也能读：请用 chmod 600 收回", "%s can be read by others: chmod 600 it",
                          t->db.path);
    int rc = sqlite3_open_v2(t->db.path, &t->db.db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
    if (rc != SQLITE_OK) return cedu__store_fail(&t->db, rc, "打开用户文件", "open the users", err);
    sqlite3_busy_timeout(t->db.db, t->db.busy_ms);
    sqlite3_db_config(t->db.db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    cedu_status st = cedu__store_exec(&t->db,
                                      "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
                                      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
                                      err);
    return st == CEDU_OK ? migrate(t, err) : st;
}

static bool hash(cedu_str password, char out[crypto_pwhash_STRBYTES]) {
    return crypto_pwhash_str_alg(out, password.p, password.n, HASH_OPS, HASH_MEMORY, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

cedu_status cedu__team_open(const char *base, bool create, cedu_team **out, cedu_error *err) {
    *out = NULL;
    cedu_team *t = cedu__malloc(sizeof *t);
    if (!t) return cedu__fail_nomem(err);
    memset(t, 0, sizeof *t);
    pthread_mutex_init(&t->lock, NULL);
    pthread_mutex_init(&t->hash_lock, NULL);
    t->db.busy_ms = 3000; /* everybody waits meanwhile */
    cedu_status st = CEDU_OK;
    if (sodium_init() < 0) st = cedu__fail(err, CEDU_INTERNAL, "libsodium 初始化失败", "libsodium could not be initialised");
    else if (asprintf(&t->db.path, "%s.team", base) < 0) t->db.path = NULL, st = cedu__fail_nomem(err);
    char random[33];
    for (size_t i = 0; i + 1 < sizeof random; i++) random[i] = (char)('a' + randombytes_uniform(26));
    random[32] = 0;
    if (st == CEDU_OK) st = open_file(t, create, err);
    if (st == CEDU_OK && !hash(cedu__str(random), t->nobody)) st = cedu__fail_nomem(err);
    if (st != CEDU_OK) return cedu__team_close(t), st;
    *out = t;
    return CEDU_OK;
}

void cedu__team_close(cedu_team *t) {
    if (!t) return;
    sqlite3_close(t->db.db);
    pthread_mutex_destroy(&t->lock);
    pthread_mutex_destroy(&t->hash_lock);
    free(t->db.path);
    free(t);
}

/* ------------------------------------------------------------------ statements */
/* A statement with its first text bound, under the lock. */
static cedu_status prepare(cedu_team *t, const char *sql, sqlite3_stmt **st, cedu_error *err) {
    pthread_mutex_lock(&t->lock);
    cedu_status rc = cedu__store_prepare(&t->db, sql, st, err);
    if (rc != CEDU_OK) pthread_mutex_unlock(&t->lock);
    return rc;
}
static cedu_status finish(cedu_team *t, sqlite3_stmt *st, cedu_status rc) {
    sqlite3_finalize(st);
    pthread_mutex_unlock(&t->lock);
    return rc;
}

/* ------------------------------------------------------------------ users */
static cedu_status read_user(cedu_team *t, cedu_str name, cedu_team_user *u, char password[crypto_pwhash_STRBYTES], bool *found,
                             cedu_error *err) {
    sqlite3_stmt *st;
    *found = false;
    cedu_status rc = prepare(t, "SELECT id, role, active, password FROM users WHERE name = ?1", &st, err);
    if (rc != CEDU_OK) return rc;
    bind_str(st, 1, name);
    rc = cedu__store_step(&t->db, st, found, err);
    if (rc == CEDU_OK && *found) {
        *u = (cedu_team_user){.id = sqlite3_column_int64(st, 0),
                              .role = (cedu_role)sqlite3_column_int(st, 1),
                              .active = sqlite3_column_int(st, 2) != 0};
        cedu_str p = col_view(st, 3);
        memset(password, 0, crypto_pwhash_STRBYTES);
        if (p.n < crypto_pwhash_STRBYTES) memcpy(password, p.p, p.n);
    }
    return finish(t, st, rc);
}

cedu_status cedu__team_users(cedu_team *t, cedu_arena *a, cedu_team_users *out, cedu_error *err) {
    sqlite3_stmt *st;
    CEDU_VEC(cedu_team_user) v = {0};
    cedu_status rc = prepare(t, "SELECT id, name, role, active, added_at, seen_at FROM users ORDER BY name", &st, err);
    if (rc != CEDU_OK) return rc;
    for (bool row; (rc = cedu__store_step(&t->db, st, &row, err)) == CEDU_OK && row;)
        (void)CEDU_PUSH(a, &v,
                        ((cedu_team_user){.id = sqlite3_column_int64(st, 0),
                                          .name = col_str(st, 1, a),
                                          .role = (cedu_role)sqlite3_column_int(st, 2),
                                          .active = sqlite3_column_int(st, 3) != 0,
                                          .added_at = col_str(st, 4, a),
                                          .seen_at = col_str(st, 5, a)}));
    rc = finish(t, st, rc);
    *out = (cedu_team_users){v.p, v.n};
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

size_t cedu__team_admins(cedu_team *t) {
    int n = 0;
    char sql[80];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM users WHERE active AND role = %d", CEDU_ROLE_admin);
    pthread_mutex_lock(&t->lock);
    if (one_int(t, sql, &n, NULL) != CEDU_OK) n = 0;
    pthread_mutex_unlock(&t->lock);
    return (size_t)n;
}

static bool name_fits(cedu_str name) {
    size_t points = 0;
    if (cedu__u8_valid(name.p, name.n) != name.n) return false;
    for (size_t i = 0, n; i < name.n; i += n, points++) {
        uint32_t c = cedu__u8_at(cedu__sub(name, i, name.n), 0, &n);
        bool fits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    (c >= 0x3400 && c <= 0x9FFF) || (c < 128 && c && strchr("-_.@", (int)c));
        if (!fits) return false;
    }
    return points >= 1 && points <= 40;
}

static cedu_status password_fits(cedu_str name, cedu_str p, cedu_error *err) {
    size_t points = 0;
    for (size_t i = 0; i < p.n; i++) points += ((unsigned char)p.p[i] & 0xC0) != 0x80;
    if (points < CEDU_TEAM_PASS_LEAST || p.n > CEDU_TEAM_PASS_MOST)
        return cedu__fail(err, CEDU_USAGE, "密码至少 %d 个字符", "a password has %d characters at least", CEDU_TEAM_PASS_LEAST);
    if (cedu__eq(p, name)) return cedu__fail(err, CEDU_USAGE, "密码不能就是名字", "a password is not the name");
    bool same = true;
    for (size_t i = 1; i < p.n; i++) same &= p.p[i] == p.p[0];
    if (same) return cedu__fail(err, CEDU_USAGE, "密码不能是同一个字符", "a password is more than one character repeated");
    return CEDU_OK;
}

/* Waits for nobody: two at a time, so that a flood of logins takes neither the memory nor the threads. */
static bool may_hash(cedu_team *t, int step) {
    pthread_mutex_lock(&t->hash_lock);
    bool ok = step < 0 || t->hashing < HASHERS;
    if (ok) t->hashing += step;
    pthread_mutex_unlock(&t->hash_lock);
    return ok;
}
static cedu_status too_many(cedu_error *err) {
    return cedu__fail(err, CEDU_DB_LOCKED, "正在登录的人太多，等一会再试", "too many log in at once: try again in a moment");
}

static cedu_status write_user(cedu_team *t, cedu_str name, const cedu_team_user *u, const char *password, bool create,
                              bool end_sessions, cedu_error *err) {
    static const char *const sql[] = {
        "UPDATE users SET role = ?2, active = ?3, password = coalesce(?4, password) WHERE name = ?1",
        "INSERT INTO users(name, role, active, password, added_at) VALUES(?1, ?2, ?3, ?4, ?5)"};
    char now[24];
    sqlite3_stmt *st = NULL;
    cedu__store_now(now);
    pthread_mutex_lock(&t->lock);
    cedu_status rc = cedu__store_exec(&t->db, "BEGIN IMMEDIATE", err);
    if (rc == CEDU_OK) rc = cedu__store_prepare(&t->db, sql[create], &st, err);
    if (rc == CEDU_OK) {
        bind_str(st, 1, name), bind_int(st, 2, u->role), bind_int(st, 3, u->active), bind_z(st, 4, password);
        if (create) bind_z(st, 5, now);
        rc = cedu__store_run(&t->db, st, err);
    }
    sqlite3_finalize(st);
    st = NULL;
    if (rc == CEDU_OK && end_sessions) {
        rc = cedu__store_prepare(&t->db, "DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE name = ?1)", &st,
                                 err);
        if (rc == CEDU_OK) bind_str(st, 1, name), rc = cedu__store_run(&t->db, st, err);
        sqlite3_finalize(st);
    }
    int admins = 1;
    char count[80];
    snprintf(count, sizeof count, "SELECT count(*) FROM users WHERE active AND role = %d", CEDU_ROLE_admin);
    if (rc == CEDU_OK && !create) rc = one_int(t, count, &admins, err);
    if (rc == CEDU_OK && !admins)
        rc = cedu__fail(err, CEDU_USAGE, "这是最后一个管理员，不能停用或降级",
                        "this is the last administrator: it cannot be disabled or lowered");
    if (rc == CEDU_OK) rc = cedu__store_exec(&t->db, "COMMIT", err);
    else sqlite3_exec(t->db.db, "ROLLBACK", NULL, NULL, NULL);
    pthread_mutex_unlock(&t->lock);
    return rc;
}

cedu_status cedu__team_change(cedu_team *t, cedu_str name, const cedu_team_change *k, cedu_error *err) {
    char old[crypto_pwhash_STRBYTES], fresh[crypto_pwhash_STRBYTES];
    cedu_team_user u = {.active = true};
    bool found;
    if (!name_fits(name))
        return cedu__fail(err, CEDU_USAGE, "名字用 1 到 40 个字母、数字、汉字或 - _ . @",
                          "a name has 1 to 40 letters, digits, Han characters or - _ . @");
    cedu_status rc = read_user(t, name, &u, old, &found, err);
    if (rc != CEDU_OK) return rc;
    if (found && k->create) return cedu__fail(err, CEDU_USAGE, "已有这个用户", "there is such a user already");
    if (!found && !k->create) return cedu__fail(err, CEDU_NOT_FOUND, "没有这个用户", "there is no such user");
    if (k->create && !k->password.p) return cedu__fail(err, CEDU_USAGE, "缺少密码", "a password is missing");
    cedu_team_user was = u;
    if (k->role >= 0) u.role = (cedu_role)k->role;
    if (k->active >= 0) u.active = k->active != 0;
    if (k->password.p) {
        if ((rc = password_fits(name, k->password, err)) != CEDU_OK) return rc;
        if (!may_hash(t, 1)) return too_many(err);
        bool ok = hash(k->password, fresh);
        (void)may_hash(t, -1);
        if (!ok) return cedu__fail_nomem(err);
    }
    bool ends = k->password.p || was.role != u.role || was.active != u.active;
    return write_user(t, name, &u, k->password.p ? fresh : NULL, k->create, ends, err);
}

/* ------------------------------------------------------------------ sessions */
cedu_status cedu__team_password(cedu_team *t, cedu_str name, cedu_str password, bool *right, cedu_error *err) {
    char known[crypto_pwhash_STRBYTES];
    cedu_team_user u = {0};
    bool found;
    *right = false;
    cedu_status rc = read_user(t, name, &u, known, &found, err);
    if (rc != CEDU_OK) return rc;
    if (password.n > CEDU_TEAM_PASS_MOST) return CEDU_OK;
    if (!may_hash(t, 1)) return too_many(err);
    bool fits = crypto_pwhash_str_verify(found ? known : t->nobody, password.p ? password.p : "", password.n) == 0;
    (void)may_hash(t, -1);
    *right = found && u.active && fits;
    return CEDU_OK;
}

#define KEPT 32 /* bytes of a token's hash */
static void digest(cedu_str token, const char *what, unsigned char out[KEPT]) {
    crypto_generichash(out, KEPT, (const unsigned char *)token.p, token.n, (const unsigned char *)what, strlen(what));
}

cedu_status cedu__team_enter(cedu_team *t, cedu_str name, char token[CEDU_TEAM_TOKEN + 1], cedu_error *err) {
    unsigned char random[CEDU_TEAM_TOKEN / 2], kept[KEPT];
    char at[24];
    sqlite3_stmt *st;
    int64_t now = (int64_t)time(NULL);
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(token, CEDU_TEAM_TOKEN + 1, random, sizeof random);
    digest((cedu_str){token, CEDU_TEAM_TOKEN}, "cedu session token", kept);
    cedu__store_now(at);
    cedu_status rc = prepare(t, "DELETE FROM sessions WHERE seen < ?1 OR began < ?2", &st, err); /* the expired go meanwhile */
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, now - CEDU_TEAM_IDLE), bind_int(st, 2, now - CEDU_TEAM_LONGEST);
    rc = finish(t, st, cedu__store_run(&t->db, st, err));
    if (rc == CEDU_OK)
        rc = prepare(
            t, "INSERT INTO sessions(token, user_id, began, seen) SELECT ?1, id, ?2, ?2 FROM users WHERE name = ?3 AND active",
            &st, err);
    if (rc != CEDU_OK) return rc;
    sqlite3_bind_blob(st, 1, kept, sizeof kept, SQLITE_STATIC);
    bind_int(st, 2, now), bind_str(st, 3, name);
    rc = finish(t, st, cedu__store_run(&t->db, st, err));
    if (rc == CEDU_OK) rc = prepare(t, "UPDATE users SET seen_at = ?2 WHERE name = ?1", &st, err);
    if (rc != CEDU_OK) return rc;
    bind_str(st, 1, name), bind_z(st, 2, at);
    return finish(t, st, cedu__store_run(&t->db, st, err));
}

cedu_status cedu__team_session(cedu_team *t, cedu_str token, bool *found, cedu_team_session *out, cedu_error *err) {
    unsigned char kept[KEPT], csrf[KEPT];
    sqlite3_stmt *st;
    *found = false;
    if (token.n != CEDU_TEAM_TOKEN) return CEDU_OK;
    int64_t now = (int64_t)time(NULL), seen = 0;
    digest(token, "cedu session token", kept);
    cedu_status rc =
        prepare(t,
                "SELECT u.id, u.name, u.role, s.seen FROM sessions s JOIN users u ON u.id = s.user_id WHERE s.token = ?1"
                " AND s.seen >= ?2 AND s.began >= ?3 AND u.active",
                &st, err);
    if (rc != CEDU_OK) return rc;
    sqlite3_bind_blob(st, 1, kept, sizeof kept, SQLITE_STATIC);
    bind_int(st, 2, now - CEDU_TEAM_IDLE), bind_int(st, 3, now - CEDU_TEAM_LONGEST);
    rc = cedu__store_step(&t->db, st, found, err);
    if (rc == CEDU_OK && *found) {
        cedu_str name = col_view(st, 1);
        *out = (cedu_team_session){.user = sqlite3_column_int64(st, 0), .role = (cedu_role)sqlite3_column_int(st, 2)};
        if (name.n <= CEDU_TEAM_NAME) memcpy(out->name, name.p, name.n);
        seen = sqlite3_column_int64(st, 3);
    }
    rc = finish(t, st, rc);
    if (rc != CEDU_OK || !*found) return rc;
    digest(token, "cedu change token", csrf);
    sodium_bin2hex(out->csrf, sizeof out->csrf, csrf, sizeof csrf);
    if (now - seen < TOUCH) return CEDU_OK;
    rc = prepare(t, "UPDATE sessions SET seen = ?2 WHERE token = ?1", &st, err);
    if (rc != CEDU_OK) return rc;
    sqlite3_bind_blob(st, 1, kept, sizeof kept, SQLITE_STATIC);
    bind_int(st, 2, now);
    return finish(t, st, cedu__store_run(&t->db, st, err));
}

cedu_status cedu__team_leave(cedu_team *t, cedu_str token, cedu_error *err) {
    unsigned char kept[KEPT];
    sqlite3_stmt *st;
    digest(token, "cedu session token", kept);
    cedu_status rc = prepare(t, "DELETE FROM sessions WHERE token = ?1", &st, err);
    if (rc != CEDU_OK) return rc;
    sqlite3_bind_blob(st, 1, kept, sizeof kept, SQLITE_STATIC);
    return finish(t, st, cedu__store_run(&t->db, st, err));
}

/* ------------------------------------------------------------------ the log */
cedu_status cedu__team_note(cedu_team *t, cedu_str who, cedu_str address, const char *action, cedu_str target, int status,
                            cedu_error *err) {
    sqlite3_stmt *st;
    char now[24];
    cedu__store_now(now);
    cedu_status rc =
        prepare(t, "INSERT INTO log(at, who, address, action, target, status) VALUES(?1, ?2, ?3, ?4, ?5, ?6)", &st, err);
    if (rc != CEDU_OK) return rc;
    bind_z(st, 1, now), bind_str(st, 2, who), bind_str(st, 3, address), bind_z(st, 4, action), bind_str(st, 5, target);
    bind_int(st, 6, status);
    return finish(t, st, cedu__store_run(&t->db, st, err));
}

cedu_status cedu__team_log(cedu_team *t, size_t offset, size_t limit, cedu_arena *a, cedu_team_log *out, cedu_error *err) {
    sqlite3_stmt *st;
    CEDU_VEC(cedu_team_entry) v = {0};
    *out = (cedu_team_log){0};
    cedu_status rc = prepare(
        t, "SELECT id, at, who, address, action, target, status FROM log ORDER BY id DESC LIMIT ?1 OFFSET ?2", &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, (int64_t)limit + 1), bind_int(st, 2, (int64_t)offset);
    for (bool row; (rc = cedu__store_step(&t->db, st, &row, err)) == CEDU_OK && row;) {
        if (v.n == limit) {
            out->more = true;
            break;
        }
        (void)CEDU_PUSH(a, &v,
                        ((cedu_team_entry){sqlite3_column_int64(st, 0), col_str(st, 1, a), col_str(st, 2, a), col_str(st, 3, a),
                                           col_str(st, 4, a), col_str(st, 5, a), sqlite3_column_int(st, 6)}));
    }
    rc = finish(t, st, rc);
    out->p = v.p, out->n = v.n;
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}
