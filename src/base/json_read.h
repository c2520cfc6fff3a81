/* json_read.h - the quick way into one line of JSON whose shape is known: {"id": …, "text": "…"}.
 *
 * Most lines of a stream are flat objects of strings and whole numbers. Those are read here in one pass, without building
 * anything; every other line - nested, with fractions, damaged - is left to a JSON library, which also says what is wrong with it. */
#ifndef CEDU_BASE_JSON_READ_H
#define CEDU_BASE_JSON_READ_H

#include "base/base.h"

typedef struct cedu_json_field {
    const char *name;
    cedu_str raw;   /* the value as it stands in the line; p == NULL: absent */
    cedu_str value; /* a string's value, valid UTF-8: in the line, or in the arena when it had escapes; else p == NULL */
} cedu_json_field;

/* Fills the fields that the object on the line has (the last one of a name counts). false: not read, for whatever reason; the
 * fields are then undefined. What it accepts is valid JSON with the same values as any parser gives. */
bool cedu__json_fields(cedu_str line, cedu_json_field *fields, size_t n, cedu_arena *a);

#endif
