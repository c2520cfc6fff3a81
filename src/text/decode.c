/* decode.c - bytes of a known encoding -> UTF-8 and its map.
 *
 * Valid UTF-8 is not copied: only the runs are made. Every other encoding goes character by character through a sink, which
 * appends to the text and starts runs. The sink's room is estimated from the bytes and grows when an input is worse than that.
 * To add an encoding: a line in detect.c's table; a codec of its own only if ICU's is too slow or its sequences are not ours.
 */
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include "base/trace.h"
#include "text/internal.h"

typedef struct sink {
    cedu_arena *a;
    unsigned char *o;     /* text so far, n of cap bytes */
    size_t n, cap, mark;  /* mark: where a new run is due */
    const uint8_t *usual; /* widths of the encoding */
    uint8_t w[4];         /* widths of the current run */
    uint32_t byte, cps, invalid;
    CEDU_VEC(cedu_run) runs;
    bool failed, too_large;
} sink;

static bool sink_open(sink *k, cedu_arena *a, const encoding *e, size_t room) {
    *k = (sink){.a = a, .usual = e->w, .cap = room < CEDU_MAX_TEXT ? room : CEDU_MAX_TEXT};
    k->o = cedu__arena_alloc(a, k->cap ? k->cap : 1);
    return k->o || (k->failed = true, false);
}

/* Room for `more` bytes; `left` bytes of payload are still to come. */
static bool sink_room(sink *k, size_t more, size_t left) {
    if (k->cap - k->n >= more) return true;
    if (k->failed) return false;
    size_t cap = k->n + more + left * 3; /* no byte gives more than three */
    if (cap > CEDU_MAX_TEXT) cap = CEDU_MAX_TEXT;
    if (cap - k->n < more || cap <= k->cap) return k->failed = k->too_large = true, false;
    unsigned char *o = cedu__arena_alloc(k->a, cap);
    if (!o) return k->failed = true, false;
    memcpy(o, k->o, k->n);
    k->o = o, k->cap = cap;
    return true;
}

static void sink_run(sink *k, size_t len, unsigned width) {
    bool usual = k->usual[len - 1] == width;
    for (int i = 0; i < 4; i++) k->w[i] = usual ? k->usual[i] : (uint8_t)width;
    k->mark = k->n + CEDU_RUN_SPAN;
    cedu_run r = {(uint32_t)k->n, k->byte, k->cps, {k->w[0], k->w[1], k->w[2], k->w[3]}};
    if (!CEDU_PUSH(k->a, &k->runs, r)) k->failed = true;
}

/* Appends a character that took `width` bytes of the payload; the room is there. */
static inline void sink_put(sink *k, uint32_t cp, unsigned width) {
    unsigned char *o = k->o + k->n;
    size_t len = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    if (k->n >= k->mark || k->w[len - 1] != width) sink_run(k, len, width);
    switch (len) {
    case 1: o[0] = (unsigned char)cp; break;
    case 2: o[0] = (unsigned char)(0xC0 | cp >> 6), o[1] = (unsigned char)(0x80 | (cp & 63)); break;
    case 3:
        o[0] = (unsigned char)(0xE0 | cp >> 12), o[1] = (unsigned char)(0x80 | (cp >> 6 & 63));
        o[2] = (unsigned char)(0x80 | (cp & 63));
        break;
    default:
        o[0] = (unsigned char)(0xF0 | cp >> 18), o[1] = (unsigned char)(0x80 | (cp >> 12 & 63));
        o[2] = (unsigned char)(0x80 | (cp >> 6 & 63)), o[3] = (unsigned char)(0x80 | (cp & 63));
    }
    k->n += len, k->byte += width, k->cps++;
}

static inline void sink_char(sink *k, uint32_t cp, size_t width) {
    if (cp == BAD) k->invalid++, cp = 0xFFFD;
    sink_put(k, cp, (unsigned)width);
}

/* Appends n bytes of ASCII, one byte each in the payload; the room is there. */
static void sink_ascii(sink *k, const unsigned char *p, size_t n) {
    while (n > 0 && !k->failed) {
        if (k->n >= k->mark || k->w[0] != 1) sink_run(k, 1, 1);
        size_t m = k->mark - k->n < n ? k->mark - k->n : n;
        memcpy(k->o + k->n, p, m);
        k->n += m, k->byte += (uint32_t)m, k->cps += (uint32_t)m, p += m, n -= m;
    }
}

static cedu_status sink_close(const sink *k, cedu_text *out, cedu_error *err) {
    if (k->too_large)
        return cedu__fail(err, CEDU_TOO_LARGE, "解码后的文本超过上限 %u MB，请拆分文件",
                          "the decoded text exceeds %u MB; split the file", CEDU_MAX_TEXT >> 20);
    if (k->failed || k->a->failed) return cedu__fail_nomem(err);
    out->s = (cedu_str){(const char *)k->o, k->n};
    out->runs = k->runs.p, out->run_count = k->runs.n;
    out->cps = k->cps, out->bytes = k->byte, out->invalid = k->invalid;
    return CEDU_OK;
}

/* ------------------------------------------------------------------ the codecs */
static cedu_status utf8_whole(const unsigned char *p, size_t n, cedu_arena *a, cedu_text *out, cedu_error *err) {
    size_t most = n / (CEDU_RUN_SPAN - 3) + 1, runs = 0;
    cedu_run *r = n ? CEDU_NEW_N(a, cedu_run, most) : NULL;
    if (n && !r) return cedu__fail_nomem(err);
    uint32_t cps = 0;
    for (size_t i = 0; i < n;) {
        size_t end = n - i > CEDU_RUN_SPAN ? i + CEDU_RUN_SPAN : n;
        while (end < n && (p[end] & 0xC0) == 0x80) end--;
        r[runs++] = (cedu_run){(uint32_t)i, (uint32_t)i, cps, {1, 2, 3, 4}};
        cps += (uint32_t)cedu__text_utf8_count(p + i, end - i);
        i = end;
    }
    out->s = (cedu_str){n ? (const char *)p : "", n};
    out->runs = r, out->run_count = runs;
    out->cps = cps, out->bytes = (uint32_t)n;
    return CEDU_OK;
}

/* UTF-8 with bad sequences: valid stretches are walked only for their runs. */
static void utf8_lossy(const unsigned char *p, size_t n, sink *k) {
    for (size_t i = 0; i < n && sink_room(k, 4, n - i);) {
        uint32_t cp;
        size_t used = cedu__text_utf8_step(p + i, n - i, &cp);
        sink_char(k, cp, used);
        i += used;
    }
}

static void gb_all(const unsigned char *p, size_t n, sink *k, const gb_table *t) {
    for (size_t i = 0; i < n && !k->failed;) {
        if (p[i] < 0x80) {
            size_t ascii = cedu__text_ascii(p + i, n - i);
            if (!sink_room(k, ascii, n - i - ascii)) return;
            sink_ascii(k, p + i, ascii);
            i += ascii;
            continue;
        }
        if (!sink_room(k, 4, n - i)) return;
        uint32_t cp;
        size_t used = cedu__text_gb_step(t, p + i, n - i, &cp);
        sink_char(k, cp, used);
        i += used;
    }
}

static void big5_all(const unsigned char *p, size_t n, sink *k, const big5_table *t) {
    for (size_t i = 0; i < n && !k->failed && sink_room(k, 8, n - i);) {
        uint32_t cp, second;
        size_t used = cedu__text_big5_step(t, p + i, n - i, &cp, &second);
        sink_char(k, cp, used);
        if (second) sink_put(k, second, 0);
        i += used;
    }
}

static void utf16_all(const unsigned char *p, size_t n, sink *k, bool big) {
    for (size_t i = 0; i < n && !k->failed && sink_room(k, 4, n - i);) {
        uint32_t cp;
        size_t used = cedu__text_utf16_step(p + i, n - i, big, &cp);
        sink_char(k, cp, used);
        i += used;
    }
}

/* ICU's callback for what does not decode: one U+FFFD, counted. */
static void U_CALLCONV on_bad(const void *context, UConverterToUnicodeArgs *args, const char *units, int32_t length,
                              UConverterCallbackReason reason, UErrorCode *e) {
    (void)units, (void)length;
    if (reason > UCNV_IRREGULAR) return; /* reset, close, clone */
    static const UChar replacement = 0xFFFD;
    ++*(uint32_t *)context;
    *e = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &replacement, 1, 0, e);
}

/* Every other encoding, slowly and exactly: ICU gives one character at a time and how far it has read. */
static cedu_status icu_all(const unsigned char *p, size_t n, sink *k, const char *name, cedu_error *err) {
    UErrorCode e = U_ZERO_ERROR;
    UConverter *conv = ucnv_open(name, &e);
    if (U_FAILURE(e)) return cedu__fail(err, CEDU_UNSUPPORTED, "不支持编码 %s", "encoding %s is not supported", name);
    ucnv_setToUCallBack(conv, on_bad, &k->invalid, NULL, NULL, &e);
    const char *s = (const char *)p, *end = s + n;
    while (s < end && !k->failed && sink_room(k, 4, (size_t)(end - s))) {
        const char *from = s;
        UChar32 c = ucnv_getNextUChar(conv, &s, end, &e);
        if (U_FAILURE(e) && s == from) break; /* cannot be: the callback clears errors */
        e = U_ZERO_ERROR;
        size_t width = (size_t)(s - from);
        for (; width > 255; width -= 255) sink_put(k, 0xFFFD, 255); /* cannot be either: no such encoding is in the table */
        sink_put(k, c < 0 || c > 0x10FFFF || U_IS_SURROGATE(c) ? 0xFFFD : (uint32_t)c, (unsigned)width);
    }
    /* a sequence that stands for several characters may have left some behind */
    for (UErrorCode again = U_ZERO_ERROR; s == end && !k->failed && sink_room(k, 4, 0); again = U_ZERO_ERROR) {
        UChar32 c = ucnv_getNextUChar(conv, &s, end, &again);
        if (U_FAILURE(again) || c > 0x10FFFF || c < 0) break;
        sink_put(k, U_IS_SURROGATE(c) ? 0xFFFD : (uint32_t)c, 0);
    }
    if (k->byte < n && !k->failed) sink_char(k, BAD, n - k->byte < 255 ? n - k->byte : 255);
    ucnv_close(conv);
    return CEDU_OK;
}

/* ------------------------------------------------------------------ entry */
static size_t high_bytes(const unsigned char *p, size_t n) {
    size_t high = 0;
    for (size_t i = 0; i < n; i++) high += p[i] >> 7;
    return high;
}

static cedu_status decode(const unsigned char *p, size_t n, const encoding *e, bool valid_utf8, cedu_arena *a, cedu_text *out,
                          cedu_error *err) {
    out->encoding = cedu__str(e->name);
    if (n == 0 || (e->codec == CODEC_UTF8 && valid_utf8)) return utf8_whole(p, n, a, out, err);

    const gb_table *gb = e->codec == CODEC_GB ? cedu__text_gb() : NULL;
    const big5_table *big5 = e->codec == CODEC_BIG5 ? cedu__text_big5() : NULL;
    if ((e->codec == CODEC_GB && !gb) || (e->codec == CODEC_BIG5 && !big5))
        return cedu__fail(err, CEDU_INTERNAL, "ICU 缺少编码数据，请检查安装", "ICU lacks its data; check the installation");

    sink k;
    size_t room = e->codec == CODEC_UTF16LE || e->codec == CODEC_UTF16BE ? n / 2 * 3 : n + high_bytes(p, n);
    if (!sink_open(&k, a, e, room + 64)) return cedu__fail_nomem(err);
    cedu_status s = CEDU_OK;
    switch (e->codec) {
    case CODEC_UTF8: utf8_lossy(p, n, &k); break;
    case CODEC_GB: gb_all(p, n, &k, gb); break;
    case CODEC_BIG5: big5_all(p, n, &k, big5); break;
    case CODEC_UTF16LE: utf16_all(p, n, &k, false); break;
    case CODEC_UTF16BE: utf16_all(p, n, &k, true); break;
    case CODEC_ICU: s = icu_all(p, n, &k, e->name, err); break;
    }
    return s != CEDU_OK ? s : sink_close(&k, out, err);
}

static cedu_status check_size(size_t n, cedu_error *err) {
    if (n <= CEDU_MAX_PAYLOAD) return CEDU_OK;
    return cedu__fail(err, CEDU_TOO_LARGE, "内容超过上限 %u MB，请拆分后再读", "the payload exceeds %u MB; split it",
                      CEDU_MAX_PAYLOAD >> 20);
}

cedu_status cedu__text_decode(const void *bytes, size_t n, const char *hint, cedu_arena *arena, cedu_text *out,
                              cedu_error *err) {
    *out = (cedu_text){0};
    cedu_status s = check_size(n, err);
    if (s != CEDU_OK) return s;
    detection d = cedu__text_detect(bytes, n, hint, err);
    if (!d.encoding) return CEDU_UNSUPPORTED;
    s = decode(bytes, n, d.encoding, d.valid_utf8, arena, out, err);
    if (s != CEDU_OK) return s;
    out->declared_wrong = d.declared_wrong;
    if (d.declared.p) {
        out->declared = cedu__arena_str(arena, d.declared);
        if (arena->failed) return cedu__fail_nomem(err);
    }
    CEDU_TRACE(text, "%zu bytes, %s, declared %.*s%s, %u characters, %zu runs, %u bad sequences", n, d.encoding->name,
               (int)out->declared.n, out->declared.p ? out->declared.p : "", d.declared_wrong ? " (wrong)" : "", out->cps,
               out->run_count, out->invalid);
    return CEDU_OK;
}

cedu_status cedu__text_decode_as(const void *bytes, size_t n, const char *encoding_name, cedu_arena *arena, cedu_text *out,
                                 cedu_error *err) {
    *out = (cedu_text){0};
    cedu_status s = check_size(n, err);
    if (s != CEDU_OK) return s;
    const encoding *e = cedu__text_encoding(cedu__str(encoding_name));
    if (!e) return cedu__fail(err, CEDU_UNSUPPORTED, "不支持编码 %.60s", "encoding %.60s is not supported", encoding_name);
    return decode(bytes, n, e, e->codec == CODEC_UTF8 && cedu__text_utf8_valid(bytes, n) == n, arena, out, err);
}
