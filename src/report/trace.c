/* trace.c - see trace.h. The report is our own HTML (paper_text.c), so a scanner of tags is enough: a statement is what stands in one p,
 * tr, caption, heading or point of a chart; its notes are the links in it; its numbers are the runs of digits in its text, with 万 or 亿
 * behind them, and the runs of Chinese numerals (第五位, 二十条). A number is traced when it stands in a fact of those notes (the value,
 * or a string: quotation, period, names, title). Numerals in a statement without notes (a heading: 三亚市) are traced when some fact of
 * the bundle has them beside the same character. What stands in <data> names its rule and is computed again. Anything else is untraced. */
#include <math.h>
#include <stdlib.h>

#include "report/paper.h"
#include "report/trace.h"

#define MAX_NOTES   512 /* of one statement */
#define MAX_NUMBERS 256 /* of one computed text */

typedef struct number {
    size_t at, n;
    double scale; /* of the 万 or 亿 behind digits, which are in `n`; 0 = none is written */
    bool words;   /* Chinese numerals */
    cedu_paper_rule rule;
    int from[16], from_count;
    bool last_of_rule;
} number;

typedef struct tracer {
    const cedu_trace_input *in;
    cedu_arena *a;
    cedu_trace_result *out;
    int notes[MAX_NOTES], note_count;
    size_t behind[MAX_NOTES]; /* parallel: how many numbers of the statement stand before the note */
    CEDU_VEC(number) numbers;
    size_t from; /* where the statement begins */
    bool row;    /* of a table: its cells are told by all its notes */
} tracer;

static bool digit(char c) { return c >= '0' && c <= '9'; }

/* ------------------------------------------------------------------ Chinese numerals */
#define HAN strlen("一") /* bytes */
static const struct {
    const char *sign;
    double scale; /* behind digits */
} numerals[] = {{"万亿", 1e12}, {"亿", 1e8}, {"万", 1e4}, {"零", 0}, {"〇", 0}, {"一", 0}, {"二", 0}, {"三", 0}, {"四", 0},
                {"五", 0},      {"六", 0},   {"七", 0},   {"八", 0}, {"九", 0}, {"十", 0}, {"百", 0}, {"千", 0}, {"两", 0}};

/* Words of this program's own sentences in which no number is meant. */
static const char *const own_words[] = {"一说", "不一致", "等于零", "不是零",   "不止一", "这一", "一个领域", "两处",
                                        "一处", "同一",   "两个数", "两个版本", "一部分", "一致", "唯一"};

static bool numeral(cedu_str s, size_t at) {
    for (size_t i = 1; i < CEDU_COUNT(numerals); i++)
        if (cedu__starts(cedu__sub(s, at, s.n), cedu__str(numerals[i].sign))) return true;
    return false;
}

static bool own_word(cedu_str s, size_t at, size_t n) {
    for (size_t i = 0; i < CEDU_COUNT(own_words); i++) {
        cedu_str w = cedu__str(own_words[i]);
        for (size_t k = 0; k + n <= w.n; k += HAN)
            if (at >= k && cedu__starts(cedu__sub(s, at - k, s.n), w)) return true;
    }
    return false;
}

/* ------------------------------------------------------------------ does a fact say it */
static bool in_string(const char *s, cedu_str token) {
    for (const char *p = s; (p = strchr(p, token.p[0])) != NULL; p++) {
        if (strncmp(p, token.p, token.n) != 0) continue;
        const char *before = p, *after = p + token.n;
        if (!digit(token.p[0])) { /* 十二 does not say 二 */
            bool first = numeral(token, 0), last = token.n >= HAN && numeral(token, token.n - HAN);
            if ((first && (size_t)(p - s) >= HAN && numeral(cedu__str(p - HAN), 0)) || (last && numeral(cedu__str(after), 0)))
                continue;
            return true;
        }
        while (before > s && before[-1] == '0' && before - p > -1) before--; /* 2021-02 has the 2 of 2月 */
        if (before > s && (digit(before[-1]) || (before[-1] == '.' && before - 1 > s && digit(before[-2])))) continue;
        if (digit(*after) || (*after == '.' && digit(after[1]))) continue;
        return true;
    }
    return false;
}

/* `scale` 0: the words behind the number may hide one (P, 千瓦). */
static bool same_number(double x, double scale, double v) {
    static const double scales[] = {1, 1e4, 1e8, 1e12, 1e15, 1e18};
    if (scale > 0) return fabs(x * scale - v) <= 1e-9 * fabs(v);
    for (size_t i = 0; i < CEDU_COUNT(scales); i++)
        if (fabs(x * scales[i] - v) <= 1e-9 * fabs(v)) return true;
    return x == v;
}

/* x NAN: only strings. */
static bool says(const json_t *o, cedu_str token, double x, double scale) {
    static const char *const unsaid[] = {"id",       "doc",         "rule",      "sha256",     "start",   "end", "byte_start",
                                         "byte_end", "clean_start", "clean_end", "confidence", "context", "url"};
    const char *key;
    const json_t *v;
    size_t i;
    switch (json_typeof(o)) {
    case JSON_STRING: return in_string(json_string_value(o), token);
    case JSON_INTEGER:
    case JSON_REAL: return same_number(x, scale, fabs(json_number_value(o)));
    case JSON_ARRAY: json_array_foreach(o, i, v) if (says(v, token, x, scale)) return true; return false;
    case JSON_OBJECT:
        json_object_foreach((json_t *)o, key, v) {
            bool skip = false;
            for (size_t k = 0; k < CEDU_COUNT(unsaid) && !skip; k++) skip = !strcmp(key, unsaid[k]);
            if (!skip && says(v, token, x, scale)) return true;
        }
        return false;
    default: return false;
    }
}

static double value_of(cedu_str token) {
    char z[64];
    size_t n = 0;
    for (size_t i = 0; i < token.n && n + 1 < sizeof z; i++)
        if (token.p[i] != ',') z[n++] = token.p[i];
    z[n] = '\0';
    return strtod(z, NULL);
}

static const cedu_trace_note *note_of(const tracer *t, int no) {
    return no >= 1 && (size_t)no <= t->in->n ? &t->in->notes[no - 1] : NULL;
}

static bool note_says(const tracer *t, int no, cedu_str token, const number *how) {
    const cedu_trace_note *n = note_of(t, no);
    double x = how->words ? (double)NAN : value_of(token);
    return n && ((n->fact && says(n->fact, token, x, how->scale)) || (n->document && says(n->document, token, x, how->scale)));
}

/* A name that stands without a note: the numerals with the character before or behind them are in a fact, or in what was ordered. */
static bool named(const tracer *t, const number *x) {
    cedu_str s = t->in->html;
    for (int side = 0; side < 2; side++) {
        size_t lo = x->at - (side ? 0 : HAN), hi = x->at + x->n + (side ? HAN : 0);
        if (lo < t->from || hi > s.n || (unsigned char)s.p[side ? x->at + x->n : lo] < 0xE0) continue;
        cedu_str token = cedu__sub(s, lo, hi);
        if (t->in->about && in_string(t->in->about, token)) return true;
        for (size_t i = 1; i <= t->in->n; i++)
            if (note_says(t, (int)i, token, x)) return true;
    }
    return false;
}

/* A number is its next notes': 2020年为550家[1]；2021年为597家[2] says 2021 of note 2. Behind the last, it may be any's. */
static bool said(const tracer *t, cedu_str token, size_t index) {
    const number *how = &t->numbers.p[index];
    if ((t->in->made_at && in_string(t->in->made_at, token)) || (t->in->since && in_string(t->in->since, token))) return true;
    size_t next = 0;
    for (int i = 0; i < t->note_count && !next && !t->row; i++)
        if (t->behind[i] > index) next = t->behind[i];
    for (int i = 0; i < t->note_count; i++)
        if ((!next || t->behind[i] == next) && note_says(t, t->notes[i], token, how)) return true;
    return how->words && (how->rule || !t->note_count) && named(t, how);
}

/* ------------------------------------------------------------------ computed again */
static double fact_value(const tracer *t, int no) {
    const cedu_trace_note *n = note_of(t, no);
    const json_t *v = n && n->fact ? json_object_get(n->fact, "value") : NULL;
    return json_is_number(v) ? json_number_value(v) : NAN;
}

static size_t counted(const tracer *t, cedu_paper_rule rule) {
    size_t n = 0;
    for (size_t i = 0; i < t->in->n; i++) {
        const char *doc = json_string_value(json_object_get(t->in->notes[i].fact, "doc")),
                   *status = json_string_value(json_object_get(t->in->notes[i].note, "status"));
        bool again = false;
        if (rule == CEDU_PAPER_RULE_accepted) n += status && !strcmp(status, "accepted");
        if (rule == CEDU_PAPER_RULE_cited_facts) n++;
        if (rule != CEDU_PAPER_RULE_cited_documents || !doc) continue;
        for (size_t k = 0; k < i && !again; k++) {
            const char *d = json_string_value(json_object_get(t->in->notes[k].fact, "doc"));
            again = d && !strcmp(d, doc);
        }
        n += !again;
    }
    return n;
}

/* x is what two numbers that are known give, within the precision in which it is written. */
static bool follows(double x, double step, const double *known, size_t n) {
    double near = fmax(step * 0.51, fabs(x) * 1e-6);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            double a = known[i], b = known[k], p = b / 100;
            const double results[] = {a * b,
                                      b != 0 ? a / b : NAN,
                                      a + b,
                                      a - b,
                                      a * p,
                                      a * (1 + p),
                                      a * (1 - p),
                                      p != 0 ? a / p : NAN,
                                      p > -1 ? a / (1 + p) : NAN,
                                      p != 1 ? a / (1 - p) : NAN,
                                      b != 0 ? 100 * a / b : NAN,
                                      b != 0 ? 100 * (a / b - 1) : NAN};
            for (size_t r = 0; r < CEDU_COUNT(results); r++)
                if (fabs(results[r] - x) <= near || fabs(results[r] / 1e4 - x) <= near || fabs(results[r] * 1e4 - x) <= near)
                    return true;
        }
    return false;
}

static double step_of(cedu_str token) {
    const char *dot = memchr(token.p, '.', token.n);
    size_t n = 0;
    while (dot && dot + 1 + n < token.p + token.n && digit(dot[1 + n])) n++;
    return pow(10, -(double)n);
}

/* A formula's numbers, in the order in which they stand: each is said, or follows from those before it. */
static bool formula_says(const tracer *t, const number *given, size_t upto) {
    double known[MAX_NUMBERS] = {1};
    size_t n = 1;
    for (size_t i = 0; i <= upto && n < MAX_NUMBERS; i++) {
        const number *x = &t->numbers.p[i];
        if (x->rule != CEDU_PAPER_RULE_formula || x->from_count != given->from_count) continue;
        cedu_str token = cedu__sub(t->in->html, x->at, x->at + x->n);
        bool ok = false;
        for (int k = 0; k < x->from_count && !ok; k++) ok = note_says(t, x->from[k], token, x);
        if (!ok && !x->words) ok = follows(value_of(token), step_of(token), known, n);
        if (ok && !x->words) known[n++] = value_of(token);
        if (i == upto) return ok;
    }
    return false;
}

static bool computed(const tracer *t, const number *x, size_t index) {
    if (x->words && x->rule != CEDU_PAPER_RULE_formula) return false;
    cedu_str token = cedu__sub(t->in->html, x->at, x->at + x->n);
    double v = value_of(token), a = x->from_count > 0 ? fact_value(t, x->from[0]) : NAN,
           b = x->from_count > 1 ? fact_value(t, x->from[1]) : NAN;
    const cedu_trace_note *n = x->from_count ? note_of(t, x->from[0]) : NULL;
    switch (x->rule) {
    case CEDU_PAPER_RULE_progress: return fabs(v - 100 * b / a) <= 0.0501;
    case CEDU_PAPER_RULE_needed: return fabs(v - 100 * (a / b - 1)) <= 0.0501;
    case CEDU_PAPER_RULE_formula: return formula_says(t, x, index);
    case CEDU_PAPER_RULE_sources: return n && v <= (double)n->documents;
    case CEDU_PAPER_RULE_name: { /* 5G基站数量 */
        size_t after = x->at + x->n;
        char c = after < t->in->html.n ? t->in->html.p[after] : ' ';
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
    case CEDU_PAPER_RULE_cited_facts:
    case CEDU_PAPER_RULE_cited_documents:
    case CEDU_PAPER_RULE_accepted: return v == (double)counted(t, x->rule);
    default: return false;
    }
}

/* ------------------------------------------------------------------ statements */
static void end_statement(tracer *t, size_t at) {
    for (size_t i = 0; i < t->numbers.n; i++) {
        const number *x = &t->numbers.p[i];
        cedu_str token = cedu__sub(t->in->html, x->at, x->at + x->n);
        if (x->rule == CEDU_PAPER_RULE_own || x->rule == CEDU_PAPER_RULE_base) {
            t->out->own++;
            continue;
        }
        t->out->numbers++;
        if ((x->rule && computed(t, x, i)) || ((!x->rule || x->words) && said(t, token, i))) continue;
        size_t lo = x->at > t->from + 60 ? x->at - 60 : t->from, hi = x->at + x->n + 40 < at ? x->at + x->n + 40 : at;
        while (lo > t->from && ((unsigned char)t->in->html.p[lo] & 0xC0) == 0x80) lo--;
        while (hi > x->at && ((unsigned char)t->in->html.p[hi] & 0xC0) == 0x80) hi--;
        cedu_str around = cedu__sub(t->in->html, lo, hi);
        (void)CEDU_PUSH(t->a, &t->out->untraced,
                        cedu__arena_strf(t->a, "%.*s · %.*s", (int)token.n, token.p, (int)around.n, around.p));
    }
    t->numbers.n = 0;
    t->note_count = 0;
    t->row = false;
    t->from = at;
}

/* The value of an attribute in "<data data-rule=\"x\" …>"; absent = none. */
static cedu_str attribute(cedu_str tag, const char *name) {
    char z[32];
    int n = snprintf(z, sizeof z, " %s=\"", name);
    ptrdiff_t at = cedu__find(tag, cedu__str(z), 0);
    if (at < 0) return (cedu_str){0};
    size_t from = (size_t)at + (size_t)n;
    ptrdiff_t end = cedu__find(tag, CEDU_STR("\""), from);
    return end < 0 ? (cedu_str){0} : cedu__sub(tag, from, (size_t)end);
}

static int integer(cedu_str s, size_t *at) {
    int v = 0;
    while (*at < s.n && !digit(s.p[*at])) (*at)++;
    while (*at < s.n && digit(s.p[*at]) && v < 10000000) v = v * 10 + s.p[(*at)++] - '0';
    return v;
}

static void add_note(tracer *t, int no) {
    if (!no || t->note_count == MAX_NOTES) return;
    t->behind[t->note_count] = t->numbers.n;
    t->notes[t->note_count++] = no;
}

static void numbers_of(tracer *t, size_t from, size_t to, const number *like) {
    cedu_str s = cedu__sub(t->in->html, 0, to);
    for (size_t i = from, e; i < to; i = e) {
        number x = *like;
        e = i + 1;
        if (digit(s.p[i])) {
            while (e < to && (digit(s.p[e]) || ((s.p[e] == '.' || s.p[e] == ',') && e + 1 < to && digit(s.p[e + 1])))) e++;
            for (size_t k = 0; k < CEDU_COUNT(numerals) && !x.scale; k++)
                if (numerals[k].scale > 0 && cedu__starts(cedu__sub(s, e, to), cedu__str(numerals[k].sign)))
                    x.scale = numerals[k].scale, e += strlen(numerals[k].sign);
        } else if (numeral(s, i)) {
            x.words = true;
            for (e = i + HAN; e < to && numeral(s, e);) e += HAN;
            if (own_word(s, i, e - i)) continue;
        } else continue;
        x.at = i, x.n = e - i;
        (void)CEDU_PUSH(t->a, &t->numbers, x);
    }
}

static bool name_is(cedu_str tag, const char *name) {
    size_t n = strlen(name);
    return cedu__starts(tag, cedu__str(name)) && (tag.n == n || tag.p[n] == ' ');
}

static void open_data(cedu_str tag, number *like) {
    cedu_str rule = attribute(tag, "data-rule"), from = attribute(tag, "data-from");
    *like = (number){.rule = CEDU_PAPER_RULE_COUNT}; /* unknown: never right */
    for (int r = 1; r < CEDU_PAPER_RULE_COUNT; r++)
        if (cedu__eqz(rule, cedu__paper_rule_name((cedu_paper_rule)r))) like->rule = (cedu_paper_rule)r;
    for (size_t at = 0; at < from.n && like->from_count < (int)CEDU_COUNT(like->from);)
        like->from[like->from_count++] = integer(from, &at);
}

void cedu__trace_report(const cedu_trace_input *in, cedu_arena *a, cedu_trace_result *out) {
    static const char *const ends[] = {"/p",  "/tr", "/caption", "/h1",    "/h2",    "/h3", "/h4",
                                       "/h5", "/g",  "/figure",  "/title", "/thead", "/li"};
    tracer t = {.in = in, .a = a, .out = out};
    number like = {0};
    bool skip = true; /* until <main> */
    *out = (cedu_trace_result){0};
    for (size_t at = 0; at < in->html.n;) {
        const char *lt = memchr(in->html.p + at, '<', in->html.n - at);
        size_t end = lt ? (size_t)(lt - in->html.p) : in->html.n;
        if (!skip) numbers_of(&t, at, end, &like);
        if (!lt) break;
        const char *gt = memchr(lt, '>', in->html.n - end);
        size_t close = gt ? (size_t)(gt - in->html.p) : in->html.n;
        cedu_str tag = cedu__sub(in->html, end + 1, close);
        at = close + 1;
        size_t zero = 0;
        if (name_is(tag, "main")) skip = false, t.from = at;
        else if (name_is(tag, "ol")) break; /* the list of notes: held against its facts by verify.c */
        else if (name_is(tag, "a")) add_note(&t, integer(attribute(tag, "href"), &zero)), skip = true; /* [4] is no number */
        else if (name_is(tag, "/a") || name_is(tag, "/span")) skip = false;
        else if (name_is(tag, "span")) skip = true; /* the number of a heading */
        else if (name_is(tag, "g")) end_statement(&t, end), add_note(&t, integer(attribute(tag, "data-note"), &zero));
        else if (name_is(tag, "tr")) t.row = true;
        else if (name_is(tag, "data")) open_data(tag, &like);
        else if (name_is(tag, "/data")) like = (number){0};
        for (size_t i = 0; i < CEDU_COUNT(ends); i++)
            if (name_is(tag, ends[i])) end_statement(&t, end);
    }
    end_statement(&t, in->html.n);
}
