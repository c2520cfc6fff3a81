/* repair_dump.c - the repairs of a text without the rest of the engine: for scoring and for the clock.
 *
 *     repair_dump repair [--only NAME] [--edits] [--trace] [-|FILE...]     text on standard output (as `cedu repair` does); edits on the error output
 *     repair_dump time [--only NAME] FILE                        megabytes a second of processor time, best of ten
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/trace.h"
#include "repair/repair.h"

static cedu_str slurp(FILE *f) {
    char *p = NULL;
    size_t n = 0, cap = 0;
    do {
        if (cap - n < 65536) p = realloc(p, cap = cap * 2 + 131072);
        if (!p) exit(4);
        n += fread(p + n, 1, cap - n, f);
    } while (!feof(f) && !ferror(f));
    return (cedu_str){p, n};
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); /* the machine may be shared */
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int repair(cedu_str in, unsigned only, bool edits, bool timed) {
    if (cedu__u8_valid(in.p, in.n) != in.n) {
        fprintf(stderr, "not UTF-8\n");
        return 1;
    }
    cedu_arena a;
    cedu__arena_init(&a, (size_t)4 << 30);
    cedu_clean c;
    cedu_error err;
    double best = 1e9;
    for (int i = 0; i < (timed ? 10 : 1); i++) {
        cedu__arena_reset(&a);
        double t = now();
        if (cedu__repair_run(in, only, &a, &c, &err) != CEDU_OK) {
            fprintf(stderr, "%s\n", err.en);
            return 4;
        }
        t = now() - t;
        if (t < best) best = t;
    }
    if (timed) {
        printf("%.1f MB/s (%zu bytes, %zu edits, %s)\n", (double)in.n / best / 1e6, in.n, c.edit_count,
               c.text.p == in.p ? "untouched" : "changed");
    } else fwrite(c.text.p, 1, c.text.n, stdout);
    if (edits) {
        for (size_t i = 0; i < c.edit_count; i++) {
            const cedu_edit *e = &c.edits[i];
            fprintf(stderr, "%s %u+%u %.*s -> %.*s %.3f\n", cedu__repair_name(e->cls), e->src, e->src_n, (int)e->src_n,
                    in.p + e->src, (int)e->dst_n, c.text.p + e->dst, (double)e->confidence);
        }
        for (size_t i = 0; i < c.mark_count; i++)
            fprintf(stderr, "mark %s %u+%u\n", cedu_finding_name(c.marks[i].cls), c.marks[i].dst, c.marks[i].dst_n);
        for (int k = 0; k < CEDU_REPAIR_COUNT; k++)
            fprintf(stderr, "%s=%u ", cedu__repair_name((cedu_repair_class)k), c.counts[k]);
        fputc('\n', stderr);
    }
    cedu__arena_release(&a);
    return 0;
}

int main(int argc, char **argv) {
    unsigned only = 0;
    bool edits = false, timed = argc > 1 && strcmp(argv[1], "time") == 0, any = false;
    int worst = 0;
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "--only") == 0 && i + 1 < argc) {
            only |= cedu__repair_mask(cedu__str(argv[++i]));
            continue;
        }
        if (strcmp(argv[i], "--trace") == 0) {
            cedu__trace_set("repair");
            continue;
        }
        if (strcmp(argv[i], "--edits") == 0) {
            edits = true;
            continue;
        }
        FILE *f = strcmp(argv[i], "-") == 0 ? stdin : fopen(argv[i], "rb");
        if (!f) {
            perror(argv[i]);
            worst = 1;
            continue;
        }
        any = true;
        cedu_str in = slurp(f);
        int rc = repair(in, only, edits, timed);
        if (rc > worst) worst = rc;
        free((void *)in.p);
        if (f != stdin) fclose(f);
    }
    if (!any && worst == 0) {
        cedu_str in = slurp(stdin);
        worst = repair(in, only, edits, timed);
        free((void *)in.p);
    }
    return worst;
}
