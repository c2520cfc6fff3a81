/* pdf_pages.c - the pages of a PDF's text: form feeds become line ends, running heads and page numbers go, the map of pages is written.
 *
 * Looked at are the two uppermost and the two lowest lines of a page. One is cut where it stands on the same side of three and a third of all
 * pages word for word, but for a number that counts the pages; a line that is nothing but such a number on two pages; dashes around a
 * number alone (— 3 —) always. A number counts pages when it is as far from the page's own on each of them, so rows of a table stay.
 * What stood on both sides of a page's end may be one paragraph: the empty lines there go, too. Beyond MOST_PAGES nothing is cut. Linear but
 * for a sort.
 */
#include <stdlib.h>

#include "base/places.h"
#include "input/pdf.h"

enum { EDGE = 2, GROUPS = 3, LONGEST = 180 /* bytes */, MOST_PAGES = 20000, HEAD_PAGES = 3, NUMBER_PAGES = 2 };

typedef struct key {
    uint64_t hash;
    uint32_t page;
} key;

typedef struct edge {
    size_t from, to; /* bytes of the line, without its end */
    uint32_t page;
    uint8_t keys;
    bool foot, bare, cut; /* bare: a number and its marks, nothing else */
    uint64_t hash[GROUPS + 1];
} edge;

typedef CEDU_VEC(edge) edges;
typedef CEDU_VEC(key) keys;

static bool digit(char c) { return c >= '0' && c <= '9'; }

/* Length of what may stand around a page's number at s[i]: dashes, dots, 第 页 共, blanks; 0 = another sign. */
static size_t mark(cedu_str s, size_t i) {
    static const char *const marks[] = {"—",  "–",  "－",   "―",    "·",  "•",  "第", "页",
                                        "頁", "共", "Page", "page", "of", "～", "　", NULL};
    for (size_t k = 0; marks[k]; k++)
        if (cedu__starts(cedu__sub(s, i, s.n), cedu__str(marks[k]))) return strlen(marks[k]);
    return memchr(" -/|.\r~", s.p[i], 7) != NULL;
}

static bool dash_at(cedu_str s, size_t i) {
    return s.p[i] == '-' || cedu__starts(cedu__sub(s, i, s.n), CEDU_STR("—")) ||
           cedu__starts(cedu__sub(s, i, s.n), CEDU_STR("–")) || cedu__starts(cedu__sub(s, i, s.n), CEDU_STR("－"));
}

/* The line without blanks; with `group` the digits there are replaced by how far they are from the page's number. */
static uint64_t hash_of(cedu_str s, const edge *e, size_t from, size_t to, uint64_t ahead) {
    uint64_t h = 1469598103934665603u ^ (e->foot ? 77u : 0u);
    for (size_t i = 0; i < s.n; i++) {
        if (i == from && to > from) {
            h = (h ^ (ahead + 257)) * 1099511628211u;
            i = to - 1;
        } else if (s.p[i] != ' ' && s.p[i] != '\r') {
            h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
        }
    }
    return h;
}

/* The digits stand by themselves or as 第3页: not 3家, 第3章, V3. */
static bool apart(cedu_str s, size_t from, size_t to) {
    size_t before = from, after = to, len;
    while (before > 0 && (s.p[before - 1] == ' ' || s.p[before - 1] == '\r')) before--;
    if (before >= 3 && memcmp(s.p + before - 3, "第", 3) == 0) {
        while (after < s.n && s.p[after] == ' ') after++;
        cedu_str rest = cedu__sub(s, after, s.n);
        return cedu__starts(rest, CEDU_STR("页")) || cedu__starts(rest, CEDU_STR("頁"));
    }
    if (from > 0 && before == from && !mark(s, cedu__u8_prev(s, from))) return false;
    return after >= s.n || mark(s, after) ||
           (cedu__u8_at(s, after, &len) > 0x2000 && !cedu__is_han(cedu__u8_at(s, after, &len)));
}

static void read_edge(cedu_str text, edge *e) {
    cedu_str s = cedu__sub(text, e->from, e->to);
    size_t groups = 0, dashes = 0, len;
    e->bare = true;
    e->hash[e->keys++] = hash_of(s, e, 0, 0, 0);
    for (size_t i = 0; i < s.n; i += len) {
        if (!digit(s.p[i])) {
            len = mark(s, i);
            dashes += dash_at(s, i) && (groups == 0) == (dashes == 0);
            e->bare &= len > 0;
            if (!len) (void)cedu__u8_at(s, i, &len);
            continue;
        }
        size_t to = i;
        uint64_t v = 0;
        while (to < s.n && digit(s.p[to]) && to - i < 6) v = v * 10 + (uint64_t)(s.p[to++] - '0');
        if (groups++ < GROUPS && apart(s, i, to)) e->hash[e->keys++] = hash_of(s, e, i, to, v - e->page);
        len = to - i;
    }
    e->bare &= groups > 0;
    e->cut = e->bare && groups == 1 && dashes == 2 && e->foot;
}

/* The edges of the page text[from, to). */
static bool page_edges(cedu_arena *a, cedu_str text, size_t from, size_t to, uint32_t page, edges *out) {
    size_t found[2] = {0};
    for (size_t i = from; i < to && found[0] < EDGE;) {
        const char *e = memchr(text.p + i, '\n', to - i);
        size_t end = e ? (size_t)(e - text.p) : to;
        cedu_str s = cedu__strip(cedu__sub(text, i, end));
        edge x = {.from = i, .to = end, .page = page};
        if (s.n && ++found[0] && s.n <= LONGEST) {
            read_edge(text, &x);
            if (!CEDU_PUSH(a, out, x)) return false;
        }
        i = end + 1;
    }
    for (size_t end = to; end > from && found[1] < EDGE;) {
        size_t i = end;
        while (i > from && text.p[i - 1] != '\n') i--;
        cedu_str s = cedu__strip(cedu__sub(text, i, end));
        edge x = {.from = i, .to = end, .page = page, .foot = true};
        if (s.n && ++found[1] && s.n <= LONGEST) {
            read_edge(text, &x);
            if (!CEDU_PUSH(a, out, x)) return false;
        }
        end = i > from ? i - 1 : from;
    }
    return true;
}

static int by_hash(const void *p, const void *q) {
    const key *a = p, *b = q;
    if (a->hash != b->hash) return a->hash < b->hash ? -1 : 1;
    return a->page < b->page ? -1 : a->page > b->page;
}

/* Pages on which the key stands. */
static size_t pages_of(const keys *k, uint64_t hash) {
    size_t lo = 0, hi = k->n, n = 0;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (k->p[mid].hash < hash) lo = mid + 1;
        else hi = mid;
    }
    for (size_t i = lo; i < k->n && k->p[i].hash == hash && n < MOST_PAGES; i++)
        n += i == lo || k->p[i].page != k->p[i - 1].page;
    return n;
}

/* Edges that are cut, by their places in the text. */
static int by_place(const void *p, const void *q) {
    const edge *a = p, *b = q;
    return a->from < b->from ? -1 : a->from > b->from;
}

static bool find_heads(cedu_arena *a, cedu_str text, edges *out) {
    keys k = {0};
    uint32_t page = 0;
    for (size_t i = 0, end; i < text.n; i = end + 1, page++) {
        const char *e = memchr(text.p + i, '\f', text.n - i);
        end = e ? (size_t)(e - text.p) : text.n;
        if (page >= MOST_PAGES) return false;
        if (!page_edges(a, text, i, end, page, out)) return false;
    }
    for (size_t i = 0; i < out->n; i++)
        for (size_t x = 0; x < out->p[i].keys; x++)
            if (!CEDU_PUSH(a, &k, ((key){out->p[i].hash[x], out->p[i].page}))) return false;
    if (k.n) qsort(k.p, k.n, sizeof *k.p, by_hash);
    for (size_t i = 0; i < out->n; i++) {
        edge *e = &out->p[i];
        for (size_t x = 0; x < e->keys && !e->cut; x++) {
            size_t n = x == 0 && e->bare ? 0 : pages_of(&k, e->hash[x]); /* the same number on all pages counts none */
            e->cut = n >= (x && e->bare ? NUMBER_PAGES : HEAD_PAGES) && n * 3 >= page;
        }
    }
    if (out->n) qsort(out->p, out->n, sizeof *out->p, by_place);
    return true;
}

static bool blank(cedu_str s) { return cedu__strip(s).n == 0; }

void cedu__pdf_pages(cedu_buf *b, cedu_buf *places) {
    cedu_str text = cedu__buf_view(b);
    cedu_buf out = {.max = b->max};
    cedu_arena a;
    edges heads = {0};
    size_t next = 0;
    uint32_t page = 1;
    cedu__arena_init(&a, (size_t)256 << 20);
    if (!find_heads(&a, text, &heads)) heads.n = 0;
    for (size_t i = 0, end; i < text.n; i = end + 1, page++) {
        const char *e = memchr(text.p + i, '\f', text.n - i);
        bool inner = i > 0;
        end = e ? (size_t)(e - text.p) : text.n;
        size_t last = out.n; /* behind the page's last line that says something */
        if (places && !blank(cedu__sub(text, i, end))) cedu__where_add(places, out.n, 'p', page, 0, (cedu_str){0});
        bool begun = !inner;
        for (size_t from = i, to; from < end; from = to + 1) {
            const char *nl = memchr(text.p + from, '\n', end - from);
            to = nl ? (size_t)(nl - text.p) : end;
            cedu_str line = cedu__sub(text, from, to);
            while (next < heads.n && heads.p[next].from < from) next++;
            bool cut = false;
            for (size_t x = next; x < heads.n && heads.p[x].from == from; x++) cut |= heads.p[x].cut;
            if (cut || (!begun && blank(line))) continue;
            begun = true;
            cedu__buf_str(&out, line);
            if (nl || e) cedu__buf_char(&out, '\n');
            if (!blank(line)) last = out.n;
        }
        if (e && !out.failed) out.n = last;
    }
    cedu__arena_release(&a);
    if (!out.failed) {
        b->n = 0;
        cedu__buf_str(b, cedu__buf_view(&out));
    } else {
        b->failed = true;
    }
    cedu__buf_release(&out);
}
