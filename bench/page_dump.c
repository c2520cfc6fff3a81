/* page_dump.c - the page room alone: prints `cedu read --raw --format json` records, or with -b every block with its decision,
 * with -f all visible text (a page flattened, to test the line classifier on it),
 * or with -t N the time of N rounds over all files. For tuning the room and for its benchmark.
 *
 * Usage: page_dump [-v] [-b | -f | -t ROUNDS] PACK-FOLDER FILE...
 * The title and the line with source and date are fields of the record, not paragraphs. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/json.h"
#include "base/trace.h"
#include "page/page.h"

static char *slurp(const char *path, size_t *n) {
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    char *p = malloc((size_t)size + 1);
    *n = p ? fread(p, 1, (size_t)size, f) : 0;
    fclose(f);
    return p;
}

static void field(cedu_json *j, const char *key, cedu_str s) {
    cedu__json_key(j, key);
    cedu__json_str(j, s);
}

static void record(const char *path, const cedu_text *t, const cedu_article *a) {
    cedu_buf out = {0};
    cedu_json j = {.out = &out};
    cedu__json_open(&j, '{');
    cedu__json_key(&j, "v"), cedu__json_int(&j, 1);
    field(&j, "file", cedu__str(path));
    field(&j, "encoding", t->encoding);
    field(&j, "title", a->title.s);
    field(&j, "published", a->published.s);
    field(&j, "outlet", a->outlet.s);
    field(&j, "site", a->site.s);
    field(&j, "url", a->url.s);
    cedu__json_key(&j, "authors"), cedu__json_open(&j, '[');
    for (size_t i = 0; i < a->author_count; i++) cedu__json_str(&j, a->authors[i].s);
    cedu__json_close(&j, ']');
    field(&j, "editor", a->editor.s);
    field(&j, "doc_type", a->doc_type);
    cedu__json_key(&j, "paragraphs"), cedu__json_open(&j, '[');
    for (size_t i = 0; i < a->block_count; i++) {
        const cedu_block *b = &a->blocks[i];
        uint32_t s, e;
        if (!b->main || b->kind == CEDU_BLOCK_title || b->kind == CEDU_BLOCK_byline) continue;
        cedu__map_range(&a->map, b->start, b->end, &s, &e);
        cedu__json_open(&j, '{');
        field(&j, "text", cedu__sub(a->text, b->start, b->end));
        cedu__json_key(&j, "start"), cedu__json_int(&j, cedu__text_cp(t, s));
        cedu__json_key(&j, "end"), cedu__json_int(&j, cedu__text_cp(t, e));
        cedu__json_key(&j, "heading"), cedu__json_int(&j, b->kind == CEDU_BLOCK_heading ? b->level : 0);
        cedu__json_close(&j, '}');
    }
    cedu__json_close(&j, ']');
    cedu__json_key(&j, "findings"), cedu__json_open(&j, '['), cedu__json_close(&j, ']');
    cedu__json_key(&j, "error"), cedu__json_null(&j);
    cedu__json_close(&j, '}');
    cedu__json_line(&j);
    fwrite(out.p, 1, out.n, stdout);
    cedu__buf_release(&out);
}

static void blocks(const char *path, const cedu_text *t, const cedu_article *a) {
    printf("== %s\n", path);
    printf("   title=%.*s | published=%.*s | outlet=%.*s | site=%.*s | editor=%.*s | type=%.*s | authors=", (int)a->title.s.n,
           a->title.s.p, (int)a->published.s.n, a->published.s.p, (int)a->outlet.s.n, a->outlet.s.p, (int)a->site.s.n,
           a->site.s.p, (int)a->editor.s.n, a->editor.s.p, (int)a->doc_type.n, a->doc_type.p);
    for (size_t i = 0; i < a->author_count; i++) printf("%.*s,", (int)a->authors[i].s.n, a->authors[i].s.p);
    printf("\n");
    for (size_t i = 0; i < a->block_count; i++) {
        const cedu_block *b = &a->blocks[i];
        uint32_t s, e, line = 1;
        size_t n = b->end - b->start > 120 ? 120 : b->end - b->start;
        while (n && b->start + n < b->end && ((unsigned char)a->text.p[b->start + n] & 0xC0) == 0x80) n--;
        cedu__map_range(&a->map, b->start, b->end, &s, &e);
        for (uint32_t k = 0; k < s; k++) line += t->s.p[k] == '\n';
        printf("%c %-10s %u l%-4u %.*s\n", b->main ? '+' : ' ', b->header ? "head row" : cedu__block_kind_name(b->kind),
               b->level, line, (int)n, a->text.p + b->start);
    }
}

int main(int argc, char **argv) {
    int i = 1, rounds = 0;
    bool show = false, flat = false;
    if (i < argc && strcmp(argv[i], "-v") == 0) (void)cedu__trace_set("page"), i++;
    if (i < argc && strcmp(argv[i], "-b") == 0) show = true, i++;
    if (i < argc && strcmp(argv[i], "-f") == 0) flat = true, i++;
    if (i + 1 < argc && strcmp(argv[i], "-t") == 0) rounds = atoi(argv[i + 1]), i += 2;
    if (i + 1 >= argc) {
        fprintf(stderr, "usage: page_dump [-v] [-b | -f | -t ROUNDS] PACK-FOLDER FILE...\n");
        return 2;
    }
    const char *dirs[1] = {argv[i++]};
    cedu_image *im = NULL;
    cedu_error err = {0};
    if (cedu__pack_compile(dirs, 1, &im, &err) != CEDU_OK) {
        fprintf(stderr, "packs: %s\n", err.en);
        return 1;
    }
    cedu_arena a;
    cedu__arena_init(&a, CEDU_MAX_PAGE_MEMORY);
    size_t bytes = 0, pages = 0;
    double seconds = 0;
    int status = 0;
    for (; i < argc; i++) {
        size_t n;
        char *p = slurp(argv[i], &n);
        if (!p) {
            perror(argv[i]);
            status = 1;
            continue;
        }
        cedu_text t;
        cedu_article art;
        cedu_page_options opt = {.name = argv[i]};
        for (int k = 0; k < (rounds ? rounds : 1); k++) {
            struct timespec t0, t1;
            cedu__arena_reset(&a);
            if (cedu__text_decode(p, n, NULL, &a, &t, &err) != CEDU_OK) {
                fprintf(stderr, "%s: %s\n", argv[i], err.en);
                status = 1;
                break;
            }
            clock_gettime(CLOCK_MONOTONIC, &t0);
            cedu_status s = cedu__page_read(im, &t, &opt, &a, &art, &err);
            clock_gettime(CLOCK_MONOTONIC, &t1);
            seconds += (double)(t1.tv_sec - t0.tv_sec) + (double)(t1.tv_nsec - t0.tv_nsec) / 1e9;
            bytes += t.s.n;
            pages++;
            if (s != CEDU_OK) {
                fprintf(stderr, "%s: %s\n", argv[i], err.en);
                status = 1;
                break;
            }
            if (rounds) continue;
            if (flat) printf("%.*s", (int)art.text.n, art.text.p);
            else if (show) blocks(argv[i], &t, &art);
            else record(argv[i], &t, &art);
        }
        free(p);
    }
    if (rounds)
        printf("%zu pages, %.1f MB of text, %.3f s: %.0f pages/s of 133 kB, %.1f MB/s\n", pages, (double)bytes / 1e6, seconds,
               (double)bytes / 133e3 / seconds, (double)bytes / 1e6 / seconds);
    cedu__arena_release(&a);
    cedu__image_free(im);
    return status;
}
