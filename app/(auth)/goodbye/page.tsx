import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthPage } from "#components/layout/auth-page";
import { LinkButton } from "#components/ui/link-button";

/** Where an erased account leads. */
export default async function GoodbyePage() {
  const t = await getTranslations("personal");
  return (
    <AuthPage title={t("goodbye.title")} lead={t("goodbye.text")}>
      <LinkButton href="/" size="lg">
        {t("goodbye.action")}
      </LinkButton>
    </AuthPage>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("personal"))("goodbye.title"), robots: { index: false } };
}
