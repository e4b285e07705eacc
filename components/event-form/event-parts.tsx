import { PriceFields } from "#components/event-form/price-fields";
import { RuleFields } from "#components/event-form/rule-fields";
import { WhatFields } from "#components/event-form/what-fields";
import { WhenFields } from "#components/event-form/when-fields";
import { WhereFields } from "#components/event-form/where-fields";
import type { EventStep } from "./event-draft.ts";
import type { EventChoices, PartProps } from "./form-parts.ts";

/** The fields of one step. */
export function EventParts(props: {
  step: EventStep;
  part: PartProps;
  timeZone: string | undefined;
  choices: EventChoices;
  venues: string;
}) {
  const { part, choices } = props;
  switch (props.step) {
    case "what":
      return <WhatFields {...part} categories={choices.categories} />;
    case "where":
      return <WhereFields {...part} houses={choices.houses} venues={props.venues} />;
    case "when":
      return <WhenFields {...part} timeZone={props.timeZone} />;
    case "prices":
      return <PriceFields {...part} currencies={choices.currencies} sold={choices.sold} />;
    case "rules":
      return <RuleFields {...part} />;
  }
}
