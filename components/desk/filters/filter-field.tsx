"use client";

import { useId, useState } from "react";
import { DayInput } from "#components/ui/day-input";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";
import { classNames } from "../../ui/class-names.ts";
import type { Filter } from "./filter.ts";

/** One filter with its label. Text follows the address only while it is not being typed. */
export function FilterField({
  filter,
  value,
  onChange,
}: {
  filter: Filter;
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  const { name } = filter;
  return (
    <div className={classNames("flex min-w-0 flex-col gap-1", filter.kind === "text" && "max-sm:col-span-full")}>
      <label htmlFor={id} className="font-semibold text-sm">
        {filter.label}
      </label>
      {filter.kind === "select" ? (
        <Select id={id} name={name} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{filter.all}</option>
          {filter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
          {value === "" || filter.options.some((option) => option.value === value) ? null : (
            <option value={value}>{value}</option>
          )}
        </Select>
      ) : filter.kind === "date" ? (
        <DayControl id={id} name={name} value={value.slice(0, 10) || (filter.usual ?? "")} onChange={onChange} />
      ) : (
        <TextInput
          id={id}
          name={name}
          type="search"
          placeholder={filter.hint}
          value={value}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}

/** While a year is typed digit by digit it is 0002, then 0202: only a whole day goes into the address. */
function DayControl({
  value,
  onChange,
  ...rest
}: {
  id: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    setTyped(value);
  }
  return (
    <DayInput
      {...rest}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        if (target.validity.valid) onChange(target.value);
      }}
    />
  );
}
