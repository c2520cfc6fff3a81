/* map.h - where each byte of a derived text comes from.
 *
 * A stage that makes a text `dst` out of a text `src` (page out of decoded text, clean text out of page text) records a
 * cedu_map: segments that tile dst from 0 to its end without gaps, src ascending or not. A linear segment
 * (dst_n == src_n, same character boundaries) maps byte by byte; any other stands as a whole for its source range, which
 * may be empty (inserted characters). Source ranges between segments were dropped.
 *
 * Invariants: dst of segment i+1 == dst + dst_n of segment i; src_n of a linear segment == dst_n.
 */
#ifndef CEDU_BASE_MAP_H
#define CEDU_BASE_MAP_H

#include "base/base.h"

typedef struct cedu_seg {
    uint32_t dst, dst_n;
    uint32_t src, src_n;
    bool linear;
} cedu_seg;

typedef struct cedu_map {
    cedu_seg *p;
    size_t n, cap;
} cedu_map;

/* Appends a segment after the last one; linear neighbours that continue each other are merged. False: out of memory. */
bool cedu__map_add(cedu_arena *a, cedu_map *m, uint32_t dst_n, uint32_t src, uint32_t src_n, bool linear);
bool cedu__map_identity(cedu_arena *a, cedu_map *m, uint32_t n);
/* dst bytes [start, end) -> the smallest covering src range; an empty dst range gives an empty src range. */
void cedu__map_range(const cedu_map *m, uint32_t start, uint32_t end, uint32_t *src_start, uint32_t *src_end);
/* src byte -> the dst byte where it, or the next kept byte after it, went. Only for maps with ascending src. */
uint32_t cedu__map_back(const cedu_map *m, uint32_t src);

#endif
