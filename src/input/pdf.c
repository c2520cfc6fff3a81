/* pdf.c - PDF by pdftotext, pictures and scanned PDF by tesseract: other people's programs, in processes of their own.
 *
 * Hostile files cannot hurt us there, and limits hold. Where a program is not installed the message says how to get it. What was
 * recognised from a picture says so in a finding, with the mean confidence of its words.
 */
#include "input/pdf.h"

#include <stdlib.h>

#include "base/places.h"
#include "input/child.h"

enum { PDF_SECONDS = 60, OCR_SECONDS = 120, OCR_PAGES = 40 };
#define CHILD_MEMORY ((size_t)3 << 30)

static bool blank(const cedu_buf *b) {
    for (size_t i = 0; i < b->n; i++)
        if ((unsigned char)b->p[i] > ' ') return false;
    return true;
}

/* ------------------------------------------------------------------ recognition */
static cedu_str next_field(cedu_str *line) {
    const char *tab = memchr(line->p, '\t', line->n);
    cedu_str f = {line->p, tab ? (size_t)(tab - line->p) : line->n};
    *line = cedu__sub(*line, f.n + (tab != NULL), line->n);
    return f;
}

static bool wide(cedu_str s, bool last) {
    size_t len;
    if (s.n == 0) return false;
    return cedu__cp_width(cedu__u8_at(s, last ? cedu__u8_prev(s, s.n) : 0, &len)) == 2;
}

/* tesseract's table of words -> lines; blanks only where one of the neighbours is no Chinese character. */
void cedu__ocr_lines(cedu_str tsv, cedu_buf *out, double *sum, size_t *words) {
    cedu_str line_key = {0}, before = {0};
    for (size_t i = 0; i < tsv.n;) {
        const char *e = memchr(tsv.p + i, '\n', tsv.n - i);
        size_t end = e ? (size_t)(e - tsv.p) : tsv.n;
        cedu_str row = cedu__sub(tsv, i, end), f[12] = {0};
        i = end + 1;
        cedu_str rest = row;
        for (int k = 0; k < 12; k++) f[k] = k == 11 ? rest : next_field(&rest);
        if (!cedu__eqz(f[0], "5")) continue;
        cedu_str word = cedu__strip(f[11]);
        char z[32] = {0};
        memcpy(z, f[10].p, f[10].n < 31 ? f[10].n : 31);
        double conf = strtod(z, NULL);
        if (word.n == 0 || !(conf >= 0 && conf <= 100) || cedu__u8_valid(word.p, word.n) != word.n) continue;
        cedu_str key = {f[1].p, (size_t)(f[5].p - f[1].p)}; /* page, block, paragraph, line */
        if (!cedu__eq(key, line_key)) {
            if (out->n && out->p[out->n - 1] != '\n') cedu__buf_char(out, '\n');
            line_key = key;
        } else if (!(wide(before, true) && wide(word, false))) cedu__buf_char(out, ' ');
        cedu__buf_str(out, word);
        before = word;
        *sum += conf;
        ++*words;
    }
    if (out->n && out->p[out->n - 1] != '\n') cedu__buf_char(out, '\n');
}

static cedu_status no_tesseract(cedu_error *err) {
    return cedu__fail(
        err, CEDU_UNSUPPORTED,
        "这是图片或扫描件，需要文字识别：请安装 tesseract（apt install tesseract-ocr tesseract-ocr-chi-sim）后重试",
        "a picture or a scan: install tesseract (apt install tesseract-ocr tesseract-ocr-chi-sim) and try again");
}

static cedu_status recognise(const void *p, size_t n, cedu_buf *out, double *sum, size_t *words, cedu_error *err) {
    const char *argv[] = {"tesseract", "-", "-", "-l", "chi_sim", "--psm", "1", "tsv", NULL};
    cedu_child c = {
        .argv = argv, .in = p, .in_n = n, .max_out = CEDU_MAX_MEMBER, .seconds = OCR_SECONDS, .memory = CHILD_MEMORY};
    cedu_buf tsv = {0};
    int code;
    cedu_status st = cedu__child_run(&c, &tsv, &code, err);
    if (st == CEDU_OK && code != 0) { /* without the data of --psm 1 (which way is up) */
        argv[5] = "3", tsv.n = 0;
        st = cedu__child_run(&c, &tsv, &code, err);
    }
    if (st == CEDU_OK && code != 0)
        st = cedu__fail(err, CEDU_BAD_INPUT, "文字识别失败：图片损坏，或没有安装中文数据（apt install tesseract-ocr-chi-sim）",
                        "recognition failed: a damaged picture, or no data for Chinese (apt install tesseract-ocr-chi-sim)");
    if (st == CEDU_OK) cedu__ocr_lines(cedu__buf_view(&tsv), out, sum, words);
    cedu__buf_release(&tsv);
    return st;
}

static cedu_status recognised(cedu_member *m, const cedu_buf *out, double sum, size_t words, bool all, cedu_error *err) {
    if (out->failed) return cedu__fail_nomem(err);
    if (words == 0)
        return cedu__fail(
            err, CEDU_BAD_INPUT,
            "没有认出文字；如果阅读器里看得到字，请安装 poppler-data（apt install poppler-data）或另存为 docx 再读",
            "no text was recognised; where a viewer shows some, install poppler-data (apt install poppler-data) or save it as "
            "docx");
    cedu__member_note(m, CEDU_FINDING_recognised_text, "confidence %.2f%s", sum / (double)words / 100,
                      all ? "" : ", only the first pages");
    m->extracted = "ocr";
    return CEDU_OK;
}

cedu_status cedu__picture_text(cedu_member *m, cedu_buf *out, cedu_error *err) {
    double sum = 0;
    size_t words = 0;
    if (!cedu__child_installed("tesseract")) return no_tesseract(err);
    cedu_status st = recognise(m->bytes.p, m->bytes.n, out, &sum, &words, err);
    return st == CEDU_OK ? recognised(m, out, sum, words, true, err) : st;
}

/* A program that gets the PDF on its standard input. */
static cedu_child poppler(const cedu_member *m, const char *const *argv) {
    return (cedu_child){.argv = argv,
                        .in = m->bytes.p,
                        .in_n = m->bytes.n,
                        .max_out = CEDU_MAX_MEMBER,
                        .seconds = PDF_SECONDS,
                        .memory = CHILD_MEMORY};
}

static cedu_status scanned_pdf(cedu_member *m, cedu_buf *out, cedu_error *err) {
    double sum = 0;
    size_t words = 0;
    int page = 1;
    if (!cedu__child_installed("tesseract")) return no_tesseract(err);
    for (; page <= OCR_PAGES; page++) {
        char number[12];
        snprintf(number, sizeof number, "%d", page);
        const char *const argv[] = {"pdftoppm", "-r", "200", "-gray", "-f", number, "-l", number, "-", NULL};
        cedu_child c = poppler(m, argv);
        cedu_buf picture = {0};
        int code;
        cedu_status st = cedu__child_run(&c, &picture, &code, err);
        bool over = st == CEDU_OK && (code != 0 || picture.n == 0); /* there is no such page */
        if (st == CEDU_OK && !over) cedu__where_add(&m->places, out->n, 'p', (uint32_t)page, 0, (cedu_str){0});
        if (st == CEDU_OK && !over) st = recognise(picture.p, picture.n, out, &sum, &words, err);
        cedu__buf_release(&picture);
        if (over) break;
        if (st != CEDU_OK) return st;
    }
    return recognised(m, out, sum, words, page <= OCR_PAGES, err);
}

/* ------------------------------------------------------------------ PDF */
cedu_status cedu__pdf_text(cedu_member *m, cedu_buf *out, cedu_error *err) {
    static const char *const argv[] = {"pdftotext", "-layout", "-enc", "UTF-8", "-", "-", NULL};
    cedu_child c = poppler(m, argv);
    const char *given = getenv("CEDU_CHILD_SECONDS"); /* for tests and slow machines */
    if (given && atoi(given) > 0) c.seconds = atoi(given);
    if (!cedu__child_installed("pdftotext"))
        return cedu__fail(err, CEDU_UNSUPPORTED, "读 PDF 需要 pdftotext：请安装 poppler（apt install poppler-utils）后重试",
                          "PDF needs pdftotext: install poppler (apt install poppler-utils) and try again");
    int code;
    cedu_status st = cedu__child_run(&c, out, &code, err);
    if (st != CEDU_OK) return st;
    bool locked = code != 0 && blank(out) && memmem(m->bytes.p, m->bytes.n, "/Encrypt", 8);
    if (code == 3 || locked)
        return cedu__fail(err, CEDU_BAD_INPUT,
                          "PDF 已加密，没有读取；请先去除密码（qpdf --decrypt --password=密码 原文件 新文件）",
                          "the PDF is encrypted: remove its password first (qpdf --decrypt --password=WORD OLD NEW)");
    if (code != 0 && blank(out))
        return cedu__fail(err, CEDU_BAD_INPUT, "PDF 损坏，没有读出文字；请重新取得文件",
                          "the PDF is damaged: no text came out. Get it again");
    if (blank(out)) {
        out->n = 0;
        return scanned_pdf(m, out, err);
    }
    cedu__pdf_columns(out);
    cedu__pdf_pages(out, &m->places);
    m->extracted = "pdf";
    if (code != 0) cedu__member_note(m, CEDU_FINDING_damaged_container, "the PDF is damaged; what could be read is here");
    return CEDU_OK;
}
