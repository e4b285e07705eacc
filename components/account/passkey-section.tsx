import { getTranslations } from "next-intl/server";
import { Card } from "#components/ui/card";
import { LinkButton } from "#components/ui/link-button";
import type { PasskeyView } from "#lib/identity/passkeys/passkey-contract";

/** The passkeys on the security page, and the way to add and remove them. */
export async function PasskeySection({ passkeys }: { passkeys: readonly PasskeyView[] }) {
  const t = await getTranslations("security");
  return (
    <Card className="flex flex-col gap-4">
      <h2 className="text-heading">{t("passkeys.title")}</h2>
      <p className="max-w-prose text-ink-soft">{t("passkeys.lead")}</p>
      {passkeys.length > 0 ? (
        <ul className="flex flex-col gap-1">
          {passkeys.map(({ id, name }) => (
            <li key={id} className="break-words font-semibold">
              {name}
            </li>
          ))}
        </ul>
      ) : null}
      <LinkButton href="/account/security/passkeys" variant="secondary" prefetch={false} className="self-start">
        {passkeys.length > 0 ? t("passkeys.change") : t("passkeys.addFirst")}
      </LinkButton>
    </Card>
  );
}
