# Row 3 of docs/mechanisms.md. Stance: advice is never shown as policy.
--- file a.txt
委员建言人工智能产业

2024-09-10 来源：示例日报

市政协委员何远帆呼吁，支持崇州市申报国家新一代人工智能创新发展试验区。
--- cmd
cedu add -q a.txt > /dev/null
cedu ledger advice --format json | pick grade region quote
cedu ledger zones --format json | pick grade region
cedu targets; cedu list policies
--- stdout
wished	崇州市	支持崇州市申报国家新一代人工智能创新发展试验区
wished	崇州市
