import { globalDb } from "#lib/platform/db/db";
import { inTransaction, type Transaction } from "#lib/platform/db/transaction";
import type { Setting, Step, Switches } from "./steps.ts";

/** A statement that waits for a connection like all others, and then does nothing. */
export async function askNothing(): Promise<void> {
  await globalDb().$queryRaw`SELECT 1`;
}

/** What administrators said about the steps; a step that is left out follows the load. */
export async function loadSwitches(): Promise<Switches> {
  const rows = await globalDb().$queryRaw<{ step: Step; setting: Setting }[]>`SELECT step, setting FROM load_switches`;
  return Object.fromEntries(rows.map(({ step, setting }) => [step, setting]));
}

/** Sets a step's switch and notes how it stood. Does nothing when it stands so already. */
export async function claimSwitch(
  { step, setting }: { step: Step; setting: Setting },
  note: (tx: Transaction, before: Setting) => Promise<void>,
): Promise<void> {
  await inTransaction(globalDb(), async (tx) => {
    await tx.$executeRaw`INSERT INTO load_switches (step, setting) VALUES (${step}, 'automatic') ON CONFLICT (step) DO NOTHING`;
    const [row] = await tx.$queryRaw<{ setting: Setting }[]>`
      SELECT setting FROM load_switches WHERE step = ${step} FOR UPDATE`;
    if (!row || row.setting === setting) return;
    await tx.$executeRaw`UPDATE load_switches SET setting = ${setting}, set_at = now() WHERE step = ${step}`;
    await note(tx, row.setting);
  });
}
