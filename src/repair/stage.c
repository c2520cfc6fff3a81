/* stage.c - one rewriting pass over a text, and the composition of the maps of several passes. See room.h. */
#include "repair/room.h"

void cedu__stage_init(cedu_stage_out *s, cedu_str in, cedu_arena *arena) { *s = (cedu_stage_out){.arena = arena, .in = in}; }

static bool room_for(cedu_stage_out *s, size_t more) {
    if (s->n + more <= s->cap) return true;
    if (s->failed) return false;
    /* Conversion keeps lengths almost always, so the first guess mostly is the last. */
    size_t cap = s->cap ? s->cap * 2 : s->in.n + s->in.n / 16 + 64;
    while (cap < s->n + more) cap *= 2;
    if (cap > CEDU_MAX_TEXT + (size_t)64) {
        if (s->n + more > CEDU_MAX_TEXT) return s->failed = true, false;
        cap = CEDU_MAX_TEXT;
    }
    char *p = cedu__arena_alloc(s->arena, cap);
    if (!p) return s->failed = true, false;
    if (s->n) memcpy(p, s->p, s->n);
    s->p = p;
    s->cap = cap;
    return true;
}

void cedu__stage_keep(cedu_stage_out *s, size_t upto) {
    if (upto <= s->at) return;
    size_t n = upto - s->at;
    if (!room_for(s, n) || !cedu__map_add(s->arena, &s->map, (uint32_t)n, (uint32_t)s->at, (uint32_t)n, true)) {
        s->failed = true;
        return;
    }
    memcpy(s->p + s->n, s->in.p + s->at, n);
    s->n += n;
    s->at = upto;
}

void cedu__stage_put(cedu_stage_out *s, size_t src_n, cedu_str with, bool linear) {
    if (!room_for(s, with.n) ||
        !cedu__map_add(s->arena, &s->map, (uint32_t)with.n, (uint32_t)s->at, (uint32_t)src_n, linear && with.n == src_n)) {
        s->failed = true;
        return;
    }
    if (with.n) memcpy(s->p + s->n, with.p, with.n);
    s->n += with.n;
    s->at += src_n;
}

void cedu__stage_edit(cedu_stage_out *s, cedu_repair_class cls, size_t src, size_t dst, float confidence) {
    cedu_edit e = {.cls = cls,
                   .src = (uint32_t)src,
                   .src_n = (uint32_t)(s->at - src),
                   .dst = (uint32_t)dst,
                   .dst_n = (uint32_t)(s->n - dst),
                   .confidence = confidence};
    if (!CEDU_PUSH(s->arena, &s->edits, e)) s->failed = true;
}

bool cedu__map_compose(cedu_arena *a, const cedu_map *outer, const cedu_map *inner, cedu_map *out) {
    *out = (cedu_map){0};
    size_t k = 0; /* the inner segment that holds the current mid byte; mid ascends */
    for (size_t i = 0; i < outer->n; i++) {
        const cedu_seg *o = &outer->p[i];
        if (!o->linear) {
            uint32_t from, to;
            cedu__map_range(inner, o->src, o->src + o->src_n, &from, &to);
            if (!cedu__map_add(a, out, o->dst_n, from, to - from, false)) return false;
            continue;
        }
        for (uint32_t done = 0; done < o->dst_n;) {
            uint32_t mid = o->src + done;
            while (k + 1 < inner->n && inner->p[k + 1].dst <= mid) k++;
            const cedu_seg *s = &inner->p[k];
            uint32_t left = s->dst + s->dst_n - mid, n = o->dst_n - done < left ? o->dst_n - done : left;
            bool ok = s->linear ? cedu__map_add(a, out, n, s->src + (mid - s->dst), n, true)
                                : cedu__map_add(a, out, n, s->src, s->src_n, false);
            if (!ok) return false;
            done += n;
        }
    }
    return true;
}
