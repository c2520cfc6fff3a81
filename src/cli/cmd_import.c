/* cmd_import.c - `cedu import`: users' own tables. Thin: src/desk/import.h does the work. Nothing is written before the mapping was shown
 * and confirmed (--yes, or y at the terminal), nor while a single cell is wrong. */
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"
#include "desk/import.h"

static const cedu_column map_columns[] = {
    {"column", "列", "column", CEDU_RIGHT, 0},
    {"heading", "表头", "heading", CEDU_LEFT, 8},
    {"field", "字段", "field", CEDU_LEFT, 0},
    {"label", "含义", "meaning", CEDU_LEFT, 0},
    {"type", "类型", "type", CEDU_LEFT, 0},
    {"unit", "单位", "unit", CEDU_LEFT, 0},
    {"example", "第一个值", "first value", CEDU_LEFT, 12},
};
static void show_mapping(cli *c, const cedu_import *im) {
    cedu_table *t =
        cli_section(c, "mapping", CLI_T(c, "列与字段的对应", "columns and fields"), map_columns, CEDU_COUNT(map_columns));
    for (size_t i = 0; t && i < im->column_count; i++) {
        const cedu_import_column *k = &im->columns[i];
        cedu_str first = {0};
        for (size_t m = 0; m < im->cell_count && !first.p; m++)
            if (im->cells[m].column == k->column && im->cells[m].line > im->header) first = im->cells[m].text;
        cedu_cell none = {
            .type = CEDU_CELL_STR, .str = CEDU_STR(""), .people = cedu__str(CLI_T(c, "（不导入）", "(left out)"))};
        cedu_cell cells[] = {CEDU_CELL_N(k->column),
                             cli_cell(k->heading),
                             k->field ? cli_cell(k->field->id) : none,
                             k->field ? cli_cell(k->field->label) : CEDU_CELL_ABSENT(),
                             k->field ? CEDU_CELL_S(cedu__str(cedu__desk_type_name(k->field->type))) : CEDU_CELL_ABSENT(),
                             cli_cell(k->unit.n  ? k->unit
                                      : k->field ? k->field->unit
                                                 : (cedu_str){0}),
                             cli_cell(first)};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, "");
}

static const cedu_column problem_columns[] = {
    {"file", "文件", "file", CEDU_LEFT, 8},        {"sheet", "工作表", "sheet", CEDU_LEFT, 0},
    {"line", "行", "row", CEDU_RIGHT, 0},          {"column", "列", "column", CEDU_RIGHT, 0},
    {"heading", "表头", "heading", CEDU_LEFT, 6},  {"text", "内容", "text", CEDU_LEFT, 8},
    {"problem", "问题", "problem", CEDU_LEFT, 20},
};
static void show_problems(cli *c, const cedu_import *im) {
    cedu_table *t = cli_section(c, "problems", CLI_T(c, "问题", "problems"), problem_columns, CEDU_COUNT(problem_columns));
    for (size_t i = 0; t && i < im->problem_count; i++) {
        const cedu_import_problem *p = &im->problems[i];
        cedu_cell cells[] = {cli_cell(im->file),
                             cli_cell(im->sheet),
                             p->line ? CEDU_CELL_N(p->line) : CEDU_CELL_ABSENT(),
                             p->column ? CEDU_CELL_N(p->column) : CEDU_CELL_ABSENT(),
                             cli_cell(p->heading),
                             cli_cell(p->text),
                             cli_cell(c->english ? p->en : p->zh)};
        if (!cedu__table_row(t, cells)) break;
    }
    if (t) cli_table_end(c, t, "");
}

static const cedu_column row_columns[] = {
    {"origin", "来源", "origin", CEDU_LEFT, 0},
    {"kind", "表", "kind", CEDU_LEFT, 0, true},
    {"key", "行", "row", CEDU_LEFT, 10},
    {"field", "字段", "field", CEDU_LEFT, 0},
    {"value", "值", "value", CEDU_LEFT, 8},
    {"number", "数值", "number", CEDU_RIGHT, 0, true},
    {"unit", "单位", "unit", CEDU_LEFT, 0, true},
    {"as_written", "原样", "as written", CEDU_LEFT, 8},
    {"where", "出处", "where", CEDU_LEFT, 12},
    {"file", "文件", "file", CEDU_LEFT, 0, true},
    {"sheet", "工作表", "sheet", CEDU_LEFT, 0, true},
    {"line", "行号", "line", CEDU_RIGHT, 0, true},
    {"column", "列号", "column", CEDU_RIGHT, 0, true},
    {"sha256", "SHA-256", "SHA-256", CEDU_LEFT, 0, true},
    {"imported_at", "导入于", "imported", CEDU_LEFT, 0},
};
static int show_rows(cli *c, const cedu_desk_kind *k) {
    cedu_desk_rows rows;
    cedu_error err;
    cedu_store *s = cli_open(c, false);
    if (!s) return c->code;
    if (cedu__desk_rows(s, k->name, &c->arena, &rows, &err) != CEDU_OK) cli_fail(c, NULL, &err);
    else {
        cedu_table *t = cli_table(c, row_columns, CEDU_COUNT(row_columns));
        for (size_t i = 0; t && i < rows.n; i++)
            for (size_t m = 0; m < rows.p[i].n; m++) {
                const cedu_desk_cell *x = &rows.p[i].cells[m];
                const cedu_desk_field *f = cedu__desk_field(k, x->field);
                cedu_cell cells[] = {{.type = CEDU_CELL_STR,
                                      .str = CEDU_STR("user"),
                                      .people = cedu__str(CLI_T(c, CEDU_DESK_ORIGIN_ZH, CEDU_DESK_ORIGIN_EN))},
                                     CEDU_CELL_S(k->name),
                                     cli_cell(rows.p[i].key),
                                     {.type = CEDU_CELL_STR, .str = x->field, .people = f && !c->english ? f->label : x->field},
                                     cli_cell(x->value),
                                     x->has_number ? CEDU_CELL_N(x->number) : CEDU_CELL_ABSENT(),
                                     cli_cell(x->unit),
                                     cli_cell(x->as_written),
                                     CEDU_CELL_S(cedu__desk_where(x, c->english, &c->arena)),
                                     cli_cell(x->file),
                                     cli_cell(x->sheet),
                                     CEDU_CELL_N(x->line),
                                     CEDU_CELL_N(x->column),
                                     CEDU_CELL_S(cedu__str(x->sha256)),
                                     cli_cell(x->imported_at)};
                if (!cedu__table_row(t, cells)) break;
            }
        if (t) cli_table_end(c, t, CLI_T(c, "还没有导入这种表", "no table of this kind was imported"));
    }
    cedu__store_close(s);
    return c->code;
}

static bool confirmed(cli *c) {
    if (c->opt[CLI_yes]) return true;
    if (!isatty(STDIN_FILENO) || !c->err_tty)
        return cli_usage(c, CLI_T(c, "没有写入：核对上面的对应，加 --yes 确认（用 --map 列=字段 更改）",
                                  "nothing was written: look at the columns above and confirm with --yes (change them with "
                                  "--map COLUMN=FIELD)")),
               false;
    cli_flush(c);
    fputs(CLI_T(c, "这样导入吗？[y/N] ", "Import like this? [y/N] "), stderr);
    char answer[16] = "";
    if (fgets(answer, sizeof answer, stdin) && (answer[0] == 'y' || answer[0] == 'Y')) return true;
    return cli_say(c, CLI_T(c, "没有写入", "nothing was written")), false;
}

static int import_file(cli *c, const cedu_image *im, const char *path) {
    cedu_bytes b;
    cedu_error err;
    cedu_import x;
    cedu_str map[CLI_MAX_FIELDS];
    for (size_t i = 0; i < c->field_count; i++) map[i] = cedu__str(c->fields[i]);
    if (cedu__input_read(path, &b, &err) != CEDU_OK) return cli_fail(c, path, &err);
    cedu_status st = cedu__import_open(im, cedu__str(c->opt[CLI_as]), cedu__str(path), (cedu_str){(const char *)b.p, b.n},
                                       cedu__str(c->opt[CLI_sheet]), (cedu_strs){map, c->field_count}, &c->arena, &x, &err);
    if (st != CEDU_OK) return cedu__input_bytes_release(&b), cli_fail(c, path, &err);
    show_mapping(c, &x);
    if (x.examples) cli_say(c, CLI_T(c, "%zu 行示例没有导入", "%zu example rows were left out"), x.examples);
    if (x.problem_count) {
        show_problems(c, &x);
        cli_say(c, CLI_T(c, "%s：%zu 处错误，整个文件没有写入", "%s: %zu problems, nothing of the file was written"), path,
                x.problem_count);
        cli_code(c, 1);
    } else if (!x.row_count) {
        cli_say(c, CLI_T(c, "%s：没有数据行", "%s: no rows"), path);
        cli_code(c, 1);
    } else if (confirmed(c)) {
        cedu_import_result r;
        cedu_store *s = cli_open(c, true);
        if (s && cedu__import_write(s, &x, (cedu_str){0}, &c->arena, &r, &err) != CEDU_OK) cli_fail(c, path, &err);
        else if (s && !r.id)
            cli_say(c, CLI_T(c, "%s：与已导入的相同，没有变化", "%s: the same as imported before, nothing changed"), path);
        else if (s)
            cli_say(c,
                    CLI_T(c, "%s：%zu 行，新增 %zu，更新 %zu，未变 %zu，文件里已没有 %zu（用户数据，旧值留作历史）",
                          "%s: %zu rows, %zu new, %zu updated, %zu unchanged, %zu no longer in the file (user data; old values "
                          "are kept)"),
                    path, x.row_count, r.added, r.changed, r.same, r.gone);
        cedu__store_close(s);
    }
    cedu__input_bytes_release(&b);
    return c->code;
}

static int make_template(cli *c, const cedu_image *im) {
    cedu_desk_kind k;
    cedu_error err;
    cedu_buf b = {0};
    if (c->arg_count > 1)
        return cli_usage(
            c, CLI_T(c, "写作 cedu import --template companies OUT.xlsx", "cedu import --template companies OUT.xlsx"));
    if (c->arg_count) c->opt[CLI_output] = c->args[0];
    if (cedu__desk_kind(im, cedu__str(c->opt[CLI_template]), &c->arena, &k, &err) != CEDU_OK ||
        cedu__import_template(&k, c->english, &b, &err) != CEDU_OK)
        cli_fail(c, NULL, &err);
    else cli_deliver(c, &b, false);
    cedu__buf_release(&b);
    return c->code;
}

int cli_run_import(cli *c) {
    cedu_engine *e = cli_engine(c);
    cedu_desk_kind k;
    cedu_error err;
    if (!e) return c->code;
    if (c->opt[CLI_template]) return make_template(c, e->image);
    if (!c->opt[CLI_as])
        return cli_usage(c, CLI_T(c, "用 --as 指明是哪种表：companies scenarios compute indicators talents funds",
                                  "say which kind of table with --as: companies scenarios compute indicators talents funds"));
    if (cedu__desk_kind(e->image, cedu__str(c->opt[CLI_as]), &c->arena, &k, &err) != CEDU_OK) return cli_fail(c, NULL, &err);
    if (!c->arg_count) return show_rows(c, &k);
    for (size_t i = 0; i < c->arg_count; i++) import_file(c, e->image, c->args[i]);
    return c->code;
}
