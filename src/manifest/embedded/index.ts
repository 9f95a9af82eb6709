/** Manifests that stand inside something else: a Jenkinsfile, a command, an issue with a Dockerfile, behind a broken first line. */
import { dockerfile } from './dockerfile.ts';
import { firstLines } from './first-lines.ts';
import { helmSet } from './helm-set.ts';
import { jenkinsfile } from './jenkinsfile.ts';
import { patchCommand } from './patch-command.ts';
import type { Source } from './source.ts';

export type { Source } from './source.ts';

/** What to read instead of the whole paste; undefined where the paste itself is the manifest. */
export function sourceIn(paste: string): Source | undefined {
  return (
    jenkinsfile(paste) ?? patchCommand(paste) ?? helmSet(paste) ?? dockerfile(paste) ?? firstLines(paste)
  );
}
