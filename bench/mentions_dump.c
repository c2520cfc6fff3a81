/* mentions_dump.c - mentions as NDJSON, for the scorers and for looking at the match room alone.
 *
 *     mentions_dump PACK... < INPUT.ndjson            {"id","text","ref"} a line -> {"id","pred":[...]} (offsets in code points)
 *     mentions_dump --all PACK... < INPUT.ndjson      posts, heads, cues, titles too, with the words themselves
 *     mentions_dump --speed FILE PACK...              MB/s of the file as one text, and cut into pages of 32 KB at line ends
 * The text is repaired first, as `cedu mentions` does; offsets are those of the input.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "match/match.h"
#include "repair/repair.h"

static int dump(const cedu_image *im, bool all) {
    char *line = NULL;
    size_t cap = 0;
    cedu_arena arena;
    cedu__arena_init(&arena, (size_t)1 << 30);
    cedu_buf out = {0};
    for (ssize_t n; (n = getline(&line, &cap, stdin)) > 0;) {
        json_t *j = json_loadb(line, (size_t)n, 0, NULL);
        if (!j) continue;
        json_t *t = json_object_get(j, "text"), *id = json_object_get(j, "id"), *ref = json_object_get(j, "ref");
        cedu_str in = {json_string_value(t), t ? json_string_length(t) : 0};
        cedu_match_options opt = {.ref_region = -1};
        int y, mo = 1, d = 1, h = 0, mi = 0, se = 0;
        if (json_is_string(ref) && sscanf(json_string_value(ref), "%d-%d-%dT%d:%d:%d", &y, &mo, &d, &h, &mi, &se) >= 1)
            opt.ref = (cedu_civil){(int16_t)y, (int8_t)mo, (int8_t)d, (int8_t)h, (int8_t)mi, (int8_t)se};
        cedu_clean clean = {0};
        cedu_error err = {0};
        cedu_mentions m = {0};
        if (cedu__repair_run(in, 0, &arena, &clean, &err) != CEDU_OK) { clean.text = in; }
        if (cedu__match_run(im, clean.text, &opt, &arena, &m, &err) != CEDU_OK) fprintf(stderr, "%s\n", err.en);
        char *ids = json_dumps(id, JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
        out.n = 0;
        cedu__buf_f(&out, "{\"id\":%s,\"pred\":[", ids ? ids : "null");
        bool first = true;
        for (size_t k = 0; k < m.n; k++) {
            const cedu_mention *x = &m.p[k];
            if (!all && x->type > CEDU_MENTION_sector) continue;
            uint32_t a = x->start, b = x->end;
            if (clean.map.n) cedu__map_range(&clean.map, x->start, x->end, &a, &b);
            size_t cs = cedu__u8_count(cedu__sub(in, 0, a)), ce = cs + cedu__u8_count(cedu__sub(in, a, b));
            cedu__buf_f(&out, "%s{\"start\":%zu,\"length\":%zu,\"type\":\"%s\",", first ? "" : ",", cs, ce - cs,
                        cedu__mention_name(x->type));
            if (all) {
                json_t *w = json_stringn(clean.text.p + x->start, x->end - x->start);
                char *z = json_dumps(w, JSON_ENCODE_ANY);
                cedu__buf_f(&out, "\"text\":%s,", z ? z : "null");
                free(z);
                json_decref(w);
            }
            cedu__buf_z(&out, "\"value\":");
            cedu__mention_json_value(im, x, &out);
            cedu__buf_char(&out, '}');
            first = false;
        }
        cedu__buf_z(&out, "]}\n");
        fwrite(out.p, 1, out.n, stdout);
        free(ids);
        json_decref(j);
        cedu__arena_reset(&arena);
    }
    cedu__buf_release(&out);
    cedu__arena_release(&arena);
    free(line);
    return 0;
}

static int speed(const cedu_image *im, const char *path) {
    FILE *f = fopen(path, "rb");
    if (!f) return perror(path), 1;
    fseek(f, 0, SEEK_END);
    long n = ftell(f);
    rewind(f);
    char *p = malloc((size_t)n + 1);
    if (!p || fread(p, 1, (size_t)n, f) != (size_t)n) return 1;
    fclose(f);
    n = (long)cedu__u8_valid(p, (size_t)n);
    cedu_arena arena;
    cedu__arena_init(&arena, (size_t)6 << 30);
    cedu_match_options opt = {.ref = {2023, 6, 8, 0, 0, 0}, .ref_region = -1};
    for (int round = 0; round < 4; round++) { /* twice as one text, twice in pages: memory warm the second time */
        size_t page = round < 2 ? (size_t)n : 32768, mentions = 0;
        struct timespec a, b;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
        for (size_t from = 0, to; from < (size_t)n; from = to) {
            to = from + page < (size_t)n ? from + page : (size_t)n;
            while (to < (size_t)n && p[to - 1] != '\n') to++;
            cedu_mentions m;
            cedu_error err;
            if (cedu__match_run(im, (cedu_str){p + from, to - from}, &opt, &arena, &m, &err) != CEDU_OK) return 1;
            mentions += m.n;
            cedu__arena_reset(&arena);
        }
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
        double t = (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
        printf("%s: %.1f MB, %zu mentions, %.3f s, %.1f MB/s\n", round < 2 ? "one text" : "pages   ", (double)n / 1e6, mentions,
               t, (double)n / 1e6 / t);
    }
    cedu__arena_release(&arena);
    free(p);
    return 0;
}

int main(int argc, char **argv) {
    int i = 1;
    bool all = argc > i && strcmp(argv[i], "--all") == 0;
    if (all) i++;
    const char *file = argc > i + 1 && strcmp(argv[i], "--speed") == 0 ? argv[i + 1] : NULL;
    if (file) i += 2;
    cedu_image *im;
    cedu_error err = {0};
    if (cedu__pack_compile((const char *const *)argv + i, (size_t)(argc - i), &im, &err) != CEDU_OK)
        return fprintf(stderr, "%s\n", err.en), 1;
    int rc = file ? speed(im, file) : dump(im, all);
    cedu__image_free(im);
    return rc;
}
