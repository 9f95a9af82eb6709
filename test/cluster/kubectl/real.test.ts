/**
 * Every line of trials/ through the real kubectl 1.36.3 and through ours, from the same cluster: stdout, stderr and
 * status are equal byte for byte, or the line stands in DIFFERENT with the reason.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftOf } from '../../../src/cluster/draft.ts';
import { createCluster } from '../../../src/cluster/index.ts';
import { realKubectl } from '../real-kubectl.ts';
import { Comparison } from './both.ts';
import { FILES } from './files.ts';
import { fixture } from './fixture.ts';
import { GULL, MANIFESTS } from './live/manifests.ts';

/** Lines of which the real client's answer cannot be had from the façade, or ours is another on purpose. */
const DIFFERENT: Readonly<Record<string, string>> = {
  'logs gull --all-containers':
    'the real client prints the containers in the order of a Go map, which is none',
  'logs gull --all-containers --prefix': 'the same',
  'logs -l app=gull --all-containers': 'the same',
  'apply -f unknown-kind.yaml':
    'the façade has no OpenAPI v2, which kubectl asks for before it says that there is no such kind',
  'apply -f list.yaml': 'the façade has no OpenAPI v2, without which kubectl does not look into a List',
  '-h foo': 'help pages are in our own words',
  'logs -l app=shop': 'the real client asks for several logs at once and fails with whichever answers first',
  'drain node01': 'the real client lists its reasons in the order of a Go map, which is none',
  'drain node01 --dry-run=client': 'the same',
  'annotate pod web --list': "Go's maps have no order, so neither has the real answer",
  'label pod web --list': "Go's maps have no order, so neither has the real answer",
  "get pod web -o jsonpath='{..image}'": "Go's maps have no order, so neither has the real answer",
  "get pod web -o go-template='{{.metadata.name.x}}'":
    "Go's position inside the template (1:11) is not worked out",
  'patch deploy shop -p \'{"spec":\'': 'the façade cannot read the broken JSON that kubectl sends on',
};

const program = realKubectl();
const folder = new URL('./trials/', import.meta.url);
const now = Math.floor(Date.now() / 1000) * 1000;

if (program === undefined)
  console.warn(
    'kubectl 1.36.3 is not in the cache, so ours is compared with nothing: run `npm run kubectl` once.',
  );

/** Runs every line of a file, each on a cluster made anew. */
function compareLines(comparison: Comparison, file: URL): void {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const trial of new Set(lines.filter((line) => line.trim() !== '' && !line.startsWith('#')))) {
    it.skipIf(DIFFERENT[trial] !== undefined)(`kubectl ${trial}`, { timeout: 30_000 }, async () => {
      const [line = '', stdin] = trial.split(' <<< ');
      const { ours, theirs } = await comparison.run({
        line,
        ...(stdin === undefined ? {} : { stdin: FILES[stdin] ?? stdin }),
      });
      expect(ours).toEqual(theirs);
    });
  }
}

describe.skipIf(program === undefined)('kubectl prints what kubectl 1.36.3 prints', () => {
  const comparison = new Comparison(program ?? '', () => fixture(now, FILES), FILES);
  beforeAll(() => comparison.open());
  afterAll(() => comparison.close());
  for (const file of readdirSync(folder).sort()) compareLines(comparison, new URL(file, folder));
});

describe.skipIf(program === undefined)('kubectl does to what runs what kubectl 1.36.3 does', () => {
  const cluster = createCluster({ now, manifests: MANIFESTS, files: { 'gull.yaml': GULL } });
  const comparison = new Comparison(program ?? '', () => draftOf(cluster), { 'gull.yaml': GULL });
  beforeAll(() => comparison.open());
  afterAll(() => comparison.close());
  compareLines(comparison, new URL('./live/lines.txt', import.meta.url));
});
