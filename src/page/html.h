/* html.h - what the files that read HTML share: html.c (tokens), html_tags.c (elements and attributes), html_stack.c (what is open). Nothing
 * here is seen outside the room.
 */
#ifndef CEDU_PAGE_HTML_H
#define CEDU_PAGE_HTML_H

#include "page/page_priv.h"

enum {
    T_BLOCK = 1,  /* starts a block of its own */
    T_VOID = 2,   /* has no end tag */
    T_RAW = 4,    /* its content is no markup and is not shown */
    T_SKIP = 8,   /* its content is not shown */
    T_SCOPE = 16, /* end tags inside do not reach outside */
    T_CLOSES_P = 32,
    T_BOLD = 64,
    T_PRE = 128,
    T_TEXT = 256 /* raw text that may hold character references: title, textarea */
};

enum {
    TAG_unknown,
    TAG_a,
    TAG_article,
    TAG_aside,
    TAG_body,
    TAG_br,
    TAG_dd,
    TAG_dt,
    TAG_footer,
    TAG_form,
    TAG_h1,
    TAG_h2,
    TAG_h3,
    TAG_h4,
    TAG_h5,
    TAG_h6,
    TAG_header,
    TAG_html,
    TAG_li,
    TAG_link,
    TAG_main,
    TAG_meta,
    TAG_nav,
    TAG_ol,
    TAG_option,
    TAG_p,
    TAG_script,
    TAG_sup,
    TAG_table,
    TAG_td,
    TAG_th,
    TAG_thead,
    TAG_time,
    TAG_title,
    TAG_tr,
    TAG_ul,
    TAG_other_block,
    TAG_other,
    TAG_COUNT
};

typedef struct cedu_tag_row {
    char name[12];
    uint8_t id;
    uint16_t flags;
} cedu_tag_row;

/* ------------------------------------------------------------------ html_tags.c */
#define CEDU_HTML_TAGS 96 /* rows of the table at most; one more counts unknown elements */
extern const cedu_tag_row cedu__html_unknown;
size_t cedu__html_row(const cedu_tag_row *row); /* its number; CEDU_HTML_TAGS = unknown */
/* Name at s[at]; *len gets its bytes. */
const cedu_tag_row *cedu__html_tag_at(cedu_str s, size_t at, size_t *len);

typedef struct cedu_attrs {
    cedu_str cls, id, style, name, property, itemprop, content, rel, href, type, datetime, colspan, rowspan, title;
    cedu_str stamp; /* data-…time, data-…date that holds a number */
    bool hidden, self_closing;
} cedu_attrs;

typedef struct cedu_html {
    cedu_raw *r;
    cedu_str s;
    size_t last_quote[2];  /* position of the last " and ' of the page: a quote after it is never closed */
    size_t no_comment_end; /* no `-->` from here on */
    size_t no_text_end[2]; /* no </title>, </textarea> from here on */
    struct {
        const cedu_tag_row *el;
        uint8_t id;
        uint16_t flags;
        uint32_t node, table, row, cell;
        uint8_t kind, level;
        uint8_t pad, span, down; /* of a cell */
        uint16_t column;         /* tr: columns so far */
        uint8_t *above;          /* table: rows that each column is still taken by a cell from above; NULL = none is */
        bool link, bold, hidden, pre, th;
        const cedu_cue *field; /* what its class or id says it holds */
        uint32_t field_at;     /* byte of the text at which it began */
    } stack[CEDU_MAX_HTML_DEPTH];
    size_t depth;
    uint32_t count[TAG_COUNT];              /* how many of each are open */
    uint32_t rows_open[CEDU_HTML_TAGS + 1]; /* the same by row of the table; the last one: unknown elements */
    uint32_t skip;                          /* depth at which an unseen subtree began, +1; 0 = none */
    uint32_t tables, rows, cells;
    cedu_builder b;
} cedu_html;

static inline bool cedu__html_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
/* Reads attributes from i (behind the name) to the end of the tag; returns the position behind '>'. */
size_t cedu__html_attrs(const cedu_html *t, size_t i, cedu_attrs *a);

/* ------------------------------------------------------------------ html_stack.c */
void cedu__html_push(cedu_html *t, const cedu_tag_row *row, const cedu_attrs *a);
void cedu__html_pop(cedu_html *t, size_t depth); /* as far as this depth */
/* Closes the nearest open element of one of two kinds, unless one of the stop elements comes first. 0 = none. */
void cedu__html_close(cedu_html *t, uint8_t id, uint8_t id2, uint8_t stop, uint8_t stop2);

#endif
