# Row 22 of docs/mechanisms.md. Groups of regions: members counted, joint values never split.
--- file a.txt
两市协同

2023-05-10 来源：示例日报

2022年，成都市、重庆市人工智能企业数量合计达900家。2022年，成都市人工智能企业数量达600家。2022年，长三角地区人工智能企业数量占全国的50%。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger companies --region 成渝地区 --format json | pick region value
cedu compare 成都 重庆 --subject 人工智能企业数量
cedu derive --format json | pick region value rule formula
--- stdout
成都市	600
["成都市", "重庆市"]	900
指标              类型  口径  年份  成都市                        重庆市
人工智能企业数量  现状        2022   600家  900家（合计：成都市、重庆市)
重庆市	300	part_from_sum	900家-600家 = 300家
