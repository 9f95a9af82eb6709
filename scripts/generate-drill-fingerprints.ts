/**
 * Writes test/study/drills/golden.json: what every version of a drill draws, as a fingerprint.
 *
 *     npm run renew:drills
 *
 * Refuses where a drill draws something else under the version it had: whoever was asked by that version would be
 * shown another question. `-- --same-version` is for what changes no question, a link that moved.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Difficulty, DRILLS, type Drill, drawDrill } from '../src/study/drills/index.ts';

/** `<id>@<version>` and the fingerprint of what it draws. */
export type Fingerprints = Readonly<Record<string, string>>;

/** Where they are kept. */
export const GOLDEN = fileURLToPath(new URL('../test/study/drills/golden.json', import.meta.url));

/** Twelve hex digits over sixty questions: twelve seeds at each difficulty. */
function fingerprint(drill: Drill): string {
  const hash = createHash('sha256');
  for (let seed = 0; seed < 60; seed++)
    hash.update(JSON.stringify(drawDrill(drill, seed * 7919, ((seed % 5) + 1) as Difficulty)));
  return hash.digest('hex').slice(0, 12);
}

/** The fingerprints of the drills as they are. */
export function fingerprints(): Fingerprints {
  return Object.fromEntries(DRILLS.map((drill) => [`${drill.id}@${drill.version}`, fingerprint(drill)]));
}

/** The fingerprints that are kept. */
export function kept(): Fingerprints {
  return JSON.parse(readFileSync(GOLDEN, 'utf8')) as Fingerprints;
}

/** The versions of drills that draw something else than they did. */
export function changed(before: Fingerprints, now: Fingerprints): readonly string[] {
  return Object.keys(now).filter((name) => Object.hasOwn(before, name) && before[name] !== now[name]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const now = fingerprints();
  const otherwise = changed(kept(), now);
  if (otherwise.length > 0 && !process.argv.includes('--same-version')) {
    process.stderr.write(
      `${otherwise.join(', ')}: not what this version drew. Raise \`version\` in the file of the drill, or, if only a link moved: npm run renew:drills -- --same-version\n`,
    );
    process.exitCode = 1;
  } else writeFileSync(GOLDEN, `${JSON.stringify(now, null, 2)}\n`);
}
