/* places.h - where the text that was extracted from a file stands in that file: page of a PDF, sheet and cells of a workbook, paragraph or
 * table row of a Word document.
 *
 * A map is text, a line a segment, bytes ascending: `BYTE KIND A B NAME`. From byte BYTE of the extracted text on it is
 *     p  page A
 *     s  the sheet NAME from row A on, a row a line; a line's first field is column B (1 = A; 0: not known); A = 0: the sheet's name
 *     l  paragraph A; lines with text are counted on
 *     t  row B of table A; lines are counted on
 *     n  foot- and endnotes
 * A segment is only there where counting on would be wrong, so that a workbook of a million rows has one. Any bytes are accepted as a map.
 */
#ifndef CEDU_BASE_PLACES_H
#define CEDU_BASE_PLACES_H

#include "base/base.h"

typedef struct cedu_where {
    char kind;     /* 'p', 's', 'l', 't', 'n'; 0 = not known */
    uint32_t a, b; /* as above, counted on to the place asked for */
    cedu_str name; /* of the sheet; points into the map */
} cedu_where;

/* A place that was read: from, and the end where it is another one. */
typedef struct cedu_span {
    cedu_where from, to;
} cedu_span;

/* Appends a segment. `name`: line ends become blanks. */
void cedu__where_add(cedu_buf *map, size_t byte, char kind, uint32_t a, uint32_t b, cedu_str name);

/* Reads a map beside its text; asked in the order of the text it is linear. Zero-initialise but for map and text, which must outlive it. One
 * thread. */
typedef struct cedu_place_map {
    cedu_str map, text;
    size_t next;        /* in the map: behind the segment that holds */
    size_t start, seen; /* in the text: where that one begins, how far its lines are counted */
    size_t line;        /* in the text: where the line of `seen` begins */
    uint32_t lines;
    cedu_where at;
} cedu_place_map;

/* kind == 0 where the map does not say. */
cedu_where cedu__where_at(cedu_place_map *p, size_t byte);
/* Of bytes [from, to). */
cedu_span cedu__where_span(cedu_place_map *p, size_t from, size_t to);
/* 第 3 页; 工作表“算力”C12:D12; 第 12 段; 表 2 第 3 行; 注. Nothing where it is not known. */
void cedu__where_say(cedu_buf *out, const cedu_span *s, bool english);
/* C12, C12:D12, 12 (no column); nothing but for sheets. */
void cedu__where_cells(cedu_buf *out, const cedu_span *s);

#endif
