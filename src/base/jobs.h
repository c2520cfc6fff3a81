/* jobs.h - work over many items on several threads, results taken in order.
 *
 * `work` runs on any thread, `take` on the calling thread and in item order: whatever the number of threads, the
 * output is the same. At most `window` results wait at a time, so memory stays flat. */
#ifndef CEDU_BASE_JOBS_H
#define CEDU_BASE_JOBS_H

#include "base/base.h"

typedef struct cedu_jobs {
    int threads;   /* 0 = number of processors */
    size_t window; /* 0 = 4 per thread */
    void *ctx;
    /* Per-thread state, made on the thread that uses it; NULL functions are fine. */
    void *(*thread_new)(void *ctx);
    void (*thread_free)(void *ctx, void *state);
    /* Next item, called on the calling thread; NULL = no more. Owned by the callbacks. */
    void *(*next)(void *ctx);
    void (*work)(void *ctx, void *state, void *item);
    bool (*take)(void *ctx, void *item); /* false = stop early; items under way are still taken, in order */
} cedu_jobs;

CEDU_MUST_USE cedu_status cedu__jobs_run(const cedu_jobs *jobs, cedu_error *err);
int cedu__processors(void);

#endif
