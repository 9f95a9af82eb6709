import { readFileSync } from 'node:fs';
import { LineCounter, parseAllDocuments } from 'yaml';
import { explain } from '../../src/manifest/index.ts';

const SIZES = [1_000, 4_000, 100_000, 1_000_000];

/** Labelled manifests one after the other, until the text is that long. */
function textOf(size: number): string {
  const { cases } = JSON.parse(readFileSync(new URL('../oracle/effective.json', import.meta.url), 'utf8'));
  const texts: string[] = cases
    .filter(({ category }: { category: string }) => ['realistic', 'workload-kinds'].includes(category))
    .map(({ yaml }: { yaml: string }) => yaml);
  const parts: string[] = [];
  for (let length = 0, i = 0; length < size; i += 1) {
    const part = `---\n${texts[i % texts.length]}\n`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('');
}

/** Median of the warm runs, in ms; the two take turns so that the machine's mood falls on both. */
function medians(runs: number, ...tasks: readonly (() => void)[]): number[] {
  const times = tasks.map((): number[] => []);
  for (let i = 0; i < runs * 2; i += 1)
    for (const [which, task] of tasks.entries()) {
      const start = performance.now();
      task();
      if (i >= runs) times[which]?.push(performance.now() - start);
    }
  return times.map((list) => list.sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN);
}

/** Prints how `explain()` compares with the yaml package's `parseAllDocuments` on the same text, both warm. */
export function benchExplain(): void {
  const rows = SIZES.map((size) => {
    const text = textOf(size);
    const runs = Math.max(5, Math.min(200, Math.round(1_000_000 / size)));
    const [yaml = 0, ours = 0] = medians(
      runs,
      () => parseAllDocuments(text, { lineCounter: new LineCounter() }),
      () => explain(text),
    );
    return { characters: text.length, yaml, ours };
  });
  console.table(
    rows.map(({ characters, yaml, ours }) => ({
      characters,
      'parseAllDocuments ms': yaml.toFixed(2),
      'explain ms': ours.toFixed(2),
      'ratio (at most 1.3)': (ours / yaml).toFixed(2),
    })),
  );
  const [, , small, large] = rows;
  if (small === undefined || large === undefined) return;
  const perCharacter = large.ours / large.characters / (small.ours / small.characters);
  console.log(`explain(): a character of 1 MB costs ${perCharacter.toFixed(2)} times one of 100 KB`);
}
