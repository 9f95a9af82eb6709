import { describe, expect, it } from 'vitest';
import { correct } from '../../src/manifest/index.ts';

/** A kind of somebody else with a template, and the template's pod spec. */
function rollout(spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: r}\nspec:\n  template:\n    spec:\n${spec}`;
}

describe('the pod template of somebody else’s kind is corrected where it is certain', () => {
  it('moves what stands at the wrong level, spells right and unquotes', () => {
    const { manifest, changes, notChanged } = correct(
      rollout(`      runAsUser: "1000"
      securityContext: {runasnonroot: true}
      containers:
      - name: a
        image: x
        securityContext: {fsGroup: 5}
`),
    );
    expect(manifest).toBe(
      rollout(`      securityContext: {runAsNonRoot: true, fsGroup: 5, runAsUser: 1000}
      containers:
      - name: a
        image: x
        securityContext: {}
`),
    );
    expect(changes.every(({ message }) => message.startsWith('In spec.template: '))).toBe(true);
    expect(notChanged).toEqual([]);
  });

  it('takes nothing out that the kind may have for itself', () => {
    const text = rollout(`      containerConcurrency: 5
      securityContext: {grade: 1}
      containers: [{name: a, image: x, script: say}]
`);
    const { manifest, notChanged } = correct(text);
    expect(manifest).toBe(text);
    expect(notChanged).toMatchObject([{ line: 8, message: expect.stringContaining('grade') }]);
  });

  it('gives no Job of another group a restartPolicy', () => {
    const text =
      'apiVersion: batch.volcano.sh/v1alpha1\nkind: Job\nmetadata: {name: v}\nspec:\n  tasks:\n  - template:\n      spec:\n        containers: [{name: a, image: x, securityContext: {runAsUser: 010}}]\n';
    expect(correct(text).manifest).toBe(text.replace('010', '8'));
  });

  it('names a step of Tekton by its own path', () => {
    const text =
      'apiVersion: tekton.dev/v1\nkind: Task\nmetadata: {name: t}\nspec:\n  steps:\n  - name: s\n    image: x\n    securityContext: {runasuser: 5}\n';
    const { manifest, changes } = correct(text);
    expect(manifest).toBe(text.replace('runasuser', 'runAsUser'));
    expect(changes).toEqual([
      { line: 8, message: expect.stringMatching(/^spec\.steps\[0\]\S+ is now runAsUser/) },
    ]);
  });

  it('leaves the values of a chart to the chart', () => {
    const text =
      'web:\n  podSecurityContext: {capabilities: {drop: [ALL]}}\n  securityContext: {runAsUser: 5}\n';
    expect(correct(text)).toMatchObject({ manifest: text, notChanged: [{ line: 2 }] });
  });
});
