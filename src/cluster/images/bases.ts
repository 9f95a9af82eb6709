/** The distributions that images stand on: users, groups, directories, programs. Sources are named at each. */
export { alpine } from './bases/alpine.ts';
export { BUSYBOX } from './bases/busybox.ts';
export { added, debian, ubuntu } from './bases/debian.ts';
export { DISTROLESS } from './bases/distroless.ts';
