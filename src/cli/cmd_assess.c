/* cmd_assess.c - `cedu assess`: drafts against the knowledge base. Thin: src/draft.c reads, src/desk/assess.h examines. */
#include <stdlib.h>
#include <time.h>

#include "cli/cli.h"
#include "draft.h"
#include "report/paper.h"

typedef enum way { AS_TABLE, AS_JSON, AS_PAPER } way;

static bool format_of(cli *c, way *w, cedu_paper_format *f) {
    const char *name = c->opt[CLI_format], *dot = c->opt[CLI_output] ? strrchr(c->opt[CLI_output], '.') : NULL;
    *w = AS_TABLE, *f = CEDU_PAPER_AS_md;
    if (!name) name = dot ? dot + 1 : "table";
    if (!strcmp(name, "table") || !strcmp(name, "csv")) return true;
    if (!strcmp(name, "json") || !strcmp(name, "ndjson")) return *w = AS_JSON, true;
    if (cedu__paper_format(name, f) && *f != CEDU_PAPER_AS_xlsx) return *w = AS_PAPER, true;
    cli_usage(c,
              CLI_T(c, "没有体检报告格式 %s（可用：table json csv docx html md）",
                    "there is no format %s (table json csv docx html md)"),
              name);
    return false;
}

static const cedu_column columns[] = {
    {"severity", "级别", "severity", CEDU_LEFT, 0},
    {"class", "类别", "class", CEDU_LEFT, 0},
    {"sentence", "草案原句", "the draft", CEDU_LEFT, 20},
    {"found", "发现", "found", CEDU_LEFT, 24},
    {"advice", "建议", "advice", CEDU_LEFT, 12},
    {"start", "起", "start", CEDU_RIGHT, 0, true},
    {"end", "止", "end", CEDU_RIGHT, 0, true},
    {"fact", "依据", "fact", CEDU_LEFT, 0},
};

static void show(cli *c, const cedu_draft *d, const cedu_assessment *s) {
    cedu_table *t = cli_table(c, columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < s->n; i++) {
        const cedu_point *p = &s->p[i];
        const cedu_draft_part *part = &d->parts[p->part];
        cedu_cell cells[] = {
            {.type = CEDU_CELL_STR,
             .str = cedu__str(cedu__severity_name(p->severity)),
             .people = cedu__str(cedu__severity_label(p->severity, c->english))},
            {.type = CEDU_CELL_STR,
             .str = cedu__str(cedu__point_name(p->cls)),
             .people = cedu__str(cedu__point_label(p->cls, c->english))},
            cli_cell(part->text),
            cli_cell(c->english ? p->en : p->zh),
            cli_cell(c->english ? p->advice_en : p->advice_zh),
            CEDU_CELL_N(part->place.start),
            CEDU_CELL_N(part->place.end),
            p->evidence_count ? cli_hash_cell(p->evidence[0]->fact.id, 8)
            : p->doc[0]       ? cli_hash_cell(p->doc, 8)
                              : CEDU_CELL_ABSENT(),
        };
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有发现问题", "nothing was found"));
    if (c->format == CEDU_FORMAT_table && !c->opt[CLI_quiet])
        cli_line(c,
                 CLI_T(c, "%s：%zu 条事实、%zu 项量化目标，与库内 %zu 条事实对照，%zu 处%s",
                       "%s: %zu facts and %zu goals with a value against %zu facts of the base, %zu points%s"),
                 s->region.n ? cli_z(c, s->region)
                             : CLI_T(c, "地区未识别（可用 --region 指明）", "region not known (say it with --region)"),
                 s->facts, s->targets, s->base_facts, s->n,
                 s->plan ? "" : CLI_T(c, "；不像方案，只核对了数据", "; no plan: only its figures were checked"));
}

static void json(cli *c, const cedu_page *page, const cedu_draft *d, const cedu_assessment *s) {
    cedu_buf b = {0};
    cedu__report_document_json(cedu_page_document(page), &b);
    for (size_t i = 0; i < s->n; i++) cedu__assess_point_json(d, &s->p[i], &b), cedu__buf_char(&b, '\n');
    cedu__assess_summary_json(d, s, &b);
    cedu__buf_char(&b, '\n');
    cli_put(c, b.p, b.n);
    cedu__buf_release(&b);
}

static bool paper(cli *c, const cedu_draft *d, const cedu_assessment *s, cedu_paper_format f) {
    cedu_paper p = {.arena = &c->arena, .english = c->english};
    cedu_error err;
    cedu_buf b = {0};
    char day[16];
    time_t now = time(NULL);
    struct tm tm;
    if (c->opt[CLI_style] && !cedu__cite_style(c->opt[CLI_style], &p.style))
        return cli_usage(c,
                         CLI_T(c, "没有引文格式 %s（gbt2015 gbt2025 bibtex csl）",
                               "there is no citation style %s (gbt2015 gbt2025 bibtex csl)"),
                         c->opt[CLI_style]),
               false;
    strftime(day, sizeof day, "%Y-%m-%d", localtime_r(&now, &tm));
    p.made_at = c->opt[CLI_as_of] ? cedu__str(c->opt[CLI_as_of]) : cedu__arena_str(&c->arena, cedu__str(day));
    cedu_status st = cedu__assess_paper(d, s, &p, &err);
    if (st == CEDU_OK) st = cedu__paper_write(&p, f, &b, &err);
    if (st == CEDU_OK) cli_deliver(c, &b, f == CEDU_PAPER_AS_md || f == CEDU_PAPER_AS_html);
    else cli_fail(c, NULL, &err);
    cedu__buf_release(&b);
    return st == CEDU_OK;
}

typedef struct call {
    cedu_store *store;
    cedu_worker *worker;
    cedu_assess_options opt;
    way way;
    cedu_paper_format paper;
} call;

static cedu_status one(cli *c, call *k, const char *path, cedu_member *m, bool loaded, cedu_error *err) {
    cedu_page *page = NULL;
    cedu_draft d;
    cedu_assessment s;
    cedu_status st = cli_load(path, m, loaded, err);
    if (st != CEDU_OK) return st;
    cedu_input in = cedu__input_page(path, m);
    cedu_read_options how = {.stage = CEDU_STAGE_FACTS, .date = c->opt[CLI_date]};
    st = cedu_worker_read(k->worker, &in, &how, &page, err);
    if (st == CEDU_OK) st = cedu__draft_of(page, &c->arena, &d, err);
    if (st == CEDU_OK) st = cedu__desk_assess(k->store, &d, &k->opt, &c->arena, &s, err);
    if (st == CEDU_OK) {
        if (k->way == AS_JSON) json(c, page, &d, &s);
        else if (k->way == AS_PAPER) paper(c, &d, &s, k->paper);
        else show(c, &d, &s);
    }
    cedu_page_free(page);
    return st;
}

int cli_run_assess(cli *c) {
    call k = {0};
    cli_feed feed = {0};
    cedu_error err;
    if (!format_of(c, &k.way, &k.paper) || !cli_reason_options(c, &k.opt.reason)) return c->code;
    if (c->opt[CLI_date] && !cli_date(c->opt[CLI_date]))
        return cli_usage(c, CLI_T(c, "--date 应写作 2025-12-31，不是 %s", "--date is written 2025-12-31, not %s"),
                         c->opt[CLI_date]);
    if (k.way == AS_PAPER && c->arg_count > 1)
        return cli_usage(c, CLI_T(c, "一次只能为一份草案写报告", "a report is written for one draft at a time"));
    cedu_engine *e = cli_engine(c);
    if (!e || (c->opt[CLI_region] && !(k.opt.region = cli_region(c, c->opt[CLI_region])).p)) return c->code;
    k.opt.reason.image = e->image;
    if (!(k.store = cli_open(c, false))) return c->code;
    if (cedu_worker_new(e, &k.worker, &err) != CEDU_OK || cli_feed_open(c, &feed, &err) != CEDU_OK) {
        cli_fail(c, NULL, &err);
        cedu_worker_free(k.worker);
        cedu__store_close(k.store);
        return c->code;
    }
    cedu_source *src;
    cedu_member m;
    bool loaded;
    while (cli_feed_next(c, &feed, &src, &m, &loaded)) {
        cedu_status st = src->status;
        if (st != CEDU_OK) err = src->err;
        else st = one(c, &k, src->path, &m, loaded, &err);
        if (st != CEDU_OK) cli_fail(c, cli_label(c, src->path, &m), &err);
        cedu__input_member_release(&m);
        cedu__input_source_free(src);
    }
    cli_feed_close(&feed);
    cedu_worker_free(k.worker);
    cedu__store_close(k.store);
    return c->code;
}
