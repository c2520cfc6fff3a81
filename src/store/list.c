/* list.c - lists with filters: documents, regions, subjects, totals.
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

/* ------------------------------------------------------------------ regions, subjects */
static cedu_status counts(cedu_store *s, cedu_query *q, cedu_arena *a, cedu_store_counts *out, cedu_error *err) {
    sqlite3_stmt *st;
    *out = (cedu_store_counts){0};
    cedu_status rc = cedu__query_prepare(s, q, &st, err);
    if (rc != CEDU_OK) return rc;
    CEDU_VEC(cedu_store_count) v = {0};
    for (bool row; (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row;) {
        cedu_store_count c = {.name = col_str(st, 0, a),
                              .id = col_str(st, 1, a),
                              .unit = col_str(st, 2, a),
                              .facts = col_size(st, 3),
                              .documents = col_size(st, 4),
                              .year_from = sqlite3_column_int(st, 5),
                              .year_to = sqlite3_column_int(st, 6)};
        if (!CEDU_PUSH(a, &v, c)) break;
    }
    sqlite3_finalize(st);
    out->p = v.p, out->n = v.n;
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

#define YEARS "min(nullif(f.year_from, 0)), max(CASE WHEN f.year_to BETWEEN 1 AND 9998 THEN f.year_to END)"

cedu_status cedu__store_regions(cedu_store *s, size_t n, cedu_arena *a, cedu_store_counts *out, cedu_error *err) {
    cedu_query q = {0};
    cedu__buf_z(&q.sql,
                "SELECT r.region, max(CASE WHEN f.region = r.region THEN f.region_code END), NULL, count(*), "
                "count(DISTINCT f.document_id), " YEARS
                " FROM fact_regions r JOIN facts f ON f.id = r.fact_row GROUP BY r.region ORDER BY count(*) DESC, r.region");
    cedu__query_limit(&q, n, 0);
    return counts(s, &q, a, out, err);
}

cedu_status cedu__store_region_names(cedu_store *s, size_t n, cedu_arena *a, cedu_store_counts *out, cedu_error *err) {
    cedu_query q = {0};
    cedu__buf_z(
        &q.sql,
        "SELECT region, NULL, NULL, count(*), 0, 0, 0 FROM fact_regions GROUP BY region ORDER BY count(*) DESC, region");
    cedu__query_limit(&q, n, 0);
    return counts(s, &q, a, out, err);
}

cedu_status cedu__store_subject_names(cedu_store *s, size_t n, cedu_arena *a, cedu_store_counts *out, cedu_error *err) {
    cedu_query q = {0};
    cedu__buf_z(
        &q.sql,
        "SELECT f.subject, f.subject_id, NULL, g.n, 0, 0, 0 FROM (SELECT coalesce(subject_id, subject) AS k, count(*) AS n "
        "FROM "
        "facts INDEXED BY facts_by_subject WHERE coalesce(subject_id, subject) IS NOT NULL GROUP BY k ORDER BY n DESC, k");
    cedu__query_limit(&q, n, 0);
    cedu__buf_z(&q.sql,
                ") g JOIN facts f ON f.id = (SELECT x.id FROM facts x WHERE coalesce(x.subject_id, x.subject) = g.k LIMIT 1) "
                "ORDER BY g.n DESC, g.k");
    return counts(s, &q, a, out, err);
}

cedu_status cedu__store_subjects(cedu_store *s, cedu_str region, size_t n, cedu_arena *a, cedu_store_counts *out,
                                 cedu_error *err) {
    cedu_query q = {0};
    /* The commonest unit, in one pass: counts padded with zeros sort as text. */
    cedu__buf_z(
        &q.sql,
        "SELECT max(subject), max(subject_id), substr(max(printf('%012d', k) || unit), 13), sum(k), sum(docs), min(y0), "
        "max(y1) FROM (SELECT f.subject, f.subject_id, coalesce(f.unit, '') AS unit, count(*) AS k, "
        "count(DISTINCT f.document_id) AS docs, min(nullif(f.year_from, 0)) AS y0, "
        "max(CASE WHEN f.year_to BETWEEN 1 AND 9998 THEN f.year_to END) AS y1 FROM facts f "
        "WHERE f.subject IS NOT NULL");
    if (region.n)
        cedu__buf_f(&q.sql, " AND f.id IN (SELECT fact_row FROM fact_regions WHERE region = ?%d)", cedu__query_str(&q, region));
    cedu__buf_z(&q.sql, " GROUP BY coalesce(f.subject_id, f.subject), f.unit) GROUP BY coalesce(subject_id, subject) "
                        "ORDER BY sum(k) DESC, max(subject)");
    cedu__query_limit(&q, n, 0);
    return counts(s, &q, a, out, err);
}

cedu_status cedu__store_cover(cedu_store *s, size_t regions, cedu_arena *a, cedu_store_coverage *out, cedu_error *err) {
    sqlite3_stmt *st;
    *out = (cedu_store_coverage){0};
    cedu_status rc = cedu__store_prepare(
        s,
        "SELECT r.region, f.year_from, count(*) FROM fact_regions r JOIN facts f ON f.id = r.fact_row WHERE f.year_from > 0"
        " AND r.region IN (SELECT region FROM fact_regions GROUP BY region ORDER BY count(*) DESC, region LIMIT ?1)"
        " GROUP BY r.region, f.year_from ORDER BY r.region, f.year_from",
        &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, regions ? (int64_t)regions : -1);
    CEDU_VEC(cedu_store_cover) v = {0};
    for (bool row; (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row;) {
        cedu_store_cover c = {col_str(st, 0, a), sqlite3_column_int(st, 1), col_size(st, 2)};
        if (!CEDU_PUSH(a, &v, c)) break;
    }
    sqlite3_finalize(st);
    out->p = v.p, out->n = v.n;
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

/* ------------------------------------------------------------------ totals */
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

cedu_status cedu__store_totals(cedu_store *s, cedu_store_totals *out, cedu_error *err) {
    memset(out, 0, sizeof *out);
    sqlite3_stmt *st;
    bool row;
    cedu_status rc = cedu__store_prepare(s,
                                         "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM clusters), "
                                         "(SELECT sum(bytes) FROM originals), (SELECT sum(length(data)) FROM originals), "
                                         "(SELECT count(DISTINCT region) FROM fact_regions), "
                                         "(SELECT count(DISTINCT coalesce(subject_id, subject)) FROM facts), "
                                         "(SELECT count(*) FROM facts WHERE review = 1)",
                                         &st, err);
    if (rc != CEDU_OK) return rc;
    rc = cedu__store_step(s, st, &row, err);
    size_t *const to[] = {&out->documents, &out->clusters, &out->originals_bytes, &out->stored_bytes,
                          &out->regions,   &out->subjects, &out->review};
    for (int i = 0; row && i < (int)CEDU_COUNT(to); i++) *to[i] = col_size(st, i);
    sqlite3_finalize(st);
    if (rc == CEDU_OK) rc = cedu__store_prepare(s, "SELECT kind, count(*) FROM facts GROUP BY kind", &st, err);
    if (rc != CEDU_OK) return rc;
    while ((rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row) {
        out->facts += col_size(st, 1);
        for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++)
            if (cedu__eqz(col_view(st, 0), cedu__store_kinds[k])) out->facts_by_kind[k] = col_size(st, 1);
    }
    sqlite3_finalize(st);
    static const char *const classes[] = {
#define CEDU__X(name, zh) #name,
        CEDU_FINDINGS(CEDU__X)
#undef CEDU__X
    };
    if (rc == CEDU_OK)
        rc = cedu__store_prepare(s,
                                 "SELECT class, sum(c) FROM (SELECT class, CASE WHEN min(placed) = 0 THEN "
                                 "sum(count * (placed = 0)) ELSE sum(count) END AS c FROM findings "
                                 "GROUP BY document_id, class) GROUP BY class",
                                 &st, err);
    if (rc != CEDU_OK) return rc;
    while ((rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row) {
        out->findings += col_size(st, 1);
        for (size_t k = 0; k < CEDU_FINDING_COUNT; k++)
            if (cedu__eqz(col_view(st, 0), classes[k])) out->findings_by_class[k] = col_size(st, 1);
    }
    sqlite3_finalize(st);
    return rc;
}
