/* bench_clusters.c - adding many documents, a part of them prints of others: time, memory and what the clusters came to.
 *
 *     bench_clusters N FILE.db          N documents (default 100000) into a new knowledge base
 *     bench_clusters N FILE.db FROM     N others into one that holds FROM of them: what the next ones cost
 *
 * Of ten documents four are new, three are made from one of fifty templates with other numbers, three are prints of an earlier one (as it is,
 * cut to 60 %, with text around it). Every eighth of the way: documents a second so far, peak memory. At the end: prints that are in
 * their original's cluster, and pairs of neighbours from one template that are not apart. Texts of some 350 letters, made by chance.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "store/store.h"

enum { BATCH = 5000 }; /* documents a transaction */
static uint64_t state = 88172645463325252ull;
static uint32_t rnd(uint64_t *s) {
    *s ^= *s << 13, *s ^= *s >> 7, *s ^= *s << 17;
    return (uint32_t)(*s >> 20);
}

/* Words of two characters out of 1500, most of them seldom: text shares words, not sentences. */
static void words(cedu_buf *b, uint64_t *s, int n) {
    for (int i = 0; i < n; i++) {
        uint32_t a = rnd(s) % 1500, k = a < 700 ? a % 60 : a;
        cedu__buf_cp(b, 0x4E00 + k * 3);
        cedu__buf_cp(b, 0x4E01 + k * 5);
    }
}

static void fresh(cedu_buf *b, uint64_t seed) {
    uint64_t s = seed * 0x9E3779B97F4A7C15ull + 1;
    for (int i = 0; i < 12; i++) {
        words(b, &s, 13);
        cedu__buf_f(b, "%u万元。", 10 + rnd(&s) % 90000);
    }
}

static void from_template(cedu_buf *b, uint32_t kind, uint64_t *s) {
    uint64_t t = 77 + kind;
    for (int i = 0; i < 12; i++) {
        words(b, &t, 12);
        cedu__buf_f(b, "%u家，%u亿元。", 10 + rnd(s) % 990, 10 + rnd(s) % 9900);
    }
}

static cedu_status add(cedu_store *s, cedu_str text, cedu_store_added *out, cedu_error *err) {
    cedu_document d = {.file = CEDU_STR("bench"), .bytes = text.n, .title = CEDU_STR("文")};
    cedu__sha256_hex(text.p, text.n, d.sha256);
    cedu_store_page page = {.doc = &d,
                            .payload = text,
                            .clean = text,
                            .fingerprint = "0000000000000000000000000000000000000000000000000000000000000000"};
    return cedu__store_add(s, &page, false, out, err);
}

int main(int argc, char **argv) {
    size_t n = argc > 1 ? (size_t)atol(argv[1]) : 100000;
    const char *path = argc > 2 ? argv[2] : "bench_clusters.db";
    cedu_store *s;
    cedu_error err;
    cedu_store_added added;
    size_t prints = 0, together = 0, kin = 0, joined = 0, news = 0;
    int64_t last_of[50] = {0};
    size_t first = argc > 3 ? (size_t)atol(argv[3]) : 0;
    state += first;
    int64_t *cluster = calloc(n + 1, sizeof *cluster); /* of the new documents, by number: the bench's own memory */
    cedu_buf b = {.max = 1 << 20}, around = {.max = 1 << 20};
    if (!cluster || cedu__store_open(path, &(cedu_store_options){.create = true}, &s, &err) != CEDU_OK) return 1;
    struct timespec from, now;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (size_t i = 0; i < n; i++) {
        if (i % BATCH == 0 && cedu__store_begin(s, &err) != CEDU_OK) return 1;
        uint32_t what = (uint32_t)(i % 10);
        b.n = around.n = 0;
        if (what < 4) {
            fresh(&b, first + news);
            if (add(s, cedu__buf_view(&b), &added, &err) != CEDU_OK) return 1;
            cluster[news++] = added.cluster;
        } else if (what < 7) {
            uint32_t kind = rnd(&state) % 50;
            from_template(&b, kind, &state);
            if (add(s, cedu__buf_view(&b), &added, &err) != CEDU_OK) return 1;
            kin++, joined += added.cluster == last_of[kind];
            last_of[kind] = added.cluster;
        } else {
            size_t of = rnd(&state) % news;
            fresh(&b, first + of);
            if (what == 8) b.n = cedu__u8_prev(cedu__buf_view(&b), b.n * 6 / 10);
            if (what == 9) words(&around, &state, 30);
            if (what != 8) cedu__buf_f(&around, "第%zu次转载。", i);
            cedu__buf_str(&around, cedu__buf_view(&b));
            if (what == 9) words(&around, &state, 30);
            if (add(s, cedu__buf_view(&around), &added, &err) != CEDU_OK) return 1;
            prints++, together += added.cluster == cluster[of];
        }
        if (i % BATCH == BATCH - 1 && cedu__store_commit(s, &err) != CEDU_OK) return 1;
        if ((i + 1) % (n / 8) == 0) {
            struct rusage u;
            getrusage(RUSAGE_SELF, &u);
            clock_gettime(CLOCK_MONOTONIC, &now);
            double t = (double)(now.tv_sec - from.tv_sec) + (double)(now.tv_nsec - from.tv_nsec) / 1e9;
            double cpu = (double)u.ru_utime.tv_sec + (double)u.ru_utime.tv_usec / 1e6;
            printf("%zu documents: %.0f/s, %.3f ms of user time each, peak %ld MB; prints with their original %.3f %%, "
                   "template kin joined "
                   "%.4f %%\n",
                   i + 1, (double)(i + 1) / t, 1000 * cpu / (double)(i + 1), u.ru_maxrss / 1024,
                   prints ? 100.0 * (double)together / (double)prints : 0, kin ? 100.0 * (double)joined / (double)kin : 0);
            fflush(stdout);
        }
    }
    cedu__store_rollback(s);
    cedu__store_close(s);
    cedu__buf_release(&b);
    cedu__buf_release(&around);
    free(cluster);
    return 0;
}
