# For people: an aligned table a page, its title first. What is written to a file has no colours and is not shortened.
--- file page.txt
绵阳市人工智能产业发展情况

2022-04-11 来源：示例日报

2021年，绵阳市人工智能企业数量达126家，同比增长18.5%。
--- file empty.txt
今天天气很好。
--- cmd
cedu facts --format table page.txt
cedu facts --format table empty.txt
cedu facts --format docx page.txt; echo $?
--- stdout
绵阳市人工智能产业发展情况  2022-04-11
类型  地区    指标              时间   数值  出处      待核  原文摘录
机构          示例日报                                       示例日报
现状  绵阳市  人工智能企业数量  2021  126家  示例日报        绵阳市人工智能企业数量达126家
增长  绵阳市  人工智能企业数量  2021  18.5%  示例日报        同比增长18.5%

empty.txt  
（没有事实）

2
