import { expect, test } from 'vitest';
import { createCluster, run } from '../../../src/cluster/index.ts';
import { idDrill } from '../../../src/study/drills/id-output.ts';
import { type Difficulty, drawDrill } from '../../../src/study/drills/index.ts';

/** The manifest with programs that the simulated cluster has: busybox sets no USER, and its passwd knows no such UID. */
function sleeping(manifest: string): string {
  return manifest
    .split('\n')
    .filter((line) => !/^ +(command|args): /.test(line))
    .map((line) => line.replace(/^( +)image: .*/, '$1image: busybox:1.37\n$1command: [sleep, "3600"]'))
    .join('\n');
}

test('what id really prints in the simulated cluster is the answer of the drill, in whole pods', () => {
  let asked = 0;
  for (let seed = 0; seed < 400; seed++) {
    const question = drawDrill(idDrill, seed, ((seed % 2) + 1) as Difficulty);
    const { manifest = '', prompt, options = [] } = question;
    const pod = /^kind: Pod\nmetadata:\n {2}name: (\S+)/m.exec(manifest)?.[1];
    const container = /container `([^`]+)`/.exec(prompt)?.[1];
    // Root has groups of its own in busybox; an init container that sleeps would keep the others from starting.
    if (pod === undefined || manifest.includes('initContainers:')) continue;
    if (options.some(({ correct, text }) => correct && text.startsWith('uid=0 '))) continue;
    const cluster = createCluster({ manifests: [sleeping(manifest)] });
    const { stdout, stderr } = run(cluster, `kubectl exec ${pod} -c ${container} -- id`);
    const numbers = stdout.trim().replace(/\([^)]*\)/g, '');
    const right = options.find(({ correct }) => correct)?.text ?? '';
    const sorted = (text: string): string =>
      text.replace(/groups=(\S+)/, (_, list: string) => `groups=${list.split(',').toSorted().join(',')}`);
    if (sorted(numbers) !== sorted(right))
      expect.fail(`seed ${seed}: ${stdout}${stderr} is not ${right}\n${manifest}`);
    asked++;
  }
  expect(asked).toBeGreaterThan(100);
});
