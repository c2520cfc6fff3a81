/* page.h - decoded text to an article: blocks, main content, title, date, outlet, authors.
 *
 * HTML goes through libxml2's SAX interface, fed with our UTF-8 (HTML_PARSE_IGNORE_ENC); positions come from
 * input->cur. Everything else is flattened text: a block a line. The article's text holds every visible block, main or not, in
 * the page's order, one line a block ('\n' after each), white space collapsed to single blanks, character references resolved;
 * `map` leads back to the decoded text (ascending). Repair has not been done yet: words may be traditional, annotated or shifted.
 */
#ifndef CEDU_PAGE_H
#define CEDU_PAGE_H

#include "base/map.h"
#include "pack/pack.h"
#include "text/text.h"

/* clang-format off */
#define CEDU_BLOCK_KINDS(X) \
    X(paragraph) X(title) X(heading) X(item) X(row) X(byline) X(navigation) X(related) X(caption) X(credit) \
    X(copyright) X(share) X(tags) X(repeat) X(noise)
/* clang-format on */

typedef enum cedu_block_kind {
#define CEDU__X(name) CEDU_BLOCK_##name,
    CEDU_BLOCK_KINDS(CEDU__X)
#undef CEDU__X
        CEDU_BLOCK_KIND_COUNT
} cedu_block_kind;

typedef struct cedu_block {
    uint32_t start, end; /* bytes of the article's text, without the newline */
    cedu_block_kind kind;
    uint8_t level; /* heading: 1…6; item: depth */
    bool main;     /* part of the article; title, byline (source, date, authors) and credit lines count as main */
    bool header;   /* row: names the columns of the rows below it */
    /* row: 1 + number of its table on the page, else 0. Cells are separated by '\t'; every cell stands under its column's head:
     * columns that a cell spans, or that are taken by one from a row above, are empty cells. */
    uint32_t table;
} cedu_block;

/* A value read from the page. `place` only where it stands in the article's text. */
typedef struct cedu_meta {
    cedu_str s; /* absent: p == NULL */
    bool placed;
    uint32_t start, end;
} cedu_meta;

typedef struct cedu_article {
    cedu_str text;
    cedu_map map;
    const cedu_block *blocks;
    size_t block_count;
    cedu_meta title;     /* without the site's suffix */
    cedu_meta published; /* .s is ISO 8601 (2021-02-23T08:03), the place is that of the date as written */
    cedu_meta outlet;    /* 来源 / the medium that first published */
    cedu_meta site, url, editor;
    const cedu_meta *authors;
    size_t author_count;
    cedu_str series;   /* the address without the page's number: parts of one article share it; absent: a page of its own */
    int part, parts;   /* 1…; parts 0 = not said */
    cedu_str doc_type; /* policy, draft, interpretation, news, speech, encyclopedia, table, other; static storage */
    bool html;
    bool date_conflict; /* several dates of the page disagree */
    bool date_signed;   /* published is the day of the dateline or of the signature: what a crawler knows is better */
    bool limit_reached; /* blocks or depth beyond limits.h were flattened or dropped */
} cedu_article;

typedef struct cedu_page_options {
    const char *name; /* file name, a hint */
    const char *url;  /* where it was fetched; may be NULL */
    bool plain;       /* no selection: every line is main content */
} cedu_page_options;

/* All memory from `arena`; the result points into it. Thread-safe. Never fails on a bad page. */
CEDU_MUST_USE cedu_status cedu__page_read(const cedu_image *im, const cedu_text *text, const cedu_page_options *opt,
                                          cedu_arena *arena, cedu_article *out, cedu_error *err);
const char *cedu__block_kind_name(cedu_block_kind k);

#endif
