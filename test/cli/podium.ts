import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import type { CliIo } from '../../src/cli/command.ts';
import { runPodium } from '../../src/cli/run.ts';
import { decodeText } from '../../src/manifest/yaml/index.ts';

/** What a command line did. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Where the database is for a test that names none: nowhere, so that nobody's own is read. */
export const NO_DATABASE = join(tmpdir(), 'podium-cli-without', 'podium.db');

/**
 * Runs `podium …` in this process, with what it may read and be told. Throws where that leaves DATABASE_PATH to the
 * checkout: its .env and data/ belong to whoever works there.
 */
export async function podium(args: readonly string[], io: Partial<CliIo> = {}): Promise<Said> {
  const env = { DATABASE_PATH: NO_DATABASE, ...io.env };
  if (env.DATABASE_PATH === undefined || env.DATABASE_PATH === '')
    throw new RangeError(
      'a test without DATABASE_PATH would read the .env or the data/podium.db of this checkout',
    );
  let out = '';
  let err = '';
  const code = await runPodium(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    errTerminal: false,
    stdin: async () => '',
    input: Readable.from([]),
    output: new PassThrough(),
    bytes: (path) => readFile(path),
    file: async (path) => decodeText(await readFile(path)),
    write: (path, data) => writeFile(path, data),
    now: () => 0,
    seed: () => 7,
    colour: false,
    ...io,
    env,
  });
  return { code, out, err };
}
