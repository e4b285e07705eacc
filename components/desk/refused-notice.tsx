"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";

/** Why an action was refused, read out at once; with the way to a second factor where that is what was missing. */
export function RefusedNotice({ code, children }: { code: string; children: ReactNode }) {
  const t = useTranslations("organizer.closed");
  return (
    <Notice
      tone="bad"
      urgent
      action={
        code === "two_factor_required" ? (
          <LinkButton href="/account/security" variant="secondary">
            {t("toSecurity")}
          </LinkButton>
        ) : undefined
      }
    >
      {children}
    </Notice>
  );
}
