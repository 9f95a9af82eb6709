import { expect, test } from 'vitest';
import { explain, type PodExplanation } from '../../../src/manifest/index.ts';
import { changeDrill } from '../../../src/study/drills/change.ts';
import type { Question } from '../../../src/study/index.ts';
import { acceptedPodOf, askedContainer, expectFair, measure, podOf } from './properties.ts';

/** Applies an option to the text of the manifest, line by line, as a person would. */
function edited(manifest: string, option: string): string {
  const [, verb, key = '', value, container] =
    /^(Set|Remove) `(\w+)(?:: (\d+))?` (?:in|from) (?:the pod|container `([^`]+)`)$/.exec(option) ?? [];
  const lines = manifest.trimEnd().split('\n');
  const anchor =
    container === undefined
      ? lines.findIndex((line) => /^ *(initContainers|containers):$/.test(line))
      : lines.findIndex((line) => line.trim() === `- name: ${container}`);
  const indent = ' '.repeat((lines[anchor] ?? '').search(/\S/) + (container === undefined ? 0 : 2));
  // The block of this holder: after the anchor for a container, before it for the pod.
  const from = container === undefined ? lines.indexOf(`${indent}securityContext:`) : anchor;
  const stop =
    container === undefined ? anchor : lines.findIndex((line, at) => at > anchor && !line.startsWith(indent));
  const to = stop < 0 ? lines.length : stop;
  const block = from < 0 || from > to ? [] : lines.slice(from, to);
  const rest = block.filter((line) => !line.startsWith(`${indent}  ${key}:`));
  const at = rest.indexOf(`${indent}securityContext:`);
  const set = verb === 'Set' ? [`${indent}  ${key}: ${value}`] : [];
  const next =
    at < 0
      ? [...rest, ...(set.length > 0 ? [`${indent}securityContext:`, ...set] : [])]
      : [...rest.slice(0, at + 1), ...set, ...rest.slice(at + 1)];
  const start = block.length === 0 ? to : from;
  return `${[...lines.slice(0, start), ...next, ...lines.slice(start + block.length)].join('\n')}\n`;
}

function identity(pod: PodExplanation, but: string): string {
  const values = pod.containers.map(({ name, process, fields }) => [
    name,
    name === but ? { ...process, uid: 0 } : process,
    Object.entries(fields).flatMap(([key, { value }]) => (key === 'runAsUser' ? [] : [key, value])),
  ]);
  return JSON.stringify(values);
}

function rightChanges(question: Question): readonly string[] {
  const before = acceptedPodOf(question);
  const asked = askedContainer(question, before).name;
  const wanted = Number(/as UID (\d+)/.exec(question.prompt)?.[1]);
  const texts = (question.options ?? []).map((each) => each.text);
  return texts.filter((text) => {
    const after = podOf({ ...question, manifest: edited(question.manifest ?? '', text) });
    const uid = after.containers.find((each) => each.name === asked)?.process.uid;
    return uid === wanted && identity(before, asked) === identity(after, asked);
  });
}

test('exactly one change does what is asked and nothing else, over 10,000 seeds', () => {
  const rights = new Set<string>();
  const measured = measure(changeDrill, (question) => {
    const right = rightChanges(question);
    for (const each of right) rights.add(each.replace(/\d+|container `[^`]+`/g, ''));
    return right;
  });
  expectFair(measured);
  expect(rights.size).toBeGreaterThanOrEqual(3);
}, 120_000);

test('an edit to the text is read as meant', () => {
  const manifest =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n  containers:\n  - name: a\n    image: i\n';
  const uid = (text: string): unknown => explain(edited(manifest, text)).pods[0]?.containers[0]?.process.uid;
  expect(uid('Set `runAsUser: 5` in the pod')).toBe(5);
  expect(uid('Set `runAsUser: 6` in container `a`')).toBe(6);
});
