/* names.c - what the page and its site are called: the title without the site's suffix, the site from title, footer and outlet. */
#include "page/meta.h"

/* Where `Title_Site` is cut; s.n when nowhere. */
static size_t suffix_at(cedu_str s, size_t max_tail) {
    static const char *const seps[] = {"_", "|", "｜", "丨", " - ", " – ", " — ", "-", "—", "–", "»", "﹣", NULL};
    for (size_t i = s.n; i-- > 0;) {
        size_t n = any_of(s, i, seps), len;
        if (!n) continue;
        uint32_t before = i ? cedu__u8_at(s, cedu__u8_prev(s, i), &len) : 0, after = cedu__u8_at(s, i + n, &len);
        if (i && (before == 0x2014 || after == 0x2014 || before == '-' || after == '-')) continue; /* —— is a part of titles */
        if ((before - '0' < 10u || before == 0x5E74) && after - '0' < 10u) continue;               /* 2022-2025 */
        cedu_str head = cedu__trim(cedu__sub(s, 0, i)), tail = cedu__trim(cedu__sub(s, i + n, s.n));
        if (cedu__u8_count(tail) > max_tail || cedu__u8_count(head) < 5) return s.n;
        return i;
    }
    return s.n;
}

static bool word_char(uint32_t c) {
    return cedu__is_han(c) || ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '.';
}

/* Without signs at both ends: `_试验博客` -> `试验博客`. */
static cedu_str without_seps(cedu_str s) {
    size_t len;
    while (s.n && !word_char(cedu__u8_at(s, 0, &len))) s = cedu__sub(s, len, s.n);
    while (s.n && !word_char(cedu__u8_at(s, cedu__u8_prev(s, s.n), &len))) s.n = cedu__u8_prev(s, s.n);
    return s;
}

/* What stands before 的博客 at the end of folded text; n == 0: that is not its end. */
static cedu_str owner_of(cedu_str f) {
    static const char *const of[] = {"的博客", "的部落格", "的blog", "的专栏", "的空间", NULL};
    for (size_t i = 0; of[i]; i++)
        if (cedu__ends(f, cedu__str(of[i]))) return cedu__sub(f, 0, f.n - strlen(of[i]));
    return (cedu_str){0};
}

/* A blog's page names its owner once around the article: 某某的博客 above it, or [某某]最新文章, [某某]个人类别 in several boxes beside it. */
static void owner_beside(meta_job *j) {
    enum { LONGEST = 20, BOXES = 3, KINDS = 16 };
    cedu_raw *r = j->r;
    cedu_str named = {0}, boxed[KINDS], doc = cedu__page_fold(r->a, r->doc_title, NULL);
    size_t count[KINDS] = {0}, kinds = 0, best = 0, ties = 0;
    if (cedu__find(doc, CEDU_STR("博客"), 0) < 0 && cedu__find(doc, CEDU_STR("blog"), 0) < 0 &&
        cedu__find(doc, CEDU_STR("部落格"), 0) < 0)
        return;
    for (size_t i = 0; i < r->leaf.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->main || l->hidden || l->chars < 4 || l->chars > LONGEST || l->end == l->start) continue;
        line n = cedu__meta_line(j, i);
        const char *close = n.f.n && n.f.p[0] == '[' ? memchr(n.f.p, ']', n.f.n) : NULL;
        cedu_str in = close ? cedu__sub(n.f, 1, (size_t)(close - n.f.p)) : (cedu_str){0};
        size_t k = 0;
        while (in.n && k < kinds && !cedu__eq(boxed[k], in)) k++;
        if (in.n && k == kinds && k < KINDS) boxed[kinds++] = in;
        if (in.n && k < KINDS) count[k]++;
        cedu_str who = i < r->title && r->title != SIZE_MAX ? owner_of(n.f) : (cedu_str){0};
        if (who.n && named.n && !cedu__eq(who, named)) return;
        if (who.n) named = who;
    }
    for (size_t k = 0; k < kinds; k++)
        if (count[k] >= BOXES) best = k, ties++;
    cedu_str s = named.n ? named : ties == 1 ? boxed[best] : (cedu_str){0};
    if (s.n && cedu__meta_name_like(s) && !cedu__meta_no_person(j, s)) cedu__meta_add_author(j, (cedu_meta){.s = s});
}

/* The window's title of a blog: 文章名_某某_新浪博客, 文章名-某某的博客. */
void cedu__meta_blog_owner(meta_job *j) {
    cedu_str doc = j->r->doc_title;
    size_t cut = suffix_at(doc, 16);
    if (j->authors.n) return;
    if (cut >= doc.n) return owner_beside(j);
    cedu_str tail = without_seps(cedu__sub(doc, cut, doc.n)), f = cedu__page_fold(j->r->a, tail, NULL), who = owner_of(f);
    static const char *const site[] = {"博客", "blog", "部落格", "博客网", "博客频道", NULL};
    if (who.n) {
        if (!cedu__meta_no_person(j, who)) cedu__meta_add_author(j, (cedu_meta){.s = who});
        return;
    }
    bool blog = false;
    for (size_t i = 0; site[i]; i++) blog |= cedu__ends(f, cedu__str(site[i]));
    if (!blog) return owner_beside(j);
    doc = cedu__trim(cedu__sub(doc, 0, cut));
    if ((cut = suffix_at(doc, 12)) >= doc.n) return owner_beside(j);
    tail = without_seps(cedu__sub(doc, cut, doc.n));
    if ((who = owner_of(cedu__page_fold(j->r->a, tail, NULL))).n) tail = who;
    if (!cedu__meta_no_person(j, tail)) cedu__meta_add_author(j, (cedu_meta){.s = tail});
}

/* ------------------------------------------------------------------ title and site */
/* [产业] 某某 [复制链接], 『论坛』某某: the window's title stands in the heading between words in brackets. Where it begins; *cut: where it ends. */
static size_t in_brackets(const line *n, cedu_str doc, size_t *cut) {
    enum { LEAST = 24, AROUND = 60 };
    ptrdiff_t at = doc.n >= LEAST && n->back ? cedu__find(n->f, doc, 0) : -1;
    if (at < 0) return 0;
    size_t len, from = (size_t)at, end = from + doc.n;
    uint32_t before = from ? cedu__u8_at(n->f, cedu__u8_prev(n->f, from), &len) : ']';
    uint32_t behind = end < n->f.n ? cedu__u8_at(n->f, end, &len) : '[';
    bool opens = before == ']' || before == 0x3011 || before == 0x300F || before == 0x3017 || before == 0x300D;
    if (!opens || (behind != '[' && behind != 0x3010) || n->f.n - doc.n > AROUND || (end == n->f.n && !from)) return 0;
    *cut = n->back[end];
    return n->back[from];
}

/* 某某论坛 :: 阅读主题 - 某事: where no line is the headline, the part behind the site's name and the channel's; s.p == NULL when the title
 * does not begin with a site. */
static cedu_str behind_site_name(const meta_job *j, cedu_str doc) {
    static const char *const seps[] = {" :: ", " - ", " » ", "_", "|", NULL};
    size_t first = 0, last = 0, g, len;
    for (size_t i = 0; i < doc.n; i += g ? g : len) {
        (void)cedu__u8_at(doc, i, &len);
        if (!(g = any_of(doc, i, seps))) continue;
        if (!first) first = i;
        last = i + g;
    }
    cedu_str site = cedu__page_fold(j->r->a, cedu__sub(doc, 0, first), NULL), tail = cedu__trim(cedu__sub(doc, last, doc.n));
    cedu_str f = cedu__page_fold(j->r->a, tail, NULL);
    bool named[2] = {false, false};
    for (int k = 0; k < 2; k++)
        for (size_t i = 0; i < (k ? f : site).n; i += len) {
            const cedu_cue *q = cedu__cues_at(j->r->cues, k ? f : site, i, G(sitetail));
            (void)cedu__u8_at(k ? f : site, i, &len);
            named[k] |= q && i && i + q->form.n == (k ? f : site).n;
        }
    return named[0] && !named[1] && cedu__u8_count(tail) >= 4 ? tail : (cedu_str){0};
}

void cedu__meta_title(meta_job *j) {
    cedu_raw *r = j->r;
    cedu_article *o = j->out;
    cedu_str site = {0}, doc = r->doc_title;
    size_t l0;
    for (int k = 0; k < 3; k++) { /* Title_Channel_Site */
        size_t cut = suffix_at(doc, 20);
        if (cut >= doc.n) break;
        cedu_str tail = without_seps(cedu__sub(doc, cut, doc.n));
        cedu_str f = cedu__page_fold(r->a, tail, NULL);
        bool named = false;
        for (size_t i = 0; i < f.n; i += l0) {
            const cedu_cue *q = cedu__cues_at(r->cues, f, i, G(sitetail));
            (void)cedu__u8_at(f, i, &l0);
            named |= q && i && i + q->form.n == f.n; /* 新闻 alone is a channel */
        }
        if (!site.p && named) site = tail;
        doc = cedu__trim(cedu__sub(doc, 0, cut));
    }
    if (r->title != SIZE_MAX) {
        line n = cedu__meta_line(j, r->title);
        size_t cut = r->html ? n.s.n : suffix_at(n.s, 8);
        if (cut < n.s.n && !site.p) site = (cedu_str){0};
        /* Title and a counter in one heading: 第二章 某某 241 */
        size_t like = 0, digits;
        cedu_str name = cedu__page_fold(r->a, r->doc_title, NULL);
        while (like < n.f.n && like < name.n && n.f.p[like] == name.p[like]) like++;
        for (digits = like; digits < n.f.n && n.f.p[digits] >= '0' && n.f.p[digits] <= '9';) digits++;
        if (like >= 12 && digits == n.f.n && digits > like && n.back && !(name.p[like - 1] >= '0' && name.p[like - 1] <= '9'))
            cut = n.back[like];
        size_t from = r->html ? in_brackets(&n, cedu__page_fold(r->a, doc, NULL), &cut) : 0;
        static const char *const labels[] = {"标 题：", "标  题：", "標 題：", "主题：", "主题:",  "標題：", "标题：", "标题:",
                                             "标 题:",  "标  题:",  "標 題:",  "題目：", "题目：", "题目:",  NULL};
        o->title = cedu__meta_value(&n, from ? from : any_of(n.s, 0, labels), cut);
        if (r->title_end > r->title + 1) { /* several lines: written as one */
            cedu_buf all = {0};
            for (size_t i = r->title; i < r->title_end; i++) {
                line part = cedu__meta_line(j, i);
                cedu__buf_str(&all, part.s);
                o->title.end = part.final + (uint32_t)part.s.n;
            }
            o->title.s = cedu__arena_str(r->a, cedu__buf_view(&all));
            if (all.failed) r->a->failed = true;
            cedu__buf_release(&all);
        }
    } else if (cedu__page_tag(r, "title").n) {
        o->title.s = cedu__page_tag(r, "title");
        size_t cut = suffix_at(o->title.s, 12);
        o->title.s = cedu__trim(cedu__sub(o->title.s, 0, cut));
    } else if (doc.n) {
        cedu_str behind = behind_site_name(j, r->doc_title);
        o->title.s = behind.n ? behind : doc;
    } else {
        o->title.s = cedu__page_ld(r, "\"headline\"", false);
    }
    if (!o->site.s.p && site.n) o->site.s = site;
}

/* The footer's copyright line names the site: a word that ends like one (…网, …政府). */
void cedu__meta_site_of_footer(meta_job *j) {
    cedu_raw *r = j->r;
    for (size_t k = 0, i = r->leaf.n; i-- > 0 && k < 15 && !j->out->site.s.p; k++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->main || l->hidden || !(l->has & G(copyright)) || l->chars > 120) continue;
        line n = cedu__meta_line(j, i);
        for (size_t from = 0, to, len; from < n.s.n; from = to + 1) {
            to = from;
            while (to < n.s.n) {
                uint32_t c = cedu__u8_at(n.s, to, &len);
                if (c == ' ' || c == ':' || c == 0xFF1A || c == '|' || c == 0xA9 || c == ',' || c == 0xFF0C) break;
                to += len;
            }
            cedu_str f = cedu__page_fold(r->a, cedu__sub(n.s, from, to), NULL);
            size_t chars = cedu__u8_count(f), at = 0, q = 0;
            if (chars >= 3 && chars <= 20 && !memchr(f.p, '@', f.n) && !cedu__cues_at(r->cues, f, 0, G(copyright) | G(nav)))
                for (; at < f.n && !q; at += len) {
                    const cedu_cue *c = cedu__cues_at(r->cues, f, at, G(sitetail));
                    (void)cedu__u8_at(f, at, &len);
                    if (c && at + c->form.n == f.n && at > 0) q = 1;
                }
            if (q) {
                j->out->site = cedu__meta_value(&n, from, to);
                return;
            }
            if (to < n.s.n && (unsigned char)n.s.p[to] >= 0x80) {
                (void)cedu__u8_at(n.s, to, &len);
                to += len - 1;
            }
        }
    }
}

/* 来源：某某院 example.org: who gives an address of its own as the source speaks of itself. */
void cedu__meta_site_of_outlet(meta_job *j) {
    cedu_meta o = j->out->outlet;
    size_t cut = 0, len;
    while (cut < o.s.n && o.s.p[cut] != ' ') cut++;
    cedu_str domain = cedu__trim(cedu__sub(o.s, cut, o.s.n));
    if (j->out->site.s.p || !cut || !domain.n || !cedu__is_han(cedu__u8_at(o.s, 0, &len))) return;
    const char *dot = memchr(domain.p, '.', domain.n);
    if (!dot || dot == domain.p || dot + 1 == domain.p + domain.n) return;
    for (size_t i = 0; i < domain.n; i++)
        if ((unsigned char)domain.p[i] >= 0x80 || domain.p[i] == ' ') return;
    o.s.n = cut;
    o.end = o.start + (uint32_t)cut;
    j->out->site = o;
}
