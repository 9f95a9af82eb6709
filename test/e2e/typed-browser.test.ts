import { describe, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { questionSource } from '../../src/play/library.ts';
import { press, shoot } from './browser-page.ts';
import { missing, visiting } from './chromium.ts';

const DECKS = (await ourDecks())
  .filter(({ id }) => id === 'mending-manifests')
  .map((deck) => ({ ...deck, cards: deck.cards.filter(({ id }) => id === 'restricted-init-forgotten') }));

describe.skipIf(missing).each([
  ['desktop', 1280, 1400],
  ['phone', 390, 2200],
] as const)('a manifest to mend in a browser, on a %s', (device, width, height) => {
  const visit = visiting({ width, height }, { questions: questionSource(() => DECKS) });

  test('is shown, edited in a box and marked', async () => {
    const page = visit.page();
    await page.getByTestId('message-input').pressSequentially('/quiz');
    await page.keyboard.press('Enter');
    await page.getByTestId('add-option-deck').click();
    await page.getByTestId('option-deck').fill('mending-manifests');
    await page.getByTestId('send').click();
    const card = page.getByTestId('message').first();
    await card.getByRole('button', { name: 'Edit the manifest…' }).waitFor();
    await shoot(card, `mend-asked-${device}`);
    await press(card, 'Edit the manifest…');
    const box = page.getByRole('dialog').getByRole('textbox');
    await box.waitFor();
    await page.screenshot({ path: `test-artifacts/mend-box-${device}.png` });
    const text = await box.inputValue();
    await box.fill(text.replace('cart-migrate:8', 'cart-migrate:9'));
    await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
    await card.filter({ hasText: 'Wrong' }).waitFor();
    await shoot(card, `mend-wrong-${device}`);
  });
});
