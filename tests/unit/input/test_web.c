/* test_web.c - what needs no network: robots.txt, private addresses, HTTP heads, chunks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <arpa/inet.h>
#include <cmocka.h>

#include "input/fetch.h"
#include "input/reader.h"

static bool allow(const char *text, const char *path) { return cedu__robots_allow(cedu__str(text), "cedu", path, NULL); }

static void robots(void **state) {
    (void)state;
    assert_true(allow("", "/x"));
    assert_true(allow("User-agent: *\nDisallow:\n", "/x"));
    assert_false(allow("user-AGENT : *\r\n disallow : / # all\r\n", "/x"));
    static const char groups[] =
        "User-agent: other\nDisallow: /\n\nUser-agent: a\nUser-agent: Cedu/2.0\nDisallow: /no\nAllow: /no/yes\n"
        "Disallow: /*.pdf$\nDisallow: /q?*id=\n\nUser-agent: *\nDisallow: /\nUser-agent: cedu\nDisallow: /more";
    assert_false(allow(groups, "/no"));
    assert_false(allow(groups, "/nothing")); /* a prefix */
    assert_true(allow(groups, "/no/yes/x"));
    assert_false(allow(groups, "/a/b.pdf"));
    assert_true(allow(groups, "/a/b.pdf?x"));
    assert_false(allow(groups, "/q?a=1&id=2"));
    assert_false(allow(groups, "/more/x")); /* two groups of one agent are one */
    assert_true(allow(groups, "/else"));    /* the group of * does not count then */
    assert_false(allow("User-agent: ceduction\nAllow: /\nUser-agent: *\nDisallow: /x", "/x"));
    assert_true(allow("User-agent: *\nDisallow: /a\nAllow: /a", "/a")); /* the same length: allow */
    int delay = 1000;
    assert_true(cedu__robots_allow(CEDU_STR("User-agent: *\nCrawl-delay: 2.5\n"), "cedu", "/", &delay));
    assert_int_equal(delay, 2500);
    delay = 1000;
    assert_true(cedu__robots_allow(CEDU_STR("User-agent: *\nCrawl-delay: 1e9\n"), "cedu", "/", &delay));
    assert_int_equal(delay, 60000);
    /* many stars take no time */
    char stars[1900], path[20000];
    int n = snprintf(stars, sizeof stars, "User-agent: *\nDisallow: /");
    while (n < 1800) n += snprintf(stars + n, sizeof stars - (size_t)n, "*a");
    snprintf(stars + n, sizeof stars - (size_t)n, "*b$");
    memset(path, 'a', sizeof path);
    path[0] = '/', path[sizeof path - 1] = 0;
    assert_true(allow(stars, path));
}

static bool private(const char *z) {
    struct sockaddr_in a = {.sin_family = AF_INET};
    struct sockaddr_in6 b = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, z, &a.sin_addr) == 1) return cedu__address_private((struct sockaddr *)&a);
    assert_int_equal(inet_pton(AF_INET6, z, &b.sin6_addr), 1);
    return cedu__address_private((struct sockaddr *)&b);
}

static void addresses(void **state) {
    (void)state;
    static const char *const inside[] = {"127.0.0.1",
                                         "127.8.8.8",
                                         "0.0.0.0",
                                         "10.1.2.3",
                                         "172.16.0.1",
                                         "172.31.255.255",
                                         "192.168.1.1",
                                         "169.254.169.254",
                                         "100.64.0.1",
                                         "198.18.0.1",
                                         "224.0.0.1",
                                         "255.255.255.255",
                                         "::",
                                         "::1",
                                         "::ffff:127.0.0.1",
                                         "::ffff:10.0.0.1",
                                         "64:ff9b::7f00:1",
                                         "fe80::1",
                                         "fc00::1",
                                         "fd12::1",
                                         "ff02::1",
                                         "2002:7f00:1::",
                                         "::7f00:1"};
    static const char *const outside[] = {"1.1.1.1",         "172.32.0.1",     "172.15.255.255",
                                          "192.169.0.1",     "100.128.0.1",    "223.255.255.255",
                                          "2606:4700::1111", "::ffff:8.8.8.8", "2002:808:808::"};
    for (size_t i = 0; i < CEDU_COUNT(inside); i++)
        if (!private(inside[i])) fail_msg("%s is taken for public", inside[i]);
    for (size_t i = 0; i < CEDU_COUNT(outside); i++)
        if (private(outside[i])) fail_msg("%s is taken for private", outside[i]);
}

static void heads(void **state) {
    (void)state;
    cedu_http_head h;
    static const char one[] = "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML;charset=\"GB2312\"\r\nTransfer-Encoding: chunked\r\n"
                              "Content-Encoding: GZip\r\n\r\nbody";
    assert_true(cedu__http_head((const unsigned char *)one, sizeof one - 1, &h));
    assert_int_equal(h.status, 200);
    assert_int_equal(h.n, sizeof one - 5);
    assert_true(cedu__eqz(h.type, "text/html"));
    assert_string_equal(h.charset, "gb2312");
    assert_true(h.chunked);
    assert_string_equal(h.coding, "gzip");
    static const char *const bad[] = {"", "HTTP/1.1 200 OK", "HTTP/1.1 200 OK\r\nA: b\r\n", "GET / HTTP/1.1\r\n\r\n"};
    for (size_t i = 0; i < CEDU_COUNT(bad); i++)
        assert_false(cedu__http_head((const unsigned char *)bad[i], strlen(bad[i]), &h));
    assert_true(cedu__http_head((const unsigned char *)"HTTP/2 404\nA: b\n\n", 17, &h)); /* old archives end lines so */
    assert_int_equal(h.status, 404);
}

static void chunks(void **state) {
    (void)state;
    static const struct {
        const char *in, *out; /* NULL: left alone */
    } cases[] = {{"3\r\nabc\r\n0\r\n\r\n", "abc"},
                 {"3\nabc\n2;x=1\nde\n0\n\n", "abcde"},
                 {"A\r\nabc", "abc"},
                 {"3\r\nabc\r\nff\r\nde", "abcde"},
                 {"<html>", NULL},
                 {"face the facts", NULL},
                 {"3\r\nabcdef", NULL}};
    for (size_t i = 0; i < CEDU_COUNT(cases); i++) {
        unsigned char b[64];
        size_t n = strlen(cases[i].in);
        memcpy(b, cases[i].in, n);
        bool done = cedu__http_unchunk(b, &n);
        assert_int_equal(done, cases[i].out != NULL);
        const char *want = done ? cases[i].out : cases[i].in;
        assert_int_equal(n, strlen(want));
        assert_memory_equal(b, want, n);
    }
}

static void days(void **state) {
    (void)state;
    static const char *const cases[][2] = {{"2024/3/1 08:00", "2024-03-01"},
                                           {"2024-12-31T10:00:00Z", "2024-12-31"},
                                           {"20240301", "2024-03-01"},
                                           {"2024年3月1日", "2024-03-01"},
                                           {"1709251200", NULL},
                                           {"", NULL},
                                           {"2024-13-01", NULL}};
    for (size_t i = 0; i < CEDU_COUNT(cases); i++) {
        char *z = cedu__iso_day(cedu__str(cases[i][0]));
        if (cases[i][1]) assert_string_equal(z, cases[i][1]);
        else assert_null(z);
        free(z);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(robots), cmocka_unit_test(addresses), cmocka_unit_test(heads),
                                       cmocka_unit_test(chunks), cmocka_unit_test(days)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
