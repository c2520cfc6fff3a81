/* pdf.h - text of PDF and of pictures. Nothing outside input/ includes it. */
#ifndef CEDU_INPUT_PDF_H
#define CEDU_INPUT_PDF_H

#include "input/reader.h"

/* Append the text of m->bytes and set m->extracted and m's note. */
CEDU_MUST_USE cedu_status cedu__pdf_text(cedu_member *m, cedu_buf *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__picture_text(cedu_member *m, cedu_buf *out, cedu_error *err);

#endif
