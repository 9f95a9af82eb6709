/** A page of `kubectl describe` in the making (kubectl pkg/describe/describe.go PrefixWriter and its helpers). */
import type { Json, JsonObject } from '../../json.ts';
import { aligned, DESCRIPTION } from '../print/tabwriter.ts';
import { at, items, text } from '../tables/cells.ts';

/** Longer annotations stand below their key. */
const LONGEST = 140;
const HIDDEN = 'kubectl.kubernetes.io/last-applied-configuration';

export class Page {
  /** ms of the cluster's clock. */
  readonly now: number;
  #text = '';
  #done = '';

  constructor(now: number) {
    this.now = now;
  }

  /** Adds text at a level of two blanks each; tabs part the columns. */
  put(level: number, line: string): void {
    this.#text += '  '.repeat(level) + line;
  }

  line(level: number, line: string): void {
    this.put(level, `${line}\n`);
  }

  /** What follows is aligned by itself. */
  flush(): void {
    this.#done += aligned(this.#text, DESCRIPTION);
    this.#text = '';
  }

  get text(): string {
    return this.#done + aligned(this.#text, DESCRIPTION);
  }

  /** The same with its tabs. */
  get raw(): string {
    return this.#text;
  }

  /** `Labels:` with one pair a line, or `<none>`; `indent` stands before the title and further lines. */
  pairs(title: string, map: JsonObject, indent = ''): void {
    this.put(0, `${indent}${title}:\t`);
    const keys = Object.keys(map).sort();
    if (keys.length === 0) this.line(0, '<none>');
    for (const [index, key] of keys.entries())
      this.line(0, `${index === 0 ? '' : `${indent}\t`}${key}=${text(map[key])}`);
  }

  annotations(title: string, map: JsonObject): void {
    this.put(0, `${title}:\t`);
    const keys = Object.keys(map)
      .filter((key) => key !== HIDDEN)
      .sort();
    if (keys.length === 0) this.line(0, '<none>');
    for (const [index, key] of keys.entries()) {
      if (index !== 0) this.put(0, '\t');
      const value = text(map[key]).replace(/\n$/, '');
      if (value.length + key.length + 2 > LONGEST || value.includes('\n')) {
        this.line(0, `${key}:`);
        for (const line of value.split('\n'))
          this.line(0, `\t  ${line.length > LONGEST - 2 ? `${line.slice(0, LONGEST - 2)}...` : line}`);
      } else this.line(0, `${key}: ${value}`);
    }
  }

  /** Name, namespace, labels and annotations, as most kinds begin. */
  head(object: JsonObject): void {
    const metadata = at(object, 'metadata');
    this.line(0, `Name:\t${text(metadata.name)}`);
    this.line(0, `Namespace:\t${text(metadata.namespace)}`);
  }

  marks(object: JsonObject): void {
    const metadata = at(object, 'metadata');
    this.pairs('Labels', at(metadata, 'labels'));
    this.annotations('Annotations', at(metadata, 'annotations'));
  }
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment as Go's RFC1123Z: `Fri, 27 Nov 2026 16:58:00 +0000`; of none the year 1. */
export function longDate(moment: Json | undefined): string {
  const ms = typeof moment === 'string' ? Date.parse(moment) : Number.NaN;
  if (Number.isNaN(ms)) return 'Mon, 01 Jan 0001 00:00:00 +0000';
  const date = new Date(ms);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${DAYS[date.getUTCDay()] ?? ''}, ${two(date.getUTCDate())} ${MONTHS[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
  return `${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}

/** `ReplicaSet/shop-5d59d67564`, or empty. */
export function controllerOf(object: JsonObject): string {
  const owner = items(at(object, 'metadata').ownerReferences).find(({ controller }) => controller === true);
  return owner === undefined ? '' : `${text(owner.kind)}/${text(owner.name)}`;
}

export const yesNo = (value: boolean): string => (value ? 'True' : 'False');
