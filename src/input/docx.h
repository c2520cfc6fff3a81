/* docx.h - what docx.c asks of docx_number.c. Nothing outside input/ includes it. */
#ifndef CEDU_INPUT_DOCX_H
#define CEDU_INPUT_DOCX_H

#include "input/office.h"

typedef struct cedu_docx_numbers cedu_docx_numbers;

/* Reads what the document says of automatic numbers into the arena; nothing but that is not there is fine. CEDU_TOO_LARGE, CEDU_NOMEM,
 * CEDU_BAD_INPUT for a document type declaration. */
CEDU_MUST_USE cedu_status cedu__docx_numbers(cedu_office *o, cedu_arena *a, cedu_docx_numbers **out, cedu_error *err);
/* Counts a paragraph and writes its number; its style, list and level as it says them itself (p == NULL, -1 = it does not). */
void cedu__docx_number(cedu_docx_numbers *c, cedu_str style, int num, int level, cedu_buf *out);

#endif
