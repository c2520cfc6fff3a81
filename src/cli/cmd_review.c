/* cmd_review.c - `cedu review`: what people decide about facts: accept, reject, dispute, correct, undo; the queue and the history.
 *
 * Verdicts are kept by document, byte span, kind and subject: reading a page again does not lose them. Nothing is deleted. */
#include "cli/cli.h"
#include "reason/reason.h"

typedef struct verb {
    const char *name;
    int (*run)(cli *c, cedu_store *s, const struct verb *v);
    cedu_store_status status;
    size_t min_args;
} verb;

static cedu_cell people(const char *machine, const char *shown) {
    return (cedu_cell){.type = CEDU_CELL_STR, .str = cedu__str(machine), .people = cedu__str(shown)};
}

static cedu_cell status_cell(cli *c, cedu_store_status s) {
    return people(cedu__store_status_name(s), cedu__store_status_label(s, c->english));
}

static const cedu_column fact_columns[] = {
    {"fact", "事实", "fact", CEDU_LEFT, 0},           {"status", "核对", "status", CEDU_LEFT, 0},
    {"corrected", "已改", "corrected", CEDU_LEFT, 0}, {"kind", "类型", "kind", CEDU_LEFT, 0},
    {"region", "地区", "region", CEDU_LEFT, 6},       {"subject", "指标", "subject", CEDU_LEFT, 10},
    {"period", "时间", "period", CEDU_LEFT, 0},       {"value", "数值", "value", CEDU_RIGHT, 0},
    {"unit", "单位", "unit", CEDU_LEFT, 0, true},     {"confidence", "把握", "confidence", CEDU_RIGHT, 0},
    {"quote", "原文摘录", "quote", CEDU_LEFT, 20},    {"title", "文档", "document", CEDU_LEFT, 10},
};

static bool fact_row(cli *c, cedu_table *t, const cedu_store_fact *r) {
    const cedu_fact *f = &r->fact;
    cedu_cell cells[] = {
        cli_hash_cell(f->id, 8),
        status_cell(c, r->status),
        {.type = CEDU_CELL_BOOL, .num = r->corrected},
        people(cedu_fact_kind_name(f->kind), cli_kind(c, f->kind)),
        cli_regions_cell(f->region),
        cli_cell(f->subject),
        cli_cell(f->period),
        f->has_value ? (cedu_cell){.type = CEDU_CELL_NUM, .num = f->value, .people = cli_value(c, f)} : CEDU_CELL_ABSENT(),
        cli_cell(f->unit),
        CEDU_CELL_N(f->confidence),
        cli_cell(r->clean_quote),
        cli_cell(r->title),
    };
    return cedu__table_row(t, cells);
}

static int run_queue(cli *c, cedu_store *s, const verb *v) {
    (void)v;
    cedu_store_fact_filter f;
    cedu_store_cursor *cur;
    cedu_store_fact row;
    cedu_error err;
    if (!cli_fact_filter(c, &f)) return c->code;
    long left = -1;
    if (c->opt[CLI_limit] && !cli_number(c->opt[CLI_limit], 1, 1000000000, &left))
        return cli_usage(c, CLI_T(c, "--limit 应为正整数，不是 %s", "--limit is a number above 0, not %s"), c->opt[CLI_limit]);
    f.unreviewed = false, f.limit = 0;
    if (cedu__store_facts_open(s, &f, &cur, &err) != CEDU_OK) return cli_fail(c, c->opt[CLI_db], &err);
    cedu_table *t = cli_table(c, fact_columns, CEDU_COUNT(fact_columns));
    cedu_arena one;
    cedu__arena_init(&one, CEDU_MAX_SCRATCH);
    cedu_status st = CEDU_OK;
    for (bool more = true; t && left; cedu__arena_reset(&one)) {
        if ((st = cedu__store_facts_next(cur, &one, &row, &more, &err)) != CEDU_OK || !more) break;
        bool waits = (row.fact.review && row.status == CEDU_STATUS_pending) || row.status == CEDU_STATUS_disputed;
        if (!waits) continue;
        if (!fact_row(c, t, &row)) break;
        if (left > 0) left--;
    }
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    if (t) cli_table_end(c, t, CLI_T(c, "没有待核的事实", "nothing waits"));
    cedu__arena_release(&one);
    cedu__store_facts_close(cur);
    return c->code;
}

static int run_judge(cli *c, cedu_store *s, const verb *v) {
    cedu_error err;
    cedu_table *t = NULL;
    for (size_t i = 1; i < c->arg_count; i++) {
        cedu_store_fact f;
        cedu_store_judgement j = {.status = v->status, .note = cedu__str(c->opt[CLI_note])};
        if (cedu__store_fact(s, cedu__str(c->args[i]), &c->arena, &f, &err) != CEDU_OK ||
            cedu__store_judge(s, f.row, &j, &err) != CEDU_OK ||
            cedu__store_fact_row(s, f.row, &c->arena, &f, &err) != CEDU_OK) {
            cli_fail(c, c->args[i], &err);
            continue;
        }
        if (!t && !(t = cli_table(c, fact_columns, CEDU_COUNT(fact_columns)))) break;
        if (!fact_row(c, t, &f)) break;
    }
    return t ? cli_table_end(c, t, NULL) : c->code;
}

/* correct FACT column=value… */
static int run_correct(cli *c, cedu_store *s, const verb *v) {
    cedu_error err;
    cedu_store_fact f;
    cedu_store_change *changes = CEDU_NEW_N(&c->arena, cedu_store_change, c->arg_count + 2);
    cedu_store_judgement j = {.status = v->status, .note = cedu__str(c->opt[CLI_note]), .changes = changes};
    for (size_t i = 2; changes && i < c->arg_count; i++) {
        const char *eq = strchr(c->args[i], '=');
        if (!eq || eq == c->args[i])
            return cli_usage(c, CLI_T(c, "应写作 字段=值，不是 %s", "write column=value, not %s"), c->args[i]);
        cedu_store_change *x = &changes[j.change_count++];
        *x = (cedu_store_change){{c->args[i], (size_t)(eq - c->args[i])}, cedu__str(eq + 1)};
        if (cedu__eqz(x->column, "region")) { /* a region is one that the packs know */
            if (!(x->value = cli_region(c, eq + 1)).p) return c->code;
        }
        if (cedu__u8_valid(x->value.p, x->value.n) != x->value.n)
            return cli_usage(c, CLI_T(c, "%s 不是 UTF-8", "%s is not UTF-8"), c->args[i]);
    }
    if (!changes || cedu__store_fact(s, cedu__str(c->args[1]), &c->arena, &f, &err) != CEDU_OK ||
        cedu__store_judge(s, f.row, &j, &err) != CEDU_OK || cedu__store_fact_row(s, f.row, &c->arena, &f, &err) != CEDU_OK)
        return cli_fail(c, c->args[1], &err);
    cedu_table *t = cli_table(c, fact_columns, CEDU_COUNT(fact_columns));
    if (t) fact_row(c, t, &f), cli_table_end(c, t, NULL);
    return c->code;
}

static int run_undo(cli *c, cedu_store *s, const verb *v) {
    (void)v;
    cedu_error err;
    cedu_table *t = NULL;
    for (size_t i = 1; i < c->arg_count; i++) {
        cedu_store_fact f;
        bool undone = false;
        if (cedu__store_fact(s, cedu__str(c->args[i]), &c->arena, &f, &err) != CEDU_OK ||
            cedu__store_unjudge(s, f.row, &undone, &err) != CEDU_OK ||
            cedu__store_fact_row(s, f.row, &c->arena, &f, &err) != CEDU_OK) {
            cli_fail(c, c->args[i], &err);
            continue;
        }
        if (!undone) cli_say(c, CLI_T(c, "%s：没有可撤销的核对", "%s: there is nothing to undo"), c->args[i]), cli_code(c, 5);
        if (!t && !(t = cli_table(c, fact_columns, CEDU_COUNT(fact_columns)))) break;
        if (!fact_row(c, t, &f)) break;
    }
    return t ? cli_table_end(c, t, NULL) : c->code;
}

static int show_verdicts(cli *c, const cedu_store_verdicts *l, const char *none) {
    static const cedu_column columns[] = {
        {"at", "时间", "at", CEDU_LEFT, 0},
        {"status", "核对", "status", CEDU_LEFT, 0},
        {"changes", "改动", "changes", CEDU_LEFT, 8},
        {"note", "备注", "note", CEDU_LEFT, 8},
        {"who", "何人", "who", CEDU_LEFT, 0},
        {"undone_at", "撤销", "undone", CEDU_LEFT, 0},
        {"kind", "类型", "kind", CEDU_LEFT, 0},
        {"region", "地区", "region", CEDU_LEFT, 6},
        {"subject", "指标", "subject", CEDU_LEFT, 10},
        {"fact", "事实", "fact", CEDU_LEFT, 0},
        {"doc", "文档", "document", CEDU_LEFT, 0},
    };
    cedu_table *t = cli_table(c, columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < l->n; i++) {
        const cedu_store_verdict *v = &l->p[i];
        cedu_cell cells[] = {cli_cell(v->at),           status_cell(c, v->status),
                             cli_cell(v->changes),      cli_cell(v->note),
                             cli_cell(v->who),          cli_cell(v->undone_at),
                             cli_cell(v->kind),         cli_cell(v->region),
                             cli_cell(v->subject),      v->fact_id.p ? cli_hash_cell(v->fact_id.p, 8) : CEDU_CELL_ABSENT(),
                             cli_hash_cell(v->doc.p, 8)};
        if (!cedu__table_row(t, cells)) break;
    }
    return t ? cli_table_end(c, t, none) : c->code;
}

static int run_history(cli *c, cedu_store *s, const verb *v) {
    cedu_error err;
    cedu_store_fact f = {0};
    cedu_store_verdicts l;
    bool lost = !strcmp(v->name, "lost");
    if (c->arg_count > 1 && !lost && cedu__store_fact(s, cedu__str(c->args[1]), &c->arena, &f, &err) != CEDU_OK)
        return cli_fail(c, c->args[1], &err);
    if (cedu__store_verdicts(s, f.row, lost, &c->arena, &l, &err) != CEDU_OK) return cli_fail(c, c->opt[CLI_db], &err);
    return show_verdicts(c, &l, CLI_T(c, "没有核对记录", "no verdicts"));
}

static const verb verbs[] = {
    {"queue", run_queue, CEDU_STATUS_pending, 1},      {"accept", run_judge, CEDU_STATUS_accepted, 2},
    {"reject", run_judge, CEDU_STATUS_rejected, 2},    {"dispute", run_judge, CEDU_STATUS_disputed, 2},
    {"correct", run_correct, CEDU_STATUS_accepted, 3}, {"undo", run_undo, CEDU_STATUS_pending, 2},
    {"history", run_history, CEDU_STATUS_pending, 1},  {"lost", run_history, CEDU_STATUS_pending, 1},
};

int cli_run_review(cli *c) {
    const char *name = c->arg_count ? c->args[0] : "queue";
    const verb *v = NULL;
    for (size_t i = 0; i < CEDU_COUNT(verbs); i++)
        if (!strcmp(verbs[i].name, name)) v = &verbs[i];
    if (!v)
        return cli_usage(c,
                         CLI_T(c, "没有 review %s（queue accept reject dispute correct undo history lost）",
                               "there is no review %s (queue accept reject dispute correct undo history lost)"),
                         name);
    if (c->arg_count < v->min_args && c->arg_count)
        return cli_usage(c, CLI_T(c, "review %s 缺少事实编号", "review %s needs a fact"), name);
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    v->run(c, s, v);
    cedu__store_close(s);
    return c->code;
}
