/* query.c - questions about an image, and matching: nothing here changes one, all of it is for many threads at once. */
#include "pack/layout.h"

/* ------------------------------------------------------------------ folding */
bool cedu__pack_fold_eq(cedu_str a, cedu_str b) {
    size_t i = 0, k = 0, la, lb;
    for (; i < a.n && k < b.n; i += la, k += lb)
        if (cedu__pack_fold(cedu__u8_at(a, i, &la)) != cedu__pack_fold(cedu__u8_at(b, k, &lb))) return false;
    return i >= a.n && k >= b.n;
}

/* ------------------------------------------------------------------ questions */
const char *cedu__image_fingerprint(const cedu_image *im) { return im->block->fingerprint; }
size_t cedu__image_bytes(const cedu_image *im) { return im->block->bytes + im->entry_n * sizeof *im->view + sizeof *im; }
size_t cedu__image_entries(const cedu_image *im) { return im->entry_n; }

const cedu_entry *cedu__image_entry(const cedu_image *im, int32_t i) {
    return i < 0 || (size_t)i >= im->entry_n ? NULL : &im->view[i];
}

cedu_str cedu__image_attr(const cedu_image *im, int32_t i, cedu_attr a) {
    if (i < 0 || (size_t)i >= im->entry_n) return (cedu_str){0};
    const record *r = &im->records[i];
    for (uint32_t k = 0; k < r->attr_n; k++)
        if (im->attrs[r->attr + k].attr == (uint32_t)a) return str(im, im->attrs[r->attr + k].s);
    return (cedu_str){0};
}

int32_t cedu__image_by_id(const cedu_image *im, cedu_class cls, cedu_str id) {
    uint64_t h = spread(class_salt(cedu__hash(id), cls));
    for (uint32_t r; (r = im->id_slots[h & (im->id_slot_n - 1)]) != 0; h++)
        if (im->view[r - 1].cls == cls && cedu__eq(im->view[r - 1].id, id)) return (int32_t)r - 1;
    return -1;
}

void cedu__image_class(const cedu_image *im, cedu_class cls, int32_t *first, int32_t *count) {
    bool known = cls < CEDU_CLASS_COUNT;
    *first = known ? (int32_t)im->block->class_first[cls] : 0;
    *count = known ? (int32_t)(im->block->class_first[cls + 1] - im->block->class_first[cls]) : 0;
}

size_t cedu__image_form_count(const cedu_image *im, int32_t i) {
    return i < 0 || (size_t)i >= im->entry_n ? 0 : im->records[i].form_n;
}
cedu_str cedu__image_form(const cedu_image *im, int32_t i, size_t k) {
    return k < cedu__image_form_count(im, i) ? str(im, im->forms[im->records[i].form + k].s) : (cedu_str){0};
}
bool cedu__image_form_weak(const cedu_image *im, int32_t i, size_t k) {
    return k < cedu__image_form_count(im, i) && (im->forms[im->records[i].form + k].entry & CEDU_TRIE_WEAK);
}
cedu_str cedu__image_example(const cedu_image *im, int32_t i) {
    return i < 0 || (size_t)i >= im->entry_n ? (cedu_str){0} : str(im, im->records[i].example);
}
cedu_str cedu__image_where(const cedu_image *im, int32_t i, uint32_t *line) {
    *line = 0;
    if (i < 0 || (size_t)i >= im->entry_n) return (cedu_str){0};
    *line = im->records[i].line;
    return str(im, im->files[im->records[i].file]);
}

/* ------------------------------------------------------------------ matching */
static uint32_t wide_code(const cedu_image *im, uint32_t cp) {
    size_t lo = 0, hi = im->wide_n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (im->wide[mid].cp < cp) lo = mid + 1;
        else hi = mid;
    }
    return lo < im->wide_n && im->wide[lo].cp == cp ? im->wide[lo].code : 0;
}

/* The state behind `state` by the character at `at`, when forms of the classes go on there; 0: none. */
static inline uint32_t step(const cedu_image *im, uint32_t classes, uint32_t state, cedu_str s, size_t at, size_t *len) {
    uint32_t cp = cedu__u8_at(s, at, len), code = cp <= 0xFFFF ? im->codes[cp] : wide_code(im, cp);
    uint32_t next = (uint32_t)im->units[state].base + code; /* wraps above unit_n when negative */
    return code && next < im->unit_n && im->checks[next] == (int32_t)state && (im->units[next].below & classes) ? next : 0;
}

int32_t cedu__image_by_form(const cedu_image *im, cedu_class cls, cedu_str s) {
    uint32_t state = 0, classes = 1u << cls;
    for (size_t at = 0, len; at < s.n; at += len)
        if (!(state = step(im, classes, state, s, at, &len))) return -1;
    if (!(im->units[state].here & classes)) return -1;
    for (const uint32_t *out = im->outs + im->units[state].outs;; out++) { /* entries ascend */
        if ((*out >> CEDU_TRIE_CLASS & 15u) == (uint32_t)cls) return (int32_t)(*out & CEDU_TRIE_ENTRY);
        if (*out & CEDU_TRIE_LAST) return -1;
    }
}

size_t cedu__image_match(const cedu_image *im, uint32_t classes, cedu_str s, size_t at, cedu_hit *hits, size_t max) {
    uint32_t state = 0;
    size_t n = 0, len;
    for (; at < s.n && (state = step(im, classes, state, s, at, &len)) != 0; at += len) {
        if (!(im->units[state].here & classes)) continue;
        const uint32_t *out = im->outs + im->units[state].outs;
        for (;; out++) {
            uint32_t e = *out & CEDU_TRIE_ENTRY, cls = *out >> CEDU_TRIE_CLASS & 15u;
            if (classes >> cls & 1u) {
                if (n == max) return n;
                hits[n++] = (cedu_hit){(uint32_t)(at + len), (int32_t)e, (*out & CEDU_TRIE_WEAK) != 0, (uint8_t)cls};
            }
            if (*out & CEDU_TRIE_LAST) break;
        }
    }
    return n;
}

bool cedu__image_can_start(const cedu_image *im, uint32_t cp) {
    if (cp <= 0xFFFF) return im->start[cp >> 4] >> (cp & 15) * 2 & 1u;
    uint32_t code = wide_code(im, cp), next = (uint32_t)im->units[0].base + code;
    return code && next < im->unit_n && im->units[next].check == 0;
}

bool cedu__image_may_match(const cedu_image *im, uint32_t cp, uint32_t next) {
    if (cp > 0xFFFF) return cedu__image_can_start(im, cp);
    uint32_t start = im->start[cp >> 4] >> (cp & 15) * 2 & 3u;
    if (start != 1) return start != 0;
    uint32_t h = cedu__pair_hash(cp, next);
    return im->pairs[h >> 5] >> (h & 31) & 1u;
}
