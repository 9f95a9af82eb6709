/** One call that is over. */
export interface TimedCall {
  readonly name: string;
  readonly ms: number;
  /** What it gave, or what it threw. */
  readonly end: { readonly value: unknown } | { readonly error: unknown };
}

/**
 * The same object, each of whose methods that gives a promise is timed from the call until it settles. What the methods
 * take, give and throw is as before; `onCall` must not throw.
 */
export function timed<T extends object>(target: T, onCall: (call: TimedCall) => void): T {
  const members = Object.entries(target).map(([name, member]) => [
    name,
    typeof member === 'function' ? timedMethod(name, member as Method, onCall) : member,
  ]);
  return Object.fromEntries(members) as T;
}

type Method = (...args: readonly unknown[]) => unknown;

function timedMethod(name: string, method: Method, onCall: (call: TimedCall) => void): Method {
  return (...args) => {
    const began = performance.now();
    const given = method(...args);
    if (given instanceof Promise) {
      given.then(
        (value: unknown) => onCall({ name, ms: performance.now() - began, end: { value } }),
        (error: unknown) => onCall({ name, ms: performance.now() - began, end: { error } }),
      );
    }
    return given;
  };
}
