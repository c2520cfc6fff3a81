# Row 13 of docs/mechanisms.md. Chain board: present, stated gap, unknown, each with its quotation.
--- file a.txt
崇州市产业链情况

2024-03-10 来源：示例日报

崇州市智能芯片产业链尚未形成。崇州市建成智能计算中心，算力规模达300PFLOPS。
--- cmd
cedu add -q a.txt > /dev/null
cedu chain 崇州 --format json | pick stage state quote | grep -v unknown
cedu chain 崇州 --format json | grep -c '"state":"unknown"' 
--- stdout
芯片	gap	崇州市智能芯片产业链尚未形成
算力	present	算力规模达300PFLOPS
9
