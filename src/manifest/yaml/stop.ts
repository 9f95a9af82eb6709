/** A place in the text while it is scanned: 0-based line, offset, and offset of the line's first character. */
export interface Mark {
  readonly pos: number;
  readonly line: number;
  readonly lineStart: number;
}

/**
 * Reading cannot go on. `stage` decides which line goyaml.v2 prints: the scanner counts the line it stands on,
 * the parser prints one less, and what is found while decoding carries no line (decode.go, `parser.fail`).
 */
export class YamlStop extends Error {
  override readonly name = 'YamlStop';
  readonly stage: 'scanner' | 'parser' | 'decoder' | 'json';
  readonly code: string;
  readonly mark: Mark;
  readonly context: Mark | undefined;

  constructor(stage: YamlStop['stage'], code: string, message: string, mark: Mark, context?: Mark) {
    super(message);
    this.stage = stage;
    this.code = code;
    this.mark = mark;
    this.context = context;
  }
}
