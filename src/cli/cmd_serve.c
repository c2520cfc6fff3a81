/* cmd_serve.c - `cedu serve`: starts the server, says where it is, waits for SIGINT or SIGTERM. */
#include <signal.h>

#include "cli/cli.h"
#include "serve/serve.h"

static void log_line(void *ctx, const char *line) {
    (void)ctx;
    fprintf(stderr, "%s\n", line);
}

int cli_run_serve(cli *c) {
    cedu_error err;
    cedu_server *s;
    long port = 8420;
    if (c->opt[CLI_port] && !cli_number(c->opt[CLI_port], 0, 65535, &port))
        return cli_usage(c, CLI_T(c, "--port 应为 0 到 65535，不是 %s", "--port is a number up to 65535, not %s"),
                         c->opt[CLI_port]);
    cedu_engine *e = cli_engine(c);
    if (!e) return c->code;
    /* Every thread of the server inherits the mask: the signals wait for sigwait() below. */
    sigset_t set;
    int sig;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    if (!cli_upgrade(c)) return c->code;
    cedu_serve_options opt = {.db = c->opt[CLI_db],
                              .engine = e,
                              .host = c->opt[CLI_host],
                              .port = (int)port,
                              .team = c->opt[CLI_team],
                              .log = c->opt[CLI_verbose] ? log_line : NULL};
    if (cedu__serve_start(&opt, &s, &err) != CEDU_OK) return cli_fail(c, c->opt[CLI_db], &err);
    if (!cedu__serve_loopback(s) && opt.team)
        cli_say(
            c,
            CLI_T(
                c, "注意：%s 不只本机可达，而这里不加密：密码会明文传送。请只听 127.0.0.1，前面放管 TLS 的反向代理",
                "warning: %s can be reached from other machines, and nothing is encrypted here: passwords travel in the clear. "
                "Listen on 127.0.0.1 and put a reverse proxy with TLS in front"),
            opt.host);
    else if (!cedu__serve_loopback(s))
        cli_say(
            c,
            CLI_T(
                c, "注意：%s 不只本机可达。任何连得上的人都能看到这个知识库，没有密码，也不加密",
                "warning: %s can be reached from other machines. Whoever connects sees this base: no password, no encryption"),
            opt.host);
    const char *host = opt.host ? opt.host : "127.0.0.1";
    cli_putf(c,
             CLI_T(c, "策度工作台：http://%s%s%s:%d/  （Ctrl-C 停止）\n", "workbench: http://%s%s%s:%d/  (Ctrl-C stops it)\n"),
             strchr(host, ':') ? "[" : "", host, strchr(host, ':') ? "]" : "", cedu__serve_port(s));
    cli_flush(c);
    sigwait(&set, &sig);
    cedu__serve_stop(s);
    return CLI_DONE;
}
