import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explanationMessage } from '../../../src/discord/explain/view.ts';
import { detailsMessage } from '../../../src/discord/explain/view-details.ts';
import { openedMessage } from '../../../src/discord/explain/view-opened.ts';
import type { OutgoingMessage } from '../../../src/discord/platform/message.ts';
import { bytesOf, checkMessage, LIMITS, textsOf } from '../../../src/discord/platform/payload-limits.ts';
import type { Explanation, Finding, Role } from '../../../src/manifest/explanation.ts';
import { propertyRuns } from '../../property-runs.ts';
import { containerOf, explanationOf, fieldOf, findingOf, podOf, remedyOf } from './explanations.ts';

const show = (
  explanation: Explanation,
  over: { paste?: string; imageUsers?: string } = {},
): OutgoingMessage =>
  explanationMessage({ explanation, paste: 'kind: Pod', owner: '1'.repeat(18), imageUsers: '', ...over });
const words = (message: OutgoingMessage): string => textsOf(message.components ?? []).join('\n');
const labels = (message: OutgoingMessage): readonly string[] =>
  (message.components ?? []).flatMap((each) =>
    'components' in each
      ? each.components.flatMap((inner) => ('label' in inner ? [inner.label ?? ''] : []))
      : [],
  );

describe('what a container runs as', () => {
  test('the answer comes first, with who refuses or starts it; then level, line and what it overrode', () => {
    const text = words(show(explanationOf()));
    expect(text).toMatch(/^### ✅ `app` runs as \*\*UID 2000\*\*, and the kubelet starts it\n/);
    expect(text).toContain('-# **Pod `secure-pod`** · line 1 · `nginx:1.28` (line 10)');
    expect(text).toContain('**UID 2000** · container, line 13\n-# ↳ overrides `1000` (pod, line 7)');
    expect(text).toContain('**GID 3000** · pod, line 8');
    expect(text).toContain('**Groups** 3000');
    expect(text).toContain(
      'Pod Security: **baseline**. Not *restricted*, for which:\n-# **runAsNonRoot != true**: add `securityContext.runAsNonRoot: true` (pod, line 6)',
    );
  });

  test('fields that nothing set are not told', () => {
    expect(words(show(explanationOf()))).not.toContain('privileged');
  });

  test('groups say which field each came from', () => {
    const container = containerOf({
      fields: {
        ...containerOf().fields,
        fsGroup: fieldOf(4000, { source: 'pod', line: 5 }),
        supplementalGroups: fieldOf([4000, 5000, 6000], { source: 'pod', line: 6 }),
      },
      process: { uid: 2000, gid: 3000, groups: [3000, 4000, 5000, 6000] },
    });
    const text = words(show(explanationOf({ pods: [podOf({ containers: [container] })] })));
    expect(text).toContain('**Groups** 3000, 4000, 5000, 6000');
    expect(text).toContain('`4000` `fsGroup`, pod, line 5');
    expect(text).not.toContain('`4000, 5000, 6000`');
    expect(text).toContain('`5000, 6000` `supplementalGroups`, pod, line 6');
  });

  test.each<Role>(['init', 'sidecar', 'ephemeral'])('an %s container is called one', (role) => {
    const containers = [containerOf({ role }), containerOf({ name: 'b' })];
    const text = words(show(explanationOf({ pods: [podOf({ containers })] })));
    expect(text).toContain(`\`app\` (${role}) **UID 2000** (container 13)`);
  });

  test('a refusal is told in our words, and in the kubelet’s exact ones behind Details and in the container', () => {
    const reason = `container's runAsUser breaks non-root policy (pod: "web_default(1)", container: app)`;
    const container = containerOf({ start: { verdict: 'refused', code: 'RunAsUserIsRoot', reason } });
    const findings = [
      findingOf({
        code: 'refused-by-kubelet',
        message: `The kubelet does not start \`app\`: ${reason}`,
        brief: '`app` would run as root, against `runAsNonRoot`.',
      }),
    ];
    const explanation = explanationOf({ pods: [podOf({ containers: [container] })], findings });
    const text = words(show(explanation));
    expect(text).toContain('### ⛔ `app` would run as **UID 2000**: the kubelet refuses to start it');
    expect(text).toContain('⛔ **The kubelet refuses it**\n**line 14** `app` would run as root');
    expect(text).not.toContain('breaks non-root policy');
    expect(words(detailsMessage(explanation))).toContain('breaks non-root policy');
    expect(words(openedMessage(explanation, '0.0.0', ''))).toContain(`> \`${reason}\``);
    for (const forged of ['0.0.7', '9.0.0', 'x', ''])
      expect(openedMessage(explanation, forged, '').content).toContain('no such container');
  });

  test('what depends on the image is told for root, a number and a name, with a button to say it', () => {
    const container = containerOf({
      fields: {
        ...containerOf().fields,
        runAsUser: { value: null, source: 'image' },
      },
      process: { uid: null, gid: null, groups: [] },
      start: {
        verdict: 'depends-on-image',
        cases: [
          {
            imageUser: '',
            start: { verdict: 'refused', code: 'ImageRunsAsRoot', reason: 'will run as root' },
          },
          { imageUser: '101', start: { verdict: 'starts' } },
          {
            imageUser: 'nginx',
            start: { verdict: 'refused', code: 'ImageUserNotNumeric', reason: 'non-numeric' },
          },
        ],
      },
    });
    const message = show(explanationOf({ pods: [podOf({ containers: [container] })] }));
    expect(words(message)).toContain(
      '### ❔ `app` runs as **the image’s USER**, and starts where that is a number; refused with no USER or a name',
    );
    expect(labels(message)).toContain('Set the image’s USER');
  });

  test('what was not read or is not known is told in words, and nothing is promised', () => {
    const container = containerOf({
      fields: {
        ...containerOf().fields,
        runAsUser: { value: null, source: 'container', line: 13, unknown: true },
      },
      process: { uid: null, gid: 3000, groups: [3000] },
      start: { verdict: 'not-known', lines: [13, 20] },
    });
    const pod = podOf({
      accepted: { strict: null, ignore: null },
      security: { level: null, restricted: [], baseline: [], remedies: { restricted: [], baseline: [] } },
      containers: [container],
    });
    const text = words(show(explanationOf({ pods: [pod] })));
    expect(text).toContain('### ❔ `app` · **UID not known: line 13 cannot be read as one**');
    expect(text).not.toMatch(/(?:runs|run) as \*\*UID/);
    expect(text).toContain('❔ **Not known whether it starts:** lines 13, 20 may change it');
    expect(text).toContain('Pod Security: **not known**');
    expect(text).not.toMatch(/✅|USER/);
  });

  test('a pod-level field that all containers share is told once', () => {
    const fields = { ...containerOf().fields, runAsNonRoot: fieldOf(true, { source: 'pod', line: 4 }) };
    const containers = [containerOf({ fields }), containerOf({ fields, name: 'proxy' })];
    const text = words(show(explanationOf({ pods: [podOf({ containers })] })));
    expect(text.split('runAsNonRoot true')).toHaveLength(2);
    expect(text).toContain('-# **Pod:** UID 1000 (line 7) · GID 3000 (8) · runAsNonRoot true (4)');
    expect(text).toContain('-# ✅ `proxy` **UID 2000** (container 13)');
  });

  test('a menu opens each of several containers, by an id and not by a sentence', () => {
    const containers = [containerOf(), containerOf({ name: 'proxy' })];
    const message = show(explanationOf({ pods: [podOf({ containers })] }), { imageUsers: 'app=1' });
    const select = (message.components ?? [])
      .flatMap((each) => ('components' in each ? [...each.components] : []))
      .find((each) => 'options' in each);
    expect(select).toMatchObject({
      custom_id: `explain:container:${'1'.repeat(18)}:app=1`,
      options: [
        { value: '0.0.0', label: 'app', description: 'UID 2000 · line 10' },
        { value: '0.0.1', label: 'proxy' },
      ],
    });
  });

  test('a UID that cannot be one is never said to be run as', () => {
    const fields = { ...containerOf().fields, runAsUser: fieldOf(-5) };
    const container = containerOf({ fields, process: { uid: null, gid: 3000, groups: [3000] } });
    const accepted = { strict: false, ignore: false };
    const text = words(show(explanationOf({ pods: [podOf({ accepted, containers: [container] })] })));
    expect(text).toContain('### ⛔ Refused by the API server. `app` · **no UID: -5 is none**');
    expect(text).not.toMatch(/as \*\*(?:UID )?-5|starts/);
  });
});

describe('findings, repairs, readings', () => {
  test('what is refused comes first, who refuses it above; path, fix and the server’s words are in Details', () => {
    const findings = [findingOf({ severity: 'hint', code: 'fragment', message: 'A hint.' }), findingOf()];
    const explanation = explanationOf({ findings });
    const text = words(show(explanation));
    expect(text).toContain(
      '⛔ **`kubectl apply` refuses it**\n**line 14** fsGroup has no place in a container: the API server drops it. Move',
    );
    expect(text.indexOf('drops it')).toBeLessThan(text.indexOf('A hint.'));
    const details = words(detailsMessage(explanation));
    expect(details).toContain('### 1 error, 1 hint');
    expect(details).toContain('⛔ **line 14** · `spec.containers[0].securityContext.fsGroup`');
    expect(details).toContain('-# → Move fsGroup to spec.securityContext.');
  });

  test('findings that say the same are one line, those alike name the other places', () => {
    const at = (n: number, line: number, brief: string): Finding =>
      findingOf({
        code: 'cannot-decode',
        path: `spec.containers[${n}].securityContext.runAsUser`,
        line,
        brief,
      });
    const containers = [0, 1, 2].map((n) => containerOf({ name: `c${n}`, path: `spec.containers[${n}]` }));
    const findings = [at(0, 3, '`1` is text.'), at(1, 5, '`2` is text.'), at(2, 7, '`2` is text.')];
    const pods = [podOf({ containers })];
    expect(words(show(explanationOf({ pods, findings })))).toContain(
      '**line 3** `1` is text. Likewise `c1` (line 5), `c2` (line 7).',
    );
    const same = findings.slice(1);
    expect(words(show(explanationOf({ pods, findings: same })))).toContain('**lines 5, 7** `2` is text.\n');
  });

  test('a repair is told', () => {
    const repairs = [{ code: 'indentation-lost', message: 'The indentation was lost; it was rebuilt.' }];
    expect(words(show(explanationOf({ repairs })))).toContain('The indentation was lost; it was rebuilt.');
  });

  test('every reading of an ambiguous paste is shown, with the lines in which they part', () => {
    const pod = podOf({ containers: [containerOf({ process: { uid: 1000, gid: 3000, groups: [3000] } })] });
    const second = explanationOf({ pods: [pod], manifest: 'spec:\n  containers:\n  securityContext:\n' });
    const first = explanationOf({
      manifest: 'spec:\n  containers:\n    securityContext:\n',
      readings: [second],
    });
    const text = words(show(first));
    expect(text).toContain('can be read in 2 ways');
    expect(text).toContain('**Reading 1:** `app` UID 2000 (container), GID 3000 (pod)');
    expect(text).toContain('**Reading 2:** `app` UID 1000');
    expect(text).toContain('## Reading 2\n```yaml\nspec:\n  containers:\n  securityContext:\n```');
    expect(text).toContain('### ✅ `app` runs as **UID 1000**');
  });
});

describe('repairs of several readings', () => {
  test('what all share is told once, below; what one has of its own stands with it', () => {
    const lost = { code: 'indentation-lost', message: 'The indentation was lost.' };
    const own = { code: 'cut', message: 'The end is missing.' };
    const readings = [explanationOf({ repairs: [lost, own] })];
    const text = words(show(explanationOf({ repairs: [lost], readings })));
    expect(text.split('The indentation was lost.')).toHaveLength(2);
    expect(text.indexOf('The end is missing.')).toBeGreaterThan(text.indexOf('## Reading 2'));
    expect(text.indexOf('The indentation was lost.')).toBeGreaterThan(text.indexOf('The end is missing.'));
  });
});

describe('what a stranger wrote stays text', () => {
  test('a name cannot close its code, add lines or mention anyone', () => {
    const name = 'a`b\n# @everyone <@123>';
    const text = words(show(explanationOf({ pods: [podOf({ containers: [containerOf({ name })] })] })));
    expect(text).toContain('`aˋb # @everyone <@123>`');
  });

  test('a quoted value in a finding has no effect as markup', () => {
    const text = words(
      show(
        explanationOf({
          findings: [findingOf({ message: 'found **x** [a](https://evil.example) @here <#1>' })],
        }),
      ),
    );
    expect(text).toContain('found \\*\\*x\\*\\* [a]\\(https:\u200b//evil.example) @\u200bhere \\<#1>');
  });
});

test('a container without a name is called by its place', () => {
  const container = containerOf({ name: '', path: 'spec.template.spec.containers[3]' });
  const text = words(show(explanationOf({ pods: [podOf({ containers: [container] })] })));
  expect(text).toContain('### ✅ `containers[3]` runs as');
});

describe('what does not fit', () => {
  const many = (count: number): Explanation =>
    explanationOf({
      pods: [podOf({ containers: Array.from({ length: count }, (_, i) => containerOf({ name: `c${i}` })) })],
    });

  test('a short answer has no second file', () => {
    expect(show(explanationOf()).files?.map((each) => each.name)).toEqual(['manifest.yaml']);
  });

  test('60 containers: some in a line, the rest counted, all in the file', () => {
    const message = show(many(60));
    expect(checkMessage(message)).toEqual([]);
    const text = words(message);
    const listed = text.split('\n').filter((line) => line.startsWith('-# ✅ `c')).length;
    const more = Number(/\*\*(\d+) more containers\*\*/.exec(text)?.[1]);
    expect(listed).toBeGreaterThan(8);
    expect(listed + more).toBe(60);
    const whole = String(message.files?.find((each) => each.name === 'explanation.md')?.data);
    expect(whole.split('### `c').length - 1).toBe(60);
  });

  test('findings are not pushed out by containers', () => {
    const findings = [findingOf({ message: 'This matters.' })];
    expect(words(show({ ...many(60), findings }))).toContain('This matters.');
  });

  test('a clipped name is whole in the file', () => {
    const name = `${'n'.repeat(200)}-end`;
    const message = show(explanationOf({ pods: [podOf({ containers: [containerOf({ name })] })] }));
    expect(words(message)).toContain('has everything');
    expect(String(message.files?.[0]?.data)).toContain('-end`');
  });

  test('25,000 containers give a card that Discord takes', () => {
    expect(checkMessage(show(many(25_000)))).toEqual([]);
  });

  test('whatever the names, values, counts and readings, Discord takes the card', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom('漢'.repeat(300), '`'.repeat(300), '*_~|'.repeat(90), '\n'.repeat(90), ''),
    );
    const container = fc.record({ name: text, image: text, count: fc.nat(30), lines: fc.nat(60) });
    const readings = fc.array(fc.array(container, { maxLength: 40 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(readings, text, fc.nat(30), (inputs, message, findings) => {
        const [first = explanationOf(), ...others] = inputs.map((containers) =>
          explanationOf({
            pods: [
              podOf({
                name: message,
                security: {
                  level: 'privileged',
                  restricted: [],
                  baseline: Array(20).fill(message),
                  remedies: {
                    restricted: [],
                    baseline: Array(20).fill(remedyOf(message, { note: message })),
                  },
                },
                containers: containers.map(({ name, image, count }) =>
                  containerOf({
                    name,
                    image,
                    fields: { ...containerOf().fields, sysctls: fieldOf(Array(count).fill(message)) },
                    start: { verdict: 'refused', code: 'X', reason: message },
                  }),
                ),
              }),
            ],
            manifest: containers.map(({ name, lines }) => `${name}\n`.repeat(lines)).join(''),
            findings: Array.from({ length: findings }, () =>
              findingOf({ message, path: message, fix: message }),
            ),
            repairs: Array.from({ length: findings }, () => ({ code: 'x', message })),
          }),
        );
        const shown = show({ ...first, readings: others }, { imageUsers: message, paste: message });
        expect(checkMessage(shown)).toEqual([]);
        expect(checkMessage(detailsMessage({ ...first, readings: others }))).toEqual([]);
        if ((first.pods[0]?.containers.length ?? 0) > 0)
          expect(checkMessage(openedMessage(first, '0.0.0', message))).toEqual([]);
        expect(bytesOf(textsOf(shown.components ?? []))).toBeLessThanOrEqual(LIMITS.cardBytes);
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});
