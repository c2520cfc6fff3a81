/* json.c - see json.h. */
#include "base/json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void before_value(cedu_json *j) {
    if (j->comma) cedu__buf_char(j->out, ',');
    j->comma = true;
}

void cedu__json_open(cedu_json *j, char bracket) {
    before_value(j);
    cedu__buf_char(j->out, bracket);
    j->comma = false;
}

void cedu__json_close(cedu_json *j, char bracket) {
    cedu__buf_char(j->out, bracket);
    j->comma = true;
}

static bool plain(unsigned char c) { return c >= 0x20 && c != '"' && c != '\\' && c != 0x7F; }

/* Bytes from `i` on that need no escape. */
static size_t plain_run(cedu_str s, size_t i) {
    const uint64_t ones = 0x0101010101010101u, high = ones << 7;
    size_t from = i;
    for (uint64_t w; i + 8 <= s.n; i += 8) {
        memcpy(&w, s.p + i, 8);
        uint64_t quote = w ^ ones * '"', slash = w ^ ones * '\\', del = w ^ ones * 0x7F;
        uint64_t hit = (w - ones * 0x20) | (quote - ones) | (slash - ones) | (del - ones);
        if (hit & ~w & high) break;
    }
    while (i < s.n && plain((unsigned char)s.p[i])) i++;
    return i - from;
}

/* [,]"…" with what follows, in one piece; the text needs no escape. */
static void in_quotes(cedu_json *j, const char *p, size_t n, const char *tail, size_t tail_n) {
    cedu_buf *b = j->out;
    if (!cedu__buf_reserve(b, n + 2 + tail_n)) return;
    char *w = b->p + b->n;
    if (j->comma) *w++ = ',';
    *w++ = '"';
    if (n) memcpy(w, p, n);
    memcpy(w + n, tail, tail_n + 1);
    b->n = (size_t)(w + n - b->p) + tail_n;
}

static void escaped(cedu_buf *out, cedu_str s) {
    cedu__buf_char(out, '"');
    size_t from = 0;
    for (size_t i = plain_run(s, 0); i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i]; /* not plain: a run has just ended */
        cedu__buf_add(out, s.p + from, i - from);
        from = i + 1;
        switch (c) {
        case '"': cedu__buf_z(out, "\\\""); break;
        case '\\': cedu__buf_z(out, "\\\\"); break;
        case '\n': cedu__buf_z(out, "\\n"); break;
        case '\r': cedu__buf_z(out, "\\r"); break;
        case '\t': cedu__buf_z(out, "\\t"); break;
        default: cedu__buf_f(out, "\\u%04x", c);
        }
        i += plain_run(s, from);
    }
    cedu__buf_add(out, s.p + from, s.n - from);
    cedu__buf_char(out, '"');
}

void cedu__json_key(cedu_json *j, const char *key) { /* names of our own: nothing to escape */
    in_quotes(j, key, strlen(key), "\":", 2);
    j->comma = false;
}

void cedu__json_str(cedu_json *j, cedu_str s) {
    if (!s.p) {
        cedu__json_null(j);
        return;
    }
    if (plain_run(s, 0) == s.n) {
        in_quotes(j, s.p, s.n, "\"", 1);
        j->comma = true;
        return;
    }
    before_value(j);
    escaped(j->out, s);
}

/* A whole number, with a point before its last `places` digits. */
static void put_digits(cedu_buf *out, uint64_t u, bool negative, int places) {
    char text[48], *p = text + sizeof text;
    for (int n = 0; u || n <= places; n++, u /= 10) {
        if (n && n == places) *--p = '.';
        *--p = (char)('0' + u % 10);
    }
    if (negative) *--p = '-';
    cedu__buf_add(out, p, (size_t)(text + sizeof text - p));
}

void cedu__num_text(cedu_buf *out, double v) {
    static const double tens[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    char text[400]; /* %.0f of 1e21 and less is short */
    double a = fabs(v);
    for (int k = 0; k < (int)CEDU_COUNT(tens) && a < 1e15; k++) { /* nearly all numbers: u / 10^k, rounded right, is v again */
        double u = rint(a * tens[k]);
        if (u >= 1e15 || u / tens[k] != a) continue;
        put_digits(out, (uint64_t)u, v < 0, k);
        return;
    }
    if (a < 1e21 && v == trunc(v)) {
        snprintf(text, sizeof text, "%.0f", v);
    } else {
        for (int digits = 15; digits <= 17; digits++) { /* %g leaves zeros at the end out: 15 digits hold all shorter forms */
            snprintf(text, sizeof text, "%.*g", digits, v);
            if (strtod(text, NULL) == v) break;
        }
        if (strpbrk(text, "eE") && a < 1e21 && a >= 1e-7) /* 1.2e+07 never occurs in JSON people read */
            for (int places = 0; places <= 20; places++) {
                snprintf(text, sizeof text, "%.*f", places, v);
                if (strtod(text, NULL) == v) break;
            }
    }
    cedu__buf_z(out, text);
}

void cedu__json_num(cedu_json *j, double v) {
    before_value(j);
    if (isfinite(v)) cedu__num_text(j->out, v);
    else cedu__buf_z(j->out, "null");
}
void cedu__json_int(cedu_json *j, int64_t v) {
    before_value(j);
    put_digits(j->out, v < 0 ? 0 - (uint64_t)v : (uint64_t)v, v < 0, 0);
}
void cedu__json_bool(cedu_json *j, bool v) {
    before_value(j);
    cedu__buf_z(j->out, v ? "true" : "false");
}
void cedu__json_null(cedu_json *j) {
    before_value(j);
    cedu__buf_z(j->out, "null");
}
void cedu__json_strs(cedu_json *j, cedu_strs s) {
    cedu__json_open(j, '[');
    for (size_t i = 0; i < s.n; i++) cedu__json_str(j, s.p[i]);
    cedu__json_close(j, ']');
}
void cedu__json_line(cedu_json *j) {
    cedu__buf_char(j->out, '\n');
    j->comma = false;
}
