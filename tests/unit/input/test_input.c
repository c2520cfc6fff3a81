/* Unit tests of input: order, loops, errors as items, limits, files that change. Each test has a folder of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "input/input.h"

static char root[64];

static int setup(void **state) {
    (void)state;
    snprintf(root, sizeof root, "/tmp/cedu-input-XXXXXX");
    return mkdtemp(root) ? 0 : -1;
}

static int drop(const char *path, const struct stat *st, int kind, struct FTW *f) {
    (void)st, (void)kind, (void)f;
    return remove(path);
}

static int teardown(void **state) {
    (void)state;
    return nftw(root, drop, 16, FTW_DEPTH | FTW_PHYS);
}

static const char *at(const char *name) {
    static char buf[8][4400];
    static int k;
    char *p = buf[k++ % 8];
    snprintf(p, sizeof buf[0], "%s%s%s", root, *name ? "/" : "", name);
    return p;
}

static void put(const char *name, const char *bytes, size_t n) {
    FILE *f = fopen(at(name), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    fclose(f);
}

static void folder(const char *name) { assert_int_equal(mkdir(at(name), 0755), 0); }

/* The walk as one text: a name a line (below root), "!STATUS" after those that failed. */
static void walk(char out[8192], const char *const *paths, size_t n) {
    cedu_walk *w;
    cedu_error err;
    size_t used = 0;
    assert_int_equal(cedu__input_walk(paths, n, &w, &err), CEDU_OK);
    out[0] = '\0';
    for (cedu_source *s; (s = cedu__input_next(w));) {
        const char *name = strncmp(s->path, root, strlen(root)) == 0 ? s->path + strlen(root) : s->path;
        used += (size_t)snprintf(out + used, 8192 - used, "%s%s%s\n", name, s->status ? "!" : "",
                                 s->status ? cedu_status_name(s->status) : "");
        if (s->status) {
            assert_int_equal(s->err.status, s->status);
            assert_true(s->err.zh[0] && s->err.en[0]);
        }
        cedu__input_source_free(s);
    }
    assert_null(cedu__input_next(w)); /* the end stays the end */
    cedu__input_walk_free(w);
}

static void walk_all(char out[8192]) {
    const char *paths[] = {root};
    walk(out, paths, 1);
}

static void order_is_that_of_the_names(void **state) {
    (void)state;
    char out[8192];
    folder("b");
    put("b/2.txt", "x", 1);
    put("b/10.txt", "x", 1);
    put("c", "x", 1);
    put("a.html", "x", 1);
    put("\xE5\x9F\x8E.txt", "x", 1);
    put(".hidden", "x", 1);
    folder(".git");
    put(".git/config", "x", 1);
    folder("empty");
    walk_all(out);
    assert_string_equal(out, "/a.html\n/b/2.txt\n/b/10.txt\n/c\n/\xE5\x9F\x8E.txt\n");
}

static void arguments_keep_their_order_and_hidden_ones_count(void **state) {
    (void)state;
    char out[8192], dir[4400];
    put("z", "x", 1);
    put("a", "x", 1);
    put(".h", "x", 1);
    snprintf(dir, sizeof dir, "%s//", root);
    const char *paths[] = {at("z"), "-", at(".h"), at("missing"), dir, at("z")};
    walk(out, paths, 6);
    assert_string_equal(out, "/z\n-\n/.h\n/missing!UNREADABLE\n//a\n//z\n/z\n");
}

static void loops_and_second_ways_are_cut(void **state) {
    (void)state;
    char out[8192];
    folder("a");
    put("a/1", "x", 1);
    assert_int_equal(symlink("..", at("a/up")), 0);  /* a loop */
    assert_int_equal(symlink(".", at("a/self")), 0); /* the smallest loop */
    assert_int_equal(symlink("a", at("b")), 0);      /* a second way: not walked again */
    assert_int_equal(symlink("a/1", at("file")), 0); /* links to files are files */
    assert_int_equal(symlink("nowhere", at("gone")), 0);
    assert_int_equal(symlink("round", at("round")), 0);
    walk_all(out);
    assert_string_equal(out, "/a/1\n/a/self!BAD_INPUT\n/a/up!BAD_INPUT\n/file\n/gone!UNREADABLE\n/round!UNREADABLE\n");
}

/* 2^40 ways through 40 folders: only the first to each is taken. */
static void a_lattice_of_links_ends(void **state) {
    (void)state;
    char out[8192], name[32], target[32];
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "d%02d", i);
        folder(name);
        snprintf(target, sizeof target, "../d%02d", i + 1);
        snprintf(name, sizeof name, "d%02d/x", i);
        if (i < 39) assert_int_equal(symlink(target, at(name)), 0);
        snprintf(name, sizeof name, "d%02d/y", i);
        if (i < 39) assert_int_equal(symlink(target, at(name)), 0);
    }
    put("d39/leaf", "x", 1);
    walk_all(out);
    assert_non_null(strstr(out, "/leaf\n"));
    assert_true(strlen(out) < 600);
}

static void depth_is_limited_and_said(void **state) {
    (void)state;
    char out[8192], path[1024] = "";
    for (int i = 0; i < CEDU_MAX_FOLDER_DEPTH + 3; i++) {
        strcat(path, i ? "/d" : "d");
        folder(path);
    }
    put("last", "x", 1);
    walk_all(out);
    assert_non_null(strstr(out, "!TOO_LARGE\n/last\n"));
}

static void what_is_no_file_is_an_item_with_an_error(void **state) {
    (void)state;
    char out[8192];
    assert_int_equal(mkfifo(at("fifo"), 0644), 0);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    struct sockaddr_un a = {.sun_family = AF_UNIX};
    snprintf(a.sun_path, sizeof a.sun_path, "%s/sock", root);
    assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof a), 0);
    put("ok", "x", 1);
    walk_all(out);
    assert_string_equal(out, "/fifo!UNSUPPORTED\n/ok\n/sock!UNSUPPORTED\n");
    cedu_bytes b;
    cedu_error err;
    assert_int_equal(cedu__input_read(at("fifo"), &b, &err), CEDU_UNSUPPORTED); /* and does not wait for a writer */
    assert_int_equal(cedu__input_read(at("sock"), &b, &err), CEDU_UNSUPPORTED);
    assert_int_equal(cedu__input_read("/dev/zero", &b, &err), CEDU_UNSUPPORTED);
    assert_int_equal(cedu__input_read(root, &b, &err), CEDU_UNSUPPORTED);
    assert_int_equal(cedu__input_read(at("nothing"), &b, &err), CEDU_UNREADABLE);
    assert_int_equal(cedu__input_read(at("ok/nothing"), &b, &err), CEDU_UNREADABLE);
    assert_null(b.p);
    close(fd);
}

static void unreadable_folder_and_file_are_items(void **state) {
    (void)state;
    char out[8192];
    folder("shut");
    put("shut/x", "x", 1);
    put("z", "x", 1);
    chmod(root, 0755);
    chmod(at("shut"), 0);
    chmod(at("z"), 0);
    bool root_user = geteuid() == 0; /* reads everything: as nobody, then */
    if (root_user && seteuid(65534) != 0) skip();
    cedu_bytes b;
    cedu_error err;
    walk_all(out);
    cedu_status s = cedu__input_read(at("z"), &b, &err);
    if (root_user && seteuid(0) != 0) abort();
    chmod(at("shut"), 0755);
    assert_string_equal(out, "/shut!UNREADABLE\n/z\n");
    assert_int_equal(s, CEDU_UNREADABLE);
    assert_non_null(strstr(err.en, "permission"));
}

static void bytes_are_the_files(void **state) {
    (void)state;
    cedu_bytes b;
    cedu_error err;
    put("nul", "a\0b\xFF", 4);
    assert_int_equal(cedu__input_read(at("nul"), &b, &err), CEDU_OK);
    assert_int_equal(b.n, 4);
    assert_memory_equal(b.p, "a\0b\xFF", 5); /* with the NUL after it */
    cedu__input_bytes_release(&b);
    put("empty", "", 0);
    assert_int_equal(cedu__input_read(at("empty"), &b, &err), CEDU_OK);
    assert_int_equal(b.n, 0);
    assert_non_null(b.p);
    cedu__input_bytes_release(&b);
    cedu__input_bytes_release(&b);                                              /* twice is fine */
    assert_int_equal(cedu__input_read("/proc/self/status", &b, &err), CEDU_OK); /* a size of 0 is no promise */
    assert_true(b.n > 100);
    cedu__input_bytes_release(&b);
}

static void too_large_is_not_read(void **state) {
    (void)state;
    cedu_bytes b;
    cedu_error err;
    put("big", "x", 1);
    assert_int_equal(truncate(at("big"), (off_t)CEDU_MAX_PAYLOAD + 1), 0); /* sparse: costs nothing */
    assert_int_equal(cedu__input_read(at("big"), &b, &err), CEDU_TOO_LARGE);
    assert_null(b.p);
    assert_non_null(strstr(err.en, "256 MB"));
    assert_int_equal(truncate(at("big"), (off_t)1 << 40), 0);
    assert_int_equal(cedu__input_read(at("big"), &b, &err), CEDU_TOO_LARGE);
}

static void standard_input_is_read_to_its_end(void **state) {
    (void)state;
    cedu_bytes b;
    cedu_error err;
    int saved = dup(STDIN_FILENO);
    size_t n = 300000;
    char *p = malloc(n);
    for (size_t i = 0; i < n; i++) p[i] = (char)(i * 7);
    put("in", p, n);
    int fd = open(at("in"), O_RDONLY);
    assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(cedu__input_read("-", &b, &err), CEDU_OK);
    assert_int_equal(b.n, n);
    assert_memory_equal(b.p, p, n);
    cedu__input_bytes_release(&b);
    assert_int_equal(cedu__input_read("-", &b, &err), CEDU_OK); /* at its end: empty */
    assert_int_equal(b.n, 0);
    cedu__input_bytes_release(&b);
    close(fd);
    fd = open("/dev/zero", O_RDONLY); /* endless: stopped at the limit */
    assert_int_equal(dup2(fd, STDIN_FILENO), STDIN_FILENO);
    assert_int_equal(cedu__input_read("-", &b, &err), CEDU_TOO_LARGE);
    close(fd);
    dup2(saved, STDIN_FILENO);
    close(saved);
    free(p);
}

/* Another thread rewrites the file all the time: no read gives a part of it as if it were whole. */
static _Atomic int stop;
static void *rewrite(void *path) {
    for (int k = 0; !stop; k++) {
        int fd = open(path, O_WRONLY | O_TRUNC);
        char buf[4096];
        memset(buf, 'a' + k % 20, sizeof buf);
        for (int i = 0; i < 64; i++)
            if (write(fd, buf, sizeof buf) < 0) break;
        close(fd);
    }
    return NULL;
}

static void a_file_that_changes_is_refused(void **state) {
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/moving", root);
    put("moving", "a", 1);
    pthread_t t;
    stop = 0;
    assert_int_equal(pthread_create(&t, NULL, rewrite, path), 0);
    int refused = 0;
    for (time_t end = time(NULL) + 30; refused < 3 && time(NULL) < end;) {
        cedu_bytes b;
        cedu_error err;
        cedu_status s = cedu__input_read(path, &b, &err);
        if (s == CEDU_BAD_INPUT) refused++;
        else assert_true(s == CEDU_OK && (b.n % 4096 == 0 || b.n == 1));
        cedu__input_bytes_release(&b);
    }
    stop = 1;
    pthread_join(t, NULL);
    assert_true(refused > 0);
}

static void failing_allocations_are_said(void **state) {
    (void)state;
    folder("a");
    put("a/1", "x", 1);
    put("a/2", "x", 1);
    put("b", "x", 1);
    const char *paths[] = {root};
    bool whole = false;
    for (long k = 1; k < 200 && !whole; k++) {
        cedu_walk *w = NULL;
        cedu_error err;
        int found = 0, failed = 0;
        cedu__alloc_fail_after = k;
        if (cedu__input_walk(paths, 1, &w, &err) == CEDU_OK) {
            for (cedu_source *s; (s = cedu__input_next(w)); cedu__input_source_free(s)) {
                found += s->status == CEDU_OK, failed += s->status == CEDU_NOMEM;
            }
            if (!failed) assert_true(found == 3 || cedu__input_walk_failed(w));
            whole = found == 3 && !failed;
            cedu__input_walk_free(w);
        }
        cedu__alloc_fail_after = 0;
        cedu_bytes b;
        cedu__alloc_fail_after = 1;
        assert_int_equal(cedu__input_read(at("b"), &b, &err), CEDU_NOMEM);
        cedu__alloc_fail_after = 0;
    }
    assert_true(whole);
}

int main(void) {
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        T(order_is_that_of_the_names),
        T(arguments_keep_their_order_and_hidden_ones_count),
        T(loops_and_second_ways_are_cut),
        T(a_lattice_of_links_ends),
        T(depth_is_limited_and_said),
        T(what_is_no_file_is_an_item_with_an_error),
        T(unreadable_folder_and_file_are_items),
        T(bytes_are_the_files),
        T(too_large_is_not_read),
        T(standard_input_is_read_to_its_end),
        T(a_file_that_changes_is_refused),
        T(failing_allocations_are_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
