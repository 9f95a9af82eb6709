import { expect, test } from 'vitest';
import { explain, type PodExplanation } from '../../../src/manifest/index.ts';
import { homeDrill } from '../../../src/study/drills/home.ts';
import type { Question } from '../../../src/study/index.ts';
import { expectFair, measure, SEEDS } from './properties.ts';
import { written } from './written.ts';

const only = (manifest: string): PodExplanation => {
  const [pod] = explain(manifest).pods;
  if (pod === undefined) throw new Error('no pod');
  return pod;
};

/** What a goal of the prompt says of one container. */
const CLAIMS: readonly (readonly [says: RegExp, field: string, value: (said: RegExpExecArray) => unknown])[] =
  [
    [/runs? as UID (\d+)/, 'runAsUser', (said) => Number(said[1])],
    [/primary GID (\d+)/, 'runAsGroup', (said) => Number(said[1])],
    [/would be root/, 'runAsNonRoot', () => true],
    [/seccomp filter/, 'seccompProfile', () => ({ type: 'RuntimeDefault' })],
    [/read-only root file system/, 'readOnlyRootFilesystem', () => true],
    [/from setuid programs/, 'allowPrivilegeEscalation', () => false],
    [/holds (no|a) capability/, 'capabilities', () => ({ add: [], drop: ['ALL'] })],
  ];

/** Which containers of the pod have what the prompt asks for; undefined for a goal about the pod itself. */
function having(pod: PodExplanation, prompt: string): readonly string[] | undefined {
  const goal = prompt.slice(prompt.indexOf('so that'));
  for (const [says, field, value] of CLAIMS) {
    const said = says.exec(goal);
    if (said === null) continue;
    const wanted = JSON.stringify(value(said));
    return pod.containers
      .filter((each) => JSON.stringify(each.fields[field]?.value) === wanted)
      .map(({ name }) => name);
  }
  return undefined;
}

/** Tells whether the goal is reached with the field written at some places of the text. */
function reacher({ manifest = '', prompt }: Question): (...places: readonly string[]) => boolean {
  const line = /`([^`]+)`/.exec(prompt)?.[1] ?? '';
  const asked = /so that `([^`]+)`/.exec(prompt)?.[1];
  const whole = prompt.includes('added later') ? withLater(manifest) : manifest;
  const others = (names: readonly string[] = []): string => names.filter((name) => name !== asked).join();
  const before = others(having(only(whole), prompt));
  return (...places) => {
    const after = only(places.reduce((text, place) => written(text, place, line), whole));
    if (!after.accepted.strict) return false;
    const now = having(after, prompt);
    if (now === undefined) return true;
    if (asked === undefined) return now.length === after.containers.length;
    return now.includes(asked) && others(now) === before;
  };
}

/** One more container, as far in as those there are and before the volumes. */
function withLater(manifest: string): string {
  const indent = /^( *)- name: /m.exec(manifest.slice(manifest.indexOf(' containers:')))?.[1] ?? '';
  const lines = manifest.trimEnd().split('\n');
  const volumes = lines.indexOf(`${indent}volumes:`);
  const end = volumes < 0 ? lines.length : volumes;
  const later = [`${indent}- name: later`, `${indent}  image: later:1`];
  return `${[...lines.slice(0, end), ...later, ...lines.slice(end)].join('\n')}\n`;
}

/** The options that are true, found by writing the field into the text. */
function trueOptions(question: Question): readonly string[] {
  const containers = only(question.manifest ?? '').containers.map(({ name }) => name);
  const reaches = reacher(question);
  const pod = reaches('pod');
  const spec = reaches('spec');
  const each = reaches(...containers);
  const alone = containers.filter((name) => reaches(name));
  return (question.options ?? [])
    .map(({ text }) => text)
    .filter((text) => {
      const name = /`([^`]+)`/.exec(text)?.[1];
      const own = name !== undefined && alone.includes(name);
      if (text.startsWith('In the pod spec')) return spec;
      if (text.startsWith('In each')) return each && !pod && alone.length === 0;
      if (text.endsWith('as you like')) return pod && own;
      if (text.startsWith("In the pod's")) return pod && !each && alone.length === 0;
      return own && !pod;
    });
}

test(`the place that counts is the one where the field reaches the goal, over ${SEEDS} seeds`, () => {
  const rights = new Set<string>();
  const measured = measure(homeDrill, (question) => {
    const right = trueOptions(question);
    for (const each of right) rights.add(each.replace(/`[^`]+`/, ''));
    return right;
  });
  expectFair(measured, [3, 4]);
  expect(rights.size).toBe(5);
});
