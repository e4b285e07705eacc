import type { ProofState } from "./proof-keeper.ts";

type Check = NonNullable<ProofState["check"]>;

type Turnstile = {
  render: (place: HTMLElement, options: Record<string, unknown>) => string | undefined;
  remove: (widget: string) => void;
};
type Recaptcha = {
  ready: (work: () => void) => void;
  execute: (siteKey: string, options: { action: string }) => Promise<string>;
};

declare global {
  interface Window {
    turnstile?: Turnstile;
    grecaptcha?: Recaptcha;
  }
}

/** As the server expects it (lib/protection/challenges/checks/human-check.ts). */
const ACTION = "challenge";

export type CheckPlace = {
  readonly place: HTMLElement;
  readonly locale: string;
  /** The token; undefined when the check cannot be made here. */
  readonly onAnswer: (token: string | undefined) => void;
  /** The widget asks the person for something, so it must be seen. */
  readonly onQuestion: () => void;
};

/** Makes the check of a service in its place, with the service's own script. Answers how to take it away. */
export function startCheck(check: Check, given: CheckPlace): () => void {
  let isOver = false;
  let remove: () => void = () => undefined;
  const start = check.provider === "turnstile" ? startTurnstile : startRecaptcha;
  start(check, given).then(
    (undo) => {
      remove = undo;
      if (isOver) undo();
    },
    () => given.onAnswer(undefined),
  );
  return () => {
    isOver = true;
    remove();
  };
}

/** https://developers.cloudflare.com/turnstile/get-started/client-side-rendering/ */
async function startTurnstile({ site_key: sitekey, nonce }: Check, given: CheckPlace): Promise<() => void> {
  await loadScript("https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit");
  const { turnstile } = window;
  const fail = () => given.onAnswer(undefined);
  const widget = turnstile?.render(given.place, {
    ...{ sitekey, action: ACTION, cData: nonce, language: given.locale, appearance: "interaction-only" },
    callback: given.onAnswer,
    "before-interactive-callback": given.onQuestion,
    "error-callback": fail,
    "unsupported-callback": fail,
  });
  if (!turnstile || widget === undefined) throw new Error("Turnstile shows no widget");
  return () => turnstile.remove(widget);
}

/** https://developers.google.com/recaptcha/docs/v3 asks the person nothing. */
async function startRecaptcha({ site_key: siteKey }: Check, { onAnswer }: CheckPlace): Promise<() => void> {
  await loadScript(`https://www.google.com/recaptcha/api.js?render=${encodeURIComponent(siteKey)}`);
  const { grecaptcha } = window;
  if (!grecaptcha) throw new Error("reCAPTCHA did not load");
  await new Promise<void>((resolve) => grecaptcha.ready(resolve));
  onAnswer(await grecaptcha.execute(siteKey, { action: ACTION }));
  return () => undefined;
}

const loaded = new Map<string, Promise<void>>();

/** Loads a script once. Rejects when it does not load, as where an extension blocks it. */
function loadScript(src: string): Promise<void> {
  const known = loaded.get(src);
  if (known) return known;
  const script = Object.assign(document.createElement("script"), { src, async: true });
  const loading = new Promise<void>((resolve, reject) => {
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", () => {
      loaded.delete(src);
      reject(new Error(`${src} did not load`));
    });
  });
  loaded.set(src, loading);
  document.head.append(script);
  return loading;
}
