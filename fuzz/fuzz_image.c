/* fuzz_image.c - damaged and forged pack images: refused, or good enough that every question about them can be asked.
 *
 * The input is a list of changes (place, 4 bytes little endian; new byte) to a small image; then the checksum is mended when the
 * first byte is odd, so that what lies behind it is reached. An even first byte and no change must be the image itself.
 */
#include <stdint.h>
#include <stdlib.h>

#include "pack/layout.h"

#define LAW(x)                                                                                                                 \
    do {                                                                                                                       \
        if (!(x)) abort();                                                                                                     \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char lexicons[] =
    "#lexicon\tregion\nid\tname\tforms\tlevel\tparent\tmembers\n1\t甲省\t~甲\tprovince\t\t\n2\t乙市\t乙\tprefecture\t1\t\n"
    "3\t甲乙圈\t\tcluster\t\t1|2\n#"
    "lexicon\tunit\nname\tfactor\tdimension\n千克\t1000\tmass\nEB\t1\tdata\n\xF0\xA0\x80\x80\t1\tx\n"
    "#lexicon\tpage\nname\tgroup\tforms\n版权\tcopyright\tCopyright|©\n";

static const header *original(void) {
    static cedu_image *im; /* for ever */
    if (im) return im->block;
    cedu_arena arena;
    cedu_pack_rows rows;
    cedu_error err;
    cedu__arena_init(&arena, (size_t)512 << 20);
    LAW(cedu__pack_load_bytes(&arena, CEDU_STR("fuzz/a.tsv"), CEDU_STR(lexicons), &rows, &err) == CEDU_OK);
    LAW(cedu__image_build(&arena, &rows, &im, &err) == CEDU_OK);
    cedu__arena_release(&arena);
    return im->block;
}

static void ask_everything(const cedu_image *im) {
    cedu_hit hits[64];
    uint32_t line;
    size_t read = 0, len;
    for (int32_t e = -1; e <= (int32_t)cedu__image_entries(im); e++) {
        const cedu_entry *en = cedu__image_entry(im, e);
        for (int a = 0; a < CEDU_ATTR_COUNT; a++) {
            cedu_str s = cedu__image_attr(im, e, (cedu_attr)a);
            for (size_t i = 0; i < s.n; i++) read += (unsigned char)s.p[i];
        }
        for (size_t k = 0; k < cedu__image_form_count(im, e); k++) {
            cedu_str f = cedu__image_form(im, e, k);
            read += cedu__image_form_weak(im, e, k) + (size_t)cedu__image_by_form(im, en->cls, f);
            for (size_t i = 0; i < f.n; i += len) read += cedu__u8_at(f, i, &len);
        }
        read += cedu__image_example(im, e).n + cedu__image_where(im, e, &line).n;
        for (int32_t up = e, depth = 0; en && up >= 0; up = cedu__image_entry(im, up)->parent)
            LAW(depth++ <= (int32_t)im->entry_n);
    }
    cedu_str text = CEDU_STR(lexicons);
    for (size_t at = 0; at < text.n; at += len) {
        read += cedu__image_can_start(im, cedu__u8_at(text, at, &len));
        size_t n = cedu__image_match(im, ~0u, text, at, hits, CEDU_COUNT(hits));
        for (size_t i = 0; i < n; i++) LAW(cedu__image_entry(im, hits[i].entry) && hits[i].end <= text.n);
    }
    for (int c = 0; c < CEDU_CLASS_COUNT; c++) {
        int32_t first, count;
        cedu__image_class(im, (cedu_class)c, &first, &count);
        LAW(first >= 0 && count >= 0 && (size_t)(first + count) <= cedu__image_entries(im));
    }
    LAW(read > 0 || cedu__image_entries(im) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const header *h = original();
    size_t n = h->bytes;
    if (size < 1) return 0;
    unsigned char *block = aligned_alloc(64, (n + 63) & ~(size_t)63);
    if (!block) return 0;
    memcpy(block, h, n);
    if (data[0] & 2 && size >= 5) { /* cut short */
        uint32_t to;
        memcpy(&to, data + 1, 4);
        n = to % (n + 1);
    }
    for (size_t i = 1; i + 5 <= size && n; i += 5) {
        uint32_t at;
        memcpy(&at, data + i, 4);
        block[at % n] = data[i + 4];
    }
    header *changed = (header *)(void *)block;
    if (data[0] & 1 && n == h->bytes && changed->bytes == n) changed->checksum = cedu__image_checksum(changed);
    cedu_image *im = NULL;
    cedu_error err = {0};
    cedu_status s = cedu__image_verify(block, n, "image", &im, &err);
    if (s == CEDU_OK) {
        ask_everything(im);
        cedu__image_unview(im);
        free(im);
    } else {
        LAW(s == CEDU_PACK || s == CEDU_NOMEM);
        LAW(err.zh[0] && err.en[0]);
    }
    LAW(s == CEDU_OK || size > 1 || !(data[0] & 2) || n < h->bytes);
    free(block);
    return 0;
}
