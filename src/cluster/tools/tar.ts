/** `tar`, as far as `kubectl cp` calls it: one file packed to standard output, or unpacked from standard input. */
import { attempt } from '../files/errors.ts';
import { isObject, type Json } from '../json.ts';
import { at, type ToolCall, type ToolResult, words } from './call.ts';

export interface Packed {
  readonly name: string;
  readonly mode: number;
  readonly content: string;
}

/** A file as this tar writes it; only this tar reads it. */
export function packed(file: Packed): string {
  return JSON.stringify({ ...file });
}

/** The file in what this tar wrote; null: nothing is in it. */
export function unpacked(text: string): Packed | null {
  if (text === '') return null;
  const value = JSON.parse(text) as Json;
  if (!isObject(value)) return null;
  return { name: String(value.name), mode: Number(value.mode), content: String(value.content) };
}

/** GNU's tar goes on after a file it cannot have and says so at its end; its status is 2, busybox's 1. */
function late(call: ToolCall, text: string): number {
  const gnu = call.flavour === 'gnu';
  call.err(`tar: ${text}\n`);
  call.err(
    gnu
      ? 'tar: Exiting with failure status due to previous errors\n'
      : 'tar: error exit delayed from previous errors\n',
  );
  return gnu ? 2 : 1;
}

export function tar(call: ToolCall): ToolResult {
  const [, action = '', dash, third, fourth] = call.argv;
  const create = /^-?cf$/.test(action) && dash === '-' && third !== undefined && fourth === undefined;
  const extract =
    action === '-xmf' && dash === '-' && (third === undefined || (third === '-C' && fourth !== undefined));
  if (create) return pack(call, third);
  if (extract) return unpack(call, fourth);
  return call.notSimulated({
    code: 'tool:tar',
    message: 'tar is simulated only as kubectl cp calls it; the real one packs and unpacks files.',
  });
}

function pack(call: ToolCall, path: string): number {
  const gnu = call.flavour === 'gnu';
  const found = attempt(() => call.files.stat(at(call, path), false));
  const leading = path.startsWith('/')
    ? `tar: ${gnu ? "Removing leading `/'" : "removing leading '/'"} from member names\n`
    : '';
  if ('refused' in found) {
    if (gnu) call.err(leading);
    const why = words(call, found.refused);
    return late(call, gnu ? `${path}: Cannot stat: ${why}` : `${path}: ${why}`);
  }
  call.err(leading);
  const { node } = found.value;
  if (node.type !== 'file') {
    call.notSimulated({
      code: 'kubectl-verb:cp directory',
      message: 'Copying a directory or a link is not simulated; copy its files one by one.',
    });
    return 88;
  }
  const content = attempt(() => call.files.read(at(call, path)));
  if ('refused' in content) {
    const why = words(call, content.refused);
    return late(call, gnu ? `${path}: Cannot open: ${why}` : `can't open '${path}': ${why}`);
  }
  call.out(
    packed({ name: path.slice(path.lastIndexOf('/') + 1), mode: node.mode & 0o777, content: content.value }),
  );
  return 0;
}

function unpack(call: ToolCall, directory: string | undefined): number {
  const gnu = call.flavour === 'gnu';
  const folder = at(call, directory ?? '.');
  const entered = attempt(() => {
    call.files.list(folder);
    return call.files.stat(`${folder}/.`);
  });
  if ('refused' in entered) {
    const why = words(call, entered.refused);
    call.err(
      gnu
        ? `tar: ${directory ?? '.'}: Cannot open: ${why}\ntar: Error is not recoverable: exiting now\n`
        : `tar: can't change directory to '${directory ?? '.'}': ${why}\n`,
    );
    return gnu ? 2 : 1;
  }
  const file = unpacked(call.stdin() ?? '');
  if (file === null) return 0;
  const target = `${folder === '/' ? '' : folder}/${file.name}`;
  const done = attempt(() => {
    if (call.files.peek(target, false) !== null) call.files.remove(target, 'file');
    call.files.append(call.files.open(target, true), file.content);
    call.files.chmod(target, file.mode);
  });
  if (!('refused' in done)) return 0;
  const why = words(call, done.refused);
  if (gnu) return late(call, `${file.name}: Cannot open: ${why}`);
  call.err(`tar: can't open '${file.name}': ${why}\n`);
  return 1;
}
