/* interval.c - what a written number allows: its precision, its modifier, and the interval of both.
 *
 * The precision is read from the words (413.9亿元 is written to 0.1亿), not from the value: 41390000000 does not say whether
 * its zeros were measured. Whole numbers of things that are counted one by one are exact.
 */
#include "reason/internal.h"

/* Units of things that are measured, not counted: their whole numbers are rounded too. */
static const char *const measured[] = {"%", "‰", "个百分点", "倍", "元", "FLOPS"};
#define ABOUT_FINE   0.05 /* 约413.9 */
#define ABOUT_COARSE 0.10 /* 约200, 约1/2: one or two significant digits */

typedef struct written {
    double mantissa, ratio; /* value = mantissa × ratio */
    int decimals;
    double last; /* place value of the last digit that is not zero, in the mantissa */
} written;

/* The number in the words that is the value, up to a power of ten (万, 亿, P …). */
static bool find_written(double value, cedu_str s, written *out) {
    for (size_t i = 0; i < s.n;) {
        if (s.p[i] < '0' || s.p[i] > '9') {
            i++;
            continue;
        }
        double m = 0;
        int decimals = 0;
        bool point = false;
        for (; i < s.n; i++) {
            char c = s.p[i];
            if (c >= '0' && c <= '9') {
                m = m * 10 + (c - '0');
                decimals += point;
            } else if (c == '.' && !point && i + 1 < s.n && s.p[i + 1] >= '0' && s.p[i + 1] <= '9') point = true;
            else if (c != ',' || i + 1 >= s.n || s.p[i + 1] < '0' || s.p[i + 1] > '9') break;
        }
        if (m <= 0 || decimals > 15) continue;
        double digits = m, place = pow(10, -decimals);
        while (fmod(digits, 10) == 0) digits /= 10, place *= 10;
        m *= pow(10, -decimals);
        double ratio = fabs(value) / m, k = round(log10(ratio));
        if (!isfinite(k) || fabs(ratio / pow(10, k) - 1) > 1e-9) continue;
        *out = (written){m, pow(10, k), decimals, place};
        return true;
    }
    return false;
}

static bool is_measured(cedu_str unit) {
    for (size_t i = 0; i < CEDU_COUNT(measured); i++)
        if (cedu__eqz(unit, measured[i])) return true;
    return false;
}

/* Without words: the last digit of the value that is not zero. */
static double last_digit(double v) {
    v = fabs(v);
    if (v == 0 || !isfinite(v)) return 1;
    double place = 1;
    if (v == floor(v)) {
        while (v < 1e17 && fmod(v, place * 10) == 0) place *= 10;
        return place;
    }
    for (int i = 0; i < 12 && fabs(v / place - round(v / place)) > 1e-9; i++) place /= 10;
    return place;
}

double cedu__reason_step(double value, cedu_str as_written) {
    written w;
    return find_written(value, as_written, &w) ? w.last * w.ratio : last_digit(value);
}

double cedu__reason_precision(double value, cedu_str as_written, cedu_str unit) {
    written w;
    if (find_written(value, as_written, &w)) {
        if (w.decimals == 0 && w.ratio == 1 && !is_measured(unit)) return 0;
        return 0.5 * pow(10, -w.decimals) * w.ratio;
    }
    /* Chinese numerals: 五百亿 is taken as written to the 亿, 三十万 to the 万. */
    double place = last_digit(value);
    if (place < 1 || is_measured(unit) || place >= 1e4) {
        double scale = place >= 1e8 ? 1e8 : place >= 1e4 ? 1e4 : place;
        return 0.5 * fmin(place, scale);
    }
    return 0;
}

bool cedu__reason_exact(const cedu_fact *f) { return f->modifier == CEDU_MOD_EQ && !f->has_max; }

cedu_interval cedu__reason_interval(const cedu_fact *f) {
    cedu_interval all = {-INFINITY, INFINITY, true, true};
    if (!f->has_value || !isfinite(f->value)) return all;
    double v = f->value, h = cedu__reason_precision(v, f->as_written, f->unit);
    if (f->has_max && isfinite(f->value_max) && f->value_max >= v) return (cedu_interval){v, f->value_max, false, false};
    switch (f->modifier) {
    case CEDU_MOD_GT: return (cedu_interval){v, INFINITY, true, true};
    case CEDU_MOD_GE: return (cedu_interval){v, INFINITY, false, true};
    case CEDU_MOD_LT: return (cedu_interval){-INFINITY, v, true, true};
    case CEDU_MOD_LE: return (cedu_interval){-INFINITY, v, true, false};
    case CEDU_MOD_ABOUT: {
        double step = cedu__reason_step(v, f->as_written);
        double wide = fmax(h, fabs(v) * (fabs(v) / step >= 100 ? ABOUT_FINE : ABOUT_COARSE));
        return (cedu_interval){v - wide, v + wide, false, false};
    }
    case CEDU_MOD_ODD: return (cedu_interval){v, v + cedu__reason_step(v, f->as_written), false, true};
    case CEDU_MOD_EQ:
    case CEDU_MOD_TOP_GROUP:
    case CEDU_MOD_COUNT: break;
    }
    return (cedu_interval){v - h, v + h, false, h > 0};
}

/* a below b: the ends may differ by what binary fractions do to decimal ones. */
static bool below(cedu_interval a, cedu_interval b) {
    double eps = 1e-12 * fmax(fabs(a.hi), fabs(b.lo));
    if (!isfinite(a.hi) || !isfinite(b.lo)) return false;
    if (fabs(a.hi - b.lo) <= eps) return a.hi_open || b.lo_open;
    return a.hi < b.lo;
}

bool cedu__reason_disjoint(cedu_interval a, cedu_interval b) { return below(a, b) || below(b, a); }

cedu_interval cedu__reason_meet(cedu_interval a, cedu_interval b) {
    cedu_interval r = a;
    if (b.lo > a.lo || (b.lo == a.lo && b.lo_open)) r.lo = b.lo, r.lo_open = b.lo_open;
    if (b.hi < a.hi || (b.hi == a.hi && b.hi_open)) r.hi = b.hi, r.hi_open = b.hi_open;
    return r;
}

cedu_interval cedu__reason_soft(const cedu_fact *f) {
    cedu_interval iv = cedu__reason_interval(f);
    if (!f->has_value || !isfinite(f->value) || f->has_max) return iv;
    double step = cedu__reason_step(f->value, f->as_written);
    if (f->modifier == CEDU_MOD_GT || f->modifier == CEDU_MOD_GE) iv.hi = f->value + step, iv.hi_open = false;
    if (f->modifier == CEDU_MOD_LT || f->modifier == CEDU_MOD_LE) iv.lo = f->value - step, iv.lo_open = false;
    return iv;
}

bool cedu__reason_adds_up(cedu_str unit) {
    static const char *const not [] = {"%", "‰", "个百分点", "倍", "位", "分", "级", "梯队"};
    for (size_t i = 0; i < CEDU_COUNT(not ); i++)
        if (cedu__eqz(unit, not [i])) return false;
    return unit.n > 0;
}

/* Of names the packs know only a count of hardly anything is. */
bool cedu__reason_bare(const cedu_fact *f) {
    enum { BARE = 5 }; /* 企业数量 says less than 人工智能企业数量 */
    size_t wide = cedu__u8_count(f->subject);
    return wide <= BARE && (!f->subject_id.n || (wide < BARE && cedu__ends(f->subject, CEDU_STR("数量"))));
}
