/* lines.c - flattened text: a block a line. Blank lines are remembered as a hint. Carriage returns alone count too.
 *
 * Hard-wrapped text (from PDF, mail, old pages with <br> or <pre>) is put together again: where many lines of a page end at the same
 * width without the end of a sentence, a full line goes on in the next one. Nothing is inserted: the texts of neighbouring
 * leaves are contiguous, so only lines that meet in a wide character are joined.
 */
#include "page/page_priv.h"

enum { MIN_WRAP = 30, MAX_WRAP = 160, SLACK = 4 };

static cedu_str leaf_text(const cedu_raw *r, const cedu_leaf *l) {
    return cedu__sub((cedu_str){r->text.p, r->text.n}, l->start, l->end);
}

static bool wide_at(cedu_str s, size_t i) {
    size_t len;
    return cedu__cp_width(cedu__u8_at(s, i, &len)) == 2;
}

static bool ends_sentence(cedu_str s) {
    static const char *const stops[] = {"。", "！", "？", "：", "；", "”", "!", "?", ":", ";", "."};
    for (size_t k = 0; k < CEDU_COUNT(stops); k++)
        if (cedu__ends(s, cedu__str(stops[k]))) return true;
    return false;
}

/* Columns of white space before the line's first character. */
static size_t indent_of(const cedu_raw *r, const cedu_leaf *l) {
    size_t n = 0;
    for (uint32_t i = l->src; i > 0 && n < 16;) {
        if (r->src.p[i - 1] == ' ') i--, n++;
        else if (i >= 3 && memcmp(r->src.p + i - 3, "\xE3\x80\x80", 3) == 0) i -= 3, n += 2;
        else if (i >= 6 && memcmp(r->src.p + i - 6, "&nbsp;", 6) == 0) i -= 6, n++;
        else break;
    }
    return n;
}

/* A line that starts a paragraph of its own: indented, numbered, a bullet. */
static bool starts_paragraph(const cedu_raw *r, const cedu_leaf *l) {
    cedu_str s = leaf_text(r, l);
    size_t len;
    uint32_t c = cedu__u8_at(s, 0, &len), d = cedu__u8_at(s, len, &len);
    if (indent_of(r, l) >= 2 || (l->src > 0 && r->src.p[l->src - 1] == '\t')) return true;
    if (c == 0x2022 || c == 0x25CF || c == '-' || c == '*' || c == '(' || c == 0xFF08 || c == 0x7B2C) return true;
    return d == 0x3001 || d == '.' || d == 0xFF0E; /* 一、 1. */
}

void cedu__page_unwrap(cedu_raw *r) {
    uint32_t at[MAX_WRAP + 1] = {0}, lines = 0, best = 0, most = 0;
    for (size_t i = 0; i < r->leaf.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->end - l->start < 20 || l->end - l->start > 480 || l->link || l->hidden) continue;
        size_t w = cedu__str_width(leaf_text(r, l)) + indent_of(r, l);
        if (w < MIN_WRAP || w > MAX_WRAP) continue;
        lines++;
        if (!ends_sentence(leaf_text(r, l))) at[w]++;
    }
    for (uint32_t w = MIN_WRAP; w <= MAX_WRAP; w++) {
        uint32_t sum = 0;
        for (uint32_t k = 0; k <= SLACK && w >= k; k++) sum += at[w - k];
        if (sum >= most) most = sum, best = w;
    }
    if (most < 6 || most * 5 < lines * 2) return;
    size_t n = 0;
    for (size_t i = 0; i < r->leaf.n; i++) {
        cedu_leaf *to = n ? &r->leaf.p[n - 1] : NULL, l = r->leaf.p[i];
        const cedu_leaf *prev = i ? &r->leaf.p[i - 1] : NULL;
        /* `last`: the width of the line that ended the block so far. */
        bool join = to && prev && l.node == to->node && l.cell == to->cell && !l.blank_before && to->end == l.start &&
                    l.end > l.start && !l.link && l.hidden == to->hidden && l.tag_kind == to->tag_kind;
        if (join) {
            cedu_str a = leaf_text(r, prev), b = leaf_text(r, &l);
            size_t w = cedu__str_width(a) + indent_of(r, prev);
            join = w + SLACK >= best && w <= best + SLACK && !ends_sentence(a) && !starts_paragraph(r, &l) &&
                   (wide_at(a, cedu__u8_prev(a, a.n)) || wide_at(b, 0));
        }
        if (join) {
            to->end = l.end;
            to->bold += l.bold;
            /* The next comparison looks at the line itself, which stays where it was. */
        } else {
            r->leaf.p[n++] = l;
        }
    }
    r->leaf.n = n;
}

void cedu__page_lines(cedu_raw *r) {
    cedu_node root = {0};
    (void)CEDU_PUSH(r->a, &r->node, root);
    cedu_builder b = {.r = r};
    uint32_t n = (uint32_t)r->src.n, start = 0;
    bool blank = false;
    for (uint32_t i = 0; i <= n; i++) {
        if (i < n && r->src.p[i] != '\n' && r->src.p[i] != '\r') continue;
        size_t before = r->leaf.n;
        cedu__build_text(&b, start, i);
        cedu__build_break(&b);
        if (r->leaf.n > before) {
            r->leaf.p[before].blank_before = blank;
            blank = false;
        } else if (i < n && !(r->src.p[i] == '\n' && i && r->src.p[i - 1] == '\r')) {
            blank = true;
        }
        start = i + 1;
    }
}
