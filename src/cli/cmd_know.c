/* cmd_know.c - `cedu claims`, `ledger`, `overlap`, `timeline`, `ask`, `diff`: the knowledge base in tables. Thin: reason does the work.
 *
 * Every row names the fact it rests on (people see its first eight digits, which `cedu explain` takes) and quotes it where that helps.
 */
#include <math.h>
#include <stdlib.h>

#include "cli/cli.h"
#include "reason/reason.h"

static cedu_cell people(const char *machine, const char *shown) {
    return (cedu_cell){.type = CEDU_CELL_STR, .str = cedu__str(machine), .people = cedu__str(shown)};
}

static cedu_cell value_cell(cli *c, const cedu_fact *f) {
    if (!f->has_value) return CEDU_CELL_ABSENT();
    return (cedu_cell){.type = CEDU_CELL_NUM, .num = f->value, .people = cli_value(c, f)};
}

static cedu_cell number_cell(double v) { return isfinite(v) ? CEDU_CELL_N(v) : CEDU_CELL_ABSENT(); }
static cedu_cell bool_cell(bool b) { return (cedu_cell){.type = CEDU_CELL_BOOL, .num = b}; }
static cedu_str said_by(const cedu_store_fact *f) {
    return f->fact.source.p ? f->fact.source : f->outlet.p ? f->outlet : f->title;
}
static cedu_str name_of(const cedu_store_fact *f) { return cedu__reason_entry_name(f); }

/* --region REGION as a list of one; false after complaining. */
static bool regions_option(cli *c, cedu_str *one, cedu_strs *out) {
    *out = (cedu_strs){0};
    if (!c->opt[CLI_region]) return true;
    *one = cli_region(c, c->opt[CLI_region]);
    *out = (cedu_strs){one, 1};
    return one->p != NULL;
}

bool cli_limit(cli *c, size_t *out) {
    long n = 0;
    *out = SIZE_MAX;
    if (!c->opt[CLI_limit]) return true;
    if (!cli_number(c->opt[CLI_limit], 1, 1000000000, &n)) {
        cli_usage(c, CLI_T(c, "--limit 应为正整数，不是 %s", "--limit is a number above 0, not %s"), c->opt[CLI_limit]);
        return false;
    }
    *out = (size_t)n;
    return true;
}

/* ------------------------------------------------------------------ claims */
const cedu_column cli_claim_columns[CLI_CLAIM_COLUMNS] = {
    {"kind", "类型", "kind", CEDU_LEFT, 0},
    {"region", "地区", "region", CEDU_LEFT, 6},
    {"subject", "指标", "subject", CEDU_LEFT, 12},
    {"period", "时间", "period", CEDU_LEFT, 0},
    {"value", "数值", "value", CEDU_RIGHT, 0},
    {"unit", "单位", "unit", CEDU_LEFT, 0, true},
    {"low", "下限", "low", CEDU_RIGHT, 0, true},
    {"high", "上限", "high", CEDU_RIGHT, 0, true},
    {"scope", "口径", "scope", CEDU_LEFT, 8},
    {"status", "核对", "status", CEDU_LEFT, 0},
    {"facts", "事实", "facts", CEDU_RIGHT, 0},
    {"sources", "独立来源", "sources", CEDU_RIGHT, 0},
    {"disagree", "不一致", "disagree", CEDU_LEFT, 0},
    {"source", "来源", "source", CEDU_LEFT, 8},
    {"quote", "原文摘录", "quote", CEDU_LEFT, 20},
    {"fact", "依据", "fact", CEDU_LEFT, 0},
    {"all_facts", "全部依据", "all facts", CEDU_LEFT, 0, true},
};

/* Of a claim: accepted when one of its facts is; disputed when one is and none is accepted. */
static cedu_store_status status_of(const cedu_claim *k) {
    cedu_store_status s = CEDU_STATUS_pending;
    for (size_t i = 0; i < k->fact_count; i++) {
        if (k->facts[i].status == CEDU_STATUS_accepted) return CEDU_STATUS_accepted;
        if (k->facts[i].status == CEDU_STATUS_disputed) s = CEDU_STATUS_disputed;
    }
    return s;
}

bool cli_claim_row(cli *c, cedu_table *t, const cedu_claim *k) {
    const cedu_store_fact *r = &k->facts[k->best];
    cedu_store_status s = status_of(k);
    cedu_str *ids = CEDU_NEW_N(&c->arena, cedu_str, k->fact_count + 1);
    for (size_t i = 0; ids && i < k->fact_count; i++) ids[i] = cedu__str(k->facts[i].fact.id);
    cedu_cell cells[] = {
        people(cedu_fact_kind_name(k->kind), cli_kind(c, k->kind)),
        cli_regions_cell(k->regions),
        cli_cell(k->subject),
        cli_cell(k->period),
        value_cell(c, &r->fact),
        cli_cell(k->unit),
        number_cell(k->disagree ? k->intervals[k->best].lo : k->interval.lo),
        number_cell(k->disagree ? k->intervals[k->best].hi : k->interval.hi),
        cli_cell(k->scope),
        people(cedu__store_status_name(s), cedu__store_status_label(s, c->english)),
        CEDU_CELL_N(k->fact_count),
        CEDU_CELL_N(k->sources),
        bool_cell(k->disagree),
        cli_cell(said_by(r)),
        cli_cell(r->clean_quote),
        cli_hash_cell(r->fact.id, 8),
        {.type = CEDU_CELL_STRS, .strs = {ids, ids ? k->fact_count : 0}},
    };
    return cedu__table_row(t, cells);
}

static int show_claims(cli *c, const cedu_claims *list, size_t limit, const char *none) {
    cedu_table *t = cli_table(c, cli_claim_columns, CLI_CLAIM_COLUMNS);
    for (size_t i = 0; t && i < list->n && i < limit; i++)
        if (!cli_claim_row(c, t, &list->p[i])) break;
    if (t) cli_table_end(c, t, none);
    return c->code;
}

int cli_run_claims(cli *c) {
    cedu_reason_options opt;
    cedu_store_fact_filter f;
    cedu_error err;
    cedu_claims list = {0};
    size_t limit;
    if (!cli_reason_options(c, &opt) || !cli_fact_filter(c, &f) || !cli_limit(c, &limit)) return c->code;
    f.unreviewed = false, f.limit = 0;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    if (!cli_recent(c, s, f.regions, &opt)) return cedu__store_close(s), c->code;
    if (cedu__reason_claims(s, &f, &opt, &c->arena, &list, &err) != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    else show_claims(c, &list, limit, CLI_T(c, "没有数值主张", "no claims"));
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ ledger */
static cedu_cell field_cell(const cedu_fact *f, cedu_field_id id) {
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (x->id == id)
            return x->str.p    ? CEDU_CELL_S(x->str)
                   : x->strs.n ? (cedu_cell){.type = CEDU_CELL_STRS, .strs = x->strs}
                               : CEDU_CELL_N(x->num);
    return CEDU_CELL_ABSENT();
}

static int ledger_names(cli *c) {
    static const cedu_column columns[] = {{"ledger", "台账", "ledger", CEDU_LEFT, 0}, {"about", "内容", "about", CEDU_LEFT, 0}};
    cedu_table *t = cli_table(c, columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < cedu__ledger_count; i++) {
        cedu_cell cells[] = {CEDU_CELL_S(cedu__str(cedu__ledgers[i].name)),
                             CEDU_CELL_S(cedu__str(CLI_T(c, cedu__ledgers[i].zh, cedu__ledgers[i].en)))};
        if (!cedu__table_row(t, cells)) break;
    }
    return t ? cli_table_end(c, t, NULL) : c->code;
}

static int scores(cli *c, cedu_store *s, const cedu_ledger_rows *rows) {
    static const cedu_column columns[] = {
        {"region", "地区", "region", CEDU_LEFT, 6},
        {"tag", "类别", "tag", CEDU_LEFT, 0},
        {"facts", "事实", "facts", CEDU_RIGHT, 0},
        {"sources", "独立来源", "sources", CEDU_RIGHT, 0},
        {"stated", "已有", "stated", CEDU_RIGHT, 0},
        {"reported", "转述", "reported", CEDU_RIGHT, 0},
        {"estimated", "估计", "estimated", CEDU_RIGHT, 0},
        {"planned", "计划", "planned", CEDU_RIGHT, 0},
        {"wished", "建议", "advised", CEDU_RIGHT, 0},
        {"lacking", "缺少", "lacking", CEDU_RIGHT, 0},
        {"years", "逐年", "by year", CEDU_LEFT, 0},
        {"quote", "一例", "an example", CEDU_LEFT, 16},
        {"fact", "依据", "fact", CEDU_LEFT, 0},
    };
    cedu_score *p;
    size_t n;
    cedu_error err;
    cedu_table *t = NULL;
    if (cedu__reason_scores(rows, &c->arena, &p, &n, &err) != CEDU_OK) cli_fail(c, NULL, &err);
    else t = cli_table(c, columns, CEDU_COUNT(columns));
    for (size_t i = 0; t && i < n; i++) {
        const cedu_score *k = &p[i];
        cedu_cell cells[CEDU_COUNT(columns)] = {cli_cell(k->region), cli_cell(k->word), CEDU_CELL_N(k->facts),
                                                CEDU_CELL_N(k->sources)};
        for (size_t g = 0; g < CEDU_GRADE_COUNT; g++) cells[4 + g] = CEDU_CELL_N(k->grades[g]);
        cells[10] = cli_cell(k->years), cells[11] = cli_cell(k->example->fact.clean_quote);
        cells[12] = cli_hash_cell(k->example->fact.fact.id, 8);
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "台账里没有条目", "the ledger is empty"));
    cedu__store_close(s);
    return c->code;
}

const cedu_column cli_ledger_columns[CLI_LEDGER_COLUMNS] = {
    {"region", "地区", "region", CEDU_LEFT, 6},
    {"name", "名称", "name", CEDU_LEFT, 12},
    {"tag", "类别", "tag", CEDU_LEFT, 0},
    {"grade", "程度", "grade", CEDU_LEFT, 0},
    {"kind", "类型", "kind", CEDU_LEFT, 0},
    {"period", "时间", "period", CEDU_LEFT, 0},
    {"value", "数值", "value", CEDU_RIGHT, 0},
    {"unit", "单位", "unit", CEDU_LEFT, 0, true},
    {"batch", "批次", "batch", CEDU_RIGHT, 0},
    {"issuer", "发布机关", "issuer", CEDU_LEFT, 8},
    {"scope", "范围", "scope", CEDU_LEFT, 0},
    {"source", "来源", "source", CEDU_LEFT, 8},
    {"sources", "独立来源", "sources", CEDU_RIGHT, 0},
    {"quote", "原文摘录", "quote", CEDU_LEFT, 20},
    {"fact", "依据", "fact", CEDU_LEFT, 0},
    {"related", "相关工具", "instruments", CEDU_LEFT, 0},
    {"title", "文档", "document", CEDU_LEFT, 8, true},
};
bool cli_ledger_row(cli *c, cedu_table *t, const cedu_ledger_row *r) {
    const cedu_fact *f = &r->fact.fact;
    cedu_cell scope = field_cell(f, f->kind == CEDU_FACT_rank ? CEDU_FIELD_rank_scope : CEDU_FIELD_denominator);
    cedu_cell cells[] = {
        cli_regions_cell(f->region),
        cli_cell(r->name),
        cli_cell(r->word),
        people(cedu__ledger_grade_name(r->grade), cedu__ledger_grade_label(r->grade, c->english)),
        people(cedu_fact_kind_name(f->kind), cli_kind(c, f->kind)),
        cli_cell(f->period),
        value_cell(c, f),
        cli_cell(f->unit),
        field_cell(f, CEDU_FIELD_batch),
        field_cell(f, CEDU_FIELD_issuer),
        scope,
        cli_cell(said_by(&r->fact)),
        CEDU_CELL_N(r->sources),
        cli_cell(r->fact.clean_quote),
        cli_hash_cell(f->id, 8),
        r->related.n ? (cedu_cell){.type = CEDU_CELL_STRS, .strs = r->related} : CEDU_CELL_ABSENT(),
        cli_cell(r->fact.title),
    };
    return cedu__table_row(t, cells);
}

int cli_run_ledger(cli *c) {
    cedu_reason_options opt;
    cedu_error err;
    cedu_str region;
    cedu_strs regions;
    cedu_ledger_rows list;
    size_t limit;
    if (!c->arg_count) return ledger_names(c);
    const cedu_ledger_kind *kind = cedu__ledger_find(cedu__str(c->args[0]));
    if (!kind)
        return cli_usage(c, CLI_T(c, "没有台账 %s；cedu ledger 列出全部", "there is no ledger %s; cedu ledger lists them"),
                         c->args[0]);
    if (!cli_reason_options(c, &opt) || !regions_option(c, &region, &regions) || !cli_limit(c, &limit)) return c->code;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    if (!cli_recent(c, s, regions, &opt)) return cedu__store_close(s), c->code;
    cedu_status st = cedu__reason_ledger(s, kind, regions, &opt, &c->arena, &list, &err);
    if (st == CEDU_OK && c->opt[CLI_count]) return scores(c, s, &list);
    cedu_table *t = st == CEDU_OK ? cli_table(c, cli_ledger_columns, CLI_LEDGER_COLUMNS) : NULL;
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    for (size_t i = 0; t && i < list.n && i < limit; i++)
        if (!cli_ledger_row(c, t, &list.p[i])) break;
    if (t) cli_table_end(c, t, CLI_T(c, "台账里没有条目", "the ledger is empty"));
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ overlap */
int cli_run_overlap(cli *c) {
    static const cedu_column columns[] = {
        {"level", "程度", "level", CEDU_LEFT, 0},
        {"shared", "共同领域", "shared", CEDU_LEFT, 8},
        {"a", "甲地", "a", CEDU_LEFT, 6},
        {"a_item", "甲写作", "a says", CEDU_LEFT, 8},
        {"a_grade", "甲程度", "a grade", CEDU_LEFT, 0},
        {"b", "乙地", "b", CEDU_LEFT, 6},
        {"b_item", "乙写作", "b says", CEDU_LEFT, 8},
        {"b_grade", "乙程度", "b grade", CEDU_LEFT, 0},
        {"regions", "提及地区数", "regions", CEDU_RIGHT, 0},
        {"weight", "权重", "weight", CEDU_RIGHT, 0},
        {"mandated", "国家部署", "mandated", CEDU_LEFT, 0},
        {"a_quote", "甲原文", "a quote", CEDU_LEFT, 12},
        {"b_quote", "乙原文", "b quote", CEDU_LEFT, 12},
        {"a_fact", "甲依据", "a fact", CEDU_LEFT, 0},
        {"b_fact", "乙依据", "b fact", CEDU_LEFT, 0},
    };
    static const cedu_column alike[] = {
        {"a", "甲地", "a", CEDU_LEFT, 6},
        {"b", "乙地", "b", CEDU_LEFT, 6},
        {"likeness", "相似度", "likeness", CEDU_RIGHT, 0},
        {"shared", "共同", "shared", CEDU_RIGHT, 0},
        {"either", "合计", "either", CEDU_RIGHT, 0},
        {"only_a", "仅甲", "only a", CEDU_LEFT, 12},
        {"only_b", "仅乙", "only b", CEDU_LEFT, 12},
    };
    static const char *const levels[][3] = {
        {"literal", "字面相同", "literal"}, {"kin", "相近", "kin"}, {"vision", "同一定位", "vision"}};
    cedu_reason_options opt;
    cedu_error err;
    cedu_overlaps list;
    size_t limit;
    cedu_str *regions = CEDU_NEW_N(&c->arena, cedu_str, c->arg_count + 1);
    if (!regions || !cli_reason_options(c, &opt) || !cli_limit(c, &limit)) return c->code;
    for (size_t i = 0; i < c->arg_count; i++)
        if (!(regions[i] = cli_region(c, c->args[i])).p) return c->code;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    cedu_status st = cedu__reason_overlap(s, (cedu_strs){regions, c->arg_count}, &opt, &c->arena, &list, &err);
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    cedu_table *t = st == CEDU_OK ? cli_section(c, "overlap", CLI_T(c, "疑似重复布局（提示）", "possible overlap (a hint)"),
                                                columns, CEDU_COUNT(columns))
                                  : NULL;
    for (size_t i = 0; t && i < list.n && i < limit; i++) {
        const cedu_overlap *o = &list.p[i];
        size_t l = 0;
        while (l < 2 && strcmp(levels[l][0], o->level)) l++;
        double w = round(o->weight * 1000) / 1000;
        cedu_cell cells[] = {
            people(levels[l][0], levels[l][c->english ? 2 : 1]),
            cli_cell(o->shared),
            cli_cell(o->a.region),
            cli_cell(o->a.item),
            people(cedu__ledger_grade_name(o->a.grade), cedu__ledger_grade_label(o->a.grade, c->english)),
            cli_cell(o->b.region),
            cli_cell(o->b.item),
            people(cedu__ledger_grade_name(o->b.grade), cedu__ledger_grade_label(o->b.grade, c->english)),
            CEDU_CELL_N(o->regions),
            CEDU_CELL_N(w),
            bool_cell(o->mandated),
            cli_cell(o->a.fact.clean_quote),
            cli_cell(o->b.fact.clean_quote),
            cli_hash_cell(o->a.fact.fact.id, 8),
            cli_hash_cell(o->b.fact.fact.id, 8),
        };
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有共同的领域", "nothing is shared"));
    if (st == CEDU_OK && list.cut)
        cli_say(
            c,
            CLI_T(c, "重叠超过 %d 处，只列前面的；给出地区看全", "more than %d overlaps, the first are listed: name regions"),
            CEDU_MAX_OVERLAPS);
    /* CSV is one table. */
    t = st == CEDU_OK && c->format != CEDU_FORMAT_csv && list.pair_count
            ? cli_section(c, "likeness", CLI_T(c, "相似地区与差异（提示）", "likeness, and what sets apart (a hint)"), alike,
                          CEDU_COUNT(alike))
            : NULL;
    for (size_t i = 0; t && i < list.pair_count && i < limit; i++) {
        const cedu_similarity *m = &list.pairs[i];
        cedu_cell cells[] = {cli_cell(m->a),
                             cli_cell(m->b),
                             CEDU_CELL_N(round(m->likeness * 1000) / 1000),
                             CEDU_CELL_N(m->shared),
                             CEDU_CELL_N(m->either),
                             {.type = CEDU_CELL_STRS, .strs = m->only_a},
                             {.type = CEDU_CELL_STRS, .strs = m->only_b}};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, NULL);
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ timeline */
typedef struct moment {
    cedu_str date;
    const char *what, *zh;
    const cedu_store_fact *f;
} moment;

static int by_date(const void *x, const void *y) {
    const moment *a = x, *b = y;
    int k = cedu__cmp(a->date, b->date);
    return k ? k : a->f->row < b->f->row ? -1 : a->f->row > b->f->row;
}

static cedu_str field_str(const cedu_fact *f, cedu_field_id id) {
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (x->id == id) return x->str;
    return (cedu_str){0};
}

int cli_run_timeline(cli *c) {
    static const cedu_column columns[] = {
        {"date", "时间", "date", CEDU_LEFT, 0},        {"what", "事项", "what", CEDU_LEFT, 0},
        {"region", "地区", "region", CEDU_LEFT, 6},    {"name", "名称", "name", CEDU_LEFT, 16},
        {"value", "数值", "value", CEDU_RIGHT, 0},     {"source", "来源", "source", CEDU_LEFT, 8},
        {"quote", "原文摘录", "quote", CEDU_LEFT, 16}, {"fact", "依据", "fact", CEDU_LEFT, 0},
    };
    static const struct {
        cedu_field_id id;
        const char *what, *zh;
    } dates[] = {{CEDU_FIELD_signed, "signed", "成文"},
                 {CEDU_FIELD_published, "published", "发布"},
                 {CEDU_FIELD_effective, "effective", "施行"},
                 {CEDU_FIELD_expires, "expires", "失效"}};
    cedu_reason_options opt;
    cedu_store_fact_filter f;
    cedu_store_facts all;
    cedu_error err;
    size_t limit;
    if (!cli_reason_options(c, &opt) || !cli_fact_filter(c, &f) || !cli_limit(c, &limit)) return c->code;
    f.unreviewed = false, f.limit = 0;
    if (!f.kinds)
        f.kinds = 1u << CEDU_FACT_policy | 1u << CEDU_FACT_event | 1u << CEDU_FACT_registry | 1u << CEDU_FACT_target |
                  1u << CEDU_FACT_instrument | 1u << CEDU_FACT_recommendation;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    cedu_status st = cedu__store_list_facts(s, &f, &c->arena, &all, &err);
    cedu_hollow hollow = cedu__reason_hollow_words(&opt, &c->arena);
    CEDU_VEC(moment) v = {0};
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    for (size_t i = 0; st == CEDU_OK && i < all.n; i++) {
        const cedu_store_fact *x = &all.p[i];
        if (!cedu__reason_shown(x, &opt) || cedu__reason_hollow(hollow, x)) continue;
        bool dated = false;
        for (size_t k = 0; k < CEDU_COUNT(dates); k++) {
            cedu_str d = field_str(&x->fact, dates[k].id);
            if (d.n && x->fact.kind == CEDU_FACT_policy)
                (void)CEDU_PUSH(&c->arena, &v, ((moment){d, dates[k].what, dates[k].zh, x})), dated = true;
        }
        cedu_fact_kind kind = x->fact.kind;
        if (kind == CEDU_FACT_policy && x->fact.period.n > 4 && memchr(x->fact.period.p, '/', x->fact.period.n))
            (void)CEDU_PUSH(&c->arena, &v, ((moment){x->fact.period, "plan_period", "规划期", x})), dated = true;
        cedu_str d = x->fact.period.n ? x->fact.period : x->published;
        if (!dated && d.n) (void)CEDU_PUSH(&c->arena, &v, ((moment){d, cedu_fact_kind_name(kind), NULL, x}));
    }
    if (v.n) qsort(v.p, v.n, sizeof *v.p, by_date);
    cedu_table *t = st == CEDU_OK ? cli_table(c, columns, CEDU_COUNT(columns)) : NULL;
    for (size_t i = 0; t && i < v.n && i < limit; i++) {
        const moment *m = &v.p[i];
        if (i && cedu__eq(m->date, v.p[i - 1].date) && m->what == v.p[i - 1].what && m->f->cluster == v.p[i - 1].f->cluster &&
            cedu__eq(name_of(m->f), name_of(v.p[i - 1].f)) &&
            cedu__eq(m->f->fact.region.n ? m->f->fact.region.p[0] : (cedu_str){0},
                     v.p[i - 1].f->fact.region.n ? v.p[i - 1].f->fact.region.p[0] : (cedu_str){0}))
            continue;
        cedu_cell cells[] = {
            cli_cell(m->date),
            people(m->what, m->zh && !c->english ? m->zh
                            : m->zh              ? m->what
                                                 : cli_kind(c, m->f->fact.kind)),
            cli_regions_cell(m->f->fact.region),
            cli_cell(name_of(m->f)),
            value_cell(c, &m->f->fact),
            cli_cell(said_by(m->f)),
            cli_cell(m->f->clean_quote),
            cli_hash_cell(m->f->fact.id, 8),
        };
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有带时间的事项", "nothing is dated"));
    cedu__store_close(s);
    return c->code;
}

/* ------------------------------------------------------------------ diff */
int cli_run_diff(cli *c) {
    static const cedu_column columns[] = {
        {"change", "变化", "change", CEDU_LEFT, 0},
        {"region", "地区", "region", CEDU_LEFT, 6},
        {"name", "名称", "name", CEDU_LEFT, 12},
        {"period", "时间", "period", CEDU_LEFT, 0},
        {"value", "现在", "now", CEDU_RIGHT, 0},
        {"unit", "单位", "unit", CEDU_LEFT, 0, true},
        {"before", "此前", "before", CEDU_RIGHT, 0},
        {"before_period", "此前时间", "period before", CEDU_LEFT, 0},
        {"quote", "原文摘录", "quote", CEDU_LEFT, 16},
        {"title", "文档", "document", CEDU_LEFT, 10},
        {"fact", "依据", "fact", CEDU_LEFT, 0},
        {"before_fact", "此前依据", "fact before", CEDU_LEFT, 0},
        {"added_at", "入库时间", "added", CEDU_LEFT, 0, true},
    };
    cedu_reason_options opt;
    cedu_error err;
    cedu_str region, since = cedu__str(c->opt[CLI_since]);
    cedu_strs regions;
    cedu_changes list;
    size_t limit;
    if (!since.n)
        return cli_usage(c, CLI_T(c, "请用 --since 给出时间，如 2025-01-31", "give a time with --since, such as 2025-01-31"));
    if (since.n < 10 || since.n > 20 || !cli_date(cli_z(c, cedu__sub(since, 0, 10))))
        return cli_usage(c,
                         CLI_T(c, "--since 应写作 2025-01-31 或 2025-01-31T08:00:00Z，不是 %s",
                               "--since is written 2025-01-31 or 2025-01-31T08:00:00Z, not %s"),
                         c->opt[CLI_since]);
    if (!cli_reason_options(c, &opt) || !regions_option(c, &region, &regions) || !cli_limit(c, &limit)) return c->code;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    cedu_status st = cedu__reason_changes(s, since, regions, &opt, &c->arena, &list, &err);
    cedu_table *t = st == CEDU_OK ? cli_table(c, columns, CEDU_COUNT(columns)) : NULL;
    if (st != CEDU_OK) cli_fail(c, c->opt[CLI_db], &err);
    for (size_t i = 0; t && i < list.n && i < limit; i++) {
        const cedu_change *k = &list.p[i];
        cedu_cell cells[] = {
            people(cedu__change_name(k->what), cedu__change_label(k->what, c->english)),
            cli_regions_cell(k->now.fact.region),
            cli_cell(name_of(&k->now)),
            cli_cell(k->now.fact.period),
            value_cell(c, &k->now.fact),
            cli_cell(k->now.fact.unit),
            k->has_before ? value_cell(c, &k->before.fact) : CEDU_CELL_ABSENT(),
            k->has_before ? cli_cell(k->before.fact.period) : CEDU_CELL_ABSENT(),
            cli_cell(k->now.clean_quote),
            cli_cell(k->now.title),
            cli_hash_cell(k->now.fact.id, 8),
            k->has_before ? cli_hash_cell(k->before.fact.id, 8) : CEDU_CELL_ABSENT(),
            cli_cell(k->now.added_at),
        };
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, CLI_T(c, "没有变化", "nothing changed"));
    cedu__store_close(s);
    return c->code;
}
