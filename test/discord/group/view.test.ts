import { describe, expect, test } from 'vitest';
import { groupMessage } from '../../../src/discord/group/view-group.ts';
import { memberMessage } from '../../../src/discord/group/view-member.ts';
import { checkMessage } from '../../../src/discord/platform/payload-limits.ts';
import { groupSheet } from '../../../src/pictures/index.ts';
import type { GroupView } from '../../../src/play/group.ts';
import { DEFAULT_SETTINGS } from '../../../src/study/schedule/settings.ts';

const TODAY = 20_500;

function view(more: Partial<GroupView>): GroupView {
  return {
    group: { zone: 'UTC', examDay: null, salt: 1 },
    days: { today: TODAY, later: TODAY + 14 },
    members: 5,
    topics: [],
    hidden: 0,
    pairs: [],
    ...more,
  };
}

describe('what a group is shown', () => {
  test.each(['*', '字', 'W', '<', '`'])(
    'is within what Discord takes, with thirty topics and five pairs whose names are all %s',
    (letter) => {
      const topics = Array.from({ length: 30 }, (_, index) => ({
        topic: `${letter.repeat(48)}${index}`,
        now: 95,
        later: 40,
      }));
      const pairs = topics.slice(0, 5).map(({ topic }, index) => ({
        topic,
        explains: `10000000000000000${index}`,
        learns: `20000000000000000${index}`,
      }));
      const given = view({ topics, pairs, hidden: 20, members: 99_999 });
      const { svg, alt } = groupSheet({ ...given.days, exam: true, topics });
      expect(svg).toContain('14 days to go');
      const message = groupMessage(given, { png: Buffer.from(''), alt });
      expect(checkMessage(message)).toEqual([]);
      expect(JSON.stringify(message)).toContain('and 20 more topics');
    },
  );

  test('says of a picture that could not be drawn what to do, and still tells the figures', () => {
    const shown = JSON.stringify(
      groupMessage(view({ topics: [{ topic: 'seccomp', now: 80, later: 80 }] }), 'failed'),
    );
    expect(shown).toContain('The picture could not be drawn this time');
    expect(shown).toContain('seccomp: **80 %** today and then');
  });

  test('does not say how many people have begun a topic', () => {
    const shown = JSON.stringify(groupMessage(view({ hidden: 3 }), null));
    expect(shown).toContain('3 more topics are not shown: fewer than 3 people of the group have begun them.');
  });
});

test('a proposal says for how many cards the days do not suffice, and is within what Discord takes', () => {
  const plan = { newPerDay: 40, reviewsPerDay: 9990, retention: 0.97, expected: 0.61, left: 43 };
  const message = memberMessage({
    member: { userId: '1', named: false, planned: null },
    proposed: { plan, examDay: TODAY + 10, today: TODAY },
    settings: DEFAULT_SETTINGS,
    joined: true,
  });
  expect(checkMessage(message)).toEqual([]);
  const shown = JSON.stringify(message);
  expect(shown).toContain('43 new cards cannot be introduced in time, at 40 a day');
  expect(shown).toContain('2026-02-26, 10 days to go');
});
