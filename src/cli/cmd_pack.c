/* cmd_pack.c - for authors of packs: `cedu pack check` compiles and says what looks wrong, `cedu pack test` runs every row's
 * example, `cedu pack compile` writes what an engine maps at start; `new` and `explain` are in cmd_pack_author.c.
 *
 * A pattern's example must give a fact by that pattern with the fields of `expect`, its counter-example none. Any other example
 * passes when the row's own entry is recognised in it: as a mention, or, for the classes that only steer the matching (modifiers,
 * traps, suffixes …), as a form found in the text. */
#include "cli/cli.h"
#include "pack/pattern.h"

typedef struct warnings {
    cli *c;
    size_t n;
} warnings;

static void warn(void *ctx, const char *zh, const char *en) {
    warnings *w = ctx;
    w->n++;
    cli_putf(w->c, "%s\n", CLI_T(w->c, zh, en));
}

static int check(cli *c) {
    cedu_error err;
    warnings w = {.c = c};
    if (c->arg_count == 1) { /* what would be used: compiling says what is wrong */
        if (!cli_engine(c)) return c->code;
        cli_putf(c, CLI_T(c, "知识包没有问题：%zu 个条目，%zu 字节\n", "the packs are fine: %zu entries, %zu bytes\n"),
                 cedu__image_entries(c->engine->image), cedu__image_bytes(c->engine->image));
        return CLI_DONE;
    }
    if (cedu__pack_check(c->args + 1, c->arg_count - 1, warn, &w, &err) != CEDU_OK) return cli_fail(c, NULL, &err);
    cli_putf(c, CLI_T(c, "%zu 处提醒\n", "%zu warnings\n"), w.n);
    return CLI_DONE;
}

/* ------------------------------------------------------------------ examples */
static bool as_mention(const cedu_mentions *m, int32_t entry, cedu_str name) {
    for (size_t i = 0; i < m->n; i++)
        if (m->p[i].entry == entry || (m->p[i].entry < 0 && name.n && cedu__eq(m->p[i].name, name))) return true;
    return false;
}

static bool as_form(const cedu_image *im, const cedu_entry *e, int32_t entry, cedu_str s) {
    cedu_hit hits[64];
    size_t len;
    for (size_t at = 0; at < s.n; at += len) {
        (void)cedu__u8_at(s, at, &len);
        size_t n = cedu__image_match(im, 1u << e->cls, s, at, hits, CEDU_COUNT(hits));
        for (size_t i = 0; i < n; i++)
            if (hits[i].entry == entry) return true;
    }
    for (size_t k = 0; e->cls == CEDU_CLASS_page && k < cedu__image_form_count(im, entry); k++)
        if (cedu__find(s, cedu__image_form(im, entry, k), 0) >= 0) return true; /* page forms are in no automaton */
    return false;
}

/* Classes whose entries become mentions; those of the others are seen by their forms alone. */
#define MENTIONED                                                                                                              \
    (1u << CEDU_CLASS_unit | 1u << CEDU_CLASS_region | 1u << CEDU_CLASS_org | 1u << CEDU_CLASS_indicator |                     \
     1u << CEDU_CLASS_sector | 1u << CEDU_CLASS_post | 1u << CEDU_CLASS_head)

static bool entry_test(const cedu_image *im, int32_t i, cedu_str s, cedu_arena *a) {
    const cedu_entry *e = cedu__image_entry(im, i);
    cedu_match_options opt = {.ref_region = -1};
    cedu_mentions m;
    if (!(MENTIONED >> e->cls & 1u)) return as_form(im, e, i, s);
    return cedu__match_run(im, s, &opt, a, &m, NULL) == CEDU_OK && as_mention(&m, i, e->name);
}

/* ------------------------------------------------------------------ patterns */
static cedu_str field_of(const cedu_fact *f, cedu_str name) {
    const struct {
        const char *name;
        cedu_str s;
    } common[] = {{"kind", cedu__str(cedu_fact_kind_name(f->kind))},
                  {"region", f->region.n ? f->region.p[0] : (cedu_str){0}},
                  {"subject", f->subject},
                  {"period", f->period},
                  {"source", f->source},
                  {"as_written", f->as_written},
                  {"unit", f->unit},
                  {"stance", cedu__str(cedu_stance_name(f->stance))}};
    for (size_t i = 0; i < CEDU_COUNT(common); i++)
        if (cedu__eqz(name, common[i].name)) return common[i].s;
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (cedu__eqz(name, cedu_field_name(x->id))) return x->str;
    return (cedu_str){0};
}

static bool as_expected(const cedu_fact *f, cedu_str expect) {
    cedu_str name, value;
    for (size_t at = 0; cedu__pattern_pair(expect, &at, &name, &value);)
        if (!cedu__eq(field_of(f, name), value)) return false;
    return true;
}

/* Facts of a sentence that this pattern gave, with the fields of `expect`; -1 = the sentence could not be read. */
static int facts_by(cli *c, const cedu_entry *e, cedu_str sentence, cedu_str expect) {
    cedu_worker *w = NULL;
    cedu_page *p = NULL;
    cedu_error err;
    int n = -1;
    if (cli_pack_read(c, sentence, &w, &p, &err) == CEDU_OK) {
        n = 0;
        for (size_t i = 0; i < p->facts.n; i++) n += cedu__eq(p->facts.p[i].rule, e->id) && as_expected(&p->facts.p[i], expect);
        cedu_page_free(p);
    } else cli_fail(c, NULL, &err);
    cedu_worker_free(w);
    return n;
}

static bool pattern_test(cli *c, int32_t i, cedu_str example) {
    const cedu_image *im = c->engine->image;
    const cedu_entry *e = cedu__image_entry(im, i);
    cedu_str counter = cedu__image_attr(im, i, CEDU_ATTR_counter);
    return facts_by(c, e, example, cedu__image_attr(im, i, CEDU_ATTR_expect)) > 0 &&
           (!counter.n || facts_by(c, e, counter, (cedu_str){0}) == 0);
}

static int test(cli *c) {
    if (!cli_engine(c)) return c->code;
    const cedu_image *im = c->engine->image;
    cedu_arena a;
    size_t passed = 0, failed = 0;
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    for (int32_t i = 0; i < (int32_t)cedu__image_entries(im); i++) {
        const cedu_entry *e = cedu__image_entry(im, i);
        cedu_str s = cedu__image_example(im, i);
        if (!s.p || !s.n) continue;
        cedu__arena_reset(&a);
        if (e->cls == CEDU_CLASS_pattern ? pattern_test(c, i, s) : entry_test(im, i, s, &a)) {
            passed++;
            continue;
        }
        failed++;
        uint32_t line;
        cedu_str where = cedu__image_where(im, i, &line);
        cli_putf(c,
                 CLI_T(c, "%.*s:%u：例句里没有认出“%.*s”，或反例里认出了：%.*s\n",
                       "%.*s:%u: “%.*s” is not recognised in its example, or is in its counter-example: %.*s\n"),
                 (int)where.n, where.p, line, (int)e->name.n, e->name.p, (int)s.n, s.p);
    }
    cedu__arena_release(&a);
    cli_putf(c, "%zu passed, %zu failed\n", passed, failed); /* the same in every language: programs read it */
    if (failed) cli_code(c, 1);
    return c->code;
}

/* ------------------------------------------------------------------ compile */
static int compile(cli *c) {
    cedu_error err;
    cedu_image *im = NULL;
    const char *to = c->opt[CLI_output];
    if (!to) return cli_usage(c, CLI_T(c, "pack compile 要用 -o FILE 指定写到哪里", "pack compile needs -o FILE"));
    if (c->arg_count == 1 && !cli_engine(c)) return c->code; /* the packs that would be used */
    cedu_status s = c->arg_count > 1 ? cedu__pack_compile(c->args + 1, c->arg_count - 1, &im, &err) : CEDU_OK;
    const cedu_image *made = im ? im : c->engine ? c->engine->image : NULL;
    if (s == CEDU_OK) s = cedu__image_save(made, to, &err);
    if (s == CEDU_OK)
        cli_putf(c, CLI_T(c, "已写入 %s：%zu 个条目\n", "written %s: %zu entries\n"), to, cedu__image_entries(made));
    cedu__image_free(im);
    return s == CEDU_OK ? CLI_DONE : cli_fail(c, NULL, &err);
}

static int run_test(cli *c) {
    if (c->arg_count > 1) /* the packs of the call are those of --packs */
        return cli_usage(c, CLI_T(c, "pack test 用 --packs DIR 指定目录", "pack test takes folders as --packs DIR"));
    return test(c);
}

int cli_run_pack(cli *c) {
    static const struct {
        const char *name;
        int (*run)(cli *c);
    } verbs[] = {
        {"new", cli_pack_new}, {"check", check}, {"test", run_test}, {"explain", cli_pack_explain}, {"compile", compile}};
    for (size_t i = 0; i < CEDU_COUNT(verbs); i++)
        if (!strcmp(c->args[0], verbs[i].name)) return verbs[i].run(c);
    return cli_usage(
        c,
        CLI_T(c, "pack 有 new check test explain compile，没有 %s", "pack knows new, check, test, explain and compile, not %s"),
        c->args[0]);
}
