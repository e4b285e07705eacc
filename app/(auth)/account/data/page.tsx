import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages";
import { buttonClass } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Icon } from "#components/ui/icon";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { isFreshProof } from "#lib/identity/sign-in/session-rules";
import { requirePerson } from "../../../who-asks.ts";
import { BackToAccount } from "../back-to-account.tsx";
import { eraseAccountAction } from "./actions.ts";
import { EraseForm } from "./erase-form.tsx";

/** Export and erasure of the person's data. The form for erasure appears only after a recent proof of identity. */
export default async function DataPage() {
  const t = await getTranslations("personal");
  const person = await requirePerson("/account/data");
  return (
    <div className="page-column flex max-w-3xl flex-col gap-8 py-10 sm:py-16">
      <BackToAccount />
      <h1 className="poster-type text-title">{t("title")}</h1>
      <Card className="flex flex-col items-start gap-4">
        <h2 className="text-heading">{t("export.title")}</h2>
        <p className="max-w-prose text-ink-soft">{t("export.text")}</p>
        <a
          href="/api/v1/me/export"
          download="fairseat-data.json"
          className={buttonClass({ variant: "secondary", size: "md", block: false })}
        >
          <Icon name="download" />
          {t("export.action")}
        </a>
      </Card>
      <Card className="flex flex-col gap-4">
        <h2 className="text-heading">{t("erase.title")}</h2>
        <p className="max-w-prose">{t("erase.text")}</p>
        <p className="max-w-prose">{t("erase.tickets")}</p>
        {isFreshProof(person.provenAt) ? (
          <ClientMessages namespaces={["personal"]}>
            <EraseForm action={eraseAccountAction} />
          </ClientMessages>
        ) : (
          <Notice
            action={
              <LinkButton variant="secondary" href="/account/confirm?next=/account/data">
                {t("erase.toConfirm")}
              </LinkButton>
            }
          >
            {t("erase.again")}
          </Notice>
        )}
      </Card>
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("personal"))("title"), robots: { index: false } };
}
