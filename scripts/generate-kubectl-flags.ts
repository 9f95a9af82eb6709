/**
 * Writes src/cluster/kubectl/args/flags.generated.ts from the help pages of the real kubectl (fetch it first with
 * `npm run kubectl`): which commands there are, how each is used, which flags it takes and of which type.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { realKubectl } from '../test/cluster/real-kubectl.ts';

const program = realKubectl();
if (program === undefined) throw new Error('fetch kubectl first: npm run kubectl');

const page = (words: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(program, words, { encoding: 'utf8' });
  return stdout + stderr;
};

/** Commands that no list shows although they are there. */
const UNLISTED = ['alpha', 'options'];

function commandsOf(path: string): readonly string[] {
  const text = page([...path.split(' ').filter((word) => word !== ''), '--help']);
  const own = [...text.matchAll(/^ {2}([a-z][a-z-]+) {2,}\S/gm)].map((match) => match[1] ?? '');
  const below = /^(?:Available Commands|.*Commands.*):$/m.test(text) ? own : [];
  return below.flatMap((name) => {
    const full = path === '' ? name : `${path} ${name}`;
    return [full, ...commandsOf(full)];
  });
}

function flagsOf(text: string): string {
  const words: string[] = [];
  for (const [, short, name = '', value = ''] of text.matchAll(/^ {4}(?:-(\w), )?--([a-z0-9-]+)=(.*):$/gm))
    words.push(`${short === undefined ? '' : `${short}/`}${name}:${typeOf(name, value)}`);
  return words.join(' ');
}

function typeOf(name: string, value: string): string {
  if (name === 'env' || name === 'from-literal') return 'a';
  if (value === 'true' || value === 'false') return 'b';
  if (value.startsWith('[')) return 'l';
  if (/^-?\d+$/.test(value)) return 'i';
  return /^(?:\d+h)?(?:\d+m)?\d+s$/.test(value) ? 'd' : 's';
}

const quoted = (text: string): string => `'${text.replaceAll("'", "\\'")}'`;
const lines = [...new Set([...commandsOf(''), ...UNLISTED])].sort().map((path) => {
  const text = page([...path.split(' '), '--help']);
  const usage = /^Usage:\n {2}(.*)$/m.exec(text)?.[1] ?? '';
  return `  ${/^[a-z]+$/.test(path) ? path : quoted(path)}: [${quoted(usage)}, ${quoted(flagsOf(text))}],`;
});

writeFileSync(
  new URL('../src/cluster/kubectl/args/flags.generated.ts', import.meta.url),
  `// Written by scripts/generate-kubectl-flags.ts from the help pages of kubectl 1.36.3; do not edit.
export const GLOBAL_FLAGS =
  ${quoted(flagsOf(page(['options'])))};

/** Command → its usage line and its own flags: shorthand/name:type (b bool, s string, i integer, d duration, l list split at commas, a list). */
export const COMMANDS: Readonly<Record<string, readonly [usage: string, flags: string]>> = {
${lines.join('\n')}
};
`,
);
