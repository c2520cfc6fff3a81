/* bench_store.c - the knowledge base under made-up documents: ingest, search, lists, reasoning.
 *
 *     bench_store [documents [facts a document [FILE]]]      (defaults 3000, 30, /tmp/bench-store.db; the file is replaced)
 *
 * Text is made of a fixed vocabulary by a fixed generator, so that runs compare. One writer, batches of 200, synchronous=FULL.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "reason/reason.h"

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static unsigned seed = 1;
static unsigned rnd(unsigned n) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static const char *const words[] = {"人工智能", "产业", "规模", "算力", "企业", "平台",   "建设", "推动", "支持", "项目",
                                    "芯片",     "数据", "模型", "应用", "场景", "创新",   "发展", "示范", "试点", "投资",
                                    "基金",     "人才", "培养", "园区", "制造", "机器人", "医疗", "交通", "能源", "治理",
                                    "的",       "和",   "在",   "将",   "为",   "，",     "。",   "、"};

static void die(cedu_status st, const cedu_error *e) {
    if (st == CEDU_OK) return;
    fprintf(stderr, "%s\n", e->en);
    exit(1);
}

static int by_time(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void report(const char *what, double *t, size_t n) {
    qsort(t, n, sizeof *t, by_time);
    printf("%-34s median %7.2f ms   p99 %7.2f ms   (%zu runs)\n", what, t[n / 2] * 1e3, t[n * 99 / 100] * 1e3, n);
}

static size_t fill(cedu_store *s, size_t documents, size_t facts) {
    cedu_error e = {0};
    cedu_arena a;
    cedu_buf b = {0};
    size_t bytes = 0;
    cedu__arena_init(&a, 1u << 30);
    for (size_t i = 0; i < documents; i++) {
        if (i % 200 == 0) die(cedu__store_begin(s, &e), &e);
        cedu__arena_reset(&a);
        b.n = 0;
        cedu_fact *f = CEDU_NEW_N(&a, cedu_fact, facts);
        const cedu_fact **p = CEDU_NEW_N(&a, const cedu_fact *, facts);
        size_t per = 5600 / (facts ? facts : 1);
        for (size_t k = 0; k < facts || b.n < 5600; k++) {
            size_t from = b.n;
            double v = 10 + rnd(9000);
            cedu__buf_f(&b, "规模%.0f亿元", v);
            if (k < facts) {
                cedu_str *region = CEDU_NEW(&a, cedu_str);
                *region = cedu__arena_strf(&a, "第%u市", rnd(300));
                f[k] = (cedu_fact){.kind = rnd(10) ? CEDU_FACT_observation : CEDU_FACT_target,
                                   .region = {region, 1},
                                   .subject = cedu__arena_strf(&a, "指标%u", rnd(200)),
                                   .period = cedu__arena_strf(&a, "%u", 2015 + rnd(12)),
                                   .has_value = true,
                                   .value = v * 1e8,
                                   .unit = CEDU_STR("元"),
                                   .as_written = cedu__arena_strf(&a, "%.0f亿元", v),
                                   .confidence = 0.9,
                                   .rule = CEDU_STR("bench"),
                                   .place = {(uint32_t)from, (uint32_t)b.n, 0, 0, (uint32_t)from, (uint32_t)b.n}};
                snprintf(f[k].id, sizeof f[k].id, "%016zx%016zx", i * 2654435761u, k);
                p[k] = &f[k];
            }
            while (b.n < from + per || (k + 1 >= facts && b.n < 5600)) cedu__buf_z(&b, words[rnd(CEDU_COUNT(words))]);
        }
        cedu_document d = {.file = cedu__arena_strf(&a, "bench/%zu.html", i),
                           .title = cedu__arena_strf(&a, "第%zu篇关于算力的报道", i),
                           .published = cedu__arena_strf(&a, "20%02u-%02u-01", 15 + rnd(12), 1 + rnd(12)),
                           .bytes = b.n};
        cedu_str text = cedu__buf_view(&b);
        cedu__sha256_hex(text.p, text.n, d.sha256);
        cedu_store_page page = {
            .doc = &d, .payload = text, .clean = text, .facts = p, .fact_count = facts, .fingerprint = "bench"};
        die(cedu__store_add(s, &page, false, NULL, &e), &e);
        bytes += b.n;
        if (i % 200 == 199 || i + 1 == documents) die(cedu__store_commit(s, &e), &e);
    }
    cedu__buf_release(&b);
    cedu__arena_release(&a);
    return bytes;
}

int main(int argc, char **argv) {
    size_t documents = argc > 1 ? strtoul(argv[1], NULL, 10) : 3000, facts = argc > 2 ? strtoul(argv[2], NULL, 10) : 30;
    const char *path = argc > 3 ? argv[3] : "/tmp/bench-store.db";
    cedu_error e = {0};
    cedu_store *s;
    unlink(path);
    die(cedu__store_open(path, &(cedu_store_options){.create = true}, &s, &e), &e);
    double t = now();
    size_t bytes = fill(s, documents, facts);
    t = now() - t;
    double cpu = (double)clock() / CLOCKS_PER_SEC;
    printf("ingest: %zu documents, %zu facts, %.1f MB of clean text in %.2f s = %.2f MB/s, %.0f documents/s; CPU %.2f s = %.2f "
           "MB/s\n",
           documents, documents * facts, (double)bytes / 1e6, t, (double)bytes / 1e6 / t, (double)documents / t, cpu,
           (double)bytes / 1e6 / cpu);
    cedu_arena a;
    cedu__arena_init(&a, (size_t)4 << 30);
    double times[100];
    static const char *const queries[] = {"算", "算力", "机器人产业", "人工智能芯片平台", "算力 医疗"};
    for (size_t q = 0; q < CEDU_COUNT(queries); q++) {
        cedu_store_hits h = {0};
        for (size_t i = 0; i < 30; i++) {
            cedu__arena_reset(&a);
            double u = now();
            die(cedu__store_search(s, cedu__str(queries[q]), 50, &a, &h, &e), &e);
            times[i] = now() - u;
        }
        char what[64];
        snprintf(what, sizeof what, "search %s (%zu)", queries[q], h.total);
        report(what, times, 30);
    }
    cedu_str regions[] = {CEDU_STR("第7市"), CEDU_STR("第8市"), CEDU_STR("第9市")};
    enum { SHOW, COMPARE, TARGETS, WHAT };
    static const char *const names[] = {"show", "compare 3 regions", "targets of a region"};
    for (int w = 0; w < WHAT; w++) {
        for (size_t i = 0; i < 20; i++) {
            cedu_profile profile;
            cedu_comparison comparison;
            cedu_targets targets;
            cedu__arena_reset(&a);
            double u = now();
            if (w == SHOW) die(cedu__reason_profile(s, regions[i % 3], NULL, &a, &profile, &e), &e);
            if (w == COMPARE) die(cedu__reason_compare(s, (cedu_strs){regions, 3}, NULL, NULL, &a, &comparison, &e), &e);
            if (w == TARGETS) die(cedu__reason_targets(s, (cedu_strs){regions, 1}, 0, NULL, &a, &targets, &e), &e);
            times[i] = now() - u;
        }
        report(names[w], times, 20);
    }
    t = now();
    cedu__arena_reset(&a);
    cedu_conflict_list conflicts;
    die(cedu__reason_conflicts(s, NULL, false, NULL, &a, &conflicts, &e), &e);
    printf("conflicts of everything: %zu in %.2f s\n", conflicts.n, now() - t);
    t = now();
    cedu__arena_reset(&a);
    cedu_derived_list derived;
    die(cedu__reason_derive(s, NULL, NULL, &a, &derived, &e), &e);
    printf("derive everything: %zu in %.2f s\n", derived.n, now() - t);
    for (size_t i = 0; i < 20; i++) { /* what one new document touches: one subject */
        char subject[16];
        snprintf(subject, sizeof subject, "指标%zu", i * 7);
        cedu_store_fact_filter f = {.subject_key = cedu__str(subject)};
        cedu__arena_reset(&a);
        double u = now();
        die(cedu__reason_derive(s, &f, NULL, &a, &derived, &e), &e);
        times[i] = now() - u;
    }
    report("derive one subject again", times, 20);
    t = now();
    cedu__arena_reset(&a);
    cedu_store_problems problems;
    die(cedu__store_check(s, &a, &problems, &e), &e);
    printf("check: %zu problems in %.2f s\n", problems.n, now() - t);
    cedu__arena_release(&a);
    cedu__store_close(s);
    return 0;
}
