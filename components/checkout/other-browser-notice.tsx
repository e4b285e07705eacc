"use client";

import { useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";

/** At checkout: the time inside belongs to the browser that came in, so the seats are paid for there. */
export function OtherBrowserNotice({ eventSlug }: { eventSlug: string }) {
  const t = useTranslations("checkout.otherBrowser");
  return (
    <Notice
      tone="warn"
      urgent
      title={t("title")}
      action={
        <LinkButton variant="secondary" href={`/events/${eventSlug}/queue?browser=other`}>
          {t("action")}
        </LinkButton>
      }
    >
      {t("text")}
    </Notice>
  );
}
