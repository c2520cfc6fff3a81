# Row 21 of docs/mechanisms.md. Entities and links.
--- file a.txt
崇州市行动方案

2023-05-10 来源：示例日报

崇州市人民政府印发《崇州市人工智能产业行动方案》。崇州市重点发展计算机视觉等领域。2021年，崇州市获批国家人工智能创新应用先导区。
--- cmd
cedu add -q a.txt > /dev/null
cedu graph 崇州 --format json | python3 -c 'import json, sys
g = json.load(sys.stdin)
name = {n["id"]: n["name"] for n in g["nodes"]}
for k in g["links"]: print(name[k["from"]], k["what"], name[k["to"]])'
cedu graph 崇州 --format dot | head -1
--- stdout
崇州市人民政府 located_in 崇州市
崇州市人工智能产业行动方案 covers 崇州市
崇州市人民政府 issues 崇州市人工智能产业行动方案
崇州市 focuses_on 计算机视觉
崇州市 designated 国家人工智能创新应用先导区
digraph cedu {
