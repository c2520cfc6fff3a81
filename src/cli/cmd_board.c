/* cmd_board.c - `cedu why`, `chain`, `correlate`, `index`: evidence side by side, the chain board, statistics with their n. */
#include <math.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "reason/reason.h"

static cedu_cell people(const char *machine, const char *shown) {
    return (cedu_cell){.type = CEDU_CELL_STR, .str = cedu__str(machine), .people = cedu__str(shown)};
}
static cedu_cell number(double v) { return isfinite(v) ? CEDU_CELL_N(round(v * 10000) / 10000) : CEDU_CELL_ABSENT(); }
static cedu_cell value_cell(cli *c, const cedu_fact *f) {
    if (!f->has_value) return CEDU_CELL_ABSENT();
    return (cedu_cell){.type = CEDU_CELL_NUM, .num = f->value, .people = cli_value(c, f)};
}

/* ------------------------------------------------------------------ why: what speaks for a designation, side by side */
int cli_run_why(cli *c) {
    static const char *const ledgers[] = {"zones",   "ranks",     "shares",    "companies", "compute",
                                          "talents", "platforms", "scenarios", "problems"};
    static const cedu_column columns[] = {
        {"name", "名称", "name", CEDU_LEFT, 12},       {"grade", "程度", "grade", CEDU_LEFT, 0},
        {"period", "时间", "period", CEDU_LEFT, 0},    {"value", "数值", "value", CEDU_RIGHT, 0},
        {"source", "来源", "source", CEDU_LEFT, 8},    {"sources", "独立来源", "sources", CEDU_RIGHT, 0},
        {"quote", "原文摘录", "quote", CEDU_LEFT, 20}, {"fact", "依据", "fact", CEDU_LEFT, 0},
    };
    cedu_reason_options opt;
    cedu_error err;
    cedu_str region;
    cedu_store *s = cli_open_about(c, &opt, &region);
    if (!s) return c->code;
    size_t rows = 0;
    for (size_t i = 0; i < CEDU_COUNT(ledgers); i++) {
        const cedu_ledger_kind *k = cedu__ledger_find(cedu__str(ledgers[i]));
        cedu_ledger_rows list;
        if (!k) continue;
        if (cedu__reason_ledger(s, k, (cedu_strs){&region, 1}, &opt, &c->arena, &list, &err) != CEDU_OK) {
            cli_fail(c, c->opt[CLI_db], &err);
            break;
        }
        if (!list.n) continue;
        rows += list.n;
        cedu_table *t = cli_section(c, k->name, CLI_T(c, k->zh, k->en), columns, CEDU_COUNT(columns));
        for (size_t m = 0; t && m < list.n; m++) {
            const cedu_ledger_row *r = &list.p[m];
            cedu_cell cells[] = {cli_cell(r->name),
                                 people(cedu__ledger_grade_name(r->grade), cedu__ledger_grade_label(r->grade, c->english)),
                                 cli_cell(r->fact.fact.period),
                                 value_cell(c, &r->fact.fact),
                                 cli_cell(r->fact.fact.source.p ? r->fact.fact.source : r->fact.outlet),
                                 CEDU_CELL_N(r->sources),
                                 cli_cell(r->fact.clean_quote),
                                 cli_hash_cell(r->fact.fact.id, 8)};
            if (!cedu__table_row(t, cells)) break;
        }
        if (t) cli_table_end(c, t, NULL);
    }
    if (!rows && !c->code) {
        cli_say(c, CLI_T(c, "知识库里没有关于“%.*s”的依据", "the knowledge base has no evidence about “%.*s”"), (int)region.n,
                region.p);
        cli_code(c, 5);
    }
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ overlay */
static void add_once(cli *c, cedu_strs *to, cedu_str name, size_t room) {
    for (size_t i = 0; i < to->n; i++)
        if (cedu__eq(to->p[i], name)) return;
    if (!to->p) to->p = CEDU_NEW_N(&c->arena, cedu_str, room);
    if (to->p) ((cedu_str *)to->p)[to->n++] = name;
}
static cedu_cell list_cell(cedu_strs l) { return l.n ? (cedu_cell){.type = CEDU_CELL_STRS, .strs = l} : CEDU_CELL_ABSENT(); }

int cli_run_overlay(cli *c) {
    static const cedu_column columns[] = {
        {"region", "地区", "region", CEDU_LEFT, 6},         {"count", "已有", "has", CEDU_RIGHT, 0},
        {"has", "已有称号", "designations", CEDU_LEFT, 16}, {"planned", "计划", "planned", CEDU_LEFT, 8},
        {"wished", "建议或呼吁", "advised", CEDU_LEFT, 8},  {"facts", "依据", "facts", CEDU_LEFT, 0},
    };
    cedu_reason_options opt;
    cedu_error err;
    cedu_strs regions;
    cedu_ledger_rows list;
    if (!cli_reason_options(c, &opt) || !cli_region_args(c, &regions)) return c->code;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    cedu_status st = cedu__reason_ledger(s, cedu__ledger_find(CEDU_STR("zones")), regions, &opt, &c->arena, &list, &err);
    cedu_table *t = st == CEDU_OK ? cli_table(c, columns, CEDU_COUNT(columns)) : NULL;
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    for (size_t i = 0, j; t && i < list.n; i = j) { /* rows come by region */
        cedu_strs has = {0}, planned = {0}, wished = {0}, facts = {0};
        cedu_str region = list.p[i].fact.fact.region.n ? list.p[i].fact.fact.region.p[0] : (cedu_str){0};
        for (j = i;
             j < list.n && cedu__eq(region, list.p[j].fact.fact.region.n ? list.p[j].fact.fact.region.p[0] : (cedu_str){0});
             j++) {
            const cedu_ledger_row *r = &list.p[j];
            bool firm = r->fact.fact.kind == CEDU_FACT_registry && r->grade <= CEDU_LEDGER_estimated;
            if (!firm && r->grade != CEDU_LEDGER_planned && r->grade != CEDU_LEDGER_wished) continue;
            add_once(c, firm ? &has : r->grade == CEDU_LEDGER_wished ? &wished : &planned, r->name, list.n);
            add_once(c, &facts, cedu__str(r->fact.fact.id), list.n);
        }
        if (!region.n || has.n + planned.n + wished.n < (regions.n ? 1 : 2)) continue;
        cedu_buf shown = {0};
        for (size_t k = 0; k < facts.n; k++) cedu__buf_f(&shown, k ? " %.8s" : "%.8s", facts.p[k].p);
        cedu_cell ids = list_cell(facts);
        ids.people = cedu__arena_str(&c->arena, cedu__buf_view(&shown));
        cedu__buf_release(&shown);
        cedu_cell cells[] = {cli_cell(region), CEDU_CELL_N(has.n), list_cell(has), list_cell(planned), list_cell(wished), ids};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有叠加的称号", "no designations on top of one another"));
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ chain */
int cli_run_chain(cli *c) {
    static const cedu_column columns[] = {
        {"layer", "层", "layer", CEDU_LEFT, 0},     {"stage", "环节", "stage", CEDU_LEFT, 0},
        {"state", "状态", "state", CEDU_LEFT, 0},   {"quote", "原文摘录", "quote", CEDU_LEFT, 20},
        {"source", "来源", "source", CEDU_LEFT, 8}, {"fact", "依据", "fact", CEDU_LEFT, 0},
        {"also", "另有", "also", CEDU_LEFT, 0},
    };
    cedu_reason_options opt;
    cedu_error err;
    cedu_chain chain;
    cedu_str region;
    cedu_store *s = cli_open_about(c, &opt, &region);
    if (!s) return c->code;
    cedu_status st = cedu__reason_chain(s, region, &opt, &c->arena, &chain, &err);
    cedu_table *t = st == CEDU_OK ? cli_table(c, columns, CEDU_COUNT(columns)) : NULL;
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    for (size_t i = 0; t && i < chain.n; i++) {
        const cedu_chain_cell *k = &chain.p[i];
        const cedu_store_fact *f = k->gap       ? k->gap
                                   : k->present ? k->present
                                                : k->plan,
                              *also = k->gap && k->present ? k->present : NULL;
        cedu_cell cells[] = {
            cli_cell(k->layer),
            cli_cell(k->stage),
            k->gap       ? people("gap", CLI_T(c, "自陈缺口", "stated gap"))
            : k->present ? people("present", CLI_T(c, "已有", "present"))
            : k->plan    ? people("planned", CLI_T(c, "计划", "planned"))
                         : people("unknown", CLI_T(c, "未知", "unknown")),
            f ? cli_cell(f->clean_quote) : CEDU_CELL_ABSENT(),
            f ? cli_cell(f->fact.source.p ? f->fact.source : f->outlet) : CEDU_CELL_ABSENT(),
            f ? cli_hash_cell(f->fact.id, 8) : CEDU_CELL_ABSENT(),
            also ? cli_hash_cell(also->fact.id, 8) : CEDU_CELL_ABSENT(),
        };
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "知识包没有定义环节（组 stage）", "the packs define no stages (group stage)"));
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ correlate */
/* An indicator's id for any of its names; else the words themselves. */
static cedu_str indicator(cli *c, const char *z) {
    cedu_engine *e = cli_engine(c);
    cedu_str s = cedu__str(z);
    if (!e || cedu__u8_valid(s.p, s.n) != s.n) return s;
    int32_t i = cedu__image_by_form(e->image, CEDU_CLASS_indicator, s);
    return i >= 0 ? cedu__image_entry(e->image, i)->id : s;
}

int cli_run_correlate(cli *c) {
    static const cedu_column columns[] = {
        {"region", "地区", "region", CEDU_LEFT, 6},      {"x", "甲", "x", CEDU_RIGHT, 0},
        {"x_period", "甲时间", "x as of", CEDU_LEFT, 0}, {"y", "乙", "y", CEDU_RIGHT, 0},
        {"y_period", "乙时间", "y as of", CEDU_LEFT, 0}, {"x_fact", "甲依据", "x fact", CEDU_LEFT, 0},
        {"y_fact", "乙依据", "y fact", CEDU_LEFT, 0},
    };
    static const cedu_column results[] = {
        {"n", "地区数", "n", CEDU_RIGHT, 0},
        {"pearson", "相关系数", "pearson", CEDU_RIGHT, 0},
        {"low", "95%下限", "95% low", CEDU_RIGHT, 0},
        {"high", "95%上限", "95% high", CEDU_RIGHT, 0},
        {"spearman", "秩相关", "spearman", CEDU_RIGHT, 0},
        {"missing_x", "缺甲", "x missing", CEDU_RIGHT, 0},
        {"missing_y", "缺乙", "y missing", CEDU_RIGHT, 0},
    };
    cedu_reason_options opt;
    cedu_error err;
    cedu_correlation r;
    int year;
    if (!cli_reason_options(c, &opt) || !cli_year_option(c, CLI_from, &year)) return c->code;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    cedu_status st =
        cedu__reason_correlate(s, indicator(c, c->args[0]), indicator(c, c->args[1]), year, &opt, &c->arena, &r, &err);
    cedu_table *t = st == CEDU_OK ? cli_section(c, "result", CLI_T(c, "相关（不是因果）", "correlation (no cause)"), results,
                                                CEDU_COUNT(results))
                                  : NULL;
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    if (t) {
        cedu_cell cells[] = {CEDU_CELL_N(r.n),   number(r.pearson),        number(r.low),           number(r.high),
                             number(r.spearman), CEDU_CELL_N(r.missing_x), CEDU_CELL_N(r.missing_y)};
        (void)cedu__table_row(t, cells);
        cli_table_end(c, t, NULL);
        if (r.n < CEDU_CORRELATION_LEAST)
            cli_say(c,
                    CLI_T(c, "两项都有数据的地区只有 %zu 个，不足 %d 个，不给系数",
                          "only %zu regions have both values: below %d no coefficient is given"),
                    r.n, CEDU_CORRELATION_LEAST);
    }
    t = st == CEDU_OK && r.n && c->format != CEDU_FORMAT_csv
            ? cli_section(c, "point", CLI_T(c, "数据点", "points"), columns, CEDU_COUNT(columns))
            : NULL;
    for (size_t i = 0; t && i < r.n; i++) {
        cedu_cell cells[] = {cli_cell(r.p[i].region),           value_cell(c, &r.p[i].x.fact),
                             cli_cell(r.p[i].x.fact.period),    value_cell(c, &r.p[i].y.fact),
                             cli_cell(r.p[i].y.fact.period),    cli_hash_cell(r.p[i].x.fact.id, 8),
                             cli_hash_cell(r.p[i].y.fact.id, 8)};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, NULL);
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ index */
/* Lines `indicator<TAB or blank>weight`; a weight below 0: less is better; # begins a comment. */
static bool read_weights(cli *c, const char *path, cedu_index_weight *w, size_t max, size_t *n) {
    FILE *f = fopen(path, "rb");
    char line[1024];
    *n = 0;
    if (!f) return cli_say(c, CLI_T(c, "%s：打不开", "%s: cannot be opened"), path), cli_code(c, 1), false;
    for (int at = 1; fgets(line, sizeof line, f); at++) {
        char *hash = strchr(line, '#'), *end;
        if (hash) *hash = 0;
        cedu_str s = cedu__trim(cedu__str(line));
        size_t cut = s.n;
        if (!s.n || (s.n == 1 && (s.p[0] == '\n' || s.p[0] == '\r'))) continue;
        while (cut > 0 && s.p[cut - 1] != ' ' && s.p[cut - 1] != '\t') cut--;
        char *num = cedu__arena_dup(&c->arena, s.p + cut, s.n - cut);
        double v = num ? strtod(num, &end) : 0;
        if (!num || !cut || (*end && *end != '\n' && *end != '\r') || !isfinite(v) || v == 0 || *n == max) {
            fclose(f);
            cli_usage(c, CLI_T(c, "%s:%d：应写作 指标 权重", "%s:%d: write: indicator weight"), path, at);
            return false;
        }
        cedu_str name = cedu__trim(cedu__sub(s, 0, cut));
        w[(*n)++] = (cedu_index_weight){indicator(c, cli_z(c, cedu__arena_str(&c->arena, name))), fabs(v), v < 0};
    }
    fclose(f);
    if (!*n) cli_usage(c, CLI_T(c, "%s 里没有权重", "%s holds no weight"), path);
    return *n > 0;
}

int cli_run_index(cli *c) {
    static const cedu_column columns[] = {
        {"rank", "位次", "rank", CEDU_RIGHT, 0},
        {"region", "地区", "region", CEDU_LEFT, 6},
        {"score", "得分", "score", CEDU_RIGHT, 0},
        {"low", "去掉一项最低", "lowest without one", CEDU_RIGHT, 0},
        {"high", "去掉一项最高", "highest without one", CEDU_RIGHT, 0},
        {"missing", "缺项", "missing", CEDU_RIGHT, 0},
        {"of", "共几项", "of", CEDU_RIGHT, 0},
    };
    enum { MAX_WEIGHTS = 64 };
    cedu_index_weight *w = CEDU_NEW_N(&c->arena, cedu_index_weight, MAX_WEIGHTS);
    cedu_reason_options opt;
    cedu_error err;
    cedu_index ix;
    size_t n = 0;
    int year;
    if (!w || !cli_reason_options(c, &opt) || !cli_year_option(c, CLI_from, &year)) return c->code;
    if (!read_weights(c, c->args[0], w, MAX_WEIGHTS, &n)) return c->code;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    cedu_status st = cedu__reason_index(s, w, n, year, c->opt[CLI_ranks] != NULL, &opt, &c->arena, &ix, &err);
    cedu_table *t = st == CEDU_OK ? cli_table(c, columns, CEDU_COUNT(columns)) : NULL;
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    for (size_t i = 0; t && i < ix.n; i++) {
        const cedu_index_row *r = &ix.p[i];
        cedu_cell cells[] = {r->placed ? CEDU_CELL_N(i + 1) : CEDU_CELL_ABSENT(),
                             cli_cell(r->region),
                             number(r->score),
                             number(r->low),
                             number(r->high),
                             CEDU_CELL_N(r->missing),
                             CEDU_CELL_N(n)};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有一个地区有这些指标", "no region has any of these indicators"));
    cedu__store_close(s);
    return c->code;
}
