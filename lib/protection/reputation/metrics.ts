import { counter, gauge } from "#lib/platform/observability/metrics";
import { holder } from "./known-lists.ts";

export const listRefreshes = counter({
  name: "reputation_refreshes_total",
  help: "Files of reputation that were read",
  labelNames: ["list", "outcome"],
});

/** What this process judges by. */
gauge({
  name: "reputation_list_entries",
  help: "Networks or domains of each list of reputation that this process knows",
  labelNames: ["list"],
  collect() {
    this.reset();
    for (const [name, { list }] of holder().lists) this.set({ list: name }, list.entries);
  },
});
gauge({
  name: "reputation_list_read_timestamp_seconds",
  help: "When the file of each list was read that this process judges by",
  labelNames: ["list"],
  collect() {
    this.reset();
    for (const [name, { readAt }] of holder().lists) this.set({ list: name }, readAt.getTime() / 1_000);
  },
});
