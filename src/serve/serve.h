/* serve.h - `cedu serve`: the workbench and its JSON API on one knowledge base, over HTTP.
 *
 * A server gives each connection a thread (libmicrohttpd); each request borrows one desk: a read-only store connection and an engine worker
 * of its own, so reading never waits for writing. On a loopback address files can be sent (intake.h reads them, live.h tells how far
 * it is) and verdicts given; on any other, and where the base cannot be written, it is read-only, unless there is a team: then users log
 * in, and their role says what they may do. What can be asked is ONE table (routes.c): the router, the check of parameters, OpenAPI (/api/openapi.json) and through it the TypeScript types of ui/ come from there. What a browser loads is embedded
 * (assets.c, generated from ui/).
 *
 * Promises: every answer of the API is JSON, errors included ({"error":{"code","zh","en"}}, HTTP status by the status table of
 * cedu.h); strings are escaped by cedu__json_str() and nowhere else; SQL lives in store/ alone; a strict Content-Security-Policy on
 * everything; what changes something is a POST with the header X-Cedu from our own origin;
 * without a team, on a loopback address only requests that name a loopback host are answered (DNS rebinding); in a team a change carries
 * the token of its session beside the cookie; a client that does not finish its request in CEDU_SERVE_PATIENCE seconds is hung up on.
 *
 * To extend: a row in routes.c, its answer's shape in schema.c, a handler in api_*.c, a line in docs/api.md.
 */
#ifndef CEDU_SERVE_H
#define CEDU_SERVE_H

#include "base/base.h"

typedef struct cedu_server cedu_server;

typedef struct cedu_serve_options {
    const char *db;            /* required; an existing knowledge base */
    const cedu_engine *engine; /* required; outlives the server */
    const char *host;          /* numeric address or name; NULL = 127.0.0.1 */
    int port;                  /* 0 = any free one: ask cedu__serve_port() */
    int threads;               /* 0 = more than processors */
    bool team;                 /* users with passwords (store/team.h): whoever is not logged in sees nothing */
    /* One JSON line a request, without newline; on any thread, not two at a time. NULL = no log. */
    void (*log)(void *ctx, const char *line);
    void *ctx;
} cedu_serve_options;

/* Opens the knowledge base as often as there are threads, binds, and answers from then on. On success *out is the caller's.
 * CEDU_IO when the address cannot be bound, else what the store says. SIGINT and SIGTERM are the caller's business. */
CEDU_MUST_USE cedu_status cedu__serve_start(const cedu_serve_options *opt, cedu_server **out, cedu_error *err);
int cedu__serve_port(const cedu_server *s);
bool cedu__serve_loopback(const cedu_server *s); /* reachable from this machine alone */
/* Takes no new connection, lets running requests end (a few seconds at most), closes everything. NULL is fine. */
void cedu__serve_stop(cedu_server *s);

/* The OpenAPI document, as /api/openapi.json gives it. */
void cedu__serve_openapi(cedu_buf *out);

#endif
