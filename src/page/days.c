/* days.c - days of publication that no line of labels gives: in pieces beside the title (23 | 2021-02), in the dateline (某地2021年2月23日电),
 * below the article as its author signed it. The last two only where the page says nothing else.
 */
#include "page/meta.h"

/* ------------------------------------------------------------------ a day in pieces */
/* Digits, blanks and the signs of dates, nothing else. */
static bool pieces_only(cedu_str s) {
    static const char *const signs[] = {"年", "月", "日", NULL};
    for (size_t i = 0, g; i < s.n; i += g)
        if ((s.p[i] >= '0' && s.p[i] <= '9') || memchr(" -/.:", s.p[i], 5)) g = 1;
        else if (!(g = any_of(s, i, signs))) return false;
    return s.n > 0;
}

/* Appends a block to s[*n], a blank where an element ended inside it. */
static bool add_piece(const cedu_raw *r, const cedu_leaf *l, char *s, size_t *n, size_t cap) {
    size_t lo = 0, hi = r->seams.n;
    if (l->hidden || l->end <= l->start || l->chars > 16 ||
        !pieces_only(cedu__sub((cedu_str){r->text.p, r->text.n}, l->start, l->end)))
        return false;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (r->seams.p[mid] <= l->start) lo = mid + 1;
        else hi = mid;
    }
    if (*n) s[(*n)++] = ' ';
    for (uint32_t i = l->start; i < l->end && *n + 2 < cap; i++) {
        if (lo < r->seams.n && r->seams.p[lo] == i) s[(*n)++] = ' ', lo++;
        s[(*n)++] = r->text.p[i];
    }
    return *n + 2 < cap;
}

void cedu__meta_split_day(meta_job *j) {
    enum { ABOVE = 4, BELOW = 6, BLOCKS = 4 };
    const cedu_raw *r = j->r;
    if (j->pub.y || r->title == SIZE_MAX) return;
    size_t from = r->title > ABOVE ? r->title - ABOVE : 0, to = r->title_end + BELOW;
    for (size_t i = from; i < to && i < r->leaf.n; i++) {
        char s[64];
        size_t n = 0;
        cedu_date d, best = {0};
        size_t last = i;
        if (r->leaf.p[i].dated || (i && r->leaf.p[i - 1].begins & G(signed))) continue; /* a whole day: byline.c looked at it */
        for (size_t k = i; k < r->leaf.n && k < i + BLOCKS && add_piece(r, &r->leaf.p[k], s, &n, sizeof s); k++)
            if (cedu__page_split_date((cedu_str){s, n}, &d) || (k == i && !best.y && cedu__page_date((cedu_str){s, n}, 0, &d) &&
                                                                d.d > 0 && d.start == 0)) /* 2021-02-23 | 1203 views */
                best = d, last = k;
        if (!best.y) continue;
        line first = cedu__meta_line(j, i), end = cedu__meta_line(j, last);
        best.start = 0, best.end = (uint32_t)first.s.n;
        cedu__meta_set_date(j, &first, &best, BARE);
        j->out->published.end = end.final + (uint32_t)end.s.n;
        return;
    }
}

/* ------------------------------------------------------------------ where the page says nothing else */
/* 某某社某地2021年2月23日电: the day behind which the wire's mark stands, in the first words of the article. */
static void dateline(meta_job *j) {
    static const char *const wire[] = {"电", "電", "讯", "訊", "专电", "綜合", NULL};
    enum { HEAD = 160, PARAGRAPHS = 2 };
    const cedu_raw *r = j->r;
    size_t from = r->title == SIZE_MAX ? r->first : r->title_end;
    for (size_t i = from, seen = 0; i < r->last && seen < PARAGRAPHS && !j->pub.y; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || l->end == l->start || (i >= r->first && !l->main)) continue;
        seen += l->chars > 40;
        line n = cedu__meta_line(j, i);
        cedu_date d;
        if (cedu__page_date(cedu__sub(n.s, 0, n.s.n < HEAD ? n.s.n : HEAD), 0, &d) && d.d > 0 && any_of(n.s, d.end, wire))
            cedu__meta_set_date(j, &n, &d, BARE);
    }
}

/* 2021年2月23日, 二〇二一年二月二十三日于某地: a line that ends the article; （某某晚报 2021年02月23日） also right below it. */
static void signed_day(meta_job *j) {
    enum { LINES = 4, BELOW = 3, LONGEST = 26 };
    const cedu_raw *r = j->r;
    size_t end = r->last + BELOW < r->leaf.n ? r->last + BELOW : r->leaf.n;
    for (size_t i = end, seen = 0; i-- > r->first && seen < LINES && !j->pub.y;) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || l->end == l->start) continue;
        cedu_date d;
        size_t len;
        line n = cedu__meta_line(j, i);
        uint32_t c = cedu__u8_at(n.s, 0, &len);
        if (i < r->last) seen++;
        else if (l->timed || (c != '(' && c != 0xFF08)) continue;
        if (l->chars > LONGEST || l->stop || l->grid || (l->row && !r->html) || l->punct > 1 || l->link ||
            l->has & (G(copyright) | G(nav) | G(related) | G(counter)) || l->begins & G(signed))
            continue;
        if (!cedu__page_date(n.s, 0, &d) || d.d < 0 || cedu__meta_of_event(&n, &d)) continue;
        /* Behind the day: a closing bracket, or where it was written. */
        static const char *const tails[] = {")", "）", "]", "】", "。", "于", "於", "写于", "修改", NULL};
        size_t k = skip_blanks(n.s, d.end), figures = 0; /* a row of a table ends with a day, too */
        for (size_t at = 0; at < d.start; at++) figures += n.s.p[at] == '\t' || (n.s.p[at] >= '0' && n.s.p[at] <= '9');
        if (figures) continue;
        bool enclosed = c == 0x3010 && cedu__ends(n.s, CEDU_STR("】")) && d.start == 3; /* 【2021/02/23 某报】 */
        if (k < n.s.n && !any_of(n.s, k, tails) && !enclosed) continue;
        cedu__meta_set_date(j, &n, &d, BARE);
    }
}

/* 某某 @ 2021-02-23 08:03 | 评论(3): a blog's line right below the post. */
static void blog_line(meta_job *j) {
    static const char *const counts[] = {"评论(", "评论（", "阅读(", "阅读（", "引用(", "评论 (", "阅读 (", NULL};
    enum { BELOW = 3, LONGEST = 60 };
    const cedu_raw *r = j->r;
    for (size_t i = r->last; i < r->leaf.n && i < r->last + BELOW && !j->pub.y; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || !l->timed || l->chars > LONGEST || l->stop) continue;
        line n = cedu__meta_line(j, i);
        cedu_date d;
        bool counted = false;
        for (size_t k = 0; counts[k]; k++) counted |= cedu__find(n.s, cedu__str(counts[k]), 0) >= 0;
        if (counted && cedu__page_date(n.s, 0, &d) && d.d > 0) cedu__meta_set_date(j, &n, &d, BARE);
    }
}

void cedu__meta_last_resort(meta_job *j) {
    if (!j->pub.y) blog_line(j);
    if (j->pub.y) return;
    dateline(j);
    if (!j->pub.y) signed_day(j);
    j->out->date_signed = j->pub.y != 0;
}
