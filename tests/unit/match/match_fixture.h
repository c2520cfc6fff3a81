/* match_fixture.h - the packs compiled once, and a run over one text, for the tests of the match room. */
#ifndef MATCH_FIXTURE_H
#define MATCH_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "match/match.h"

static cedu_image *im;

static int load_packs(void **state) {
    (void)state;
    static const char *const dirs[] = {CEDU_TEST_PACKS "/core", CEDU_TEST_PACKS "/ai-industry"};
    cedu_error err = {0};
    if (cedu__pack_compile(dirs, 2, &im, &err) != CEDU_OK) return fprintf(stderr, "%s\n", err.en), 1;
    return 0;
}
static int drop_packs(void **state) {
    (void)state;
    cedu__image_free(im);
    return 0;
}
static cedu_mentions run_text(cedu_str s, cedu_civil ref, int32_t region, cedu_arena *a) {
    cedu_match_options opt = {.ref = ref, .ref_region = region};
    cedu_mentions m;
    cedu_error err = {0};
    if (cedu__match_run(im, s, &opt, a, &m, &err) != CEDU_OK) fail_msg("%s", err.en);
    return m;
}

#endif
