import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "#components/layout/client-messages";
import { OwnOrganizationForm } from "#components/organizer/own-organization-form";
import { countryOptions, currencyOptions } from "../../../choices.ts";
import { requirePerson } from "../../../who-asks.ts";
import { makeOrganizationAction } from "./actions.ts";

/** The first step of selling: an organization with the little that cannot wait. All else is asked in its settings. */
export default async function StartSellingPage() {
  const person = await requirePerson("/sell/start");
  const [t, locale] = await Promise.all([getTranslations("sell"), getLocale()]);
  return (
    <div className="page-column flex max-w-2xl flex-col gap-6 py-10 sm:py-14">
      <header className="flex flex-col gap-2">
        <h1 className="text-title">{t("form.title")}</h1>
        <p className="max-w-prose text-ink-soft">{t("form.lead")}</p>
      </header>
      <ClientMessages namespaces={["sell"]}>
        <OwnOrganizationForm
          make={makeOrganizationAction}
          mail={person.email}
          countries={countryOptions(locale)}
          currencies={currencyOptions(locale)}
        />
      </ClientMessages>
    </div>
  );
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("sell"))("form.title"), robots: { index: false } };
}
