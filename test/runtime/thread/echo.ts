import { answerInThread } from '../../../src/runtime/thread.ts';

/** A thread for the tests: does what it is told. */
answerInThread(
  async (input: {
    readonly say?: string;
    readonly fail?: string;
    readonly spin?: boolean;
    readonly hoard?: boolean;
  }) => {
    if (input.fail !== undefined) throw new RangeError(input.fail);
    if (input.spin === true) for (;;);
    const hoard: string[][] = [];
    while (input.hoard === true) hoard.push(Array.from({ length: 10_000 }, (_, index) => `${index}`));
    return input.say;
  },
);
