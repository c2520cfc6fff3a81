/* detect.c - the fast look over a text: is there anything for the repairers to do?
 *
 * One table lookup a character. Most texts are sound, so this is the part that must be quick; it may say "perhaps" too often,
 * never "no" wrongly.
 */
#include "repair/room.h"

enum { PLAIN, OPEN, MARK, STAR, MARKUP, CONTACT, POINT };
static const uint8_t ascii_kind[128] = {
    ['('] = OPEN,    ['!'] = MARK,    ['?'] = MARK,    ['*'] = STAR,    ['&'] = MARKUP,  ['<'] = MARKUP,
    ['w'] = CONTACT, ['h'] = CONTACT, ['V'] = CONTACT, ['Q'] = CONTACT, ['v'] = CONTACT, ['.'] = POINT};

static void see_markup(cedu_str in, size_t i, cedu_signs *out) {
    unsigned char c = i + 1 < in.n ? (unsigned char)in.p[i + 1] : 0;
    out->markup += (c | 32u) - 'a' < 26u || c == '/' || c == '#';
}

static void see_bracket(cedu_str in, size_t at, cedu_signs *out) {
    cedu_reading r;
    size_t end;
    if (at > 0 && (unsigned char)in.p[at - 1] >= 0x80 && cedu__annotation_at(in, at, true, &r, &end)) out->annotations++;
}

/* '!' or '?' (byte i, n bytes) that a GBK shift may have left, or that the split annotation begins with. */
static void see_mark(cedu_str in, size_t i, size_t n, cedu_signs *out) {
    if (i + n >= in.n) return;
    unsigned char next = (unsigned char)in.p[i + n], before = i ? (unsigned char)in.p[i - 1] : '\n';
    if (next >= 0x80 &&
        (before >= 0x80 || before == '\n' || before == ')' || before == '%' || (before >= '0' && before <= '9')))
        out->marks++;
    cedu_reading r;
    size_t end;
    if (before >= 0x80 && n == 1 && in.p[i] == '?' && cedu__annotation_at(in, i + 1, in.p[i + 1] == '(', &r, &end))
        out->annotations++;
}

static void see_word(const cedu_wording *w, const cedu_wording **seen, cedu_signs *out) {
    out->words++;
    for (uint32_t k = 0; k < out->distinct; k++)
        if (seen[k] == w) return;
    if (out->distinct < 8) seen[out->distinct++] = w;
}

/* www. and http right behind a Chinese character, 加V 加QQ 加vx: byte i is the letter. */
static void see_contact(cedu_str in, size_t i, cedu_signs *out) {
    if (i < 3 || (unsigned char)in.p[i - 1] < 0x80) return;
    size_t len;
    cedu_str rest = cedu__sub(in, i, in.n);
    uint32_t before = cedu__u8_at(in, cedu__u8_prev(in, i), &len);
    bool address = cedu__starts(rest, CEDU_STR("www.")) || cedu__starts(rest, CEDU_STR("http"));
    out->contacts += address ? cedu__is_han(before) : before == 0x52A0; /* 加 */
}

/* bbs.某某.com: the point at byte i ends a label of a few letters right behind a Chinese character. */
static void see_point(cedu_str in, size_t i, cedu_signs *out) {
    size_t a = i, n = i + 1 < in.n ? (unsigned char)in.p[i + 1] : 0;
    while (a > 0 && i - a < 6 && (unsigned char)((in.p[a - 1] | 32) - 'a') < 26) a--;
    bool label = a < i && i - a < 6 && a > 0 && (unsigned char)in.p[a - 1] >= 0x80;
    out->contacts += label && (n | 32) >= 'a' && (n | 32) <= 'z';
}

/* A word of adverts around the flagged character at byte i (inserted.c looks closer). */
static bool sells(cedu_str in, size_t i, cedu_signs *out) {
    static const struct {
        const char *z;
        uint8_t back; /* bytes of it before the flagged character */
        bool contact;
    } words[] = {{"官网", 0, false},     {"官方网", 0, false},   {"官方）", 0, false}, {"官方】", 0, false},
                 {"网址", 3, false},     {"p下载", 4, false},    {"P下载", 4, false},  {"版下载", 6, false},
                 {"平台注册", 9, false}, {"登录入口", 3, false}, {"娱乐", 0, false},   {"彩金", 0, false},
                 {"彩票", 0, false},     {"棋牌", 0, false},     {"博彩", 0, false},   {"加微信", 3, true}};
    for (size_t k = 0; k < CEDU_COUNT(words); k++) {
        size_t n = strlen(words[k].z), back = words[k].back;
        if (i < back || in.n - (i - back) < n || memcmp(in.p + i - back, words[k].z, n) != 0) continue;
        out->adverts++;
        out->contacts += words[k].contact;
        return true;
    }
    return false;
}

/* A character that adverts' words and misread bytes have; false when it is of neither here. */
static bool see_moji(cedu_str in, size_t i, uint32_t cp, cedu_signs *out) {
    if (!(cedu__repair_gbk_of[cp] >= 0xE000) && sells(in, i, out)) return true;
    bool misread = cedu__misread_gbk_at(in, i);
    out->misread += misread;
    return misread;
}

void cedu__repair_detect(cedu_str in, cedu_signs *out) {
    *out = (cedu_signs){0};
    const cedu_wording *seen[8];
    const unsigned char *p = (const unsigned char *)in.p;
    uint32_t trad = 0, simp = 0;
    for (size_t i = 0; i < in.n;) {
        unsigned char c = p[i];
        if (c < 0x80) {
            if (ascii_kind[c] == OPEN) see_bracket(in, i, out);
            else if (ascii_kind[c] == MARK) see_mark(in, i, 1, out);
            else if (ascii_kind[c] == STAR) out->stars += i + 1 < in.n && p[i + 1] == '*';
            else if (ascii_kind[c] == MARKUP) see_markup(in, i, out);
            else if (ascii_kind[c] == CONTACT) see_contact(in, i, out);
            else if (ascii_kind[c] == POINT) see_point(in, i, out);
            i++;
            continue;
        }
        if ((c & 0xF0) != 0xE0) { /* two bytes: no Han; four bytes: rare Han, seen by the t2s table only */
            size_t len;
            uint32_t cp = cedu__u8_at(in, i, &len);
            if (len == 4) trad += cedu__repair_simplify(cp) != cp;
            else out->latin += cedu__is_misread_latin(cp);
            i += len;
            continue;
        }
        uint32_t cp = (c & 15u) << 12 | (p[i + 1] & 63u) << 6 | (p[i + 2] & 63u);
        uint32_t k = cedu__repair_class_of[cp];
        trad += k & CEDU_CH_TRAD;
        simp += k >> 1 & 1;
        if (k & (CEDU_CH_WORD | CEDU_CH_SIGN | CEDU_CH_MOJI)) {
            const cedu_wording *w;
            if (cp == 0xFF08) see_bracket(in, i, out);
            else if (k & CEDU_CH_SIGN) see_mark(in, i, 3, out);
            else if (cp == 0xFFFD) out->lost++;
            else if (!(k & CEDU_CH_MOJI && see_moji(in, i, cp, out)) && k & CEDU_CH_WORD && cedu__wording_at(in, i, &w) &&
                     w->kind == CEDU_WORDING_SURE)
                see_word(w, seen, out);
        }
        i += 3;
    }
    out->trad = trad;
    out->simp = simp;
}
