/**
 * Bundles the bot, the CLI, the engine and the preview's page into dist/; nothing of it needs the network. Plain
 * JavaScript, because npm runs it on whatever Node.js a production install finds. `--if-needed` leaves dist/ alone
 * when nothing that goes into it is newer.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { WITH_FILES } from './packages-with-files.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(ROOT);

/** What is started or imported by name. Their names are those of their files: a thread is found beside its caller. */
const ENTRIES = {
  main: 'src/start.ts',
  cli: 'src/cli/podium.ts',
  manifest: 'src/manifest/index.ts',
  cluster: 'src/cluster/index.ts',
  'rasterise-thread': 'src/pictures/rasterise-thread.ts',
  'check-thread': 'src/decks/check-thread.ts',
  'lab-check-thread': 'src/decks/labs/lab-check-thread.ts',
  'lesson-check-thread': 'src/decks/lessons/lesson-check-thread.ts',
  'labs-thread': 'src/play/labs-thread.ts',
  'paste-thread': 'src/discord/explain/paste-thread.ts',
};

/** Speed-ups that discord.js, ws and undici look for and do without. */
const OPTIONAL = ['zlib-sync', 'bufferutil', 'utf-8-validate', '@discordjs/opus', 'erlpack'];

/** A bundle of modules has no require(); packages written for it get one. */
const REQUIRE =
  "import { createRequire as podiumRequire } from 'node:module'; const require = podiumRequire(import.meta.url);";

function bundleProgram() {
  return build({
    entryPoints: ENTRIES,
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    external: [...WITH_FILES, ...OPTIONAL],
    banner: { js: REQUIRE },
    chunkNames: 'chunk-[hash]',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
}

async function bundlePage() {
  await build({
    entryPoints: { main: 'src/preview/page/main.ts' },
    outdir: 'dist/page',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    loader: { '.woff2': 'file', '.woff': 'empty' },
    assetNames: 'fonts/[name]',
    publicPath: '/',
    logLevel: 'warning',
  });
  copyFileSync('src/preview/page/index.html', 'dist/page/index.html');
}

/** Labs in the browser: one script, one style sheet, nothing from elsewhere. */
async function bundleTerminal() {
  await build({
    entryPoints: { main: 'src/terminal/page/main.ts' },
    outdir: 'dist/terminal',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  });
  copyFileSync('src/terminal/page/index.html', 'dist/terminal/index.html');
}

/** The types of what the package exports, where the compiler is installed: a production install runs without it. */
function writeTypes() {
  let compiler;
  try {
    compiler = createRequire(import.meta.url).resolve('typescript/package.json');
  } catch {
    return;
  }
  const { status } = spawnSync(
    process.execPath,
    [join(dirname(compiler), 'bin/tsc'), '-p', 'tsconfig.build.json'],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
}

/** Whether dist/ is newer than everything it was made of. */
function fresh() {
  if (!existsSync('dist/main.js')) return false;
  const built = statSync('dist/main.js').mtimeMs;
  const sources = readdirSync('src', { recursive: true }).map((name) => join('src', name));
  return ['package-lock.json', fileURLToPath(import.meta.url), ...sources].every(
    (file) => statSync(file).mtimeMs < built,
  );
}

if (process.argv.includes('--if-needed') && fresh()) process.exit();
rmSync('dist', { recursive: true, force: true });
await Promise.all([bundleProgram(), bundlePage(), bundleTerminal()]);
writeTypes();
