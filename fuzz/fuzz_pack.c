/* fuzz_pack.c - a lexicon of any bytes: it is refused with a message, or compiles to an image that keeps its laws.
 *
 * Laws tried: every form of every entry is found at offset 0 of itself; hits ascend; by_id finds the entry; the lexicon's own
 * text can be scanned at every character.
 */
#include <stdint.h>
#include <stdlib.h>

#include "pack/build.h"

#define LAW(x)                                                                                                                 \
    do {                                                                                                                       \
        if (!(x)) abort();                                                                                                     \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void scan(const cedu_image *im, cedu_str s) {
    cedu_hit hits[16];
    for (size_t at = 0, len; at < s.n; at += len) {
        uint32_t cp = cedu__u8_at(s, at, &len);
        size_t n = cedu__image_match(im, ~0u, s, at, hits, CEDU_COUNT(hits));
        LAW(n == 0 || cedu__image_can_start(im, cp));
        for (size_t i = 0; i < n; i++) {
            LAW(hits[i].end > at && hits[i].end <= s.n && cedu__image_entry(im, hits[i].entry));
            LAW(i == 0 || hits[i].end > hits[i - 1].end || hits[i].entry > hits[i - 1].entry);
        }
    }
}

static void laws(const cedu_image *im) {
    for (int32_t e = 0; (size_t)e < cedu__image_entries(im); e++) {
        const cedu_entry *en = cedu__image_entry(im, e);
        LAW(cedu__image_by_id(im, en->cls, en->id) == e);
        for (size_t k = 0; k < cedu__image_form_count(im, e); k++) {
            cedu_str f = cedu__image_form(im, e, k);
            LAW(f.n > 0);
            if (en->cls == CEDU_CLASS_page) continue;
            int32_t first = cedu__image_by_form(im, en->cls, f);
            LAW(first >= 0 && first <= e);
            cedu_hit hits[128];
            size_t n = cedu__image_match(im, 1u << en->cls, f, 0, hits, CEDU_COUNT(hits));
            bool seen = n == CEDU_COUNT(hits); /* too many to look at: not judged */
            for (size_t i = 0; i < n; i++) seen = seen || (hits[i].entry == e && hits[i].end == f.n);
            LAW(seen);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    cedu_arena arena;
    cedu_pack_rows rows;
    cedu_image *im = NULL;
    cedu_error err = {0};
    cedu__arena_init(&arena, (size_t)512 << 20);
    cedu_str bytes = {(const char *)data, size};
    cedu_status s = cedu__pack_load_bytes(&arena, CEDU_STR("fuzz/a.tsv"), bytes, &rows, &err);
    if (s == CEDU_OK) s = cedu__image_build(&arena, &rows, &im, &err);
    if (s == CEDU_OK) {
        laws(im);
        scan(im, bytes); /* valid UTF-8, or it would not have compiled */
    } else {
        LAW(s == CEDU_PACK || s == CEDU_NOMEM);
        LAW(err.zh[0] && err.en[0]);
        LAW(cedu__u8_valid(err.zh, strlen(err.zh)) == strlen(err.zh) &&
            cedu__u8_valid(err.en, strlen(err.en)) == strlen(err.en));
    }
    cedu__image_free(im);
    cedu__arena_release(&arena);
    return 0;
}
