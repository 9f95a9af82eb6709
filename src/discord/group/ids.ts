import { count, onButton, oneOf, onModal, routeTable } from '../platform/route.ts';

/** The text inputs of the box for the exam day. */
export const EXAM_INPUTS = ['day', 'zone'] as const;

/** The buttons of `/group`; they act for whoever presses them. */
export const groupIds = routeTable('group', {
  join: onButton(),
  leave: onButton(),
  mine: onButton(),
  /** Whether they may be named to others. */
  named: onButton(oneOf(['on', 'off'])),
  /** The exam day, and what was proposed for it: new cards, reviews, retention in per cent. */
  use: onButton(count, count, count, count),
  /** The exam day. */
  decline: onButton(count),
  exam: onButton(),
  examDay: onModal(EXAM_INPUTS),
});
