import { describe, expect, it } from 'vitest';
import { list, resource, resourceNamed } from '../../../src/cluster/api/index.ts';
import { labelFilter, selectorMatches } from '../../../src/cluster/api/selectors.ts';
import { canonicalQuantity, thousandths } from '../../../src/manifest/index.ts';
import { apply, freshDraft } from '../fixture.ts';

describe('a label selector', () => {
  it('picks as kubectl’s -l does', () => {
    const picks = (text: string, labels: Record<string, string>): boolean => {
      const filter = labelFilter(text);
      if (typeof filter !== 'function') throw new Error(filter.message);
      return filter(labels);
    };
    const labels = { app: 'web', 'example.com/tier': 'front' };
    for (const text of [
      'app=web',
      'app==web',
      'app!=db',
      'app in (web,db)',
      'app notin (db)',
      'app',
      '!db',
      'app=web,example.com/tier=front',
      '',
    ])
      expect([text, picks(text, labels)]).toEqual([text, true]);
    for (const text of [
      'app=db',
      'app!=web',
      'app in (db)',
      'app notin (web, db)',
      '!app',
      'db',
      'app=web,db',
    ])
      expect([text, picks(text, labels)]).toEqual([text, false]);
    expect(labelFilter('app in web')).toMatchObject({ code: 400 });
    expect(picks('app!=web', {})).toBe(true);
  });

  it('of an object picks everything when it is empty, nothing when it is not there', () => {
    expect(selectorMatches({}, { a: 'b' })).toBe(true);
    expect(selectorMatches(undefined, { a: 'b' })).toBe(false);
    expect(selectorMatches({ matchExpressions: [{ key: 'a', operator: 'Exists' }] }, { a: 'b' })).toBe(true);
  });
});

describe('a list', () => {
  it('is ordered by namespace and name, and filtered by fields', () => {
    const draft = freshDraft();
    for (const name of ['b', 'a'])
      apply(
        draft,
        `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec: {containers: [{name: c, image: x}]}\n`,
      );
    const names = (fieldSelector: string): unknown => {
      const reply = list(draft, resource('pods'), null, { fieldSelector });
      return reply.ok ? reply.value.map(({ metadata }) => metadata.name) : reply.status.message;
    };
    expect(names('')).toEqual(['a', 'b']);
    expect(names('metadata.name=b')).toEqual(['b']);
    expect(names('status.phase!=Running,metadata.namespace=default')).toEqual(['a', 'b']);
    expect(names('spec.color=red')).toBe(
      'Unable to find "pods" that match label selector "", field selector "spec.color=red": field label not supported: spec.color',
    );
  });
});

describe('a resource', () => {
  it('goes by its names, in any case, with its group', () => {
    for (const name of [
      'pod',
      'pods',
      'po',
      'Pod',
      'deploy',
      'deployments.apps',
      'deployment.v1.apps',
      'sts',
      'ns',
      'cm',
      'pvc',
      'ev',
    ])
      expect([name, resourceNamed(name) === undefined]).toEqual([name, false]);
    expect(resourceNamed('pdos')).toBeUndefined();
  });
});

describe('a quantity', () => {
  it('is written back in its canonical form', () => {
    const rows = {
      '0.5': '500m',
      '1000m': '1',
      '1024Mi': '1Gi',
      '1.5Gi': '1536Mi',
      '1e3': '1e3',
      '1000': '1k',
      '0': '0',
      '100': '100',
      '1536': '1536',
      '0.1': '100m',
      '1E': '1E',
      '12e6': '12e6',
    };
    for (const [given, wanted] of Object.entries(rows))
      expect([given, canonicalQuantity(given)]).toEqual([given, wanted]);
    expect([thousandths('1'), thousandths('250m'), thousandths('1Ki')]).toEqual([1000, 250, 1_024_000]);
  });
});
