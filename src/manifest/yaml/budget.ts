import { ManifestError } from '../explanation.ts';
import { BOUNDS } from './bounds.ts';
import type { Node } from './node.ts';
import type { Mark } from './stop.ts';

/** What an alias of a node stands for, were it written out: nodes, characters, levels of collections. */
export interface Size {
  readonly weight: number;
  readonly length: number;
  readonly height: number;
}

/** What was spent when an anchored node began. */
interface Before {
  readonly nodes: number;
  readonly aliased: number;
  readonly aliasedLength: number;
  readonly deepest: number;
}

/** Counts what one text costs, over all its documents; every step throws ManifestError when a bound is broken. */
export class Budget {
  private depth = 0;
  private deepest = 0;
  private nodes = 0;
  private keys = 0;
  private aliased = 0;
  private aliasedLength = 0;

  /** A mapping or a list begins. */
  enter(mark: Mark): void {
    this.depth += 1;
    this.reach(this.depth, mark);
  }

  leave(): void {
    this.depth -= 1;
  }

  node(mark: Mark): void {
    this.nodes += 1;
    if (this.nodes > BOUNDS.nodes)
      throw new ManifestError(
        'too-many-values',
        `More than ${BOUNDS.nodes} values are not read: paste only the objects you ask about.`,
        { line: mark.line + 1 },
      );
  }

  key(mark: Mark): void {
    this.keys += 1;
    if (this.keys > BOUNDS.keys)
      throw new ManifestError(
        'too-many-keys',
        `More than ${BOUNDS.keys} keys are not read: paste only the objects you ask about.`,
        { line: mark.line + 1 },
      );
  }

  alias({ weight, length, height }: Size, mark: Mark): void {
    this.aliased += weight;
    this.aliasedLength += length;
    const long = this.aliasedLength > BOUNDS.aliasedLength;
    if (long || this.aliased > BOUNDS.aliased)
      throw new ManifestError(
        'too-many-aliases',
        `The aliases of this text stand for more than ${long ? `${BOUNDS.aliasedLength} characters` : `${BOUNDS.aliased} values`}: write out what you need instead.`,
        { line: mark.line + 1 },
      );
    this.reach(this.depth + height, mark);
  }

  /** An anchored node begins; `measured` gives its size once it is read. */
  measure(): Before {
    const { nodes, aliased, aliasedLength, deepest } = this;
    this.deepest = this.depth;
    return { nodes, aliased, aliasedLength, deepest };
  }

  measured(before: Before, node: Node): Size {
    const size = {
      weight: this.nodes - before.nodes + this.aliased - before.aliased + 1,
      length: node.span.end - node.span.start + this.aliasedLength - before.aliasedLength,
      height: this.deepest - this.depth,
    };
    this.deepest = Math.max(before.deepest, this.deepest);
    return size;
  }

  private reach(depth: number, mark: Mark): void {
    if (depth > this.deepest) this.deepest = depth;
    if (depth > BOUNDS.depth)
      throw new ManifestError(
        'too-deep',
        `More than ${BOUNDS.depth} levels of nesting are not read: no Kubernetes object is that deep.`,
        { line: mark.line + 1 },
      );
  }
}
