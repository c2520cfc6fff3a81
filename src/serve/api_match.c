/* api_match.c - matching over HTTP: scenarios and suppliers of the body or of the base, the best assignment, candidates and reasons. Nothing is
 * kept. Thin over desk/match.h.
 */
#include <jansson.h>

#include "desk/out.h"
#include "serve/inner.h"

#define MAX_PAIRS 5000000 /* needs × suppliers of one request; larger lists are for the command */

static cedu_str text_of(cedu_request *q, const json_t *o, const char *key) {
    const json_t *v = json_object_get(o, key);
    return json_is_string(v) ? cedu__arena_str(q->arena, (cedu_str){json_string_value(v), json_string_length(v)})
                             : (cedu_str){0};
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
        if ((st = cedu__match_need_json(j, &m, &r, i, q->desk->store, q->engine->image, q->arena, err)) != CEDU_OK) return st;
    cedu__json_close(j, ']');
    cedu__match_sums_json(j, &m, &r);
    cedu__put_int(j, "offset", (int64_t)q->offset), cedu__put_rest(j, q, m.need_count > end);
    cedu__json_close(j, '}');
    return CEDU_OK;
}
