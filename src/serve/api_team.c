/* api_team.c - who is asking: login, logout, passwords; for administrators users and the log. Thin over store/team.h.
 *
 * A session is new at every login (nothing that a browser brings is taken over) and a password goes nowhere but into its hash.
 */
#include <jansson.h>

#include "serve/inner.h"

cedu_status cedu__serve_body(const cedu_request *q, json_t **out, cedu_error *err) {
    json_error_t why;
    *out = q->body.p ? json_loadb(q->body.p, q->body.n, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &why) : NULL;
    if (json_is_object(*out)) return CEDU_OK;
    bool read = *out != NULL;
    json_decref(*out);
    *out = NULL;
    return cedu__fail(err, CEDU_BAD_INPUT, "正文不是 JSON 对象（%s）", "the body is no JSON object (%s)",
                      read || !q->body.p ? "" : why.text);
}

static cedu_str text(const json_t *o, const char *key) {
    const json_t *v = json_object_get(o, key);
    return json_is_string(v) ? (cedu_str){json_string_value(v), json_string_length(v)} : (cedu_str){0};
}

static cedu_status put_session(cedu_request *q, cedu_json *j, bool known, const cedu_team_session *x) {
    bool team = cedu__serve_team(q->server) != NULL;
    cedu_role role = team ? (known ? x->role : CEDU_ROLE_reader) : CEDU_ROLE_admin;
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__put_bool(j, "team", team);
    cedu__put_z(j, "user", known ? x->name : NULL);
    cedu__put_z(j, "role", known ? cedu__role_name(x->role) : NULL);
    cedu__put_z(j, "token", known ? x->csrf : NULL);
    cedu__put_bool(j, "writable", cedu__serve_intake(q->server) && (!team || known) && role >= CEDU_ROLE_editor);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

cedu_status cedu__api_session(cedu_request *q, cedu_json *j, cedu_error *err) {
    const cedu_caller *c = q->caller;
    cedu_team_session x = {.role = c->role};
    (void)err;
    memcpy(x.name, c->name, sizeof x.name);
    memcpy(x.csrf, c->csrf, sizeof x.csrf);
    return put_session(q, j, c->known, &x);
}

/* A new session in place of the one that was used, if any. */
static cedu_status enter(cedu_request *q, cedu_str name, cedu_json *j, cedu_error *err) {
    cedu_team *t = cedu__serve_team(q->server);
    cedu_team_session x;
    bool found = false;
    cedu_status st = q->caller->known ? cedu__team_leave(t, cedu__str(q->caller->token), err) : CEDU_OK;
    if (st == CEDU_OK) st = cedu__team_enter(t, name, q->cookie, err);
    if (st == CEDU_OK) st = cedu__team_session(t, cedu__str(q->cookie), &found, &x, err);
    if (st == CEDU_OK && !found) st = cedu__fail(err, CEDU_LOGIN, "请重新登录", "log in again");
    if (st != CEDU_OK) return st;
    q->cookie_set = true;
    return put_session(q, j, true, &x);
}

static cedu_status attempt(cedu_request *q, cedu_str name, cedu_str password, cedu_error *err) {
    bool right = false;
    if (!cedu__serve_rate(q->server, CEDU_RATE_LOGIN, cedu__str(q->caller->address)) ||
        !cedu__serve_rate(q->server, CEDU_RATE_NAME, name))
        return cedu__fail(err, CEDU_TOO_MANY, "试得太频繁，半分钟后再试", "too many attempts: try again in half a minute");
    cedu_status st = cedu__team_password(cedu__serve_team(q->server), name, password, &right, err);
    if (st == CEDU_OK && !right) st = cedu__fail(err, CEDU_LOGIN, "名字或密码不对", "the name or the password is wrong");
    return st;
}

cedu_status cedu__api_login(cedu_request *q, cedu_json *j, cedu_error *err) {
    json_t *body;
    cedu_status st = cedu__serve_body(q, &body, err);
    if (st != CEDU_OK) return st;
    cedu_str name = text(body, "user"), password = text(body, "password");
    if (!name.n || name.n > CEDU_TEAM_NAME || !password.p)
        st = cedu__fail(err, CEDU_LOGIN, "名字或密码不对", "the name or the password is wrong");
    else {
        q->target = cedu__arena_str(q->arena, name);
        st = attempt(q, name, password, err);
        if (st == CEDU_OK) st = enter(q, name, j, err);
    }
    json_decref(body);
    return st;
}

cedu_status cedu__api_logout(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_status st = cedu__team_leave(cedu__serve_team(q->server), cedu__str(q->caller->token), err);
    if (st != CEDU_OK) return st;
    q->cookie_set = true; /* to nothing */
    return put_session(q, j, false, NULL);
}

cedu_status cedu__api_password(cedu_request *q, cedu_json *j, cedu_error *err) {
    json_t *body;
    cedu_status st = cedu__serve_body(q, &body, err);
    if (st != CEDU_OK) return st;
    cedu_str name = cedu__str(q->caller->name), fresh = text(body, "new");
    if (!fresh.p) st = cedu__fail(err, CEDU_USAGE, "缺少新密码", "the new password is missing");
    else st = attempt(q, name, text(body, "old"), err);
    cedu_team_change k = {.role = -1, .active = -1, .password = fresh};
    if (st == CEDU_OK) st = cedu__team_change(cedu__serve_team(q->server), name, &k, err);
    if (st == CEDU_OK) st = enter(q, name, j, err);
    json_decref(body);
    return st;
}

/* ------------------------------------------------------------------ administrators */
cedu_status cedu__api_users(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_team_users all;
    cedu_status st = cedu__team_users(cedu__serve_team(q->server), q->arena, &all, err);
    if (st != CEDU_OK) return st;
    cedu__rows_open(j);
    for (size_t i = 0; i < all.n; i++) {
        cedu__json_open(j, '{');
        cedu__put_str(j, "name", all.p[i].name);
        cedu__put_z(j, "role", cedu__role_name(all.p[i].role));
        cedu__put_bool(j, "active", all.p[i].active);
        cedu__put_str(j, "added_at", all.p[i].added_at);
        cedu__put_str(j, "seen_at", all.p[i].seen_at);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_close(j, '}');
    return CEDU_OK;
}

cedu_status cedu__api_user(cedu_request *q, cedu_json *j, cedu_error *err) {
    json_t *body;
    cedu_status st = cedu__serve_body(q, &body, err);
    if (st != CEDU_OK) return st;
    cedu_team_change k = {.create = q->num[CEDU_PARAM_create] != 0,
                          .role = q->has[CEDU_PARAM_role] ? (int)q->num[CEDU_PARAM_role] : -1,
                          .active = q->has[CEDU_PARAM_active] ? (int)q->num[CEDU_PARAM_active] : -1,
                          .password = text(body, "password")};
    cedu_buf did = {0};
    cedu__buf_str(&did, q->str[CEDU_PARAM_user]);
    if (k.create) cedu__buf_z(&did, " create");
    if (k.role >= 0) cedu__buf_f(&did, " role=%s", cedu__role_name((cedu_role)k.role));
    if (k.active >= 0) cedu__buf_f(&did, " active=%d", k.active);
    if (k.password.p) cedu__buf_z(&did, " password");
    q->target = cedu__arena_str(q->arena, cedu__buf_view(&did));
    cedu__buf_release(&did);
    st = cedu__team_change(cedu__serve_team(q->server), q->str[CEDU_PARAM_user], &k, err);
    json_decref(body);
    return st == CEDU_OK ? cedu__api_users(q, j, err) : st;
}

cedu_status cedu__api_log(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_team_log l;
    cedu_status st = cedu__team_log(cedu__serve_team(q->server), q->offset, q->limit, q->arena, &l, err);
    if (st != CEDU_OK) return st;
    cedu__rows_open(j);
    for (size_t i = 0; i < l.n; i++) {
        cedu__json_open(j, '{');
        cedu__put_int(j, "id", l.p[i].id);
        cedu__put_str(j, "at", l.p[i].at);
        cedu__put_str(j, "who", l.p[i].who);
        cedu__put_str(j, "address", l.p[i].address);
        cedu__put_str(j, "action", l.p[i].action);
        cedu__put_str(j, "target", l.p[i].target);
        cedu__put_int(j, "status", l.p[i].status);
        cedu__json_close(j, '}');
    }
    cedu__rows_close(j, q, l.more);
    return CEDU_OK;
}
