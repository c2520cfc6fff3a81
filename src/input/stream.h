/* stream.h - bytes that come in order: what every reader of containers reads from. Nothing outside input/ includes it.
 *
 * A stream is a buffer before a source (a file, memory, an entry of an archive, or another stream unpacked). Invariant: what lies
 * at p[at, n) is the next bytes. A source that fails sets `failed` and err once; what came before it is still there to be read.
 */
#ifndef CEDU_INPUT_STREAM_H
#define CEDU_INPUT_STREAM_H

#include <sys/types.h>

#include "input/input.h"

typedef struct cedu_stream cedu_stream;
struct cedu_stream {
    ssize_t (*fill)(cedu_stream *s, unsigned char *p, size_t n); /* bytes; 0 = the end; -1 = damaged, err says how */
    bool (*seek)(cedu_stream *s, uint64_t offset);               /* NULL where there is no way back */
    void (*close)(cedu_stream *s);                               /* frees ctx */
    void *ctx;
    unsigned char *p;
    size_t at, n, cap;
    uint64_t offset; /* of p[at] */
    uint64_t size;   /* of the whole; 0 = unknown */
    bool ended, failed;
    cedu_error err;
};

cedu_stream *cedu__stream_new(size_t cap, void *ctx); /* NULL: no memory */
void cedu__stream_close(cedu_stream *s);              /* NULL is fine */

/* Sources. Each returns NULL when memory is short (what was handed over is then closed). */
cedu_stream *cedu__stream_fd(int fd, bool seekable);            /* takes fd; standard input is not closed */
cedu_stream *cedu__stream_memory(const void *p, size_t n);      /* p must outlive it */
cedu_stream *cedu__stream_owned(cedu_bytes b);                  /* takes the bytes */
cedu_stream *cedu__stream_unpack(cedu_stream *in);              /* takes in: bzip2, xz, zstd, lz4, compress, by libarchive */
cedu_stream *cedu__stream_gunzip(cedu_stream *in, bool joined); /* takes in; see gunzip.c */

/* Not joined: true when another gzip member follows the one that ended, which is then read. */
bool cedu__gunzip_next(cedu_stream *s);
/* After damage: looks for the next gzip member; false when there is none. */
bool cedu__gunzip_resume(cedu_stream *s);
/* From now on the members are one stream. */
void cedu__gunzip_join(cedu_stream *s);
bool cedu__is_gunzip(const cedu_stream *s);

/* Makes at least `want` bytes available if there are as many; returns how many are (maybe more, maybe fewer at the end). */
size_t cedu__stream_want(cedu_stream *s, size_t want);
static inline const unsigned char *cedu__stream_at(const cedu_stream *s) { return s->p + s->at; }
static inline size_t cedu__stream_has(const cedu_stream *s) { return s->n - s->at; }
static inline void cedu__stream_take(cedu_stream *s, size_t n) { s->at += n, s->offset += n; }
/* Drops up to n bytes; returns how many there were. */
uint64_t cedu__stream_skip(cedu_stream *s, uint64_t n);
bool cedu__stream_seek(cedu_stream *s, uint64_t offset); /* false: no way back */
/* Everything up to the end or `max`. CEDU_TOO_LARGE beyond it, the stream's error when it fails (out holds what came). */
cedu_status cedu__stream_slurp(cedu_stream *s, size_t max, cedu_buf *out, cedu_error *err);
/* A buffer's bytes as a payload; the buffer is empty afterwards. False: no memory. */
bool cedu__buf_bytes(cedu_buf *b, cedu_bytes *out);

/* Without blanks, tabs and line ends at both ends: for bytes of any encoding, where cedu__trim() wants valid UTF-8. */
static inline cedu_str cedu__strip(cedu_str s) {
    while (s.n > 0 && memchr(" \t\r\n", s.p[s.n - 1], 4)) s.n--;
    while (s.n > 0 && memchr(" \t\r\n", *s.p, 4)) s.p++, s.n--;
    return s;
}

/* Keeps count of what unpacking makes of how much; false (and err) beyond the limits. */
bool cedu__expansion_ok(uint64_t packed, uint64_t unpacked, cedu_error *err);

#endif
