/* json.h - streamed JSON writing into a cedu_buf. Commas and colons are placed by themselves; no pretty printing.
 * Strings are escaped (control characters, quote, backslash); everything else stays UTF-8. */
#ifndef CEDU_BASE_JSON_H
#define CEDU_BASE_JSON_H

#include "base/base.h"

typedef struct cedu_json {
    cedu_buf *out;
    bool comma; /* the next value needs a comma before it */
} cedu_json;

void cedu__json_open(cedu_json *j, char bracket);  /* '{' or '[' */
void cedu__json_close(cedu_json *j, char bracket); /* '}' or ']' */
void cedu__json_key(cedu_json *j, const char *key);
void cedu__json_str(cedu_json *j, cedu_str s); /* s.p == NULL writes null */
void cedu__json_num(cedu_json *j, double v);   /* shortest form that reads back the same; NaN and infinities: null */
void cedu__json_int(cedu_json *j, int64_t v);
void cedu__json_bool(cedu_json *j, bool v);
void cedu__json_null(cedu_json *j);
void cedu__json_strs(cedu_json *j, cedu_strs s);
void cedu__json_line(cedu_json *j); /* newline; a new top-level value may follow */
/* Shortest decimal form that reads back the same, no exponent below 1e21. */
void cedu__num_text(cedu_buf *out, double v);

#endif
