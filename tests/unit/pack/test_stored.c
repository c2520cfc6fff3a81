/* Images as files: the same answers after saving and mapping; damaged, cut and foreign files are refused; the cache. */
#include "pack_fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "pack/layout.h"

static char top[64];
static const char *in_top(const char *name) {
    static char path[4][256];
    static int k;
    char *p = path[k++ % 4];
    snprintf(p, 256, "%s/%s", top, name);
    return p;
}

static int make_top(void **state) {
    (void)state;
    snprintf(top, sizeof top, "/tmp/cedu-stored-XXXXXX");
    return mkdtemp(top) ? 0 : 1;
}
static int drop_top(void **state) {
    (void)state;
    char cmd[256];
    snprintf(cmd, sizeof cmd, "chmod -R u+w %s; rm -r %s", top, top);
    return system(cmd);
}

/* Files of a folder whose name has this in it. */
static int files_with(const char *dir, const char *part, char *one) {
    DIR *d = opendir(dir);
    int n = 0;
    if (!d) return 0;
    for (struct dirent *e; (e = readdir(d));)
        if (e->d_name[0] != '.' || e->d_name[1] == 'c')
            if (strstr(e->d_name, part)) {
                n++;
                if (one) snprintf(one, 512, "%s/%s", dir, e->d_name);
            }
    closedir(d);
    return n;
}

static char *slurp(const char *path, size_t *n) {
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    *n = (size_t)ftell(f);
    rewind(f);
    char *p = malloc(*n + 1);
    assert_int_equal(fread(p, 1, *n, f), *n);
    fclose(f);
    return p;
}

static void same_answers(void **state) {
    (void)state;
    static const char *const dirs[] = {CEDU_TEST_PACKS "/core", CEDU_TEST_PACKS "/ai-industry"};
    cedu_image *a = compile_ok(dirs, 2), *b;
    cedu_error err = {0};
    const char *path = in_top("a.image");
    char fingerprint[65];
    assert_int_equal(cedu__image_save(a, path, &err), CEDU_OK);
    assert_int_equal(cedu__image_load(path, &b, &err), CEDU_OK);
    assert_int_equal(cedu__pack_fingerprint(dirs, 2, fingerprint, &err), CEDU_OK);
    assert_string_equal(cedu__image_fingerprint(a), fingerprint);
    assert_string_equal(cedu__image_fingerprint(b), fingerprint);
    assert_int_equal(cedu__image_entries(a), cedu__image_entries(b));
    for (int32_t e = 0; e < (int32_t)cedu__image_entries(a); e++) {
        const cedu_entry *x = cedu__image_entry(a, e), *y = cedu__image_entry(b, e);
        assert_true(x->cls == y->cls && cedu__eq(x->id, y->id) && cedu__eq(x->name, y->name) && x->parent == y->parent);
        for (size_t k = 0; k < cedu__image_form_count(a, e); k++) {
            cedu_hit p[64], q[64];
            cedu_str f = cedu__image_form(b, e, k);
            size_t n = cedu__image_match(a, ~0u, f, 0, p, 64);
            assert_int_equal(cedu__image_match(b, ~0u, f, 0, q, 64), n);
            for (size_t i = 0; i < n; i++)
                assert_true(p[i].end == q[i].end && p[i].entry == q[i].entry && p[i].weak == q[i].weak);
        }
    }
    cedu__image_free(a);
    cedu__image_free(b);
}

static void refused(const char *bytes, size_t n, const char *zh) {
    cedu_image *im;
    cedu_error err = {0};
    const char *path = in_top("bad.image");
    write_file(top, "bad.image", bytes, n);
    cedu_status s = cedu__image_load(path, &im, &err);
    if (s != CEDU_PACK || im) fail_msg("taken, %zu bytes", n);
    if (zh) assert_non_null(strstr(err.zh, zh));
    assert_non_null(strstr(err.en, "bad.image"));
}

static void damaged_files(void **state) {
    (void)state;
    const char *dir = make_pack("t", MANIFEST, "#lexicon\tunit\nname\tdimension\n甲\tcount\n乙\tmoney\n", NULL);
    const char *const dirs[] = {dir};
    cedu_image *im = compile_ok(dirs, 1);
    cedu_error err;
    size_t n;
    assert_int_equal(cedu__image_save(im, in_top("t.image"), &err), CEDU_OK);
    char *p = slurp(in_top("t.image"), &n);
    refused("", 0, NULL);
    refused("what is this", 12, "不是知识包映像");
    refused(p, 20, "不完整");
    refused(p, n - 1, "不完整");
    refused(p, n / 2, "不完整");
    for (size_t i = 0; i < n; i += i < sizeof(header) ? 1 : 97) { /* any bit: noticed */
        p[i] ^= 0x10;
        refused(p, n, NULL);
        p[i] ^= 0x10;
    }
    header *h = (header *)(void *)p;
    h->build[0] ^= 1;
    refused(p, n, "另一版本");
    h->build[0] ^= 1;
    h->order = 0x04030201;
    refused(p, n, "另一版本");
    h->order = CEDU_IMAGE_ORDER;
    h->section[SECTION_pool].n += 4096; /* forged: the checksum is right, what it leads to is not */
    h->checksum = cedu__image_checksum(h);
    refused(p, n, "已损坏");
    free(p);
    cedu_image *none;
    assert_int_equal(cedu__image_load(in_top("absent.image"), &none, &err), CEDU_PACK);
    assert_non_null(strstr(err.zh, "没有这个文件"));
    assert_int_equal(cedu__image_load(top, &none, &err), CEDU_PACK); /* a folder */
    assert_int_not_equal(cedu__image_save(im, in_top("no/such/folder.image"), &err), CEDU_OK);
    cedu__image_free(im);
    drop_pack(dir);
}

static void open_ok(const char *dir, const char *cache, const char *word, bool there) {
    cedu_image *im;
    cedu_error err = {0};
    if (cedu__pack_open(&dir, 1, cache, &im, &err) != CEDU_OK) fail_msg("%s", err.en);
    assert_int_equal(cedu__image_by_form(im, CEDU_CLASS_unit, cedu__str(word)) >= 0, there);
    cedu__image_free(im);
}

static void the_cache(void **state) {
    (void)state;
    const char *dir = make_pack("t", MANIFEST, "#lexicon\tunit\nname\tdimension\n甲\tcount\n", NULL), *cache = in_top("x/cedu");
    char kept[512], other[600];
    open_ok(dir, NULL, "甲", true);
    open_ok(dir, cache, "甲", true);
    assert_int_equal(files_with(cache, ".image", kept), 1);
    open_ok(dir, cache, "甲", true);
    assert_int_equal(files_with(cache, ".image", NULL), 1);
    write_file(dir, "a.tsv", "#lexicon\tunit\nname\tdimension\n乙\tcount\n", 39); /* same length, same second: other contents */
    open_ok(dir, cache, "乙", true);
    open_ok(dir, cache, "甲", false);
    assert_int_equal(files_with(cache, ".image", NULL), 2);
    write_file(dir, "a.tsv", "#lexicon\tunit\nname\tdimension\n甲\tcount\n", 39);
    for (int damage = 0; damage < 3; damage++) { /* damaged, cut, empty: made again */
        size_t n;
        char *p = slurp(kept, &n);
        p[n / 2] ^= 1;
        FILE *f = fopen(kept, "wb");
        fwrite(p, 1, damage == 0 ? n : damage == 1 ? n - 100 : 0, f);
        fclose(f);
        open_ok(dir, cache, "甲", true);
        cedu_image *im;
        cedu_error err;
        assert_int_equal(cedu__image_load(kept, &im, &err), CEDU_OK);
        cedu__image_free(im);
        free(p);
    }
    assert_int_equal(files_with(cache, ".cedu-", NULL), 0);
    snprintf(other, sizeof other, "%s/.cedu-killed", cache); /* what a killed writer left long ago */
    FILE *f = fopen(other, "wb");
    fclose(f);
    assert_int_equal(utimensat(AT_FDCWD, other, (struct timespec[2]){{1000, 0}, {1000, 0}}, 0), 0);
    unlink(kept);
    open_ok(dir, cache, "甲", true);
    assert_int_equal(files_with(cache, ".cedu-", NULL), 0);
    unlink(kept);
    chmod(cache, 0500);
    open_ok(dir, cache, "甲", true); /* cannot be written: no error (root writes all the same) */
    chmod(cache, 0700);
    write_file(top, "file", "x", 1);
    open_ok(dir, in_top("file"), "甲", true); /* no folder at all */
    drop_pack(dir);
}

/* Writers that are killed at any moment: the file under the name is always whole. */
static void killed_writers(void **state) {
    (void)state;
    static const char *const dirs[] = {CEDU_TEST_PACKS "/core"};
    cedu_image *im = compile_ok(dirs, 1), *back;
    cedu_error err;
    const char *path = in_top("k.image");
    for (int round = 0; round < 12; round++) {
        pid_t child = fork();
        if (child == 0) {
            for (;;) (void)!cedu__image_save(im, path, &err);
        }
        usleep((useconds_t)(2000 + 3100 * round));
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        if (access(path, F_OK) != 0) continue;
        assert_int_equal(cedu__image_load(path, &back, &err), CEDU_OK);
        cedu__image_free(back);
    }
    cedu__image_free(im);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_answers), cmocka_unit_test(damaged_files),
                                       cmocka_unit_test(the_cache), cmocka_unit_test(killed_writers)};
    return cmocka_run_group_tests(tests, make_top, drop_top);
}
