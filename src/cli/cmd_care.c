/* cmd_care.c - looking after a knowledge base: backup, restore, forget, check. */
#include "cli/cli.h"

int cli_run_backup(cli *c) {
    cedu_store *s = cli_open(c, false);
    cedu_error err;
    if (!s) return c->code;
    cedu_status st = cedu__store_backup(s, c->args[0], c->opt[CLI_force], &err);
    cedu__store_close(s);
    if (st != CEDU_OK) return cli_fail(c, c->args[0], &err);
    cli_say(c, CLI_T(c, "%s 已备份到 %s", "%s is saved to %s"), c->opt[CLI_db], c->args[0]);
    return CLI_DONE;
}

int cli_run_restore(cli *c) {
    cedu_error err;
    if (cedu__store_restore(c->args[0], c->opt[CLI_db], c->opt[CLI_force], &err) != CEDU_OK)
        return cli_fail(c, c->args[0], &err);
    cli_say(c, CLI_T(c, "%s 已从 %s 恢复", "%s is restored from %s"), c->opt[CLI_db], c->args[0]);
    return CLI_DONE;
}

int cli_run_forget(cli *c) {
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    for (size_t i = 0; i < c->arg_count; i++) {
        cedu_error err;
        cedu_store_doc d;
        cedu_status st = cedu__store_document(s, cedu__str(c->args[i]), &c->arena, &d, &err);
        if (st == CEDU_OK) st = cedu__store_forget(s, d.id, &err);
        if (st != CEDU_OK) cli_fail(c, c->args[i], &err);
        else cli_say(c, CLI_T(c, "已忘记 %.12s %.*s", "forgot %.12s %.*s"), d.sha256, (int)d.file.n, d.file.p);
    }
    cedu__store_close(s);
    return c->code;
}

int cli_run_check(cli *c) {
    static const cedu_column columns[] = {{"where", "位置", "where", CEDU_LEFT, 0},
                                          {"problem", "问题", "problem", CEDU_LEFT, 20}};
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    cedu_error err;
    cedu_store_problems p = {0};
    if (c->opt[CLI_recount]) {
        cedu_status made = cedu__store_recount(s, &err);
        cedu__store_close(s);
        if (made != CEDU_OK) return cli_fail(c, c->opt[CLI_db], &err);
        cli_say(c, CLI_T(c, "已重新统计", "counted anew"));
        return c->code;
    }
    cedu_status st = cedu__store_check(s, &c->arena, &p, &err);
    if (st == CEDU_OK) cli_same_number(c, s);
    cedu__store_close(s);
    if (st != CEDU_OK) return cli_fail(c, c->opt[CLI_db], &err);
    cedu_table *t = cli_table(c, columns, CEDU_COUNT(columns));
    if (!t) return c->code;
    for (size_t i = 0; i < p.n; i++) {
        cedu_cell cells[] = {CEDU_CELL_S(p.p[i].where), CEDU_CELL_S(c->english ? p.p[i].en : p.p[i].zh)};
        if (!cedu__table_row(t, cells)) break;
    }
    cli_table_end(c, t, NULL);
    cli_say(c, CLI_T(c, "核对了 %zu 份原件、%zu 条事实，问题 %zu 个", "checked %zu originals and %zu facts: %zu problems"),
            p.originals, p.facts, p.n);
    if (p.n) cli_code(c, 4);
    return c->code;
}
