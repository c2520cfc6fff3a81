/* money.c - see money.h. */
#include <math.h>

#include "base/money.h"

/* Digits with `decimals` places behind the point, as a whole number. */
static bool decimal(cedu_str s, int decimals, int64_t *out) {
    bool minus = s.n && s.p[0] == '-', point = false, digit = false;
    int behind = 0;
    int64_t v = 0;
    for (size_t i = minus; i < s.n; i++) {
        char c = s.p[i];
        if (c == '_' && digit && i + 1 < s.n && s.p[i + 1] >= '0' && s.p[i + 1] <= '9') continue;
        if (c == '.' && !point && digit) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9' || (point && ++behind > decimals && c != '0')) return false;
        if (behind > decimals) continue;
        if (__builtin_mul_overflow(v, 10, &v) || __builtin_add_overflow(v, c - '0', &v)) return false;
        digit = true;
    }
    if (!digit || (point && !behind)) return false;
    for (; behind < decimals; behind++)
        if (__builtin_mul_overflow(v, 10, &v)) return false;
    *out = minus ? -v : v;
    return true;
}

bool cedu__money_parse(cedu_str yuan, int64_t *out) { return decimal(yuan, 2, out); }

bool cedu__rate_parse(cedu_str percent, int64_t *out) {
    int64_t v;
    if (!decimal(percent, 4, &v) || v < 0 || v > 10 * (int64_t)CEDU_RATE_ONE) return false;
    *out = v;
    return true;
}

static bool whole(double v, int64_t *out) {
    if (!(v > -9.2e18 && v < 9.2e18)) return false;
    *out = llround(v);
    return true;
}
bool cedu__money_of(double yuan, int64_t *out) { return whole(yuan * 100, out); }
bool cedu__rate_of(double percent, int64_t *out) { return percent >= 0 && whole(percent * (CEDU_RATE_ONE / 100), out); }

bool cedu__money_add(int64_t a, int64_t b, int64_t *out) {
    int64_t v;
    if (__builtin_add_overflow(a, b, &v)) return false;
    *out = v;
    return true;
}

bool cedu__money_share(int64_t amount, int64_t part, int64_t of, int64_t *out) {
    if (amount < 0 || part < 0 || of <= 0) return false;
    __int128 v = (__int128)amount * part / of;
    if (v > INT64_MAX) return false;
    *out = (int64_t)v;
    return true;
}

void cedu__money_text(cedu_buf *out, int64_t fen) {
    uint64_t v = fen < 0 ? 0 - (uint64_t)fen : (uint64_t)fen;
    cedu__buf_f(out, "%s%llu", fen < 0 ? "-" : "", (unsigned long long)(v / 100));
    if (v % 100) cedu__buf_f(out, ".%02u", (unsigned)(v % 100));
}
