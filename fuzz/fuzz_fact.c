/* fuzz_fact.c - any valid text through mentions to facts: no crash, every quotation inside one block, every value's words inside
 * its quotation. Lines are blocks; the first byte chooses what the blocks are (heading, row, item). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "fact/fact.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static cedu_image *packs(void) {
    static cedu_image *image;
    static const char *const roots[] = {CEDU_FUZZ_PACKS};
    const char *env = getenv("CEDU_PACKS");
    for (size_t i = 0; !image && i <= CEDU_COUNT(roots); i++) {
        char core[4096], ai[4096];
        const char *root = i == 0 ? env : roots[i - 1];
        if (!root) continue;
        snprintf(core, sizeof core, "%s/core", root);
        snprintf(ai, sizeof ai, "%s/ai-industry", root);
        cedu_error err;
        const char *dirs[] = {core, ai};
        if (cedu__pack_compile(dirs, 2, &image, &err) != CEDU_OK) image = NULL;
    }
    if (!image) fprintf(stderr, "no packs: set CEDU_PACKS\n"), exit(77);
    return image;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2 || size > 1 << 16) return 0;
    cedu_image *im = packs();
    cedu_str s = {(const char *)data + 1, cedu__u8_valid(data + 1, size - 1)};
    cedu_arena a;
    cedu_error err;
    cedu__arena_init(&a, 256 << 20);
    size_t max = 1, n = 0;
    for (size_t i = 0; i < s.n; i++) max += s.p[i] == '\n';
    cedu_fact_block *b = CEDU_NEW_N(&a, cedu_fact_block, max);
    for (size_t i = 0, from = 0; b && i <= s.n; i++)
        if (i == s.n || s.p[i] == '\n') {
            b[n] = (cedu_fact_block){.start = (uint32_t)from,
                                     .end = (uint32_t)i,
                                     .title = n == 0 && (data[0] & 1),
                                     .heading = (data[0] & 2) && n % 3 == 0,
                                     .row = (data[0] & 4) != 0,
                                     .item = (data[0] & 8) != 0};
            from = i + 1;
            n++;
        }
    cedu_match_options mo = {.ref = {.year = data[0] & 16 ? 0 : 2024, .month = 3, .day = 5}, .ref_region = -1};
    cedu_fact_input in = {.text = s, .blocks = b, .block_count = n, .date = mo.ref};
    cedu_facts f;
    if (b && cedu__match_run(im, s, &mo, &a, &in.mentions, &err) == CEDU_OK &&
        cedu__fact_extract(im, &in, &a, &f, &err) == CEDU_OK)
        for (size_t i = 0; i < f.n; i++) {
            const cedu_place *p = &f.p[i].place;
            bool inside = false;
            for (size_t k = 0; k < n; k++) inside |= p->clean_start >= b[k].start && p->clean_end <= b[k].end;
            if (!inside || p->clean_start >= p->clean_end) abort();
            cedu_str q = cedu__sub(s, p->clean_start, p->clean_end), w = f.p[i].as_written;
            if (cedu__u8_valid(q.p, q.n) != q.n || cedu__u8_count(q) > CEDU_MAX_QUOTE) abort();
            if (f.p[i].has_value && (w.p < q.p || w.p + w.n > q.p + q.n || isnan(f.p[i].value))) abort();
        }
    cedu__arena_release(&a);
    return 0;
}
