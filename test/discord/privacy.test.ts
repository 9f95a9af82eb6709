import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { checkMessage } from '../../src/discord/platform/payload-limits.ts';
import { exportMessage } from '../../src/discord/privacy/view.ts';

test('an export with the clusters of many labs fits in a message, and is whole', () => {
  const state = {
    objects: Object.fromEntries(Array.from({ length: 9000 }, (_, index) => [index, `uid-${index}`])),
  };
  const tables = { lab_sessions: Array.from({ length: 120 }, (_, id) => ({ id, state })) };
  const message = exportMessage(tables);
  expect(checkMessage(message)).toEqual([]);
  const [file] = message.files ?? [];
  expect(file?.name).toBe('podium-export.json.gz');
  expect(JSON.parse(gunzipSync(Buffer.from(file?.data ?? '')).toString())).toEqual(tables);
});
