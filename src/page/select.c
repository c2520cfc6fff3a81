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
#include "page/page_priv.h"

#define G(name)   (1u << CUE_##name)
#define FURNITURE (G(nav) | G(copyright) | G(related) | G(share) | G(comment) | G(tags) | G(crumb))

static cedu_str leaf_text(const cedu_raw *r, const cedu_leaf *l) {
    return cedu__sub((cedu_str){r->text.p, r->text.n}, l->start, l->end);
}

static double link_share(const cedu_leaf *l) { return l->end > l->start ? (double)l->link / (l->end - l->start) : 0; }

static bool prose(const cedu_leaf *l) {
    if (l->flat && l->teaser && l->weight < 40 && l->punct < 4) return false;
    return !(l->doc_name && !l->stop) && l->punct > 0 && l->chars >= 18 && link_share(l) < 0.5 && (l->stop || l->chars >= 40);
}

/* Furniture lines: short, and mostly made of such words, or starting with one that opens a foreign part. */
static uint32_t furniture(const cedu_leaf *l) {
    if (l->begins & G(copyright)) return G(copyright);
    if (l->begins & G(disclaim)) return G(disclaim);
    if (l->chars > 120 || l->box) return 0;
    double cover = l->chars ? (double)l->cue_chars / l->chars : 0;
    if (l->begins & G(crumb)) return G(crumb);
    if (l->begins & G(tags) && l->chars <= 60 && !l->stop) return G(tags);
    if (l->has & G(copyright) && (l->chars <= 60 || !prose(l))) return G(copyright);
    if (l->begins & (G(related) | G(tags)) && (l->blanks >= 3 || l->has_colon) && l->chars <= 60 && l->flat && !l->stop)
        return l->begins & (G(related) | G(tags));
    if (l->begins & G(related) && l->chars <= (l->link ? 60u : 12u)) return G(related);
    if (cover >= 0.5 && l->has & FURNITURE) return l->has & FURNITURE;
    if (l->begins & G(share) && l->chars <= 24) return G(share);
    /* 由某某张贴 2021-02-23 08:03 共3篇评论 发表评论: a post ends; a line of source, date and comments does not look so. */
    if (l->flat && l->has & G(comment) && l->timed && !l->date_first && l->chars <= 80 && !l->stop &&
        !(l->has & (G(source) | G(counter) | G(published))))
        return G(comment);
    if (l->has & G(comment) && l->chars <= (link_share(l) > 0.3 ? 60u : 30u) && !l->stop) return G(comment);
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
static double hint_of(const cedu_raw *r, uint32_t node) {
    double h = 0, w = 1;
    for (int up = 0; up < 8 && node; up++, node = r->node.p[node].parent) {
        h += w * r->node.p[node].hint / 10.0;
        w *= r->node.p[node].hint ? 0.6 : 0.9;
    }
    return h < -8 ? -8 : h > 5 ? 5 : h;
}

/* Folded text without punctuation at which separators are cut, for comparison. */
static size_t common_prefix(cedu_str a, cedu_str b) {
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
        if (l->hidden || l->chars < 5 || l->chars > 90 || link_share(l) > 0.8) continue;
        cedu_str f = cedu__page_fold(r->a, leaf_text(r, l), NULL);
        size_t a = common_prefix(f, doc), b = common_prefix(f, named), like = a > b ? a : b;
        if (like < f.n * 4 / 5) continue;
        double s = (double)like + (l->tag_kind == LEAF_HEADING ? 60 - 10 * l->level : 0) + fmin(hint_of(r, l->node), 3) * 3;
        if (s > most) most = s, best = i;
    }
    return best;
}

static bool ends_article(const cedu_raw *r, const cedu_leaf *l);

/* A page of several posts, each under a line of its own with the minute it was written: where the second one begins, SIZE_MAX = no
 * such page. Only asked where the page's own title names none of them; then the first post (the newest) is the article. */
static size_t second_post(const cedu_raw *r) {
    size_t posts = 0, second = SIZE_MAX, above = 0;
    uint32_t depth = 0;
    double text = 0;
    for (size_t i = 0; i < r->leaf.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || furniture(l) || l->start == l->end) continue;
        if (l->dateonly && l->timed && !l->link) {
            uint32_t d = r->node.p[l->node].depth;
            if (posts && (d != depth || text < 30)) {
                if (d == depth) return SIZE_MAX; /* a list of dates, not of texts */
                continue;
            }
            depth = d;
            if (++posts == 2) second = above && !prose(&r->leaf.p[above]) ? above : i; /* its title stands before */
            text = 0;
        } else if (prose(l)) {
            text += l->weight;
        }
        above = i;
    }
    return posts >= 3 && text >= 30 ? second : SIZE_MAX;
}

static bool byline_like(const cedu_leaf *l);
static bool titleish(const cedu_leaf *l);

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
    if (!l->dated || !i || !byline_like(l) || !(l->timed || l->dateonly || l->has & (G(source) | G(published))))
        return SIZE_MAX;
    size_t up = next_shown(r, i - 1, -1), down = i;
    /* The medium or a button may stand between. */
    for (int k = 0; k < 2 && up != SIZE_MAX && up && r->leaf.p[up].chars < 8 && !r->leaf.p[up].stop; k++)
        up = next_shown(r, up - 1, -1);
    if (up == SIZE_MAX || !titleish(&r->leaf.p[up]) || prose(&r->leaf.p[up]) || byline_like(&r->leaf.p[up])) return SIZE_MAX;
    for (int k = 0; k < 3; k++) {
        down = next_shown(r, down + 1, 1);
        if (down == SIZE_MAX) break;
        const cedu_leaf *p = &r->leaf.p[down];
        if (prose(p) && p->stop && !p->teaser && p->weight >= SENTENCE) return up;
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
        if (began && prose(l) && !furniture(l)) text += l->weight;
        ended |= text >= SENTENCE && ends_article(r, l);
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
        if (seen >= 100 && !l->hidden && ends_article(r, l)) after *= 0.4;
        if (l->hidden || !prose(l) || furniture(l)) continue;
        double w = (1 + l->punct + fmin(l->weight, 400) / 50.0) * (1 - link_share(l)) * after;
        w *= fmax(0.2, 1 + hint_of(r, l->node) / 6);
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
    double links = link_share(l), e = 0, chars = l->chars;
    uint32_t f = furniture(l);
    if (l->hidden) return -12;
    if (l->start == l->end) return 0; /* empty cell */
    if (f & (G(copyright) | G(crumb))) return -10;
    if (f) return -6;
    if (links > 0.6 && chars < 80) {
        e = -1.5 - fmin(chars, 40) / 12;
    } else if (prose(l)) {
        e = (1 + fmin(l->weight, 300) / 12) * (1 - links);
        if (!r->html && (!l->stop || (l->teaser && l->weight < 100 && cedu__ends(leaf_text(r, l), CEDU_STR("..")))))
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
        double h = hint_of(r, l->node);
        e += h * (h < 0 ? 0.8 : 0.3);
        bool long_enough = prose(l) || l->tag_kind == LEAF_HEADING;
        e += l->in_core ? (long_enough ? 1.4 : 0.7) : l->grid ? 0 : -1.2;
        if (!l->in_core && prose(l)) e *= 0.6;
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
        uint32_t f = furniture(&r->leaf.p[i]);
        bool edge = i < 5 || i + 10 > n;
        if (f) bad += f & (G(crumb) | G(copyright) | G(related) | G(tags) | G(comment)) || (edge && f & G(nav)) ? 20 : 1;
    }
    r->clean = !r->html && bad * 20 <= n;
}

/* A line after which the article does not go on, if there was one. */
static bool ends_article(const cedu_raw *r, const cedu_leaf *l) {
    uint32_t f = furniture(l);
    if (r->clean && !f) return false;
    if (f & (G(related) | G(copyright) | G(comment) | G(tags) | G(disclaim)))
        return l->chars <= 60 || f & (G(copyright) | G(disclaim));
    return l->begins & G(editor) && l->chars <= 30 && !prose(l);
}

enum { BEFORE, ARTICLE, HOLE, AFTER, STATES };

static void viterbi(cedu_raw *r) {
    size_t n = r->leaf.n;
    unsigned char(*from)[STATES] = cedu__arena_alloc(r->a, n * STATES + 1);
    if (!from || !n) return;
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
            closed |= ends_article(r, l);
            if (closed && l->score > -1) l->score = -1;
        }
        if (i >= r->other && l->score > -1) l->score = -1; /* the next post */
        /* The more article there was, the less will be believed after an end mark. */
        double stay = i && ends_article(r, l - 1) && !l[-1].hidden ? fmin(12 + sofar * 0.7, 80) : 0;
        if (i && r->html && l[-1].in_core && l->in_core) stay *= 0.3; /* an insertion within the text */
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
                       at, (double)l->score, l->in_core, l->grid, l->node, hint_of(r, l->node), link_share(l), l->chars,
                       l->punct, furniture(l), r->text.p + l->start);
        }
        at = from[i][at];
    }
}

/* ------------------------------------------------------------------ title */
static bool byline_like(const cedu_leaf *l) {
    if (l->chars > 160 || l->start == l->end || l->hidden || (l->stop && l->punct > 6)) return false;
    if (furniture(l) & (G(copyright) | G(crumb) | G(related))) return false;
    if (l->dated && l->chars <= 45 && l->punct <= 3 && (l->date_first || l->timed) && !l->stop) return true;
    bool label = l->has & (G(source) | G(published) | G(author) | G(editor) | G(counter));
    if (l->dateonly) return true;
    if (l->begins & (G(source) | G(published) | G(author)) && l->chars <= 60) return true;
    return label && l->chars <= 100 && !prose(l);
}

static bool has_date(const cedu_raw *r, const cedu_leaf *l) {
    cedu_date d;
    return l->digits >= 5 && cedu__page_date(leaf_text(r, l), 0, &d) && d.d > 0 && !d.range;
}

static bool titleish(const cedu_leaf *l) {
    return l->chars >= 4 && l->chars <= (l->doc_name ? 160 : 90) && !l->hidden && !l->dateonly && !furniture(l) &&
           !l->list_mark && !l->grid;
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
        if (furniture(l) & (G(crumb) | G(nav))) break;
        if (byline_like(l) || furniture(l)) continue;
        if (titleish(l) && l->chars >= 6 && l->chars <= 60 && !l->stop && link_share(l) < 0.5 && l->han * 2 >= l->chars)
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
    int open = open_marks(leaf_text(r, &r->leaf.p[r->title]));
    bool bare = cedu__starts(leaf_text(r, &r->leaf.p[r->title]), CEDU_STR("《")) && r->leaf.p[r->title].doc_name;
    size_t first = r->title, end = r->title_end;
    for (int k = 0; k < MOST && first > 0 && (open < 0 || bare); k++) {
        const cedu_leaf *l = &r->leaf.p[first - 1];
        cedu_str s = leaf_text(r, l);
        bool about = cedu__find(s, CEDU_STR("关于"), 0) >= 0 || cedu__find(s, CEDU_STR("關於"), 0) >= 0;
        if (l->stop || l->hidden || l->chars < 4 || l->chars > 90 || furniture(l) || l->dateonly || (open == 0 && !about))
            break;
        open += open_marks(s);
        bare = false;
        first--;
    }
    for (int k = 0; k < MOST && end < r->leaf.n && open > 0; k++) {
        const cedu_leaf *l = &r->leaf.p[end];
        if (l->stop || l->hidden || l->chars > 90 || furniture(l) || l->dateonly) break;
        open += open_marks(leaf_text(r, l));
        end++;
    }
    if (open == 0) r->title = first, r->title_end = end;
}

static void find_title(cedu_raw *r) {
    size_t core = r->last;
    for (size_t i = r->first; i < r->last; i++)
        if (r->leaf.p[i].main && prose(&r->leaf.p[i])) {
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
    for (size_t i = 0; i < end; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (!titleish(l) && !(l->tag_kind == LEAF_HEADING && l->level == 1 && l->chars >= 2 && l->chars < 120 && !furniture(l)))
            continue;
        if (i == core && !(l->tag_kind == LEAF_HEADING)) continue;
        cedu_str f = cedu__page_fold(r->a, leaf_text(r, l), NULL);
        double s = 0;
        size_t like = common_prefix(f, doc), like2 = common_prefix(f, named);
        if (like2 > like) like = like2;
        if (f.n >= 9 && like >= f.n * 4 / 5) s += 4 + fmin((double)like, 90) / 10;
        else if (f.n >= 12 && doc.n && cedu__find(doc, f, 0) >= 0) s += 2 + fmin((double)f.n, 60) / 15;
        if (l->tag_kind == LEAF_HEADING) s += l->level == 1 ? 4 : l->level == 2 ? 2 : 1;
        if (r->html && link_share(l) > 0.8) s -= 3;
        /* Near the article's beginning, a source and date line below it. */
        size_t gap = core > i ? core - i : 0;
        s += gap <= 2 ? 2 : gap <= 6 ? 1.5 : gap <= 15 ? 0.8 : 0;
        for (size_t k = i + 1, seen = 0; k < end && seen < 3; k++) {
            if (r->leaf.p[k].hidden || r->leaf.p[k].start == r->leaf.p[k].end) continue;
            if (byline_like(&r->leaf.p[k]) && (has_date(r, &r->leaf.p[k]) || r->leaf.p[k].has & G(source))) {
                s += 2.5 - 0.5 * (double)seen;
                break;
            }
            seen++;
        }
        if (l->stop && !l->teaser && l->tag_kind != LEAF_HEADING) s -= 2;
        if (byline_like(l)) s -= 4;
        if (!r->html) {
            s += l->chars >= 10 && l->chars <= 60 ? 1.5 : 0;
            if (l->kind == CEDU_BLOCK_repeat) s += 1.5;
            s += l->doc_name ? 2.5 : 0;
            if (l->han * 2 < l->chars) s -= 3;
        }
        if (salutation(f)) s -= 5;
        if (s >= best && s >= 3) best = s, r->title = i;
    }
    /* The page has no title worth the name: the article's first short line. */
    if (r->title == SIZE_MAX && doc.n < 18 && named.n < 18)
        for (size_t i = r->first; i < core; i++)
            if (r->leaf.p[i].main && r->leaf.p[i].chars) {
                if (titleish(&r->leaf.p[i]) && !r->leaf.p[i].stop && r->leaf.p[i].han * 2 >= r->leaf.p[i].chars) r->title = i;
                break;
            }
    if (r->title == SIZE_MAX && r->html && names_site(r, doc)) r->title = line_above(r);
    if (r->title == SIZE_MAX) return;
    /* A title set in several lines: as long as the lines joined begin the page's own title. */
    r->title_end = r->title + 1;
    char joined[512];
    size_t n = 0;
    for (size_t i = r->title; i < r->leaf.n && i < r->title + 6; i++) {
        cedu_str f = cedu__page_fold(r->a, leaf_text(r, &r->leaf.p[i]), NULL);
        if (n + f.n > sizeof joined) break;
        memcpy(joined + n, f.p, f.n);
        n += f.n;
        if (!cedu__starts(doc, (cedu_str){joined, n}) && !cedu__starts(named, (cedu_str){joined, n})) break;
        r->title_end = i + 1;
    }
    if (!r->html) whole_title(r);
}

/* 责任编辑： and nobody. */
static bool label_alone(const cedu_leaf *l) {
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
static bool credit(const cedu_raw *r, const cedu_leaf *l) {
    cedu_str f = cedu__page_fold(r->a, leaf_text(r, l), NULL);
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

/* ------------------------------------------------------------------ headings */
/* `rank`: how far down its style of numbering stands: 编 章 节 条 一、 (一) 1. (1) */
static bool ordinal_heading(cedu_str s, uint8_t *rank) {
    static const char *const numerals = "一二三四五六七八九十";
    size_t i = 0, n = 0, len;
    uint32_t c = cedu__u8_at(s, 0, &len);
    bool paren = c == '(' || c == 0xFF08, di = c == 0x7B2C;
    if (paren || di) i = len;
    for (; i < s.n; i += len, n++) {
        c = cedu__u8_at(s, i, &len);
        if (c - '0' < 10u) continue;
        if (len == 3 && cedu__find(cedu__str(numerals), cedu__sub(s, i, i + len), 0) >= 0) continue;
        if (di && (c == 0x767E || c == 0x96F6)) continue;
        break;
    }
    if (!n || n > 5 || i >= s.n) return false;
    bool han = !((unsigned char)s.p[i - 1] < 0x80);
    if (di) {
        *rank = c == 0x7F16 || c == 0x7DE8 ? 1 : c == 0x7AE0 || c == 0x90E8 ? 2 : c == 0x8282 || c == 0x7BC0 ? 3 : 4;
        return c == 0x7AE0 || c == 0x7F16 || c == 0x8282 || c == 0x6761 || c == 0x7DE8 || c == 0x7BC0 || c == 0x689D ||
               c == 0x90E8;
    }
    if (paren) return *rank = han ? 6 : 8, c == ')' || c == 0xFF09;
    *rank = han ? 5 : 7;
    return han ? c == 0x3001 || c == 0xFF0E || c == '.' : c == '.' || c == 0xFF0E || c == 0x3001;
}

/* Levels of numbered headings by what encloses them on this page: 第一章 › 一、 are 1 and 2, 1. › (1) without anything above are 1
 * and 2. `rank` orders the styles; a style closes those of its rank and below. A heading by element (h2) is the ground for what
 * follows it. */
typedef struct outline {
    uint8_t rank[8];
    size_t n;
    uint8_t ground;
} outline;

static uint8_t outline_level(outline *o, uint8_t rank) {
    while (o->n && o->rank[o->n - 1] >= rank) o->n--;
    o->rank[o->n++] = rank;
    size_t level = o->n + o->ground;
    return (uint8_t)(level > 6 ? 6 : level);
}

/* 表1 …, or a short line: what the table below is called. `单位：亿元` may stand between. */
static bool table_caption(const cedu_raw *r, size_t i) {
    const cedu_leaf *l = &r->leaf.p[i];
    if (l->grid || l->chars < 3 || l->chars > 60 || l->stop || (l->has_colon && l->digits == 0)) return false;
    cedu_str s = leaf_text(r, l);
    if (cedu__starts(s, CEDU_STR("单位")) || cedu__starts(s, CEDU_STR("單位")) || cedu__starts(s, CEDU_STR("注"))) return false;
    for (size_t k = i + 1, seen = 0; k < r->leaf.n && seen < 2; k++) {
        const cedu_leaf *b = &r->leaf.p[k];
        if (b->hidden || b->end == b->start) continue;
        if (b->grid) return b->main && (l->punct == 0 || cedu__starts(s, CEDU_STR("表")) || cedu__starts(s, CEDU_STR("附")));
        seen++;
        cedu_str t = leaf_text(r, b);
        if (!cedu__starts(t, CEDU_STR("单位")) && !cedu__starts(t, CEDU_STR("單位")) && !cedu__starts(t, CEDU_STR("（单位")) &&
            !cedu__starts(t, CEDU_STR("(单位")))
            return false;
    }
    return false;
}

static void settle_kinds(cedu_raw *r) {
    size_t n = r->leaf.n;
    outline tree = {0};
    for (size_t i = 0; i < n; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        cedu_str s = leaf_text(r, l);
        uint8_t rank = 0;
        bool byline = i < r->core_start && r->title != SIZE_MAX && i > r->title && i <= r->title + 12 && byline_like(l) &&
                      !(l->begins & (G(infobox) | G(signed)));
        if (r->title != SIZE_MAX && i >= r->title && i < r->title_end) {
            l->kind = CEDU_BLOCK_title;
            l->main = true;
            l->level = 1;
        } else if (l->main && l->dateonly && !l->grid && r->title != SIZE_MAX && i < r->title) {
            l->kind = CEDU_BLOCK_byline; /* the day above the headline */
        } else if (byline && !l->list_mark && (!l->grid || (l->dated && l->chars >= 12))) {
            l->kind = CEDU_BLOCK_byline;
            l->main = true;
        } else if (l->main) {
            if (i > r->core_start && !prose(l) && credit(r, l)) l->kind = CEDU_BLOCK_credit;
            else if (l->grid) l->kind = CEDU_BLOCK_row;
            else if (l->tag_kind == LEAF_HEADING && !(prose(l) && l->chars > 60))
                l->kind = CEDU_BLOCK_heading, tree = (outline){.ground = l->level};
            else if (ordinal_heading(s, &rank) && (l->chars <= 40 && !l->stop))
                l->kind = CEDU_BLOCK_heading, l->level = outline_level(&tree, rank);
            else if (table_caption(r, i)) l->kind = CEDU_BLOCK_heading, l->level = 6;
            else if (l->tag_kind == LEAF_ITEM || l->list_mark) l->kind = CEDU_BLOCK_item, l->level = l->level ? l->level : 1;
            else if (l->chars >= 2 && l->chars <= 30 && !l->punct && !l->stop && i + 1 < n && l[1].main && prose(&l[1]) &&
                     !l->grid && l->digits < l->chars / 2)
                l->kind = CEDU_BLOCK_heading, l->level = 2;
            else l->kind = CEDU_BLOCK_paragraph;
        } else {
            uint32_t f = furniture(l);
            l->kind = f & G(copyright) || f & G(disclaim)     ? CEDU_BLOCK_copyright
                      : f & G(tags)                           ? CEDU_BLOCK_tags
                      : f & G(share) || f & G(comment)        ? CEDU_BLOCK_share
                      : f & (G(nav) | G(crumb))               ? CEDU_BLOCK_navigation
                      : f & G(related)                        ? CEDU_BLOCK_related
                      : l->has & G(caption) && l->chars <= 60 ? CEDU_BLOCK_caption
                      : l->kind == CEDU_BLOCK_repeat          ? CEDU_BLOCK_repeat
                      : i > r->last                           ? CEDU_BLOCK_related
                      : link_share(l) > 0.5 || i < r->first   ? CEDU_BLOCK_navigation
                                                              : CEDU_BLOCK_noise;
        }
        if (l->kind != CEDU_BLOCK_heading && l->kind != CEDU_BLOCK_item && l->kind != CEDU_BLOCK_title) l->level = 0;
    }
}

/* …关于…的通知, …行动方案(试行): what documents are called. */
static bool document_name(const cedu_raw *r, cedu_str f) {
    size_t end = f.n, len;
    bool about = cedu__find(f, CEDU_STR("关于"), 0) >= 0 || cedu__find(f, CEDU_STR("關於"), 0) >= 0;
    if (end && (f.p[end - 1] == ')' || cedu__ends(f, CEDU_STR("）")))) {
        while (end > 0 && f.p[end - 1] != '(' && !(end >= 3 && memcmp(f.p + end - 3, "（", 3) == 0)) end--;
        end -= end > 0 ? (f.p[end - 1] == '(' ? 1 : 3) : 0;
    }
    for (size_t i = 0; i < end; i += len) {
        const cedu_cue *q = cedu__cues_at(r->cues, f, i, G(doctype));
        (void)cedu__u8_at(f, i, &len);
        if (q && i + q->form.n >= end - (end >= 3 && memcmp(f.p + end - 3, "》", 3) == 0 ? 3 : 0)) return about || f.n <= 150;
    }
    return false;
}

static void mark_names(cedu_raw *r) {
    for (size_t i = 0; i < r->leaf.n; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        if (l->chars >= 6 && l->chars <= 160 && !l->stop)
            l->doc_name = document_name(r, cedu__page_fold(r->a, leaf_text(r, l), NULL));
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

/* Small corrections that need neighbours. */
static void correct(cedu_raw *r) {
    drop_copies(r);
    for (size_t i = r->first; i < r->last; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        if (!l->main) continue;
        if (l->has & G(caption) && l->chars <= 30 && !prose(l) && (double)l->cue_chars * 2 >= l->chars) l->main = false;
        if (furniture(l) & (G(crumb) | G(share) | G(tags) | G(related)) && l->chars <= 40) l->main = false;
        if (label_alone(l)) l->main = false;
        /* 一,二,三, : a table of contents run together */
        if (!r->html && l->chars <= 60 && l->punct >= 2 && i > r->first && !l->stop) {
            cedu_str s = leaf_text(r, l);
            char e = s.p[s.n - 1];
            if (e == ',' || (s.n > 3 && memcmp(s.p + s.n - 3, "，", 3) == 0)) l->main = false;
        }
    }
}

/* Flattened text: what stands between the title and the first paragraph found belongs to it if there is prose. */
static void take_lead(cedu_raw *r) {
    if (r->html || r->title == SIZE_MAX || r->title >= r->first) return;
    bool lead = false;
    for (size_t i = r->title + 1; i < r->first; i++)
        lead |= prose(&r->leaf.p[i]) && r->leaf.p[i].stop && !furniture(&r->leaf.p[i]);
    if (!lead) return;
    for (size_t i = r->title_end; i < r->first; i++)
        if (!furniture(&r->leaf.p[i])) r->leaf.p[i].main = true;
    r->first = r->title_end;
    correct(r);
}

/* Who wrote and edited it stands just below the last sentence: (…记者 …), 责任编辑:…. */
static void take_credits(cedu_raw *r) {
    for (size_t i = r->last, seen = 0; i < r->leaf.n && seen < 3 && r->last; i++) {
        cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || l->start == l->end) continue;
        seen++;
        if (label_alone(l)) continue;
        if (l->chars > 60 || l->stop || !credit(r, l)) {
            if (furniture(l)) break;
            continue;
        }
        l->main = true;
        r->last = i + 1;
    }
}

/* A page without a sentence: a table, a list of names. The element with most text that is no link; every line of a flat text. */
static void take_anything(cedu_raw *r) {
    size_t n = r->node.n, core = 0;
    double best = 0;
    for (size_t i = 0; i < n; i++) r->node.p[i].sum = r->node.p[i].link = 0;
    for (size_t i = 0; i < r->leaf.n; i++) {
        const cedu_leaf *l = &r->leaf.p[i];
        if (l->hidden || furniture(l) || link_share(l) > 0.4 || i >= r->other) continue;
        double w = l->weight * fmax(0.1, 1 + hint_of(r, l->node) / 6);
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
        l->main = !l->hidden && !furniture(l) && l->end > l->start && link_share(l) <= 0.6 && i < r->other &&
                  (!r->html || r->node.p[l->node].link > 0);
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

void cedu__page_select(cedu_raw *r) {
    mark_repeats(r);
    if (!r->html) mark_names(r);
    find_grids(r);
    if (r->html) find_core(r);
    look_clean(r);
    if (!r->html && !r->clean) find_next_article(r);
    viterbi(r);
    find_ends(r);
    if (!r->last && r->leaf.n) take_anything(r), find_ends(r);
    correct(r);
    take_credits(r);
    find_title(r);
    take_lead(r);
    settle_kinds(r);
}
