/* dedup.c - which documents are prints of one text.
 *
 * A text is reduced to its letters (no blanks, no punctuation, folded). The CEDU_NEAR_KEYS smallest hashes of its 9-letter shingles are
 * looked up in near_bands and near_recent (bottom-k sketch): half of a text keeps half of its keys, a text with every twentieth word exchanged most of
 * them. A candidate weighs what its keys are rare; the best few, if MinHash over 64 bins does not speak against them, are compared letter by
 * letter (likeness.c). Keys that thousands share are read up to 64 rows, the oldest: the cost of adding does not grow with the base.
 *
 * Invariants: the same text gives the same signature everywhere; every document belongs to exactly one cluster. A document that is like
 * members of two clusters joins them, unless it is only a part of one of them or has one as its part: digests tie nothing together.
 */
#include <stdlib.h>

#include "store/internal.h"

#define SHINGLE       5
#define KEY_SHINGLE   9
#define NEAR_LETTERS  60   /* below this only exact equality counts: short notices look alike */
#define EXACT_LETTERS 20   /* below this nothing is compared: an empty page is nobody's repost */
#define LEAST_LIKE    0.08 /* MinHash: a fifth of a text, less what chance takes away */
#define ROWS          64   /* of one key */
#define WHOLLY        0.97 /* under another document number a print must hold, or stand in, all of the text */
#define COMPARED      6    /* candidates read and compared */
#define SETTLE        512  /* documents from one settling of keys to the next */

static uint64_t mix(uint64_t x) { /* splitmix64's finaliser */
    x ^= x >> 30, x *= 0xbf58476d1ce4e5b9ull;
    x ^= x >> 27, x *= 0x94d049bb133111ebull;
    return x ^ x >> 31;
}

/* The n smallest so far, ascending. */
static void keep_smallest(cedu_signature *s, uint64_t h) {
    size_t i = s->key_count;
    if (i == CEDU_NEAR_KEYS && h >= s->keys[i - 1]) return;
    while (i > 0 && s->keys[i - 1] > h) i--;
    if (i > 0 && s->keys[i - 1] == h) return;
    size_t n = s->key_count < CEDU_NEAR_KEYS ? s->key_count++ : CEDU_NEAR_KEYS - 1;
    memmove(s->keys + i + 1, s->keys + i, (n - i) * sizeof s->keys[0]);
    s->keys[i] = h;
}

/* Of a title's letters and of its first ones; 0 = none, or one that many texts have. */
static void title_keys(cedu_str title, uint64_t *all, uint64_t *opening) {
    enum { TITLE = 14, OPENING = 20 };
    uint32_t v[CEDU_TITLE_LETTERS];
    size_t n = cedu__store_letters(title, v, CEDU_TITLE_LETTERS);
    uint64_t h = 2;
    *opening = 0;
    for (size_t i = 0; i < n; i++) {
        h = mix(h ^ v[i]);
        if (i + 1 == OPENING) *opening = mix(h + 1);
    }
    *all = n < TITLE ? 0 : h;
}

bool cedu__store_sign(const cedu_print *print, cedu_signature *out) {
    cedu_str clean = cedu__sub(cedu__buf_view(&print->text), 0, print->body);
    memset(out, 0, sizeof *out);
    uint32_t *letters = cedu__malloc((clean.n + 1) * sizeof *letters);
    if (!letters) return false;
    size_t n = cedu__store_letters(clean, letters, clean.n);
    title_keys(cedu__sub(cedu__buf_view(&print->text), print->body, print->text.n), &out->title, &out->opening);
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
    for (size_t i = 0; out->near && i + KEY_SHINGLE <= n; i++) {
        uint64_t h = 1;
        for (size_t k = 0; k < KEY_SHINGLE; k++) h = h * 0x100000001b3ull + letters[i + k];
        keep_smallest(out, mix(h));
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

/* Keys of near_bands and near_recent: the exact hash first. */
enum { KEYS = CEDU_NEAR_KEYS + 3 };

static size_t keys_of(const cedu_signature *sig, int64_t keys[KEYS]) {
    size_t n = 0;
    if (sig->exact) keys[n++] = (int64_t)mix(sig->exact);
    if (sig->title) keys[n++] = (int64_t)sig->title;
    if (sig->opening) keys[n++] = (int64_t)sig->opening;
    for (size_t i = 0; i < sig->key_count; i++) keys[n++] = (int64_t)sig->keys[i];
    return n;
}

/* Moves the next range of near_recent to near_bands, a 64th of what is there: where the last one ended, as settings.near_settled says. Rows
 * of one range lie side by side there, so a page is written once for many of them; near_recent stays at 64 times what SETTLE documents bring,
 * however large the base. Small steps: a page changed within a savepoint is kept twice, in memory. */
static cedu_status settle(cedu_store *s, cedu_error *err) {
    static const char key[] = "near_settled";
    static const cedu_store_sql moves[] = {CEDU_SQL_settle_bands, CEDU_SQL_settle_recent};
    int64_t from = INT64_MIN, to = INT64_MAX;
    bool row;
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_setting, err);
    if (st) bind_z(st, 1, key);
    cedu_status rc = cedu__store_step(s, st, &row, err);
    if (rc == CEDU_OK && row) from = sqlite3_column_int64(st, 0);
    if (st) sqlite3_reset(st);
    if (rc == CEDU_OK) {
        if ((st = cedu__store_use(s, CEDU_SQL_settle_to, err))) bind_int(st, 1, from);
        rc = cedu__store_step(s, st, &row, err);
        if (rc == CEDU_OK && row) to = sqlite3_column_int64(st, 0);
        if (st) sqlite3_reset(st);
    }
    for (size_t i = 0; rc == CEDU_OK && i < CEDU_COUNT(moves); i++) {
        if ((st = cedu__store_use(s, moves[i], err))) bind_int(st, 1, from), bind_int(st, 2, to);
        rc = cedu__store_run(s, st, err);
    }
    if (rc != CEDU_OK) return rc;
    if ((st = cedu__store_use(s, CEDU_SQL_set_setting, err)))
        bind_z(st, 1, key), bind_int(st, 2, to == INT64_MAX ? INT64_MIN : to);
    return cedu__store_run(s, st, err);
}

cedu_status cedu__store_put_bands(cedu_store *s, const cedu_signature *sig, int64_t document, cedu_error *err) {
    int64_t keys[KEYS];
    size_t n = keys_of(sig, keys);
    cedu_status rc = CEDU_OK;
    s->scratch.n = 0;
    for (size_t i = 0; rc == CEDU_OK && i < n; i++) {
        cedu__buf_f(&s->scratch, i ? ",%lld" : "[%lld", (long long)keys[i]);
        sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_band, err);
        if (st) bind_int(st, 1, keys[i]), bind_int(st, 2, document);
        rc = cedu__store_run(s, st, err);
    }
    if (rc != CEDU_OK || n == 0) return rc;
    cedu__buf_z(&s->scratch, "]");
    if (s->scratch.failed) return s->scratch.failed = false, cedu__fail_nomem(err);
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_keys, err);
    if (st) bind_int(st, 1, document), bind_str(st, 2, cedu__buf_view(&s->scratch));
    rc = cedu__store_run(s, st, err);
    return rc == CEDU_OK && document % SETTLE == 0 ? settle(s, err) : rc;
}

cedu_status cedu__store_print_of(cedu_store *s, int64_t document, cedu_print *out, cedu_error *err) {
    bool row;
    out->text.n = out->body = 0;
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_article_of, err);
    if (st) bind_int(st, 1, document);
    cedu_status rc = cedu__store_step(s, st, &row, err);
    if (rc == CEDU_OK && row) cedu__store_print(col_view(st, 2), col_view(st, 0), col_view(st, 1), out);
    if (st) sqlite3_reset(st);
    if (!out->text.failed) return rc;
    out->text.failed = false;
    return cedu__fail_nomem(err);
}

/* ------------------------------------------------------------------ candidates */
typedef struct candidate {
    int64_t document;
    float weight;
} candidate;

enum { SLOTS = 2048 }; /* more than keys * ROWS */

static candidate *slot_of(candidate *t, int64_t document) {
    size_t i = mix((uint64_t)document) % SLOTS;
    while (t[i].document && t[i].document != document) i = (i + 1) % SLOTS;
    t[i].document = document;
    return &t[i];
}

static cedu_status gather(cedu_store *s, const cedu_signature *sig, int64_t self, candidate *best, size_t *n, cedu_error *err) {
    int64_t keys[KEYS], rows[ROWS];
    size_t count = keys_of(sig, keys);
    cedu_status rc = CEDU_OK;
    candidate *table = calloc(SLOTS, sizeof *table);
    if (!table) return cedu__fail_nomem(err);
    for (size_t i = 0; rc == CEDU_OK && i < count; i++) {
        size_t k = 0;
        bool row = true;
        sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_by_band, err);
        if (st) bind_int(st, 1, keys[i]);
        while (k < ROWS && (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row) rows[k++] = sqlite3_column_int64(st, 0);
        if (st) sqlite3_reset(st);
        for (size_t j = 0; j < k; j++)
            if (rows[j] != self) slot_of(table, rows[j])->weight += i == 0 && sig->exact ? 100.0f : 1.0f / (float)k;
    }
    *n = 0;
    for (size_t i = 0; i < SLOTS; i++) { /* the heaviest, the older of two that weigh the same */
        if (!table[i].document) continue;
        size_t at = *n;
        while (at > 0 && (best[at - 1].weight < table[i].weight ||
                          (best[at - 1].weight == table[i].weight && best[at - 1].document > table[i].document)))
            at--;
        if (at == COMPARED) continue;
        size_t end = *n < COMPARED ? (*n)++ : COMPARED - 1;
        memmove(best + at + 1, best + at, (end - at) * sizeof *best);
        best[at] = table[i];
    }
    free(table);
    return rc;
}

/* Whether the document is a print of the signature's text; x->cluster gets its cluster. */
static cedu_status compare(cedu_store *s, const cedu_signature *sig, const cedu_print *print, cedu_near *x, bool *same,
                           cedu_error *err) {
    bool row;
    uint32_t min[CEDU_SIGNATURE_N];
    *same = false;
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_signature, err);
    if (st) bind_int(st, 1, x->document);
    cedu_status rc = cedu__store_step(s, st, &row, err);
    if (rc != CEDU_OK || !row) return rc;
    x->equal = *same = sig->exact && (uint64_t)sqlite3_column_int64(st, 0) == sig->exact;
    bool near = sig->near && sqlite3_column_bytes(st, 1) == (int)sizeof min;
    if (near) memcpy(min, sqlite3_column_blob(st, 1), sizeof min);
    x->cluster = sqlite3_column_int64(st, 2);
    cedu_str number = col_view(st, 3);
    bool other = number.n && sig->number.n && !cedu__eq(number, sig->number); /* two notices that carry the same annex */
    uint64_t title, opening;
    title_keys(col_view(st, 4), &title, &opening);
    bool titled =
        (title && title == sig->title) || (opening && opening == sig->opening); /* then short texts are worth a look, too */
    sqlite3_reset(st);
    if (*same || (!titled && (!near || cedu__store_likeness(min, sig->min) < LEAST_LIKE))) return CEDU_OK;
    if ((rc = cedu__store_print_of(s, x->document, &s->print2, err)) != CEDU_OK) return rc;
    if (!cedu__store_compare(print, &s->print2, &x->like)) return cedu__fail_nomem(err);
    *same = cedu__store_same_text(&x->like) &&
            !(other && cedu__share_of(&x->like.a) < WHOLLY && cedu__share_of(&x->like.b) < WHOLLY);
    CEDU_TRACE(store, "compared with %lld: %zu of %zu letters, %zu of %zu; %zu exchanged; numbers %zu of %zu: %s",
               (long long)x->document, x->like.a.covered, x->like.a.letters, x->like.b.covered, x->like.b.letters,
               x->like.a.replaced, x->like.a.same_numbers, x->like.a.numbers, *same ? "a print" : "no print");
    return CEDU_OK;
}

/* How much the two have in common, from both sides: a part of a text is less like it than a print of all of it. */
static double closeness(const cedu_near *x) { return x->equal ? 1 : cedu__share_of(&x->like.a) * cedu__share_of(&x->like.b); }

static cedu_status join(cedu_store *s, int64_t from, int64_t into, cedu_error *err) {
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_join_cluster, err);
    if (st) bind_int(st, 1, from), bind_int(st, 2, into);
    cedu_status rc = cedu__store_run(s, st, err);
    if (rc != CEDU_OK) return rc;
    if ((st = cedu__store_use(s, CEDU_SQL_cut_cluster, err))) bind_int(st, 1, from);
    return cedu__store_run(s, st, err);
}

cedu_status cedu__store_cluster(cedu_store *s, const cedu_signature *sig, const cedu_print *print, int64_t document,
                                const char *now, cedu_near *out, cedu_error *err) {
    enum { WHOLE = 50 }; /* percent: above it neither is a mere part of the other */
    candidate best[COMPARED + 1];
    size_t n = 0;
    *out = (cedu_near){0};
    cedu_status rc = gather(s, sig, document, best, &n, err);
    for (size_t i = 0; rc == CEDU_OK && i < n; i++) {
        cedu_near x = {.document = best[i].document};
        bool same;
        if ((rc = compare(s, sig, print, &x, &same, err)) != CEDU_OK || !same) continue;
        int64_t cluster = out->cluster;
        if (cluster && cluster != x.cluster && closeness(&x) * 100 >= WHOLE && closeness(out) * 100 >= WHOLE) {
            int64_t into = x.cluster < cluster ? x.cluster : cluster, from = x.cluster < cluster ? cluster : x.cluster;
            rc = join(s, from, into, err);
            x.cluster = out->cluster = into;
        }
        if (!out->document || closeness(&x) > closeness(out)) *out = x;
        if (x.equal) break;
    }
    if (rc != CEDU_OK || out->document) return rc;
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_cluster, err);
    if (st) bind_z(st, 1, now);
    rc = cedu__store_run(s, st, err);
    out->cluster = sqlite3_last_insert_rowid(s->db);
    return rc;
}
