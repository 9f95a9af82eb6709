/** `stat`, `readlink`, `realpath`. */
import { attempt } from '../files/errors.ts';
import type { Found } from '../files/lookup.ts';
import { at, curly, type ToolCall, type ToolResult, words } from './call.ts';
import { kib, linksOf, sizeOf } from './ls.ts';
import { modeText, typeLetter } from './mode.ts';
import { options } from './options.ts';
import { group, passwd } from './people.ts';

/** `stat`: by a format, or its page. */
export function stat(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'Lf', valued: 'c', long: { 'format=': 'c', dereference: 'L' } });
  if ('result' in read) return read.result;
  if (read.given.has('f'))
    return call.notSimulated({
      code: 'tool:stat:-f',
      message: 'stat -f is not simulated; it describes the file system.',
    });
  let status = 0;
  for (const operand of read.operands) {
    const found = attempt(() => call.files.stat(at(call, operand), read.given.has('L')));
    if ('refused' in found) {
      const why = words(call, found.refused);
      call.err(
        call.flavour === 'gnu'
          ? `stat: cannot statx '${operand}': ${why}\n`
          : `stat: can't stat '${operand}': ${why}\n`,
      );
      status = 1;
    } else if (read.values.c !== undefined) {
      const text = formatted(call, read.values.c, operand, found.value);
      if (text === null)
        return call.notSimulated({
          code: 'tool:stat:-c',
          message: `This format of stat is not simulated; of its letters Podium knows a A u U g G n N s F h Y.`,
        });
      call.out(`${text}\n`);
    } else call.out(page(call, operand, found.value));
  }
  return status;
}

function formatted(call: ToolCall, format: string, name: string, found: Found): string | null {
  const { node } = found;
  const user = passwd(call.files).find(({ uid }) => uid === node.uid)?.name ?? 'UNKNOWN';
  const owner = group(call.files).find(({ gid }) => gid === node.gid)?.name ?? 'UNKNOWN';
  const known: Readonly<Record<string, string>> = {
    a: node.mode.toString(8),
    A: modeText(typeLetter(node), node.mode),
    u: String(node.uid),
    U: user,
    g: String(node.gid),
    G: owner,
    n: name,
    N: `'${name}'${node.type === 'link' ? ` -> '${node.target}'` : ''}`,
    s: String(sizeOf(found)),
    F: kindWords(found),
    h: String(linksOf(call, found)),
    Y: String(Math.floor(node.mtime / 1000)),
    '%': '%',
  };
  let unknown = false;
  const text = format.replace(/%(.?)/gs, (_all, letter: string) => {
    const value = Object.hasOwn(known, letter) ? known[letter] : undefined;
    if (value === undefined) unknown = true;
    return value ?? '';
  });
  return unknown ? null : text;
}

function kindWords({ node }: Found): string {
  if (node.type === 'directory') return 'directory';
  if (node.type === 'link') return 'symbolic link';
  if (node.type === 'file')
    return (node.size ?? node.content.length) === 0 ? 'regular empty file' : 'regular file';
  return { b: 'block special file', c: 'character special file', p: 'fifo', s: 'socket' }[node.kind];
}

/** Inode and device are numbers of the simulation, as pod names are: the same for the same path. */
function page(call: ToolCall, name: string, found: Found): string {
  const { node } = found;
  let inode = 2166136261;
  for (const character of found.path) inode = Math.imul(inode ^ character.charCodeAt(0), 16777619) >>> 0;
  const user = passwd(call.files).find(({ uid }) => uid === node.uid)?.name ?? 'UNKNOWN';
  const owner = group(call.files).find(({ gid }) => gid === node.gid)?.name ?? 'UNKNOWN';
  const gnu = call.flavour === 'gnu';
  const time = (): string => {
    const iso = new Date(node.mtime).toISOString();
    return `${iso.slice(0, 10)} ${iso.slice(11, 23)}000000 +0000`;
  };
  const shown = gnu || node.type !== 'link' ? name : `'${name}' -> '${node.target}'`;
  const target = gnu && node.type === 'link' ? ` -> ${node.target}` : '';
  const device = gnu ? '0,58' : '3ah/58d';
  return [
    `  File: ${shown}${target}`,
    `  Size: ${String(sizeOf(found)).padEnd(10)}\tBlocks: ${String(kib(found) * 2).padEnd(10)} IO Block: 4096   ${kindWords(found)}`,
    `Device: ${device}\tInode: ${String(inode % 10_000_000).padEnd(11)} Links: ${linksOf(call, found)}`,
    `Access: (${node.mode.toString(8).padStart(4, '0')}/${modeText(typeLetter(node), node.mode)})  Uid: (${String(node.uid).padStart(5)}/${user.padStart(8)})   Gid: (${String(node.gid).padStart(5)}/${owner.padStart(8)})`,
    `Access: ${time()}`,
    `Modify: ${time()}`,
    `Change: ${time()}`,
    ...(gnu ? [` Birth: ${time()}`] : []),
    '',
  ].join('\n');
}

/** `readlink` and `realpath`. */
export function readlink(call: ToolCall): ToolResult {
  const read = options(call, { flags: 'fnem' });
  if ('result' in read) return read.result;
  const canonical = read.given.has('f') || call.argv[0]?.endsWith('realpath') === true;
  let status = 0;
  for (const operand of read.operands) {
    const found = call.files.peek(at(call, operand), canonical);
    if (found !== null && canonical) call.out(`${found.path}\n`);
    else if (found?.node.type === 'link') call.out(`${found.node.target}\n`);
    else {
      status = 1;
      if (call.argv[0]?.endsWith('realpath') === true)
        call.err(
          `realpath: ${call.flavour === 'gnu' ? curly(call, operand).replace(/^['‘]|['’]$/g, '') : operand}: No such file or directory\n`,
        );
    }
  }
  return status;
}
