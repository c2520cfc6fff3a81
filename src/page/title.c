/* title.c - which block is the headline, and which lines look like one or like the line of source and date below it.
 *
 * Evidence: the window's title and <meta>, heading elements, nearness to the article's first sentence, a dated line below. A window
 * that names only the site leaves it to the line above the article. Titles over several lines are put together; meta.c writes them
 * as one. Invariant: changes nothing but core_start, title and title_end. Linear.
 */
#include "page/select.h"

bool cedu__leaf_byline(const cedu_leaf *l) {
    if (l->chars > 160 || l->start == l->end || l->hidden || (l->stop && l->punct > 6)) return false;
    if (cedu__leaf_furniture(l) & (G(copyright) | G(crumb) | G(related))) return false;
    if (l->dated && l->chars <= 45 && l->punct <= 3 && (l->date_first || l->timed) && !l->stop) return true;
    bool label = l->has & (G(source) | G(published) | G(author) | G(editor) | G(counter));
    if (l->dateonly) return true;
    if (l->begins & (G(source) | G(published) | G(author)) && l->chars <= 60) return true;
    return label && l->chars <= 100 && !cedu__leaf_prose(l);
}

static bool has_date(const cedu_raw *r, const cedu_leaf *l) {
    cedu_date d;
    return l->digits >= 5 && cedu__page_date(cedu__leaf_text(r, l), 0, &d) && d.d > 0 && !d.range;
}

bool cedu__leaf_titleish(const cedu_leaf *l) {
    return l->chars >= 4 && l->chars <= (l->doc_name ? 160 : 90) && !l->hidden && !l->dateonly && !cedu__leaf_furniture(l) &&
           !l->list_mark && !l->grid && l->steps < 2;
}

/* 各区县人民政府: and the like address the reader; brackets and dashes open a number or a subtitle. */
static bool salutation(cedu_str f) {
    size_t len;
    uint32_t c = cedu__u8_at(f, 0, &len);
    return cedu__ends(f, CEDU_STR(":")) || cedu__ends(f, CEDU_STR("：")) || c == '(' || c == 0xFF08 || c == 0x2014;
}

/* The window's title is no article's: empty, a path of channels, the name of a site. */
static bool names_site(const cedu_raw *r, cedu_str doc) {
    size_t end = doc.n, len, best = 0;
    for (size_t i = 0; i < doc.n; i += len) { /* before the first separator */
        uint32_t c = cedu__u8_at(doc, i, &len);
        if (c == '>' || c == 0x300B) return c == '>';
        if (c == '_' || c == '|' || c == '-') {
            end = i;
            break;
        }
    }
    for (size_t i = 0; i < end; i += len) {
        const cedu_cue *q = cedu__cues_at(r->cues, doc, i, G(sitetail) | G(nav));
        (void)cedu__u8_at(doc, i, &len);
        if (q && i + q->form.n == end) best = q->form.n;
    }
    return end < 18 || best > 0;
}

/* The short line right above the article, not a link; SIZE_MAX = there is none. */
static size_t line_above(const cedu_raw *r) {
    size_t start = r->core_start < r->first ? r->core_start : r->first;
    for (size_t i = start, seen = 0; i-- > 0 && seen < 3;) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || l->start == l->end) continue;
        seen++;
        if (cedu__leaf_furniture(l) & (G(crumb) | G(nav))) break;
        if (cedu__leaf_byline(l) || cedu__leaf_furniture(l) || (l->has_colon && l->chars <= 12)) continue; /* 来自：某地 */
        if (cedu__leaf_titleish(l) && l->chars >= 6 && l->chars <= 60 && !l->stop && cedu__leaf_links(l) < 0.5 &&
            l->han * 2 >= l->chars)
            return i;
    }
    return SIZE_MAX;
}

/* Book-title marks left open (positive) or closed without an opening (negative). */
static int open_marks(cedu_str s) {
    int n = 0;
    for (ptrdiff_t i = -1; (i = cedu__find(s, CEDU_STR("《"), (size_t)(i + 1))) >= 0;) n++;
    for (ptrdiff_t i = -1; (i = cedu__find(s, CEDU_STR("》"), (size_t)(i + 1))) >= 0;) n--;
    return n;
}

/* A document's title broken over lines of a flat text: …关于印发《某某 / 规划》的通知. Lines are taken in, above and below, until every
 * book-title mark has its partner; and one above a line that is nothing but 《某某》的通知. */
static void whole_title(cedu_raw *r) {
    enum { MOST = 3 };
    int open = open_marks(cedu__leaf_text(r, &r->leaf.p[r->title]));
    bool bare = cedu__starts(cedu__leaf_text(r, &r->leaf.p[r->title]), CEDU_STR("《")) && r->leaf.p[r->title].doc_name;
    size_t first = r->title, end = r->title_end;
    for (int k = 0; k < MOST && first > 0 && (open < 0 || bare); k++) {
        const cedu_leaf *l = &r->leaf.p[first - 1];
        cedu_str s = cedu__leaf_text(r, l);
        bool about = cedu__find(s, CEDU_STR("关于"), 0) >= 0 || cedu__find(s, CEDU_STR("關於"), 0) >= 0;
        if (l->stop || l->hidden || l->chars < 4 || l->chars > 90 || cedu__leaf_furniture(l) || l->dateonly ||
            (open == 0 && !about))
            break;
        open += open_marks(s);
        bare = false;
        first--;
    }
    for (int k = 0; k < MOST && end < r->leaf.n && open > 0; k++) {
        const cedu_leaf *l = &r->leaf.p[end];
        if (l->stop || l->hidden || l->chars > 90 || cedu__leaf_furniture(l) || l->dateonly) break;
        open += open_marks(cedu__leaf_text(r, l));
        end++;
    }
    if (open == 0) r->title = first, r->title_end = end;
}

/* Lines of one heading element (<h1>某某办公室<br>关于…<br>的通知</h1>) are one title, as long as they are as short as titles are. */
static void whole_heading(cedu_raw *r) {
    enum { MOST = 5, CHARS = 160 };
    const cedu_leaf *t = &r->leaf.p[r->title];
    size_t first = r->title, end = r->title_end, chars = 0;
    if (t->tag_kind != LEAF_HEADING || t->level > 2) return;
    while (first > 0 && r->leaf.p[first - 1].node == t->node && r->leaf.p[first - 1].tag_kind == LEAF_HEADING) first--;
    while (end < r->leaf.n && r->leaf.p[end].node == t->node && r->leaf.p[end].tag_kind == LEAF_HEADING) end++;
    if (end - first > MOST) return;
    for (size_t i = first; i < end; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        chars += l->chars;
        if (l->hidden || l->dated || l->stop || cedu__leaf_furniture(l) || (i != r->title && cedu__leaf_byline(l))) return;
    }
    if (chars <= CHARS) r->title = first, r->title_end = end;
}

bool cedu__page_office(const cedu_raw *r, cedu_str f) {
    for (size_t i = 0, len; i < f.n; i += len) {
        const cedu_cue *q = cedu__cues_at(r->cues, f, i, G(noperson));
        (void)cedu__u8_at(f, i, &len);
        if (q && i > 0 && i + q->form.n == f.n) return true;
    }
    return false;
}

/* 某某市人民政府办公室 in an element or line of its own above 关于…的通知. */
static void issuer_above(cedu_raw *r) {
    enum { CHARS = 40 };
    if (r->title == 0) return;
    const cedu_leaf *t = &r->leaf.p[r->title], *l = t - 1;
    cedu_str f = cedu__page_fold(r->a, cedu__leaf_text(r, t), NULL);
    if (!cedu__starts(f, CEDU_STR("关于")) && !cedu__starts(f, CEDU_STR("關於"))) return;
    if (l->hidden || l->chars < 4 || l->chars > CHARS || l->stop || l->dated || l->grid || cedu__leaf_links(l) > 0.5 ||
        l->han * 10 < l->chars * 9 || cedu__leaf_furniture(l) || cedu__leaf_byline(l))
        return;
    if (l->blanks && l->blanks * 4 < l->chars) return; /* several offices, side by side */
    if (cedu__page_office(r, cedu__page_fold(r->a, cedu__leaf_text(r, l), NULL))) r->title--;
}

/* Lines above that with it begin the page's own title. */
static void lines_above(cedu_raw *r, cedu_str doc, cedu_str named) {
    enum { MOST = 3 };
    cedu_buf all = {.max = 4096}, with = {.max = 4096};
    for (size_t i = r->title; i < r->title_end; i++)
        cedu__buf_str(&all, cedu__page_fold(r->a, cedu__leaf_text(r, &r->leaf.p[i]), NULL));
    for (size_t i = r->title; i > 0 && r->title - i < MOST; i--) {
        const cedu_leaf *l = &r->leaf.p[i - 1];
        if (l->hidden || !l->chars || l->chars > 90 || cedu__leaf_links(l) > 0.5) break;
        with.n = 0;
        cedu__buf_str(&with, cedu__page_fold(r->a, cedu__leaf_text(r, l), NULL));
        cedu__buf_str(&with, cedu__buf_view(&all));
        all.n = 0;
        cedu__buf_str(&all, cedu__buf_view(&with));
        if (all.failed || with.failed) break;
        if (!cedu__starts(doc, cedu__buf_view(&all)) && !cedu__starts(named, cedu__buf_view(&all))) continue;
        r->title = i - 1;
        break;
    }
    cedu__buf_release(&all);
    cedu__buf_release(&with);
}

/* The headline on a page whose window's title begins with the site: `Site - Headline` over the site's name at its top. The line that is
 * all of the last part of the window's title, on its own below other lines, closer to the article; SIZE_MAX = there is none. */
static size_t behind_site(const cedu_raw *r, cedu_str doc, size_t core) {
    static const char *const seps[] = {"»", "|", "｜", "_", "-", "–", "—", ":", "：", "::", NULL};
    enum { LEAST = 9, APART = 2 };
    cedu_str site = cedu__page_fold(r->a, cedu__leaf_text(r, &r->leaf.p[r->title]), NULL);
    if (!cedu__starts(doc, site) || !cedu__page_any_of(doc, site.n, seps) || doc.n < site.n + LEAST) return SIZE_MAX;
    bool linked = cedu__leaf_links(&r->leaf.p[r->title]) > 0.8;
    size_t apart = 0;
    for (size_t i = r->title + 1; i < core; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || l->start == l->end) continue;
        apart++;
        if (l->chars < 3 || l->chars > 90 || cedu__leaf_byline(l) || (apart < APART && !linked)) continue;
        cedu_str f = cedu__page_fold(r->a, cedu__leaf_text(r, l), NULL);
        if (f.n < LEAST || !cedu__ends(doc, f) || doc.n <= site.n + f.n) continue;
        size_t at = doc.n - f.n, sep;
        for (sep = at; sep > site.n && !cedu__page_any_of(doc, sep, seps);) sep = cedu__u8_prev(doc, sep);
        if (sep + cedu__page_any_of(doc, sep, seps) == at) return i;
    }
    return SIZE_MAX;
}

/* A document's number stands below its name. */
static bool numbered_below(const cedu_raw *r, size_t i) {
    for (size_t k = i + 1, seen = 0; k < r->leaf.n && seen < 2; k++) {
        const cedu_leaf *l = &r->leaf.p[k];
        if (l->hidden || l->start == l->end) continue;
        if (cedu__leaf_number(r, l)) return true;
        seen++;
    }
    return false;
}

/* A headline as long as a sentence: it has no full stop, and the line of source and date stands right below it. */
static bool long_headline(const cedu_raw *r, size_t i) {
    const cedu_leaf *l = &r->leaf.p[i];
    if (l->stop || !cedu__leaf_titleish(l)) return false;
    for (size_t k = i + 1, seen = 0; k < r->leaf.n && seen < 2; k++) {
        const cedu_leaf *b = &r->leaf.p[k];
        if (b->hidden || b->start == b->end) continue;
        if (b->dateonly || (cedu__leaf_byline(b) && has_date(r, b))) return true;
        seen++;
    }
    return false;
}

void cedu__page_find_title(cedu_raw *r) {
    size_t core = r->last;
    for (size_t i = r->first; i < r->last; i++)
        if (r->leaf.p[i].main && cedu__leaf_prose(&r->leaf.p[i]) && !long_headline(r, i)) {
            core = i;
            break;
        }
    r->core_start = core;
    r->title = SIZE_MAX;
    cedu_str doc = cedu__page_fold(r->a, r->doc_title, NULL), named = {0};
    for (size_t i = 0; i < r->meta.n; i++)
        if (cedu__eqz(r->meta.p[i].what, "title") && !named.p) named = cedu__page_fold(r->a, r->meta.p[i].content, NULL);
    double best = 0;
    size_t end = core < r->leaf.n ? core + 1 : r->leaf.n;
    size_t han = 0, chars = 0;
    for (size_t i = 0; i < r->leaf.n; i++) han += r->leaf.p[i].han, chars += r->leaf.p[i].chars;
    bool latin = han * 20 < chars;
    bool named_doc = false, closed = false; /* flat: a document's name was seen; behind it the page came to its end */
    for (size_t i = 0; i < end; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        closed |= named_doc && cedu__leaf_ends(r, l);
        named_doc |= !r->html && l->doc_name && !l->hidden;
        if (!cedu__leaf_titleish(l) &&
            !(l->tag_kind == LEAF_HEADING && l->level == 1 && l->chars >= 2 && l->chars < 120 && !cedu__leaf_furniture(l)))
            continue;
        if (i == core && !(l->tag_kind == LEAF_HEADING)) continue;
        cedu_str f = cedu__page_fold(r->a, cedu__leaf_text(r, l), NULL);
        double s = 0;
        size_t like = cedu__common_prefix(f, doc), like2 = cedu__common_prefix(f, named);
        if (like2 > like) like = like2;
        if (f.n >= 9 && like >= f.n * 4 / 5) s += 4 + fmin((double)like, 90) / 10;
        else if (f.n >= 12 && doc.n && cedu__find(doc, f, 0) >= 0) s += 2 + fmin((double)f.n, 60) / 15;
        if (l->tag_kind == LEAF_HEADING) s += l->level == 1 ? 4 : l->level == 2 ? 2 : 1;
        if (r->html && cedu__leaf_links(l) > 0.8) s -= 3;
        if (l->has_colon && (l->chars <= 12 || (l->chars <= 24 && cedu__cues_at(r->cues, f, 0, G(poster)))) &&
            l->tag_kind != LEAF_HEADING && like < f.n)
            s -= 3; /* 来自：某地 */
        /* Near the article's beginning, a source and date line below it. */
        size_t gap = core > i ? core - i : 0;
        s += gap <= 2 ? 2 : gap <= 6 ? 1.5 : gap <= 15 ? 0.8 : 0;
        for (size_t k = i + 1, seen = 0; k < end && seen < 3; k++) {
            if (r->leaf.p[k].hidden || r->leaf.p[k].start == r->leaf.p[k].end) continue;
            if (cedu__leaf_byline(&r->leaf.p[k]) && (has_date(r, &r->leaf.p[k]) || r->leaf.p[k].has & G(source))) {
                s += 2.5 - 0.5 * (double)seen;
                break;
            }
            seen++;
        }
        if (l->stop && !l->teaser && l->tag_kind != LEAF_HEADING) s -= 2;
        if (cedu__leaf_byline(l)) s -= 4;
        if (!r->html) {
            s += l->chars >= 10 && l->chars <= 60 ? 1.5 : 0;
            if (l->kind == CEDU_BLOCK_repeat) s += 1.5;
            s += l->cut_name ? 1.5 : l->doc_name ? 2.5 : 0;
            if (l->doc_name && numbered_below(r, i)) s += 2.5;
            /* Documents are called with the office that issued them; 关于开展…的公告 alone is a line in a list. */
            if (l->doc_name && !cedu__starts(f, CEDU_STR("关于")) && !cedu__starts(f, CEDU_STR("關於"))) s += 1;
            if (l->han * 2 < l->chars && !latin) s -= 3;
            if (latin && cedu__starts(f, CEDU_STR("by")) && l->chars <= 40 && i + 1 < end && r->leaf.p[i + 1].dated) s -= 4;
        }
        if (closed) s -= 3;
        if (salutation(f)) s -= 5;
        if (s >= best && s >= 3) best = s, r->title = i;
    }
    if (r->title != SIZE_MAX && r->html) {
        size_t behind = behind_site(r, doc, core < r->leaf.n ? core : r->leaf.n);
        if (behind != SIZE_MAX) r->title = behind;
    }
    /* The page has no title worth the name: the article's first short line. */
    if (r->title == SIZE_MAX && doc.n < 18 && named.n < 18)
        for (size_t i = r->first; i < core; i++)
            if (r->leaf.p[i].main && r->leaf.p[i].chars) {
                if (cedu__leaf_titleish(&r->leaf.p[i]) && !r->leaf.p[i].stop && r->leaf.p[i].han * 2 >= r->leaf.p[i].chars)
                    r->title = i;
                break;
            }
    if (r->title == SIZE_MAX && r->html && names_site(r, doc)) r->title = line_above(r);
    if (r->title == SIZE_MAX) return;
    /* A title set in several lines: as long as the lines joined begin the page's own title. */
    r->title_end = r->title + 1;
    char joined[512];
    size_t n = 0;
    for (size_t i = r->title; i < r->leaf.n && i < r->title + 6; i++) {
        cedu_str f = cedu__page_fold(r->a, cedu__leaf_text(r, &r->leaf.p[i]), NULL);
        if (n + f.n > sizeof joined) break;
        memcpy(joined + n, f.p, f.n);
        n += f.n;
        if (!cedu__starts(doc, (cedu_str){joined, n}) && !cedu__starts(named, (cedu_str){joined, n})) break;
        r->title_end = i + 1;
    }
    if (r->html) lines_above(r, doc, named);
    if (r->html) whole_heading(r);
    else whole_title(r);
    issuer_above(r);
}
