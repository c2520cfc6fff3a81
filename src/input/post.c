/* post.c - see post.h. The address is checked when the connection is made, so no name server can lead it elsewhere. */
#include "input/post.h"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "input/fetch.h"

typedef struct exchange {
    const cedu_post_options *opt;
    cedu_buf *out;
    bool refused, too_large;
} exchange;

static curl_socket_t on_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *a) {
    exchange *x = ctx;
    (void)purpose;
    if (!x->opt->anywhere && !cedu__address_private(&a->addr)) return x->refused = true, CURL_SOCKET_BAD;
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

static size_t on_body(char *p, size_t size, size_t n, void *ctx) {
    exchange *x = ctx;
    if (x->out->n + size * n > x->opt->max) return x->too_large = true, 0;
    cedu__buf_add(x->out, p, size * n);
    return x->out->failed ? 0 : size * n;
}

cedu_status cedu__post_json(const char *url, cedu_str body, const cedu_post_options *opt, cedu_buf *out, cedu_error *err) {
    exchange x = {.opt = opt, .out = out};
    CURL *c = curl_easy_init();
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    char line[600];
    long status = 0;
    if (!c || !headers) {
        curl_slist_free_all(headers);
        if (c) curl_easy_cleanup(c);
        return cedu__fail_nomem(err);
    }
    if (opt->bearer && snprintf(line, sizeof line, "Authorization: Bearer %s", opt->bearer) < (int)sizeof line)
        headers = curl_slist_append(headers, line);
    curl_easy_setopt(c, CURLOPT_URL, url);
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_USERAGENT, "cedu/" CEDU_VERSION);
    curl_easy_setopt(c, CURLOPT_POSTFIELDS, body.p);
    curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.n);
    curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, opt->seconds);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_PROXY, ""); /* the text goes to the address that was named, and to nobody between */
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, on_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, &x);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, on_body);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, &x);
    CURLcode code = curl_easy_perform(c);
    if (code == CURLE_OK) curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    if (x.refused || code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT)
        return cedu__fail(err, CEDU_USAGE,
                          x.refused ? "%s 不在本机或内网；页面内容将发往外部，确需如此请加 --llm-remote"
                                    : "%s 不是 http 或 https 地址",
                          x.refused ? "%s is not in a private network; pages would be sent there: --llm-remote allows it"
                                    : "%s is no http or https address",
                          url);
    if (x.too_large) return cedu__fail(err, CEDU_TOO_LARGE, "%s 的回答太长", "the answer of %s is too long", url);
    if (out->failed) return cedu__fail_nomem(err);
    if (code != CURLE_OK)
        return cedu__fail(err, CEDU_IO, "%s 没有回答：%s", "%s does not answer: %s", url, curl_easy_strerror(code));
    if (status < 200 || status > 299) return cedu__fail(err, CEDU_IO, "%s 回答 HTTP %ld", "%s answers HTTP %ld", url, status);
    return CEDU_OK;
}
