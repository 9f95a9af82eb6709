/** `head` and `tail`, which also follows. */
import { attempt } from '../files/errors.ts';
import type { Json } from '../json.ts';
import { at, fail, type ToolCall, type ToolResult } from './call.ts';
import { texts } from './input.ts';
import { options } from './options.ts';

/** `-5`, `-n 5`, `-c 5` for head and tail. */
function counted(call: ToolCall): { readonly argv: readonly string[]; readonly count: string | null } {
  const [name = '', ...args] = call.argv;
  const old = args.findIndex((one) => /^-[0-9]+$/.test(one));
  if (old === -1) return { argv: call.argv, count: null };
  return { argv: [name, ...args.slice(0, old), ...args.slice(old + 1)], count: (args[old] ?? '').slice(1) };
}

export function head(call: ToolCall): ToolResult {
  const { argv, count } = counted(call);
  const read = options(
    { ...call, argv },
    { flags: 'qv', valued: 'nc', long: { 'lines=': 'n', 'bytes=': 'c' } },
  );
  if ('result' in read) return read.result;
  const lines = read.values.n ?? count ?? '10';
  const bytes = read.values.c;
  const wrong = [lines, bytes ?? '0'].find((one) => !/^[-+]?[0-9]{1,9}$/.test(one));
  if (wrong !== undefined)
    return fail(
      call,
      call.flavour === 'gnu'
        ? `invalid number of ${bytes === wrong ? 'bytes' : 'lines'}: '${wrong}'`
        : `invalid number '${wrong}'`,
    );
  const input = texts(call, read.operands, (name, why, directory) =>
    call.flavour === 'gnu'
      ? [directory ? `error reading '${name}': ${why}` : `cannot open '${name}' for reading: ${why}`, 1]
      : [`${name}: ${why}`, 1],
  );
  const many = (read.operands.length > 1 && !read.given.has('q')) || read.given.has('v');
  for (const [index, { name, text }] of input.texts.entries()) {
    if (many) call.out(`${index > 0 ? '\n' : ''}==> ${name === '-' ? 'standard input' : name} <==\n`);
    if (bytes !== undefined) call.out(text.slice(0, Number(bytes)));
    else {
      const all = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
      call.out((Number(lines) < 0 ? all.slice(0, Number(lines)) : all.slice(0, Number(lines))).join(''));
    }
  }
  return input.status;
}

export function tail(call: ToolCall): ToolResult {
  const { argv, count } = counted(call);
  const read = options(
    { ...call, argv },
    { flags: 'qvfF', valued: 'ncs', long: { 'lines=': 'n', 'bytes=': 'c', follow: 'f' } },
  );
  if ('result' in read) return read.result;
  const follow = read.given.has('f') || read.given.has('F');
  if (follow && call.resume !== undefined) return followOn(call, call.resume, read.given.has('F'));
  const lines = read.values.n ?? count ?? '10';
  const bytes = read.values.c;
  if (!/^[-+]?[0-9]{1,9}$/.test(bytes ?? lines))
    return fail(
      call,
      call.flavour === 'gnu' ? `invalid number of lines: '${lines}'` : `invalid number '${lines}'`,
    );
  const input = texts(call, read.operands, (name, why, directory) =>
    call.flavour === 'gnu'
      ? [directory ? `error reading '${name}': ${why}` : `cannot open '${name}' for reading: ${why}`, 1]
      : [`can't open '${name}': ${why}`, 1],
  );
  const many = (read.operands.length > 1 && !read.given.has('q')) || read.given.has('v');
  for (const [index, { name, text }] of input.texts.entries()) {
    if (many) call.out(`${index > 0 ? '\n' : ''}==> ${name === '-' ? 'standard input' : name} <==\n`);
    const wanted = bytes ?? lines;
    const all = bytes === undefined ? (text.match(/[^\n]*\n|[^\n]+$/g) ?? []) : Array.from(text);
    call.out(
      (wanted.startsWith('+')
        ? all.slice(Math.max(0, Number(wanted) - 1))
        : Number(wanted) === 0
          ? []
          : all.slice(-Math.abs(Number(wanted)))
      ).join(''),
    );
  }
  if (!follow || read.operands.length === 0) {
    if (!follow && call.flavour === 'busybox' && input.texts.length === 0 && read.operands.length > 0)
      call.err('tail: no files\n');
    return input.status;
  }
  if (read.operands.length > 1)
    return call.notSimulated({ code: 'tool:tail:-f', message: 'tail -f of several files is not simulated.' });
  if (input.texts.length === 0 && !read.given.has('F')) {
    call.err(call.flavour === 'gnu' ? 'tail: no files remaining\n' : 'tail: no files\n');
    return 1;
  }
  return {
    wait: 1000,
    resume: { path: read.operands[0] ?? '', seen: input.texts[0]?.text.length ?? -1, pause: 1000 },
  };
}

/** Looks again at a followed file: what was added is printed; the longer nothing comes, the rarer it looks. */
function followOn(call: ToolCall, resume: Json, byName: boolean): ToolResult {
  if (resume === null || typeof resume !== 'object' || Array.isArray(resume) || !('path' in resume)) return 1;
  const path = String(resume.path);
  const seen = Number(resume.seen);
  const pause = Number(resume.pause);
  const content = attempt(() => call.files.read(at(call, path)));
  if ('refused' in content)
    return { wait: Math.min(pause * 2, 8000), resume: { path, seen, pause: Math.min(pause * 2, 8000) } };
  const { value } = content;
  if (value.length < seen) call.err(`tail: ${path}: file truncated\n`);
  if (seen < 0 && byName && call.flavour === 'gnu')
    call.err(`tail: '${path}' has appeared;  following new file\n`);
  call.out(value.length < seen || seen < 0 ? value : value.slice(seen));
  const changed = value.length !== seen;
  const next = changed ? 1000 : Math.min(pause * 2, 8000);
  return { wait: next, resume: { path, seen: value.length, pause: next } };
}
