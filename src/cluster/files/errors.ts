/** What the kernel answers instead of doing something to a file. */

/** Errors by name, as glibc spells them out (strerror); musl has words of its own for two. */
const WORDS = {
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EINVAL: 'Invalid argument',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENAMETOOLONG: 'File name too long',
  ENOENT: 'No such file or directory',
  ENOEXEC: 'Exec format error',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  EXDEV: 'Invalid cross-device link',
} as const;

export type Errno = keyof typeof WORDS;

/** Their numbers on Linux, which nginx prints (include/uapi/asm-generic/errno-base.h). */
export const ERRNO: Readonly<Partial<Record<Errno, number>>> = {
  EPERM: 1,
  ENOENT: 2,
  EACCES: 13,
  EEXIST: 17,
  ENOTDIR: 20,
  EISDIR: 21,
  ENOSPC: 28,
  EROFS: 30,
};

/** A refusal of the kernel; `message` is what strerror gives for it. */
export class FileError extends Error {
  readonly errno: Errno;

  constructor(errno: Errno) {
    super(WORDS[errno]);
    this.errno = errno;
  }
}

/** What a tool asked for is in a file of which Podium does not know what is in it. It was said already. */
export class UnknownContent extends Error {}

/** Runs `act`; gives its value, or the kernel's refusal as a value. Any other exception goes on. */
export function attempt<T>(act: () => T): { readonly value: T } | { readonly refused: FileError } {
  try {
    return { value: act() };
  } catch (error) {
    if (error instanceof FileError) return { refused: error };
    throw error;
  }
}
