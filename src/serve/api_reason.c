/* api_reason.c - what follows from the facts: a region, comparison, targets, conflicts, derived values. Reason does the work. */
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "serve/inner.h"

cedu_status cedu__api_compare(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_comparison k;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_compare_options how = {.subject = q->str[CEDU_PARAM_subject],
                                .kinds = q->kinds,
                                .year_from = (int)q->num[CEDU_PARAM_from],
                                .year_to = (int)q->num[CEDU_PARAM_to],
                                .latest = q->num[CEDU_PARAM_latest] != 0};
    cedu_status st = cedu__reason_compare(q->desk->store, q->regions, &how, &opt, q->arena, &k, err);
    if (st != CEDU_OK) return st;
    size_t end = q->offset + q->limit;
    q->partial = opt.recent != 0; /* of the regions themselves; nothing else is looked at */
    cedu__rows_open(j);
    for (size_t r = q->offset; r < k.n && r < end; r++) {
        const cedu_compare_row *row = &k.rows[r];
        cedu__json_open(j, '{');
        cedu__put_str(j, "subject", row->subject);
        cedu__put_str(j, "subject_id", row->subject_id);
        cedu__put_z(j, "kind", cedu_fact_kind_name(row->kind));
        cedu__put_str(j, "scope", row->scope);
        cedu__put_year(j, "year", row->year);
        cedu__put_str(j, "unit", row->unit);
        cedu__json_key(j, "cells");
        cedu__json_open(j, '[');
        for (size_t i = 0; i < k.regions.n; i++) {
            if (row->cells[i]) cedu__put_claim(j, row->cells[i]);
            else cedu__json_null(j);
        }
        cedu__json_close(j, ']');
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__put_strs(j, "regions", k.regions);
    cedu__put_int(j, "offset", (int64_t)q->offset);
    cedu__put_rest(j, q, k.n > end);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

/* ------------------------------------------------------------------ targets */
int cedu__target_weight(const cedu_target *t) {
    static const int weights[CEDU_TARGET_STATE_COUNT] = {
        [CEDU_TARGET_overdue] = 5, [CEDU_TARGET_behind] = 6,   [CEDU_TARGET_on_track] = 4,
        [CEDU_TARGET_met] = 3,     [CEDU_TARGET_no_later] = 2,
    };
    return weights[t->state] * 2 + t->has_latest;
}

typedef struct weighed {
    const cedu_target *t;
    int weight, away; /* away: years from today to the deadline, either way */
    bool known;       /* of an indicator of the packs */
} weighed;
static int by_weight(const void *x, const void *y) {
    const weighed *a = x, *b = y;
    if (a->t->has_latest != b->t->has_latest) return a->t->has_latest ? -1 : 1;
    if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
    if (a->known != b->known) return a->known ? -1 : 1;
    if (a->away != b->away) return a->away < b->away ? -1 : 1;
    return a->t < b->t ? -1 : a->t > b->t; /* as they stood */
}

static bool state_named(cedu_str name, size_t *out) {
    for (*out = 0; *out < CEDU_TARGET_STATE_COUNT; ++*out)
        if (cedu__eqz(name, cedu__target_state_name((cedu_target_state)*out))) return true;
    return !name.n;
}

cedu_status cedu__api_targets(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_targets list;
    size_t state, n = 0, states[CEDU_TARGET_STATE_COUNT] = {0};
    if (!state_named(q->str[CEDU_PARAM_state], &state))
        return cedu__fail(err, CEDU_USAGE, "state 应为 met、on_track、behind、overdue、no_later 或 qualitative",
                          "state is met, on_track, behind, overdue, no_later or qualitative");
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__serve_narrow(q, err);
    if (st == CEDU_OK)
        st = cedu__reason_targets(q->desk->store, q->regions, (int)q->num[CEDU_PARAM_due], &opt, q->arena, &list, err);
    if (st != CEDU_OK) return st;
    weighed *w = CEDU_NEW_N(q->arena, weighed, list.n + 1);
    if (!w) return cedu__fail_nomem(err);
    time_t now = time(NULL);
    struct tm tm;
    gmtime_r(&now, &tm);
    for (size_t i = 0; i < list.n; i++) {
        const cedu_target *t = &list.p[i];
        states[t->state]++;
        if ((q->num[CEDU_PARAM_numeric] && !t->fact.fact.has_value) || (state < CEDU_TARGET_STATE_COUNT && t->state != state))
            continue;
        int away = t->deadline ? abs(t->deadline - (tm.tm_year + 1900)) : 9999;
        w[n++] = (weighed){t, cedu__target_weight(t), away, t->fact.fact.subject_id.n > 0};
    }
    if (q->num[CEDU_PARAM_weigh] && n) qsort(w, n, sizeof *w, by_weight);
    size_t end = q->offset + q->limit;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < n && i < end; i++) cedu__put_target(j, w[i].t);
    cedu__json_close(j, ']');
    cedu__put_states(j, "by_state", states);
    cedu__put_int(j, "total", (int64_t)n);
    cedu__put_int(j, "offset", (int64_t)q->offset);
    cedu__put_rest(j, q, n > end);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

cedu_status cedu__api_conflicts(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_fact_filter f;
    cedu_conflict_list list;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__serve_narrow(q, err);
    if (st == CEDU_OK) st = cedu__serve_filter(q, &f, err);
    if (st == CEDU_OK)
        st = cedu__reason_conflicts(q->desk->store, &f, q->num[CEDU_PARAM_coexist] != 0, &opt, q->arena, &list, err);
    if (st != CEDU_OK) return st;
    size_t end = q->offset + q->limit;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < list.n && i < end; i++) cedu__put_conflict(j, &list.p[i]);
    cedu__rows_close(j, q, list.n > end);
    return CEDU_OK;
}

cedu_status cedu__api_derive(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_fact_filter f;
    cedu_derived_list list;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__serve_narrow(q, err);
    if (st == CEDU_OK) st = cedu__serve_filter(q, &f, err);
    if (st == CEDU_OK) st = cedu__reason_derive(q->desk->store, &f, &opt, q->arena, &list, err);
    if (st != CEDU_OK) return st;
    size_t end = q->offset + q->limit;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < list.n && i < end; i++) cedu__put_derived(j, &list.p[i]);
    cedu__rows_close(j, q, list.n > end);
    return CEDU_OK;
}
