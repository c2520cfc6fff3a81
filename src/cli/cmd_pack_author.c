/* cmd_pack_author.c - for who writes packs: `cedu pack new DIR [DOMAIN]` makes a small pack that passes its own tests, `cedu pack
 * explain TEXT` says which row of which file found what in a sentence, and how far each pattern came. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "pack/pattern.h"

/* ------------------------------------------------------------------ new
 * X stands for the domain's name. Everything below passes `pack check` and `pack test` as it is. */
static const struct {
    const char *file, *text;
} scaffold[] = {
    {"PACK", "name\tNAME\nversion\t0.1.0\ntitle\tX\nrequires\tcore\n"},
    {"indicators.tsv",
     "# 指标：name 规范名称，forms 其他写法(| 隔开)，dimension 量纲，unit 基本单位，head 中心词，example 自己写的例句\n"
     "# What is measured: canonical name, other forms, dimension, base unit, head noun, a sentence of your own.\n"
     "#lexicon\tindicator\n"
     "id\tname\tforms\tdimension\tunit\thead\tdirection\texample\n"
     "NAME.size\tX产业规模\tX规模\tmoney\t元\t规模\tup\t去年全市X产业规模达到30亿元。\n"
     "NAME.enterprise.count\tX企业数量\tX企业\tcount\t家\t数量\tup\t目前已集聚X企业120家。\n"},
    {"sectors.tsv", "# 行业、技术、领域：layer 为 foundation(基础) technology(技术) application(应用)\n"
                    "#lexicon\tsector\n"
                    "name\tforms\tlayer\n"
                    "X\t\tapplication\n"},
    {"patterns.tsv", "# 句式：写法见 docs/packs.md 或 man 5 cedu-pack。expect 是例句必须给出的，counter 是不得命中的句子\n"
                     "# Wordings that state a fact: see cedu-pack(5). expect = what the example must give, counter = where it "
                     "must not be found.\n"
                     "#lexicon\tpattern\n"
                     "id\tname\tpattern\tkind\tfields\texample\texpect\tcounter\n"
                     "NAME.alliance\tX联盟成立\tsubject=( X 产业联盟|协会 ) .. 成立|揭牌\tevent\t\t昨日，X产业联盟正式揭牌。\t"
                     "subject=X产业联盟\t支持企业加入X产业联盟。\n"},
};

/* The template with the pack's and the domain's names in it. */
static cedu_str fill(cli *c, const char *text, cedu_str name, cedu_str domain) {
    cedu_buf b = {0};
    for (const char *p = text; *p;)
        if (!strncmp(p, "NAME", 4)) cedu__buf_str(&b, name), p += 4;
        else if (*p == 'X') cedu__buf_str(&b, domain), p++;
        else cedu__buf_char(&b, *p++);
    cedu_str s = b.failed ? (cedu_str){0} : cedu__arena_str(&c->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

static bool pack_name(cedu_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-')) return false;
    return s.n > 0;
}

static int cannot(cli *c, const char *path) {
    cedu_error err;
    (void)cedu__fail(&err, CEDU_IO, "不能写 %s：%s", "%s cannot be written: %s", path, strerror(errno));
    return cli_fail(c, NULL, &err);
}

int cli_pack_new(cli *c) {
    if (c->arg_count < 2 || c->arg_count > 3)
        return cli_usage(c, CLI_T(c, "写法：cedu pack new 目录 [领域]，如 cedu pack new my-drones 无人机",
                                  "write: cedu pack new DIR [DOMAIN], e.g. cedu pack new my-drones 无人机"));
    const char *dir = c->args[1], *slash = strrchr(dir, '/');
    cedu_str name = cedu__str(slash ? slash + 1 : dir), domain = cedu__str(c->arg_count > 2 ? c->args[2] : "示例");
    if (!pack_name(name))
        return cli_usage(
            c, CLI_T(c, "目录名就是包名，只用小写字母、数字和 -：%s", "the folder is the pack's name: a-z, 0-9 and -: %s"),
            dir);
    if (mkdir(dir, 0777) != 0) return cannot(c, dir); /* an existing folder is never written into */
    for (size_t i = 0; i < CEDU_COUNT(scaffold); i++) {
        cedu_str path = cedu__arena_strf(&c->arena, "%s/%s", dir, scaffold[i].file);
        cedu_str text = fill(c, scaffold[i].text, name, domain);
        FILE *f = path.p && text.p ? fopen(path.p, "wx") : NULL;
        bool ok = f && fwrite(text.p, 1, text.n, f) == text.n;
        if (f && fclose(f) != 0) ok = false;
        if (!ok) return cannot(c, path.p ? path.p : dir);
        cli_putf(c, "%s\n", path.p);
    }
    cli_putf(c,
             CLI_T(c,
                   "接下来：改这几个表，再运行 cedu pack check packs/core %s 和 cedu pack test --packs packs/core --packs %s\n",
                   "next: edit these tables, then run cedu pack check packs/core %s and cedu pack test --packs packs/core "
                   "--packs %s\n"),
             dir, dir);
    return CLI_DONE;
}

/* ------------------------------------------------------------------ explain */
static const cedu_column mention_columns[] = {
    {"text", "文字", "text", CEDU_LEFT, 8},
    {"type", "类型", "type", CEDU_LEFT, 0},
    {"name", "名称", "name", CEDU_LEFT, 8},
    {"row", "出处(包/文件:行)", "row of pack", CEDU_LEFT, 0},
};

/* "core/units.tsv:12"; absent for what the program itself found. */
static cedu_cell row_cell(cli *c, int32_t entry) {
    uint32_t line;
    if (entry < 0) return CEDU_CELL_ABSENT();
    cedu_str file = cedu__image_where(c->engine->image, entry, &line);
    return CEDU_CELL_S(cedu__arena_strf(&c->arena, "%.*s:%u", (int)file.n, file.p, line));
}

static void explain_mentions(cli *c, const cedu_page *p, cedu_table *t) {
    for (size_t i = 0; i < p->mentions.n; i++) {
        const cedu_mention *m = &p->mentions.p[i];
        const cedu_entry *e = cedu__image_entry(c->engine->image, m->entry);
        cedu_cell cells[] = {CEDU_CELL_S(cedu__sub(p->clean.text, m->start, m->end)),
                             CEDU_CELL_S(cedu__str(cedu__mention_name(m->type))),
                             CEDU_CELL_S(m->name.n ? m->name
                                         : e       ? e->name
                                                   : CEDU_STR("")),
                             row_cell(c, m->entry)};
        if (!cedu__table_row(t, cells)) return;
    }
}

static const cedu_column fact_columns[] = {
    {"kind", "类型", "kind", CEDU_LEFT, 0},           {"region", "地区", "region", CEDU_LEFT, 8},
    {"subject", "指标", "subject", CEDU_LEFT, 12},    {"period", "时间", "period", CEDU_LEFT, 0},
    {"value", "数值", "value", CEDU_RIGHT, 0},        {"rule", "规则", "rule", CEDU_LEFT, 8},
    {"row", "句式出处", "row of pack", CEDU_LEFT, 0},
};

static cedu_cell text_or_none(cedu_str s) { return s.p ? CEDU_CELL_S(s) : CEDU_CELL_ABSENT(); }

static void explain_facts(cli *c, const cedu_page *p, cedu_table *t) {
    for (size_t i = 0; i < p->facts.n; i++) {
        const cedu_fact *f = &p->facts.p[i];
        cedu_cell cells[] = {CEDU_CELL_S(cedu__str(cli_kind(c, f->kind))),
                             cli_regions_cell(f->region),
                             text_or_none(f->subject),
                             text_or_none(f->period),
                             f->has_value ? CEDU_CELL_N(f->value) : CEDU_CELL_ABSENT(),
                             text_or_none(f->rule),
                             row_cell(c, cedu__image_by_id(c->engine->image, CEDU_CLASS_pattern, f->rule))};
        cells[4].people = cli_value(c, f);
        if (!cedu__table_row(t, cells)) return;
    }
}

/* The element of a pattern as it is written in the pack. */
static cedu_str element(cedu_str pattern, size_t n) {
    for (size_t i = 0; i < pattern.n;) {
        size_t from = i;
        while (i < pattern.n && pattern.p[i] != ' ') i++;
        cedu_str e = cedu__sub(pattern, from, i++);
        bool counts = e.n && !cedu__ends(e, CEDU_STR("(")) && !cedu__eqz(e, ")");
        if (counts && n-- == 0) return e;
    }
    return (cedu_str){0};
}

static const cedu_column try_columns[] = {
    {"pattern", "句式", "pattern", CEDU_LEFT, 8},
    {"row", "出处", "row of pack", CEDU_LEFT, 0},
    {"matched", "对上的元素", "elements matched", CEDU_RIGHT, 0},
    {"stopped", "停在", "stopped at", CEDU_LEFT, 0},
};

static void explain_tries(cli *c, const cedu_page *p, cedu_table *t) {
    for (size_t i = 0; i < p->facts.try_n; i++) {
        const cedu_pattern_try *y = &p->facts.tries[i];
        cedu_str text = cedu__image_attr(c->engine->image, y->entry, CEDU_ATTR_pattern);
        cedu_cell cells[] = {CEDU_CELL_S(cedu__image_entry(c->engine->image, y->entry)->name), row_cell(c, y->entry),
                             CEDU_CELL_S(cedu__arena_strf(&c->arena, "%u/%u", y->matched, y->of)),
                             y->matched < y->of ? CEDU_CELL_S(element(text, y->matched)) : CEDU_CELL_ABSENT()};
        if (!cedu__table_row(t, cells)) return;
    }
}

#define PART(columns, rows, name, zh, en)                                                                                      \
    { columns, CEDU_COUNT(columns), rows, name, zh, en }
static const struct {
    const cedu_column *columns;
    size_t n;
    void (*rows)(cli *c, const cedu_page *p, cedu_table *t);
    const char *name, *zh, *en;
} parts[] = {
    PART(mention_columns, explain_mentions, "mentions", "提及", "mentions"),
    PART(try_columns, explain_tries, "patterns", "试过的句式", "patterns that were tried"),
    PART(fact_columns, explain_facts, "facts", "事实", "facts"),
};

cedu_status cli_pack_read(cli *c, cedu_str text, cedu_worker **w, cedu_page **out, cedu_error *err) {
    cedu_input in = {.bytes = (const unsigned char *)text.p, .n = text.n, .name = "-", .hint = "UTF-8"};
    cedu_read_options opt = {
        .stage = CEDU_STAGE_FACTS, .date = c->opt[CLI_date] ? c->opt[CLI_date] : "2024-06-30", .plain = true};
    cedu_status s = *w ? CEDU_OK : cedu_worker_new(c->engine, w, err);
    return s == CEDU_OK ? cedu_worker_read(*w, &in, &opt, out, err) : s;
}

int cli_pack_explain(cli *c) {
    if (c->arg_count != 2) return cli_usage(c, CLI_T(c, "写法：cedu pack explain 一句话", "write: cedu pack explain SENTENCE"));
    if (!cli_engine(c)) return c->code;
    cedu_error err;
    cedu_worker *w = NULL;
    cedu_page *p = NULL;
    if (cli_pack_read(c, cedu__str(c->args[1]), &w, &p, &err) != CEDU_OK) {
        cedu_worker_free(w);
        return cli_fail(c, NULL, &err);
    }
    int code = CLI_DONE;
    for (size_t i = 0; i < CEDU_COUNT(parts) && code == CLI_DONE; i++) {
        cedu_table *t = cli_section(c, parts[i].name, CLI_T(c, parts[i].zh, parts[i].en), parts[i].columns, parts[i].n);
        if (!t) break;
        parts[i].rows(c, p, t);
        code = cli_table_end(c, t, NULL);
    }
    cedu_page_free(p);
    cedu_worker_free(w);
    return code;
}
