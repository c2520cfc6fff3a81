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

static void quoted(cedu_buf *out, cedu_str s) {
    cedu__buf_char(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x20 && c != '"' && c != '\\' && c != 0x7F) continue;
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
    }
    cedu__buf_add(out, s.p + from, s.n - from);
    cedu__buf_char(out, '"');
}

void cedu__json_key(cedu_json *j, const char *key) {
    before_value(j);
    quoted(j->out, cedu__str(key));
    cedu__buf_char(j->out, ':');
    j->comma = false;
}

void cedu__json_str(cedu_json *j, cedu_str s) {
    if (!s.p) {
        cedu__json_null(j);
        return;
    }
    before_value(j);
    quoted(j->out, s);
}

void cedu__num_text(cedu_buf *out, double v) {
    char text[400];    /* %.0f of 1e21 and less is short */
    if (v == 0) v = 0; /* no -0 */
    if (fabs(v) < 1e21 && v == trunc(v)) {
        snprintf(text, sizeof text, "%.0f", v);
    } else {
        for (int digits = 1; digits <= 17; digits++) {
            snprintf(text, sizeof text, "%.*g", digits, v);
            if (strtod(text, NULL) == v) break;
        }
        if (strpbrk(text, "eE") && fabs(v) < 1e21 && fabs(v) >= 1e-7) /* 1.2e+07 never occurs in JSON people read */
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
    cedu__buf_f(j->out, "%lld", (long long)v);
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
