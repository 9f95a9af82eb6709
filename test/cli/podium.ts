import { readFile } from 'node:fs/promises';
import type { CliIo } from '../../src/cli/command.ts';
import { runPodium } from '../../src/cli/run.ts';

/** What a command line did. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `podium …` in this process, with what it may read and be told. */
export async function podium(args: readonly string[], io: Partial<CliIo> = {}): Promise<Said> {
  let out = '';
  let err = '';
  const code = await runPodium(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => '',
    file: (path) => readFile(path, 'utf8'),
    env: {},
    now: () => 0,
    seed: () => 7,
    colour: false,
    ...io,
  });
  return { code, out, err };
}
