# Row 28 of docs/mechanisms.md. Scopes side by side, never merged.
--- file a.txt
人工智能核心产业

2021-05-10 来源：示例日报

2020年，我国人工智能核心产业规模超过1000亿元。
--- file b.txt
人工智能产业

2021-06-10 来源：示例周报

2020年，我国人工智能产业规模为3000亿元。2020年，全球人工智能市场规模为1500亿美元。
--- cmd
cedu add -q a.txt b.txt > /dev/null
cedu conflicts --verbose --format json | pick class a b reason
cedu claims --format json | pick subject value unit source sources
cedu derive --format json | grep 美元 || echo no currency is converted
--- stdout
scope	100000000000	300	口径宽窄不同，并列而不合并：3000亿元/1000亿元 = 约300%（口径不同）
人工智能核心产业规模	100000000000	元	示例日报	1
人工智能产业规模	300000000000	元	示例周报	1
人工智能市场规模	150000000000	美元	示例周报	1
no currency is converted
