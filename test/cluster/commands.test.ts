import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Cluster, createCluster, finishEdit, type Ran, run } from '../../src/cluster/index.ts';

/** What a line is expected to give; see the README beside the labelled data. */
interface Expected {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly stdout_re?: string;
  readonly stderr_re?: string;
  readonly output_re?: string;
  readonly stdout_has?: string;
  readonly stderr_has?: string;
  readonly output_has?: string;
  readonly rc?: number;
}

interface Line {
  readonly id: string;
  readonly setup?: readonly string[];
  readonly command: string;
  readonly stdin?: string;
  readonly editor?: { readonly replace?: string; readonly text?: string };
  readonly purpose: string;
  readonly expect?: Expected;
}

const lines = readFileSync(new URL('commands.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Line);

/** One input after the other; what they print is one stream, the status is that of the last. */
function play(cluster: Cluster, { command, stdin, editor }: Line): Ran {
  const first = run(cluster, command);
  const typed = stdin === undefined ? [] : [stdin];
  let last = first;
  let stdout = first.stdout;
  let stderr = first.stderr;
  const follow = (next: Ran): void => {
    stdout += next.stdout;
    stderr += next.stderr;
    last = next;
  };
  if (first.edit !== undefined && editor !== undefined) {
    const { text } = first.edit;
    const { replace, text: by = '' } = editor;
    follow(finishEdit(first.cluster, replace === undefined ? text : text.replace(replace, () => by)));
  }
  for (const input of typed) follow(run(last.cluster, input));
  return { ...last, stdout, stderr };
}

function compare(ran: Ran, wanted: Expected): void {
  const both = `${ran.stdout}${ran.stderr}`;
  const matches = (text: string, pattern: string): void => expect(text).toMatch(new RegExp(pattern, 'm'));
  if (wanted.stderr !== undefined) expect(ran.stderr).toBe(wanted.stderr);
  if (wanted.stdout !== undefined) expect(ran.stdout).toBe(wanted.stdout);
  if (wanted.stdout_re !== undefined) matches(ran.stdout, wanted.stdout_re);
  if (wanted.stderr_re !== undefined) matches(ran.stderr, wanted.stderr_re);
  if (wanted.output_re !== undefined) matches(both, wanted.output_re);
  if (wanted.stdout_has !== undefined) expect(ran.stdout).toContain(wanted.stdout_has);
  if (wanted.stderr_has !== undefined) expect(ran.stderr).toContain(wanted.stderr_has);
  if (wanted.output_has !== undefined) expect(both).toContain(wanted.output_has);
  if (wanted.rc !== undefined) expect(ran.status).toBe(wanted.rc);
}

describe('what a learner types comes back as from a real cluster', () => {
  it('is many lines', () => {
    expect(lines.length).toBe(67);
  });

  it.each(lines.map((line) => [line.id, line.purpose, line] as const))('%s: %s', (_id, _purpose, line) => {
    const ran = play(createCluster({ manifests: line.setup ?? [] }), line);
    compare(ran, line.expect ?? {});
    if (line.expect !== undefined) expect(ran.notSimulated).toBeUndefined();
  });
});
