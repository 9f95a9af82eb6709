/** Bundles the preview's page, with its styles and font, into dist/preview/page; nothing of it needs the network. */
import { copyFile, mkdir } from 'node:fs/promises';
import { build } from 'esbuild';

const from = 'src/preview/page';
const to = 'dist/preview/page';

await mkdir(to, { recursive: true });
await build({
  entryPoints: [`${from}/main.ts`],
  outdir: to,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  loader: { '.woff2': 'file', '.woff': 'empty' },
  assetNames: 'fonts/[name]',
  publicPath: '/',
  logLevel: 'warning',
});
await copyFile(`${from}/index.html`, `${to}/index.html`);
