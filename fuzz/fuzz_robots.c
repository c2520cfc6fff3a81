/* fuzz_robots.c - any bytes as robots.txt; the first line is the path that is asked for. */
#include <stdlib.h>

#include "base/base.h"
#include "input/fetch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LAW(x)                                                                                                                 \
    do {                                                                                                                       \
        if (!(x)) abort();                                                                                                     \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    size_t n = 0, rest;
    char path[2000] = "/";
    while (n + 2 < sizeof path && n < size && data[n] != '\n' && data[n]) path[n + 1] = (char)data[n], n++;
    path[n + 1] = '\0';
    rest = n < size ? n + 1 : n;
    cedu_str text = {(const char *)data + rest, size - rest};
    int delay = 1000;
    bool allowed = cedu__robots_allow(text, "cedu", path, &delay);
    LAW(delay >= 1000 && delay <= 60000);
    LAW(cedu__robots_allow((cedu_str){"", 0}, "cedu", path, NULL));
    /* A group for somebody else behind it changes nothing (a rule ends the group that may be open: names without a rule between them are
     * one group), one that names us and forbids all does. */
    cedu_buf b = {0};
    if (text.n > 100000) return 0;
    cedu__buf_str(&b, text);
    cedu__buf_z(&b, "\n\nDisallow:\nUser-agent: someone\nDisallow: /\n");
    LAW(cedu__robots_allow(cedu__buf_view(&b), "cedu", path, NULL) == allowed);
    b.n = 0;
    cedu__buf_z(&b, "User-agent: cedu\nDisallow: /\n");
    LAW(!cedu__robots_allow(cedu__buf_view(&b), "cedu", path, NULL));
    cedu__buf_release(&b);
    return 0;
}
