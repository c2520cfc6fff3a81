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

/* Ends as texts end: with a sentence or a day, not with its number: （某发〔2021〕4号）. */
static bool complete(cedu_str s) {
    static const char *const ends[] = {"。", "！", "？", "”", "）", "》", "；", "日", ".", ")", "!", "?", "\"", ";", NULL};
    s = cedu__trim(s);
    if (cedu__ends(s, CEDU_STR("号）")) || cedu__ends(s, CEDU_STR("号)"))) return false;
    for (size_t i = 0; ends[i]; i++)
        if (cedu__ends(s, cedu__str(ends[i]))) return true;
    return false;
}

/* What of a's article stands in b, its title included. */
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

typedef struct letters {
    uint32_t *p;
    size_t body, all; /* the title's letters stand behind the article's */
} letters;

static bool letters_of(const cedu_print *x, letters *out) {
    cedu_str s = cedu__buf_view(&x->text), title = cedu__sub(s, x->body, s.n);
    out->p = cedu__malloc((s.n + 1) * sizeof *out->p);
    if (!out->p) return false;
    out->body = cedu__store_letters(cedu__sub(s, 0, x->body), out->p, x->body);
    out->all = out->body + cedu__store_letters(title, out->p + out->body, title.n);
    return true;
}

/* A title made by people for one text: 关于召开会议的通知 is on many. */
enum { TITLE = 14, CUT_TITLE = 20 };

bool cedu__store_compare(const cedu_print *a, const cedu_print *b, cedu_likeness *out) {
    letters x = {0}, y = {0};
    bool ok = letters_of(a, &x) && letters_of(b, &y);
    *out = (cedu_likeness){0};
    if (ok) {
        ok = one_way(x.p, x.body, y.p, y.all, &out->a) && one_way(y.p, y.body, x.p, x.all, &out->b);
        size_t n = x.all - x.body, m = y.all - y.body, same = 0;
        while (same < n && same < m && x.p[x.body + same] == y.p[y.body + same]) same++;
        /* One may have been cut short in its title. */
        if (same >= TITLE && ((n == m && same == n) || (same >= CUT_TITLE && (same == n || same == m)))) out->title = same;
    }
    out->a.complete = complete(cedu__sub(cedu__buf_view(&a->text), 0, a->body));
    out->b.complete = complete(cedu__sub(cedu__buf_view(&b->text), 0, b->body));
    free(x.p);
    free(y.p);
    return ok;
}

double cedu__share_of(const cedu_share *s) { return s->letters ? (double)s->covered / (double)s->letters : 1; }

/* Prints of one text? The shorter one must stand in the longer, its numbers with it. Thresholds: docs/figures.md, Inputs and pages. */
bool cedu__store_same_text(const cedu_likeness *l) {
    enum { NOTICE = 120, TITLED = 400, LINE = 20 };
    const cedu_share *s = l->a.letters <= l->b.letters ? &l->a : &l->b, *o = s == &l->a ? &l->b : &l->a;
    double share = cedu__share_of(s);
    /* Under one title: what is left of a print that was cut short may be a line or nothing, with lines of its site around it. */
    if (l->title && s->letters < TITLED && s->same_numbers == s->numbers)
        if (s->letters < LINE ? l->title >= LINE || share >= 0.5 : share >= 0.75) return true;
    /* … and headlines of its site behind it, where the title comes again and was cut. */
    if (l->title >= CUT_TITLE && s->letters < NOTICE && s->numbers == 0 && s->covered >= LINE && share >= 0.33) return true;
    /* The same of a long one, all of whose letters stand in the other; the number that it breaks off in has lost digits. */
    if (l->title && s->letters >= LINE && share >= 0.95 && s->same_numbers + !s->complete >= s->numbers) return true;
    if ((double)s->letters < 0.2 * (double)o->letters) return false; /* a passage quoted is no print */
    if (s->letters < NOTICE)
        return share >= 0.97 && s->replaced == 0 && s->same_numbers == s->numbers; /* short notices look alike */
    if (s->numbers >= 3) return share >= 0.6 && s->same_numbers * 10 >= s->numbers * 8;
    return share >= 0.9 && s->replaced * 400 <= s->letters && s->same_numbers == s->numbers;
}
