import { COMMANDS, GLOBAL_FLAGS } from './flags.generated.ts';

/** b bool, s string, i integer, d duration, l list split at commas, a list whose items are taken as they are. */
type FlagType = 'b' | 's' | 'i' | 'd' | 'l' | 'a';

export interface FlagSpec {
  readonly name: string;
  /** One letter, or empty. */
  readonly short: string;
  readonly type: FlagType;
  /** The value of the bare flag, for those that may stand without one. */
  readonly bare?: string;
  /** Neither help nor completion names it: it is deprecated. */
  readonly hidden?: true;
}

/** Flags that take a value only behind `=` (`NoOptDefVal` in kubectl's sources); every bool is so too. */
const BARE: Readonly<Record<string, string>> = {
  'dry-run': 'unchanged',
  validate: 'strict',
  cascade: 'background',
};

/** Lists whose help page shows them as lists although nothing is split (`StringArrayVar` in kubectl's sources). */
const WHOLE = new Set([
  'env',
  'from-literal',
  'for',
  'prune-allowlist',
  'user',
  'group',
  'serviceaccount',
  'audience',
  'rule',
  'annotation',
]);

/** Flags of kubectl that are deprecated, so that no help page lists them and no Tab offers them. */
const HIDDEN: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'annotate',
    'apply',
    'autoscale',
    'create',
    'edit',
    'expose',
    'label',
    'patch',
    'run',
    'scale',
    'set image',
    'set resources',
    'set selector',
    'set serviceaccount',
  ].map((command) => [command, 'record:b']),
);

function parsed(text: string): FlagSpec[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => {
      const [names = '', type = 's'] = word.split(':');
      const [first = '', second] = names.split('/');
      const name = second ?? first;
      const kind = type === 'l' && WHOLE.has(name) ? 'a' : type;
      return {
        name,
        short: second === undefined ? '' : first,
        type: kind as FlagType,
        ...(kind === 'b' ? { bare: 'true' } : BARE[name] === undefined ? {} : { bare: BARE[name] }),
      };
    });
}

const HELP: FlagSpec = { name: 'help', short: 'h', type: 'b', bare: 'true' };
const GLOBALS: readonly FlagSpec[] = [...parsed(GLOBAL_FLAGS), HELP];
const made = new Map<string, ReadonlyMap<string, FlagSpec>>();

/** The flags of a command (`create deployment`; '' for kubectl itself) by `--name` and `-x`. */
export function flagsOf(path: string): ReadonlyMap<string, FlagSpec> {
  const known = made.get(path);
  if (known !== undefined) return known;
  const own = [
    ...parsed(COMMANDS[path]?.[1] ?? ''),
    ...parsed(HIDDEN[path] ?? '').map((flag) => ({ ...flag, hidden: true as const })),
  ];
  const table = new Map<string, FlagSpec>();
  const shadowed = new Set(own.map(({ name }) => name));
  for (const flag of [...GLOBALS.filter(({ name }) => !shadowed.has(name)), ...own]) {
    table.set(`--${flag.name}`, flag);
    if (flag.short !== '') table.set(`-${flag.short}`, flag);
  }
  made.set(path, table);
  return table;
}
