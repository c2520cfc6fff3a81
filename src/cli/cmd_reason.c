/* cmd_reason.c - what follows from the facts: targets, conflicts, derive. Thin: reason does the work, this lays it out. */
#include <math.h>

#include "cli/cli.h"
#include "reason/reason.h"

static cedu_cell people_cell(cedu_str machine, const char *people) {
    return (cedu_cell){.type = CEDU_CELL_STR, .str = machine, .people = cedu__str(people)};
}

/* The value of a stored fact: a number for programs, 413.9亿元 for people. */
static cedu_cell value_cell(cli *c, const cedu_fact *f) {
    if (!f->has_value) return CEDU_CELL_ABSENT();
    return (cedu_cell){.type = CEDU_CELL_NUM, .num = f->value, .people = cli_value(c, f)};
}

static cedu_cell percent_cell(cli *c, double v) {
    if (isnan(v) || isinf(v)) return CEDU_CELL_ABSENT();
    if (fabs(v) < 0.05) v = 0; /* never -0.0% */
    return (cedu_cell){.type = CEDU_CELL_NUM, .num = round(v * 10) / 10, .people = cedu__arena_strf(&c->arena, "%.1f%%", v)};
}

cedu_cell cli_regions_cell(cedu_strs s) {
    return s.n == 1 ? CEDU_CELL_S(s.p[0]) : s.n ? (cedu_cell){.type = CEDU_CELL_STRS, .strs = s} : CEDU_CELL_ABSENT();
}

bool cli_reason_options(cli *c, cedu_reason_options *o) {
    *o = (cedu_reason_options){.as_of = cedu__str(c->opt[CLI_as_of]),
                               .known_by = cedu__str(c->opt[CLI_known_by]),
                               .review = c->opt[CLI_review] != NULL};
    cedu_engine *e = cli_engine(c);
    if (!e) return false;
    o->image = e->image;
    if (c->opt[CLI_known_by] && !cli_date(c->opt[CLI_known_by]))
        return cli_usage(c, CLI_T(c, "--known-by 应写作 2025-12-31，不是 %s", "--known-by is written 2025-12-31, not %s"),
                         c->opt[CLI_known_by]),
               false;
    if (!c->opt[CLI_as_of] || cli_date(c->opt[CLI_as_of])) return true;
    cli_usage(c, CLI_T(c, "--as-of 应写作 2025-12-31，不是 %s", "--as-of is written 2025-12-31, not %s"), c->opt[CLI_as_of]);
    return false;
}

cedu_store *cli_open_about(cli *c, cedu_reason_options *o, cedu_str *region) {
    if (!cli_reason_options(c, o)) return NULL;
    *region = cli_region(c, c->args[0]);
    return region->p ? cli_open(c, false) : NULL;
}

bool cli_recent(cli *c, cedu_store *s, cedu_strs regions, cedu_reason_options *o) {
    cedu_error err;
    size_t n = 0;
    if (!regions.n || c->opt[CLI_all]) return true;
    if (cedu__store_region_size(s, regions, CEDU_MAX_REGION_FACTS, &n, &err) != CEDU_OK)
        return cli_fail(c, c->opt[CLI_db], &err), false;
    if (n <= CEDU_MAX_REGION_FACTS) return true;
    o->recent = CEDU_MAX_REGION_FACTS;
    cli_say(c,
            CLI_T(c, "有关的事实不止 %d 条，只看最近的；--all 看全部",
                  "more than %d facts, of which the latest are used; --all uses all"),
            CEDU_MAX_REGION_FACTS);
    return true;
}

/* ------------------------------------------------------------------ targets */
const cedu_column cli_target_columns[CLI_TARGET_COLUMNS] = {
    {"region", "地区", "region", CEDU_LEFT, 6},
    {"subject", "指标", "subject", CEDU_LEFT, 12},
    {"target", "目标", "target", CEDU_RIGHT, 0},
    {"unit", "单位", "unit", CEDU_LEFT, 0, true},
    {"deadline", "期限", "deadline", CEDU_RIGHT, 0},
    {"state", "状态", "state", CEDU_LEFT, 0},
    {"latest", "最新", "latest", CEDU_RIGHT, 0},
    {"latest_period", "截至", "as of", CEDU_LEFT, 0},
    {"progress", "进度", "progress", CEDU_RIGHT, 0},
    {"needed", "尚需增长", "still needed", CEDU_RIGHT, 0},
    {"needed_per_year", "年均需", "a year", CEDU_RIGHT, 0},
    {"planned_per_year", "计划年均", "planned a year", CEDU_RIGHT, 0, true},
    {"reason", "说明", "why", CEDU_LEFT, 16},
    {"fact", "目标依据", "target fact", CEDU_LEFT, 0},
    {"latest_fact", "最新依据", "latest fact", CEDU_LEFT, 0},
    {"baseline", "基期", "baseline", CEDU_RIGHT, 0, true},
    {"baseline_period", "基期时间", "baseline as of", CEDU_LEFT, 0, true},
    {"baseline_fact", "基期依据", "baseline fact", CEDU_LEFT, 0, true},
};
bool cli_target_row(cli *c, cedu_table *t, const cedu_target *g) {
    const cedu_fact *f = &g->fact.fact, *l = &g->latest.fact, *b = &g->baseline.fact;
    cedu_cell cells[CLI_TARGET_COLUMNS] = {
        cli_regions_cell(f->region),
        cli_cell(f->subject),
        value_cell(c, f),
        cli_cell(f->unit),
        g->deadline ? CEDU_CELL_N(g->deadline) : CEDU_CELL_ABSENT(),
        people_cell(cedu__str(cedu__target_state_name(g->state)), cedu__target_state_label(g->state, c->english)),
        g->has_latest ? value_cell(c, l) : CEDU_CELL_ABSENT(),
        g->has_latest ? cli_cell(l->period) : CEDU_CELL_ABSENT(),
        percent_cell(c, g->progress),
        percent_cell(c, g->needed),
        percent_cell(c, g->needed_per_year),
        percent_cell(c, g->planned_per_year),
        cli_cell(c->english ? g->reason_en : g->reason_zh),
        cli_hash_cell(f->id, 8),
        g->has_latest ? cli_hash_cell(l->id, 8) : CEDU_CELL_ABSENT(),
        g->has_baseline ? value_cell(c, b) : CEDU_CELL_ABSENT(),
        g->has_baseline ? cli_cell(b->period) : CEDU_CELL_ABSENT(),
        g->has_baseline ? cli_hash_cell(b->id, 8) : CEDU_CELL_ABSENT(),
    };
    return cedu__table_row(t, cells);
}

int cli_run_targets(cli *c) {
    cedu_reason_options opt;
    cedu_strs regions = {0};
    cedu_str region;
    cedu_error err;
    cedu_targets list = {0};
    int due;
    if (!cli_reason_options(c, &opt) || !cli_year_option(c, CLI_due, &due)) return c->code;
    if (c->opt[CLI_region]) {
        if (!(region = cli_region(c, c->opt[CLI_region])).p) return c->code;
        regions = (cedu_strs){&region, 1};
    }
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    if (!cli_recent(c, s, regions, &opt)) return cedu__store_close(s), c->code;
    cedu_status st = cedu__reason_targets(s, regions, due, &opt, &c->arena, &list, &err);
    cedu_table *t = st == CEDU_OK ? cli_table(c, cli_target_columns, CLI_TARGET_COLUMNS) : NULL;
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    for (size_t i = 0; t && i < list.n; i++)
        if (!cli_target_row(c, t, &list.p[i])) break;
    if (t) cli_table_end(c, t, CLI_T(c, "没有目标", "no targets"));
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ conflicts */
static const cedu_column conflict_columns[] = {
    {"class", "分类", "class", CEDU_LEFT, 0},
    {"kind", "类型", "kind", CEDU_LEFT, 0},
    {"region", "地区", "region", CEDU_LEFT, 6},
    {"subject", "指标", "subject", CEDU_LEFT, 12},
    {"period", "时间", "period", CEDU_LEFT, 0},
    {"a", "甲", "a", CEDU_RIGHT, 0},
    {"a_source", "甲来源", "a from", CEDU_LEFT, 8},
    {"b", "乙", "b", CEDU_RIGHT, 0},
    {"b_source", "乙来源", "b from", CEDU_LEFT, 8},
    {"reason", "说明", "why", CEDU_LEFT, 20},
    {"a_fact", "甲依据", "a fact", CEDU_LEFT, 0},
    {"b_fact", "乙依据", "b fact", CEDU_LEFT, 0},
    {"facts", "全部依据", "all facts", CEDU_LEFT, 0, true},
    {"derived", "推算", "derived", CEDU_LEFT, 0, true},
};

static bool conflict_row(cli *c, cedu_table *t, const cedu_conflict *k) {
    const cedu_fact *a = &k->a.fact, *b = &k->b.fact;
    cedu_str from_a = a->source.p ? a->source : k->a.outlet.p ? k->a.outlet : k->a.title;
    cedu_str from_b = b->source.p ? b->source : k->b.outlet.p ? k->b.outlet : k->b.title;
    const cedu_derived *d = k->derived;
    size_t n = 0;
    cedu_str *ids = CEDU_NEW_N(&c->arena, cedu_str, 2 + (d ? d->input_count : 0));
    if (ids) {
        if (!d) ids[n++] = cedu__str(a->id), ids[n++] = cedu__str(b->id);
        for (size_t m = 0; d && m < d->input_count; m++) ids[n++] = cedu__str(d->inputs[m].fact.id);
        if (d && d->has_stated) ids[n++] = cedu__str(d->stated.fact.id);
    }
    cedu_buf shown = {0}; /* the derived value, to the precision of its inputs */
    double scale = d && d->value ? pow(10, 3 - floor(log10(fabs(d->value)))) : 1;
    if (d) cedu__report_number(&shown, round(d->value * scale) / scale, d->unit, (cedu_str){0});
    cedu_cell cells[] = {
        people_cell(cedu__str(cedu__conflict_name(k->cls)), cedu__conflict_label(k->cls, c->english)),
        people_cell(cedu__str(cedu_fact_kind_name(a->kind)), cli_kind(c, a->kind)),
        cli_regions_cell(a->region),
        cli_cell(a->subject),
        cli_cell(a->period),
        value_cell(c, a),
        cli_cell(from_a),
        d ? (cedu_cell){.type = CEDU_CELL_NUM,
                        .num = d->value,
                        .people = cedu__arena_strf(&c->arena, CLI_T(c, "推算%.*s", "derived %.*s"), (int)shown.n, shown.p)}
          : value_cell(c, b),
        cli_cell(from_b),
        cli_cell(c->english ? k->reason_en : k->reason_zh),
        cli_hash_cell(a->id, 8),
        cli_hash_cell(b->id, 8),
        {.type = CEDU_CELL_STRS, .strs = {ids, n}},
        {.type = CEDU_CELL_BOOL, .num = d != NULL},
    };
    cedu__buf_release(&shown);
    return cedu__table_row(t, cells);
}

typedef struct conflict_out {
    cli *c;
    cedu_table *t;
} conflict_out;

/* One of very many: its cells live no longer than its row. */
static cedu_status put_conflict(void *ctx, const cedu_conflict *k, cedu_error *err) {
    conflict_out *o = ctx;
    cedu_arena kept = o->c->arena;
    cedu__arena_init(&o->c->arena, CEDU_MAX_SCRATCH);
    bool ok = conflict_row(o->c, o->t, k);
    cedu__arena_release(&o->c->arena);
    o->c->arena = kept;
    return ok ? CEDU_OK : cedu__fail(err, CEDU_IO, "输出已关闭", "the output is closed");
}

static void looked_at(void *ctx, size_t facts) {
    cli *c = ctx;
    if (c->err_tty) fprintf(stderr, CLI_T(c, "\r已看 %zu 条事实", "\r%zu facts looked at"), facts);
}

int cli_run_conflicts(cli *c) {
    cedu_reason_options opt;
    cedu_store_fact_filter f;
    cedu_error err;
    cedu_conflict_list list = {0};
    size_t size = 0;
    if (!cli_reason_options(c, &opt) || !cli_fact_filter(c, &f)) return c->code;
    f.unreviewed = false, opt.since = cedu__str(c->opt[CLI_since]);
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    if (!cli_recent(c, s, f.regions, &opt)) return cedu__store_close(s), c->code;
    cedu_status st = cedu__store_size(s, &size, &err);
    bool whole = size > CEDU_MAX_SCANNED_FACTS && !f.regions.n && !opt.since.n;
    if (st == CEDU_OK && !whole) st = cedu__reason_conflicts(s, &f, c->opt[CLI_verbose] != NULL, &opt, &c->arena, &list, &err);
    cedu_table *t = st == CEDU_OK ? cli_table(c, conflict_columns, CEDU_COUNT(conflict_columns)) : NULL;
    if (t && whole) {
        conflict_out out = {c, t};
        opt.progress = looked_at, opt.progress_ctx = c;
        cli_say(c,
                CLI_T(c, "知识库很大，逐个指标地看；宽窄口径之间的比较请写明 --region 或 --since",
                      "a large knowledge base, looked at subject by subject; for wide against narrow indicators give --region "
                      "or --since"));
        st = cedu__reason_each_conflict(s, &f, c->opt[CLI_verbose] != NULL, &opt, put_conflict, &out, &err);
        if (c->err_tty) fputc('\n', stderr);
    }
    if (st != CEDU_OK && (!t || err.status != CEDU_IO)) cli_fail(c, c->opt[CLI_db], &err);
    for (size_t i = 0; t && i < list.n; i++)
        if (!conflict_row(c, t, &list.p[i])) break;
    if (t) cli_table_end(c, t, CLI_T(c, "没有发现矛盾", "no conflicts"));
    cli_same_number(c, s);
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ derive */
const cedu_column cli_derived_columns[CLI_DERIVED_COLUMNS] = {
    {"verdict", "结论", "verdict", CEDU_LEFT, 0},    {"region", "地区", "region", CEDU_LEFT, 6},
    {"subject", "指标", "subject", CEDU_LEFT, 12},   {"period", "时间", "period", CEDU_LEFT, 0},
    {"value", "推算值", "value", CEDU_RIGHT, 0},     {"unit", "单位", "unit", CEDU_LEFT, 0, true},
    {"low", "下限", "low", CEDU_RIGHT, 0, true},     {"high", "上限", "high", CEDU_RIGHT, 0, true},
    {"approx", "约", "about", CEDU_LEFT, 0},         {"stated", "原文值", "stated", CEDU_RIGHT, 0},
    {"off", "相差", "off", CEDU_RIGHT, 0},           {"rule", "推算方法", "rule", CEDU_LEFT, 8},
    {"formula", "算式", "formula", CEDU_LEFT, 20},   {"sources", "来源数", "sources", CEDU_RIGHT, 0},
    {"inputs", "依据", "inputs", CEDU_LEFT, 0},      {"stated_fact", "原文值依据", "stated fact", CEDU_LEFT, 0, true},
    {"kind", "类型", "kind", CEDU_LEFT, 0, true},    {"relative_to", "相对于", "relative to", CEDU_LEFT, 0, true},
    {"caution", "慎用", "caution", CEDU_LEFT, 0},    {"planned", "计划", "planned", CEDU_LEFT, 0, true},
    {"steps", "步数", "steps", CEDU_RIGHT, 0, true}, {"is_stated", "原文所载", "stated in a text", CEDU_LEFT, 0, true},
};
bool cli_derived_row(cli *c, cedu_table *t, const cedu_derived *d) {
    cedu_buf v = {0};
    cedu_str *ids = CEDU_NEW_N(&c->arena, cedu_str, d->input_count + 1);
    cedu_buf short_ids = {0};
    for (size_t k = 0; ids && k < d->input_count; k++) {
        ids[k] = cedu__str(d->inputs[k].fact.id);
        cedu__buf_f(&short_ids, k ? " %.8s" : "%.8s", d->inputs[k].fact.id);
    }
    /* Digits beyond the inputs' precision would be invented: four figures are enough for people. */
    double shown = d->value ? d->value : 0, scale = d->value ? pow(10, 3 - floor(log10(fabs(d->value)))) : 1;
    cedu__report_number(&v, round(shown * scale) / scale, d->unit, (cedu_str){0});
    const char *rule = cedu__derivation_name(d->rule, false);
    cedu_cell cells[] = {
        people_cell(cedu__str(cedu__verdict_name(d->verdict, true)), cedu__verdict_name(d->verdict, c->english)),
        cli_cell(d->region),
        cli_cell(d->subject),
        cli_cell(d->period),
        {.type = CEDU_CELL_NUM, .num = d->value, .people = cedu__arena_str(&c->arena, cedu__buf_view(&v))},
        cli_cell(d->unit),
        CEDU_CELL_N(d->interval.lo),
        CEDU_CELL_N(d->interval.hi),
        {.type = CEDU_CELL_BOOL, .num = d->approx},
        d->has_stated ? value_cell(c, &d->stated.fact) : CEDU_CELL_ABSENT(),
        d->has_stated ? percent_cell(c, d->off * 100) : CEDU_CELL_ABSENT(),
        people_cell(cedu__str(cedu__derivation_name(d->rule, true)), c->english ? cedu__derivation_name(d->rule, true) : rule),
        cli_cell(d->formula),
        CEDU_CELL_N(d->sources),
        {.type = CEDU_CELL_STRS,
         .strs = {ids, ids ? d->input_count : 0},
         .people = cedu__arena_str(&c->arena, cedu__buf_view(&short_ids))},
        d->has_stated ? cli_hash_cell(d->stated.fact.id, 8) : CEDU_CELL_ABSENT(),
        people_cell(cedu__str(cedu_fact_kind_name(d->kind)), cli_kind(c, d->kind)),
        cli_cell(d->relative_to),
        {.type = CEDU_CELL_BOOL, .num = d->caution},
        {.type = CEDU_CELL_BOOL, .num = d->planned},
        CEDU_CELL_N(d->steps),
        {.type = CEDU_CELL_BOOL, .num = 0},
    };
    cedu__buf_release(&v);
    cedu__buf_release(&short_ids);
    if (isinf(d->interval.lo)) cells[6] = CEDU_CELL_ABSENT();
    if (isinf(d->interval.hi)) cells[7] = CEDU_CELL_ABSENT();
    return cedu__table_row(t, cells);
}

int cli_run_derive(cli *c) {
    cedu_reason_options opt;
    cedu_store_fact_filter f;
    cedu_error err;
    cedu_derived_list list = {0};
    if (!cli_reason_options(c, &opt) || !cli_fact_filter(c, &f)) return c->code;
    f.unreviewed = false, opt.since = cedu__str(c->opt[CLI_since]);
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    if (!cli_recent(c, s, f.regions, &opt)) return cedu__store_close(s), c->code;
    cedu_status st = cedu__reason_derive(s, &f, &opt, &c->arena, &list, &err);
    cedu_table *t = st == CEDU_OK ? cli_table(c, cli_derived_columns, CLI_DERIVED_COLUMNS) : NULL;
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    for (size_t i = 0; t && i < list.n; i++)
        if (!cli_derived_row(c, t, &list.p[i])) break;
    if (t) cli_table_end(c, t, CLI_T(c, "没有可推算的数值", "nothing follows"));
    cedu__store_close(s);
    return c->code;
}
