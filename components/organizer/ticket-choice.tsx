"use client";

import { SeatName } from "#components/orders/seat-name";
import { Checkbox } from "#components/ui/checkbox";
import { Field } from "#components/ui/field";
import { TextInput } from "#components/ui/text-input";
import type { OrderWire } from "#lib/orders/reading/contract";

type Tickets = OrderWire["tickets"];

/** Tickets of an order to choose from, under `tickets`. `prefix` keeps the ids of two forms of a page apart. */
export function TicketChoice(props: { prefix: string; legend: string; tickets: Tickets; chosen: readonly string[] }) {
  return (
    <fieldset className="flex flex-col">
      <legend className="sr-only">{props.legend}</legend>
      {props.tickets.map(({ ticket_number: ticket, seat }) => (
        <Checkbox
          key={ticket}
          id={`${props.prefix}-${ticket}`}
          name="tickets"
          value={ticket}
          defaultChecked={props.chosen.includes(ticket)}
          label={<SeatName seat={{ ...seat, isTable: seat.at_table }} />}
        />
      ))}
    </fieldset>
  );
}

/** The lines of a list that name these tickets and send them again with the next step. */
export function ChosenTickets({ tickets }: { tickets: Tickets }) {
  return tickets.map(({ ticket_number: ticket, seat }) => (
    <li key={ticket}>
      <input type="hidden" name="tickets" value={ticket} />
      <SeatName seat={{ ...seat, isTable: seat.at_table }} />
    </li>
  ));
}

type Reason = { prefix: string; label: string; hint: string; error: string | undefined; value: string };

/** Why staff do it, as the audit log keeps it. */
export function ReasonField({ prefix, label, hint, error, value }: Reason) {
  return (
    <Field id={`${prefix}-reason`} label={label} hint={hint} error={error}>
      {(control) => <TextInput {...control} name="reason" maxLength={200} defaultValue={value} />}
    </Field>
  );
}
