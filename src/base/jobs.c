/* jobs.c - an ordered pool: see jobs.h. One mutex; items wait in a ring of `window` slots, each in one of four states. The
 * calling thread fetches items, takes finished ones in order and sleeps when there is nothing to do. */
#include "base/jobs.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

typedef enum { EMPTY, WAITING, WORKING, DONE } slot_state;

typedef struct pool {
    const cedu_jobs *jobs;
    pthread_mutex_t lock;
    pthread_cond_t work, done; /* there is a WAITING slot or the end; there is a DONE slot */
    struct {
        slot_state state;
        void *item;
    } * slots;
    size_t window;
    size_t head, tail, next; /* to take, to fill, to work on: ever growing, slot = index % window */
    bool over;
} pool;

int cedu__processors(void) {
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > 256 ? 256 : (int)n;
}

static void *worker(void *arg) {
    pool *p = arg;
    const cedu_jobs *jobs = p->jobs;
    void *state = jobs->thread_new ? jobs->thread_new(jobs->ctx) : NULL;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (p->next == p->tail && !p->over) pthread_cond_wait(&p->work, &p->lock);
        if (p->next == p->tail) break;
        size_t k = p->next++ % p->window;
        p->slots[k].state = WORKING;
        void *item = p->slots[k].item;
        pthread_mutex_unlock(&p->lock);
        jobs->work(jobs->ctx, state, item);
        pthread_mutex_lock(&p->lock);
        p->slots[k].state = DONE;
        pthread_cond_signal(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    if (jobs->thread_free) jobs->thread_free(jobs->ctx, state);
    return NULL;
}

/* The calling thread's part, lock held: fill the ring, take what is done in order, until all is taken. */
static void feed(pool *p) {
    bool more = true;
    while (more || p->head < p->tail) {
        while (more && p->tail - p->head < p->window) {
            pthread_mutex_unlock(&p->lock);
            void *item = p->jobs->next(p->jobs->ctx);
            pthread_mutex_lock(&p->lock);
            if (!item) {
                more = false;
                break;
            }
            p->slots[p->tail % p->window].item = item;
            p->slots[p->tail++ % p->window].state = WAITING;
            pthread_cond_signal(&p->work);
            if (p->slots[p->head % p->window].state == DONE) break; /* results first: progress shows early */
        }
        if (p->head == p->tail) continue;
        size_t k = p->head % p->window;
        if (p->slots[k].state != DONE) {
            if (more && p->tail - p->head < p->window) continue;
            pthread_cond_wait(&p->done, &p->lock);
            continue;
        }
        p->slots[k].state = EMPTY;
        p->head++;
        pthread_mutex_unlock(&p->lock);
        if (!p->jobs->take(p->jobs->ctx, p->slots[k].item)) more = false;
        pthread_mutex_lock(&p->lock);
    }
}

cedu_status cedu__jobs_run(const cedu_jobs *jobs, cedu_error *err) {
    int threads = jobs->threads > 0 ? jobs->threads : cedu__processors();
    pool p = {.jobs = jobs, .window = jobs->window ? jobs->window : 4 * (size_t)threads};
    pthread_t *ids = cedu__malloc(sizeof *ids * (size_t)threads);
    p.slots = cedu__malloc(sizeof *p.slots * p.window);
    if (!ids || !p.slots) {
        free(ids);
        free(p.slots);
        return cedu__fail_nomem(err);
    }
    memset(p.slots, 0, sizeof *p.slots * p.window);
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.work, NULL);
    pthread_cond_init(&p.done, NULL);
    int started = 0;
    while (started < threads && pthread_create(&ids[started], NULL, worker, &p) == 0) started++;
    cedu_status s = CEDU_OK;
    if (started == 0) s = cedu__fail(err, CEDU_NOMEM, "无法创建线程", "no thread could be started");
    pthread_mutex_lock(&p.lock);
    if (started > 0) feed(&p);
    p.over = true;
    pthread_cond_broadcast(&p.work);
    pthread_mutex_unlock(&p.lock);
    for (int i = 0; i < started; i++) pthread_join(ids[i], NULL);
    pthread_cond_destroy(&p.work);
    pthread_cond_destroy(&p.done);
    pthread_mutex_destroy(&p.lock);
    free(ids);
    free(p.slots);
    return s;
}
