/* options.c - from argv, the environment and the settings file to a filled-in context.
 *
 * Precedence: option, then environment (CEDU_DB, CEDU_LANG; CEDU_PACKS is the engine's), then $XDG_CONFIG_HOME/cedu/config, then the default.
 * Long options may be written --name VALUE or --name=VALUE; `--` ends options; a lone `-` is standard input. To extend: add a row
 * to CLI_OPTIONS; a setting: a row of `settings` here.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/trace.h"
#include "cli/cli.h"

const cli_option_row cli_options[CLI_OPTION_COUNT] = {
#define CEDU__X(id, c, name, arg, zh, en) {c, name, arg, zh, en},
    CLI_OPTIONS(CEDU__X)
#undef CEDU__X
};

bool cli_number(const char *z, long lo, long hi, long *out) {
    char *end;
    errno = 0;
    long v = strtol(z, &end, 10);
    if (errno || end == z || *end || v < lo || v > hi) return false;
    return *out = v, true;
}

bool cli_year(const char *z, int *out) {
    long v;
    if (strlen(z) != 4 || !cli_number(z, 1900, 2999, &v)) return false;
    return *out = (int)v, true;
}

bool cli_date(const char *z) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int n = 0, y, m, d;
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? z[i] != '-' : z[i] < '0' || z[i] > '9') return false;
    if (sscanf(z, "%4d-%2d-%2d%n", &y, &m, &d, &n) != 3 || n != 10 || z[10]) return false;
    if (y < 1 || m < 1 || m > 12 || d < 1) return false;
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return d <= days[m - 1] + (m == 2 && leap);
}

/* ------------------------------------------------------------------ argv */
static int set(cli *c, cli_option o, const char *value) {
    if (o == CLI_packs) {
        if (c->pack_count == CLI_MAX_PACKS) return cli_usage(c, CLI_T(c, "--packs 太多", "too many --packs"));
        c->packs[c->pack_count++] = value;
    }
    if (o == CLI_field || o == CLI_map) {
        static const char names[] = " html text url title date charset ";
        char key[32];
        size_t n = strcspn(value, "=");
        snprintf(key, sizeof key, " %.*s ", (int)(n < 20 ? n : 20), value);
        if (o == CLI_field && (!value[n] || !value[n + 1] || !strstr(names, key)))
            return cli_usage(
                c, CLI_T(c, "--field 应写作 名称=路径（名称：%s），不是 %s", "--field is NAME=PATH (names:%s), not %s"), names,
                value);
        if (c->field_count == CLI_MAX_FIELDS) return cli_usage(c, CLI_T(c, "--%s 太多", "too many --%s"), cli_options[o].name);
        c->fields[c->field_count++] = value;
    }
    c->opt[o] = value;
    return CLI_DONE;
}

/* The language must be known before anything is complained about. */
static void early_language(cli *c, int argc, char **argv) {
    const char *z = NULL;
    for (int i = 1; i < argc && strcmp(argv[i], "--"); i++) {
        if (!strncmp(argv[i], "--lang=", 7)) z = argv[i] + 7;
        else if (!strcmp(argv[i], "--lang") && i + 1 < argc) z = argv[i + 1];
    }
    if (!z) z = getenv("CEDU_LANG");
    if (z && *z) c->english = !strncmp(z, "en", 2);
}

/* One option at argv[i]; returns how many arguments it took, or -1 after complaining. */
static int option(cli *c, uint64_t allowed, int argc, char **argv, int i) {
    const char *a = argv[i], *value = NULL;
    size_t o = 0;
    if (a[1] == '-') {
        const char *eq = strchr(a, '=');
        size_t n = eq ? (size_t)(eq - a - 2) : strlen(a + 2);
        while (o < CLI_OPTION_COUNT && (strlen(cli_options[o].name) != n || memcmp(cli_options[o].name, a + 2, n))) o++;
        value = eq ? eq + 1 : NULL;
    } else {
        while (o < CLI_OPTION_COUNT && cli_options[o].letter != a[1]) o++;
        if (a[2]) value = a + 2; /* -dFILE; flags are not bundled */
    }
    if (o == CLI_OPTION_COUNT) return cli_usage(c, CLI_T(c, "没有选项 %s", "there is no option %s"), a), -1;
    if (!(allowed & 1ull << o)) {
        if (c->cmd) cli_usage(c, CLI_T(c, "%s 不接受选项 %s", "%s takes no option %s"), c->cmd->name, a);
        else cli_usage(c, CLI_T(c, "选项 %s 要放在命令后面", "the option %s belongs after a command"), a);
        return -1;
    }
    int took = 1;
    if (!cli_options[o].arg) {
        if (value) return cli_usage(c, CLI_T(c, "选项 --%s 不带值", "the option --%s takes no value"), cli_options[o].name), -1;
        value = "";
    } else if (!value) {
        if (i + 1 >= argc)
            return cli_usage(c, CLI_T(c, "选项 %s 缺少值 %s", "the option %s needs a value %s"), a, cli_options[o].arg), -1;
        value = argv[i + 1], took = 2;
    }
    return set(c, (cli_option)o, value) ? -1 : took;
}

int cli_parse(cli *c, int argc, char **argv, int *first) {
    early_language(c, argc, argv);
    /* Before the command: what holds for every command. */
    uint64_t allowed = CLI_EVERYWHERE | CLI_BIT(db) | CLI_BIT(packs) | CLI_BIT(threads) | CLI_BIT(format);
    int i = 1;
    while (i < argc && argv[i][0] == '-' && argv[i][1] && strcmp(argv[i], "--version") && strcmp(argv[i], "--man")) {
        int took = option(c, allowed, argc, argv, i);
        if (took < 0) return 2;
        i += took;
    }
    *first = i;
    return CLI_DONE;
}

int cli_parse_command(cli *c, int argc, char **argv) {
    c->args = cedu__arena_alloc(&c->arena, sizeof *c->args * (size_t)(argc + 1));
    if (!c->args) {
        cedu_error err;
        (void)cedu__fail_nomem(&err);
        return cli_fail(c, NULL, &err);
    }
    bool options = true;
    for (int i = 0; i < argc;) {
        if (options && !strcmp(argv[i], "--")) options = false, i++;
        else if (options && argv[i][0] == '-' && argv[i][1]) {
            int took = option(c, c->cmd->options | CLI_EVERYWHERE, argc, argv, i);
            if (took < 0) return 2;
            i += took;
        } else c->args[c->arg_count++] = argv[i++];
    }
    if (c->opt[CLI_help]) return CLI_DONE;
    if ((int)c->arg_count < c->cmd->min_args && !c->opt[CLI_urls])
        return cli_usage(c, CLI_T(c, "%s 缺少参数：cedu %s %s", "%s lacks an argument: cedu %s %s"), c->cmd->name, c->cmd->name,
                         c->cmd->args);
    if (c->cmd->max_args >= 0 && (int)c->arg_count > c->cmd->max_args)
        return cli_usage(
            c,
            c->cmd->max_args == 0 && (c->cmd->options & CLI_BIT(region))
                ? CLI_T(c, "多余的参数：%s；地区写在 --region 之后", "one argument too many: %s; a region goes behind --region")
                : CLI_T(c, "多余的参数：%s", "one argument too many: %s"),
            c->args[c->cmd->max_args]);
    return CLI_DONE;
}

/* ------------------------------------------------------------------ settings */
static const struct {
    const char *key, *env;
    cli_option option;
} settings[] = {
    {"db", "CEDU_DB", CLI_db},    {"lang", "CEDU_LANG", CLI_lang}, {"packs", NULL, CLI_packs},
    {"format", NULL, CLI_format}, {"threads", NULL, CLI_threads},
};

static char *read_settings(cli *c, const char **path) {
    const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    cedu_str p = xdg && *xdg == '/' ? cedu__arena_strf(&c->arena, "%s/cedu/config", xdg)
                 : home && *home    ? cedu__arena_strf(&c->arena, "%s/.config/cedu/config", home)
                                    : (cedu_str){0};
    if (!p.p) return NULL;
    *path = p.p;
    FILE *f = fopen(p.p, "re");
    if (!f) return NULL;
    char *text = cedu__malloc(65536);
    if (text) text[fread(text, 1, 65535, f)] = 0;
    fclose(f);
    return text;
}

static char *trim(char *z) {
    while (*z == ' ' || *z == '\t') z++;
    size_t n = strlen(z);
    while (n && strchr(" \t\r\n", z[n - 1])) z[--n] = 0;
    return z;
}

static void user_file(cli *c) {
    const char *path = NULL;
    c->settings = read_settings(c, &path);
    int number = 0;
    for (char *line = c->settings, *next; line && *line; line = next) {
        next = strchr(line, '\n');
        if (next) *next++ = 0;
        number++;
        line = trim(line);
        if (!*line || *line == '#') {
            if (!next) break;
            continue;
        }
        char *eq = strchr(line, '=');
        size_t k = CEDU_COUNT(settings);
        if (eq) {
            *eq = 0;
            char *key = trim(line);
            for (k = 0; k < CEDU_COUNT(settings) && strcmp(key, settings[k].key); k++) {}
        }
        if (k == CEDU_COUNT(settings))
            cli_say(c, CLI_T(c, "%s 第 %d 行不认识，已略过", "%s, line %d is not understood and left out"), path, number);
        else if (!c->opt[settings[k].option]) c->opt[settings[k].option] = trim(eq + 1);
        if (!next) break;
    }
}

/* Chinese unless the locale says another language: C and POSIX say none. */
static bool locale_english(void) {
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < CEDU_COUNT(names); i++) {
        const char *z = getenv(names[i]);
        if (!z || !*z) continue;
        return strncmp(z, "zh", 2) && strcmp(z, "C") && strncmp(z, "C.", 2) && strcmp(z, "POSIX");
    }
    return false;
}

/* --packs names pack folders (each holds a file PACK), one folder full of packs, which then takes the place of the
 * installed ones, or one file of `cedu pack compile`. CEDU_PACKS, the engine's own variable, is such a folder of packs. */
static int settle_packs(cli *c) {
    const char *env = getenv("CEDU_PACKS");
    if (!c->pack_count && c->opt[CLI_packs] && !(env && *env)) c->packs[c->pack_count++] = c->opt[CLI_packs];
    for (size_t i = 0; i < c->pack_count; i++) {
        cedu_str head = cedu__arena_strf(&c->arena, "%s/PACK", c->packs[i]);
        struct stat st;
        if (head.p && access(head.p, F_OK) == 0) continue;
        if (c->pack_count == 1 && stat(c->packs[0], &st) == 0 && S_ISREG(st.st_mode))
            continue; /* compiled: the engine looks at it */
        if (c->pack_count > 1 || access(c->packs[i], X_OK) != 0)
            return cli_usage(
                c,
                CLI_T(c, "--packs：%s 不是知识包目录（里面没有 PACK 文件）", "--packs: %s is no pack: it holds no file PACK"),
                c->packs[i]);
        setenv("CEDU_PACKS", c->packs[i], 1);
        c->packs[0] = NULL, c->pack_count = 0;
    }
    return CLI_DONE;
}

int cli_settle(cli *c) {
    bool format_given = c->opt[CLI_format];
    for (size_t i = 0; i < CEDU_COUNT(settings); i++) {
        const char *z = settings[i].env ? getenv(settings[i].env) : NULL;
        if (z && *z && !c->opt[settings[i].option]) c->opt[settings[i].option] = z;
    }
    if (!c->opt[CLI_lang]) c->english = locale_english();
    user_file(c);
    if (c->opt[CLI_lang]) {
        if (strcmp(c->opt[CLI_lang], "zh") && strcmp(c->opt[CLI_lang], "en"))
            return cli_usage(c, CLI_T(c, "--lang 只能是 zh 或 en，不是 %s", "--lang is zh or en, not %s"), c->opt[CLI_lang]);
        c->english = !strcmp(c->opt[CLI_lang], "en");
    }
    if (!c->opt[CLI_db]) c->opt[CLI_db] = "./cedu.db";
    if (settle_packs(c)) return 2;
    if (c->opt[CLI_threads]) {
        long n;
        if (!cli_number(c->opt[CLI_threads], 1, 256, &n))
            return cli_usage(c, CLI_T(c, "线程数应为 1 到 256，不是 %s", "threads: 1 to 256, not %s"), c->opt[CLI_threads]);
        c->threads = (int)n;
    }
    if (c->opt[CLI_trace] && !cedu__trace_set(c->opt[CLI_trace]))
        return cli_usage(c, CLI_T(c, "--trace：没有这样的模块 %s", "--trace: there is no room %s"), c->opt[CLI_trace]);
    if (!format_given && c->opt[CLI_format] && !cedu__format_parse(c->opt[CLI_format], &c->format)) {
        cli_say(c, CLI_T(c, "设置 format = %s 不认识，已略过", "the setting format = %s is not known and left out"),
                c->opt[CLI_format]);
        c->opt[CLI_format] = NULL;
    }
    if (!format_given && c->cmd && !(c->cmd->options & CLI_BIT(db))) c->opt[CLI_format] = NULL; /* stateless: own formats */
    struct winsize w;
    bool tty = isatty(STDOUT_FILENO);
    if (tty && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0) c->width = w.ws_col;
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    c->colour = tty && !(no && *no) && term && strcmp(term, "dumb");
    c->err_tty = isatty(STDERR_FILENO) && term && strcmp(term, "dumb");
    return CLI_DONE;
}
