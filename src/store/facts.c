/* facts.c - lists of facts, of any size: by region, subject, kind, year.
 *
 * A base of millions is read along the indices facts_by_subject (subject, region, kind, year) and facts_by_region (region, kind, year);
 * facts of several regions together are few and have an index of their own (fact_regions_joint).
 */
#include <stdlib.h>

#include "store/query.h"

struct cedu_store_cursor {
    cedu_store *s;
    sqlite3_stmt *st;
    bool walk;                          /* from fact to fact of the region, as they were added, no further than the limit */
    cedu_buf regions, far, kinds, said; /* JSON arrays and a search expression bound to the statement */
};

#define MAX_PARTS   480 /* SQLite takes 500 parts of a compound select */
#define FEW_REGIONS 2   /* of so many each has its own parts */

typedef struct bounds { /* numbers of the parameters that the parts of a statement share; 0 = none */
    int key, from, to, own_from, own_to;
} bounds;

static bool has_kind(const cedu_store_fact_filter *f, size_t k) { return f->kinds >> k & 1u; }

/* One kind of one region (kind < 0: any) in years [from, to], the latest first, along an index and no further than needed. */
static void recent_part(cedu_query *q, const bounds *b, int region, int kind, int from, int to, int most) {
    cedu__buf_f(&q->sql, " UNION ALL SELECT id FROM (SELECT x.id FROM facts x%s WHERE x.region = ?%d",
                b->key ? " INDEXED BY facts_by_subject" : "", region);
    if (kind >= 0) cedu__buf_f(&q->sql, " AND x.kind = '%s'", cedu__store_kinds[kind]);
    if (b->key) cedu__buf_f(&q->sql, " AND coalesce(x.subject_id, x.subject) = ?%d", b->key);
    if (from) cedu__buf_f(&q->sql, " AND x.year_to >= ?%d", from);
    if (to) cedu__buf_f(&q->sql, " AND x.year_to <= ?%d", to);
    cedu__buf_f(&q->sql, " ORDER BY x.year_to DESC, x.id DESC LIMIT ?%d)", most);
}

/* The last of each region: by year where subject or kinds are given, and of the years in question for sure; else by when they were added. */
static void recent_rows(cedu_query *q, const cedu_store_fact_filter *f, const bounds *b) {
    size_t parts = 0;
    for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++) parts += has_kind(f, k);
    int most = cedu__query_int(q, (int64_t)(f->recent / (parts ? parts : 1) / f->regions.n + 1));
    cedu__buf_z(&q->sql, " AND f.id IN (");
    for (size_t r = 0; r < f->regions.n; r++) {
        int region = cedu__query_str(q, f->regions.p[r]);
        cedu__buf_f(
            &q->sql,
            "%sSELECT fact_row FROM (SELECT fact_row FROM fact_regions WHERE region = ?%d%s ORDER BY fact_row DESC LIMIT ?%d)",
            r ? " UNION ALL " : "", region, b->key || parts ? " AND ordinal > 0" : "", most);
        for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++)
            for (int own = b->own_from != 0; has_kind(f, k) && own >= 0; own--)
                recent_part(q, b, region, (int)k, own ? b->own_from : b->from, own ? b->own_to : b->to, most);
        if (b->key && !parts) recent_part(q, b, region, -1, b->from, b->to, most);
    }
    cedu__buf_z(&q->sql, ")");
}

/* The latest of each place: a few steps along an index for every one, whatever the base holds of it. */
static void place_parts(cedu_query *q, const cedu_store_fact_filter *f, const bounds *b, int places, size_t most,
                        const char *between) {
    int each = cedu__query_int(q, (int64_t)most);
    for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++) {
        if (!has_kind(f, k)) continue;
        cedu__buf_f(&q->sql,
                    "%sSELECT x.id FROM json_each(?%d) p CROSS JOIN facts x WHERE x.id IN (SELECT y.id FROM facts y INDEXED BY "
                    "%s WHERE y.region = p.value AND y.kind = '%s'",
                    between, places, b->key ? "facts_by_subject" : "facts_by_region", cedu__store_kinds[k]);
        if (b->key) cedu__buf_f(&q->sql, " AND coalesce(y.subject_id, y.subject) = ?%d", b->key);
        if (b->from) cedu__buf_f(&q->sql, " AND y.year_to >= ?%d", b->from);
        if (b->to) cedu__buf_f(&q->sql, " AND y.year_to <= ?%d", b->to);
        cedu__buf_f(&q->sql, " ORDER BY y.year_to DESC, y.id DESC LIMIT ?%d)", each);
        between = " UNION ALL ";
    }
}

static void place_rows(cedu_query *q, cedu_store_cursor *c, const cedu_store_fact_filter *f, const bounds *b, cedu_strs where,
                       size_t most) {
    size_t own = f->own && f->own < where.n ? f->own : where.n;
    cedu__store_strs_write((cedu_strs){where.p, own}, &c->regions);
    int places = cedu__query_str(q, cedu__buf_view(&c->regions));
    cedu__buf_z(&q->sql, " AND f.id IN (");
    place_parts(q, f, b, places, most, "");
    if (own < where.n) {
        cedu__store_strs_write((cedu_strs){where.p + own, where.n - own}, &c->far);
        place_parts(q, f, b, cedu__query_str(q, cedu__buf_view(&c->far)), CEDU_MAX_FAR_FACTS, " UNION ALL ");
    }
    if (!f->each) /* regions, not places: joint facts are not written so */
        cedu__buf_f(
            &q->sql,
            " UNION ALL SELECT fact_row FROM (SELECT fact_row FROM fact_regions WHERE ordinal > 0 AND region IN (SELECT "
            "value FROM json_each(?%d)) ORDER BY fact_row DESC LIMIT %zu)",
            places, f->recent);
    cedu__buf_z(&q->sql, ")");
}

/* The latest of each kind, anywhere. */
static void latest_rows(cedu_query *q, const cedu_store_fact_filter *f, size_t kinds) {
    int most = cedu__query_int(q, (int64_t)(f->recent / kinds + 1));
    const char *between = "";
    cedu__buf_z(&q->sql, " AND f.id IN (");
    for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++) {
        if (!has_kind(f, k)) continue;
        cedu__buf_f(&q->sql,
                    "%sSELECT id FROM (SELECT id FROM facts WHERE kind = '%s' ORDER BY year_to DESC, id DESC LIMIT ?%d)",
                    between, cedu__store_kinds[k], most);
        between = " UNION ALL ";
    }
    cedu__buf_z(&q->sql, ")");
}

/* Of the documents added last in which one of the words stands. */
static void said_rows(cedu_query *q, cedu_store_cursor *c, const cedu_store_fact_filter *f) {
    for (size_t i = 0; i < f->said.n; i++) {
        cedu_buf one = {0};
        cedu__store_segment(f->said.p[i], &one);
        if (one.n) {
            cedu__buf_z(&c->said, c->said.n ? " OR \"" : "\"");
            cedu__buf_str(&c->said, cedu__buf_view(&one));
            cedu__buf_char(&c->said, '"');
        }
        c->said.failed |= one.failed;
        cedu__buf_release(&one);
    }
    if (!c->said.n) return;
    int words = cedu__query_str(q, cedu__buf_view(&c->said)), most = cedu__query_int(q, (int64_t)f->newest);
    cedu__buf_f(&q->sql,
                " AND f.document_id IN (SELECT rowid FROM search WHERE search MATCH ?%d ORDER BY rowid DESC LIMIT ?%d)", words,
                most);
}

static void fact_where(cedu_query *q, cedu_store_cursor *c, const cedu_store_fact_filter *f) {
    int kinds = 0;
    bounds b = {.from = f->year_from ? cedu__query_int(q, f->year_from) : 0,
                .to = f->year_to ? cedu__query_int(q, f->year_to) : 0,
                .own_from = f->own_from ? cedu__query_int(q, f->own_from) : 0,
                .own_to = f->own_to ? cedu__query_int(q, f->own_to) : 0};
    /* Where the rows are given by number, no index of what else is asked is to be walked. */
    bool by_place = f->each && f->subject_key.n && f->kinds && !f->regions.n;
    bool latest = f->recent && !f->regions.n && f->kinds && !f->subject_key.n, said = f->newest && f->said.n;
    const char *by_id = f->regions.n || by_place || latest || said ? "+" : "";
    if (f->kinds) {
        cedu__buf_z(&c->kinds, "[");
        for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++)
            if (has_kind(f, k)) cedu__buf_f(&c->kinds, "%s\"%s\"", c->kinds.n > 1 ? "," : "", cedu__store_kinds[k]);
        cedu__buf_z(&c->kinds, "]");
        kinds = cedu__query_str(q, cedu__buf_view(&c->kinds));
        cedu__buf_f(&q->sql, " AND %sf.kind IN (SELECT value FROM json_each(?%d))", by_id, kinds);
    }
    if (f->subject_key.n) {
        b.key = cedu__query_str(q, f->subject_key);
        cedu__buf_f(&q->sql, " AND %scoalesce(f.subject_id, f.subject) = ?%d", by_id, b.key);
    }
    size_t parts = 1;
    for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++) parts += has_kind(f, k) * (f->own_from ? 2u : 1u);
    bool few = f->own_from || !f->kinds ? f->regions.n * parts <= MAX_PARTS && f->regions.n < CEDU_QUERY_PARAMS - 16
                                        : f->regions.n <= FEW_REGIONS;
    if (f->regions.n && f->recent && few) recent_rows(q, f, &b);
    else if (f->regions.n && f->recent && f->kinds) /* a part for each would take longer to prepare than to run */
        place_rows(q, c, f, &b, f->regions, f->recent / (parts - 1) / f->regions.n + 1);
    else if (c->walk) cedu__buf_f(&q->sql, " AND w.region = ?%d", cedu__query_str(q, f->regions.p[0]));
    else if (f->regions.n) { /* facts of one region by their own index, the few joint ones beside them */
        cedu__store_strs_write(f->regions, &c->regions);
        int regions = cedu__query_str(q, cedu__buf_view(&c->regions));
        const char *list = "(SELECT value FROM json_each(?%d))";
        cedu__buf_z(&q->sql, " AND f.id IN (SELECT x.id FROM facts x WHERE x.region IN ");
        cedu__buf_f(&q->sql, list, regions);
        if (b.key) cedu__buf_f(&q->sql, " AND coalesce(x.subject_id, x.subject) = ?%d", b.key);
        if (kinds) cedu__buf_z(&q->sql, " AND x.kind IN "), cedu__buf_f(&q->sql, list, kinds);
        cedu__buf_z(&q->sql, " UNION SELECT fact_row FROM fact_regions WHERE ordinal > 0 AND region IN ");
        cedu__buf_f(&q->sql, list, regions);
        cedu__buf_z(&q->sql, ")");
    }
    if (by_place) place_rows(q, c, f, &b, f->places, f->each);
    if (latest) latest_rows(q, f, parts - 1);
    if (said) said_rows(q, c, f);
    if (f->subject.n) {
        int p = cedu__query_str(q, f->subject);
        cedu__buf_f(&q->sql, " AND (f.subject_id = ?%d OR instr(f.subject, ?%d))", p, p);
    }
    if (f->source.n) cedu__buf_f(&q->sql, " AND instr(f.source, ?%d)", cedu__query_str(q, f->source));
    if (b.from) cedu__buf_f(&q->sql, " AND f.year_to >= ?%d", b.from);
    if (b.to) cedu__buf_f(&q->sql, " AND f.year_from > 0 AND f.year_from <= ?%d", b.to);
    if (f->document) cedu__buf_f(&q->sql, " AND f.document_id = ?%d", cedu__query_int(q, f->document));
    if (f->numeric) cedu__buf_z(&q->sql, " AND f.value IS NOT NULL");
    if (f->unreviewed) cedu__buf_z(&q->sql, " AND f.review = 1");
    if (f->no_review) cedu__buf_z(&q->sql, " AND f.review = 0");
    /* Of one subject, the order of the index: nothing is sorted. */
    static const char *const orders[] = {
        " ORDER BY f.document_id, f.ordinal",
        " ORDER BY coalesce(f.subject_id, f.subject), f.region, f.kind, f.year_to, f.period, f.id",
        " ORDER BY f.region, f.kind, f.year_to, f.id"};
    cedu__buf_z(&q->sql, c->walk ? " ORDER BY w.fact_row" : orders[!f->by_subject ? 0 : b.key ? 2 : 1]);
    cedu__query_limit(q, f->limit, f->offset);
}

/* Of a region with very many facts the first are not found by sorting all: they are walked along as they were added. Of a kind that is rare
 * there all are few, and sorting them is quick. */
static cedu_status choose_walk(cedu_store *s, const cedu_store_fact_filter *f, cedu_store_cursor *c, cedu_error *err) {
    enum { MANY = 20000 };
    if (!f->limit || f->regions.n != 1 || f->recent || f->by_subject || f->subject_key.n || f->document) return CEDU_OK;
    cedu_query q = {0};
    sqlite3_stmt *st;
    bool row;
    int region = cedu__query_str(&q, f->regions.p[0]);
    cedu__buf_f(&q.sql, "SELECT count(*) FROM (SELECT 1 FROM facts WHERE region = ?%d", region);
    const char *between = " AND kind IN (";
    for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++)
        if (has_kind(f, k)) cedu__buf_f(&q.sql, "%s'%s'", between, cedu__store_kinds[k]), between = ", ";
    cedu__buf_f(&q.sql, "%s LIMIT %d)", f->kinds ? ")" : "", MANY);
    cedu_status rc = cedu__query_prepare(s, &q, &st, err);
    if (rc == CEDU_OK) rc = cedu__store_step(s, st, &row, err);
    c->walk = rc == CEDU_OK && row && col_size(st, 0) == MANY;
    sqlite3_finalize(st);
    return rc;
}

cedu_status cedu__store_facts_open(cedu_store *s, const cedu_store_fact_filter *f, cedu_store_cursor **out, cedu_error *err) {
    const cedu_store_fact_filter none = {0};
    if (!f) f = &none;
    *out = NULL;
    cedu_store_cursor *c = cedu__malloc(sizeof *c);
    if (!c) return cedu__fail_nomem(err);
    memset(c, 0, sizeof *c);
    c->s = s;
    cedu_query q = {0};
    cedu_status rc = choose_walk(s, f, c, err);
    if (rc != CEDU_OK) return cedu__store_facts_close(c), rc;
    bool all_in_order = f->by_subject && !f->subject_key.n && !f->regions.n && !f->document && !f->said.n && !f->recent;
    cedu__buf_f(&q.sql, "SELECT %s FROM %s JOIN documents d ON d.id = f.document_id WHERE 1", cedu__store_fact_columns,
                c->walk        ? "fact_regions w CROSS JOIN facts f ON f.id = w.fact_row"
                : all_in_order ? "facts f INDEXED BY facts_by_subject" /* nothing is sorted but within a year */
                               : "facts f");
    fact_where(&q, c, f);
    q.sql.failed |= c->regions.failed || c->far.failed || c->kinds.failed || c->said.failed;
    rc = cedu__query_prepare(s, &q, &c->st, err);
    if (rc != CEDU_OK) return cedu__store_facts_close(c), rc;
    *out = c;
    return CEDU_OK;
}

cedu_status cedu__store_facts_next(cedu_store_cursor *c, cedu_arena *a, cedu_store_fact *out, bool *more, cedu_error *err) {
    cedu_status rc = cedu__store_step(c->s, c->st, more, err);
    if (rc != CEDU_OK || !*more) return rc;
    cedu__store_read_fact(c->st, a, out);
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

void cedu__store_facts_close(cedu_store_cursor *c) {
    if (!c) return;
    sqlite3_finalize(c->st);
    cedu__buf_release(&c->regions);
    cedu__buf_release(&c->far);
    cedu__buf_release(&c->kinds);
    cedu__buf_release(&c->said);
    free(c);
}

cedu_status cedu__store_list_facts(cedu_store *s, const cedu_store_fact_filter *f, cedu_arena *a, cedu_store_facts *out,
                                   cedu_error *err) {
    cedu_store_cursor *c;
    *out = (cedu_store_facts){0};
    cedu_status rc = cedu__store_facts_open(s, f, &c, err);
    if (rc != CEDU_OK) return rc;
    CEDU_VEC(cedu_store_fact) v = {0};
    cedu_store_fact row;
    for (bool more = true; (rc = cedu__store_facts_next(c, a, &row, &more, err)) == CEDU_OK && more;)
        if (!CEDU_PUSH(a, &v, row)) {
            rc = cedu__fail_nomem(err);
            break;
        }
    cedu__store_facts_close(c);
    out->p = v.p, out->n = v.n;
    return rc;
}

/* ------------------------------------------------------------------ what there is */
cedu_status cedu__store_size(cedu_store *s, size_t *out, cedu_error *err) {
    return cedu__query_count(s, "SELECT coalesce(max(id), 0) FROM facts", (cedu_str){0}, out, err);
}

/* From one value of a column to the next, each found by a step down the index. */
static cedu_status steps_along(cedu_store *s, const char *sql, cedu_str bound, cedu_str from, size_t most, cedu_arena *a,
                               cedu_strs *out, cedu_error *err) {
    sqlite3_stmt *st;
    CEDU_VEC(cedu_str) v = {0};
    *out = (cedu_strs){0};
    cedu_status rc = cedu__store_prepare(s, sql, &st, err);
    for (bool row = true; rc == CEDU_OK && (!most || v.n < most);) {
        sqlite3_reset(st);
        bind_str(st, 1, bound), bind_str(st, 2, from);
        if ((rc = cedu__store_step(s, st, &row, err)) != CEDU_OK || !row || sqlite3_column_type(st, 0) == SQLITE_NULL) break;
        from = col_str(st, 0, a);
        if (!CEDU_PUSH(a, &v, from)) break;
    }
    sqlite3_finalize(st);
    *out = (cedu_strs){v.p, v.n};
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

cedu_status cedu__store_places(cedu_store *s, cedu_str subject_key, cedu_arena *a, cedu_strs *out, cedu_error *err) {
    return steps_along(s, "SELECT min(region) FROM facts WHERE coalesce(subject_id, subject) = ?1 AND region > ?2", subject_key,
                       CEDU_STR(""), 0, a, out, err);
}

cedu_status cedu__store_keys(cedu_store *s, cedu_str begin, size_t most, cedu_arena *a, cedu_strs *out, cedu_error *err) {
    cedu_str end = cedu__arena_strf(a, "%.*s\xf4\x8f\xbf\xbf", (int)begin.n, begin.p); /* the last code point */
    return steps_along(s,
                       "SELECT coalesce(subject_id, subject) FROM facts WHERE coalesce(subject_id, subject) > ?2 AND "
                       "coalesce(subject_id, subject) < ?1 ORDER BY coalesce(subject_id, subject) LIMIT 1",
                       end, begin, most, a, out, err);
}

/* ------------------------------------------------------------------ what is new, and what it refers to */
cedu_status cedu__store_new_subjects(cedu_store *s, cedu_str since, size_t documents, cedu_arena *a, cedu_store_news *out,
                                     cedu_error *err) {
    sqlite3_stmt *st;
    CEDU_VEC(cedu_store_new) v = {0};
    cedu_status rc =
        cedu__store_prepare(s,
                            "SELECT coalesce(f.subject_id, f.subject) AS k, r.region, coalesce(min(nullif(f.year_from, 0)), 0),"
                            " max(CASE WHEN f.year_to < 9999 THEN f.year_to ELSE f.year_from END) FROM (SELECT id FROM "
                            "documents WHERE added_at >= ?1"
                            " ORDER BY id DESC LIMIT ?2) d CROSS JOIN facts f"
                            " ON f.document_id = d.id LEFT JOIN fact_regions r ON r.fact_row = f.id WHERE k IS NOT NULL"
                            " GROUP BY k, r.region ORDER BY k, r.region",
                            &st, err);
    *out = (cedu_store_news){0};
    if (rc != CEDU_OK) return rc;
    bind_str(st, 1, since), bind_int(st, 2, documents ? (int64_t)documents : -1);
    for (bool row; (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row;) {
        cedu_store_new n = {col_str(st, 0, a), col_str(st, 1, a), sqlite3_column_int(st, 2), sqlite3_column_int(st, 3)};
        if (!CEDU_PUSH(a, &v, n)) break;
    }
    sqlite3_finalize(st);
    *out = (cedu_store_news){v.p, v.n};
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

cedu_status cedu__store_referring(cedu_store *s, cedu_str subject_key, cedu_strs regions, cedu_arena *a, cedu_strs *out,
                                  cedu_error *err) {
    cedu_query q = {0};
    cedu_buf list = {0};
    CEDU_VEC(cedu_str) v = {0};
    sqlite3_stmt *st;
    *out = (cedu_strs){0};
    cedu__store_strs_write(regions, &list);
    q.sql.failed |= list.failed;
    int key = cedu__query_str(&q, subject_key), in = cedu__query_str(&q, cedu__buf_view(&list));
    cedu__buf_f(&q.sql,
                "WITH tied AS MATERIALIZED (SELECT region, json_extract(fields, '$.reference_region') AS other FROM facts "
                "WHERE kind = 'ratio' AND coalesce(subject_id, subject) = ?%d LIMIT 20000), asked AS (SELECT value FROM "
                "json_each(?%d)) SELECT region FROM tied WHERE other IN asked AND region IS NOT NULL UNION SELECT other FROM "
                "tied WHERE region IN asked AND other IS NOT NULL LIMIT 64",
                key, in);
    cedu_status rc = cedu__query_prepare(s, &q, &st, err);
    for (bool row; rc == CEDU_OK && (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row;)
        if (!CEDU_PUSH(a, &v, col_str(st, 0, a))) break;
    sqlite3_finalize(st);
    cedu__buf_release(&list);
    *out = (cedu_strs){v.p, v.n};
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}
