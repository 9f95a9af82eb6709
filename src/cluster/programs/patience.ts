/** How long a person waits for one `sleep` that was typed, in ms of the cluster's clock; then Ctrl-C is pressed. */
export const PATIENCE = 24 * 3_600_000;

/** How long for what sleeps again and again: a loop that never ends. */
export const LOOP_PATIENCE = 5 * 60_000;
