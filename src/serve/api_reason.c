/* api_reason.c - what follows from the facts: a region, comparison, targets, conflicts, derived values. Reason does the work. */
#include <math.h>

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

cedu_status cedu__api_targets(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_targets list;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__serve_narrow(q, err);
    if (st == CEDU_OK)
        st = cedu__reason_targets(q->desk->store, q->regions, (int)q->num[CEDU_PARAM_due], &opt, q->arena, &list, err);
    if (st != CEDU_OK) return st;
    size_t end = q->offset + q->limit;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < list.n && i < end; i++) cedu__put_target(j, &list.p[i]);
    cedu__rows_close(j, q, list.n > end);
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
