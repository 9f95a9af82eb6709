import { type Field, fields } from '../../manifest/index.ts';
import { oneOf } from './chance.ts';
import type { Drawing, Drill, DrillInput } from './drill.ts';
import { lettered } from './options.ts';

type Home = 'pod' | 'container' | 'both' | 'spec';
const HOMES: readonly Home[] = ['pod', 'container', 'both', 'spec'];

const TEXTS: Readonly<Record<Home, string>> = {
  pod: "In the pod's securityContext only",
  container: "In a container's securityContext only",
  both: "In the pod's or a container's securityContext",
  spec: 'In the pod spec, outside any securityContext',
};

const MISCONCEPTIONS: Readonly<Record<Home, string>> = {
  pod: 'it is a matter of the whole pod',
  container: 'it is a matter of one container',
  both: 'the two securityContexts know the same fields',
  spec: 'what concerns the pod stands beside its securityContext',
};

/** Where the table of fields has a field; the two securityContexts count as one place when both know it. */
function homeOf({ levels }: Field): Home {
  if (levels.includes('spec')) return 'spec';
  if (levels.includes('pod') && levels.includes('container')) return 'both';
  return levels.includes('pod') ? 'pod' : 'container';
}

function draw({ random }: DrillInput): Drawing {
  const home = oneOf(random, HOMES);
  const field = oneOf(
    random,
    fields.filter((each) => homeOf(each) === home),
  );
  const why = `\`${field.name}\` is written ${TEXTS[home].charAt(0).toLowerCase()}${TEXTS[home].slice(1)}.`;
  const options = HOMES.map((each) =>
    each === home
      ? { text: TEXTS[each], correct: true, why }
      : { text: TEXTS[each], correct: false, misconception: MISCONCEPTIONS[each], why },
  );
  return {
    kind: 'choice',
    prompt: `Where may \`${field.name}\` be written? What it does: ${field.meaning}`,
    options: lettered(random, options),
    explanation: `${why} Anywhere else kubectl refuses it as an unknown field.`,
    source: { title: `Documentation of ${field.name}`, url: field.documentation },
  };
}

/** Where must this field go to reach this goal? Each of the four answers is equally likely. */
export const homeDrill: Drill = { id: 'home', version: 1, topic: 'Levels', draw };
