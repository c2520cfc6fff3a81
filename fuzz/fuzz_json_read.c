/* fuzz_json_read.c - the quick reader of JSON lines against the library: what it takes, the library takes too, with the same values. */
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/json_read.h"

#define LAW(x)                                                                                                                 \
    do {                                                                                                                       \
        if (!(x)) abort();                                                                                                     \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    cedu_json_field f[] = {{.name = "id"}, {.name = "text"}, {.name = "ref"}};
    cedu_arena a;
    cedu__arena_init(&a, 64 << 20);
    char *exact = malloc(size ? size : 1); /* nothing readable behind it */
    LAW(exact);
    memcpy(exact, data, size);
    if (cedu__json_fields((cedu_str){exact, size}, f, CEDU_COUNT(f), &a)) {
        json_t *o = json_loadb(exact, size, JSON_ALLOW_NUL, NULL);
        LAW(json_is_object(o));
        for (size_t k = 0; k < CEDU_COUNT(f); k++) {
            json_t *v = json_object_get(o, f[k].name);
            LAW((v != NULL) == (f[k].raw.p != NULL) && json_is_string(v) == (f[k].value.p != NULL));
            if (json_is_string(v))
                LAW(json_string_length(v) == f[k].value.n && memcmp(json_string_value(v), f[k].value.p, f[k].value.n) == 0);
            if (!v) continue;
            json_t *raw = json_loadb(f[k].raw.p, f[k].raw.n, JSON_DECODE_ANY, NULL);
            LAW(json_equal(raw, v));
            json_decref(raw);
        }
        json_decref(o);
    }
    free(exact);
    cedu__arena_release(&a);
    return 0;
}
