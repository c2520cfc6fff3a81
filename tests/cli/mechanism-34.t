# Row 34 of docs/mechanisms.md. A need and its suppliers: who fits, and why the others do not.
--- file needs.csv
id,name,sector,tasks,budget
N1,焊点检查,智能制造,质量检测,600000
--- file suppliers.csv
name,sectors,tasks,price,capacity
东厂,智能制造,质量检测,500000,1
西厂,智能制造,排产,300000,1
北厂,智能制造,质量检测,,1
--- cmd
cedu match needs.csv suppliers.csv --all --format json | grep candidates | pick scenario supplier state not_met unknown assigned
--- stdout
N1	东厂	yes	null	null	true
N1	北厂	unknown	null	预算	false
N1	西厂	no	任务	null	false
