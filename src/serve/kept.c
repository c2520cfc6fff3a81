/* kept.c - answers of views that cost much: computed once for all who ask, and kept while they are true. See server.h.
 *
 * Which views is said in the table of routes (`keep`). An answer belongs to a generation of the base (cedu__store_version(): it changes with
 * every commit, of whatever process) and to a day (deadlines are judged by it). While both stand it is given again. On a large base what was
 * asked of regions belongs to a generation of these regions instead (cedu__store_changed()), so that pages about others leave it alone; what it
 * says of places around them may then be CEDU_KEPT_LONGEST seconds old. And there nobody waits because pages are being added: who asks gets the
 * answer that there is, with the time it was computed (header Cedu-As-Of), and think.c makes it anew - but not across a verdict or the end of a
 * round of intake: who did that sees what it has changed. Who asks for what another request is just computing waits for that; for what think.c
 * computes (slowly, beside the requests) nobody does. Bodies are kept compressed; the least recently asked for make room, first of all what
 * was worked out ahead and nobody has asked for. What was asked of regions also goes to a file beside the base (store/shelf.h), for the next start:
 * their generations are numbers of the base itself, which hold across processes.
 */
#include <stdlib.h>
#include <time.h>
#include <zstd.h>

#include "serve/server.h"

static char *dup_of(cedu_str v) {
    char *p = malloc(v.n);
    if (p) memcpy(p, v.p, v.n);
    return p;
}

/* What an answer to this question belongs to that is computed from now on. The lock is held. */
static cedu_kept_stamp stamp(cedu_server *s, const cedu_kept_answer *k) {
    cedu_error err;
    cedu_kept_stamp t = {.made = cedu__serve_now(), .at = time(NULL), .turn = atomic_load(&s->kept.turn)};
    t.day = t.at / 86400;
    if (cedu__store_changed(s->kept.store, (cedu_str){0}, &t.base, &err) != CEDU_OK) t.base = 0;
    if (!k || !k->regions_n) {
        if (cedu__store_version(s->kept.store, &t.generation, &err) != CEDU_OK) t.generation = 0;
        return t;
    }
    for (size_t at = 0; at < k->regions_n;) {
        cedu_str region = cedu__str(k->regions + at);
        uint64_t changed;
        if (cedu__store_changed(s->kept.store, region, &changed, &err) != CEDU_OK) {
            t.generation = 0;
            return t;
        }
        t.generation = (t.generation + changed + 1) * 0x9E3779B97F4A7C15u | 1;
        at += region.n + 1;
    }
    return t;
}

static bool same(const cedu_kept_answer *k, const cedu_kept_stamp *now) { /* the regions as they are, and the day */
    return k->body && k->of.day == now->day && k->of.generation && k->of.generation == now->generation;
}
static bool fresh(const cedu_kept_answer *k, const cedu_kept_stamp *now) {
    if (!same(k, now)) return false;
    if (!k->regions_n) return k->of.turn == now->turn;
    return k->of.base == now->base || now->made - k->of.made < (int64_t)CEDU_KEPT_LONGEST * 1000000;
}
static bool usable(cedu_server *s, const cedu_kept_answer *k, const cedu_kept_stamp *now) {
    return fresh(k, now) || (s->cache.big && k->body && k->of.turn == now->turn);
}

static void drop(cedu_kept *all, cedu_kept_answer *k) {
    all->bytes -= k->n;
    all->hash[k - all->p] = 0;
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

static cedu_kept_answer *find(cedu_kept *all, cedu_str key, uint64_t hash) {
    for (size_t i = 0; i < CEDU_KEPT; i++)
        if (all->hash[i] == hash && cedu__eq((cedu_str){all->p[i].key, all->p[i].key_n}, key)) return &all->p[i];
    return NULL;
}
/* A place for an answer that somebody computes from now on; NULL = none. */
static cedu_kept_answer *place(cedu_server *s, cedu_kept_answer *k, cedu_str key, uint64_t hash, cedu_strs regions) {
    cedu_kept *all = &s->kept;
    if (k) drop(all, k);
    else k = room(all);
    if (!k || !(k->key = malloc(key.n))) return NULL;
    if (!take_regions(s, k, regions)) return drop(all, k), NULL;
    memcpy(k->key, key.p, key.n);
    k->key_n = key.n, k->making = true;
    all->hash[k - all->p] = hash;
    k->coming = stamp(s, k), k->asked = k->coming.made;
    return k;
}

/* Copied under the lock, unpacked outside. */
static bool unpack(cedu_buf *packed, size_t n, cedu_buf *out) {
    bool ok = !packed->failed && cedu__buf_reserve(out, n) && ZSTD_decompress(out->p + out->n, n, packed->p, packed->n) == n;
    if (ok) out->n += n;
    cedu__buf_release(packed);
    return ok;
}

cedu_kept_turn cedu__kept_begin(cedu_server *s, cedu_str key, cedu_strs regions, cedu_buf *out, cedu_kept_given *given,
                                size_t *ticket) {
    cedu_kept *all = &s->kept;
    cedu_kept_turn turn = CEDU_KEPT_ALONE;
    uint64_t hash = cedu__hash(key) | 1;
    cedu_buf packed = {0};
    size_t n = 0;
    *ticket = CEDU_KEPT;
    pthread_mutex_lock(&all->lock);
    for (;;) {
        cedu_kept_answer *k = find(all, key, hash);
        cedu_kept_stamp now = stamp(s, k);
        if (k && usable(s, k, &now)) {
            cedu__buf_add(&packed, k->body, k->n);
            n = k->whole;
            k->asked = now.made;
            *given = (cedu_kept_given){k->etag, fresh(k, &now) && k->of.base == now.base ? 0 : k->of.at};
            k->wanted |= !fresh(k, &now);
            turn = CEDU_KEPT_FOUND;
            break;
        }
        if (k && k->making && !k->beside) {
            pthread_cond_wait(&all->made, &all->lock);
            continue;
        }
        if (k && k->making) break;
        if (!(k = place(s, k, key, hash, regions))) break;
        *ticket = (size_t)(k - all->p);
        turn = CEDU_KEPT_MAKE;
        break;
    }
    pthread_mutex_unlock(&all->lock);
    if (turn == CEDU_KEPT_FOUND && !unpack(&packed, n, out)) turn = CEDU_KEPT_ALONE;
    return turn;
}

void cedu__kept_end(cedu_server *s, size_t ticket, cedu_str body, uint64_t etag) {
    cedu_kept *all = &s->kept;
    if (ticket >= CEDU_KEPT) return;
    size_t most = body.n && body.n <= CEDU_KEPT_BYTES / 8 ? ZSTD_compressBound(body.n) : 0, n = 0;
    char *b = most ? malloc(most) : NULL;
    if (b && ZSTD_isError(n = ZSTD_compress(b, most, body.p, body.n, 1))) free(b), b = NULL;
    char *tight = b ? realloc(b, n) : NULL;
    if (tight) b = tight;
    pthread_mutex_lock(&all->lock);
    cedu_kept_answer *k = &all->p[ticket];
    all->bytes -= k->n;
    free(k->body);
    k->making = k->wanted = k->beside = false;
    k->body = NULL, k->n = 0;
    if (b) k->body = b, k->n = n, k->whole = body.n, k->etag = etag, k->of = k->coming, all->bytes += n;
    else drop(all, k);
    cedu_buf copy = {0};
    cedu_shelved mine = {.whole = body.n};
    if (b && all->shelf && k->regions_n && k->of.generation) { /* written when the lock is free again */
        size_t key_n = k->key_n, regions_n = k->regions_n;
        cedu__buf_add(&copy, k->key, key_n), cedu__buf_add(&copy, k->regions, regions_n), cedu__buf_add(&copy, k->body, k->n);
        mine.generation = k->of.generation, mine.base = k->of.base, mine.etag = etag, mine.at = k->of.at;
        mine.question = (cedu_str){copy.p, key_n}, mine.regions = (cedu_str){copy.p + key_n, regions_n};
        mine.body = (cedu_str){copy.p + key_n + regions_n, k->n};
    }
    while (all->bytes > CEDU_KEPT_BYTES) {
        cedu_kept_answer *oldest = NULL;
        for (size_t i = 0; i < CEDU_KEPT; i++)
            if (all->p[i].body && !all->p[i].making && (!oldest || all->p[i].asked < oldest->asked)) oldest = &all->p[i];
        if (!oldest) break;
        drop(all, oldest);
    }
    pthread_cond_broadcast(&all->made);
    pthread_mutex_unlock(&all->lock);
    if (copy.n && !copy.failed) cedu__shelf_put(all->shelf, &mine);
    cedu__buf_release(&copy);
}

static size_t anew(cedu_server *s, cedu_kept_answer *k) { /* the lock is held */
    k->coming = stamp(s, k);
    k->making = k->beside = true;
    return (size_t)(k - s->kept.p);
}

bool cedu__kept_wanted(cedu_server *s, cedu_buf *key, size_t *ticket) {
    cedu_kept *all = &s->kept;
    cedu_kept_answer *best = NULL;
    pthread_mutex_lock(&all->lock);
    for (size_t i = 0; i < CEDU_KEPT; i++) {
        cedu_kept_answer *k = &all->p[i];
        if (k->wanted && !k->making && (!best || k->of.made < best->of.made)) best = k;
    }
    if (best) cedu__buf_add(key, best->key, best->key_n), *ticket = anew(s, best);
    pthread_mutex_unlock(&all->lock);
    return best != NULL;
}

bool cedu__kept_ahead(cedu_server *s, cedu_str key, cedu_strs regions, size_t *ticket) {
    cedu_kept *all = &s->kept;
    uint64_t hash = cedu__hash(key) | 1;
    bool make = false;
    pthread_mutex_lock(&all->lock);
    cedu_kept_answer *k = find(all, key, hash);
    cedu_kept_stamp now = stamp(s, k);
    if (k && !k->making && !same(k, &now)) {
        *ticket = anew(s, k);
        make = true;
    } else if (!k && all->bytes < CEDU_KEPT_BYTES / 4 * 3 && (k = place(s, NULL, key, hash, regions))) {
        k->asked = 0; /* by nobody yet */
        k->beside = make = true;
        *ticket = (size_t)(k - all->p);
    }
    pthread_mutex_unlock(&all->lock);
    return make;
}

void cedu__kept_drop(cedu_server *s) { atomic_fetch_add(&s->kept.turn, 1); }

cedu_status cedu__kept_init(cedu_server *s, const char *db, cedu_error *err) {
    cedu_store_options opt = {.read_only = true};
    pthread_mutex_init(&s->kept.lock, NULL);
    pthread_cond_init(&s->kept.made, NULL);
    return cedu__store_open(db, &opt, &s->kept.store, err);
}

static bool take_over(void *ctx, const cedu_shelved *a) { /* false: there is no more room */
    cedu_server *s = ctx;
    cedu_kept *all = &s->kept;
    bool sound = a->question.n && a->regions.n && !a->regions.p[a->regions.n - 1] && a->body.n &&
                 ZSTD_getFrameContentSize(a->body.p, a->body.n) == a->whole;
    if (!sound) return true;
    if (all->bytes + a->body.n > CEDU_KEPT_BYTES / 4 * 3) return false;
    cedu_kept_answer *k = NULL;
    for (size_t i = 0; i < CEDU_KEPT && !k; i++)
        if (!all->p[i].key) k = &all->p[i];
    if (!k) return false;
    k->key = dup_of(a->question), k->regions = dup_of(a->regions), k->body = dup_of(a->body);
    if (!k->key || !k->regions || !k->body) return drop(all, k), false;
    k->key_n = a->question.n, k->regions_n = a->regions.n, k->n = a->body.n, k->whole = a->whole, k->etag = a->etag;
    k->of = (cedu_kept_stamp){.made = cedu__serve_now() - (time(NULL) - a->at) * 1000000,
                              .at = a->at,
                              .day = a->at / 86400,
                              .turn = atomic_load(&all->turn),
                              .generation = a->generation,
                              .base = a->base};
    all->bytes += k->n;
    all->hash[k - all->p] = cedu__hash(a->question) | 1;
    return true;
}

void cedu__kept_shelf(cedu_server *s, const char *db) {
    cedu_kept *all = &s->kept;
    cedu_shelf *shelf;
    cedu_error err;
    if (cedu__shelf_open(db, cedu__str(s->engine->fingerprint), &shelf, &err) != CEDU_OK) return;
    pthread_mutex_lock(&all->lock);
    cedu__shelf_each(shelf, take_over, s);
    all->shelf = shelf;
    pthread_mutex_unlock(&all->lock);
}

void cedu__kept_release(cedu_server *s) {
    cedu__shelf_close(s->kept.shelf);
    for (size_t i = 0; i < CEDU_KEPT; i++) drop(&s->kept, &s->kept.p[i]);
    cedu__store_close(s->kept.store);
    pthread_mutex_destroy(&s->kept.lock);
    pthread_cond_destroy(&s->kept.made);
}
