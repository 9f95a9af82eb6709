import type { ShownRow } from '../protocol.ts';
import { callUntilAnswered } from './api.ts';
import { h } from './dom.ts';

/** Every lab, with what comes next. */
export async function openListPage(app: HTMLElement): Promise<void> {
  const { rows } = await callUntilAnswered('list', {}, (text) => app.replaceChildren(h('p', {}, text)));
  app.replaceChildren(
    h(
      'main',
      { class: 'list' },
      h('h1', {}, 'Podium labs'),
      h('p', {}, 'A terminal on a simulated cluster, a task, and a check that looks at what is so.'),
      h('ul', {}, ...rows.map(row)),
    ),
  );
}

function row({ title, topic, difficulty, minutes, standing, missing, next, address }: ShownRow): HTMLElement {
  const state = { done: '✓ done', open: 'begun', '': '' }[standing];
  const facts = [topic, `${difficulty} of 5`, `${minutes} minutes`, state, next ? 'do this next' : ''];
  return h(
    'li',
    { class: next ? 'next' : '' },
    h('a', { href: address }, title),
    h('p', { class: 'facts' }, facts.filter((fact) => fact !== '').join(', ')),
    missing.length === 0 ? null : h('p', { class: 'facts' }, `Easier after: ${missing.join(', ')}`),
  );
}
