/* team.h - who may use a knowledge base together: users, roles, sessions, and the log of what was done. For `cedu serve --team`, `cedu user`.
 *
 * It lies in a file of its own beside the base (BASE.team, readable by its owner only), so that a base that is copied, backed up or
 * handed over carries no passwords and no names of visitors. Passwords are kept as argon2id (libsodium), session tokens as their hash:
 * neither can be read back. The log only grows: triggers refuse to change or delete its rows.
 * Whatever changes in this file holds from the next request on, whichever process changed it.
 * Threads: every function may be called from any thread. Strings that come back lie in the caller's arena.
 */
#ifndef CEDU_STORE_TEAM_H
#define CEDU_STORE_TEAM_H

#include "base/base.h"

/* From the least to the most: X(name, Chinese, what it may). */
/* clang-format off */
#define CEDU_ROLES(X) \
    X(reader, "读者", "reads everything") \
    X(editor, "编辑", "also sends files and gives verdicts") \
    X(admin, "管理员", "also manages users and sees the log")
/* clang-format on */
typedef enum cedu_role {
#define CEDU__X(name, zh, en) CEDU_ROLE_##name,
    CEDU_ROLES(CEDU__X)
#undef CEDU__X
        CEDU_ROLE_COUNT
} cedu_role;
const char *cedu__role_name(cedu_role r); /* "reader" */
const char *cedu__role_label(cedu_role r);
bool cedu__role_named(cedu_str name, cedu_role *out); /* by name or Chinese label */

#define CEDU_TEAM_TOKEN      64              /* characters of a session token and of its CSRF token: hex of 32 bytes */
#define CEDU_TEAM_NAME       160             /* bytes of a name */
#define CEDU_TEAM_IDLE       (12 * 3600)     /* seconds a session lasts without a request: a working day */
#define CEDU_TEAM_LONGEST    (7 * 24 * 3600) /* and at most */
#define CEDU_TEAM_PASS_LEAST 10              /* characters; no rule of composition (NIST SP 800-63B) */
#define CEDU_TEAM_PASS_MOST  1024            /* bytes */

typedef struct cedu_team cedu_team;
typedef struct cedu_team_user {
    int64_t id;
    cedu_str name, added_at, seen_at; /* UTC; seen_at absent: never */
    cedu_role role;
    bool active;
} cedu_team_user;
typedef struct cedu_team_users {
    cedu_team_user *p;
    size_t n;
} cedu_team_users;

/* Opens BASE.team, making it where it is absent and `create`. CEDU_NOT_FOUND without it. */
CEDU_MUST_USE cedu_status cedu__team_open(const char *base, bool create, cedu_team **out, cedu_error *err);
void cedu__team_close(cedu_team *t); /* NULL is fine */

/* ------------------------------------------------------------------ users */
CEDU_MUST_USE cedu_status cedu__team_users(cedu_team *t, cedu_arena *a, cedu_team_users *out, cedu_error *err);
size_t cedu__team_admins(cedu_team *t); /* active ones */
typedef struct cedu_team_change {
    bool create;       /* the user must not exist; else must */
    int role, active;  /* -1 = as it is */
    cedu_str password; /* absent = as it is; required to create */
} cedu_team_change;
/* One user's change; ends the user's sessions where the password, the role or `active` changes. The last active administrator stays one
 * (CEDU_USAGE). Names: 1 to 40 characters, letters, digits, Han, - _ . @ ; passwords as above: CEDU_USAGE with a sentence. */
CEDU_MUST_USE cedu_status cedu__team_change(cedu_team *t, cedu_str name, const cedu_team_change *k, cedu_error *err);

/* ------------------------------------------------------------------ sessions */
typedef struct cedu_team_session {
    int64_t user;
    cedu_role role;
    char name[CEDU_TEAM_NAME + 1], csrf[CEDU_TEAM_TOKEN + 1];
} cedu_team_session;
/* *right: name and password fit and the user is active. It takes as long for a name that is not there. Hashing takes 64 MB and a tenth of a
 * second: at most two at a time, a third is CEDU_DB_LOCKED. */
CEDU_MUST_USE cedu_status cedu__team_password(cedu_team *t, cedu_str name, cedu_str password, bool *right, cedu_error *err);
/* A new session with a fresh token for an active user. */
CEDU_MUST_USE cedu_status cedu__team_enter(cedu_team *t, cedu_str name, char token[CEDU_TEAM_TOKEN + 1], cedu_error *err);
/* *found = false: no such session, expired, or its user is not active any more. */
CEDU_MUST_USE cedu_status cedu__team_session(cedu_team *t, cedu_str token, bool *found, cedu_team_session *out,
                                             cedu_error *err);
CEDU_MUST_USE cedu_status cedu__team_leave(cedu_team *t, cedu_str token, cedu_error *err);

/* ------------------------------------------------------------------ the log */
typedef struct cedu_team_entry {
    int64_t id;
    cedu_str at, who, address, action, target;
    int status; /* HTTP status of the answer; 0 = from the command line */
} cedu_team_entry;
typedef struct cedu_team_log {
    cedu_team_entry *p;
    size_t n;
    bool more;
} cedu_team_log;
/* One line. Where it cannot be written, what was done is answered as failed: nothing goes unlogged in silence. */
CEDU_MUST_USE cedu_status cedu__team_note(cedu_team *t, cedu_str who, cedu_str address, const char *action, cedu_str target,
                                          int status, cedu_error *err);
/* Newest first. */
CEDU_MUST_USE cedu_status cedu__team_log(cedu_team *t, size_t offset, size_t limit, cedu_arena *a, cedu_team_log *out,
                                         cedu_error *err);

#endif
