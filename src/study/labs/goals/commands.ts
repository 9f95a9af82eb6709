import { type Cluster, machineFiles, type Ran, run } from '../../../cluster/index.ts';
import type { ContainerRef, ExitStatus, Predicate } from '../goal.ts';
import { absent, containerIn, type Found, find, nameOf, type Sight, statusOf } from '../sight.ts';
import { podsOrWhy, whyNotRunning } from '../whereabouts.ts';
import { code, listed } from '../words.ts';

type Of<Kind extends Predicate['kind']> = Extract<Predicate, { kind: Kind }>;

/** Commands of one goal are run in at most so many pods of a workload. */
const MOST_PODS = 3;

/** A word as the shell reads it back. */
const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

interface Ending {
  readonly status?: ExitStatus;
  readonly prints?: string;
  readonly includes?: string;
}

/** "prints `2000`", "fails": how a command is to end. */
function wantedEnding({ status = 0, prints, includes }: Ending): string {
  const words = [
    ...(status === 'fails' ? ['fails'] : status === 0 ? [] : [`ends with exit code ${status}`]),
    ...(prints === undefined ? [] : [prints === '' ? 'prints nothing' : `prints ${code(prints)}`]),
    ...(includes === undefined ? [] : [`says ${code(includes)}`]),
  ];
  return words.length === 0 ? 'succeeds' : listed(words);
}

/** What an output is shown by: its last line that says something. */
function lastLine(text: string): string | undefined {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('command terminated with exit code'))
    .at(-1);
}

/** How it ended instead; null where it ended as wanted. */
function ending(what: string, { status = 0, prints, includes }: Ending, ran: Ran): Found {
  const fits = status === 'fails' ? ran.status !== 0 : ran.status === status;
  const said = lastLine(`${ran.stdout}${ran.stderr}`);
  const shown = said === undefined ? 'and says nothing' : `and says ${code(said)}`;
  if (ran.notSimulated !== undefined) return `${what} cannot be tried here: ${code(ran.stderr)}.`;
  if (!fits)
    return ran.status === 0
      ? `${what} succeeds ${shown}.`
      : `${what} fails (exit code ${ran.status}) ${shown}.`;
  if (prints !== undefined && ran.stdout.trim() !== prints.trim())
    return ran.stdout.trim() === '' ? `${what} prints nothing.` : `${what} prints ${code(ran.stdout)}.`;
  if (includes !== undefined && !`${ran.stdout}\n${ran.stderr}`.includes(includes)) {
    const how = ran.status === 0 ? '' : `fails (exit code ${ran.status}) and `;
    return said === undefined
      ? `${what} ${how}prints nothing; ${code(includes)} is to be in it.`
      : `${what} ${how}says ${code(said)}; ${code(includes)} is not in it.`;
  }
  return null;
}

/** "`id -u` in container `app` of `pod/web` prints `2000`". */
export function wantedExec(goal: Of<'exec'>): string {
  const where = `${goal.container === undefined ? '' : `container ${code(goal.container)} of `}${nameOf(goal)}`;
  return `${code(goal.command)} in ${where} ${wantedEnding(goal)}`;
}

/** What runs in a pod: its name and that of the container. */
interface Place {
  readonly pod: string;
  readonly namespace: string;
  readonly container: string;
}

/** The running containers that are meant, or why one does not run. */
function placesOf(cluster: Cluster, ref: ContainerRef): readonly Place[] | string {
  const object = find(cluster, ref);
  if (object === undefined) return absent(cluster, ref);
  const pods = podsOrWhy(cluster, object);
  if (typeof pods === 'string') return pods;
  const places: Place[] = [];
  for (const pod of pods.slice(0, MOST_PODS)) {
    const container = containerIn(pod, ref);
    if (statusOf(pod, container)?.state.running === undefined) return whyNotRunning(cluster, pod, container);
    places.push({ pod: pod.metadata.name, namespace: pod.metadata.namespace ?? 'default', container });
  }
  return places;
}

const inside = ({ pod, namespace, container }: Place, command: string): string =>
  `kubectl exec ${quoted(pod)} -n ${quoted(namespace)} -c ${quoted(container)} -- ${command}`;

/** A command inside, on a copy. */
export function judgeExec(goal: Of<'exec'>, { now }: Sight): Found {
  const places = placesOf(now, goal);
  if (typeof places === 'string') return places;
  for (const place of places) {
    const found = ending(
      `${code(goal.command)} in container ${code(place.container)}`,
      goal,
      run(now, inside(place, goal.command)),
    );
    if (found !== null) return found;
  }
  return null;
}

/** "`kubectl auth can-i …` prints `no`". */
export function wantedLine(goal: Of<'line'>): string {
  return `${code(goal.command)} ${wantedEnding(goal)}`;
}

/** A line at the learner's own prompt, on a copy. */
export function judgeLine(goal: Of<'line'>, { now }: Sight): Found {
  return ending(code(goal.command), goal, run(now, goal.command));
}

/** "The file `/data/out` in `pod/web` belongs to UID 2000". */
export function wantedFile(goal: Of<'file'>): string {
  const where = goal.object === undefined ? '' : ` in ${nameOf({ ...goal, object: goal.object })}`;
  const parts = [
    ...(goal.uid === undefined ? [] : [`belongs to UID ${goal.uid}`]),
    ...(goal.gid === undefined ? [] : [`belongs to GID ${goal.gid}`]),
    ...(goal.mode === undefined ? [] : [`has mode ${goal.mode}`]),
    ...(goal.text === undefined ? [] : [`holds exactly ${code(goal.text)}`]),
    ...(goal.includes === undefined ? [] : [`has ${code(goal.includes)} in it`]),
  ];
  return `The file ${code(goal.path)}${where} ${parts.length === 0 ? 'is there' : listed(parts)}`;
}

/** A file's owner, mode and text, on the learner's machine or in a container. */
export function judgeFile(goal: Of<'file'>, { now }: Sight): Found {
  if (goal.object === undefined)
    return fileAt(goal, (command) => run(now, command), filesBeside(now, goal.path));
  const places = placesOf(now, { ...goal, object: goal.object });
  if (typeof places === 'string') return places;
  for (const place of places) {
    const found = fileAt(goal, (command) => run(now, inside(place, command)));
    if (found !== null) return found;
  }
  return null;
}

/** Where the learner may have put the file instead: another folder before another name. Ends the sentence. */
function filesBeside(cluster: Cluster, path: string): string {
  const home = `${cluster.machine.cwd}/`;
  const all = machineFiles(cluster).map((file) => file.path);
  const name = path.split('/').at(-1);
  const elsewhere = all.filter((each) => each.split('/').at(-1) === name);
  const where = path.startsWith('/') ? '' : ` in ${code(cluster.machine.cwd)}`;
  if (elsewhere.length > 0) return `${where}; there is ${listed(elsewhere.map(code))}`;
  const beside = all.filter((each) => each.startsWith(home)).map((each) => each.slice(home.length));
  return beside.length === 0 ? '' : `; I found ${listed(beside.map(code))}`;
}

function fileAt(goal: Of<'file'>, type: (command: string) => Ran, beside = ''): Found {
  const path = quoted(goal.path);
  const stat = type(`stat -c '%u %g %a' ${path}`);
  const file = code(goal.path);
  if (stat.status !== 0)
    return stat.stderr.includes('No such file or directory')
      ? `${file} is not there${beside}.`
      : `${file} is not to be seen: ${code(lastLine(stat.stderr) ?? '')}.`;
  const [uid, gid, mode = ''] = stat.stdout.trim().split(' ');
  if (goal.uid !== undefined && uid !== String(goal.uid)) return `${file} belongs to UID ${uid}.`;
  if (goal.gid !== undefined && gid !== String(goal.gid)) return `${file} belongs to GID ${gid}.`;
  if (goal.mode !== undefined && Number.parseInt(mode, 8) !== Number.parseInt(goal.mode, 8))
    return `${file} has mode ${mode}.`;
  if (goal.text === undefined && goal.includes === undefined) return null;
  const { status, stdout, stderr } = type(`cat ${path}`);
  if (status !== 0) return `${file} cannot be read: ${code(lastLine(stderr) ?? '')}.`;
  const shown = stdout.trim() === '' ? `${file} is empty.` : `${file} holds ${code(stdout)}.`;
  if (goal.text !== undefined && stdout.trim() !== goal.text.trim()) return shown;
  if (goal.includes !== undefined && !stdout.includes(goal.includes))
    return stdout.trim() === ''
      ? shown
      : `${file} does not have ${code(goal.includes)} in it; it holds ${code(stdout)}.`;
  return null;
}
