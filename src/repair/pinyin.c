/* pinyin.c - readings that a page put behind its characters: 監(jiān)管, 關(guan) , 創(chuàng ), 產(chǎn)(chǎn), 局?jǐn)?shù).
 *
 * Why: pages that were converted to traditional characters by machine carry the reading of a fixed set of converted characters.
 * The readings break words, numbers and names. What makes a bracket an annotation: it holds exactly one pinyin syllable, and that
 * is a reading of the character before it (data/readings.tsv; the tone may differ, tables disagree on sandhi and neutral tones).
 *
 * What stays: English in brackets; a syllable that does not fit (evidence for gbk.c); the reading of a rare character or a less
 * usual reading, which is what a text glosses by hand (重(chóng)…). A text is annotated by machine when it has at least PAGE
 * annotations that give the first reading of everyday converted characters, two different ones among them; then all go. Else an
 * annotation goes only from an everyday character that is written differently in the two scripts, where it gives the first
 * reading, or where there are two: nobody glosses those.
 *
 * The split form: the page's table was applied byte-blind to GBK, so the reading of a character Z made of the second byte of X
 * and the first of Y was put inside the pair XY, and the broken rest became '?'. Y is found from the bytes: X's trail and Y's lead
 * are Z, Z has the first reading and Y the second.
 *
 * Text is read in one pass with its evidence counted before; every removal is an edit of the character and what follows it.
 */
#include "repair/room.h"

enum { PAGE = 3, PAGE_PLAIN = 8 };

/* ------------------------------------------------------------------ reading letters */
typedef struct letter {
    uint16_t cp;
    char base, tone;
} letter;
/* v stands for ü. Ascending. ɑ and ɡ are what some typesetting programs write for a and g. */
static const letter letters[] = {{0xE0, 'a', 4},  {0xE1, 'a', 2},  {0xE8, 'e', 4},  {0xE9, 'e', 2},  {0xEC, 'i', 4},
                                 {0xED, 'i', 2},  {0xF2, 'o', 4},  {0xF3, 'o', 2},  {0xF9, 'u', 4},  {0xFA, 'u', 2},
                                 {0xFC, 'v', 0},  {0x101, 'a', 1}, {0x113, 'e', 1}, {0x11B, 'e', 3}, {0x12B, 'i', 1},
                                 {0x144, 'n', 2}, {0x148, 'n', 3}, {0x14D, 'o', 1}, {0x16B, 'u', 1}, {0x1CE, 'a', 3},
                                 {0x1D0, 'i', 3}, {0x1D2, 'o', 3}, {0x1D4, 'u', 3}, {0x1D6, 'v', 1}, {0x1D8, 'v', 2},
                                 {0x1DA, 'v', 3}, {0x1DC, 'v', 4}, {0x1F9, 'n', 4}, {0x251, 'a', 0}, {0x261, 'g', 0}};

static const letter *letter_of(uint32_t cp) {
    for (size_t i = 0; i < CEDU_COUNT(letters); i++)
        if (letters[i].cp == cp) return &letters[i];
    return NULL;
}

static int combining_tone(uint32_t cp) { return cp == 0x304 ? 1 : cp == 0x301 ? 2 : cp == 0x30C ? 3 : cp == 0x300 ? 4 : 0; }

static int syllable_of(const char *base) {
    uint32_t lo = 0, hi = cedu__repair_syllable_count;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        int c = strcmp(cedu__repair_syllables[mid], base);
        if (c == 0) return (int)mid;
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    return -1;
}

bool cedu__reading_at(cedu_str s, size_t i, cedu_reading *out) {
    char base[8];
    size_t n = 0, len;
    uint8_t tone = 0;
    for (; i < s.n && n < 7; i += len) {
        uint32_t cp = cedu__u8_at(s, i, &len);
        if (cp >= 'a' && cp <= 'z') {
            base[n++] = (char)cp;
            continue;
        }
        if (cp == 0x308 && n && base[n - 1] == 'u') {
            base[n - 1] = 'v';
            continue;
        }
        int mark = combining_tone(cp);
        const letter *l = mark ? NULL : letter_of(cp);
        if (!mark && !l) break;
        uint8_t t = (uint8_t)(mark ? mark : l->tone);
        if (t && tone) return false;
        if (t) tone = t;
        if (l) base[n++] = l->base;
    }
    if (n == 0 || n > 6) return false;
    base[n] = 0;
    int k = syllable_of(base);
    if (k < 0) return false;
    *out = (cedu_reading){.syllable = (uint16_t)k, .tone = tone, .end = i};
    return true;
}

static size_t skip_blanks(cedu_str s, size_t i) {
    for (int k = 0; i < s.n && k < 3; k++) {
        size_t len;
        uint32_t c = cedu__u8_at(s, i, &len);
        if (c != ' ' && c != 0xA0 && c != 0x3000) break;
        i += len;
    }
    return i;
}

bool cedu__annotation_at(cedu_str s, size_t i, bool open, cedu_reading *out, size_t *end) {
    size_t len;
    uint32_t c;
    if (open) {
        c = cedu__u8_at(s, i, &len);
        if (c != '(' && c != 0xFF08) return false;
        i += len;
    }
    if (!cedu__reading_at(s, skip_blanks(s, i), out)) return false;
    i = skip_blanks(s, out->end);
    c = cedu__u8_at(s, i, &len);
    if (c != ')' && c != 0xFF09) return false;
    *end = i + len;
    return true;
}

static int fits_itself(uint32_t cp, const cedu_reading *r) {
    if (cp < 0x3400 || cp >= 0xA000) return 0;
    uint16_t at = cedu__repair_reading_at[cp - 0x3400];
    int best = 0;
    if (!at) return 0;
    for (const uint16_t *p = &cedu__repair_readings[at];; p++) {
        if (*p >> 4 == r->syllable) {
            bool tone = r->tone == 0 || (*p >> 1 & 7) == r->tone;
            int fit = !tone ? 1 : p == &cedu__repair_readings[at] ? 3 : 2;
            if (fit > best) best = fit;
        }
        if (*p & 1) return best;
    }
}

/* The tables of such pages were made from either script: 剝(bāo) has a reading that dictionaries list under 剥. */
int cedu__reading_fits(uint32_t cp, const cedu_reading *r) {
    int fit = fits_itself(cp, r);
    if (fit >= 2) return fit;
    uint32_t other = cedu__repair_simplify(cp);
    int more = other == cp ? 0 : fits_itself(other, r);
    return more > fit ? more : fit;
}

/* ------------------------------------------------------------------ one place */
typedef struct place {
    uint32_t cp;      /* the character */
    size_t at, after; /* its first byte, the byte after it */
    size_t end;       /* the byte after its annotations (one or more) */
    int fit;          /* of the first annotation */
    bool toned;
} place;

static bool converted(uint32_t cp) { return cedu__class_of(cp) & (CEDU_CH_TRAD | CEDU_CH_SIMP | CEDU_CH_HASTRAD); }
static bool everyday(uint32_t cp) { return cedu__class_of(cedu__repair_simplify(cp)) & CEDU_CH_COMMON; }

/* Fitting annotations after the character at [at, after). */
static bool place_at(cedu_str s, size_t at, size_t after, uint32_t cp, place *out) {
    cedu_reading r;
    size_t end;
    if (!cedu__annotation_at(s, after, true, &r, &end)) return false;
    int fit = cedu__reading_fits(cp, &r);
    if (!fit) return false;
    *out = (place){.cp = cp, .at = at, .after = after, .end = end, .fit = fit, .toned = r.tone != 0};
    for (cedu_reading more; cedu__annotation_at(s, out->end, true, &more, &end) && more.syllable == r.syllable;) {
        out->end = end;
        out->toned |= more.tone != 0;
    }
    /* tone-less tables leave a blank behind: 關(guan) 係 */
    if (!out->toned && out->end < s.n && s.p[out->end] == ' ') out->end++;
    return true;
}

/* The next character that may carry an annotation (Han) or be the X of a split pair, from byte i on: followed by ( or '?'. */
static bool next_carrier(cedu_str s, size_t *i, size_t *after, uint32_t *cp) {
    for (size_t k = *i; k < s.n;) {
        if ((unsigned char)s.p[k] < 0xE0) {
            k++;
            continue;
        }
        size_t len;
        *cp = cedu__u8_at(s, k, &len);
        size_t e = k + len;
        bool ascii = e + 1 < s.n && s.p[e] >= 0x40 && (s.p[e + 1] == '(' || s.p[e + 1] == '\xEF');
        if (e < s.n && (s.p[e] == '(' || s.p[e] == '?' || s.p[e] == '\xEF' || ascii)) {
            *i = k;
            *after = e;
            return true;
        }
        k = e;
    }
    return false;
}

/* ------------------------------------------------------------------ the split form */
/* X at [at, after) followed by [?][(]R1)[?][(]R2): the Y that was there; 0 when the bytes do not say so. */
static uint32_t split_pair(cedu_str s, size_t after, uint32_t x, size_t *end, float *confidence) {
    size_t i = after;
    bool q1 = i < s.n && s.p[i] == '?';
    i += q1;
    cedu_reading r1, r2;
    if (!cedu__annotation_at(s, i, i < s.n && s.p[i] == '(', &r1, &i) || r1.tone == 0) return 0;
    bool q2 = i < s.n && s.p[i] == '?';
    i += q2;
    if (!cedu__annotation_at(s, i, i < s.n && s.p[i] == '(', &r2, end)) return 0;
    if ((!q1 || !q2) && (cedu__reading_fits(x, &r1) || s.p[after] != '(')) return 0;
    uint16_t code = x < 0x10000 ? cedu__repair_gbk_of[x] : 0;
    unsigned trail = code & 0xFF;
    if (!code || trail < 0x81 || trail == 0xFF) return 0;
    uint32_t best = 0;
    int best_cost = 1 << 20, second = 1 << 20;
    for (unsigned lead = 0x81; lead <= 0xFE; lead++) {
        uint32_t z = cedu__repair_gbk_to[CEDU_GBK_AT(trail, lead)];
        if (!z || !converted(z) || cedu__reading_fits(z, &r1) < 2) continue;
        for (unsigned t = 0x40; t <= 0xFE; t++) {
            uint32_t y = cedu__repair_gbk_to[CEDU_GBK_AT(lead, t)];
            if (!y || !converted(y) || cedu__reading_fits(y, &r2) < 2) continue;
            int cost = cedu__model_cost(x, y) + (everyday(y) ? 0 : 64) + (cedu__class_of(y) & CEDU_CH_TRAD ? 0 : 32);
            if (cost < best_cost) second = best_cost, best_cost = cost, best = y;
            else if (cost < second) second = cost;
        }
    }
    *confidence = second - best_cost >= 32 ? 0.98f : 0.7f;
    return best;
}

/* 款I(lǐng)P: the second byte of 款 and the I happen to be 領, and got its reading. The byte after the annotation, or 0. */
static size_t across_ascii(cedu_str s, size_t after, uint32_t x) {
    cedu_reading r;
    size_t end;
    uint16_t code = x < 0x10000 ? cedu__repair_gbk_of[x] : 0;
    unsigned trail = after < s.n ? (unsigned char)s.p[after] : 0;
    if (!code || trail < 0x40 || trail >= 0x7F || !cedu__annotation_at(s, after + 1, true, &r, &end) || !r.tone) return 0;
    unsigned lead = code & 0xFF;
    uint32_t z = lead >= 0x81 && lead <= 0xFE ? cedu__repair_gbk_to[CEDU_GBK_AT(lead, trail)] : 0;
    return z && converted(z) && cedu__reading_fits(z, &r) >= 2 ? end : 0;
}

/* ------------------------------------------------------------------ the pass */
typedef struct evidence {
    uint32_t any;              /* fitting annotations of converted characters */
    uint32_t converted, plain; /* … everyday ones with their first reading; annotations of characters that both scripts share */
    uint32_t first;            /* a converted character that is annotated */
    bool two;                  /* … and another one */
    bool two_plain;
    uint32_t first_plain;
} evidence;

static void gather(cedu_str s, evidence *e) {
    size_t i = 0, after;
    uint32_t cp;
    for (place p; next_carrier(s, &i, &after, &cp);) {
        if (!place_at(s, i, after, cp, &p)) {
            i = after;
            continue;
        }
        if (converted(cp)) {
            e->any++;
            if (p.fit < 3 || !everyday(cp)) { /* what people gloss: rare characters, less usual readings */
                i = p.end;
                continue;
            }
            e->converted++;
            if (!e->first) e->first = cp;
            e->two |= cp != e->first;
        } else {
            e->plain++;
            if (!e->first_plain) e->first_plain = cp;
            e->two_plain |= cp != e->first_plain;
        }
        i = p.end;
    }
}

static bool is_damage(const place *p, const evidence *e) {
    bool page = e->converted >= PAGE && e->two;
    if (page && converted(p->cp)) return true;
    if (page && e->plain >= PAGE_PLAIN && e->two_plain && everyday(p->cp))
        return true; /* a table that has other characters too */
    if (!converted(p->cp) || !everyday(p->cp)) return false;
    if (cedu__class_of(p->cp) & CEDU_CH_TRAD) return p->fit == 3 || (p->toned && p->fit == 2 && e->any >= 2);
    return p->toned && p->fit == 3 &&
           e->converted >= 2; /* narrower than the line above: what stays in a first pass stays in a second one */
}

void cedu__repair_pinyin(cedu_stage_out *s, const cedu_signs *signs) {
    if (!signs->annotations) return;
    evidence e = {0};
    gather(s->in, &e);
    size_t i = 0, after;
    uint32_t cp;
    while (!s->failed && next_carrier(s->in, &i, &after, &cp)) {
        place p;
        size_t end;
        float confidence;
        uint32_t y;
        if (place_at(s->in, i, after, cp, &p)) {
            if (is_damage(&p, &e)) {
                cedu__stage_keep(s, i);
                size_t dst = s->n;
                cedu__stage_put(s, p.end - i, cedu__sub(s->in, i, after), false);
                cedu__stage_edit(s, CEDU_REPAIR_pinyin, i, dst, p.toned || e.converted >= PAGE ? 1.0f : 0.9f);
                s->count++;
            }
            i = p.end;
        } else if ((y = split_pair(s->in, after, cp, &end, &confidence)) != 0) {
            cedu__stage_keep(s, after);
            char to[4];
            size_t n = cedu__u8_put(y, to), dst = s->n;
            cedu__stage_put(s, end - after, (cedu_str){to, n}, false);
            cedu__stage_edit(s, CEDU_REPAIR_pinyin, after, dst, confidence);
            s->count++;
            i = end;
        } else if (e.converted >= PAGE && (end = across_ascii(s->in, after, cp)) != 0) {
            cedu__stage_keep(s, after + 1);
            size_t dst = s->n;
            cedu__stage_put(s, end - after - 1, (cedu_str){0}, false);
            cedu__stage_edit(s, CEDU_REPAIR_pinyin, after + 1, dst, 0.95f);
            s->count++;
            i = end;
        } else i = after;
    }
    if (s->count) cedu__stage_keep(s, s->in.n);
}
