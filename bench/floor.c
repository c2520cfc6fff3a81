/* floor.c - the least that reading a page costs with libraries: uchardet looks at it, ICU makes UTF-8 of it, libxml2's SAX parser runs over it
 * with empty handlers. What cedu read --raw is measured against.
 *
 *     floor [-r ROUNDS] FILE...      prints pages and MB a second of CPU time
 */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uchardet.h>
#include <unicode/ucnv.h>

typedef struct page {
    char *p;
    size_t n;
} page;

static void silent(void *ctx, const char *fmt, ...) { (void)ctx, (void)fmt; }

static bool one(const page *in, char **buf, size_t *cap) {
    uchardet_t d = uchardet_new();
    uchardet_handle_data(d, in->p, in->n);
    uchardet_data_end(d);
    const char *name = uchardet_get_charset(d);
    UErrorCode e = U_ZERO_ERROR;
    UConverter *from = ucnv_open(*name ? name : "UTF-8", &e), *to = ucnv_open("UTF-8", &e);
    bool ok = U_SUCCESS(e);
    size_t need = in->n * 3 + 64;
    if (need > *cap) *buf = realloc(*buf, *cap = need);
    char *out = *buf;
    const char *src = in->p;
    if (ok) ucnv_convertEx(to, from, &out, *buf + *cap, &src, in->p + in->n, NULL, NULL, NULL, NULL, true, true, &e);
    ucnv_close(from);
    ucnv_close(to);
    uchardet_delete(d);
    static htmlSAXHandler none;
    htmlParserCtxtPtr c = htmlCreatePushParserCtxt(&none, NULL, *buf, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!c) return false;
    htmlCtxtUseOptions(c, HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                              HTML_PARSE_NONET);
    htmlParseChunk(c, *buf, (int)(out - *buf), 1);
    htmlFreeParserCtxt(c);
    return ok;
}

int main(int argc, char **argv) {
    int rounds = 5, first = 1;
    xmlSetGenericErrorFunc(NULL, silent);
    if (argc > 2 && !strcmp(argv[1], "-r")) rounds = atoi(argv[2]), first = 3;
    size_t n = 0, bytes = 0, cap = 0;
    page *v = calloc((size_t)argc, sizeof *v);
    char *buf = NULL;
    for (int i = first; v && i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        if (!f) continue;
        fseek(f, 0, SEEK_END);
        v[n].n = (size_t)ftell(f);
        rewind(f);
        v[n].p = malloc(v[n].n + 1);
        if (v[n].p && fread(v[n].p, 1, v[n].n, f) == v[n].n) bytes += v[n++].n;
        fclose(f);
    }
    double best = 0;
    for (int r = 0; r < rounds && n; r++) {
        clock_t t = clock();
        for (size_t i = 0; i < n; i++) (void)one(&v[i], &buf, &cap);
        double s = (double)(clock() - t) / CLOCKS_PER_SEC;
        if (!best || s < best) best = s;
    }
    if (best)
        printf("floor: %zu pages of %.0f kB: %.0f pages/s, %.1f MB/s\n", n, (double)bytes / (double)n / 1e3, (double)n / best,
               (double)bytes / best / 1e6);
    free(buf);
    return 0;
}
