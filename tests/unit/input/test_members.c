/* test_members.c - containers: every kind, nested, damaged, lying; every record accounted for. Archives are made here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>
#include <zlib.h>

#include "input/fetch.h"
#include "input/office.h"
#include "input/pdf.h"
#include "input/reader.h"

/* ------------------------------------------------------------------ making things */
typedef struct blob {
    char *p;
    size_t n, cap;
} blob;

static blob *add(blob *b, const void *p, size_t n) {
    if (n > PTRDIFF_MAX) abort(); /* never; the optimiser believes it could be */
    if (b->n + n + 1 > b->cap) {
        b->cap = (b->n + n + 1) * 2;
        b->p = realloc(b->p, b->cap);
    }
    memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = 0;
    return b;
}
static blob *addz(blob *b, const char *z) { return add(b, z, strlen(z)); }

typedef struct entry {
    const char *name;
    const void *p;
    size_t n;
} entry;

static blob pack(const char *format, const char *filter, const entry *e, size_t n) {
    blob b = {0};
    size_t total = 65536, used = 0;
    for (size_t i = 0; i < n; i++) total += e[i].n + 2048;
    b.p = malloc(total);
    struct archive *a = archive_write_new();
    assert_int_equal(archive_write_set_format_by_name(a, format), ARCHIVE_OK);
    if (filter) assert_int_equal(archive_write_add_filter_by_name(a, filter), ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(a, 1);
    assert_int_equal(archive_write_open_memory(a, b.p, total, &used), ARCHIVE_OK);
    for (size_t i = 0; i < n; i++) {
        struct archive_entry *x = archive_entry_new();
        archive_entry_set_pathname(x, e[i].name);
        archive_entry_set_filetype(x, AE_IFREG);
        archive_entry_set_perm(x, 0644);
        archive_entry_set_size(x, (la_int64_t)e[i].n);
        assert_int_equal(archive_write_header(a, x), ARCHIVE_OK);
        archive_write_data(a, e[i].p, e[i].n);
        archive_entry_free(x);
    }
    archive_write_close(a);
    archive_write_free(a);
    b.n = used;
    return b;
}

static void gz(blob *out, const void *p, size_t n) {
    z_stream z = {0};
    assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    size_t cap = deflateBound(&z, n) + 64;
    unsigned char *q = malloc(cap);
    z.next_in = (unsigned char *)(uintptr_t)p, z.avail_in = (uInt)n;
    z.next_out = q, z.avail_out = (uInt)cap;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    add(out, q, cap - z.avail_out);
    deflateEnd(&z);
    free(q);
}

/* A response record; declared < 0: the true length. */
static blob record(const char *type, int number, const char *http, const char *body, size_t n, long declared) {
    char head[512];
    blob b = {0};
    snprintf(
        head, sizeof head,
        "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: http://example.org/%d\r\nWARC-Record-ID: <urn:%d>\r\n"
        "WARC-Date: 2024-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %ld\r\n\r\n",
        type, number, number, declared >= 0 ? declared : (long)(strlen(http) + n));
    addz(&b, head);
    addz(&b, http);
    add(&b, body, n);
    addz(&b, "\r\n\r\n");
    return b;
}
#define HTML "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=GBK\r\n\r\n"

static blob page_record(int number, const char *body, long declared) {
    return record("response", number, HTML, body, strlen(body), declared);
}

/* ------------------------------------------------------------------ reading things: one line a member */
static void list(const blob *b, const char *name, const cedu_input_options *opt, char *out, size_t cap) {
    cedu_members *ms;
    cedu_error err = {0};
    size_t n = 0;
    cedu_status st = cedu__input_open_bytes(b->p, b->n, name, opt, &ms, &err);
    out[0] = 0;
    if (st != CEDU_OK) {
        snprintf(out, cap, "!%s", cedu_status_name(st));
        return;
    }
    cedu_member m;
    while (cedu__input_member(ms, &m)) {
        if (m.status != CEDU_OK)
            n += (size_t)snprintf(out + n, cap - n, "%s!%s\n", m.name ? m.name : "-", cedu_status_name(m.status));
        else
            n += (size_t)snprintf(out + n, cap - n, "%s=%.*s%s%s\n", m.name ? m.name : "-",
                                  (int)(m.bytes.n < 40 ? m.bytes.n : 40), (char *)m.bytes.p, m.note[0] ? " #" : "", m.note);
        cedu__input_member_release(&m);
    }
    const cedu_member_counts *c = cedu__input_counts(ms);
    assert_int_equal(c->records, c->read + c->skipped + c->failed);
    snprintf(out + n, cap - n, "%d/%d/%d", (int)c->read, (int)c->skipped, (int)c->failed);
    cedu__input_members_free(ms);
}

static void expect(const blob *b, const char *name, const char *what) {
    char out[8192];
    list(b, name, NULL, out, sizeof out);
    assert_string_equal(out, what);
}

/* ------------------------------------------------------------------ archives */
static void archives_of_every_kind(void **state) {
    (void)state;
    const entry e[] = {{"a/one.html", "<p>1", 4}, {"two.txt", "22", 2}, {"a/x.css", "b{}", 3}, {"a/pic.PNG", "x", 1}};
    static const struct {
        const char *format, *filter, *name;
    } kinds[] = {{"zip", NULL, "x.zip"},       {"ustar", NULL, "x.tar"},     {"pax", "gzip", "x.tgz"},
                 {"gnutar", "xz", "x.tar.xz"}, {"pax", "zstd", "x.tar.zst"}, {"ustar", "bzip2", "x.tbz2"},
                 {"7zip", NULL, "x.7z"},       {"zip", NULL, "nonsense"}};
    for (size_t i = 0; i < CEDU_COUNT(kinds); i++) {
        blob b = pack(kinds[i].format, kinds[i].filter, e, 4);
        expect(&b, kinds[i].name, "a/one.html=<p>1\ntwo.txt=22\n2/2/0");
        free(b.p);
    }
}

static void one_compressed_file_is_one_member(void **state) {
    (void)state;
    blob b = {0};
    gz(&b, "<p>a", 4);
    expect(&b, "dir/page.html.gz", "page.html=<p>a\n1/0/0");
    gz(&b, "b", 1); /* two gzip members are one file */
    expect(&b, "page.html.gz", "page.html=<p>ab\n1/0/0");
    b.n -= 12; /* cut: what came is kept and marked */
    expect(&b, "page.html.gz", "page.html=<p>a #the gzip data are damaged or cut off; what came before was read\n1/0/0");
    free(b.p);
}

static void nesting_ends_at_two(void **state) {
    (void)state;
    const entry e3[] = {{"c.txt", "3", 1}};
    blob c = pack("zip", NULL, e3, 1);
    const entry e2[] = {{"b.txt", "2", 1}, {"c.zip", c.p, c.n}};
    blob b = pack("ustar", "gzip", e2, 2);
    const entry e1[] = {{"a.txt", "1", 1}, {"b.tar.gz", b.p, b.n}, {"z.txt", "9", 1}};
    blob a = pack("zip", NULL, e1, 3);
    expect(&a, "a.zip", "a.txt=1\nb.tar!b.txt=2\nb.tar!c.zip!TOO_LARGE\nz.txt=9\n3/0/1");
    free(a.p), free(b.p), free(c.p);
}

static void a_bomb_costs_itself_only(void **state) {
    (void)state;
    size_t n = (size_t)CEDU_MAX_MEMBER + 1;
    char *zeros = calloc(1, n);
    const entry e[] = {{"a.txt", "1", 1}, {"bomb.txt", zeros, n}, {"z.txt", "9", 1}};
    blob b = pack("pax", "gzip", e, 3);
    assert_true(b.n < 200000);
    expect(&b, "a.tar.gz", "a.txt=1\nbomb.txt!TOO_LARGE\nz.txt=9\n2/0/1");
    free(b.p), free(zeros);
}

static void a_cut_archive_gives_what_came(void **state) {
    (void)state;
    char body[5000];
    for (size_t i = 0; i < sizeof body; i++) body[i] = (char)('a' + rand() % 26);
    const entry e[] = {{"a.txt", "1", 1}, {"b.txt", body, sizeof body}};
    blob b = pack("ustar", NULL, e, 2);
    char out[8192];
    b.n = 512 * 2 + 512 + 700;
    list(&b, "x.tar", NULL, out, sizeof out);
    assert_true(!strncmp(out, "a.txt=1\nb.txt=", 14));
    assert_non_null(strstr(out, "damaged or cut off"));
    assert_non_null(strstr(out, "2/0/1")); /* and the break is told */
    free(b.p);
}

static void names_in_gbk_are_read(void **state) {
    (void)state;
    char *z = cedu__label("\xB3\xC9\xB6\xBC.html", 9);
    assert_string_equal(z, "成都.html");
    free(z);
    z = cedu__label("a\xFF\nb", 4);
    assert_string_equal(z, "a\xEF\xBF\xBD?b");
    free(z);
}

/* ------------------------------------------------------------------ WARC */
static blob three(long second, bool gzipped) {
    blob all = {0}, r[4] = {record("request", 0, "", "GET /", 5, -1), page_record(1, "<p>one", -1),
                            page_record(2, "<p>two", second), page_record(3, "<p>three", -1)};
    for (int i = 0; i < 4; i++) {
        if (gzipped) gz(&all, r[i].p, r[i].n);
        else add(&all, r[i].p, r[i].n);
        free(r[i].p);
    }
    return all;
}

static void warc_records(void **state) {
    (void)state;
    blob b = three(-1, false), g = three(-1, true), whole = {0};
    static const char good[] = "urn:1=<p>one\nurn:2=<p>two\nurn:3=<p>three\n3/1/0";
    expect(&b, "x.warc", good);
    expect(&g, "x.warc.gz", good);
    gz(&whole, b.p, b.n);
    expect(&whole, "x.warc.gz", good);
    cedu_members *ms;
    cedu_member m;
    assert_int_equal(cedu__input_open_bytes(g.p, g.n, "x", NULL, &ms, NULL), CEDU_OK);
    assert_true(cedu__input_member(ms, &m));
    assert_string_equal(m.url, "http://example.org/1");
    assert_string_equal(m.charset, "gbk");
    assert_string_equal(m.fetched, "2024-01-02T03:04:05Z");
    assert_string_equal(m.media, "html");
    assert_null(m.date); /* the day of the crawl is not that of publication */
    cedu__input_member_release(&m);
    cedu__input_members_free(ms);
    free(b.p), free(g.p), free(whole.p);
}

static void lengths_that_lie(void **state) {
    (void)state;
    static const char large[] = "urn:1=<p>one\nurn:2=<p>two #the record's length is too large\nurn:3=<p>three\n3/1/0";
    static const char small[] = "urn:1=<p>one\nurn:2=<p>two #the record's length is too small\nurn:3=<p>three\n3/1/0";
    long http = (long)strlen(HTML);
    for (int k = 0; k < 4; k++) {
        long declared = (long[]){http + 100, 99999999, http + 2, http + 5}[k];
        blob b = three(declared, false);
        expect(&b, "x.warc", k < 2 ? large : small);
        free(b.p);
        blob g = three(declared, true); /* the gzip member ends: nothing is swallowed */
        expect(&g, "x.warc.gz",
               k < 2 ? "urn:1=<p>one\nurn:2=<p>two\r\n\r\n #the record is cut off\nurn:3=<p>three\n3/1/0" : small);
        free(g.p);
    }
}

/* n records that all claim to be longer than the file: read once, not once each. */
static void a_file_of_lies_is_read_once(void **state) {
    (void)state;
    blob all = {0};
    enum { N = 20000 };
    for (int i = 0; i < N; i++) {
        blob r = page_record(i, "<p>x", 1000000000);
        add(&all, r.p, r.n);
        free(r.p);
    }
    cedu_members *ms;
    cedu_member m;
    int n = 0;
    assert_int_equal(cedu__input_open_bytes(all.p, all.n, "x.warc", NULL, &ms, NULL), CEDU_OK);
    while (cedu__input_member(ms, &m)) {
        n += m.status == CEDU_OK && m.bytes.n == 4;
        cedu__input_member_release(&m);
    }
    assert_true(n >= N - 1);
    cedu__input_members_free(ms);
    free(all.p);
}

static void damage_between_and_inside(void **state) {
    (void)state;
    blob a = page_record(1, "<p>one", -1), b = page_record(2, "<p>two", -1), all = {0}, g = {0};
    add(&all, a.p, a.n);
    addz(&all, "some bytes that are no record at all, and more of them\r\n\r\n");
    add(&all, b.p, b.n);
    char out[4096];
    list(&all, "x.warc", NULL, out, sizeof out);
    assert_non_null(strstr(out, "urn:2=<p>two"));
    gz(&g, a.p, a.n);
    size_t first = g.n;
    gz(&g, b.p, b.n);
    size_t second = g.n;
    gz(&g, a.p, a.n);
    memset(g.p + first + (second - first) / 2, 0x55, 12);
    list(&g, "x.warc.gz", NULL, out, sizeof out);
    assert_true(!strncmp(out, "urn:1=<p>one\n", 13));
    assert_non_null(strstr(out, "-!BAD_INPUT"));
    const char *again = strstr(out + 13, "urn:1=<p>one");
    assert_non_null(again); /* the record behind the damage */
    g.n = second + 5;       /* cut in a header */
    list(&g, "x.warc.gz", NULL, out, sizeof out);
    assert_non_null(strstr(out, "/2")); /* two damages */
    free(all.p), free(g.p), free(a.p), free(b.p);
}

static void transfer_codings_are_undone(void **state) {
    (void)state;
    blob z = {0}, all = {0};
    gz(&z, "<p>zipped", 9);
    blob r[] = {
        record("response", 1, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n",
               "3\r\n<p>\r\n8;x=y\r\nchunked!\r\n0\r\n\r\n", 31, -1),
        record("response", 2, "HTTP/1.1 200 OK\r\ncontent-type: TEXT/HTML\r\ncontent-encoding: gzip\r\n\r\n", z.p, z.n, -1),
        record("response", 3, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n", "<p>not", 6, -1),
        record("response", 4, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: zstd\r\n\r\n",
               "\xCE\xB2\xFF\xFF", 4, -1),
        record("response", 5, "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n", "x", 1, -1),
        record("response", 6, "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n\r\n", "x", 1, -1),
        record("response", 7, "no http at all", "x", 1, -1),
    };
    for (size_t i = 0; i < CEDU_COUNT(r); i++) add(&all, r[i].p, r[i].n), free(r[i].p);
    expect(&all, "x.warc", "urn:1=<p>chunked!\nurn:2=<p>zipped\nurn:3=<p>not\nurn:4!UNSUPPORTED\n3/3/1");
    free(all.p), free(z.p);
}

/* Brotli bodies where the library is there; cut ones keep what came; two gzip members are one body. */
static void brotli_and_members(void **state) {
    (void)state;
    static const char br[] =
        "\x1B\x1D\x00\xF8\x9D\x09\x36\x2E\xA8\x77\xC7\x78\xC9\x23\x06\x57\x20\x74\xE5\x23\x97\x69\x6C\x6F\x31\x54"
        "\x24\x80\xD6\x07"; /* <p>brotli, four times */
    static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n";
    blob z = {0}, all = {0};
    gz(&z, "<p>one ", 7), gz(&z, "two", 3);
    blob r[] = {
        record("response", 1, head, br, 30, -1), record("response", 2, head, "\xFF\xFE\xFF\xFE\xFF", 5, -1),
        record("response", 3, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n", z.p, z.n, -1)};
    for (size_t i = 0; i < CEDU_COUNT(r); i++) add(&all, r[i].p, r[i].n), free(r[i].p);
#ifdef CEDU_BROTLI
    expect(&all, "x.warc", "urn:1=<p>brotli brotli brotli brotli\nurn:2!BAD_INPUT\nurn:3=<p>one two\n2/0/1");
#else
    expect(&all, "x.warc", "urn:1!UNSUPPORTED\nurn:2!UNSUPPORTED\nurn:3=<p>one two\n1/0/2");
#endif
    free(all.p), free(z.p);
}

/* ------------------------------------------------------------------ JSON lines, CSV */
static void json_lines(void **state) {
    (void)state;
    blob b = {0};
    addz(&b, "\xEF\xBB\xBF{\"url\":\"http://a/\",\"html\":\"<p>1\",\"content\":\"x\",\"date\":\"2024/3/1 "
             "8:00\",\"title\":\"t\"}\n\r\n"
             "{\"data\":{\"body\":\"deep\"}}\n{broken\n[1]\n{\"text\":\"last\"}");
    expect(&b, "x.jsonl", "1=<p>1\n4!BAD_INPUT\n5!BAD_INPUT\n6=last\n2/1/2");
    const char *fields[] = {"text=data.body", "html=nothing", NULL};
    char out[1024];
    list(&b, "x.jsonl", &(cedu_input_options){.fields = fields}, out, sizeof out);
    assert_string_equal(out, "3=deep\n4!BAD_INPUT\n5!BAD_INPUT\n1/2/2");
    cedu_members *ms;
    cedu_member m;
    assert_int_equal(cedu__input_open_bytes(b.p, b.n, "x.jsonl", NULL, &ms, NULL), CEDU_OK);
    assert_true(cedu__input_member(ms, &m));
    assert_string_equal(m.date, "2024-03-01");
    assert_string_equal(m.title, "t");
    cedu__input_member_release(&m);
    cedu__input_members_free(ms);
    free(b.p);
}

#define RSS(items) "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>t</title><link>http://e/</link>" items
static void feeds(void **state) {
    (void)state;
    static const char one[] =
        RSS("<item><title>甲</title><link>http://e/1</link><pubDate>Mon, 08 May 2023 16:30:00 GMT</pubDate>"
            "<description><![CDATA[<p>text</p>]]></description></item>"
            "<item><title>乙</title><guid>g2</guid><media:content>no</media:content></item><item></item>");
    blob b = {0};
    addz(addz(&b, one), "</channel></rss>");
    expect(&b, "x.xml", "http://e/1=<html><body><p>text</p></body></html>\ng2=乙\n2/1/0");
    cedu_members *ms;
    cedu_member m;
    assert_int_equal(cedu__input_open_bytes(b.p, b.n, "anything", NULL, &ms, NULL), CEDU_OK);
    assert_true(cedu__input_member(ms, &m));
    assert_string_equal(m.title, "甲");
    assert_string_equal(m.url, "http://e/1");
    assert_string_equal(m.date, "2023-05-09"); /* 16:30 in Greenwich */
    assert_true(m.passing);
    cedu__input_member_release(&m);
    cedu__input_members_free(ms);
    free(b.p);
    /* Cut off: what came is there, and that it is damaged. */
    blob cut = {0};
    addz(&cut, one);
    expect(&cut, "x.xml",
           "http://e/1=<html><body><p>text</p></body></html>\ng2=乙 #the feed is damaged behind this item\n2/1/0");
    free(cut.p);
    blob atom = {0};
    addz(&atom,
         "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><id>urn:1</id><title>丙</title><link rel=\"self\" href=\"no\"/>"
         "<link rel=\"alternate\" href=\"http://e/3\"/><updated>2023-05-06T09:30:00+08:00</updated><summary>s</summary>"
         "<content>whole</content></entry></feed>");
    expect(&atom, "x", "urn:1=whole\n1/0/0");
    free(atom.p);
    /* Entities are not expanded; a page that speaks of feeds is a page. */
    blob bomb = {0}, page = {0};
    addz(&bomb, "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><rss "
                "><channel><item><title>x&b;y</title></item></channel></rss>");
    expect(&bomb, "x.xml", "1=xy #the feed is damaged behind this item\n1/0/0");
    addz(&page, "<html><body><p>&lt;rss </p><rss >");
    expect(&page, "x.xml", "-=<html><body><p>&lt;rss </p><rss >\n1/0/0");
    free(bomb.p), free(page.p);
}

static void csv_rows(void **state) {
    (void)state;
    blob b = {0};
    char out[1024];
    addz(&b, "\xEF\xBB\xBFid,正文,url\r\n1,\"a, \"\"b\"\"\nc\",http://x/\r\n2,,\r\n3,plain\r\n4,\"open\n5,x\n");
    list(&b, "x.csv", &(cedu_input_options){.column = "正文"}, out, sizeof out);
    assert_string_equal(out, "2=a, \"b\"\nc\n4=plain\n5!BAD_INPUT\n2/1/1");
    list(&b, "x.csv", &(cedu_input_options){.column = "none"}, out, sizeof out);
    assert_string_equal(out, "-!USAGE\n0/0/1");
    expect(&b, "x.csv", "-=\xEF\xBB\xBFid,正文,url\r\n1,\"a, \"\"b\"\"\nc\",http://\n1/0/0");
    free(b.p);
}

/* ------------------------------------------------------------------ office documents */
#define WORD "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
#define T(x) "<w:p><w:r><w:t>" x "</w:t></w:r></w:p>"

static void convert(const entry *e, size_t n, cedu_status want, const char *text) {
    blob b = pack("zip", NULL, e, n);
    cedu_member m = {.bytes = {malloc(b.n), b.n}};
    cedu_error err = {0};
    memcpy(m.bytes.p, b.p, b.n);
    assert_int_equal(cedu__input_convert(&m, "x.docx", &err), want);
    if (text) assert_string_equal((char *)m.bytes.p, text);
    if (want == CEDU_OK) assert_int_equal(m.original.n, b.n);
    cedu__input_member_release(&m);
    free(b.p);
}

static void word_documents(void **state) {
    (void)state;
    static const char doc[] = WORD T("第一段&amp;") "<w:del>" T("删") "</w:del><w:tbl><w:tr><w:tc>" T("甲")
        T("乙") "</w:tc><w:tc>"
                "<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" T("丙") "</w:tc><w:tc>" T("丁") "</w:tc></w:tr></w:tbl>" T(
                    "末") "</w:body></w:document>";
    static const char notes[] =
        "<w:footnotes xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
        "<w:footnote w:type=\"separator\">" T("线") "</w:footnote><w:footnote>" T("注") "</w:footnote></w:footnotes>";
    const entry e[] = {{"word/document.xml", doc, sizeof doc - 1}, {"word/footnotes.xml", notes, sizeof notes - 1}};
    convert(e, 2, CEDU_OK, "第一段&\n甲 乙\t丙\t\t丁\n末\n注\n");
    const entry cut[] = {{"word/document.xml", doc, 200}};
    convert(cut, 1, CEDU_OK, NULL); /* what came before the damage */
    static const char bomb[] =
        "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" WORD T("&b;") "</w:body></w:document>";
    const entry hostile[] = {{"word/document.xml", bomb, sizeof bomb - 1}};
    convert(hostile, 1, CEDU_BAD_INPUT, NULL);
    const entry slides[] = {{"ppt/presentation.xml", "<p/>", 4}};
    convert(slides, 1, CEDU_UNSUPPORTED, NULL);
}

/* Numbers that Word counts: of a style and of the one it is based on, of a paragraph, begun again for another list, declined (0). */
static void numbered_paragraphs(void **state) {
    (void)state;
#define W " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
#define STYLED(style, x)                                                                                                       \
    "<w:p><w:pPr><w:pStyle w:val=\"" style                                                                                     \
    "\"/><w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"9\"/></w:numPr></w:pPr></w:pPrChange></w:pPr><w:r><w:t>" x              \
    "</w:t></w:r></w:p>"
#define LISTED(num, x)                                                                                                         \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"" num "\"/></w:numPr></w:pPr><w:r><w:t>" x "</w:t></w:r></"    \
    "w:p>"
#define LEVEL(n, how, text)                                                                                                    \
    "<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" how "\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
    static const char doc[] = WORD STYLED("A", "甲") STYLED("B", "乙") STYLED("B", "丙") STYLED("A", "丁") STYLED("B", "戊")
        LISTED("2", "己") LISTED("2", "庚") LISTED("3", "辛")
            LISTED("0", "壬") "<w:p><w:pPr><w:pStyle w:val=\"A\"/><w:numPr><w:numId "
                              "w:val=\"0\"/></w:numPr></w:pPr><w:r><w:t>癸</w:t></w:r></w:p></w:body></w:document>";
    static const char numbering[] =
        "<w:numbering" W "<w:abstractNum w:abstractNumId=\"7\">" LEVEL("0", "chineseCounting", "%1、")
            LEVEL("1", "chineseCounting", "（%2）") "</w:abstractNum><w:abstractNum w:abstractNumId=\"8\">" LEVEL(
                "0", "decimal",
                "%1.") "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>"
                       "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num><w:num w:numId=\"3\"><w:abstractNumId "
                       "w:val=\"8\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/>"
                       "</w:lvlOverride></w:num></w:numbering>";
    static const char styles[] =
        "<w:styles" W "<w:style w:styleId=\"A\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style><w:style "
        "w:styleId=\"B\"><w:basedOn w:val=\"A\"/>"
        "<w:pPr><w:numPr><w:ilvl w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>";
#undef LEVEL
#undef LISTED
#undef STYLED
#undef W
    const entry e[] = {{"word/document.xml", doc, sizeof doc - 1},
                       {"word/numbering.xml", numbering, sizeof numbering - 1},
                       {"word/styles.xml", styles, sizeof styles - 1}};
    convert(e, CEDU_COUNT(e), CEDU_OK, "一、甲\n（一）乙\n（二）丙\n二、丁\n（一）戊\n1. 己\n2. 庚\n1. 辛\n壬\n癸\n");
    convert(e, 1, CEDU_OK, "甲\n乙\n丙\n丁\n戊\n己\n庚\n辛\n壬\n癸\n");
}

/* OFD has pieces of text with places: what is at one height is a line, from left to right. */
static void ofd_documents(void **state) {
    (void)state;
#define PIECE(x, y, w, t)                                                                                                      \
    "<ofd:TextObject Boundary=\"" x " " y " " w " 5\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\">" t                             \
    "</ofd:TextCode></ofd:TextObject>"
#define O " xmlns:ofd=\"http://www.ofdspec.org/2016\">"
    static const char root[] =
        "<ofd:OFD" O "<ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
    static const char document[] = "<ofd:Document" O "<ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Pages/1.xml\"/><ofd:Page "
                                   "ID=\"2\" BaseLoc=\"/Doc_0/Pages/2.xml\"/></ofd:Pages></ofd:Document>";
    static const char first[] =
        "<ofd:Page" O "<ofd:Content><ofd:Layer>" PIECE("20", "50", "40", "建成") PIECE("30", "20", "99", "标题")
            PIECE("60.5", "50.5", "40", "平台6个") PIECE("150", "50", "40", "右栏") "</ofd:Layer></ofd:Content></ofd:Page>";
    static const char second[] = "<ofd:Page" O PIECE("nan", "1e99", "-1", "次页") "</ofd:Page>";
#undef O
#undef PIECE
    const entry e[] = {{"OFD.xml", root, sizeof root - 1},
                       {"Doc_0/Document.xml", document, sizeof document - 1},
                       {"Doc_0/Pages/1.xml", first, sizeof first - 1},
                       {"Doc_0/Pages/2.xml", second, sizeof second - 1}};
    convert(e, 4, CEDU_OK, "标题\n建成平台6个  右栏\n次页\n");
    convert(e, 2, CEDU_UNSUPPORTED, NULL); /* no text */
}

/* ------------------------------------------------------------------ letters, saved pages */
static void saved_pages(void **state) {
    (void)state;
#define HEAD                                                                                                                   \
    "From: <Saved by X>\r\nSnapshot-Content-Location: http://example.org/a\r\nMIME-Version: 1.0\r\nContent-Type: "             \
    "multipart/related;\r\n\tboundary=\"--b\"\r\n\r\n"
#define PAGE                                                                                                                   \
    "----b\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: "                                       \
    "quoted-printable\r\n\r\n<p>=E4=B8=\r\n=80=3D=\r\n!</p>\r\n"
    blob b = {0};
    expect(addz(addz(addz(&b, HEAD), PAGE),
                "----b\r\nContent-Type: text/html\r\n\r\n<p>frame\r\n----b\r\nContent-Type: image/png\r\n\r\nx\r\n----b--\r\n"),
           "x.mhtml", "page.html=<p>一=!</p>\n1/2/0");
    b.n = 0; /* cut off within the page: what is there */
    expect(addz(addz(&b, HEAD), "----b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+5L\r\niAPC9"),
           "x.mht", "page.html=<p>一</\n1/0/0");
    b.n = 0;
    expect(addz(addz(&b, HEAD), "----b\r\nContent-Type: image/png\r\n\r\nx\r\n----b--"), "x.mht", "-!BAD_INPUT\n0/1/1");
    b.n = 0; /* a text that begins like a letter is a text */
    expect(addz(&b, "Note: 一\r\n\r\n二"), "x.txt", "-=Note: 一\r\n\r\n二\n1/0/0");
    free(b.p);
#undef PAGE
#undef HEAD
}

static void letters(void **state) {
    (void)state;
    blob b = {0};
    addz(&b, "Subject: =?gb2312?B?0rs=?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
             "boundary=m\r\n\r\npreamble\r\n--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n"
             "--a\r\nContent-Type: text/plain\r\n\r\nplain\r\n--a\r\nContent-Type: "
             "text/html\r\n\r\n<p>html\r\n--a--\r\n--m\r\nContent-Type: text/csv;\r\n name*=UTF-8''%E4%B8%80.csv\r\n"
             "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ==\r\n--m--\r\n");
    expect(&b, "x.eml", "page.html=<p>html\n一.csv=a\n2/1/0");
    expect(&b, "x", "page.html=<p>html\n一.csv=a\n2/1/0"); /* by its head */
    b.n = 0;
    expect(addz(&b, "Subject: a\n\n一\n"), "x.eml", "text.txt=一\n\n1/0/0");
    b.n = 0; /* a boundary within itself */
    for (int i = 0; i < 40; i++) addz(&b, "Content-Type: multipart/mixed; boundary=m\n\n--m\n");
    char out[8192];
    list(&b, "x.eml", NULL, out, sizeof out);
    free(b.p);
}

static void json_files(void **state) {
    (void)state;
    blob b = {0};
    expect(addz(&b, "\xEF\xBB\xBF [{\"text\":\"一\"},\n{\"url\":\"http://a\"},3,{\"html\":\"<p>二\"}]"), "x.json",
           "1=一\n3!BAD_INPUT\n4=<p>二\n2/1/1");
    b.n = 0;
    expect(addz(&b, "{\"total\":1,\n\"data\":[{\"content\":\"一\"}]}"), "x.json", "1=一\n1/0/0");
    b.n = 0;
    expect(addz(&b, "{\"title\":\"a\",\n\"text\":\"一\",\"tags\":[{\"a\":1}]}"), "x.json", "1=一\n1/0/0");
    b.n = 0; /* lines after all */
    expect(addz(&b, "{\"text\":\"一\"}\n\n{\"text\":\"二\"}\n{"), "x.json", "1=一\n3=二\n4!BAD_INPUT\n2/0/1");
    b.n = 0;
    expect(addz(&b, "一段文字"), "x.json", "-=一段文字\n1/0/0");
    free(b.p);
}

/* What pdftotext -layout writes of a page in two columns; tables, and a line over both, stay as they are. */
static void columns(const char *in, const char *want) {
    cedu_buf b = {0};
    cedu__buf_z(&b, in);
    cedu__pdf_columns(&b);
    cedu__buf_char(&b, '\0');
    assert_string_equal(b.p, want);
    cedu__buf_release(&b);
}

static void paged(const char *in, const char *want, const char *map) {
    cedu_buf b = {0}, places = {0};
    cedu__buf_z(&b, in);
    cedu__pdf_pages(&b, &places);
    cedu__buf_char(&b, '\0'), cedu__buf_char(&places, '\0');
    assert_string_equal(b.p, want);
    assert_string_equal(places.p, map);
    cedu__buf_release(&b), cedu__buf_release(&places);
}

/* Running heads and the numbers of pages go; what looks like them without counting pages stays. */
static void heads_and_page_numbers(void **state) {
    (void)state;
    paged("      计划\n甲\n\n      — 1 —\n\f      计划\n乙\n      — 2 —\n\f      计划\n丙\n", "甲\n乙\n丙\n",
          "0 p 1 0\n4 p 2 0\n8 p 3 0\n");
    paged("甲\n\n第 1 页 共 2 页\f乙\n第 2 页 共 2 页", "甲\n乙\n", "0 p 1 0\n4 p 2 0\n");
    paged("甲\n\n11\n\f\n乙\n12\n\f\f", "甲\n乙\n", "0 p 1 0\n4 p 2 0\n");
    paged("公报 3\n甲\n\f公报 4\n乙\n\f公报 5\n丙\n\f", "甲\n乙\n丙\n", "0 p 1 0\n4 p 2 0\n8 p 3 0\n");
    paged("第1章\n甲 301家\n\f第2章\n乙 302家\n\f第3章\n丙 303家\n", "第1章\n甲 301家\n第2章\n乙 302家\n第3章\n丙 303家\n",
          "0 p 1 0\n19 p 2 0\n38 p 3 0\n");
    paged("甲\n12\n\f乙\n12\n\f丙\n12\n", "甲\n12\n乙\n12\n丙\n12\n", "0 p 1 0\n7 p 2 0\n14 p 3 0\n");
    paged("单位：家\n甲\n\f单位：家\n乙\n", "单位：家\n甲\n单位：家\n乙\n",
          "0 p 1 0\n17 p 2 0\n"); /* two pages say too little */
    paged("", "", "");
}

static void pages_in_columns(void **state) {
    (void)state;
    columns(
        "全市人工智能产业发展公报第五期\n\n"
        "甲一二三四五六七八九十一二   丙一二三四五六七八九十一二\n甲二三四五六七八九十一二三    丙二三四五六七八九十一二三\n"
        "甲三四五。\n\n乙一二三四五六七八九十一二   丙三四五六七八九十一二三四\n乙二三四五六七八九十一二三   丁一二三四五。\n  "
        "            丁二。\n"
        "以上各项自公布之日起施行，由全市各级各部门遵照执行。\f第二页",
        "全市人工智能产业发展公报第五期\n\n甲一二三四五六七八九十一二\n甲二三四五六七八九十一二三\n甲三四五。\n乙一二三四五六七"
        "八九十一二\n乙二三四五六七八九十一二三\n"
        "丙一二三四五六七八九十一二\n丙二三四五六七八九十一二三\n丙三四五六七八九十一二三四\n丁一二三四五。\n丁二。\n"
        "以上各项自公布之日起施行，由全市各级各部门遵照执行。\f第二页");
    static const char table[] = "建设全市公共算力平台     市数据局\n开展人工智能典型应用示范工程建设  "
                                "市经济和信息化局\n引进人才    市委人才办\n设立产业基金    市财政局\n"
                                "举办大会      市政府办公室\n";
    columns(table, table);
}

/* Rows of one sheet are of one width, so that empty cells at their ends keep their columns; its name and its notes are lines. */
static void workbooks(void **state) {
    (void)state;
#define S(x) "<is><t>" x "</t></is></c>"
    static const char book[] =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" r:id=\"a\"/><sheet name=\"藏\" state=\"hidden\" r:id=\"b\"/>"
        "</sheets></workbook>";
    static const char rels[] =
        "<Relationships><Relationship Id=\"a\" Target=\"w/1.xml\"/><Relationship Id=\"b\" Target=\"w/2.xml\"/></Relationships>";
    static const char sheet[] = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\">" S(
        "指标") "</row><row r=\"2\"><c r=\"C2\" "
                "t=\"inlineStr\">" S("单位：万元") "</row><row r=\"3\"><c r=\"A3\" t=\"inlineStr\">" S(
                    "地区") "<c r=\"B3\" t=\"inlineStr\">" S("规模") "</row>"
                                                                     "<row r=\"4\"><c "
                                                                     "r=\"B4\"><v>2022</v></"
                                                                     "c><c "
                                                                     "r=\"C4\"><v>2023</v></"
                                                                     "c></row><row "
                                                                     "r=\"5\"><c r=\"A5\" "
                                                                     "t=\"inlineStr\">" S(
                                                                         "一、东区") "</row><row r=\"6\"><c r=\"A6\" "
                                                                                     "t=\"inlineStr\">" S("甲") "<c "
                                                                                                                "r=\"B6\"><v>"
                                                                                                                "5</v></c></"
                                                                                                                "row><row "
                                                                                                                "r=\"7\"><c "
                                                                                                                "r=\"A7\" "
                                                                                                                "t="
                                                                                                                "\"inlineStr"
                                                                                                                "\">" S(
                                                                                                                    "注："
                                                                                                                    "略") "</"
                                                                                                                          "row>"
                                                                                                                          "</"
                                                                                                                          "shee"
                                                                                                                          "tDat"
                                                                                                                          "a><"
                                                                                                                          "merg"
                                                                                                                          "eCel"
                                                                                                                          "ls><"
                                                                                                                          "merg"
                                                                                                                          "eCel"
                                                                                                                          "l "
                                                                                                                          "ref="
                                                                                                                          "\"B3"
                                                                                                                          ":C3"
                                                                                                                          "\"/"
                                                                                                                          "></"
                                                                                                                          "merg"
                                                                                                                          "eCel"
                                                                                                                          "ls><"
                                                                                                                          "/wor"
                                                                                                                          "kshe"
                                                                                                                          "et>";
#undef S
    const entry e[] = {{"xl/workbook.xml", book, sizeof book - 1},
                       {"xl/_rels/workbook.xml.rels", rels, sizeof rels - 1},
                       {"xl/w/1.xml", sheet, sizeof sheet - 1},
                       {"xl/w/2.xml", sheet, sizeof sheet - 1}};
    convert(e, CEDU_COUNT(e), CEDU_OK, "表\n指标\n单位：万元\n地区\t规模\t\n\t2022\t2023\n一、东区\t\t\n甲\t5\t\n注：略\n");
}

/* A zip of office documents is no office document, even where its bytes hold the inner directories. */
static void a_zip_of_documents(void **state) {
    (void)state;
    static const char doc[] = WORD T("文") "</w:body></w:document>";
    const entry e[] = {{"word/document.xml", doc, sizeof doc - 1}};
    blob b = pack("zip", NULL, e, 1);
    blob all = {0};
    char *p = malloc(b.n + 4096);
    size_t used;
    struct archive *a = archive_write_new();
    archive_write_set_format_zip(a);
    archive_write_set_options(a, "zip:compression=store");
    archive_write_set_bytes_in_last_block(a, 1);
    archive_write_open_memory(a, p, b.n + 4096, &used);
    struct archive_entry *x = archive_entry_new();
    archive_entry_set_pathname(x, "inner");
    archive_entry_set_filetype(x, AE_IFREG);
    archive_entry_set_perm(x, 0644);
    archive_entry_set_size(x, (la_int64_t)b.n);
    archive_write_header(a, x);
    archive_write_data(a, b.p, b.n);
    archive_entry_free(x);
    archive_write_close(a);
    archive_write_free(a);
    add(&all, p, used);
    assert_false(cedu__office_kind((unsigned char *)all.p, all.n, "x.zip"));
    assert_true(cedu__office_kind((unsigned char *)b.p, b.n, "x"));
    char out[1024];
    list(&all, "x.zip", NULL, out, sizeof out);
    assert_true(!strncmp(out, "inner=PK", 8)); /* the document itself, still to be converted */
    free(p), free(b.p), free(all.p);
}

static void show(const char *code, const char *value, const char *want) {
    cedu_buf b = {0};
    cedu_number_format f =
        cedu__number_format(code[0] == '@' ? atoi(code + 1) : 200, code[0] == '@' ? (cedu_str){0} : cedu__str(code));
    cedu__number_shown(&b, cedu__str(value), &f, false);
    cedu__buf_char(&b, 0);
    assert_string_equal(b.p, want);
    cedu__buf_release(&b);
}

static void numbers_as_shown(void **state) {
    (void)state;
    show("@0", "413.90000000000003", "413.9");
    show("@0", "30000000000", "30000000000");
    show("@0", "text", "text");
    show("@9", "0.5", "50%");
    show("@10", "0.2075", "20.75%");
    show("@4", "-1234567.891", "-1,234,567.89");
    show("@3", "999", "999");
    show("@14", "45352", "2024-03-01");
    show("@14", "59", "1900-02-28");
    show("@22", "45352.75", "2024-03-01 18:00");
    show("0.0\"亿元\"", "300", "300.0亿元");
    show("yyyy\"年\"m\"月\"", "45352", "2024-03");
    show("[Red]#,##0;(0)", "1234", "1,234");
    show("0.0,,", "1500000", "1.5");
    show("0.00", "2.675", "2.68");
    show("0.00E+00", "12345", "12345");
}

/* ------------------------------------------------------------------ memory */
static void failing_allocations(void **state) {
    (void)state;
    const entry e[] = {{"a.html", "<p>1", 4}, {"b.txt", "2", 1}};
    blob zip = pack("zip", NULL, e, 2), warc = three(-1, true), lines = {0};
    addz(&lines, "{\"text\":\"a\",\"url\":\"b\"}\n");
    const struct {
        const blob *b;
        const char *name;
    } all[] = {{&zip, "x.zip"}, {&warc, "x.warc.gz"}, {&lines, "x.jsonl"}};
    for (size_t i = 0; i < CEDU_COUNT(all); i++)
        for (long k = 1; k < 60; k++) {
            cedu_members *ms;
            cedu_member m;
            cedu_error err;
            cedu__alloc_fail_after = k;
            if (cedu__input_open_bytes(all[i].b->p, all[i].b->n, all[i].name, NULL, &ms, &err) == CEDU_OK)
                for (int left = 100; left-- > 0 && cedu__input_member(ms, &m); cedu__input_member_release(&m)) {}
            cedu__alloc_fail_after = 0;
            cedu__input_members_free(ms);
        }
    free(zip.p), free(warc.p), free(lines.p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(archives_of_every_kind),
        cmocka_unit_test(one_compressed_file_is_one_member),
        cmocka_unit_test(nesting_ends_at_two),
        cmocka_unit_test(a_bomb_costs_itself_only),
        cmocka_unit_test(a_cut_archive_gives_what_came),
        cmocka_unit_test(names_in_gbk_are_read),
        cmocka_unit_test(warc_records),
        cmocka_unit_test(lengths_that_lie),
        cmocka_unit_test(a_file_of_lies_is_read_once),
        cmocka_unit_test(damage_between_and_inside),
        cmocka_unit_test(transfer_codings_are_undone),
        cmocka_unit_test(brotli_and_members),
        cmocka_unit_test(json_lines),
        cmocka_unit_test(feeds),
        cmocka_unit_test(csv_rows),
        cmocka_unit_test(word_documents),
        cmocka_unit_test(workbooks),
        cmocka_unit_test(numbered_paragraphs),
        cmocka_unit_test(ofd_documents),
        cmocka_unit_test(saved_pages),
        cmocka_unit_test(letters),
        cmocka_unit_test(pages_in_columns),
        cmocka_unit_test(heads_and_page_numbers),
        cmocka_unit_test(json_files),
        cmocka_unit_test(numbers_as_shown),
        cmocka_unit_test(a_zip_of_documents),
        cmocka_unit_test(failing_allocations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
