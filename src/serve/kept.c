/* kept.c - answers of views that cost much, kept for a while on a large base. See server.h.
 *
 * Which views is said in the table of routes (`keep`). On a small base nothing is kept: every answer is of this moment. On a large one an answer may
 * be CEDU_KEPT_SECONDS old while pages are being added; a verdict and the end of a round of intake drop everything at once. The least recently
 * asked for make room.
 */
#include <stdlib.h>

#include "serve/server.h"

static bool usable(cedu_server *s, const cedu_kept_answer *k, int64_t now) {
    return k->body && k->turn == atomic_load(&s->kept.turn) && now - k->made < (int64_t)CEDU_KEPT_SECONDS * 1000000;
}

bool cedu__kept_get(cedu_server *s, cedu_str key, cedu_buf *out) {
    cedu_kept *all = &s->kept;
    int64_t now = cedu__serve_now();
    bool found = false;
    if (!s->cache.big) return false;
    pthread_mutex_lock(&all->lock);
    for (size_t i = 0; i < CEDU_KEPT && !found; i++) {
        cedu_kept_answer *k = &all->p[i];
        if (!usable(s, k, now) || !cedu__eq((cedu_str){k->key, k->key_n}, key)) continue;
        cedu__buf_add(out, k->body, k->n);
        k->asked = now;
        found = !out->failed;
    }
    pthread_mutex_unlock(&all->lock);
    return found;
}

static void drop(cedu_kept *all, cedu_kept_answer *k) {
    all->bytes -= k->n;
    free(k->key);
    free(k->body);
    *k = (cedu_kept_answer){0};
}

void cedu__kept_put(cedu_server *s, cedu_str key, cedu_str body, uint64_t turn) {
    cedu_kept *all = &s->kept;
    if (!s->cache.big || body.n > CEDU_KEPT_BYTES / 8 || turn != atomic_load(&all->turn)) return;
    char *k = malloc(key.n), *b = malloc(body.n);
    pthread_mutex_lock(&all->lock);
    for (size_t round = 0; k && b && round <= CEDU_KEPT; round++) {
        size_t at = CEDU_KEPT, oldest = CEDU_KEPT;
        for (size_t i = 0; i < CEDU_KEPT; i++) {
            cedu_kept_answer *x = &all->p[i];
            if (x->body && cedu__eq((cedu_str){x->key, x->key_n}, key)) drop(all, x);
            if (!x->body) at = i;
            else if (oldest == CEDU_KEPT || x->asked < all->p[oldest].asked) oldest = i;
        }
        if (at < CEDU_KEPT && all->bytes + body.n <= CEDU_KEPT_BYTES) {
            memcpy(k, key.p, key.n);
            memcpy(b, body.p, body.n);
            int64_t now = cedu__serve_now();
            all->p[at] = (cedu_kept_answer){k, key.n, b, body.n, now, now, turn};
            all->bytes += body.n;
            k = b = NULL;
        } else drop(all, &all->p[oldest]);
    }
    pthread_mutex_unlock(&all->lock);
    free(k);
    free(b);
}

void cedu__kept_drop(cedu_server *s) { atomic_fetch_add(&s->kept.turn, 1); }

void cedu__kept_release(cedu_server *s) {
    for (size_t i = 0; i < CEDU_KEPT; i++) drop(&s->kept, &s->kept.p[i]);
    pthread_mutex_destroy(&s->kept.lock);
}
