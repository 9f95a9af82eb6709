/** --from-literal, --from-file, --from-env-file (kubectl pkg/cmd/util, pkg/cmd/create). */
import type { Call } from '../../call.ts';
import { failure } from '../../failure.ts';
import { contentOf, fileAt } from '../../machine.ts';

/** The entries that the flags give, in the order in which they are added. */
export function entriesFrom(call: Call): Readonly<Record<string, string>> {
  const data: Record<string, string> = {};
  if (call.given('from-env-file') && (call.given('from-file') || call.given('from-literal')))
    throw failure('from-env-file cannot be combined with from-file or from-literal');
  const add = (key: string, value: string): void => {
    if (!/^[-._a-zA-Z0-9]+$/.test(key))
      throw failure(
        `${JSON.stringify(key)} is not a valid key name for a ConfigMap: a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')`,
      );
    if (Object.hasOwn(data, key))
      throw failure(`cannot add key ${JSON.stringify(key)}, another key by that name already exists in Data`);
    data[key] = value;
  };
  for (const source of call.list('from-file')) addFile(call, source, add);
  for (const literal of call.list('from-literal')) {
    const equals = literal.indexOf('=');
    if (equals < 1) throw failure(`invalid literal source ${literal}, expected key=value`);
    const value = literal.slice(equals + 1);
    add(
      literal.slice(0, equals),
      /^(["']).*\1$/s.test(value) && value.length > 1 ? value.slice(1, -1) : value,
    );
  }
  for (const path of call.list('from-env-file')) {
    const file = fileAt(call.draft, path);
    if (file?.type !== 'file') throw failure(`error reading ${path}: no such file or directory`);
    for (const line of contentOf(call, path, file).split('\n')) {
      const text = line.trimStart();
      if (text === '' || text.startsWith('#')) continue;
      const equals = text.indexOf('=');
      add(equals === -1 ? text : text.slice(0, equals), equals === -1 ? '' : text.slice(equals + 1));
    }
  }
  return data;
}

function addFile(call: Call, source: string, add: (key: string, value: string) => void): void {
  const parts = source.split('=');
  if (parts.length > 2) throw failure(`key names or file paths cannot contain '='`);
  const path = parts.at(-1) ?? '';
  const key = parts.length === 2 ? parts[0] : undefined;
  if (key === '') throw failure(`key name for file path ${path} missing`);
  if (path === '') throw failure(`file path for key ${key ?? ''} missing`);
  const file = fileAt(call.draft, path);
  if (file?.type === 'file') add(key ?? path.slice(path.lastIndexOf('/') + 1), contentOf(call, path, file));
  else if (file?.type === 'directory') {
    if (key !== undefined) throw failure('cannot give a key name for a directory path');
    for (const name of Object.keys(file.entries).sort()) {
      const inner = file.entries[name];
      if (inner?.type === 'file') add(name, contentOf(call, `${path}/${name}`, inner));
    }
  } else throw failure(`error reading ${path}: no such file or directory`);
}
