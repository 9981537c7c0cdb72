"use client";

import type { ReactNode } from "react";
import { FieldFrame } from "./field-frame";
import { useFormState } from "./form";

export interface Choice {
  value: string;
  label: string;
}

/** A choice among many, in the browser's own list. The first one, when `empty` is given, asks for nothing. */
export function Select({
  name,
  label,
  hint,
  choices,
  empty,
  defaultValue = "",
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  choices: readonly Choice[];
  empty?: string;
  defaultValue?: string;
}) {
  const { errors, typed } = useFormState();
  return (
    <FieldFrame name={name} label={label} hint={hint} error={errors?.[name]}>
      {(described) => (
        <select {...described} key={typed?.[name]} name={name} defaultValue={typed?.[name] ?? defaultValue}>
          {empty !== undefined && <option value="">{empty}</option>}
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
