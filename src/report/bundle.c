/* bundle.c - makes evidence bundles (bundle.h). The same paper gives the same bytes. */
#include "report/bundle.h"

#include "report/report.h"
#include "report/zip.h"
#include "text/text.h"

#define AROUND 160 /* characters of a page shown before and after a quotation */

typedef struct maker {
    cedu_store *s;
    const cedu_paper *p;
    cedu_arena *a;
    CEDU_VEC(const cedu_store_fact *) facts; /* of the notes, and those that say the same */
    CEDU_VEC(cedu_zip_part) parts;
    CEDU_VEC(cedu_store_doc) docs;
    CEDU_VEC(cedu_str) originals; /* parallel to docs */
    cedu_error *err;
} maker;

static bool add(maker *m, const char *name, const cedu_buf *b) {
    cedu_str s = cedu__arena_str(m->a, cedu__buf_view(b));
    return !b->failed && CEDU_PUSH(m->a, &m->parts, ((cedu_zip_part){name, s}));
}

static void collect(maker *m, const cedu_store_fact *f) {
    for (size_t i = 0; i < m->facts.n; i++)
        if (m->facts.p[i]->row == f->row) return;
    (void)CEDU_PUSH(m->a, &m->facts, f);
}

static cedu_status documents(maker *m) {
    for (size_t i = 0; i < m->p->notes.n; i++) {
        const cedu_paper_note *n = &m->p->notes.p[i];
        collect(m, &n->fact);
        for (size_t k = 0; k < n->other_count; k++) collect(m, &n->others[k]);
    }
    for (size_t i = 0; i < m->facts.n; i++) {
        const char *sha = m->facts.p[i]->doc;
        bool have = false;
        for (size_t k = 0; k < m->docs.n && !have; k++) have = !strcmp(m->docs.p[k].sha256, sha);
        if (have) continue;
        cedu_store_doc d;
        cedu_buf bytes = {0};
        cedu_status s = cedu__store_document(m->s, cedu__str(sha), m->a, &d, m->err);
        if (s == CEDU_OK) s = cedu__store_original(m->s, d.id, &bytes, m->err);
        cedu_str copy = s == CEDU_OK ? cedu__arena_str(m->a, cedu__buf_view(&bytes)) : (cedu_str){0};
        cedu__buf_release(&bytes);
        if (s != CEDU_OK) return s;
        cedu_str name = cedu__arena_strf(m->a, "originals/%s", d.sha256);
        if (!CEDU_PUSH(m->a, &m->docs, d) || !CEDU_PUSH(m->a, &m->originals, copy) ||
            !CEDU_PUSH(m->a, &m->parts, ((cedu_zip_part){name.p, copy})))
            return cedu__fail_nomem(m->err);
    }
    return CEDU_OK;
}

/* ------------------------------------------------------------------ records */
static cedu_str stored_quote(const void *ctx, const cedu_place *place, bool clean) {
    const cedu_store_fact *f = ctx;
    if (place == &f->fact.place) return clean ? f->clean_quote : f->quote;
    return (cedu_str){0};
}

static void fact_lines(const maker *m, cedu_buf *out) {
    for (size_t i = 0; i < m->facts.n; i++) {
        const cedu_store_fact *f = m->facts.p[i];
        cedu__report_fact_json(&f->fact, f->doc, stored_quote, f, NULL, out);
    }
}

static void note_lines(const maker *m, cedu_buf *out) {
    for (size_t i = 0; i < m->p->notes.n; i++) {
        const cedu_paper_note *n = &m->p->notes.p[i];
        cedu_json j = {.out = out};
        cedu__json_open(&j, '{');
        cedu__json_key(&j, "note");
        cedu__json_int(&j, (int64_t)i + 1);
        cedu__json_key(&j, "fact");
        cedu__json_str(&j, cedu__str(n->fact.fact.id));
        cedu__json_key(&j, "status");
        cedu__json_str(&j, cedu__str(cedu__store_status_name(n->fact.status)));
        cedu__json_key(&j, "sources");
        cedu__json_int(&j, (int64_t)n->sources);
        cedu__json_key(&j, "same");
        cedu__json_open(&j, '[');
        for (size_t k = 0; k < n->other_count; k++) cedu__json_str(&j, cedu__str(n->others[k].fact.id));
        cedu__json_close(&j, ']');
        cedu__json_close(&j, '}');
        cedu__json_line(&j);
    }
}

static void document_lines(const maker *m, cedu_buf *out) {
    for (size_t i = 0; i < m->docs.n; i++) {
        const cedu_store_doc *d = &m->docs.p[i];
        const struct {
            const char *key;
            cedu_str s;
        } fields[] = {{"doc", cedu__str(d->sha256)}, {"file", d->file},         {"member", d->member},
                      {"title", d->title},           {"url", d->url},           {"published", d->published},
                      {"outlet", d->outlet},         {"encoding", d->encoding}, {"added_at", d->added_at}};
        cedu_json j = {.out = out};
        cedu__json_open(&j, '{');
        for (size_t k = 0; k < CEDU_COUNT(fields); k++) {
            cedu__json_key(&j, fields[k].key);
            cedu__report_text(&j, fields[k].s);
        }
        cedu__json_close(&j, '}');
        cedu__json_line(&j);
    }
}

static void manifest(const maker *m, cedu_buf *out) {
    cedu_json j = {.out = out};
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "v");
    cedu__json_int(&j, CEDU_BUNDLE_VERSION);
    cedu__json_key(&j, "made_at");
    cedu__json_str(&j, m->p->made_at);
    if (m->p->since.n) {
        cedu__json_key(&j, "since");
        cedu__json_str(&j, m->p->since);
    }
    cedu__json_key(&j, "title");
    cedu__json_str(&j, m->p->title);
    cedu__json_key(&j, "files");
    cedu__json_open(&j, '[');
    for (size_t i = 0; i < m->parts.n; i++) {
        char hex[65];
        cedu__sha256_hex(m->parts.p[i].bytes.p ? m->parts.p[i].bytes.p : "", m->parts.p[i].bytes.n, hex);
        cedu__json_open(&j, '{');
        cedu__json_key(&j, "path");
        cedu__json_str(&j, cedu__str(m->parts.p[i].name));
        cedu__json_key(&j, "bytes");
        cedu__json_int(&j, (int64_t)m->parts.p[i].bytes.n);
        cedu__json_key(&j, "sha256");
        cedu__json_str(&j, cedu__str(hex));
        cedu__json_close(&j, '}');
    }
    cedu__json_close(&j, ']');
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
}

/* ------------------------------------------------------------------ the viewer: each quotation in its page, no script */
static const char viewer_style[] =
    "body{max-width:52em;margin:2em auto;padding:0 1em;font:15px/1.7 sans-serif;color:#222;background:#fff}"
    "blockquote{margin:.5em 0;padding:.5em 1em;background:#f5f3ee;white-space:pre-wrap;word-break:break-all}"
    "mark{background:#ffe58f}section{border-top:1px solid #ccc;padding:.5em 0}code{font-size:.85em}"
    "@media "
    "(prefers-color-scheme:dark){body{background:#1b1b1b;color:#ddd}blockquote{background:#262626}mark{background:#665200;"
    "color:#fff}}";

static void in_page(const maker *m, const cedu_store_fact *f, cedu_buf *out) {
    size_t k = 0;
    while (k < m->docs.n && strcmp(m->docs.p[k].sha256, f->doc) != 0) k++;
    cedu_arena a;
    cedu_text t;
    cedu_str enc = k < m->docs.n ? m->docs.p[k].encoding : (cedu_str){0};
    char name[64] = {0};
    if (!enc.n || enc.n >= sizeof name) return;
    memcpy(name, enc.p, enc.n);
    cedu__arena_init(&a, CEDU_MAX_PAGE_MEMORY);
    if (cedu__text_decode_as(m->originals.p[k].p, m->originals.p[k].n, name, &a, &t, NULL) == CEDU_OK &&
        f->fact.place.end <= t.cps) {
        uint32_t s = f->fact.place.start, e = f->fact.place.end, lo = s > AROUND ? s - AROUND : 0,
                 hi = e + AROUND < t.cps ? e + AROUND : t.cps;
        uint32_t b[] = {cedu__text_u8(&t, lo), cedu__text_u8(&t, s), cedu__text_u8(&t, e), cedu__text_u8(&t, hi)};
        cedu__buf_z(out, "<blockquote>…");
        cedu__paper_escape(out, cedu__sub(t.s, b[0], b[1]));
        cedu__buf_z(out, "<mark>");
        cedu__paper_escape(out, cedu__sub(t.s, b[1], b[2]));
        cedu__buf_z(out, "</mark>");
        cedu__paper_escape(out, cedu__sub(t.s, b[2], b[3]));
        cedu__buf_z(out, "…</blockquote>");
    }
    cedu__arena_release(&a);
}

static void viewer(const maker *m, cedu_buf *out) {
    bool en = m->p->english;
    cedu__buf_f(
        out,
        "<!DOCTYPE html>\n<html lang=\"%s\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>%s</title><style>%s</style></head><body>\n<h1>%s</h1>"
        "<p><a href=\"report.html\">report.html</a></p>\n",
        en ? "en" : "zh-CN", en ? "Evidence" : "证据", viewer_style, en ? "Evidence" : "证据");
    for (size_t i = 0; i < m->p->notes.n; i++) {
        const cedu_paper_note *n = &m->p->notes.p[i];
        const cedu_place *pl = &n->fact.fact.place;
        cedu__buf_f(out, "<section id=\"n%zu\"><p>[%zu] ", i + 1, i + 1);
        cedu__paper_escape(out, cedu__paper_note_text(m->p, n, 0));
        cedu__buf_f(out, "</p><p><code><a href=\"originals/%s\">originals/%.16s…</a> %s %llu–%llu</code></p>", n->fact.doc,
                    n->fact.doc, en ? "bytes" : "字节", (unsigned long long)pl->byte_start, (unsigned long long)pl->byte_end);
        in_page(m, &n->fact, out);
        cedu__buf_z(out, "</section>\n");
    }
    cedu__buf_z(out, "</body></html>\n");
}

cedu_status cedu__bundle_make(cedu_store *s, const cedu_paper *p, cedu_buf *zip, cedu_error *err) {
    maker m = {.s = s, .p = p, .a = p->arena, .err = err};
    static const struct {
        const char *name;
        void (*write)(const maker *m, cedu_buf *out);
    } texts[] = {{"evidence.html", viewer},
                 {"facts.ndjson", fact_lines},
                 {"notes.ndjson", note_lines},
                 {"documents.ndjson", document_lines},
                 {"manifest.json", manifest}};
    cedu_buf b = {0};
    cedu__paper_html(p, &b);
    bool ok = add(&m, "report.html", &b);
    cedu_status st = ok ? documents(&m) : cedu__fail_nomem(err);
    for (size_t i = 0; i < CEDU_COUNT(texts) && st == CEDU_OK; i++) {
        b.n = 0;
        texts[i].write(&m, &b);
        if (!add(&m, texts[i].name, &b)) st = cedu__fail_nomem(err);
    }
    cedu__buf_release(&b);
    return st == CEDU_OK ? cedu__zip_write(m.parts.p, m.parts.n, zip, err) : st;
}
