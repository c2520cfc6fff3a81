/* list.c - lists with filters: documents, facts, regions, subjects, policies, totals.
 *
 * A filter becomes one SQL statement with numbered parameters; no text of a user is ever put into SQL. Lists are one query each,
 * never a query a row.
 */
#include <stdio.h>
#include <stdlib.h>

#include "store/internal.h"

/* SQL that grows with its parameters; the strings bound must live until the query is done. */
typedef struct query {
    cedu_buf sql;
    cedu_str text[128];
    int64_t num[128];
    bool is_text[128];
    int n;
    bool overflow;
} query;

static int param_str(query *q, cedu_str v) {
    if (q->n == (int)CEDU_COUNT(q->text)) return q->overflow = true, 1;
    q->text[q->n] = v, q->is_text[q->n] = true;
    return ++q->n;
}
static int param_int(query *q, int64_t v) {
    if (q->n == (int)CEDU_COUNT(q->text)) return q->overflow = true, 1;
    q->num[q->n] = v, q->is_text[q->n] = false;
    return ++q->n;
}

static cedu_status prepare(cedu_store *s, query *q, sqlite3_stmt **st, cedu_error *err) {
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

static void limit(query *q, size_t n, size_t offset) {
    if (n || offset) {
        int a = param_int(q, n ? (int64_t)n : -1), b = param_int(q, (int64_t)offset);
        cedu__buf_f(&q->sql, " LIMIT ?%d OFFSET ?%d", a, b);
    }
}

/* ------------------------------------------------------------------ documents */
#define SAME_NUMBER                                                                                                            \
    "SELECT own_number FROM documents WHERE own_number IS NOT NULL GROUP BY own_number HAVING count(DISTINCT cluster_id) > 1"

cedu_status cedu__store_documents(cedu_store *s, const cedu_store_doc_filter *f, cedu_arena *a, cedu_store_docs *out,
                                  cedu_error *err) {
    const cedu_store_doc_filter none = {0};
    if (!f) f = &none;
    query q = {0};
    *out = (cedu_store_docs){0};
    cedu__buf_f(&q.sql, "SELECT %s FROM documents d WHERE 1", cedu__store_doc_columns);
    if (f->region.n)
        cedu__buf_f(
            &q.sql,
            " AND d.id IN (SELECT x.document_id FROM fact_regions r JOIN facts x ON x.id = r.fact_row WHERE r.region = ?%d)",
            param_str(&q, f->region));
    if (f->text.n) {
        int p = param_str(&q, f->text);
        cedu__buf_f(&q.sql,
                    " AND (instr(coalesce(d.title, ''), ?%d) OR instr(coalesce(d.outlet, ''), ?%d) OR instr(coalesce(d.file, "
                    "''), ?%d))",
                    p, p, p);
    }
    if (f->stale_for.n) cedu__buf_f(&q.sql, " AND d.fingerprint <> ?%d", param_str(&q, f->stale_for));
    if (f->from.n) cedu__buf_f(&q.sql, " AND d.published >= ?%d", param_str(&q, f->from));
    if (f->to.n) { /* 2021 includes 2021-12-31T… */
        int p = param_str(&q, f->to);
        cedu__buf_f(&q.sql, " AND substr(d.published, 1, length(?%d)) <= ?%d", p, p);
    }
    if (f->cluster) cedu__buf_f(&q.sql, " AND d.cluster_id = ?%d", param_int(&q, f->cluster));
    if (f->prints)
        cedu__buf_z(&q.sql, " AND d.cluster_id IN (SELECT cluster_id FROM documents GROUP BY cluster_id HAVING count(*) > 1)");
    if (f->same_number) cedu__buf_z(&q.sql, " AND d.own_number IN (" SAME_NUMBER ")");
    cedu__buf_z(&q.sql, f->prints        ? " ORDER BY d.cluster_id, coalesce(d.derivation, '') <> 'original', d.published, d.id"
                        : f->same_number ? " ORDER BY d.own_number, d.published, d.id"
                        : f->newest      ? " ORDER BY d.id DESC"
                                         : " ORDER BY d.published, d.id");
    limit(&q, f->limit, f->offset);
    sqlite3_stmt *st;
    cedu_status rc = prepare(s, &q, &st, err);
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

static cedu_status count_of(cedu_store *s, const char *sql, cedu_str bound, size_t *out, cedu_error *err) {
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

cedu_status cedu__store_count_stale(cedu_store *s, const char *fingerprint, size_t *out, cedu_error *err) {
    return count_of(s, "SELECT count(*) FROM documents WHERE fingerprint <> ?1", cedu__str(fingerprint), out, err);
}

cedu_status cedu__store_count_same_number(cedu_store *s, size_t *out, cedu_error *err) {
    return count_of(s, "SELECT count(*) FROM (" SAME_NUMBER ")", (cedu_str){0}, out, err);
}

/* ------------------------------------------------------------------ facts */
struct cedu_store_cursor {
    cedu_store *s;
    sqlite3_stmt *st;
    cedu_buf regions, kinds; /* JSON arrays bound to the statement */
};

static const char *const kind_names[] = {
#define CEDU__X(name, zh) #name,
    CEDU_FACT_KINDS(CEDU__X)
#undef CEDU__X
};

/* The last of each region, along an index and no further: by year where subject or kinds are given, else by when they were added. */
static void recent_rows(query *q, const cedu_store_fact_filter *f, int key) {
    size_t parts = 0;
    for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++) parts += f->kinds >> k & 1u;
    bool by_kind = f->kinds && !key;
    int most = param_int(q, (int64_t)(f->recent / (by_kind ? parts : 1) / f->regions.n + 1));
    cedu__buf_z(&q->sql, " AND f.id IN (");
    for (size_t r = 0; r < f->regions.n; r++) {
        int region = param_str(q, f->regions.p[r]);
        cedu__buf_f(
            &q->sql,
            "%sSELECT fact_row FROM (SELECT fact_row FROM fact_regions WHERE region = ?%d%s ORDER BY fact_row DESC LIMIT ?%d)",
            r ? " UNION ALL " : "", region, key || by_kind ? " AND ordinal > 0" : "", most);
        for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++) {
            if (by_kind ? !(f->kinds >> k & 1u) : !key || k) continue;
            cedu__buf_f(&q->sql, " UNION ALL SELECT id FROM (SELECT x.id FROM facts x WHERE x.region = ?%d", region);
            if (by_kind) cedu__buf_f(&q->sql, " AND x.kind = '%s'", kind_names[k]);
            if (key) cedu__buf_f(&q->sql, " AND coalesce(x.subject_id, x.subject) = ?%d", key);
            cedu__buf_f(&q->sql, " ORDER BY x.year_to DESC LIMIT ?%d)", most);
        }
    }
    cedu__buf_z(&q->sql, ")");
}

static void fact_where(query *q, cedu_store_cursor *c, const cedu_store_fact_filter *f) {
    int kinds = 0, key = 0;
    if (f->kinds) {
        cedu__buf_z(&c->kinds, "[");
        for (size_t k = 0; k < CEDU_FACT_KIND_COUNT; k++)
            if (f->kinds >> k & 1u) cedu__buf_f(&c->kinds, "%s\"%s\"", c->kinds.n > 1 ? "," : "", kind_names[k]);
        cedu__buf_z(&c->kinds, "]");
        kinds = param_str(q, cedu__buf_view(&c->kinds));
        cedu__buf_f(&q->sql, " AND f.kind IN (SELECT value FROM json_each(?%d))", kinds);
    }
    if (f->subject_key.n) {
        key = param_str(q, f->subject_key);
        cedu__buf_f(&q->sql, " AND coalesce(f.subject_id, f.subject) = ?%d", key);
    }
    if (f->regions.n && f->recent) recent_rows(q, f, key);
    else if (f->regions.n) { /* facts of one region by their own index, the few joint ones beside them */
        cedu__store_strs_write(f->regions, &c->regions);
        int regions = param_str(q, cedu__buf_view(&c->regions));
        const char *list = "(SELECT value FROM json_each(?%d))";
        cedu__buf_z(&q->sql, " AND f.id IN (SELECT x.id FROM facts x WHERE x.region IN ");
        cedu__buf_f(&q->sql, list, regions);
        if (key) cedu__buf_f(&q->sql, " AND coalesce(x.subject_id, x.subject) = ?%d", key);
        if (kinds) cedu__buf_z(&q->sql, " AND x.kind IN "), cedu__buf_f(&q->sql, list, kinds);
        cedu__buf_z(&q->sql, " UNION SELECT fact_row FROM fact_regions WHERE ordinal > 0 AND region IN ");
        cedu__buf_f(&q->sql, list, regions);
        cedu__buf_z(&q->sql, ")");
    }
    if (f->subject.n) {
        int p = param_str(q, f->subject);
        cedu__buf_f(&q->sql, " AND (f.subject_id = ?%d OR instr(f.subject, ?%d))", p, p);
    }
    if (f->source.n) cedu__buf_f(&q->sql, " AND instr(f.source, ?%d)", param_str(q, f->source));
    if (f->year_from) cedu__buf_f(&q->sql, " AND f.year_to >= ?%d", param_int(q, f->year_from));
    if (f->year_to) cedu__buf_f(&q->sql, " AND f.year_from > 0 AND f.year_from <= ?%d", param_int(q, f->year_to));
    if (f->document) cedu__buf_f(&q->sql, " AND f.document_id = ?%d", param_int(q, f->document));
    if (f->numeric) cedu__buf_z(&q->sql, " AND f.value IS NOT NULL");
    if (f->unreviewed) cedu__buf_z(&q->sql, " AND f.review = 1");
    if (f->no_review) cedu__buf_z(&q->sql, " AND f.review = 0");
    /* Of one subject, the order of the index: nothing is sorted. */
    static const char *const orders[] = {
        " ORDER BY f.document_id, f.ordinal",
        " ORDER BY coalesce(f.subject_id, f.subject), f.region, f.kind, f.year_to, f.period, f.id",
        " ORDER BY f.region, f.kind, f.id"};
    cedu__buf_z(&q->sql, orders[!f->by_subject ? 0 : key ? 2 : 1]);
    limit(q, f->limit, f->offset);
}

cedu_status cedu__store_facts_open(cedu_store *s, const cedu_store_fact_filter *f, cedu_store_cursor **out, cedu_error *err) {
    const cedu_store_fact_filter none = {0};
    if (!f) f = &none;
    *out = NULL;
    cedu_store_cursor *c = cedu__malloc(sizeof *c);
    if (!c) return cedu__fail_nomem(err);
    memset(c, 0, sizeof *c);
    c->s = s;
    query q = {0};
    cedu__buf_f(&q.sql, "SELECT %s FROM facts f JOIN documents d ON d.id = f.document_id WHERE 1", cedu__store_fact_columns);
    fact_where(&q, c, f);
    q.sql.failed |= c->regions.failed || c->kinds.failed;
    cedu_status rc = prepare(s, &q, &c->st, err);
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
    cedu__buf_release(&c->kinds);
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

cedu_status cedu__store_region_size(cedu_store *s, cedu_strs regions, size_t *out, cedu_error *err) {
    cedu_buf list = {0};
    cedu__store_strs_write(regions, &list);
    cedu_status rc = list.failed ? cedu__fail_nomem(err)
                                 : count_of(s,
                                            "SELECT count(*) FROM fact_regions WHERE region IN "
                                            "(SELECT value FROM json_each(?1))",
                                            cedu__buf_view(&list), out, err);
    cedu__buf_release(&list);
    return rc;
}

cedu_status cedu__store_new_subjects(cedu_store *s, cedu_str since, cedu_arena *a, cedu_strs *out, cedu_error *err) {
    sqlite3_stmt *st;
    CEDU_VEC(cedu_str) v = {0};
    cedu_status rc =
        cedu__store_prepare(s,
                            "SELECT DISTINCT coalesce(f.subject_id, f.subject) AS k FROM documents d CROSS JOIN facts f"
                            " ON f.document_id = d.id WHERE d.added_at >= ?1 AND k IS NOT NULL ORDER BY k",
                            &st, err);
    *out = (cedu_strs){0};
    if (rc != CEDU_OK) return rc;
    bind_str(st, 1, since);
    for (bool row; (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row;)
        if (!CEDU_PUSH(a, &v, col_str(st, 0, a))) break;
    sqlite3_finalize(st);
    *out = (cedu_strs){v.p, v.n};
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

cedu_status cedu__store_subject_size(cedu_store *s, cedu_str subject_key, size_t *out, cedu_error *err) {
    return count_of(s, "SELECT count(*) FROM facts WHERE coalesce(subject_id, subject) = ?1", subject_key, out, err);
}

/* ------------------------------------------------------------------ regions, subjects */
static cedu_status counts(cedu_store *s, query *q, cedu_arena *a, cedu_store_counts *out, cedu_error *err) {
    sqlite3_stmt *st;
    *out = (cedu_store_counts){0};
    cedu_status rc = prepare(s, q, &st, err);
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
    query q = {0};
    cedu__buf_z(&q.sql,
                "SELECT r.region, max(CASE WHEN f.region = r.region THEN f.region_code END), NULL, count(*), "
                "count(DISTINCT f.document_id), " YEARS
                " FROM fact_regions r JOIN facts f ON f.id = r.fact_row GROUP BY r.region ORDER BY count(*) DESC, r.region");
    limit(&q, n, 0);
    return counts(s, &q, a, out, err);
}

cedu_status cedu__store_subjects(cedu_store *s, cedu_str region, size_t n, cedu_arena *a, cedu_store_counts *out,
                                 cedu_error *err) {
    query q = {0};
    /* The commonest unit, in one pass: counts padded with zeros sort as text. */
    cedu__buf_z(
        &q.sql,
        "SELECT max(subject), max(subject_id), substr(max(printf('%012d', k) || unit), 13), sum(k), sum(docs), min(y0), "
        "max(y1) FROM (SELECT f.subject, f.subject_id, coalesce(f.unit, '') AS unit, count(*) AS k, "
        "count(DISTINCT f.document_id) AS docs, min(nullif(f.year_from, 0)) AS y0, "
        "max(CASE WHEN f.year_to BETWEEN 1 AND 9998 THEN f.year_to END) AS y1 FROM facts f "
        "WHERE f.subject IS NOT NULL");
    if (region.n)
        cedu__buf_f(&q.sql, " AND f.id IN (SELECT fact_row FROM fact_regions WHERE region = ?%d)", param_str(&q, region));
    cedu__buf_z(&q.sql, " GROUP BY coalesce(f.subject_id, f.subject), f.unit) GROUP BY coalesce(subject_id, subject) "
                        "ORDER BY sum(k) DESC, max(subject)");
    limit(&q, n, 0);
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

/* ------------------------------------------------------------------ policies */
static const cedu_field *field(const cedu_fact *f, cedu_field_id id) {
    for (const cedu_field *x = f->fields; x; x = x->next)
        if (x->id == id) return x;
    return NULL;
}

static cedu_str field_str(const cedu_fact *f, cedu_field_id id) {
    const cedu_field *x = field(f, id);
    return x ? x->str : (cedu_str){0};
}

static cedu_str policy_title(const cedu_fact *f) {
    cedu_str t = field_str(f, CEDU_FIELD_title);
    return t.n ? t : f->subject;
}

static size_t fullness(const cedu_fact *f) {
    size_t n = 0;
    for (const cedu_field *x = f->fields; x; x = x->next) n++;
    return n;
}

typedef struct policy_ref { /* one fact with what it is grouped by */
    const cedu_store_fact *f;
    cedu_str number, title;
    size_t group;
} policy_ref;

static int by_title(const void *x, const void *y) {
    const policy_ref *a = x, *b = y;
    int c = cedu__cmp(a->title, b->title);
    return c ? c : a->f->row < b->f->row ? -1 : a->f->row > b->f->row;
}

static int by_number(const void *x, const void *y) {
    const policy_ref *a = x, *b = y;
    int c = cedu__cmp(a->number, b->number);
    return c ? c : a->f->row < b->f->row ? -1 : a->f->row > b->f->row;
}

static int by_group(const void *x, const void *y) {
    const policy_ref *a = x, *b = y;
    if (a->group != b->group) return a->group < b->group ? -1 : 1;
    return a->f->row < b->f->row ? -1 : a->f->row > b->f->row;
}

/* Same title = one policy; then what shares a document number joins, unless the number is absent. Editions of one title with two
 * numbers stay one line only when a fact without a number ties them, so groups are first made of (title, number). */
static void group(policy_ref *v, size_t n) {
    qsort(v, n, sizeof *v, by_title);
    for (size_t i = 0, j; i < n; i = j) {
        cedu_str number = {0};
        bool two = false;
        for (j = i; j < n && v[i].title.n && cedu__eq(v[j].title, v[i].title); j++) {
            if (!v[j].number.n) continue;
            if (!number.n) number = v[j].number;
            else two |= !cedu__eq(number, v[j].number);
        }
        if (j == i) j = i + 1; /* without a title: alone */
        for (size_t k = i; k < j; k++)
            if (!v[k].number.n && !two) v[k].number = number;
    }
    qsort(v, n, sizeof *v, by_number);
    for (size_t i = 0; i < n; i++) {
        v[i].group = i;
        if (i && v[i].number.n && cedu__eq(v[i].number, v[i - 1].number)) v[i].group = v[i - 1].group;
    }
    qsort(v, n, sizeof *v, by_title);
    for (size_t i = 1; i < n; i++)
        if (!v[i].number.n && v[i].title.n && cedu__eq(v[i].title, v[i - 1].title) && !v[i - 1].number.n)
            v[i].group = v[i - 1].group;
    qsort(v, n, sizeof *v, by_group);
}

static void take_longer(cedu_strs *to, cedu_strs from) {
    if (from.n > to->n) *to = from;
}

static size_t distinct(cedu_arena *a, const policy_ref *v, size_t n, bool cluster) {
    int64_t *seen = CEDU_NEW_N(a, int64_t, n);
    size_t k = 0;
    for (size_t i = 0; seen && i < n; i++) {
        int64_t id = cluster ? v[i].f->cluster : v[i].f->document;
        size_t m = 0;
        while (m < k && seen[m] != id) m++;
        if (m == k) seen[k++] = id;
    }
    return k;
}

static cedu_store_policy merge(cedu_arena *a, const policy_ref *v, size_t n) {
    cedu_store_policy p = {.facts = n, .evidence = v[0].f};
    for (size_t i = 0; i < n; i++) {
        const cedu_fact *f = &v[i].f->fact;
        const struct {
            cedu_str *to;
            cedu_str from;
        } take[] = {{&p.title, v[i].title},
                    {&p.document_number, v[i].number},
                    {&p.doc_type, field_str(f, CEDU_FIELD_doc_type)},
                    {&p.status, field_str(f, CEDU_FIELD_status)},
                    {&p.signed_on, field_str(f, CEDU_FIELD_signed)},
                    {&p.published, field_str(f, CEDU_FIELD_published)},
                    {&p.effective, field_str(f, CEDU_FIELD_effective)},
                    {&p.expires, field_str(f, CEDU_FIELD_expires)}};
        for (size_t k = 0; k < CEDU_COUNT(take); k++)
            if (take[k].from.n > take[k].to->n) *take[k].to = take[k].from;
        const cedu_field *issuers = field(f, CEDU_FIELD_issuers);
        if (issuers) take_longer(&p.issuers, issuers->strs);
        take_longer(&p.regions, f->region);
        if (fullness(f) > fullness(&p.evidence->fact)) p.evidence = v[i].f;
    }
    p.documents = distinct(a, v, n, false);
    p.sources = distinct(a, v, n, true);
    return p;
}

static cedu_str policy_date(const cedu_store_policy *p) {
    return p->published.n ? p->published : p->signed_on.n ? p->signed_on : p->effective;
}

static int newest_first(const void *x, const void *y) {
    const cedu_store_policy *a = x, *b = y;
    int c = cedu__cmp(policy_date(b), policy_date(a));
    return c ? c : cedu__cmp(a->title, b->title);
}

cedu_status cedu__store_policies(cedu_store *s, cedu_str region, size_t recent, cedu_arena *a, cedu_store_policies *out,
                                 cedu_error *err) {
    *out = (cedu_store_policies){0};
    cedu_store_fact_filter f = {.kinds = 1u << CEDU_FACT_policy, .regions = {&region, region.n ? 1 : 0}, .recent = recent};
    cedu_store_facts facts;
    cedu_status rc = cedu__store_list_facts(s, &f, a, &facts, err);
    if (rc != CEDU_OK || facts.n == 0) return rc;
    policy_ref *v = CEDU_NEW_N(a, policy_ref, facts.n);
    cedu_store_policy *p = CEDU_NEW_N(a, cedu_store_policy, facts.n);
    if (!v || !p) return cedu__fail_nomem(err);
    for (size_t i = 0; i < facts.n; i++)
        v[i] = (policy_ref){.f = &facts.p[i],
                            .number = field_str(&facts.p[i].fact, CEDU_FIELD_document_number),
                            .title = policy_title(&facts.p[i].fact)};
    group(v, facts.n);
    size_t n = 0;
    for (size_t i = 0, j; i < facts.n; i = j) {
        for (j = i + 1; j < facts.n && v[j].group == v[i].group;) j++;
        p[n++] = merge(a, v + i, j - i);
    }
    qsort(p, n, sizeof *p, newest_first);
    out->p = p, out->n = n;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

/* ------------------------------------------------------------------ totals */
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
            if (cedu__eqz(col_view(st, 0), kind_names[k])) out->facts_by_kind[k] = col_size(st, 1);
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
