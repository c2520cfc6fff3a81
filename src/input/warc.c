/* warc.c - WARC 1.0 and 1.1, plain and per-record gzip: records in order at constant memory, whatever the size of the file.
 *
 * Pages are: `response` records with HTTP status 200 and `resource` or `conversion` records (WET files), of a text type. Everything else is
 * counted under its reason. Chunks and content codings are undone, so the payload is what the browser had.
 *
 * Lengths may lie. After each record the next one must begin; where it does not, the truth is looked for: within the record
 * (too long a length; possible where the file can be read again), else ahead (too short). From the first lie on a line that
 * looks like a record's beginning is believed at once, so that a file of lies is still read once. In per-record gzip a record
 * ends with its gzip member at the latest, and a damaged member costs only itself.
 * To accept more types: `page_types`.
 */
#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "base/trace.h"
#include "input/reader.h"

#define OVERLAP 48 /* bytes in which a record's first two lines are recognised */

typedef struct warc_ctx {
    bool distrust; /* this file has lied */
    bool failed_told;
} warc_ctx;

typedef struct record {
    cedu_str type, uri, date, id, content_type, truncated; /* into `text` */
    uint64_t length;
    bool has_length;
    char text[4096]; /* copies of the fields wanted; what does not fit is cut */
    size_t used;
} record;

static const struct {
    const char *type, *media;
} page_types[] = {
    {"text/html", "html"},
    {"application/xhtml+xml", "html"},
    {"text/plain", "text"},
    {"application/vnd.wap.xhtml+xml", "html"},
};

static const char *media_of(cedu_str type) {
    for (size_t i = 0; i < CEDU_COUNT(page_types); i++)
        if (cedu__eqz(type, page_types[i].type)) return page_types[i].media;
    return NULL;
}

/* ------------------------------------------------------------------ finding records */
static bool starts_record(const unsigned char *p, size_t n) {
    return n >= 8 && memcmp(p, "WARC/", 5) == 0 && isdigit(p[5]) && p[6] == '.' && isdigit(p[7]);
}

/* "\nWARC/1.0\r\nWARC-…" or "…Content-…": stricter than starts_record(), because it is looked for inside of pages. */
static const unsigned char *find_record(const unsigned char *p, size_t n) {
    for (const unsigned char *q = p; (q = memmem(q, n - (size_t)(q - p), "\nWARC/", 6)); q++) {
        size_t left = n - (size_t)(q - p);
        if (left < 10 || !starts_record(q + 1, left - 1)) continue;
        size_t i = 9;
        if (i < left && q[i] == '\r') i++;
        if (i < left && q[i] == '\n' && left - i > 9 && (!memcmp(q + i + 1, "WARC-", 5) || !memcmp(q + i + 1, "Content-", 8)))
            return q;
    }
    return NULL;
}

/* Goes on in the next gzip member, or behind a damaged one. False: nothing more. */
static bool next_part(cedu_stream *s, bool *damaged) {
    if (!cedu__is_gunzip(s)) return false;
    if (!s->failed && cedu__gunzip_next(s)) return true;
    if (!cedu__gunzip_resume(s)) return false;
    return *damaged = true;
}

static bool tell_damage(cedu_reader *r, cedu_member *m, const cedu_error *err) {
    (void)r;
    m->err = *err;
    m->status = err->status;
    return true;
}

typedef enum where { AT_RECORD, AT_END, TOLD } where;

/* Moves to the next record's first byte. TOLD: m holds what was lost on the way. */
static where to_record(cedu_reader *r, cedu_member *m) {
    cedu_stream *s = r->in;
    warc_ctx *c = r->ctx;
    uint64_t lost = 0;
    for (;;) {
        size_t n = cedu__stream_want(s, 8);
        const unsigned char *p = cedu__stream_at(s);
        if (n > 0 && (*p == '\r' || *p == '\n') && lost == 0) {
            cedu__stream_take(s, 1);
            continue;
        }
        if (starts_record(p, n)) break;
        if (n >= 8) { /* not a record: look ahead */
            n = cedu__stream_want(s, 64u << 10);
            p = cedu__stream_at(s);
            const unsigned char *q = find_record(p, n);
            size_t k = q ? (size_t)(q + 1 - p) : n > OVERLAP ? n - OVERLAP : n;
            cedu__stream_take(s, k);
            lost += k;
            continue;
        }
        lost += n;
        cedu__stream_take(s, n);
        bool damaged = s->failed;
        cedu_error err = s->err;
        if (!next_part(s, &damaged)) {
            if (s->failed && !c->failed_told) {
                c->failed_told = true;
                return tell_damage(r, m, &s->err), TOLD;
            }
            if (lost > 0) break;
            return AT_END;
        }
        if (damaged && !lost) {
            if (err.status == CEDU_OK)
                (void)cedu__fail(&err, CEDU_BAD_INPUT, "记录之间有损坏的数据", "damaged data between records");
            return tell_damage(r, m, &err), TOLD;
        }
    }
    if (lost == 0) return AT_RECORD;
    m->status = cedu__fail(&m->err, CEDU_BAD_INPUT, "第 %llu 字节前有 %llu 字节不属于任何记录，已跳过",
                           "%2$llu bytes before byte %1$llu belong to no record and were left out",
                           (unsigned long long)s->offset, (unsigned long long)lost);
    return TOLD;
}

/* ------------------------------------------------------------------ a record's head */
static cedu_str keep(record *rec, cedu_str s) {
    size_t room = sizeof rec->text - rec->used;
    if (s.n > room) s.n = room;
    char *p = rec->text + rec->used;
    if (s.n) memcpy(p, s.p, s.n);
    rec->used += s.n;
    return (cedu_str){p, s.n};
}

static cedu_str unbracket(cedu_str s) { return s.n > 2 && s.p[0] == '<' && s.p[s.n - 1] == '>' ? cedu__sub(s, 1, s.n - 1) : s; }

static void head_field(record *rec, cedu_str line) {
    const char *colon = memchr(line.p, ':', line.n);
    if (!colon) return;
    cedu_str name = cedu__strip(cedu__sub(line, 0, (size_t)(colon - line.p)));
    cedu_str value = cedu__strip(cedu__sub(line, (size_t)(colon - line.p) + 1, line.n));
    const struct {
        const char *name;
        cedu_str *to;
    } wanted[] = {{"WARC-Type", &rec->type},    {"WARC-Target-URI", &rec->uri},       {"WARC-Date", &rec->date},
                  {"WARC-Record-ID", &rec->id}, {"Content-Type", &rec->content_type}, {"WARC-Truncated", &rec->truncated}};
    for (size_t i = 0; i < CEDU_COUNT(wanted); i++)
        if (name.n == strlen(wanted[i].name) && !strncasecmp(name.p, wanted[i].name, name.n) && !wanted[i].to->p)
            *wanted[i].to = keep(rec, unbracket(value));
    if (name.n == 14 && !strncasecmp(name.p, "Content-Length", 14) && value.n > 0 && value.n < 19) {
        uint64_t v = 0;
        for (size_t i = 0; i < value.n; i++) {
            if (!isdigit((unsigned char)value.p[i])) return;
            v = v * 10 + (uint64_t)(value.p[i] - '0');
        }
        rec->length = v;
        rec->has_length = true;
    }
}

/* Bytes of the lines up to and with the blank one; 0 when there is none in p[0, n). */
static size_t head_size(const unsigned char *p, size_t n) {
    for (const unsigned char *q = p, *e = p + n; (q = memchr(q, '\n', (size_t)(e - q)));) {
        q++;
        if (q < e && *q == '\n') return (size_t)(q + 1 - p);
        if (e - q >= 2 && q[0] == '\r' && q[1] == '\n') return (size_t)(q + 2 - p);
    }
    return 0;
}

static bool read_head(cedu_stream *s, record *rec) {
    *rec = (record){0};
    size_t n = cedu__stream_want(s, 2048), k = head_size(cedu__stream_at(s), n);
    if (!k) {
        n = cedu__stream_want(s, CEDU_MAX_HEADER);
        k = head_size(cedu__stream_at(s), n < CEDU_MAX_HEADER ? n : CEDU_MAX_HEADER);
    }
    if (!k) return false;
    const char *p = (const char *)cedu__stream_at(s), *e = p + k;
    for (bool first = true; p < e; first = false) {
        const char *nl = memchr(p, '\n', (size_t)(e - p));
        cedu_str line = {p, (size_t)((nl ? nl : e) - p)};
        if (!first) head_field(rec, line);
        p = nl ? nl + 1 : e;
    }
    cedu__stream_take(s, k);
    return rec->has_length && rec->type.p;
}

/* ------------------------------------------------------------------ a record's block */
typedef enum block_end {
    BLOCK_WHOLE,
    BLOCK_CUT,   /* the file or the gzip member ends in it */
    BLOCK_LONG,  /* the length swallowed what follows: the block is shorter than it says */
    BLOCK_SHORT, /* the length stops before the block's end */
} block_end;

/* Reads the block that begins at `start` and of which `left` bytes are to come into out (NULL: drops them; what exceeds `max` is
 * dropped too), and leaves the stream before the next record if it can be found. */
static block_end read_block(cedu_reader *r, uint64_t left, cedu_buf *out, size_t max, uint64_t start) {
    cedu_stream *s = r->in;
    warc_ctx *c = r->ctx;
    bool gz = cedu__is_gunzip(s), again = s->seek && !gz, ended = false;
    bool believe = c->distrust || (s->size && left > s->size - (s->offset < s->size ? s->offset : s->size));
    uint64_t candidate = 0;
    size_t before = out ? out->n : 0;
    while (left > 0) {
        size_t k = cedu__stream_want(s, again ? OVERLAP + 1 : 1);
        if (k == 0) {
            bool damaged = false;
            /* a gzip member may end inside of a record only where the next one does not begin a record */
            if (!s->failed && gz && next_part(s, &damaged) && !damaged) {
                size_t n = cedu__stream_want(s, 8);
                if (!starts_record(cedu__stream_at(s), n)) continue;
            }
            ended = true;
            break;
        }
        const unsigned char *p = cedu__stream_at(s);
        if (again && !candidate) {
            const unsigned char *q = find_record(p, k);
            if (q && (uint64_t)(q - p) < left) {
                candidate = s->offset + (uint64_t)(q - p);
                if (believe) {
                    if (out && out->n < max)
                        cedu__buf_add(out, p, (size_t)(q - p) < max - out->n ? (size_t)(q - p) : max - out->n);
                    break;
                }
            }
        }
        if (again && k > OVERLAP && left > k) k -= OVERLAP; /* a beginning that lies across is seen whole the next time */
        if (k > left) k = (size_t)left;
        if (out && out->n < max) cedu__buf_add(out, p, k < max - out->n ? k : max - out->n);
        cedu__stream_take(s, k);
        left -= k;
    }
    block_end how = ended ? BLOCK_CUT : BLOCK_WHOLE;
    size_t blanks = 0;
    if (!ended && !(candidate && believe)) { /* does the next record begin here? */
        size_t n = cedu__stream_want(s, 16);
        while (blanks < n && blanks < 8 && (cedu__stream_at(s)[blanks] == '\r' || cedu__stream_at(s)[blanks] == '\n')) blanks++;
        if (n == blanks || starts_record(cedu__stream_at(s) + blanks, n - blanks)) {
            cedu__stream_take(s, blanks);
            return BLOCK_WHOLE;
        }
        how = BLOCK_SHORT;
    }
    if (candidate && cedu__stream_seek(s, candidate + 1)) {
        how = BLOCK_LONG;
        c->distrust = true;
        if (out) {
            uint64_t had = candidate > start ? candidate - start : 0;
            if (out->n - before > had) out->n = before + (size_t)had;
            while (out->n > before && (out->p[out->n - 1] == '\r' || out->p[out->n - 1] == '\n')) out->n--;
        }
        return how;
    }
    if (how == BLOCK_SHORT) { /* ahead, then: what stands before the next record belongs to this one */
        c->distrust = true;
        for (size_t n; (n = cedu__stream_want(s, 64u << 10)) > 0;) {
            const unsigned char *p = cedu__stream_at(s), *q = find_record(p, n);
            size_t k = q ? (size_t)(q + 1 - p) : n > OVERLAP ? n - OVERLAP : n;
            if (out && out->n < max) cedu__buf_add(out, p, k < max - out->n ? k : max - out->n);
            cedu__stream_take(s, k);
            if (q) break;
        }
        while (out && out->n > before && (out->p[out->n - 1] == '\r' || out->p[out->n - 1] == '\n')) out->n--;
    }
    return how;
}

/* ------------------------------------------------------------------ from record to page */
static cedu_status decode_body(cedu_buf *b, const cedu_http_head *h, cedu_member *m) {
    bool cut = false;
    if (h->chunked) cedu__http_unchunk((unsigned char *)b->p, &b->n);
    cedu_status st = cedu__http_decode(b, h->coding, &cut, &m->err);
    if (cut) cedu__member_note(m, CEDU_FINDING_damaged_container, "the content coding is cut off");
    return st;
}

static bool name_member(cedu_member *m, const record *rec, uint64_t offset) {
    char at[32];
    snprintf(at, sizeof at, "@%llu", (unsigned long long)offset);
    m->name = rec->id.n ? cedu__label(rec->id.p, rec->id.n) : cedu__copy(at, strlen(at));
    bool ok = m->name;
    if (rec->uri.n) ok &= (m->url = cedu__label(rec->uri.p, rec->uri.n)) != NULL;
    if (rec->date.n) ok &= (m->fetched = cedu__label(rec->date.p, rec->date.n)) != NULL;
    return ok;
}

/* Why this record is no page; NULL: it is one, and its head is in h (h->n bytes are before the body). */
static const char *no_page(cedu_stream *s, const record *rec, cedu_http_head *h, char why[64]) {
    *h = (cedu_http_head){0};
    if (cedu__eqz(rec->type, "response")) {
        if (rec->content_type.n && (rec->content_type.n < 16 || strncasecmp(rec->content_type.p, "application/http", 16) != 0))
            return "response without HTTP";
        size_t n = cedu__stream_want(s, 4096);
        if (n > rec->length) n = (size_t)rec->length;
        if (!cedu__http_head(cedu__stream_at(s), n, h)) {
            n = cedu__stream_want(s, CEDU_MAX_HEADER);
            if (n > rec->length) n = (size_t)rec->length;
            if (!cedu__http_head(cedu__stream_at(s), n, h)) return "response without HTTP head";
        }
        if (h->status != 200) return snprintf(why, 64, "HTTP status %d", h->status), why;
        if (h->type.n == 0) { /* not said: look */
            const unsigned char *p = cedu__stream_at(s) + h->n;
            while (n > h->n && isspace(*p) && p < cedu__stream_at(s) + n - 1) p++;
            if (n <= h->n || *p != '<') return "no media type";
            h->type = CEDU_STR("text/html");
        }
    } else if (cedu__eqz(rec->type, "resource") || cedu__eqz(rec->type, "conversion")) {
        cedu__http_content_type(rec->content_type, h);
    } else return snprintf(why, 64, "%.*s record", (int)(rec->type.n < 20 ? rec->type.n : 20), rec->type.p), why;
    if (!media_of(h->type)) return snprintf(why, 64, "media type %.*s", (int)(h->type.n < 34 ? h->type.n : 34), h->type.p), why;
    return NULL;
}

static bool warc_next(cedu_reader *r, cedu_member *m, cedu_stream **entry) {
    cedu_stream *s = r->in;
    (void)entry;
    for (;;) {
        switch (to_record(r, m)) {
        case AT_END: return false;
        case TOLD: return true;
        case AT_RECORD: break;
        }
        record rec;
        cedu_http_head h;
        char why[64];
        uint64_t offset = s->offset;
        if (!read_head(s, &rec)) {
            cedu__stream_take(s, cedu__stream_has(s) < 5 ? cedu__stream_has(s) : 5); /* off this "WARC/", then look ahead */
            m->status =
                cedu__fail(&m->err, CEDU_BAD_INPUT, "第 %llu 字节处的记录头残缺，已跳过该记录",
                           "the record's head at byte %llu is damaged; the record was left out", (unsigned long long)offset);
            ((warc_ctx *)r->ctx)->distrust = true;
            return true;
        }
        const char *skip = no_page(s, &rec, &h, why);
        if (skip) {
            cedu__count_skip(r->counts, "%s", skip);
            read_block(r, rec.length, NULL, 0, s->offset);
            continue;
        }
        const char *media = media_of(h.type);
        cedu__stream_take(s, h.n);
        cedu_buf b = {.max = CEDU_MAX_MEMBER + 1};
        uint64_t start = s->offset, left = rec.length - h.n;
        if (left < CEDU_MAX_MEMBER && left < (1u << 20)) cedu__buf_reserve(&b, (size_t)left + 1);
        block_end end = read_block(r, left, &b, CEDU_MAX_MEMBER + 1, start);
        m->media = media;
        m->status = name_member(m, &rec, offset) ? CEDU_OK : cedu__fail_nomem(&m->err);
        if (h.charset[0]) m->charset = cedu__copy(h.charset, strlen(h.charset));
        static const char *const notes[] = {NULL, "the record is cut off", "the record's length is too large",
                                            "the record's length is too small"};
        if (notes[end]) cedu__member_note(m, CEDU_FINDING_damaged_container, "%s", notes[end]);
        if (rec.truncated.n)
            cedu__member_note(m, CEDU_FINDING_limit_reached, "the crawler cut it off: %.*s", (int)rec.truncated.n,
                              rec.truncated.p);
        if (m->status == CEDU_OK && b.n > CEDU_MAX_MEMBER)
            m->status = cedu__fail(&m->err, CEDU_TOO_LARGE, "记录超过 %u MB，没有读取", "a record of more than %u MB: not read",
                                   CEDU_MAX_MEMBER >> 20);
        if (m->status == CEDU_OK) m->status = decode_body(&b, &h, m);
        if (m->status == CEDU_OK && !cedu__buf_bytes(&b, &m->bytes)) m->status = cedu__fail_nomem(&m->err);
        cedu__buf_release(&b);
        return true;
    }
}

static void warc_close(cedu_reader *r) { free(r->ctx); }

bool cedu__warc_open(cedu_reader *r) {
    warc_ctx *c = cedu__malloc(sizeof *c);
    if (!c) return false;
    *c = (warc_ctx){0};
    r->ctx = c, r->next = warc_next, r->close = warc_close;
    return true;
}
