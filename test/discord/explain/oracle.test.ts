import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { answerTo } from '../../../src/discord/explain/answer.ts';
import { corrections } from '../../../src/discord/explain/corrections.ts';
import { correctedMessage } from '../../../src/discord/explain/view-corrected.ts';
import { checkMessage } from '../../../src/discord/platform/payload-limits.ts';

interface Case {
  readonly id: string;
  readonly yaml: string;
}

const { cases } = JSON.parse(
  readFileSync(new URL('../../oracle/effective.json', import.meta.url), 'utf8'),
) as {
  readonly cases: readonly Case[];
};

/** Correcting costs several explanations; a quarter of the cases has every kind of fault. */
const CORRECTED_EACH = 4;

describe('every labelled manifest', () => {
  test('is answered with a card that Discord takes, and so are corrections of a quarter', () => {
    const bad: string[] = [];
    let explained = 0;
    for (const [index, { id, yaml }] of cases.entries()) {
      const answer = answerTo({ paste: yaml, imageUsers: '', owner: '1'.repeat(19) });
      const messages = [
        answer.message,
        ...(answer.explained && index % CORRECTED_EACH === 0
          ? [correctedMessage(corrections(yaml), '1'.repeat(19), yaml)]
          : []),
      ];
      if (answer.explained) explained += 1;
      for (const problem of messages.flatMap((message) => checkMessage(message)))
        bad.push(`${id}: ${problem}`);
    }
    expect(bad).toEqual([]);
    expect(explained).toBeGreaterThan(cases.length * 0.9);
  });
});
