/* out.c - everything that leaves the command: results on standard output, messages on standard error, the exit code.
 *
 * Invariants: a closed pipe sets `gone` and is not an error; a write that fails otherwise (full disk) is exit code 4; colours only
 * on a terminal, and never with NO_COLOR.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"

void cli_code(cli *c, int code) {
    static const int worth[] = {[0] = 0, [1] = 1, [5] = 2, [2] = 3, [4] = 4, [3] = 5};
    if (worth[code] > worth[c->code]) c->code = code;
}

static void broken(cli *c, int e) {
    if (c->gone) return;
    c->gone = true;
    if (e == EPIPE) return;
    cedu_error err;
    if (e == ENOSPC || e == EDQUOT)
        (void)cedu__fail(&err, CEDU_DISK_FULL, "磁盘已满，结果没有写完", "the disk is full: the result is not complete");
    else (void)cedu__fail(&err, CEDU_IO, "结果写不出去：%s", "the result cannot be written: %s", strerror(e));
    cli_fail(c, NULL, &err);
}

void cli_put(cli *c, const void *p, size_t n) {
    if (c->gone || n == 0) return;
    errno = 0;
    if (fwrite(p, 1, n, stdout) != n) broken(c, errno);
}

void cli_putz(cli *c, const char *z) { cli_put(c, z, strlen(z)); }

void cli_putf(cli *c, const char *fmt, ...) {
    if (c->gone) return;
    va_list ap;
    va_start(ap, fmt);
    errno = 0;
    if (vfprintf(stdout, fmt, ap) < 0) broken(c, errno);
    va_end(ap);
}

void cli_flush(cli *c) {
    if (c->gone) return;
    errno = 0;
    if (fflush(stdout) != 0 || ferror(stdout)) broken(c, errno ? errno : EIO);
}

/* Wipes the progress bar, if one is there, so that messages stand on lines of their own. */
static void own_line(const cli *c) {
    if (c->err_tty) fputs("\r\x1b[K", stderr);
}

/* Names and titles come from outside: what would steer a terminal is shown as a question mark. */
static void tame(char *z) {
    size_t n = strlen(z), len;
    for (size_t i = 0; i < n; i += len) {
        size_t ok = cedu__u8_valid(z + i, n - i);
        uint32_t cp = ok ? cedu__u8_at((cedu_str){z, n}, i, &len) : (len = 1, 0xFFFD);
        if (cp < 0x20 || cp == 0x7F || cp == 0xFFFD) z[i] = '?';
        else if (cp >= 0x80 && cp < 0xA0) memcpy(z + i, "??", 2);
    }
}

__attribute__((format(printf, 3, 0))) static void note(cli *c, const char *prefix, const char *fmt, va_list ap) {
    char *z = NULL;
    own_line(c);
    if (vasprintf(&z, fmt, ap) < 0) z = NULL;
    if (z) tame(z);
    fprintf(stderr, "%s%s\n", prefix, z ? z : CLI_T(c, "内存不足", "out of memory"));
    free(z);
}

void cli_say(cli *c, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    note(c, "cedu: ", fmt, ap);
    va_end(ap);
}

void cli_line(cli *c, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    note(c, "", fmt, ap);
    va_end(ap);
}

int cli_fail(cli *c, const char *what, const cedu_error *err) {
    const char *m = c->english ? err->en : err->zh;
    if (!*m) m = cedu_status_message(err->status, c->english);
    if (what && !strstr(m, what)) cli_say(c, CLI_T(c, "%s：%s", "%s: %s"), what, m);
    else cli_say(c, "%s", m);
    int code = cedu_status_exit(err->status);
    cli_code(c, code);
    return code;
}

int cli_usage(cli *c, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    cedu_buf b = {0};
    cedu__buf_z(&b, fmt);
    if (c->cmd) cedu__buf_f(&b, CLI_T(c, "（用法见 cedu help %s）", " (see cedu help %s)"), c->cmd->name);
    else cedu__buf_z(&b, CLI_T(c, "（用法见 cedu --help）", " (see cedu --help)"));
    cedu__buf_char(&b, 0);
    if (!b.failed) note(c, "cedu: ", b.p, ap); /* commands' names hold no %: what was appended formats nothing */
    cedu__buf_release(&b);
    va_end(ap);
    cli_code(c, 2);
    return 2;
}

/* ------------------------------------------------------------------ tables */
static bool sink(void *ctx, const char *p, size_t n) {
    cli *c = ctx;
    cli_put(c, p, n);
    return !c->gone;
}

cedu_table *cli_section(cli *c, const char *section, const char *heading, const cedu_column *columns, size_t n) {
    if (heading && c->format == CEDU_FORMAT_table) cli_putf(c, c->colour ? "\n\x1b[1;4m%s\x1b[0m\n" : "\n%s\n", heading);
    if (heading && c->format == CEDU_FORMAT_md) cli_putf(c, "\n## %s\n\n", heading);
    cedu_table_options opt = {.format = c->format,
                              .english = c->english,
                              .width = c->width,
                              .section = section,
                              .bold = c->colour,
                              .sink = sink,
                              .ctx = c};
    cedu_table *t;
    cedu_error err;
    if (cedu__table_new(columns, n, &opt, &t, &err) == CEDU_OK) return t;
    cli_fail(c, NULL, &err);
    return NULL;
}

cedu_table *cli_table(cli *c, const cedu_column *columns, size_t n) { return cli_section(c, NULL, NULL, columns, n); }

int cli_table_end(cli *c, cedu_table *t, const char *none) {
    cedu_error err;
    size_t rows = cedu__table_rows(t);
    if (cedu__table_end(t, &err) != CEDU_OK) return cli_fail(c, NULL, &err);
    if (rows == 0 && none && c->format == CEDU_FORMAT_table) cli_say(c, "%s", none);
    return CLI_DONE;
}

const char *cli_z(cli *c, cedu_str s) {
    const char *z = s.p ? cedu__arena_dup(&c->arena, s.p, s.n) : NULL;
    return z ? z : "";
}
