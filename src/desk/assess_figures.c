/* assess_figures.c - numbers of the draft against those of the base, against one another, and without a source.
 *
 * Draft and base are reconciled as claims: facts of one thing, place, period and scope. A number of the draft that no page supports and
 * one contradicts is a point; where only one side has a word of scope (口径) it is said and weighs less. What derivation finds impossible
 * counts too. A goal for the country or the province that is not theirs belongs to assess_names.c's class.
 */
#include "desk/assess_inner.h"

static bool numeric_kind(cedu_fact_kind k) {
    return k == CEDU_FACT_observation || k == CEDU_FACT_target || k == CEDU_FACT_growth || k == CEDU_FACT_share ||
           k == CEDU_FACT_rank || k == CEDU_FACT_ratio || k == CEDU_FACT_forecast;
}

static bool has_row(cedu_wordlist l, const cedu_word *w, cedu_str s) {
    for (size_t i = 0; i < l.n; i++)
        if (cedu__eq(l.p[i].name, w->name) && cedu__find(s, l.p[i].form, 0) >= 0) return true;
    return false;
}
/* A word of scope that only one of the two has; absent = none. */
static cedu_str scope_apart(const assess *x, cedu_str p, cedu_str q) {
    for (size_t i = 0; i < x->w.scope.n; i++) {
        const cedu_word *w = &x->w.scope.p[i];
        bool in_p = cedu__find(p, w->form, 0) >= 0, in_q = cedu__find(q, w->form, 0) >= 0;
        if (in_p != in_q && !has_row(x->w.scope, w, in_p ? q : p)) return w->form;
    }
    return (cedu_str){0};
}

static bool is_planned(const cedu_fact *f) { return f->kind == CEDU_FACT_target || f->stance == CEDU_STANCE_planned; }

static void against_draft(assess *x, const cedu_claim *c) {
    size_t mine = 0;
    for (size_t i = 0; i < c->fact_count; i++) mine += assess_is_draft(&c->facts[i]);
    if (mine < 2 || mine > 4) return; /* more: a listing of things that we cannot tell apart */
    const cedu_store_fact *first = NULL;
    cedu_interval iv = {0};
    for (size_t i = 0; i < c->fact_count; i++) {
        const cedu_store_fact *f = &c->facts[i];
        if (!assess_is_draft(f)) continue;
        if (!first) {
            first = f, iv = c->intervals[i];
            continue;
        }
        if (!assess_apart(&first->fact, iv, &f->fact, c->intervals[i])) continue;
        if (assess_has(x->w.partial, first->clean_quote) != assess_has(x->w.partial, f->clean_quote)) continue;
        size_t p = assess_part_of(x, first), q = assess_part_of(x, f);
        const cedu_store_fact *early = p <= q ? first : f, *late = p <= q ? f : first;
        cedu_str va = assess_value(x, &early->fact), vb = assess_value(x, &late->fact);
        cedu_str w = scope_apart(x, early->clean_quote, late->clean_quote);
        cedu_point *pt;
        if (w.n)
            pt = ASSESS_POINT(x, self_conflict, warning, p < q ? q : p, "写明两处各自的统计口径",
                              "say what each of the two counts", "%.*s：前文为%.*s，此处为%.*s；只有一处写“%.*s”，口径可能不同",
                              "%.*s: %.*s before, %.*s here; only one says \"%.*s\"", S(c->subject), S(va), S(vb), S(w));
        else
            pt = ASSESS_POINT(x, self_conflict, error, p < q ? q : p, "核对后统一为一个数，或写明口径之别",
                              "keep one number, or say how they differ", "%.*s（%.*s）：前文为%.*s，此处为%.*s",
                              "%.*s (%.*s): %.*s before, %.*s here", S(c->subject), S(c->period), S(va), S(vb));
        assess_also(x, pt, p < q ? p : q);
        x->flagged[-late->row - 1] = true;
    }
}

static void against_base(assess *x, const cedu_claim *c) {
    for (size_t i = 0; i < c->fact_count; i++) {
        const cedu_store_fact *f = &c->facts[i], *against = NULL;
        if (!assess_is_draft(f)) continue;
        bool agrees = false;
        size_t voices = 0;
        for (size_t k = 0; k < c->fact_count; k++) {
            const cedu_store_fact *b = &c->facts[k];
            if (assess_is_draft(b)) continue;
            if (!assess_apart(&f->fact, c->intervals[i], &b->fact, c->intervals[k])) agrees = true;
            else if (!against || cedu__cmp(b->published, against->published) > 0) against = b, voices++;
        }
        if (agrees) x->backed[-f->row - 1] = true;
        if (agrees || !against || x->flagged[-f->row - 1]) continue;
        cedu_str mine = assess_value(x, &f->fact), theirs = assess_value(x, &against->fact), doc = assess_doc_name(against);
        cedu_str w = scope_apart(x, f->clean_quote, against->clean_quote);
        cedu_str region = c->regions.n ? c->regions.p[0] : CEDU_STR("");
        cedu_point *pt;
        if (assess_higher(x, &f->fact) && is_planned(&f->fact))
            pt = ASSESS_POINT(x, fixed_wording, error, assess_part_of(x, f), "照上位文件改，并写明出处",
                              "write what the higher-level document says, and cite it",
                              "%.*s%.*s（%.*s）：草案写%.*s，《%.*s》定为%.*s",
                              "%.*s %.*s (%.*s): the draft says %.*s, \"%.*s\" says %.*s", S(region), S(c->subject),
                              S(c->period), S(mine), S(doc), S(theirs));
        else if (w.n)
            pt = ASSESS_POINT(x, base_conflict, warning, assess_part_of(x, f), "写明统计口径和出处",
                              "say what is counted and who says so",
                              "%.*s%.*s（%.*s）：草案写%.*s，“%.*s”为%.*s；只有一处写“%.*s”，口径可能不同",
                              "%.*s %.*s (%.*s): the draft says %.*s, \"%.*s\" %.*s; only one says \"%.*s\"", S(region),
                              S(c->subject), S(c->period), S(mine), S(doc), S(theirs), S(w));
        else if (is_planned(&f->fact))
            pt = ASSESS_POINT(x, base_conflict, warning, assess_part_of(x, f), "若是调整目标，写明原目标和调整理由",
                              "if the goal was changed on purpose, say from what and why",
                              "%.*s%.*s（%.*s）：草案的目标为%.*s，已公布的“%.*s”为%.*s",
                              "%.*s %.*s (%.*s): the draft's goal is %.*s, that of \"%.*s\" %.*s", S(region), S(c->subject),
                              S(c->period), S(mine), S(doc), S(theirs));
        else
            pt = ASSESS_POINT(x, base_conflict, error, assess_part_of(x, f), "核对数据，或写明口径和出处",
                              "check the figure, or say what it counts and who says so",
                              "%.*s%.*s（%.*s）：草案写%.*s，“%.*s”为%.*s",
                              "%.*s %.*s (%.*s): the draft says %.*s, \"%.*s\" %.*s", S(region), S(c->subject), S(c->period),
                              S(mine), S(doc), S(theirs));
        assess_evidence(x, pt, against);
        for (size_t k = 0; k < c->fact_count; k++)
            if (!assess_is_draft(&c->facts[k])) assess_evidence(x, pt, &c->facts[k]);
        x->flagged[-f->row - 1] = true;
    }
}

/* ------------------------------------------------------------------ what cannot be, by arithmetic */
static cedu_status derived(assess *x, const cedu_store_facts *facts, bool with_base, cedu_error *err) {
    cedu_reason_options opt = x->reason;
    cedu_derived_list list;
    opt.facts = facts;
    cedu_status st = cedu__reason_derive(x->s, NULL, &opt, x->a, &list, err);
    for (size_t i = 0; st == CEDU_OK && i < list.n; i++) {
        const cedu_derived *d = &list.p[i];
        if (d->verdict != CEDU_VERDICT_CONTRADICTS || !d->has_stated || fabs(d->off) < 0.03 || (with_base && d->steps > 1))
            continue;
        const cedu_store_fact *mine = assess_is_draft(&d->stated) ? &d->stated : NULL, *theirs = mine ? NULL : &d->stated;
        size_t drafts = mine != NULL, n = 1 + d->input_count;
        bool done = mine && x->flagged[-mine->row - 1];
        for (size_t k = 0; k < d->input_count; k++)
            if (assess_is_draft(&d->inputs[k])) {
                drafts++, done |= x->flagged[-d->inputs[k].row - 1];
                if (!mine) mine = &d->inputs[k];
            } else if (!theirs) theirs = &d->inputs[k];
        if (!mine || done || (with_base ? !theirs : drafts != n)) continue;
        cedu_point *pt;
        if (with_base)
            pt = ASSESS_POINT(x, base_conflict, warning, assess_part_of(x, mine), "核对数据，或写明口径和出处",
                              "check the figure, or say what it counts and who says so", "与库内数据推算不符：%.*s",
                              "what follows from the base is not what is stated: %.*s", S(d->formula));
        else
            pt = ASSESS_POINT(x, self_conflict, error, assess_part_of(x, mine), "核对这几个数", "check these numbers",
                              "几个数不能同时成立：%.*s", "these numbers cannot all be true: %.*s", S(d->formula));
        x->flagged[-mine->row - 1] = true;
        for (size_t k = 0; k < d->input_count; k++) {
            if (!assess_is_draft(&d->inputs[k])) assess_evidence(x, pt, &d->inputs[k]);
            else assess_also(x, pt, assess_part_of(x, &d->inputs[k]));
        }
        if (!assess_is_draft(&d->stated)) assess_evidence(x, pt, &d->stated);
    }
    return st;
}

/* ------------------------------------------------------------------ numbers without a source */
static bool sourced(const assess *x, const cedu_store_fact *f) {
    const cedu_draft_part *p = &x->d->parts[assess_part_of(x, f)];
    cedu_str by = f->fact.source;
    if (by.n && !cedu__eq(by, x->d->title) && cedu__find(x->d->title, by, 0) < 0 && cedu__find(p->text, by, 0) >= 0)
        return true;
    for (size_t i = 0; i < x->d->part_count; i++) { /* said in its paragraph, not behind it, or in a note under its section */
        const cedu_draft_part *q = &x->d->parts[i];
        bool before = q->block == p->block && q->place.clean_start <= p->place.clean_start;
        bool note = q->section == p->section && cedu__find(q->text, CEDU_STR("来源"), 0) >= 0;
        if ((before || note) && assess_has(x->w.source, q->text)) return true;
    }
    return false;
}

static void no_source(assess *x) {
    for (size_t i = 0; i < x->d->fact_count; i++) {
        const cedu_store_fact *f = &x->d->facts[i];
        const cedu_fact *k = &f->fact;
        bool told = (k->kind == CEDU_FACT_observation || k->kind == CEDU_FACT_growth || k->kind == CEDU_FACT_share ||
                     k->kind == CEDU_FACT_rank) &&
                    k->stance != CEDU_STANCE_planned && k->stance != CEDU_STANCE_forecast;
        told |= k->kind == CEDU_FACT_target && assess_has(x->w.already, f->clean_quote);
        size_t part = assess_part_of(x, f);
        const cedu_draft_part *p = &x->d->parts[part];
        if (!told || !k->has_value || k->review || p->title || sourced(x, f) || (x->flagged[i] && !assess_in_plain(x, p)))
            continue;
        if (!assess_in_plain(x, p) &&
            (f->year_to > x->year || !k->period.n || (!k->subject_id.n && k->kind == CEDU_FACT_observation)))
            continue;                                                           /* a count in a task is no statistic */
        if (!assess_in_plain(x, p) && assess_has(x->w.base, p->text)) continue; /* a baseline inside a goal */
        bool again = false; /* the same number stands elsewhere with a source */
        for (size_t j = 0; j < x->d->fact_count && !again; j++) {
            const cedu_fact *o = &x->d->facts[j].fact;
            again = j != i && o->has_value && o->value == k->value && cedu__eq(assess_key(o), assess_key(k)) &&
                    o->place.clean_start != k->place.clean_start && sourced(x, &x->d->facts[j]);
        }
        if (again) continue;
        const cedu_store_fact *by = NULL;
        for (size_t j = 0; j < x->base.n && x->backed[i] && !by; j++) {
            const cedu_fact *o = &x->base.p[j].fact;
            if (o->has_value && o->kind == k->kind && cedu__eq(assess_key(o), assess_key(k)) && cedu__eq(o->unit, k->unit) &&
                x->base.p[j].year_to == f->year_to &&
                !cedu__reason_disjoint(cedu__reason_interval(o), cedu__reason_interval(k)))
                by = &x->base.p[j];
        }
        cedu_str v = assess_value(x, k);
        cedu_point *pt;
        if (by)
            pt = ASSESS_POINT(x, no_source, hint, part, "可引库内这一出处", "the base has a source that may be cited",
                              "%.*s %.*s没有写明出处；库内“%.*s”可作出处",
                              "%.*s %.*s has no source; \"%.*s\" in the base is one", S(k->subject), S(v),
                              S(assess_doc_name(by)));
        else
            pt = ASSESS_POINT(x, no_source, warning, part, "写明由谁统计、截至何时", "say who counted, and as of when",
                              "%.*s %.*s没有写明出处，库内也没有同一数据",
                              "%.*s %.*s has no source, and the base does not have it", S(k->subject), S(v));
        if (by) assess_evidence(x, pt, by);
    }
}

cedu_status assess_figures(assess *x, cedu_error *err) {
    cedu_reason_options opt = x->reason;
    cedu_claims claims;
    opt.facts = &x->both;
    cedu_status st = cedu__reason_claims(x->s, NULL, &opt, x->a, &claims, err);
    if (st != CEDU_OK) return st;
    for (size_t i = 0; i < claims.n; i++) {
        const cedu_claim *c = &claims.p[i];
        if (!numeric_kind(c->kind) || !c->period.n || !c->regions.n) continue;
        against_draft(x, c);
        against_base(x, c);
    }
    cedu_store_facts mine = {x->d->facts, x->d->fact_count};
    if ((st = derived(x, &mine, false, err)) != CEDU_OK) return st;
    CEDU_VEC(cedu_store_fact) own = {0}; /* of this region alone: sums over others are not the draft's business */
    for (size_t i = 0; i < x->both.n; i++)
        if (assess_is_draft(&x->both.p[i]) || (x->region.n && x->both.p[i].fact.region.n && assess_own(x, &x->both.p[i].fact)))
            (void)CEDU_PUSH(x->a, &own, x->both.p[i]);
    cedu_store_facts joint = {own.p, own.n};
    if (x->region.n && (st = derived(x, &joint, true, err)) != CEDU_OK) return st;
    if (x->plan) no_source(x);
    return CEDU_OK;
}
