import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asMeant, correct, explain, fateOf, type PodExplanation } from '../../src/manifest/index.ts';

const paste = (name: string): string =>
  readFileSync(new URL(`../trials/${name}.yaml`, import.meta.url), 'utf8');

function podOf(text: string): PodExplanation {
  const [pod] = explain(text).pods;
  if (pod === undefined) throw new Error('there is no pod');
  return pod;
}

const effective = (pod: PodExplanation, field: string): unknown => pod.containers[0]?.fields[field]?.value;

const errorsIn = (text: string) =>
  explain(text)
    .findings.filter(({ severity }) => severity === 'error')
    .map(({ code, line }) => [code, line]);

describe('what people really pasted', () => {
  test('19: a list without its dash is told by the dash, and what stands there is explained', () => {
    const text = paste('19-containers-as-mapping');
    const pod = podOf(text);
    expect(pod.accepted).toEqual({ strict: false, ignore: false });
    expect(pod.containers).toEqual([]);
    expect(pod.mended?.accepted.strict).toBe(true);
    expect(effective(asMeant(pod), 'runAsUser')).toBe(0);
    expect(effective(asMeant(pod), 'privileged')).toBe(false);
    const [finding, ...more] = explain(text).findings;
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', line: 7, path: 'spec.containers' });
    expect(finding?.message).toContain('`- ` is missing before `name`');
    expect(JSON.stringify([finding?.message, finding?.fix])).not.toContain('v1.Container');
    expect(finding?.api?.detail).toContain('of type []v1.Container');
    expect(errorsIn(correct(text).manifest)).toEqual([]);
  });

  test('22: a space that is missing behind a colon is named with its line, and read as meant', () => {
    const text = paste('22-no-space-after-colon');
    const pod = podOf(text);
    expect(effective(pod, 'runAsUser')).toBe(4400);
    expect(effective(pod, 'runAsGroup')).toBe(4401);
    expect(errorsIn(text)).toEqual([['space-after-colon', 7]]);
    expect(pod.accepted).toEqual({ strict: false, ignore: false });
    expect(correct(text).manifest).toBe(text.replace('runAsUser:4400', 'runAsUser: 4400'));
  });

  test('43: container for containers is said, and what it hides contradicts itself', () => {
    const text = paste('43-container-key-singular');
    const pod = podOf(text);
    expect(pod.mended?.accepted).toEqual({ strict: false, ignore: false });
    expect(effective(asMeant(pod), 'runAsUser')).toBe(4400);
    expect(effective(asMeant(pod), 'privileged')).toBe(true);
    const said = explain(text).findings.map(({ message }) => message);
    expect(said.some((one) => one.includes('no field `container`'))).toBe(true);
    expect(
      said.some((one) => one.includes('`allowPrivilegeEscalation` to false and `privileged` to true')),
    ).toBe(true);
  });

  test('44: one number of an env does not hide who the container runs as', () => {
    const text = paste('44-env-number');
    const pod = podOf(text);
    expect(pod.containers).toEqual([]);
    expect(effective(asMeant(pod), 'runAsUser')).toBe(4400);
    const [finding] = explain(text).findings;
    expect(finding).toMatchObject({
      severity: 'error',
      line: 13,
      fix: 'Write `value: "8080"`, in quotes.',
    });
    expect(errorsIn(correct(text).manifest)).toEqual([]);
  });

  test('45: nothing starts that the kubelet refuses for its sysctls', () => {
    const pod = podOf(paste('45-unsafe-sysctl-headline'));
    expect(pod.accepted.strict).toBe(true);
    expect(pod.containers.map((container) => fateOf(pod, container).verdict)).toEqual(['pod-refused']);
    expect(pod.rejected?.code).toBe('SysctlForbidden');
  });

  test('48: nothing is invented to move a field to', () => {
    const text = paste('48-correct-invents-key-0');
    const { manifest, changes, notChanged } = correct(text);
    expect(manifest).toBe(text);
    expect(changes).toEqual([]);
    expect(notChanged).toEqual([
      { line: 10, message: expect.stringContaining('there is no container that it could be moved to') },
    ]);
  });

  test('49: a field of a piece does not vanish', () => {
    const text = paste('49-correct-loses-field');
    const { manifest, changes, notChanged } = correct(text);
    expect(manifest).toBe(text);
    expect(changes).toEqual([]);
    expect(notChanged.map(({ line }) => line)).toEqual([4]);
  });
});
