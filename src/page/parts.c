/* parts.c - is this page one of several that hold an article, and which? 第2页/共3页, 下一页, notice_2.html.
 *
 * Two things must agree: the address (a number at the end of its name or in a parameter such as page=2, or a name to which others add
 * one) and the page itself, which must show a pager or count itself in its title. The address without the number is the series: pages
 * of one series and one title are parts of one article. Each stays a page with bytes of its own; nothing is put together here, so that
 * quotations point where they did. A list of headlines has pages too: a page without a sentence is no part.
 * Words: pack group `pager`; names of parameters: `pageparam`. Limits: three digits, pagers in lines of at most 60 characters.
 */
#include "page/select.h"

enum { MOST_PAGES = 999, PAGER_CHARS = 60 };

static size_t number_at(cedu_str s, size_t i, int *v) {
    size_t n = 0;
    for (*v = 0; i + n < s.n && s.p[i + n] >= '0' && s.p[i + n] <= '9'; n++)
        if (*v <= MOST_PAGES) *v = *v * 10 + (s.p[i + n] - '0');
    return *v <= MOST_PAGES ? n : 0;
}

/* ------------------------------------------------------------------ the address */
/* …?id=7&page=2: the parameter's place and value. */
static bool page_parameter(const cedu_raw *r, cedu_str url, size_t query, size_t *from, size_t *to, int *v) {
    for (size_t i = query + 1; i < url.n;) {
        size_t end = i, eq = url.n;
        for (; end < url.n && url.p[end] != '&'; end++)
            if (url.p[end] == '=' && eq == url.n) eq = end;
        if (eq < end && cedu__cues_whole(r->cues, cedu__page_fold(r->a, cedu__sub(url, i, eq), NULL), G(pageparam)) &&
            end > eq + 1 && eq + 1 + number_at(url, eq + 1, v) == end) {
            *from = i > query + 1 ? i - 1 : i, *to = i > query + 1 || end == url.n ? end : end + 1;
            return true;
        }
        i = end + 1;
    }
    return false;
}

/* The address without its number; *v = -1: it has none. */
static cedu_str series_of(cedu_raw *r, cedu_str url, int *v) {
    const char *hash = url.n ? memchr(url.p, '#', url.n) : NULL;
    if (hash) url.n = (size_t)(hash - url.p);
    const char *q = url.n ? memchr(url.p, '?', url.n) : NULL;
    size_t end = q ? (size_t)(q - url.p) : url.n, dot = end, from, to;
    *v = -1;
    if (q) {
        if (!page_parameter(r, url, end, &from, &to, v)) return url;
        if (from == end + 1 && to == url.n) from = end; /* it was the only one */
        return cedu__arena_strf(r->a, "%.*s%.*s", (int)from, url.p, (int)(url.n - to), url.p + to);
    }
    while (dot > 0 && end - dot < 6 && url.p[dot - 1] != '.' && url.p[dot - 1] != '/') dot--;
    dot = dot > 0 && url.p[dot - 1] == '.' ? dot - 1 : end;
    size_t i = dot;
    while (i > 0 && dot - i < 4 && url.p[i - 1] >= '0' && url.p[i - 1] <= '9') i--;
    if (i == dot || i < 2 || (url.p[i - 1] != '_' && url.p[i - 1] != '-') || url.p[i - 2] == '/') return url;
    if (i + number_at(url, i, v) != dot) return *v = -1, url;
    return cedu__arena_strf(r->a, "%.*s%.*s", (int)(i - 1), url.p, (int)(url.n - dot), url.p + dot);
}

/* ------------------------------------------------------------------ the page */
/* 第2页, 共3页, 2/3页 in a folded line. */
static void counted(cedu_str f, int *page, int *of) {
    static const char *const unit[] = {"页", "頁", NULL};
    int v, w;
    for (size_t i = 0, n, m; i < f.n; i += n ? n : 1) {
        if (!(n = number_at(f, i, &v))) continue;
        bool nth = i >= 3 && memcmp(f.p + i - 3, "第", 3) == 0, all = i >= 3 && memcmp(f.p + i - 3, "共", 3) == 0;
        if (cedu__page_any_of(f, i + n, unit)) {
            if (nth) *page = v;
            if (all) *of = v;
        } else if (i + n < f.n && f.p[i + n] == '/' && (m = number_at(f, i + n + 1, &w)) && v >= 1 && v <= w &&
                   cedu__page_any_of(f, i + n + 1 + m, unit)) {
            *page = v, *of = w;
            n += 1 + m;
        }
    }
}

static bool pager(cedu_raw *r, int *page, int *of) {
    bool seen = false;
    for (size_t i = 0; i < r->leaf.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        size_t len;
        if (l->hidden || !l->chars || l->chars > PAGER_CHARS || l->stop) continue;
        cedu_str f = cedu__page_fold(r->a, cedu__leaf_text(r, l), NULL);
        if (l->digits) counted(f, page, of);
        for (size_t k = 0; !seen && k < f.n; k += len) {
            seen = cedu__cues_at(r->cues, f, k, G(pager)) != NULL;
            (void)cedu__u8_at(f, k, &len);
        }
    }
    return seen || *page > 0;
}

/* …的通知(2): the number, and where it begins; 0 = none. */
static int title_number(cedu_str s, size_t *cut) {
    int v = 0;
    size_t close = cedu__ends(s, CEDU_STR("）")) ? 3 : cedu__ends(s, CEDU_STR(")")) ? 1 : 0, i = s.n - close;
    if (!close) return 0;
    while (i > 0 && s.p[i - 1] >= '0' && s.p[i - 1] <= '9') i--;
    size_t n = number_at(s, i, &v), open = i >= 3 && memcmp(s.p + i - 3, "（", 3) == 0 ? 3 : i && s.p[i - 1] == '(' ? 1 : 0;
    *cut = i - open;
    return n && n <= 2 && open && i + n + close == s.n && *cut > 0 ? v : 0;
}

void cedu__page_part(cedu_raw *r, cedu_str address, cedu_article *out) {
    int named, page = 0, of = 0;
    size_t cut = 0;
    bool prose = false;
    if (!address.n || address.n > 2000) return;
    for (size_t i = 0; i < r->leaf.n && !prose; i++) prose = r->leaf.p[i].main && cedu__leaf_prose(&r->leaf.p[i]);
    if (!prose) return;
    cedu_str series = series_of(r, address, &named);
    int titled = title_number(out->title.s, &cut);
    bool shown = pager(r, &page, &of);
    /* A number in brackets behind the title counts pages where the address does, from 0 or from 1; else it is a second text: (一)(二). */
    bool agree = titled > 0 && (titled == named || titled == named + 1 || titled == page);
    if (!shown && !agree) return;
    if (agree) {
        out->title.end -= out->title.placed ? (uint32_t)(out->title.s.n - cut) : 0;
        out->title.s = cedu__trim(cedu__sub(out->title.s, 0, cut));
    }
    out->series = series;
    out->part = page > 0 ? page : agree ? titled : named > 0 ? named : 1;
    out->parts = of >= out->part ? of : 0;
}
