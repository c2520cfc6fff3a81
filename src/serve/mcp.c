/* mcp.c - see mcp.h. To add a tool: a row in `tools`, naming a route that has what it needs. */
#include "serve/mcp.h"

#include <jansson.h>
#include <stdlib.h>

#include "serve/inner.h"

#define LATEST      "2025-06-18"
#define FEW         "20" /* rows when the agent does not say how many: an answer must fit its context */
#define MAX_MESSAGE (1u << 20)
#define MAX_PAIRS   64

/* JSON-RPC */
enum { PARSE_ERROR = -32700, INVALID_REQUEST = -32600, METHOD_NOT_FOUND = -32601, INVALID_PARAMS = -32602, INTERNAL = -32603 };

struct cedu_mcp {
    const cedu_engine *engine;
    cedu_desk desk;
    cedu_arena arena;
};

static const struct tool {
    const char *name, *route, *title, *what;
} tools[] = {
    {"search", "/api/v1/search", "检索正文",
     "Full-text search over all pages (Chinese substrings of any length). Returns documents with the words in context."},
    {"facts", "/api/v1/facts", "查事实",
     "Facts by region, indicator, kind, source and years; each with value, period, who said it, the exact quotation and its "
     "document."},
    {"region", "/api/v1/region/{name}", "地区概况",
     "All that is known of one region: indicators by year, targets and their state, policies, designations, focus."},
    {"compare", "/api/v1/compare", "地区对比", "Regions side by side by indicator and year. null means unknown, never zero."},
    {"targets", "/api/v1/targets", "目标进展",
     "Targets: value, deadline, latest independent evidence, progress, growth still needed, state."},
    {"conflicts", "/api/v1/conflicts", "矛盾",
     "Statements that contradict each other, classified (scope, time, retelling, real) with the reason and both quotations."},
    {"derive", "/api/v1/derive", "推算",
     "Values that follow from stated ones, with formula, inputs and tolerance. Nobody stated them: say so when you use one."},
    {"policies", "/api/v1/policies", "政策文件", "Policy documents: title, number, issuers, dates, status."},
    {"evidence", "/api/v1/fact/{id}", "证据",
     "One fact in full: the quotation as found and repaired, its bytes in the original, what it inherited from where."},
    {"read_page", "/api/v1/document/{sha}", "读原页",
     "One page: paragraphs as found and as restored, findings of damage, its facts, pages with the same text."},
    {"regions", "/api/v1/regions", "地区清单", "Regions that the knowledge base has facts about."},
    {"subjects", "/api/v1/subjects", "指标清单", "Indicators that the knowledge base has facts about."},
};

static const char instructions[] = "A knowledge base of Chinese regional policy. Every figure in an answer comes with its "
                                   "quotation, document and fact id: cite them. What is "
                                   "null or absent is unknown, not zero. `review` facts are uncertain. Targets, advice and "
                                   "forecasts are not observations: look at kind and "
                                   "stance. Region names may be short forms (成都, 沪).";

cedu_status cedu__mcp_new(const char *db, const cedu_engine *engine, cedu_mcp **out, cedu_error *err) {
    cedu_mcp *m = cedu__malloc(sizeof *m);
    cedu_store_options opt = {.read_only = true};
    if (!m) return cedu__fail_nomem(err);
    *m = (cedu_mcp){.engine = engine};
    cedu__arena_init(&m->arena, CEDU_SERVE_MEMORY);
    cedu_status s = cedu__store_open(db, &opt, &m->desk.store, err);
    if (s == CEDU_OK) s = cedu_worker_new(engine, &m->desk.worker, err);
    if (s != CEDU_OK) return cedu__mcp_free(m), s;
    *out = m;
    return CEDU_OK;
}

void cedu__mcp_free(cedu_mcp *m) {
    if (!m) return;
    cedu_worker_free(m->desk.worker);
    cedu__store_close(m->desk.store);
    cedu__arena_release(&m->arena);
    free(m);
}

/* ------------------------------------------------------------------ messages */
static void put_id(cedu_json *j, const json_t *id) {
    cedu__json_key(j, "id");
    if (json_is_string(id)) cedu__json_str(j, (cedu_str){json_string_value(id), json_string_length(id)});
    else if (json_is_integer(id)) cedu__json_int(j, json_integer_value(id));
    else cedu__json_null(j);
}

static void open_answer(cedu_json *j, const json_t *id) {
    cedu__json_open(j, '{');
    cedu__put_z(j, "jsonrpc", "2.0");
    put_id(j, id);
}

static void refuse(cedu_json *j, const json_t *id, int code, const char *message) {
    open_answer(j, id);
    cedu__json_key(j, "error");
    cedu__json_open(j, '{');
    cedu__put_int(j, "code", code);
    cedu__put_z(j, "message", message);
    cedu__json_close(j, '}');
    cedu__json_close(j, '}');
    cedu__json_line(j);
}

/* ------------------------------------------------------------------ initialize, tools/list */
static void initialize(cedu_mcp *m, cedu_json *j, const json_t *params) {
    static const char *const spoken[] = {LATEST, "2025-03-26", "2024-11-05"};
    const char *asked = json_string_value(json_object_get(params, "protocolVersion")), *version = LATEST;
    (void)m;
    for (size_t i = 0; i < CEDU_COUNT(spoken) && asked; i++)
        if (!strcmp(asked, spoken[i])) version = spoken[i];
    cedu__put_z(j, "protocolVersion", version);
    cedu__json_key(j, "capabilities");
    cedu__json_open(j, '{');
    cedu__json_key(j, "tools");
    cedu__json_open(j, '{');
    cedu__json_close(j, '}');
    cedu__json_close(j, '}');
    cedu__json_key(j, "serverInfo");
    cedu__json_open(j, '{');
    cedu__put_z(j, "name", "cedu");
    cedu__put_z(j, "title", "策度");
    cedu__put_z(j, "version", CEDU_VERSION);
    cedu__json_close(j, '}');
    cedu__put_z(j, "instructions", instructions);
}

static const cedu_route *route_of(const struct tool *t, cedu_param_id *path_param) {
    cedu_str value;
    const cedu_route *found = NULL;
    for (size_t i = 0; i < cedu__serve_route_count; i++)
        if (!strcmp(cedu__serve_routes[i].path, t->route)) found = &cedu__serve_routes[i];
    *path_param = CEDU_PARAM_COUNT;
    if (found && strchr(found->path, '{')) (void)cedu__serve_route(cedu__str(found->path), path_param, &value);
    return found;
}

/* A parameter of a URL that may be repeated is an array here. */
static void put_argument(cedu_json *j, const cedu_param *p, bool several) {
    if (!several) {
        cedu__serve_param_schema(j, p, true);
        return;
    }
    cedu__json_open(j, '{');
    cedu__put_z(j, "type", "array");
    cedu__json_key(j, "items");
    cedu__serve_param_schema(j, p, true);
    cedu__json_close(j, '}');
}

static void put_tool(cedu_json *j, const struct tool *t) {
    cedu_param_id path_param;
    const cedu_route *r = route_of(t, &path_param);
    if (!r) return;
    cedu__json_open(j, '{');
    cedu__put_z(j, "name", t->name);
    cedu__put_z(j, "title", t->title);
    cedu__put_z(j, "description", t->what);
    cedu__json_key(j, "inputSchema");
    cedu__json_open(j, '{');
    cedu__put_z(j, "type", "object");
    cedu__json_key(j, "properties");
    cedu__json_open(j, '{');
    for (int p = 0; p < CEDU_PARAM_COUNT; p++)
        if ((r->params >> p & 1u) || p == (int)path_param) {
            cedu__json_key(j, cedu__serve_params[p].name);
            put_argument(j, &cedu__serve_params[p], p == CEDU_PARAM_region);
        }
    cedu__json_close(j, '}');
    cedu__json_key(j, "required");
    cedu__json_open(j, '[');
    for (int p = 0; p < CEDU_PARAM_COUNT; p++)
        if ((r->required >> p & 1u) || p == (int)path_param) cedu__json_str(j, cedu__str(cedu__serve_params[p].name));
    cedu__json_close(j, ']');
    cedu__put_bool(j, "additionalProperties", false);
    cedu__json_close(j, '}');
    cedu__json_key(j, "annotations");
    cedu__json_open(j, '{');
    cedu__put_bool(j, "readOnlyHint", true);
    cedu__put_bool(j, "openWorldHint", false);
    cedu__json_close(j, '}');
    cedu__json_close(j, '}');
}

static void list_tools(cedu_mcp *m, cedu_json *j, const json_t *params) {
    (void)m, (void)params;
    cedu__json_key(j, "tools");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < CEDU_COUNT(tools); i++) put_tool(j, &tools[i]);
    cedu__json_close(j, ']');
}

static void ping(cedu_mcp *m, cedu_json *j, const json_t *params) { (void)m, (void)j, (void)params; }

/* ------------------------------------------------------------------ tools/call */
typedef struct pairs {
    cedu_query_pair p[MAX_PAIRS];
    size_t n;
    cedu_str path_value;
} pairs;

static bool add_value(cedu_mcp *m, pairs *all, const char *key, const json_t *v) {
    cedu_str s;
    if (json_is_string(v)) s = (cedu_str){json_string_value(v), json_string_length(v)};
    else if (json_is_boolean(v)) s = cedu__str(json_is_true(v) ? "1" : "0");
    else if (json_is_integer(v)) s = cedu__arena_strf(&m->arena, "%lld", (long long)json_integer_value(v));
    else return false;
    if (all->n == MAX_PAIRS) return false;
    all->p[all->n++] = (cedu_query_pair){cedu__str(key), s};
    return true;
}

/* ["growth","share"] -> growth,share; every other array is a repeated parameter. */
static bool add_array(cedu_mcp *m, pairs *all, const char *key, const json_t *v) {
    bool joined = !strcmp(key, cedu__serve_params[CEDU_PARAM_kind].name);
    cedu_buf list = {0};
    size_t i;
    json_t *one;
    bool ok = true;
    json_array_foreach(v, i, one) {
        if (!joined) ok = ok && add_value(m, all, key, one);
        else if ((ok = ok && json_is_string(one))) cedu__buf_f(&list, "%s%s", i ? "," : "", json_string_value(one));
    }
    if (ok && list.n && (ok = all->n < MAX_PAIRS))
        all->p[all->n++] = (cedu_query_pair){cedu__str(key), cedu__arena_str(&m->arena, cedu__buf_view(&list))};
    cedu__buf_release(&list);
    return ok;
}

/* The arguments as the pairs of a URL: one way of checking for both. */
static bool arguments(cedu_mcp *m, const cedu_route *r, cedu_param_id path_param, json_t *args, pairs *all) {
    const char *key, *path_name = path_param < CEDU_PARAM_COUNT ? cedu__serve_params[path_param].name : NULL;
    json_t *v;
    bool limit = false;
    json_object_foreach(args, key, v) {
        limit |= !strcmp(key, "limit");
        if (path_name && !strcmp(key, path_name)) {
            if (!json_is_string(v)) return false;
            all->path_value = (cedu_str){json_string_value(v), json_string_length(v)};
        } else if (json_is_array(v)) {
            if (!add_array(m, all, key, v)) return false;
        } else if (!json_is_null(v) && !add_value(m, all, key, v)) return false;
    }
    if (!limit && (r->params & CEDU_PARAM_BIT(limit)) && all->n < MAX_PAIRS)
        all->p[all->n++] = (cedu_query_pair){CEDU_STR("limit"), CEDU_STR(FEW)};
    return !path_name || all->path_value.n;
}

static cedu_status answer(cedu_mcp *m, const cedu_route *r, cedu_param_id path_param, const pairs *all, cedu_buf *body,
                          cedu_error *err) {
    cedu_request q = {.engine = m->engine, .desk = &m->desk, .arena = &m->arena};
    cedu_json j = {.out = body};
    cedu_status s = cedu__serve_params_read(&q, r, path_param, all->path_value, all->p, all->n, err);
    if (s == CEDU_OK) s = r->run(&q, &j, err);
    return s == CEDU_OK && (body->failed || m->arena.failed) ? cedu__fail_nomem(err) : s;
}

static const char *call(cedu_mcp *m, cedu_json *j, const json_t *params) {
    const char *name = json_string_value(json_object_get(params, "name"));
    json_t *args = json_object_get(params, "arguments");
    const struct tool *t = NULL;
    cedu_param_id path_param;
    pairs all = {.n = 0};
    cedu_buf body = {.max = CEDU_MAX_PAYLOAD};
    cedu_error err;
    for (size_t i = 0; i < CEDU_COUNT(tools) && name; i++)
        if (!strcmp(tools[i].name, name)) t = &tools[i];
    const cedu_route *r = t ? route_of(t, &path_param) : NULL;
    if (!r) return "there is no such tool";
    if (args && !json_is_object(args)) return "arguments must be an object";
    cedu_status s = arguments(m, r, path_param, args, &all) ? answer(m, r, path_param, &all, &body, &err)
                                                            : cedu__fail(&err, CEDU_USAGE, "参数不合要求，见 tools/list",
                                                                         "the arguments are not as tools/list says");
    cedu__json_key(j, "content");
    cedu__json_open(j, '[');
    cedu__json_open(j, '{');
    cedu__put_z(j, "type", "text");
    cedu__put_str(j, "text", s == CEDU_OK ? cedu__buf_view(&body) : cedu__str(err.en));
    cedu__json_close(j, '}');
    cedu__json_close(j, ']');
    if (s == CEDU_OK) { /* already JSON */
        cedu__json_key(j, "structuredContent");
        cedu__buf_str(j->out, cedu__buf_view(&body));
        j->comma = true;
    }
    cedu__put_bool(j, "isError", s != CEDU_OK);
    cedu__buf_release(&body);
    return NULL;
}

/* ------------------------------------------------------------------ one line */
static const struct {
    const char *name;
    void (*run)(cedu_mcp *m, cedu_json *j, const json_t *params);
} methods[] = {{"initialize", initialize}, {"tools/list", list_tools}, {"ping", ping}};

static void request(cedu_mcp *m, const json_t *o, cedu_buf *out) {
    const char *method = json_string_value(json_object_get(o, "method"));
    const json_t *id = json_object_get(o, "id"), *params = json_object_get(o, "params");
    cedu_buf result = {.max = CEDU_MAX_PAYLOAD};
    cedu_json j = {.out = &result}, e = {.out = out};
    const char *bad = NULL;
    open_answer(&j, id);
    cedu__json_key(&j, "result");
    cedu__json_open(&j, '{');
    size_t k = 0;
    while (k < CEDU_COUNT(methods) && strcmp(methods[k].name, method) != 0) k++;
    if (k < CEDU_COUNT(methods)) methods[k].run(m, &j, params);
    else if (!strcmp(method, "tools/call")) bad = call(m, &j, params);
    else {
        refuse(&e, id, METHOD_NOT_FOUND, "there is no such method");
        cedu__buf_release(&result);
        return;
    }
    cedu__json_close(&j, '}');
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
    if (bad) refuse(&e, id, INVALID_PARAMS, bad);
    else if (result.failed)
        refuse(&e, id, INTERNAL, "the answer is too long: ask for fewer rows (limit)"); /* never half an answer */
    else cedu__buf_str(out, cedu__buf_view(&result));
    cedu__buf_release(&result);
}

void cedu__mcp_line(cedu_mcp *m, cedu_str line, cedu_buf *out) {
    cedu_json j = {.out = out};
    line = cedu__trim(line);
    if (!line.n) return;
    cedu__arena_reset(&m->arena);
    json_t *o = line.n <= MAX_MESSAGE ? json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, NULL) : NULL;
    if (!o) {
        refuse(&j, NULL, PARSE_ERROR, "no JSON, or longer than a message may be");
        return;
    }
    bool asks = json_is_object(o) && json_is_string(json_object_get(o, "method"));
    bool answers = json_is_object(o) && (json_object_get(o, "result") || json_object_get(o, "error"));
    if (asks && json_object_get(o, "id")) request(m, o, out);
    else if (!asks && !answers) refuse(&j, NULL, INVALID_REQUEST, "no JSON-RPC request");
    json_decref(o);
}
