import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** What came of an editor: what was saved, or null and, where it did not go well, why. */
export interface Edited {
  readonly text: string | null;
  readonly trouble?: string;
}

/** The line that starts the person's editor, as git and kubectl find it. */
function editorOf(env: Readonly<Record<string, string | undefined>>): string {
  return env.VISUAL || env.EDITOR || 'vi';
}

/** Before anything was written to it; who saves without a change makes it newer. */
const LONG_AGO = new Date(2000, 0, 1);

/** Opens a text in the person's own editor, in the terminal that this program has, and waits until it is closed. */
export function edited(
  { path, text }: { readonly path: string; readonly text: string },
  env: Readonly<Record<string, string | undefined>>,
  keyboard: boolean,
): Edited {
  const folder = mkdtempSync(join(tmpdir(), 'podium-edit-'));
  const file = join(folder, basename(path) || 'file');
  try {
    writeFileSync(file, text, { mode: 0o600 });
    utimesSync(file, LONG_AGO, LONG_AGO);
    const line = env.VISUAL || env.EDITOR ? [editorOf(env)] : ['vi', 'nano'];
    for (const editor of line) {
      const ran = spawnSync('/bin/sh', ['-c', `${editor} "$1"`, editor, file], {
        stdio: keyboard ? 'inherit' : ['ignore', 'inherit', 'inherit'],
        env: { ...env },
      });
      if (ran.status === 127 && editor !== line.at(-1)) continue;
      if (ran.status === 0) {
        const saved = statSync(file).mtimeMs !== LONG_AGO.getTime();
        return { text: saved ? readFileSync(file, 'utf8') : null };
      }
      const how = ran.status === null ? `was ended by ${ran.signal}` : `ended with status ${ran.status}`;
      return {
        text: null,
        trouble: `The editor (${editor}) ${how}, so nothing was saved. Set EDITOR to one that is there, or write the file with cat > ${path} <<EOF.`,
      };
    }
    return { text: null };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
