"use client";

import { useTranslations } from "next-intl";
import { SecretShown } from "#components/organizer/secret-shown";

/** A webhook's new signing secret, shown once. */
export function WebhookSecret({ url, secret }: { url: string; secret: string }) {
  const t = useTranslations("webhooks.secret");
  const texts = {
    ...{ title: t("title"), text: t("text", { url }), label: t("label") },
    ...{ copy: t("copy"), copied: t("copied"), copyByHand: t("copyByHand") },
  };
  return <SecretShown value={secret} texts={texts} />;
}
