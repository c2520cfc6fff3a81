/* api_match.c - matching over HTTP: scenarios and suppliers of the body or of the base, the best assignment, candidates and reasons. Nothing is
 * kept. Thin over desk/match.h.
 */
#include <jansson.h>
#include <math.h>

#include "desk/match.h"
#include "serve/inner.h"

#define MAX_SAID  200     /* scenarios up to which pages are asked about their candidates */
#define MAX_PAIRS 5000000 /* needs × suppliers of one request; larger lists are for the command */

static cedu_str text_of(cedu_request *q, const json_t *o, const char *key) {
    const json_t *v = json_object_get(o, key);
    return json_is_string(v) ? cedu__arena_str(q->arena, (cedu_str){json_string_value(v), json_string_length(v)})
                             : (cedu_str){0};
}
static const char *truth(cedu_truth t) {
    static const char *const names[] = {"unknown", "no", "yes"};
    return names[t];
}
static void open_list(cedu_json *j, const char *key) { cedu__json_key(j, key), cedu__json_open(j, '['); }

static void put_tests(cedu_json *j, const char *key, const cedu_match *m, const cedu_match_pair *k, cedu_truth t) {
    open_list(j, key);
    for (int i = 0; i < CEDU_MATCH_TEST_COUNT; i++)
        if (k->truth[i] == t && (k->asked >> i & 1u) && (m->weights.hard >> i & 1u))
            cedu__json_str(j, cedu__str(cedu__match_test_label((cedu_match_test)i, false)));
    cedu__json_close(j, ']');
}

/* What pages say of a candidate, beside what its table says. */
static cedu_status put_said(cedu_request *q, cedu_json *j, const cedu_match *m, size_t need, size_t supplier, cedu_error *err) {
    cedu_match_sayings v = {0};
    cedu_status st = CEDU_OK;
    open_list(j, "said");
    if (m->need_count <= MAX_SAID)
        st = cedu__match_said(q->desk->store, q->engine->image, m, need, supplier, 2, q->arena, &v, err);
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

static cedu_status put_need(cedu_request *q, cedu_json *j, const cedu_match *m, const cedu_assignment *r, size_t i,
                            cedu_error *err) {
    cedu_match_candidates l;
    if (!cedu__match_candidates(m, i, 8, true, q->arena, &l)) return cedu__fail_nomem(err);
    uint32_t s = r->supplier[i];
    cedu__json_open(j, '{');
    cedu__put_str(j, "id", m->needs[i].id), cedu__put_str(j, "name", m->needs[i].name);
    cedu__put_str(j, "supplier", s == CEDU_MATCH_NONE ? (cedu_str){0} : m->suppliers[s].name);
    cedu__put_num(j, "price", s == CEDU_MATCH_NONE || m->suppliers[s].money < 0 ? NAN : (double)m->suppliers[s].money / 100);
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
        put_tests(j, "not_met", m, &p, CEDU_TRUTH_NO), put_tests(j, "unknown", m, &p, CEDU_TRUTH_UNKNOWN);
        cedu_status st = put_said(q, j, m, i, l.p[k].supplier, err);
        if (st != CEDU_OK) return st;
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_close(j, '}');
    return CEDU_OK;
}

cedu_status cedu__api_match(cedu_request *q, cedu_json *j, cedu_error *err) {
    json_t *body;
    cedu_status st = cedu__serve_body(q, &body, err);
    if (st != CEDU_OK) return st;
    cedu_str needs = text_of(q, body, "scenarios"), suppliers = text_of(q, body, "suppliers"),
             weights = text_of(q, body, "weights");
    const json_t *money = json_object_get(body, "budget");
    int64_t budget = -1;
    bool fits = !json_is_number(money) || cedu__money_of(json_number_value(money), &budget);
    json_decref(body);
    if (!fits) return cedu__fail(err, CEDU_USAGE, "budget 太大", "budget is too large");
    cedu_match m;
    cedu_assignment r;
    st = needs.n || suppliers.n ? cedu__match_read(needs, suppliers, q->arena, &m, err)
                                : cedu__match_from_base(q->desk->store, q->arena, &m, err);
    if (st == CEDU_OK && weights.n) st = cedu__match_weights_read(weights, q->arena, &m.weights, err);
    if (st == CEDU_OK && m.need_count * m.supplier_count > MAX_PAIRS)
        st = cedu__fail(err, CEDU_TOO_LARGE, "表太大，请用 cedu match", "the tables are too large: use cedu match");
    if (st == CEDU_OK) st = cedu__match_assign(&m, budget, q->arena, &r, err);
    if (st != CEDU_OK) return st;
    size_t end = q->offset + q->limit;
    cedu__rows_open(j);
    for (size_t i = q->offset; i < m.need_count && i < end; i++)
        if ((st = put_need(q, j, &m, &r, i, err)) != CEDU_OK) return st;
    cedu__json_close(j, ']');
    cedu__put_int(j, "scenarios", (int64_t)m.need_count), cedu__put_int(j, "assigned", (int64_t)r.assigned);
    cedu__put_num(j, "score", (double)r.score / CEDU_MATCH_POINTS), cedu__put_num(j, "cost", (double)r.cost / 100);
    cedu__put_num(j, "gap", (double)r.gap / CEDU_MATCH_POINTS);
    cedu__put_int(j, "offset", (int64_t)q->offset), cedu__put_bool(j, "more", m.need_count > end);
    cedu__json_close(j, '}');
    return CEDU_OK;
}
