# Row 16 of docs/mechanisms.md. Overlap of focus with both quotations; what all name weighs nothing; what sets places apart.
--- file a.txt
三市布局

2023-05-10 来源：示例日报

崇州市重点发展计算机视觉、智慧医疗、智能驾驶等领域。
--- file b.txt
绵竹市布局

2023-06-10 来源：示例日报

绵竹市重点发展计算机视觉、无人机等领域。
--- file c.txt
都江堰市布局

2023-07-10 来源：示例日报

都江堰市重点发展智慧文旅、智慧农业等领域。
--- cmd
cedu add -q a.txt b.txt c.txt > /dev/null
cedu overlap --format json | grep '"section":"overlap"' | pick level shared a a_quote b b_quote weight
cedu overlap --format json | grep -v '"section":"overlap"' | pick a b likeness only_a only_b
--- stdout
literal	计算机视觉	崇州市	崇州市重点发展计算机视觉、智慧医疗、智能驾驶等领域	绵竹市	绵竹市重点发展计算机视觉、无人机等领域	0.405
崇州市	绵竹市	0.11	["智慧医疗", "智能驾驶"]	["无人机"]
