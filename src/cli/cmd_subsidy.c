/* cmd_subsidy.c - `cedu subsidy`: what a firm could claim, clause by clause, or summed by region. Thin: reason/subsidy.h does the work. */
#include <math.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "reason/reason.h"
#include "reason/subsidy.h"

static const char *const states[][3] = {{"unknown", "待确认", "open"}, {"no", "不符合", "not met"}, {"yes", "符合", "met"}};

static cedu_cell state_cell(cli *c, cedu_truth t) {
    return (cedu_cell){
        .type = CEDU_CELL_STR, .str = cedu__str(states[t][0]), .people = cedu__str(states[t][c->english ? 2 : 1])};
}

static cedu_cell yuan(cli *c, double v) {
    if (isnan(v)) return CEDU_CELL_ABSENT();
    cedu_buf b = {0};
    cedu__report_number(&b, v, CEDU_STR("元"), (cedu_str){0});
    cedu_str shown = cedu__arena_str(&c->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return (cedu_cell){.type = CEDU_CELL_NUM, .num = v, .people = shown};
}

/* The conditions that came out as `t`: 数值：年营收首次突破1亿元. */
static cedu_cell conditions(cli *c, const cedu_rule *r, cedu_truth t) {
    cedu_str *p = CEDU_NEW_N(&c->arena, cedu_str, r->condition_count + 1);
    size_t n = 0;
    for (size_t i = 0; p && i < r->condition_count; i++) {
        const cedu_condition *k = &r->conditions[i];
        if (k->truth != t) continue;
        cedu_str what = k->what == CEDU_CONDITION_number || k->what == CEDU_CONDITION_window ? k->text : k->value;
        if (k->what == CEDU_CONDITION_window && !what.n) what = cedu__str(CLI_T(c, "未写明", "not written"));
        p[n++] = cedu__arena_strf(&c->arena, CLI_T(c, "%s：%.*s", "%s: %.*s"), cedu__condition_name(k->what, c->english),
                                  (int)what.n, what.p);
    }
    return n ? (cedu_cell){.type = CEDU_CELL_STRS, .strs = {p, n}} : CEDU_CELL_ABSENT();
}

static cedu_cell stack_cell(cli *c, const cedu_rule *r) {
    static const char *const names[][3] = {
        {"unknown", "未写明", "not said"}, {"once", "不得重复", "not combined"}, {"adds", "可叠加", "may be combined"}};
    return (cedu_cell){
        .type = CEDU_CELL_STR, .str = cedu__str(names[r->stack][0]), .people = cedu__str(names[r->stack][c->english ? 2 : 1])};
}

static bool read_profile(cli *c, cedu_firm *firm) {
    const char *path = c->opt[CLI_profile];
    cedu_error err;
    cedu_buf b = {.max = CEDU_MAX_FIRM + 1};
    if (!path)
        return cli_usage(c, CLI_T(c, "请用 --profile FILE 给出企业档案", "give the firm's profile with --profile FILE")), false;
    FILE *f = fopen(path, "rb");
    if (!f) return cli_say(c, CLI_T(c, "%s：打不开", "%s: cannot be opened"), path), cli_code(c, 1), false;
    char block[4096];
    for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0 && !b.failed;) cedu__buf_add(&b, block, n);
    fclose(f);
    cedu_str text = cedu__arena_str(&c->arena, cedu__buf_view(&b));
    if (b.failed) text.n = CEDU_MAX_FIRM + 1; /* refused as too large */
    cedu__buf_release(&b);
    if (cedu__firm_read(text, &c->arena, firm, &err) != CEDU_OK) return cli_fail(c, path, &err), false;
    cedu_str *p = CEDU_NEW_N(&c->arena, cedu_str, firm->regions.n + 1);
    for (size_t i = 0; p && i < firm->regions.n; i++)
        if (!(p[i] = cli_region(c, cli_z(c, firm->regions.p[i]))).p) return false;
    firm->regions.p = p;
    if (firm->as_of.n && !cli_date(cli_z(c, firm->as_of)))
        return cli_usage(c, CLI_T(c, "%s：没有 as_of 这一天", "%s: there is no such day as as_of"), path), false;
    return p != NULL;
}

static void sums(cli *c, const cedu_offers *o) {
    static const cedu_column columns[] = {
        {"region", "地区", "region", CEDU_LEFT, 6},
        {"sure", "符合", "met", CEDU_RIGHT, 0},
        {"open", "待确认", "open", CEDU_RIGHT, 0},
        {"refused", "不符合", "not met", CEDU_RIGHT, 0},
        {"sum_sure", "符合的合计", "sum of met", CEDU_RIGHT, 0},
        {"sum_open", "待确认的合计", "sum of open", CEDU_RIGHT, 0},
        {"sum_most", "只知上限的", "caps only", CEDU_RIGHT, 0},
        {"without_amount", "算不出的", "no amount", CEDU_RIGHT, 0},
    };
    cedu_table *t = cli_table(c, columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < o->sum_count; i++) {
        const cedu_offer_sum *s = &o->sums[i];
        cedu_cell cells[] = {cli_cell(s->region),  CEDU_CELL_N(s->sure), CEDU_CELL_N(s->open), CEDU_CELL_N(s->refused),
                             yuan(c, s->sum_sure), yuan(c, s->sum_open), yuan(c, s->sum_most), CEDU_CELL_N(s->without_amount)};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有可申领的条款", "no clause that could be claimed"));
}

static void clauses(cli *c, const cedu_offers *o, size_t limit) {
    static const cedu_column columns[] = {
        {"region", "地区", "region", CEDU_LEFT, 6},
        {"name", "项目", "name", CEDU_LEFT, 10},
        {"state", "状态", "state", CEDU_LEFT, 0},
        {"amount", "额度", "amount", CEDU_RIGHT, 0},
        {"at_most", "仅为上限", "only a cap", CEDU_LEFT, 0, true},
        {"formula", "算式", "arithmetic", CEDU_LEFT, 16},
        {"unknown", "未知（不算符合）", "unknown (not counted as met)", CEDU_LEFT, 16},
        {"not_met", "不符合的", "not met", CEDU_LEFT, 8},
        {"met", "已符合", "met", CEDU_LEFT, 8},
        {"payer", "出资", "payer", CEDU_LEFT, 0},
        {"rate", "比例%", "rate %", CEDU_RIGHT, 0, true},
        {"base", "基数", "base", CEDU_LEFT, 0, true},
        {"cap", "上限", "cap", CEDU_RIGHT, 0},
        {"year_cap", "年度上限", "yearly cap", CEDU_RIGHT, 0},
        {"from", "自", "from", CEDU_LEFT, 0, true},
        {"to", "至", "to", CEDU_LEFT, 0},
        {"stack", "叠加", "combining", CEDU_LEFT, 0},
        {"stack_quote", "叠加原文", "on combining", CEDU_LEFT, 0, true},
        {"window_quote", "期限原文", "on the window", CEDU_LEFT, 0, true},
        {"exclusion_quote", "除外原文", "on exclusions", CEDU_LEFT, 0, true},
        {"quote", "条款原文", "clause", CEDU_LEFT, 20},
        {"title", "文件", "document", CEDU_LEFT, 8},
        {"sources", "独立来源", "sources", CEDU_RIGHT, 0, true},
        {"fact", "依据", "fact", CEDU_LEFT, 0},
    };
    cedu_table *t = cli_table(c, columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < o->n && i < limit; i++) {
        const cedu_offer *f = &o->p[i];
        const cedu_rule *r = &f->rule;
        cedu_str formula = f->formula;
        if (f->amount_zh) {
            const char *why = CLI_T(c, f->amount_zh, f->amount_en);
            formula = formula.n ? cedu__arena_strf(&c->arena, "%.*s（%s）", (int)formula.n, formula.p, why) : cedu__str(why);
        }
        cedu_cell cells[] = {
            cli_cell(f->region),
            cli_cell(r->name),
            state_cell(c, f->eligible),
            yuan(c, f->has_amount || f->at_most ? f->amount : NAN),
            {.type = CEDU_CELL_BOOL, .num = f->at_most},
            cli_cell(formula),
            conditions(c, r, CEDU_TRUTH_UNKNOWN),
            conditions(c, r, CEDU_TRUTH_NO),
            conditions(c, r, CEDU_TRUTH_YES),
            cli_cell(r->payer),
            isnan(r->rate) ? CEDU_CELL_ABSENT() : CEDU_CELL_N(r->rate),
            cli_cell(r->base),
            yuan(c, r->cap),
            yuan(c, r->year_cap),
            cli_cell(r->from),
            cli_cell(r->to),
            stack_cell(c, r),
            cli_cell(r->stack_quote),
            cli_cell(r->window_quote),
            cli_cell(r->exclusion_quote),
            cli_cell(r->fact.clean_quote),
            cli_cell(r->fact.title),
            CEDU_CELL_N(r->sources),
            cli_hash_cell(r->fact.fact.id, 8),
        };
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有可申领的条款", "no clause that could be claimed"));
}

int cli_run_subsidy(cli *c) {
    cedu_reason_options opt;
    cedu_error err;
    cedu_firm firm;
    cedu_strs places;
    cedu_offers o;
    long limit = 1000000000;
    if (!cli_reason_options(c, &opt) || !read_profile(c, &firm) || !cli_region_args(c, &places)) return c->code;
    if (c->opt[CLI_limit] && !cli_number(c->opt[CLI_limit], 1, 1000000000, &limit))
        return cli_usage(c, CLI_T(c, "--limit 应为正整数，不是 %s", "--limit is a number above 0, not %s"), c->opt[CLI_limit]);
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    if (cedu__reason_subsidy(s, &firm, places, &opt, &c->arena, &o, &err) != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    else if (c->opt[CLI_compare]) sums(c, &o);
    else clauses(c, &o, (size_t)limit);
    cedu__store_close(s);
    return c->code;
}
