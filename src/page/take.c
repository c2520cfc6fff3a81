/* take.c - what the model of select.c leaves out and rules take in: the lines between a flat page's title and its first sentence, credits
 * below the last one, pages without a sentence. Invariants: blocks are only marked; first and last go on to hold all that is main. Linear.
 */
#include "page/select.h"

static bool lead_line(const cedu_leaf *l) { return l->end > l->start && !l->hidden && !cedu__leaf_furniture(l); }

/* Flattened text: what stands between the title and the first paragraph found belongs to it if there is prose, or if the title names a
 * document: its lists of names and its few lines are not furniture. Where related links or the footer begin in between, the lines found
 * below them are not the document's, unless they outweigh it. */
void cedu__page_take_lead(cedu_raw *r) {
    enum { LEAST = 20 };
    if (r->html || r->title == SIZE_MAX || r->title >= r->first) return;
    size_t end = r->title_end, chars = 0, below = 0;
    bool prose = false, ended = false;
    for (; end < r->first && !ended; end++) {
        const cedu_leaf *l = &r->leaf.p[end];
        if ((ended = cedu__leaf_ends(r, l))) break;
        if (!lead_line(l)) continue;
        prose |= cedu__leaf_prose(l) && l->stop;
        chars += l->chars;
    }
    bool document = r->leaf.p[r->title].doc_name && chars >= LEAST;
    if (!document && (!prose || ended)) return;
    for (size_t i = r->first; i < r->last; i++) below += r->leaf.p[i].main ? r->leaf.p[i].chars : 0;
    if (ended && chars < below) return;
    for (size_t i = r->title_end; i < end; i++)
        if (lead_line(&r->leaf.p[i])) r->leaf.p[i].main = true;
    if (ended) {
        for (size_t i = end; i < r->last; i++) r->leaf.p[i].main = false;
        r->last = end;
    }
    r->first = r->title_end;
    cedu__page_correct(r);
}

/* How documents end: lines of annexes, the office, the day it was signed. They are short, and the office's name stands at the top of its
 * site, too, so the model takes them for furniture. */
void cedu__page_take_signature(cedu_raw *r) {
    enum { LINES = 12, CHARS = 60 };
    size_t end = 0, office = SIZE_MAX;
    for (size_t i = r->last, seen = 0; r->last && i < r->leaf.n && seen < LINES && !end; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || l->start == l->end) continue;
        seen++;
        if (l->chars > CHARS || l->stop || cedu__leaf_furniture(l) || cedu__leaf_links(l) > 0.5) break;
        if (l->signed_day && office != SIZE_MAX && office + 1 == seen) end = i + 1;
        if (l->dated && !end) break;
        if (!l->has_colon && !l->digits && cedu__page_office(r, cedu__page_fold(r->a, cedu__leaf_text(r, l), NULL)))
            office = seen;
    }
    for (size_t i = r->last; i < end; i++) r->leaf.p[i].main |= !r->leaf.p[i].hidden;
    if (end) r->last = end;
}

/* Who wrote and edited it stands just below the last sentence: (…记者 …), 责任编辑:…. */
void cedu__page_take_credits(cedu_raw *r) {
    for (size_t i = r->last, seen = 0; i < r->leaf.n && seen < 3 && r->last; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || l->start == l->end) continue;
        seen++;
        if (cedu__leaf_label_alone(l)) continue;
        if (l->timed && l->begins & G(author)) break; /* 作者：某某 时间：2021-02-23 08:03: the head of an answer */
        if (l->chars > 60 || l->stop || !cedu__leaf_credit(r, l)) {
            if (cedu__leaf_furniture(l)) break;
            continue;
        }
        l->main = true;
        r->last = i + 1;
    }
}

/* A page without a sentence: a table, a list of names. The element with most text that is no link; every line of a flat text. */
void cedu__page_take_anything(cedu_raw *r) {
    size_t n = r->node.n, core = 0;
    double best = 0;
    for (size_t i = 0; i < n; i++) r->node.p[i].sum = r->node.p[i].link = 0;
    for (size_t i = 0; i < r->leaf.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || cedu__leaf_furniture(l) || cedu__leaf_links(l) > 0.4 || i >= r->other) continue;
        double w = l->weight * fmax(0.1, 1 + cedu__node_hint(r, l->node) / 6);
        uint32_t at = l->node;
        for (int up = 0; up < 5 && at; up++, at = r->node.p[at].parent, w *= 0.9) r->node.p[at].sum += (float)w;
    }
    for (size_t i = 1; i < n; i++)
        if (r->node.p[i].sum > best) best = r->node.p[i].sum, core = i;
    if (best < 20 && r->html) return; /* not even that: a page of links */
    r->node.p[core].link = 1;
    for (size_t i = core + 1; i < n; i++)
        if (r->node.p[i].parent && r->node.p[r->node.p[i].parent].link > 0) r->node.p[i].link = 1;
    for (size_t i = 0; i < r->leaf.n; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        l->main = !l->hidden && !cedu__leaf_furniture(l) && l->end > l->start && cedu__leaf_links(l) <= 0.6 && i < r->other &&
                  (!r->html || r->node.p[l->node].link > 0);
    }
}

/* 〔2021〕66号 in a short line: what stands below a document's name. */
bool cedu__leaf_number(const cedu_raw *r, const cedu_leaf *l) {
    static const char *const open[] = {"〔", "[", "［", "﹝", NULL}, *const close[] = {"〕", "]", "］", "﹞", NULL};
    cedu_str s = cedu__leaf_text(r, l);
    if (l->chars > 60 || l->digits < 5 || l->stop || l->hidden) return false;
    for (size_t i = 0; i + 10 < s.n; i++) {
        size_t o = cedu__page_any_of(s, i, open), c;
        if (!o) continue;
        size_t k = i + o;
        while (k < s.n && s.p[k] >= '0' && s.p[k] <= '9') k++;
        if (k != i + o + 4 || !(c = cedu__page_any_of(s, k, close))) continue;
        return cedu__find(s, CEDU_STR("号"), k + c) >= 0 || cedu__find(s, CEDU_STR("號"), k + c) >= 0;
    }
    return false;
}

/* A flat page without a sentence whose title names a document: the few lines below it are the document, as far as the first that ends it
 * or belongs to the page. */
void cedu__page_take_document(cedu_raw *r) {
    if (r->html || r->title == SIZE_MAX || !r->leaf.p[r->title].doc_name) return;
    size_t end = r->title_end;
    while (end < r->last && !cedu__leaf_ends(r, &r->leaf.p[end]) && !(cedu__leaf_furniture(&r->leaf.p[end]) & G(share))) end++;
    for (size_t i = r->first; i < r->last; i++) r->leaf.p[i].main &= i >= r->title_end && i < end;
    r->first = r->title_end, r->last = end;
}
