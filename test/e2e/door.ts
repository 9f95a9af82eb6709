import { inject } from 'vitest';

/** How interactions come in: over the gateway, or as signed requests by HTTP. */
export type Door = 'gateway' | 'http';

declare module 'vitest' {
  interface ProvidedContext {
    door: Door;
  }
}

/** The door of these tests: PODIUM_E2E_DOOR, else what the project is for (vitest.config.ts). */
export const DOOR: Door = inject('door');
