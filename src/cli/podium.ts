#!/usr/bin/env node
import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { decodeText } from '../manifest/yaml/index.ts';
import { atSource } from '../runtime/source-lines.ts';
import { EXIT } from './command.ts';
import { runPodium } from './run.ts';

async function standardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return decodeText(Buffer.concat(chunks));
}

process.on('uncaughtException', (error) => {
  process.stderr.write(`podium: an error that is Podium's own\n${atSource(error.stack ?? String(error))}\n`);
  process.exit(EXIT.failed);
});

// `| head` closes the pipe before everything is written: that is its right, and no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runPodium(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  errTerminal: process.stderr.isTTY === true,
  stdin: standardInput,
  input: process.stdin,
  output: process.stdout,
  bytes: (path) => readFile(path),
  file: async (path) => decodeText(await readFile(path)),
  write: (path, data) => writeFile(path, data),
  env: process.env,
  now: Date.now,
  seed: () => randomInt(2 ** 32),
  colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
});
