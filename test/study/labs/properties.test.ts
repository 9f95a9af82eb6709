import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { run } from '../../../src/cluster/index.ts';
import { readDeckFiles } from '../../../src/decks/files.ts';
import { LAB_DIRECTORY } from '../../../src/decks/labs/files.ts';
import { loadLabs } from '../../../src/decks/labs/index.ts';
import { judge, judgeStep, type Lab, startLab, typedFor, typeIn } from '../../../src/study/labs/index.ts';
import { propertyRuns } from '../../property-runs.ts';

const { labs } = loadLabs(await readDeckFiles(LAB_DIRECTORY));

/** What learners type, right or wrong, in any order. */
const LINES = [
  'kubectl get pods',
  'kubectl delete pod --all --now',
  'kubectl delete deploy --all',
  'kubectl exec -it deploy/ledger -- sh',
  'kubectl exec -it secure-pod -- sh',
  'exit',
  'nano secure-pod.yaml',
  "sed -i 's/runAsUser: 1000/runAsUser: -1/' *.yaml",
  'kubectl apply -f .',
  'kubectl replace --force -f secure-pod.yaml',
  'kubectl scale deploy/ledger --replicas=3',
  'kubectl set image deploy/ledger app=nothing.example/here',
  'kubectl label ns default pod-security.kubernetes.io/enforce=restricted',
  'rm -rf /root',
  'cd /tmp',
  'export HOME=/nowhere',
  'unset HOME',
  "printf '\\x00`{{{' > secure-pod.yaml",
  'mkdir before.txt',
  'kubectl config set-context --current --namespace=audit',
  'kubectl create ns audit',
  'kubectl delete ns audit',
  'kubectl run secure-pod --image=nginx --restart=Never -- false',
  'kubectl run reporter -n audit --image=busybox:1.36 -- sleep 9',
  'kubectl patch pod secure-pod -p \'{"spec":{"activeDeadlineSeconds":1}}\'',
] as const;

const line = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...LINES) }, fc.string({ maxLength: 60 }));

function played(lab: Lab, lines: readonly string[]) {
  return lines.reduce(
    (cluster, text) =>
      typeIn(cluster, cluster.editing === null ? { kind: 'line', text } : { kind: 'edit', text }).cluster,
    startLab(lab),
  );
}

describe('whatever a learner did', () => {
  test('the judge gives a sentence for each goal that is unmet, the same twice, and changes nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...labs), fc.array(line, { maxLength: 8 }), (lab, lines) => {
        const [start, cluster] = [startLab(lab), played(lab, lines)];
        const before = JSON.stringify([start, cluster]);
        for (const step of lab.steps) {
          const results = judgeStep(step, start, cluster);
          expect(results.map(({ id }) => id)).toEqual(step.goals.map(({ id }) => id));
          for (const { met, found, wanted } of results) {
            expect(found === null).toBe(met);
            expect(wanted).not.toBe('');
            if (found === null) continue;
            expect(found).toMatch(/^[\p{Lu}`\d].*\.$/u);
            expect(found).not.toMatch(/\p{Cc}/u);
            expect(found.length).toBeLessThan(1200);
          }
          expect(judge(step, start, cluster).results).toEqual(results);
        }
        expect(JSON.stringify([start, cluster])).toBe(before);
      }),
      { numRuns: propertyRuns(60) },
    );
  });
});

test.each(labs.map((lab) => [lab.id, lab] as const))('%s begins the same each time', (_id, lab) => {
  expect(JSON.stringify(startLab(lab))).toBe(JSON.stringify(startLab(lab)));
  expect(startLab(lab).machine.history).toEqual([]);
});

test.each(labs.map((lab) => [lab.id, lab] as const))(
  '%s is judged in a few times what a line takes',
  (_id, lab) => {
    const start = startLab(lab);
    let cluster = start;
    const took = (work: () => void): number => {
      const times = [1, 2, 3, 4, 5].map(() => {
        const from = performance.now();
        work();
        return performance.now() - from;
      });
      return Math.min(...times);
    };
    for (const step of lab.steps) {
      for (const move of step.solution) cluster = typeIn(cluster, typedFor(cluster, move)).cluster;
      const here = cluster;
      const aLine = took(() => run(here, 'kubectl get pods -A -o yaml'));
      const judged = took(() => judgeStep(step, start, here));
      expect(judged, step.id).toBeLessThan(20 * aLine + 20);
    }
  },
);
