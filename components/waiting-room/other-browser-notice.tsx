"use client";

import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";

/** At checkout: the time inside belongs to the browser that came in, so the seats are paid for there. */
export function OtherBrowserNotice({ path }: { path: string }) {
  const t = useTranslations("checkout.otherBrowser");
  return (
    <Notice
      tone="warn"
      urgent
      title={t("title")}
      action={
        <LinkButton variant="secondary" href={path}>
          {t("action")}
        </LinkButton>
      }
    >
      {t("text")}
    </Notice>
  );
}
