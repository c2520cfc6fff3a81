/* toml.c - see toml.h. */
#include <stdio.h>
#include <stdlib.h>

#include "base/toml.h"

bool cedu__toml_fail(cedu_toml *t, const char *zh, const char *en) {
    if (t->bad) return false;
    t->bad = true;
    if (!t->err) return false;
    t->err->status = CEDU_USAGE;
    snprintf(t->err->zh, sizeof t->err->zh, "%s第 %d 行：%s", t->zh, t->line, zh);
    snprintf(t->err->en, sizeof t->err->en, "%s, line %d: %s", t->en, t->line, en);
    return false;
}

static int peek(const cedu_toml *t) { return t->at < t->s.n ? (unsigned char)t->s.p[t->at] : -1; }

static void blanks(cedu_toml *t, bool lines) {
    for (;; t->at++) {
        int c = peek(t);
        if (c == '#') {
            while (peek(t) >= 0 && peek(t) != '\n') t->at++;
            c = peek(t);
        }
        if (c == '\n' && lines) t->line++;
        else if (c != ' ' && c != '\t' && c != '\r') return;
    }
}

static bool string(cedu_toml *t, cedu_str *out) {
    char quote = t->s.p[t->at++];
    cedu_buf b = {.max = CEDU_MAX_TOML};
    bool ok = false;
    if (t->at + 1 < t->s.n && t->s.p[t->at] == quote && t->s.p[t->at + 1] == quote)
        return cedu__toml_fail(t, "不支持多行字符串", "multi-line strings are not supported");
    for (int c; (c = peek(t)) >= 0 && c != '\n'; t->at++) {
        if (c == quote) {
            t->at++;
            ok = true;
            break;
        }
        if (c != '\\' || quote == '\'') {
            cedu__buf_char(&b, (char)c);
            continue;
        }
        static const char from[] = "\"\\ntbfr", to[] = "\"\\\n\t\b\f\r";
        t->at++;
        int e = peek(t);
        const char *k = e > 0 ? strchr(from, e) : NULL;
        if (k) cedu__buf_char(&b, to[k - from]);
        else if (e == 'u' && t->at + 4 < t->s.n) {
            uint32_t u = 0;
            for (int i = 1; i <= 4; i++) {
                int h = (unsigned char)t->s.p[t->at + (size_t)i];
                int d = h >= '0' && h <= '9' ? h - '0' : (h | 32) >= 'a' && (h | 32) <= 'f' ? (h | 32) - 'a' + 10 : -1;
                if (d < 0) u = 0xD800;
                u = u << 4 | (uint32_t)(d & 15);
            }
            if (!u || u > 0xFFFF || (u >= 0xD800 && u < 0xE000)) break;
            cedu__buf_cp(&b, u);
            t->at += 4;
        } else break;
    }
    *out = b.n ? cedu__arena_str(t->a, cedu__buf_view(&b)) : CEDU_STR("");
    cedu__buf_release(&b);
    return ok || cedu__toml_fail(t, "字符串没有写完，或转义不对", "a string without its end, or a wrong escape");
}

/* A number with underscores between digits, or a date. */
static bool scalar(cedu_toml *t, cedu_toml_value *out) {
    char z[48];
    size_t n = 0, from = t->at;
    int last = 0;
    for (int c; (c = peek(t)) >= 0 && (strchr("+-.eE_:", c) ? c > 0 : c >= '0' && c <= '9'); t->at++) {
        if (c == '_' && (last < '0' || last > '9')) break;
        if (c != '_' && n + 1 < sizeof z) z[n++] = (char)c;
        last = c;
    }
    z[n] = 0;
    char *end = z;
    if (n == 10 && z[4] == '-' && z[7] == '-' && strspn(z, "0123456789-") == 10) {
        out->kind = CEDU_TOML_DATE, out->str = cedu__arena_str(t->a, cedu__sub(t->s, from, t->at));
        return true;
    }
    out->kind = CEDU_TOML_NUMBER;
    out->str = cedu__arena_str(t->a, cedu__str(z));
    out->num = n && strspn(z, "0123456789+-.eE") == n ? strtod(z, &end) : 0;
    if (!n || *end || last == '_' || !(out->num >= -1e18 && out->num <= 1e18))
        return cedu__toml_fail(t, "值应为字符串、数、日期或字符串数组",
                               "a value is a string, a number, a date or an array of strings");
    return true;
}

static bool read_value(cedu_toml *t, cedu_toml_value *out) {
    int c = peek(t);
    *out = (cedu_toml_value){CEDU_TOML_STRING, {0}, {0}, 0};
    if (c == '"' || c == '\'') return string(t, &out->str);
    for (int i = 0; i < 2; i++) {
        cedu_str word = i ? CEDU_STR("true") : CEDU_STR("false");
        if (!cedu__starts(cedu__sub(t->s, t->at, t->s.n), word)) continue;
        t->at += word.n, out->kind = CEDU_TOML_BOOL, out->num = i;
        return true;
    }
    if (c != '[') return scalar(t, out);
    CEDU_VEC(cedu_str) v = {0};
    out->kind = CEDU_TOML_LIST;
    t->at++;
    for (bool more = true;;) {
        blanks(t, true);
        c = peek(t);
        if (c == ']') break;
        cedu_str one;
        if (!more || (c != '"' && c != '\''))
            return cedu__toml_fail(t, "数组里只能是字符串，用逗号分隔", "an array holds strings, separated by commas");
        if (!string(t, &one)) return false;
        if (!CEDU_PUSH(t->a, &v, one)) return cedu__toml_fail(t, "内存不足", "out of memory");
        blanks(t, true);
        more = peek(t) == ',';
        if (more) t->at++;
    }
    t->at++;
    out->list = (cedu_strs){v.p, v.n};
    return true;
}

static bool read_key(cedu_toml *t, cedu_str *out) {
    if (peek(t) == '"' || peek(t) == '\'') return string(t, out);
    size_t from = t->at;
    for (int c; (c = peek(t)) >= 0 && ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_' || c == '-');)
        t->at++;
    *out = cedu__sub(t->s, from, t->at);
    return out->n > 0 || cedu__toml_fail(t, "这里应是键名（汉字要加引号）", "a key is expected (other than ASCII in quotes)");
}

void cedu__toml_open(cedu_toml *t, cedu_str text, const char *zh, const char *en, cedu_arena *a, cedu_error *err) {
    *t = (cedu_toml){.s = text, .line = 1, .a = a, .err = err, .zh = zh, .en = en};
    if (text.n > CEDU_MAX_TOML) {
        t->bad = true;
        (void)cedu__fail(err, CEDU_USAGE, "%s太大", "%s: too large", zh);
    } else if (cedu__u8_valid(text.p, text.n) != text.n) {
        t->bad = true;
        (void)cedu__fail(err, CEDU_USAGE, "%s不是 UTF-8", "%s: no UTF-8", zh);
    } else if (text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0) t->at = 3;
}

cedu_toml_item cedu__toml_next(cedu_toml *t, cedu_str *name, cedu_toml_value *v) {
    cedu_toml_item item = CEDU_TOML_VALUE;
    if (t->bad) return CEDU_TOML_END;
    blanks(t, true);
    if (peek(t) < 0) return CEDU_TOML_END;
    if (peek(t) == '[') {
        t->at++;
        item = peek(t) == '[' ? CEDU_TOML_TABLES : CEDU_TOML_TABLE;
        t->at += item == CEDU_TOML_TABLES;
        blanks(t, false);
        if (!read_key(t, name)) return CEDU_TOML_END;
        blanks(t, false);
        for (int i = 0; i < (item == CEDU_TOML_TABLES ? 2 : 1); i++, t->at++)
            if (peek(t) != ']') return (void)cedu__toml_fail(t, "表名后应有 ]", "a ] is missing"), CEDU_TOML_END;
    } else {
        if (!read_key(t, name)) return CEDU_TOML_END;
        blanks(t, false);
        if (peek(t) != '=') return (void)cedu__toml_fail(t, "应写作 键 = 值", "write: key = value"), CEDU_TOML_END;
        t->at++, blanks(t, false);
        if (!read_value(t, v)) return CEDU_TOML_END;
    }
    blanks(t, false);
    if (peek(t) >= 0 && peek(t) != '\n') return (void)cedu__toml_fail(t, "一行只写一项", "one item a line"), CEDU_TOML_END;
    if (t->a->failed) return (void)cedu__toml_fail(t, "内存不足", "out of memory"), CEDU_TOML_END;
    return item;
}
