/* jsonl.c - JSON lines of crawlers: one page a line, in the fields that people use, or those that they name (--field text=data.body); and
 * whole JSON files: an object, an array of them, an object that holds one such array.
 *
 * A line that is no JSON is a failed member with its number; one without any text is skipped. The payload is the value of the html
 * field, else of the text field, as UTF-8. To know more names: `usual`.
 */
#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>

#include "input/reader.h"

enum { F_HTML, F_TEXT, F_URL, F_TITLE, F_DATE, F_CHARSET, FIELDS };
static const struct {
    const char *name;
    const char *usual[6];
} known[FIELDS] = {
    [F_HTML] = {"html", {"html", "raw_html", "content_html", "body_html"}},
    [F_TEXT] = {"text", {"text", "content", "body", "article", "正文", "内容"}},
    [F_URL] = {"url", {"url", "link", "source_url", "uri", "网址", "链接"}},
    [F_TITLE] = {"title", {"title", "标题"}},
    [F_DATE] = {"date", {"date", "published", "publish_date", "publish_time", "pub_time", "发布日期"}},
    [F_CHARSET] = {"charset", {"charset", "encoding"}},
};

typedef struct jsonl_ctx {
    uint64_t line;
    bool whole;  /* a JSON file, as long as it has not turned out to be lines */
    json_t *all; /* its array, or the object alone */
    size_t next;
    cedu_buf text; /* of a file that was looked at as a whole and is lines */
    size_t at;
} jsonl_ctx;

/* "data.body" in objects. */
static const json_t *at_path(const json_t *j, const char *path) {
    const json_t *whole = json_object_get(j, path); /* a name with a dot in it */
    if (whole) return whole;
    for (char name[128]; j; path++) {
        size_t n = strcspn(path, ".");
        if (n >= sizeof name) return NULL;
        memcpy(name, path, n);
        name[n] = '\0';
        j = json_object_get(j, name);
        path += n;
        if (!*path) return j;
    }
    return NULL;
}

static cedu_str field(const cedu_input_options *opt, const json_t *j, int f) {
    size_t n = strlen(known[f].name);
    const json_t *v = NULL;
    bool given = false;
    for (const char *const *p = opt->fields; p && *p; p++)
        if (!strncmp(*p, known[f].name, n) && (*p)[n] == '=') v = at_path(j, *p + n + 1), given = true;
    for (size_t i = 0; !given && !v && i < CEDU_COUNT(known[f].usual) && known[f].usual[i]; i++) {
        v = json_object_get(j, known[f].usual[i]);
        if (v && (!json_is_string(v) || json_string_length(v) == 0)) v = NULL;
    }
    if (!json_is_string(v)) return (cedu_str){0};
    return (cedu_str){json_string_value(v), json_string_length(v)};
}

char *cedu__iso_day(cedu_str s) {
    char z[24] = {0}, day[16];
    int y, m, d;
    memcpy(z, s.p ? s.p : "", s.n < 20 ? s.n : 20);
    bool ok = sscanf(z, "%4d-%2d-%2d", &y, &m, &d) == 3 || sscanf(z, "%4d/%2d/%2d", &y, &m, &d) == 3 ||
              sscanf(z, "%4d.%2d.%2d", &y, &m, &d) == 3 || sscanf(z, "%4d年%2d月%2d", &y, &m, &d) == 3 ||
              (strspn(z, "0123456789") == 8 && sscanf(z, "%4d%2d%2d", &y, &m, &d) == 3);
    if (!ok || y < 1900 || y > 2100 || m < 1 || m > 12 || d < 1 || d > 31) return NULL;
    snprintf(day, sizeof day, "%04d-%02d-%02d", y, m, d);
    return cedu__copy(day, 10);
}

static void fill(cedu_reader *r, cedu_member *m, const json_t *j) {
    cedu_str text = field(r->opt, j, F_HTML), v;
    m->media = text.n ? "html" : "text";
    if (!text.n) text = field(r->opt, j, F_TEXT);
    cedu_buf b = {.max = CEDU_MAX_MEMBER};
    cedu__buf_str(&b, text);
    bool ok = !b.failed && cedu__buf_bytes(&b, &m->bytes);
    cedu__buf_release(&b);
    if ((v = field(r->opt, j, F_URL)).n) ok &= (m->url = cedu__label(v.p, v.n)) != NULL;
    if ((v = field(r->opt, j, F_TITLE)).n) ok &= (m->title = cedu__label(v.p, v.n)) != NULL;
    if ((v = field(r->opt, j, F_DATE)).n) m->date = cedu__iso_day(v);
    m->status = ok ? CEDU_OK : cedu__fail_nomem(&m->err);
}

/* The next line into b, without its end; false at the end of the stream. */
static bool next_line(jsonl_ctx *c, cedu_stream *s, cedu_buf *b, bool *too_long) {
    bool any = false;
    *too_long = false;
    if (c->at < c->text.n) {
        const char *p = c->text.p + c->at, *e = memchr(p, '\n', c->text.n - c->at);
        size_t k = e ? (size_t)(e - p) : c->text.n - c->at;
        cedu__buf_add(b, p, k);
        c->at += k + (e != NULL);
        any = true;
        if (e) return true;
    }
    for (size_t n; (n = cedu__stream_want(s, 1)) > 0;) {
        const unsigned char *p = cedu__stream_at(s), *e = memchr(p, '\n', n);
        size_t k = e ? (size_t)(e - p) : n;
        any = true;
        if (b->n + k > CEDU_MAX_MEMBER) *too_long = true;
        else cedu__buf_add(b, p, k);
        cedu__stream_take(s, k + (e != NULL));
        if (e) break;
    }
    return any;
}

/* A JSON file: its records; what is no JSON as a whole is read as lines. False: m has the error. */
static bool load_whole(cedu_reader *r, cedu_member *m) {
    jsonl_ctx *c = r->ctx;
    c->whole = false;
    m->status = cedu__stream_slurp(r->in, CEDU_MAX_MEMBER, &c->text, &m->err);
    if (m->status == CEDU_TOO_LARGE)
        (void)cedu__fail(&m->err, CEDU_TOO_LARGE,
                         "JSON 文件超过 %u MB，没有读取；请转为 JSON 行（jq -c '.[]' 原文件 > 新文件.jsonl）",
                         "a JSON file of more than %u MB: not read; make it JSON lines (jq -c '.[]' OLD > NEW.jsonl)",
                         CEDU_MAX_MEMBER >> 20);
    cedu_str s = cedu__buf_view(&c->text);
    if (m->status != CEDU_OK) { /* lines are read at any size, and as far as they came */
        const char *e = s.n ? memchr(s.p, '\n', s.n) : NULL;
        json_t *first = e ? json_loadb(s.p, (size_t)(e - s.p), JSON_ALLOW_NUL, NULL) : NULL;
        bool lines = json_is_object(first);
        json_decref(first);
        if (lines) m->status = CEDU_OK;
        return lines;
    }
    if (cedu__starts(s, CEDU_STR("\xEF\xBB\xBF"))) s = cedu__sub(s, 3, s.n);
    json_t *j = json_loadb(s.n ? s.p : "", s.n, JSON_ALLOW_NUL, NULL), *inner = NULL, *v;
    const char *key;
    size_t arrays = 0;
    if (json_is_object(j) && !field(r->opt, j, F_HTML).n && !field(r->opt, j, F_TEXT).n)
        json_object_foreach(j, key, v) if (json_is_array(v) && json_is_object(json_array_get(v, 0))) inner = v, arrays++;
    if (arrays == 1) { /* {"total": 2, "data": [ … ]} */
        json_incref(inner);
        json_decref(j);
        j = inner;
    }
    if (!j) return true;
    cedu__buf_release(&c->text);
    c->all = j;
    return true;
}

/* The next record of a JSON file; false at the end. */
static bool whole_next(cedu_reader *r, cedu_member *m) {
    jsonl_ctx *c = r->ctx;
    bool array = json_is_array(c->all);
    while (c->next < (array ? json_array_size(c->all) : 1)) {
        const json_t *j = array ? json_array_get(c->all, c->next) : c->all;
        char label[24];
        snprintf(label, sizeof label, "%zu", ++c->next);
        m->name = cedu__copy(label, strlen(label));
        if (!m->name) m->status = cedu__fail_nomem(&m->err);
        else if (!json_is_object(j))
            m->status = cedu__fail(&m->err, CEDU_BAD_INPUT, "这一项不是 JSON 对象", "this item is no JSON object");
        else fill(r, m, j);
        if (m->status != CEDU_OK || m->bytes.n) return true;
        cedu__count_skip(r->counts, "no text in the record");
        cedu__input_member_release(m);
    }
    return false;
}

static bool jsonl_next(cedu_reader *r, cedu_member *m, cedu_stream **entry) {
    jsonl_ctx *c = r->ctx;
    (void)entry;
    if (c->whole && !load_whole(r, m)) return r->over = true, true;
    if (c->all) return whole_next(r, m);
    for (;;) {
        cedu_buf b = {.max = CEDU_MAX_MEMBER + 1};
        bool too_long;
        char label[24];
        if (!next_line(c, r->in, &b, &too_long)) {
            cedu__buf_release(&b);
            if (!r->in->failed) return false;
            r->over = true;
            m->err = r->in->err;
            return m->status = m->err.status, true;
        }
        c->line++;
        cedu_str line = cedu__strip(cedu__buf_view(&b));
        if (c->line == 1 && cedu__starts(line, CEDU_STR("\xEF\xBB\xBF"))) line.p += 3, line.n -= 3;
        if (line.n == 0 && !too_long && !b.failed) {
            cedu__buf_release(&b);
            continue;
        }
        snprintf(label, sizeof label, "%llu", (unsigned long long)c->line);
        m->name = cedu__copy(label, strlen(label));
        json_error_t je;
        json_t *j = NULL;
        if (b.failed || !m->name) m->status = cedu__fail_nomem(&m->err);
        else if (too_long)
            m->status = cedu__fail(&m->err, CEDU_TOO_LARGE, "这一行超过 %u MB，没有读取", "a line of more than %u MB: not read",
                                   CEDU_MAX_MEMBER >> 20);
        else if (!(j = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &je)) || !json_is_object(j))
            m->status =
                cedu__fail(&m->err, CEDU_BAD_INPUT, "这一行不是 JSON 对象（第 %d 列：%.100s）",
                           "this line is no JSON object (column %d: %.100s)", j ? 1 : je.column, j ? "not an object" : je.text);
        else {
            fill(r, m, j);
            if (m->status == CEDU_OK && m->bytes.n == 0) {
                cedu__count_skip(r->counts, "no text in the record");
                cedu__input_member_release(m);
                json_decref(j);
                cedu__buf_release(&b);
                continue;
            }
        }
        json_decref(j);
        cedu__buf_release(&b);
        return true;
    }
}

static void jsonl_close(cedu_reader *r) {
    jsonl_ctx *c = r->ctx;
    json_decref(c->all);
    cedu__buf_release(&c->text);
    free(c);
}

static bool open_as(cedu_reader *r, bool whole) {
    jsonl_ctx *c = cedu__malloc(sizeof *c);
    if (!c) return false;
    *c = (jsonl_ctx){.whole = whole, .text = {.max = CEDU_MAX_MEMBER}};
    r->ctx = c, r->next = jsonl_next, r->close = jsonl_close;
    return true;
}

bool cedu__jsonl_open(cedu_reader *r) { return open_as(r, false); }
bool cedu__json_file_open(cedu_reader *r) { return open_as(r, true); }
