/* counts.c - how much the base holds of what, kept with every change instead of counted when somebody asks.
 *
 * What a document adds is taken from its rows, just after they were written, and taken off again just before they go or are corrected, by the
 * same statements in the same transaction: so the counts are what a recount would give, whoever was killed when. A recount is the same
 * statements over all documents. Rows that came to zero go by a trigger (schema.c); documents, clusters and originals are counted by
 * triggers, too. docs/schema.md describes the tables. To count something more: a statement here, a table in a new step, a line in `kept`.
 */
#include <stdio.h>
#include <stdlib.h>

#include "store/query.h"

#define CHUNK 20000 /* documents of a recount at a time: what sorts in memory */

/* ?1 … ?2: documents by number; ?3: 1 or -1. */
#define OF_FACTS "f.document_id BETWEEN ?1 AND ?2"
#define KEY      "coalesce(f.subject_id, f.subject)"
#define ALL_PLACES                                                                                                             \
    "(SELECT id AS fact_row, '' AS region FROM facts WHERE document_id BETWEEN ?1 AND ?2 UNION ALL SELECT r.fact_row, "        \
    "r.region FROM facts x JOIN fact_regions r ON r.fact_row = x.id WHERE x.document_id BETWEEN ?1 AND ?2)"
static const char *const statements[] = {
    "UPDATE count_totals SET n = n + 1 WHERE what = 'changes'",
    "INSERT INTO count_regions(region, code, facts, documents, changed) SELECT r.region, max(CASE WHEN f.region = r.region THEN"
    " f.region_code END), ?3 * count(*), ?3 * count(DISTINCT f.document_id), (SELECT n FROM count_totals WHERE what = "
    "'changes')"
    " FROM facts f JOIN fact_regions r ON r.fact_row = f.id WHERE " OF_FACTS " GROUP BY r.region"
    " ON CONFLICT(region) DO UPDATE SET code = coalesce(excluded.code, code), facts = facts + excluded.facts,"
    " documents = documents + excluded.documents, changed = excluded.changed",
    "INSERT INTO count_years(region, year_from, year_to, facts) SELECT r.region, f.year_from, f.year_to, ?3 * count(*)"
    " FROM facts f JOIN fact_regions r ON r.fact_row = f.id WHERE " OF_FACTS " GROUP BY 1, 2, 3"
    " ON CONFLICT(region, year_from, year_to) DO UPDATE SET facts = facts + excluded.facts",
    "INSERT INTO count_subjects(region, key, id, name, facts, documents) SELECT r.region, " KEY
    ", max(f.subject_id), max(f.subject),"
    " ?3 * count(*), ?3 * count(DISTINCT f.document_id) FROM " ALL_PLACES " r JOIN facts f ON f.id = r.fact_row"
    " WHERE f.subject IS NOT NULL GROUP BY 1, 2 ON CONFLICT(region, key) DO UPDATE SET id = coalesce(id, excluded.id),"
    " name = max(name, excluded.name), facts = facts + excluded.facts, documents = documents + excluded.documents",
    "INSERT INTO count_units(region, key, unit, year_from, year_to, facts) SELECT r.region, " KEY
    ", coalesce(f.unit, ''), f.year_from,"
    " f.year_to, ?3 * count(*) FROM " ALL_PLACES " r JOIN facts f ON f.id = r.fact_row WHERE f.subject IS NOT NULL"
    " GROUP BY 1, 2, 3, 4, 5 ON CONFLICT(region, key, unit, year_from, year_to) DO UPDATE SET facts = facts + excluded.facts",
    "INSERT INTO count_totals(what, n) SELECT 'fact ' || f.kind, ?3 * count(*) FROM facts f WHERE " OF_FACTS " GROUP BY f.kind"
    " ON CONFLICT(what) DO UPDATE SET n = n + excluded.n",
    "UPDATE count_totals SET n = n + ?3 * (SELECT count(*) FROM facts f WHERE " OF_FACTS
    " AND f.review = 1) WHERE what = 'review'",
    "INSERT INTO count_totals(what, n) SELECT 'finding ' || class, ?3 * sum(c) FROM (SELECT class, CASE WHEN min(placed) = 0"
    " THEN sum(count * (placed = 0)) ELSE sum(count) END AS c FROM findings f WHERE " OF_FACTS " GROUP BY f.document_id, class)"
    " WHERE 1 GROUP BY class ON CONFLICT(what) DO UPDATE SET n = n + excluded.n",
};
_Static_assert(CEDU_COUNT(statements) == CEDU_STORE_COUNTS, "one place in the handle a statement");

static cedu_status count(cedu_store *s, int64_t from, int64_t to, int sign, cedu_error *err) {
    cedu_status rc = CEDU_OK;
    for (size_t i = 0; rc == CEDU_OK && i < CEDU_STORE_COUNTS; i++) {
        if (!s->counts[i]) {
            int e = sqlite3_prepare_v3(s->db, statements[i], -1, SQLITE_PREPARE_PERSISTENT, &s->counts[i], NULL);
            if (e != SQLITE_OK) return cedu__store_fail(s, e, "计数", "count", err);
        }
        bind_int(s->counts[i], 1, from), bind_int(s->counts[i], 2, to), bind_int(s->counts[i], 3, sign);
        rc = cedu__store_run(s, s->counts[i], err);
    }
    return rc;
}

cedu_status cedu__store_count_in(cedu_store *s, int64_t document, cedu_error *err) {
    return count(s, document, document, 1, err);
}
cedu_status cedu__store_count_out(cedu_store *s, int64_t document, cedu_error *err) {
    return count(s, document, document, -1, err);
}

cedu_status cedu__store_count_all(cedu_store *s, cedu_error *err) {
    size_t last = 0;
    cedu_status rc =
        cedu__store_exec(s,
                         "DELETE FROM count_regions; DELETE FROM count_years; DELETE FROM count_subjects;"
                         "DELETE FROM count_units; DELETE FROM count_totals WHERE what <> 'changes';"
                         "INSERT OR IGNORE INTO count_totals(what, n) VALUES('changes', 0);"
                         "INSERT INTO count_totals(what, n) VALUES('regions', 0), ('subjects', 0), ('review', 0),"
                         " ('documents', (SELECT count(*) FROM documents)), ('clusters', (SELECT count(*) FROM clusters)),"
                         " ('bytes', (SELECT coalesce(sum(bytes), 0) FROM originals)),"
                         " ('stored', (SELECT coalesce(sum(length(data)), 0) FROM originals))",
                         err);
    if (rc == CEDU_OK) {
        sqlite3_stmt *st;
        bool row = false;
        if ((rc = cedu__store_prepare(s, "SELECT coalesce(max(id), 0) FROM documents", &st, err)) == CEDU_OK)
            rc = cedu__store_step(s, st, &row, err);
        if (row) last = col_size(st, 0);
        sqlite3_finalize(st);
    }
    if (last > CHUNK)
        sqlite3_exec(s->db, "PRAGMA cache_size=-262144", NULL, NULL, NULL); /* else the counts leave memory again and again */
    for (int64_t at = 1; rc == CEDU_OK && at <= (int64_t)last; at += CHUNK) rc = count(s, at, at + CHUNK - 1, 1, err);
    if (last > CHUNK) sqlite3_exec(s->db, "PRAGMA cache_size=" CEDU_STORE_CACHE, NULL, NULL, NULL);
    return rc;
}

void cedu__store_count_release(cedu_store *s) {
    for (size_t i = 0; i < CEDU_STORE_COUNTS; i++) sqlite3_finalize(s->counts[i]);
}

cedu_status cedu__store_recount(cedu_store *s, cedu_error *err) {
    cedu_error mine;
    if (!err) err = &mine;
    cedu_status rc = cedu__store_enter(s, err);
    if (rc != CEDU_OK) return rc;
    rc = cedu__store_count_all(s, err);
    return cedu__store_leave(s, rc, err);
}

/* ------------------------------------------------------------------ whether they are right */
/* Names and codes are taken over, not counted: they are left out. */
static const struct {
    const char *table, *columns;
} kept[] = {
    {"count_regions", "region, facts, documents"},
    {"count_years", "region, year_from, year_to, facts"},
    {"count_subjects", "region, key, facts, documents"},
    {"count_units", "region, key, unit, year_from, year_to, facts"},
    {"(SELECT what, n FROM %s.count_totals WHERE n <> 0 AND what NOT IN ('changes', 'regions', 'subjects'))", "what, n"},
};

static cedu_status yes_no(cedu_store *s, const char *sql, bool *out, cedu_error *err) {
    size_t n = 0;
    cedu_status rc = cedu__query_count(s, sql, (cedu_str){0}, &n, err);
    *out = n != 0;
    return rc;
}

static cedu_status compare(cedu_store *s, bool *differ, cedu_error *err) {
    char of[2][200], sql[1200];
    cedu_status rc = cedu__store_count_all(s, err);
    for (size_t i = 0; rc == CEDU_OK && i < CEDU_COUNT(kept) && !*differ; i++) {
        for (int k = 0; k < 2; k++) {
            const char *schema = k ? "temp" : "main";
            if (kept[i].table[0] == '(') snprintf(of[k], sizeof of[k], kept[i].table, schema);
            else snprintf(of[k], sizeof of[k], "%s.%s", schema, kept[i].table);
        }
        const char *c = kept[i].columns;
        snprintf(
            sql, sizeof sql,
            "SELECT EXISTS(SELECT %s FROM %s EXCEPT SELECT %s FROM %s) OR EXISTS(SELECT %s FROM %s EXCEPT SELECT %s FROM %s)",
            c, of[0], c, of[1], c, of[1], c, of[0]);
        rc = yes_no(s, sql, differ, err);
    }
    if (rc == CEDU_OK && !*differ)
        rc = yes_no(
            s,
            "SELECT (SELECT n FROM main.count_totals WHERE what = 'regions') IS NOT (SELECT count(*) FROM main.count_regions) "
            "OR"
            " (SELECT n FROM main.count_totals WHERE what = 'subjects') IS NOT (SELECT count(*) FROM main.count_subjects WHERE"
            " region = '')",
            differ, err);
    return rc;
}

/* A recount beside the counts: in the same transaction, into tables of the same names that only this connection sees and that stand before the
 * others. Nothing is written to the file. */
cedu_status cedu__store_counts_differ(cedu_store *s, bool *differ, cedu_error *err) {
    *differ = false;
    cedu_status rc = cedu__store_exec(s, "SAVEPOINT recount;" CEDU_COUNT_TABLES("TEMP "), err);
    if (rc == CEDU_OK) rc = compare(s, differ, err);
    sqlite3_exec(s->db, "ROLLBACK TO recount; RELEASE recount", NULL, NULL, NULL);
    return rc;
}

/* ------------------------------------------------------------------ what they say */
static cedu_status rows_of(cedu_store *s, cedu_query *q, cedu_arena *a, cedu_store_counts *out, cedu_error *err) {
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

#define YEARS(of)                                                                                                              \
    "(SELECT min(nullif(year_from, 0)) FROM " of                                                                               \
    "), (SELECT max(CASE WHEN year_to BETWEEN 1 AND 9998 THEN year_to END) FROM " of ")"

cedu_status cedu__store_regions(cedu_store *s, size_t n, cedu_arena *a, cedu_store_counts *out, cedu_error *err) {
    cedu_query q = {0};
    cedu__buf_z(&q.sql, "SELECT c.region, c.code, NULL, c.facts, c.documents, " YEARS(
                            "count_years y WHERE y.region = c.region") " FROM count_regions c ORDER BY c.facts DESC, c.region");
    cedu__query_limit(&q, n, 0);
    return rows_of(s, &q, a, out, err);
}

const char *cedu__standing_name(cedu_standing s) {
    static const char *const names[] = {
#define CEDU__X(name) #name,
        CEDU_STANDINGS(CEDU__X)
#undef CEDU__X
    };
    return names[s];
}
static cedu_standing standing(const cedu_store_count *c) {
    if (c->id.n) return CEDU_STANDING_known;
    if (!c->unit.n) return CEDU_STANDING_named;
    return c->documents > 1 && c->year_from < c->year_to ? CEDU_STANDING_comparable : CEDU_STANDING_measured;
}
static int by_standing(const void *x, const void *y) {
    const cedu_store_count *a = x, *b = y;
    if (a->standing != b->standing) return a->standing < b->standing ? -1 : 1;
    if (a->documents != b->documents) return a->documents > b->documents ? -1 : 1;
    if (a->facts != b->facts) return a->facts > b->facts ? -1 : 1;
    int c = cedu__cmp(a->name, b->name);
    return c ? c : cedu__cmp(a->id, b->id);
}

/* Of a unit that only some facts have, the commonest is shown; where two are alike, the first by name. Ordered are always as many, however few
 * are asked for: pages of one list must fit together. */
cedu_status cedu__store_subjects(cedu_store *s, cedu_str region, size_t n, cedu_arena *a, cedu_store_counts *out,
                                 cedu_error *err) {
    cedu_query q = {0};
    int where = cedu__query_str(&q, region.n ? region : CEDU_STR(""));
    cedu__buf_f(
        &q.sql,
        "SELECT c.name, c.id, (SELECT u.unit FROM count_units u WHERE u.region = c.region AND u.key = c.key GROUP BY u.unit"
        " ORDER BY sum(u.facts) DESC, u.unit DESC LIMIT 1), c.facts, c.documents, " YEARS(
            "count_units u WHERE u.region = c.region AND u.key = c.key") " FROM count_subjects c WHERE c.region = ?%d ORDER BY "
                                                                         "c.facts DESC, c.name",
        where);
    cedu__query_limit(&q, n && n < CEDU_MAX_RANKED_SUBJECTS ? CEDU_MAX_RANKED_SUBJECTS : n, 0);
    cedu_status rc = rows_of(s, &q, a, out, err);
    if (rc != CEDU_OK) return rc;
    for (size_t i = 0; i < out->n; i++) out->p[i].standing = standing(&out->p[i]);
    size_t ranked = out->n < CEDU_MAX_RANKED_SUBJECTS ? out->n : CEDU_MAX_RANKED_SUBJECTS;
    if (ranked) qsort(out->p, ranked, sizeof *out->p, by_standing);
    if (n && out->n > n) out->n = n;
    return CEDU_OK;
}

cedu_status cedu__store_cover(cedu_store *s, size_t regions, cedu_arena *a, cedu_store_coverage *out, cedu_error *err) {
    sqlite3_stmt *st;
    *out = (cedu_store_coverage){0};
    cedu_status rc =
        cedu__store_prepare(s,
                            "SELECT region, year_from, sum(facts) FROM count_years WHERE year_from > 0 AND region IN (SELECT "
                            "region FROM count_regions"
                            " ORDER BY facts DESC, region LIMIT ?1) GROUP BY region, year_from ORDER BY region, year_from",
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

cedu_status cedu__store_totals(cedu_store *s, cedu_store_totals *out, cedu_error *err) {
    const struct {
        const char *what;
        size_t *to;
    } plain[] = {{"documents", &out->documents}, {"clusters", &out->clusters}, {"bytes", &out->originals_bytes},
                 {"stored", &out->stored_bytes}, {"regions", &out->regions},   {"subjects", &out->subjects},
                 {"review", &out->review}};
    static const char *const classes[] = {
#define CEDU__X(name, zh) #name,
        CEDU_FINDINGS(CEDU__X)
#undef CEDU__X
    };
    memset(out, 0, sizeof *out);
    sqlite3_stmt *st;
    bool row;
    cedu_status rc = cedu__store_prepare(s, "SELECT what, n FROM count_totals", &st, err);
    if (rc != CEDU_OK) return rc;
    while ((rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row) {
        cedu_str what = col_view(st, 0);
        size_t n = col_size(st, 1);
        for (size_t i = 0; i < CEDU_COUNT(plain); i++)
            if (cedu__eqz(what, plain[i].what)) *plain[i].to = n;
        if (cedu__starts(what, CEDU_STR("fact "))) {
            out->facts += n;
            for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++)
                if (cedu__eqz(cedu__sub(what, 5, what.n), cedu__store_kinds[k])) out->facts_by_kind[k] = n;
        } else if (cedu__starts(what, CEDU_STR("finding "))) {
            out->findings += n;
            for (size_t k = 0; k < CEDU_FINDING_COUNT; k++)
                if (cedu__eqz(cedu__sub(what, 8, what.n), classes[k])) out->findings_by_class[k] = n;
        }
    }
    sqlite3_finalize(st);
    return rc;
}

cedu_status cedu__store_numbered_keys(cedu_store *s, cedu_str region, size_t most, cedu_arena *a, cedu_strs *out,
                                      cedu_error *err) {
    sqlite3_stmt *st;
    CEDU_VEC(cedu_str) v = {0};
    *out = (cedu_strs){0};
    cedu_status rc =
        cedu__store_prepare(s,
                            "SELECT key FROM (SELECT c.key FROM count_subjects c WHERE c.region = ?1 AND EXISTS(SELECT 1 FROM"
                            " count_units u WHERE u.region = ?1 AND u.key = c.key AND u.unit > '') ORDER BY c.facts DESC,"
                            " c.name LIMIT ?2) ORDER BY key",
                            &st, err);
    if (rc != CEDU_OK) return rc;
    bind_str(st, 1, region), bind_int(st, 2, (int64_t)most);
    for (bool row; (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row;)
        if (!CEDU_PUSH(a, &v, col_str(st, 0, a))) break;
    sqlite3_finalize(st);
    *out = (cedu_strs){v.p, v.n};
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

static cedu_status capped(cedu_store *s, const char *sql, cedu_str bound, size_t most, size_t *out, cedu_error *err) {
    cedu_status rc = cedu__query_count(s, sql, bound, out, err);
    if (*out > most) *out = most + 1;
    return rc;
}

cedu_status cedu__store_region_size(cedu_store *s, cedu_strs regions, size_t most, size_t *out, cedu_error *err) {
    cedu_buf list = {0};
    cedu__store_strs_write(regions, &list);
    cedu_status rc = list.failed
                         ? cedu__fail_nomem(err)
                         : capped(s, "SELECT sum(facts) FROM count_regions WHERE region IN (SELECT value FROM json_each(?1))",
                                  cedu__buf_view(&list), most, out, err);
    cedu__buf_release(&list);
    return rc;
}

cedu_status cedu__store_subject_size(cedu_store *s, cedu_str subject_key, size_t most, size_t *out, cedu_error *err) {
    return capped(s, "SELECT facts FROM count_subjects WHERE region = '' AND key = ?1", subject_key, most, out, err);
}

/* ------------------------------------------------------------------ what has changed */
cedu_status cedu__store_changed(cedu_store *s, cedu_str region, uint64_t *out, cedu_error *err) {
    sqlite3_stmt *st = cedu__store_use(s, region.n ? CEDU_SQL_changed_region : CEDU_SQL_changed, err);
    bool row;
    *out = 0;
    if (st && region.n) bind_str(st, 1, region);
    cedu_status rc = cedu__store_step(s, st, &row, err);
    if (rc == CEDU_OK && row) *out = (uint64_t)sqlite3_column_int64(st, 0);
    if (st) sqlite3_reset(st);
    return rc;
}
