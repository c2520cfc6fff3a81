/* search.c - full-text search: any Chinese substring, whole Latin words and numbers, with a snippet from the clean text.
 *
 * A query becomes FTS5 phrases joined by AND; the user's words never reach FTS5 as syntax (segment.c leaves no quote in them).
 * Ranking is bm25 up to RANKED hits; above that the newest documents come first, because ranking a query that hits everywhere
 * costs a pass over everything and says nothing.
 */
#include <stdio.h>

#include "store/internal.h"

#define COUNTED   10000
#define RANKED    2000
#define BEFORE    24 /* characters of a snippet before the hit, and after it */
#define AFTER     56
#define MAX_WORDS 16

typedef struct words {
    cedu_str p[MAX_WORDS];
    size_t n;
} words;

static size_t blank_at(cedu_str s, size_t i) {
    size_t len;
    uint32_t c = cedu__u8_at(s, i, &len);
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0x3000 || c == 0xA0 ? len : 0;
}

/* A quotation mark at i and the one that closes it; 0 = none. */
static size_t quote_at(cedu_str s, size_t i, const char **close) {
    static const char *const pairs[][2] = {{"\"", "\""}, {"“", "”"}, {"「", "」"}};
    for (size_t k = 0; k < CEDU_COUNT(pairs); k++)
        if (cedu__starts(cedu__sub(s, i, s.n), cedu__str(pairs[k][0]))) return *close = pairs[k][1], strlen(pairs[k][0]);
    return 0;
}

static void split(cedu_str s, words *out) {
    for (size_t i = 0, k; i < s.n && out->n < MAX_WORDS;) {
        const char *close;
        if ((k = blank_at(s, i))) {
            i += k;
            continue;
        }
        if ((k = quote_at(s, i, &close))) {
            ptrdiff_t end = cedu__find(s, cedu__str(close), i + k);
            if (end > (ptrdiff_t)(i + k)) {
                out->p[out->n++] = cedu__sub(s, i + k, (size_t)end);
                i = (size_t)end + strlen(close);
                continue;
            }
        }
        size_t start = i;
        while (i < s.n && !blank_at(s, i)) i += cedu__u8_len((unsigned char)s.p[i]);
        out->p[out->n++] = cedu__sub(s, start, i);
    }
}

/* FTS5 expression of the words; words without a letter fall away (and out of w). */
static void expression(words *w, cedu_buf *out) {
    size_t k = 0;
    cedu_buf one = {0};
    for (size_t i = 0; i < w->n; i++) {
        one.n = 0;
        cedu__store_segment(w->p[i], &one);
        if (one.n == 0) continue;
        cedu__buf_f(out, "%s\"", k ? " AND " : "");
        cedu__buf_str(out, cedu__buf_view(&one));
        cedu__buf_char(out, '"');
        w->p[k++] = w->p[i];
    }
    w->n = k;
    out->failed |= one.failed;
    cedu__buf_release(&one);
}

static bool locate(cedu_str clean, cedu_str ranges, cedu_str word, uint32_t *start, uint32_t *end) {
    cedu_str part;
    for (size_t at = 0; cedu__store_next_range(ranges, clean, &at, &part);)
        if (cedu__store_locate(part, word, start, end)) {
            uint32_t base = (uint32_t)(part.p - clean.p);
            return *start += base, *end += base, true;
        }
    return false;
}

static void snippet(cedu_str clean, cedu_str ranges, const words *w, cedu_arena *a, cedu_store_hit *h) {
    uint32_t start = 0, end = 0;
    bool found = false;
    for (size_t i = 0; i < w->n && !found; i++) found = locate(clean, ranges, w->p[i], &start, &end);
    cedu_str first = {clean.p, 0};
    size_t at = 0;
    if (!found) cedu__store_next_range(ranges, clean, &at, &first); /* the title hit: the article's beginning */
    size_t from = found ? start : (size_t)(first.p - clean.p), to = found ? end : from;
    for (int i = 0; i < BEFORE && from > 0 && clean.p[from - 1] != '\n'; i++) from = cedu__u8_prev(clean, from);
    for (int i = 0; i < AFTER && to < clean.n && clean.p[to] != '\n'; i++) to += cedu__u8_len((unsigned char)clean.p[to]);
    if (to > clean.n) to = clean.n;
    h->snippet = clean.p ? cedu__arena_str(a, cedu__sub(clean, from, to)) : (cedu_str){0};
    h->snippet_mark = found ? start - from : 0;
    h->mark_len = end - start;
    h->clean_start = start;
}

static cedu_status count_hits(cedu_store *s, cedu_str expr, size_t *out, cedu_error *err) {
    sqlite3_stmt *st;
    bool row;
    cedu_status rc =
        cedu__store_prepare(s, "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ?1 LIMIT ?2)", &st, err);
    if (rc != CEDU_OK) return rc;
    bind_str(st, 1, expr), bind_int(st, 2, COUNTED);
    rc = cedu__store_step(s, st, &row, err);
    *out = row ? col_size(st, 0) : 0;
    sqlite3_finalize(st);
    return rc;
}

cedu_status cedu__store_search(cedu_store *s, cedu_str query, size_t limit, cedu_arena *a, cedu_store_hits *out,
                               cedu_error *err) {
    *out = (cedu_store_hits){0};
    words w = {.n = 0};
    query = cedu__sub(query, 0, cedu__u8_valid(query.p, query.n));
    split(query, &w);
    cedu_buf expr = {0};
    expression(&w, &expr);
    cedu_status rc = CEDU_OK;
    if (expr.failed) rc = cedu__fail_nomem(err);
    else if (w.n == 0)
        rc = cedu__fail(err, CEDU_USAGE, "检索词里没有可检索的字", "there is nothing to search for in the query");
    if (rc == CEDU_OK) rc = count_hits(s, cedu__buf_view(&expr), &out->total, err);
    sqlite3_stmt *st = NULL;
    if (rc == CEDU_OK)
        rc = cedu__store_prepare(
            s,
            out->total <= RANKED
                ? "SELECT d.id, d.sha256, d.title, d.published, d.outlet, d.file, t.clean, m.r, t.article FROM (SELECT rowid "
                  "AS id, "
                  "bm25(search, 4.0, 1.0) AS r FROM search WHERE search MATCH ?1 ORDER BY r, rowid LIMIT ?2) m "
                  "JOIN documents d ON d.id = m.id JOIN texts t ON t.document_id = m.id ORDER BY m.r, m.id"
                : "SELECT d.id, d.sha256, d.title, d.published, d.outlet, d.file, t.clean, 0.0, t.article FROM (SELECT rowid "
                  "AS id FROM "
                  "search "
                  "WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2) m JOIN documents d ON d.id = m.id "
                  "JOIN texts t ON t.document_id = m.id ORDER BY m.id DESC",
            &st, err);
    if (rc != CEDU_OK) return cedu__buf_release(&expr), rc;
    bind_str(st, 1, cedu__buf_view(&expr));
    bind_int(st, 2, limit ? (int64_t)limit : 50);
    CEDU_VEC(cedu_store_hit) v = {0};
    for (bool row; (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row;) {
        cedu_store_hit h = {.document = sqlite3_column_int64(st, 0),
                            .doc = col_str(st, 1, a).p,
                            .title = col_str(st, 2, a),
                            .published = col_str(st, 3, a),
                            .outlet = col_str(st, 4, a),
                            .file = col_str(st, 5, a),
                            .rank = sqlite3_column_double(st, 7)};
        snippet(col_view(st, 6), col_view(st, 8), &w, a, &h);
        if (!CEDU_PUSH(a, &v, h)) break;
    }
    sqlite3_finalize(st);
    cedu__buf_release(&expr);
    out->p = v.p, out->n = v.n;
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}
