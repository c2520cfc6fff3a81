#!/usr/bin/env python3
"""Completion as people meet it: each shell loads the script that `cedu completion SHELL` prints, and is asked what it would offer.

    run.py BINARY     ends with `N passed, N failed[, N skipped]`; a shell that is not installed is skipped, and said so

bash and fish can be asked; zsh only completes while somebody types, so it is typed into on a terminal.
"""
import os
import pty
import select
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import checks  # noqa: E402

binary = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else ''
# What is typed, and words that must be offered, and words that must not.
ASKED = [
    ('cedu com', ['compare', 'completion'], ['read']),
    ('cedu help rep', ['report'], ['read']),
    ('cedu list fa', ['facts'], ['regions']),
    ('cedu targets --d', ['--db', '--due'], ['--format']),
    ('cedu -d x.db targets --du', ['--due'], ['--db']),
    ('cedu report --format ', ['docx', 'html', 'md', 'xlsx'], ['csv', 'table']),
    ('cedu show --format ', ['table', 'json', 'csv', 'md'], ['docx']),
    ('cedu facts --lang ', ['zh', 'en'], ['docx']),
    ('cedu read pag', ['pages.html'], ['other.txt']),
]


def script(folder, shell, name):
    out = subprocess.run([binary, 'completion', shell], stdout=subprocess.PIPE, check=True, env=dict(os.environ, CEDU_LANG='zh')).stdout
    with open(os.path.join(folder, name), 'wb') as f:
        f.write(out)
    for page in ('pages.html', 'other.txt'):
        open(os.path.join(folder, page), 'w').close()


def needs(shell):
    if not shutil.which(shell):
        raise checks.Skip('%s is not installed' % shell)


def hold(shell, ask):
    for typed, offered, absent in ASKED:
        said = ask(typed)
        words = set(said.replace(':', ' ').split())
        assert set(offered) <= words and not set(absent) & words, '%s: %r offers %r' % (shell, typed, said)


def run(folder, *cmd):
    r = subprocess.run(cmd, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, env=dict(os.environ, HOME=folder))
    assert r.returncode == 0, r.stdout
    return r.stdout


def check_bash(folder):
    needs('bash')
    script(folder, 'bash', 'c.sh')
    files = 'if [[ ${#COMPREPLY[@]} == 0 ]]; then compgen -f -- "${COMP_WORDS[COMP_CWORD]}"; fi; true'  # what -o default does

    def ask(typed):
        words = typed.split() + ([''] if typed.endswith(' ') else [])
        return run(folder, 'bash', '--norc', '-c', '. ./c.sh; complete -p cedu >/dev/null || exit 1; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                   '_cedu_words; printf "%s\\n" "${COMPREPLY[@]}"; ' + files, 'bash', *words)
    hold('bash', ask)


def check_fish(folder):
    needs('fish')
    script(folder, 'fish', 'c.fish')
    hold('fish', lambda typed: run(folder, 'fish', '--no-config', '-c', 'source c.fish; complete -C "$argv[1]"', typed))


class Terminal:
    """zsh -f -i in a folder, typed into."""

    def __init__(self, folder):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.environ.update(TERM='dumb', HOME=folder, ZDOTDIR=folder, LC_ALL='C.UTF-8')
            os.execvp('zsh', ['zsh', '-f', '-i'])

    def until(self, mark, seconds=20):
        out, end = b'', time.time() + seconds
        while mark not in out:
            if not select.select([self.fd], [], [], max(0, end - time.time()))[0]:
                raise AssertionError('zsh does not answer: %r' % out[-500:])
            out += os.read(self.fd, 65536)
        return out.decode('utf-8', 'replace')

    def type(self, text):
        os.write(self.fd, text.encode())

    def close(self):
        os.close(self.fd)
        os.waitpid(self.pid, 0)


def check_zsh(folder):
    """Ctrl-X l lists what would be offered; a widget then prints a mark, so that nothing has to be waited for."""
    needs('zsh')
    script(folder, 'zsh', '_cedu')
    with open(os.path.join(folder, 'start'), 'w') as f:
        f.write("PS1=\nfpath=($PWD $fpath)\nautoload -U compinit\ncompinit -u -D\nLISTMAX=100000\nunsetopt list_ambiguous\n"
                "asked() { compstate[insert]=; compstate[list]='list force'; _main_complete; compstate[insert]=; compstate[list]='list force' }\n"
                "zle -C asked list-choices asked\nbindkey '^Xl' asked\nmarked() { print -n END; zle kill-buffer }\nzle -N marked\nbindkey '^Xm' marked\n")
    zsh = Terminal(folder)
    try:
        zsh.type('. ./start; print RE""ADY\n')
        zsh.until(b'READY')
        for _ in range(2):  # the first TAB loads the file, the second has it
            hold('zsh', lambda typed: (zsh.type(typed + '\x18l\x18m'), zsh.until(b'END').replace(typed, '', 1))[1])
    finally:
        zsh.close()


def main():
    def lend(check):
        with tempfile.TemporaryDirectory() as folder:
            check(folder)
    return checks.run(globals(), lend)


if __name__ == '__main__':
    sys.exit(main())
