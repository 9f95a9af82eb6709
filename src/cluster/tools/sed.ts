/** `sed`: s/// with flags, d, p, q, a, i, c, with addresses by line, `$`, `/pattern/` and ranges; -n, -e, -i, -E. */
import { attempt } from '../files/errors.ts';
import { at, fail, type ToolCall, type ToolResult, words } from './call.ts';
import { options } from './options.ts';
import { PatternError } from './regex.ts';
import { type Address, type Command, NotRead, Reader, type Substitution } from './sed-script.ts';

function substitute(line: string, action: Substitution): string | null {
  let out = '';
  let from = 0;
  let count = 0;
  let changed = false;
  while (from <= line.length) {
    const match = action.pattern.find(line, from);
    if (match === null) break;
    count += 1;
    const replace = count === action.nth || (action.global && count > action.nth);
    out += line.slice(from, match.start);
    const text = (group: number): string => {
      if (group === 0) return line.slice(match.start, match.end);
      const range = match.groups[group - 1];
      return range === undefined ? '' : line.slice(range[0], range[1]);
    };
    out += replace
      ? action.pieces.map((piece) => (typeof piece === 'string' ? piece : text(piece))).join('')
      : text(0);
    changed = changed || replace;
    from = match.end;
    if (match.end === match.start) {
      out += line.charAt(from);
      from += 1;
    }
    if (replace && !action.global) break;
  }
  return changed ? out + line.slice(from) : null;
}

function run(commands: readonly Command[], text: string, quiet: boolean, gnu: boolean): string {
  const lines = text.split('\n');
  const open = lines.at(-1) !== '';
  if (!open) lines.pop();
  const inside = new Map<Command, boolean>();
  let out = '';
  for (const [index, original] of lines.entries()) {
    const last = index === lines.length - 1;
    const end = last && open ? '' : '\n';
    const meets = (address: Address, line: string): boolean =>
      'line' in address ? address.line === index + 1 : 'last' in address ? last : address.pattern.test(line);
    let line: string | null = original;
    let after: string | null = null;
    let stop = false;
    for (const command of commands) {
      if (line === null) break;
      if (!applies(command, line, index, meets, inside)) continue;
      const { action } = command;
      if (action.kind === 'delete') line = null;
      else if (action.kind === 'print') out += `${line}\n`;
      else if (action.kind === 'number') out += `${index + 1}\n`;
      else if (action.kind === 'quit') {
        stop = true;
        break;
      } else if (action.kind === 'substitute') {
        const changed = substitute(line, action);
        if (changed !== null) {
          line = changed;
          if (action.print) out += `${line}\n`;
        }
      } else if (action.kind === 'append')
        after = (after ?? '') + (gnu && action.text === '' ? '' : `${action.text}\n`);
      else if (action.kind === 'insert') out += `${action.text}\n`;
      else if (action.kind === 'change') {
        out += `${action.text}\n`;
        line = null;
      }
    }
    if (line !== null && !quiet) out += line + (after === null ? end : '\n');
    out += after ?? '';
    if (stop) break;
  }
  return out;
}

function applies(
  command: Command,
  line: string,
  index: number,
  meets: (address: Address, line: string) => boolean,
  inside: Map<Command, boolean>,
): boolean {
  const { from, to, negated } = command;
  if (from === undefined) return !negated;
  if (to === undefined) return meets(from, line) !== negated;
  let here = inside.get(command) === true;
  if (here) {
    if (meets(to, line) || ('line' in to && to.line <= index + 1)) inside.set(command, false);
  } else if (meets(from, line)) {
    here = true;
    inside.set(command, !('line' in to && to.line <= index + 1));
  }
  return here !== negated;
}

export function sed(call: ToolCall): ToolResult {
  const inPlace = call.argv.find((one) => /^-i./.test(one) || one.startsWith('--in-place='));
  if (inPlace !== undefined)
    return call.notSimulated({
      code: 'tool:sed:-i',
      message: 'sed -i with a suffix for a copy is not simulated; plain -i is.',
    });
  const read = options(call, {
    flags: 'nEri',
    valued: 'e',
    long: { quiet: 'n', 'regexp-extended': 'E', 'in-place': 'i', 'expression=': 'e' },
  });
  if ('result' in read) return read.result;
  const scripts = read.all.filter(([letter]) => letter === 'e').map(([, value]) => value);
  const operands = [...read.operands];
  if (scripts.length === 0) scripts.push(operands.shift() ?? '');
  const extended = read.given.has('E') || read.given.has('r');
  let commands: Command[];
  try {
    commands = new Reader(scripts.join('\n'), extended).all();
  } catch (error) {
    if (error instanceof NotRead || (error instanceof PatternError && error.notSimulated))
      return call.notSimulated({
        code: 'tool:sed',
        message:
          'This sed script is not simulated; s/…/…/ and the commands d p q = a i c are, each with an address in front.',
      });
    if (error instanceof PatternError)
      return fail(
        call,
        call.flavour === 'gnu'
          ? `-e expression #1, char ${scripts.join('\n').length}: ${error.message}`
          : `bad regex: ${error.message}`,
      );
    throw error;
  }
  if (operands.length === 0) {
    const text = call.stdin();
    if (text === null)
      return call.notSimulated({
        code: 'tool:sed:terminal',
        message: 'sed reads the terminal, and Podium gives it nothing; name a file or pipe a text into it.',
      });
    call.out(run(commands, text, read.given.has('n'), call.flavour === 'gnu'));
    return 0;
  }
  let status = 0;
  for (const operand of operands) {
    const path = at(call, operand);
    const content = attempt(() => call.files.read(path));
    if ('refused' in content) {
      const why = words(call, content.refused);
      const directory = content.refused.errno === 'EISDIR';
      call.err(
        `sed: ${call.flavour === 'gnu' ? (directory ? `couldn't edit ${operand}: not a regular file` : `can't read ${operand}: ${why}`) : `${operand}: ${why}`}\n`,
      );
      status = call.flavour === 'gnu' ? (directory ? 4 : 2) : 1;
      continue;
    }
    const text = run(commands, content.value, read.given.has('n'), call.flavour === 'gnu');
    if (!read.given.has('i')) {
      call.out(text);
      continue;
    }
    const written = attempt(() => replace(call, path, text));
    if ('refused' in written) {
      const directory =
        operand.slice(0, Math.max(operand.lastIndexOf('/'), 0)) || (operand.startsWith('/') ? '' : '.');
      const why = words(call, written.refused);
      call.err(
        call.flavour === 'gnu'
          ? `sed: couldn't open temporary file ${directory}/sedXXXXXX: ${why}\n`
          : `sed: can't create temp file '${operand}XXXXXX': ${why}\n`,
      );
      status = call.flavour === 'gnu' ? 4 : 1;
    }
  }
  return status;
}

/** -i writes a new file beside the old one and renames it: the directory has to be writable, and the owner is new. */
function replace(call: ToolCall, path: string, text: string): void {
  const { node, path: real } = call.files.stat(path);
  const directory = real.slice(0, real.lastIndexOf('/')) || '/';
  const probe = `${directory === '/' ? '' : directory}/.sed-of-podium`;
  call.files.append(call.files.open(probe, true), text);
  call.files.chmod(probe, node.mode & 0o7777);
  attempt(() => call.files.chown(probe, node.uid, node.gid));
  call.files.rename(probe, real);
}
