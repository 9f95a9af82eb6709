/** The node's own files, as far as hostPath volumes are likely to show them: Ubuntu 24.04 with a kubelet on it. */
import type { Directory, FileNode, RegularFile } from '../files/tree.ts';
import { NODE_NAME } from '../node-name.ts';

const MADE = Date.UTC(2025, 10, 3, 8, 0, 0);

const directory = (entries: Readonly<Record<string, FileNode>>, mode = 0o755, gid = 0): Directory => ({
  type: 'directory',
  uid: 0,
  gid,
  mode,
  mtime: MADE,
  entries,
});

const file = (content: string, mode = 0o644, gid = 0): RegularFile => ({
  type: 'file',
  uid: 0,
  gid,
  mode,
  mtime: MADE,
  content,
});

const PASSWD = [
  'root:x:0:0:root:/root:/bin/bash',
  'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin',
  'syslog:x:103:104::/nonexistent:/usr/sbin/nologin',
  'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin',
  '',
].join('\n');

/** `/` of the node. */
export const NODE_FILES: Directory = directory({
  bin: { type: 'link', uid: 0, gid: 0, mode: 0o777, mtime: MADE, target: 'usr/bin' },
  boot: directory({}),
  dev: directory({}),
  etc: directory({
    hostname: file(`${NODE_NAME}\n`),
    hosts: file(`127.0.0.1 localhost\n127.0.1.1 ${NODE_NAME}\n`),
    kubernetes: directory({ manifests: directory({}) }),
    'os-release': file(
      'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nNAME="Ubuntu"\nVERSION_ID="24.04"\nVERSION="24.04.3 LTS (Noble Numbat)"\nVERSION_CODENAME=noble\nID=ubuntu\nID_LIKE=debian\n',
    ),
    passwd: file(PASSWD),
    shadow: file('root:*:20000:0:99999:7:::\n', 0o640, 42),
  }),
  home: directory({}),
  mnt: directory({}),
  opt: directory({}),
  proc: directory({}, 0o555),
  root: directory({}, 0o700),
  run: directory({ containerd: directory({}, 0o711) }),
  srv: directory({}),
  sys: directory({}, 0o555),
  tmp: directory({}, 0o1777),
  usr: directory({ bin: directory({}), lib: directory({}), local: directory({}), share: directory({}) }),
  var: directory({
    lib: directory({ kubelet: directory({ seccomp: directory({}) }) }),
    log: directory(
      { containers: directory({}), pods: directory({}), syslog: file('', 0o640, 4) },
      0o775,
      104,
    ),
    tmp: directory({}, 0o1777),
  }),
});
