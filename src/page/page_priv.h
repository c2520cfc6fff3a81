/* page_priv.h - what the files of this room share: the page before selection.
 *
 * html.c and lines.c turn the decoded text into a cedu_leaf list: blocks of visible text with the little structure that later
 * steps need (element, links, table cell). cues.c finds the words of the packs in a block, select.c decides what is the
 * article, meta.c reads title, date, outlet and people, page.c puts the result together. Nothing here outlives the page arena.
 *
 * Invariants: leaves are in page order; their texts lie in `text` one after another; `map` tiles `text`, source ascending;
 * every linear segment equals its source byte by byte (checked when it is made).
 */
#ifndef CEDU_PAGE_PRIV_H
#define CEDU_PAGE_PRIV_H

#include "page/page.h"

/* ------------------------------------------------------------------ words of the packs, by group */
#define CEDU_CUE_GROUPS(X)                                                                                                     \
    X(nav)       /* 首页 当前位置 登录 */                                                                              \
    X(crumb)     /* 当前位置 您的位置: a breadcrumb starts here */                                                     \
    X(copyright) /* 版权所有 ICP备 */                                                                                     \
    X(disclaim)  /* 免责声明 本文仅代表 */                                                                            \
    X(related)   /* 相关阅读 热门推荐 上一篇 */                                                                     \
    X(share)     /* 分享到 扫一扫 点赞 打印 */                                                                       \
    X(tags)      /* 标签 关键词 */                                                                                        \
    X(comment)   /* 网友评论 发表评论 */                                                                               \
    X(caption)   /* 资料图 图源 */                                                                                        \
    X(source)    /* 来源 稿源 */                                                                                           \
    X(published) /* 发布时间 颁布时间 */                                                                               \
    X(signed)    /* 成文日期 */                                                                                            \
    X(infobox)   /* 发文字号 索引号 发布机构: labels of a fact box */                                               \
    X(author)    /* 作者 记者 */                                                                                           \
    X(editor)    /* 责任编辑 责编 */                                                                                     \
    X(counter)   /* 点击 阅读数 */                                                                                        \
    X(site)      /* 公司名称 主办单位: footers name the site */                                                        \
    X(toc)       /* 目录 */                                                                                                  \
    X(container) /* class and id words, value = weight */                                                                      \
    X(doctype)   /* words in titles, value = cedu_article.doc_type */                                                          \
    X(metaname)  /* names of <meta>, value = title published outlet author editor site url */                                  \
    X(sitetail)  /* what names of sites end with */                                                                            \
    X(plainword) /* words that look like names after a label but are none */                                                   \
    X(scriptvar) /* variables that hold the time of publication */                                                             \
    X(fieldname) /* classes and ids of elements that hold a name, value = author outlet */                                     \
    X(noperson)  /* what names of firms, media and offices end with */                                                         \
    X(posted)    /* 张贴 发表: ends "由 X 张贴" */                                                                      \
    X(pager)     /* 下一页 末页: an article on several pages */                                                           \
    X(pageparam) /* parameters of addresses that number them */                                                                \
    X(role)      /* 摄影： 图/: who did not write it; ends the names before it */                                          \
    X(poster)    /* 等级： 积分： 注册：: the box of who wrote a post on a board */                                   \
    X(surname)   /* not of this pack: taken from the class of posts */

typedef enum cedu_cue_group {
#define CEDU__X(name) CUE_##name,
    CEDU_CUE_GROUPS(CEDU__X)
#undef CEDU__X
        CUE_COUNT
} cedu_cue_group;

typedef struct cedu_cue {
    uint64_t head, mask; /* its first eight bytes, and which of them there are */
    cedu_str form;       /* folded: lower case, half width, no blanks */
    cedu_str value;
    cedu_cue_group group;
    double weight;
    uint32_t next; /* 1 + next cue of the same chain */
} cedu_cue;

typedef struct cedu_cues {
    cedu_cue *p;
    size_t n, cap;
    uint32_t *first; /* chains by first character; 1 + index */
    uint32_t *whole; /* chains by the whole form (words of classes, meta names) */
    uint32_t mask;
} cedu_cues;

/* ------------------------------------------------------------------ the page */
enum { LEAF_TEXT, LEAF_ITEM, LEAF_HEADING };

typedef struct cedu_leaf {
    uint32_t start, end;       /* bytes of cedu_raw.text */
    uint32_t src;              /* where its first character stands in the decoded text */
    uint32_t node;             /* nearest block element */
    uint32_t table, row, cell; /* 1 + serial numbers, 0 = none */
    uint8_t pad, span, tail; /* columns taken from above before this cell; its own (0, 1 = one); taken behind the row's last */
    uint8_t down;            /* rows it spans */
    bool th;                 /* cell of a head row */
    bool again, copy;        /* the line, the whole table stood on the page before */
    uint32_t link;           /* bytes inside links */
    uint32_t bold;           /* bytes inside b, strong, big headings by font */
    uint8_t tag_kind, level;
    bool hidden;       /* display: none */
    bool blank_before; /* plain text: an empty line stands before */
    /* features, cues.c */
    uint32_t steps;                           /* > between words: a path of channels */
    uint32_t chars, han, punct, digits, bars; /* of the folded text: blanks and pinyin glosses do not count */
    float weight;                             /* chars, where a Latin letter is a third of one */
    uint32_t cue_chars;                       /* characters covered by words of page furniture */
    uint32_t has, begins;                     /* bit masks of cue groups: anywhere, at the start */
    uint32_t blanks;
    bool has_colon, flat;
    bool teaser;                             /* ends like a headline: ? ! … */
    bool doc_name;                           /* flattened text: is called like a document (…的通知) */
    bool cut_name;                           /* … or began to be: the office and 关于 are left */
    bool stop;                               /* ends like a sentence */
    bool dated, timed, dateonly, date_first; /* nothing but a date; starts with one */
    bool signed_day;                         /* 2022年1月27日 alone, as documents are signed */
    bool box;                                /* □ opens it: a choice on a form */
    bool list_mark;                          /* starts with a bullet or an ordinal */
    uint64_t hash;                           /* of the folded text */
    /* decisions, select.c */
    cedu_block_kind kind;
    bool main;
    bool grid;    /* cell of a table of data (not of layout) */
    bool in_core; /* HTML: in the element that holds the article */
    float score;
} cedu_leaf;

typedef struct cedu_node {
    uint32_t parent;
    uint16_t tag;
    int16_t hint; /* tenths: what its class and id say, -100…100 */
    uint32_t depth;
    float sum, link; /* select.c */
} cedu_node;

typedef struct cedu_meta_tag {
    cedu_str name, content;
    cedu_str what; /* value of the metaname cue, static in the image; "time" = microdata or <time> in the page */
    uint32_t at;   /* byte of cedu_raw.text at which that one stands */
} cedu_meta_tag;

/* An element whose class, id, itemprop or rel says what it holds: <span class="author vcard">. */
typedef struct cedu_named {
    cedu_str what;       /* value of the fieldname cue, static in the image */
    uint32_t start, end; /* bytes of cedu_raw.text */
} cedu_named;

typedef struct cedu_raw {
    cedu_arena *a;
    cedu_str src;
    const char *name;
    const cedu_cues *cues;
    struct {
        char *p;
        size_t n, cap;
    } text;
    cedu_map map;
    CEDU_VEC(uint32_t) seams; /* bytes of text at which an inline element ended: values of adjacent spans are told apart */
    CEDU_VEC(cedu_leaf) leaf;
    CEDU_VEC(cedu_node) node;
    CEDU_VEC(cedu_meta_tag) meta;
    CEDU_VEC(cedu_named) named;
    cedu_str doc_title; /* <title> */
    cedu_str canonical;
    CEDU_VEC(cedu_str) ld_json; /* JSON-LD blocks as they stand */
    CEDU_VEC(cedu_str) scripts; /* inline ones, not too long */
    bool html, limit, clean;
    bool document;                       /* Markdown without lines of links: written, not crawled */
    size_t first, last;                  /* leaves of the article, [first, last) */
    size_t title, title_end, core_start; /* title: index or SIZE_MAX */
    size_t poster;                       /* leaf that names who wrote the post (poster.c), or SIZE_MAX */
    size_t other;                        /* leaf at which another post begins, or SIZE_MAX */
} cedu_raw;

const void *cedu__cues_make(const cedu_image *im, cedu_arena *a); /* a cedu_cues, for cedu__image_table() */
/* The first word of an attribute that names such an element; NULL = none does. */
const cedu_cue *cedu__cues_field(const cedu_cues *c, cedu_str attr);
/* Folded f[i…] is the end of a longer word that begins its line (活动时间, 版面编辑): not the label that it looks like. */
bool cedu__cues_compound(cedu_str f, size_t i);
/* Sum of the weights of the container words in a class or id attribute. */
int cedu__cues_container(const cedu_cues *c, cedu_str attr);
/* Longest cue of these groups at byte `at` of folded text; NULL = none. */
const cedu_cue *cedu__cues_at(const cedu_cues *c, cedu_str s, size_t at, uint32_t groups);
/* What a <meta> or a property of this name (folded) says: as it stands; without its separators (publish_date, publish-date); of a day
 * of publication also without what stands before the last of them (og:article:published_time). */
const cedu_cue *cedu__cues_meta(const cedu_cues *c, cedu_str name);
const cedu_cue *cedu__cues_whole(const cedu_cues *c, cedu_str s, uint32_t groups);
void cedu__page_features(cedu_raw *r);
/* Scratch copy for matching: half width, lower case, without blanks, without pinyin in parentheses after a Han character.
 * back (may be NULL) gets, for each byte of the copy, the byte of `s` it came from; back[n] = s.n. */
cedu_str cedu__page_fold(cedu_arena *a, cedu_str s, uint32_t **back);

bool cedu__page_is_html(cedu_str s);
void cedu__page_html(cedu_raw *r);
void cedu__page_lines(cedu_raw *r);
/* Markdown (markdown.c): by its name, or two headings with #. */
bool cedu__page_is_markdown(cedu_str s, const char *name);
uint32_t cedu__page_front_matter(cedu_raw *r); /* reads it into r->meta; where the text begins */
struct cedu_builder;
void cedu__page_markdown_line(struct cedu_builder *b, uint32_t from, uint32_t to); /* a block */
void cedu__page_markdown_text(struct cedu_builder *b, uint32_t from, uint32_t to); /* within a block */
void cedu__page_unwrap(cedu_raw *r);                                               /* joins hard-wrapped lines */
void cedu__page_select(cedu_raw *r);
void cedu__page_part(cedu_raw *r, cedu_str address, cedu_article *out); /* after all else: part of a series? */
void cedu__page_posters(cedu_raw *r); /* before it: the box of who wrote a post is no text of it */
void cedu__page_labels(cedu_raw *r);  /* after it: the box of a document's metadata is part of the article */

/* Values that the page does not show (hidden.c); absent: p == NULL. */
cedu_str cedu__page_tag(const cedu_raw *r, const char *what);                   /* <meta> by the field it stands for */
cedu_str cedu__page_ld(const cedu_raw *r, const char *quoted_key, bool object); /* JSON-LD; object: the "name" in it */
struct cedu_date;
bool cedu__page_time_element(const cedu_raw *r, struct cedu_date *d);
bool cedu__page_script_date(const cedu_raw *r, struct cedu_date *out);
void cedu__page_comment(cedu_raw *r, cedu_str s); /* what a comment says of the page goes to its <meta> */

/* Text builder (build.c): used by html.c and lines.c. */
typedef struct cedu_builder {
    cedu_raw *r;
    cedu_leaf cur;
    bool open;           /* cur has visible text */
    bool space, newline; /* white space is pending; it holds a line break */
    uint32_t space_src, space_n;
    uint32_t node, table, row, cell;
    uint8_t tag_kind, level, pad, span, down;
    bool hidden, link, bold, pre, th;
} cedu_builder;
void cedu__build_text(cedu_builder *b, uint32_t from, uint32_t to);                /* source bytes as they stand */
void cedu__build_char(cedu_builder *b, uint32_t cp, uint32_t src, uint32_t src_n); /* a character reference */
void cedu__build_break(cedu_builder *b);                                           /* ends the block */
/* Decodes the character reference at s[at] == '&'; returns its bytes, 0 = none. *second: 0 or a second code point. */
uint32_t cedu__entity(cedu_str s, uint32_t at, uint32_t *cp);
/* Text with references decoded and white space collapsed, for attributes and <title>. */
cedu_str cedu__page_unescape(cedu_arena *a, cedu_str s);

/* Dates in short lines, attributes and addresses (dates.c). */
typedef struct cedu_date {
    int y, m, d, hh, mm, ss; /* m, d, hh, mm, ss: -1 = absent */
    uint32_t start, end;     /* bytes of the text searched */
    bool range;              /* a second day follows: 11－12日 */
} cedu_date;
bool cedu__page_date(cedu_str s, size_t from, cedu_date *out);
/* 23-05-06 09:30, 20230506, 112-05-06 (years of the Republic) at `i`: behind a label of publication only. */
bool cedu__page_label_date(cedu_str s, size_t i, cedu_date *out);
/* A day in pieces that stood in elements of their own, with blanks between them: 23 2021-02; nothing else is in s. */
bool cedu__page_split_date(cedu_str s, cedu_date *out);
/* The value of an attribute or a variable: also 20210223, seconds or milliseconds since 1970. Whole days only. */
bool cedu__page_machine_date(cedu_str s, cedu_date *out);
/* The day in an address's path; false when there is none, or two. */
bool cedu__page_url_date(cedu_str url, cedu_date *out);
cedu_str cedu__page_iso(cedu_arena *a, const cedu_date *d);
size_t cedu__page_skip_blanks(cedu_str s, size_t i);
/* One of these (NULL ends the list) at i: bytes of it, else 0. */
size_t cedu__page_any_of(cedu_str s, size_t i, const char *const *list);
void cedu__page_meta(cedu_raw *r, cedu_article *out, const uint32_t *final_of, const cedu_block *blocks);
#endif
