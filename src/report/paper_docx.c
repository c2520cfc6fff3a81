/* paper_docx.c - a paper as a Word file in the layout of official documents (GB/T 9704-2012): A4, margins 37/35/28/26 mm, title in
 * 小标宋 22 pt, body in 仿宋 16 pt with 28 pt between lines and two characters of indent, headings 黑体 and 楷体, page numbers at
 * the foot, every note a real footnote.
 *
 * The package is written part by part with libarchive, always in the same order and with the same times, so that equal papers are
 * equal bytes. Text is escaped on its way in (cedu__paper_escape).
 */
#include <math.h>

#include "report/paper.h"
#include "report/zip.h"

#define W_NS                                                                                                                   \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                                                \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static const char content_types[] =
    XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Default Extension=\"png\" ContentType=\"image/png\"/>"
        "<Override PartName=\"/word/document.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
        "<Override PartName=\"/word/settings.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
        "<Override PartName=\"/word/footnotes.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/>"
        "<Override PartName=\"/word/fontTable.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>"
        "<Override PartName=\"/word/footer1.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>"
        "</Types>";

static const char package_rels[] = XML
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>"
    "</Relationships>";

#define REL(id, type, target)                                                                                                  \
    "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type             \
    "\" Target=\"" target "\"/>"
static const char document_rels[] = XML
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" REL("rId1", "styles", "styles.xml")
        REL("rId2", "settings", "settings.xml") REL("rId3", "footnotes", "footnotes.xml") REL("rId4", "footer", "footer1.xml")
            REL("rId5", "fontTable", "fontTable.xml");

/* What to take where a font is not installed, and of which family it is. */
#define FONT(name, other, family)                                                                                              \
    "<w:font w:name=\"" name "\"><w:altName w:val=\"" other "\"/><w:charset w:val=\"86\"/><w:family w:val=\"" family           \
    "\"/><w:pitch w:val=\"variable\"/></w:font>"
static const char fonts[] =
    XML "<w:fonts " W_NS ">" FONT("方正小标宋简体", "FZXiaoBiaoSong-B05S", "roman") FONT("仿宋_GB2312", "FangSong", "roman")
        FONT("楷体_GB2312", "KaiTi", "script") FONT("黑体", "SimHei", "swiss") FONT("宋体", "SimSun", "roman") "</w:fonts>";

static const char settings[] =
    XML "<w:settings " W_NS "><w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>"
        "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" "
        "w:val=\"15\"/></w:compat></w:settings>";

static const char footer[] =
    XML "<w:ftr " W_NS "><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"SimSun\" "
        "w:eastAsia=\"宋体\"/><w:sz w:val=\"28\"/></w:rPr><w:t xml:space=\"preserve\">— </w:t></w:r><w:r><w:fldChar "
        "w:fldCharType=\"begin\"/></w:r>"
        "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        "<w:r><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>";

/* id, based on, east Asian font, half points, paragraph properties */
#define STYLE(id, name, font, latin, size, ppr, rpr)                                                                           \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/><w:pPr>" ppr                               \
    "</w:pPr><w:rPr><w:rFonts w:ascii=\"" latin "\" w:hAnsi=\"" latin "\" w:eastAsia=\"" font "\"/>" rpr "<w:sz w:val=\"" size \
    "\"/></w:rPr></w:style>"
#define BODY                                                                                                                   \
    "<w:spacing w:line=\"560\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc "              \
    "w:val=\"both\"/>"
static const char styles[] = XML
    "<w:styles " W_NS "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "
    "w:hAnsi=\"Times New Roman\" w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/><w:lang w:val=\"en-US\" "
    "w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>" STYLE(
        "Title", "Title", "方正小标宋简体", "Times New Roman", "44",
        "<w:spacing w:before=\"240\" w:after=\"480\" w:line=\"640\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>", "")
        STYLE("Heading1", "heading 1", "黑体", "Times New Roman", "32", "<w:keepNext/>" BODY "<w:outlineLvl w:val=\"0\"/>", "")
            STYLE("Heading2", "heading 2", "楷体_GB2312", "Times New Roman", "32",
                  "<w:keepNext/>" BODY "<w:outlineLvl w:val=\"1\"/>",
                  "") STYLE("Heading3", "heading 3", "仿宋_GB2312", "Times New Roman", "32",
                            "<w:keepNext/>" BODY "<w:outlineLvl w:val=\"2\"/>",
                            "<w:b/>") STYLE("Normal", "Normal", "仿宋_GB2312", "Times New Roman", "32", BODY, "")
                STYLE("Cell", "Table Cell", "仿宋_GB2312", "Times New Roman", "21",
                      "<w:spacing w:line=\"300\" w:lineRule=\"atLeast\"/>",
                      "") STYLE("Head", "Table Head", "黑体", "Times New Roman", "21",
                                "<w:keepNext/><w:spacing w:line=\"300\" w:lineRule=\"atLeast\"/>", "")
                    STYLE("Picture", "Picture", "仿宋_GB2312", "Times New Roman", "21",
                          "<w:keepNext/><w:spacing w:before=\"120\" w:line=\"240\" w:lineRule=\"auto\"/><w:ind "
                          "w:firstLine=\"0\"/><w:jc w:val=\"center\"/>",
                          "") STYLE("Figure", "Figure Caption", "黑体", "Times New Roman", "24",
                                    "<w:spacing w:before=\"60\" w:after=\"240\"/><w:jc w:val=\"center\"/>", "")
                        STYLE("Caption", "caption", "黑体", "Times New Roman", "24",
                              "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/><w:jc w:val=\"center\"/>", "")
                            STYLE("FootnoteText", "footnote text", "仿宋_GB2312", "Times New Roman", "18",
                                  "<w:spacing w:line=\"240\" w:lineRule=\"atLeast\"/>",
                                  "") "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote "
                                      "reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>"
                                      "</w:styles>";

#define PORTRAIT                                                                                                               \
    "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" "
#define LANDSCAPE                                                                                                              \
    "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1588\" w:right=\"2098\" w:bottom=\"1474\" "  \
    "w:left=\"1984\" "
#define SECTION(page)                                                                                                          \
    "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/>" page                                                     \
    "w:header=\"851\" w:footer=\"1417\" w:gutter=\"0\"/></w:sectPr>"

/* ------------------------------------------------------------------ text */
static void run(cedu_buf *out, cedu_str text) {
    if (!text.n) return;
    cedu__buf_z(out, "<w:r><w:t xml:space=\"preserve\">");
    cedu__paper_escape(out, text);
    cedu__buf_z(out, "</w:t></w:r>");
}

/* Word numbers footnotes where they stand, so a note that is cited again is referred to as 同[1]: one footnote, one place. */
typedef struct writer {
    const cedu_paper *p;
    cedu_buf *out;
    bool *seen;
    int order;          /* footnotes so far */
    int *shown;         /* by note: its number in the file */
    cedu_buf *pictures; /* PNGs, one a chart block; NULL = they cannot be drawn here */
    size_t charts;
} writer;

static void reference(writer *w, int note) {
    if (!note) return;
    if (!w->seen[note]) {
        w->seen[note] = true;
        w->shown[note] = ++w->order;
        cedu__buf_f(w->out,
                    "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteReference w:id=\"%d\"/></w:r>",
                    note);
        return;
    }
    cedu__buf_f(w->out, "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>%d</w:t></w:r>", w->shown[note]);
}

static void paragraph(writer *w, const char *style_id, const char *number, const cedu_paper_block *b) {
    cedu__buf_f(w->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr>", style_id);
    run(w->out, cedu__str(number));
    for (size_t k = 0; k < b->runs.n; k++) {
        run(w->out, b->runs.p[k].text);
        if (k && !b->runs.p[k].text.n && b->runs.p[k - 1].note)
            cedu__buf_z(w->out, "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>,</w:t></w:r>");
        reference(w, b->runs.p[k].note);
    }
    cedu__buf_z(w->out, "</w:p>");
}

static void cell(writer *w, const char *style_id, int width, cedu_str text, int note, bool right) {
    cedu__buf_f(w->out,
                "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>",
                width, style_id, right ? "<w:jc w:val=\"right\"/>" : "");
    run(w->out, text.n ? text : CEDU_STR("—"));
    reference(w, note);
    cedu__buf_z(w->out, "</w:p></w:tc>");
}

#define TEXT_WIDTH   8844 /* twips: A4 less the margins */
#define ACROSS_WIDTH 12756
#define MAX_COLUMNS  24
#define WIDE_COLUMNS 7 /* a table of more stands on a page across */

/* Twips that a text takes on one line: 10.5 pt, ASCII as wide as the digits of wide fonts that stand in for Times; the cell's margins and a note's number come to it. */
static int line_width(cedu_str s) {
    int w = 460;
    for (size_t at = 0, len; at < s.n; at += len) w += cedu__u8_at(s, at, &len) < 0x80 ? 135 : 210;
    return w;
}

static bool numeric(const cedu_paper_block *b, size_t column) {
    for (size_t i = 0; i < b->rows.n; i++)
        if (b->rows.p[i][column].has_number) return true;
    return false;
}

#define SHORT_TEXT 10 /* characters that stay on one line */
/* Columns as wide as the square root of their longest text, so that long ones wrap and short ones do not; those of numbers are never
 * so narrow that a number breaks, as far as there is room. */
static void column_widths(const cedu_paper_block *b, int total, int width[MAX_COLUMNS]) {
    double want[MAX_COLUMNS], sum = 0, fixed = 0;
    int least[MAX_COLUMNS] = {0};
    size_t columns = b->column_count < MAX_COLUMNS ? b->column_count : MAX_COLUMNS;
    for (size_t k = 0; k < columns; k++) {
        size_t longest = cedu__u8_count(b->columns[k]);
        if (longest <= SHORT_TEXT) least[k] = line_width(b->columns[k]);
        for (size_t i = 0; i < b->rows.n; i++) {
            const cedu_paper_cell *c = &b->rows.p[i][k];
            size_t n = cedu__u8_count(c->text);
            if (n > longest) longest = n;
            if ((c->has_number || n <= SHORT_TEXT) && line_width(c->text) > least[k]) least[k] = line_width(c->text);
        }
        if (longest > SHORT_TEXT && !numeric(b, k)) least[k] = 0;
        if (least[k]) fixed += least[k];
        else sum += want[k] = sqrt((double)(longest < 4 ? 4 : longest));
    }
    double squeeze = fixed > total * 0.8 ? total * 0.8 / fixed : 1; /* the words need room too */
    if (sum == 0) squeeze = total / fixed;
    for (size_t k = 0; k < columns; k++)
        width[k] = least[k] ? (int)(least[k] * squeeze) : (int)((total - fixed * squeeze) * want[k] / sum);
}

static void table(writer *w, const cedu_paper_block *b) {
    int width[MAX_COLUMNS] = {0};
    bool wide = b->column_count > WIDE_COLUMNS;
    column_widths(b, wide ? ACROSS_WIDTH : TEXT_WIDTH, width);
    if (wide) cedu__buf_z(w->out, "<w:p><w:pPr>" SECTION(PORTRAIT) "</w:pPr></w:p>");
    paragraph(w, "Caption", NULL, b);
    cedu__buf_f(w->out,
                "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"12\"/>"
                "<w:bottom w:val=\"single\" w:sz=\"12\"/><w:insideH w:val=\"single\" w:sz=\"4\"/></w:tblBorders>"
                "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>",
                wide ? ACROSS_WIDTH : TEXT_WIDTH);
    for (size_t k = 0; k < b->column_count; k++)
        cedu__buf_f(w->out, "<w:gridCol w:w=\"%d\"/>", k < MAX_COLUMNS ? width[k] : 400);
    cedu__buf_z(w->out, "</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>");
    for (size_t k = 0; k < b->column_count; k++)
        cell(w, "Head", k < MAX_COLUMNS ? width[k] : 400, b->columns[k], 0, numeric(b, k));
    cedu__buf_z(w->out, "</w:tr>");
    for (size_t i = 0; i < b->rows.n; i++) {
        cedu__buf_z(w->out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (size_t k = 0; k < b->column_count; k++)
            cell(w, "Cell", k < MAX_COLUMNS ? width[k] : 400, b->rows.p[i][k].text, b->rows.p[i][k].note, numeric(b, k));
        cedu__buf_z(w->out, "</w:tr>");
    }
    cedu__buf_z(w->out, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Cell\"/>");
    if (wide) cedu__buf_z(w->out, SECTION(LANDSCAPE));
    cedu__buf_z(w->out, "</w:pPr></w:p>");
}

/* ------------------------------------------------------------------ charts */
#define EMU_WIDTH 5400000 /* 15 cm */
static void chart(writer *w, const cedu_paper_block *b) {
    cedu_buf refs = {0}, *out = w->out;
    size_t no = w->charts++;
    w->out = &refs; /* the notes first: the picture shows their numbers */
    for (size_t i = 0; i < b->chart.points.n && b->chart.shape != CEDU_CHART_matrix;
         i++) { /* a matrix has only notes of the text */
        if (i) cedu__buf_z(&refs, "<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>,</w:t></w:r>");
        reference(w, b->chart.points.p[i].note);
    }
    w->out = out;
    cedu_buf svg = {0};
    cedu_error err;
    int height = cedu__chart_height(&b->chart);
    cedu__chart_svg(&b->chart, w->shown, false, &svg);
    bool drawn = cedu__picture_png(cedu__buf_view(&svg), CEDU_CHART_WIDTH, height, 2.5, &w->pictures[no], &err) == CEDU_OK;
    cedu__buf_release(&svg);
    if (drawn) {
        cedu__buf_f(out,
                    "<w:p><w:pPr><w:pStyle w:val=\"Picture\"/></w:pPr><w:r><w:drawing>"
                    "<wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%d\" cy=\"%d\"/>"
                    "<wp:docPr id=\"%zu\" name=\"chart%zu\" descr=\"",
                    EMU_WIDTH, EMU_WIDTH / CEDU_CHART_WIDTH * height, no + 1, no + 1);
        cedu__paper_escape(out, b->chart.title);
        cedu__buf_f(out,
                    "\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
                    "<pic:nvPicPr><pic:cNvPr id=\"%zu\" name=\"chart%zu.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
                    "<a:blip r:embed=\"chart%zu\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
                    "<a:off x=\"0\" y=\"0\"/><a:ext cx=\"%d\" cy=\"%d\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>"
                    "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
                    no + 1, no + 1, no + 1, EMU_WIDTH, EMU_WIDTH / CEDU_CHART_WIDTH * height);
    }
    cedu__buf_z(out, "<w:p><w:pPr><w:pStyle w:val=\"Figure\"/></w:pPr>");
    run(out, cedu__arena_strf(w->p->arena, w->p->english ? "Figure %zu " : "图%zu　", no + 1));
    run(out, b->chart.title);
    if (!drawn) run(out, cedu__str(w->p->english ? " (no picture: librsvg is not installed)" : "（没有安装 librsvg，图略）"));
    cedu__buf_str(out, cedu__buf_view(&refs));
    cedu__buf_release(&refs);
    cedu__buf_z(out, "</w:p>");
}

/* A title that is too long for a line of 二号 is cut into lines of about one length, behind a 、 or before the last word where there is
 * one near (GB/T 9704: 回行时词意完整、排列对称). */
#define TITLE_LINE 19 /* characters of 22 pt in 156 mm */
static void title(writer *w) {
    cedu_str t = w->p->title;
    size_t n = cedu__u8_count(t), lines = (n + TITLE_LINE - 1) / TITLE_LINE, from = 0, best = 0, len;
    cedu__buf_z(w->out, "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>");
    for (size_t at = 0, k = 0, line = 1; line < lines && at < t.n; at += len, k++) {
        (void)cedu__u8_at(t, at, &len);
        size_t ideal = n * line / lines, after = k + 1;
        bool comma = cedu__starts(cedu__sub(t, at, t.n), CEDU_STR("、"));
        if (comma && after + 3 >= ideal) best = at + len;
        if (!best && after == ideal + 3) best = at + len;
        if (!best) continue;
        run(w->out, cedu__sub(t, from, best));
        cedu__buf_z(w->out, "<w:r><w:br/></w:r>");
        from = best, best = 0, line++;
    }
    run(w->out, cedu__sub(t, from, t.n));
    cedu__buf_z(w->out, "</w:p>");
}

static void body(writer *w) {
    const cedu_paper *p = w->p;
    int counts[4] = {0};
    cedu__buf_z(w->out,
                XML "<w:document " W_NS " xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
                    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
                    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>");
    title(w);
    for (size_t i = 0; i < p->blocks.n; i++) {
        const cedu_paper_block *b = &p->blocks.p[i];
        static const char *const headings[] = {"Normal", "Heading1", "Heading2", "Heading3"};
        cedu_buf number = {0};
        if (b->what == CEDU_PAPER_heading) cedu__paper_number(p, counts, b->level, &number);
        cedu__buf_char(&number, '\0');
        if (b->what == CEDU_PAPER_chart) chart(w, b);
        else if (b->what == CEDU_PAPER_table) table(w, b);
        else paragraph(w, headings[b->what == CEDU_PAPER_heading && b->level <= 3 ? b->level : 0], number.p, b);
        cedu__buf_release(&number);
    }
    cedu__buf_z(w->out, SECTION(PORTRAIT) "</w:body></w:document>");
}

/* The first note that readers see of the same page as this one: it has the citation. */
static int first_of_page(const writer *w, size_t note) {
    const cedu_paper *p = w->p;
    int first = 0;
    for (size_t i = 0; i < p->notes.n; i++)
        if (!strcmp(p->notes.p[i].fact.doc, p->notes.p[note].fact.doc) && (!first || w->shown[i + 1] < first))
            first = w->shown[i + 1];
    return first < w->shown[note + 1] ? first : 0;
}

static void footnotes(const writer *w, cedu_buf *out) {
    const cedu_paper *p = w->p;
    cedu__buf_z(out, XML "<w:footnotes " W_NS
                         "><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
                         "<w:footnote w:type=\"continuationSeparator\" "
                         "w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>");
    for (size_t i = 0; i < p->notes.n; i++) {
        cedu__buf_f(out,
                    "<w:footnote w:id=\"%zu\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr><w:r><w:rPr><w:rStyle "
                    "w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>",
                    i + 1);
        run(out, CEDU_STR(" "));
        run(out, cedu__paper_note_text(p, &p->notes.p[i], first_of_page(w, i)));
        cedu__buf_z(out, "</w:p></w:footnote>");
    }
    cedu__buf_z(out, "</w:footnotes>");
}

cedu_status cedu__paper_docx(const cedu_paper *p, cedu_buf *out, cedu_error *err) {
    cedu_buf document = {0}, notes = {0}, rels = {0};
    writer w = {.p = p,
                .out = &document,
                .seen = CEDU_NEW_N(p->arena, bool, p->notes.n + 1),
                .shown = CEDU_NEW_N(p->arena, int, p->notes.n + 1)};
    size_t charts = 0, n = 0;
    for (size_t i = 0; i < p->blocks.n; i++) charts += p->blocks.p[i].what == CEDU_PAPER_chart;
    w.pictures = CEDU_NEW_N(p->arena, cedu_buf, charts + 1);
    cedu_zip_part *parts = CEDU_NEW_N(p->arena, cedu_zip_part, charts + 9);
    if (!w.seen || !w.shown || !w.pictures || !parts) return cedu__fail_nomem(err);
    body(&w);
    footnotes(&w, &notes);
    cedu__buf_z(&rels, document_rels);
    for (size_t i = 0; i < charts; i++)
        if (w.pictures[i].n)
            cedu__buf_f(
                &rels,
                "<Relationship Id=\"chart%zu\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
                "image\" Target=\"media/chart%zu.png\"/>",
                i + 1, i + 1);
    cedu__buf_z(&rels, "</Relationships>");
    parts[n++] = (cedu_zip_part){"[Content_Types].xml", cedu__str(content_types)};
    parts[n++] = (cedu_zip_part){"_rels/.rels", cedu__str(package_rels)};
    parts[n++] = (cedu_zip_part){"word/document.xml", cedu__buf_view(&document)};
    parts[n++] = (cedu_zip_part){"word/_rels/document.xml.rels", cedu__buf_view(&rels)};
    parts[n++] = (cedu_zip_part){"word/styles.xml", cedu__str(styles)};
    parts[n++] = (cedu_zip_part){"word/settings.xml", cedu__str(settings)};
    parts[n++] = (cedu_zip_part){"word/fontTable.xml", cedu__str(fonts)};
    parts[n++] = (cedu_zip_part){"word/footnotes.xml", cedu__buf_view(&notes)};
    parts[n++] = (cedu_zip_part){"word/footer1.xml", cedu__str(footer)};
    for (size_t i = 0; i < charts; i++)
        if (w.pictures[i].n)
            parts[n++] =
                (cedu_zip_part){cedu__arena_strf(p->arena, "word/media/chart%zu.png", i + 1).p, cedu__buf_view(&w.pictures[i])};
    bool failed = document.failed || notes.failed || rels.failed || p->arena->failed;
    cedu_status s = failed ? cedu__fail_nomem(err) : cedu__zip_write(parts, n, out, err);
    for (size_t i = 0; i < charts; i++) cedu__buf_release(&w.pictures[i]);
    cedu__buf_release(&document);
    cedu__buf_release(&notes);
    cedu__buf_release(&rels);
    return s;
}
