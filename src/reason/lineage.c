/* lineage.c - links between policies, found where a text names both: the text of one and 《…》 behind words that mean basis, or before
 * words of repeal. Titles are compared by their letters: 《A（征求意见稿）》 and 《A》, 《关于印发A的通知》 and 《A》 are one.
 *
 * Each document that has a policy fact is read once, as text, for titles in 《》; nothing is recognised anew.
 */
#include <stdlib.h>

#include "reason/internal.h"
#include "reason/lineage.h"

static const struct {
    const char *name, *zh, *en;
} links[] =
    {
#define CEDU__X(name, zh, en) {#name, zh, en},
        CEDU_LINKS(CEDU__X)
#undef CEDU__X
},
  forces[] = {
#define CEDU__X(name, zh, en) {#name, zh, en},
      CEDU_FORCES(CEDU__X)
#undef CEDU__X
};
const char *cedu__link_name(cedu_link_what w) { return (unsigned)w < CEDU_COUNT(links) ? links[w].name : "?"; }
const char *cedu__link_label(cedu_link_what w, bool en) {
    return (unsigned)w >= CEDU_COUNT(links) ? "?" : en ? links[w].en : links[w].zh;
}
const char *cedu__force_name(cedu_force f) { return (unsigned)f < CEDU_COUNT(forces) ? forces[f].name : "?"; }
const char *cedu__force_label(cedu_force f, bool en) {
    return (unsigned)f >= CEDU_COUNT(forces) ? "?" : en ? forces[f].en : forces[f].zh;
}

#define MIN_TITLE 21 /* bytes: shorter ones are short forms (《规划》) */
#define BASIS_GAP 60 /* bytes between the word and 《: 为深入贯彻落实国务院《…》 */
#define COMMON_RUN                                                                                                             \
    12 /* bytes: two titles on one matter share at least four characters that are no region and no kind of text */

typedef struct node {
    cedu_line_policy p;
    cedu_str key; /* letters of the title, without marks of a draft */
    bool draft;
    int next; /* in its slot; -1 */
} node;

typedef struct ctx {
    cedu_arena *a;
    const cedu_image *im;
    cedu_wordlist basis, repeal, draft, issue;
    char today[16];
    CEDU_VEC(node *) nodes;
    int *slots;
    size_t slot_count;
    CEDU_VEC(cedu_line) lines;
} ctx;

/* ------------------------------------------------------------------ titles */
static bool letter(uint32_t c) { return cedu__is_han(c) || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

/* Letters only; 关于印发…的通知 taken off, marks of drafts too. */
static cedu_str key_of(ctx *x, cedu_str title, bool *draft) {
    cedu_buf b = {0};
    size_t len;
    for (size_t i = 0; i < title.n; i += len) {
        uint32_t c = cedu__u8_at(title, i, &len);
        if (letter(c)) cedu__buf_add(&b, title.p + i, len);
    }
    cedu_str k = cedu__arena_str(x->a, cedu__buf_view(&b));
    cedu__buf_release(&b);
    const cedu_word *w = cedu__reason_word_in(x->draft, k);
    *draft = w != NULL;
    if (w && cedu__ends(k, w->form)) k.n -= w->form.n;
    const cedu_str about = CEDU_STR("关于印发"), print = CEDU_STR("印发"), notice = CEDU_STR("的通知");
    ptrdiff_t at = cedu__find(k, about, 0);
    size_t skip = about.n;
    if (at < 0) at = cedu__find(k, print, 0), skip = print.n;
    if (at >= 0 && cedu__ends(k, notice) && (size_t)at + skip + notice.n < k.n)
        k = cedu__sub(k, (size_t)at + skip, k.n - notice.n);
    return k;
}

static node *find(ctx *x, cedu_str key, bool draft) {
    for (int i = x->slots[cedu__hash(key) % x->slot_count]; i >= 0; i = x->nodes.p[i]->next)
        if (x->nodes.p[i]->draft == draft && cedu__eq(x->nodes.p[i]->key, key)) return x->nodes.p[i];
    return NULL;
}

static node *make(ctx *x, cedu_str key, bool draft) {
    node *n = find(x, key, draft);
    if (n || !(n = CEDU_NEW(x->a, node))) return n;
    int *slot = &x->slots[cedu__hash(key) % x->slot_count];
    n->key = key, n->draft = draft, n->next = *slot;
    if (!CEDU_PUSH(x->a, &x->nodes, n)) return NULL;
    *slot = (int)x->nodes.n - 1;
    return n;
}

static void place(ctx *x, node *n, cedu_str region) {
    int32_t e = cedu__reason_region(x->im, region);
    n->p.region = region;
    n->p.level = e >= 0 ? cedu__image_attr(x->im, e, CEDU_ATTR_level) : (cedu_str){0};
}

/* The region a title begins with, for one that is only cited; 国家… and the like stay unknown. */
static cedu_str region_in(ctx *x, cedu_str title) {
    cedu_hit hits[32];
    size_t n = x->im ? cedu__image_match(x->im, 1u << CEDU_CLASS_region, title, 0, hits, CEDU_COUNT(hits)) : 0;
    int32_t best = -1;
    uint32_t end = 0;
    for (size_t i = 0; i < n; i++)
        if (hits[i].end > end) end = hits[i].end, best = hits[i].entry;
    return best >= 0 ? cedu__image_entry(x->im, best)->name : (cedu_str){0};
}

/* The policy of a title; `add`: one that is only cited becomes one, too. */
/* A title that ends with a kind of policy text (规划, 意见, 的通知), perhaps before a bracket; 白皮书 and 报告 found nothing. */
static bool is_policy(ctx *x, cedu_str title) {
    if (!x->im) return true;
    const cedu_str bracket[] = {CEDU_STR("（"), CEDU_STR("(")};
    for (size_t i = 0; i < 2; i++) {
        ptrdiff_t b = cedu__find(title, bracket[i], 6);
        if (b > 0 && title.n - (size_t)b < 60 && (cedu__ends(title, CEDU_STR("）")) || cedu__ends(title, CEDU_STR(")"))))
            title.n = (size_t)b;
    }
    for (size_t at = title.n > 24 ? title.n - 24 : 0, len; at < title.n; at += len) {
        cedu_hit hits[32];
        while (at < title.n && ((unsigned char)title.p[at] & 0xC0) == 0x80) at++;
        (void)cedu__u8_at(title, at, &len);
        size_t n = cedu__image_match(x->im, 1u << CEDU_CLASS_doc_type, title, at, hits, CEDU_COUNT(hits));
        for (size_t i = 0; i < n; i++)
            if (hits[i].end == title.n) return cedu__eqz(cedu__image_attr(x->im, hits[i].entry, CEDU_ATTR_level), "policy");
        if (!len) break;
    }
    return false;
}

static node *cited(ctx *x, cedu_str title, bool add) {
    bool draft;
    cedu_str key = key_of(x, title, &draft);
    if (key.n < MIN_TITLE) return NULL;
    node *n = find(x, key, draft);
    if (!n && draft) n = find(x, key, false);
    if (n || !add || !is_policy(x, title)) return n;
    n = make(x, key, draft);
    if (n) n->p.title = cedu__arena_str(x->a, title), place(x, n, region_in(x, n->p.title));
    return n;
}

/* ------------------------------------------------------------------ force */
static int before(cedu_str date, const char *today) { /* 1: over by today; only as far as it is written */
    size_t n = date.n < 10 ? date.n : 10;
    return cedu__cmp(cedu__sub(date, 0, n), cedu__sub(cedu__str(today), 0, n)) < 0;
}

static cedu_force force_of(ctx *x, const node *n) {
    const cedu_store_policy *p = n->p.policy;
    if (n->draft) return CEDU_FORCE_draft;
    if (!p) return CEDU_FORCE_unknown;
    if (p->status.n && cedu__reason_word_in(x->repeal, p->status)) return CEDU_FORCE_repealed;
    if (p->status.n && cedu__reason_word_in(x->draft, p->status)) return CEDU_FORCE_draft;
    if (p->status.n && (cedu__eqz(p->status, "repealed") || cedu__eqz(p->status, "abolished"))) return CEDU_FORCE_repealed;
    if (cedu__eqz(p->status, "draft")) return CEDU_FORCE_draft;
    if (p->expires.n && before(p->expires, x->today)) return CEDU_FORCE_expired;
    if (p->effective.n && cedu__cmp(p->effective, cedu__str(x->today)) > 0) return CEDU_FORCE_later;
    return p->expires.n || p->effective.n || p->status.n ? CEDU_FORCE_in_force : CEDU_FORCE_unknown;
}

/* ------------------------------------------------------------------ links */
static int width_of(cedu_str level) { /* wide first */
    static const char *const levels[] = {"world", "country", "group", "province", "cluster", "prefecture", "zone", "county"};
    int k = 0;
    while (k < (int)CEDU_COUNT(levels) && !cedu__eqz(level, levels[k])) k++;
    return k;
}

static void link_up(ctx *x, cedu_link_what what, node *lower, node *upper, cedu_str quote, const cedu_store_fact *f) {
    if (!lower || !upper || lower == upper) return;
    for (size_t i = 0; i < x->lines.n; i++) {
        cedu_line *l = &x->lines.p[i];
        if (l->lower != &lower->p || l->upper != &upper->p) continue;
        if (what < l->what) l->what = what, l->quote = cedu__arena_str(x->a, quote); /* what is said goes before a hint */
        return;
    }
    cedu_lie lie = x->im ? cedu__reason_lie(x->im, lower->p.region, upper->p.region) : CEDU_LIE_UNKNOWN;
    cedu_line l = {.what = what,
                   .lower = &lower->p,
                   .upper = &upper->p,
                   .quote = cedu__arena_str(x->a, quote),
                   .odd = what == CEDU_LINK_carries_out && lie == CEDU_LIE_CONTAINS};
    cedu__reason_copy_fact(x->a, f, &l.fact);
    (void)CEDU_PUSH(x->a, &x->lines, l);
}

/* Where two titles share a run of characters that is neither a region nor a kind of text. */
static bool one_matter(cedu_str a, cedu_str b) {
    size_t len;
    for (size_t i = 0; i < a.n; i += len) {
        (void)cedu__u8_at(a, i, &len);
        if (i + COMMON_RUN > a.n) return false;
        if (cedu__find(b, cedu__sub(a, i, i + COMMON_RUN), 0) >= 0) return true;
    }
    return false;
}

/* ------------------------------------------------------------------ one document */
typedef struct page {
    const cedu_store_fact *facts; /* its policy facts */
    size_t n;
    cedu_str text;
} page;

static cedu_str title_of(const cedu_store_fact *f) {
    cedu_str t = cedu__reason_field_str(&f->fact, CEDU_FIELD_title);
    return t.n ? t : f->fact.subject;
}

/* The policy whose text this is: the document's title holds its title, or is held by it. */
static node *main_policy(ctx *x, const page *p, const cedu_store_fact **fact) {
    bool draft;
    cedu_str key = key_of(x, p->facts[0].title, &draft);
    for (size_t i = 0; i < p->n; i++) {
        bool d;
        cedu_str k = key_of(x, title_of(&p->facts[i]), &d);
        if (k.n < MIN_TITLE || (cedu__find(key, k, 0) < 0 && (key.n < MIN_TITLE || cedu__find(k, key, 0) < 0))) continue;
        *fact = &p->facts[i];
        node *n = find(x, k, d);
        return n ? n : find(x, k, !d);
    }
    bool report = cedu__reason_word_in(x->issue, p->facts[0].title) && cedu__find(p->facts[0].title, CEDU_STR("关于"), 0) < 0;
    if (key.n < MIN_TITLE || report || !is_policy(x, p->facts[0].title)) return NULL;
    /* the text itself, of which no sentence speaks */
    *fact = &p->facts[0];
    node *n = make(x, key, draft);
    if (n && !n->p.title.n) {
        n->p.title = cedu__arena_str(x->a, p->facts[0].title), n->p.date = cedu__arena_str(x->a, p->facts[0].published);
        place(x, n, region_in(x, n->p.title));
    }
    if (n) n->p.text = true;
    return n;
}

static void sentence(ctx *x, const page *p, node *whole, const cedu_store_fact *fact, cedu_str s) {
    const cedu_str open = CEDU_STR("《"), close = CEDU_STR("》");
    node *own = whole, *bases[16];
    const cedu_store_fact *own_fact = fact;
    size_t n = 0;
    bool basis = false;
    node *last = NULL;
    size_t behind = 0;
    ptrdiff_t b, e;
    for (size_t at = 0; (b = cedu__find(s, open, at)) >= 0 && (e = cedu__find(s, close, (size_t)b)) > 0; at = (size_t)e + 3) {
        cedu_str title = cedu__sub(s, (size_t)b + 3, (size_t)e), gap = cedu__sub(s, at, (size_t)b);
        if (gap.n > BASIS_GAP) gap = cedu__sub(gap, gap.n - BASIS_GAP, gap.n);
        bool again = at > 0 && gap.n <= 9; /* 《A》《B》和《C》 */
        while (gap.n && ((unsigned char)gap.p[0] & 0xC0) == 0x80) gap = cedu__sub(gap, 1, gap.n);
        basis = cedu__reason_word_in(x->basis, gap) != NULL || (again && basis);
        cedu_str rest = cedu__sub(s, (size_t)e + 3, s.n);
        node *t = cited(x, title, basis || cedu__reason_word_in(x->repeal, rest) != NULL);
        if (t && basis && t != whole && n < CEDU_COUNT(bases)) bases[n++] = t;
        if (t && !basis && !whole) /* a report: 为落实《A》，某市印发《B》 */
            for (size_t i = 0; i < p->n; i++) {
                bool d;
                if (cedu__eq(key_of(x, title_of(&p->facts[i]), &d), t->key)) own = t, own_fact = &p->facts[i];
            }
        if (t) last = t, behind = (size_t)e + 3;
    }
    for (size_t i = 0; own && own_fact && i < n; i++) link_up(x, CEDU_LINK_carries_out, own, bases[i], s, own_fact);
    if (whole && last && last != whole && behind < s.n && cedu__reason_word_in(x->repeal, cedu__sub(s, behind, s.n)))
        link_up(x, CEDU_LINK_replaces, whole, last, s, fact);
}

static void read_page(ctx *x, const page *p) {
    const cedu_store_fact *fact = NULL;
    node *whole = main_policy(x, p, &fact);
    size_t from = 0, len;
    for (size_t i = 0; i <= p->text.n; i += len ? len : 1) {
        uint32_t c = cedu__u8_at(p->text, i, &len);
        if (len && c != 0x3002 && c != '\n' && c != 0xFF1B) continue;
        cedu_str s = cedu__trim(cedu__sub(p->text, from, i));
        if (s.n && s.n < 3000 && cedu__find(s, CEDU_STR("《"), 0) >= 0) sentence(x, p, whole, fact, s);
        from = i + len;
    }
    for (size_t i = 0; whole && x->im && i < p->n; i++) {
        bool d;
        cedu_str key = key_of(x, title_of(&p->facts[i]), &d);
        node *up = find(x, key, d);
        if (up && up != whole && cedu__reason_lie(x->im, whole->p.region, up->p.region) == CEDU_LIE_INSIDE &&
            one_matter(up->key, whole->key))
            link_up(x, CEDU_LINK_under, whole, up, p->facts[i].clean_quote, fact);
    }
}

/* ------------------------------------------------------------------ all of them */
static int by_width(const void *p, const void *q) {
    const cedu_line_policy *a = *(const cedu_line_policy *const *)p, *b = *(const cedu_line_policy *const *)q;
    int w = width_of(a->level) - width_of(b->level);
    if (w) return w;
    int c = cedu__cmp(a->date, b->date);
    return c ? c : cedu__cmp(a->title, b->title);
}

static int by_lower(const void *p, const void *q) {
    const cedu_line *a = p, *b = q;
    int c = cedu__cmp(a->lower->title, b->lower->title);
    return c ? c : cedu__cmp(a->upper->title, b->upper->title);
}

static bool asked(const ctx *x, const cedu_line_policy *p, cedu_strs regions) {
    for (size_t i = 0; i < regions.n; i++) {
        cedu_lie lie = cedu__reason_lie(x->im, p->region, regions.p[i]);
        if (lie == CEDU_LIE_SAME || lie == CEDU_LIE_INSIDE) return true;
    }
    return regions.n == 0;
}

static cedu_status read_pages(ctx *x, cedu_store *s, const cedu_reason_options *opt, const cedu_store_facts *all,
                              cedu_error *err) {
    cedu_arena one;
    cedu__arena_init(&one, CEDU_MAX_SCRATCH);
    cedu_status st = CEDU_OK;
    for (size_t i = 0, j; st == CEDU_OK && i < all->n; i = j) {
        for (j = i + 1; j < all->n && all->p[j].document == all->p[i].document;) j++;
        if (!cedu__reason_usable(&all->p[i], opt, true)) continue;
        page p = {all->p + i, j - i, {0}};
        cedu__arena_reset(&one);
        st = cedu__store_clean(s, p.facts[0].document, &one, &p.text, err);
        if (st == CEDU_OK) read_page(x, &p);
    }
    cedu__arena_release(&one);
    return st;
}

cedu_status cedu__reason_lineage(cedu_store *s, cedu_strs regions, const cedu_reason_options *opt, cedu_arena *a,
                                 cedu_lineage *out, cedu_error *err) {
    *out = (cedu_lineage){0};
    ctx x = {.a = a, .im = opt ? opt->image : NULL};
    cedu__reason_today(opt, x.today);
    x.basis = cedu__reason_wordlist(x.im, "basis", a), x.repeal = cedu__reason_wordlist(x.im, "repeal", a);
    x.draft = cedu__reason_wordlist(x.im, "draft", a), x.issue = cedu__reason_wordlist(x.im, "issue", a);
    cedu_store_policies list;
    cedu_store_facts all;
    cedu_store_fact_filter asked_for = {.kinds = 1u << CEDU_FACT_policy};
    cedu__reason_around(&asked_for, regions, opt, a);
    cedu_status st = cedu__store_list_facts(s, &asked_for, a, &all, err);
    if (st == CEDU_OK) st = cedu__store_policies_of(&all, a, &list, err);
    if (st != CEDU_OK) return st;
    x.slot_count = list.n * 4 + 61;
    if (!(x.slots = CEDU_NEW_N(a, int, x.slot_count))) return cedu__fail_nomem(err);
    for (size_t i = 0; i < x.slot_count; i++) x.slots[i] = -1;
    for (size_t i = 0; i < list.n; i++) {
        const cedu_store_policy *p = &list.p[i];
        bool draft;
        if (!p->evidence || !cedu__reason_usable(p->evidence, opt, true)) continue;
        cedu_str key = key_of(&x, p->title, &draft);
        node *n = key.n ? make(&x, key, draft) : NULL;
        if (!n || n->p.policy) continue;
        n->p.policy = p, n->p.title = p->title;
        n->p.date = p->published.n ? p->published : p->signed_on.n ? p->signed_on : p->effective;
        place(&x, n, p->regions.n ? p->regions.p[0] : region_in(&x, p->title));
    }
    if ((st = read_pages(&x, s, opt, &all, err)) != CEDU_OK) return st;
    for (size_t i = 0; i < x.nodes.n; i++) { /* a draft and its final text */
        node *d = x.nodes.p[i], *f = d->draft ? find(&x, d->key, false) : NULL;
        if (f && d->p.policy) link_up(&x, CEDU_LINK_final_of, f, d, d->p.title, d->p.policy->evidence);
        d->p.force = force_of(&x, d);
    }
    for (size_t i = 0; i < x.lines.n; i++)
        if (x.lines.p[i].what == CEDU_LINK_replaces) ((cedu_line_policy *)x.lines.p[i].upper)->force = CEDU_FORCE_repealed;
    out->policies = CEDU_NEW_N(a, const cedu_line_policy *, x.nodes.n + 1);
    for (size_t i = 0; out->policies && i < x.nodes.n; i++)
        if (asked(&x, &x.nodes.p[i]->p, regions)) out->policies[out->policy_count++] = &x.nodes.p[i]->p;
    for (size_t i = 0; i < x.lines.n; i++)
        if (asked(&x, x.lines.p[i].lower, regions) || asked(&x, x.lines.p[i].upper, regions))
            x.lines.p[out->line_count++] = x.lines.p[i];
    out->lines = x.lines.p;
    if (out->policy_count) qsort(out->policies, out->policy_count, sizeof *out->policies, by_width);
    if (out->line_count) qsort(out->lines, out->line_count, sizeof *out->lines, by_lower);
    return a->failed ? cedu__fail_nomem(err) : CEDU_OK;
}
