/* title.c - 《》 with nesting, and document numbers in every bracket style.
 *
 * A title that holds a type of policy document (规划, 若干措施 …) is a policy_title, any other a title (report, newspaper, book).
 * The name is the text without its marks; an inner 《》 stays. Document numbers come out as 成新经济〔2022〕49号.
 */
#include "match/internal.h"

#define TITLE_MAX 900 /* bytes: 300 characters; a longer one has lost its closing mark */

size_t cedu__title_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t i = at + 3, depth = 1;
    for (; i < s.n && i - at < TITLE_MAX; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '\n') return at;
        if (c == 0xE3 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80) {
            unsigned char d = (unsigned char)s.p[i + 2];
            if (d == 0x8A) depth++;
            else if (d == 0x8B && --depth == 0) break;
            i += 2;
        }
    }
    if (depth || i >= s.n || i - at >= TITLE_MAX || i == at + 3) return at;
    size_t end = i + 3;
    cedu_str name = cedu__sub(s, at + 3, i);
    /* the type that stands last decides: 报告 in 关于…报告的通知 is a notice */
    bool policy = false, any = false;
    size_t type_end = 0;
    for (size_t k = 0; k < name.n; k += cedu__u8_len((unsigned char)name.p[k])) {
        cedu_hit h = cedu__scan_longest(sc, 1u << CEDU_CLASS_doc_type, at + 3 + k);
        if (h.entry < 0 || h.end > i) continue;
        any = true;
        policy = !cedu__eqz(cedu__attr(sc, h.entry, CEDU_ATTR_level), "report");
        type_end = h.end;
        if (h.end > at + 3 + k) k = h.end - (at + 3) - cedu__u8_len((unsigned char)name.p[k]); /* loop adds one character */
        while (k < name.n && ((unsigned char)name.p[k] & 0xC0) == 0x80) k--;
    }
    /* 政策观察, 规划研究: a short word of another kind behind the type is the work's own; brackets, 的通知 and the like are not */
    size_t rest = 0, k = type_end;
    for (size_t l; any && policy && k < i && rest < 5; k += l, rest++) {
        uint32_t c = cedu__fold_at(s, k, &l);
        if (!cedu__is_han(c)) break;
    }
    if (rest == 2 && (k >= i || cedu__fold_at(s, k, &type_end) == '(')) policy = false;
    cedu_mention m = cedu__mention_new(any && policy ? CEDU_MENTION_policy_title : CEDU_MENTION_title, at, end);
    m.core_start = (uint32_t)(at + 3), m.core_end = (uint32_t)i;
    m.name = name;
    cedu__scan_push(sc, m);
    return end;
}

/* The agency's part before the bracket: back over Han characters, not over words that only introduce it. */
static size_t agency_start(cedu_str s, size_t open, size_t floor) {
    static const char *const STOP[] = {"根据", "按照", "依据", "以及", "印发", "关于", "享受", "执行",
                                       "参照", "依照", "贯彻", "落实", "详见", "对照", "文件", "文号",
                                       "字号", "通知", "意见", "编号", "下发", "转发", "废止", "发布"};
    size_t i = open, n = 0;
    while (i > floor && n < 16) {
        size_t p = cedu__u8_prev(s, i), len;
        uint32_t c = cedu__fold_at(s, p, &len);
        if (!cedu__is_han(c) || cedu__in_set(c, "的和与及见为由据以")) break;
        size_t q = p > floor ? cedu__u8_prev(s, p) : p;
        for (size_t k = 0; k < CEDU_COUNT(STOP); k++)
            if (q < p && cedu__lit(s, q, STOP[k])) return i;
        i = p, n++;
    }
    return i;
}

size_t cedu__docno_at(cedu__scan *sc, size_t at) {
    cedu_str s = sc->s;
    size_t len, l;
    uint32_t c = cedu__fold_at(s, at, &len);
    static const struct {
        uint32_t open, close;
    } MARKS[] = {{0x3014, 0x3015}, {'[', ']'}, {'(', ')'},       {0x3010, 0x3011},
                 {0x3016, 0x3017}, {'{', '}'}, {0x2018, 0x2019}, {0x300C, 0x300D}};
    uint32_t close = 0;
    for (size_t n = 0; n < CEDU_COUNT(MARKS); n++)
        if (MARKS[n].open == c) close = MARKS[n].close;
    if (!close) return at;
    size_t k = cedu__skip_blank(s, at + len);
    int year = 0, n = 0;
    uint32_t d;
    while (cedu__is_digit(d = cedu__fold_at(s, k, &len)) && n < 5) year = year * 10 + (int)(d - '0'), n++, k += len;
    if (n != 4 || year < 1949 || year > 2099) return at;
    k = cedu__skip_blank(s, k);
    d = cedu__fold_at(s, k, &len);
    if (d != close && d != 0x3015 && d != ']' && d != ')' && d != 0x3011) return at;
    k = cedu__skip_blank(s, k + len);
    if ((l = cedu__lit(s, k, "第"))) k = cedu__skip_blank(s, k + l);
    size_t ds = k;
    n = 0;
    while (cedu__is_digit(cedu__fold_at(s, k, &len)) && n < 6) n++, k += len;
    if (n == 0 || n > 5) return at;
    size_t de = k;
    k = cedu__skip_blank(s, k);
    if (!(l = cedu__lit(s, k, "号")) && !(l = cedu__lit(s, k, "號"))) return at;
    size_t tail = at > 0 && s.p[at - 1] == ' ' ? at - 1 : at; /* 沪经信 [2020] 5 号 */
    size_t end = k + l, start = agency_start(s, tail, sc->docno_floor);
    sc->docno_floor = end;
    if (tail - start < 3) return at;
    cedu_mention m = cedu__mention_new(CEDU_MENTION_document_number, start, end);
    char num[8] = "";
    size_t nn = 0;
    for (size_t q = ds; q < de && nn < sizeof num - 1;) {
        uint32_t x = cedu__fold_at(s, q, &len);
        num[nn++] = (char)x;
        q += len;
    }
    num[nn] = 0;
    m.name = cedu__arena_strf(sc->arena, "%.*s〔%d〕%s号", (int)(tail - start), s.p + start, year, num);
    cedu__scan_push(sc, m);
    return end;
}
