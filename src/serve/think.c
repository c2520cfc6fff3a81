/* think.c - what follows from a whole large base is worked out beside the requests, on a thread and a connection of its own.
 *
 * On a small base the overview and the impacts of the review queue are computed when they are asked for and kept while the base stays as it is. On
 * a large one (CEDU_THINK_BIG facts) that takes seconds to minutes: nobody waits for it. A request takes what was last worked out, and asks
 * for newer; this thread works it out at most a fifth of the time, and so it does with kept answers (kept.c) and what will be asked (ahead.c). Above CEDU_THINK_MOST facts nothing is judged
 * for the whole base: what a region's pages show is computed for the region.
 */
#include <fcntl.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "serve/server.h"
#include "serve/think.h"

#define WAIT_US  2000000 /* between two rounds at least */
#define IDLE_US  50000   /* until it is looked again whether there is something to do */
#define QUIET_US 1000000 /* no request for so long: nobody is kept waiting */

static cedu_server_cache *cache(cedu_server *s) { return &s->cache; }

/* One round: 0 = nothing to do, else microseconds of work. */
static int64_t round_of(cedu_server *s) {
    cedu_server_cache *c = cache(s);
    cedu_thinker *t = &s->thinker;
    cedu_caller who = {.role = CEDU_ROLE_reader};
    cedu_request q = {.server = s, .caller = &who, .engine = s->engine, .desk = &t->desk, .arena = &t->arena, .limit = 100};
    cedu_store_totals totals;
    cedu_server_state now;
    cedu_error err;
    int64_t began = cedu__serve_now();
    pthread_mutex_lock(&c->lock);
    bool overview = c->asked_overview, impact = c->asked_impact;
    cedu_server_state of = c->of, impact_of = c->impact_of;
    pthread_mutex_unlock(&c->lock);
    if ((!overview && !impact) || cedu__serve_state(&q, &totals, &now, &err) != CEDU_OK) return 0;
    c->huge = now.facts > CEDU_THINK_MOST;
    if (overview && !c->huge && memcmp(&of, &now, sizeof now)) {
        cedu_buf body = {0};
        cedu_json j = {.out = &body};
        bool done = cedu__overview_compose(&q, &j, &totals, true, &err) == CEDU_OK && !body.failed;
        pthread_mutex_lock(&c->lock);
        if (done) {
            cedu_buf old = c->body;
            c->body = body, body = old;
            c->of = now;
        }
        c->asked_overview = false;
        pthread_mutex_unlock(&c->lock);
        cedu__buf_release(&body);
    }
    cedu__arena_reset(&t->arena);
    if (impact && now.facts <= CEDU_THINK_MOST && memcmp(&impact_of, &now, sizeof now)) {
        cedu_impacts v = {0};
        bool done = cedu__impacts_compute(&q, &v, &err) == CEDU_OK && !t->arena.failed;
        pthread_mutex_lock(&c->lock);
        if (done) cedu__impacts_keep(c, &v, &now);
        c->asked_impact = false;
        pthread_mutex_unlock(&c->lock);
    }
    cedu__arena_release(&t->arena);
    cedu__arena_init(&t->arena, CEDU_SERVE_MEMORY);
    return cedu__serve_now() - began;
}

/* One kept answer that somebody was given although the base has moved on. */
static int64_t refresh(cedu_server *s) {
    cedu_thinker *t = &s->thinker;
    cedu_buf key = {0}, body = {.max = CEDU_MAX_PAYLOAD};
    size_t ticket;
    int64_t began = cedu__serve_now();
    if (!cedu__kept_wanted(s, &key, &ticket)) return 0;
    bool ok = !key.failed && cedu__http_again(s, cedu__buf_view(&key), &t->desk, &t->arena, &body);
    cedu__kept_end(s, ticket, ok ? cedu__buf_view(&body) : (cedu_str){0}, ok ? cedu__hash(cedu__buf_view(&body)) | 1 : 0);
    cedu__buf_release(&key);
    cedu__buf_release(&body);
    cedu__arena_reset(&t->arena);
    return cedu__serve_now() - began;
}

static void *think(void *ctx) {
    cedu_server *s = ctx;
    cedu_thinker *t = &s->thinker;
    int64_t next = 0, round = 0;
    setpriority(PRIO_PROCESS, (id_t)gettid(), CEDU_NICE);
    pthread_mutex_lock(&t->lock);
    while (!t->stopping) {
        int64_t wait = next - cedu__serve_now();
        if (wait > 0) {
            struct timespec at;
            clock_gettime(CLOCK_REALTIME, &at);
            at.tv_sec += wait / 1000000, at.tv_nsec += wait % 1000000 * 1000;
            if (at.tv_nsec >= 1000000000) at.tv_sec++, at.tv_nsec -= 1000000000;
            pthread_cond_timedwait(&t->wake, &t->lock, &at);
            continue;
        }
        pthread_mutex_unlock(&t->lock);
        int64_t took = refresh(s), whole = cedu__serve_now() >= round ? round_of(s) : 0, rest = 4 * whole;
        if (whole) round = cedu__serve_now() + (rest > WAIT_US ? rest : WAIT_US);
        if (!took) took = cedu__ahead_step(s);
        /* a fifth of the time while requests come, else all of it */
        bool busy = cedu__serve_now() - atomic_load(&s->asked) < QUIET_US;
        next = cedu__serve_now() + (!took ? IDLE_US : busy ? 4 * took : 0);
        pthread_mutex_lock(&t->lock);
    }
    pthread_mutex_unlock(&t->lock);
    return NULL;
}

static void *warm(void *ctx) {
    cedu_thinker *t = &((cedu_server *)ctx)->thinker;
    setpriority(PRIO_PROCESS, (id_t)gettid(), CEDU_NICE);
    cedu__warm(t->fd, &t->cold);
    return NULL;
}

cedu_status cedu__think_start(cedu_server *s, const char *db, cedu_error *err) {
    cedu_thinker *t = &s->thinker;
    cedu_store_options opt = {.read_only = true};
    size_t facts = 0;
    pthread_mutex_init(&t->lock, NULL);
    pthread_cond_init(&t->wake, NULL);
    cedu__arena_init(&t->arena, CEDU_SERVE_MEMORY);
    cedu__arena_init(&t->ahead.arena, CEDU_SERVE_MEMORY);
    cedu_status st = cedu__store_open(db, &opt, &t->desk.store, err);
    if (st == CEDU_OK) st = cedu_worker_new(s->engine, &t->desk.worker, err);
    if (st == CEDU_OK) st = cedu__store_size(t->desk.store, &facts, err);
    if (st != CEDU_OK) return st;
    s->cache.big = facts > CEDU_THINK_BIG;
    s->cache.huge = facts > CEDU_THINK_MOST;
    if (s->cache.big && !s->cache.huge) s->cache.asked_overview = true;
    t->fd = s->cache.big ? open(db, O_RDONLY | O_CLOEXEC) : 0;
    t->warming = t->fd > 0 && !pthread_create(&t->warmer, NULL, warm, s);
    t->running = !pthread_create(&t->thread, NULL, think, s);
    return t->running ? CEDU_OK : cedu__fail(err, CEDU_IO, "线程建不成", "a thread cannot be made");
}

void cedu__think_stop(cedu_server *s) {
    cedu_thinker *t = &s->thinker;
    if (t->running) {
        pthread_mutex_lock(&t->lock);
        t->stopping = true;
        pthread_cond_signal(&t->wake);
        pthread_mutex_unlock(&t->lock);
        while (pthread_tryjoin_np(t->thread, NULL)) { /* who was interrupted may begin another statement */
            cedu__store_interrupt(t->desk.store);
            nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
        }
    }
    if (t->warming) {
        atomic_store(&t->cold, true);
        pthread_join(t->warmer, NULL);
    }
    cedu__arena_release(&t->ahead.arena);
    cedu__store_close(t->desk.store);
    cedu_worker_free(t->desk.worker);
    cedu__arena_release(&t->arena);
}
