/* fetch.c - http and https pages that the user named, by libcurl: politely, within limits, and never inside a private network.
 *
 * What the user has not named is not fetched, but for robots.txt of the same site. Invariants: every connection's address is checked
 * when it is made (also behind redirects and whatever a name server answers), so a public name for a private address does not
 * help, and a public page never leads inside, not even where private addresses are allowed; one request at a time to a host with a delay between; a body that exceeds CEDU_MAX_MEMBER ends. Fetched pages are kept in
 * $XDG_CACHE_HOME/cedu/web with their ETag and date, and asked for with these: an unchanged page costs one short answer.
 *
 * Thread-safe: all state is behind one lock, which is held while fetching: this is for lists, not for crawling.
 */
#include "input/fetch.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/trace.h"
#include "input/reader.h"

#define AGENT      "cedu"
#define USER_AGENT "cedu/" CEDU_VERSION " (+reads single pages on a user's request)"

enum {
    CONNECT_SECONDS = 15,
    TOTAL_SECONDS = 60,
    SLOW_SECONDS = 20,
    SLOW_BYTES = 200,
    MAX_REDIRECTS = 5,
    TRIES = 3,
    DELAY_MS = 1000,
    MAX_HOSTS = 256
};

bool cedu__input_is_url(const char *path) { return !strncasecmp(path, "http://", 7) || !strncasecmp(path, "https://", 8); }

/* ------------------------------------------------------------------ hosts: robots.txt and when we were there last */
typedef struct host {
    char origin[280]; /* "https://example.org:8443" */
    cedu_buf robots;
    bool known, closed; /* closed: robots.txt could not be had because the server fails: nothing is fetched */
    int64_t last;
    int delay;
} host;

static struct {
    pthread_mutex_t lock;
    host *hosts;
    size_t n;
    bool ready;
} web = {.lock = PTHREAD_MUTEX_INITIALIZER};

static int64_t now_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void wait_ms(int64_t ms) {
    struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    while (ms > 0 && nanosleep(&t, &t) != 0 && errno == EINTR) {}
}

static void polite(host *h) {
    if (h->last) wait_ms(h->last + h->delay - now_ms());
    h->last = now_ms();
}

static host *host_of(const char *url) {
    size_t scheme = strstr(url, "://") ? (size_t)(strstr(url, "://") - url) + 3 : 0, n = scheme + strcspn(url + scheme, "/?#");
    char origin[280];
    if (n >= sizeof origin) return NULL;
    for (size_t i = 0; i < n; i++) origin[i] = url[i] >= 'A' && url[i] <= 'Z' ? (char)(url[i] + 32) : url[i];
    origin[n] = '\0';
    for (size_t i = 0; i < web.n; i++)
        if (!strcmp(web.hosts[i].origin, origin)) return &web.hosts[i];
    if (!web.hosts && !(web.hosts = cedu__malloc(sizeof *web.hosts * MAX_HOSTS))) return NULL;
    if (web.n == MAX_HOSTS) { /* the oldest one is forgotten */
        cedu__buf_release(&web.hosts[0].robots);
        memmove(web.hosts, web.hosts + 1, sizeof *web.hosts * (MAX_HOSTS - 1));
        web.n--;
    }
    host *h = &web.hosts[web.n++];
    *h = (host){.delay = DELAY_MS};
    memcpy(h->origin, origin, n + 1);
    return h;
}

/* ------------------------------------------------------------------ addresses */
static bool private4(uint32_t a) {
    static const struct {
        uint32_t net;
        int bits;
    } nets[] = {{0x00000000, 8},  {0x0A000000, 8},  {0x64400000, 10}, {0x7F000000, 8}, {0xA9FE0000, 16}, {0xAC100000, 12},
                {0xC0000000, 24}, {0xC0A80000, 16}, {0xC6120000, 15}, {0xE0000000, 4}, {0xF0000000, 4}};
    for (size_t i = 0; i < CEDU_COUNT(nets); i++)
        if ((a ^ nets[i].net) >> (32 - nets[i].bits) == 0) return true;
    return false;
}

bool cedu__address_private(const struct sockaddr *sa) {
    if (sa->sa_family == AF_INET) return private4(ntohl(((const struct sockaddr_in *)(const void *)sa)->sin_addr.s_addr));
    if (sa->sa_family != AF_INET6) return true;
    const unsigned char *p = ((const struct sockaddr_in6 *)(const void *)sa)->sin6_addr.s6_addr;
    static const unsigned char zero[12], mapped[12] = {[10] = 0xFF, [11] = 0xFF}, nat64[12] = {0, 0x64, 0xFF, 0x9B};
    uint32_t last = (uint32_t)p[12] << 24 | (uint32_t)p[13] << 16 | (uint32_t)p[14] << 8 | p[15];
    if (!memcmp(p, zero, 12) || !memcmp(p, mapped, 12) || !memcmp(p, nat64, 12)) return private4(last); /* :: and ::1 too */
    if (p[0] == 0x20 && p[1] == 0x02) return private4((uint32_t)p[2] << 24 | (uint32_t)p[3] << 16 | (uint32_t)p[4] << 8 | p[5]);
    return (p[0] & 0xFE) == 0xFC || (p[0] == 0xFE && (p[1] & 0xC0) >= 0x80) || p[0] == 0xFF;
}

/* ------------------------------------------------------------------ one request */
typedef struct request {
    cedu_buf body;
    size_t max;
    bool too_large, refused, allow_private;
    bool outside; /* a public address was asked: where it leads must be public, too */
    char etag[200], modified[64], type[160], coding[32];
    bool cut;         /* its coding ended early */
    cedu_status read; /* of its coding; why not: err */
    cedu_error err;
} request;

static curl_socket_t on_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *a) {
    request *r = ctx;
    (void)purpose;
    bool inside = cedu__address_private(&a->addr);
    if (inside && (!r->allow_private || r->outside)) return r->refused = true, CURL_SOCKET_BAD;
    r->outside |= !inside;
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

static size_t on_body(char *p, size_t size, size_t n, void *ctx) {
    request *r = ctx;
    n *= size;
    if (r->body.n + n > r->max) return r->too_large = true, 0;
    cedu__buf_add(&r->body, p, n);
    return r->body.failed ? 0 : n;
}

static void header_value(cedu_str line, const char *name, char *out, size_t cap) {
    size_t k = strlen(name);
    if (line.n <= k || strncasecmp(line.p, name, k) != 0) return;
    cedu_str v = cedu__strip(cedu__sub(line, k, line.n));
    while (v.n && (v.p[v.n - 1] == '\r' || v.p[v.n - 1] == '\n')) v.n--;
    if (v.n >= cap || memchr(v.p, '\n', v.n)) return;
    memcpy(out, v.p, v.n);
    out[v.n] = '\0';
}

static size_t on_header(char *p, size_t size, size_t n, void *ctx) {
    request *r = ctx;
    cedu_str line = {p, n * size};
    if (cedu__starts(line, CEDU_STR("HTTP/")))
        r->etag[0] = r->modified[0] = r->type[0] = r->coding[0] = '\0'; /* of the last answer */
    header_value(line, "ETag:", r->etag, sizeof r->etag);
    header_value(line, "Last-Modified:", r->modified, sizeof r->modified);
    header_value(line, "Content-Type:", r->type, sizeof r->type);
    header_value(line, "Content-Encoding:", r->coding, sizeof r->coding);
    return n * size;
}

/* HTTP status, or 0 with *code. `where` (may be NULL) gets the address after redirects, owned by the caller. */
static long perform(const char *url, request *r, const char *etag, const char *modified, CURLcode *code, char **where) {
    CURL *c = curl_easy_init();
    struct curl_slist *headers = NULL;
    char line[300];
    long status = 0;
    *code = CURLE_OUT_OF_MEMORY;
    if (!c) return 0;
    if (etag && *etag) snprintf(line, sizeof line, "If-None-Match: %s", etag), headers = curl_slist_append(headers, line);
    if (modified && *modified)
        snprintf(line, sizeof line, "If-Modified-Since: %s", modified), headers = curl_slist_append(headers, line);
    r->body.n = 0;
    r->body.max = r->max;
    r->outside = r->cut = false;
    r->read = CEDU_OK;
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_USERAGENT, USER_AGENT);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)MAX_REDIRECTS);
    const char *given = getenv("CEDU_WEB_SECONDS"); /* for tests and slow lines */
    long seconds = given && atoi(given) > 0 ? atoi(given) : TOTAL_SECONDS;
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, seconds);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, seconds < SLOW_SECONDS ? seconds : (long)SLOW_SECONDS);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, (long)SLOW_BYTES);
    curl_easy_setopt(c, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)r->max);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, CEDU_CODINGS);
    curl_easy_setopt(c, CURLOPT_HTTP_CONTENT_DECODING, 0L); /* coding.c sees where a body is cut off, curl does not */
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, r);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, r);
    curl_easy_setopt(c, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(c, CURLOPT_HEADERDATA, r);
    if (r->allow_private) curl_easy_setopt(c, CURLOPT_NOPROXY, "localhost,127.0.0.1,::1");
    *code = curl_easy_perform(c);
    if (*code == CURLE_FILESIZE_EXCEEDED) r->too_large = true;
    if (*code == CURLE_OK) curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    if (status == 200) r->read = cedu__http_decode(&r->body, r->coding, &r->cut, &r->err);
    const char *final = NULL;
    if (where && *code == CURLE_OK && curl_easy_getinfo(c, CURLINFO_EFFECTIVE_URL, &final) == CURLE_OK && final)
        *where = cedu__label(final, strlen(final));
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    return status;
}

static void learn_robots(host *h, bool allow_private) {
    if (h->known) return;
    char url[320];
    CURLcode code;
    request r = {.max = 600u << 10, .allow_private = allow_private};
    snprintf(url, sizeof url, "%s/robots.txt", h->origin);
    polite(h);
    long status = perform(url, &r, NULL, NULL, &code, NULL);
    h->known = true;
    if (status == 200 && r.read == CEDU_OK) h->robots = r.body;
    else cedu__buf_release(&r.body);
    h->closed =
        status >= 500 || r.read != CEDU_OK; /* RFC 9309: unreachable means disallowed; 4xx means everything is allowed */
    CEDU_TRACE(input, "%s: status %ld", url, status);
}

/* ------------------------------------------------------------------ the cache: one file a page: "etag\nmodified\ntype\nurl\n" body */
static bool cache_path(const char *url, char out[4096], bool make) {
    const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    char dir[3900], hash[65];
    int n = xdg && *xdg     ? snprintf(dir, sizeof dir, "%s/cedu/web", xdg)
            : home && *home ? snprintf(dir, sizeof dir, "%s/.cache/cedu/web", home)
                            : -1;
    if (n < 0 || n >= (int)sizeof dir) return false;
    if (make)
        for (char *p = dir + 1;; p++)
            if (*p == '/' || !*p) {
                char saved = *p;
                *p = '\0';
                if (mkdir(dir, 0700) != 0 && errno != EEXIST) return false;
                if (!(*p = saved)) break;
            }
    cedu__sha256_hex(url, strlen(url), hash);
    return snprintf(out, 4096, "%s/%s", dir, hash) < 4096;
}

typedef struct cached {
    cedu_bytes all;
    char *line[4]; /* etag, modified, type, address */
    unsigned char *body;
    size_t n;
} cached;

static bool cache_load(const char *url, cached *c) {
    char path[4096];
    *c = (cached){0};
    if (!cache_path(url, path, false) || cedu__input_read(path, &c->all, NULL) != CEDU_OK) return false;
    unsigned char *p = c->all.p, *end = p + c->all.n;
    for (int i = 0; i < 4; i++) {
        unsigned char *e = memchr(p, '\n', (size_t)(end - p));
        if (!e) return cedu__input_bytes_release(&c->all), false;
        *e = '\0';
        c->line[i] = (char *)p;
        p = e + 1;
    }
    c->body = p;
    c->n = (size_t)(end - p);
    return true;
}

/* Never half: into a file of its own, then renamed. A cache that cannot be written is no error. */
static void cache_save(const char *url, const request *r, const char *where) {
    char path[4096], part[4160];
    if ((!r->etag[0] && !r->modified[0]) || !cache_path(url, path, true)) return;
    snprintf(part, sizeof part, "%s.%ld", path, (long)getpid());
    FILE *f = fopen(part, "wbxe");
    if (!f) return;
    fprintf(f, "%s\n%s\n%s\n%s\n", r->etag, r->modified, r->type, where ? where : url);
    bool ok = fwrite(r->body.p ? r->body.p : "", 1, r->body.n, f) == r->body.n;
    ok &= fclose(f) == 0;
    if (!ok || rename(part, path) != 0) unlink(part);
}

/* ------------------------------------------------------------------ a page */
static cedu_status fill(cedu_member *m, const unsigned char *p, size_t n, const char *type, const char *where) {
    static const struct {
        const char *type, *media;
    } media[] = {{"text/html", "html"}, {"application/xhtml+xml", "html"}, {"text/plain", "text"}};
    cedu_http_head h = {0};
    char day[32];
    time_t t = time(NULL);
    struct tm tm;
    cedu__http_content_type(cedu__str(type), &h);
    for (size_t i = 0; i < CEDU_COUNT(media); i++)
        if (cedu__eqz(h.type, media[i].type)) m->media = media[i].media;
    m->bytes = (cedu_bytes){cedu__malloc(n + 1), n};
    m->url = cedu__copy(where, strlen(where));
    if (h.charset[0]) m->charset = cedu__copy(h.charset, strlen(h.charset));
    if (gmtime_r(&t, &tm) && strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%SZ", &tm)) m->fetched = cedu__copy(day, strlen(day));
    if (!m->bytes.p || !m->url) return cedu__fail_nomem(&m->err);
    if (n) memcpy(m->bytes.p, p, n);
    m->bytes.p[n] = 0;
    return CEDU_OK;
}

static cedu_status no_answer(const request *r, CURLcode code, cedu_error *err) {
    if (r->refused)
        return cedu__fail(
            err, CEDU_UNREADABLE, "网址指向内网或本机，没有读取；确需读取请加 --allow-private",
            "the address leads into a private network or to this machine: not read. Add --allow-private if you mean it");
    if (r->too_large)
        return cedu__fail(err, CEDU_TOO_LARGE, "超过 %u MB，没有读取", "more than %u MB: not read", CEDU_MAX_MEMBER >> 20);
    if (r->body.failed || code == CURLE_OUT_OF_MEMORY) return cedu__fail_nomem(err);
    return cedu__fail(err, CEDU_UNREADABLE, "网页取不到：%s", "the page could not be fetched: %s", curl_easy_strerror(code));
}

static cedu_status fetch(const char *url, const cedu_input_options *opt, cedu_member *m, cedu_error *err) {
    if (!web.ready) {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return cedu__fail_nomem(err);
        web.ready = true;
    }
    host *h = host_of(url);
    if (!h) return cedu__fail(err, CEDU_BAD_INPUT, "网址不对", "a bad address");
    if (opt->delay_ms > 0) h->delay = opt->delay_ms;
    if (!opt->no_robots) {
        learn_robots(h, opt->allow_private);
        const char *path = url + strlen(h->origin);
        size_t n = strcspn(path, "#");
        char *p = *path == '/' ? cedu__copy(path, n) : cedu__copy("/", 1);
        if (!p) return cedu__fail_nomem(err);
        bool allowed = !h->closed && cedu__robots_allow(cedu__buf_view(&h->robots), AGENT, p, &h->delay);
        free(p);
        if (!allowed)
            return cedu__fail(err, CEDU_UNREADABLE, "网站的 robots.txt 不允许读取此页；请用浏览器另存后再读",
                              "the site's robots.txt does not allow it: save the page with a browser and read that");
    }
    cached old;
    bool have = !opt->no_cache && cache_load(url, &old);
    request r = {.max = CEDU_MAX_MEMBER, .allow_private = opt->allow_private};
    CURLcode code = CURLE_OK;
    char *where = NULL;
    long status = 0;
    for (int i = 0; i < TRIES; i++) {
        if (i > 0) wait_ms((int64_t)h->delay << i);
        polite(h);
        free(where);
        where = NULL;
        status = perform(url, &r, have ? old.line[0] : NULL, have ? old.line[1] : NULL, &code, &where);
        bool drips = code == CURLE_OPERATION_TIMEDOUT && r.body.n > 0; /* it answers, and would take as long again */
        bool again = (code != CURLE_OK && !drips && !r.refused && !r.too_large && code != CURLE_URL_MALFORMAT &&
                      code != CURLE_TOO_MANY_REDIRECTS && code != CURLE_UNSUPPORTED_PROTOCOL) ||
                     status == 429 || status >= 500;
        if (!again) break;
    }
    cedu_status st;
    CEDU_TRACE(input, "%s: status %ld, %zu bytes", url, status, r.body.n);
    if (code != CURLE_OK) st = no_answer(&r, code, err);
    else if (status == 304 && have) st = fill(m, old.body, old.n, old.line[2], old.line[3]);
    else if (status == 200 && r.read != CEDU_OK) {
        st = r.read;
        if (err) *err = r.err;
    } else if (status == 200) {
        st = fill(m, (unsigned char *)r.body.p, r.body.n, r.type, where ? where : url);
        if (r.cut) cedu__member_note(m, CEDU_FINDING_damaged_container, "the content coding is cut off");
        else cache_save(url, &r, where);
    } else
        st = cedu__fail(err, CEDU_UNREADABLE, "网站回答 %ld，没有读到网页", "the site answered %ld: no page was read", status);
    if (st == CEDU_NOMEM) (void)cedu__fail_nomem(err);
    if (st != CEDU_OK) cedu__input_member_release(m);
    free(where);
    cedu__buf_release(&r.body);
    if (have) cedu__input_bytes_release(&old.all);
    return st;
}

cedu_status cedu__fetch_page(const char *url, const cedu_input_options *opt, cedu_member *out, cedu_error *err) {
    *out = (cedu_member){0};
    pthread_mutex_lock(&web.lock);
    cedu_status st = fetch(url, opt, out, err);
    pthread_mutex_unlock(&web.lock);
    return st;
}
