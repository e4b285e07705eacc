import { Icon, type IconName } from "#components/ui/icon";
import { classNames } from "../ui/class-names.ts";

/** A few choices of which one holds; each is a submit button, so the form works without JavaScript. */
export function SwitchBar(props: {
  label: string;
  icon: IconName;
  name: string;
  action: (form: FormData) => Promise<void>;
  choices: readonly { value: string; label: string; lang?: string; current: boolean }[];
}) {
  return (
    <form action={props.action} className="flex items-center gap-2">
      <Icon name={props.icon} className="size-5 text-ink-soft" />
      <fieldset className="flex rounded-control border border-line-strong bg-raised">
        <legend className="sr-only">{props.label}</legend>
        {props.choices.map((choice) => (
          <button
            key={choice.value}
            type="submit"
            name={props.name}
            value={choice.value}
            lang={choice.lang}
            aria-pressed={choice.current}
            className={classNames(
              "min-h-touch rounded-control px-3.5 font-medium text-[0.9375rem]",
              choice.current ? "bg-ink text-paper" : "hover:bg-sunken",
            )}
          >
            {choice.label}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
