/* coding.c - content codings of HTTP bodies undone, in WARC records and in what a server answers: gzip, deflate, brotli.
 *
 * What unpacks to more than CEDU_MAX_MEMBER is not read; what is cut off is kept as far as it came, and that is told.
 */
#include <stdlib.h>
#include <zlib.h>
#ifdef CEDU_BROTLI
#include <brotli/decode.h>
#endif

#include "input/reader.h"

/* More room for what is unpacked; false: the limit, or no memory (out->failed). */
static bool more_room(cedu_buf *out, size_t *room) {
    size_t want = out->n / 2 + 4096 < out->max - out->n ? out->n / 2 + 4096 : out->max - out->n;
    if (!cedu__buf_reserve(out, want) || out->n == out->max) return false;
    *room = out->cap - out->n < out->max - out->n ? out->cap - out->n : out->max - out->n;
    return true;
}

/* Puts what was unpacked in place of b; `whole`: to its end. CEDU_BAD_INPUT with b replaced: cut off, what came is kept. */
static cedu_status unpacked(cedu_buf *b, cedu_buf *out, bool whole, cedu_error *err) {
    bool full = out->n == out->max, nothing = out->n == 0, failed = out->failed;
    if (failed || full || nothing) {
        cedu__buf_release(out);
        if (full)
            return cedu__fail(err, CEDU_TOO_LARGE, "解压后超过上限，没有读取", "unpacks to more than the limit: not read");
        if (failed) return cedu__fail_nomem(err);
        return cedu__fail(err, CEDU_BAD_INPUT, "内容编码损坏，没有读取", "the content coding is damaged: not read");
    }
    cedu__buf_release(b);
    *b = *out;
    return whole ? CEDU_OK : CEDU_BAD_INPUT;
}

/* bits: zlib's windowBits. Gzip members one after another are one body. */
static cedu_status inflate_body(cedu_buf *b, int bits, cedu_error *err) {
    z_stream z = {.next_in = (unsigned char *)b->p, .avail_in = (uInt)b->n};
    cedu_buf out = {.max = CEDU_MAX_MEMBER};
    size_t room;
    if (inflateInit2(&z, bits) != Z_OK) return cedu__fail_nomem(err);
    int r = Z_OK;
    while (r == Z_OK && more_room(&out, &room)) {
        z.next_out = (unsigned char *)out.p + out.n;
        z.avail_out = (uInt)room;
        r = inflate(&z, Z_NO_FLUSH);
        out.n += room - z.avail_out;
        if (r == Z_STREAM_END && z.avail_in > 2 && z.next_in[0] == 0x1F && z.next_in[1] == 0x8B) r = inflateReset(&z);
    }
    inflateEnd(&z);
    return unpacked(b, &out, r == Z_STREAM_END, err);
}

#ifdef CEDU_BROTLI
static cedu_status brotli_body(cedu_buf *b, cedu_error *err) {
    BrotliDecoderState *d = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    cedu_buf out = {.max = CEDU_MAX_MEMBER};
    if (!d) return cedu__fail_nomem(err);
    const uint8_t *in = (const uint8_t *)b->p;
    size_t left = b->n, room;
    BrotliDecoderResult r = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (r == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && more_room(&out, &room)) {
        uint8_t *to = (uint8_t *)out.p + out.n;
        size_t free_bytes = room;
        r = BrotliDecoderDecompressStream(d, &left, &in, &free_bytes, &to, NULL);
        out.n += room - free_bytes;
    }
    BrotliDecoderDestroyInstance(d);
    return unpacked(b, &out, r == BROTLI_DECODER_RESULT_SUCCESS, err);
}
#endif

cedu_status cedu__http_decode(cedu_buf *b, const char *coding, bool *cut, cedu_error *err) {
    *cut = false;
    if (!coding[0] || b->n < 2) return CEDU_OK;
    const unsigned char *p = (const unsigned char *)b->p;
    cedu_status st;
    if (!strcasecmp(coding, "gzip") || !strcasecmp(coding, "x-gzip")) {
        if (p[0] != 0x1F || p[1] != 0x8B) return CEDU_OK; /* somebody has unpacked it and kept the field */
        st = inflate_body(b, 15 + 16, err);
    } else if (!strcasecmp(coding, "deflate")) {
        if (p[0] == '<' || memchr(p, '<', b->n < 64 ? b->n : 64) == p) return CEDU_OK;
        st = inflate_body(b, (p[0] & 15) == 8 && (p[0] * 256 + p[1]) % 31 == 0 ? 15 : -15, err);
    } else if (cedu__u8_valid(b->p, b->n) == b->n) {
        return CEDU_OK; /* said, not done */
#ifdef CEDU_BROTLI
    } else if (!strcasecmp(coding, "br")) {
        st = brotli_body(b, err);
#endif
    } else {
        return cedu__fail(err, CEDU_UNSUPPORTED, "内容编码 %s 不支持，没有读取",
                          "the content coding %s is not supported: not read", coding);
    }
    if (st != CEDU_BAD_INPUT || b->n == 0 || p == (const unsigned char *)b->p) return st;
    return *cut = true, CEDU_OK;
}
