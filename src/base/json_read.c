/* json_read.c - see json_read.h. */
#include "base/json_read.h"

typedef struct reader {
    const char *p, *end;
    cedu_arena *arena;
} reader;

static void blanks(reader *r) {
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\t' || *r->p == '\r' || *r->p == '\n')) r->p++;
}

static bool take(reader *r, char c) {
    blanks(r);
    if (r->p >= r->end || *r->p != c) return false;
    r->p++;
    return true;
}

static bool hex4(const char *p, const char *end, uint32_t *out) {
    if (end - p < 4) return false;
    *out = 0;
    for (int i = 0; i < 4; i++) {
        unsigned char c = (unsigned char)p[i];
        int d = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (d < 0) return false;
        *out = *out << 4 | (uint32_t)d;
    }
    return true;
}

/* The character of an escape after its backslash; moves p behind it. NUL and lone surrogates are refused. */
static bool escape(const char **p, const char *end, uint32_t *out) {
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    if (*p >= end) return false;
    char c = *(*p)++;
    if (c != 'u') {
        const char *at = c ? strchr(from, c) : NULL;
        if (at) *out = (unsigned char)to[at - from];
        return at != NULL;
    }
    uint32_t low;
    if (!hex4(*p, end, out) || *out == 0) return false;
    *p += 4;
    if (*out < 0xD800 || *out > 0xDFFF) return true;
    if (*out > 0xDBFF || end - *p < 6 || (*p)[0] != '\\' || (*p)[1] != 'u' || !hex4(*p + 2, end, &low)) return false;
    if (low < 0xDC00 || low > 0xDFFF) return false;
    *out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
    *p += 6;
    return true;
}

/* A string, behind its first quote. Decoded text is never longer than its escapes. */
static bool string(reader *r, cedu_str *out) {
    const char *from = r->p, *p = from;
    while (p < r->end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20) p++;
    if (p >= r->end || (unsigned char)*p < 0x20) return false;
    if (*p == '"') {
        *out = (cedu_str){from, (size_t)(p - from)};
        r->p = p + 1;
        return cedu__u8_valid(out->p, out->n) == out->n;
    }
    char *text = cedu__arena_raw(r->arena, (size_t)(r->end - from)), *w = text;
    if (!text) return false;
    for (p = from; p < r->end;) {
        const char *run = p;
        while (p < r->end && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20) p++;
        memcpy(w, run, (size_t)(p - run));
        w += p - run;
        if (p == r->end || (unsigned char)*p < 0x20) return false;
        if (*p++ == '"') {
            *out = (cedu_str){text, (size_t)(w - text)};
            r->p = p;
            return cedu__u8_valid(out->p, out->n) == out->n;
        }
        uint32_t cp;
        if (!escape(&p, r->end, &cp)) return false;
        w += cedu__u8_put(cp, w);
    }
    return false;
}

/* null, true, false, or a whole number of at most 15 digits. */
static bool plain(reader *r) {
    static const cedu_str words[] = {{"null", 4}, {"true", 4}, {"false", 5}};
    cedu_str rest = {r->p, (size_t)(r->end - r->p)};
    for (size_t i = 0; i < CEDU_COUNT(words); i++)
        if (cedu__starts(rest, words[i])) return r->p += words[i].n, true;
    const char *p = r->p + (rest.n && *r->p == '-'), *digits = p;
    while (p < r->end && *p >= '0' && *p <= '9') p++;
    if (p == digits || p - digits > 15 || (*digits == '0' && p - digits > 1)) return false;
    r->p = p;
    return true;
}

bool cedu__json_fields(cedu_str line, cedu_json_field *fields, size_t n, cedu_arena *a) {
    reader r = {line.p, line.p + line.n, a};
    for (size_t k = 0; k < n; k++) fields[k].raw = fields[k].value = (cedu_str){0};
    if (!line.p || !take(&r, '{')) return false;
    do {
        cedu_str key, value = {0};
        if (!take(&r, '"') || !string(&r, &key) || !take(&r, ':')) return false;
        blanks(&r);
        const char *from = r.p;
        if (take(&r, '"') ? !string(&r, &value) : !plain(&r)) return false;
        for (size_t k = 0; k < n; k++)
            if (cedu__eqz(key, fields[k].name)) fields[k].value = value, fields[k].raw = (cedu_str){from, (size_t)(r.p - from)};
    } while (take(&r, ','));
    if (!take(&r, '}')) return false;
    blanks(&r);
    return r.p == r.end;
}
