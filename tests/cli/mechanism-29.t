# Row 29 of docs/mechanisms.md. Focus with quotation and years.
--- file a.txt
崇州市布局

2021-05-10 来源：示例日报

崇州市重点发展计算机视觉、智慧医疗等领域。
--- file b.txt
崇州市新布局

2023-05-10 来源：示例周报

崇州市重点发展计算机视觉、大模型等领域。
--- cmd
cedu add -q a.txt b.txt > /dev/null
cedu show 崇州 --format json | grep '"section":"focus"' | pick name facts sources year_from year_to
--- stdout
计算机视觉	2	2	2021	2023
大模型	1	1	2023	2023
智慧医疗	1	1	2021	2021
