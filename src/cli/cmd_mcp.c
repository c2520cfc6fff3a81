/* cmd_mcp.c - `cedu mcp`: a session of the Model Context Protocol on standard input and output; ends when the input does. */
#include <stdlib.h>

#include "cli/cli.h"
#include "serve/mcp.h"

int cli_run_mcp(cli *c) {
    cedu_mcp *m;
    cedu_error err;
    cedu_engine *e = cli_engine(c);
    if (!e || !cli_upgrade(c)) return c->code;
    if (cedu__mcp_new(c->opt[CLI_db], e, &m, &err) != CEDU_OK) return cli_fail(c, c->opt[CLI_db], &err);
    char *line = NULL;
    size_t cap = 0;
    for (ssize_t n; !c->gone && (n = getline(&line, &cap, stdin)) >= 0;) {
        cedu_buf out = {.max = CEDU_MAX_PAYLOAD};
        cedu__mcp_line(m, (cedu_str){line, (size_t)n}, &out);
        cli_put(c, out.p, out.n);
        cli_flush(c);
        cedu__buf_release(&out);
    }
    free(line);
    cedu__mcp_free(m);
    return c->code;
}
