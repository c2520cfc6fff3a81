/* api_reason.c - what follows from the facts: a region, comparison, targets, conflicts, derived values. Reason does the work. */
#include <math.h>

#include "reason/graph.h"
#include "serve/inner.h"

cedu_status cedu__api_region(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_profile p;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__reason_profile(q->desk->store, q->regions.p[0], &opt, q->arena, &p, err);
    if (st != CEDU_OK) return st;
    const struct {
        const char *key;
        size_t n;
    } counts[] = {{"facts", p.facts},
                  {"documents", p.documents},
                  {"sources", p.sources},
                  {"review", p.review},
                  {"conflicts", p.conflicts}};
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__put_str(j, "region", p.region);
    cedu__put_str(j, "region_code", p.code);
    for (size_t i = 0; i < CEDU_COUNT(counts); i++) cedu__put_int(j, counts[i].key, (int64_t)counts[i].n);
    cedu__json_key(j, "facts_by_kind");
    cedu__json_open(j, '{');
    for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++)
        cedu__put_int(j, cedu_fact_kind_name((cedu_fact_kind)k), (int64_t)p.facts_by_kind[k]);
    cedu__json_close(j, '}');
    cedu__json_key(j, "indicators");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < p.indicators.n; i++) cedu__put_claim(j, &p.indicators.p[i]);
    cedu__json_close(j, ']');
    cedu__json_key(j, "targets");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < p.targets.n; i++) cedu__put_target(j, &p.targets.p[i]);
    cedu__json_close(j, ']');
    cedu__json_key(j, "policies");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < p.policies.n; i++) cedu__put_policy(j, &p.policies.p[i]);
    cedu__json_close(j, ']');
    cedu__json_key(j, "registries");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < p.registries.n; i++) cedu__put_fact(j, &p.registries.p[i]);
    cedu__json_close(j, ']');
    cedu__json_key(j, "focus");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < p.focus_count; i++) {
        const cedu_focus_count *k = &p.focus[i];
        cedu__json_open(j, '{');
        cedu__put_str(j, "name", k->name);
        cedu__put_int(j, "facts", (int64_t)k->facts);
        cedu__put_int(j, "sources", (int64_t)k->sources);
        cedu__put_year(j, "year_from", k->year_from);
        cedu__put_year(j, "year_to", k->year_to);
        cedu__json_key(j, "evidence");
        cedu__put_fact(j, &k->evidence);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_close(j, '}');
    return CEDU_OK;
}

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
    cedu__put_bool(j, "more", k.n > end);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

cedu_status cedu__api_targets(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_targets list;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__reason_targets(q->desk->store, q->regions, (int)q->num[CEDU_PARAM_due], &opt, q->arena, &list, err);
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
    cedu_status st = cedu__serve_filter(q, &f, err);
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
    cedu_status st = cedu__serve_filter(q, &f, err);
    if (st == CEDU_OK) st = cedu__reason_derive(q->desk->store, &f, &opt, q->arena, &list, err);
    if (st != CEDU_OK) return st;
    size_t end = q->offset + q->limit;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < list.n && i < end; i++) cedu__put_derived(j, &list.p[i]);
    cedu__rows_close(j, q, list.n > end);
    return CEDU_OK;
}

cedu_status cedu__api_graph(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_graph g;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__reason_graph(q->desk->store, q->regions.p[0], &opt, q->arena, &g, err);
    if (st != CEDU_OK) return st;
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__json_key(j, "nodes");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < g.nodes.n; i++) {
        cedu__json_open(j, '{');
        cedu__put_z(j, "type", g.nodes.p[i].type);
        cedu__put_str(j, "name", g.nodes.p[i].name);
        cedu__put_int(j, "links", (int64_t)g.nodes.p[i].links);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_key(j, "links");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < g.links.n; i++) {
        cedu__json_open(j, '{');
        cedu__put_int(j, "from", (int64_t)g.links.p[i].from);
        cedu__put_int(j, "to", (int64_t)g.links.p[i].to);
        cedu__put_z(j, "what", g.links.p[i].what);
        cedu__put_z(j, "what_zh", g.links.p[i].zh);
        cedu__put_z(j, "fact", g.links.p[i].fact);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__put_int(j, "left_out", (int64_t)g.left_out);
    cedu__json_close(j, '}');
    return CEDU_OK;
}
