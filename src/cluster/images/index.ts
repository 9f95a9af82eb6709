/** What images hold, as far as Podium knows them. */
import type { Image, Pulled } from './image.ts';

export type { Image, Pulled } from './image.ts';

/** An image of which nothing is known: it starts and sleeps. */
export const UNKNOWN_IMAGE: Image = {
  known: false,
  user: '',
  entrypoint: [],
  cmd: ['sleep', 'infinity'],
  env: [['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']],
  workingDir: '/',
  volumes: [],
  files: { type: 'directory', uid: 0, gid: 0, mode: 0o755, mtime: 0, entries: {} },
};

/** What a registry gives for an image as a pod spec names it (`nginx`, `docker.io/library/busybox:1.37`). */
export function pullImage(_reference: string): Pulled {
  return { kind: 'image', image: UNKNOWN_IMAGE };
}
