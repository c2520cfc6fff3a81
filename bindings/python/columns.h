/* columns.h - the facts of pages as columns, for data frames: plain C between the engine (columns.c) and Python (frame.c). */
#ifndef CEDU_PY_COLUMNS_H
#define CEDU_PY_COLUMNS_H

#include <cedu/cedu.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

/* X(field of CONTRACT and of the dataclass Fact, type), in the order of a frame's columns. number: double, NaN where absent; text: uint32_t,
 * which of `text`; flag: uint8_t; whole: int64_t. */
/* clang-format off */
#define CEDU_COLUMNS(X) \
    X(id, text) X(doc, text) X(kind, text) X(region, text) X(region_code, text) X(subject, text) X(subject_id, text) X(period, text) \
    X(value, number) X(value_max, number) X(unit, text) X(modifier, text) X(as_written, text) X(source, text) X(stance, text) \
    X(polarity, text) X(confidence, number) X(review, flag) X(rule, text) X(quote, text) X(clean_quote, text) \
    X(start, whole) X(end, whole) X(byte_start, whole) X(byte_end, whole)
/* clang-format on */
enum {
#define CEDU__X(name, type) CEDU_COLUMN_##name,
    CEDU_COLUMNS(CEDU__X)
#undef CEDU__X
        CEDU_COLUMN_COUNT
};

typedef struct cedu_columns {
    size_t rows, texts;
    void *column[CEDU_COLUMN_COUNT]; /* `rows` values each, of the column's type */
    uint64_t *at;                    /* text i is [at[i], at[i+1]) of `bytes`, UTF-8; text 0 stands for "absent" */
    char *bytes;
    atomic_int users;                     /* who shares the structure */
    void (*drop)(struct cedu_columns *c); /* one user less; the last frees it */
} cedu_columns;

/* NULL: no memory. A text that is said again (a region, a unit, a quotation of two facts) is kept once. Thread-safe. */
cedu_columns *cedu_py_columns(const cedu_page *p);
/* The rows of several, one after another; they stay the caller's. NULL: no memory. */
cedu_columns *cedu_py_join(cedu_columns *const *pages, size_t n);
void cedu_py_free(cedu_columns *c); /* NULL is fine */

#endif
