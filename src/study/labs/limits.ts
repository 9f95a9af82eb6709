/** Limits of a lab, said here once. Lengths are UTF-16 code units; they keep a task inside one Discord message. */
export const LAB_LIMITS = {
  bytes: 256 * 1024,
  id: 60,
  title: 80,
  story: 1000,
  steps: 8,
  stepTitle: 80,
  words: 1200,
  goals: 8,
  say: 160,
  hint: 500,
  /** The last hint: it holds the solution. */
  answer: 1500,
  quick: 4,
  quickLine: 80,
  remark: 300,
  attempts: 6,
  moves: 20,
  line: 4000,
  files: 10,
  file: 8000,
  manifests: 12,
  startLines: 12,
  /** Of the cluster a minute after the end of the solution, as JSON. */
  stateChars: 64 * 1024,
} as const;
