/* list.c - lists of documents with filters; the version of the base.
 *
 * A filter becomes one SQL statement with numbered parameters; no text of a user is ever put into SQL. Lists are one query each,
 * never a query a row.
 */
#include "store/query.h"

/* ------------------------------------------------------------------ documents */
#define SAME_NUMBER                                                                                                            \
    "SELECT own_number FROM documents WHERE own_number IS NOT NULL GROUP BY own_number HAVING count(DISTINCT cluster_id) > 1"

cedu_status cedu__store_documents(cedu_store *s, const cedu_store_doc_filter *f, cedu_arena *a, cedu_store_docs *out,
                                  cedu_error *err) {
    const cedu_store_doc_filter none = {0};
    if (!f) f = &none;
    cedu_query q = {0};
    *out = (cedu_store_docs){0};
    cedu__buf_f(&q.sql, "SELECT %s FROM documents d WHERE 1", cedu__store_doc_columns);
    if (f->region.n)
        cedu__buf_f(
            &q.sql,
            " AND d.id IN (SELECT x.document_id FROM fact_regions r JOIN facts x ON x.id = r.fact_row WHERE r.region = ?%d)",
            cedu__query_str(&q, f->region));
    if (f->text.n) {
        int p = cedu__query_str(&q, f->text);
        cedu__buf_f(&q.sql,
                    " AND (instr(coalesce(d.title, ''), ?%d) OR instr(coalesce(d.outlet, ''), ?%d) OR instr(coalesce(d.file, "
                    "''), ?%d))",
                    p, p, p);
    }
    if (f->stale_for.n) cedu__buf_f(&q.sql, " AND d.fingerprint <> ?%d", cedu__query_str(&q, f->stale_for));
    if (f->from.n) cedu__buf_f(&q.sql, " AND d.published >= ?%d", cedu__query_str(&q, f->from));
    if (f->to.n) { /* 2021 includes 2021-12-31T… */
        int p = cedu__query_str(&q, f->to);
        cedu__buf_f(&q.sql, " AND substr(d.published, 1, length(?%d)) <= ?%d", p, p);
    }
    if (f->cluster) cedu__buf_f(&q.sql, " AND d.cluster_id = ?%d", cedu__query_int(&q, f->cluster));
    if (f->prints)
        cedu__buf_z(&q.sql, " AND d.cluster_id IN (SELECT cluster_id FROM documents GROUP BY cluster_id HAVING count(*) > 1)");
    if (f->same_number) cedu__buf_z(&q.sql, " AND d.own_number IN (" SAME_NUMBER ")");
    cedu__buf_z(&q.sql, f->prints
                            ? " ORDER BY d.cluster_id, coalesce(d.derivation, '') <> 'original', d.part, d.published, d.id"
                        : f->same_number ? " ORDER BY d.own_number, d.published, d.id"
                        : f->newest      ? " ORDER BY d.id DESC"
                                         : " ORDER BY d.published, d.id");
    cedu__query_limit(&q, f->limit, f->offset);
    sqlite3_stmt *st;
    cedu_status rc = cedu__query_prepare(s, &q, &st, err);
    if (rc != CEDU_OK) return rc;
    CEDU_VEC(cedu_store_doc) v = {0};
    for (bool row; (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row;) {
        cedu_store_doc d;
        cedu__store_read_doc(st, a, &d);
        if (!CEDU_PUSH(a, &v, d)) break;
    }
    sqlite3_finalize(st);
    out->p = v.p, out->n = v.n;
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

cedu_status cedu__store_count_stale(cedu_store *s, const char *fingerprint, size_t *out, cedu_error *err) {
    return cedu__query_count(s, "SELECT count(*) FROM documents WHERE fingerprint <> ?1", cedu__str(fingerprint), out, err);
}

cedu_status cedu__store_count_same_number(cedu_store *s, size_t *out, cedu_error *err) {
    return cedu__query_count(s, "SELECT count(*) FROM (" SAME_NUMBER ")", (cedu_str){0}, out, err);
}

/* ------------------------------------------------------------------ version */
cedu_status cedu__store_version(cedu_store *s, uint64_t *out, cedu_error *err) {
    sqlite3_stmt *st;
    bool row = false;
    *out = 0;
    cedu_status rc = cedu__store_prepare(s, "PRAGMA data_version", &st, err);
    if (rc != CEDU_OK) return rc;
    rc = cedu__store_step(s, st, &row, err);
    if (row) *out = (uint64_t)sqlite3_column_int64(st, 0) + 1;
    sqlite3_finalize(st);
    return rc;
}
