/* think.h - what follows from a whole base, kept between requests: the overview, and how many results rest on a fact. See think.c. */
#ifndef CEDU_SERVE_THINK_H
#define CEDU_SERVE_THINK_H

#include "serve/inner.h"

#define CEDU_THINK_BIG  30000  /* facts; above, nobody waits for what follows from all of them */
#define CEDU_THINK_MOST 400000 /* above, it is not worked out at all */

typedef CEDU_VEC(cedu_impact) cedu_impacts;

/* The overview of a base with these totals; `judged` false leaves targets, conflicts and agreements out. */
CEDU_MUST_USE cedu_status cedu__overview_compose(cedu_request *q, cedu_json *j, const cedu_store_totals *t, bool judged,
                                                 cedu_error *err);
/* By row, in the request's arena. */
CEDU_MUST_USE cedu_status cedu__impacts_compute(cedu_request *q, cedu_impacts *v, cedu_error *err);
/* Into the cache, whose lock is held. */
void cedu__impacts_keep(cedu_server_cache *c, const cedu_impacts *v, const cedu_server_state *of);

CEDU_MUST_USE cedu_status cedu__think_start(cedu_server *s, const char *db, cedu_error *err);
void cedu__think_stop(cedu_server *s);

#endif
