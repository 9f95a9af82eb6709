import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@babel/parser';

/** A regular expression of the source and where it stands, as `file:line`. */
export interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly at: string;
}

export interface Found {
  readonly expressions: readonly Expression[];
  /** What makes an expression of a text that nobody can know here, as `file:line: why`. */
  readonly refused: readonly string[];
}

/** A node of the syntax tree, as far as it is looked at. */
interface Syntax {
  readonly type: string;
  readonly loc: { readonly start: { readonly line: number } };
  readonly [key: string]: unknown;
}

/** Methods of a string that make an expression of a text they are given. */
const TAKE_PATTERNS: ReadonlySet<unknown> = new Set(['match', 'matchAll', 'search']);
/** Functions whose result matches only itself. */
const ESCAPES: ReadonlySet<unknown> = new Set(['escape', 'escaped', 'escapeRegExp']);

/** Every regular expression in the TypeScript files below a folder: literals, and what `RegExp()` is given. */
export function expressionsBelow(folder: string): Found {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const found = files.map((file) =>
    expressionsIn(readFileSync(join(folder, file), 'utf8'), join(folder, file)),
  );
  return {
    expressions: found.flatMap(({ expressions }) => expressions),
    refused: found.flatMap(({ refused }) => refused),
  };
}

/** Every regular expression in a file of TypeScript. */
export function expressionsIn(code: string, file: string): Found {
  const expressions: Expression[] = [];
  const refused: string[] = [];
  const { program } = parse(code, { sourceType: 'module', plugins: ['typescript'] });
  const constants = constantsOf(program.body);
  const textOf = (node: Syntax | undefined): string | undefined => textIn(node, constants);
  const visit = (node: Syntax): void => {
    const at = `${file}:${node.loc.start.line}`;
    if (node.type === 'RegExpLiteral')
      expressions.push({ source: String(node.pattern), flags: String(node.flags), at });
    const [pattern, flags] = argumentsOf(node);
    const makes = makesExpression(node);
    if (makes || (takesPattern(node) && pattern?.type === 'StringLiteral')) {
      const source = textOf(pattern);
      const known = flags === undefined ? '' : textOf(flags);
      if (source !== undefined && known !== undefined) expressions.push({ source, flags: known, at });
      else if (pattern?.type !== 'RegExpLiteral')
        refused.push(
          `${at}: an expression is made of a text that is not known before the program runs; escape it`,
        );
    }
    for (const child of Object.values(node)) visitAll(child, visit);
  };
  visitAll(program, visit);
  return { expressions, refused };
}

function isSyntax(value: unknown): value is Syntax {
  return typeof value === 'object' && value !== null && 'type' in value && 'loc' in value;
}

function visitAll(value: unknown, visit: (node: Syntax) => void): void {
  if (Array.isArray(value)) for (const one of value) visitAll(one, visit);
  else if (isSyntax(value)) visit(value);
}

function argumentsOf(node: Syntax): readonly Syntax[] {
  return Array.isArray(node.arguments) ? node.arguments.filter(isSyntax) : [];
}

function nameOf(node: unknown): unknown {
  if (!isSyntax(node)) return undefined;
  return node.type === 'MemberExpression' ? nameOf(node.property) : node.name;
}

function isCall(node: Syntax): boolean {
  return (
    node.type === 'CallExpression' || node.type === 'NewExpression' || node.type === 'OptionalCallExpression'
  );
}

function makesExpression(node: Syntax): boolean {
  return isCall(node) && nameOf(node.callee) === 'RegExp';
}

function takesPattern(node: Syntax): boolean {
  return isCall(node) && TAKE_PATTERNS.has(nameOf(node.callee));
}

/** The texts that a module names once and for all, by their names; each may be made of those above it. */
function constantsOf(body: unknown): ReadonlyMap<unknown, string> {
  const known = new Map<unknown, string>();
  visitAll(body, (statement) => {
    if (statement.type !== 'VariableDeclaration' || statement.kind !== 'const') return;
    visitAll(statement.declarations, ({ id, init }) => {
      const text = isSyntax(init) ? textIn(init, known) : undefined;
      if (text !== undefined) known.set(nameOf(id), text);
    });
  });
  return known;
}

/** The text that a node stands for, with a letter for each text that was escaped; undefined where it is not known. */
function textIn(node: Syntax | undefined, constants: ReadonlyMap<unknown, string>): string | undefined {
  const textOf = (part: Syntax | undefined): string | undefined => textIn(part, constants);
  if (node?.type === 'Identifier') return constants.get(node.name);
  if (node?.type === 'StringLiteral') return String(node.value);
  if (node !== undefined && isCall(node) && ESCAPES.has(nameOf(node.callee))) return 'a';
  if (node?.type === 'BinaryExpression' && node.operator === '+') {
    const [left, right] = [node.left, node.right].map((side) => (isSyntax(side) ? textOf(side) : undefined));
    return left === undefined || right === undefined ? undefined : left + right;
  }
  if (node?.type !== 'TemplateLiteral') return undefined;
  const { quasis, expressions } = node as unknown as { quasis: Syntax[]; expressions: Syntax[] };
  const parts = quasis.map((part, i) => {
    const { cooked } = part.value as { cooked: string };
    const after = expressions[i] === undefined ? '' : textOf(expressions[i]);
    return after === undefined ? undefined : cooked + after;
  });
  return parts.includes(undefined) ? undefined : parts.join('');
}
