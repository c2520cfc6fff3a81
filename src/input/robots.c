/* robots.c - robots.txt as RFC 9309 has it: groups, longest match, allow before disallow, * and $. Pure; bounded time.
 *
 * The group that names our agent counts, else the one of `*`; groups of the same agent are one. Patterns with many stars are
 * matched without backtracking over more than the last one, so time is linear for each.
 */
#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

#include "base/base.h"
#include "input/fetch.h"
#include "input/stream.h"

static cedu_str next_line(cedu_str text, size_t *at) {
    size_t i = *at;
    while (i < text.n && text.p[i] != '\n' && text.p[i] != '\r') i++;
    cedu_str line = cedu__sub(text, *at, i);
    *at = i + (i < text.n);
    const char *hash = memchr(line.p, '#', line.n);
    if (hash) line.n = (size_t)(hash - line.p);
    return cedu__strip(line);
}

static bool field(cedu_str line, const char *name, cedu_str *value) {
    const char *colon = memchr(line.p ? line.p : "", ':', line.n);
    if (!colon) return false;
    cedu_str key = cedu__strip(cedu__sub(line, 0, (size_t)(colon - line.p)));
    if (key.n != strlen(name) || strncasecmp(key.p, name, key.n) != 0) return false;
    *value = cedu__strip(cedu__sub(line, (size_t)(colon - line.p) + 1, line.n));
    return true;
}

/* Whether the path begins with the pattern. */
static bool matches(cedu_str pattern, cedu_str path) {
    bool end = pattern.n > 0 && pattern.p[pattern.n - 1] == '$';
    if (end) pattern.n--;
    size_t i = 0, k = 0, star = SIZE_MAX, from = 0;
    for (;;) {
        if (k == pattern.n && (!end || i == path.n)) return true;
        if (k < pattern.n && pattern.p[k] == '*') {
            star = k++;
            from = i;
        } else if (i < path.n && k < pattern.n && pattern.p[k] == path.p[i]) i++, k++;
        else if (star != SIZE_MAX && from < path.n) {
            k = star + 1;
            i = ++from;
        } else return false;
    }
}

typedef struct verdict {
    bool named; /* the group names the agent, not * */
    bool any;   /* there was such a group */
    size_t best;
    bool allowed;
    int delay;
} verdict;

static void rule(verdict *v, cedu_str pattern, cedu_str path, bool allow) {
    if (pattern.n == 0 || pattern.n > 2000 || !matches(pattern, path)) return;
    if (pattern.n > v->best || (pattern.n == v->best && allow)) v->best = pattern.n, v->allowed = allow;
}

bool cedu__robots_allow(cedu_str text, const char *agent, const char *path, int *delay) {
    verdict named = {.allowed = true, .delay = -1}, star = {.allowed = true, .delay = -1};
    bool in_named = false, in_star = false, agents = false; /* agents: the last line was a User-agent */
    cedu_str p = cedu__str(path);
    size_t n = strlen(agent);
    if (text.n > 500u << 10) text.n = 500u << 10; /* the RFC's least limit */
    if (cedu__starts(text, CEDU_STR("\xEF\xBB\xBF"))) text = cedu__sub(text, 3, text.n);
    for (size_t at = 0; at < text.n;) {
        cedu_str line = next_line(text, &at), v;
        if (field(line, "User-agent", &v)) {
            if (!agents) in_named = in_star = false;
            agents = true;
            if (cedu__eqz(v, "*")) in_star = star.any = true;
            /* "cedu/1.0" names cedu, "ceduction" does not */
            else if (v.n >= n && strncasecmp(v.p, agent, n) == 0 && (v.n == n || !isalpha((unsigned char)v.p[n])))
                in_named = named.any = true;
            continue;
        }
        bool allow = field(line, "Allow", &v);
        if (allow || field(line, "Disallow", &v)) {
            agents = false;
            if (in_named) rule(&named, v, p, allow);
            if (in_star) rule(&star, v, p, allow);
        } else if (field(line, "Crawl-delay", &v)) {
            char z[16] = {0};
            agents = false;
            memcpy(z, v.p, v.n < 15 ? v.n : 15);
            double seconds = strtod(z, NULL);
            int ms = seconds > 0 && seconds < 60 ? (int)(seconds * 1000) : seconds >= 60 ? 60000 : 0;
            if (in_named) named.delay = ms;
            if (in_star) star.delay = ms;
        }
    }
    const verdict *v = named.any ? &named : &star;
    if (delay && v->delay > *delay) *delay = v->delay;
    return v->allowed;
}
