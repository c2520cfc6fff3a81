/* import.h - users' own tables: a file read as cells, its columns mapped to fields, every cell checked, all of it written or nothing.
 *
 *     cedu__import_read()    XLSX, CSV (any encoding), JSON -> cells with their places
 *     cedu__import_map()     headings -> fields, proposed from the packs' words; the user's own pairs win
 *     cedu__import_check()   cells -> values; what is wrong is a problem with sheet, row and column, never a guess
 *     cedu__import_write()   one transaction: new rows, changed cells (the old ones stay as history), rows that the file no longer has
 *
 * Threads: as the store. Memory: the arena. Statuses: CEDU_BAD_INPUT, CEDU_USAGE, the store's.
 */
#ifndef CEDU_DESK_IMPORT_H
#define CEDU_DESK_IMPORT_H

#include "desk/desk.h"

typedef struct cedu_import_cell {
    uint32_t line, column;
    cedu_str text;
    bool has_number, percent, date, error;
    double number;
} cedu_import_cell;
typedef struct cedu_import_column {
    uint32_t column;
    cedu_str heading;             /* as written */
    const cedu_desk_field *field; /* NULL = left out */
    cedu_str unit;                /* that the heading names: 万元; absent = none */
    bool by_user;                 /* said by the user, not proposed */
} cedu_import_column;
typedef struct cedu_import_value {
    const cedu_desk_field *field;
    cedu_str value, as_written, unit;
    bool has_number;
    double number;
    uint32_t line, column;
} cedu_import_value;
typedef struct cedu_import_row {
    cedu_str key;
    uint32_t line;
    const cedu_import_value *values;
    size_t n;
} cedu_import_row;
typedef struct cedu_import_problem {
    uint32_t line, column; /* 0 = the whole table, the whole row */
    cedu_str heading, text, zh, en;
} cedu_import_problem;
typedef struct cedu_import {
    cedu_desk_kind kind;
    cedu_str file, sheet; /* sheet absent: CSV, JSON */
    cedu_str bytes;
    char sha256[65];
    uint32_t header; /* the headings' line */
    const cedu_import_cell *cells;
    size_t cell_count;
    cedu_import_column *columns;
    size_t column_count;
    const cedu_import_row *rows;
    size_t row_count, examples; /* rows of a template that were left as they are */
    const cedu_import_problem *problems;
    size_t problem_count;
} cedu_import;

/* `file`: what people call it. `sheet` absent: the one whose headings fit best. `map`: COL=FIELD each (heading, letter or number; `-` leaves
 * the column out). Reads, maps and checks; problems are no error. `bytes` must outlive *out. */
CEDU_MUST_USE cedu_status cedu__import_open(const cedu_image *im, cedu_str kind, cedu_str file, cedu_str bytes, cedu_str sheet,
                                            cedu_strs map, cedu_arena *a, cedu_import *out, cedu_error *err);
typedef struct cedu_import_result {
    int64_t id; /* user_imports.id; 0 = nothing changed, nothing was written */
    size_t added, changed, same, gone;
} cedu_import_result;
/* Refuses (CEDU_USAGE) while there are problems. who may be absent. */
CEDU_MUST_USE cedu_status cedu__import_write(cedu_store *s, const cedu_import *im, cedu_str who, cedu_arena *a,
                                             cedu_import_result *out, cedu_error *err);
/* A workbook with headings, two examples marked as such (示例) and a sheet that explains the columns. */
CEDU_MUST_USE cedu_status cedu__import_template(const cedu_desk_kind *kind, bool english, cedu_buf *out, cedu_error *err);

/* import_read.c */
CEDU_MUST_USE cedu_status cedu__import_read(cedu_str sheet,
                                            bool (*fits)(void *ctx, const cedu_import_cell *row, size_t n, size_t *score),
                                            void *ctx, cedu_arena *a, cedu_import *im, cedu_error *err);
/* import_value.c: a cell as a value of its field; false: *zh, *en say why not. */
bool cedu__import_value(const cedu_image *im, const cedu_import_column *col, const cedu_import_cell *cell, cedu_arena *a,
                        cedu_import_value *out, cedu_str *zh, cedu_str *en);

#endif
