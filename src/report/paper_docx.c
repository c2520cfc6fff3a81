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
        "<Override PartName=\"/word/document.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>"
        "<Override PartName=\"/word/settings.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>"
        "<Override PartName=\"/word/footnotes.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/>"
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
        REL("rId2", "settings", "settings.xml") REL("rId3", "footnotes", "footnotes.xml")
            REL("rId4", "footer", "footer1.xml") "</Relationships>";

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
                      "<w:spacing w:line=\"300\" w:lineRule=\"atLeast\"/>", "")
                    STYLE("Head", "Table Head", "黑体", "Times New Roman", "21",
                          "<w:keepNext/><w:spacing w:line=\"300\" w:lineRule=\"atLeast\"/>", "")
                        STYLE("Caption", "caption", "黑体", "Times New Roman", "24",
                              "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\"/><w:jc w:val=\"center\"/>", "")
                            STYLE("FootnoteText", "footnote text", "仿宋_GB2312", "Times New Roman", "18",
                                  "<w:spacing w:line=\"240\" w:lineRule=\"atLeast\"/>",
                                  "") "<w:style w:type=\"character\" w:styleId=\"FootnoteReference\"><w:name w:val=\"footnote "
                                      "reference\"/><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>"
                                      "</w:styles>";

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
    int order;  /* footnotes so far */
    int *shown; /* by note: its number in the file */
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
        reference(w, b->runs.p[k].note);
    }
    cedu__buf_z(w->out, "</w:p>");
}

static void cell(writer *w, const char *style_id, cedu_str text, int note, bool right) {
    cedu__buf_f(w->out, "<w:tc><w:tcPr/><w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s</w:pPr>", style_id,
                right ? "<w:jc w:val=\"right\"/>" : "");
    run(w->out, text.n ? text : CEDU_STR("—"));
    reference(w, note);
    cedu__buf_z(w->out, "</w:p></w:tc>");
}

#define TEXT_WIDTH  8844 /* twips: A4 less the margins */
#define MAX_COLUMNS 24

/* Columns as wide as the square root of their longest text, so that long ones wrap and short ones do not. */
static void column_widths(const cedu_paper_block *b, int width[MAX_COLUMNS]) {
    double want[MAX_COLUMNS], sum = 0;
    for (size_t k = 0; k < b->column_count && k < MAX_COLUMNS; k++) {
        size_t longest = cedu__u8_count(b->columns[k]);
        for (size_t i = 0; i < b->rows.n; i++) {
            size_t n = cedu__u8_count(b->rows.p[i][k].text);
            if (n > longest) longest = n;
        }
        sum += want[k] = sqrt((double)(longest < 4 ? 4 : longest));
    }
    for (size_t k = 0; k < b->column_count && k < MAX_COLUMNS; k++) width[k] = (int)(TEXT_WIDTH * want[k] / sum);
}

static void table(writer *w, const cedu_paper_block *b) {
    int width[MAX_COLUMNS] = {0};
    column_widths(b, width);
    paragraph(w, "Caption", NULL, b);
    cedu__buf_z(w->out,
                "<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"12\"/>"
                "<w:bottom w:val=\"single\" w:sz=\"12\"/><w:insideH w:val=\"single\" w:sz=\"4\"/></w:tblBorders>"
                "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    for (size_t k = 0; k < b->column_count; k++)
        cedu__buf_f(w->out, "<w:gridCol w:w=\"%d\"/>", k < MAX_COLUMNS ? width[k] : 400);
    cedu__buf_z(w->out, "</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>");
    for (size_t k = 0; k < b->column_count; k++) cell(w, "Head", b->columns[k], 0, false);
    cedu__buf_z(w->out, "</w:tr>");
    for (size_t i = 0; i < b->rows.n; i++) {
        cedu__buf_z(w->out, "<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (size_t k = 0; k < b->column_count; k++)
            cell(w, "Cell", b->rows.p[i][k].text, b->rows.p[i][k].note, b->rows.p[i][k].has_number);
        cedu__buf_z(w->out, "</w:tr>");
    }
    cedu__buf_z(w->out, "</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr></w:p>");
}

static void body(writer *w) {
    const cedu_paper *p = w->p;
    int counts[4] = {0};
    cedu__buf_z(w->out, XML "<w:document " W_NS "><w:body>");
    cedu__buf_z(w->out, "<w:p><w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>");
    run(w->out, p->title);
    cedu__buf_z(w->out, "</w:p>");
    for (size_t i = 0; i < p->blocks.n; i++) {
        const cedu_paper_block *b = &p->blocks.p[i];
        static const char *const headings[] = {"Normal", "Heading1", "Heading2", "Heading3"};
        cedu_buf number = {0};
        if (b->what == CEDU_PAPER_heading) cedu__paper_number(p, counts, b->level, &number);
        cedu__buf_char(&number, '\0');
        if (b->what == CEDU_PAPER_table) table(w, b);
        else paragraph(w, headings[b->what == CEDU_PAPER_heading && b->level <= 3 ? b->level : 0], number.p, b);
        cedu__buf_release(&number);
    }
    cedu__buf_z(w->out,
                "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
                "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1417\" "
                "w:gutter=\"0\"/></w:sectPr></w:body></w:document>");
}

static void footnotes(const cedu_paper *p, cedu_buf *out) {
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
        run(out, cedu__paper_note_text(p, &p->notes.p[i]));
        cedu__buf_z(out, "</w:p></w:footnote>");
    }
    cedu__buf_z(out, "</w:footnotes>");
}

cedu_status cedu__paper_docx(const cedu_paper *p, cedu_buf *out, cedu_error *err) {
    cedu_buf document = {0}, notes = {0};
    writer w = {.p = p,
                .out = &document,
                .seen = CEDU_NEW_N(p->arena, bool, p->notes.n + 1),
                .shown = CEDU_NEW_N(p->arena, int, p->notes.n + 1)};
    if (!w.seen || !w.shown) return cedu__fail_nomem(err);
    body(&w);
    footnotes(p, &notes);
    const cedu_zip_part parts[] = {
        {"[Content_Types].xml", cedu__str(content_types)},
        {"_rels/.rels", cedu__str(package_rels)},
        {"word/document.xml", cedu__buf_view(&document)},
        {"word/_rels/document.xml.rels", cedu__str(document_rels)},
        {"word/styles.xml", cedu__str(styles)},
        {"word/settings.xml", cedu__str(settings)},
        {"word/footnotes.xml", cedu__buf_view(&notes)},
        {"word/footer1.xml", cedu__str(footer)},
    };
    cedu_status s =
        document.failed || notes.failed ? cedu__fail_nomem(err) : cedu__zip_write(parts, CEDU_COUNT(parts), out, err);
    cedu__buf_release(&document);
    cedu__buf_release(&notes);
    return s;
}
