/* build.c - writes blocks of visible text with an exact way back.
 *
 * What is kept is copied byte by byte (linear segments); a run of white space becomes one blank; a character reference becomes
 * its character; invisible characters (zero width, soft hyphen, NUL, BOM) go away. A line break of the source between two wide
 * characters is no blank: editors wrap Chinese text, browsers show no gap that means anything.
 */
#include <libxml/HTMLparser.h>

#include "page/page_priv.h"

enum { PLAIN, LOOK, SPACE, NEWLINE, DROP };

/* What a byte may start; LOOK = decide by the whole character. */
static const unsigned char classes[256] = {
    [0 ... 8] = DROP, ['\t'] = SPACE, ['\n'] = NEWLINE, [11] = SPACE,  [12] = SPACE,  ['\r'] = NEWLINE, [14 ... 31] = DROP,
    [' '] = SPACE,    [127] = DROP,   [0xC2] = LOOK,    [0xE2] = LOOK, [0xE3] = LOOK, [0xEF] = LOOK,
};

static int class_of(uint32_t cp) {
    if (cp < 128) return classes[cp];
    if (cp < 0xA0) return cp == 0x85 ? NEWLINE : DROP;
    if (cp == 0xA0 || cp == 0x3000 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F || cp == 0x1680)
        return SPACE;
    if (cp == 0x2028 || cp == 0x2029) return NEWLINE;
    if (cp == 0xAD || cp == 0xFEFF || (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
        (cp >= 0x2060 && cp <= 0x2064))
        return DROP;
    return PLAIN;
}

static bool wide(uint32_t cp) { return cedu__is_han(cp) || (cp >= 0x3001 && cp <= 0x303F) || (cp >= 0xFF01 && cp <= 0xFF60); }

static uint32_t last_char(const cedu_raw *r) {
    size_t len;
    cedu_str s = {r->text.p, r->text.n};
    return r->text.n ? cedu__u8_at(s, cedu__u8_prev(s, s.n), &len) : 0;
}

static bool put(cedu_builder *b, const char *p, uint32_t n, uint32_t src, uint32_t src_n, bool linear) {
    cedu_raw *r = b->r;
    if (r->text.n + n > CEDU_MAX_TEXT) return r->limit = true, false;
    while (r->text.n + n > r->text.cap)
        if (!cedu__vec_grow(r->a, (void **)&r->text.p, r->text.n, &r->text.cap, 1)) return false;
    memcpy(r->text.p + r->text.n, p, n);
    r->text.n += n;
    if (b->link) b->cur.link += n;
    if (b->bold) b->cur.bold += n;
    return cedu__map_add(r->a, &r->map, n, src, src_n, linear);
}

/* Opens a block if none is open, settles pending white space. */
static void visible(cedu_builder *b, uint32_t cp, uint32_t src) {
    if (!b->open) {
        b->cur = (cedu_leaf){.start = (uint32_t)b->r->text.n,
                             .src = src,
                             .node = b->node,
                             .table = b->table,
                             .row = b->row,
                             .cell = b->cell,
                             .pad = b->pad,
                             .span = b->span,
                             .down = b->down,
                             .th = b->th,
                             .tag_kind = b->tag_kind,
                             .level = b->level,
                             .hidden = b->hidden};
        b->open = true;
    } else if (b->space && !(b->newline && wide(cp) && wide(last_char(b->r)))) {
        bool same = b->space_n == 1 && b->r->src.p[b->space_src] == ' ';
        put(b, " ", 1, b->space_src, b->space_n, same);
    }
    b->space = b->newline = false;
}

static void blank(cedu_builder *b, uint32_t src, uint32_t n, bool newline) {
    if (!b->open) return;
    if (!b->space) {
        b->space = true;
        b->space_src = src;
        b->space_n = n;
    } else if (b->space_src + b->space_n == src) {
        b->space_n += n;
    }
    b->newline |= newline;
}

void cedu__build_text(cedu_builder *b, uint32_t from, uint32_t to) {
    const char *s = b->r->src.p;
    while (from < to) {
        uint32_t i = from;
        size_t len = 1;
        int k = PLAIN;
        while (i < to) {
            unsigned char c = (unsigned char)s[i];
            k = classes[c];
            len = cedu__u8_len(c);
            if (k == LOOK) k = class_of(cedu__u8_at(b->r->src, i, &len));
            if (k != PLAIN) break;
            i += (uint32_t)len;
        }
        if (i > to) i = to;
        if (i > from) {
            size_t n;
            visible(b, cedu__u8_at(b->r->src, from, &n), from);
            put(b, s + from, i - from, from, i - from, true);
        }
        if (i < to) {
            if (k == NEWLINE && b->pre) cedu__build_break(b);
            else if (k != DROP) blank(b, i, (uint32_t)len, k == NEWLINE);
            i += (uint32_t)len;
        }
        from = i;
    }
}

void cedu__build_char(cedu_builder *b, uint32_t cp, uint32_t src, uint32_t src_n) {
    int k = class_of(cp);
    char out[4];
    if (k == SPACE || k == NEWLINE) {
        blank(b, src, src_n, false);
    } else if (k == PLAIN) {
        visible(b, cp, src);
        put(b, out, (uint32_t)cedu__u8_put(cp, out), src, src_n, false);
    }
}

void cedu__build_break(cedu_builder *b) {
    cedu_raw *r = b->r;
    b->space = b->newline = false;
    if (!b->open) return;
    b->open = false;
    b->cur.end = (uint32_t)r->text.n;
    if (r->leaf.n >= CEDU_MAX_BLOCKS) {
        /* The last block takes the rest: nothing is lost, the structure is. */
        r->limit = true;
        r->leaf.p[r->leaf.n - 1].end = b->cur.end;
        return;
    }
    (void)CEDU_PUSH(r->a, &r->leaf, b->cur);
}

/* ------------------------------------------------------------------ character references */
/* Numeric references to C1 controls mean Windows-1252 (as in browsers). */
static const uint16_t cp1252[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

uint32_t cedu__entity(cedu_str s, uint32_t at, uint32_t *cp) {
    uint32_t i = at + 1;
    if (i >= s.n) return 0;
    if (s.p[i] == '#') {
        bool hex = i + 1 < s.n && (s.p[i + 1] == 'x' || s.p[i + 1] == 'X');
        uint32_t v = 0, first = i + 1 + hex;
        for (i = first; i < s.n; i++) {
            unsigned char c = (unsigned char)s.p[i];
            unsigned d = c - (unsigned)'0' < 10 ? c - (unsigned)'0' : hex && (c | 32u) - 'a' < 6 ? (c | 32u) - 'a' + 10 : 99;
            if (d == 99) break;
            if (v < 0x110000) v = v * (hex ? 16 : 10) + d;
        }
        if (i == first) return 0;
        if (i < s.n && s.p[i] == ';') i++;
        if (v >= 0x80 && v < 0xA0) v = cp1252[v - 0x80];
        if (v == 0 || v > 0x10FFFF || (v >= 0xD800 && v < 0xE000)) v = 0xFFFD;
        *cp = v;
        return i - at;
    }
    char name[12];
    uint32_t n = 0;
    for (; i < s.n && n < sizeof name - 1; i++, n++) {
        unsigned char c = (unsigned char)s.p[i];
        if (!((c | 32u) - 'a' < 26u || c - (unsigned)'0' < 10u)) break;
        name[n] = (char)c;
    }
    name[n] = 0;
    if (n < 2) return 0;
    bool semicolon = i < s.n && s.p[i] == ';';
    /* Without a semicolon (old pages: &nbspText) only these, longest first; else `&copy=` in a URL would change. */
    static const struct {
        char name[5];
        uint16_t cp;
    } bare[] = {{"nbsp", 0xA0}, {"quot", '"'}, {"copy", 0xA9}, {"amp", '&'}, {"lt", '<'}, {"gt", '>'}};
    if (!semicolon) {
        for (size_t k = 0; k < CEDU_COUNT(bare); k++) {
            uint32_t m = (uint32_t)strlen(bare[k].name);
            if (n >= m && memcmp(name, bare[k].name, m) == 0) return *cp = bare[k].cp, m + 1;
        }
        return 0;
    }
    if (n == 4 && memcmp(name, "nbsp", 4) == 0) return *cp = 0xA0, 6;
    const htmlEntityDesc *e = htmlEntityLookup((const xmlChar *)name);
    if (e) {
        *cp = e->value;
    } else {
        static const struct {
            char name[12];
            uint32_t cp;
        } more[] = {{"apos", '\''}, {"colon", ':'},    {"comma", ','},  {"period", '.'}, {"lpar", '('},
                    {"rpar", ')'},  {"num", '#'},      {"percnt", '%'}, {"plus", '+'},   {"sol", '/'},
                    {"semi", ';'},  {"NewLine", '\n'}, {"Tab", '\t'},   {"lsqb", '['},   {"rsqb", ']'},
                    {"AMP", '&'},   {"LT", '<'},       {"GT", '>'},     {"QUOT", '"'},   {"COPY", 0xA9}};
        size_t k = 0;
        while (k < CEDU_COUNT(more) && strcmp(more[k].name, name) != 0) k++;
        if (k == CEDU_COUNT(more)) return 0;
        *cp = more[k].cp;
    }
    return n + 2;
}

cedu_str cedu__page_unescape(cedu_arena *a, cedu_str s) {
    if (s.n > 4096) { /* a title of that length is none */
        size_t cut = 4096;
        while (cut && ((unsigned char)s.p[cut] & 0xC0) == 0x80) cut--;
        s.n = cut;
    }
    char *out = cedu__arena_alloc(a, s.n + 4);
    if (!out) return (cedu_str){0};
    size_t n = 0;
    bool space = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t cp = 0;
        size_t len = s.p[i] == '&' ? cedu__entity(s, (uint32_t)i, &cp) : 0;
        char enc[4];
        if (!len) cp = cedu__u8_at(s, i, &len);
        i += len;
        int k = class_of(cp);
        if (k == DROP) continue;
        if (k != PLAIN) {
            space = n > 0;
            continue;
        }
        /* A reference is at least as long as its character, a dropped blank leaves room: n never passes i. */
        if (space) out[n++] = ' ';
        space = false;
        size_t w = cedu__u8_put(cp, enc);
        memcpy(out + n, enc, w);
        n += w;
    }
    return (cedu_str){out, n};
}
