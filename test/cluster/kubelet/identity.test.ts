import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/cluster/draft.ts';
import type { Directory, FileNode } from '../../../src/cluster/files/tree.ts';
import { capabilityMask, type Identity } from '../../../src/cluster/identity.ts';
import { ownedByGroup, rootMatches } from '../../../src/cluster/kubelet/ownership.ts';
import { nodeAtPath } from '../../../src/cluster/kubelet/volume-files.ts';
import { advance } from '../../../src/cluster/settle.ts';
import type { ContainerRecord } from '../../../src/cluster/state.ts';
import { environmentOf, mountsOf } from '../../../src/cluster/usual.ts';
import { apply, freshDraft, pod, told } from '../fixture.ts';

const running = (spec: string): Draft => {
  const draft = freshDraft();
  apply(draft, `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n${spec}`);
  advance(draft, 15_000);
  return draft;
};
const containerOf = (draft: Draft, name = 'a'): ContainerRecord => {
  const found = Object.values(draft.containers).find((record) => record.name === name);
  if (found === undefined) throw new RangeError(JSON.stringify(pod(draft, 'p').status));
  return found;
};
const who = (pods: string, own: string): Identity =>
  containerOf(
    running(
      `  securityContext: ${pods}\n  containers:\n  - {name: a, image: "busybox:1.37", command: [sleep, 3d], securityContext: ${own}}\n`,
    ),
  ).identity;

describe('who a process is', () => {
  it('follows from the effective fields, the group of the volume among its groups', () => {
    expect(
      who(
        '{runAsUser: 1000, runAsGroup: 3000, fsGroup: 2000, supplementalGroups: [4000, 3000]}',
        '{runAsUser: 1001}',
      ),
    ).toMatchObject({
      uid: 1001,
      gid: 3000,
      groups: [2000, 3000, 4000],
    });
    expect(who('{}', '{runAsUser: 1001}')).toMatchObject({ uid: 1001, gid: 0, groups: [0] });
  });

  it('has capabilities in effect as root alone, and in the bounding set as anybody', () => {
    const masks = ({ capabilities }: Identity): readonly string[] =>
      [capabilities.permitted, capabilities.effective, capabilities.bounding].map(capabilityMask);
    const stock = '00000000a80425fb';
    const none = '0000000000000000';
    expect(masks(who('{}', '{}'))).toEqual([stock, stock, stock]);
    expect(masks(who('{}', '{runAsUser: 1000}'))).toEqual([none, none, stock]);
    expect(masks(who('{}', '{capabilities: {drop: [ALL]}}'))).toEqual([none, none, none]);
    const added = '00000000aa0435fb';
    expect(masks(who('{}', '{capabilities: {add: [NET_ADMIN, sys_time]}}'))).toEqual([added, added, added]);
    const two = '0000000002001000';
    expect(masks(who('{}', '{capabilities: {drop: [ALL], add: [NET_ADMIN, SYS_TIME]}}'))).toEqual([
      two,
      two,
      two,
    ]);
    expect(masks(who('{}', '{capabilities: {add: [CAP_NET_ADMIN]}}'))).toEqual([stock, stock, stock]);
    const all = '000001ffffffffff';
    expect(masks(who('{}', '{privileged: true, capabilities: {drop: [ALL]}}'))).toEqual([all, all, all]);
  });

  it('may gain nothing only where that is said, is filtered only where a profile is asked for', () => {
    expect(who('{}', '{allowPrivilegeEscalation: false}').noNewPrivs).toBe(true);
    expect(who('{}', '{}').noNewPrivs).toBe(false);
    expect(who('{seccompProfile: {type: RuntimeDefault}}', '{}').seccomp).toBe(2);
    expect(who('{seccompProfile: {type: RuntimeDefault}}', '{privileged: true}').seccomp).toBe(0);
    expect(who('{}', '{readOnlyRootFilesystem: true}').readOnlyRoot).toBe(true);
  });
});

const FILES = `apiVersion: v1
kind: Secret
metadata: {name: seal}
stringData: {wax: crimson}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: rules}
data: {one: "1", two: "2"}
`;

describe('a volume', () => {
  const mounted = (draft: Draft, path: string): FileNode | undefined => {
    const mount = mountsOf(containerOf(draft)).find((one) => one.path === path);
    const tree = mount?.tree === undefined || mount.tree === null ? undefined : draft.trees[mount.tree];
    return tree === undefined ? undefined : nodeAtPath(tree.root, mount?.root ?? '/');
  };
  const withVolume = (volume: string, security = '{}', mount = ''): Draft => {
    const draft = freshDraft();
    apply(draft, FILES);
    apply(
      draft,
      `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  securityContext: ${security}\n  containers:\n  - {name: a, image: "busybox:1.37", command: [sleep, 3d], volumeMounts: [{name: v, mountPath: /v${mount}}]}\n  volumes:\n  - name: v\n    ${volume}\n`,
    );
    advance(draft, 15_000);
    return draft;
  };
  const inside = (draft: Draft, name: string): string | undefined => {
    const root = mounted(draft, '/v') as Directory;
    const dated = Object.keys(root.entries).find((one) => one.startsWith('..20')) ?? '';
    const file = nodeAtPath(root, `${dated}/${name}`);
    return file?.type === 'file'
      ? `${file.mode.toString(8)} ${file.uid}:${file.gid} ${file.content}`
      : undefined;
  };
  const looks = (node: FileNode | undefined): string =>
    node === undefined || node.type === 'whiteout'
      ? 'nothing'
      : `${node.mode.toString(8)} ${node.uid}:${node.gid}`;

  it('of nothing is open to all; with an fsGroup it is the group’s, setgid', () => {
    expect(looks(mounted(withVolume('emptyDir: {}'), '/v'))).toBe('777 0:0');
    expect(looks(mounted(withVolume('emptyDir: {}', '{fsGroup: 2000}'), '/v'))).toBe('2777 0:2000');
  });

  it('of a Secret has its modes, made readable for the fsGroup', () => {
    const secret = 'secret: {secretName: seal, defaultMode: 0400}';
    expect(inside(withVolume(secret), 'wax')).toBe('400 0:0 crimson');
    expect(inside(withVolume(secret, '{fsGroup: 2000}'), 'wax')).toBe('440 0:2000 crimson');
    expect(
      inside(withVolume('configMap: {name: rules, items: [{key: two, path: deep/2, mode: 0600}]}'), 'deep/2'),
    ).toBe('600 0:0 2');
    const root = mounted(withVolume(secret), '/v') as Directory;
    expect(root.entries.wax).toMatchObject({ type: 'link', target: '..data/wax' });
  });

  it('of a Secret can be written by nobody', () => {
    const mount = mountsOf(containerOf(withVolume('secret: {secretName: seal}'))).find(
      ({ path }) => path === '/v',
    );
    expect(mount).toMatchObject({ readOnly: true, fsType: 'tmpfs' });
  });

  it('that is mounted by a subPath gets that folder, in the group of the volume', () => {
    expect(looks(mounted(withVolume('emptyDir: {}', '{fsGroup: 2000}', ', subPath: narrow'), '/v'))).toBe(
      '2777 0:2000',
    );
    expect(looks(mounted(withVolume('emptyDir: {}', '{}', ', subPath: narrow'), '/v'))).toBe('777 0:0');
  });

  it('of the node is never touched', () => {
    const host = 'hostPath: {path: /srv/data, type: DirectoryOrCreate}';
    expect(looks(mounted(withVolume(host, '{fsGroup: 2000}'), '/v'))).toBe('755 0:0');
  });

  it('that cannot be mounted keeps the pod from starting, and says so', () => {
    const absent = withVolume('secret: {secretName: none}');
    expect(pod(absent, 'p').status.containerStatuses?.[0]?.state).toEqual({
      waiting: { reason: 'ContainerCreating' },
    });
    expect(told(absent, 'p')).toContainEqual(
      'FailedMount: MountVolume.SetUp failed for volume "v" : secret "none" not found',
    );
    const wrong = withVolume('hostPath: {path: /etc/nothing, type: Directory}');
    expect(told(wrong, 'p')).toContainEqual(
      'FailedMount: MountVolume.SetUp failed for volume "v" : hostPath type check failed: /etc/nothing is not a directory',
    );
  });

  it('starts the pod once what was missing is there', () => {
    const draft = withVolume('configMap: {name: late}');
    apply(draft, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: late}\ndata: {a: b}\n');
    advance(draft, 130_000);
    expect(pod(draft, 'p').status.phase).toBe('Running');
  });
});

describe('fsGroup', () => {
  const file: FileNode = { type: 'file', uid: 7, gid: 7, mode: 0o600, mtime: 0, content: '' };
  const tree: Directory = {
    type: 'directory',
    uid: 7,
    gid: 7,
    mode: 0o700,
    mtime: 0,
    entries: { file, link: { type: 'link', uid: 7, gid: 7, mode: 0o777, mtime: 0, target: 'file' } },
  };

  it('gives every file to the group, and leaves its owner', () => {
    expect(ownedByGroup(tree, 2000, false)).toMatchObject({
      uid: 7,
      gid: 2000,
      mode: 0o2770,
      entries: { file: { uid: 7, gid: 2000, mode: 0o660 }, link: { gid: 2000, mode: 0o777 } },
    });
    expect(ownedByGroup(tree, 2000, true)).toMatchObject({
      mode: 0o2750,
      entries: { file: { mode: 0o640 } },
    });
  });

  it('is not applied again where the root has it already and the policy looks at that', () => {
    expect(rootMatches(tree, 2000, false)).toBe(false);
    expect(rootMatches(ownedByGroup(tree, 2000, false), 2000, false)).toBe(true);
    expect(rootMatches(ownedByGroup(tree, 2000, false), 2001, false)).toBe(false);
  });
});

describe('an environment', () => {
  const FROM = `  containers:
  - name: a
    image: busybox:1.37
    command: [sleep, 3d]
    args: ["$(A)", "$$(A)", "$(NOPE)"]
    envFrom: [{configMapRef: {name: rules}, prefix: R_}]
    env:
    - {name: A, value: "1"}
    - {name: B, value: "$(A)2"}
    - {name: ME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
    - {name: WAX, valueFrom: {secretKeyRef: {name: seal, key: KEY}}}
`;
  const started = (key: string): Draft => {
    const draft = freshDraft();
    apply(draft, FILES);
    apply(draft, `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n${FROM.replace('KEY', key)}`);
    advance(draft, 15_000);
    return draft;
  };

  it('holds what the pod says, expanded, after PATH and HOSTNAME', () => {
    const container = containerOf(started('wax'));
    const { argv } = container;
    const env = environmentOf(container);
    const set = Object.fromEntries(env);
    expect(env.slice(0, 2).map(([name]) => name)).toEqual(['PATH', 'HOSTNAME']);
    expect(set).toMatchObject({
      A: '1',
      B: '12',
      HOSTNAME: 'p',
      ME: 'p',
      R_one: '1',
      WAX: 'crimson',
      KUBERNETES_SERVICE_HOST: '10.96.0.1',
    });
    expect(argv).toEqual(['sleep', '3d', '1', '$(A)', '$(NOPE)']);
  });

  it('that names a key which is not there keeps the container from being created', () => {
    const draft = started('ink');
    expect(pod(draft, 'p').status.containerStatuses?.[0]?.state.waiting).toEqual({
      reason: 'CreateContainerConfigError',
      message: "couldn't find key ink in Secret default/seal",
    });
  });
});
