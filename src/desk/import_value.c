/* import_value.c - one cell as a value of its field. Numbers are read by the recogniser that reads pages, so 1.2亿元, 80万元, 300P and 1,250 mean
 * what they mean there; the unit that the heading names in brackets holds for bare numbers. What could mean two things is refused with the
 * way to write it: 0.65 in a column of percentages, a place that is no place, 2026-13-01. */
#include <math.h>
#include <stdlib.h>

#include "desk/csv.h"
#include "desk/import.h"
#include "match/match.h"

#define REFUSE(zh_, en_, ...) (*zh = cedu__arena_strf(a, zh_, __VA_ARGS__), *en = cedu__arena_strf(a, en_, __VA_ARGS__), false)
#define S(v)                  (int)(v).n, (v).p ? (v).p : ""

static bool bare(cedu_str s, double *out) { /* 1,250.5 */
    char z[64], *end;
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == ',' || s.p[i] == ' ') continue;
        if (n + 1 >= sizeof z) return false;
        z[n++] = s.p[i];
    }
    z[n] = '\0';
    if (!n || z[strspn(z, "+-.0123456789eE")]) return false;
    *out = strtod(z, &end);
    return !*end && isfinite(*out);
}

/* 亿元 -> 1e8, with the base unit 元; false: no unit of the packs. */
static bool unit_factor(const cedu_image *im, cedu_str word, double *factor, cedu_str *base, cedu_arena *a) {
    cedu_mentions m;
    cedu_match_options opt = {.ref_region = -1};
    cedu_str s = cedu__arena_strf(a, "10%.*s", S(word));
    if (cedu__match_run(im, s, &opt, a, &m, NULL) != CEDU_OK) return false;
    for (size_t i = 0; i < m.n; i++) {
        const cedu_mention *k = &m.p[i];
        if (k->start != 0 || k->end != s.n || !k->has_value || k->has_max || k->entry < 0) continue;
        cedu_str b = cedu__image_attr(im, k->entry, CEDU_ATTR_base);
        *factor = k->value / 10;
        *base = b.n ? b : cedu__image_entry(im, k->entry)->name;
        return true;
    }
    return false;
}

/* A number with or without a unit, in base units. */
static bool amount(const cedu_image *im, const cedu_import_column *col, cedu_str s, const cedu_import_cell *cell, cedu_arena *a,
                   double *v, cedu_str *unit, cedu_str *zh, cedu_str *en) {
    const cedu_desk_field *f = col->field;
    double n, factor = 1;
    cedu_str base = {0};
    *unit = f->unit;
    bool number = cell->has_number && !cell->date;
    if (number || bare(s, &n)) {
        if (number) n = cell->number * (cell->percent ? 100 : 1);
        if (col->unit.n && !cell->percent) {
            cedu_str word =
                f->type == CEDU_DESK_compute && col->unit.n <= 1 ? cedu__arena_strf(a, "%.*sFLOPS", S(col->unit)) : col->unit;
            if (!unit_factor(im, word, &factor, &base, a))
                return REFUSE("表头的单位“%.*s”不认识", "the heading's unit \"%.*s\" is not known", S(col->unit));
        } else if (f->type == CEDU_DESK_compute)
            return REFUSE("“%.*s”没有写单位：写作 300P 或在表头写“（PFLOPS）”",
                          "\"%.*s\" has no unit: write 300P, or the unit in the heading", S(s));
        *v = n * factor;
        return !base.n || !f->unit.n || cedu__eq(base, f->unit) || f->type == CEDU_DESK_number
                   ? true
                   : REFUSE("单位“%.*s”与这一列不符，应为%.*s", "unit \"%.*s\" does not fit this column: %.*s", S(base),
                            S(f->unit));
    }
    cedu_str t = s;
    if (f->type == CEDU_DESK_compute && t.n &&
        (t.p[t.n - 1] == 'P' || t.p[t.n - 1] == 'E' || t.p[t.n - 1] == 'T' || t.p[t.n - 1] == 'p'))
        t = cedu__arena_strf(a, "%.*s%s", S(t), "FLOPS");
    cedu_mentions m;
    cedu_match_options opt = {.ref_region = -1};
    if (cedu__match_run(im, t, &opt, a, &m, NULL) != CEDU_OK) return REFUSE("“%.*s”不是数值", "\"%.*s\" is no number", S(s));
    for (size_t i = 0; i < m.n; i++) {
        const cedu_mention *k = &m.p[i];
        if (k->start != 0 || k->end != t.n) continue;
        if (k->has_max || k->modifier != CEDU_MOD_EQ || k->vague || !k->has_value)
            return REFUSE("“%.*s”不是一个确定的数", "\"%.*s\" is not one certain number", S(s));
        cedu_str b = k->entry >= 0 && cedu__image_entry(im, k->entry)->cls == CEDU_CLASS_unit
                         ? cedu__image_attr(im, k->entry, CEDU_ATTR_base)
                         : (cedu_str){0};
        if (!b.n && k->entry >= 0) b = cedu__image_entry(im, k->entry)->name;
        if (k->type == CEDU_MENTION_percent) b = CEDU_STR("%");
        bool count = f->type == CEDU_DESK_integer || f->type == CEDU_DESK_number;
        if (b.n && f->unit.n && !cedu__eq(b, f->unit) && !count)
            return REFUSE("“%.*s”的单位与这一列不符，应为%.*s", "the unit of \"%.*s\" does not fit this column: %.*s", S(s),
                          S(f->unit));
        *v = k->value;
        if (b.n && count) *unit = b;
        return true;
    }
    return REFUSE("“%.*s”不是数值", "\"%.*s\" is no number", S(s));
}

static int days_in(int y, int m) {
    static const int d[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && ((y % 4 == 0 && y % 100 != 0) || y % 400 == 0) ? 29 : d[m - 1];
}

/* 2026-03-01, 2026/3/1, 2026.3, 2026年3月1日, 20260301, 2024Q3 (a period): ISO 8601. */
static bool when(cedu_str s, bool period, cedu_arena *a, cedu_str *out) {
    int part[3] = {0}, n = 0, digits = 0;
    if (s.n == 8 && strspn(s.p, "0123456789") >= 8) {
        for (int i = 0; i < 8; i++) part[i < 4 ? 0 : i < 6 ? 1 : 2] = part[i < 4 ? 0 : i < 6 ? 1 : 2] * 10 + (s.p[i] - '0');
        n = 3;
    } else {
        size_t len;
        for (size_t i = 0; i < s.n; i += len) {
            uint32_t c = cedu__u8_at(s, i, &len);
            if (c >= '0' && c <= '9') {
                if (digits == 0 && ++n > 3) return false;
                if (++digits > 4) return false;
                part[n - 1] = part[n - 1] * 10 + (int)(c - '0');
            } else if (c == ' ' && n == 3) break; /* a time of day */
            else if (c == '-' || c == '/' || c == '.' || c == 0x5E74 || c == 0x6708 || c == 0x65E5 || c == 0x5EA6 ||
                     c == 0x5E95 || c == 0x672B)
                digits = 0;
            else if (period && n == 1 && (c == 'Q' || c == 'q') && i + 1 < s.n) {
                char q = s.p[i + 1];
                if (q < '1' || q > '4' || i + 2 != s.n) return false;
                return (*out =
                            cedu__arena_strf(a, "%04d-%02d/%04d-%02d", part[0], (q - '1') * 3 + 1, part[0], (q - '1') * 3 + 3)),
                       true;
            } else return false;
        }
    }
    if (n < 1 || part[0] < 1900 || part[0] > 2200 || (n > 1 && (part[1] < 1 || part[1] > 12)) ||
        (n > 2 && (part[2] < 1 || part[2] > days_in(part[0], part[1]))))
        return false;
    *out = n == 1   ? cedu__arena_strf(a, "%04d", part[0])
           : n == 2 ? cedu__arena_strf(a, "%04d-%02d", part[0], part[1])
                    : cedu__arena_strf(a, "%04d-%02d-%02d", part[0], part[1], part[2]);
    return true;
}

static cedu_str number_text(double v, cedu_arena *a) { return cedu__arena_strf(a, "%.15g", v); }

bool cedu__import_value(const cedu_image *im, const cedu_import_column *col, const cedu_import_cell *cell, cedu_arena *a,
                        cedu_import_value *out, cedu_str *zh, cedu_str *en) {
    const cedu_desk_field *f = col->field;
    cedu_str s = cedu__trim(cell->text), unit = {0};
    double v = 0;
    *out = (cedu_import_value){.field = f, .as_written = cell->text, .line = cell->line, .column = cell->column, .value = s};
    if (cell->error) return REFUSE("单元格是错误值 %.*s", "the cell holds the error %.*s", S(s));
    switch (f->type) {
    case CEDU_DESK_text: return true;
    case CEDU_DESK_list: {
        cedu_strs items = cedu__csv_items(s, a);
        cedu_buf b = {0};
        for (size_t i = 0; i < items.n; i++) cedu__buf_z(&b, i ? "、" : ""), cedu__buf_str(&b, items.p[i]);
        if (b.n) out->value = cedu__arena_str(a, cedu__buf_view(&b));
        cedu__buf_release(&b);
        return true;
    }
    case CEDU_DESK_region: {
        cedu_strs others;
        cedu_str name = cedu__reason_name_region(im, s, a, &others);
        if (others.n)
            return REFUSE("“%.*s”可以是 %.*s 等几处，请写全称", "\"%.*s\" may be %.*s or another: write the full name", S(s),
                          S(name));
        if (!name.p)
            return REFUSE("“%.*s”不是认得的地区，请写规范名称或区划代码",
                          "\"%.*s\" is no region that is known: write its name or code", S(s));
        return out->value = name, true;
    }
    case CEDU_DESK_date:
    case CEDU_DESK_period:
        if (cell->has_number && !cell->date && f->type == CEDU_DESK_date && cell->number > 3000)
            return REFUSE("“%.*s”不是日期；若是日期，请把单元格设为日期格式",
                          "\"%.*s\" is no date; if it is, format the cell as one", S(s));
        if (!when(s, f->type == CEDU_DESK_period, a, &out->value))
            return REFUSE("“%.*s”不是日期，写作 2026-03-01 或 2026年3月", "\"%.*s\" is no date: write 2026-03-01", S(s));
        return true;
    case CEDU_DESK_percent:
        if (!amount(im, col, s, cell, a, &v, &unit, zh, en)) return false;
        if (!cell->percent && v > 0 && v <= 1 && cedu__find(s, CEDU_STR("%"), 0) < 0)
            return REFUSE("“%.*s”是比例还是百分数？写作 65%%", "\"%.*s\": a ratio or a percentage? write 65%%", S(s));
        break;
    case CEDU_DESK_integer:
        if (!amount(im, col, s, cell, a, &v, &unit, zh, en)) return false;
        if (v != floor(v) || v < 0)
            return REFUSE("“%.*s”应为不小于 0 的整数", "\"%.*s\" is to be a whole number, 0 or more", S(s));
        break;
    case CEDU_DESK_money:
    case CEDU_DESK_compute:
        if (!amount(im, col, s, cell, a, &v, &unit, zh, en)) return false;
        if (v < 0) return REFUSE("“%.*s”小于 0", "\"%.*s\" is below 0", S(s));
        break;
    case CEDU_DESK_number:
    case CEDU_DESK_TYPE_COUNT:
        if (!amount(im, col, s, cell, a, &v, &unit, zh, en)) return false;
        break;
    }
    out->has_number = true, out->number = v, out->unit = unit, out->value = number_text(v, a);
    return true;
}
