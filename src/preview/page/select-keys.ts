/** What moves the choice of a closed select in one browser or another, or opens its list. */
const KEYS = new Set([
  'ArrowDown',
  'ArrowUp',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageDown',
  'PageUp',
]);

/**
 * Calls `confirmed` when a person has chosen from a select that acts at once. A key on the closed select opens its
 * list, where arrows move and Enter confirms. Where the browser cannot open it (showPicker is missing or refused) keys
 * move the closed select as they do there, Enter confirms, and leaving it puts back what was chosen before.
 */
export function onConfirmed(select: HTMLSelectElement, confirmed: () => void): void {
  let before: string | undefined;
  select.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || isOpen(select)) return;
    if (before !== undefined && event.key === 'Enter') {
      event.preventDefault();
      const moved = select.value !== before;
      before = undefined;
      if (moved) confirmed();
    } else if (KEYS.has(event.key) || event.key.length === 1 || event.key === 'Enter') {
      if (opens(select)) event.preventDefault();
      else if (event.key !== ' ' && event.key !== 'Enter' && !event.altKey) before ??= select.value;
    }
  });
  select.addEventListener('pointerdown', () => {
    before = undefined;
  });
  select.addEventListener('blur', () => {
    if (before !== undefined) select.value = before;
    before = undefined;
  });
  select.addEventListener('change', () => {
    if (before === undefined) confirmed();
  });
}

/** Some browsers tell the select of keys while its list has them; those know `:open`. */
function isOpen(select: HTMLSelectElement): boolean {
  return CSS.supports('selector(:open)') && select.matches(':open');
}

function opens(select: HTMLSelectElement): boolean {
  try {
    select.showPicker();
    return true;
  } catch {
    return false;
  }
}
