/* bench_stages.c - pages/s and MB/s of each stage, on one thread and on all. Not a test: prints, never judges.
 *
 *     bench_stages [--seconds S] [--plain] [--only STAGE] FILE...
 * Files are read into memory once; each stage is run to its end over all of them, again and again for S seconds (default 1), and the
 * best round counts (the machine's noise only ever makes rounds slower). One thread is timed by the processor, so that a machine shared
 * with others gives the figures of a quiet one; all threads by the clock. A stage's own cost is the difference to the one before; --only runs one stage (and what it needs), for profiles. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/jobs.h"
#include "input/input.h"

static double now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

typedef struct bench {
    cedu_engine *engine;
    cedu_bytes *files;
    char **names;
    size_t n, next;
    size_t total;
    cedu_read_options opt;
} bench;

static void *thread_new(void *ctx) {
    cedu_worker *w;
    return cedu_worker_new(((bench *)ctx)->engine, &w, NULL) == CEDU_OK ? w : NULL;
}
static void thread_free(void *ctx, void *w) {
    (void)ctx;
    cedu_worker_free(w);
}
static void *next_file(void *ctx) {
    bench *b = ctx;
    return b->next < b->n ? &b->files[b->next++] : NULL;
}
static void work(void *ctx, void *worker, void *item) {
    bench *b = ctx;
    cedu_bytes *f = item;
    cedu_page *p;
    cedu_input in = {.bytes = f->p, .n = f->n, .name = b->names[f - b->files]};
    if (cedu_worker_read(worker, &in, &b->opt, &p, NULL) == CEDU_OK) cedu_page_free(p);
}
static bool take(void *ctx, void *item) {
    (void)ctx, (void)item;
    return true;
}

static double best_round(bench *b, int threads, double seconds) {
    double best = 1e9, end = now(CLOCK_MONOTONIC) + seconds;
    clockid_t clock = threads == 1 ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC;
    do {
        b->next = 0;
        cedu_jobs jobs = {.threads = threads,
                          .window = 64,
                          .ctx = b,
                          .thread_new = thread_new,
                          .thread_free = thread_free,
                          .next = next_file,
                          .work = work,
                          .take = take};
        double began = now(clock);
        if (cedu__jobs_run(&jobs, NULL) != CEDU_OK) exit(1);
        double took = now(clock) - began;
        if (took < best) best = took;
    } while (now(CLOCK_MONOTONIC) < end);
    return best;
}

int main(int argc, char **argv) {
    bench b = {0};
    double seconds = 1;
    const char *only = NULL;
    b.files = calloc((size_t)argc, sizeof *b.files);
    b.names = calloc((size_t)argc, sizeof *b.names);
    if (!b.files || !b.names) return 1;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--plain") == 0) b.opt.plain = true;
        else if (strcmp(argv[i], "--seconds") == 0 && i + 1 < argc) seconds = atof(argv[++i]);
        else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc) only = argv[++i];
        else if (cedu__input_read(argv[i], &b.files[b.n], NULL) == CEDU_OK) {
            b.total += b.files[b.n].n;
            b.names[b.n++] = argv[i];
        }
    }
    cedu_error err;
    double began = now(CLOCK_MONOTONIC);
    if (cedu_engine_new(NULL, &b.engine, &err) != CEDU_OK) return fprintf(stderr, "%s\n", err.en), 1;
    printf("packs compiled in %.0f ms; %zu files, %.2f MB, %.1f kB a file\n", 1e3 * (now(CLOCK_MONOTONIC) - began), b.n,
           (double)b.total / 1e6, b.n ? (double)b.total / 1e3 / (double)b.n : 0);
    static const struct {
        cedu_stage stage;
        const char *name;
    } stages[] = {{CEDU_STAGE_TEXT, "text"},
                  {CEDU_STAGE_PAGE, "page"},
                  {CEDU_STAGE_REPAIR, "repair"},
                  {CEDU_STAGE_MENTIONS, "match"},
                  {CEDU_STAGE_FACTS, "fact"}};
    int all = cedu__processors();
    printf("%-8s %12s %12s %12s %14s %14s\n", "to stage", "MB/s x1", "pages/s x1", "own MB/s x1", "MB/s all", "ratio all/x1");
    double before = 0;
    for (size_t i = 0; i < CEDU_COUNT(stages); i++) {
        if (only && strcmp(only, stages[i].name) != 0) continue;
        b.opt.stage = stages[i].stage;
        double one = best_round(&b, 1, seconds), many = best_round(&b, all, seconds);
        double mb = (double)b.total / 1e6, own = one > before ? one - before : 0;
        printf("%-8s %12.1f %12.0f %12.1f %14.1f %14.2f\n", stages[i].name, mb / one, (double)b.n / one, own > 0 ? mb / own : 0,
               mb / many, one / many);
        before = one;
    }
    cedu_engine_free(b.engine);
    for (size_t i = 0; i < b.n; i++) cedu__input_bytes_release(&b.files[i]);
    free(b.files);
    free(b.names);
    return 0;
}
