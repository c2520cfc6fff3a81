/* likeness.c - how much of one article stands in another, letter by letter; exact where dedup.c's signatures are estimates.
 *
 * A letter is covered when it lies in a run of SHINGLE letters that the other text has too. A short gap between longer runs of covered
 * letters is a word exchanged. Numbers are compared apart: prints of one
 * text share them, documents made from one template do not. Linear in both texts; memory from the heap, freed before returning.
 */
#include <stdlib.h>

#include "store/internal.h"

enum {
    SHINGLE = 5,
    SHORT_GAP = 10, /* letters of a word or two */
    RUN = 8,        /* covered letters on both sides of an exchanged word: chance gives fewer */
    PART = 12       /* … of a passage that the two share: where the common part begins and ends */
};

typedef struct set {
    uint64_t *p;
    size_t mask;
} set;

static uint64_t mix(uint64_t x) {
    x ^= x >> 30, x *= 0xbf58476d1ce4e5b9ull;
    x ^= x >> 27, x *= 0x94d049bb133111ebull;
    return (x ^ x >> 31) | 1; /* 0 is the empty slot */
}

static bool set_new(set *s, size_t n) {
    size_t size = 64;
    while (size < n * 2) size *= 2;
    s->mask = size - 1;
    s->p = calloc(size, sizeof *s->p);
    return s->p != NULL;
}

static bool set_has(const set *s, uint64_t h, bool put) {
    size_t i = h & s->mask;
    for (; s->p[i]; i = (i + 1) & s->mask)
        if (s->p[i] == h) return true;
    if (put) s->p[i] = h;
    return false;
}

static uint64_t shingle(const uint32_t *v) {
    uint64_t h = 0;
    for (size_t k = 0; k < SHINGLE; k++) h = h * 0x100000001b3ull + v[k];
    return mix(h);
}

static bool digit(uint32_t c) { return c >= '0' && c <= '9'; }

/* The next number at or behind *i with what is counted; 0 = no more. One digit alone and years are in every text. */
static uint64_t number(const uint32_t *v, size_t n, size_t *i) {
    while (*i < n) {
        while (*i < n && !digit(v[*i])) ++*i;
        size_t from = *i;
        uint64_t h = 7;
        for (; *i < n && digit(v[*i]); ++*i) h = h * 31 + v[*i];
        size_t len = *i - from;
        bool year = len == 4 && (v[from] == '1' || v[from] == '2') && (v[from + 1] == '9' || v[from + 1] == '0');
        if (len < 2 || year) continue;
        return mix(h * 0x100000001b3ull + (*i < n ? v[*i] : 0));
    }
    return 0;
}

/* A passage that stands in the other text too. */
typedef struct passage {
    size_t from, to;
} passage;

/* Where the common part begins and ends: between the first and the last twentieth of what the passages weigh. They weigh by the square of
 * their length, so that phrases that come again all over the longer text do not count beside what was taken over. */
static void common_part(const passage *v, size_t n, const size_t *gaps, size_t gap_count, cedu_share *out) {
    double all = 0, sum = 0;
    out->head = out->letters, out->tail = out->letters;
    for (size_t i = 0; i < n; i++) all += (double)(v[i].to - v[i].from) * (double)(v[i].to - v[i].from);
    for (size_t i = 0; i < n; i++) {
        double w = (double)(v[i].to - v[i].from) * (double)(v[i].to - v[i].from);
        if (out->head == out->letters && (sum + w) * 20 >= all) out->head = v[i].from;
        if (sum * 20 <= all * 19) out->tail = out->letters - v[i].to;
        sum += w;
    }
    for (size_t i = 0; i < gap_count; i++) out->replaced += gaps[i] > out->head && gaps[i] < out->letters - out->tail;
}

/* Ends as texts end: with a sentence or a day. */
static bool complete(cedu_str s) {
    static const char *const ends[] = {"。", "！", "？", "”", "）", "》", "；", "日", ".", ")", "!", "?", "\"", ";", NULL};
    s = cedu__trim(s);
    for (size_t i = 0; ends[i]; i++)
        if (cedu__ends(s, cedu__str(ends[i]))) return true;
    return false;
}

/* What of a stands in b. */
static bool one_way(const uint32_t *a, size_t an, const uint32_t *b, size_t bn, cedu_share *out) {
    set shingles = {0}, numbers = {0};
    *out = (cedu_share){.letters = an};
    if (an < SHINGLE || bn < SHINGLE) return true;
    bool ok = set_new(&shingles, bn) && set_new(&numbers, bn / 2);
    for (size_t i = 0; ok && i + SHINGLE <= bn; i++) (void)set_has(&shingles, shingle(b + i), true);
    for (size_t i = 0, h; ok && (h = number(b, bn, &i));) (void)set_has(&numbers, h, true);
    size_t covered_to = 0, gap = 0, run = 0, before = 0; /* before: the run in front of the gap */
    passage *v = ok ? calloc(an / PART + 1, sizeof *v) : NULL;
    size_t *gaps = ok ? calloc(an / RUN + 1, sizeof *gaps) : NULL, n = 0, gap_count = 0;
    ok = ok && v && gaps;
    for (size_t i = 0; ok && i < an; i++) {
        if (i + SHINGLE <= an && set_has(&shingles, shingle(a + i), false)) covered_to = i + SHINGLE;
        if (i < covered_to) {
            out->covered++, run++;
            if (run == RUN && gap && gap <= SHORT_GAP && before >= RUN) gaps[gap_count++] = i;
            if (run == PART) v[n++] = (passage){i + 1 - PART, i + 1};
            else if (run > PART) v[n - 1].to = i + 1;
        } else {
            if (run) before = run, run = 0, gap = 0;
            gap++;
        }
    }
    if (ok) common_part(v, n, gaps, gap_count, out);
    free(v);
    free(gaps);
    for (size_t i = 0, h; ok && (h = number(a, an, &i));) out->numbers++, out->same_numbers += set_has(&numbers, h, false);
    free(shingles.p);
    free(numbers.p);
    return ok;
}

bool cedu__store_compare(cedu_str a, cedu_str b, cedu_likeness *out) {
    uint32_t *la = cedu__malloc((a.n + 1) * sizeof *la), *lb = cedu__malloc((b.n + 1) * sizeof *lb);
    bool ok = la && lb;
    *out = (cedu_likeness){0};
    if (ok) {
        size_t an = cedu__store_letters(a, la, a.n), bn = cedu__store_letters(b, lb, b.n);
        ok = one_way(la, an, lb, bn, &out->a) && one_way(lb, bn, la, an, &out->b);
    }
    out->a.complete = complete(a), out->b.complete = complete(b);
    free(la);
    free(lb);
    return ok;
}

double cedu__share_of(const cedu_share *s) { return s->letters ? (double)s->covered / (double)s->letters : 0; }

/* Prints of one text? The shorter one must stand in the longer, its numbers with it. Thresholds: docs/figures.md, Inputs and pages. */
bool cedu__store_same_text(const cedu_likeness *l) {
    const cedu_share *s = l->a.letters <= l->b.letters ? &l->a : &l->b, *o = s == &l->a ? &l->b : &l->a;
    double share = cedu__share_of(s);
    if ((double)s->letters < 0.2 * (double)o->letters) return false; /* a passage quoted is no print */
    if (s->letters < 120)
        return share >= 0.97 && s->replaced == 0 && s->same_numbers == s->numbers; /* short notices look alike */
    if (s->numbers >= 3) return share >= 0.6 && s->same_numbers * 10 >= s->numbers * 8;
    return share >= 0.9 && s->replaced * 400 <= s->letters && s->same_numbers == s->numbers;
}
