/* api_ledger.c - ledgers, overlap of focus, the chain board, questions, what is new: thin over reason. */
#include <math.h>

#include "serve/inner.h"

static void put_ledger_row(cedu_json *j, const cedu_ledger_row *r) {
    cedu__json_open(j, '{');
    cedu__put_str(j, "name", r->name);
    cedu__put_str(j, "word", r->word);
    cedu__put_z(j, "grade", cedu__ledger_grade_name(r->grade));
    cedu__put_int(j, "facts", (int64_t)r->facts);
    cedu__put_int(j, "sources", (int64_t)r->sources);
    cedu__put_maybe(j, "row", &r->fact);
    cedu__json_close(j, '}');
}

cedu_status cedu__api_ledger(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_ledger_rows list;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_str name = q->str[CEDU_PARAM_ledger];
    const cedu_ledger_kind *k = cedu__ledger_find(name);
    if (!k)
        return cedu__fail(err, CEDU_NOT_FOUND, "没有台账“%.*s”", "there is no ledger “%.*s”", (int)(name.n < 40 ? name.n : 40),
                          name.p);
    cedu_status st = cedu__reason_ledger(q->desk->store, k, q->regions, &opt, q->arena, &list, err);
    if (st != CEDU_OK) return st;
    size_t end = q->offset + q->limit;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < list.n && i < end; i++) put_ledger_row(j, &list.p[i]);
    cedu__json_close(j, ']');
    cedu__put_int(j, "total", (int64_t)list.n);
    cedu__put_int(j, "offset", (int64_t)q->offset);
    cedu__put_rest(j, q, list.n > end);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

static void put_side(cedu_json *j, const char *key, const cedu_overlap_side *s) {
    cedu__json_key(j, key);
    cedu__json_open(j, '{');
    cedu__put_str(j, "region", s->region);
    cedu__put_str(j, "item", s->item);
    cedu__put_z(j, "grade", cedu__ledger_grade_name(s->grade));
    cedu__put_maybe(j, "row", &s->fact);
    cedu__json_close(j, '}');
}

static bool among(cedu_strs regions, cedu_str r) {
    for (size_t i = 0; i < regions.n; i++)
        if (cedu__eq(regions.p[i], r)) return true;
    return false;
}
static void keep_between(cedu_strs regions, cedu_overlaps *o) {
    size_t n = 0;
    for (size_t i = 0; i < o->n; i++)
        if (among(regions, o->p[i].a.region) && among(regions, o->p[i].b.region)) o->p[n++] = o->p[i];
    o->n = n, n = 0;
    for (size_t i = 0; i < o->pair_count; i++)
        if (among(regions, o->pairs[i].a) && among(regions, o->pairs[i].b)) o->pairs[n++] = o->pairs[i];
    o->pair_count = n;
}

/* Pairs of the table that share something; the others share nothing. */
static void put_overlap_counts(cedu_json *j, const cedu_overlaps *o) {
    cedu__put_strs(j, "most", o->most);
    cedu__json_key(j, "counts");
    cedu__json_open(j, '[');
    for (size_t a = 0; a < o->most.n; a++)
        for (size_t b = a + 1; b < o->most.n; b++) {
            const cedu_overlap_count *n = &o->counts[a * o->most.n + b];
            if (!n->literal && !n->kin) continue;
            cedu__json_open(j, '{');
            cedu__put_str(j, "a", o->most.p[a]);
            cedu__put_str(j, "b", o->most.p[b]);
            cedu__put_int(j, "literal", (int64_t)n->literal);
            cedu__put_int(j, "kin", (int64_t)n->kin);
            cedu__json_close(j, '}');
        }
    cedu__json_close(j, ']');
}

cedu_status cedu__api_overlap(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_overlaps o;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__reason_overlap(q->desk->store, q->regions, &opt, q->arena, &o, err);
    if (st != CEDU_OK) return st;
    size_t end = q->offset + q->limit;
    if (q->num[CEDU_PARAM_between]) keep_between(q->regions, &o);
    cedu__rows_open(j);
    for (size_t i = q->offset; i < o.n && i < end; i++) {
        const cedu_overlap *x = &o.p[i];
        cedu__json_open(j, '{');
        cedu__put_z(j, "level", x->level);
        cedu__put_str(j, "shared", x->shared);
        put_side(j, "a", &x->a);
        put_side(j, "b", &x->b);
        cedu__put_int(j, "regions", (int64_t)x->regions);
        cedu__put_bool(j, "mandated", x->mandated);
        cedu__put_num(j, "weight", round(x->weight * 1000) / 1000);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_key(j, "pairs");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < o.pair_count && i < q->limit; i++) {
        const cedu_similarity *p = &o.pairs[i];
        cedu__json_open(j, '{');
        cedu__put_str(j, "a", p->a);
        cedu__put_str(j, "b", p->b);
        cedu__put_int(j, "shared", (int64_t)p->shared);
        cedu__put_int(j, "either", (int64_t)p->either);
        cedu__put_num(j, "likeness", round(p->likeness * 1000) / 1000);
        cedu__put_strs(j, "only_a", p->only_a);
        cedu__put_strs(j, "only_b", p->only_b);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    put_overlap_counts(j, &o);
    cedu__put_int(j, "regions", (int64_t)o.regions);
    cedu__put_int(j, "total", (int64_t)o.n);
    cedu__put_bool(j, "cut", o.cut);
    cedu__put_int(j, "offset", (int64_t)q->offset);
    cedu__put_rest(j, q, o.n > end);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

/* Every region's cells stand in the order of the packs' stages. */
cedu_status cedu__api_chain(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu__rows_open(j);
    for (size_t i = 0; i < q->regions.n; i++) {
        cedu_chain chain;
        cedu_status st = cedu__reason_chain(q->desk->store, q->regions.p[i], &opt, q->arena, &chain, err);
        if (st != CEDU_OK) return st;
        cedu__json_open(j, '{');
        cedu__put_str(j, "region", q->regions.p[i]);
        cedu__json_key(j, "cells");
        cedu__json_open(j, '[');
        for (size_t k = 0; k < chain.n; k++) {
            cedu__json_open(j, '{');
            cedu__put_str(j, "stage", chain.p[k].stage);
            cedu__put_str(j, "layer", chain.p[k].layer);
            cedu__put_maybe(j, "present", chain.p[k].present);
            cedu__put_maybe(j, "gap", chain.p[k].gap);
            cedu__put_maybe(j, "plan", chain.p[k].plan);
            cedu__json_close(j, '}');
        }
        cedu__json_close(j, ']');
        cedu__json_close(j, '}');
    }
    cedu__rows_close(j, q, false);
    return CEDU_OK;
}

cedu_status cedu__api_ask(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_answer a;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__reason_ask(q->desk->store, q->str[CEDU_PARAM_q], &opt, q->arena, &a, err);
    if (st != CEDU_OK) return st;
    const cedu_question *k = &a.q;
    size_t end = q->offset + q->limit;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < a.claims.n && i < end; i++) cedu__put_claim(j, &a.claims.p[i]);
    cedu__json_close(j, ']');
    cedu__json_key(j, "entries");
    cedu__json_open(j, '[');
    for (size_t i = q->offset; !a.claims.n && i < a.rows.n && i < end; i++) put_ledger_row(j, &a.rows.p[i]);
    cedu__json_close(j, ']');
    cedu__json_key(j, "derived");
    cedu__json_open(j, '[');
    for (size_t i = q->offset; !a.claims.n && i < a.derived.n && i < end; i++) cedu__put_derived(j, &a.derived.p[i]);
    cedu__json_close(j, ']');
    cedu__put_strs(j, "unused", k->unused);
    cedu__put_strs(j, "regions", k->regions);
    cedu__put_strs(j, "subjects", k->subjects);
    cedu__put_str(j, "level", k->level);
    cedu__put_year(j, "year_from", k->year_from);
    cedu__put_year(j, "year_to", k->year_to);
    cedu__put_z(j, "op", k->has_limit ? cedu_modifier_sign(k->op) : NULL);
    cedu__put_num(j, "limit", k->has_limit ? k->limit : NAN);
    cedu__put_str(j, "limit_unit", k->has_limit ? k->limit_unit : (cedu_str){0});
    cedu__put_int(j, "order", k->order);
    cedu__put_str(j, "why", k->why_zh);
    cedu__put_str(j, "why_en", k->why_en);
    cedu__put_int(j, "uncertain", (int64_t)a.uncertain);
    cedu__put_strs(j, "known_years", a.known_years);
    cedu__put_strs(j, "known_regions", a.known_regions);
    cedu__put_int(j, "offset", (int64_t)q->offset);
    cedu__put_rest(j, q, (a.claims.n ? a.claims.n : a.rows.n ? a.rows.n : a.derived.n) > end);
    cedu__json_close(j, '}');
    return CEDU_OK;
}

cedu_status cedu__api_changes(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_changes list;
    cedu_reason_options opt = cedu__serve_reason(q);
    cedu_status st = cedu__reason_changes(q->desk->store, q->str[CEDU_PARAM_since], q->regions, &opt, q->arena, &list, err);
    if (st != CEDU_OK) return st;
    size_t end = q->offset + q->limit;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < list.n && i < end; i++) {
        const cedu_change *x = &list.p[i];
        cedu__json_open(j, '{');
        cedu__put_z(j, "what", cedu__change_name(x->what));
        cedu__put_maybe(j, "now", &x->now);
        cedu__put_maybe(j, "before", x->has_before ? &x->before : NULL);
        cedu__json_close(j, '}');
    }
    cedu__rows_close(j, q, list.n > end);
    return CEDU_OK;
}
