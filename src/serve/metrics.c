/* metrics.c - counters as Prometheus text, and a line of JSON a request. See server.h. */
#include <time.h>

#include "serve/server.h"

static const char *const special[SPECIALS] = {"openapi", "healthz", "metrics", "asset", "page", "events", "none"};
static const double bucket_ms[BUCKETS] = {1, 5, 20, 50, 200, 1000, 5000, 1e300};

static void metric(cedu_buf *b, const char *name, const char *type, const char *help) {
    cedu__buf_f(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

void cedu__metrics_text(cedu_server *s, cedu_buf *b) {
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
    cedu__buf_f(b, "cedu_uptime_seconds %lld\n", (long long)((cedu__serve_now() - s->started) / 1000000));
    pthread_mutex_lock(&s->kept.lock);
    size_t kept = s->kept.bytes, answers = 0;
    for (size_t i = 0; i < CEDU_KEPT; i++) answers += s->kept.p[i].body != NULL;
    pthread_mutex_unlock(&s->kept.lock);
    metric(b, "cedu_kept_answers", "gauge", "Answers that are given again without computing them.");
    cedu__buf_f(b, "cedu_kept_answers %zu\n", answers);
    metric(b, "cedu_kept_given_total", "counter", "How often they were.");
    cedu__buf_f(b, "cedu_kept_given_total %llu\n", (unsigned long long)atomic_load(&s->given));
    metric(b, "cedu_kept_bytes", "gauge", "What they take, packed.");
    cedu__buf_f(b, "cedu_kept_bytes %zu\n", kept);
    metric(b, "cedu_ahead_waiting", "gauge", "Questions of a large base that are still to be answered ahead.");
    cedu__buf_f(b, "cedu_ahead_waiting %zu\n", atomic_load(&s->thinker.ahead.waiting));
    cedu_arena *arena;
    cedu_desk *d = cedu__desk_take(s, &arena);
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
    cedu__desk_give(s, d, arena);
}

void cedu__metrics_log(cedu_server *s, const char *method, const char *url, unsigned status, int64_t us, size_t bytes) {
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

void cedu__metrics_count(cedu_server *s, size_t at, unsigned status, int64_t us) {
    size_t k = 0;
    while ((double)us / 1000 > bucket_ms[k]) k++;
    atomic_fetch_add(&s->buckets[k], 1);
    atomic_fetch_add(&s->total_us, (uint64_t)us);
    atomic_fetch_add(&s->count[at][status / 100 % CEDU_SERVE_CLASSES], 1);
}
