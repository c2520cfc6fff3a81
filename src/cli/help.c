/* help.c - what is generated from the tables: help, the man page (completion.c: scripts for shells). Nothing here knows a single command. */
#include <stdlib.h>

#include "cli/cli.h"

const cli_command *cli_find(const char *name) {
    for (size_t i = 0; i < cli_command_count; i++)
        if (!strcmp(cli_commands[i].name, name)) return &cli_commands[i];
    return NULL;
}

/* Edits from a to b, both short. */
static size_t distance(const char *a, const char *b) {
    size_t n = strlen(b), row[32];
    if (n > 30) return 99;
    for (size_t i = 0; i <= n; i++) row[i] = i;
    for (size_t i = 1; *a; a++, i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t k = 1; k <= n; k++) {
            size_t best = diagonal + (*a != b[k - 1]);
            diagonal = row[k];
            if (row[k] + 1 < best) best = row[k] + 1;
            if (row[k - 1] + 1 < best) best = row[k - 1] + 1;
            row[k] = best;
        }
    }
    return row[n];
}

const char *cli_nearest(const char *name) {
    const char *best = NULL;
    size_t least = 3; /* farther than two edits is no typing error */
    for (size_t i = 0; i < cli_command_count; i++) {
        size_t d = distance(name, cli_commands[i].name);
        if (d < least) least = d, best = cli_commands[i].name;
    }
    return best;
}

static void pad(cli *c, const char *z, int width) {
    cli_putz(c, z);
    for (int w = (int)cedu__str_width(cedu__str(z)); w < width; w++) cli_putz(c, " ");
}

/* "-d, --db FILE" */
static cedu_str option_text(cli *c, size_t o) {
    const cli_option_row *r = &cli_options[o];
    char letter[5] = "    ";
    if (r->letter) letter[0] = '-', letter[1] = r->letter, letter[2] = ',';
    return cedu__arena_strf(&c->arena, "%s--%s%s%s", letter, r->name, r->arg ? " " : "", r->arg ? r->arg : "");
}

static void options_help(cli *c, uint64_t mask) {
    for (size_t o = 0; o < CLI_OPTION_COUNT; o++) {
        if (!(mask & 1ull << o)) continue;
        cli_putz(c, "  ");
        pad(c, cli_z(c, option_text(c, o)), 25);
        cli_putf(c, " %s\n", CLI_T(c, cli_options[o].zh, cli_options[o].en));
    }
}

void cli_help(cli *c) {
    cli_putf(c,
             CLI_T(c, "cedu 策度 %s：从受损的政策页面到可核对的事实\n\n用法：cedu [选项] 命令 [选项] [参数]\n",
                   "cedu 策度 %s: from damaged policy pages to checked facts\n\nUsage: cedu [OPTIONS] COMMAND [OPTIONS] "
                   "[ARGUMENTS]\n"),
             cedu_version());
    for (size_t g = 0; g < cli_group_count; g++) {
        cli_putf(c, "\n%s\n", CLI_T(c, cli_groups[g].zh, cli_groups[g].en));
        for (size_t i = 0; i < cli_command_count; i++) {
            if (cli_commands[i].group != (int)g) continue;
            cli_putz(c, "  ");
            pad(c, cli_commands[i].name, 11);
            cli_putf(c, " %s\n", CLI_T(c, cli_commands[i].zh, cli_commands[i].en));
        }
    }
    cli_putz(c, CLI_T(c, "\n各处可用的选项\n", "\nOptions everywhere\n"));
    options_help(c, CLI_EVERYWHERE);
    cli_putz(c, CLI_T(c, "\n从这里开始：\n  cedu add examples/pages\n  cedu list documents\n  cedu help add\n",
                      "\nTo begin with:\n  cedu add examples/pages\n  cedu list documents\n  cedu help add\n"));
}

void cli_help_command(cli *c, const cli_command *m) {
    cli_putf(c, CLI_T(c, "cedu %s：%s\n\n用法：cedu %s [选项] %s\n", "cedu %s: %s\n\nUsage: cedu %s [OPTIONS] %s\n"), m->name,
             CLI_T(c, m->zh, m->en), m->name, m->args);
    const char *more = CLI_T(c, m->zh_more, m->en_more);
    if (*more) cli_putf(c, "\n%s\n", more);
    if (m->options) {
        cli_putz(c, CLI_T(c, "\n选项\n", "\nOptions\n"));
        options_help(c, m->options);
    }
    cli_putz(c, CLI_T(c, "\n各处可用的选项\n", "\nOptions everywhere\n"));
    options_help(c, CLI_EVERYWHERE);
    if (!m->examples[0].cmd) return;
    cli_putz(c, CLI_T(c, "\n例子\n", "\nExamples\n"));
    for (size_t i = 0; i < CEDU_COUNT(m->examples) && m->examples[i].cmd; i++)
        cli_putf(c, "  %s\n      %s\n", m->examples[i].cmd, CLI_T(c, m->examples[i].zh, m->examples[i].en));
}

int cli_run_help(cli *c) {
    if (!c->arg_count) {
        cli_help(c);
        return CLI_DONE;
    }
    const cli_command *m = cli_find(c->args[0]);
    if (!m) return cli_usage(c, CLI_T(c, "没有命令 %s", "there is no command %s"), c->args[0]);
    cli_help_command(c, m);
    return CLI_DONE;
}

int cli_run_version(cli *c) {
    cli_putf(c, "cedu %s\n", cedu_version());
    return CLI_DONE;
}

/* ------------------------------------------------------------------ man page */
/* roff: a leading dot or quote would be a request, a backslash an escape, a hyphen must stay a minus. */
static void roff(cli *c, const char *z) {
    for (bool start = true; *z; start = *z == '\n', z++) {
        if (start && (*z == '.' || *z == '\'')) cli_putz(c, "\\&");
        if (*z == '\\') cli_putz(c, "\\e");
        else if (*z == '-') cli_putz(c, "\\-");
        else cli_put(c, z, 1);
    }
}

static void roff_options(cli *c, uint64_t mask) {
    for (size_t o = 0; o < CLI_OPTION_COUNT; o++) {
        const cli_option_row *r = &cli_options[o];
        if (!(mask & 1ull << o)) continue;
        cli_putz(c, ".TP\n\\fB");
        if (r->letter) cli_putf(c, "\\-%c\\fR, \\fB", r->letter);
        cli_putz(c, "\\-\\-");
        roff(c, r->name);
        cli_putz(c, "\\fR");
        if (r->arg) {
            cli_putz(c, " \\fI");
            roff(c, r->arg);
            cli_putz(c, "\\fR");
        }
        cli_putz(c, "\n");
        roff(c, r->en);
        cli_putz(c, "\n");
    }
}

static const char man_tail[] = ".SH EXIT STATUS\n"
                               ".TP\n0\nall was read; an empty file is a finding, not a failure\n"
                               ".TP\n1\nsome inputs failed; what came out of the others is complete\n"
                               ".TP\n2\nwrong usage, or a faulty pack\n"
                               ".TP\n3\nan internal fault: a bug\n"
                               ".TP\n4\nthe environment: disk full, permission, a knowledge base that is damaged or locked\n"
                               ".TP\n5\na region, fact or document that was named is not there\n"
                               ".SH SETTINGS\n"
                               "An option comes before the environment, the environment before the file, the file before the "
                               "default. The file holds lines\n"
                               "\\fIkey\\fR = \\fIvalue\\fR; lines that begin with # are comments. Keys: \\fBdb\\fR, "
                               "\\fBlang\\fR, \\fBformat\\fR, \\fBthreads\\fR,\n"
                               "\\fBpacks\\fR.\n"
                               ".SH ENVIRONMENT\n"
                               ".TP\n\\fBCEDU_DB\\fR\nthe knowledge base\n"
                               ".TP\n\\fBCEDU_LANG\\fR\nzh or en\n"
                               ".TP\n\\fBCEDU_PACKS\\fR\na folder full of packs, in place of the installed ones\n"
                               ".TP\n\\fBLC_ALL\\fR, \\fBLC_MESSAGES\\fR, \\fBLANG\\fR\nthe language of messages: Chinese for "
                               "zh, C, POSIX and where nothing is set, else English\n"
                               ".TP\n\\fBNO_COLOR\\fR\nno colours, even on a terminal\n"
                               ".SH FILES\n"
                               ".TP\n\\fI./cedu.db\\fR\nthe knowledge base: one SQLite file, originals included\n"
                               ".TP\n\\fI$XDG_CONFIG_HOME/cedu/config\\fR, \\fI~/.config/cedu/config\\fR\nsettings\n"
                               ".TP\n\\fI$XDG_DATA_HOME/cedu/packs\\fR, \\fI~/.local/share/cedu/packs\\fR\npacks of the user, "
                               "used after the installed ones\n"
                               ".SH PRIVACY\nNothing is ever sent anywhere.\n"
                               ".SH SEE ALSO\n\\fBcedu\\-pack\\fR(5)\n";

void cli_man(cli *c) {
    c->english = true; /* the page is English, with a Chinese synopsis */
    cli_putf(c, ".\\\" Made by cedu --man; do not edit.\n.TH CEDU 1 \"\" \"cedu %s\" \"User Commands\"\n", cedu_version());
    cli_putz(c, ".SH NAME\ncedu \\- from damaged Chinese policy pages to checked facts\n.SH SYNOPSIS\n"
                "\\fBcedu\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n"
                ".SH 提要\n策度读取受损的中文政策页面，修复后抽取事实；每条事实都能回到原文的字节。\n.nf\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        roff(c, cedu__arena_strf(&c->arena, "cedu %s %s", cli_commands[i].name, cli_commands[i].args).p);
        cli_putf(c, "\t%s\n", cli_commands[i].zh);
    }
    cli_putz(c, ".fi\n.SH DESCRIPTION\n"
                "Inputs are files, folders (recursively) and \\- (standard input). A bad input is named on standard error and "
                "never stops the\n"
                "rest. Results go to standard output, messages to standard error. JSON is one object a line.\n");
    for (size_t g = 0; g < cli_group_count; g++) {
        cli_putz(c, ".SH ");
        for (const char *z = cli_groups[g].en; *z; z++) {
            char up = *z >= 'a' && *z <= 'z' ? (char)(*z - 32) : *z;
            cli_put(c, &up, 1);
        }
        cli_putz(c, "\n");
        for (size_t i = 0; i < cli_command_count; i++) {
            const cli_command *m = &cli_commands[i];
            if (m->group != (int)g) continue;
            cli_putf(c, ".SS cedu %s ", m->name);
            roff(c, m->args);
            cli_putz(c, "\n");
            roff(c, m->en);
            cli_putz(c, ".\n");
            roff(c, m->en_more);
            cli_putz(c, *m->en_more ? "\n" : "");
            roff_options(c, m->options);
            if (m->examples[0].cmd) cli_putz(c, ".PP\n.nf\n");
            for (size_t k = 0; k < CEDU_COUNT(m->examples) && m->examples[k].cmd; k++) {
                roff(c, m->examples[k].cmd);
                cli_putz(c, "\n");
            }
            if (m->examples[0].cmd) cli_putz(c, ".fi\n");
        }
    }
    cli_putz(c, ".SH OPTIONS EVERYWHERE\n");
    roff_options(c, CLI_EVERYWHERE);
    cli_putz(c, man_tail);
}
