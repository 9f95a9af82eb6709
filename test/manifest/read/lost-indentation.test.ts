import { expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { readPaste } from '../../../src/manifest/read/index.ts';

const POD = ['apiVersion: v1', 'kind: Pod', 'metadata:', 'name: secure-pod', 'spec:'];
const LESSON = [
  ...POD,
  'securityContext:',
  'runAsUser: 1000',
  'runAsGroup: 3000',
  'containers:',
  '- name: app',
  'image: nginx:1.28',
];
const OVERRIDE = ['securityContext:', 'runAsUser: 2000'];

const specs = (paste: string): unknown[] =>
  readPaste(paste).map((one) => parseDocument(one.text).toJS().spec);

for (const [how, glue] of [
  ['flush left', '\n'],
  ['on one line', ' '],
] as const) {
  it(`reads the lesson's pod ${how}, in one way only`, () => {
    expect(specs(LESSON.join(glue))).toEqual([
      {
        securityContext: { runAsUser: 1000, runAsGroup: 3000 },
        containers: [{ name: 'app', image: 'nginx:1.28' }],
      },
    ]);
    expect(specs([...LESSON, ...OVERRIDE].join(glue))).toEqual([
      {
        securityContext: { runAsUser: 1000, runAsGroup: 3000 },
        containers: [{ name: 'app', image: 'nginx:1.28', securityContext: { runAsUser: 2000 } }],
      },
    ]);
  });

  it(`shows both places of a securityContext after the containers, ${how}`, () => {
    const container = { name: 'app', image: 'nginx' };
    const securityContext = { runAsUser: 2000 };
    const found = specs([...POD, 'containers:', '- name: app', 'image: nginx', ...OVERRIDE].join(glue));
    expect(found).toHaveLength(2);
    expect(found).toContainEqual({ containers: [{ ...container, securityContext }] });
    expect(found).toContainEqual({ containers: [container], securityContext });
  });
}

it('maps each line to the line of the paste', () => {
  expect(readPaste(LESSON.join('\n'))[0].lines).toEqual(LESSON.map((_, i) => i + 1));
});

it('keeps a misspelt key where it stood, and says so', () => {
  const [main] = readPaste(
    [...LESSON, 'securityContext:', 'readOnlyRootFileSystem: true', 'runAsUser: 1'].join('\n'),
  );
  expect(parseDocument(main.text).toJS().spec.containers[0].securityContext).toEqual({
    readOnlyRootFileSystem: true,
    runAsUser: 1,
  });
  expect(main.repairs.at(-1)).toMatchObject({
    code: 'key-out-of-place',
    message: expect.stringContaining('line 13'),
  });
});

it('tells the items of two lists apart', () => {
  const text = [
    ...POD,
    'containers:',
    '- name: a',
    'image: b',
    'env:',
    '- name: X',
    'value: y',
    '- name: c',
    'image: d',
    'volumes:',
    '- name: v',
    'emptyDir: {}',
  ];
  expect(specs(text.join('\n'))[0]).toEqual({
    containers: [
      { name: 'a', image: 'b', env: [{ name: 'X', value: 'y' }] },
      { name: 'c', image: 'd' },
    ],
    volumes: [{ name: 'v', emptyDir: {} }],
  });
});

it('gives up with a sentence on a text too large to rebuild', () => {
  const huge = `${LESSON.join('\n')}\n${'- name: a\nimage: b\n'.repeat(9000)}`;
  expect(() => readPaste(huge)).toThrow(/too large to rebuild/);
});
