/** A time as the API writes it, with microseconds and an offset: `2026-11-27T20:56:26.123000+00:00`. */
export function apiTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00');
}
