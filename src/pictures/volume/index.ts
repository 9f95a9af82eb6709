import type { Directory, RegularFile } from '../../cluster/files/tree.ts';
import { ownedByGroup, rootMatches } from '../../cluster/kubelet/ownership.ts';
import { modeText } from '../../cluster/tools/mode.ts';
import { GROUND, INK, PAGE, ROOM } from '../kit/ink.ts';
import { plain, widthOf } from '../kit/measure.ts';
import { baseOf, FACE, framed, line, type Part, page, paragraph, stacked } from '../kit/page.ts';
import { told } from '../kit/told.ts';
import { ALT_MAX, type Sheet } from '../picture.ts';
import { box, shifted, text } from '../svg.ts';

/** A directory or a file of a volume. */
export interface VolumeEntry {
  /** `.` is the volume itself. */
  readonly path: string;
  readonly type: 'directory' | 'file';
  readonly uid: number;
  readonly gid: number;
  /** Permission bits with setuid, setgid and sticky: 0o0000 to 0o7777. */
  readonly mode: number;
}

/** A volume that supports fsGroup, as it is before a pod mounts it. */
export interface VolumeBefore {
  /** undefined: the pod sets none. */
  readonly fsGroup?: number;
  readonly policy: 'Always' | 'OnRootMismatch';
  /** The volume is mounted read-only. */
  readonly readOnly?: boolean;
  /** The volume itself first; at most {@link MOST}. */
  readonly entries: readonly VolumeEntry[];
}

/** More entries are counted, not drawn. */
const MOST = 8;

/** A volume's entries, their owner, group and mode before and after the kubelet sets fsGroup. */
export function volumePicture(before: VolumeBefore): Sheet {
  const { fsGroup, policy, entries } = before;
  const after = entriesAfter(before);
  const shown = entries.slice(0, MOST);
  const title = fsGroup === undefined ? 'Without fsGroup' : `fsGroup ${fsGroup}`;
  const left = entries.length - shown.length;
  const parts = [
    stacked([
      line(title, { x: 0, y: 0, width: ROOM, face: FACE.title }),
      line(`fsGroupChangePolicy: ${policy}`, {
        x: 0,
        y: 0,
        width: ROOM,
        face: FACE.small,
        fill: INK.muted,
      }),
    ]),
    told(
      { sign: walks(before) ? 'good' : 'doubt', words: walkWords(before) },
      { x: 0, width: ROOM, face: FACE.strong, most: 4 },
    ),
    ...shown.map((entry, index) => entryBox(entry, after[index] ?? entry)),
    ...(left === 0
      ? []
      : [
          told(
            { sign: 'doubt', words: `${left} more entries are not drawn.` },
            { x: 0, width: ROOM, face: FACE.strong, most: 2 },
          ),
        ]),
  ];
  return { svg: page(parts, PAGE.gap), alt: altOf(title, before, after) };
}

/** What the kubelet makes of the entries: the rule is ../../cluster/kubelet/ownership.ts. */
function entriesAfter(before: VolumeBefore): readonly VolumeEntry[] {
  const { fsGroup, readOnly = false, entries } = before;
  if (fsGroup === undefined || !walks(before)) return entries;
  return entries.map((entry) => {
    const { path, type, uid } = entry;
    const { gid, mode } =
      type === 'directory'
        ? ownedByGroup(directoryOf(entry), fsGroup, readOnly)
        : fileAfter(entry, fsGroup, readOnly);
    return { path, type, uid, gid, mode };
  });
}

function fileAfter(entry: VolumeEntry, group: number, readOnly: boolean): Pick<VolumeEntry, 'gid' | 'mode'> {
  const { uid, gid, mode } = entry;
  const file: RegularFile = { type: 'file', uid, gid, mode, mtime: 0, content: '' };
  const holder: Directory = { type: 'directory', uid, gid, mode, mtime: 0, entries: { file } };
  const changed = ownedByGroup(holder, group, readOnly).entries.file;
  return changed?.type === 'file' ? changed : entry;
}

function directoryOf({ uid, gid, mode }: VolumeEntry): Directory {
  return { type: 'directory', uid, gid, mode, mtime: 0, entries: {} };
}

/** Whether the kubelet changes the entries at all. */
function walks({ fsGroup, policy, readOnly = false, entries }: VolumeBefore): boolean {
  const [root] = entries;
  if (fsGroup === undefined) return false;
  return policy === 'Always' || root === undefined || !rootMatches(directoryOf(root), fsGroup, readOnly);
}

function walkWords(before: VolumeBefore): string {
  if (before.fsGroup === undefined) return 'The kubelet changes nothing.';
  if (!walks(before)) return 'The volume’s own directory fits already: the kubelet changes nothing below it.';
  return before.policy === 'Always'
    ? 'At every mount the kubelet walks the whole volume.'
    : 'The volume’s own directory does not fit yet: the kubelet walks the whole volume.';
}

/** Between two characters of a mode, in pixels. */
const STEP = 21;
const INSET = 18;
/** Around a number that stands on a plate. */
const PAD = 6;
/** Where mode, owner and group begin. */
const COLUMN = { mode: 112, owner: 350, group: 492 } as const;

function entryBox(before: VolumeEntry, after: VolumeEntry): Part {
  const named = line(before.path === '.' ? '. (its root)' : before.path, {
    x: INSET,
    y: 0,
    width: COLUMN.owner - INSET - 14,
    face: FACE.name,
  });
  const labels = (['owner', 'group'] as const).map((label) =>
    text(COLUMN[label] + (label === 'group' ? PAD : 0), baseOf(FACE.name), label, {
      ...FACE.small,
      fill: INK.muted,
    }),
  );
  const head = { ...named, svg: named.svg + labels.join('') };
  const same = before.gid === after.gid && before.mode === after.mode;
  const rows = same
    ? [stateRow('stays', before, before)]
    : [stateRow('before', before, before), stateRow('after', after, before)];
  const changes = changesOf(before, after);
  const inner = stacked(
    [
      head,
      ...rows,
      ...(changes === ''
        ? []
        : [
            paragraph(changes, {
              x: INSET,
              width: ROOM - 2 * INSET,
              face: FACE.small,
              fill: INK.muted,
              most: 3,
            }),
          ]),
    ],
    6,
  );
  const height = inner.height + 28;
  return {
    svg: framed(ROOM, height, { stroke: GROUND.line }) + shifted(0, 14, inner.svg),
    height,
    cut: inner.cut,
  };
}

/** As `ls -ln` prints it: the mode letter by letter, the owner, the group; what is new stands on a plate. */
function stateRow(label: string, entry: VolumeEntry, before: VolumeEntry): Part {
  const old = modeOf(before);
  const letters = [...modeOf(entry)].map((letter, index) =>
    cell(COLUMN.mode + index * STEP, STEP, letter, letter !== old[index]),
  );
  const group = String(entry.gid);
  const fresh = entry.gid !== before.gid;
  const wide = widthOf(group, fresh ? FACE.label : FACE.small) + 2 * PAD;
  const svg = [
    text(INSET, BASE, label, { ...FACE.small, fill: INK.muted }),
    ...letters,
    text(COLUMN.owner, BASE, String(entry.uid), { ...FACE.small, fill: INK.muted }),
    cell(COLUMN.group, wide, group, fresh, true),
  ];
  return { svg: svg.join(''), height: 40, cut: false };
}

/** The base line of a row. */
const BASE = 28;

function cell(x: number, width: number, shown: string, fresh: boolean, number = false): string {
  const face = number ? (fresh ? FACE.label : FACE.small) : fresh ? FACE.strong : FACE.body;
  const fill = fresh ? INK.good : number ? INK.muted : INK.text;
  const written = text(x + width / 2, BASE, shown, { ...face, fill, anchor: 'middle' });
  if (!fresh) return written;
  return box(x, 2, width, 36, GROUND.plate) + written + box(x + 2, 34, width - 4, 3, INK.good);
}

function modeOf({ type, mode }: VolumeEntry): string {
  return modeText(type === 'directory' ? 'd' : '-', mode);
}

const RIGHTS = [
  { who: 'its owner', shift: 6 },
  { who: 'its group', shift: 3 },
] as const;

/** What changed, in words. */
function changesOf(before: VolumeEntry, after: VolumeEntry): string {
  const gained = after.mode & ~before.mode;
  const rights = RIGHTS.flatMap(({ who, shift }) => {
    const bits = gained >> shift;
    const verbs = [
      ...((bits & 4) === 0 ? [] : ['read']),
      ...((bits & 2) === 0 ? [] : ['write']),
      ...((bits & 1) === 0 ? [] : [before.type === 'directory' ? 'enter' : 'run']),
    ];
    return verbs.length === 0 ? [] : [`${who} may now ${verbs.join(', ')}`];
  });
  const setgid = (gained & 0o2000) === 0 ? [] : ['setgid: new files in it get its group'];
  const said = [...rights, ...setgid].join('; ');
  return said === '' && after.gid !== before.gid ? 'only its group is another' : said;
}

function altOf(title: string, before: VolumeBefore, after: readonly VolumeEntry[]): string {
  const entries = before.entries.map((entry, index) => {
    const then = after[index] ?? entry;
    const path = plain(entry.path).slice(0, 60);
    const was = `${modeOf(entry)}, owner ${entry.uid}, group ${entry.gid}`;
    if (then.gid === entry.gid && then.mode === entry.mode) return `${path} stays ${was}.`;
    return `${path} was ${was}; becomes ${modeOf(then)}, group ${then.gid}.`;
  });
  const fitting: string[] = [`${title}, fsGroupChangePolicy ${before.policy}.`, walkWords(before)];
  for (const [index, words] of entries.entries()) {
    const left = entries.length - index;
    if ([...fitting, words].join(' ').length > ALT_MAX - 40)
      return `${fitting.join(' ')} ${left} more entries are not told here.`;
    fitting.push(words);
  }
  return fitting.join(' ');
}
