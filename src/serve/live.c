/* live.c - see live.h. */
#include <stdlib.h>

#include "serve/live.h"

typedef struct cedu_listener {
    struct cedu_listener *next, **from;
    cedu_live *live;
    uint64_t seq, version;
    cedu_buf out;
    size_t sent;
    bool woken, beat;
} cedu_listener;

void cedu__live_init(cedu_live *l) {
    pthread_mutex_init(&l->lock, NULL);
    pthread_cond_init(&l->wake, NULL);
}
void cedu__live_release(cedu_live *l) {
    pthread_mutex_destroy(&l->lock);
    pthread_cond_destroy(&l->wake);
}

static ssize_t read_events(void *ctx, uint64_t pos, char *to, size_t max) {
    cedu_listener *k = ctx;
    cedu_live *l = k->live;
    (void)pos;
    if (k->sent == k->out.n) {
        k->out.n = k->sent = 0;
        pthread_mutex_lock(&l->lock);
        for (;;) {
            k->woken = false; /* before the question: who wakes meanwhile sets it again, so nothing is missed */
            pthread_mutex_unlock(&l->lock);
            cedu__intake_events(l->intake, &k->seq, &k->version, &k->out);
            pthread_mutex_lock(&l->lock);
            if (k->beat && !k->out.n) cedu__buf_z(&k->out, ":\n\n");
            k->beat = false;
            if (l->stopping || k->out.failed || k->out.n) break;
            while (!k->woken && !l->stopping) pthread_cond_wait(&l->wake, &l->lock);
        }
        bool stop = l->stopping || k->out.failed;
        pthread_mutex_unlock(&l->lock);
        if (stop) return MHD_CONTENT_READER_END_OF_STREAM;
    }
    size_t n = k->out.n - k->sent;
    if (n > max) n = max;
    memcpy(to, k->out.p + k->sent, n);
    k->sent += n;
    return (ssize_t)n;
}

static void end_listener(void *ctx) {
    cedu_listener *k = ctx;
    pthread_mutex_lock(&k->live->lock);
    *k->from = k->next;
    if (k->next) k->next->from = k->from;
    k->live->n--;
    pthread_mutex_unlock(&k->live->lock);
    cedu__buf_release(&k->out);
    free(k);
}

struct MHD_Response *cedu__live_response(cedu_live *l, uint64_t seq) {
    cedu_listener *k = cedu__malloc(sizeof *k);
    if (!k) return NULL;
    *k = (cedu_listener){.live = l, .seq = seq, .version = UINT64_MAX};
    cedu__buf_z(&k->out, "retry: 2000\n\n");
    pthread_mutex_lock(&l->lock);
    bool room = l->n < CEDU_LIVE_LISTENERS && !l->stopping && !k->out.failed;
    if (room) {
        l->n++;
        k->next = l->first, k->from = &l->first;
        if (k->next) k->next->from = &k->next;
        l->first = k;
    }
    pthread_mutex_unlock(&l->lock);
    if (!room) {
        cedu__buf_release(&k->out);
        free(k);
        return NULL;
    }
    struct MHD_Response *r = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, 16384, read_events, k, end_listener);
    if (!r) end_listener(k);
    return r;
}

void cedu__live_wake(cedu_live *l, bool heartbeat) {
    pthread_mutex_lock(&l->lock);
    for (cedu_listener *k = l->first; k; k = k->next) k->beat |= heartbeat, k->woken = true;
    pthread_cond_broadcast(&l->wake);
    pthread_mutex_unlock(&l->lock);
}

void cedu__live_stop(cedu_live *l) {
    pthread_mutex_lock(&l->lock);
    l->stopping = true;
    pthread_mutex_unlock(&l->lock);
    cedu__live_wake(l, true);
}
