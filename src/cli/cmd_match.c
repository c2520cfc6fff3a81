/* cmd_match.c - `cedu match`: who is assigned to which scenario, with points, alternatives, what is unknown and why not. Thin: desk/match.h. */
#include <stdlib.h>

#include "cli/cli.h"
#include "desk/match.h"
#include "desk/programme.h"
#include "report/paper.h"

#define ALTERNATIVES 3
#define STABLE_PAIRS 4000000 /* scenarios × suppliers up to which the assignment is done again with other weights */

static cedu_cell yuan(cli *c, int64_t fen) {
    if (fen < 0) return CEDU_CELL_ABSENT();
    return (cedu_cell){.type = CEDU_CELL_NUM, .num = (double)fen / 100, .people = cedu__programme_yuan(&c->arena, fen)};
}

/* 预算、期限 of a pair: the hard ones that came out as t. */
static cedu_str tests_of(cli *c, const cedu_match *m, const cedu_match_pair *k, cedu_truth t) {
    cedu_buf b = {0};
    for (int i = 0; i < CEDU_MATCH_TEST_COUNT; i++)
        if (k->truth[i] == t && (k->asked >> i & 1u) && (m->weights.hard >> i & 1u))
            cedu__buf_f(&b, "%s%s", b.n ? CLI_T(c, "、", ", ") : "", cedu__match_test_label((cedu_match_test)i, c->english));
    cedu_str s = b.n ? cedu__arena_str(&c->arena, cedu__buf_view(&b)) : (cedu_str){0};
    cedu__buf_release(&b);
    return s;
}

/* 同地30×1000＋价格低于预算30×200 */
static cedu_str points_of(cli *c, const cedu_match *m, const cedu_match_pair *k) {
    cedu_buf b = {0};
    for (int i = 0; i < CEDU_MATCH_CRITERION_COUNT; i++)
        if (m->weights.of[i] && k->points[i])
            cedu__buf_f(&b, "%s%s%lld×%.3g", b.n ? "＋" : "", cedu__match_criterion_label((cedu_match_criterion)i, c->english),
                        (long long)m->weights.of[i], k->points[i] / (double)CEDU_MATCH_POINTS);
    cedu_str s = b.n ? cedu__arena_str(&c->arena, cedu__buf_view(&b)) : (cedu_str){0};
    cedu__buf_release(&b);
    return s;
}

/* Of a need that goes without: how many fail at what. */
static cedu_str why_none(cli *c, const cedu_match *m, size_t need, const cedu_match_candidates *l) {
    size_t at[CEDU_MATCH_TEST_COUNT] = {0};
    cedu_match_walk w;
    cedu_buf b = {0};
    cedu__match_walk_open(&w, m, need);
    size_t seen = 0;
    for (size_t s; cedu__match_walk_next(&w, &s); seen++) {
        cedu_match_pair k;
        cedu__match_judge(m, need, s, &k);
        for (int t = 0; t < CEDU_MATCH_TEST_COUNT; t++) at[t] += k.truth[t] == CEDU_TRUTH_NO && (m->weights.hard >> t & 1u);
    }
    at[CEDU_MATCH_sector] += m->supplier_count - seen;
    cedu__buf_f(&b, CLI_T(c, "符合 %zu、待确认 %zu", "met %zu, open %zu"), l->met, l->open);
    for (int t = 0; t < CEDU_MATCH_TEST_COUNT; t++)
        if (at[t])
            cedu__buf_f(&b, CLI_T(c, "；%s不符 %zu", "; %s fails %zu"), cedu__match_test_label((cedu_match_test)t, c->english),
                        at[t]);
    if (l->met) cedu__buf_z(&b, CLI_T(c, "；符合的已满，或预算不够", "; those that fit are full, or the budget does not do"));
    cedu_str s = cedu__arena_str(&c->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

typedef struct laid {
    const cedu_match *m;
    const cedu_assignment *r;
    const uint8_t *kept;
    size_t variants;
    cedu_store *s; /* with the pages; NULL = tables from files alone */
    const cedu_image *im;
} laid;

static const cedu_column columns[] = {
    {"scenario", "场景", "scenario", CEDU_LEFT, 0},
    {"name", "名称", "name", CEDU_LEFT, 8},
    {"supplier", "供应商", "supplier", CEDU_LEFT, 8},
    {"price", "报价", "price", CEDU_RIGHT, 0},
    {"score", "得分", "points", CEDU_RIGHT, 0},
    {"points", "得分构成", "of which", CEDU_LEFT, 16},
    {"alternatives", "备选", "alternatives", CEDU_LEFT, 12},
    {"unknown", "待确认（不算符合）", "open (not counted as met)", CEDU_LEFT, 12},
    {"why", "没有对接的原因", "why nobody", CEDU_LEFT, 16},
    {"stable", "权重±20%不变", "same with weights ±20%", CEDU_RIGHT, 0},
    {"worth", "供应商多接一项值", "worth of one capacity more", CEDU_RIGHT, 0, true},
    {"origin", "出处", "origin", CEDU_LEFT, 0, true},
};

static double shown(int64_t score) { return (double)score / CEDU_MATCH_POINTS; }

static void row(cli *c, const laid *x, size_t need, cedu_cell cells[CEDU_COUNT(columns)]) {
    const cedu_match *m = x->m;
    uint32_t s = x->r->supplier[need];
    cedu_match_candidates l = {0};
    cedu_str *other = CEDU_NEW_N(&c->arena, cedu_str, ALTERNATIVES), *open = CEDU_NEW_N(&c->arena, cedu_str, ALTERNATIVES);
    size_t others = 0, opens = 0;
    cedu_match_pair k;
    if (!other || !open || !cedu__match_candidates(m, need, 64, false, &c->arena, &l)) return;
    for (size_t i = 0; i < l.n; i++) {
        const cedu_match_candidate *e = &l.p[i];
        cedu_str name = m->suppliers[e->supplier].name;
        if (e->truth == CEDU_TRUTH_YES && e->supplier != s && others < ALTERNATIVES)
            other[others++] = cedu__arena_strf(&c->arena, "%.*s（%.1f）", (int)name.n, name.p, shown(e->score));
        if (e->truth != CEDU_TRUTH_UNKNOWN || opens == ALTERNATIVES) continue;
        cedu__match_judge(m, need, e->supplier, &k);
        cedu_str lack = tests_of(c, m, &k, CEDU_TRUTH_UNKNOWN);
        open[opens++] = cedu__arena_strf(&c->arena, CLI_T(c, "%.*s（缺%.*s）", "%.*s (lacks %.*s)"), (int)name.n, name.p,
                                         (int)lack.n, lack.p);
    }
    for (size_t i = 0; i < CEDU_COUNT(columns); i++) cells[i] = CEDU_CELL_ABSENT();
    cells[0] = cli_cell(m->needs[need].id), cells[1] = cli_cell(m->needs[need].name);
    if (s != CEDU_MATCH_NONE) {
        cedu__match_judge(m, need, s, &k);
        cells[2] = cli_cell(m->suppliers[s].name), cells[3] = yuan(c, m->suppliers[s].money);
        cells[4] = (cedu_cell){
            .type = CEDU_CELL_NUM, .num = shown(k.score), .people = cedu__arena_strf(&c->arena, "%.1f", shown(k.score))};
        cells[5] = cli_cell(points_of(c, m, &k));
        if (x->r->worth[s]) cells[10] = CEDU_CELL_N(shown(x->r->worth[s]));
        cells[11] = cli_cell(m->suppliers[s].where);
    } else cells[8] = cli_cell(why_none(c, m, need, &l));
    if (others) cells[6] = (cedu_cell){.type = CEDU_CELL_STRS, .strs = {other, others}};
    if (opens) cells[7] = (cedu_cell){.type = CEDU_CELL_STRS, .strs = {open, opens}};
    if (x->variants)
        cells[9] = (cedu_cell){.type = CEDU_CELL_NUM,
                               .num = (double)x->kept[need] / (double)x->variants,
                               .people = cedu__arena_strf(&c->arena, "%u/%zu", x->kept[need], x->variants)};
}

static void assignment(cli *c, const laid *x) {
    cedu_table *t = cli_section(c, "assignment", CLI_T(c, "分配", "assignment"), columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < x->m->need_count; i++) {
        cedu_cell cells[CEDU_COUNT(columns)] = {0};
        row(c, x, i, cells);
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有场景", "no scenarios"));
}

/* “…”（title, fact or document): what pages say of a candidate; it decides nothing. */
static cedu_cell said_of(cli *c, const laid *x, size_t need, size_t supplier) {
    cedu_match_sayings v;
    cedu_error err;
    if (!x->s || cedu__match_said(x->s, x->im, x->m, need, supplier, 2, &c->arena, &v, &err) != CEDU_OK || !v.n)
        return CEDU_CELL_ABSENT();
    cedu_str *p = CEDU_NEW_N(&c->arena, cedu_str, v.n);
    for (size_t i = 0; p && i < v.n; i++)
        p[i] =
            cedu__arena_strf(&c->arena, "“%.*s”（%.*s，%.8s%s）", (int)v.p[i].sentence.n, v.p[i].sentence.p,
                             (int)v.p[i].title.n, v.p[i].title.n ? v.p[i].title.p : "", v.p[i].fact ? v.p[i].fact : v.p[i].doc,
                             v.p[i].shortened ? CLI_T(c, "，简称", ", a short name") : "");
    return p ? (cedu_cell){.type = CEDU_CELL_STRS, .strs = {p, v.n}} : CEDU_CELL_ABSENT();
}

static void candidates(cli *c, const laid *x, size_t limit) {
    static const cedu_column cols[] = {
        {"scenario", "场景", "scenario", CEDU_LEFT, 0},
        {"supplier", "供应商", "supplier", CEDU_LEFT, 8},
        {"state", "状态", "state", CEDU_LEFT, 0},
        {"score", "得分", "points", CEDU_RIGHT, 0},
        {"points", "得分构成", "of which", CEDU_LEFT, 16},
        {"not_met", "不符合的", "not met", CEDU_LEFT, 8},
        {"unknown", "未知（不算符合）", "unknown (not counted as met)", CEDU_LEFT, 8},
        {"assigned", "已分配", "assigned", CEDU_LEFT, 0},
        {"said", "页面的说法（不计入）", "what pages say (not counted)", CEDU_LEFT, 12},
    };
    static const char *const states[][3] = {{"unknown", "待确认", "open"}, {"no", "不符合", "not met"}, {"yes", "符合", "met"}};
    cedu_table *t = cli_section(c, "candidates", CLI_T(c, "候选与理由", "candidates and reasons"), cols, CEDU_COUNT(cols));
    for (size_t i = 0; t && i < x->m->need_count; i++) {
        cedu_match_candidates l;
        if (!cedu__match_candidates(x->m, i, limit, true, &c->arena, &l)) break;
        for (size_t k = 0; k < l.n; k++) {
            cedu_match_pair p;
            const cedu_match_candidate *e = &l.p[k];
            cedu__match_judge(x->m, i, e->supplier, &p);
            cedu_cell cells[] = {
                cli_cell(x->m->needs[i].id),
                cli_cell(x->m->suppliers[e->supplier].name),
                {.type = CEDU_CELL_STR,
                 .str = cedu__str(states[e->truth][0]),
                 .people = cedu__str(states[e->truth][c->english ? 2 : 1])},
                e->truth == CEDU_TRUTH_NO ? CEDU_CELL_ABSENT() : CEDU_CELL_N(shown(e->score)),
                e->truth == CEDU_TRUTH_NO ? CEDU_CELL_ABSENT() : cli_cell(points_of(c, x->m, &p)),
                cli_cell(tests_of(c, x->m, &p, CEDU_TRUTH_NO)),
                cli_cell(tests_of(c, x->m, &p, CEDU_TRUTH_UNKNOWN)),
                {.type = CEDU_CELL_BOOL, .num = x->r->supplier[i] == e->supplier},
                said_of(c, x, i, e->supplier),
            };
            if (!cedu__table_row(t, cells)) break;
        }
    }
    if (t) cli_table_end(c, t, NULL);
}

/* The assignment as a paper: Excel, Word, HTML, Markdown. */
static int paper(cli *c, const laid *x) {
    const char *dot = strrchr(c->opt[CLI_output], '.');
    cedu_paper_format f;
    cedu_error err;
    cedu_buf b = {0};
    if (!dot || !cedu__paper_format(dot + 1, &f))
        return cli_usage(
            c, CLI_T(c, "-o 的文件名应以 .xlsx .docx .html .md 结尾", "the name after -o ends with .xlsx .docx .html .md"));
    cedu_paper p = {
        .arena = &c->arena, .english = c->english, .title = cedu__str(CLI_T(c, "场景对接", "Scenarios and suppliers"))};
    cedu_str *heads = CEDU_NEW_N(&c->arena, cedu_str, CEDU_COUNT(columns));
    cedu_paper_block *t = cedu__paper_block(&p, CEDU_PAPER_table, 1);
    if (!t || !heads) return cli_fail(c, NULL, &(cedu_error){.status = CEDU_NOMEM});
    for (size_t i = 0; i < CEDU_COUNT(columns); i++) heads[i] = cedu__str(CLI_T(c, columns[i].zh, columns[i].en));
    t->columns = heads, t->column_count = CEDU_COUNT(columns);
    cedu__paper_text(&p, t, p.title, 0);
    for (size_t i = 0; i < x->m->need_count; i++) {
        cedu_cell cells[CEDU_COUNT(columns)] = {0};
        cedu_paper_cell *to = cedu__paper_row(&p, t);
        row(c, x, i, cells);
        for (size_t k = 0; to && k < CEDU_COUNT(columns); k++) {
            const cedu_cell *e = &cells[k];
            cedu_buf text = {0};
            for (size_t m = 0; e->type == CEDU_CELL_STRS && m < e->strs.n; m++)
                cedu__buf_z(&text, m ? "、" : ""), cedu__buf_str(&text, e->strs.p[m]);
            if (e->type == CEDU_CELL_STR) cedu__buf_str(&text, e->str);
            if (e->type == CEDU_CELL_NUM && e->people.p) cedu__buf_str(&text, e->people);
            else if (e->type == CEDU_CELL_NUM) cedu__num_text(&text, e->num);
            to[k].text = text.n ? cedu__arena_str(&c->arena, cedu__buf_view(&text)) : (cedu_str){0};
            if (e->type == CEDU_CELL_NUM) to[k].has_number = true, to[k].number = e->num, to[k].decimals = 2;
            cedu__buf_release(&text);
        }
    }
    if (cedu__paper_write(&p, f, &b, &err) == CEDU_OK) cli_deliver(c, &b, false);
    else cli_fail(c, c->opt[CLI_output], &err);
    cedu__buf_release(&b);
    return c->code;
}

static bool read_tables(cli *c, cedu_match *m, laid *x) {
    cedu_error err;
    cedu_str needs, suppliers, text;
    if (c->arg_count == 1)
        return cli_usage(c, CLI_T(c, "要给场景表和供应商表两个文件，或都不给（用导入的表）",
                                  "give both files, or none to use imported tables")),
               false;
    if (c->arg_count == 2) {
        if (!cli_slurp(c, c->args[0], &needs) || !cli_slurp(c, c->args[1], &suppliers)) return false;
        if (cedu__match_read(needs, suppliers, &c->arena, m, &err) != CEDU_OK) return cli_fail(c, NULL, &err), false;
    } else {
        if (!(x->s = cli_open(c, false))) return false;
        if (cedu__match_from_base(x->s, &c->arena, m, &err) != CEDU_OK) return cli_fail(c, c->opt[CLI_db], &err), false;
        cedu_engine *e = c->opt[CLI_all] ? cli_engine(c) : NULL;
        if (c->opt[CLI_all] && !e) return false;
        x->im = e ? e->image : NULL;
    }
    if (!c->opt[CLI_weights]) return true;
    if (!cli_slurp(c, c->opt[CLI_weights], &text)) return false;
    return cedu__match_weights_read(text, &c->arena, &m->weights, &err) == CEDU_OK ||
           (cli_fail(c, c->opt[CLI_weights], &err), false);
}

static int match(cli *c, laid *x) {
    cedu_match m;
    cedu_assignment r;
    cedu_error err;
    int64_t budget = -1;
    long limit = 20;
    x->m = &m, x->r = &r;
    if (c->opt[CLI_budget] && (!cedu__money_parse(cedu__str(c->opt[CLI_budget]), &budget) || budget < 0))
        return cli_usage(c, CLI_T(c, "--budget 应为元，不是 %s", "--budget is in yuan, not %s"), c->opt[CLI_budget]);
    if (c->opt[CLI_limit] && !cli_number(c->opt[CLI_limit], 1, 100000, &limit))
        return cli_usage(c, CLI_T(c, "--limit 应为正整数，不是 %s", "--limit is a number above 0, not %s"), c->opt[CLI_limit]);
    if (!read_tables(c, &m, x)) return c->code;
    if (cedu__match_assign(&m, budget, &c->arena, &r, &err) != CEDU_OK) return cli_fail(c, NULL, &err);
    uint8_t *kept = CEDU_NEW_N(&c->arena, uint8_t, m.need_count + 1);
    if (kept && m.need_count * m.supplier_count <= STABLE_PAIRS / (budget < 0 ? 1u : 1000u)) {
        if (cedu__match_stable(&m, budget, &r, &c->arena, kept, &x->variants, &err) != CEDU_OK) return cli_fail(c, NULL, &err);
        x->kept = kept;
    }
    if (c->opt[CLI_output]) paper(c, x);
    else {
        assignment(c, x);
        if (c->opt[CLI_all]) candidates(c, x, (size_t)limit);
    }
    cli_say(c,
            CLI_T(c, "%zu 个场景对接 %zu 个，得分 %.1f，报价合计 %s；符合条件的组合 %zu 个%s",
                  "%2$zu of %1$zu scenarios served, %3$.1f points, prices %4$s; %5$zu pairs meet all constraints%6$s"),
            m.need_count, r.assigned, shown(r.score), cli_z(c, cedu__programme_yuan(&c->arena, r.cost)), r.pairs,
            r.gap ? CLI_T(c, "", "") : CLI_T(c, "；已证明最优", "; proved to be the best"));
    if (r.gap)
        cli_say(c, CLI_T(c, "没有证到最优：更好的至多再多 %.1f 分", "not proved: a better one has at most %.1f points more"),
                shown(r.gap));
    return c->code;
}

int cli_run_match(cli *c) {
    laid x = {0};
    int code = match(c, &x);
    cedu__store_close(x.s);
    return code;
}
