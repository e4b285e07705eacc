import { appendAudit } from "#lib/audit/append-audit";
import type { Administrator } from "#lib/identity/identify";
import { changeSwitch } from "#lib/protection/load/change-switch";
import type { Setting, Step } from "#lib/protection/load/steps";

/**
 * Lets a step of degradation follow the load again, forces or forbids it; it works in every process within two seconds. Logged with what it
 * was before. Setting it as it is changes nothing.
 */
export function setLoadSwitch(
  administrator: Administrator,
  { step, setting }: { step: Step; setting: Setting },
): Promise<void> {
  return changeSwitch({ step, setting }, (tx, before) =>
    appendAudit(tx, {
      ...{ actor: `user:${administrator.userId}`, action: "load.switch", subject: step, outcome: setting },
      detail: { from: before, to: setting },
    }),
  );
}
