/* openapi.c - OpenAPI 3.1 out of the tables of routes, parameters and shapes; and the JSON of an error. */
#include <stdio.h>

#include "serve/inner.h"

static void put_ref(cedu_json *j, cedu_str shape) {
    cedu_buf b = {0};
    cedu__buf_z(&b, "#/components/schemas/");
    cedu__buf_str(&b, shape);
    cedu__put_str(j, "$ref", cedu__buf_view(&b));
    cedu__buf_release(&b);
}

/* {"type":["string","null"]} and the like. */
static void put_plain(cedu_json *j, const char *type, bool null) {
    if (!null) {
        cedu__put_z(j, "type", type);
        return;
    }
    cedu__json_key(j, "type");
    cedu__json_open(j, '[');
    cedu__json_str(j, cedu__str(type));
    cedu__json_str(j, CEDU_STR("null"));
    cedu__json_close(j, ']');
}

static void put_type(cedu_json *j, cedu_str t) {
    static const char *const plain[] = {"string", "integer", "number", "boolean", "object"};
    if (cedu__ends(t, CEDU_STR("[]"))) {
        cedu__put_z(j, "type", "array");
        cedu__json_key(j, "items");
        cedu__json_open(j, '{');
        put_type(j, cedu__sub(t, 0, t.n - 2));
        cedu__json_close(j, '}');
        return;
    }
    bool null = cedu__ends(t, CEDU_STR("?"));
    if (null) t.n--;
    if (cedu__eqz(t, "regions")) {
        cedu__json_key(j, "type");
        cedu__json_open(j, '[');
        cedu__json_str(j, CEDU_STR("string"));
        cedu__json_str(j, CEDU_STR("array"));
        cedu__json_str(j, CEDU_STR("null"));
        cedu__json_close(j, ']');
        cedu__json_key(j, "items");
        cedu__json_open(j, '{');
        cedu__put_z(j, "type", "string");
        cedu__json_close(j, '}');
        return;
    }
    for (size_t i = 0; i < CEDU_COUNT(plain); i++)
        if (cedu__eqz(t, plain[i])) {
            put_plain(j, plain[i], null);
            return;
        }
    if (!null) {
        put_ref(j, t);
        return;
    }
    cedu__json_key(j, "anyOf");
    cedu__json_open(j, '[');
    cedu__json_open(j, '{');
    put_ref(j, t);
    cedu__json_close(j, '}');
    cedu__json_open(j, '{');
    cedu__put_z(j, "type", "null");
    cedu__json_close(j, '}');
    cedu__json_close(j, ']');
}

static void put_shape(cedu_json *j, const cedu_shape *s) {
    cedu__json_key(j, s->name);
    cedu__json_open(j, '{');
    cedu__put_z(j, "type", "object");
    cedu__json_key(j, "required");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < s->n; i++) cedu__json_str(j, cedu__str(s->fields[i].name));
    cedu__json_close(j, ']');
    cedu__json_key(j, "properties");
    cedu__json_open(j, '{');
    for (size_t i = 0; i < s->n; i++) {
        cedu__json_key(j, s->fields[i].name);
        cedu__json_open(j, '{');
        put_type(j, cedu__str(s->fields[i].type));
        if (s->fields[i].en[0]) cedu__put_z(j, "description", s->fields[i].en);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, '}');
    cedu__json_close(j, '}');
}

void cedu__serve_param_schema(cedu_json *j, const cedu_param *p, bool described) {
    cedu__json_open(j, '{');
    if (described) cedu__put_z(j, "description", p->en);
    switch (p->type) {
    case CEDU_P_INT:
        cedu__put_z(j, "type", "integer");
        cedu__put_int(j, "minimum", p->lo);
        cedu__put_int(j, "maximum", p->hi);
        break;
    case CEDU_P_BOOL: cedu__put_z(j, "type", "boolean"); break;
    case CEDU_P_YEAR:
        cedu__put_z(j, "type", "string");
        cedu__put_z(j, "pattern", "^[0-9]{4}$");
        break;
    case CEDU_P_DATE:
        cedu__put_z(j, "type", "string");
        cedu__put_z(j, "format", "date");
        break;
    case CEDU_P_DATEPART:
        cedu__put_z(j, "type", "string");
        cedu__put_z(j, "pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$");
        break;
    case CEDU_P_HEX: {
        char pattern[40];
        snprintf(pattern, sizeof pattern, "^[0-9a-f]{%ld,%ld}$", p->lo, p->hi);
        cedu__put_z(j, "type", "string");
        cedu__put_z(j, "pattern", pattern);
        break;
    }
    case CEDU_P_ORDER:
        cedu__put_z(j, "type", "string");
        cedu__json_key(j, "enum");
        cedu__json_open(j, '[');
        cedu__json_str(j, CEDU_STR("text"));
        cedu__json_str(j, CEDU_STR("subject"));
        cedu__json_close(j, ']');
        break;
    case CEDU_P_ROLE:
        cedu__put_z(j, "type", "string");
        cedu__json_key(j, "enum");
        cedu__json_open(j, '[');
        for (size_t k = 0; k < CEDU_ROLE_COUNT; k++) cedu__json_str(j, cedu__str(cedu__role_name((cedu_role)k)));
        cedu__json_close(j, ']');
        break;
    case CEDU_P_VERDICT:
        cedu__put_z(j, "type", "string");
        cedu__json_key(j, "enum");
        cedu__json_open(j, '[');
        for (size_t k = 0; cedu__serve_verdicts[k]; k++) cedu__json_str(j, cedu__str(cedu__serve_verdicts[k]));
        cedu__json_close(j, ']');
        break;
    case CEDU_P_KINDS:
        cedu__put_z(j, "type", "array");
        cedu__json_key(j, "items");
        cedu__json_open(j, '{');
        cedu__put_z(j, "type", "string");
        cedu__json_key(j, "enum");
        cedu__json_open(j, '[');
        for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++) cedu__json_str(j, cedu__str(cedu_fact_kind_name((cedu_fact_kind)k)));
        cedu__json_close(j, ']');
        cedu__json_close(j, '}');
        break;
    case CEDU_P_TEXT:
    case CEDU_P_REGION:
        cedu__put_z(j, "type", "string");
        cedu__put_int(j, "minLength", p->lo);
        cedu__put_int(j, "maxLength", p->hi);
        break;
    }
    cedu__json_close(j, '}');
}

static void put_param(cedu_json *j, const cedu_param *p, bool path, bool required) {
    cedu__json_open(j, '{');
    cedu__put_z(j, "name", p->name);
    cedu__put_z(j, "in", path ? "path" : "query");
    cedu__put_bool(j, "required", required);
    cedu__put_z(j, "description", p->en);
    cedu__put_z(j, "x-zh", p->zh);
    if (p->type == CEDU_P_KINDS) {
        cedu__put_z(j, "style", "form");
        cedu__put_bool(j, "explode", false);
    }
    cedu__json_key(j, "schema");
    if (p->type == CEDU_P_REGION && !path) {
        cedu__json_open(j, '{');
        cedu__put_z(j, "type", "array");
        cedu__put_int(j, "maxItems", CEDU_SERVE_MAX_REGIONS);
        cedu__json_key(j, "items");
        cedu__serve_param_schema(j, p, false);
        cedu__json_close(j, '}');
    } else cedu__serve_param_schema(j, p, false);
    cedu__json_close(j, '}');
}

/* Of kept answers (kept.c). */
static void put_as_of(cedu_json *j) {
    cedu__json_key(j, "headers");
    cedu__json_open(j, '{');
    cedu__json_key(j, "Cedu-As-Of");
    cedu__json_open(j, '{');
    cedu__put_z(j, "description",
                "the base has changed since this answer was computed, at this time; a newer one is on its way. Absent: as the "
                "base is now");
    cedu__json_key(j, "schema");
    cedu__json_open(j, '{');
    cedu__put_z(j, "type", "string");
    cedu__put_z(j, "format", "date-time");
    cedu__json_close(j, '}');
    cedu__json_close(j, '}');
    cedu__json_close(j, '}');
}

static void put_answer(cedu_json *j, const char *code, const char *description, const char *type, const char *shape,
                       bool kept) {
    cedu__json_key(j, code);
    cedu__json_open(j, '{');
    cedu__put_z(j, "description", description);
    if (kept) put_as_of(j);
    cedu__json_key(j, "content");
    cedu__json_open(j, '{');
    cedu__json_key(j, type);
    cedu__json_open(j, '{');
    if (shape) {
        cedu__json_key(j, "schema");
        cedu__json_open(j, '{');
        put_ref(j, cedu__str(shape));
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, '}');
    cedu__json_close(j, '}');
    cedu__json_close(j, '}');
}

static void put_route(cedu_json *j, const cedu_route *r) {
    cedu_param_id in_path;
    cedu_str ignored;
    cedu__serve_route(cedu__str(r->path), &in_path, &ignored); /* a template matches itself */
    cedu__json_key(j, r->path);
    cedu__json_open(j, '{');
    cedu__json_key(j, r->post ? "post" : "get");
    cedu__json_open(j, '{');
    cedu__put_z(j, "summary", r->en);
    cedu__put_z(j, "x-zh", r->zh);
    cedu__json_key(j, "parameters");
    cedu__json_open(j, '[');
    if (in_path != CEDU_PARAM_COUNT) put_param(j, &cedu__serve_params[in_path], true, true);
    for (size_t k = 0; k < CEDU_PARAM_COUNT; k++)
        if (r->params >> k & 1u) put_param(j, &cedu__serve_params[k], false, r->required >> k & 1u);
    cedu__json_close(j, ']');
    cedu__put_z(j, "x-role", r->open ? "anybody" : cedu__role_name(r->role));
    if (r->team) cedu__put_bool(j, "x-team", true);
    if (r->body || r->takes) {
        cedu__json_key(j, "requestBody");
        cedu__json_open(j, '{');
        cedu__put_bool(j, "required", true);
        cedu__json_key(j, "content");
        cedu__json_open(j, '{');
        cedu__json_key(j, r->takes ? "application/json" : "application/octet-stream");
        cedu__json_open(j, '{');
        if (r->takes) {
            cedu__json_key(j, "schema");
            cedu__json_open(j, '{');
            put_ref(j, cedu__str(r->takes));
            cedu__json_close(j, '}');
        }
        cedu__json_close(j, '}');
        cedu__json_close(j, '}');
        cedu__json_close(j, '}');
    }
    cedu__json_key(j, "responses");
    cedu__json_open(j, '{');
    put_answer(j, "200", "ok", r->answer ? "application/json" : "application/octet-stream", r->answer, r->keep);
    put_answer(j, "default", "an error", "application/json", "Error", false);
    cedu__json_close(j, '}');
    cedu__json_close(j, '}');
    cedu__json_close(j, '}');
}

void cedu__serve_openapi(cedu_buf *out) {
    cedu_json j = {.out = out};
    cedu__json_open(&j, '{');
    cedu__put_z(&j, "openapi", "3.1.0");
    cedu__json_key(&j, "info");
    cedu__json_open(&j, '{');
    cedu__put_z(&j, "title", "cedu 策度");
    cedu__put_z(&j, "version", CEDU_VERSION);
    cedu__put_z(&j, "description",
                "Facts out of Chinese policy pages, each with the bytes it came from. What changes something is a POST with "
                "the header X-Cedu: 1; where there is a team (x-role, x-team), also the session's cookie and X-Cedu-Token.");
    cedu__json_close(&j, '}');
    cedu__json_key(&j, "paths");
    cedu__json_open(&j, '{');
    for (size_t i = 0; i < cedu__serve_route_count; i++) put_route(&j, &cedu__serve_routes[i]);
    cedu__json_close(&j, '}');
    cedu__json_key(&j, "components");
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "schemas");
    cedu__json_open(&j, '{');
    const cedu_shape *shape;
    for (size_t i = 0; (shape = cedu__serve_shape(i)); i++) put_shape(&j, shape);
    cedu__json_close(&j, '}');
    cedu__json_close(&j, '}');
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
}

void cedu__serve_error(const cedu_error *err, cedu_buf *out) {
    cedu_json j = {.out = out};
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "error");
    cedu__json_open(&j, '{');
    cedu__put_z(&j, "code", cedu_status_name(err->status));
    cedu__put_z(&j, "zh", err->zh);
    cedu__put_z(&j, "en", err->en);
    cedu__json_close(&j, '}');
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
}
