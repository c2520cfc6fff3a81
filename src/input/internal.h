/* internal.h - what walk.c and read.c share. Nothing outside input/ includes it. */
#ifndef CEDU_INPUT_INTERNAL_H
#define CEDU_INPUT_INTERNAL_H

#include <sys/stat.h>

#include "input/input.h"

/* Fills err for a system call on `path` that failed with `number`: CEDU_UNREADABLE, with what to do. */
cedu_status cedu__input_errno(cedu_error *err, const char *path, int number);
/* CEDU_OK for regular files; CEDU_UNSUPPORTED with the reason for anything that cannot be read as one. */
cedu_status cedu__input_kind(cedu_error *err, const char *path, mode_t mode);
/* The part of a path that fits a message: its end, from a character boundary; `dots` gets "…" or "". */
const char *cedu__input_shown(const char *path, const char **dots);

#endif
