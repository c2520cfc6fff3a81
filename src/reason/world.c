/* world.c - what the packs know and reasoning needs: which region lies in which, which indicator is the wider one, word groups.
 *
 * Regions are found by canonical name. A group (京津冀) holds its members and all that lies in them; a region that holds only some of a
 * group's members overlaps with it. What the packs do not know is UNKNOWN, and rules that need to know keep silent. Word groups are
 * rows of class page (which steers no clause): packs/core/reason.tsv says what each is for.
 */
#include <stdlib.h>

#include "reason/internal.h"

#define MAX_MEMBERS 128
#define MAX_UP      12 /* county, prefecture, province, country, world, and room for zones */

int32_t cedu__reason_region(const cedu_image *im, cedu_str name) {
    if (!im || !name.n) return -1;
    cedu_hit hits[32];
    size_t n = cedu__image_match(im, 1u << CEDU_CLASS_region, name, 0, hits, CEDU_COUNT(hits));
    int32_t best = -1;
    for (size_t i = 0; i < n; i++) {
        if (hits[i].end != name.n || !cedu__eq(cedu__image_entry(im, hits[i].entry)->name, name)) continue;
        bool gone = cedu__image_attr(im, hits[i].entry, CEDU_ATTR_to).n > 0; /* an abolished one only where no other is */
        if (best < 0 || (!gone && cedu__image_attr(im, best, CEDU_ATTR_to).n)) best = hits[i].entry;
    }
    return best;
}

/* How wide a region is: of several that a short form may mean, the widest is meant. */
static int width_of(cedu_str level) {
    static const char *const levels[] = {"world", "country", "province", "zone", "cluster", "prefecture", "county"};
    int k = 0;
    while (k < (int)CEDU_COUNT(levels) && !cedu__eqz(level, levels[k])) k++;
    return k;
}

static int32_t by_code(const cedu_image *im, cedu_str z) {
    int32_t first, count, i = cedu__image_by_id(im, CEDU_CLASS_region, z);
    cedu__image_class(im, CEDU_CLASS_region, &first, &count);
    for (int32_t k = first; i < 0 && z.n && k < first + count; k++)
        if (cedu__eq(cedu__image_attr(im, k, CEDU_ATTR_code), z) || cedu__eq(cedu__image_entry(im, k)->name, z)) i = k;
    return i;
}

cedu_str cedu__reason_name_region(const cedu_image *im, cedu_str given, cedu_arena *a, cedu_strs *others) {
    cedu_hit hits[64];
    CEDU_VEC(cedu_str) v = {0};
    size_t n = cedu__image_match(im, 1u << CEDU_CLASS_region, given, 0, hits, CEDU_COUNT(hits));
    int32_t best = -1;
    int width = 0;
    for (size_t i = 0; i < n; i++) {
        if (hits[i].end != given.n) continue;
        cedu_str name = cedu__image_entry(im, hits[i].entry)->name;
        bool exact = cedu__eq(name, given);
        int w = exact ? -1 : width_of(cedu__image_attr(im, hits[i].entry, CEDU_ATTR_level));
        if (cedu__image_attr(im, hits[i].entry, CEDU_ATTR_to).p) w += 100; /* abolished: only where nothing else is meant */
        if (best < 0 || w < width) best = hits[i].entry, width = w, v.n = 0;
        else if (w == width && !exact && w < 100 && !cedu__eq(name, cedu__image_entry(im, best)->name))
            (void)CEDU_PUSH(a, &v, name);
    }
    if (best < 0) best = by_code(im, given);
    *others = (cedu_strs){v.p, v.n};
    return best >= 0 ? cedu__image_entry(im, best)->name : (cedu_str){0};
}

static size_t members(const cedu_image *im, int32_t e, int32_t out[MAX_MEMBERS]) {
    cedu_str list = cedu__image_attr(im, e, CEDU_ATTR_members);
    size_t n = 0;
    for (size_t at = 0; list.n && at <= list.n && n < MAX_MEMBERS;) {
        const char *bar = at < list.n ? memchr(list.p + at, '|', list.n - at) : NULL;
        size_t end = bar ? (size_t)(bar - list.p) : list.n;
        int32_t m = cedu__image_by_id(im, CEDU_CLASS_region, cedu__sub(list, at, end));
        if (m >= 0) out[n++] = m;
        at = end + 1;
    }
    return n;
}

static bool below(const cedu_image *im, int32_t a, int32_t b) { /* a is b or lies in it, by parents alone */
    for (int i = 0; a >= 0 && i < MAX_UP; i++, a = cedu__image_entry(im, a)->parent)
        if (a == b) return true;
    return false;
}

static bool inside(const cedu_image *im, int32_t a, int32_t b) {
    if (below(im, a, b)) return true;
    int32_t m[MAX_MEMBERS];
    size_t n = members(im, b, m);
    for (size_t i = 0; i < n; i++)
        if (below(im, a, m[i])) return true;
    if (n == 0) return false;
    int32_t k[MAX_MEMBERS]; /* a group in a group: all its members */
    size_t na = members(im, a, k), in = 0;
    for (size_t i = 0; i < na; i++)
        for (size_t j = 0; j < n; j++)
            if (below(im, k[i], m[j])) {
                in++;
                break;
            }
    return na > 0 && in == na;
}

static bool touches(const cedu_image *im, int32_t a, int32_t b) { /* some member of b lies in a, or is a member of a */
    int32_t m[MAX_MEMBERS], k[MAX_MEMBERS];
    size_t n = members(im, b, m), na = members(im, a, k);
    for (size_t i = 0; i < n; i++) {
        if (below(im, m[i], a)) return true;
        for (size_t j = 0; j < na; j++)
            if (below(im, m[i], k[j]) || below(im, k[j], m[i])) return true;
    }
    return false;
}

cedu_lie cedu__reason_lie(const cedu_image *im, cedu_str a, cedu_str b) {
    if (cedu__eq(a, b)) return CEDU_LIE_SAME;
    int32_t x = cedu__reason_region(im, a), y = cedu__reason_region(im, b);
    if (x < 0 || y < 0) return CEDU_LIE_UNKNOWN;
    if (inside(im, x, y)) return CEDU_LIE_INSIDE;
    if (inside(im, y, x)) return CEDU_LIE_CONTAINS;
    return touches(im, x, y) || touches(im, y, x) ? CEDU_LIE_OVERLAP : CEDU_LIE_APART;
}

cedu_strs cedu__reason_inside(const cedu_image *im, cedu_strs regions, cedu_arena *a) {
    CEDU_VEC(cedu_str) v = {0};
    int32_t first = 0, count = 0, of[64];
    size_t n = 0;
    if (!im || !regions.n) return regions;
    for (size_t k = 0; k < regions.n; k++) {
        (void)CEDU_PUSH(a, &v, regions.p[k]);
        int32_t e = cedu__reason_region(im, regions.p[k]);
        if (e >= 0 && n < CEDU_COUNT(of)) of[n++] = e;
    }
    cedu__image_class(im, CEDU_CLASS_region, &first, &count);
    for (int32_t e = first; e < first + count; e++)
        for (size_t k = 0; k < n; k++)
            if (e != of[k] && inside(im, e, of[k])) {
                (void)CEDU_PUSH(a, &v, cedu__image_entry(im, e)->name);
                break;
            }
    return (cedu_strs){v.p, v.n};
}

static void put_name(cedu_str *p, size_t *n, size_t cap, cedu_str name) {
    for (size_t i = 0; i < *n; i++)
        if (cedu__eq(p[i], name)) return;
    if (*n < cap) p[(*n)++] = name;
}

cedu_strs cedu__reason_vicinity(const cedu_image *im, cedu_strs regions, cedu_strs more, size_t most, cedu_arena *a) {
    size_t cap = regions.n > most ? regions.n : most, known = 0, n = 0;
    cedu_str *p = CEDU_NEW_N(a, cedu_str, cap + 1);
    int32_t first = 0, count = 0, *of = CEDU_NEW_N(a, int32_t, regions.n + 1);
    if (!p || !of) return (cedu_strs){0};
    for (size_t i = 0; i < regions.n; i++) put_name(p, &n, cap, regions.p[i]);
    for (size_t i = 0; im && i < regions.n; i++)
        if ((of[known] = cedu__reason_region(im, regions.p[i])) >= 0) known++;
    if (im) cedu__image_class(im, CEDU_CLASS_region, &first, &count);
    /* what contains them and what ratios tie to them, what lies directly in them, what lies beside them */
    for (int ring = 0; ring < 3; ring++) {
        for (int32_t e = first; e < first + count && n < cap; e++)
            for (size_t k = 0; k < known; k++) {
                int32_t up = cedu__image_entry(im, e)->parent, mine = cedu__image_entry(im, of[k])->parent;
                bool near = ring == 0 ? inside(im, of[k], e) : ring == 1 ? up == of[k] : up >= 0 && up == mine;
                if (!near || e == of[k]) continue;
                put_name(p, &n, cap, cedu__image_entry(im, e)->name);
                break;
            }
        for (size_t k = 0; ring == 0 && k < more.n; k++) put_name(p, &n, cap, more.p[k]);
    }
    return (cedu_strs){p, n};
}

cedu_str cedu__reason_here(const cedu_image *im, cedu_str word, cedu_str region) {
    int32_t cue = im ? cedu__image_by_form(im, CEDU_CLASS_cue, word) : -1;
    if (cue < 0 || !cedu__eqz(cedu__image_attr(im, cue, CEDU_ATTR_group), "here")) return word;
    cedu_str level = cedu__image_attr(im, cue, CEDU_ATTR_value);
    int32_t e = cedu__reason_region(im, region);
    for (int i = 0; e >= 0 && i < MAX_UP; i++, e = cedu__image_entry(im, e)->parent)
        if (cedu__eq(cedu__image_attr(im, e, CEDU_ATTR_level), level)) return cedu__image_entry(im, e)->name;
    return word;
}

cedu_str cedu__reason_wider(const cedu_image *im, cedu_str subject_id) {
    if (!im || !subject_id.n) return (cedu_str){0};
    int32_t e = cedu__image_by_id(im, CEDU_CLASS_indicator, subject_id);
    const cedu_entry *p = e >= 0 ? cedu__image_entry(im, cedu__image_entry(im, e)->parent) : NULL;
    return p ? p->id : (cedu_str){0};
}

static int longest_first(const void *x, const void *y) {
    const cedu_word *a = x, *b = y;
    return a->form.n != b->form.n ? (a->form.n > b->form.n ? -1 : 1) : cedu__cmp(a->form, b->form);
}

cedu_wordlist cedu__reason_wordlist(const cedu_image *im, const char *group, cedu_arena *a) {
    CEDU_VEC(cedu_word) v = {0};
    int32_t first = 0, count = 0;
    if (im) cedu__image_class(im, CEDU_CLASS_page, &first, &count);
    for (int32_t i = first; i < first + count; i++) {
        if (!cedu__eqz(cedu__image_attr(im, i, CEDU_ATTR_group), group)) continue;
        cedu_str value = cedu__image_attr(im, i, CEDU_ATTR_value), name = cedu__image_entry(im, i)->name;
        for (size_t k = 0; k < cedu__image_form_count(im, i); k++)
            (void)CEDU_PUSH(a, &v, ((cedu_word){cedu__image_form(im, i, k), name, value}));
    }
    if (v.n) qsort(v.p, v.n, sizeof *v.p, longest_first);
    return (cedu_wordlist){v.p, v.n};
}

const cedu_word *cedu__reason_word_in(cedu_wordlist l, cedu_str s) {
    for (size_t i = 0; i < l.n; i++)
        if (cedu__find(s, l.p[i].form, 0) >= 0) return &l.p[i];
    return NULL;
}
