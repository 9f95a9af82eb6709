import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BUILD = fileURLToPath(new URL('../scripts/build.mjs', import.meta.url));

/** Before any test: what the tests start from dist/ is made of the sources as they are. */
export function setup(): void {
  const { status } = spawnSync(process.execPath, [BUILD, '--if-needed'], { stdio: 'inherit' });
  if (status !== 0) throw new Error('npm run build fails; its output stands above.');
}
