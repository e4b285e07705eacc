import { getLocale, getTranslations } from "next-intl/server";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import type { TokenFamilyView } from "#lib/identity/queries";
import { nameBrowser } from "#lib/identity/sign-in/browser-name";
import { dateText } from "../../../../components/ui/date-text.ts";
import { endClientAction } from "../actions.ts";

/** The programs that are signed in through the API, each with the way to end it; nothing where there are none. */
export async function ApiClientList({ clients }: { clients: readonly TokenFamilyView[] }) {
  const t = await getTranslations("auth");
  if (clients.length === 0) return null;
  return (
    <Card className="flex flex-col gap-5">
      <h2 className="text-heading">{t("clientsTitle")}</h2>
      <p className="text-ink-soft">{t("clientsLead")}</p>
      <ul className="flex flex-col divide-y divide-line border-line border-y">
        {clients.map((client) => (
          <ClientRow key={client.id} client={client} />
        ))}
      </ul>
    </Card>
  );
}

async function ClientRow({ client }: { client: TokenFamilyView }) {
  const t = await getTranslations("auth");
  const at = dateText(client.refreshedAt, { timeZone: "UTC", style: "short", locale: await getLocale() });
  const name = nameBrowser(client.client).browser || client.client.slice(0, 80) || t("unknownBrowser");
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-4">
      <div className="min-w-0">
        <p className="break-words font-semibold">{name}</p>
        <p className="tabular mt-1 text-ink-soft text-sm">{t("lastSeen", { at: `${at} UTC` })}</p>
      </div>
      <form action={endClientAction}>
        <input type="hidden" name="client" value={client.id} />
        <Button type="submit" variant="secondary" aria-label={t("endClientNamed", { client: name })}>
          {t("endSession")}
        </Button>
      </form>
    </li>
  );
}
