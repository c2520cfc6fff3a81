/* select.c - which blocks are the article.
 *
 * One model for HTML and flattened text: every block gets a score for being article text (length, sentences, links, words of
 * page furniture, class names of its ancestors, whether it lies in the element with most prose), then the best path through
 * BEFORE -> ARTICLE <-> HOLE -> AFTER is taken (Viterbi). Switching costs more between neighbours in one element than between
 * elements. So a short line inside the article stays, a paragraph-like teaser in a list of links goes.
 *
 * Afterwards the title, the lines with source and date, and the kinds of blocks are settled by rules.
 * Invariants: linear in the number of blocks; no block is removed here, only marked.
 */
#include <math.h>

#include "base/trace.h"
#include "page/select.h"

cedu_str cedu__leaf_text(const cedu_raw *r, const cedu_leaf *l) {
    return cedu__sub((cedu_str){r->text.p, r->text.n}, l->start, l->end);
}

double cedu__leaf_links(const cedu_leaf *l) { return l->end > l->start ? (double)l->link / (l->end - l->start) : 0; }

bool cedu__leaf_prose(const cedu_leaf *l) {
    if (l->flat && l->teaser && l->weight < 40 && l->punct < 4) return false;
    return !(l->doc_name && !l->stop) && l->punct > 0 && l->chars >= 18 && cedu__leaf_links(l) < 0.5 &&
           (l->stop || l->chars >= 40);
}

/* Furniture lines: short, and mostly made of such words, or starting with one that opens a foreign part. */
uint32_t cedu__leaf_furniture(const cedu_leaf *l) {
    if (l->begins & G(copyright)) return G(copyright);
    if (l->begins & G(disclaim)) return G(disclaim);
    if (l->begins & G(comment) && l->han * 4 < l->chars && l->link) return G(comment); /* This entry was posted … */
    if (l->chars > 120 || l->box) return 0;
    double cover = l->chars ? (double)l->cue_chars / l->chars : 0;
    if (l->has & G(disclaim) && l->chars <= 80 && cover >= 0.25) return G(disclaim);
    if (l->begins & G(crumb)) return G(crumb);
    if (l->begins & G(tags) && l->chars <= 60 && !l->stop) return G(tags);
    if (l->has & G(copyright) && (l->chars <= 60 || !cedu__leaf_prose(l))) return G(copyright);
    if (l->begins & (G(related) | G(tags)) && (l->blanks >= 3 || l->has_colon) && l->chars <= 60 && l->flat && !l->stop)
        return l->begins & (G(related) | G(tags));
    if (l->begins & G(related) && (l->link ? l->chars <= 60 : l->chars <= 12 && !l->stop))
        return G(related); /* 推广机器人90台。 says something */
    if (cover >= 0.5 && l->has & FURNITURE) return l->has & FURNITURE;
    if (l->begins & G(share) && l->chars <= 24) return G(share);
    /* 由某某张贴 2021-02-23 08:03 共3篇评论 发表评论: a post ends; a line of source, date and comments does not look so. */
    if (l->flat && l->has & G(comment) && l->timed && !l->date_first && l->chars <= 80 && !l->stop &&
        !(l->has & (G(source) | G(counter) | G(published))))
        return G(comment);
    if (l->has & G(comment) && l->chars <= (cedu__leaf_links(l) > 0.3 ? 60u : 30u) && !l->stop) return G(comment);
    if (l->bars >= 3 && l->chars < 10 * l->bars && l->punct <= 2) return G(nav);
    return 0;
}

/* Tables of data: several rows of several short cells, hardly a link. */
static void find_grids(cedu_raw *r) {
    for (size_t i = 0; i < r->leaf.n;) {
        uint32_t table = r->leaf.p[i].table, rows = 0, cells = 0, row = 0, cell = 0, chars = 0, filled = 0, longest = 0;
        size_t k = i, bytes = 0, links = 0;
        for (; k < r->leaf.n && r->leaf.p[k].table == table; k++) {
            const cedu_leaf *l = &r->leaf.p[k];
            if (l->row != row) rows++, row = l->row;
            if (l->cell != cell) cells++, cell = l->cell;
            chars += l->chars;
            filled += l->chars > 0;
            if (l->chars > longest) longest = l->chars;
            bytes += l->end - l->start;
            links += l->link;
        }
        bool grid = table && rows >= 2 && cells >= rows * 2 && filled * 10 >= rows * 15 && chars / filled <= 60 &&
                    links * 3 < bytes && k - i <= (size_t)cells * 2 && longest <= 400;
        for (; i < k; i++) r->leaf.p[i].grid = grid;
    }
}

/* ------------------------------------------------------------------ the element with the article */
/* What the ancestors' names say, nearest first. */
double cedu__node_hint(const cedu_raw *r, uint32_t node) {
    double h = 0, w = 1;
    for (int up = 0; up < 8 && node; up++, node = r->node.p[node].parent) {
        h += w * r->node.p[node].hint / 10.0;
        w *= r->node.p[node].hint ? 0.6 : 0.9;
    }
    return h < -8 ? -8 : h > 5 ? 5 : h;
}

/* Folded text without punctuation at which separators are cut, for comparison. */
size_t cedu__common_prefix(cedu_str a, cedu_str b) {
    size_t i = 0, n = a.n < b.n ? a.n : b.n;
    while (i < n && a.p[i] == b.p[i]) i++;
    return i;
}

/* The block that repeats the page's own title, before anything is known of the article; SIZE_MAX = none. */
static size_t likely_title(cedu_raw *r) {
    cedu_str doc = cedu__page_fold(r->a, r->doc_title, NULL), named = {0};
    size_t best = SIZE_MAX;
    double most = 0;
    for (size_t i = 0; i < r->meta.n; i++)
        if (cedu__eqz(r->meta.p[i].what, "title") && !named.p) named = cedu__page_fold(r->a, r->meta.p[i].content, NULL);
    for (size_t i = 0; i < r->leaf.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || l->chars < 5 || l->chars > 90 || cedu__leaf_links(l) > 0.8) continue;
        cedu_str f = cedu__page_fold(r->a, cedu__leaf_text(r, l), NULL);
        size_t a = cedu__common_prefix(f, doc), b = cedu__common_prefix(f, named), like = a > b ? a : b;
        if (like < f.n * 4 / 5) continue;
        double s =
            (double)like + (l->tag_kind == LEAF_HEADING ? 60 - 10 * l->level : 0) + fmin(cedu__node_hint(r, l->node), 3) * 3;
        if (s > most) most = s, best = i;
    }
    return best;
}

/* A page of several posts, each under a line of its own with the minute it was written: where the second one begins, SIZE_MAX = no
 * such page. Only asked where the page's own title names none of them; then the first post (the newest) is the article. */
static size_t second_post(const cedu_raw *r) {
    size_t posts = 0, second = SIZE_MAX, above = 0;
    uint32_t depth = 0;
    double text = 0;
    for (size_t i = 0; i < r->leaf.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || cedu__leaf_furniture(l) || l->start == l->end) continue;
        if (l->dateonly && l->timed && !l->link) {
            uint32_t d = r->node.p[l->node].depth;
            if (posts && (d != depth || text < 30)) {
                if (d == depth) return SIZE_MAX; /* a list of dates, not of texts */
                continue;
            }
            depth = d;
            if (++posts == 2) second = above && !cedu__leaf_prose(&r->leaf.p[above]) ? above : i; /* its title stands before */
            text = 0;
        } else if (cedu__leaf_prose(l)) {
            text += l->weight;
        }
        above = i;
    }
    return posts >= 3 && text >= 30 ? second : SIZE_MAX;
}

/* Next leaf that shows, from i on in steps of `step`; SIZE_MAX = none. */
static size_t next_shown(const cedu_raw *r, size_t i, int step) {
    for (; i < r->leaf.n; i += (size_t)step)
        if (!r->leaf.p[i].hidden && r->leaf.p[i].end > r->leaf.p[i].start) return i;
    return SIZE_MAX;
}

/* What a sentence of an article weighs at least; captions and slogans weigh less. */
enum { SENTENCE = 20 };

/* A headline, below it a line with the day, below that a sentence: how an article begins. Gives the headline's leaf. */
static size_t head_at(const cedu_raw *r, size_t i) {
    const cedu_leaf *l = &r->leaf.p[i];
    if (!l->dated || !i || !cedu__leaf_byline(l) || !(l->timed || l->dateonly || l->has & (G(source) | G(published))))
        return SIZE_MAX;
    size_t up = next_shown(r, i - 1, -1), down = i;
    /* The medium or a button may stand between. */
    for (int k = 0; k < 2 && up != SIZE_MAX && up && r->leaf.p[up].chars < 8 && !r->leaf.p[up].stop; k++)
        up = next_shown(r, up - 1, -1);
    if (up == SIZE_MAX || !cedu__leaf_titleish(&r->leaf.p[up]) || cedu__leaf_prose(&r->leaf.p[up]) ||
        cedu__leaf_byline(&r->leaf.p[up]))
        return SIZE_MAX;
    for (int k = 0; k < 3; k++) {
        down = next_shown(r, down + 1, 1);
        if (down == SIZE_MAX) break;
        const cedu_leaf *p = &r->leaf.p[down];
        if (cedu__leaf_prose(p) && p->stop && !p->teaser && p->weight >= SENTENCE) return up;
    }
    return SIZE_MAX;
}

/* Flattened pages that go on with another article: one began, it came to an end mark, another begins. */
static void find_next_article(cedu_raw *r) {
    bool began = false, ended = false;
    double text = 0;
    for (size_t i = 0; i < r->leaf.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        size_t head = head_at(r, i);
        if (head != SIZE_MAX && ended) {
            r->other = head;
            return;
        }
        began |= head != SIZE_MAX;
        if (began && cedu__leaf_prose(l) && !cedu__leaf_furniture(l)) text += l->weight;
        ended |= text >= SENTENCE && cedu__leaf_ends(r, l);
    }
}

static void find_core(cedu_raw *r) {
    size_t n = r->node.n, title = likely_title(r), first = SIZE_MAX;
    double best = 0, seen = 0, after = 1;
    uint32_t core = 0;
    size_t other = r->other = title == SIZE_MAX ? second_post(r) : SIZE_MAX;
    for (size_t i = 0; i < r->leaf.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (i == other) break;
        if (seen >= 100 && !l->hidden && cedu__leaf_ends(r, l)) after *= 0.4;
        if (l->hidden || !cedu__leaf_prose(l) || cedu__leaf_furniture(l)) continue;
        double w = (1 + l->punct + fmin(l->weight, 400) / 50.0) * (1 - cedu__leaf_links(l)) * after;
        w *= fmax(0.2, 1 + cedu__node_hint(r, l->node) / 6);
        /* What follows the title at once is it. */
        if (title != SIZE_MAX && i > title) {
            if (first == SIZE_MAX) first = i;
            w *= 1 + 4 * exp(-(double)(i - first) / 3);
        } else if (title != SIZE_MAX) {
            w *= 0.4;
        }
        if (title == SIZE_MAX || i > title) seen += l->weight;
        /* Readability's way: parents in full, grandparents by half, then thirds … */
        uint32_t at = l->node;
        for (int up = 0; up < 4 && at; up++, at = r->node.p[at].parent) {
            double share = up == 0 ? 0.8 : up == 1 ? 1 : up == 2 ? 0.6 : 0.4;
            r->node.p[at].sum += (float)(w * share);
        }
    }
    for (size_t i = 1; i < n; i++) {
        double s = r->node.p[i].sum;
        if (s <= 0) continue;
        s *= 1 + fmax(-0.8, r->node.p[i].hint / 50.0);
        if (s > best) best = s, core = (uint32_t)i;
    }
    CEDU_TRACE(page, "title at %zd, core node %u, %.1f", (ptrdiff_t)title, core, best);
    if (!core) return;
    /* Mark the subtree: parents come before children. `link` doubles as the mark. */
    for (size_t i = 0; i < n; i++) r->node.p[i].link = 0;
    r->node.p[core].link = 1;
    for (size_t i = core + 1; i < n; i++)
        if (r->node.p[i].parent && r->node.p[r->node.p[i].parent].link > 0) r->node.p[i].link = 1;
    for (size_t i = 0; i < r->leaf.n; i++) r->leaf.p[i].in_core = r->node.p[r->leaf.p[i].node].link > 0;
}

/* ------------------------------------------------------------------ score of one block */
static double score(const cedu_raw *r, const cedu_leaf *l) {
    double links = cedu__leaf_links(l), e = 0, chars = l->chars;
    uint32_t f = cedu__leaf_furniture(l);
    if (l->hidden) return -12;
    if (l->start == l->end) return 0; /* empty cell */
    if (f & (G(copyright) | G(crumb))) return -10;
    if (f) return -6;
    if (links > 0.6 && chars < 80) {
        e = -1.5 - fmin(chars, 40) / 12;
    } else if (cedu__leaf_prose(l)) {
        e = (1 + fmin(l->weight, 300) / 12) * (1 - links);
        if (!r->html && (!l->stop || (l->teaser && l->weight < 100 && cedu__ends(cedu__leaf_text(r, l), CEDU_STR("..")))))
            e *= 0.15; /* a teaser breaks off */
        else if (!l->stop) e *= 0.7;
    } else if (chars >= 40) {
        e = 1.5 * (1 - links) - links * 3;
    } else {
        if (!r->html && r->clean) return 0.3;
        /* Flattened: headline-like lines are suspect, names, figures and labels less so. */
        double flat = l->chars < 12 || l->digits || l->has_colon ? -0.1 : -0.35;
        e = (r->html ? -0.5 : flat) - links * 2;
        if (l->begins & (G(infobox) | G(signed) | G(published)) && l->chars > 6) e += 0.7;
        if (l->tag_kind == LEAF_HEADING) e += 0.4;
        if (l->bold) e += 0.2;
        if (l->grid) e += l->chars > 2 ? 0.8 : 0.5;
        if (l->dateonly && !l->signed_day) e -= 1.5;
        if (l->has & (G(counter) | G(share)) && chars < 20) e -= 1.5;
        /* In the article's own element a line may come twice: a venue, the office that signs. */
        if (l->kind == CEDU_BLOCK_repeat && !l->grid) e -= l->in_core ? 0.3 : 3;
    }
    if (r->html) {
        double h = cedu__node_hint(r, l->node);
        e += h * (h < 0 ? 0.8 : 0.3);
        bool long_enough = cedu__leaf_prose(l) || l->tag_kind == LEAF_HEADING;
        e += l->in_core ? (long_enough ? 1.4 : 0.7) : l->grid ? 0 : -1.2;
        if (!l->in_core && cedu__leaf_prose(l)) e *= 0.6;
    }
    return e;
}

/* Cost factor of a change between two neighbours: 1 in one element, less the further apart they stand. */
static double seam(const cedu_raw *r, const cedu_leaf *a, const cedu_leaf *b) {
    if (!r->html) return b->blank_before ? 0.8 : 1;
    if (a->in_core != b->in_core) return 0.3;
    if (a->node == b->node) return 1.4;
    const cedu_node *x = &r->node.p[a->node], *y = &r->node.p[b->node];
    if (x->parent == y->parent) return 1.1;
    return 0.7;
}

/* A text that was never a web page: hardly a word of page furniture on it. Then only such words are left out. */
static void look_clean(cedu_raw *r) {
    size_t bad = 0, n = r->leaf.n;
    for (size_t i = 0; i < n; i++) {
        uint32_t f = cedu__leaf_furniture(&r->leaf.p[i]);
        bool edge = i < 5 || i + 10 > n;
        if (f) bad += f & (G(crumb) | G(copyright) | G(related) | G(tags) | G(comment)) || (edge && f & G(nav)) ? 20 : 1;
    }
    r->clean = !r->html && bad * 20 <= n;
}

/* A line after which the article does not go on, if there was one. */
bool cedu__leaf_ends(const cedu_raw *r, const cedu_leaf *l) {
    uint32_t f = cedu__leaf_furniture(l);
    if (r->clean && !f) return false;
    if (f & (G(related) | G(copyright) | G(comment) | G(tags) | G(disclaim)))
        return l->chars <= 60 || f & (G(copyright) | G(disclaim));
    return l->begins & G(editor) && l->chars <= 30 && !cedu__leaf_prose(l);
}

/* Marks the lines that end an article but stand in a box of their own within it: the element that held the prose before them holds prose
 * again behind them. `until` of an element: its last prose. */
static bool *find_insertions(cedu_raw *r) {
    size_t n = r->leaf.n;
    bool *in = CEDU_NEW_N(r->a, bool, n + 1);
    uint32_t *until = CEDU_NEW_N(r->a, uint32_t, r->node.n + 1), holder = 0;
    if (!in || !until) return NULL;
    for (size_t i = 0; i < n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (!l->hidden && l->in_core && cedu__leaf_prose(l) && l->stop && !cedu__leaf_furniture(l))
            until[r->node.p[l->node].parent] = (uint32_t)i;
    }
    for (size_t i = 0; i < n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (!l->in_core || l->hidden) continue;
        uint32_t up = r->node.p[l->node].parent;
        if (until[up] >= i && cedu__leaf_prose(l)) holder = up;
        if (!holder || until[holder] <= i || up == holder || !cedu__leaf_ends(r, l)) continue;
        for (int k = 0; k < 6 && up && up != holder; k++) up = r->node.p[up].parent;
        in[i] = up == holder;
    }
    return in;
}

enum { BEFORE, ARTICLE, HOLE, AFTER, STATES };

static void viterbi(cedu_raw *r) {
    size_t n = r->leaf.n;
    unsigned char(*from)[STATES] = cedu__arena_alloc(r->a, n * STATES + 1);
    const bool *inserted = r->html ? find_insertions(r) : NULL;
    if (!from || !n || (r->html && !inserted)) return;
    double v[STATES] = {0, -3, -1e9, -1e9}, sofar = 0;
    size_t core_end = SIZE_MAX;
    bool closed = false;
    for (size_t i = 0; r->html && i < n; i++)
        if (r->leaf.p[i].in_core) core_end = i;
    for (size_t i = 0; i < n; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        double k = i ? seam(r, l - 1, l) : 1, w[STATES];
        l->score = (float)score(r, l);
        /* Another article below this one, behind its comments or recommendations. */
        if (i > core_end && core_end != SIZE_MAX) {
            closed |= cedu__leaf_ends(r, l);
            if (closed && l->score > -1) l->score = -1;
        }
        if (i >= r->other && l->score > -1) l->score = -1; /* the next post */
        /* The more article there was, the less will be believed after an end mark. */
        double stay = i && cedu__leaf_ends(r, l - 1) && !l[-1].hidden ? fmin(12 + sofar * 0.7, 80) : 0;
        if (i && r->html && l[-1].in_core && l->in_core) stay *= inserted[i - 1] ? 0 : 0.3; /* an insertion within the text */
        double cost[STATES][STATES];
        for (int a = 0; a < STATES; a++)
            for (int b = 0; b < STATES; b++) cost[a][b] = 1e9;
        cost[BEFORE][BEFORE] = 0;
        cost[BEFORE][ARTICLE] = 3 * k;
        cost[ARTICLE][ARTICLE] = stay;
        cost[ARTICLE][HOLE] = 3.5 * k + stay;
        cost[ARTICLE][AFTER] = 3 * k;
        cost[HOLE][ARTICLE] = 3.5 * k + stay;
        cost[HOLE][HOLE] = 0.15 + stay;
        cost[HOLE][AFTER] = 0;
        cost[AFTER][AFTER] = 0;
        for (int b = 0; b < STATES; b++) {
            double best = -1e18;
            for (int a = 0; a < STATES; a++)
                if (v[a] - cost[a][b] > best) best = v[a] - cost[a][b], from[i][b] = (unsigned char)a;
            w[b] = best + (b == ARTICLE ? l->score : 0);
        }
        if (!i) { /* the first block: no way leads to it */
            w[BEFORE] = 0, w[ARTICLE] = -2 + l->score, w[HOLE] = w[AFTER] = -1e9;
        }
        memcpy(v, w, sizeof v);
        sofar = fmax(sofar, v[ARTICLE]);
    }
    int at = v[ARTICLE] > v[BEFORE] ? ARTICLE : BEFORE;
    if (v[AFTER] > v[at]) at = AFTER;
    if (v[HOLE] > v[at]) at = HOLE;
    for (size_t i = n; i-- > 0;) {
        r->leaf.p[i].main = at == ARTICLE;
        if (cedu__trace_mask) { /* last block first */
            const cedu_leaf *l = &r->leaf.p[i];
            CEDU_TRACE(page, "%4zu %d %6.1f core %d grid %d node %u hint %.1f link %.2f chars %u punct %u cues %x | %.60s", i,
                       at, (double)l->score, l->in_core, l->grid, l->node, cedu__node_hint(r, l->node), cedu__leaf_links(l),
                       l->chars, l->punct, cedu__leaf_furniture(l), r->text.p + l->start);
        }
        at = from[i][at];
    }
}

/* 责任编辑： and nobody. */
bool cedu__leaf_label_alone(const cedu_leaf *l) {
    return l->begins & (G(editor) | G(author)) && l->chars <= 8 && l->has_colon && l->chars <= l->cue_chars + 1;
}

/* 由某某发表于 2021-02-23 08:03 */
static bool posted_line(const cedu_raw *r, const cedu_leaf *l, cedu_str f) {
    size_t len;
    if (!l->dated || l->chars > 80 || l->stop || !cedu__starts(f, CEDU_STR("由"))) return false;
    for (size_t i = 3, n = 0; i < f.n && n < 14; i += len, n++) {
        if (cedu__cues_at(r->cues, f, i, G(posted))) return true;
        (void)cedu__u8_at(f, i, &len);
    }
    return false;
}

/* 责任编辑:…, (…记者 …), 文/… */
bool cedu__leaf_credit(const cedu_raw *r, const cedu_leaf *l) {
    cedu_str f = cedu__page_fold(r->a, cedu__leaf_text(r, l), NULL);
    size_t len;
    if (posted_line(r, l, f)) return true;
    if (l->chars > 80 || !(l->has & (G(editor) | G(author)))) return false;
    uint32_t c = cedu__u8_at(f, 0, &len);
    bool bracket = c == '(' || c == 0xFF08 || c == '[' || c == 0x3010 || c == 0x25A1 || c == 0x25A0 || c == 0x2610;
    if (bracket) return true;
    if (!(l->begins & (G(editor) | G(author)))) return false;
    const cedu_cue *q = cedu__cues_at(r->cues, f, 0, G(editor) | G(author));
    if (!q) return !l->stop;
    c = cedu__u8_at(f, q->form.n, &len);
    return c == ':' || c == '/' || c == '|' || c == 0x4E28 || c == 0xFF0F || (!l->stop && l->chars <= 20);
}

/* …关于…的通知, …行动方案(试行): what documents are called. Of a name that was cut short (某市某某局关于组织参加…) the office is left. */
static void mark_name(const cedu_raw *r, cedu_leaf *l, cedu_str f) {
    enum { CUT = 48 }; /* bytes: a headline of that length that is cut names its office, too */
    size_t end = f.n, len;
    ptrdiff_t about = cedu__find(f, CEDU_STR("关于"), 0);
    if (about < 0) about = cedu__find(f, CEDU_STR("關於"), 0);
    if (end && (f.p[end - 1] == ')' || cedu__ends(f, CEDU_STR("）")))) {
        while (end > 0 && f.p[end - 1] != '(' && !(end >= 3 && memcmp(f.p + end - 3, "（", 3) == 0)) end--;
        end -= end > 0 ? (f.p[end - 1] == '(' ? 1 : 3) : 0;
    }
    for (size_t i = 0; i < end; i += len) {
        const cedu_cue *q = cedu__cues_at(r->cues, f, i, G(doctype));
        (void)cedu__u8_at(f, i, &len);
        if (q && i + q->form.n >= end - (end >= 3 && memcmp(f.p + end - 3, "》", 3) == 0 ? 3 : 0)) {
            l->doc_name = about >= 0 || f.n <= 150;
            return;
        }
    }
    l->cut_name = l->doc_name = f.n >= CUT && about > 0 && cedu__page_office(r, cedu__sub(f, 0, (size_t)about));
}

static void mark_names(cedu_raw *r) {
    for (size_t i = 0; i < r->leaf.n; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        if (l->chars >= 6 && l->chars <= 160 && !l->stop) mark_name(r, l, cedu__page_fold(r->a, cedu__leaf_text(r, l), NULL));
    }
}

/* Lines that occur more than once on the page. */
static void mark_repeats(cedu_raw *r) {
    size_t size = 64;
    while (size < r->leaf.n * 2) size *= 2;
    uint32_t *table = CEDU_NEW_N(r->a, uint32_t, size);
    if (!table) return;
    for (size_t i = 0; i < r->leaf.n; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        if (l->chars < 4) continue;
        for (size_t h = l->hash & (size - 1);; h = (h + 1) & (size - 1)) {
            if (!table[h]) {
                table[h] = (uint32_t)i + 1;
                break;
            }
            cedu_leaf *o = &r->leaf.p[table[h] - 1];
            if (o->hash == l->hash && o->chars == l->chars) {
                l->kind = o->kind = CEDU_BLOCK_repeat;
                l->again = true;
                break;
            }
        }
    }
}

/* A table of data that stood on the page before (a copy for small screens) is left out. */
static void drop_copies(cedu_raw *r) {
    for (size_t i = r->first, k; i < r->last; i = k) {
        uint32_t table = r->leaf.p[i].table;
        size_t all = 0, again = 0;
        for (k = i; k < r->last && r->leaf.p[k].table == table; k++) {
            all += r->leaf.p[k].chars;
            again += r->leaf.p[k].again || r->leaf.p[k].chars < 4 ? r->leaf.p[k].chars : 0;
        }
        if (!table || !r->leaf.p[i].grid || again < all || all < 20) continue;
        for (size_t x = i; x < k; x++) r->leaf.p[x].main = false, r->leaf.p[x].copy = true;
    }
}

/* Flattened text: a heading of related pages with nothing but headlines below it, to the end. */
static void drop_teasers(cedu_raw *r) {
    size_t from = r->last;
    for (size_t i = r->last; i > r->first; i--) {
        const cedu_leaf *l = &r->leaf.p[i - 1];
        if (cedu__leaf_furniture(l) & G(related) && l->chars <= 12) {
            from = i;
            break;
        }
        if (l->stop || l->chars > 60) return;
    }
    for (size_t i = from; i < r->last; i++) r->leaf.p[i].main = false;
}

/* 目录 over links to the page's own headings. */
static void drop_contents(cedu_raw *r) {
    for (size_t i = r->first, k; i < r->last; i = k) {
        const cedu_leaf *l = &r->leaf.p[i];
        k = i + 1;
        if (!l->main || !(l->begins & G(toc)) || l->chars > 6) continue;
        while (k < r->last && cedu__leaf_links(&r->leaf.p[k]) > 0.8 && r->leaf.p[k].chars <= 60) k++;
        if (k - i < 3) continue;
        for (size_t x = i; x < k; x++) r->leaf.p[x].main = false;
    }
}

/* Small corrections that need neighbours. */
void cedu__page_correct(cedu_raw *r) {
    drop_copies(r);
    if (r->html) drop_contents(r);
    if (!r->html) drop_teasers(r);
    for (size_t i = r->first; i < r->last; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        if (!l->main) continue;
        if (l->has & G(caption) && l->chars <= 30 && !cedu__leaf_prose(l) && (double)l->cue_chars * 2 >= l->chars)
            l->main = false;
        if (cedu__leaf_furniture(l) & (G(crumb) | G(share) | G(tags) | G(related)) && l->chars <= 40) l->main = false;
        if (l->begins & G(related) && l->link && l->chars <= 60 && !l->stop) l->main = false; /* 上一篇：某某 2021-02-23 */
        if (cedu__leaf_label_alone(l)) l->main = false;
        /* 一,二,三, : a table of contents run together */
        if (!r->html && l->chars <= 60 && l->punct >= 2 && i > r->first && !l->stop) {
            cedu_str s = cedu__leaf_text(r, l);
            char e = s.p[s.n - 1];
            if (e == ',' || (s.n > 3 && memcmp(s.p + s.n - 3, "，", 3) == 0)) l->main = false;
        }
    }
}

/* What stands in the article's element without being of it: links of other pages and lines of date and source above the headline; below the
 * first sentence lines of day, hour and counters (posted on 2021-02-23 08:03 某某 阅读(12); 您是第12位访客 …). */
static void drop_around(cedu_raw *r) {
    if (!r->html || r->title == SIZE_MAX || r->title >= r->core_start) return;
    bool heading = r->leaf.p[r->title].tag_kind == LEAF_HEADING;
    for (size_t i = r->first; i < r->title && i < r->last && heading; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        if (!l->grid && (cedu__leaf_links(l) > 0.3 || (l->dated && l->chars <= 45)) && !cedu__leaf_prose(l)) l->main = false;
    }
    for (size_t i = r->core_start + 1; i < r->last; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        if (l->timed && l->has & (G(counter) | G(comment)) && l->chars <= 60 && !l->stop && !l->grid &&
            !cedu__leaf_credit(r, l))
            l->main = false;
    }
}

static void find_ends(cedu_raw *r) {
    size_t n = r->leaf.n;
    r->first = n;
    r->last = 0;
    for (size_t i = 0; i < n; i++)
        if (r->leaf.p[i].main) {
            if (i < r->first) r->first = i;
            r->last = i + 1;
        }
    if (r->first > r->last) r->first = r->last = 0;
}

/* A document that somebody wrote (Markdown without lines of links): all of it is the article. */
static void take_document_whole(cedu_raw *r) {
    bool named = cedu__page_tag(r, "title").n > 0;
    for (size_t i = 0; i < r->leaf.n; i++) r->leaf.p[i].main = r->leaf.p[i].end > r->leaf.p[i].start;
    find_ends(r);
    size_t top = r->first;
    if (!named) cedu__page_find_title(r);
    else if (r->last && r->leaf.p[top].tag_kind == LEAF_HEADING && r->leaf.p[top].level == 1)
        r->title = top, r->title_end = top + 1;
    if (named) r->core_start = r->title == SIZE_MAX ? r->first : r->title_end;
    cedu__page_settle_kinds(r);
}

void cedu__page_select(cedu_raw *r) {
    mark_repeats(r);
    if (!r->html) mark_names(r);
    find_grids(r);
    if (r->document) {
        take_document_whole(r);
        return;
    }
    if (r->html) find_core(r);
    look_clean(r);
    if (!r->html && !r->clean) find_next_article(r);
    viterbi(r);
    find_ends(r);
    bool no_prose = !r->last && r->leaf.n;
    if (no_prose) cedu__page_take_anything(r), find_ends(r);
    cedu__page_correct(r);
    cedu__page_take_signature(r);
    cedu__page_take_credits(r);
    cedu__page_find_title(r);
    drop_around(r);
    if (no_prose && !r->clean) cedu__page_take_document(r), cedu__page_take_credits(r);
    else cedu__page_take_lead(r);
    cedu__page_settle_kinds(r);
}
