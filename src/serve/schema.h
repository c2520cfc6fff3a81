/* schema.h - how the shapes of answers are written down; for the two files that do it. Notation of types: inner.h. */
#ifndef CEDU_SERVE_SCHEMA_H
#define CEDU_SERVE_SCHEMA_H

#include "serve/inner.h"

#define F static const cedu_shape_field
#define LIST(name, type)                                                                                                       \
    F name[] = {{"v", "integer", ""},                                                                                          \
                {"rows", type "[]", ""},                                                                                       \
                {"offset", "integer", ""},                                                                                     \
                {"more", "boolean", ""},                                                                                       \
                {"partial", "boolean", "not all facts were looked at: the latest"}}
#define S(name, fields)                                                                                                        \
    { name, fields, CEDU_COUNT(fields) }

extern const cedu_shape cedu__serve_desk_shapes[]; /* schema_desk.c */
extern const size_t cedu__serve_desk_shape_count;

#endif
