import { BOUNDS } from './bounds.ts';

/** What a command reads and where it writes. Order between the two streams is kept (`2>&1`, a terminal). */
export interface Streams {
  /** Everything that is piped in; null: stdin is the terminal, and nothing can be read of it. */
  readonly stdin: string | null;
  /** Both stdin and stdout are the terminal (`exec -it`, columns of `ls`). */
  readonly terminal: boolean;
  out(text: string): void;
  err(text: string): void;
}

/** Collects what is written, in order, up to `BOUNDS.outputChars`. */
export class Collected implements Streams {
  readonly stdin: string | null;
  readonly terminal: boolean;
  readonly #pieces: { readonly stream: 'out' | 'err'; readonly text: string }[] = [];
  #room: number;
  /** More was written than fits. */
  cut = false;

  constructor(stdin: string | null = null, terminal = false, room: number = BOUNDS.outputChars) {
    this.stdin = stdin;
    this.terminal = terminal;
    this.#room = room;
  }

  out(text: string): void {
    this.#add('out', text);
  }

  err(text: string): void {
    this.#add('err', text);
  }

  get stdout(): string {
    return this.#joined('out');
  }

  get stderr(): string {
    return this.#joined('err');
  }

  /** Both streams as a terminal shows them. */
  get both(): string {
    return this.#pieces.map(({ text }) => text).join('');
  }

  #add(stream: 'out' | 'err', text: string): void {
    if (text.length > this.#room) this.cut = true;
    const kept = text.slice(0, this.#room);
    this.#room -= kept.length;
    if (kept !== '') this.#pieces.push({ stream, text: kept });
  }

  #joined(stream: 'out' | 'err'): string {
    return this.#pieces
      .filter((piece) => piece.stream === stream)
      .map(({ text }) => text)
      .join('');
  }
}
