/** Which pod of several `deploy/x` means: the real kubectl 1.36.3 and ours choose the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Draft, draftOf } from '../../../src/cluster/draft.ts';
import { createCluster, run } from '../../../src/cluster/index.ts';
import { realKubectl } from '../real-kubectl.ts';
import { Comparison } from './both.ts';

const program = realKubectl();
const now = Math.floor(Date.now() / 1000) * 1000;

const deployment = (command: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: a, image: "busybox:1.36", command: [sh, -c, "hostname; ${command}"]}
`;

/** A cluster in which the Deployment was rolled out, and rolled out again with another command. */
function rolledOut(first: string, second: string): () => Draft {
  let cluster = createCluster({
    now,
    files: { 'first.yaml': deployment(first), 'second.yaml': deployment(second) },
  });
  for (const line of ['kubectl apply -f first.yaml', 'sleep 60', 'kubectl apply -f second.yaml', 'sleep 10'])
    cluster = run(cluster, line).cluster;
  return () => draftOf(cluster);
}

describe.skipIf(program === undefined)('of the pods of a Deployment', () => {
  for (const [what, make] of [
    ['one is on its way out', rolledOut('sleep 1d', 'sleep 2d')],
    ['both fall over, one more often', rolledOut('exit 1', 'exit 2')],
    ['the new one falls over', rolledOut('sleep 1d', 'exit 2')],
  ] as const) {
    describe(`of which ${what}`, () => {
      const comparison = new Comparison(program ?? '', make, { 'README.md': '' });
      beforeAll(() => comparison.open());
      afterAll(() => comparison.close());
      it.each(['exec deploy/web -- hostname', 'logs deploy/web'])('%s', { timeout: 30_000 }, async (line) => {
        const { ours, theirs } = await comparison.run({ line });
        expect(ours).toEqual(theirs);
        expect(`${ours.stdout}${ours.stderr}`).toMatch(/web-|container not found/);
      });
    });
  }
});
