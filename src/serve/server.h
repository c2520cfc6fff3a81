/* server.h - what the files between a socket and a handler share; the only ones that see libmicrohttpd.
 *
 *   server.c  start, stop, desks, addresses          http.c    one request from its head to its answer
 *   watch.c   open connections, and who is too slow  admit.c   who may ask for what
 *   rate.c    how often somebody may ask
 *   upload.c  bodies while they arrive               answer.c  headers, files of the workbench, sending
 *   metrics.c counters and the log                   think.c   what follows from a large base, beside the requests
 *   kept.c    answers that are given again           ahead.c   answers that will be asked for, worked out ahead
 *
 * Invariants: no handler's half-written answer is ever sent (an error replaces it); every response carries the security headers; the
 * watch list knows each socket as long as it is open, under one lock with the notification of its closing, so that the reaper
 * never touches a descriptor that has been reused.
 */
#ifndef CEDU_SERVE_SERVER_H
#define CEDU_SERVE_SERVER_H

#include <microhttpd.h>
#include <stdatomic.h>

#include "serve/inner.h"
#include "serve/live.h"
#include "store/shelf.h"

typedef struct watch { /* one open connection */
    struct watch *next, **from;
    int fd;
    bool busy; /* a request has been read and is being answered */
    int64_t since;
} watch;

typedef struct upload { /* a request with a body, while it arrives */
    int fd;
    char *path;
    uint64_t size, got, marked; /* promised, arrived, arrived when the watch was last set */
    cedu_buf json;              /* a JSON body is kept here, any other in the file */
    bool in_memory;
    cedu_caller caller;
    cedu_status status;
    cedu_error err;
} upload;

/* Buckets of tokens, by kind and key; the least used make room. */
#define CEDU_RATE_SLOTS 1024
typedef struct cedu_rates {
    pthread_mutex_t lock;
    struct {
        uint64_t key;
        double left;
        int64_t at;
    } slot[CEDU_RATE_SLOTS];
} cedu_rates;

/* What is no part of the API has counters of its own. */
enum { AT_OPENAPI, AT_HEALTH, AT_METRICS, AT_ASSET, AT_PAGE, AT_EVENTS, AT_NONE, SPECIALS };
#define COUNTED   (64 + SPECIALS)
#define BUCKETS   8
#define MAX_DESKS 64

#define CEDU_SLOW_US       100000 /* what usually takes longer is slow */
#define CEDU_HEAVY_SECONDS 15     /* that a view waits for its turn before it is refused (503) */
#define CEDU_KEPT          16384
#define CEDU_KEPT_BYTES    ((size_t)128 << 20) /* packed; an answer of 300 kB packs to 20 */
#define CEDU_KEPT_LONGEST  600
typedef struct cedu_kept_stamp { /* what an answer was computed from, and when */
    int64_t made, at, day;       /* microseconds, seconds of the calendar, days */
    uint64_t turn, generation;
    uint64_t base; /* of the whole base, whatever the generation is of */
} cedu_kept_stamp;
typedef struct cedu_kept_answer {
    char *key; /* NULL = free */
    size_t key_n;
    char *regions; /* that it was asked of, on a large base; NULL = the generation is that of the whole base */
    size_t regions_n;
    char *body; /* packed; NULL while it is being made */
    size_t n, whole;
    cedu_kept_stamp of, coming; /* of the body; of the one that is being made */
    int64_t asked;              /* microseconds; 0 = by nobody yet */
    uint64_t etag;
    bool making; /* with a body: made anew, meanwhile the old one is given */
    bool beside; /* by think.c: nobody waits for it */
    bool wanted; /* somebody was given an older one */
} cedu_kept_answer;
typedef struct cedu_kept {
    pthread_mutex_t lock;
    pthread_cond_t made;
    cedu_store *store;        /* asked for its generation only, under the lock */
    uint64_t hash[CEDU_KEPT]; /* of the keys; 0 = free */
    cedu_kept_answer p[CEDU_KEPT];
    size_t bytes;
    _Atomic uint64_t turn; /* answers of an older one are not used */
    cedu_shelf *shelf;     /* what was asked of regions, for the next start; NULL = nothing is written */
} cedu_kept;
typedef struct cedu_kept_given {
    uint64_t etag;
    int64_t as_of; /* 0 = as the base is now; else seconds of the calendar: when it was computed */
} cedu_kept_given;
typedef enum cedu_kept_turn { CEDU_KEPT_FOUND, CEDU_KEPT_MAKE, CEDU_KEPT_ALONE } cedu_kept_turn;

typedef struct cedu_ahead { /* where ahead.c is on its list */
    cedu_arena arena;
    cedu_str *names; /* of subjects, then of regions */
    size_t subjects, at, n;
    int64_t next, day;
    uint64_t version;
    _Atomic size_t waiting; /* questions of this walk that were not looked at yet */
} cedu_ahead;

typedef struct cedu_thinker {
    cedu_ahead ahead;
    pthread_t warmer;
    bool warming;
    int fd; /* of a large base; 0 = none. Closed when all stores are: closing it gives up SQLite's locks on the file (POSIX) */
    _Atomic bool cold; /* ask the warmer to stop */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    cedu_desk desk;
    cedu_arena arena;
    bool running, stopping;
} cedu_thinker;

struct cedu_server {
    const cedu_engine *engine;
    struct MHD_Daemon *daemon;
    void (*log)(void *ctx, const char *line);
    void *log_ctx;
    char *host;
    int port;
    bool loopback;
    pthread_mutex_t desk_lock, watch_lock, log_lock;
    pthread_cond_t desk_free, heavy_free, watch_wake;
    size_t heavy, heavy_most,
        slow; /* views that are computed at the same time; those among them that took long the last times */
    cedu_desk desks[MAX_DESKS];
    cedu_arena arenas[MAX_DESKS];
    size_t desk_count;
    watch *watches;
    size_t connections;
    bool stopping;
    bool reaping;
    pthread_t reaper;
    cedu_server_cache cache;
    cedu_intake *intake; /* NULL = read-only */
    cedu_live live;
    cedu_team *team; /* NULL = whoever reaches us may do everything */
    cedu_rates rates;
    _Atomic int jsons;
    cedu_thinker thinker;
    cedu_kept kept;
    cedu_store *judge; /* writes verdicts, one at a time */
    pthread_mutex_t judge_lock;
    int64_t started;
    _Atomic int64_t asked;          /* when the API was last asked */
    _Atomic uint64_t given;         /* kept answers */
    _Atomic int64_t usual[COUNTED]; /* microseconds that a route's answers took of late */
    _Atomic uint64_t count[COUNTED][CEDU_SERVE_CLASSES], buckets[BUCKETS], total_us, sent, hung_up, running;
};

typedef struct answer {
    unsigned status;
    size_t at; /* whose counter */
    cedu_buf body;
    const cedu_asset *asset; /* instead of body */
    bool gzip;
    const char *type;
    const char *allow;           /* methods, where another one was used */
    struct MHD_Response *stream; /* instead of body */
    cedu_str download;
    uint64_t etag;    /* of a JSON answer that may be asked for again; 0 = none */
    int64_t as_of;    /* of a kept one that is older than the base; 0 = none */
    char name[96];    /* of the download */
    char cookie[160]; /* Set-Cookie; "" = none */
} answer;
#define CEDU_JSON_TYPE "application/json; charset=utf-8"

/* server.c */
int64_t cedu__serve_now(void);                              /* microseconds, monotonic */
cedu_desk *cedu__desk_take(cedu_server *s, cedu_arena **a); /* waits for one */
void cedu__desk_give(cedu_server *s, cedu_desk *d, cedu_arena *a);
/* A place among the views that cost much: twice as many as there are processors, so that light ones are not slowed down by any number of
 * heavy ones; half of the places are kept free of those that are slow. False: CEDU_HEAVY_SECONDS have passed, it is too much at the moment. */
bool cedu__heavy_enter(cedu_server *s, bool slow);
void cedu__heavy_leave(cedu_server *s, bool slow);

/* http.c: the question as one string. n ≤ CEDU_MAX_PAIRS; out->n = 0: no memory. */
#define CEDU_MAX_PAIRS 64
void cedu__http_key(cedu_str path, const cedu_query_pair *p, size_t n, cedu_buf *out);
/* A kept question once more, on a desk of the caller's; false = no answer. */
bool cedu__http_again(cedu_server *s, cedu_str key, cedu_desk *d, cedu_arena *arena, cedu_buf *body);
/* libmicrohttpd's callbacks. */
enum MHD_Result cedu__http_request(void *ctx, struct MHD_Connection *c, const char *url, const char *method,
                                   const char *version, const char *data, size_t *data_n, void **state);
void cedu__http_completed(void *ctx, struct MHD_Connection *c, void **state, enum MHD_RequestTerminationCode why);

/* watch.c */
void cedu__watch_connection(void *ctx, struct MHD_Connection *c, void **socket_context,
                            enum MHD_ConnectionNotificationCode what);
void cedu__watch_busy(cedu_server *s, struct MHD_Connection *c, bool busy);
void *cedu__watch_reap(void *server); /* a thread */

/* admit.c */
const char *cedu__http_header(struct MHD_Connection *c, const char *name);
/* What can be said before a body arrives; false = *a is the answer. *body: its length. */
bool cedu__http_admit(cedu_server *s, struct MHD_Connection *c, const char *url, const char *method, cedu_caller *who,
                      answer *a, uint64_t *body);

/* upload.c */
/* NULL: memory. in_memory: a JSON body. */
upload *cedu__upload_begin(cedu_server *s, struct MHD_Connection *c, uint64_t size, bool in_memory);
void cedu__upload_take(cedu_server *s, struct MHD_Connection *c, upload *up, const char *data, size_t n);
void cedu__upload_end(cedu_server *s, upload *up); /* NULL is fine */

/* answer.c */
void cedu__answer_error(answer *a, unsigned http, const cedu_error *err);
bool cedu__answer_refuse(answer *a, unsigned http, const char *zh, const char *en); /* false */
void cedu__answer_file(struct MHD_Connection *c, cedu_str path, answer *a);
enum MHD_Result cedu__answer_send(cedu_server *s, struct MHD_Connection *c, answer *a);

/* kept.c. `regions`: canonical names that the question names. FOUND: *out and *given are the answer. MAKE: the caller computes it and must say so with cedu__kept_end(), an absent body where it
 * failed; others wait meanwhile. ALONE: compute it, nobody keeps it. */
CEDU_MUST_USE cedu_status cedu__kept_init(cedu_server *s, const char *db, cedu_error *err);
cedu_kept_turn cedu__kept_begin(cedu_server *s, cedu_str key, cedu_strs regions, cedu_buf *out, cedu_kept_given *given,
                                size_t *ticket);
void cedu__kept_end(cedu_server *s, size_t ticket, cedu_str body, uint64_t etag);
/* The question whose answer is to be made anew beside the requests; then cedu__kept_end(). False: none. */
bool cedu__kept_wanted(cedu_server *s, cedu_buf *key, size_t *ticket);
/* Whether a question that nobody has asked is to be answered ahead: there is no answer yet (and room), or one of another generation of the
 * base; then cedu__kept_end(). */
bool cedu__kept_ahead(cedu_server *s, cedu_str key, cedu_strs regions, size_t *ticket);
void cedu__kept_drop(cedu_server *s); /* nothing is given any more that is not what would be computed now */
void cedu__kept_release(cedu_server *s);
/* On a large base that may be written to: takes over what an earlier server kept, and keeps for the next one. */
void cedu__kept_shelf(cedu_server *s, const char *db);

/* ahead.c. On think.c's thread: microseconds of work, 0 = nothing is to be done. */
int64_t cedu__ahead_step(cedu_server *s);
/* As much of the file as half of the free memory holds into the system's page cache: the end of it, if it is larger. */
void cedu__warm(int fd, _Atomic bool *stopping);

/* metrics.c */
void cedu__metrics_text(cedu_server *s, cedu_buf *out); /* Prometheus */
void cedu__metrics_count(cedu_server *s, size_t at, unsigned status, int64_t us);
void cedu__metrics_log(cedu_server *s, const char *method, const char *url, unsigned status, int64_t us, size_t bytes);

#endif
