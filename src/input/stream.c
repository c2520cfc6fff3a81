/* stream.c - the buffer of stream.h and its simple sources: files, memory, and libarchive's decompressors.
 *
 * To add a source: a fill, a close, a constructor. A fill may return fewer bytes than asked for; 0 only at the end.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "input/internal.h"
#include "input/stream.h"

cedu_stream *cedu__stream_new(size_t cap, void *ctx) {
    cedu_stream *s = cedu__malloc(sizeof *s);
    if (!s) return NULL;
    *s = (cedu_stream){.ctx = ctx, .cap = cap, .p = cedu__malloc(cap)};
    if (s->p) return s;
    free(s);
    return NULL;
}

void cedu__stream_close(cedu_stream *s) {
    if (!s) return;
    if (s->close) s->close(s);
    free(s->p);
    free(s);
}

size_t cedu__stream_want(cedu_stream *s, size_t want) {
    while (s->n - s->at < want && !s->ended && !s->failed) {
        if (s->at > 0 && s->at + want > s->cap) {
            memmove(s->p, s->p + s->at, s->n - s->at);
            s->n -= s->at;
            s->at = 0;
        }
        if (want > s->cap) {
            unsigned char *p = cedu__realloc(s->p, want);
            if (!p) {
                s->failed = true;
                (void)cedu__fail_nomem(&s->err);
                break;
            }
            s->p = p;
            s->cap = want;
        }
        if (s->at == s->n) s->at = s->n = 0;
        ssize_t k = s->fill(s, s->p + s->n, s->cap - s->n);
        if (k < 0) s->failed = true;
        else if (k == 0) s->ended = true;
        else s->n += (size_t)k;
    }
    return s->n - s->at;
}

uint64_t cedu__stream_skip(cedu_stream *s, uint64_t n) {
    uint64_t done = 0;
    while (done < n) {
        size_t k = cedu__stream_want(s, 1);
        if (k == 0) break;
        if (k > n - done) k = (size_t)(n - done);
        cedu__stream_take(s, k);
        done += k;
    }
    return done;
}

bool cedu__stream_seek(cedu_stream *s, uint64_t offset) {
    if (!s->seek || !s->seek(s, offset)) return false;
    s->at = s->n = 0;
    s->offset = offset;
    s->ended = s->failed = false;
    return true;
}

cedu_status cedu__stream_slurp(cedu_stream *s, size_t max, cedu_buf *out, cedu_error *err) {
    out->max = max;
    for (size_t k; (k = cedu__stream_want(s, 1)) > 0;) {
        if (out->n + k > max)
            return cedu__fail(err, CEDU_TOO_LARGE, "超过上限 %zu MB，没有读取；请拆分后再读",
                              "exceeds the limit of %zu MB and was not read; split it", max >> 20);
        cedu__buf_add(out, cedu__stream_at(s), k);
        cedu__stream_take(s, k);
    }
    if (out->failed) return cedu__fail_nomem(err);
    if (!s->failed) return CEDU_OK;
    if (err) *err = s->err;
    return s->err.status;
}

bool cedu__buf_bytes(cedu_buf *b, cedu_bytes *out) {
    size_t max = b->max;
    b->max = b->n + 1; /* the NUL byte does not count against the cap */
    cedu__buf_char(b, '\0');
    b->max = max;
    if (b->failed) return false;
    *out = (cedu_bytes){(unsigned char *)b->p, b->n - 1};
    *b = (cedu_buf){.max = max};
    return true;
}

bool cedu__expansion_ok(uint64_t packed, uint64_t unpacked, cedu_error *err) {
    if (unpacked <= CEDU_EXPANSION_FREE || unpacked / CEDU_MAX_EXPANSION <= packed) return true;
    (void)cedu__fail(err, CEDU_TOO_LARGE, "解压后超过原来的 %d 倍，疑似压缩炸弹，停止解压；其余照常",
                     "unpacks to more than %d times its size: a bomb, it seems; unpacking stopped", CEDU_MAX_EXPANSION);
    return false;
}

/* ------------------------------------------------------------------ files */
typedef struct file_ctx {
    int fd;
} file_ctx;

static ssize_t file_fill(cedu_stream *s, unsigned char *p, size_t n) {
    int fd = ((file_ctx *)s->ctx)->fd;
    for (;;) {
        ssize_t k = read(fd, p, n);
        if (k >= 0) return k;
        if (errno == EINTR) continue;
        return (void)cedu__input_errno(&s->err, errno), -1;
    }
}

static bool file_seek(cedu_stream *s, uint64_t offset) {
    return lseek(((file_ctx *)s->ctx)->fd, (off_t)offset, SEEK_SET) == (off_t)offset;
}

static void file_close(cedu_stream *s) {
    int fd = ((file_ctx *)s->ctx)->fd;
    if (fd != STDIN_FILENO) close(fd);
    free(s->ctx);
}

cedu_stream *cedu__stream_fd(int fd, bool seekable) {
    file_ctx *c = cedu__malloc(sizeof *c);
    cedu_stream *s = c ? cedu__stream_new(256u << 10, c) : NULL;
    if (!s) {
        if (fd != STDIN_FILENO) close(fd);
        return free(c), NULL;
    }
    c->fd = fd;
    s->fill = file_fill, s->close = file_close;
    if (seekable) s->seek = file_seek;
    return s;
}

/* ------------------------------------------------------------------ memory: copied in pieces, so that everyone reads alike */
typedef struct memory_ctx {
    const unsigned char *p;
    size_t n, at;
    cedu_bytes owned;
} memory_ctx;

static ssize_t memory_fill(cedu_stream *s, unsigned char *p, size_t n) {
    memory_ctx *c = s->ctx;
    if (n > c->n - c->at) n = c->n - c->at;
    if (n) memcpy(p, c->p + c->at, n);
    c->at += n;
    return (ssize_t)n;
}

static bool memory_seek(cedu_stream *s, uint64_t offset) {
    memory_ctx *c = s->ctx;
    if (offset > c->n) return false;
    c->at = (size_t)offset;
    return true;
}

static void memory_close(cedu_stream *s) {
    cedu__input_bytes_release(&((memory_ctx *)s->ctx)->owned);
    free(s->ctx);
}

cedu_stream *cedu__stream_memory(const void *p, size_t n) {
    memory_ctx *c = cedu__malloc(sizeof *c);
    cedu_stream *s = c ? cedu__stream_new(64u << 10, c) : NULL;
    if (!s) return free(c), NULL;
    *c = (memory_ctx){.p = p, .n = n};
    s->fill = memory_fill, s->seek = memory_seek, s->close = memory_close, s->size = n;
    return s;
}

cedu_stream *cedu__stream_owned(cedu_bytes b) {
    cedu_stream *s = cedu__stream_memory(b.p, b.n);
    if (s) ((memory_ctx *)s->ctx)->owned = b;
    else cedu__input_bytes_release(&b);
    return s;
}

/* ------------------------------------------------------------------ bzip2, xz, zstd …: libarchive's filters, no format */
typedef struct unpack_ctx {
    cedu_stream *in;
    struct archive *a;
    bool open;
    uint64_t out;
} unpack_ctx;

static la_ssize_t unpack_read(struct archive *a, void *ctx, const void **p) {
    cedu_stream *in = ((unpack_ctx *)ctx)->in;
    (void)a;
    size_t n = cedu__stream_want(in, 1);
    *p = cedu__stream_at(in);
    cedu__stream_take(in, n);
    if (n == 0 && in->failed) return -1;
    return (la_ssize_t)n;
}

static ssize_t unpack_fill(cedu_stream *s, unsigned char *p, size_t n) {
    unpack_ctx *c = s->ctx;
    struct archive_entry *e;
    if (!c->open) {
        c->open = true;
        archive_read_support_filter_bzip2(c->a);
        archive_read_support_filter_xz(c->a);
        archive_read_support_filter_lzma(c->a);
        archive_read_support_filter_zstd(c->a);
        archive_read_support_filter_lz4(c->a);
        archive_read_support_filter_compress(c->a);
        archive_read_support_format_raw(c->a);
        int r = archive_read_open2(c->a, c, NULL, unpack_read, NULL, NULL);
        if (r == ARCHIVE_OK) r = archive_read_next_header(c->a, &e);
        if (r == ARCHIVE_EOF) return 0;
        if (r < ARCHIVE_WARN) goto damaged;
    }
    la_ssize_t k = archive_read_data(c->a, p, n);
    if (k < 0) goto damaged;
    c->out += (uint64_t)k;
    if (!cedu__expansion_ok(c->in->offset, c->out, &s->err)) return -1;
    return (ssize_t)k;
damaged:
    if (c->in->failed) s->err = c->in->err;
    else
        (void)cedu__fail(&s->err, CEDU_BAD_INPUT, "压缩数据损坏或不完整；损坏之前的内容已读取",
                         "the compressed data are damaged or cut off; what came before was read");
    return -1;
}

static void unpack_close(cedu_stream *s) {
    unpack_ctx *c = s->ctx;
    archive_read_free(c->a);
    cedu__stream_close(c->in);
    free(c);
}

cedu_stream *cedu__stream_unpack(cedu_stream *in) {
    unpack_ctx *c = cedu__malloc(sizeof *c);
    cedu_stream *s = c ? cedu__stream_new(256u << 10, c) : NULL;
    struct archive *a = s ? archive_read_new() : NULL;
    if (!a) {
        cedu__stream_close(s);
        free(c);
        cedu__stream_close(in);
        return NULL;
    }
    *c = (unpack_ctx){.in = in, .a = a};
    s->fill = unpack_fill, s->close = unpack_close;
    return s;
}
