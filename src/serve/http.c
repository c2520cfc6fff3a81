/* http.c - libmicrohttpd, threads, desks, headers, limits, shutdown: everything between a socket and a handler.
 *
 * A request is answered in one call: check method, host and path, borrow a desk, run the handler into a buffer, hand the buffer over.
 * Invariants: no handler's half-written answer is ever sent (an error replaces it); every response carries the security headers; the
 * watch list knows each socket as long as it is open, under one lock with the notification of its closing, so that the reaper
 * never touches a descriptor that has been reused.
 * To extend: routes belong in routes.c; here only what is no part of the API (special[]).
 */
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "serve/inner.h"
#include "serve/live.h"

/* ------------------------------------------------------------------ state */
typedef struct watch { /* one open connection */
    struct watch *next, **from;
    int fd;
    bool busy; /* a request has been read and is being answered */
    int64_t since;
} watch;

typedef struct upload { /* a request with a body, while it arrives */
    int fd;
    char *path;
    uint64_t size, got, marked; /* promised, arrived, arrived when the watch was last set */
    cedu_status status;
    cedu_error err;
} upload;

#define SPECIALS    7
#define COUNTED     (64 + SPECIALS)
#define BUCKETS     8
#define MAX_DESKS   64
#define KEEP_MEMORY (32u << 20) /* a desk's arena above this goes back to the system */
static const char *const special[SPECIALS] = {"openapi", "healthz", "metrics", "asset", "page", "events", "none"};
enum { AT_OPENAPI, AT_HEALTH, AT_METRICS, AT_ASSET, AT_PAGE, AT_EVENTS, AT_NONE };
static const double bucket_ms[BUCKETS] = {1, 5, 20, 50, 200, 1000, 5000, 1e300};

struct cedu_server {
    const cedu_engine *engine;
    struct MHD_Daemon *daemon;
    void (*log)(void *ctx, const char *line);
    void *log_ctx;
    char *host;
    int port;
    bool loopback;
    pthread_mutex_t desk_lock, watch_lock, log_lock;
    pthread_cond_t desk_free, watch_wake;
    cedu_desk desks[MAX_DESKS];
    cedu_arena arenas[MAX_DESKS];
    size_t desk_count;
    watch *watches;
    size_t connections;
    bool stopping;
    bool reaping;
    pthread_t reaper;
    cedu_server_cache cache;
    cedu_intake *intake; /* NULL = read-only */
    cedu_live live;
    cedu_store *judge; /* writes verdicts, one at a time */
    pthread_mutex_t judge_lock;
    int64_t started;
    _Atomic uint64_t count[COUNTED][CEDU_SERVE_CLASSES], buckets[BUCKETS], total_us, sent, hung_up, running;
};

cedu_server_cache *cedu__serve_cache(cedu_server *s) { return &s->cache; }
cedu_intake *cedu__serve_intake(cedu_server *s) { return s->intake; }
cedu_store *cedu__serve_judge(cedu_server *s) {
    if (!s->judge) return NULL;
    pthread_mutex_lock(&s->judge_lock);
    return s->judge;
}
void cedu__serve_judged(cedu_server *s) {
    pthread_mutex_unlock(&s->judge_lock);
    pthread_mutex_lock(&s->cache.lock);
    s->cache.of.day[0] = 0; /* a verdict changes what follows from the facts, but not how many there are */
    s->cache.impact_of.day[0] = 0;
    pthread_mutex_unlock(&s->cache.lock);
}
int cedu__serve_port(const cedu_server *s) { return s->port; }
bool cedu__serve_loopback(const cedu_server *s) { return s->loopback; }

static int64_t now_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

static cedu_desk *desk_take(cedu_server *s, cedu_arena **a) {
    pthread_mutex_lock(&s->desk_lock);
    for (;;) {
        for (size_t i = 0; i < s->desk_count; i++)
            if (!s->desks[i].busy) {
                s->desks[i].busy = true;
                pthread_mutex_unlock(&s->desk_lock);
                *a = &s->arenas[i];
                return &s->desks[i];
            }
        pthread_cond_wait(&s->desk_free, &s->desk_lock);
    }
}
static void desk_give(cedu_server *s, cedu_desk *d, cedu_arena *a) {
    if (a->used > KEEP_MEMORY) {
        cedu__arena_release(a);
        cedu__arena_init(a, CEDU_SERVE_MEMORY);
    } else cedu__arena_reset(a);
    pthread_mutex_lock(&s->desk_lock);
    d->busy = false;
    pthread_cond_signal(&s->desk_free);
    pthread_mutex_unlock(&s->desk_lock);
}

/* ------------------------------------------------------------------ answers */
static const struct {
    const char *name, *value;
} security[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
     "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
};

typedef struct answer {
    unsigned status;
    size_t at; /* whose counter */
    cedu_buf body;
    const cedu_asset *asset; /* instead of body */
    bool gzip;
    const char *type;
    const char *allow;           /* methods, where another one was used */
    struct MHD_Response *stream; /* instead of body */
    cedu_str download;
    char name[96]; /* of the download */
} answer;

#define JSON "application/json; charset=utf-8"

static void fail_with(answer *a, unsigned http, const cedu_error *err) {
    a->body.n = 0;
    a->body.failed = false;
    a->status = http;
    a->type = JSON;
    a->download = (cedu_str){0};
    cedu__serve_error(err, &a->body);
}

static enum MHD_Result send_answer(cedu_server *s, struct MHD_Connection *c, answer *a) {
    struct MHD_Response *r;
    size_t n = a->body.n;
    if (a->stream) r = a->stream;
    else if (a->asset) {
        const unsigned char *p = a->gzip ? a->asset->gz : a->asset->raw;
        n = (size_t)((a->gzip ? a->asset->gz_end : a->asset->raw_end) - p);
        r = MHD_create_response_from_buffer(n, (void *)(uintptr_t)p, MHD_RESPMEM_PERSISTENT);
    } else if (n) {
        r = MHD_create_response_from_buffer(n, a->body.p, MHD_RESPMEM_MUST_FREE);
        if (r) a->body.p = NULL;
    } else r = MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    cedu__buf_release(&a->body);
    if (!r) return MHD_NO;
    for (size_t i = 0; i < CEDU_COUNT(security); i++) MHD_add_response_header(r, security[i].name, security[i].value);
    MHD_add_response_header(r, "Content-Type", a->type);
    if (a->asset) {
        MHD_add_response_header(r, "ETag", a->asset->etag);
        MHD_add_response_header(r, "Vary", "Accept-Encoding");
        MHD_add_response_header(r, "Cache-Control", a->asset->immutable ? "public, max-age=31536000, immutable" : "no-cache");
        if (a->gzip && a->status == 200) MHD_add_response_header(r, "Content-Encoding", "gzip");
    } else MHD_add_response_header(r, "Cache-Control", "no-store");
    if (a->status == MHD_HTTP_METHOD_NOT_ALLOWED) MHD_add_response_header(r, "Allow", a->allow);
    if (a->download.n) MHD_add_response_header(r, "Content-Disposition", a->name);
    enum MHD_Result ok = MHD_queue_response(c, a->status, r);
    MHD_destroy_response(r);
    atomic_fetch_add(&s->sent, n);
    return ok;
}

/* ------------------------------------------------------------------ what is no part of the API */
static bool gzip_accepted(struct MHD_Connection *c) {
    const char *z = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Accept-Encoding");
    const char *g = z ? strstr(z, "gzip") : NULL;
    return g && strncmp(g + 4, ";q=0", 4) != 0;
}

static void serve_asset(struct MHD_Connection *c, const cedu_asset *f, answer *a) {
    const char *known = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
    a->asset = f;
    a->type = f->type;
    a->gzip = gzip_accepted(c) && f->gz_end > f->gz;
    a->status = known && strstr(known, f->etag) ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK;
}

/* A file of the workbench; any other path without a dot in its last part is a view of it: the page itself, which has its own router. */
static void serve_file(struct MHD_Connection *c, cedu_str path, answer *a) {
    const cedu_asset *index = NULL;
    for (size_t i = 0; i < cedu__serve_asset_count; i++) {
        const cedu_asset *f = &cedu__serve_assets[i];
        if (cedu__eqz(path, f->path)) {
            a->at = AT_ASSET;
            serve_asset(c, f, a);
            return;
        }
        if (!strcmp(f->path, "/index.html")) index = f;
    }
    size_t last = path.n;
    while (last > 0 && path.p[last - 1] != '/') last--;
    if (index && !cedu__starts(path, CEDU_STR("/assets/")) && !memchr(path.p + last, '.', path.n - last)) {
        a->at = AT_PAGE;
        serve_asset(c, index, a);
        return;
    }
    cedu_error err;
    a->at = AT_NONE;
    (void)!cedu__fail(&err, CEDU_NOT_FOUND, "没有这个页面", "there is no such page");
    fail_with(a, MHD_HTTP_NOT_FOUND, &err);
}

static void serve_health(cedu_server *s, answer *a) {
    cedu_arena *arena;
    cedu_desk *d = desk_take(s, &arena);
    cedu_store_docs docs;
    cedu_error err;
    cedu_store_doc_filter f = {.limit = 1};
    if (cedu__store_documents(d->store, &f, arena, &docs, &err) == CEDU_OK)
        cedu__buf_f(&a->body, "{\"status\":\"ok\",\"version\":\"%s\"}\n", cedu_version());
    else fail_with(a, MHD_HTTP_SERVICE_UNAVAILABLE, &err);
    desk_give(s, d, arena);
}

static void metric(cedu_buf *b, const char *name, const char *type, const char *help) {
    cedu__buf_f(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

void cedu__serve_metrics(cedu_server *s, cedu_buf *b) {
    metric(b, "cedu_http_requests_total", "counter", "Requests answered, by route and class of status.");
    for (size_t i = 0; i < SPECIALS + cedu__serve_route_count; i++)
        for (size_t k = 1; k < CEDU_SERVE_CLASSES; k++) {
            uint64_t n = atomic_load(&s->count[i][k]);
            if (n)
                cedu__buf_f(b, "cedu_http_requests_total{route=\"%s\",code=\"%zuxx\"} %llu\n",
                            i < SPECIALS ? special[i] : cedu__serve_routes[i - SPECIALS].path, k, (unsigned long long)n);
        }
    metric(b, "cedu_http_request_seconds", "histogram", "Time to an answer, sending left out.");
    uint64_t sum = 0;
    for (size_t i = 0; i < BUCKETS; i++) {
        sum += atomic_load(&s->buckets[i]);
        if (i + 1 < BUCKETS)
            cedu__buf_f(b, "cedu_http_request_seconds_bucket{le=\"%g\"} %llu\n", bucket_ms[i] / 1000, (unsigned long long)sum);
    }
    cedu__buf_f(b, "cedu_http_request_seconds_bucket{le=\"+Inf\"} %llu\n", (unsigned long long)sum);
    cedu__buf_f(b, "cedu_http_request_seconds_sum %.6f\n", (double)atomic_load(&s->total_us) / 1e6);
    cedu__buf_f(b, "cedu_http_request_seconds_count %llu\n", (unsigned long long)sum);
    metric(b, "cedu_http_sent_bytes_total", "counter", "Bytes of bodies sent.");
    cedu__buf_f(b, "cedu_http_sent_bytes_total %llu\n", (unsigned long long)atomic_load(&s->sent));
    metric(b, "cedu_http_hung_up_total", "counter", "Connections closed because the client was too slow.");
    cedu__buf_f(b, "cedu_http_hung_up_total %llu\n", (unsigned long long)atomic_load(&s->hung_up));
    pthread_mutex_lock(&s->watch_lock);
    size_t open = s->connections;
    pthread_mutex_unlock(&s->watch_lock);
    metric(b, "cedu_http_connections", "gauge", "Open connections.");
    cedu__buf_f(b, "cedu_http_connections %zu\n", open);
    metric(b, "cedu_uptime_seconds", "gauge", "Since the server started.");
    cedu__buf_f(b, "cedu_uptime_seconds %lld\n", (long long)((now_us() - s->started) / 1000000));
    cedu_arena *arena;
    cedu_desk *d = desk_take(s, &arena);
    cedu_store_totals t;
    if (cedu__store_totals(d->store, &t, NULL) == CEDU_OK) {
        const struct {
            const char *name, *help;
            size_t n;
        } gauges[] = {{"cedu_documents", "Documents of the base.", t.documents},
                      {"cedu_sources", "Independent sources.", t.clusters},
                      {"cedu_facts", "Facts of the base.", t.facts},
                      {"cedu_facts_to_review", "Facts that wait for review.", t.review}};
        for (size_t i = 0; i < CEDU_COUNT(gauges); i++) {
            metric(b, gauges[i].name, "gauge", gauges[i].help);
            cedu__buf_f(b, "%s %zu\n", gauges[i].name, gauges[i].n);
        }
    }
    desk_give(s, d, arena);
}

/* ------------------------------------------------------------------ the API */
typedef struct pairs {
    cedu_query_pair p[64];
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

static void serve_api(cedu_server *s, struct MHD_Connection *c, cedu_str path, upload *up, answer *a) {
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
        fail_with(a, MHD_HTTP_NOT_FOUND, &err);
        return;
    }
    a->at = SPECIALS + (size_t)(r - cedu__serve_routes);
    MHD_get_connection_values_n(c, MHD_GET_ARGUMENT_KIND, add_pair, &all);
    cedu_arena *arena;
    cedu_desk *d = desk_take(s, &arena);
    cedu_request q = {.server = s, .engine = s->engine, .desk = d, .arena = arena};
    if (up && up->path) q.upload = up->path, q.upload_size = up->got, q.upload_room = up->size;
    cedu_json j = {.out = &a->body};
    a->body.max = CEDU_MAX_PAYLOAD + (16u << 20);
    if (all.overflow) st = cedu__fail(&err, CEDU_USAGE, "参数过多", "too many parameters");
    else st = cedu__serve_params_read(&q, r, param, value, all.p, all.n, &err);
    if (st == CEDU_OK) st = r->run(&q, &j, &err);
    if (up && !q.upload) up->path = NULL; /* the handler took it */
    if (st == CEDU_OK && (a->body.failed || arena->failed)) st = cedu__fail_nomem(&err);
    if (st != CEDU_OK) fail_with(a, (unsigned)cedu_status_http(st), &err);
    else if (q.download.p) {
        a->download = q.download;
        a->type = "application/octet-stream";
        snprintf(a->name, sizeof a->name, "attachment; filename=\"%.*s\"", (int)q.download.n, q.download.p);
    } else cedu__json_line(&j);
    desk_give(s, d, arena);
}

/* On a loopback address a page from elsewhere must not reach us under a name that it controls. */
static bool host_known(const cedu_server *s, struct MHD_Connection *c) {
    const char *z = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host");
    if (!s->loopback || !z) return true;
    cedu_str h = cedu__str(z);
    const char *colon = h.n && h.p[0] == '[' ? strstr(h.p, "]:") : strrchr(h.p, ':');
    if (colon) h.n = (size_t)(colon - h.p) + (h.p[0] == '[');
    if (cedu__eqz(h, "localhost") || cedu__eqz(h, "[::1]") || cedu__eqz(h, s->host)) return true;
    for (size_t i = 0; i < h.n; i++)
        if ((h.p[i] < '0' || h.p[i] > '9') && h.p[i] != '.') return false;
    return cedu__starts(h, CEDU_STR("127."));
}

/* ------------------------------------------------------------------ who may ask for what */
static const char *header(struct MHD_Connection *c, const char *name) {
    return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

static bool refuse(answer *a, unsigned http, const char *zh, const char *en) {
    cedu_error err;
    (void)!cedu__fail(&err, http == 413 ? CEDU_TOO_LARGE : http == 404 ? CEDU_NOT_FOUND : CEDU_USAGE, "%s", "%s", "");
    snprintf(err.zh, sizeof err.zh, "%s", zh);
    snprintf(err.en, sizeof err.en, "%s", en);
    fail_with(a, http, &err);
    return false;
}

/* A write comes from our own pages or from a program, never from a page elsewhere: that could set no header of its own without asking
 * first (CORS, which we never allow), and browsers say where a request comes from. */
static bool own_request(struct MHD_Connection *c) {
    const char *mark = header(c, "X-Cedu"), *origin = header(c, "Origin"), *host = header(c, "Host"),
               *site = header(c, "Sec-Fetch-Site");
    if (!mark || strcmp(mark, "1") || !host) return false;
    if (site && strcmp(site, "same-origin")) return false;
    const char *name = origin ? strstr(origin, "://") : NULL;
    return !origin || (name && !strcmp(name + 3, host));
}

/* What can be said before a body arrives; false = *a is the answer. */
static bool admit(cedu_server *s, struct MHD_Connection *c, const char *url, const char *method, answer *a, uint64_t *body) {
    cedu_param_id param;
    cedu_str value, path = cedu__str(url);
    const cedu_route *r = cedu__serve_route(path, &param, &value);
    const char *length = header(c, "Content-Length");
    bool get = !strcmp(method, "GET") || !strcmp(method, "HEAD"), post = !strcmp(method, "POST");
    *body = 0;
    a->allow = r && r->post ? "POST" : "GET, HEAD";
    if (!host_known(s, c)) return refuse(a, 421, "请用 127.0.0.1 或 localhost 打开", "open it as 127.0.0.1 or localhost");
    if (r && r->post ? !post : !get)
        return refuse(a, MHD_HTTP_METHOD_NOT_ALLOWED, "这里不接受这种请求", "this method is not answered here");
    if (get && ((length && strcmp(length, "0")) || header(c, "Transfer-Encoding")))
        return refuse(a, 413, "请求不应带正文", "a request has no body here");
    if (get) return true;
    if (r) a->at = SPECIALS + (size_t)(r - cedu__serve_routes);
    if (!own_request(c))
        return refuse(a, 403, "只接受本页面发来的改动", "a change must come from this server's own pages (header X-Cedu: 1)");
    if (!s->intake)
        return refuse(a, 403, "这里只能读：不在本机，或知识库不可写",
                      "read-only here: not a loopback address, or the base cannot be written");
    if (header(c, "Transfer-Encoding")) return refuse(a, 411, "须写明长度", "a length is required");
    char *end = NULL;
    unsigned long long n = length ? strtoull(length, &end, 10) : 0;
    if (length && (*end || *length < '0' || *length > '9')) return refuse(a, 400, "长度不对", "a bad length");
    if (n > (r->body ? CEDU_MAX_UPLOAD : 0))
        return refuse(a, 413, r->body ? "文件太大，请用 cedu add" : "请求不应带正文",
                      r->body ? "the file is too large: use cedu add" : "a request has no body here");
    if (r->body && !n) return refuse(a, 400, "空文件", "an empty file");
    *body = n;
    return true;
}

static void serve_events(cedu_server *s, struct MHD_Connection *c, answer *a) {
    const char *last = header(c, "Last-Event-ID");
    a->at = AT_EVENTS;
    a->type = "text/event-stream; charset=utf-8";
    a->stream = s->intake ? cedu__live_response(&s->live, c, last ? strtoull(last, NULL, 10) : 0) : NULL;
    if (!a->stream) refuse(a, 503, "现在不能听", "no more listeners now, or read-only");
}

static void route_request(cedu_server *s, struct MHD_Connection *c, const char *url, upload *up, answer *a) {
    cedu_str path = cedu__str(url);
    if (cedu__eqz(path, "/api/v1/intake/events")) serve_events(s, c, a);
    else if (cedu__starts(path, CEDU_STR("/api/v1/"))) serve_api(s, c, path, up, a);
    else if (cedu__eqz(path, "/api/openapi.json")) {
        a->at = AT_OPENAPI;
        cedu__serve_openapi(&a->body);
    } else if (cedu__eqz(path, "/healthz")) {
        a->at = AT_HEALTH;
        serve_health(s, a);
    } else if (cedu__eqz(path, "/metrics")) {
        a->at = AT_METRICS;
        a->type = "text/plain; version=0.0.4; charset=utf-8";
        cedu__serve_metrics(s, &a->body);
    } else if (cedu__starts(path, CEDU_STR("/api")))
        refuse(a, 404, "没有这个接口，见 /api/openapi.json", "there is no such route, see /api/openapi.json");
    else serve_file(c, path, a);
}

static void log_request(cedu_server *s, const char *method, const char *url, unsigned status, int64_t us, size_t bytes) {
    cedu_buf b = {0};
    cedu_json j = {.out = &b};
    char at[32];
    time_t now = time(NULL);
    struct tm tm;
    gmtime_r(&now, &tm);
    strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", &tm);
    cedu__json_open(&j, '{');
    cedu__put_z(&j, "at", at);
    cedu__put_z(&j, "method", method);
    cedu__put_z(&j, "path", url);
    cedu__put_int(&j, "status", status);
    cedu__put_num(&j, "ms", (double)us / 1000);
    cedu__put_int(&j, "bytes", (int64_t)bytes);
    cedu__json_close(&j, '}');
    cedu__buf_char(&b, 0);
    pthread_mutex_lock(&s->log_lock);
    if (!b.failed) s->log(s->log_ctx, b.p);
    pthread_mutex_unlock(&s->log_lock);
    cedu__buf_release(&b);
}

/* ------------------------------------------------------------------ connections */
static watch *watch_of(struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return i ? i->socket_context : NULL;
}
static void set_busy(cedu_server *s, struct MHD_Connection *c, bool busy) {
    watch *w = watch_of(c);
    if (!w) return;
    pthread_mutex_lock(&s->watch_lock);
    w->busy = busy;
    w->since = now_us();
    pthread_mutex_unlock(&s->watch_lock);
}

static enum MHD_Result respond(cedu_server *s, struct MHD_Connection *c, const char *url, const char *method, int64_t began,
                               answer *a) {
    if (a->body.failed) {
        cedu_error err;
        (void)!cedu__fail_nomem(&err);
        fail_with(a, (unsigned)cedu_status_http(CEDU_NOMEM), &err);
    }
    unsigned status = a->status;
    size_t bytes = a->asset ? 0 : a->body.n, k = 0;
    enum MHD_Result ok = send_answer(s, c, a);
    int64_t us = now_us() - began;
    while ((double)us / 1000 > bucket_ms[k]) k++;
    atomic_fetch_add(&s->buckets[k], 1);
    atomic_fetch_add(&s->total_us, (uint64_t)us);
    atomic_fetch_add(&s->count[a->at][status / 100 % CEDU_SERVE_CLASSES], 1);
    if (s->log) log_request(s, method, url, status, us, bytes);
    return ok;
}

/* A body goes to its spool file as it comes; a client must send 64 kB in CEDU_SERVE_PATIENCE seconds. */
static upload *begin_upload(cedu_server *s, struct MHD_Connection *c, uint64_t size) {
    upload *up = cedu__malloc(sizeof *up);
    const char *file = MHD_lookup_connection_value(c, MHD_GET_ARGUMENT_KIND, "file");
    if (!up) return NULL;
    *up = (upload){.fd = -1, .size = size};
    if (size) up->status = cedu__intake_spool(s->intake, cedu__str(file ? file : ""), size, &up->path, &up->fd, &up->err);
    return up;
}
static void take_body(cedu_server *s, struct MHD_Connection *c, upload *up, const char *data, size_t n) {
    up->got += n;
    if (up->got - up->marked >= 65536) {
        up->marked = up->got;
        set_busy(s, c, false);
    }
    for (size_t at = 0; up->status == CEDU_OK && at < n;) {
        ssize_t w = up->got <= up->size ? write(up->fd, data + at, n - at) : -1;
        if (w > 0) at += (size_t)w;
        else if (errno != EINTR)
            up->status = cedu__fail(&up->err, errno == ENOSPC ? CEDU_DISK_FULL : CEDU_IO, "上传的文件存不下：%s",
                                    "the upload cannot be kept: %s", strerror(errno));
    }
}
static void end_upload(cedu_server *s, upload *up) {
    if (!up) return;
    if (up->fd >= 0) close(up->fd);
    if (up->path) cedu__intake_drop(s->intake, up->path, up->size);
    free(up);
}

static enum MHD_Result on_request(void *ctx, struct MHD_Connection *c, const char *url, const char *method, const char *version,
                                  const char *data, size_t *data_n, void **state) {
    cedu_server *s = ctx;
    (void)version;
    upload *up = *state;
    int64_t began = now_us();
    answer a = {.status = MHD_HTTP_OK, .at = AT_NONE, .type = JSON};
    if (up && *data_n) {
        take_body(s, c, up, data, *data_n);
        *data_n = 0;
        return MHD_YES;
    }
    if (!up) {
        uint64_t body = 0;
        bool ok = admit(s, c, url, method, &a, &body);
        if (ok && !strcmp(method, "POST")) {
            *state = up = begin_upload(s, c, body);
            if (up) return MHD_YES; /* its body, or its end, comes with the next call */
            a.body.failed = true;
        }
        if (!ok || a.body.failed) return respond(s, c, url, method, began, &a);
    }
    set_busy(s, c, true);
    atomic_fetch_add(&s->running, 1);
    if (up && up->fd >= 0) close(up->fd), up->fd = -1;
    if (up && up->status == CEDU_OK && up->got != up->size)
        up->status = cedu__fail(&up->err, CEDU_BAD_INPUT, "没有传完", "the upload broke off");
    if (up && up->status != CEDU_OK) fail_with(&a, (unsigned)cedu_status_http(up->status), &up->err);
    else route_request(s, c, url, up, &a);
    enum MHD_Result ok = respond(s, c, url, method, began, &a);
    atomic_fetch_sub(&s->running, 1);
    return ok;
}

static void on_completed(void *ctx, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode why) {
    (void)why;
    end_upload(ctx, *state);
    *state = NULL;
    set_busy(ctx, c, false);
}

static void on_connection(void *ctx, struct MHD_Connection *c, void **socket_context,
                          enum MHD_ConnectionNotificationCode what) {
    cedu_server *s = ctx;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
        watch *w = cedu__malloc(sizeof *w);
        if (!w || !i) {
            free(w);
            return;
        }
        *w = (watch){.fd = i->connect_fd, .since = now_us()};
        pthread_mutex_lock(&s->watch_lock);
        w->next = s->watches, w->from = &s->watches;
        if (w->next) w->next->from = &w->next;
        s->watches = w;
        s->connections++;
        pthread_mutex_unlock(&s->watch_lock);
        *socket_context = w;
        return;
    }
    watch *w = *socket_context;
    if (!w) return;
    *socket_context = NULL;
    pthread_mutex_lock(&s->watch_lock);
    *w->from = w->next;
    if (w->next) w->next->from = w->from;
    s->connections--;
    pthread_mutex_unlock(&s->watch_lock);
    free(w);
}

/* libmicrohttpd's time-out counts from the last byte: a client that sends one byte now and then would stay for ever. */
static void *reap(void *ctx) {
    cedu_server *s = ctx;
    size_t ticks = 0;
    pthread_mutex_lock(&s->watch_lock);
    while (!s->stopping) {
        if (++ticks % CEDU_LIVE_HEARTBEAT == 0) {
            pthread_mutex_unlock(&s->watch_lock);
            cedu__live_wake(&s->live, true);
            pthread_mutex_lock(&s->watch_lock);
        }
        struct timespec t;
        clock_gettime(CLOCK_REALTIME, &t);
        t.tv_sec++;
        pthread_cond_timedwait(&s->watch_wake, &s->watch_lock, &t);
        int64_t now = now_us();
        for (watch *w = s->watches; w; w = w->next) {
            int64_t allowed = (int64_t)CEDU_SERVE_PATIENCE * 1000000 * (w->busy ? 15 : 1);
            if (now - w->since <= allowed) continue;
            shutdown(w->fd, SHUT_RDWR);
            w->since = now;
            atomic_fetch_add(&s->hung_up, 1);
        }
    }
    pthread_mutex_unlock(&s->watch_lock);
    return NULL;
}

/* ------------------------------------------------------------------ start and stop */
static bool is_loopback(const struct sockaddr *a) {
    static const unsigned char one[16] = {[15] = 1};
    if (a->sa_family == AF_INET) return *(const unsigned char *)&((const struct sockaddr_in *)(const void *)a)->sin_addr == 127;
    return a->sa_family == AF_INET6 && !memcmp(&((const struct sockaddr_in6 *)(const void *)a)->sin6_addr, one, 16);
}

static cedu_status listen_on(cedu_server *s, const char *host, int port, int *out, cedu_error *err) {
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV}, *list = NULL;
    char service[16];
    snprintf(service, sizeof service, "%d", port);
    int rc = getaddrinfo(host, service, &hints, &list), fd = -1, why = 0;
    if (rc) return cedu__fail(err, CEDU_USAGE, "没有地址 %s", "there is no address %s", host);
    for (struct addrinfo *a = list; a && fd < 0; a = a->ai_next) {
        int yes = 1;
        fd = socket(a->ai_family, a->ai_socktype | SOCK_CLOEXEC, a->ai_protocol);
        if (fd < 0) {
            why = errno;
            continue;
        }
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        if (bind(fd, a->ai_addr, a->ai_addrlen) || listen(fd, 256)) {
            why = errno;
            close(fd);
            fd = -1;
            continue;
        }
        s->loopback = is_loopback(a->ai_addr);
        struct sockaddr_storage bound;
        socklen_t n = sizeof bound;
        char text[16] = "";
        if (!getsockname(fd, (struct sockaddr *)&bound, &n))
            getnameinfo((struct sockaddr *)&bound, n, NULL, 0, text, sizeof text, NI_NUMERICSERV);
        s->port = atoi(text);
    }
    freeaddrinfo(list);
    *out = fd;
    if (fd >= 0) return CEDU_OK;
    if (why == EADDRINUSE)
        return cedu__fail(err, CEDU_IO, "端口 %2$d 已被占用（%1$s）；用 --port 换一个",
                          "%1$s: port %2$d is taken; choose another with --port", host, port);
    return cedu__fail(err, CEDU_IO, "不能在 %1$s 端口 %2$d 上监听：%3$s", "cannot listen on %1$s port %2$d: %3$s", host, port,
                      strerror(why));
}

static cedu_status open_desks(cedu_server *s, const char *db, cedu_error *err) {
    cedu_store_options opt = {.read_only = true};
    for (size_t i = 0; i < s->desk_count; i++) {
        cedu__arena_init(&s->arenas[i], CEDU_SERVE_MEMORY);
        cedu_status st = cedu__store_open(db, &opt, &s->desks[i].store, err);
        if (st == CEDU_OK) st = cedu_worker_new(s->engine, &s->desks[i].worker, err);
        if (st != CEDU_OK) return st;
    }
    return CEDU_OK;
}

static void on_intake(void *ctx) { cedu__live_wake(&((cedu_server *)ctx)->live, false); }

/* Who can be reached from elsewhere has no users and no password yet: then nothing is written. A base that cannot be written is served
 * all the same. */
static void open_writers(cedu_server *s, const char *db) {
    cedu_error err;
    cedu_intake_options opt = {.db = db, .engine = s->engine, .woken = on_intake, .ctx = s};
    if (!s->loopback) return;
    if (cedu__store_open(db, NULL, &s->judge, &err) != CEDU_OK) s->judge = NULL;
    if (!s->judge || cedu__intake_start(&opt, &s->intake, &err) != CEDU_OK) s->intake = NULL;
    s->live.intake = s->intake;
}

cedu_status cedu__serve_start(const cedu_serve_options *opt, cedu_server **out, cedu_error *err) {
    *out = NULL;
    cedu_server *s = cedu__malloc(sizeof *s);
    if (!s) return cedu__fail_nomem(err);
    memset(s, 0, sizeof *s);
    s->engine = opt->engine;
    s->log = opt->log, s->log_ctx = opt->ctx;
    s->started = now_us();
    pthread_mutex_init(&s->desk_lock, NULL);
    pthread_mutex_init(&s->watch_lock, NULL);
    pthread_mutex_init(&s->log_lock, NULL);
    pthread_mutex_init(&s->cache.lock, NULL);
    pthread_mutex_init(&s->judge_lock, NULL);
    cedu__live_init(&s->live);
    pthread_cond_init(&s->desk_free, NULL);
    pthread_cond_init(&s->watch_wake, NULL);
    long cpus = sysconf(_SC_NPROCESSORS_ONLN);
    s->desk_count = opt->threads > 0 ? (size_t)opt->threads : (size_t)(cpus > 0 ? cpus : 2) + 2;
    if (s->desk_count > MAX_DESKS) s->desk_count = MAX_DESKS;
    const char *host = opt->host ? opt->host : "127.0.0.1";
    s->host = strdup(host);
    int fd = -1;
    cedu_status st = s->host ? open_desks(s, opt->db, err) : cedu__fail_nomem(err);
    if (st == CEDU_OK) st = listen_on(s, host, opt->port, &fd, err);
    if (st == CEDU_OK) {
        open_writers(s, opt->db);
        s->reaping = !pthread_create(&s->reaper, NULL, reap, s);
        unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_EPOLL | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME;
        s->daemon =
            MHD_start_daemon(flags, 0, NULL, NULL, on_request, s, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE,
                             (unsigned)s->desk_count, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CEDU_SERVE_CONNECTIONS,
                             MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)CEDU_SERVE_PATIENCE, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                             (size_t)CEDU_SERVE_HEADER_MEMORY, MHD_OPTION_NOTIFY_COMPLETED, on_completed, s,
                             MHD_OPTION_NOTIFY_CONNECTION, on_connection, s, MHD_OPTION_END);
        if (!s->daemon || !s->reaping) {
            if (!s->daemon) close(fd);
            st = cedu__fail(err, CEDU_IO, "服务启动不了：%s", "the server cannot start: %s", strerror(errno));
        }
    }
    if (st != CEDU_OK) {
        cedu__serve_stop(s);
        return st;
    }
    *out = s;
    return CEDU_OK;
}

void cedu__serve_stop(cedu_server *s) {
    if (!s) return;
    if (s->daemon) {
        int fd = MHD_quiesce_daemon(s->daemon);
        if (fd >= 0) close(fd);
        cedu__live_stop(&s->live);
        /* Running requests may end; what hangs longer is cut. */
        for (int i = 0; i < 50 && atomic_load(&s->running); i++) nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
        cedu__live_stop(&s->live); /* none may be suspended when the daemon stops */
        MHD_stop_daemon(s->daemon);
    }
    if (s->reaping) {
        pthread_mutex_lock(&s->watch_lock);
        s->stopping = true;
        pthread_cond_signal(&s->watch_wake);
        pthread_mutex_unlock(&s->watch_lock);
        pthread_join(s->reaper, NULL);
    }
    cedu__intake_stop(s->intake);
    cedu__store_close(s->judge);
    cedu__live_release(&s->live);
    pthread_mutex_destroy(&s->judge_lock);
    for (size_t i = 0; i < s->desk_count; i++) {
        cedu__store_close(s->desks[i].store);
        cedu_worker_free(s->desks[i].worker);
        cedu__arena_release(&s->arenas[i]);
    }
    cedu__buf_release(&s->cache.body);
    free(s->cache.impact);
    pthread_mutex_destroy(&s->desk_lock);
    pthread_mutex_destroy(&s->watch_lock);
    pthread_mutex_destroy(&s->log_lock);
    pthread_mutex_destroy(&s->cache.lock);
    pthread_cond_destroy(&s->desk_free);
    pthread_cond_destroy(&s->watch_wake);
    free(s->host);
    free(s);
}
