/* kinds.c - the kind and level of every block, once it is known what the article is: heading, item, row, byline, credit, or what
 * sort of furniture. Levels of numbered headings follow what encloses them. To teach it a style of numbering: ordinal_heading.
 */
#include "page/select.h"

/* `rank`: how far down its style of numbering stands: 编 章 节 条 一、 (一) 1. (1) */
static bool ordinal_heading(cedu_str s, uint8_t *rank) {
    static const char *const numerals = "一二三四五六七八九十";
    size_t i = 0, n = 0, len;
    uint32_t c = cedu__u8_at(s, 0, &len);
    bool paren = c == '(' || c == 0xFF08, di = c == 0x7B2C;
    if (paren || di) i = len;
    for (; i < s.n; i += len, n++) {
        c = cedu__u8_at(s, i, &len);
        if (c - '0' < 10u) continue;
        if (len == 3 && cedu__find(cedu__str(numerals), cedu__sub(s, i, i + len), 0) >= 0) continue;
        if (di && (c == 0x767E || c == 0x96F6)) continue;
        break;
    }
    if (!n || n > 5 || i >= s.n) return false;
    bool han = !((unsigned char)s.p[i - 1] < 0x80);
    if (di) {
        *rank = c == 0x7F16 || c == 0x7DE8 ? 1 : c == 0x7AE0 || c == 0x90E8 ? 2 : c == 0x8282 || c == 0x7BC0 ? 3 : 4;
        return c == 0x7AE0 || c == 0x7F16 || c == 0x8282 || c == 0x6761 || c == 0x7DE8 || c == 0x7BC0 || c == 0x689D ||
               c == 0x90E8;
    }
    if (paren) return *rank = han ? 6 : 8, c == ')' || c == 0xFF09;
    *rank = han ? 5 : 7;
    return han ? c == 0x3001 || c == 0xFF0E || c == '.' : c == '.' || c == 0xFF0E || c == 0x3001;
}

/* Levels of numbered headings by what encloses them on this page: 第一章 › 一、 are 1 and 2, 1. › (1) without anything above are 1
 * and 2. `rank` orders the styles; a style closes those of its rank and below. A heading by element (h2) is the ground for what
 * follows it. */
typedef struct outline {
    uint8_t rank[8];
    size_t n;
    uint8_t ground;
} outline;

static uint8_t outline_level(outline *o, uint8_t rank) {
    while (o->n && o->rank[o->n - 1] >= rank) o->n--;
    o->rank[o->n++] = rank;
    size_t level = o->n + o->ground;
    return (uint8_t)(level > 6 ? 6 : level);
}

/* 表1 …, or a short line: what the table below is called. `单位：亿元` may stand between. */
static bool table_caption(const cedu_raw *r, size_t i) {
    const cedu_leaf *l = &r->leaf.p[i];
    if (l->grid || l->chars < 3 || l->chars > 60 || l->stop || (l->has_colon && l->digits == 0)) return false;
    cedu_str s = cedu__leaf_text(r, l);
    if (cedu__starts(s, CEDU_STR("单位")) || cedu__starts(s, CEDU_STR("單位")) || cedu__starts(s, CEDU_STR("注"))) return false;
    for (size_t k = i + 1, seen = 0; k < r->leaf.n && seen < 2; k++) {
        const cedu_leaf *b = &r->leaf.p[k];
        if (b->hidden || b->end == b->start) continue;
        if (b->grid) return b->main && (l->punct == 0 || cedu__starts(s, CEDU_STR("表")) || cedu__starts(s, CEDU_STR("附")));
        seen++;
        cedu_str t = cedu__leaf_text(r, b);
        if (!cedu__starts(t, CEDU_STR("单位")) && !cedu__starts(t, CEDU_STR("單位")) && !cedu__starts(t, CEDU_STR("（单位")) &&
            !cedu__starts(t, CEDU_STR("(单位")))
            return false;
    }
    return false;
}

void cedu__page_settle_kinds(cedu_raw *r) {
    size_t n = r->leaf.n;
    outline tree = {0};
    for (size_t i = 0; i < n; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        cedu_str s = cedu__leaf_text(r, l);
        uint8_t rank = 0;
        bool byline = i < r->core_start && r->title != SIZE_MAX && i > r->title && i <= r->title + 12 && cedu__leaf_byline(l) &&
                      !(l->begins & (G(infobox) | G(signed)));
        if (r->title != SIZE_MAX && i >= r->title && i < r->title_end) {
            l->kind = CEDU_BLOCK_title;
            l->main = true;
            l->level = 1;
        } else if (l->main && l->dateonly && !l->grid && r->title != SIZE_MAX && i < r->title) {
            l->kind = CEDU_BLOCK_byline; /* the day above the headline */
        } else if (byline && !l->list_mark && (!l->grid || (l->dated && l->chars >= 12))) {
            l->kind = CEDU_BLOCK_byline;
            l->main = true;
        } else if (l->main) {
            if (i > r->core_start && !cedu__leaf_prose(l) && cedu__leaf_credit(r, l)) l->kind = CEDU_BLOCK_credit;
            else if (l->grid) l->kind = CEDU_BLOCK_row;
            else if (l->tag_kind == LEAF_HEADING && !(cedu__leaf_prose(l) && l->chars > 60))
                l->kind = CEDU_BLOCK_heading, tree = (outline){.ground = l->level};
            else if (ordinal_heading(s, &rank) && (l->chars <= 40 && !l->stop))
                l->kind = CEDU_BLOCK_heading, l->level = outline_level(&tree, rank);
            else if (table_caption(r, i)) l->kind = CEDU_BLOCK_heading, l->level = 6;
            else if (l->tag_kind == LEAF_ITEM || l->list_mark) l->kind = CEDU_BLOCK_item, l->level = l->level ? l->level : 1;
            else if (l->chars >= 2 && l->chars <= 30 && !l->punct && !l->stop && i + 1 < n && l[1].main &&
                     cedu__leaf_prose(&l[1]) && !l->grid && l->digits < l->chars / 2)
                l->kind = CEDU_BLOCK_heading, l->level = 2;
            else l->kind = CEDU_BLOCK_paragraph;
        } else {
            uint32_t f = cedu__leaf_furniture(l);
            l->kind = f & G(copyright) || f & G(disclaim)         ? CEDU_BLOCK_copyright
                      : f & G(tags)                               ? CEDU_BLOCK_tags
                      : f & G(share) || f & G(comment)            ? CEDU_BLOCK_share
                      : f & (G(nav) | G(crumb))                   ? CEDU_BLOCK_navigation
                      : f & G(related)                            ? CEDU_BLOCK_related
                      : l->has & G(caption) && l->chars <= 60     ? CEDU_BLOCK_caption
                      : l->kind == CEDU_BLOCK_repeat              ? CEDU_BLOCK_repeat
                      : i > r->last                               ? CEDU_BLOCK_related
                      : cedu__leaf_links(l) > 0.5 || i < r->first ? CEDU_BLOCK_navigation
                                                                  : CEDU_BLOCK_noise;
        }
        if (l->kind != CEDU_BLOCK_heading && l->kind != CEDU_BLOCK_item && l->kind != CEDU_BLOCK_title) l->level = 0;
    }
}
