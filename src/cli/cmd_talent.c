/* cmd_talent.c - `cedu talent`. Thin: src/desk/talent.h does the work. */
#include <math.h>

#include "cli/cli.h"
#include "desk/talent.h"

static const cedu_column columns[] = {
    {"region", "地区", "region", CEDU_LEFT, 6},  {"tier", "层次", "tier", CEDU_LEFT, 6},
    {"field", "方向", "field", CEDU_LEFT, 6},    {"period", "时期", "period", CEDU_LEFT, 0},
    {"demand", "需求", "demand", CEDU_RIGHT, 0}, {"supply", "供给", "supply", CEDU_RIGHT, 0},
    {"gap", "缺口", "gap", CEDU_RIGHT, 0},       {"ratio", "供需比", "supply/demand", CEDU_RIGHT, 0},
    {"before", "上期", "before", CEDU_RIGHT, 0}, {"trend", "趋势", "trend", CEDU_LEFT, 0},
    {"state", "预警", "warning", CEDU_LEFT, 0},  {"evidence", "依据", "evidence", CEDU_LEFT, 0},
    {"where", "出处", "where", CEDU_LEFT, 10},
};
static const cedu_column said[] = {
    {"region", "地区", "region", CEDU_LEFT, 6},   {"tag", "类别", "tag", CEDU_LEFT, 0},
    {"lack", "称缺少", "lacking", CEDU_LEFT, 0},  {"quote", "原文摘录", "quote", CEDU_LEFT, 24},
    {"title", "文件", "document", CEDU_LEFT, 10}, {"fact", "依据", "fact", CEDU_LEFT, 0},
};

static cedu_cell number(double v) { return isnan(v) ? CEDU_CELL_ABSENT() : CEDU_CELL_N(round(v * 100) / 100); }
static cedu_cell label(const char *machine, const char *people) {
    return (cedu_cell){.type = CEDU_CELL_STR, .str = cedu__str(machine), .people = cedu__str(people)};
}

int cli_run_talent(cli *c) {
    cedu_reason_options opt;
    cedu_talent t;
    cedu_error err;
    cedu_str one = {0};
    if (!cli_reason_options(c, &opt)) return c->code;
    if (c->opt[CLI_region] && !(one = cli_region(c, c->opt[CLI_region])).p) return c->code;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    if (cedu__desk_talent(s, (cedu_strs){&one, one.p ? 1 : 0}, &opt, &c->arena, &t, &err) != CEDU_OK) {
        cli_fail(c, NULL, &err);
        cedu__store_close(s);
        return c->code;
    }
    cedu_table *x =
        cli_section(c, "talent",
                    CLI_T(c, "供需（用户数据）：供需比 <0.6 严重不足，<0.9 不足，≥1.2 供过于求；趋势看与上期之差 0.05",
                          "demand and supply (user data): ratio < 0.6 severe, < 0.9 short, >= 1.2 surplus; trend by 0.05"),
                    columns, CEDU_COUNT(columns));
    for (size_t i = 0; x && i < t.n; i++) {
        const cedu_talent_row *r = &t.p[i];
        bool user = r->state == CEDU_TALENT_IS_severe || r->state == CEDU_TALENT_IS_scarce;
        const char *why = cedu__talent_evidence(r);
        const char *why_people =
            user ? r->lack ? CLI_T(c, "用户数据和文本", "user data and text") : CLI_T(c, "用户数据", "user data")
            : r->lack ? CLI_T(c, "仅文本称缺", "text only")
                      : "";
        const cedu_desk_cell *at = r->demand ? r->demand : r->supply;
        cedu_cell cells[] = {cli_cell(r->region),
                             cli_cell(r->tier),
                             cli_cell(r->field),
                             cli_cell(r->period),
                             r->demand ? CEDU_CELL_N(r->demand->number) : CEDU_CELL_ABSENT(),
                             r->supply ? CEDU_CELL_N(r->supply->number) : CEDU_CELL_ABSENT(),
                             number(r->gap),
                             number(r->ratio),
                             number(r->ratio_before),
                             label(cedu__talent_trend_name(r->trend), cedu__talent_trend_label(r->trend, c->english)),
                             label(cedu__talent_state_name(r->state), cedu__talent_state_label(r->state, c->english)),
                             label(why, why_people),
                             at ? CEDU_CELL_S(cedu__desk_where(at, c->english, &c->arena)) : CEDU_CELL_ABSENT()};
        if (!cedu__table_row(x, cells)) break;
    }
    if (x)
        cli_table_end(c, x,
                      CLI_T(c, "没有用户的人才表；cedu import --as talents 导入",
                            "no table of talents; cedu import --as talents brings one"));
    x = cli_section(c, "said", CLI_T(c, "页面的说法（另列，不与上表相加）", "what pages say (apart, never added)"), said,
                    CEDU_COUNT(said));
    for (size_t i = 0; x && i < t.signal_count; i++) {
        const cedu_talent_signal *g = &t.signals[i];
        cedu_cell cells[] = {
            cli_regions_cell(g->fact.fact.region), cli_cell(g->tag),        {.type = CEDU_CELL_BOOL, .num = g->lack},
            cli_cell(g->fact.clean_quote),         cli_cell(g->fact.title), cli_hash_cell(g->fact.fact.id, 8)};
        if (!cedu__table_row(x, cells)) break;
    }
    if (x) cli_table_end(c, x, CLI_T(c, "页面没有说到人才", "no page speaks of talent"));
    cedu__store_close(s);
    return c->code;
}
