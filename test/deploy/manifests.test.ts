import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { letIn, stagesOf, variablesOf } from '../../scripts/dockerfile.ts';
import { explain } from '../../src/manifest/index.ts';
import { VARIABLES } from '../../src/runtime/config.ts';
import { file, files } from './files.ts';

const [BUILD, IMAGE] = stagesOf(file('Dockerfile'));
const last = (name: string) => IMAGE?.instructions.findLast((each) => each.name === name);
const USER = last('USER')?.words[0] ?? '';
const IMAGE_ENV = Object.assign({}, ...[last('ENV')].map((env) => (env ? variablesOf(env) : {}))) as Record<
  string,
  string
>;
const KNOWN = new Set([...VARIABLES, 'NODE_ENV']);
const MANIFESTS = files('deploy/kubernetes/*.yaml');

test('there is a manifest for SQLite, one for PostgreSQL, and one for an HTTP endpoint', () => {
  expect(MANIFESTS).toContain('deploy/kubernetes/http.yaml');
  expect(MANIFESTS).toContain('deploy/kubernetes/sqlite.yaml');
  expect(MANIFESTS).toContain('deploy/kubernetes/postgres.yaml');
});

test('each pod of shards.yaml has the shard of its number, and there are as many pods as shards', () => {
  const set = parseAllDocuments(file('deploy/kubernetes/shards.yaml'))
    .map((each) => each.toJS() as Manifest)
    .find(({ kind }) => kind === 'StatefulSet');
  const env = set?.spec?.template?.spec.containers[0]?.env ?? [];
  expect(env.find(({ name }) => name === 'DISCORD_SHARDS')).toMatchObject({
    value: String(set?.spec?.replicas),
  });
  expect(env.find(({ name }) => name === 'DISCORD_SHARD_IDS')).toMatchObject({
    valueFrom: { fieldRef: { fieldPath: "metadata.labels['apps.kubernetes.io/pod-index']" } },
  });
});

describe.each(MANIFESTS)('what we tell others holds of %s', (path) => {
  const text = file(path);

  test('it is accepted, starts, meets restricted, and nothing is found in it', () => {
    const { pods, findings, repairs, readings } = explain(text, { imageUsers: { '*': USER } });
    expect(pods).toHaveLength(1);
    expect({ findings, repairs, readings }).toEqual({ findings: [], repairs: [], readings: [] });
    for (const { accepted, security, containers } of pods) {
      expect(accepted).toEqual({ strict: true, ignore: true });
      expect(security?.level).toBe('restricted');
      for (const { start, process, fields } of containers) {
        expect(start.verdict).toBe('starts');
        expect(`${process.uid}:${process.gid}`).toBe(USER);
        expect(fields.readOnlyRootFilesystem?.value).toBe(true);
      }
    }
  });

  test('it starts even where nothing is known of the image', () => {
    const { pods } = explain(text);
    for (const { containers } of pods)
      for (const { start } of containers) expect(start.verdict).toBe('starts');
  });

  test('every document is complete, its selectors meet its labels, and its variables are ours', () => {
    const documents = parseAllDocuments(text).map((each) => each.toJS() as Manifest);
    expect(documents.length).toBeGreaterThan(0);
    const labels = documents.map(({ spec }) => spec?.template?.metadata?.labels);
    for (const { apiVersion, kind, metadata, spec } of documents) {
      expect(apiVersion).toMatch(/^\w/);
      expect(kind).toMatch(/^\w/);
      if (kind !== 'Namespace') expect(metadata.namespace).toBe('podium');
      const wanted = kind === 'Service' ? spec?.selector : spec?.selector?.matchLabels;
      if (wanted !== undefined) expect(labels).toContainEqual(wanted);
      for (const { env = [], ports = [], image } of spec?.template?.spec.containers ?? []) {
        for (const { name } of env) expect(KNOWN).toContain(name);
        const own = env.find(({ name }) => name === 'INTERACTIONS_PORT')?.value;
        for (const { containerPort } of ports)
          expect([IMAGE_ENV.METRICS_PORT, own]).toContain(String(containerPort));
        expect(image).toMatch(/:\d+\.\d+\.\d+$/);
      }
    }
  });
});

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly namespace?: string };
  readonly spec?: {
    readonly replicas?: number;
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly template?: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
      readonly spec: {
        readonly containers: readonly {
          readonly image: string;
          readonly env?: readonly { readonly name: string; readonly value?: string }[];
          readonly ports?: readonly { readonly containerPort: number }[];
        }[];
      };
    };
  };
}

describe('the image', () => {
  test('runs as a number that is not root, and begins without a shell', () => {
    expect(USER).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    for (const name of ['ENTRYPOINT', 'CMD']) expect(last(name)?.text).toMatch(/^\["/);
    expect(last('HEALTHCHECK')?.text).toMatch(/CMD \["node", /);
    expect(IMAGE?.instructions.map(({ name }) => name)).not.toContain('RUN');
  });

  test('has the Node.js that the checkout brings', () => {
    const { devDependencies } = JSON.parse(file('package.json')) as {
      devDependencies: Record<string, string>;
    };
    expect(BUILD?.base).toMatch(new RegExp(`^node:${devDependencies.node}-`));
  });

  test('sets variables that there are, and gives the heap that npm start gives', () => {
    for (const name of Object.keys(IMAGE_ENV)) expect(KNOWN).toContain(name);
    const { scripts } = JSON.parse(file('package.json')) as { scripts: Record<string, string> };
    expect(`node ${last('CMD')?.words.join(' ')}`).toBe(scripts.start);
  });

  test('is given exactly what the build copies: no .env, no database, no node_modules', () => {
    const copied = (BUILD?.instructions ?? [])
      .filter(({ name }) => name === 'COPY')
      .flatMap(({ words }) => words.slice(0, -1));
    expect([...letIn(file('.dockerignore'))].sort()).toEqual(copied.sort());
  });
});

test('every file that docs/operating.md names below deploy/ is there', () => {
  const named = [...file('docs/operating.md').matchAll(/\bdeploy\/[\w./-]*\w/g)].map(([path]) => path);
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((path) => files(path).length === 0)).toEqual([]);
});

describe('Compose', () => {
  type Services = Readonly<
    Record<string, { readonly environment?: Readonly<Record<string, string>>; readonly image: string }>
  >;
  const services = (path: string): Services => (parse(file(path)) as { services: Services }).services;

  test.each(['compose.yaml', 'compose.postgres.yaml'])('%s sets variables that there are', (path) => {
    for (const name of Object.keys(services(path).podium?.environment ?? {})) expect(KNOWN).toContain(name);
  });

  test('names the image by the version of package.json, as Kubernetes does', () => {
    const { version } = JSON.parse(file('package.json')) as { version: string };
    expect(services('compose.yaml').podium?.image).toBe(`podium:${version}`);
    for (const path of MANIFESTS) expect(file(path)).toContain(`/podium:${version}\n`);
  });
});

test('the systemd unit starts what npm start starts, with variables that there are', () => {
  const unit = file('deploy/systemd/podium.service');
  const { scripts } = JSON.parse(file('package.json')) as { scripts: Record<string, string> };
  const [, command = ''] = /^ExecStart=\S+\/bin\/(.*)$/m.exec(unit) ?? [];
  expect(command).toBe(scripts.start);
  const [, set = ''] = /^Environment=(.*)$/m.exec(unit) ?? [];
  for (const each of set.split(' ')) expect(KNOWN).toContain(each.split('=')[0]);
});
