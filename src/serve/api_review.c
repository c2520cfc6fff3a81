/* api_review.c - 校核: the queue by impact, verdicts, their history; and the intake (upload, state).
 *
 * Impact of a fact: how many derived values, targets and conflicts it takes part in. It is computed for the whole base once a state and
 * kept (cedu_server_cache). Verdicts are the store's: they survive a new reading, and undo takes back the last one.
 */
#include <stdlib.h>
#include <time.h>

#include "serve/think.h"

/* ------------------------------------------------------------------ impact */
static void touch(cedu_request *q, cedu_impacts *v, const cedu_store_fact *f, uint32_t results, uint8_t conflict) {
    if (f->row) (void)CEDU_PUSH(q->arena, v, ((cedu_impact){f->row, results, conflict}));
}
static int by_row(const void *a, const void *b) {
    int64_t x = ((const cedu_impact *)a)->row, y = ((const cedu_impact *)b)->row;
    return x < y ? -1 : x > y;
}

cedu_status cedu__impacts_compute(cedu_request *q, cedu_impacts *v, cedu_error *err) {
    cedu_store *s = q->desk->store;
    cedu_reason_options opt = {.image = q->engine->image, .review = true};
    cedu_targets targets;
    cedu_conflict_list conflicts;
    cedu_derived_list derived;
    cedu_status st = cedu__reason_targets(s, (cedu_strs){0}, 0, &opt, q->arena, &targets, err);
    if (st == CEDU_OK) st = cedu__reason_conflicts(s, NULL, false, &opt, q->arena, &conflicts, err);
    if (st == CEDU_OK) st = cedu__reason_derive(s, NULL, &opt, q->arena, &derived, err);
    if (st != CEDU_OK) return st;
    for (size_t i = 0; i < derived.n; i++) {
        for (size_t k = 0; k < derived.p[i].input_count; k++) touch(q, v, &derived.p[i].inputs[k], 1, 0);
        if (derived.p[i].has_stated) touch(q, v, &derived.p[i].stated, 1, 0);
    }
    for (size_t i = 0; i < targets.n; i++) {
        touch(q, v, &targets.p[i].fact, 1, 0);
        if (targets.p[i].has_baseline) touch(q, v, &targets.p[i].baseline, 1, 0);
        if (targets.p[i].has_latest) touch(q, v, &targets.p[i].latest, 1, 0);
    }
    for (size_t i = 0; i < conflicts.n; i++) touch(q, v, &conflicts.p[i].a, 1, 1), touch(q, v, &conflicts.p[i].b, 1, 1);
    if (!v->n) return CEDU_OK;
    qsort(v->p, v->n, sizeof *v->p, by_row);
    size_t n = 0;
    for (size_t i = 1; i < v->n; i++) {
        if (v->p[i].row == v->p[n].row) v->p[n].results += v->p[i].results, v->p[n].conflicts |= v->p[i].conflicts;
        else v->p[++n] = v->p[i];
    }
    v->n = n + 1;
    return CEDU_OK;
}

void cedu__impacts_keep(cedu_server_cache *c, const cedu_impacts *v, const cedu_server_state *of) {
    cedu_impact *p = cedu__realloc(c->impact, (v->n ? v->n : 1) * sizeof *p);
    if (!p) return;
    if (v->n) memcpy(p, v->p, v->n * sizeof *p);
    c->impact = p, c->impact_n = v->n, c->impact_of = *of;
}

/* The impacts of this state of the base, in the request's arena; of a large one those last worked out, if there are any (*judged). */
static cedu_status impacts_now(cedu_request *q, cedu_impacts *v, bool *judged, cedu_error *err) {
    cedu_store_totals t;
    cedu_server_state now;
    cedu_status st = cedu__serve_state(q, &t, &now, err);
    if (st != CEDU_OK) return st;
    cedu_server_cache *c = cedu__serve_cache(q->server);
    q->passing = c->big && !c->huge; /* think.c works it out */
    pthread_mutex_lock(&c->lock);
    if (c->big || !memcmp(&c->impact_of, &now, sizeof now)) {
        v->p = cedu__arena_dup(q->arena, c->impact, c->impact_n * sizeof *c->impact);
        v->n = v->p ? c->impact_n : 0;
        c->asked_impact |= c->big;
        *judged = c->impact_of.facts != 0;
    } else if ((st = cedu__impacts_compute(q, v, err)) == CEDU_OK && !q->arena->failed) cedu__impacts_keep(c, v, &now);
    pthread_mutex_unlock(&c->lock);
    return st;
}

/* ------------------------------------------------------------------ the queue */
#define QUEUE_MAX 20000 /* facts looked at; more than anybody will ever go through at a time */

typedef struct waiting {
    cedu_store_fact fact;
    cedu_impact impact;
} waiting;

/* What most depends on; then what is in doubt; then the less certain; then as stored. */
static int by_impact(const void *a, const void *b) {
    const waiting *x = a, *y = b;
    bool dx = x->fact.fact.review || x->fact.status == CEDU_STATUS_disputed,
         dy = y->fact.fact.review || y->fact.status == CEDU_STATUS_disputed;
    if (x->impact.results != y->impact.results) return x->impact.results > y->impact.results ? -1 : 1;
    if (dx != dy) return dx ? -1 : 1;
    if (x->fact.fact.confidence < y->fact.fact.confidence || x->fact.fact.confidence > y->fact.fact.confidence)
        return x->fact.fact.confidence < y->fact.fact.confidence ? -1 : 1;
    return x->fact.row < y->fact.row ? -1 : x->fact.row > y->fact.row;
}

static void put_waiting(cedu_json *j, const waiting *w) {
    const cedu_store_fact *f = &w->fact;
    const struct {
        bool holds;
        const char *name;
    } why[] = {{f->fact.review, "unsure"},
               {f->status == CEDU_STATUS_disputed, "disputed"},
               {w->impact.conflicts != 0, "conflict"},
               {f->fact.confidence < CEDU_UNSURE, "low_confidence"},
               {!f->fact.source.p && f->fact.stance == CEDU_STANCE_planned, "no_source"},
               {w->impact.results > 0, "results"}};
    cedu__json_open(j, '{');
    cedu__put_int(j, "impact", w->impact.results);
    cedu__json_key(j, "why");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < CEDU_COUNT(why); i++)
        if (why[i].holds) cedu__json_str(j, cedu__str(why[i].name));
    cedu__json_close(j, ']');
    cedu__json_key(j, "fact");
    cedu__put_fact(j, f);
    cedu__json_close(j, '}');
}

cedu_status cedu__api_review(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_fact_filter f;
    cedu_store_facts all;
    cedu_impacts v = {0};
    size_t n = 0, by_status[CEDU_STATUS_COUNT] = {0};
    bool judged = true;
    cedu_status st = cedu__serve_filter(q, &f, err);
    if (st == CEDU_OK) st = impacts_now(q, &v, &judged, err);
    f.limit = QUEUE_MAX;
    if (st == CEDU_OK) st = cedu__store_list_facts(q->desk->store, &f, q->arena, &all, err);
    if (st != CEDU_OK) return st;
    waiting *w = CEDU_NEW_N(q->arena, waiting, all.n + 1);
    if (!w) return cedu__fail_nomem(err);
    for (size_t i = 0; i < all.n; i++) {
        const cedu_store_fact *x = &all.p[i];
        cedu_impact key = {.row = x->row}, *hit = v.n ? bsearch(&key, v.p, v.n, sizeof key, by_row) : NULL;
        by_status[x->status]++;
        bool open = x->status == CEDU_STATUS_disputed ||
                    (x->status == CEDU_STATUS_pending && (hit || x->fact.review || x->fact.confidence < CEDU_UNSURE));
        if (open) w[n++] = (waiting){*x, hit ? *hit : key};
    }
    if (n) qsort(w, n, sizeof *w, by_impact);
    cedu__rows_open(j);
    for (size_t i = q->offset; i < n && i < q->offset + q->limit; i++) put_waiting(j, &w[i]);
    cedu__json_close(j, ']');
    cedu__put_int(j, "total", (int64_t)n);
    for (size_t k = 0; k < CEDU_STATUS_COUNT; k++)
        cedu__put_int(j, cedu__store_status_name((cedu_store_status)k), (int64_t)by_status[k]);
    cedu__put_bool(j, "judged", judged);
    cedu__put_int(j, "offset", (int64_t)q->offset);
    cedu__put_rest(j, q, n > q->offset + q->limit);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

/* ------------------------------------------------------------------ verdicts */
static void put_verdicts(cedu_json *j, const char *key, const cedu_store_verdicts *l) {
    cedu__json_key(j, key);
    cedu__json_open(j, '[');
    for (size_t i = 0; i < l->n; i++) {
        const cedu_store_verdict *x = &l->p[i];
        cedu__json_open(j, '{');
        cedu__put_z(j, "status", cedu__store_status_name(x->status));
        cedu__put_str(j, "changes", x->changes);
        cedu__put_str(j, "note", x->note);
        cedu__put_str(j, "who", x->who);
        cedu__put_str(j, "at", x->at);
        cedu__put_str(j, "undone_at", x->undone_at);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
}

static cedu_status put_history(cedu_request *q, cedu_json *j, cedu_store *s, int64_t row, cedu_error *err) {
    cedu_store_fact f;
    cedu_store_verdicts l;
    cedu_status st = cedu__store_fact_row(s, row, q->arena, &f, err);
    if (st == CEDU_OK) st = cedu__store_verdicts(s, row, false, q->arena, &l, err);
    if (st != CEDU_OK) return st;
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__json_key(j, "fact");
    cedu__put_fact(j, &f);
    put_verdicts(j, "verdicts", &l);
    cedu__put_bool(j, "writable", cedu__serve_intake(q->server) && q->caller && q->caller->role >= CEDU_ROLE_editor);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

cedu_status cedu__api_history(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_fact f;
    cedu_status st = cedu__store_fact(q->desk->store, q->str[CEDU_PARAM_id], q->arena, &f, err);
    return st == CEDU_OK ? put_history(q, j, q->desk->store, f.row, err) : st;
}

static cedu_status bad(const char *name, cedu_error *err) {
    return cedu__fail(err, CEDU_USAGE, "参数 %s 不合要求", "parameter %s cannot be used", name);
}

/* 2021, 2021-03, 2021/2025, 2021/.., 2021-Q1, 2021-H1 */
static bool is_period(cedu_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("0123456789-/.QHW", s.p[i])) return false;
    return s.n >= 4;
}
static bool is_modifier(cedu_str s) {
#define CEDU__X(name, ...)                                                                                                     \
    if (cedu__eqz(s, cedu_modifier_sign(CEDU_MOD_##name))) return true;
    CEDU_MODIFIERS(CEDU__X)
#undef CEDU__X
    return false;
}
static bool is_stance(cedu_str s) {
    for (int k = 0; k < CEDU_STANCE_COUNT; k++)
        if (cedu__eqz(s, cedu_stance_name((cedu_stance)k))) return true;
    return false;
}

static cedu_status read_changes(cedu_request *q, cedu_store_change *out, size_t *n, cedu_error *err) {
    static const struct {
        cedu_param_id id;
        const char *column;
        bool (*fits)(cedu_str);
    } columns[] = {{CEDU_PARAM_set_region, "region", NULL},     {CEDU_PARAM_set_period, "period", is_period},
                   {CEDU_PARAM_set_value, "value", NULL},       {CEDU_PARAM_set_value_max, "value_max", NULL},
                   {CEDU_PARAM_set_unit, "unit", NULL},         {CEDU_PARAM_set_modifier, "modifier", is_modifier},
                   {CEDU_PARAM_set_subject, "subject", NULL},   {CEDU_PARAM_set_subject_id, "subject_id", NULL},
                   {CEDU_PARAM_set_stance, "stance", is_stance}};
    for (size_t i = 0; i < CEDU_COUNT(columns); i++) {
        if (!q->has[columns[i].id]) continue;
        cedu_str v = columns[i].id == CEDU_PARAM_set_region ? q->regions.p[0] : q->str[columns[i].id];
        if (columns[i].fits && !columns[i].fits(v)) return bad(cedu__serve_params[columns[i].id].name, err);
        out[(*n)++] = (cedu_store_change){cedu__str(columns[i].column), v};
    }
    return CEDU_OK;
}

cedu_status cedu__api_verdict(cedu_request *q, cedu_json *j, cedu_error *err) {
    static const cedu_store_status statuses[] = {CEDU_STATUS_accepted, CEDU_STATUS_rejected, CEDU_STATUS_disputed};
    cedu_store_change changes[9];
    cedu_store_fact f;
    cedu_store_judgement v = {.changes = changes, .note = q->str[CEDU_PARAM_note]};
    if (q->caller && q->caller->known) v.who = cedu__str(q->caller->name);
    long verb = q->num[CEDU_PARAM_verdict];
    q->target = cedu__arena_strf(q->arena, "%.*s %s", (int)q->str[CEDU_PARAM_id].n, q->str[CEDU_PARAM_id].p,
                                 cedu__serve_verdicts[verb]);
    cedu_status st = read_changes(q, changes, &v.change_count, err);
    if (st == CEDU_OK && v.change_count && verb != CEDU_VERB_ACCEPT) st = bad("verdict", err);
    if (st == CEDU_OK && verb == CEDU_VERB_COMMENT && !v.note.p) st = bad("note", err);
    if (st != CEDU_OK) return st;
    cedu_store *s = cedu__serve_judge(q->server);
    if (!s) return cedu__fail(err, CEDU_USAGE, "这里只能读", "read-only here");
    bool undone = true;
    st = cedu__store_fact(s, q->str[CEDU_PARAM_id], q->arena, &f, err);
    if (st == CEDU_OK && verb == CEDU_VERB_UNDO) st = cedu__store_unjudge(s, f.row, &undone, err);
    else if (st == CEDU_OK) {
        v.status = verb == CEDU_VERB_COMMENT ? f.status : statuses[verb];
        st = cedu__store_judge(s, f.row, &v, err);
    }
    if (st == CEDU_OK && !undone) st = cedu__fail(err, CEDU_NOT_FOUND, "没有可撤销的核对", "there is nothing to undo");
    if (st == CEDU_OK) st = put_history(q, j, s, f.row, err);
    cedu__serve_judged(q->server);
    return st;
}

/* ------------------------------------------------------------------ intake */
cedu_status cedu__api_upload(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_intake *n = cedu__serve_intake(q->server);
    char *path = q->upload;
    if (!n || !path) return cedu__fail(err, CEDU_USAGE, "没有文件", "there is no file");
    q->upload = NULL;
    q->target = q->str[CEDU_PARAM_file];
    if (!cedu__intake_put(n, path, q->upload_room, q->str[CEDU_PARAM_file], q->num[CEDU_PARAM_round]))
        return cedu__fail_nomem(err);
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__put_int(j, "bytes", (int64_t)q->upload_size);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

cedu_status cedu__api_intake(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_intake *n = cedu__serve_intake(q->server);
    if (!n) return cedu__fail(err, CEDU_NOT_FOUND, "这里只能读，不收文件", "read-only here: no files are taken");
    cedu__intake_state(n, j, true);
    return CEDU_OK;
}
