import { readFileSync } from 'node:fs';
import { ComponentType } from 'discord.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerTo } from '../../../src/discord/explain/answer.ts';
import { corrections } from '../../../src/discord/explain/corrections.ts';
import { explanationMessage } from '../../../src/discord/explain/view.ts';
import { correctedMessage } from '../../../src/discord/explain/view-corrected.ts';
import type { OutgoingMessage } from '../../../src/discord/platform/message.ts';
import { checkMessage, textsOf } from '../../../src/discord/platform/payload-limits.ts';
import { propertyRuns } from '../../property-runs.ts';
import { containerOf, explanationOf, findingOf, podOf } from './explanations.ts';

const { cases } = JSON.parse(
  readFileSync(new URL('../../oracle/effective.json', import.meta.url), 'utf8'),
) as {
  readonly cases: readonly { readonly yaml: string }[];
};
const OWNER = '1'.repeat(19);

function labelsOf(message: OutgoingMessage): readonly string[] {
  return (message.components ?? []).flatMap((each) =>
    each.type === ComponentType.ActionRow
      ? each.components.flatMap((one) => ('label' in one ? [one.label ?? ''] : []))
      : [],
  );
}

/** What is wrong with a message, in words; empty when Discord takes it and it can be acted on. */
function faults(message: OutgoingMessage, wanted: readonly string[]): readonly string[] {
  const labels = labelsOf(message);
  const prose = textsOf(message.components ?? []).join('\n');
  return [
    ...checkMessage(message),
    ...wanted.filter((label) => !labels.includes(label)).map((label) => `no button ${label}`),
    ...(prose.includes('[object ') ? ['a part of the text is no text'] : []),
  ];
}

/** What a paste goes through before it reaches us. */
const DAMAGE: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(/^ +/gm, ''),
  (text) => text.replace(/^ {2}/gm, '\t'),
  (text) => text.replace(/^ {4}/gm, '  '),
  (text) => text.replace(/^(spec|metadata):\n/m, ''),
  (text) => `$ kubectl apply -f - <<EOF\n${text}EOF\n`,
  (text) => text.slice(0, Math.floor(text.length * 0.8)),
  (text) => text.replaceAll('"', '”'),
];

const pasted = fc
  .array(fc.tuple(fc.nat(cases.length - 1), fc.nat(DAMAGE.length - 1)), { minLength: 1, maxLength: 30 })
  .map((parts) =>
    parts.map(([index, damage]) => (DAMAGE[damage] ?? String)(cases[index]?.yaml ?? '')).join('\n---\n'),
  );

describe('whatever is pasted, the message keeps within every limit and keeps its buttons', () => {
  test('labelled manifests, alone or many at once, whole or damaged', () => {
    fc.assert(
      fc.property(pasted, (paste) => {
        const { message, explained } = answerTo({ paste, imageUsers: '', owner: OWNER });
        const wanted = paste.length <= 4000 ? ['Change and explain again'] : [];
        expect(faults(message, wanted)).toEqual([]);
        if (!explained) return;
        expect(faults(correctedMessage(corrections(paste), OWNER, paste), [])).toEqual([]);
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  test('three readings of several pods with repairs of their own and shared ones', () => {
    const shape = fc.record({
      readings: fc.integer({ min: 1, max: 5 }),
      pods: fc.integer({ min: 1, max: 12 }),
      containers: fc.integer({ min: 1, max: 10 }),
      repairs: fc.nat(6),
      findings: fc.nat(6),
    });
    fc.assert(
      fc.property(shape, ({ readings, pods, containers, repairs, findings }) => {
        const shared = Array.from({ length: repairs }, (_, i) => ({
          code: `r${i}`,
          message: `Mended ${i}.`,
        }));
        const all = Array.from({ length: readings }, (_, reading) =>
          explanationOf({
            manifest: `kind: Pod # ${reading}\n`,
            repairs: [...shared, { code: 'own', message: `Read in way ${reading}.` }],
            findings: Array.from({ length: findings }, (_, i) => findingOf({ message: `M${i}.`, path: 'a' })),
            pods: Array.from({ length: pods }, (_, pod) =>
              podOf({
                name: `p${pod}`,
                security: {
                  level: 'restricted',
                  restricted: [],
                  baseline: [],
                  remedies: { restricted: [], baseline: [] },
                },
                containers: Array.from({ length: containers }, (_, i) =>
                  containerOf({
                    name: `c${i}`,
                    fields: {},
                    start: { verdict: 'depends-on-image', cases: [] },
                  }),
                ),
              }),
            ),
          }),
        );
        const [first = explanationOf(), ...others] = all;
        const message = explanationMessage({
          explanation: { ...first, readings: others },
          paste: 'kind: Pod',
          owner: OWNER,
          imageUsers: 'app=101',
          quiz: true,
        });
        const wanted = [
          'Set the image’s USER',
          'Show the corrected manifest',
          'Change and explain again',
          'Quiz me on this',
        ];
        expect(faults(message, wanted)).toEqual([]);
        expect(textsOf(message.components ?? []).join('\n')).toMatch(/`c0` \*\*UID 2000\*\*|`c0` runs as/);
      }),
      { numRuns: propertyRuns(300) },
    );
  });
});

describe('what was cut is known by what cut it, not by how the prose looks', () => {
  const shown = (name: string, imageUser?: string): OutgoingMessage => {
    const paste = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n  - name: ${name}\n    image: i\n`;
    const imageUsers = imageUser === undefined ? '' : `${name}=${imageUser}`;
    return answerTo({ paste, imageUsers, owner: OWNER }).message;
  };
  const whole = (message: OutgoingMessage): string =>
    String(message.files?.find(({ name }) => name === 'explanation.md')?.data ?? '');

  test('an ellipsis or "and 2 more" that somebody wrote is no cut', () => {
    expect(whole(shown('a…b'))).toBe('');
    expect(whole(shown('one and 2 more'))).toBe('');
  });

  test('a user name too long for the message is whole in the file', () => {
    const user = `${'u'.repeat(90)}end`;
    expect(whole(shown('app', user))).toContain(user);
  });
});
