/* shelf.h - answers worked out of a large base, kept in a file beside it (BASE.answers), so that a server that starts again has them.
 *
 * Nothing in it is worth keeping: it can be deleted at any time, and is emptied by itself when it was made for another base, by another program or
 * with other packs (`bound`). It is never part of a backup. Killed at any moment it holds whole answers only (one transaction each).
 * Threads: every function may be called from any thread.
 */
#ifndef CEDU_STORE_SHELF_H
#define CEDU_STORE_SHELF_H

#include "base/base.h"

typedef struct cedu_shelf cedu_shelf;
typedef struct cedu_shelved {
    cedu_str question;         /* the key */
    cedu_str regions;          /* names, each with a NUL behind it */
    cedu_str body;             /* as given */
    size_t whole;              /* the caller's */
    uint64_t generation, base; /* the caller's: what it was computed from */
    uint64_t etag;
    int64_t at; /* seconds of the calendar */
} cedu_shelved;

/* For the base at this path, which exists. Any failure leaves *out NULL: answers are then kept in memory only. */
CEDU_MUST_USE cedu_status cedu__shelf_open(const char *base, cedu_str bound, cedu_shelf **out, cedu_error *err);
void cedu__shelf_close(cedu_shelf *s); /* NULL is fine */
/* Replaces what was there for the question. A failure (a full disk) loses that answer only. */
void cedu__shelf_put(cedu_shelf *s, const cedu_shelved *a);
/* The last put first, until fn says false; what is behind that is deleted. What fn is given lives as long as the call. */
void cedu__shelf_each(cedu_shelf *s, bool (*fn)(void *ctx, const cedu_shelved *a), void *ctx);

#endif
