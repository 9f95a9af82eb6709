import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The path of what lies in Podium's own folder beside the program: `questions`, `migrations`. The folder is the nearest
 * one with a package.json, so that it is the same from `src/` and from the bundle in `dist/`.
 */
export function packageFile(...parts: readonly string[]): string {
  return join(packageFolder(), ...parts);
}

/** The version of Podium that runs. */
export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string };
  return version;
}

function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error(`there is no package.json above ${import.meta.url}`);
    folder = above;
  }
  return folder;
}
