/* pack_fixture.h - throw-away pack folders for the tests of this room. */
#ifndef PACK_FIXTURE_H
#define PACK_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "pack/pack.h"

/* A folder TMP/name with PACK and lexicons a.tsv and b.tsv (NULL: none); valid until 64 more are made. */
static inline void write_file(const char *dir, const char *name, const void *p, size_t n) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(p, 1, n, f), n);
    fclose(f);
}

static inline const char *make_pack(const char *name, const char *manifest, const char *a, const char *b) {
    static char dirs[64][128];
    static int used;
    char *dir = dirs[used++ % 64], top[64] = "/tmp/cedu-pack-XXXXXX";
    assert_non_null(mkdtemp(top));
    snprintf(dir, 128, "%s/%s", top, name);
    assert_int_equal(mkdir(dir, 0700), 0);
    if (manifest) write_file(dir, "PACK", manifest, strlen(manifest));
    if (a) write_file(dir, "a.tsv", a, strlen(a));
    if (b) write_file(dir, "b.tsv", b, strlen(b));
    return dir;
}

static inline void drop_pack(const char *dir) {
    static const char *const names[] = {"PACK", "a.tsv", "b.tsv", "c.tsv"};
    char path[512];
    for (size_t i = 0; i < CEDU_COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        unlink(path);
    }
    rmdir(dir);
    snprintf(path, sizeof path, "%s", dir);
    *strrchr(path, '/') = 0;
    rmdir(path);
}

#define MANIFEST "name\tt\nversion\t1\n"

static inline cedu_image *compile_ok(const char *const *dirs, size_t n) {
    cedu_image *im;
    cedu_error err = {0};
    if (cedu__pack_compile(dirs, n, &im, &err) != CEDU_OK) fail_msg("%s", err.en);
    return im;
}

#endif
