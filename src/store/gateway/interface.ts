/** What the processes of one bot share of Discord's gateway. */
export interface GatewayStore {
  /**
   * Takes the right to begin one session in a bucket (the shards whose ids leave the same rest), which nobody else then has
   * for `windowMs`. Gives 0 where it was taken, or in how many ms it can be tried again.
   */
  takeIdentifySlot(input: IdentifySlot): Promise<number>;
}

export interface IdentifySlot {
  readonly bucket: number;
  readonly windowMs: number;
  readonly now: number;
}
