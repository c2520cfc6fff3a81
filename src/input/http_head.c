/* http_head.c - the head of an HTTP answer as archives keep it, and chunked bodies. Lenient: what servers sent years ago counts.
 *
 * Pure functions over bytes; nothing here allocates. Invariant: reads only p[0, n).
 */
#include <ctype.h>
#include <strings.h>

#include "input/reader.h"

static cedu_str line_at(const unsigned char *p, size_t n, size_t *at) {
    const unsigned char *e = memchr(p + *at, '\n', n - *at);
    cedu_str s = {(const char *)p + *at, e ? (size_t)(e - (p + *at)) : n - *at};
    *at += s.n + (e != NULL);
    while (s.n > 0 && (s.p[s.n - 1] == '\r' || s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t')) s.n--;
    return s;
}

/* The value where the line is this field. */
static bool field(cedu_str line, const char *name, cedu_str *value) {
    size_t k = strlen(name);
    if (line.n <= k || strncasecmp(line.p, name, k) != 0 || line.p[k] != ':') return false;
    *value = cedu__strip(cedu__sub(line, k + 1, line.n));
    return true;
}

static void lower(cedu_str s, char *out, size_t cap) {
    size_t n = s.n < cap - 1 ? s.n : cap - 1;
    for (size_t i = 0; i < n; i++) out[i] = (char)tolower((unsigned char)s.p[i]);
    out[n] = '\0';
}

void cedu__http_content_type(cedu_str v, cedu_http_head *out) {
    size_t n = 0;
    while (n < v.n && v.p[n] != ';' && v.p[n] != ',' && v.p[n] != ' ') n++;
    lower(cedu__sub(v, 0, n), out->type_buf, sizeof out->type_buf);
    out->type = cedu__str(out->type_buf);
    for (size_t i = n; i + 8 < v.n; i++) {
        if (strncasecmp(v.p + i, "charset=", 8) != 0) continue;
        cedu_str c = cedu__sub(v, i + 8, v.n);
        while (c.n && (*c.p == '"' || *c.p == '\'' || *c.p == ' ')) c.p++, c.n--;
        size_t k = 0;
        while (k < c.n && (isalnum((unsigned char)c.p[k]) || strchr("-_.:", c.p[k]))) k++;
        lower(cedu__sub(c, 0, k), out->charset, sizeof out->charset);
        return;
    }
}

bool cedu__http_head(const unsigned char *p, size_t n, cedu_http_head *out) {
    *out = (cedu_http_head){0};
    if (n < 12 || memcmp(p, "HTTP/", 5) != 0) return false;
    size_t at = 0;
    cedu_str first = line_at(p, n, &at), v;
    size_t i = 5;
    while (i < first.n && first.p[i] != ' ') i++;
    while (i < first.n && first.p[i] == ' ') i++;
    int status = 0;
    for (int k = 0; k < 3 && i < first.n && isdigit((unsigned char)first.p[i]); k++)
        status = status * 10 + (first.p[i++] - '0');
    while (at < n) {
        cedu_str line = line_at(p, n, &at);
        if (line.n == 0) {
            if (at == n && p[n - 1] != '\n') return false;
            out->n = at;
            out->status = status;
            return true;
        }
        if (field(line, "Content-Type", &v)) cedu__http_content_type(v, out);
        else if (field(line, "Transfer-Encoding", &v)) out->chunked = v.n >= 7 && strncasecmp(v.p + v.n - 7, "chunked", 7) == 0;
        else if (field(line, "Content-Encoding", &v) && !(v.n == 8 && strncasecmp(v.p, "identity", 8) == 0))
            lower(v, out->coding, sizeof out->coding);
    }
    return false;
}

/* "1a3; ext\r\n" at p[*at]; false when it is no chunk's head. */
static bool chunk_head(const unsigned char *p, size_t n, size_t *at, size_t *size) {
    size_t i = *at, v = 0, digits = 0;
    for (; i < n && isxdigit(p[i]) && digits < 8; i++, digits++)
        v = v * 16 + (size_t)(isdigit(p[i]) ? p[i] - '0' : tolower(p[i]) - 'a' + 10);
    if (digits == 0) return false;
    if (i < n && p[i] == ';')
        for (size_t most = i + 200; i < n && i < most && p[i] != '\r' && p[i] != '\n'; i++) {}
    while (i < n && (p[i] == ' ' || p[i] == '\t')) i++;
    if (i < n && p[i] == '\r') i++;
    if (i >= n || p[i] != '\n') return false;
    *at = i + 1;
    *size = v;
    return true;
}

bool cedu__http_unchunk(unsigned char *p, size_t *n) {
    size_t at = 0, size, total = 0;
    /* Archives often keep the field and not the chunks: the first one must look like one. */
    if (!chunk_head(p, *n, &at, &size)) return false;
    if (size < *n - at && p[at + size] != '\r' && p[at + size] != '\n') return false;
    for (at = 0; at < *n && chunk_head(p, *n, &at, &size) && size > 0;) {
        if (size > *n - at) size = *n - at;
        memmove(p + total, p + at, size);
        total += size;
        at += size;
        if (at < *n && p[at] == '\r') at++;
        if (at < *n && p[at] == '\n') at++;
    }
    *n = total;
    return true;
}
