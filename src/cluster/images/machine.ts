/** The learner's own machine: an Ubuntu with kubectl, as the exam's terminal is. */
import type { Directory } from '../files/tree.ts';
import { ubuntu } from './bases.ts';
import { directory, program, withFiles } from './build.ts';

/** `/` of the learner's machine; what was written there is a layer over it. */
export const MACHINE_FILES: Directory = withFiles(ubuntu('24.04'), {
  '/usr/local/bin/kubectl': program('kubectl'),
  '/usr/bin/nano': program('nano'),
  '/usr/bin/vim': program('vim'),
  '/usr/bin/vi': program('vim'),
  '/usr/bin/curl': program('curl'),
  '/usr/bin/wget': program('wget'),
  '/usr/bin/jq': program('jq'),
  '/usr/sbin/capsh': program('libcap2-bin'),
  '/etc/kubernetes': directory(),
});
