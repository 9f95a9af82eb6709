import { afterEach, expect, test } from 'vitest';
import { openThread, type Thread, ThreadError } from '../../../src/runtime/thread.ts';

const open: Thread<object, string>[] = [];

function thread(timeoutMs = 20_000, megabytes = 64): Thread<object, string> {
  const opened = openThread<object, string>({
    entry: new URL('./echo', import.meta.url),
    timeoutMs,
    megabytes,
  });
  open.push(opened);
  return opened;
}

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

test('answers each job with its own output, in order', async () => {
  const echo = thread();
  expect(await Promise.all(['a', 'b', 'c'].map((say) => echo.run({ say })))).toEqual(['a', 'b', 'c']);
});

test('what a job throws reaches who asked, and the next job is done', async () => {
  const echo = thread();
  await expect(echo.run({ fail: 'no such deck' })).rejects.toThrow(new RangeError('no such deck'));
  expect(await echo.run({ say: 'still here' })).toBe('still here');
});

test('a job that never ends is stopped, and the next one gets a fresh thread', async () => {
  const echo = thread(300);
  const endless = expect(echo.run({ spin: true })).rejects.toThrow('more than 300 ms');
  await endless;
  const patient = thread();
  expect(await patient.run({ say: 'on' })).toBe('on');
});

test('a job that fills its memory ends alone', async () => {
  const echo = thread(20_000, 16);
  await expect(echo.run({ hoard: true })).rejects.toThrow(/memory/);
  expect(await echo.run({ say: 'on' })).toBe('on');
});

test('closing rejects what waits', async () => {
  const echo = thread();
  const waits = expect(echo.run({ spin: true })).rejects.toThrow(ThreadError);
  await echo.close();
  await waits;
  await expect(echo.run({ say: 'late' })).rejects.toThrow('closed');
});
