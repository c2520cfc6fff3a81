/* child.h - another program over a payload, under limits. Nothing outside input/ includes it. */
#ifndef CEDU_INPUT_CHILD_H
#define CEDU_INPUT_CHILD_H

#include "input/input.h"

typedef struct cedu_child {
    const char *const *argv; /* argv[0] is looked for in PATH; NULL-terminated */
    const void *in;          /* its standard input: a file it may seek in */
    size_t in_n;
    size_t max_out; /* bytes of output; more ends it */
    int seconds;    /* wall clock and processor time */
    size_t memory;  /* address space */
} cedu_child;

/* Whether a program of that name is in PATH. */
bool cedu__child_installed(const char *program);
/* Runs it to its end; out gets its standard output, standard error is dropped. *code: its exit code, -1 when a signal ended it.
 * CEDU_UNSUPPORTED when it is not installed, CEDU_TOO_LARGE when it took too long or wrote too much (it is killed), CEDU_IO,
 * CEDU_NOMEM. No shell. Thread-safe. */
CEDU_MUST_USE cedu_status cedu__child_run(const cedu_child *c, cedu_buf *out, int *code, cedu_error *err);

#endif
