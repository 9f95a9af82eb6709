/** gcr.io/distroless: next to nothing. */
import type { Directory } from '../../files/tree.ts';
import { directory, file, lines, unknownFile } from '../build.ts';

const EMPTY = directory();

/** gcr.io/distroless/static: common/BUILD.bazel and static/static.bzl: no shell, no tool. */
export const DISTROLESS: Directory = directory({
  bin: EMPTY,
  etc: directory({
    group: file(lines('root:x:0:', 'nobody:x:65534:', 'tty:x:5:', 'staff:x:50:', 'nonroot:x:65532:')),
    'os-release': unknownFile(),
    passwd: file(
      lines(
        'root:x:0:0:root:/root:/sbin/nologin',
        'nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin',
        'nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin',
      ),
    ),
  }),
  home: directory({ nonroot: directory({}, { uid: 65532, gid: 65532, mode: 0o700 }) }),
  root: directory({}, { mode: 0o700 }),
  tmp: directory({}, { mode: 0o1777 }),
  usr: directory({ share: EMPTY }),
  var: EMPTY,
});
