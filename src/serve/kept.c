/* kept.c - answers of views that cost much: computed once for all who ask, and kept while they are true. See server.h.
 *
 * Which views is said in the table of routes (`keep`). An answer belongs to a generation of the base (cedu__store_version(): it changes with
 * every commit, of whatever process) and to a day (deadlines are judged by it). While both stand it is given again. On a large base what was
 * asked of regions belongs to a generation of these regions instead (cedu__store_changed()), so that pages about others leave it alone; what it
 * says of places around them may then be CEDU_KEPT_LONGEST seconds old. And there an answer is given besides while pages are being added, up to
 * CEDU_KEPT_SECONDS or CEDU_KEPT_TIMES what it cost, and think.c makes it anew meanwhile - but not across a verdict or the end of a round of
 * intake: who did that sees what it has changed. Who asks for what is just being computed waits for that. The least recently asked for make room.
 */
#include <stdlib.h>
#include <time.h>

#include "serve/server.h"

static void stamp(cedu_server *s, cedu_kept_answer *k) { /* the lock is held */
    cedu_error err;
    k->turn = atomic_load(&s->kept.turn);
    k->made = k->asked = cedu__serve_now();
    k->day = time(NULL) / 86400;
    k->generation = 0;
    if (!k->regions_n) {
        if (cedu__store_version(s->kept.store, &k->generation, &err) != CEDU_OK) k->generation = 0;
        return;
    }
    for (size_t at = 0; at < k->regions_n;) {
        cedu_str region = cedu__str(k->regions + at);
        uint64_t changed;
        if (cedu__store_changed(s->kept.store, region, &changed, &err) != CEDU_OK) {
            k->generation = 0;
            return;
        }
        k->generation = (k->generation + changed + 1) * 0x9E3779B97F4A7C15u | 1;
        at += region.n + 1;
    }
}

static bool fresh(const cedu_kept_answer *k, const cedu_kept_answer *now) {
    bool whole = k->regions_n ? now->made - k->made < (int64_t)CEDU_KEPT_LONGEST * 1000000 : k->turn == now->turn;
    return k->body && whole && k->day == now->day && k->generation && k->generation == now->generation;
}
static bool usable(cedu_server *s, const cedu_kept_answer *k, const cedu_kept_answer *now) {
    int64_t age = now->made - k->made;
    return fresh(k, now) || (s->cache.big && k->body && k->turn == now->turn &&
                             (age < (int64_t)CEDU_KEPT_SECONDS * 1000000 || age < CEDU_KEPT_TIMES * k->took));
}

static void drop(cedu_kept *all, cedu_kept_answer *k) {
    all->bytes -= k->n;
    free(k->key);
    free(k->regions);
    free(k->body);
    *k = (cedu_kept_answer){0};
}

/* A place for what is going to be computed; NULL = all are being computed. */
static cedu_kept_answer *room(cedu_kept *all) {
    cedu_kept_answer *oldest = NULL;
    for (size_t i = 0; i < CEDU_KEPT; i++) {
        cedu_kept_answer *k = &all->p[i];
        if (!k->key) return k;
        if (!k->making && (!oldest || k->asked < oldest->asked)) oldest = k;
    }
    if (oldest) drop(all, oldest);
    return oldest;
}

/* On a large base: the names, each with its end. */
static bool take_regions(cedu_server *s, cedu_kept_answer *k, cedu_strs regions) {
    size_t n = 0;
    for (size_t i = 0; s->cache.big && i < regions.n; i++) n += regions.p[i].n + 1;
    if (!n) return true;
    if (!(k->regions = malloc(n))) return false;
    for (size_t i = 0; i < regions.n; i++) {
        memcpy(k->regions + k->regions_n, regions.p[i].p, regions.p[i].n);
        k->regions_n += regions.p[i].n;
        k->regions[k->regions_n++] = 0;
    }
    return true;
}

cedu_kept_turn cedu__kept_begin(cedu_server *s, cedu_str key, cedu_strs regions, cedu_buf *out, uint64_t *etag,
                                size_t *ticket) {
    cedu_kept *all = &s->kept;
    cedu_kept_turn turn = CEDU_KEPT_ALONE;
    *ticket = CEDU_KEPT;
    pthread_mutex_lock(&all->lock);
    for (;;) {
        cedu_kept_answer now = {0}, *k = NULL;
        for (size_t i = 0; i < CEDU_KEPT && !k; i++)
            if (all->p[i].key && cedu__eq((cedu_str){all->p[i].key, all->p[i].key_n}, key)) k = &all->p[i];
        if (k) now.regions = k->regions, now.regions_n = k->regions_n;
        stamp(s, &now);
        if (k && usable(s, k, &now)) {
            cedu__buf_add(out, k->body, k->n);
            k->asked = now.made;
            *etag = k->etag;
            k->wanted |= !fresh(k, &now);
            turn = CEDU_KEPT_FOUND;
            break;
        }
        if (k && k->making) {
            pthread_cond_wait(&all->made, &all->lock);
            continue;
        }
        if (k) drop(all, k);
        else k = room(all);
        if (!k || !(k->key = malloc(key.n))) break;
        if (!take_regions(s, k, regions)) {
            drop(all, k);
            break;
        }
        memcpy(k->key, key.p, key.n);
        k->key_n = key.n, k->making = true;
        stamp(s, k);
        *ticket = (size_t)(k - all->p);
        turn = CEDU_KEPT_MAKE;
        break;
    }
    pthread_mutex_unlock(&all->lock);
    return turn;
}

void cedu__kept_end(cedu_server *s, size_t ticket, cedu_str body, uint64_t etag) {
    cedu_kept *all = &s->kept;
    if (ticket >= CEDU_KEPT) return;
    char *b = body.n && body.n <= CEDU_KEPT_BYTES / 8 ? malloc(body.n) : NULL;
    if (b) memcpy(b, body.p, body.n);
    pthread_mutex_lock(&all->lock);
    cedu_kept_answer *k = &all->p[ticket];
    all->bytes -= k->n;
    free(k->body);
    k->making = k->wanted = false;
    k->body = NULL, k->n = 0;
    if (b) k->body = b, k->n = body.n, k->etag = etag, k->took = cedu__serve_now() - k->made, all->bytes += body.n;
    else drop(all, k);
    while (all->bytes > CEDU_KEPT_BYTES) {
        cedu_kept_answer *oldest = NULL;
        for (size_t i = 0; i < CEDU_KEPT; i++)
            if (all->p[i].body && !all->p[i].making && (!oldest || all->p[i].asked < oldest->asked)) oldest = &all->p[i];
        if (!oldest) break;
        drop(all, oldest);
    }
    pthread_cond_broadcast(&all->made);
    pthread_mutex_unlock(&all->lock);
}

bool cedu__kept_wanted(cedu_server *s, cedu_buf *key, size_t *ticket) {
    cedu_kept *all = &s->kept;
    cedu_kept_answer *best = NULL;
    pthread_mutex_lock(&all->lock);
    for (size_t i = 0; i < CEDU_KEPT; i++) {
        cedu_kept_answer *k = &all->p[i];
        if (k->wanted && !k->making && (!best || k->made < best->made)) best = k;
    }
    if (best) {
        int64_t asked = best->asked;
        cedu__buf_add(key, best->key, best->key_n);
        stamp(s, best);
        best->asked = asked;
        best->making = true;
        *ticket = (size_t)(best - all->p);
    }
    pthread_mutex_unlock(&all->lock);
    return best != NULL;
}

void cedu__kept_drop(cedu_server *s) { atomic_fetch_add(&s->kept.turn, 1); }

cedu_status cedu__kept_init(cedu_server *s, const char *db, cedu_error *err) {
    cedu_store_options opt = {.read_only = true};
    pthread_mutex_init(&s->kept.lock, NULL);
    pthread_cond_init(&s->kept.made, NULL);
    return cedu__store_open(db, &opt, &s->kept.store, err);
}

void cedu__kept_release(cedu_server *s) {
    for (size_t i = 0; i < CEDU_KEPT; i++) drop(&s->kept, &s->kept.p[i]);
    cedu__store_close(s->kept.store);
    pthread_mutex_destroy(&s->kept.lock);
    pthread_cond_destroy(&s->kept.made);
}
