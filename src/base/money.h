/* money.h - amounts of money as whole 分 (1/100 元) in 64 bits, and the little arithmetic that awards need, exact and checked.
 *
 * Nothing here rounds up and nothing wraps: a share is cut off below one 分, and what does not fit is refused (false, *out untouched).
 * Rates are in millionths (30 % = 300 000), so that four decimals of a percentage are exact. Threads: no state.
 */
#ifndef CEDU_BASE_MONEY_H
#define CEDU_BASE_MONEY_H

#include "base/base.h"

#define CEDU_RATE_ONE 1000000 /* 100 % */

/* 元 as written, "1_200_000", "0.5", at most two decimals, no exponent, optional minus -> 分. */
bool cedu__money_parse(cedu_str yuan, int64_t *out);
/* A percentage as written, at most four decimals, 0…1000 -> millionths. */
bool cedu__rate_parse(cedu_str percent, int64_t *out);
/* 元 as a fact holds it, to the nearest 分. */
bool cedu__money_of(double yuan, int64_t *out);
bool cedu__rate_of(double percent, int64_t *out);
bool cedu__money_add(int64_t a, int64_t b, int64_t *out);
/* amount × part / whole, cut off; amount, part ≥ 0, whole > 0. */
bool cedu__money_share(int64_t amount, int64_t part, int64_t whole, int64_t *out);
/* 123456 -> "1234.56", 120000 -> "1200". */
void cedu__money_text(cedu_buf *out, int64_t fen);

#endif
