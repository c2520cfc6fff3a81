/* law.h - what holds for every decoded text, whatever the bytes were. Shared by the unit tests and fuzz_decode.c.
 *
 *   - the text is valid UTF-8; its totals are right; runs tile it and are never longer than CEDU_RUN_SPAN and a character;
 *   - offsets ascend, begin at 0, end at the totals, and both ways through code points agree;
 *   - decoding the payload's bytes [byte(a), byte(b)) gives text[a:b], unless a bad sequence or half a pair is in it.
 * Returns NULL, or which law broke. */
#ifndef TEST_TEXT_LAW_H
#define TEST_TEXT_LAW_H

#include <stdlib.h>

#include "text/text.h"

static inline uint32_t law_random(uint32_t *seed) { return *seed = *seed * 1664525u + 1013904223u, *seed >> 8; }

/* slices: how many to try; a: memory for them. */
static inline const char *law_broken(const cedu_text *t, const unsigned char *p, size_t n, int slices, cedu_arena *a) {
    if (cedu__u8_valid(t->s.p, t->s.n) != t->s.n) return "not UTF-8";
    if (cedu__u8_count(t->s) != t->cps) return "cps";
    if (t->bytes != n) return "bytes";
    if (t->s.n > 0 && (t->run_count == 0 || t->runs[0].u8 != 0 || t->runs[0].byte != 0 || t->runs[0].cp != 0))
        return "first run";
    for (size_t i = 1; i < t->run_count; i++) {
        const cedu_run *r = t->runs + i;
        if (r->u8 <= r[-1].u8 || r->cp <= r[-1].cp || r->byte < r[-1].byte || r->u8 - r[-1].u8 > CEDU_RUN_SPAN + 4)
            return "runs";
        if (cedu__text_byte(t, r->u8) != r->byte || cedu__text_cp(t, r->u8) != r->cp) return "run start";
    }
    uint32_t *u8 = malloc(sizeof *u8 * (t->cps + 1)), bad = 0;
    if (!u8) return NULL;
    const char *broken = NULL;
    uint32_t k = 0, last = 0;
    for (uint32_t i = 0;; k++) {
        u8[k] = i;
        uint32_t byte = cedu__text_byte(t, i);
        if (cedu__text_cp(t, i) != k || cedu__text_u8(t, k) != i) broken = "code points";
        if (byte < last || (i == 0 && byte != 0)) broken = "bytes descend";
        last = byte;
        if (i >= t->s.n) break;
        size_t len;
        bad += cedu__u8_at(t->s, i, &len) == 0xFFFD;
        i += (uint32_t)len;
    }
    if (k != t->cps || last != t->bytes) broken = "ends";
    if (t->invalid > bad) broken = "invalid";

    uint32_t seed = (uint32_t)n * 2654435761u + t->cps;
    for (int i = 0; i < slices && !broken && t->cps > 0; i++) {
        uint32_t x = law_random(&seed) % t->cps, y = x + 1 + law_random(&seed) % 40;
        if (y > t->cps) y = t->cps;
        cedu_str want = cedu__sub(t->s, u8[x], u8[y]);
        if (cedu__find(want, CEDU_STR("\xEF\xBF\xBD"), 0) >= 0) continue;
        uint32_t from = cedu__text_byte(t, u8[x]), to = cedu__text_byte(t, u8[y]);
        if (x > 0 && cedu__text_byte(t, u8[x - 1]) < from && cedu__text_byte(t, u8[x + 1]) == from) continue; /* half a pair */
        if (y < t->cps && cedu__text_byte(t, u8[y + 1]) == to) continue;
        cedu_text s;
        char name[32];
        if (t->encoding.n >= sizeof name) continue;
        memcpy(name, t->encoding.p, t->encoding.n);
        name[t->encoding.n] = '\0';
        if (cedu__text_decode_as(p + from, to - from, name, a, &s, NULL) != CEDU_OK)
            broken = a->failed ? NULL : "slice: status";
        else if (!cedu__eq(s.s, want)) broken = "slice: other text";
        if (a->failed) break;
    }
    free(u8);
    return broken;
}

#endif
