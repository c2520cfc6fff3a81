/* residue.c - markup that was left in the text: &nbsp; </P> <br/> &ldquo; &#8220;.
 *
 * Only in plain text. A text that is markup itself (a page's source) is not touched: there a tag is no damage. A reference to a
 * character becomes the character; one to a blank becomes nothing between Chinese characters and at the ends of a line, else one
 * blank. A tag of the usual elements, whole and on one line, goes. What is not exactly one of these stays.
 *
 * &quot; is marked only: which of the two quotation marks it stood for is not said.
 *
 * And the marks: what is damaged and stays so (U+FFFD, masked digits), for the findings.
 * To add an entity or an element: a line in the tables, in alphabetical order.
 */
#include "repair/room.h"

enum { MAX_TAG = 300, MARKUP_SHARE = 160 /* more than one tag in so many bytes: a page's source */ };

typedef struct entity {
    const char *name;
    uint32_t cp;
} entity;
static const entity entities[] = {
    {"bull", 0x2022},  {"emsp", ' '},    {"ensp", ' '},   {"hellip", 0x2026}, {"ldquo", 0x201C},  {"lsquo", 0x2018},
    {"mdash", 0x2014}, {"middot", 0xB7}, {"nbsp", ' '},   {"ndash", 0x2013},  {"permil", 0x2030}, {"rdquo", 0x201D},
    {"rsquo", 0x2019}, {"thinsp", ' '},  {"times", 0xD7}, {"yen", 0xA5},
};
static const char *const elements[] = {"a",   "b",   "br",    "center", "div", "em",  "font", "h1", "h2",   "h3",
                                       "h4",  "hr",  "i",     "img",    "li",  "o:p", "ol",   "p",  "span", "strong",
                                       "sub", "sup", "table", "tbody",  "td",  "th",  "tr",   "u",  "ul"};
static const char *const source[] = {"<!doctype", "<html", "<head", "<body", "<?xml", "<script"};

static char low(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }
static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool digit(char c) { return c >= '0' && c <= '9'; }

static bool says(cedu_str s, size_t i, const char *z) {
    for (; *z; z++, i++)
        if (i >= s.n || low(s.p[i]) != *z) return false;
    return true;
}

/* A whole tag of a known element at byte i: its length, or 0. */
static size_t tag_at(cedu_str s, size_t i) {
    if (i + 2 >= s.n || s.p[i] != '<') return 0;
    size_t k = i + 1 + (s.p[i + 1] == '/');
    for (size_t e = 0; e < CEDU_COUNT(elements); e++) {
        if (!says(s, k, elements[e])) continue;
        size_t m = k + strlen(elements[e]);
        if (m >= s.n || (s.p[m] != '>' && s.p[m] != '/' && s.p[m] != ' ')) continue;
        for (; m < s.n && m - i < MAX_TAG; m++) {
            if (s.p[m] == '>') return m + 1 - i;
            if (s.p[m] == '\n' || s.p[m] == '<' || (unsigned char)s.p[m] >= 0xE0) break; /* 3<p 与 q>2 is no tag */
        }
        return 0;
    }
    return 0;
}

static size_t number_at(cedu_str s, size_t i, uint32_t *cp) {
    size_t k = i + 2;
    bool hex = k < s.n && low(s.p[k]) == 'x';
    uint32_t v = 0;
    unsigned digits = 0;
    for (k += hex; k < s.n && digits < 8; k++, digits++) {
        char c = low(s.p[k]);
        if (!digit(c) && !(hex && c >= 'a' && c <= 'f')) break;
        v = v * (hex ? 16 : 10) + (uint32_t)(digit(c) ? c - '0' : c - 'a' + 10);
    }
    if (!digits || k >= s.n || s.p[k] != ';' || v < 0x20 || v > 0x10FFFF || (v & 0xFFFFF800u) == 0xD800) return 0;
    if ((v >= 0x7F && v < 0xA0) || v == 0xFFFE || v == 0xFFFF) return 0;
    *cp = v == 0xA0 || v == 0x3000 ? ' ' : v;
    return k + 1 - i;
}

/* A character reference at byte i: its length and character, or 0. &nbsp may lack its semicolon, the others may not. */
static size_t reference_at(cedu_str s, size_t i, uint32_t *cp) {
    if (i + 3 >= s.n || s.p[i] != '&') return 0;
    if (s.p[i + 1] == '#') return number_at(s, i, cp);
    size_t k = i + 1;
    if (says(s, k, "amp;nbsp")) k += 4; /* escaped twice */
    for (size_t e = 0; e < CEDU_COUNT(entities); e++) {
        if (!says(s, k, entities[e].name)) continue;
        size_t m = k + strlen(entities[e].name);
        bool closed = m < s.n && s.p[m] == ';';
        if (!closed && (entities[e].cp != ' ' || (m < s.n && (letter(s.p[m]) || digit(s.p[m]) || s.p[m] == '=')))) return 0;
        *cp = entities[e].cp;
        return m + closed - i;
    }
    return 0;
}

static bool is_source(cedu_str s) {
    size_t tags = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *p = memchr(s.p + i, '<', s.n - i);
        if (!p) break;
        i = (size_t)(p - s.p);
        for (size_t k = 0; k < CEDU_COUNT(source); k++)
            if (says(s, i, source[k])) return true;
        tags += tag_at(s, i) > 0;
    }
    return tags > 4 && tags * MARKUP_SHARE > s.n;
}

/* Would a blank between these two be seen? Not beside a Chinese character, another blank or the end of a line. */
static bool wants_blank(const cedu_stage_out *s, size_t i, size_t end) {
    unsigned char before = i ? (unsigned char)s->in.p[i - 1] : '\n', after = end < s->in.n ? (unsigned char)s->in.p[end] : '\n';
    if (before == ';' && s->n && s->at == i) before = (unsigned char)s->p[s->n - 1];
    return before > ' ' && before < 0x80 && after > ' ' && after < 0x80 && after != '&' && after != '<';
}

static const uint8_t opens[256] = {['<'] = 1, ['&'] = 1};

void cedu__repair_residue(cedu_stage_out *s, const cedu_signs *signs) {
    if (!signs->markup || is_source(s->in)) return;
    cedu_str in = s->in;
    for (size_t i = 0; (i = cedu__skip_to(in, i, opens)) < in.n && !s->failed;) {
        uint32_t cp = 0;
        size_t n = in.p[i] == '<' ? tag_at(in, i) : in.p[i] == '&' ? reference_at(in, i, &cp) : 0;
        if (!n) {
            i++;
            continue;
        }
        cedu__stage_keep(s, i);
        char to[4];
        size_t dst = s->n, len = !cp ? 0 : cp != ' ' ? cedu__u8_put(cp, to) : wants_blank(s, i, i + n) ? (to[0] = ' ', 1u) : 0;
        cedu__stage_put(s, n, (cedu_str){to, len}, false);
        cedu__stage_edit(s, CEDU_REPAIR_residue, i, dst, 0.98f);
        s->count++;
        i += n;
    }
    if (s->count) cedu__stage_keep(s, in.n);
}

/* ------------------------------------------------------------------ what stays damaged */
/* Stars that stand for digits: beside a digit, a unit or a Chinese character; a row of them that is a line of its own is a rule. */
static bool masks(cedu_str s, size_t i, size_t end) {
    unsigned char before = i ? (unsigned char)s.p[i - 1] : '\n', after = end < s.n ? (unsigned char)s.p[end] : '\n';
    return end - i <= 12 && (digit((char)before) || before >= 0x80) &&
           (digit((char)after) || after >= 0x80 || letter((char)after) || after == '%' || after == '.');
}

bool cedu__repair_mark(cedu_str text, const cedu_signs *signs, cedu_arena *arena, cedu_clean *out) {
    CEDU_VEC(cedu_mark) v = {0};
    unsigned column = cedu__repair_column(text); /* of a text that was printed: its lines break inside sentences */
    size_t line = 0;
    if (!signs->lost && !signs->stars && !signs->markup && !column) return true;
    bool plain = signs->markup && !is_source(text);
    static const uint8_t stops[256] = {['\n'] = 1, ['*'] = 1, ['&'] = 1, [0xEF] = 1};
    for (size_t i = 0; (i = cedu__skip_to(text, i, stops)) < text.n;) {
        size_t end = i;
        cedu_finding_class cls = CEDU_FINDING_lost_characters;
        if (text.p[i] == '\n') {
            end += column && cedu__repair_broken_line(text, line, i, column);
            cls = CEDU_FINDING_broken_line;
            line = i + 1;
        } else if (text.p[i] == '*') {
            while (end < text.n && text.p[end] == '*') end++;
            cls = CEDU_FINDING_masked_number;
        } else if (text.p[i] == '&') {
            if (plain && says(text, i, "&quot;")) end += 6;
            cls = CEDU_FINDING_markup_residue;
        } else
            while (text.n - end >= 3 && memcmp(text.p + end, "\xEF\xBF\xBD", 3) == 0) end += 3;
        bool counts = end > i && (cls != CEDU_FINDING_masked_number || (end - i >= 2 && masks(text, i, end)));
        if (counts && !CEDU_PUSH(arena, &v, ((cedu_mark){cls, (uint32_t)i, (uint32_t)(end - i), 1.0f}))) return false;
        i = end > i ? end : i + 1;
    }
    out->marks = v.p;
    out->mark_count = v.n;
    return true;
}
