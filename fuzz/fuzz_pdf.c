/* fuzz_pdf.c - any bytes as what pdftotext and tesseract print: their programs run elsewhere, their output is read here.
 * The first byte chooses: even = pages of text, which go through decoding and the page room; odd = tesseract's table of words. */
#include <math.h>
#include <stdlib.h>

#include "base/places.h"
#include "input/pdf.h"
#include "page/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define LAW(x)                                                                                                                 \
    do {                                                                                                                       \
        if (!(x)) abort();                                                                                                     \
    } while (0)

static void table(cedu_str tsv) {
    cedu_buf out = {0};
    double sum = 0;
    size_t words = 0;
    cedu__ocr_lines(tsv, &out, &sum, &words);
    LAW(cedu__u8_valid(out.p ? out.p : "", out.n) == out.n);
    LAW(sum >= 0 && !isnan(sum) && (words > 0) == (out.n > 0));
    LAW(words <= tsv.n && (!out.n || out.p[out.n - 1] == '\n'));
    cedu__buf_release(&out);
}

static void pages(cedu_str printed) {
    cedu_buf b = {0}, both = {0};
    size_t ink[2] = {0}; /* nothing is lost but blanks */
    cedu__buf_str(&both, printed);
    cedu__pdf_columns(&both);
    for (size_t i = 0; i < printed.n; i++) ink[0] += !memchr(" \n\r", printed.p[i], 3);
    for (size_t i = 0; i < both.n; i++) ink[1] += !memchr(" \n\r", both.p[i], 3);
    LAW(ink[0] == ink[1]);
    cedu__buf_release(&both);
    cedu_arena arena;
    cedu_text text;
    cedu_article a;
    cedu__buf_str(&b, printed);
    cedu_buf places = {0};
    cedu__pdf_pages(&b, &places);
    LAW(b.n <= printed.n + 1 && (!b.n || !memchr(b.p, '\f', b.n)));
    cedu_place_map where = {.map = cedu__buf_view(&places), .text = cedu__buf_view(&b)};
    uint32_t page = 0; /* pages come in their order; where there is text there is a page */
    for (size_t i = 0; i < b.n; i += 1 + i / 16) {
        cedu_where w = cedu__where_at(&where, i);
        LAW(w.kind == 'p' ? w.a >= page : (unsigned char)b.p[i] <= ' ');
        page = w.a;
    }
    cedu__buf_release(&places);
    cedu__arena_init(&arena, (size_t)1 << 30);
    if (cedu__text_decode(b.p ? b.p : "", b.n, "utf-8", &arena, &text, NULL) == CEDU_OK &&
        cedu__page_read(NULL, &text, NULL, &arena, &a, NULL) == CEDU_OK) {
        LAW(cedu__u8_valid(a.text.p ? a.text.p : "", a.text.n) == a.text.n);
        for (size_t i = 0; i < a.block_count; i++) LAW(a.blocks[i].start < a.blocks[i].end && a.blocks[i].end < a.text.n);
    }
    cedu__arena_release(&arena);
    cedu__buf_release(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 1) return 0;
    cedu_str s = {(const char *)data + 1, size - 1};
    if (data[0] & 1) table(s);
    else pages(s);
    return 0;
}
