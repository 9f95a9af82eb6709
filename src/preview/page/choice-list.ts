import { fill, h } from './dom.ts';

export interface Entry {
  readonly label: string;
  readonly note?: string;
  readonly pick: () => void;
}

/** The list above the composer: commands, choices, autocomplete. Arrow keys move, Enter and Tab pick, Esc closes. */
export class ChoiceList {
  readonly element = h('div', {
    class: 'choices',
    hidden: true,
    tabindex: 0,
    role: 'group',
    'aria-label': 'What you can choose',
    onkeydown: (event: KeyboardEvent) => this.key(event),
  });
  private entries: readonly Entry[] = [];
  private at = 0;
  private owner: HTMLElement | undefined;

  open(owner: HTMLElement, title: string, entries: readonly Entry[]): void {
    this.owner = owner;
    this.entries = entries;
    this.at = 0;
    this.element.hidden = entries.length === 0;
    this.expand(entries.length > 0);
    const items = entries.map((entry, index) =>
      h(
        'div',
        {
          role: 'option',
          id: `choice-${index}`,
          class: 'choice',
          'data-testid': 'choice',
          onmousedown: (event: Event) => {
            event.preventDefault();
            entry.pick();
          },
        },
        h('span', { class: 'choice-label' }, entry.label),
        entry.note ? h('span', { class: 'choice-note' }, entry.note) : null,
      ),
    );
    fill(
      this.element,
      h('div', { class: 'choices-title' }, title),
      h('div', { role: 'listbox', id: 'choices', 'aria-label': title }, ...items),
    );
    this.mark();
  }

  close(): void {
    this.entries = [];
    fill(this.element);
    this.element.hidden = true;
    this.expand(false);
    this.owner?.removeAttribute('aria-activedescendant');
  }

  closeFor(owner: HTMLElement): void {
    if (this.owner === owner && ![owner, this.element].includes(document.activeElement as HTMLElement))
      this.close();
  }

  pickFirst(): boolean {
    const entry = this.entries[this.at];
    entry?.pick();
    return entry !== undefined;
  }

  /** True when the key was meant for the list. */
  key(event: KeyboardEvent): boolean {
    if (this.entries.length === 0) return false;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.at = (this.at + step + this.entries.length) % this.entries.length;
      this.mark();
    } else if (event.key === 'Enter' || event.key === 'Tab') this.pickFirst();
    else if (event.key === 'Escape') this.close();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  private expand(open: boolean): void {
    // The list is only there while it is open, and what is controlled has to be there.
    if (open) this.owner?.setAttribute('aria-controls', 'choices');
    else this.owner?.removeAttribute('aria-controls');
    if (this.owner?.getAttribute('role') === 'combobox')
      this.owner.setAttribute('aria-expanded', String(open));
  }

  private mark(): void {
    const items = [...this.element.querySelectorAll('[role=option]')];
    items.forEach((item, index) => {
      item.setAttribute('aria-selected', String(index === this.at));
      if (index === this.at) item.scrollIntoView({ block: 'nearest' });
    });
    if (items.length > 0) this.owner?.setAttribute('aria-activedescendant', `choice-${this.at}`);
  }
}
