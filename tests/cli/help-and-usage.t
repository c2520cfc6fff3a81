# Wrong usage is exit code 2, says what would be right, and a near miss is named.
--- cmd
cedu lst; echo $?
cedu read; echo $?
cedu read --colour a.txt; echo $?
cedu read --format xml a.txt; echo $?
cedu dump paragraphs a.txt; echo $?
cedu list facts --kind wishes; echo $?
cedu facts --date 2021-02-30 a.txt; echo $?
cedu targets --due soon; echo $?
cedu --lang en lst; echo $?
--- stdout
2
2
2
2
2
2
2
2
2
--- stderr
cedu: 没有命令 lst；是 list 吗？（用法见 cedu --help）
cedu: read 缺少参数：cedu read FILE...（用法见 cedu help read）
cedu: 没有选项 --colour（用法见 cedu help read）
cedu: read 的格式是 text 或 json，不是 xml（用法见 cedu help read）
cedu: 没有阶段 paragraphs（可用：bytes text page repair mentions facts）（用法见 cedu help dump）
cedu: 没有事实类型 wishes（observation target growth share rank policy …）（用法见 cedu help list）
cedu: --date 应写作 2021-06-14，不是 2021-02-30（用法见 cedu help facts）
cedu: --due 应为四位年份，不是 soon（用法见 cedu help targets）
cedu: there is no command lst; is it list? (see cedu --help)
