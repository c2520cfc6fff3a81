#!/usr/bin/env python3
"""TypeScript types out of /api/openapi.json:  make_api_types.py < openapi.json > ui/src/api.d.ts

tests/serve/run.py compares what is committed with what this prints, and renews it with --bless.
"""
import json
import sys

PLAIN = {'string': 'string', 'integer': 'number', 'number': 'number', 'boolean': 'boolean', 'null': 'null'}


def kind(s):
    if '$ref' in s:
        return s['$ref'].rsplit('/', 1)[1]
    if 'anyOf' in s:
        return ' | '.join(kind(x) for x in s['anyOf'])
    names = s['type'] if isinstance(s['type'], list) else [s['type']]
    out = []
    for n in names:
        if n == 'array':
            item = kind(s['items'])
            out.append('(%s)[]' % item if '|' in item else item + '[]')
        elif n == 'object':
            out.append('Record<string, any>')
        else:
            out.append(PLAIN[n])
    return ' | '.join(out)


def types(doc):
    lines = ['/* Generated from /api/openapi.json by tools/make_api_types.py: do not edit. */']
    for name, shape in doc['components']['schemas'].items():
        lines.append('export interface %s {' % name)
        for key, s in shape['properties'].items():
            lines.append('  %s: %s;%s' % (key, kind(s), '  // ' + s['description'] if 'description' in s else ''))
        lines.append('}')
    lines.append('export interface Routes {')
    for path, item in doc['paths'].items():
        content = next(iter(item.values()))['responses']['200']['content'].get('application/json')
        if content:
            lines.append('  %s: %s;' % (json.dumps(path), kind(content['schema'])))
    lines.append('}')
    return '\n'.join(lines) + '\n'


if __name__ == '__main__':
    sys.stdout.write(types(json.load(sys.stdin)))
