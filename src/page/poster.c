/* poster.c - pages of boards: the box beside or above a post that tells who wrote it (name, 等级：, 积分：, 注册：).
 *
 * The box is no text of the post: its lines are taken out of the article, and the line above them names the author. Where such a page gives
 * no day elsewhere, it is the first line of day and hour at the post's foot. Words: pack group `poster`. Only boxes before the first
 * sentence count; those of answers stand below it. Linear.
 */
#include "page/meta.h"

enum { LEAST = 2, LINE = 30, NAME = 14, NEAR = 16 };

/* Words of such a box that the line holds. */
static size_t marks(const cedu_raw *r, const cedu_leaf *l) {
    size_t n = 0, len;
    bool opens = false;
    if (l->hidden || l->stop || l->chars > LINE || l->end == l->start) return 0;
    cedu_str f = cedu__page_fold(r->a, cedu__sub((cedu_str){r->text.p, r->text.n}, l->start, l->end), NULL);
    for (size_t i = 0; i < f.n; i += len) {
        const cedu_cue *q = cedu__cues_at(r->cues, f, i, G(poster));
        (void)cedu__u8_at(f, i, &len);
        if (!q) continue;
        opens |= i == 0;
        n++;
        len = q->form.n;
    }
    return opens || n >= LEAST ? n : 0; /* 主题 3 帖子 56 积分 312 */
}

static size_t shown_before(const cedu_raw *r, size_t i) {
    while (i-- > 0)
        if (!r->leaf.p[i].hidden && r->leaf.p[i].end > r->leaf.p[i].start) return i;
    return SIZE_MAX;
}

void cedu__page_posters(cedu_raw *r) {
    size_t core = r->core_start < r->leaf.n ? r->core_start : r->leaf.n, found = 0, first = 0;
    r->poster = SIZE_MAX;
    if (!r->html || !core) return;
    for (size_t i = core > NEAR ? core - NEAR : 0; i < core; i++) {
        size_t n = marks(r, &r->leaf.p[i]);
        if (!n) continue;
        if (!found) first = i;
        found += n;
    }
    size_t name = found >= LEAST ? shown_before(r, first) : SIZE_MAX;
    if (name == SIZE_MAX || name == r->title || r->leaf.p[name].chars > NAME || r->leaf.p[name].stop) return;
    r->poster = name;
    r->leaf.p[name].main = false;
    for (size_t i = first; i < core; i++)
        if (marks(r, &r->leaf.p[i])) r->leaf.p[i].main = false;
}

void cedu__meta_poster(meta_job *j) {
    enum { FOOT = 2, DAY = 40 };
    const cedu_raw *r = j->r;
    if (r->poster == SIZE_MAX) return;
    line n = cedu__meta_line(j, r->poster);
    cedu_meta m = cedu__meta_value(&n, 0, n.s.n);
    if (!j->authors.n && cedu__meta_name_like(m.s)) cedu__meta_add_author(j, m);
    for (size_t i = r->core_start; i < r->leaf.n && i < r->last + FOOT && !j->pub.y; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        cedu_date d;
        if (l->hidden || !l->timed || !l->date_first || l->stop || l->chars > DAY) continue;
        line at = cedu__meta_line(j, i);
        if (cedu__page_date(at.s, 0, &d) && d.d > 0) cedu__meta_set_date(j, &at, &d, BARE);
    }
}
