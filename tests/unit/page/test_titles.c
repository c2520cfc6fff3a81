/* test_titles.c - the titles of 30 shared pages, labelled by hand from what the page shows (its headline, not its window's title).
 * The pages and their words stay outside the repository: a label is the SHA-256 and the length in characters of the title,
 * half width, lower case, without blanks and quotation marks. At least 95 % must be right. Skipped where the pages are absent. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "page/page_priv.h"

static const struct {
    const char *page, *sha256;
    unsigned chars;
} labels[] = {
    {"cwced/0df12126-cd86-46a7-a00b-4d024a7a0954", "70c272eed03d693435b86d3d2e50db250a7441f04cfcc1489066194c39a59ff4", 19},
    {"cwced/2168485b-0614-4e1e-b88e-289bde57e5f0", "aad24cdedcecc090ba7ac3881166e0e2cc4e836b16b7f8e444355d3ee46fd5c7", 14},
    {"cwced/2bac7fb2-efbd-4444-99c8-51c72acf5c7d", "6f7bc423f6ec474291e0031a5463e244966fb5e5bc8c5cc5223a58ca73a59041", 23},
    {"cwced/35687fb1-3d1f-46ac-a1c1-30ae027b2ae4", "c918af19a303003a1b4879ddb39fcf3d142f1036afb9e262f28a8569494dee5e", 15},
    {"cwced/36efbc69-53dd-4d58-9e67-0353e2a1a7ec", "4579bf9eb2a6aa9deea408ec028b84b309ea869597ff1f18009dc69ba7f82941", 23},
    {"cwced/47f387e6-6467-41fd-a165-b13c1171c6e7", "8d2ae84f7eeaeea772e9add92f1304360983b916ecf4be17ec9b7769f48e2137", 27},
    {"cwced/4fa9dfe4-874c-4c43-9260-6ea22710852c", "8dd7b82fc1e5dce0343ba6b98d308991541bcf7aea80b642e6f1a7166bdcf9d4", 14},
    {"cwced/59562291-5657-476d-9902-ad76b53ef82b", "10ea633289a2396041f965ea21433e901fad6f187a7b890ad855ef2ff9035980", 11},
    {"cwced/6650f72a-89ca-403a-9384-204ea6c072e6", "f45e2a8ad892e5d5e4217eef0feac94503004baff74fbf8bfa8ac58feb3e08c3", 15},
    {"cwced/7c6d2080-5ab9-4385-9c0e-e1c8ed06efd3", "ce907f8789d54d7c37690aad837b764b4dbcdd1b1bfc5b5490faecb2a712c8f3", 15},
    {"cwced/8f1cdd94-6326-49be-bfd0-f3681cc7e89d", "ce83f46fef6e7235cfb3ffb8bb2be2bce2999c45913cdf7efc6f44b23d5ca76d", 9},
    {"cwced/a6e8b739-734a-4962-b1e3-b5ac29ecf4ab", "c7d5587f79618a7f1577d8441348b63a906520caae82d44a563e25203d547bdc", 27},
    {"cwced/b70f455d-50d6-4c8c-a450-07d8e5ca2e06", "f3efe4b093c96947428e8420d9e75c02fa4de2fe362410ad007035e765695eab", 5},
    {"cwced/c2d9f85c-f454-4bd5-8f4e-986580c1113a", "83bf0fba33067464bc14a1ee0559ca4e6616434217cce432007ab0bac329ff72", 16},
    {"cwced/caee0a34-e892-41c2-8bf6-f4f0ec9df78f", "d49624e8984155c43420beefb5eb62dc3a1b1cf27c6c6ff450e28c1737c0d316", 7},
    {"cwced/d02c66a2-2288-4641-a70e-01c908dcc6e6", "d1c596ca0912d4d802fc47059126ab9d0d865feba8108c649348ab7eb813a847", 10},
    {"cwced/d8d4c4ec-dc2a-420f-a9f8-5e8ee597b965", "f0f43c0085945d4f6e75baf5b71e400cf1503b558867285a7ff5386a1ac2e3b5", 24},
    {"cwced/e3f3b532-95de-433e-a4b5-ad51bb981c96", "086d7e47ff4b8efdf7814833d80812d259150131c930b90ef528090463977452", 8},
    {"cwced/e8847578-12f0-44cb-bdb7-4eec53c18ed1", "88240fa2488efe2362570187264d89ef1ab42f834693952a215ee4b6aa7d9ebd", 47},
    {"magic_zh/19851fb2dac0a2fa7f055d66aae86bea916167bdad780d0baccb38be1fe6407e",
     "baaa95426c0906d06d5afa734ab214f0263805ff018fc8690146be590dd5c509", 9},
    {"magic_zh/1e20e0271231de85fba26cef6db2bedebf916402368a4602c5adb5b2acf722e1",
     "41f3eb3681977113331f2eaba2b8d7919f7fe7d0a9623c2c2bf8a3bb316fbf66", 29},
    {"magic_zh/2338d64a03dcd33cdc0e7351495b53b979b8e612813020d58265f6669aa8a979",
     "cc9eb45bd2780536ba00fe1a128fa4f72bc5fb6fb1a3cfac6898cf920ff26b48", 13},
    {"magic_zh/42076fe0b7e334620dd25c6df7186a69e4c28c084800e3a7a46e99c3b1cf51b4",
     "6d1cb8b51d0c1eb72aa951666ea91855228946c56386d8535895fffe94051014", 20},
    {"magic_zh/4e55eac42f97a6d97d14795891d2e24b715bec8c057c592a81c3d7ca08aafa10",
     "bbf2764454a1ecd307c75665e90c9944a845481fd9388aa8b40ea1575d061726", 22},
    {"magic_zh/665b6857803ab81b73da628c35cf544684ace5d3112eccd181b130dbc1070b98",
     "564375341c4759efd851be2320bf37f9b03d64b81535082c1ef34eb0e483c055", 22},
    {"magic_zh/7e99760d0920deb099946fd607f580080345cf332fae8ac7eb15fd78f38d701a",
     "27d16116f3769e53698c8b1f5b859d61ca31e9024d3b29ccd876697eba514ee3", 13},
    {"magic_zh/83bd4dfc1e736b9a3885adc1ba5e74148b888887f494dc4e3f375a335e419a94",
     "69ad68abf0375f351d4c2e3faca3e5d8d544468ebef09c3561d45e8b105bca48", 11},
    {"magic_zh/8f8e788c3abb73656291f8a3a43956862f5d16bc3bb737476c920378f4630a61",
     "36a6c48f39664479459cfc527c176404b03fcb46f12ad3e1d70a10db77b60179", 14},
    {"magic_zh/9af148c8013298ffc245ded6c4321e98f0a876eb9a4c3aa5abc137ef00683896",
     "31e66ec966ca5c2828143b1724a38922c22fb0da41bb8f67c6b50dc40f583615", 37},
    {"magic_zh/cc1897c3d68906d2f86bee15a3405d309c486b777d40a391f45c8578e8e5bb3f",
     "cbdc717487a83e9a37cbd72272326c505be3eb2a24679041907bdfdc384a9a44", 18},
};

static cedu_str slurp(const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f) return (cedu_str){0};
    fseek(f, 0, SEEK_END);
    size_t n = (size_t)ftell(f);
    rewind(f);
    char *p = malloc(n + 1);
    assert_non_null(p);
    n = fread(p, 1, n, f);
    fclose(f);
    return (cedu_str){p, n};
}

/* Without quotation marks, straight or curly. */
static cedu_str plain(cedu_arena *a, cedu_str title) {
    cedu_str f = cedu__page_fold(a, title, NULL);
    char *out = cedu__arena_alloc(a, f.n + 1);
    size_t n = 0, len;
    for (size_t i = 0; out && i < f.n; i += len) {
        uint32_t c = cedu__u8_at(f, i, &len);
        if (c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201D)) continue;
        memcpy(out + n, f.p + i, len);
        n += len;
    }
    return (cedu_str){out, n};
}

static void test_titles(void **state) {
    (void)state;
    const char *dirs[] = {CEDU_TEST_PACKS "/core"};
    cedu_image *image = NULL;
    cedu_arena a;
    cedu_error err = {0};
    size_t right = 0, seen = 0;
    assert_int_equal(cedu__pack_compile(dirs, 1, &image, &err), CEDU_OK);
    cedu__arena_init(&a, (size_t)1 << 30);
    for (size_t i = 0; i < CEDU_COUNT(labels); i++) {
        char path[512], sha[65];
        snprintf(path, sizeof path, "%s/../../shared/pages/%s.html", CEDU_TEST_PACKS, labels[i].page);
        cedu_str bytes = slurp(path);
        if (!bytes.p) continue;
        cedu_text t;
        cedu_article art;
        cedu__arena_reset(&a);
        assert_int_equal(cedu__text_decode(bytes.p, bytes.n, NULL, &a, &t, &err), CEDU_OK);
        assert_int_equal(cedu__page_read(image, &t, NULL, &a, &art, &err), CEDU_OK);
        cedu_str title = plain(&a, art.title.s);
        cedu__sha256_hex(title.p, title.n, sha);
        bool ok = cedu__u8_count(title) == labels[i].chars && strcmp(sha, labels[i].sha256) == 0;
        if (!ok) print_message("%s: another title\n", labels[i].page);
        right += ok;
        seen++;
        free((void *)bytes.p);
    }
    cedu__arena_release(&a);
    cedu__image_free(image);
    if (!seen) {
        print_message("skipped: ../shared/pages is absent\n");
        skip();
    }
    print_message("%zu of %zu titles\n", right, seen);
    assert_true(right * 100 >= seen * 95);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_titles)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
