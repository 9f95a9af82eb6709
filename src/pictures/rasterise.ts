import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';

const { resolve } = createRequire(import.meta.url);
const FONTS = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'];

let ready: Promise<readonly Uint8Array[]> | undefined;

/**
 * An SVG as PNG, in the fonts that come with Podium and none of the machine's, so that the same SVG is the same
 * bytes everywhere. Rejects when it is no SVG.
 */
export async function rasterise(svg: string): Promise<Uint8Array> {
  ready ??= prepare();
  const fontBuffers = [...(await ready)];
  const drawing = new Resvg(svg, {
    font: { fontBuffers, loadSystemFonts: false, defaultFontFamily: 'DejaVu Sans' },
  });
  try {
    const image = drawing.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    // What WebAssembly holds is not collected in time: without this, each picture stays.
    drawing.free();
  }
}

async function prepare(): Promise<readonly Uint8Array[]> {
  await initWasm(readFileSync(resolve('@resvg/resvg-wasm/index_bg.wasm')));
  return FONTS.map((name) => readFileSync(resolve(`dejavu-fonts-ttf/ttf/${name}`)));
}
