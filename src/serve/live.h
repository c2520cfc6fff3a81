/* live.h - server-sent events: who listens to the intake, and how they are woken.
 *
 * A listener that has nothing to read sleeps on its connection's own thread until cedu__live_wake().
 * Invariant: a listener is on the list from its response's making until the response's end; its flags change under the lock. Only http.c and live.c know libmicrohttpd.
 */
#ifndef CEDU_SERVE_LIVE_H
#define CEDU_SERVE_LIVE_H

#include <microhttpd.h>
#include <pthread.h>

#include "serve/intake.h"

#define CEDU_LIVE_LISTENERS 32
#define CEDU_LIVE_HEARTBEAT 10 /* seconds */

struct cedu_listener;
typedef struct cedu_live {
    cedu_intake *intake;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct cedu_listener *first;
    size_t n;
    bool stopping;
} cedu_live;

void cedu__live_init(cedu_live *l);
void cedu__live_release(cedu_live *l); /* after the daemon has stopped */
/* A response that streams events after number `seq` until the client leaves or cedu__live_stop(); NULL: too many listen, or no memory. */
struct MHD_Response *cedu__live_response(cedu_live *l, uint64_t seq);
void cedu__live_wake(cedu_live *l, bool heartbeat);
void cedu__live_stop(cedu_live *l); /* all streams end */

#endif
