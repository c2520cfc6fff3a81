"""What the suites of functions share: every check_* of a module is run with a working folder, and `N passed, N failed` ends the output."""


class Skip(Exception):
    """Raised by a check whose tools are not here; its text says which."""


def run(module, folder_of, only=''):
    """Calls each check_* in `module` (a dict of globals) whose name holds `only`. folder_of(call) lends `call` a folder. Returns the exit code."""
    passed = failed = skipped = 0
    for name, check in sorted(module.items()):
        if not name.startswith('check_') or only not in name:
            continue
        try:
            folder_of(check)
            passed += 1
        except Skip as e:
            skipped += 1
            print('skipped: %s' % e)
        except AssertionError as e:
            failed += 1
            print('FAILED %s: %s' % (name, e))
    print('%d passed, %d failed%s' % (passed, failed, ', %d skipped' % skipped if skipped else ''))
    return 1 if failed else 0
