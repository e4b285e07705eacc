"use client";

import { useTranslations } from "next-intl";
import { SecretShown } from "#components/organizer/secret-shown";

/** The secret that signs what is sent to an endpoint, just made. */
export function WebhookSecret({ url, secret }: { url: string; secret: string }) {
  const t = useTranslations("webhooks.secret");
  const texts = {
    ...{ title: t("title"), text: t("text", { url }), label: t("label") },
    ...{ copy: t("copy"), copied: t("copied"), copyByHand: t("copyByHand") },
  };
  return <SecretShown value={secret} texts={texts} />;
}
