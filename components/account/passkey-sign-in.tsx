"use client";

import { browserSupportsWebAuthnAutofill, startAuthentication, WebAuthnAbortService } from "@simplewebauthn/browser";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useSyncExternalStore, useTransition } from "react";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import type { PasskeyProblem, PasskeySignInActions } from "./passkey-state.ts";
import { unanswered } from "./unanswered.ts";

/**
 * Signs in with a passkey by a button; and, where the browser can, offers the keys it has in the field for the mail
 * (an input with `autocomplete="username webauthn"`) as soon as the page is open. Nothing is drawn without JavaScript or
 * where there are no passkeys to be had.
 */
export function PasskeySignIn({ actions, next }: { actions: PasskeySignInActions; next: string }) {
  const t = useTranslations("security");
  const isAble = useSyncExternalStore(nothingChanges, hasPasskeys, () => false);
  const [problem, setProblem] = useState<PasskeyProblem>();
  const [isPending, startTransition] = useTransition();
  const server = useRef(actions);
  // Set when the button is pressed: an offer still on its way must not break off what the reader began meanwhile.
  const isPressed = useRef(false);
  useEffect(() => {
    let isLeft = false;
    void offerInField(server.current, () => isLeft || isPressed.current).then(async (answer) => {
      if (answer && !isLeft && !isPressed.current)
        setProblem(await server.current.finish({ answer, next }).catch(unanswered));
    }, unanswered);
    return () => {
      isLeft = true;
      WebAuthnAbortService.cancelCeremony();
    };
  }, [next]);
  if (!isAble) return null;
  const signIn = () => {
    isPressed.current = true;
    startTransition(async () => {
      setProblem(undefined);
      setProblem(await ask().catch(unanswered));
    });
  };
  const ask = async (): Promise<PasskeyProblem> => {
    const { options: optionsJSON, problem: refused } = await actions.begin({});
    if (refused) return refused;
    const answer = await startAuthentication({ optionsJSON }).catch(() => undefined);
    return answer ? await actions.finish({ answer, next }) : "no_answer";
  };
  return (
    <div className="flex flex-col gap-4">
      <Button variant="secondary" size="lg" block onClick={signIn} aria-disabled={isPending || undefined}>
        {isPending ? t("pending") : t("passkeySignIn.button")}
      </Button>
      {problem && !isPending ? (
        <Notice tone="bad" urgent>
          {t(`passkeyOutcome.${problem}`)}
        </Notice>
      ) : null}
    </div>
  );
}

/** Waits, as long as the page is open, for the reader to choose a passkey where the mail is typed. */
async function offerInField({ begin }: PasskeySignInActions, isOver: () => boolean) {
  if (!document.querySelector("input[autocomplete$='webauthn']")) return undefined;
  if (!(await browserSupportsWebAuthnAutofill()) || isOver()) return undefined;
  const { options: optionsJSON } = await begin({});
  if (!optionsJSON || isOver()) return undefined;
  // It ends without an answer when the button is pressed instead, or the page is left.
  return startAuthentication({ optionsJSON, useBrowserAutofill: true }).catch(() => undefined);
}

const nothingChanges = () => () => {};
const hasPasskeys = () => "PublicKeyCredential" in window;
