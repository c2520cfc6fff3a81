/* bench_text.c - how fast files are decoded: best of n, in MB of payload a second.
 * Usage: bench_text [-n ROUNDS] FILE... */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "input/input.h"
#include "text/text.h"

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    int rounds = 9, first = 1;
    if (argc > 2 && strcmp(argv[1], "-n") == 0) rounds = atoi(argv[2]), first = 3;
    cedu_arena a;
    cedu__arena_init(&a, CEDU_MAX_PAGE_MEMORY);
    for (int i = first; i < argc; i++) {
        cedu_bytes b;
        cedu_error err;
        cedu_text t = {0};
        if (cedu__input_read(argv[i], &b, &err) != CEDU_OK) {
            printf("%s: %s\n", argv[i], err.en);
            continue;
        }
        double best = 1e9, cold = 0, lookups = 1e9;
        cedu_status s = CEDU_OK;
        for (int k = 0; k < rounds && s == CEDU_OK; k++) {
            cedu__arena_reset(&a);
            double from = now(), took;
            s = cedu__text_decode(b.p, b.n, NULL, &a, &t, &err);
            took = now() - from;
            if (k == 0) cold = took;
            if (took < best) best = took;
        }
        if (s != CEDU_OK) printf("%-12s %9zu bytes  %.3f s  %s: %s\n", cedu_status_name(s), b.n, cold, argv[i], err.en);
        else {
            uint32_t sum = 0, seed = 1, n = 100000;
            double from = now();
            for (uint32_t k = 0; k < n && t.s.n; k++) {
                seed = seed * 1664525u + 1013904223u;
                uint32_t u8 = (uint32_t)((uint64_t)seed * t.s.n >> 32);
                sum += cedu__text_byte(&t, u8) + cedu__text_cp(&t, u8);
            }
            lookups = (now() - from) / n * 1e9;
            printf("%-12.*s %9zu bytes %8.0f MB/s (first %6.0f) %6zu runs %5u bad, byte+cp %4.0f ns  %s%s\n", (int)t.encoding.n,
                   t.encoding.p, b.n, (double)b.n / best / 1e6, (double)b.n / cold / 1e6, t.run_count, t.invalid, lookups,
                   argv[i], sum ? "" : " ");
        }
        cedu__input_bytes_release(&b);
    }
    cedu__arena_release(&a);
    return 0;
}
