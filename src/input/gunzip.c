/* gunzip.c - gzip by zlib, member by member: where a member ends is a fact that WARC readers need and libarchive hides.
 *
 * Joined, the members of a file are one stream (RFC 1952). Not joined, the stream ends after each; cedu__gunzip_next() goes on.
 * After damage cedu__gunzip_resume() looks for the next header in the packed bytes: one bad record costs that record only.
 * Invariant: `in` stands behind the bytes that inflate has taken.
 */
#include <stdlib.h>
#include <zlib.h>

#include "input/stream.h"

typedef enum { BEFORE, INSIDE, BETWEEN, BROKEN } gunzip_state;

typedef struct gunzip_ctx {
    cedu_stream *in;
    z_stream z;
    bool joined;
    gunzip_state state;
    uint64_t out;
} gunzip_ctx;

static bool header_at(const unsigned char *p) { return p[0] == 0x1F && p[1] == 0x8B && p[2] == 8 && (p[3] & 0xE0) == 0; }

static bool begin(gunzip_ctx *c) {
    if (cedu__stream_want(c->in, 10) < 10 || !header_at(cedu__stream_at(c->in))) return false;
    if (inflateReset2(&c->z, 15 + 16) != Z_OK) return false;
    c->state = INSIDE;
    return true;
}

static ssize_t damaged(cedu_stream *s, gunzip_ctx *c) {
    c->state = BROKEN;
    if (c->in->failed) s->err = c->in->err;
    else
        (void)cedu__fail(&s->err, CEDU_BAD_INPUT, "gzip 数据损坏或不完整；损坏之前的内容已读取",
                         "the gzip data are damaged or cut off; what came before was read");
    return -1;
}

/* Padding behind the last member is no damage, the beginning of another one is. */
static bool cut_header(const gunzip_ctx *c) {
    size_t n = cedu__stream_has(c->in);
    const unsigned char *p = cedu__stream_at(c->in);
    return n > 0 && n < 10 && p[0] == 0x1F && (n == 1 || p[1] == 0x8B);
}

static ssize_t gunzip_fill(cedu_stream *s, unsigned char *p, size_t n) {
    gunzip_ctx *c = s->ctx;
    if (n > 1u << 30) n = 1u << 30;
    for (;;) {
        if (c->state == BROKEN) return damaged(s, c);
        if (c->state == BEFORE && !begin(c)) return damaged(s, c);
        if (c->state == BETWEEN && !c->joined) return 0;
        if (c->state == BETWEEN && !begin(c)) return cut_header(c) ? damaged(s, c) : 0;
        size_t have = cedu__stream_want(c->in, 1);
        if (have == 0) return damaged(s, c);
        if (have > 1u << 30) have = 1u << 30;
        c->z.next_in = (unsigned char *)cedu__stream_at(c->in);
        c->z.avail_in = (uInt)have;
        c->z.next_out = p;
        c->z.avail_out = (uInt)n;
        int r = inflate(&c->z, Z_NO_FLUSH);
        cedu__stream_take(c->in, have - c->z.avail_in);
        size_t got = n - c->z.avail_out;
        c->out += got;
        if (!cedu__expansion_ok(c->in->offset, c->out, &s->err)) return -1;
        if (r == Z_STREAM_END) c->state = BETWEEN;
        else if (r != Z_OK && r != Z_BUF_ERROR) c->state = BROKEN; /* what is good is handed out; the next call tells */
        if (got > 0) return (ssize_t)got;
    }
}

bool cedu__gunzip_next(cedu_stream *s) {
    gunzip_ctx *c = s->ctx;
    if (c->state != BETWEEN) return false;
    if (!begin(c)) {
        if (cut_header(c)) s->failed = true, (void)damaged(s, c);
        return false;
    }
    s->ended = false;
    return true;
}

bool cedu__gunzip_resume(cedu_stream *s) {
    gunzip_ctx *c = s->ctx;
    if (c->in->failed || s->err.status == CEDU_TOO_LARGE) return false;
    for (size_t k; (k = cedu__stream_want(c->in, 64u << 10)) >= 10;) {
        const unsigned char *p = cedu__stream_at(c->in), *q = memchr(p, 0x1F, k - 9);
        if (!q) {
            cedu__stream_take(c->in, k - 9);
            if (c->in->ended && cedu__stream_has(c->in) < 10) break;
            continue;
        }
        cedu__stream_take(c->in, (size_t)(q - p));
        if (begin(c)) {
            s->at = s->n = 0;
            s->ended = s->failed = false;
            return true;
        }
        cedu__stream_take(c->in, 1);
    }
    return false;
}

static void gunzip_close(cedu_stream *s) {
    gunzip_ctx *c = s->ctx;
    inflateEnd(&c->z);
    cedu__stream_close(c->in);
    free(c);
}

cedu_stream *cedu__stream_gunzip(cedu_stream *in, bool joined) {
    gunzip_ctx *c = cedu__malloc(sizeof *c);
    cedu_stream *s = c ? cedu__stream_new(256u << 10, c) : NULL;
    if (s) {
        *c = (gunzip_ctx){.in = in, .joined = joined};
        if (inflateInit2(&c->z, 15 + 16) == Z_OK) {
            s->fill = gunzip_fill, s->close = gunzip_close;
            return s;
        }
    }
    cedu__stream_close(s);
    free(c);
    cedu__stream_close(in);
    return NULL;
}

bool cedu__is_gunzip(const cedu_stream *s) { return s->fill == gunzip_fill; }

void cedu__gunzip_join(cedu_stream *s) {
    ((gunzip_ctx *)s->ctx)->joined = true;
    s->ended = false; /* the first member's end may have been seen already */
}
