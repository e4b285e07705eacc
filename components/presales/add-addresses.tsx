"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { UnsavedGuard } from "#components/desk/guard/unsaved-guard";
import { useToast } from "#components/desk/toast/toaster";
import { Refused } from "#components/presales/refused";
import { Button } from "#components/ui/button";
import { Field } from "#components/ui/field";
import { TextArea } from "#components/ui/text-area";
import { fileClass } from "#components/ui/text-input";
import { ADDRESSES_AT_ONCE_MAX } from "#lib/seating/access/access-contract";
import { type ApiRefusal, call } from "../api/call.ts";
import { useFocusOnWrong } from "../ui/focus-wrong.ts";
import { type AddressLines, readAddresses } from "./read-addresses.ts";

type Answer = { wrong?: AddressLines["wrong"] | "empty"; refusal?: ApiRefusal };

/** Puts mail addresses on the list of a presale: pasted, or from a file. All lines are right, or none is added. */
export function AddAddresses({ eventId, windowId }: { eventId: number; windowId: number }) {
  const t = useTranslations("presales.list");
  const toast = useToast();
  const router = useRouter();
  const [text, setText] = useState("");
  const [answer, setAnswer] = useState<Answer>({});
  const [isPending, setPending] = useState(false);
  const form = useFocusOnWrong(answer, answer.wrong !== undefined);

  async function send(submitted: FormEvent<HTMLFormElement>) {
    submitted.preventDefault();
    if (isPending) return;
    const { addresses, wrong } = readAddresses(text);
    if (wrong.length > 0 || addresses.length === 0) return setAnswer({ wrong: wrong.length > 0 ? wrong : "empty" });
    setPending(true);
    const sent = await addAll({ eventId, windowId, addresses });
    setPending(false);
    router.refresh();
    if ("refusal" in sent) return setAnswer({ refusal: sent.refusal });
    setAnswer({});
    setText("");
    toast({ text: t("added", { added: sent.added, known: addresses.length - sent.added }) });
  }

  return (
    <form
      ref={form}
      onSubmit={(submitted) => void send(submitted)}
      noValidate
      className="flex max-w-2xl flex-col gap-4"
    >
      <UnsavedGuard isRefused={answer.wrong !== undefined || answer.refusal !== undefined} />
      {answer.refusal ? <Refused refusal={answer.refusal} /> : null}
      <Field id="presale-addresses" label={t("paste")} hint={t("pasteHint")} error={useWrongWords(answer.wrong)}>
        {(control) => (
          <TextArea
            {...control}
            name="addresses"
            rows={5}
            spellCheck={false}
            autoComplete="off"
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <Field id="presale-file" label={t("file")}>
        {(control) => (
          <input
            {...control}
            type="file"
            accept=".csv,.txt,text/csv,text/plain"
            className={fileClass}
            onChange={({ target }) => void target.files?.[0]?.text().then(setText)}
          />
        )}
      </Field>
      <Button type="submit" variant="secondary" className="self-start" aria-disabled={isPending || undefined}>
        {t(isPending ? "adding" : "add")}
      </Button>
    </form>
  );
}

/** Sends them by as many as one request takes. */
async function addAll(of: { eventId: number; windowId: number; addresses: readonly string[] }) {
  let added = 0;
  for (let from = 0; from < of.addresses.length; from += ADDRESSES_AT_ONCE_MAX) {
    const answer = await call("PATCH /api/v1/events/{id}/sale-windows/{window_id}/addresses", {
      params: { id: of.eventId, window_id: of.windowId },
      body: { add: of.addresses.slice(from, from + ADDRESSES_AT_ONCE_MAX) },
    });
    if (!answer.ok) return { refusal: answer.refusal };
    added += answer.value.added;
  }
  return { added };
}

const LINES_NAMED = 5;

function useWrongWords(wrong: Answer["wrong"]): string | undefined {
  const t = useTranslations("presales.list");
  if (wrong === undefined) return undefined;
  if (wrong === "empty") return t("none");
  const named = wrong.slice(0, LINES_NAMED).map(({ line, text }) => t("line", { line, text }));
  return t("wrong", { count: wrong.length, lines: named.join("; ") });
}
