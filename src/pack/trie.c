/* trie.c - builds the double array of all forms.
 *
 * States are placed breadth first: the few wide ones come first, the many with one child fill the holes. A wide state tries a
 * bounded number of free places and then goes to the end of the array, so building is linear in practice and bounded in theory.
 *
 * Invariants: codes are 1…, the most frequent character gets 1 (children of a state lie close together then); check of a free
 * unit is -1; outputs of a state are in entry order, the last has CEDU_TRIE_LAST.
 */
#include <stdlib.h>

#include "pack/build.h"

enum { MAX_TRIES = 192 }; /* free places a state with several children may look at */

typedef struct key { /* a form as codes; the first four of them again in `head`, for sorting */
    uint64_t head;
    const uint16_t *codes;
    uint32_t n, out;
    uint16_t bit;
} key;

typedef struct node { /* keys [lo, hi) agree in their first `depth` codes and lead to `state` */
    uint32_t lo, hi, depth, state;
} node;

typedef struct builder {
    cedu_arena *arena;
    key *keys;
    cedu_trie_unit *units;
    int32_t *next, *prev; /* the ring of free units; [0], the root, is its head */
    uint32_t cap, top;    /* units there are; one above the highest in use */
} builder;

static int compare_keys(const void *pa, const void *pb) {
    const key *a = pa, *b = pb;
    if (a->head != b->head) return a->head < b->head ? -1 : 1;
    uint32_t n = a->n < b->n ? a->n : b->n;
    for (uint32_t i = 4; i < n; i++)
        if (a->codes[i] != b->codes[i]) return a->codes[i] < b->codes[i] ? -1 : 1;
    if (a->n != b->n) return a->n < b->n ? -1 : 1;
    uint32_t ea = a->out & CEDU_TRIE_ENTRY, eb = b->out & CEDU_TRIE_ENTRY;
    return ea < eb ? -1 : ea > eb;
}

/* ------------------------------------------------------------------ alphabet */
typedef struct letter {
    uint32_t cp, count;
} letter;

static int by_count(const void *pa, const void *pb) {
    const letter *a = pa, *b = pb;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return a->cp < b->cp ? -1 : a->cp > b->cp;
}
static int by_cp(const void *pa, const void *pb) {
    const cedu_trie_wide *a = pa, *b = pb;
    return a->cp < b->cp ? -1 : a->cp > b->cp;
}

static bool make_alphabet(cedu_arena *a, const cedu_trie_key *keys, size_t n, cedu_trie *t) {
    enum { CPS = 0x110000 };
    uint32_t *count = CEDU_NEW_N(a, uint32_t, CPS);
    if (!count) return false;
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0, len; i < keys[k].form.n; i += len) count[cedu__pack_fold(cedu__u8_at(keys[k].form, i, &len))]++;
    size_t letters = 0, wide = 0;
    for (uint32_t c = 0; c < CPS; c++) letters += count[c] > 0, wide += count[c] > 0 && c > 0xFFFF;
    letter *l = CEDU_NEW_N(a, letter, letters + 1);
    t->codes = CEDU_NEW_N(a, uint16_t, 0x10000);
    t->wide = CEDU_NEW_N(a, cedu_trie_wide, wide + 1);
    if (!l || !t->codes || !t->wide || letters > UINT16_MAX) return false;
    letters = 0;
    for (uint32_t c = 0; c < CPS; c++)
        if (count[c]) l[letters++] = (letter){c, count[c]};
    qsort(l, letters, sizeof *l, by_count);
    for (size_t i = 0; i < letters; i++) {
        if (l[i].cp > 0xFFFF) t->wide[t->wide_n++] = (cedu_trie_wide){l[i].cp, (uint32_t)i + 1};
        else t->codes[l[i].cp] = (uint16_t)(i + 1);
    }
    qsort(t->wide, t->wide_n, sizeof *t->wide, by_cp);
    for (uint32_t c = 0; c <= 0xFFFF; c++) t->codes[c] = t->codes[cedu__pack_fold(c)];
    return true;
}

static uint16_t code_of(const cedu_trie *t, uint32_t cp) {
    if (cp <= 0xFFFF) return t->codes[cp];
    const cedu_trie_wide *w = bsearch(&(cedu_trie_wide){cp, 0}, t->wide, t->wide_n, sizeof *w, by_cp);
    return w ? (uint16_t)w->code : 0;
}

/* ------------------------------------------------------------------ units */
/* Appends free units to the ring, so that there are at least `need`. */
static bool grow(builder *b, uint32_t need) {
    if (need <= b->cap) return true;
    uint32_t cap = b->cap ? b->cap : 4096;
    while (cap < need) cap *= 2;
    cedu_trie_unit *units = CEDU_NEW_N(b->arena, cedu_trie_unit, cap);
    int32_t *next = CEDU_NEW_N(b->arena, int32_t, cap), *prev = CEDU_NEW_N(b->arena, int32_t, cap);
    if (!units || !next || !prev) return false;
    if (b->cap) {
        memcpy(units, b->units, b->cap * sizeof *units);
        memcpy(next, b->next, b->cap * sizeof *next);
        memcpy(prev, b->prev, b->cap * sizeof *prev);
    }
    uint32_t i = b->cap ? b->cap : 1; /* 0 is the root: never free */
    for (; i < cap; i++) {
        int32_t last = prev[0];
        next[last] = (int32_t)i, prev[i] = last;
        next[i] = 0, prev[0] = (int32_t)i;
        units[i].check = -1;
    }
    if (!b->cap) units[0].check = -1;
    b->units = units, b->next = next, b->prev = prev, b->cap = cap;
    return true;
}

static void take(builder *b, uint32_t i) {
    b->next[b->prev[i]] = b->next[i];
    b->prev[b->next[i]] = b->prev[i];
    if (i + 1 > b->top) b->top = i + 1;
}

/* A base at which all child codes (ascending, at least one) fall on free units. They are taken. */
static bool place(builder *b, const uint16_t *codes, uint32_t n, int32_t *base) {
    uint32_t first = codes[0], span = codes[n - 1] - first, at = 0, tries = 0;
    for (int32_t f = b->next[0]; f && tries < MAX_TRIES; f = b->next[f], tries++) {
        uint32_t u = (uint32_t)f, k = 1;
        if (u + span >= b->cap) break;
        while (k < n && b->units[u + (codes[k] - first)].check == -1) k++;
        if (k == n) {
            at = u;
            break;
        }
    }
    if (!at) at = b->top ? b->top : 1;
    if (!grow(b, at + span + 1)) return false;
    *base = (int32_t)at - (int32_t)first;
    return true;
}

/* Bits of all keys of [lo, hi). */
static uint16_t bits_of(const key *k, uint32_t lo, uint32_t hi) {
    unsigned m = 0;
    for (; lo < hi; lo++) m |= k[lo].bit;
    return (uint16_t)m;
}

static void add_outs(builder *b, cedu_trie *t, uint32_t state, uint32_t lo, uint32_t hi) {
    b->units[state].outs = t->out_n;
    b->units[state].here = bits_of(b->keys, lo, hi);
    for (uint32_t k = lo; k < hi; k++) t->outs[t->out_n++] = b->keys[k].out | (k + 1 == hi ? CEDU_TRIE_LAST : 0);
}

/* Places the children of one state and puts them into the queue. */
static bool add_children(builder *b, node nd, uint16_t *codes, node *queue, uint32_t *tail) {
    uint32_t n = 0, start = *tail;
    for (uint32_t k = nd.lo; k < nd.hi;) {
        uint16_t c = b->keys[k].codes[nd.depth];
        uint32_t from = k;
        while (k < nd.hi && b->keys[k].codes[nd.depth] == c) k++;
        queue[(*tail)++] = (node){from, k, nd.depth + 1, 0};
        codes[n++] = c;
    }
    if (!n) return true;
    int32_t base;
    if (!place(b, codes, n, &base)) return false;
    b->units[nd.state].base = base;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t s = (uint32_t)(base + codes[i]);
        node *child = &queue[start + i];
        take(b, s);
        b->units[s] = (cedu_trie_unit){0, (int32_t)nd.state, CEDU_TRIE_NONE, bits_of(b->keys, child->lo, child->hi), 0};
        child->state = s;
    }
    return true;
}

bool cedu__trie_build(cedu_arena *a, const cedu_trie_key *in, size_t n, cedu_trie *t) {
    *t = (cedu_trie){0};
    builder b = {.arena = a};
    size_t total = 0;
    if (!make_alphabet(a, in, n, t)) return false;
    for (size_t k = 0; k < n; k++) total += in[k].form.n; /* bytes: never fewer than characters */
    b.keys = CEDU_NEW_N(a, key, n + 1);
    uint16_t *codes = CEDU_NEW_N(a, uint16_t, total + 1), *children = CEDU_NEW_N(a, uint16_t, UINT16_MAX + 1u);
    node *queue = CEDU_NEW_N(a, node, total + 1);
    t->outs = CEDU_NEW_N(a, uint32_t, n + 1);
    t->start = CEDU_NEW_N(a, uint32_t, CEDU_TRIE_STARTS);
    t->pairs = CEDU_NEW_N(a, uint32_t, CEDU_TRIE_PAIRS);
    if (!b.keys || !codes || !children || !queue || !t->outs || !t->start || !t->pairs || !grow(&b, 4096)) return false;
    for (size_t k = 0; k < n; k++) {
        key *to = &b.keys[k];
        *to = (key){.codes = codes, .out = in[k].out, .bit = in[k].bit};
        for (size_t i = 0, len; i < in[k].form.n; i += len)
            codes[to->n++] = code_of(t, cedu__pack_fold(cedu__u8_at(in[k].form, i, &len)));
        for (uint32_t i = 0; i < 4; i++) to->head = to->head << 16 | (i < to->n ? codes[i] : 0u);
        codes += to->n;
    }
    qsort(b.keys, n, sizeof *b.keys, compare_keys);
    b.top = 1;
    b.units[0] = (cedu_trie_unit){0, -1, CEDU_TRIE_NONE, bits_of(b.keys, 0, (uint32_t)n), 0};
    uint32_t head = 0, tail = 0;
    queue[tail++] = (node){0, (uint32_t)n, 0, 0};
    while (head < tail) {
        node nd = queue[head++];
        uint32_t ends = nd.lo;
        while (ends < nd.hi && b.keys[ends].n == nd.depth) ends++;
        if (ends > nd.lo) add_outs(&b, t, nd.state, nd.lo, ends);
        nd.lo = ends;
        if (nd.lo < nd.hi && !add_children(&b, nd, children, queue, &tail)) return false;
    }
    for (uint32_t c = 1; c <= 0xFFFF; c++) { /* character 0 has no form: NUL is refused in packs */
        uint32_t s = (uint32_t)(b.units[0].base + t->codes[c]);
        if (t->codes[c] && s < b.top && s > 0 && b.units[s].check == 0)
            t->start[c >> 4] |= (b.units[s].here ? 3u : 1u) << (c & 15) * 2;
    }
    for (size_t k = 0, len; k < n; k++) {
        uint32_t c = cedu__u8_at(in[k].form, 0, &len), h;
        if (len >= in[k].form.n) continue;
        h = cedu__pair_hash(c, cedu__u8_at(in[k].form, len, &len));
        t->pairs[h >> 5] |= 1u << (h & 31);
    }
    t->units = b.units;
    t->unit_n = b.top;
    if (!(t->checks = CEDU_NEW_N(a, int32_t, b.top))) return false;
    for (uint32_t u = 0; u < b.top; u++) t->checks[u] = b.units[u].check;
    return true;
}
