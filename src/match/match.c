/* match.c - the pass over the text, and what becomes of its finds.
 *
 * At each character: marks (《 〔 *), then the automaton once for all classes, then numbers and times where a numeral or a time
 * word stands. Recognisers push candidates; the end sorts them and settles overlaps: one number or time at a place, the longest;
 * a trap silences what lies inside it; lexicon classes keep the longest at each place and may nest in one another.
 *
 * Invariants: mentions lie on character boundaries inside the text, sorted by start, then longest first; the same input gives the
 * same output; work is linear in the length of the text (every look-ahead and walk back is bounded or skips what it has read).
 */
#include "match/internal.h"

#include <stdlib.h>

/* ------------------------------------------------------------------ small helpers that all files use */
bool cedu__in_set(uint32_t c, const char *set) {
    if (c < 0x80) { /* full-width forms in the set stand for the half-width ones */
        cedu_str s = cedu__str(set);
        size_t len;
        for (size_t i = 0; c && i < s.n; i += len)
            if (cedu__fold_at(s, i, &len) == c) return true;
        return false;
    }
    size_t len;
    cedu_str s = cedu__str(set);
    for (size_t i = 0; i < s.n; i += len)
        if (cedu__u8_at(s, i, &len) == c) return true;
    return false;
}

size_t cedu__skip_blank(cedu_str s, size_t i) {
    size_t len;
    for (int n = 0; n < 3; n++) {
        uint32_t c = cedu__fold_at(s, i, &len);
        if (c != ' ' && c != '\t') break;
        i += len;
    }
    return i;
}

size_t cedu__range_mark(cedu_str s, size_t i, bool words) {
    size_t k = cedu__skip_blank(s, i), len, n = 0;
    uint32_t c;
    while (n < 2 && (c = cedu__fold_at(s, k, &len)) &&
           (c == '-' || c == '~' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x301C || c == 0x2500 || c == 0x30FC ||
            c == 0x223C || c == 0x2501))
        k += len, n++;
    if (n) return k;
    if (!words) return 0;
    if (cedu__lit(s, k, "至") && !cedu__lit(s, k, "至少") && !cedu__lit(s, k, "至多") &&
        (!cedu__lit(s, k, "至今") || cedu__lit(s, k, "至今年") || cedu__lit(s, k, "至今天") || cedu__lit(s, k, "至今日")))
        return k + 3;
    if (cedu__lit(s, k, "到") && !cedu__lit(s, k, "到位")) return k + 3;
    return 0;
}

int cedu__str_int(cedu_str s, int none) {
    int v = 0;
    size_t i = 0;
    bool neg = s.n && s.p[0] == '-';
    if (neg) i++;
    if (i >= s.n || s.n - i > 8) return none;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return none;
        v = v * 10 + (s.p[i] - '0');
    }
    return neg ? -v : v;
}

cedu_mention cedu__mention_new(cedu_mention_type t, size_t start, size_t end) {
    return (cedu_mention){.type = t,
                          .start = (uint32_t)start,
                          .end = (uint32_t)end,
                          .core_start = (uint32_t)start,
                          .core_end = (uint32_t)end,
                          .entry = -1,
                          .duration = (double)NAN};
}

bool cedu__scan_push(cedu__scan *sc, cedu_mention m) { return CEDU_PUSH(sc->arena, &sc->out, m); }

/* A mention of nothing but a lexicon's entry, made where it stays: most mentions are such. */
static void push_entry(cedu__scan *sc, cedu_mention_type t, size_t start, uint32_t end, int32_t entry) {
    if (sc->out.n == sc->out.cap && !cedu__vec_grow(sc->arena, (void **)&sc->out.p, sc->out.n, &sc->out.cap, sizeof *sc->out.p))
        return;
    cedu_mention *m = &sc->out.p[sc->out.n++];
    *m = (cedu_mention){.type = t,
                        .start = (uint32_t)start,
                        .end = end,
                        .core_start = (uint32_t)start,
                        .core_end = end,
                        .entry = entry,
                        .duration = (double)NAN};
}

bool cedu__num_once(cedu__scan *sc, size_t at, cedu__num *out) {
    if (sc->num_at != at + 1) {
        sc->num_good = cedu__num_at(sc->s, at, &sc->num);
        sc->num_at = at + 1;
    }
    *out = sc->num;
    return sc->num_good;
}

cedu_hit cedu__scan_longest(const cedu__scan *sc, unsigned classes, size_t at) {
    cedu_hit hits[CEDU_MATCH_HITS];
    size_t len, n;
    cedu_hit best = {0, -1, false};
    uint32_t c = cedu__fold_at(sc->s, at, &len);
    if (!c || !cedu__image_may_match(sc->im, c, cedu__fold_at(sc->s, at + len, &n))) return best;
    n = cedu__image_match(sc->im, classes, sc->s, at, hits, CEDU_MATCH_HITS);
    for (size_t k = 0; k < n; k++) {
        if (hits[k].cls == CEDU_CLASS_post && cedu__eqz(cedu__attr(sc, hits[k].entry, CEDU_ATTR_group), "surname")) continue;
        if (hits[k].end > best.end || (hits[k].end == best.end && best.weak && !hits[k].weak)) best = hits[k];
    }
    return best;
}

cedu_modifier cedu__modifier_of(const cedu__scan *sc, int32_t entry) {
    cedu_str sign = cedu__attr(sc, entry, CEDU_ATTR_sign);
    for (int m = 0; m < CEDU_MOD_COUNT; m++)
        if (cedu__eqz(sign, cedu_modifier_sign((cedu_modifier)m))) return (cedu_modifier)m;
    return CEDU_MOD_EQ;
}

cedu__spot cedu__scan_before(const cedu__scan *sc, size_t at) {
    cedu__spot best = {0, 0, -1};
    for (unsigned n = 0; n < CEDU_MATCH_RING && n < sc->before_n; n++) {
        const cedu__spot *p = &sc->before[(sc->before_n - 1 - n) % CEDU_MATCH_RING];
        if (p->start >= at || p->end > at || p->start < sc->numeric_end) continue;
        if (p->end != at && cedu__skip_blank(sc->s, p->end) != at) continue;
        if (best.entry < 0 || p->start < best.start) best = *p;
    }
    /* 最高不超过: two modifiers in a row; the one at the number says what holds */
    for (unsigned n = 0; best.entry >= 0 && n < CEDU_MATCH_RING && n < sc->before_n; n++) {
        const cedu__spot *p = &sc->before[(sc->before_n - 1 - n) % CEDU_MATCH_RING];
        if (p->end != best.start || p->start < sc->numeric_end) continue;
        if (cedu__image_entry(sc->im, p->entry)->cls == CEDU_CLASS_modifier &&
            cedu__image_entry(sc->im, best.entry)->cls == CEDU_CLASS_modifier)
            best.start = p->start;
        break;
    }
    return best;
}

const char *cedu__mention_name(cedu_mention_type t) {
    static const char *const names[] = {
#define CEDU__X(name) #name,
        CEDU_MENTIONS(CEDU__X)
#undef CEDU__X
    };
    return (unsigned)t < CEDU_MENTION_TYPE_COUNT ? names[t] : "";
}

/* ------------------------------------------------------------------ settling */
static bool numeric(cedu_mention_type t) { return t <= CEDU_MENTION_set; }

/* Order of mentions without moving them about: a mention has some 200 bytes. */
typedef struct place {
    uint32_t start, end;
    uint32_t type_entry; /* type above, entry below: only to make the order total */
    uint32_t at;
} place;

static int by_place(const void *x, const void *y) {
    const place *a = x, *b = y;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    if (a->end != b->end) return a->end > b->end ? -1 : 1;
    if (a->type_entry != b->type_entry) return a->type_entry < b->type_entry ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

/* The pass pushes nearly in order: each mention is a few places off. A list that takes many moves all the same goes to qsort. */
static void sort_near(place *p, size_t n) {
    size_t moves = 0;
    for (size_t i = 1; i < n; i++) {
        if (by_place(&p[i - 1], &p[i]) <= 0) continue;
        place x = p[i];
        size_t k = i;
        do p[k] = p[k - 1], k--, moves++;
        while (k > 0 && moves < 8 * n && by_place(&p[k - 1], &x) > 0);
        p[k] = x;
        if (moves >= 8 * n) {
            qsort(p, n, sizeof *p, by_place);
            return;
        }
    }
}

/* Sorts p[0, n), of which the first `near` are nearly sorted; `tail` has room for the others. */
static void sort_places(place *p, size_t near, size_t n, place *tail) {
    sort_near(p, near);
    size_t b = n - near, w = n;
    if (!b) return;
    memcpy(tail, p + near, b * sizeof *p);
    qsort(tail, b, sizeof *tail, by_place);
    while (b > 0) p[--w] = near > 0 && by_place(&p[near - 1], &tail[b - 1]) > 0 ? p[--near] : tail[--b];
}

/* Drops what traps cover and numbers inside document numbers; keeps order. */
static cedu_mentions settle(cedu__scan *sc) {
    size_t n = sc->out.n, w = 0, t = 0;
    place *order = cedu__arena_raw(sc->arena, (n ? n : 1) * sizeof *order);
    cedu_mention *p = cedu__arena_raw(sc->arena, (n ? n : 1) * sizeof *p);
    place *tail = cedu__arena_raw(sc->arena, (n - sc->in_pass + 1) * sizeof *tail);
    if (!order || !p || !tail) return (cedu_mentions){0};
    for (size_t i = 0; i < n; i++) {
        const cedu_mention *m = &sc->out.p[i];
        order[i] = (place){m->start, m->end, (uint32_t)m->type << 24 | ((uint32_t)(m->entry + 1) & 0xFFFFFF), (uint32_t)i};
    }
    sort_places(order, sc->in_pass, n, tail);
    uint32_t docno_end = 0, number_end = 0, name_end = 0, org_end = 0, refer_end[CEDU_MENTION_TYPE_COUNT] = {0};
    for (size_t i = 0; i < n; i++) {
        const cedu_mention *m = &sc->out.p[order[i].at];
        if (m->type == CEDU_MENTION_region && m->refused) continue; /* part of a firm's name */
        if (m->type == CEDU_MENTION_document_number) docno_end = m->end > docno_end ? m->end : docno_end;
        else if (m->end <= docno_end &&
                 (numeric(m->type) || m->type == CEDU_MENTION_sector || m->type == CEDU_MENTION_indicator))
            continue;
        /* 三 in 长三角, 第一 in a paper's name, 5 in a sector: parts of names */
        if (m->type == CEDU_MENTION_region || m->type == CEDU_MENTION_organisation || m->type == CEDU_MENTION_sector ||
            m->type == CEDU_MENTION_person || m->type == CEDU_MENTION_indicator)
            name_end = m->end > name_end ? m->end : name_end;
        if (m->type == CEDU_MENTION_organisation) org_end = m->end > org_end ? m->end : org_end;
        if (m->type == CEDU_MENTION_region && m->end <= org_end &&
            cedu__eqz(cedu__attr(sc, m->entry, CEDU_ATTR_level), "country"))
            continue; /* 中国 in a national body's name */
        if (numeric(m->type)) {
            if (m->end <= name_end) continue;
            if (m->start < number_end) continue;
            number_end = m->end;
        }
        if (w && p[w - 1].start == m->start && p[w - 1].end == m->end && p[w - 1].type == m->type) {
            if (m->refers.n && !p[w - 1].refers.n)
                p[w - 1].refers = m->refers, p[w - 1].name = m->name, p[w - 1].entry = m->entry;
            if (p[w - 1].refers.n || p[w - 1].entry == m->entry) continue;
        }
        if (m->refers.n && m->end <= refer_end[m->type]) continue; /* inside the full name */
        refer_end[m->type] = m->end > refer_end[m->type] ? m->end : refer_end[m->type];
        while (t < sc->traps.n && sc->traps.p[t].end <= m->start) t++;
        bool silent = false;
        bool time = m->type == CEDU_MENTION_time, word = m->type == CEDU_MENTION_indicator || m->type == CEDU_MENTION_sector ||
                                                         m->type == CEDU_MENTION_head || m->type == CEDU_MENTION_region;
        if (word || time)
            for (size_t k = t; k < sc->traps.n && sc->traps.p[k].start <= m->start; k++) {
                cedu_str g = cedu__attr(sc, sc->traps.p[k].entry, CEDU_ATTR_group);
                if (sc->traps.p[k].end >= m->end && sc->traps.p[k].end - sc->traps.p[k].start > m->end - m->start &&
                    (time ? cedu__eqz(g, "time") : !g.n))
                    silent = true;
            }
        if (!silent) p[w++] = *m;
    }
    return (cedu_mentions){.p = p, .n = cedu__resolve_refers(sc, p, w), .words = sc->words.p, .word_n = sc->words.n};
}

/* ------------------------------------------------------------------ the pass */
static const cedu_hit NO_WORD = {.entry = -1};

typedef struct lane {
    uint32_t end[CEDU_CLASS_COUNT]; /* lexicon mentions of one class do not overlap */
} lane;

/* All forms that start at `at`. Returns whether a time word is among them; the longest is noted. */
static bool lexicon(cedu__scan *sc, lane *ln, size_t at) {
    cedu_hit hits[CEDU_MATCH_HITS], best[CEDU_CLASS_COUNT];
    static const unsigned classes = ((1u << CEDU_CLASS_COUNT) - 1) & ~(1u << CEDU_CLASS_page);
    size_t n = cedu__image_match(sc->im, classes, sc->s, at, hits, CEDU_MATCH_HITS);
    if (!n) return false;
    unsigned found = 0; /* classes in best */
    best[CEDU_CLASS_time_name] = NO_WORD;
    for (size_t k = 0; k < n; k++) {
        unsigned c = hits[k].cls;
        if (c == CEDU_CLASS_cue || c == CEDU_CLASS_pattern)
            (void)CEDU_PUSH(sc->arena, &sc->words, ((cedu_match_word){(uint32_t)at, hits[k].end, hits[k].entry}));
        if (c == CEDU_CLASS_pattern) continue;
        if (c == CEDU_CLASS_post && cedu__eqz(cedu__attr(sc, hits[k].entry, CEDU_ATTR_group), "surname")) continue;
        if (!(found >> c & 1u) || hits[k].end > best[c].end || (hits[k].end == best[c].end && best[c].weak && !hits[k].weak))
            best[c] = hits[k];
        found |= 1u << c;
    }
#define FOUND(c) (found >> (c)&1u)
    sc->time_word = best[CEDU_CLASS_time_name];
    if (!(found & ~(1u << CEDU_CLASS_time_name | 1u << CEDU_CLASS_page))) return FOUND(CEDU_CLASS_time_name);
    if (FOUND(CEDU_CLASS_trap))
        (void)CEDU_PUSH(sc->arena, &sc->traps,
                        ((cedu__spot){(uint32_t)at, best[CEDU_CLASS_trap].end, best[CEDU_CLASS_trap].entry}));
    cedu_hit h = best[CEDU_CLASS_modifier];
    if (FOUND(CEDU_CLASS_modifier) && !cedu__eqz(cedu__attr(sc, h.entry, CEDU_ATTR_side), "after"))
        sc->before[sc->before_n++ % CEDU_MATCH_RING] = (cedu__spot){(uint32_t)at, h.end, h.entry};
    h = best[CEDU_CLASS_unit];
    if (FOUND(CEDU_CLASS_unit) && h.end > at) {
        cedu_str dim = cedu__attr(sc, h.entry, CEDU_ATTR_dimension);
        uint32_t before = cedu__cp_before(sc->s, at);
        bool latin = cedu__is_alpha((unsigned char)sc->s.p[at]) && cedu__is_alpha(before);
        /* a currency before its number: not the single 元 or 块 */
        if (cedu__eqz(dim, "money") && !latin && (h.end - at > 3 || !cedu__is_han(cedu__cp_before(sc->s, h.end))))
            sc->before[sc->before_n++ % CEDU_MATCH_RING] = (cedu__spot){(uint32_t)at, h.end, h.entry};
        else if (cedu__eqz(dim, "temp") && h.end - at >= 6)
            sc->before[sc->before_n++ % CEDU_MATCH_RING] = (cedu__spot){(uint32_t)at, h.end, h.entry};
    }
    h = best[CEDU_CLASS_region];
    if (FOUND(CEDU_CLASS_region) && at >= ln->end[CEDU_CLASS_region]) {
        size_t e = cedu__region_hit(sc, at, h);
        if (e) ln->end[CEDU_CLASS_region] = (uint32_t)e;
    }
    h = best[CEDU_CLASS_org];
    if (FOUND(CEDU_CLASS_org) && at >= ln->end[CEDU_CLASS_org]) cedu__org_hit(sc, at, h), ln->end[CEDU_CLASS_org] = h.end;
    h = best[CEDU_CLASS_org_suffix];
    if (FOUND(CEDU_CLASS_org_suffix) && at >= ln->end[CEDU_CLASS_org_suffix])
        cedu__suffix_hit(sc, at, h), ln->end[CEDU_CLASS_org_suffix] = h.end;
    static const unsigned PLAIN_CLASSES = 1u << CEDU_CLASS_post | 1u << CEDU_CLASS_indicator | 1u << CEDU_CLASS_head |
                                          1u << CEDU_CLASS_sector | 1u << CEDU_CLASS_doc_type;
    static const struct {
        cedu_class cls;
        cedu_mention_type type;
    } PLAIN[] = {{CEDU_CLASS_post, CEDU_MENTION_post},
                 {CEDU_CLASS_indicator, CEDU_MENTION_indicator},
                 {CEDU_CLASS_head, CEDU_MENTION_head},
                 {CEDU_CLASS_sector, CEDU_MENTION_sector},
                 {CEDU_CLASS_doc_type, CEDU_MENTION_doc_type}};
    for (size_t k = 0; found & PLAIN_CLASSES && k < CEDU_COUNT(PLAIN); k++) {
        if (!FOUND(PLAIN[k].cls) || at < ln->end[PLAIN[k].cls]) continue;
        h = best[PLAIN[k].cls];
        if (cedu__is_alpha((unsigned char)sc->s.p[at])) { /* AI, 5G: whole words of Latin letters only */
            size_t len;
            if (cedu__is_alpha(cedu__cp_before(sc->s, at))) continue;
            if (cedu__is_alpha(cedu__cp_before(sc->s, h.end)) && cedu__is_alpha(cedu__fold_at(sc->s, h.end, &len))) continue;
        }
        push_entry(sc, PLAIN[k].type, at, h.end, h.entry);
        ln->end[PLAIN[k].cls] = h.end;
    }
    h = best[CEDU_CLASS_cue];
    if (FOUND(CEDU_CLASS_cue) && at >= ln->end[CEDU_CLASS_cue]) {
        bool pushed = false;
        for (size_t k = 0; k < n; k++) { /* a word may serve in several groups */
            if (hits[k].end != h.end || hits[k].cls != CEDU_CLASS_cue) continue;
            cedu_str group = cedu__attr(sc, hits[k].entry, CEDU_ATTR_group);
            if (!pushed && (cedu__eqz(group, "speech") || cedu__eqz(group, "pronoun"))) /* who speaks; who 他 is */
                push_entry(sc, CEDU_MENTION_cue, at, h.end, hits[k].entry), pushed = true;
            if (cedu__eqz(group, "here") && !FOUND(CEDU_CLASS_region) && at >= ln->end[CEDU_CLASS_region])
                cedu__region_ref(sc, at, hits[k]);
        }
        ln->end[CEDU_CLASS_cue] = h.end;
    }
    return FOUND(CEDU_CLASS_time_name);
#undef FOUND
}

/* 1286.4亿 is 128640000000, not 128640000000.00002: what two roundings of doubles left behind goes. */
static double whole(double v) {
    double r = rint(v);
    return r != v && fabs(v - r) <= fabs(v) * 4e-16 * 2 ? r : v;
}

cedu_status cedu__match_run(const cedu_image *im, cedu_str s, const cedu_match_options *opt, cedu_arena *arena,
                            cedu_mentions *out, cedu_error *err) {
    static const cedu_match_options none = {.ref_region = -1};
    *out = (cedu_mentions){0};
    cedu__scan sc = {.im = im, .s = s, .opt = opt ? opt : &none, .arena = arena};
    lane ln = {0};
    size_t len, title_end = 0;
    int year = 0; /* named last before a title: the years in its name date nothing that follows */
    size_t room = s.n / CEDU_MATCH_DENSITY < CEDU_MATCH_ROOM ? s.n / CEDU_MATCH_DENSITY : CEDU_MATCH_ROOM;
    if (room && (sc.out.p = cedu__arena_raw(arena, room * sizeof *sc.out.p)) != NULL) sc.out.cap = room;
    if (room && (sc.words.p = cedu__arena_raw(arena, 3 * room * sizeof *sc.words.p)) != NULL) sc.words.cap = 3 * room;
    uint32_t c, next = cedu__fold_at(s, 0, &len);
    for (size_t i = 0, next_len = len; i < s.n; i += len) {
        bool blot = false;
        c = next, len = next_len;
        next = cedu__fold_at(s, i + len, &next_len);
        if (c < 0x4E00 || c > 0x9FFF) {
            if (c == '\n' || c == 0x3002) sc.last_year = 0;
            if (c == 0x300A) {
                if (i >= title_end) {
                    size_t e = cedu__title_at(&sc, i);
                    /* an unclosed mark has been looked at for TITLE_MAX bytes: not again before its line's end would be too
                     * greedy, so only the next few marks are skipped */
                    title_end = e > i ? e : i + 300;
                    year = sc.last_year;
                }
                continue;
            }
            if (c == 0x300B && i < title_end) sc.last_year = year;
            if (c == 0x3014 || c == '[' || c == '(' || c == 0x3010 || c == 0x3016 || c == '{') {
                size_t e = cedu__docno_at(&sc, i);
                if (e > i && e > sc.numeric_end) sc.numeric_end = e;
            }
            if ((c == 'h' || c == 'H' || c == 'w') && i >= sc.numeric_end &&
                (cedu__lit(s, i, "http") || cedu__lit(s, i, "www."))) {
                size_t e = i; /* an address holds no numbers */
                while (e < s.n && (unsigned char)s.p[e] > ' ' && (unsigned char)s.p[e] < 0x7F) e++;
                sc.numeric_end = e;
            }
            blot = c == '*' || c == 0xD7 || c == 'X' || c == 'x' || c == 0x25A1 || c == 0x2588;
        } else {
            if (c == 0x8BE5 || c == 0x4E0A) cedu__refer_at(&sc, i);                /* 该 上 */
            if (c == 0x4EE5 || c == 0x4E0B || c == 0x7B80) cedu__alias_at(&sc, i); /* 以 下 简 */
        }
        sc.time_at = i + 1, sc.time_word = NO_WORD;
        bool word = cedu__image_may_match(im, c, next) && lexicon(&sc, &ln, i);
        if (i < sc.numeric_end) continue;
        if (blot) {
            size_t e = cedu__masked_at(&sc, i);
            if (e > i) sc.numeric_end = e;
            continue;
        }
        if (!word && !(cedu__char_kind(c) & CEDU__MAY_BEGIN)) continue;
        /* a numeral inside a Latin word was dealt with where the word began */
        size_t e = cedu__time_at(&sc, i);
        if (e == i) e = cedu__quantity_at(&sc, i);
        if (e > i) sc.numeric_end = e;
    }
    sc.in_pass = sc.out.n;
    cedu__persons(&sc);
    cedu__aliases(&sc);
    for (size_t i = 0; i < sc.out.n; i++)
        sc.out.p[i].value = whole(sc.out.p[i].value), sc.out.p[i].value_max = whole(sc.out.p[i].value_max);
    *out = settle(&sc);
    if (arena->failed) return *out = (cedu_mentions){0}, cedu__fail_nomem(err);
    return CEDU_OK;
}
