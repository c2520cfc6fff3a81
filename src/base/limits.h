/* limits.h - every cap in one place, with its reason. A cap that is reached is reported, never silent. */
#ifndef CEDU_BASE_LIMITS_H
#define CEDU_BASE_LIMITS_H

/* One payload. Offsets are 32-bit; a web page is 0.1 MB, the largest policy annex seen 6 MB. */
#define CEDU_MAX_PAYLOAD (256u << 20)
/* Decoded text of one payload, in bytes of UTF-8 (GBK grows by half). */
#define CEDU_MAX_TEXT (400u << 20)
/* Memory of one page, text included: 24 bytes of structure per byte of text would be absurd. */
#define CEDU_MAX_PAGE_MEMORY ((size_t)6 << 30)
/* Scratch of one worker. */
#define CEDU_MAX_SCRATCH ((size_t)2 << 30)
/* Nesting of HTML elements followed; deeper ones are flattened. */
#define CEDU_MAX_HTML_DEPTH 512
/* Blocks of one page. */
#define CEDU_MAX_BLOCKS (1u << 20)
/* Code points of a quotation (CONTRACT). */
#define CEDU_MAX_QUOTE 400
/* Findings listed one by one; all are counted. */
#define CEDU_MAX_PLACED_FINDINGS 1000
/* One member of a container; nobody's page or office document is larger, and several are in memory at a time. */
#define CEDU_MAX_MEMBER (64u << 20)
/* Members of one archive (a WARC file may have any number). */
#define CEDU_MAX_MEMBERS (1u << 20)
/* Containers in containers; compression does not count. */
#define CEDU_MAX_NESTING 2
/* Unpacked : packed, beyond CEDU_EXPANSION_FREE. Text reaches 30; deflate's limit of 1032 is only reached by bombs. */
#define CEDU_MAX_EXPANSION  200
#define CEDU_EXPANSION_FREE ((uint64_t)1 << 30)
/* Header block of one WARC record, and of one HTTP answer. */
#define CEDU_MAX_HEADER (64u << 10)
/* Folder depth walked; also ends directory loops that the (device, inode) check cannot see. */
#define CEDU_MAX_FOLDER_DEPTH 64
/* Tables that rooms derive from an image of packs (cedu__image_table); six are made today. */
#define CEDU_IMAGE_TABLES 12
/* Digits of a number; longer runs are identifiers, not numbers. */
#define CEDU_MAX_DIGITS 24
/* Code points of a pack form. */
#define CEDU_MAX_FORM 64
/* One lexicon file; the largest of ours is 0.5 MB. */
#define CEDU_MAX_PACK_FILE (64u << 20)
/* One line of a pack. */
#define CEDU_MAX_PACK_LINE (64u << 10)
/* Forms of one entry; they are compared pair by pair. */
#define CEDU_MAX_ROW_FORMS 1000
/* Facts of the regions asked for that a question looks at, the last added first, unless all are asked for (--all): what 0.1 s allows. */
#define CEDU_MAX_REGION_FACTS 2500
/* A subject with more facts is looked at around the regions in question only: so many regions, and so many facts of them, those added
 * last. Of one subject and region, facts that are in memory at once. */
#define CEDU_MAX_SUBJECT_FACTS 1000
#define CEDU_MAX_NEAR          32
#define CEDU_MAX_NEAR_FACTS    1000
/* In a huge base, of the regions beside the one in question: so many facts of a subject and kind each, the latest. */
#define CEDU_MAX_FAR_FACTS 1
/* And of that region itself: subjects from which something is derived, those most is said about. */
#define CEDU_MAX_REGION_SUBJECTS 40
#define CEDU_MAX_GROUP_FACTS     200000
/* Facts of a base in which a part of a subject's name is looked for one by one; in a larger one only indicators of the packs and names that
 * begin so are found (0.1 s). How many indicators a sector then stands for. */
#define CEDU_MAX_SCANNED_FACTS 100000
#define CEDU_MAX_SECTOR_KEYS   8
/* Pairs of regions that name one field, listed and kept in memory at once; regions of the table that counts all of them. */
#define CEDU_MAX_OVERLAPS  20000
#define CEDU_OVERLAP_TABLE 14
/* Subjects that are put in order by what they are (id, unit, documents, years), those with most facts: what 20 ms allow. */
#define CEDU_MAX_RANKED_SUBJECTS 5000
/* A list over all regions of such a base: documents in which its words stand, those added last; what 0.1 s allows. */
#define CEDU_MAX_LIST_DOCUMENTS 100
/* One file sent to the server; what is larger is added by command. How many arrive at a time, and how much waits to be read. */
#define CEDU_MAX_UPLOAD        ((uint64_t)256 << 20)
#define CEDU_MAX_UPLOADS       8
#define CEDU_MAX_UPLOAD_SPOOL  ((uint64_t)1 << 30)
#define CEDU_MAX_UPLOADS_QUEUE 4096
/* Cells of one merged range of a sheet that get its text. */
#define CEDU_MAX_MERGED 10000
/* Lines of a table that users import. */
#define CEDU_MAX_IMPORT_LINES 200000
/* Entries of an image. */
#define CEDU_MAX_ENTRIES (1u << 20)

/* An evidence bundle that is verified: bytes of all its files, and how many. */
#define CEDU_MAX_BUNDLE       (512u << 20)
#define CEDU_MAX_BUNDLE_FILES 20000u

#endif
