import { expect, test } from 'vitest';
import { explain, type PodExplanation } from '../../../src/manifest/index.ts';
import { changeDrill } from '../../../src/study/drills/change.ts';
import type { Question } from '../../../src/study/index.ts';
import { acceptedPodOf, expectFair, measure, podOf, SEEDS } from './properties.ts';
import { changed } from './written.ts';

/** Applies an option to the text of the manifest, line by line, as a person would. */
function edited(manifest: string, option: string): string {
  const [, verb, key = '', value, container = 'pod'] =
    /^(Set|Remove) `(\w+)(?:: ([^`]+))?` (?:in|from) (?:the pod|container `([^`]+)`)$/.exec(option) ?? [];
  return changed(manifest, container, key, verb === 'Set' ? `${key}: ${value}` : undefined);
}

/** Everything but what the goal names. */
function identity(pod: PodExplanation, targets: readonly string[], field: string): string {
  const values = pod.containers.map(({ name, process, fields }) => {
    const { uid, gid, groups } = process;
    const free = targets.includes(name);
    return [
      name,
      free && field === 'runAsUser' ? 0 : uid,
      free && field === 'runAsGroup' ? [0, groups.filter((each) => each !== gid)] : [gid, groups],
      Object.entries(fields).flatMap(([key, { value }]) => (free && key === field ? [] : [key, value])),
    ];
  });
  return JSON.stringify(values);
}

function rightChanges(question: Question): readonly string[] {
  const before = acceptedPodOf(question);
  const [asked = '', wish = ''] = question.prompt.split(/(?= run as UID| have the primary GID)/);
  const targets = [...asked.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  const field = wish.startsWith(' run') ? 'runAsUser' : 'runAsGroup';
  const wanted = Number(/\d+/.exec(wish)?.[0]);
  const texts = (question.options ?? []).map((each) => each.text);
  return texts.filter((text) => {
    const after = podOf({ ...question, manifest: edited(question.manifest ?? '', text) });
    const reached = after.containers
      .filter((each) => targets.includes(each.name))
      .every(({ process }) => (field === 'runAsUser' ? process.uid : process.gid) === wanted);
    return (
      after.accepted.strict && reached && identity(before, targets, field) === identity(after, targets, field)
    );
  });
}

test(`exactly one change does what is asked and nothing else, over ${SEEDS} seeds`, () => {
  const rights = new Map<string, number>();
  const measured = measure(changeDrill, (question) => {
    const right = rightChanges(question);
    const asIs = question.manifest ?? '';
    for (const { text } of question.options ?? [])
      if (edited(asIs, text) === asIs) expect.fail(`${text} changes nothing:\n${asIs}`);
    for (const each of right) {
      const kind = each.replace(/`[^`]+`/g, '');
      rights.set(kind, (rights.get(kind) ?? 0) + 1);
    }
    return right;
  });
  expectFair(measured);
  expect(rights.size).toBe(3);
  expect(Math.min(...rights.values())).toBeGreaterThan(SEEDS * 0.15);
});

test('an edit to the text is read as meant', () => {
  const manifest =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n  containers:\n  - name: a\n    image: i\n';
  const uid = (text: string): unknown => explain(edited(manifest, text)).pods[0]?.containers[0]?.process.uid;
  expect(uid('Set `runAsUser: 5` in the pod')).toBe(5);
  expect(uid('Set `runAsUser: 6` in container `a`')).toBe(6);
});
