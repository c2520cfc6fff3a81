/* segment.c - text as the search index sees it, and finding a query again in the text.
 *
 * Every Han character (kana, hangul, private-use character) stands alone between blanks, so that FTS5's unicode61 makes one token of
 * each and a phrase query finds any substring. Punctuation and line ends become the token BREAK: a phrase must not run across
 * a comma. Blanks mean nothing between characters. Full-width ASCII is folded to half-width, here and in the query alike.
 *
 * To extend: `classify` is the one place that decides; index and query both go through it, but a change needs a new index
 * (a migration that rebuilds `search`).
 */
#include "repair/repair.h"
#include "store/internal.h"

#define BREAK "\xC7\x81" /* U+01C1, a letter that no Chinese page uses */

typedef enum unit_class { UNIT_BLANK, UNIT_BREAK, UNIT_SINGLE, UNIT_WORD } unit_class;

typedef struct unit {
    uint32_t cp; /* folded */
    unit_class cls;
    size_t len; /* bytes in the text */
} unit;

typedef struct cp_range {
    uint32_t from, to;
    unit_class cls;
} cp_range;
static const cp_range ranges[] = {
    /* ascending; what is not listed is part of a word */
    {0x00, 0x08, UNIT_BLANK},      {0x09, 0x09, UNIT_BLANK},       {0x0A, 0x0D, UNIT_BREAK},
    {0x0E, 0x20, UNIT_BLANK},      {0x21, 0x2F, UNIT_BREAK},       {0x3A, 0x40, UNIT_BREAK},
    {0x5B, 0x60, UNIT_BREAK},      {0x7B, 0x7E, UNIT_BREAK},       {0x7F, 0xA0, UNIT_BLANK},
    {0xA1, 0xA9, UNIT_BREAK},      {0xAB, 0xAC, UNIT_BREAK},       {0xAD, 0xAD, UNIT_BLANK},
    {0xAE, 0xB4, UNIT_BREAK},      {0xB6, 0xB9, UNIT_BREAK},       {0xBB, 0xBF, UNIT_BREAK},
    {0x01C1, 0x01C1, UNIT_BLANK},  {0x2000, 0x200F, UNIT_BLANK},   {0x2010, 0x205F, UNIT_BREAK},
    {0x2060, 0x206F, UNIT_BLANK},  {0x2070, 0x209F, UNIT_SINGLE},  {0x20A0, 0x215F, UNIT_BREAK},
    {0x2160, 0x218F, UNIT_SINGLE}, {0x2190, 0x245F, UNIT_BREAK},   {0x2460, 0x24FF, UNIT_SINGLE},
    {0x2500, 0x2BFF, UNIT_BREAK},  {0x2E00, 0x2E7F, UNIT_BREAK},   {0x2E80, 0x2FDF, UNIT_SINGLE},
    {0x3000, 0x3000, UNIT_BLANK},  {0x3001, 0x3004, UNIT_BREAK},   {0x3005, 0x3007, UNIT_SINGLE},
    {0x3008, 0x3020, UNIT_BREAK},  {0x3021, 0x9FFF, UNIT_SINGLE},  {0xAC00, 0xD7A3, UNIT_SINGLE},
    {0xE000, 0xFAFF, UNIT_SINGLE}, {0xFE00, 0xFE0F, UNIT_BLANK},   {0xFE10, 0xFE6F, UNIT_BREAK},
    {0xFEFF, 0xFEFF, UNIT_BLANK},  {0xFF5F, 0xFF65, UNIT_BREAK},   {0xFF66, 0xFFDC, UNIT_SINGLE},
    {0xFFE0, 0xFFFF, UNIT_BREAK},  {0x1F000, 0x1FAFF, UNIT_BREAK}, {0x20000, 0x3FFFF, UNIT_SINGLE},
};

static unit_class classify(uint32_t cp) {
    if ((cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z')) return UNIT_WORD;
    size_t lo = 0, hi = CEDU_COUNT(ranges);
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (cp > ranges[mid].to) lo = mid + 1;
        else hi = mid;
    }
    return lo < CEDU_COUNT(ranges) && cp >= ranges[lo].from ? ranges[lo].cls : UNIT_WORD;
}

static bool digit_at(cedu_str s, size_t i) { return i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; }

static unit unit_at(cedu_str s, size_t i) {
    unit u;
    u.cp = cedu__u8_at(s, i, &u.len);
    if (u.cp >= 0xFF01 && u.cp <= 0xFF5E) u.cp -= 0xFEE0;
    if (u.cp >= 'A' && u.cp <= 'Z') u.cp += 32;
    u.cls = classify(u.cp);
    /* 413.9 and 3,031: the sign belongs to the number. */
    if ((u.cp == '.' || u.cp == ',') && u.len == 1 && i > 0 && digit_at(s, i - 1) && digit_at(s, i + 1)) u.cls = UNIT_BLANK;
    return u;
}

void cedu__store_segment(cedu_str text, cedu_buf *out) {
    bool gap = true, broken = true; /* nothing before: no blank and no BREAK at the start */
    cedu__buf_reserve(out, text.n + text.n / 2 + 16);
    for (size_t i = 0; i < text.n;) {
        unit u = unit_at(text, i);
        switch (u.cls) {
        case UNIT_BLANK:
            if (!gap) cedu__buf_char(out, ' '), gap = true;
            break;
        case UNIT_BREAK:
            if (!gap) cedu__buf_char(out, ' '), gap = true;
            if (!broken) cedu__buf_add(out, BREAK " ", 3), broken = true;
            break;
        case UNIT_SINGLE:
            if (!gap) cedu__buf_char(out, ' ');
            cedu__buf_cp(out, u.cp);
            cedu__buf_char(out, ' ');
            gap = true, broken = false;
            break;
        case UNIT_WORD:
            cedu__buf_cp(out, u.cp);
            gap = broken = false;
            break;
        }
        i += u.len;
    }
    /* No BREAK at the end either: a query that ends in a comma means the words before it. */
    while (out->n > 0 && out->p[out->n - 1] == ' ') out->n--;
    if (out->n >= 2 && memcmp(out->p + out->n - 2, BREAK, 2) == 0) out->n -= 2;
    while (out->n > 0 && out->p[out->n - 1] == ' ') out->n--;
}

/* The next unit that counts; *blank: blanks were skipped. A run of punctuation is one BREAK. False at the end. */
static bool next_unit(cedu_str s, size_t *i, unit *u, bool *blank) {
    *blank = false;
    while (*i < s.n) {
        *u = unit_at(s, *i);
        if (u->cls != UNIT_BLANK) break;
        *i += u->len, *blank = true;
    }
    if (*i >= s.n) return false;
    *i += u->len;
    if (u->cls != UNIT_BREAK) return true;
    while (*i < s.n) {
        unit v = unit_at(s, *i);
        if (v.cls != UNIT_BREAK && v.cls != UNIT_BLANK) break;
        *i += v.len;
    }
    return true;
}

static bool match_at(cedu_str text, size_t at, cedu_str words, size_t *end) {
    size_t i = at, k = 0;
    bool bt, bw, first = true;
    unit t, w;
    unit_class last = UNIT_BREAK;
    while (next_unit(words, &k, &w, &bw)) {
        if (w.cls == UNIT_BREAK && k >= words.n) break;
        if (!next_unit(text, &i, &t, &bt) || t.cls != w.cls || (t.cls != UNIT_BREAK && t.cp != w.cp)) return false;
        if (!first && last == UNIT_WORD && t.cls == UNIT_WORD && bt != bw) return false;
        first = false, last = t.cls, *end = i;
    }
    return !first && !(last == UNIT_WORD && i < text.n && unit_at(text, i).cls == UNIT_WORD);
}

bool cedu__store_locate(cedu_str text, cedu_str words, uint32_t *start, uint32_t *end) {
    size_t k = 0, e = 0;
    unit w = {0};
    while (k < words.n && ((w = unit_at(words, k)).cls == UNIT_BREAK || w.cls == UNIT_BLANK)) k += w.len;
    words = cedu__sub(words, k, words.n);
    if (words.n == 0) return false;
    unit_class before = UNIT_BREAK;
    for (size_t i = 0; i < text.n;) {
        unit t = unit_at(text, i);
        if (t.cp == w.cp && !(before == UNIT_WORD && t.cls == UNIT_WORD) && match_at(text, i, words, &e))
            return *start = (uint32_t)i, *end = (uint32_t)e, true;
        before = t.cls;
        i += t.len;
    }
    return false;
}

/* ------------------------------------------------------------------ what dedup.c hashes */
size_t cedu__store_letters(cedu_str text, uint32_t *out, size_t max) {
    size_t n = 0;
    for (size_t i = 0; i < text.n && n < max;) {
        unit u = unit_at(text, i);
        if (u.cls >= UNIT_SINGLE) out[n++] = u.cp;
        i += u.len;
    }
    return cedu__repair_normal(out, n);
}
