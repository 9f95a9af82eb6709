/** xterm.js as a place to print on and to type at, with themes for dark and light. */
import { FitAddon } from '@xterm/addon-fit';
import { type ITheme, Terminal } from '@xterm/xterm';
import { CONTINUES, spotBehind } from './layout.ts';

const DARK: ITheme = {
  background: '#16181d',
  foreground: '#e4e6eb',
  cursor: '#e4e6eb',
  selectionBackground: '#3b4a6b',
  yellow: '#f0c674',
  green: '#8fd28f',
  brightBlack: '#9aa3b2',
};
const LIGHT: ITheme = {
  background: '#ffffff',
  foreground: '#1c1f26',
  cursor: '#1c1f26',
  selectionBackground: '#bcd3ff',
  yellow: '#7a4f00',
  green: '#1b6b2f',
  brightBlack: '#5c6370',
};

const YELLOW = '\u001b[33m';
const GREEN = '\u001b[1;32m';
const GREY = '\u001b[90m';
const PLAIN = '\u001b[0m';

export interface ScreenParts {
  readonly onKeys: (data: string) => void;
  /** Whether Tab is the terminal's own now; else it moves the focus on. */
  readonly takesTab: () => boolean;
}

export class Screen {
  readonly #terminal: Terminal;
  readonly #fit = new FitAddon();
  /** Row of the cursor below the row of the prompt. */
  #row = 0;
  #drawn: { prompt: string; text: string; cursor: number } | null = null;

  constructor(place: HTMLElement, { onKeys, takesTab }: ScreenParts) {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const theme = (): ITheme => (dark.matches ? DARK : LIGHT);
    this.#terminal = new Terminal({
      convertEol: true,
      cursorBlink: false,
      fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, Consolas, monospace',
      fontSize: matchMedia('(max-width: 600px)').matches ? 12 : 14,
      lineHeight: 1.2,
      minimumContrastRatio: 4.5,
      screenReaderMode: true,
      scrollback: 5000,
      theme: theme(),
    });
    this.#terminal.loadAddon(this.#fit);
    this.#terminal.open(place);
    this.#terminal.onData(onKeys);
    this.#terminal.attachCustomKeyEventHandler((event) => {
      if (event.key !== 'Tab') return true;
      // The focus can always leave: backwards with Shift+Tab, forwards with Tab on an empty line.
      return !event.shiftKey && takesTab();
    });
    this.#terminal.textarea?.setAttribute(
      'aria-label',
      'Terminal. Tab completes what you type; on an empty line it moves on, Shift and Tab move back.',
    );
    // Pastes come whole, between two marks.
    this.#terminal.write('\u001b[?2004h');
    dark.addEventListener('change', () => {
      this.#terminal.options.theme = theme();
    });
    new ResizeObserver(() => this.#resized()).observe(place);
    this.#fit.fit();
  }

  focus(): void {
    this.#terminal.focus();
  }

  /** Prints what the cluster printed; what Podium does not simulate is marked. */
  print(text: string): void {
    this.#drawn = null;
    this.#terminal.write(text);
  }

  /** A line as it was typed at its prompt. */
  printTyped(prompt: string, text: string): void {
    this.print(`${painted(prompt)}${text.replaceAll('\n', `\n${CONTINUES}`)}\n`);
  }

  printErrors(text: string): void {
    this.print(text.replace(/^podium:.*$/gm, (line) => `${YELLOW}${line}${PLAIN}`));
  }

  /** Something of the page's own, on a line of its own. */
  note(text: string): void {
    this.erase();
    this.print(`${GREY}${text}${PLAIN}\n`);
  }

  /** Shows the prompt and what is typed behind it, in the place of what was shown of them before. */
  draw(prompt: string, text: string, cursor: number): void {
    const { cols } = this.#terminal;
    const end = spotBehind(prompt, text, cols);
    const here = spotBehind(prompt, text.slice(0, cursor), cols);
    const up = end.row - here.row;
    this.#terminal.write(
      this.#toStart() +
        painted(prompt) +
        text.replaceAll('\n', `\n${CONTINUES}`) +
        (end.full ? '\r\n' : '') +
        (up > 0 ? `\u001b[${up}A` : '') +
        `\r${here.column > 0 ? `\u001b[${here.column}C` : ''}`,
    );
    this.#row = here.row;
    this.#drawn = { prompt, text, cursor };
  }

  /** Leaves what was typed where it stands, and goes to the line below. */
  leave(): void {
    if (this.#drawn === null) return;
    const { prompt, text } = this.#drawn;
    this.draw(prompt, text, text.length);
    this.print('\n');
  }

  /** Takes the prompt and what is typed away. */
  erase(): void {
    this.#terminal.write(this.#toStart());
    this.#drawn = null;
  }

  /** Everything goes, what scrolled away too. */
  reset(): void {
    this.#drawn = null;
    this.#terminal.write('\u001b[H\u001b[2J\u001b[3J');
  }

  #toStart(): string {
    if (this.#drawn === null) return '';
    return `${this.#row > 0 ? `\u001b[${this.#row}A` : ''}\r\u001b[J`;
  }

  #resized(): void {
    const drawn = this.#drawn;
    if (drawn !== null) this.erase();
    this.#fit.fit();
    if (drawn !== null) this.draw(drawn.prompt, drawn.text, drawn.cursor);
  }
}

/** `root@controlplane:` in colour, as Ubuntu's prompt is. */
function painted(prompt: string): string {
  const colon = prompt.indexOf(':');
  return colon === -1 ? prompt : `${GREEN}${prompt.slice(0, colon)}${PLAIN}${prompt.slice(colon)}`;
}
