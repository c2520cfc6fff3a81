/* words.c - sentences and tables out of claims (compose.h). A value is always in its source's own words (cedu__paper_value). */
#include <math.h>

#include "report/compose.h"

static cedu_str tr(const composer *c, const char *zh, const char *en) { return cedu__str(c->p->english ? en : zh); }

void cedu__say(composer *c, cedu_paper_block *b, const char *z) { cedu__paper_text(c->p, b, cedu__str(z), 0); }

void cedu__say_alone(composer *c, const char *zh, const char *en) {
    cedu__say(c, cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0), T(c, zh, en));
}

cedu_str cedu__say_field(const cedu_fact *f, cedu_field_id id) {
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (x->id == id) return x->str;
    return (cedu_str){0};
}

cedu_str cedu__say_joined(composer *c, cedu_strs s) {
    cedu_buf b = {0};
    for (size_t i = 0; i < s.n; i++) {
        if (i) cedu__buf_z(&b, T(c, "、", ", "));
        cedu__buf_str(&b, s.p[i]);
    }
    cedu_str out = cedu__arena_str(c->p->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return out;
}

cedu_str cedu__say_kind(const composer *c, cedu_fact_kind k) {
    static const char *const zh[] = {
#define CEDU__X(name, zh) zh,
        CEDU_FACT_KINDS(CEDU__X)
#undef CEDU__X
    };
    return cedu__str(c->p->english ? cedu_fact_kind_name(k) : zh[k]);
}

cedu_str cedu__say_scope(const composer *c, cedu_str scope) {
    cedu_buf b = {0};
    cedu__report_scope(&b, scope, c->p->english);
    cedu_str s = cedu__arena_str(c->p->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

/* ------------------------------------------------------------------ clauses */
/* 597家, 三成, 第五: takes 为 before it; 超过2600家, 约1/2, 实现翻番 does not. */
static bool plain_number(cedu_str s) {
    static const char *const first[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九",
                                        "十", "百", "千", "万", "亿", "两", "第", "-"};
    if (s.n && s.p[0] >= '0' && s.p[0] <= '9') return true;
    for (size_t i = 0; i < CEDU_COUNT(first); i++)
        if (cedu__starts(s, cedu__str(first[i]))) return true;
    return false;
}

static bool has_digit(cedu_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') return true;
    return false;
}

/* What stands between the subject and the value, by kind. */
static cedu_str predicate(const composer *c, const cedu_fact *f, cedu_str value) {
    cedu_arena *a = c->p->arena;
    cedu_str base = cedu__paper_period(c->p, cedu__say_field(f, CEDU_FIELD_baseline)),
             of = cedu__say_field(f, CEDU_FIELD_denominator), scope = cedu__say_field(f, CEDU_FIELD_rank_scope),
             ref = cedu__say_field(f, CEDU_FIELD_reference_region);
    const char *grow = plain_number(value) || has_digit(value) ? "增长" : "";
    switch (f->kind) {
    case CEDU_FACT_growth:
        if (f->value < 0) grow = "变动为";
        return base.n ? cedu__arena_strf(a, T(c, "较%.*s%s", " grew against %.*s by %.0s"), (int)base.n, base.p, grow)
                      : tr(c, grow, " grew by ");
    case CEDU_FACT_share:
        return of.n ? cedu__arena_strf(a, T(c, "占%.*s的", " is, of %.*s, "), (int)of.n, of.p)
                    : tr(c, "占比为", " has a share of ");
    case CEDU_FACT_rank:
        if (cedu__starts(value, CEDU_STR("首个")) || cedu__starts(value, CEDU_STR("首家")))
            return cedu__arena_strf(a, T(c, "为%.*s", " in %.*s: "), (int)scope.n, scope.p ? scope.p : "");
        return scope.n ? cedu__arena_strf(a, T(c, "居%.*s", " ranks in %.*s "), (int)scope.n, scope.p)
                       : tr(c, "位居", " ranks ");
    case CEDU_FACT_ratio: {
        const char *about = f->modifier == CEDU_MOD_ABOUT && plain_number(value) ? "约" : "";
        return ref.n ? cedu__arena_strf(a, T(c, "%s为%.*s的", "%.0s is, of %.*s, "), about, (int)ref.n, ref.p)
                     : tr(c, "为", " is ");
    }
    case CEDU_FACT_target: return plain_number(value) ? tr(c, "目标为", " is to reach ") : tr(c, "目标", " is to reach ");
    case CEDU_FACT_forecast:
        return plain_number(value) ? tr(c, "预计为", " is forecast as ") : tr(c, "预计", " is forecast as ");
    default: return plain_number(value) ? tr(c, "为", ": ") : tr(c, "", ": ");
    }
}

/* A figure that is no fact yet: 2026年计划增长5%. */
static const char *not_yet(const cedu_fact *f) {
    switch (f->stance) {
    case CEDU_STANCE_planned: return "计划";
    case CEDU_STANCE_advised: return "建议";
    case CEDU_STANCE_estimated: return "估计";
    case CEDU_STANCE_forecast: return "预计";
    default: return "";
    }
}

void cedu__say_clause(composer *c, cedu_paper_block *b, const cedu_store_fact *f, int note, int say) {
    const cedu_fact *k = &f->fact;
    cedu_paper_cell v = cedu__paper_value(c->p, f, note);
    cedu_str when = cedu__paper_period(c->p, k->period), how = predicate(c, k, v.text), where = cedu__say_joined(c, k->region);
    cedu_buf z = {0};
    if (k->kind == CEDU_FACT_target && when.n) cedu__buf_z(&z, T(c, "到", "by "));
    cedu__buf_str(&z, when);
    if (when.n && say) cedu__buf_z(&z, T(c, "，", ", "));
    if (say & CEDU_SAY_REGION) cedu__buf_str(&z, where);
    else if (k->region.n > 1) { /* a joint figure is nobody's alone */ cedu__buf_str(&z, where);
        cedu__buf_z(&z, T(c, "合计", " together"));
    }
    if (say & CEDU_SAY_SUBJECT) cedu__buf_str(&z, k->subject);
    if (k->kind != CEDU_FACT_target && k->kind != CEDU_FACT_forecast) cedu__buf_z(&z, c->p->english ? "" : not_yet(k));
    cedu__buf_str(&z, how);
    cedu__buf_str(&z, v.text);
    cedu__paper_text(c->p, b, cedu__buf_view(&z), v.note);
    cedu__buf_release(&z);
}

/* Told in words: all of a topic; of a region each indicator's latest of every kind, and its observations of the last years. */
#define TOLD_OBSERVATIONS 4
static bool told(const cedu_claims *k, size_t i, bool by_region) {
    const cedu_claim *x = &k->p[i];
    if (by_region) return true;
    if (!x->subject_id.n) return false;
    size_t later = 0;
    for (size_t j = i + 1; j < k->n && cedu__eq(k->p[j].subject, x->subject) && k->p[j].kind == x->kind; j++) later++;
    return later < (x->kind == CEDU_FACT_observation ? TOLD_OBSERVATIONS : 1);
}

void cedu__say_claims(composer *c, const cedu_claims *k, bool by_region) {
    cedu_paper_block *b = NULL;
    cedu_str last = {0};
    size_t clauses = 0;
    for (size_t i = 0; i < k->n; i++) {
        const cedu_claim *x = &k->p[i];
        if (!told(k, i, by_region)) continue;
        cedu_str key = by_region ? cedu__say_joined(c, x->regions) : x->subject;
        if (!b || !cedu__eq(key, last)) {
            if (b) cedu__say(c, b, T(c, "。", "."));
            b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
            cedu__paper_text(c->p, b, key, 0);
            cedu__say(c, b, T(c, "：", ": "));
            clauses = 0;
        }
        last = key;
        if (clauses++) cedu__say(c, b, T(c, "；", "; "));
        cedu__say_clause(c, b, &x->facts[x->best], cedu__paper_claim_note(c->p, x), 0);
        if (x->disagree) cedu__say(c, b, T(c, "（各来源不一致，见“矛盾与口径”）", " (sources disagree)"));
    }
    if (b) cedu__say(c, b, T(c, "。", "."));
    else cedu__say_alone(c, "知识库中没有可以成句的指标。", "The knowledge base has no indicator to tell.");
}

/* ------------------------------------------------------------------ tables */
cedu_paper_block *cedu__say_table(composer *c, const char *caption, const char *const *columns, size_t n) {
    cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_table, 0);
    cedu_str *names = b ? CEDU_NEW_N(c->p->arena, cedu_str, n) : NULL;
    if (!names) return NULL;
    for (size_t i = 0; i < n; i++) names[i] = cedu__str(columns[i]);
    b->columns = names;
    b->column_count = n;
    cedu__paper_text(c->p, b, cedu__str(caption), 0);
    return b;
}

cedu_paper_cell cedu__say_cell(cedu_str s) { return (cedu_paper_cell){.text = s}; }

static cedu_str kind_and_stance(composer *c, const cedu_store_fact *f) {
    cedu_str kind = cedu__say_kind(c, f->fact.kind);
    bool plain = f->fact.kind == CEDU_FACT_target || f->fact.kind == CEDU_FACT_forecast || !*not_yet(&f->fact) || c->p->english;
    return plain ? kind : cedu__arena_strf(c->p->arena, "%.*s（%s）", (int)kind.n, kind.p, not_yet(&f->fact));
}

static cedu_str who_says(const cedu_store_fact *f) {
    return f->fact.source.n ? f->fact.source : f->outlet.n ? f->outlet : f->title;
}

void cedu__say_claim_table(composer *c, const cedu_claims *k, bool region) {
    static const char *const zh[] = {"地区", "指标", "类型", "时间", "数值", "口径", "来源", "独立来源"};
    static const char *const en[] = {"region", "indicator", "kind", "period", "value", "scope", "source", "sources"};
    cedu_paper_block *t = NULL;
    for (size_t i = 0; i < k->n; i++) {
        const cedu_claim *x = &k->p[i];
        if (!region && !x->subject_id.n) continue;
        if (!t)
            t = cedu__say_table(c, T(c, "主要指标", "Indicators"), (c->p->english ? en : zh) + !region,
                                CEDU_COUNT(zh) - !region);
        const cedu_store_fact *f = &x->facts[x->best];
        cedu_paper_cell *r = cedu__paper_row(c->p, t);
        if (!r) return;
        if (region) *r++ = cedu__say_cell(cedu__say_joined(c, x->regions));
        const cedu_paper_cell cells[] = {
            cedu__say_cell(x->subject),
            cedu__say_cell(kind_and_stance(c, f)),
            cedu__say_cell(cedu__paper_period(c->p, x->period)),
            cedu__paper_value(c->p, f, cedu__paper_claim_note(c->p, x)),
            cedu__say_cell(cedu__say_scope(c, x->scope)),
            cedu__say_cell(who_says(f)),
            {.text = cedu__arena_strf(c->p->arena, "%zu", x->sources),
             .has_number = true,
             .number = (double)x->sources,
             .rule = CEDU_PAPER_RULE_sources},
        };
        memcpy(r, cells, sizeof cells);
    }
    if (!t) cedu__say_alone(c, "知识库中没有可列的指标。", "The knowledge base has no indicator to list.");
}

void cedu__say_other_figures(composer *c, const cedu_claim *const *k, size_t n, bool region) {
    static const char *const zh[] = {"地区", "时间", "原文", "来源"};
    static const char *const en[] = {"region", "period", "in the page's words", "source"};
    cedu_paper_block *t = NULL;
    for (size_t i = 0; i < n; i++) {
        const cedu_store_fact *f = &k[i]->facts[k[i]->best];
        bool again = false;
        for (size_t j = 0; j < i && !again; j++) again = cedu__eq(k[j]->facts[k[j]->best].clean_quote, f->clean_quote);
        if (again) continue;
        if (!t)
            t = cedu__say_table(c, T(c, "其他数字", "Other figures"), (c->p->english ? en : zh) + !region,
                                CEDU_COUNT(zh) - !region);
        cedu_paper_cell *r = cedu__paper_row(c->p, t);
        if (!r) return;
        if (region) *r++ = cedu__say_cell(cedu__say_joined(c, k[i]->regions));
        r[0] = cedu__say_cell(cedu__paper_period(c->p, k[i]->period));
        r[1] = cedu__say_cell(f->clean_quote);
        r[1].note = cedu__paper_claim_note(c->p, k[i]);
        r[2] = cedu__say_cell(who_says(f));
    }
    if (!t) cedu__say_alone(c, "没有其他数字。", "There are no other figures.");
}
