# Option, then CEDU_LANG, then the settings file, then the locale; C and POSIX speak Chinese.
--- file home/cedu/config
# my settings
lang = en
--- cmd
cedu version --help | head -1
LC_ALL=C.UTF-8 cedu version --help | head -1
LC_ALL=zh_TW.UTF-8 cedu version --help | head -1
LC_ALL= LC_MESSAGES=en_GB.UTF-8 cedu version --help | head -1
XDG_CONFIG_HOME=$PWD/home cedu version --help | head -1
XDG_CONFIG_HOME=$PWD/home CEDU_LANG=zh cedu version --help | head -1
CEDU_LANG=zh cedu --lang en version --help | head -1
CEDU_LANG=zh cedu version --help --lang=en | head -1
--- stdout
cedu version：版本
cedu version：版本
cedu version：版本
cedu version: the version
cedu version: the version
cedu version：版本
cedu version: the version
cedu version: the version
