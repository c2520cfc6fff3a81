/* fuzz_ooxml.c - any bytes as DOCX, XLSX or OFD. Input that is no zip is taken as the XML of the main part and put into one, so that the
 * fuzzer gets past the checksums: the first byte chooses which part. */
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#include "base/places.h"
#include "input/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add(struct archive *a, const char *name, const void *p, size_t n) {
    struct archive_entry *e = archive_entry_new();
    archive_entry_set_pathname(e, name);
    archive_entry_set_filetype(e, AE_IFREG);
    archive_entry_set_perm(e, 0644);
    archive_entry_set_size(e, (la_int64_t)n);
    if (archive_write_header(a, e) == ARCHIVE_OK) archive_write_data(a, p, n);
    archive_entry_free(e);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char *const parts[] = {
        "word/document.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "word/footnotes.xml",
        "xl/workbook.xml",   "word/numbering.xml",       "word/styles.xml",      "OFD.xml",       "Document.xml",
        "Page.xml"};
    static const char book
        [] = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"s\" r:id=\"a\"/></sheets></workbook>",
    rels[] = "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    sheet[] = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>45352.5</v></c><c r=\"C1\" t=\"s\"><v>0</v>"
              "</c></row></sheetData></worksheet>",
    ofd[] = "<OFD><DocBody><DocRoot>Document.xml</DocRoot></DocBody></OFD>",
    pages[] = "<Document><Pages><Page BaseLoc=\"Page.xml\"/></Pages></Document>",
    numbering[] =
        "<numbering><abstractNum abstractNumId=\"1\"><lvl ilvl=\"0\"><numFmt val=\"chineseCounting\"/><lvlText val=\"%1.\"/>"
        "</lvl></abstractNum><num numId=\"1\"><abstractNumId val=\"1\"/></num></numbering>",
    doc[] = "<w:document xmlns:w=\"wordprocessingml\"><w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:numId "
            "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p></w:document>";
    if (size < 2) return 0;
    char *zip = NULL;
    size_t n = size;
    if (data[0] == 'P' && data[1] == 'K') {
        zip = malloc(size);
        if (zip) memcpy(zip, data, size);
    } else {
        const char *part = parts[data[0] % CEDU_COUNT(parts)];
        size_t cap = size + 8192;
        zip = malloc(cap);
        struct archive *a = archive_write_new();
        archive_write_set_format_zip(a);
        archive_write_set_options(a, "zip:compression=store");
        archive_write_open_memory(a, zip, cap, &n);
        add(a, part, data + 1, size - 1);
        if (part[0] == 'x') {
            add(a, "xl/workbook.xml", book, sizeof book - 1);
            add(a, "xl/_rels/workbook.xml.rels", rels, sizeof rels - 1);
            add(a, "xl/worksheets/sheet1.xml", sheet, sizeof sheet - 1);
        } else if (part[0] == 'w') {
            add(a, "word/document.xml", doc, sizeof doc - 1);
            add(a, "word/numbering.xml", numbering, sizeof numbering - 1);
        } else {
            add(a, "OFD.xml", ofd, sizeof ofd - 1);
            add(a, "Document.xml", pages, sizeof pages - 1);
        }
        archive_write_close(a);
        archive_write_free(a);
    }
    cedu_arena cells; /* the same workbook as cells */
    cedu_grid grid;
    cedu__arena_init(&cells, (size_t)256 << 20);
    if (cedu__input_grid(zip, n, &cells, &grid, NULL) == CEDU_OK)
        for (size_t i = 0; i < grid.n; i++)
            for (size_t k = 0; k < grid.sheets[i].n; k++) {
                const cedu_grid_cell *c = &grid.sheets[i].cells[k];
                if (!c->line || !c->column || cedu__u8_valid(c->text.p, c->text.n) != c->text.n) abort();
            }
    cedu__arena_release(&cells);
    cedu_member m = {.bytes = {(unsigned char *)zip, n}};
    cedu_status st = cedu__input_convert(&m, "x.docx", NULL);
    if (m.extracted && st != CEDU_OK) abort();
    if (m.extracted && cedu__u8_valid(m.bytes.p, m.bytes.n) != m.bytes.n) abort();
    if (m.extracted) { /* wherever one looks, and backwards */
        cedu_place_map map = {.map = cedu__buf_view(&m.places), .text = {(char *)m.bytes.p, m.bytes.n}};
        for (size_t i = m.bytes.n; i > 0; i -= 1 + i / 8) {
            cedu_where w = cedu__where_at(&map, i - 1);
            if (w.kind && !memchr("psltn", w.kind, 5)) abort();
        }
        if (cedu__u8_valid(map.map.p ? map.map.p : "", map.map.n) != map.map.n) abort();
    }
    cedu__input_member_release(&m);
    return 0;
}
