"use client";

import { useId } from "react";
import { Select } from "#components/ui/select";
import { TextInput } from "#components/ui/text-input";
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
    <div className="flex min-w-36 flex-1 flex-col gap-1 sm:max-w-64">
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
      ) : (
        <TextInput
          id={id}
          name={name}
          type={filter.kind === "date" ? "date" : "search"}
          placeholder={filter.kind === "text" ? filter.hint : undefined}
          value={filter.kind === "date" ? value.slice(0, 10) || (filter.usual ?? "") : value}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </div>
  );
}
