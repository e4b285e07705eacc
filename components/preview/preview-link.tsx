"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { useToast } from "#components/desk/toast/toaster";
import { SecretShown } from "#components/organizer/secret-shown";
import { Button } from "#components/ui/button";
import { Card } from "#components/ui/card";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { Select } from "#components/ui/select";
import type { MadePreviewWire, PreviewWire } from "#lib/catalog/preview/preview-contract";
import { PREVIEW_DAYS } from "#lib/catalog/preview/preview-contract";
import { call } from "../api/call.ts";
import { dateText } from "../ui/date-text.ts";

const DAYS = [1, 3, 7, PREVIEW_DAYS.default, 30, PREVIEW_DAYS.max] as const;

type Trouble = "published" | "forbidden" | "unreachable";
const TROUBLES: Partial<Record<string, Trouble>> = { preview_needs_draft: "published", forbidden: "forbidden" };

/** Makes, makes again and revokes the link that shows a draft to people without an account. */
export function PreviewLink(props: { event: { id: number; timeZone: string }; link: PreviewWire; mayWrite: boolean }) {
  const { event, link, mayWrite } = props;
  const t = useTranslations("preview.link");
  const router = useRouter();
  const toast = useToast();
  const [made, setMade] = useState<MadePreviewWire>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [isPending, setPending] = useState(false);
  const [days, setDays] = useState<number>(PREVIEW_DAYS.default);

  async function send(work: "make" | "revoke") {
    if (isPending) return;
    setPending(true);
    setTrouble(undefined);
    const params = { id: event.id };
    const sent =
      work === "make"
        ? await call("POST /api/v1/events/{id}/preview-link", { params, body: { days } })
        : await call("DELETE /api/v1/events/{id}/preview-link", { params });
    setPending(false);
    // Another organizer may have revoked it already.
    if (!sent.ok && !(work === "revoke" && sent.refusal.code === "not_found"))
      return setTrouble(TROUBLES[sent.refusal.code] ?? "unreachable");
    setMade(sent.ok ? sent.value : undefined);
    if (work === "revoke") toast({ text: t("revoked") });
    router.refresh();
  }

  return (
    <Card className="flex flex-col gap-4">
      <div className="flex flex-col gap-1">
        <h2 className="text-heading">{t("title")}</h2>
        <p className="max-w-prose text-ink-soft">{t("text")}</p>
      </div>
      {trouble ? (
        <Notice tone="bad" urgent>
          {t(`refusals.${trouble}`)}
        </Notice>
      ) : null}
      {made ? <Made link={made} /> : null}
      <State link={link} timeZone={event.timeZone} />
      {mayWrite ? (
        <div className="flex flex-wrap items-end gap-3">
          <Field id="preview-days" label={t("days")}>
            {(control) => (
              <Select
                {...control}
                value={String(days)}
                onChange={({ target }) => setDays(Number(target.value))}
                className="min-w-40"
              >
                {DAYS.map((count) => (
                  <option key={count} value={count}>
                    {t("dayCount", { count })}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Button aria-disabled={isPending || undefined} onClick={() => void send("make")}>
            {t(link.state === "none" ? "make" : "again")}
          </Button>
          {link.state === "none" ? null : (
            <Button variant="secondary" aria-disabled={isPending || undefined} onClick={() => void send("revoke")}>
              {t("revoke")}
            </Button>
          )}
        </div>
      ) : null}
    </Card>
  );
}

/** Until when the link shows the draft. */
function State({ link, timeZone }: { link: PreviewWire; timeZone: string }) {
  const t = useTranslations("preview.link");
  const locale = useLocale();
  const date = link.ends_at ? dateText(link.ends_at, { timeZone, style: "full", locale }) : "";
  return <p>{t(`state.${link.state}`, { date })}</p>;
}

function Made({ link }: { link: MadePreviewWire }) {
  const t = useTranslations("preview.link.made");
  const texts = {
    ...{ title: t("title"), text: t("text"), label: t("label") },
    ...{ copy: t("copy"), copied: t("copied"), copyByHand: t("copyByHand") },
  };
  return <SecretShown key={link.url} value={link.url} texts={texts} />;
}
