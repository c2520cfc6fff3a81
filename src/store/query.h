/* query.h - SQL that grows with its parameters; no text of a user is ever put into SQL. For the files that list. */
#ifndef CEDU_STORE_QUERY_H
#define CEDU_STORE_QUERY_H

#include "store/internal.h"

#define CEDU_QUERY_PARAMS 192

/* The strings bound must live until the query is done. Zeroed = empty. */
typedef struct cedu_query {
    cedu_buf sql;
    cedu_str text[CEDU_QUERY_PARAMS];
    int64_t num[CEDU_QUERY_PARAMS];
    bool is_text[CEDU_QUERY_PARAMS];
    int n;
    bool overflow;
} cedu_query;

/* The parameter's number, for ?N. */
int cedu__query_str(cedu_query *q, cedu_str v);
int cedu__query_int(cedu_query *q, int64_t v);
/* " LIMIT ? OFFSET ?"; nothing when both are 0. */
void cedu__query_limit(cedu_query *q, size_t n, size_t offset);
/* Releases q->sql; *st is NULL on failure. */
cedu_status cedu__query_prepare(cedu_store *s, cedu_query *q, sqlite3_stmt **st, cedu_error *err);
/* The one number that a statement with at most one text parameter gives. */
cedu_status cedu__query_count(cedu_store *s, const char *sql, cedu_str bound, size_t *out, cedu_error *err);

extern const char *const cedu__store_kinds[]; /* names of fact kinds in the tables */

#endif
