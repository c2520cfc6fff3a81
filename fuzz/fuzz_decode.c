/* fuzz_decode.c - any bytes through detection and every encoding: the laws of tests/unit/text/law.h hold.
 * The first byte chooses: 0 detects, others order an encoding. */
#include <stdio.h>

#include "../tests/unit/text/law.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void judge(const char *how, const cedu_text *t, const unsigned char *p, size_t n, cedu_arena *a) {
    const char *broken = law_broken(t, p, n, 8, a);
    if (!broken) return;
    fprintf(stderr, "%s, %zu bytes: %s\n", how, n, broken);
    abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const orders[] = {"UTF-8",     "GB18030", "Big5",   "UTF-16LE",    "UTF-16BE",
                                         "Shift_JIS", "EUC-KR",  "EUC-JP", "windows-1252"};
    if (size == 0) return 0;
    cedu_arena a;
    cedu_text t;
    cedu_error err;
    cedu__arena_init(&a, (size_t)256 << 20);
    unsigned how = data[0] % (CEDU_COUNT(orders) + 1);
    data++, size--;
    if (how == 0) {
        if (cedu__text_decode(data, size, NULL, &a, &t, &err) == CEDU_OK) judge("detected", &t, data, size, &a);
        else if (!err.zh[0] || !err.en[0]) abort();
    } else {
        if (cedu__text_decode_as(data, size, orders[how - 1], &a, &t, &err) != CEDU_OK) abort();
        judge(orders[how - 1], &t, data, size, &a);
        (void)cedu__text_script(t.s);
    }
    cedu__arena_release(&a);
    return 0;
}
