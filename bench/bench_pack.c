/* bench_pack.c - how long packs take to compile, how large the image is, how fast it matches.
 *
 *     bench_pack FILE PACK...     e.g. bench_pack all.txt packs/core packs/ai-industry
 *
 * FILE (UTF-8) is scanned at every character with all classes, five times; the best run counts. Also: one trie step that fails
 * at once, which is what most characters of a text cost.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "pack/pack.h"

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double scan(const cedu_image *im, cedu_str s, uint32_t classes, size_t *hits, size_t *chars) {
    cedu_hit h[64];
    double best = 1e9;
    for (int run = 0; run < 5; run++) {
        double start = now();
        *hits = *chars = 0;
        for (size_t at = 0, len; at < s.n; at += len, ++*chars) {
            (void)cedu__u8_at(s, at, &len);
            *hits += cedu__image_match(im, classes, s, at, h, CEDU_COUNT(h));
        }
        double took = now() - start;
        if (took < best) best = took;
    }
    return best;
}

int main(int argc, char **argv) {
    if (argc < 3) return fprintf(stderr, "usage: bench_pack FILE PACK...\n"), 2;
    cedu_image *im = NULL;
    cedu_error err;
    double best = 1e9;
    for (int run = 0; run < 5; run++) {
        cedu__image_free(im);
        double start = now();
        if (cedu__pack_compile((const char *const *)argv + 2, (size_t)argc - 2, &im, &err) != CEDU_OK)
            return fprintf(stderr, "%s\n", err.en), 2;
        if (now() - start < best) best = now() - start;
    }
    size_t forms = 0, hits, chars;
    for (int32_t e = 0; (size_t)e < cedu__image_entries(im); e++) forms += cedu__image_form_count(im, e);
    printf("compile   %6.1f ms   %zu entries, %zu forms, image %.1f MB\n", best * 1e3, cedu__image_entries(im), forms,
           (double)cedu__image_bytes(im) / 1e6);
    FILE *f = fopen(argv[1], "rb");
    if (!f) return perror(argv[1]), 2;
    cedu_buf text = {.max = CEDU_MAX_TEXT};
    char chunk[1 << 16];
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, f)) > 0;) cedu__buf_add(&text, chunk, n);
    fclose(f);
    cedu_str s = {text.p, text.p ? cedu__u8_valid(text.p, text.n) : 0};
    if (!s.n) return fprintf(stderr, "no text\n"), 2;
    static const struct {
        const char *name;
        uint32_t classes;
    } runs[] = {{"all", ~0u}, {"regions", 1u << CEDU_CLASS_region}, {"traps", 1u << CEDU_CLASS_trap}, {"none", 0}};
    for (size_t i = 0; i < CEDU_COUNT(runs); i++) {
        double took = scan(im, s, runs[i].classes, &hits, &chars);
        printf("%-8s %7.1f MB/s  %5.1f ns a character, %zu hits in %.2f MB\n", runs[i].name, (double)s.n / 1e6 / took,
               took * 1e9 / (double)chars, hits, (double)s.n / 1e6);
    }
    cedu__buf_release(&text);
    cedu__image_free(im);
    return 0;
}
