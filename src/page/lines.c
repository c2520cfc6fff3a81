/* lines.c - flattened text: a block a line. Blank lines are remembered as a hint. Carriage returns alone count too. */
#include "page/page_priv.h"

void cedu__page_lines(cedu_raw *r) {
    cedu_node root = {0};
    (void)CEDU_PUSH(r->a, &r->node, root);
    cedu_builder b = {.r = r};
    uint32_t n = (uint32_t)r->src.n, start = 0;
    bool blank = false;
    for (uint32_t i = 0; i <= n; i++) {
        if (i < n && r->src.p[i] != '\n' && r->src.p[i] != '\r') continue;
        size_t before = r->leaf.n;
        cedu__build_text(&b, start, i);
        cedu__build_break(&b);
        if (r->leaf.n > before) {
            r->leaf.p[before].blank_before = blank;
            blank = false;
        } else if (i < n && !(r->src.p[i] == '\n' && i && r->src.p[i - 1] == '\r')) {
            blank = true;
        }
        start = i + 1;
    }
}
