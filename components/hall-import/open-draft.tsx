"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { TextInput } from "#components/ui/text-input";
import { call } from "../api/call.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import type { ReadHall } from "./use-hall-import.ts";

type Props = {
  plan: ReadHall["plan"];
  venue: number;
  nameMax: number /** The address of the venue's page. */;
  here: string;
};
type Sent = "open" | "sending" | "noName" | "limit" | "tooLarge" | "failed";

/** Makes a draft of what was read and leads to it. The name may be changed before. */
export function OpenDraft({ plan, venue, nameMax, here }: Props) {
  const t = useTranslations("hall-import.open");
  const router = useRouter();
  const [state, setState] = useState<{ sent: Sent }>({ sent: "open" });
  const { sent } = state;
  const form = useFocusOnWrong(state, sent === "noName");

  async function open(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (sent === "sending") return;
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (name === "") return setState({ sent: "noName" });
    setState({ sent: "sending" });
    const made = await call("POST /api/v1/venues/{id}/hall-drafts", {
      params: { id: venue },
      body: { name, plan: { ...plan, name } },
    });
    if (made.ok) return router.push(`${here}/halls/${made.value.id}`);
    const { code } = made.refusal;
    setState({ sent: code === "draft_limit_reached" ? "limit" : code === "payload_too_large" ? "tooLarge" : "failed" });
  }

  return (
    <form ref={form} onSubmit={open} noValidate className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-0 flex-1 basis-56">
          <Field id="hall-name" label={t("name")} error={sent === "noName" ? t("noName") : undefined}>
            {(control) => (
              <TextInput
                {...control}
                name="name"
                autoComplete="off"
                maxLength={nameMax}
                defaultValue={plan.name.slice(0, nameMax)}
              />
            )}
          </Field>
        </div>
        <Button type="submit" className="min-h-12" aria-disabled={sent === "sending" || undefined}>
          {t(sent === "sending" ? "pending" : "submit")}
        </Button>
      </div>
      {sent === "limit" || sent === "tooLarge" || sent === "failed" ? (
        <Notice tone="bad" urgent title={t(sent)} />
      ) : null}
    </form>
  );
}
