# The scripts are valid shell, and complete commands, options and fixed words.
--- cmd
cedu completion bash > c.sh
bash -n c.sh && echo valid
bash -c '. ./c.sh; COMP_WORDS=(cedu com); COMP_CWORD=1; _cedu_words; echo "${COMPREPLY[*]}"'
bash -c '. ./c.sh; COMP_WORDS=(cedu list fa); COMP_CWORD=2; _cedu_words; echo "${COMPREPLY[*]}"'
bash -c '. ./c.sh; COMP_WORDS=(cedu targets --d); COMP_CWORD=2; _cedu_words; echo "${COMPREPLY[*]}"'
cedu completion zsh | head -1
cedu completion tcsh 2>/dev/null; echo $?
cedu completion fish | head -2
--- stdout
valid
compare completion
facts
--db --due
#compdef cedu
2
complete -c cedu -e
complete -c cedu -n __fish_use_subcommand -f -a read -d '每个页面的正文：去掉导航，修复损坏，转为简体'
