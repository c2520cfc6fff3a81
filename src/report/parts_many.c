/* parts_many.c - the parts of reports on several regions, on one indicator and on what has changed (compose.h). */
#include "report/compose.h"

/* 人工智能企业数量·增长（基期=2019年） */
static cedu_str row_name(const composer *c, const cedu_compare_row *x) {
    cedu_str kind = x->kind == CEDU_FACT_observation ? (cedu_str){0} : cedu__say_kind(c, x->kind),
             scope = cedu__say_scope(c, x->scope);
    return cedu__arena_strf(c->p->arena, "%.*s%s%.*s%s%.*s%s", (int)x->subject.n, x->subject.p, kind.n ? "·" : "", (int)kind.n,
                            kind.p ? kind.p : "", scope.n ? "（" : "", (int)scope.n, scope.p ? scope.p : "",
                            scope.n ? "）" : "");
}

/* An indicator that a pack knows, or that two regions have claims of their own about: worth a row. */
static bool comparable(const cedu_compare_row *x, size_t regions) {
    size_t own = 0;
    for (size_t g = 0; g < regions; g++) own += x->cells[g] && x->cells[g]->regions.n == 1;
    return own > 1 || (own == 1 && x->subject_id.n);
}

/* Regions without any value are named under the table and have no column. */
static size_t with_values(composer *c, const cedu_comparison *k, size_t *which) {
    cedu_buf none = {0};
    size_t n = 0;
    for (size_t g = 0; g < k->regions.n; g++) {
        bool any = false;
        for (size_t i = 0; i < k->n && !any; i++) any = k->rows[i].cells[g] && comparable(&k->rows[i], k->regions.n);
        if (any) which[n++] = g;
        else cedu__buf_z(&none, none.n ? T(c, "、", ", ") : ""), cedu__buf_str(&none, k->regions.p[g]);
    }
    if (none.n) {
        cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
        cedu__paper_text(c->p, b, cedu__buf_view(&none), 0);
        cedu__say(c, b,
                  T(c, "：没有可以并列的指标数值。没有不等于零。",
                    ": no value that can be set side by side; not known is not zero."));
    }
    cedu__buf_release(&none);
    return n;
}

void cedu__part_comparison(composer *c) {
    const cedu_comparison *k = &c->table;
    const char **columns = CEDU_NEW_N(c->p->arena, const char *, k->regions.n + 2);
    size_t *which = CEDU_NEW_N(c->p->arena, size_t, k->regions.n + 1);
    if (!columns || !which) return;
    size_t n = with_values(c, k, which);
    columns[0] = T(c, "指标", "indicator");
    columns[1] = T(c, "时间", "period");
    for (size_t i = 0; i < n; i++) {
        cedu_str name = k->regions.p[which[i]];
        columns[i + 2] = cedu__arena_strf(c->p->arena, "%.*s", (int)name.n, name.p).p;
    }
    if (c->p->arena->failed) return;
    cedu_paper_block *t = NULL;
    for (size_t i = 0; i < k->n; i++) {
        const cedu_compare_row *x = &k->rows[i];
        if (!comparable(x, k->regions.n)) continue;
        if (!t) t = cedu__say_table(c, T(c, "对比", "Side by side"), columns, n + 2);
        cedu_paper_cell *r = cedu__paper_row(c->p, t);
        if (!r) return;
        r[0] = cedu__say_cell(row_name(c, x));
        if (x->year) r[1] = cedu__say_cell(cedu__arena_strf(c->p->arena, T(c, "%d年", "%d"), x->year));
        for (size_t g = 0; g < n; g++) {
            const cedu_claim *y = x->cells[which[g]];
            if (y) r[g + 2] = cedu__paper_value(c->p, &y->facts[y->best], cedu__paper_claim_note(c->p, y));
        }
    }
    if (!t) cedu__say_alone(c, "没有可以并列的指标。", "There is nothing to set side by side.");
}

/* What the comparison leaves out, each claim once. */
static void other_of_comparison(composer *c) {
    const cedu_comparison *k = &c->table;
    const cedu_claim **v = CEDU_NEW_N(c->p->arena, const cedu_claim *, k->n * k->regions.n + 1);
    size_t n = 0;
    for (size_t i = 0; v && i < k->n; i++)
        for (size_t g = 0; g < k->regions.n && !comparable(&k->rows[i], k->regions.n); g++) {
            bool have = !k->rows[i].cells[g];
            for (size_t j = 0; j < n && !have; j++) have = v[j] == k->rows[i].cells[g];
            if (!have) v[n++] = k->rows[i].cells[g];
        }
    if (v) cedu__say_other_figures(c, v, n, true);
}

void cedu__part_other_figures(composer *c) {
    if (c->o->regions.n > 1) {
        other_of_comparison(c);
        return;
    }
    const cedu_claims *k = &c->profile.indicators;
    const cedu_claim **v = CEDU_NEW_N(c->p->arena, const cedu_claim *, k->n + 1);
    size_t n = 0;
    for (size_t i = 0; v && i < k->n; i++)
        if (!k->p[i].subject_id.n) v[n++] = &k->p[i];
    if (v) cedu__say_other_figures(c, v, n, false);
}

/* Designations, focus and targets of each region, under its name. */
void cedu__part_regions(composer *c) {
    cedu_profile kept = c->profile;
    CEDU_VEC(cedu_paper_field) fields = {0};
    for (size_t i = 0; i < c->o->regions.n && c->status == CEDU_OK; i++) {
        cedu__paper_text(c->p, cedu__paper_block(c->p, CEDU_PAPER_heading, 2), c->o->regions.p[i], 0);
        cedu_status st = cedu__reason_profile(c->s, c->o->regions.p[i], &c->o->reason, c->p->arena, &c->profile, c->err);
        if (st == CEDU_NOT_FOUND) {
            cedu__say_alone(c, "知识库中没有本地区的事实。", "The knowledge base has no fact about this region.");
            continue;
        }
        c->status = st;
        if (st != CEDU_OK) break;
        if (c->profile.registries.n) cedu__part_registries(c);
        cedu__part_focus(c);
        if (c->profile.targets.n) cedu__part_targets(c);
        for (size_t k = 0; k < c->profile.focus_count && k < CEDU_PAPER_MAX_FOCUS; k++) {
            const cedu_focus_count *f = &c->profile.focus[k];
            (void)CEDU_PUSH(
                c->p->arena, &fields,
                ((cedu_paper_field){c->o->regions.p[i], f->name, cedu__paper_note(c->p, &f->evidence, f->sources)}));
        }
    }
    cedu__part_focus_matrix(c, fields.p, fields.n);
    c->profile = kept;
}

/* ------------------------------------------------------------------ one indicator */
void cedu__part_topic(composer *c) {
    if (c->topic.n) cedu__say_claims(c, &c->topic, true);
    else cedu__say_alone(c, "知识库中没有这一指标的数值。", "The knowledge base has no value of this indicator.");
}
void cedu__part_topic_table(composer *c) { cedu__say_claim_table(c, &c->topic, true); }

/* ------------------------------------------------------------------ changes */
static void one_change(composer *c, const cedu_change *x) {
    cedu_paper_block *b = cedu__paper_block(c->p, CEDU_PAPER_paragraph, 0);
    cedu_str where = cedu__say_joined(c, x->now.fact.region), name = cedu__reason_entry_name(&x->now);
    cedu_str when = cedu__paper_period(c->p, x->now.fact.period);
    int note = cedu__paper_note(c->p, &x->now, 1);
    cedu__paper_text(c->p, b, where, 0);
    if (where.n && when.n) cedu__say(c, b, T(c, "，", ", "));
    cedu__paper_text(c->p, b, when, 0);
    if (where.n || when.n) cedu__say(c, b, T(c, "：", ": "));
    cedu__paper_text(c->p, b, name, x->now.fact.has_value ? 0 : note);
    if (x->now.fact.has_value) {
        cedu_paper_cell v = cedu__paper_value(c->p, &x->now, note);
        cedu__say(c, b, " ");
        cedu__paper_text(c->p, b, v.text, v.note);
    }
    if (x->has_before && x->before.fact.has_value) {
        cedu_paper_cell v = cedu__paper_value(c->p, &x->before, cedu__paper_note(c->p, &x->before, 1));
        cedu__paper_text(c->p, b, cedu__arena_strf(c->p->arena, T(c, "（此前%.*s", " (before: %.*s"), (int)v.text.n, v.text.p),
                         v.note);
        cedu__say(c, b, T(c, "）", ")"));
    }
    cedu__say(c, b, T(c, "。", "."));
}

/* Figures of no indicator that a pack knows are no news by themselves (三大要素): only targets, documents, designations always are. */
static bool news(const cedu_change *x) {
    return x->now.fact.subject_id.n || (x->what != CEDU_CHANGE_new_value && x->what != CEDU_CHANGE_changed_value);
}

#define MAX_TOLD 3000 /* changes in one paper: more than anybody reads */
void cedu__part_changes(composer *c) {
    size_t told = 0, left = 0;
    const char *last = NULL;
    for (size_t i = 0; i < c->changes.n; i++) {
        const cedu_change *x = &c->changes.p[i];
        const char *label = cedu__change_label(x->what, c->p->english);
        if (told == MAX_TOLD || !news(x)) {
            left++;
            continue;
        }
        if (label != last) cedu__paper_text(c->p, cedu__paper_block(c->p, CEDU_PAPER_heading, 2), cedu__str(label), 0);
        last = label;
        one_change(c, x);
        told++;
    }
    if (!told) cedu__say_alone(c, "没有新的变化。", "Nothing has changed.");
    if (left)
        cedu__say_alone(
            c, "另有不属于任何已知指标的数字等变化，未列；用“cedu diff”可查看全部。",
            "Figures of no known indicator, and changes beyond what a paper holds, are left out; `cedu diff` shows all.");
}
