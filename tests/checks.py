"""What the suites of functions share: every check_* of a module is run with a working folder, and `N passed, N failed` ends the output."""


def run(module, folder_of, only=''):
    """Calls each check_* in `module` (a dict of globals) whose name holds `only`. folder_of(call) lends `call` a folder. Returns the exit code."""
    passed = failed = 0
    for name, check in sorted(module.items()):
        if not name.startswith('check_') or only not in name:
            continue
        try:
            folder_of(check)
            passed += 1
        except AssertionError as e:
            failed += 1
            print('FAILED %s: %s' % (name, e))
    print('%d passed, %d failed' % (passed, failed))
    return 1 if failed else 0
