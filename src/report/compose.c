/* compose.c - a paper from the knowledge base, by a template.
 *
 * A template is text: `# ` the title, `## ` and `### ` headings, a line `{name}` alone a part (the table `parts`), any other line a
 * paragraph in which {region}, {regions}, {topic}, {since}, {date}, {documents}, {sources}, {facts} stand for what they say.
 * Sentences are made from claims only, each with the note of its fact; what disagrees is said where it stands, what is not known
 * is a part of its own. To add a part: a function and a row in `parts`.
 */
#include <math.h>
#include <stdio.h>

#include "report/paper.h"
#include "report/report.h"

typedef struct composer {
    cedu_store *s;
    const cedu_paper_order *o;
    cedu_paper *p;
    cedu_error *err;
    cedu_status status;
    cedu_profile profile; /* of one region */
    cedu_comparison table;
    cedu_claims topic;
    cedu_changes changes;
} composer;

#define T(c, zh, en) ((c)->p->english ? (en) : (zh))
static cedu_str tr(const composer *c, const char *zh, const char *en) { return cedu__str(c->p->english ? en : zh); }

/* ------------------------------------------------------------------ sentences */
static void say(composer *c, cedu_paper_block *b, const char *z) { cedu__paper_text(c->p, b, cedu__str(z), 0); }

static cedu_str field(const cedu_fact *f, cedu_field_id id) {
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (x->id == id) return x->str;
    return (cedu_str){0};
}

/* What stands between the subject and the value, by kind. */
static cedu_str predicate(const composer *c, const cedu_fact *f) {
    cedu_arena *a = c->p->arena;
    cedu_str base = cedu__paper_period(c->p, field(f, CEDU_FIELD_baseline)), of = field(f, CEDU_FIELD_denominator),
             scope = field(f, CEDU_FIELD_rank_scope), ref = field(f, CEDU_FIELD_reference_region);
    switch (f->kind) {
    case CEDU_FACT_growth:
        return base.n ? cedu__arena_strf(a, T(c, "较%.*s增长", " grew against %.*s by "), (int)base.n, base.p)
                      : tr(c, "增长", " grew by ");
    case CEDU_FACT_share:
        return of.n ? cedu__arena_strf(a, T(c, "占%.*s的", " is, of %.*s, "), (int)of.n, of.p)
                    : tr(c, "占比为", " has a share of ");
    case CEDU_FACT_rank:
        return scope.n ? cedu__arena_strf(a, T(c, "居%.*s", " ranks in %.*s "), (int)scope.n, scope.p)
                       : tr(c, "位居", " ranks ");
    case CEDU_FACT_ratio:
        return ref.n ? cedu__arena_strf(a, T(c, "为%.*s的", " is, of %.*s, "), (int)ref.n, ref.p) : tr(c, "为", " is ");
    case CEDU_FACT_target: return tr(c, "的目标为", " is to reach ");
    case CEDU_FACT_forecast: return tr(c, "预计为", " is forecast as ");
    default: return f->modifier == CEDU_MOD_EQ ? tr(c, "为", " is ") : tr(c, "", " is ");
    }
}

/* 2021年，人工智能产业规模为413.9亿元[1]。 With the region in front where a paper has several. */
static void sentence(composer *c, cedu_paper_block *b, const cedu_store_fact *f, size_t sources, bool region,
                     const char *after) {
    const cedu_fact *k = &f->fact;
    cedu_paper_cell v = cedu__paper_value(c->p, f, sources);
    cedu_str when = cedu__paper_period(c->p, k->period), how = predicate(c, k);
    cedu_buf z = {0};
    if (k->kind == CEDU_FACT_target) cedu__buf_z(&z, when.n ? T(c, "到", "By ") : "");
    cedu__buf_str(&z, when);
    if (when.n) cedu__buf_z(&z, T(c, "，", ", "));
    for (size_t i = 0; region && i < k->region.n; i++) {
        if (i) cedu__buf_z(&z, T(c, "、", ", "));
        cedu__buf_str(&z, k->region.p[i]);
    }
    if (!region && k->region.n > 1) { /* a joint figure is nobody's alone */
        cedu__buf_z(&z, T(c, "与其他地区合计，", "jointly with others, "));
    }
    cedu__buf_str(&z, k->subject);
    cedu__buf_str(&z, how);
    cedu__buf_str(&z, v.text);
    cedu__paper_text(c->p, b, cedu__buf_view(&z), v.note);
    cedu__buf_release(&z);
    say(c, b, after);
    say(c, b, T(c, "。", ". "));
}

static bool last_of_subject(const cedu_claims *k, size_t i) {
    return i + 1 == k->n || !cedu__eq(k->p[i].subject, k->p[i + 1].subject) || k->p[i].kind != k->p[i + 1].kind;
}

static void claim_sentences(composer *c, const cedu_claims *k, bool region) {
    cedu_paper_block *b = NULL;
    for (size_t i = 0; i < k->n; i++) {
        const cedu_claim *x = &k->p[i];
        /* A profile tells the latest of each indicator that a pack knows or that two sources give; all are in the table. */
        if (!region && (!last_of_subject(k, i) || (!x->subject_id.n && x->sources < 2))) continue;
        if (!b || b->runs.n > 24) b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
        sentence(c, b, &x->facts[x->best], x->sources, region,
                 x->disagree ? T(c, "（各来源不一致，见“矛盾与口径”）", " (sources disagree)") : "");
    }
}

static void nothing(composer *c, const char *zh, const char *en) {
    say(c, cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0), T(c, zh, en));
}

/* ------------------------------------------------------------------ tables */
static cedu_str kind_label(const composer *c, cedu_fact_kind k) {
    static const char *const zh[] = {
#define CEDU__X(name, zh) zh,
        CEDU_FACT_KINDS(CEDU__X)
#undef CEDU__X
    };
    return cedu__str(c->p->english ? cedu_fact_kind_name(k) : zh[k]);
}

static cedu_str scope_text(const composer *c, cedu_str scope) {
    cedu_buf b = {0};
    cedu__report_scope(&b, scope, c->p->english);
    cedu_str s = cedu__arena_str(c->p->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

static cedu_paper_block *table(composer *c, const char *caption, const char *const *columns, size_t n) {
    cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_table, 0);
    cedu_str *names = b ? CEDU_NEW_N(c->p->arena, cedu_str, n) : NULL;
    if (!names) return NULL;
    for (size_t i = 0; i < n; i++) names[i] = cedu__str(columns[i]);
    b->columns = names;
    b->column_count = n;
    cedu__paper_text(c->p, b, cedu__str(caption), 0);
    return b;
}

static cedu_paper_cell text_cell(cedu_str s) { return (cedu_paper_cell){.text = s}; }

static cedu_paper_cell count_cell(composer *c, double n) {
    return (cedu_paper_cell){.text = cedu__arena_strf(c->p->arena, "%.0f", n), .has_number = true, .number = n};
}

static cedu_str joined(composer *c, cedu_strs s) {
    cedu_buf b = {0};
    for (size_t i = 0; i < s.n; i++) {
        if (i) cedu__buf_z(&b, T(c, "、", ", "));
        cedu__buf_str(&b, s.p[i]);
    }
    cedu_str out = cedu__arena_str(c->p->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return out;
}

static void claim_table(composer *c, const cedu_claims *k, bool region) {
    static const char *const zh[] = {"地区", "指标", "类型", "时间", "数值", "口径", "来源", "独立来源"};
    static const char *const en[] = {"region", "indicator", "kind", "period", "value", "scope", "source", "sources"};
    if (!k->n) {
        nothing(c, "知识库中没有可列的指标。", "The knowledge base has no indicator to list.");
        return;
    }
    cedu_paper_block *t =
        table(c, T(c, "主要指标", "Indicators"), (c->p->english ? en : zh) + !region, CEDU_COUNT(zh) - !region);
    for (size_t i = 0; i < k->n; i++) {
        const cedu_claim *x = &k->p[i];
        const cedu_store_fact *f = &x->facts[x->best];
        cedu_paper_cell *r = cedu__paper_row(c->p, t);
        if (!r) return;
        if (region) *r++ = text_cell(joined(c, x->regions));
        const cedu_paper_cell cells[] = {text_cell(x->subject),
                                         text_cell(kind_label(c, x->kind)),
                                         text_cell(cedu__paper_period(c->p, x->period)),
                                         cedu__paper_value(c->p, f, x->sources),
                                         text_cell(scope_text(c, x->scope)),
                                         text_cell(f->fact.source.n ? f->fact.source : f->outlet),
                                         count_cell(c, (double)x->sources)};
        memcpy(r, cells, sizeof cells);
    }
}

/* ------------------------------------------------------------------ parts of one region */
static void indicators(composer *c) {
    if (c->profile.indicators.n) claim_sentences(c, &c->profile.indicators, false);
    else nothing(c, "知识库中没有本地区的数值。", "The knowledge base has no figure of this region.");
}
static void indicator_table(composer *c) { claim_table(c, &c->profile.indicators, false); }

static void targets(composer *c) {
    const cedu_targets *g = &c->profile.targets;
    cedu_paper_block *b = NULL;
    if (!g->n) nothing(c, "未见目标。", "No target was found.");
    for (size_t i = 0; i < g->n; i++) {
        const cedu_target *x = &g->p[i];
        b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
        cedu_str state = cedu__str(cedu__target_state_label(x->state, c->p->english));
        if (x->fact.fact.has_value) sentence(c, b, &x->fact, x->sources, false, "");
        else {
            cedu_paper_cell v = cedu__paper_value(c->p, &x->fact, x->sources);
            cedu__paper_text(c->p, b, v.text, v.note);
            say(c, b, T(c, "。", ". "));
        }
        cedu__paper_text(c->p, b, cedu__arena_strf(c->p->arena, T(c, "状态：%.*s", "State: %.*s"), (int)state.n, state.p), 0);
        if (x->has_latest && x->fact.fact.has_value) {
            cedu_paper_cell v = cedu__paper_value(c->p, &x->latest, 1);
            cedu_str when = cedu__paper_period(c->p, x->latest.fact.period);
            cedu__paper_text(c->p, b,
                             cedu__arena_strf(c->p->arena, T(c, "；最近的数值：%.*s %.*s", "; latest: %.*s %.*s"), (int)when.n,
                                              when.p, (int)v.text.n, v.text.p),
                             v.note);
            if (!isnan(x->progress))
                cedu__paper_text(
                    c->p, b, cedu__arena_strf(c->p->arena, T(c, "，为目标的 %.1f%%", ", %.1f%% of the target"), x->progress),
                    0);
            if (!isnan(x->needed) && x->needed > 0)
                cedu__paper_text(c->p, b,
                                 cedu__arena_strf(c->p->arena,
                                                  T(c, "，尚需增长 %.1f%%（推算）", ", %.1f%% still needed (computed)"),
                                                  x->needed),
                                 0);
        }
        say(c, b, T(c, "。", "."));
    }
}

static void focus(composer *c) {
    const cedu_profile *f = &c->profile;
    cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
    if (!f->focus_count) {
        say(c, b, T(c, "未见重点领域的表述。", "No focus was stated."));
        return;
    }
    say(c, b, T(c, "文件和报道中提到的重点领域：", "Fields named in the pages: "));
    for (size_t i = 0; i < f->focus_count && i < 30; i++) {
        if (i) say(c, b, T(c, "、", ", "));
        cedu__paper_text(c->p, b, f->focus[i].name, cedu__paper_note(c->p, &f->focus[i].evidence, f->focus[i].sources));
    }
    say(c, b, T(c, "。", "."));
}

static void policies(composer *c) {
    static const char *const zh[] = {"文件", "发文字号", "发文机关", "成文日期", "时效性"};
    static const char *const en[] = {"document", "number", "issuers", "signed", "status"};
    const cedu_store_policies *g = &c->profile.policies;
    if (!g->n) {
        nothing(c, "未见政策文件。", "No policy document was found.");
        return;
    }
    cedu_paper_block *t = table(c, T(c, "政策文件", "Policies"), c->p->english ? en : zh, CEDU_COUNT(zh));
    for (size_t i = 0; i < g->n; i++) {
        const cedu_store_policy *x = &g->p[i];
        cedu_paper_cell *r = cedu__paper_row(c->p, t);
        if (!r) return;
        r[0] = text_cell(x->title);
        r[0].note = x->evidence ? cedu__paper_note(c->p, x->evidence, x->sources) : 0;
        r[1] = text_cell(x->document_number);
        r[2] = text_cell(joined(c, x->issuers));
        r[3] = text_cell(x->signed_on.n ? x->signed_on : x->published);
        r[4] = text_cell(x->status);
    }
}

static void registries(composer *c) {
    const cedu_store_facts *g = &c->profile.registries;
    if (!g->n) nothing(c, "未见名录和称号。", "No designation was found.");
    for (size_t i = 0; i < g->n; i++) {
        cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
        cedu_str when = cedu__paper_period(c->p, g->p[i].fact.period);
        if (when.n) cedu__paper_text(c->p, b, cedu__arena_strf(c->p->arena, T(c, "%.*s：", "%.*s: "), (int)when.n, when.p), 0);
        cedu__paper_text(c->p, b, g->p[i].fact.subject, cedu__paper_note(c->p, &g->p[i], 1));
        say(c, b, T(c, "。", "."));
    }
}

static cedu_store_fact_filter about(const composer *c) {
    return (cedu_store_fact_filter){.regions = c->o->regions, .subject = c->o->topic, .no_review = !c->o->reason.review};
}

static void conflicts(composer *c) {
    cedu_store_fact_filter f = about(c);
    cedu_conflict_list list;
    if (c->status != CEDU_OK) return;
    c->status = cedu__reason_conflicts(c->s, &f, false, &c->o->reason, c->p->arena, &list, c->err);
    if (c->status != CEDU_OK) return;
    if (!list.n) nothing(c, "所列事实之间未发现矛盾。", "No contradiction was found among the facts.");
    for (size_t i = 0; i < list.n; i++) {
        const cedu_conflict *x = &list.p[i];
        cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
        cedu_str label = cedu__str(cedu__conflict_label(x->cls, c->p->english)),
                 why = c->p->english ? x->reason_en : x->reason_zh;
        cedu_paper_cell va = cedu__paper_value(c->p, &x->a, x->a_sources), vb = cedu__paper_value(c->p, &x->b, x->b_sources);
        cedu_str when = cedu__paper_period(c->p, x->a.fact.period), where = joined(c, x->a.fact.region);
        cedu__paper_text(c->p, b,
                         cedu__arena_strf(c->p->arena,
                                          T(c, "%.*s：%.*s %.*s %.*s，一说 %.*s", "%.*s: %.*s %.*s %.*s is given as %.*s"),
                                          (int)label.n, label.p, (int)where.n, where.p, (int)when.n, when.p,
                                          (int)x->a.fact.subject.n, x->a.fact.subject.p, (int)va.text.n, va.text.p),
                         va.note);
        cedu__paper_text(c->p, b, cedu__arena_strf(c->p->arena, T(c, "，一说 %.*s", " and as %.*s"), (int)vb.text.n, vb.text.p),
                         vb.note);
        cedu__paper_text(c->p, b, cedu__arena_strf(c->p->arena, T(c, "。%.*s", ". %.*s"), (int)why.n, why.p), 0);
    }
}

/* Indicators of the packs that the base has three facts of, and none of this region: unknown, not zero. */
static void unknown(composer *c) {
    cedu_store_counts all;
    if (c->status == CEDU_OK) c->status = cedu__store_subjects(c->s, (cedu_str){0}, 60, c->p->arena, &all, c->err);
    if (c->status != CEDU_OK) return;
    cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
    size_t told = 0;
    for (size_t i = 0; i < all.n && told < 12; i++) {
        bool known = all.p[i].facts < 3 || !all.p[i].id.n;
        for (size_t k = 0; k < c->profile.indicators.n && !known; k++)
            known = cedu__eq(c->profile.indicators.p[k].subject, all.p[i].name);
        for (size_t k = 0; k < c->profile.targets.n && !known; k++)
            known = cedu__eq(c->profile.targets.p[k].fact.fact.subject, all.p[i].name);
        if (known) continue;
        say(c, b,
            told++ ? T(c, "、", ", ")
                   : T(c, "知识库中有其他地区、没有本地区的指标：", "Known of others, not of this region: "));
        cedu__paper_text(c->p, b, all.p[i].name, 0);
    }
    say(c, b,
        told ? T(c, "。没有不等于零。", ". Not known is not zero.")
             : T(c, "常见指标均有数据。", "All common indicators are known."));
}

/* ------------------------------------------------------------------ several regions, a topic, changes */
/* 人工智能企业数量·增长（基期=2019年） */
static cedu_str row_name(const composer *c, const cedu_compare_row *x) {
    cedu_str kind = x->kind == CEDU_FACT_observation ? (cedu_str){0} : kind_label(c, x->kind), scope = scope_text(c, x->scope);
    return cedu__arena_strf(c->p->arena, "%.*s%s%.*s%s%.*s%s", (int)x->subject.n, x->subject.p, kind.n ? "·" : "", (int)kind.n,
                            kind.p ? kind.p : "", scope.n ? "（" : "", (int)scope.n, scope.p ? scope.p : "",
                            scope.n ? "）" : "");
}

static void comparison(composer *c) {
    const cedu_comparison *k = &c->table;
    size_t n = k->regions.n + 2;
    const char **columns = CEDU_NEW_N(c->p->arena, const char *, n);
    if (!columns) return;
    columns[0] = T(c, "指标", "indicator");
    columns[1] = T(c, "时间", "period");
    for (size_t i = 0; i < k->regions.n; i++)
        columns[i + 2] = cedu__arena_strf(c->p->arena, "%.*s", (int)k->regions.p[i].n, k->regions.p[i].p).p;
    if (c->p->arena->failed) return;
    cedu_paper_block *t = table(c, T(c, "对比", "Side by side"), columns, n);
    for (size_t i = 0; i < k->n; i++) {
        const cedu_compare_row *x = &k->rows[i];
        cedu_paper_cell *r = cedu__paper_row(c->p, t);
        if (!r) return;
        r[0] = text_cell(row_name(c, x));
        if (x->year) r[1] = text_cell(cedu__arena_strf(c->p->arena, T(c, "%d年", "%d"), x->year));
        for (size_t g = 0; g < k->regions.n; g++)
            if (x->cells[g]) r[g + 2] = cedu__paper_value(c->p, &x->cells[g]->facts[x->cells[g]->best], x->cells[g]->sources);
    }
    if (!k->n) nothing(c, "没有可以并列的指标。", "There is nothing to set side by side.");
}

static void topic_sentences(composer *c) {
    if (c->topic.n) claim_sentences(c, &c->topic, true);
    else nothing(c, "知识库中没有这一指标的数值。", "The knowledge base has no value of this indicator.");
}
static void topic_table(composer *c) { claim_table(c, &c->topic, true); }

static void changes(composer *c) {
    if (!c->changes.n) nothing(c, "没有新的变化。", "Nothing has changed.");
    for (size_t i = 0; i < c->changes.n; i++) {
        const cedu_change *x = &c->changes.p[i];
        cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
        cedu_str label = cedu__str(cedu__change_label(x->what, c->p->english)), where = joined(c, x->now.fact.region);
        cedu_str name = cedu__reason_entry_name(&x->now);
        cedu__paper_text(c->p, b,
                         cedu__arena_strf(c->p->arena, T(c, "%.*s｜%.*s｜%.*s", "%.*s | %.*s | %.*s"), (int)label.n, label.p,
                                          (int)where.n, where.p, (int)name.n, name.p),
                         0);
        if (x->now.fact.has_value) {
            cedu_paper_cell v = cedu__paper_value(c->p, &x->now, 1);
            cedu__paper_text(c->p, b, cedu__arena_strf(c->p->arena, T(c, "：%.*s", ": %.*s"), (int)v.text.n, v.text.p), v.note);
        } else cedu__paper_text(c->p, b, (cedu_str){0}, cedu__paper_note(c->p, &x->now, 1));
        if (x->has_before && x->before.fact.has_value) {
            cedu_paper_cell v = cedu__paper_value(c->p, &x->before, 1);
            cedu__paper_text(
                c->p, b, cedu__arena_strf(c->p->arena, T(c, "（此前 %.*s", " (before: %.*s"), (int)v.text.n, v.text.p), v.note);
            say(c, b, T(c, "）", ")"));
        }
        say(c, b, T(c, "。", "."));
    }
}

static void method(composer *c) {
    nothing(c,
            "本报告由策度根据知识库中的网页自动生成。每个数字后的编号指向它的出处和原文摘录；“机读，待核”表示尚未经人核对。"
            "“推算”的数值由所引事实算出，并非原文所述。知识库没有收入的文件不在其中；没有数据写作“—”，不是零。",
            "Made by cedu from the pages in a knowledge base. The number behind each figure leads to its source and quotation; "
            "\"read by "
            "machine\" means that nobody has checked it yet. Computed values follow from the facts cited and were said by "
            "nobody. What was "
            "not added to the base is not here; an empty cell is unknown, not zero.");
}

/* ------------------------------------------------------------------ templates */
static const struct {
    const char *name;
    void (*write)(composer *c);
} parts[] = {
    {"indicators", indicators}, {"indicator-table", indicator_table}, {"targets", targets},         {"focus", focus},
    {"policies", policies},     {"registries", registries},           {"conflicts", conflicts},     {"unknown", unknown},
    {"comparison", comparison}, {"topic", topic_sentences},           {"topic-table", topic_table}, {"changes", changes},
    {"method", method},
};

static const char region_template[] =
    "# {region}政策与产业情况报告\n"
    "根据截至{date}收入知识库的{documents}篇网页（{sources}个独立来源、{facts}条事实）整理。\n"
    "## 主要指标\n{indicators}\n{indicator-table}\n"
    "## 目标与进展\n{targets}\n"
    "## 重点领域\n{focus}\n"
    "## 称号与名录\n{registries}\n"
    "## 政策文件\n{policies}\n"
    "## 矛盾与口径\n{conflicts}\n"
    "## 尚不掌握的情况\n{unknown}\n"
    "## 说明\n{method}\n";
static const char compare_template[] = "# {regions}对比报告\n根据截至{date}收入知识库的网页整理。\n"
                                       "## 指标对比\n{comparison}\n"
                                       "## 矛盾与口径\n{conflicts}\n"
                                       "## 说明\n{method}\n";
static const char topic_template[] = "# {topic}专题报告\n根据截至{date}收入知识库的网页整理。\n"
                                     "## 各地情况\n{topic}\n{topic-table}\n"
                                     "## 矛盾与口径\n{conflicts}\n"
                                     "## 说明\n{method}\n";
static const char changes_template[] =
    "# {since}以来的变化\n根据截至{date}收入知识库的网页整理。\n## 变化\n{changes}\n## 说明\n{method}\n";

const char *cedu__paper_template(const cedu_paper_order *o) {
    return o->topic.n ? topic_template : o->since.n ? changes_template : o->regions.n == 1 ? region_template : compare_template;
}

/* A line with its {names} replaced. */
static cedu_str fill(composer *c, cedu_str line) {
    cedu_buf b = {0};
    cedu_strs r = c->o->regions;
    const struct {
        const char *name;
        cedu_str s;
    } words[] = {{"region", r.n ? r.p[0] : (cedu_str){0}},
                 {"regions", joined(c, r)},
                 {"topic", c->o->topic},
                 {"since", c->o->since},
                 {"date", cedu__paper_period(c->p, c->p->made_at)},
                 {"documents", cedu__arena_strf(c->p->arena, "%zu", c->profile.documents)},
                 {"sources", cedu__arena_strf(c->p->arena, "%zu", c->profile.sources)},
                 {"facts", cedu__arena_strf(c->p->arena, "%zu", c->profile.facts)}};
    for (size_t i = 0; i < line.n;) {
        const char *end = line.p[i] == '{' ? memchr(line.p + i, '}', line.n - i) : NULL;
        cedu_str name = end ? cedu__sub(line, i + 1, (size_t)(end - line.p)) : (cedu_str){0};
        size_t w = 0;
        while (end && w < CEDU_COUNT(words) && !cedu__eqz(name, words[w].name)) w++;
        if (end && w < CEDU_COUNT(words)) {
            cedu__buf_str(&b, words[w].s);
            i += name.n + 2;
        } else cedu__buf_char(&b, line.p[i++]);
    }
    cedu_str s = cedu__arena_str(c->p->arena, cedu__buf_view(&b));
    cedu__buf_release(&b);
    return s;
}

/* {name} alone on a line; false = it is not one. */
static bool directive(composer *c, cedu_str line, int no) {
    if (line.n < 3 || line.p[0] != '{' || line.p[line.n - 1] != '}') return false;
    cedu_str name = cedu__sub(line, 1, line.n - 1);
    if (memchr(name.p, '{', name.n)) return false;
    for (size_t i = 0; i < CEDU_COUNT(parts); i++)
        if (cedu__eqz(name, parts[i].name)) return parts[i].write(c), true;
    if (cedu__eq(fill(c, line), line))
        c->status = cedu__fail(c->err, CEDU_USAGE, "模板第 %d 行：没有“%.*s”这一部分",
                               "template, line %d: there is no part '%.*s'", no, (int)name.n, name.p);
    return c->status != CEDU_OK;
}

static void heading(composer *c, cedu_str line) {
    int level = 0;
    while ((size_t)level < line.n && line.p[level] == '#') level++;
    cedu_str text = fill(c, cedu__trim(cedu__sub(line, (size_t)level, line.n)));
    if (level == 1) c->p->title = text;
    else cedu__paper_text(c->p, cedu__paper_block(c->p, CEDU_PAPER_heading, level - 1), text, 0);
}

static cedu_status gather(composer *c) {
    const cedu_paper_order *o = c->o;
    const cedu_reason_options *r = &o->reason;
    cedu_store_fact_filter f = about(c);
    if (o->topic.n) return cedu__reason_claims(c->s, &f, r, c->p->arena, &c->topic, c->err);
    if (o->since.n) return cedu__reason_changes(c->s, o->since, o->regions, r, c->p->arena, &c->changes, c->err);
    if (o->regions.n == 1) return cedu__reason_profile(c->s, o->regions.p[0], r, c->p->arena, &c->profile, c->err);
    cedu_compare_options k = {.latest = false};
    return cedu__reason_compare(c->s, o->regions, &k, r, c->p->arena, &c->table, c->err);
}

cedu_status cedu__paper_compose(cedu_store *s, const cedu_paper_order *o, cedu_paper *p, cedu_error *err) {
    composer c = {.s = s, .o = o, .p = p, .err = err};
    cedu_str text = o->template_text.n ? o->template_text : cedu__str(cedu__paper_template(o));
    if ((c.status = gather(&c)) != CEDU_OK) return c.status;
    int no = 0;
    for (size_t at = 0; at < text.n && c.status == CEDU_OK; no++) {
        const char *nl = memchr(text.p + at, '\n', text.n - at);
        size_t end = nl ? (size_t)(nl - text.p) : text.n;
        cedu_str line = cedu__trim(cedu__sub(text, at, end));
        at = end + 1;
        if (!line.n) continue;
        if (line.p[0] == '#') heading(&c, line);
        else if (!directive(&c, line, no + 1))
            cedu__paper_text(p, cedu__paper_block(p, CEDU_PAPER_paragraph, 0), fill(&c, line), 0);
    }
    return c.status == CEDU_OK && p->arena->failed ? cedu__fail_nomem(err) : c.status;
}
