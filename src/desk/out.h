/* out.h - what the desk finds, as JSON: once, for the server and for cedu.h. Money in yuan; absent is null. An object that a function writes
 * alone is whole; the others write keys into an object that the caller opened. Shapes: src/serve/schema.c. Threads, memory: as the desk. */
#ifndef CEDU_DESK_OUT_H
#define CEDU_DESK_OUT_H

#include "desk/import.h"
#include "desk/match.h"
#include "desk/whatif.h"

/* A scenario with who serves it, the best candidates and why not the others; with `s` and `im` also what pages say of them (NULL: nothing). */
CEDU_MUST_USE cedu_status cedu__match_need_json(cedu_json *j, const cedu_match *m, const cedu_assignment *r, size_t need,
                                                cedu_store *s, const cedu_image *im, cedu_arena *a, cedu_error *err);
void cedu__match_sums_json(cedu_json *j, const cedu_match *m, const cedu_assignment *r);   /* keys: the whole assignment */
void cedu__whatif_json(cedu_json *j, const cedu_whatif *w, size_t variant, cedu_arena *a); /* an object */
/* An object: what it means, sentence by sentence, and what check says of it. valid: it was read without an error. */
void cedu__programme_json(cedu_json *j, const cedu_programme *p, bool valid, cedu_arena *a);
void cedu__statement_json(cedu_json *j, const cedu_statement *t); /* keys: sums, cases, claims, actors */
/* Keys: what was read, columns and fields, problems, and what writing changed; r->id 0: nothing was written. */
void cedu__import_json(cedu_json *j, const cedu_import *im, const cedu_import_result *r);

#endif
