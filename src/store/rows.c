/* rows.c - rows of the file as structs: one document, one fact, what hangs on them.
 *
 * The column lists and the readers below belong together: the readers count on their order. Enumerations are kept as their names,
 * so that the file reads by itself; an unknown name (a newer pack) becomes the first of its kind rather than an error.
 */
#include <stdio.h>
#include <zstd.h>

#include "store/internal.h"

const char cedu__store_fact_columns[] =
    "f.id, f.fact_id, f.document_id, d.cluster_id, f.kind, f.region, f.region_code, f.subject, f.subject_id, f.period, "
    "f.period_basis, f.year_from, f.year_to, f.value, f.value_max, f.unit, f.as_written, f.modifier, f.source, f.stance, "
    "f.denied, "
    "f.review, f.confidence, f.rule, f.clean_start, f.clean_end, f.start, f.\"end\", f.byte_start, f.byte_end, f.quote, "
    "f.clean_quote, f.fields, d.sha256, d.file, d.title, d.published, d.outlet, d.url, "
    "f.status, f.as_read IS NOT NULL, d.added_at, d.tier, d.doubts";
const char cedu__store_doc_columns[] =
    "d.id, d.cluster_id, d.sha256, d.fingerprint, d.file, d.member, d.title, d.published, d.outlet, d.site, d.url, d.editor, "
    "d.doc_type, d.encoding, d.authors, d.added_at, d.read_at, d.bytes, d.fact_count, d.finding_count, "
    "(SELECT count(*) FROM documents c WHERE c.cluster_id = d.cluster_id), d.tier, d.tier_basis, d.doubts, d.derivation, "
    "(SELECT sha256 FROM documents n WHERE n.id = d.near_document), d.near_share, d.own_number, d.extracted, "
    "(SELECT sha256 FROM originals o WHERE o.id = d.container_id), (SELECT bytes FROM originals o WHERE o.id = "
    "d.container_id), "
    "d.series, d.part, d.parts";

static const char *const kinds[] = {
#define CEDU__X(name, zh) #name,
    CEDU_FACT_KINDS(CEDU__X)
#undef CEDU__X
};
static const char *const stances[] = {
#define CEDU__X(name, zh) #name,
    CEDU_STANCES(CEDU__X)
#undef CEDU__X
};
static const char *const signs[] = {
#define CEDU__X(name, sign, zh) sign,
    CEDU_MODIFIERS(CEDU__X)
#undef CEDU__X
};
static const char *const finding_classes[] = {
#define CEDU__X(name, zh) #name,
    CEDU_FINDINGS(CEDU__X)
#undef CEDU__X
};

static const char *const derivations[] = {
#define CEDU__X(name, zh, en) #name,
    CEDU_STORE_DERIVATIONS(CEDU__X)
#undef CEDU__X
};

static int index_of(cedu_str v, const char *const *names, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (cedu__eqz(v, names[i])) return (int)i;
    return 0;
}
#define INDEX_OF(v, names) index_of((v), (names), CEDU_COUNT(names))

static void hex_copy(char *to, size_t size, cedu_str v) {
    size_t n = v.n < size - 1 ? v.n : size - 1;
    if (n) memcpy(to, v.p, n);
    to[n] = 0;
}

void cedu__store_read_fact(sqlite3_stmt *st, cedu_arena *a, cedu_store_fact *out) {
    memset(out, 0, sizeof *out);
    cedu_fact *f = &out->fact;
    out->row = sqlite3_column_int64(st, 0);
    hex_copy(f->id, sizeof f->id, col_view(st, 1));
    out->document = sqlite3_column_int64(st, 2), out->cluster = sqlite3_column_int64(st, 3);
    f->kind = (cedu_fact_kind)INDEX_OF(col_view(st, 4), kinds);
    cedu_str region = col_view(st, 5);
    if (region.n && region.p[0] == '[') f->region = cedu__store_strs_read(region, a);
    else if (region.n) {
        cedu_str *one = CEDU_NEW(a, cedu_str);
        if (one) *one = cedu__arena_str(a, region), f->region = (cedu_strs){one, 1};
    }
    f->region_code = col_str(st, 6, a), f->subject = col_str(st, 7, a), f->subject_id = col_str(st, 8, a);
    f->period = col_str(st, 9, a), f->period_basis = col_str(st, 10, a);
    out->year_from = sqlite3_column_int(st, 11), out->year_to = sqlite3_column_int(st, 12);
    f->has_value = sqlite3_column_type(st, 13) != SQLITE_NULL, f->value = sqlite3_column_double(st, 13);
    f->has_max = sqlite3_column_type(st, 14) != SQLITE_NULL, f->value_max = sqlite3_column_double(st, 14);
    f->unit = col_str(st, 15, a), f->as_written = col_str(st, 16, a);
    f->modifier = (cedu_modifier)INDEX_OF(col_view(st, 17), signs);
    f->source = col_str(st, 18, a), f->stance = (cedu_stance)INDEX_OF(col_view(st, 19), stances);
    f->denied = sqlite3_column_int(st, 20), f->review = sqlite3_column_int(st, 21),
    f->confidence = sqlite3_column_double(st, 22);
    f->rule = col_str(st, 23, a), f->place = col_place(st, 24);
    out->quote = col_str(st, 30, a), out->clean_quote = col_str(st, 31, a);
    f->fields = cedu__store_fields_read(col_view(st, 32), a);
    out->doc = col_str(st, 33, a).p;
    out->file = col_str(st, 34, a), out->title = col_str(st, 35, a), out->published = col_str(st, 36, a);
    out->outlet = col_str(st, 37, a), out->url = col_str(st, 38, a);
    int status = sqlite3_column_int(st, 39);
    out->status = status > 0 && status < CEDU_STATUS_COUNT ? (cedu_store_status)status : CEDU_STATUS_pending;
    out->corrected = sqlite3_column_int(st, 40), out->added_at = col_str(st, 41, a);
    out->tier = col_str(st, 42, a), out->doubts = cedu__store_strs_read(col_view(st, 43), a);
}

void cedu__store_read_doc(sqlite3_stmt *st, cedu_arena *a, cedu_store_doc *out) {
    memset(out, 0, sizeof *out);
    out->id = sqlite3_column_int64(st, 0), out->cluster = sqlite3_column_int64(st, 1);
    hex_copy(out->sha256, sizeof out->sha256, col_view(st, 2));
    hex_copy(out->fingerprint, sizeof out->fingerprint, col_view(st, 3));
    cedu_str *const text[] = {&out->file, &out->member, &out->title,  &out->published, &out->outlet,
                              &out->site, &out->url,    &out->editor, &out->doc_type,  &out->encoding};
    for (int i = 0; i < (int)CEDU_COUNT(text); i++) *text[i] = col_str(st, 4 + i, a);
    out->authors = cedu__store_strs_read(col_view(st, 14), a);
    out->added_at = col_str(st, 15, a), out->read_at = col_str(st, 16, a);
    out->bytes = col_size(st, 17), out->fact_count = col_size(st, 18), out->finding_count = col_size(st, 19);
    out->cluster_size = col_size(st, 20);
    out->tier = col_str(st, 21, a), out->tier_basis = col_str(st, 22, a);
    out->doubts = cedu__store_strs_read(col_view(st, 23), a);
    out->derivation = (cedu_store_derivation)INDEX_OF(col_view(st, 24), derivations);
    hex_copy(out->derived_from, sizeof out->derived_from, col_view(st, 25));
    out->near_share = sqlite3_column_double(st, 26);
    out->own_number = col_str(st, 27, a), out->extracted = col_str(st, 28, a);
    hex_copy(out->container, sizeof out->container, col_view(st, 29));
    out->container_bytes = col_size(st, 30);
    out->series = col_str(st, 31, a), out->part = sqlite3_column_int(st, 32), out->parts = sqlite3_column_int(st, 33);
}

/* ------------------------------------------------------------------ by a prefix that a person typed */
static bool hex_prefix(cedu_str v) {
    if (v.n < 4 || v.n > 64) return false;
    for (size_t i = 0; i < v.n; i++)
        if (!((v.p[i] >= '0' && v.p[i] <= '9') || (v.p[i] >= 'a' && v.p[i] <= 'f'))) return false;
    return true;
}

static cedu_status ambiguous(cedu_str prefix, cedu_error *err) {
    return cedu__fail(err, CEDU_USAGE, "“%.*s”不止一个，请多写几位", "\"%.*s\" fits more than one: give more digits",
                      (int)prefix.n, prefix.p);
}

cedu_status cedu__store_document(cedu_store *s, cedu_str prefix, cedu_arena *a, cedu_store_doc *out, cedu_error *err) {
    static const char *const where[] = {"d.sha256 >= ?1 AND d.sha256 < ?1 || 'g'",
                                        "d.id IN (SELECT document_id FROM document_paths WHERE path = ?1)"};
    for (size_t i = hex_prefix(prefix) ? 0 : 1; i < CEDU_COUNT(where); i++) {
        char *sql = sqlite3_mprintf("SELECT %s FROM documents d WHERE %s LIMIT 2", cedu__store_doc_columns, where[i]);
        if (!sql) return cedu__fail_nomem(err);
        sqlite3_stmt *st;
        bool row, second = false;
        cedu_status rc = cedu__store_prepare(s, sql, &st, err);
        sqlite3_free(sql);
        if (rc != CEDU_OK) return rc;
        bind_str(st, 1, prefix);
        rc = cedu__store_step(s, st, &row, err);
        if (row) cedu__store_read_doc(st, a, out);
        if (row && rc == CEDU_OK) rc = cedu__store_step(s, st, &second, err);
        sqlite3_finalize(st);
        if (rc != CEDU_OK) return rc;
        if (second) return ambiguous(prefix, err);
        if (row) return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
    }
    return cedu__fail(err, CEDU_NOT_FOUND, "没有文档“%.*s”", "there is no document \"%.*s\"", (int)prefix.n, prefix.p);
}

static cedu_status contexts(cedu_store *s, cedu_store_fact *f, cedu_arena *a, cedu_error *err) {
    sqlite3_stmt *st;
    cedu_status rc =
        cedu__store_prepare(s,
                            "SELECT role, quote, clean_start, clean_end, start, \"end\", byte_start, byte_end, clean_quote "
                            "FROM fact_contexts WHERE fact_row = ?1 ORDER BY ordinal",
                            &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, f->row);
    CEDU_VEC(cedu_str) quotes = {0};
    cedu_context *last = NULL;
    for (bool row; (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row;) {
        cedu_context *c = CEDU_NEW(a, cedu_context);
        if (!c) break;
        c->role = col_str(st, 0, a), c->place = col_place(st, 2);
        CEDU_PUSH(a, &quotes, col_str(st, sqlite3_column_type(st, 1) == SQLITE_NULL ? 8 : 1, a));
        if (last) last->next = c;
        else f->fact.context = c;
        last = c;
    }
    f->context_quotes = (cedu_strs){quotes.p, quotes.n};
    sqlite3_finalize(st);
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

static cedu_status fact_where(cedu_store *s, const char *where, cedu_str prefix, int64_t id, cedu_arena *a,
                              cedu_store_fact *out, bool *found, cedu_error *err) {
    char *sql = sqlite3_mprintf("SELECT %s FROM facts f JOIN documents d ON d.id = f.document_id WHERE %s LIMIT 2",
                                cedu__store_fact_columns, where);
    if (!sql) return cedu__fail_nomem(err);
    sqlite3_stmt *st;
    bool second = false;
    cedu_status rc = cedu__store_prepare(s, sql, &st, err);
    sqlite3_free(sql);
    if (rc != CEDU_OK) return rc;
    if (prefix.p) bind_str(st, 1, prefix);
    else bind_int(st, 1, id);
    rc = cedu__store_step(s, st, found, err);
    if (*found) cedu__store_read_fact(st, a, out);
    if (*found && rc == CEDU_OK) rc = cedu__store_step(s, st, &second, err);
    /* Two rows with one and the same id are one fact to people. */
    if (second && prefix.p && cedu__eqz(col_view(st, 1), out->fact.id)) second = false;
    sqlite3_finalize(st);
    if (rc == CEDU_OK && second) return ambiguous(prefix, err);
    return rc == CEDU_OK && *found ? contexts(s, out, a, err) : rc;
}

cedu_status cedu__store_fact(cedu_store *s, cedu_str prefix, cedu_arena *a, cedu_store_fact *out, cedu_error *err) {
    bool found = false;
    if (hex_prefix(prefix)) {
        cedu_status rc = fact_where(s, "f.fact_id >= ?1 AND f.fact_id < ?1 || 'g'", prefix, 0, a, out, &found, err);
        if (rc != CEDU_OK || found) return rc;
    }
    return cedu__fail(err, CEDU_NOT_FOUND, "没有事实“%.*s”（编号至少写 4 位）",
                      "there is no fact \"%.*s\" (give 4 digits of its id or more)", (int)prefix.n, prefix.p);
}

cedu_status cedu__store_fact_row(cedu_store *s, int64_t id, cedu_arena *a, cedu_store_fact *out, cedu_error *err) {
    bool found = false;
    cedu_status rc = fact_where(s, "f.id = ?1", (cedu_str){0}, id, a, out, &found, err);
    if (rc != CEDU_OK || found) return rc;
    return cedu__fail(err, CEDU_NOT_FOUND, "没有第 %lld 号事实", "there is no fact number %lld", (long long)id);
}

/* ------------------------------------------------------------------ originals, text, findings */
static cedu_status archived(cedu_store *s, const char *sql, int64_t document, cedu_buf *out, cedu_error *err) {
    sqlite3_stmt *st;
    bool row;
    cedu_status rc = cedu__store_prepare(s, sql, &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, document);
    rc = cedu__store_step(s, st, &row, err);
    if (rc == CEDU_OK && !row)
        rc = cedu__fail(err, CEDU_NOT_FOUND, "没有第 %lld 号文档的原文", "there is no original of document %lld",
                        (long long)document);
    if (rc == CEDU_OK) {
        char sha[65] = "";
        int64_t n = sqlite3_column_int64(st, 1);
        const void *data = sqlite3_column_blob(st, 2);
        size_t got = 0;
        bool ok = n >= 0 && n <= (int64_t)CEDU_MAX_PAYLOAD;
        out->n = 0;
        if (ok && out->max == 0) out->max = CEDU_MAX_TEXT;
        if (ok && !cedu__buf_reserve(out, (size_t)n + 1)) rc = cedu__fail_nomem(err);
        if (ok && rc == CEDU_OK) {
            got = ZSTD_decompress(out->p, (size_t)n, data, (size_t)sqlite3_column_bytes(st, 2));
            ok = !ZSTD_isError(got) && got == (size_t)n;
        }
        if (ok && rc == CEDU_OK) {
            out->n = got;
            cedu__sha256_hex(out->p, got, sha);
            ok = cedu__eqz(col_view(st, 0), sha);
        }
        if (rc == CEDU_OK && !ok) {
            out->n = 0;
            rc = cedu__fail(err, CEDU_DB_CORRUPT, "第 %lld 号文档的原文已损坏（校验值不符）",
                            "the original of document %lld is damaged (its hash differs)", (long long)document);
        }
    }
    sqlite3_finalize(st);
    return rc;
}

cedu_status cedu__store_original(cedu_store *s, int64_t document, cedu_buf *out, cedu_error *err) {
    return archived(
        s, "SELECT o.sha256, o.bytes, o.data FROM originals o JOIN documents d ON d.original_id = o.id WHERE d.id = ?1",
        document, out, err);
}

cedu_status cedu__store_container(cedu_store *s, int64_t document, cedu_buf *out, cedu_error *err) {
    return archived(
        s, "SELECT o.sha256, o.bytes, o.data FROM originals o JOIN documents d ON d.container_id = o.id WHERE d.id = ?1",
        document, out, err);
}

/* The first column of the document's row in the statement; *row: whether there is one. */
static cedu_status text_of(cedu_store *s, const char *sql, int64_t document, cedu_arena *a, cedu_str *out, bool *row,
                           cedu_error *err) {
    sqlite3_stmt *st;
    *out = (cedu_str){0};
    cedu_status rc = cedu__store_prepare(s, sql, &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, document);
    rc = cedu__store_step(s, st, row, err);
    if (*row) *out = col_str(st, 0, a);
    sqlite3_finalize(st);
    return rc;
}

cedu_status cedu__store_where(cedu_store *s, int64_t document, cedu_arena *a, cedu_str *out, cedu_error *err) {
    bool row;
    cedu_status rc = text_of(s, "SELECT places FROM documents WHERE id = ?1", document, a, out, &row, err);
    return rc != CEDU_OK ? rc : a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__store_clean(cedu_store *s, int64_t document, cedu_arena *a, cedu_str *out, cedu_error *err) {
    bool row;
    cedu_status rc = text_of(s, "SELECT clean FROM texts WHERE document_id = ?1", document, a, out, &row, err);
    if (rc != CEDU_OK) return rc;
    if (!row) return cedu__fail(err, CEDU_NOT_FOUND, "没有第 %lld 号文档", "there is no document %lld", (long long)document);
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}

cedu_status cedu__store_findings(cedu_store *s, int64_t document, cedu_arena *a, const cedu_finding **out, size_t *n,
                                 cedu_error *err) {
    sqlite3_stmt *st;
    *out = NULL, *n = 0;
    cedu_status rc = cedu__store_prepare(
        s,
        "SELECT class, count, placed, clean_start, clean_end, start, \"end\", byte_start, byte_end, before, "
        "after, confidence, note FROM findings WHERE document_id = ?1 ORDER BY ordinal",
        &st, err);
    if (rc != CEDU_OK) return rc;
    bind_int(st, 1, document);
    CEDU_VEC(cedu_finding) v = {0};
    for (bool row; (rc = cedu__store_step(s, st, &row, err)) == CEDU_OK && row;) {
        cedu_finding f = {.cls = (cedu_finding_class)INDEX_OF(col_view(st, 0), finding_classes),
                          .count = (uint32_t)sqlite3_column_int64(st, 1),
                          .placed = sqlite3_column_int(st, 2),
                          .place = col_place(st, 3),
                          .before = col_str(st, 9, a),
                          .after = col_str(st, 10, a),
                          .confidence = sqlite3_column_double(st, 11),
                          .note = col_str(st, 12, a)};
        if (!CEDU_PUSH(a, &v, f)) break;
    }
    sqlite3_finalize(st);
    *out = v.p, *n = v.n;
    return rc == CEDU_OK && a->failed ? cedu__fail_nomem(err) : rc;
}

cedu_str cedu__store_quote(const void *ctx, const cedu_place *place, bool clean) {
    const cedu_store_fact *r = ctx;
    if (place == &r->fact.place) return clean ? r->clean_quote : r->quote;
    size_t i = 0;
    for (const cedu_context *k = r->fact.context; k; k = k->next, i++)
        if (place == &k->place && i < r->context_quotes.n) return r->context_quotes.p[i];
    return CEDU_STR("");
}
