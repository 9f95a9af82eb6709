import { openThread } from '../runtime/thread.ts';
import { altText } from './alt-text.ts';
import type { LearnerProgress } from './learner-progress.ts';
import type { Picture, Sheet } from './picture.ts';
import { progressSheet } from './sheet.ts';

export { count, counted, trueRetention } from './figures.ts';
export { groupSheet } from './group/index.ts';
export type { LearnerProgress } from './learner-progress.ts';
export { hasLevels, levelsPicture } from './levels/index.ts';
export type { Picture, Sheet } from './picture.ts';
export { podiumSheet } from './podium/index.ts';
export { passOf, stationsPicture } from './stations/index.ts';
export { type VolumeBefore, type VolumeEntry, volumePicture } from './volume/index.ts';

export interface Pictures {
  /** Rejects with a ThreadError when drawing takes too long or the pictures are closed. */
  progress(progress: LearnerProgress): Promise<Picture>;
  /** The same for a picture that is drawn already. */
  made(sheet: Sheet): Promise<Picture>;
  /** Ends the thread; pictures still being drawn are rejected. */
  close(): Promise<void>;
}

/** A picture takes some 60 ms, the first one a second: the thread, its WebAssembly and the fonts are loaded for it. */
const TIMEOUT_MS = 10_000;
const MEGABYTES = 64;

/** Draws in a thread of its own, which starts with the first picture. */
export function openPictures(): Pictures {
  const thread = openThread<string, Uint8Array>({
    entry: new URL('./rasterise-thread', import.meta.url),
    timeoutMs: TIMEOUT_MS,
    megabytes: MEGABYTES,
  });
  async function made({ svg, alt }: Sheet): Promise<Picture> {
    const png = await thread.run(svg);
    return { png: Buffer.from(png.buffer, png.byteOffset, png.byteLength), alt };
  }
  return {
    progress: (progress) => made({ svg: progressSheet(progress), alt: altText(progress) }),
    made,
    close: () => thread.close(),
  };
}
