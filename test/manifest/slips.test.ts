import { describe, expect, test } from 'vitest';
import { asMeant, correct, explain, fateOf } from '../../src/manifest/index.ts';

const pod = (spec: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: demo
spec:
${spec}`;

const app = `  containers:
  - name: app
    image: registry.test/app:1
`;

const explained = (text: string) => {
  const [found] = explain(text).pods;
  if (found === undefined) throw new Error('there is no pod');
  return asMeant(found);
};

const effective = (text: string, field: string, container = 0): unknown =>
  explained(text).containers[container]?.fields[field]?.value;

const errors = (text: string) => explain(text).findings.filter(({ severity }) => severity === 'error');

/** Slips, what they are meant to be, and that the correction says just that. */
const SLIPS: readonly (readonly [what: string, spec: string, field: string, value: unknown])[] = [
  ['a quoted number', `  securityContext:\n    runAsUser: "1001"\n${app}`, 'runAsUser', 1001],
  ['a quoted boolean', `${app}    securityContext: {privileged: "true"}\n`, 'privileged', true],
  [
    'one capability in place of a list',
    `${app}    securityContext: {capabilities: {drop: ALL}}\n`,
    'capabilities',
    { add: [], drop: ['ALL'] },
  ],
  [
    'one group in place of a list',
    `  securityContext: {supplementalGroups: 5}\n${app}`,
    'supplementalGroups',
    [5],
  ],
  [
    'a list in place of a mapping',
    `  securityContext:\n  - runAsUser: 1001\n  - runAsGroup: 3000\n${app}`,
    'runAsGroup',
    3000,
  ],
  [
    'lines without a space',
    `  securityContext:\n    runAsUser:1001\n    runAsGroup:3000\n${app}`,
    'runAsGroup',
    3000,
  ],
  ['a key in braces without a space', `  securityContext: {runAsUser:4400}\n${app}`, 'runAsUser', 4400],
  [
    'containers under their names',
    '  containers:\n    app:\n      image: registry.test/app:1\n      securityContext:\n        runAsUser: 7\n',
    'runAsUser',
    7,
  ],
  [
    'env as a mapping',
    `  securityContext: {runAsUser: 7}\n${app}    env:\n      PORT: 8080\n      NAME: "x"\n`,
    'runAsUser',
    7,
  ],
  [
    'container for containers, and no dash',
    '  container:\n    name: app\n    image: registry.test/app:1\n    securityContext:\n      runAsUser: "7"\n',
    'runAsUser',
    7,
  ],
  ['a block in the wrong case', `  securitycontext:\n    runAsUser: 7\n${app}`, 'runAsUser', 7],
];

describe('a slip is told in words, explained as meant, and put right', () => {
  test.each(SLIPS)('%s', (_, spec, field, value) => {
    const text = pod(spec);
    expect(effective(text, field)).toEqual(value);
    const said = errors(text);
    expect(said.length).toBeGreaterThan(0);
    for (const { message, fix, line } of said) {
      expect(`${message} ${fix}`).not.toMatch(/of type (?:\[\]|map\[|v1\.|int64|bool|string)/);
      expect(line).toBeGreaterThan(4);
    }
    const { manifest, changes } = correct(text);
    expect(errors(manifest)).toEqual([]);
    expect(effective(manifest, field)).toEqual(value);
    expect(changes.length).toBeGreaterThan(0);
  });
});

describe('what cannot be read is not known, never milder', () => {
  const named = pod(`  securityContext: {runAsUser: root, runAsNonRoot: true}\n${app}`);

  test('a user name is no UID, and whether the container starts is not said', () => {
    const meant = explained(named);
    const [container] = meant.containers;
    expect(container?.fields.runAsUser).toMatchObject({ value: null, source: 'pod', line: 6, unknown: true });
    expect(container?.process.uid).toBeNull();
    expect(container?.start).toEqual({ verdict: 'not-known', lines: [6], field: 'runAsUser' });
    expect(meant.accepted).toEqual({ strict: false, ignore: false });
    expect(errors(named)[0]?.fix).toContain('Write the number');
  });

  test('no level of Pod Security is given where it hangs on that value', () => {
    const text = pod(`${app}    securityContext: {privileged: maybe}\n`);
    expect(explained(text).security.level).toBeNull();
    expect(explained(text).containers[0]?.fields.privileged).toMatchObject({ value: null, unknown: true });
  });

  test('a whole securityContext that is mere text leaves every field open', () => {
    const text = pod(`${app}    securityContext: strict\n`);
    const fields = explained(text).containers[0]?.fields;
    for (const name of ['runAsUser', 'privileged', 'capabilities', 'runAsNonRoot'])
      expect(fields?.[name]?.unknown, name).toBe(true);
  });

  test('the rest is explained, and every such value has an error of its own', () => {
    const text = pod(
      `  securityContext: {runAsUser: "1001", fsGroup: many}\n${app}    stdin: "yes"\n    foo: 1\n`,
    );
    expect(effective(text, 'runAsUser')).toBe(1001);
    expect(errors(text).map(({ path }) => path)).toEqual([
      'spec.securityContext.runAsUser',
      'spec.securityContext.fsGroup',
      'spec.containers[0].stdin',
      'spec.containers[0].foo',
    ]);
    // The server tells of one of them only.
    expect(errors(text).filter(({ api }) => api !== undefined)).toHaveLength(1);
  });
});

describe('nothing is said to run that does not', () => {
  const fates = (text: string) => {
    const [found] = explain(text).pods;
    return found?.containers.map((container) => fateOf(found, container).verdict);
  };

  test('a UID that is none is nobody, and the object is not created', () => {
    const text = pod(`  securityContext: {runAsUser: -5, runAsGroup: 5000000000, fsGroup: -1}\n${app}`);
    expect(explained(text).containers[0]?.process).toEqual({ uid: null, gid: null, groups: [] });
    expect(fates(text)).toEqual(['not-created']);
  });

  test('an unknown field: kubectl creates nothing', () => {
    expect(fates(pod(`${app}    foo: 1\n`))).toEqual(['not-created']);
  });

  test('AppArmor: a local profile without its name is refused by the kubelet', () => {
    const text = pod(`${app}    securityContext: {appArmorProfile: {type: Localhost}}\n`);
    const [container] = explained(text).containers;
    expect(container?.start).toEqual({
      verdict: 'refused',
      code: 'Config',
      reason: 'missing localhost apparmor profile name',
    });
    expect(container?.fields.appArmorProfile).toBeUndefined();
  });

  test('a sysctl may be written with slashes', () => {
    const safe = pod(`  securityContext: {sysctls: [{name: net/ipv4/tcp_syncookies, value: "1"}]}\n${app}`);
    expect(fates(safe)).toEqual(['starts']);
  });

  test('stock nginx as another user: the kubelet starts it, and the program ends', () => {
    const nginx = pod(
      `  securityContext: {runAsUser: 2000}\n${app.replace('registry.test/app:1', 'nginx:1.28')}`,
    );
    const hints = (text: string) => explain(text).findings.map(({ code }) => code);
    expect(hints(nginx)).toEqual(['program-fails']);
    expect(hints(nginx.replace('nginx:', 'nginxinc/nginx-unprivileged:'))).toEqual([]);
    expect(hints(`${nginx}    command: [sleep, "9"]\n`)).toEqual([]);
    expect(hints(nginx.replace('2000', '0'))).toEqual([]);
    expect(
      hints(`${nginx}    volumeMounts: [{name: c, mountPath: /var/cache/nginx}]\n  volumes: [{name: c}]\n`),
    ).toEqual([]);
  });

  test('an image USER for a container that does not exist is said', () => {
    const text = pod(app);
    const said = (imageUsers: Record<string, string>) => explain(text, { imageUsers }).findings;
    expect(said({ ap: '101' })).toMatchObject([{ code: 'no-such-container', fix: 'Name one of `app`.' }]);
    expect(said({ app: '101', '*': '5' })).toEqual([]);
  });

  test('no finding shows a struct of Go', () => {
    const text = pod(`${app}    securityContext: {privileged: true, allowPrivilegeEscalation: false}\n`);
    const [finding] = errors(text);
    expect(finding?.message).not.toContain('{"');
    expect(finding?.api?.message).toContain('"Privileged":true');
  });
});

test('a key that is a mapping is told in words, not as Go prints it', () => {
  const key = `{? {a: ${'x'.repeat(200)}} : 1}`;
  expect(() => explain(`apiVersion: v1\nkind: Pod\nspec: ${key}\n`)).toThrow(
    /a mapping stands where a name belongs/,
  );
  expect(() => explain(`apiVersion: v1\nkind: Pod\nspec: ${key}\n`)).not.toThrow(/interface/);
});

describe('a correction asks where two things can be meant', () => {
  const asked = (text: string) => {
    const { manifest, changes, notChanged } = correct(text);
    expect(manifest).toBe(text);
    expect(changes).toEqual([]);
    return notChanged;
  };

  test('privileged and no privilege escalation: which one is meant', () => {
    const text = pod(
      `${app}    securityContext:\n      privileged: true\n      allowPrivilegeEscalation: false\n`,
    );
    expect(asked(text)).toMatchObject([
      { line: 11, message: expect.stringContaining('Which one is meant?') },
    ]);
  });

  test('capabilities of the pod that give more power to one of many', () => {
    const text = pod(
      `  securityContext:\n    capabilities: {add: [NET_ADMIN]}\n${app}  - name: b\n    image: x\n`,
    );
    expect(asked(text)).toMatchObject([{ line: 7 }]);
  });

  test('a block that is no field but holds what decides about security', () => {
    const text = pod(`  podSecurityContext: {runAsNonRoot: true}\n${app}`);
    expect(asked(text)).toMatchObject([
      { line: 6, message: expect.stringContaining('would lose what it sets') },
    ]);
  });

  test('two spellings of a field that say different things', () => {
    const text = pod(`  securityContext: {runasuser: 1000, runAsUser: 0}\n${app}`);
    expect(asked(text)).toMatchObject([{ line: 6 }]);
  });

  test('a block at the wrong level beside one at the right level that says something else', () => {
    const text = pod(
      `  securityContext: {runAsUser: 1}\n${app}    securityContext:\n      securityContext: {runAsUser: 2}\n`,
    );
    expect(asked(text)).toMatchObject([
      { line: 11, message: expect.stringMatching(/Which one is meant\?$/) },
    ]);
  });

  test('an empty list is not a place where the field is set already', () => {
    const text = pod('  securityContext: {privileged: false}\n  containers: []\n');
    expect(asked(text)).toMatchObject([{ message: expect.stringContaining('no container') }]);
  });
});

test('what only containers have moves from the pod to every one of them', () => {
  const text = pod(
    `  securityContext:\n    runAsUser: 5\n    capabilities:\n      drop: [ALL]\n  initContainers:\n  - {name: first, image: x}\n${app}  - name: b\n    image: x\n    securityContext:\n`,
  );
  const { manifest, changes, notChanged } = correct(text);
  expect(notChanged).toEqual([]);
  expect(changes).toEqual([
    {
      line: 8,
      message: 'spec.securityContext.capabilities is moved to the securityContext of every container.',
    },
  ]);
  for (const container of [0, 1, 2])
    expect(effective(manifest, 'capabilities', container)).toEqual({ add: [], drop: ['ALL'] });
  expect(errors(manifest)).toEqual([]);
});

test('every change names the line it stood in before any change was made', () => {
  const text = pod(
    `  securityContext:\n    runAsUser: 5\n    runAsUser: 6\n${app}    foo: 1\n    securityContext:\n      fsGroup: "02000"\n      runasgroup: 0100\n`,
  );
  const { changes } = correct(text);
  expect(changes.map(({ line }) => line).sort((a, b) => a - b)).toEqual([7, 12, 14, 15, 15]);
});

test('what is too much for one go is left, and said; none of it is lost', () => {
  const many = Array.from({ length: 5000 }, (_, i) => `    foo${i}: 1\n`).join('');
  const { manifest, changes, notChanged } = correct(pod(`${app}${many}`));
  expect(changes.length).toBeGreaterThan(1000);
  expect(notChanged.at(-1)?.message).toContain('There is too much to correct in one go');
  expect(manifest.split('foo').length - 1 + changes.length).toBe(5000);
});
