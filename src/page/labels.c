/* labels.c - the metadata of an official document that a portal sets in a table or on lines near its title: 发文机关, 发文字号, 索引号.
 *
 * They are content: the header of the document is read from them. Two lines that begin with such a label, close to one another and
 * to the title or the first paragraph, make a box; its lines become part of the article (row or byline), and so do the values that
 * stand alone between two labels. Runs after select.c, and takes nothing away from it. Linear.
 */
#include "page/page_priv.h"

#define G(name) (1u << CUE_##name)

enum { NEAR_TITLE = 40, GAP = 3, VALUE = 60 };

static bool label(const cedu_leaf *l) {
    return !l->hidden && l->chars > 0 && l->chars <= 200 && !l->link &&
           (l->begins & (G(infobox) | G(signed) | G(published))) != 0;
}

/* What may stand between two labels: a value, an empty leaf. */
static bool value(const cedu_leaf *l) { return l->hidden || !l->chars || (l->chars <= VALUE && !l->stop && !l->link); }

void cedu__page_labels(cedu_raw *r) {
    size_t title = r->title == SIZE_MAX ? r->core_start : r->title, n = r->leaf.n;
    size_t from = title > NEAR_TITLE ? title - NEAR_TITLE : 0, to = r->core_start < n ? r->core_start : n;
    if (to < title + NEAR_TITLE) to = title + NEAR_TITLE < n ? title + NEAR_TITLE : n;
    for (size_t i = from, k; i < to; i = k) {
        k = i + 1;
        if (!label(&r->leaf.p[i])) continue;
        size_t boxes = 0, end = i, gap = 0; /* the run of labels that begins here */
        for (size_t j = i; j < to && gap <= GAP; j++) {
            const cedu_leaf *l = &r->leaf.p[j];
            if (label(l)) boxes += (l->begins & G(infobox)) != 0, end = j + 1, gap = 0;
            else if (!value(l) || (l->main && !l->grid)) break;
            else gap += l->chars > 0;
        }
        k = end > k ? end : k;
        if (boxes < 2) continue;
        if (end < n && value(&r->leaf.p[end]) && r->leaf.p[end].chars && r->leaf.p[end].row &&
            r->leaf.p[end].row == r->leaf.p[end - 1].row)
            end++;
        for (size_t j = i; j < end; j++) {
            cedu_leaf *l = &r->leaf.p[j];
            if (l->main || l->hidden || l->copy || !l->chars) continue;
            l->main = true;
            l->kind = l->grid ? CEDU_BLOCK_row : CEDU_BLOCK_byline;
        }
        k = end;
    }
}
