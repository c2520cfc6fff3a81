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
        if (t->start <= start && t->end > start) {
            cedu_str g = cedu__attr(sc, t->entry, CEDU_ATTR_group);
            bool cut = cedu__eqz(g, "word") && t->start < start; /* no place begins inside this word, however long the place */
            if (!cut && t->end - t->start < end - start) continue;
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
    bool one_name = true; /* several codes of one place in succession */
    for (size_t k = 1; k < same && one_name; k++)
        one_name = cedu__eq(cedu__image_entry(sc->im, hits[k].entry)->name, cedu__image_entry(sc->im, hits[0].entry)->name);
    if (same < 2 || one_name) return same ? hits[0].entry : h.entry;
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

/* 京、沪、粤等地, 苏浙沪, 川渝两地: one-character names only in lists of themselves. Pushes them; the byte after, 0 = no such list. */
static size_t letters_at(cedu__scan *sc, size_t at) {
    enum { MOST = 12 };
    static const char *const PLURAL[] = {"两地", "等地", "等省", "两省", "两市", "三地",
                                         "三省", "三市", "四地", "四省", "五省", "各地"};
    cedu_str s = sc->s;
    int32_t entry[MOST];
    size_t start[MOST], n = 0, k = at, marks = 0, end = at;
    while (n < MOST) {
        cedu_hit hits[CEDU_MATCH_HITS], h = {0, -1, false};
        size_t found = cedu__image_match(sc->im, 1u << CEDU_CLASS_region, s, k, hits, CEDU_MATCH_HITS);
        for (size_t q = 0; q < found && h.entry < 0; q++)
            if (hits[q].weak && hits[q].end - k == 3) h = hits[q];
        for (size_t q = 0; q < found; q++)
            if (!hits[q].weak) h.entry = -1; /* 川云南: the longer name begins here */
        if (h.entry < 0) break;
        for (size_t q = 0; q < n; q++)
            if (entry[q] == h.entry) return 0;
        entry[n] = h.entry, start[n++] = k, k = end = h.end;
        size_t l = cedu__lit(s, k, "、");
        if (l) marks++, k += l;
    }
    if (n < 2 || k != end) return 0; /* 京、上海: the whole list, or nothing */
    bool plural = false;
    for (size_t q = 0; q < CEDU_COUNT(PLURAL) && !plural; q++) plural = cedu__lit(s, end, PLURAL[q]) != 0;
    if (!plural && n < 3) return 0;
    if (marks && marks + 1 != n) return 0;
    for (size_t q = 0; q < n; q++) {
        cedu_mention m = cedu__mention_new(CEDU_MENTION_region, start[q], start[q] + 3);
        m.entry = entry[q];
        cedu__scan_push(sc, m);
    }
    return end;
}

/* A street called after a place (南京西路, 上海街), and 区 that belongs to the next word (新区域): no place spoken of. */
static bool other_word(cedu_str s, size_t end) {
    uint32_t last = cedu__cp_before(s, end);
    size_t len, k = end;
    uint32_t c = cedu__fold_at(s, k, &len);
    if (last == 0x533A) return cedu__in_set(c, "域块间位"); /* 区 */
    if (cedu__in_set(last, "市省县盟旗镇乡国洲") || (end >= 9 && cedu__lit(s, end - 9, "自治州"))) return false;
    if (cedu__in_set(c, "东西南北中")) k += len, c = cedu__fold_at(s, k, &len);
    if (c == 0x8DEF) return !cedu__in_set(cedu__fold_at(s, k + len, &len), "演线径桥网段况政权由"); /* 路 */
    if (c == 0x8857) return true;                                                                   /* 街 */
    return cedu__lit(s, k, "大道") != 0;
}

/* 张三亚、李长春: a surname before a place of two characters, both alone between marks - somebody's name. */
static bool given_name(const cedu__scan *sc, size_t at, size_t end) {
    size_t len;
    if (end - at != 6 || at < 3 || cedu__is_han(cedu__fold_at(sc->s, end, &len))) return false;
    size_t first = cedu__u8_prev(sc->s, at);
    uint32_t c = cedu__fold_at(sc->s, first, &len), before = cedu__cp_before(sc->s, first);
    if (!cedu__is_han(c) || cedu__is_han(before) || cedu__is_digit(before) || cedu__in_set(c, "于从向和与及经同由对在等到至"))
        return false;
    cedu_hit hits[CEDU_MATCH_HITS];
    size_t n = cedu__image_match(sc->im, 1u << CEDU_CLASS_post, sc->s, first, hits, CEDU_MATCH_HITS);
    for (size_t k = 0; k < n; k++)
        if (hits[k].end == at && cedu__eqz(cedu__attr(sc, hits[k].entry, CEDU_ATTR_group), "surname")) return true;
    return false;
}

/* 巢湖|经开区: a zone that only administrations have is called after its county; a word that is a verb too (新建|开发区) names none. */
static bool zone_follows(const cedu__scan *sc, size_t at, size_t end) {
    static const char *const ZONES[] = {"经开区",         "高新区",         "开发区",
                                        "经济开发区",     "经济技术开发区", "高新技术产业开发区",
                                        "高新技术开发区", "综保区",         "综合保税区"};
    if (end - at < 6 || cedu__scan_longest(sc, 1u << CEDU_CLASS_cue, at).end >= end) return false;
    for (size_t k = 0; k < CEDU_COUNT(ZONES); k++)
        if (cedu__lit(sc->s, end, ZONES[k])) return true;
    return false;
}

/* The byte up to which a region was recognised from `at` on; 0 = none here. */
size_t cedu__region_hit(cedu__scan *sc, size_t at, cedu_hit h) {
    cedu_str s = sc->s;
    size_t len, l;
    if (trap_covers(sc, at, h.end)) return 0;
    if (h.weak) {
        size_t e = letters_at(sc, at);
        if (e > h.end || h.end - at == 3) return e;
    }
    if (other_word(s, h.end) || given_name(sc, at, h.end)) return 0;
    if (!h.weak && (h.entry = choose(sc, at, h)) < 0) return 0;
    const cedu_entry *e = cedu__image_entry(sc->im, h.entry);
    uint32_t after = cedu__fold_at(s, h.end, &len), before = cedu__cp_before(s, at);
    if (cedu__is_numeral(after)) { /* 某河二号 */
        cedu__num n;
        if (cedu__num_at(s, h.end, &n) && n.lo < 100 && (cedu__lit(s, n.end, "号") || cedu__lit(s, n.end, "號")) &&
            !cedu__lit(s, n.end, "号楼"))
            return 0;
    }
    size_t end = h.end, start = at;
    cedu_mention *prev = region_before(sc, at);
    if (!prev && (before == '(' || before == 0xB7 || before == '-')) prev = region_before(sc, cedu__u8_prev(s, at));
    if (h.weak || e->weak) {
        int32_t of_zone = zone_follows(sc, at, h.end) ? choose(sc, at, h) : -1;
        if (!cedu__eqz(cedu__attr(sc, of_zone, CEDU_ATTR_level), "county")) of_zone = -1;
        if (of_zone >= 0) h.entry = of_zone;
        bool ok = of_zone >= 0 || (prev != NULL && before != '-' && prev->entry >= 0 && !wide(sc, prev->entry) &&
                                   inside(sc, h.entry, prev->entry));
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
        if (!ok) { /* a form inside it that needs no support: the city of a pilot zone */
            cedu_hit shorter[CEDU_MATCH_HITS];
            size_t n = cedu__image_match(sc->im, 1u << CEDU_CLASS_region, s, at, shorter, CEDU_MATCH_HITS);
            while (n-- > 0)
                if (shorter[n].end < h.end && !shorter[n].weak && !cedu__image_entry(sc->im, shorter[n].entry)->weak)
                    return cedu__region_hit(sc, at, shorter[n]);
            return 0;
        }
    }
    if (prev && prev->entry >= 0 && prev->entry != h.entry && inside(sc, h.entry, prev->entry)) { /* 甲市乙区, 甲市(乙区) */
        if (before == '(') {
            if (after == ')') {
                prev->end = prev->core_end = (uint32_t)(end + len);
                prev->entry = h.entry;
                prev->name = (cedu_str){0};
                return end;
            }
        } else if (before != '-') {
            prev->end = prev->core_end = (uint32_t)end;
            prev->entry = h.entry;
            return end;
        }
    }
    cedu_mention m = cedu__mention_new(CEDU_MENTION_region, start, end);
    m.entry = h.entry;
    cedu__scan_push(sc, m);
    return end;
}

/* A municipality counts as a city too. */
static bool at_level(const cedu__scan *sc, int32_t r, cedu_str want) {
    cedu_str level = cedu__attr(sc, r, CEDU_ATTR_level);
    return cedu__eq(level, want) || (cedu__eqz(want, "prefecture") && cedu__eqz(level, "province") &&
                                     cedu__ends(cedu__image_entry(sc->im, r)->name, CEDU_STR("市")));
}

/* 全市, 我省 …: the issuer's region at that level. */
void cedu__region_ref(cedu__scan *sc, size_t at, cedu_hit h) {
    cedu_mention m = cedu__mention_new(CEDU_MENTION_region, at, h.end);
    cedu_str want = cedu__attr(sc, h.entry, CEDU_ATTR_value);
    int32_t r = sc->opt ? sc->opt->ref_region : -1;
    m.entry = -1, m.vague = true;
    if (cedu__eqz(want, "country")) return; /* 全国, 我国 are regions of the lexicon */
    if (cedu__lit(sc->s, at, "该")) {       /* 该市: the one spoken of last */
        for (size_t k = sc->out.n, near = 0; k-- > 0 && near < 12 && sc->out.n - k < 400;) {
            const cedu_mention *p = &sc->out.p[k];
            if (p->type != CEDU_MENTION_region || p->entry < 0 || p->refused) continue;
            near++;
            if (!at_level(sc, p->entry, want)) continue;
            m.entry = p->entry, m.vague = false;
            m.refers = cedu__image_entry(sc->im, p->entry)->name;
            cedu__scan_push(sc, m);
            return;
        }
    }
    for (int n = 0; r >= 0 && n < 8; n++) {
        if (at_level(sc, r, want)) {
            m.entry = r, m.vague = false;
            break;
        }
        r = cedu__image_entry(sc->im, r)->parent;
    }
    cedu__scan_push(sc, m);
}
