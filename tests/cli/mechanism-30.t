# Row 30 of docs/mechanisms.md. Shares and ranks; combinations that cannot be.
--- file a.txt
人工智能企业

2022-05-10 来源：示例日报

2021年，全国人工智能企业数量为2600家。
--- file b.txt
崇州市人工智能企业

2022-06-10 来源：示例周报

2021年，崇州市人工智能企业数量达600家，居全国第五位。崇州市4000家高新技术企业中，智能化企业占40%。
--- cmd
cedu add -q a.txt b.txt > /dev/null
cedu derive --format json | pick rule region value verdict formula
cedu conflicts --format json | pick class derived reason
--- stdout
total_from_rank	全国	3000	contradicts	前5名各不少于600家，合计不少于5×600家 = 3000家
share_of_whole	崇州市	23.076923076923077	new	600家/2600家 = 23.08%
part_of_count	崇州市	1600	new	4000家×40% = 1600家
real	true	推算与原文不符：前5名各不少于600家，合计不少于5×600家 = 3000家
