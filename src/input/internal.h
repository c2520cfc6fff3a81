/* internal.h - what walk.c and read.c share. Nothing outside input/ includes it. */
#ifndef CEDU_INPUT_INTERNAL_H
#define CEDU_INPUT_INTERNAL_H

#include <sys/stat.h>

#include "input/input.h"

/* Fills err for a system call that failed with `number`: CEDU_UNREADABLE, with what to do. */
cedu_status cedu__input_errno(cedu_error *err, int number);
/* CEDU_OK for regular files; CEDU_UNSUPPORTED with the reason for anything that cannot be read as one. */
cedu_status cedu__input_kind(cedu_error *err, mode_t mode);

#endif
