/* trace.c - see trace.h. The one place of the library that writes to standard error, and only when asked. */
#include "base/trace.h"

#include <stdio.h>

unsigned cedu__trace_mask = 0;

static const char *const rooms[] = {
#define CEDU__X(name) #name,
    CEDU_ROOMS(CEDU__X)
#undef CEDU__X
};

bool cedu__trace_set(const char *list) {
    unsigned mask = 0;
    while (*list) {
        size_t n = strcspn(list, ","), i = 0;
        cedu_str word = {list, n};
        if (cedu__eqz(word, "all")) mask = ~0u;
        else {
            while (i < CEDU_COUNT(rooms) && !cedu__eqz(word, rooms[i])) i++;
            if (i == CEDU_COUNT(rooms)) return false;
            mask |= 1u << i;
        }
        list += n + (list[n] == ',');
    }
    cedu__trace_mask = mask;
    return true;
}

void cedu__trace_print(const char *room, const char *fmt, ...) {
    va_list ap;
    va_start(ap, fmt);
    flockfile(stderr);
    fprintf(stderr, "[%s] ", room);
    vfprintf(stderr, fmt, ap);
    fputc('\n', stderr);
    funlockfile(stderr);
    va_end(ap);
}
