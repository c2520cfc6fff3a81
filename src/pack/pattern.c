/* pattern.c - parses the pattern language (pattern.h). What the names mean is the fact room's business. */
#include "pack/pattern.h"

typedef struct parser {
    cedu_str s;
    size_t at;
    cedu_pattern *out;
    cedu_pattern_fault *fault;
    cedu_str group; /* the field of the open group */
    uint8_t group_first;
} parser;

static bool bad(parser *p, size_t at, const char *zh, const char *en) {
    *p->fault = (cedu_pattern_fault){at, zh, en};
    return false;
}

static bool blank(char c) { return c == ' ' || c == '\t'; }

static bool is_name(cedu_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || s.p[i] == '_')) return false;
    return s.n > 0;
}

static bool capture(parser *p, size_t at, cedu_str field, uint8_t first, uint8_t last) {
    if (p->out->captures == CEDU_PATTERN_CAPTURES)
        return bad(p, at, "取的字段太多(最多 8 个)", "too many captures (8 at most)");
    for (uint8_t i = 0; i < p->out->captures; i++)
        if (cedu__eq(p->out->c[i].field, field)) return bad(p, at, "同一字段取了两次", "a field is captured twice");
    p->out->c[p->out->captures++] = (cedu_pattern_capture){field, first, last};
    return true;
}

/* {2-16} behind a star. */
static bool bounds(parser *p, cedu_str t, size_t at, cedu_pattern_element *e) {
    unsigned lo = 0, hi = 0;
    size_t i = 1;
    for (; i < t.n && t.p[i] >= '0' && t.p[i] <= '9' && lo < 100; i++) lo = lo * 10 + (unsigned)(t.p[i] - '0');
    bool dash = i < t.n && t.p[i] == '-';
    if (dash)
        for (i++; i < t.n && t.p[i] >= '0' && t.p[i] <= '9' && hi < 1000; i++) hi = hi * 10 + (unsigned)(t.p[i] - '0');
    if (!dash || i + 1 != t.n || t.p[i] != '}' || lo == 0 || hi < lo || hi > 100)
        return bad(p, at, "字数应写作 {2-16}，从 1 到 100", "bounds are written {2-16}, from 1 to 100");
    e->min = (uint8_t)lo, e->max = (uint8_t)hi;
    return true;
}

/* <type:only> and [group:only] */
static bool bracket(parser *p, cedu_str t, size_t at, char close, cedu_pattern_what what, cedu_pattern_element *e) {
    if (t.n < 3 || t.p[t.n - 1] != close)
        return bad(p, at, "括号没有成对；提及写 <类型>，提示词写 [组]", "unpaired bracket; write <type> or [group]");
    cedu_str in = cedu__sub(t, 1, t.n - 1);
    const char *colon = memchr(in.p, ':', in.n);
    e->what = what;
    e->word = colon ? cedu__sub(in, 0, (size_t)(colon - in.p)) : in;
    if (colon) e->only = cedu__sub(in, (size_t)(colon - in.p) + 1, in.n);
    if (!is_name(e->word) || (colon && !e->only.n))
        return bad(p, at + 1, "名称应是小写英文，如 <region> [approve]",
                   "a name in lower-case letters, like <region> [approve]");
    return true;
}

static bool atom(parser *p, cedu_str t, size_t at, cedu_pattern_element *e) {
    if (t.n == 1 && (t.p[0] == '^' || t.p[0] == '$'))
        return e->what = t.p[0] == '^' ? CEDU_PATTERN_start : CEDU_PATTERN_end, true;
    if (cedu__eqz(t, "..")) return *e = (cedu_pattern_element){.what = CEDU_PATTERN_text, .max = CEDU_PATTERN_GAP}, true;
    if (t.n && t.p[0] == '*') {
        *e = (cedu_pattern_element){.what = CEDU_PATTERN_text, .min = 1, .max = CEDU_PATTERN_TEXT};
        if (t.n == 1) return true;
        return t.p[1] == '{'
                   ? bounds(p, cedu__sub(t, 1, t.n), at, e)
                   : bad(p, at, "* 之后只能是 {2-16}；元素之间用空格隔开", "after * only {2-16}; blanks between elements");
    }
    if (t.n && t.p[0] == '<') return bracket(p, t, at, '>', CEDU_PATTERN_mention, e);
    if (t.n && t.p[0] == '[') return bracket(p, t, at, ']', CEDU_PATTERN_cue, e);
    if (!t.n || memchr(t.p, '{', t.n) || memchr(t.p, '=', t.n))
        return bad(p, at, "这里应是词、<类型>、[组]、*、..、^ 或 $", "a word, <type>, [group], *, .., ^ or $ is expected here");
    *e = (cedu_pattern_element){.what = CEDU_PATTERN_word, .word = t};
    for (size_t i = 0, from = 0; i <= t.n; i++) {
        if (i < t.n && t.p[i] != '|') continue;
        if (i == from) return bad(p, at + i, "| 的一边是空的", "nothing on one side of |");
        from = i + 1;
    }
    return true;
}

static bool element(parser *p, cedu_str t, size_t at) {
    cedu_str field = {0};
    const char *eq = memchr(t.p, '=', t.n);
    if (eq && is_name(cedu__sub(t, 0, (size_t)(eq - t.p)))) {
        field = cedu__sub(t, 0, (size_t)(eq - t.p));
        size_t skip = field.n + 1;
        t = cedu__sub(t, skip, t.n), at += skip;
    }
    if (cedu__eqz(t, "(")) {
        if (!field.n || p->group.n)
            return bad(p, at, "括号应写作 字段=( … )，不可嵌套", "a group is field=( … ) and holds no other");
        p->group = field, p->group_first = p->out->n;
        return true;
    }
    if (cedu__eqz(t, ")")) {
        if (!p->group.n || p->group_first == p->out->n)
            return bad(p, at, "多余的 )，或括号里是空的", "an ) too many, or an empty group");
        cedu_str g = p->group;
        p->group = (cedu_str){0};
        return capture(p, at, g, p->group_first, (uint8_t)(p->out->n - 1));
    }
    if (p->out->n == CEDU_PATTERN_ELEMENTS) return bad(p, at, "元素太多(最多 24 个)", "too many elements (24 at most)");
    cedu_pattern_element e = {0};
    bool optional = t.n > 1 && t.p[t.n - 1] == '?';
    if (!atom(p, optional ? cedu__sub(t, 0, t.n - 1) : t, at, &e)) return false;
    e.optional = optional;
    p->out->e[p->out->n++] = e;
    return !field.n || capture(p, at, field, (uint8_t)(p->out->n - 1), (uint8_t)(p->out->n - 1));
}

bool cedu__pattern_parse(cedu_str s, cedu_pattern *out, cedu_pattern_fault *fault) {
    *out = (cedu_pattern){0};
    parser p = {.s = s, .out = out, .fault = fault};
    while (p.at < s.n) {
        if (blank(s.p[p.at])) {
            p.at++;
            continue;
        }
        size_t from = p.at;
        while (p.at < s.n && !blank(s.p[p.at])) p.at++;
        if (!element(&p, cedu__sub(s, from, p.at), from)) return false;
    }
    if (p.group.n) return bad(&p, s.n, "缺 )", "an ) is missing");
    for (out->anchor = 0; out->anchor < out->n; out->anchor++)
        if (out->e[out->anchor].what == CEDU_PATTERN_word && !out->e[out->anchor].optional) return true;
    return bad(&p, 0, "至少要有一个不可缺的词，程序靠它找到这条句式",
               "at least one word that may not be missing: it is what is looked for");
}

bool cedu__pattern_word(cedu_str words, size_t *at, cedu_str *word) {
    if (!words.n || *at > words.n) return false;
    const char *bar = *at < words.n ? memchr(words.p + *at, '|', words.n - *at) : NULL;
    size_t end = bar ? (size_t)(bar - words.p) : words.n;
    *word = cedu__sub(words, *at, end);
    *at = end + 1;
    return true;
}

bool cedu__pattern_pair(cedu_str list, size_t *at, cedu_str *name, cedu_str *value) {
    while (list.n && *at < list.n) {
        const char *semi = memchr(list.p + *at, ';', list.n - *at);
        size_t end = semi ? (size_t)(semi - list.p) : list.n;
        cedu_str part = cedu__trim(cedu__sub(list, *at, end));
        *at = end + 1;
        if (!part.n) continue;
        const char *eq = memchr(part.p, '=', part.n);
        *name = eq ? cedu__trim(cedu__sub(part, 0, (size_t)(eq - part.p))) : part;
        *value = eq ? cedu__trim(cedu__sub(part, (size_t)(eq - part.p) + 1, part.n)) : (cedu_str){0};
        return true;
    }
    return false;
}
