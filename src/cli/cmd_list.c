/* cmd_list.c - `cedu list` (documents, facts, regions, subjects, policies) and `cedu search`. One table each; what a list is made
 * of is one row of `lists`. Facts stream: memory stays flat however many there are. */
#include <math.h>

#include "cli/cli.h"

cedu_cell cli_cell(cedu_str s) { return s.p ? CEDU_CELL_S(s) : CEDU_CELL_ABSENT(); }
/* A long hash, of which people see the beginning. */
cedu_cell cli_hash_cell(const char *hex, size_t shown) {
    cedu_cell cell = CEDU_CELL_S(cedu__str(hex));
    cell.people = cedu__sub(cell.str, 0, shown < cell.str.n ? shown : cell.str.n);
    return cell;
}
static cedu_cell year_cell(int y) { return y ? CEDU_CELL_N(y) : CEDU_CELL_ABSENT(); }

static bool limit_of(cli *c, size_t *out) {
    long n = 0;
    *out = 0;
    if (!c->opt[CLI_limit]) return true;
    if (!cli_number(c->opt[CLI_limit], 1, 1000000000, &n)) {
        cli_usage(c, CLI_T(c, "--limit 应为正整数，不是 %s", "--limit is a number above 0, not %s"), c->opt[CLI_limit]);
        return false;
    }
    *out = (size_t)n;
    return true;
}

/* The year of --from, --to, --due; 0 when not given. */
bool cli_year_option(cli *c, cli_option o, int *out) {
    *out = 0;
    if (!c->opt[o] || cli_year(c->opt[o], out)) return true;
    cli_usage(c, CLI_T(c, "--%s 应为四位年份，不是 %s", "--%s is a year, not %s"), cli_options[o].name, c->opt[o]);
    return false;
}

static bool kinds_of(cli *c, uint32_t *out) {
    *out = 0;
    for (const char *z = c->opt[CLI_kind]; z && *z;) {
        size_t n = strcspn(z, ","), k = 0;
        for (; k < CEDU_FACT_KIND_COUNT; k++) {
            const char *name = cedu_fact_kind_name((cedu_fact_kind)k);
            if (strlen(name) == n && !memcmp(name, z, n)) break;
        }
        if (k == CEDU_FACT_KIND_COUNT) {
            cli_usage(c,
                      CLI_T(c, "没有事实类型 %.*s（observation target growth share rank policy …）",
                            "there is no kind of fact %.*s (observation target growth share rank policy …)"),
                      (int)n, z);
            return false;
        }
        *out |= 1u << k;
        z += n + (z[n] == ',');
    }
    return true;
}

bool cli_fact_filter(cli *c, cedu_store_fact_filter *f) {
    *f = (cedu_store_fact_filter){.subject = cedu__str(c->opt[CLI_subject]),
                                  .source = cedu__str(c->opt[CLI_source]),
                                  .unreviewed = c->opt[CLI_review] != NULL};
    if (!kinds_of(c, &f->kinds) || !cli_year_option(c, CLI_from, &f->year_from) || !cli_year_option(c, CLI_to, &f->year_to) ||
        !limit_of(c, &f->limit))
        return false;
    if (!c->opt[CLI_region]) return true;
    cedu_str *r = CEDU_NEW(&c->arena, cedu_str);
    if (!r) return false;
    *r = cli_region(c, c->opt[CLI_region]);
    f->regions = (cedu_strs){r, 1};
    return r->p != NULL;
}

/* ------------------------------------------------------------------ documents */
static const cedu_column document_columns[] = {
    {"doc", "文档", "doc", CEDU_LEFT, 0},
    {"published", "日期", "published", CEDU_LEFT, 0},
    {"title", "标题", "title", CEDU_LEFT, 20},
    {"outlet", "媒体", "outlet", CEDU_LEFT, 8},
    {"doc_type", "文种", "type", CEDU_LEFT, 0},
    {"facts", "事实", "facts", CEDU_RIGHT, 0},
    {"findings", "发现", "findings", CEDU_RIGHT, 0},
    {"cluster_size", "同文", "copies", CEDU_RIGHT, 0},
    {"tier", "来源等级", "tier", CEDU_LEFT, 0},
    {"doubts", "疑点", "doubts", CEDU_LEFT, 8},
    {"stale", "过期", "stale", CEDU_LEFT, 0},
    {"file", "文件", "file", CEDU_LEFT, 12},
    {"member", "成员", "member", CEDU_LEFT, 0, true},
    {"encoding", "编码", "encoding", CEDU_LEFT, 0, true},
    {"bytes", "字节", "bytes", CEDU_RIGHT, 0, true},
    {"added_at", "收入时间", "added at", CEDU_LEFT, 0, true},
    {"tier_basis", "等级依据", "tier basis", CEDU_LEFT, 0, true},
    {"extracted", "提取自", "extracted from", CEDU_LEFT, 0, true},
    {"container", "原文件", "container", CEDU_LEFT, 0, true},
};
static cedu_cell doubts_cell(cedu_strs v) { return v.n ? (cedu_cell){.type = CEDU_CELL_STRS, .strs = v} : CEDU_CELL_ABSENT(); }

static cedu_status list_documents(cli *c, cedu_store *s, cedu_table *t, cedu_error *err) {
    cedu_store_doc_filter f = {.from = cedu__str(c->opt[CLI_from]), .to = cedu__str(c->opt[CLI_to])};
    if (c->opt[CLI_region] && !(f.region = cli_region(c, c->opt[CLI_region])).p) return CEDU_OK;
    if (!limit_of(c, &f.limit)) return CEDU_OK;
    cedu_engine *e = cli_engine(c);
    if (!e) return CEDU_OK;
    const char *fp = cedu_engine_fingerprint(e);
    if (c->opt[CLI_stale]) f.stale_for = cedu__str(fp);
    cedu_store_docs docs;
    cedu_status st = cedu__store_documents(s, &f, &c->arena, &docs, err);
    for (size_t i = 0; i < docs.n && st == CEDU_OK; i++) {
        const cedu_store_doc *d = &docs.p[i];
        cedu_cell cells[] = {cli_hash_cell(d->sha256, 12),
                             cli_cell(d->published),
                             cli_cell(d->title),
                             cli_cell(d->outlet),
                             cli_cell(d->doc_type),
                             CEDU_CELL_N(d->fact_count),
                             CEDU_CELL_N(d->finding_count),
                             CEDU_CELL_N(d->cluster_size),
                             cli_cell(d->tier),
                             doubts_cell(d->doubts),
                             {.type = CEDU_CELL_BOOL, .num = strcmp(d->fingerprint, fp) != 0},
                             cli_cell(d->file),
                             cli_cell(d->member),
                             cli_cell(d->encoding),
                             CEDU_CELL_N(d->bytes),
                             cli_cell(d->added_at),
                             cli_cell(d->tier_basis),
                             cli_cell(d->extracted),
                             d->container[0] ? cli_hash_cell(d->container, 12) : CEDU_CELL_ABSENT()};
        if (d->published.n > 10) cells[1].people = cedu__sub(d->published, 0, 10);
        if (!cedu__table_row(t, cells)) break;
    }
    return st;
}

/* ------------------------------------------------------------------ prints of one text; numbers that several texts bear */
static const cedu_column print_columns[] = {
    {"cluster", "组", "cluster", CEDU_RIGHT, 0},
    {"derivation", "关系", "derivation", CEDU_LEFT, 0},
    {"share", "重合", "share", CEDU_RIGHT, 0},
    {"doc", "文档", "doc", CEDU_LEFT, 0},
    {"published", "日期", "published", CEDU_LEFT, 0},
    {"title", "标题", "title", CEDU_LEFT, 20},
    {"outlet", "媒体", "outlet", CEDU_LEFT, 8},
    {"tier", "来源等级", "tier", CEDU_LEFT, 0},
    {"doubts", "疑点", "doubts", CEDU_LEFT, 8},
    {"document_number", "文号", "number", CEDU_LEFT, 0},
    {"derived_from", "源自", "derived from", CEDU_LEFT, 0},
    {"file", "文件", "file", CEDU_LEFT, 12},
};
static cedu_status print_rows(cli *c, cedu_store *s, cedu_table *t, cedu_store_doc_filter *f, cedu_error *err) {
    cedu_store_docs docs;
    if (!limit_of(c, &f->limit)) return CEDU_OK;
    cedu_status st = cedu__store_documents(s, f, &c->arena, &docs, err);
    for (size_t i = 0; i < docs.n && st == CEDU_OK; i++) {
        const cedu_store_doc *d = &docs.p[i];
        cedu_cell cells[] = {CEDU_CELL_N(d->cluster),
                             {.type = CEDU_CELL_STR,
                              .str = cedu__str(cedu__store_derivation_name(d->derivation)),
                              .people = cedu__str(cedu__store_derivation_label(d->derivation, c->english))},
                             d->derived_from[0] && d->derivation != CEDU_DERIVATION_part
                                 ? CEDU_CELL_N((double)(long)(d->near_share * 1000 + 0.5) / 1000)
                                 : CEDU_CELL_ABSENT(),
                             cli_hash_cell(d->sha256, 12),
                             cli_cell(d->published),
                             cli_cell(d->title),
                             cli_cell(d->outlet),
                             cli_cell(d->tier),
                             doubts_cell(d->doubts),
                             cli_cell(d->own_number),
                             d->derived_from[0] ? cli_hash_cell(d->derived_from, 12) : CEDU_CELL_ABSENT(),
                             cli_cell(d->file)};
        if (d->published.n > 10) cells[4].people = cedu__sub(d->published, 0, 10);
        if (!cedu__table_row(t, cells)) break;
    }
    return st;
}
static cedu_status list_clusters(cli *c, cedu_store *s, cedu_table *t, cedu_error *err) {
    return print_rows(c, s, t, &(cedu_store_doc_filter){.prints = true}, err);
}
static cedu_status list_numbers(cli *c, cedu_store *s, cedu_table *t, cedu_error *err) {
    return print_rows(c, s, t, &(cedu_store_doc_filter){.same_number = true}, err);
}
/* For commands that people look for contradictions with. */
void cli_same_number(cli *c, cedu_store *s) {
    size_t n = 0;
    cedu_error err;
    if (cedu__store_count_same_number(s, &n, &err) == CEDU_OK && n)
        cli_say(c,
                CLI_T(c, "警示：%zu 个文号下有不同的正文；cedu list numbers 列出",
                      "alarm: %zu document numbers stand on different texts; cedu list numbers shows them"),
                n);
}

/* ------------------------------------------------------------------ facts */
static const cedu_column fact_columns[] = {
    {"id", "编号", "id", CEDU_LEFT, 0},
    {"kind", "类型", "kind", CEDU_LEFT, 0},
    {"region", "地区", "region", CEDU_LEFT, 8},
    {"subject", "指标", "subject", CEDU_LEFT, 12},
    {"period", "时间", "period", CEDU_LEFT, 0},
    {"value", "数值", "value", CEDU_RIGHT, 0},
    {"unit", "单位", "unit", CEDU_LEFT, 0, true},
    {"modifier", "限定", "modifier", CEDU_LEFT, 0, true},
    {"as_written", "原文写法", "as written", CEDU_LEFT, 8},
    {"stance", "口吻", "stance", CEDU_LEFT, 0},
    {"source", "来源", "source", CEDU_LEFT, 8},
    {"clean_quote", "原文摘录", "quote", CEDU_LEFT, 20},
    {"doc", "文档", "doc", CEDU_LEFT, 0},
    {"published", "发布日期", "published", CEDU_LEFT, 0, true},
    {"title", "文档标题", "title", CEDU_LEFT, 0, true},
    {"confidence", "置信度", "confidence", CEDU_RIGHT, 0, true},
    {"quote", "原字节摘录", "original quote", CEDU_LEFT, 0, true},
    {"start", "起", "start", CEDU_RIGHT, 0, true},
    {"end", "止", "end", CEDU_RIGHT, 0, true},
    {"byte_start", "起字节", "first byte", CEDU_RIGHT, 0, true},
    {"byte_end", "止字节", "last byte", CEDU_RIGHT, 0, true},
    {"tier", "来源等级", "tier", CEDU_LEFT, 0},
    {"doubts", "疑点", "doubts", CEDU_LEFT, 0, true},
};
static bool fact_row(cli *c, cedu_table *t, const cedu_store_fact *r, cedu_buf *value) {
    const cedu_fact *f = &r->fact;
    const char *sign = cedu_modifier_sign(f->modifier);
    value->n = 0;
    if (f->has_value) cedu__report_value(value, f->modifier, f->value, f->has_max ? f->value_max : NAN, f->unit, f->as_written);
    cedu_cell cells[] = {
        cli_hash_cell(f->id, 8),
        {.type = CEDU_CELL_STR, .str = cedu__str(cedu_fact_kind_name(f->kind)), .people = cedu__str(cli_kind(c, f->kind))},
        cli_regions_cell(f->region),
        cli_cell(f->subject),
        cli_cell(f->period),
        f->has_value ? CEDU_CELL_N(f->value) : CEDU_CELL_ABSENT(),
        cli_cell(f->unit),
        f->has_value ? CEDU_CELL_S(cedu__str(sign)) : CEDU_CELL_ABSENT(),
        cli_cell(f->as_written),
        {.type = CEDU_CELL_STR, .str = cedu__str(cedu_stance_name(f->stance)), .people = cedu__str(cli_stance(c, f->stance))},
        cli_cell(f->source),
        cli_cell(r->clean_quote),
        cli_hash_cell(r->doc, 12),
        cli_cell(r->published),
        cli_cell(r->title),
        CEDU_CELL_N(f->confidence),
        cli_cell(r->quote),
        CEDU_CELL_N(f->place.start),
        CEDU_CELL_N(f->place.end),
        CEDU_CELL_N(f->place.byte_start),
        CEDU_CELL_N(f->place.byte_end),
        cli_cell(r->tier),
        doubts_cell(r->doubts)};
    if (value->n) cells[5].people = cedu__buf_view(value);
    return cedu__table_row(t, cells);
}

static cedu_status list_facts(cli *c, cedu_store *s, cedu_table *t, cedu_error *err) {
    cedu_store_fact_filter f;
    if (!cli_fact_filter(c, &f)) return CEDU_OK;
    cedu_store_cursor *cursor;
    cedu_status st = cedu__store_facts_open(s, &f, &cursor, err);
    if (st != CEDU_OK) return st;
    cedu_arena a;
    cedu_buf value = {0};
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    for (bool more = true; more;) {
        cedu_store_fact row;
        cedu__arena_reset(&a);
        st = cedu__store_facts_next(cursor, &a, &row, &more, err);
        if (st != CEDU_OK || (more && !fact_row(c, t, &row, &value))) break;
    }
    cedu__buf_release(&value);
    cedu__arena_release(&a);
    cedu__store_facts_close(cursor);
    return st;
}

/* ------------------------------------------------------------------ regions, subjects */
static const cedu_column count_columns[] = {
    {"name", "名称", "name", CEDU_LEFT, 8},       {"id", "代码", "id", CEDU_LEFT, 0},
    {"facts", "事实", "facts", CEDU_RIGHT, 0},    {"documents", "文档", "documents", CEDU_RIGHT, 0},
    {"year_from", "最早", "from", CEDU_RIGHT, 0}, {"year_to", "最晚", "to", CEDU_RIGHT, 0},
    {"unit", "单位", "unit", CEDU_LEFT, 0},
};
static void count_rows(cedu_table *t, const cedu_store_counts *n) {
    for (size_t i = 0; i < n->n; i++) {
        const cedu_store_count *k = &n->p[i];
        cedu_cell cells[] = {cli_cell(k->name),       cli_cell(k->id),       CEDU_CELL_N(k->facts), CEDU_CELL_N(k->documents),
                             year_cell(k->year_from), year_cell(k->year_to), cli_cell(k->unit)};
        if (!cedu__table_row(t, cells)) return;
    }
}
static cedu_status list_regions(cli *c, cedu_store *s, cedu_table *t, cedu_error *err) {
    size_t limit;
    cedu_store_counts n;
    if (!limit_of(c, &limit)) return CEDU_OK;
    cedu_status st = cedu__store_regions(s, limit, &c->arena, &n, err);
    if (st == CEDU_OK) count_rows(t, &n);
    return st;
}
static cedu_status list_subjects(cli *c, cedu_store *s, cedu_table *t, cedu_error *err) {
    size_t limit;
    cedu_store_counts n;
    cedu_str region = {0};
    if (!limit_of(c, &limit) || (c->opt[CLI_region] && !(region = cli_region(c, c->opt[CLI_region])).p)) return CEDU_OK;
    cedu_status st = cedu__store_subjects(s, region, limit, &c->arena, &n, err);
    if (st == CEDU_OK) count_rows(t, &n);
    return st;
}

/* ------------------------------------------------------------------ policies */
const cedu_column cli_policy_columns[CLI_POLICY_COLUMNS] = {
    {"title", "标题", "title", CEDU_LEFT, 20},
    {"document_number", "发文字号", "number", CEDU_LEFT, 0},
    {"issuers", "发文机关", "issuers", CEDU_LEFT, 10},
    {"regions", "地区", "regions", CEDU_LEFT, 6},
    {"doc_type", "文种", "type", CEDU_LEFT, 0},
    {"status", "时效性", "status", CEDU_LEFT, 0},
    {"signed", "成文", "signed", CEDU_LEFT, 0},
    {"published", "发布", "published", CEDU_LEFT, 0},
    {"effective", "施行", "effective", CEDU_LEFT, 0, true},
    {"expires", "失效", "expires", CEDU_LEFT, 0, true},
    {"sources", "来源数", "sources", CEDU_RIGHT, 0},
    {"fact", "事实", "fact", CEDU_LEFT, 0},
};
bool cli_policy_row(cedu_table *t, const cedu_store_policy *p) {
    cedu_cell cells[CLI_POLICY_COLUMNS] = {cli_cell(p->title),
                                           cli_cell(p->document_number),
                                           {.type = CEDU_CELL_STRS, .strs = p->issuers},
                                           {.type = CEDU_CELL_STRS, .strs = p->regions},
                                           cli_cell(p->doc_type),
                                           cli_cell(p->status),
                                           cli_cell(p->signed_on),
                                           cli_cell(p->published),
                                           cli_cell(p->effective),
                                           cli_cell(p->expires),
                                           CEDU_CELL_N(p->sources),
                                           p->evidence ? cli_hash_cell(p->evidence->fact.id, 8) : CEDU_CELL_ABSENT()};
    return cedu__table_row(t, cells);
}
static cedu_status list_policies(cli *c, cedu_store *s, cedu_table *t, cedu_error *err) {
    cedu_str region = {0};
    cedu_store_policies p;
    size_t limit;
    if (!limit_of(c, &limit) || (c->opt[CLI_region] && !(region = cli_region(c, c->opt[CLI_region])).p)) return CEDU_OK;
    cedu_status st = cedu__store_policies(s, region, 0, &c->arena, &p, err);
    for (size_t i = 0; st == CEDU_OK && i < p.n && (!limit || i < limit); i++)
        if (!cli_policy_row(t, &p.p[i])) break;
    return st;
}

/* ------------------------------------------------------------------ list */
#define NARROWING                                                                                                              \
    (CLI_BIT(region) | CLI_BIT(subject) | CLI_BIT(kind) | CLI_BIT(source) | CLI_BIT(from) | CLI_BIT(to) | CLI_BIT(stale) |     \
     CLI_BIT(review))
static const struct {
    const char *name;
    const cedu_column *columns;
    size_t count;
    cedu_status (*rows)(cli *c, cedu_store *s, cedu_table *t, cedu_error *err);
    uint64_t narrowing; /* which of the options above it understands; the others would be ignored in silence */
} lists[] = {
    {"documents", document_columns, CEDU_COUNT(document_columns), list_documents,
     CLI_BIT(region) | CLI_BIT(from) | CLI_BIT(to) | CLI_BIT(stale)},
    {"facts", fact_columns, CEDU_COUNT(fact_columns), list_facts, NARROWING & ~CLI_BIT(stale)},
    {"regions", count_columns, CEDU_COUNT(count_columns), list_regions, 0},
    {"subjects", count_columns, CEDU_COUNT(count_columns), list_subjects, CLI_BIT(region)},
    {"policies", cli_policy_columns, CLI_POLICY_COLUMNS, list_policies, CLI_BIT(region)},
    {"clusters", print_columns, CEDU_COUNT(print_columns), list_clusters, 0},
    {"numbers", print_columns, CEDU_COUNT(print_columns), list_numbers, 0},
};

/* Wrong options are complained about before any file is touched. */
static bool list_options(cli *c, size_t k) {
    cedu_store_fact_filter f;
    size_t limit;
    for (size_t o = 0; o < CLI_OPTION_COUNT; o++)
        if (c->opt[o] && NARROWING & 1ull << o & ~lists[k].narrowing) {
            cli_usage(c, CLI_T(c, "list %s 不接受选项 --%s", "list %s takes no option --%s"), lists[k].name,
                      cli_options[o].name);
            return false;
        }
    return lists[k].rows == list_facts ? cli_fact_filter(c, &f) : limit_of(c, &limit);
}

int cli_run_list(cli *c) {
    size_t k = 0;
    while (k < CEDU_COUNT(lists) && strcmp(lists[k].name, c->args[0])) k++;
    if (k == CEDU_COUNT(lists))
        return cli_usage(c,
                         CLI_T(c, "list 不认识 %s（可用：documents facts regions subjects policies clusters numbers）",
                               "list does not know %s (documents facts regions subjects policies clusters numbers)"),
                         c->args[0]);
    if (!list_options(c, k)) return c->code;
    cedu_store *s = cli_open(c, false);
    cedu_table *t = s ? cli_table(c, lists[k].columns, lists[k].count) : NULL;
    if (t) {
        cedu_error err;
        cedu_status st = lists[k].rows(c, s, t, &err);
        if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
        cli_table_end(c, t, c->code ? NULL : CLI_T(c, "没有", "none"));
    }
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ search */
int cli_run_search(cli *c) {
    static const cedu_column columns[] = {
        {"doc", "文档", "doc", CEDU_LEFT, 0},       {"published", "日期", "published", CEDU_LEFT, 0},
        {"title", "标题", "title", CEDU_LEFT, 16},  {"snippet", "摘录", "snippet", CEDU_LEFT, 24},
        {"outlet", "媒体", "outlet", CEDU_LEFT, 8}, {"file", "文件", "file", CEDU_LEFT, 0, true},
    };
    cedu_error err;
    size_t limit;
    cedu_store *s = limit_of(c, &limit) ? cli_open(c, false) : NULL;
    if (!s) return c->code;
    cedu_buf words = {0};
    for (size_t i = 0; i < c->arg_count; i++) cedu__buf_f(&words, i ? " %s" : "%s", c->args[i]);
    cedu_store_hits hits = {0};
    cedu_status st = cedu__store_search(s, cedu__buf_view(&words), limit, &c->arena, &hits, &err);
    cedu_table *t = st == CEDU_OK ? cli_table(c, columns, CEDU_COUNT(columns)) : NULL;
    if (st != CEDU_OK) cli_fail(c, st == CEDU_USAGE ? NULL : c->opt[CLI_db], &err);
    for (size_t i = 0; t && i < hits.n; i++) {
        const cedu_store_hit *h = &hits.p[i];
        cedu_cell cells[] = {cli_hash_cell(h->doc, 12), cli_cell(h->published), cli_cell(h->title),
                             cli_cell(h->snippet),      cli_cell(h->outlet),    cli_cell(h->file)};
        if (h->published.n > 10) cells[1].people = cedu__sub(h->published, 0, 10);
        /* For people the hit is marked, as it has no colour of its own inside a table. */
        if (h->mark_len)
            cells[3].people =
                cedu__arena_strf(&c->arena, "%.*s【%.*s】%.*s", (int)h->snippet_mark, h->snippet.p, (int)h->mark_len,
                                 h->snippet.p + h->snippet_mark, (int)(h->snippet.n - h->snippet_mark - h->mark_len),
                                 h->snippet.p + h->snippet_mark + h->mark_len);
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) {
        cli_table_end(c, t, CLI_T(c, "没有找到", "nothing found"));
        if (hits.total > hits.n)
            cli_say(c, CLI_T(c, "共 %zu 篇，列出 %zu 篇；--limit N 可多列", "%zu documents, %zu shown; --limit N shows more"),
                    hits.total, hits.n);
    }
    cedu__buf_release(&words);
    cedu__store_close(s);
    return c->code;
}
