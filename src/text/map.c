/* map.c - offsets of a decoded text: binary search for the run, then at most CEDU_RUN_SPAN bytes of text are walked. */
#include "text/internal.h"

/* The last run that starts at or before `key`; runs + 1 > 0. */
#define LAST_RUN(t, field, key, r)                                                                                             \
    do {                                                                                                                       \
        size_t lo_ = 0, hi_ = (t)->run_count;                                                                                  \
        while (hi_ - lo_ > 1) {                                                                                                \
            size_t mid_ = lo_ + (hi_ - lo_) / 2;                                                                               \
            if ((t)->runs[mid_].field <= (key)) lo_ = mid_;                                                                    \
            else hi_ = mid_;                                                                                                   \
        }                                                                                                                      \
        (r) = (t)->runs + lo_;                                                                                                 \
    } while (0)

uint32_t cedu__text_cp(const cedu_text *t, uint32_t u8) {
    if (u8 >= t->s.n) return t->cps;
    const cedu_run *r;
    LAST_RUN(t, u8, u8, r);
    return r->cp + (uint32_t)cedu__text_utf8_count((const unsigned char *)t->s.p + r->u8, u8 - r->u8);
}

uint32_t cedu__text_byte(const cedu_text *t, uint32_t u8) {
    if (u8 >= t->s.n) return t->bytes;
    const cedu_run *r;
    LAST_RUN(t, u8, u8, r);
    if (r->w[1] == 2 && r->w[2] == 3) { /* UTF-8: the payload's bytes are the text's */
        while (u8 < t->s.n && ((unsigned char)t->s.p[u8] & 0xC0) == 0x80) u8++;
        return r->byte + (u8 - r->u8);
    }
    uint32_t byte = r->byte;
    for (uint32_t i = r->u8; i < u8;) {
        size_t k = cedu__u8_len((unsigned char)t->s.p[i]);
        byte += r->w[k - 1];
        i += (uint32_t)k;
    }
    return byte;
}

uint32_t cedu__text_u8(const cedu_text *t, uint32_t cp) {
    if (cp >= t->cps) return (uint32_t)t->s.n;
    const cedu_run *r;
    LAST_RUN(t, cp, cp, r);
    const uint64_t ones = 0x0101010101010101u;
    size_t i = r->u8;
    uint32_t left = cp - r->cp;
    for (uint64_t w; i + 8 <= t->s.n; i += 8) { /* eight bytes at a time: what is no continuation begins a character */
        memcpy(&w, t->s.p + i, 8);
        uint32_t begun = 8 - (uint32_t)((w >> 7 & ~w >> 6 & ones) * ones >> 56);
        if (begun > left) break;
        left -= begun;
    }
    for (; i < t->s.n; i++)
        if (((unsigned char)t->s.p[i] & 0xC0) != 0x80 && !left--) break;
    return (uint32_t)i;
}
