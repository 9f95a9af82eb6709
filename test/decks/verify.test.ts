import { expect, test } from 'vitest';
import { loadDecks } from '../../src/decks/index.ts';
import { verifyCard } from '../../src/decks/verify.ts';
import { explain } from '../../src/manifest/index.ts';
import type { Card } from '../../src/study/index.ts';

const MANIFEST = `    manifest: |
      apiVersion: v1
      kind: Pod
      metadata: {name: demo}
      spec:
        securityContext: {runAsUser: 1000, fsGroup: 3000}
        containers:
        - name: app
          image: registry.example.com/demo:1
          securityContext: {runAsUser: 0, runAsNonRoot: true}
`;

function card(kind: string, answer: string, claims: readonly string[]): Card {
  const text = `id: d\ntitle: D\ndescription: D.\ncards:\n  - id: c\n    kind: ${kind}\n    topic: t\n    difficulty: 1\n    prompt: As which?\n${MANIFEST}    ${answer}\n    explanation: e\n    source: {title: t, url: "https://kubernetes.io/"}\n    verify:\n${claims.map((each) => `      - ${each}\n`).join('')}`;
  const { decks, problems } = loadDecks([{ name: 'd.yaml', text }]);
  const found = decks[0]?.cards[0];
  if (found === undefined) throw new Error(problems.map((each) => each.message).join('\n'));
  return found;
}

const UID = '{container: app, field: runAsUser, value: 0, source: container, line: 9}';

test('claims that hold are proven', () => {
  const claims = [
    UID,
    '{container: app, process: {uid: 0, groups: [3000]}}',
    '{container: app, start: refused, code: RunAsUserIsRoot}',
    '{accepted: {strict: true, ignore: true}}',
    '{security: baseline}',
    '{pod: demo, container: app, field: fsGroup, value: 3000, source: pod}',
  ];
  expect(verifyCard(card('number', 'answer: 0', claims), explain)).toEqual([]);
});

test.each([
  [
    'a value',
    '{container: app, field: runAsUser, value: 1000}',
    'says runAsUser is 1000, but the engine finds 0',
  ],
  [
    'a source',
    UID.replace('container, line', 'pod, line'),
    'says its source is "pod", but the engine finds "container"',
  ],
  ['a line', UID.replace('line: 9', 'line: 5'), 'says its line is 5, but the engine finds 9'],
  ['a container', UID.replace('app', 'web'), 'names the container "web", but the manifest has app'],
  ['a pod', '{pod: other, security: baseline}', 'names a pod that is not there: the manifest holds demo'],
  [
    'a verdict',
    '{container: app, start: starts}',
    'says the start verdict is "starts", but the engine finds "refused"',
  ],
  [
    'a level',
    '{security: restricted}',
    'says the Pod Security level is "restricted", but the engine finds "baseline"',
  ],
  [
    'an acceptance',
    '{accepted: {strict: false, ignore: true}}',
    'says accepted.strict is false, but the engine finds true',
  ],
])('%s that is not so is refuted', (_, claim, message) => {
  expect(verifyCard(card('number', 'answer: 0', [UID, claim]), explain)).toEqual([
    { path: ['verify', 1], message },
  ]);
});

test('a finding that is not made is refuted', () => {
  const [refuted] = verifyCard(card('number', 'answer: 0', [UID, '{finding: unknown-field}']), explain);
  expect(refuted?.message).toMatch(/^is not found; the engine finds /);
});

test('the answer to a number card must be proven', () => {
  expect(verifyCard(card('number', 'answer: 7', [UID]), explain)).toEqual([
    { path: ['answer'], message: 'is 7, but verify proves 0' },
  ]);
});

test('the right option must be proven, and no wrong one may state the same', () => {
  const options = (right: string, wrong: string) =>
    `options: [{text: ${right}, correct: true, why: w}, {text: ${wrong}, why: w}]`;
  expect(verifyCard(card('choice', options('UID 0', 'UID 1000'), [UID]), explain)).toEqual([]);
  expect(verifyCard(card('choice', options('UID 1000', 'UID 0'), [UID]), explain)).toEqual([
    { path: ['options', 0], message: 'is marked right with 1000, but verify proves 0' },
  ]);
  expect(verifyCard(card('choice', options('UID 0', '"0"'), [UID]), explain)).toEqual([
    { path: ['options', 1], message: 'states 0, the same as the right option' },
  ]);
});

test('the right line of a locate card must be a claimed one', () => {
  const options = 'options: [{line: 9, why: w}, {line: 5, correct: true, why: w}]';
  expect(verifyCard(card('locate', options, [UID]), explain)).toEqual([
    { path: ['options', 1, 'line'], message: 'is the right line, but verify proves line 9' },
  ]);
});
