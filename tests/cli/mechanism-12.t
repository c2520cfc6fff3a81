# Row 12 of docs/mechanisms.md. Layers: 基础层, 技术层, 应用层.
--- file a.txt
崇州市产业布局

2024-03-10 来源：示例日报

崇州市重点发展智能芯片、大模型、智慧医疗等领域。
--- cmd
cedu add -q a.txt > /dev/null
cedu chain 崇州 --format json | pick layer stage state | grep -v unknown
--- stdout
基础层	芯片	present
技术层	模型	present
