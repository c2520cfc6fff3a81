/* base.c - what the commands on a knowledge base share: opening it, naming regions, values as people read them. */
#include <math.h>

#include "cli/cli.h"
#include "reason/reason.h"

cedu_store *cli_open(cli *c, bool write) {
    cedu_store *s;
    cedu_error err;
    cedu_store_options opt = {.create = write};
    if (cedu__store_open(c->opt[CLI_db], &opt, &s, &err) == CEDU_OK) return s;
    cli_fail(c, c->opt[CLI_db], &err);
    return NULL;
}

bool cli_upgrade(cli *c) {
    cedu_store *s = NULL;
    cedu_error err;
    cedu_status st = cedu__store_open(c->opt[CLI_db], NULL, &s, &err);
    cedu__store_close(s);
    if (st == CEDU_OK || st == CEDU_IO || st == CEDU_DB_LOCKED || st == CEDU_DISK_FULL) return true;
    return cli_fail(c, c->opt[CLI_db], &err), false;
}

cedu_str cli_region(cli *c, const char *given) {
    cedu_engine *e = cli_engine(c);
    if (!e) return (cedu_str){0};
    const cedu_image *im = e->image;
    cedu_str z = cedu__str(given);
    if (cedu__u8_valid(z.p, z.n) != z.n) z.n = 0;
    cedu_strs others;
    cedu_str found = cedu__reason_name_region(im, z, &c->arena, &others);
    if (others.n) {
        cedu_buf b = {0};
        for (size_t i = 0; i < others.n; i++) cedu__buf_z(&b, CLI_T(c, "、", ", ")), cedu__buf_str(&b, others.p[i]);
        cli_say(c, CLI_T(c, "“%s”可以是 %.*s%.*s；请写全称", "“%s” may be %.*s%.*s: write the full name"), given, (int)found.n,
                found.p, (int)b.n, b.p);
        cedu__buf_release(&b);
        cli_code(c, 2);
        found.p = NULL;
    } else if (!found.p) {
        cli_say(c,
                CLI_T(c, "没有叫“%s”的地区；cedu list regions 列出已有的",
                      "there is no region “%s”; cedu list regions shows those known"),
                given);
        cli_code(c, 5);
    }
    return found;
}

bool cli_region_args(cli *c, cedu_strs *out) {
    cedu_str *p = CEDU_NEW_N(&c->arena, cedu_str, c->arg_count + 1);
    *out = (cedu_strs){p, c->arg_count};
    for (size_t i = 0; p && i < c->arg_count; i++)
        if (!(p[i] = cli_region(c, c->args[i])).p) return false;
    return p != NULL;
}

cedu_str cli_value(cli *c, const cedu_fact *f) {
    if (!f->has_value) return (cedu_str){0};
    cedu_buf b = {0};
    cedu__report_value(&b, f->modifier, f->value, f->has_max ? f->value_max : NAN, f->unit, f->as_written);
    cedu_str s = cedu__arena_str(&c->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

const char *cli_kind(cli *c, cedu_fact_kind k) {
    static const char *const zh[] = {
#define CEDU__X(name, z) z,
        CEDU_FACT_KINDS(CEDU__X)
#undef CEDU__X
    };
    return c->english ? cedu_fact_kind_name(k) : zh[k];
}

const char *cli_stance(cli *c, cedu_stance s) {
    static const char *const zh[] = {
#define CEDU__X(name, z) z,
        CEDU_STANCES(CEDU__X)
#undef CEDU__X
    };
    return c->english ? cedu_stance_name(s) : zh[s];
}
