/* csv.h - a CSV text as rows of cells: quotes doubled, line breaks inside of quotes, commas or tabs, a BOM. For tables that are handed over
 * whole (applications, needs, suppliers); `cedu import` keeps tables in the base. Cells lie in the arena or in the text. */
#ifndef CEDU_DESK_CSV_H
#define CEDU_DESK_CSV_H

#include "base/base.h"

#define CEDU_MAX_CSV_COLUMNS 256

typedef struct cedu_csv_row {
    size_t line; /* of the text, from 1, on which the row begins */
    const cedu_str *cells;
    size_t n;
} cedu_csv_row;
typedef struct cedu_csv {
    cedu_csv_row head;
    cedu_csv_row *rows; /* empty lines are left out */
    size_t n;
} cedu_csv;
/* CEDU_USAGE: no UTF-8, an open quote (line), too many columns, a row longer than its head. */
CEDU_MUST_USE cedu_status cedu__csv_read(cedu_str text, cedu_arena *a, cedu_csv *out, cedu_error *err);
/* Items of a cell: separated by 、 ； ; or |, trimmed, empty ones left out. */
cedu_strs cedu__csv_items(cedu_str cell, cedu_arena *a);

#endif
