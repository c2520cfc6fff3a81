/* number.c - one number, as people write it: 1,024  3.5  二十三  两千六  壹佰贰拾  3万5千  1.2万亿  千亿  两三百  十几  数十亿.
 *
 * A single loop over numerals keeps two sums (the ends of a range) and three levels: what is pending (a digit), the section
 * below 万, and what 万 and 亿 have closed. It reads a run of numerals once and never goes back, so a run of any length costs
 * its length; a run of more digits than CEDU_MAX_DIGITS is an identifier and fails with `end` behind it.
 * What a number means (amount, year, rank) is for quantity.c and time.c; whether a single 一 is a number at all too.
 */
#include "match/internal.h"

/* 1,024  007  3.5  .5: the digits with their decimals. Returns the end. */
static size_t arabic(cedu_str s, size_t i, double *value, int *digits, cedu__num *n) {
    size_t len;
    double v = 0, scale = 1;
    int d = 0;
    uint32_t c = cedu__fold_at(s, i, &len);
    n->lead_zero = c == '0';
    while (cedu__is_digit(c)) {
        if (d < 400) v = v * 10 + (c - '0'), d++;
        i += len;
        c = cedu__fold_at(s, i, &len);
        if (c == ',' && d >= 1 && (d <= 3 || n->comma)) { /* thousands: exactly three digits follow, then no digit */
            size_t l1, k = i + len;
            int t = 0;
            while (t < 4 && cedu__is_digit(cedu__fold_at(s, k, &l1))) t++, k += l1;
            if (t == 3) {
                n->comma = true;
                i += len;
                c = cedu__fold_at(s, i, &len);
                for (t = 0; t < 3; t++) {
                    if (d < 400) v = v * 10 + (c - '0'), d++;
                    i += len;
                    c = cedu__fold_at(s, i, &len);
                }
                if (c != ',') break;
                /* the loop head wants a digit: another group is tried by hand */
                size_t l2, k2 = i + len;
                int t2 = 0;
                while (t2 < 4 && cedu__is_digit(cedu__fold_at(s, k2, &l2))) t2++, k2 += l2;
                if (t2 != 3) break;
                i += len;
                c = cedu__fold_at(s, i, &len);
                for (t2 = 0; t2 < 2; t2++) {
                    if (d < 400) v = v * 10 + (c - '0'), d++;
                    i += len;
                    c = cedu__fold_at(s, i, &len);
                }
            }
        }
    }
    size_t l1;
    if (c == '.' && d <= 2 &&
        (cedu__lit(s, i + len, "19") || cedu__lit(s, i + len, "20"))) { /* 3.2021年: an item's number before a year */
        size_t k = i + len, t = 0;
        while (t < 5 && cedu__is_digit(cedu__fold_at(s, k, &l1))) t++, k += l1;
        if (t == 4 && cedu__lit(s, k, "年")) {
            *value = v;
            *digits = d;
            return i;
        }
    }
    if (c == '.' && cedu__is_digit(cedu__fold_at(s, i + len, &l1))) {
        n->decimal = true;
        i += len;
        while (cedu__is_digit(c = cedu__fold_at(s, i, &len))) {
            if (scale > 1e-18) scale /= 10, v = v * 10 + (c - '0');
            i += len;
            if (d < 400) d++;
        }
        v *= scale;
        /* 0.1 + rounding: decimal digits are few, so dividing once is exact to the last bit */
        if (scale < 1) v = round(v / scale) / round(1 / scale);
    }
    if ((c = cedu__fold_at(s, i, &len)) == 'e' || c == 'E') { /* 1.2e13 */
        size_t k = i + len, t = 0;
        int x = 0;
        uint32_t sign = cedu__fold_at(s, k, &l1);
        if (sign == '+' || sign == '-' || sign == 0x2212) k += l1;
        while (t < 3 && cedu__is_digit(c = cedu__fold_at(s, k, &l1))) x = x * 10 + (int)(c - '0'), t++, k += l1;
        if (t > 0 && x < 100 && !cedu__is_digit(c) && !cedu__is_alpha(cedu__fold_at(s, k, &l1))) {
            v *= pow(10, sign == '-' || sign == 0x2212 ? -x : x);
            n->decimal = true;
            i = k;
        }
    }
    *value = v;
    *digits = d;
    return i;
}

bool cedu__num_at(cedu_str s, size_t at, cedu__num *n) {
    *n = (cedu__num){.end = (uint32_t)at, .mag = 1};
    size_t first_len;
    uint32_t head = cedu__fold_at(s, at, &first_len);
    if (head == '.' && cedu__is_digit(cedu__cp_before(s, at)))
        return false; /* 3.2021年: the mark of an item begins no number */
    if (!(cedu__char_kind(head) & (CEDU__NUMERAL | CEDU__MAY_BEGIN)) && head != 0x5E7E) return false; /* 幾 */
    double acc[2] = {0, 0}, cur[2] = {0, 0}, pend[2] = {0, 0}, lastbig = 0, lastsmall = 0, lastmag = 0;
    bool has_pend = false, pend_cn = false, zero = false, any = false, point = false;
    int cnt = 0, first = 0, second = 0; /* digits pending */
    unsigned tokens = 0;
    size_t i = at, len;
    for (;; tokens++) {
        uint32_t c = cedu__fold_at(s, i, &len);
        size_t l1;
        if (cedu__is_digit(c) || (c == '.' && i == at && cedu__is_digit(cedu__fold_at(s, i + len, &l1)))) {
            if (has_pend || point) break;
            if (any && lastmag == 0) break;
            if (i == at) n->arabic = true;
            i = arabic(s, i, &pend[0], &cnt, n);
            pend[1] = pend[0];
            has_pend = true, pend_cn = false, any = true;
            if (i - at > 0 && cnt > CEDU_MAX_DIGITS) {
                n->end = (uint32_t)i;
                return false;
            }
            continue;
        }
        int d = cedu__cn_digit(c);
        if (c == 0x53C2) { /* 参 only as 叁 */
            uint32_t c2 = cedu__fold_at(s, i + len, &l1);
            if (cedu__cn_magnitude(c2) >= 1e4 || (cedu__cn_magnitude(c2) > 0 && cedu__is_financial(c2)))
                d = 3, n->financial = true;
        }
        if ((c == 0x4FE9 || c == 0x5006 || c == 0x4EE8) && !any && cedu__cn_magnitude(cedu__fold_at(s, i + len, &l1)) >= 100)
            d = c == 0x4EE8 ? 3 : 2; /* 俩 倆 仨 */
        if (c == ' ' && any) {       /* 二十 亿, 1000 万, 三千 九百 六十五 */
            size_t k = cedu__skip_blank(s, i), l2;
            uint32_t c2 = cedu__fold_at(s, k, &l2);
            double m2 = cedu__cn_magnitude(c2);
            uint32_t c3 = cedu__fold_at(s, cedu__skip_blank(s, k + l2), &l1);
            bool mag_next = m2 >= 1e4 ? has_pend || lastmag > 0 : m2 > 0 && has_pend && (pend_cn || lastmag > 0);
            bool last = !cedu__is_han(c3) || c3 == 0x53C8; /* 又 */
            bool digit_next = !n->arabic && lastmag > 0 && !has_pend &&
                              (cedu__cn_digit(c2) > 0 ? cedu__cn_magnitude(c3) > 0 || last
                                                      : cedu__cn_digit(c2) == 0 && cedu__cn_digit(c3) > 0);
            bool some_next = (c2 == 0x51E0 || c2 == 0x5E7E) && !n->arabic && lastmag == 10 && !has_pend && lastbig == 0 &&
                             cedu__cn_magnitude(c3) > 0;                                                  /* 二 十 几亿 */
            bool point_next = !n->arabic && (c2 == 0x70B9 || c2 == 0x9EDE) && cedu__cn_digit(c3) >= 0;    /* 六 点 五 */
            bool over_next = (c2 == 0x591A || c2 == 0x4F59) && !n->over && cedu__cn_magnitude(c3) >= 1e4; /* 五百 余万 */
            if (!mag_next && !digit_next && !some_next && !point_next && !over_next) break;
            i = k;
            continue;
        }
        if (d >= 0) {
            if (has_pend && !pend_cn) break;
            if (point) break;
            if ((c == 0x4E24 || c == 0x5169) && has_pend && /* 二两 is a weight; 一两个 is one or two */
                !(cnt == 1 && first == 1 && cedu__is_han(cedu__fold_at(s, i + len, &l1))))
                break;
            if (cedu__is_financial(c)) n->financial = true;
            if (!has_pend && d == 0 && lastmag > 0) { /* 一千零一: only before another numeral */
                uint32_t c2 = cedu__fold_at(s, i + len, &l1);
                if (!cedu__is_numeral(c2) && c2 != 0x51E0 && c2 != 0x5E7E) break;
                zero = true;
                i += len;
                continue;
            }
            if (!has_pend) {
                pend[0] = pend[1] = d, cnt = 1, first = d, has_pend = pend_cn = true;
                if (!any && d == 0) n->lead_zero = true;
            } else {
                if (lastmag > 0 && !zero && cnt >= 2) break;
                if (cnt < 400) pend[0] = pend[1] = pend[0] * 10 + d, cnt++;
                second = d;
            }
            any = true;
            i += len;
            continue;
        }
        double m = cedu__cn_magnitude(c);
        if (c == 0x5EFF || c == 0x5345) { /* 廿 卅 */
            if (has_pend || (lastsmall > 0 && lastsmall <= 10)) break;
            cur[0] += c == 0x5EFF ? 20 : 30, cur[1] += c == 0x5EFF ? 20 : 30;
            lastsmall = lastmag = 10, any = true, zero = false;
            i += len;
            continue;
        }
        if (c == 0x5146 && any && (has_pend || lastmag > 0)) { /* 兆 as 10^12 only before money */
            size_t k = i + len;
            if (cedu__lit(s, k, "元") || cedu__lit(s, k, "美元") || cedu__lit(s, k, "日元") ||
                cedu__is_numeral(cedu__fold_at(s, k, &l1)))
                m = 1e12;
        }
        if (m > 0 && m < 1e4) {
            if (cedu__is_financial(c)) n->financial = true;
            if (point && has_pend == false) break;
            if (!has_pend) {
                if (!(m == 10 ? (cur[0] == 0 || zero || lastsmall > 10) : (!any || zero))) break;
                if (lastsmall > 0 && m >= lastsmall) break;
                if (!any && m > 10) n->bare = true;
                pend[0] = pend[1] = 1;
            } else {
                if (lastsmall > 0 && m >= lastsmall) break;
                if (pend_cn && cnt == 1 && pend[0] == 0 && m == 10 && lastmag == 0) pend[0] = pend[1] = 1; /* 零十 */
                if (pend_cn && cnt >= 2 && !point) {
                    if (cnt == 2 && (second == first + 1 || (first == 3 && second == 5)) && first > 0)
                        pend[0] = first, pend[1] = second, n->range = true;
                    else if (cnt != 1) break;
                }
            }
            cur[0] += pend[0] * m, cur[1] += pend[1] * m;
            has_pend = pend_cn = false, cnt = 0, zero = false, any = true, lastsmall = lastmag = m;
            point = false;
            i += len;
            continue;
        }
        if (m >= 1e4) {
            if (!has_pend && cur[0] == 0) {
                if (acc[0] == 0 && !any) pend[0] = pend[1] = 1, n->bare = true;
                else if (m > lastbig && lastbig > 0) pend[0] = pend[1] = 0;
                else break;
            } else if (!has_pend) {
                pend[0] = pend[1] = 0;
            } else if (pend_cn && cnt == 2 && !point && (second == first + 1 || (first == 3 && second == 5)) && first > 0) {
                pend[0] = first, pend[1] = second, n->range = true;
            }
            if (lastbig == m) break;
            for (int k = 0; k < 2; k++) {
                double v = cur[k] + pend[k];
                acc[k] = m > lastbig && lastbig > 0 ? (acc[k] + v) * m : acc[k] + v * m;
                cur[k] = 0;
            }
            if (m > n->mag || lastbig > 0) n->mag = lastbig > 0 && m > lastbig ? n->mag * m : n->mag > m ? n->mag : m;
            has_pend = pend_cn = false, cnt = 0, zero = false, any = true, lastsmall = 0, lastbig = lastmag = m, point = false;
            i += len;
            continue;
        }
        if ((c == 0x70B9 || c == 0x9EDE) && any && !point && !n->decimal && (!n->arabic || lastmag > 0)) { /* 点 */
            size_t k0 = n->arabic ? i + len : cedu__skip_blank(s, i + len);
            uint32_t c2 = cedu__fold_at(s, k0, &l1);
            bool arab = cedu__is_digit(c2) && !pend_cn && !has_pend;
            if (cedu__cn_digit(c2) < 0 && !arab) break;
            double v = 0, scale = 1;
            size_t k = k0;
            unsigned nd = 0;
            for (;; nd++) {
                c2 = cedu__fold_at(s, k, &l1);
                int e = arab && cedu__is_digit(c2) ? (int)(c2 - '0') : arab ? -1 : cedu__cn_digit(c2);
                if (e < 0) break;
                if (nd < 20) v = v * 10 + e, scale *= 10;
                k += l1;
            }
            if (!has_pend) pend[0] = pend[1] = 0;
            pend[0] += v / scale, pend[1] += v / scale;
            has_pend = true, pend_cn = true, cnt = 3, point = true, n->decimal = true;
            i = k;
            continue;
        }
        if (c == 0x51E0 || c == 0x5E7E || c == 0x6570) { /* 几 幾 数 */
            uint32_t c2 = cedu__fold_at(s, i + len, &l1);
            double m2 = cedu__cn_magnitude(c2);
            if (!any && m2 > 0) { /* 数十, 几百 */
                pend[0] = 1, pend[1] = 10, has_pend = true, pend_cn = true, cnt = 1, n->vague = true, any = true;
                i += len;
                continue;
            }
            if (c != 0x6570 && any && !has_pend && lastbig == 0 &&
                (lastmag == 10 || (zero && m2 >= 1e4))) { /* 十几, 百零几万 */
                cur[1] += 10;
                n->vague = true;
                i += len;
                lastsmall = 1;
                continue;
            }
            break;
        }
        if ((c == 0x591A || c == 0x4F59) && any && !n->over) { /* 十多万, 20余万: only before 万 or 亿 */
            size_t k = cedu__skip_blank(s, i + len);
            if (cedu__cn_magnitude(cedu__fold_at(s, k, &l1)) < 1e4) break;
            n->over = true;
            i = k;
            continue;
        }
        if (c == 0x4E2A && has_pend) { /* 两个亿 */
            uint32_t c2 = cedu__fold_at(s, i + len, &l1);
            if (c2 != 0x4EBF && c2 != 0x5104) break;
            i += len;
            continue;
        }
        break;
    }
    n->end = (uint32_t)i;
    if (!any || tokens > 4u * CEDU_MAX_DIGITS) return false;
    if (has_pend && pend_cn && !point) {
        if (cnt > CEDU_MAX_DIGITS) return false;
        if (cnt == 2 && (second == first + 1 || (first == 3 && second == 5)) && first > 0) {
            if (lastmag > 0 && lastsmall == 10) { /* 十三四 */
                pend[0] = first, pend[1] = second, n->range = true;
            } else if (lastmag == 0) {
                n->pair = true;
            }
        } else if (cnt == 1 && lastmag >= 100 && !zero && first > 0) { /* 两千六 */
            pend[0] *= lastmag / 10, pend[1] *= lastmag / 10;
        }
    }
    if (lastmag == 0 && !n->decimal && !n->vague) n->digits = (uint8_t)(cnt > 255 ? 255 : cnt);
    n->lo = acc[0] + cur[0] + (has_pend ? pend[0] : 0);
    n->hi = acc[1] + cur[1] + (has_pend ? pend[1] : 0);
    for (size_t k = at; k < i && n->chars < 255; k += cedu__u8_len((unsigned char)s.p[k])) n->chars++;
    return true;
}
