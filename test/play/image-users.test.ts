import { expect, test } from 'vitest';
import { parseImageUsers } from '../../src/play/image-users.ts';

test.each<[string, Record<string, string>]>([
  ['101', { '*': '101' }],
  ['app=101', { app: '101' }],
  [' app = 101 , sidecar = nginx ', { app: '101', sidecar: 'nginx' }],
  ['app=101:102', { app: '101:102' }],
  ['app=', { app: '' }],
  ['app=""', { app: '' }],
  ['""', { '*': '' }],
  ['USER nginx', { '*': 'nginx' }],
  ['app=1,2', { app: '1', '*': '2' }],
  ['app=1;b=2\nc=3,', { app: '1', b: '2', c: '3' }],
])('%j', (typed, expected) => {
  expect(parseImageUsers(typed)).toEqual(expected);
});

test('nothing typed says nothing', () => {
  expect(parseImageUsers('')).toBeUndefined();
  expect(parseImageUsers(' , ')).toBeUndefined();
});

test.each(['app 101', '=101', 'a b=1', 'app=nginx user'])('%j is refused with how to write it', (typed) => {
  expect(() => parseImageUsers(typed)).toThrow('app=101,sidecar=nginx');
});

test('a container named twice is refused', () => {
  expect(() => parseImageUsers('app=1,app=2')).toThrow('twice');
});

test('__proto__ is a name like any other', () => {
  expect(Object.entries(parseImageUsers('__proto__=1') ?? {})).toEqual([['__proto__', '1']]);
});
