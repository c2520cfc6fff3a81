/* http.c - one request, from its head to its answer: admitted, its body taken, routed, run into a buffer, handed over. See server.h.
 *
 * To extend: routes belong in routes.c; here only what is no part of the API (route_request()).
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "serve/server.h"

static void serve_health(cedu_server *s, answer *a) {
    cedu_arena *arena;
    cedu_desk *d = cedu__desk_take(s, &arena);
    cedu_store_docs docs;
    cedu_error err;
    cedu_store_doc_filter f = {.limit = 1};
    if (cedu__store_documents(d->store, &f, arena, &docs, &err) == CEDU_OK)
        cedu__buf_f(&a->body, "{\"status\":\"ok\",\"version\":\"%s\"}\n", cedu_version());
    else cedu__answer_error(a, MHD_HTTP_SERVICE_UNAVAILABLE, &err);
    cedu__desk_give(s, d, arena);
}

/* ------------------------------------------------------------------ the API */
typedef struct pairs {
    cedu_query_pair p[CEDU_MAX_PAIRS];
    size_t n;
    bool overflow;
} pairs;

static enum MHD_Result add_pair(void *ctx, enum MHD_ValueKind kind, const char *key, size_t key_n, const char *value,
                                size_t n) {
    pairs *all = ctx;
    (void)kind;
    if (all->n == CEDU_COUNT(all->p)) return all->overflow = true, MHD_NO;
    all->p[all->n++] = (cedu_query_pair){{key, key_n}, {value ? value : "", value ? n : 0}};
    return MHD_YES;
}

/* The whole question, whatever order its parameters came in; equal names stay in theirs (which region comes first means something). Values
 * hold no control characters where they are right, and the others give no answer to keep. */
void cedu__http_key(cedu_str path, const cedu_query_pair *p, size_t n, cedu_buf *out) {
    cedu_query_pair v[CEDU_MAX_PAIRS];
    memcpy(v, p, n * sizeof *v);
    for (size_t i = 1; i < n; i++) { /* few */
        cedu_query_pair x = v[i];
        size_t k = i;
        for (; k > 0 && cedu__cmp(x.key, v[k - 1].key) < 0; k--) v[k] = v[k - 1];
        v[k] = x;
    }
    cedu__buf_str(out, path);
    for (size_t i = 0; i < n; i++) {
        cedu__buf_char(out, 1);
        cedu__buf_str(out, v[i].key);
        cedu__buf_char(out, 2);
        cedu__buf_str(out, v[i].value);
    }
    if (out->failed) out->n = 0;
}

bool cedu__http_again(cedu_server *s, cedu_str key, cedu_desk *d, cedu_arena *arena, cedu_buf *body) {
    cedu_query_pair p[CEDU_MAX_PAIRS];
    cedu_str path = key;
    size_t n = 0;
    const char *at = memchr(key.p, 1, key.n), *end = key.p + key.n;
    if (at) path.n = (size_t)(at - key.p);
    for (; at && n < CEDU_COUNT(p); n++) {
        const char *next = memchr(at + 1, 1, (size_t)(end - at - 1)), *stop = next ? next : end;
        const char *mid = memchr(at, 2, (size_t)(stop - at));
        if (!mid) return false;
        p[n] = (cedu_query_pair){{at + 1, (size_t)(mid - at - 1)}, {mid + 1, (size_t)(stop - mid - 1)}};
        at = next;
    }
    cedu_param_id param;
    cedu_str value = {0};
    cedu_error err;
    const cedu_route *r = cedu__serve_route(path, &param, &value);
    cedu_caller who = {.role = CEDU_ROLE_reader};
    cedu_request q = {.server = s, .caller = &who, .engine = s->engine, .desk = d, .arena = arena};
    cedu_json j = {.out = body};
    bool ok = r && cedu__serve_params_read(&q, r, param, value, p, n, &err) == CEDU_OK && r->run(&q, &j, &err) == CEDU_OK;
    if (ok) cedu__json_line(&j);
    return ok && !q.passing && !body->failed && !arena->failed;
}

/* What was done goes into the log; what cannot be logged is answered as failed. */
static void note(cedu_server *s, const cedu_caller *who, const cedu_route *r, cedu_str target, answer *a) {
    cedu_error err;
    cedu_str name = who->known ? cedu__str(who->name) : (cedu_str){0};
    if (cedu__team_note(s->team, name, cedu__str(who->address), r->path + sizeof "/api/v1/" - 1, target, (int)a->status,
                        &err) != CEDU_OK)
        cedu__answer_error(a, (unsigned)cedu_status_http(err.status), &err);
}

static void note_refused(cedu_server *s, const cedu_caller *who, const char *url) {
    cedu_error err;
    cedu_str path = cedu__str(url);
    if (path.n > 200 || cedu__u8_valid(path.p, path.n) != path.n) path = CEDU_STR("?");
    (void)!cedu__team_note(s->team, who->known ? cedu__str(who->name) : (cedu_str){0}, cedu__str(who->address), "refused", path,
                           403, &err);
}

/* Whether the answer is there; the regions are looked at for that before a desk is taken. What is wrong with the question is said later. */
static cedu_kept_turn kept_turn(cedu_server *s, const cedu_route *r, cedu_str path, cedu_param_id param, cedu_str value,
                                const pairs *all, answer *a, size_t *ticket) {
    cedu_buf key = {0};
    cedu_arena small;
    cedu_error err;
    cedu_kept_turn turn = CEDU_KEPT_ALONE;
    cedu__arena_init(&small, CEDU_SERVE_MEMORY);
    cedu_request q = {.server = s, .engine = s->engine, .arena = &small};
    cedu_kept_given given = {0};
    if (!all->overflow) cedu__http_key(path, all->p, all->n, &key);
    if (key.n && cedu__serve_params_read(&q, r, param, value, all->p, all->n, &err) == CEDU_OK)
        turn = cedu__kept_begin(s, cedu__buf_view(&key), q.regions, &a->body, &given, ticket);
    if (turn == CEDU_KEPT_FOUND) a->etag = given.etag, a->as_of = given.as_of;
    cedu__arena_release(&small);
    cedu__buf_release(&key);
    return turn;
}

static void serve_api(cedu_server *s, struct MHD_Connection *c, cedu_str path, const cedu_caller *who, upload *up, answer *a) {
    cedu_param_id param;
    cedu_str value = {0};
    cedu_error err;
    cedu_status st;
    const cedu_route *r = cedu__serve_route(path, &param, &value);
    pairs all = {.n = 0};
    if (!r) {
        a->at = AT_NONE;
        (void)!cedu__fail(&err, CEDU_NOT_FOUND, "没有这个接口，见 /api/openapi.json",
                          "there is no such route, see /api/openapi.json");
        cedu__answer_error(a, MHD_HTTP_NOT_FOUND, &err);
        return;
    }
    a->at = SPECIALS + (size_t)(r - cedu__serve_routes);
    atomic_store(&s->asked, cedu__serve_now());
    MHD_get_connection_values_n(c, MHD_GET_ARGUMENT_KIND, add_pair, &all);
    size_t ticket = CEDU_KEPT;
    bool slow = false;
    if (r->keep) {
        cedu_kept_turn turn = kept_turn(s, r, path, param, value, &all, a, &ticket);
        if (turn == CEDU_KEPT_FOUND) {
            atomic_fetch_add(&s->given, 1);
            return;
        }
        slow = atomic_load(&s->usual[a->at]) > CEDU_SLOW_US;
        if (!cedu__heavy_enter(s, slow)) {
            cedu__kept_end(s, ticket, (cedu_str){0}, 0);
            cedu__answer_refuse(a, 503, "现在太忙，稍后再试", "too busy now: try again in a moment");
            return;
        }
    }
    cedu_arena *arena;
    cedu_desk *d = cedu__desk_take(s, &arena);
    int64_t began = cedu__serve_now();
    cedu_request q = {.server = s, .caller = who, .engine = s->engine, .desk = d, .arena = arena};
    if (up) q.body = (cedu_str){up->json.p, up->json.n};
    if (up && up->path) q.upload = up->path, q.upload_size = up->got, q.upload_room = up->size;
    cedu_json j = {.out = &a->body};
    a->body.max = CEDU_MAX_PAYLOAD + (16u << 20);
    if (all.overflow) st = cedu__fail(&err, CEDU_USAGE, "参数过多", "too many parameters");
    else st = cedu__serve_params_read(&q, r, param, value, all.p, all.n, &err);
    if (st == CEDU_OK) st = r->run(&q, &j, &err);
    if (up && !q.upload) up->path = NULL; /* the handler took it */
    if (st == CEDU_OK && (a->body.failed || arena->failed)) st = cedu__fail_nomem(&err);
    if (st != CEDU_OK) cedu__answer_error(a, (unsigned)cedu_status_http(st), &err);
    else if (q.download.p) {
        a->download = q.download;
        a->type = q.type ? q.type : "application/octet-stream";
        snprintf(a->name, sizeof a->name, "attachment; filename=\"%.*s\"", (int)q.download.n, q.download.p);
    } else cedu__json_line(&j);
    bool whole = st == CEDU_OK && !q.passing && !q.download.p && !r->post && !a->body.failed;
    if (whole) a->etag = cedu__hash(cedu__buf_view(&a->body)) | 1;
    cedu__kept_end(s, ticket, whole ? cedu__buf_view(&a->body) : (cedu_str){0}, a->etag);
    if (r->keep) {
        int64_t took = cedu__serve_now() - began, usual = atomic_load(&s->usual[a->at]);
        atomic_store(&s->usual[a->at], usual + (took - usual) / 4);
        cedu__heavy_leave(s, slow);
    }
    if (st == CEDU_OK && q.cookie_set)
        snprintf(a->cookie, sizeof a->cookie, CEDU_SERVE_COOKIE "=%s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%d%s",
                 q.cookie, q.cookie[0] ? CEDU_TEAM_LONGEST : 0, who->secure ? "; Secure" : "");
    if (s->team && r->post && !r->pure) note(s, who, r, q.target.p ? q.target : path, a);
    cedu__desk_give(s, d, arena);
}

static void serve_events(cedu_server *s, struct MHD_Connection *c, answer *a) {
    const char *last = cedu__http_header(c, "Last-Event-ID");
    a->at = AT_EVENTS;
    a->type = "text/event-stream; charset=utf-8";
    a->stream = s->intake ? cedu__live_response(&s->live, last ? strtoull(last, NULL, 10) : 0) : NULL;
    if (!a->stream) cedu__answer_refuse(a, 503, "现在不能听", "no more listeners now, or read-only");
}

static void route_request(cedu_server *s, struct MHD_Connection *c, const char *url, const cedu_caller *who, upload *up,
                          answer *a) {
    cedu_str path = cedu__str(url);
    if (cedu__eqz(path, "/api/v1/intake/events")) serve_events(s, c, a);
    else if (cedu__starts(path, CEDU_STR("/api/v1/"))) serve_api(s, c, path, who, up, a);
    else if (cedu__eqz(path, "/api/openapi.json")) {
        a->at = AT_OPENAPI;
        cedu__serve_openapi(&a->body);
    } else if (cedu__eqz(path, "/healthz")) {
        a->at = AT_HEALTH;
        serve_health(s, a);
    } else if (cedu__eqz(path, "/metrics") && s->team && !who->direct) /* for who watches on this machine */
        cedu__answer_refuse(a, 404, "没有这个页面", "there is no such page");
    else if (cedu__eqz(path, "/metrics")) {
        a->at = AT_METRICS;
        a->type = "text/plain; version=0.0.4; charset=utf-8";
        cedu__metrics_text(s, &a->body);
    } else if (cedu__starts(path, CEDU_STR("/api")))
        cedu__answer_refuse(a, 404, "没有这个接口，见 /api/openapi.json", "there is no such route, see /api/openapi.json");
    else cedu__answer_file(c, path, a);
}

static enum MHD_Result respond(cedu_server *s, struct MHD_Connection *c, const char *url, const char *method, int64_t began,
                               answer *a) {
    if (a->body.failed) {
        cedu_error err;
        (void)!cedu__fail_nomem(&err);
        cedu__answer_error(a, (unsigned)cedu_status_http(CEDU_NOMEM), &err);
    }
    unsigned status = a->status;
    size_t bytes = a->asset ? 0 : a->body.n;
    enum MHD_Result ok = cedu__answer_send(s, c, a);
    int64_t us = cedu__serve_now() - began;
    cedu__metrics_count(s, a->at, status, us);
    if (s->log) cedu__metrics_log(s, method, url, status, us, bytes);
    return ok;
}

enum MHD_Result cedu__http_request(void *ctx, struct MHD_Connection *c, const char *url, const char *method,
                                   const char *version, const char *data, size_t *data_n, void **state) {
    cedu_server *s = ctx;
    (void)version;
    upload *up = *state;
    int64_t began = cedu__serve_now();
    answer a = {.status = MHD_HTTP_OK, .at = AT_NONE, .type = CEDU_JSON_TYPE};
    if (up && *data_n) {
        cedu__upload_take(s, c, up, data, *data_n);
        *data_n = 0;
        return MHD_YES;
    }
    cedu_caller who = {.role = CEDU_ROLE_admin};
    if (up) who = up->caller;
    else {
        uint64_t body = 0;
        bool ok = cedu__http_admit(s, c, url, method, &who, &a, &body);
        if (ok && !strcmp(method, "POST")) {
            cedu_param_id param;
            cedu_str value;
            const cedu_route *r = cedu__serve_route(cedu__str(url), &param, &value);
            *state = up = cedu__upload_begin(s, c, body, r->takes != NULL);
            if (up) return up->caller = who, MHD_YES; /* its body, or its end, comes with the next call */
            a.body.failed = true;
        }
        if (!ok && s->team && a.status == 403) note_refused(s, &who, url);
        if (!ok || a.body.failed) return respond(s, c, url, method, began, &a);
    }
    cedu__watch_busy(s, c, true);
    atomic_fetch_add(&s->running, 1);
    if (up && up->fd >= 0) close(up->fd), up->fd = -1;
    if (up && up->status == CEDU_OK && up->got != up->size)
        up->status = cedu__fail(&up->err, CEDU_BAD_INPUT, "没有传完", "the upload broke off");
    if (up && up->status != CEDU_OK) cedu__answer_error(&a, (unsigned)cedu_status_http(up->status), &up->err);
    else route_request(s, c, url, &who, up, &a);
    enum MHD_Result ok = respond(s, c, url, method, began, &a);
    atomic_fetch_sub(&s->running, 1);
    return ok;
}

void cedu__http_completed(void *ctx, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode why) {
    (void)why;
    cedu__upload_end(ctx, *state);
    *state = NULL;
    cedu__watch_busy(ctx, c, false);
}
