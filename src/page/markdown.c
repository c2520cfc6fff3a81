/* markdown.c - Markdown's marks in a flattened text: headings, items, links, pictures, emphasis, escapes, front matter.
 *
 * Marks are left out of the text (its map leads over them), what they say is kept: a heading's level, an item's, that a text is a link.
 * Only what is certain counts: a mark that is not closed on its line, within LONGEST bytes, stays text; a lone * or _ is text. Tables with
 * bars are read for every flattened text (lines.c). Linear.
 */
#include <strings.h>

#include "page/page_priv.h"

enum { LONGEST = 2000, HEADINGS = 2, LOOK = 64 << 10, FRONT = 8 << 10 };

/* Number of # before a blank at s[i], 1 … 6; 0 = no heading. */
static uint32_t heading_at(cedu_str s, size_t i, size_t end) {
    uint32_t n = 0;
    while (i + n < end && s.p[i + n] == '#' && n < 7) n++;
    return n >= 1 && n <= 6 && i + n < end && s.p[i + n] == ' ' ? n : 0;
}

bool cedu__page_is_markdown(cedu_str s, const char *name) {
    const char *dot = name ? strrchr(name, '.') : NULL;
    if (dot && (strcasecmp(dot, ".md") == 0 || strcasecmp(dot, ".markdown") == 0)) return true;
    size_t found = 0;
    if (s.n > LOOK) s.n = LOOK;
    for (size_t i = 0; i < s.n && found < HEADINGS; i++) {
        found += heading_at(s, i, s.n) > 0;
        const char *nl = memchr(s.p + i, '\n', s.n - i);
        if (!nl) break;
        i = (size_t)(nl - s.p);
    }
    return found >= HEADINGS;
}

/* --- / title: … / date: … / ---: fields like those of <meta>. */
uint32_t cedu__page_front_matter(cedu_raw *r) {
    cedu_str s = r->src;
    size_t limit = s.n < FRONT ? s.n : FRONT, i = 4, end = 0;
    if (!cedu__starts(s, CEDU_STR("---\n")) && !cedu__starts(s, CEDU_STR("---\r\n"))) return 0;
    for (size_t k = 3; k + 4 <= limit && !end; k++)
        if (s.p[k] == '\n' && memcmp(s.p + k + 1, "---", 3) == 0) end = k + 1;
    if (!end) return 0;
    while (i < end) {
        const char *nl = memchr(s.p + i, '\n', end - i), *colon;
        size_t to = nl ? (size_t)(nl - s.p) : end;
        cedu_str row = cedu__trim(cedu__sub(s, i, to));
        if (row.n && (colon = memchr(row.p, ':', row.n))) {
            cedu_str key = cedu__page_fold(r->a, cedu__sub(row, 0, (size_t)(colon - row.p)), NULL);
            cedu_str value = cedu__trim(cedu__sub(row, (size_t)(colon - row.p) + 1, row.n));
            if (value.n >= 2 && (value.p[0] == '"' || value.p[0] == '\'') && value.p[value.n - 1] == value.p[0])
                value = cedu__sub(value, 1, value.n - 1);
            const cedu_cue *q = cedu__cues_whole(r->cues, key, 1u << CUE_metaname);
            cedu_meta_tag m = {key, value, q ? q->value : (cedu_str){0}, 0};
            if (q && value.n) (void)CEDU_PUSH(r->a, &r->meta, m);
        }
        i = to + 1;
    }
    return (uint32_t)end + 3;
}

/* Position of `mark` (n bytes) in s[i, end), SIZE_MAX = not near. */
static size_t close_of(cedu_str s, size_t i, size_t end, const char *mark, size_t n) {
    if (end - i > LONGEST) end = i + LONGEST;
    for (; i + n <= end; i++)
        if (memcmp(s.p + i, mark, n) == 0) return i;
    return SIZE_MAX;
}

/* [text](address) at s[i] == '[': where the text ends and where all of it ends. */
static bool link_at(cedu_str s, size_t i, size_t end, size_t *text_end, size_t *after) {
    size_t t = close_of(s, i + 1, end, "](", 2), depth = 1;
    if (t == SIZE_MAX) return false;
    for (size_t a = t + 2; a < end && a - t < LONGEST; a++) {
        depth += s.p[a] == '(';
        depth -= s.p[a] == ')';
        if (depth) continue;
        *text_end = t, *after = a + 1;
        return true;
    }
    return false;
}

static bool word_at(cedu_str s, size_t i) {
    return i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || ((s.p[i] | 32) >= 'a' && (s.p[i] | 32) <= 'z'));
}

/* *emphasis* at s[i]: where it closes; SIZE_MAX = a sign of its own, as in 3*4. */
static size_t emphasis_at(cedu_str s, size_t i, size_t end) {
    size_t t = i + 1 < end && s.p[i + 1] != ' ' && !(i && word_at(s, i - 1)) ? close_of(s, i + 2, end, "*", 1) : SIZE_MAX;
    return t != SIZE_MAX && s.p[t - 1] != ' ' && !word_at(s, t + 1) ? t : SIZE_MAX;
}

void cedu__page_markdown_text(cedu_builder *b, uint32_t from, uint32_t to) {
    cedu_str s = b->r->src;
    uint32_t text = from;
    size_t bold_end = 0, soft_end = 0, link_end = 0, after = 0;
    for (uint32_t i = from; i < to;) {
        char c = s.p[i], d = i + 1 < to ? s.p[i + 1] : 0;
        size_t t = 0, a = 0;
        if (link_end && i == link_end) {
            cedu__build_text(b, text, i);
            b->link = false, link_end = 0;
            text = i = (uint32_t)after;
        } else if ((c == '*' || c == '_') && d == c && i == bold_end) {
            cedu__build_text(b, text, i);
            b->bold = false, bold_end = 0;
            text = i += 2;
        } else if ((c == '*' || c == '_') && d == c && !bold_end &&
                   (t = close_of(s, i + 2, link_end ? link_end : to, s.p + i, 2)) != SIZE_MAX && t > i + 2) {
            cedu__build_text(b, text, i);
            b->bold = true, bold_end = t;
            text = i += 2;
        } else if (c == '*' && d != c && (i == soft_end || (!soft_end && (t = emphasis_at(s, i, to)) != SIZE_MAX))) {
            cedu__build_text(b, text, i);
            soft_end = soft_end ? 0 : t;
            text = i += 1;
        } else if (c == '!' && d == '[' && link_at(s, i + 1, to, &t, &a)) {
            cedu__build_text(b, text, i);
            text = i = (uint32_t)a;
        } else if (c == '[' && !link_end && link_at(s, i, to, &t, &a)) {
            cedu__build_text(b, text, i);
            b->link = true, link_end = t, after = a;
            text = i += 1;
        } else if (c == '\\' && d && memchr("\\`*_{}[]()#+-.!|>~", d, 18)) {
            cedu__build_text(b, text, i);
            text = i + 1;
            i += 2;
        } else {
            i++;
        }
    }
    cedu__build_text(b, text, to);
    b->link = b->bold = false;
}

void cedu__page_markdown_line(cedu_builder *b, uint32_t from, uint32_t to) {
    cedu_str s = b->r->src;
    uint32_t i = from, n, marks = 0;
    while (i < to && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '>')) i++;
    for (n = i; n < to && (s.p[n] == s.p[i] || s.p[n] == ' ' || s.p[n] == '\r'); n++) marks += s.p[n] == s.p[i];
    if (n == to && marks >= 3 && memchr("-*_=`~", s.p[i], 6)) return; /* a rule, a fence */
    if (to - i >= 3 && (memcmp(s.p + i, "```", 3) == 0 || memcmp(s.p + i, "~~~", 3) == 0)) return;
    if ((n = heading_at(s, i, to))) {
        b->tag_kind = LEAF_HEADING, b->level = (uint8_t)n;
        for (i += n; to > i && (s.p[to - 1] == '#' || s.p[to - 1] == ' ' || s.p[to - 1] == '\r');) to--;
    } else if (i + 1 < to && (s.p[i] == '-' || s.p[i] == '*' || s.p[i] == '+') && s.p[i + 1] == ' ') {
        b->tag_kind = LEAF_ITEM, b->level = (uint8_t)(1 + (i - from > 16 ? 8 : (i - from) / 2));
        i += 2;
    }
    cedu__page_markdown_text(b, i, to);
    cedu__build_break(b);
    b->tag_kind = LEAF_TEXT, b->level = 0;
}
