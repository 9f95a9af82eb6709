/** What a cluster may grow to and what a line may cost, so that no paste and no script makes work without an end. */
export const BOUNDS = {
  /** Of both streams of one line together, in UTF-16 units. */
  outputChars: 64 * 1024,
  /** What is typed at once, in UTF-16 units. */
  inputChars: 64 * 1024,
  /** Steps of all programs and shells that one line may set in motion. */
  steps: 200_000,
  /** Pieces of due work that one line may set in motion. */
  works: 4_000,
  /** Objects of all kinds; events beyond their own bound are dropped, oldest first. */
  objects: 600,
  events: 200,
  /** One object as JSON, in UTF-16 units. */
  objectChars: 256 * 1024,
  /** One file, and all files that were written. */
  fileBytes: 64 * 1024,
  filesBytes: 512 * 1024,
  files: 2_000,
  /** A container's log. */
  logBytes: 16 * 1024,
  /** Containers the node remembers, dead ones included. */
  containers: 300,
  history: 200,
  /** Of all aliases together, in UTF-16 units. */
  aliasChars: 4 * 1024,
} as const;
