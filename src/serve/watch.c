/* watch.c - open connections, and who is hung up on because it takes too long. See server.h. */
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>

#include "serve/server.h"

static watch *watch_of(struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return i ? i->socket_context : NULL;
}
void cedu__watch_busy(cedu_server *s, struct MHD_Connection *c, bool busy) {
    watch *w = watch_of(c);
    if (!w) return;
    pthread_mutex_lock(&s->watch_lock);
    w->busy = busy;
    w->since = cedu__serve_now();
    pthread_mutex_unlock(&s->watch_lock);
}

void cedu__watch_connection(void *ctx, struct MHD_Connection *c, void **socket_context,
                            enum MHD_ConnectionNotificationCode what) {
    cedu_server *s = ctx;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
        watch *w = cedu__malloc(sizeof *w);
        if (!w || !i) {
            free(w);
            return;
        }
        *w = (watch){.fd = i->connect_fd, .since = cedu__serve_now()};
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

/* A client that died while its request came in: the edge of its close may have come with its last bytes, and libmicrohttpd does not
 * always look again. Shutting the socket wakes it. */
static bool gone(const watch *w, int64_t now) {
    struct pollfd p = {.fd = w->fd, .events = POLLRDHUP};
    return !w->busy && now - w->since > 2000000 && poll(&p, 1, 0) > 0 && p.revents & (POLLRDHUP | POLLHUP | POLLERR);
}

/* What has come and waits for us: a thread that is long at an answer keeps its other connections waiting. */
static bool unread(const watch *w) {
    int n = 0;
    return ioctl(w->fd, FIONREAD, &n) == 0 && n > 0;
}

/* libmicrohttpd's time-out counts from the last byte: a client that sends one byte now and then would stay for ever. */
void *cedu__watch_reap(void *ctx) {
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
        int64_t now = cedu__serve_now();
        for (watch *w = s->watches; w; w = w->next) {
            int64_t allowed = (int64_t)CEDU_SERVE_PATIENCE * 1000000 * (w->busy ? 15 : 1);
            bool late = now - w->since > allowed;
            if (late && !w->busy && unread(w)) { /* we are late, not the client */
                w->since = now;
                continue;
            }
            if (!late && !gone(w, now)) continue;
            shutdown(w->fd, SHUT_RDWR);
            w->since = now;
            if (late) atomic_fetch_add(&s->hung_up, 1);
        }
    }
    pthread_mutex_unlock(&s->watch_lock);
    return NULL;
}
