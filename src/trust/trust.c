/* trust.c - the tier of a page's publisher, and the doubts that the page itself raises.
 *
 * host: the longest end of the host name that a pack knows. A host that is none of these is unknown whatever outlet the page claims to
 * have its text from; without any address the outlet counts. Adverts in sentences, or a headline over another article, on any host: the
 * host is taken for hijacked. To add a doubt: a function that fills a cedu_doubt, a line in cedu__trust_look().
 */
#include "trust/trust.h"

#include "base/trace.h"

/* ------------------------------------------------------------------ who publishes */
/* The entry of class page in this group with the longest form that is all of the name (whole), or its end; *form gets it. -1 = none.
 * Words of other groups may be written the same, so the class's index by form is of no use. */
static int32_t entry_of(const cedu_image *im, const char *group, cedu_str name, bool whole, cedu_str *form) {
    int32_t first, count, best = -1;
    cedu__image_class(im, CEDU_CLASS_page, &first, &count);
    for (int32_t i = first; i < first + count; i++) {
        if (!cedu__eqz(cedu__image_attr(im, i, CEDU_ATTR_group), group)) continue;
        for (size_t k = 0; k < cedu__image_form_count(im, i); k++) {
            cedu_str f = cedu__image_form(im, i, k);
            if (!cedu__ends(name, f) || (whole && f.n != name.n) || (best >= 0 && f.n <= form->n)) continue;
            best = i, *form = f;
        }
    }
    return best;
}

static cedu_str host_of(cedu_arena *a, cedu_str url) {
    ptrdiff_t at = cedu__find(url, CEDU_STR("//"), 0);
    if (at < 0 || at > 8) return (cedu_str){0};
    size_t from = (size_t)at + 2, to = from;
    for (size_t i = from; i < url.n && url.p[i] != '/'; i++)
        if (url.p[i] == '@') from = i + 1;
    for (to = from; to < url.n && url.p[to] != '/' && url.p[to] != ':' && url.p[to] != '?' && url.p[to] != '#';) to++;
    while (to > from && url.p[to - 1] == '.') to--;
    char *low = cedu__arena_dup(a, url.p + from, to - from);
    for (size_t i = 0; low && i < to - from; i++)
        if (low[i] >= 'A' && low[i] <= 'Z') low[i] |= 32;
    return low ? (cedu_str){low, to - from} : (cedu_str){0};
}

static bool by_host(const cedu_image *im, cedu_str host, cedu_arena *a, cedu_trust *out) {
    cedu_str dotted = cedu__arena_strf(a, ".%.*s", (int)host.n, host.p), end;
    int32_t e = -1;
    for (size_t at = 0; e < 0 && at < host.n; at++) /* whole labels only: notgov.cn is not gov.cn */
        if (dotted.p && dotted.p[at] == '.') e = entry_of(im, "host", cedu__sub(dotted, at + 1, dotted.n), true, &end);
    if (e < 0) return false;
    out->tier = cedu__image_attr(im, e, CEDU_ATTR_value);
    out->basis = cedu__arena_strf(a, "host %.*s", (int)end.n, end.p);
    return true;
}

static bool by_name(const cedu_image *im, cedu_str name, const char *what, cedu_arena *a, cedu_trust *out) {
    cedu_str form;
    if (name.n < 4 || name.n > 120) return false;
    int32_t e = entry_of(im, "outlet", name, true, &form);
    if (e < 0) e = entry_of(im, "outlet_tail", name, false, &form);
    if (e < 0) return false;
    out->tier = cedu__image_attr(im, e, CEDU_ATTR_value);
    out->basis = cedu__arena_strf(a, "%s %.*s", what, (int)name.n, name.p);
    return true;
}

static void who(const cedu_image *im, const cedu_trust_input *in, cedu_arena *a, cedu_trust *out) {
    out->tier = CEDU_STR("unknown");
    cedu_str host = host_of(a, in->url);
    if (host.n) {
        if (!by_host(im, host, a, out)) out->basis = cedu__arena_strf(a, "host %.*s", (int)host.n, host.p);
        return;
    }
    if (by_name(im, in->outlet, "outlet", a, out) || by_name(im, in->site, "site", a, out)) return;
    if (in->document) out->tier = CEDU_STR("government"), out->basis = CEDU_STR("document");
}

/* ------------------------------------------------------------------ the headline and its article */
enum { GRAMS = 512 };

typedef struct grams {
    uint32_t p[GRAMS];
    size_t n;
} grams;

static uint32_t pair_hash(uint32_t a, uint32_t b) { return (a * 0x9E3779B1u) ^ (b * 0x85EBCA6Bu); }

/* Pairs of Han characters in a headline, without repeats. */
static void headline_pairs(cedu_str s, grams *g) {
    uint32_t before = 0;
    g->n = 0;
    for (size_t i = 0, len; i < s.n && g->n < GRAMS; i += len) {
        uint32_t c = cedu__u8_at(s, i, &len);
        if (!cedu__is_han(c)) c = 0;
        if (c && before) {
            uint32_t h = pair_hash(before, c);
            size_t k = 0;
            while (k < g->n && g->p[k] != h) k++;
            if (k == g->n) g->p[g->n++] = h;
        }
        before = c;
    }
}

/* A headline none of whose words stands in the article below it. */
static void foreign_headline(const cedu_trust_input *in, cedu_arena *a, cedu_doubt *out) {
    enum { LEAST_PAIRS = 8, LEAST_TEXT = 600 };
    grams g;
    size_t found = 0, han = 0;
    headline_pairs(in->title, &g);
    const size_t all = g.n;
    if (all < LEAST_PAIRS) return;
    for (size_t i = 0; i < in->lines.n && found * 12 <= all; i++) {
        cedu_str s = in->lines.p[i];
        uint32_t before = 0;
        for (size_t k = 0, len; k < s.n; k += len) {
            uint32_t c = cedu__u8_at(s, k, &len);
            if (!cedu__is_han(c)) c = 0;
            han += c != 0;
            if (c && before) {
                uint32_t h = pair_hash(before, c);
                for (size_t x = 0; x < g.n; x++)
                    if (g.p[x] == h) {
                        found++;
                        g.p[x] = g.p[--g.n];
                        break;
                    }
            }
            before = c;
        }
    }
    if (han < LEAST_TEXT || found * 12 > all) return;
    *out = (cedu_doubt){CEDU_FINDING_foreign_headline, 1,
                        cedu__arena_strf(a, "%zu of %zu pairs of the headline stand in the article", found, all)};
}

/* ------------------------------------------------------------------ masses of links, filler */
/* Headlines of other pages that outweigh the article by far. */
static void unrelated_links(const cedu_trust_input *in, cedu_arena *a, cedu_doubt *out) {
    enum { LEAST = 150, TIMES = 2 };
    const cedu_article *r = in->article;
    uint32_t lines = 0, letters = 0, main = 0;
    for (size_t i = 0; i < r->block_count; i++) {
        const cedu_block *b = &r->blocks[i];
        uint32_t n = (uint32_t)cedu__u8_count(cedu__sub(r->text, b->start, b->end));
        if (b->main) main += n;
        else if (n >= 14 && n <= 60) lines++, letters += n;
    }
    if (lines < LEAST || letters < main * TIMES) return;
    *out = (cedu_doubt){CEDU_FINDING_unrelated_links, lines,
                        cedu__arena_strf(a, "%u headlines of %u letters around an article of %u", lines, letters, main)};
}

/* Sentences that come again and again. */
static void filler(const cedu_trust_input *in, cedu_arena *a, cedu_doubt *out) {
    enum { SLOTS = 1024, LEAST_CHARS = 12, LEAST = 20 };
    uint64_t *seen = CEDU_NEW_N(a, uint64_t, SLOTS);
    uint32_t all = 0, again = 0;
    if (!seen) return;
    for (size_t i = 0; i < in->lines.n && all < SLOTS / 2; i++) {
        cedu_str s = in->lines.p[i];
        if (s.n && memchr(s.p, '\t', s.n)) continue; /* rows of tables repeat themselves */
        for (size_t from = 0, to; from < s.n && all < SLOTS / 2; from = to + 3) {
            ptrdiff_t stop = cedu__find(s, CEDU_STR("。"), from);
            to = stop < 0 ? s.n : (size_t)stop;
            cedu_str one = cedu__trim(cedu__sub(s, from, to));
            if (stop < 0 || cedu__u8_count(one) < LEAST_CHARS) {
                if (stop < 0) break;
                continue;
            }
            uint64_t h = cedu__hash(one) | 1;
            size_t k = h % SLOTS;
            all++;
            while (seen[k] && seen[k] != h) k = (k + 1) % SLOTS;
            again += seen[k] == h;
            seen[k] = h;
        }
    }
    if (all < LEAST || again * 4 < all) return;
    *out = (cedu_doubt){CEDU_FINDING_filler_text, again,
                        cedu__arena_strf(a, "%u of %u sentences stood in the article before", again, all)};
}

cedu_status cedu__trust_look(const cedu_image *im, const cedu_trust_input *in, cedu_arena *a, cedu_trust *out,
                             cedu_error *err) {
    enum { ADVERTS = 2 };
    cedu_doubt found[CEDU_MAX_DOUBTS] = {0};
    *out = (cedu_trust){0};
    foreign_headline(in, a, &found[0]);
    unrelated_links(in, a, &found[1]);
    filler(in, a, &found[2]);
    cedu__trust_spun(im, in->lines, a, &found[3]);
    who(im, in, a, out);
    cedu_str *names = CEDU_NEW_N(a, cedu_str, CEDU_MAX_DOUBTS + 1);
    if (a->failed) return cedu__fail_nomem(err);
    size_t n = 0;
    bool adverts = in->inserted >= ADVERTS;
    if (adverts) names[n++] = cedu__str(cedu_finding_name(CEDU_FINDING_inserted_text));
    for (size_t i = 0; i < CEDU_MAX_DOUBTS; i++)
        if (found[i].count) {
            out->doubts[out->doubt_count++] = found[i];
            names[n++] = cedu__str(cedu_finding_name(found[i].cls));
        }
    out->names = (cedu_strs){names, n};
    if (adverts) out->tier = CEDU_STR("hijacked");
    CEDU_TRACE(trust, "tier %.*s, %.*s, %zu doubts", (int)out->tier.n, out->tier.p, (int)out->basis.n,
               out->basis.p ? out->basis.p : "", n);
    return CEDU_OK;
}
