/** The real kubectl 1.36.3, where scripts/fetch-kubectl.ts put it; undefined: it was not fetched. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Outside the repository: 37 MB nobody wants in a clone. */
const CACHE = process.env.PODIUM_KUBECTL_CACHE ?? join(homedir(), '.cache', 'podium', 'kubectl-1.36.3');

export function realKubectl(): string | undefined {
  const path = join(CACHE, 'kubectl');
  return existsSync(path) ? path : undefined;
}

export interface Output {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** Runs a program to its end; never rejects. */
export function runReal(
  program: string,
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly stdin: string | null },
): Promise<Output> {
  return new Promise((resolve) => {
    const child = spawn(program, argv, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += String(chunk);
    });
    child.stderr.on('data', (chunk) => {
      stderr += String(chunk);
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
    child.on('error', (error) => resolve({ stdout, stderr: String(error), status: -1 }));
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ stdout, stderr, status: code ?? -1 });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(options.stdin ?? '');
  });
}
