/* base.c - what the commands on a knowledge base share: opening it, naming regions, values as people read them. */
#include <math.h>

#include "cli/cli.h"

cedu_store *cli_open(cli *c, bool write) {
    cedu_store *s;
    cedu_error err;
    cedu_store_options opt = {.create = write};
    if (cedu__store_open(c->opt[CLI_db], &opt, &s, &err) == CEDU_OK) return s;
    cli_fail(c, c->opt[CLI_db], &err);
    return NULL;
}

cedu_str cli_region(cli *c, const char *given) {
    cedu_engine *e = cli_engine(c);
    if (!e) return (cedu_str){0};
    cedu_str z = cedu__str(given);
    int32_t i = cedu__image_by_form(e->image, CEDU_CLASS_region, z);
    if (i < 0) i = cedu__image_by_id(e->image, CEDU_CLASS_region, z);
    int32_t first, count;
    cedu__image_class(e->image, CEDU_CLASS_region, &first, &count);
    for (int32_t k = first; i < 0 && k < first + count; k++) {
        cedu_str code = cedu__image_attr(e->image, k, CEDU_ATTR_code);
        if (cedu__eq(code, z) || cedu__eq(cedu__image_entry(e->image, k)->name, z)) i = k;
    }
    if (i >= 0) return cedu__image_entry(e->image, i)->name;
    cli_say(c,
            CLI_T(c, "没有叫“%s”的地区；cedu list regions 列出已有的",
                  "there is no region “%s”; cedu list regions shows those known"),
            given);
    cli_code(c, 5);
    return (cedu_str){0};
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
