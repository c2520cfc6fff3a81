/* spun.c - text whose words a machine exchanged: "pseudo-original" synonyms, translation there and back.
 *
 * Two kinds of evidence, counted apart:
 *   - pairs of the pack (group spun): the form that only a machine writes, or a word of its own that stands where the usual one is missing;
 *   - variants of the lexicon: a name of the packs with one character exchanged, where the model has never seen the new
 *     character beside its neighbours, and the name itself is not on the page.
 * One such word is an accident; several different ones, dense enough, are a finding. Everything is linear in the text.
 */
#include "base/trace.h"
#include "repair/repair.h"
#include "trust/trust.h"

enum {
    SCORE = 5,      /* two for a form that only a machine writes, one for a word that stands for a missing one … */
    WEAK_ALONE = 8, /* … or so many of the latter */
    DENSITY = 1500, /* characters for each hit, at most */
    UNSEEN = 104,   /* eighths of a bit: such a pair was not seen in the model's texts */
    LEAST_NAME = 3, /* characters of a name that variants are looked for of; the shortest count when they come twice */
    MOST_NAME = 6,
    STRANGE = 20, /* percent of unseen pairs: the text is of a kind that the model does not know, variants say nothing */
    SLOTS = 8192
};

/* ------------------------------------------------------------------ forms of the pack */
typedef struct form {
    cedu_str s;
    uint32_t first, second; /* its characters */
    int32_t row;            /* -1: natural, nothing */
    bool weak;
    uint32_t next; /* 1 + index of the next whose first two characters fall into the same slot */
} form;

typedef struct forms {
    form *p;
    size_t n;
    uint32_t first[4096];
    int32_t rows, base;
} forms;

static uint32_t slot(uint32_t c, uint32_t next) { return (c * 0x9E3779B1u + next * 0x85EBCA6Bu) >> 20; }

static bool load_forms(const cedu_image *im, cedu_arena *a, forms *out) {
    int32_t first, count;
    size_t total = 0;
    cedu__image_class(im, CEDU_CLASS_page, &first, &count);
    for (int32_t i = first; i < first + count; i++) {
        cedu_str g = cedu__image_attr(im, i, CEDU_ATTR_group);
        if (cedu__eqz(g, "spun") || cedu__eqz(g, "spun_ok")) total += cedu__image_form_count(im, i);
    }
    out->p = CEDU_NEW_N(a, form, total + 1);
    out->base = first, out->rows = count;
    for (int32_t i = first; out->p && i < first + count; i++) {
        cedu_str g = cedu__image_attr(im, i, CEDU_ATTR_group);
        bool spun = cedu__eqz(g, "spun");
        if (!spun && !cedu__eqz(g, "spun_ok")) continue;
        for (size_t k = 0; k < cedu__image_form_count(im, i); k++) {
            cedu_str s = cedu__image_form(im, i, k);
            size_t len, more;
            uint32_t c = cedu__u8_at(s, 0, &len);
            if (len >= s.n) continue; /* one character says nothing */
            uint32_t d = cedu__u8_at(s, len, &more), *head = &out->first[slot(c, d)];
            out->p[out->n] = (form){s, c, d, spun ? i - first : -1, cedu__image_form_weak(im, i, k), *head};
            *head = (uint32_t)++out->n;
        }
    }
    return out->p != NULL;
}

static const form *longest(const forms *f, cedu_str s, size_t at, const uint32_t *cp) {
    const form *best = NULL;
    for (uint32_t i = f->first[slot(cp[0], cp[1])]; i; i = f->p[i - 1].next) {
        const form *x = &f->p[i - 1];
        if (x->first == cp[0] && x->second == cp[1] && x->s.n <= s.n - at && (!best || x->s.n > best->s.n) &&
            memcmp(s.p + at, x->s.p, x->s.n) == 0)
            best = x;
    }
    return best;
}

/* ------------------------------------------------------------------ names of the lexicon, one character left open */
typedef struct open_name {
    uint64_t pattern; /* 0 = free */
    int32_t entry;
    uint32_t cp; /* the character that belongs there */
} open_name;

static uint64_t pattern_of(const uint32_t *c, size_t n, size_t open) {
    uint64_t h = n * 31 + open + 1;
    for (size_t i = 0; i < n; i++) h = (h ^ (i == open ? 0 : c[i])) * 0x100000001b3ull;
    return (h ^ h >> 29) | 1;
}

static const open_name *look(const open_name *t, uint64_t pattern) {
    size_t i = pattern % SLOTS;
    for (; t[i].pattern; i = (i + 1) % SLOTS)
        if (t[i].pattern == pattern) return &t[i];
    return NULL;
}

static open_name *open_names(const cedu_image *im, cedu_arena *a) {
    static const cedu_class classes[] = {CEDU_CLASS_sector, CEDU_CLASS_indicator};
    open_name *t = CEDU_NEW_N(a, open_name, SLOTS);
    size_t filled = 0;
    for (size_t c = 0; t && c < CEDU_COUNT(classes); c++) {
        int32_t first, count;
        cedu__image_class(im, classes[c], &first, &count);
        for (int32_t i = first; i < first + count; i++) {
            cedu_str s = cedu__image_entry(im, i)->name;
            uint32_t cp[MOST_NAME];
            size_t n = 0, len;
            bool han = true;
            for (size_t k = 0; k < s.n && n <= MOST_NAME; k += len, n++) {
                uint32_t x = cedu__u8_at(s, k, &len);
                han &= cedu__is_han(x);
                if (n < MOST_NAME) cp[n] = x;
            }
            if (!han || n < LEAST_NAME || n > MOST_NAME) continue;
            for (size_t open = 0; open < n && filled < SLOTS / 2; open++) {
                uint64_t p = pattern_of(cp, n, open);
                size_t k = p % SLOTS;
                while (t[k].pattern && t[k].pattern != p) k = (k + 1) % SLOTS;
                if (t[k].pattern) t[k].entry = -1; /* two names have it: nothing follows from it */
                else t[k] = (open_name){p, i, cp[open]}, filled++;
            }
        }
    }
    return t;
}

typedef struct lexis { /* what is made of an image once */
    forms forms;
    const open_name *names;
} lexis;

static const void *make_lexis(const cedu_image *im, cedu_arena *a) {
    lexis *l = CEDU_NEW(a, lexis);
    if (!l || !(l->names = open_names(im, a)) || !load_forms(im, a, &l->forms)) return NULL;
    return l;
}

/* ------------------------------------------------------------------ the page */
typedef struct counts {
    uint32_t *strong, *weak, *right; /* by row of the pack */
    uint32_t chars, unseen, hits;
    struct {
        int32_t entry;
        uint32_t cp, n, length; /* the character that stands there, how often, characters of the name */
    } variants[16];
    size_t variant_count;
    cedu_str shown[3];
    size_t shown_count;
} counts;

static void show(counts *c, cedu_str s) {
    if (c->shown_count < CEDU_COUNT(c->shown)) c->shown[c->shown_count++] = s;
}

/* Whether the model has seen the character before cp[i] and cp[i] side by side; never what is no Chinese. */
static bool seen(const uint32_t *cp, size_t n, size_t i) {
    return i > 0 && i < n && cedu__is_han(cp[i - 1]) && cedu__is_han(cp[i]) &&
           cedu__repair_pair_cost(cp[i - 1], cp[i]) < UNSEEN;
}

/* A name with the character at i exchanged? */
static void variant_at(const open_name *names, const uint32_t *cp, const uint32_t *byte, size_t n, size_t i, cedu_str s,
                       counts *c) {
    if (!cedu__is_han(cp[i]) || !((i > 0 && cedu__is_han(cp[i - 1])) || (i + 1 < n && cedu__is_han(cp[i + 1])))) return;
    for (size_t len = LEAST_NAME; len <= MOST_NAME; len++)
        for (size_t open = 0; open < len && open <= i; open++) {
            size_t from = i - open;
            if (from + len > n) continue;
            const open_name *o = look(names, pattern_of(cp + from, len, open));
            if (!o || o->entry < 0 || o->cp == cp[i]) continue;
            for (size_t k = 0; k < c->variant_count; k++)
                if (c->variants[k].entry == o->entry && c->variants[k].cp == cp[i]) {
                    c->variants[k].n++;
                    return;
                }
            if (c->variant_count == CEDU_COUNT(c->variants)) return;
            c->variants[c->variant_count].entry = o->entry, c->variants[c->variant_count].cp = cp[i];
            c->variants[c->variant_count].n = 1, c->variants[c->variant_count++].length = (uint32_t)len;
            show(c, cedu__sub(s, byte[from], byte[from + len]));
            return;
        }
}

static void one_line(const forms *f, const open_name *names, cedu_str s, uint32_t *cp, uint32_t *byte, counts *c) {
    size_t n = 0, len;
    for (size_t i = 0; i < s.n; i += len, n++) byte[n] = (uint32_t)i, cp[n] = cedu__u8_at(s, i, &len);
    byte[n] = (uint32_t)s.n;
    for (size_t i = 0; i < n; i += 2) { /* the pair between two characters rules out both where it was seen */
        if (seen(cp, n, i + 1)) continue;
        if (!seen(cp, n, i)) variant_at(names, cp, byte, n, i, s, c);
        if (i + 1 < n && !seen(cp, n, i + 2)) variant_at(names, cp, byte, n, i + 1, s, c);
    }
    for (size_t i = 0; i < n;) {
        const form *x = i + 1 < n ? longest(f, s, byte[i], cp + i) : NULL;
        if (!x) {
            i++;
            continue;
        }
        if (x->row >= 0) {
            uint32_t *to = x->weak ? &c->weak[x->row] : &c->strong[x->row];
            if (!(*to)++ && !x->weak) show(c, x->s);
            c->hits++;
        }
        for (uint32_t end = byte[i] + (uint32_t)x->s.n; i < n && byte[i] < end;) i++;
    }
}

/* Characters, and pairs of them that the model has not seen. */
static void count_pairs(cedu_strs lines, counts *c) {
    for (size_t k = 0; k < lines.n; k++) {
        uint32_t pair[2] = {0};
        for (size_t i = 0, len; i < lines.p[k].n; i += len) {
            pair[0] = pair[1], pair[1] = cedu__u8_at(lines.p[k], i, &len);
            c->chars += cedu__is_han(pair[1]);
            c->unseen += cedu__is_han(pair[0]) && cedu__is_han(pair[1]) && !seen(pair, 2, 1);
        }
    }
}

/* Whether so many sure signs and weak ones are more than accidents. */
static bool enough(size_t sure, size_t weak) { return sure ? 2 * sure + weak >= SCORE : weak >= WEAK_ALONE; }

static uint32_t occurrences(cedu_strs lines, cedu_str word) {
    uint32_t n = 0;
    for (size_t i = 0; i < lines.n; i++)
        for (ptrdiff_t at = -1; (at = cedu__find(lines.p[i], word, (size_t)(at + 1))) >= 0;) n++;
    return n;
}

void cedu__trust_spun(const cedu_image *im, cedu_strs lines, cedu_arena *a, cedu_doubt *out) {
    const lexis *l = cedu__image_table(im, make_lexis);
    counts c = {0};
    size_t most = 0, strong = 0, weak = 0, variants = 0;
    for (size_t i = 0; i < lines.n; i++) most = lines.p[i].n > most ? lines.p[i].n : most;
    uint32_t *cp = CEDU_NEW_N(a, uint32_t, most + 1), *byte = CEDU_NEW_N(a, uint32_t, most + 2);
    if (!l || !cp || !byte) { /* the caller looks at the arena */
        a->failed = true;
        return;
    }
    const forms *f = &l->forms;
    c.strong = CEDU_NEW_N(a, uint32_t, (size_t)f->rows + 1), c.weak = CEDU_NEW_N(a, uint32_t, (size_t)f->rows + 1);
    if (!c.strong || !c.weak) return;
    for (size_t i = 0; i < lines.n; i++) one_line(f, l->names, lines.p[i], cp, byte, &c);
    if (c.hits)
        for (int32_t i = 0; i < f->rows; i++) {
            strong += c.strong[i] > 0;
            if (c.weak[i] && !c.strong[i]) weak += occurrences(lines, cedu__image_entry(im, f->base + i)->name) < c.weak[i];
        }
    if (!enough(strong + c.variant_count, weak)) return; /* nearly every page */
    count_pairs(lines, &c);
    bool known = (uint64_t)c.unseen * 100 < (uint64_t)c.chars * STRANGE;
    for (size_t i = 0; known && i < c.variant_count; i++) {
        if (c.variants[i].length == LEAST_NAME && c.variants[i].n < 2) continue;
        /* A page that has the name too means something else by the other word. */
        if (occurrences(lines, cedu__image_entry(im, c.variants[i].entry)->name)) continue;
        variants++, c.hits += c.variants[i].n;
    }
    CEDU_TRACE(trust, "spun: %zu strong, %zu weak, %zu variants, %u hits, %u chars, %u unseen", strong, weak, variants, c.hits,
               c.chars, c.unseen);
    if (!enough(strong + variants, weak) || (uint64_t)c.hits * DENSITY < c.chars) return;
    cedu_buf b = {.max = 256};
    for (size_t i = 0; i < c.shown_count; i++) cedu__buf_f(&b, i ? "、%.*s" : "%.*s", (int)c.shown[i].n, c.shown[i].p);
    *out = (cedu_doubt){CEDU_FINDING_rewritten_text, c.hits,
                        cedu__arena_strf(a,
                                         "%zu forms of machines, %zu of the lexicon with a character exchanged, %zu weak ones; "
                                         "%.1f %% of pairs unseen: %.*s",
                                         strong, variants, weak, c.chars ? 100.0 * c.unseen / c.chars : 0, (int)b.n,
                                         b.p ? b.p : "")};
    cedu__buf_release(&b);
}
