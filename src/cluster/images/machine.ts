/** The learner's own machine: an Ubuntu with kubectl, as the exam's terminal is. */
import type { Directory, FileNode } from '../files/tree.ts';
import { ubuntu } from './bases.ts';
import { directory, file, program, unknownFile, withFiles } from './build.ts';

const NULL: FileNode = {
  type: 'special',
  kind: 'c',
  uid: 0,
  gid: 0,
  mode: 0o666,
  mtime: 0,
  major: 1,
  minor: 3,
};

/** `/` of the learner's machine; what was written there is a layer over it. */
export const MACHINE_FILES: Directory = withFiles(ubuntu('24.04'), {
  '/usr/local/bin/kubectl': program('kubectl'),
  '/usr/bin/nano': program('nano'),
  '/usr/bin/vim': program('vim'),
  '/usr/bin/vi': program('vim'),
  '/usr/bin/curl': program('curl'),
  '/usr/bin/wget': program('wget'),
  '/usr/bin/jq': program('jq'),
  '/usr/bin/less': program('less'),
  '/usr/bin/sudo': program('sudo'),
  '/usr/sbin/capsh': program('libcap2-bin'),
  '/etc/kubernetes': directory(),
  '/etc/hostname': file('controlplane\n'),
  '/etc/hosts': file('127.0.0.1 localhost\n127.0.1.1 controlplane\n'),
  '/root/.kube': directory({ config: unknownFile('', { mode: 0o600 }) }),
  '/dev/null': NULL,
});
