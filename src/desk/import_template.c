/* import_template.c - an empty table to fill in: headings, two example rows marked as such, and a sheet that explains each column. Examples
 * begin with 示例, and the import leaves rows out whose key does. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "desk/import.h"

static void put(lxw_worksheet *ws, lxw_row_t r, lxw_col_t c, cedu_str s, lxw_format *f) {
    char z[512];
    snprintf(z, sizeof z, "%.*s", (int)s.n, s.p ? s.p : "");
    worksheet_write_string(ws, r, c, z, f);
}

static const char *advice(cedu_desk_type t, bool english) {
    static const char *const say[CEDU_DESK_TYPE_COUNT][2] = {
        [CEDU_DESK_text] = {"文字", "text"},
        [CEDU_DESK_list] = {"几项之间用顿号隔开", "items with 、 or ; between"},
        [CEDU_DESK_region] = {"地区的规范名称或区划代码", "a region's name or code"},
        [CEDU_DESK_date] = {"日期：2026-03-01", "a date: 2026-03-01"},
        [CEDU_DESK_period] = {"时期：2024、2024-06、2024Q2", "a period: 2024, 2024-06, 2024Q2"},
        [CEDU_DESK_number] = {"数值，可带单位", "a number, with or without a unit"},
        [CEDU_DESK_integer] = {"整数", "a whole number"},
        [CEDU_DESK_percent] = {"百分数：65%", "a percentage: 65%"},
        [CEDU_DESK_money] = {"金额：80万元、1.2亿元；纯数字按元", "an amount: 80万元; bare numbers are 元"},
        [CEDU_DESK_compute] = {"算力：300P、1.5EFLOPS，必须写单位", "compute: 300P, 1.5EFLOPS, the unit is required"},
    };
    return say[t][english];
}

static lxw_error fill(lxw_workbook *wb, const cedu_desk_kind *k, bool english) {
    char name[40];
    snprintf(name, sizeof name, "%.*s", (int)k->label.n, k->label.p);
    lxw_worksheet *ws = workbook_add_worksheet(wb, name), *how = workbook_add_worksheet(wb, english ? "Columns" : "填写说明");
    lxw_format *head = workbook_add_format(wb), *grey = workbook_add_format(wb);
    format_set_bold(head), format_set_bg_color(head, 0xE8EEF7), format_set_border(head, LXW_BORDER_THIN);
    format_set_italic(grey), format_set_font_color(grey, 0x808080);
    static const char *const titles[2][4] = {{"列", "必填", "写法", "单位"}, {"column", "required", "how", "unit"}};
    for (int i = 0; i < 4; i++) put(how, 0, (lxw_col_t)i, cedu__str(titles[english][i]), head);
    for (size_t i = 0; i < k->field_count; i++) {
        const cedu_desk_field *f = &k->fields[i];
        put(ws, 0, (lxw_col_t)i, f->label, head);
        for (size_t r = 0; r < f->shows.n && r < 2; r++) {
            bool mark = f->key && i == 0 && !cedu__starts(f->shows.p[r], CEDU_STR("示例"));
            char z[600];
            snprintf(z, sizeof z, "%s%.*s", mark ? "示例" : "", (int)f->shows.p[r].n, f->shows.p[r].p);
            put(ws, (lxw_row_t)r + 1, (lxw_col_t)i, cedu__str(z), grey);
        }
        put(how, (lxw_row_t)i + 1, 0, f->label, NULL);
        put(how, (lxw_row_t)i + 1, 1, f->key || f->need ? (english ? CEDU_STR("yes") : CEDU_STR("是")) : CEDU_STR(""), NULL);
        put(how, (lxw_row_t)i + 1, 2, cedu__str(advice(f->type, english)), NULL);
        put(how, (lxw_row_t)i + 1, 3, f->unit, NULL);
    }
    put(how, (lxw_row_t)k->field_count + 2, 0,
        english
            ? CEDU_STR(
                  "Rows that begin with 示例 are examples: cedu import leaves them out. Empty cells are unknown, never zero.")
            : CEDU_STR("以“示例”开头的行是例子，导入时略去；空格是未知，不是零。"),
        NULL);
    worksheet_set_column(ws, 0, (lxw_col_t)(k->field_count - 1), 18, NULL);
    worksheet_set_column(how, 0, 0, 20, NULL);
    worksheet_set_column(how, 2, 2, 44, NULL);
    worksheet_freeze_panes(ws, 1, 0);
    return workbook_close(wb);
}

cedu_status cedu__import_template(const cedu_desk_kind *kind, bool english, cedu_buf *out, cedu_error *err) {
    const char *dir = getenv("TMPDIR");
    char path[512];
    if (snprintf(path, sizeof path, "%s/cedu-XXXXXX", dir && *dir ? dir : "/tmp") >= (int)sizeof path)
        return cedu__fail(err, CEDU_IO, "TMPDIR 太长", "TMPDIR is too long");
    int fd = mkstemp(path);
    if (fd < 0) return cedu__fail(err, CEDU_IO, "不能建立临时文件", "no temporary file could be made");
    close(fd);
    lxw_workbook *wb = workbook_new(path);
    cedu_status st = wb && fill(wb, kind, english) == LXW_NO_ERROR
                         ? CEDU_OK
                         : cedu__fail(err, CEDU_IO, "写不成模板", "the template cannot be written");
    FILE *f = st == CEDU_OK ? fopen(path, "rb") : NULL;
    char block[8192];
    for (size_t n; f && (n = fread(block, 1, sizeof block, f)) > 0;) cedu__buf_add(out, block, n);
    if (f) fclose(f);
    unlink(path);
    return st == CEDU_OK && (out->failed || !out->n) ? cedu__fail_nomem(err) : st;
}
