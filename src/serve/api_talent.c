/* api_talent.c - 人才 over HTTP: demand and supply of the user's table, beside it what pages say. Thin over desk/talent.h. */
#include "desk/talent.h"
#include "serve/inner.h"

static void put_cell(cedu_json *j, const char *key, const cedu_desk_cell *c) {
    cedu__json_key(j, key);
    if (c) cedu__json_num(j, c->number);
    else cedu__json_null(j);
}

cedu_status cedu__api_talent(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_talent t;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__desk_talent(q->desk->store, q->regions, &opt, q->arena, &t, err);
    if (st != CEDU_OK) return st;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < t.n && i < q->offset + q->limit; i++) {
        const cedu_talent_row *r = &t.p[i];
        const cedu_desk_cell *at = r->demand ? r->demand : r->supply;
        cedu__json_open(j, '{');
        cedu__put_str(j, "region", r->region), cedu__put_str(j, "tier", r->tier), cedu__put_str(j, "field", r->field);
        cedu__put_str(j, "period", r->period), cedu__put_str(j, "period_before", r->period_before);
        put_cell(j, "demand", r->demand), put_cell(j, "supply", r->supply);
        cedu__put_num(j, "gap", r->gap), cedu__put_num(j, "ratio", r->ratio), cedu__put_num(j, "ratio_before", r->ratio_before);
        cedu__put_z(j, "state", cedu__talent_state_name(r->state)),
            cedu__put_z(j, "state_zh", cedu__talent_state_label(r->state, false));
        cedu__put_z(j, "trend", cedu__talent_trend_name(r->trend)),
            cedu__put_z(j, "trend_zh", cedu__talent_trend_label(r->trend, false));
        cedu__put_z(j, "evidence", cedu__talent_evidence(r));
        cedu__put_int(j, "said", (int64_t)r->text), cedu__put_int(j, "said_lacking", (int64_t)r->lack);
        cedu__put_str(j, "where", at ? cedu__desk_where(at, false, q->arena) : (cedu_str){0});
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_key(j, "signals"), cedu__json_open(j, '[');
    for (size_t i = 0; i < t.signal_count && i < q->limit; i++) {
        const cedu_talent_signal *g = &t.signals[i];
        cedu__json_open(j, '{');
        cedu__json_key(j, "region"), cedu__json_open(j, '[');
        for (size_t k = 0; k < g->fact.fact.region.n; k++) cedu__json_str(j, g->fact.fact.region.p[k]);
        cedu__json_close(j, ']');
        cedu__put_str(j, "tag", g->tag), cedu__put_bool(j, "lack", g->lack);
        cedu__put_str(j, "quote", g->fact.clean_quote), cedu__put_str(j, "title", g->fact.title);
        cedu__put_z(j, "fact", g->fact.fact.id);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_key(j, "thresholds"), cedu__json_open(j, '{');
    cedu__put_num(j, "severe", CEDU_TALENT_SEVERE), cedu__put_num(j, "short", CEDU_TALENT_SHORT);
    cedu__put_num(j, "surplus", CEDU_TALENT_SURPLUS), cedu__put_num(j, "trend", CEDU_TALENT_TREND);
    cedu__json_close(j, '}');
    cedu__put_int(j, "offset", (int64_t)q->offset), cedu__put_rest(j, q, t.n > q->offset + q->limit);
    cedu__json_close(j, '}');
    return CEDU_OK;
}
