/* query.c - statements put together from filters. */
#include "store/query.h"

const char *const cedu__store_kinds[] = {
#define CEDU__X(name, zh) #name,
    CEDU_FACT_KINDS(CEDU__X)
#undef CEDU__X
};

int cedu__query_str(cedu_query *q, cedu_str v) {
    if (q->n == CEDU_QUERY_PARAMS) return q->overflow = true, 1;
    q->text[q->n] = v, q->is_text[q->n] = true;
    return ++q->n;
}

int cedu__query_int(cedu_query *q, int64_t v) {
    if (q->n == CEDU_QUERY_PARAMS) return q->overflow = true, 1;
    q->num[q->n] = v, q->is_text[q->n] = false;
    return ++q->n;
}

void cedu__query_limit(cedu_query *q, size_t n, size_t offset) {
    if (!n && !offset) return;
    int a = cedu__query_int(q, n ? (int64_t)n : -1), b = cedu__query_int(q, (int64_t)offset);
    cedu__buf_f(&q->sql, " LIMIT ?%d OFFSET ?%d", a, b);
}

cedu_status cedu__query_prepare(cedu_store *s, cedu_query *q, sqlite3_stmt **st, cedu_error *err) {
    *st = NULL;
    cedu__buf_char(&q->sql, 0);
    cedu_status rc;
    if (q->sql.failed) rc = cedu__fail_nomem(err);
    else if (q->overflow) rc = cedu__fail(err, CEDU_USAGE, "筛选条件过多", "too many filters");
    else rc = cedu__store_prepare(s, q->sql.p, st, err);
    cedu__buf_release(&q->sql);
    if (rc != CEDU_OK) return rc;
    for (int i = 0; i < q->n; i++) {
        if (q->is_text[i]) bind_str(*st, i + 1, q->text[i]);
        else bind_int(*st, i + 1, q->num[i]);
    }
    return CEDU_OK;
}

cedu_status cedu__query_count(cedu_store *s, const char *sql, cedu_str bound, size_t *out, cedu_error *err) {
    sqlite3_stmt *st;
    bool row;
    *out = 0;
    cedu_status rc = cedu__store_prepare(s, sql, &st, err);
    if (rc != CEDU_OK) return rc;
    if (bound.p) bind_str(st, 1, bound);
    rc = cedu__store_step(s, st, &row, err);
    if (row) *out = col_size(st, 0);
    sqlite3_finalize(st);
    return rc;
}
