/* map.c - see map.h. */
#include "base/map.h"

bool cedu__map_add(cedu_arena *a, cedu_map *m, uint32_t dst_n, uint32_t src, uint32_t src_n, bool linear) {
    cedu_seg *last = m->n ? &m->p[m->n - 1] : NULL;
    if (dst_n == 0) return true; /* nothing of dst to account for: the source was dropped */
    if (last && linear && last->linear && last->src + last->src_n == src) {
        last->dst_n += dst_n;
        last->src_n += src_n;
        return true;
    }
    cedu_seg s = {.dst = last ? last->dst + last->dst_n : 0, .dst_n = dst_n, .src = src, .src_n = src_n, .linear = linear};
    return CEDU_PUSH(a, m, s);
}

bool cedu__map_identity(cedu_arena *a, cedu_map *m, uint32_t n) {
    *m = (cedu_map){0};
    return cedu__map_add(a, m, n, 0, n, true);
}

/* Index of the segment that holds dst byte `at`; m->n > 0 and `at` inside. */
static size_t segment_of(const cedu_map *m, uint32_t at) {
    size_t lo = 0, hi = m->n;
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (m->p[mid].dst <= at) lo = mid;
        else hi = mid;
    }
    return lo;
}

static uint32_t dst_length(const cedu_map *m) { return m->n ? m->p[m->n - 1].dst + m->p[m->n - 1].dst_n : 0; }

void cedu__map_range(const cedu_map *m, uint32_t start, uint32_t end, uint32_t *src_start, uint32_t *src_end) {
    uint32_t total = dst_length(m);
    if (m->n == 0) {
        *src_start = *src_end = 0;
        return;
    }
    if (start >= end || start >= total) { /* empty: the place where it would stand */
        const cedu_seg *s = &m->p[start < total ? segment_of(m, start) : m->n - 1];
        *src_start = start >= total ? s->src + s->src_n : s->linear ? s->src + (start - s->dst) : s->src;
        *src_end = *src_start;
        return;
    }
    if (end > total) end = total;
    const cedu_seg *first = &m->p[segment_of(m, start)], *last = &m->p[segment_of(m, end - 1)];
    /* Source order may differ from dst order (a title moved to the front): the cover is the least start, the greatest end. */
    uint32_t lo = first->linear ? first->src + (start - first->dst) : first->src;
    uint32_t hi = last->linear ? last->src + (end - last->dst) : last->src + last->src_n;
    for (const cedu_seg *s = first + 1; s <= last; s++)
        if (s->src < lo) lo = s->src;
    for (const cedu_seg *s = first; s < last; s++)
        if (s->src + s->src_n > hi) hi = s->src + s->src_n;
    *src_start = lo;
    *src_end = hi < lo ? lo : hi;
}

uint32_t cedu__map_back(const cedu_map *m, uint32_t src) {
    if (m->n == 0) return 0;
    size_t lo = 0, hi = m->n; /* first segment whose end is after src */
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (m->p[mid].src + m->p[mid].src_n > src) hi = mid;
        else lo = mid + 1;
    }
    if (lo == m->n) return dst_length(m);
    const cedu_seg *s = &m->p[lo];
    return s->linear && src > s->src ? s->dst + (src - s->src) : s->dst;
}
