import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../src', import.meta.url));

/** One import of one file of ours by another, both as paths below src/. */
export interface Import {
  readonly from: string;
  readonly to: string;
  /** Erased when the program runs. */
  readonly typeOnly: boolean;
}

/** `import … from '…'`, `export … from '…'`, `import '…'` and `import('…')`, of files of ours. */
const IMPORT =
  /^(import|export)( type)?\b[^'"`;]*?from '(\.\.?\/[^']+)'|^import '(\.\.?\/[^']+)'|import\('(\.\.?\/[^']+)'\)/gm;

/** Every file of src/ with its text. */
export function sources(): ReadonlyMap<string, string> {
  const names = readdirSync(SRC, { recursive: true, encoding: 'utf8' });
  return new Map(
    names
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name.split(sep).join('/'), readFileSync(join(SRC, name), 'utf8')]),
  );
}

/** Every import among these files; styles of the preview's page do not count. */
export function importsOf(files: ReadonlyMap<string, string>): readonly Import[] {
  return [...files].flatMap(([from, text]) =>
    [...text.matchAll(IMPORT)]
      .filter(([line]) => !line.includes('.css'))
      .map((found) => ({
        from,
        to: relative('/', join('/', dirname(from), found[3] ?? found[4] ?? found[5] ?? ''))
          .split(sep)
          .join('/'),
        typeOnly: found[2] !== undefined,
      })),
  );
}

/** The rooms from the top down; each may import those below. */
const ORDER: readonly (readonly string[])[] = [
  ['start.ts'],
  ['main.ts', 'cli'],
  ['discord', 'terminal'],
  ['play'],
  ['store', 'pictures'],
  ['decks'],
  ['study'],
  ['cluster'],
  ['manifest'],
  ['runtime'],
];
/** A stand-in for Discord: imports nothing of ours; what starts it lies at the top. */
const APART = 'preview';
/** Rooms that are data and rules alone: they need nothing of a process either. */
const PURE = new Set(['manifest', 'cluster', 'study']);

/** What is wrong with an import by the house's rules; undefined where nothing is. */
export function fault({ from, to }: Import): string | undefined {
  const [room, feature] = placeOf(from);
  const [other, otherFeature] = placeOf(to);
  if (room === other) {
    const between = room === 'discord' && feature !== otherFeature && feature !== '' && otherFeature !== '';
    if (!between || otherFeature === 'platform') return undefined;
    return `${from} imports ${to}: ${feature} and ${otherFeature} are two features`;
  }
  const [mine, theirs] = [levelOf(room), levelOf(other)];
  if (room === APART) return `${from} imports ${to}: the preview stands apart`;
  if (other === APART)
    return mine <= levelOf('main.ts') ? undefined : `${from} imports ${to}: the preview stands apart`;
  if (PURE.has(room) && other === 'runtime') return `${from} imports ${to}: ${room}/ knows no process`;
  return mine < theirs ? undefined : `${from} imports ${to}: arrows run from ${other} to ${room}`;
}

function placeOf(file: string): readonly [room: string, feature: string] {
  const [room = '', feature = '', more] = file.split('/');
  return [room, more === undefined ? '' : feature];
}

function levelOf(room: string): number {
  const level = ORDER.findIndex((rooms) => rooms.includes(room));
  if (level < 0 && room !== APART) throw new RangeError(`src/${room} is no room of the house`);
  return level;
}

/** One circle of files that import each other when the program runs; undefined where there is none. */
export function circle(imports: readonly Import[]): readonly string[] | undefined {
  const next = new Map<string, string[]>();
  for (const { from, to, typeOnly } of imports) {
    if (!typeOnly) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const each of next.get(file) ?? []) {
      const found = visit(each);
      if (found !== undefined) return found;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const found = visit(file);
    if (found !== undefined) return found;
  }
  return undefined;
}
