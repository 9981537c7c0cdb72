"use client";

import type { ReactNode } from "react";
import { FieldFrame } from "./field-frame";
import { useFormState } from "./form";

export interface Choice {
  value: string;
  label: string;
}

/** A choice among many, in the browser's own list. The first one, `empty`, selects nothing. */
export function Select({
  name,
  label,
  choices,
  empty,
}: {
  name: string;
  label: ReactNode;
  choices: readonly Choice[];
  empty: string;
}) {
  const { errors, typed } = useFormState();
  return (
    <FieldFrame name={name} label={label} error={errors?.[name]}>
      {(described) => (
        <select {...described} key={typed?.[name]} name={name} defaultValue={typed?.[name] ?? ""}>
          <option value="">{empty}</option>
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}
