/* fuzz_firm.c - any bytes as a firm's profile. What is read must be UTF-8 and within the text's own size. */
#include <stdlib.h>

#include "reason/subsidy.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    cedu_arena a;
    cedu_firm f;
    cedu_error err;
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    cedu_str s = cedu__arena_str(&a, (cedu_str){(const char *)data, size});
    if (cedu__firm_read(s, &a, &f, &err) == CEDU_OK) {
        const cedu_strs lists[] = {f.regions, f.is, f.is_not, f.has, f.has_not};
        for (size_t k = 0; k < CEDU_COUNT(lists); k++)
            for (size_t i = 0; i < lists[k].n; i++)
                if (cedu__u8_valid(lists[k].p[i].p, lists[k].p[i].n) != lists[k].p[i].n || lists[k].p[i].n > size) abort();
        for (size_t i = 0; i < f.amount_count; i++)
            if (f.amounts[i].value != f.amounts[i].value) abort();
    }
    cedu__arena_release(&a);
    return 0;
}
