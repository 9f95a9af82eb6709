import type { Entry } from './choice-list.ts';
import { h } from './dom.ts';

/** A menu beside a button: arrow keys move, Enter picks, Esc or a click elsewhere closes. */
export function openMenu(anchor: HTMLElement, title: string, entries: readonly Entry[]): void {
  document.querySelector('.menu')?.remove();
  const close = () => {
    menu.remove();
    document.removeEventListener('pointerdown', outside, true);
    anchor.focus();
  };
  const outside = (event: Event) => {
    if (!menu.contains(event.target as Node)) close();
  };
  const items = entries.map((entry) =>
    h(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        'data-testid': 'menu-item',
        onclick: () => {
          close();
          entry.pick();
        },
      },
      entry.label,
    ),
  );
  const menu = h(
    'div',
    { class: 'menu', role: 'menu', 'aria-label': title },
    h('div', { class: 'menu-title' }, title),
    ...items,
    items.length === 0 ? h('div', { class: 'menu-empty' }, 'No apps for messages here') : null,
  );
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const at = items.indexOf(document.activeElement as HTMLButtonElement);
    const step = event.key === 'ArrowDown' ? 1 : -1;
    items[(at + step + items.length) % items.length]?.focus();
  });
  document.body.append(menu);
  const box = anchor.getBoundingClientRect();
  menu.style.top = `${Math.max(8, Math.min(box.bottom + 4, innerHeight - menu.offsetHeight - 8))}px`;
  menu.style.left = `${Math.max(8, Math.min(box.right - menu.offsetWidth, innerWidth - menu.offsetWidth - 8))}px`;
  items[0]?.focus();
  document.addEventListener('pointerdown', outside, true);
}
