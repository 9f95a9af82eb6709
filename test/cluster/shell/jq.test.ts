/** jq as people use it on what kubectl prints, compared with the real one where it is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCluster, run } from '../../../src/cluster/index.ts';

const PODS = JSON.stringify({
  kind: 'List',
  items: [
    {
      metadata: { name: 'web', namespace: 'a', labels: { app: 'web', 'x.io/y': 'z' } },
      spec: {
        securityContext: { runAsUser: 1000 },
        containers: [
          {
            name: 'c',
            image: 'nginx:1.28',
            securityContext: { privileged: true, capabilities: { add: ['NET_ADMIN'] } },
          },
          { name: 'd', image: 'busybox' },
        ],
      },
      status: { phase: 'Running' },
    },
    {
      metadata: { name: 'db', namespace: 'b' },
      spec: {
        containers: [
          { name: 'e', image: 'redis', securityContext: { runAsUser: 999, readOnlyRootFilesystem: false } },
        ],
      },
      status: { phase: 'Pending' },
    },
  ],
});

/** Options in front of the filter, as typed. */
const FILTERS: readonly string[] = [
  '.',
  '.items[].metadata.name',
  '-r .items[].metadata.name',
  '-r .items[0].spec.containers[].image',
  '-c .items[0].metadata.labels',
  '.items | length',
  '.items[1].metadata.labels',
  '.items[1].metadata.labels.app // "none"',
  '-r .items[] | "\\(.metadata.namespace)/\\(.metadata.name): \\(.spec.securityContext.runAsUser // "image")"',
  '-r .items[] | select(.spec.containers[].securityContext.privileged == true) | .metadata.name',
  '-r .items[] | select(.status.phase != "Running") | .metadata.name',
  '-c [.items[] | {name: .metadata.name, uid: .spec.securityContext.runAsUser}]',
  '-c .items[] | {(.metadata.name): [.spec.containers[].name]}',
  '-c .items | map(.metadata.name)',
  '-c .items | map({n: .metadata.name}) | sort_by(.n)',
  '-r .items[].spec.containers[] | [.name, .image] | @tsv',
  '-r .items[].spec.containers[] | [.name, .image] | @csv',
  '-r .items[0].metadata.labels["x.io/y"]',
  '-r .items[0].metadata.labels | keys[]',
  '-c .items[0].metadata.labels | to_entries',
  '-c .items[0].metadata.labels | with_entries(.value |= .)',
  '-c [.items[].spec.containers[]] | group_by(.image) | map(length)',
  '-e .items[0].spec.securityContext.runAsNonRoot',
  '-e .items[0].spec.securityContext.runAsUser == 1000',
  '-r .items[] | .metadata.name + "-" + .status.phase',
  '.items[5]',
  '.items[-1].metadata.name',
  '-c .items[0:1] | map(.metadata.name)',
  '.nothing.below.it',
  '.items[].spec.containers[].securityContext.capabilities.add[]?',
  '-c [.items[].spec.containers[].securityContext.capabilities.add[]?]',
  '.items.name',
  '.items[].metadata.labels | keys[]',
  '.items[].spec.containers[].securityContext.capabilities.add[]',
  '.items | .[].x.y[], 1',
  '.kind[]',
  '.items[] | select(.metadata.name | test("^w"))  | .metadata.name',
  '.items[] | select(.metadata.name | startswith("d")) | .metadata.name',
  '[.items[].spec.securityContext.runAsUser] | max',
  '-c [.items[].status.phase] | unique',
  '-c .items[] | .spec.containers | any(.securityContext.privileged)',
  '.items[] | if .status.phase == "Running" then "up" else "down" end',
  '.items[0] | has("spec"), has("nope")',
  '-r .items[0].metadata.name | ascii_upcase',
  '-r [.items[].metadata.name] | join(",")',
  '-c .items[0].metadata | del(.labels)',
  '-c .. | .image? // empty',
  '.items | first.metadata.name',
  '-c .items[0].spec.containers | map(select(.name == "c"))[0].name',
  '-S -c .items[1].status, .kind',
  '-r .items[] | [.metadata.name, (.spec.containers | length)] | join(" ")',
  '-r .items[] as $p | $p.spec.containers[] | "\\($p.metadata.name) \\(.name)"',
  '-r .items[].metadata | select(.labels) | .name',
  '.items[0].spec.containers[0].securityContext | .privileged and (.runAsUser | not)',
  '-n [range(3)]',
  '-c -s .',
  '.kind | length, type, (. | tostring)',
  '1 + 2 * 3 - 4 / 2',
  '-r .kind | @base64',
  '-c [.items[] | .metadata.name | ltrimstr("w")]',
  '"a" as $x | $x',
  '-c {kind, n: (.items | length)}',
  '-c .items | map(select(.spec.securityContext == null)) | length',
];

const split = (typed: string): { readonly options: string[]; readonly filter: string } => {
  const words = typed.split(' ');
  const first = words.findIndex((word) => !/^-[a-zA-Z]+$/.test(word));
  return { options: words.slice(0, first), filter: words.slice(first).join(' ') };
};

/** The real jq of this machine; it is no dependency of ours. */
const real = ['/usr/bin/jq', '/usr/local/bin/jq'].find((path) => existsSync(path));
if (real === undefined) console.warn('jq is not installed, so ours is compared with nothing.');
const cluster = createCluster({ files: { 'pods.json': PODS } });

function ours(typed: string): { stdout: string; stderr: string; status: number; code: string | undefined } {
  const { options, filter } = split(typed);
  const ran = run(cluster, `jq ${options.join(' ')} '${filter}' < pods.json`);
  return { stdout: ran.stdout, stderr: ran.stderr, status: ran.status, code: ran.notSimulated };
}

describe.skipIf(real === undefined)(
  'jq gives what the real jq gives, or says that it is not simulated',
  () => {
    it.each(FILTERS)('%s', (typed) => {
      const { options, filter } = split(typed);
      const said = spawnSync(real ?? '', [...options, filter], {
        input: PODS,
        encoding: 'utf8',
        timeout: 10_000,
      });
      const { code, ...answer } = ours(typed);
      if (code !== undefined)
        expect({ code, status: answer.status }).toEqual({ code: 'tool:jq:filter', status: 88 });
      else expect(answer).toEqual({ stdout: said.stdout, stderr: said.stderr, status: said.status });
    });

    it('only where something is assigned or taken away', () => {
      expect(FILTERS.filter((typed) => ours(typed).code !== undefined)).toEqual(
        FILTERS.filter((typed) => /\|=|del\(/.test(typed)),
      );
    });
  },
);

it('a filter without an end costs no more than its bound', () => {
  expect(run(cluster, `jq '[range(10000)] | [.[] as $a | .[] as $b | $a]' < pods.json`).notSimulated).toBe(
    'tool:jq:filter',
  );
});
