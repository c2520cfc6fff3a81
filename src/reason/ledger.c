/* ledger.c - registries and ledgers: facts put in order by what they are about (zones, funds, compute, talents, problems …).
 *
 * A ledger is a row of the table below: which kinds of facts, and which group of the packs' words must stand in the subject, name or
 * quotation. Facts that say the same (ledger, region, subject, period, value) are one row with its independent sources counted. How
 * firm a thing is comes from kind and stance: what somebody advises is a wish, never a policy.
 */
#include <stdlib.h>

#include "reason/internal.h"

#define K(x) (1u << CEDU_FACT_##x)
#define ANY                                                                                                                    \
    (K(observation) | K(target) | K(forecast) | K(growth) | K(share) | K(rank) | K(ratio) | K(event) | K(instrument) |         \
     K(focus) | K(project) | K(statement) | K(problem) | K(task) | K(safeguard) | K(recommendation) | K(registry))
const cedu_ledger_kind cedu__ledgers[] = {
    {"zones", "先导区、试验区等称号", "designations", K(registry) | K(target) | K(recommendation) | K(task), true},
    {"funds", "基金与专项资金", "funds", K(instrument) | K(observation) | K(target) | K(project) | K(task), true},
    {"compute", "算力", "compute", K(project) | K(observation) | K(rank) | K(target) | K(focus) | K(task) | K(share), true},
    {"companies", "企业", "companies", K(organisation) | K(observation) | K(problem) | K(target), true},
    {"talents", "人才", "talents",
     K(observation) | K(share) | K(target) | K(problem) | K(recommendation) | K(statement) | K(task), true},
    {"parks", "园区、走廊、小镇", "parks",
     K(project) | K(observation) | K(task) | K(recommendation) | K(organisation) | K(focus), true},
    {"scenarios", "应用场景", "scenarios",
     K(instrument) | K(task) | K(observation) | K(focus) | K(event) | K(recommendation) | K(project), true},
    {"instruments", "政策工具", "instruments", K(instrument), false},
    {"demand", "需求侧：租用、采购", "the demand side", K(instrument) | K(task) | K(project) | K(event) | K(observation), true},
    {"events", "事件", "events", K(event), false},
    {"projects", "项目", "projects", K(project), false},
    {"problems", "自陈的问题", "self-declared problems", K(problem), false},
    {"advice", "建议与呼吁", "advice", K(recommendation), false},
    {"tasks", "任务与保障", "tasks and safeguards", K(task) | K(safeguard), false},
    {"people", "人物", "people", K(person), false},
    {"organisations", "机构", "organisations", K(organisation), false},
    {"statements", "言论", "statements", K(statement), false},
    {"ranks", "位次", "ranks", K(rank), false},
    {"shares", "占比", "shares", K(share), false},
    {"practices", "可复制的经验", "practices", K(statement) | K(task) | K(target) | K(recommendation) | K(observation), true},
    {"governance", "治理、伦理、监管", "governance",
     K(task) | K(safeguard) | K(statement) | K(recommendation) | K(focus) | K(policy), true},
    {"data", "数据的采集、交易、使用", "data rules",
     K(task) | K(instrument) | K(focus) | K(observation) | K(policy) | K(target) | K(statement), true},
    {"energy", "用能", "energy", ANY, true},
    {"correlations", "相关性的说法", "claims of correlation", K(statement) | K(observation), true},
    {"chain", "产业链", "industrial chain", K(statement) | K(problem) | K(task) | K(project) | K(target) | K(recommendation),
     true},
    {"cooperation", "跨区域协同", "cooperation", K(task) | K(statement) | K(recommendation) | K(event), true},
    {"factors", "要素", "factors", ANY, true},
    {"platforms", "平台与机构", "platforms", K(project) | K(target) | K(observation) | K(organisation) | K(problem), true},
};
const size_t cedu__ledger_count = CEDU_COUNT(cedu__ledgers);

static const struct {
    const char *name, *zh, *en;
} grades[] = {
#define CEDU__X(name, zh, en) {#name, zh, en},
    CEDU_LEDGER_GRADES(CEDU__X)
#undef CEDU__X
};
const char *cedu__ledger_grade_name(cedu_ledger_grade g) { return (unsigned)g < CEDU_COUNT(grades) ? grades[g].name : "?"; }
const char *cedu__ledger_grade_label(cedu_ledger_grade g, bool english) {
    return (unsigned)g >= CEDU_COUNT(grades) ? "?" : english ? grades[g].en : grades[g].zh;
}

static cedu_ledger_grade grade_of(const cedu_fact *f) {
    if (f->denied) return CEDU_LEDGER_lacking;
    if (f->kind == CEDU_FACT_recommendation || f->stance == CEDU_STANCE_advised) return CEDU_LEDGER_wished;
    if (f->kind == CEDU_FACT_problem || f->stance == CEDU_STANCE_risk) return CEDU_LEDGER_lacking;
    if (f->kind == CEDU_FACT_target || f->kind == CEDU_FACT_task || f->kind == CEDU_FACT_safeguard ||
        f->stance == CEDU_STANCE_planned)
        return CEDU_LEDGER_planned;
    if (f->kind == CEDU_FACT_forecast || f->stance == CEDU_STANCE_forecast || f->stance == CEDU_STANCE_estimated)
        return CEDU_LEDGER_estimated;
    return f->stance == CEDU_STANCE_reported || f->stance == CEDU_STANCE_narrator ? CEDU_LEDGER_reported : CEDU_LEDGER_stated;
}

/* What the entry is called: subject, else name, title, content, the first words of the quotation. */
cedu_str cedu__reason_entry_name(const cedu_store_fact *f) {
    static const cedu_field_id ids[] = {CEDU_FIELD_name, CEDU_FIELD_title, CEDU_FIELD_content};
    if (f->fact.subject.n) return f->fact.subject;
    for (size_t i = 0; i < CEDU_COUNT(ids); i++) {
        cedu_str v = cedu__reason_field_str(&f->fact, ids[i]);
        if (v.n) return v;
    }
    return f->clean_quote;
}

static const cedu_word *word_of(cedu_wordlist l, cedu_str ledger, const cedu_store_fact *f) {
    const cedu_str where[] = {
        f->fact.subject, cedu__reason_field_str(&f->fact, CEDU_FIELD_name), cedu__reason_field_str(&f->fact, CEDU_FIELD_title),
        cedu__reason_field_str(&f->fact, CEDU_FIELD_content), f->fact.kind == CEDU_FACT_focus ? (cedu_str){0} : f->clean_quote};
    for (size_t k = 0; k < CEDU_COUNT(where); k++)
        for (size_t i = 0; where[k].n && i < l.n; i++)
            if (cedu__eq(l.p[i].value, ledger) && cedu__find(where[k], l.p[i].form, 0) >= 0) return &l.p[i];
    const cedu_field *list = cedu__reason_field(&f->fact, CEDU_FIELD_list);
    for (size_t m = 0; list && m < list->strs.n; m++)
        for (size_t i = 0; i < l.n; i++)
            if (cedu__eq(l.p[i].value, ledger) && cedu__find(list->strs.p[m], l.p[i].form, 0) >= 0) return &l.p[i];
    return NULL;
}

const cedu_ledger_kind *cedu__ledger_find(cedu_str name) {
    for (size_t i = 0; i < cedu__ledger_count; i++)
        if (cedu__eqz(name, cedu__ledgers[i].name)) return &cedu__ledgers[i];
    return NULL;
}

typedef struct entry {
    cedu_ledger_row row;
    cedu_str key_region;
} entry;

static int entry_order(const void *x, const void *y) {
    const entry *a = x, *b = y;
    int c = (a->key_region.n == 0) - (b->key_region.n == 0); /* nowhere: last */
    if (!c) c = cedu__cmp(a->key_region, b->key_region);
    if (!c) c = cedu__cmp(a->row.name, b->row.name);
    if (!c) c = cedu__cmp(a->row.fact.fact.period, b->row.fact.fact.period);
    if (!c && a->row.fact.fact.value != b->row.fact.fact.value) return a->row.fact.fact.value < b->row.fact.fact.value ? -1 : 1;
    return c ? c : a->row.fact.row < b->row.fact.row ? -1 : a->row.fact.row > b->row.fact.row;
}

static bool same_entry(const entry *a, const entry *b) {
    const cedu_fact *f = &a->row.fact.fact, *g = &b->row.fact.fact;
    return cedu__eq(a->key_region, b->key_region) && cedu__eq(a->row.name, b->row.name) && cedu__eq(f->period, g->period) &&
           f->has_value == g->has_value && f->value == g->value && a->row.grade == b->row.grade;
}

bool cedu__reason_usable(const cedu_store_fact *f, const cedu_reason_options *opt, bool advice) {
    if (f->status == CEDU_STATUS_rejected) return false;
    if (f->fact.review && f->status != CEDU_STATUS_accepted && !(opt && opt->review)) return false;
    if (!advice && (f->fact.denied || f->fact.stance == CEDU_STANCE_advised || f->fact.stance == CEDU_STANCE_risk))
        return false;
    if (!opt) return true;
    if (opt->known_by.n &&
        cedu__cmp((cedu_str){f->added_at.p, f->added_at.n < opt->known_by.n ? f->added_at.n : opt->known_by.n}, opt->known_by) >
            0)
        return false;
    if (!opt->as_of.n || !f->published.n) return true;
    char day[16];
    cedu__reason_today(opt, day);
    return cedu__cmp((cedu_str){f->published.p, f->published.n < 10 ? f->published.n : 10}, cedu__str(day)) <= 0;
}

bool cedu__reason_shown(const cedu_store_fact *f, const cedu_reason_options *opt) { return cedu__reason_usable(f, opt, true); }

/* What pays for a case of demand: the instruments of its document, by name. */
static cedu_status relate(cedu_store *s, const cedu_reason_options *opt, cedu_arena *a, cedu_ledger_rows *rows,
                          cedu_error *err) {
    cedu_status st = CEDU_OK;
    for (size_t i = 0; st == CEDU_OK && i < rows->n; i++) {
        cedu_store_facts tools;
        CEDU_VEC(cedu_str) names = {0};
        cedu_store_fact_filter f = {.document = rows->p[i].fact.document, .kinds = K(instrument)};
        st = cedu__store_list_facts(s, &f, a, &tools, err);
        for (size_t k = 0; st == CEDU_OK && k < tools.n; k++) {
            cedu_str name = cedu__reason_entry_name(&tools.p[k]);
            bool seen = tools.p[k].row == rows->p[i].fact.row || !cedu__reason_usable(&tools.p[k], opt, false);
            for (size_t m = 0; m < names.n; m++) seen |= cedu__eq(names.p[m], name);
            if (!seen) (void)CEDU_PUSH(a, &names, name);
        }
        rows->p[i].related = (cedu_strs){names.p, names.n};
    }
    return st;
}

cedu_status cedu__reason_ledger(cedu_store *s, const cedu_ledger_kind *kind, cedu_strs regions, const cedu_reason_options *opt,
                                cedu_arena *a, cedu_ledger_rows *out, cedu_error *err) {
    *out = (cedu_ledger_rows){0};
    cedu_wordlist words = cedu__reason_wordlist(opt ? opt->image : NULL, "ledger", a);
    cedu_hollow hollow = cedu__reason_hollow_words(opt, a);
    /* A group or province stands for all that lies in it; without packs, for itself. */
    cedu_store_fact_filter f = {.regions = cedu__reason_inside(opt ? opt->image : NULL, regions, a),
                                .kinds = kind->kinds,
                                .recent = opt ? opt->recent : 0,
                                .said = opt ? opt->said : (cedu_strs){0},
                                .newest = opt ? opt->newest : 0};
    cedu_store_cursor *c;
    cedu_status st = cedu__store_facts_open(s, &f, &c, err);
    if (st != CEDU_OK) return st;
    cedu_arena one;
    cedu__arena_init(&one, CEDU_MAX_SCRATCH);
    CEDU_VEC(entry) v = {0};
    cedu_store_fact row;
    for (bool more = true; st == CEDU_OK; cedu__arena_reset(&one)) {
        if ((st = cedu__store_facts_next(c, &one, &row, &more, err)) != CEDU_OK || !more) break;
        if (!cedu__reason_usable(&row, opt, true) || cedu__reason_hollow(hollow, &row)) continue;
        const cedu_word *w = kind->by_words ? word_of(words, cedu__str(kind->name), &row) : NULL;
        if (kind->by_words && !w) continue;
        entry e = {.row = {.grade = grade_of(&row.fact), .word = w ? w->name : (cedu_str){0}}};
        cedu__reason_copy_fact(a, &row, &e.row.fact);
        e.row.name = cedu__reason_entry_name(&e.row.fact);
        e.key_region = e.row.fact.fact.region.n ? e.row.fact.fact.region.p[0] : (cedu_str){0};
        if (!CEDU_PUSH(a, &v, e)) st = cedu__fail_nomem(err);
    }
    cedu__store_facts_close(c);
    cedu__arena_release(&one);
    if (st != CEDU_OK || !v.n) return st;
    qsort(v.p, v.n, sizeof *v.p, entry_order);
    cedu_ledger_row *p = CEDU_NEW_N(a, cedu_ledger_row, v.n);
    cedu_item *items = CEDU_NEW_N(a, cedu_item, v.n);
    for (size_t i = 0, j; p && items && i < v.n; i = j) {
        for (j = i; j < v.n && same_entry(&v.p[i], &v.p[j]); j++) items[j - i] = (cedu_item){.f = &v.p[j].row.fact};
        p[out->n] = v.p[i].row;
        p[out->n].facts = j - i, p[out->n].sources = cedu__reason_clusters(a, items, j - i);
        out->n++;
    }
    out->p = p;
    if (a->failed) return cedu__fail_nomem(err);
    return strcmp(kind->name, "demand") == 0 ? relate(s, opt, a, out, err) : CEDU_OK;
}

/* ------------------------------------------------------------------ counts: a scorecard */
static int by_tag(const void *x, const void *y) {
    const cedu_ledger_row *a = *(const cedu_ledger_row *const *)x, *b = *(const cedu_ledger_row *const *)y;
    const cedu_str none = {0};
    int c = cedu__cmp(a->fact.fact.region.n ? a->fact.fact.region.p[0] : none,
                      b->fact.fact.region.n ? b->fact.fact.region.p[0] : none);
    if (!c) c = cedu__cmp(a->word, b->word);
    if (!c && a->fact.year_from != b->fact.year_from) c = a->fact.year_from < b->fact.year_from ? -1 : 1;
    return c ? c : a->fact.row < b->fact.row ? -1 : a->fact.row > b->fact.row;
}

cedu_status cedu__reason_scores(const cedu_ledger_rows *rows, cedu_arena *a, cedu_score **out, size_t *n, cedu_error *err) {
    const cedu_ledger_row **v = CEDU_NEW_N(a, const cedu_ledger_row *, rows->n + 1);
    cedu_score *p = CEDU_NEW_N(a, cedu_score, rows->n + 1);
    cedu_item *items = CEDU_NEW_N(a, cedu_item, rows->n + 1);
    *out = p, *n = 0;
    if (!v || !p || !items) return cedu__fail_nomem(err);
    for (size_t i = 0; i < rows->n; i++) v[i] = &rows->p[i];
    qsort(v, rows->n, sizeof *v, by_tag);
    for (size_t i = 0, j; i < rows->n; i = j) {
        cedu_score *s = &p[(*n)++];
        cedu_buf years = {0};
        int year = 0;
        size_t of_year = 0;
        s->region = v[i]->fact.fact.region.n ? v[i]->fact.fact.region.p[0] : (cedu_str){0};
        s->word = v[i]->word;
        for (j = i; j < rows->n; j++) {
            const cedu_ledger_row *r = v[j];
            if (!cedu__eq(r->word, s->word) ||
                !cedu__eq(r->fact.fact.region.n ? r->fact.fact.region.p[0] : (cedu_str){0}, s->region))
                break;
            items[j - i] = (cedu_item){.f = &r->fact};
            s->facts += r->facts, s->grades[r->grade] += r->facts;
            if (!s->example || r->grade < s->example->grade) s->example = r;
            if (r->fact.year_from != year && of_year && year)
                cedu__buf_f(&years, "%s%d×%zu", years.n ? " " : "", year, of_year);
            if (r->fact.year_from != year) year = r->fact.year_from, of_year = 0;
            of_year += r->facts;
        }
        if (of_year && year) cedu__buf_f(&years, "%s%d×%zu", years.n ? " " : "", year, of_year);
        s->years = years.n ? cedu__arena_str(a, cedu__buf_view(&years)) : (cedu_str){0};
        cedu__buf_release(&years);
        s->sources = cedu__reason_clusters(a, items, j - i);
    }
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
