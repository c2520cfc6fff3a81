/* convert.c - payloads that are no text -> their text; on whichever thread asks.
 *
 * What is converted is decided by content; a picture also needs a picture's ending, so that a picture that calls itself a page is
 * named as such. The original stays in m->original. To add a kind: a function and a branch in cedu__input_convert().
 */
#include "base/trace.h"
#include "input/office.h"
#include "input/pdf.h"

static cedu_status office(cedu_member *m, cedu_buf *out, cedu_error *err) {
    static const struct {
        cedu_status (*text)(cedu_office *, cedu_buf *, cedu_error *);
        const char *name;
    } kinds[] = {{cedu__docx_text, "docx"}, {cedu__xlsx_text, "xlsx"}, {cedu__ofd_text, "ofd"}};
    cedu_office o = {0};
    cedu_status st = CEDU_NOT_FOUND;
    for (size_t i = 0; i < CEDU_COUNT(kinds) && st == CEDU_NOT_FOUND; i++) {
        m->places.n = 0;
        o = (cedu_office){.p = m->bytes.p, .n = m->bytes.n, .places = &m->places};
        st = kinds[i].text(&o, out, err);
        m->extracted = kinds[i].name;
    }
    if (st == CEDU_NOT_FOUND)
        return cedu__fail(err, CEDU_UNSUPPORTED,
                          "这种办公文档不支持；请另存为 docx、xlsx 再读（soffice --headless --convert-to docx 文件）",
                          "this kind of office document is not supported: save it as docx or xlsx (soffice --headless "
                          "--convert-to docx FILE)");
    if (st == CEDU_BAD_INPUT && out->n > 0 && !o.hostile) { /* what came before the damage is kept */
        cedu__member_note(m, CEDU_FINDING_damaged_container, "the document is damaged; what could be read is here");
        return CEDU_OK;
    }
    return st;
}

static bool is_picture(const unsigned char *p, size_t n) {
    return n > 8 && (!memcmp(p, "\x89PNG\r\n\x1a\n", 8) || !memcmp(p, "\xFF\xD8\xFF", 3) || !memcmp(p, "II*\0", 4) ||
                     !memcmp(p, "MM\0*", 4) || !memcmp(p, "GIF8", 4) || (!memcmp(p, "BM", 2) && n > 54) ||
                     (!memcmp(p, "RIFF", 4) && n > 12 && !memcmp(p + 8, "WEBP", 4)));
}

cedu_status cedu__input_convert(cedu_member *m, const char *path, cedu_error *err) {
    const unsigned char *p = m->bytes.p;
    size_t n = m->bytes.n;
    const char *name = m->name ? m->name : path;
    if (n < 5 || m->extracted) return CEDU_OK;
    cedu_status (*how)(cedu_member *, cedu_buf *, cedu_error *) = NULL;
    if (!memcmp(p, "%PDF-", 5)) how = cedu__pdf_text;
    else if (cedu__office_kind(p, n, name)) how = office;
    else if (is_picture(p, n) && cedu__has_ending(name, ".png .jpg .jpeg .tif .tiff .gif .bmp .webp")) how = cedu__picture_text;
    if (!how) return CEDU_OK;
    cedu_buf out = {.max = CEDU_MAX_MEMBER};
    cedu_bytes text;
    cedu_status st = how(m, &out, err);
    if (st == CEDU_OK && (m->places.failed || !cedu__buf_bytes(&out, &text))) st = cedu__fail_nomem(err);
    cedu__buf_release(&out);
    if (st != CEDU_OK) {
        m->extracted = NULL;
        return st;
    }
    m->original = m->bytes;
    m->bytes = text;
    CEDU_TRACE(input, "%s: %zu bytes of text from %s", name ? name : "-", text.n, m->extracted);
    return CEDU_OK;
}
