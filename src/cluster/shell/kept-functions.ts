/** Shell functions live as long as the shell: they are kept between two lines that are typed. */
import type { KeptFunctions } from '../state.ts';
import { type Parsed, parsed } from './commands.ts';
import type { MachineState, Ref } from './process.ts';

/** How much text of functions is kept, in UTF-16 units; those defined first are forgotten above it. */
const MOST = 8 * 1024;

/** What is kept of the functions that a shell has; undefined where it has none. */
export function keepFunctions(
  functions: Readonly<Record<string, Ref>>,
  sources: readonly string[],
): { readonly functions?: KeptFunctions } {
  const texts: string[] = [];
  const refs: Record<string, Ref> = {};
  const known = new Map<string, Parsed>();
  let size = 0;
  for (const [name, [source, at, id]] of Object.entries(functions).reverse()) {
    const text = (sources[source] ?? '').slice(at, parsed(known, sources, source, at).next);
    const old = texts.indexOf(text);
    if (old === -1) {
      size += text.length;
      if (size > MOST) break;
      texts.push(text);
    }
    refs[name] = [old === -1 ? texts.length - 1 : old, 0, id];
  }
  return texts.length === 0 ? {} : { functions: { texts, refs } };
}

/** Gives a fresh machine the functions that were kept. */
export function recallFunctions(state: MachineState, kept: KeptFunctions | undefined): void {
  if (kept === undefined) return;
  state.sources.push(...kept.texts);
  state.process = { ...state.process, functions: kept.refs };
}
