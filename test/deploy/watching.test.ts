import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openMetrics } from '../../src/runtime/metrics/metrics.ts';
import { OUTCOMES } from '../../src/runtime/metrics/watch.ts';
import { file } from './files.ts';

interface Expression {
  readonly where: string;
  readonly text: string;
}

const RULES = parse(file('deploy/prometheus/alerts.yaml')) as {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly annotations: Readonly<Record<string, string>>;
    }[];
  }[];
};
const ALERTS = RULES.groups.flatMap(({ rules }) => rules);
const DASHBOARD = JSON.parse(file('deploy/grafana/podium.json')) as {
  readonly panels: readonly {
    readonly id: number;
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
  readonly templating: { readonly list: readonly { readonly query: unknown }[] };
};

const EXPRESSIONS: readonly Expression[] = [
  ...ALERTS.map(({ alert, expr }) => ({ where: alert, text: expr })),
  ...DASHBOARD.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => ({ where: title, text: expr })),
  ),
  ...DASHBOARD.templating.list.map(({ query }) => ({ where: 'variable', text: JSON.stringify(query) })),
];

/** The samples that a bot exposes of which everything has happened once: by name, with the labels of each. */
async function exposed(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { watch, expose } = openMetrics(
    { version: '0', database: 'sqlite' },
    {
      ready: async () => true,
      gateway: () => ({ shards: { ready: 1 }, pingMs: 1 }),
      overdueMs: async () => ({ reminders: 0 }),
    },
  );
  watch.interaction({ kind: 'command', handler: '/quiz', outcome: 'answered', acknowledgedMs: 1 });
  watch.useCase({ name: 'ask', ms: 1, failure: 'busy' });
  watch.claimed('reminders', 1);
  watch.notSimulated('tool:x');
  watch.reconnecting();
  watch.request('/interactions', 200);
  const names = new Map<string, Set<string>>();
  for (const [, name = '', labels = ''] of (await expose()).text.matchAll(/^(\w+)(?:\{(.*)\})? /gm)) {
    const known = names.get(name) ?? new Set();
    names.set(name, known);
    for (const [label] of labels.matchAll(/\w+="[^"]*"/g)) known.add(label).add(label.split('=')[0] ?? '');
  }
  return names;
}

/** `name{a="b"}` of an expression: every metric, with what it selects. */
const METRIC = /\b((?:podium|nodejs|process)_\w+)(?:\{([^}]*)\})?/g;

describe('what the alerts and the dashboard ask', () => {
  test('is asked of metrics that there are', async () => {
    const names = await exposed();
    const asked = EXPRESSIONS.flatMap(({ where, text }) =>
      [...text.matchAll(METRIC)].map(([, name = '']) => ({ where, name })),
    );
    expect(asked.length).toBeGreaterThan(25);
    expect(asked.filter(({ name }) => !names.has(name))).toEqual([]);
  });

  test('selects and sums by labels that they have, and by outcomes and buckets that there are', async () => {
    const names = await exposed();
    let selected = 0;
    for (const { where, text } of EXPRESSIONS) {
      const known = new Set(['job', 'instance']);
      for (const [, name = '', selectors = ''] of text.matchAll(METRIC)) {
        const labels = names.get(name) ?? new Set();
        for (const label of labels) known.add(label);
        for (const [, label = '', operator, value = ''] of selectors.matchAll(/(\w+)(=~|!=|=)"([^"]*)"/g)) {
          if (label === 'job' || label === 'instance') continue;
          selected += 1;
          expect(labels, `${where}: ${name}`).toContain(label);
          if (label === 'le') expect(labels, where).toContain(`le="${value}"`);
          if (label === 'outcome') expect(OUTCOMES, where).toEqual(expect.arrayContaining(value.split('|')));
          expect(operator === '=~' || !value.includes('|'), where).toBe(true);
        }
      }
      for (const [, by = ''] of text.matchAll(/\bby \(([^)]*)\)/g))
        for (const label of by.split(', ')) expect([...known], where).toContain(label);
    }
    expect(selected).toBeGreaterThan(3);
  });
});

test('there are three alerts, and docs/operating.md says of each what is to be done', () => {
  expect(ALERTS).toHaveLength(3);
  for (const { alert, annotations } of ALERTS) {
    expect(annotations.summary).toMatch(/\.$/);
    expect(file('docs/operating.md')).toContain(`**${alert}**`);
  }
});

const PROMTOOL = spawnSync('promtool', ['--version']).error === undefined;

test.skipIf(!PROMTOOL)(
  'Prometheus raises them when it should, and not when it should not (Debian: prometheus)',
  () => {
    const rules = fileURLToPath(new URL('../../deploy/prometheus/alerts.test.yaml', import.meta.url));
    const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', rules], { encoding: 'utf8' });
    expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' });
  },
);

test('every metric of ours is in a table of docs/operating.md, and every one there is a metric', async () => {
  const base = (name: string): string => name.replace(/_(?:bucket|sum|count)$/, '');
  const ours = [...(await exposed()).keys()].filter((name) => name.startsWith('podium_')).map(base);
  const told = [...file('docs/operating.md').matchAll(/^\| `(podium_\w+)` \|/gm)].map(([, name]) => name);
  expect([...told].sort()).toEqual([...new Set(ours)].sort());
});

test('every panel has an id of its own and asks something', () => {
  const ids = DASHBOARD.panels.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { title, targets } of DASHBOARD.panels) expect(targets.length, title).toBeGreaterThan(0);
});
