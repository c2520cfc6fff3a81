/* commands.c - THE TABLE of commands: everything that help, man page, completion and the parser know about them.
 *
 * To add a command: a row here, `CLI_RUN(name)` in cli.h, a cmd_*.c, a transcript under tests/cli; then renew man/cedu.1
 * (`cedu --man > man/cedu.1`; a test compares them). */
#include "cli/cli.h"

const struct cli_group cli_groups[] = {
    {"读页面（不写任何文件）", "Reading pages (nothing is written)"},
    {"知识库", "The knowledge base"},
    {"查看", "Looking"},
    {"推断", "What follows"},
    {"带走", "Taking it away"},
    {"其他", "Other"},
};
const size_t cli_group_count = CEDU_COUNT(cli_groups);

#define DB     (CLI_BIT(db) | CLI_BIT(format))
#define ENGINE (CLI_BIT(packs) | CLI_BIT(threads))
#define INPUTS (CLI_BIT(column) | CLI_BIT(field) | CLI_BIT(urls) | CLI_BIT(allow_private))
#define FILTER                                                                                                                 \
    (CLI_BIT(region) | CLI_BIT(subject) | CLI_BIT(kind) | CLI_BIT(source) | CLI_BIT(from) | CLI_BIT(to) | CLI_BIT(limit))

const cli_command cli_commands[] = {
    {"read",
     0,
     cli_run_read,
     ENGINE | INPUTS | CLI_BIT(format) | CLI_BIT(script) | CLI_BIT(raw) | CLI_BIT(date),
     1,
     -1,
     "FILE...",
     "每个页面的正文：去掉导航，修复损坏，转为简体",
     "the article of each page: boilerplate gone, damage repaired",
     "格式 text（默认）：标题一行，然后每段一行；json：每个文件一行记录。FILE 可以是文件、目录（递归）、网址或 "
     "-（标准输入）；\n"
     "网页、纯文本、Markdown、DOCX、XLSX、OFD、PDF、扫描件、网页存档（.mht）、邮件（.eml）、\n"
     "zip、tar、WARC、JSON 行（.jsonl）、CSV（加 --column）、RSS 都能读，\n"
     "压缩包、订阅源里的每一项各算一页。"
     "读不了的文件在标准错误上点名，其余照常。",
     "Formats: text (default): the title, then a paragraph a line; json: one record a file. FILE is a file, a folder "
     "(recursively),\n"
     "an address or - (standard input): HTML, text, Markdown, DOCX, XLSX, OFD, PDF, scans, saved pages\n"
     "(.mht), letters (.eml), zip, tar, WARC, JSON lines (.jsonl),\n"
     "CSV (with --column), RSS; each member of a container and item of a feed is a page of its own. Files that cannot be read "
     "are named on standard error, the others go on.",
     {{"cedu read page.html", "看正文", "see the article"},
      {"cedu read --format json pages/ > articles.ndjson", "整个目录", "a whole folder"},
      {"cedu read --script keep page.html", "保留繁体", "keep traditional characters"}}},
    {"facts",
     0,
     cli_run_facts,
     ENGINE | INPUTS | CLI_BIT(date) | CLI_BIT(format),
     1,
     -1,
     "FILE...",
     "页面中的事实，每条附原文位置",
     "the facts of each page, each with its place in the original",
     "每个文件先写一行 document 记录，再写它的 fact 记录（NDJSON）。字段见 docs 与 cedu.h。\n"
     "格式 json（默认）给程序读，table 给人看：每页一张对齐的表，低于门槛的标“待核”。",
     "Writes a document record for each file, then its fact records (NDJSON).\n"
     "Formats: json (default) for programs; table for people: an aligned table a page, what waits for review marked so.",
     {{"cedu facts page.html", "一页", "one page"},
      {"cedu facts --format table page.html", "给人看的表", "a table for people"},
      {"cedu facts --date 2021-06-14 note.txt", "页面未写日期时", "where the page gives no date"},
      {"cedu facts pages/ | grep '\"kind\":\"target\"'", "只看目标", "only targets"}}},
    {"mentions",
     0,
     cli_run_mentions,
     ENGINE | CLI_BIT(jsonl) | CLI_BIT(date),
     0,
     -1,
     "[FILE...]",
     "数字、时间、地区、机构等提及",
     "numbers, times, regions, organisations … with exact spans",
     "--jsonl：每行读 {\"id\",\"text\",\"ref\"}，每行写 {\"id\",\"pred\"}；位置是 text 的字符序号。不带 "
     "--jsonl：标出全文中的提及。\n"
     "不给文件则读标准输入。",
     "--jsonl: reads {\"id\",\"text\",\"ref\"} a line, writes {\"id\",\"pred\"} a line; offsets count characters of `text`. "
     "Without it the\n"
     "text is shown with its mentions marked. Standard input where no file is named.",
     {{"echo '{\"id\":1,\"text\":\"产值超500亿元\"}' | cedu mentions --jsonl", "给程序", "for programs"},
      {"cedu mentions --date 2021-06-14 note.txt", "给人看", "for people"}}},
    {"repair",
     0,
     cli_run_repair,
     CLI_BIT(diff) | CLI_BIT(format) | CLI_BIT(only) | CLI_BIT(threads),
     1,
     -1,
     "FILE...",
     "整个文件修复后的文字，逐行对应",
     "the repaired text of the whole file, line for line",
     "类别：mojibake（乱码）、residue（标记残留）、pinyin（拼音注音）、gbk_shift（GBK 错位）、t2s（繁体；tw2s、hk2s "
     "同）、wording（用词）、inserted（插入内容）。格式 text 或 json。",
     "Classes: mojibake, residue, pinyin, gbk_shift, t2s (also tw2s, hk2s), wording, inserted. Formats text or json.",
     {{"cedu repair page.txt > clean.txt", "修复", "repair"},
      {"cedu repair --diff page.txt", "只看改动", "see what changes"},
      {"cedu repair --only pinyin,t2s page.txt", "只做两类", "two classes only"}}},
    {"dump",
     0,
     cli_run_dump,
     CLI_BIT(packs) | CLI_BIT(format) | CLI_BIT(date) | CLI_BIT(verbose),
     2,
     2,
     "STAGE FILE",
     "某一阶段的中间结果",
     "an intermediate form: bytes text page repair mentions facts",
     "STAGE：bytes 字节，text 解码，page 分块，repair 修复，mentions 提及（--verbose 连提示词一起），facts 事实。"
     "格式 table json csv md。",
     "STAGE: bytes, text (decoded), page (blocks), repair (edits), mentions (--verbose: the cues too), facts.\n"
     "Formats table json csv md.",
     {{"cedu dump page page.html", "哪些块算正文", "which blocks count as the article"},
      {"cedu dump mentions page.html | less -S", "看提及", "see the mentions"}}},
    {"watch",
     0,
     cli_run_watch,
     CLI_BIT(packs) | CLI_BIT(format) | CLI_BIT(allow_private) | CLI_BIT(verbose) | CLI_BIT(quiet),
     1,
     1,
     "FILE",
     "重读清单中的网页，报告新增和变化",
     "read a list of pages again: what is new or changed",
     "FILE "
     "每行一个网址或路径，网页、订阅源（RSS、Atom）都可以。比较的是正文，不是字节；订阅源只看条目本身，不去抓取。看过的内容记在"
     " $XDG_STATE_HOME/cedu/watch。格式 table json csv md。",
     "FILE holds an address or a path a line, of a page or a feed (RSS, Atom; its items are read, not fetched). Articles are\n"
     "compared, not bytes. What was seen is kept in "
     "$XDG_STATE_HOME/cedu/watch.\nFormats table json csv md.",
     {{"cedu watch pages.txt", "看看有什么变化", "see what has changed"}}},

    {"add",
     1,
     cli_run_add,
     DB | ENGINE | INPUTS | CLI_BIT(verbose) | CLI_BIT(quiet) | CLI_BIT(llm) | CLI_BIT(llm_model) | CLI_BIT(llm_remote),
     1,
     -1,
     "PATH...",
     "把页面收入知识库",
     "add pages to the knowledge base",
     "原件压缩存入库中，事实随后可查。重复收入不起作用；中断后再运行即可继续；坏文件不影响其余。",
     "Originals are kept compressed in the file; facts can be looked up afterwards. Adding again changes nothing; after an\n"
     "interruption run it again; a bad file never stops the rest.",
     {{"cedu add pages/", "收入目录", "add a folder"},
      {"cedu add -d region.db pages/ more.html", "指定知识库", "into another file"},
      {"cedu add pages/ --llm http://127.0.0.1:11434/v1 --llm-model qwen2.5", "模型只提建议，逐条核对原文后待审",
       "a model proposes; what stands in the page waits for review"}}},
    {"import",
     1,
     cli_run_import,
     DB | CLI_BIT(packs) | CLI_BIT(as) | CLI_BIT(map) | CLI_BIT(sheet) | CLI_BIT(yes) | CLI_BIT(template) | CLI_BIT(output) |
         CLI_BIT(force),
     0,
     -1,
     "[FILE.xlsx|csv|json... | --template KIND OUT.xlsx]",
     "导入自己的表：企业、场景、算力、指标、人才、基金（标为用户数据）",
     "import tables of your own: companies, scenarios, compute, indicators, talents, funds (user data)",
     "先列出列与字段的对应，确认（--"
     "yes）后才写入；有一格不对就整个文件都不写，并指明工作表、行、列。每格留有出处（文件、工作表、行、列、哈希），\n"
     "与页面中的事实分开存放。再次导入同一张表即更新，旧值留作历史；文件里没有了的行不再列出。不给 FILE 则列出已导入的。\n"
     "--template 写一个带示例的空表。",
     "The columns and their fields are shown first and written only when confirmed (--yes); one wrong cell and nothing of the "
     "file is "
     "written, the\n"
     "message names sheet, row and column. Every cell keeps its place (file, sheet, row, column, hash), apart from the facts "
     "of pages. "
     "Importing\n"
     "again updates; old values stay as history. Without FILE what was imported is listed. --template writes an empty table "
     "with "
     "examples.",
     {{"cedu import --template companies firms.xlsx", "空表", "an empty table"},
      {"cedu import firms.xlsx --as companies --yes", "导入", "import"},
      {"cedu import list.csv --as scenarios --map 金额=budget --yes", "指明一列", "say which column"},
      {"cedu import --as companies", "已导入的", "what was imported"}}},
    {"reread",
     1,
     cli_run_reread,
     DB | ENGINE | CLI_BIT(stale) | CLI_BIT(verbose) | CLI_BIT(quiet),
     0,
     -1,
     "[--stale | DOC...]",
     "用现在的知识包重读存档的原件",
     "read the archived originals again with today's packs",
     "DOC 是文档编号（SHA-256）的开头，或收入时的路径。--stale：所有用别的知识包或引擎读过的文档。",
     "DOC is the beginning of a document's SHA-256, or the path it was added under. --stale: all that were read with other "
     "packs or\n"
     "another engine.",
     {{"cedu reread --stale", "知识包更新后", "after packs have changed"}}},
    {"forget",
     1,
     cli_run_forget,
     CLI_BIT(db),
     1,
     -1,
     "DOC...",
     "从知识库删去文档及其事实",
     "remove a document, its facts and its original",
     "DOC 同 reread。删去后不能恢复，除非有备份。",
     "DOC as in reread. There is no way back but a backup.",
     {{"cedu forget 3fa9c1d2", "按编号开头", "by the beginning of its number"}}},
    {"backup",
     1,
     cli_run_backup,
     CLI_BIT(db) | CLI_BIT(force),
     1,
     1,
     "FILE",
     "备份知识库",
     "save a consistent copy",
     "他人正在写入时也可备份。已有文件只在 --force 时覆盖。",
     "Works while others are writing. Replaces an existing file only with --force.",
     {{"cedu backup 2025-01-31.db", "备份", "save"}}},
    {"restore",
     1,
     cli_run_restore,
     CLI_BIT(db) | CLI_BIT(force),
     1,
     1,
     "FILE",
     "从备份恢复",
     "put a backup back",
     "先核对备份，再整体替换。",
     "The backup is checked first, then put in place at once.",
     {{"cedu restore --force 2025-01-31.db", "恢复", "restore"}}},
    {"check",
     1,
     cli_run_check,
     DB | CLI_BIT(recount),
     0,
     0,
     "",
     "核对知识库是否完好",
     "check the integrity of the knowledge base",
     "核对数据库、索引、计数、原件的哈希、摘录与原文。有问题则退出码 4。--recount 不核对，只重新统计计数。",
     "Checks the file, the index, the counts, the hashes of originals, quotations against their originals. Exit code 4 where "
     "there is a problem. --recount checks nothing and makes the counts anew.",
     {{"cedu check", "核对", "check"}}},

    {"review",
     1,
     cli_run_review,
     DB | CLI_BIT(packs) | FILTER | CLI_BIT(note),
     0,
     -1,
     "[queue | accept|reject|dispute|undo FACT... | correct FACT COLUMN=VALUE... | history [FACT] | lost]",
     "核对事实：确认、驳回、存疑、更正、撤销",
     "judge facts: accept, reject, dispute, correct, undo",
     "核对按文档、字节位置、类型和指标记住，重新读取后仍在；撤销也留有记录。\n"
     "correct 可改 region period value value_max unit modifier subject stance；原文摘录不变。lost "
     "列出新读法里找不到对应事实的核对。",
     "Verdicts are kept by document, bytes, kind and subject, and survive reread; an undo is recorded too.\n"
     "correct changes region period value value_max unit modifier subject stance, never the quotation. lost: verdicts whose "
     "fact the last "
     "reading does not have.",
     {{"cedu review queue", "待核的", "what waits"},
      {"cedu review accept 1f03ab9c", "确认", "accept"},
      {"cedu review correct 1f03ab9c value=59700 --note 原文笔误", "更正", "correct"},
      {"cedu review history", "记录", "the history"}}},

    {"list",
     2,
     cli_run_list,
     DB | ENGINE | FILTER | CLI_BIT(stale) | CLI_BIT(review),
     1,
     1,
     "documents|facts|regions|subjects|policies|clusters|numbers",
     "列出文档、事实、地区、指标、政策、同文各本",
     "list documents, facts, regions, subjects, policies, prints of one text",
     "各选项缩小范围。facts 逐行输出，多少都行。clusters 列出同一文本的各本：原发、转载、截短、改写……；numbers "
     "列出同一文号下的不同正文。subjects "
     "以知识包的指标在前，其次有单位、多页多年可比的，只有名称的在后。",
     "Options narrow it down. Facts stream, however many there are. clusters: the prints of one text, the original first; "
     "numbers: "
     "different texts under one document number. subjects: indicators of the packs first, then what has a unit, pages and "
     "years "
     "to compare, names alone last.",
     {{"cedu list documents", "有哪些文档", "which documents"},
      {"cedu list facts --format csv > facts.csv", "给 Excel", "for a spreadsheet"},
      {"cedu list clusters", "哪些是转载、改写", "what is a repost, what was rewritten"},
      {"cedu list subjects", "有哪些指标", "which indicators"}}},
    {"search",
     2,
     cli_run_search,
     DB | CLI_BIT(limit),
     1,
     -1,
     "WORDS...",
     "全文查找",
     "search the texts",
     "各词都要出现；一两个汉字也能查到。",
     "All words must occur; one or two characters hit too.",
     {{"cedu search 算力 补贴", "两个词", "two words"}}},
    {"show",
     2,
     cli_run_show,
     DB | CLI_BIT(packs) | CLI_BIT(all) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     1,
     1,
     "REGION",
     "一个地区的全貌",
     "what is known about a region",
     "REGION 可写全称、简称或行政区划代码。csv 只含指标表。",
     "REGION: full name, short name or GB/T 2260 code. CSV holds the indicators only.",
     {{"cedu show 成都", "成都", "Chengdu"}, {"cedu show 510100 --format md", "按代码", "by code"}}},
    {"compare",
     2,
     cli_run_compare,
     DB | CLI_BIT(packs) | CLI_BIT(all) | CLI_BIT(subject) | CLI_BIT(kind) | CLI_BIT(from) | CLI_BIT(to) | CLI_BIT(latest) |
         CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     1,
     -1,
     "REGION...",
     "几个地区并排比较",
     "regions side by side",
     "空格是“不知道”，不是零。≠ 表示来源不一致。合计值不拆分。",
     "An empty cell is unknown, not zero. ≠: sources disagree. Joint values are not split.",
     {{"cedu compare 成都 杭州", "两城", "two cities"},
      {"cedu compare 成都 杭州 --subject 产业规模 --latest", "一个指标", "one indicator"}}},
    {"explain",
     2,
     cli_run_explain,
     DB,
     1,
     -1,
     "FACT-ID...",
     "一条事实从何而来",
     "where a fact comes from",
     "FACT-ID 给开头几位即可。列出原文字节、修复后的摘录、规则和用到的上下文。",
     "The first digits of the id will do. Shows the original bytes, the repaired quotation, the rule and the context used.",
     {{"cedu explain 1f03ab9c", "按编号开头", "by the beginning of its id"}}},

    {"targets",
     3,
     cli_run_targets,
     DB | CLI_BIT(packs) | CLI_BIT(all) | CLI_BIT(region) | CLI_BIT(due) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     0,
     0,
     "",
     "目标完成得怎样",
     "where targets stand",
     "状态：已达成、推进中、落后、逾期未见证据、无后续数据、定性目标。",
     "States: met, under way, behind, overdue without evidence, no later data, qualitative.",
     {{"cedu targets --region 成都", "成都", "Chengdu"},
      {"cedu targets --due 2025 --as-of 2025-12-31", "2025 年到期", "due in 2025"}}},
    {"conflicts",
     3,
     cli_run_conflicts,
     DB | CLI_BIT(packs) | CLI_BIT(since) | CLI_BIT(all) | FILTER | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review) |
         CLI_BIT(verbose),
     0,
     0,
     "",
     "互相矛盾的说法",
     "statements that contradict each other",
     "分类：口径差异、时间差异、转述偏差、真冲突；--verbose 还列出并存。",
     "Classes: scope, time, retelling, real; --verbose also lists those that stand side by side.",
     {{"cedu conflicts", "全部", "all"},
      {"cedu conflicts --region 成都", "成都", "Chengdu"},
      {"cedu conflicts --since 2025-01-31", "只看新文档牵涉的", "only what new documents touch"}}},
    {"derive",
     3,
     cli_run_derive,
     DB | CLI_BIT(packs) | CLI_BIT(since) | CLI_BIT(all) | FILTER | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     0,
     0,
     "",
     "由已知数值推算，并与原文核对",
     "values that follow from others, checked against the texts",
     "每个推算值都附算式、依据和原文精度允许的误差。",
     "Each value carries its formula, its inputs and the tolerance that the written precision allows.",
     {{"cedu derive --region 成都", "成都", "Chengdu"}}},

    {"report",
     4,
     cli_run_report,
     DB | CLI_BIT(packs) | CLI_BIT(output) | CLI_BIT(force) | CLI_BIT(topic) | CLI_BIT(since) | CLI_BIT(weekly) |
         CLI_BIT(template) | CLI_BIT(print_template) | CLI_BIT(style) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     0,
     -1,
     "[REGION...]",
     "写报告：一个地区、几个地区对比、一个指标或一段时间的变化",
     "write a report: a region, regions side by side, an indicator, or what changed",
     "格式 docx（公文版式）html md xlsx，不写则看 -o "
     "的扩展名。只写知识库中有出处的内容：每个数字带脚注，矛盾照列，不知道的写明。\n"
     "模板是文本文件：--print-template 打印，改后用 --template 传入。",
     "Formats: docx (laid out as an official document), html, md, xlsx; by default what -o ends in. Only what the base has "
     "evidence for is\n"
     "written: every number has a footnote, contradictions are listed, what is unknown is said. Templates are text: "
     "--print-template\n"
     "prints one, --template takes yours.",
     {{"cedu report 成都 -o chengdu.docx", "成都的 Word 报告", "a Word report on Chengdu"},
      {"cedu report 成都 杭州 深圳 --format xlsx -o compare.xlsx", "对比表", "a comparison in Excel"},
      {"cedu report --topic 人工智能企业数量 --format md", "一个指标", "one indicator"},
      {"cedu report --weekly -o weekly.html", "周报", "the week's changes"}}},
    {"cite",
     4,
     cli_run_cite,
     DB | CLI_BIT(style),
     1,
     -1,
     "DOC|FACT...",
     "引文：GB/T 7714、BibTeX、CSL-JSON",
     "citations: GB/T 7714, BibTeX, CSL-JSON",
     "引的是实际读过的那个页面；与更早的页面内容相同的，注明“转载”。",
     "What is cited is the page that was read; one that repeats an earlier page is marked as a repost.",
     {{"cedu cite 1f03ab9c", "按事实或文档编号的开头", "by the beginning of a fact's or document's id"}}},
    {"bundle",
     4,
     cli_run_bundle,
     DB | CLI_BIT(packs) | CLI_BIT(output) | CLI_BIT(force) | CLI_BIT(topic) | CLI_BIT(since) | CLI_BIT(weekly) |
         CLI_BIT(template) | CLI_BIT(style) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     0,
     -1,
     "[REGION...] -o FILE.zip",
     "证据包：报告、事实、原件装进一个压缩包，可离线查看和核验",
     "an evidence bundle: report, facts and originals in one zip that opens and verifies offline",
     "",
     "",
     {{"cedu bundle 成都 -o chengdu.zip", "成都", "Chengdu"}}},
    {"verify",
     4,
     cli_run_verify,
     0,
     1,
     -1,
     "FILE.zip...",
     "核验证据包：每个文件的哈希、每条引文的字节",
     "verify bundles: every file's hash, every quotation at its bytes",
     "退出码 0：全部相符；1：有不符或读不了。",
     "Exit code 0: all holds; 1: something differs or cannot be read.",
     {{"cedu verify chengdu.zip", "核验", "verify"}}},
    {"serve",
     5,
     cli_run_serve,
     CLI_BIT(db) | ENGINE | CLI_BIT(host) | CLI_BIT(port) | CLI_BIT(team) | CLI_BIT(verbose),
     0,
     0,
     "",
     "在浏览器里打开知识库",
     "the knowledge base in a browser",
     "默认只有本机可达：拖入文件即读，校核写入知识库；绑到别的地址时只读。--team：用户登录后按角色读、编辑、管理（见 cedu "
     "user）；"
     "给别的机器用时，前面放一个管 TLS 的反向代理（docs/team.md）。--verbose 把每个请求写到标准错误（每行一个 "
     "JSON）。接口见 /api/openapi.json，/healthz、/metrics "
     "供监控。",
     "By default only this machine can reach it: files dropped there are read, verdicts are kept; on any other address it is\n"
     "read-only. --team: users log in and their role says what they may do (cedu user); for other machines put a reverse proxy "
     "with TLS in\n"
     "front of it (docs/team.md). --verbose writes a line of JSON a request on standard error. The "
     "API\n"
     "describes itself at /api/openapi.json; /healthz and /metrics are for monitoring.",
     {{"cedu serve", "打开 http://127.0.0.1:8420/", "then open http://127.0.0.1:8420/"},
      {"cedu serve -d cities.db --port 9000", "另一个库、另一个端口", "another base, another port"},
      {"cedu serve --team", "一个科室共用，先建管理员", "for a bureau, once there is an administrator"}}},
    {"user",
     5,
     cli_run_user,
     DB,
     0,
     3,
     "[list | add NAME ROLE | password NAME | role NAME ROLE | disable NAME | enable NAME | log]",
     "cedu serve --team 的用户",
     "the users of cedu serve --team",
     "角色：reader（读者）看；editor（编辑）还可送文件、校核；admin（管理员）还可管用户、看日志。密码从终端问，或从标准输入读一"
     "行，\n"
     "以 argon2id 存在知识库旁的 FILE.team "
     "里（只有本人可读，不随知识库复制）。改动立刻生效，正在运行的服务也是。log：谁做了什么。",
     "Roles: reader looks; editor also sends files and judges facts; admin also manages users and sees the log. Passwords are "
     "asked for on\n"
     "the terminal, or read as one line of standard input, and kept as argon2id in FILE.team beside the base (readable by you "
     "alone, not\n"
     "copied with the base). Changes hold at once, for a running server too. log: who did what.",
     {{"cedu user add li admin", "第一个管理员", "the first administrator"},
      {"cedu user disable li", "停用，会话随之结束", "no login any more; sessions end"},
      {"cedu user log", "日志", "the log"}}},
    {"claims",
     3,
     cli_run_claims,
     DB | CLI_BIT(packs) | CLI_BIT(all) | FILTER | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     0,
     0,
     "",
     "主张：说同一件事的事实合在一起",
     "claims: facts that say the same, together",
     "每条主张附区间、独立来源数、核对状态和一条原文摘录。≠ 与“不一致”表示来源给出不同的数。",
     "Each claim has its interval, how many independent sources support it, its status and a quotation.",
     {{"cedu claims --region 成都 --subject 产业规模", "一地一指标", "one region, one indicator"},
      {"cedu claims --known-by 2025-01-31", "那一天知道的", "what was known on that day"}}},
    {"ask",
     3,
     cli_run_ask,
     DB | CLI_BIT(packs) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review) | CLI_BIT(limit),
     1,
     -1,
     "QUESTION...",
     "用一句话提问，答案附原文",
     "ask in words; answers come with quotations",
     "先写出对问题的理解，再列依据。认不出指标、没有数据或所写数值不足以判断时照实说，退出码 5。",
     "Shows how the question was understood, then the evidence. What cannot be answered is said; the exit code is then 5.",
     {{"cedu ask 2021年成都和杭州的人工智能企业数量", "两城一年", "two cities, one year"},
      {"cedu ask 哪些城市的算力目标在2025年超过10EFLOPS", "带条件", "with a condition"}}},
    {"ledger",
     3,
     cli_run_ledger,
     DB | CLI_BIT(packs) | CLI_BIT(count) | CLI_BIT(region) | CLI_BIT(limit) | CLI_BIT(as_of) | CLI_BIT(known_by) |
         CLI_BIT(review),
     0,
     1,
     "[LEDGER]",
     "台账：称号、基金、算力、人才、问题……",
     "ledgers: designations, funds, compute, talents, problems …",
     "不写名称则列出全部台账。“程度”一栏分清已有、转述、估计、计划、建议和缺少。",
     "Without a name it lists the ledgers. The grade tells what is there from what is reported, estimated, planned, advised, "
     "lacking.",
     {{"cedu ledger zones", "称号", "designations"},
      {"cedu ledger factors --count", "要素记分板", "a scorecard of factors"},
      {"cedu ledger compute --region 山西", "山西的算力", "compute of Shanxi"},
      {"cedu ledger problems", "自陈的问题", "self-declared problems"}}},
    {"overlap",
     3,
     cli_run_overlap,
     DB | CLI_BIT(packs) | CLI_BIT(limit) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     0,
     -1,
     "[REGION...]",
     "疑似重复布局（提示），附双方原文",
     "possible overlap of focus (a hint), both sides quoted",
     "程度：字面相同、相近（知识包的同族词）、同一定位。权重 = ln(有重点的地区数 / 提及此项的地区数)，人人都提的为 0；\n"
     "全国性文件也要求的注明“国家部署”。相似度是加权的交集与并集之比。只是提示，不是结论。",
     "Levels: literal, kin (families of the packs), vision. Weight = ln(regions / regions that name it): what everybody names "
     "weighs\n"
     "nothing; what a national text asks for is marked. A hint, never a verdict.",
     {{"cedu overlap 成都 广州", "涉及两城的", "pairs with either city"}}},
    {"timeline",
     3,
     cli_run_timeline,
     DB | CLI_BIT(packs) | FILTER | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     0,
     0,
     "",
     "按时间排列的政策、事件、称号和目标",
     "policies, events, designations and targets by date",
     "政策的成文、发布、施行、失效各一行，规划期另列。",
     "A policy has a line each for signed, published, effective and expires, and one for its plan period.",
     {{"cedu timeline --region 成都", "成都", "Chengdu"}, {"cedu timeline --kind policy", "只看政策", "only policies"}}},
    {"diff",
     3,
     cli_run_diff,
     DB | CLI_BIT(packs) | CLI_BIT(region) | CLI_BIT(since) | CLI_BIT(limit) | CLI_BIT(as_of) | CLI_BIT(known_by) |
         CLI_BIT(review),
     0,
     0,
     "--since DATE",
     "某一时刻以来的新政策、新目标和变化",
     "new policies, targets and changes since a moment",
     "以文档入库的时间为准；只重复已知内容的不列。",
     "By when documents were added; what only repeats is left out.",
     {{"cedu diff --since 2025-01-31", "一月底以来", "since the end of January"}}},
    {"graph",
     3,
     cli_run_graph,
     DB | CLI_BIT(packs) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     1,
     1,
     "REGION",
     "一个地区周围的实体与联系",
     "entities and links around a region",
     "格式：json（默认）、dot、svg。每条联系都注明依据的事实。",
     "Formats: json (default), dot, svg. Every link names the fact behind it.",
     {{"cedu graph 成都 --format svg > chengdu.svg", "图", "a picture"}}},

    {"why",
     3,
     cli_run_why,
     DB | CLI_BIT(packs) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     1,
     1,
     "REGION",
     "一个地区的称号与支撑它的依据并排",
     "a region's designations beside what speaks for them",
     "称号、位次、占比、企业、算力、人才、平台、场景，以及自陈的问题，各附原文。地区可以是城市群。",
     "Designations, ranks, shares, companies, compute, talents, platforms, scenarios, and self-declared problems, all quoted.",
     {{"cedu why 成都", "成都", "Chengdu"}}},
    {"overlay",
     3,
     cli_run_overlay,
     DB | CLI_BIT(packs) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     0,
     -1,
     "[REGION...]",
     "叠加的称号：哪些地区有两个以上",
     "designations on top of one another: regions that have two or more",
     "已有、计划、建议分开列；只数文中写明的。",
     "What is there, planned and advised apart; only what texts state.",
     {{"cedu overlay", "全部", "all"}, {"cedu overlay 广州", "广州", "Guangzhou"}}},
    {"chain",
     3,
     cli_run_chain,
     DB | CLI_BIT(packs) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     1,
     1,
     "REGION",
     "产业链各环节：已有、自陈缺口、计划、未知",
     "the chain, stage by stage: present, stated gap, planned, unknown",
     "环节由知识包的 stage 组定义。没有文本说到的是“未知”，不是缺口。",
     "Stages are the packs' rows of group stage. What no text says is unknown, not a gap.",
     {{"cedu chain 山西", "山西", "Shanxi"}}},
    {"correlate",
     3,
     cli_run_correlate,
     DB | CLI_BIT(packs) | CLI_BIT(from) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     2,
     2,
     "INDICATOR INDICATOR",
     "两项指标在各地区间的相关（附 n、区间和缺失）",
     "correlation of two indicators over regions, with n, interval and what is missing",
     "--from 只取这一年，否则取各地最新。地区不足 5 个不给系数。相关不是因果。",
     "--from takes that year only, else each region's latest. Below 5 regions there is no coefficient. Correlation is no "
     "cause.",
     {{"cedu correlate 大模型数量 算力规模", "两项", "two indicators"}}},
    {"index",
     3,
     cli_run_index,
     DB | CLI_BIT(packs) | CLI_BIT(from) | CLI_BIT(ranks) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     1,
     1,
     "WEIGHTS",
     "按自己的权重合成指数（列出缺项和稳健性）",
     "an index with one's own weights, with what is missing and how robust it is",
     "WEIGHTS 是文件，每行“指标 权重”，负权重表示越小越好，# 后为注释。得分只算已知的指标；最低与最高是轮流去掉一项的得分。\n"
     "已知指标不到一半的地区没有位次，列在后面。",
     "WEIGHTS is a file with a line `indicator weight` each; below 0: less is better; # begins a comment. Scores use what is "
     "known only;\n"
     "lowest and highest are the scores with each indicator left out in turn. A region with less than half of the indicators "
     "known has no\n"
     "place and comes last.",
     {{"cedu index weights.txt --from 2022", "一年", "one year"}}},

    {"lineage",
     3,
     cli_run_lineage,
     DB | CLI_BIT(packs) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     0,
     -1,
     "[REGION...]",
     "政策的来龙去脉：依据与落实、草案与定稿、效力",
     "policies: what carries out what, drafts and final texts, what is in force",
     "只在原文写明（根据《…》、为落实《…》、《…》同时废止）时连线并附原句；同一文里上级的同类政策标为提示。效力以 --as-of "
     "为准。",
     "A link needs a sentence that says so, which is quoted; a higher region's policy on the same matter in one text is a "
     "hint. Force "
     "is as\nof --as-of.",
     {{"cedu lineage 成都", "成都", "Chengdu"}, {"cedu lineage --as-of 2023-12-31", "那一天的效力", "what was in force then"}}},
    {"subsidy",
     3,
     cli_run_subsidy,
     DB | CLI_BIT(packs) | CLI_BIT(profile) | CLI_BIT(compare) | CLI_BIT(limit) | CLI_BIT(as_of) | CLI_BIT(known_by) |
         CLI_BIT(review),
     0,
     -1,
     "--profile FILE [REGION...]",
     "一家企业能申领什么：额度、算式、条款原文、尚不确定的条件",
     "what a firm could claim: amount, arithmetic, the clause, what is unknown",
     "FILE 是 TOML：name、region、as_of、is、is_not、has、has_not，以及 [amounts]（“智能算力” = 2000000）。写了 REGION "
     "则假定企业在那里。\n"
     "档案和条款都没说的条件是“未知”，绝不算作符合。--compare 按地区合计：同一文件不得重复享受的只计最大的一项。",
     "FILE is TOML: name, region, as_of, is, is_not, has, has_not, and [amounts] (\"智能算力\" = 2000000). With REGION the "
     "firm is\n"
     "taken to be there. What neither the profile nor the clause says is unknown and never counts as met. --compare sums by "
     "region: "
     "of what\n"
     "a document forbids to combine only the largest.",
     {{"cedu subsidy --profile firm.toml", "在本地", "where it is"},
      {"cedu subsidy --profile firm.toml --compare 合肥 成都 深圳", "几地相比", "places side by side"}}},
    {"programme",
     3,
     cli_run_programme,
     DB | CLI_BIT(packs) | CLI_BIT(applications) | CLI_BIT(policy) | CLI_BIT(save) | CLI_BIT(output) | CLI_BIT(force),
     1,
     -1,
     "check FILE... | simulate FILE | whatif FILE VARIANT... | run [FILE|KEY=VALUE...] | statement NAME | audit NAME [HASH] | "
     "list | "
     "rules [REGION...]",
     "算力券等计划：检查规则、试算、方案并排、开办到结算、审计",
     "compute vouchers and other programmes: check rules, simulate, what-if, run, audit",
     "规则文件是 TOML：name budget from to allocation，每条 [[rule]] 写 rate base cap year_cap firm_cap kinds requires "
     "excludes "
     "sellers not_with（docs/desk-programmes.md）。\n"
     "申请表是 CSV：企业、日期两列必有，其余可写 编号 地区 是 不是 有 没有 供应商 已享受 "
     "评分，别的列是金额。空格是未知，绝不算作符合。\n"
     "whatif 的 VARIANT 是 rate=40,cap=600000 这样的改动、另一规则文件、fact:编号（知识库里别处公布的条款）或 --save "
     "存过的名字。\n"
     "run 逐行执行操作（NDJSON，或一条 键=值）：open apply approve reject allocate issue reserve release redeem refund expire "
     "settle "
     "close，\n"
     "每条写 request（编号，可安全重发）、programme、actor；申请、审批、结算须由不同的人做。audit 验算散列链，HASH "
     "是先前抄下的链尾。",
     "Rules are TOML: name budget from to allocation, and in each [[rule]] rate base cap year_cap firm_cap kinds requires "
     "excludes "
     "sellers "
     "not_with (docs/desk-programmes.md).\nApplications are CSV: firm and date are needed; id region is is_not has has_not "
     "seller enjoyed "
     "score "
     "are known, other columns are amounts.\nAn empty cell is unknown and never counts as met. A VARIANT of whatif is a change "
     "like "
     "rate=40,cap=600000, another file,\nfact:ID (a clause that another place has published) or a name given with --save. run "
     "performs "
     "operations (NDJSON, or one as key=value):\nopen apply approve reject allocate issue reserve release redeem refund expire "
     "settle "
     "close; each needs request (its id, safe to repeat),\nprogramme and actor; who applies, who approves and who settles must "
     "differ. "
     "audit checks the chain of hashes; HASH: a head noted earlier.",
     {{"cedu programme check voucher.toml", "逐条说明规则", "say what each rule means"},
      {"cedu programme simulate voucher.toml --applications a.csv", "试算", "who would get what"},
      {"cedu programme whatif voucher.toml --applications a.csv rate=40 budget=20000000", "方案并排", "variants side by side"},
      {"cedu programme run op=open request=r1 actor=李四 rules=@voucher.toml", "开办", "open it"}}},
    {"talent",
     3,
     cli_run_talent,
     DB | CLI_BIT(packs) | CLI_BIT(region) | CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     0,
     0,
     "",
     "人才供需：用户表里的分层供需、趋势和预警，与页面的说法并列",
     "talent: demand and supply by tier from the user's table, trend and warning, beside what pages say",
     "供需来自 cedu import --as talents "
     "的表（用户数据）；页面的说法（缺口、引育目标、现有人数）另列，不与之相加。预警写明依据是哪一种。",
     "Demand and supply come from tables imported with --as talents (user data); what pages say stands apart and is never "
     "added to them. "
     "A "
     "warning says which kind of evidence it rests on.",
     {{"cedu talent", "全部", "all"}, {"cedu talent --region 成都", "一地", "one region"}}},
    {"assess",
     3,
     cli_run_assess,
     DB | CLI_BIT(packs) | CLI_BIT(region) | CLI_BIT(date) | CLI_BIT(output) | CLI_BIT(force) | CLI_BIT(style) |
         CLI_BIT(as_of) | CLI_BIT(known_by) | CLI_BIT(review),
     1,
     -1,
     "DRAFT...",
     "方案体检：一份草案与知识库、与自身对照，逐句列出问题、依据和建议",
     "examine a draft plan against the knowledge base and against itself, sentence by sentence",
     "DRAFT 可以是 DOCX、PDF、网页、Markdown、纯文本或 "
     "-（标准输入），只读，不入库。级别：应改、宜补、提示（他地的做法，不是毛病）。\n"
     "查：数据与库内或前后不一致；目标缺基期、时限、数值、限定、责任单位；增速难以支撑；疑似重复布局；要素和产业链环节未涉及；"
     "\n"
     "他地同类工具；与上位政策不一致；数据无出处；疑似照搬和遗留地名。--region 指明是哪里的方案（默认看标题）。\n"
     "格式 table（默认）json（每行一个对象：document、point…、assessment）docx html md，不写则看 -o 的扩展名。",
     "DRAFT is DOCX, PDF, HTML, Markdown, text or - (standard input); it is read and not stored. Severities: must change, "
     "should be "
     "added,\n"
     "hint (what others do: no fault). --region says whose plan it is (by default the title does). Formats: table (default), "
     "json (an "
     "object a\n"
     "line: document, points, assessment), docx, html, md; by default what -o ends in.",
     {{"cedu assess plan.docx -d region.db", "在终端查看", "see it"},
      {"cedu assess plan.docx -o check.docx", "写成 Word 报告", "as a Word report"},
      {"cedu assess --format json plan.txt", "给程序", "for programs"}}},
    {"match",
     3,
     cli_run_match,
     DB | CLI_BIT(weights) | CLI_BIT(budget) | CLI_BIT(all) | CLI_BIT(limit) | CLI_BIT(output) | CLI_BIT(force),
     0,
     2,
     "[SCENARIOS.csv SUPPLIERS.csv]",
     "场景对接：硬条件逐条给理由，打分透明，整张清单求最优分配",
     "match scenarios and suppliers: reasons, points, the best assignment of a whole list",
     "不给文件则用 cedu import 导入的场景表和企业表。CSV 的列：场景 id name sector tasks data compute budget deadline "
     "qualifications "
     "region，\n"
     "供应商 name sectors tasks data compute price available capacity qualifications "
     "region（也可用模板里的中文列名）；金额为元，算力为 FLOPS。\n"
     "场景没有要求的不算条件；供应商没有写的是未知，列出来而绝不算作符合。--budget 是全部报价的合计上限。权重文件写 near price "
     "early focus\n"
     "reserve assigned（分数的权重）、hard = [\"sector\", …]（哪些是硬条件）、unknown_capacity = "
     "1（没写承接能力的按几项计）。--all "
     "列出候选和每条不符。",
     "Without files the tables that cedu import keeps are used. Columns of scenarios: id name sector tasks data compute budget "
     "deadline "
     "qualifications region;\nof suppliers: name sectors tasks data compute price available capacity qualifications region; "
     "money in yuan, "
     "compute in FLOPS.\nWhat a scenario does not ask for is no constraint; what a supplier does not say is unknown, shown and "
     "never "
     "counted as met. --budget bounds all prices\ntogether. Weights: near price early focus reserve assigned; hard = [tests]; "
     "unknown_capacity. --all lists candidates with every reason.",
     {{"cedu match scenarios.csv suppliers.csv", "最优分配", "the best assignment"},
      {"cedu match scenarios.csv suppliers.csv --budget 5000000 -o match.xlsx", "限总预算，存为 Excel",
       "under a budget, as a workbook"},
      {"cedu match scenarios.csv suppliers.csv --all --format json", "候选与理由", "candidates and reasons"}}},
    {"mcp",
     4,
     cli_run_mcp,
     CLI_BIT(db) | CLI_BIT(packs),
     0,
     0,
     "",
     "让智能体查询知识库（MCP，标准输入输出）",
     "let agents ask the knowledge base (Model Context Protocol over stdio)",
     "只读。工具：search facts region compare targets conflicts derive policies evidence read_page regions subjects，\n"
     "参数与 JSON 接口相同；每条事实都带原文摘录、文档和编号。在智能体的设置里写 command: cedu，args: [mcp, -d, cedu.db]。",
     "Read-only. Tools: search facts region compare targets conflicts derive policies evidence read_page regions subjects, "
     "with the\n"
     "parameters of the JSON API; every fact carries its quotation, document and id. In the agent's settings: command cedu, "
     "args mcp -d "
     "cedu.db.",
     {{"cedu mcp -d cedu.db", "由智能体启动", "started by the agent"}}},
    {"pack",
     5,
     cli_run_pack,
     CLI_BIT(packs) | CLI_BIT(output) | CLI_BIT(date),
     1,
     -1,
     "new DIR [DOMAIN] | check [DIR...] | test | explain SENTENCE | compile [DIR...] -o FILE",
     "编写、检查、测试、编译知识包，解释一句话",
     "write, check, test and compile packs, explain a sentence",
     "new 生成一个能通过测试的小包。check 不给目录则检查将要使用的知识包；错误指明文件和行。test "
     "核对每一行的例句里都能认出该条目。\n"
     "explain 说明一句话里每个词由哪个包的哪一行认出、试过哪些句式、得到哪些事实。\n"
     "compile 把知识包编译成一个文件，用 --packs FILE 或 CEDU_PACKS=FILE 使用；只供同一版本的 cedu 读取。",
     "new makes a small pack that passes its tests. check: without a folder the packs that would be used are checked; errors "
     "name "
     "file and\nline. test: every row's example must have its entry recognised. explain: which row of which pack found what in "
     "a "
     "sentence, which\npatterns were tried, and the facts. compile: the packs as one file,\nfor --packs FILE or "
     "CEDU_PACKS=FILE; only the same version of cedu reads it.",
     {{"cedu pack new my-drones 无人机", "新建", "a new pack"},
      {"cedu pack test", "运行例句", "run the examples"},
      {"cedu pack explain 2023年深圳市低空经济规模超过900亿元。", "解释", "explain"},
      {"cedu pack compile packs/core packs/ai-industry -o cedu.image", "编译", "compile"}}},
    {"completion",
     5,
     cli_run_completion,
     0,
     1,
     1,
     "bash|zsh|fish",
     "shell 补全脚本",
     "completion script for a shell",
     "",
     "",
     {{"cedu completion bash > /etc/bash_completion.d/cedu", "安装", "install"}}},
    {"help", 4, cli_run_help, 0, 0, 1, "[COMMAND]", "帮助", "help", "", "", {{"cedu help add", "一个命令", "about a command"}}},
    {"version", 4, cli_run_version, 0, 0, 0, "", "版本", "the version", "", "", {{0}}},
};
const size_t cli_command_count = CEDU_COUNT(cli_commands);
