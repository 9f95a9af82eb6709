import { describe, expect, test } from 'vitest';
import {
  effectivePods,
  type LessonManifest,
  type LessonStep,
  manifestAt,
  markedLines,
} from '../../../src/study/lessons/index.ts';

const pod = (name: string, levels: { readonly pod?: string; readonly app?: string }): string =>
  [
    'apiVersion: v1',
    'kind: Pod',
    `metadata: {name: ${name}}`,
    'spec:',
    ...(levels.pod === undefined ? [] : [`  securityContext: ${levels.pod}`]),
    '  containers:',
    '  - name: app',
    '    image: busybox:1.36',
    ...(levels.app === undefined ? [] : [`    securityContext: ${levels.app}`]),
    '  - name: other',
    '    image: busybox:1.36',
  ].join('\n');

const manifest = (text: string, more: Partial<LessonManifest> = {}): LessonManifest => ({
  text,
  imageUsers: {},
  fields: [],
  claims: [],
  ...more,
});

const tables = (of: LessonManifest) => effectivePods(of).flatMap(({ containers }) => containers);

const lessonOf = (...texts: readonly (string | null)[]) => ({
  steps: texts.map(
    (text, index): LessonStep => ({
      id: `step-${index}`,
      title: 'A step',
      words: 'Words.',
      terminal: [],
      ...(text === null ? {} : { manifest: manifest(text) }),
    }),
  ),
});

describe('lines that changed', () => {
  const before = pod('web', { pod: '{runAsUser: 1000}' });
  const after = pod('web', { pod: '{runAsUser: 1001}', app: '{runAsUser: 2000}' });
  const marks = (lines: ReturnType<typeof markedLines>) =>
    lines.filter(({ sign }) => sign !== ' ').map(({ sign, line }) => `${sign}${line}`);

  test('are marked against the manifest shown last, across steps without one', () => {
    const lines = markedLines(lessonOf(before, null, after), 2);
    expect(marks(lines)).toEqual([
      '-  securityContext: {runAsUser: 1000}',
      '+  securityContext: {runAsUser: 1001}',
      '+    securityContext: {runAsUser: 2000}',
    ]);
    const now = lines.filter(({ sign }) => sign !== '-').map(({ line }) => line);
    expect(now.join('\n')).toBe(after);
  });

  test.each([
    ['the first manifest of a lesson', [after], 0],
    ['the same manifest again', [after, after], 1],
    ['another object', [pod('shop', {}), after], 1],
    [
      'another kind of the same name',
      [before.replace('kind: Pod', 'kind: Pod\n# ').replace('web', 'api'), after],
      1,
    ],
  ] as const)('%s has no marks', (_what, texts, index) => {
    const lines = markedLines(lessonOf(...texts), index);
    expect(marks(lines)).toEqual([]);
    expect(lines.map(({ line }) => line).join('\n')).toBe(after);
  });

  test('a step without a manifest has none, and is about the one before it', () => {
    const lesson = lessonOf(before, null);
    expect(markedLines(lesson, 1)).toEqual([]);
    expect(manifestAt(lesson, 1)?.text).toBe(before);
    expect(manifestAt(lessonOf(null, before), 0)).toBeUndefined();
  });
});

describe('the table of effective values', () => {
  test('has who it runs as and what either level sets for any container, in the same rows for each', () => {
    const [app, other] = tables(
      manifest(
        pod('web', { pod: '{runAsUser: 1000}', app: '{runAsUser: 2000, readOnlyRootFilesystem: true}' }),
      ),
    );
    expect(app?.rows).toEqual([
      { field: 'runAsUser', value: '2000', source: 'container', line: 9, overrides: '1000' },
      { field: 'runAsGroup', value: 'not set', source: 'unset' },
      { field: 'readOnlyRootFilesystem', value: 'true', source: 'container', line: 9 },
    ]);
    expect(other?.rows).toEqual([
      { field: 'runAsUser', value: '1000', source: 'pod', line: 5 },
      { field: 'runAsGroup', value: 'not set', source: 'unset' },
      { field: 'readOnlyRootFilesystem', value: 'false', source: 'default' },
    ]);
    expect(app?.process.uid).toBe(2000);
  });

  test('has the fields that the lesson asks for, and the name of an image’s user', () => {
    const [app] = tables(manifest(pod('web', {}), { fields: ['privileged'], imageUsers: { app: 'nobody' } }));
    expect(app?.rows.map(({ field, value }) => [field, value])).toEqual([
      ['runAsUser', 'nobody'],
      ['runAsGroup', 'not set'],
      ['privileged', 'false'],
    ]);
  });

  test('says of what the API server refuses that it is not created', () => {
    const [app] = tables(manifest(pod('web', { app: '{fsGroup: 1}' })));
    expect(app?.fate).toEqual({ verdict: 'not-created', by: 'kubectl' });
  });

  test('has the Pod Security level only where the lesson speaks of it', () => {
    const text = pod('web', {});
    const [silent] = effectivePods(manifest(text));
    const [spoken] = effectivePods(manifest(text, { claims: [{ security: 'baseline' }] }));
    expect(silent?.security).toBeUndefined();
    expect(spoken?.security?.level).toBe('baseline');
    expect(spoken?.security?.restricted).toContain('seccompProfile');
  });
});
