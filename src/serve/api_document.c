/* api_document.c - the evidence: a document as a critical edition (as found, restored, notes), a fact with its bytes, the original.
 *
 * The archived payload is read again as far as its restored text, so that every paragraph stands beside its own characters in the
 * original. Facts and findings are those stored. Where the packs have changed since, the restored text may differ from the one the
 * facts were read from: `aligned` is then false and no place in the restored text is claimed; places in the original always hold.
 */
#include <math.h>

#include "serve/inner.h"

/* Code points before byte i of a text, for ascending or random i: a count every 256 bytes. */
typedef struct ruler {
    cedu_str s;
    const uint32_t *at;
} ruler;

static ruler ruler_new(cedu_arena *a, cedu_str s) {
    uint32_t *at = CEDU_NEW_N(a, uint32_t, s.n / 256 + 1), n = 0;
    for (size_t i = 0; at && i <= s.n; i++) {
        if (i % 256 == 0) at[i / 256] = n;
        if (i < s.n && ((unsigned char)s.p[i] & 0xC0) != 0x80) n++;
    }
    return (ruler){s, at};
}
static int64_t ruler_cp(const ruler *r, uint32_t byte) {
    if (!r->at) return 0;
    size_t i = byte < r->s.n ? byte : r->s.n, from = i / 256 * 256;
    int64_t n = r->at[i / 256];
    for (size_t k = from; k < i; k++) n += ((unsigned char)r->s.p[k] & 0xC0) != 0x80;
    return n;
}

/* All main blocks, the title too: facts lie in titles as well. */
static void put_paragraphs(cedu_json *j, const cedu_page *p, const ruler *r) {
    cedu__json_key(j, "paragraphs");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < p->block_count; i++) {
        const cedu_fact_block *b = &p->blocks[i];
        cedu_place at;
        cedu__engine_locate(p, b->start, b->end, &at);
        cedu__json_open(j, '{');
        cedu__put_int(j, "n", (int64_t)i + 1);
        cedu__put_int(j, "heading", b->heading);
        cedu__put_str(j, "raw", cedu_page_quote(p, at.start, at.end));
        cedu__put_int(j, "start", at.start);
        cedu__put_int(j, "end", at.end);
        cedu__put_str(j, "clean", cedu__sub(p->clean.text, b->start, b->end));
        cedu__put_int(j, "clean_start", ruler_cp(r, b->start));
        cedu__put_int(j, "clean_end", ruler_cp(r, b->end));
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
}

/* Where the facts and the placed findings lie in the restored text, in code points. */
static void put_spans(cedu_json *j, const cedu_store_facts *facts, const cedu_finding *findings, size_t n, const ruler *r) {
    cedu__json_key(j, "fact_spans");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < facts->n; i++) {
        const cedu_place *p = &facts->p[i].fact.place;
        cedu__json_open(j, '{');
        cedu__put_int(j, "clean_start", ruler_cp(r, p->clean_start));
        cedu__put_int(j, "clean_end", ruler_cp(r, p->clean_end));
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_key(j, "finding_spans");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < n; i++) {
        const cedu_place *p = &findings[i].place;
        cedu__json_open(j, '{');
        cedu__put_num(j, "clean_start", findings[i].placed ? (double)ruler_cp(r, p->clean_start) : NAN);
        cedu__put_num(j, "clean_end", findings[i].placed ? (double)ruler_cp(r, p->clean_end) : NAN);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
}

static cedu_status put_cluster(cedu_request *q, cedu_json *j, const cedu_store_doc *d, cedu_error *err) {
    cedu_store_docs others = {0};
    cedu_store_doc_filter f = {.cluster = d->cluster, .limit = 50};
    if (d->cluster_size > 1) {
        cedu_status st = cedu__store_documents(q->desk->store, &f, q->arena, &others, err);
        if (st != CEDU_OK) return st;
    }
    cedu__json_key(j, "cluster");
    cedu__json_open(j, '[');
    for (size_t i = 0; i < others.n; i++)
        if (others.p[i].id != d->id) cedu__put_document(j, &others.p[i], cedu_engine_fingerprint(q->engine));
    cedu__json_close(j, ']');
    return CEDU_OK;
}

cedu_status cedu__api_document(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store *s = q->desk->store;
    cedu_store_doc d;
    cedu_store_facts facts;
    const cedu_finding *findings;
    size_t n;
    cedu_str clean;
    cedu_buf payload = {.max = CEDU_MAX_PAYLOAD + 1};
    cedu_page *page = NULL;
    cedu_status st = cedu__store_document(s, q->str[CEDU_PARAM_sha], q->arena, &d, err);
    if (st != CEDU_OK) return st;
    cedu_store_fact_filter f = {.document = d.id};
    st = cedu__store_list_facts(s, &f, q->arena, &facts, err);
    if (st == CEDU_OK) st = cedu__store_findings(s, d.id, q->arena, &findings, &n, err);
    if (st == CEDU_OK) st = cedu__store_clean(s, d.id, q->arena, &clean, err);
    if (st == CEDU_OK) st = cedu__store_original(s, d.id, &payload, err);
    if (st == CEDU_OK) {
        cedu_read_options how = {.stage = CEDU_STAGE_REPAIR};
        cedu_str name = cedu__arena_strf(q->arena, "%.*s", (int)d.file.n, d.file.p ? d.file.p : "");
        cedu_input in = {.bytes = (const unsigned char *)payload.p, .n = payload.n, .name = name.p};
        /* A page that can no longer be read still shows its facts and findings. */
        cedu_error unread;
        if (cedu_worker_read(q->desk->worker, &in, &how, &page, &unread) != CEDU_OK) page = NULL;
        cedu_str again = page ? cedu_page_clean(page) : clean;
        ruler r = ruler_new(q->arena, again);
        cedu__json_open(j, '{');
        cedu__put_int(j, "v", CEDU_CONTRACT);
        cedu__json_key(j, "document");
        cedu__put_document(j, &d, cedu_engine_fingerprint(q->engine));
        cedu__put_bool(j, "readable", page != NULL);
        cedu__put_bool(j, "aligned", page != NULL && cedu__eq(again, clean));
        cedu__json_key(j, "facts");
        cedu__json_open(j, '[');
        for (size_t i = 0; i < facts.n; i++) cedu__put_fact(j, &facts.p[i]);
        cedu__json_close(j, ']');
        cedu__put_findings(j, "findings", findings, n);
        put_spans(j, &facts, findings, n, &r);
        if (page) put_paragraphs(j, page, &r);
        else {
            cedu__json_key(j, "paragraphs");
            cedu__json_open(j, '[');
            cedu__json_close(j, ']');
        }
        st = put_cluster(q, j, &d, err);
        cedu__json_close(j, '}');
        cedu_page_free(page);
    }
    cedu__buf_release(&payload);
    return st;
}

cedu_status cedu__api_original(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store_doc d;
    cedu_status st = cedu__store_document(q->desk->store, q->str[CEDU_PARAM_sha], q->arena, &d, err);
    if (st != CEDU_OK) return st;
    q->download = cedu__arena_strf(q->arena, "%s.bin", d.sha256); /* never a name that a page or an archive chose */
    return cedu__store_original(q->desk->store, d.id, j->out, err);
}

/* ------------------------------------------------------------------ one fact */
#define SHOWN_BYTES 512

static void put_hex(cedu_json *j, const char *key, const unsigned char *p, size_t n) {
    static const char digits[] = "0123456789abcdef";
    char hex[SHOWN_BYTES * 2];
    if (n > SHOWN_BYTES) n = SHOWN_BYTES;
    for (size_t i = 0; i < n; i++) hex[2 * i] = digits[p[i] >> 4], hex[2 * i + 1] = digits[p[i] & 15];
    cedu__put_str(j, key, (cedu_str){hex, n * 2});
}

cedu_status cedu__api_fact(cedu_request *q, cedu_json *j, cedu_error *err) {
    cedu_store *s = q->desk->store;
    cedu_store_fact r;
    cedu_store_doc d;
    cedu_buf payload = {.max = CEDU_MAX_PAYLOAD + 1}, record = {0};
    cedu_status st = cedu__store_fact(s, q->str[CEDU_PARAM_id], q->arena, &r, err);
    if (st == CEDU_OK) st = cedu__store_document(s, cedu__str(r.doc), q->arena, &d, err);
    if (st == CEDU_OK) st = cedu__store_original(s, d.id, &payload, err);
    if (st != CEDU_OK) {
        cedu__buf_release(&payload);
        return st;
    }
    const cedu_place *p = &r.fact.place;
    cedu_place_map map = {.text = cedu__buf_view(&payload)};
    cedu_span where = {0};
    if (d.extracted.p && (st = cedu__store_where(s, d.id, q->arena, &map.map, err)) != CEDU_OK) {
        cedu__buf_release(&payload);
        return st;
    }
    if (map.map.n) where = cedu__where_span(&map, p->byte_start, p->byte_end);
    size_t from = p->byte_start < payload.n ? p->byte_start : payload.n, to = p->byte_end < payload.n ? p->byte_end : payload.n;
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__json_key(j, "fact");
    cedu__put_fact(j, &r);
    cedu__json_key(j, "record"); /* as `cedu explain --format json` writes it */
    cedu__report_fact_json(&r.fact, r.doc, cedu__store_quote, &r, &where, &record);
    if (record.n && record.p[record.n - 1] == '\n') record.n--;
    cedu__buf_str(j->out, cedu__buf_view(&record));
    j->out->failed |= record.failed;
    j->comma = true;
    cedu__json_key(j, "document");
    cedu__put_document(j, &d, cedu_engine_fingerprint(q->engine));
    put_hex(j, "bytes_hex", (const unsigned char *)payload.p + from, to > from ? to - from : 0);
    cedu__put_bool(j, "bytes_cut", to > from && to - from > SHOWN_BYTES);
    j->comma = true;
    cedu__json_close(j, '}');
    cedu__buf_release(&record);
    cedu__buf_release(&payload);
    return CEDU_OK;
}
