import type { Choice, Command, CommandOption } from '../wire.ts';
import { act, complete, type FormValue } from './api.ts';
import { ChoiceList, type Entry } from './choice-list.ts';
import { fill, h } from './dom.ts';
import { emojiImage } from './markdown.ts';
import { fitting, fixedChoices, type Runnable, runnables } from './runnable.ts';

/** Where the composer sends to, and what it may offer. */
export interface Target {
  readonly user: string;
  readonly place: string;
  readonly placeName: string;
  readonly commands: readonly Command[];
  readonly fail: (message: string) => void;
}

/** The line at the bottom: plain messages, `/` for commands, and a picked command with its options. */
export class Composer {
  readonly element = h('form', { class: 'composer', 'data-testid': 'composer', autocomplete: 'off' });
  private readonly list = new ChoiceList();
  private target: Target | undefined;
  private files: File[] = [];

  constructor() {
    this.element.addEventListener('submit', (event) => event.preventDefault());
  }

  show(target: Target): void {
    const stays = this.target?.place === target.place;
    this.target = target;
    if (!stays) this.plain();
  }

  private plain(text = ''): void {
    const target = this.target;
    if (!target) return;
    this.list.close();
    const input = h('textarea', {
      rows: 1,
      placeholder: `Message ${target.placeName}, or / for commands`,
      'aria-label': `Message ${target.placeName}`,
      'data-testid': 'message-input',
      // A box of several lines may not be a combobox (ARIA in HTML); a text box may complete, too.
      'aria-autocomplete': 'list',
    });
    const picker = h('input', { type: 'file', multiple: true, hidden: true, 'data-testid': 'attach-file' });
    const names = h('div', { class: 'attached-names' });
    picker.addEventListener('change', () => {
      this.files = [...(picker.files ?? [])];
      fill(names, ...this.files.flatMap((file) => [emojiImage('📎'), ` ${file.name}  `]));
      input.focus();
    });
    const suggest = () => {
      input.rows = Math.min(8, input.value.split('\n').length);
      const typed = /^\/(.*)$/.exec(input.value)?.[1];
      if (typed === undefined) return this.list.close();
      const fits = fitting(runnables(target.commands), typed);
      this.list.open(
        input,
        'Commands',
        fits.map((one) => ({ label: `/${one.name}`, note: one.description, pick: () => this.command(one) })),
      );
    };
    const send = () => {
      if (input.value.startsWith('/') && this.list.pickFirst()) return;
      const files = this.files;
      if (input.value.trim() === '' && files.length === 0) return;
      this.files = [];
      act({ act: 'say', user: target.user, place: target.place, content: input.value }, files).catch(
        this.failed,
      );
      this.plain();
    };
    input.addEventListener('input', suggest);
    input.addEventListener('keydown', (event) => {
      if (this.list.key(event)) return;
      if (event.key === 'Enter' && !event.shiftKey) {
        event.preventDefault();
        send();
      }
    });
    const slash = () => {
      input.value = '/';
      input.focus();
      suggest();
    };
    fill(
      this.element,
      this.list.element,
      names,
      h(
        'div',
        { class: 'bar' },
        h(
          'button',
          { type: 'button', class: 'round', 'aria-label': 'Attach a file', onclick: () => picker.click() },
          '+',
        ),
        picker,
        input,
        h(
          'button',
          {
            type: 'button',
            class: 'round',
            'aria-label': 'Commands',
            'data-testid': 'slash',
            onclick: slash,
          },
          '/',
        ),
        h(
          'button',
          { type: 'button', class: 'round send', 'aria-label': 'Send', 'data-testid': 'send', onclick: send },
          '➤',
        ),
      ),
    );
    input.value = text;
    if (matchMedia('(hover: hover)').matches) input.focus();
  }

  private command(command: Runnable): void {
    const target = this.target;
    if (!target) return;
    this.list.close();
    const values = new Map<string, FormValue>();
    const fields = h('div', { class: 'options' });
    const send = () => {
      const missing = command.options.find((option) => option.required && !values.has(option.name));
      if (missing) {
        fields.querySelector<HTMLElement>(`[data-option="${missing.name}"] input`)?.focus();
        target.fail(`The option “${missing.name}” is required.`);
        return;
      }
      act({
        act: 'command',
        user: target.user,
        place: target.place,
        name: command.name,
        values: Object.fromEntries(values),
      }).catch(this.failed);
      // At once, as Discord does: what is typed while the answer is on its way is not lost.
      this.plain();
    };
    const keys = (event: KeyboardEvent) => {
      if (this.list.key(event)) return;
      if (event.key === 'Escape') this.plain();
      else if (event.key === 'Enter') {
        event.preventDefault();
        send();
      }
    };
    const addable = h('div', { class: 'addable' });
    const add = (option: CommandOption, focus: boolean) => {
      const field = this.field(command, option, values, target);
      fields.append(field);
      if (focus) field.querySelector('input')?.focus();
    };
    for (const option of command.options) {
      if (option.required) add(option, false);
      else {
        const chip = h(
          'button',
          {
            type: 'button',
            class: 'chip',
            title: option.description,
            'data-testid': `add-option-${option.name}`,
          },
          `+ ${option.name}`,
        );
        chip.addEventListener('click', () => {
          chip.remove();
          add(option, true);
        });
        addable.append(chip);
      }
    }
    const run = h(
      'button',
      {
        type: 'button',
        class: 'round send',
        'aria-label': `Run /${command.name}`,
        'data-testid': 'send',
        onclick: send,
      },
      '➤',
    );
    const panel = h(
      'div',
      {
        class: 'command-panel',
        'data-testid': 'command-panel',
        role: 'group',
        'aria-label': `/${command.name}`,
      },
      h(
        'div',
        { class: 'command-head' },
        h('strong', {}, `/${command.name}`),
        h('span', {}, command.description),
        h('button', { type: 'button', class: 'as-link', onclick: () => this.plain() }, 'Cancel'),
      ),
      h('div', { class: 'command-line' }, fields, addable, run),
    );
    panel.addEventListener('keydown', keys);
    fill(this.element, this.list.element, panel);
    (fields.querySelector('input') ?? run).focus();
  }

  /** One option as a labelled input with its choices, its autocomplete or its file. */
  private field(
    command: Runnable,
    option: CommandOption,
    values: Map<string, FormValue>,
    target: Target,
  ): HTMLElement {
    const testid = `option-${option.name}`;
    const hint = h('span', { class: 'option-name' }, option.name);
    if (option.type === 11) {
      const input = h('input', { type: 'file', 'data-testid': testid, 'aria-label': option.name });
      input.addEventListener('change', () => {
        const file = input.files?.[0];
        if (file) values.set(option.name, file);
      });
      return h('label', { class: 'option', 'data-option': option.name }, hint, input);
    }
    const numeric = option.type === 4 || option.type === 10;
    const input = h('input', {
      type: 'text',
      inputmode: numeric ? 'numeric' : 'text',
      placeholder: option.description,
      'data-testid': testid,
      'aria-label': `${option.name}: ${option.description}`,
      role: 'combobox',
      'aria-expanded': 'false',
    });
    const fixed = fixedChoices(option);
    const entries = (choices: readonly Choice[]): Entry[] =>
      choices.map((choice) => ({
        label: choice.name,
        pick: () => {
          input.value = choice.name;
          values.set(option.name, option.type === 5 ? choice.value === 1 : choice.value);
          this.list.close();
          input.focus();
        },
      }));
    let latest = 0;
    const suggest = async () => {
      if (fixed) {
        const fits = fitting(fixed, input.value);
        this.list.open(input, option.name, entries(fits.length > 0 ? fits : fixed));
      } else if (option.autocomplete) {
        latest += 1;
        const mine = latest;
        const others = Object.fromEntries(
          [...values].filter(([name, value]) => name !== option.name && !(value instanceof File)),
        );
        const choices = await complete({
          user: target.user,
          place: target.place,
          name: command.name,
          option: option.name,
          text: input.value,
          values: others,
        });
        if (mine === latest && document.activeElement === input)
          this.list.open(input, option.name, entries(choices));
      } else this.list.close();
    };
    const typed = () => {
      const text = input.value;
      const exact = fixed?.find((choice) => choice.name.toLowerCase() === text.trim().toLowerCase());
      if (text === '') values.delete(option.name);
      else if (fixed) {
        if (exact) values.set(option.name, option.type === 5 ? exact.value === 1 : exact.value);
        else values.delete(option.name);
      } else values.set(option.name, numeric ? Number(text) : text);
      suggest().catch(this.failed);
    };
    input.addEventListener('input', typed);
    input.addEventListener('focus', () => {
      suggest().catch(this.failed);
    });
    input.addEventListener('blur', () => setTimeout(() => this.list.closeFor(input), 150));
    return h('label', { class: 'option', 'data-option': option.name }, hint, input);
  }

  private readonly failed = (error: unknown): void => {
    this.target?.fail(error instanceof Error ? error.message : String(error));
  };
}
