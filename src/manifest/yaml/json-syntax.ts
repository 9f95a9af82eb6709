/** Where a stream that begins as JSON stops being it, in the words of Go's encoding/json. */
interface JsonStop {
  /** 0-based. Where the YAML that kubectl goes on with from here cannot be read, it is this that it tells. */
  readonly line: number;
  /** `json: offset 2: invalid character 'a' looking for beginning of object key string`; the offset counts bytes. */
  readonly message: string;
}

/** How much of a text is JSON: values one after the other, as a stream of them is read. */
export interface JsonStart {
  /** Offset behind the last whole value; 0 where the text does not begin as an object of JSON. */
  readonly end: number;
  /** What comes next is no JSON; absent where all of the text is, or where it does not begin as an object. */
  readonly stop?: JsonStop;
}

/** kubectl looks so far for the first character that is no space. */
const PEEKED = 4096;

/**
 * The JSON that a text begins with. kubectl takes a stream that begins with `{` for JSON, and from where it is none for
 * YAML; where that cannot be read either, it tells what was wrong with the JSON (apimachinery pkg/util/yaml/decoder.go,
 * YAMLOrJSONDecoder.Decode; the words are those of encoding/json/scanner.go). Linear.
 */
export function jsonStart(text: string): JsonStart {
  if (!text.slice(0, PEEKED).trimStart().startsWith('{')) return { end: 0 };
  const scan = new JsonScan(text);
  for (;;) {
    const { pos: end } = scan;
    scan.space();
    if (scan.pos >= text.length) return { end };
    const failed = scan.value();
    if (failed !== undefined) return { end, stop: stopAt(text, scan.pos, failed) };
  }
}

/** What a character is not; `END` where the text ended instead. */
type Failed = string;
const END: Failed = 'unexpected EOF';

function stopAt(text: string, at: number, failed: Failed): JsonStop {
  const before = text.slice(0, at);
  const line = before.split('\n').length - 1;
  if (failed === END) return { line, message: END };
  const offset = utf8.encode(before).length + 1;
  return { line, message: `json: offset ${offset}: invalid character ${quoted(text, at)} ${failed}` };
}

const utf8 = new TextEncoder();
const ESCAPED: Readonly<Record<string, string>> = {
  "'": "\\'",
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\\': '\\\\',
};

/** The byte as Go's quoteChar names it: of a longer character the first byte, as if it were one of its own. */
function quoted(text: string, at: number): string {
  const [byte = 0] = utf8.encode(String.fromCodePoint(text.codePointAt(at) ?? 0));
  const sign = String.fromCharCode(byte);
  const short = ESCAPED[sign];
  if (short !== undefined) return `'${short}'`;
  return byte < 0x20 || byte === 0x7f ? `'\\x${byte.toString(16).padStart(2, '0')}'` : `'${sign}'`;
}

const isDigit = (sign: string | undefined): boolean => sign !== undefined && sign >= '0' && sign <= '9';
const WORDS: Readonly<Record<string, string>> = { t: 'true', f: 'false', n: 'null' };
const ESCAPES = '"\\/bfnrt';

/** A cursor that reads one value after the other; it stays where it failed. */
class JsonScan {
  pos = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  space(): void {
    while (' \t\r\n'.includes(this.#text[this.pos] ?? 'x')) this.pos += 1;
  }

  /** One value with all below it; nothing where it is whole. */
  value(): Failed | undefined {
    const open: string[] = [];
    do {
      const failed = this.#next(open);
      if (failed !== undefined) return failed;
    } while (open.length > 0);
    return undefined;
  }

  /** What stands where a value may begin, and the brackets that close behind it. */
  #next(open: string[]): Failed | undefined {
    this.space();
    const sign = this.#text[this.pos];
    if (sign === '{' || sign === '[') {
      this.pos += 1;
      open.push(sign);
      this.space();
      if (this.#text[this.pos] !== (sign === '{' ? '}' : ']')) return sign === '{' ? this.#key() : undefined;
    } else {
      const failed = this.#scalar();
      if (failed !== undefined) return failed;
    }
    return this.#closing(open);
  }

  #closing(open: string[]): Failed | undefined {
    for (;;) {
      const inside = open.at(-1);
      if (inside === undefined) return undefined;
      this.space();
      const sign = this.#text[this.pos];
      if (sign === undefined) return END;
      if (sign === (inside === '{' ? '}' : ']')) {
        this.pos += 1;
        open.pop();
      } else if (sign === ',') {
        this.pos += 1;
        return inside === '{' ? this.#key() : undefined;
      } else return inside === '{' ? 'after object key:value pair' : 'after array element';
    }
  }

  #key(): Failed | undefined {
    this.space();
    const sign = this.#text[this.pos];
    if (sign === undefined) return END;
    if (sign !== '"') return 'looking for beginning of object key string';
    const failed = this.#string();
    if (failed !== undefined) return failed;
    this.space();
    if (this.#text[this.pos] === undefined) return END;
    if (this.#text[this.pos] !== ':') return 'after object key';
    this.pos += 1;
    return undefined;
  }

  #scalar(): Failed | undefined {
    const sign = this.#text[this.pos];
    if (sign === undefined) return END;
    if (sign === '"') return this.#string();
    if (sign === '-' || isDigit(sign)) return this.#number();
    const word = WORDS[sign];
    return word === undefined ? 'looking for beginning of value' : this.#word(word);
  }

  #word(word: string): Failed | undefined {
    for (const sign of word) {
      const now = this.#text[this.pos];
      if (now === undefined) return END;
      if (now !== sign) return `in literal ${word} (expecting '${sign}')`;
      this.pos += 1;
    }
    return undefined;
  }

  #string(): Failed | undefined {
    const text = this.#text;
    for (this.pos += 1; ; this.pos += 1) {
      const sign = text[this.pos];
      if (sign === undefined) return END;
      if (sign === '"') break;
      if (sign < ' ') return 'in string literal';
      if (sign !== '\\') continue;
      this.pos += 1;
      const failed = this.#escape();
      if (failed !== undefined) return failed;
    }
    this.pos += 1;
    return undefined;
  }

  #escape(): Failed | undefined {
    const sign = this.#text[this.pos];
    if (sign === undefined) return END;
    if (ESCAPES.includes(sign)) return undefined;
    if (sign !== 'u') return 'in string escape code';
    for (let i = 0; i < 4; i++) {
      this.pos += 1;
      const digit = this.#text[this.pos];
      if (digit === undefined) return END;
      if (!/[0-9a-f]/i.test(digit)) return 'in \\u hexadecimal character escape';
    }
    return undefined;
  }

  #number(): Failed | undefined {
    if (this.#text[this.pos] === '-') this.pos += 1;
    if (this.#text[this.pos] === '0') this.pos += 1;
    else {
      const failed = this.#digits('in numeric literal');
      if (failed !== undefined) return failed;
    }
    if (this.#text[this.pos] === '.') {
      this.pos += 1;
      const failed = this.#digits('after decimal point in numeric literal');
      if (failed !== undefined) return failed;
    }
    if (!'eE'.includes(this.#text[this.pos] ?? 'x')) return undefined;
    this.pos += 1;
    if ('+-'.includes(this.#text[this.pos] ?? 'x')) this.pos += 1;
    return this.#digits('in exponent of numeric literal');
  }

  /** At least one. */
  #digits(otherwise: Failed): Failed | undefined {
    if (this.#text[this.pos] === undefined) return END;
    if (!isDigit(this.#text[this.pos])) return otherwise;
    while (isDigit(this.#text[this.pos])) this.pos += 1;
    return undefined;
  }
}
