"use client";

import { useTranslations } from "next-intl";
import { RefusedNotice } from "#components/desk/refused-notice";
import { Notice } from "#components/ui/notice";
import { readableMail } from "#lib/platform/mail-address";
import type { MemberFormState } from "./member-form-state.ts";

/** How a form about members ended, read out at once. */
export function MemberFormNotice({ state }: { state: MemberFormState }) {
  const t = useTranslations("organizer");
  if (state.refusal) {
    return <RefusedNotice code={state.refusal}>{t(`refusals.${state.refusal}`)}</RefusedNotice>;
  }
  if (!state.done) return null;
  return (
    <Notice tone="good" urgent>
      {state.done === "sent" ? t("invite.sent", { email: readableMail(state.email ?? "") }) : null}
      {state.done === "changed" ? t("members.changed") : null}
    </Notice>
  );
}
