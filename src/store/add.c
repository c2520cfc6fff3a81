/* add.c - a page into the knowledge base, again, or out of it: always all rows or none.
 *
 * Order of the rows follows the foreign keys: original, cluster, document, then what hangs on it. The original is compressed
 * before the write lock is taken whenever the caller keeps no batch open.
 */
#include <math.h>
#include <zstd.h>

#include "store/internal.h"

#define ZSTD_LEVEL 3

typedef struct known {
    bool there, same_fingerprint;
    int64_t id, cluster;
} known;

static cedu_status find(cedu_store *s, const char *sha256, const char *fingerprint, known *out, cedu_error *err) {
    *out = (known){0};
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_doc_by_sha, err);
    if (st) bind_z(st, 1, sha256);
    cedu_status rc = cedu__store_step(s, st, &out->there, err);
    if (rc != CEDU_OK || !out->there) return rc;
    out->id = sqlite3_column_int64(st, 0);
    out->same_fingerprint = cedu__eqz(col_view(st, 1), fingerprint);
    out->cluster = sqlite3_column_int64(st, 2);
    sqlite3_reset(st);
    return CEDU_OK;
}

static cedu_str or_empty(cedu_str v) { return v.p ? v : CEDU_STR(""); }

static cedu_status path_known(cedu_store *s, int64_t doc, cedu_str file, cedu_str member, bool *out, cedu_error *err) {
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_path_known, err);
    if (st) bind_int(st, 1, doc), bind_str(st, 2, or_empty(file)), bind_str(st, 3, or_empty(member));
    cedu_status rc = cedu__store_step(s, st, out, err);
    if (st) sqlite3_reset(st);
    return rc;
}

static cedu_status put_path(cedu_store *s, int64_t doc, cedu_str file, cedu_str member, const char *now, cedu_error *err) {
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_path, err);
    if (st) bind_int(st, 1, doc), bind_str(st, 2, or_empty(file)), bind_str(st, 3, or_empty(member)), bind_z(st, 4, now);
    return cedu__store_run(s, st, err);
}

cedu_status cedu__store_has(cedu_store *s, const char *sha256, const char *fingerprint, const char *file, const char *member,
                            bool *out, cedu_error *err) {
    known k;
    *out = false;
    cedu_status rc = find(s, sha256, fingerprint, &k, err);
    if (rc != CEDU_OK || !k.there || !k.same_fingerprint) return rc;
    return path_known(s, k.id, cedu__str(file), cedu__str(member), out, err);
}

/* ------------------------------------------------------------------ rows of a page */
/* Into s->scratch. */
static cedu_status compress(cedu_store *s, cedu_str payload, cedu_error *err) {
    if (!s->zstd && !(s->zstd = ZSTD_createCCtx())) return cedu__fail_nomem(err);
    size_t bound = ZSTD_compressBound(payload.n);
    s->scratch.n = 0, s->scratch.max = CEDU_MAX_TEXT * 2ull, s->scratch.failed = false;
    if (!cedu__buf_reserve(&s->scratch, bound + 1)) return cedu__fail_nomem(err);
    size_t n = ZSTD_compressCCtx(s->zstd, s->scratch.p, bound, payload.p, payload.n, ZSTD_LEVEL);
    if (ZSTD_isError(n))
        return cedu__fail(err, CEDU_INTERNAL, "压缩原文失败：%s", "compressing the original failed: %s", ZSTD_getErrorName(n));
    s->scratch.n = n;
    return CEDU_OK;
}

/* 文号 of the document that the page prints: of its header's fact. */
static cedu_str own_number(const cedu_store_page *page) {
    for (size_t i = 0; i < page->fact_count; i++) {
        const cedu_fact *f = page->facts[i];
        if (f->kind != CEDU_FACT_policy || !cedu__eqz(f->rule, "policy.header")) continue;
        for (const cedu_field *x = f->fields; x; x = x->next)
            if (x->id == CEDU_FIELD_document_number) return x->str;
    }
    return (cedu_str){0};
}

/* The slow part of adding, which needs no lock: the article and its signature, the compressed original (in s->scratch). */
static cedu_status ready(cedu_store *s, const cedu_store_page *page, cedu_signature *sig, cedu_error *err) {
    cedu__store_ranges(page->doc, page->clean, &s->ranges);
    cedu__store_article(cedu__buf_view(&s->ranges), page->clean, &s->article);
    cedu__store_print(page->doc->title, cedu__buf_view(&s->ranges), page->clean, &s->print);
    if (s->ranges.failed || s->article.failed || s->print.text.failed) {
        s->ranges.failed = s->article.failed = s->print.text.failed = false;
        return cedu__fail_nomem(err);
    }
    if (!cedu__store_sign(&s->print, sig)) return cedu__fail_nomem(err);
    sig->number = own_number(page);
    return compress(s, page->payload, err);
}

/* The compressed bytes in s->scratch. */
static cedu_status put_original(cedu_store *s, const char *sha256, cedu_str bytes, cedu_error *err) {
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_original, err);
    if (st) {
        bind_z(st, 1, sha256);
        bind_int(st, 2, (int64_t)bytes.n);
        bind_z(st, 3, "zstd");
        sqlite3_bind_blob64(st, 4, s->scratch.p, s->scratch.n, SQLITE_STATIC);
    }
    return cedu__store_run(s, st, err);
}

/* The file that the text came out of: beside it, under its own hash. */
static cedu_status put_container(cedu_store *s, const cedu_store_page *page, char sha256[65], cedu_error *err) {
    sha256[0] = 0;
    if (!page->container.p) return CEDU_OK;
    cedu__sha256_hex(page->container.p, page->container.n, sha256);
    cedu_status rc = compress(s, page->container, err);
    return rc == CEDU_OK ? put_original(s, sha256, page->container, err) : rc;
}

static cedu_status put_source(cedu_store *s, const cedu_store_page *page, int64_t doc, cedu_error *err) {
    char container[65];
    cedu_buf doubts = {0};
    cedu_status rc = put_container(s, page, container, err);
    if (rc != CEDU_OK) return rc;
    if (page->doc->doubts.n) cedu__store_strs_write(page->doc->doubts, &doubts);
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_set_source, err);
    if (st) {
        bind_int(st, 1, doc), bind_str(st, 2, page->doc->tier), bind_str(st, 3, page->doc->tier_basis);
        bind_str(st, 4, doubts.n ? cedu__buf_view(&doubts) : (cedu_str){0});
        bind_z(st, 5, page->container.p ? page->extracted : NULL), bind_str(st, 6, own_number(page));
        bind_z(st, 7, container[0] ? container : NULL);
        bind_str(st, 8, page->doc->places.n ? page->doc->places : (cedu_str){0});
    }
    rc = doubts.failed ? cedu__fail_nomem(err) : cedu__store_run(s, st, err);
    cedu__buf_release(&doubts);
    if (rc == CEDU_OK && (st = cedu__store_use(s, CEDU_SQL_set_series, err))) {
        const cedu_document *d = page->doc;
        bind_int(st, 1, doc), bind_str(st, 2, d->series), sqlite3_bind_null(st, 3), sqlite3_bind_null(st, 4);
        if (d->series.p) bind_int(st, 3, d->part);
        if (d->series.p && d->parts) bind_int(st, 4, d->parts);
        rc = cedu__store_run(s, st, err);
    }
    return rc;
}

static cedu_status put_document(cedu_store *s, const cedu_store_page *page, int64_t cluster, bool replace, const char *now,
                                cedu_error *err) {
    const cedu_document *d = page->doc;
    cedu_buf authors = {0};
    if (d->authors.n) cedu__store_strs_write(d->authors, &authors);
    sqlite3_stmt *st = cedu__store_use(s, replace ? CEDU_SQL_set_document : CEDU_SQL_put_document, err);
    if (st) {
        bind_z(st, 1, d->sha256);
        if (!replace) bind_str(st, 2, d->file), bind_str(st, 3, d->member);
        bind_int(st, 4, (int64_t)d->bytes);
        const cedu_str text[] = {
            d->encoding, d->title, d->published, d->outlet, d->site, d->url, d->editor, cedu__buf_view(&authors), d->doc_type};
        for (int i = 0; i < (int)CEDU_COUNT(text); i++) bind_str(st, 5 + i, text[i]);
        bind_z(st, 14, page->fingerprint);
        bind_z(st, 15, now);
        bind_int(st, 16, (int64_t)page->fact_count);
        bind_int(st, 17, (int64_t)d->finding_count);
        bind_int(st, 18, cluster);
    }
    cedu_status rc = authors.failed ? cedu__fail_nomem(err) : cedu__store_run(s, st, err);
    cedu__buf_release(&authors);
    return rc;
}

static cedu_status put_text(cedu_store *s, const cedu_store_page *page, int64_t doc, const cedu_signature *sig,
                            cedu_error *err) {
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_text, err);
    if (st) {
        bind_int(st, 1, doc);
        bind_str(st, 2, or_empty(page->clean));
        bind_str(st, 3, s->ranges.n ? cedu__buf_view(&s->ranges) : (cedu_str){0});
        bind_int(st, 4, (int64_t)sig->exact);
        if (sig->near) sqlite3_bind_blob(st, 5, sig->min, sizeof sig->min, SQLITE_STATIC);
        else sqlite3_bind_null(st, 5);
    }
    return cedu__store_run(s, st, err);
}

/* One row of the index; `cut` takes it out, with the very text that was put in (the index keeps no copy). */
static cedu_status index_text(cedu_store *s, bool cut, int64_t doc, cedu_str title, cedu_str article, cedu_error *err) {
    s->scratch.n = s->scratch2.n = 0;
    s->scratch.max = s->scratch2.max = CEDU_MAX_TEXT * 4ull;
    cedu__store_segment(article, &s->scratch);
    cedu__store_segment(title, &s->scratch2);
    if (s->scratch.failed || s->scratch2.failed) {
        s->scratch.failed = s->scratch2.failed = false;
        return cedu__fail_nomem(err);
    }
    sqlite3_stmt *st = cedu__store_use(s, cut ? CEDU_SQL_cut_search : CEDU_SQL_put_search, err);
    if (st) {
        bind_int(st, 1, doc);
        bind_str(st, 2, or_empty(cedu__buf_view(&s->scratch2)));
        bind_str(st, 3, or_empty(cedu__buf_view(&s->scratch)));
    }
    return cedu__store_run(s, st, err);
}

static cedu_status put_findings(cedu_store *s, const cedu_document *d, int64_t doc, cedu_error *err) {
    cedu_status rc = CEDU_OK;
    for (size_t i = 0; rc == CEDU_OK && i < d->finding_count; i++) {
        const cedu_finding *f = &d->findings[i];
        sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_finding, err);
        if (!st) return err ? err->status : CEDU_INTERNAL;
        sqlite3_clear_bindings(st);
        bind_int(st, 1, doc), bind_int(st, 2, (int64_t)i);
        bind_z(st, 3, cedu_finding_name(f->cls)), bind_int(st, 4, f->count), bind_int(st, 5, f->placed);
        if (f->placed) {
            bind_place(st, 6, &f->place);
            bind_str(st, 12, f->before), bind_str(st, 13, f->after);
            sqlite3_bind_double(st, 14, f->confidence);
        }
        bind_str(st, 15, f->note);
        rc = cedu__store_run(s, st, err);
    }
    return rc;
}

static cedu_str cut(cedu_str text, uint32_t start, uint32_t end) {
    if (start > end || end > text.n) return CEDU_STR("");
    return text.p ? cedu__sub(text, start, end) : CEDU_STR("");
}

static void bind_num(sqlite3_stmt *st, int i, bool has, double v) {
    if (has && isfinite(v)) sqlite3_bind_double(st, i, v);
    else sqlite3_bind_null(st, i);
}

static cedu_status put_fact(cedu_store *s, const cedu_store_page *page, size_t i, int64_t doc, size_t *context,
                            cedu_error *err) {
    const cedu_fact *f = page->facts[i];
    cedu_str clean_quote = cut(page->clean, f->place.clean_start, f->place.clean_end);
    cedu_str quote = page->quotes && page->quotes[i].p ? page->quotes[i] : clean_quote;
    int from, to;
    cedu__store_years(f->period, &from, &to);
    s->scratch.n = s->scratch2.n = 0;
    cedu__store_fields_write(f->fields, &s->scratch);
    if (f->region.n > 1) cedu__store_strs_write(f->region, &s->scratch2);
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_put_fact, err);
    if (!st) return err ? err->status : CEDU_INTERNAL;
    bind_z(st, 1, f->id), bind_int(st, 2, doc), bind_int(st, 3, (int64_t)i), bind_z(st, 4, cedu_fact_kind_name(f->kind));
    bind_str(st, 5, f->region.n > 1 ? cedu__buf_view(&s->scratch2) : f->region.n ? f->region.p[0] : (cedu_str){0});
    bind_str(st, 6, f->region_code), bind_str(st, 7, f->subject), bind_str(st, 8, f->subject_id);
    bind_str(st, 9, f->period), bind_str(st, 10, f->period_basis), bind_int(st, 11, from), bind_int(st, 12, to);
    bind_num(st, 13, f->has_value, f->value), bind_num(st, 14, f->has_max, f->value_max);
    bind_str(st, 15, f->unit), bind_str(st, 16, f->as_written), bind_z(st, 17, cedu_modifier_sign(f->modifier));
    bind_str(st, 18, f->source), bind_z(st, 19, cedu_stance_name(f->stance)), bind_int(st, 20, f->denied);
    bind_int(st, 21, f->review), sqlite3_bind_double(st, 22, isfinite(f->confidence) ? f->confidence : 0);
    bind_str(st, 23, f->rule), bind_place(st, 24, &f->place), bind_str(st, 30, quote), bind_str(st, 31, clean_quote);
    bind_str(st, 32, s->scratch.n ? cedu__buf_view(&s->scratch) : (cedu_str){0});
    if (s->scratch.failed || s->scratch2.failed) {
        s->scratch.failed = s->scratch2.failed = false;
        return cedu__fail_nomem(err);
    }
    cedu_status rc = cedu__store_run(s, st, err);
    int64_t row = sqlite3_last_insert_rowid(s->db);
    for (size_t k = 0; rc == CEDU_OK && k < f->region.n; k++) {
        if ((st = cedu__store_use(s, CEDU_SQL_put_region, err)))
            bind_int(st, 1, row), bind_int(st, 2, (int64_t)k + (f->region.n > 1)), bind_str(st, 3, f->region.p[k]);
        rc = cedu__store_run(s, st, err);
    }
    int64_t k = 0;
    for (const cedu_context *c = f->context; rc == CEDU_OK && c; c = c->next, k++, (*context)++) {
        if ((st = cedu__store_use(s, CEDU_SQL_put_context, err))) {
            bind_int(st, 1, row), bind_int(st, 2, k), bind_str(st, 3, or_empty(c->role));
            bind_str(st, 4, page->context_quotes ? page->context_quotes[*context] : (cedu_str){0});
            bind_str(st, 5, cut(page->clean, c->place.clean_start, c->place.clean_end)), bind_place(st, 6, &c->place);
        }
        rc = cedu__store_run(s, st, err);
    }
    return rc;
}

static cedu_status cut_by_id(cedu_store *s, cedu_store_sql id, int64_t v, cedu_error *err) {
    sqlite3_stmt *st = cedu__store_use(s, id, err);
    if (st) bind_int(st, 1, v);
    return cedu__store_run(s, st, err);
}

/* Takes out all that one reading gave: index rows, text, bands, findings, facts with what hangs on them. */
static cedu_status cut_reading(cedu_store *s, int64_t doc, cedu_error *err) {
    bool row;
    cedu_status rc = cedu__store_count_out(s, doc, err);
    if (rc != CEDU_OK) return rc;
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_old_text, err);
    if (st) bind_int(st, 1, doc);
    rc = cedu__store_step(s, st, &row, err);
    if (rc != CEDU_OK) return rc;
    if (row) {
        cedu__store_article(col_view(st, 2), col_view(st, 1), &s->old);
        if (s->old.failed) s->old.failed = false, rc = cedu__fail_nomem(err);
        else rc = index_text(s, true, doc, col_view(st, 0), cedu__buf_view(&s->old), err);
    }
    sqlite3_reset(st);
    static const cedu_store_sql cuts[] = {CEDU_SQL_cut_text, CEDU_SQL_cut_bands,    CEDU_SQL_cut_recent,
                                          CEDU_SQL_cut_keys, CEDU_SQL_cut_findings, CEDU_SQL_cut_facts};
    for (size_t i = 0; rc == CEDU_OK && i < CEDU_COUNT(cuts); i++) rc = cut_by_id(s, cuts[i], doc, err);
    return rc;
}

/* Everything but the original and the document's own row, which are there. */
static cedu_status put_reading(cedu_store *s, const cedu_store_page *page, int64_t doc, const cedu_signature *sig,
                               cedu_error *err) {
    cedu_status rc = put_source(s, page, doc, err);
    if (rc == CEDU_OK) rc = put_text(s, page, doc, sig, err);
    if (rc == CEDU_OK) rc = cedu__store_put_bands(s, sig, doc, err);
    if (rc == CEDU_OK) rc = index_text(s, false, doc, page->doc->title, cedu__buf_view(&s->article), err);
    if (rc == CEDU_OK) rc = put_findings(s, page->doc, doc, err);
    size_t context = 0;
    for (size_t i = 0; rc == CEDU_OK && i < page->fact_count; i++) rc = put_fact(s, page, i, doc, &context, err);
    bool judged = false; /* what people decided survives the new reading */
    if (rc == CEDU_OK) {
        sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_judged, err);
        if (st) bind_z(st, 1, page->doc->sha256);
        rc = cedu__store_step(s, st, &judged, err);
        if (st) sqlite3_reset(st);
    }
    if (rc == CEDU_OK && judged) rc = cedu__store_apply_verdicts(s, doc, err);
    return rc == CEDU_OK ? cedu__store_count_in(s, doc, err) : rc;
}

static cedu_status cluster_size(cedu_store *s, int64_t cluster, size_t *out, cedu_error *err) {
    bool row;
    sqlite3_stmt *st = cedu__store_use(s, CEDU_SQL_cluster_size, err);
    if (st) bind_int(st, 1, cluster);
    cedu_status rc = cedu__store_step(s, st, &row, err);
    *out = rc == CEDU_OK && row ? col_size(st, 0) : 0;
    if (st) sqlite3_reset(st);
    return rc;
}

/* ------------------------------------------------------------------ the transaction */
static cedu_status add_new(cedu_store *s, const cedu_store_page *page, const cedu_signature *sig, const char *now, known *k,
                           cedu_error *err) {
    cedu_near near;
    cedu_status rc = put_original(s, page->doc->sha256, page->payload, err); /* s->scratch holds it, compressed */
    if (rc == CEDU_OK) rc = cedu__store_cluster(s, sig, &s->print, 0, now, &near, err);
    if (rc == CEDU_OK) rc = cedu__store_sibling(s, page->doc, 0, &near, err);
    k->cluster = near.cluster;
    if (rc == CEDU_OK) rc = put_document(s, page, k->cluster, false, now, err);
    if (rc != CEDU_OK) return rc;
    k->id = sqlite3_last_insert_rowid(s->db);
    rc = put_reading(s, page, k->id, sig, err);
    if (rc == CEDU_OK && near.sibling) rc = cedu__store_place_part(s, k->id, &near, err);
    else if (rc == CEDU_OK) rc = cedu__store_derive(s, k->id, &s->print, &near, err);
    return rc == CEDU_OK ? put_path(s, k->id, page->doc->file, page->doc->member, now, err) : rc;
}

static cedu_status add_again(cedu_store *s, const cedu_store_page *page, const cedu_signature *sig, const char *now, known *k,
                             cedu_error *err) {
    int64_t old = k->cluster;
    cedu_near near = {.cluster = old};
    cedu_status rc = cut_reading(s, k->id, err);
    if (rc == CEDU_OK) rc = cedu__store_cluster(s, sig, &s->print, k->id, now, &near, err);
    if (rc == CEDU_OK) rc = cedu__store_sibling(s, page->doc, k->id, &near, err);
    k->cluster = near.cluster;
    if (rc == CEDU_OK) rc = put_document(s, page, k->cluster, true, now, err);
    if (rc == CEDU_OK) rc = put_reading(s, page, k->id, sig, err);
    if (rc == CEDU_OK && near.sibling) rc = cedu__store_place_part(s, k->id, &near, err);
    else if (rc == CEDU_OK) rc = cedu__store_derive(s, k->id, &s->print, &near, err);
    if (rc == CEDU_OK && old != k->cluster) {
        rc = cut_by_id(s, CEDU_SQL_cut_cluster, old, err);
        if (rc == CEDU_OK) rc = cedu__store_split(s, old, now, err);
    }
    return rc == CEDU_OK ? put_path(s, k->id, page->doc->file, page->doc->member, now, err) : rc;
}

cedu_status cedu__store_add(cedu_store *s, const cedu_store_page *page, bool replace, cedu_store_added *out, cedu_error *err) {
    char now[24];
    cedu_store_added local;
    cedu_signature sig;
    known k;
    cedu_error mine;
    if (!out) out = &local;
    if (!err) err = &mine;
    memset(out, 0, sizeof *out);
    cedu__store_now(now);
    cedu_status rc = cedu__store_writable(s, err);
    if (rc == CEDU_OK) rc = find(s, page->doc->sha256, page->fingerprint, &k, err);
    if (rc != CEDU_OK) return rc;
    if (k.there && !replace) { /* mostly nothing to write: no lock needed to find out */
        bool path = false;
        if ((rc = path_known(s, k.id, page->doc->file, page->doc->member, &path, err)) != CEDU_OK) return rc;
        if (path) {
            *out = (cedu_store_added){k.same_fingerprint ? CEDU_ADDED_SAME : CEDU_ADDED_STALE, k.id, k.cluster, 0};
            return cluster_size(s, k.cluster, &out->cluster_size, err);
        }
    }
    bool prepared = !k.there || replace;
    if (prepared && (rc = ready(s, page, &sig, err)) != CEDU_OK) return rc;
    if ((rc = cedu__store_enter(s, err)) != CEDU_OK) return rc;
    rc = find(s, page->doc->sha256, page->fingerprint, &k, err); /* another process may have been quicker */
    if (rc == CEDU_OK && k.there && !replace) {
        out->how = k.same_fingerprint ? CEDU_ADDED_ALIAS : CEDU_ADDED_STALE;
        rc = put_path(s, k.id, page->doc->file, page->doc->member, now, err);
    } else if (rc == CEDU_OK) {
        if (!prepared) rc = ready(s, page, &sig, err); /* it was forgotten meanwhile */
        out->how = k.there ? CEDU_ADDED_REPLACED : CEDU_ADDED_NEW;
        if (rc == CEDU_OK) rc = k.there ? add_again(s, page, &sig, now, &k, err) : add_new(s, page, &sig, now, &k, err);
    }
    if (rc == CEDU_OK) rc = cluster_size(s, k.cluster, &out->cluster_size, err);
    out->document = k.id, out->cluster = k.cluster;
    return cedu__store_leave(s, rc, err);
}

cedu_status cedu__store_forget(cedu_store *s, int64_t document, cedu_error *err) {
    cedu_error mine;
    if (!err) err = &mine;
    sqlite3_stmt *st = NULL;
    bool row = false;
    int64_t original = 0, cluster = 0, container = 0;
    cedu_status rc = cedu__store_enter(s, err);
    if (rc != CEDU_OK) return rc;
    rc = cedu__store_prepare(s, "SELECT original_id, cluster_id, container_id FROM documents WHERE id = ?1", &st, err);
    if (rc == CEDU_OK) {
        bind_int(st, 1, document);
        rc = cedu__store_step(s, st, &row, err);
        if (row)
            original = sqlite3_column_int64(st, 0), cluster = sqlite3_column_int64(st, 1),
            container = sqlite3_column_int64(st, 2);
        sqlite3_finalize(st);
    }
    if (rc == CEDU_OK && !row)
        rc = cedu__fail(err, CEDU_NOT_FOUND, "没有第 %lld 号文档", "there is no document %lld", (long long)document);
    /* Forgotten content is overwritten in the file, not only unlinked. */
    if (rc == CEDU_OK) rc = cedu__store_exec(s, "PRAGMA secure_delete=ON", err);
    if (rc == CEDU_OK) rc = cut_reading(s, document, err);
    if (rc == CEDU_OK) rc = cut_by_id(s, CEDU_SQL_cut_document, document, err);
    if (rc == CEDU_OK) rc = cut_by_id(s, CEDU_SQL_cut_original, original, err);
    if (rc == CEDU_OK && container) rc = cut_by_id(s, CEDU_SQL_cut_original, container, err);
    if (rc == CEDU_OK) rc = cut_by_id(s, CEDU_SQL_cut_cluster, cluster, err);
    char now[24];
    cedu__store_now(now);
    if (rc == CEDU_OK) rc = cedu__store_split(s, cluster, now, err);
    rc = cedu__store_leave(s, rc, err);
    sqlite3_exec(s->db, "PRAGMA secure_delete=FAST", NULL, NULL, NULL);
    return rc;
}
