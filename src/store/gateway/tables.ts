export interface GatewayTables {
  identify_slots: { bucket: number; free_at: number };
}
