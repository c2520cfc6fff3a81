/* bundle.h - a report with everything it rests on in one zip, and the check that it does.
 *
 *     report.html    the paper                        facts.ndjson      its facts and those that say the same
 *     evidence.html  every quotation in its page      notes.ndjson      which note is which fact, who says the same
 *     originals/SHA  the payloads, as they were found documents.ndjson  the pages: hash, file, title, address, encoding
 *                                                     manifest.json     every other file with its size and SHA-256
 *
 * The zip opens without cedu; with it, cedu__bundle_verify() holds every hash and every quotation against the bytes, and every
 * number of the report against the facts of its notes (trace.c).
 */
#ifndef CEDU_REPORT_BUNDLE_H
#define CEDU_REPORT_BUNDLE_H

#include "report/paper.h"

#define CEDU_BUNDLE_VERSION 2

CEDU_MUST_USE cedu_status cedu__bundle_make(cedu_store *s, const cedu_paper *p, cedu_buf *zip, cedu_error *err);

typedef struct cedu_bundle_problem {
    cedu_str where, zh, en;
} cedu_bundle_problem;
typedef struct cedu_bundle_report {
    size_t files, facts, documents; /* that were checked */
    size_t numbers;                 /* of report.html that were traced to a fact, or computed again */
    size_t untraced_own; /* numbers of a template's own words, or counted in the base: nothing to hold them against */
    CEDU_VEC(cedu_bundle_problem) problems;
} cedu_bundle_report;
/* Problems are no error. CEDU_BAD_INPUT: no bundle at all (no zip, no manifest); CEDU_TOO_LARGE: larger than a bundle may be. */
CEDU_MUST_USE cedu_status cedu__bundle_verify(const char *path, cedu_arena *a, cedu_bundle_report *out, cedu_error *err);

#endif
