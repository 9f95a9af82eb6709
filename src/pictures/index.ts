import { openThread } from '../runtime/thread.ts';
import { altText } from './alt-text.ts';
import type { LearnerProgress } from './learner-progress.ts';
import { progressSheet } from './sheet.ts';

export { count, counted, trueRetention } from './figures.ts';
export type { LearnerProgress } from './learner-progress.ts';

/** A picture and the same in words. */
export interface Picture {
  readonly png: Buffer;
  /** At most 1024 characters, which is what Discord takes as a description. */
  readonly alt: string;
}

export interface Pictures {
  /** Rejects with a ThreadError when drawing takes too long or the pictures are closed. */
  progress(progress: LearnerProgress): Promise<Picture>;
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
  return {
    async progress(progress) {
      const png = await thread.run(progressSheet(progress));
      return { png: Buffer.from(png.buffer, png.byteOffset, png.byteLength), alt: altText(progress) };
    },
    close: () => thread.close(),
  };
}
