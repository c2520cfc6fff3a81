/* fields.c - what a fact has beside its columns, as one JSON object (names of CEDU_FACT_FIELDS) and back; years of a period.
 *
 * Reading is forgiving: an unknown name or a wrong type is left out, so that a file of a newer pack still opens.
 */
#include <jansson.h>
#include <stdlib.h>

#include "base/json.h"
#include "store/internal.h"

void cedu__store_strs_write(cedu_strs v, cedu_buf *out) {
    cedu_json j = {.out = out};
    cedu__json_strs(&j, v);
}

void cedu__store_fields_write(const cedu_field *f, cedu_buf *out) {
    if (!f) return;
    cedu_json j = {.out = out};
    cedu__json_open(&j, '{');
    for (; f; f = f->next) {
        if ((unsigned)f->id >= CEDU_FIELD_COUNT) continue;
        cedu__json_key(&j, cedu_field_name(f->id));
        switch (cedu__field_type(f->id)) {
        case CEDU_FIELD_IS_STR: cedu__json_str(&j, f->str); break;
        case CEDU_FIELD_IS_STRS: cedu__json_strs(&j, f->strs); break;
        case CEDU_FIELD_IS_NUM: cedu__json_num(&j, f->num); break;
        case CEDU_FIELD_IS_BOOL: cedu__json_bool(&j, f->num != 0); break;
        }
    }
    cedu__json_close(&j, '}');
}

static cedu_str string_of(const json_t *v, cedu_arena *a) {
    if (!json_is_string(v)) return (cedu_str){0};
    return cedu__arena_str(a, (cedu_str){json_string_value(v), json_string_length(v)});
}

static cedu_strs strings_of(const json_t *v, cedu_arena *a) {
    size_t n = json_array_size(v), k = 0;
    cedu_str *p = n ? CEDU_NEW_N(a, cedu_str, n) : NULL;
    for (size_t i = 0; p && i < n; i++) {
        cedu_str one = string_of(json_array_get(v, i), a);
        if (one.p) p[k++] = one;
    }
    return (cedu_strs){p, p ? k : 0};
}

cedu_strs cedu__store_strs_read(cedu_str json, cedu_arena *a) {
    if (json.n == 0) return (cedu_strs){0};
    json_t *root = json_loadb(json.p, json.n, 0, NULL);
    cedu_strs v = strings_of(root, a);
    json_decref(root);
    return v;
}

const cedu_field *cedu__store_fields_read(cedu_str json, cedu_arena *a) {
    if (json.n == 0) return NULL;
    json_t *root = json_loadb(json.p, json.n, 0, NULL);
    cedu_field *first = NULL, *last = NULL;
    for (size_t i = 0; root && i < CEDU_FIELD_COUNT; i++) {
        const json_t *v = json_object_get(root, cedu_field_name((cedu_field_id)i));
        if (!v || json_is_null(v)) continue;
        cedu_field *f = CEDU_NEW(a, cedu_field);
        if (!f) break;
        f->id = (cedu_field_id)i;
        switch (cedu__field_type((cedu_field_id)i)) {
        case CEDU_FIELD_IS_STR: f->str = string_of(v, a); break;
        case CEDU_FIELD_IS_STRS: f->strs = strings_of(v, a); break;
        case CEDU_FIELD_IS_NUM: f->num = json_number_value(v); break;
        case CEDU_FIELD_IS_BOOL: f->num = json_is_true(v); break;
        }
        if (last) last->next = f;
        else first = f;
        last = f;
    }
    json_decref(root);
    return first;
}

static int year_at(cedu_str s, size_t i) {
    int y = 0;
    if (i + 4 > s.n) return 0;
    for (size_t k = i; k < i + 4; k++) {
        if (s.p[k] < '0' || s.p[k] > '9') return 0;
        y = y * 10 + (s.p[k] - '0');
    }
    return y;
}

void cedu__store_years(cedu_str period, int *from, int *to) {
    *from = *to = 0;
    if (period.n == 0) return;
    ptrdiff_t slash = cedu__find(period, CEDU_STR("/"), 0);
    *from = year_at(period, 0);
    if (slash < 0) {
        *to = *from;
        return;
    }
    cedu_str end = cedu__sub(period, (size_t)slash + 1, period.n);
    *to = cedu__eqz(end, "..") ? 9999 : year_at(end, 0);
    /* 2020-03/06: the end has no year of its own */
    if (*to == 0) *to = *from;
}
