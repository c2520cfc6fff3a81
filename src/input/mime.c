/* mime.c - pages that browsers save in one file (.mht, .mhtml) and letters (.eml): the page, else the letter's text, and what is attached.
 *
 * Of several writings of one text (multipart/alternative) HTML is taken; of a saved page its first HTML part, the frames and pictures
 * are counted as skipped. An attachment is an entry like one of an archive: what it holds decides. The payload is the part with its
 * transfer coding undone. Limits: CEDU_MAX_MEMBER for the whole, MAX_PARTS, MAX_DEPTH; linear but for the depth. Damage: a part ends
 * with the file where its end is missing, bytes that are no base64 are passed over.
 */
#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

#include "input/reader.h"

enum { MAX_PARTS = 2048, MAX_DEPTH = 8, MAX_HEAD = 64 << 10, MAX_BOUNDARY = 100 };

typedef enum coding { CODING_NONE, CODING_QUOTED, CODING_BASE64 } coding;

typedef struct mime_head {
    cedu_str type, charset, boundary, location, name, subject, date, from; /* as they stand, unquoted; type in any case */
    bool attached;
    coding coding;
} mime_head;

typedef struct mime_part {
    mime_head head;
    size_t from, to;
} mime_part;

typedef struct mime_ctx {
    cedu_arena a;
    cedu_buf text;
    CEDU_VEC(mime_part) parts; /* that are handed out */
    mime_head top;
    bool opened, saved; /* saved: a page, no letter */
    bool page;          /* its first part of HTML is there */
    size_t next;
} mime_ctx;

/* ------------------------------------------------------------------ the head of a part */
static bool same(cedu_str s, const char *z) { return s.n == strlen(z) && strncasecmp(s.p ? s.p : "", z, s.n) == 0; }
static bool begins(cedu_str s, const char *z) { return s.n >= strlen(z) && strncasecmp(s.p, z, strlen(z)) == 0; }

/* charset="gb2312" of a folded value; filename*=UTF-8''… is found under filename. */
static cedu_str parameter(cedu_str v, const char *name) {
    size_t n = strlen(name);
    for (size_t i = 0; i + n < v.n; i++) {
        if (v.p[i] == '"') { /* a quoted value holds no parameters */
            const char *q = memchr(v.p + i + 1, '"', v.n - i - 1);
            if (!q) break;
            i = (size_t)(q - v.p);
            continue;
        }
        if (strncasecmp(v.p + i, name, n) != 0 || (i > 0 && !memchr("; \t\r\n", v.p[i - 1], 5))) continue;
        size_t k = i + n;
        bool starred = k < v.n && v.p[k] == '*';
        k += starred;
        while (k < v.n && memchr(" \t\r\n", v.p[k], 4)) k++;
        if (k >= v.n || v.p[k] != '=') continue;
        for (k++; k < v.n && memchr(" \t\r\n", v.p[k], 4);) k++;
        size_t end = k;
        if (k < v.n && v.p[k] == '"') {
            const char *q = memchr(v.p + k + 1, '"', v.n - k - 1);
            return cedu__sub(v, k + 1, q ? (size_t)(q - v.p) : v.n);
        }
        while (end < v.n && !memchr("; \t\r\n", v.p[end], 5)) end++;
        return cedu__sub(v, k, end);
    }
    return (cedu_str){0};
}

/* Reads the fields of a head at s[i]; the body begins behind its empty line. s.n when there is none. */
static size_t read_head(cedu_str s, size_t i, size_t end, mime_head *h) {
    *h = (mime_head){0};
    size_t stop = end - i > MAX_HEAD ? i + MAX_HEAD : end;
    while (i < stop) {
        size_t from = i, to;
        do { /* a field goes on in lines that begin with a blank */
            const char *e = memchr(s.p + i, '\n', stop - i);
            to = e ? (size_t)(e - s.p) : stop;
            i = to + (e != NULL);
        } while (i < stop && (s.p[i] == ' ' || s.p[i] == '\t') && to > from + 1);
        cedu_str line = cedu__strip(cedu__sub(s, from, to));
        if (!line.n) return i;
        const char *colon = memchr(line.p, ':', line.n);
        if (!colon) continue;
        cedu_str name = cedu__strip(cedu__sub(line, 0, (size_t)(colon - line.p)));
        cedu_str v = cedu__strip(cedu__sub(line, (size_t)(colon - line.p) + 1, line.n));
        if (same(name, "content-type")) {
            size_t semi = 0;
            while (semi < v.n && !memchr("; \t\r\n", v.p[semi], 5)) semi++;
            h->type = cedu__sub(v, 0, semi);
            h->charset = parameter(v, "charset");
            h->boundary = parameter(v, "boundary");
            if (!h->name.n) h->name = parameter(v, "name");
        } else if (same(name, "content-disposition")) {
            h->attached = begins(v, "attachment");
            cedu_str file = parameter(v, "filename");
            if (file.n) h->name = file;
        } else if (same(name, "content-transfer-encoding")) {
            h->coding = begins(v, "base64") ? CODING_BASE64 : begins(v, "quoted-printable") ? CODING_QUOTED : CODING_NONE;
        } else if (same(name, "content-location") || (same(name, "snapshot-content-location") && !h->location.n)) {
            h->location = v;
        } else if (same(name, "subject")) h->subject = v;
        else if (same(name, "date")) h->date = v;
        else if (same(name, "from")) h->from = v;
    }
    return end;
}

/* ------------------------------------------------------------------ codings */
static int hex(char c) {
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

static int sextet(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* `word`: of an encoded word, in which _ is a blank. */
static void decode(cedu_str s, coding how, bool word, cedu_buf *out) {
    uint32_t bits = 0;
    int have = 0;
    if (how == CODING_NONE) cedu__buf_str(out, s);
    for (size_t i = 0; i < s.n && how == CODING_BASE64; i++) {
        int v = sextet(s.p[i]);
        if (v < 0) continue;
        bits = bits << 6 | (uint32_t)v;
        if ((have += 6) < 8) continue;
        have -= 8;
        cedu__buf_char(out, (char)(bits >> have & 0xFF));
    }
    for (size_t i = 0; i < s.n && how == CODING_QUOTED; i++) {
        if (s.p[i] == '_' && word) cedu__buf_char(out, ' ');
        else if (s.p[i] != '=') cedu__buf_char(out, s.p[i]);
        else if (i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0) {
            cedu__buf_char(out, (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2])));
            i += 2;
        } else { /* the line goes on */
            size_t k = i + 1;
            while (k < s.n && (s.p[k] == ' ' || s.p[k] == '\t' || s.p[k] == '\r')) k++;
            if (k < s.n && s.p[k] == '\n') i = k;
            else if (k < s.n) cedu__buf_char(out, '=');
        }
    }
}

static void add_as_utf8(cedu_str bytes, cedu_str charset, cedu_buf *out) {
    char name[40], piece[512];
    if (!charset.n || charset.n >= sizeof name) return cedu__buf_str(out, bytes);
    memcpy(name, charset.p, charset.n);
    name[charset.n] = '\0';
    if (same(charset, "gb2312") || same(charset, "gbk")) memcpy(name, "GB18030", 8);
    iconv_t cd = iconv_open("UTF-8", name);
    if (cd == (iconv_t)-1) return cedu__buf_str(out, bytes);
    char *in = (char *)bytes.p;
    size_t left = bytes.n;
    while (left > 0) {
        char *to = piece;
        size_t room = sizeof piece, before = left;
        (void)iconv(cd, &in, &left, &to, &room);
        cedu__buf_add(out, piece, (size_t)(to - piece));
        if (left == before) break; /* no such character */
    }
    iconv_close(cd);
}

/* =?gb2312?B?…?= and UTF-8''%E6… -> a label. NULL: no memory. */
static char *readable(cedu_str s) {
    enum { LONGEST = 4096 };
    cedu_buf out = {.max = LONGEST}, raw = {.max = LONGEST};
    if (s.n > LONGEST / 2) s.n = LONGEST / 2;
    bool percent = begins(s, "utf-8''");
    if (percent) s = cedu__sub(s, 7, s.n);
    for (size_t i = 0; i < s.n; i++) {
        if (percent && s.p[i] == '%' && i + 2 < s.n && hex(s.p[i + 1]) >= 0 && hex(s.p[i + 2]) >= 0) {
            cedu__buf_char(&out, (char)(hex(s.p[i + 1]) * 16 + hex(s.p[i + 2])));
            i += 2;
            continue;
        }
        const char *q1 = s.p[i] == '=' && i + 1 < s.n && s.p[i + 1] == '?' ? memchr(s.p + i + 2, '?', s.n - i - 2) : NULL;
        const char *end = s.p + s.n, *q2 = q1 && q1 + 2 < end && q1[2] == '?' ? q1 + 2 : NULL;
        const char *q3 = q2 ? memchr(q2 + 1, '?', (size_t)(end - q2 - 1)) : NULL;
        if (!q3 || q3 + 1 >= end || q3[1] != '=') {
            if (s.p[i] != '\r' && s.p[i] != '\n') cedu__buf_char(&out, s.p[i]);
            continue;
        }
        raw.n = 0;
        decode((cedu_str){q2 + 1, (size_t)(q3 - q2 - 1)}, (q1[1] | 32) == 'b' ? CODING_BASE64 : CODING_QUOTED, true, &raw);
        add_as_utf8(cedu__buf_view(&raw), (cedu_str){s.p + i + 2, (size_t)(q1 - s.p) - i - 2}, &out);
        i = (size_t)(q3 + 1 - s.p);
        size_t k = i + 1; /* blanks between two encoded words are none */
        while (k < s.n && memchr(" \t\r\n", s.p[k], 4)) k++;
        if (k + 1 < s.n && s.p[k] == '=' && s.p[k + 1] == '?') i = k - 1;
    }
    char *z = cedu__label(out.p ? out.p : "", out.n);
    cedu__buf_release(&out);
    cedu__buf_release(&raw);
    return z;
}

/* ------------------------------------------------------------------ parts */
/* The next line `--boundary` in s[i, end): where it begins; *behind: where the next line does; *last: it closes. */
static size_t next_boundary(cedu_str s, size_t i, size_t end, cedu_str boundary, size_t *behind, bool *last) {
    while (i < end) {
        const char *e = memchr(s.p + i, '\n', end - i);
        size_t to = e ? (size_t)(e - s.p) : end;
        if (to - i >= boundary.n + 2 && s.p[i] == '-' && s.p[i + 1] == '-' &&
            memcmp(s.p + i + 2, boundary.p, boundary.n) == 0) {
            cedu_str rest = cedu__strip(cedu__sub(s, i + 2 + boundary.n, to));
            *last = cedu__eqz(rest, "--");
            *behind = to + (e != NULL);
            if (!rest.n || *last) return i;
        }
        i = to + (e != NULL);
    }
    *behind = end, *last = true;
    return end;
}

static bool is_html(const mime_head *h) { return same(h->type, "text/html") || same(h->type, "application/xhtml+xml"); }
static bool is_plain(const mime_head *h) { return !h->type.n || same(h->type, "text/plain"); }

/* Takes the parts of s[from, to) that are worth reading. */
static void collect(cedu_reader *r, const mime_head *h, size_t from, size_t to, int depth) {
    mime_ctx *c = r->ctx;
    cedu_str s = cedu__buf_view(&c->text);
    bool text = (is_html(h) || is_plain(h)) && !h->attached;
    if (!begins(h->type, "multipart/") || !h->boundary.n || h->boundary.n > MAX_BOUNDARY || depth == MAX_DEPTH) {
        mime_part p = {*h, from, to};
        if (c->saved && text && c->page) cedu__count_skip(r->counts, "a frame of the saved page");
        else if (c->saved && !text)
            cedu__count_skip(r->counts, "media type %.*s", (int)(h->type.n < 30 ? h->type.n : 30), h->type.p);
        else if (!text && !h->name.n) cedu__count_skip(r->counts, "a part without a name");
        else if (c->parts.n == MAX_PARTS) cedu__count_skip(r->counts, "more parts than are read");
        else if (CEDU_PUSH(&c->a, &c->parts, p)) c->page |= text && is_html(h);
        return;
    }
    bool last = false, alternative = same(h->type, "multipart/alternative");
    size_t behind, first = c->parts.n;
    (void)next_boundary(s, from, to, h->boundary, &behind, &last);
    while (!last && behind < to) {
        mime_head inner;
        size_t part = behind, body, end = next_boundary(s, part, to, h->boundary, &behind, &last);
        body = read_head(s, part, end, &inner);
        size_t stop = end; /* the line end before a boundary is the boundary's */
        if (stop > body && s.p[stop - 1] == '\n' && end < to) stop--;
        if (stop > body && s.p[stop - 1] == '\r' && end < to) stop--;
        collect(r, &inner, body < end ? body : end, stop > body ? stop : body < end ? body : end, depth + 1);
    }
    if (!alternative) return;
    size_t html = 0, kept = first; /* of several writings the page */
    for (size_t k = first; k < c->parts.n; k++) html += is_html(&c->parts.p[k].head);
    for (size_t k = first; k < c->parts.n; k++)
        if (html && is_plain(&c->parts.p[k].head) && !c->parts.p[k].head.attached)
            cedu__count_skip(r->counts, "text that is there with markup");
        else c->parts.p[kept++] = c->parts.p[k];
    c->parts.n = kept;
}

static bool open_all(cedu_reader *r, cedu_member *m) {
    mime_ctx *c = r->ctx;
    c->opened = true;
    m->status = cedu__stream_slurp(r->in, CEDU_MAX_MEMBER, &c->text, &m->err);
    if (m->status != CEDU_OK) return false;
    cedu_str s = cedu__buf_view(&c->text);
    size_t body = read_head(s, 0, s.n, &c->top);
    c->saved = begins(c->top.from, "<saved by") || same(c->top.type, "multipart/related") || c->top.location.n;
    collect(r, &c->top, body, s.n, 0);
    if (c->a.failed) return m->status = cedu__fail_nomem(&m->err), false;
    if (c->parts.n) return true;
    m->status = cedu__fail(&m->err, CEDU_BAD_INPUT, "没有读出网页或正文：文件损坏，或里面只有图片；请在浏览器中另存为网页再读",
                           "no page and no text in it: damaged, or pictures only; save the page again as HTML");
    return false;
}

static bool mime_next(cedu_reader *r, cedu_member *m, cedu_stream **entry) {
    mime_ctx *c = r->ctx;
    if (!c->opened && !open_all(r, m)) return r->over = true, true;
    if (c->next >= c->parts.n) return false;
    const mime_part *p = &c->parts.p[c->next++];
    cedu_buf b = {.max = CEDU_MAX_MEMBER};
    bool text = (is_html(&p->head) || is_plain(&p->head)) && !p->head.attached;
    decode(cedu__sub(cedu__buf_view(&c->text), p->from, p->to), p->head.coding, false, &b);
    bool ok = !b.failed && cedu__buf_bytes(&b, &m->bytes);
    cedu__buf_release(&b);
    cedu_str name = p->head.name.n && !text ? p->head.name : is_html(&p->head) ? CEDU_STR("page.html") : CEDU_STR("text.txt");
    ok = ok && (m->name = readable(name)) != NULL;
    if (ok && !text) { /* attached: what it holds decides */
        *entry = cedu__stream_owned(m->bytes);
        m->bytes = (cedu_bytes){0};
        if (!*entry) m->status = cedu__fail_nomem(&m->err);
        return true;
    }
    cedu_str charset = p->head.charset, url = begins(p->head.location, "http") ? p->head.location : c->top.location;
    m->media = is_html(&p->head) ? "html" : "text";
    if (charset.n && charset.n < 40) ok = ok && (m->charset = cedu__copy(charset.p, charset.n)) != NULL;
    if (begins(url, "http")) ok = ok && (m->url = cedu__label(url.p, url.n)) != NULL;
    if (c->saved) m->fetched = cedu__mail_day(c->top.date);
    else {
        m->date = cedu__mail_day(c->top.date);
        if (c->top.subject.n) ok = ok && (m->title = readable(c->top.subject)) != NULL;
    }
    if (!ok) m->status = cedu__fail_nomem(&m->err);
    return true;
}

static void mime_close(cedu_reader *r) {
    mime_ctx *c = r->ctx;
    cedu__buf_release(&c->text);
    cedu__arena_release(&c->a);
    free(c);
}

bool cedu__is_mime(const unsigned char *p, size_t n, const char *name) {
    cedu_str s = {(const char *)p, n};
    size_t i = 0;
    while (i < n && (((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z') || s.p[i] == '-')) i++;
    if (!i || i >= n || s.p[i] != ':') return false; /* no field of a head */
    if (cedu__has_ending(name, ".mht .mhtml .eml")) return true;
    bool version = false, type = false;
    for (i = 0; i + 24 < n; i++) {
        if (i > 0 && s.p[i - 1] != '\n') continue;
        version |= strncasecmp(s.p + i, "mime-version: 1", 15) == 0;
        type |= strncasecmp(s.p + i, "content-type: multipart/", 24) == 0;
    }
    return version && type;
}

bool cedu__mime_open(cedu_reader *r) {
    mime_ctx *c = cedu__malloc(sizeof *c);
    if (!c) return false;
    *c = (mime_ctx){.text = {.max = CEDU_MAX_MEMBER}};
    cedu__arena_init(&c->a, 8u << 20);
    r->ctx = c, r->next = mime_next, r->close = mime_close;
    return true;
}
