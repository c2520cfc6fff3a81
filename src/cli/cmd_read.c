/* cmd_read.c - `cedu read` and `cedu facts`: pages in, articles or facts out. Stateless. */
#include "cli/cli.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* How a page is to be read, from the options; the same for every input of a call. */
static cedu_read_options reading(const cli *c, cedu_stage stage) {
    return (cedu_read_options){.stage = c->opt[CLI_raw] ? CEDU_STAGE_PAGE : stage,
                               .date = c->opt[CLI_date],
                               .keep_script = c->opt[CLI_script] && !strcmp(c->opt[CLI_script], "keep")};
}

static cedu_status open_page(cli *c, cedu_worker *w, cli_item *it, cedu_stage stage, cedu_page **out, cedu_error *err) {
    cedu_input in = cedu__input_page(it->source->path, &it->member);
    cedu_read_options opt = reading(c, stage);
    return cedu_worker_read(w, &in, &opt, out, err);
}

static cedu_status add_json(cedu_status (*write)(const cedu_page *, char **, size_t *, cedu_error *), const cedu_page *p,
                            cedu_buf *out, cedu_error *err) {
    char *z;
    size_t n;
    cedu_status st = write(p, &z, &n, err);
    if (st != CEDU_OK) return st;
    cedu__buf_add(out, z, n);
    cedu_json_free(z);
    return CEDU_OK;
}

static cedu_status read_json(cli *c, cedu_worker *w, cli_item *it, cedu_error *err) {
    cedu_page *p;
    cedu_status st = open_page(c, w, it, CEDU_STAGE_REPAIR, &p, err);
    if (st != CEDU_OK) return st;
    st = add_json(cedu_page_json_read, p, &it->out, err);
    cedu_page_free(p);
    return st;
}

static void read_failed(cli *c, cli_item *it) {
    (void)c;
    it->err.status = it->status;
    cedu__report_member_error_json(it->source->path, it->member.name, &it->err, &it->out);
}

/* The line of source and date, which every page of an article repeats. */
static bool byline(const cedu_page *p, const cedu_paragraph *x) {
    for (size_t i = 0; i < p->block_count && p->blocks[i].start <= x->place.clean_start; i++)
        if (p->blocks[i].start == x->place.clean_start) return p->blocks[i].byline;
    return false;
}

/* Title, then a paragraph a line. The title paragraph itself is not repeated. */
static cedu_status read_text(cli *c, cedu_worker *w, cli_item *it, cedu_error *err) {
    cedu_page *p;
    cedu_status st = open_page(c, w, it, CEDU_STAGE_REPAIR, &p, err);
    if (st != CEDU_OK) return st;
    const cedu_document *d = cedu_page_document(p);
    if (d->title.p) {
        cedu__buf_str(&it->out, d->title);
        cedu__buf_char(&it->out, '\n');
    }
    if (d->series.p && d->title.p && (it->series = cedu__malloc(d->series.n + d->title.n + 2))) { /* pages of one title only */
        snprintf(it->series, d->series.n + d->title.n + 2, "%.*s\n%.*s", (int)d->series.n, d->series.p, (int)d->title.n,
                 d->title.p);
        it->part = d->part, it->head = it->out.n;
    }
    for (size_t i = 0; i < d->paragraph_count; i++) {
        if (i == 0 && d->title.p && cedu__eq(d->paragraphs[i].text, d->title)) continue;
        bool head = it->series && it->head == it->out.n && byline(p, &d->paragraphs[i]);
        cedu__buf_str(&it->out, d->paragraphs[i].text);
        cedu__buf_char(&it->out, '\n');
        if (head) it->head = it->out.n;
    }
    cedu_page_free(p);
    return CEDU_OK;
}

int cli_run_read(cli *c) {
    const char *f = c->opt[CLI_format], *s = c->opt[CLI_script];
    if (f && strcmp(f, "text") && strcmp(f, "json"))
        return cli_usage(c, CLI_T(c, "read 的格式是 text 或 json，不是 %s", "read writes text or json, not %s"), f);
    if (s && strcmp(s, "keep") && strcmp(s, "hans"))
        return cli_usage(c, CLI_T(c, "--script 是 keep 或 hans，不是 %s", "--script is keep or hans, not %s"), s);
    bool json = f && !strcmp(f, "json");
    cli_inputs how = {.work = json ? read_json : read_text, .failed = json ? read_failed : NULL};
    return cli_run_inputs(c, &how);
}

static cedu_status facts_json(cli *c, cedu_worker *w, cli_item *it, cedu_error *err) {
    cedu_page *p;
    cedu_status st = open_page(c, w, it, CEDU_STAGE_FACTS, &p, err);
    if (st != CEDU_OK) return st;
    st = add_json(cedu_page_json_facts, p, &it->out, err);
    cedu_page_free(p);
    return st;
}

/* For people: what was found, one fact a line, and what waits for review marked as such. */
static const cedu_column fact_columns[] = {
    {"kind", "类型", "kind", CEDU_LEFT, 0},        {"region", "地区", "region", CEDU_LEFT, 8},
    {"subject", "指标", "subject", CEDU_LEFT, 12}, {"period", "时间", "period", CEDU_LEFT, 0},
    {"value", "数值", "value", CEDU_RIGHT, 0},     {"source", "出处", "source", CEDU_LEFT, 8},
    {"review", "待核", "review", CEDU_LEFT, 0},    {"quote", "原文摘录", "quote", CEDU_LEFT, 20},
};

static bool into_buffer(void *ctx, const char *p, size_t n) {
    cedu__buf_add(ctx, p, n);
    return true;
}

/* What an instrument without an amount of its own gives: 20%，≤300万元. */
static void put_terms(cedu_buf *out, const cedu_fact *f) {
    static const struct {
        cedu_field_id id;
        cedu_modifier sign;
        const char *unit;
    } terms[] = {{CEDU_FIELD_rate, CEDU_MOD_EQ, "%"}, {CEDU_FIELD_cap, CEDU_MOD_LE, "元"}};
    for (size_t i = 0; i < CEDU_COUNT(terms); i++)
        for (const cedu_field *d = f->fields; d; d = d->next) {
            if (d->id != terms[i].id) continue;
            if (out->n) cedu__buf_z(out, "，");
            cedu__report_value(out, terms[i].sign, d->num, NAN, cedu__str(terms[i].unit), (cedu_str){0});
        }
}

static cedu_status facts_table(cli *c, cedu_worker *w, cli_item *it, cedu_error *err) {
    cedu_page *p;
    cedu_status st = open_page(c, w, it, CEDU_STAGE_FACTS, &p, err);
    if (st != CEDU_OK) return st;
    const cedu_document *d = cedu_page_document(p);
    cedu_str title = d->title.p ? d->title : cedu__str(it->source->path);
    cedu__buf_z(&it->out, c->colour ? "\033[1m" : "");
    cedu__buf_str(&it->out, title);
    cedu__buf_z(&it->out, c->colour ? "\033[0m  " : "  ");
    cedu__buf_str(&it->out, d->published);
    cedu__buf_char(&it->out, '\n');
    cedu_table_options opt = {.format = CEDU_FORMAT_table,
                              .english = c->english,
                              .width = c->width,
                              .bold = c->colour,
                              .sink = into_buffer,
                              .ctx = &it->out};
    cedu_table *t = NULL;
    cedu_buf value = {0};
    st = cedu__table_new(fact_columns, CEDU_COUNT(fact_columns), &opt, &t, err);
    for (size_t i = 0; st == CEDU_OK && i < cedu_page_fact_count(p); i++) {
        const cedu_fact *f = cedu_page_fact(p, i);
        value.n = 0;
        if (f->has_value)
            cedu__report_value(&value, f->modifier, f->value, f->has_max ? f->value_max : NAN, f->unit, f->as_written);
        else put_terms(&value, f);
        cedu_cell cells[] = {
            {.type = CEDU_CELL_STR, .str = cedu__str(cedu_fact_kind_name(f->kind)), .people = cedu__str(cli_kind(c, f->kind))},
            cli_regions_cell(f->region),
            cli_cell(f->subject),
            cli_cell(f->period),
            value.n ? CEDU_CELL_S(cedu__buf_view(&value)) : CEDU_CELL_ABSENT(),
            cli_cell(f->source),
            f->review ? CEDU_CELL_S(cedu__str(CLI_T(c, "待核", "review"))) : CEDU_CELL_ABSENT(),
            CEDU_CELL_S(cedu__sub(p->clean.text, f->place.clean_start, f->place.clean_end))};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) {
        cedu_status ended = cedu__table_end(t, err);
        if (st == CEDU_OK) st = ended;
    }
    if (!cedu_page_fact_count(p)) cedu__buf_z(&it->out, CLI_T(c, "（没有事实）\n", "(no facts)\n"));
    cedu__buf_char(&it->out, '\n');
    cedu__buf_release(&value);
    cedu_page_free(p);
    return st;
}

int cli_run_facts(cli *c) {
    if (c->opt[CLI_date] && !cli_date(c->opt[CLI_date]))
        return cli_usage(c, CLI_T(c, "--date 应写作 2021-06-14，不是 %s", "--date is written 2021-06-14, not %s"),
                         c->opt[CLI_date]);
    const char *f = c->opt[CLI_format];
    if (f && strcmp(f, "table") && strcmp(f, "json"))
        return cli_usage(c, CLI_T(c, "facts 的格式是 json 或 table，不是 %s", "facts writes json or table, not %s"), f);
    cli_inputs how = {.work = f && !strcmp(f, "table") ? facts_table : facts_json};
    return cli_run_inputs(c, &how);
}
