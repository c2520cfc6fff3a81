# Row 11 of docs/mechanisms.md. Energy beside compute.
--- file a.txt
崇州市绿色算力

2024-03-10 来源：示例日报

崇州市数据中心PUE降至1.2，绿电占比达80%。崇州市将推进智能电网、虚拟电厂建设。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger energy --format json | pick region tag name value unit
--- stdout
崇州市	电网与调度	推进智能电网、虚拟电厂建设	null	null
崇州市	能耗	数据中心PUE	1.2	null
崇州市	绿色用能	绿电	80	%
