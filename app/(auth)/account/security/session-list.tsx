import { getLocale, getTranslations } from "next-intl/server";
import { Badge } from "#components/ui/badge";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import type { SessionView } from "#lib/identity/queries";
import { dateText } from "../../../../components/ui/date-text.ts";
import { endOtherSessionsAction, endSessionAction } from "../actions.ts";

/** The person's signed-in browsers, each with a button to end its session; this one ends by signing out. */
export async function SessionList({ sessions }: { sessions: readonly SessionView[] }) {
  const t = await getTranslations("auth");
  const others = sessions.filter(({ isThis }) => !isThis);
  return (
    <Card className="flex flex-col gap-5">
      <h2 className="text-heading">{t("sessionsTitle")}</h2>
      <ul className="flex flex-col divide-y divide-line border-line border-y">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
      {others.length > 0 ? (
        <form action={endOtherSessionsAction}>
          <Button type="submit" variant="danger">
            {t("endOthers")}
          </Button>
        </form>
      ) : (
        <p className="text-ink-soft">{t("noOthers")}</p>
      )}
    </Card>
  );
}

async function SessionRow({ session }: { session: SessionView }) {
  const t = await getTranslations("auth");
  const at = dateText(session.lastSeenAt, { timeZone: "UTC", style: "short", locale: await getLocale() });
  const { browser, system } = session;
  const device = browser && system ? t("browserOn", { browser, system }) : browser || system || t("unknownBrowser");
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-4">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-semibold">
          {device}
          {session.isThis ? <Badge tone="good">{t("thisDevice")}</Badge> : null}
          {session.isTwoFactor ? <Badge>{t("twoFactorShown")}</Badge> : null}
        </p>
        <p className="tabular mt-1 text-ink-soft text-sm">
          {session.isThis ? t("seenNow") : t("lastSeen", { at: `${at} UTC` })}
          {session.address ? ` · ${session.address}` : ""}
        </p>
      </div>
      {session.isThis ? null : (
        <form action={endSessionAction}>
          <input type="hidden" name="session" value={session.id} />
          <Button type="submit" variant="secondary" aria-label={t("endSessionNamed", { device })}>
            {t("endSession")}
          </Button>
        </form>
      )}
    </li>
  );
}
