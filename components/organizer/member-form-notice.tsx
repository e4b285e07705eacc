"use client";

import { useTranslations } from "next-intl";
import { Notice } from "#components/ui/notice";
import { readableMail } from "#lib/platform/mail-address";
import type { MemberFormState } from "./member-form-state.ts";

/** How a form about members ended, read out at once. */
export function MemberFormNotice({ state }: { state: MemberFormState }) {
  const t = useTranslations("organizer");
  if (state.refusal) {
    return (
      <Notice tone="bad" urgent>
        {t(`refusals.${state.refusal}`)}
      </Notice>
    );
  }
  if (!state.done) return null;
  return (
    <Notice tone="good" urgent>
      {state.done === "sent" ? t("invite.sent", { email: readableMail(state.email ?? "") }) : null}
      {state.done === "revoked" ? t("invite.revoked") : null}
      {state.done === "changed" || state.done === "removed" ? t(`members.${state.done}`) : null}
    </Notice>
  );
}
