/* cmd_dump.c - `cedu dump STAGE FILE`: every intermediate form of a page, as a table or as records. For whoever wonders where
 * something went wrong: bytes, text, page, repair, mentions, facts. */
#include "cli/cli.h"

typedef struct dump_stage {
    const char *name;
    cedu_stage stage;
    const cedu_column *columns;
    size_t column_count;
    void (*rows)(cli *c, const cedu_page *p, cedu_table *t);
    void (*head)(cli *c, const cedu_page *p); /* lines before an aligned table; may be NULL */
} dump_stage;

static cedu_cell text_or_none(cedu_str s) { return s.p ? CEDU_CELL_S(s) : CEDU_CELL_ABSENT(); }
static cedu_cell z_cell(const char *z) { return CEDU_CELL_S(cedu__str(z)); }

/* ------------------------------------------------------------------ bytes: 16 a row and what they decode to */
static const cedu_column byte_columns[] = {
    {"byte", "字节", "byte", CEDU_RIGHT, 0},
    {"hex", "十六进制", "hex", CEDU_LEFT, 0},
    {"text", "文字", "text", CEDU_LEFT, 8},
};
static void byte_rows(cli *c, const cedu_page *p, cedu_table *t) {
    (void)c;
    uint32_t cp = 0;
    for (size_t i = 0; i < p->n; i += 16) {
        char hex[64];
        size_t n = p->n - i < 16 ? p->n - i : 16, w = 0;
        for (size_t k = 0; k < n; k++) w += (size_t)snprintf(hex + w, sizeof hex - w, k ? " %02x" : "%02x", p->bytes[i + k]);
        uint32_t from = cp; /* the characters that start in this row */
        while (cp < p->text.cps && cedu__text_byte(&p->text, cedu__text_u8(&p->text, cp)) < i + n) cp++;
        cedu_cell cells[] = {CEDU_CELL_N(i), CEDU_CELL_S(((cedu_str){hex, w})), CEDU_CELL_S(cedu_page_quote(p, from, cp))};
        if (!cedu__table_row(t, cells)) return;
    }
}

/* ------------------------------------------------------------------ text: decoded lines */
static const cedu_column text_columns[] = {
    {"line", "行", "line", CEDU_RIGHT, 0},
    {"start", "字符", "char", CEDU_RIGHT, 0},
    {"byte_start", "字节", "byte", CEDU_RIGHT, 0},
    {"text", "文字", "text", CEDU_LEFT, 20},
};
static void text_head(cli *c, const cedu_page *p) {
    cli_putf(c, CLI_T(c, "编码 %.*s，%u 个字符，%u 字节，无效序列 %u", "encoding %.*s, %u characters, %u bytes, %u invalid"),
             (int)p->text.encoding.n, p->text.encoding.p, p->text.cps, p->text.bytes, p->text.invalid);
    if (p->text.declared.p)
        cli_putf(c, CLI_T(c, "，声明为 %.*s", ", declared %.*s"), (int)p->text.declared.n, p->text.declared.p);
    cli_putz(c, "\n");
}
static void text_rows(cli *c, const cedu_page *p, cedu_table *t) {
    (void)c;
    cedu_str s = p->text.s;
    size_t line = 1;
    for (size_t i = 0; i < s.n; line++) {
        const char *e = memchr(s.p + i, '\n', s.n - i);
        size_t end = e ? (size_t)(e - s.p) : s.n;
        cedu_cell cells[] = {CEDU_CELL_N(line), CEDU_CELL_N(cedu__text_cp(&p->text, (uint32_t)i)),
                             CEDU_CELL_N(cedu__text_byte(&p->text, (uint32_t)i)), CEDU_CELL_S(cedu__sub(s, i, end))};
        if (!cedu__table_row(t, cells)) return;
        i = e ? end + 1 : s.n;
    }
}

/* ------------------------------------------------------------------ page: blocks */
static const cedu_column page_columns[] = {
    {"main", "正文", "main", CEDU_LEFT, 0},   {"kind", "类型", "kind", CEDU_LEFT, 0}, {"level", "级", "level", CEDU_RIGHT, 0},
    {"start", "字符", "char", CEDU_RIGHT, 0}, {"end", "至", "end", CEDU_RIGHT, 0},    {"text", "文字", "text", CEDU_LEFT, 20},
};
static void page_head(cli *c, const cedu_page *p) {
    const struct {
        const char *zh, *en;
        cedu_str s;
    } rows[] = {{"标题", "title", p->article.title.s},   {"日期", "published", p->article.published.s},
                {"媒体", "outlet", p->article.outlet.s}, {"网站", "site", p->article.site.s},
                {"编辑", "editor", p->article.editor.s}, {"文种", "doc_type", p->article.doc_type}};
    for (size_t i = 0; i < CEDU_COUNT(rows); i++)
        if (rows[i].s.p)
            cli_putf(c, CLI_T(c, "%s：%.*s\n", "%s: %.*s\n"), CLI_T(c, rows[i].zh, rows[i].en), (int)rows[i].s.n, rows[i].s.p);
}
static void page_rows(cli *c, const cedu_page *p, cedu_table *t) {
    (void)c;
    for (size_t i = 0; i < p->article.block_count; i++) {
        const cedu_block *b = &p->article.blocks[i];
        uint32_t s, e;
        cedu__map_range(&p->article.map, b->start, b->end, &s, &e);
        cedu_cell cells[] = {{.type = CEDU_CELL_BOOL, .num = b->main},
                             z_cell(cedu__block_kind_name(b->kind)),
                             CEDU_CELL_N(b->level),
                             CEDU_CELL_N(cedu__text_cp(&p->text, s)),
                             CEDU_CELL_N(cedu__text_cp(&p->text, e)),
                             CEDU_CELL_S(cedu__sub(p->article.text, b->start, b->end))};
        if (!cedu__table_row(t, cells)) return;
    }
}

/* ------------------------------------------------------------------ repair: edits */
static const cedu_column repair_columns[] = {
    {"class", "类别", "class", CEDU_LEFT, 0},
    {"start", "字符", "char", CEDU_RIGHT, 0},
    {"before", "原文", "before", CEDU_LEFT, 12},
    {"after", "修复为", "after", CEDU_LEFT, 12},
    {"confidence", "置信度", "confidence", CEDU_RIGHT, 0},
};
static void repair_head(cli *c, const cedu_page *p) {
    for (int i = 0; i < CEDU_REPAIR_COUNT; i++)
        if (p->clean.counts[i]) cli_putf(c, "%s %u  ", cedu__repair_name((cedu_repair_class)i), p->clean.counts[i]);
    cli_putz(c, "\n");
}
static void repair_rows(cli *c, const cedu_page *p, cedu_table *t) {
    (void)c;
    for (size_t i = 0; i < p->clean.edit_count; i++) {
        const cedu_edit *e = &p->clean.edits[i];
        uint32_t a, b;
        cedu__map_range(&p->article.map, e->src, e->src + e->src_n, &a, &b);
        cedu_cell cells[] = {z_cell(cedu__repair_name(e->cls)), CEDU_CELL_N(cedu__text_cp(&p->text, a)),
                             CEDU_CELL_S(cedu__sub(p->article.text, e->src, e->src + e->src_n)),
                             CEDU_CELL_S(cedu__sub(p->clean.text, e->dst, e->dst + e->dst_n)),
                             CEDU_CELL_N((double)(int)(e->confidence * 1000 + 0.5f) / 1000)};
        if (!cedu__table_row(t, cells)) return;
    }
}

/* ------------------------------------------------------------------ mentions */
static const cedu_column mention_columns[] = {
    {"type", "类型", "type", CEDU_LEFT, 0},  {"start", "字符", "char", CEDU_RIGHT, 0}, {"end", "至", "end", CEDU_RIGHT, 0},
    {"text", "文字", "text", CEDU_LEFT, 16}, {"value", "值", "value", CEDU_LEFT, 20},  {"note", "备注", "note", CEDU_LEFT, 0},
};
static void mention_rows(cli *c, const cedu_page *p, cedu_table *t) {
    cedu_buf v = {0};
    for (size_t i = 0; i < p->mentions.n; i++) {
        const cedu_mention *m = &p->mentions.p[i];
        cedu_place at;
        if (m->type == CEDU_MENTION_cue && !c->opt[CLI_verbose]) continue; /* they tell who speaks; nothing is found by them */
        cedu__engine_locate(p, m->start, m->end, &at);
        v.n = 0;
        cedu__mention_json_value(c->engine->image, m, &v);
        const cedu_entry *e = cedu__image_entry(c->engine->image, m->entry);
        if (v.n == 0 && e) cedu__buf_str(&v, e->name);
        cedu_cell cells[] = {z_cell(cedu__mention_name(m->type)),
                             CEDU_CELL_N(at.start),
                             CEDU_CELL_N(at.end),
                             CEDU_CELL_S(cedu__sub(p->clean.text, m->start, m->end)),
                             CEDU_CELL_S(v.n ? cedu__buf_view(&v) : CEDU_STR("")),
                             z_cell(m->refused ? "refused"
                                    : m->vague ? "vague"
                                               : cedu_modifier_sign(m->modifier))};
        if (m->modifier == CEDU_MOD_EQ && !m->refused && !m->vague) cells[5] = CEDU_CELL_ABSENT();
        if (!cedu__table_row(t, cells)) break;
    }
    cedu__buf_release(&v);
}

/* ------------------------------------------------------------------ facts */
static const cedu_column fact_columns[] = {
    {"id", "编号", "id", CEDU_LEFT, 8},         {"kind", "类型", "kind", CEDU_LEFT, 0},
    {"region", "地区", "region", CEDU_LEFT, 8}, {"subject", "指标", "subject", CEDU_LEFT, 12},
    {"period", "时间", "period", CEDU_LEFT, 0}, {"value", "数值", "value", CEDU_RIGHT, 0},
    {"rule", "规则", "rule", CEDU_LEFT, 8},     {"quote", "原文摘录", "quote", CEDU_LEFT, 20},
};
static void fact_rows(cli *c, const cedu_page *p, cedu_table *t) {
    for (size_t i = 0; i < cedu_page_fact_count(p); i++) {
        const cedu_fact *f = cedu_page_fact(p, i);
        cedu_cell cells[] = {
            {.type = CEDU_CELL_STR, .str = cedu__str(f->id), .people = cedu__sub(cedu__str(f->id), 0, 8)},
            {.type = CEDU_CELL_STR, .str = cedu__str(cedu_fact_kind_name(f->kind)), .people = cedu__str(cli_kind(c, f->kind))},
            cli_regions_cell(f->region),
            text_or_none(f->subject),
            text_or_none(f->period),
            f->has_value ? CEDU_CELL_N(f->value) : CEDU_CELL_ABSENT(),
            text_or_none(f->rule),
            CEDU_CELL_S(cedu__sub(p->clean.text, f->place.clean_start, f->place.clean_end))};
        cells[5].people = cli_value(c, f);
        if (!cedu__table_row(t, cells)) return;
    }
}

#define ROW(name, stage, cols, rows, head)                                                                                     \
    { name, stage, cols, CEDU_COUNT(cols), rows, head }
static const dump_stage stages[] = {
    ROW("bytes", CEDU_STAGE_TEXT, byte_columns, byte_rows, text_head),
    ROW("text", CEDU_STAGE_TEXT, text_columns, text_rows, text_head),
    ROW("page", CEDU_STAGE_PAGE, page_columns, page_rows, page_head),
    ROW("repair", CEDU_STAGE_REPAIR, repair_columns, repair_rows, repair_head),
    ROW("mentions", CEDU_STAGE_MENTIONS, mention_columns, mention_rows, NULL),
    ROW("facts", CEDU_STAGE_FACTS, fact_columns, fact_rows, NULL),
};

static int dump_page(cli *c, const dump_stage *s, const cedu_page *p) {
    if (s->head && c->format == CEDU_FORMAT_table) s->head(c, p);
    cedu_table *t = cli_table(c, s->columns, s->column_count);
    if (!t) return c->code;
    s->rows(c, p, t);
    return cli_table_end(c, t, NULL);
}

int cli_run_dump(cli *c) {
    const dump_stage *s = NULL;
    for (size_t i = 0; i < CEDU_COUNT(stages); i++)
        if (!strcmp(stages[i].name, c->args[0])) s = &stages[i];
    if (!s)
        return cli_usage(c,
                         CLI_T(c, "没有阶段 %s（可用：bytes text page repair mentions facts）",
                               "there is no stage %s (bytes text page repair mentions facts)"),
                         c->args[0]);
    if (c->opt[CLI_date] && !cli_date(c->opt[CLI_date]))
        return cli_usage(c, CLI_T(c, "--date 应写作 2021-06-14，不是 %s", "--date is written 2021-06-14, not %s"),
                         c->opt[CLI_date]);
    if (!cli_engine(c)) return c->code;
    cedu_error err;
    cedu_member m = {0};
    cedu_worker *w = NULL;
    cedu_page *p = NULL;
    cedu_status st = cli_load(c->args[1], &m, false, &err);
    if (st == CEDU_OK) st = cedu_worker_new(c->engine, &w, &err);
    cedu_input in = cedu__input_page(c->args[1], &m);
    cedu_read_options opt = {.stage = s->stage, .date = c->opt[CLI_date]};
    if (st == CEDU_OK) st = cedu_worker_read(w, &in, &opt, &p, &err);
    int code = st == CEDU_OK ? dump_page(c, s, p) : cli_fail(c, c->args[1], &err);
    cedu_page_free(p);
    cedu_worker_free(w);
    cedu__input_member_release(&m);
    return code;
}
