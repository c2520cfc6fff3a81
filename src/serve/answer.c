/* answer.c - what goes out: security headers, errors, files of the workbench, downloads. See server.h. */
#include <stdio.h>
#include <time.h>

#include "serve/server.h"

static const struct {
    const char *name, *value;
} security[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
     "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
};

void cedu__answer_error(answer *a, unsigned http, const cedu_error *err) {
    a->body.n = 0;
    a->body.failed = false;
    a->status = http;
    a->type = CEDU_JSON_TYPE;
    a->download = (cedu_str){0};
    cedu__serve_error(err, &a->body);
}

enum MHD_Result cedu__answer_send(cedu_server *s, struct MHD_Connection *c, answer *a) {
    struct MHD_Response *r;
    char etag[24] = "";
    if (a->etag && a->status == MHD_HTTP_OK && !a->stream) {
        const char *known = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
        snprintf(etag, sizeof etag, "\"%016llx\"", (unsigned long long)a->etag);
        if (known && strstr(known, etag)) a->status = MHD_HTTP_NOT_MODIFIED, a->body.n = 0;
    }
    size_t n = a->body.n;
    if (a->stream) r = a->stream;
    else if (a->asset) {
        const unsigned char *p = a->gzip ? a->asset->gz : a->asset->raw;
        n = (size_t)((a->gzip ? a->asset->gz_end : a->asset->raw_end) - p);
        r = MHD_create_response_from_buffer(n, (void *)(uintptr_t)p, MHD_RESPMEM_PERSISTENT);
    } else if (n) {
        r = MHD_create_response_from_buffer(n, a->body.p, MHD_RESPMEM_MUST_FREE);
        if (r) a->body.p = NULL;
    } else r = MHD_create_response_from_buffer(0, (void *)(uintptr_t) "", MHD_RESPMEM_PERSISTENT);
    cedu__buf_release(&a->body);
    if (!r) return MHD_NO;
    for (size_t i = 0; i < CEDU_COUNT(security); i++) MHD_add_response_header(r, security[i].name, security[i].value);
    MHD_add_response_header(r, "Content-Type", a->type);
    if (a->asset) {
        MHD_add_response_header(r, "ETag", a->asset->etag);
        MHD_add_response_header(r, "Vary", "Accept-Encoding");
        MHD_add_response_header(r, "Cache-Control", a->asset->immutable ? "public, max-age=31536000, immutable" : "no-cache");
        if (a->gzip && a->status == 200) MHD_add_response_header(r, "Content-Encoding", "gzip");
    } else MHD_add_response_header(r, "Cache-Control", etag[0] && !s->team ? "private, no-cache" : "no-store");
    if (etag[0]) MHD_add_response_header(r, "ETag", etag);
    if (a->as_of) {
        time_t at = (time_t)a->as_of;
        struct tm tm;
        char text[32];
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&at, &tm));
        MHD_add_response_header(r, "Cedu-As-Of", text);
    }
    if (a->status == MHD_HTTP_METHOD_NOT_ALLOWED) MHD_add_response_header(r, "Allow", a->allow);
    if (a->cookie[0]) MHD_add_response_header(r, "Set-Cookie", a->cookie);
    if (a->status == 429 || a->status == 503) MHD_add_response_header(r, "Retry-After", "30");
    if (a->download.n) MHD_add_response_header(r, "Content-Disposition", a->name);
    enum MHD_Result ok = MHD_queue_response(c, a->status, r);
    MHD_destroy_response(r);
    atomic_fetch_add(&s->sent, n);
    return ok;
}

static bool gzip_accepted(struct MHD_Connection *c) {
    const char *z = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Accept-Encoding");
    const char *g = z ? strstr(z, "gzip") : NULL;
    return g && strncmp(g + 4, ";q=0", 4) != 0;
}

static void serve_asset(struct MHD_Connection *c, const cedu_asset *f, answer *a) {
    const char *known = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "If-None-Match");
    a->asset = f;
    a->type = f->type;
    a->gzip = gzip_accepted(c) && f->gz_end > f->gz;
    a->status = known && strstr(known, f->etag) ? MHD_HTTP_NOT_MODIFIED : MHD_HTTP_OK;
}

/* A file of the workbench; any other path without a dot in its last part is a view of it: the page itself, which has its own router. */
void cedu__answer_file(struct MHD_Connection *c, cedu_str path, answer *a) {
    const cedu_asset *index = NULL;
    for (size_t i = 0; i < cedu__serve_asset_count; i++) {
        const cedu_asset *f = &cedu__serve_assets[i];
        if (cedu__eqz(path, f->path)) {
            a->at = AT_ASSET;
            serve_asset(c, f, a);
            return;
        }
        if (!strcmp(f->path, "/index.html")) index = f;
    }
    size_t last = path.n;
    while (last > 0 && path.p[last - 1] != '/') last--;
    if (index && !cedu__starts(path, CEDU_STR("/assets/")) && !memchr(path.p + last, '.', path.n - last)) {
        a->at = AT_PAGE;
        serve_asset(c, index, a);
        return;
    }
    cedu_error err;
    a->at = AT_NONE;
    (void)!cedu__fail(&err, CEDU_NOT_FOUND, "没有这个页面", "there is no such page");
    cedu__answer_error(a, MHD_HTTP_NOT_FOUND, &err);
}

bool cedu__answer_refuse(answer *a, unsigned http, const char *zh, const char *en) {
    cedu_error err;
    static const struct {
        unsigned http;
        cedu_status st;
    } named[] = {{413, CEDU_TOO_LARGE}, {404, CEDU_NOT_FOUND}, {401, CEDU_LOGIN},
                 {403, CEDU_DENIED},    {429, CEDU_TOO_MANY},  {503, CEDU_DB_LOCKED}};
    cedu_status st = CEDU_USAGE;
    for (size_t i = 0; i < CEDU_COUNT(named); i++)
        if (named[i].http == http) st = named[i].st;
    (void)!cedu__fail(&err, st, "%s", "%s", "");
    snprintf(err.zh, sizeof err.zh, "%s", zh);
    snprintf(err.en, sizeof err.en, "%s", en);
    cedu__answer_error(a, http, &err);
    return false;
}
