/* pdf.h - text of PDF and of pictures. Nothing outside input/ includes it. */
#ifndef CEDU_INPUT_PDF_H
#define CEDU_INPUT_PDF_H

#include "input/reader.h"

/* Append the text of m->bytes and set m->extracted and m's note. */
CEDU_MUST_USE cedu_status cedu__pdf_text(cedu_member *m, cedu_buf *out, cedu_error *err);
CEDU_MUST_USE cedu_status cedu__picture_text(cedu_member *m, cedu_buf *out, cedu_error *err);

/* What the programs print, read; apart for tests. Any bytes. */
/* tesseract's table of words -> lines; *sum and *words are added to: confidence in percent, words taken. */
void cedu__ocr_lines(cedu_str tsv, cedu_buf *out, double *sum, size_t *words);
/* pdf_pages.c: pdftotext's form feeds -> line ends, running heads and page numbers cut, in place; a segment for each page is added to `places`
 * (may be NULL). Any bytes. */
void cedu__pdf_pages(cedu_buf *b, cedu_buf *places);

/* pdf_columns.c: where a page of `pdftotext -layout` is set in two columns, the left one before the right one; in place. Any bytes; short of
 * memory it stays as it is. */
void cedu__pdf_columns(cedu_buf *b);

#endif
