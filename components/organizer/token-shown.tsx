"use client";

import { useTranslations } from "next-intl";
import { SecretShown } from "#components/organizer/secret-shown";

/** A token just made. */
export function TokenShown({ name, token }: { name: string; token: string }) {
  const t = useTranslations("tokens.made");
  const texts = {
    ...{ title: t("title", { name }), text: t("text"), label: t("label", { name }) },
    ...{ copy: t("copy"), copied: t("copied"), copyByHand: t("copyByHand") },
  };
  return <SecretShown value={token} texts={texts} />;
}
