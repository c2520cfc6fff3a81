/* detect.c - which encoding the bytes are in, or that they are no text at all.
 *
 * In this order; the first that is sure decides:
 *   1. magic numbers of what is no text;                 2. a byte order mark;
 *   3. UTF-16 without one: zeros, and units that are Chinese or ASCII;
 *   4. control characters: too many, and it is no text;  5. valid UTF-8, or mostly so: a few broken characters do not matter;
 *   6. what the bytes read like as GB18030 and as Big5: the share of frequent Chinese characters among the non-ASCII ones, less
 *      what does not decode. Chinese prose has 50-70 %, a wrong reading 1-10 %. What the page or the caller declares is a bonus,
 *      not an order: declared GB2312 with UTF-8 bytes is UTF-8, and the reverse;
 *   7. uchardet, for everything that does not read like Chinese.
 *
 * All judging is done on a bounded sample, so that the cost of a hostile file is that of reading it once.
 * To extend: encodings, magic numbers and frequent characters are tables.
 */
#include <stdlib.h>
#include <uchardet/uchardet.h>

#include "base/trace.h"
#include "text/internal.h"

/* ------------------------------------------------------------------ encodings */
/* The GB family and HZ (whose bytes are ASCII) are one; so is Big5. ISO-8859-1 and ASCII are read as windows-1252, as browsers do. */
static const encoding encodings[] = {
    {"UTF-8", CODEC_UTF8, {1, 2, 3, 4}, true, " utf-8 utf8 unicode-1-1-utf-8 utf_8 utf-8-bom "},
    {"GB18030",
     CODEC_GB,
     {1, 2, 2, 4},
     true,
     " gb18030 gb2312 gbk gb_2312-80 gb_2312 gb2312-80 gb-2312 gb-18030 x-gbk cp936 ms936 windows-936 euc-cn csgb2312 chinese "
     "iso-ir-58 csiso58gb231280 hz-gb-2312 hz zh_cn.gbk zh-cn "},
    {"Big5-HKSCS",
     CODEC_BIG5,
     {1, 2, 2, 2},
     true,
     " big5-hkscs big5hkscs big5 big-5 cn-big5 csbig5 x-x-big5 cp950 ms950 windows-950 "},
    {"UTF-16LE", CODEC_UTF16LE, {2, 2, 2, 4}, true, " utf-16le utf-16 utf16 utf-16-le ucs-2 unicode iso-10646-ucs-2 "},
    {"UTF-16BE", CODEC_UTF16BE, {2, 2, 2, 4}, true, " utf-16be utf-16-be unicodefffe "},
    {"windows-1252",
     CODEC_ICU,
     {1, 1, 1, 1},
     false,
     " windows-1252 iso-8859-1 latin1 us-ascii ascii cp1252 iso8859-1 x-cp1252 "},
    {"windows-1250", CODEC_ICU, {1, 1, 1, 1}, false, " windows-1250 cp1250 x-cp1250 "},
    {"windows-1251", CODEC_ICU, {1, 1, 1, 1}, false, " windows-1251 cp1251 x-cp1251 "},
    {"windows-1253", CODEC_ICU, {1, 1, 1, 1}, false, " windows-1253 cp1253 "},
    {"windows-1254", CODEC_ICU, {1, 1, 1, 1}, false, " windows-1254 cp1254 iso-8859-9 latin5 "},
    {"windows-1255", CODEC_ICU, {1, 1, 1, 1}, false, " windows-1255 cp1255 "},
    {"windows-1256", CODEC_ICU, {1, 1, 1, 1}, false, " windows-1256 cp1256 "},
    {"windows-1257", CODEC_ICU, {1, 1, 1, 1}, false, " windows-1257 cp1257 "},
    {"windows-1258", CODEC_ICU, {1, 1, 1, 1}, false, " windows-1258 cp1258 "},
    {"ISO-8859-2", CODEC_ICU, {1, 1, 1, 1}, false, " iso-8859-2 latin2 "},
    {"ISO-8859-5", CODEC_ICU, {1, 1, 1, 1}, false, " iso-8859-5 "},
    {"ISO-8859-7", CODEC_ICU, {1, 1, 1, 1}, false, " iso-8859-7 "},
    {"ISO-8859-15", CODEC_ICU, {1, 1, 1, 1}, false, " iso-8859-15 latin9 "},
    {"KOI8-R", CODEC_ICU, {1, 1, 1, 1}, false, " koi8-r koi8 "},
    {"Shift_JIS", CODEC_ICU, {1, 2, 2, 2}, true, " shift_jis shift-jis sjis x-sjis ms932 cp932 windows-31j "},
    {"EUC-JP", CODEC_ICU, {1, 2, 2, 2}, true, " euc-jp x-euc-jp "},
    {"EUC-KR", CODEC_ICU, {1, 2, 2, 2}, true, " euc-kr ks_c_5601-1987 cp949 windows-949 uhc "},
};
enum { UTF8, GB18030, BIG5, UTF16LE, UTF16BE };

const encoding *cedu__text_encoding(cedu_str label) {
    char key[40];
    label = cedu__trim(label);
    if (label.n == 0 || label.n > sizeof key - 3 || memchr(label.p, ' ', label.n)) return NULL;
    key[0] = key[label.n + 1] = ' ', key[label.n + 2] = '\0';
    for (size_t i = 0; i < label.n; i++) {
        char c = label.p[i];
        key[i + 1] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    for (size_t i = 0; i < CEDU_COUNT(encodings); i++)
        if (strstr(encodings[i].labels, key)) return &encodings[i];
    return NULL;
}

/* ------------------------------------------------------------------ what is no text */
typedef struct magic {
    uint16_t at;
    uint8_t n;
    const char *bytes, *zh, *en;
} magic;
#define M(at, lit, zh, en)                                                                                                     \
    { at, sizeof(lit) - 1, lit, zh, en }
#define PICTURE    "图片：请先做文字识别（OCR），再读识别出的文本"
#define PICTURE_EN "a picture: run text recognition (OCR) first and read its text"
#define ARCHIVE    "压缩包：请先解压，再读里面的文件"
#define ARCHIVE_EN "an archive: unpack it first and read the files in it"
#define MEDIA      "音频或视频：请先转写成文本"
#define MEDIA_EN   "sound or video: transcribe it first"
#define PROGRAM    "程序或二进制数据：请换成网页或纯文本"
#define PROGRAM_EN "a program or binary data: give a page or plain text"
static const magic magics[] = {
    M(0, "\x89PNG\r\n\x1a\n", PICTURE, PICTURE_EN),
    M(0, "\xFF\xD8\xFF", PICTURE, PICTURE_EN),
    M(0, "GIF87a", PICTURE, PICTURE_EN),
    M(0, "GIF89a", PICTURE, PICTURE_EN),
    M(8, "WEBPVP8", PICTURE, PICTURE_EN),
    M(0, "II*\0", PICTURE, PICTURE_EN),
    M(0, "MM\0*", PICTURE, PICTURE_EN),
    M(0, "\0\0\1\0", PICTURE, PICTURE_EN),
    M(4, "ftypavif", PICTURE, PICTURE_EN),
    M(4, "ftypheic", PICTURE, PICTURE_EN),
    M(0, "%PDF-", " PDF：请先用 pdftotext 转成文本再读", "a PDF: make it text first (pdftotext)"),
    M(0, "PK\3\4", " ZIP 压缩包或 Office 文档（docx、xlsx）：请解压，或另存为网页、纯文本再读",
      "a ZIP archive or an Office document (docx, xlsx): unpack it, or save it as HTML or plain text"),
    M(0, "PK\5\6", ARCHIVE, ARCHIVE_EN),
    M(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
      "旧版 Office 或 WPS 文档（doc、xls、ppt、wps）：请另存为 docx、xlsx 再读（soffice --headless --convert-to docx 文件）",
      "an old Office or WPS document (doc, xls, ppt, wps): save it as docx or xlsx (soffice --headless --convert-to docx "
      "FILE)"),
    M(0, "{\\rtf", " RTF 文档：请另存为 docx 再读（soffice --headless --convert-to docx 文件）",
      "an RTF document: save it as docx (soffice --headless --convert-to docx FILE)"),
    M(0, "%!PS", " PostScript 文件：请转为 PDF 再读（ps2pdf 文件）", "a PostScript file: make it PDF (ps2pdf FILE)"),
    M(0, "\x1F\x8B\x08", ARCHIVE, ARCHIVE_EN),
    M(0, "BZh91AY&SY", ARCHIVE, ARCHIVE_EN),
    M(0,
      "\xFD"
      "7zXZ\0",
      ARCHIVE, ARCHIVE_EN),
    M(0, "\x28\xB5\x2F\xFD", ARCHIVE, ARCHIVE_EN),
    M(0, "Rar!\x1A\x07", ARCHIVE, ARCHIVE_EN),
    M(0, "7z\xBC\xAF\x27\x1C", ARCHIVE, ARCHIVE_EN),
    M(257, "ustar", ARCHIVE, ARCHIVE_EN),
    M(0,
      "\x7F"
      "ELF",
      PROGRAM, PROGRAM_EN),
    M(0, "\0asm", PROGRAM, PROGRAM_EN),
    M(0, "\xCA\xFE\xBA\xBE", PROGRAM, PROGRAM_EN),
    M(0, "\xCF\xFA\xED\xFE", PROGRAM, PROGRAM_EN),
    M(0, "wOFF", PROGRAM, PROGRAM_EN),
    M(0, "wOF2", PROGRAM, PROGRAM_EN),
    M(0, "SQLite format 3\0", " SQLite 数据库：若是本程序的知识库，请用 -d 指定",
      "an SQLite database; if it is a knowledge base of this program, name it with -d"),
    M(4, "ftyp", MEDIA, MEDIA_EN),
    M(0, "ID3\3", MEDIA, MEDIA_EN),
    M(0, "ID3\4", MEDIA, MEDIA_EN),
    M(0, "OggS\0", MEDIA, MEDIA_EN),
    M(8, "WAVEfmt ", MEDIA, MEDIA_EN),
    M(8, "AVI LIST", MEDIA, MEDIA_EN),
    M(0, "\x1A\x45\xDF\xA3", MEDIA, MEDIA_EN),
};
#undef M

static const magic *find_magic(const unsigned char *p, size_t n) {
    for (size_t i = 0; i < CEDU_COUNT(magics); i++) {
        const magic *m = &magics[i];
        if (n >= (size_t)m->at + m->n && memcmp(p + m->at, m->bytes, m->n) == 0) return m;
    }
    return NULL;
}

/* Whether one of eight bytes is below 0x20. */
static inline bool any_below_space(const unsigned char *p) {
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return (w - 0x2020202020202020u) & ~w & 0x8080808080808080u;
}

/* Control characters that no text has, in at most three windows of the input: more than one in twenty bytes. */
static bool mostly_controls(const unsigned char *p, size_t n) {
    enum { WINDOW = 64 << 10 };
    size_t seen = 0, controls = 0;
    for (int k = 0; k < 3; k++) {
        size_t from = n <= 3 * WINDOW ? n * (size_t)k / 3 : (n - WINDOW) / 2 * (size_t)k;
        size_t to = n <= 3 * WINDOW ? n * (size_t)(k + 1) / 3 : from + WINDOW;
        for (size_t i = from; i < to; i++) {
            while (to - i >= 8 && !any_below_space(p + i)) i += 8;
            if (i == to) break;
            unsigned char c = p[i];
            controls += c < 0x20 && !(c >= '\t' && c <= '\r') && c != 0x1B && c != 0x1A;
        }
        seen += to - from;
    }
    return controls >= 4 && controls * 20 > seen;
}

/* ------------------------------------------------------------------ what Chinese looks like */
/* Frequent characters of prose, news and documents, both scripts, and the usual punctuation. Only their share counts. */
static const char frequent[] =
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民"
    "得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社"
    "义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并"
    "提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强"
    "放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己"
    "美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群"
    "广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往"
    "市企智投策服创城推划项目县州网络率超亿首个居评款版权所有"
    "這個國來時們為會對發動過說產種後經進著電裡實現點從業應開還義樣與關線內數質氣變條沒結解問無系軍長頭資邊統將組見計別運農幾"
    "區強戰處隊給門規熱領東導壓爭濟階術極聯認權證轉單風帶場車務萬達積議聲報離華確張馬節話廣記遠觀織裝眾書復須際驗連斷難備辦習"
    "響約勞團企創劃項縣網絡億"
    "\uFF0C\u3002\u3001\uFF1B\uFF1A\u201C\u201D\uFF08\uFF09\u300A\u300B\u00B7\uFF01\uFF1F\u2014";

typedef struct common_set {
    uint32_t bits[0x10000 / 32];
} common_set;

static void common_fill(common_set *c) {
    memset(c, 0, sizeof *c);
    cedu_str s = CEDU_STR(frequent);
    for (size_t i = 0, len; i < s.n; i += len) {
        uint32_t cp = cedu__u8_at(s, i, &len);
        c->bits[cp >> 5] |= 1u << (cp & 31);
    }
}
static inline bool common_has(const common_set *c, uint32_t cp) { return cp < 0x10000 && c->bits[cp >> 5] >> (cp & 31) & 1; }

typedef struct sample {
    uint32_t chars, common, bad; /* of the non-ASCII characters */
} sample;

enum { SAMPLE = 20000 };

static sample read_as(const unsigned char *p, size_t n, const encoding *e, const common_set *common) {
    sample s = {0};
    const gb_table *gb = e->codec == CODEC_GB ? cedu__text_gb() : NULL;
    const big5_table *big5 = e->codec == CODEC_BIG5 ? cedu__text_big5() : NULL;
    if (!gb && !big5) return s;
    for (size_t i = 0; i < n && s.chars + s.bad < SAMPLE;) {
        if (p[i] < 0x80) {
            i += cedu__text_ascii(p + i, n - i);
            continue;
        }
        uint32_t cp, second;
        i += gb ? cedu__text_gb_step(gb, p + i, n - i, &cp) : cedu__text_big5_step(big5, p + i, n - i, &cp, &second);
        if (cp == BAD) s.bad += i < n; /* what only the end has cut speaks neither way */
        else s.chars++, s.common += common_has(common, cp);
    }
    return s;
}

/* How much like Chinese: -1 … 1. */
static double chinese(sample s) { return s.chars + s.bad ? ((double)s.common - s.bad) / (s.chars + s.bad) : 0; }

/* ------------------------------------------------------------------ UTF-8, UTF-16 */
typedef struct utf8_sample {
    uint32_t two, more, bad, common;
} utf8_sample;

static utf8_sample read_utf8(const unsigned char *p, size_t n, const common_set *common) {
    utf8_sample s = {0};
    for (size_t i = 0; i < n && s.two + s.more + s.bad < SAMPLE;) {
        if (p[i] < 0x80) {
            i += cedu__text_ascii(p + i, n - i);
            continue;
        }
        uint32_t cp;
        size_t k = cedu__text_utf8_step(p + i, n - i, &cp);
        /* a sequence that only the end has cut speaks neither way */
        if (cp == BAD) s.bad += i + k < n || k == 1;
        else if (k == 2) s.two++;
        else s.more++;
        s.common += common_has(common, cp);
        i += k;
    }
    return s;
}

static bool plausible_unit(unsigned u) {
    return u == 9 || u == 10 || u == 13 || (u >= 0x20 && u < 0x7F) || (u >= 0xA0 && u < 0x250) || (u >= 0x370 && u < 0x500) ||
           (u >= 0x2000 && u < 0x2070) || (u >= 0x2100 && u < 0x2700) || (u >= 0x3000 && u < 0x3130) ||
           (u >= 0x4E00 && u < 0xA000) || (u >= 0xFF00 && u < 0xFFF0) || u == 0xFEFF;
}

/* UTF-16 without a byte order mark: one of the two orders gives ASCII and frequent Chinese characters. */
static const encoding *utf16(const unsigned char *p, size_t n, const common_set *common) {
    double best = 0.3;
    const encoding *e = NULL;
    if (n < 4 || !memchr(p, 0, n)) return NULL;
    for (int big = 0; big < 2; big++) {
        uint32_t units = 0, good = 0, ascii = 0, known = 0;
        for (size_t i = 0; i + 1 < n && units < SAMPLE; i += 2, units++) {
            unsigned u = big ? p[i] << 8 | p[i + 1] : p[i + 1] << 8 | p[i];
            bool plausible = plausible_unit(u);
            good += plausible || (u >= 0xD800 && u < 0xE000), ascii += plausible && u < 0x80, known += common_has(common, u);
        }
        double share = (double)(ascii + known) / units;
        if (ascii > 0 && good >= units * 0.9 && share > best) best = share, e = &encodings[big ? UTF16BE : UTF16LE];
    }
    return e;
}

/* How well UTF-16 with a byte order mark decodes: binary data may begin with one, too. */
static sample read_utf16(const unsigned char *p, size_t n, bool big) {
    sample s = {0};
    for (size_t i = 0; i < n && s.chars + s.bad < SAMPLE;) {
        uint32_t cp;
        i += cedu__text_utf16_step(p + i, n - i, big, &cp);
        if (cp == BAD || (cp < 0x20 && !(cp >= '\t' && cp <= '\r')) || cp == 0xFFFF) s.bad++;
        else s.chars++;
    }
    return s;
}

/* ------------------------------------------------------------------ declarations */
static inline char lower(unsigned char c) { return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c); }
static inline bool blank(unsigned char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool at_word(const unsigned char *p, size_t n, size_t i, const char *word) {
    for (; *word; word++, i++)
        if (i >= n || lower(p[i]) != *word) return false;
    return true;
}

/* The value of `key=` between i and end, quoted or not. */
static cedu_str value_of(const unsigned char *p, size_t i, size_t end, const char *key) {
    for (; i < end; i++) {
        if (!at_word(p, end, i, key)) continue;
        size_t j = i + strlen(key);
        while (j < end && blank(p[j])) j++;
        if (j >= end || p[j] != '=') continue;
        do j++;
        while (j < end && (blank(p[j]) || p[j] == '"' || p[j] == '\''));
        size_t from = j;
        while (j < end && !blank(p[j]) && p[j] != '"' && p[j] != '\'' && p[j] != '>' && p[j] != ';' && p[j] != '/' &&
               p[j] != '?' && p[j] < 0x80)
            j++;
        if (j > from) return (cedu_str){(const char *)p + from, j - from};
    }
    return (cedu_str){0};
}

/* `<meta … charset=X …>`, http-equiv or not, or `<?xml … encoding=X …?>`, in the first 4 kB; comments are left out. */
static cedu_str find_declaration(const unsigned char *p, size_t n) {
    if (n > 4096) n = 4096;
    for (size_t i = 0; i < n; i++) {
        if (p[i] != '<') continue;
        size_t end = i + 1;
        if (at_word(p, n, i, "<!--")) {
            while (end < n && !at_word(p, n, end, "-->")) end++;
            i = end;
            continue;
        }
        bool xml = at_word(p, n, i, "<?xml"),
             meta = at_word(p, n, i, "<meta") && i + 5 < n && (blank(p[i + 5]) || p[i + 5] == '/');
        if (!xml && !meta) continue;
        while (end < n && p[end] != '>') end++;
        cedu_str v = value_of(p, i, end, xml ? "encoding" : "charset");
        if (v.p && v.n <= 40) return v;
        i = end;
    }
    return (cedu_str){0};
}

/* Filler: bytes that hardly any text in a single-byte encoding has make up a third of what is not ASCII. */
static bool mostly_filler(const unsigned char *p, size_t n) {
    size_t high = 0, filler = 0;
    for (size_t i = 0; i < n && high < SAMPLE;) {
        if (p[i] < 0x80) {
            i += cedu__text_ascii(p + i, n - i);
            continue;
        }
        filler += p[i] >= 0xFE, high++, i++;
    }
    return filler >= 16 && filler * 3 > high;
}

/* ------------------------------------------------------------------ the decision */
static detection refuse_binary(cedu_error *err) {
    cedu__fail(err, CEDU_UNSUPPORTED, "这是二进制数据，在任何编码下都不像文本；请确认文件没有损坏，或换成网页、纯文本再读",
               "binary data: it reads as text in no encoding; check that the file is whole, or give a page or plain text");
    return (detection){0};
}

static const encoding *ask_uchardet(const unsigned char *p, size_t n) {
    const encoding *e = NULL;
    uchardet_t d = uchardet_new();
    if (!d) return NULL;
    /* from a little before the first non-ASCII byte: scripts at the head of a page say nothing */
    size_t from = cedu__text_ascii(p, n), most = 256u << 10;
    from = from > 512 ? from - 512 : 0;
    if (uchardet_handle_data(d, (const char *)p + from, n - from < most ? n - from : most) == 0) {
        uchardet_data_end(d);
        e = cedu__text_encoding(cedu__str(uchardet_get_charset(d)));
        CEDU_TRACE(text, "uchardet says %s", uchardet_get_charset(d));
    }
    uchardet_delete(d);
    return e;
}

/* No valid UTF-8 and no UTF-16: Chinese in one of its encodings, broken UTF-8, or something else. Sets *chosen to the sample of
 * the choice. */
static const encoding *legacy(const unsigned char *p, size_t n, const encoding *hint, const encoding *declared,
                              const common_set *common, sample *chosen) {
    /* Two-byte sequences are frequent in GBK by chance (a quarter of its characters), longer ones are not. */
    utf8_sample u = read_utf8(p, n, common);
    double good = u.more + u.two / 4.0;
    *chosen = (sample){u.two + u.more, u.common, u.bad};
    if (good > u.bad) return &encodings[UTF8];

    const encoding *gb = &encodings[GB18030], *big5 = &encodings[BIG5];
    sample sg = read_as(p, n, gb, common);
    double g = chinese(sg);
    if (g >= 0.45 && sg.chars > 30 && g > (double)u.common / sg.chars && declared != big5 && hint != big5)
        return *chosen = sg, gb;
    sample sb = read_as(p, n, big5, common);
    /* badly broken, or mixed: the reading that gives more frequent characters */
    if (good > u.bad * 0.15 && u.common > sg.common && u.common > sb.common) return &encodings[UTF8];
    double b = chinese(sb);
    double bg = g + (declared == gb ? 0.15 : 0) + (hint == gb ? 0.3 : 0),
           bb = b + (declared == big5 ? 0.15 : 0) + (hint == big5 ? 0.3 : 0);
    const encoding *best = bb > bg ? big5 : gb;
    double score = bb > bg ? bb : bg;
    CEDU_TRACE(text, "like GB18030 %.2f, like Big5 %.2f", g, b);
    *chosen = best == gb ? sg : sb;
    if (score >= 0.35) return best;

    const encoding *said = hint ? hint : declared, *guess = ask_uchardet(p, n);
    bool foreign = guess && guess->codec == CODEC_ICU;
    if (said && said->codec == CODEC_ICU && (foreign || score < 0.12)) {
        /* a page in another language says so itself; of single-byte encodings its own word is better than a guess */
        *chosen = (sample){0};
        return said->multi || !guess || !guess->multi ? said : guess;
    }
    if (foreign && (guess->multi || score < 0.12)) return *chosen = (sample){0}, guess;
    if (score >= 0.12) return best;
    if (guess == gb || guess == big5) return *chosen = guess == gb ? sg : sb, guess;
    if (said == gb || said == big5) return *chosen = said == gb ? sg : sb, said;
    return best;
}

detection cedu__text_detect(const unsigned char *p, size_t n, const char *hint_name, cedu_error *err) {
    detection d = {.encoding = &encodings[UTF8], .valid_utf8 = n == 0};
    if (n == 0) return d;
    const magic *m = find_magic(p, n);
    if (m) {
        cedu__fail(err, CEDU_UNSUPPORTED, "这不是网页或文本，而是%s%.0s", "this is no page and no text but %.0s%s", m->zh,
                   m->en);
        return (detection){0};
    }
    const encoding *hint = hint_name ? cedu__text_encoding(cedu__str(hint_name)) : NULL, *wide = NULL;
    common_set common;
    common_fill(&common);
    sample chosen = {0};

    if (n >= 2 && p[0] == 0xFF && p[1] == 0xFE) wide = &encodings[UTF16LE];
    else if (n >= 2 && p[0] == 0xFE && p[1] == 0xFF) wide = &encodings[UTF16BE];
    else wide = utf16(p, n, &common);
    if (wide) {
        d.encoding = wide;
        chosen = read_utf16(p, n, wide->codec == CODEC_UTF16BE);
    } else {
        if (mostly_controls(p, n)) return refuse_binary(err);
        d.declared = find_declaration(p, n);
        const encoding *said = cedu__text_encoding(d.declared);
        size_t ascii = cedu__text_ascii(p, n);
        d.valid_utf8 = ascii == n || cedu__text_utf8_valid(p + ascii, n - ascii) == n - ascii;
        if (ascii == n) return d; /* agrees with every declaration */
        if (!d.valid_utf8) d.encoding = legacy(p, n, hint, said, &common, &chosen);
        /* a page that says UTF-16 in ASCII is not in UTF-16 */
        d.declared_wrong = said && said != d.encoding;
    }
    if (d.encoding->codec == CODEC_ICU && mostly_filler(p, n)) return refuse_binary(err);
    /* half of what is not ASCII does not decode, it is not a stray byte or two, and what is left is no Chinese */
    if (chosen.bad >= 16 && chosen.bad >= chosen.chars && chosen.common * 10 < chosen.chars + chosen.bad)
        return refuse_binary(err);
    return d;
}
