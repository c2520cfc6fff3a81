/* out.c - see out.h. */
#include "desk/out.h"

#include <math.h>

#include "report/report.h"

#define MAX_SAID     200  /* scenarios up to which pages are asked about their candidates */
#define CANDIDATES   8    /* of a scenario */
#define MAX_PROBLEMS 1000 /* of a table that are listed */

static void put_yuan(cedu_json *j, const char *key, int64_t fen) { cedu__put_num(j, key, (double)fen / 100); }
static void open_list(cedu_json *j, const char *key) { cedu__json_key(j, key), cedu__json_open(j, '['); }
static const char *truth(cedu_truth t) {
    static const char *const names[] = {"unknown", "no", "yes"};
    return names[t];
}

/* ------------------------------------------------------------------ matching */
/* Weight and share (0…1) of each criterion that gave points; none for a pair that is not met. */
static void put_points(cedu_json *j, const cedu_match *m, const cedu_match_pair *k) {
    open_list(j, "points");
    for (int i = 0; i < CEDU_MATCH_CRITERION_COUNT && k->all != CEDU_TRUTH_NO; i++) {
        if (!m->weights.of[i] || !k->points[i]) continue;
        cedu__json_open(j, '{');
        cedu__put_z(j, "criterion", cedu__match_criterion_label((cedu_match_criterion)i, false));
        cedu__put_int(j, "weight", m->weights.of[i]);
        cedu__put_num(j, "share", (double)k->points[i] / CEDU_MATCH_POINTS);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
}

static void put_tests(cedu_json *j, const char *key, const cedu_match *m, const cedu_match_pair *k, cedu_truth t) {
    open_list(j, key);
    for (int i = 0; i < CEDU_MATCH_TEST_COUNT; i++)
        if (k->truth[i] == t && (k->asked >> i & 1u) && (m->weights.hard >> i & 1u))
            cedu__json_str(j, cedu__str(cedu__match_test_label((cedu_match_test)i, false)));
    cedu__json_close(j, ']');
}

/* What pages say of a candidate, beside what its table says. */
static cedu_status put_said(cedu_json *j, const cedu_match *m, size_t need, size_t supplier, cedu_store *s,
                            const cedu_image *im, cedu_arena *a, cedu_error *err) {
    cedu_match_sayings v = {0};
    cedu_status st = CEDU_OK;
    open_list(j, "said");
    if (s && m->need_count <= MAX_SAID) st = cedu__match_said(s, im, m, need, supplier, 2, a, &v, err);
    for (size_t i = 0; i < v.n; i++) {
        const cedu_match_saying *e = &v.p[i];
        cedu__json_open(j, '{');
        cedu__put_str(j, "sentence", e->sentence);
        open_list(j, "words");
        for (size_t k = 0; k < e->words.n; k++) cedu__json_str(j, e->words.p[k]);
        cedu__json_close(j, ']');
        cedu__put_bool(j, "shortened", e->shortened);
        cedu__put_z(j, "stance", e->fact ? cedu_stance_name(e->stance) : NULL);
        cedu__put_str(j, "title", e->title), cedu__put_str(j, "published", e->published);
        cedu__put_z(j, "doc", e->doc), cedu__put_z(j, "fact", e->fact);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    return st;
}

cedu_status cedu__match_need_json(cedu_json *j, const cedu_match *m, const cedu_assignment *r, size_t i, cedu_store *s,
                                  const cedu_image *im, cedu_arena *a, cedu_error *err) {
    cedu_match_candidates l;
    if (!cedu__match_candidates(m, i, CANDIDATES, true, a, &l)) return cedu__fail_nomem(err);
    uint32_t at = r->supplier[i];
    cedu__json_open(j, '{');
    cedu__put_str(j, "id", m->needs[i].id), cedu__put_str(j, "name", m->needs[i].name);
    cedu__put_str(j, "supplier", at == CEDU_MATCH_NONE ? (cedu_str){0} : m->suppliers[at].name);
    cedu__put_num(j, "price", at == CEDU_MATCH_NONE || m->suppliers[at].money < 0 ? NAN : (double)m->suppliers[at].money / 100);
    cedu__put_int(j, "met", (int64_t)l.met), cedu__put_int(j, "open", (int64_t)l.open),
        cedu__put_int(j, "refused", (int64_t)l.refused);
    open_list(j, "candidates");
    for (size_t k = 0; k < l.n; k++) {
        cedu_match_pair p;
        cedu__match_judge(m, i, l.p[k].supplier, &p);
        cedu__json_open(j, '{');
        cedu__put_str(j, "supplier", m->suppliers[l.p[k].supplier].name);
        cedu__put_z(j, "state", truth(p.all));
        cedu__put_num(j, "score", (double)p.score / CEDU_MATCH_POINTS);
        put_points(j, m, &p);
        put_tests(j, "not_met", m, &p, CEDU_TRUTH_NO), put_tests(j, "unknown", m, &p, CEDU_TRUTH_UNKNOWN);
        cedu_status st = put_said(j, m, i, l.p[k].supplier, s, im, a, err);
        if (st != CEDU_OK) return st;
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_close(j, '}');
    return CEDU_OK;
}

void cedu__match_sums_json(cedu_json *j, const cedu_match *m, const cedu_assignment *r) {
    cedu__put_int(j, "scenarios", (int64_t)m->need_count), cedu__put_int(j, "assigned", (int64_t)r->assigned);
    cedu__put_num(j, "score", (double)r->score / CEDU_MATCH_POINTS), cedu__put_num(j, "cost", (double)r->cost / 100);
    cedu__put_num(j, "gap", (double)r->gap / CEDU_MATCH_POINTS);
}

/* ------------------------------------------------------------------ programmes */
static void put_conditions(cedu_json *j, const cedu_grant *g, cedu_arena *a) {
    open_list(j, "reasons");
    for (size_t i = 0; i < g->condition_count; i++) {
        const cedu_condition *c = &g->conditions[i];
        if (c->truth == CEDU_TRUTH_YES) continue;
        cedu_str what = c->what == CEDU_CONDITION_number ? c->text : c->value;
        cedu__json_str(j, cedu__arena_strf(a, "%s%s：%.*s", c->truth == CEDU_TRUTH_NO ? "不符 " : "未知 ",
                                           cedu__condition_name(c->what, false), (int)what.n, what.n ? what.p : ""));
    }
    cedu__json_close(j, ']');
}

void cedu__whatif_json(cedu_json *j, const cedu_whatif *w, size_t i, cedu_arena *a) {
    const cedu_whatif_result *r = &w->p[i];
    const cedu_outcome *o = &r->outcome;
    cedu__json_open(j, '{');
    cedu__put_str(j, "name", r->name);
    open_list(j, "sentences");
    cedu__json_str(j, cedu__programme_sentence(&r->programme, NULL, false, a));
    for (size_t k = 0; k < r->programme.rule_count; k++)
        cedu__json_str(j, cedu__programme_sentence(&r->programme, &r->programme.rules[k], false, a));
    cedu__json_close(j, ']');
    open_list(j, "notes");
    for (size_t k = 0; k < r->programme.note_count; k++)
        cedu__json_str(j, cedu__arena_strf(a, "第%d行：%.*s", r->programme.notes[k].line, (int)r->programme.notes[k].zh.n,
                                           r->programme.notes[k].zh.p));
    cedu__json_close(j, ']');
    put_yuan(j, "budget", o->budget), put_yuan(j, "demand", o->demand), put_yuan(j, "granted", o->granted),
        put_yuan(j, "left", o->left);
    cedu__put_int(j, "met", (int64_t)o->met), cedu__put_int(j, "open", (int64_t)o->open),
        cedu__put_int(j, "refused", (int64_t)o->refused);
    cedu__put_int(j, "firms", (int64_t)o->firms);
    cedu__put_str(j, "runs_out", o->runs_out);
    open_list(j, "targets");
    for (size_t k = 0; k < r->programme.target_count; k++) {
        const cedu_programme_target *t = &r->programme.targets[k];
        cedu__json_open(j, '{');
        cedu__put_str(j, "name", t->name.n ? t->name : t->measure);
        cedu__put_num(j, "value", t->value), cedu__put_num(j, "reached", o->reached[k]);
        cedu__put_num(j, "moved", o->reached[k] - cedu__whatif_first(w, t));
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    open_list(j, "grants");
    for (size_t k = 0; k < o->n; k++) {
        const cedu_grant *g = &o->p[k];
        cedu__json_open(j, '{');
        cedu__put_str(j, "id", g->app->id), cedu__put_str(j, "firm", g->app->firm.name), cedu__put_str(j, "date", g->app->date);
        cedu__put_z(j, "state", truth(g->eligible));
        put_yuan(j, "entitled", g->entitled), put_yuan(j, "granted", g->granted);
        cedu__put_str(j, "formula", g->formula);
        cedu__put_z(j, "why", g->why_zh);
        put_conditions(j, g, a);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_close(j, '}');
}

static void put_claims(cedu_json *j, const cedu_statement *t) {
    open_list(j, "claims");
    for (size_t i = 0; i < t->claim_count; i++) {
        cedu__json_open(j, '{');
        cedu__put_z(j, "kind", t->claims[i].payable ? "payable" : "held");
        cedu__put_str(j, "id", t->claims[i].id), cedu__put_str(j, "who", t->claims[i].who);
        put_yuan(j, "amount", t->claims[i].amount);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    open_list(j, "actors");
    for (size_t i = 0; i < t->actors.n; i++) {
        cedu__json_open(j, '{');
        cedu__put_str(j, "name", t->actors.p[i].key), cedu__put_str(j, "role", t->actors.p[i].value);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
}

void cedu__statement_json(cedu_json *j, const cedu_statement *t) {
    cedu__put_str(j, "programme", t->programme);
    put_yuan(j, "source", -t->source), put_yuan(j, "left", t->budget_left), put_yuan(j, "approved", t->approved);
    put_yuan(j, "open", t->open), put_yuan(j, "held", t->held), put_yuan(j, "payable", t->payable),
        put_yuan(j, "paid", t->paid);
    cedu__put_str(j, "rules", t->rules), cedu__put_str(j, "closed", t->closed);
    open_list(j, "cases");
    for (size_t k = 0; k < t->n; k++) {
        const cedu_case *c = &t->cases[k];
        cedu__json_open(j, '{');
        cedu__put_str(j, "id", c->id), cedu__put_str(j, "firm", c->firm), cedu__put_str(j, "state", c->state);
        put_yuan(j, "entitled", c->entitled), put_yuan(j, "approved", c->approved), put_yuan(j, "open", c->open);
        put_yuan(j, "held", c->held), put_yuan(j, "payable", c->payable);
        cedu__put_str(j, "expires", c->expires), cedu__put_str(j, "why", c->why);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    put_claims(j, t);
}

void cedu__programme_json(cedu_json *j, const cedu_programme *p, bool valid, cedu_arena *a) {
    cedu__json_open(j, '{');
    cedu__put_bool(j, "valid", valid);
    cedu__put_str(j, "name", p->name), cedu__put_str(j, "region", p->region);
    cedu__put_num(j, "budget", valid ? (double)p->budget / 100 : NAN);
    open_list(j, "sentences");
    if (valid) cedu__json_str(j, cedu__programme_sentence(p, NULL, false, a));
    for (size_t k = 0; valid && k < p->rule_count; k++) cedu__json_str(j, cedu__programme_sentence(p, &p->rules[k], false, a));
    cedu__json_close(j, ']');
    open_list(j, "notes");
    for (size_t k = 0; k < p->note_count; k++) {
        cedu__json_open(j, '{');
        cedu__put_int(j, "line", p->notes[k].line), cedu__put_bool(j, "error", p->notes[k].error);
        cedu__put_str(j, "zh", p->notes[k].zh), cedu__put_str(j, "en", p->notes[k].en);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_close(j, '}');
}

/* ------------------------------------------------------------------ tables */
static void put_mapping(cedu_json *j, const cedu_import *im) {
    cedu__json_key(j, "mapping");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < im->column_count; i++) {
        const cedu_import_column *c = &im->columns[i];
        cedu_str first = {0};
        for (size_t k = 0; k < im->cell_count && !first.p; k++)
            if (im->cells[k].column == c->column && im->cells[k].line > im->header) first = im->cells[k].text;
        cedu__json_open(j, '{');
        cedu__put_int(j, "column", c->column);
        cedu__put_str(j, "heading", c->heading);
        cedu__put_str(j, "field", c->field ? c->field->id : (cedu_str){0});
        cedu__put_str(j, "unit", c->unit);
        cedu__put_str(j, "first", first);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_key(j, "fields");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < im->kind.field_count; i++) {
        const cedu_desk_field *f = &im->kind.fields[i];
        cedu__json_open(j, '{');
        cedu__put_str(j, "id", f->id);
        cedu__put_str(j, "label", f->label);
        cedu__put_z(j, "type", cedu__desk_type_name(f->type));
        cedu__put_bool(j, "required", f->key || f->need);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
}

static void put_problems(cedu_json *j, const cedu_import *im) {
    cedu__json_key(j, "problems");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < im->problem_count && i < MAX_PROBLEMS; i++) {
        const cedu_import_problem *p = &im->problems[i];
        cedu__json_open(j, '{');
        cedu__put_int(j, "line", p->line);
        cedu__put_int(j, "column", p->column);
        cedu__put_str(j, "heading", p->heading);
        cedu__put_str(j, "text", p->text);
        cedu__put_str(j, "zh", p->zh);
        cedu__put_str(j, "en", p->en);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
}

void cedu__import_json(cedu_json *j, const cedu_import *im, const cedu_import_result *r) {
    cedu__put_str(j, "kind", im->kind.name);
    cedu__put_str(j, "sheet", im->sheet);
    cedu__put_int(j, "rows", (int64_t)im->row_count);
    cedu__put_int(j, "examples", (int64_t)im->examples);
    cedu__put_bool(j, "written", r->id > 0);
    cedu__put_int(j, "added", (int64_t)r->added);
    cedu__put_int(j, "changed", (int64_t)r->changed);
    cedu__put_int(j, "same", (int64_t)r->same);
    cedu__put_int(j, "gone", (int64_t)r->gone);
    put_mapping(j, im);
    put_problems(j, im);
}
