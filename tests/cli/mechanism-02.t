# Row 2 of docs/mechanisms.md. Why: all evidence for one designation side by side.
--- file a.txt
崇州市人工智能发展情况

2021-03-10 来源：示例日报

2021年2月，崇州市获批国家人工智能创新应用先导区。2020年，崇州市人工智能企业数量达300家，居全国第五。
崇州市重点发展计算机视觉、智能驾驶等领域。崇州市人工智能企业数量占全省的20%。崇州市缺少链主企业。
--- cmd
cedu add -q a.txt > /dev/null
cedu why 崇州 --format json | pick section name grade quote | sort | uniq
--- stdout
companies	人工智能企业数量	stated	崇州市人工智能企业数量达300家
companies	链主企业数量	lacking	崇州市缺少链主企业
problems	链主企业数量	lacking	崇州市缺少链主企业
ranks	人工智能企业数量	stated	居全国第五
shares	人工智能企业数量	stated	崇州市人工智能企业数量占全省的20%
zones	国家人工智能创新应用先导区	stated	崇州市获批国家人工智能创新应用先导区
