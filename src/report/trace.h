/* trace.h - holds every number of a bundle's report.html against the facts that its notes name. Everything comes from a stranger. */
#ifndef CEDU_REPORT_TRACE_H
#define CEDU_REPORT_TRACE_H

#include <jansson.h>

#include "base/base.h"

typedef struct cedu_trace_note {
    const json_t *note, *fact, *document; /* lines of notes.ndjson, facts.ndjson, documents.ndjson; borrowed */
    size_t documents;                     /* that say the same, this one included */
} cedu_trace_note;

typedef struct cedu_trace_input {
    cedu_str html;
    const cedu_trace_note *notes; /* notes[0] is note 1 */
    size_t n;
    const char *made_at, *since; /* may be NULL */
    const char *about;           /* the names that were ordered, in one string; may be NULL */
} cedu_trace_input;

typedef struct cedu_trace_result {
    size_t numbers, own;
    CEDU_VEC(cedu_str) untraced; /* 597 in “…” */
} cedu_trace_result;

void cedu__trace_report(const cedu_trace_input *in, cedu_arena *a, cedu_trace_result *out);

#endif
