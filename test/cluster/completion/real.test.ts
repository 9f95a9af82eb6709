/**
 * Prefixes of kubectl lines through the real `kubectl __complete` and through ours, on the same cluster: the values, and
 * what the shell does without one, are the same. What Podium offers beside them (more.ts) stands in completion.test.ts.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kubectlAnswer } from '../../../src/cluster/completion/kubectl.ts';
import { COMMANDS } from '../../../src/cluster/kubectl/args/flags.generated.ts';
import { propertyRuns } from '../../property-runs.ts';
import { type Facade, openFacade } from '../facade.ts';
import { kubeconfig } from '../kubeconfig.ts';
import { FILES } from '../kubectl/files.ts';
import { fixture } from '../kubectl/fixture.ts';
import { realKubectl, runReal } from '../real-kubectl.ts';

const program = realKubectl();
const draft = fixture(Date.UTC(2026, 0, 5), FILES);

interface Completed {
  readonly values: readonly string[];
  readonly otherwise: 'files' | 'nothing' | readonly string[];
  readonly noSpace: boolean;
}

function ours(words: readonly string[]): Completed {
  const { answer } = kubectlAnswer(draft, words.slice(0, -1), words.at(-1) ?? '');
  const values = [...new Set(answer.values.map(({ value }) => value))].sort();
  return { values, otherwise: answer.otherwise, noSpace: answer.noSpace === true };
}

/** Bits of cobra's directive: 1 an error, 2 no blank, 4 no files, 8 files with the endings that are the values. */
function theirs(stdout: string): Completed {
  const lines = stdout.split('\n');
  const at = lines.findLastIndex((line) => /^:\d+$/.test(line));
  const directive = Number(lines[at]?.slice(1));
  const values = lines.slice(0, at).map((line) => line.split('\t')[0] ?? '');
  const noSpace = (directive & 2) !== 0;
  if ((directive & 8) !== 0) return { values: [], otherwise: values, noSpace };
  return {
    values: [...new Set(values)].sort(),
    otherwise: (directive & 4) !== 0 ? 'nothing' : 'files',
    noSpace,
  };
}

/** Words that stand in lines: names of the fixture, types, flags with and without values, things that are none. */
const middle = fc.constantFrom(
  ...['pod', 'po', 'pods,svc', 'all', 'deploy', 'ns', 'web', 'shop', 'pod/web', 'deploy/shop', 'nothing'],
  ...[
    '-n',
    'kube-system',
    '--namespace=quarry',
    '-A',
    '-o',
    'yaml',
    '-oyaml',
    '-f',
    '-it',
    '-c',
    'app',
    '--',
  ],
  ...['--all', '--dry-run=client', '-l', 'app=web', '--foo', '--replicas=x', '--image=nginx', '--help'],
);
const last = fc.constantFrom(
  ...['', 'p', 'po', 'pods,s', 'w', 's', 'pod/', 'deploy/', 'deployment/s', 'ns/', 'pod/web', 'x/y/', 'kube'],
  ...[
    '-',
    '--',
    '--n',
    '--na',
    '-n',
    '-o',
    '--dry',
    '--output=',
    '--output=j',
    '-o=y',
    '--namespace=k',
    '-ojs',
  ],
  ...['--filename=', '-f=x', '-c=a', '--container=', '--foo=', '-=', './', '~', 'web:', 'quarry/'],
);
const path = fc.constantFrom(
  '',
  ...Object.keys(COMMANDS),
  'help',
  'help create',
  'create ns',
  'set sa',
  'foo',
);
const typed = fc
  .tuple(fc.array(middle, { maxLength: 1 }), path, fc.array(middle, { maxLength: 3 }), last)
  .map(([before, command, after, word]) => [
    ...(before[0]?.startsWith('-n') ? before : []),
    ...command.split(' ').filter((one) => one !== ''),
    ...after,
    word,
  ])
  // Not compared: `--flag=` behind `--`, which kubectl sometimes completes as a flag and sometimes not.
  .filter((words) => !(words.includes('--') && /^--.*=/.test(words.at(-1) ?? '')));

if (program === undefined)
  console.warn(
    'kubectl 1.36.3 is not in the cache, so completion is compared with nothing: run `npm run kubectl` once.',
  );

describe.skipIf(program === undefined)('Tab offers what kubectl 1.36.3 offers', () => {
  let facade: Facade;
  const home = mkdtempSync(join(tmpdir(), 'podium-complete-'));
  beforeAll(async () => {
    facade = await openFacade(draft);
    writeFileSync(join(home, 'config'), kubeconfig(facade.url));
  });
  afterAll(() => facade.close());

  const asked = async (words: readonly string[]): Promise<Completed> => {
    const env = {
      HOME: home,
      KUBECONFIG: join(home, 'config'),
      KUBE_FEATURE_ClientsAllowCBOR: 'false',
      PATH: '',
    };
    const { stdout } = await runReal(program ?? '', ['__complete', ...words], { cwd: home, env, stdin: '' });
    return theirs(stdout);
  };

  it('at the beginning of each of its commands', { timeout: 120_000 }, async () => {
    for (const command of Object.keys(COMMANDS))
      for (const word of ['', '-']) {
        const words = [...command.split(' '), word];
        expect({ words, ...ours(words) }).toEqual({ words, ...(await asked(words)) });
      }
  });

  it('at any place of any line', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(typed, async (words) => {
        expect(ours(words)).toEqual(await asked(words));
      }),
      { numRuns: propertyRuns(800) },
    );
  });
});
