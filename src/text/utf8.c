/* utf8.c - checking and counting UTF-8, eight or sixteen bytes at a step where they are ASCII, three where they are Han.
 *
 * Portable C: the words are put together from bytes, which compilers turn into one load. */
#include "text/internal.h"

#define HIGH 0x8080808080808080u

static inline uint64_t word(const unsigned char *p) {
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return w;
}

size_t cedu__text_ascii(const unsigned char *p, size_t n) {
    size_t i = 0;
    while (n - i >= 32 && !((word(p + i) | word(p + i + 8) | word(p + i + 16) | word(p + i + 24)) & HIGH)) i += 32;
    while (n - i >= 8 && !(word(p + i) & HIGH)) i += 8;
    while (i < n && p[i] < 0x80) i++;
    return i;
}

size_t cedu__text_utf8_step(const unsigned char *p, size_t n, uint32_t *cp) {
    unsigned c = p[0];
    if (c < 0x80) return *cp = c, 1;
    *cp = BAD;
    if (c < 0xC2 || c > 0xF4) return 1;
    size_t len = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    /* the second byte is narrower after four leads: overlong forms, surrogates, above U+10FFFF */
    unsigned lo = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80, hi = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
    uint32_t v = c & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if (i >= n || p[i] < lo || p[i] > hi) return i;
        v = v << 6 | (p[i] & 63u);
        lo = 0x80, hi = 0xBF;
    }
    return *cp = v, len;
}

size_t cedu__text_utf8_valid(const unsigned char *p, size_t n) {
    size_t i = 0;
    while (i < n) {
        if (p[i] < 0x80) {
            i += cedu__text_ascii(p + i, n - i);
            continue;
        }
        while (n - i >= 4) { /* characters of three bytes, by far the most; the fourth byte is only loaded */
            uint32_t w = (uint32_t)p[i] | (uint32_t)p[i + 1] << 8 | (uint32_t)p[i + 2] << 16 | (uint32_t)p[i + 3] << 24;
            uint32_t x = w & 0x200Fu; /* low bits of the lead, and bit 5 of the second byte */
            if ((w & 0xC0C0F0u) != 0x8080E0u || x == 0 || x == 0x200Du) break; /* overlong, surrogate */
            i += 3;
        }
        if (i >= n || p[i] < 0x80) continue;
        uint32_t cp;
        size_t k = cedu__text_utf8_step(p + i, n - i, &cp);
        if (cp == BAD) return i;
        i += k;
    }
    return n;
}

size_t cedu__text_utf8_count(const unsigned char *p, size_t n) {
    size_t i = 0, continuation = 0;
    while (n - i >= 8) {
        uint64_t sum = 0;
        size_t words = (n - i) / 8;
        if (words > 255) words = 255; /* bytes of `sum` do not overflow */
        for (size_t k = 0; k < words; k++, i += 8) {
            uint64_t w = word(p + i);
            sum += (w >> 7) & (~w >> 6) & 0x0101010101010101u;
        }
        sum = (sum & 0x00FF00FF00FF00FFu) + (sum >> 8 & 0x00FF00FF00FF00FFu);
        continuation += (size_t)(sum * 0x0001000100010001u >> 48);
    }
    for (; i < n; i++) continuation += (p[i] & 0xC0) == 0x80;
    return n - continuation;
}
