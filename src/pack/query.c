/* query.c - questions about an image, and matching: nothing here changes one, all of it is for many threads at once. */
#include "pack/layout.h"

/* ------------------------------------------------------------------ folding */
uint64_t cedu__pack_fold_hash(cedu_str s) {
    uint64_t h = 0xCBF29CE484222325u;
    for (size_t i = 0, len; i < s.n; i += len) h = (h ^ cedu__pack_fold(cedu__u8_at(s, i, &len))) * 0x100000001B3u;
    return h ^ h >> 29;
}

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

int32_t cedu__image_by_form(const cedu_image *im, cedu_class cls, cedu_str s) {
    uint64_t h = class_salt(cedu__pack_fold_hash(s), cls);
    for (uint32_t f; (f = im->form_slots[h & (im->form_slot_n - 1)]) != 0; h++) {
        const form *o = &im->forms[f - 1];
        uint32_t e = o->entry & CEDU_TRIE_ENTRY;
        if (im->view[e].cls == cls && cedu__pack_fold_eq(str(im, o->s), s)) return (int32_t)e;
    }
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

size_t cedu__image_match(const cedu_image *im, uint32_t classes, cedu_str s, size_t at, cedu_hit *hits, size_t max) {
    const cedu_trie_unit *units = im->units;
    const int32_t *checks = im->checks;
    uint32_t state = 0;
    size_t n = 0, len;
    for (; at < s.n; at += len) {
        uint32_t cp = cedu__u8_at(s, at, &len), code = cp <= 0xFFFF ? im->codes[cp] : wide_code(im, cp);
        if (!code) break;
        uint32_t next = (uint32_t)units[state].base + code; /* wraps above unit_n when negative */
        if (next >= im->unit_n || checks[next] != (int32_t)state || !(units[next].below & classes)) break;
        state = next;
        if (!(units[state].here & classes)) continue;
        const uint32_t *out = im->outs + units[state].outs;
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
    uint32_t start = im->start[cp >> 4] >> (cp & 15) * 2 & 3u, h = cedu__pair_hash(cp, next);
    return start == 3 || (start && im->pairs[h >> 5] >> (h & 31) & 1u);
}
