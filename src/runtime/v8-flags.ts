/**
 * V8 lets its heap grow to several times what is in use where memory seems plenty, and a bot of 60 MB ends at 250.
 * In percent; V8 reads it whenever it decides when to collect next.
 */
const HEAP_GROWS_BY_PERCENT = 50;

/**
 * V8 compiles the way from WebAssembly to a JavaScript function anew once it was called 1,000 times, and frees the code it
 * replaces. With several threads that ends the whole process now and then ("Check failed: jit_page.has_value()", below
 * Runtime_TierUpWasmToJSWrapper; seen on Node.js 24.21 in 2 of 13 runs of the tests of labs; nodejs/node#64500 has the
 * same check). So it is never compiled anew: drawing a picture takes as long.
 */
const NEVER = 2 ** 31 - 1;

/** What V8 is told in each process of ours; both may be set after the start, before WebAssembly is used. */
export const V8_FLAGS: readonly string[] = [
  `--heap-growing-percent=${HEAP_GROWS_BY_PERCENT}`,
  `--wasm-wrapper-tiering-budget=${NEVER}`,
];
