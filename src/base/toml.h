/* toml.h - a documented subset of TOML, item by item: what people write by hand for this program (a firm's profile, a programme, weights).
 *
 * `key = value`, [table], [[table]], comments; values: strings of one line, integers and floats, dates, booleans, arrays of strings. What
 * is left out of TOML is refused with its line, never skipped, so that a file means the same to every TOML reader. Debian 12 has no TOML
 * library for C. Strings lie in the arena or in the text, which must outlive them.
 */
#ifndef CEDU_BASE_TOML_H
#define CEDU_BASE_TOML_H

#include "base/base.h"

#define CEDU_MAX_TOML (1u << 20) /* bytes; people write a page of it */

typedef enum cedu_toml_kind {
    CEDU_TOML_STRING,
    CEDU_TOML_NUMBER,
    CEDU_TOML_DATE,
    CEDU_TOML_BOOL,
    CEDU_TOML_LIST
} cedu_toml_kind;
typedef struct cedu_toml_value {
    cedu_toml_kind kind;
    cedu_str str; /* STRING, DATE; NUMBER: as written, without underscores */
    cedu_strs list;
    double num; /* NUMBER; BOOL 0 or 1 */
} cedu_toml_value;

typedef enum cedu_toml_item { CEDU_TOML_END, CEDU_TOML_TABLE, CEDU_TOML_TABLES, CEDU_TOML_VALUE } cedu_toml_item;

typedef struct cedu_toml {
    cedu_str s;
    size_t at;
    int line; /* of the item that was given last */
    cedu_arena *a;
    cedu_error *err;
    const char *zh, *en; /* what is read, for messages: 企业档案, firm profile */
    bool bad;            /* failed; *err says where */
} cedu_toml;

void cedu__toml_open(cedu_toml *t, cedu_str text, const char *zh, const char *en, cedu_arena *a, cedu_error *err);
/* The next item; *name: of the table, or the key; *v for VALUE alone. END also after a failure: look at t->bad. */
cedu_toml_item cedu__toml_next(cedu_toml *t, cedu_str *name, cedu_toml_value *v);
/* Fails with the line; CEDU_USAGE. Always false, so that `return cedu__toml_fail(…)` reads well. Only the first failure counts. */
bool cedu__toml_fail(cedu_toml *t, const char *zh, const char *en);

#endif
