import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Icon } from "#components/ui/icon";
import { LinkButton } from "#components/ui/link-button";
import { requirePerson } from "../../current-person.ts";
import { renameAction, signOutAction } from "../actions.ts";
import { DoorForm } from "../door-form.tsx";

/** Who I am here, the way to my tickets, and the way out. */
export default async function AccountPage() {
  const t = await getTranslations("auth");
  const person = await requirePerson("/account");
  return (
    <div className="page-column flex max-w-3xl flex-col gap-8 py-10 sm:py-16">
      <h1 className="poster-type text-title">{person.name ? t("hello", { name: person.name }) : t("accountTitle")}</h1>
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
        <dl>
          <dt className="font-semibold text-[0.9375rem]">{t("fields.email")}</dt>
          <dd className="mt-1">{person.email}</dd>
        </dl>
        <DoorForm
          action={renameAction}
          submit="rename"
          variant="secondary"
          fields={[{ name: "name", autoComplete: "name", value: person.name ?? "" }]}
        />
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
