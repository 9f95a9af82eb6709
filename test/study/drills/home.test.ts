import { test } from 'vitest';
import { explain } from '../../../src/manifest/index.ts';
import { homeDrill } from '../../../src/study/drills/home.ts';
import { expectFair, measure } from './properties.ts';

const BEFORE = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\nspec:\n';
const CONTAINER = '  containers:\n  - name: a\n    image: i\n';

/** Whether the API server knows the key at the end of this manifest, whatever its value. */
function knows(manifest: string): boolean {
  return explain(manifest).findings.every((each) => each.code !== 'unknown-field');
}

test('the place that counts is where the API knows the field, over 10,000 seeds', () => {
  const known = new Map<string, string>();
  const measured = measure(homeDrill, ({ prompt }) => {
    const name = /`(\w+)`/.exec(prompt)?.[1] ?? '';
    const before = known.get(name);
    if (before !== undefined) return [before];
    const pod = knows(`${BEFORE}  securityContext:\n    ${name}: null\n${CONTAINER}`);
    const container = knows(`${BEFORE}${CONTAINER}    securityContext:\n      ${name}: null\n`);
    const spec = knows(`${BEFORE}  ${name}: null\n${CONTAINER}`);
    const texts = [
      pod && !container && !spec ? "In the pod's securityContext only" : '',
      !pod && container && !spec ? "In a container's securityContext only" : '',
      pod && container && !spec ? "In the pod's or a container's securityContext" : '',
      !pod && !container && spec ? 'In the pod spec, outside any securityContext' : '',
    ].filter((text) => text !== '');
    known.set(name, texts.join());
    return texts;
  });
  expectFair(measured);
});
