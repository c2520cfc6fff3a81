/* fuzz_match.c - any text through the match room: no crash, no read past the end, the laws of match.h hold.
 *
 * The first byte chooses whether the page has a date; the rest is text. Bytes that are no UTF-8 are dropped, as the text room would. */
#include <stdint.h>
#include <stdlib.h>

#include "match/match.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static cedu_image *im; /* compiled once: a fuzzer's process lives for one purpose */
    cedu_error err;
    if (!im) {
        static const char *const dirs[] = {CEDU_FUZZ_PACKS "/core", CEDU_FUZZ_PACKS "/ai-industry"};
        if (cedu__pack_compile(dirs, 2, &im, &err) != CEDU_OK) abort();
    }
    if (size < 1) return 0;
    char *p = malloc(size);
    if (!p) return 0;
    size_t n = 0;
    for (size_t i = 1; i < size;) {
        size_t ok = cedu__u8_valid(data + i, size - i);
        memcpy(p + n, data + i, ok);
        n += ok;
        i += ok + 1;
    }
    char *text = malloc(n ? n : 1); /* exactly sized */
    if (!text) abort();
    memcpy(text, p, n);
    free(p);
    cedu_arena a;
    cedu__arena_init(&a, (size_t)1 << 30);
    cedu_match_options opt = {.ref_region = -1};
    if (data[0] & 1) opt.ref = (cedu_civil){2024, 5, 10, 8, 0, 0};
    cedu_mentions m;
    if (cedu__match_run(im, (cedu_str){text, n}, &opt, &a, &m, &err) != CEDU_OK) abort();
    cedu_buf b = {0};
    for (size_t k = 0; k < m.n; k++) {
        const cedu_mention *x = &m.p[k];
        if (x->start >= x->end || x->end > n || x->core_start < x->start || x->core_end > x->end) abort();
        if (((unsigned char)text[x->start] & 0xC0) == 0x80 || (x->end < n && ((unsigned char)text[x->end] & 0xC0) == 0x80))
            abort();
        if (k && (m.p[k - 1].start > x->start || (m.p[k - 1].start == x->start && m.p[k - 1].end < x->end))) abort();
        b.n = 0;
        cedu__mention_json_value(im, x, &b);
        char iso[CEDU_WHEN_PERIOD];
        cedu__buf_str(&b, cedu__when_period(&x->when, iso));
        if (cedu__u8_valid(b.p, b.n) != b.n) abort();
    }
    cedu__buf_release(&b);
    cedu__arena_release(&a);
    free(text);
    return 0;
}
