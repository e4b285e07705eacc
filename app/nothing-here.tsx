import { useTranslations } from "next-intl";
import { Wrong } from "#components/layout/wrong";
import { LinkButton } from "#components/ui/link-button";

/** An address that leads nowhere, and the way back to something. */
export function NothingHere() {
  const t = useTranslations("errors");
  const findEvents = <LinkButton href="/search">{t("findEvents")}</LinkButton>;
  return <Wrong title={t("notFoundTitle")} text={t("notFoundText")} action={findEvents} />;
}
