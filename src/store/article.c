/* article.c - the article within the clean text.
 *
 * A page's clean text holds its navigation and its lists of other articles too (offsets must not move). Two pages of one site share all
 * that, and a repost shares none of it with the original; so whatever compares or finds documents looks at the paragraphs only.
 */
#include "store/internal.h"

void cedu__store_ranges(const cedu_document *d, cedu_str clean, cedu_buf *out) {
    out->n = 0;
    uint32_t from = 0, to = 0; /* the range under way */
    bool any = false;
    for (size_t i = 0; i < d->paragraph_count; i++) {
        const cedu_place *p = &d->paragraphs[i].place;
        if (p->clean_start >= p->clean_end || p->clean_end > clean.n || (any && p->clean_start < to)) continue;
        /* Paragraphs with nothing but a line end between them are one range. */
        if (any && cedu__trim(cedu__sub(clean, to, p->clean_start)).n == 0 && memchr(clean.p + to, '\n', p->clean_start - to)) {
            to = p->clean_end;
            continue;
        }
        if (any) cedu__buf_f(out, "%c%u,%u", out->n ? ',' : '[', from, to);
        from = p->clean_start, to = p->clean_end, any = true;
    }
    if (any) cedu__buf_f(out, "%c%u,%u]", out->n ? ',' : '[', from, to);
}

static bool number(cedu_str s, size_t *at, size_t *out) {
    while (*at < s.n && (s.p[*at] < '0' || s.p[*at] > '9')) ++*at;
    if (*at == s.n) return false;
    for (*out = 0; *at < s.n && s.p[*at] >= '0' && s.p[*at] <= '9'; ++*at)
        if (*out < CEDU_MAX_TEXT) *out = *out * 10 + (size_t)(s.p[*at] - '0');
    return true;
}

bool cedu__store_next_range(cedu_str ranges, cedu_str clean, size_t *at, cedu_str *out) {
    size_t from, to;
    if (ranges.n == 0) { /* everything, once */
        if (*at || clean.n == 0) return false;
        return *at = 1, *out = clean, true;
    }
    /* A file may have been written by hand: what lies outside the text or inside a character is left out. */
    while (number(ranges, at, &from) && number(ranges, at, &to))
        if (from < to && to <= clean.n && (clean.p[from] & 0xC0) != 0x80 && (to == clean.n || (clean.p[to] & 0xC0) != 0x80))
            return *out = cedu__sub(clean, from, to), true;
    return false;
}

/* 责任编辑：某某 -- short, and a colon near its beginning. */
static bool label_line(cedu_str s) {
    enum { BYTES = 60, LABEL = 20 };
    for (size_t i = 0; s.n <= BYTES && i < s.n && i < LABEL; i++)
        if (s.p[i] == ':' || cedu__starts(cedu__sub(s, i, s.n), CEDU_STR("："))) return true;
    return false;
}

static bool same_letters(cedu_str s, const uint32_t *title, size_t n) {
    uint32_t v[CEDU_TITLE_LETTERS + 1];
    if (!n || s.n < n) return false;
    return cedu__store_letters(s, v, n + 1) == n && memcmp(v, title, n * sizeof *v) == 0;
}

/* Without what a cut left of a reading: …任务(w */
static cedu_str whole_letters(cedu_str title) {
    enum { LONGEST = 8 };
    for (size_t n = title.n; n > 0 && title.n - n < LONGEST && (unsigned char)title.p[n - 1] < 0x80; n--)
        if (title.p[n - 1] == '(') return cedu__sub(title, 0, n - 1);
        else if (title.p[n - 1] == ')') break;
    return title;
}

void cedu__store_print(cedu_str title, cedu_str ranges, cedu_str clean, cedu_print *out) {
    enum { CLOSING = 3 };
    uint32_t letters[CEDU_TITLE_LETTERS];
    title = whole_letters(title);
    size_t n = cedu__store_letters(title, letters, CEDU_TITLE_LETTERS), end = 0, labels = 0;
    cedu_str part;
    out->text.n = 0;
    out->text.max = CEDU_MAX_TEXT;
    for (size_t at = 0; cedu__store_next_range(ranges, clean, &at, &part);) {
        for (size_t from = 0, to; from < part.n; from = to + 1) {
            const char *nl = memchr(part.p + from, '\n', part.n - from);
            to = nl ? (size_t)(nl - part.p) : part.n;
            cedu_str line = cedu__trim(cedu__sub(part, from, to));
            if (!line.n || same_letters(line, letters, n)) continue;
            cedu__buf_str(&out->text, line);
            cedu__buf_char(&out->text, '\n');
            if (label_line(line) && labels < CLOSING) labels++;
            else end = out->text.n, labels = 0;
        }
    }
    out->body = out->text.n = out->text.failed ? 0 : end;
    cedu__buf_str(&out->text, title);
}

void cedu__store_article(cedu_str ranges, cedu_str clean, cedu_buf *out) {
    cedu_str part;
    out->n = 0;
    out->max = CEDU_MAX_TEXT;
    for (size_t at = 0; cedu__store_next_range(ranges, clean, &at, &part);) {
        if (out->n) cedu__buf_char(out, '\n');
        cedu__buf_str(out, part);
    }
}
