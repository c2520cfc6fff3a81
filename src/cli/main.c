/* main.c - `cedu`: parse, find the command, run it, say how it went.
 *
 * Invariants: exit codes are CONTRACT's; a closed pipe ends quietly with 0. See cli.h for how a command is made.
 */
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cli/cli.h"

static int run(cli *c, int argc, char **argv) {
    int first, code = cli_parse(c, argc, argv, &first);
    if (code) return code;
    if (first >= argc) {
        if ((code = cli_settle(c))) return code;
        cli_help(c);
        if (!c->opt[CLI_help]) cli_code(c, 2); /* nothing was asked for */
        return CLI_DONE;
    }
    const char *name = argv[first];
    if (!strcmp(name, "--version")) name = "version";
    if (!strcmp(name, "--man")) {
        cli_man(c);
        return CLI_DONE;
    }
    c->cmd = cli_find(name);
    if (!c->cmd) {
        const char *near = cli_nearest(name);
        if (near) return cli_usage(c, CLI_T(c, "没有命令 %s；是 %s 吗？", "there is no command %s; is it %s?"), name, near);
        return cli_usage(c, CLI_T(c, "没有命令 %s", "there is no command %s"), name);
    }
    if ((code = cli_parse_command(c, argc - first - 1, argv + first + 1))) return code;
    if ((code = cli_settle(c))) return code;
    if (c->opt[CLI_help]) {
        cli_help_command(c, c->cmd);
        return CLI_DONE;
    }
    bool tabular = ((c->cmd->options & CLI_BIT(db)) || c->cmd->run == cli_run_dump || c->cmd->run == cli_run_watch) &&
                   c->cmd->run != cli_run_graph && c->cmd->run != cli_run_report;
    if (tabular && c->opt[CLI_format] && !cedu__format_parse(c->opt[CLI_format], &c->format))
        return cli_usage(c, CLI_T(c, "没有输出格式 %s（可用：table json csv md）", "there is no format %s (table json csv md)"),
                         c->opt[CLI_format]);
    return c->cmd->run(c);
}

int main(int argc, char **argv) {
    signal(SIGPIPE, SIG_IGN); /* a write then fails with EPIPE, which cli_put() takes as the end */
    static char buffer[1 << 16];
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    cedu__store_process();
    cli c = {0};
    cedu__arena_init(&c.arena, (size_t)1 << 30);
    cli_code(&c, run(&c, argc, argv));
    cli_flush(&c);
    cedu_engine_free(c.engine);
    cedu__arena_release(&c.arena);
    free(c.settings);
    return c.code;
}
