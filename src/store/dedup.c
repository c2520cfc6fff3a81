/* dedup.c - which documents are reposts of one another.
 *
 * A text is reduced to its letters (no blanks, no punctuation, folded) and to the set of its 5-letter shingles. One-permutation
 * MinHash puts each shingle's hash into one of 64 bins and keeps the smallest of each bin: two texts agree in a bin with the
 * probability of their Jaccard similarity. Eight bands of four bins each are looked up in near_bands; what shares a band is a
 * candidate, compared over all 64 bins. A simhash of 64 bits within distance 3 would miss a repost with one added paragraph
 * (3 % of the shingles differ: 3.5 bits on average), MinHash at 0.75 does not.
 *
 * Invariants: the same text gives the same signature everywhere; every document belongs to exactly one cluster. A document that is
 * like members of two clusters joins them. Forgetting that document later does not split them again (reread would).
 */
#include <stdlib.h>

#include "store/internal.h"

#define SHINGLE       5
#define NEAR_LETTERS  120 /* below this only exact equality counts: short notices look alike */
#define EXACT_LETTERS 20  /* below this nothing is compared: an empty page is nobody's repost */
#define NEAR_LIKENESS 0.75
#define BANDS         8
#define BAND_BINS     4

static uint64_t mix(uint64_t x) { /* splitmix64's finaliser */
    x ^= x >> 30, x *= 0xbf58476d1ce4e5b9ull;
    x ^= x >> 27, x *= 0x94d049bb133111ebull;
    return x ^ x >> 31;
}

bool cedu__store_sign(cedu_str clean, cedu_signature *out) {
    memset(out, 0, sizeof *out);
    uint32_t *letters = cedu__malloc((clean.n + 1) * sizeof *letters);
    if (!letters) return false;
    size_t n = cedu__store_letters(clean, letters, clean.n);
    if (n >= EXACT_LETTERS) {
        out->exact = 0x9e3779b97f4a7c15ull;
        for (size_t i = 0; i < n; i++) out->exact = mix(out->exact ^ letters[i]);
        if (out->exact == 0) out->exact = 1;
    }
    bool filled[CEDU_SIGNATURE_N] = {0};
    out->near = n >= NEAR_LETTERS;
    for (size_t i = 0; out->near && i + SHINGLE <= n; i++) {
        uint64_t h = 0;
        for (size_t k = 0; k < SHINGLE; k++) h = h * 0x100000001b3ull + letters[i + k];
        h = mix(h);
        size_t bin = h >> 58;
        uint32_t v = (uint32_t)h;
        if (!filled[bin] || v < out->min[bin]) out->min[bin] = v, filled[bin] = true;
    }
    /* An empty bin takes its next neighbour's value, changed by the distance so that two gaps agree only when both are gaps. */
    cedu_signature copy = *out;
    for (size_t b = 0; out->near && b < CEDU_SIGNATURE_N; b++)
        for (size_t d = 1; !filled[b] && d < CEDU_SIGNATURE_N; d++)
            if (filled[(b + d) % CEDU_SIGNATURE_N]) {
                out->min[b] = copy.min[(b + d) % CEDU_SIGNATURE_N] + (uint32_t)d * 0x9e3779b9u;
                break;
            }
    free(letters);
    return true;
}

double cedu__store_likeness(const uint32_t *a, const uint32_t *b) {
    int same = 0;
    for (int i = 0; i < CEDU_SIGNATURE_N; i++) same += a[i] == b[i];
    return (double)same / CEDU_SIGNATURE_N;
}

/* Keys of near_bands: the exact hash first, then the bands. */
static size_t keys_of(const cedu_signature *sig, int64_t keys[BANDS + 1]) {
    size_t n = 0;
    if (sig->exact) keys[n++] = (int64_t)mix(sig->exact);
    for (size_t b = 0; sig->near && b < BANDS; b++) {
        uint64_t h = b + 1;
        for (size_t k = 0; k < BAND_BINS; k++) h = mix(h ^ sig->min[b * BAND_BINS + k]) + b;
        keys[n++] = (int64_t)h;
    }
    return n;
}

cedu_status cedu__store_put_bands(cedu_store *s, const cedu_signature *sig, int64_t document, cedu_error *err) {
    int64_t keys[BANDS + 1];
    size_t n = keys_of(sig, keys);
    cedu_status rc = CEDU_OK;
    for (size_t i = 0; rc == CEDU_OK && i < n; i++) {
        sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_band, err);
        if (st) bind_int(st, 1, keys[i]), bind_int(st, 2, document);
        rc = cedu__store_run(s, st, err);
    }
    return rc;
}

/* Whether the document is a repost of the signature's text; *cluster gets its cluster then. */
static cedu_status compare(cedu_store *s, const cedu_signature *sig, int64_t document, bool *like, int64_t *cluster,
                           cedu_error *err) {
    bool row;
    *like = false;
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_signature, err);
    if (st) bind_int(st, 1, document);
    cedu_status rc = cedu__store_step(s, st, &row, err);
    if (rc != CEDU_OK || !row) return rc;
    uint32_t min[CEDU_SIGNATURE_N];
    *like = sig->exact && (uint64_t)sqlite3_column_int64(st, 0) == sig->exact;
    if (!*like && sig->near && sqlite3_column_bytes(st, 1) == (int)sizeof min) {
        memcpy(min, sqlite3_column_blob(st, 1), sizeof min);
        *like = cedu__store_likeness(min, sig->min) >= NEAR_LIKENESS;
    }
    *cluster = sqlite3_column_int64(st, 2);
    sqlite3_reset(st);
    return CEDU_OK;
}

static cedu_status join(cedu_store *s, int64_t from, int64_t into, cedu_error *err) {
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_join_cluster, err);
    if (st) bind_int(st, 1, from), bind_int(st, 2, into);
    cedu_status rc = cedu__store_run(s, st, err);
    if (rc != CEDU_OK) return rc;
    if ((st = cedu__store_use(s, CEDU_SQL_cut_cluster, err))) bind_int(st, 1, from);
    return cedu__store_run(s, st, err);
}

cedu_status cedu__store_cluster(cedu_store *s, const cedu_signature *sig, const char *now, int64_t *cluster, cedu_error *err) {
    int64_t keys[BANDS + 1], seen[256], found = 0;
    size_t n = keys_of(sig, keys), seen_n = 0;
    cedu_status rc = CEDU_OK;
    for (size_t i = 0; rc == CEDU_OK && i < n; i++) {
        int64_t candidates[64];
        size_t c = 0;
        bool row = true;
        sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_by_band, err);
        if (st) bind_int(st, 1, keys[i]);
        while (c < CEDU_COUNT(candidates) && (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row)
            candidates[c++] = sqlite3_column_int64(st, 0);
        if (st) sqlite3_reset(st);
        for (size_t k = 0; rc == CEDU_OK && k < c; k++) {
            bool known = false, like;
            for (size_t m = 0; m < seen_n; m++) known |= seen[m] == candidates[k];
            if (known || seen_n == CEDU_COUNT(seen)) continue;
            seen[seen_n++] = candidates[k];
            int64_t its;
            rc = compare(s, sig, candidates[k], &like, &its, err);
            if (rc != CEDU_OK || !like || its == found) continue;
            if (!found) found = its;
            else {
                int64_t into = its < found ? its : found, from = its < found ? found : its;
                rc = join(s, from, into, err);
                found = into;
            }
        }
    }
    if (rc != CEDU_OK || found) return *cluster = found, rc;
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_cluster, err);
    if (st) bind_z(st, 1, now);
    rc = cedu__store_run(s, st, err);
    *cluster = sqlite3_last_insert_rowid(s->db);
    return rc;
}

/* ------------------------------------------------------------------ parting again */
#define SPLIT_MOST 1000 /* members compared pair by pair; a larger cluster stays as it is */

typedef struct member {
    int64_t id;
    uint64_t exact;
    uint32_t min[CEDU_SIGNATURE_N];
    bool near;
    size_t group;
} member;

static bool alike(const member *a, const member *b) {
    if (a->exact && a->exact == b->exact) return true;
    return a->near && b->near && cedu__store_likeness(a->min, b->min) >= NEAR_LIKENESS;
}

static cedu_status members_of(cedu_store *s, int64_t cluster, member *v, size_t *n, cedu_error *err) {
    sqlite3_stmt *st;
    bool row;
    *n = 0;
    cedu_status rc = cedu__store_prepare(s,
                                         "SELECT d.id, t.shingle_hash, t.signature FROM documents d JOIN texts t ON"
                                         " t.document_id = d.id WHERE d.cluster_id = ?1 ORDER BY d.id",
                                         &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, cluster);
    while ((rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row && *n <= SPLIT_MOST) {
        if (*n < SPLIT_MOST) {
            member *m = &v[*n];
            *m = (member){.id = sqlite3_column_int64(st, 0), .exact = (uint64_t)sqlite3_column_int64(st, 1), .group = *n};
            m->near = sqlite3_column_bytes(st, 2) == (int)sizeof m->min;
            if (m->near) memcpy(m->min, sqlite3_column_blob(st, 2), sizeof m->min);
        }
        ++*n;
    }
    sqlite3_finalize(st);
    return rc;
}

/* After a member has gone: what only it tied together is several sources again. */
cedu_status cedu__store_split(cedu_store *s, int64_t cluster, const char *now, cedu_error *err) {
    member *v = cedu__malloc(sizeof *v * SPLIT_MOST);
    size_t n;
    if (!v) return cedu__fail_nomem(err);
    cedu_status rc = members_of(s, cluster, v, &n, err);
    if (rc != CEDU_OK || n < 2 || n > SPLIT_MOST) return free(v), rc;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            if (v[i].group == v[k].group || !alike(&v[i], &v[k])) continue;
            size_t from = v[i].group > v[k].group ? v[i].group : v[k].group, into = v[i].group + v[k].group - from;
            for (size_t m = 0; m < n; m++)
                if (v[m].group == from) v[m].group = into;
        }
    sqlite3_stmt *move = NULL;
    for (size_t g = 1; rc == CEDU_OK && g < n; g++) { /* the oldest member's group keeps the cluster */
        if (v[g].group != g) continue;
        sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_cluster, err);
        if (st) bind_z(st, 1, now);
        rc = cedu__store_run(s, st, err);
        int64_t fresh = sqlite3_last_insert_rowid(s->db);
        if (rc == CEDU_OK && !move)
            rc = cedu__store_prepare(s, "UPDATE documents SET cluster_id = ?2 WHERE id = ?1", &move, err);
        for (size_t m = g; rc == CEDU_OK && m < n; m++) {
            if (v[m].group != g) continue;
            sqlite3_reset(move);
            bind_int(move, 1, v[m].id), bind_int(move, 2, fresh);
            rc = cedu__store_run(s, move, err);
        }
    }
    sqlite3_finalize(move);
    free(v);
    return rc;
}
