/** One lab: the task on one side, the terminal or the editor on the other, both as the server has them. */
import type { ShownEntry, ShownLab } from '../protocol.ts';
import { CallError, call, callUntilAnswered } from './api.ts';
import { confirmed, showFiles } from './dialogs.ts';
import { h } from './dom.ts';
import { type OpenEditor, openEditor } from './editor.ts';
import { Shell } from './shell.ts';
import { drawTask, type LastCheck } from './task.ts';

/** How often it is asked whether something was done in Discord meanwhile, in ms. */
const LOOK_MS = 3000;

/** Keys that phones have not. */
const BAR: readonly (readonly [label: string, name: string, key: string])[] = [
  ['Tab', 'Tab: complete', '\t'],
  ['↑', '↑ older line', '\u001b[A'],
  ['↓', '↓ newer line', '\u001b[B'],
  ['←', '← left', '\u001b[D'],
  ['→', '→ right', '\u001b[C'],
  ['Ctrl+C', 'Ctrl+C: give up the line', '\u0003'],
];

export async function openLabPage(app: HTMLElement): Promise<void> {
  const status = h('p', { class: 'status', role: 'status' });
  const first = await callUntilAnswered('state', { known: null }, (text) =>
    app.replaceChildren(h('p', {}, text)),
  );
  let shown = first.shown;
  let checked: LastCheck | null = null;
  let editor: OpenEditor | null = null;
  let working = false;
  document.title = `${shown.lab.title} · Podium lab`;

  const panel = h('section', { class: 'task', id: 'task', 'aria-label': 'Task' });
  const place = h('div', { class: 'screen' });
  const bar = h(
    'div',
    { class: 'keys', role: 'group', 'aria-label': 'Keys' },
    ...BAR.map(([label, name, key]) =>
      h(
        'button',
        {
          type: 'button',
          'aria-label': name,
          // The keyboard on the glass stays where it is.
          onpointerdown: (event) => event.preventDefault(),
          onclick: () => shell.press(key),
        },
        label,
      ),
    ),
  );
  const desk = h(
    'section',
    { class: 'desk', id: 'terminal', 'aria-label': 'Terminal', tabindex: '-1' },
    place,
    bar,
  );
  app.replaceChildren(
    h('a', { class: 'skip', href: '#terminal', onclick: (event) => toTerminal(event) }, 'To the terminal'),
    h('main', {}, panel, desk),
    status,
  );
  const toTerminal = (event: Event): void => {
    // The part behind # is the pass; it stays.
    event.preventDefault();
    shell.focus();
  };
  // On a phone the terminal takes the whole window while one types.
  place.addEventListener('focusin', () => desk.scrollIntoView({ block: 'nearest' }));
  const say = (text: string): void => {
    status.textContent = text;
  };

  const take = (next: ShownLab): void => {
    const before = shown;
    shown = next;
    if (next.session !== before.session) checked = null;
    drawTask(panel, shown, checked, actions);
    showEditor();
  };

  /** Does one thing; what goes wrong is said. */
  async function doing<T>(work: () => Promise<T>): Promise<T | null> {
    working = true;
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      say(error.message);
      if (error.gone) document.body.classList.add('gone');
      else await refresh(true);
      return null;
    } finally {
      working = false;
    }
  }

  async function typed(what: ShownEntry['typed']): Promise<ShownEntry | null> {
    const { session, turn } = shown;
    return doing(async () => {
      const answer = await callUntilAnswered('type', { session, turn, typed: what }, say);
      if (answer.entry === null) {
        await refresh(true);
        say('Something else was done here meanwhile, in Discord or another window. Look, and type it again.');
        return null;
      }
      say('');
      take(answer.shown);
      return answer.entry;
    });
  }

  /** Loads what was done elsewhere; `all` draws everything anew in any case. */
  async function refresh(all: boolean): Promise<void> {
    const known = all ? null : { session: shown.session, turn: shown.turn };
    const answer = await call('state', { known }).catch((error: unknown) => {
      if (error instanceof CallError) {
        if (!error.away) say(error.message);
        return null;
      }
      throw error;
    });
    if (answer === null || (working && !all)) return;
    const changed = JSON.stringify(answer.shown) !== JSON.stringify(shown);
    if (answer.entries !== null) {
      shown = answer.shown;
      shell.show(answer.entries);
      if (!all) say('Something was done in Discord or another window; this is how it stands now.');
    }
    if (changed || all) take(answer.shown);
  }

  const shell = new Shell({
    place,
    lab: () => shown,
    run: (text) => typed({ kind: 'line', text }),
    announce: say,
  });

  function showEditor(): void {
    const { edit } = shown;
    if (edit === null) {
      if (editor === null) return;
      closeEditor();
      return;
    }
    if (editor !== null) return;
    const opened = openEditor(edit, (text) => void finish(text));
    editor = opened;
    place.hidden = true;
    bar.hidden = true;
    desk.append(opened.element);
    opened.focus();
    desk.scrollIntoView({ block: 'nearest' });
    say(`The editor is open on ${edit.path}.`);
  }

  function closeEditor(): void {
    editor?.element.remove();
    editor?.close();
    editor = null;
    place.hidden = false;
    bar.hidden = false;
    shell.focus();
  }

  async function finish(text: string | null): Promise<void> {
    const before = editor;
    if (text === null && before !== null && before.text() !== shown.edit?.text) {
      if (!(await confirmed('Close the editor and lose what you changed?', 'Close without saving'))) return;
    }
    const entry = await typed({ kind: 'edit', text });
    if (entry === null) return;
    // kubectl may have opened it again, with what is wrong.
    closeEditor();
    shell.printed(entry);
    showEditor();
    if (shown.edit === null) say(text === null ? 'Closed without saving.' : 'Saved.');
  }

  const actions = {
    check: () =>
      void doing(async () => {
        const { session, step } = shown;
        if (step === null) return;
        const answer = await callUntilAnswered('check', { session, step: step.at }, say);
        checked = { step: step.at, results: answer.results, remark: answer.remark };
        take(answer.shown);
        const met = answer.results.filter((one) => one.met).length;
        say(
          answer.stepDone
            ? answer.shown.step === null
              ? `✓ ${step.title}: done. That was the last step.`
              : `✓ ${step.title}: done. Next: ${answer.shown.step.title}`
            : `${met} of ${answer.results.length} goals met.`,
        );
      }),
    hint: () =>
      void doing(async () => {
        const { session, step } = shown;
        if (step === null) return;
        const taken = step.hints.length + 1;
        take((await callUntilAnswered('hint', { session, step: step.at, taken }, say)).shown);
        say(`Hint ${taken} of ${step.hintCount} is below the goals.`);
        panel.querySelector('.hint:last-of-type')?.scrollIntoView({ block: 'nearest' });
      }),
    undo: () =>
      void doing(async () => {
        const { session, turn } = shown;
        const { undone } = await callUntilAnswered('undo', { session, turn }, say);
        await refresh(true);
        say(undone === null ? 'There was nothing to take back.' : `Taken back: ${undone}`);
      }),
    reset: () =>
      void doing(async () => {
        const { session } = shown;
        if (!(await confirmed('Begin this lab again? What you did in it goes.', 'Begin again'))) return;
        take((await call('reset', { session })).shown);
        await refresh(true);
        say('The lab begins again.');
      }),
    files: () =>
      void doing(async () => {
        const { files } = await call('files', { session: shown.session });
        showFiles(files, (path) => shell.suggest(`nano ${/^[\w./-]+$/.test(path) ? path : `'${path}'`}`));
      }),
    suggest: (line: string) => shell.suggest(line),
  };

  drawTask(panel, shown, checked, actions);
  shell.show(first.entries ?? []);
  showEditor();
  if (shown.edit === null && matchMedia('(pointer: fine)').matches) shell.focus();
  setInterval(() => {
    if (!document.hidden && !working && !document.body.classList.contains('gone')) void refresh(false);
  }, LOOK_MS);
}
