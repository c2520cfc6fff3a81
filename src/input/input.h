/* input.h - where bytes come from: files, folders, standard input. Archives, WARC and HTTP join here later.
 *
 * A walk names every file it finds, in a deterministic order (names sorted bytewise within a folder, arguments in their
 * order); reading is separate so that it can run on a worker thread. Folder loops are cut by (device, inode). A file
 * that cannot be read is an item with its error, never a stop. Hidden files (.name) inside folders are left out.
 */
#ifndef CEDU_INPUT_H
#define CEDU_INPUT_H

#include "base/base.h"

typedef struct cedu_walk cedu_walk; /* one thread */

typedef struct cedu_source {
    char *path;         /* as shown to people; "-" = standard input; owned by the item */
    cedu_status status; /* CEDU_OK, or why the walk could not go on here (err says it) */
    cedu_error err;
    uint64_t size;      /* from stat; 0 when unknown */
} cedu_source;

/* paths: files, folders (recursively), "-". The array must outlive the walk. */
CEDU_MUST_USE cedu_status cedu__input_walk(const char *const *paths, size_t n, cedu_walk **out, cedu_error *err);
/* The next source, owned by the caller; NULL at the end. */
cedu_source *cedu__input_next(cedu_walk *w);
void cedu__input_source_free(cedu_source *s);
void cedu__input_walk_free(cedu_walk *w);

typedef struct cedu_bytes { /* a payload on the heap, or mapped */
    unsigned char *p;
    size_t n;
    bool mapped;
} cedu_bytes;

/* Reads a whole source. CEDU_TOO_LARGE above CEDU_MAX_PAYLOAD (nothing is read then), CEDU_UNREADABLE with the reason. A file
 * that shrinks or changes while it is read is CEDU_BAD_INPUT. Thread-safe. */
CEDU_MUST_USE cedu_status cedu__input_read(const char *path, cedu_bytes *out, cedu_error *err);
void cedu__input_bytes_release(cedu_bytes *b);

#endif
