/** The task beside the terminal: what to do, what of it is reached, and help. */
import type { GoalResult } from '../../study/labs/index.ts';
import type { ShownLab, ShownStep } from '../protocol.ts';
import { h } from './dom.ts';
import { inline, markdown } from './markdown.ts';

export interface TaskActions {
  readonly check: () => void;
  readonly hint: () => void;
  readonly undo: () => void;
  readonly reset: () => void;
  readonly files: () => void;
  /** Puts a line behind the prompt. */
  readonly suggest: (line: string) => void;
}

/** What the last check said, of which step. */
export interface LastCheck {
  readonly step: number;
  readonly results: readonly GoalResult[];
  readonly remark: string | null;
}

const KINDS = { guided: 'guided', fix: 'break and fix', task: 'exam task' } as const;

/** The panel, drawn anew; who had the focus in it has it again. */
export function drawTask(
  panel: HTMLElement,
  shown: ShownLab,
  checked: LastCheck | null,
  actions: TaskActions,
): void {
  const focused = panel.contains(document.activeElement)
    ? (document.activeElement as HTMLElement).dataset.name
    : undefined;
  const { lab, step } = shown;
  panel.replaceChildren(
    h('h1', {}, lab.title),
    h(
      'p',
      { class: 'facts' },
      `${KINDS[lab.kind]}, ${lab.topic}, ${lab.difficulty} of 5, ${lab.minutes} minutes`,
    ),
    h('details', { open: step === null || step.at === 0 }, h('summary', {}, 'Story'), markdown(lab.story)),
    ...(step === null ? done(shown) : stepOf(step, shown.steps, checked, actions)),
    buttons(step, actions),
  );
  if (focused !== undefined)
    panel.querySelector<HTMLElement>(`[data-name="${CSS.escape(focused)}"]`)?.focus();
}

function done({ steps }: ShownLab): readonly HTMLElement[] {
  const words =
    steps === 0
      ? 'A cluster of your own: try what you like.'
      : '✓ This lab is done. The terminal stays open: try what you like.';
  return [h('p', { class: 'done' }, words)];
}

function stepOf(
  step: ShownStep,
  steps: number,
  checked: LastCheck | null,
  { suggest }: TaskActions,
): readonly HTMLElement[] {
  const last = checked?.step === step.at ? checked : null;
  return [
    h('h2', {}, `Step ${step.at + 1} of ${steps}: ${step.title}`),
    h('div', { class: 'words' }, markdown(step.words)),
    h('h3', {}, 'Goals'),
    h('ul', { class: 'goals' }, ...step.wanted.map((wanted, at) => goal(wanted, last?.results[at]))),
    ...(last?.remark ? [h('div', { class: 'remark' }, markdown(last.remark))] : []),
    ...step.hints.map((hint, at) =>
      h('div', { class: 'hint' }, h('h3', {}, `Hint ${at + 1} of ${step.hintCount}`), markdown(hint)),
    ),
    ...(step.quick.length === 0
      ? []
      : [
          h('h3', {}, 'Lines you may need'),
          h(
            'div',
            { class: 'quick' },
            ...step.quick.map((line) =>
              h(
                'button',
                { type: 'button', title: 'Puts this line into the terminal', onclick: () => suggest(line) },
                h('code', {}, line),
              ),
            ),
          ),
        ]),
  ];
}

function goal(wanted: string, result: GoalResult | undefined): HTMLElement {
  const state = result === undefined ? 'open' : result.met ? 'met' : 'unmet';
  const words = { open: 'Not checked: ', met: 'Met: ', unmet: 'Not met: ' }[state];
  const mark = { open: '○', met: '✓', unmet: '✗' }[state];
  const found = result?.found;
  return h(
    'li',
    { class: state },
    h('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
    h(
      'div',
      {},
      h('span', { class: 'unseen' }, words),
      inline(wanted),
      found ? h('p', { class: 'found' }, inline(found)) : null,
    ),
  );
}

function buttons(step: ShownStep | null, actions: TaskActions): HTMLElement {
  const left = step === null ? 0 : step.hintCount - step.hints.length;
  const hint = left === 1 ? 'Show the answer' : 'Hint';
  const one = (name: string, label: string, act: () => void, main = false): HTMLElement =>
    h('button', { type: 'button', 'data-name': name, class: main ? 'main' : '', onclick: act }, label);
  return h(
    'div',
    { class: 'buttons', role: 'group', 'aria-label': 'The lab' },
    step === null ? null : one('check', 'Check', actions.check, true),
    left > 0 ? one('hint', hint, actions.hint) : null,
    one('undo', 'Undo', actions.undo),
    one('files', 'Files', actions.files),
    one('reset', 'Begin again', actions.reset),
  );
}
