"use client";

import { useTranslations } from "next-intl";
import { Icon } from "#components/ui/icon";

/** A small number with a button on either side. Screen readers announce the new number. */
export function Stepper(props: {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const t = useTranslations("seats.stepper");
  const { label, value, min, max, onChange } = props;
  return (
    <fieldset className="inline-flex items-center rounded-full border border-line-strong bg-raised">
      <legend className="sr-only">{label}</legend>
      <StepButton name={t("less", { label })} icon="minus" isOff={value <= min} onClick={() => onChange(value - 1)} />
      <output className="tabular min-w-8 text-center font-semibold" aria-live="polite">
        {value}
      </output>
      <StepButton name={t("more", { label })} icon="plus" isOff={value >= max} onClick={() => onChange(value + 1)} />
    </fieldset>
  );
}

function StepButton({
  name,
  icon,
  isOff,
  onClick,
}: {
  name: string;
  icon: "plus" | "minus";
  isOff: boolean;
  onClick: () => void;
}) {
  // Off by aria only: a disabled button would drop the keyboard's focus in the middle of counting.
  return (
    <button
      type="button"
      aria-disabled={isOff}
      onClick={() => isOff || onClick()}
      className="grid size-11 place-items-center rounded-full hover:bg-sunken aria-disabled:cursor-not-allowed aria-disabled:opacity-35"
    >
      <Icon name={icon} className="size-4.5" />
      <span className="sr-only">{name}</span>
    </button>
  );
}
