/* zip.h - named parts into one zip in memory (libarchive): the same parts give the same bytes. */
#ifndef CEDU_REPORT_ZIP_H
#define CEDU_REPORT_ZIP_H

#include "base/base.h"

typedef struct cedu_zip_part {
    const char *name; /* UTF-8, `/` between folders */
    cedu_str bytes;
} cedu_zip_part;

/* In the order given, deflated, dated 1980-01-01. Appends to out. CEDU_NOMEM, CEDU_IO. */
CEDU_MUST_USE cedu_status cedu__zip_write(const cedu_zip_part *parts, size_t n, cedu_buf *out, cedu_error *err);

/* All files of a zip, in the arena. CEDU_BAD_INPUT: none, or a damaged one; CEDU_TOO_LARGE: more than CEDU_MAX_BUNDLE bytes or
 * CEDU_MAX_BUNDLE_FILES files. Nothing is written to disk, whatever the names say. */
CEDU_MUST_USE cedu_status cedu__zip_read(const char *path, cedu_arena *a, const cedu_zip_part **out, size_t *n,
                                         cedu_error *err);

#endif
