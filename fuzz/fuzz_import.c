/* fuzz_import.c - any bytes as a table of the user's own. The first byte says which kind of table and what the file is called (csv, xlsx, json).
 * Every cell, heading and problem must be UTF-8; rows and columns must be those of the cells. */
#include <stdlib.h>

#include "desk/import.h"

static void text(cedu_str s) {
    if (s.n && cedu__u8_valid(s.p, s.n) != s.n) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const kinds[] = {"companies", "scenarios", "compute", "indicators", "talents", "funds"};
    static const char *const names[] = {"t.csv", "t.xlsx", "t.json"};
    static cedu_image *image; /* compiled once */
    cedu_arena a;
    cedu_import im;
    cedu_error err;
    if (!image) {
        static const char *const dirs[] = {CEDU_FUZZ_PACKS "/core", CEDU_FUZZ_PACKS "/ai-industry"};
        if (cedu__pack_compile(dirs, 2, &image, &err) != CEDU_OK) abort();
    }
    if (!size) return 0;
    cedu__arena_init(&a, CEDU_MAX_SCRATCH);
    cedu_str bytes = cedu__arena_str(&a, (cedu_str){(const char *)data + 1, size - 1});
    if (cedu__import_open(image, cedu__str(kinds[data[0] % 6]), cedu__str(names[data[0] / 6 % 3]), bytes, (cedu_str){0},
                          (cedu_strs){0}, &a, &im, &err) == CEDU_OK) {
        for (size_t i = 0; i < im.cell_count; i++) {
            text(im.cells[i].text);
            if (!im.cells[i].line || !im.cells[i].column) abort();
        }
        for (size_t i = 0; i < im.column_count; i++) text(im.columns[i].heading);
        for (size_t i = 0; i < im.problem_count; i++) text(im.problems[i].zh), text(im.problems[i].en);
        if (im.row_count > im.cell_count) abort();
    }
    cedu__arena_release(&a);
    return 0;
}
