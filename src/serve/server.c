/* server.c - start, stop, addresses, desks, and the state that requests share. See server.h. */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "serve/server.h"
#include "serve/think.h"

#define KEEP_MEMORY (32u << 20) /* a desk's arena above this goes back to the system */

cedu_server_cache *cedu__serve_cache(cedu_server *s) { return &s->cache; }
cedu_intake *cedu__serve_intake(cedu_server *s) { return s->intake; }
cedu_team *cedu__serve_team(cedu_server *s) { return s->team; }
cedu_store *cedu__serve_judge(cedu_server *s) {
    if (!s->judge) return NULL;
    pthread_mutex_lock(&s->judge_lock);
    return s->judge;
}
void cedu__serve_judged(cedu_server *s) {
    pthread_mutex_unlock(&s->judge_lock);
    cedu__kept_drop(s);
    pthread_mutex_lock(&s->cache.lock);
    s->cache.of.day[0] = 0; /* a verdict changes what follows from the facts, but not how many there are */
    s->cache.impact_of.day[0] = 0;
    pthread_mutex_unlock(&s->cache.lock);
}
int cedu__serve_port(const cedu_server *s) { return s->port; }
bool cedu__serve_loopback(const cedu_server *s) { return s->loopback; }

int64_t cedu__serve_now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

cedu_desk *cedu__desk_take(cedu_server *s, cedu_arena **a) {
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
void cedu__desk_give(cedu_server *s, cedu_desk *d, cedu_arena *a) {
    if (a->used > KEEP_MEMORY) {
        cedu__arena_release(a);
        cedu__arena_init(a, CEDU_SERVE_MEMORY);
    } else cedu__arena_reset(a);
    pthread_mutex_lock(&s->desk_lock);
    d->busy = false;
    pthread_cond_signal(&s->desk_free);
    pthread_mutex_unlock(&s->desk_lock);
}

bool cedu__heavy_enter(cedu_server *s, bool slow) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += CEDU_HEAVY_SECONDS;
    int rc = 0;
    pthread_mutex_lock(&s->desk_lock);
    while ((s->heavy >= s->heavy_most || (slow && s->slow >= s->heavy_most / 2)) && !rc)
        rc = pthread_cond_timedwait(&s->heavy_free, &s->desk_lock, &until);
    bool ok = !rc || (s->heavy < s->heavy_most && !(slow && s->slow >= s->heavy_most / 2));
    s->heavy += ok, s->slow += ok && slow;
    pthread_mutex_unlock(&s->desk_lock);
    return ok;
}
void cedu__heavy_leave(cedu_server *s, bool slow) {
    pthread_mutex_lock(&s->desk_lock);
    s->heavy--, s->slow -= slow;
    pthread_cond_broadcast(&s->heavy_free);
    pthread_mutex_unlock(&s->desk_lock);
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

static void on_ended(void *ctx) { cedu__kept_drop(ctx); }

/* Who can be reached from elsewhere has no users and no password yet: then nothing is written. A base that cannot be written is served
 * all the same. */
static void open_writers(cedu_server *s, const char *db) {
    cedu_error err;
    cedu_intake_options opt = {.db = db, .engine = s->engine, .woken = on_intake, .ended = on_ended, .ctx = s};
    if (!s->loopback && !s->team) return;
    if (cedu__store_open(db, NULL, &s->judge, &err) != CEDU_OK) s->judge = NULL;
    if (!s->judge || cedu__intake_start(&opt, &s->intake, &err) != CEDU_OK) s->intake = NULL;
    s->live.intake = s->intake;
    if (s->judge && s->cache.big) cedu__kept_shelf(s, db);
}

static cedu_status open_team(cedu_server *s, const char *db, cedu_error *err) {
    cedu_status st = cedu__team_open(db, false, &s->team, err);
    if (st != CEDU_OK || cedu__team_admins(s->team)) return st;
    return cedu__fail(err, CEDU_NOT_FOUND, "还没有管理员：cedu user add 名字 admin",
                      "there is no administrator: cedu user add NAME admin");
}

cedu_status cedu__serve_start(const cedu_serve_options *opt, cedu_server **out, cedu_error *err) {
    *out = NULL;
    cedu_server *s = cedu__malloc(sizeof *s);
    if (!s) return cedu__fail_nomem(err);
    memset(s, 0, sizeof *s);
    s->engine = opt->engine;
    s->log = opt->log, s->log_ctx = opt->ctx;
    s->started = cedu__serve_now();
    pthread_mutex_init(&s->desk_lock, NULL);
    pthread_mutex_init(&s->watch_lock, NULL);
    pthread_mutex_init(&s->log_lock, NULL);
    pthread_mutex_init(&s->cache.lock, NULL);
    pthread_mutex_init(&s->cache.making, NULL);
    pthread_mutex_init(&s->judge_lock, NULL);
    pthread_mutex_init(&s->rates.lock, NULL);
    cedu__live_init(&s->live);
    pthread_cond_init(&s->desk_free, NULL);
    pthread_cond_init(&s->heavy_free, NULL);
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    s->heavy_most = processors > 2 ? (size_t)processors * 2 : 4; /* twice: one waits for the disk while another computes */
    pthread_cond_init(&s->watch_wake, NULL);
    /* Far more than processors: reading from a disk is waiting. */
    s->desk_count = opt->threads > 0 ? (size_t)opt->threads : CEDU_SERVE_THREADS;
    if (s->desk_count > MAX_DESKS) s->desk_count = MAX_DESKS;
    const char *host = opt->host ? opt->host : "127.0.0.1";
    s->host = strdup(host);
    int fd = -1;
    cedu_status st = s->host ? open_desks(s, opt->db, err) : cedu__fail_nomem(err);
    if (st == CEDU_OK) st = cedu__kept_init(s, opt->db, err);
    if (st == CEDU_OK) st = cedu__think_start(s, opt->db, err);
    if (st == CEDU_OK && opt->team) st = open_team(s, opt->db, err);
    if (st == CEDU_OK) st = listen_on(s, host, opt->port, &fd, err);
    if (st == CEDU_OK) {
        open_writers(s, opt->db);
        s->reaping = !pthread_create(&s->reaper, NULL, cedu__watch_reap, s);
        /* A thread a connection: of a pool, one that is long at a view, or waits for one, would keep its other connections waiting. */
        unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_ITC;
        s->daemon = MHD_start_daemon(
            flags, 0, NULL, NULL, cedu__http_request, s, MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_CONNECTION_LIMIT,
            (unsigned)CEDU_SERVE_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)CEDU_SERVE_PATIENCE,
            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CEDU_SERVE_HEADER_MEMORY, MHD_OPTION_NOTIFY_COMPLETED,
            cedu__http_completed, s, MHD_OPTION_NOTIFY_CONNECTION, cedu__watch_connection, s, MHD_OPTION_END);
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
        for (int k = 0; k < 600 && atomic_load(&s->running); k++) { /* who was interrupted may begin another statement */
            for (size_t i = 0; i < s->desk_count; i++) cedu__store_interrupt(s->desks[i].store);
            nanosleep(&(struct timespec){.tv_nsec = 50000000}, NULL);
        }
        MHD_stop_daemon(s->daemon);
    }
    if (s->reaping) {
        pthread_mutex_lock(&s->watch_lock);
        s->stopping = true;
        pthread_cond_signal(&s->watch_wake);
        pthread_mutex_unlock(&s->watch_lock);
        pthread_join(s->reaper, NULL);
    }
    cedu__think_stop(s);
    cedu__intake_stop(s->intake);
    cedu__store_close(s->judge);
    cedu__live_release(&s->live);
    cedu__team_close(s->team);
    pthread_mutex_destroy(&s->judge_lock);
    pthread_mutex_destroy(&s->rates.lock);
    cedu__kept_release(s);
    for (size_t i = 0; i < s->desk_count; i++) {
        cedu__store_close(s->desks[i].store);
        cedu_worker_free(s->desks[i].worker);
        cedu__arena_release(&s->arenas[i]);
    }
    if (s->thinker.fd > 0) close(s->thinker.fd);
    cedu__buf_release(&s->cache.body);
    free(s->cache.impact);
    pthread_mutex_destroy(&s->desk_lock);
    pthread_mutex_destroy(&s->watch_lock);
    pthread_mutex_destroy(&s->log_lock);
    pthread_mutex_destroy(&s->cache.lock);
    pthread_mutex_destroy(&s->cache.making);
    pthread_cond_destroy(&s->desk_free);
    pthread_cond_destroy(&s->heavy_free);
    pthread_cond_destroy(&s->watch_wake);
    free(s->host);
    free(s);
}
