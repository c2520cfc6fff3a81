/* report.h - what goes out: records (JSON of CONTRACT), tables (aligned, JSON, CSV, Markdown), numbers for people.
 *
 * Everything is appended to a cedu_buf or handed to a sink; nothing here prints, opens a file or asks for a terminal. A table's
 * columns are declared once (key, heading in both languages, alignment) and serve all formats. Strings may come from outside
 * (file names): what is not valid UTF-8 is written as U+FFFD.
 *
 * To add a format: one row in CEDU_FORMATS and one cedu_table_writer in table.c.
 */
#ifndef CEDU_REPORT_H
#define CEDU_REPORT_H

#include "base/json.h"
#include "base/places.h"

/* ------------------------------------------------------------------ records (record.c)
 * The characters of a place: the payload's own (clean == false) or repaired. Called for the fact and each of its contexts. */
typedef cedu_str (*cedu_quote_fn)(const void *ctx, const cedu_place *place, bool clean);

/* One `cedu read --format json` line (newline included). */
void cedu__report_read_json(const cedu_document *doc, cedu_buf *out);
/* The line of an input that could not be read: everything null but file and error ("STATUS: English sentence"). */
void cedu__report_error_json(const char *file, const cedu_error *err, cedu_buf *out);
/* The same for a member of a container; member may be NULL. */
void cedu__report_member_error_json(const char *file, const char *member, const cedu_error *err, cedu_buf *out);
/* One `document` line of `cedu facts`. */
void cedu__report_document_json(const cedu_document *doc, cedu_buf *out);
/* One `fact` line; `sha256` is the document's. quote may be NULL: then no quotations are written (never for the contract). `where`: its
 * place in the file that the text was extracted from; NULL or kind 0 = the text is the file. */
void cedu__report_fact_json(const cedu_fact *f, const char *sha256, cedu_quote_fn quote, const void *ctx,
                            const cedu_span *where, cedu_buf *out);
/* "where":{"page":3}, {"sheet":"…","cells":"C12"}, {"paragraph":12}, {"table":2,"row":3}, {"notes":true}; nothing when it is not known. */
void cedu__report_where_json(cedu_json *j, const cedu_span *where);
/* What of it is not among the fields that all kinds have: period_basis, the fields of its kind, the context, and regions if several. */
void cedu__report_fact_details_json(const cedu_fact *f, cedu_quote_fn quote, const void *ctx, cedu_buf *out);
/* The findings array alone, for other records. */
void cedu__report_findings(cedu_json *j, const cedu_finding *p, size_t n);
/* Like cedu__json_str, for bytes that may not be UTF-8. */
void cedu__report_text(cedu_json *j, cedu_str s);
/* A key and its value. */
void cedu__put_str(cedu_json *j, const char *key, cedu_str s); /* absent: null; bytes that are no UTF-8: U+FFFD */
void cedu__put_z(cedu_json *j, const char *key, const char *z);
void cedu__put_int(cedu_json *j, const char *key, int64_t v);
void cedu__put_num(cedu_json *j, const char *key, double v);
void cedu__put_bool(cedu_json *j, const char *key, bool v);

/* ------------------------------------------------------------------ numbers for people (number.c)
 * 41390000000 元 -> 413.9亿元; as_written ("1.50亿元") gives the precision, NULL string = shortest. Units that a scale word
 * suits (元, counts) get 万, 亿, 万亿; FLOPS gets P and E; % and 个百分点 stay. */
void cedu__report_number(cedu_buf *out, double v, cedu_str unit, cedu_str as_written);
/* The value of a fact with modifier and range: 超413.9亿元, 1000余家, 3–5亿元. value_max NaN = no range. */
void cedu__report_value(cedu_buf *out, cedu_modifier m, double v, double value_max, cedu_str unit, cedu_str as_written);

/* "rank_scope=全国;baseline=2019" with the fields' names in the reader's language; English keeps it as it is. */
void cedu__report_scope(cedu_buf *out, cedu_str scope, bool english);

/* ------------------------------------------------------------------ tables (table.c) */
/* X(name of --format, Chinese, English) */
/* clang-format off */
#define CEDU_FORMATS(X) \
    X(table, "对齐的表格", "aligned columns") \
    X(json, "每行一个 JSON 对象", "one JSON object a line") \
    X(csv, "CSV（带 BOM）", "CSV with a byte order mark") \
    X(md, "Markdown 表格", "Markdown table")
/* clang-format on */

typedef enum cedu_format {
#define CEDU__X(name, zh, en) CEDU_FORMAT_##name,
    CEDU_FORMATS(CEDU__X)
#undef CEDU__X
        CEDU_FORMAT_COUNT
} cedu_format;

bool cedu__format_parse(const char *s, cedu_format *out);
const char *cedu__format_name(cedu_format f);

typedef enum cedu_align { CEDU_LEFT, CEDU_RIGHT } cedu_align;

typedef struct cedu_column {
    const char *key;     /* JSON key; never translated */
    const char *zh, *en; /* heading */
    cedu_align align;
    int min_width;     /* columns below which a narrow terminal does not squeeze it; 0 = never squeezed */
    bool machine_only; /* in JSON and CSV only (offsets, hashes) */
} cedu_column;

typedef enum cedu_cell_type { CEDU_CELL_NULL, CEDU_CELL_STR, CEDU_CELL_NUM, CEDU_CELL_BOOL, CEDU_CELL_STRS } cedu_cell_type;

typedef struct cedu_cell {
    cedu_cell_type type;
    cedu_str str;    /* STR */
    cedu_strs strs;  /* STRS: an array in JSON, joined by 、 for people, by ; in CSV */
    double num;      /* NUM, BOOL */
    cedu_str people; /* what people see instead (413.9亿元 for 41390000000); p == NULL: the value itself */
} cedu_cell;

#define CEDU_CELL_S(s_)    ((cedu_cell){.type = CEDU_CELL_STR, .str = (s_)})
#define CEDU_CELL_N(n_)    ((cedu_cell){.type = CEDU_CELL_NUM, .num = (double)(n_)})
#define CEDU_CELL_ABSENT() ((cedu_cell){.type = CEDU_CELL_NULL})

typedef struct cedu_table_options {
    cedu_format format;
    bool english;
    int width;           /* of the terminal, in columns; 0 = not one: nothing is shortened */
    const char *section; /* JSON: a first key "section" with this value, where several tables share a stream; NULL = none */
    bool bold;           /* the headings of an aligned table in bold: only ever for a terminal */
    /* Takes what was written, in pieces; false = the reader is gone, nothing more is sent. */
    bool (*sink)(void *ctx, const char *p, size_t n);
    void *ctx;
} cedu_table_options;

typedef struct cedu_table cedu_table;

/* columns must outlive the table. CEDU_NOMEM only. */
CEDU_MUST_USE cedu_status cedu__table_new(const cedu_column *columns, size_t n, const cedu_table_options *opt, cedu_table **out,
                                          cedu_error *err);
/* Adds a row of exactly n cells, which are copied. Rows stream: an aligned table takes its widths from the first
 * CEDU_TABLE_SAMPLE rows, so memory stays flat however many there are. False once the sink has refused or memory failed. */
bool cedu__table_row(cedu_table *t, const cedu_cell *cells);
size_t cedu__table_rows(const cedu_table *t);
/* Writes what is left and frees the table (also after a failure). An empty table still has its heading in csv and md. */
cedu_status cedu__table_end(cedu_table *t, cedu_error *err);
#define CEDU_TABLE_SAMPLE 1000

#endif
