/* desk.h - the desk: from evidence to decisions, on the same knowledge base.
 *
 *     table.c, import*.c   users' own tables: read, mapped, checked, kept cell by cell with its place (用户数据)
 *     assess*.c            a draft plan held against the base and against itself (方案体检)
 *     talent*.c            demand and supply of talent from users' tables beside what pages say (人才)
 *     match*.c, programme*.c, whatif.c   who can supply a scenario, who gets what from a programme
 *     out.c                what they find, as JSON: for the server and cedu.h
 *
 * The room stands on reason and report and below the engine: what has to be read is read by the caller, who hands over plain structs
 * of cedu.h. What users bring is never mixed with what pages say: it lies in tables of its own, carries its own kind of evidence and is
 * shown as 用户数据. An attribute that nobody gave is unknown and never counts as met.
 * No city, sector, field or cue word stands in C: packs/core/tables.tsv and assess.tsv.
 * Threads: as the store. Memory: results live in the caller's arena. Errors: the store's, CEDU_USAGE for what the user must mend.
 */
#ifndef CEDU_DESK_H
#define CEDU_DESK_H

#include "pack/pack.h"
#include "reason/reason.h"
#include "store/store.h"

#define CEDU_DESK_ORIGIN_ZH "用户数据" /* how views label what users brought */
#define CEDU_DESK_ORIGIN_EN "user data"

/* ------------------------------------------------------------------ kinds of tables and their fields (packs/core/tables.tsv) */
/* clang-format off */
#define CEDU_DESK_TYPES(X) \
    X(text) X(list) X(region) X(date) X(period) X(number) X(integer) X(percent) X(money) X(compute)
/* clang-format on */
typedef enum cedu_desk_type {
#define CEDU__X(name) CEDU_DESK_##name,
    CEDU_DESK_TYPES(CEDU__X)
#undef CEDU__X
        CEDU_DESK_TYPE_COUNT
} cedu_desk_type;
const char *cedu__desk_type_name(cedu_desk_type t); /* "money" */

typedef struct cedu_desk_field {
    cedu_str id, label; /* "budget", "预算" */
    cedu_desk_type type;
    bool key, need;
    cedu_str unit;   /* base unit; absent = none */
    int32_t entry;   /* in the image: its forms are the headings that mean it */
    cedu_strs shows; /* what the template's examples say */
} cedu_desk_field;
typedef struct cedu_desk_kind {
    cedu_str name, label; /* "companies", "企业" */
    const cedu_desk_field *fields;
    size_t field_count;
} cedu_desk_kind;
/* CEDU_USAGE, naming the kinds there are, when there is none of that name or label. */
CEDU_MUST_USE cedu_status cedu__desk_kind(const cedu_image *im, cedu_str name, cedu_arena *a, cedu_desk_kind *out,
                                          cedu_error *err);
CEDU_MUST_USE cedu_status cedu__desk_kinds(const cedu_image *im, cedu_arena *a, cedu_strs *names, cedu_error *err);
const cedu_desk_field *cedu__desk_field(const cedu_desk_kind *k, cedu_str id); /* NULL = none */

/* ------------------------------------------------------------------ rows as they are now */
typedef struct cedu_desk_cell {
    cedu_str field;
    cedu_str value; /* text; lists: items separated by 、; dates ISO 8601; regions canonical; numbers: the number */
    bool has_number;
    double number;        /* base unit (元, FLOPS, %, 人) */
    cedu_str unit;        /* base unit */
    cedu_str as_written;  /* the cell as the file has it */
    cedu_str file, sheet; /* sheet absent: CSV, JSON */
    const char *sha256;   /* of the file */
    int64_t line, column; /* both from 1; JSON: line = the object's number, column = the member's */
    int64_t import;       /* user_imports.id */
    cedu_str imported_at;
} cedu_desk_cell;
typedef struct cedu_desk_row {
    int64_t id; /* user_rows.id: stable over imports */
    cedu_str key;
    const cedu_desk_cell *cells; /* given ones only: what is absent is unknown */
    size_t n;
} cedu_desk_row;
typedef struct cedu_desk_rows {
    cedu_desk_row *p;
    size_t n;
} cedu_desk_rows;
/* All rows of a kind that the last import which spoke of them left standing, in order of id. */
CEDU_MUST_USE cedu_status cedu__desk_rows(cedu_store *s, cedu_str kind, cedu_arena *a, cedu_desk_rows *out, cedu_error *err);
const cedu_desk_cell *cedu__desk_cell(const cedu_desk_row *r, const char *field); /* NULL = unknown */
/* The items of a list cell (split at 、); empty for NULL. */
cedu_strs cedu__desk_items(const cedu_desk_cell *c, cedu_arena *a);
/* "表.xlsx · Sheet1 · 第3行第2列", for people. */
cedu_str cedu__desk_where(const cedu_desk_cell *c, bool english, cedu_arena *a);

#endif
