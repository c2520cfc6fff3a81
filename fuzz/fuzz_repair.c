/* fuzz_repair.c - any valid UTF-8 through all repairs; the laws are checked on what comes out: valid text, the same lines, a map
 * that tiles it, edits in order. The first byte chooses the classes. */
#include <stdint.h>
#include <stdlib.h>

#include "repair/repair.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LAW(x)                                                                                                                 \
    if (!(x)) abort()

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) return 0;
    static const unsigned masks[] = {0,
                                     1u << CEDU_REPAIR_mojibake,
                                     1u << CEDU_REPAIR_pinyin,
                                     1u << CEDU_REPAIR_gbk_shift,
                                     1u << CEDU_REPAIR_t2s,
                                     CEDU_REPAIR_ONLY_TW2S,
                                     1u << CEDU_REPAIR_inserted,
                                     3};
    unsigned only = masks[data[0] & 7];
    cedu_str in = {(const char *)data + 1, size - 1};
    in.n = cedu__u8_valid(in.p, in.n);
    cedu_arena a;
    cedu__arena_init(&a, (size_t)256 << 20);
    cedu_clean c;
    cedu_error err;
    if (cedu__repair_run(in, only, &a, &c, &err) == CEDU_OK) {
        LAW(cedu__u8_valid(c.text.p, c.text.n) == c.text.n);
        uint32_t dst = 0, lines = 0;
        for (size_t i = 0; i < in.n; i++) lines += in.p[i] == '\n';
        for (size_t i = 0; i < c.text.n; i++) lines -= c.text.p[i] == '\n';
        LAW(lines == 0);
        for (size_t i = 0; i < c.map.n; i++) {
            const cedu_seg *s = &c.map.p[i];
            LAW(s->dst == dst && s->src + s->src_n <= in.n && (!s->linear || s->src_n == s->dst_n));
            dst += s->dst_n;
        }
        LAW(dst == c.text.n);
        for (size_t i = 0; i < c.edit_count; i++) {
            const cedu_edit *e = &c.edits[i], *p = i ? e - 1 : NULL;
            LAW(e->src + e->src_n <= in.n && e->dst + e->dst_n <= c.text.n);
            LAW(!p || (p->src + p->src_n <= e->src && p->dst + p->dst_n <= e->dst));
        }
    }
    cedu__arena_release(&a);
    return 0;
}
