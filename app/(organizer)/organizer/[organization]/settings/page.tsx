import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { DeskClosed } from "#components/desk/desk-closed";
import { DeskTitle } from "#components/desk/desk-title";
import { ClientMessages } from "#components/layout/client-messages";
import { PayoutCard } from "#components/organizer/payout-card";
import { ProfileForm } from "#components/organizer/profile-form";
import { hasOrders } from "#lib/orders/reading/queries";
import { INVOICE_MODES } from "#lib/organizations/profile/profile-contract";
import { loadProfileOnWire } from "#lib/organizations/profile/profile-wire";
import { readPayoutAccount } from "#lib/payments/payouts/read-payout-account";
import { countryOptions, currencyOptions } from "../../../../choices.ts";
import { deskHere } from "../../../../who-asks.ts";
import { connectPayoutsAction, disconnectPayoutsAction, saveProfileAction } from "./actions.ts";

type Props = { params: Promise<{ organization: string }>; searchParams: Promise<{ payout?: string }> };

/** Who the organization is: what buyers read, what the law asks for, its money and its colours. Each part is saved by itself. */
export default async function SettingsPage({ params, searchParams }: Props) {
  const { organization: slug } = await params;
  const [t, locale] = await Promise.all([getTranslations("settings"), getLocale()]);
  const desk = await deskHere(slug, "organization.manage");
  if (!desk.ok) return <DeskClosed reason={desk.refusal.code} />;
  const { id } = desk.organization;
  const [profile, isSold, paid] = await Promise.all([
    loadProfileOnWire(id),
    hasOrders(id),
    readPayoutAccount(desk.staff, id),
  ]);
  const save = saveProfileAction.bind(null, { organization: slug });
  const isCurrencyFixed = isSold && profile.currency !== "";
  return (
    <ClientMessages namespaces={["settings", "pictures"]}>
      <div className="flex max-w-3xl flex-col gap-6">
        <DeskTitle title={t("title")} lead={t("lead")} />
        <ProfileForm part="public" save={save} profile={profile} />
        <ProfileForm part="legal" save={save} profile={profile} choices={{ country: countryOptions(locale) }} />
        <ProfileForm
          part="money"
          save={save}
          profile={profile}
          choices={{ currency: isCurrencyFixed ? onlyOf(profile.currency, locale) : currencyOptions(locale) }}
        >
          {isCurrencyFixed ? <p className="text-ink-soft">{t("currencyFixed")}</p> : null}
        </ProfileForm>
        {paid.ok ? (
          <PayoutCard
            payout={paid.payout}
            isLinkOver={(await searchParams).payout === "refresh"}
            connect={connectPayoutsAction.bind(null, { organization: slug })}
            disconnect={disconnectPayoutsAction.bind(null, { organization: slug })}
          />
        ) : null}
        <ProfileForm
          part="invoicing"
          save={save}
          profile={profile}
          choices={{
            invoices: INVOICE_MODES.map((value) => ({ value, label: t(`invoiceModes.${value}`) })),
            reverse_charge: (["false", "true"] as const).map((value) => ({
              value,
              label: t(`reverseCharge.${value}`),
            })),
          }}
        />
        <ProfileForm part="look" save={save} profile={profile} />
      </div>
    </ClientMessages>
  );
}

/** The one currency that is left once tickets were ordered. */
function onlyOf(currency: string, locale: string) {
  return currencyOptions(locale).filter(({ value }) => value === currency);
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title"), robots: { index: false } };
}
