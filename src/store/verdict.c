/* verdict.c - what people decided about facts: accepted, corrected, rejected, disputed; undone; and kept when a page is read again.
 *
 * A verdict is keyed by document (SHA-256), byte span, kind and subject as read - never by fact id, which changes with the packs. The
 * facts row carries the result (status, the corrected columns, and in as_read what the engine had read), so that every query sees it;
 * the verdicts table is the truth, and apply() makes the rows from it, after every reading and after every undo.
 * Nothing is deleted: an undone verdict keeps its row with undone_at, which is the history.
 */
#include <stdlib.h>

#include "base/json.h"
#include "store/internal.h"

static const char *const status_names[] = {
#define CEDU__X(name, zh, en) #name,
    CEDU_STORE_STATUSES(CEDU__X)
#undef CEDU__X
};
static const char *const status_labels[][2] = {
#define CEDU__X(name, zh, en) {zh, en},
    CEDU_STORE_STATUSES(CEDU__X)
#undef CEDU__X
};
const char *cedu__store_status_name(cedu_store_status s) {
    return (unsigned)s < CEDU_COUNT(status_names) ? status_names[s] : "?";
}
const char *cedu__store_status_label(cedu_store_status s, bool english) {
    return (unsigned)s < CEDU_COUNT(status_labels) ? status_labels[s][english] : "?";
}

/* What may be corrected, in the order of the columns below. The text of a quotation never is. */
static const char *const columns[] = {"region", "period", "value", "value_max", "unit", "modifier", "subject", "stance"};
#define AS_READ(c) "coalesce(json_extract(f.as_read,'$." c "'), f." c ")"
#define SUBJECT_AS_READ                                                                                                        \
    "CASE WHEN f.as_read IS NULL THEN coalesce(f.subject, '') ELSE coalesce(json_extract(f.as_read, '$.subject'), '') END"

static bool known_column(cedu_str name) {
    for (size_t i = 0; i < CEDU_COUNT(columns); i++)
        if (cedu__eqz(name, columns[i])) return true;
    return false;
}

/* ------------------------------------------------------------------ rows from verdicts */
/* The row of the verdict: the one fact of that span, kind and subject; where there are several (a list), that of the region too. */
static const char find_sql[] =
    "SELECT f.id FROM facts f JOIN documents d ON d.id = f.document_id WHERE d.sha256 = ?1 AND f.byte_start = ?2 AND"
    " f.byte_end = ?3 AND f.kind = ?4 AND " SUBJECT_AS_READ " = ?5 ORDER BY (" AS_READ("region") " IS ?6) DESC, f.id LIMIT 1";

static cedu_status run_one(cedu_store *s, const char *sql, int64_t id, cedu_error *err) {
    sqlite3_stmt *st;
    cedu_status rc = cedu__store_prepare(s, sql, &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, id);
    rc = cedu__store_run(s, st, err);
    sqlite3_finalize(st);
    return rc;
}

static cedu_status put_regions(cedu_store *s, int64_t row, cedu_error *err) {
    cedu_status rc = run_one(s, "DELETE FROM fact_regions WHERE fact_row = ?1", row, err);
    return rc != CEDU_OK ? rc
                         : run_one(s,
                                   "INSERT OR IGNORE INTO fact_regions(fact_row, ordinal, region)"
                                   " SELECT f.id, 0, f.region FROM facts f WHERE f.id = ?1 AND f.region IS NOT NULL AND "
                                   "substr(f.region, 1, 1) <> '['"
                                   " UNION ALL SELECT f.id, j.key + (json_array_length(f.region) > 1), j.value FROM facts f, "
                                   "json_each(f.region) j"
                                   " WHERE f.id = ?1 AND substr(f.region, 1, 1) = '['",
                                   row, err);
}

static cedu_status set_years(cedu_store *s, int64_t row, cedu_error *err) {
    sqlite3_stmt *st;
    bool more;
    cedu_status rc = cedu__store_prepare(s, "SELECT period FROM facts WHERE id = ?1", &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, row);
    rc = cedu__store_step(s, st, &more, err);
    int from = 0, to = 0;
    if (rc == CEDU_OK && more) cedu__store_years(col_view(st, 0), &from, &to);
    sqlite3_finalize(st);
    if (rc != CEDU_OK) return rc;
    rc = cedu__store_prepare(s, "UPDATE facts SET year_from = ?2, year_to = ?3 WHERE id = ?1", &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, row), bind_int(st, 2, from), bind_int(st, 3, to);
    rc = cedu__store_run(s, st, err);
    sqlite3_finalize(st);
    return rc;
}

/* Back to what was read. */
static cedu_status restore(cedu_store *s, int64_t row, cedu_error *err) {
    cedu_status rc =
        run_one(s,
                "UPDATE facts SET region = json_extract(as_read,'$.region'), period = json_extract(as_read,'$.period'),"
                " value = json_extract(as_read,'$.value'), value_max = json_extract(as_read,'$.value_max'),"
                " unit = json_extract(as_read,'$.unit'), modifier = json_extract(as_read,'$.modifier'),"
                " subject = json_extract(as_read,'$.subject'), subject_id = json_extract(as_read,'$.subject_id'),"
                " stance = json_extract(as_read,'$.stance') WHERE id = ?1 AND as_read IS NOT NULL",
                row, err);
    if (rc == CEDU_OK) rc = run_one(s, "UPDATE facts SET status = 0, as_read = NULL WHERE id = ?1", row, err);
    if (rc == CEDU_OK) rc = put_regions(s, row, err);
    return rc == CEDU_OK ? set_years(s, row, err) : rc;
}

static cedu_status correct(cedu_store *s, int64_t row, cedu_str changes, cedu_error *err) {
    cedu_status rc =
        run_one(s,
                "UPDATE facts SET as_read = json_object('region', region, 'period', period, 'value', value,"
                " 'value_max', value_max, 'unit', unit, 'modifier', modifier, 'subject', subject, 'subject_id', subject_id,"
                " 'stance', stance) WHERE id = ?1 AND as_read IS NULL",
                row, err);
    for (size_t i = 0; rc == CEDU_OK && i < CEDU_COUNT(columns); i++) {
        char *sql = sqlite3_mprintf(
            "UPDATE facts SET %s = json_extract(?2, '$.%s')%s WHERE id = ?1 AND json_type(?2, '$.%s') IS NOT NULL", columns[i],
            columns[i], i == 6 ? ", subject_id = json_extract(?2, '$.subject_id')" : "", columns[i]);
        sqlite3_stmt *st = NULL;
        rc = sql ? cedu__store_prepare(s, sql, &st, err) : cedu__fail_nomem(err);
        sqlite3_free(sql);
        if (rc != CEDU_OK) break;
        bind_int(st, 1, row), bind_str(st, 2, changes);
        rc = cedu__store_run(s, st, err);
        sqlite3_finalize(st);
    }
    if (rc == CEDU_OK) rc = put_regions(s, row, err);
    return rc == CEDU_OK ? set_years(s, row, err) : rc;
}

/* All live verdicts of a document onto its rows, oldest first. Called after a reading, and after an undo. */
cedu_status cedu__store_apply_verdicts(cedu_store *s, int64_t document, cedu_error *err) {
    sqlite3_stmt *st = NULL, *find = NULL, *set = NULL;
    cedu_status rc =
        cedu__store_prepare(s,
                            "SELECT v.doc, v.byte_start, v.byte_end, v.kind, v.subject, v.region, v.status, v.changes"
                            " FROM verdicts v JOIN documents d ON d.sha256 = v.doc WHERE d.id = ?1 AND v.undone_at IS NULL"
                            " ORDER BY v.id",
                            &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, document);
    bool more = false;
    while ((rc = cedu__store_step(s, st, &more, err)) == CEDU_OK && more) {
        if (!find && ((rc = cedu__store_prepare(s, find_sql, &find, err)) != CEDU_OK ||
                      (rc = cedu__store_prepare(s, "UPDATE facts SET status = ?2 WHERE id = ?1", &set, err)) != CEDU_OK))
            break;
        sqlite3_reset(find), sqlite3_reset(set);
        bind_str(find, 1, col_view(st, 0)), bind_int(find, 2, sqlite3_column_int64(st, 1));
        bind_int(find, 3, sqlite3_column_int64(st, 2)), bind_str(find, 4, col_view(st, 3));
        bind_str(find, 5, col_view(st, 4)), bind_str(find, 6, col_view(st, 5));
        bool found;
        if ((rc = cedu__store_step(s, find, &found, err)) != CEDU_OK) break;
        if (!found) continue; /* the new reading has no such fact: the verdict waits, and is listed as lost */
        int64_t row = sqlite3_column_int64(find, 0);
        sqlite3_reset(find);
        bind_int(set, 1, row), bind_int(set, 2, sqlite3_column_int64(st, 6));
        if ((rc = cedu__store_run(s, set, err)) != CEDU_OK) break;
        if (sqlite3_column_type(st, 7) != SQLITE_NULL && (rc = correct(s, row, col_view(st, 7), err)) != CEDU_OK) break;
    }
    sqlite3_finalize(st), sqlite3_finalize(find), sqlite3_finalize(set);
    return rc;
}

/* ------------------------------------------------------------------ what people do */
static cedu_status changes_json(const cedu_store_judgement *j, cedu_buf *out, cedu_error *err) {
    if (!j->change_count) return CEDU_OK;
    cedu_json w = {.out = out};
    cedu__json_open(&w, '{');
    for (size_t i = 0; i < j->change_count; i++) {
        cedu_str name = j->changes[i].column, v = j->changes[i].value;
        if (!known_column(name) && !cedu__eqz(name, "subject_id"))
            return cedu__fail(err, CEDU_USAGE, "不能改“%.*s”；可改 region period value value_max unit modifier subject stance",
                              "\"%.*s\" cannot be corrected; region period value value_max unit modifier subject stance can",
                              (int)name.n, name.p);
        char key[32] = {0};
        memcpy(key, name.p, name.n < 31 ? name.n : 31);
        cedu__json_key(&w, key);
        if (cedu__starts(name, CEDU_STR("value"))) {
            char num[64] = {0}, *end;
            memcpy(num, v.p, v.n < 63 ? v.n : 63);
            double d = strtod(num, &end);
            if (!v.n || *end || v.n > 62 || d != d || d - d != 0)
                return cedu__fail(err, CEDU_USAGE, "“%.*s”不是数", "\"%.*s\" is no number", (int)v.n, v.p);
            cedu__json_num(&w, d);
        } else cedu__json_str(&w, v);
    }
    cedu__json_close(&w, '}');
    return out->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

static cedu_status document_of(cedu_store *s, int64_t row, int64_t *out, cedu_error *err) { /* 0: there is no such fact */
    sqlite3_stmt *st = NULL;
    bool more = false;
    *out = 0;
    cedu_status rc = cedu__store_prepare(s, "SELECT document_id FROM facts WHERE id = ?1", &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, row);
    rc = cedu__store_step(s, st, &more, err);
    if (rc == CEDU_OK && more) *out = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    return rc;
}

cedu_status cedu__store_judge(cedu_store *s, int64_t row, const cedu_store_judgement *j, cedu_error *err) {
    cedu_error mine;
    char now[24];
    if (!err) err = &mine;
    cedu_buf json = {0};
    sqlite3_stmt *st = NULL;
    cedu__store_now(now);
    cedu_status rc = cedu__store_writable(s, err);
    if (rc == CEDU_OK) rc = changes_json(j, &json, err);
    if (rc == CEDU_OK) rc = cedu__store_enter(s, err);
    if (rc != CEDU_OK) return cedu__buf_release(&json), rc;
    rc = cedu__store_prepare(
        s,
        "INSERT INTO verdicts(doc, byte_start, byte_end, kind, subject, region, status, changes, note, who, at)"
        " SELECT d.sha256, f.byte_start, f.byte_end, f.kind, " SUBJECT_AS_READ
        ", " AS_READ("region") ", ?2, ?3, ?4, ?5, ?6 FROM facts f JOIN documents d ON d.id = f.document_id WHERE f.id = ?1",
        &st, err);
    if (rc == CEDU_OK) {
        bind_int(st, 1, row), bind_int(st, 2, j->status), bind_str(st, 3, json.n ? cedu__buf_view(&json) : (cedu_str){0});
        bind_str(st, 4, j->note), bind_str(st, 5, j->who), bind_z(st, 6, now);
        rc = cedu__store_run(s, st, err);
        if (rc == CEDU_OK && sqlite3_changes(s->db) == 0)
            rc = cedu__fail(err, CEDU_NOT_FOUND, "没有第 %lld 条事实", "there is no fact %lld", (long long)row);
        sqlite3_finalize(st);
    }
    int64_t document = 0;
    if (rc == CEDU_OK) rc = document_of(s, row, &document, err);
    if (rc == CEDU_OK) rc = cedu__store_count_out(s, document, err);
    if (rc == CEDU_OK) rc = cedu__store_apply_verdicts(s, document, err);
    if (rc == CEDU_OK) rc = cedu__store_count_in(s, document, err);
    cedu__buf_release(&json);
    return cedu__store_leave(s, rc, err);
}

#define OF_FACT                                                                                                                \
    "v.doc = d.sha256 AND v.byte_start = f.byte_start AND v.byte_end = f.byte_end AND v.kind = f.kind AND v.subject "          \
    "= " SUBJECT_AS_READ " AND v.region IS " AS_READ("region")

cedu_status cedu__store_unjudge(cedu_store *s, int64_t row, bool *undone, cedu_error *err) {
    cedu_error mine;
    char now[24];
    if (!err) err = &mine;
    *undone = false;
    sqlite3_stmt *st = NULL;
    cedu__store_now(now);
    cedu_status rc = cedu__store_writable(s, err);
    if (rc == CEDU_OK) rc = cedu__store_enter(s, err);
    if (rc != CEDU_OK) return rc;
    rc = cedu__store_prepare(
        s,
        "UPDATE verdicts SET undone_at = ?2 WHERE id = (SELECT max(v.id) FROM verdicts v, facts f JOIN documents d"
        " ON d.id = f.document_id WHERE f.id = ?1 AND v.undone_at IS NULL AND " OF_FACT ")",
        &st, err);
    if (rc == CEDU_OK) {
        bind_int(st, 1, row), bind_z(st, 2, now);
        rc = cedu__store_run(s, st, err);
        *undone = rc == CEDU_OK && sqlite3_changes(s->db) > 0;
        sqlite3_finalize(st);
    }
    int64_t document = 0;
    if (rc == CEDU_OK) rc = document_of(s, row, &document, err);
    if (rc == CEDU_OK && *undone) rc = cedu__store_count_out(s, document, err);
    if (rc == CEDU_OK && *undone) rc = restore(s, row, err);
    if (rc == CEDU_OK && *undone) rc = cedu__store_apply_verdicts(s, document, err);
    if (rc == CEDU_OK && *undone) rc = cedu__store_count_in(s, document, err);
    return cedu__store_leave(s, rc, err);
}

/* ------------------------------------------------------------------ history */
cedu_status cedu__store_verdicts(cedu_store *s, int64_t row, bool lost, cedu_arena *a, cedu_store_verdicts *out,
                                 cedu_error *err) {
    static const char with[] =
        "SELECT v.id, v.status, v.changes, v.note, v.who, v.at, v.undone_at, v.doc, v.kind, v.subject, v.region, f.fact_id"
        " FROM verdicts v LEFT JOIN documents d ON d.sha256 = v.doc LEFT JOIN facts f ON f.document_id = d.id AND "
        " v.byte_start = f.byte_start AND v.byte_end = f.byte_end AND v.kind = f.kind AND v.subject = " SUBJECT_AS_READ
        " AND v.region IS " AS_READ("region");
    char *sql = sqlite3_mprintf("%s WHERE %s ORDER BY v.id", with,
                                row    ? "f.id = ?1"
                                : lost ? "f.id IS NULL AND v.undone_at IS NULL"
                                       : "1");
    sqlite3_stmt *st;
    *out = (cedu_store_verdicts){0};
    cedu_status rc = sql ? cedu__store_prepare(s, sql, &st, err) : cedu__fail_nomem(err);
    sqlite3_free(sql);
    if (rc != CEDU_OK) return rc;
    if (row) bind_int(st, 1, row);
    CEDU_VEC(cedu_store_verdict) v = {0};
    for (bool more; (rc = cedu__store_step(s, st, &more, err)) == CEDU_OK && more;) {
        cedu_store_verdict x = {.id = sqlite3_column_int64(st, 0), .status = (cedu_store_status)sqlite3_column_int(st, 1)};
        cedu_str *const to[] = {&x.changes, &x.note, &x.who,     &x.at,     &x.undone_at,
                                &x.doc,     &x.kind, &x.subject, &x.region, &x.fact_id};
        if ((unsigned)x.status >= CEDU_COUNT(status_names)) x.status = CEDU_STATUS_pending;
        for (int i = 0; i < (int)CEDU_COUNT(to); i++) *to[i] = col_str(st, 2 + i, a);
        if (!CEDU_PUSH(a, &v, x)) break;
    }
    sqlite3_finalize(st);
    out->p = v.p, out->n = v.n;
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}
