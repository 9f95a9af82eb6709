import { createCluster, run } from '../cluster/index.ts';
import { sameValue } from './same-value.ts';

/** What is predicted: a line typed on a cluster that has taken a manifest. */
export interface Prediction {
  readonly manifest: string;
  readonly line: string;
}

/** What the line prints; `status` of the last command, and the first thing that is not simulated, for the deck check. */
export interface Printed {
  readonly text: string;
  readonly status: number;
  readonly notSimulated?: string;
}

/** Applies the manifest to a fresh cluster, lets it settle for half a minute, and types the line. */
export function predicted({ manifest, line }: Prediction): Printed {
  const made = createCluster({ seed: 1, files: { 'pod.yaml': manifest } });
  const settled = run(run(made, 'kubectl apply -f pod.yaml').cluster, 'sleep 30').cluster;
  const { stdout, stderr, status, notSimulated } = run(settled, line);
  const text = stdout.trim() === '' ? stderr.trim() : stdout.trim();
  return { text, status, ...(notSimulated === undefined ? {} : { notSimulated }) };
}

/** One thing that was predicted otherwise: what of which line, as it was typed and as it is. */
export interface Misprediction {
  /** 1-based line of what is printed; null where the number of lines differs. */
  readonly line: number | null;
  readonly what: 'uid' | 'gid' | 'groups' | 'mode' | 'owner' | 'group' | 'name' | 'text' | 'lines';
  readonly typed: string;
  readonly prints: string;
}

/**
 * Where a prediction differs from what is printed; nothing where it is right. White space does not count. Of `id`, the
 * numbers count, groups in any order, names in brackets or not; of `ls -l`, mode, owner, group and name, not the links,
 * the size and the time; of anything else, every word.
 */
export function mispredictions(typed: string, prints: string): readonly Misprediction[] {
  const [own, right] = [linesOf(typed), linesOf(prints)];
  if (own.length !== right.length)
    return [{ line: null, what: 'lines', typed: String(own.length), prints: String(right.length) }];
  return right.flatMap((line, index) => {
    const expected = readingOf(line);
    const given = readingOf(own[index] ?? '');
    const kinds = new Set([...expected.keys(), ...given.keys()]);
    return [...kinds].flatMap((what) => {
      const [yours, so] = [given.get(what) ?? '', expected.get(what) ?? ''];
      return sameValue(yours.split(','), so.split(','))
        ? []
        : [{ line: index + 1, what, typed: yours, prints: so }];
    });
  });
}

/** Lines with something on them; the `total` of `ls -l` counts blocks, which nobody is asked. */
function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '' && !/^total \d+$/.test(line));
}

type Reading = ReadonlyMap<Misprediction['what'], string>;

/** What of a line counts. */
function readingOf(line: string): Reading {
  const id = /^uid=/.test(line);
  if (id) return new Map((['uid', 'gid', 'groups'] as const).map((what) => [what, numbersOf(line, what)]));
  const words = line.split(' ');
  const [mode = '', , owner = '', group = ''] = words;
  if (/^[-bcdlps][-rwxsStT]{9}[.+@]?$/.test(mode) && words.length >= 5)
    return new Map([
      ['mode', mode.slice(0, 10)],
      ['owner', owner],
      ['group', group],
      ['name', words.at(-1) ?? ''],
    ]);
  return new Map([['text', line]]);
}

/** `uid=1000(app)` → `1000`; `groups=3000,2000(data)` → `3000,2000`. */
function numbersOf(line: string, what: string): string {
  const part = line.split(' ').find((word) => word.startsWith(`${what}=`)) ?? '';
  return part
    .slice(what.length + 1)
    .split(',')
    .map((each) => each.split('(')[0] ?? '')
    .filter((each) => each !== '')
    .join(',');
}
