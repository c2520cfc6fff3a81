/* repair.c - the chain of repairs over one text; maps composed, edits brought into input coordinates. See repair.h and room.h. */
#include "repair/room.h"

#include "base/trace.h"

static const char *const names[] = {
#define CEDU__X(name, zh) #name,
    CEDU_REPAIRS(CEDU__X)
#undef CEDU__X
};

const char *cedu__repair_name(cedu_repair_class c) { return (unsigned)c < CEDU_COUNT(names) ? names[c] : "?"; }

unsigned cedu__repair_mask(cedu_str name) {
    for (unsigned i = 0; i < CEDU_COUNT(names); i++)
        if (cedu__eqz(name, names[i])) return 1u << i;
    if (cedu__eqz(name, "tw2s")) return CEDU_REPAIR_ONLY_TW2S;
    if (cedu__eqz(name, "hk2s")) return CEDU_REPAIR_ONLY_HK2S;
    return 0;
}

typedef struct chain {
    cedu_arena *arena;
    cedu_str text; /* now */
    cedu_map map;  /* text <- input; n == 0: nothing changed yet */
    CEDU_VEC(cedu_edit) edits;
    bool changed;
} chain;

/* Edits of the text before a stage -> coordinates after it, and the stage's own edits into the list, in order. An edit that
 * covers earlier ones takes their place: its input range has them all. */
static bool merge_edits(chain *c, const cedu_stage_out *s, const cedu_map *before) {
    CEDU_VEC(cedu_edit) out = {0};
    size_t k = 0;
    for (size_t i = 0; i < c->edits.n || k < s->edits.n;) {
        cedu_edit *old = i < c->edits.n ? &c->edits.p[i] : NULL;
        cedu_edit fresh;
        uint32_t from = 0, to = 0; /* of the fresh edit in the text before the stage */
        if (k < s->edits.n) {
            fresh = s->edits.p[k];
            from = fresh.src;
            to = fresh.src + fresh.src_n;
            if (before->n) {
                uint32_t a, b;
                cedu__map_range(before, from, to, &a, &b);
                fresh.src = a;
                fresh.src_n = b - a;
            }
        }
        if (old && (k == s->edits.n || old->dst + old->dst_n <= from)) {
            uint32_t end = cedu__map_back(&s->map, old->dst + old->dst_n);
            old->dst = cedu__map_back(&s->map, old->dst);
            old->dst_n = end - old->dst;
            if (!CEDU_PUSH(c->arena, &out, *old)) return false;
            i++;
            continue;
        }
        while (i < c->edits.n && c->edits.p[i].dst < to) { /* covered */
            const cedu_edit *e = &c->edits.p[i++];
            uint32_t end = fresh.src + fresh.src_n;
            if (e->src < fresh.src) fresh.src = e->src;
            if (e->src + e->src_n > end) end = e->src + e->src_n;
            fresh.src_n = end - fresh.src;
            if (e->confidence < fresh.confidence) fresh.confidence = e->confidence;
        }
        if (!CEDU_PUSH(c->arena, &out, fresh)) return false;
        k++;
    }
    c->edits.p = out.p;
    c->edits.n = out.n;
    c->edits.cap = out.cap;
    return true;
}

static bool take(chain *c, const cedu_stage_out *s) {
    if (s->failed) return false;
    if (!s->count) return true;
    if (!merge_edits(c, s, &c->map)) return false;
    if (c->changed) {
        cedu_map all;
        if (!cedu__map_compose(c->arena, &s->map, &c->map, &all)) return false;
        c->map = all;
    } else c->map = s->map;
    c->text = (cedu_str){s->p, s->n};
    c->changed = true;
    return true;
}

cedu_status cedu__repair_run(cedu_str in, unsigned only, cedu_arena *arena, cedu_clean *out, cedu_error *err) {
    return cedu__repair_run_from(in, only, NULL, arena, out, err);
}

cedu_status cedu__repair_run_from(cedu_str in, unsigned only, const cedu_origin *origin, cedu_arena *arena, cedu_clean *out,
                                  cedu_error *err) {
    *out = (cedu_clean){.text = in};
    if (in.n > CEDU_MAX_TEXT)
        return cedu__fail(err, CEDU_TOO_LARGE, "文本超过 %u 字节", "the text is longer than %u bytes", CEDU_MAX_TEXT);
    bool everywhere = only == 1u << CEDU_REPAIR_t2s || (only & (CEDU_REPAIR_ONLY_TW2S | CEDU_REPAIR_ONLY_HK2S));
    int config = only & CEDU_REPAIR_ONLY_TW2S ? 1 : only & CEDU_REPAIR_ONLY_HK2S ? 2 : 0;
    if (config) only = 1u << CEDU_REPAIR_t2s;
    if (!only) only = ~0u;
    chain c = {.arena = arena, .text = in};
    cedu_signs signs;
    cedu__repair_detect(in, &signs);
    if ((signs.marks || signs.annotations || signs.misread || signs.latin >= 3 || signs.lost || signs.adverts) &&
        cedu__model_open(err) != CEDU_OK)
        return CEDU_PACK;

    for (int k = 0; k < CEDU_REPAIR_COUNT; k++) {
        if (!(only & 1u << k)) continue;
        cedu_stage_out s;
        cedu__stage_init(&s, c.text, arena);
        switch ((cedu_repair_class)k) {
        case CEDU_REPAIR_mojibake: cedu__repair_mojibake(&s, &signs, origin); break;
        case CEDU_REPAIR_residue: cedu__repair_residue(&s, &signs); break;
        case CEDU_REPAIR_pinyin: cedu__repair_pinyin(&s, &signs); break;
        case CEDU_REPAIR_gbk_shift: cedu__repair_gbk(&s, &signs); break;
        case CEDU_REPAIR_t2s:
            if (signs.trad || everywhere) cedu__repair_script(&s, &signs, config, everywhere);
            break;
        case CEDU_REPAIR_wording:
            if (signs.trad || signs.words) cedu__repair_wording_run(&s, &signs);
            break;
        case CEDU_REPAIR_inserted:
            cedu__repair_inserted(&s, &signs);
            out->counts[k] = s.count;
            if (!take(&c, &s)) return cedu__fail_nomem(err);
            cedu__stage_init(&s, c.text, arena);
            cedu__repair_headlines(&s);
            break;
        case CEDU_REPAIR_layout: cedu__repair_page_numbers(&s); break;
        case CEDU_REPAIR_COUNT: break;
        }
        out->counts[k] += s.count;
        if (!take(&c, &s)) return cedu__fail_nomem(err);
        if (k <= CEDU_REPAIR_residue && s.count) { /* what comes out may be damaged otherwise, too */
            cedu__repair_detect(c.text, &signs);
            if (cedu__model_open(err) != CEDU_OK) return CEDU_PACK;
        }
    }
    if (!c.changed && !cedu__map_identity(arena, &c.map, (uint32_t)in.n)) return cedu__fail_nomem(err);
    if (!cedu__repair_mark(c.text, &signs, arena, out)) return cedu__fail_nomem(err);
    out->text = c.text;
    out->map = c.map;
    out->edits = c.edits.p;
    out->edit_count = c.edits.n;
    return arena->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
