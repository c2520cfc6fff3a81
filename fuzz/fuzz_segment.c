/* fuzz_segment.c - the search index's view of a text, and finding a query again: whatever the bytes, no crash, and both agree.
 *
 * Input: the text, a byte 0xFF, the query. Law: the query's tokens stand in a row among the text's tokens exactly when
 * cedu__store_locate() finds the query, and what it finds has the query's tokens. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/internal.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool row_of_tokens(cedu_str text, cedu_str query) {
    for (size_t i = 0; i + query.n <= text.n; i++)
        if (memcmp(text.p + i, query.p, query.n) == 0 && (i == 0 || text.p[i - 1] == ' ') &&
            (i + query.n == text.n || text.p[i + query.n] == ' '))
            return true;
    return false;
}

/* Blanks between tokens, however many: one. */
static void squeeze(cedu_buf *b) {
    size_t k = 0;
    for (size_t i = 0; i < b->n; i++)
        if (b->p[i] != ' ' || (k && b->p[k - 1] != ' ')) b->p[k++] = b->p[i];
    while (k && b->p[k - 1] == ' ') k--;
    b->n = k;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *mark = size ? memchr(data, 0xFF, size) : NULL;
    size_t n = mark ? (size_t)(mark - data) : size;
    cedu_str text = {(const char *)data, cedu__u8_valid(data, n)};
    cedu_str query = mark ? (cedu_str){(const char *)mark + 1, cedu__u8_valid(mark + 1, size - n - 1)} : text;
    cedu_buf a = {0}, b = {0}, c = {0};
    cedu__store_segment(text, &a);
    cedu__store_segment(query, &b);
    squeeze(&a), squeeze(&b);
    uint32_t start = 0, end = 0;
    bool found = cedu__store_locate(text, query, &start, &end);
    bool expected = b.n > 0 && row_of_tokens(cedu__buf_view(&a), cedu__buf_view(&b));
    if (found) {
        if (start > end || end > text.n) abort();
        cedu__store_segment(cedu__sub(text, start, end), &c);
        squeeze(&c);
        if (!cedu__eq(cedu__buf_view(&b), cedu__buf_view(&c))) abort();
    }
    if (found != expected) abort();
    cedu__buf_release(&a), cedu__buf_release(&b), cedu__buf_release(&c);
    return 0;
}
