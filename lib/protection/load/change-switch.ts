import type { Transaction } from "#lib/platform/db/transaction";
import { loadState } from "./load-state.ts";
import { claimSwitch, loadSwitches } from "./load-store.ts";
import type { Setting, Step } from "./steps.ts";

/**
 * Sets the switch of a step, which this process follows at once and others within two seconds. `note` writes down, in the same transaction,
 * that it was changed and how it stood; it is not called where it stands so already.
 */
export async function changeSwitch(
  { step, setting }: { step: Step; setting: Setting },
  note: (tx: Transaction, before: Setting) => Promise<void>,
): Promise<void> {
  await claimSwitch({ step, setting }, note);
  loadState().switches = await loadSwitches();
}
