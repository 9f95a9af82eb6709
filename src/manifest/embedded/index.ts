/** Manifests that stand inside something else: a Jenkinsfile, a command, an issue with a Dockerfile. */
import { dockerfile } from './dockerfile.ts';
import { jenkinsfile } from './jenkinsfile.ts';
import { patchCommand } from './patch-command.ts';
import type { Source } from './source.ts';

export type { Source } from './source.ts';

/** What to read instead of the whole paste; undefined where the paste itself is the manifest. */
export function sourceIn(paste: string): Source | undefined {
  return jenkinsfile(paste) ?? patchCommand(paste) ?? dockerfile(paste);
}
