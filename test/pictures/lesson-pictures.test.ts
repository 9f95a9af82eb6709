import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { explain } from '../../src/manifest/index.ts';
import {
  openPictures,
  passOf,
  type Sheet,
  stationsPicture,
  type VolumeBefore,
  type VolumeEntry,
  volumePicture,
} from '../../src/pictures/index.ts';
import type { Surroundings } from '../../src/pictures/stations/index.ts';
import { MANIFESTS } from './manifests.ts';

const ARTIFACTS = 'test-artifacts/pictures/lessons';

const pictures = openPictures();
afterAll(() => pictures.close());

async function hashOf(name: string, sheet: Sheet): Promise<string> {
  const { png } = await pictures.made(sheet);
  mkdirSync(ARTIFACTS, { recursive: true });
  writeFileSync(`${ARTIFACTS}/${name}.png`, png);
  return createHash('sha256').update(png).digest('hex');
}

function passed(yaml: string, around: Surroundings = {}) {
  const explanation = explain(yaml);
  const [pod] = explanation.pods;
  if (pod === undefined) throw new RangeError('a manifest without a pod');
  return passOf(explanation, pod, around);
}

/** The outcomes in the order of the stations. */
const outcomes = (yaml: string, around: Surroundings = {}): string =>
  passed(yaml, around)
    .stops.map(({ outcome }) => outcome)
    .join(' ');

const ENTRIES: readonly VolumeEntry[] = [
  { path: '.', type: 'directory', uid: 0, gid: 0, mode: 0o755 },
  { path: 'lost+found', type: 'directory', uid: 0, gid: 0, mode: 0o700 },
  { path: 'data/base.db', type: 'file', uid: 999, gid: 999, mode: 0o600 },
  { path: 'run.sh', type: 'file', uid: 1000, gid: 1000, mode: 0o755 },
];
const ALWAYS: VolumeBefore = { fsGroup: 2000, policy: 'Always', entries: ENTRIES };

/** SHA-256 of each picture, looked at. */
const LOOKED_AT: Readonly<Record<string, readonly [sheet: Sheet, hash: string]>> = {
  stoppedByKubectl: [
    stationsPicture(passed(MANIFESTS.misplaced)),
    'ed4048f3714c719288a1cb172c3085cbb9e64b5897dc00afcacc503bdb64060b',
  ],
  stoppedByTheKubelet: [
    stationsPicture(passed(MANIFESTS.refusedByKubelet, { enforce: 'baseline' })),
    '47cf184a427f59999e4adad01674d4ab50f4f263c5aa3a5c8e9e8faa2a6964c8',
  ],
  stoppedByAdmission: [
    stationsPicture(passed(MANIFESTS.six, { enforce: 'restricted' })),
    '21344df0253d803fc4a46482594e00675388ba2834250a8506a8e6fcd7f1338d',
  ],
  fsGroupAlways: [volumePicture(ALWAYS), 'e426f02eabcff1b8a98c6e2c21647123d2827c520616c4e5e99359c3c4d406f1'],
  fsGroupReadOnly: [
    volumePicture({ ...ALWAYS, fsGroup: 2147483647, policy: 'OnRootMismatch', readOnly: true }),
    '867ad4dbf2c5c467f8028685a520ac42a3a211134fb2a1516534b156cf9a02fa',
  ],
};

test.each(Object.entries(LOOKED_AT))(
  'the picture of %s is, to the byte, the one that was looked at',
  async (name, [sheet, hash]) => {
    expect(await hashOf(name, sheet), `${ARTIFACTS}/${name}.png: if it looks right, put its hash here`).toBe(
      hash,
    );
  },
);

describe('who refuses what', () => {
  test('nothing behind the one who stops it is said to pass', () => {
    expect(outcomes(MANIFESTS.misplaced)).toBe(
      'stops not-reached not-reached not-reached not-reached not-reached',
    );
    expect(outcomes(MANIFESTS.refused)).toBe('passes stops not-reached not-reached not-reached not-reached');
    expect(outcomes(MANIFESTS.six, { enforce: 'restricted' })).toBe(
      'passes passes stops not-reached not-reached not-reached',
    );
    expect(outcomes(MANIFESTS.refusedByKubelet)).toBe('passes passes depends stops not-reached not-reached');
  });

  test('a controller is created, and its pods are refused', () => {
    const [, , admission] = passed(MANIFESTS.six, { enforce: 'restricted' }).stops;
    expect(admission?.words).toMatch(
      /^The Deployment is created, its pods are not: they violate restricted: /,
    );
  });

  test('what was not read is not said to pass', () => {
    expect(outcomes(MANIFESTS.fragment)).toBe('not-known not-known not-known not-known not-known not-known');
  });

  test('the words say the same: who stops it, why, and who is not reached', () => {
    expect(stationsPicture(passed(MANIFESTS.refused)).alt).toMatch(
      /API server, stops it: spec\.containers\[2\]\.securityContext.* Admission: not reached\./,
    );
  });
});

describe('fsGroup on a volume', () => {
  test('gives everything to the group, and sets setgid on directories', () => {
    expect(volumePicture(ALWAYS).alt).toBe(
      'fsGroup 2000, fsGroupChangePolicy Always. At every mount the kubelet walks the whole volume. ' +
        '. was drwxr-xr-x, owner 0, group 0; becomes drwxrwsr-x, group 2000. ' +
        'lost+found was drwx------, owner 0, group 0; becomes drwxrws---, group 2000. ' +
        'data/base.db was -rw-------, owner 999, group 999; becomes -rw-rw----, group 2000. ' +
        'run.sh was -rwxr-xr-x, owner 1000, group 1000; becomes -rwxrwxr-x, group 2000.',
    );
  });

  test('OnRootMismatch leaves a volume alone whose own directory fits, whatever lies in it', () => {
    const [, ...inside] = ENTRIES;
    const root: VolumeEntry = { path: '.', type: 'directory', uid: 0, gid: 2000, mode: 0o2775 };
    const { alt } = volumePicture({ fsGroup: 2000, policy: 'OnRootMismatch', entries: [root, ...inside] });
    expect(alt).toContain('changes nothing below it');
    expect(alt).not.toContain('becomes');
  });

  test('without fsGroup nothing changes', () => {
    expect(volumePicture({ policy: 'Always', entries: ENTRIES }).alt).not.toContain('becomes');
  });

  test('a volume of a thousand entries is one picture, and the words say how many are left out', () => {
    const entries = Array.from(
      { length: 1000 },
      (_, index): VolumeEntry => ({
        ...ENTRIES[2],
        path: `f${index}`,
        type: 'file',
        uid: 1,
        gid: 1,
        mode: 0o600,
      }),
    );
    const { svg, alt } = volumePicture({ ...ALWAYS, entries: [...ENTRIES.slice(0, 1), ...entries] });
    expect(svg).toContain('993 more entries are not drawn');
    expect(alt).toMatch(/\d+ more entries are not told here\.$/);
    expect(alt.length).toBeLessThanOrEqual(1024);
  });
});
