/* admit.c - who may ask for what: hosts, methods, lengths, where a change comes from. See server.h. */
#include <stdio.h>
#include <stdlib.h>

#include "serve/server.h"

/* On a loopback address a page from elsewhere must not reach us under a name that it controls. */
static bool host_known(const cedu_server *s, struct MHD_Connection *c) {
    const char *z = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host");
    if (!s->loopback || !z) return true;
    cedu_str h = cedu__str(z);
    const char *colon = h.n && h.p[0] == '[' ? strstr(h.p, "]:") : strrchr(h.p, ':');
    if (colon) h.n = (size_t)(colon - h.p) + (h.p[0] == '[');
    if (cedu__eqz(h, "localhost") || cedu__eqz(h, "[::1]") || cedu__eqz(h, s->host)) return true;
    for (size_t i = 0; i < h.n; i++)
        if ((h.p[i] < '0' || h.p[i] > '9') && h.p[i] != '.') return false;
    return cedu__starts(h, CEDU_STR("127."));
}

/* ------------------------------------------------------------------ who may ask for what */
const char *cedu__http_header(struct MHD_Connection *c, const char *name) {
    return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

/* A write comes from our own pages or from a program, never from a page elsewhere: that could set no header of its own without asking
 * first (CORS, which we never allow), and browsers say where a request comes from. */
static bool own_request(struct MHD_Connection *c) {
    const char *mark = cedu__http_header(c, "X-Cedu"), *origin = cedu__http_header(c, "Origin"),
               *host = cedu__http_header(c, "Host"), *site = cedu__http_header(c, "Sec-Fetch-Site");
    if (!mark || strcmp(mark, "1") || !host) return false;
    if (site && strcmp(site, "same-origin")) return false;
    const char *name = origin ? strstr(origin, "://") : NULL;
    return !origin || (name && !strcmp(name + 3, host));
}

/* What can be said before a body arrives; false = *a is the answer. */
bool cedu__http_admit(cedu_server *s, struct MHD_Connection *c, const char *url, const char *method, answer *a,
                      uint64_t *body) {
    cedu_param_id param;
    cedu_str value, path = cedu__str(url);
    const cedu_route *r = cedu__serve_route(path, &param, &value);
    const char *length = cedu__http_header(c, "Content-Length");
    bool get = !strcmp(method, "GET") || !strcmp(method, "HEAD"), post = !strcmp(method, "POST");
    *body = 0;
    a->allow = r && r->post ? "POST" : "GET, HEAD";
    if (!host_known(s, c))
        return cedu__answer_refuse(a, 421, "请用 127.0.0.1 或 localhost 打开", "open it as 127.0.0.1 or localhost");
    if (r && r->post ? !post : !get)
        return cedu__answer_refuse(a, MHD_HTTP_METHOD_NOT_ALLOWED, "这里不接受这种请求", "this method is not answered here");
    if (get && ((length && strcmp(length, "0")) || cedu__http_header(c, "Transfer-Encoding")))
        return cedu__answer_refuse(a, 413, "请求不应带正文", "a request has no body here");
    if (get) return true;
    if (r) a->at = SPECIALS + (size_t)(r - cedu__serve_routes);
    if (!own_request(c))
        return cedu__answer_refuse(a, 403, "只接受本页面发来的改动",
                                   "a change must come from this server's own pages (header X-Cedu: 1)");
    if (!s->intake)
        return cedu__answer_refuse(a, 403, "这里只能读：不在本机，或知识库不可写",
                                   "read-only here: not a loopback address, or the base cannot be written");
    if (cedu__http_header(c, "Transfer-Encoding")) return cedu__answer_refuse(a, 411, "须写明长度", "a length is required");
    char *end = NULL;
    unsigned long long n = length ? strtoull(length, &end, 10) : 0;
    if (length && (*end || *length < '0' || *length > '9')) return cedu__answer_refuse(a, 400, "长度不对", "a bad length");
    if (n > (r->body ? CEDU_MAX_UPLOAD : 0))
        return cedu__answer_refuse(a, 413, r->body ? "文件太大，请用 cedu add" : "请求不应带正文",
                                   r->body ? "the file is too large: use cedu add" : "a request has no body here");
    if (r->body && !n) return cedu__answer_refuse(a, 400, "空文件", "an empty file");
    *body = n;
    return true;
}
