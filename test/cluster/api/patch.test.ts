import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { same } from '../../../src/cluster/api/equal.ts';
import { jsonPatch } from '../../../src/cluster/api/patch/json-patch.ts';
import { mergePatch } from '../../../src/cluster/api/patch/merge.ts';
import { strategicPatch } from '../../../src/cluster/api/patch/strategic.ts';
import type { Json, JsonObject } from '../../../src/cluster/json.ts';
import { propertyRuns } from '../../property-runs.ts';

const container = (name: string, image: string): JsonObject => ({ name, image });
const spec = (...containers: readonly JsonObject[]): JsonObject => ({ spec: { containers } });
const onto = (target: JsonObject, patch: JsonObject): JsonObject => strategicPatch(target, patch, 'v1.Pod');

describe('a strategic merge patch', () => {
  it('finds containers by name, adds what is new, deletes what it says', () => {
    const target = spec(container('a', '1'), container('b', '1'));
    expect(onto(target, spec(container('b', '2'), container('c', '3')))).toEqual(
      spec(container('a', '1'), container('b', '2'), container('c', '3')),
    );
    expect(onto(target, spec({ name: 'a', $patch: 'delete' }))).toEqual(spec(container('b', '1')));
    expect(onto(target, spec({ $patch: 'replace' }, container('z', '9')))).toEqual(spec(container('z', '9')));
  });

  it('puts items into the order that $setElementOrder names', () => {
    const target = spec(container('a', '1'), container('b', '1'), container('c', '1'));
    const order = { spec: { '$setElementOrder/containers': [{ name: 'c' }, { name: 'a' }, { name: 'b' }] } };
    const names = ((onto(target, order).spec as JsonObject).containers as readonly JsonObject[]).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['c', 'a', 'b']);
  });

  it('replaces lists without a merge key, unites finalizers, takes away what is null', () => {
    const target = {
      metadata: { finalizers: ['x'], labels: { a: '1' } },
      spec: { tolerations: [{ key: 'a' }] },
    };
    expect(onto(target, { spec: { tolerations: [{ key: 'b' }] } }).spec).toEqual({
      tolerations: [{ key: 'b' }],
    });
    expect(onto(target, { metadata: { finalizers: ['y'], labels: { a: null } } }).metadata).toEqual({
      finalizers: ['x', 'y'],
      labels: {},
    });
    const gone = { metadata: { '$deleteFromPrimitiveList/finalizers': ['x'] } };
    expect(onto(target, gone).metadata).toEqual({ finalizers: [], labels: { a: '1' } });
    const strategy = { spec: { strategy: { rollingUpdate: { maxSurge: 1 }, type: 'RollingUpdate' } } };
    const recreate = { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } };
    expect(strategicPatch(strategy, recreate, 'v1.Deployment')).toEqual({
      spec: { strategy: { type: 'Recreate' } },
    });
  });

  it('does the same twice as once, and nothing where it is empty', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 0, maxLength: 4 });
    const pods = names.map((own) =>
      spec(...own.map((name) => ({ name, image: `${name}:1`, env: [{ name: 'X', value: name }] }))),
    );
    const changes = names.map((own) =>
      spec(...own.map((name) => ({ name, env: [{ name: 'Y', value: name }] }))),
    );
    fc.assert(
      fc.property(pods, changes, (target, change) => {
        const once = onto(target, change);
        expect(onto(once, change)).toEqual(once);
        expect(onto(target, {})).toEqual(target);
      }),
      { numRuns: propertyRuns() },
    );
  });
});

describe('a JSON merge patch', () => {
  it('does what RFC 7386 lists', () => {
    const rows: readonly (readonly [Json, Json, Json])[] = [
      [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
      [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
      [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
      [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
      [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
      [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
      [{ e: null }, { a: 1 }, { e: null, a: 1 }],
      [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
      [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    ];
    for (const [target, patch, wanted] of rows) expect(mergePatch(target, patch)).toEqual(wanted);
  });
});

describe('a JSON patch', () => {
  it('adds, removes, replaces, moves, copies and tests as RFC 6902 says', () => {
    const at = (document: JsonObject, ...operations: readonly JsonObject[]): JsonObject =>
      jsonPatch(document, operations);
    expect(at({ a: [1, 3] }, { op: 'add', path: '/a/1', value: 2 })).toEqual({ a: [1, 2, 3] });
    expect(at({ a: [1] }, { op: 'add', path: '/a/-', value: 2 })).toEqual({ a: [1, 2] });
    expect(at({ a: 1, b: 2 }, { op: 'remove', path: '/a' })).toEqual({ b: 2 });
    expect(at({ a: 1 }, { op: 'replace', path: '/a', value: 2 })).toEqual({ a: 2 });
    expect(at({ a: { x: 1 } }, { op: 'move', from: '/a/x', path: '/b' })).toEqual({ a: {}, b: 1 });
    expect(at({ a: { x: 1 } }, { op: 'copy', from: '/a', path: '/b' })).toEqual({ a: { x: 1 }, b: { x: 1 } });
    expect(at({ 'a/b': 1 }, { op: 'test', path: '/a~1b', value: 1 })).toEqual({ 'a/b': 1 });
    for (const bad of [
      { op: 'remove', path: '/none' },
      { op: 'replace', path: '/none', value: 1 },
      { op: 'add', path: '/a/b/c', value: 1 },
      { op: 'test', path: '/a', value: 2 },
      { op: 'dance', path: '/a' },
    ]) {
      expect(() => at({ a: 1 }, bad)).toThrow();
    }
  });

  it('leaves what it was given alone, and no prototype', () => {
    const target = { a: { b: 1 } };
    jsonPatch(target, [{ op: 'replace', path: '/a/b', value: 2 }]);
    expect(target).toEqual({ a: { b: 1 } });
    expect(() => jsonPatch(target, [{ op: 'add', path: '/__proto__', value: { x: 1 } }])).toThrow();
  });
});

describe('equality', () => {
  it('does not see the order of keys, nor a key with nothing behind it', () => {
    expect(same({ a: 1, b: [1] }, { b: [1], a: 1, c: undefined })).toBe(true);
    expect(same({ a: 1 }, { a: 1, b: null })).toBe(false);
    expect(same([1, 2], [2, 1])).toBe(false);
  });
});
