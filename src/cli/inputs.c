/* inputs.c - files, folders and standard input through a thread pool, results in the order of the arguments.
 *
 * What every stateless command shares: the walk, reading a payload, one cedu_worker a thread, messages about what failed. Invariants:
 * the output does not depend on the number of threads; a bad input never stops the rest; memory is that of a few inputs.
 */
#include <stdlib.h>

#include "cli/cli.h"

cedu_engine *cli_engine(cli *c) {
    if (c->engine) return c->engine;
    cedu_error err;
    cedu_engine_options opt = {.packs = c->pack_count ? c->packs : NULL};
    if (cedu_engine_new(&opt, &c->engine, &err) == CEDU_OK) return c->engine;
    cli_fail(c, NULL, &err);
    return NULL;
}

typedef struct run {
    cli *c;
    const cli_inputs *how;
    cedu_walk *walk;
} run;

static void *thread_new(void *ctx) {
    run *r = ctx;
    cedu_worker *w;
    cedu_error err;
    if (r->how->no_engine || cedu_worker_new(r->c->engine, &w, &err) != CEDU_OK) return NULL;
    return w;
}
static void thread_free(void *ctx, void *state) {
    (void)ctx;
    cedu_worker_free(state);
}

static void *next(void *ctx) {
    run *r = ctx;
    if (r->c->gone) return NULL;
    cedu_source *s = cedu__input_next(r->walk);
    if (!s) return NULL;
    cli_item *it = cedu__malloc(sizeof *it);
    if (!it) {
        cedu_error err;
        (void)cedu__fail_nomem(&err);
        cli_fail(r->c, s->path, &err);
        cedu__input_source_free(s);
        return NULL;
    }
    *it = (cli_item){.source = s, .status = s->status, .err = s->err};
    return it;
}

static void work(void *ctx, void *state, void *item) {
    run *r = ctx;
    cli_item *it = item;
    if (it->status != CEDU_OK) return;
    it->err = (cedu_error){0};
    if (!r->how->no_engine && !state) it->status = cedu__fail_nomem(&it->err);
    else {
        it->status = cedu__input_read(it->source->path, &it->bytes, &it->err);
        if (it->status == CEDU_OK) it->status = r->how->work(r->c, state, it, &it->err);
    }
    if (it->status == CEDU_OK && it->out.failed) it->status = cedu__fail_nomem(&it->err);
    cedu__input_bytes_release(&it->bytes);
    it->bytes = (cedu_bytes){0};
}

static bool take(void *ctx, void *item) {
    run *r = ctx;
    cli_item *it = item;
    if (it->status != CEDU_OK && !r->c->gone) {
        it->out.n = 0; /* nothing half */
        it->out.failed = false;
        if (r->how->failed) r->how->failed(r->c, it);
        it->err.status = it->status;
        cli_fail(r->c, it->source->path, &it->err);
    }
    cli_put(r->c, it->out.p, it->out.n);
    cedu__buf_release(&it->out);
    cedu__input_source_free(it->source);
    free(it);
    return !r->c->gone;
}

int cli_run_inputs(cli *c, const cli_inputs *how) {
    if (!how->no_engine && !cli_engine(c)) return c->code;
    cedu_error err;
    run r = {.c = c, .how = how};
    if (cedu__input_walk(c->args, c->arg_count, &r.walk, &err) != CEDU_OK) return cli_fail(c, NULL, &err);
    cedu_jobs jobs = {.threads = c->threads,
                      .ctx = &r,
                      .thread_new = thread_new,
                      .thread_free = thread_free,
                      .next = next,
                      .work = work,
                      .take = take};
    cedu_status st = cedu__jobs_run(&jobs, &err);
    cedu__input_walk_free(r.walk);
    return st == CEDU_OK ? CLI_DONE : cli_fail(c, NULL, &err);
}
