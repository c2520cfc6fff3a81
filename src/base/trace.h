/* trace.h - `--trace=room,…`: what a room did, on standard error, for people who debug packs and rooms.
 * Off costs one load and a branch. Set once before threads start. */
#ifndef CEDU_BASE_TRACE_H
#define CEDU_BASE_TRACE_H

#include "base/base.h"

#define CEDU_ROOMS(X)                                                                                                          \
    X(input) X(text) X(pack) X(page) X(repair) X(trust) X(match) X(fact) X(store) X(reason) X(report) X(engine)
enum {
#define CEDU__X(name) CEDU_TRACE_##name,
    CEDU_ROOMS(CEDU__X)
#undef CEDU__X
};
extern unsigned cedu__trace_mask;
bool cedu__trace_set(const char *list); /* "match,fact" or "all"; false: an unknown room */
void cedu__trace_print(const char *room, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
#define CEDU_TRACE(room, ...)                                                                                                  \
    do {                                                                                                                       \
        if (cedu__trace_mask >> CEDU_TRACE_##room & 1u) cedu__trace_print(#room, __VA_ARGS__);                                 \
    } while (0)

#endif
