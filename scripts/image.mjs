/**
 * Puts what a container needs into a folder, after the build: `node scripts/image.mjs /image` fills /image/app and makes
 * an empty /image/data. Nothing is in it that does not run there: no npm, no compiler, no binaries of other systems.
 */
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WITH_FILES } from './packages-with-files.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OURS = ['dist', 'questions', 'migrations', 'package.json', 'LICENSE'];
/** Of better-sqlite3: its C sources, and the binaries of other systems; the image is Debian's, so not musl's either. */
const NEEDLESS = /^better-sqlite3\/(?:src|deps|binding\.gyp|prebuilds\/(?!linux-)\S+)$/;

const [target] = process.argv.slice(2);
if (target === undefined) throw new RangeError('usage: node scripts/image.mjs FOLDER');

for (const name of OURS) cpSync(join(ROOT, name), join(target, 'app', name), { recursive: true });
const packages = join(ROOT, 'node_modules');
for (const name of WITH_FILES) {
  cpSync(join(packages, name), join(target, 'app', 'node_modules', name), {
    recursive: true,
    filter: (from) => !NEEDLESS.test(relative(packages, from).split(sep).join('/')),
  });
}
mkdirSync(join(target, 'data'), { recursive: true });
