/* place.c - regions: forms of the lexicon in their context, nested and joint forms, 全市 and 我省 by the issuer.
 *
 * Rules: the longest form wins; a trap that covers it wins over it; a weak form (京, 朝阳) counts only beside another region; a
 * region right before 一号, 二号 names a machine (a supercomputer) and is none; 甲市(乙区) and 甲市乙区 with 乙 inside 甲 are one
 * mention of 乙.
 */
#include "match/internal.h"

static bool inside(const cedu__scan *sc, int32_t child, int32_t ancestor) {
    for (int n = 0; child >= 0 && n < 8; n++) {
        if (child == ancestor) return true;
        child = cedu__image_entry(sc->im, child)->parent;
    }
    return false;
}

/* A country, the world or a group of regions: too wide to say which of two readings a weak form inside it has. */
static bool wide(const cedu__scan *sc, int32_t e) {
    cedu_str level = cedu__attr(sc, e, CEDU_ATTR_level);
    return !(cedu__eqz(level, "province") || cedu__eqz(level, "prefecture") || cedu__eqz(level, "county"));
}

static bool siblings(const cedu__scan *sc, int32_t a, int32_t b) {
    int32_t p = cedu__image_entry(sc->im, a)->parent;
    return a != b && p >= 0 && p == cedu__image_entry(sc->im, b)->parent;
}

static bool trap_covers(const cedu__scan *sc, size_t start, size_t end) {
    for (size_t k = sc->traps.n; k-- > 0;) {
        const cedu__spot *t = &sc->traps.p[k];
        if (start >= t->start && start - t->start > 256) return false;
        if (t->start <= start && t->end > start && t->end - t->start >= end - start) {
            cedu_str g = cedu__attr(sc, t->entry, CEDU_ATTR_group);
            if (cedu__eqz(g, "number") || cedu__eqz(g, "unit") || cedu__eqz(g, "suffix")) continue;
            return true;
        }
    }
    return false;
}

/* The last region mention pushed, if it ends at `end` exactly; NULL otherwise. */
static cedu_mention *region_before(cedu__scan *sc, size_t end) {
    for (size_t k = sc->out.n, n = 0; k-- > 0 && n < 12; n++) {
        cedu_mention *m = &sc->out.p[k];
        if (m->type == CEDU_MENTION_region && m->end == end) return m;
        if (m->end + 64 < end) break;
    }
    return NULL;
}

/* A form that several counties share (朝阳区, 长安区): the one near the regions named before, or near the issuer; -1 = cannot tell. */
static int32_t choose(cedu__scan *sc, size_t at, cedu_hit h) {
    cedu_hit hits[CEDU_MATCH_HITS];
    size_t n = cedu__image_match(sc->im, 1u << CEDU_CLASS_region, sc->s, at, hits, CEDU_MATCH_HITS), same = 0;
    bool counties = true, in_use = false; /* divisions that are no more rival with none that is */
    for (size_t k = 0; k < n; k++)
        in_use |= hits[k].end == h.end && !(hits[k].weak && !h.weak) && !cedu__attr(sc, hits[k].entry, CEDU_ATTR_to).n;
    for (size_t k = 0; k < n; k++) {
        bool gone = cedu__attr(sc, hits[k].entry, CEDU_ATTR_to).n > 0;
        if (hits[k].end != h.end || (gone && in_use) || (hits[k].weak && !h.weak)) continue;
        hits[same++] = hits[k];
        if (!cedu__eqz(cedu__attr(sc, hits[k].entry, CEDU_ATTR_level), "county")) counties = false;
    }
    if (same < 2) return same ? hits[0].entry : h.entry;
    for (size_t o = sc->out.n, near = 0; o-- > 0 && near < 6 && sc->out.n - o < 400;) {
        const cedu_mention *m = &sc->out.p[o];
        if (m->type != CEDU_MENTION_region || m->entry < 0) continue;
        near++;
        for (size_t k = 0; k < same; k++)
            if (inside(sc, hits[k].entry, m->entry) && !wide(sc, m->entry)) return hits[k].entry;
        for (size_t k = 0; k < same; k++)
            if (siblings(sc, hits[k].entry, m->entry)) return hits[k].entry;
    }
    int32_t ref = sc->opt ? sc->opt->ref_region : -1;
    for (int up = 0; ref >= 0 && up < 3; up++) {
        for (size_t k = 0; k < same; k++)
            if (inside(sc, hits[k].entry, ref)) return hits[k].entry;
        ref = cedu__image_entry(sc->im, ref)->parent;
        if (ref >= 0 && wide(sc, ref)) break;
    }
    return counties ? -1 : h.entry;
}

void cedu__region_hit(cedu__scan *sc, size_t at, cedu_hit h) {
    cedu_str s = sc->s;
    size_t len, l;
    if (trap_covers(sc, at, h.end)) return;
    if (!h.weak && (h.entry = choose(sc, at, h)) < 0) return;
    const cedu_entry *e = cedu__image_entry(sc->im, h.entry);
    uint32_t after = cedu__fold_at(s, h.end, &len), before = cedu__cp_before(s, at);
    if (cedu__is_numeral(after)) { /* 某河二号 */
        cedu__num n;
        if (cedu__num_at(s, h.end, &n) && n.lo < 100 && (cedu__lit(s, n.end, "号") || cedu__lit(s, n.end, "號")) &&
            !cedu__lit(s, n.end, "号楼"))
            return;
    }
    size_t end = h.end, start = at;
    cedu_mention *prev = region_before(sc, at);
    if (!prev && (before == '(' || before == 0xB7 || before == '-')) prev = region_before(sc, cedu__u8_prev(s, at));
    if (h.weak || e->weak) {
        if (end - at == 3) return; /* 京, 沪, 云 … alone prove nothing; joint forms (京津冀) are entries of their own */
        bool ok =
            prev != NULL && before != '-' && prev->entry >= 0 && !wide(sc, prev->entry) && inside(sc, h.entry, prev->entry);
        if (!ok) {
            size_t k = end;
            if ((l = cedu__lit(s, k, "、")) || (l = cedu__lit(s, k, "和"))) k += l;
            cedu_hit next = k > end ? cedu__scan_longest(sc, 1u << CEDU_CLASS_region, k) : (cedu_hit){0, -1, false};
            /* a neighbour in a list speaks for it when both lie in the same region */
            ok = next.entry >= 0 && !next.weak && siblings(sc, next.entry, h.entry);
            if (!ok && (before == 0x3001 || before == 0x548C)) {
                const cedu_mention *m = region_before(sc, cedu__u8_prev(s, at));
                ok = m && m->entry >= 0 && siblings(sc, m->entry, h.entry);
            }
        }
        if (!ok) return;
    }
    if (prev && prev->entry >= 0 && prev->entry != h.entry && inside(sc, h.entry, prev->entry)) { /* 甲市乙区, 甲市(乙区) */
        if (before == '(') {
            if (after == ')') {
                prev->end = prev->core_end = (uint32_t)(end + len);
                prev->entry = h.entry;
                prev->name = (cedu_str){0};
                return;
            }
        } else if (before != '-') {
            prev->end = prev->core_end = (uint32_t)end;
            prev->entry = h.entry;
            return;
        }
    }
    cedu_mention m = cedu__mention_new(CEDU_MENTION_region, start, end);
    m.entry = h.entry;
    cedu__scan_push(sc, m);
}

/* 全市, 我省 …: the issuer's region at that level. */
void cedu__region_ref(cedu__scan *sc, size_t at, cedu_hit h) {
    cedu_mention m = cedu__mention_new(CEDU_MENTION_region, at, h.end);
    cedu_str want = cedu__attr(sc, h.entry, CEDU_ATTR_value);
    int32_t r = sc->opt ? sc->opt->ref_region : -1;
    m.entry = -1, m.vague = true;
    if (cedu__eqz(want, "country")) return; /* 全国, 我国 are regions of the lexicon */
    for (int n = 0; r >= 0 && n < 8; n++) {
        cedu_str level = cedu__attr(sc, r, CEDU_ATTR_level);
        bool municipality = cedu__eqz(want, "prefecture") && cedu__eqz(level, "province") &&
                            cedu__ends(cedu__image_entry(sc->im, r)->name, CEDU_STR("市"));
        if (cedu__eq(level, want) || municipality) {
            m.entry = r, m.vague = false;
            break;
        }
        r = cedu__image_entry(sc->im, r)->parent;
    }
    cedu__scan_push(sc, m);
}
