/* number.c - values as people write them: 413.9亿元, 400余家, 3–5万亿元, 83%, 第7位. The one place where that is decided.
 *
 * Where the source has digits, its own digits, scale and unit are shown (5400TB, 10000亿元, 1.50亿元, 662万吨), never converted; what does not
 * give the value, and what has no source (derived values), is written anew: a scale word is chosen only where the unit takes one.
 * Invariant: the number shown equals the value (nothing is rounded away beyond double precision). To extend: a row in `families`.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/report.h"

typedef struct scale {
    double factor;
    const char *word;
} scale;

static const scale han[] = {{1e12, "万亿"}, {1e8, "亿"}, {1e4, "万"}, {1, ""}};
static const scale flops[] = {{1e18, "E"}, {1e15, "P"}, {1e12, "T"}, {1, ""}};
static const scale none[] = {{1, ""}};

static const struct {
    const char *unit; /* NULL: every other unit */
    const scale *scales;
    const char *prefix;
} families[] = {
    {"FLOPS", flops, ""}, {"%", none, ""}, {"个百分点", none, ""}, {"位", none, "第"}, {"倍", none, ""}, {NULL, han, ""},
};

/* Value of one unit of the last written digit in "413.9亿元": 0.1亿 = 1e7; 0 when nothing is known. */
static double last_digit(cedu_str s) {
    size_t i = 0;
    while (i < s.n && !(s.p[i] >= '0' && s.p[i] <= '9')) i++;
    if (i == s.n) return 0;
    double step = 1;
    bool point = false;
    for (; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') {
            if (point) step /= 10;
        } else if (s.p[i] == '.' && !point) point = true;
        else if (s.p[i] != ',') break;
    }
    static const scale words[] = {{1e12, "万亿"}, {1e8, "亿"}, {1e4, "万"}};
    cedu_str rest = cedu__sub(s, i, s.n);
    for (size_t k = 0; k < CEDU_COUNT(words); k++)
        if (cedu__starts(rest, cedu__str(words[k].word))) return step * words[k].factor;
    return step;
}

/* v with exactly `decimals` places, or more where they are needed to be exact. */
static void decimal(cedu_buf *out, double v, int decimals) {
    char z[64];
    int n = snprintf(z, sizeof z, "%.15g", v);
    if (n < 0 || memchr(z, 'e', (size_t)n)) { /* beyond 15 digits: the machine's form */
        cedu__num_text(out, v);
        return;
    }
    const char *dot = memchr(z, '.', (size_t)n);
    int have = dot ? (int)(z + n - dot) - 1 : 0;
    cedu__buf_add(out, z, (size_t)n);
    if (have >= decimals) return;
    if (!dot) cedu__buf_char(out, '.');
    for (; have < decimals; have++) cedu__buf_char(out, '0');
}

static const scale *choose(double v, const scale *s) {
    double a = fabs(v);
    while (s->factor > 1 && a < s->factor) s++;
    return s;
}

/* Numbers with the scale word, without unit. `s` NULL = the value's own. */
static void scaled(cedu_buf *out, double v, const scale *s, cedu_str as_written) {
    double step = last_digit(as_written);
    int decimals = 0;
    if (step > 0) decimals = (int)lround(log10(s->factor / step));
    if (decimals < 0 || decimals > 6) decimals = 0; /* 6: 4139000万元 needs no six zeros after 亿 */
    double w = v / s->factor;
    /* Integers written in full (413900000000元) would gain zeros that say nothing: only a written decimal point keeps them. */
    if (!memchr(as_written.p ? as_written.p : "", '.', as_written.n)) decimals = 0;
    decimal(out, w, decimals);
}

/* ------------------------------------------------------------------ the source's own words */
typedef struct written { /* 约30多万吨以上: 30, 万, 吨 */
    cedu_str number, scale, rest;
    double value; /* number × scale */
} written;

static bool plain_digit(cedu_str s, size_t i) { return i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; }

static bool skip(cedu_str *s, const char *const *words, size_t n) {
    for (size_t k = 0; k < n; k++)
        if (cedu__starts(*s, cedu__str(words[k]))) {
            *s = cedu__sub(*s, strlen(words[k]), s->n);
            return true;
        }
    return false;
}

/* What follows number and scale is a unit and nothing else: letters and Han, no digits, no punctuation. */
static bool is_unit(cedu_str s) {
    size_t points = 0;
    for (size_t i = 0, len; i < s.n; i += len, points++) {
        uint32_t c = cedu__u8_at(s, i, &len);
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '%' || (c == '/' && i);
        if (!letter && c < 0xB0) return false;
        if (c >= 0x2000 && c < 0x2030) return false; /* dashes, quotation marks */
        if ((c >= 0x3000 && c < 0x3040) || c >= 0xFF00) return false;
    }
    return points && points <= 8;
}

/* Whether a unit is worth so much of another: 吨 1e6 克, 公顷 15 亩; no figure of many digits, which only a misreading gives. */
static bool round_factor(double f) {
    if (!(f > 0) || f > 1e30) return false;
    if (f < 1) f = 1 / f;
    double m = f / pow(10, floor(log10(f)) - 3);
    return fabs(m - round(m)) < 1e-6;
}

/* Takes "约30多万吨以上" apart; false where the source has no digits, or they are not this value in this unit. */
static bool take_apart(cedu_str s, double v, cedu_str unit, written *out) {
    static const char *const odd[] = {"余", "多", "几"};
    static const char *const tails[] = {"及以上", "及以下", "以上", "以下", "以内", "左右", "上下", "之间"};
    static const scale words[] = {{1e12, "万亿"}, {1e8, "亿"}, {1e7, "千万"}, {1e6, "百万"},
                                  {1e5, "十万"},  {1e4, "万"}, {1e3, "千"}};
    size_t i = 0, end;
    char z[40];
    size_t n = 0;
    while (i < s.n && !plain_digit(s, i)) i++;
    for (end = i; end < s.n && n + 1 < sizeof z; end++) {
        bool mark = (s.p[end] == '.' || s.p[end] == ',') && plain_digit(s, end + 1);
        if (!mark && !plain_digit(s, end)) break;
        if (s.p[end] != ',') z[n++] = s.p[end];
    }
    if (!n) return false;
    z[n] = 0;
    *out = (written){.number = cedu__sub(s, i, end), .value = strtod(z, NULL)};
    cedu_str rest = cedu__trim(cedu__sub(s, end, s.n));
    for (size_t k = 0; k < CEDU_COUNT(tails); k++)
        if (cedu__ends(rest, cedu__str(tails[k]))) {
            rest.n -= strlen(tails[k]);
            break;
        }
    (void)skip(&rest, odd, CEDU_COUNT(odd));
    for (size_t k = 0; k < CEDU_COUNT(words); k++)
        if (!cedu__starts(unit, cedu__str(words[k].word)) && cedu__starts(rest, cedu__str(words[k].word))) {
            out->scale = cedu__str(words[k].word), out->value *= words[k].factor;
            rest = cedu__sub(rest, out->scale.n, rest.n);
            break;
        }
    (void)skip(&rest, odd, CEDU_COUNT(odd));
    out->rest = rest;
    double f = out->value != 0 ? fabs(v) / out->value : v == 0 ? 1 : 0;
    if (cedu__eq(rest, unit)) return rest.n && fabs(f - 1) < 1e-9;
    bool cut = fabs(f - 1) < 1e-9 && cedu__find(unit, rest, 0) >= 0; /* 3个 of 3个百分点 */
    return is_unit(rest) && !cut && round_factor(f);
}

/* Of a range or of numerals in words, as the source has it: 3至5万吨, 百万吨. Only physical quantities, whose base unit says little. */
static cedu_str physical(cedu_str s, cedu_str unit, bool range) {
    static const char *const units[] = {"克", "米", "平方米", "立方米", "瓦", "度", "B", "字节", "bps", "赫兹", "秒", "升"};
    static const char *const tails[] = {"以上", "以下", "以内", "左右", "上下", "之间"};
    size_t k = 0, i = 0;
    while (k < CEDU_COUNT(units) && !cedu__eqz(unit, units[k])) k++;
    while (i < s.n && !plain_digit(s, i)) i++;
    if (k == CEDU_COUNT(units) || !range || i == s.n) return (cedu_str){0};
    s = cedu__sub(s, i, s.n);
    for (k = 0; k < CEDU_COUNT(tails); k++)
        if (cedu__ends(s, cedu__str(tails[k]))) s.n -= strlen(tails[k]);
    return s;
}

static size_t family(cedu_str unit) {
    size_t k = 0;
    while (families[k].unit && !cedu__eqz(unit, families[k].unit)) k++;
    return k;
}

/* 300P of 300PFLOPS: the unit went without saying. */
static bool is_prefix(const scale *scales, cedu_str rest) {
    if (scales != flops) return false;
    for (size_t k = 0; k + 1 < CEDU_COUNT(flops); k++)
        if (cedu__eqz(rest, flops[k].word)) return true;
    return false;
}

void cedu__report_number(cedu_buf *out, double v, cedu_str unit, cedu_str as_written) {
    cedu__report_value(out, CEDU_MOD_EQ, v, NAN, unit, as_written);
}

void cedu__report_value(cedu_buf *out, cedu_modifier m, double v, double vmax, cedu_str unit, cedu_str as_written) {
    static const char *const before[CEDU_MOD_COUNT] = {
        [CEDU_MOD_GT] = "超", [CEDU_MOD_GE] = "≥", [CEDU_MOD_LT] = "不足", [CEDU_MOD_LE] = "≤", [CEDU_MOD_ABOUT] = "约"};
    if (isnan(v)) return;
    size_t k = family(unit);
    const scale *s = choose(isnan(vmax) ? v : fmin(fabs(v), fabs(vmax)), families[k].scales);
    /* Plain counts below a hundred thousand are read faster in digits. */
    if (families[k].scales == han && !cedu__eqz(unit, "元") && fabs(v) < 1e5) s = &han[CEDU_COUNT(han) - 1];
    if (before[m]) cedu__buf_z(out, before[m]);
    cedu_str own = physical(as_written, unit, !isnan(vmax));
    if (own.p) {
        cedu__buf_str(out, own);
        return;
    }
    cedu__buf_z(out, families[k].prefix);
    written w;
    if (isnan(vmax) && take_apart(as_written, v, unit, &w)) {
        if (v < 0) cedu__buf_char(out, '-');
        cedu__buf_str(out, w.number);
        cedu__buf_str(out, w.scale);
        if (m == CEDU_MOD_ODD) cedu__buf_z(out, "余");
        cedu__buf_str(out, w.rest);
        if (is_prefix(&families[k].scales[0], w.rest)) cedu__buf_str(out, unit);
        return;
    }
    scaled(out, v, s, as_written);
    if (!isnan(vmax)) {
        cedu__buf_z(out, "–");
        scaled(out, vmax, s, (cedu_str){0});
    }
    cedu__buf_z(out, s->word);
    if (m == CEDU_MOD_ODD) cedu__buf_z(out, "余");
    cedu__buf_str(out, unit);
}

void cedu__report_scope(cedu_buf *out, cedu_str scope, bool english) {
    static const char *const zh[] = {
#define CEDU__X(name, type, z) z,
        CEDU_FACT_FIELDS(CEDU__X)
#undef CEDU__X
    };
    size_t start = out->n;
    if (english) cedu__buf_str(out, scope);
    for (size_t at = 0; at < scope.n && !english;) {
        const char *e = memchr(scope.p + at, ';', scope.n - at);
        cedu_str part = cedu__sub(scope, at, e ? (size_t)(e - scope.p) : scope.n);
        const char *eq = memchr(part.p, '=', part.n);
        cedu_str name = eq ? cedu__sub(part, 0, (size_t)(eq - part.p)) : (cedu_str){0};
        size_t f = 0;
        while (f < CEDU_FIELD_COUNT && !cedu__eqz(name, cedu_field_name((cedu_field_id)f))) f++;
        if (out->n > start) cedu__buf_z(out, "；");
        if (f < CEDU_FIELD_COUNT) {
            cedu__buf_f(out, "%s=", zh[f]);
            part = cedu__sub(part, name.n + 1, part.n);
        }
        cedu__buf_str(out, part);
        at = (size_t)(part.p - scope.p) + part.n + 1;
    }
}
