/* cmd_programme.c - `cedu programme`: check, simulate, whatif, run, statement, audit, list, rules. Thin: desk/programme.h does the work. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"
#include "desk/programme.h"
#include "desk/whatif.h"

static cedu_cell yuan(cli *c, int64_t fen) {
    return (cedu_cell){.type = CEDU_CELL_NUM, .num = (double)fen / 100, .people = cedu__programme_yuan(&c->arena, fen)};
}
static cedu_cell truth_cell(cli *c, cedu_truth t) {
    static const char *const states[][3] = {{"unknown", "待确认", "open"}, {"no", "不符合", "not met"}, {"yes", "符合", "met"}};
    return (cedu_cell){
        .type = CEDU_CELL_STR, .str = cedu__str(states[t][0]), .people = cedu__str(states[t][c->english ? 2 : 1])};
}

/* ------------------------------------------------------------------ check */
static bool read_rules(cli *c, const char *path, const char *changes, cedu_programme *p, bool complain) {
    cedu_str text;
    cedu_error err;
    if (!cli_slurp(c, path, &text)) return false;
    if (cedu__programme_read(text, cedu__str(changes), &c->arena, p, &err) == CEDU_OK) return true;
    if (complain) cli_fail(c, path, &err);
    return false;
}

static const char *measure_label(cli *c, cedu_str m) {
    if (cedu__eqz(m, "firms")) return CLI_T(c, "受益家数", "firms that are given something");
    if (cedu__eqz(m, "granted")) return CLI_T(c, "分得合计", "the sum granted");
    return cli_z(c,
                 cedu__arena_strf(&c->arena, CLI_T(c, "受益者的%.*s合计", "the sum of %.*s of those who are given something"),
                                  (int)m.n, m.p));
}

static int check(cli *c) {
    for (size_t i = 1; i < c->arg_count; i++) {
        cedu_programme p = {0};
        bool ok = read_rules(c, c->args[i], "", &p, false);
        size_t errors = 0;
        if (!ok && !p.note_count) continue; /* not read at all: said already */
        for (size_t k = 0; k < p.note_count; k++) {
            const cedu_programme_note *n = &p.notes[k];
            cedu_str s = c->english ? n->en : n->zh;
            errors += n->error;
            cli_putf(c, "%s:%d: %s%.*s\n", c->args[i], n->line,
                     n->error ? CLI_T(c, "错误：", "error: ") : CLI_T(c, "提示：", "note: "), (int)s.n, s.p);
        }
        if (!ok) {
            cli_say(c, CLI_T(c, "%s：%zu 处错误，不能用", "%s: %zu errors, cannot be used"), c->args[i], errors);
            cli_code(c, 1);
            continue;
        }
        cedu_str s = cedu__programme_sentence(&p, NULL, c->english, &c->arena);
        cli_putf(c, "%s\n", cli_z(c, s));
        for (size_t k = 0; k < p.rule_count; k++)
            cli_putf(c, CLI_T(c, "第%d行 %s\n", "line %d %s\n"), p.rules[k].line,
                     cli_z(c, cedu__programme_sentence(&p, &p.rules[k], c->english, &c->arena)));
        for (size_t k = 0; k < p.target_count; k++) {
            cedu_buf b = {0};
            cedu__num_text(&b, p.targets[k].value);
            cli_putf(c, CLI_T(c, "第%d行 目标 %s：%s 达到 %.*s%s。\n", "line %d target %s: %s reaches %.*s%s.\n"),
                     p.targets[k].line, cli_z(c, p.targets[k].name), measure_label(c, p.targets[k].measure), (int)b.n, b.p,
                     cli_z(c, p.targets[k].unit));
            cedu__buf_release(&b);
        }
    }
    return c->code;
}

/* ------------------------------------------------------------------ simulate */
static bool read_applications(cli *c, cedu_applications *x) {
    cedu_str text;
    cedu_error err;
    const char *path = c->opt[CLI_applications];
    if (!path)
        return cli_usage(c, CLI_T(c, "请用 --applications FILE 给出申请表（CSV）",
                                  "give the applications (CSV) with --applications FILE")),
               false;
    if (!cli_slurp(c, path, &text)) return false;
    return cedu__applications_read(text, &c->arena, x, &err) == CEDU_OK || (cli_fail(c, path, &err), false);
}

static bool policy_option(cli *c, cedu_programme *p) {
    if (!c->opt[CLI_policy] || cedu__allocation_parse(cedu__str(c->opt[CLI_policy]), &p->allocation)) return true;
    cli_usage(
        c, CLI_T(c, "--policy 可用 pro-rata、priority、max-min，不是 %s", "--policy is pro-rata, priority or max-min, not %s"),
        c->opt[CLI_policy]);
    return false;
}

static cedu_cell conditions(cli *c, const cedu_grant *g, cedu_truth t) {
    cedu_str *p = CEDU_NEW_N(&c->arena, cedu_str, g->condition_count + 1);
    size_t n = 0;
    for (size_t i = 0; p && i < g->condition_count; i++) {
        const cedu_condition *k = &g->conditions[i];
        cedu_str what = k->what == CEDU_CONDITION_number ? k->text : k->value;
        if (k->truth == t)
            p[n++] = cedu__arena_strf(&c->arena, CLI_T(c, "%s：%.*s", "%s: %.*s"), cedu__condition_name(k->what, c->english),
                                      (int)what.n, what.p);
    }
    return n ? (cedu_cell){.type = CEDU_CELL_STRS, .strs = {p, n}} : CEDU_CELL_ABSENT();
}

static void grants(cli *c, const cedu_outcome *o) {
    static const cedu_column columns[] = {
        {"id", "申请", "application", CEDU_LEFT, 0},
        {"firm", "企业", "firm", CEDU_LEFT, 8},
        {"date", "日期", "date", CEDU_LEFT, 0},
        {"state", "状态", "state", CEDU_LEFT, 0},
        {"rule", "条款", "rule", CEDU_LEFT, 6},
        {"entitled", "应得", "entitled", CEDU_RIGHT, 0},
        {"granted", "分得", "granted", CEDU_RIGHT, 0},
        {"formula", "算式", "arithmetic", CEDU_LEFT, 16},
        {"not_met", "不符合的", "not met", CEDU_LEFT, 12},
        {"unknown", "未知（不算符合）", "unknown (not counted as met)", CEDU_LEFT, 12},
        {"why", "说明", "why", CEDU_LEFT, 0},
    };
    cedu_table *t = cli_table(c, columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < o->n; i++) {
        const cedu_grant *g = &o->p[i];
        cedu_cell cells[] = {
            cli_cell(g->app->id),
            cli_cell(g->app->firm.name),
            cli_cell(g->app->date),
            truth_cell(c, g->eligible),
            g->rule ? cli_cell(g->rule->rule.name) : CEDU_CELL_ABSENT(),
            yuan(c, g->entitled),
            yuan(c, g->granted),
            cli_cell(g->formula),
            conditions(c, g, CEDU_TRUTH_NO),
            conditions(c, g, CEDU_TRUTH_UNKNOWN),
            g->why_zh ? cli_cell(cedu__str(CLI_T(c, g->why_zh, g->why_en))) : CEDU_CELL_ABSENT(),
        };
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有申请", "no applications"));
}

static int simulate(cli *c) {
    cedu_programme p;
    cedu_applications x;
    cedu_outcome o;
    cedu_error err;
    if (!read_rules(c, c->args[1], "", &p, true) || !policy_option(c, &p) || !read_applications(c, &x)) return c->code;
    if (cedu__programme_simulate(&p, &x, NULL, 0, &c->arena, &o, &err) != CEDU_OK) return cli_fail(c, NULL, &err);
    grants(c, &o);
    cli_say(c,
            CLI_T(c, "%s：符合 %zu、待确认 %zu、不符合 %zu；应得合计 %s，盘子 %s，分得 %s，余 %s%s%s",
                  "%s: met %zu, open %zu, not met %zu; entitled %s, budget %s, granted %s, left %s%s%s"),
            cedu__allocation_label(p.allocation, c->english), o.met, o.open, o.refused,
            cli_z(c, cedu__programme_yuan(&c->arena, o.demand)), cli_z(c, cedu__programme_yuan(&c->arena, o.budget)),
            cli_z(c, cedu__programme_yuan(&c->arena, o.granted)), cli_z(c, cedu__programme_yuan(&c->arena, o.left)),
            o.runs_out.n ? CLI_T(c, "；按申请先后，盘子不够自 ", "; as they came the budget would not do from ") : "",
            o.runs_out.n ? cli_z(c, o.runs_out) : "");
    return c->code;
}

/* ------------------------------------------------------------------ whatif */
static void variants(cli *c, const cedu_whatif *w) {
    static const cedu_column columns[] = {
        {"variant", "方案", "variant", CEDU_LEFT, 10},
        {"budget", "盘子", "budget", CEDU_RIGHT, 0},
        {"met", "符合", "met", CEDU_RIGHT, 0},
        {"open", "待确认", "open", CEDU_RIGHT, 0},
        {"refused", "不符合", "not met", CEDU_RIGHT, 0},
        {"demand", "应得合计", "entitled", CEDU_RIGHT, 0},
        {"granted", "分得合计", "granted", CEDU_RIGHT, 0},
        {"firms", "受益家数", "firms", CEDU_RIGHT, 0},
        {"runs_out", "不够自", "runs out", CEDU_LEFT, 0},
        {"left", "余", "left", CEDU_RIGHT, 0},
    };
    cedu_table *t = cli_section(c, "variants", CLI_T(c, "各方案并排", "variants side by side"), columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < w->n; i++) {
        const cedu_outcome *o = &w->p[i].outcome;
        cedu_cell cells[] = {cli_cell(w->p[i].name),  yuan(c, o->budget), CEDU_CELL_N(o->met), CEDU_CELL_N(o->open),
                             CEDU_CELL_N(o->refused), yuan(c, o->demand), yuan(c, o->granted), CEDU_CELL_N(o->firms),
                             cli_cell(o->runs_out),   yuan(c, o->left)};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, NULL);
}

/* A column a variant: at most so many side by side. */
#define SIDE 6
static void side_by_side(cli *c, const cedu_whatif *w) {
    static const char *const keys[] = {"v0", "v1", "v2", "v3", "v4", "v5"};
    cedu_column columns[SIDE + 2] = {{"id", "申请", "application", CEDU_LEFT, 0}, {"firm", "企业", "firm", CEDU_LEFT, 8}};
    size_t n = w->n < SIDE ? w->n : SIDE;
    for (size_t i = 0; i < n; i++) {
        const char *z = cli_z(c, w->p[i].name);
        columns[i + 2] = (cedu_column){keys[i], z, z, CEDU_RIGHT, 0};
    }
    cedu_table *t = cli_section(c, "grants", CLI_T(c, "各家所得", "who gets what"), columns, n + 2);
    for (size_t k = 0; t && k < w->p[0].outcome.n; k++) {
        cedu_cell cells[SIDE + 2] = {cli_cell(w->p[0].outcome.p[k].app->id), cli_cell(w->p[0].outcome.p[k].app->firm.name)};
        for (size_t i = 0; i < n; i++) {
            const cedu_grant *g = &w->p[i].outcome.p[k];
            cells[i + 2] = g->eligible == CEDU_TRUTH_YES ? yuan(c, g->granted) : truth_cell(c, g->eligible);
        }
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, NULL);
}

static void goals(cli *c, const cedu_whatif *w) {
    static const cedu_column columns[] = {
        {"variant", "方案", "variant", CEDU_LEFT, 10},
        {"target", "目标", "target", CEDU_LEFT, 8},
        {"value", "应达到", "goal", CEDU_RIGHT, 0},
        {"reached", "预计达到", "reached", CEDU_RIGHT, 0},
        {"moved", "比基准", "against the first", CEDU_RIGHT, 0},
        {"met", "达成", "met", CEDU_LEFT, 0},
    };
    size_t any = 0;
    for (size_t i = 0; i < w->n; i++) any += w->p[i].programme.target_count;
    if (!any) return;
    cedu_table *t = cli_section(c, "targets", CLI_T(c, "目标", "targets"), columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < w->n; i++)
        for (size_t k = 0; k < w->p[i].programme.target_count; k++) {
            const cedu_programme_target *g = &w->p[i].programme.targets[k];
            double v = w->p[i].outcome.reached[k], first = cedu__whatif_first(w, g);
            cedu_cell cells[] = {cli_cell(w->p[i].name),
                                 cli_cell(g->name.n ? g->name : g->measure),
                                 CEDU_CELL_N(g->value),
                                 CEDU_CELL_N(v),
                                 first == first ? CEDU_CELL_N(v - first) : CEDU_CELL_ABSENT(),
                                 {.type = CEDU_CELL_BOOL, .num = v >= g->value}};
            if (!cedu__table_row(t, cells)) break;
        }
    if (t) cli_table_end(c, t, NULL);
}

static int whatif(cli *c) {
    cedu_str text;
    cedu_applications x;
    cedu_whatif w = {0};
    cedu_error err;
    cedu_store *s = NULL;
    if (!cli_slurp(c, c->args[1], &text) || !read_applications(c, &x)) return c->code;
    cedu_whatif_variant *v = CEDU_NEW_N(&c->arena, cedu_whatif_variant, c->arg_count + 1);
    if (!v) return cli_fail(c, NULL, &(cedu_error){.status = CEDU_NOMEM});
    size_t n = 1;
    v[0] = (cedu_whatif_variant){.name = cedu__str(CLI_T(c, "基准", "base")), .text = text};
    for (size_t i = 2; i < c->arg_count; i++, n++) {
        cedu_str arg = cedu__str(c->args[i]);
        bool fact = cedu__starts(arg, CEDU_STR("fact:"));
        v[n] = (cedu_whatif_variant){.name = arg, .text = text};
        if (fact || (!memchr(arg.p, '=', arg.n) &&
                     access(c->args[i], F_OK) != 0)) { /* in the base: a published rule, or saved before */
            if (!s && !(s = cli_open(c, false))) return c->code;
            cedu_engine *e = fact ? cli_engine(c) : NULL;
            cedu_status st = fact && !e ? CEDU_INTERNAL
                             : fact
                                 ? cedu__whatif_published(s, e->image, cedu__sub(arg, 5, arg.n), text, &c->arena, &v[n], &err)
                                 : cedu__whatif_saved(s, arg, &c->arena, &v[n], &err);
            if (st != CEDU_OK) {
                if (!fact || e) cli_fail(c, c->args[i], &err);
                cedu__store_close(s);
                return c->code;
            }
        } else if (memchr(arg.p, '=', arg.n)) v[n].changes = arg;
        else if (!cli_slurp(c, c->args[i], &v[n].text)) return cedu__store_close(s), c->code;
    }
    cedu__store_close(s);
    if (cedu__whatif(v, n, &x, &c->arena, &w, &err) != CEDU_OK) return cli_fail(c, NULL, &err);
    variants(c, &w), side_by_side(c, &w), goals(c, &w);
    if (w.n > SIDE) cli_say(c, CLI_T(c, "各家所得只并排前 %d 个方案", "who gets what: the first %d variants alone"), SIDE);
    if (c->opt[CLI_save]) {
        if (n != 2)
            return cli_usage(
                c, CLI_T(c, "--save 一次存一个方案：FILE 后只写一个", "--save keeps one variant: give one after FILE"));
        if (!(s = cli_open(c, true))) return c->code;
        if (cedu__whatif_save(s, cedu__str(c->opt[CLI_save]), &v[1], &c->arena, &err) != CEDU_OK)
            cli_fail(c, c->opt[CLI_db], &err);
        else cli_say(c, CLI_T(c, "已存为方案 %s", "kept as %s"), c->opt[CLI_save]);
        cedu__store_close(s);
    }
    return c->code;
}

/* ------------------------------------------------------------------ run */
static void refused(cli *c, const cedu_operation *op, const cedu_error *err) {
    cedu_buf b = {0};
    cedu_json j = {.out = &b};
    cedu_str request = cedu__operation_value(op, "request");
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "request"), cedu__json_str(&j, request);
    cedu__json_key(&j, "ok"), cedu__json_bool(&j, false);
    cedu__json_key(&j, "error"), cedu__json_open(&j, '{');
    cedu__json_key(&j, "code"), cedu__json_str(&j, cedu__str(cedu_status_name(err->status)));
    cedu__json_key(&j, "zh"), cedu__json_str(&j, cedu__str(err->zh));
    cedu__json_key(&j, "en"), cedu__json_str(&j, cedu__str(err->en));
    cedu__json_close(&j, '}'), cedu__json_close(&j, '}');
    cedu__json_line(&j);
    cli_put(c, b.p, b.n);
    cedu__buf_release(&b);
    cli_code(c, err->status == CEDU_USAGE || err->status == CEDU_NOT_FOUND || err->status == CEDU_TOO_LARGE
                    ? 1
                    : cedu_status_exit(err->status));
}

static bool one(cli *c, cedu_store *s, const cedu_operation *op, cedu_arena *a) {
    cedu_error err = {0};
    cedu_str answer;
    cedu_status st = cedu__programme_run(s, op, a, &answer, &err);
    if (st == CEDU_OK) cli_put(c, answer.p, answer.n), cli_putz(c, "\n");
    else refused(c, op, &err);
    cli_flush(c); /* whoever reads knows: it is done */
    return st == CEDU_OK || st == CEDU_USAGE || st == CEDU_NOT_FOUND || st == CEDU_TOO_LARGE;
}

/* op=apply request=r1 … : one operation on the command line. @FILE as a value is the text of the file. */
static bool from_words(cli *c, cedu_operation *op) {
    for (size_t i = 1; i < c->arg_count; i++) {
        const char *eq = strchr(c->args[i], '=');
        cedu_str key = {c->args[i], eq ? (size_t)(eq - c->args[i]) : 0}, value = cedu__str(eq ? eq + 1 : "");
        if (!eq)
            return cli_usage(c,
                             CLI_T(c, "写作 键=值，不是 %s（多个操作请用 NDJSON 文件）",
                                   "write key=value, not %s (several operations: an NDJSON file)"),
                             c->args[i]),
                   false;
        if (value.n > 1 && value.p[0] == '@' && !cli_slurp(c, value.p + 1, &value)) return false;
        if (cedu__u8_valid(value.p, value.n) != value.n || cedu__u8_valid(key.p, key.n) != key.n ||
            !cedu__operation_set(op, key, value, &c->arena))
            return cli_usage(c, CLI_T(c, "%s：键写了两次，或不是 UTF-8", "%s: given twice, or no UTF-8"), c->args[i]), false;
    }
    return true;
}

static int run_lines(cli *c, cedu_store *s, const char *path) {
    FILE *f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    char *line = NULL;
    size_t room = 0, no = 0;
    if (!f) return cli_say(c, CLI_T(c, "%s：打不开", "%s: cannot be opened"), path), cli_code(c, 1), c->code;
    cedu_arena a;
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    for (ssize_t n; (n = getline(&line, &room, f)) >= 0 && !c->gone; cedu__arena_reset(&a)) {
        cedu_str text = cedu__trim((cedu_str){line, (size_t)n});
        cedu_operation op = {0};
        cedu_error err = {0};
        no++;
        if (!text.n) continue;
        cedu_status st = cedu__u8_valid(text.p, text.n) == text.n ? cedu__operation_read(text, &a, &op, &err)
                                                                  : cedu__fail(&err, CEDU_USAGE, "不是 UTF-8", "no UTF-8");
        if (st != CEDU_OK) {
            cli_say(c, CLI_T(c, "第 %zu 行：%s", "line %zu: %s"), no, c->english ? err.en : err.zh);
            refused(c, &op, &err);
        } else if (!one(c, s, &op, &a)) break;
    }
    free(line);
    cedu__arena_release(&a);
    if (f != stdin) fclose(f);
    return c->code;
}

static int run(cli *c) {
    cedu_operation op = {0};
    bool words = c->arg_count > 1 && strchr(c->args[1], '=') != NULL;
    if (words && !from_words(c, &op)) return c->code;
    cedu_store *s = cli_open(c, true);
    if (!s) return c->code;
    if (words) one(c, s, &op, &c->arena);
    else
        for (size_t i = 1; i < (c->arg_count > 1 ? c->arg_count : 2); i++) run_lines(c, s, i < c->arg_count ? c->args[i] : "-");
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ statement, audit, list */
static int statement(cli *c, cedu_store *s) {
    static const cedu_column columns[] = {
        {"id", "申请", "application", CEDU_LEFT, 0},     {"firm", "企业", "firm", CEDU_LEFT, 8},
        {"state", "状态", "state", CEDU_LEFT, 0},        {"rule", "条款", "rule", CEDU_LEFT, 6},
        {"entitled", "应得", "entitled", CEDU_RIGHT, 0}, {"approved", "批准", "approved", CEDU_RIGHT, 0},
        {"open", "可用", "open", CEDU_RIGHT, 0},         {"held", "预留", "held", CEDU_RIGHT, 0},
        {"payable", "待结算", "payable", CEDU_RIGHT, 0}, {"expires", "有效期至", "expires", CEDU_LEFT, 0},
        {"why", "说明", "why", CEDU_LEFT, 16},
    };
    cedu_statement t;
    cedu_error err;
    cedu_str name = cedu__str(c->args[1]);
    if (c->opt[CLI_output]) {
        cedu_buf b = {0};
        if (cedu__programme_xlsx(s, name, c->english, &c->arena, &b, &err) == CEDU_OK) cli_deliver(c, &b, false);
        else cli_fail(c, c->args[1], &err);
        cedu__buf_release(&b);
        return c->code;
    }
    if (cedu__programme_statement(s, name, &c->arena, &t, &err) != CEDU_OK) return cli_fail(c, c->args[1], &err);
    cedu_table *table = cli_table(c, columns, CEDU_COUNT(columns));
    for (size_t i = 0; table && i < t.n; i++) {
        const cedu_case *k = &t.cases[i];
        cedu_cell cells[] = {cli_cell(k->id),      cli_cell(k->firm),    cli_cell(k->state), cli_cell(k->rule),
                             yuan(c, k->entitled), yuan(c, k->approved), yuan(c, k->open),   yuan(c, k->held),
                             yuan(c, k->payable),  cli_cell(k->expires), cli_cell(k->why)};
        if (!cedu__table_row(table, cells)) break;
    }
    if (table) cli_table_end(c, table, CLI_T(c, "没有申请", "no applications"));
    const int64_t sums[] = {-t.source, t.budget_left, t.approved, t.open, t.held, t.payable, t.paid};
    const char *shown[CEDU_COUNT(sums)];
    for (size_t i = 0; i < CEDU_COUNT(sums); i++) shown[i] = cli_z(c, cedu__programme_yuan(&c->arena, sums[i]));
    cli_say(c,
            CLI_T(c, "%s：来源 %s = 盘子余 %s + 已批未发 %s + 可用 %s + 预留 %s + 待结算 %s + 已结算 %s",
                  "%s: source %s = budget left %s + approved %s + open %s + held %s + payable %s + paid %s"),
            c->args[1], shown[0], shown[1], shown[2], shown[3], shown[4], shown[5], shown[6]);
    return c->code;
}

static int audit(cli *c, cedu_store *s) {
    cedu_ledger_audit_result r;
    cedu_error err;
    cedu_str known = cedu__str(c->arg_count > 2 ? c->args[2] : "");
    if (cedu__ledger_audit(s, cedu__str(c->args[1]), known, &c->arena, &r, &err) != CEDU_OK)
        return cli_fail(c, c->args[1], &err);
    if (!r.postings && !r.problem_count) {
        cli_say(c, CLI_T(c, "没有开办这个计划：%s", "there is no such programme: %s"), c->args[1]);
        return cli_code(c, 5), c->code;
    }
    for (size_t i = 0; i < r.problem_count; i++) {
        cedu_str text = c->english ? r.problems[i].en : r.problems[i].zh;
        if (r.problems[i].seq) cli_putf(c, CLI_T(c, "第 %lld 条：", "posting %lld: "), (long long)r.problems[i].seq);
        cli_putf(c, "%.*s\n", (int)text.n, text.p);
    }
    cli_putf(c,
             CLI_T(c, "%s：%lld 条记录，%lld 笔分录，%lld 个账户，%zu 处不符；链尾 %s\n",
                   "%s: %lld postings, %lld entries, %lld accounts, %zu problems; head %s\n"),
             c->args[1], (long long)r.postings, (long long)r.entries, (long long)r.accounts, r.problem_count, r.head);
    if (r.problem_count) cli_code(c, 1);
    return c->code;
}

static int list(cli *c, cedu_store *s) {
    static const cedu_column columns[] = {{"programme", "计划", "programme", CEDU_LEFT, 8},
                                          {"source", "盘子", "budget", CEDU_RIGHT, 0},
                                          {"left", "余额", "left", CEDU_RIGHT, 0},
                                          {"applications", "申请", "applications", CEDU_RIGHT, 0},
                                          {"paid", "已结算", "paid", CEDU_RIGHT, 0}};
    cedu_strs books;
    cedu_error err;
    if (cedu__ledger_books(s, &c->arena, &books, &err) != CEDU_OK) return cli_fail(c, c->opt[CLI_db], &err);
    cedu_table *t = cli_table(c, columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < books.n; i++) {
        cedu_statement k;
        if (cedu__programme_statement(s, books.p[i], &c->arena, &k, &err) != CEDU_OK) continue;
        cedu_cell cells[] = {cli_cell(k.programme), yuan(c, -k.source), yuan(c, k.budget_left), CEDU_CELL_N(k.n),
                             yuan(c, k.paid)};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有开办的计划", "no programme is open"));
    return c->code;
}

/* Published rules of the base as files to start from. */
static int rules(cli *c, cedu_store *s) {
    cedu_error err;
    cedu_buf b = {0};
    cedu_engine *e = cli_engine(c);
    if (!e) return c->code;
    cedu_str *places = CEDU_NEW_N(&c->arena, cedu_str, c->arg_count + 1);
    for (size_t i = 1; places && i < c->arg_count; i++)
        if (!(places[i - 1] = cli_region(c, c->args[i])).p) return c->code;
    if (cedu__whatif_rules(s, e->image, (cedu_strs){places, c->arg_count - 1}, &c->arena, &b, &err) != CEDU_OK)
        cli_fail(c, c->opt[CLI_db], &err);
    else if (!b.n) cli_say(c, CLI_T(c, "知识库里没有写明额度的条款", "no clause with an amount in the knowledge base"));
    else cli_deliver(c, &b, true);
    cedu__buf_release(&b);
    return c->code;
}

static const struct sub {
    const char *name;
    size_t least, most;   /* arguments after the name */
    int (*plain)(cli *c); /* without a base, or opening it itself */
    int (*base)(cli *c, cedu_store *s);
} subs[] = {
    {"check", 1, SIZE_MAX, check, NULL}, {"simulate", 1, 1, simulate, NULL},   {"whatif", 1, SIZE_MAX, whatif, NULL},
    {"run", 0, SIZE_MAX, run, NULL},     {"statement", 1, 1, NULL, statement}, {"audit", 1, 2, NULL, audit},
    {"list", 0, 0, NULL, list},          {"rules", 0, SIZE_MAX, NULL, rules},
};

int cli_run_programme(cli *c) {
    for (size_t i = 0; i < CEDU_COUNT(subs); i++) {
        const struct sub *k = &subs[i];
        if (strcmp(c->args[0], k->name) != 0) continue;
        if (c->arg_count - 1 < k->least || c->arg_count - 1 > k->most)
            return cli_usage(c, CLI_T(c, "programme %s 的参数个数不对", "programme %s: the wrong number of arguments"),
                             k->name);
        if (k->plain) return k->plain(c);
        cedu_store *s = cli_open(c, false);
        if (s) k->base(c, s);
        cedu__store_close(s);
        return c->code;
    }
    return cli_usage(c,
                     CLI_T(c, "programme 没有 %s（可用 check simulate whatif run statement audit list rules）",
                           "programme has no %s (check simulate whatif run statement audit list rules)"),
                     c->args[0]);
}
