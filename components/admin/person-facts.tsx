import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { PersonBadges } from "#components/admin/person-badges";
import { Card } from "#components/ui/card";
import type { PersonDetail } from "#lib/privacy/people/contract";
import { dateText } from "../ui/date-text.ts";

/** What an administrator needs to know of a person, and nothing of what they bought. */
export function PersonFacts({ person, address }: { person: PersonDetail; address: string | null }) {
  const t = useTranslations("people");
  const roles = useTranslations("organizer.roles");
  const locale = useLocale();
  const { second_factors: factors, organizations, disablement } = person;
  const hasFactors = factors.authenticator || factors.passkeys > 0;
  return (
    <Card>
      <dl className="grid gap-x-6 sm:grid-cols-[12rem_1fr] sm:gap-y-3 max-sm:[&_dd]:mb-3 [&_dt]:text-ink-soft">
        <dt>{t("state")}</dt>
        <dd>
          <PersonBadges person={person} />
        </dd>
        {disablement ? (
          <>
            <dt>{t("reason")}</dt>
            <dd className="whitespace-pre-line">
              {t("disabledSince", { day: dateText(disablement.since, { timeZone: "UTC", style: "dated", locale }) })}
              {disablement.reason ? `\n${disablement.reason}` : ""}
            </dd>
          </>
        ) : null}
        <dt>{t("email")}</dt>
        <dd className="[overflow-wrap:anywhere]">{address ?? t("erasedText")}</dd>
        <dt>{t("sessions")}</dt>
        <dd>{t("sessionsAre", { count: person.sessions })}</dd>
        <dt>{t("factors")}</dt>
        <dd>
          {hasFactors
            ? t("factorsAre", { app: String(factors.authenticator), passkeys: factors.passkeys })
            : t("noFactors")}
        </dd>
        <dt>{t("orders")}</dt>
        <dd className="tabular">{person.orders}</dd>
        <dt>{t("works")}</dt>
        <dd>
          {organizations.length === 0 ? t("worksNowhere") : null}
          <ul className="flex flex-col gap-1">
            {organizations.map(({ id, name, role }) => (
              <li key={id}>
                <Link href={`/admin/organizations/${id}`} className="font-semibold underline underline-offset-4">
                  {name}
                </Link>
                , {roles(role)}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
    </Card>
  );
}
