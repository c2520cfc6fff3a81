/* fuzz_page.c - any valid UTF-8 through the page room; the law of the map is checked on what comes out.
 * The first byte chooses: even = as it is, odd = without selection. Bytes that are no UTF-8 are replaced, as decoding does. */
#include <stdlib.h>

#include "page/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LAW(x)                                                                                                                 \
    do {                                                                                                                       \
        if (!(x)) abort();                                                                                                     \
    } while (0)

static void check(cedu_str src, const cedu_article *a) {
    uint32_t dst = 0, last = 0, at = 0;
    for (size_t i = 0; i < a->map.n; i++) {
        cedu_seg s = a->map.p[i];
        LAW(s.dst == dst && (size_t)s.src + s.src_n <= src.n && s.src >= last);
        dst += s.dst_n;
        last = s.src + s.src_n;
        LAW(!s.linear || (s.src_n == s.dst_n && memcmp(a->text.p + s.dst, src.p + s.src, s.dst_n) == 0));
    }
    LAW(dst == a->text.n);
    LAW(cedu__u8_valid(a->text.p, a->text.n) == a->text.n);
    for (size_t i = 0; i < a->block_count; i++) {
        const cedu_block *b = &a->blocks[i];
        LAW(b->start == at && b->end > b->start && b->end < a->text.n && a->text.p[b->end] == '\n');
        LAW(!memchr(a->text.p + b->start, '\n', b->end - b->start));
        at = b->end + 1;
    }
    LAW(at == a->text.n);
    LAW(!a->title.placed || (a->title.start <= a->title.end && a->title.end <= a->text.n));
    LAW(!a->published.placed || (a->published.start <= a->published.end && a->published.end <= a->text.n));
    LAW(!a->outlet.placed || (a->outlet.start <= a->outlet.end && a->outlet.end <= a->text.n));
    for (size_t i = 0; i < a->author_count; i++) LAW(!a->authors[i].placed || a->authors[i].end <= a->text.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static cedu_image *image; /* made once; a fuzzer has one thread */
    static bool tried;
    if (!tried) {
        const char *dirs[] = {CEDU_FUZZ_PACKS "/core"};
        tried = true;
        if (cedu__pack_compile(dirs, 1, &image, NULL) != CEDU_OK) image = NULL;
    }
    if (size < 1) return 0;
    char url[80]; /* the first line, too */
    size_t u = 0;
    for (; u + 1 < sizeof url && u + 1 < size && data[u + 1] > ' ' && data[u + 1] < 0x7F; u++) url[u] = (char)data[u + 1];
    url[u] = '\0';
    cedu_page_options opt = {.plain = data[0] & 1, .url = data[0] & 2 ? url : NULL};
    cedu_buf s = {0};
    for (size_t i = 1; i < size;) {
        size_t n = cedu__u8_valid(data + i, size - i);
        cedu__buf_add(&s, data + i, n);
        i += n;
        if (i < size) cedu__buf_z(&s, "\xEF\xBF\xBD"), i++;
    }
    cedu_arena arena;
    cedu__arena_init(&arena, (size_t)1 << 30);
    cedu_text t = {.s = {s.p ? s.p : "", s.n}};
    cedu_article a;
    if (cedu__page_read(image, &t, &opt, &arena, &a, NULL) == CEDU_OK) check(t.s, &a);
    cedu__arena_release(&arena);
    cedu__buf_release(&s);
    return 0;
}
