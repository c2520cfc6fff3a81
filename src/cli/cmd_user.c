/* cmd_user.c - `cedu user`: who may log in to `cedu serve --team`, and what was done there. */
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "cli/cli.h"
#include "store/team.h"

/* One line of standard input, without showing it on a terminal. False: there is none, or it is too long. */
static bool read_line(cli *c, const char *prompt, char *out, size_t max) {
    struct termios was, quiet;
    bool terminal = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &was) == 0;
    if (terminal) {
        cli_say(c, "%s", prompt);
        quiet = was;
        quiet.c_lflag &= ~(tcflag_t)ECHO;
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    bool ok = fgets(out, (int)max, stdin) != NULL;
    if (terminal) tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
    size_t n = ok ? strlen(out) : 0;
    if (n && out[n - 1] != '\n' && !feof(stdin)) return false;
    while (n && (out[n - 1] == '\n' || out[n - 1] == '\r')) out[--n] = 0;
    return ok;
}

static bool ask_password(cli *c, char out[CEDU_TEAM_PASS_MOST + 8]) {
    char again[CEDU_TEAM_PASS_MOST + 8];
    if (!read_line(c, CLI_T(c, "密码（不显示）：", "password (not shown):"), out, CEDU_TEAM_PASS_MOST + 8)) {
        cli_usage(c, "%s", CLI_T(c, "没有读到密码", "no password was read"));
        return false;
    }
    if (!isatty(STDIN_FILENO)) return true;
    bool same = read_line(c, CLI_T(c, "再来一次：", "once more:"), again, sizeof again) && !strcmp(out, again);
    if (!same) cli_usage(c, "%s", CLI_T(c, "两次不一样", "they differ"));
    return same;
}

static int list(cli *c, cedu_team *t) {
    static const cedu_column columns[] = {{"user", "用户", "user", CEDU_LEFT, 0},
                                          {"role", "角色", "role", CEDU_LEFT, 0},
                                          {"active", "可登录", "active", CEDU_LEFT, 0},
                                          {"added_at", "建于", "added", CEDU_LEFT, 0},
                                          {"seen_at", "上次登录", "last login", CEDU_LEFT, 0}};
    cedu_team_users all;
    cedu_error err;
    if (cedu__team_users(t, &c->arena, &all, &err) != CEDU_OK) return cli_fail(c, c->opt[CLI_db], &err);
    cedu_table *out = cli_table(c, columns, CEDU_COUNT(columns));
    for (size_t i = 0; out && i < all.n; i++) {
        const cedu_team_user *u = &all.p[i];
        cedu_cell role = CEDU_CELL_S(cedu__str(cedu__role_name(u->role)));
        if (!c->english) role.people = cedu__str(cedu__role_label(u->role));
        cedu_cell cells[] = {CEDU_CELL_S(u->name),
                             role,
                             {.type = CEDU_CELL_BOOL, .num = u->active},
                             cli_cell(u->added_at),
                             cli_cell(u->seen_at)};
        if (!cedu__table_row(out, cells)) break;
    }
    if (out) cli_table_end(c, out, NULL);
    return c->code;
}

static int show_log(cli *c, cedu_team *t) {
    static const cedu_column columns[] = {
        {"at", "时间", "at", CEDU_LEFT, 0},           {"who", "用户", "who", CEDU_LEFT, 0},
        {"address", "地址", "address", CEDU_LEFT, 0}, {"action", "动作", "action", CEDU_LEFT, 0},
        {"target", "对象", "target", CEDU_LEFT, 12},  {"status", "结果", "status", CEDU_RIGHT, 0}};
    cedu_team_log l;
    cedu_error err;
    if (cedu__team_log(t, 0, 1000, &c->arena, &l, &err) != CEDU_OK) return cli_fail(c, c->opt[CLI_db], &err);
    cedu_table *out = cli_table(c, columns, CEDU_COUNT(columns));
    for (size_t i = 0; out && i < l.n; i++) {
        cedu_cell cells[] = {cli_cell(l.p[i].at),     cli_cell(l.p[i].who),    cli_cell(l.p[i].address),
                             cli_cell(l.p[i].action), cli_cell(l.p[i].target), CEDU_CELL_N(l.p[i].status)};
        if (!cedu__table_row(out, cells)) break;
    }
    if (out) cli_table_end(c, out, NULL);
    return c->code;
}

static const struct verb {
    const char *name;
    size_t args;
    cedu_team_change change;
    bool role, password;
} verbs[] = {{"add", 3, {true, -1, 1, {0}}, true, true},
             {"password", 2, {false, -1, -1, {0}}, false, true},
             {"role", 3, {false, -1, -1, {0}}, true, false},
             {"disable", 2, {false, -1, 0, {0}}, false, false},
             {"enable", 2, {false, -1, 1, {0}}, false, false}};

static int change(cli *c, cedu_team *t, const struct verb *v) {
    char password[CEDU_TEAM_PASS_MOST + 8];
    cedu_team_change k = v->change;
    cedu_role role = CEDU_ROLE_reader;
    cedu_error err;
    if (v->role && !cedu__role_named(cedu__str(c->args[2]), &role))
        return cli_usage(c, CLI_T(c, "角色是 reader、editor 或 admin，不是 %s", "a role is reader, editor or admin, not %s"),
                         c->args[2]);
    if (v->role) k.role = (int)role;
    if (v->password && !ask_password(c, password)) return c->code;
    if (v->password) k.password = cedu__str(password);
    cedu_status st = cedu__team_change(t, cedu__str(c->args[1]), &k, &err);
    cedu_str did = cedu__arena_strf(&c->arena, "%s %s%s", c->args[1], v->name,
                                    v->role ? cedu__arena_strf(&c->arena, " %s", c->args[2]).p : "");
    if (st == CEDU_OK) st = cedu__team_note(t, (cedu_str){0}, (cedu_str){0}, "cedu user", did, 0, &err);
    if (st != CEDU_OK) return cli_fail(c, c->args[1], &err);
    cli_say(c, CLI_T(c, "好了：%s", "done: %s"), did.p ? did.p : "");
    return CLI_DONE;
}

int cli_run_user(cli *c) {
    const char *what = c->arg_count ? c->args[0] : "list";
    const struct verb *v = NULL;
    bool known = !strcmp(what, "list") || !strcmp(what, "log");
    for (size_t i = 0; i < CEDU_COUNT(verbs); i++)
        if (!strcmp(what, verbs[i].name)) v = &verbs[i];
    if ((!v && !known) || (v ? c->arg_count != v->args : c->arg_count > 1))
        return cli_usage(
            c, "%s",
            CLI_T(
                c, "用法：cedu user [list | add 名字 角色 | password 名字 | role 名字 角色 | disable 名字 | enable 名字 | log]",
                "usage: cedu user [list | add NAME ROLE | password NAME | role NAME ROLE | disable NAME | enable NAME | log]"));
    cedu_team *t;
    cedu_error err;
    cedu_store *s = cli_open(c, false); /* users belong to a base that is there */
    if (!s) return c->code;
    cedu__store_close(s);
    if (cedu__team_open(c->opt[CLI_db], v != NULL && v->change.create, &t, &err) != CEDU_OK)
        return cli_fail(c, c->opt[CLI_db], &err);
    int code = v ? change(c, t, v) : !strcmp(what, "log") ? show_log(c, t) : list(c, t);
    cedu__team_close(t);
    return code;
}
