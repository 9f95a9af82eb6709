/** The terminal of a lab: keys in, lines to the server, what it answers onto the screen. One thing after the other. */
import { inPrintedOrder } from '../../cluster/printed.ts';
import { isUnfinished } from '../../cluster/shell/unfinished.ts';
import type { ShownEntry, ShownLab } from '../protocol.ts';
import { call } from './api.ts';
import { keysIn, Line } from './line.ts';
import { Screen } from './screen.ts';

export interface ShellParts {
  readonly place: HTMLElement;
  /** The lab as the page has it. */
  readonly lab: () => ShownLab;
  /** Runs a line; gives what came of it, or null where the page was told something else. */
  readonly run: (text: string) => Promise<ShownEntry | null>;
  /** Says something to who does not see the screen. */
  readonly announce: (text: string) => void;
}

const SEARCH = '(reverse-i-search)';
/** Candidates that are listed at once; more are counted. */
const LISTED = 120;

export class Shell {
  readonly #parts: ShellParts;
  readonly #screen: Screen;
  readonly #line = new Line();
  /** What was pressed while something runs. */
  readonly #ahead: string[] = [];
  #busy = false;
  #pasting = false;
  #tabbed = '';
  #search: { text: string; at: number } | null = null;

  constructor(parts: ShellParts) {
    this.#parts = parts;
    this.#screen = new Screen(parts.place, {
      onKeys: (data) => this.#keys(data),
      takesTab: () => this.#line.text !== '' || this.#busy || this.#search !== null,
    });
  }

  focus(): void {
    this.#screen.focus();
  }

  /** Shows everything that was typed, and the prompt. What is being typed stays. */
  show(entries: readonly ShownEntry[]): void {
    this.#screen.reset();
    for (const entry of entries) this.#replay(entry);
    this.#prompt();
  }

  /** A line of the page's own above the prompt. */
  note(text: string): void {
    this.#screen.note(text);
    this.#prompt();
  }

  /** What came of an edit. */
  printed(entry: ShownEntry): void {
    this.#screen.erase();
    this.#print(entry);
    this.#prompt();
  }

  /** Puts a line behind the prompt, to be looked at and sent. */
  suggest(text: string): void {
    this.#line.set(text);
    this.#draw();
    this.focus();
  }

  /** A key of the bar that phones get. */
  press(key: string): void {
    this.#keys(key);
    this.focus();
  }

  #prompt(): void {
    this.#line.history = this.#parts.lab().history;
    this.#draw();
  }

  #replay(entry: ShownEntry): void {
    if (entry.typed.kind === 'line')
      this.#screen.printTyped(entry.prompt, entry.typed.text.replace(/\n$/, ''));
    this.#print(entry);
  }

  #print(entry: ShownEntry): void {
    for (const { text, error } of inPrintedOrder(entry))
      if (error) this.#screen.printErrors(text);
      else this.#screen.print(text);
  }

  #draw(): void {
    if (this.#search !== null) {
      const { text } = this.#search;
      const prompt = `${SEARCH}'${text}': `;
      this.#screen.draw(prompt, this.#line.text, this.#line.text.indexOf(text));
    } else this.#screen.draw(this.#parts.lab().prompt, this.#line.text, this.#line.cursor);
  }

  #keys(data: string): void {
    this.#ahead.push(...keysIn(data));
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      // An editor that was opened reads nothing of what was typed ahead.
      for (let key = this.#ahead.shift(); key !== undefined; key = this.#ahead.shift()) {
        await this.#key(key);
        if (this.#parts.lab().edit !== null) this.#ahead.length = 0;
      }
    } finally {
      this.#busy = false;
    }
  }

  async #key(key: string): Promise<void> {
    if (key === '\u001b[200~' || key === '\u001b[201~') {
      this.#pasting = key === '\u001b[200~';
      return;
    }
    const tabbed = this.#tabbed;
    this.#tabbed = '';
    if (this.#pasting && key === '\t') {
      this.#line.insert('  ');
      this.#draw();
      return;
    }
    if (this.#search !== null && this.#searched(key)) return;
    const wanted = this.#line.key(key);
    switch (wanted) {
      case 'submit':
        await this.#submit();
        return;
      case 'complete':
        await this.#complete(tabbed);
        return;
      case 'interrupt':
        this.#screen.leave();
        this.#screen.print('^C\n');
        this.#line.clear();
        break;
      case 'end':
        // Ctrl-D on an empty line leaves a shell inside of a container, and nothing else.
        if (this.#parts.lab().inside) {
          this.#line.set('exit');
          await this.#submit();
          return;
        }
        break;
      case 'clear':
        this.#screen.reset();
        break;
      case 'search':
        this.#search = { text: '', at: this.#line.history.length };
        break;
      default:
        break;
    }
    this.#draw();
  }

  /** Whether the search took the key; any other key ends it with the line that was found. */
  #searched(key: string): boolean {
    const search = this.#search;
    if (search === null) return false;
    const look = (text: string, before: number): void => {
      const found = this.#line.find(text, before);
      this.#search = { text, at: found?.at ?? search.at };
      if (found !== undefined) this.#line.set(found.line);
    };
    if (key === '\u0012') look(search.text, search.at);
    else if (key === '\u007f') look(search.text.slice(0, -1), this.#line.history.length);
    else if (key >= ' ' && !key.startsWith('\u001b') && key !== '\u007f')
      look(search.text + key, search.at + 1);
    else {
      this.#search = null;
      if (key === '\u0007' || key === '\u0003') this.#line.clear();
      this.#draw();
      return key === '\u0007' || key === '\u001b';
    }
    this.#draw();
    return true;
  }

  async #submit(): Promise<void> {
    const { text } = this.#line;
    if (isUnfinished(text)) {
      this.#line.move(text.length);
      this.#line.insert('\n');
      this.#draw();
      return;
    }
    this.#screen.leave();
    this.#line.clear();
    if (text.trim() !== '') {
      const entry = await this.#parts.run(text);
      if (entry !== null) this.#print(entry);
    }
    if (this.#parts.lab().edit === null) this.#prompt();
  }

  async #complete(tabbed: string): Promise<void> {
    const { text, cursor } = this.#line;
    const { session } = this.#parts.lab();
    const got = await call('complete', { session, text, cursor }).catch(() => null);
    if (got === null) return;
    const { from, to, candidates, common } = got;
    const [only] = candidates;
    if (only === undefined) {
      this.#parts.announce('Nothing fits.');
      return;
    }
    const there = text.slice(from, to);
    if (common !== there && common.length >= there.length) {
      this.#line.replace(from, to, common);
      this.#draw();
      this.#parts.announce(candidates.length === 1 ? common.trim() : `${candidates.length} fit.`);
      return;
    }
    const same = `${cursor} ${text}`;
    if (tabbed !== same && candidates.length > 30) {
      this.#tabbed = same;
      this.#parts.announce(`${candidates.length} fit. Press Tab again to list them.`);
      return;
    }
    const listed = candidates.slice(0, LISTED);
    const wide = Math.max(...listed.map((one) => one.text.length));
    const hinted = listed.some(({ hint }) => hint !== undefined) && listed.length <= 30;
    const rows = listed.map((one) =>
      hinted ? `${one.text.padEnd(wide)}  ${one.hint ?? ''}`.trimEnd() : one.text,
    );
    const more = candidates.length - listed.length;
    this.#screen.leave();
    this.#screen.print(`${rows.join(hinted ? '\n' : '  ')}${more > 0 ? `  … and ${more} more` : ''}\n`);
    this.#parts.announce(rows.join(', '));
    this.#draw();
  }
}
