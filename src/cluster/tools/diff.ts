/** `diff` of two files: in its own form, and with -u, -q, -s. */
import { attempt } from '../files/errors.ts';
import { type Edit, editsOf, linesOf } from '../line-edits.ts';
import { unifiedDiff } from '../unified.ts';
import { at, fail, type ToolCall, type ToolResult, words } from './call.ts';
import { options } from './options.ts';

interface Side {
  readonly name: string;
  readonly text: string;
  readonly mtime: number;
}

export function diff(call: ToolCall): ToolResult {
  const read = options(call, {
    flags: 'uqs',
    long: { unified: 'u', brief: 'q', 'report-identical-files': 's' },
  });
  if ('result' in read) return read.result;
  const [first, second, more] = read.operands;
  if (first === undefined || second === undefined || more !== undefined)
    return call.notSimulated({ code: 'tool:diff:files', message: 'diff is simulated for two files.' });
  const a = sideOf(call, first);
  const b = sideOf(call, second);
  if (a === 'directory' || b === 'directory')
    return call.notSimulated({
      code: 'tool:diff:directory',
      message: 'diff of directories is not simulated; compare their files one by one.',
    });
  if (a === null || b === null) return 2;
  const { given } = read;
  if (a.text === b.text) {
    if (given.has('s')) call.out(`Files ${first} and ${second} are identical\n`);
    return 0;
  }
  if (given.has('q')) call.out(`Files ${first} and ${second} differ\n`);
  else if (!a.text.endsWith('\n') || !b.text.endsWith('\n'))
    return call.notSimulated({
      code: 'tool:diff:newline',
      message: 'diff of a file without a line feed at its end is not simulated.',
    });
  else if (given.has('u') || call.flavour === 'busybox')
    call.out(unifiedDiff(a.text, b.text, headed(call, a), headed(call, b)));
  else call.out(normal(editsOf(linesOf(a.text), linesOf(b.text))));
  return 1;
}

function sideOf(call: ToolCall, name: string): Side | 'directory' | null {
  if (name === '-') {
    const text = call.stdin();
    return text === null ? null : { name, text, mtime: call.draft.now };
  }
  const found = attempt(() => call.files.stat(at(call, name)));
  const text = 'refused' in found ? found : attempt(() => call.files.read(at(call, name)));
  if ('value' in found && found.value.node.type === 'directory') return 'directory';
  if ('refused' in text) {
    const why = words(call, text.refused);
    fail(call, call.flavour === 'busybox' ? `can't stat '${name}': ${why}` : `${name}: ${why}`);
    return null;
  }
  const { node } = 'value' in found ? found.value : { node: null };
  const mtime = node === null ? 0 : node.mtime;
  return { name, text: text.value as string, mtime };
}

/** GNU's header has the moment of the change; busybox's the name alone. */
function headed(call: ToolCall, { name, mtime }: Side): string {
  if (call.flavour === 'busybox') return name;
  const iso = new Date(mtime).toISOString();
  return `${name}\t${iso.slice(0, 10)} ${iso.slice(11, 23)}000000 +0000`;
}

/** `2c2,3` and the lines with `<` and `>` in front. */
function normal(edits: readonly Edit[]): string {
  let out = '';
  let [left, right] = [0, 0];
  for (let index = 0; index < edits.length; ) {
    if (edits[index]?.sign === ' ') {
      left += 1;
      right += 1;
      index += 1;
      continue;
    }
    const gone: string[] = [];
    const come: string[] = [];
    for (; index < edits.length && edits[index]?.sign !== ' '; index += 1) {
      const { sign = ' ', line = '' } = edits[index] ?? {};
      (sign === '-' ? gone : come).push(line);
    }
    const span = (from: number, count: number): string =>
      count === 0 ? String(from) : count === 1 ? String(from + 1) : `${from + 1},${from + count}`;
    const letter = gone.length === 0 ? 'a' : come.length === 0 ? 'd' : 'c';
    out += `${span(left, gone.length)}${letter}${span(right, come.length)}\n`;
    out += gone.map((line) => `< ${line}\n`).join('');
    if (letter === 'c') out += '---\n';
    out += come.map((line) => `> ${line}\n`).join('');
    left += gone.length;
    right += come.length;
  }
  return out;
}
