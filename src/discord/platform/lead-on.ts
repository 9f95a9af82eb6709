import type { APIButtonComponent } from 'discord-api-types/v10';
import { button } from './components.ts';
import { quizEntries, reviewEntries } from './entries.ts';

/** **Practise the weakest** and **Review now**: where figures, settings and a series lead on to. */
export function practiceButtons(): readonly [APIButtonComponent, APIButtonComponent] {
  return [button(quizEntries.weakest.id(), 'Practise the weakest'), reviewButton()];
}

/** **Review now** */
export function reviewButton(style: 'primary' | 'secondary' = 'secondary'): APIButtonComponent {
  return button(reviewEntries.start.id(), 'Review now', style);
}
