# Row 15 of docs/mechanisms.md. Companies and their roles.
--- file a.txt
崇州市企业培育

2024-03-10 来源：示例日报

2023年，崇州市拥有单项冠军企业12家，专精特新“小巨人”企业30家。崇州市缺少链主企业。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger companies --format json | pick region tag value grade
--- stdout
崇州市	小巨人	30	stated
崇州市	单项冠军	12	stated
崇州市	企业	null	lacking
