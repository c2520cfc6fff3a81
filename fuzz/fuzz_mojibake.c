/* fuzz_mojibake.c - any bytes decoded and repaired with the payload at hand: misread text, mixed encodings. The laws of the map are
 * checked on what comes out. */
#include <stdint.h>
#include <stdlib.h>

#include "repair/repair.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LAW(x)                                                                                                                 \
    if (!(x)) abort()

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    cedu_arena a;
    cedu__arena_init(&a, (size_t)256 << 20);
    cedu_text t;
    cedu_clean c;
    if (cedu__text_decode(data, size, NULL, &a, &t, NULL) == CEDU_OK) {
        cedu_origin origin = {.text = &t, .bytes = data};
        if (cedu__repair_run_from(t.s, 0, &origin, &a, &c, NULL) == CEDU_OK) {
            LAW(cedu__u8_valid(c.text.p, c.text.n) == c.text.n);
            uint32_t dst = 0, lines = 0;
            for (size_t i = 0; i < t.s.n; i++) lines += t.s.p[i] == '\n';
            for (size_t i = 0; i < c.text.n; i++) lines -= c.text.p[i] == '\n';
            LAW(lines == 0);
            for (size_t i = 0; i < c.map.n; i++) {
                const cedu_seg *s = &c.map.p[i];
                LAW(s->dst == dst && s->src + s->src_n <= t.s.n && (!s->linear || s->src_n == s->dst_n));
                dst += s->dst_n;
            }
            LAW(dst == c.text.n);
        }
    }
    cedu__arena_release(&a);
    return 0;
}
