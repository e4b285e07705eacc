import { getTranslations } from "next-intl/server";
import { QrCode } from "#components/tickets/qr-code";
import { Card } from "#components/ui/card";

/** The secret for the authenticator app: a code to scan, and the same as text for those who cannot. */
export async function TwoFactorSetUp({ secret, uri }: { secret: string; uri: string }) {
  const t = await getTranslations("security");
  return (
    <Card className="flex flex-col gap-5">
      <h2 className="text-heading">{t("setUp.title")}</h2>
      <p className="max-w-prose text-ink-soft">{t("setUp.lead")}</p>
      <QrCode text={uri} label={t("setUp.qr")} className="w-full max-w-56 rounded-control" />
      <div>
        <p className="font-semibold text-[0.9375rem]">{t("setUp.byHand")}</p>
        <code className="mt-1 block font-mono text-lg tracking-wider">{secret.match(/.{1,4}/g)?.join(" ")}</code>
      </div>
      <a
        href={uri}
        className="inline-flex min-h-touch items-center self-start font-semibold underline underline-offset-4"
      >
        {t("setUp.onThisPhone")}
      </a>
    </Card>
  );
}
