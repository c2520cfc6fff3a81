/* cmd_show.c - `cedu show REGION`, `cedu compare REGION…`, `cedu explain FACT`: what is known, side by side, and why.
 *
 * Invariants: an empty cell is "unknown", never zero; a joint value of several regions is marked as joint; every value has the fact it
 * comes from beside it (for people its first eight digits, which `cedu explain` takes). */
#include <math.h>

#include "cli/cli.h"
#include "reason/reason.h"

/* The fact to show for a claim, with what people must know: sources that disagree, several regions together. */
static cedu_str claim_text(cli *c, const cedu_claim *k, bool name_regions) {
    cedu_buf b = {0};
    const cedu_fact *f = &k->facts[k->best].fact;
    cedu__report_value(&b, f->modifier, f->value, f->has_max ? f->value_max : NAN, f->unit, f->as_written);
    if (name_regions && k->regions.n > 1) {
        cedu__buf_z(&b, CLI_T(c, "（合计：", " (joint: "));
        for (size_t i = 0; i < k->regions.n; i++) {
            if (i) cedu__buf_z(&b, "、");
            cedu__buf_str(&b, k->regions.p[i]);
        }
        cedu__buf_z(&b, ")");
    }
    if (k->disagree) cedu__buf_z(&b, " ≠");
    cedu_str s = cedu__arena_str(&c->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

/* "rank_scope=全国;baseline=2019" with the fields' names in the reader's language. */
static cedu_cell scope_cell(cli *c, cedu_str scope) {
    cedu_cell cell = cli_cell(scope);
    cedu_buf b = {0};
    cedu__report_scope(&b, scope, c->english);
    if (b.n) cell.people = cedu__arena_str(&c->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return cell;
}

/* ------------------------------------------------------------------ show */
static void show_indicators(cli *c, const cedu_claims *claims) {
    static const cedu_column columns[] = {
        {"kind", "类型", "kind", CEDU_LEFT, 0},
        {"subject", "指标", "subject", CEDU_LEFT, 12},
        {"period", "时间", "period", CEDU_LEFT, 0},
        {"value", "数值", "value", CEDU_RIGHT, 0},
        {"unit", "单位", "unit", CEDU_LEFT, 0, true},
        {"as_written", "原文写法", "as written", CEDU_LEFT, 8},
        {"scope", "口径", "scope", CEDU_LEFT, 8},
        {"source", "来源", "source", CEDU_LEFT, 8},
        {"sources", "独立来源", "sources", CEDU_RIGHT, 0},
        {"disagree", "不一致", "disagree", CEDU_LEFT, 0},
        {"fact", "依据", "fact", CEDU_LEFT, 0},
    };
    if (claims->n == 0) return;
    cedu_table *t = cli_section(c, "indicator", CLI_T(c, "指标", "Indicators"), columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < claims->n; i++) {
        const cedu_claim *k = &claims->p[i];
        const cedu_store_fact *r = &k->facts[k->best];
        const cedu_fact *f = &r->fact;
        cedu_cell cells[] = {
            {.type = CEDU_CELL_STR, .str = cedu__str(cedu_fact_kind_name(k->kind)), .people = cedu__str(cli_kind(c, k->kind))},
            cli_cell(k->subject),
            cli_cell(k->period),
            {.type = CEDU_CELL_NUM, .num = f->value, .people = claim_text(c, k, k->regions.n > 1)},
            cli_cell(f->unit),
            cli_cell(f->as_written),
            scope_cell(c, k->scope),
            cli_cell(f->source.p ? f->source : r->outlet),
            CEDU_CELL_N(k->sources),
            {.type = CEDU_CELL_BOOL, .num = k->disagree},
            cli_hash_cell(f->id, 8),
        };
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, NULL);
}

static void show_focus(cli *c, const cedu_profile *p) {
    static const cedu_column columns[] = {
        {"name", "重点领域", "focus", CEDU_LEFT, 8},       {"facts", "事实", "facts", CEDU_RIGHT, 0},
        {"sources", "独立来源", "sources", CEDU_RIGHT, 0}, {"year_from", "最早", "from", CEDU_RIGHT, 0},
        {"year_to", "最晚", "to", CEDU_RIGHT, 0},          {"fact", "依据", "fact", CEDU_LEFT, 0},
    };
    if (p->focus_count == 0) return;
    cedu_table *t = cli_section(c, "focus", CLI_T(c, "重点", "Focus"), columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < p->focus_count; i++) {
        const cedu_focus_count *k = &p->focus[i];
        cedu_cell cells[] = {cli_cell(k->name),
                             CEDU_CELL_N(k->facts),
                             CEDU_CELL_N(k->sources),
                             k->year_from ? CEDU_CELL_N(k->year_from) : CEDU_CELL_ABSENT(),
                             k->year_to ? CEDU_CELL_N(k->year_to) : CEDU_CELL_ABSENT(),
                             cli_hash_cell(k->evidence.fact.id, 8)};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, NULL);
}

static void show_registries(cli *c, const cedu_store_facts *list) {
    static const cedu_column columns[] = {
        {"subject", "名录", "registry", CEDU_LEFT, 12},
        {"period", "时间", "period", CEDU_LEFT, 0},
        {"clean_quote", "原文摘录", "quote", CEDU_LEFT, 20},
        {"fact", "依据", "fact", CEDU_LEFT, 0},
    };
    if (list->n == 0) return;
    cedu_table *t = cli_section(c, "registry", CLI_T(c, "名录", "Registries"), columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < list->n; i++) {
        const cedu_store_fact *r = &list->p[i];
        cedu_cell cells[] = {cli_cell(r->fact.subject), cli_cell(r->fact.period), cli_cell(r->clean_quote),
                             cli_hash_cell(r->fact.id, 8)};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, NULL);
}

static void show_head(cli *c, const cedu_profile *p) {
    if (c->format == CEDU_FORMAT_json) {
        cedu_buf b = {0};
        cedu_json j = {.out = &b};
        const struct {
            const char *key;
            size_t n;
        } counts[] = {{"facts", p->facts},
                      {"documents", p->documents},
                      {"sources", p->sources},
                      {"review", p->review},
                      {"conflicts", p->conflicts}};
        cedu__json_open(&j, '{');
        cedu__json_key(&j, "section");
        cedu__json_str(&j, CEDU_STR("region"));
        cedu__json_key(&j, "region");
        cedu__json_str(&j, p->region);
        cedu__json_key(&j, "region_code");
        cedu__json_str(&j, p->code);
        for (size_t i = 0; i < CEDU_COUNT(counts); i++) {
            cedu__json_key(&j, counts[i].key);
            cedu__json_int(&j, (int64_t)counts[i].n);
        }
        cedu__json_close(&j, '}');
        cedu__json_line(&j);
        cli_put(c, b.p, b.n);
        cedu__buf_release(&b);
        return;
    }
    if (c->format == CEDU_FORMAT_csv) return;
    cli_putf(c, c->format == CEDU_FORMAT_md ? "# %.*s" : "%.*s", (int)p->region.n, p->region.p);
    if (p->code.p) cli_putf(c, " %.*s", (int)p->code.n, p->code.p);
    cli_putf(c,
             CLI_T(c, "  事实 %zu 条，文档 %zu 篇，独立来源 %zu 个，待核 %zu 条，矛盾 %zu 处\n",
                   "  %zu facts, %zu documents, %zu independent sources, %zu to review, %zu conflicts\n"),
             p->facts, p->documents, p->sources, p->review, p->conflicts);
}

int cli_run_show(cli *c) {
    cedu_reason_options opt;
    cedu_error err;
    cedu_profile p = {0};
    if (!cli_reason_options(c, &opt)) return c->code;
    cedu_str region = cli_region(c, c->args[0]);
    cedu_store *s = region.p ? cli_open(c, false) : NULL;
    if (!s) return c->code;
    if (!cli_recent(c, s, (cedu_strs){&region, 1}, &opt)) return cedu__store_close(s), c->code;
    if (cedu__reason_profile(s, region, &opt, &c->arena, &p, &err) != CEDU_OK) cli_fail(c, cli_z(c, region), &err);
    else {
        show_head(c, &p);
        show_indicators(c, &p.indicators);
        /* CSV is one table: the indicators. The other sections have their own commands. */
        if (c->format != CEDU_FORMAT_csv) {
            cedu_table *t;
            if (p.targets.n &&
                (t = cli_section(c, "target", CLI_T(c, "目标", "Targets"), cli_target_columns, CLI_TARGET_COLUMNS))) {
                for (size_t i = 0; i < p.targets.n && cli_target_row(c, t, &p.targets.p[i]); i++) {}
                cli_table_end(c, t, NULL);
            }
            if (p.policies.n &&
                (t = cli_section(c, "policy", CLI_T(c, "政策文件", "Policies"), cli_policy_columns, CLI_POLICY_COLUMNS))) {
                for (size_t i = 0; i < p.policies.n && cli_policy_row(t, &p.policies.p[i]); i++) {}
                cli_table_end(c, t, NULL);
            }
            show_registries(c, &p.registries);
            show_focus(c, &p);
        }
    }
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ compare */
/* kind, subject, scope, year, unit, then a value and (for programs) a fact id for each region. */
#define FIXED 5
static const cedu_column fixed_columns[FIXED] = {
    {"subject", "指标", "subject", CEDU_LEFT, 12}, {"kind", "类型", "kind", CEDU_LEFT, 0},
    {"scope", "口径", "scope", CEDU_LEFT, 8},      {"year", "年份", "year", CEDU_RIGHT, 0},
    {"unit", "单位", "unit", CEDU_LEFT, 0, true},
};

static int compare_table(cli *c, const cedu_comparison *k) {
    size_t regions = k->regions.n, n = FIXED + 2 * regions;
    cedu_column *columns = CEDU_NEW_N(&c->arena, cedu_column, n);
    cedu_cell *cells = CEDU_NEW_N(&c->arena, cedu_cell, n);
    cedu_error err;
    if (!columns || !cells) return cli_fail(c, NULL, ((void)cedu__fail_nomem(&err), &err));
    memcpy(columns, fixed_columns, sizeof fixed_columns);
    for (size_t i = 0; i < regions; i++) {
        const char *name = cli_z(c, k->regions.p[i]);
        cedu_str fact = cedu__arena_strf(&c->arena, "%s.fact", name);
        columns[FIXED + i] = (cedu_column){name, name, name, CEDU_RIGHT, 10, false};
        columns[FIXED + regions + i] = (cedu_column){fact.p, fact.p, fact.p, CEDU_LEFT, 0, true};
    }
    cedu_table *t = cli_table(c, columns, n);
    for (size_t r = 0; t && r < k->n; r++) {
        const cedu_compare_row *row = &k->rows[r];
        cells[0] = cli_cell(row->subject);
        cells[1] = (cedu_cell){.type = CEDU_CELL_STR,
                               .str = cedu__str(cedu_fact_kind_name(row->kind)),
                               .people = cedu__str(cli_kind(c, row->kind))};
        cells[2] = scope_cell(c, row->scope);
        cells[3] = row->year ? CEDU_CELL_N(row->year) : CEDU_CELL_ABSENT();
        cells[4] = cli_cell(row->unit);
        for (size_t i = 0; i < regions; i++) {
            const cedu_claim *m = row->cells[i];
            cells[FIXED + i] = cells[FIXED + regions + i] = (cedu_cell){.type = CEDU_CELL_NULL};
            if (!m) continue;
            const cedu_fact *f = &m->facts[m->best].fact;
            cedu_str text = claim_text(c, m, true);
            if (c->opt[CLI_latest] && m->period.p)
                text = cedu__arena_strf(&c->arena, "%.*s(%.*s)", (int)text.n, text.p, (int)m->period.n, m->period.p);
            cells[FIXED + i] = (cedu_cell){.type = CEDU_CELL_NUM, .num = f->value, .people = text};
            cells[FIXED + regions + i] = cli_hash_cell(f->id, 8);
        }
        if (!cedu__table_row(t, cells)) break;
    }
    return t ? cli_table_end(c, t, CLI_T(c, "没有可比的数值", "nothing to compare")) : c->code;
}

int cli_run_compare(cli *c) {
    cedu_reason_options opt;
    cedu_store_fact_filter f;
    cedu_error err;
    cedu_comparison k = {0};
    cedu_str *regions = CEDU_NEW_N(&c->arena, cedu_str, c->arg_count);
    if (!regions || !cli_reason_options(c, &opt) || !cli_fact_filter(c, &f)) return c->code;
    for (size_t i = 0; i < c->arg_count; i++)
        if (!(regions[i] = cli_region(c, c->args[i])).p) return c->code;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    cedu_compare_options how = {.subject = f.subject,
                                .kinds = f.kinds,
                                .year_from = f.year_from,
                                .year_to = f.year_to,
                                .latest = c->opt[CLI_latest] != NULL};
    if (!cli_recent(c, s, (cedu_strs){regions, c->arg_count}, &opt)) return cedu__store_close(s), c->code;
    cedu_status st = cedu__reason_compare(s, (cedu_strs){regions, c->arg_count}, &how, &opt, &c->arena, &k, &err);
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    else compare_table(c, &k);
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ explain */
/* Quotations are what a page wrote: control characters are not passed on to a terminal. */
static void line_of(cli *c, const char *zh, const char *en, cedu_str s) {
    if (!s.p) return;
    cedu_buf b = {0};
    size_t len;
    for (size_t i = 0; i < s.n; i += len) {
        uint32_t cp = cedu__u8_at(s, i, &len);
        if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0)) cedu__buf_char(&b, ' ');
        else cedu__buf_add(&b, s.p + i, len);
    }
    cli_putf(c, CLI_T(c, "%s：%.*s\n", "%s: %.*s\n"), CLI_T(c, zh, en), (int)b.n, b.p ? b.p : "");
    cedu__buf_release(&b);
}

static cedu_str joined(cli *c, cedu_strs s) {
    cedu_buf b = {0};
    for (size_t i = 0; i < s.n; i++) {
        if (i) cedu__buf_z(&b, "、");
        cedu__buf_str(&b, s.p[i]);
    }
    cedu_str r = s.n ? cedu__arena_str(&c->arena, cedu__buf_view(&b)) : (cedu_str){0};
    cedu__buf_release(&b);
    return r;
}

/* Where the fact stands in the file that the text was extracted from; kind 0: the text is the file, or nobody noted it. */
static cedu_span where_of(cli *c, cedu_store *s, const cedu_store_fact *r) {
    cedu_span where = {0};
    cedu_place_map map = {0};
    cedu_buf b = {.max = CEDU_MAX_PAYLOAD + 1};
    cedu_error err;
    if (cedu__store_where(s, r->document, &c->arena, &map.map, &err) == CEDU_OK && map.map.n &&
        cedu__store_original(s, r->document, &b, &err) == CEDU_OK) {
        map.text = cedu__buf_view(&b);
        where = cedu__where_span(&map, r->fact.place.byte_start, r->fact.place.byte_end);
    }
    cedu__buf_release(&b);
    return where;
}

/* The bytes themselves, out of the archived original: what the quotation was, before anyone decoded anything. */
static void original_bytes(cli *c, cedu_store *s, const cedu_store_fact *r) {
    cedu_buf b = {.max = CEDU_MAX_PAYLOAD + 1};
    cedu_error err;
    if (cedu__store_original(s, r->document, &b, &err) != CEDU_OK) cli_fail(c, r->doc, &err);
    else {
        size_t i = r->fact.place.byte_start, end = r->fact.place.byte_end, stop = end > i + 48 ? i + 48 : end;
        cli_putf(c, CLI_T(c, "原始字节 %zu–%zu：", "original bytes %zu–%zu:"), i, end);
        for (; i < stop && i < b.n; i++) cli_putf(c, " %02x", (unsigned char)b.p[i]);
        cli_putz(c, stop < end ? " …\n" : "\n");
    }
    cedu__buf_release(&b);
}

static void field_lines(cli *c, const cedu_fact *f) {
    static const char *const zh[] = {
#define CEDU__X(name, type, z) z,
        CEDU_FACT_FIELDS(CEDU__X)
#undef CEDU__X
    };
    for (const cedu_field *k = f->fields; k; k = k->next) {
        const char *name = CLI_T(c, zh[k->id], cedu_field_name(k->id));
        if (k->str.p) line_of(c, name, name, k->str);
        else if (k->strs.n) line_of(c, name, name, joined(c, k->strs));
        else {
            cedu_buf b = {0};
            cedu__num_text(&b, k->num);
            line_of(c, name, name, cedu__buf_view(&b));
            cedu__buf_release(&b);
        }
    }
}

static void explain_text(cli *c, cedu_store *s, const cedu_store_fact *r) {
    const cedu_fact *f = &r->fact;
    cedu_str value = cli_value(c, f);
    line_of(c, "事实", "fact", cedu__str(f->id));
    line_of(c, "类型", "kind", cedu__str(cli_kind(c, f->kind)));
    line_of(c, "地区", "region", joined(c, f->region));
    line_of(c, "指标", "subject", f->subject);
    line_of(c, "时间", "period", f->period);
    line_of(c, "时间依据", "period basis", f->period_basis);
    line_of(c, "数值", "value", value);
    line_of(c, "原文写法", "as written", f->as_written);
    field_lines(c, f);
    line_of(c, "口吻", "stance", cedu__str(cli_stance(c, f->stance)));
    line_of(c, "来源", "source", f->source);
    if (f->denied) cli_putz(c, CLI_T(c, "原文否定此事\n", "the text denies it\n"));
    cli_putf(c, CLI_T(c, "置信度：%.2f%s\n", "confidence: %.2f%s\n"), f->confidence,
             f->review ? CLI_T(c, "（待核）", " (to review)") : "");
    line_of(c, "规则", "rule", f->rule);
    line_of(c, "来源等级", "tier", r->tier);
    line_of(c, "疑点", "doubts", joined(c, r->doubts));
    line_of(c, "文档", "document", r->title);
    cli_putf(c, "  %s  %.*s  %.*s\n", r->doc, (int)r->published.n, r->published.p ? r->published.p : "", (int)r->file.n,
             r->file.p ? r->file.p : "");
    line_of(c, "原文摘录", "quotation", r->quote);
    if (!cedu__eq(r->quote, r->clean_quote)) line_of(c, "修复后", "repaired", r->clean_quote);
    cedu_span where = where_of(c, s, r);
    cedu_buf said = {0};
    cedu__where_say(&said, &where, c->english);
    if (said.n) line_of(c, "原文件中的位置", "place in the file", cedu__arena_str(&c->arena, cedu__buf_view(&said)));
    cedu__buf_release(&said);
    cli_putf(c, CLI_T(c, "字符 %u–%u\n", "characters %u–%u\n"), f->place.start, f->place.end);
    original_bytes(c, s, r);
    size_t i = 0;
    for (const cedu_context *k = f->context; k; k = k->next, i++) {
        cedu_str q = i < r->context_quotes.n ? r->context_quotes.p[i] : CEDU_STR("");
        cli_putf(c, CLI_T(c, "上下文 %.*s：%.*s（字符 %u–%u）\n", "context %.*s: %.*s (characters %u–%u)\n"), (int)k->role.n,
                 k->role.p, (int)q.n, q.p ? q.p : "", k->place.start, k->place.end);
    }
}

int cli_run_explain(cli *c) {
    if (c->format != CEDU_FORMAT_table && c->format != CEDU_FORMAT_json)
        return cli_usage(c, CLI_T(c, "explain 的格式是 table 或 json", "explain writes table or json"));
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    for (size_t i = 0; i < c->arg_count && !c->gone; i++) {
        cedu_store_fact r;
        cedu_error err;
        if (cedu__store_fact(s, cedu__str(c->args[i]), &c->arena, &r, &err) != CEDU_OK) {
            cli_fail(c, c->args[i], &err);
            continue;
        }
        if (c->format == CEDU_FORMAT_json) {
            cedu_buf b = {0};
            cedu_span where = where_of(c, s, &r);
            cedu__report_fact_json(&r.fact, r.doc, cedu__store_quote, &r, &where, &b);
            cli_put(c, b.p, b.n);
            cedu__buf_release(&b);
            continue;
        }
        if (i) cli_putz(c, "\n");
        explain_text(c, s, &r);
    }
    cedu__store_close(s);
    return c->code;
}
