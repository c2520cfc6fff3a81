/* rate.c - how often somebody may ask: a bucket of tokens a kind and key, filled at a steady rate. See server.h.
 *
 * Only where there is a team: alone on one's machine nobody is limited. A table of fixed size: a flood of addresses costs no memory; who
 * is pushed out of it starts with a full bucket again.
 */
#include "serve/server.h"

#define WAYS 8

static const struct {
    double burst, per_second;
} limits[CEDU_RATE_KINDS] = {
    [CEDU_RATE_REQUEST] = {600, 150},   /* a view is about ten requests; a script may still read fast */
    [CEDU_RATE_LOGIN] = {10, 1.0 / 30}, /* attempts from one address */
    [CEDU_RATE_NAME] = {20, 1.0 / 15},  /* attempts on one name, from anywhere */
};

bool cedu__serve_rate(cedu_server *s, cedu_rate_kind kind, cedu_str key) {
    cedu_rates *r = &s->rates;
    uint64_t h = ((cedu__hash(key) ^ (uint64_t)s->started) * 0x9E3779B97F4A7C15u + (uint64_t)kind * 2) | 1;
    size_t from = (size_t)(h >> 32) % (CEDU_RATE_SLOTS / WAYS) * WAYS, at = from;
    int64_t now = cedu__serve_now();
    pthread_mutex_lock(&r->lock);
    for (size_t i = from; i < from + WAYS; i++) {
        if (r->slot[i].key == h) {
            at = i;
            break;
        }
        if (r->slot[i].at < r->slot[at].at) at = i;
    }
    if (r->slot[at].key != h) {
        r->slot[at].key = h;
        r->slot[at].left = limits[kind].burst;
    } else {
        r->slot[at].left += (double)(now - r->slot[at].at) / 1e6 * limits[kind].per_second;
        if (r->slot[at].left > limits[kind].burst) r->slot[at].left = limits[kind].burst;
    }
    r->slot[at].at = now;
    bool ok = r->slot[at].left >= 1;
    if (ok) r->slot[at].left -= 1;
    pthread_mutex_unlock(&r->lock);
    return ok;
}
