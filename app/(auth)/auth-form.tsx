"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field";
import { Notice } from "#components/ui/notice";
import { SubmitButton } from "#components/ui/submit-button";
import { TextInput } from "#components/ui/text-input";
import { useFocusOnWrong } from "../../components/ui/focus-wrong.ts";
import { useFormAction } from "../../components/ui/use-form-action.ts";
import { EMPTY_FORM, type FormState } from "./form-state.ts";

export type AuthField = {
  name: "email" | "newEmail" | "password" | "newPassword" | "name" | "code";
  autoComplete: string;
  value?: string;
  readOnly?: boolean;
};

/** The form of every page that signs a person in or changes their account. It posts without JavaScript; with it, the first wrong field gets the focus. */
export function AuthForm(props: {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  fields: readonly AuthField[];
  submit:
    | "signIn"
    | "sendCode"
    | "signUp"
    | "checkCode"
    | "rename"
    | "forgot"
    | "reset"
    | "administrator"
    | "confirm"
    | "confirmCode"
    | "changePassword"
    | "changeEmail"
    | "checkEmail";
  variant?: "primary" | "secondary";
  next?: string;
  /** The token of the link that led here. */
  token?: string;
}) {
  const t = useTranslations("auth");
  const [state, send] = useFormAction(props.action, EMPTY_FORM);
  const form = useFocusOnWrong(state, Boolean(state.wrong) || state.refusal === "password_breached");
  return (
    <form ref={form} action={send} noValidate className="flex flex-col gap-5">
      <Outcome state={state} done={t(props.submit === "forgot" ? "linkSent" : "saved")} />
      {props.fields.map((field) => (
        <EndpointInput key={field.name} field={field} state={state} scope={props.submit} />
      ))}
      {props.next ? <input type="hidden" name="next" value={props.next} /> : null}
      {props.token ? <input type="hidden" name="token" value={props.token} /> : null}
      <SubmitButton size="lg" block variant={props.variant ?? "primary"} pendingText={t("pending")}>
        {t(`submit.${props.submit}`)}
      </SubmitButton>
    </form>
  );
}

/** How the last attempt ended, where that is not a matter of one field. */
function Outcome({ state, done }: { state: FormState; done: string }) {
  const t = useTranslations("auth");
  const said = state.wait ? t("slowDown", { seconds: state.wait }) : state.refusal && t(`refusals.${state.refusal}`);
  if (said && state.refusal !== "password_breached")
    return (
      <Notice tone="bad" urgent>
        {said}
      </Notice>
    );
  return state.done ? (
    <Notice tone="good" urgent>
      {done}
    </Notice>
  ) : null;
}

const TYPES = {
  email: "email",
  newEmail: "email",
  password: "password",
  newPassword: "password",
  name: "text",
  code: "text",
} as const;
const SENT_AS = { newPassword: "password", newEmail: "email" } as const;

function EndpointInput({ field, state, scope }: { field: AuthField; state: FormState; scope: string }) {
  const t = useTranslations("auth");
  const name = field.name in SENT_AS ? SENT_AS[field.name as keyof typeof SENT_AS] : field.name;
  const isBreached = field.name === "newPassword" && state.refusal === "password_breached";
  const problem = isBreached ? t("refusals.password_breached") : undefined;
  return (
    <Field
      id={`${scope}-${name}`}
      label={t(`fields.${field.name}`)}
      hint={field.name === "newPassword" || field.name === "code" ? t(`hints.${field.name}`) : undefined}
      error={state.wrong?.includes(name) ? t(`wrong.${field.name}`) : problem}
    >
      {(control) => (
        <TextInput
          {...control}
          name={name}
          type={TYPES[field.name]}
          autoComplete={field.autoComplete}
          defaultValue={state.values[name] ?? field.value}
          readOnly={field.readOnly}
          maxLength={254}
          {...(field.name === "code"
            ? { inputMode: "numeric", className: "tabular text-center text-2xl tracking-[0.4em]" }
            : {})}
        />
      )}
    </Field>
  );
}
