/* input.h - where bytes come from: files, folders, standard input. Archives, WARC and HTTP join here later.
 *
 * A walk names every file it finds, in a deterministic order (names sorted bytewise within a folder, arguments in their
 * order); reading is separate so that it can run on a worker thread. Nothing stops a walk: what cannot be read is an item with
 * its error. Symbolic links are followed. A folder that leads back into itself is an item with CEDU_BAD_INPUT; a folder that is
 * reached twice under one argument (two links to it) is walked once. Hidden files (.name) inside folders are left out; those
 * that are named as arguments are not. Pipes, sockets and devices are items with an error: reading them could wait for ever.
 * Messages do not name the path: whoever prints them does.
 */
#ifndef CEDU_INPUT_H
#define CEDU_INPUT_H

#include "base/base.h"

typedef struct cedu_walk cedu_walk; /* one thread */

typedef struct cedu_source {
    char *path;         /* as shown to people; "-" = standard input; owned by the item */
    cedu_status status; /* CEDU_OK, or why the walk could not go on here (err says it) */
    cedu_error err;
    uint64_t size; /* from stat; 0 when unknown */
} cedu_source;

/* paths: files, folders (recursively), "-". The array and its strings must outlive the walk. Only CEDU_NOMEM fails. */
CEDU_MUST_USE cedu_status cedu__input_walk(const char *const *paths, size_t n, cedu_walk **out, cedu_error *err);
/* The next source, owned by the caller; NULL at the end. After an allocation failed: one last item with CEDU_NOMEM and an
 * empty path, then NULL; if even that cannot be made, NULL and cedu__input_walk_failed(). */
cedu_source *cedu__input_next(cedu_walk *w);
/* The walk ended early for want of memory. Ask at the end. */
bool cedu__input_walk_failed(const cedu_walk *w);
void cedu__input_source_free(cedu_source *s); /* NULL is fine */
void cedu__input_walk_free(cedu_walk *w);     /* NULL is fine */

typedef struct cedu_bytes { /* a payload on the heap: a mapped file that is cut short by another program would kill us */
    unsigned char *p;       /* never NULL after success; a NUL byte follows the last one */
    size_t n;
} cedu_bytes;

/* Reads a whole source; "-" is standard input. CEDU_TOO_LARGE above CEDU_MAX_PAYLOAD (a file of that size is not read at all),
 * CEDU_UNREADABLE with the reason, CEDU_UNSUPPORTED for folders, pipes and devices, CEDU_BAD_INPUT for a file that shrinks, grows
 * or changes while it is read, CEDU_NOMEM. Thread-safe (but only one thread can read standard input). */
CEDU_MUST_USE cedu_status cedu__input_read(const char *path, cedu_bytes *out, cedu_error *err);
void cedu__input_bytes_release(cedu_bytes *b);

#endif
