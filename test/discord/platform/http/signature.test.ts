import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openSignatureCheck } from '../../../../src/discord/platform/http/signature.ts';
import { propertyRuns } from '../../../property-runs.ts';
import { newKeys, signedAt } from './signing.ts';

const NOW = Date.UTC(2026, 6, 1, 12);
const keys = newKeys();
const check = openSignatureCheck(keys.publicKey, () => NOW);
const BODY = Buffer.from('{"type":1}');
const signed = signedAt(keys, BODY, NOW);

test('a body is right as it was signed, and not with one byte of it, or of the time, another', async () => {
  expect(await check.verify(signed, BODY)).toBe(true);
  expect(await check.verify(signed, Buffer.from('{"type":2}'))).toBe(false);
  expect(await check.verify({ ...signed, timestamp: String(NOW / 1000 + 1) }, BODY)).toBe(false);
});

test('of every body, right is what was signed alone', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array(),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      async (bytes, where, by) => {
        const body = Buffer.from(bytes);
        const own = signedAt(keys, body, NOW);
        expect(await check.verify(own, body)).toBe(true);
        const other = body.length === 0 ? Buffer.from([by]) : Buffer.from(body);
        if (body.length > 0) other[where % body.length] = (other[where % body.length] ?? 0) ^ by;
        expect(await check.verify(own, other)).toBe(false);
        const signature = Buffer.from(own.signature, 'hex');
        signature[where % 64] = (signature[where % 64] ?? 0) ^ by;
        expect(await check.verify({ ...own, signature: signature.toString('hex') }, body)).toBe(false);
      },
    ),
    { numRuns: propertyRuns(1000) },
  );
});

test('another application’s signature is none', async () => {
  expect(await check.verify(signedAt(newKeys(), BODY, NOW), BODY)).toBe(false);
});

test.each([
  ['no signature', { signature: undefined }],
  ['no time', { timestamp: undefined }],
  ['a signature that is cut', { signature: signed.signature.slice(2) }],
  ['a signature that is longer', { signature: `${signed.signature}00` }],
  ['a signature with a letter that is no digit', { signature: `g${signed.signature.slice(1)}` }],
  ['a time that is no number', { timestamp: `${signed.timestamp}x` }],
  ['an empty time', { timestamp: '' }],
])('%s is refused before the body is read', async (_what, other) => {
  expect(check.plausible({ ...signed, ...other })).toBe(false);
  expect(await check.verify({ ...signed, ...other }, BODY)).toBe(false);
});

test.each([
  [-300, true],
  [-301, false],
  [300, true],
  [301, false],
])('what was signed %i s from now is plausible: %s', async (seconds, plausible) => {
  const then = signedAt(keys, BODY, NOW + seconds * 1000);
  expect(check.plausible(then)).toBe(plausible);
  expect(await check.verify(then, BODY)).toBe(plausible);
});

test('capital letters are digits too', async () => {
  const shouted = openSignatureCheck(keys.publicKey.toUpperCase(), () => NOW);
  expect(await shouted.verify({ ...signed, signature: signed.signature.toUpperCase() }, BODY)).toBe(true);
});
