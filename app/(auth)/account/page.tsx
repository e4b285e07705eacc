import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Icon } from "#components/ui/icon";
import { LinkButton } from "#components/ui/link-button";
import { Notice } from "#components/ui/notice";
import { readableMail } from "#lib/platform/mail-address";
import { requirePerson } from "../../who-asks.ts";
import { renameAction, signOutAction } from "../actions.ts";
import { AuthForm } from "../auth-form.tsx";

type Props = { searchParams: Promise<{ done?: string | string[] }> };

/** Who I am here, the way to my tickets, how the account is opened, and the way out. */
export default async function AccountPage({ searchParams }: Props) {
  const t = await getTranslations("auth");
  const personal = await getTranslations("personal");
  const person = await requirePerson("/account");
  const { done } = await searchParams;
  return (
    <div className="page-column flex max-w-3xl flex-col gap-8 py-10 sm:py-16">
      <h1 className="poster-type text-title">{person.name ? t("hello", { name: person.name }) : t("accountTitle")}</h1>
      {done === "email" ? (
        <Notice tone="good" urgent>
          {t("emailDone")}
        </Notice>
      ) : null}
      <Card className="flex flex-wrap items-center justify-between gap-4">
        <div>
          <h2 className="text-heading">{t("ordersTitle")}</h2>
          <p className="mt-1 text-ink-soft">{t("ordersLead")}</p>
        </div>
        <LinkButton href="/orders">
          <Icon name="ticket" />
          {t("toOrders")}
        </LinkButton>
      </Card>
      <Card className="flex flex-col gap-5">
        <h2 className="text-heading">{t("detailsTitle")}</h2>
        <div className="flex flex-wrap items-end justify-between gap-4">
          <dl className="min-w-0">
            <dt className="font-semibold text-[0.9375rem]">{t("fields.email")}</dt>
            <dd className="mt-1 break-words">{readableMail(person.email)}</dd>
          </dl>
          <LinkButton href="/account/email" variant="secondary">
            {t("changeEmail")}
          </LinkButton>
        </div>
        <AuthForm
          action={renameAction}
          submit="rename"
          variant="secondary"
          fields={[{ name: "name", autoComplete: "name", value: person.name ?? "" }]}
        />
      </Card>
      <Card className="flex flex-wrap items-center justify-between gap-4">
        <div>
          <h2 className="text-heading">{t("securityTitle")}</h2>
          <p className="mt-1 text-ink-soft">{t("securityLead")}</p>
        </div>
        <LinkButton href="/account/security" variant="secondary">
          {t("toSecurity")}
        </LinkButton>
      </Card>
      <Card className="flex flex-wrap items-center justify-between gap-4">
        <div>
          <h2 className="text-heading">{personal("title")}</h2>
          <p className="mt-1 text-ink-soft">{personal("card")}</p>
        </div>
        <LinkButton href="/account/data" variant="secondary">
          {personal("toData")}
        </LinkButton>
      </Card>
      <form action={signOutAction}>
        <Button type="submit" variant="quiet" className="-ml-4">
          {t("signOut")}
        </Button>
      </form>
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("accountTitle"), robots: { index: false } };
}
