/* credit.c - the lines that say who wrote a page: (经济日报记者 甲乙 丙 丁), 编辑：甲乙, 责任编辑 甲乙.
 *
 * A credit is a short block in which a post (class post) is followed by names and nothing else: a name is two to four Han
 * characters, or two single ones with a blank between (李 景). Each name is a person with that post; the body before the post, else
 * the outlet, is the organisation. A post that something else follows is no credit.
 */
#include "fact/inner.h"

#define MAX_CREDIT 240 /* bytes of a line that credits */
#define MAX_LEAD   48  /* bytes before the bracket that a paragraph opens with */
#define MAX_NAMES  12

static bool gap(uint32_t c) {
    return c == ' ' || c == 0x3000 || c == 0xA0 || c == 0x3001 || c == '/' || c == 0xFF0F || c == '|';
}
static bool closes(uint32_t c) { return c == 0 || c == ')' || c == 0xFF09 || c == 0x3011 || c == ']'; }

/* Behind the post that begins here; 0 = none. */
static uint32_t post_at(const fx *x, uint32_t at, uint32_t stop) {
    cedu_hit h[8];
    for (size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_post, cedu__sub(x->text, 0, stop), at, h, CEDU_COUNT(h));
         n-- > 0;)
        if (!cedu__eqz(cedu__image_attr(x->im, h[n].entry, CEDU_ATTR_group), "surname")) return h[n].end;
    return 0;
}

static bool surname(const fx *x, uint32_t at, uint32_t stop) {
    cedu_hit h[8];
    for (size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_post, cedu__sub(x->text, 0, stop), at, h, CEDU_COUNT(h));
         n-- > 0;)
        if (cedu__eqz(cedu__image_attr(x->im, h[n].entry, CEDU_ATTR_group), "surname")) return true;
    return false;
}

/* Names from `at` on; returns how many, 0 when something else stands there. `end` gets where they end. */
static size_t names(const fx *x, uint32_t at, uint32_t stop, fact_span *out, cedu_str *word, uint32_t *end) {
    size_t n = 0, k;
    uint32_t next;
    for (; at < stop && n < MAX_NAMES; n++) {
        while (at < stop && gap(cedu__fact_char(x, at, stop, &next))) at = next;
        uint32_t from = at;
        if (n && post_at(x, at, stop)) return *end = from, n; /* 记者 甲 乙|通讯员 丙 */
        for (k = 0; at < stop && cedu__is_han(cedu__fact_char(x, at, stop, &next)) && k < 5; k++) at = next;
        if (k == 1) { /* 李 景 */
            uint32_t a = at, b;
            while (a < stop && (cedu__fact_char(x, a, stop, &next) == ' ' || cedu__fact_char(x, a, stop, &next) == 0x3000))
                a = next;
            b = a;
            if (a > at && a < stop && cedu__is_han(cedu__fact_char(x, a, stop, &next))) b = next;
            if (b == a || (b < stop && cedu__is_han(cedu__fact_char(x, b, stop, &next)))) return 0;
            out[n] = (fact_span){from, b};
            word[n] = cedu__arena_strf(x->arena, "%.*s%.*s", (int)(at - from), x->text.p + from, (int)(b - a), x->text.p + a);
            at = b;
        } else if (k >= 2 && k <= 4) {
            out[n] = (fact_span){from, at};
            word[n] = cedu__fact_text(x, from, at);
        } else return closes(cedu__fact_char(x, from, stop, &next)) || k == 0 ? (*end = from, n) : 0;
        if (closes(cedu__fact_char(x, at, stop, &next))) {
            *end = at;
            return n + 1;
        }
        if (!gap(cedu__fact_char(x, at, stop, &next))) return 0;
    }
    *end = at;
    return n;
}

/* Behind the post of two characters set apart by blanks (编 辑：) that begins here; 0 = none. */
static uint32_t spaced(const fx *x, uint32_t at, uint32_t stop) {
    uint32_t a, b, c;
    if (!cedu__is_han(cedu__fact_char(x, at, stop, &a))) return 0;
    b = a;
    while (b < stop && (cedu__fact_char(x, b, stop, &c) == ' ' || cedu__fact_char(x, b, stop, &c) == 0x3000)) b = c;
    if (b == a || !cedu__is_han(cedu__fact_char(x, b, stop, &c))) return 0;
    char word[16];
    memcpy(word, x->text.p + at, a - at);
    memcpy(word + (a - at), x->text.p + b, c - b);
    return cedu__image_by_form(x->im, CEDU_CLASS_post, (cedu_str){word, (a - at) + (c - b)}) >= 0 ? c : 0;
}

static void put(fx *x, fact_span at, cedu_str name, cedu_str post, cedu_str org) {
    for (size_t i = 0; i < x->out.n; i++)
        if (x->out.p[i].kind == CEDU_FACT_person && cedu__eq(x->out.p[i].subject, name)) return;
    cedu_fact f = cedu__fact_new(CEDU_FACT_person, "person.credit");
    f.subject = name;
    f.confidence = 0.85;
    cedu__fact_str(x, &f, CEDU_FIELD_name, name);
    cedu__fact_str(x, &f, CEDU_FIELD_title, post);
    cedu__fact_str(x, &f, CEDU_FIELD_organisation, org);
    cedu__fact_emit(x, &f, at, at);
}

/* Whether a post and a colon or a gap stand in the block at all: most have none, and then nothing is labelled. A post that blanks part
 * (编 辑) was not recognised. */
static bool may_label(const fx *x, const cedu_fact_block *b) {
    bool post = false;
    for (size_t i = cedu__fact_first_mention(x, b->start);
         i < x->in->mentions.n && x->in->mentions.p[i].start < b->end && !post; i++)
        post = x->in->mentions.p[i].type == CEDU_MENTION_post;
    cedu_str s = cedu__sub(x->text, b->start, b->end);
    if (!post && !memchr(s.p, ' ', s.n) && cedu__find(s, CEDU_STR("\xE3\x80\x80"), 0) < 0) return false;
    for (uint32_t i = b->start; i < b->end; i++) {
        const unsigned char *p = (const unsigned char *)x->text.p + i;
        if (*p == ':' || *p == ' ' || *p == '/' || *p == '|' || *p == 0xC2) return true;                 /* C2: U+00A0 */
        if (*p == 0xEF && i + 2 < b->end && p[1] == 0xBC && (p[2] == 0x9A || p[2] == 0x8F)) return true; /* U+FF1A, U+FF0F */
        if (*p == 0xE3 && i + 2 < b->end && p[1] == 0x80 && (p[2] == 0x80 || p[2] == 0x81)) return true; /* U+3000, U+3001 */
    }
    return false;
}

/* The part of a block that may credit: all of a short one, the bracket that a longer one opens with (某市讯（记者 甲 乙）…). */
static bool within(const fx *x, const cedu_fact_block *b, cedu_fact_block *out) {
    uint32_t n, open = 0, at = b->start;
    for (uint32_t c; at < b->end && at - b->start < MAX_LEAD; at = n)
        if ((c = cedu__fact_char(x, at, b->end, &n)) == 0xFF08 || c == '(') {
            open = n;
            break;
        }
    for (at = open; open && at < b->end && at - open < MAX_CREDIT; at = n)
        if (closes(cedu__fact_char(x, at, b->end, &n))) {
            out->start = open, out->end = at;
            if (n < b->end) return true;
            break;
        }
    *out = *b;
    return b->end - b->start <= MAX_CREDIT;
}

void cedu__fact_read_credits(fx *x) {
    for (size_t b = 0; b < x->in->block_count; b++) {
        const cedu_fact_block *block = &x->in->blocks[b];
        cedu_fact_block line = *block, *k = &line;
        if (block->title || !within(x, block, &line) || !may_label(x, k)) continue;
        uint32_t next;
        for (uint32_t i = k->start; i < k->end;) {
            uint32_t a = post_at(x, i, k->end);
            if (!a) a = spaced(x, i, k->end);
            if (!a) {
                (void)cedu__fact_char(x, i, k->end, &next);
                i = next;
                continue;
            }
            uint32_t c = cedu__fact_char(x, a, k->end, &next);
            bool direct = cedu__is_han(c) && surname(x, a, k->end); /* 记者张某、李某 */
            bool label = c == ':' || c == 0xFF1A || gap(c) || direct;
            fact_span at[MAX_NAMES];
            cedu_str word[MAX_NAMES];
            uint32_t end = a;
            for (uint32_t j = k->start; j < i && label; j = next) { /* the line opens with it: a bracket, a body, the post */
                uint32_t ch = cedu__fact_char(x, j, i, &next);
                label = !gap(ch) || j == k->start;
            }
            (void)cedu__fact_char(x, a, k->end, &next);
            size_t found = label ? names(x, direct ? a : next, k->end, at, word, &end) : 0;
            if (found && cedu__fact_trim(x, (fact_span){end, k->end}).end > end + 3 && !post_at(x, end, k->end))
                found = 0; /* and ends with the names */
            if (!found) {
                i = a;
                continue;
            }
            uint32_t open = i; /* the body before the post, back to the bracket */
            while (open > k->start) {
                uint32_t p = (uint32_t)cedu__u8_prev(x->text, open), q;
                uint32_t ch = cedu__fact_char(x, p, open, &q);
                if (!cedu__is_han(ch)) break;
                open = p;
            }
            cedu_str org = i > open + 3 ? cedu__fact_text(x, open, i) : x->in->outlet;
            for (size_t j = 0; j < found; j++) put(x, at[j], word[j], cedu__fact_text(x, i, a), org);
            i = end > a ? end : a;
        }
    }
}
