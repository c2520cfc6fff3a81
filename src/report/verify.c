/* verify.c - holds an evidence bundle against itself (bundle.h): every file's hash, every quotation at its bytes, every fact that the
 * report names. A bundle comes from anywhere: its size, its number of files and its names are limited before anything is believed. */
#include <jansson.h>
#include <stdlib.h>

#include "report/bundle.h"
#include "report/trace.h"
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
    double x = json_is_number(v) ? json_number_value(v) : -1;
    return x >= 0 && x < 9e15 ? (json_int_t)x : -1;
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
        *out = json_loadb(s.p + from, end - from, JSON_DECODE_INT_AS_REAL, NULL); /* 1e20 is written in full */
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

/* ------------------------------------------------------------------ the report */
static json_t *records_of(const checker *c, const char *name) {
    const cedu_zip_part *p = find(c, name);
    json_t *all = json_array(), *o;
    for (size_t at = 0; p && all && next_record(p->bytes, &at, &o);) (void)json_array_append_new(all, o ? o : json_null());
    return all;
}

static const json_t *with(const json_t *all, const char *key, const char *value) {
    size_t i;
    json_t *o;
    json_array_foreach(all, i, o) {
        const char *v = text_of(o, key);
        if (v && value && !strcmp(v, value)) return o;
    }
    return NULL;
}

/* Different documents among a note's fact and those that say the same. */
static size_t documents_of(const json_t *note, const json_t *facts) {
    const json_t *same = json_object_get(note, "same");
    size_t n = 0, count = json_array_size(same) + 1;
    for (size_t i = 0; i < count; i++) {
        const char *id = i ? json_string_value(json_array_get(same, i - 1)) : text_of(note, "fact"),
                   *doc = text_of(with(facts, "id", id), "doc");
        bool again = !doc;
        for (size_t k = 0; k < i && !again; k++) {
            const char *other = k ? json_string_value(json_array_get(same, k - 1)) : text_of(note, "fact"),
                       *d = text_of(with(facts, "id", other), "doc");
            again = d && !strcmp(d, doc);
        }
        n += !again;
    }
    return n;
}

/* Every note is a fact of the bundle and quotes it; every number of the text is one of a note's, or is computed again. */
static void report(checker *c, cedu_str html, const json_t *manifest) {
    json_t *notes = records_of(c, "notes.ndjson"), *facts = records_of(c, "facts.ndjson"),
           *docs = records_of(c, "documents.ndjson"), *o;
    cedu_trace_note *v = CEDU_NEW_N(c->a, cedu_trace_note, json_array_size(notes) + 1);
    cedu_trace_input in = {.html = html,
                           .notes = v,
                           .made_at = text_of(manifest, "made_at"),
                           .since = text_of(manifest, "since"),
                           .about = text_of(manifest, "title")};
    size_t i;
    json_array_foreach(notes, i, o) {
        if (!v) break;
        const json_t *f = with(facts, "id", text_of(o, "fact"));
        v[in.n++] = (cedu_trace_note){o, f, with(docs, "doc", text_of(f, "doc")), documents_of(o, facts)};
        cedu_str where = cedu__arena_strf(c->a, "notes.ndjson %zu", i + 1);
        if (number_of(o, "note") != (json_int_t)i + 1 || !f) {
            problem(c, where, "报告引用的事实不在包里", "names a fact that is not in the bundle");
            continue;
        }
        cedu_str mark = cedu__arena_strf(c->a, "<li id=\"n%zu\">", i + 1);
        ptrdiff_t from = cedu__find(html, mark, 0), to = from < 0 ? -1 : cedu__find(html, CEDU_STR("</li>"), (size_t)from);
        cedu_buf quote = {0};
        cedu__paper_escape(&quote, cedu__str(text_of(f, "clean_quote")));
        if (to < 0 || cedu__find(cedu__sub(html, (size_t)from, (size_t)to), cedu__buf_view(&quote), 0) < 0)
            problem(c, where, "报告的注不是这条事实的引文", "the report's note does not quote its fact");
        cedu__buf_release(&quote);
    }
    cedu_trace_result r;
    cedu__trace_report(&in, c->a, &r);
    c->out->numbers = r.numbers, c->out->untraced_own = r.own;
    for (i = 0; i < r.untraced.n; i++)
        problem(c, cedu__arena_strf(c->a, "report.html %.*s", (int)r.untraced.p[i].n, r.untraced.p[i].p),
                "这个数字在所注的事实中没有，也算不出来", "no fact of its notes has this number, nor does it follow from them");
    json_decref(notes), json_decref(facts), json_decref(docs);
}

cedu_status cedu__bundle_verify(const char *path, cedu_arena *a, cedu_bundle_report *out, cedu_error *err) {
    *out = (cedu_bundle_report){0};
    checker c = {.a = a, .out = out};
    cedu_status s = cedu__zip_read(path, a, &c.p, &c.n, err);
    if (s != CEDU_OK) return s;
    const cedu_zip_part *m = find(&c, "manifest.json"), *records = find(&c, "facts.ndjson"), *paper = find(&c, "report.html");
    json_t *manifest = m ? json_loadb(m->bytes.p ? m->bytes.p : "", m->bytes.n, 0, NULL) : NULL;
    if (!manifest || number_of(manifest, "v") != CEDU_BUNDLE_VERSION || !records || !paper || !find(&c, "notes.ndjson")) {
        json_decref(manifest);
        return cedu__fail(
            err, CEDU_BAD_INPUT, "不是证据包：缺 manifest.json、facts.ndjson、notes.ndjson 或 report.html，或版本不符",
            "no evidence bundle: manifest.json, facts.ndjson, notes.ndjson or report.html is missing, or of another version");
    }
    files(&c, manifest);
    for (size_t i = 0; i < c.n; i++) out->documents += !strncmp(c.p[i].name, "originals/", 10);
    facts(&c, records->bytes);
    report(&c, paper->bytes, manifest);
    json_decref(manifest);
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
