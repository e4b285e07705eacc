"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { useToast } from "#components/desk/toast/toaster";
import { CodesFields, type CodesOpen } from "#components/presales/codes-fields";
import { LinkMade } from "#components/presales/link-made";
import { Refused } from "#components/presales/refused";
import { Button } from "#components/ui/button";
import { type ApiRefusal, call } from "../api/call.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { type CodesDraft, type CodesWrong, NEW_CODES, readCodes, wrongByServer } from "./read-codes.ts";
import type { SaleEvent } from "./sale-event.ts";

type Answer = { wrong: CodesWrong; refusal?: ApiRefusal; link?: { code: string; name: string } };

/** Makes access codes that people type, or a link. What it opens may be chosen by the page before. */
export function CodesForm(props: { event: SaleEvent; opens: CodesOpen; chosen: Partial<CodesDraft>; base: string }) {
  const { event, opens, base } = props;
  const t = useTranslations("presales");
  const router = useRouter();
  const toast = useToast();
  const [draft, setDraft] = useState<CodesDraft>({ ...NEW_CODES, ...props.chosen });
  const [answer, setAnswer] = useState<Answer>({ wrong: {} });
  const [isPending, setPending] = useState(false);
  const form = useFocusOnWrong(answer, Object.keys(answer.wrong).length > 0);

  async function send(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (isPending) return;
    const read = readCodes(draft, event.timeZone);
    if ("wrong" in read) return setAnswer({ wrong: read.wrong });
    setPending(true);
    const sent = await call("POST /api/v1/events/{id}/access-codes", { params: { id: event.id }, body: read.body });
    setPending(false);
    if (!sent.ok) {
      const { refusal } = sent;
      const wrong = refusal.code === "invalid_request" ? wrongByServer(refusal.fields, read.body.codes) : {};
      return setAnswer({ wrong, refusal });
    }
    router.refresh();
    const { made, first } = sent.value;
    if (first.is_link) return setAnswer({ wrong: {}, link: { code: first.code, name: first.name } });
    toast({ text: t("codes.made", { count: made }) });
    router.push(`${base}/access`);
  }

  if (answer.link) return <LinkMade {...answer.link} slug={event.slug} base={base} />;
  return (
    <form
      ref={form}
      onSubmit={(submitted) => void send(submitted)}
      noValidate
      className="flex max-w-2xl flex-col gap-6"
    >
      <UnsavedGuard isRefused={Boolean(answer.refusal || Object.keys(answer.wrong).length > 0)} />
      {answer.refusal ? <Refused refusal={answer.refusal} /> : null}
      <CodesFields
        {...{ event, opens, draft, wrong: answer.wrong }}
        change={(part) => setDraft((now) => ({ ...now, ...part }))}
      />
      <Button type="submit" className="self-start" aria-disabled={isPending || undefined}>
        {t(isPending ? "form.pending" : draft.kind === "link" ? "codes.makeLink" : "codes.make")}
      </Button>
    </form>
  );
}
