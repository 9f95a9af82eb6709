import { expect, test } from 'vitest';
import { questionMessage } from '../../../src/discord/ask/view-question.ts';
import { checkMessage } from '../../../src/discord/platform/payload-limits.ts';
import type { Ask } from '../../../src/store/store.ts';
import { DRILLS, drawAnyDifficulty, type Question } from '../../../src/study/index.ts';
import { propertyRuns } from '../../property-runs.ts';

function askOf(question: Question): Ask {
  const run = { deck: null, topic: null, index: 8, count: 10, shared: true, right: 0, seen: [] };
  const place = { userId: '123456789012345678', guildId: '1', channelId: '2' };
  return { id: 123456, ...place, question, run, now: 0, outcome: null };
}

test.each(DRILLS.map((drill) => [drill.id, drill] as const))(
  '%s: every question fits a message',
  (_, drill) => {
    for (let seed = 0; seed < propertyRuns(300); seed++) {
      const question = drawAnyDifficulty(drill, seed);
      expect(checkMessage(questionMessage(askOf(question)))).toEqual([]);
    }
  },
);
