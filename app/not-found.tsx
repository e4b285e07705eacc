import { getTranslations } from "next-intl/server";
import { Wrong } from "#components/layout/wrong";
import { LinkButton } from "#components/ui/link-button";
import { PageFrame } from "./page-frame.tsx";

/** An address that leads nowhere. */
export default async function NotFound() {
  const t = await getTranslations("errors");
  return (
    <PageFrame>
      <Wrong
        title={t("notFoundTitle")}
        text={t("notFoundText")}
        action={<LinkButton href="/search">{t("findEvents")}</LinkButton>}
      />
    </PageFrame>
  );
}
