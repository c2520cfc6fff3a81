/* api_settings.c - 设置: which packs are read and what is in them, and the thresholds by which answers are judged and cut.
 *
 * Both are what this program runs with; they are changed by packs of one's own (docs/packs.md) and in the source (limits.h), not here. To show
 * another threshold: a row in `thresholds`.
 */
#include "serve/think.h"

typedef struct threshold {
    const char *name;
    double value;
    const char *zh, *en;
} threshold;
static const threshold thresholds[] = {
    {"unsure", CEDU_UNSURE, "把握低于此的事实进校核队列", "facts less certain than this wait for review"},
    {"think_big", CEDU_THINK_BIG, "事实多于此，全库的目标、矛盾和影响在后台算",
     "above so many facts, what concerns the whole base is worked out beside the requests"},
    {"think_most", CEDU_THINK_MOST, "事实多于此，只按地区、指标或文档算",
     "above so many facts only regions, indicators and documents are judged"},
    {"region_facts", CEDU_MAX_REGION_FACTS, "一个地区看最近的这么多条事实，多出时页上会说",
     "of a region so many facts are looked at, the latest; the page says when there are more"},
    {"overlaps", CEDU_MAX_OVERLAPS, "布局重叠最多列出这么多处（计数不限）", "so many overlaps are listed; counts are complete"},
    {"rows", CEDU_SERVE_MAX_ROWS, "一次最多取这么多行", "rows an answer has at most"},
    {"upload", (double)CEDU_MAX_UPLOAD, "一个上传文件最多这么多字节", "bytes of one uploaded file"},
};

/* Entries of a class stand together in the image, not those of a pack: they are counted by where their row stands. */
typedef struct counted {
    cedu_str name;
    size_t entries, of[CEDU_CLASS_COUNT];
} counted;

cedu_status cedu__api_settings(cedu_request *q, cedu_json *j, cedu_error *err) {
    const cedu_image *im = q->engine->image;
    CEDU_VEC(counted) v = {0};
    for (size_t i = 0; i < cedu__image_entries(im); i++) {
        uint32_t line;
        cedu_str where = cedu__image_where(im, (int32_t)i, &line);
        const char *slash = where.n ? memchr(where.p, '/', where.n) : NULL;
        cedu_str name = slash ? cedu__sub(where, 0, (size_t)(slash - where.p)) : where;
        size_t k = 0;
        while (k < v.n && !cedu__eq(v.p[k].name, name)) k++; /* few */
        if (k == v.n && !CEDU_PUSH(q->arena, &v, ((counted){.name = name}))) return cedu__fail_nomem(err);
        v.p[k].entries++, v.p[k].of[cedu__image_entry(im, (int32_t)i)->cls]++;
    }
    cedu__json_open(j, '{');
    cedu__put_int(j, "v", CEDU_CONTRACT);
    cedu__put_z(j, "fingerprint", cedu_engine_fingerprint(q->engine));
    cedu__json_key(j, "packs");
    cedu__json_open(j, '[');
    for (size_t k = 0; k < v.n; k++) {
        cedu__json_open(j, '{');
        cedu__put_str(j, "name", v.p[k].name);
        cedu__put_int(j, "entries", (int64_t)v.p[k].entries);
        cedu__json_key(j, "classes");
        cedu__json_open(j, '{');
        for (size_t c = 0; c < CEDU_CLASS_COUNT; c++)
            if (v.p[k].of[c]) cedu__put_int(j, cedu__class_name((cedu_class)c), (int64_t)v.p[k].of[c]);
        cedu__json_close(j, '}');
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_key(j, "thresholds");
    cedu__json_open(j, '[');
    for (size_t k = 0; k < CEDU_COUNT(thresholds); k++) {
        cedu__json_open(j, '{');
        cedu__put_z(j, "name", thresholds[k].name);
        cedu__put_num(j, "value", thresholds[k].value);
        cedu__put_z(j, "zh", thresholds[k].zh);
        cedu__put_z(j, "en", thresholds[k].en);
        cedu__json_close(j, '}');
    }
    cedu__json_close(j, ']');
    cedu__json_close(j, '}');
    return CEDU_OK;
}
