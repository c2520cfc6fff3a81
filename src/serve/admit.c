/* admit.c - who may ask for what: hosts, methods, lengths, where a change comes from; in a team: sessions, roles, tokens. See server.h. */
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "serve/server.h"

/* On a loopback address a page from elsewhere must not reach us under a name that it controls. */
static bool host_known(const cedu_server *s, struct MHD_Connection *c) {
    const char *z = MHD_lookup_connection_value(c, MHD_HEADER_KIND, "Host");
    if (!s->loopback || s->team || !z)
        return true; /* a team's pages are worth nothing without its cookie, which another name has not */
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

/* ------------------------------------------------------------------ who it is */
static bool is_local(const char *address) {
    return !strncmp(address, "127.", 4) || !strcmp(address, "::1") || !strncmp(address, "::ffff:127.", 11);
}

/* The last address that a proxy on this machine has added; a proxy elsewhere is not believed. */
static void find_address(struct MHD_Connection *c, cedu_caller *who) {
    const union MHD_ConnectionInfo *i = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *a = i ? i->client_addr : NULL;
    const char *via = cedu__http_header(c, "X-Forwarded-For"), *proto = cedu__http_header(c, "X-Forwarded-Proto");
    if (a)
        getnameinfo(a, a->sa_family == AF_INET6 ? sizeof(struct sockaddr_in6) : sizeof(struct sockaddr_in), who->address,
                    sizeof who->address, NULL, 0, NI_NUMERICHOST);
    bool local = is_local(who->address);
    who->direct = local && !via && !proto;
    who->secure = local && proto && !strcmp(proto, "https");
    if (!local || !via) return;
    cedu_str all = cedu__str(via);
    size_t from = all.n;
    while (from > 0 && all.p[from - 1] != ',') from--;
    cedu_str last = cedu__trim(cedu__sub(all, from, all.n));
    unsigned char parsed[16];
    char text[64];
    if (last.n >= sizeof text) return;
    snprintf(text, sizeof text, "%.*s", (int)last.n, last.p);
    if (inet_pton(AF_INET, text, parsed) == 1 || inet_pton(AF_INET6, text, parsed) == 1)
        memcpy(who->address, text, sizeof text);
}

static cedu_status find_caller(cedu_server *s, struct MHD_Connection *c, cedu_caller *who, cedu_error *err) {
    const char *token = MHD_lookup_connection_value(c, MHD_COOKIE_KIND, CEDU_SERVE_COOKIE);
    cedu_team_session x;
    bool found = false;
    if (!token || strlen(token) != CEDU_TEAM_TOKEN) return CEDU_OK;
    cedu_status st = cedu__team_session(s->team, cedu__str(token), &found, &x, err);
    if (st != CEDU_OK || !found) return st;
    who->known = true;
    who->role = x.role;
    memcpy(who->name, x.name, sizeof who->name);
    memcpy(who->csrf, x.csrf, sizeof who->csrf);
    memcpy(who->token, token, CEDU_TEAM_TOKEN + 1);
    return CEDU_OK;
}

/* The rules of a team; `r` NULL: the stream of events, or no route at all, which nobody learns without a login. */
static bool admit_member(cedu_server *s, struct MHD_Connection *c, const cedu_route *r, bool post, cedu_caller *who,
                         answer *a) {
    cedu_error err;
    cedu_status st = find_caller(s, c, who, &err);
    if (st != CEDU_OK) {
        cedu__answer_error(a, (unsigned)cedu_status_http(st), &err);
        return false;
    }
    if (!cedu__serve_rate(s, CEDU_RATE_REQUEST, cedu__str(who->known ? who->name : who->address)))
        return cedu__answer_refuse(a, 429, "请求太频繁，等一会再试", "too many requests: try again in a moment");
    if (r && r->open) return true;
    if (!who->known) return cedu__answer_refuse(a, 401, "请先登录", "log in first");
    if (r && who->role < r->role) return cedu__answer_refuse(a, 403, "你的角色不能这样做", "your role may not do this");
    const char *token = post ? cedu__http_header(c, "X-Cedu-Token") : NULL;
    if (post && (!token || strlen(token) != CEDU_TEAM_TOKEN || sodium_memcmp(token, who->csrf, CEDU_TEAM_TOKEN)))
        return cedu__answer_refuse(a, 403, "请求没有带上会话的令牌，请重新打开页面",
                                   "the request lacks the token of its session (X-Cedu-Token): open the page again");
    return true;
}

/* What can be said before a body arrives; false = *a is the answer. */
bool cedu__http_admit(cedu_server *s, struct MHD_Connection *c, const char *url, const char *method, cedu_caller *who,
                      answer *a, uint64_t *body) {
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
    find_address(c, who);
    if (r && r->team && !s->team)
        return cedu__answer_refuse(a, 404, "只在团队模式下有", "only where there is a team (cedu serve --team)");
    bool guarded = r || cedu__starts(path, CEDU_STR("/api/v1/"));
    if (get) return !s->team || !guarded || admit_member(s, c, r, false, who, a);
    if (r) a->at = SPECIALS + (size_t)(r - cedu__serve_routes);
    if (!own_request(c))
        return cedu__answer_refuse(a, 403, "只接受本页面发来的改动",
                                   "a change must come from this server's own pages (header X-Cedu: 1)");
    if (s->team && !admit_member(s, c, r, true, who, a)) return false;
    if (!s->intake && !r->pure && !r->team)
        return cedu__answer_refuse(a, 403, "这里只能读：不在本机，或知识库不可写",
                                   "read-only here: not a loopback address, or the base cannot be written");
    if (cedu__http_header(c, "Transfer-Encoding")) return cedu__answer_refuse(a, 411, "须写明长度", "a length is required");
    char *end = NULL;
    unsigned long long n = length ? strtoull(length, &end, 10) : 0;
    if (length && (*end || *length < '0' || *length > '9')) return cedu__answer_refuse(a, 400, "长度不对", "a bad length");
    if (r->takes) {
        if (n > CEDU_SERVE_JSON) return cedu__answer_refuse(a, 413, "请求太大", "the request is too large");
        *body = n;
        return n > 0 || cedu__answer_refuse(a, 400, "缺少正文", "a body is missing");
    }
    if (n > (r->body ? CEDU_MAX_UPLOAD : 0))
        return cedu__answer_refuse(a, 413, r->body ? "文件太大，请用 cedu add" : "请求不应带正文",
                                   r->body ? "the file is too large: use cedu add" : "a request has no body here");
    if (r->body && !n) return cedu__answer_refuse(a, 400, "空文件", "an empty file");
    *body = n;
    return true;
}
