import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { answerTo } from '../../../src/discord/explain/answer.ts';
import { checkMessage, textsOf } from '../../../src/discord/platform/payload-limits.ts';

const OWNER = '1'.repeat(19);
const TRIALS = new URL('../../trials/', import.meta.url);

/** What Discord objects to, and the texts it would show. */
function shown(paste: string): { readonly faults: readonly string[]; readonly text: string } {
  const { message } = answerTo({ paste, imageUsers: '', owner: OWNER });
  return { faults: checkMessage(message), text: textsOf(message.components ?? []).join('\n') };
}

describe('a message of the cluster on a card', () => {
  const clause = (name: string): string =>
    `unrestricted capabilities (container "${name}" must set securityContext.capabilities.drop=["ALL"])`;
  const refused = (names: readonly string[]): string =>
    `pods "web" is forbidden: violates PodSecurity "restricted:latest": ${names.map(clause).join(', ')}`;

  it('tells who says it, each clause, what to write and what to paste next', () => {
    const { faults, text } = shown(refused(['web']));
    expect(faults).toEqual([]);
    for (const part of ['Pod Security admission', 'drop: [ALL]', '`web`', 'Paste the manifest']) {
      expect(text).toContain(part);
    }
  });

  it('keeps within a message however many clauses there are, and says that there are more', () => {
    const { faults, text } = shown(
      refused(Array.from({ length: 30 }, (_, i) => `container-${i}-${'x'.repeat(40)}`)),
    );
    expect(faults).toEqual([]);
    expect(text).toContain('explanation.md');
  });

  it('holds no text of a stranger that Discord would take for its own', () => {
    const { text } = shown(
      'Error: container has runAsNonRoot and image has non-numeric user (@everyone <@1>), cannot verify user is non-root',
    );
    expect(text).not.toMatch(/(?<!`[^`]*)@everyone(?![^`]*`)/);
  });
});

describe('what people really pasted', () => {
  it.each(readdirSync(TRIALS).filter((name) => name.endsWith('.yaml')))(
    '%s is a message that Discord takes',
    (name) => {
      expect(shown(readFileSync(new URL(name, TRIALS), 'utf8')).faults).toEqual([]);
    },
  );
});
