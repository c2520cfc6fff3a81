/* cmd_ask.c - `cedu ask QUESTION`: how it was understood, the answer with its quotations, and what could not be answered or was not used. */
#include <math.h>

#include "cli/cli.h"
#include "reason/reason.h"

static void put_strs(cedu_buf *b, cedu_strs v) {
    for (size_t i = 0; i < v.n; i++) {
        if (i) cedu__buf_z(b, "、");
        cedu__buf_str(b, v.p[i]);
    }
}

/* 政策、重点 */
static void put_kinds(cli *c, cedu_buf *b, cedu_str names) {
    size_t n = 0;
    for (int k = 0; k < CEDU_FACT_KIND_COUNT; k++)
        if (cedu__find(names, cedu__str(cedu_fact_kind_name((cedu_fact_kind)k)), 0) >= 0)
            cedu__buf_f(b, n++ ? "、%s" : "%s", cli_kind(c, (cedu_fact_kind)k));
}

/* 理解为：人工智能企业数量；成都市、杭州市；2021 */
static cedu_str understood(cli *c, const cedu_question *q, bool as_list) {
    cedu_buf b = {0};
    const cedu_ledger_kind *kind = q->ledger.n ? cedu__ledger_find(q->ledger) : NULL;
    if (as_list && kind) cedu__buf_z(&b, CLI_T(c, kind->zh, kind->en));
    else if (as_list) put_kinds(c, &b, cedu__sub(q->ledger, 6, q->ledger.n));
    else if (q->subjects.n) put_strs(&b, q->subjects);
    if (as_list && q->topic.n) cedu__buf_f(&b, CLI_T(c, "，含“%.*s”", " with \"%.*s\""), (int)q->topic.n, q->topic.p);
    for (int k = 0; k < CEDU_FACT_KIND_COUNT; k++)
        if (q->kinds >> k & 1u) cedu__buf_f(&b, "；%s", cli_kind(c, (cedu_fact_kind)k));
    if (q->regions.n) cedu__buf_z(&b, "；"), put_strs(&b, q->regions);
    if (q->level.n) cedu__buf_f(&b, "；%s%.*s", CLI_T(c, "只看级别 ", "level "), (int)q->level.n, q->level.p);
    if (q->year_from) cedu__buf_f(&b, q->year_from == q->year_to ? "；%d" : "；%d—%d", q->year_from, q->year_to);
    if (q->has_limit) {
        cedu__buf_z(&b, "；");
        cedu__report_value(&b, q->op, q->limit, NAN, q->limit_unit, (cedu_str){0});
    }
    if (q->order)
        cedu__buf_z(&b, q->order > 0 ? CLI_T(c, "；从大到小", "；largest first") : CLI_T(c, "；从小到大", "；smallest first"));
    cedu_str out = cedu__arena_str(&c->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return out;
}

int cli_run_ask(cli *c) {
    cedu_reason_options opt;
    cedu_error err;
    cedu_answer a;
    size_t limit;
    cedu_buf q = {0};
    if (!cli_reason_options(c, &opt) || !cli_limit(c, &limit)) return c->code;
    for (size_t i = 0; i < c->arg_count; i++) cedu__buf_f(&q, i ? " %s" : "%s", c->args[i]);
    cedu_str question = cedu__arena_str(&c->arena, cedu__buf_view(&q));
    cedu__buf_release(&q);
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    if (cedu__reason_ask(s, question, &opt, &c->arena, &a, &err) != CEDU_OK) {
        cli_fail(c, NULL, &err);
        cedu__store_close(s);
        return c->code;
    }
    bool as_list = a.rows.n || (a.q.ledger.n && !a.q.subject_key.n);
    cedu_str how = understood(c, &a.q, as_list);
    cedu_str why = c->english ? a.q.why_en : a.q.why_zh;
    if (c->format == CEDU_FORMAT_json) {
        cedu_buf b = {0};
        cedu_json j = {.out = &b};
        cedu__json_open(&j, '{');
        cedu__json_key(&j, "section"), cedu__json_str(&j, CEDU_STR("question"));
        cedu__json_key(&j, "question"), cedu__json_str(&j, question);
        cedu__json_key(&j, "understood"), cedu__json_str(&j, how);
        cedu__json_key(&j, "regions"), cedu__json_strs(&j, a.q.regions);
        cedu__json_key(&j, "subject"), cedu__json_str(&j, a.q.subject_key.n ? a.q.subject_key : (cedu_str){0});
        cedu__json_key(&j, "year_from"), cedu__json_int(&j, a.q.year_from);
        cedu__json_key(&j, "year_to"), cedu__json_int(&j, a.q.year_to);
        cedu__json_key(&j, "list"), cedu__json_str(&j, as_list ? a.q.ledger : (cedu_str){0});
        cedu__json_key(&j, "answers"), cedu__json_int(&j, (int64_t)(a.claims.n + a.rows.n + a.derived.n));
        cedu__json_key(&j, "derived"), cedu__json_bool(&j, a.derived.n > 0);
        cedu__json_key(&j, "unused"), cedu__json_strs(&j, a.q.unused);
        cedu__json_key(&j, "undecided"), cedu__json_int(&j, (int64_t)a.uncertain);
        cedu__json_key(&j, "looked_at_each"), cedu__json_int(&j, (int64_t)a.each);
        cedu__json_key(&j, "looked_at_documents"), cedu__json_int(&j, (int64_t)a.newest);
        cedu__json_key(&j, "looked_at_facts"), cedu__json_int(&j, (int64_t)a.latest);
        cedu__json_key(&j, "cannot"), cedu__json_str(&j, why);
        cedu__json_key(&j, "looked_at"), cedu__json_strs(&j, a.looked_at);
        cedu__json_key(&j, "may_be"), cedu__json_strs(&j, a.q.may_be);
        cedu__json_key(&j, "known_regions"), cedu__json_strs(&j, a.known_regions);
        cedu__json_key(&j, "known_periods"), cedu__json_strs(&j, a.known_years);
        cedu__json_close(&j, '}');
        cedu__json_line(&j);
        cli_put(c, b.p, b.n);
        cedu__buf_release(&b);
    } else if (c->format != CEDU_FORMAT_csv) {
        if (a.q.subject_key.n || as_list) cli_putf(c, CLI_T(c, "理解为：%.*s\n", "understood as: %.*s\n"), (int)how.n, how.p);
        if (why.n) cli_putf(c, CLI_T(c, "答不了：%.*s\n", "cannot be answered: %.*s\n"), (int)why.n, why.p);
        if (a.derived.n)
            cli_putz(c, CLI_T(c, "原文没有直接给出，以下由原文推算\n", "no text says so; this follows from what they say\n"));
        cedu_buf b = {0};
        if (a.q.unused.n)
            cedu__buf_z(&b, CLI_T(c, "没有用到的词：", "words not used: ")), put_strs(&b, a.q.unused), cedu__buf_char(&b, '\n');
        if (a.looked_at.n)
            cedu__buf_z(&b, CLI_T(c, "看了这些指标：", "indicators looked at: ")), put_strs(&b, a.looked_at),
                cedu__buf_char(&b, '\n');
        if (a.q.may_be.n) cedu__buf_z(&b, CLI_T(c, "可以是：", "may be: ")), put_strs(&b, a.q.may_be), cedu__buf_char(&b, '\n');
        if (a.known_regions.n)
            cedu__buf_z(&b, CLI_T(c, "已有地区：", "regions with data: ")), put_strs(&b, a.known_regions),
                cedu__buf_char(&b, '\n');
        if (a.known_years.n)
            cedu__buf_z(&b, CLI_T(c, "已有时间：", "periods with data: ")), put_strs(&b, a.known_years),
                cedu__buf_char(&b, '\n');
        cli_put(c, b.p ? b.p : "", b.n);
        cedu__buf_release(&b);
        for (size_t i = 0; a.claims.n && i < a.q.regions.n; i++) { /* silence is unknown, and is said */
            bool seen = false;
            for (size_t k = 0; k < a.claims.n && !seen; k++)
                for (size_t r = 0; r < a.claims.p[k].regions.n && !seen; r++)
                    seen = cedu__eq(a.claims.p[k].regions.p[r], a.q.regions.p[i]);
            if (!seen)
                cli_putf(c, CLI_T(c, "未见数据：%.*s\n", "no data seen: %.*s\n"), (int)a.q.regions.p[i].n, a.q.regions.p[i].p);
        }
        if (a.q.order && a.claims.n)
            cli_putz(c, CLI_T(c, "只在知识库已有的数据中比较\n", "compared among the data of this knowledge base only\n"));
        if (a.each)
            cli_putf(c,
                     CLI_T(c, "有关的事实很多，每地只看最近的 %zu 条\n",
                           "there are very many facts: of each region the latest %zu were looked at\n"),
                     a.each);
        if (a.latest)
            cli_putf(c,
                     CLI_T(c, "事实很多，只看年份最近的约 %zu 条\n",
                           "very many facts: only about %zu of the latest years were looked at\n"),
                     a.latest);
        if (a.newest)
            cli_putf(
                c,
                CLI_T(c, "知识库很大，只看最近收入的 %zu 篇里的；写明地区可看全\n",
                      "a large knowledge base: only the %zu documents added last were looked at; name a region to see more\n"),
                a.newest);
        if (a.uncertain && a.claims.n)
            cli_putf(c, CLI_T(c, "另有 %zu 条所写数值不足以判断，未列入\n", "%zu more are not decided by what is written\n"),
                     a.uncertain);
    }
    const char *heading = CLI_T(c, "依据", "Evidence");
    cedu_table *t = a.claims.n    ? cli_section(c, "answer", heading, cli_claim_columns, CLI_CLAIM_COLUMNS)
                    : a.rows.n    ? cli_section(c, "entry", heading, cli_ledger_columns, CLI_LEDGER_COLUMNS)
                    : a.derived.n ? cli_section(c, "derived", heading, cli_derived_columns, CLI_DERIVED_COLUMNS)
                                  : NULL;
    for (size_t i = 0; t && i < a.claims.n && i < limit; i++)
        if (!cli_claim_row(c, t, &a.claims.p[i])) break;
    for (size_t i = 0; t && !a.claims.n && i < a.rows.n && i < limit; i++)
        if (!cli_ledger_row(c, t, &a.rows.p[i])) break;
    for (size_t i = 0; t && !a.claims.n && !a.rows.n && i < a.derived.n && i < limit; i++)
        if (!cli_derived_row(c, t, &a.derived.p[i])) break;
    if (t) cli_table_end(c, t, NULL);
    else cli_code(c, 5); /* what was asked for was not found */
    cedu__store_close(s);
    return c->code;
}
