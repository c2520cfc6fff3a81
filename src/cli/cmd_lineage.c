/* cmd_lineage.c - `cedu lineage`: which policy carries out which, drafts and their final texts, what is in force. */
#include "cli/cli.h"
#include "reason/lineage.h"

static cedu_cell people(const char *machine, const char *shown) {
    return (cedu_cell){.type = CEDU_CELL_STR, .str = cedu__str(machine), .people = cedu__str(shown)};
}

static void lines(cli *c, const cedu_lineage *l) {
    static const cedu_column columns[] = {
        {"link", "关系", "link", CEDU_LEFT, 0},
        {"policy", "政策", "policy", CEDU_LEFT, 16},
        {"region", "地区", "region", CEDU_LEFT, 6},
        {"level", "层级", "level", CEDU_LEFT, 0, true},
        {"date", "日期", "date", CEDU_LEFT, 0},
        {"upper", "依据（或旧文、草案）", "upper (or old, or draft)", CEDU_LEFT, 16},
        {"upper_region", "其地区", "its region", CEDU_LEFT, 6},
        {"upper_level", "其层级", "its level", CEDU_LEFT, 0, true},
        {"upper_date", "其日期", "its date", CEDU_LEFT, 0},
        {"cited_only", "仅见引用", "only cited", CEDU_LEFT, 0},
        {"odd", "层级倒置", "upside down", CEDU_LEFT, 0, true},
        {"quote", "原文摘录", "quote", CEDU_LEFT, 20},
        {"title", "文档", "document", CEDU_LEFT, 8, true},
        {"fact", "依据", "fact", CEDU_LEFT, 0},
    };
    cedu_table *t = cli_section(c, "link", CLI_T(c, "沿革", "lineage"), columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < l->line_count; i++) {
        const cedu_line *k = &l->lines[i];
        cedu_cell cells[] = {
            people(cedu__link_name(k->what), cedu__link_label(k->what, c->english)),
            cli_cell(k->lower->title),
            cli_cell(k->lower->region),
            cli_cell(k->lower->level),
            cli_cell(k->lower->date),
            cli_cell(k->upper->title),
            cli_cell(k->upper->region),
            cli_cell(k->upper->level),
            cli_cell(k->upper->date),
            {.type = CEDU_CELL_BOOL, .num = k->upper->policy == NULL && !k->upper->text},
            {.type = CEDU_CELL_BOOL, .num = k->odd},
            cli_cell(k->quote),
            cli_cell(k->fact.title),
            cli_hash_cell(k->fact.fact.id, 8),
        };
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有看到政策之间的联系", "no links between policies were seen"));
}

static void policies(cli *c, const cedu_lineage *l) {
    static const cedu_column columns[] = {
        {"policy", "政策", "policy", CEDU_LEFT, 16},
        {"region", "地区", "region", CEDU_LEFT, 6},
        {"level", "层级", "level", CEDU_LEFT, 0},
        {"force", "效力", "force", CEDU_LEFT, 0},
        {"date", "日期", "date", CEDU_LEFT, 0},
        {"effective", "施行", "effective", CEDU_LEFT, 0},
        {"expires", "失效", "expires", CEDU_LEFT, 0},
        {"document_number", "文号", "number", CEDU_LEFT, 0},
        {"issuers", "发文机关", "issuers", CEDU_LEFT, 10},
        {"fact", "依据", "fact", CEDU_LEFT, 0},
    };
    cedu_table *t = cli_section(c, "policy", CLI_T(c, "政策与效力", "policies and their force"), columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < l->policy_count; i++) {
        const cedu_line_policy *p = l->policies[i];
        const cedu_store_policy none = {0}, *s = p->policy ? p->policy : &none;
        cedu_cell cells[] = {
            cli_cell(p->title),
            cli_cell(p->region),
            cli_cell(p->level),
            people(cedu__force_name(p->force), cedu__force_label(p->force, c->english)),
            cli_cell(p->date),
            cli_cell(s->effective),
            cli_cell(s->expires),
            cli_cell(s->document_number),
            s->issuers.n ? (cedu_cell){.type = CEDU_CELL_STRS, .strs = s->issuers} : CEDU_CELL_ABSENT(),
            s->evidence ? cli_hash_cell(s->evidence->fact.id, 8) : CEDU_CELL_ABSENT(),
        };
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有政策", "no policies"));
}

int cli_run_lineage(cli *c) {
    cedu_reason_options opt;
    cedu_error err;
    cedu_strs regions;
    cedu_lineage l;
    if (!cli_reason_options(c, &opt) || !cli_region_args(c, &regions)) return c->code;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    if (cedu__reason_lineage(s, regions, &opt, &c->arena, &l, &err) != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    else {
        lines(c, &l);
        if (c->format != CEDU_FORMAT_csv) policies(c, &l); /* CSV is one table */
    }
    cedu__store_close(s);
    return c->code;
}
