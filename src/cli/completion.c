/* completion.c - completion scripts, generated from the table of commands. bash: words; zsh and fish: words with what they mean, in the
 * language that was asked for. To extend: another shell is a writer and a row in `shells`. tests/shells types into all three. */
#include "cli/cli.h"
#include "report/paper.h"

/* What --format takes, where it is not `usual`. */
static const struct {
    const char *command, *formats;
} formats[] = {
#define CEDU__X(name, zh, en) " " #name
    {"report", CEDU_PAPERS(CEDU__X)},
#undef CEDU__X
    {"read", "text json"},
    {"facts", "json table"},
};
static const char usual[] = "table json csv md";

static const char *formats_of(const char *command) {
    for (size_t i = 0; i < CEDU_COUNT(formats); i++)
        if (!strcmp(formats[i].command, command)) return formats[i].formats;
    return usual;
}

/* The fixed words that may follow an option, separated by blanks; NULL = anything. */
static const char *values_of(const cli_command *m, const cli_option_row *r) {
    return !strcmp(r->name, "lang") ? "zh en" : !strcmp(r->name, "format") ? formats_of(m->name) : NULL;
}

static bool takes(const cli_command *m, size_t option) { return (m->options | CLI_EVERYWHERE) & 1ull << option; }

/* Fixed words among the arguments: those of "a|b|c", each with a blank before it. */
static void fixed_words(cli *c, const cli_command *m) {
    for (const char *z = m->args; strchr(m->args, '|') && *z; z++) {
        size_t n = strspn(z, "abcdefghijklmnopqrstuvwxyz");
        if (n > 1 && (z == m->args || z[-1] == '|')) cli_putf(c, " %.*s", (int)n, z);
        if (n) z += n - 1;
    }
}

static bool has_fixed_words(const cli_command *m) { return strchr(m->args, '|') && m->args[0] >= 'a' && m->args[0] <= 'z'; }

/* In single quotes; `escaped`: how the shell writes one within them. */
static void quoted(cli *c, const char *z, const char *escaped) {
    cli_putz(c, "'");
    for (; *z; z++) {
        if (*z == '\'') cli_putz(c, escaped);
        else cli_putf(c, "%c", *z);
    }
    cli_putz(c, "'");
}

static void names(cli *c, const char *between) {
    for (size_t i = 0, n = 0; i < cli_command_count; i++)
        if (cli_commands[i].group >= 0) cli_putf(c, "%s%s", n++ ? between : "", cli_commands[i].name);
}

/* ------------------------------------------------------------------ bash */
static void bash(cli *c) {
    cli_putz(
        c, "_cedu_words() {\n    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words= formats= w cmd=\n"
           "    for w in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do case $w in ");
    names(c, "|");
    cli_putz(c, ") cmd=$w; break;; esac; done\n    case $cmd in\n        ''|help) words='");
    names(c, " ");
    cli_putz(c, "';;\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        const cli_command *m = &cli_commands[i];
        if (!strcmp(m->name, "help")) continue;
        cli_putf(c, "        %s) words='", m->name);
        for (size_t o = 0; o < CLI_OPTION_COUNT; o++)
            if (takes(m, o)) cli_putf(c, " --%s", cli_options[o].name);
        fixed_words(c, m);
        cli_putf(c, "' formats='%s';;\n", formats_of(m->name));
    }
    cli_putz(c, "    esac\n    case $prev in --format) words=$formats;; --lang) words='zh en';; esac\n"
                "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\ncomplete -o default -F _cedu_words cedu\n");
}

/* ------------------------------------------------------------------ zsh */
/* 'name:what it means' for _describe. */
static void described(cli *c, const char *before, const char *name, const char *means) {
    cli_putf(c, " '%s%s:'", before, name);
    quoted(c, means, "'\\''");
}

static void zsh(cli *c) {
    cli_putz(c, "#compdef cedu\n_cedu() {\n    local cmd= w formats=\n    local -a told\n    for w in ${words[2,CURRENT-1]}; "
                "do case $w in ");
    names(c, "|");
    cli_putz(c, ") cmd=$w; break;; esac; done\n    case $cmd in\n        ''|help) told=(");
    for (size_t i = 0; i < cli_command_count; i++)
        if (cli_commands[i].group >= 0)
            described(c, "", cli_commands[i].name, c->english ? cli_commands[i].en : cli_commands[i].zh);
    cli_putz(c, ");;\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        const cli_command *m = &cli_commands[i];
        if (!strcmp(m->name, "help")) continue;
        cli_putf(c, "        %s) formats='%s'\n            if [[ $PREFIX == -* ]]; then told=(", m->name, formats_of(m->name));
        for (size_t o = 0; o < CLI_OPTION_COUNT; o++)
            if (takes(m, o)) described(c, "--", cli_options[o].name, c->english ? cli_options[o].en : cli_options[o].zh);
        cli_putz(c, "); else told=(");
        fixed_words(c, m);
        cli_putz(c, "); fi;;\n");
    }
    cli_putz(c, "    esac\n    case ${words[CURRENT-1]} in --format) told=(${=formats});; --lang) told=(zh en);; esac\n"
                "    (( $#told )) && _describe -t words cedu told || _files\n}\n"
                "if [[ $funcstack[1] == _cedu ]]; then _cedu \"$@\"; else compdef _cedu cedu; fi\n");
}

/* ------------------------------------------------------------------ fish */
static void fish(cli *c) {
    cli_putz(c, "complete -c cedu -e\n");
    for (size_t i = 0; i < cli_command_count; i++) {
        const cli_command *m = &cli_commands[i];
        if (m->group < 0) continue;
        cli_putf(c, "complete -c cedu -n __fish_use_subcommand -f -a %s -d ", m->name);
        quoted(c, c->english ? m->en : m->zh, "\\'");
        cli_putz(c, "\n");
        if (has_fixed_words(m)) {
            cli_putf(c, "complete -c cedu -n '__fish_seen_subcommand_from %s' -a '", m->name);
            fixed_words(c, m);
            cli_putz(c, "'\n");
        }
        for (size_t o = 0; o < CLI_OPTION_COUNT; o++) {
            const cli_option_row *r = &cli_options[o];
            const char *values = values_of(m, r);
            if (!takes(m, o)) continue;
            cli_putf(c, "complete -c cedu -n '__fish_seen_subcommand_from %s' -l %s", m->name, r->name);
            if (r->letter) cli_putf(c, " -s %c", r->letter);
            if (values) cli_putf(c, " -x -a '%s'", values);
            else if (r->arg) cli_putz(c, " -r");
            cli_putz(c, " -d ");
            quoted(c, c->english ? r->en : r->zh, "\\'");
            cli_putz(c, "\n");
        }
    }
    cli_putz(c, "complete -c cedu -n '__fish_seen_subcommand_from help' -f -a '");
    names(c, " ");
    cli_putz(c, "'\n");
}

int cli_run_completion(cli *c) {
    static const struct {
        const char *name;
        void (*write)(cli *c);
    } shells[] = {{"bash", bash}, {"zsh", zsh}, {"fish", fish}};
    for (size_t i = 0; i < CEDU_COUNT(shells); i++)
        if (!strcmp(c->args[0], shells[i].name)) return shells[i].write(c), CLI_DONE;
    return cli_usage(c, CLI_T(c, "只有 bash、zsh 和 fish，没有 %s", "bash, zsh or fish, not %s"), c->args[0]);
}
