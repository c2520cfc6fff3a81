/* verify.c - holds an evidence bundle against itself (bundle.h): every file's hash, every quotation at its bytes, every fact that the
 * report names. A bundle comes from anywhere: its size, its number of files and its names are limited before anything is believed. */
#include <jansson.h>
#include <stdlib.h>

#include "report/bundle.h"
#include "report/zip.h"
#include "text/text.h"

typedef struct checker {
    cedu_arena *a;
    const cedu_zip_part *p;
    size_t n;
    cedu_bundle_report *out;
} checker;

static void problem(checker *c, cedu_str where, const char *zh, const char *en) {
    (void)CEDU_PUSH(c->a, &c->out->problems,
                    ((cedu_bundle_problem){cedu__arena_str(c->a, where), cedu__str(zh), cedu__str(en)}));
}

static const cedu_zip_part *find(const checker *c, const char *name) {
    for (size_t i = 0; name && i < c->n; i++)
        if (!strcmp(c->p[i].name, name)) return &c->p[i];
    return NULL;
}

static const char *text_of(const json_t *o, const char *key) { return json_string_value(json_object_get(o, key)); }
static json_int_t number_of(const json_t *o, const char *key) {
    const json_t *v = json_object_get(o, key);
    return json_is_integer(v) ? json_integer_value(v) : -1;
}

/* ------------------------------------------------------------------ hashes */
static void files(checker *c, const json_t *manifest) {
    size_t i, listed = 0;
    json_t *f;
    json_array_foreach(json_object_get(manifest, "files"), i, f) {
        const char *path = text_of(f, "path"), *sha = text_of(f, "sha256");
        const cedu_zip_part *p = find(c, path);
        char hex[65];
        c->out->files++;
        if (!p) {
            problem(c, cedu__str(path ? path : "manifest.json"), "清单所列的文件不在包里", "listed, but not in the bundle");
            continue;
        }
        listed++;
        cedu__sha256_hex(p->bytes.p ? p->bytes.p : "", p->bytes.n, hex);
        if (!sha || strcmp(hex, sha) != 0) problem(c, cedu__str(path), "内容与清单的 SHA-256 不符", "differs from its SHA-256");
        if (!strncmp(path, "originals/", 10) && strcmp(path + 10, hex) != 0)
            problem(c, cedu__str(path), "原件与文件名中的 SHA-256 不符", "is not the original that its name says");
    }
    if (listed + 1 < c->n)
        problem(c, CEDU_STR("manifest.json"), "包里有清单没有列出的文件", "the bundle holds files that are not listed");
}

/* ------------------------------------------------------------------ quotations */
static bool next_record(cedu_str s, size_t *at, json_t **out) {
    while (*at < s.n) {
        const char *nl = memchr(s.p + *at, '\n', s.n - *at);
        size_t end = nl ? (size_t)(nl - s.p) : s.n, from = *at;
        *at = end + 1;
        if (end == from) continue;
        *out = json_loadb(s.p + from, end - from, 0, NULL);
        return true;
    }
    return false;
}

/* The encoding that documents.ndjson gives for a document; absent = none. */
static void encoding_of(const checker *c, const char *doc, char out[64]) {
    const cedu_zip_part *docs = find(c, "documents.ndjson");
    json_t *o;
    out[0] = '\0';
    for (size_t at = 0; docs && doc && next_record(docs->bytes, &at, &o); json_decref(o)) {
        const char *d = text_of(o, "doc"), *e = text_of(o, "encoding");
        if (d && e && !strcmp(d, doc) && strlen(e) < 64) strcpy(out, e);
    }
}

static bool quoted_there(cedu_str payload, const char *encoding, const json_t *f) {
    const char *quote = text_of(f, "quote");
    json_int_t s = number_of(f, "start"), e = number_of(f, "end"), bs = number_of(f, "byte_start"),
               be = number_of(f, "byte_end");
    cedu_arena a;
    cedu_text t;
    cedu__arena_init(&a, CEDU_MAX_PAGE_MEMORY);
    bool ok = quote && s >= 0 && s < e && cedu__text_decode_as(payload.p, payload.n, encoding, &a, &t, NULL) == CEDU_OK &&
              e <= (json_int_t)t.cps;
    if (ok) {
        uint32_t from = cedu__text_u8(&t, (uint32_t)s), to = cedu__text_u8(&t, (uint32_t)e);
        ok = cedu__eqz(cedu__sub(t.s, from, to), quote) && cedu__text_byte(&t, from) == (uint64_t)bs &&
             cedu__text_byte(&t, to) == (uint64_t)be;
    }
    cedu__arena_release(&a);
    return ok;
}

static void facts(checker *c, cedu_str records) {
    json_t *f;
    for (size_t at = 0; next_record(records, &at, &f); json_decref(f)) {
        const char *id = text_of(f, "id"), *doc = text_of(f, "doc");
        cedu_str name = doc ? cedu__arena_strf(c->a, "originals/%s", doc) : (cedu_str){0};
        const cedu_zip_part *original = find(c, name.p);
        char encoding[64];
        encoding_of(c, doc, encoding);
        c->out->facts++;
        cedu_str where = cedu__arena_strf(c->a, "facts.ndjson %.32s", id ? id : "?");
        if (!id || !original) problem(c, where, "事实的原件不在包里", "its original is not in the bundle");
        else if (!quoted_there(original->bytes, encoding, f))
            problem(c, where, "引文不在所说的字节处", "the quotation is not at its bytes");
    }
}

/* Every fact that the report's notes name is in facts.ndjson: no number without evidence. */
static void notes(checker *c, cedu_str report, cedu_str records) {
    static const char *const marks[] = {"事实 ", "; fact "};
    for (size_t m = 0; m < CEDU_COUNT(marks); m++) {
        cedu_str mark = cedu__str(marks[m]);
        for (ptrdiff_t at = 0; (at = cedu__find(report, mark, (size_t)at)) >= 0; at++) {
            cedu_str id =
                cedu__sub(report, (size_t)at + mark.n, (size_t)at + mark.n + 8 < report.n ? (size_t)at + mark.n + 8 : report.n);
            size_t hex = 0;
            while (hex < id.n && ((id.p[hex] >= '0' && id.p[hex] <= '9') || (id.p[hex] >= 'a' && id.p[hex] <= 'f'))) hex++;
            if (hex < 8) continue;
            cedu_str key = cedu__arena_strf(c->a, "\"id\":\"%.8s", id.p);
            if (cedu__find(records, key, 0) < 0)
                problem(c, CEDU_STR("report.html"), "报告引用的事实不在包里", "names a fact that is not in the bundle");
        }
    }
}

cedu_status cedu__bundle_verify(const char *path, cedu_arena *a, cedu_bundle_report *out, cedu_error *err) {
    *out = (cedu_bundle_report){0};
    checker c = {.a = a, .out = out};
    cedu_status s = cedu__zip_read(path, a, &c.p, &c.n, err);
    if (s != CEDU_OK) return s;
    const cedu_zip_part *m = find(&c, "manifest.json"), *records = find(&c, "facts.ndjson"), *report = find(&c, "report.html");
    json_t *manifest = m ? json_loadb(m->bytes.p ? m->bytes.p : "", m->bytes.n, 0, NULL) : NULL;
    if (!manifest || number_of(manifest, "v") != 1 || !records || !report) {
        json_decref(manifest);
        return cedu__fail(err, CEDU_BAD_INPUT, "不是证据包：缺 manifest.json、facts.ndjson 或 report.html，或版本不符",
                          "no evidence bundle: manifest.json, facts.ndjson or report.html is missing, or of another version");
    }
    files(&c, manifest);
    json_decref(manifest);
    for (size_t i = 0; i < c.n; i++) out->documents += !strncmp(c.p[i].name, "originals/", 10);
    facts(&c, records->bytes);
    notes(&c, report->bytes, records->bytes);
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
