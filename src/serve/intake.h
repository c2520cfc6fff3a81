/* intake.h - files that came over the network are read into the knowledge base, one after another, on a thread of their own.
 *
 * What is handed over is a spooled file; it is read exactly as `cedu add` reads one (containers, conversions, limits) and then
 * removed. Readers are never kept waiting: the thread has its own writing connection, and commits at least twice a second.
 * Progress is a list of numbered events (one a page) and a state that can be asked for at any time. What waits when the server stops
 * is dropped; what was told as added is committed.
 * Threads: every function may be called from any thread.
 */
#ifndef CEDU_SERVE_INTAKE_H
#define CEDU_SERVE_INTAKE_H

#define CEDU_NICE 10 /* of what is done beside the requests */

#include "base/json.h"

typedef struct cedu_intake cedu_intake;

typedef struct cedu_intake_options {
    const char *db;
    const cedu_engine *engine;
    void (*woken)(void *ctx); /* something has happened; called without locks held. NULL = nobody asks */
    void (*ended)(void *ctx); /* a file has been read and committed; NULL = nobody asks */
    void *ctx;
} cedu_intake_options;

/* CEDU_IO, CEDU_DB_LOCKED … when the base cannot be written or there is no room for a spool: the server is read-only then. */
CEDU_MUST_USE cedu_status cedu__intake_start(const cedu_intake_options *opt, cedu_intake **out, cedu_error *err);
void cedu__intake_stop(cedu_intake *n); /* ends the page under way; NULL is fine */

/* A new spool file for one upload of at most `size` bytes, named so that readers see the ending of `name`. CEDU_DB_LOCKED (503) when
 * too much waits already. *path is the caller's (free) until it is handed over; *fd is open for writing. */
CEDU_MUST_USE cedu_status cedu__intake_spool(cedu_intake *n, cedu_str name, uint64_t size, char **path, int *fd,
                                             cedu_error *err);
/* Gives the room of an upload back: when it failed, and (by itself) when it has been read. Removes and frees path. */
void cedu__intake_drop(cedu_intake *n, char *path, uint64_t size);
/* Hands a complete upload over; takes path. `name` is a label from the client: cleaned, never a path that is opened.
 * Files of the same `round` (0 = not said) are counted together however long they are on their way; else the counts begin anew after a
 * few seconds without a file. False when memory is short: the upload is dropped then. */
bool cedu__intake_put(cedu_intake *n, char *path, uint64_t size, cedu_str name, long round);

/* {"running",…,"rows":[last pages]} as one JSON object; `rows` false leaves them out. */
void cedu__intake_state(cedu_intake *n, cedu_json *j, bool rows);
/* Text of server-sent events after number *seq, and the state when it has changed; moves *seq and *version on. Nothing new: nothing. */
void cedu__intake_events(cedu_intake *n, uint64_t *seq, uint64_t *version, cedu_buf *out);

#endif
