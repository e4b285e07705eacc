import { useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge";
import { Card } from "#components/ui/card";
import { SubmitButton } from "#components/ui/submit-button";
import { readableMail } from "#lib/platform/mail-address";
import type { PersonChange, PersonShown } from "./person-form-state.ts";

/** One account with its state and the possible changes, each with a confirmation. */
export function PersonCard({ person, act }: { person: PersonShown; act: (form: FormData) => void }) {
  const t = useTranslations("organizer");
  const name = person.name ?? readableMail(person.email);
  const hasFactors = person.hasAuthenticator || person.passkeys > 0;
  const changes: PersonChange[] = [
    person.isDisabled ? "enable" : "disable",
    ...(hasFactors ? ["reset_factors" as const] : []),
  ];
  return (
    <Card className="flex flex-col gap-5">
      <div>
        <h2 className="flex flex-wrap items-center gap-2 text-heading">
          <span className="[overflow-wrap:anywhere]">{name}</span>
          {person.isDisabled ? <Badge tone="bad">{t("people.disabled")}</Badge> : null}
          {person.isAdmin ? <Badge tone="accent">{t("roles.ADMIN")}</Badge> : null}
          {person.isSelf ? <Badge>{t("members.you")}</Badge> : null}
          {person.isVerified ? null : <Badge tone="warn">{t("people.unverified")}</Badge>}
        </h2>
        <p className="text-ink-soft text-sm [overflow-wrap:anywhere]">
          {readableMail(person.email)} · {t("members.since")} {person.since}
        </p>
      </div>
      <dl className="grid gap-x-6 sm:grid-cols-[12rem_1fr] sm:gap-y-2 max-sm:[&_dd]:mb-3">
        <dt className="text-ink-soft">{t("people.factors")}</dt>
        <dd>
          {hasFactors
            ? t("people.factorsAre", { app: String(person.hasAuthenticator), passkeys: person.passkeys })
            : t("people.noFactors")}
        </dd>
        <dt className="text-ink-soft">{t("people.sessions")}</dt>
        <dd>{t("people.sessionsAre", { count: person.sessions })}</dd>
        <dt className="text-ink-soft">{t("people.works")}</dt>
        <dd>
          {person.organizations.length === 0 ? t("people.worksNowhere") : null}
          <ul>
            {person.organizations.map((each) => (
              <li key={each.name}>
                {each.name}, {t(`roles.${each.role}`)}
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      {person.isSelf ? (
        <p className="text-ink-soft text-sm">{t("people.self")}</p>
      ) : (
        <div className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-t pt-4">
          {changes.map((change) => (
            <details key={change}>
              <summary className="inline-flex min-h-touch cursor-pointer list-none items-center rounded-control border border-line px-4 font-semibold hover:border-ink">
                {t(`people.changes.${change}`)}
              </summary>
              <form action={act} className="mt-2 flex max-w-sm flex-col gap-3 rounded-card bg-sunken p-4">
                <p className="text-sm">{t(`people.sure.${change}`, { name })}</p>
                <input type="hidden" name="email" value={person.email} />
                <input type="hidden" name="user_id" value={person.userId} />
                <input type="hidden" name="change" value={change} />
                <SubmitButton variant={change === "enable" ? "primary" : "danger"} pendingText={t("pending")}>
                  {t(`people.changes.${change}`)}
                </SubmitButton>
              </form>
            </details>
          ))}
        </div>
      )}
    </Card>
  );
}
