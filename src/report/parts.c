/* parts.c - the parts of a report on one region, and what all reports share: contradictions, method (compose.h). */
#include <math.h>

#include "report/compose.h"

void cedu__part_indicators(composer *c) { cedu__say_claims(c, &c->profile.indicators, false); }
void cedu__part_indicator_table(composer *c) { cedu__say_claim_table(c, &c->profile.indicators, false); }

/* ------------------------------------------------------------------ targets */
static bool same_target(composer *c, const cedu_target *a, const cedu_target *b) {
    const cedu_fact *x = &a->fact.fact, *y = &b->fact.fact;
    return x->has_value && y->has_value && x->value == y->value && a->deadline == b->deadline &&
           cedu__eq(x->subject, y->subject) && cedu__eq(x->unit, y->unit) && cedu__eq(x->period, y->period) &&
           cedu__eq(cedu__say_joined(c, x->region), cedu__say_joined(c, y->region));
}

static void progress(composer *c, cedu_paper_block *b, const cedu_target *x, int note) {
    cedu_paper_cell v = cedu__paper_value(c->p, &x->latest, cedu__paper_note(c->p, &x->latest, 1));
    cedu_str when = cedu__paper_period(c->p, x->latest.fact.period);
    cedu__paper_text(c->p, b,
                     cedu__arena_strf(c->p->arena, T(c, "；最近的数值：%.*s%.*s", "; latest: %.*s %.*s"), (int)when.n, when.p,
                                      (int)v.text.n, v.text.p),
                     v.note);
    /* More than all of it, before its day: the one is what a year adds, the other what there is (新增与累计). Not computed. */
    if (isnan(x->progress) || (x->progress > 100 && x->state != CEDU_TARGET_met)) return;
    cedu__paper_computed(c->p, b,
                         cedu__arena_strf(c->p->arena, T(c, "，为目标的%.1f%%", ", %.1f%% of the target"), x->progress),
                         CEDU_PAPER_RULE_progress, note, v.note);
    if (!isnan(x->needed) && x->needed > 0)
        cedu__paper_computed(c->p, b,
                             cedu__arena_strf(c->p->arena, T(c, "，尚需增长%.1f%%", ", %.1f%% still needed"), x->needed),
                             CEDU_PAPER_RULE_needed, note, v.note);
    cedu__say(c, b, T(c, "（推算）", " (computed)"));
}

/* An indicator that a pack knows, or a target whose progress can be told, has a sentence; the others are quoted. */
static bool has_sentence(const cedu_target *x) {
    return x->fact.fact.has_value && (x->fact.fact.subject_id.n || x->has_latest);
}

static void one_target(composer *c, const cedu_targets *g, size_t i) {
    const cedu_target *x = &g->p[i];
    cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
    int note = cedu__paper_note(c->p, &x->fact, x->sources);
    cedu__say_clause(c, b, &x->fact, note, CEDU_SAY_SUBJECT);
    for (size_t j = i + 1; j < g->n; j++) /* who else says so */
        if (same_target(c, x, &g->p[j]))
            cedu__paper_text(c->p, b, (cedu_str){0}, cedu__paper_note(c->p, &g->p[j].fact, g->p[j].sources));
    cedu_str state = cedu__str(cedu__target_state_label(x->state, c->p->english));
    cedu__paper_text(c->p, b, cedu__arena_strf(c->p->arena, T(c, "。状态：%.*s", ". State: %.*s"), (int)state.n, state.p), 0);
    if (x->has_latest) progress(c, b, x, note);
    cedu__say(c, b, T(c, "。", "."));
}

#define MAX_QUOTED 40
static void quoted_targets(composer *c, const cedu_targets *g, bool with_value, const char *head) {
    cedu_paper_block *b = NULL;
    size_t n = 0, left = 0;
    for (size_t i = g->n; i > 0; i--) { /* the latest deadline first */
        const cedu_target *x = &g->p[i - 1];
        bool again = has_sentence(x) || x->fact.fact.has_value != with_value;
        for (size_t j = i; j < g->n && !again; j++) again = cedu__eq(g->p[j].fact.clean_quote, x->fact.clean_quote);
        if (again) continue;
        if (n == MAX_QUOTED) {
            left++;
            continue;
        }
        if (!b) b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0), cedu__say(c, b, head);
        if (n++) cedu__say(c, b, T(c, "；", "; "));
        cedu_str q = x->fact.clean_quote;
        cedu__paper_text(c->p, b, cedu__arena_strf(c->p->arena, "“%.*s”", (int)q.n, q.p),
                         cedu__paper_note(c->p, &x->fact, x->sources));
    }
    if (b) cedu__say(c, b, left ? T(c, "；其余从略。", "; and others.") : T(c, "。", "."));
}

void cedu__part_targets(composer *c) {
    const cedu_targets *g = &c->profile.targets;
    if (!g->n) cedu__say_alone(c, "未见目标。", "No target was found.");
    for (size_t i = 0; i < g->n; i++) {
        bool told = !has_sentence(&g->p[i]);
        for (size_t j = 0; j < i && !told; j++) told = has_sentence(&g->p[j]) && same_target(c, &g->p[j], &g->p[i]);
        if (!told) one_target(c, g, i);
    }
    quoted_targets(c, g, true, T(c, "其他数量目标：", "Other targets with a number: "));
    quoted_targets(c, g, false, T(c, "定性目标：", "Without a number: "));
}

/* ------------------------------------------------------------------ focus, designations, documents */
void cedu__part_focus(composer *c) {
    const cedu_profile *f = &c->profile;
    if (!f->focus_count) {
        cedu__say_alone(c, "未见重点领域的表述。", "No focus was stated.");
        return;
    }
    cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
    cedu__say(c, b, T(c, "文件和报道中提到的重点领域：", "Fields named in the pages: "));
    for (size_t i = 0; i < f->focus_count && i < CEDU_PAPER_MAX_FOCUS; i++) {
        if (i) cedu__say(c, b, T(c, "、", ", "));
        cedu__paper_text(c->p, b, f->focus[i].name, cedu__paper_note(c->p, &f->focus[i].evidence, f->focus[i].sources));
    }
    cedu__say(c, b, T(c, "。", "."));
}

/* The rows of a document's head (发文字号 …) are registry facts too, with their content: they are no designation. */
static bool designation(const cedu_store_fact *f) { return !cedu__say_field(&f->fact, CEDU_FIELD_content).n; }

void cedu__part_registries(composer *c) {
    const cedu_store_facts *g = &c->profile.registries;
    size_t told = 0;
    for (size_t i = 0; i < g->n; i++) {
        const cedu_fact *f = &g->p[i].fact;
        bool again = !designation(&g->p[i]);
        for (size_t j = 0; j < i && !again; j++)
            again =
                designation(&g->p[j]) && cedu__eq(g->p[j].fact.subject, f->subject) && cedu__eq(g->p[j].fact.period, f->period);
        if (again) continue;
        told++;
        cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
        cedu_str when = cedu__paper_period(c->p, f->period);
        if (when.n) cedu__paper_text(c->p, b, cedu__arena_strf(c->p->arena, T(c, "%.*s：", "%.*s: "), (int)when.n, when.p), 0);
        cedu__paper_text(c->p, b, f->subject, cedu__paper_note(c->p, &g->p[i], 1));
        for (size_t j = i + 1; j < g->n; j++)
            if (designation(&g->p[j]) && cedu__eq(g->p[j].fact.subject, f->subject) && cedu__eq(g->p[j].fact.period, f->period))
                cedu__paper_text(c->p, b, (cedu_str){0}, cedu__paper_note(c->p, &g->p[j], 1));
        cedu__say(c, b, T(c, "。", "."));
    }
    if (!told) cedu__say_alone(c, "未见名录和称号。", "No designation was found.");
}

/* A policy's line gathers what several facts say: a cell that the row's own fact does not say has the note of the one that does, or
 * stays empty. */
static cedu_paper_cell from_policy(composer *c, const cedu_store_facts *all, const cedu_store_policy *x, cedu_field_id id,
                                   cedu_str v) {
    cedu_paper_cell cell = cedu__say_cell(v);
    if (!v.n || (x->evidence && cedu__eq(cedu__say_field(&x->evidence->fact, id), v))) return cell;
    for (size_t i = 0; i < all->n; i++)
        if (cedu__eq(cedu__say_field(&all->p[i].fact, id), v)) {
            cell.note = cedu__paper_note(c->p, &all->p[i], 1);
            return cell;
        }
    return (cedu_paper_cell){0};
}

void cedu__part_policies(composer *c) {
    static const char *const zh[] = {"文件", "发文字号", "发文机关", "成文或发布日期", "时效性"};
    static const char *const en[] = {"document", "number", "issuers", "signed or published", "status"};
    const cedu_store_policies *g = &c->profile.policies;
    const cedu_store_fact_filter policy = {.regions = c->o->regions, .kinds = 1u << CEDU_FACT_policy};
    cedu_store_facts all = {0};
    if (c->status == CEDU_OK) c->status = cedu__store_list_facts(c->s, &policy, c->p->arena, &all, c->err);
    if (c->status != CEDU_OK) return;
    if (!g->n) {
        cedu__say_alone(c, "未见政策文件。", "No policy document was found.");
        return;
    }
    cedu_paper_block *t = cedu__say_table(c, T(c, "政策文件", "Policies"), c->p->english ? en : zh, CEDU_COUNT(zh));
    for (size_t i = 0; i < g->n; i++) {
        const cedu_store_policy *x = &g->p[i];
        cedu_paper_cell *r = cedu__paper_row(c->p, t);
        if (!r) return;
        r[0] = cedu__say_cell(x->title);
        r[0].note = x->evidence ? cedu__paper_note(c->p, x->evidence, x->sources) : 0;
        r[1] = from_policy(c, &all, x, CEDU_FIELD_document_number, x->document_number);
        r[2] = cedu__say_cell(cedu__say_joined(c, x->issuers));
        r[3] = from_policy(c, &all, x, CEDU_FIELD_signed, x->signed_on);
        if (!r[3].text.n) r[3] = from_policy(c, &all, x, CEDU_FIELD_published, x->published);
        r[4] = from_policy(c, &all, x, CEDU_FIELD_status, x->status);
    }
}

/* Indicators of the packs that the base has three facts of, and none of this region: unknown, not zero. */
void cedu__part_unknown(composer *c) {
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
        cedu__say(c, b,
                  told++ ? T(c, "、", ", ")
                         : T(c, "知识库中有其他地区、没有本地区的指标：", "Known of others, not of this region: "));
        cedu__paper_computed(c->p, b, all.p[i].name, CEDU_PAPER_RULE_name, 0, 0);
    }
    cedu__say(c, b,
              told ? T(c, "。没有不等于零。", ". Not known is not zero.")
                   : T(c, "常见指标均有数据。", "All common indicators are known."));
}

/* ------------------------------------------------------------------ contradictions */
/* 成都市2021年人工智能企业数量 */
static cedu_str of_what(composer *c, const cedu_store_fact *f) {
    cedu_str where = cedu__say_joined(c, f->fact.region), when = cedu__paper_period(c->p, f->fact.period);
    cedu_str kind = f->fact.kind == CEDU_FACT_observation ? (cedu_str){0} : cedu__say_kind(c, f->fact.kind);
    return cedu__arena_strf(c->p->arena, T(c, "%.*s%.*s%.*s%s%.*s", "%.*s %.*s %.*s%s%.*s"), (int)where.n, where.p, (int)when.n,
                            when.p, (int)f->fact.subject.n, f->fact.subject.p, kind.n ? "·" : "", (int)kind.n,
                            kind.p ? kind.p : "");
}

static int side(composer *c, cedu_paper_block *b, const char *before, const cedu_store_fact *f, size_t sources) {
    cedu_paper_cell v = cedu__paper_value(c->p, f, cedu__paper_note(c->p, f, sources));
    cedu__paper_text(c->p, b, cedu__arena_strf(c->p->arena, "%s%.*s", before, (int)v.text.n, v.text.p), v.note);
    return v.note;
}

static void one_conflict(composer *c, const cedu_conflict *x) {
    cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
    cedu_str what = of_what(c, &x->a), other = of_what(c, &x->b), why = c->p->english ? x->reason_en : x->reason_zh;
    cedu_paper_run reason = {.rule = CEDU_PAPER_RULE_formula};
    bool same = cedu__eq(what, other) && x->a.fact.kind == x->b.fact.kind;
    cedu__say(c, b, cedu__conflict_label(x->cls, c->p->english));
    cedu__say(c, b, T(c, "：", ": "));
    cedu__paper_text(c->p, b, what, 0);
    (void)CEDU_PUSH(c->p->arena, &reason.from,
                    side(c, b, same ? T(c, "，一说", " is given as ") : T(c, "：", ": "), &x->a, x->a_sources));
    if (!same) cedu__say(c, b, T(c, "；", "; ")), cedu__paper_text(c->p, b, other, 0);
    (void)CEDU_PUSH(c->p->arena, &reason.from,
                    side(c, b, same ? T(c, "，一说", " and as ") : T(c, "：", ": "), &x->b, x->b_sources));
    for (size_t i = 0; x->derived && i < x->derived->input_count; i++) { /* what else it rests on */
        const cedu_store_fact *f = &x->derived->inputs[i];
        if (f->row == x->a.row || f->row == x->b.row) continue;
        cedu__say(c, b, T(c, "；", "; "));
        cedu__paper_text(c->p, b, of_what(c, f), 0);
        (void)CEDU_PUSH(c->p->arena, &reason.from, side(c, b, T(c, "：", ": "), f, 1));
    }
    cedu__say(c, b, T(c, "。", ". "));
    reason.text = cedu__arena_str(c->p->arena, why);
    (void)CEDU_PUSH(c->p->arena, &b->runs, reason);
    cedu__say(c, b, T(c, "。", "."));
}

void cedu__part_conflicts(composer *c) {
    cedu_store_fact_filter f = {.regions = c->o->regions, .subject = c->o->topic, .no_review = !c->o->reason.review};
    cedu_conflict_list list;
    if (c->status != CEDU_OK) return;
    c->status = cedu__reason_conflicts(c->s, &f, false, &c->o->reason, c->p->arena, &list, c->err);
    if (c->status != CEDU_OK) return;
    if (!list.n) cedu__say_alone(c, "所列事实之间未发现矛盾。", "No contradiction was found among the facts.");
    for (size_t i = 0; i < list.n; i++) one_conflict(c, &list.p[i]);
}

void cedu__part_method(composer *c) {
    cedu__say_alone(c,
                    "本报告由策度根据知识库中的网页自动生成。数值照录原文的单位和精度，其后的编号指向出处和原文摘录；“机读，待"
                    "核”表示尚未经人核对。"
                    "标明“推算”的数值由所引事实算出，并非原文所述。知识库没有收入的文件不在其中；没有数据写作“—”，不是零。",
                    "Made by cedu from the pages in a knowledge base. Values keep the unit and precision of their source; the "
                    "number behind "
                    "each leads to its source and quotation; \"read by machine\" means that nobody has checked it yet. "
                    "Computed values follow "
                    "from the facts cited and were said by nobody. What was not added to the base is not here; an empty cell "
                    "is unknown, not "
                    "zero.");
}
