/* firm.c - a firm's profile, in a documented subset of TOML (subsidy.h). Debian 12 has no TOML library for C; what is left out of TOML
 * here is refused with its line, never skipped, so that a profile means the same to every TOML reader.
 */
#include <stdio.h>
#include <stdlib.h>

#include "reason/subsidy.h"

typedef struct toml {
    cedu_str s;
    size_t at;
    int line;
    cedu_arena *a;
    cedu_error *err;
    bool bad;
} toml;

typedef enum kind { STRING, NUMBER, DATE, LIST } kind;
typedef struct value {
    kind kind;
    cedu_str str;
    cedu_strs list;
    double num;
} value;

static bool fail(toml *t, const char *zh, const char *en) {
    if (t->bad) return false;
    t->bad = true;
    (void)cedu__fail(t->err, CEDU_USAGE, "企业档案第 %d 行", "firm profile, line %d", t->line);
    for (int i = 0; t->err && i < 2; i++) {
        char *to = i ? t->err->en : t->err->zh;
        size_t n = strlen(to);
        snprintf(to + n, sizeof t->err->zh - n, i ? ": %s" : "：%s", i ? en : zh);
    }
    return false;
}

static int peek(const toml *t) { return t->at < t->s.n ? (unsigned char)t->s.p[t->at] : -1; }

static void blanks(toml *t, bool lines) {
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

static bool string(toml *t, cedu_str *out) {
    char quote = t->s.p[t->at++];
    cedu_buf b = {.max = CEDU_MAX_FIRM};
    bool ok = false;
    if (t->at + 1 < t->s.n && t->s.p[t->at] == quote && t->s.p[t->at + 1] == quote)
        return fail(t, "不支持多行字符串", "multi-line strings are not supported");
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
    return ok || fail(t, "字符串没有写完，或转义不对", "a string without its end, or a wrong escape");
}

/* A number with underscores between digits, or a date. */
static bool scalar(toml *t, value *out) {
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
        out->kind = DATE, out->str = cedu__arena_str(t->a, cedu__sub(t->s, from, t->at));
        return true;
    }
    out->kind = NUMBER;
    out->num = n && strspn(z, "0123456789+-.eE") == n ? strtod(z, &end) : 0;
    if (!n || *end || last == '_' || !(out->num >= -1e18 && out->num <= 1e18))
        return fail(t, "值应为字符串、数、日期或字符串数组", "a value is a string, a number, a date or an array of strings");
    return true;
}

static bool read_value(toml *t, value *out) {
    int c = peek(t);
    *out = (value){STRING, {0}, {0}, 0};
    if (c == '"' || c == '\'') return string(t, &out->str);
    if (c != '[') return scalar(t, out);
    CEDU_VEC(cedu_str) v = {0};
    out->kind = LIST;
    t->at++;
    for (bool more = true;;) {
        blanks(t, true);
        c = peek(t);
        if (c == ']') break;
        cedu_str one;
        if (!more || (c != '"' && c != '\''))
            return fail(t, "数组里只能是字符串，用逗号分隔", "an array holds strings, separated by commas");
        if (!string(t, &one)) return false;
        if (!CEDU_PUSH(t->a, &v, one)) return fail(t, "内存不足", "out of memory");
        blanks(t, true);
        more = peek(t) == ',';
        if (more) t->at++;
    }
    t->at++;
    out->list = (cedu_strs){v.p, v.n};
    return true;
}

static bool read_key(toml *t, cedu_str *out) {
    if (peek(t) == '"' || peek(t) == '\'') return string(t, out);
    size_t from = t->at;
    for (int c; (c = peek(t)) >= 0 && ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_' || c == '-');)
        t->at++;
    *out = cedu__sub(t->s, from, t->at);
    return out->n > 0 || fail(t, "这里应是键名（汉字要加引号）", "a key is expected (other than ASCII in quotes)");
}

/* The keys of the file: where a value goes, and which kinds it may be. */
static const struct {
    const char *name;
    size_t at;
    bool list; /* else one string or date */
} keys[] = {{"name", offsetof(cedu_firm, name), false},     {"as_of", offsetof(cedu_firm, as_of), false},
            {"region", offsetof(cedu_firm, regions), true}, {"is", offsetof(cedu_firm, is), true},
            {"is_not", offsetof(cedu_firm, is_not), true},  {"has", offsetof(cedu_firm, has), true},
            {"has_not", offsetof(cedu_firm, has_not), true}};

static bool put(toml *t, cedu_firm *f, cedu_str key, const value *v, uint32_t *seen) {
    for (size_t i = 0; i < CEDU_COUNT(keys); i++) {
        if (!cedu__eqz(key, keys[i].name)) continue;
        if (*seen >> i & 1u) return fail(t, "同一个键写了两次", "a key is given twice");
        *seen |= 1u << i;
        char *to = (char *)f + keys[i].at;
        if (!keys[i].list && (v->kind == DATE || (v->kind == STRING && strcmp(keys[i].name, "as_of") != 0))) {
            *(cedu_str *)to = v->str;
            return true;
        }
        if (!keys[i].list)
            return fail(t, "这个键的值不对（as_of 写作 2025-06-01）", "the wrong kind of value (as_of = 2025-06-01)");
        if (v->kind == LIST) return *(cedu_strs *)to = v->list, true;
        cedu_str *one = v->kind == STRING ? CEDU_NEW(t->a, cedu_str) : NULL;
        if (!one) return fail(t, "这里应是字符串或字符串数组", "a string or an array of strings is expected");
        *one = v->str;
        *(cedu_strs *)to = (cedu_strs){one, 1};
        return true;
    }
    return fail(t, "不认识的键；可用 name region as_of is is_not has has_not 和 [amounts]",
                "an unknown key; there are name region as_of is is_not has has_not and [amounts]");
}

cedu_status cedu__firm_read(cedu_str text, cedu_arena *a, cedu_firm *out, cedu_error *err) {
    *out = (cedu_firm){0};
    toml t = {.s = text, .line = 1, .a = a, .err = err};
    CEDU_VEC(cedu_firm_amount) amounts = {0};
    bool in_amounts = false;
    uint32_t seen = 0;
    if (text.n > CEDU_MAX_FIRM) return cedu__fail(err, CEDU_USAGE, "企业档案太大", "the firm profile is too large");
    if (cedu__u8_valid(text.p, text.n) != text.n)
        return cedu__fail(err, CEDU_USAGE, "企业档案不是 UTF-8", "the firm profile is not UTF-8");
    if (text.n >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0) t.at = 3;
    for (blanks(&t, true); !t.bad && peek(&t) >= 0; blanks(&t, true)) {
        cedu_str key;
        value v;
        if (peek(&t) == '[') {
            t.at++, blanks(&t, false);
            if (!read_key(&t, &key)) break;
            blanks(&t, false);
            if (!cedu__eqz(key, "amounts") || in_amounts || peek(&t) != ']') {
                fail(&t, "只有一个表 [amounts]", "the only table is [amounts], once");
                break;
            }
            t.at++, in_amounts = true;
        } else {
            if (!read_key(&t, &key)) break;
            blanks(&t, false);
            if (peek(&t) != '=') {
                fail(&t, "应写作 键 = 值", "write: key = value");
                break;
            }
            t.at++, blanks(&t, false);
            if (!read_value(&t, &v)) break;
            bool twice = false;
            for (size_t i = 0; in_amounts && i < amounts.n; i++) twice |= cedu__eq(amounts.p[i].name, key);
            if (twice) fail(&t, "同一个键写了两次", "a key is given twice");
            else if (!in_amounts) put(&t, out, key, &v, &seen);
            else if (v.kind != NUMBER || !key.n) fail(&t, "[amounts] 里的值应为数", "values in [amounts] are numbers");
            else if (!CEDU_PUSH(a, &amounts, ((cedu_firm_amount){key, v.num}))) fail(&t, "内存不足", "out of memory");
        }
        blanks(&t, false);
        if (!t.bad && peek(&t) >= 0 && peek(&t) != '\n') fail(&t, "一行只写一项", "one item a line");
    }
    out->amounts = amounts.p, out->amount_count = amounts.n;
    if (t.bad) return CEDU_USAGE;
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
