import { happens, oneOf } from './chance.ts';
import type { DrillInput } from './drill.ts';
import { askable, type ImageFiles, imageUidOf, type Scene } from './scene.ts';

/**
 * What the images of a drawn scene have in /etc/passwd: a line for the user of the container that is asked about, one
 * for another user (the image's, where the manifest sets another), or none beside root. Below 3 the manifest says all, and there is none.
 */
export function drawFiles(scene: Scene, { random, difficulty }: DrillInput, fresh: () => number): ImageFiles {
  if (difficulty < 3) return {};
  const [container] = askable(scene);
  const mine = container?.process.uid ?? 0;
  const ofImage = container === undefined ? 0 : (imageUidOf(scene, container.name) ?? 0);
  const uid = happens(random, 55) ? mine : ofImage;
  if (uid === 0) return {};
  const name = oneOf(random, ['app', 'node', 'web']);
  return { account: { name, uid, gid: fresh() } };
}
