import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { admission, readYaml } from '../../src/manifest/index.ts';

/** Pod Security's own fixtures are other people's files: they stay outside of the project. */
const FILE = new URL('../../../shared/oracle/psa.json', import.meta.url);

interface Fixture {
  readonly level: 'baseline' | 'restricted';
  readonly versions: readonly string[];
  readonly expect: 'pass' | 'fail';
  readonly fixture: string;
  readonly violations: readonly { readonly reason: string; readonly detail: string }[];
  readonly manifest: string;
}

const present = existsSync(FILE);
if (!present)
  console.warn('pod-security.test: ../shared/oracle/psa.json is absent, so its fixtures were skipped.');

/** The fixtures were judged as they stand; the API server has copied the annotation into the container by then. */
const SERVER: Readonly<Record<string, { readonly reason: string; readonly detail: string }>> = {
  'annotation must not set AppArmor profile type to "container.apparmor.security.beta.kubernetes.io/initcontainer1="unconfined""':
    {
      reason: 'forbidden AppArmor profiles',
      detail:
        'container "initcontainer1" and annotation must not set AppArmor profile type to "Unconfined", "container.apparmor.security.beta.kubernetes.io/initcontainer1="unconfined""',
    },
};

const minor = (version: string): number => Number(version.slice('v1.'.length));

function violationsOf(manifest: string, level: 'baseline' | 'restricted', version?: string) {
  const root = readYaml(manifest).documents[0]?.root;
  if (root?.kind !== 'map') throw new TypeError('a fixture is one object');
  return admission(root, 'v1', 'Pod')?.violations(level, version === undefined ? undefined : minor(version));
}

describe.skipIf(!present)('Pod Security says who breaks what, in its own words', () => {
  const { fixtures } = present
    ? (JSON.parse(readFileSync(FILE, 'utf8')) as { readonly fixtures: readonly Fixture[] })
    : { fixtures: [] };

  it.each(fixtures.map((one) => [one.level, one.fixture, one] as const))('%s %s', (_level, _name, one) => {
    const wanted = one.expect === 'pass' ? [] : one.violations.map((each) => SERVER[each.detail] ?? each);
    expect(violationsOf(one.manifest, one.level, one.versions.at(-1) ?? '')).toEqual(wanted);
  });
});

describe('a policy version of the past', () => {
  const pod = (security: string): string => `apiVersion: v1
kind: Pod
metadata: {name: p}
spec: ${security}`;

  it('does not yet forbid what a later one does', () => {
    const runsAsRoot = pod('{securityContext: {runAsUser: 0}, containers: [{name: a, image: x}]}');
    const reasons = (version: string) =>
      violationsOf(runsAsRoot, 'restricted', version)?.map(({ reason }) => reason);
    expect(reasons('v1.22')).not.toContain('runAsUser=0');
    expect(reasons('v1.23')).toContain('runAsUser=0');
  });

  it('does not yet relax what a later one does for a pod with users of its own', () => {
    const own = pod('{hostUsers: false, containers: [{name: a, image: x}]}');
    const reasons = (version: string) =>
      violationsOf(own, 'restricted', version)?.map(({ reason }) => reason);
    expect(reasons('v1.34')).toContain('runAsNonRoot != true');
    expect(reasons('v1.35')).not.toContain('runAsNonRoot != true');
  });
});
