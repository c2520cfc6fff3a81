/* layout.c - what the layout of a printed page, or of a hijacked one, left between the lines of a text.
 *
 * Page numbers of PDF text: lines with nothing but a number (3, - 3 -, 第 3 页). Such lines are also numbers of sections and cells of
 * flattened tables, so a page number must be one of a row that goes up by one, with a page's worth of text between; a bare one also
 * stands, as a rule, in the middle of a sentence, between long lines. They are emptied, with a record.
 *
 * Repeated headlines: a line of another subject that the host repeats between (or inside) the article's sentences. It comes at least
 * twice as a line of its own, word for word, and twice (once, of three) where a sentence was going on; and it is
 * foreign: the pairs of characters it is made of hardly occur elsewhere in the text. All copies are emptied, with a record.
 *
 * Line breaks inside sentences are marked only, because lines stay lines: where most lines of a text end at the same width, as a
 * printed column does, one that ends there without a sign and goes on with a Chinese character is broken.
 *
 * All of it is judged by the whole text. Time is linear: lines are looked at once, and HEADLINES repeated ones are looked for.
 */
#include "base/trace.h"
#include "repair/room.h"

enum {
    PAGE = 400,        /* bytes of text between two page numbers, at least */
    ROW = 3,           /* page numbers in a row, at least; two in a form that says what they are */
    LONG = 45,         /* bytes of a line of text around a bare one: cells of tables are shorter */
    MAX_NUMBER = 48,   /* bytes of a line with a page number */
    LINES = 512,       /* short lines remembered for their repetition: a power of two */
    HEADLINES = 8,     /* repeated lines that are looked at more closely */
    LEAST = 36,        /* bytes of a headline: twelve characters, */
    MOST = 120,        /* … forty */
    CONTEXT = 30,      /* bytes of sentence on either side of it, or these are labels of a form, */
    COPIES = 3,        /* of it as lines: then one in a sentence will do */
    COLUMN = 40,       /* width of a printed line at least (a Chinese character is two), */
    COLUMN_MOST = 130, /* … and at most */
    COLUMN_LINES = 8,  /* lines of that width, at least */
    RAGGED = 3         /* how much shorter a full line may be: a sign or a number did not fit */
};

static bool final_sign(uint32_t c) {
    static const uint32_t signs[] = {0x3002, 0xFF01, 0xFF1F, 0xFF1B, 0xFF1A, 0x201D, 0x300B, 0xFF09,
                                     '!',    '?',    ';',    ':',    '.',    ')',    0x2026};
    for (size_t i = 0; i < CEDU_COUNT(signs); i++)
        if (signs[i] == c) return true;
    return false;
}

static cedu_str trimmed(cedu_str s) {
    for (bool more = true; more && s.n;) {
        more = false;
        if ((unsigned char)s.p[0] <= ' ') s.p++, s.n--, more = true;
        else if (s.n >= 3 && memcmp(s.p, "\xE3\x80\x80", 3) == 0) s.p += 3, s.n -= 3, more = true;
        if (s.n && (unsigned char)s.p[s.n - 1] <= ' ') s.n--, more = true;
    }
    return s;
}

static uint32_t last_char(cedu_str s) {
    size_t len;
    return s.n ? cedu__u8_at(s, cedu__u8_prev(s, s.n), &len) : 0;
}
static uint32_t first_char(cedu_str s) {
    size_t len;
    return s.n ? cedu__u8_at(s, 0, &len) : 0;
}
/* Does a line stop in the middle of a sentence? */
static bool unfinished(cedu_str line) {
    uint32_t c = last_char(line);
    return cedu__is_han(c) || c == 0x3001 || c == 0xFF0C || c == ',';
}

/* ------------------------------------------------------------------ page numbers */
typedef struct numbered {
    uint32_t from, to; /* the line */
    uint32_t value;
    uint8_t form; /* 0 bare, else one that says what it is */
    bool inside;  /* the sentence before it goes on behind it */
    bool taken;
} numbered;

/* `3`, `- 3 -`, `— 3 —`, `第 3 页`, `第3页 共12页`, `3 / 12`. */
static bool page_number(cedu_str s, numbered *out) {
    static const char *const before[] = {"", "- ", "-", "— ", "—", "－", "·", "第", "第 ", "Page "};
    static const char *const after[] = {"", " -", "-", " —", "—", "－", "·", "页", " 页", ""};
    if (s.n == 0 || s.n > MAX_NUMBER) return false;
    for (size_t k = CEDU_COUNT(before); k-- > 0;) {
        size_t i = strlen(before[k]), digits = 0;
        uint32_t v = 0;
        if (!cedu__starts(s, cedu__str(before[k]))) continue;
        for (; i < s.n && s.p[i] >= '0' && s.p[i] <= '9' && digits < 5; i++, digits++) v = v * 10 + (uint32_t)(s.p[i] - '0');
        if (!digits || digits > 4) continue;
        cedu_str rest = cedu__sub(s, i, s.n);
        if (!cedu__starts(rest, cedu__str(after[k]))) continue;
        rest = trimmed(cedu__sub(rest, strlen(after[k]), rest.n));
        bool total = rest.n && (rest.p[0] == '/' || cedu__starts(rest, CEDU_STR("共")));
        for (size_t j = 0; total && j < rest.n; j++)
            total = (unsigned char)rest.p[j] >= 0x80 || (rest.p[j] >= ' ' && rest.p[j] <= '9');
        if (rest.n && !total) continue;
        out->value = v;
        out->form = (uint8_t)(k || total ? k + 1 : 0);
        return true;
    }
    return false;
}

/* Rows of page numbers among the numbered lines are taken: each one more than the line with a number before it. */
static bool take_rows(numbered *v, size_t n) {
    bool any = false;
    for (size_t i = 0, to; i < n; i = to) {
        size_t inside = v[i].inside;
        for (to = i + 1; to < n; to++) {
            const numbered *last = &v[to - 1], *now = &v[to];
            if (now->form != last->form || now->value != last->value + 1 || now->from - last->to < PAGE) break;
            inside += now->inside;
        }
        if (to - i < (v[i].form ? 2 : ROW) || (!v[i].form && inside * 4 < (to - i) * 3)) continue;
        for (size_t k = i; k < to; k++) v[k].taken = true;
        any = true;
    }
    return any;
}

/* ------------------------------------------------------------------ repeated headlines */
typedef struct headline {
    cedu_str s;
    unsigned lines, inside; /* copies that are a line; that stand where a sentence was going on */
    size_t next;            /* where the next copy is looked for */
} headline;

static bool may_be_headline(cedu_str s) {
    return s.n >= LEAST && s.n <= MOST && (unsigned char)s.p[0] >= 0xE4 && !final_sign(last_char(s)) &&
           cedu__is_han(last_char(s));
}

/* Lines that come again, of those that may be headlines. */
static size_t repeated(cedu_arena *a, cedu_str in, headline out[HEADLINES]) {
    cedu_str *seen = CEDU_NEW_N(a, cedu_str, LINES);
    size_t n = 0, held = 0;
    if (!seen) return 0;
    for (size_t i = 0, end; i < in.n; i = end + 1) {
        const char *nl = memchr(in.p + i, '\n', in.n - i);
        end = nl ? (size_t)(nl - in.p) : in.n;
        if (end - i < LEAST || end - i > MOST + 32) continue;
        cedu_str s = trimmed(cedu__sub(in, i, end));
        if (!may_be_headline(s)) continue;
        size_t slot = cedu__hash(s) & (LINES - 1);
        while (seen[slot].n && !cedu__eq(seen[slot], s)) slot = (slot + 1) & (LINES - 1);
        if (!seen[slot].n) {
            if (held * 2 < LINES) seen[slot] = s, held++;
            continue;
        }
        size_t k = 0;
        while (k < n && !cedu__eq(out[k].s, s)) k++;
        if (k == n && n < HEADLINES) out[n++] = (headline){.s = s};
    }
    return n;
}

static void around(cedu_str in, size_t from, size_t to, cedu_str *before, cedu_str *after) {
    while (from > 0 && (unsigned char)in.p[from - 1] <= ' ') from--;
    while (to < in.n && (unsigned char)in.p[to] <= ' ') to++;
    size_t a = from, b = to;
    while (a > 0 && from - a < 60 && in.p[a - 1] != '\n') a--;
    while (b < in.n && b - to < 60 && in.p[b] != '\n') b++;
    *before = trimmed(cedu__sub(in, a, from));
    *after = trimmed(cedu__sub(in, to, b));
}

/* Counts the copies of h, and those that stand where a sentence was going on. */
static void count_copies(cedu_str in, headline *h) {
    for (ptrdiff_t at; (at = cedu__find(in, h->s, h->next)) >= 0;) {
        cedu_str before, after;
        size_t from = (size_t)at, to = from + h->s.n;
        around(in, from, to, &before, &after);
        h->lines += (from == 0 || in.p[from - 1] == '\n') && (to == in.n || in.p[to] == '\n');
        h->inside += before.n >= CONTEXT && unfinished(before) && after.n >= CONTEXT && cedu__is_han(first_char(after));
        h->next = to;
    }
}

/* Is it of another subject? Its pairs of characters are not those of the text around its copies. */
static bool is_foreign(cedu_str in, const headline *h) {
    uint64_t mine[MOST / 3] = {0}, filter = 0;
    bool met[MOST / 3] = {false};
    size_t n = 0, len, other, strange = 0;
    for (size_t i = 0; i + 3 < h->s.n && n < CEDU_COUNT(mine); i += len) {
        uint32_t a = cedu__u8_at(h->s, i, &len), b = cedu__u8_at(h->s, i + len, &other);
        if (!cedu__is_han(a) || !cedu__is_han(b)) continue;
        mine[n++] = (uint64_t)a << 32 | b;
        filter |= 1ull << ((a ^ a >> 6) & 63);
    }
    ptrdiff_t copy = cedu__find(in, h->s, 0);
    for (size_t i = 0; i < in.n; i += len) {
        if ((ptrdiff_t)i == copy) {
            len = h->s.n;
            copy = cedu__find(in, h->s, i + len);
            continue;
        }
        uint32_t a = cedu__u8_at(in, i, &len);
        if (!(filter >> ((a ^ a >> 6) & 63) & 1) || i + len >= in.n) continue;
        uint64_t pair = (uint64_t)a << 32 | cedu__u8_at(in, i + len, &other);
        for (size_t k = 0; k < n; k++) met[k] |= mine[k] == pair;
    }
    for (size_t k = 0; k < n; k++) strange += !met[k];
    return n >= 6 && strange * 10 >= n * 7;
}

/* ------------------------------------------------------------------ the pass */
static void empty(cedu_stage_out *s, size_t from, size_t to, cedu_repair_class cls, float confidence) {
    if (from < s->at || s->failed) return;
    cedu__stage_keep(s, from);
    size_t dst = s->n;
    cedu__stage_put(s, to - from, (cedu_str){0}, false);
    cedu__stage_edit(s, cls, from, dst, confidence);
    s->count++;
    CEDU_TRACE(repair, "layout at %zu: %.*s", from, (int)(to - from), s->in.p + from);
}

void cedu__repair_page_numbers(cedu_stage_out *s) {
    cedu_str in = s->in, before = {0};
    CEDU_VEC(numbered) v = {0};
    bool waiting = false; /* is the last numbered line inside a sentence? It is, if the next line goes on */
    for (size_t i = 0, end; i < in.n; i = end + 1) {
        const char *nl = memchr(in.p + i, '\n', in.n - i);
        end = nl ? (size_t)(nl - in.p) : in.n;
        cedu_str line = end - i > 2 * MAX_NUMBER ? cedu__sub(in, i, end) : trimmed(cedu__sub(in, i, end));
        if (!line.n) continue;
        numbered x = {.from = (uint32_t)i, .to = (uint32_t)end};
        if (page_number(line, &x)) {
            if (!CEDU_PUSH(s->arena, &v, x)) {
                s->failed = true;
                return;
            }
            waiting = unfinished(before) && before.n >= LONG;
            continue;
        }
        if (waiting && v.n) v.p[v.n - 1].inside = line.n >= LONG && cedu__is_han(first_char(line));
        waiting = false;
        before = line;
    }
    if (v.n < 2 || !take_rows(v.p, v.n)) return;
    for (size_t k = 0; k < v.n; k++)
        if (v.p[k].taken) empty(s, v.p[k].from, v.p[k].to, CEDU_REPAIR_layout, v.p[k].form ? 0.95f : 0.85f);
    cedu__stage_keep(s, in.n);
}

void cedu__repair_headlines(cedu_stage_out *s) {
    headline h[HEADLINES];
    size_t n = repeated(s->arena, s->in, h), good = 0, all = 0;
    for (size_t k = 0; k < n; k++) {
        count_copies(s->in, &h[k]);
        all += h[k].lines * h[k].s.n;
    }
    if (all * 2 > s->in.n) return; /* a text that consists of such lines has no other subject */
    for (size_t k = 0; k < n; k++) {
        if (h[k].lines >= 2 && h[k].inside >= (h[k].lines >= COPIES ? 1 : 2) && is_foreign(s->in, &h[k])) h[good++] = h[k];
    }
    if (!good) return;
    for (size_t i = 0, len; i < s->in.n && !s->failed; i += len) {
        uint32_t c = cedu__u8_at(s->in, i, &len);
        for (size_t k = 0; k < good; k++) {
            if (c != first_char(h[k].s) || s->in.n - i < h[k].s.n || memcmp(s->in.p + i, h[k].s.p, h[k].s.n) != 0) continue;
            empty(s, i, i + h[k].s.n, CEDU_REPAIR_inserted, 0.85f);
            len = h[k].s.n;
            break;
        }
    }
    if (s->count) cedu__stage_keep(s, s->in.n);
}

/* ------------------------------------------------------------------ broken lines */
static unsigned width_of(cedu_str s) {
    unsigned w = 0;
    for (size_t i = 0, len; i < s.n && w <= COLUMN_MOST; i += len) w += cedu__u8_at(s, i, &len) < 0x2000 ? 1 : 2;
    return w;
}

/* The places of line breaks inside sentences, for the marks; width 0 = the text is no printed column. */
unsigned cedu__repair_column(cedu_str in) {
    uint32_t of[COLUMN_MOST + 3] = {0} /* the last character may be wide */, lines = 0, full = 0, long_ones = 0;
    for (size_t i = 0, end; i < in.n; i = end + 1) {
        const char *nl = memchr(in.p + i, '\n', in.n - i);
        end = nl ? (size_t)(nl - in.p) : in.n;
        if (end == i) continue;
        if (end - i > 3 * COLUMN_MOST) {
            if (++long_ones > lines / 4 + 4) return 0;
            continue;
        }
        of[width_of(cedu__sub(in, i, end))]++;
        lines++;
    }
    unsigned best = 0;
    for (unsigned w = COLUMN; w <= COLUMN_MOST; w++) {
        uint32_t here = 0;
        for (unsigned k = 0; k <= RAGGED; k++) here += of[w - k];
        if (of[w] && here > full) full = here, best = w;
    }
    uint32_t wider = long_ones;
    for (unsigned w = best + 1; best && w <= COLUMN_MOST + 1; w++) wider += of[w];
    return full >= COLUMN_LINES && full * 5 >= lines * 2 && wider * 20 <= full ? best : 0;
}

bool cedu__repair_broken_line(cedu_str in, size_t from, size_t end, unsigned column) {
    cedu_str line = cedu__sub(in, from, end);
    unsigned w = width_of(line);
    if (w > column || w + RAGGED < column || !unfinished(line) || end + 1 >= in.n) return false;
    return cedu__is_han(first_char(cedu__sub(in, end + 1, in.n)));
}
